// tree.h - what follows from heads and sentence starts.
#ifndef READOUT_TREE_H
#define READOUT_TREE_H

#include "doc/document.h"

// Given tokens with where, head, pos and starts_sentence, and the paragraphs: fills in each token's
// children, edges and sentence, and lists the sentences.
void finish_tree(document *doc);

#endif
