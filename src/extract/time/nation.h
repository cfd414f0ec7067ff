// nation.h - days that each country has of its own: "Independence Day".
#ifndef READOUT_NATION_H
#define READOUT_NATION_H

#include "extract/time/phrase.h"

typedef struct nation_days nation_days; // read-only

nation_days *read_nation_days(arena *a);

// How often a report names each country; counted when it is first asked for.
typedef struct {
    arena *memory;
    int   *at;
} country_counts;

// A national day as a day and month of the country that stands in front of it ("Ukraine's", "the
// Polish") or, with no such word, that the report names most. With neither, a value that is open.
reading read_nation_day(const nation_days *days, country_counts *counts, const pieces *p, int i);

#endif
