// page_noise.h - what marks a part of a page as noise or as the report (data/en/page_noise.tsv).
#ifndef READOUT_INPUT_PAGE_NOISE_H
#define READOUT_INPUT_PAGE_NOISE_H

#include "base/arena.h"

typedef enum {
    NOISE_TAG,
    NOISE_CLASS,
    NOISE_ROLE,
    NOISE_BODY,
    NOISE_LINE,
    NOISE_END,
    NOISE_KINDS
} noise_kind;

typedef struct page_noise page_noise;

// Compiled in the arena, for as long as that lives.
const page_noise *read_page_noise(arena *a);

bool is_noise_tag(const page_noise *noise, str tag);
bool is_noise_role(const page_noise *noise, str role);

// By the parts of a class or id: "social-share" and "socialShare" have the parts social, share.
bool is_noise_class(const page_noise *noise, str names);
bool is_body_class(const page_noise *noise, str names);

bool is_noise_line(const page_noise *noise, str block); // a block of text that is no report
bool is_end_line(const page_noise *noise, str block); // a heading behind which none comes any more

#endif
