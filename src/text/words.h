// words.h - what stands between white space in a text, for the rules of src/text.
#ifndef READOUT_TEXT_WORDS_H
#define READOUT_TEXT_WORDS_H

#include "base/list.h"

// A word with what clings to it, and its core without punctuation at both ends: "(Reuters)," has
// the core "Reuters". A word of punctuation alone, such as a dash, has an empty core.
typedef struct {
    span where, core;
} word;

typedef LIST(word) word_list;

// White space and punctuation of one character at `at`; its size in bytes, 0 for anything else.
int space_at(str text, size_t at);
int punctuation_at(str text, size_t at);

// A stretch without the white space around it.
span trim_span(str text, span where);

// The first `most` words of a stretch.
word_list words_of(arena *a, str text, span where, int most);

bool starts_upper(str text); // by an upper-case letter of any script

#endif
