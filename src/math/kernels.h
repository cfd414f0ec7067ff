// kernels.h - the arithmetic of the networks: a packed matrix times rows, and what goes with it.
//
// One table of functions for each kind of processor; all of them give the same bits. That holds
// because every output is one chain, whatever the table, the batch or the place in it:
//
//     product   fma(w[k], x[k], ...fma(w[1], x[1], fma(w[0], x[0], bias)))      lanes = outputs
//     sum       of a row: 16 partial sums, element i into i % 16, then halved: l + (l + 8), ...
//     norm      fma((x - mean) * (1 / sqrt(variance + 1e-8)), gain, shift), (+ residual)
//     curves    exp and erf as polynomials of fused multiply-adds (math/curves.h)
//
// and uses only operations that IEEE 754 rounds in one way. Nothing here knows what a token is.
// math/bytes.h has the products of 8-bit numbers.
#ifndef READOUT_KERNELS_H
#define READOUT_KERNELS_H

#include "base/arena.h"

enum { NORM_SUMS = 16, LARGEST_MAXOUT = 3, MOST_COLUMNS_AT_ONCE = 8 };

// A matrix laid out for one table of kernels. Outputs are computed a block at a time: `columns`
// vectors of `lanes` outputs. In a maxout layer the columns of a block are the pieces of the same
// outputs; else they are outputs that follow one another. Behind the last output stand zeros.
typedef struct {
    int          outputs, inputs; // of a maxout layer: without its pieces
    int          lanes, columns, blocks;
    const float *weights;      // (blocks, inputs, columns, lanes)
    const float *bias;         // (blocks, columns, lanes)
    const float *gain, *shift; // (outputs) of the layer norm; NULL: none
} packed_matrix;

// Floats that `multiply` writes for a row.
static inline size_t product_room(const packed_matrix *m) {
    return (size_t)m->blocks * (size_t)m->columns * (size_t)m->lanes;
}

// Products of the three rows of a window with their parts of a layer, and the row that is added.
typedef struct {
    const float *left, *middle, *right; // (product_room) each
    const float *residual;              // (outputs)
} window_row;

// The norm behind a residual layer.
typedef struct {
    int          width;
    float        epsilon;
    const float *gain, *shift; // (width)
} layer_norm;

// What the bytes of a row stand for: x = (byte - zero) * scale.
typedef struct {
    float   scale;
    int32_t zero; // 0..255
} byte_scale;

typedef struct {
    const char *name;
    int         lanes;

    // out (count, product_room) = rows * m + bias, in packed order.
    void (*multiply)(const packed_matrix *m, const float *const *rows, int count, float *out);

    // out (count, outputs) = norm(largest piece of rows * m + bias) [+ residuals]. The residuals
    // may be NULL; they and the rows must not overlap `out`.
    void (*maxout)(const packed_matrix *m, const float *const *rows, const float *const *residuals,
                   int count, float *out);

    // The same from products that are known: largest piece of (left + middle) + right.
    void (*maxout_window)(const packed_matrix *m, const window_row *rows, int count, float *out);

    // out (width) = largest piece of the rows' sum, ((rows[0] + rows[1]) + rows[2]) + ...;
    // rows are (pieces, width).
    void (*add_rows)(const float *const *rows, int count, int pieces, int width, float *out);

    // The first of the largest scores[i] + mask[i]. `count` is a multiple of NORM_SUMS; no sum is
    // NaN.
    int (*find_best)(const float *scores, const float *mask, int count);

    // row (width) = norm(row + residual); the residual may be NULL.
    void (*add_and_norm)(const layer_norm *norm, const float *residual, float *row);

    // row (count) = softmax(row * scale): exp((x - largest) * scale), over their sum.
    void (*soften)(float *row, int count, float scale);

    // row (count) = x * (1 + erf(x / sqrt(2))) / 2
    void (*gelu)(float *row, int count);

    // The row as bytes, from its smallest number (at most 0) to its largest (at least 0), rounded
    // to nearest, ties to even. A row without finite extent is all zeros.
    byte_scale (*to_bytes)(const float *row, int count, uint8_t *bytes);
} kernels;

// The fastest table that this processor runs.
const kernels *best_kernels(void);
// One by name: "reference", "avx2", "avx512", "neon". NULL when this processor or build lacks it.
const kernels *find_kernels(const char *name);

// ---- Packing -----------------------------------------------------------------------------

typedef struct {
    int          outputs, pieces, inputs;
    const float *weights; // element (o, p, i) at o * output_step + p * piece_step + i
    size_t       output_step, piece_step;
    const float *bias; // (outputs, pieces); NULL: zeros
    const float *gain, *shift;
} loose_matrix;

// For `maxout` and for products that are joined by `maxout_window`. At most LARGEST_MAXOUT.
packed_matrix pack_maxout(arena *a, const kernels *k, const loose_matrix *loose);

// For `multiply`; `loose` has one piece. The products stand in the order of the outputs.
packed_matrix pack_linear(arena *a, const kernels *k, const loose_matrix *loose);
// The same, laid out for products with one row at a time.
packed_matrix pack_linear_for_one(arena *a, const kernels *k, const loose_matrix *loose);

// A matrix without bias that changes from product to product: laid out once for the largest number
// of outputs and inputs, then shaped and filled again and again.
typedef struct {
    const kernels *k;
    float         *weights;
    const float   *no_bias;
} changing_matrix;

changing_matrix make_changing(arena *a, const kernels *k, int most_outputs, int most_inputs);

// Output o has the weights rows[o * step ...].
packed_matrix fill_outputs(const changing_matrix *room, int outputs, int inputs, const float *rows,
                           size_t step);
// Input i has the weights rows[i * step ...].
packed_matrix fill_inputs(const changing_matrix *room, int outputs, int inputs, const float *rows,
                          size_t step);

#endif
