// resolve_day.c - which day a reading means: weekdays, days of a month, feasts, and the day that an hour
// or a part of a day alone is of.
#include <stdlib.h>

#include "base/calendar.h"
#include "extract/time/question.h"
#include "extract/time/shift.h"

// ---- Days --------------------------------------------------------------------------------

static stamp from_anchor_day(const question *q, int days, time_unit unit) {
    stamp made = open_stamp(unit);
    if (q->anchor->unit == UNIT_NONE) return made;
    if (!has_day(q->anchor) || q->anchor->unit > UNIT_DAY) {
        bool is_week = q->anchor->unit == UNIT_WEEK && has_day(q->anchor);
        made.year = q->anchor->year;
        made.month = q->anchor->unit == UNIT_MONTH || is_week ? q->anchor->month : OPEN;
        made.is_bc = q->anchor->is_bc;
        return made;
    }
    return stamp_of_day(day_of_date(date_of_stamp(q->anchor)) + days, unit);
}

// Days from the anchor to the weekday that is meant.
static int days_to_weekday(const question *q, int anchor_day, int report_day) {
    int ahead = (q->r->weekday - weekday_of_day(anchor_day) + 7) % 7;
    switch (q->r->base) {
    case BASE_LAST:
    case BASE_PREVIOUS:
        return ahead - 7;
    case BASE_NEXT:
    case BASE_FOLLOWING:
        return ahead == 0 ? 7 : ahead;
    case BASE_THIS: {
        bool is_over = q->kind == ANCHOR_PUBLISHED && q->tense == TENSE_PAST && ahead > 0;
        return is_over ? ahead - 7 : ahead; // "this Thursday they met"
    }
    case BASE_THAT:
        return ahead;
    case BASE_OPEN:
        break;
    }
    bool is_told = q->kind == ANCHOR_TEXT && anchor_day != report_day;
    if (is_told) return ahead;
    bool is_yesterday = ahead == 6 && q->kind == ANCHOR_PUBLISHED && q->is_future_told_back;
    if (is_yesterday) return -1; // in a report of Thursday, "was to land on Wednesday"
    return q->tense == TENSE_FUTURE || ahead == 0 ? ahead : ahead - 7;
}

// "On a Friday": any one. But "a Friday meeting" is of a day, as is "May 17, a Friday".
static bool is_any_weekday(const resolver *r, const reading *got) {
    const token *t = token_at(r->doc, piece_at(r->text, got->end - 1)->token);
    bool         is_of_thing = t->dep == DEP_COMPOUND || t->dep == DEP_NMOD || t->dep == DEP_AMOD;
    bool         has_article = is_word(r->text, got->begin - 1, "a");
    return has_article && !is_of_thing && got->base == BASE_OPEN && got->outer_unit == UNIT_NONE;
}

static stamp resolve_any_weekday(const resolver *r, const reading *got) {
    const stamp *told = &r->from.told_day;
    bool         is_here = r->from.told_sentence == r->sentence && has_day(told);
    if (is_here && weekday_of_day(day_of_stamp(told)) == got->weekday) return *told;
    stamp made = open_stamp(UNIT_DAY);
    made.weekday = got->weekday;
    return made;
}

static stamp resolve_weekday(const resolver *r, question *q) {
    const reading *got = q->r;
    stamp          made = open_stamp(UNIT_DAY);
    made.weekday = got->weekday;
    if (is_any_weekday(r, got)) return resolve_any_weekday(r, got);
    if (got->outer_unit == UNIT_WEEK) {
        choose_anchor(r, q, got->outer_base);
        if (!has_day(q->anchor)) return made;
        stamp day = from_anchor_day(q, 7 * sign_of_base(got->outer_base), UNIT_DAY);
        int   at = day_of_stamp(&day);
        return stamp_of_day(at - weekday_of_day(at) + got->weekday, UNIT_DAY);
    }
    choose_anchor(r, q, got->base);
    if (!has_day(q->anchor) || q->anchor->unit > UNIT_DAY) {
        // A history that has told only a month or year leaves the day open.
        if (q->kind != ANCHOR_TEXT || r->from.is_narrative) return made;
        q->anchor = &r->from.published;
        q->kind = ANCHOR_PUBLISHED;
        if (!has_day(q->anchor)) return made;
    }
    int          anchor_day = day_of_date(date_of_stamp(q->anchor));
    const stamp *published = &r->from.published;
    int          report_day = has_day(published) ? day_of_stamp(published) : anchor_day - 1;
    int          days = days_to_weekday(q, anchor_day, report_day);
    bool         is_tomorrow = days == 1 && q->kind == ANCHOR_PUBLISHED;
    // Tomorrow is no "next Friday".
    if (is_tomorrow && is_word(r->text, got->begin, "next")) days += 7;
    return stamp_of_day(anchor_day + days, UNIT_DAY);
}

// 29 February is told of a year that has one: the last or, of the future, the next.
static int leap_year_near(const question *q, int year) {
    enum { MOST_YEARS = 8, FEBRUARY = 2, LEAP_DAY = 29 };
    bool is_leap_day = q->r->month == FEBRUARY && q->r->day == LEAP_DAY && q->r->year == OPEN;
    int  step = q->tense == TENSE_FUTURE ? 1 : -1;
    for (int i = 0; i < MOST_YEARS && is_leap_day && year != OPEN; i++, year += step) {
        if (days_of_month(year, FEBRUARY) == LEAP_DAY) return year;
    }
    return year;
}

static stamp resolve_month(const resolver *r, question *q) {
    const reading *got = q->r;
    stamp          made = open_stamp(got->day == OPEN ? UNIT_MONTH : UNIT_DAY);
    made.year = leap_year_near(q, year_of(r, q, got->month, got->day));
    made.month = got->month;
    made.day = got->day;
    made.is_bc = got->is_bc || (got->year == OPEN && q->anchor->is_bc);
    if (got->place != 0) { // a national day that moves
        made.day = OPEN;
        if (made.year == OPEN) return made;
        int day = nth_weekday(made.year, got->month, got->weekday, got->place);
        return stamp_of_day(day, UNIT_DAY);
    }
    return made;
}

// "Tuesday the 11th": the nearest month in which they fall together, on the side of the tense.
static stamp resolve_weekday_and_day(const resolver *r, question *q) {
    enum { MOST_MONTHS = 24 };
    stamp made = open_stamp(UNIT_DAY);
    made.weekday = q->r->weekday;
    choose_anchor(r, q, q->r->base);
    if (!has_day(q->anchor)) return made;
    civil_date own = date_of_stamp(q->anchor);
    int        today = day_of_date(own), best = 0, nearest = -1;
    for (int months = -MOST_MONTHS; months <= MOST_MONTHS; months++) {
        civil_date date = add_months((civil_date){own.year, own.month, 1}, months);
        date.day = q->r->day;
        if (!is_date(date) || weekday_of_day(day_of_date(date)) != q->r->weekday) continue;
        int  away = day_of_date(date) - today;
        bool suits =
            away == 0 || q->tense == TENSE_OPEN || (away > 0) == (q->tense == TENSE_FUTURE);
        if (!suits || (nearest >= 0 && abs(away) >= nearest)) continue;
        nearest = abs(away);
        best = day_of_date(date);
    }
    return nearest >= 0 ? stamp_of_day(best, UNIT_DAY) : made;
}

static stamp resolve_bare_day(const resolver *r, question *q) {
    stamp made = open_stamp(UNIT_DAY);
    if (q->r->outer_unit == UNIT_MONTH) { // "the 5th of this month"
        choose_anchor(r, q, q->r->outer_base);
        stamp month = shift_stamp(q->anchor, sign_of_base(q->r->outer_base), UNIT_MONTH);
        made.year = month.year;
        made.month = month.month;
        made.day = q->r->day;
        return made;
    }
    choose_anchor(r, q, BASE_THAT);
    made.year = q->anchor->year;
    made.month = q->anchor->unit <= UNIT_MONTH ? q->anchor->month : OPEN;
    made.day = q->r->day;
    made.is_bc = q->anchor->is_bc;
    return made;
}

// ---- Feasts ------------------------------------------------------------------------------

static stamp stamp_of_feast(const reading *got, int day, int *length) {
    if (got->is_weekend || got->is_week) *length = 1;
    if (got->is_week) return stamp_of_day(monday_of_week(week_of_day(day)), UNIT_WEEK);
    return got->is_weekend ? weekend_around(day) : stamp_of_day(day, UNIT_DAY);
}

// The only feast of that name in a year; OPEN where there are two (either Eid).
static stamp resolve_feast_of_year(const resolver *r, const reading *got, int year, int *length) {
    enum { LONG_APART = 300 }; // days; then both are of one feast
    int   days[MOST_FEAST_DAYS];
    int   count = list_feast_days(r->feasts, got->feast, year, days, length);
    bool  is_one = count > 0 && (count == 1 || abs(days[1] - days[0]) > LONG_APART);
    stamp made = open_stamp(UNIT_DAY);
    made.year = year;
    return is_one ? stamp_of_feast(got, days[0], length) : made;
}

static bool is_wrong_side(const question *q, int first, int last, int today) {
    time_base base = q->r->base;
    bool      is_over = last < today;
    bool      is_ahead = base == BASE_NEXT || base == BASE_FOLLOWING;
    if (is_ahead) return first <= today;
    if (base == BASE_LAST || base == BASE_PREVIOUS) return !is_over;
    return q->tense == TENSE_FUTURE && is_over;
}

// The feast nearest to the anchor, on the side that is told.
static stamp resolve_near_feast(const resolver *r, const question *q, int *length) {
    int days[MOST_FEAST_DAYS];
    int today = day_of_date(date_of_stamp(q->anchor)), best = 0, nearest = -1;
    for (int year = q->anchor->year - 1; year <= q->anchor->year + 1; year++) {
        int count = list_feast_days(r->feasts, q->r->feast, year, days, length);
        for (int i = 0; i < count; i++) {
            int away = abs(days[i] - today);
            if (is_wrong_side(q, days[i], days[i] + *length - 1, today)) continue;
            if (nearest >= 0 && away >= nearest) continue;
            nearest = away;
            best = days[i];
        }
    }
    return nearest >= 0 ? stamp_of_feast(q->r, best, length) : open_stamp(UNIT_DAY);
}

static stamp resolve_feast(const resolver *r, question *q, int *length) {
    const reading *got = q->r;
    if (got->year != OPEN) {
        q->kind = ANCHOR_ABSOLUTE;
        return resolve_feast_of_year(r, got, got->year, length);
    }
    choose_anchor(r, q, got->base);
    if (has_day(q->anchor)) return resolve_near_feast(r, q, length);
    bool has_year = q->anchor->year != OPEN && !q->anchor->is_bc;
    if (!has_year) return open_stamp(UNIT_DAY);
    stamp made = resolve_feast_of_year(r, got, q->anchor->year, length);
    return made.month == OPEN ? open_stamp(UNIT_DAY) : made;
}

// ---- Hours and parts of a day ------------------------------------------------------------

// A clock or a part of the day alone is one of the day told in the same sentence; in a past that
// goes on, a clock is one of the day told in the sentence before. "As of 5 p.m." is of today.
static bool is_told_day_at_hand(const resolver *r, const question *q) {
    enum { NEAR = 3 }; // sentences
    const stamp *told = &r->from.told, *today = &r->from.published;
    if (told->unit == UNIT_NONE || told->unit > UNIT_DAY || !has_day(told)) return false;
    int away = r->sentence - r->from.told_sentence;
    if (away == 0) return true;
    bool is_known_part = q->r->hour != OPEN || is_word(r->text, q->r->begin, "the");
    bool is_state =
        is_word(r->text, q->r->begin - 1, "of") && is_word(r->text, q->r->begin - 2, "as");
    bool is_over = has_day(today) && day_of_stamp(told) <= day_of_stamp(today);
    return away <= NEAR && is_known_part && q->tense == TENSE_PAST && is_over && !is_state;
}

// "At night", "winter quarters": any night, any winter, unless the sentence has told which.
static bool is_any_part(const resolver *r, const reading *got) {
    bool is_bare = got->base == BASE_OPEN && !got->is_narrowed && got->hour == OPEN;
    return is_bare && !is_word(r->text, got->begin, "the");
}

// "The night before the vote", "the evening after his election": the thing is not known.
static bool is_told_from_thing(const resolver *r, const reading *got) {
    static const char *const WORDS[] = {"before", "after", "when", "that"};
    bool is_part = got->base == BASE_OPEN && got->hour == OPEN && !got->is_narrowed &&
                   is_word(r->text, got->begin, "the") && !is_word(r->text, got->begin - 1, "in");
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && is_part; i++) {
        if (is_word(r->text, got->end, WORDS[i])) return true;
    }
    return false;
}

// "Drones struck overnight" is told of the night that is over.
static bool is_night_over(const resolver *r, const question *q) {
    return is_word(r->text, q->r->begin, "overnight") && q->tense != TENSE_FUTURE &&
           q->kind == ANCHOR_PUBLISHED;
}

static stamp resolve_hour_of_day(const resolver *r, question *q) {
    const reading *got = q->r;
    bool           is_here = is_told_day_at_hand(r, q);
    choose_anchor(r, q, got->base == BASE_OPEN && is_here ? BASE_THAT : got->base);
    bool is_overnight = is_word(r->text, got->begin, "overnight");
    bool is_any = is_any_part(r, got) && !is_here && !is_overnight;
    if (is_any || is_told_from_thing(r, got)) return open_stamp(UNIT_DAY);
    time_base base = got->base;
    int       sign = base == BASE_LAST || is_told_base(base) ? sign_of_base(base) : 0;
    if (base == BASE_NEXT) sign = 1;
    if (is_night_over(r, q)) sign = -1;
    return from_anchor_day(q, sign + got->direction, UNIT_DAY);
}

stamp resolve_day_of_point(const resolver *r, question *q, int *feast_length) {
    const reading *got = q->r;
    if (got->feast != OPEN) return resolve_feast(r, q, feast_length);
    if (got->month != OPEN) return resolve_month(r, q);
    if (got->weekday != OPEN && got->day != OPEN) return resolve_weekday_and_day(r, q);
    if (got->weekday != OPEN) return resolve_weekday(r, q);
    if (got->day != OPEN) return resolve_bare_day(r, q);
    return resolve_hour_of_day(r, q);
}
