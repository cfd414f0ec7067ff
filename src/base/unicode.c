// unicode.c - look-ups in two-stage tables; nearly all blocks of 128 characters are equal to
// another one, so that all of Unicode takes about 30 KB.
#include "base/unicode.h"

#include "base/search.h"
#include "base/unicode_tables.h"
#include "base/utf8.h"

enum {
    DOTTED_CAPITAL_I = 0x130,
    COMBINING_DOT_ABOVE = 0x307,
    CAPITAL_SIGMA = 0x3a3,
    SMALL_SIGMA = 0x3c3,
    FINAL_SIGMA = 0x3c2,
};

static unsigned flags_of_point(uint32_t point) {
    if (point > LAST_CODE_POINT) return 0;
    unsigned block = UNICODE_BLOCKS[point / UNICODE_BLOCK];
    return UNICODE_FLAGS[block * UNICODE_BLOCK + point % UNICODE_BLOCK];
}

bool is_space_point(uint32_t point) {
    return flags_of_point(point) & FLAG_SPACE;
}
bool is_alpha_point(uint32_t point) {
    return flags_of_point(point) & FLAG_ALPHA;
}
bool is_upper_point(uint32_t point) {
    return flags_of_point(point) & FLAG_UPPER;
}
bool is_digit_point(uint32_t point) {
    return flags_of_point(point) & FLAG_DIGIT;
}
bool is_decimal_point(uint32_t point) {
    return flags_of_point(point) & FLAG_DECIMAL;
}
bool is_word_point(uint32_t point) {
    return flags_of_point(point) & FLAG_WORD;
}

static bool has_all(str text, unsigned flag) {
    for (size_t i = 0; i < text.size;) {
        int size;
        if (!(flags_of_point(decode_point(text, i, &size)) & flag)) return false;
        i += (size_t)size;
    }
    return text.size > 0;
}

bool is_all_space(str text) {
    return has_all(text, FLAG_SPACE);
}
bool is_all_alpha(str text) {
    return has_all(text, FLAG_ALPHA);
}

static bool is_in_ranges(const point_range *ranges, int count, uint32_t point) {
    int first;
    FIND_FIRST(first, 0, count, point <= ranges[first].last);
    return first < count && point >= ranges[first].first;
}

int columns_of_point(uint32_t point) {
    if (point < 0x300) return 1; // the first combining mark
    if (is_in_ranges(NARROW_RANGES, NARROW_RANGE_COUNT, point)) return 0;
    return is_in_ranges(WIDE_RANGES, WIDE_RANGE_COUNT, point) ? 2 : 1;
}

int columns_of_text(str text) {
    int columns = 0;
    for (size_t i = 0; i < text.size;) {
        int size;
        columns += columns_of_point(decode_point(text, i, &size));
        i += (size_t)size;
    }
    return columns;
}

bool is_control_point(uint32_t point) {
    return is_in_ranges(CONTROL_RANGES, CONTROL_RANGE_COUNT, point);
}
bool is_punctuation_point(uint32_t point) {
    return is_in_ranges(PUNCTUATION_RANGES, PUNCTUATION_RANGE_COUNT, point);
}

point_ranges ranges_of_kind(point_kind kind) {
    switch (kind) {
    case POINT_SPACE:
        return (point_ranges){SPACE_RANGES, SPACE_RANGE_COUNT};
    case POINT_DECIMAL:
        return (point_ranges){DECIMAL_RANGES, DECIMAL_RANGE_COUNT};
    case POINT_WORD:
        break;
    }
    return (point_ranges){WORD_RANGES, WORD_RANGE_COUNT};
}

uint32_t lower_of_point(uint32_t point) {
    int first;
    FIND_FIRST(first, 0, LOWER_PAIR_COUNT, LOWER_PAIRS[first].from >= point);
    bool is_pair = first < LOWER_PAIR_COUNT && LOWER_PAIRS[first].from == point;
    return is_pair ? LOWER_PAIRS[first].to : point;
}

// Syllables are counted through in the standard's order: lead, vowel, tail.
static int take_hangul_apart(uint32_t syllable, uint32_t out[MOST_BARE_POINTS]) {
    enum { VOWELS = 21, TAILS = 28, FIRST_LEAD = 0x1100, FIRST_VOWEL = 0x1161, NO_TAIL = 0x11a7 };
    out[0] = FIRST_LEAD + syllable / (VOWELS * TAILS);
    out[1] = FIRST_VOWEL + syllable / TAILS % VOWELS;
    out[2] = NO_TAIL + syllable % TAILS;
    return syllable % TAILS ? 3 : 2;
}

int bare_points_of(uint32_t point, uint32_t out[MOST_BARE_POINTS]) {
    enum { FIRST_SYLLABLE = 0xac00, SYLLABLES = 11172 };
    int first;
    if (point >= FIRST_SYLLABLE && point < FIRST_SYLLABLE + SYLLABLES) {
        return take_hangul_apart(point - FIRST_SYLLABLE, out);
    }
    FIND_FIRST(first, 0, BARE_FORM_COUNT, BARE_FORMS[first].from >= point);
    int count = 0;
    out[0] = point;
    if (first == BARE_FORM_COUNT || BARE_FORMS[first].from != point) return 1;
    while (count < MOST_BARE_POINTS && BARE_FORMS[first].to[count] != 0) {
        out[count] = BARE_FORMS[first].to[count];
        count++;
    }
    return count;
}

static bool is_cased_before(str text, size_t at) {
    while (at > 0) {
        int size;
        do {
            at--;
        } while (at > 0 && ((unsigned char)text.at[at] & 0xc0) == 0x80);
        unsigned flags = flags_of_point(decode_point(text, at, &size));
        if (!(flags & FLAG_IGNORABLE)) return flags & FLAG_CASED;
    }
    return false;
}

static bool is_cased_behind(str text, size_t at) {
    while (at < text.size) {
        int      size;
        unsigned flags = flags_of_point(decode_point(text, at, &size));
        if (!(flags & FLAG_IGNORABLE)) return flags & FLAG_CASED;
        at += (size_t)size;
    }
    return false;
}

static void add_point(buffer *out, uint32_t point) {
    char bytes[4];
    add_bytes(out, bytes, (size_t)encode_point(point, bytes));
}

void add_lower(buffer *out, str text) {
    for (size_t i = 0; i < text.size;) {
        if ((unsigned char)text.at[i] < 0x80) {
            add_char(out, to_lower(text.at[i++]));
            continue;
        }
        int      size;
        uint32_t point = decode_point(text, i, &size);
        size_t   behind = i + (size_t)size;
        if (point == DOTTED_CAPITAL_I) {
            add_char(out, 'i');
            add_point(out, COMBINING_DOT_ABOVE);
        } else if (point == CAPITAL_SIGMA) {
            bool is_final = is_cased_before(text, i) && !is_cased_behind(text, behind);
            add_point(out, is_final ? FINAL_SIGMA : SMALL_SIGMA);
        } else {
            add_point(out, lower_of_point(point));
        }
        i = behind;
    }
}
