// words.h - from what a person types to a query of SQLite's full-text search.
#ifndef READOUT_WORDS_H
#define READOUT_WORDS_H

#include "base/arena.h"

// Keeps "phrases", AND, OR, NOT, parentheses and word*; quotes every other word, so that hyphens,
// apostrophes and colons ("hostage-prisoner", "UN's") are no syntax errors. Parentheses that stand
// alone are closed or passed over. An empty query finds nothing.
str make_word_query(arena *a, str typed);

#endif
