// str.c - pieces of text.
#include "base/str.h"

str str_of(const char *terminated) {
    return terminated ? (str){terminated, strlen(terminated)} : (str){NULL, 0};
}

bool same_ignoring_case(str a, str b) {
    if (a.size != b.size) return false;
    for (size_t i = 0; i < a.size; i++) {
        if (to_lower(a.at[i]) != to_lower(b.at[i])) return false;
    }
    return true;
}

bool starts_with(str text, str start) {
    return text.size >= start.size && same(slice(text, 0, start.size), start);
}

bool ends_with(str text, str end) {
    return text.size >= end.size && same(slice(text, text.size - end.size, text.size), end);
}

int compare_str(str a, str b) {
    size_t common = a.size < b.size ? a.size : b.size;
    int    order = common ? memcmp(a.at, b.at, common) : 0;
    if (order != 0) return order;
    return (a.size > b.size) - (a.size < b.size);
}

str trim(str text) {
    size_t begin = 0, end = text.size;
    if (end == 0) return text; // which may be absent
    while (begin < end && is_blank(text.at[begin])) {
        begin++;
    }
    while (end > begin && is_blank(text.at[end - 1])) {
        end--;
    }
    return slice(text, begin, end);
}

int64_t find_char(str text, char c, size_t from) {
    if (from >= text.size) return -1;
    const char *hit = memchr(text.at + from, c, text.size - from);
    return hit ? hit - text.at : -1;
}

int64_t find_str(str text, str part, size_t from) {
    if (from > text.size || part.size > text.size - from) return -1;
    if (part.size == 0) return (int64_t)from;
    for (;;) {
        int64_t hit = find_char(text, part.at[0], from);
        if (hit < 0 || (size_t)hit + part.size > text.size) return -1;
        if (same(slice(text, (size_t)hit, (size_t)hit + part.size), part)) return hit;
        from = (size_t)hit + 1;
    }
}

str cut_at(str *rest, char separator) {
    int64_t at = find_char(*rest, separator, 0);
    str     piece = at < 0 ? *rest : slice(*rest, 0, (size_t)at);
    *rest = at < 0 ? (str){NULL, 0} : slice(*rest, (size_t)at + 1, rest->size);
    return piece;
}

bool read_uint64(str text, uint64_t *value) {
    uint64_t sum = 0;
    if (text.size == 0) return false;
    for (size_t i = 0; i < text.size; i++) {
        if (!is_digit(text.at[i])) return false;
        uint64_t digit = (uint64_t)(text.at[i] - '0');
        if (sum > (UINT64_MAX - digit) / 10) return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}

bool read_decimal(str text, double *value) {
    enum { EXACT_DIGITS = 15 }; // as many as a double holds
    bool     is_negative = starts_with(text, STR("-"));
    str      parts = slice(text, is_negative, text.size);
    str      whole = cut_at(&parts, '.');
    uint64_t units = 0, digits = 0;
    double   scale = 1;
    if (whole.size + parts.size > EXACT_DIGITS || !read_uint64(whole, &units)) return false;
    if (parts.at && !read_uint64(parts, &digits)) return false;
    for (size_t i = 0; i < parts.size; i++) {
        scale *= 10;
    }
    // One division of whole numbers that a double holds is rounded once: the nearest there is.
    *value = ((double)units * scale + (double)digits) / scale;
    if (is_negative) *value = -*value;
    return true;
}

bool is_in_list(str list, char separator, str word) {
    while (list.at) {
        if (same(cut_at(&list, separator), word)) return true;
    }
    return false;
}
