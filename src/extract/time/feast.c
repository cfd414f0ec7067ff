// feast.c - each feast by the rule of its calendar, as a function of the year.
#include "extract/time/feast.h"

#include <assert.h>
#include <stdlib.h>

#include "base/almanac.h"
#include "base/buffer.h"
#include "base/list.h"
#include "lexicon/lexicon.h"

typedef struct feast_row feast_row;

// The first day of a feast that begins in a year; false: none does.
typedef bool (*feast_rule)(const feast_row *row, int year, int *day);

struct feast_row {
    feast_rule rule;                 // NULL: a day of one year, which the arguments tell
    int        first, second, third; // arguments of the rule
};

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

static bool hebrew_in_year(const feast_row *row, int year, int *day) {
    enum { TISHRI = 7, ADAR = 12, LEAP_CYCLE = 19 };
    int  hebrew = year + (row->first >= TISHRI && row->first < ADAR ? 3761 : 3760);
    bool is_leap = (7 * hebrew + 1) % LEAP_CYCLE < 7;
    int  month = row->first == ADAR && is_leap ? ADAR + 1 : row->first;
    *day = day_of_hebrew(hebrew, month, row->second);
    return true;
}

static bool easter_in_year(const feast_row *row, int year, int *day) {
    *day = easter_of_year(year) + row->first;
    return true;
}

static bool orthodox_in_year(const feast_row *row, int year, int *day) {
    *day = orthodox_easter_of_year(year) + row->first;
    return true;
}

static bool nowruz_in_year(const feast_row *row, int year, int *day) {
    *day = nowruz_of_year(year) + row->first;
    return true;
}

static bool lunar_in_year(const feast_row *row, int year, int *day) {
    *day = lunar_new_year(year) + row->first;
    return true;
}

static bool diwali_in_year(const feast_row *row, int year, int *day) {
    *day = diwali_of_year(year) + row->first;
    return true;
}

static bool fixed_in_year(const feast_row *row, int year, int *day) {
    *day = day_of_date((civil_date){year, row->first, row->second});
    return true;
}

static bool weekday_in_year(const feast_row *row, int year, int *day) {
    *day = nth_weekday(year, row->first, row->second, row->third);
    return true;
}

static const struct {
    const char *name;
    feast_rule  rule;
} RULES[] = {
    {"islamic", islamic_in_year}, {"hebrew", hebrew_in_year},
    {"easter", easter_in_year},   {"orthodox", orthodox_in_year},
    {"nowruz", nowruz_in_year},   {"lunar", lunar_in_year},
    {"diwali", diwali_in_year},   {"fixed", fixed_in_year},
    {"weekday", weekday_in_year}, {"once", NULL},
};

struct feast_list {
    phrase_table names;
    LIST(feast_row) rows;
};

static feast_rule rule_of_name(str name) {
    size_t i = 0;
    while (i < sizeof RULES / sizeof *RULES && !same(name, str_of(RULES[i].name))) {
        i++;
    }
    assert(i < sizeof RULES / sizeof *RULES);
    return RULES[i].rule;
}

feast_list *read_feasts(arena *a) {
    feast_list *list = NEW_IN(a, feast_list, 1);
    data_rows   rows = open_rows("feasts.tsv");
    for (data_row row; next_row(&rows, &row);) {
        const feast_row made = {rule_of_name(row.fields[1]), number_of_field(row.fields[2]),
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
    bool    is_capital = piece_at(p, at)->kind == PIECE_DIGITS ||
                      is_upper(p->doc->text.at[piece_at(p, at)->where.begin]) ||
                      is_word(p, at, "holy") || is_word(p, at, "muslim");
    uint32_t row = is_capital ? find_phrase(&feasts->names, p, at, &got.end) : NOT_IN_TABLE;
    if (row == NOT_IN_TABLE) return got;
    const feast_row *feast = &feasts->rows.at[row];
    got.kind = READING_POINT;
    got.unit = UNIT_DAY;
    if (!feast->rule) {
        got.year = feast->first;
        got.month = feast->second;
        got.day = feast->third;
        got.end += read_plain_year(p, got.end).year == got.year;
        return got;
    }
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

bool feast_in_year(const feast_list *feasts, int feast, int year, int *day, int *length) {
    const feast_row *row = &feasts->rows.at[feast];
    if (year < FIRST_CALENDAR_YEAR || year > LAST_CALENDAR_YEAR || !row->rule) return false;
    *length = row->rule == weekday_in_year ? 1 : row->third;
    return row->rule(row, year, day);
}
