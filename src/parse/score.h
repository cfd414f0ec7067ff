// score.h - scores of a transition state, for the parser and the name finder (spec 5.7).
//
// A state names a few tokens (slots); its scores come from the sum of what each token contributes
// in its slot. Contributions are computed for a block of tokens as the states get there and kept
// for the newest rows only, so that a text of millions of tokens needs no more memory for them.
#ifndef READOUT_SCORE_H
#define READOUT_SCORE_H

#include "parse/networks.h"

enum { NO_TOKEN = -1 };

typedef struct scorer scorer; // one thread's

scorer *open_scorer(const kernels *k, const packed_transitions *net);
void    close_scorer(scorer *s); // takes NULL

// Floats a row of inputs has: what `input` of the network gives for an encoded row.
size_t input_room(const packed_transitions *net);

// Begins a document: `inputs` are (rows, input_room) and must stay until the last score.
void begin_scores(scorer *s, const float *inputs, int rows);

// The best class of a state: the lowest with the highest score among those whose mask is 0, where
// all others are -INFINITY. `slots` are rows of the inputs or NO_TOKEN. The mask is as long as
// class_room, and at least one class must be open.
int find_best_class(scorer *s, const int *slots, const float *mask);

// Classes, rounded up to what a mask must have. The classes behind the last are never open.
int class_room(const packed_transitions *net);

#endif
