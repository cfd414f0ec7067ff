// phrase.h - names and phrases of several words, by tables.
#ifndef READOUT_PHRASE_H
#define READOUT_PHRASE_H

#include "extract/time/reading.h"

// Phrases by their text, with one blank between words; `starts` holds their first words.
typedef struct {
    str_table table, starts;
} phrase_table;

void add_phrase(arena *a, phrase_table *phrases, str phrase, uint32_t row);
// The longest phrase that begins at a piece: its row, and the piece behind it. NOT_IN_TABLE: none.
uint32_t find_phrase(const phrase_table *phrases, const pieces *p, int i, int *end);

// Phrases without a date ("right now"): a fixed reading with its value.
typedef struct phrase_list phrase_list; // read-only

phrase_list *read_phrases(arena *a);
reading      read_phrase(const phrase_list *phrases, const pieces *p, int i);

#endif
