// invariants.h - what holds of every document after the last stage, whatever its text.
#ifndef READOUT_TEST_INVARIANTS_H
#define READOUT_TEST_INVARIANTS_H

#include "doc/document.h"

// How many invariants a document breaks. Each breach is printed with the document's name and the
// record; beyond the first few of a document they are only counted.
int count_breaches(const document *doc, const char *name);

#endif
