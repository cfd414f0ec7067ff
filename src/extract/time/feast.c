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
    feast_rule rule;      // NULL: a day of one year, which the arguments tell, or is_either
    bool       is_either; // of two feasts, whose rows the first two arguments are
    int        first, second, third; // arguments of the rule
    bool       needs_capital;
};

enum { FIRST_OF_ISLAMIC = 622 };

// A year of the Islamic calendar that begins before a civil year does.
static int islamic_year_before(int year) {
    return (year - FIRST_OF_ISLAMIC) * 33 / 32 - 1;
}

// An Islamic year is 11 days shorter, so two of them may begin a feast in one civil year; this is the
// first.
static bool islamic_in_year(const feast_row *row, int year, int *day) {
    for (int i = 0; i <= 3; i++) {
        *day = day_of_islamic(islamic_year_before(year) + i, row->first, row->second);
        if (date_of_day(*day).year == year) return true;
    }
    return false;
}

// The last Friday of an Islamic month.
static bool friday_in_year(const feast_row *row, int year, int *day) {
    enum { FRIDAY = 5, WEEK = 7 };
    for (int i = 0; i <= 3; i++) {
        int last = day_of_islamic(islamic_year_before(year) + i, row->first + 1, 1) - 1;
        *day = last - (weekday_of_day(last) - FRIDAY + WEEK) % WEEK;
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

// A fast gives way to the Sabbath and is held on the Sunday.
static bool fast_in_year(const feast_row *row, int year, int *day) {
    enum { SATURDAY = 6 };
    hebrew_in_year(row, year, day);
    *day += weekday_of_day(*day) == SATURDAY;
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

// Israel's own days give way to the Sabbath: of a Friday or Saturday it is the Thursday before; of a
// Monday the Tuesday, since the day of mourning before it would follow the Sabbath.
static bool israeli_in_year(const feast_row *row, int year, int *day) {
    enum { THURSDAY = 4, FRIDAY = 5, FIRST_MOVED_ON = 2004 };
    *day = day_of_hebrew(year + 3760, row->first, row->second);
    int weekday = weekday_of_day(*day);
    if (weekday == FRIDAY || weekday == FRIDAY + 1) *day -= weekday - THURSDAY;
    if (weekday == MONDAY && year >= FIRST_MOVED_ON) *day += 1;
    *day += row->third;
    return true;
}

// The day of remembrance moves away from a Friday and a Sunday.
static bool remembrance_in_year(const feast_row *row, int year, int *day) {
    enum { FRIDAY = 5 };
    *day = day_of_hebrew(year + 3760, row->first, row->second);
    int weekday = weekday_of_day(*day);
    *day += weekday == SUNDAY ? 1 : weekday == FRIDAY ? -1 : 0;
    return true;
}

// Days behind a weekday of a month: Black Friday follows the fourth Thursday of November.
static bool behind_weekday_in_year(const feast_row *row, int year, int *day) {
    enum { PLACES = 10 };
    *day = nth_weekday(year, row->first, row->second / PLACES, row->second % PLACES) + row->third;
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
    {"islamic", islamic_in_year},
    {"fast", fast_in_year},
    {"hebrew", hebrew_in_year},
    {"easter", easter_in_year},
    {"orthodox", orthodox_in_year},
    {"nowruz", nowruz_in_year},
    {"lunar", lunar_in_year},
    {"diwali", diwali_in_year},
    {"fixed", fixed_in_year},
    {"weekday", weekday_in_year},
    {"once", NULL},
    {"israeli", israeli_in_year},
    {"remembrance", remembrance_in_year},
    {"behind", behind_weekday_in_year},
    {"friday", friday_in_year},
    {"either", NULL},
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
        bool      is_either = same(row.fields[1], STR("either"));
        feast_row made = {.rule = rule_of_name(row.fields[1]),
                          .is_either = is_either,
                          .first = number_of_field(row.fields[2]),
                          .second = number_of_field(row.fields[3]),
                          .third = number_of_field(row.fields[4]),
                          .needs_capital = same(row.fields[7], STR("capital"))};
        if (is_either) {
            made.first = (int)find_in_table(&list->names.table, row.fields[2]);
            made.second = (int)find_in_table(&list->names.table, row.fields[3]);
        }
        for (str names = row.fields[0]; names.at;) {
            add_phrase(a, &list->names, cut_at(&names, '|'), (uint32_t)list->rows.count);
        }
        PUSH_IN(a, &list->rows, made);
    }
    return list;
}

// "Good Friday Agreement", "Easter Island", "Yom Kippur War" are names, and no days.
static bool goes_on_as_name(const pieces *p, int i) {
    const piece *at = piece_at(p, i);
    bool         is_name = i < p->count && at->kind == PIECE_WORD && !at->begins_sentence &&
                   at->has_space_before && is_upper(p->doc->text.at[at->where.begin]);
    return is_name && token_at(p->doc, at->token)->pos == POS_PROPN && !at->word;
}

reading read_feast(const feast_list *feasts, const pieces *p, int i) {
    reading got = no_reading(i);
    int     at = i + is_word(p, i, "the");
    bool    is_capital = piece_at(p, at)->kind == PIECE_DIGITS ||
                      is_upper(p->doc->text.at[piece_at(p, at)->where.begin]);
    uint32_t row = find_phrase(&feasts->names, p, at, &got.end);
    if (row == NOT_IN_TABLE) return got;
    const feast_row *feast = &feasts->rows.at[row];
    if (feast->needs_capital && !is_capital) return no_reading(i);
    if (is_capital && goes_on_as_name(p, got.end)) return no_reading(i);
    got.kind = READING_POINT;
    got.unit = UNIT_DAY;
    if (piece_at(p, at)->kind == PIECE_DIGITS) got.begin = at; // "the 9/11 attacks"
    if (!feast->rule && !feast->is_either) {
        got.year = feast->first;
        got.month = feast->second;
        got.day = feast->third;
        got.end += read_plain_year(p, got.end).year == got.year;
        return got;
    }
    got.feast = (int)row;
    if (is_word(p, got.end, "weekend")) { // "Easter weekend"
        got.is_weekend = true;
        got.end++;
    } else if (is_word(p, got.end, "week")) { // "Easter week"
        got.is_week = true;
        got.end++;
    }
    int year_at = skip_mark(p, got.end, ',');
    if (year_at == got.end) year_at += is_word(p, year_at, "of") || is_word(p, year_at, "in");
    reading year = read_plain_year(p, year_at);
    if (year.kind != READING_NONE && !is_word(p, got.end, "in")) {
        got.year = year.year;
        got.end = year.end;
    }
    bool is_weekend_behind = got.year != OPEN && !got.is_weekend && is_word(p, got.end, "weekend");
    got.is_weekend |= is_weekend_behind; // "Labor Day 2021 weekend"
    got.end += is_weekend_behind;
    return got;
}

bool begins_at_night(const feast_list *feasts, int feast) {
    const feast_row *row = &feasts->rows.at[feast];
    return row->rule == islamic_in_year || row->rule == hebrew_in_year ||
           row->rule == fast_in_year || row->is_either;
}

// The days of one feast in a year: of an Islamic one there may be two.
static int list_days_of_row(const feast_row *row, int year, int *days) {
    enum { LONGEST_YEAR = 356 };
    if (!row->rule || !row->rule(row, year, &days[0])) return 0;
    if (row->rule != islamic_in_year) return 1;
    for (int i = 0; i <= 3; i++) {
        days[1] = day_of_islamic(islamic_year_before(year) + i, row->first, row->second);
        int after = days[1] - days[0];
        if (after > 0 && after < LONGEST_YEAR && date_of_day(days[1]).year == year) return 2;
    }
    return 1;
}

int list_feast_days(const feast_list *feasts, int feast, int year, int *days, int *length) {
    const feast_row *row = &feasts->rows.at[feast];
    if (year < FIRST_CALENDAR_YEAR || year > LAST_CALENDAR_YEAR) return 0;
    bool has_length = row->rule != weekday_in_year && row->rule != israeli_in_year &&
                      row->rule != behind_weekday_in_year;
    *length = has_length ? row->third : 1;
    if (!row->is_either) return list_days_of_row(row, year, days);
    int count = list_days_of_row(&feasts->rows.at[row->first], year, days);
    return count + list_days_of_row(&feasts->rows.at[row->second], year, days + count);
}
