// special.h - exceptions that peeling takes apart, found again among the tokens (spec 4.4).
#ifndef READOUT_SPECIAL_H
#define READOUT_SPECIAL_H

#include "doc/document.h"
#include "token/chunk.h"
#include "token/vocabulary.h"

typedef struct {
    struct special_edge *edges; // a hash table of the trie: (node, orth) -> node
    uint32_t             room, node_count;
    LIST(bool) ends; // by node: an exception ends here
    int      longest;
    uint64_t first_words[16]; // bits of the orths that begin one, by their last ten bits
} special_cases;

void collect_special_cases(arena *a, const chunk_rules *c, special_cases *cases);

// Puts exceptions together again among the tokens of the document from `first` on.
void apply_special_cases(const special_cases *cases, const chunk_rules *c, vocabulary *v,
                         document *doc, int first);

#endif
