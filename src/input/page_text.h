// page_text.h - the main text of a page; inside src/input only.
#ifndef READOUT_INPUT_PAGE_TEXT_H
#define READOUT_INPUT_PAGE_TEXT_H

#include "input/page_tree.h"

// The report without what the site has around and between it: blocks with an empty line between
// them. Empty when there is none. `title` is left out where it is repeated as a heading.
str read_page_text(arena *a, page_node *root, str title);

#endif
