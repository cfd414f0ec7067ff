// implied.c - figures without a number word: "week-old", "[well over] a year", "not a single", "twice as
// many", "a tenfold rise".
#include "extract/figure/read.h"

// "not a single": none.
static bool read_not_single(const document *doc, uint32_t at, draft *d) {
    near_words near = words_after(doc->text, at);
    if (!is_word_at(doc->text, &near, 0, "not") || !is_word_at(doc->text, &near, 1, "a") ||
        !is_word_at(doc->text, &near, 2, "single")) {
        return false;
    }
    *d = EMPTY_DRAFT;
    d->number = d->made.where = (span){at, near.words[2].end};
    d->first = (number){.kind = NUMBER_WORDS, .where = d->number};
    return true;
}

// "week-old", "a year" behind a bound, "a year and a half": the one that is not written.
static bool read_single_unit(const figure_rules *rules, const document *doc, uint32_t at,
                             draft *d) {
    near_words near = words_after(doc->text, at);
    bool       has_article =
        is_word_at(doc->text, &near, 0, "a") || is_word_at(doc->text, &near, 0, "an");
    uint32_t begin = has_article ? near.words[0].end : at;
    *d = EMPTY_DRAFT;
    d->first = (number){.kind = NUMBER_WORDS, .where = {at, at}, .value = 1};
    phrase_match    found;
    const unit_row *unit = unit_behind(rules, doc, d, begin, &found);
    if (!unit || unit->is_short || unit->is_prefix || unit->measure == MEASURE_MONEY) return false;
    if (unit->measure != MEASURE_DURATION && unit->measure != MEASURE_DISTANCE) return false;
    if (begin > 0 && at == begin && at > 0 && doc->text.at[at - 1] == '-') return false;
    if (doc->text.at[found.where.end - 1] == 's')
        return false; // "decades-old" does not say how many
    d->number = d->made.where = (span){at, found.where.end};
    take_unit(doc, d, unit, found.where);
    near_words behind = words_after(doc->text, found.where.end);
    bool       is_long = is_word_at(doc->text, &behind, 0, "long") && behind.is_hyphened[0];
    bool       is_joined = behind.count > 0 && behind.is_hyphened[0] && (d->is_age || is_long);
    if (!has_article) return is_joined;
    if (is_word_at(doc->text, &behind, 0, "and") && is_word_at(doc->text, &behind, 1, "a") &&
        is_word_at(doc->text, &behind, 2, "half")) {
        d->first.value = 1.5;
        d->number.end = d->made.where.end = behind.words[2].end;
        return true;
    }
    span before = d->made.where;
    read_bounds(rules, doc, d);
    bool is_bounded = d->made.where.begin < before.begin && d->made.bound != BOUND_EXACT;
    d->made.where = before;
    d->made.bound = BOUND_EXACT;
    return is_bounded && !is_joined;
}

// "twice as many", "double the number".
static bool read_twice(const document *doc, str word, uint32_t at, draft *d) {
    static const struct {
        str    word;
        double value;
    } rows[] = {{{"twice", 5}, 2}, {{"double", 6}, 2}, {{"triple", 6}, 3}, {{"thrice", 6}, 3}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t end = at + (uint32_t)word.size;
        if (!same_ignoring_case(word, rows[i].word) || !is_compared_amount(doc, end)) continue;
        *d = EMPTY_DRAFT;
        d->number = d->made.where = (span){at, end};
        d->first = (number){.kind = NUMBER_FRACTION, .where = d->number, .value = rows[i].value};
        return true;
    }
    return false;
}

// "a tenfold rise", "grew threefold".
static bool read_folded(const figure_rules *rules, const document *doc, str word, uint32_t at,
                        draft *d) {
    uint32_t end = at + (uint32_t)word.size;
    if (!ends_with(word, STR("fold"))) return false;
    uint32_t stem_end = end - 4;
    number   got = read_number(rules->numbers, slice(doc->text, 0, stem_end), at, false);
    if (got.kind != NUMBER_WORDS || got.where.end != stem_end) return false;
    if (!is_beside_change(rules, doc, at, end)) return false;
    *d = EMPTY_DRAFT;
    d->first = got;
    d->first.kind = NUMBER_FRACTION;
    d->number = d->made.where = (span){at, end};
    return true;
}

typedef enum { IMPLY_NOTHING, IMPLY_UNIT, IMPLY_NONE, IMPLY_MULTIPLE } implied_form;

// What a word may begin, by its letters alone: nearly every word begins nothing.
static implied_form form_of_implied(str text, str word, uint32_t end) {
    if (end < text.size && text.at[end] == '-') return IMPLY_UNIT;
    if (word.size == 0) return IMPLY_NOTHING;
    switch (to_lower(word.at[0])) {
    case 'a':
        return word.size <= 2 ? IMPLY_UNIT : IMPLY_NOTHING;
    case 'n':
        return word.size == 3 ? IMPLY_NONE : IMPLY_NOTHING;
    case 'd':
    case 't':
        if (word.size == 5 || word.size == 6) return IMPLY_MULTIPLE;
        break;
    default:
        break;
    }
    return word.size > 6 && ends_with(word, STR("fold")) ? IMPLY_MULTIPLE : IMPLY_NOTHING;
}

bool read_implied(const figure_rules *rules, const document *doc, uint32_t at, draft *d) {
    uint32_t end = at;
    while (end < doc->text.size && is_letter(doc->text.at[end])) {
        end++;
    }
    str word = slice(doc->text, at, end);
    switch (form_of_implied(doc->text, word, end)) {
    case IMPLY_NOTHING:
        return false;
    case IMPLY_NONE:
        return read_not_single(doc, at, d);
    case IMPLY_MULTIPLE:
        return read_twice(doc, word, at, d) || read_folded(rules, doc, word, at, d);
    case IMPLY_UNIT:
        break;
    }
    return read_single_unit(rules, doc, at, d);
}
