// number_piece.h - inside the number reader: a number's text as pieces, each a word with its class or
// a number in digits, with the blanks and hyphens between them passed over.
#ifndef READOUT_NUMBER_PIECE_H
#define READOUT_NUMBER_PIECE_H

#include "lexicon/digits.h"
#include "lexicon/number.h"

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

typedef struct {
    word_class class;
    double value;
} number_word;

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

// The class of letters that stand right behind digits: WORD_SUFFIX, WORD_LETTER or WORD_NONE.
number_word find_suffix(const number_words *words, str letters);

piece read_piece_at(const reader *r, piece p);  // the piece at p.begin
piece next_piece(const reader *r, uint32_t at); // behind `at`, across blanks and one hyphen

uint32_t end_of_letters(str text, uint32_t at);
bool     ends_inside_word(str text, uint32_t at); // a letter of another script stands there
bool     is_digit_start(str text, uint32_t at);   // a digit, or a point with a digit behind it
double   vulgar_fraction(uint32_t point);         // 0: the character is none

static inline bool is_unit(const piece *p) {
    return p->is_digits || p->class == WORD_PLAIN;
}
static inline bool is_multiplier(const piece *p) {
    return p->class == WORD_HUNDRED || p->class == WORD_SCALE || p->class == WORD_DOZEN;
}

#endif
