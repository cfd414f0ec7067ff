// str.h - a piece of text: a pointer and a length, into memory that somebody else holds.
//
// No terminator is promised; bytes are UTF-8 unless a function says otherwise. The helpers for
// ASCII know nothing of the locale, on purpose: the same text reads the same everywhere.
#ifndef READOUT_STR_H
#define READOUT_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *at;
    size_t      size;
} str;

// A str of a string literal, known at compile time.
#define STR(literal) ((str){(literal), sizeof(literal) - 1})

// Piece [begin, end) of a text, in bytes.
typedef struct {
    uint32_t begin, end;
} span;

str str_of(const char *terminated);

static inline str slice(str text, size_t begin, size_t end) {
    return (str){text.at + begin, end - begin};
}
static inline str slice_span(str text, span where) {
    return slice(text, where.begin, where.end);
}
static inline bool is_empty_span(span where) {
    return where.begin >= where.end;
}
static inline bool is_inside(span inner, span outer) {
    return inner.begin >= outer.begin && inner.end <= outer.end;
}
static inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static inline bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static inline bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
static inline bool is_letter(char c) {
    return is_upper(c) || is_lower(c);
}
static inline bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline char to_lower(char c) {
    return is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

static inline bool same(str a, str b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}
bool same_ignoring_case(str a, str b); // ASCII letters only
bool starts_with(str text, str start);
bool ends_with(str text, str end);
int  compare_str(str a, str b); // by bytes, which for UTF-8 is by code points; <0, 0, >0
str  trim(str text);            // without white space (ASCII) at both ends

// Position of `part` in `text` from `from` on, or -1.
int64_t find_str(str text, str part, size_t from);
int64_t find_char(str text, char c, size_t from);

// Cuts off and returns what stands before the first `separator` in *rest, which moves on behind
// it. The last piece is returned when there is none; *rest is then empty with at = NULL.
str cut_at(str *rest, char separator);
// True when `word` is one of the pieces of `list` between `separator`s ("say|tell|add").
bool is_in_list(str list, char separator, str word);

// Reads a whole number without sign. False when the text is anything else or does not fit.
bool read_uint64(str text, uint64_t *value);

// Reads a number such as "-12.25", of at most 15 digits. False when the text is anything else.
bool read_decimal(str text, double *value);

#endif
