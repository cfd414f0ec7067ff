// feast.c - names of several words by tables, and each feast by the rule of its calendar.
#include "extract/time/feast.h"

#include <assert.h>
#include <stdlib.h>

#include "base/almanac.h"
#include "base/buffer.h"
#include "base/list.h"
#include "lexicon/lexicon.h"

// ---- Phrases -----------------------------------------------------------------------------

enum { LONGEST_PHRASE = 48, MOST_WORDS = 6 };

// Phrases by their text, with one blank between words; `starts` holds their first words.
typedef struct {
    str_table table, starts;
} phrase_table;

static str first_word(str phrase) {
    size_t end = 0;
    while (end < phrase.size &&
           (is_letter(phrase.at[end]) || (unsigned char)phrase.at[end] >= 0x80)) {
        end++;
    }
    return slice(phrase, 0, end);
}

static void add_phrase(arena *a, phrase_table *phrases, str phrase, uint32_t row) {
    add_to_table(a, &phrases->table, phrase, row);
    add_to_table(a, &phrases->starts, first_word(phrase), 0);
}

// The longest phrase that begins at a piece: its row, and the piece behind it.
static uint32_t find_phrase(const phrase_table *phrases, const pieces *p, int i, int *end) {
    char     text[LONGEST_PHRASE];
    size_t   size = 0;
    uint32_t found = NOT_IN_TABLE;
    if (piece_at(p, i)->kind != PIECE_WORD ||
        find_in_table(&phrases->starts, first_word(piece_at(p, i)->lower)) == NOT_IN_TABLE) {
        return found;
    }
    for (int at = i; at < p->count && at < i + 2 * MOST_WORDS; at++) {
        const piece *next = piece_at(p, at);
        char         mark[1] = {next->mark};
        str          part = next->kind == PIECE_WORD ? next->lower : (str){mark, 1};
        bool is_broken = next->kind == PIECE_DIGITS || next->mark == ',' || part.size == 0 ||
                         (at > i && next->begins_sentence);
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

// ---- Feasts ------------------------------------------------------------------------------

typedef enum {
    RULE_ISLAMIC,
    RULE_HEBREW,
    RULE_EASTER,
    RULE_ORTHODOX,
    RULE_NOWRUZ,
    RULE_LUNAR,
    RULE_DIWALI,
    RULE_FIXED,
    RULE_WEEKDAY,
    RULE_COUNT,
} feast_rule;

static const char *const RULE_NAMES[] = {"islamic", "hebrew", "easter", "orthodox", "nowruz",
                                         "lunar",   "diwali", "fixed",  "weekday"};

typedef struct {
    feast_rule rule;
    int        first, second, third; // arguments of the rule
} feast_row;

struct feast_list {
    phrase_table names;
    LIST(feast_row) rows;
};

feast_list *read_feasts(arena *a) {
    feast_list *list = NEW_IN(a, feast_list, 1);
    data_rows   rows = open_rows("feasts.tsv");
    for (data_row row; next_row(&rows, &row);) {
        int rule = 0;
        while (rule < RULE_COUNT && !same(row.fields[1], str_of(RULE_NAMES[rule]))) {
            rule++;
        }
        assert(rule < RULE_COUNT);
        const feast_row made = {(feast_rule)rule, number_of_field(row.fields[2]),
                                number_of_field(row.fields[3]), number_of_field(row.fields[4])};
        for (str names = row.fields[0]; names.at;) {
            add_phrase(a, &list->names, cut_at(&names, '|'), (uint32_t)list->rows.count);
        }
        PUSH_IN(a, &list->rows, made);
    }
    return list;
}

reading read_feast(const feast_list *feasts, const pieces *p, int i) {
    reading got = no_reading(i);
    int     at = i + is_word(p, i, "the");
    bool    is_capital = is_upper(p->doc->text.at[piece_at(p, at)->where.begin]) ||
                      is_word(p, at, "holy") || is_word(p, at, "muslim");
    uint32_t row = is_capital ? find_phrase(&feasts->names, p, at, &got.end) : NOT_IN_TABLE;
    if (row == NOT_IN_TABLE) return got;
    got.kind = READING_POINT;
    got.unit = UNIT_DAY;
    got.feast = (int)row;
    int year_at = skip_mark(p, got.end, ',');
    if (year_at == got.end) year_at += is_word(p, year_at, "of") || is_word(p, year_at, "in");
    reading year = read_plain_year(p, year_at);
    if (year.kind != READING_NONE && !is_word(p, got.end, "in")) {
        got.year = year.year;
        got.end = year.end;
    }
    return got;
}

// An Islamic year is 11 days shorter, so two of them may begin a feast in one civil year; the first
// is taken.
static bool islamic_in_year(const feast_row *row, int year, int *day) {
    int first = (year - 622) * 33 / 32 - 1;
    for (int islamic = first; islamic <= first + 3; islamic++) {
        *day = day_of_islamic(islamic, row->first, row->second);
        if (date_of_day(*day).year == year) return true;
    }
    return false;
}

static int hebrew_in_year(const feast_row *row, int year) {
    enum { TISHRI = 7, ADAR = 12, LEAP_CYCLE = 19 };
    int  hebrew = year + (row->first >= TISHRI && row->first < ADAR ? 3761 : 3760);
    bool is_leap = (7 * hebrew + 1) % LEAP_CYCLE < 7;
    int  month = row->first == ADAR && is_leap ? ADAR + 1 : row->first;
    return day_of_hebrew(hebrew, month, row->second);
}

bool feast_in_year(const feast_list *feasts, int feast, int year, int *day, int *length) {
    const feast_row *row = &feasts->rows.at[feast];
    if (year < FIRST_CALENDAR_YEAR || year > LAST_CALENDAR_YEAR) return false;
    *length = row->third;
    switch (row->rule) {
    case RULE_ISLAMIC:
        return islamic_in_year(row, year, day);
    case RULE_HEBREW:
        *day = hebrew_in_year(row, year);
        return true;
    case RULE_EASTER:
        *day = easter_of_year(year) + row->first;
        return true;
    case RULE_ORTHODOX:
        *day = orthodox_easter_of_year(year) + row->first;
        return true;
    case RULE_NOWRUZ:
        *day = nowruz_of_year(year);
        return true;
    case RULE_LUNAR:
        *day = lunar_new_year(year);
        return true;
    case RULE_DIWALI:
        *day = diwali_of_year(year);
        return true;
    case RULE_FIXED:
        *day = day_of_date((civil_date){year, row->first, row->second});
        return true;
    case RULE_WEEKDAY:
        *day = nth_weekday(year, row->first, row->second, row->third);
        *length = 1;
        return true;
    case RULE_COUNT:
        break;
    }
    return false;
}
