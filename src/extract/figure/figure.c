// figure.c - the walk over a report's tokens that turns numbers into figures.
//
//     token -> read.c: number, range, currency, unit
//           -> bound.c: words that bound it
//           -> counted.c: its place in the tree, what it counts
//           -> refuse.c: dates, names and places in a series go
//           -> measure.c, kind.c: what is measured, total or increment, change, period
//
// Every byte is read at most a few times: a number that was read, kept or not, is passed over whole.
#include "extract/figure/figure.h"

#include "extract/figure/draft.h"

figure_rules *open_figure_rules(arena *a) {
    figure_rules *rules = NEW_IN(a, figure_rules, 1);
    rules->numbers = open_number_words(a);
    open_unit_rules(a, rules);
    open_bound_rules(a, rules);
    open_refusal_rules(a, rules);
    open_counted_rules(a, rules);
    open_measure_rules(a, rules);
    open_kind_rules(a, rules);
    return rules;
}

static void finish_vague(figure *made, double least) {
    made->bound = BOUND_VAGUE;
    made->low = least;
    made->has_low = true;
}

// What the bound says about value, low and high.
static void settle_values(draft *d) {
    figure *made = &d->made;
    if (d->is_range) {
        made->has_low = made->has_high = true;
        made->approximate = made->bound == BOUND_ABOUT;
        made->bound = BOUND_RANGE;
        return;
    }
    if (d->first.kind == NUMBER_VAGUE) {
        finish_vague(made, d->first.value);
        return;
    }
    made->value = d->first.value;
    made->has_value = true;
    switch (made->bound) {
    case BOUND_AT_LEAST:
    case BOUND_MORE_THAN:
        made->low = made->value;
        made->has_low = true;
        break;
    case BOUND_AT_MOST:
    case BOUND_LESS_THAN:
    case BOUND_NEARLY:
        made->high = made->value;
        made->has_high = true;
        break;
    case BOUND_EXACT:
    case BOUND_ABOUT:
    case BOUND_RANGE:
    case BOUND_VAGUE:
        break;
    }
}

// Records outlive the rules that they were read with.
static const char *keep_word(document *doc, const char *word) {
    return word ? copy_str(&doc->memory, str_of(word)).at : NULL;
}

static bool is_from_below(figure_bound bound) {
    return bound == BOUND_MORE_THAN || bound == BOUND_AT_LEAST;
}

static bool is_from_above(figure_bound bound) {
    return bound == BOUND_LESS_THAN || bound == BOUND_AT_MOST;
}

// "more than 10 and less than 20", "at most 20 and at least 10": the bound before and this one make
// a range.
static bool closes_range(const document *doc, const draft *d) {
    static const str joints[] = {{"and", 3}, {"but", 3}, {"", 0}};
    if (doc->figures.count == 0 || d->is_range) return false;
    const figure *other = &doc->figures.at[doc->figures.count - 1];
    bool          is_upward = is_from_below(other->bound) && is_from_above(d->made.bound) &&
                     d->first.value > other->value;
    bool is_downward = is_from_above(other->bound) && is_from_below(d->made.bound) &&
                       d->first.value < other->value;
    if (!is_upward && !is_downward) return false;
    str between = slice(doc->text, other->where.end, d->made.where.begin);
    if (between.size > 0 && between.at[0] == ',') between = slice(between, 1, between.size);
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        if (same(trim(between), joints[i])) return true;
    }
    return false;
}

static void close_range(document *doc, draft *d) {
    figure *other = &doc->figures.at[--doc->figures.count];
    bool    is_upward = other->value < d->first.value;
    d->is_range = true;
    d->made.low = is_upward ? other->value : d->first.value;
    d->made.high = is_upward ? d->first.value : other->value;
    d->made.where.begin = other->where.begin;
    d->made.bound = BOUND_EXACT;
}

// "killed one" counts, "the semblance of one" does not.
static bool is_empty_one(const draft *d) {
    return is_lone_one(d) && !d->unit && d->noun < 0 && d->made.measure == MEASURE_COUNT;
}

// "about 160 km (100 miles)": the bound holds for both.
static void inherit_bound(const document *doc, draft *d) {
    const figure *before = figure_before(doc, d);
    if (d->made.bound != BOUND_EXACT || d->is_range || !is_restated(doc, d, before)) return;
    bool is_range = before->bound == BOUND_RANGE || before->bound == BOUND_VAGUE;
    if (!is_range) d->made.bound = before->bound;
    if (is_empty_span(d->made.counted.where)) d->made.counted = before->counted;
}

// "[12], 15 and 20 boats": the noun that the last one has is that of those before.
static void share_noun(document *doc, const draft *d) {
    static const str joints[] = {{", ", 2}, {" and ", 5}, {", and ", 6}, {" or ", 4}};
    uint32_t         begin = d->made.where.begin;
    if (is_empty_span(d->made.counted.where) || d->unit || is_share(d)) return;
    for (int i = doc->figures.count - 1; i >= 0; i--) {
        figure *before = &doc->figures.at[i];
        if (before->unit || before->measure != MEASURE_COUNT || before->where.end > begin) return;
        str  between = slice(doc->text, before->where.end, begin);
        bool is_joined = false;
        for (size_t j = 0; j < sizeof joints / sizeof *joints; j++) {
            is_joined |= same(between, joints[j]);
        }
        if (!is_joined) return;
        before->unit = keep_word(doc, d->made.unit);
        before->counted = d->made.counted;
        before->measure = d->made.measure;
        before->kind = d->made.kind;
        begin = before->where.begin;
    }
}

static void push_figure(const figure_rules *rules, document *doc, draft *d) {
    if (closes_range(doc, d)) close_range(doc, d);
    find_counted(rules, doc, d);
    find_measure(rules, doc, d);
    if (is_empty_one(d)) return;
    find_kind(rules, doc, d);
    inherit_bound(doc, d);
    settle_values(d);
    share_noun(doc, d);
    d->made.said_in = NO_ID;
    d->made.unit = keep_word(doc, d->made.unit);
    d->made.per = keep_word(doc, d->made.per);
    PUSH_IN(&doc->memory, &doc->figures, d->made);
}

// "54 $ 60": what the figure before has taken is not this one's. False: nothing is left of it.
static bool keep_apart(const document *doc, draft *d) {
    if (doc->figures.count == 0) return true;
    uint32_t end = doc->figures.at[doc->figures.count - 1].where.end;
    if (d->made.where.begin < end) d->made.where.begin = d->number.begin;
    return d->made.where.begin >= end;
}

// The figure that begins at byte `at`; returns the byte from which to read on.
static uint32_t read_figure(const figure_rules *rules, document *doc, uint32_t at) {
    draft d;
    bool  is_read = read_draft(rules, doc, at, &d);
    if (!is_read && is_empty_span(d.number)) {
        is_read = read_implied(rules, doc, at, &d);
        if (!is_read) return at;
    }
    if (is_read) {
        uint32_t end = d.made.where.end;
        read_bounds(rules, doc, &d);
        place_in_tree(rules, doc, &d);
        if (keep_apart(doc, &d) && !is_refused(rules, doc, &d)) {
            push_figure(rules, doc, &d);
            end = d.made.where.end;
        }
        return end;
    }
    return d.number.end > at ? d.number.end : at;
}

// Where in a token the first digit stands, with its sign or point, if not at the token's beginning:
// "$5", "RM23", "minus-5", "now-18".
static uint32_t digits_in_token(const document *doc, int i) {
    enum { LONGEST_PREFIX = 6 };
    str      text = doc->text;
    span     where = token_at(doc, i)->where;
    uint32_t at = where.begin + 1;
    while (at < where.end && at < where.begin + LONGEST_PREFIX && !is_digit(text.at[at])) {
        at++;
    }
    if (at >= where.end || !is_digit(text.at[at])) return where.end;
    bool is_signed = text.at[at - 1] == '-' || text.at[at - 1] == '+' || text.at[at - 1] == '.';
    bool is_tied = at - 1 > where.begin && is_letter(text.at[at - 2]);
    return is_signed && !is_tied ? at - 1 : at;
}

// A sign that is its own token belongs to the digits behind it, unless it ties them to a word.
static bool is_lone_sign(const document *doc, int i) {
    span where = token_at(doc, i)->where;
    bool is_sign =
        is_token(doc, i, "-") || is_token(doc, i, "+") || is_token(doc, i, "\xe2\x88\x92");
    bool is_tied = where.begin > 0 && !is_blank(doc->text.at[where.begin - 1]) &&
                   doc->text.at[where.begin - 1] != '(';
    return is_sign && !is_tied && where.end < doc->text.size && is_digit(doc->text.at[where.end]);
}

void find_figures(const figure_rules *rules, document *doc) {
    uint32_t done = 0;
    for (int i = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        bool         is_mark = t->pos == POS_PUNCT && t->where.end - t->where.begin == 1;
        if (t->where.begin < done || t->pos == POS_SPACE || (is_mark && !is_lone_sign(doc, i))) {
            continue;
        }
        uint32_t end = read_figure(rules, doc, t->where.begin);
        if (end <= t->where.begin) {
            uint32_t at = digits_in_token(doc, i);
            if (at < t->where.end) end = read_figure(rules, doc, at);
        }
        if (end > done) done = end;
    }
}
