// page_meta.h - what a page says about itself; inside src/input only.
#ifndef READOUT_INPUT_PAGE_META_H
#define READOUT_INPUT_PAGE_META_H

#include "input/page_tree.h"

typedef struct {
    str title, url, outlet, published, updated, byline;
    str body; // the text that JSON-LD gives
} page_meta;

page_meta read_page_meta(arena *a, const page_node *root);

#endif
