// read.c - from a byte of the text to a number with its currency and unit, alone or as a range.
//
// Works on characters, because tokenizers cut "€200-million", "34-year-old" and "200-300" in many
// ways. The tree is asked only where characters cannot tell: whether "from 5 to 9" is a range or a
// change ("rose from 5 to 9").
#include "extract/figure/draft.h"
#include "lexicon/digits.h"

// ---- Units -------------------------------------------------------------------------------

static bool is_unit_of_time(const char *code, str forms) {
    return starts_with(forms, STR("s")) ? code && same(str_of(code), STR("second"))
                                        : !starts_with(forms, STR("ms"));
}

void open_unit_rules(arena *a, figure_rules *rules) {
    LIST(unit_row) units = {0};
    data_rows rows = open_rows("units.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        str            code = row.fields[1], place = row.fields[3];
        figure_measure measure = measure_of_name(row.fields[2]);
        bool           is_weight = measure == MEASURE_COUNT;
        bool           is_before = same(place, STR("before")) || same(place, STR("both"));
        unit_row       made = {.code = same(code, STR("-")) ? NULL : copy_str(a, code).at,
                               .measure = measure,
                               .is_prefix = is_before,
                               .is_suffix = !same(place, STR("before")),
                               .is_short = same(place, STR("short")),
                               .takes_counted = is_weight};
        made.is_time = measure == MEASURE_DURATION && is_unit_of_time(made.code, row.fields[0]);
        add_phrases(a, &rules->unit_words, row.fields[0], (uint32_t)units.count);
        PUSH_IN(a, &units, made);
    }
    rules->units = units.at;
}

// Codes such as "TRY" are words too ("try"), so letters must be capitals.
static bool looks_like_code(str text) {
    for (size_t i = 0; i < text.size; i++) {
        if (is_lower(text.at[i]) && !(text.size == 2 && i == 1)) return false;
    }
    return true;
}

static bool fits_behind(const unit_row *unit, const draft *d, const near_words *near, str found) {
    bool is_digits = d->first.kind == NUMBER_DIGITS || d->first.kind == NUMBER_MIXED;
    if (!unit->is_suffix) return false;
    if (unit->is_prefix) return looks_like_code(found);
    if (!unit->is_short) return true;
    return is_digits && (found.size > 1 || near->is_attached[0]);
}

static const unit_row *unit_behind(const figure_rules *rules, const document *doc, const draft *d,
                                   uint32_t at, phrase_match *found) {
    near_words near = words_after(doc->text, at);
    *found = match_after(&rules->unit_words, doc->text, &near);
    if (found->row == NOT_IN_TABLE) return NULL;
    const unit_row *unit = &rules->units[found->row];
    return fits_behind(unit, d, &near, text_of(doc, found->where)) ? unit : NULL;
}

static bool is_word_at(str text, const near_words *near, int i, const char *word) {
    return i < near->count && same_ignoring_case(slice_span(text, near->words[i]), str_of(word));
}

// "hundreds [of] miles", "half [an] hour", "a quarter [of an] hour": how many bytes to pass over.
static uint32_t skip_to_unit(const draft *d, str text, uint32_t at) {
    near_words near = words_after(text, at);
    bool       is_part = d->first.kind == NUMBER_FRACTION;
    int        i = 0;
    if (d->first.kind != NUMBER_VAGUE && !is_part) return at;
    if (is_word_at(text, &near, i, "of")) i++;
    if (is_part && !(is_word_at(text, &near, i, "a") || is_word_at(text, &near, i, "an")))
        return at;
    if (is_part) i++;
    return i > 0 ? near.words[i - 1].end : at;
}

static void take_unit(const document *doc, draft *d, const unit_row *unit, span where) {
    near_words behind = words_after(doc->text, where.end);
    d->unit = unit;
    d->is_joined = where.begin > 0 && doc->text.at[where.begin - 1] == '-';
    d->made.where.end = where.end;
    bool is_old =
        is_word_at(doc->text, &behind, 0, "old") || is_word_at(doc->text, &behind, 0, "olds");
    if (unit->is_time && is_old) {
        d->is_age = true;
        d->made.where.end = behind.words[0].end;
    }
    if (unit->is_time && is_word_at(doc->text, &behind, 0, "of") &&
        is_word_at(doc->text, &behind, 1, "age")) {
        d->is_age = true;
    }
}

// Pounds of something, and small sums of them, are weights.
static const unit_row *as_weight(const figure_rules *rules, const document *doc, const draft *d,
                                 const unit_row *unit, span where) {
    str word = text_of(doc, where);
    if (!same_ignoring_case(word, STR("pounds")) && !same_ignoring_case(word, STR("pound"))) {
        return unit;
    }
    near_words behind = words_after(doc->text, where.end);
    bool       is_of = is_word_at(doc->text, &behind, 0, "of");
    bool       is_sum = d->first.value >= 1000 || d->first.kind == NUMBER_MIXED;
    return is_of || !is_sum ? &rules->units[find_in_table(&rules->unit_words, STR("lb"))] : unit;
}

bool read_unit(const figure_rules *rules, const document *doc, draft *d, uint32_t at) {
    phrase_match    found;
    const unit_row *unit = unit_behind(rules, doc, d, at, &found);
    if (!unit) {
        uint32_t behind = skip_to_unit(d, doc->text, at);
        if (behind == at) return false;
        unit = unit_behind(rules, doc, d, behind, &found);
        if (!unit || unit->measure == MEASURE_SHARE) return false;
    }
    take_unit(doc, d, as_weight(rules, doc, d, unit, found.where), found.where);
    return true;
}

// The currency in front of byte `at`; its span is empty when there is none.
static const unit_row *read_prefix(const figure_rules *rules, str text, uint32_t at, span *where) {
    near_words near = words_before(text, at);
    *where = (span){0};
    if (near.count == 0 || near.is_hyphened[0]) return NULL;
    for (int count = near.count > 2 ? 2 : near.count; count > 0; count--) { // "HK $5", "$5"
        near.count = count;
        phrase_match found = match_before(&rules->unit_words, text, &near);
        if (found.row == NOT_IN_TABLE) return NULL;
        const unit_row *unit = &rules->units[found.row];
        if (!unit->is_prefix || !looks_like_code(slice_span(text, found.where))) continue;
        *where = found.where;
        return unit;
    }
    return NULL;
}

// ---- Ranges ------------------------------------------------------------------------------

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
        if (!starts_with(rest, dashes[i])) continue;
        uint32_t end = begin + (uint32_t)dashes[i].size;
        return (joint){skip_blanks(text, end), true, false};
    }
    near_words near = words_after(text, at);
    int        i = is_word_at(text, &near, 0, "up") ? 1 : 0;
    bool       is_to = is_word_at(text, &near, i, "to") || is_word_at(text, &near, i, "through");
    bool       is_or = is_word_at(text, &near, 0, "or");
    if (is_between ? is_word_at(text, &near, 0, "and") : (is_to || is_or)) {
        uint32_t end = near.words[is_between ? 0 : i].end;
        if (end < text.size && text.at[end] == '-') end++; // "200,000 to-260,000"
        return (joint){skip_blanks(text, end), false, is_or};
    }
    return (joint){0};
}

static bool is_lead(str text, uint32_t at, const char *word, span *where) {
    near_words near = words_before(text, at);
    *where = near.count > 0 ? near.words[0] : (span){0};
    return near.count > 0 && same_ignoring_case(slice_span(text, near.words[0]), str_of(word));
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

static void read_range(const figure_rules *rules, const document *doc, draft *d, uint32_t begin) {
    span  between, lead, prefix;
    bool  is_between = is_lead(doc->text, begin, "between", &between);
    bool  is_from = is_lead(doc->text, begin, "from", &lead);
    joint joined = read_joint(doc->text, d->made.where.end, is_between);
    if (joined.end == 0) joined = read_joint(doc->text, d->number.end, is_between);
    if (joined.end == 0 || (is_from && hangs_on_change(rules, doc, lead.begin))) return;
    // "rose 3 points to 45" is no range, "$3m to $5m" is one.
    bool is_plain =
        !d->unit || is_between || is_from || joined.is_dash || !follows_change(rules, doc, begin);
    uint32_t   at = joined.end;
    near_words near = words_after(doc->text, at);
    if (near.count > 0 && read_prefix(rules, doc->text, near.words[0].end, &prefix) &&
        prefix.begin == at) {
        at = skip_blanks(doc->text, prefix.end);
    }
    number second = read_number(rules->numbers, doc->text, at, true);
    bool   is_count = second.kind == NUMBER_DIGITS || second.kind == NUMBER_MIXED ||
                    second.kind == NUMBER_WORDS || second.kind == NUMBER_FRACTION;
    if (!is_plain || !is_count) return;
    double low = scaled_like(&d->first, &second, doc->text);
    if (low >= second.value || (joined.is_or && !is_next(&d->first, &second, low))) return;
    if (d->unit && !d->unit->is_prefix && !is_same_unit(rules, doc, d, second.where.end)) return;
    make_range(d, low, second.value, is_between ? between.begin : begin, second.where.end);
    d->first.kind = second.kind;
}

// "1,000 for 1,000": one figure for both sides.
static void read_exchange(const figure_rules *rules, const document *doc, draft *d) {
    near_words near = words_after(doc->text, d->number.end);
    if (!is_word_at(doc->text, &near, 0, "for")) return;
    uint32_t at = near.words[0].end;
    if (at < doc->text.size && doc->text.at[at] == '-') at++;
    number second = read_number(rules->numbers, doc->text, skip_blanks(doc->text, at), true);
    if (second.kind == NUMBER_NONE || second.value != d->first.value) return;
    d->number.end = d->made.where.end = second.where.end;
    d->is_exchange = true;
}

static bool ends_phrase(str text, uint32_t at) {
    return at >= text.size || strchr(".,;:?!)\n", text.at[at]) != NULL;
}

// "one in four", "two out of three", "one over three": a share.
static void read_ratio(const figure_rules *rules, const document *doc, draft *d) {
    near_words near = words_after(doc->text, d->number.end);
    bool       is_in = is_word_at(doc->text, &near, 0, "in") && d->first.value == 1;
    bool is_out = is_word_at(doc->text, &near, 0, "out") && is_word_at(doc->text, &near, 1, "of");
    bool is_over = is_word_at(doc->text, &near, 0, "over");
    bool is_ratio = is_in || is_out || is_over;
    if (d->unit || d->is_range || d->first.kind == NUMBER_FRACTION || !is_ratio) return;
    uint32_t at = skip_blanks(doc->text, near.words[is_out ? 1 : 0].end);
    number   under = read_number(rules->numbers, doc->text, at, true);
    bool     is_whole = under.kind == NUMBER_DIGITS || under.kind == NUMBER_WORDS;
    draft    behind = {.first = under};
    bool     is_proper = is_over || under.value > d->first.value;
    if (!is_whole || !is_proper || under.has_article || under.decimals > 0) return;
    if (is_over && !ends_phrase(doc->text, under.where.end)) return; // "2000 over 3 years"
    if (is_in && (under.value >= 1000 || read_unit(rules, doc, &behind, under.where.end))) return;
    d->first.value /= under.value;
    d->first.kind = NUMBER_FRACTION;
    d->first.is_one_word = false;
    d->number.end = d->made.where.end = under.where.end;
}

// "a farmer, 45, ..."
static bool is_person_noun(const figure_rules *rules, const document *doc, int i) {
    const counted_row *row = token_at(doc, i)->pos == POS_NOUN ? counted_of(rules, doc, i) : NULL;
    return row && row->is_person && token_at(doc, i)->tag == TAG_NN;
}

static bool is_name_of_person(const token *t) {
    bool is_place = t->label == NAME_GPE || t->label == NAME_LOC || t->label == NAME_DATE;
    return t->label == NAME_PERSON || (t->pos == POS_PROPN && !is_place);
}

// "he was [79]."
static bool is_said_of_person(str text, const near_words *before, uint32_t end) {
    bool is_verb = is_word_at(text, before, 0, "was") || is_word_at(text, before, 0, "is");
    bool is_subject = is_word_at(text, before, 1, "he") || is_word_at(text, before, 1, "she");
    return is_verb && is_subject && end < text.size && strchr(".,;", text.at[end]);
}

// "Amin Saleh, 52, ...", "a farmer, 45, ...", "aged 52", "he was 52": years of age without the word.
static void read_bare_age(const figure_rules *rules, const document *doc, draft *d) {
    str      text = doc->text;
    uint32_t begin = d->number.begin, end = d->number.end;
    bool is_small = d->first.kind == NUMBER_DIGITS && d->first.value >= 1 && d->first.value <= 120;
    if (!is_small || d->first.value != (int)d->first.value) return;
    near_words before = words_before(text, begin);
    bool is_aged = is_word_at(text, &before, 0, "aged") || is_word_at(text, &before, 0, "age") ||
                   is_said_of_person(text, &before, end);
    bool is_apart = begin >= 2 && text.at[begin - 1] == ' ' && text.at[begin - 2] == ',' &&
                    end < text.size &&
                    (text.at[end] == ',' || text.at[end] == '.' || text.at[end] == ')');
    int  i = first_token_after(doc, begin);
    bool is_person = is_apart && i >= 2 &&
                     (is_name_of_person(token_at(doc, i - 2)) || is_person_noun(rules, doc, i - 2));
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
    bool is_mark = before == '.' || before == ',' || before == ':' || before == '/';

    return is_mark && (is_digit(text.at[at - 2]) || before == '/' || before == '.');
}

static void read_prefixes(const figure_rules *rules, const document *doc, draft *d, uint32_t at) {
    span            where;
    const unit_row *prefix = read_prefix(rules, doc->text, at, &where);
    settle_letter(doc, d, prefix);
    d->number = d->made.where = d->first.where;
    if (prefix) {
        d->unit = prefix;
        d->made.where.begin = where.begin;
    }
}

bool read_draft(const figure_rules *rules, const document *doc, uint32_t at, draft *d) {
    span where;
    bool is_between = is_lead(doc->text, at, "between", &where);
    *d = (draft){.carrier = -1, .noun = -1, .top = -1};
    if (at > 0 && is_digit(doc->text.at[at - 1]) && is_digit(doc->text.at[at])) return false;
    d->first = read_number(rules->numbers, doc->text, at, !is_between);
    d->number = d->first.where;
    if (d->first.kind == NUMBER_NONE || d->first.kind == NUMBER_ORDINAL) return false;
    read_prefixes(rules, doc, d, at);
    if (begins_inside_word(doc->text, at) && (!d->unit || d->made.where.begin == at)) return false;
    if (is_chain(doc, d)) return false;
    if (!d->unit) read_unit(rules, doc, d, d->number.end);
    if (!d->unit) read_bare_age(rules, doc, d);
    read_range(rules, doc, d, d->made.where.begin);
    if (d->is_range && (!d->unit || !d->unit->is_prefix)) read_unit(rules, doc, d, d->number.end);
    if (is_score(rules, doc, d)) return false;
    read_exchange(rules, doc, d);
    read_ratio(rules, doc, d);
    return true;
}

// "not a single": none.
static bool read_not_single(const document *doc, uint32_t at, draft *d) {
    near_words near = words_after(doc->text, at);
    if (!is_word_at(doc->text, &near, 0, "not") || !is_word_at(doc->text, &near, 1, "a") ||
        !is_word_at(doc->text, &near, 2, "single")) {
        return false;
    }
    *d = (draft){.carrier = -1, .noun = -1, .top = -1};
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
    *d = (draft){.carrier = -1, .noun = -1, .top = -1};
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

bool read_implied(const figure_rules *rules, const document *doc, uint32_t at, draft *d) {
    if (read_not_single(doc, at, d)) return true;
    return read_single_unit(rules, doc, at, d);
}
