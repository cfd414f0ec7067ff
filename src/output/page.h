// page.h - a report's record as a page for people: who said what, figures, dates, each with the
// report's own words.
#ifndef READOUT_PAGE_H
#define READOUT_PAGE_H

#include "base/buffer.h"
#include "doc/document.h"

typedef struct {
    bool colour; // ANSI colours and weights
    int  width;  // columns, at least 40
} page_options;

void write_page(buffer *out, const document *doc, const page_options *options);

#endif
