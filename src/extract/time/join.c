// join.c - which two readings are one expression, by the words between and before them; and when
// that is.
//
//     between 2014 and 2018        a range: both ends are told
//     two weeks before Easter      a length off from a time
//     six weeks from March 10      all of a length that begins with a time
//     the last week of July        a part of a time
#include "extract/time/join.h"

#include "extract/time/shift.h"

// ---- Sharing -----------------------------------------------------------------------------

static bool is_piece_of(const pieces *p, int i, const char *const *words, size_t count) {
    for (size_t w = 0; w < count; w++) {
        if (is_word(p, i, words[w])) return true;
    }
    return false;
}
#define IS_ONE_OF(p, i, words) is_piece_of((p), (i), (words), sizeof(words) / sizeof *(words))

static bool has_date(const reading *r) {
    return r->month != OPEN || r->weekday != OPEN || r->feast != OPEN;
}

static bool is_point(const reading *r) {
    return r->kind == READING_POINT;
}

// "April and June 1955", "the 13th to the 19th of October", "499 to 493 BC": the first takes what it
// lacks from the second.
static void share_date(reading *first, const reading *second) {
    if (first->year != OPEN && second->is_bc && first->year > second->year) first->is_bc = true;
    if (second->month == OPEN || second->unit > UNIT_MONTH || first->feast != OPEN) return;
    if (first->month == OPEN && first->day != OPEN && first->day < second->day) {
        first->month = second->month;
    }
    bool is_open = first->year == OPEN && first->month != OPEN && first->outer_unit == UNIT_NONE;
    if (!is_open || second->year == OPEN) return;
    first->year = second->year - (first->month > second->month);
    first->is_bc = second->is_bc;
}

static void share_day(reading *first, const reading *second) {
    first->year = second->year;
    first->month = second->month;
    first->day = second->day;
    first->weekday = second->weekday;
    first->base = second->base;
    first->direction = second->direction;
    first->outer_base = second->outer_base;
    first->outer_unit = second->outer_unit;
}

// "2 to 4 p.m.", "10 a.m. to noon on Monday": half of the day, zone and day are told once.
static void share_clock(const pieces *p, reading *first, const reading *second) {
    enum { HALF_DAY = 12 };
    if (first->hour == OPEN || second->hour == OPEN || first->unit >= UNIT_PART) return;
    bool is_afternoon = !first->has_meridiem && second->has_meridiem && second->hour >= HALF_DAY &&
                        first->hour + HALF_DAY <= second->hour;
    if (is_afternoon) first->hour += HALF_DAY;
    if (!first->zone.at) first->zone = second->zone;
    // "10 a.m. to Tuesday noon": the day in front of the second hour is its own.
    bool is_day_behind =
        digit_count(p, second->begin) > 0 || has_class(p, second->begin, WORD_clock);
    bool has_day_behind = is_day_behind && (has_date(second) || second->base != BASE_OPEN);
    if (!has_date(first) && first->base == BASE_OPEN && has_day_behind) share_day(first, second);
}

static bool is_bare_clock(const reading *r) {
    return is_point(r) && r->hour != OPEN && !has_date(r) && r->base == BASE_OPEN;
}

// "10:35 a.m. (0735 GMT) on Friday": both are hours of the day behind them.
static void share_day_behind(const pieces *p, reading *clock, int left) {
    if (left < 3 || !is_bare_clock(clock) || !is_bare_clock(clock + 1)) return;
    const reading *day = clock + 2;
    int            at = clock[1].end + 1 + is_word(p, clock[1].end + 1, "on");
    bool           is_mark_between = is_mark(p, clock->end, '(') && is_mark(p, clock[1].end, ')') &&
                           clock[1].begin == clock->end + 1;
    if (!is_mark_between || day->begin != at || !is_point(day) || !has_date(day)) return;
    share_day(clock, day);
    share_day(clock + 1, day);
}

static void share_with_next(const pieces *p, reading *first, const reading *second) {
    static const char *const JOINTS[] = {"and", "to", "or", "until", "through", "till"};
    bool is_joint = is_mark(p, first->end, '-') || IS_ONE_OF(p, first->end, JOINTS);
    if (!is_joint || second->begin != first->end + 1) return;
    if (!is_point(first) || !is_point(second)) return;
    share_date(first, second);
    share_clock(p, first, second);
}

// ---- Joining -----------------------------------------------------------------------------

static bool is_now(const reading *r) {
    return r->kind == READING_FIXED && same(r->value, STR("PRESENT_REF"));
}

static bool may_end_range(const reading *r) {
    return (is_point(r) && r->end_year == OPEN && r->end_day == OPEN && r->end_hour == OPEN) ||
           is_now(r);
}

static bool is_calendar_day(const reading *r) {
    return is_point(r) && r->unit == UNIT_DAY && r->month != OPEN && r->day != OPEN;
}

// "7/10/2023": two of them with a dash are one expression; in words each is one.
static bool is_in_digits(const pieces *p, const reading *r) {
    const piece *mark = piece_at(p, r->begin + 1);
    return digit_count(p, r->begin) > 0 && mark->kind == PIECE_MARK && is_joined(p, r->begin + 1);
}

// "today", "yesterday"
static bool is_near_day(const reading *r) {
    return is_point(r) && r->unit == UNIT_DAY && r->base == BASE_THIS && !has_date(r);
}

static bool is_range(const pieces *p, const reading *first, const reading *second) {
    static const char *const TO[] = {"to", "until", "till", "through", "thru"};
    bool                     is_between = is_word(p, first->begin - 1, "between");
    bool                     is_from = is_word(p, first->begin - 1, "from");
    bool                     is_to = IS_ONE_OF(p, first->end, TO);
    bool                     is_joint =
        is_to || is_mark(p, first->end, '-') || (is_between && is_word(p, first->end, "and"));
    // "from March to date": the phrase has the joint in it.
    bool is_to_date = is_now(second) && second->begin == first->end &&
                      (is_word(p, second->begin, "to") || is_word(p, second->begin, "till"));
    if (is_to_date && is_point(first) && (is_from || is_word(p, first->begin - 1, "since"))) {
        return true;
    }
    if (!is_joint || second->begin != first->end + 1) return false;
    if (!may_end_range(first) || !may_end_range(second)) return false;
    bool is_through = first->base == BASE_OPEN && first->year != OPEN &&
                      (is_word(p, first->end, "through") || is_word(p, first->end, "thru"));
    bool is_dash = is_mark(p, first->end, '-') && is_in_digits(p, second);
    bool are_days = (is_to || is_dash) && is_calendar_day(first) &&
                    (is_calendar_day(second) || is_near_day(second));
    bool are_clocks = is_to && first->hour != OPEN && second->hour != OPEN;
    return (is_between || is_from || is_through || are_days || are_clocks) &&
           !is_moved(p, first->begin - 1);
}

static bool is_exact_length(const reading *r) {
    bool is_exact = r->kind == READING_DURATION && r->base == BASE_OPEN && r->part_count > 0;
    for (int i = 0; i < r->part_count; i++) {
        is_exact &= r->parts[i].amount >= 0 && r->parts[i].amount < 100000;
    }
    return is_exact;
}

// Whether a length is told from the time behind it, and how.
static reading_join join_of_length(const pieces *p, const reading *length, const reading *second) {
    static const char *const LASTING[] = {"for",  "over",  "during",  "within", "in",
                                          "than", "least", "lasting", "lasted", "last"};
    static const char *const STARTS[] = {"starting", "beginning", "commencing"};
    if (!is_exact_length(length) || !is_point(second) || second->unit > UNIT_YEAR) return JOIN_NONE;
    int  at = length->end;
    bool is_lasting = IS_ONE_OF(p, length->begin - 1, LASTING);
    bool is_start = IS_ONE_OF(p, at, STARTS);
    if (is_start) at += is_word(p, at + 1, "on") || is_word(p, at + 1, "from");
    if (second->begin != at + 1) return JOIN_NONE;
    bool is_day = second->unit == UNIT_DAY;
    if (is_start || (is_word(p, at, "from") && is_word(p, length->begin - 1, "for"))) {
        return is_day && second->end_day == OPEN ? JOIN_SPAN : JOIN_NONE;
    }
    bool is_in_from = is_word(p, length->begin - 1, "in") && is_word(p, at, "from");
    if (is_lasting && !is_in_from) return JOIN_NONE;
    if (is_word(p, at, "before")) return JOIN_BEFORE;
    bool is_after = is_word(p, at, "after") || is_word(p, at, "following");
    return is_after || is_word(p, at, "from") ? JOIN_AFTER : JOIN_NONE;
}

void join_readings(const pieces *p, reading *readings, int count) {
    for (int i = count - 2; i >= 0; i--) {
        reading *first = &readings[i], *second = &readings[i + 1];
        share_day_behind(p, first, count - i);
        if (first->kind == READING_PART) {
            first->join = second->begin == first->end && is_point(second) ? JOIN_PART : JOIN_NONE;
        } else if (second->join != JOIN_NONE) {
            continue;
        } else {
            share_with_next(p, first, second);
            first->join =
                is_range(p, first, second) ? JOIN_RANGE : join_of_length(p, first, second);
        }
    }
    for (int i = 0; i < count; i++) {
        bool is_second = i > 0 && readings[i - 1].join != JOIN_NONE;
        bool is_left = (readings[i].kind == READING_PART && readings[i].join == JOIN_NONE) ||
                       (readings[i].is_event && !is_second);
        if (is_left) readings[i].kind = READING_NONE;
    }
}

// ---- Ranges ------------------------------------------------------------------------------

static resolved_time resolve_end(resolver *r, const reading *got) {
    if (!is_now(got)) return resolve_time(r, got);
    const stamp *today = &r->from.published;
    return (resolved_time){.first = *today,
                           .last = *today,
                           .has_anchor = today->unit != UNIT_NONE,
                           .anchor = ANCHOR_PUBLISHED};
}

static bool is_before(const stamp *a, const stamp *b) {
    return is_whole(a) && is_whole(b) && day_of_stamp(a) < day_of_stamp(b);
}

// "From October to March" told in April is the winter that is over.
static bool is_over(const stamp *story, const resolved_time *begin) {
    enum { FAR_MONTHS = 5 };
    const stamp *at = &begin->first;
    bool         is_known = story->unit <= UNIT_MONTH && story->month != OPEN && at->month != OPEN;
    return is_known && begin->anchor == ANCHOR_TEXT && at->year == story->year && !at->is_bc &&
           at->month - story->month >= FAR_MONTHS;
}

static resolved_time resolve_range(resolver *r, const reading *first, const reading *second) {
    const stamp   story = r->from.story_month;
    resolved_time begin = resolve_end(r, first), end = resolve_end(r, second);
    bool          is_open = is_point(second) && second->year == OPEN && second->base == BASE_OPEN &&
                   second->outer_unit == UNIT_NONE;
    if (is_open && is_before(&end.first, &begin.first) && is_over(&story, &begin)) {
        begin.first.year--;
    } else if (is_open && is_before(&end.first, &begin.first)) {
        reading next = *second;
        next.base = BASE_FOLLOWING;
        tell_time(r, &begin, first);
        end = resolve_time(r, &next);
    }
    return (resolved_time){.first = begin.first,
                           .last = end.last,
                           .is_range = true,
                           .has_anchor = begin.has_anchor && end.has_anchor,
                           .anchor = begin.anchor == ANCHOR_ABSOLUTE ? end.anchor : begin.anchor};
}

// ---- Lengths -----------------------------------------------------------------------------

static resolved_time resolve_from(resolver *r, const reading *length, const reading *second) {
    resolved_time t = resolve_time(r, second);
    int           direction = length->join == JOIN_BEFORE ? -1 : 1;
    stamp         from = length->join == JOIN_AFTER && !t.is_range ? t.last : t.first;
    if (from.unit == UNIT_DAY && t.first.unit == UNIT_DAY) from.unit = UNIT_DAY;
    if (length->join == JOIN_SPAN) {
        stamp behind = shift_length(&t.first, length, 1, true);
        t.last = has_day(&behind) ? shift_days(&behind, -1, UNIT_DAY) : behind;
        t.is_range = true;
        return t;
    }
    t.first = t.last = shift_length(&from, length, direction, true);
    t.is_range = false;
    return t;
}

// ---- Parts -------------------------------------------------------------------------------

enum { THURSDAY = 4, SATURDAY = 6, WEEK = 7 };

// Days [begin, end) of the time that a part is taken from.
typedef struct {
    int  begin, end;
    bool has_weeks; // of the calendar: a month or more
} whole;

// The first day of `count` units at a place of the whole.
static stamp day_at(const whole *w, const reading *part) {
    int day = part->place > 0 ? w->begin + part->place - 1 : w->end - part->count;
    return stamp_of_day(day, UNIT_DAY);
}

static stamp weekday_at(const whole *w, const reading *part) {
    int last = w->end - 1 - (weekday_of_day(w->end - 1) - part->weekday + WEEK) % WEEK;
    int first = w->begin + (part->weekday - weekday_of_day(w->begin) + WEEK) % WEEK;
    int day = part->place > 0 ? first + WEEK * (part->place - 1) : last;
    return stamp_of_day(day, UNIT_DAY);
}

// The week of a month or year is one that has its Thursday there, as in ISO 8601.
static stamp week_at(const whole *w, const reading *part) {
    if (part->place == 0) return stamp_of_day(w->begin, UNIT_WEEK);
    reading thursday = *part;
    thursday.weekday = THURSDAY;
    stamp day = weekday_at(w, &thursday);
    int   monday = day_of_stamp(&day) - THURSDAY + MONDAY;
    if (part->place < 0) monday -= WEEK * (part->count - 1);
    return stamp_of_day(monday, UNIT_WEEK);
}

static stamp weekend_at(const whole *w, const reading *part) {
    reading saturday = *part;
    saturday.weekday = SATURDAY;
    if (part->place == 0) return weekend_around(w->begin);
    stamp day = weekday_at(w, &saturday);
    return stamp_of_day(day_of_stamp(&day), UNIT_WEEKEND);
}

static stamp month_at(const whole *w, const reading *part) {
    int   day = part->place > 0 ? w->begin : w->end - 1;
    int   months = part->place > 0 ? part->place - 1 : 1 - part->count;
    stamp from = stamp_of_day(day, UNIT_DAY);
    return shift_stamp(&from, months * (part->unit == UNIT_YEAR ? 12 : 1), UNIT_MONTH);
}

static stamp part_at(const whole *w, const reading *part) {
    if (part->weekday != OPEN) return weekday_at(w, part);
    if (part->is_eve) return stamp_of_day(w->begin - 1, UNIT_DAY);
    if (part->unit == UNIT_PART) { // of a feast: its days begin with the night before
        stamp night = day_at(w, part);
        night = stamp_of_day(day_of_stamp(&night) - 1, UNIT_PART);
        night.part = part->part;
        return night;
    }
    if (part->unit == UNIT_DAY) return day_at(w, part);
    if (part->unit == UNIT_WEEKEND) return weekend_at(w, part);
    if (part->unit == UNIT_WEEK && (w->has_weeks || part->place == 0)) return week_at(w, part);
    if (part->unit == UNIT_WEEK) { // of a feast: seven days from its first on
        reading days = *part;
        days.place = part->place > 0 ? WEEK * (part->place - 1) + 1 : part->place;
        days.count = WEEK * part->count;
        return day_at(w, &days);
    }
    stamp month = month_at(w, part);
    if (part->unit == UNIT_YEAR) month.unit = UNIT_YEAR;
    return month;
}

// How many units behind the first one the last one is, in the unit of the stamp.
static int steps_to_last(const reading *part, const stamp *first) {
    bool is_days = part->unit == UNIT_WEEK && first->unit == UNIT_DAY;
    return is_days ? WEEK * part->count - 1 : part->count - 1;
}

static resolved_time resolve_part(resolver *r, const reading *part, const reading *second) {
    resolved_time t = resolve_time(r, second);
    bool          is_known = is_whole(&t.first) && is_whole(&t.last) && !t.is_range;
    if (!is_known) {
        stamp open = open_stamp(part->unit);
        open.weekday = part->weekday;
        t.first = t.last = open;
        t.is_range = false;
        return t;
    }
    whole w = {day_of_stamp(&t.first), day_behind_stamp(&t.last), t.first.unit >= UNIT_MONTH};
    t.first = part_at(&w, part);
    int steps = steps_to_last(part, &t.first);
    t.last = steps > 0 ? shift_stamp(&t.first, steps, t.first.unit) : t.first;
    t.is_range = steps > 0;
    int  begin = day_of_stamp(&t.first);
    bool is_inside = begin > w.begin - WEEK && begin < w.end;
    if (!is_inside) {
        t.first = t.last = open_stamp(part->unit);
        t.first.weekday = part->weekday;
        t.is_range = false;
    }
    return t;
}

// ---- Records -----------------------------------------------------------------------------

time_expression resolve_joined(resolver *r, const reading *first, const reading *second) {
    span          whole_span = {span_of_reading(r, first).begin, span_of_reading(r, second).end};
    resolved_time t = first->join == JOIN_RANGE  ? resolve_range(r, first, second)
                      : first->join == JOIN_PART ? resolve_part(r, first, second)
                                                 : resolve_from(r, first, second);
    resolved_time told = t;
    if (first->join == JOIN_RANGE) told.first = t.last; // the story goes on from its end
    tell_time(r, &told, second);
    return record_of_time(r, &t, whole_span);
}
