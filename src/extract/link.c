// link.c - `said_in`: said is not so, so every record knows whose words it stands in.
//
// The content spans of all statements are sorted by where they begin; each knows the nearest one
// before it that is still open where it begins ("up"). The spans that hold a record are on the
// chain of ups from the last one that begins before it:
//
//     [ a   [ b ]   [ c  x  [ d ] ] ]       up: b -> a, c -> a, d -> c;  x: c, then a
//
// Second-hand sources share their content with the teller ("Reuters reported [A], citing Y"): the
// one whose cue hangs on the other's cue is the inner one.
#include "extract/link.h"

#include <stdlib.h>

enum { MOST_STEPS = 64, NONE = -1 }; // deeper nesting than that is not told apart

typedef struct {
    span where;
    int  statement;
    int  up;
} content_span;

typedef LIST(content_span) content_list;

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

static content_list list_contents(arena *scratch, const document *doc) {
    content_list all = {0};
    for (int i = 0; i < doc->statements.count; i++) {
        const statement *said = &doc->statements.at[i];
        for (int p = 0; p < said->content.count; p++) {
            const content_span made = {said->content.at[p], i, NONE};
            PUSH_IN(scratch, &all, made);
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
    int low = 0, high = all->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (all->at[middle].where.begin <= byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low - 1;
}

// The statement with the smallest content that holds `where`; `except` is not asked.
static int find_innermost(const content_list *all, span where, int except) {
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

static bool holds(const statement *outer, span where) {
    for (int i = 0; i < outer->content.count; i++) {
        if (is_inside(where, outer->content.at[i])) return true;
    }
    return false;
}

// Two statements that hold each other would make a circle; the one that begins first is the outer.
static int find_outer(const content_list *all, const document *doc, int inner) {
    int outer = find_innermost(all, doc->statements.at[inner].where, inner);
    if (outer == NO_ID) return NO_ID;
    bool is_mutual = holds(&doc->statements.at[inner], doc->statements.at[outer].where);
    return is_mutual && outer > inner ? NO_ID : outer;
}

static bool hangs_on(const document *doc, const statement *inner, const statement *outer) {
    return inner->cue_token != NO_ID && outer->cue_token != NO_ID &&
           inner->cue_token != outer->cue_token &&
           is_below(doc, inner->cue_token, outer->cue_token);
}

static void link_to(statement *inner, int outer) {
    inner->said_in = outer;
    inner->why.link = LINK_BY_SECOND_HAND;
}

static void link_second_hand(const content_list *all, document *doc) {
    for (int i = 0; i + 1 < all->count; i++) {
        const content_span *one = &all->at[i], *next = &all->at[i + 1];
        if (one->where.begin != next->where.begin || one->where.end != next->where.end) continue;
        statement *first = &doc->statements.at[one->statement];
        statement *second = &doc->statements.at[next->statement];
        if (hangs_on(doc, first, second)) link_to(first, next->statement);
        if (hangs_on(doc, second, first)) link_to(second, one->statement);
    }
}

void link_records(arena *scratch, document *doc) {
    const content_list all = list_contents(scratch, doc);
    for (int i = 0; i < doc->statements.count; i++) {
        statement *inner = &doc->statements.at[i];
        inner->said_in = find_outer(&all, doc, i);
        inner->why.link = inner->said_in == NO_ID ? LINK_BY_NONE : LINK_BY_SPAN;
    }
    link_second_hand(&all, doc);
    for (int i = 0; i < doc->figures.count; i++) {
        doc->figures.at[i].said_in = find_innermost(&all, doc->figures.at[i].where, NO_ID);
    }
    for (int i = 0; i < doc->deadlines.count; i++) {
        doc->deadlines.at[i].said_in = find_innermost(&all, doc->deadlines.at[i].where, NO_ID);
    }
}
