// number.c - the forms of numbers: what a whole number becomes by what stands around it.
//
//     number_piece.c   characters to pieces: words with their class, digits
//     number_run.c     pieces to whole numbers, and fractions
//     here             "two and a half million", "two thirds", "twenty-first", "five point two",
//                      "dozens of thousands", "a hundred", "3bn", "6.2x10^-4", signs
#include "lexicon/number.h"

#include <math.h>

#include "lexicon/number_run.h"

static number finish(number_kind kind, uint32_t begin, uint32_t end, double value) {
    return (number){
        .kind = kind, .where = {begin, end}, .value = value, .bare_end = end, .bare_value = value};
}

// Adds the tail: "two and a half [million]", "3 million and a half", "a billion and a half million".
static number add_tail(const reader *r, const running *run, uint32_t begin, fraction tail) {
    double   whole = value_of(run);
    fraction scale = {0};
    piece    p = next_piece(r, tail.end);
    if (p.class == WORD_SCALE || p.class == WORD_DOZEN) scale = (fraction){p.value, p.end};
    bool   ends_with_scale = run->total > 0 && run->group <= 0;
    double value;
    if (ends_with_scale) {
        value = whole + tail.value * (scale.end ? scale.value : run->last_scale);
    } else {
        value = (whole + tail.value) * (scale.end ? scale.value : 1);
    }
    bool        is_mixed = run->began_with_digits && (run->has_word || scale.end);
    number_kind plain = run->began_with_digits ? NUMBER_DIGITS : NUMBER_WORDS;
    return finish(is_mixed ? NUMBER_MIXED : plain, begin, scale.end ? scale.end : tail.end, value);
}

// "five point two": digits by their names.
static number read_spoken_decimals(const reader *r, const running *run, uint32_t begin) {
    piece  point = next_piece(r, run->end);
    double value = 0, divisor = 1;
    if (point.class != WORD_POINT || run->began_with_digits) return (number){0};
    uint32_t end = 0;
    for (int count = 0; count < 12; count++) {
        piece p = next_piece(r, end ? end : point.end);
        if (p.class != WORD_PLAIN || (end && p.value >= 10 && value > 0)) break;
        double step = p.value >= 10 ? 100 : 10;
        divisor *= step;
        value = value * step + p.value;
        end = p.end;
        if (p.value >= 20) {
            piece one = next_piece(r, end);
            if (one.class != WORD_PLAIN || one.value >= 10) break;
            value += one.value;
            end = one.end;
            break;
        }
    }
    if (end == 0) return (number){0};
    fraction scale = read_part_of(r, end);
    if (scale.end && next_piece(r, end).class != WORD_SCALE) scale.end = 0;
    double whole = value_of(run) + value / divisor;
    return finish(NUMBER_WORDS, begin, scale.end ? scale.end : end,
                  scale.end ? whole * scale.value : whole);
}

// What follows a whole number may make an ordinal or a fraction of it: "twenty-first", "two thirds".
static number read_denominator(const reader *r, const running *run, uint32_t begin) {
    piece  p = next_piece(r, run->end);
    double value = value_of(run);
    if (p.class == WORD_AND && r->and_joins && run->room >= 100) {
        piece place = next_piece(r, p.end); // "hundred and fifth"
        if (place.class == WORD_ORDINAL && !place.is_plural) p = place;
    }
    denominator wide = read_under(r, run->end);
    if (p.class == WORD_PLAIN && wide.end > 0 && (wide.is_plural || value == 1)) {
        return finish(NUMBER_FRACTION, begin, wide.end, value / wide.under);
    }
    if (!is_denominator(&p) && p.class != WORD_ORDINAL) return (number){0};
    if (p.class == WORD_ORDINAL && !p.is_plural && !run->began_with_digits) {
        if (p.value < run->room) return finish(NUMBER_ORDINAL, begin, p.end, value + p.value);
        if (p.value >= 100 && value > 1)
            return finish(NUMBER_ORDINAL, begin, p.end, value * p.value);
    }
    bool is_part = p.class == WORD_PART && (value == 1 || (value == 3 && p.has_hyphen));
    if (!is_denominator(&p) || !(p.is_plural || value == 1 || is_part)) return (number){0};
    if (p.class == WORD_ORDINAL && run->began_with_digits && !p.is_plural) return (number){0};
    value *= value_of_denominator(&p);
    fraction of = read_part_of(r, p.end);
    if (of.end) return finish(NUMBER_FRACTION, begin, of.end, value * of.value);
    return finish(NUMBER_FRACTION, begin, p.end, value);
}

static number finish_run(const reader *r, const running *run, uint32_t begin) {
    fraction tail = read_tail(r, run);
    if (tail.end > 0 && run->divisor == 1) return add_tail(r, run, begin, tail);
    number got = read_denominator(r, run, begin);
    if (got.kind != NUMBER_NONE) return got;
    got = read_spoken_decimals(r, run, begin);
    if (got.kind != NUMBER_NONE) return got;
    number_kind plain = run->began_with_digits ? NUMBER_DIGITS : NUMBER_WORDS;
    bool        is_mixed = run->began_with_digits && run->has_word;
    got = finish(is_mixed ? NUMBER_MIXED : plain, begin, run->end, value_of(run));
    got.is_one_word = run->pieces == 1;
    return got;
}

// "1.3e6", "6.2x10^-4": a power of ten behind the digits.
static number read_power(const reader *r, const piece *p) {
    static const str marks[] = {{"e", 1},
                                {"E", 1},
                                {"x10^", 4},
                                {"x10", 3},
                                {"\xc3\x97"
                                 "10^",
                                 5},
                                {"\xc3\x97"
                                 "10",
                                 4}};
    static const str minuses[] = {{"-", 1}, {"\xe2\x88\x92", 3}};
    str              rest = slice(r->text, p->end, r->text.size);
    size_t           at = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && at == 0; i++) {
        if (starts_with(rest, marks[i])) at = marks[i].size;
    }
    bool is_negative = false;
    for (size_t i = 0; i < sizeof minuses / sizeof *minuses && at > 0 && !is_negative; i++) {
        is_negative = starts_with(slice(rest, at, rest.size), minuses[i]);
        if (is_negative) at += minuses[i].size;
    }
    if (at > 0 && at < rest.size && rest.at[at] == '+') at++;
    size_t end = at;
    int    power = 0;
    while (at > 0 && end < rest.size && end < at + 3 && is_digit(rest.at[end])) {
        power = power * 10 + (rest.at[end++] - '0');
    }
    if (end == at || power > 99 || (end < rest.size && is_letter(rest.at[end]))) return (number){0};
    double scale = 1;
    while (power-- > 0) {
        scale *= 10;
    }
    double value = is_negative ? p->value / scale : p->value * scale;
    return finish(NUMBER_MIXED, p->begin, p->end + (uint32_t)end, value);
}

// "21st", "3bn", "1.5m": letters right behind the digits.
static number read_attached(const reader *r, const piece *p) {
    uint32_t end = end_of_letters(r->text, p->end);
    str      letters = slice(r->text, p->end, end);
    number   got = finish(NUMBER_NONE, p->begin, p->end, p->value);
    bool     is_place =
        letters.size == 2 && p->digits.decimals == 0 &&
        (same_ignoring_case(letters, STR("st")) || same_ignoring_case(letters, STR("nd")) ||
         same_ignoring_case(letters, STR("rd")) || same_ignoring_case(letters, STR("th")));
    if (is_place) return finish(NUMBER_ORDINAL, p->begin, end, p->value);
    number power = read_power(r, p);
    if (power.kind != NUMBER_NONE) return power;
    number_word word = find_suffix(r->words, letters);
    if (word.class == WORD_NONE || ends_inside_word(r->text, end)) return got;
    got = finish(NUMBER_MIXED, p->begin, end, p->digits.digits * word.value / p->digits.divisor);
    if (word.class == WORD_LETTER) {
        got.bare_end = p->end;
        got.bare_value = p->value;
    }
    return got;
}

// "2.5 M", "8 B people", "10 k": the letter of a scale on its own behind one blank.
static number read_apart(const reader *r, const piece *p) {
    str      text = r->text;
    uint32_t at = p->end + blank_size(text, p->end), end = at + 1;
    if (at == p->end || at >= text.size || strchr("kKMB", text.at[at]) == NULL) return (number){0};
    bool goes_on = end < text.size && !is_blank(text.at[end]) && !strchr(".,;:?!)", text.at[end]);
    bool is_initial = end + 1 < text.size && text.at[end] == '.' && !is_blank(text.at[end + 1]);
    if (goes_on || is_initial) return (number){0};
    double scale = find_suffix(r->words, slice(text, at, end)).value;
    return finish(NUMBER_MIXED, p->begin, end, p->digits.digits * scale / p->digits.divisor);
}

static number read_from_digits(const reader *r, const piece *p) {
    bool has_letters = p->end < r->text.size && is_letter(r->text.at[p->end]);
    if (!has_letters) {
        number power = read_power(r, p);
        if (power.kind == NUMBER_NONE) power = read_apart(r, p);
        if (power.kind != NUMBER_NONE) return power;
    } else {
        number attached = read_attached(r, p);
        if (attached.kind != NUMBER_NONE) return attached;
        number bare = finish(NUMBER_DIGITS, p->begin, p->end, p->value);
        bare.is_one_word = true;
        return bare;
    }
    fraction slashed = read_slashed(r, p);
    if (slashed.end && slashed.value < 1)
        return finish(NUMBER_FRACTION, p->begin, slashed.end, slashed.value);
    running run = {.divisor = 1, .last_scale = INFINITY};
    take_piece(&run, p, false);
    run = read_on(r, run);
    return finish_run(r, &run, p->begin);
}

// The product of the words of a vague number from `at` on: "tens of thousands", "hundred thousand".
static fraction read_vague_base(const reader *r, uint32_t at) {
    fraction got = {.value = 1};
    for (int count = 0; count < 3; count++) {
        piece p = next_piece(r, got.end ? got.end : at);
        if (p.class == WORD_OF) p = next_piece(r, p.end);
        bool is_base = p.class == WORD_VAGUE || is_multiplier(&p);
        if (!is_base) break;
        got = (fraction){got.value * p.value, p.end};
    }
    return got;
}

static number read_vague(const reader *r, const piece *p, uint32_t begin) {
    bool     is_few = p->class == WORD_FEW;
    fraction base = read_vague_base(r, is_few ? p->end : p->begin);
    if (base.end == 0) return (number){0};
    number got = finish(NUMBER_VAGUE, begin, base.end, base.value * (is_few ? p->value : 2));
    // "thousands and thousands" are one figure.
    piece joint = next_piece(r, base.end);
    if (!is_few && joint.class == WORD_AND) {
        piece again = next_piece(r, joint.end);
        if (again.class == WORD_VAGUE && again.value == p->value) {
            fraction rest = read_vague_base(r, again.begin);
            got.where.end = got.bare_end = rest.end;
            if (rest.value > base.value) got.value = got.bare_value = 2 * rest.value;
        }
    }
    return got;
}

static number read_part(const reader *r, const piece *p, uint32_t begin) {
    if (p->is_plural) return (number){0};
    fraction of = read_part_of(r, p->end);
    if (of.end) return finish(NUMBER_WORDS, begin, of.end, p->value * of.value);
    return finish(NUMBER_FRACTION, begin, p->end, p->value);
}

static number read_from_article(const reader *r, const piece *article) {
    piece  p = next_piece(r, article->end);
    number got = {0};
    if (is_multiplier(&p)) {
        running run = read_on(r, start_with(1, article->end));
        got = finish_run(r, &run, article->begin);
        got.is_one_word = false;
    } else if (p.class == WORD_PART) {
        got = read_part(r, &p, article->begin);
    } else if (p.class == WORD_ORDINAL && is_denominator(&p) && !p.is_plural) {
        got = finish(NUMBER_FRACTION, article->begin, p.end, 1 / p.value);
    } else if (p.class == WORD_FEW) {
        got = read_vague(r, &p, article->begin);
    }
    got.has_article = got.kind != NUMBER_NONE;
    return got;
}

static number read_from_words(const reader *r, const piece *p) {
    running run = {.divisor = 1, .last_scale = INFINITY};
    if (!take_piece(&run, p, false)) return (number){0};
    run = read_on(r, run);
    return finish_run(r, &run, p->begin);
}

static number read_unsigned(const reader *r, const piece *p) {
    if (p->is_digits) return read_from_digits(r, p);
    switch (p->class) {
    case WORD_PLAIN:
    case WORD_HUNDRED:
        return read_from_words(r, p);
    case WORD_VAGUE:
    case WORD_FEW:
        return read_vague(r, p, p->begin);
    case WORD_ARTICLE:
        return read_from_article(r, p);
    case WORD_PART:
        return read_part(r, p, p->begin);
    case WORD_ORDINAL:
        return p->is_plural ? (number){0} : finish(NUMBER_ORDINAL, p->begin, p->end, p->value);
    case WORD_NONE:
    case WORD_SCALE:
    case WORD_DOZEN:
    case WORD_MINUS:
    case WORD_AND:
    case WORD_OF:
    case WORD_POINT:
    case WORD_SUFFIX:
    case WORD_LETTER:
        break;
    }
    fraction vulgar = read_vulgar(r, p->begin);
    if (vulgar.end == 0) return (number){0};
    return finish(NUMBER_FRACTION, p->begin, vulgar.end, vulgar.value);
}

// Bytes of a sign at `at` with a digit behind it, or 0.
static uint32_t sign_size(str text, uint32_t at) {
    uint32_t size = 0;
    if (at < text.size && (text.at[at] == '-' || text.at[at] == '+')) size = 1;
    if (at < text.size && starts_with(slice(text, at, text.size), STR("\xe2\x88\x92"))) size = 3;
    return size > 0 && is_digit_start(text, at + size) ? size : 0;
}

number read_number(const number_words *words, str text, uint32_t at, bool and_joins) {
    reader   r = {words, text, and_joins};
    uint32_t sign = sign_size(text, at);
    piece    p = read_piece_at(&r, (piece){.begin = at + sign});
    bool     is_minus = p.class == WORD_MINUS;
    if (is_minus) {
        p = next_piece(&r, p.end);
        if (!is_unit(&p)) return (number){0};
    }
    number got = read_unsigned(&r, &p);
    if (got.kind == NUMBER_NONE) return got;
    got.where.begin = at;
    if (p.is_digits) got.decimals = p.digits.decimals;
    if (is_minus || (sign > 0 && text.at[at] != '+')) {
        got.value = -got.value;
        got.bare_value = -got.bare_value;
    }
    return got;
}
