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
    int               sentence; // of the reading at hand
} resolver;

// The record of one reading. Readings are resolved in text order: each may set the anchor of the
// next.
time_expression resolve_reading(resolver *r, const reading *got);

#endif
