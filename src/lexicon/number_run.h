// number_run.h - inside the number reader: whole numbers as they grow, and the fractions behind them.
#ifndef READOUT_NUMBER_RUN_H
#define READOUT_NUMBER_RUN_H

#include "lexicon/number_piece.h"

typedef struct {
    double   total, group, divisor; // group / divisor is being built
    double   room, last_scale;
    uint32_t end;
    int      pieces;
    bool     has_hundred, has_word, is_closed;
    bool     began_with_digits;
} running;

typedef struct {
    double   value;
    uint32_t end; // 0: there is none
} fraction;

// A denominator of one word or two ("thirds", "twenty-fifths"); end is 0 when there is none.
typedef struct {
    double   under; // 1 over this
    uint32_t end;
    bool     is_plural;
} denominator;

double  value_of(const running *run);
running start_with(double group, uint32_t end); // an article counts as one
bool    take_piece(running *run, const piece *p, bool is_joined);
running read_on(const reader *r, running run); // as far as the number goes

bool        is_denominator(const piece *p); // "third", "quarter", but not "first" or "second"
double      value_of_denominator(const piece *p);
denominator read_under(const reader *r, uint32_t at);

fraction read_slashed(const reader *r, const piece *over); // "1/2"
fraction read_vulgar(const reader *r, uint32_t at);        // "½"
fraction read_part_of(const reader *r, uint32_t end);      // "of a million", "dozen"
fraction read_tail(const reader *r, const running *run);   // "and a half"

#endif
