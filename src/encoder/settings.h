// settings.h - the shape of a BERT-type encoder, as its config.json says it.
#ifndef READOUT_ENCODER_SETTINGS_H
#define READOUT_ENCODER_SETTINGS_H

#include "base/error.h"

typedef struct {
    int   words, positions, types;     // rows of the three embeddings
    int   layers, width, heads, inner; // inner: width between the two products of a layer
    float epsilon;                     // of the layer norms
} encoder_settings;

// Refuses what is not of this type, or of absurd size.
bool read_encoder_settings(str config, const char *place, encoder_settings *settings,
                           ro_error *error) MUST_CHECK;

#endif
