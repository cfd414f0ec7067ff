// paragraphs.h - where the paragraphs of a text are.
#ifndef READOUT_TEXT_PARAGRAPHS_H
#define READOUT_TEXT_PARAGRAPHS_H

#include "doc/document.h"

// A blank line ends a paragraph. A single line end does so too, unless the text is hard-wrapped.
void find_paragraphs(document *doc);

// Makes spans inside paragraphs, in text order, paragraphs of their own that are boilerplate.
void set_apart(document *doc, const span_list *notes);

#endif
