// fold.h - characters that differ by case, accents or typography brought together.
#ifndef READOUT_FOLD_H
#define READOUT_FOLD_H

#include "base/str.h"

// A character in its plainest form: lower case for ASCII, Latin letters (to U+024F, and U+1E00 to
// U+1EFF) without their marks, curly apostrophes and hyphens straight. Others stay as they are.
uint32_t plain_point(uint32_t point);

// The key that spellings of a place's name share, written to `key`: plain letters and digits in
// words between single spaces, without apostrophes and combining marks; "St.", "Mt." and "Ft." in
// full. Returns its size, or 0 when there is nothing left or it takes more than `room` bytes.
//
//     "Saint-Étienne", "St. Etienne"  saint etienne         "Khān Yūnis"  khan yunis
size_t make_place_key(str name, char *key, size_t room);

// The key of an area without the word that says what it is, which is left out where people know it:
// "kursk" of "kursk oblast". Empty where there is none.
str place_key_without_kind(str key);

#endif
