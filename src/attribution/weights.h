// weights.h - a reader's numbers, packed for one table of kernels: immutable, shared.
#ifndef READOUT_ATTRIBUTION_WEIGHTS_H
#define READOUT_ATTRIBUTION_WEIGHTS_H

#include "attribution/chain.h"
#include "attribution/mix.h"
#include "base/error.h"
#include "base/table.h"
#include "math/kernels.h"

// Labels of a token that are looked at; in the order of the file's table.
enum {
    FEATURE_POS,
    FEATURE_TAG,
    FEATURE_DEP,
    FEATURE_LABEL,
    FEATURE_QUOTED,
    FEATURE_HEAD_TAG,
    FEATURE_FIRST,
    FEATURE_EDGE,
    LABEL_FEATURES,
    FEATURE_LEMMA = LABEL_FEATURES, // where the reader knows lemmas
    FEATURE_HEAD_LEMMA,
    FEATURE_COUNT,
};

// How a token stands to a cue.
enum {
    PATH_DEPS = 49,                       // labels, with room for new ones
    PATH_LEVELS = 4,                      // steps up from the cue that are told apart
    PATH_SPINE = PATH_LEVELS * PATH_DEPS, // the way up from the cue itself
    PATH_COUNT = PATH_SPINE + PATH_LEVELS + 1,
    PATH_NONE = PATH_COUNT - 1, // another sentence
    DISTANCE_COUNT = 24,
    FARTHEST_SENTENCE = 2,
    SENTENCE_COUNT = 2 * FARTHEST_SENTENCE + 1,
};

enum { CUE_O, CUE_B, CUE_I, CUE_LABELS };
enum { ROLE_O, ROLE_B_SOURCE, ROLE_I_SOURCE, ROLE_B_CONTENT, ROLE_I_CONTENT, ROLE_LABELS };

typedef struct {
    str            version, pipeline; // what the file says of itself
    const kernels *kernels;
    int            row_width, width, pair_width;
    str_table      lemmas;                  // number of each, from 1 on; empty: it knows none
    packed_matrix  token;                   // row_width -> width
    int            feature_count;           // LABEL_FEATURES or FEATURE_COUNT
    const float   *features[FEATURE_COUNT]; // (numbers, width): what each adds to the token
    mixer          contexts;                // of tokens
    packed_matrix  cue;                     // width -> CUE_LABELS
    packed_matrix  left, right;             // width -> pair_width: of a token, of its cue
    const float   *paths, *distances;       // (PATH_COUNT or DISTANCE_COUNT, pair_width)
    const float   *sentences, *cue_marks;   // (SENTENCE_COUNT or 2, pair_width)
    mixer          rounds;                  // of tokens as they stand to a cue
    packed_matrix  role;                    // pair_width -> ROLE_LABELS
    label_chain    cue_chain, role_chain;
} reader_weights;

bool read_weights(str file, const char *name, arena *a, reader_weights *weights,
                  ro_error *error) MUST_CHECK;

#endif
