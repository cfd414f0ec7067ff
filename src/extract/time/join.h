// join.h - expressions made of two readings: "from March 10 to April 9", "two weeks before Easter",
// "the first Monday of next month".
#ifndef READOUT_JOIN_H
#define READOUT_JOIN_H

#include "extract/time/resolve.h"

// Sets how each reading goes with the one behind it, and shares what is told once for both ("3 to 5
// May"). A part whose whole did not follow becomes READING_NONE.
void join_readings(const pieces *p, reading *readings, int count);

// One record of a reading with `join` set and the one behind it.
time_expression resolve_joined(resolver *r, const reading *first, const reading *second);

#endif
