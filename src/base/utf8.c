// utf8.c - UTF-8, by the table of well-formed byte sequences (Unicode 15, table 3-7).
#include "base/utf8.h"

enum { STEP = 64 };

static bool is_tail(str text, size_t at) {
    return at < text.size && ((unsigned char)text.at[at] & 0xc0) == 0x80;
}

static uint32_t tail(str text, size_t at) {
    return (unsigned char)text.at[at] & 0x3f;
}

// Size of the valid sequence at `at`, or 0.
static int sequence_size(str text, size_t at) {
    unsigned char first = (unsigned char)text.at[at];
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4 || !is_tail(text, at + 1)) return 0;
    if (first < 0xe0) return 2;
    unsigned char second = (unsigned char)text.at[at + 1];
    if (first < 0xf0) {
        bool is_overlong = first == 0xe0 && second < 0xa0;
        bool is_surrogate = first == 0xed && second >= 0xa0;
        return is_overlong || is_surrogate || !is_tail(text, at + 2) ? 0 : 3;
    }
    bool is_overlong = first == 0xf0 && second < 0x90;
    bool is_beyond = first == 0xf4 && second >= 0x90;
    if (is_overlong || is_beyond || !is_tail(text, at + 2) || !is_tail(text, at + 3)) return 0;
    return 4;
}

uint32_t decode_point(str text, size_t at, int *size) {
    uint32_t first = (unsigned char)text.at[at];
    *size = 1;
    switch (sequence_size(text, at)) {
    case 1:
        return first;
    case 2:
        *size = 2;
        return (first & 0x1f) << 6 | tail(text, at + 1);
    case 3:
        *size = 3;
        return (first & 0x0f) << 12 | tail(text, at + 1) << 6 | tail(text, at + 2);
    case 4:
        *size = 4;
        return (first & 0x07) << 18 | tail(text, at + 1) << 12 | tail(text, at + 2) << 6 |
               tail(text, at + 3);
    default:
        return REPLACEMENT;
    }
}

int encode_point(uint32_t point, char out[4]) {
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xc0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xe0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3f));
        out[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3f));
    out[2] = (char)(0x80 | (point >> 6 & 0x3f));
    out[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}

int64_t find_invalid_utf8(str text) {
    for (size_t i = 0; i < text.size;) {
        int size = sequence_size(text, i);
        if (size == 0) return (int64_t)i;
        i += (size_t)size;
    }
    return -1;
}

static size_t count_between(str text, size_t begin, size_t end) {
    size_t count = 0;
    for (size_t i = begin; i < end; i++) {
        count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    }
    return count;
}

size_t count_points(str text) {
    return count_between(text, 0, text.size);
}

point_index index_points(arena *a, str text) {
    if (count_points(text) == text.size) return (point_index){text, NULL};
    size_t    steps = text.size / STEP + 1;
    uint32_t *counts = NEW_IN(a, uint32_t, steps);
    for (size_t i = 1; i < steps; i++) {
        counts[i] = counts[i - 1] + (uint32_t)count_between(text, (i - 1) * STEP, i * STEP);
    }
    return (point_index){text, counts};
}

uint32_t point_at_byte(const point_index *index, uint32_t byte) {
    if (!index->counts) return byte;
    uint32_t step = byte / STEP;
    return index->counts[step] + (uint32_t)count_between(index->text, step * STEP, byte);
}
