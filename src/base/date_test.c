// date_test.c - the calendar held against counting day by day, which cannot go wrong quietly.
#include "base/date.h"

#include "testing.h"

static bool is_leap(int year) {
    return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
}

static int length_of_month(int year, int month) {
    if (month == 2) return is_leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static civil_date day_after(civil_date date) {
    if (++date.day <= length_of_month(date.year, date.month)) return date;
    date.day = 1;
    if (++date.month <= 12) return date;
    date.month = 1;
    date.year++;
    return date;
}

static void test_every_day_of_four_centuries_in_both_directions(void **state) {
    civil_date date = {1800, 1, 1};
    int        day = -62091, weekday = 3; // a Wednesday
    (void)state;
    for (; date.year < 2200; date = day_after(date), day++, weekday = weekday % 7 + 1) {
        civil_date back = date_of_day(day);
        if (day_of_date(date) != day || back.year != date.year || back.month != date.month ||
            back.day != date.day || weekday_of_day(day) != weekday) {
            fail_msg("%04d-%02d-%02d: got day %d, weekday %d, wanted %d, %d", date.year, date.month,
                     date.day, day_of_date(date), weekday_of_day(day), day, weekday);
        }
    }
}

// Weeks run on by seven days; the first of a year is the one with four of its days or more.
static void test_every_week_of_two_centuries(void **state) {
    int year = 1899, week = 52, day = day_of_date((civil_date){1899, 12, 25});
    (void)state;
    for (; year < 2101; day += 7) {
        iso_week first = week_of_day(day), last = week_of_day(day + 6);
        assert_int_equal(year, first.year);
        assert_int_equal(week, first.week);
        assert_int_equal(week, last.week);
        assert_int_equal(day, monday_of_week(first));
        week++;
        if (date_of_day(day + 7 + 3).year > year) { // the Thursday of the next week
            assert_int_equal(weeks_in_year(year), week - 1);
            year++;
            week = 1;
        }
    }
}

static void test_months_are_added_within_the_shorter_month(void **state) {
    static const struct {
        civil_date from;
        int        months;
        civil_date wanted;
    } cases[] = {
        {{2024, 1, 31}, 1, {2024, 2, 29}},   {{2023, 1, 31}, 1, {2023, 2, 28}},
        {{2024, 3, 15}, -3, {2023, 12, 15}}, {{2024, 12, 1}, 1, {2025, 1, 1}},
        {{2024, 5, 31}, -15, {2023, 2, 28}}, {{2024, 2, 29}, 12, {2025, 2, 28}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        civil_date got = add_months(cases[i].from, cases[i].months);
        assert_int_equal(day_of_date(cases[i].wanted), day_of_date(got));
    }
}

static void test_weekdays_by_their_place_in_the_month(void **state) {
    static const struct {
        int year, month, weekday, nth, day;
    } cases[] = {
        {2024, 11, 4, 4, 28}, {2024, 5, 1, -1, 27},  {2024, 9, 1, 1, 2},
        {2023, 1, 7, 1, 1},   {2023, 12, 7, -1, 31}, {2024, 2, 4, 5, 29},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int got = nth_weekday(cases[i].year, cases[i].month, cases[i].weekday, cases[i].nth);
        assert_int_equal(cases[i].day, date_of_day(got).day);
    }
}

static void test_iso_dates_are_read_and_others_refused(void **state) {
    static const struct {
        const char *text;
        bool        is_good;
        civil_date  date;
    } cases[] = {
        {"2024-02-07", true, {2024, 2, 7}}, {"2024-02-07T10:00:00Z", true, {2024, 2, 7}},
        {"20240207", true, {2024, 2, 7}},   {"2024-02-30", false, {0, 0, 0}},
        {"2024-2-7", false, {0, 0, 0}},     {"2024-0207", false, {0, 0, 0}},
        {"202402", false, {0, 0, 0}},       {"", false, {0, 0, 0}},
        {"Wednesday", false, {0, 0, 0}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        civil_date got = {0};
        if (read_iso_date(str_of(cases[i].text), &got) != cases[i].is_good ||
            got.year != cases[i].date.year || got.month != cases[i].date.month ||
            got.day != cases[i].date.day) {
            fail_msg("\"%s\": got %d-%d-%d", cases[i].text, got.year, got.month, got.day);
        }
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day_of_four_centuries_in_both_directions),
        cmocka_unit_test(test_every_week_of_two_centuries),
        cmocka_unit_test(test_months_are_added_within_the_shorter_month),
        cmocka_unit_test(test_weekdays_by_their_place_in_the_month),
        cmocka_unit_test(test_iso_dates_are_read_and_others_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
