// link.c - `said_in`: said is not so, so every record knows whose words it stands in.
//
// Second-hand sources share their content with the teller ("Reuters reported [A], citing Y"): the
// one whose cue hangs on the other's cue is the inner one.
#include "extract/link.h"

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

void link_records(const content_list *all, document *doc) {
    for (int i = 0; i < doc->statements.count; i++) {
        statement *inner = &doc->statements.at[i];
        inner->said_in = find_outer(all, doc, i);
        inner->why.link = inner->said_in == NO_ID ? LINK_BY_NONE : LINK_BY_SPAN;
    }
    link_second_hand(all, doc);
    for (int i = 0; i < doc->figures.count; i++) {
        doc->figures.at[i].said_in = find_innermost(all, doc->figures.at[i].where, NO_ID);
    }
    for (int i = 0; i < doc->deadlines.count; i++) {
        doc->deadlines.at[i].said_in = find_innermost(all, doc->deadlines.at[i].where, NO_ID);
    }
}
