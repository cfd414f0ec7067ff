// known.h - days that everybody knows the year of, and events that everybody knows the day of.
#ifndef READOUT_KNOWN_H
#define READOUT_KNOWN_H

#include "extract/time/phrase.h"
#include "extract/time/stamp.h"

typedef struct known_days known_days; // read-only

enum { MOST_KNOWN_DAYS = 64 };

known_days *read_known_days(arena *a);

// The year of a month and day told without one ("the October 7 attacks"), from the words around it;
// OPEN: not such a day, or a report so near to its anniversary that a later one may be meant. `told`
// has a bit for each day that the report has told so before; it begins with 0.
int find_known_year(const known_days *days, const pieces *p, const reading *got,
                    const stamp *published, uint64_t *told);

typedef struct known_events known_events; // read-only

known_events *read_known_events(arena *a);

// An event with a day that everybody knows, as a point that is_event: it serves what is told from it
// and is no expression by itself. An event that is not listed has no day.
reading read_event(const known_events *events, const pieces *p, int i);

#endif
