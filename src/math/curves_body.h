// curves_body.h - what stands between the products of an encoder, in terms of a vector type; behind
// kernels_body.h, which says what a vector is.
//
// A row's last numbers, fewer than NORM_SUMS, are worked on in a copy with filling behind them, so
// that every number goes through the same operations.
#include "math/curves.h"

INLINE vector raise_e(vector x) {
    const float lowest = LEAST_EXPONENT, highest = LARGEST_EXPONENT, log2_e = LOG2_E;
    const float minus_high = -LN2_HIGH, minus_low = -LN2_LOW, rounder = ROUNDER, one = 1;
    x = smaller(larger(x, broadcast(&lowest)), broadcast(&highest));
    vector n = subtract(fuse(x, broadcast(&log2_e), broadcast(&rounder)), broadcast(&rounder));
    vector r = fuse(n, broadcast(&minus_low), fuse(n, broadcast(&minus_high), x));
    vector sum = broadcast(&EXP[EXP_TERMS - 1]);
    EACH for (int i = EXP_TERMS - 2; i >= 0; i--) {
        sum = fuse(sum, r, broadcast(&EXP[i]));
    }
    return times_power(fuse(times(r, r), sum, add(r, broadcast(&one))), n);
}

// ---- Softmax -----------------------------------------------------------------------------

INLINE float largest_of(const float *row, int count) {
    float  lanes[LANES], largest = row[0];
    vector best = broadcast(row);
    int    i = 0;
    for (; i + LANES <= count; i += LANES) {
        best = larger(best, load(row + i));
    }
    store(lanes, best);
    EACH for (int l = 0; l < LANES; l++) {
        largest = lanes[l] > largest ? lanes[l] : largest;
    }
    for (; i < count; i++) {
        largest = row[i] > largest ? row[i] : largest;
    }
    return largest;
}

// row[i] = exp((row[i] - largest) * scale); adds to the partial sums.
INLINE void raise_some(float *row, vector largest, vector scale, vector sums[NORM_VECTORS]) {
    EACH for (int j = 0; j < NORM_VECTORS; j++) {
        vector raised = raise_e(times(subtract(load(row + j * LANES), largest), scale));
        store(row + j * LANES, raised);
        sums[j] = add(sums[j], raised);
    }
}

static void soften(float *row, int count, float scale) {
    float  largest = largest_of(row, count), rest[NORM_SUMS];
    vector sums[NORM_VECTORS], top = broadcast(&largest), factor = broadcast(&scale);
    int    whole = count - count % NORM_SUMS;
    EACH for (int j = 0; j < NORM_VECTORS; j++) {
        sums[j] = zeros();
    }
    for (int i = 0; i < whole; i += NORM_SUMS) {
        raise_some(row + i, top, factor, sums);
    }
    if (whole < count) {
        vector none[NORM_VECTORS];
        EACH for (int j = 0; j < NORM_VECTORS; j++) {
            none[j] = zeros();
            store(rest + j * LANES, top);
        }
        memcpy(rest, row + whole, (size_t)(count - whole) * sizeof *rest);
        raise_some(rest, top, factor, none);
        memset(rest + (count - whole), 0, (size_t)(NORM_SUMS - (count - whole)) * sizeof *rest);
        memcpy(row + whole, rest, (size_t)(count - whole) * sizeof *rest);
        EACH for (int j = 0; j < NORM_VECTORS; j++) {
            sums[j] = add(sums[j], load(rest + j * LANES));
        }
    }
    float  share = 1.0F / add_lanes(sums);
    vector shares = broadcast(&share);
    int    i = 0;
    for (; i + LANES <= count; i += LANES) {
        store(row + i, times(load(row + i), shares));
    }
    for (; i < count; i++) {
        row[i] = row[i] * share;
    }
}

// ---- GELU --------------------------------------------------------------------------------

INLINE vector gelu_of(vector x) {
    const float half_root = HALF_ROOT, largest = LARGEST_ERFC, minus_half = -0.5F;
    vector      size = larger(x, subtract(zeros(), x));
    vector      z = smaller(times(size, broadcast(&half_root)), broadcast(&largest));
    vector      sum = broadcast(&ERFC[ERFC_TERMS - 1]);
    EACH for (int i = ERFC_TERMS - 2; i >= 0; i--) {
        sum = fuse(sum, z, broadcast(&ERFC[i]));
    }
    vector rest = raise_e(subtract(zeros(), times(z, sum)));
    return fuse(times(size, broadcast(&minus_half)), rest, larger(x, zeros()));
}

static void gelu(float *row, int count) {
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
        store(row + i, gelu_of(load(row + i)));
    }
    if (i < count) {
        float rest[LANES] = {0};
        memcpy(rest, row + i, (size_t)(count - i) * sizeof *rest);
        store(rest, gelu_of(load(rest)));
        memcpy(row + i, rest, (size_t)(count - i) * sizeof *rest);
    }
}

// ---- Norm --------------------------------------------------------------------------------

static void add_and_norm(const layer_norm *norm, const float *residual, float *row) {
    int width = norm->width, i = 0;
    if (residual) {
        for (; i + LANES <= width; i += LANES) {
            store(row + i, add(load(row + i), load(residual + i)));
        }
        for (; i < width; i++) {
            row[i] = row[i] + residual[i];
        }
    }
    float  mean = mean_of(row, width);
    float  scale = 1.0F / sqrtf(variance_of(row, width, mean) + norm->epsilon);
    vector middle = broadcast(&mean), factor = broadcast(&scale);
    for (i = 0; i + LANES <= width; i += LANES) {
        vector x = times(subtract(load(row + i), middle), factor);
        store(row + i, fuse(x, load(norm->gain + i), load(norm->shift + i)));
    }
    for (; i < width; i++) {
        row[i] = fmaf((row[i] - mean) * scale, norm->gain[i], norm->shift[i]);
    }
}

// ---- Bytes -------------------------------------------------------------------------------

static byte_scale to_bytes(const float *row, int count, uint8_t *bytes) {
    float  lows[LANES], highs[LANES], low = 0, high = 0;
    vector lowest = zeros(), highest = zeros();
    int    i = 0;
    for (; i + LANES <= count; i += LANES) {
        lowest = smaller(load(row + i), lowest);
        highest = larger(load(row + i), highest);
    }
    store(lows, lowest);
    store(highs, highest);
    EACH for (int l = 0; l < LANES; l++) {
        low = lows[l] < low ? lows[l] : low;
        high = highs[l] > high ? highs[l] : high;
    }
    for (; i < count; i++) {
        low = row[i] < low ? row[i] : low;
        high = row[i] > high ? row[i] : high;
    }
    float extent = high - low;
    if (!(extent > LEAST_EXTENT && extent < LARGEST_EXTENT)) {
        memset(bytes, 0, (size_t)count);
        return (byte_scale){0, 0};
    }
    const float steps = 255.0F / extent, most = 255, zero = (ROUNDER - low * steps) - ROUNDER;
    vector      factor = broadcast(&steps), begin = broadcast(&zero), top = broadcast(&most);
    for (i = 0; i + LANES <= count; i += LANES) {
        vector byte = fuse(load(row + i), factor, begin);
        store_bytes(bytes + i, smaller(larger(byte, zeros()), top));
    }
    if (i < count) {
        float   rest[LANES] = {0};
        uint8_t rest_bytes[LANES];
        memcpy(rest, row + i, (size_t)(count - i) * sizeof *rest);
        store_bytes(rest_bytes, smaller(larger(fuse(load(rest), factor, begin), zeros()), top));
        memcpy(bytes + i, rest_bytes, (size_t)(count - i));
    }
    return (byte_scale){extent / 255.0F, (int32_t)zero};
}
