// pack.c - matrices from the order of a file into the order in which a kernel reads them.
#include <assert.h>

#include "math/kernels.h"

static int divide_up(int a, int b) {
    return (a + b - 1) / b;
}

static packed_matrix make_room(arena *a, const kernels *k, const loose_matrix *loose, int columns) {
    packed_matrix m = {.outputs = loose->outputs,
                       .inputs = loose->inputs,
                       .lanes = k->lanes,
                       .columns = columns,
                       .gain = loose->gain,
                       .shift = loose->shift};
    m.blocks = divide_up(loose->outputs * loose->pieces, k->lanes * columns);
    if (loose->pieces > 1) m.blocks = divide_up(loose->outputs, k->lanes);
    m.weights = alloc_raw_in_arena(a, sizeof *m.weights, product_room(&m) * (size_t)m.inputs);
    return m;
}

// Which of the loose rows, (outputs, pieces), belongs to a place of the packed matrix; -1: none.
static int row_of_place(const packed_matrix *m, const loose_matrix *loose, int place) {
    int width = m->columns * m->lanes, lane = place % m->lanes;
    if (loose->pieces == 1) return place < loose->outputs ? place : -1;
    int output = place / width * m->lanes + lane;
    return output < loose->outputs ? output * loose->pieces + place % width / m->lanes : -1;
}

// In the order of the packed block, so that it is written once from the beginning to the end; the
// lines of all its outputs stay in the cache meanwhile.
static void place_block(const packed_matrix *m, const loose_matrix *loose, int block) {
    enum { MOST_PLACES = MOST_COLUMNS_AT_ONCE * NORM_SUMS };
    const float *rows[MOST_PLACES];
    int          width = m->columns * m->lanes;
    float       *to = (float *)m->weights + (size_t)block * (size_t)m->inputs * (size_t)width;
    assert(width <= MOST_PLACES);
    for (int n = 0; n < width; n++) {
        int row = row_of_place(m, loose, block * width + n);
        rows[n] = row < 0 ? NULL
                          : loose->weights + (size_t)(row / loose->pieces) * loose->output_step +
                                (size_t)(row % loose->pieces) * loose->piece_step;
    }
    for (int i = 0; i < m->inputs; i++, to += width) {
        for (int n = 0; n < width; n++) {
            to[n] = rows[n] ? rows[n][i] : 0;
        }
    }
}

static packed_matrix pack(arena *a, const kernels *k, const loose_matrix *loose, int columns) {
    packed_matrix m = make_room(a, k, loose, columns);
    float        *bias = NEW_IN(a, float, product_room(&m));
    for (int n = 0; loose->bias && n < (int)product_room(&m); n++) {
        int row = row_of_place(&m, loose, n);
        if (row >= 0) bias[n] = loose->bias[row];
    }
    m.bias = bias;
    for (int b = 0; b < m.blocks; b++) {
        place_block(&m, loose, b);
    }
    return m;
}

packed_matrix pack_maxout(arena *a, const kernels *k, const loose_matrix *loose) {
    assert(loose->pieces >= 1 && loose->pieces <= LARGEST_MAXOUT);
    return pack(a, k, loose, loose->pieces);
}

// Columns of a block, so that blocks are as even as they can be.
static int even_columns(const kernels *k, int outputs, int most) {
    int vectors = divide_up(outputs, k->lanes);
    return divide_up(vectors, divide_up(vectors, most));
}

packed_matrix pack_linear(arena *a, const kernels *k, const loose_matrix *loose) {
    assert(loose->pieces == 1);
    return pack(a, k, loose, even_columns(k, loose->outputs, LARGEST_MAXOUT));
}

packed_matrix pack_linear_for_one(arena *a, const kernels *k, const loose_matrix *loose) {
    assert(loose->pieces == 1);
    return pack(a, k, loose, even_columns(k, loose->outputs, MOST_COLUMNS_AT_ONCE));
}

// ---- Matrices that change ----------------------------------------------------------------

changing_matrix make_changing(arena *a, const kernels *k, int most_outputs, int most_inputs) {
    size_t outputs = (size_t)(most_outputs + LARGEST_MAXOUT * k->lanes);
    return (changing_matrix){.k = k,
                             .weights = NEW_IN(a, float, outputs *(size_t)most_inputs),
                             .no_bias = NEW_IN(a, float, outputs)};
}

static packed_matrix shape_changing(const changing_matrix *room, int outputs, int inputs) {
    packed_matrix m = {.outputs = outputs, .inputs = inputs, .lanes = room->k->lanes};
    m.columns = even_columns(room->k, outputs, LARGEST_MAXOUT);
    m.blocks = divide_up(outputs, m.lanes * m.columns);
    m.weights = room->weights;
    m.bias = room->no_bias;
    return m;
}

packed_matrix fill_outputs(const changing_matrix *room, int outputs, int inputs, const float *rows,
                           size_t step) {
    packed_matrix m = shape_changing(room, outputs, inputs);
    size_t        width = (size_t)m.columns * (size_t)m.lanes; // of a block
    for (size_t o = 0; o < (size_t)outputs; o++) {
        const float *from = rows + o * step;
        float       *to = room->weights + o / width * width * (size_t)inputs + o % width;
        for (int i = 0; i < inputs; i++) {
            to[(size_t)i * width] = from[i];
        }
    }
    return m;
}

packed_matrix fill_inputs(const changing_matrix *room, int outputs, int inputs, const float *rows,
                          size_t step) {
    packed_matrix m = shape_changing(room, outputs, inputs);
    size_t        width = (size_t)m.columns * (size_t)m.lanes;
    for (size_t begin = 0; begin < (size_t)outputs; begin += width) {
        size_t some = (size_t)outputs - begin < width ? (size_t)outputs - begin : width;
        float *to = room->weights + begin * (size_t)inputs;
        for (size_t i = 0; i < (size_t)inputs; i++, to += width) {
            memcpy(to, rows + i * step + begin, some * sizeof *to);
        }
    }
    return m;
}
