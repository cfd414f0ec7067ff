// digits.c - what commas, points and blanks between digits mean.
//
// Groups first: a chain of groups is a number when the last has three digits and the others have
// three, or all two ("12,34,567", as India writes). A point with digits behind it is a fraction; a
// comma is one only with one or two digits behind it and no further comma. Everything else ends the
// number: "22,24,26" are three. A chain is followed for a few groups only, so that a text of
// nothing but digits and commas takes linear time.
#include "lexicon/digits.h"

enum { MOST_DIGITS = 18, MOST_GROUPS = 8 };

uint32_t blank_size(str text, uint32_t at) {
    static const str blanks[] = {
        {" ", 1}, {"\t", 1}, {"\xc2\xa0", 2}, {"\xe2\x80\xaf", 3}, {"\xe2\x80\x89", 3}};
    if (at >= text.size) return 0;
    str rest = slice(text, at, text.size);
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        if (starts_with(rest, blanks[i])) return (uint32_t)blanks[i].size;
    }
    return 0;
}

static uint32_t end_of_run(str text, uint32_t at) {
    while (at < text.size && is_digit(text.at[at])) {
        at++;
    }
    return at;
}

static bool has_digit(str text, uint32_t at) {
    return at < text.size && is_digit(text.at[at]);
}

static bool has_char(str text, uint32_t at, char c) {
    return at < text.size && text.at[at] == c;
}

// Bytes of the separator at `at` if it is of the kind of `separator` (a blank stands for all).
static uint32_t separator_size(str text, uint32_t at, char separator) {
    if (separator == ' ') return blank_size(text, at);
    return has_char(text, at, separator);
}

typedef struct {
    uint32_t end;
    int      groups; // behind the first
    bool     ends_in_zeros;
} group_chain;

static group_chain follow_groups(str text, uint32_t first_end, char separator, uint32_t width) {
    group_chain chain = {.end = first_end};
    while (chain.groups < MOST_GROUPS) {
        uint32_t step = separator_size(text, chain.end, separator);
        uint32_t begin = chain.end + step;
        uint32_t end = end_of_run(text, begin);
        if (step == 0 || end - begin != width) break;
        chain.ends_in_zeros = same(slice(text, begin, end), STR("000"));
        chain.end = end;
        chain.groups++;
    }
    return chain;
}

// Groups as India writes them: by two, and three at the end.
static group_chain follow_indian_groups(str text, uint32_t first_end) {
    group_chain twos = follow_groups(text, first_end, ',', 2);
    if (twos.groups == 0) return twos;
    group_chain three = follow_groups(text, twos.end, ',', 3);
    return three.groups == 1 ? three : (group_chain){.end = first_end};
}

static bool is_cut_off(str text, uint32_t end, char separator) {
    uint32_t step = separator_size(text, end, separator);
    return step > 0 && has_digit(text, end + step) && separator != ' ';
}

// The end of the whole part: the first run of digits, or all groups when they make one number.
static uint32_t end_of_groups(str text, uint32_t begin, uint32_t first_end, char *separator) {
    *separator = 0;
    if (first_end - begin > 3 || first_end == begin) return first_end;
    group_chain chain = follow_groups(text, first_end, ',', 3);
    if (chain.groups == 0) chain = follow_indian_groups(text, first_end);
    if (chain.groups > 0 && !is_cut_off(text, chain.end, ',')) {
        *separator = ',';
        return chain.end;
    }
    chain = follow_groups(text, first_end, '.', 3);
    bool has_comma = has_char(text, chain.end, ',') && has_digit(text, chain.end + 1);
    if (chain.groups > 1 || (chain.groups == 1 && has_comma)) {
        *separator = '.';
        return chain.end;
    }
    chain = follow_groups(text, first_end, ' ', 3);
    bool is_ascii = has_char(text, first_end, ' ') || has_char(text, first_end, '\t');
    bool is_sure = !is_ascii || chain.groups > 1 || chain.ends_in_zeros;
    if (chain.groups > 0 && is_sure && text.at[begin] != '0' && !has_digit(text, chain.end)) {
        *separator = ' ';
        return chain.end;
    }
    return first_end;
}

// The end of the fraction behind the point or decimal comma at `at`, or `at` when there is none.
static uint32_t end_of_fraction(str text, uint32_t at, char separator) {
    char mark = at < text.size ? text.at[at] : 0;
    if ((mark != '.' && mark != ',') || mark == separator || !has_digit(text, at + 1)) return at;
    uint32_t end = end_of_run(text, at + 1);
    if (has_char(text, end, mark) && has_digit(text, end + 1)) return at;
    if (mark == '.') return end;
    bool is_decimal_comma = end - at - 1 <= 2 && separator != ' ';
    return is_decimal_comma ? end : at;
}

digit_number read_digits(str text, uint32_t at) {
    char         separator;
    uint32_t     first_end = end_of_run(text, at);
    uint32_t     whole_end = end_of_groups(text, at, first_end, &separator);
    digit_number got = {.end = end_of_fraction(text, whole_end, separator), .divisor = 1};
    int          count = 0;
    for (uint32_t i = at; i < got.end && count <= MOST_DIGITS; i++) {
        if (!is_digit(text.at[i])) continue;
        got.digits = got.digits * 10 + (text.at[i] - '0');
        count++;
        if (i < whole_end) continue;
        got.divisor *= 10;
        got.decimals++;
    }
    got.is_long = count > MOST_DIGITS;
    return got;
}
