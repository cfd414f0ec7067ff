// read_habit.c - how often: "every Friday", "each month", "Mondays", "daily", "twice a week", "the 19th
// of every month".
#include "extract/time/reading.h"

static reading set_reading(int begin, int end, str value) {
    reading got = no_reading(begin);
    got.kind = READING_SET;
    got.value = value;
    got.end = end;
    return got;
}

static void add_part(reading *got, time_unit unit) {
    got->part_count = 1;
    got->parts[0].amount = 1;
    got->parts[0].unit = got->unit = unit;
}

// What stands behind "every": a unit, an amount of units, a weekday, a month, a season, a part.
static reading read_every(const pieces *p, int i) {
    if (!has_class(p, i, WORD_every)) return no_reading(i);
    bool    is_second = is_word(p, i + 1, "other");
    int     at = i + 1 + is_second;
    reading got = set_reading(i, at + 1, (str){0});
    if (is_second && unit_at(p, at) != UNIT_NONE) {
        add_part(&got, unit_at(p, at));
        got.parts[0].amount = 2;
    } else if (unit_at(p, at) != UNIT_NONE) {
        add_part(&got, unit_at(p, at));
    } else if (has_class(p, at, WORD_weekday)) {
        got.weekday = class_number(p, at, WORD_weekday);
        if (has_class(p, at + 1, WORD_part))
            got.part = class_value(p, at + 1, WORD_part), got.end++;
    } else if (has_class(p, at, WORD_month)) {
        got.month = class_number(p, at, WORD_month);
    } else if (has_class(p, at, WORD_season)) {
        got.season = class_value(p, at, WORD_season);
    } else if (has_class(p, at, WORD_part)) {
        got.part = class_value(p, at, WORD_part);
    } else {
        got = read_counted_length(p, at);
        if (got.kind == READING_NONE) return got;
        got.begin = i;
        got.kind = READING_SET;
        return got;
    }
    return got;
}

// "Mondays", "Friday mornings", "weekends"
static reading read_plural_day(const pieces *p, int i) {
    reading got = set_reading(i, i + 1, (str){0});
    if (has_class(p, i, WORD_weekdays)) {
        got.weekday = class_number(p, i, WORD_weekdays);
    } else if (has_class(p, i, WORD_weekday) && has_class(p, i + 1, WORD_parts)) {
        got.weekday = class_number(p, i, WORD_weekday);
        got.part = class_value(p, i + 1, WORD_parts);
        got.end = i + 2;
    } else if (is_word(p, i, "weekends") && read_amount(p, i - 1).end != i) {
        add_part(&got, UNIT_WEEKEND);
    } else {
        return no_reading(i);
    }
    return got;
}

// True when a price, a share or a count stands right before "a year" or "per day".
static bool follows_rate(const pieces *p, int i) {
    if (is_mark(p, i - 1, '%') || is_word(p, i - 1, "percent") || is_word(p, i - 1, "times") ||
        is_word(p, i - 1, "once") || is_word(p, i - 1, "twice") || is_word(p, i - 1, "cents")) {
        return true;
    }
    piece_number before = read_amount(p, i - 1);
    return before.end == i && before.kind != NUMBER_ORDINAL && before.kind != NUMBER_NONE &&
           (is_word(p, i, "a") || is_word(p, i, "an")) && !is_word(p, i - 1, "a");
}

bool is_speed(const pieces *p, int per) {
    static const char *const LENGTHS[] = {"miles",  "mile",   "kilometers", "kilometres", "km",
                                          "meters", "metres", "feet",       "knots"};
    for (size_t l = 0; l < sizeof LENGTHS / sizeof *LENGTHS; l++) {
        if (is_word(p, per - 1, LENGTHS[l])) return true;
    }
    return false;
}

// "twice a week", "three times a year", "5% a year", "per day"
static reading read_rate(const pieces *p, int i) {
    int  per = i;
    bool is_twice = is_word(p, i, "once") || is_word(p, i, "twice");
    if (is_twice) {
        per = i + 1;
    } else if (is_word(p, i + 1, "times")) {
        per = i + 2;
    }
    bool is_a = is_word(p, per, "a") || is_word(p, per, "an");
    bool is_per = is_word(p, per, "per");
    if ((!is_a && !is_per && !has_class(p, per, WORD_every)) || !has_class(p, per + 1, WORD_unit)) {
        return no_reading(i);
    }
    if (per == i && !is_per && !(is_a && follows_rate(p, i))) return no_reading(i);
    if (is_per && is_speed(p, i)) return no_reading(i);
    reading got = set_reading(i, per + 2, (str){0});
    add_part(&got, unit_at(p, per + 1));
    return got;
}

// "at 7 p.m." behind "every Friday"
static reading add_hour(const pieces *p, reading got) {
    bool has_day =
        got.weekday != OPEN || got.part.at || (got.part_count == 1 && got.unit == UNIT_DAY);
    int     at = got.end + is_word(p, got.end, "at");
    reading clock = has_day ? read_clock(p, at) : no_reading(at);
    if (clock.kind == READING_NONE || clock.end_hour != OPEN) return got;
    got.hour = clock.hour;
    got.minute = clock.minute;
    got.zone = clock.zone;
    got.end = clock.end;
    return got;
}

// "semi-annually", "bi-weekly": half of a frequency, or twice as long between two times.
static reading read_multiple(const pieces *p, int i) {
    static const struct {
        const char *from, *half, *twice;
    } rows[] = {{"P1D", "PT12H", "P2D"},
                {"P1W", "P0.5W", "P2W"},
                {"P1M", "P0.5M", "P2M"},
                {"P1Y", "P6M", "P6M"}};
    bool is_half = is_word(p, i, "semi"), is_twice = is_word(p, i, "bi");
    if ((!is_half && !is_twice) || !is_mark(p, i + 1, '-')) return no_reading(i);
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        str value =
            has_class(p, i + 2, WORD_frequency) ? class_value(p, i + 2, WORD_frequency) : STR("");
        if (!same(value, str_of(rows[r].from))) continue;
        return set_reading(i, i + 3, str_of(is_half ? rows[r].half : rows[r].twice));
    }
    return no_reading(i);
}

// "daily"; "quarterly" and "everyday" only of how something is done, not of what it is.
static reading read_frequency(const pieces *p, int i) {
    if (!has_class(p, i, WORD_frequency)) return no_reading(i);
    bool is_adverb = token_at(p->doc, piece_at(p, i)->token)->pos == POS_ADV;
    if (piece_at(p, i)->word->is_adverb && !is_adverb) return no_reading(i);
    return set_reading(i, i + 1, class_value(p, i, WORD_frequency));
}

// "19th of every month", "the 3rd of each month"
static reading read_day_of_every_month(const pieces *p, int i) {
    enum { MOST_DAYS = 31 };
    piece_number day = read_place(p, i + is_word(p, i, "the"), MOST_DAYS);
    bool         is_every = day.kind == NUMBER_ORDINAL && is_word(p, day.end, "of") &&
                    has_class(p, day.end + 1, WORD_every) && is_word(p, day.end + 2, "month");
    if (!is_every) return no_reading(i);
    reading got = set_reading(i, day.end + 3, (str){0});
    got.day = (int)day.value;
    return got;
}

reading read_habit(const pieces *p, int i) {
    reading (*const readers[])(const pieces *, int) = {read_frequency,  read_multiple,
                                                       read_every,      read_rate,
                                                       read_plural_day, read_day_of_every_month};
    for (size_t r = 0; r < sizeof readers / sizeof *readers; r++) {
        reading got = readers[r](p, i);
        if (got.kind != READING_NONE) return add_hour(p, got);
    }
    return no_reading(i);
}
