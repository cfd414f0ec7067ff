// calendar.h - the English names of months and days, and how long months are.
#ifndef READOUT_CALENDAR_H
#define READOUT_CALENDAR_H

#include "base/str.h"

// January is 1, Monday is 1; 0 for any other word. A shortening to three letters or more counts
// ("Feb", "Sept", "Thurs"), with or without its full stop, in any case.
int month_of_name(str word);
int weekday_of_name(str word);

// The other way, in lower case; from 1.
str name_of_month(int month);
str name_of_weekday(int weekday);

int days_of_month(int year, int month); // of the Gregorian calendar; month from 1 to 12

#endif
