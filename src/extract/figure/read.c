// read.c - from a byte of the text to a number with its currency and unit, alone or as a range.
//
// Works on characters, because tokenizers cut "€200-million", "34-year-old" and "200-300" in many
// ways.
#include "extract/figure/read.h"

#include "lexicon/digits.h"

// "a farmer, 45, ..."
static bool is_person_noun(const figure_rules *rules, const document *doc, int i) {
    const counted_row *row = token_at(doc, i)->pos == POS_NOUN ? counted_of(rules, doc, i) : NULL;
    return row && row->is_person && token_at(doc, i)->tag == TAG_NN;
}

static bool is_name_of_person(const document *doc, int i) {
    const token *t = token_at(doc, i);
    bool         is_place = t->label == NAME_GPE || t->label == NAME_LOC || t->label == NAME_DATE;
    if (t->label == NAME_PERSON || (t->pos == POS_PROPN && !is_place)) return true;
    bool is_beside = t->pos == POS_PROPN &&
                     (t->dep == DEP_APPOS || t->dep == DEP_NSUBJ || t->dep == DEP_NSUBJPASS);
    return is_beside && t->label != NAME_DATE; // names that the engine takes for places
}

// "he was [79]."
static bool is_said_of_person(str text, const near_words *before, uint32_t end) {
    bool is_verb = is_word_at(text, before, 0, "was") || is_word_at(text, before, 0, "is");
    bool is_subject = is_word_at(text, before, 1, "he") || is_word_at(text, before, 1, "she") ||
                      is_word_at(text, before, 1, "who");
    str  rest = slice(text, end, text.size);
    bool is_closed = end < text.size && strchr(".,;", text.at[end]) != NULL;
    if (is_verb && starts_with(rest, STR(" at the time")))
        return true; // "Saleh was [36] at the time"
    return is_verb && is_subject &&
           (is_closed || starts_with(rest, STR(" and ")) || starts_with(rest, STR(" at the time")));
}

// "aged 52", "aged between 51 and 60", "in age from 19", "at the age of 12": bounds may stand between.
static bool is_led_by_age(str text, const near_words *before) {
    static const char *const bounds[] = {"above", "over",  "under",  "below", "between",
                                         "from",  "about", "around", "up",    "to",
                                         "just",  "at",    "least",  "only"};
    int                      i = 0;
    for (size_t b = 0; b < sizeof bounds / sizeof *bounds; b++) {
        if (i < before->count && is_word_at(text, before, i, bounds[b])) {
            i++;
            b = (size_t)-1; // the next word may be any of them, too
        }
    }
    bool is_of = is_word_at(text, before, i, "of");
    if (is_of && is_word_at(text, before, i + 1, "age")) return true;
    if (is_of && is_word_at(text, before, i + 1, "ages")) return true;
    return is_word_at(text, before, i, "aged") || is_word_at(text, before, i, "age") ||
           is_word_at(text, before, i, "ages");
}

// "aged 24, 52 and 85": goes on with the ages before.
static bool goes_on_with_ages(const document *doc, const draft *d) {
    static const str joints[] = {{", ", 2}, {" and ", 5}, {", and ", 6}, {" or ", 4}};
    if (doc->figures.count == 0) return false;
    const figure *before = &doc->figures.at[doc->figures.count - 1];
    uint32_t      end = d->number.end;
    bool is_closed = end >= doc->text.size || strchr(",.;)\n", doc->text.at[end]) != NULL ||
                     starts_with(slice(doc->text, end, doc->text.size), STR(" and "));
    if (before->measure != MEASURE_AGE || before->where.end > d->number.begin || !is_closed) {
        return false;
    }
    str between = slice(doc->text, before->where.end, d->number.begin);
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        if (same(between, joints[i])) return true;
    }
    return false;
}

static bool closes_aside(str text, uint32_t end) {
    return end < text.size && strchr(",.)", text.at[end]) != NULL;
}

// "Amin Saleh and Ilan Reva, [40] and 49, ..."
static bool is_two_ages(str text, uint32_t end) {
    if (!starts_with(slice(text, end, text.size), STR(" and "))) return false;
    uint32_t at = end + 5, begin = at;
    while (at < text.size && at < begin + 3 && is_digit(text.at[at])) {
        at++;
    }
    return at > begin && closes_aside(text, at);
}

// "Amin Saleh, 52, ...", "a farmer, 45, ...", "aged 52", "he was 52": years of age without the word.
static void read_bare_age(const figure_rules *rules, const document *doc, draft *d) {
    str      text = doc->text;
    uint32_t begin = d->number.begin, end = d->number.end;
    bool     is_small = d->first.value >= 1 && d->first.value <= 120;
    bool     is_digits = d->first.kind == NUMBER_DIGITS;
    if (!is_small || d->first.value != (int)d->first.value) return;
    if (!is_digits && d->first.kind != NUMBER_WORDS) return;
    near_words before = words_before(text, begin);
    d->is_age = is_led_by_age(text, &before) || goes_on_with_ages(doc, d);
    if (!is_digits || d->is_age) return;
    bool is_aged = is_said_of_person(text, &before, end);
    bool is_apart = begin >= 2 && text.at[begin - 1] == ' ' && text.at[begin - 2] == ',' &&
                    (closes_aside(text, end) || is_two_ages(text, end));
    int  i = first_token_after(doc, begin);
    span now; // "Amin Saleh, now [22], ..."
    if (is_word_before(text, begin, STR("now"), &now) && now.begin >= 2 &&
        text.at[now.begin - 2] == ',') {
        is_apart = closes_aside(text, end);
        i--;
    }
    bool is_person =
        is_apart && i >= 2 && (is_name_of_person(doc, i - 2) || is_person_noun(rules, doc, i - 2));
    d->is_age = is_aged || is_person;
}

// ---- Numbers -----------------------------------------------------------------------------

static uint32_t end_of_chain(str text, uint32_t at, int *links) {
    while (at + 1 < text.size && strchr("-/:.", text.at[at]) && is_digit(text.at[at + 1])) {
        at++;
        while (at < text.size && is_digit(text.at[at])) {
            at++;
        }
        (*links)++;
    }
    return at;
}

// Phone numbers, dates, scores and clock times: digits tied by marks.
static bool is_chain(const document *doc, draft *d) {
    str      text = doc->text;
    uint32_t end = d->number.end;
    int      links = 0;
    if (d->first.kind != NUMBER_DIGITS || end >= text.size) return false;
    char     mark = text.at[end];
    uint32_t behind = end_of_chain(text, end, &links);
    bool     is_tied = links > 1 || (links == 1 && (mark == '/' || mark == ':'));
    if (is_tied) d->number.end = behind;
    return is_tied;
}

// "52-48" is a score or a vote, not a range.
static bool is_score(const figure_rules *rules, const document *doc, draft *d) {
    str      text = doc->text;
    uint32_t end = d->number.end;
    int      size = 1;
    if (d->is_range || d->first.kind != NUMBER_DIGITS || end + 1 >= text.size) return false;
    if (text.at[end] != '-' && !starts_with(slice(text, end, text.size), STR("\xe2\x80\x93")))
        return false;
    if (text.at[end] != '-') size = 3;
    number second = read_number(rules->numbers, text, end + (uint32_t)size, true);
    if (second.kind != NUMBER_DIGITS) return false;
    d->number.end = second.where.end;
    return true;
}

static bool is_dimension(const document *doc, int i) {
    static const char *const words[] = {"wide", "high", "long", "deep", "tall", "thick", "away"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        if (is_token(doc, i, words[w])) return true;
    }
    return false;
}

// "1.5m" is metres unless money or a plural makes it millions.
static void settle_letter(const document *doc, draft *d, const unit_row *prefix) {
    uint32_t end = d->first.where.end;
    if (d->first.bare_end == end || prefix) return;
    int          next = first_token_after(doc, end);
    const token *t = next < doc->tokens.count ? token_at(doc, next) : NULL;
    bool         is_word = t && is_letter(doc->text.at[t->where.begin]);
    bool         is_capital = is_upper(doc->text.at[d->first.bare_end]);
    bool         is_measure = is_word && (is_dimension(doc, next) || t->tag == TAG_NN ||
                                  (t->dep == DEP_PREP && !has_lemma(doc, next, "of")));
    if (to_lower(doc->text.at[end - 1]) == 'm' && (is_capital || (is_word && !is_measure))) return;
    d->first.value = d->first.bare_value;
    d->first.where.end = d->first.bare_end;
    d->first.kind = NUMBER_DIGITS;
}

static bool begins_inside_word(str text, uint32_t at) {
    if (at == 0) return false;
    char before = text.at[at - 1];
    if (is_letter(before) || is_digit(before) || before == '_') return true;
    if (at < 2 || !is_digit(text.at[at])) return false;
    if (before == '+' && is_letter(text.at[at - 2])) return true; // "UTC+0300"
    bool is_mark = before == '.' || before == ',' || before == ':' || before == '/';

    return is_mark && (is_digit(text.at[at - 2]) || before == '/' || before == '.');
}

// "M21 9AB8": letters tied to the digits with digits behind them are a code, not a unit.
static bool is_code(str text, uint32_t end) {
    uint32_t at = end;
    if (end == 0 || !is_digit(text.at[end - 1])) return false;
    while (at < text.size && at < end + 4 && is_upper(text.at[at])) {
        at++;
    }
    return at > end && at < text.size && is_digit(text.at[at]);
}

// "the low hundreds": which of them belongs to the number.
static void read_level(str text, draft *d) {
    static const str levels[] = {{"low", 3}, {"high", 4}, {"mid", 3}, {"upper", 5}};
    span             where;
    if (d->first.kind != NUMBER_VAGUE) return;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (!is_word_before(text, d->number.begin, levels[i], &where)) continue;
        d->number.begin = d->made.where.begin = where.begin;
    }
}

// "minus $3bn", "-$2.5 million": the sign stands in front of the currency.
static void read_minus(str text, draft *d) {
    static const str signs[] = {{"-", 1}, {"\xe2\x88\x92", 3}};
    uint32_t         begin = d->made.where.begin;
    span             where = {0};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        uint32_t size = (uint32_t)signs[i].size;
        if (begin < size || !same(slice(text, begin - size, begin), signs[i])) continue;
        bool is_apart = begin == size || is_blank(text.at[begin - size - 1]) ||
                        text.at[begin - size - 1] == '(';
        if (is_apart) where = (span){begin - size, begin};
    }
    if (is_empty_span(where) && !is_word_before(text, begin, STR("minus"), &where)) return;
    d->made.where.begin = where.begin;
    d->first.value = -d->first.value;
}

static void read_prefixes(const figure_rules *rules, const document *doc, draft *d, uint32_t at) {
    span            where;
    const unit_row *prefix = read_prefix(rules, doc->text, at, &where);
    settle_letter(doc, d, prefix);
    d->number = d->made.where = d->first.where;
    if (prefix) {
        d->unit = prefix;
        d->made.where.begin = where.begin;
        read_minus(doc->text, d);
    }
}

bool read_draft(const figure_rules *rules, const document *doc, uint32_t at, draft *d) {
    span where;
    bool is_between = is_behind_between(doc->text, at, &where);
    *d = EMPTY_DRAFT;
    if (at > 0 && is_digit(doc->text.at[at - 1]) && is_digit(doc->text.at[at])) return false;
    d->first = read_number(rules->numbers, doc->text, at, !is_between);
    d->number = d->first.where;
    if (d->first.kind == NUMBER_NONE || d->first.kind == NUMBER_ORDINAL) return false;
    bool is_many = d->first.kind == NUMBER_FRACTION && d->first.value >= 1000;
    if (is_many) d->first.kind = NUMBER_MIXED; // "three-quarters of a million"
    read_prefixes(rules, doc, d, at);
    if (begins_inside_word(doc->text, at) && (!d->unit || d->made.where.begin == at)) return false;
    if (is_chain(doc, d) || is_code(doc->text, d->number.end)) return false;
    read_level(doc->text, d);
    if (!d->unit) read_unit(rules, doc, d, d->number.end);
    if (!d->unit) read_bare_age(rules, doc, d);
    read_range(rules, doc, d, d->made.where.begin);
    if (d->is_range && (!d->unit || !d->unit->is_prefix)) read_unit(rules, doc, d, d->number.end);
    if (is_score(rules, doc, d)) return false;
    read_exchange(rules, doc, d);
    read_ratio(rules, doc, d);
    read_multiple(rules, doc, d);
    return true;
}
