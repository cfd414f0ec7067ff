// form.h - a word form as the tokenizer found it: its text with the norm it has there, and the
// string ids that the networks look at (spec 2.2 and 3.1).
//
// Forms belong to a worker's vocabulary (token/vocabulary.h) and live as long as its generation;
// tokens point to them from the tokenizer until the report's parse is done. A cache that is keyed
// by `number` must be emptied when `generation` is not the one it was filled in: numbers then
// begin at 0 again. All forms of one document are of one generation.
#ifndef READOUT_FORM_H
#define READOUT_FORM_H

#include "base/str.h"

typedef struct {
    uint32_t number; // dense, one for each pair of text and norm: the key of per-form caches
    uint32_t generation;
    bool     is_space;
    uint64_t orth, norm, lower, prefix, suffix, shape;
    str      text, lower_text, norm_text;
} form;

#endif
