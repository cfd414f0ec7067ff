// period.c - the stretch of time that a figure covers: "in the past 24 hours", "since 7 October".
//
// A time expression counts when it hangs on the figure's verb or noun, not when it is part of a name
// ("the 2023 attack"). Where the clause has none, the clause that it continues is asked ("killed five
// and wounded 110"), and last the time that opens the sentence. A period may be an event, too:
// "during the offensive"; its span is kept, its dates are unknown.
#include "extract/figure/draft.h"

int first_time_after(const document *doc, uint32_t byte) {
    int low = 0, high = doc->times.count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (doc->times.at[middle].where.end > byte) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

// The token that a time hangs on, past its preposition; -1 when it is part of a phrase.
static int holder_of(const document *doc, int head) {
    const token *t = token_at(doc, head);
    for (int steps = 0; steps < 2 && t->dep == DEP_POBJ; steps++) {
        t = token_at(doc, t->head); // the preposition
    }
    switch (t->dep) {
    case DEP_PREP:
    case DEP_NPADVMOD:
    case DEP_ADVMOD:
    case DEP_APPOS:
    case DEP_DEP:
    case DEP_NSUBJ:
        return t->head;
    default:
        return -1;
    }
}

static bool is_stretch(const document *doc, const time_expression *time, int head) {
    if (time->type != TIME_DURATION)
        return time->type != TIME_SET && !ends_with(time->value, STR("_REF"));
    int lead = token_at(doc, head)->dep == DEP_POBJ ? token_at(doc, head)->head : -1;
    return time->from.at || (lead >= 0 && is_any_lemma(doc, lead, "in|over|during|within|since"));
}

static uint32_t distance(span a, span b) {
    return a.end <= b.begin ? b.begin - a.end : a.begin - b.end;
}

static bool holds_figure(const document *doc, const draft *d, int verb, int holder) {
    if (holder == verb || holder == d->noun || holder == d->top) return true;
    if (token_at(doc, verb)->dep == DEP_ACL && token_at(doc, verb)->head == holder) return true;
    for (int steps = 0; steps < 3 && holder >= 0 && holder != verb; steps++) {
        const token *t = token_at(doc, holder);
        bool         climbs = t->dep == DEP_DOBJ || t->dep == DEP_CONJ || t->dep == DEP_OPRD ||
                      t->dep == DEP_ATTR || t->dep == DEP_XCOMP;
        holder = climbs ? t->head : -1;
    }
    return holder == verb;
}

static void take_period(const document *doc, draft *d, int time, int head) {
    const token *t = token_at(doc, head);
    d->made.period = doc->times.at[time].where;
    d->made.period_time = time;
    if (t->dep != DEP_POBJ) return;
    span lead = token_at(doc, t->head)->where; // "in", "since"
    if (lead.end + 1 == d->made.period.begin) d->made.period.begin = lead.begin;
}

// The time nearest to the figure among those that hang on `verb`.
static bool find_in_clause(const document *doc, draft *d, int verb) {
    enum { REACH = 250, MOST_TIMES = 12 };
    span     mine = d->made.where;
    uint32_t least = UINT32_MAX, from = mine.begin > REACH ? mine.begin - REACH : 0;
    int      i = first_time_after(doc, from);
    for (int looked = 0; i < doc->times.count && looked < MOST_TIMES; i++, looked++) {
        const time_expression *time = &doc->times.at[i];
        if (time->where.begin > mine.end + REACH) break;
        bool overlaps = time->where.begin < mine.end && mine.begin < time->where.end;
        int  head = head_of_range(doc, tokens_in_span(doc, time->where));
        if (overlaps || head < 0 || !is_stretch(doc, time, head)) continue;
        if (!holds_figure(doc, d, verb, holder_of(doc, head))) continue;
        if (distance(time->where, mine) >= least) continue;
        least = distance(time->where, mine);
        take_period(doc, d, i, head);
    }
    return least != UINT32_MAX;
}

// "during the offensive", "since the truce collapsed": an event as period.
static bool find_event(const document *doc, draft *d, int verb) {
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        const token *t = token_at(doc, i);
        int          mark = t->dep == DEP_ADVCL ? find_child(doc, i, DEP_MARK) : -1;
        bool         is_clause = mark >= 0 && is_any_lemma(doc, mark, "since");
        bool is_phrase = t->dep == DEP_PREP && is_any_lemma(doc, i, "since|during|throughout");
        if (!is_clause && !is_phrase) continue;
        d->made.period = span_of_subtree(doc, i);
        return true;
    }
    return false;
}

// "Last week, the government said it had killed 31."
static void find_at_opening(const document *doc, draft *d) {
    uint32_t opening = doc->sentences.at[token_at(doc, d->top)->sentence].where.begin;
    int      i = first_time_after(doc, opening);
    if (i >= doc->times.count) return;
    const time_expression *time = &doc->times.at[i];
    int                    head = head_of_range(doc, tokens_in_span(doc, time->where));
    bool                   is_opening = head >= 0 && time->where.begin >= opening &&
                      time->where.begin <= opening + 4 && time->where.end < d->made.where.begin;
    if (is_opening && is_stretch(doc, time, head)) take_period(doc, d, i, head);
}

// "since January", "over the past day": words that make a stretch of any time behind them.
static bool opens_stretch(const document *doc, const time_expression *time, int head) {
    const token *t = token_at(doc, head);
    int          lead = t->dep == DEP_POBJ ? t->head : -1;
    if (lead < 0 || token_at(doc, lead)->where.end + 1 != time->where.begin) return false;
    str  text = text_of(doc, time->where);
    bool is_past = starts_with(text, STR("the past ")) || starts_with(text, STR("the last "));
    return is_any_lemma(doc, lead, "since") ||
           (is_past && is_any_lemma(doc, lead, "in|over|during|within"));
}

static bool has_finite_verb(const document *doc, int begin, int end) {
    for (int i = begin; i < end; i++) {
        tag_label tag = token_at(doc, i)->tag;
        if (tag == TAG_VBD || tag == TAG_VBZ || tag == TAG_VBP || tag == TAG_MD) return true;
    }
    return false;
}

void find_stated_period(const document *doc, draft *d) {
    enum { REACH = 20 }; // tokens
    int i = first_time_after(doc, d->made.where.end);
    if (i >= doc->times.count) return;
    const time_expression *time = &doc->times.at[i];
    int                    head = head_of_range(doc, tokens_in_span(doc, time->where));
    int                    begin = first_token_after(doc, d->made.where.end);
    if (head < 0 || head > begin + REACH || !opens_stretch(doc, time, head)) return;
    bool is_here = token_at(doc, head)->sentence == token_at(doc, d->top)->sentence;
    if (is_here && !has_finite_verb(doc, begin, head)) take_period(doc, d, i, head);
}

static bool continues_clause(const token *t) {
    return t->dep == DEP_CONJ || t->dep == DEP_ADVCL || t->dep == DEP_ACL || t->dep == DEP_XCOMP ||
           t->dep == DEP_PCOMP;
}

void find_period(const document *doc, draft *d) {
    int verb = verb_above(doc, d->top);
    for (int climbs = 0; climbs < 3; climbs++) {
        if (find_in_clause(doc, d, verb) || find_event(doc, d, verb)) return;
        const token *t = token_at(doc, verb);
        if (!continues_clause(t) || t->head == verb) break;
        verb = verb_above(doc, t->head);
    }
    bool is_event = d->made.measure <= MEASURE_DEPLOYED && d->made.measure != MEASURE_HELD;
    if (is_event) find_at_opening(doc, d);
}
