// tiny_tensors.h - safetensors files made in memory, and the three files of a tiny encoder.
#ifndef READOUT_TINY_TENSORS_H
#define READOUT_TINY_TENSORS_H

#include "base/list.h"

typedef struct {
    str         name;
    const char *type;          // "F32", ...
    int         rows, columns; // columns 0: a vector
    str         bytes;
} tiny_tensor;

typedef LIST(tiny_tensor) tiny_tensor_list;

str make_safetensors(arena *a, const tiny_tensor_list *tensors);

// Of a file: the header as it is given and the numbers behind it.
str join_safetensors(arena *a, str header, str numbers);

// An encoder of 2 layers: its shape, its files but the weights, and its weights as a fixed
// generator draws them, by the names and in the order of such files.
enum {
    TINY_WORDS = 14,
    TINY_POSITIONS = 40,
    TINY_TYPES = 2,
    TINY_LAYERS = 2,
    TINY_WIDTH = 16,
    TINY_HEADS = 2,
    TINY_INNER = 24,
};

extern const char TINY_ENCODER_CONFIG[], TINY_ENCODER_TOKENIZER[];

void draw_tiny_weights(arena *a, tiny_tensor_list *tensors);
// The numbers of an F32 tensor by its name.
const float *tiny_numbers(const tiny_tensor_list *tensors, const char *name);

#endif
