// tensor.h - arrays with a shape, as the files of a pipeline hold them (spec 1.4, 1.7).
#ifndef READOUT_MODEL_TENSOR_H
#define READOUT_MODEL_TENSOR_H

#include "base/arena.h"
#include "model/messagepack.h"

enum { MOST_DIMENSIONS = 4 };

// Row-major float32, whatever the file's type was.
typedef struct {
    int          dimensions;
    int          shape[MOST_DIMENSIONS]; // each at least 0
    size_t       count;                  // the product
    const float *at;
} tensor;

// Reads an ndarray from MessagePack; nil gives a tensor with at == NULL. Check r->is_broken.
tensor read_tensor(pack_reader *r, arena *a);

// IEEE half precision.
float float_of_half(uint16_t half);

// Reads a NumPy .npy file. The tensor may point into `content`.
bool read_npy(str content, const char *place, arena *a, tensor *t, ro_error *error) MUST_CHECK;

#endif
