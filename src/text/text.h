// text.h - the stage that knows how reports are laid out: paragraphs, the dateline, and the lines
// that are about the report and not of it.
#ifndef READOUT_TEXT_TEXT_H
#define READOUT_TEXT_TEXT_H

#include "doc/document.h"

typedef struct text_rules text_rules; // never changes once open: share it

text_rules *open_text_rules(void);
void        close_text_rules(text_rules *rules); // takes NULL

// Fills paragraphs (without their tokens), dateline, bylines, contributors, credits, boilerplate
// and is_updated from text and meta. Bylines and contributors are the people's names, credits the
// names of wire services, as the text has them; all lists are in text order, and boilerplate spans
// do not overlap. A dateline is a paragraph of its own, so that no sentence begins with it, and so are
// a teaser in capitals between two sentences and a sentence that is about the page.
void read_structure(const text_rules *rules, document *doc);

#endif
