// link.h - the last step over the records of a report: which statement holds which record.
#ifndef READOUT_LINK_H
#define READOUT_LINK_H

#include "doc/contents.h"

// Sets said_in of figures, deadlines and statements: the innermost statement whose content holds the span.
// Expects statements in text order of their spans, and the index of what they say.
void link_records(const content_list *all, document *doc);

#endif
