// phrase.h - the words on either side of a byte, and tables of phrases to look them up in.
//
// Bounds and units are short fixed phrases right beside a number, so they are matched on
// characters: "at least", "sq km", "U.S. dollars", however the tokenizer cuts them.
#ifndef READOUT_PHRASE_H
#define READOUT_PHRASE_H

#include "doc/document.h"
#include "lexicon/lexicon.h"

enum { MOST_PHRASE_WORDS = 6, LONGEST_PHRASE = 64 };

// Up to MOST_PHRASE_WORDS words beside a byte, nearest first, and what parts each from the one
// before: nothing, blanks, or a hyphen.
typedef struct {
    span words[MOST_PHRASE_WORDS];
    bool is_hyphened[MOST_PHRASE_WORDS]; // a hyphen stands on the near side of the word
    bool is_attached[MOST_PHRASE_WORDS]; // nothing stands there
    int  count;
} near_words;

// Words are runs of letters, with points inside ("U.S."), or single signs such as "%". Both stop at
// a line's end and at any other mark.
near_words words_after(str text, uint32_t at);
near_words words_before(str text, uint32_t at);

// The word before `at` is this one (lower case): what is_word_before costs for most of a text is one
// look at one byte.
bool is_word_before(str text, uint32_t at, str word, span *where);

// The longest phrase of a table that the words make up, beginning with the nearest.
typedef struct {
    uint32_t row;   // NOT_IN_TABLE: none
    int      count; // words of it
    span     where;
} phrase_match;

phrase_match match_after(const str_table *table, str text, const near_words *words);
phrase_match match_before(const str_table *table, str text, const near_words *words);

// Adds each piece of a "|" list to the table, lower-cased, with the number of its row.
void add_phrases(arena *a, str_table *table, str list, uint32_t row);

#endif
