// feast.h - feasts by their names, and the days on which they begin.
#ifndef READOUT_FEAST_H
#define READOUT_FEAST_H

#include "extract/time/phrase.h"

typedef struct feast_list feast_list; // read-only

feast_list *read_feasts(arena *a);

// "Ramadan", "Easter 2024": a point with its row in `feast` and its year if told. "D-Day" is a date.
reading read_feast(const feast_list *feasts, const pieces *p, int i);

// The first day of a feast that begins in a civil year, and how many days it lasts. False when none
// begins in it (an Islamic feast may skip a year) or the year is outside of 1900 to 2100.
bool feast_in_year(const feast_list *feasts, int feast, int year, int *day, int *length);

#endif
