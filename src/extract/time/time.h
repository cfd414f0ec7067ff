// time.h - times in a report: what is said of when, how long and how often, as TIMEX3 and, where it
// can be known, as days of the calendar.
#ifndef READOUT_TIME_H
#define READOUT_TIME_H

#include "doc/document.h"

typedef struct time_rules time_rules; // read-only; lives as long as its arena

time_rules *open_time_rules(arena *a);

// Adds the report's times in text order. Reads tokens with their tree, the dateline and the date of
// publication; without that date, what is relative to it keeps a value such as XXXX-WXX-3 and
// has no `from` and `to`.
void find_times(const time_rules *rules, arena *scratch, document *doc);

#endif
