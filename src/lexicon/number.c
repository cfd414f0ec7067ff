// number.c - the number reader: one pass over the words, with a few running values.
//
//     group   what is being built, below the next scale word
//     total   what is finished: all groups that a scale word has closed
//     room    the next plain word must be smaller than this, or it starts another number
//
//     word     three  hundred  and  five  million  two  thousand
//     group      3      300    300   305     0      2      0
//     total      0        0      0     0   305e6  305e6  305.002e6
//     room       0      100    100     0   1000     0    1000
//
// `room` keeps "twenty five" (25) apart from "five twenty" (5, then 20). What was read before a
// joint ("two hundred | and three ...") is kept as `settled`: when the words behind the joint turn
// out to be a number of their own ("... hundred"), the reader goes back there.
#include "lexicon/number.h"

#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "base/utf8.h"
#include "lexicon/digits.h"
#include "lexicon/lexicon.h"

typedef enum {
    WORD_NONE,
    WORD_PLAIN,
    WORD_HUNDRED,
    WORD_SCALE,
    WORD_DOZEN,
    WORD_PART,
    WORD_ORDINAL,
    WORD_VAGUE,
    WORD_FEW,
    WORD_ARTICLE,
    WORD_MINUS,
    WORD_AND,
    WORD_OF,
    WORD_POINT,
    WORD_SUFFIX,
    WORD_LETTER,
} word_class;

static const char *const CLASS_NAMES[] = {"none",    "plain", "hundred", "scale",   "dozen", "part",
                                          "ordinal", "vague", "few",     "article", "minus", "and",
                                          "of",      "point", "suffix",  "letter"};

typedef struct {
    word_class class;
    double value;
} number_word;

struct number_words {
    str_table    words, suffixes; // by lower-case text, to rows
    number_word *rows;
};

enum { LONGEST_WORD = 16, MOST_BLANKS = 2 };

// ---- Words -------------------------------------------------------------------------------

static word_class class_of_name(str name) {
    for (int i = 0; i <= WORD_LETTER; i++) {
        if (same(name, str_of(CLASS_NAMES[i]))) return (word_class)i;
    }
    return WORD_NONE;
}

// The table holds plain decimal notation and powers of ten ("1e6"), which need no locale.
static double value_of_field(str field) {
    bool   is_negative = starts_with(field, STR("-"));
    str    digits = slice(field, is_negative ? 1 : 0, field.size);
    double value = 0;
    if (starts_with(digits, STR("1e"))) {
        uint64_t power = 0;
        bool     is_read = read_uint64(slice(digits, 2, digits.size), &power);
        value = is_read ? 1 : NAN;
        while (power-- > 0) {
            value *= 10;
        }
    } else {
        digit_number got = read_digits(digits, 0);
        value = got.digits / got.divisor;
    }
    return is_negative ? -value : value;
}

const number_words *open_number_words(arena *a) {
    number_words *opened = NEW_IN(a, number_words, 1);
    data_rows     rows = open_rows("number_words.tsv");
    data_row      row;
    LIST(number_word) list = {0};
    while (next_row(&rows, &row)) {
        const number_word made = {class_of_name(row.fields[2]), value_of_field(row.fields[1])};
        if (made.class == WORD_NONE) abort();
        bool is_suffix = made.class == WORD_SUFFIX || made.class == WORD_LETTER;
        add_to_table(a, is_suffix ? &opened->suffixes : &opened->words, row.fields[0],
                     (uint32_t)list.count);
        PUSH_IN(a, &list, made);
    }
    opened->rows = list.at;
    return opened;
}

static number_word find_word(const number_words *words, const str_table *table, str text) {
    char lower[LONGEST_WORD];
    if (text.size > LONGEST_WORD) return (number_word){0};
    for (size_t i = 0; i < text.size; i++) {
        lower[i] = to_lower(text.at[i]);
    }
    uint32_t row = find_in_table(table, (str){lower, text.size});
    return row == NOT_IN_TABLE ? (number_word){0} : words->rows[row];
}

// ---- Pieces ------------------------------------------------------------------------------

typedef struct {
    word_class class; // WORD_NONE: digits, or nothing of a number
    bool         is_digits, is_plural, has_hyphen, has_blank;
    uint32_t     begin, end;
    double       value;
    digit_number digits;
} piece;

typedef struct {
    const number_words *words;
    str                 text;
    bool                and_joins;
} reader;

static uint32_t end_of_letters(str text, uint32_t at) {
    while (at < text.size && is_letter(text.at[at])) {
        at++;
    }
    return at;
}

// Letters of another script right behind make it another word; marks and blanks do not.
static bool ends_inside_word(str text, uint32_t at) {
    if (at >= text.size || (unsigned char)text.at[at] < 0x80) return false;
    int      size = 0;
    uint32_t point = decode_point(text, at, &size);
    return point >= 0xc0 && (point < 0x2000 || point > 0x206f);
}

// Thirds, fifths: an ordinal with its plural ending.
static number_word find_plural_ordinal(const reader *r, str text) {
    if (text.size < 5 || to_lower(text.at[text.size - 1]) != 's') return (number_word){0};
    number_word found = find_word(r->words, &r->words->words, slice(text, 0, text.size - 1));
    return found.class == WORD_ORDINAL ? found : (number_word){0};
}

static piece read_word(const reader *r, piece p) {
    p.end = end_of_letters(r->text, p.begin);
    if (p.end - p.begin > LONGEST_WORD || ends_inside_word(r->text, p.end)) return p;
    str         text = slice(r->text, p.begin, p.end);
    number_word word = find_word(r->words, &r->words->words, text);
    if (word.class == WORD_NONE) {
        word = find_plural_ordinal(r, text);
        p.is_plural = word.class == WORD_ORDINAL;
    } else if (word.class == WORD_PART) {
        p.is_plural = to_lower(text.at[text.size - 1]) == 's';
    }
    p.class = word.class;
    p.value = word.value;
    return p;
}

static double vulgar_fraction(uint32_t point) {
    static const struct {
        uint32_t point;
        double   over, under;
    } rows[] = {{0xbc, 1, 4},   {0xbd, 1, 2},   {0xbe, 3, 4},   {0x2153, 1, 3}, {0x2154, 2, 3},
                {0x2155, 1, 5}, {0x2156, 2, 5}, {0x2157, 3, 5}, {0x2158, 4, 5}, {0x2159, 1, 6},
                {0x215a, 5, 6}, {0x215b, 1, 8}, {0x215c, 3, 8}, {0x215d, 5, 8}, {0x215e, 7, 8}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].point == point) return rows[i].over / rows[i].under;
    }
    return 0;
}

static bool is_digit_start(str text, uint32_t at) {
    if (at >= text.size) return false;
    if (is_digit(text.at[at])) return true;
    return text.at[at] == '.' && at + 1 < text.size && is_digit(text.at[at + 1]);
}

static piece read_piece_at(const reader *r, piece p) {
    p.end = p.begin;
    if (p.begin >= r->text.size) return p;
    if (is_letter(r->text.at[p.begin])) return read_word(r, p);
    if (is_digit_start(r->text, p.begin)) {
        p.digits = read_digits(r->text, p.begin);
        p.is_digits = !p.digits.is_long;
        p.end = p.digits.end;
        p.value = p.digits.digits / p.digits.divisor;
    }
    return p;
}

// The piece behind `at`, across blanks and one hyphen.
static piece next_piece(const reader *r, uint32_t at) {
    piece p = {0};
    for (int blanks = 0; blanks <= 2 * MOST_BLANKS; blanks++) {
        uint32_t size = blank_size(r->text, at);
        if (size == 0 && at < r->text.size && r->text.at[at] == '-' && !p.has_hyphen) {
            p.has_hyphen = true;
            size = 1;
        } else if (size > 0) {
            p.has_blank = true;
        }
        if (size == 0) break;
        at += size;
    }
    p.begin = at;
    return read_piece_at(r, p);
}

// ---- Whole numbers -----------------------------------------------------------------------

typedef struct {
    double   total, group, divisor; // group / divisor is being built
    double   room, last_scale;
    uint32_t end;
    int      pieces;
    bool     has_hundred, has_word, is_closed;
    bool     began_with_digits;
} running;

static double value_of(const running *run) {
    return run->total + run->group / run->divisor;
}

static bool take_unit(running *run, const piece *p, bool is_joined) {
    if (run->pieces == 0) {
        run->group = p->is_digits ? p->digits.digits : p->value;
        run->divisor = p->is_digits ? p->digits.divisor : 1;
        run->began_with_digits = p->is_digits;
    } else {
        bool is_own = p->is_digits && !is_joined && !run->began_with_digits;
        bool is_fraction = p->is_digits && p->digits.decimals > 0;
        if (p->value <= 0 || p->value >= run->room || is_own || is_fraction) return false;
        run->group += p->value * run->divisor;
    }
    run->room = !p->is_digits && p->value >= 20 ? 10 : 0;
    run->has_word |= !p->is_digits;
    return true;
}

static bool take_hundred(running *run) {
    if (run->has_hundred || (run->pieces > 0 && run->group <= 0)) return false;
    run->group = run->pieces == 0 ? 100 : run->group * 100;
    run->has_hundred = run->has_word = true;
    run->room = 100;
    return true;
}

static bool take_scale(running *run, double scale) {
    bool follows_scale = run->group <= 0 && run->total > 0;
    if (follows_scale && scale >= 1e5) {
        run->total *= scale; // "two thousand billion", "three lakh crore"
    } else if (run->group > 0 && scale < run->last_scale) {
        run->total += run->group * scale / run->divisor;
    } else {
        return false;
    }
    run->group = 0;
    run->divisor = 1;
    run->room = 1000;
    run->last_scale = scale;
    run->has_hundred = false;
    run->has_word = true;
    return true;
}

static bool take_dozen(running *run, double dozen) {
    if (run->group <= 0 || run->total > 0) return false;
    run->group *= dozen;
    run->is_closed = run->has_word = true;
    return true;
}

static bool take_piece(running *run, const piece *p, bool is_joined) {
    bool is_taken = false;
    if (run->is_closed) return false;
    if (p->is_digits || p->class == WORD_PLAIN) is_taken = take_unit(run, p, is_joined);
    if (p->class == WORD_HUNDRED) is_taken = take_hundred(run);
    if (p->class == WORD_SCALE) is_taken = take_scale(run, p->value);
    bool is_dozens = p->class == WORD_VAGUE && p->value == 12 && run->pieces > 0;
    if (p->class == WORD_DOZEN || is_dozens) is_taken = take_dozen(run, p->value);
    if (is_taken) {
        run->pieces++;
        run->end = p->end;
    }
    return is_taken;
}

// True when `p` begins a number of its own rather than going on with this one: "-" glues words,
// but "20-30" and "two - 30" are ranges.
static bool is_cut_by_hyphen(const running *run, const piece *p) {
    return p->has_hyphen && (p->is_digits || (run->began_with_digits && p->class == WORD_PLAIN));
}

static bool is_multiplier(const piece *p) {
    return p->class == WORD_HUNDRED || p->class == WORD_SCALE || p->class == WORD_DOZEN;
}

static bool is_unit(const piece *p) {
    return p->is_digits || p->class == WORD_PLAIN;
}

// Digits go on a number only as groups with words of their own: "4 thousand 3 hundred".
static bool is_loose_digits(const reader *r, const piece *p, bool is_joined) {
    if (!p->is_digits || is_joined) return false;
    piece next = next_piece(r, p->end);
    return !is_multiplier(&next);
}

static bool begins_fraction(const reader *r, const piece *p);

// Goes on behind run.end as far as the number goes.
static running read_on(const reader *r, running run) {
    running settled = run;
    bool    has_joint = false;
    for (;;) {
        piece p = next_piece(r, run.end);
        bool  is_joined = p.class == WORD_AND && r->and_joins;
        if (is_joined) p = next_piece(r, p.end);
        if (is_cut_by_hyphen(&run, &p) || (is_joined && !is_unit(&p))) break;
        if (run.pieces > 0 && is_loose_digits(r, &p, is_joined)) break;
        if (is_joined && begins_fraction(r, &p)) break;
        if (is_unit(&p) && run.pieces > 0 && run.room >= 100) {
            settled = run;
            has_joint = true;
        }
        if (take_piece(&run, &p, is_joined)) continue;
        if (is_multiplier(&p) && has_joint) return settled;
        break;
    }
    return run;
}

static running start_with(double group, uint32_t end) {
    return (running){.group = group, .divisor = 1, .last_scale = INFINITY, .end = end, .pieces = 1};
}

// ---- Fractions ---------------------------------------------------------------------------

typedef struct {
    double   value;
    uint32_t end; // 0: there is none
} fraction;

// True for a word that can be a denominator: "third" but not "first" or "second".
static bool is_denominator(const piece *p) {
    return p->class == WORD_PART || (p->class == WORD_ORDINAL && p->value > 2);
}

static double value_of_denominator(const piece *p) {
    return p->class == WORD_PART ? p->value : 1 / p->value;
}

// A denominator of one word or two ("thirds", "twenty-fifths"); end is 0 when there is none.
typedef struct {
    double   under; // 1 over this
    uint32_t end;
    bool     is_plural;
} denominator;

static denominator read_under(const reader *r, uint32_t at) {
    piece p = next_piece(r, at);
    if (is_denominator(&p)) {
        return (denominator){1 / value_of_denominator(&p), p.end, p.is_plural};
    }
    if (p.class != WORD_PLAIN || p.value < 20) return (denominator){0};
    piece one = next_piece(r, p.end);
    if (one.class != WORD_ORDINAL || one.value >= 10) return (denominator){0};
    return (denominator){p.value + one.value, one.end, one.is_plural};
}

// "a half", "one third", "fifty-four hundredths", from piece `p`: a count and its denominator.
static fraction read_fraction(const reader *r, const piece *p) {
    if (p->class == WORD_PART && !p->is_plural) return (fraction){p->value, p->end};
    if (p->class != WORD_ARTICLE && !is_unit(p)) return (fraction){0};
    running count = start_with(p->value, p->end);
    if (is_unit(p)) {
        reader plain = {r->words, r->text, false};
        count = (running){.divisor = 1, .last_scale = INFINITY};
        take_piece(&count, p, false);
        count = read_on(&plain, count);
    }
    denominator under = read_under(r, count.end);
    bool        fits = under.end > 0 && (under.is_plural || value_of(&count) <= 1);
    return fits ? (fraction){value_of(&count) / under.under, under.end} : (fraction){0};
}

// A proper fraction behind "and" is a tail: "one hundred and three quarters" is 100.75, but
// "one hundred and thirty fifths" is 26.
static bool begins_fraction(const reader *r, const piece *p) {
    fraction got = read_fraction(r, p);
    return got.end > 0 && got.value < 1;
}

// "1/2" and its like; denominators that prices and measures have, so that "9/11" is none.
static fraction read_slashed(const reader *r, const piece *over) {
    static const int unders[] = {2, 3, 4, 5, 6, 7, 8, 10, 16, 32, 64, 100};
    str              text = r->text;
    if (!over->is_digits || over->digits.decimals > 0) return (fraction){0};
    str      rest = slice(text, over->end, text.size);
    uint32_t slash = starts_with(rest, STR("/")) ? 1 : 0;
    if (starts_with(rest, STR("\xe2\x81\x84"))) slash = 3;
    uint32_t begin = over->end + slash;
    if (slash == 0 || begin >= text.size || !is_digit(text.at[begin])) return (fraction){0};
    digit_number under = read_digits(text, begin);
    bool         goes_on = under.end < text.size && text.at[under.end] == '/';
    for (size_t i = 0; i < sizeof unders / sizeof *unders && !goes_on && !under.is_long; i++) {
        if (under.digits / under.divisor == unders[i]) {
            return (fraction){over->value / unders[i], under.end};
        }
    }
    return (fraction){0};
}

static fraction read_vulgar(const reader *r, uint32_t at) {
    int size = 0;
    at += blank_size(r->text, at);
    if (at >= r->text.size || (unsigned char)r->text.at[at] < 0x80) return (fraction){0};
    double value = vulgar_fraction(decode_point(r->text, at, &size));
    return value > 0 ? (fraction){value, at + (uint32_t)size} : (fraction){0};
}

// "of a million", "a dozen", "million" behind a fraction: what it is a part of.
static fraction read_part_of(const reader *r, uint32_t end) {
    piece p = next_piece(r, end);
    if (p.class == WORD_OF) p = next_piece(r, p.end);
    if (p.class == WORD_ARTICLE) p = next_piece(r, p.end);
    bool is_scale = p.class == WORD_SCALE || p.class == WORD_DOZEN;
    return is_scale ? (fraction){p.value, p.end} : (fraction){0};
}

// The fraction behind a whole number: "and a half", " 1/2", "½". None when "of" follows: "20 and
// a third of them" are two figures.
static fraction read_tail(const reader *r, const running *run) {
    fraction vulgar = read_vulgar(r, run->end);
    if (vulgar.end > 0) return vulgar;
    piece p = next_piece(r, run->end);
    if (p.class == WORD_AND) {
        p = next_piece(r, p.end);
        fraction got = read_fraction(r, &p);
        if (got.end == 0) return got;
        return next_piece(r, got.end).class == WORD_OF ? (fraction){0} : got;
    }
    bool     is_proper = p.is_digits && run->began_with_digits;
    fraction got = is_proper ? read_slashed(r, &p) : (fraction){0};
    return got.value < 1 ? got : (fraction){0};
}

// ---- Forms -------------------------------------------------------------------------------

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
    number_word word = find_word(r->words, &r->words->suffixes, letters);
    if (word.class == WORD_NONE || ends_inside_word(r->text, end)) return got;
    got = finish(NUMBER_MIXED, p->begin, end, p->digits.digits * word.value / p->digits.divisor);
    if (word.class == WORD_LETTER) {
        got.bare_end = p->end;
        got.bare_value = p->value;
    }
    return got;
}

static number read_from_digits(const reader *r, const piece *p) {
    bool has_letters = p->end < r->text.size && is_letter(r->text.at[p->end]);
    if (!has_letters) {
        number power = read_power(r, p);
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
    if (is_minus || (sign > 0 && text.at[at] != '+')) {
        got.value = -got.value;
        got.bare_value = -got.bare_value;
    }
    return got;
}
