// regex.h - Python's regular expressions over UTF-8, as far as trained pipelines use them.
//
//     regex *r = compile_regex(STR("^(?:a|b)+"), REGEX_SEARCH, "tokenizer: prefix", error);
//     span   hit = NO_HIT;
//     while (find_hit(m, r, text, &hit)) use(hit);
//
// Every text must be valid UTF-8; positions are bytes.
#ifndef READOUT_REGEX_H
#define READOUT_REGEX_H

#include "base/error.h"

typedef struct regex   regex;   // compiled: shared by all threads
typedef struct matcher matcher; // the working memory of one thread

typedef enum {
    REGEX_SEARCH, // a hit may begin anywhere
    REGEX_MATCH,  // only at the start of the text
} regex_kind;

// `place` begins the message of a failure: an expression that is damaged, or that holds something
// this module does not know (see regex_syntax.c).
regex *compile_regex(str source, regex_kind kind, const char *place, ro_error *error) MUST_CHECK;
void   close_regex(regex *r); // takes NULL

matcher *open_matcher(void);
void     close_matcher(matcher *m); // takes NULL

#define NO_HIT ((span){1, 0})

// The next hit behind *hit, or the first one after NO_HIT: leftmost, the first alternative that
// fits. Hits are those of Python's finditer.
bool find_hit(matcher *m, const regex *r, str text, span *hit);

// The first hit of an expression whose alternatives all end in `$`. The same as find_hit after
// NO_HIT, but looks at the end of the text only, where the expression allows that.
bool find_hit_at_end(matcher *m, const regex *r, str text, span *hit);

// Whether there is a hit at all. Needs no memory in proportion to the text.
bool has_hit(matcher *m, const regex *r, str text);

#endif
