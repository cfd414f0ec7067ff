// number_piece.c - the words of the number table, and the way from characters to pieces.
#include "lexicon/number_piece.h"

#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "base/utf8.h"
#include "lexicon/lexicon.h"

static const char *const CLASS_NAMES[] = {"none",    "plain", "hundred", "scale",   "dozen", "part",
                                          "ordinal", "vague", "few",     "article", "minus", "and",
                                          "of",      "point", "suffix",  "letter"};

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

number_word find_suffix(const number_words *words, str letters) {
    return find_word(words, &words->suffixes, letters);
}

// ---- Pieces ------------------------------------------------------------------------------

uint32_t end_of_letters(str text, uint32_t at) {
    while (at < text.size && is_letter(text.at[at])) {
        at++;
    }
    return at;
}

// Letters of another script right behind make it another word; marks and blanks do not.
bool ends_inside_word(str text, uint32_t at) {
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

double vulgar_fraction(uint32_t point) {
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

bool is_digit_start(str text, uint32_t at) {
    if (at >= text.size) return false;
    if (is_digit(text.at[at])) return true;
    return text.at[at] == '.' && at + 1 < text.size && is_digit(text.at[at + 1]);
}

piece read_piece_at(const reader *r, piece p) {
    p.end = p.begin;
    if (p.begin >= r->text.size) return p;
    if (is_letter(r->text.at[p.begin])) return read_word(r, p);
    if (is_digit_start(r->text, p.begin)) {
        p.digits = read_digits(r->text, p.begin);
        p.is_digits = !p.digits.is_long && p.digits.end > p.begin;
        p.end = p.digits.end;
        p.value = p.digits.digits / p.digits.divisor;
    }
    return p;
}

// The piece behind `at`, across blanks and one hyphen.
piece next_piece(const reader *r, uint32_t at) {
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
