// mix.h - rows of tokens that see their neighbours: residual convolutions over a window.
#ifndef READOUT_ATTRIBUTION_MIX_H
#define READOUT_ATTRIBUTION_MIX_H

#include "math/kernels.h"

enum { MOST_ROUNDS = 4 };

// row += relu(convolution over three rows), `count` times.
typedef struct {
    int           count;
    packed_matrix rounds[MOST_ROUNDS]; // 3 * width -> width
} mixer;

// Rows of a window, with a row of zeros before the first and behind the last.
typedef struct {
    float *rows; // of the first token; (count, width)
    size_t count, width;
} padded_rows;

padded_rows make_padded(arena *a, size_t count, size_t width);
void        mix_rows(const kernels *k, const mixer *m, const padded_rows *rows, arena *scratch);

static inline float positive(float x) {
    return x > 0 ? x : 0;
}

#endif
