// plain_tokens.h - a document of words without a language model, for what reads words: tokens are runs
// of letters or digits and single marks, everything hangs on one verb.
#ifndef READOUT_TEST_PLAIN_TOKENS_H
#define READOUT_TEST_PLAIN_TOKENS_H

#include "doc/document.h"

// The first of "met" (past), "meet" behind "will" (future) or "meet" alone is the verb. Each line is a
// paragraph and a sentence. `published` may be NULL.
document *document_of_words(str text, const char *published);

#endif
