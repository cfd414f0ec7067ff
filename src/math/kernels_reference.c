// kernels_reference.c - what the other tables must equal bit for bit, as plain as it can be said.
// It also runs where the processor has no fused multiply-add.
#include <math.h>

#include "math/curves.h"
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

// ---- Curves ------------------------------------------------------------------------------

static float smaller(float a, float b) {
    return a < b ? a : b;
}

static float raise_e(float x) {
    x = smaller(larger(x, LEAST_EXPONENT), LARGEST_EXPONENT);
    float    n = fmaf(x, LOG2_E, ROUNDER) - ROUNDER;
    float    r = fmaf(n, -LN2_LOW, fmaf(n, -LN2_HIGH, x)), sum = EXP[EXP_TERMS - 1], power;
    uint32_t bits = (uint32_t)((int32_t)n + 127) << 23;
    for (int i = EXP_TERMS - 2; i >= 0; i--) {
        sum = fmaf(sum, r, EXP[i]);
    }
    memcpy(&power, &bits, sizeof power);
    return fmaf(r * r, sum, r + 1.0F) * power;
}

static void soften(float *row, int count, float scale) {
    float largest = row[0], sums[NORM_SUMS] = {0};
    for (int i = 1; i < count; i++) {
        largest = larger(row[i], largest);
    }
    for (int i = 0; i < count; i++) {
        row[i] = raise_e((row[i] - largest) * scale);
        sums[i % NORM_SUMS] += row[i];
    }
    float share = 1.0F / add_in_halves(sums);
    for (int i = 0; i < count; i++) {
        row[i] = row[i] * share;
    }
}

static void gelu(float *row, int count) {
    for (int i = 0; i < count; i++) {
        float size = larger(row[i], 0.0F - row[i]);
        float z = smaller(size * HALF_ROOT, LARGEST_ERFC), sum = ERFC[ERFC_TERMS - 1];
        for (int term = ERFC_TERMS - 2; term >= 0; term--) {
            sum = fmaf(sum, z, ERFC[term]);
        }
        row[i] = fmaf(size * -0.5F, raise_e(0.0F - z * sum), larger(row[i], 0));
    }
}

static void add_and_norm(const layer_norm *norm, const float *residual, float *row) {
    float total[NORM_SUMS] = {0}, squares[NORM_SUMS] = {0};
    for (int i = 0; i < norm->width; i++) {
        if (residual) row[i] = row[i] + residual[i];
        total[i % NORM_SUMS] += row[i];
    }
    float mean = add_in_halves(total) / (float)norm->width;
    for (int i = 0; i < norm->width; i++) {
        float apart = row[i] - mean;
        squares[i % NORM_SUMS] = fmaf(apart, apart, squares[i % NORM_SUMS]);
    }
    float variance = add_in_halves(squares) / (float)norm->width + norm->epsilon;
    float scale = 1.0F / sqrtf(variance);
    for (int i = 0; i < norm->width; i++) {
        row[i] = fmaf((row[i] - mean) * scale, norm->gain[i], norm->shift[i]);
    }
}

static byte_scale to_bytes(const float *row, int count, uint8_t *bytes) {
    float low = 0, high = 0;
    for (int i = 0; i < count; i++) {
        low = smaller(row[i], low);
        high = larger(row[i], high);
    }
    float extent = high - low;
    if (!(extent > LEAST_EXTENT && extent < LARGEST_EXTENT)) {
        memset(bytes, 0, (size_t)count);
        return (byte_scale){0, 0};
    }
    float steps = 255.0F / extent, zero = (ROUNDER - low * steps) - ROUNDER;
    for (int i = 0; i < count; i++) {
        float byte = smaller(larger(fmaf(row[i], steps, zero), 0), 255);
        bytes[i] = (uint8_t)((byte + ROUNDER) - ROUNDER);
    }
    return (byte_scale){extent / 255.0F, (int32_t)zero};
}

const kernels reference_kernels = {
    .name = "reference",
    .lanes = LANES,
    .multiply = multiply,
    .maxout = maxout,
    .maxout_window = maxout_window,
    .add_rows = add_rows,
    .find_best = find_best,
    .add_and_norm = add_and_norm,
    .soften = soften,
    .gelu = gelu,
    .to_bytes = to_bytes,
};
