// date.h - the civil calendar: days, weekdays, ISO weeks, and arithmetic on them. Proleptic
// Gregorian, no clocks and no time zones of the machine.
//
// A day is a number: days since 1 January 1970, so that differences and weekdays are arithmetic.
#ifndef READOUT_DATE_H
#define READOUT_DATE_H

#include "base/str.h"

typedef struct {
    int year, month, day; // month and day from 1; year 0 is 1 BC
} civil_date;

typedef struct {
    int year, week; // ISO 8601: the week of a year that has its Thursday
} iso_week;

enum { MONDAY = 1, SUNDAY = 7 };

int        day_of_date(civil_date date);
civil_date date_of_day(int day);
int        weekday_of_day(int day); // MONDAY to SUNDAY
iso_week   week_of_day(int day);
int        monday_of_week(iso_week week);
int        weeks_in_year(int year); // 52 or 53
bool       is_date(civil_date date);

// The same day of another month; the last day of it where the month is shorter.
civil_date add_months(civil_date date, int months);

// The nth (1 to 5) weekday of a month, or the last one (-1). It may lie beyond the month for 5.
int nth_weekday(int year, int month, int weekday, int nth);

// Reads the date at the start of "2024-02-07" or "2024-02-07T10:00:00Z", also "20240207". False
// when there is none.
bool read_iso_date(str text, civil_date *date);

#endif
