// words.c - cutting at white space, and peeling.
#include "text/words.h"

#include "base/unicode.h"
#include "base/utf8.h"

int space_at(str text, size_t at) {
    unsigned char first = (unsigned char)text.at[at];
    if (first < 0x80) return is_blank(text.at[at]) || (first >= 0x1c && first < 0x20);
    int      size = 0;
    uint32_t point = decode_point(text, at, &size);
    return is_space_point(point) || point == 0xfeff || point == 0x200b ? size : 0;
}

// Everything that is neither letter, digit nor white space, but for the marks that carry meaning.
int punctuation_at(str text, size_t at) {
    int      size = 0;
    uint32_t point = decode_point(text, at, &size);
    bool is_plain = point == '@' || point == '#' || point == '$' || point == '&' || point == 0xa9;
    return is_plain || is_word_point(point) || space_at(text, at) ? 0 : size;
}

// Steps back over the character that ends at `end`.
static size_t step_back(str text, size_t end) {
    do {
        end--;
    } while (end > 0 && ((unsigned char)text.at[end] & 0xc0) == 0x80);
    return end;
}

typedef int (*kind_at)(str text, size_t at);

static span strip(str text, span where, kind_at is_stripped) {
    while (where.begin < where.end) {
        int size = is_stripped(text, where.begin);
        if (size == 0) break;
        where.begin += (uint32_t)size;
    }
    while (where.end > where.begin) {
        size_t last = step_back(text, where.end);
        if (is_stripped(text, last) == 0) break;
        where.end = (uint32_t)last;
    }
    return where;
}

span trim_span(str text, span where) {
    return strip(text, where, space_at);
}

// A copyright sign is a word of its own, also where a year clings to it.
static uint32_t word_end(str text, uint32_t at, uint32_t limit) {
    str sign = STR("\xc2\xa9");
    if (starts_with(slice(text, at, limit), sign)) return at + (uint32_t)sign.size;
    while (at < limit && space_at(text, at) == 0) {
        int size = 0;
        decode_point(text, at, &size);
        at += (uint32_t)size;
    }
    return at;
}

word_list words_of(arena *a, str text, span where, int most) {
    word_list words = {0};
    uint32_t  at = where.begin;
    while (at < where.end && words.count < most) {
        int space = space_at(text, at);
        if (space > 0) {
            at += (uint32_t)space;
            continue;
        }
        span found = {at, word_end(text, at, where.end)};
        PUSH_IN(a, &words, ((word){found, strip(text, found, punctuation_at)}));
        at = found.end;
    }
    return words;
}

bool starts_upper(str text) {
    int size = 0;
    return text.size > 0 && is_upper_point(decode_point(text, 0, &size));
}
