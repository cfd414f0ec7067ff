// number.h - reads one number from running text: digits, words, and both together.
//
//     "27,708"  "2.4 million"  "two and a half million"  "$[3bn]"  "three quarters"  "2 1/2"
//     "half a dozen"  "hundreds of thousands"  "several dozen"  "twenty-first"  "34th"
//
// The reader looks at characters, not at tokens, since tokenizers cut "200-million" and
// "four-and-a-half-month" in many ways. It reads the longest number that begins at a byte; what
// the number means there (a year, a price, an article "one") is for the caller to judge.
#ifndef READOUT_NUMBER_H
#define READOUT_NUMBER_H

#include "base/table.h"

typedef enum {
    NUMBER_NONE,     // no number begins here
    NUMBER_DIGITS,   // "1,200", "3.5"
    NUMBER_WORDS,    // "twelve", "a hundred and five", "a dozen"
    NUMBER_MIXED,    // "2.4 million", "3bn", "2 dozen"
    NUMBER_FRACTION, // below one or with a denominator: "half", "two thirds", "3/4"
    NUMBER_VAGUE,    // "dozens", "several hundred"; value is the least that it can mean
    NUMBER_ORDINAL,  // "third", "21st"; value is the place
} number_kind;

typedef struct {
    number_kind kind;
    span        where; // in the text; a leading "a" of "a hundred" and a sign are inside
    double      value;
    bool        has_article; // begins with "a" or "an"
    bool        is_one_word; // one plain word or one run of digits
    int         decimals;    // digits behind the point of the first number in digits
    // "1.5m" may be millions or metres: where the digits end, and their own value. Elsewhere
    // bare_end == where.end and bare_value == value.
    uint32_t bare_end;
    double   bare_value;
} number;

typedef struct number_words number_words;

const number_words *open_number_words(arena *a); // read-only; lives as long as the arena

// The longest number that begins at byte `at`. With `and_joins` unset, "and" ends the number, as
// it must in "between two hundred and three hundred". Takes time in the length of the number.
number read_number(const number_words *words, str text, uint32_t at, bool and_joins);

#endif
