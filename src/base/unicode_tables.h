// unicode_tables.h - the arrays behind base/unicode.c, which alone reads them.
#ifndef READOUT_UNICODE_TABLES_H
#define READOUT_UNICODE_TABLES_H

#include "base/unicode.h"

// Bits of a character's flags, in the order of tools/make_unicode_tables.py.
enum {
    FLAG_SPACE = 1,
    FLAG_ALPHA = 2,
    FLAG_UPPER = 4,
    FLAG_DIGIT = 8,
    FLAG_DECIMAL = 16,
    FLAG_WORD = 32,
    FLAG_CASED = 64,      // makes a capital sigma behind it final
    FLAG_IGNORABLE = 128, // is looked through for that
};

enum { UNICODE_BLOCK = 128 };

// flags of a point: UNICODE_FLAGS[UNICODE_BLOCKS[point / 128] * 128 + point % 128]
extern const uint8_t UNICODE_BLOCKS[0x110000 / UNICODE_BLOCK];
extern const uint8_t UNICODE_FLAGS[];

typedef struct {
    uint32_t from, to;
} lower_pair;

// Characters whose lower case is another single one, ascending.
extern const lower_pair LOWER_PAIRS[];
extern const int        LOWER_PAIR_COUNT;

// Characters that are not their own bare form, ascending, without Hangul; zeros behind the last.
typedef struct {
    uint32_t from, to[MOST_BARE_POINTS];
} bare_form;

extern const bare_form BARE_FORMS[];
extern const int       BARE_FORM_COUNT;

// General categories Cc, Cf and Co; and those that begin with P.
extern const point_range CONTROL_RANGES[], PUNCTUATION_RANGES[];
extern const int         CONTROL_RANGE_COUNT, PUNCTUATION_RANGE_COUNT;

extern const point_range SPACE_RANGES[], DECIMAL_RANGES[], WORD_RANGES[];
extern const int         SPACE_RANGE_COUNT, DECIMAL_RANGE_COUNT, WORD_RANGE_COUNT;

// Characters that take two columns of a terminal, and those that take none.
extern const point_range WIDE_RANGES[], NARROW_RANGES[];
extern const int         WIDE_RANGE_COUNT, NARROW_RANGE_COUNT;

#endif
