// shift.c - what the anchor does not know, the result does not know: fields finer than the anchor's
// own stay open.
#include "extract/time/shift.h"

stamp shift_days(const stamp *anchor, int days, time_unit unit) {
    stamp made = open_stamp(unit);
    if (has_day(anchor) && anchor->unit <= UNIT_WEEK) {
        made = stamp_of_day(day_of_date(date_of_stamp(anchor)) + days, unit);
    } else {
        made.year = anchor->year;
        made.month = anchor->unit == UNIT_MONTH ? anchor->month : OPEN;
        made.is_bc = anchor->is_bc;
    }
    return made;
}

static stamp shift_months(const stamp *anchor, int months, time_unit unit) {
    stamp made = open_stamp(unit);
    made.is_bc = anchor->is_bc;
    if (anchor->month == OPEN || anchor->unit > UNIT_MONTH) {
        made.year = anchor->year;
        return made;
    }
    civil_date date = date_of_stamp(anchor);
    date = add_months((civil_date){date.year, date.month, 1}, months);
    set_year(&made, date.year);
    made.month = date.month;
    if (unit == UNIT_QUARTER) made.quarter = (date.month + 2) / 3;
    if (unit == UNIT_HALF) made.half = date.month > 6 ? 2 : 1;
    return made;
}

static stamp shift_years(const stamp *anchor, int years, time_unit unit) {
    stamp made = open_stamp(unit);
    int   year = anchor->year;
    if (year == OPEN && anchor->decade != OPEN) year = anchor->decade * 10;
    if (year == OPEN && anchor->century != OPEN) year = anchor->century * 100;
    if (year == OPEN) return made;
    set_year(&made, (anchor->is_bc ? 1 - year : year) + years);
    made.decade = made.year / 10;
    made.century = made.year / 100;
    return made;
}

static const struct {
    stamp (*shift)(const stamp *anchor, int count, time_unit unit);
    int       times;
    time_unit made; // the unit of what comes out
} SHIFTS[] = {
    [UNIT_SECOND] = {shift_days, 0, UNIT_DAY},
    [UNIT_MINUTE] = {shift_days, 0, UNIT_DAY},
    [UNIT_HOUR] = {shift_days, 0, UNIT_DAY},
    [UNIT_PART] = {shift_days, 1, UNIT_DAY},
    [UNIT_DAY] = {shift_days, 1, UNIT_DAY},
    [UNIT_WEEKEND] = {shift_days, 7, UNIT_WEEKEND},
    [UNIT_WEEK] = {shift_days, 7, UNIT_WEEK},
    [UNIT_FORTNIGHT] = {shift_days, 14, UNIT_WEEK},
    [UNIT_MONTH] = {shift_months, 1, UNIT_MONTH},
    [UNIT_QUARTER] = {shift_months, 3, UNIT_QUARTER},
    [UNIT_HALF] = {shift_months, 6, UNIT_HALF},
    [UNIT_YEAR] = {shift_years, 1, UNIT_YEAR},
    [UNIT_DECADE] = {shift_years, 10, UNIT_DECADE},
    [UNIT_CENTURY] = {shift_years, 100, UNIT_CENTURY},
    [UNIT_MILLENNIUM] = {shift_years, 1000, UNIT_MILLENNIUM},
};

stamp shift_stamp(const stamp *anchor, int count, time_unit unit) {
    if (!SHIFTS[unit].shift) return open_stamp(unit);
    return SHIFTS[unit].shift(anchor, count * SHIFTS[unit].times, SHIFTS[unit].made);
}

stamp shift_hours(const stamp *anchor, int minutes, time_unit unit) {
    if (!has_day(anchor) || anchor->hour == OPEN) return shift_days(anchor, 0, UNIT_DAY);
    int   day = day_of_date(date_of_stamp(anchor));
    int   at = anchor->hour * 60 + (anchor->minute == OPEN ? 0 : anchor->minute) + minutes;
    int   days = at >= 0 ? at / 1440 : -((1439 - at) / 1440);
    stamp made = stamp_of_day(day + days, unit);
    at -= days * 1440;
    made.hour = at / 60;
    made.minute = unit == UNIT_HOUR && anchor->minute == OPEN ? OPEN : at % 60;
    if (made.minute != OPEN) made.unit = UNIT_MINUTE;
    return made;
}
