// regex_syntax.h - between regex_syntax.c and regex.c only.
#ifndef READOUT_REGEX_SYNTAX_H
#define READOUT_REGEX_SYNTAX_H

#include "base/buffer.h"
#include "base/error.h"

static const uint32_t ENDLESS = UINT32_MAX;

// Appends to `out` what PCRE2 is to compile for a Python expression. `reach` says how far from the
// end of a text a hit can begin, in code points, with one exception: a run of more characters of
// one kind, whose every shorter end would be a hit too. ENDLESS: anywhere.
bool translate_regex(str source, const char *place, buffer *out, uint32_t *reach,
                     ro_error *error) MUST_CHECK;

#endif
