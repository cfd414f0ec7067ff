// golden.h - the golden texts: what spaCy made of each, line by line on standard input, beside what
// a program under test makes of the same text.
#ifndef READOUT_TEST_GOLDEN_H
#define READOUT_TEST_GOLDEN_H

#include "doc/document.h"
#include "model/pipeline.h"
#include "token/tokenizer.h"

typedef struct {
    const pipeline   *pipeline;
    tokenizer        *tokenizer;
    vocabulary       *vocabulary;
    tokenizer_worker *tokens;
    int               text_count, token_count, chunk_count, difference_count;
} golden_texts;

typedef struct {
    bool (*open)(void *workshop, const pipeline *p, ro_error *error);
    void (*compare)(void *workshop, golden_texts *texts, const document *wanted);
    void (*close)(void *workshop); // also after `open` failed
} golden_check;

// A new document with the text of another and its tokens, as far as the tokenizer fills them in.
document *tokenize_again(const golden_texts *texts, const document *wanted);

// Counts a difference. False when enough of them have been shown.
bool is_shown_difference(golden_texts *texts);

// The main function of a comparison: arguments are the program and "sm" or "md". 77 when there is
// no such model, 1 when anything differs or there was no text.
int compare_golden_texts(const golden_check *check, void *workshop, int count, char **arguments);

#endif
