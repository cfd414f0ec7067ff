// reading.h - what an expression of time says by itself, before anybody asks from which day it is
// told. Fields that the words leave open stay open; resolving fills them (resolve.h).
#ifndef READOUT_READING_H
#define READOUT_READING_H

#include "extract/time/pieces.h"

typedef enum {
    UNIT_NONE,
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_PART, // of a day
    UNIT_DAY,
    UNIT_WEEKEND,
    UNIT_WEEK,
    UNIT_FORTNIGHT,
    UNIT_MONTH,
    UNIT_SEASON,
    UNIT_QUARTER,
    UNIT_HALF,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_MILLENNIUM,
} time_unit;

time_unit unit_of_name(str name); // "week"

typedef enum {
    READING_NONE,
    READING_POINT,    // a time on the calendar or the clock
    READING_SHIFT,    // so long before or after another time
    READING_DURATION, // so long
    READING_SET,      // how often
    READING_FIXED,    // a value of its own: PRESENT_REF
    READING_PART,     // "the first Monday of": a part of the time that follows
} reading_kind;

// How a reading and the next one make one expression.
typedef enum {
    JOIN_NONE,
    JOIN_RANGE,  // "March 10 to April 9"
    JOIN_BEFORE, // "two weeks before Easter"
    JOIN_AFTER,  // "two weeks after Easter"
    JOIN_SPAN,   // "six weeks from March 10", all that time
    JOIN_PART,   // "the first Monday of next month"
} reading_join;

// Which of all Wednesdays, months, years is meant.
typedef enum {
    BASE_OPEN,      // not said: by tense and by what is near
    BASE_THIS,      // the one around the anchor
    BASE_LAST,      // before the report's date
    BASE_NEXT,      // after it
    BASE_THAT,      // the one around the time told before
    BASE_PREVIOUS,  // before the time told before
    BASE_FOLLOWING, // after it
} time_base;

enum { OPEN = -1, MOST_PARTS = 3 };
// Numbers that may be years; those that are years without a word that says so.
enum { FIRST_YEAR = 1000, LAST_YEAR = 2199, FIRST_SURE_YEAR = 1800, LAST_SURE_YEAR = 2100 };

typedef struct {
    reading_kind kind;
    reading_join join;
    int          begin, end; // pieces
    time_base    base;
    time_base    outer_base; // "June last year": which year; "Monday of next week": which week
    time_unit    outer_unit; // UNIT_NONE: no such words
    time_unit    unit;       // of a point: the finest field; of a shift: what is counted
    // A point; OPEN where the words leave it open.
    int  century, decade; // 19: 1900 to 1999; 199: 1990 to 1999
    int  year, half, quarter, month, week, day, weekday;
    int  end_year, end_month, end_day; // of a range: its last one
    int  feast;                        // row of the feasts
    int  hour, minute, second, end_hour, end_minute;
    str  season, part, zone; // codes of TIMEX3; at == NULL: none
    bool is_bc, is_weekend, is_week, is_fiscal;
    bool is_narrowed; // "early 1941": less than the whole
    bool has_meridiem;
    // Of a part: from 1, from -1 at the end, 0: the one around; how many. Of a point that is not 0:
    // which of the weekdays of its month ("the second Monday of October").
    int  place, count;
    bool is_eve, is_event; // of a part: the day before; a point that is no time by itself
    // A shift, a duration, a set: amounts with their units. A negative amount is a vague one.
    struct {
        double    amount;
        time_unit unit;
    } parts[MOST_PARTS];
    int  part_count;
    int  direction; // of a shift: -1 back, 1 on
    bool is_habit;  // "Mondays"
    str  value;     // of a fixed reading and of some sets
    bool is_past, is_future;
} reading;

static inline reading no_reading(int at) {
    return (reading){.begin = at,
                     .end = at,
                     .century = OPEN,
                     .decade = OPEN,
                     .year = OPEN,
                     .half = OPEN,
                     .quarter = OPEN,
                     .month = OPEN,
                     .week = OPEN,
                     .day = OPEN,
                     .weekday = OPEN,
                     .end_year = OPEN,
                     .end_month = OPEN,
                     .end_day = OPEN,
                     .feast = OPEN,
                     .hour = OPEN,
                     .minute = OPEN,
                     .second = OPEN,
                     .end_hour = OPEN,
                     .end_minute = OPEN};
}

static inline reading point_reading(int begin, int end, time_unit unit) {
    reading got = no_reading(begin);
    got.kind = READING_POINT;
    got.unit = unit;
    got.end = end;
    return got;
}

// Every reader takes the piece to begin at and gives a reading; kind READING_NONE: nothing there.

reading read_numeric_date(const pieces *p, int i);  // 2024-02-07, 07/02/2024, 7-Feb-2024, 2024-02
reading read_calendar_date(const pieces *p, int i); // Wednesday, February 7, 2024; 7 Feb; May 1941
reading read_year(const pieces *p, int i);          // 1941, 499 BC, the 1990s, the 20th century
reading read_period(const pieces *p, int i);        // last week, the third quarter, summer of 1941
reading read_day_word(const pieces *p, int i);      // yesterday, tonight
reading read_clock(const pieces *p, int i);         // 14:30 GMT, 3 p.m., noon
// "from 2 to 4 p.m.", "between 10 a.m. and noon"; behind a part of the day "from 7 to 9" too
reading   read_clock_range(const pieces *p, int i, bool has_part);
reading   read_clock_behind_t(const pieces *p, int i); // T14:30Z, T14:30:00+02:00
reading   read_hour_of_part(const pieces *p, int i);   // 7, behind "Friday night at"
reading   read_length(const pieces *p, int i);         // six weeks, two weeks ago, a two-year
reading   read_place_of(const pieces *p, int i);       // the first Monday of, the week of
int       hour_in_part(int hour, str part);
time_unit unit_at(const pieces *p, int i);             // "week", "weeks"
reading   read_counted_length(const pieces *p, int i); // "two weeks", without what may follow
// Behind a time: the year or week that it belongs to ("June last year", "Monday of next week").
reading read_outer(const pieces *p, reading got);
// "last", "the same", "this past": where it ends and the base it means; `i` when there is none.
// *is_span is set when an amount may follow ("the last three weeks").
int     read_direction(const pieces *p, int i, time_base *base, bool *is_span);
reading read_habit(const pieces *p, int i); // every Friday, daily, twice a week
// "per hour" or "an hour" behind miles tells how fast.
bool is_speed(const pieces *p, int per);

// The year at a piece, with its era; kind READING_NONE when the digits are no year by themselves.
reading read_plain_year(const pieces *p, int i);

#endif
