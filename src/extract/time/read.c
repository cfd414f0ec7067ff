// read.c - from the pieces of an expression to the whole: the readers of single forms are tried, the
// longest wins, and what belongs to it is joined: the part of the day, the clock, the year, and
// words such as "early" or "the end of".
//
//     [about] [early | mid- | late | the end of] core [part of day] [clock] | clock [on] day
#include "extract/time/read.h"

static reading longer(reading a, reading b) {
    if (b.kind == READING_NONE) return a;
    return a.kind == READING_NONE || b.end > a.end ? b : a;
}

static reading read_part_alone(const pieces *p, int i);

static reading read_named_day(const time_reader *r, int i) {
    int     at = i + is_word(r->text, i, "the");
    reading feast = read_feast(r->feasts, r->text, i);
    reading nation = read_nation_day(r->nations, r->counts, r->text, at);
    // "Victory Day" is the one of the country told of, else the one that most reports mean.
    return nation.kind == READING_POINT ? longer(nation, feast) : longer(feast, nation);
}

// "last Thanksgiving", "this Ramadan"
static reading read_directed_feast(const time_reader *r, int i) {
    time_base base;
    bool      is_span = false;
    int       at = read_direction(r->text, i, &base, &is_span);
    reading   got = at > i ? read_named_day(r, at) : no_reading(i);
    got.begin = i;
    got.base = base;
    return got;
}

// "holy", "of": words that names and phrases begin with, and nothing else does.
static bool begins_names_only(const pieces *p, int i) {
    const piece *at = piece_at(p, i);
    return at->kind == PIECE_WORD && at->word && !at->word->has_class && !at->word->begins_number;
}

static reading read_core(const time_reader *r, int i) {
    const pieces *p = r->text;
    reading (*const readers[])(const pieces *, int) = {
        read_clock,    read_numeric_date, read_calendar_date, read_habit,      read_period,
        read_day_word, read_length,       read_year,          read_part_alone,
    };
    reading best = longer(read_named_day(r, i), read_phrase(r->phrases, p, i));
    if (begins_names_only(p, i)) return best;
    for (size_t f = 0; f < sizeof readers / sizeof *readers; f++) {
        reading got = readers[f](p, i);
        if (got.kind != READING_NONE) best = longer(best, got);
    }
    best = longer(best, read_directed_feast(r, i));
    bool has_the = is_word(p, i, "the");
    if (has_the) {
        reading behind = read_year(p, i + 1);
        bool    is_span = behind.unit == UNIT_DECADE || behind.unit == UNIT_CENTURY;
        if (behind.kind != READING_NONE && is_span && behind.end > best.end) {
            behind.begin = i;
            best = behind;
        }
    }
    return best;
}

static bool is_day(const reading *got) {
    return got->kind == READING_POINT && got->unit == UNIT_DAY && got->end_day == OPEN;
}

// ---- Parts of the day --------------------------------------------------------------------

// "the morning", "afternoon", with "early in" and "hours" around it
static reading read_part_alone(const pieces *p, int i) {
    int     at = i + is_word(p, i, "the");
    reading got = no_reading(i);
    if (!has_class(p, at, WORD_part) || is_word(p, i - 1, "good")) return got;
    if (at == i && read_amount(p, i - 1).kind == NUMBER_ORDINAL) return got; // "the fourth night"
    got.kind = READING_POINT;
    got.unit = UNIT_PART;
    got.part = class_value(p, at, WORD_part);
    got.end = at + 1 + is_word(p, at + 1, "hours");
    if (is_mark(p, at + 1, '-') && is_word(p, at + 2, "time")) got.end = at + 3; // "night-time"
    return got;
}

static reading take_clock(reading got, reading clock) {
    got.unit = clock.unit;
    got.hour = clock.has_meridiem ? clock.hour : hour_in_part(clock.hour, got.part);
    got.minute = clock.minute;
    got.second = clock.second;
    got.has_meridiem = clock.has_meridiem;
    got.end_hour = clock.has_meridiem ? clock.end_hour : hour_in_part(clock.end_hour, got.part);
    got.end_minute = clock.end_minute;
    got.zone = clock.zone;
    got.end = clock.end;
    return got;
}

// "evening", ", at 14:30", "at noon", "from 2 to 4 p.m." behind a day
static reading add_part_and_clock(const pieces *p, reading got) {
    int at = got.end;
    at += is_word(p, at, "early") || is_word(p, at, "late");
    bool is_in = at == got.end && is_word(p, at, "in") && is_word(p, at + 1, "the") &&
                 got.weekday != OPEN && !is_mark(p, at + 3, '-');
    at += is_in ? 2 : 0;
    if (has_class(p, at, WORD_part) && !got.part.at && !is_mark(p, at + 1, '-')) {
        got.part = class_value(p, at, WORD_part);
        got.unit = UNIT_PART;
        got.end = at + 1 + is_word(p, at + 1, "hours");
    }
    reading range = read_clock_range(p, got.end, got.part.at);
    if (range.kind != READING_NONE) return take_clock(got, range);
    reading iso = read_clock_behind_t(p, got.end);
    if (iso.kind != READING_NONE) return take_clock(got, iso);
    at = skip_mark(p, got.end, ',');
    bool is_around = is_word(p, at, "around") || is_word(p, at, "about");
    at += is_word(p, at, "at") || is_around;
    at = skip_mark(p, at, '(');
    bool    is_in_mark = at > got.end && is_mark(p, at - 1, '(');
    reading clock = is_in_mark ? no_reading(at) : read_clock(p, at);
    if (clock.kind == READING_NONE && got.part.at) clock = read_hour_of_part(p, at);
    return clock.kind == READING_NONE ? got : take_clock(got, clock);
}

// Puts the hour or part of the first into the day of the second.
static reading join_day(reading fine, reading day) {
    int begin = fine.begin;
    str part = day.part;
    day.hour = fine.has_meridiem ? fine.hour : hour_in_part(fine.hour, part);
    day.minute = fine.minute;
    day.has_meridiem = fine.has_meridiem;
    day.second = fine.second;
    day.end_hour = fine.has_meridiem ? fine.end_hour : hour_in_part(fine.end_hour, part);
    day.end_minute = fine.end_minute;
    day.zone = fine.zone.at ? fine.zone : day.zone;
    day.part = fine.part.at ? fine.part : day.part;
    day.unit = fine.unit;
    day.begin = begin;
    return day;
}

// "yesterday", "Friday night", "this morning"
static reading read_day(const time_reader *r, int i) {
    reading got = read_core(r, i);
    if (is_day(&got) && has_class(r->text, got.end, WORD_part)) {
        got.part = class_value(r->text, got.end, WORD_part);
        got.end++;
    }
    bool is_part = got.kind == READING_POINT && got.unit == UNIT_PART && got.base != BASE_OPEN;
    return is_day(&got) || is_part ? got : no_reading(i);
}

// "10 p.m. Wednesday", "5 p.m. EST, Nov. 6", "the night of April 18", "at noon on Thursday"
static reading add_day(const time_reader *r, reading fine) {
    const pieces *p = r->text;
    int           at = skip_mark(p, fine.end, ',');
    at += is_word(p, at, "on") || is_word(p, at, "of");
    reading day = read_day(r, at);
    if (day.kind != READING_POINT) return fine;
    bool has_comma_only = is_mark(p, at - 1, ',') && fine.unit == UNIT_PART;
    return has_comma_only ? fine : join_day(fine, day);
}

static reading add_rest(const time_reader *r, reading got) {
    if (got.kind != READING_POINT) return got;
    const pieces *p = r->text;
    bool          is_alone =
        got.base == BASE_OPEN && got.month == OPEN && got.weekday == OPEN && got.feast == OPEN;
    if (is_day(&got) || (got.unit == UNIT_PART && !is_alone)) return add_part_and_clock(p, got);
    bool is_fine = got.unit <= UNIT_PART && is_alone;
    return is_fine ? add_day(r, got) : got;
}

// "June last year", "Monday of next week", "January 24 of the same year"
static reading add_year_or_week(const pieces *p, reading got) {
    bool may_have = got.kind == READING_POINT && got.year == OPEN && got.outer_unit == UNIT_NONE &&
                    (got.unit == UNIT_MONTH || is_day(&got)) && got.feast == OPEN;
    bool is_day_of_month = is_day(&got) && got.day != OPEN && got.month == OPEN;
    if (may_have && is_day_of_month) return read_outer(p, got);
    if (!may_have || got.direction != 0) return got;
    return is_word(p, got.end, "in") || is_mark(p, got.end, ',') ? got : read_outer(p, got);
}

// "next week on Tuesday", "last week Monday"
static reading add_weekday(const time_reader *r, reading week) {
    bool is_week = week.kind == READING_POINT && week.unit == UNIT_WEEK && week.base != BASE_OPEN;
    int  at = week.end + is_word(r->text, week.end, "on");
    if (!is_week || !has_class(r->text, at, WORD_weekday)) return week;
    reading day = read_core(r, at);
    if (!is_day(&day) || day.month != OPEN || day.base != BASE_OPEN) return week;
    day.begin = week.begin;
    day.outer_base = week.base;
    day.outer_unit = UNIT_WEEK;
    return day;
}

static reading read_whole(const time_reader *r, int i) {
    reading got = add_weekday(r, read_core(r, i));
    if (got.kind == READING_NONE) return got;
    got = add_rest(r, add_year_or_week(r->text, got));
    bool is_part_of_week = got.kind == READING_POINT && got.unit == UNIT_PART &&
                           got.weekday != OPEN && got.outer_unit == UNIT_NONE;
    if (is_part_of_week) got = read_outer(r->text, got); // "Wednesday evening next week"
    bool has_tail = got.kind == READING_POINT && is_word(r->text, got.end, "or") &&
                    (is_word(r->text, got.end + 1, "later") || is_word(r->text, got.end + 1, "so"));
    got.end += has_tail ? 2 : 0;
    return got;
}

// ---- Words in front ----------------------------------------------------------------------

// "early", "mid-", "late", "early in the", "sometime in": the piece behind; `i` when there is none.
static int skip_position(const pieces *p, int i) {
    int at = i + is_word(p, i, "the");
    at += is_word(p, at, "very");
    if (is_word(p, at, "sometime") || is_word(p, at, "shortly")) return i;
    bool is_small = is_word(p, at, "small") && is_word(p, at + 1, "hours"); // of a night
    if (!has_class(p, at, WORD_position) && !is_small) return i;
    at = skip_mark(p, at + 1, '-');
    if (is_word(p, at, "part") || is_word(p, at, "days") || is_word(p, at, "hours") ||
        is_word(p, at, "months") || is_word(p, at, "years") || is_word(p, at, "stages")) {
        return is_word(p, at + 1, "of") ? at + 2 : i;
    }
    at += is_word(p, at, "in") || is_word(p, at, "on");
    return at;
}

// "the end of", "the middle of", "the start of"
static int skip_edge(const pieces *p, int i) {
    int at = i + is_word(p, i, "the");
    at += is_word(p, at, "very");
    bool is_edge = has_class(p, at, WORD_edge) && is_word(p, at + 1, "of");
    return is_edge ? at + 2 : i;
}

// "the month", "the year", also bare, behind "the end of": the unit around what was told before.
static reading read_the_unit(const pieces *p, int i) {
    reading got = no_reading(i);
    int     at = i + is_word(p, i, "the");
    if (!has_class(p, at, WORD_unit)) return got;
    got.unit = unit_of_name(class_value(p, at, WORD_unit));
    bool is_bare = got.unit >= UNIT_MONTH && !is_counted(p, at + 1) && is_word(p, i - 1, "of");
    if (got.unit < UNIT_DAY || (at == i && !is_bare)) return got;
    got.kind = READING_POINT;
    got.base = BASE_OPEN;
    got.end = at + 1;
    return got;
}

static reading read_part_of(const time_reader *r, int i);

static reading narrow(reading got, int begin) {
    if (got.kind != READING_POINT) return no_reading(begin);
    got.begin = begin;
    got.is_narrowed = true;
    return got;
}

static reading read_positioned(const time_reader *r, int i) {
    const pieces *p = r->text;
    int           at = skip_position(p, i), edge = skip_edge(p, i);
    if (edge > i) at = edge;
    if (at == i) return no_reading(i);
    reading got = read_whole(r, at);
    reading unit = read_the_unit(p, at);
    if (unit.kind != READING_NONE && unit.end > got.end) got = unit;
    bool is_season = !is_word(p, at, "the") && has_class(p, at, WORD_season);
    if (got.kind == READING_NONE && is_season) {
        got = no_reading(at);
        got.kind = READING_POINT;
        got.unit = UNIT_SEASON;
        got.season = class_value(p, at, WORD_season);
        got.end = at + 1;
        got = read_outer(p, got);
    }
    return narrow(got, i);
}

// "about 1910", "around March 1981", "around 7:15 p.m."
static reading read_hedged_point(const time_reader *r, int i) {
    const pieces *p = r->text;
    bool is_about = is_word(p, i, "about") || is_word(p, i, "around") || is_word(p, i, "circa") ||
                    is_word(p, i, "approximately") || is_word(p, i, "ca") || is_word(p, i, "c");
    if (!is_about || read_part_of(r, i + 1).kind != READING_NONE) return no_reading(i);
    reading got = read_whole(r, skip_mark(p, i + 1, '.'));
    bool    is_named = got.base != BASE_OPEN || (got.weekday != OPEN && got.month == OPEN);
    bool    is_worry = is_named && got.hour == OPEN; // "worry about tomorrow"
    if (got.kind != READING_POINT || is_worry) return no_reading(i);
    got.begin = i;
    return got;
}

// ---- Names -------------------------------------------------------------------------------

static bool is_name_of_thing(name_label label) {
    return label == NAME_PERSON || label == NAME_ORG || label == NAME_FAC || label == NAME_EVENT ||
           label == NAME_WORK_OF_ART || label == NAME_PRODUCT || label == NAME_LAW ||
           label == NAME_GPE || label == NAME_LOC;
}

// "Arab Spring", "Tet Offensive", "This Week": words of time inside a longer name are part of it.
static bool is_in_name(const pieces *p, const reading *got) {
    const document *doc = p->doc;
    int             first = piece_at(p, got->begin)->token, last = piece_at(p, got->end - 1)->token;
    if (digit_count(p, got->begin) > 0 || digit_count(p, got->end - 1) > 0) return false;
    for (int t = first; t <= last; t++) {
        if (!is_name_of_thing(token_at(doc, t)->label)) return false;
    }
    bool begins_before = !token_at(doc, first)->starts_name;
    bool ends_behind = last + 1 < doc->tokens.count && !token_at(doc, last + 1)->starts_name &&
                       token_at(doc, last + 1)->label == token_at(doc, last)->label;
    return begins_before || ends_behind;
}

// ---- Parts of a time ---------------------------------------------------------------------

reading read_whole_of(const time_reader *r, int i) {
    reading got = longer(read_whole(r, i), read_positioned(r, i));
    reading unit = read_the_unit(r->text, i);
    if (unit.kind != READING_NONE) unit.base = BASE_THIS;
    return longer(longer(got, unit), read_event(r->events, r->text, i));
}

// "the first Monday of" in front of a month, a year, a feast; "the week of" in front of a day
static reading read_part_of(const time_reader *r, int i) {
    reading part = read_place_of(r->text, i);
    if (part.kind == READING_NONE) return part;
    reading whole = read_whole_of(r, part.end);
    bool    is_feast = whole.feast != OPEN;
    bool    suits = part.place == 0 ? is_day(&whole) : whole.unit > part.unit || is_feast;
    bool    is_bare = part.place == 0 && !part.is_eve && !is_word(r->text, i, "the");
    suits &= is_feast || !is_bare; // "weekend of Halloween"
    if (part.unit == UNIT_PART) suits = is_feast && begins_at_night(r->feasts, whole.feast);
    return whole.kind == READING_POINT && suits ? part : no_reading(i);
}

// "the day" in front of "after Christmas"
static reading read_day_beside(const time_reader *r, int i) {
    const pieces *p = r->text;
    bool          has_unit = is_word(p, i, "the") && has_class(p, i + 1, WORD_unit);
    bool          is_beside = is_word(p, i + 2, "before") || is_word(p, i + 2, "after");
    if (!has_unit || !is_beside) return no_reading(i);
    reading got = no_reading(i), day = read_whole_of(r, i + 3);
    got.unit = unit_of_name(class_value(p, i + 1, WORD_unit));
    if (got.unit < UNIT_DAY || !is_day(&day) || day.base != BASE_OPEN) return got;
    got.kind = READING_DURATION;
    got.end = i + 2;
    got.part_count = 1;
    got.parts[0].amount = 1;
    got.parts[0].unit = got.unit;
    return got;
}

// "7 and 9 last night" behind "between": the part of the day says which half of it.
static reading read_hours_of_part(const time_reader *r, int i) {
    const pieces *p = r->text;
    bool          is_behind = is_word(p, i - 1, "between") || is_word(p, i - 1, "from");
    bool          may_be = is_behind && is_digits(p, i, 1, 2);
    reading       hours = may_be ? read_clock_range(p, i - 1, true) : no_reading(i);
    if (hours.kind == READING_NONE || hours.has_meridiem) return no_reading(i);
    reading day = read_day(r, hours.end + is_word(p, hours.end, "on"));
    if (day.kind == READING_NONE || !day.part.at) return no_reading(i);
    hours.begin = i;
    return join_day(hours, day);
}

reading read_expression(const time_reader *r, int i) {
    if (begins_names_only(r->text, i)) {
        reading named = read_whole(r, i);
        return named.kind != READING_NONE && is_in_name(r->text, &named) ? no_reading(i) : named;
    }
    reading part = read_part_of(r, i);
    if (part.kind == READING_NONE) part = read_day_beside(r, i);
    if (part.kind != READING_NONE) return part;
    reading got = read_whole(r, i);
    got = longer(got, read_positioned(r, i));
    got = longer(got, read_hedged_point(r, i));
    got = longer(got, read_hours_of_part(r, i));
    return got.kind != READING_NONE && is_in_name(r->text, &got) ? no_reading(i) : got;
}
