// score.c - contributions in a ring of rows, and the product that ends a state's score.
//
//     inputs      0 1 2 ... 95 | 96 ... 127 | 128 ...
//     ring            (rows ready - RING .. ready - 1)  ^ ready: the next block begins here
//
// A row that has left the ring (a token far down on the stack, a child far back) is computed
// again, alone; kernels give it the same bits.
#include "parse/score.h"

#include <stdlib.h>

enum { RING = 512, BLOCK = 32 };

struct scorer {
    arena                     memory;
    const kernels            *kernels;
    const packed_transitions *net;
    size_t                    row_room; // floats of one row of contributions
    const float              *inputs;
    int                       rows, ready;
    float                    *ring;  // (RING, row_room)
    float                    *again; // (slots, row_room)
    float                    *hidden, *scores;
};

size_t input_room(const packed_transitions *net) {
    return product_room(&net->input);
}

int class_room(const packed_transitions *net) {
    return (net->upper.outputs + NORM_SUMS - 1) / NORM_SUMS * NORM_SUMS;
}

static size_t slot_room(const packed_transitions *net) {
    return (size_t)(net->pieces * net->room);
}

void begin_scores(scorer *s, const float *inputs, int rows) {
    s->inputs = inputs;
    s->rows = rows;
    s->ready = 0;
}

static void compute_rows(const scorer *s, int begin, int count, float *out) {
    const float *rows[BLOCK];
    for (int r = 0; r < count; r++) {
        rows[r] = s->inputs + (size_t)(begin + r) * input_room(s->net);
    }
    s->kernels->multiply(&s->net->lower, rows, count, out);
}

// Blocks begin at multiples of BLOCK, which divides RING, so a block is one stretch of the ring.
static void compute_up_to(scorer *s, int row) {
    while (s->ready <= row) {
        int count = s->rows - s->ready < BLOCK ? s->rows - s->ready : BLOCK;
        compute_rows(s, s->ready, count, s->ring + (size_t)(s->ready % RING) * s->row_room);
        s->ready += count;
    }
}

static const float *contribution(scorer *s, int slot, int row) {
    size_t at = (size_t)slot * slot_room(s->net);
    if (row == NO_TOKEN) return s->net->pads + at;
    if (row >= s->ready - RING) return s->ring + (size_t)(row % RING) * s->row_room + at;
    float *again = s->again + (size_t)slot * s->row_room;
    compute_rows(s, row, 1, again);
    return again + at;
}

int find_best_class(scorer *s, const int *slots, const float *mask) {
    const packed_transitions *net = s->net;
    const float              *rows[MOST_SLOTS + 1];
    const float              *hidden = s->hidden;
    int                       newest = NO_TOKEN;
    for (int i = 0; i < net->slots; i++) {
        if (slots[i] > newest) newest = slots[i];
    }
    compute_up_to(s, newest);
    for (int i = 0; i < net->slots; i++) {
        rows[i] = contribution(s, i, slots[i]);
    }
    rows[net->slots] = net->bias;
    s->kernels->add_rows(rows, net->slots + 1, net->pieces, net->room, s->hidden);
    s->kernels->multiply(&net->upper, &hidden, 1, s->scores);
    return s->kernels->find_best(s->scores, mask, class_room(net));
}

static size_t largest(size_t a, size_t b) {
    return a > b ? a : b;
}

scorer *open_scorer(const kernels *k, const packed_transitions *net) {
    scorer *s = calloc(1, sizeof *s);
    if (!s) die_of_no_memory(sizeof *s);
    s->kernels = k;
    s->net = net;
    s->row_room = product_room(&net->lower);
    s->ring = alloc_raw_in_arena(&s->memory, s->row_room * sizeof(float), RING);
    s->again = NEW_IN(&s->memory, float, s->row_room *(size_t)net->slots);
    s->hidden = NEW_IN(&s->memory, float, net->room);
    s->scores =
        NEW_IN(&s->memory, float, largest(product_room(&net->upper), (size_t)class_room(net)));
    return s;
}

void close_scorer(scorer *s) {
    if (!s) return;
    close_arena(&s->memory);
    free(s);
}
