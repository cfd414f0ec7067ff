// charset.c - three character sets, by table and arithmetic.
//
// Not by iconv: what that knows depends on the machine's gconv modules, and Readout gives the same
// bytes on every machine. English news comes in UTF-8, in UTF-16 from Windows, or in Windows-1252,
// which old pages call ISO-8859-1 and which HTML reads so. Anything else is refused by name.
#include "input/charset.h"

#include "base/utf8.h"

enum { SAMPLE = 4096 };

// Windows-1252 from 0x80 to 0x9f; 0 where it has nothing. Above, it is Unicode's own order.
static const uint16_t WINDOWS[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static const struct {
    const char *label;
    charset     set;
} LABELS[] = {
    {"utf-8", CHARSET_UTF8},       {"utf8", CHARSET_UTF8},         {"us-ascii", CHARSET_1252},
    {"ascii", CHARSET_1252},       {"iso-8859-1", CHARSET_1252},   {"iso8859-1", CHARSET_1252},
    {"iso_8859-1", CHARSET_1252},  {"latin1", CHARSET_1252},       {"latin-1", CHARSET_1252},
    {"l1", CHARSET_1252},          {"windows-1252", CHARSET_1252}, {"cp1252", CHARSET_1252},
    {"x-cp1252", CHARSET_1252},    {"utf-16", CHARSET_UTF16LE},    {"utf-16le", CHARSET_UTF16LE},
    {"utf-16be", CHARSET_UTF16BE},
};

charset charset_of_label(str label) {
    for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++) {
        if (same_ignoring_case(trim(label), str_of(LABELS[i].label))) return LABELS[i].set;
    }
    return CHARSET_UNKNOWN;
}

charset charset_of_mark(str bytes, size_t *mark_size) {
    static const struct {
        str     mark;
        charset set;
    } marks[] = {
        {{"\xef\xbb\xbf", 3}, CHARSET_UTF8},
        {{"\xff\xfe", 2}, CHARSET_UTF16LE},
        {{"\xfe\xff", 2}, CHARSET_UTF16BE},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!starts_with(bytes, marks[i].mark)) continue;
        *mark_size = marks[i].mark.size;
        return marks[i].set;
    }
    *mark_size = 0;
    return CHARSET_UNKNOWN;
}

// Latin script in UTF-16 has a zero in nearly every second byte, always on the same side.
static charset guess_utf16(str bytes) {
    size_t size = (bytes.size < SAMPLE ? bytes.size : SAMPLE) & ~(size_t)1, even = 0, odd = 0;
    for (size_t i = 0; i < size; i += 2) {
        even += bytes.at[i] == 0;
        odd += bytes.at[i + 1] == 0;
    }
    size_t pairs = size / 2;
    if (pairs < 2) return CHARSET_UNKNOWN;
    if (odd * 10 >= pairs * 7 && even * 50 <= pairs) return CHARSET_UTF16LE;
    if (even * 10 >= pairs * 7 && odd * 50 <= pairs) return CHARSET_UTF16BE;
    return CHARSET_UNKNOWN;
}

// Text in Windows-1252 hardly ever forms valid UTF-8 sequences by chance, so where there are as
// many of those as of stray bytes, the text is UTF-8 with damage.
static bool can_be_1252(str bytes) {
    size_t sequences = 0, strays = 0;
    for (size_t i = 0; i < bytes.size;) {
        unsigned char first = (unsigned char)bytes.at[i];
        int           size = 1;
        if (first >= 0x80) {
            decode_point(bytes, i, &size);
            if (size == 1 && first < 0xa0 && WINDOWS[first - 0x80] == 0) return false;
            sequences += size > 1;
            strays += size == 1;
        }
        i += (size_t)size;
    }
    return strays > sequences;
}

charset guess_charset(str bytes, int64_t *damage) {
    size_t  mark_size = 0;
    charset set = charset_of_mark(bytes, &mark_size);
    *damage = -1;
    if (set == CHARSET_UNKNOWN) set = guess_utf16(bytes);
    if (set == CHARSET_UTF16LE || set == CHARSET_UTF16BE) return set;
    *damage = find_invalid_utf8(bytes);
    if (*damage < 0) return CHARSET_UTF8;
    return set == CHARSET_UNKNOWN && can_be_1252(bytes) ? CHARSET_1252 : CHARSET_UNKNOWN;
}

static uint32_t unit_at(str bytes, size_t at, bool is_big) {
    uint32_t first = (unsigned char)bytes.at[at], second = (unsigned char)bytes.at[at + 1];
    return is_big ? first << 8 | second : second << 8 | first;
}

// Every unit of two bytes gives at most three, a pair of surrogates four.
static str decode_utf16(arena *a, str bytes, bool is_big) {
    char  *out = alloc_raw_in_arena(a, 3, bytes.size / 2 + 1);
    size_t size = 0;
    for (size_t i = 0; i < bytes.size; i += 2) {
        uint32_t point = i + 1 < bytes.size ? unit_at(bytes, i, is_big) : REPLACEMENT;
        if (point >= 0xd800 && point < 0xe000) {
            uint32_t low = i + 3 < bytes.size ? unit_at(bytes, i + 2, is_big) : 0;
            bool     is_pair = point < 0xdc00 && low >= 0xdc00 && low < 0xe000;
            point = is_pair ? 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00) : REPLACEMENT;
            if (is_pair) i += 2;
        }
        size += (size_t)encode_point(point, out + size);
    }
    return (str){out, size};
}

static str decode_1252(arena *a, str bytes) {
    char  *out = alloc_raw_in_arena(a, 3, bytes.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        uint32_t byte = (unsigned char)bytes.at[i], point = byte;
        if (byte >= 0x80 && byte < 0xa0) {
            point = WINDOWS[byte - 0x80] ? WINDOWS[byte - 0x80] : REPLACEMENT;
        }
        size += (size_t)encode_point(point, out + size);
    }
    return (str){out, size};
}

static str mend_utf8(arena *a, str bytes) {
    char  *out = alloc_raw_in_arena(a, 3, bytes.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < bytes.size;) {
        int length = 0;
        size += (size_t)encode_point(decode_point(bytes, i, &length), out + size);
        i += (size_t)length;
    }
    return (str){out, size};
}

str decode_bytes(arena *a, str bytes, charset from) {
    size_t  mark_size = 0;
    charset marked = charset_of_mark(bytes, &mark_size);
    if (marked == from) bytes = slice(bytes, mark_size, bytes.size);
    switch (from) {
    case CHARSET_UTF16LE:
        return decode_utf16(a, bytes, false);
    case CHARSET_UTF16BE:
        return decode_utf16(a, bytes, true);
    case CHARSET_1252:
        return decode_1252(a, bytes);
    case CHARSET_UNKNOWN:
    case CHARSET_UTF8:
        break;
    }
    return find_invalid_utf8(bytes) < 0 ? bytes : mend_utf8(a, bytes);
}
