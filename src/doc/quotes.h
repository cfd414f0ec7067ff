// quotes.h - which stretches of a text stand between quotation marks, from the characters alone.
#ifndef READOUT_QUOTES_H
#define READOUT_QUOTES_H

#include "base/list.h"

// An outermost quotation inside one paragraph, marks included.
typedef struct {
    span where;
    int  paragraph;
    bool is_closed;     // has its closing mark in this paragraph
    bool is_carried_on; // not closed, and the next paragraph opens with a mark again
} quotation;

typedef LIST(quotation) quotation_list;

// The quotations of a text in order, for paragraphs in order. Linear in the text.
quotation_list find_quotations(arena *a, str text, const span *paragraphs, int count);

#endif
