// range.c - two numbers that make one figure: ranges, exchanges, ratios; and multiples.
//
//     "200-300"  "between 50 and 70"  "$3m to $5m"  "six or seven"     low and high
//     "1,000 for 1,000"  "10 for one"                                  what one side gives
//     "one in four"  "two out of three"                                a share
//     "three times as many"  "twice the number"  "a threefold rise"    a share above one
//
// The tree is asked only where characters cannot tell: whether "from 5 to 9" is a range or a change
// ("rose from 5 to 9").
#include "extract/figure/read.h"
#include "lexicon/digits.h"

typedef struct {
    uint32_t end; // behind the word or dash; 0: none
    bool     is_dash, is_or;
} joint;

static uint32_t skip_blanks(str text, uint32_t at) {
    for (int i = 0; i < 2; i++) {
        at += blank_size(text, at);
    }
    return at;
}

static joint read_joint(str text, uint32_t at, bool is_between) {
    static const str dashes[] = {{"-", 1}, {"\xe2\x80\x93", 3}, {"\xe2\x80\x91", 3}, {"~", 1}};
    uint32_t         begin = skip_blanks(text, at);
    str              rest = slice(text, begin, text.size);
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        bool is_tied_word = starts_with(rest, STR("-to-")); // "two-to-three-day"
        if (!starts_with(rest, dashes[i]) || is_tied_word) continue;
        uint32_t end = begin + (uint32_t)dashes[i].size;
        return (joint){skip_blanks(text, end), true, false};
    }
    near_words near = words_after(text, at);
    int        i = is_word_at(text, &near, 0, "up") ? 1 : 0;
    bool       is_to = is_word_at(text, &near, i, "to") || is_word_at(text, &near, i, "through");
    bool       is_or = is_word_at(text, &near, 0, "or");
    bool       is_and = is_between && is_word_at(text, &near, 0, "and");
    if (is_and || is_to || (is_or && !is_between)) {
        uint32_t end = near.words[i].end;
        if (end < text.size && text.at[end] == '-') end++; // "200,000 to-260,000"
        return (joint){skip_blanks(text, end), false, is_or};
    }
    return (joint){0};
}

// "rose from 5 to 9" tells two figures, "fines from 5 to 9 euros" one.
static bool hangs_on_change(const figure_rules *rules, const document *doc, uint32_t lead) {
    int          i = first_token_after(doc, lead);
    const token *head = token_at(doc, token_at(doc, i)->head);
    return find_in_table(&rules->change_words, head->lemma) != NOT_IN_TABLE;
}

// "two to three million": the scale of the second holds for the first.
static double scaled_like(const number *first, const number *second, str text) {
    near_words near = words_before(text, second->where.end);
    bool       has_scale = second->kind == NUMBER_MIXED || second->kind == NUMBER_WORDS;
    if (!has_scale || second->value < 1000 || first->value >= 1000 || near.count == 0) {
        return first->value;
    }
    static const struct {
        const char *word;
        double      scale;
    } scales[] = {{"million", 1e6}, {"billion", 1e9}, {"thousand", 1e3}, {"trillion", 1e12},
                  {"m", 1e6},       {"bn", 1e9},      {"k", 1e3}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        double scale = scales[i].scale;
        if (is_word_at(text, &near, 0, scales[i].word) && first->value < second->value / scale) {
            return first->value * scale;
        }
    }
    return first->value;
}

static void make_range(draft *d, double low, double high, uint32_t begin, uint32_t end) {
    d->is_range = true;
    d->number.end = end;
    d->made.where = (span){begin, end};
    d->made.low = low;
    d->made.high = high;
}

// "increased by $43 to ...", "rose 3 points to ...": the second number is where the change ended.
static bool follows_change(const figure_rules *rules, const document *doc, uint32_t begin) {
    int i = first_token_after(doc, begin) - 1;
    if (i < 0) return false;
    return is_token(doc, i, "by") || find_lemma(&rules->change_words, doc, i) != NOT_IN_TABLE;
}

// "three or four", "400 or 500", but not "10 or 5000".
static bool is_next(const number *first, const number *second, double low) {
    double step = second->value - low;
    bool   is_round = step > 0 && low / step == (double)(int64_t)(low / step);
    bool   is_small = second->value <= 100;
    return first->kind == second->kind && second->value <= low * 2 && (is_small || is_round);
}

// Both numbers of a range with two units must have the same one.
static bool is_same_unit(const figure_rules *rules, const document *doc, const draft *d,
                         uint32_t at) {
    phrase_match    found;
    const unit_row *unit = unit_behind(rules, doc, d, at, &found);
    return unit && (unit == d->unit ||
                    (unit->code && d->unit->code && strcmp(unit->code, d->unit->code) == 0));
}

// "rose from 13.5 to 14 km": two figures, and the unit of the second is that of the first.
static void share_later_unit(const figure_rules *rules, const document *doc, draft *d,
                             uint32_t at) {
    draft  later = EMPTY_DRAFT;
    number second = read_number(rules->numbers, doc->text, at, true);
    if (d->unit || second.kind == NUMBER_NONE) return;
    later.first = second;
    later.number = later.made.where = second.where;
    read_range(rules, doc, &later, at);
    if (!read_unit(rules, doc, &later, later.number.end) || later.unit->is_time) return;
    double low = scaled_like(&d->first, &second, doc->text);
    d->unit = later.unit;
    d->first.value = later.is_range ? d->first.value * (later.made.low / second.value) : low;
}

bool is_behind_between(str text, uint32_t at, span *where) {
    static const str ages = {"between the ages of ", 20};
    if (is_word_before(text, at, STR("between"), where)) return true;
    uint32_t size = (uint32_t)ages.size;
    bool     is_of_ages = at >= size && same_ignoring_case(slice(text, at - size, at), ages);
    if (is_of_ages) *where = (span){at - size, at - size + 7};
    return is_of_ages;
}

void read_range(const figure_rules *rules, const document *doc, draft *d, uint32_t begin) {
    phrase_match found;
    span         between, lead, prefix;
    bool         is_between = is_behind_between(doc->text, begin, &between);
    bool         is_from = is_word_before(doc->text, begin, STR("from"), &lead);
    joint        joined = read_joint(doc->text, d->made.where.end, is_between);
    if (joined.end == 0) joined = read_joint(doc->text, d->number.end, is_between);
    if (joined.end == 0) return;
    if (is_from && hangs_on_change(rules, doc, lead.begin)) {
        share_later_unit(rules, doc, d, joined.end);
        return;
    }
    // "rose 3 points to 45" is no range, "$3m to $5m" is one.
    bool may_be_change =
        !is_between && !is_from && !joined.is_dash && follows_change(rules, doc, begin);
    uint32_t   at = joined.end;
    near_words near = words_after(doc->text, at);
    if (near.count > 0 && read_prefix(rules, doc->text, near.words[0].end, &prefix) &&
        prefix.begin == at) {
        at = skip_blanks(doc->text, prefix.end);
    }
    number second = read_number(rules->numbers, doc->text, at, true);
    bool   is_count = second.kind == NUMBER_DIGITS || second.kind == NUMBER_MIXED ||
                    second.kind == NUMBER_WORDS || second.kind == NUMBER_FRACTION;
    if ((may_be_change && d->unit) || !is_count) return;
    double low = scaled_like(&d->first, &second, doc->text);
    if (may_be_change && !unit_behind(rules, doc, d, second.where.end, &found)) return;
    if (low >= second.value || (joined.is_or && !is_next(&d->first, &second, low))) return;
    if (d->unit && !d->unit->is_prefix && !is_same_unit(rules, doc, d, second.where.end)) return;
    make_range(d, low, second.value, is_between ? between.begin : begin, second.where.end);
    d->first.kind = second.kind;
}

bool is_about_exchange(const figure_rules *rules, const document *doc, uint32_t at) {
    enum { REACH = 20 }; // tokens
    int middle = first_token_after(doc, at);
    int begin = middle > REACH ? middle - REACH : 0;
    for (int i = begin; i < middle + REACH && i < doc->tokens.count; i++) {
        if (cues_of(rules, doc, i) & CUE_EXCHANGE) return true;
    }
    return false;
}

// "1,000 for 1,000", "10 for one": one figure for both sides.
void read_exchange(const figure_rules *rules, const document *doc, draft *d) {
    near_words near = words_after(doc->text, d->number.end);
    if (d->unit || !is_word_at(doc->text, &near, 0, "for")) return;
    uint32_t at = near.words[0].end;
    if (at < doc->text.size && doc->text.at[at] == '-') at++;
    number second = read_number(rules->numbers, doc->text, skip_blanks(doc->text, at), true);
    bool   is_even = second.kind != NUMBER_NONE && second.value == d->first.value;
    bool   is_for_one = second.value == 1 && second.is_one_word && d->first.value > 1;
    if (!is_even && !is_for_one) return;
    near_words behind = words_after(doc->text, second.where.end);
    bool       goes_on = is_for_one && behind.count > 0 && !behind.is_hyphened[0] &&
                   !is_word_at(doc->text, &behind, 0, "in") &&
                   !is_word_at(doc->text, &behind, 0, "exchange") &&
                   !is_word_at(doc->text, &behind, 0, "swap");
    if (goes_on || !is_about_exchange(rules, doc, d->number.begin)) return;
    d->number.end = d->made.where.end = second.where.end;
    d->is_exchange = true;
}

static bool ends_phrase(str text, uint32_t at) {
    return at >= text.size || strchr(".,;:?!)\n", text.at[at]) != NULL;
}

// Denominators that people reckon in, so that "nine in 10" is a share and "12 in 30" two counts.
static bool is_round(double under) {
    static const int rounds[] = {3, 4, 5, 6, 8, 10, 20, 50, 100};
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        if (under == rounds[i]) return true;
    }
    return false;
}

static void make_multiple(draft *d, uint32_t end) {
    d->first.kind = NUMBER_FRACTION;
    d->first.is_one_word = false;
    d->number.end = d->made.where.end = end;
}

// "a ratio of [three to one]", "outnumbered [three to one]"
static bool is_in_ratio(const document *doc, uint32_t begin) {
    enum { REACH = 5 }; // tokens
    int end = first_token_after(doc, begin);
    for (int i = end > REACH ? end - REACH : 0; i < end; i++) {
        if (is_any_lemma(doc, i, "ratio|outnumber|odds|margin|rate")) return true;
    }
    return false;
}

// "[one] in four": where what it is reckoned by begins, and how it is tied to what it is of.
typedef struct {
    uint32_t at; // of the second number; 0: no ratio
    bool     is_in, is_over, is_every;
} ratio_joint;

static ratio_joint find_ratio(str text, const draft *d, const near_words *near) {
    ratio_joint made = {.is_over = is_word_at(text, near, 0, "over")};
    bool        is_out = is_word_at(text, near, 0, "out") && is_word_at(text, near, 1, "of");
    made.is_in = is_word_at(text, near, 0, "in") && d->first.value <= 9;
    if (!made.is_in && !is_out && !made.is_over) return made;
    int last = is_out ? 1 : 0;
    made.is_every = is_word_at(text, near, last + 1, "every"); // "one in every four"
    if (made.is_every) last++;
    uint32_t end = near->words[last].end;
    bool     is_tied = !made.is_over && end < text.size && text.at[end] == '-'; // "one-in-four"
    made.at = is_tied ? end + 1 : skip_blanks(text, end);
    return made;
}

// "every thousand": scale words that stand for one of them.
static number read_every(str text, uint32_t at) {
    static const struct {
        const char *word;
        double      value;
    } rows[] = {{"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6}};
    near_words near = words_after(text, at);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!is_word_at(text, &near, 0, rows[i].word)) continue;
        return (number){.kind = NUMBER_WORDS, .where = near.words[0], .value = rows[i].value};
    }
    return (number){0};
}

static void take_ratio(draft *d, const number *under) {
    d->first.value /= under->value;
    make_multiple(d, under->where.end);
}

// "outnumbered [three to one]"
static bool read_to_one(const document *doc, draft *d, const near_words *near) {
    bool is_to_one = is_word_at(doc->text, near, 0, "to") && is_word_at(doc->text, near, 1, "one");
    if (!is_to_one || d->first.value <= 1) return false;
    if (!near->is_hyphened[0] && !is_in_ratio(doc, d->number.begin)) return false;
    make_multiple(d, near->words[1].end);
    return true;
}

// "one in four", "nine in 10", "two out of every three", "one over three": a share.
void read_ratio(const figure_rules *rules, const document *doc, draft *d) {
    near_words near = words_after(doc->text, d->number.end);
    if (d->unit || d->is_range || near.count == 0 || read_to_one(doc, d, &near)) return;
    ratio_joint joined = find_ratio(doc->text, d, &near);
    if (joined.at == 0 || d->first.kind == NUMBER_FRACTION) return;
    number under = read_number(rules->numbers, doc->text, joined.at, true);
    if (under.kind == NUMBER_NONE && joined.is_every) under = read_every(doc->text, joined.at);
    bool  is_whole = under.kind == NUMBER_DIGITS || under.kind == NUMBER_WORDS;
    draft behind = {.first = under};
    bool  is_proper = joined.is_over || under.value > d->first.value;
    if (!is_whole || !is_proper || under.has_article || under.decimals > 0) return;
    if (joined.is_over && !ends_phrase(doc->text, under.where.end)) return; // "2000 over 3 years"
    bool is_in = joined.is_in && !joined.is_every;
    if (is_in && d->first.value != 1 && !is_round(under.value)) return;
    if (is_in && (under.value >= 1000 || read_unit(rules, doc, &behind, under.where.end))) return;
    take_ratio(d, &under);
}

// ---- Multiples ---------------------------------------------------------------------------

// "as many", "the number", "last year's price".
bool is_compared_amount(const document *doc, uint32_t at) {
    int i = first_token_after(doc, at);
    if (i + 1 >= doc->tokens.count) return false;
    if (is_token(doc, i, "as")) return is_any_lemma(doc, i + 1, "many|much");
    enum { REACH = 4 }; // tokens: "double the domestic wholesale price"
    bool is_led = is_token(doc, i, "the") || token_at(doc, i)->tag == TAG_PRPS;
    for (int behind = i + 1; is_led && behind < doc->tokens.count && behind <= i + REACH;
         behind++) {
        if (is_any_lemma(doc, behind,
                         "number|amount|size|rate|level|price|cost|toll|figure|total|average|sum|"
                         "share|budget|population|usual|normal|current")) {
            return true;
        }
        pos_label pos = token_at(doc, behind)->pos;
        if (pos != POS_ADJ && pos != POS_NOUN && pos != POS_PROPN) return false;
    }
    return false;
}

// What makes "three times" a multiple, not a count of occasions: "as large", "more".
static bool compares(const document *doc, uint32_t at) {
    int i = first_token_after(doc, at);
    if (i >= doc->tokens.count) return false;
    tag_label tag = token_at(doc, i)->tag;
    bool      is_comparative = tag == TAG_JJR || tag == TAG_RBR || is_token(doc, i, "as");
    return is_comparative || is_compared_amount(doc, at);
}

// "a threefold rise", "grew threefold": a word of change on one side.
bool is_beside_change(const figure_rules *rules, const document *doc, uint32_t begin,
                      uint32_t end) {
    int  before = first_token_after(doc, begin) - 1, behind = first_token_after(doc, end);
    bool is_before = before >= 0 && find_lemma(&rules->change_words, doc, before) != NOT_IN_TABLE;
    return is_before || (behind < doc->tokens.count &&
                         find_lemma(&rules->change_words, doc, behind) != NOT_IN_TABLE);
}

// "three times [as many]", "a three-fold [rise]".
void read_multiple(const figure_rules *rules, const document *doc, draft *d) {
    near_words near = words_after(doc->text, d->number.end);
    bool       is_times = is_word_at(doc->text, &near, 0, "times");
    bool       is_fold = is_word_at(doc->text, &near, 0, "fold");
    if (d->unit || (!is_times && !is_fold) || d->first.kind == NUMBER_FRACTION) return;
    uint32_t end = near.words[0].end;
    if (is_times ? compares(doc, end) : is_beside_change(rules, doc, d->number.begin, end)) {
        make_multiple(d, end);
    }
}
