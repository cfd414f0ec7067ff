// chain.c - Viterbi forward, and for the margins the same backward: the best sequence through a
// label at a token is the best way to it plus the best way on from it.
#include "attribution/chain.h"

#include <assert.h>
#include <float.h>

// best (count, labels): of the sequences that end in a label at a token.
static void go_forward(const label_chain *chain, const chain_row *row, float *best, uint8_t *back) {
    const size_t labels = (size_t)chain->count;
    for (size_t b = 0; b < labels; b++) {
        best[b] = chain->start[b] + row->scores[b];
    }
    for (size_t t = 1; t < (size_t)row->count; t++) {
        const float *before = best + (t - 1) * labels, *scores = row->scores + t * row->step;
        for (size_t b = 0; b < labels; b++) {
            size_t from = 0;
            float  most = before[0] + chain->steps[0][b];
            for (size_t a = 1; a < labels; a++) {
                const float way = before[a] + chain->steps[a][b];
                if (way > most) {
                    most = way;
                    from = a;
                }
            }
            best[t * labels + b] = most + scores[b];
            back[t * labels + b] = (uint8_t)from;
        }
    }
}

static size_t first_of_largest(const float *scores, size_t count) {
    size_t best = 0;
    for (size_t i = 1; i < count; i++) {
        if (scores[i] > scores[best]) best = i;
    }
    return best;
}

// on (labels): the best way on from each label of token t, made from that of token t + 1.
static void step_back(const label_chain *chain, const float *next_scores, float *on) {
    float made[MOST_CHAIN_LABELS];
    for (int a = 0; a < chain->count; a++) {
        made[a] = -FLT_MAX;
        for (int b = 0; b < chain->count; b++) {
            const float way = chain->steps[a][b] + (next_scores[b] + on[b]);
            if (way > made[a]) made[a] = way;
        }
    }
    memcpy(on, made, sizeof made);
}

static void measure_margins(const label_chain *chain, const chain_row *row, const float *best,
                            chain_path *path) {
    const size_t labels = (size_t)chain->count;
    float        on[MOST_CHAIN_LABELS] = {0};
    for (size_t t = (size_t)row->count; t-- > 0;) {
        const size_t chosen = path->labels[t];
        float        other = -FLT_MAX;
        for (size_t b = 0; b < labels; b++) {
            const float through = best[t * labels + b] + on[b];
            if (b != chosen && through > other) other = through;
        }
        path->margins[t] = best[t * labels + chosen] + on[chosen] - other;
        if (t > 0) step_back(chain, row->scores + t * row->step, on);
    }
}

chain_path find_best_path(const label_chain *chain, const chain_row *row, arena *scratch) {
    assert(row->count >= 1 && chain->count <= MOST_CHAIN_LABELS);
    const size_t labels = (size_t)chain->count, count = (size_t)row->count;
    float       *best = alloc_raw_in_arena(scratch, sizeof *best, count * labels);
    uint8_t     *back = alloc_raw_in_arena(scratch, sizeof *back, count * labels);
    chain_path   path = {.labels = alloc_raw_in_arena(scratch, 1, count),
                         .margins = alloc_raw_in_arena(scratch, sizeof(float), count)};
    go_forward(chain, row, best, back);
    path.labels[count - 1] = (uint8_t)first_of_largest(best + (count - 1) * labels, labels);
    for (size_t t = count - 1; t > 0; t--) {
        path.labels[t - 1] = back[t * labels + path.labels[t]];
    }
    measure_margins(chain, row, best, &path);
    return path;
}
