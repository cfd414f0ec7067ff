// weights.h - the tensors of an encoder: those of the base file, and before them those of an
// overlay, which may keep a matrix as bytes `NAME` with one scale a row in `NAME.scale`.
//
// A tensor of the base that the overlay has is never read, so that its pages stay on the disk.
#ifndef READOUT_ENCODER_WEIGHTS_H
#define READOUT_ENCODER_WEIGHTS_H

#include "math/bytes.h"
#include "model/safetensors.h"

typedef struct {
    safetensors base, overlay;
    const char *place;
    arena      *a;       // what is made goes here
    arena      *scratch; // rewound after every layer
    ro_error   *error;
} weight_source;

// A matrix where it is stored, row by row.
typedef struct {
    const stored_tensor *numbers, *scales; // scales: NULL unless bytes
    size_t               rows, width;
} stored_matrix;

bool take_matrix(const weight_source *from, str name, int rows, int width,
                 stored_matrix *matrix) MUST_CHECK;
// out (width) = row
void widen_row(const stored_matrix *matrix, size_t row, float *out);

bool take_vector(const weight_source *from, str name, int count, const float **vector) MUST_CHECK;

// One product: y = W x + b, laid out for floats or for bytes. Outputs stand in their order.
typedef struct {
    bool          is_bytes;
    packed_matrix floats;
    byte_matrix   bytes;
} linear_layer;

static inline size_t linear_room(const linear_layer *layer) {
    return layer->is_bytes ? byte_product_room(&layer->bytes) : product_room(&layer->floats);
}

// The layer NAME.weight and NAME.bias; as bytes where `byte_k` is not NULL.
bool take_linear(const weight_source *from, str name, int outputs, int inputs, const kernels *k,
                 const byte_kernels *byte_k, linear_layer *layer) MUST_CHECK;

// NAME.weight and NAME.bias.
bool take_norm(const weight_source *from, str name, int width, float epsilon,
               layer_norm *norm) MUST_CHECK;

#endif
