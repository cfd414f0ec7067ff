// period.c - the stretch of time that a figure covers: "in the past 24 hours", "since 7 October".
//
// A time expression counts when it hangs on the figure's verb or noun, not when it is part of a name
// ("the 2023 attack"). Where the clause has none, the clause that it continues is asked ("killed five
// and wounded 110"), and last the time that opens the sentence. A period may be an event, too:
// "during the offensive"; its span is kept, its dates are known only where it tells one.
//
//     on Monday              the day               since Monday          from it, without an end
//     from May to July       both, and between     by Monday             to its end
//     in the past 24 hours   back from the report's own day
#include <stdio.h>

#include "base/date.h"
#include "base/search.h"
#include "extract/figure/draft.h"

int first_time_after(const document *doc, uint32_t byte) {
    int first;
    FIND_FIRST(first, 0, doc->times.count, doc->times.at[first].where.end > byte);
    return first;
}

static const time_expression *time_at(const document *doc, int i) {
    return &doc->times.at[i];
}

static int head_of_time(const document *doc, int i) {
    return head_of_range(doc, tokens_in_span(doc, time_at(doc, i)->where));
}

// The preposition in front of a time, or -1: "since", "over".
static int lead_of(const document *doc, const time_expression *time, int head) {
    const token *t = token_at(doc, head);
    int          lead = t->dep == DEP_POBJ || t->dep == DEP_PCOMP ? t->head : -1;
    if (lead < 0) return -1;
    int first = first_token_after(doc, time->where.begin);
    if (first == lead + 2 && is_any_lemma(doc, lead + 1, "late|early|mid")) return lead;
    return token_at(doc, lead)->where.end + 1 == time->where.begin ? lead : -1;
}

// ---- From and to -------------------------------------------------------------------------

static bool reaches_back(const document *doc, const time_expression *time) {
    static const str words[] = {{"past ", 5}, {"last ", 5}, {"previous ", 9}, {"preceding ", 10}};
    str              text = text_of(doc, time->where);
    if (starts_with(text, STR("the "))) text = slice(text, 4, text.size);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (starts_with(text, words[i])) return true;
    }
    return false;
}

// "P3M", "PT24H": a whole number of one unit.
static bool read_length(str value, int *count, char *unit) {
    uint64_t length;
    bool     is_short = starts_with(value, STR("PT"));
    size_t   begin = is_short ? 2 : 1;
    if (!starts_with(value, STR("P")) || value.size < begin + 2) return false;
    if (!read_uint64(slice(value, begin, value.size - 1), &length) || length > 10000) return false;
    *count = (int)length;
    *unit = value.at[value.size - 1];
    if (!is_short) return true;
    if (*unit != 'H' && *unit != 'M') return false;
    *count = (*count + 23) / 24;
    *unit = 'D';
    return true;
}

static str write_day(document *doc, civil_date date) {
    char text[32];
    int  size = snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return copy_str(&doc->memory, (str){text, (size_t)size});
}

// "in the past 24 hours": from so long before the report to its own day, which is in it.
static void count_back(document *doc, draft *d, const time_expression *time) {
    civil_date today;
    int        count;
    char       unit;
    if (!reaches_back(doc, time) || !read_length(time->value, &count, &unit)) return;
    if (!read_iso_date(doc->meta.published, &today)) return;
    civil_date from = today;
    if (unit == 'D' || unit == 'W') {
        from = date_of_day(day_of_date(today) - count * (unit == 'W' ? 7 : 1));
    } else if (unit == 'M' || unit == 'Y') {
        from = add_months(today, -count * (unit == 'Y' ? 12 : 1));
    } else {
        return;
    }
    if (from.year < 1) return;
    d->made.period_from = write_day(doc, from);
    d->made.period_to = write_day(doc, date_of_day(day_of_date(today) + 1));
}

static void set_dates(document *doc, draft *d, int i, int lead) {
    const time_expression *time = time_at(doc, i);
    d->made.period_from = time->from;
    d->made.period_to = time->to;
    if (time->type == TIME_DURATION && !time->from.at) count_back(doc, d, time);
    if (lead < 0) return;
    if (is_any_lemma(doc, lead, "since")) d->made.period_to = (str){0};
    bool is_as_of = has_lemma(doc, lead, "of"); // "as of Tuesday"
    if (is_as_of || is_any_lemma(doc, lead, "by|until|till")) d->made.period_from = (str){0};
    if (is_any_lemma(doc, lead, "before")) {
        d->made.period_to = time->from;
        d->made.period_from = (str){0};
    }
}

// "from March 10 to April 9", "between May and July": the time that ends what this one begins; -1.
static int time_behind(const document *doc, int i, str joint) {
    if (i + 1 >= doc->times.count) return -1;
    uint32_t begin = time_at(doc, i)->where.end, end = time_at(doc, i + 1)->where.begin;
    if (end <= begin || end - begin > 14) return -1;
    return same_ignoring_case(trim(slice(doc->text, begin, end)), joint) ? i + 1 : -1;
}

static bool take_two(document *doc, draft *d, int i) {
    static const struct {
        str lead, joint;
    } pairs[] = {{{"from", 4}, {"to", 2}},          {{"from", 4}, {"until", 5}},
                 {{"from", 4}, {"through to", 10}}, {{"from", 4}, {"through", 7}},
                 {{"between", 7}, {"and", 3}},      {{"in", 2}, {"and", 3}},
                 {{"on", 2}, {"and", 3}},           {{"", 0}, {"to", 2}}};
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
        span where = {0};
        int  first = i, last = time_behind(doc, i, pairs[p].joint);
        if (last < 0 && i > 0 && time_behind(doc, i - 1, pairs[p].joint) == i) {
            first = i - 1;
            last = i;
        }
        if (last < 0) continue;
        span begin = time_at(doc, first)->where;
        bool is_led = is_word_before(doc->text, begin.begin, pairs[p].lead, &where);
        if (pairs[p].lead.size > 0 && !is_led) continue;
        bool is_list = pairs[p].lead.size == 2; // "in May and June", and not "in May and July"
        bool is_adjacent =
            time_at(doc, first)->to.at && same(time_at(doc, first)->to, time_at(doc, last)->from);
        if (is_list && !is_adjacent) continue;
        d->made.period = (span){is_led ? where.begin : begin.begin, time_at(doc, last)->where.end};
        d->made.period_from = time_at(doc, first)->from;
        d->made.period_to = time_at(doc, last)->to;
        return true;
    }
    return false;
}

// "[as] of Tuesday"
static int begin_of_lead(const document *doc, int lead) {
    bool is_as_of = lead > 0 && has_lemma(doc, lead, "of") && is_any_lemma(doc, lead - 1, "as");
    return is_as_of ? lead - 1 : lead;
}

static void take_period(document *doc, draft *d, int i, int head) {
    const time_expression *time = time_at(doc, i);
    int                    lead = lead_of(doc, time, head);
    if (!take_two(doc, d, i)) {
        d->made.period = time->where;
        set_dates(doc, d, i, lead);
        if (lead >= 0) d->made.period.begin = token_at(doc, begin_of_lead(doc, lead))->where.begin;
    }
    bool is_backward = d->made.period_from.at && d->made.period_to.at &&
                       compare_str(d->made.period_from, d->made.period_to) >= 0;
    if (is_backward) d->made.period_from = d->made.period_to = (str){0};
}

// ---- Times in the clause -----------------------------------------------------------------

// "the 2023 attack", "the Oct. 7, 2023, attack": the date is part of the name.
static bool is_in_name(const document *doc, const time_expression *time, int head) {
    const token *t = token_at(doc, head);
    uint32_t     end = time->where.end;
    str          rest = slice(doc->text, end, doc->text.size);
    if (starts_with(rest, STR("'s ")) || starts_with(rest, STR("\xe2\x80\x99s "))) return true;
    if (end < doc->text.size && doc->text.at[end] == ',') end++;
    int next = first_token_after(doc, end);
    if (next < doc->tokens.count && token_at(doc, next)->dep == DEP_APPOS &&
        token_at(doc, next)->head == head && end > time->where.end) {
        return true;
    }
    return t->dep != DEP_POBJ && t->head > head && t->head <= next + 2 &&
           token_at(doc, t->head)->pos == POS_NOUN;
}

// The token that a time hangs on, past its preposition; -1 when it is part of a phrase.
static int holder_of(const document *doc, const time_expression *time, int head) {
    const token *t = token_at(doc, head);
    if (is_in_name(doc, time, head)) return -1;
    for (int steps = 0; steps < 2 && t->dep == DEP_POBJ; steps++) {
        t = token_at(doc, t->head); // the preposition
        bool is_as_of = t->dep == DEP_PREP && has_lemma(doc, t->head, "as");
        if (is_as_of) t = token_at(doc, t->head);
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

// "around 2 a.m.": a moment covers nothing; "around 2 a.m. on Saturday" tells a day.
static bool is_clock_time(const document *doc, const time_expression *time) {
    int64_t t = time->type == TIME_TIME ? find_char(time->value, 'T', 0) : -1;
    bool is_clock = t >= 0 && t + 1 < (int64_t)time->value.size && is_digit(time->value.at[t + 1]);
    if (!is_clock) return false;
    token_range range = tokens_in_span(doc, time->where);
    for (int i = range.begin; i < range.end; i++) {
        if (token_at(doc, i)->tag == TAG_NNP) return false;
    }
    return true;
}

// "the slowest since May", "the first such raid since 2019": how long it was otherwise.
static bool is_record(const document *doc, int lead) {
    enum { REACH = 4 };
    if (lead < 0 || !has_lemma(doc, lead, "since")) return false;
    for (int i = lead > REACH ? lead - REACH : 0; i < lead; i++) {
        tag_label tag = token_at(doc, i)->tag;
        if (tag == TAG_JJS || tag == TAG_RBS || is_any_lemma(doc, i, "first")) return true;
    }
    return false;
}

// "according to officials on Thursday": a day of the telling, whatever the tree makes of it.
static bool is_of_teller(const document *doc, const time_expression *time) {
    enum { REACH = 8 }; // tokens
    int end = first_token_after(doc, time->where.begin);
    for (int i = end - 1; i >= 0 && i > end - REACH; i--) {
        if (token_at(doc, i)->pos == POS_PUNCT) return false;
        if (is_any_lemma(doc, i, "accord|according")) return true;
    }
    return false;
}

static bool is_stretch(const document *doc, const time_expression *time, int head) {
    int  lead = lead_of(doc, time, head);
    bool is_since = lead >= 0 && has_lemma(doc, lead, "since");
    if ((is_clock_time(doc, time) && !is_since) || is_record(doc, lead)) return false;
    if (is_of_teller(doc, time)) return false;
    if (time->type != TIME_DURATION)
        return time->type != TIME_SET && !ends_with(time->value, STR("_REF"));
    lead = token_at(doc, head)->dep == DEP_POBJ ? token_at(doc, head)->head : -1;
    return time->from.at || (lead >= 0 && is_any_lemma(doc, lead, "in|over|during|within|since"));
}

static uint32_t distance(span a, span b) {
    return a.end <= b.begin ? b.begin - a.end : a.begin - b.end;
}

static bool is_deed(const draft *d) {
    return d->made.measure <= MEASURE_DEPLOYED && d->made.measure != MEASURE_HELD;
}

// "Two were killed and 20 others were injured on Monday": one toll, told in two clauses.
static bool is_of_one_toll(const document *doc, int holder) {
    static const char tolls[] = "kill|die|injure|wound|hurt|hospitalize|hospitalise|dead|missing";
    return is_any_lemma(doc, holder, tolls) &&
           is_any_lemma(doc, token_at(doc, holder)->head, tolls);
}

// "killed when the ship struck the bridge on Monday"
static bool tells_how(const document *doc, int clause) {
    for (int i = next_child(doc, clause, -1); i >= 0 && i < clause;
         i = next_child(doc, clause, i)) {
        bool opens = token_at(doc, i)->dep == DEP_ADVMOD || token_at(doc, i)->dep == DEP_MARK;
        if (opens && is_any_lemma(doc, i, "when|as|after|while")) return true;
    }
    return false;
}

// Whether what is told of the holder is told of what it hangs on, too.
static bool passes_up(const document *doc, const draft *d, int holder) {
    const token *t = token_at(doc, holder);
    switch (t->dep) {
    case DEP_DOBJ:
    case DEP_OPRD:
    case DEP_ATTR:
    case DEP_XCOMP:
        return true;
    case DEP_CONJ: // a later clause with its own subject has its own time
        if (is_deed(d) && is_of_one_toll(doc, holder)) return true;
        return t->pos != POS_AUX && find_child(doc, holder, DEP_NSUBJ) < 0 &&
               find_child(doc, holder, DEP_NSUBJPASS) < 0;
    case DEP_NSUBJ: // "the attack in May killed 12", "the attacks in May damaged 12 homes"
        return t->pos == POS_NOUN && (is_deed(d) || d->made.measure == MEASURE_COUNT);
    case DEP_POBJ: // "[struck the town] with 12 shells in May", "[killed] in an attack on Monday"
        return has_lemma(doc, t->head, "with") || (is_deed(d) && !has_lemma(doc, t->head, "of"));
    case DEP_PREP:
        return has_lemma(doc, holder, "with") || (is_deed(d) && !has_lemma(doc, holder, "of"));
    case DEP_AGENT: // "[killed] by a bomb on Monday"
        return is_deed(d);
    case DEP_ADVCL: // "killed while fighting in May"
        return token_at(doc, t->head)->dep == DEP_ACL || (is_deed(d) && tells_how(doc, holder));
    default:
        return false;
    }
}

// "[six civilians,] the governor said on Monday": a clause that the tree may hang on the noun.
static bool is_telling(const document *doc, int i) {
    return is_any_lemma(doc, i,
                        "say|tell|add|announce|report|confirm|write|state|note|statement|"
                        "announcement|update|briefing|conference|interview");
}

static bool holds_figure(const document *doc, const draft *d, int verb, int holder) {
    bool is_told = holder >= 0 && token_at(doc, holder)->pos == POS_NOUN && is_telling(doc, holder);
    if (holder < 0 || is_told) return false; // "by reports on Saturday"
    if (holder == d->noun || holder == d->top) return true;
    // "the shooting on Friday, which caused the death of 50"
    bool is_harm = is_any_lemma(doc, verb, "cause|leave|kill|injure|wound|claim|displace");
    bool is_of_holder =
        token_at(doc, verb)->dep == DEP_ACL || (is_harm && token_at(doc, verb)->dep == DEP_RELCL);
    if (is_of_holder && token_at(doc, verb)->head == holder) return true;
    for (int steps = 0; steps < 8 && holder >= 0; steps++) {
        const token *t = token_at(doc, holder);
        if (holder == d->noun) return true; // "seized [12 boats], three guns and a truck in May"
        bool is_clause = t->dep == DEP_ACL || (t->dep == DEP_RELCL && !is_telling(doc, holder));
        bool is_of_noun = is_clause && d->noun >= 0 && t->head == d->noun;
        if (holder == verb || is_of_noun) return true; // "units sold in May"
        holder = passes_up(doc, d, holder) ? t->head : -1;
    }
    return false;
}

// "[up from 120] in April", "[93] the day before": a time of its own, right behind the figure.
static bool find_time_behind(document *doc, draft *d) {
    enum { REACH = 2 }; // tokens between
    uint32_t end = d->made.counted.where.end > d->made.where.end ? d->made.counted.where.end
                                                                 : d->made.where.end;
    int      i = first_time_after(doc, end);
    if (i >= doc->times.count) return false;
    const time_expression *time = time_at(doc, i);
    int begin = first_token_after(doc, end), first = first_token_after(doc, time->where.begin);
    int head = head_of_time(doc, i);
    if (head < 0 || first > begin + REACH || !is_stretch(doc, time, head)) return false;
    if (token_at(doc, first)->sentence != token_at(doc, d->carrier)->sentence) return false;
    int  lead = lead_of(doc, time, head);
    bool is_led = lead >= 0 && first == begin + 1 &&
                  is_any_lemma(doc, lead, "in|on|since|during|over|within|by|at");
    bool is_bare = first == begin && !is_in_name(doc, time, head);
    if (!is_led && !is_bare) return false;
    take_period(doc, d, i, head);
    return true;
}

// ---- Events as periods -------------------------------------------------------------------

// The first time inside of a span, or -1.
static int time_inside(const document *doc, span where) {
    int i = first_time_after(doc, where.begin);
    return i < doc->times.count && is_inside(time_at(doc, i)->where, where) ? i : -1;
}

// Without what a comma sets apart: "since the start of the war[, after months of threats]".
static span until_comma(const document *doc, span where) {
    int64_t comma = find_char(slice(doc->text, 0, where.end), ',', where.begin);
    int     inside = time_inside(doc, where);
    bool    is_date = inside >= 0 && comma >= 0 && time_at(doc, inside)->where.begin < comma &&
                   comma < time_at(doc, inside)->where.end;
    if (comma > (int64_t)where.begin && !is_date) where.end = (uint32_t)comma;
    return where;
}

static bool is_time_phrase(const document *doc, int preposition) {
    int object = find_child(doc, preposition, DEP_POBJ);
    if (object < 0) return false;
    int i = first_time_after(doc, token_at(doc, object)->where.begin);
    return i < doc->times.count &&
           time_at(doc, i)->where.begin <= token_at(doc, object)->where.begin;
}

// "during the offensive", "since the truce collapsed": an event as period; empty: there is none.
static span event_below(const document *doc, int verb, bool *is_since) {
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        const token *t = token_at(doc, i);
        int          mark = t->dep == DEP_ADVCL ? find_child(doc, i, DEP_MARK) : -1;
        bool         is_clause = mark >= 0 && is_any_lemma(doc, mark, "since");
        bool is_phrase = t->dep == DEP_PREP && is_any_lemma(doc, i, "since|during|throughout");
        if ((!is_clause && !is_phrase) || (is_phrase && is_time_phrase(doc, i))) continue;
        if (is_since) *is_since = is_clause || is_any_lemma(doc, i, "since");
        return span_of_subtree(doc, i);
    }
    return (span){0};
}

static bool find_event(const document *doc, draft *d, int verb) {
    bool is_since = false;
    span event = event_below(doc, verb, &is_since);
    if (is_empty_span(event)) return false;
    d->made.period = until_comma(doc, event);
    int inside = time_inside(doc, d->made.period);
    if (is_since && inside >= 0) d->made.period_from = time_at(doc, inside)->from;
    return true;
}

// "Since the start of the war, after the raid of May 3, 12 have died": the dates tell of the event.
static bool find_span_since(const document *doc, draft *d, int verb) {
    bool is_since = false;
    span event = event_below(doc, verb, &is_since);
    return is_since && !is_empty_span(event) && find_event(doc, d, verb);
}

// "[3,340] since the offensive began": an event of its own, right behind the figure.
static bool find_event_behind(const document *doc, draft *d) {
    uint32_t end = d->made.counted.where.end > d->made.where.end ? d->made.counted.where.end
                                                                 : d->made.where.end;
    int      i = first_token_after(doc, end);
    if (i >= doc->tokens.count || !has_lemma(doc, i, "since")) return false;
    int  head = token_at(doc, i)->dep == DEP_MARK ? token_at(doc, i)->head : i;
    span event = {token_at(doc, i)->where.begin, span_of_subtree(doc, head).end};
    if (event.end <= token_at(doc, i)->where.end) return false;
    d->made.period = until_comma(doc, event);
    int inside = time_inside(doc, d->made.period);
    if (inside >= 0) d->made.period_from = time_at(doc, inside)->from;
    return true;
}

static bool find_right_behind(document *doc, draft *d) {
    return find_time_behind(doc, d) || find_event_behind(doc, d);
}

// ---- Wherever it stands ------------------------------------------------------------------

// The time nearest to the figure among those that hang on `verb`.
static bool find_in_clause(document *doc, draft *d, int verb) {
    enum { REACH = 250, MOST_TIMES = 12 };
    span     event = event_below(doc, verb, NULL); // its times are the event's
    span     mine = d->made.where;
    uint32_t least = UINT32_MAX, from = mine.begin > REACH ? mine.begin - REACH : 0;
    int      best = -1, i = first_time_after(doc, from);
    for (int looked = 0; i < doc->times.count && looked < MOST_TIMES; i++, looked++) {
        const time_expression *time = time_at(doc, i);
        if (time->where.begin > mine.end + REACH) break;
        bool overlaps = time->where.begin < mine.end && mine.begin < time->where.end;
        int  head = head_of_time(doc, i);
        if (overlaps || is_inside(time->where, event) || head < 0 || !is_stretch(doc, time, head))
            continue;
        if (!holds_figure(doc, d, verb, holder_of(doc, time, head))) continue;
        if (distance(time->where, mine) >= least) continue;
        least = distance(time->where, mine);
        best = i;
    }
    if (best >= 0) take_period(doc, d, best, head_of_time(doc, best));
    return best >= 0;
}

// "[The army said] it has done much, including killing 31."
static bool runs_on(const document *doc, int verb) {
    for (int steps = 0; steps < 5; steps++) {
        if (has_present_perfect(doc, verb)) return true;
        const token *t = token_at(doc, verb);
        if (t->head == verb || t->dep == DEP_CCOMP) break;
        verb = verb_or_top(doc, t->head);
    }
    return false;
}

// "Last week, the government said it had killed 31."
static void find_at_opening(document *doc, draft *d) {
    uint32_t opening = doc->sentences.at[token_at(doc, d->top)->sentence].where.begin;
    int      i = first_time_after(doc, opening);
    if (i >= doc->times.count) return;
    const time_expression *time = time_at(doc, i);
    int                    head = head_of_time(doc, i);
    bool                   is_dateline = is_inside(time->where, doc->dateline.where);
    bool                   is_running = runs_on(doc, verb_or_top(doc, d->top));
    bool is_opening = head >= 0 && !is_running && time->where.begin >= opening && !is_dateline &&
                      time->where.begin <= opening + 4 && time->where.end < d->made.where.begin;
    if (is_opening && is_stretch(doc, time, head)) take_period(doc, d, i, head);
}

// "since January", "over the past day": words that make a stretch of any time behind them.
static bool opens_stretch(const document *doc, const time_expression *time, int head) {
    int lead = lead_of(doc, time, head);
    if (lead < 0) return false;
    return is_any_lemma(doc, lead, "since") ||
           (reaches_back(doc, time) && is_any_lemma(doc, lead, "in|over|during|within"));
}

static bool has_clause(const document *doc, int begin, int end) {
    for (int i = begin; i < end; i++) {
        tag_label tag = token_at(doc, i)->tag;
        bool      is_finite = tag == TAG_VBD || tag == TAG_VBZ || tag == TAG_VBP || tag == TAG_MD;
        if (is_finite || token_at(doc, i)->dep == DEP_ADVCL) return true;
    }
    return false;
}

void find_stated_period(document *doc, draft *d) {
    enum { REACH = 20 }; // tokens
    bool is_of_own = d->made.measure == MEASURE_MONEY || d->made.measure == MEASURE_SHARE ||
                     (d->made.unit && !d->unit);
    int i = first_time_after(doc, d->made.where.end);
    if (is_of_own && find_right_behind(doc, d)) return; // "28% of all sales in May"
    if (i >= doc->times.count) return;
    const time_expression *time = time_at(doc, i);
    int head = head_of_time(doc, i), begin = first_token_after(doc, d->made.where.end);
    if (head < 0 || head > begin + REACH || !opens_stretch(doc, time, head)) return;
    bool is_here = token_at(doc, head)->sentence == token_at(doc, d->top)->sentence &&
                   !is_record(doc, lead_of(doc, time, head));
    if (is_here && !has_clause(doc, begin, head)) take_period(doc, d, i, head);
}

// "[four were freed in May,] while the two are held": a clause of its own.
static bool is_set_against(const document *doc, int verb) {
    int mark = token_at(doc, verb)->dep == DEP_ADVCL ? find_child(doc, verb, DEP_MARK) : -1;
    return mark >= 0 && is_any_lemma(doc, mark, "while|whereas|although|though");
}

static bool continues_clause(const token *t) {
    return t->dep == DEP_CONJ || t->dep == DEP_ADVCL || t->dep == DEP_ACL || t->dep == DEP_XCOMP ||
           t->dep == DEP_PCOMP;
}

// "[fired 12 shells,] wounding six, the governor said on Monday": what is told, not the telling.
static int told_verb(const document *doc, int verb) {
    int told = is_telling(doc, verb) ? find_child(doc, verb, DEP_CCOMP) : -1;
    return told >= 0 && told < verb ? told : verb;
}

// "The two who died were sent home on Monday": that day is not the day of the deed.
static bool is_of_other_deed(const document *doc, const draft *d) {
    const token *t = token_at(doc, d->top);
    return d->is_deed_of_noun && (t->dep == DEP_NSUBJ || t->dep == DEP_NSUBJPASS);
}

void find_period(document *doc, draft *d) {
    int verb = verb_or_top(doc, d->top);
    if (find_right_behind(doc, d)) return;
    if (is_of_other_deed(doc, d)) {
        int deed = find_child(doc, d->top, DEP_RELCL);
        if (deed < 0) deed = find_child(doc, d->top, DEP_ACL);
        if (deed >= 0 && !find_in_clause(doc, d, deed)) find_event(doc, d, deed);
        return;
    }
    for (int climbs = 0; climbs < 5; climbs++) {
        if (find_span_since(doc, d, verb) || find_in_clause(doc, d, verb) ||
            find_event(doc, d, verb)) {
            return;
        }
        const token *t = token_at(doc, verb);
        if (!continues_clause(t) || t->head == verb || is_set_against(doc, verb)) break;
        verb = told_verb(doc, verb_or_top(doc, t->head));
    }
    if (d->is_member) {
        const figure *before = figure_before(doc, d);
        d->made.period = before->period;
        d->made.period_from = before->period_from;
        d->made.period_to = before->period_to;
    }
    if (is_empty_span(d->made.period) && is_deed(d)) find_at_opening(doc, d);
}
