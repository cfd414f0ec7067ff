// question.c - from which time a field that the words leave open is told, and the year that follows
// from it.
#include "extract/time/question.h"

#include "extract/time/story.h"

// ---- Choosing the anchor -----------------------------------------------------------------

bool is_told_base(time_base base) {
    return base == BASE_THAT || base == BASE_PREVIOUS || base == BASE_FOLLOWING;
}

void use_told(const resolver *r, question *q) {
    q->anchor = &r->from.told;
    q->kind = ANCHOR_TEXT;
}

void choose_anchor(const resolver *r, question *q, time_base base) {
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
    enum { HALF_YEAR = 6 };
    const stamp *told = &r->from.told, *today = &r->from.published;
    int          away = r->sentence - r->from.told_sentence;
    bool         has_month = told->unit != UNIT_NONE && told->month != OPEN && !told->is_bc;
    bool         is_past = has_month && told->unit <= UNIT_MONTH && told->year < today->year;
    // "in April 1989 with the others arriving in May"
    bool is_next = has_month && told->unit <= UNIT_MONTH && told->year > today->year && away == 0;
    bool is_soon = is_next && month >= told->month && month - told->month <= HALF_YEAR;
    if (is_soon && q->r->base == BASE_OPEN) return today->year != OPEN;
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

int sign_of_base(time_base base) {
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

int year_of(const resolver *r, question *q, int month, int day) {
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
