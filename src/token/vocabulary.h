// vocabulary.h - the word forms that one worker has met (doc/form.h): from a text to its form,
// with everything that depends on the text alone computed once.
//
// Forms get dense numbers in the order in which they are met, which is no part of any output.
// When many have gathered, renew_vocabulary forgets them all and begins another generation.
#ifndef READOUT_VOCABULARY_H
#define READOUT_VOCABULARY_H

#include "doc/form.h"
#include "model/pipeline.h"

typedef struct vocabulary vocabulary;

vocabulary *open_vocabulary(const pipeline *p); // which must outlive it
void        close_vocabulary(vocabulary *v);    // takes NULL

// The form of a text that is not empty. `norm` is one that the tokenizer's rules give to it; with
// norm.at == NULL the form has the norm of spec 3.1. Neither string needs to live on.
const form *find_form(vocabulary *v, str text, str norm);

uint32_t generation_of(const vocabulary *v);

// To be called between documents: no token may point to a form any more. Begins a new generation
// when about 64,000 forms have gathered, or 64 MiB of them, so that memory stays bounded.
void renew_vocabulary(vocabulary *v);

#endif
