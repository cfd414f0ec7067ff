// helpers.c - modals by their lemma, all others by their tag.
#include "doc/helpers.h"

static bool is_helper(const token *t) {
    return t->dep == DEP_AUX || t->dep == DEP_AUXPASS;
}

static helpers_tense tense_of_modal(const document *doc, int modal) {
    static const struct {
        const char   *lemmas;
        helpers_tense tense;
    } rows[] = {{"will|shall|'ll|wo", HELPERS_WILL},
                {"would|'d", HELPERS_WOULD},
                {"must|should|ought", HELPERS_DUE},
                {"may|might|can", HELPERS_MAY}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (has_one_lemma(doc, modal, rows[i].lemmas)) return rows[i].tense;
    }
    return HELPERS_COULD;
}

helpers_tense tense_of_helpers(const document *doc, int verb) {
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        const token *t = token_at(doc, i);
        if (!is_helper(t)) continue;
        if (t->tag == TAG_MD) return tense_of_modal(doc, i);
        if (t->tag == TAG_TO) return HELPERS_TO;
        if (t->tag == TAG_VBD || has_lemma(doc, i, "have")) return HELPERS_PAST;
        if (t->tag == TAG_VBZ || t->tag == TAG_VBP) return HELPERS_NOW;
    }
    return HELPERS_NONE;
}

int find_helper(const document *doc, int verb, const char *lemmas) {
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        if (is_helper(token_at(doc, i)) && has_one_lemma(doc, i, lemmas)) return i;
    }
    return -1;
}
