// chunks.c - a noun chunk is what hangs on the left of a noun, and the noun itself, when the noun
// stands where a phrase of its own can stand. What follows the noun is left out.
#include "parse/chunks.h"

static bool heads_phrase(dep_label dep) {
    switch ((int)dep) {
    case DEP_OPRD:
    case DEP_NSUBJ:
    case DEP_DOBJ:
    case DEP_NSUBJPASS:
    case DEP_PCOMP:
    case DEP_POBJ:
    case DEP_DATIVE:
    case DEP_APPOS:
    case DEP_ATTR:
    case DEP_ROOT:
        return true;
    }
    return false;
}

static bool is_nominal(pos_label pos) {
    return pos == POS_NOUN || pos == POS_PROPN || pos == POS_PRON;
}

// For each token, the label of what it is coordinated with, followed to the left; else its own.
static dep_label *list_places(arena *a, const document *doc, token_range where) {
    dep_label *places = NEW_IN(a, dep_label, where.end - where.begin);
    for (int i = where.begin; i < where.end; i++) {
        const token *t = &doc->tokens.at[i];
        bool         goes_on = t->dep == DEP_CONJ && t->head < i;
        places[i - where.begin] = goes_on ? places[t->head - where.begin] : t->dep;
    }
    return places;
}

void add_noun_chunks(document *doc, token_range where) {
    arena      scratch = {0};
    dep_label *places = list_places(&scratch, doc, where);
    int        last = where.begin - 1; // token of the chunk before
    for (int i = where.begin; i < where.end; i++) {
        const token *t = &doc->tokens.at[i];
        int          at = t->dep == DEP_CONJ ? t->head : i;
        if (!is_nominal(t->pos) || t->left_edge <= last) continue;
        if (!heads_phrase(places[at - where.begin])) continue;
        PUSH_IN(&doc->memory, &doc->noun_chunks, ((token_range){t->left_edge, i + 1}));
        last = i;
    }
    close_arena(&scratch);
}
