// embed.h - from word forms to vectors, remembered.
//
// What an encoder makes of a token before its neighbours come in depends on three things only: the
// form, whether a space follows, and the weights. That is the mixer's output and its products with
// the three parts of the first layer. A thread keeps them in places of a fixed number, found by
// the form's number; when all are taken, the one not used for longest (about) gives way. What is
// remembered has the same bits as what is computed, so nothing shows but speed.
#ifndef READOUT_EMBED_H
#define READOUT_EMBED_H

#include "doc/document.h"
#include "parse/networks.h"

// What one token contributes: `mixed` (width), the others (product_room of the first layer).
typedef struct {
    const float *mixed, *left, *middle, *right;
} embedded;

typedef struct embedder embedder;

// `budget` in bytes; at least a batch of tokens fits whatever it is.
embedder *open_embedder(const networks *nets, int number, size_t budget);
void      close_embedder(embedder *e); // takes NULL

// Makes sure that the tokens in [begin, end) are known. What was made known since the last
// begin_batch stays; a batch must not hold more than MOST_IN_BATCH tokens.
enum { MOST_IN_BATCH = 2048 };
void begin_batch(embedder *e);
void embed_tokens(embedder *e, const document *doc, int begin, int end);

embedded embedding_of(const embedder *e, const token *t);
// What a row beyond the text contributes (spec 5.5).
embedded padding_of(const embedder *e);

#endif
