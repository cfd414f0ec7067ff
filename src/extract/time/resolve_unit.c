// resolve_unit.c - times of units longer than a day, and times told by so many units before or after
// another.
#include "extract/time/question.h"
#include "extract/time/shift.h"

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
stamp resolve_unit(const resolver *r, question *q) {
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
    bool is_too_coarse = q->kind == ANCHOR_TEXT && base == BASE_PREVIOUS &&
                         q->anchor->unit > got->unit && !r->from.is_narrative &&
                         r->from.published.unit != UNIT_NONE;
    if (is_too_coarse) { // "the previous month" behind a year
        q->anchor = &r->from.published;
        q->kind = ANCHOR_PUBLISHED;
    }
    if (q->anchor->unit == UNIT_NONE) return open_stamp(got->unit);
    int count = sign_of_base(base) + got->direction;
    if (got->unit == UNIT_WEEKEND && base == BASE_OPEN && is_before_weekend(q)) count--;
    return shift_stamp(q->anchor, count, got->unit);
}

stamp resolve_coarse(const resolver *r, question *q) {
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

// ---- Shifts ------------------------------------------------------------------------------

// A vague amount leads to no day: the value says on which side it lies.
bool is_vague_shift(const reading *got) {
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

stamp resolve_shift(const resolver *r, question *q) {
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
