// stamp.c - times as text. Numbers are written digit by digit: no call here knows a locale.
#include "extract/time/stamp.h"

#include "base/buffer.h"

stamp open_stamp(time_unit unit) {
    return (stamp){.unit = unit,
                   .year = OPEN,
                   .month = OPEN,
                   .day = OPEN,
                   .half = OPEN,
                   .quarter = OPEN,
                   .decade = OPEN,
                   .century = OPEN,
                   .hour = OPEN,
                   .minute = OPEN,
                   .second = OPEN,
                   .weekday = OPEN};
}

stamp stamp_of_day(int day, time_unit unit) {
    civil_date date = date_of_day(day);
    stamp      made = open_stamp(unit);
    made.year = date.year;
    made.month = date.month;
    made.day = date.day;
    return made;
}

bool has_day(const stamp *s) {
    return s->year != OPEN && s->month != OPEN && s->day != OPEN;
}

// ---- Values ------------------------------------------------------------------------------

static void add_number(buffer *out, int value, int places) {
    if (value == OPEN) {
        for (int i = 0; i < places; i++) {
            add_char(out, 'X');
        }
        return;
    }
    add_format(out, "%0*d", places, value);
}

static void add_week(buffer *out, const stamp *s) {
    if (!has_day(s)) {
        add_number(out, s->year, 4);
        add_str(out, STR("-WXX"));
        return;
    }
    iso_week week = week_of_day(day_of_date((civil_date){s->year, s->month, s->day}));
    add_number(out, week.year, 4);
    add_str(out, STR("-W"));
    add_number(out, week.week, 2);
}

static void add_day(buffer *out, const stamp *s) {
    if (!has_day(s) && s->weekday != OPEN && s->month == OPEN) {
        add_number(out, s->year, 4);
        add_str(out, STR("-WXX-"));
        add_number(out, s->weekday, 1);
        return;
    }
    add_number(out, s->year, 4);
    add_char(out, '-');
    add_number(out, s->month, 2);
    add_char(out, '-');
    add_number(out, s->day, 2);
}

static void add_clock(buffer *out, const stamp *s) {
    add_char(out, 'T');
    add_number(out, s->hour, 2);
    if (s->minute == OPEN) return;
    add_char(out, ':');
    add_number(out, s->minute, 2);
    if (s->second == OPEN) return;
    add_char(out, ':');
    add_number(out, s->second, 2);
}

static void add_value(buffer *out, const stamp *s) {
    if (s->is_bc) add_str(out, STR("BC"));
    switch (s->unit) {
    case UNIT_MILLENNIUM:
    case UNIT_CENTURY:
        add_number(out, s->century, 2);
        return;
    case UNIT_DECADE:
        add_number(out, s->decade, 3);
        return;
    case UNIT_WEEK:
    case UNIT_FORTNIGHT:
        add_week(out, s);
        return;
    case UNIT_WEEKEND:
        add_week(out, s);
        add_str(out, STR("-WE"));
        return;
    case UNIT_DAY:
        add_day(out, s);
        return;
    case UNIT_PART:
        add_day(out, s);
        add_char(out, 'T');
        add_str(out, s->part);
        return;
    case UNIT_HOUR:
    case UNIT_MINUTE:
    case UNIT_SECOND:
        add_day(out, s);
        add_clock(out, s);
        return;
    case UNIT_YEAR:
    case UNIT_HALF:
    case UNIT_QUARTER:
    case UNIT_SEASON:
    case UNIT_MONTH:
    case UNIT_NONE:
        break;
    }
    add_number(out, s->year, 4);
    if (s->unit == UNIT_HALF) add_format(out, "-H%d", s->half);
    if (s->unit == UNIT_QUARTER && s->quarter == OPEN) add_str(out, STR("-QX"));
    if (s->unit == UNIT_QUARTER && s->quarter != OPEN) add_format(out, "-Q%d", s->quarter);
    if (s->unit == UNIT_SEASON) add_format(out, "-%.*s", (int)s->season.size, s->season.at);
    if (s->unit == UNIT_MONTH) {
        add_char(out, '-');
        add_number(out, s->month, 2);
    }
}

static str take_buffer(arena *a, buffer *out) {
    str text = copy_str(a, str_of_buffer(out));
    close_buffer(out);
    return text;
}

str value_of_stamp(arena *a, const stamp *s) {
    buffer out = {0};
    add_value(&out, s);
    return take_buffer(a, &out);
}

str value_of_range(arena *a, const stamp *first, const stamp *last) {
    buffer out = {0};
    add_value(&out, first);
    add_char(&out, '/');
    add_value(&out, last);
    return take_buffer(a, &out);
}

// ---- First and last moments --------------------------------------------------------------

typedef struct {
    int day, minute; // minute of the day, -1: the whole day
    int second;
} moment;

static int day_in_year(int year, int month) {
    return day_of_date((civil_date){year, month, 1});
}

static int season_month(str season) {
    return same(season, STR("SP"))   ? 3
           : same(season, STR("SU")) ? 6
           : same(season, STR("FA")) ? 9
                                     : 12;
}

static const struct {
    const char *part;
    int         begin, end; // hours; over 24: of the next day
} PART_HOURS[] = {{"MO", 5, 12}, {"AF", 12, 18}, {"EV", 17, 24}, {"NI", 18, 30}, {"DT", 6, 18}};

static bool part_hours(str part, int *begin, int *end) {
    for (size_t i = 0; i < sizeof PART_HOURS / sizeof *PART_HOURS; i++) {
        if (!same(part, str_of(PART_HOURS[i].part))) continue;
        *begin = PART_HOURS[i].begin;
        *end = PART_HOURS[i].end;
        return true;
    }
    return false;
}

bool is_whole(const stamp *s) {
    if (s->is_bc) return false;
    int begin, end;
    switch (s->unit) {
    case UNIT_NONE:
        return false;
    case UNIT_MILLENNIUM:
    case UNIT_CENTURY:
        return s->century != OPEN;
    case UNIT_DECADE:
        return s->decade != OPEN;
    case UNIT_YEAR:
    case UNIT_HALF:
    case UNIT_SEASON:
        return s->year != OPEN;
    case UNIT_QUARTER:
        return s->year != OPEN && s->quarter != OPEN;
    case UNIT_MONTH:
        return s->year != OPEN && s->month != OPEN;
    case UNIT_WEEK:
    case UNIT_FORTNIGHT:
    case UNIT_WEEKEND:
        return has_day(s);
    case UNIT_DAY:
        return has_day(s) && is_date((civil_date){s->year, s->month, s->day});
    case UNIT_PART:
        return has_day(s) && part_hours(s->part, &begin, &end);
    case UNIT_HOUR:
    case UNIT_MINUTE:
    case UNIT_SECOND:
        return has_day(s) && is_date((civil_date){s->year, s->month, s->day}) && s->hour != OPEN;
    }
    return false;
}

static moment first_moment(const stamp *s) {
    moment at = {.minute = -1};
    int    begin, end;
    switch (s->unit) {
    case UNIT_NONE:
        break;
    case UNIT_MILLENNIUM:
    case UNIT_CENTURY:
        at.day = day_in_year(s->century * 100, 1);
        break;
    case UNIT_DECADE:
        at.day = day_in_year(s->decade * 10, 1);
        break;
    case UNIT_YEAR:
        at.day = day_in_year(s->year, 1);
        break;
    case UNIT_HALF:
        at.day = day_in_year(s->year, s->half == 2 ? 7 : 1);
        break;
    case UNIT_QUARTER:
        at.day = day_in_year(s->year, s->quarter * 3 - 2);
        break;
    case UNIT_SEASON:
        at.day = day_in_year(s->year, season_month(s->season));
        break;
    case UNIT_MONTH:
        at.day = day_in_year(s->year, s->month);
        break;
    case UNIT_WEEK:
    case UNIT_FORTNIGHT:
    case UNIT_WEEKEND:
    case UNIT_DAY:
    case UNIT_PART:
    case UNIT_HOUR:
    case UNIT_MINUTE:
    case UNIT_SECOND:
        at.day = day_of_date((civil_date){s->year, s->month, s->day});
    }
    if (s->unit == UNIT_WEEK || s->unit == UNIT_FORTNIGHT)
        at.day -= weekday_of_day(at.day) - MONDAY;
    if (s->unit == UNIT_WEEKEND) at.day += 6 - weekday_of_day(at.day);
    if (s->unit == UNIT_PART && part_hours(s->part, &begin, &end)) at.minute = begin * 60;
    if (s->unit <= UNIT_HOUR) {
        at.minute = s->hour * 60 + (s->minute == OPEN ? 0 : s->minute);
        at.second = s->second == OPEN ? 0 : s->second;
    }
    return at;
}

static moment behind_months(int day, int months) {
    return (moment){.day = day_of_date(add_months(date_of_day(day), months)), .minute = -1};
}

static moment moment_behind(const stamp *s) {
    moment at = first_moment(s);
    int    begin, end;
    switch (s->unit) {
    case UNIT_NONE:
        break;
    case UNIT_MILLENNIUM:
    case UNIT_CENTURY:
        return behind_months(at.day, 1200);
    case UNIT_DECADE:
        return behind_months(at.day, 120);
    case UNIT_YEAR:
        return behind_months(at.day, 12);
    case UNIT_HALF:
        return behind_months(at.day, 6);
    case UNIT_QUARTER:
    case UNIT_SEASON:
        return behind_months(at.day, 3);
    case UNIT_MONTH:
        return behind_months(at.day, 1);
    case UNIT_FORTNIGHT:
        at.day += 14;
        break;
    case UNIT_WEEK:
        at.day += 7;
        break;
    case UNIT_WEEKEND:
        at.day += 2;
        break;
    case UNIT_DAY:
        at.day += 1;
        break;
    case UNIT_PART:
        if (part_hours(s->part, &begin, &end)) at.minute = end * 60;
        break;
    case UNIT_HOUR:
        at.minute += 60;
        break;
    case UNIT_MINUTE:
        at.minute += 1;
        break;
    case UNIT_SECOND:
        at.second += 1;
        break;
    }
    at.minute += at.second / 60;
    at.second %= 60;
    return at;
}

static str write_moment(arena *a, const stamp *s, moment at) {
    buffer out = {0};
    enum { DAY_MINUTES = 24 * 60 };
    bool has_clock = at.minute >= 0;
    if (has_clock) {
        at.day += at.minute / DAY_MINUTES;
        at.minute %= DAY_MINUTES;
    }
    civil_date date = date_of_day(at.day);
    add_format(&out, "%04d-%02d-%02d", date.year, date.month, date.day);
    if (has_clock) {
        add_format(&out, "T%02d:%02d", at.minute / 60, at.minute % 60);
        if (s->unit == UNIT_SECOND) add_format(&out, ":%02d", at.second);
        bool is_known_zone = s->zone.at && !same(s->zone, STR("open"));
        if (is_known_zone) add_str(&out, s->zone);
    }
    return take_buffer(a, &out);
}

time_precision precision_of(time_unit unit) {
    switch (unit) {
    case UNIT_NONE:
    case UNIT_SECOND:
    case UNIT_MINUTE:
        return PRECISION_MINUTE;
    case UNIT_HOUR:
    case UNIT_PART:
        return PRECISION_HOUR;
    case UNIT_DAY:
        return PRECISION_DAY;
    case UNIT_WEEKEND:
    case UNIT_WEEK:
    case UNIT_FORTNIGHT:
        return PRECISION_WEEK;
    case UNIT_MONTH:
        return PRECISION_MONTH;
    case UNIT_SEASON:
    case UNIT_QUARTER:
    case UNIT_HALF:
        return PRECISION_QUARTER;
    case UNIT_YEAR:
        return PRECISION_YEAR;
    case UNIT_DECADE:
        return PRECISION_DECADE;
    case UNIT_CENTURY:
    case UNIT_MILLENNIUM:
        return PRECISION_CENTURY;
    }
    return PRECISION_DAY;
}

int day_of_stamp(const stamp *s) {
    return first_moment(s).day;
}

str start_of_stamp(arena *a, const stamp *s) {
    return is_whole(s) ? write_moment(a, s, first_moment(s)) : (str){0};
}

str end_of_stamp(arena *a, const stamp *s) {
    return is_whole(s) ? write_moment(a, s, moment_behind(s)) : (str){0};
}

// ---- Lengths -----------------------------------------------------------------------------

static const struct {
    time_unit   unit;
    const char *letters;
    int         times;  // "fortnight" is two weeks
    int         halves; // finer units in half a unit; 0: written as .5
    const char *half_unit;
} LETTERS[] = {
    {UNIT_SECOND, "S", 1, 0, ""},         {UNIT_MINUTE, "M", 1, 30, "S"},
    {UNIT_HOUR, "H", 1, 30, "M"},         {UNIT_DAY, "D", 1, 0, ""},
    {UNIT_WEEKEND, "WE", 1, 0, ""},       {UNIT_WEEK, "W", 1, 0, ""},
    {UNIT_FORTNIGHT, "W", 2, 0, ""},      {UNIT_MONTH, "M", 1, 0, ""},
    {UNIT_QUARTER, "Q", 1, 0, ""},        {UNIT_YEAR, "Y", 1, 6, "M"},
    {UNIT_DECADE, "DE", 1, 5, "Y"},       {UNIT_CENTURY, "CE", 1, 50, "Y"},
    {UNIT_MILLENNIUM, "ML", 1, 500, "Y"},
};

// Whole numbers as they are, others with one digit behind the point.
static void add_amount(buffer *out, double amount, int times) {
    if (amount < 0) {
        add_char(out, 'X');
        return;
    }
    long tenths = (long)(amount * times * 10 + 0.5);
    add_format(out, "%ld", tenths / 10);
    if (tenths % 10 != 0) add_format(out, ".%ld", tenths % 10);
}

static void add_length(buffer *out, double amount, time_unit unit) {
    enum { MOST = 1000000000 };
    if (amount > MOST) amount = MOST;
    for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++) {
        if (LETTERS[i].unit != unit) continue;
        long whole = (long)(amount < 0 ? 0 : amount);
        bool is_half = amount > 0 && LETTERS[i].halves > 0 && amount - (double)whole == 0.5;
        if (!is_half) {
            add_amount(out, amount, LETTERS[i].times);
            add_str(out, str_of(LETTERS[i].letters));
            return;
        }
        if (whole > 0) add_format(out, "%ld%s", whole, LETTERS[i].letters);
        add_format(out, "%d%s", LETTERS[i].halves, LETTERS[i].half_unit);
    }
}

str value_of_length(arena *a, const reading *r) {
    buffer out = {0};
    bool   has_t = false;
    add_char(&out, 'P');
    for (int i = 0; i < r->part_count; i++) {
        if (r->parts[i].unit <= UNIT_HOUR && !has_t) {
            has_t = true;
            add_char(&out, 'T');
        }
        add_length(&out, r->parts[i].amount, r->parts[i].unit);
    }
    return take_buffer(a, &out);
}
