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

// The month in which a stamp begins: of a quarter too. OPEN: not known.
static int month_of_stamp(const stamp *s) {
    if (s->unit == UNIT_QUARTER) return s->quarter == OPEN ? OPEN : s->quarter * 3 - 2;
    return s->unit <= UNIT_MONTH ? s->month : OPEN;
}

static stamp shift_months(const stamp *anchor, int months, time_unit unit) {
    stamp made = open_stamp(unit);
    int   month = month_of_stamp(anchor);
    made.is_bc = anchor->is_bc;
    if (month == OPEN || anchor->year == OPEN) {
        made.year = anchor->year;
        return made;
    }
    civil_date date = date_of_stamp(anchor);
    date = add_months((civil_date){date.year, month, 1}, months);
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

static int months_in(time_unit unit) {
    static const struct {
        time_unit unit;
        int       months;
    } rows[] = {{UNIT_MONTH, 1}, {UNIT_QUARTER, 3},  {UNIT_HALF, 6},
                {UNIT_YEAR, 12}, {UNIT_DECADE, 120}, {UNIT_CENTURY, 1200}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].unit == unit) return rows[i].months;
    }
    return 0;
}

static int days_in(time_unit unit) {
    return unit == UNIT_DAY ? 1 : unit == UNIT_WEEK ? 7 : unit == UNIT_FORTNIGHT ? 14 : 0;
}

static stamp shift_part(const stamp *at, double amount, time_unit unit, bool keeps_day) {
    bool has_date = has_day(at) && at->unit <= UNIT_DAY;
    int  months = months_in(unit), days = days_in(unit);
    if (unit <= UNIT_HOUR) {
        double minutes = unit == UNIT_HOUR ? amount * 60 : unit == UNIT_MINUTE ? amount : 0;
        return shift_hours(at, (int)minutes, unit);
    }
    if (days > 0 && has_date) return shift_days(at, (int)(amount * days), UNIT_DAY);
    bool is_half_year = unit == UNIT_YEAR && amount != (double)(int)amount;
    if (months > 0 && has_date && keeps_day) {
        civil_date date = add_months(date_of_stamp(at), (int)(amount * months));
        return stamp_of_day(day_of_date(date), UNIT_DAY);
    }
    return is_half_year ? shift_stamp(at, (int)(amount * 12), UNIT_MONTH)
                        : shift_stamp(at, (int)amount, unit);
}

stamp shift_length(const stamp *anchor, const reading *length, int direction, bool keeps_day) {
    stamp at = *anchor;
    for (int i = 0; i < length->part_count; i++) {
        at = shift_part(&at, length->parts[i].amount * direction, length->parts[i].unit, keeps_day);
    }
    return at;
}
