// stamp.h - a time on the calendar and how it is written: TIMEX3 value, first moment, first moment
// behind it.
#ifndef READOUT_STAMP_H
#define READOUT_STAMP_H

#include "base/date.h"
#include "extract/time/reading.h"

// Fields finer than `unit` do not count; OPEN fields are unknown. A week is told by its Monday.
typedef struct {
    time_unit unit; // UNIT_NONE: nothing is known
    int       year, month, day;
    int       half, quarter, decade, century;
    int       hour, minute, second; // 24:00 is the end of the day
    int       weekday;              // of a day whose week is not known
    str       season, part, zone;
    bool      is_bc;
} stamp;

stamp open_stamp(time_unit unit);
stamp stamp_of_day(int day, time_unit unit);
// The weekend of a Monday or Tuesday is the one before it.
stamp weekend_around(int day);
bool  has_day(const stamp *s);          // year, month and day are known
int   day_of_stamp(const stamp *s);     // the first day of a stamp that is_whole
int   day_behind_stamp(const stamp *s); // the first day behind it
// The date of a stamp that has_day, in years that run through 0: 1 BC is year 0.
civil_date date_of_stamp(const stamp *s);
// Sets year and era from such a year.
void set_year(stamp *s, int year);
bool is_whole(const stamp *s); // no field is open and the era is ours: it has days

str value_of_stamp(arena *a, const stamp *s);
// "a/b" for a range of two.
str value_of_range(arena *a, const stamp *first, const stamp *last);

// ISO date, or date and time with the offset of its zone; at == NULL when the stamp is not whole.
// Times before the first year have none: written, they would not sort.
str start_of_stamp(arena *a, const stamp *s);
str end_of_stamp(arena *a, const stamp *s); // exclusive

time_precision precision_of(time_unit unit);

int month_of_season(str season); // the month in which it begins (in the north); OPEN: no season

// "P2Y6M", "PT24H", "PXD"
str value_of_length(arena *a, const reading *r);

#endif
