// spelled_test.c - what a speller writes, the reader reads back: days in every order, ranges, years and
// spans of years, hours with their zones, lengths; and the feasts of two centuries against tables made
// by programs that share nothing with this one.
#include <stdlib.h>

#include "base/calendar.h"
#include "base/date.h"
#include "base/file.h"
#include "testing.h"
#include "time_texts.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100 };

static const char *const WEEKDAYS[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const ONES[] = {"zero",    "one",     "two",       "three",    "four",
                                   "five",    "six",     "seven",     "eight",    "nine",
                                   "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                   "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const TENS[] = {"",      "",      "twenty",  "thirty", "forty",
                                   "fifty", "sixty", "seventy", "eighty", "ninety"};
static const char *const PLACES[] = {
    "",           "first",     "second",    "third",       "fourth",     "fifth",      "sixth",
    "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};

// ---- Words -------------------------------------------------------------------------------

static void spell_number(buffer *out, int value) { // below a hundred
    if (value < 20) {
        add_format(out, "%s", ONES[value]);
    } else {
        add_format(out, value % 10 ? "%s-%s" : "%s", TENS[value / 10], ONES[value % 10]);
    }
}

static void spell_place(buffer *out, int place) { // to 31
    if (place <= 20) {
        add_format(out, "%s", PLACES[place]);
    } else if (place == 30) {
        add_str(out, STR("thirtieth"));
    } else {
        add_format(out, "%s-%s", TENS[place / 10], PLACES[place % 10]);
    }
}

static void spell_year(buffer *out, int year) {
    if (year >= 2000 && year < 2010) {
        add_str(out, STR("two thousand"));
        if (year % 10 == 0) return;
        add_str(out, STR(" and "));
        spell_number(out, year % 10);
        return;
    }
    spell_number(out, year / 100);
    add_char(out, ' ');
    spell_number(out, year % 100);
}

static const char *ending_of(int day) {
    if (day / 10 == 1) return "th";
    return day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
}

// ---- Checking ----------------------------------------------------------------------------

// One time with its value and ends ("-" where it has none), and nothing else.
static void check_read(time_fixture *f, buffer *text, buffer *wanted) {
    document *doc = read_times(f, str_of_buffer(text), "2024-02-22");
    buffer    got = {0};
    for (int i = 0; i < doc->times.count; i++) {
        const time_expression *t = &doc->times.at[i];
        add_format(&got, "%s%s %s %s", i > 0 ? "; " : "", t->value.at,
                   t->from.at ? t->from.at : "-", t->to.at ? t->to.at : "-");
    }
    if (!same(str_of_buffer(&got), str_of_buffer(wanted))) {
        fail_msg("\"%.*s\": got \"%.*s\", wanted \"%.*s\"", (int)text->size, text->at,
                 (int)got.size, got.size ? got.at : "", (int)wanted->size, wanted->at);
    }
    close_buffer(&got);
    close_buffer(text);
    close_buffer(wanted);
    close_document(doc);
}

static void add_day(buffer *out, int day) {
    civil_date date = date_of_day(day);
    add_format(out, "%04d-%02d-%02d", date.year, date.month, date.day);
}

// ---- Days --------------------------------------------------------------------------------

static void spell_in_digits(buffer *out, civil_date d, int way) {
    const char *month = MONTHS[d.month - 1];
    switch (way) {
    case 0:
        add_format(out, "%04d-%02d-%02d", d.year, d.month, d.day);
        return;
    case 1:
        add_format(out, "%d.%d.%d", d.day, d.month, d.year);
        return;
    case 2:
        add_format(out, "%02d/%02d/%04d", d.month, d.day, d.year);
        return;
    case 3:
        add_format(out, "%d-%.3s-%d", d.day, month, d.year);
        return;
    case 4:
        add_format(out, "%d/%.3s/%02d", d.year, month, d.day);
        return;
    default:
        add_format(out, "%04d%02d%02d", d.year, d.month, d.day);
        return;
    }
}

static void spell_in_words(buffer *out, civil_date d, int way) {
    const char *month = MONTHS[d.month - 1];
    if (way == 0) {
        add_format(out, "the ");
        spell_place(out, d.day);
        add_format(out, " of %s, ", month);
    } else if (way == 1) {
        add_format(out, "%s ", month);
        spell_place(out, d.day);
        add_format(out, ", ");
    } else {
        add_format(out, "%s the ", month);
        spell_place(out, d.day);
        add_format(out, ", ");
    }
    bool is_spoken = d.year % 100 >= 10 || (d.year >= 2000 && d.year < 2010);
    if (is_spoken) spell_year(out, d.year);
    if (!is_spoken) add_format(out, "%d", d.year);
}

static void spell_day(buffer *out, int day, int way) {
    enum { IN_DIGITS = 6, IN_WORDS = 3 };
    civil_date  d = date_of_day(day);
    const char *weekday = WEEKDAYS[weekday_of_day(day) - 1], *month = MONTHS[d.month - 1];
    const char *dot = strlen(month) > 4 ? "." : "";
    if (way < IN_DIGITS) {
        spell_in_digits(out, d, way);
        return;
    }
    way -= IN_DIGITS;
    if (way < IN_WORDS) {
        spell_in_words(out, d, way);
        return;
    }
    switch (way - IN_WORDS) {
    case 0:
        add_format(out, "%s %d, %d", month, d.day, d.year);
        return;
    case 1:
        add_format(out, "%d %s %d", d.day, month, d.year);
        return;
    case 2:
        add_format(out, "%.3s%s %d, %d", month, dot, d.day, d.year);
        return;
    case 3:
        add_format(out, "the %d%s of %s, %d", d.day, ending_of(d.day), month, d.year);
        return;
    case 4:
        add_format(out, "%s, %s %d, %d", weekday, month, d.day, d.year);
        return;
    case 5:
        add_format(out, "%s %d %s %d", weekday, d.day, month, d.year);
        return;
    case 6:
        add_format(out, "%.3s, %d %.3s %d", weekday, d.day, month, d.year);
        return;
    default:
        add_format(out, "%s %d%s %d", month, d.day, ending_of(d.day), d.year);
        return;
    }
}

// Steps by a number that shares nothing with the number of ways: every way meets every kind of day.
static void test_reads_back_every_spelled_day(void **state) {
    enum { WAYS = 17, STEP = 4 };
    int end = day_of_date((civil_date){LAST_YEAR + 1, 1, 1}), count = 0;
    for (int day = day_of_date((civil_date){FIRST_YEAR, 1, 1}); day < end; day += STEP, count++) {
        buffer text = {0}, wanted = {0};
        add_str(&text, STR("They met on "));
        spell_day(&text, day, count % WAYS);
        add_str(&text, STR(" in Ardo."));
        add_day(&wanted, day);
        add_char(&wanted, ' ');
        add_day(&wanted, day);
        add_char(&wanted, ' ');
        add_day(&wanted, day + 1);
        check_read(*state, &text, &wanted);
    }
}

static void spell_range(buffer *out, int first, int last, int way) {
    civil_date a = date_of_day(first), b = date_of_day(last);
    switch (way) {
    case 0:
        add_format(out, "from %s %d to %s %d, %d", MONTHS[a.month - 1], a.day, MONTHS[b.month - 1],
                   b.day, b.year);
        return;
    case 1:
        add_format(out, "between %d %s and %d %s %d", a.day, MONTHS[a.month - 1], b.day,
                   MONTHS[b.month - 1], b.year);
        return;
    case 2:
        add_format(out, "from %d %s %d until %d %s %d", a.day, MONTHS[a.month - 1], a.year, b.day,
                   MONTHS[b.month - 1], b.year);
        return;
    default:
        add_format(out, "%02d/%02d/%04d - %02d/%02d/%04d", a.month, a.day, a.year, b.month, b.day,
                   b.year);
        return;
    }
}

static void test_reads_back_ranges_of_days(void **state) {
    enum { WAYS = 4, STEP = 37, LONGEST = 200 };
    int end = day_of_date((civil_date){LAST_YEAR, 1, 1}), count = 0;
    for (int day = day_of_date((civil_date){FIRST_YEAR, 1, 2}); day < end; day += STEP, count++) {
        int        last = day + 1 + count * 7 % LONGEST;
        civil_date a = date_of_day(day), b = date_of_day(last);
        // "from 3 to 5 May" is another form.
        if (a.month == b.month) last = day_of_date(add_months((civil_date){a.year, a.month, 1}, 1));
        buffer text = {0}, wanted = {0};
        add_str(&text, STR("It was shut "));
        spell_range(&text, day, last, count % WAYS);
        add_str(&text, STR(" in Ardo."));
        add_day(&wanted, day);
        add_char(&wanted, '/');
        add_day(&wanted, last);
        add_char(&wanted, ' ');
        add_day(&wanted, day);
        add_char(&wanted, ' ');
        add_day(&wanted, last + 1);
        check_read(*state, &text, &wanted);
    }
}

static void test_reads_back_ranges_within_a_month(void **state) {
    for (int i = 0; i < 400; i++) {
        int first = 4 + i % 7, last = first + 1 + i % 6, month = 1 + i % 12, year = 1950 + i % 90;
        buffer text = {0}, wanted = {0};
        int    way = i % 4;
        if (way == 0)
            add_format(&text, "from %d to %d %s %d", first, last, MONTHS[month - 1], year);
        if (way == 1) add_format(&text, "on %s %d-%d, %d", MONTHS[month - 1], first, last, year);
        if (way == 2) {
            add_format(&text, "between the %dth and the %dth of %s %d", first, last,
                       MONTHS[month - 1], year);
        }
        if (way == 3) {
            add_format(&text, "from %s %d to %d, %d", MONTHS[month - 1], first, last, year);
        }
        add_format(&wanted, "%04d-%02d-%02d/%04d-%02d-%02d %04d-%02d-%02d %04d-%02d-%02d", year,
                   month, first, year, month, last, year, month, first, year, month, last + 1);
        check_read(*state, &text, &wanted);
    }
}

// ---- Years and spans of years ------------------------------------------------------------

static void test_reads_back_years_in_words(void **state) {
    for (int year = 1810; year <= 2050; year++) {
        bool is_spoken = year % 100 >= 10 || (year >= 2000 && year < 2010);
        if (!is_spoken) continue;
        buffer text = {0}, wanted = {0};
        add_str(&text, STR("It fell in "));
        spell_year(&text, year);
        add_format(&wanted, "%04d %04d-01-01 %04d-01-01", year, year, year + 1);
        check_read(*state, &text, &wanted);
    }
}

static void test_reads_back_ranges_of_years_and_months(void **state) {
    for (int year = 1900; year <= 2090; year++) {
        int    last = year + 1 + year % 9, month = 1 + year % 11, last_month = month + 1;
        buffer text = {0}, wanted = {0};
        add_format(&text, "It grew from %d to %d", year, last);
        add_format(&wanted, "%04d/%04d %04d-01-01 %04d-01-01", year, last, year, last + 1);
        check_read(*state, &text, &wanted);
        civil_date behind = add_months((civil_date){year, last_month, 1}, 1);
        add_format(&text, "It grew between %s and %s %d", MONTHS[month - 1], MONTHS[last_month - 1],
                   year);
        add_format(&wanted, "%04d-%02d/%04d-%02d %04d-%02d-01 %04d-%02d-01", year, month, year,
                   last_month, year, month, behind.year, behind.month);
        check_read(*state, &text, &wanted);
    }
}

static void test_reads_back_parts_of_years(void **state) {
    for (int year = 1900; year <= 2090; year++) {
        int    quarter = 1 + year % 4, half = 1 + year % 2;
        int    after_quarter = quarter * 3 + 1, after_half = half * 6 + 1;
        buffer text = {0}, wanted = {0};
        if (year % 3) add_format(&text, "in the %s quarter of %d", PLACES[quarter], year);
        if (year % 3 == 0) add_format(&text, "in Q%d %d", quarter, year);
        add_format(&wanted, "%04d-Q%d %04d-%02d-01 %04d-%02d-01", year, quarter, year,
                   quarter * 3 - 2, year + (quarter == 4), (after_quarter - 1) % 12 + 1);
        check_read(*state, &text, &wanted);
        add_format(&text, "in the %s half of %d", PLACES[half], year);
        add_format(&wanted, "%04d-H%d %04d-%02d-01 %04d-%02d-01", year, half, year, half * 6 - 5,
                   year + (half == 2), (after_half - 1) % 12 + 1);
        check_read(*state, &text, &wanted);
    }
}

static void test_reads_back_decades_and_centuries(void **state) {
    for (int decade = 180; decade < 210; decade++) {
        buffer text = {0}, wanted = {0};
        add_format(&text, "in the %d0s", decade);
        add_format(&wanted, "%03d %d0-01-01 %d0-01-01", decade, decade, decade + 1);
        check_read(*state, &text, &wanted);
    }
    for (int century = 11; century <= 21; century++) {
        for (int way = 0; way < 2; way++) {
            buffer text = {0}, wanted = {0};
            add_str(&text, STR("in the "));
            if (way == 0) add_format(&text, "%d%s", century, ending_of(century));
            if (way == 1) spell_place(&text, century);
            add_str(&text, STR(" century"));
            add_format(&wanted, "%02d %02d00-01-01 %02d00-01-01", century - 1, century - 1,
                       century);
            check_read(*state, &text, &wanted);
        }
    }
}

// ---- Hours and lengths -------------------------------------------------------------------

static void test_reads_back_hours_with_zones(void **state) {
    static const struct {
        const char *name, *offset;
    } zones[] = {{"GMT", "+00:00"}, {"CET", "+01:00"},  {"EST", "-05:00"}, {"PDT", "-07:00"},
                 {"MSK", "+03:00"}, {"local time", ""}, {"", ""}};
    enum { ZONES = sizeof zones / sizeof *zones, STEP = 7, DAY = 24 * 60 };
    int zone = 0;
    for (int at = 0; at < DAY - 1; at += STEP, zone++) {
        int         hour = at / 60, minute = at % 60, twelve = hour % 12 == 0 ? 12 : hour % 12;
        buffer      text = {0}, wanted = {0};
        const char *name = zones[zone % ZONES].name, *offset = zones[zone % ZONES].offset;
        const char *space = *name ? " " : "";
        if (zone % 2 == 0) {
            add_format(&text, "at %02d:%02d%s%s on May 3, 2023", hour, minute, space, name);
        } else {
            add_format(&text, "at %d:%02d %s%s%s on May 3, 2023", twelve, minute,
                       hour < 12 ? "a.m." : "p.m.", space, name);
        }
        add_format(&wanted, "2023-05-03T%02d:%02d 2023-05-03T%02d:%02d%s 2023-05-03T%02d:%02d%s",
                   hour, minute, hour, minute, offset, (at + 1) / 60, (at + 1) % 60, offset);
        check_read(*state, &text, &wanted);
    }
}

static void test_reads_back_lengths(void **state) {
    static const struct {
        const char *unit, *before, *letter, *half;
    } units[] = {{"second", "PT", "S", NULL}, {"minute", "PT", "M", "30S"},
                 {"hour", "PT", "H", "30M"},  {"day", "P", "D", NULL},
                 {"week", "P", "W", NULL},    {"month", "P", "M", NULL},
                 {"year", "P", "Y", "6M"},    {"decade", "P", "DE", "5Y"}};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        for (int count = 2; count < 100; count++) {
            buffer text = {0}, wanted = {0};
            add_str(&text, STR("It lasted for "));
            if (count % 2) spell_number(&text, count);
            if (count % 2 == 0) add_format(&text, "%d", count);
            bool has_half = units[u].half && count % 3 == 0 && count % 2;
            if (has_half) add_str(&text, STR(" and a half"));
            add_format(&text, " %ss in Ardo.", units[u].unit);
            add_format(&wanted, "%s%d%s%s - -", units[u].before, count, units[u].letter,
                       has_half ? units[u].half : "");
            check_read(*state, &text, &wanted);
        }
    }
}

// ---- Feasts ------------------------------------------------------------------------------

// Before 2003 Umm al-Qura went by other rules, and behind 2076 the tables end.
static bool is_islamic(str name) {
    static const char *const names[] = {"Eid al-Fitr", "Ashura",     "Islamic New Year",
                                        "Mawlid",      "Arafat Day", "Laylat al-Qadr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (same(name, str_of(names[i]))) return true;
    }
    return false;
}

// The day of a feast as the reader tells it, from its beginning.
static int day_read(time_fixture *f, str name, int year) {
    buffer text = {0};
    add_format(&text, "They met on %.*s %d in Ardo.", (int)name.size, name.at, year);
    document  *doc = read_times(f, str_of_buffer(&text), "2024-02-22");
    civil_date date = {0};
    bool       is_read = doc->times.count == 1 && doc->times.at[0].from.at &&
                   read_iso_date(doc->times.at[0].from, &date);
    close_buffer(&text);
    close_document(doc);
    return is_read ? day_of_date(date) : 0;
}

static void check_feast(time_fixture *f, str line) {
    enum { FIRST_RULED = 2003, LAST_RULED = 2076, MOST_MISSES = 2 };
    str name = cut_at(&line, '\t');
    int misses = 0;
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        str  wanted = cut_at(&line, ' ');
        bool is_ruled = year >= FIRST_RULED && year <= LAST_RULED;
        if (same(wanted, STR("-")) || (is_islamic(name) && !is_ruled)) continue;
        assert_int_equal(5, wanted.size);
        int month = (wanted.at[0] - '0') * 10 + wanted.at[1] - '0';
        int day = (wanted.at[3] - '0') * 10 + wanted.at[4] - '0';
        int off = day_read(f, name, year) - day_of_date((civil_date){year, month, day});
        misses += off != 0;
        bool is_allowed = is_islamic(name) && abs(off) == 1 && misses <= MOST_MISSES;
        if (off != 0 && !is_allowed) {
            fail_msg("%.*s %d: got a day %d off, wanted %.*s", (int)name.size, name.at, year, off,
                     (int)wanted.size, wanted.at);
        }
    }
    assert_int_equal(0, line.size);
}

static void test_feasts_of_two_centuries_are_read(void **state) {
    enum { FEASTS = 28 };
    arena       a = {0};
    buffer      path = {0};
    str         content;
    ro_error    error = {0};
    const char *source = getenv("READOUT_SOURCE");
    int         rows = 0;
    add_format(&path, "%s/tests/data/feast_days_by_name.tsv", source ? source : ".");
    add_char(&path, '\0');
    if (!read_file(&a, path.at, 1 << 20, &content, &error)) fail_msg("%s", error.message);
    while (content.size > 0) {
        str line = cut_at(&content, '\n');
        if (line.size == 0 || line.at[0] == '#') continue;
        check_feast(*state, line);
        rows++;
    }
    assert_int_equal(FEASTS, rows);
    close_buffer(&path);
    close_arena(&a);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_back_every_spelled_day),
        cmocka_unit_test(test_reads_back_ranges_of_days),
        cmocka_unit_test(test_reads_back_ranges_within_a_month),
        cmocka_unit_test(test_reads_back_years_in_words),
        cmocka_unit_test(test_reads_back_ranges_of_years_and_months),
        cmocka_unit_test(test_reads_back_parts_of_years),
        cmocka_unit_test(test_reads_back_decades_and_centuries),
        cmocka_unit_test(test_reads_back_hours_with_zones),
        cmocka_unit_test(test_reads_back_lengths),
        cmocka_unit_test(test_feasts_of_two_centuries_are_read),
    };
    return cmocka_run_group_tests(tests, open_time_fixture, close_time_fixture);
}
