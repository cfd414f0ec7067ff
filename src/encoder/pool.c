// pool.c - one row for a whole text.
#include <math.h>

#include "encoder/encoder.h"

void pool_mean(const float *rows, int count, int width, float *out) {
    float squares = 0;
    for (int i = 0; i < width; i++) {
        float sum = 0;
        for (int r = 0; r < count; r++) {
            sum = sum + rows[(size_t)r * (size_t)width + (size_t)i];
        }
        out[i] = sum / (float)count;
        squares = fmaf(out[i], out[i], squares);
    }
    float length = sqrtf(squares);
    for (int i = 0; i < width && length > 0; i++) {
        out[i] = out[i] / length;
    }
}
