// lemma.h - the rule lemmatizer for English (spec 10).
#ifndef READOUT_LEMMA_H
#define READOUT_LEMMA_H

#include "doc/document.h"
#include "model/pipeline.h"

// A rule's result that is a known word goes before those found earlier (spaCy from 3.8.8 on) or
// behind them (spaCy up to 3.8.7): "hopes" is "hop" by the newer order and "hope" by the older.
typedef enum { LEMMA_ORDER_NEWER, LEMMA_ORDER_OLDER } lemma_order;

typedef struct lemma_worker lemma_worker; // what one thread remembers

lemma_worker *open_lemma_worker(const pipeline *p, lemma_order order); // p must outlive it
void          close_lemma_worker(lemma_worker *w);                     // takes NULL

// Sets the lemma of every token in the range that has none yet; reads form, pos_name and morph.
// Lemmas live as long as the document and its pipeline.
void add_lemmas(lemma_worker *w, document *doc, token_range where);

#endif
