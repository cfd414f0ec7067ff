// contents.h - what statements say, in an index by place: which of them hold a span.
#ifndef READOUT_CONTENTS_H
#define READOUT_CONTENTS_H

#include "doc/document.h"

typedef struct {
    span where;
    int  statement;
    int  up; // the nearest one before it that is open where it begins; -1: none
} content_span;

// By where they begin, the longer first.
typedef LIST(content_span) content_list;

// The content spans of all statements.
content_list list_contents(arena *a, const document *doc);

// The statement with the smallest content that holds `where`, or NO_ID; `except` is not asked.
int find_innermost(const content_list *all, span where, int except);

#endif
