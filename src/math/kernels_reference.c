// kernels_reference.c - what the other tables must equal bit for bit, as plain as it can be said.
// It also runs where the processor has no fused multiply-add.
#include <math.h>

#include "math/kernels_tables.h"

enum { LANES = 16 };

static float larger(float a, float b) {
    return a > b ? a : b;
}

// Column `c`, lane `l` of a block times one row.
static float multiply_lane(const packed_matrix *m, int block, int column, int lane,
                           const float *row) {
    size_t       step = (size_t)m->columns * LANES;
    size_t       place = (size_t)column * LANES + (size_t)lane;
    const float *weights = m->weights + (size_t)block * (size_t)m->inputs * step + place;
    float        sum = m->bias[(size_t)block * step + place];
    for (int i = 0; i < m->inputs; i++) {
        sum = fmaf(row[i], weights[(size_t)i * step], sum);
    }
    return sum;
}

static void multiply(const packed_matrix *m, const float *const *rows, int count, float *out) {
    for (int r = 0; r < count; r++) {
        for (int b = 0; b < m->blocks; b++) {
            for (int c = 0; c < m->columns; c++) {
                for (int l = 0; l < LANES; l++) {
                    *out++ = multiply_lane(m, b, c, l, rows[r]);
                }
            }
        }
    }
}

static float add_in_halves(const float partial[NORM_SUMS]) {
    float sums[NORM_SUMS];
    for (int l = 0; l < NORM_SUMS; l++) {
        sums[l] = partial[l];
    }
    for (int half = NORM_SUMS / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
            sums[l] = sums[l] + sums[l + half];
        }
    }
    return sums[0];
}

static void normalise(const packed_matrix *m, const float *residual, float *row) {
    if (m->gain) {
        float total[NORM_SUMS] = {0}, squares[NORM_SUMS] = {0};
        for (int i = 0; i < m->outputs; i++) {
            total[i % NORM_SUMS] += row[i];
        }
        float mean = add_in_halves(total) / (float)m->outputs;
        for (int i = 0; i < m->outputs; i++) {
            float apart = row[i] - mean;
            squares[i % NORM_SUMS] = fmaf(apart, apart, squares[i % NORM_SUMS]);
        }
        float variance = add_in_halves(squares) / (float)m->outputs + NORM_EPSILON;
        float scale = 1.0F / sqrtf(variance);
        for (int i = 0; i < m->outputs; i++) {
            row[i] = fmaf((row[i] - mean) * scale, m->gain[i], m->shift[i]);
        }
    }
    for (int i = 0; residual && i < m->outputs; i++) {
        row[i] = residual[i] + row[i];
    }
}

static void maxout(const packed_matrix *m, const float *const *rows, const float *const *residuals,
                   int count, float *out) {
    for (int r = 0; r < count; r++, out += m->outputs) {
        for (int o = 0; o < m->outputs; o++) {
            float best = multiply_lane(m, o / LANES, 0, o % LANES, rows[r]);
            for (int c = 1; c < m->columns; c++) {
                best = larger(best, multiply_lane(m, o / LANES, c, o % LANES, rows[r]));
            }
            out[o] = best;
        }
        normalise(m, residuals ? residuals[r] : NULL, out);
    }
}

static float add_window(const packed_matrix *m, const window_row *row, int output, int column) {
    size_t at = ((size_t)(output / LANES) * (size_t)m->columns + (size_t)column) * LANES +
                (size_t)(output % LANES);
    return (row->left[at] + row->middle[at]) + row->right[at];
}

static void maxout_window(const packed_matrix *m, const window_row *rows, int count, float *out) {
    for (int r = 0; r < count; r++, out += m->outputs) {
        for (int o = 0; o < m->outputs; o++) {
            float best = add_window(m, &rows[r], o, 0);
            for (int c = 1; c < m->columns; c++) {
                best = larger(best, add_window(m, &rows[r], o, c));
            }
            out[o] = best;
        }
        normalise(m, rows[r].residual, out);
    }
}

static void add_rows(const float *const *rows, int count, int pieces, int width, float *out) {
    for (int i = 0; i < width; i++) {
        for (int p = 0; p < pieces; p++) {
            float sum = rows[0][p * width + i];
            for (int r = 1; r < count; r++) {
                sum = sum + rows[r][p * width + i];
            }
            out[i] = p == 0 ? sum : larger(out[i], sum);
        }
    }
}

static int find_best(const float *scores, const float *mask, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
        if (scores[i] + mask[i] > scores[best] + mask[best]) best = i;
    }
    return best;
}

const kernels reference_kernels = {
    .name = "reference",
    .lanes = LANES,
    .multiply = multiply,
    .maxout = maxout,
    .maxout_window = maxout_window,
    .add_rows = add_rows,
    .find_best = find_best,
};
