// bytes.h - products of 8-bit numbers: a matrix of signed bytes times rows of unsigned ones.
//
//     sum[o]  = w[o][0] * x[0] + w[o][1] * x[1] + ...          exact, in 32 bits
//     out[o]  = fma(sum[o] - zero * (w[o][0] + w[o][1] + ...), row scale * scale[o], bias[o])
//
// Whole numbers add up to the same whatever the order, so that each table of kernels may group the
// inputs as its processor likes: four bytes, or two numbers of 16 bits where it multiplies no
// smaller ones. `kernels.to_bytes` makes the rows.
#ifndef READOUT_BYTES_H
#define READOUT_BYTES_H

#include "math/kernels.h"

// More inputs could overflow a sum: 32768 * 255 * 128 < 2^31.
enum { MOST_BYTE_INPUTS = 1 << 15, GROUP_SIZE = 4, ROW_STEP = 16 };

// A matrix laid out for one table. Inputs stand in groups, behind the last ones zeros; outputs as
// in packed_matrix.
typedef struct {
    int            outputs, inputs;
    int            lanes, group, columns, blocks;
    const char    *weights; // (blocks, inputs / group, columns, lanes, GROUP_SIZE bytes)
    const int32_t *sums;    // (blocks, columns, lanes): of an output's weights
    const float   *scales;  // (blocks, columns, lanes)
    const float   *bias;    // (blocks, columns, lanes)
} byte_matrix;

// Floats that `multiply` writes for a row.
static inline size_t byte_product_room(const byte_matrix *m) {
    return (size_t)m->blocks * (size_t)m->columns * (size_t)m->lanes;
}

// Bytes that a row must have room for; those behind the inputs are read and count nothing.
static inline size_t byte_row_room(int inputs) {
    return ((size_t)inputs + ROW_STEP - 1) / ROW_STEP * ROW_STEP;
}

typedef struct {
    const uint8_t *bytes; // (byte_row_room)
    byte_scale     scale;
} byte_row;

typedef struct {
    const char *name;
    int         lanes, group; // inputs of a group: 4, or 2

    // out (count, byte_product_room) = rows * m + bias, in packed order.
    void (*multiply)(const byte_matrix *m, const byte_row *rows, int count, float *out);
} byte_kernels;

// The fastest table that this processor runs.
const byte_kernels *best_byte_kernels(void);
// One by name: "reference", "avx2", "avxvnni", "avx512vnni", "neon". NULL when this processor or
// build lacks it.
const byte_kernels *find_byte_kernels(const char *name);

// ---- Packing -----------------------------------------------------------------------------

typedef struct {
    int           outputs, inputs; // at most MOST_BYTE_INPUTS
    const int8_t *weights;         // (outputs, inputs)
    const float  *scales;          // (outputs)
    const float  *bias;            // (outputs); NULL: zeros
} loose_bytes;

byte_matrix pack_byte_matrix(arena *a, const byte_kernels *k, const loose_bytes *loose);

// Rounds a row of weights to bytes, from -127 to 127 and nearest, ties to even; returns the scale.
float round_weights(const float *row, int count, int8_t *bytes);

#endif
