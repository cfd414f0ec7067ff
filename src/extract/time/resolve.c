// resolve.c - open fields of a reading, filled from the anchor that suits it.
//
//     "Wednesday"          the report's day, by tense: before it, at it or after it
//     "last week"          the report's day
//     "the following week" the time told before
//     "April 20"           the year of the report; in a history, the year told before
//
// Nothing is filled from an anchor that is not known: the field stays X.
#include "extract/time/resolve.h"

#include "extract/time/question.h"
#include "extract/time/shift.h"
#include "extract/time/story.h"

// ---- Points ------------------------------------------------------------------------------

static void copy_clock(const reading *got, stamp *made) {
    made->unit = got->unit;
    made->hour = got->hour;
    made->minute = got->minute;
    made->second = got->second;
    made->part = got->part;
    made->zone = got->zone;
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

// "sought over the killing in January", "under a June agreement": what is to come is another thing.
static bool is_month_of_noun(const resolver *r, const reading *got) {
    bool is_month = got->kind == READING_POINT && got->unit == UNIT_MONTH && got->year == OPEN &&
                    got->base == BASE_OPEN && got->outer_unit == UNIT_NONE;
    int  at = piece_at(r->text, got->end - 1)->token;
    bool is_one = is_word(r->text, got->begin - 1, "a") || is_word(r->text, got->begin - 1, "an");
    return is_month && (is_one || !is_sure_to_come(r->doc, at)) && hangs_on_noun(r->text, got);
}

resolved_time resolve_time(resolver *r, const reading *told) {
    reading got = *told;
    if (is_limit(r, told)) got.base = BASE_NEXT;
    clause_tense tense = tense_of_reading(r->text, &got);
    if (tense == TENSE_FUTURE && is_month_of_noun(r, &got)) tense = TENSE_OPEN;
    r->sentence = token_at(r->doc, piece_at(r->text, got.begin)->token)->sentence;
    question q = {.r = &got,
                  .tense = tense,
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
