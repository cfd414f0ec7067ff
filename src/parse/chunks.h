// chunks.h - noun chunks: base noun phrases, read off the tree (spec 12).
#ifndef READOUT_CHUNKS_H
#define READOUT_CHUNKS_H

#include "doc/document.h"

// Appends the noun chunks of a range of tokens that heads do not leave, in text order; reads the
// final pos and dep, head and left_edge.
void add_noun_chunks(document *doc, token_range where);

#endif
