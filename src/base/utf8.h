// utf8.h - UTF-8: decoding, encoding, checking, and the way between bytes and code points.
#ifndef READOUT_UTF8_H
#define READOUT_UTF8_H

#include "base/arena.h"

enum { REPLACEMENT = 0xfffd, LAST_CODE_POINT = 0x10ffff };

// Decodes the code point at `at` (at < text.size) and says how many bytes it takes. Bytes that
// are not UTF-8 are one REPLACEMENT each.
uint32_t decode_point(str text, size_t at, int *size);

// Writes a code point as 1 to 4 bytes; returns how many.
int encode_point(uint32_t point, char out[4]);

// The byte of the first sequence that is not valid UTF-8 (surrogates and overlong forms count as
// invalid), or -1.
int64_t find_invalid_utf8(str text);

size_t count_points(str text); // of valid UTF-8

// From byte offsets to code points in one text, in constant time: the count at every 64th byte.
typedef struct {
    str             text;
    const uint32_t *counts; // code points before byte 64 * i; NULL when the text is all ASCII
} point_index;

point_index index_points(arena *a, str text);
uint32_t    point_at_byte(const point_index *index, uint32_t byte);

#endif
