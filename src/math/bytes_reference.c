// bytes_reference.c - what the other tables must equal bit for bit, as plain as it can be said.
#include <math.h>

#include "math/bytes_tables.h"

enum { LANES = 16, GROUP = 4 };

static int32_t multiply_lane(const byte_matrix *m, int block, int place, const uint8_t *row) {
    size_t        width = (size_t)m->columns * LANES, groups = ((size_t)m->inputs + 3) / GROUP;
    const int8_t *weights =
        (const int8_t *)m->weights + ((size_t)block * groups * width + (size_t)place) * GROUP;
    int32_t sum = 0;
    for (size_t i = 0; i < (size_t)m->inputs; i++) {
        sum += weights[i / GROUP * width * GROUP + i % GROUP] * row[i];
    }
    return sum;
}

static void multiply(const byte_matrix *m, const byte_row *rows, int count, float *out) {
    int width = m->columns * LANES;
    for (int r = 0; r < count; r++) {
        for (int b = 0; b < m->blocks; b++) {
            for (int place = 0; place < width; place++) {
                size_t  at = (size_t)b * (size_t)width + (size_t)place;
                int32_t sum = multiply_lane(m, b, place, rows[r].bytes);
                float   product = (float)(sum - rows[r].scale.zero * m->sums[at]);
                *out++ = fmaf(product, rows[r].scale.scale * m->scales[at], m->bias[at]);
            }
        }
    }
}

const byte_kernels reference_byte_kernels = {
    .name = "reference", .lanes = LANES, .group = GROUP, .multiply = multiply};
