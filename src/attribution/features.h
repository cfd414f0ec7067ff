// features.h - labels of tokens as numbers, and how a token stands to a cue.
#ifndef READOUT_ATTRIBUTION_FEATURES_H
#define READOUT_ATTRIBUTION_FEATURES_H

#include "attribution/weights.h"
#include "doc/document.h"

// For each token of a range of whole paragraphs: whether quotation marks stand around it.
bool *find_quoted(const document *doc, token_range range, arena *a);

// For each token of a range the number of its lemma; 0: the table lacks it.
int *find_lemmas(const document *doc, token_range range, const str_table *known, arena *a);

typedef struct {
    int number[FEATURE_COUNT];
} token_features;

// The features that are labels; the others are left 0.
token_features features_of(const document *doc, int i, bool is_quoted);

// The token of a cue whose head lies outside it.
int head_of_cue(const document *doc, token_range cue);

// For each token of a window how it hangs from a cue in it: over which branch, how far up. Tokens of
// other sentences, and what hangs from none of the cue's own tree, are PATH_NONE.
void find_paths(const document *doc, token_range window, int cue_head, int *paths);

// A signed distance in tokens: exact to 4, then by doubling.
int distance_number(int steps);

#endif
