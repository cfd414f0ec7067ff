// read.h - inside the reading of figures: units, ranges and ratios, as read.c puts them together.
#ifndef READOUT_READ_FIGURE_H
#define READOUT_READ_FIGURE_H

#include "extract/figure/draft.h"

// unit.c
// The unit behind byte `at`; NULL: none. `found` is where.
const unit_row *unit_behind(const figure_rules *rules, const document *doc, const draft *d,
                            uint32_t at, phrase_match *found);
// The currency in front of byte `at`; its span is empty when there is none.
const unit_row *read_prefix(const figure_rules *rules, str text, uint32_t at, span *where);
void            take_unit(const document *doc, draft *d, const unit_row *unit, span where);

// range.c: each widens the draft when it finds what it looks for.
void read_range(const figure_rules *rules, const document *doc, draft *d, uint32_t begin);
// "between [50]", "between the ages of [50]"
bool is_behind_between(str text, uint32_t at, span *where);
void read_exchange(const figure_rules *rules, const document *doc, draft *d);
void read_ratio(const figure_rules *rules, const document *doc, draft *d);
void read_multiple(const figure_rules *rules, const document *doc, draft *d);
// Whether byte `at` begins what is multiplied: "as many", "the number".
bool is_compared_amount(const document *doc, uint32_t at);
// Whether a word of change stands right beside: "a [threefold] rise".
bool is_beside_change(const figure_rules *rules, const document *doc, uint32_t begin, uint32_t end);

bool is_word_at(str text, const near_words *near, int i, const char *word);

#endif
