// link.c - `said_in`: said is not so, so every record knows whose words it stands in.
#include "extract/link.h"

static uint32_t size_of(span where) {
    return where.end - where.begin;
}

// The size of the smallest content span that holds `where`; UINT32_MAX when none does.
static uint32_t holding_content(const statement *said, span where) {
    uint32_t least = UINT32_MAX;
    for (int i = 0; i < said->content.count; i++) {
        span content = said->content.at[i];
        if (is_inside(where, content) && size_of(content) < least) least = size_of(content);
    }
    return least;
}

static int find_innermost(const document *doc, span where, int except) {
    int      found = NO_ID;
    uint32_t least = UINT32_MAX;
    for (int i = 0; i < doc->statements.count; i++) {
        uint32_t size = i == except ? UINT32_MAX : holding_content(&doc->statements.at[i], where);
        if (size < least) {
            least = size;
            found = i;
        }
    }
    return found;
}

// Two statements that hold each other would make a circle; the one that begins first is the outer.
static int find_outer(const document *doc, int inner) {
    int outer = find_innermost(doc, doc->statements.at[inner].where, inner);
    if (outer == NO_ID) return NO_ID;
    bool is_mutual =
        holding_content(&doc->statements.at[inner], doc->statements.at[outer].where) != UINT32_MAX;
    return is_mutual && outer > inner ? NO_ID : outer;
}

void link_records(document *doc) {
    for (int i = 0; i < doc->statements.count; i++) {
        doc->statements.at[i].said_in = find_outer(doc, i);
    }
    for (int i = 0; i < doc->figures.count; i++) {
        doc->figures.at[i].said_in = find_innermost(doc, doc->figures.at[i].where, NO_ID);
    }
}
