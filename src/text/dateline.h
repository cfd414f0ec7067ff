// dateline.h - "CAIRO, Feb 7 (Reuters) -" and its kin.
#ifndef READOUT_TEXT_DATELINE_H
#define READOUT_TEXT_DATELINE_H

#include "text/rules.h"

// Finds the dateline near the start of the text, fills doc->dateline and the credits it names, and
// makes it a paragraph of its own.
void find_dateline(const text_rules *rules, document *doc);

#endif
