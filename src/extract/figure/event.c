// event.c - whether a figure belongs to something that happened: what was done to those it counts, or
// done with them. Only then is it one event's, not a running total.
//
//     launched [108 drones]             object, also in lists and among parts ("including [70 schools]")
//     [12 shells] fell                  subject
//     struck [the town] with [6 shells] means
//     an attack by [20 drones]          means of a blow that is told as a noun
//     fired at [12 posts]               what it was aimed at
//
// The past alone does not make an event: who "held", "owned" or "wanted" 12 still had them.
#include "extract/figure/draft.h"

static bool is_past(const token *t) {
    return t->tag == TAG_VBD || t->tag == TAG_VBN;
}

static bool is_deed_of_past(const figure_rules *rules, const document *doc, int verb) {
    if (!is_past(token_at(doc, verb))) return false;
    bool is_other = find_child(doc, verb, DEP_PRT) >= 0; // "carried out"
    return is_other || !(cues_of(rules, doc, verb) & CUE_STATE);
}

// Past words of the figure itself that the tree sets above it: "[upwards of 40] shells", "[hundreds]
// of men"; past lists, and past what it is a part of. -1: it is at its place.
static int step_to_place(const document *doc, const draft *d, int i) {
    const token *t = token_at(doc, i);
    if (t->head == i) return -1;
    if (t->dep == DEP_CONJ || t->dep == DEP_APPOS) return t->head;
    if (t->dep != DEP_POBJ) return -1;
    int above = token_at(doc, t->head)->head;
    if (is_any_lemma(doc, t->head, "include|including")) return above;
    bool is_own =
        has_lemma(doc, t->head, "of") && is_inside(token_at(doc, above)->where, d->made.where);
    return is_own ? above : -1;
}

int place_in_clause(const document *doc, const draft *d) {
    int i = d->top;
    for (int steps = 0; steps < 10; steps++) {
        int above = step_to_place(doc, d, i);
        if (above < 0) break;
        i = above;
    }
    return i;
}

// "shells fell", "[targets] were hit"; also a past form that the tagger took for a participle, and
// "with [two others] receiving fines".
static bool is_subject_of_event(const figure_rules *rules, const document *doc, int i) {
    const token *t = token_at(doc, i), *head = token_at(doc, t->head);
    bool         is_beside = t->dep == DEP_NSUBJ && head->tag == TAG_VBG && head->dep == DEP_PCOMP;
    if (is_beside) return !(cues_of(rules, doc, t->head) & CUE_STATE);
    if (!is_deed_of_past(rules, doc, t->head)) return false;
    if (t->dep == DEP_NSUBJPASS) return head->tag == TAG_VBN;
    return t->dep == DEP_NSUBJ && (head->tag == TAG_VBD || find_child(doc, t->head, DEP_AUX) < 0);
}

// "[drones] launched at the town", "strikes that hit the town".
static bool is_told_of(const figure_rules *rules, const document *doc, int noun) {
    int i = find_child(doc, noun, DEP_ACL);
    return i >= 0 && is_deed_of_past(rules, doc, i);
}

// Up from a blow in the clause to its verb: "carried out [strikes] on", "came under [an attack] by".
static int verb_of_blow(const document *doc, int blow) {
    int i = blow;
    for (int steps = 0; steps < 4; steps++) {
        const token *t = token_at(doc, i);
        bool         climbs = t->dep == DEP_CONJ || t->dep == DEP_DOBJ || t->dep == DEP_POBJ ||
                      t->dep == DEP_PREP || t->dep == DEP_NSUBJ || t->dep == DEP_NSUBJPASS;
        if (t->pos == POS_VERB || !climbs) break;
        i = t->head;
    }
    return i;
}

// "carried out strikes on [100 targets]", "fired at [12 posts]", "an attack by [20 drones]".
static bool is_under_blow(const figure_rules *rules, const document *doc, int i) {
    const token *t = token_at(doc, i);
    if (t->dep != DEP_POBJ) return false;
    int  above = token_at(doc, t->head)->head;
    bool is_blow = cues_of(rules, doc, above) & CUE_BLOW && token_at(doc, above)->pos == POS_NOUN;
    bool is_into =
        has_lemma(doc, t->head, "into"); // "fired into [two crowds]", not "broke into two"
    bool is_aimed = is_any_lemma(doc, t->head, "on|at|against") ||
                    (is_into && (is_blow || is_any_lemma(doc, above, "fire|crash|shoot|storm")));
    if (is_blow && (is_aimed || is_any_lemma(doc, t->head, "by|of|with"))) {
        return is_deed_of_past(rules, doc, verb_of_blow(doc, above));
    }
    return is_aimed && is_deed_of_past(rules, doc, above);
}

// "struck the town with [six shells]", "came under fire by [six guns]".
static bool is_means(const figure_rules *rules, const document *doc, const draft *d, int i) {
    const token *t = token_at(doc, i);
    bool         is_item = d->made.unit && strcmp(d->made.unit, "item") == 0;
    if (t->dep != DEP_POBJ || !is_item) return false;
    int verb = token_at(doc, t->head)->head;
    if (!is_deed_of_past(rules, doc, verb)) return false;
    return has_lemma(doc, t->head, "by") ||
           (has_lemma(doc, t->head, "with") && find_child(doc, verb, DEP_DOBJ) >= 0);
}

bool is_verb_of_tally(const figure_rules *rules, const document *doc, int verb) {
    return cues_of(rules, doc, verb) & CUE_TALLY && token_at(doc, verb)->tag != TAG_VB;
}

// "was stormed by [40 men]", and not "is spoken by [65 million people]".
static bool is_done_by(const figure_rules *rules, const document *doc, int verb) {
    int  auxiliary = find_child(doc, verb, DEP_AUXPASS);
    bool is_now = auxiliary >= 0 && (token_at(doc, auxiliary)->tag == TAG_VBP ||
                                     token_at(doc, auxiliary)->tag == TAG_VBZ);
    return !is_now && !(cues_of(rules, doc, verb) & CUE_STATE);
}

// "[They protested too,] with [35,000] students marching in Belm"
static bool is_doing_beside(const figure_rules *rules, const document *doc, const draft *d, int i) {
    const token *t = token_at(doc, i);
    int          clause = d->noun >= 0 ? find_child(doc, d->noun, DEP_ACL) : -1;
    if (t->dep != DEP_POBJ || !has_lemma(doc, t->head, "with") || clause < 0) return false;
    return token_at(doc, clause)->tag == TAG_VBG && !(cues_of(rules, doc, clause) & CUE_STATE) &&
           is_past(token_at(doc, token_at(doc, t->head)->head));
}

// Counted as the object or means of something that happened: "launched 108 drones".
bool is_of_event(const figure_rules *rules, const document *doc, const draft *d) {
    int          i = place_in_clause(doc, d);
    const token *t = token_at(doc, i), *head = token_at(doc, t->head);
    if (t->dep == DEP_POBJ && head->dep == DEP_AGENT) return is_done_by(rules, doc, head->head);
    bool is_own = t->dep == DEP_POBJ && is_inside(head->where, d->made.where);
    if (is_own && is_deed_of_past(rules, doc, head->head))
        return true; // "sold between 4 and 9 boats"
    if (is_subject_of_event(rules, doc, i) || is_under_blow(rules, doc, i)) return true;
    if (is_means(rules, doc, d, i) || is_doing_beside(rules, doc, d, i)) return true;
    if (d->noun >= 0 && is_told_of(rules, doc, d->noun)) return true;
    bool is_occasion = t->dep == DEP_NPADVMOD && has_lemma(doc, i, "time");
    bool is_done = head->tag == TAG_VBG && !(cues_of(rules, doc, t->head) & CUE_STATE);
    bool is_action = is_done || is_deed_of_past(rules, doc, t->head);
    return (t->dep == DEP_DOBJ || is_occasion) && is_action;
}
