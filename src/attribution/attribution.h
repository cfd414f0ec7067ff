// attribution.h - the trained reader of statements: which words say that something is said, and for
// each of them which words are its source and its content.
//
//     tokens -> rows of numbers -> cues, by a chain over O, B, I
//     each cue -> source and contents, by a chain over its window
//
// The rows are the tagger's vectors (fast tier) or a transformer encoder's (deep tier); behind them
// both tiers are the same. tools/train/statement_model.py is what is computed here, and what it was
// trained with. The same text gives the same bits on every processor, whatever is read beside it.
//
//     weights.c     a reader's file, packed             chain.c      best labels of a row of tokens
//     windows.c     what is read as one sequence        roles.c      source and contents of a cue
//     features.c    labels of a token as numbers        mix.c        rows that see their neighbours
//     attribution.c the order of all this
#ifndef READOUT_ATTRIBUTION_H
#define READOUT_ATTRIBUTION_H

#include "doc/document.h"
#include "encoder/encoder.h"

typedef struct attributor        attributor;        // packed weights: shared
typedef struct attributor_worker attributor_worker; // one thread's memory

// A reader's file: the bytes must outlive what is opened from them.
typedef struct {
    const char *name; // for messages
    str         content;
} reader_file;

// `e` makes the rows and must outlive the attributor; NULL: the tagger does. `k` NULL: the fastest.
// Refuses a file whose shapes are not those of this reader or do not fit the encoder.
attributor *open_attributor(const reader_file *file, const text_encoder *e, const kernels *k,
                            ro_error *error) MUST_CHECK;
void        close_attributor(attributor *a); // takes NULL

// What the file says: its version, and the pipeline whose labels (and, without an encoder, vectors)
// it was trained on.
str attributor_version(const attributor *a);
str attributor_pipeline(const attributor *a);
int attributor_row_width(const attributor *a); // numbers of a row that it takes

attributor_worker *open_attributor_worker(const attributor *a);
void               close_attributor_worker(attributor_worker *w); // takes NULL

// Reads whole paragraphs and appends to the document's readings, in the order of the text. Of the
// tokens it asks for labels, heads and starts of sentences. Without an encoder it takes the
// vectors; else only their range.
void read_attributions(attributor_worker *w, document *doc, const token_vectors *vectors);

#endif
