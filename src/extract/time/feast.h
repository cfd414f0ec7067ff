// feast.h - feasts by their names, and the days on which they begin.
#ifndef READOUT_FEAST_H
#define READOUT_FEAST_H

#include "extract/time/phrase.h"

typedef struct feast_list feast_list; // read-only

feast_list *read_feasts(arena *a);

// "Ramadan", "Easter 2024": a point with its row in `feast` and its year if told. "D-Day" is a date.
reading read_feast(const feast_list *feasts, const pieces *p, int i);

enum { MOST_FEAST_DAYS = 4 };

// The first days of the feasts of that name in a civil year and how many days each lasts.
// None: an Islamic feast may skip a year, and the years before 1900 and behind 2100 are not known. Two:
// it may fall into January and December, and "Eid" is either of two.
int list_feast_days(const feast_list *feasts, int feast, int year, int *days, int *length);

// Whether a day of the feast begins with the night before it, as in the Hebrew and Islamic calendars.
bool begins_at_night(const feast_list *feasts, int feast);

#endif
