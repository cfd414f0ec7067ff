// date.c - days of the civil calendar by counting in eras of 400 years, whose length in days is
// fixed. A year begins in March here, so that the leap day is its last and month lengths follow one
// linear formula.
#include "base/date.h"

#include "base/calendar.h"

enum {
    DAYS_IN_ERA = 146097,
    YEARS_IN_ERA = 400,
    EPOCH_FROM_ERA = 719468, // days from 1 March of year 0 to 1 January 1970
    THURSDAY = 4,
};

static int divide_down(int a, int b) {
    return a / b - (a % b < 0);
}

int day_of_date(civil_date date) {
    int year = date.month > 2 ? date.year : date.year - 1;
    int month = (date.month + 9) % 12; // March is 0
    int era = divide_down(year, YEARS_IN_ERA);
    int year_of_era = year - era * YEARS_IN_ERA;
    int day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_IN_ERA + day_of_era - EPOCH_FROM_ERA;
}

civil_date date_of_day(int day) {
    int shifted = day + EPOCH_FROM_ERA;
    int era = divide_down(shifted, DAYS_IN_ERA);
    int day_of_era = shifted - era * DAYS_IN_ERA;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int        day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int        month = (5 * day_of_year + 2) / 153;
    civil_date date = {.year = year_of_era + era * YEARS_IN_ERA,
                       .month = month < 10 ? month + 3 : month - 9,
                       .day = day_of_year - (153 * month + 2) / 5 + 1};
    if (date.month <= 2) date.year++;
    return date;
}

int weekday_of_day(int day) {
    int from_monday = (day + THURSDAY - 1) % 7; // 1 January 1970 was a Thursday
    return from_monday < 0 ? from_monday + 8 : from_monday + 1;
}

int monday_of_week(iso_week week) {
    int fourth = day_of_date((civil_date){week.year, 1, 4}); // always in week 1
    return fourth - (weekday_of_day(fourth) - MONDAY) + 7 * (week.week - 1);
}

iso_week week_of_day(int day) {
    int thursday = day - weekday_of_day(day) + THURSDAY;
    int year = date_of_day(thursday).year;
    return (iso_week){year, (thursday - day_of_date((civil_date){year, 1, 1})) / 7 + 1};
}

int weeks_in_year(int year) {
    return week_of_day(day_of_date((civil_date){year, 12, 28})).week; // always in the last week
}

bool is_date(civil_date date) {
    return date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_of_month(date.year, date.month);
}

civil_date add_months(civil_date date, int months) {
    int since_year_zero = date.year * 12 + date.month - 1 + months;
    date.year = divide_down(since_year_zero, 12);
    date.month = since_year_zero - date.year * 12 + 1;
    int last = days_of_month(date.year, date.month);
    if (date.day > last) date.day = last;
    return date;
}

int nth_weekday(int year, int month, int weekday, int nth) {
    if (nth < 0) {
        int last = day_of_date((civil_date){year, month, days_of_month(year, month)});
        return last - (weekday_of_day(last) - weekday + 7) % 7;
    }
    int first = day_of_date((civil_date){year, month, 1});
    return first + (weekday - weekday_of_day(first) + 7) % 7 + 7 * (nth - 1);
}

// Reads `count` digits at *at, which moves on behind them.
static bool read_digits(str text, size_t *at, int count, int *value) {
    if (text.size < *at + (size_t)count) return false;
    *value = 0;
    for (int i = 0; i < count; i++) {
        char c = text.at[(*at)++];
        if (!is_digit(c)) return false;
        *value = *value * 10 + (c - '0');
    }
    return true;
}

bool read_iso_date(str text, civil_date *date) {
    size_t     at = 0;
    civil_date read = {0};
    if (!read_digits(text, &at, 4, &read.year)) return false;
    bool has_hyphens = at < text.size && text.at[at] == '-';
    at += has_hyphens;
    if (!read_digits(text, &at, 2, &read.month)) return false;
    if (has_hyphens && (at >= text.size || text.at[at++] != '-')) return false;
    if (!read_digits(text, &at, 2, &read.day) || !is_date(read)) return false;
    *date = read;
    return true;
}
