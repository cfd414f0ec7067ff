// resolve.h - from what the words say to when it is: open fields are filled from the anchor.
#ifndef READOUT_RESOLVE_H
#define READOUT_RESOLVE_H

#include "extract/time/anchor.h"
#include "extract/time/feast.h"

typedef struct {
    arena            *memory; // of the document: values live there
    const document   *doc;
    const pieces     *text;
    const feast_list *feasts;
    anchors           from;
    int               sentence;   // of the reading at hand
    uint64_t          known_days; // told of so far (known.h)
} resolver;

// When a reading is: the stamps are the same unless it is a range or lasts for days.
typedef struct {
    stamp       first, last;
    bool        is_range; // and written as one
    bool        has_anchor;
    time_anchor anchor;
    bool        only_looks_back; // what comes next is not told from it
} resolved_time;

// A point, or a shift by an exact amount. It becomes the time told last.
resolved_time   resolve_time(resolver *r, const reading *got);
void            tell_time(resolver *r, const resolved_time *t, const reading *got);
time_expression record_of_time(const resolver *r, const resolved_time *t, span where);
span            span_of_reading(const resolver *r, const reading *got);

// The record of one reading. Readings are resolved in text order: each may set the anchor of the
// next.
time_expression resolve_reading(resolver *r, const reading *got);

#endif
