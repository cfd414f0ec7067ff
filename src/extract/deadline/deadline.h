// deadline.h - by when: limits that are set or threatened, aims with a date, what runs out, and
// planned dates of steps of a negotiation.
#ifndef READOUT_DEADLINE_H
#define READOUT_DEADLINE_H

#include "doc/contents.h"

typedef struct deadline_rules deadline_rules;

// The table that deadlines are read with; alive as long as the arena.
deadline_rules *open_deadline_rules(arena *a);

// Appends the report's deadlines to doc->deadlines in text order; none overlaps another. Expects
// tree, entities, times, statements and the index of what they say. `said_in` is link_records' work.
void find_deadlines(const deadline_rules *rules, const content_list *contents, document *doc);

#endif
