// shift.c - what the anchor does not know, the result does not know: fields finer than the anchor's
// own stay open.
#include "extract/time/shift.h"

stamp shift_days(const stamp *anchor, int days, time_unit unit) {
    stamp made = open_stamp(unit);
    if (has_day(anchor) && anchor->unit <= UNIT_WEEK) {
        made = stamp_of_day(
            day_of_date((civil_date){anchor->year, anchor->month, anchor->day}) + days, unit);
    } else {
        made.year = anchor->year;
        made.month = anchor->unit == UNIT_MONTH ? anchor->month : OPEN;
    }
    return made;
}

static stamp shift_months(const stamp *anchor, int months, time_unit unit) {
    stamp made = open_stamp(unit);
    if (anchor->month == OPEN || anchor->unit > UNIT_MONTH) {
        made.year = anchor->year;
        return made;
    }
    civil_date date = add_months((civil_date){anchor->year, anchor->month, 1}, months);
    made.year = date.year;
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
    made.year = anchor->is_bc ? year - years : year + years;
    made.decade = made.year / 10;
    made.century = made.year / 100;
    return made;
}

stamp shift_stamp(const stamp *anchor, int count, time_unit unit) {
    stamp made = open_stamp(unit);
    switch (unit) {
    case UNIT_NONE:
    case UNIT_SEASON:
        break;
    case UNIT_SECOND:
    case UNIT_MINUTE:
    case UNIT_HOUR:
        made = shift_days(anchor, 0, UNIT_DAY);
        break;
    case UNIT_PART:
    case UNIT_DAY:
        made = shift_days(anchor, count, UNIT_DAY);
        break;
    case UNIT_WEEKEND:
    case UNIT_WEEK:
        made = shift_days(anchor, 7 * count, unit);
        break;
    case UNIT_FORTNIGHT:
        made = shift_days(anchor, 14 * count, UNIT_WEEK);
        break;
    case UNIT_MONTH:
        made = shift_months(anchor, count, unit);
        break;
    case UNIT_QUARTER:
        made = shift_months(anchor, 3 * count, unit);
        break;
    case UNIT_HALF:
        made = shift_months(anchor, 6 * count, unit);
        break;
    case UNIT_YEAR:
        made = shift_years(anchor, count, unit);
        break;
    case UNIT_DECADE:
        made = shift_years(anchor, 10 * count, unit);
        break;
    case UNIT_CENTURY:
    case UNIT_MILLENNIUM:
        made = shift_years(anchor, 100 * count, unit);
        break;
    }
    made.is_bc = anchor->is_bc;
    return made;
}

stamp shift_hours(const stamp *anchor, int minutes, time_unit unit) {
    if (!has_day(anchor) || anchor->hour == OPEN) return shift_days(anchor, 0, UNIT_DAY);
    int   day = day_of_date((civil_date){anchor->year, anchor->month, anchor->day});
    int   at = anchor->hour * 60 + (anchor->minute == OPEN ? 0 : anchor->minute) + minutes;
    int   days = at >= 0 ? at / 1440 : -((1439 - at) / 1440);
    stamp made = stamp_of_day(day + days, unit);
    at -= days * 1440;
    made.hour = at / 60;
    made.minute = unit == UNIT_HOUR && anchor->minute == OPEN ? OPEN : at % 60;
    if (made.minute != OPEN) made.unit = UNIT_MINUTE;
    return made;
}
