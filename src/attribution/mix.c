// mix.c - a row and its neighbours stand side by side, so a convolution is a product without a copy.
#include "attribution/mix.h"

padded_rows make_padded(arena *a, size_t count, size_t width) {
    return (padded_rows){NEW_IN(a, float, (count + 2) * width) + width, count, width};
}

static void mix_once(const kernels *k, const packed_matrix *round, const padded_rows *seen,
                     arena *scratch) {
    const size_t  room = product_room(round);
    const float **rows = NEW_IN(scratch, const float *, seen->count);
    float        *products = alloc_raw_in_arena(scratch, sizeof *products, seen->count * room);
    for (size_t n = 0; n < seen->count; n++) {
        rows[n] = seen->rows + n * seen->width - seen->width;
    }
    k->multiply(round, rows, (int)seen->count, products);
    for (size_t n = 0; n < seen->count; n++) {
        float       *row = seen->rows + n * seen->width;
        const float *product = products + n * room;
        for (size_t i = 0; i < seen->width; i++) {
            row[i] = row[i] + positive(product[i]);
        }
    }
}

void mix_rows(const kernels *k, const mixer *m, const padded_rows *rows, arena *scratch) {
    for (int n = 0; n < m->count; n++) {
        const arena_mark before = mark_arena(scratch);
        mix_once(k, &m->rounds[n], rows, scratch);
        rewind_arena(scratch, before);
    }
}
