// bytes_body.h - byte products once, in terms of vectors. Each file that includes this says what
// they are:
//
//     whole_vector   LANES sums of 32 bits; no_sums
//     group_vector   a group of inputs for every lane: load_weights of LANES outputs (signed),
//                    broadcast_group of a row (unsigned)
//     ready_inputs   STRETCH groups of a row as broadcast_group takes them: make_ready
//     add_products   sum + the group's products, exactly
//     finish         out = fma(sum - zero * sums, scale * scales, bias)
//     LANES, GROUP
//     TILE           rows that are computed together
//
// A tile keeps its sums in registers through all inputs, as in kernels_body.h.
#include "math/bytes_tables.h"

#define INLINE static inline __attribute__((always_inline))
#if defined(__clang__)
#define EACH _Pragma("clang loop unroll(full)")
#else
#define EACH _Pragma("GCC unroll 8")
#endif

// As many bytes of weights as stay in the cache while all rows pass by.
enum { CACHED_WEIGHTS = 256 << 10 };

// Sums of a block, for `count` rows.
INLINE void add_up_block(const byte_matrix *m, const char *weights, const byte_row *rows, int count,
                         int columns, whole_vector *sums) {
    size_t groups = ((size_t)m->inputs + GROUP - 1) / GROUP;
    for (size_t first = 0; first < groups; first += STRETCH) {
        size_t       some = groups - first < STRETCH ? groups - first : STRETCH;
        ready_inputs x[TILE];
        EACH for (int r = 0; r < count; r++) {
            make_ready(rows[r].bytes + first * GROUP, some, &x[r]);
        }
        for (size_t g = 0; g < some; g++, weights += columns * LANES * GROUP_SIZE) {
            group_vector w[LARGEST_MAXOUT];
            EACH for (int c = 0; c < columns; c++) {
                w[c] = load_weights(weights + c * LANES * GROUP_SIZE);
            }
            EACH for (int r = 0; r < count; r++) {
                group_vector group = broadcast_group(&x[r], g);
                EACH for (int c = 0; c < columns; c++) {
                    sums[r * columns + c] = add_products(sums[r * columns + c], group, w[c]);
                }
            }
        }
    }
}

INLINE void multiply_block(const byte_matrix *m, int block, const byte_row *rows, int count,
                           int columns, float *out) {
    size_t       groups = ((size_t)m->inputs + GROUP - 1) / GROUP, room = byte_product_room(m);
    size_t       at = (size_t)block * (size_t)columns * LANES;
    whole_vector sums[TILE * LARGEST_MAXOUT];
    EACH for (int n = 0; n < count * columns; n++) {
        sums[n] = no_sums();
    }
    add_up_block(m, m->weights + at * groups * GROUP_SIZE, rows, count, columns, sums);
    EACH for (int r = 0; r < count; r++) {
        EACH for (int c = 0; c < columns; c++) {
            finish(m, at + (size_t)c * LANES, sums[r * columns + c], rows[r].scale,
                   out + (size_t)r * room);
        }
    }
}

// As many rows as a tile has, or half of them, and so on: what is left over is cut in few pieces.
INLINE void multiply_tile(const byte_matrix *m, int block, const byte_row *rows, int count,
                          int columns, float *out) {
    switch (count) {
#if TILE > 4
    case 8:
        multiply_block(m, block, rows, 8, columns, out);
        break;
#endif
    case 4:
        multiply_block(m, block, rows, 4, columns, out);
        break;
    case 2:
        multiply_block(m, block, rows, 2, columns, out);
        break;
    case 1:
        multiply_block(m, block, rows, 1, columns, out);
        break;
    }
}

INLINE void multiply_columns(const byte_matrix *m, int block, const byte_row *rows, int count,
                             float *out) {
    switch (m->columns) {
    case 1:
        multiply_tile(m, block, rows, count, 1, out);
        break;
    case 2:
        multiply_tile(m, block, rows, count, 2, out);
        break;
    case 3:
        multiply_tile(m, block, rows, count, 3, out);
        break;
    }
}

static void multiply(const byte_matrix *m, const byte_row *rows, int count, float *out) {
    size_t groups = ((size_t)m->inputs + GROUP - 1) / GROUP;
    size_t block_size = groups * (size_t)m->columns * LANES * GROUP_SIZE;
    int    step = block_size < CACHED_WEIGHTS ? (int)(CACHED_WEIGHTS / block_size) : 1;
    for (int first = 0; first < m->blocks; first += step) {
        int end = m->blocks - first < step ? m->blocks : first + step;
        for (int r = 0, some = TILE; r < count; r += some) {
            while (some > count - r) {
                some /= 2;
            }
            for (int b = first; b < end; b++) {
                multiply_columns(m, b, rows + r, some, out + (size_t)r * byte_product_room(m));
            }
        }
    }
}
