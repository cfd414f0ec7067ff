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

packed_matrix pack_linear(arena *a, const kernels *k, const loose_matrix *loose) {
    int vectors = divide_up(loose->outputs, k->lanes);
    int blocks = divide_up(vectors, LARGEST_MAXOUT);
    return pack_columns(a, k, loose, divide_up(vectors, blocks));
}

packed_matrix pack_linear_for_one(arena *a, const kernels *k, const loose_matrix *loose) {
    int vectors = divide_up(loose->outputs, k->lanes);
    int blocks = divide_up(vectors, MOST_COLUMNS_AT_ONCE);
    return pack_columns(a, k, loose, divide_up(vectors, blocks));
}
