// contents.c - each content span knows the nearest one before it that is still open where it begins
// ("up"). The spans that hold a record are on the chain of ups from the last one that begins before it:
//
//     [ a   [ b ]   [ c  x  [ d ] ] ]       up: b -> a, c -> a, d -> c;  x: c, then a
#include "doc/contents.h"

#include <stdlib.h>

#include "base/search.h"

enum { MOST_STEPS = 64, NONE = -1 }; // deeper nesting than that is not told apart

static uint32_t size_of(span where) {
    return where.end - where.begin;
}

static int compare_spans(const void *a, const void *b) {
    const content_span *first = a, *second = b;
    if (first->where.begin != second->where.begin) {
        return first->where.begin < second->where.begin ? -1 : 1;
    }
    if (first->where.end != second->where.end) return first->where.end > second->where.end ? -1 : 1;
    return (first->statement > second->statement) - (first->statement < second->statement);
}

content_list list_contents(arena *a, const document *doc) {
    content_list all = {0};
    for (int i = 0; i < doc->statements.count; i++) {
        const statement *said = &doc->statements.at[i];
        for (int p = 0; p < said->content.count; p++) {
            const content_span made = {said->content.at[p], i, NONE};
            PUSH_IN(a, &all, made);
        }
    }
    if (all.count > 1) qsort(all.at, (size_t)all.count, sizeof *all.at, compare_spans);
    for (int i = 0, top = NONE; i < all.count; top = i++) {
        while (top != NONE && all.at[top].where.end <= all.at[i].where.begin) {
            top = all.at[top].up;
        }
        all.at[i].up = top;
    }
    return all;
}

static int last_before(const content_list *all, uint32_t byte) {
    int behind;
    FIND_FIRST(behind, 0, all->count, all->at[behind].where.begin > byte);
    return behind - 1;
}

int find_innermost(const content_list *all, span where, int except) {
    int      found = NO_ID;
    uint32_t least = UINT32_MAX;
    int      at = last_before(all, where.begin);
    for (int steps = 0; at != NONE && steps < MOST_STEPS; at = all->at[at].up, steps++) {
        const content_span *one = &all->at[at];
        bool                holds = one->statement != except && is_inside(where, one->where);
        if (!holds || size_of(one->where) >= least) continue;
        least = size_of(one->where);
        found = one->statement;
    }
    return found;
}
