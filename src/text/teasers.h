// teasers.h - headlines of other pieces that a page has set between the sentences of a report.
#ifndef READOUT_TEXT_TEASERS_H
#define READOUT_TEXT_TEASERS_H

#include "doc/document.h"

// Makes each teaser in capitals a paragraph of its own that is boilerplate.
void find_teasers(document *doc);

#endif
