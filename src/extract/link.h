// link.h - the last step over the records of a report: which statement holds which record.
#ifndef READOUT_LINK_H
#define READOUT_LINK_H

#include "doc/document.h"

// Sets said_in of figures, deadlines and statements: the innermost statement whose content holds the span.
// Expects statements in text order of their spans.
void link_records(arena *scratch, document *doc);

#endif
