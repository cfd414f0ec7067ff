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
    set_year(&made, date.year);
    made.month = date.month;
    made.day = date.day;
    return made;
}

stamp weekend_around(int day) {
    enum { TUESDAY = 2, SATURDAY = 6, WEEK = 7 };
    int weekday = weekday_of_day(day);
    return stamp_of_day(day - weekday + SATURDAY - (weekday <= TUESDAY ? WEEK : 0), UNIT_WEEKEND);
}

bool has_day(const stamp *s) {
    return s->year != OPEN && s->month != OPEN && s->day != OPEN;
}

civil_date date_of_stamp(const stamp *s) {
    return (civil_date){s->is_bc ? 1 - s->year : s->year, s->month, s->day};
}

void set_year(stamp *s, int year) {
    s->is_bc = year <= 0;
    s->year = year <= 0 ? 1 - year : year;
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
    iso_week week = week_of_day(day_of_date(date_of_stamp(s)));
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

static void add_century(buffer *out, const stamp *s) {
    add_number(out, s->century, 2);
}

static void add_decade(buffer *out, const stamp *s) {
    add_number(out, s->decade, 3);
}

static void add_year(buffer *out, const stamp *s) {
    add_number(out, s->year, 4);
}

static void add_half(buffer *out, const stamp *s) {
    add_year(out, s);
    add_str(out, STR("-H"));
    add_number(out, s->half, 1);
}

static void add_quarter(buffer *out, const stamp *s) {
    add_year(out, s);
    add_str(out, STR("-Q"));
    add_number(out, s->quarter, 1);
}

static void add_season(buffer *out, const stamp *s) {
    add_year(out, s);
    add_char(out, '-');
    add_str(out, s->season);
}

static void add_month(buffer *out, const stamp *s) {
    add_year(out, s);
    add_char(out, '-');
    add_number(out, s->month, 2);
}

static void add_weekend(buffer *out, const stamp *s) {
    add_week(out, s);
    add_str(out, STR("-WE"));
}

static void add_part(buffer *out, const stamp *s) {
    add_day(out, s);
    add_char(out, 'T');
    add_str(out, s->part);
}

static void add_day_and_clock(buffer *out, const stamp *s) {
    add_day(out, s);
    add_clock(out, s);
}

// ---- Units -------------------------------------------------------------------------------

// How a time of each unit is written, where it begins and how long it is.
typedef enum { FROM_NOTHING, FROM_YEAR, FROM_DAY } stamp_base;

typedef struct {
    void (*add)(buffer *out, const stamp *s);
    stamp_base     base;  // what has to be known
    int            align; // weekday on which the unit begins; 0: any
    int            months, days, minutes, seconds;
    time_precision precision;
} unit_row;

static const unit_row UNITS[] = {
    [UNIT_NONE] = {add_year, FROM_NOTHING, .precision = PRECISION_MINUTE},
    [UNIT_SECOND] = {add_day_and_clock, FROM_DAY, .seconds = 1, .precision = PRECISION_MINUTE},
    [UNIT_MINUTE] = {add_day_and_clock, FROM_DAY, .minutes = 1, .precision = PRECISION_MINUTE},
    [UNIT_HOUR] = {add_day_and_clock, FROM_DAY, .minutes = 60, .precision = PRECISION_HOUR},
    [UNIT_PART] = {add_part, FROM_DAY, .precision = PRECISION_HOUR},
    [UNIT_DAY] = {add_day, FROM_DAY, .days = 1, .precision = PRECISION_DAY},
    [UNIT_WEEKEND] = {add_weekend, FROM_DAY, 6, .days = 2, .precision = PRECISION_WEEK},
    [UNIT_WEEK] = {add_week, FROM_DAY, MONDAY, .days = 7, .precision = PRECISION_WEEK},
    [UNIT_FORTNIGHT] = {add_week, FROM_DAY, MONDAY, .days = 14, .precision = PRECISION_WEEK},
    [UNIT_MONTH] = {add_month, FROM_YEAR, .months = 1, .precision = PRECISION_MONTH},
    [UNIT_SEASON] = {add_season, FROM_YEAR, .months = 3, .precision = PRECISION_QUARTER},
    [UNIT_QUARTER] = {add_quarter, FROM_YEAR, .months = 3, .precision = PRECISION_QUARTER},
    [UNIT_HALF] = {add_half, FROM_YEAR, .months = 6, .precision = PRECISION_QUARTER},
    [UNIT_YEAR] = {add_year, FROM_YEAR, .months = 12, .precision = PRECISION_YEAR},
    [UNIT_DECADE] = {add_decade, FROM_YEAR, .months = 120, .precision = PRECISION_DECADE},
    [UNIT_CENTURY] = {add_century, FROM_YEAR, .months = 1200, .precision = PRECISION_CENTURY},
    [UNIT_MILLENNIUM] = {add_century, FROM_YEAR, .months = 1200, .precision = PRECISION_CENTURY},
};

static void add_value(buffer *out, const stamp *s) {
    if (s->is_bc) add_str(out, STR("BC"));
    UNITS[s->unit].add(out, s);
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

static const struct {
    const char *season;
    int         month;
} SEASONS[] = {{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};

int month_of_season(str season) {
    for (size_t i = 0; i < sizeof SEASONS / sizeof *SEASONS; i++) {
        if (same(season, str_of(SEASONS[i].season))) return SEASONS[i].month;
    }
    return OPEN;
}

static const struct {
    const char *part;
    int         begin, end; // hours; over 24: of the next day
} PARTS[] = {{"MO", 5, 12}, {"AF", 12, 18}, {"EV", 17, 24}, {"NI", 18, 30}, {"DT", 6, 18}};

static bool hours_of_part(str part, int *begin, int *end) {
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        if (!same(part, str_of(PARTS[i].part))) continue;
        *begin = PARTS[i].begin;
        *end = PARTS[i].end;
        return true;
    }
    return false;
}

// The year in which a stamp begins; the calendar has no year 0, so the first century begins in 1.
static int first_year(const stamp *s) {
    int year = s->unit == UNIT_DECADE    ? s->decade * 10
               : s->unit >= UNIT_CENTURY ? s->century * 100
                                         : s->year;
    return year == 0 ? 1 : year;
}

// The month in which a stamp of a month or more begins.
static int first_month(const stamp *s) {
    if (s->unit == UNIT_MONTH) return s->month;
    if (s->unit == UNIT_SEASON) return month_of_season(s->season);
    if (s->unit == UNIT_QUARTER) return s->quarter == OPEN ? OPEN : s->quarter * 3 - 2;
    if (s->unit == UNIT_HALF) return s->half == OPEN ? OPEN : s->half * 6 - 5;
    return 1;
}

bool is_whole(const stamp *s) {
    int begin, end;
    if (s->is_bc || UNITS[s->unit].base == FROM_NOTHING) return false;
    if (UNITS[s->unit].base == FROM_YEAR) {
        bool has_year = s->unit == UNIT_DECADE    ? s->decade != OPEN
                        : s->unit >= UNIT_CENTURY ? s->century != OPEN
                                                  : s->year != OPEN;
        return has_year && first_month(s) != OPEN;
    }
    if (!has_day(s) || !is_date(date_of_stamp(s))) return false;
    if (s->unit == UNIT_PART) return hours_of_part(s->part, &begin, &end);
    return s->unit > UNIT_PART || s->hour != OPEN;
}

static moment first_moment(const stamp *s) {
    moment          at = {.minute = -1};
    int             begin, end;
    const unit_row *unit = &UNITS[s->unit];
    at.day = unit->base == FROM_YEAR ? day_of_date((civil_date){first_year(s), first_month(s), 1})
                                     : day_of_date(date_of_stamp(s));
    if (unit->align > 0) at.day += unit->align - weekday_of_day(at.day);
    if (s->unit == UNIT_PART && hours_of_part(s->part, &begin, &end)) at.minute = begin * 60;
    if (s->unit <= UNIT_HOUR) {
        at.minute = s->hour * 60 + (s->minute == OPEN ? 0 : s->minute);
        at.second = s->second == OPEN ? 0 : s->second;
    }
    return at;
}

static moment moment_behind(const stamp *s) {
    moment          at = first_moment(s);
    int             begin, end;
    const unit_row *unit = &UNITS[s->unit];
    if (unit->months > 0) at.day = day_of_date(add_months(date_of_day(at.day), unit->months));
    at.day += unit->days;
    if (s->unit == UNIT_PART && hours_of_part(s->part, &begin, &end)) at.minute = end * 60;
    at.minute += unit->minutes;
    at.second += unit->seconds;
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
    return UNITS[unit].precision;
}

int day_of_stamp(const stamp *s) {
    return first_moment(s).day;
}

int day_behind_stamp(const stamp *s) {
    moment behind = moment_behind(s);
    return behind.minute > 0 ? behind.day + 1 : behind.day;
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

// Whole numbers as they are, others with one or two digits behind the point.
static void add_amount(buffer *out, double amount, int times) {
    if (amount < 0) {
        add_char(out, 'X');
        return;
    }
    long hundredths = (long)(amount * times * 100 + 0.5);
    long rest = hundredths % 100;
    add_format(out, "%ld", hundredths / 100);
    if (rest % 10 != 0) add_format(out, ".%02ld", rest);
    if (rest != 0 && rest % 10 == 0) add_format(out, ".%ld", rest / 10);
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
