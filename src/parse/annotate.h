// annotate.h - the trained pipeline over a tokenized document: tags, tree, sentences, parts of
// speech, lemmas, names, noun chunks.
#ifndef READOUT_ANNOTATE_H
#define READOUT_ANNOTATE_H

#include "doc/document.h"
#include "math/kernels.h"
#include "model/pipeline.h"
#include "parse/lemma.h"

typedef struct annotator        annotator;        // packed weights, compiled rules: shared
typedef struct annotator_worker annotator_worker; // one thread's memory

// The pipeline must outlive it. `k` NULL: the fastest kernels that this processor runs; results
// have the same bits with any. Fails when the pipeline has something that is not understood.
annotator *open_annotator(const pipeline *p, const kernels *k, ro_error *error) MUST_CHECK;
void       close_annotator(annotator *a); // takes NULL

// Is told when a part of the work is done, so that a benchmark can look at its clock.
typedef struct {
    void (*done)(void *context, const char *part); // NULL: nobody watches
    void *context;
} part_watcher;

// Takes what the tagger saw of the tokens of some windows, once all else that is found in them is
// known except sentences, children and edges. The vectors live for the call only.
typedef struct {
    void (*take)(void *context, document *doc, const token_vectors *vectors); // NULL: nobody does
    void *context;
} vector_taker;

typedef struct {
    lemma_order  lemmas;
    bool         uses_senter;   // runs a sentence finder that the pipeline has but does not enable
    bool         skips_parser;  // then there are no trees, and no noun chunks
    size_t       memory_budget; // bytes for remembered word forms; 0: the default
    part_watcher watcher;
    vector_taker vectors;
} annotate_options;

annotator_worker *open_annotator_worker(const annotator *a, annotate_options options);
void              close_annotator_worker(annotator_worker *w); // takes NULL

// What of a window is known beforehand.
typedef enum {
    WINDOW_IS_TEXT,       // nothing: exactly what spaCy does with a text
    WINDOW_OF_PARAGRAPHS, // where a paragraph of the document begins, a sentence begins
} window_kind;

// Annotates the tokens of windows, which are ascending ranges that do not overlap. Each window is
// a text of its own: no window changes what is found in another. Tokens outside all windows become
// roots without a label. Fills in all of a token behind `norm`, and the lists of sentences, names
// and noun chunks. Reads where, form, norm, space_after, and starts_sentence of tokens.
void annotate(annotator_worker *w, document *doc, const token_range *windows, int count,
              window_kind kind);

#endif
