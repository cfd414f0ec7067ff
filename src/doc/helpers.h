// helpers.h - the helping verbs of a verb, and what they say of its time.
#ifndef READOUT_HELPERS_H
#define READOUT_HELPERS_H

#include "doc/document.h"

typedef enum {
    HELPERS_NONE,
    HELPERS_WILL,  // will, shall
    HELPERS_WOULD, // what was to come, and what merely would be
    HELPERS_DUE,   // must, should, ought
    HELPERS_MAY,   // may, might, can
    HELPERS_COULD, // could, and what else is open
    HELPERS_TO,    // the infinitive's mark
    HELPERS_PAST,  // did, was, has
    HELPERS_NOW,   // does, is
} helpers_tense;

// What the first of them says that says something.
helpers_tense tense_of_helpers(const document *doc, int verb);

// The first of them with a lemma of "a|b|c"; -1: none.
int find_helper(const document *doc, int verb, const char *lemmas);

#endif
