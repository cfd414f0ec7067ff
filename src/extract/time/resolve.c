// resolve.c - open fields of a reading, filled from the anchor that suits it.
//
//     "Wednesday"          the report's day, by tense: before it, at it or after it
//     "last week"          the report's day
//     "the following week" the time told before
//     "April 20"           the year of the report; in a history, the year told before
//
// Nothing is filled from an anchor that is not known: the field stays X.
#include "extract/time/resolve.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "extract/time/shift.h"
#include "extract/time/story.h"

typedef struct {
    const reading *r;
    clause_tense   tense;
    const stamp   *anchor; // never NULL; unit UNIT_NONE: not known
    time_anchor    kind;
    bool           is_over;             // it hangs on a verb of the past
    bool           goes_on;             // in a story: it may lie in the next year
    bool           is_comparison;       // it only looks back: the story stays where it was
    bool           is_future_told_back; // "was expected to land", "said they would meet"
} question;

// ---- Choosing the anchor -----------------------------------------------------------------

static bool is_told_base(time_base base) {
    return base == BASE_THAT || base == BASE_PREVIOUS || base == BASE_FOLLOWING;
}

static void use_told(const resolver *r, question *q) {
    q->anchor = &r->from.told;
    q->kind = ANCHOR_TEXT;
}

// The anchor of a base. Without a time told before, the report's own serves.
static void choose_anchor(const resolver *r, question *q, time_base base) {
    bool has_told = r->from.told.unit != UNIT_NONE;
    bool has_published = r->from.published.unit != UNIT_NONE;
    q->anchor = &r->from.published;
    q->kind = ANCHOR_PUBLISHED;
    if (!has_told) return;
    if (is_told_base(base) || r->from.is_narrative) {
        bool is_now =
            r->from.is_narrative && has_published && q->tense == TENSE_OPEN && base == BASE_THIS;
        if (!is_now) use_told(r, q);
    }
}

// "It began on 24 February 2022. In March ...": in news too a story of years ago goes on in the next
// sentence.
static bool is_story_at_hand(const resolver *r, const question *q, int month) {
    const stamp *told = &r->from.told, *today = &r->from.published;
    int          away = r->sentence - r->from.told_sentence;
    bool         has_month = told->unit != UNIT_NONE && told->month != OPEN && !told->is_bc;
    bool         is_past = has_month && told->unit <= UNIT_MONTH && told->year < today->year;
    return is_past && q->r->base == BASE_OPEN && q->tense == TENSE_PAST && q->goes_on &&
           !r->from.is_told_beside && told->month <= month && (away == 0 || away == 1);
}

// A month or day of a history is one of the year where its story stands.
static void use_story(const resolver *r, question *q, int month) {
    if (q->kind == ANCHOR_PUBLISHED && is_story_at_hand(r, q, month)) {
        use_told(r, q);
        return;
    }
    if (q->kind == ANCHOR_TEXT && q->r->base == BASE_OPEN) {
        q->anchor = find_story(&r->from, r->sentence);
    }
}

static int sign_of_base(time_base base) {
    switch (base) {
    case BASE_LAST:
    case BASE_PREVIOUS:
        return -1;
    case BASE_NEXT:
    case BASE_FOLLOWING:
        return 1;
    case BASE_OPEN:
    case BASE_THIS:
    case BASE_THAT:
        break;
    }
    return 0;
}

// ---- Years -------------------------------------------------------------------------------

// Months from the anchor's month to one of the same year; 0 when the anchor's is not known.
static int months_ahead(const stamp *anchor, int month, int day) {
    if (anchor->month == OPEN) return 0;
    if (anchor->month == month && day != OPEN && anchor->day != OPEN && anchor->unit <= UNIT_DAY) {
        return day > anchor->day ? 1 : day < anchor->day ? -1 : 0;
    }
    return month - anchor->month;
}

// The year of a month (and day) that is told without one.
static int pick_year(const question *q, int month, int day, time_base base) {
    // Months back: a story has gone on into the next year, from December to January for sure.
    enum { MAY_BE_NEXT = 8, IS_NEXT = 11 };
    const stamp *anchor = q->anchor;
    if (anchor->unit == UNIT_NONE || anchor->year == OPEN) return OPEN;
    int ahead = months_ahead(anchor, month, day);
    if (base == BASE_LAST || base == BASE_PREVIOUS) return anchor->year - (ahead >= 0);
    if (base == BASE_NEXT || base == BASE_FOLLOWING) return anchor->year + (ahead <= 0);
    bool is_new_year =
        base == BASE_OPEN && !anchor->is_bc && ahead <= -(q->goes_on ? MAY_BE_NEXT : IS_NEXT);
    if (q->kind == ANCHOR_TEXT) return anchor->year + is_new_year; // December, then January
    if (base != BASE_OPEN) return anchor->year;
    // The nearest one; tense moves the middle.
    int latest = q->is_over ? 0 : q->tense == TENSE_PAST ? 2 : q->tense == TENSE_FUTURE ? 9 : 6;
    int earliest = q->tense == TENSE_PAST ? -11 : q->tense == TENSE_FUTURE ? -3 : -6;
    return anchor->year - (ahead > latest) + (ahead < earliest);
}

// The year that "last year", "that year" behind a time mean.
static int year_of_outer(const resolver *r, question *q) {
    choose_anchor(r, q, q->r->outer_base);
    if (q->anchor->unit == UNIT_NONE || q->anchor->year == OPEN) return OPEN;
    return q->anchor->year + sign_of_base(q->r->outer_base);
}

static int year_of(const resolver *r, question *q, int month, int day) {
    const reading *got = q->r;
    if (got->year != OPEN) {
        q->kind = ANCHOR_ABSOLUTE;
        return got->year;
    }
    if (got->outer_unit == UNIT_YEAR) return year_of_outer(r, q);
    choose_anchor(r, q, got->base);
    use_story(r, q, month);
    return pick_year(q, month, day, got->base);
}

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

// ---- Units with a direction --------------------------------------------------------------

// "the quarter": the last one told of, else the last one that is over.
static stamp resolve_known_quarter(const resolver *r, question *q) {
    if (r->from.told_quarter.unit == UNIT_QUARTER) {
        use_told(r, q);
        return r->from.told_quarter;
    }
    q->anchor = &r->from.published;
    q->kind = ANCHOR_PUBLISHED;
    if (q->anchor->unit == UNIT_NONE) return open_stamp(UNIT_QUARTER);
    return shift_stamp(q->anchor, -1, UNIT_QUARTER);
}

// "for the year" in news is the year of the report.
static bool is_known_unit(const resolver *r, const reading *got) {
    return !r->from.is_narrative && is_word(r->text, got->begin, "the") &&
           !has_class(r->text, got->begin + 1, WORD_direction) &&
           r->from.published.unit != UNIT_NONE;
}

// "Over the weekend" on a working day is the one that has passed, if the clause is of the past.
static bool is_before_weekend(const question *q) {
    enum { SATURDAY = 6 };
    return q->tense != TENSE_FUTURE && q->kind == ANCHOR_PUBLISHED && has_day(q->anchor) &&
           weekday_of_day(day_of_stamp(q->anchor)) < SATURDAY;
}

// "Winter quarters", "a summer offensive": any one, unless a year or a direction is told.
static bool is_any_season(const resolver *r, const reading *got) {
    int          before = piece_at(r->text, got->begin)->token - 1;
    const token *t = token_at(r->doc, before + 1);
    bool is_part_of_noun = t->dep == DEP_COMPOUND || t->dep == DEP_AMOD || t->dep == DEP_NMOD;
    bool is_bare = got->base == BASE_OPEN && got->year == OPEN && !got->is_narrowed &&
                   got->outer_unit == UNIT_NONE && got->end == got->begin + 1;
    bool is_known =
        before >= 0 && (is_token(r->doc, before, "the") || is_token(r->doc, before, "The"));
    return is_bare && is_part_of_noun && !is_known;
}

// The same unit of the anchor, `count` units on.
static stamp resolve_unit(const resolver *r, question *q) {
    const reading *got = q->r;
    time_base      base = got->base;
    choose_anchor(r, q, base);
    if (got->unit == UNIT_SEASON) {
        stamp made = open_stamp(UNIT_SEASON);
        int   month = month_of_season(got->season);
        made.season = got->season;
        if (is_any_season(r, got)) return made;
        made.year = year_of(r, q, month, OPEN);
        made.is_bc = got->is_bc || (got->year == OPEN && q->anchor->is_bc);
        return made;
    }
    bool is_told_quarter = base == BASE_OPEN && r->from.told_quarter.unit == UNIT_QUARTER;
    if (got->unit == UNIT_QUARTER && (base == BASE_THAT || is_told_quarter))
        return resolve_known_quarter(r, q);
    if (got->unit == UNIT_YEAR && base == BASE_THAT && is_known_unit(r, got)) {
        q->anchor = &r->from.published;
        q->kind = ANCHOR_PUBLISHED;
    }
    bool is_far_day = got->unit == UNIT_DAY && q->kind == ANCHOR_TEXT && !has_day(q->anchor) &&
                      r->from.told_day.unit != UNIT_NONE;
    if (is_far_day) q->anchor = &r->from.told_day; // "that day" behind "last year"
    if (q->anchor->unit == UNIT_NONE) return open_stamp(got->unit);
    int count = sign_of_base(base) + got->direction;
    if (got->unit == UNIT_WEEKEND && base == BASE_OPEN && is_before_weekend(q)) count--;
    return shift_stamp(q->anchor, count, got->unit);
}

// ---- Shifts ------------------------------------------------------------------------------

// A vague amount leads to no day: the value says on which side it lies.
static bool is_vague_shift(const reading *got) {
    for (int i = 0; i < got->part_count; i++) {
        if (got->parts[i].amount < 0 || got->parts[i].amount > 100000) return true;
    }
    return got->part_count == 0;
}

// Behind a quarter, "a year earlier" and "a year ago" are the same quarter of the year before.
static bool compares_quarters(const resolver *r, const reading *got) {
    enum { FAR = 4 }; // sentences
    // "A year ago, the firm raised ..." tells of that time itself.
    bool is_ago = is_word(r->text, got->end - 1, "ago");
    if (is_ago && piece_at(r->text, got->begin)->begins_sentence) return false;
    return r->from.told_quarter.unit == UNIT_QUARTER && r->from.told_quarter.year != OPEN &&
           r->sentence - r->from.told_quarter_sentence <= FAR;
}

// "fell 4 percent from a year earlier" in news is told from the report where its own sentence has no
// other date.
static bool is_compared_with_today(const resolver *r, const reading *got) {
    static const char *const WORDS[] = {"from", "than", "with", "to"};
    bool                     is_compared = false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        is_compared |= is_word(r->text, got->begin - 1, WORDS[i]);
    }
    bool is_alone = r->from.told_sentence != r->sentence;
    return is_compared && is_alone && got->base == BASE_THAT && got->direction < 0 &&
           got->part_count == 1 && got->parts[0].unit == UNIT_YEAR && !r->from.is_narrative &&
           r->from.published.unit != UNIT_NONE;
}

static stamp resolve_shift(const resolver *r, question *q) {
    const reading *got = q->r;
    choose_anchor(r, q, got->base);
    if (q->anchor->unit == UNIT_NONE) return open_stamp(got->parts[0].unit);
    if (is_compared_with_today(r, got)) {
        q->anchor = &r->from.published;
        q->kind = ANCHOR_PUBLISHED;
    }
    if (got->parts[0].unit == UNIT_YEAR && compares_quarters(r, got)) {
        stamp quarter = r->from.told_quarter;
        q->kind = ANCHOR_TEXT;
        q->is_comparison = true;
        quarter.year += (int)got->parts[0].amount * got->direction;
        return quarter;
    }
    time_unit unit = got->parts[0].unit;
    bool      is_week = unit == UNIT_WEEK || unit == UNIT_FORTNIGHT;
    bool      is_rough_week = is_week && q->kind != ANCHOR_TEXT && got->part_count == 1;
    if (!is_rough_week) return shift_length(q->anchor, got, got->direction, got->part_count > 1);
    return shift_stamp(q->anchor, (int)got->parts[0].amount * got->direction, unit);
}

// ---- Points ------------------------------------------------------------------------------

// A clock or a part of the day alone is one of the day told in the same sentence; in a past that
// goes on, a clock is one of the day told in the sentence before. "As of 5 p.m." is of today.
static bool is_told_day_at_hand(const resolver *r, const question *q) {
    enum { NEAR = 3 }; // sentences
    const stamp *told = &r->from.told, *today = &r->from.published;
    if (told->unit == UNIT_NONE || told->unit > UNIT_DAY || !has_day(told)) return false;
    int away = r->sentence - r->from.told_sentence;
    if (away == 0) return true;
    bool is_state =
        is_word(r->text, q->r->begin - 1, "of") && is_word(r->text, q->r->begin - 2, "as");
    bool is_over = has_day(today) && day_of_stamp(told) <= day_of_stamp(today);
    return away <= NEAR && q->r->hour != OPEN && q->tense == TENSE_PAST && is_over && !is_state;
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

static stamp resolve_day_of_point(const resolver *r, question *q, int *feast_length) {
    const reading *got = q->r;
    if (got->feast != OPEN) return resolve_feast(r, q, feast_length);
    if (got->month != OPEN) return resolve_month(r, q);
    if (got->weekday != OPEN && got->day != OPEN) return resolve_weekday_and_day(r, q);
    if (got->weekday != OPEN) return resolve_weekday(r, q);
    if (got->day != OPEN) return resolve_bare_day(r, q);
    return resolve_hour_of_day(r, q);
}

static void copy_clock(const reading *got, stamp *made) {
    made->unit = got->unit;
    made->hour = got->hour;
    made->minute = got->minute;
    made->second = got->second;
    made->part = got->part;
    made->zone = got->zone;
}

static stamp resolve_coarse(const resolver *r, question *q) {
    const reading *got = q->r;
    stamp          made = open_stamp(got->unit);
    made.is_bc = got->is_bc;
    q->kind = ANCHOR_ABSOLUTE;
    if (got->century != OPEN) {
        made.century = got->century;
    } else if (got->decade != OPEN) {
        made.decade = got->decade;
    } else if (got->unit == UNIT_YEAR && got->year != OPEN) {
        made.year = got->year;
    } else if (got->week != OPEN) {
        int year = year_of(r, q, 1, OPEN);
        if (year == OPEN) return made;
        made = stamp_of_day(monday_of_week((iso_week){year, got->week}), UNIT_WEEK);
    } else if (got->quarter != OPEN || got->half != OPEN) {
        int month = got->quarter != OPEN ? got->quarter * 3 : got->half * 6;
        made.year = year_of(r, q, month, OPEN);
        made.quarter = got->quarter;
        made.half = got->half;
    } else {
        made = resolve_unit(r, q);
    }
    return made;
}

static stamp resolve_point(const resolver *r, question *q, int *feast_length) {
    const reading *got = q->r;
    bool is_unit_day = got->unit == UNIT_DAY && got->month == OPEN && got->weekday == OPEN &&
                       got->day == OPEN && got->feast == OPEN;
    if (got->unit > UNIT_DAY && got->month == OPEN) return resolve_coarse(r, q);
    if (is_unit_day) return resolve_unit(r, q);
    stamp made = resolve_day_of_point(r, q, feast_length);
    if (got->unit < UNIT_DAY) copy_clock(got, &made);
    return made;
}

// ---- Records -----------------------------------------------------------------------------

// The last time of a range whose first is known.
static stamp end_of_range(const reading *got, const stamp *first) {
    stamp last = *first;
    if (got->end_year != OPEN) last.year = got->end_year;
    if (got->end_day != OPEN && got->end_day < got->day && has_day(first)) { // "27th to the 3rd"
        last = shift_stamp(first, 1, UNIT_MONTH);
        last.unit = first->unit;
    }
    if (got->end_day != OPEN) last.day = got->end_day;
    if (got->end_hour != OPEN) {
        int  begin = got->hour * 60 + (got->minute == OPEN ? 0 : got->minute);
        bool is_next_day = got->end_hour * 60 + got->end_minute <= begin && has_day(first);
        if (is_next_day) last = shift_days(first, 1, first->unit); // "10 p.m. to 6 a.m."
        last.zone = first->zone;
        last.hour = got->end_hour;
        last.minute = got->end_minute;
        last.unit = UNIT_MINUTE;
    }
    return last;
}

static resolved_time resolved_of(const question *q, stamp made, int feast_length) {
    const reading *got = q->r;
    bool           has_end = got->end_year != OPEN || got->end_day != OPEN || got->end_hour != OPEN;
    resolved_time  t = {.first = made,
                        .last = has_end ? end_of_range(got, &made) : made,
                        .is_range = has_end,
                        .has_anchor = q->anchor->unit != UNIT_NONE || q->kind == ANCHOR_ABSOLUTE,
                        .anchor = q->kind,
                        .only_looks_back = q->is_comparison};
    if (feast_length > 1 && has_day(&made) && made.unit == UNIT_DAY) {
        t.last = stamp_of_day(day_of_stamp(&made) + feast_length - 1, UNIT_DAY);
    }
    return t;
}

void tell_time(resolver *r, const resolved_time *t, const reading *got) {
    const stamp *made = &t->first;
    bool is_usable = (made->year != OPEN || made->decade != OPEN || made->century != OPEN) &&
                     (made->unit >= UNIT_DAY || has_day(made));
    if (!is_usable || t->only_looks_back) return;
    tell_story(&r->from, made, r->sentence, is_told_beside(r->text, got, &r->from, made));
}

time_expression record_of_time(const resolver *r, const resolved_time *t, span where) {
    time_expression record = {.where = where};
    record.type = t->first.unit < UNIT_DAY ? TIME_TIME : TIME_DATE;
    record.value = t->is_range ? value_of_range(r->memory, &t->first, &t->last)
                               : value_of_stamp(r->memory, &t->first);
    // An hour of the clock that ends a range is its end; a day that ends one is part of it.
    bool is_end_of_clock = t->is_range && t->last.unit < UNIT_PART;
    str  from = start_of_stamp(r->memory, &t->first);
    str  to =
        is_end_of_clock ? start_of_stamp(r->memory, &t->last) : end_of_stamp(r->memory, &t->last);
    if (from.at && to.at && compare_str(from, to) < 0) {
        record.from = from;
        record.to = to;
        record.has_precision = true;
        record.precision = precision_of(t->first.unit);
    }
    record.has_anchor = t->has_anchor;
    record.anchor = t->anchor;
    return record;
}

static void resolve_vague_shift(const reading *got, time_expression *record) {
    record->type = TIME_DATE;
    record->value = got->direction < 0 ? STR("PAST_REF") : STR("FUTURE_REF");
}

static str value_of_set(const resolver *r, const reading *got) {
    if (got->value.at) return got->value;
    bool is_every_weekend =
        got->part_count == 1 && got->unit == UNIT_WEEKEND && got->parts[0].amount == 1.0;
    if (is_every_weekend) return STR("XXXX-WXX-WE");
    if (got->part_count > 0 && got->hour == OPEN) return value_of_length(r->memory, got);
    stamp made = open_stamp(got->weekday != OPEN || got->part.at || got->day != OPEN ? UNIT_DAY
                            : got->month != OPEN                                     ? UNIT_MONTH
                                                                                     : UNIT_SEASON);
    made.weekday = got->weekday;
    made.month = got->month;
    made.day = got->day;
    made.season = got->season;
    if (got->part.at) {
        made.unit = UNIT_PART;
        made.part = got->part;
    }
    if (got->hour != OPEN) {
        made.unit = UNIT_MINUTE;
        made.hour = got->hour;
        made.minute = got->minute;
    }
    return value_of_stamp(r->memory, &made);
}

span span_of_reading(const resolver *r, const reading *got) {
    return (span){piece_at(r->text, got->begin)->where.begin,
                  piece_at(r->text, got->end - 1)->where.end};
}

// A limit lies ahead, whatever the tense: "has set a deadline of March".
static bool is_limit(const resolver *r, const reading *got) {
    return got->base == BASE_OPEN && is_word(r->text, got->begin - 1, "of") &&
           is_word(r->text, got->begin - 2, "deadline");
}

// "will end in two weeks": a length from the report's day on.
static bool is_due_in(const resolver *r, const reading *got) {
    bool is_exact = got->kind == READING_DURATION && got->base == BASE_OPEN && got->part_count > 0;
    bool is_in = is_word(r->text, got->begin - 1, "in") && !is_word(r->text, got->end, "of");
    if (!is_exact || !is_in || is_vague_shift(got) || !has_day(&r->from.published)) return false;
    const token *in = token_at(r->doc, piece_at(r->text, got->begin - 1)->token);
    const token *head = token_at(r->doc, in->head);
    bool is_told_of_thing = head->pos == POS_NOUN || head->pos == POS_PROPN || head->pos == POS_ADJ;
    return !is_told_of_thing && is_sure_to_come(r->doc, in->head) && !r->from.is_narrative;
}

static bool is_in_time(const reading *got) {
    return got->kind == READING_POINT || (got->kind == READING_SHIFT && !is_vague_shift(got));
}

resolved_time resolve_time(resolver *r, const reading *told) {
    reading got = *told;
    if (is_limit(r, told)) got.base = BASE_NEXT;
    r->sentence = token_at(r->doc, piece_at(r->text, got.begin)->token)->sentence;
    question q = {.r = &got,
                  .tense = tense_of_reading(r->text, &got),
                  .is_over = hangs_on_past(r->text, &got),
                  .goes_on = goes_on(r->text, &got),
                  .is_future_told_back = got.weekday != OPEN && is_future_told_back(r->text, &got),
                  .anchor = &r->from.published,
                  .kind = ANCHOR_PUBLISHED};
    int      feast_length = 1;
    stamp    made =
        got.kind == READING_SHIFT ? resolve_shift(r, &q) : resolve_point(r, &q, &feast_length);
    resolved_time t = resolved_of(&q, made, feast_length);
    bool          has_told = r->from.told.unit != UNIT_NONE;
    if (has_told && only_bounds(r->text, &got)) t.only_looks_back = true;
    tell_time(r, &t, &got);
    return t;
}

time_expression resolve_reading(resolver *r, const reading *told) {
    reading ahead = *told;
    ahead.kind = READING_SHIFT;
    ahead.base = BASE_THIS;
    ahead.direction = 1;
    const reading  *got = is_due_in(r, told) ? &ahead : told;
    time_expression record = {.where = span_of_reading(r, got), .type = TIME_DATE};
    if (is_in_time(got)) {
        resolved_time t = resolve_time(r, got);
        return record_of_time(r, &t, record.where);
    }
    switch (got->kind) {
    case READING_NONE:
    case READING_PART:
    case READING_POINT:
        break;
    case READING_SHIFT:
        resolve_vague_shift(got, &record);
        break;
    case READING_FIXED:
        record.value = got->value;
        break;
    case READING_SET:
        record.type = TIME_SET;
        record.value = value_of_set(r, got);
        break;
    case READING_DURATION:
        record.type = TIME_DURATION;
        record.value = value_of_length(r->memory, got);
        break;
    }
    return record;
}
