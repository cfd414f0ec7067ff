// phrase.c - a phrase is looked up word by word, as far as one could go on; most words begin none.
#include "extract/time/phrase.h"

#include "base/list.h"
#include "lexicon/lexicon.h"

enum { LONGEST_PHRASE = 48, MOST_WORDS = 6 };

// The letters or the digits that a phrase begins with.
static str first_word(str phrase) {
    size_t end = 0;
    while (end < phrase.size && is_digit(phrase.at[end])) {
        end++;
    }
    if (end > 0) return slice(phrase, 0, end);
    while (end < phrase.size &&
           (is_letter(phrase.at[end]) || (unsigned char)phrase.at[end] >= 0x80)) {
        end++;
    }
    return slice(phrase, 0, end);
}

void add_phrase(arena *a, phrase_table *phrases, str phrase, uint32_t row) {
    add_to_table(a, &phrases->table, phrase, row);
    add_to_table(a, &phrases->starts, first_word(phrase), 0);
}

static str text_of_piece(const pieces *p, const piece *at) {
    return at->kind == PIECE_WORD ? at->lower : slice_span(p->doc->text, at->where);
}

uint32_t find_phrase(const phrase_table *phrases, const pieces *p, int i, int *end) {
    char     text[LONGEST_PHRASE];
    size_t   size = 0;
    uint32_t found = NOT_IN_TABLE;
    if (i >= p->count || piece_at(p, i)->kind == PIECE_MARK) return found;
    str start = first_word(text_of_piece(p, piece_at(p, i)));
    if (find_in_table(&phrases->starts, start) == NOT_IN_TABLE) return found;
    for (int at = i; at < p->count && at < i + 2 * MOST_WORDS; at++) {
        const piece *next = piece_at(p, at);
        char         mark[1] = {next->mark};
        str          part = next->kind == PIECE_MARK ? (str){mark, 1} : text_of_piece(p, next);
        bool is_broken = next->mark == ',' || part.size == 0 || (at > i && next->begins_sentence);
        if (is_broken || size + part.size + 1 > sizeof text) break;
        if (at > i && next->has_space_before) text[size++] = ' ';
        memcpy(text + size, part.at, part.size);
        size += part.size;
        uint32_t row = find_in_table(&phrases->table, (str){text, size});
        if (row == NOT_IN_TABLE) continue;
        found = row;
        *end = at + 1;
    }
    return found;
}

// ---- Phrases without a date --------------------------------------------------------------

struct phrase_list {
    phrase_table phrases;
    LIST(str) values;
};

phrase_list *read_phrases(arena *a) {
    phrase_list *list = NEW_IN(a, phrase_list, 1);
    data_rows    rows = open_rows("time_phrases.tsv");
    for (data_row row; next_row(&rows, &row);) {
        add_phrase(a, &list->phrases, row.fields[0], (uint32_t)list->values.count);
        PUSH_IN(a, &list->values, row.fields[1]);
    }
    return list;
}

reading read_phrase(const phrase_list *phrases, const pieces *p, int i) {
    reading  got = no_reading(i);
    uint32_t row = find_phrase(&phrases->phrases, p, i, &got.end);
    if (row == NOT_IN_TABLE) return got;
    got.kind = READING_FIXED;
    got.value = phrases->values.at[row];
    return got;
}
