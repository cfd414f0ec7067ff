// shift.h - arithmetic on times of the calendar, each at its own precision: a month later than 2024-02
// is 2024-03, three days later than 2024-02 is some day of that month.
#ifndef READOUT_SHIFT_H
#define READOUT_SHIFT_H

#include "extract/time/stamp.h"

// So many units on (or back), as a time of that unit. Units below a day leave the day as it is.
stamp shift_stamp(const stamp *anchor, int count, time_unit unit);
// So many days on, at a precision of choice.
stamp shift_days(const stamp *anchor, int days, time_unit unit);
// So many minutes on; only the day when the anchor has no clock time.
stamp shift_hours(const stamp *anchor, int minutes, time_unit unit);

// So long on (1) or back (-1), in all parts of a length that is exact. Days and weeks lead to a day;
// months and years do where `keeps_day` is set and the anchor has one.
stamp shift_length(const stamp *anchor, const reading *length, int direction, bool keeps_day);

#endif
