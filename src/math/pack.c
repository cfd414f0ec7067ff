// pack.c - matrices from the order of a file into the order in which a kernel reads them.
#include <assert.h>

#include "math/kernels.h"

static int divide_up(int a, int b) {
    return (a + b - 1) / b;
}

// Where an output of a loose matrix stands among the blocks, columns and lanes of the packed one.
typedef struct {
    int block, column, lane;
} packed_place;

static size_t place_in_row(const packed_matrix *m, packed_place at) {
    return ((size_t)at.block * (size_t)m->columns + (size_t)at.column) * (size_t)m->lanes +
           (size_t)at.lane;
}

static void place_output(const packed_matrix *m, const loose_matrix *loose, int output, int piece,
                         packed_place at) {
    size_t block_room = (size_t)m->inputs * (size_t)m->columns * (size_t)m->lanes;
    float *weights = (float *)m->weights + (size_t)at.block * block_room +
                     (size_t)at.column * (size_t)m->lanes + (size_t)at.lane;
    const float *from =
        loose->weights + (size_t)output * loose->output_step + (size_t)piece * loose->piece_step;
    for (int i = 0; i < m->inputs; i++) {
        weights[(size_t)i * (size_t)m->columns * (size_t)m->lanes] = from[i];
    }
    if (loose->bias) {
        float *bias = (float *)m->bias;
        bias[place_in_row(m, at)] = loose->bias[output * loose->pieces + piece];
    }
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
    m.weights = NEW_IN(a, float, product_room(&m) * (size_t)m.inputs);
    m.bias = NEW_IN(a, float, product_room(&m));
    return m;
}

packed_matrix pack_maxout(arena *a, const kernels *k, const loose_matrix *loose) {
    assert(loose->pieces >= 1 && loose->pieces <= LARGEST_MAXOUT);
    packed_matrix m = make_room(a, k, loose, loose->pieces);
    for (int o = 0; o < loose->outputs; o++) {
        for (int p = 0; p < loose->pieces; p++) {
            place_output(&m, loose, o, p, (packed_place){o / m.lanes, p, o % m.lanes});
        }
    }
    return m;
}

static packed_matrix pack_columns(arena *a, const kernels *k, const loose_matrix *loose,
                                  int columns) {
    assert(loose->pieces == 1);
    packed_matrix m = make_room(a, k, loose, columns);
    for (int o = 0; o < loose->outputs; o++) {
        int vector = o / m.lanes;
        place_output(&m, loose, o, 0,
                     (packed_place){vector / columns, vector % columns, o % m.lanes});
    }
    return m;
}

// Columns of a block, so that blocks are as even as they can be.
static int even_columns(const kernels *k, int outputs, int most) {
    int vectors = divide_up(outputs, k->lanes);
    return divide_up(vectors, divide_up(vectors, most));
}

packed_matrix pack_linear(arena *a, const kernels *k, const loose_matrix *loose) {
    return pack_columns(a, k, loose, even_columns(k, loose->outputs, LARGEST_MAXOUT));
}

packed_matrix pack_linear_for_one(arena *a, const kernels *k, const loose_matrix *loose) {
    return pack_columns(a, k, loose, even_columns(k, loose->outputs, MOST_COLUMNS_AT_ONCE));
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
