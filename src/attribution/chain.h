// chain.h - the best sequence of labels: a linear-chain CRF's (Lafferty et al. 2001) decoder.
#ifndef READOUT_ATTRIBUTION_CHAIN_H
#define READOUT_ATTRIBUTION_CHAIN_H

#include "base/arena.h"

enum { MOST_CHAIN_LABELS = 5 };

typedef struct {
    int   count;
    float start[MOST_CHAIN_LABELS];
    float steps[MOST_CHAIN_LABELS][MOST_CHAIN_LABELS]; // from, to
} label_chain;

// Scores of `count` tokens for each label, `step` floats apart.
typedef struct {
    const float *scores;
    size_t       step;
    int          count; // at least 1
} chain_row;

typedef struct {
    uint8_t *labels;  // (count); of equal sequences the one with the lowest labels at its end
    float   *margins; // (count): how much less the best sequence with another label there comes to
} chain_path;

chain_path find_best_path(const label_chain *chain, const chain_row *row, arena *scratch);

#endif
