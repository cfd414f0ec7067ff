// kernels_body.h - the kernels once, in terms of a vector type. Each file that includes this says
// what a vector is:
//
//     vector   LANES floats; load, store, broadcast, zeros, add, subtract, times, fuse (a*b + c),
//              larger (a > b ? a : b), smaller, add_lanes (NORM_SUMS partial sums, halved again and again),
//              first_equal, times_power, store_bytes
//     TILE     rows that are computed together, so that TILE * LARGEST_MAXOUT sums stay in registers
//
// A tile keeps its sums in registers through the whole chain over the inputs; for every input it
// loads `columns` vectors of weights and one number a row:
//
//                 columns * LANES outputs of a block
//     row 0    x0[i]  *  w[i][0]  w[i][1]  w[i][2]    ->  sums[0][0..2]
//     row 1    x1[i]  *     "        "        "       ->  sums[1][0..2]
//     ...
//
// A maxout layer's columns are its pieces, so the largest piece is taken without moving lanes.
#include <math.h>

#include "math/kernels_tables.h"

#define INLINE static inline __attribute__((always_inline))
// Before loops whose counts are constants, so that arrays of vectors become registers.
#if defined(__clang__)
#define EACH _Pragma("clang loop unroll(full)")
#else
#define EACH _Pragma("GCC unroll 8")
#endif

enum { NORM_VECTORS = NORM_SUMS / LANES, CACHED_WEIGHTS = 256 << 10 };

typedef enum { KEEP_PRODUCTS, TAKE_LARGEST } tile_end;

// ---- Products ----------------------------------------------------------------------------

// sums[r * columns + c] of one block. `count` and `columns` are constants where this is inlined.
INLINE void multiply_block(const packed_matrix *m, int block, const float *const *rows, int count,
                           int columns, vector *sums) {
    const float *weights = m->weights + (size_t)block * (size_t)m->inputs * (size_t)columns * LANES;
    const float *bias = m->bias + (size_t)block * (size_t)columns * LANES;
    const float *row[TILE];
    EACH for (int r = 0; r < count; r++) {
        row[r] = rows[r];
        EACH for (int c = 0; c < columns; c++) {
            sums[r * columns + c] = load(bias + c * LANES);
        }
    }
    size_t inputs = (size_t)m->inputs;
    for (size_t i = 0; i < inputs; i++, weights += (size_t)columns * LANES) {
        vector w[MOST_COLUMNS_AT_ONCE];
        EACH for (int c = 0; c < columns; c++) {
            w[c] = load(weights + c * LANES);
        }
        EACH for (int r = 0; r < count; r++) {
            vector x = broadcast(row[r] + i);
            EACH for (int c = 0; c < columns; c++) {
                sums[r * columns + c] = fuse(x, w[c], sums[r * columns + c]);
            }
        }
    }
}

// The first `count` lanes.
INLINE void store_some(float *out, vector v, int count) {
    if (count >= LANES) {
        store(out, v);
        return;
    }
    float lanes[LANES];
    store(lanes, v);
    for (int l = 0; l < count; l++) {
        out[l] = lanes[l];
    }
}

// Blocks of outputs that are computed one after another for the same tile.
typedef struct {
    int first, end;
} block_range;

INLINE void multiply_tile(const packed_matrix *m, block_range blocks, const float *const *rows,
                          int count, int columns, tile_end end, float *out) {
    size_t row_room = end == KEEP_PRODUCTS ? product_room(m) : (size_t)m->outputs;
    for (int b = blocks.first; b < blocks.end; b++) {
        vector sums[TILE * LARGEST_MAXOUT > MOST_COLUMNS_AT_ONCE ? TILE * LARGEST_MAXOUT
                                                                 : MOST_COLUMNS_AT_ONCE];
        multiply_block(m, b, rows, count, columns, sums);
        EACH for (int r = 0; r < count; r++) {
            float *to = out + (size_t)r * row_room;
            if (end == KEEP_PRODUCTS) {
                EACH for (int c = 0; c < columns; c++) {
                    store(to + ((size_t)b * (size_t)columns + (size_t)c) * LANES,
                          sums[r * columns + c]);
                }
            } else {
                vector best = sums[r * columns];
                EACH for (int c = 1; c < columns; c++) {
                    best = larger(best, sums[r * columns + c]);
                }
                store_some(to + (size_t)b * LANES, best, m->outputs - b * LANES);
            }
        }
    }
}

// Tiles of any height up to TILE, so that a short window wastes nothing.
INLINE void multiply_rows(const packed_matrix *m, block_range blocks, const float *const *rows,
                          int count, int columns, tile_end end, float *out) {
    switch (count) {
    case 1:
        multiply_tile(m, blocks, rows, 1, columns, end, out);
        break;
    case 2:
        multiply_tile(m, blocks, rows, 2, columns, end, out);
        break;
    case 3:
        multiply_tile(m, blocks, rows, 3, columns, end, out);
        break;
    case 4:
        multiply_tile(m, blocks, rows, 4, columns, end, out);
        break;
#if TILE > 4
    case 5:
        multiply_tile(m, blocks, rows, 5, columns, end, out);
        break;
    case 6:
        multiply_tile(m, blocks, rows, 6, columns, end, out);
        break;
    case 7:
        multiply_tile(m, blocks, rows, 7, columns, end, out);
        break;
    case 8:
        multiply_tile(m, blocks, rows, 8, columns, end, out);
        break;
#endif
    }
}

INLINE void multiply_blocks(const packed_matrix *m, block_range blocks, const float *const *rows,
                            int count, float *out) {
    int tile = m->columns <= LARGEST_MAXOUT ? TILE : 1;
    for (int r = 0; r < count; r += tile, out += (size_t)tile * product_room(m)) {
        int some = count - r < tile ? count - r : tile;
        switch (m->columns) {
        case 1:
            multiply_rows(m, blocks, rows + r, some, 1, KEEP_PRODUCTS, out);
            break;
        case 2:
            multiply_rows(m, blocks, rows + r, some, 2, KEEP_PRODUCTS, out);
            break;
        case 3:
            multiply_rows(m, blocks, rows + r, some, 3, KEEP_PRODUCTS, out);
            break;
        case 4:
            multiply_tile(m, blocks, rows + r, 1, 4, KEEP_PRODUCTS, out);
            break;
        case 5:
            multiply_tile(m, blocks, rows + r, 1, 5, KEEP_PRODUCTS, out);
            break;
        case 6:
            multiply_tile(m, blocks, rows + r, 1, 6, KEEP_PRODUCTS, out);
            break;
        case 7:
            multiply_tile(m, blocks, rows + r, 1, 7, KEEP_PRODUCTS, out);
            break;
        case 8:
            multiply_tile(m, blocks, rows + r, 1, 8, KEEP_PRODUCTS, out);
            break;
        }
    }
}

// As many blocks at a time as stay in the cache while all rows pass by.
static void multiply(const packed_matrix *m, const float *const *rows, int count, float *out) {
    size_t block_size = (size_t)m->inputs * (size_t)m->columns * LANES * sizeof(float);
    int    step = block_size < CACHED_WEIGHTS ? (int)(CACHED_WEIGHTS / block_size) : 1;
    for (int b = 0; b < m->blocks; b += step) {
        int end = m->blocks - b < step ? m->blocks : b + step;
        multiply_blocks(m, (block_range){b, end}, rows, count, out);
    }
}

// ---- Layer norm --------------------------------------------------------------------------

// The floats [begin, begin + NORM_SUMS) of a row of `width`; zeros behind its end.
INLINE void load_padded(const float *row, int begin, int width, vector v[NORM_VECTORS]) {
    float        copy[NORM_SUMS] = {0};
    const float *from = row + begin;
    if (width - begin < NORM_SUMS) {
        for (int i = 0; i < width - begin; i++) {
            copy[i] = from[i];
        }
        from = copy;
    }
    EACH for (int j = 0; j < NORM_VECTORS; j++) {
        v[j] = load(from + j * LANES);
    }
}

INLINE float mean_of(const float *row, int width) {
    vector sums[NORM_VECTORS], x[NORM_VECTORS];
    EACH for (int j = 0; j < NORM_VECTORS; j++) {
        sums[j] = zeros();
    }
    for (int i = 0; i < width; i += NORM_SUMS) {
        load_padded(row, i, width, x);
        EACH for (int j = 0; j < NORM_VECTORS; j++) {
            sums[j] = add(sums[j], x[j]);
        }
    }
    return add_lanes(sums) / (float)width;
}

INLINE float variance_of(const float *row, int width, float mean) {
    vector sums[NORM_VECTORS], x[NORM_VECTORS], middle = broadcast(&mean);
    EACH for (int j = 0; j < NORM_VECTORS; j++) {
        sums[j] = zeros();
    }
    int i = 0;
    for (; i + NORM_SUMS <= width; i += NORM_SUMS) {
        load_padded(row, i, width, x);
        EACH for (int j = 0; j < NORM_VECTORS; j++) {
            vector apart = subtract(x[j], middle);
            sums[j] = fuse(apart, apart, sums[j]);
        }
    }
    if (i < width) {
        float apart[NORM_SUMS] = {0};
        for (int l = 0; i + l < width; l++) {
            apart[l] = row[i + l] - mean;
        }
        EACH for (int j = 0; j < NORM_VECTORS; j++) {
            vector v = load(apart + j * LANES);
            sums[j] = fuse(v, v, sums[j]);
        }
    }
    return add_lanes(sums) / (float)width;
}

INLINE void normalise(const packed_matrix *m, const float *residual, float *row) {
    int width = m->outputs, i = 0;
    if (m->gain) {
        float  mean = mean_of(row, width);
        float  scale = 1.0F / sqrtf(variance_of(row, width, mean) + NORM_EPSILON);
        vector middle = broadcast(&mean), factor = broadcast(&scale);
        for (i = 0; i + LANES <= width; i += LANES) {
            vector x = times(subtract(load(row + i), middle), factor);
            x = fuse(x, load(m->gain + i), load(m->shift + i));
            if (residual) x = add(load(residual + i), x);
            store(row + i, x);
        }
        for (; i < width; i++) {
            float x = fmaf((row[i] - mean) * scale, m->gain[i], m->shift[i]);
            row[i] = residual ? residual[i] + x : x;
        }
    } else if (residual) {
        for (; i + LANES <= width; i += LANES) {
            store(row + i, add(load(residual + i), load(row + i)));
        }
        for (; i < width; i++) {
            row[i] = residual[i] + row[i];
        }
    }
}

// ---- Maxout layers -----------------------------------------------------------------------

static void maxout(const packed_matrix *m, const float *const *rows, const float *const *residuals,
                   int count, float *out) {
    size_t      width = (size_t)m->outputs;
    block_range all = {0, m->blocks};
    for (int r = 0; r < count; r += TILE, out += TILE * width) {
        int some = count - r < TILE ? count - r : TILE;
        switch (m->columns) {
        case 1:
            multiply_rows(m, all, rows + r, some, 1, TAKE_LARGEST, out);
            break;
        case 2:
            multiply_rows(m, all, rows + r, some, 2, TAKE_LARGEST, out);
            break;
        case 3:
            multiply_rows(m, all, rows + r, some, 3, TAKE_LARGEST, out);
            break;
        }
        for (int i = 0; i < some; i++) {
            normalise(m, residuals ? residuals[r + i] : NULL, out + (size_t)i * width);
        }
    }
}

INLINE vector add_window(const window_row *row, size_t at) {
    return add(add(load(row->left + at), load(row->middle + at)), load(row->right + at));
}

static void maxout_window(const packed_matrix *m, const window_row *rows, int count, float *out) {
    for (int r = 0; r < count; r++, out += m->outputs) {
        for (int b = 0; b < m->blocks; b++) {
            size_t at = (size_t)b * (size_t)m->columns * LANES;
            vector best = add_window(&rows[r], at);
            for (int c = 1; c < m->columns; c++) {
                best = larger(best, add_window(&rows[r], at + (size_t)c * LANES));
            }
            store_some(out + (size_t)b * LANES, best, m->outputs - b * LANES);
        }
        normalise(m, rows[r].residual, out);
    }
}

static void add_rows(const float *const *rows, int count, int pieces, int width, float *out) {
    int i = 0;
    for (; i + LANES <= width; i += LANES) {
        vector best = zeros();
        for (int p = 0; p < pieces; p++) {
            int    at = p * width + i;
            vector sum = load(rows[0] + at);
            for (int r = 1; r < count; r++) {
                sum = add(sum, load(rows[r] + at));
            }
            best = p == 0 ? sum : larger(best, sum);
        }
        store(out + i, best);
    }
    for (; i < width; i++) {
        for (int p = 0; p < pieces; p++) {
            float sum = rows[0][p * width + i];
            for (int r = 1; r < count; r++) {
                sum = sum + rows[r][p * width + i];
            }
            out[i] = p == 0 || !(out[i] > sum) ? sum : out[i];
        }
    }
}

static int find_best(const float *scores, const float *mask, int count) {
    vector best = add(load(scores), load(mask));
    for (int i = LANES; i < count; i += LANES) {
        best = larger(best, add(load(scores + i), load(mask + i)));
    }
    float lanes[LANES];
    store(lanes, best);
    float highest = lanes[0];
    for (int l = 1; l < LANES; l++) {
        if (lanes[l] > highest) highest = lanes[l];
    }
    best = broadcast(&highest);
    int at = 0, lane = 0;
    while ((lane = first_equal(add(load(scores + at), load(mask + at)), best)) == LANES) {
        at += LANES;
    }
    return at + lane;
}
