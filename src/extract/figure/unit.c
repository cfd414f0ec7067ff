// unit.c - what stands beside a number and says what it measures: "60 km", "$5", "US$ 3 billion",
// "six-week", "12m", "20 pounds of flour", "40 mpg".
//
// Forms in units.tsv are found whatever their case, unless they are written with a capital there:
// "5 C" is degrees and "5 c" nothing.
#include "extract/figure/read.h"

bool is_word_at(str text, const near_words *near, int i, const char *word) {
    return i < near->count && same_ignoring_case(slice_span(text, near->words[i]), str_of(word));
}

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
                               .takes_counted = is_weight,
                               .per = row.fields[4].size > 0 ? copy_str(a, row.fields[4]).at : NULL};
        made.is_time = measure == MEASURE_DURATION && is_unit_of_time(made.code, row.fields[0]);
        add_phrases(a, &rules->unit_words, row.fields[0], (uint32_t)units.count);
        PUSH_IN(a, &units, made);
    }
    rules->units = units.at;
}

// Codes such as "TRY" are words too ("try"), so letters must be capitals; "Rs" and "Rs." are spelled so.
static bool looks_like_code(str text) {
    bool   has_point = text.size > 0 && text.at[text.size - 1] == '.';
    size_t size = text.size - has_point;
    for (size_t i = 0; i < size; i++) {
        if (is_lower(text.at[i]) && !(size == 2 && i == 1)) return false;
    }
    return true;
}

static bool has_capital(str word) {
    for (size_t i = 0; i < word.size; i++) {
        if (is_upper(word.at[i])) return true;
    }
    return false;
}

// "5 m wide", "200 m from the gate": a letter apart is a unit before such words.
static bool is_dimension(const near_words *near, str text) {
    static const char *const words[] = {"wide", "high", "long",  "deep", "tall",  "thick",
                                        "away", "from", "above", "off",  "below", "apart"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word_at(text, near, 1, words[i])) return true;
    }
    return false;
}

bool is_strength(const unit_row *unit) {
    return unit && unit->code && strcmp(unit->code, "magnitude") == 0;
}

static bool is_in_brackets(str text, uint32_t at) {
    while (at > 0 && (text.at[at - 1] == '~' || text.at[at - 1] == '+')) {
        at--;
    }
    return at > 0 && text.at[at - 1] == '(';
}

static bool fits_behind(const unit_row *unit, const draft *d, const near_words *near, span where,
                        str text) {
    str  found = slice_span(text, where);
    bool is_digits = d->first.kind == NUMBER_DIGITS || d->first.kind == NUMBER_MIXED;
    bool is_led = where.end + 1 < text.size && is_digit(text.at[where.end + 1]) &&
                  is_blank(text.at[where.end]); // "400 magnitude 2+ quakes"
    if (!unit->is_suffix || (is_led && is_strength(unit))) return false;
    if (unit->is_prefix) return looks_like_code(found);
    if (!unit->is_short) return true;
    if (!is_digits) return false;
    bool is_alone = where.end < text.size && text.at[where.end] == ')' &&
                    is_in_brackets(text, d->number.begin); // "75 ft (23 m)"
    return found.size > 1 || near->is_attached[0] || is_alone || is_dimension(near, text);
}

// "5 C", "12 Nm": forms that the table has with a capital.
static phrase_match match_capital(const figure_rules *rules, str text, const near_words *near) {
    phrase_match none = {.row = NOT_IN_TABLE};
    if (near->count == 0) return none;
    span where = near->words[0];
    bool goes_on = where.end < text.size &&
                   (is_digit(text.at[where.end]) || strchr("-&'/", text.at[where.end]) != NULL);
    str word = slice_span(text, where);
    if (goes_on || near->is_hyphened[0] || !has_capital(word)) return none;
    return (phrase_match){find_in_table(&rules->unit_words, word), 1, where};
}

// "[1,500] Nigerian naira": behind the name of a country, currencies that only one calls so.
static phrase_match match_behind_name(const figure_rules *rules, str text, const near_words *near) {
    static const char shared[] = "USD|GBP|INR|ZMW|RUB|SDG";
    phrase_match      none = {.row = NOT_IN_TABLE};
    if (near->count < 2 || near->is_hyphened[0] || !is_upper(text.at[near->words[0].begin])) {
        return none;
    }
    near_words   rest = words_after(text, near->words[0].end);
    phrase_match found = match_after(&rules->unit_words, text, &rest);
    if (found.row == NOT_IN_TABLE || is_upper(text.at[found.where.begin])) return none;
    const unit_row *unit = &rules->units[found.row];
    bool            is_currency = unit->measure == MEASURE_MONEY && unit->is_suffix && unit->code;
    bool            is_word = found.where.end - found.where.begin > 3;
    return is_currency && is_word && !is_in_list(str_of(shared), '|', str_of(unit->code)) ? found
                                                                                          : none;
}

const unit_row *unit_behind(const figure_rules *rules, const document *doc, const draft *d,
                            uint32_t at, phrase_match *found) {
    near_words near = words_after(doc->text, at);
    *found = match_capital(rules, doc->text, &near);
    if (found->row == NOT_IN_TABLE) *found = match_after(&rules->unit_words, doc->text, &near);
    if (found->row == NOT_IN_TABLE) *found = match_behind_name(rules, doc->text, &near);
    if (found->row == NOT_IN_TABLE) return NULL;
    const unit_row *unit = &rules->units[found->row];
    return fits_behind(unit, d, &near, found->where, doc->text) ? unit : NULL;
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

void take_unit(const document *doc, draft *d, const unit_row *unit, span where) {
    near_words behind = words_after(doc->text, where.end);
    d->unit = unit;
    d->unit_word = where;
    d->is_joined = where.begin > 0 && doc->text.at[where.begin - 1] == '-';
    d->made.where.end = where.end;
    bool is_old =
        is_word_at(doc->text, &behind, 0, "old") || is_word_at(doc->text, &behind, 0, "olds");
    if (unit->is_time && is_old) {
        d->is_age = true;
        d->made.where.end = behind.words[0].end;
    }
    span aged;
    if (unit->is_time && is_word_before(doc->text, d->number.begin, STR("aged"), &aged)) {
        d->is_age = true;
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

// Signs of currencies as feeds without them write them: "PS6m", "Y=5,182". A "PS5" is none.
static bool is_sum(str text, uint32_t at) {
    uint32_t end = at;
    bool     has_mark = false;
    while (end < text.size &&
           (is_digit(text.at[end]) || text.at[end] == ',' || text.at[end] == '.')) {
        has_mark |= !is_digit(text.at[end]) && end + 1 < text.size && is_digit(text.at[end + 1]);
        end++;
    }
    bool has_scale = end < text.size && strchr("mb", text.at[end]) && end > at;
    return has_mark || has_scale || end - at >= 3;
}

static const unit_row *read_coded_sign(const figure_rules *rules, str text, uint32_t at,
                                       span *where) {
    static const struct {
        str         sign;
        const char *code;
    } rows[] = {{{"PS", 2}, "gbp"}, {{"Y=", 2}, "jpy"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows && at >= 2; i++) {
        if (!same(slice(text, at - 2, at), rows[i].sign)) continue;
        bool is_inside = at > 2 && (is_letter(text.at[at - 3]) || is_digit(text.at[at - 3]));
        if (is_inside || !is_sum(text, at)) continue;
        *where = (span){at - 2, at};
        return &rules->units[find_in_table(&rules->unit_words, str_of(rows[i].code))];
    }
    return NULL;
}

const unit_row *read_prefix(const figure_rules *rules, str text, uint32_t at, span *where) {
    near_words near = words_before(text, at);
    *where = (span){0};
    const unit_row *coded = read_coded_sign(rules, text, at, where);
    if (coded) return coded;
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
