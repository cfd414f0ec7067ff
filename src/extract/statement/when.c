// when.c - the time when something was said: of the dates in the sentence, one that hangs on the cue, on
// the occasion where it was said, or on the clause that leads to it, and not on what is said.
//
//     said on Monday that A                          on the cue
//     announced A on Sunday, saying B                on the verb that leads it
//     Speaking in Ardo on Tuesday, she joked that A  on the occasion
//     a meeting on Friday where he urged A           on the occasion
//     announced its find of old papers on Sunday     hung on the papers by mistake, but no part of A
#include "extract/statement/reading.h"

#include "base/search.h"

static int verb_above(const document *doc, int i) {
    int head = token_at(doc, i)->head;
    return head == i ? -1 : nearest_verb(doc, head, FAR - 1);
}

static int first_time_after(const document *doc, uint32_t byte) {
    int first;
    FIND_FIRST(first, 0, doc->times.count, doc->times.at[first].where.begin >= byte);
    return first;
}

// Whether "where" or "when" opens the clause of a cue: the verb above it tells the occasion.
static bool tells_occasion(const document *doc, int cue) {
    for (int c = next_child(doc, cue, -1); c >= 0; c = next_child(doc, cue, c)) {
        if (c < cue && is_one_of(doc, c, "where|when")) return true;
    }
    return false;
}

// The verb whose time is also that of the cue: a participle or a second verb is said when the first
// one was. Not so "citing B", which names the source of the first one.
static int verb_that_leads(const document *doc, int verb) {
    const token *t = token_at(doc, verb);
    bool         is_second = t->dep == DEP_CONJ && find_child(doc, verb, DEP_NSUBJ) < 0;
    bool         is_led = t->tag == TAG_VBG && t->dep == DEP_ADVCL && !has_lemma(doc, verb, "cite");
    if ((!is_second && !is_led) || !is_verb(doc, t->head)) return -1;
    return is_led && token_at(doc, t->head)->dep == DEP_XCOMP ? token_at(doc, t->head)->head
                                                              : t->head;
}

static int leading_verb(const document *doc, int cue) {
    enum { MOST_LEADS = 4 };
    int at = cue;
    for (int steps = 0; steps < MOST_LEADS; steps++) {
        int above = verb_that_leads(doc, at);
        if (above < 0) break;
        at = above;
    }
    return tells_occasion(doc, at) ? verb_above(doc, at) : at;
}

// "Speaking in Ardo on Tuesday, she joked", "wrote while visiting on Tuesday"
static bool is_occasion(const document *doc, int verb, int cue) {
    const token *t = token_at(doc, verb);
    if (t->head != cue || t->tag != TAG_VBG) return false;
    return has_one_lemma(doc, verb, "speak|address|talk|testify|appear|brief|write|follow");
}

// "The ban came a day after Velia promised A", "on Monday ... before it said A": another time.
static bool is_beside_turn(const document *doc, token_range words, int cue) {
    if (words.begin > cue) return false;
    for (int i = cue - 1; i >= words.end && i > cue - FAR; i--) {
        if (is_one_of(doc, i, "after|before|since") && is_below(doc, cue, i)) return true;
        const token *t = token_at(doc, i);
        if (is_one_of(doc, i, "after|before|since") && t->head == cue && t->dep == DEP_MARK)
            return true;
    }
    return false;
}

// "the Today programme": a word of a name.
static bool is_in_name(const document *doc, int i) {
    switch ((int)token_at(doc, i)->label) {
    case NAME_NONE:
    case NAME_DATE:
    case NAME_TIME:
    case NAME_CARDINAL:
    case NAME_ORDINAL:
        return false;
    default:
        return true;
    }
}

typedef enum { NOT_SAID, MAY_BE_SAID, IS_SAID } said_then;

// A bound ("since Monday") tells no occasion.
static said_then judge(const document *doc, const draft *made, const time_expression *t) {
    token_range words = tokens_in_span(doc, t->where);
    int         head = head_of_range(doc, words);
    bool        is_bound = words.begin > 0 && is_one_of(doc, words.begin - 1, "since|until|from");
    if (head < 0 || is_bound || is_in_content(made, head)) return NOT_SAID;
    if (is_in_name(doc, head) || is_beside_turn(doc, words, made->cue)) return NOT_SAID;
    bool is_beside = words.begin == made->cue + 1;
    int  verb = verb_above(doc, head);
    if (is_beside || verb == made->cue || verb == leading_verb(doc, made->cue)) return IS_SAID;
    if (verb < 0) return NOT_SAID;
    if (is_occasion(doc, verb, made->cue)) return IS_SAID;
    return is_in_content(made, verb) || is_in_content(made, token_at(doc, head)->head) ? MAY_BE_SAID
                                                                                       : NOT_SAID;
}

int find_time_said(const document *doc, const draft *made) {
    token_range all = sentence_tokens(doc, made->cue);
    if (all.begin < made->cue - FAR) all.begin = made->cue - FAR;
    if (all.end > made->cue + FAR) all.end = made->cue + FAR;
    const span where = span_of_tokens(doc, all.begin, all.end);
    int        second = NO_ID;
    for (int i = first_time_after(doc, where.begin); i < doc->times.count; i++) {
        const time_expression *t = &doc->times.at[i];
        if (t->where.begin >= where.end) break;
        bool is_dated = (t->type == TIME_DATE || t->type == TIME_TIME) && t->from.at;
        if (!is_dated || is_inside(t->where, doc->dateline.where)) continue;
        said_then then = judge(doc, made, t);
        if (then == IS_SAID) return i;
        if (then == MAY_BE_SAID && second == NO_ID) second = i;
    }
    return second;
}
