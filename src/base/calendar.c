// calendar.c - names and lengths of months and days.
#include "base/calendar.h"

static const char *const MONTHS[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};
static const char *const WEEKDAYS[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};

static int find_name(str word, const char *const *names, int count) {
    if (word.size > 3 && word.at[word.size - 1] == '.') word.size--;
    for (int i = 0; i < count; i++) {
        str name = str_of(names[i]);
        if (word.size >= 3 && word.size <= name.size &&
            same_ignoring_case(word, slice(name, 0, word.size))) {
            return i + 1;
        }
    }
    return 0;
}

int month_of_name(str word) {
    return find_name(word, MONTHS, 12);
}

int weekday_of_name(str word) {
    return find_name(word, WEEKDAYS, 7);
}

str name_of_month(int month) {
    return str_of(MONTHS[month - 1]);
}

str name_of_weekday(int weekday) {
    return str_of(WEEKDAYS[weekday - 1]);
}

int days_of_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool             is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && is_leap);
}
