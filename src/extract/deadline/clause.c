// clause.c - the clause that a date stands in: its verb, its tense, who acts, what is done.
#include "doc/helpers.h"
#include "extract/deadline/work.h"

// ---- Tense -------------------------------------------------------------------------------

// TENSE_PRESENT where helping verbs say nothing.
static clause_tense tense_by_helpers(const document *doc, int verb) {
    switch (tense_of_helpers(doc, verb)) {
    case HELPERS_WILL:
    case HELPERS_WOULD:
        return TENSE_WILL;
    case HELPERS_DUE:
        return TENSE_DUE;
    case HELPERS_MAY:
    case HELPERS_COULD:
        return TENSE_MAYBE;
    case HELPERS_PAST:
        return TENSE_PAST;
    case HELPERS_TO:
    case HELPERS_NOW:
    case HELPERS_NONE:
        break;
    }
    return TENSE_PRESENT;
}

static clause_tense tense_below(const deadline_rules *rules, const document *doc, int verb) {
    const token *t = token_at(doc, verb);
    int          above = t->dep == DEP_PCOMP ? token_at(doc, t->head)->head : t->head;
    if (above == verb) return TENSE_PRESENT;
    if (has_lemma(doc, above, "have") || has_lemma(doc, above, "need")) return TENSE_DUE;
    if (t->dep == DEP_XCOMP && has_role(rules, doc, above, WORD_DUTY)) return TENSE_DUE;
    if (has_lemma(doc, above, "be") && t->dep == DEP_XCOMP) return TENSE_PLANNED;
    bool is_active = t->dep == DEP_XCOMP && find_child(doc, above, DEP_NSUBJ) >= 0 &&
                     is_verb(doc, above) && token_at(doc, above)->tag != TAG_VBN;
    if (is_active && has_role(rules, doc, above, WORD_PLAN)) return TENSE_AIMED;
    if (t->tag == TAG_VBG && token_at(doc, above)->tag == TAG_VBD) return TENSE_PAST;
    if (has_role(rules, doc, above, WORD_PLAN)) {
        return tense_by_helpers(doc, above) == TENSE_MAYBE ? TENSE_MAYBE : TENSE_PLANNED;
    }
    return has_role(rules, doc, above, WORD_AIM) ? TENSE_AIMED : TENSE_PRESENT;
}

clause_tense tense_of(const deadline_rules *rules, const document *doc, int verb) {
    for (int steps = 0; steps < FAR; steps++) {
        const token *t = token_at(doc, verb);
        clause_tense helped = tense_by_helpers(doc, verb);
        if (helped == TENSE_WILL || helped == TENSE_DUE || helped == TENSE_MAYBE) return helped;
        bool is_shared = t->dep == DEP_CONJ && is_verb(doc, t->head) &&
                         find_child(doc, verb, DEP_NSUBJ) < 0 &&
                         t->tag == token_at(doc, t->head)->tag;
        if (is_shared) {
            verb = t->head;
            continue;
        }
        bool is_over =
            helped == TENSE_PAST && (t->tag != TAG_VBG || find_helper(doc, verb, "have") >= 0);
        if (t->tag == TAG_VBD || is_over) {
            return has_role(rules, doc, verb, WORD_PLAN) && t->tag == TAG_VBN ? TENSE_PLANNED
                                                                              : TENSE_PAST;
        }
        bool is_open = t->tag == TAG_VB || t->tag == TAG_VBG;
        if (is_open || find_helper(doc, verb, "to") >= 0) return tense_below(rules, doc, verb);
        bool is_planned = t->tag == TAG_VBN && has_role(rules, doc, verb, WORD_PLAN);
        if (is_planned) return TENSE_PLANNED;
        bool is_passive = find_child(doc, verb, DEP_AUXPASS) >= 0;
        return t->tag == TAG_VBN && !is_passive ? TENSE_PAST : TENSE_PRESENT;
    }
    return TENSE_PRESENT;
}

int condition_of(const document *doc, int verb) {
    for (int c = next_child(doc, verb, -1); c >= 0 && c < verb; c = next_child(doc, verb, c)) {
        if (token_at(doc, c)->dep != DEP_MARK) continue;
        if (is_one_of(doc, c, "if|unless")) return c;
    }
    return -1;
}

// ---- Who ---------------------------------------------------------------------------------

int subject_of(const document *doc, int verb) {
    int found = find_child(doc, verb, DEP_NSUBJ);
    return found >= 0 ? found : find_child(doc, verb, DEP_NSUBJPASS);
}

bool may_act(const document *doc, int noun) {
    int id = noun < 0 ? NO_ID : doc->mention_heads[noun];
    if (noun >= 0 && is_one_of(doc, noun, "i|we|he|she|they")) return true;
    if (id == NO_ID) return false;
    switch (doc->entities.at[id].type) {
    case ENTITY_PERSON:
    case ENTITY_GOVERNMENT:
    case ENTITY_MINISTRY:
    case ENTITY_ARMED_GROUP:
    case ENTITY_POLITICAL_GROUP:
    case ENTITY_MILITARY:
    case ENTITY_INTERNATIONAL:
    case ENTITY_COMPANY:
    case ENTITY_POPULATION:
        return true;
    case ENTITY_MEDIA:
    case ENTITY_PLACE:
    case ENTITY_FACILITY:
    case ENTITY_DOCUMENT:
    case ENTITY_OTHER:
        break;
    }
    return false;
}

// "their plan to", "Orlava's aim is to"
static int owner_of(const document *doc, int noun) {
    return find_child(doc, noun, DEP_POSS);
}

int actor_of(const deadline_rules *rules, const document *doc, int verb) {
    for (int steps = 0; steps < FAR; steps++) {
        int          subject = subject_of(doc, verb);
        const token *t = token_at(doc, verb);
        if (subject >= 0 && may_act(doc, subject)) return subject;
        if (find_child(doc, verb, DEP_EXPL) >= 0) return -1;
        if (subject < 0 && t->dep == DEP_ACL && may_act(doc, t->head)) return t->head;
        if (subject >= 0 && owner_of(doc, subject) >= 0) return owner_of(doc, subject);
        bool is_aiming =
            find_child(doc, verb, DEP_NSUBJ) >= 0 && has_role(rules, doc, verb, WORD_AIM);
        if (is_aiming) return subject; // who aims at something acts, whoever that is
        if (subject >= 0 || t->head == verb) return -1;
        if (t->dep == DEP_PCOMP) { // "is committed to leaving"
            verb = token_at(doc, t->head)->head;
            continue;
        }
        bool is_led = is_verb(doc, t->head) || has_role(rules, doc, t->head, WORD_AIM | WORD_PLAN);
        if (!is_led) return -1;
        verb = t->head;
        if (!is_verb(doc, verb) && owner_of(doc, verb) >= 0) return owner_of(doc, verb);
    }
    return -1;
}

reference reference_to(const document *doc, int noun) {
    if (noun < 0) return (reference){.entity = NO_ID};
    const span words = thing_of(doc, noun, token_at(doc, noun)->right_edge + 1);
    return (reference){words, doc->mention_heads[noun]};
}

// ---- What --------------------------------------------------------------------------------

static bool is_mark(const document *doc, int i) {
    const token *t = token_at(doc, i);
    return t->pos == POS_PUNCT || t->pos == POS_SPACE;
}

span trim_tokens(const document *doc, int begin, int end) {
    while (begin < end && is_mark(doc, end - 1)) {
        end--;
    }
    while (begin < end && is_mark(doc, begin)) {
        begin++;
    }
    return begin < end ? span_of_tokens(doc, begin, end) : (span){0, 0};
}

// A dash or a semicolon ends what a verb tells.
static int end_of_deed(const document *doc, int begin, int end) {
    for (int i = begin; i < end; i++) {
        str  word = token_text(doc, i);
        bool ends = same(word, STR("--")) || same(word, STR("–")) || same(word, STR("—")) ||
                    same(word, STR(";"));
        if (ends) return i;
    }
    return end;
}

span deed_of(const candidate_time *c, int verb) {
    const document *doc = c->doc;
    int             end = c->lead > verb ? c->lead : token_at(doc, verb)->right_edge + 1;
    if (end - verb > 1 && is_one_of(doc, end - 1, "and")) end--;
    return trim_tokens(doc, verb, end_of_deed(doc, verb, end));
}

// "the minister on Friday": the tree has it so, the day is the verb's.
static bool is_date_below(const document *doc, int preposition) {
    int  what = find_child(doc, preposition, DEP_POBJ);
    bool is_day = what >= 0 && token_at(doc, what)->label == NAME_DATE;
    return is_day && is_one_of(doc, preposition, "on|in|by|before|at|until");
}

span thing_of(const document *doc, int noun, int before) {
    const token *t = token_at(doc, noun);
    int          end = t->right_edge + 1 < before || before <= noun ? t->right_edge + 1 : before;
    for (int c = next_child(doc, noun, -1); c >= 0; c = next_child(doc, noun, c)) {
        const token *child = token_at(doc, c);
        bool         is_aside = child->dep == DEP_RELCL || child->dep == DEP_ACL ||
                        child->dep == DEP_APPOS || child->dep == DEP_PUNCT ||
                        child->dep == DEP_CASE;
        bool is_date =
            child->dep == DEP_NPADVMOD || (child->dep == DEP_PREP && is_date_below(doc, c));
        if (c > noun && (is_aside || is_date) && child->left_edge < end) end = child->left_edge;
    }
    return trim_tokens(doc, t->left_edge, end);
}
