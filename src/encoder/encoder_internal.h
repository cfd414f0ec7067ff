// encoder_internal.h - what an opened encoder is made of, for the files that open and run it.
#ifndef READOUT_ENCODER_INTERNAL_H
#define READOUT_ENCODER_INTERNAL_H

#include "base/file.h"
#include "encoder/encoder.h"
#include "encoder/settings.h"
#include "encoder/weights.h"

typedef struct {
    linear_layer query, key, value, mixed; // attention
    layer_norm   mixed_norm;
    linear_layer inner, outer; // with GELU between them
    layer_norm   outer_norm;
} encoder_layer;

struct text_encoder {
    arena               memory;
    mapped_file         file; // the weights, when they came from a folder
    encoder_settings    is;
    wordpiece          *pieces;
    const kernels      *k;
    const byte_kernels *byte_k; // NULL: floats only
    weight_source       source;

    stored_matrix words, positions;
    const float  *type; // the row of the first type
    layer_norm    word_norm;

    encoder_layer *layers;
};

#endif
