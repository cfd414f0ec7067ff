// page_tree.h - a web page as a tree of elements and texts; inside src/input only.
#ifndef READOUT_INPUT_PAGE_TREE_H
#define READOUT_INPUT_PAGE_TREE_H

#include "base/arena.h"
#include "base/error.h"

typedef struct {
    str name, value;
} page_attribute;

typedef struct page_node page_node;
struct page_node {
    str             tag;  // in small letters; empty: a text
    str             text; // of a text
    page_attribute *attributes;
    int             attribute_count;
    page_node      *parent, *first_child, *last_child, *next;
    bool            is_noise; // set by the reader of the main text
    double          score;    // of the text in it, set there too
};

// Parses a page in UTF-8. Fails for pages that are nested so deeply, or so broken, that no news site
// writes them: they would cost the parser more than their size allows.
bool parse_page(arena *a, str source, const char *place, page_node **root,
                ro_error *error) MUST_CHECK;

// The next node in the order of the source inside `top`, or NULL; `skip_over` leaves out what is
// in `node`.
page_node *next_node(const page_node *top, const page_node *node, bool skip_over);

str attribute_of(const page_node *node, const char *name); // at == NULL: it has none

// Inline, so that the lengths of tags are known when it is compiled.
static inline bool is_tag(const page_node *node, const char *tag) {
    return same(node->tag, (str){tag, strlen(tag)});
}

// The text in a node, white space between its words made one blank; cut behind `most` bytes.
str text_in(arena *a, const page_node *node, size_t most);

#endif
