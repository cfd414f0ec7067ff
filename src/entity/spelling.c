// spelling.c - names as keys.
#include "entity/spelling.h"

#include "base/fold.h"
#include "base/unicode.h"
#include "base/utf8.h"

str fold_name(arena *a, str name) {
    char  *out = alloc_raw_in_arena(a, 1, name.size + 4);
    size_t size = 0;
    for (size_t i = 0; i < name.size;) {
        int      width = 0;
        uint32_t point = plain_point(decode_point(name, i, &width));
        i += (size_t)width;
        bool is_space = point < 0x80 && is_blank((char)point);
        if (is_space && (size == 0 || out[size - 1] == ' ')) continue;
        if (point == REPLACEMENT) point = '?';
        size += (size_t)encode_point(is_space ? ' ' : point, out + size);
    }
    while (size > 0 && out[size - 1] == ' ') {
        size--;
    }
    return (str){out, size};
}

str fold_surname(arena *a, str word) {
    static const str articles[] = {{"al-", 3}, {"el-", 3}, {"al ", 3}, {"el ", 3}, {"as-", 3},
                                   {"ar-", 3}, {"an-", 3}, {"ad-", 3}, {"ash-", 4}};
    str              folded = fold_name(a, word);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        if (starts_with(folded, articles[i]) && folded.size > articles[i].size + 2) {
            return slice(folded, articles[i].size, folded.size);
        }
    }
    return folded;
}

static bool is_vowel(char c) {
    return memchr("aeiouy'-", c, 8) != NULL;
}

str skeleton_of(arena *a, str folded) {
    enum { SHORTEST = 5 };
    if (folded.size < SHORTEST) return (str){"", 0};
    char  *out = alloc_raw_in_arena(a, 1, folded.size);
    size_t size = 0;
    for (size_t i = 0; i < folded.size; i++) {
        char c = folded.at[i];
        if (i > 0 && is_vowel(c)) continue;
        if (size > 0 && out[size - 1] == c) continue;
        out[size++] = c;
    }
    return size < 2 ? (str){"", 0} : (str){out, size};
}

bool is_capitalised(str word) {
    if (word.size == 0) return false;
    int width = 0;
    return is_upper_point(decode_point(word, 0, &width));
}

bool is_all_capitals(str word) {
    int letters = 0;
    for (size_t i = 0; i < word.size; i++) {
        char c = word.at[i];
        if (is_upper(c)) {
            letters++;
        } else if (!is_digit(c) && c != '.' && c != '-' && c != '/') {
            return false;
        }
    }
    return letters >= 2;
}

str initials_of(arena *a, str name) {
    char  *out = alloc_raw_in_arena(a, 1, name.size + 1);
    size_t size = 0;
    bool   is_start = true;
    for (size_t i = 0; i < name.size; i++) {
        char c = name.at[i];
        if (is_start && is_upper(c)) out[size++] = c;
        is_start = c == ' ' || c == '-';
    }
    return (str){out, size};
}

bool is_acronym_of(arena *a, str acronym, str name) {
    str    initials = initials_of(a, name);
    size_t at = 0;
    for (size_t i = 0; i < acronym.size; i++) {
        if (!is_upper(acronym.at[i])) continue;
        size_t from = at;
        while (at < initials.size && initials.at[at] != acronym.at[i]) {
            at++;
        }
        if (at == initials.size || (i == 0 && at > 0)) return false;
        at++;
        if (at - from > 2) return false;
    }
    return at >= 2;
}

str last_word(str name) {
    size_t begin = name.size;
    while (begin > 0 && name.at[begin - 1] != ' ') {
        begin--;
    }
    return slice(name, begin, name.size);
}

str first_word(str name) {
    int64_t end = find_char(name, ' ', 0);
    return end < 0 ? name : slice(name, 0, (size_t)end);
}

int count_words(str name) {
    int count = name.size > 0;
    for (size_t i = 0; i < name.size; i++) {
        count += name.at[i] == ' ';
    }
    return count;
}

bool has_word(str name, str word) {
    while (name.at) {
        if (same(cut_at(&name, ' '), word)) return true;
    }
    return false;
}

bool has_shape_of_person(str name) {
    int words = count_words(name);
    if (words < 2 || words > 3) return false;
    while (name.at && name.size > 0) {
        str word = cut_at(&name, ' ');
        if (!is_capitalised(word) || is_all_capitals(word)) return false;
        for (size_t i = 0; i < word.size; i++) {
            if (is_digit(word.at[i]) || word.at[i] == '.' || word.at[i] == '/') return false;
        }
    }
    return true;
}
