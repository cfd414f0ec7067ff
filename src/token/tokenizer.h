// tokenizer.h - text to tokens, exactly as spaCy 3.8 cuts it (spec 4).
#ifndef READOUT_TOKENIZER_H
#define READOUT_TOKENIZER_H

#include "doc/document.h"
#include "token/vocabulary.h"

typedef struct tokenizer        tokenizer;        // compiled rules: shared by all threads
typedef struct tokenizer_worker tokenizer_worker; // what one thread remembers

// Compiles the rules of a pipeline, which must outlive the tokenizer. Fails when an expression
// holds something that is not understood.
tokenizer *open_tokenizer(const pipeline *p, ro_error *error) MUST_CHECK;
void       close_tokenizer(tokenizer *t); // takes NULL

tokenizer_worker *open_tokenizer_worker(const tokenizer *t, vocabulary *v);
void              close_tokenizer_worker(tokenizer_worker *w); // takes NULL

// Appends the tokens of a stretch of the document's text, read as a text of its own, to the
// document: where, form, norm, space_after; starts_sentence of the first. The text must be valid
// UTF-8. Time is linear in the size of the stretch, whatever it holds.
void tokenize(tokenizer_worker *w, document *doc, span where);

#endif
