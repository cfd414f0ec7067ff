// nation.c - whose day it is: by the words in front of it, else by counting countries over the report.
// Countries are told by names and adjectives (data/en/countries.tsv).
#include "extract/time/nation.h"

#include "base/list.h"
#include "lexicon/lexicon.h"

typedef struct {
    str code;
    int month, day;
    int weekday, place; // of a day that moves: the second Monday; place 0: none
    int next;           // row of the same name for another country; -1: the last
} nation_day;

struct nation_days {
    phrase_table names, countries;
    LIST(nation_day) rows;
    LIST(str) codes; // of the rows of `countries`
};

static void add_country(arena *a, nation_days *list, str names, uint32_t row) {
    while (names.at) {
        str   name = cut_at(&names, '|');
        char *lower = alloc_raw_in_arena(a, 1, name.size + 1);
        for (size_t i = 0; i < name.size; i++) {
            lower[i] = to_lower(name.at[i]);
        }
        if (name.size > 0) add_phrase(a, &list->countries, (str){lower, name.size}, row);
    }
}

static void read_countries(arena *a, nation_days *list) {
    data_rows rows = open_rows("countries.tsv");
    for (data_row row; next_row(&rows, &row);) {
        enum { NAME = 1, ADJECTIVES = 3 };
        for (int field = NAME; field <= ADJECTIVES; field++) {
            add_country(a, list, row.fields[field], (uint32_t)list->codes.count);
        }
        PUSH_IN(a, &list->codes, row.fields[0]);
    }
}

// "25", or "1#2" for the second Monday.
static void set_day(nation_day *made, str field) {
    str first = cut_at(&field, '#');
    made->day = number_of_field(first);
    if (!field.at) return;
    made->weekday = made->day;
    made->day = 1;
    made->place = number_of_field(field);
}

nation_days *read_nation_days(arena *a) {
    nation_days *list = NEW_IN(a, nation_days, 1);
    data_rows    rows = open_rows("national_days.tsv");
    read_countries(a, list);
    for (data_row row; next_row(&rows, &row);) {
        for (str names = row.fields[0]; names.at;) {
            str        name = cut_at(&names, '|');
            uint32_t   first = find_in_table(&list->names.table, name);
            int        own = list->rows.count;
            nation_day made = {row.fields[1], number_of_field(row.fields[2]), 0, 0, 0, -1};
            set_day(&made, row.fields[3]);
            PUSH_IN(a, &list->rows, made);
            if (first == NOT_IN_TABLE) {
                add_phrase(a, &list->names, name, (uint32_t)own);
                continue;
            }
            int last = (int)first;
            while (list->rows.at[last].next >= 0) {
                last = list->rows.at[last].next;
            }
            list->rows.at[last].next = own;
        }
    }
    return list;
}

static int row_of_country(const nation_days *days, int first, str code) {
    int row = first;
    while (row >= 0 && !same(days->rows.at[row].code, code)) {
        row = days->rows.at[row].next;
    }
    return row;
}

// The country named right in front of a piece; at == NULL: none.
static str country_before(const nation_days *days, const pieces *p, int i) {
    enum { LONGEST = 5 };
    bool is_owner = is_word(p, i - 1, "s") && is_mark(p, i - 2, '\'');
    int  behind = is_owner ? i - 2 : i;
    for (int at = behind - LONGEST < 0 ? 0 : behind - LONGEST; at < behind; at++) {
        int      end = at;
        uint32_t row = find_phrase(&days->countries, p, at, &end);
        if (row != NOT_IN_TABLE && end == behind) return days->codes.at[row];
    }
    return (str){0};
}

// The country named right behind "of" or "in"; at == NULL: none.
static str country_behind(const nation_days *days, const pieces *p, int i) {
    int at = i + 1 + is_word(p, i + 1, "the"), end = at;
    if (!is_word(p, i, "of") && !is_word(p, i, "in")) return (str){0};
    uint32_t row = find_phrase(&days->countries, p, at, &end);
    return row == NOT_IN_TABLE ? (str){0} : days->codes.at[row];
}

static void count_countries(const nation_days *days, country_counts *counts, const pieces *p) {
    counts->at = NEW_IN(counts->memory, int, (size_t)days->codes.count);
    for (int i = 0; i < p->count; i++) {
        int end = i;
        if (!is_upper(p->doc->text.at[piece_at(p, i)->where.begin])) continue;
        uint32_t country = find_phrase(&days->countries, p, i, &end);
        if (country != NOT_IN_TABLE) counts->at[country]++;
    }
}

static int count_of(const nation_days *days, const country_counts *counts, str code) {
    int count = 0;
    for (int i = 0; i < days->codes.count; i++) {
        count += same(days->codes.at[i], code) ? counts->at[i] : 0;
    }
    return count;
}

// The row of the country that the report names most often; the first row among equals.
static int row_of_report(const nation_days *days, const country_counts *counts, int first) {
    int best = -1, most = 0;
    for (int row = first; row >= 0; row = days->rows.at[row].next) {
        int count = count_of(days, counts, days->rows.at[row].code);
        if (count > most) best = row;
        if (count > most) most = count;
    }
    return best;
}

reading read_nation_day(const nation_days *days, country_counts *counts, const pieces *p, int i) {
    reading  got = no_reading(i);
    bool     is_capital = i < p->count && is_upper(p->doc->text.at[piece_at(p, i)->where.begin]);
    uint32_t first = is_capital ? find_phrase(&days->names, p, i, &got.end) : NOT_IN_TABLE;
    if (first == NOT_IN_TABLE) return got;
    if (!counts->at) count_countries(days, counts, p);
    str country = country_before(days, p, i);
    if (!country.at) country = country_behind(days, p, got.end);
    bool is_only = days->rows.at[first].next < 0; // "Waitangi Day" needs no country
    int  row = is_only      ? (int)first
               : country.at ? row_of_country(days, (int)first, country)
                            : row_of_report(days, counts, (int)first);
    got.kind = READING_FIXED;
    got.value = STR("XXXX-XX-XX");
    if (row < 0) return got;
    got.kind = READING_POINT;
    got.unit = UNIT_DAY;
    got.month = days->rows.at[row].month;
    got.day = days->rows.at[row].day;
    got.place = days->rows.at[row].place;
    if (got.place != 0) got.weekday = days->rows.at[row].weekday;
    int     year_at = skip_mark(p, got.end, ',');
    reading year = read_plain_year(p, year_at + is_word(p, year_at, "of"));
    if (year.kind == READING_NONE) return got;
    got.year = year.year;
    got.end = year.end;
    return got;
}
