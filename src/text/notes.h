// notes.h - the lines of a report that are about it: who wrote it, who else worked on it, what the
// site wants of the reader.
#ifndef READOUT_TEXT_NOTES_H
#define READOUT_TEXT_NOTES_H

#include "text/rules.h"

// Fills bylines, contributors, credits, boilerplate and is_updated, and marks the paragraphs that
// are nothing but boilerplate. A sentence that is a note is a paragraph of its own from here on.
void find_notes(const text_rules *rules, document *doc);

#endif
