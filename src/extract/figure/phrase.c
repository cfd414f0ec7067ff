// phrase.c - words beside a byte and the phrases they make.
#include "extract/figure/phrase.h"

#include "lexicon/digits.h"

enum { MOST_GAP = 3, LONGEST_WORD = 24 };

static bool is_break(uint32_t point) {
    return point == 0xa0 || point == 0x2212 /* minus */ || (point >= 0x2000 && point <= 0x206f) ||
           point == 0x3000;
}

static bool is_sign(char c) {
    return c == '%' || c == '+' || c == '~' || c == '<' || c == '>' || c == '=';
}

// Bytes of a word character at `at`: an ASCII letter, a character beyond ASCII that is no blank and
// no punctuation, or an apostrophe-free sign of a currency.
static uint32_t letter_size(str text, uint32_t at) {
    int size = 1;
    if (at >= text.size) return 0;
    if (is_letter(text.at[at]) || text.at[at] == '$') return 1;
    if ((unsigned char)text.at[at] < 0x80) return 0;
    return is_break(decode_point(text, at, &size)) ? 0 : (uint32_t)size;
}

// "m2", "km3": the power belongs to the word.
static bool is_power(str text, uint32_t begin, uint32_t at) {
    bool is_metre = at > begin && at - begin <= 2 && to_lower(text.at[at - 1]) == 'm';
    bool is_digit_there = at < text.size && (text.at[at] == '2' || text.at[at] == '3');
    bool goes_on = at + 1 < text.size && (is_letter(text.at[at + 1]) || is_digit(text.at[at + 1]));
    return is_metre && is_digit_there && !goes_on;
}

static uint32_t end_of_word(str text, uint32_t begin) {
    uint32_t at = begin;
    if (at < text.size && is_sign(text.at[at])) return at + 1;
    while (at - begin < LONGEST_WORD) {
        uint32_t size = letter_size(text, at);
        bool     is_point = size == 0 && at > begin && at < text.size && text.at[at] == '.';
        if (is_point && letter_size(text, at + 1) > 0 && at - begin <= 3) size = 1;
        if (size == 0 && at == begin + 3 && at < text.size && text.at[at] == '.' &&
            text.at[begin + 1] == '.') {
            size = 1; // the last point of "U.S."
        }
        if (size == 0 && is_power(text, begin, at)) return at + 1;
        if (size == 0) return at;
        at += size;
    }
    return begin;
}

near_words words_after(str text, uint32_t at) {
    near_words near = {0};
    while (near.count < MOST_PHRASE_WORDS) {
        uint32_t begin = at;
        bool     has_hyphen = false;
        for (uint32_t gap = 0; gap < MOST_GAP; gap++) {
            uint32_t size = blank_size(text, begin);
            if (size == 0 && begin < text.size && text.at[begin] == '-' && !has_hyphen) {
                has_hyphen = true;
                size = 1;
            }
            if (size == 0) break;
            begin += size;
        }
        uint32_t end = end_of_word(text, begin);
        if (end == begin) break;
        near.is_hyphened[near.count] = has_hyphen;
        near.is_attached[near.count] = begin == at;
        near.words[near.count++] = (span){begin, end};
        at = end;
    }
    return near;
}

// One character back from `at`.
static uint32_t step_back(str text, uint32_t at) {
    do {
        at--;
    } while (at > 0 && ((unsigned char)text.at[at] & 0xc0) == 0x80);
    return at;
}

static uint32_t begin_of_word(str text, uint32_t end) {
    uint32_t at = end;
    if (at > 0 && is_sign(text.at[at - 1])) {
        at--;
        return at > 0 && is_sign(text.at[at - 1]) ? at - 1 : at;
    }
    while (at > 0 && end - at < LONGEST_WORD) {
        uint32_t before = step_back(text, at);
        bool     is_point = text.at[before] == '.' && end - before <= 4 && before > 0 &&
                        is_letter(text.at[before - 1]);
        if (letter_size(text, before) == 0 && !is_point) return at;
        at = before;
    }
    return at == 0 ? 0 : end;
}

near_words words_before(str text, uint32_t at) {
    near_words near = {0};
    while (near.count < MOST_PHRASE_WORDS && at > 0) {
        uint32_t end = at;
        bool     has_hyphen = false;
        for (uint32_t gap = 0; gap < MOST_GAP && end > 0; gap++) {
            uint32_t before = step_back(text, end);
            bool     is_hyphen = text.at[before] == '-' && !has_hyphen;
            if (!is_hyphen && blank_size(text, before) == 0) break;
            has_hyphen |= is_hyphen;
            end = before;
        }
        uint32_t begin = begin_of_word(text, end);
        if (begin == end) break;
        near.is_hyphened[near.count] = has_hyphen;
        near.is_attached[near.count] = end == at;
        near.words[near.count++] = (span){begin, end};
        at = begin;
    }
    return near;
}

bool is_word_before(str text, uint32_t at, str word, span *where) {
    uint32_t end = at;
    *where = (span){0};
    for (int gap = 0; gap < MOST_GAP && end > 0; gap++) {
        uint32_t before = step_back(text, end);
        if (text.at[before] != '-' && blank_size(text, before) == 0) break;
        end = before;
    }
    if (end < word.size || to_lower(text.at[end - 1]) != word.at[word.size - 1]) return false;
    uint32_t begin = end - (uint32_t)word.size;
    if (begin > 0 && letter_size(text, step_back(text, begin)) > 0) return false;
    *where = (span){begin, end};
    return same_ignoring_case(slice_span(text, *where), word);
}

// The words as one key: lower case, one space between; 0 when they are too long.
static size_t make_key(str text, const near_words *near, int count, bool is_backward, char *key) {
    size_t size = 0;
    for (int i = 0; i < count; i++) {
        str word = slice_span(text, near->words[is_backward ? count - 1 - i : i]);
        if (size + word.size + 1 > LONGEST_PHRASE) return 0;
        if (i > 0) key[size++] = ' ';
        for (size_t c = 0; c < word.size; c++) {
            key[size++] = to_lower(word.at[c]);
        }
    }
    return size;
}

static phrase_match match(const str_table *table, str text, const near_words *near, bool backward) {
    char key[LONGEST_PHRASE];
    for (int count = near->count; count > 0; count--) {
        size_t   size = make_key(text, near, count, backward, key);
        uint32_t row = size ? find_in_table(table, (str){key, size}) : NOT_IN_TABLE;
        if (row == NOT_IN_TABLE) continue;
        span first = near->words[0], last = near->words[count - 1];
        span where = backward ? (span){last.begin, first.end} : (span){first.begin, last.end};
        return (phrase_match){row, count, where};
    }
    return (phrase_match){.row = NOT_IN_TABLE};
}

phrase_match match_after(const str_table *table, str text, const near_words *words) {
    return match(table, text, words, false);
}

phrase_match match_before(const str_table *table, str text, const near_words *words) {
    return match(table, text, words, true);
}

void add_phrases(arena *a, str_table *table, str list, uint32_t row) {
    while (list.at) {
        str piece = copy_str(a, cut_at(&list, '|'));
        if (piece.size > 0) add_to_table(a, table, piece, row);
    }
}
