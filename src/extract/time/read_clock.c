// read_clock.c - times of day on the clock: "14:30 GMT", "3 p.m.", "5:34 AM", "1400 GMT", "noon".
#include "extract/time/reading.h"

static reading clock_reading(int begin, int end, int hour, int minute) {
    reading got = point_reading(begin, end, minute == OPEN ? UNIT_HOUR : UNIT_MINUTE);
    got.hour = hour;
    got.minute = minute;
    return got;
}

// "p.m." behind an hour of twelve makes it one of twenty-four. False: no such hour.
static bool add_meridiem(const pieces *p, int at, reading *got) {
    if (!has_class(p, at, WORD_meridiem)) return true;
    if (got->hour > 12 || got->hour < 1) return false;
    bool is_after_noon = same(class_value(p, at, WORD_meridiem), STR("pm"));
    got->hour = got->hour % 12 + (is_after_noon ? 12 : 0);
    got->end = at + 1;
    got->has_meridiem = true;
    return true;
}

// "8:30 in the evening" is 20:30.
int hour_in_part(int hour, str part) {
    enum { HALF_DAY = 12, FIRST_OF_NIGHT = 6 };
    bool is_late = same(part, STR("EV")) || same(part, STR("AF")) ||
                   (same(part, STR("NI")) && hour >= FIRST_OF_NIGHT);
    bool is_midnight = same(part, STR("NI")) && hour == HALF_DAY;
    if (is_midnight) return 2 * HALF_DAY;
    return is_late && hour >= 0 && hour < HALF_DAY ? hour + HALF_DAY : hour;
}

// "in the morning", "early evening", "at night" behind an hour: the half of the day.
static reading add_part(const pieces *p, reading got) {
    bool is_at = is_word(p, got.end, "at") && is_word(p, got.end + 1, "night");
    bool is_in = is_word(p, got.end, "in") && is_word(p, got.end + 1, "the");
    int  at = got.end + (is_in ? 2 : is_at);
    at += has_class(p, at, WORD_position);
    bool is_part = (is_in || is_at || at > got.end) && has_class(p, at, WORD_part);
    if (!is_part || got.has_meridiem || got.hour > 12 || got.hour < 0) return got;
    got.hour = hour_in_part(got.hour, class_value(p, at, WORD_part));
    got.has_meridiem = true;
    got.end = at + 1;
    return got;
}

// "GMT", "EST", "local time", "Ardo time"
static reading add_zone(const pieces *p, reading got) {
    int  at = got.end;
    bool is_place =
        piece_at(p, at)->kind == PIECE_WORD &&
        (is_word(p, at, "local") || is_upper(p->doc->text.at[piece_at(p, at)->where.begin]));
    if (has_class(p, at, WORD_zone)) {
        got.zone = class_value(p, at, WORD_zone);
        got.end = at + 1;
    } else if (is_place && is_word(p, at + 1, "time")) {
        got.zone = STR("open");
        got.end = at + 2;
    }
    return got;
}

static bool ends_with_zone(const pieces *p, int i) {
    return add_zone(p, clock_reading(i, i, 0, 0)).end > i;
}

// "14:30", "14:30:05", "9.30 p.m.", "17.30 GMT"
static reading read_hour_and_minute(const pieces *p, int i) {
    int  hour = piece_at(p, i)->value, minute = piece_at(p, i + 2)->value;
    bool has_colon = is_mark(p, i + 1, ':'), has_dot = is_mark(p, i + 1, '.');
    bool is_clock = is_digits(p, i, 1, 2) && is_digits(p, i + 2, 2, 2) && is_joined(p, i + 1) &&
                    is_joined(p, i + 2) && hour <= 24 && minute < 60;
    bool has_tail = has_class(p, i + 3, WORD_meridiem) || ends_with_zone(p, i + 3);
    if (!is_clock || (!has_colon && !(has_dot && has_tail))) {
        return no_reading(i);
    }
    reading got = clock_reading(i, i + 3, hour, minute);
    if (is_mark(p, got.end, ':') && is_joined(p, got.end) && is_digits(p, got.end + 1, 2, 2)) {
        got.second = piece_at(p, got.end + 1)->value;
        got.unit = UNIT_SECOND;
        got.end += 2;
    }
    bool is_sound = got.second < 60 && add_meridiem(p, got.end, &got);
    bool runs_on = is_mark(p, got.end, ':') && is_joined(p, got.end + 1);
    if (is_word(p, got.end, "hrs") || is_word(p, got.end, "hours") || is_word(p, got.end, "h")) {
        got.end++;
    }
    return is_sound && !runs_on ? add_zone(p, add_part(p, got)) : no_reading(i);
}

// "T10:00:00", "T10:00Z", "T10:00+03:00" of a date of ISO 8601
reading read_clock_behind_t(const pieces *p, int i) {
    bool    is_led_by_t = is_word(p, i, "t") && is_joined(p, i) && is_joined(p, i + 1);
    reading got = is_led_by_t ? read_hour_and_minute(p, i + 1) : no_reading(i);
    if (got.kind == READING_NONE) return got;
    bool is_offset =
        is_joined(p, got.end) && (is_mark(p, got.end, '+') || is_mark(p, got.end, '-'));
    bool is_pair = is_offset && is_digits(p, got.end + 1, 2, 2) && is_mark(p, got.end + 2, ':') &&
                   is_digits(p, got.end + 3, 2, 2);
    if (is_word(p, got.end, "z") && is_joined(p, got.end)) {
        got.zone = STR("+00:00");
        got.end++;
    } else if (is_pair) {
        got.zone = slice(p->doc->text, piece_at(p, got.end)->where.begin,
                         piece_at(p, got.end + 3)->where.end);
        got.end += 4;
    }
    return got;
}

// A word in front that leads to an hour as to no other number.
static bool is_led(const pieces *p, int i) {
    static const char *const BEFORE[] = {"at",   "by",    "around", "about", "until",  "till",
                                         "from", "since", "before", "after", "between"};
    for (size_t b = 0; b < sizeof BEFORE / sizeof *BEFORE; b++) {
        if (is_word(p, i - 1, BEFORE[b])) return true;
    }
    return false;
}

// "7" in "Friday night at 7": the part of the day in front makes it an hour.
reading read_hour_of_part(const pieces *p, int i) {
    piece_number hour = is_led(p, i) ? read_amount(p, i) : (piece_number){NUMBER_NONE, 0, i};
    bool is_hour = (hour.kind == NUMBER_DIGITS || hour.kind == NUMBER_WORDS) && hour.value >= 1 &&
                   hour.value <= 12 && hour.end == i + 1 && hour.value == (double)(int)hour.value;
    bool runs_on = is_joined(p, hour.end) &&
                   (piece_at(p, hour.end)->kind != PIECE_MARK || is_joined(p, hour.end + 1));
    if (!is_hour || runs_on || is_counted(p, hour.end)) return no_reading(i);
    return clock_reading(i, hour.end, (int)hour.value, 0);
}

// "at five-thirty", "at seven twenty-seven"
static reading read_clock_in_words(const pieces *p, int i) {
    if (piece_at(p, i)->kind != PIECE_WORD || !is_led(p, i)) return no_reading(i);
    number       hour = read_number(p->numbers, slice(p->doc->text, 0, piece_at(p, i)->where.end),
                                    piece_at(p, i)->where.begin, true);
    bool         is_hour = hour.kind == NUMBER_WORDS && hour.value >= 1 && hour.value <= 12;
    int          at = skip_mark(p, i + 1, '-');
    piece_number minute = is_hour ? read_amount(p, at) : (piece_number){NUMBER_NONE, 0, at};
    bool is_minute = minute.kind == NUMBER_WORDS && minute.value >= 10 && minute.value < 60 &&
                     minute.end > at && minute.value == (double)(int)minute.value;
    if (!is_hour || !is_minute || is_counted(p, minute.end)) {
        return no_reading(i);
    }
    reading got = clock_reading(i, minute.end, (int)hour.value, (int)minute.value);
    return add_meridiem(p, got.end, &got) ? add_zone(p, add_part(p, got)) : no_reading(i);
}

// "3 p.m.", "three p.m.", "6am", "at 5 in the morning"
static reading read_hour(const pieces *p, int i) {
    piece_number hour = read_amount(p, i);
    bool         is_whole = hour.kind == NUMBER_DIGITS || hour.kind == NUMBER_WORDS;
    bool         is_clock_word = is_word(p, hour.end, "o'clock") ||
                         (is_word(p, hour.end, "o") && is_mark(p, hour.end + 1, '\'') &&
                          is_word(p, hour.end + 2, "clock"));
    if (!is_whole || hour.value < 1 || hour.value > 12 || hour.end - i > 1) return no_reading(i);
    reading got = clock_reading(i, hour.end, (int)hour.value, OPEN);
    if (is_clock_word) {
        got.end += is_word(p, hour.end, "o'clock") ? 1 : 3;
        got.minute = 0;
        return add_zone(p, add_part(p, got));
    }
    reading in_part = is_led(p, i) ? add_part(p, got) : got;
    bool    has_part = in_part.end > got.end && in_part.end > hour.end + 1;
    if (has_part) got = in_part;
    if (!has_part && (!has_class(p, hour.end, WORD_meridiem) || !add_meridiem(p, hour.end, &got))) {
        return no_reading(i);
    }
    got.minute = 0;
    got.unit = UNIT_MINUTE;
    return add_zone(p, got);
}

// "1430 GMT", "0600 hours"
static reading read_four_digits(const pieces *p, int i) {
    int  value = piece_at(p, i)->value;
    bool is_hours = is_word(p, i + 1, "hours") || is_word(p, i + 1, "hrs");
    bool has_zone = has_class(p, i + 1 + is_hours, WORD_zone);
    bool is_clock = is_digits(p, i, 4, 4) && value / 100 < 24 && value % 100 < 60;
    if (!is_clock ||
        (!has_zone && !(is_hours && piece_at(p, i)->where.end - 4 == piece_at(p, i)->where.begin &&
                        value < 1000))) {
        return no_reading(i);
    }
    reading got = clock_reading(i, i + 1 + is_hours, value / 100, value % 100);
    return add_zone(p, got);
}

// "half past seven", "a quarter to nine"
static reading read_spoken(const pieces *p, int i) {
    int  at = i + is_word(p, i, "a");
    bool is_half = at == i && is_word(p, at, "half"), is_quarter = is_word(p, at, "quarter");
    bool is_past = is_word(p, at + 1, "past"), is_to = is_quarter && is_word(p, at + 1, "to");
    if (!(is_half && is_past) && !(is_quarter && (is_past || is_to))) return no_reading(i);
    piece_number hour = read_amount(p, at + 2);
    bool         is_whole = hour.kind == NUMBER_DIGITS || hour.kind == NUMBER_WORDS;
    if (!is_whole || hour.value < 1 || hour.value > 12 || hour.end != at + 3) return no_reading(i);
    int     before = (int)hour.value > 1 ? (int)hour.value - 1 : 12;
    reading got = clock_reading(i, hour.end, is_to ? before : (int)hour.value,
                                is_half   ? 30
                                : is_past ? 15
                                          : 45);
    return add_meridiem(p, hour.end, &got) ? add_zone(p, got) : no_reading(i);
}

// An hour without its half of the day in front of one that tells it.
static int hour_before(int hour, const reading *last) {
    enum { HALF_DAY = 12 };
    if (!last->has_meridiem || hour > HALF_DAY) return hour;
    int  first = hour % HALF_DAY + (last->hour >= HALF_DAY ? HALF_DAY : 0);
    bool is_behind = first * 60 >= last->hour * 60 + (last->minute == OPEN ? 0 : last->minute);
    return is_behind ? first - HALF_DAY : first; // "11 to 1 p.m."
}

// "5 to 6pm", "5-6:30 p.m.", "between 10 and 11:30": a bare hour with the end that shows it is one.
static reading read_hours(const pieces *p, int i) {
    bool is_from = is_word(p, i - 1, "from") || is_word(p, i - 1, "between");
    bool is_and = is_word(p, i + 1, "and") && is_word(p, i - 1, "between");
    bool is_joint = is_and || is_word(p, i + 1, "to") || is_mark(p, i + 1, '-');
    int  first = piece_at(p, i)->value;
    if (!is_digits(p, i, 1, 2) || !is_joint || first < 1 || first > 24) return no_reading(i);
    reading last = read_hour_and_minute(p, i + 2);
    if (last.kind == READING_NONE) last = read_hour(p, i + 2);
    bool is_sure = last.kind != READING_NONE && (last.has_meridiem || is_from);
    int  hour = is_sure ? hour_before(first, &last) : OPEN;
    if (hour < 0) return no_reading(i);
    reading got = clock_reading(i, last.end, hour, 0);
    got.has_meridiem = last.has_meridiem;
    got.end_hour = last.hour;
    got.end_minute = last.minute == OPEN ? 0 : last.minute;
    got.zone = last.zone;
    return got;
}

static reading read_noon(const pieces *p, int i) {
    if (!has_class(p, i, WORD_clock)) return no_reading(i);
    reading got = clock_reading(i, i + 1, class_number(p, i, WORD_clock), 0);
    return add_zone(p, got);
}

static reading read_one_clock(const pieces *p, int i) {
    reading (*const readers[])(const pieces *, int) = {
        read_hour_and_minute, read_hours,         read_hour, read_four_digits, read_noon,
        read_spoken,          read_clock_in_words};
    for (size_t r = 0; r < sizeof readers / sizeof *readers; r++) {
        reading got = readers[r](p, i);
        if (got.kind != READING_NONE) return got;
    }
    return no_reading(i);
}

static reading add_end_clock(const pieces *p, reading got) {
    reading last = read_one_clock(p, got.end + 1);
    if (last.kind == READING_NONE || last.end_hour != OPEN || got.zone.at) return got;
    if (!got.has_meridiem && hour_before(got.hour, &last) >= 0) {
        got.hour = hour_before(got.hour, &last);
    }
    got.has_meridiem |= last.has_meridiem;
    got.end_hour = last.hour;
    got.end_minute = last.minute == OPEN ? 0 : last.minute;
    got.zone = last.zone;
    got.end = last.end;
    return got;
}

// "3-5 p.m.", "9:00-10:30 GMT": both ends are one expression, since the first needs the second.
reading read_clock(const pieces *p, int i) {
    reading got = read_one_clock(p, i);
    bool    is_open = got.kind != READING_NONE && got.end_hour == OPEN;
    if (!is_open || !is_mark(p, got.end, '-')) return got;
    reading range = add_end_clock(p, got);
    return range.end > got.end && range.end_hour < range.hour ? got : range;
}

// "7 to 9" behind "Friday evening from"
static reading read_bare_hours(const pieces *p, int i) {
    reading first = clock_reading(i, i, piece_at(p, i)->value, 0);
    bool is_joint = is_word(p, i + 1, "to") || is_word(p, i + 1, "and") || is_mark(p, i + 1, '-');
    int  last = piece_at(p, i + 2)->value;
    bool are_hours = is_digits(p, i, 1, 2) && is_digits(p, i + 2, 1, 2) && is_joint &&
                     first.hour >= 1 && last <= 12 && first.hour < last;
    if (!are_hours || is_counted(p, i + 3) || is_mark(p, i + 3, ':')) return no_reading(i);
    first.end_hour = last;
    first.end_minute = 0;
    first.end = i + 3;
    return first;
}

// "from 2 p.m. to 4 p.m.", "between 10 and 11:30" behind a day; of a part of the day also "from 7 to
// 9".
reading read_clock_range(const pieces *p, int i, bool has_part) {
    bool is_between = is_word(p, i, "between");
    if (!is_between && !is_word(p, i, "from")) return no_reading(i);
    reading got = read_clock(p, i + 1);
    bool    is_joint = is_word(p, got.end, "to") || is_word(p, got.end, "until") ||
                    is_word(p, got.end, "till") || (is_between && is_word(p, got.end, "and"));
    if (got.kind != READING_NONE && got.end_hour == OPEN && is_joint) got = add_end_clock(p, got);
    if (got.kind == READING_NONE && has_part) got = read_bare_hours(p, i + 1);
    return got.kind != READING_NONE && got.end_hour != OPEN ? got : no_reading(i);
}
