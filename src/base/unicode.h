// unicode.h - what a trained pipeline needs to know of characters: the predicates and the lower
// case of CPython 3.11, which are those of Unicode 14.0 (spec 3.3).
//
// The tables are part of Readout (tools/make_unicode_tables.py writes them), and not a library's:
// the same text must give the same tokens on every machine, and the answers must be those that
// the pipelines were trained with. utf8proc and PCRE2 follow the Unicode version of the system
// they come with, and neither knows Numeric_Type (is_digit_point) or Python's own white space.
#ifndef READOUT_UNICODE_H
#define READOUT_UNICODE_H

#include "base/buffer.h"

bool is_space_point(uint32_t point);   // str.isspace; `\s`
bool is_alpha_point(uint32_t point);   // str.isalpha: general category L*
bool is_upper_point(uint32_t point);   // str.isupper: property Uppercase
bool is_digit_point(uint32_t point);   // str.isdigit: Numeric_Type Decimal or Digit
bool is_decimal_point(uint32_t point); // str.isdecimal: general category Nd; `\d`
bool is_word_point(uint32_t point);    // str.isalnum or "_"; `\w`

bool is_control_point(uint32_t point);     // general category Cc, Cf or Co
bool is_punctuation_point(uint32_t point); // general category P*

bool is_all_space(str text); // not empty, and white space only
bool is_all_alpha(str text); // not empty, and letters only

// The characters of a kind as ascending ranges, both ends inside.
typedef enum { POINT_SPACE, POINT_DECIMAL, POINT_WORD } point_kind;
typedef struct {
    uint32_t first, last;
} point_range;
typedef struct {
    const point_range *at;
    int                count;
} point_ranges;

point_ranges ranges_of_kind(point_kind kind);

// Columns of a terminal that a valid text takes: two for wide characters (East Asian, emoji), none
// for combining marks and formatting. (wcwidth would depend on the locale.)
int columns_of_point(uint32_t point);
int columns_of_text(str text);

// The lower case of one character; its own where it has none, or takes two.
uint32_t lower_of_point(uint32_t point);

// A character without its accents: what its canonical decomposition (NFD) leaves without nonspacing
// marks. Writes and returns 0 to MOST_BARE_POINTS characters.
enum { MOST_BARE_POINTS = 3 };
int bare_points_of(uint32_t point, uint32_t out[MOST_BARE_POINTS]);

// Appends the lower case of a whole text (str.lower): U+0130 becomes two characters, and a capital
// sigma at the end of a word becomes the final one. The text must be valid UTF-8.
void add_lower(buffer *out, str text);

#endif
