// question.h - what the parts of resolving share: a reading whose open fields are asked for, and the
// time from which they are told.
#ifndef READOUT_TIME_QUESTION_H
#define READOUT_TIME_QUESTION_H

#include "extract/time/resolve.h"

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

// ---- question.c: the anchor and the year -------------------------------------------------

bool is_told_base(time_base base);
int  sign_of_base(time_base base); // -1: back, 1: on
void use_told(const resolver *r, question *q);
// The anchor of a base. Without a time told before, the report's own serves.
void choose_anchor(const resolver *r, question *q, time_base base);
// The year of a reading with a month (and day, or OPEN); OPEN where nothing tells it.
int year_of(const resolver *r, question *q, int month, int day);

// ---- resolve_day.c, resolve_unit.c -------------------------------------------------------

// *feast_length becomes the days that a feast lasts.
stamp resolve_day_of_point(const resolver *r, question *q, int *feast_length);
stamp resolve_unit(const resolver *r, question *q);
stamp resolve_coarse(const resolver *r, question *q); // units longer than a day
stamp resolve_shift(const resolver *r, question *q);
bool  is_vague_shift(const reading *got); // "some years later": it leads to no day

#endif
