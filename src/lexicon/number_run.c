// number_run.c - whole numbers: one pass over the words, with a few running values.
//
//     group   what is being built, below the next scale word
//     total   what is finished: all groups that a scale word has closed
//     room    the next plain word must be smaller than this, or it starts another number
//
//     word     three  hundred  and  five  million  two  thousand
//     group      3      300    300   305     0      2      0
//     total      0        0      0     0   305e6  305e6  305.002e6
//     room       0      100    100     0   1000     0    1000
//
// `room` keeps "twenty five" (25) apart from "five twenty" (5, then 20). What was read before a
// joint ("two hundred | and three ...") is kept as `settled`: when the words behind the joint turn
// out to be a number of their own ("... hundred"), the reader goes back there.
#include "lexicon/number_run.h"

#include <math.h>

#include "base/utf8.h"

double value_of(const running *run) {
    return run->total + run->group / run->divisor;
}

static bool take_unit(running *run, const piece *p, bool is_joined) {
    if (run->pieces == 0) {
        run->group = p->is_digits ? p->digits.digits : p->value;
        run->divisor = p->is_digits ? p->digits.divisor : 1;
        run->began_with_digits = p->is_digits;
    } else {
        bool is_own = p->is_digits && !is_joined && !run->began_with_digits;
        bool is_fraction = p->is_digits && p->digits.decimals > 0;
        if (p->value <= 0 || p->value >= run->room || is_own || is_fraction) return false;
        run->group += p->value * run->divisor;
    }
    run->room = !p->is_digits && p->value >= 20 ? 10 : 0;
    run->has_word |= !p->is_digits;
    return true;
}

static bool take_hundred(running *run) {
    if (run->has_hundred || (run->pieces > 0 && run->group <= 0)) return false;
    run->group = run->pieces == 0 ? 100 : run->group * 100;
    run->has_hundred = run->has_word = true;
    run->room = 100;
    return true;
}

static bool take_scale(running *run, double scale) {
    const double largest = 1e30; // "million million ..." without end is no number
    bool         follows_scale = run->group <= 0 && run->total > 0;
    if (follows_scale && scale >= 1e5 && run->total * scale <= largest) {
        run->total *= scale; // "two thousand billion", "three lakh crore"
    } else if (run->group > 0 && scale < run->last_scale) {
        run->total += run->group * scale / run->divisor;
    } else {
        return false;
    }
    run->group = 0;
    run->divisor = 1;
    run->room = 1000;
    run->last_scale = scale;
    run->has_hundred = false;
    run->has_word = true;
    return true;
}

static bool take_dozen(running *run, double dozen) {
    if (run->group <= 0 || run->total > 0) return false;
    run->group *= dozen;
    run->is_closed = run->has_word = true;
    return true;
}

bool take_piece(running *run, const piece *p, bool is_joined) {
    bool is_taken = false;
    if (run->is_closed) return false;
    if (p->is_digits || p->class == WORD_PLAIN) is_taken = take_unit(run, p, is_joined);
    if (p->class == WORD_HUNDRED) is_taken = take_hundred(run);
    if (p->class == WORD_SCALE) is_taken = take_scale(run, p->value);
    bool is_dozens = p->class == WORD_VAGUE && p->value == 12 && run->pieces > 0;
    if (p->class == WORD_DOZEN || is_dozens) is_taken = take_dozen(run, p->value);
    if (is_taken) {
        run->pieces++;
        run->end = p->end;
    }
    return is_taken;
}

// True when `p` begins a number of its own rather than going on with this one: "-" glues words,
// but "20-30" and "two - 30" are ranges.
static bool is_cut_by_hyphen(const running *run, const piece *p) {
    return p->has_hyphen && (p->is_digits || (run->began_with_digits && p->class == WORD_PLAIN));
}

// Digits go on a number only as groups with words of their own: "4 thousand 3 hundred".
static bool is_loose_digits(const reader *r, const piece *p, bool is_joined) {
    if (!p->is_digits || is_joined) return false;
    piece next = next_piece(r, p->end);
    return !is_multiplier(&next);
}

static bool begins_fraction(const reader *r, const piece *p);

// Goes on behind run.end as far as the number goes.
running read_on(const reader *r, running run) {
    running settled = run;
    bool    has_joint = false;
    for (;;) {
        piece p = next_piece(r, run.end);
        bool  is_joined = p.class == WORD_AND && r->and_joins;
        if (is_joined) p = next_piece(r, p.end);
        if (is_cut_by_hyphen(&run, &p) || (is_joined && !is_unit(&p))) break;
        if (run.pieces > 0 && is_loose_digits(r, &p, is_joined)) break;
        if (is_joined && begins_fraction(r, &p)) break;
        if (is_unit(&p) && run.pieces > 0 && run.room >= 100) {
            settled = run;
            has_joint = true;
        }
        if (take_piece(&run, &p, is_joined)) continue;
        if (is_multiplier(&p) && has_joint) return settled;
        break;
    }
    return run;
}

running start_with(double group, uint32_t end) {
    return (running){.group = group, .divisor = 1, .last_scale = INFINITY, .end = end, .pieces = 1};
}

// ---- Fractions ---------------------------------------------------------------------------

// True for a word that can be a denominator: "third" but not "first" or "second".
bool is_denominator(const piece *p) {
    return p->class == WORD_PART || (p->class == WORD_ORDINAL && p->value > 2);
}

double value_of_denominator(const piece *p) {
    return p->class == WORD_PART ? p->value : 1 / p->value;
}

denominator read_under(const reader *r, uint32_t at) {
    piece p = next_piece(r, at);
    if (is_denominator(&p)) {
        return (denominator){1 / value_of_denominator(&p), p.end, p.is_plural};
    }
    if (p.class != WORD_PLAIN || p.value < 20) return (denominator){0};
    piece one = next_piece(r, p.end);
    if (one.class != WORD_ORDINAL || one.value >= 10) return (denominator){0};
    return (denominator){p.value + one.value, one.end, one.is_plural};
}

// "a half", "one third", "fifty-four hundredths", from piece `p`: a count and its denominator.
static fraction read_fraction(const reader *r, const piece *p) {
    if (p->class == WORD_PART && !p->is_plural) return (fraction){p->value, p->end};
    if (p->class != WORD_ARTICLE && !is_unit(p)) return (fraction){0};
    running count = start_with(p->value, p->end);
    if (is_unit(p)) {
        reader plain = {r->words, r->text, false};
        count = (running){.divisor = 1, .last_scale = INFINITY};
        take_piece(&count, p, false);
        count = read_on(&plain, count);
    }
    denominator under = read_under(r, count.end);
    bool        fits = under.end > 0 && (under.is_plural || value_of(&count) <= 1);
    return fits ? (fraction){value_of(&count) / under.under, under.end} : (fraction){0};
}

// A proper fraction behind "and" is a tail: "one hundred and three quarters" is 100.75, but
// "one hundred and thirty fifths" is 26.
static bool begins_fraction(const reader *r, const piece *p) {
    fraction got = read_fraction(r, p);
    return got.end > 0 && got.value < 1;
}

// "1/2" and its like; denominators that prices and measures have, so that "9/11" is none.
fraction read_slashed(const reader *r, const piece *over) {
    static const int unders[] = {2, 3, 4, 5, 6, 7, 8, 10, 16, 32, 64, 100, 128};
    str              text = r->text;
    if (!over->is_digits || over->digits.decimals > 0) return (fraction){0};
    str      rest = slice(text, over->end, text.size);
    uint32_t slash = starts_with(rest, STR("/")) ? 1 : 0;
    if (starts_with(rest, STR("\xe2\x81\x84"))) slash = 3;
    uint32_t begin = over->end + slash;
    if (slash == 0 || begin >= text.size || !is_digit(text.at[begin])) return (fraction){0};
    digit_number under = read_digits(text, begin);
    bool         goes_on = under.end < text.size && text.at[under.end] == '/';
    for (size_t i = 0; i < sizeof unders / sizeof *unders && !goes_on && !under.is_long; i++) {
        if (under.digits / under.divisor == unders[i]) {
            return (fraction){over->value / unders[i], under.end};
        }
    }
    return (fraction){0};
}

fraction read_vulgar(const reader *r, uint32_t at) {
    int size = 0;
    at += blank_size(r->text, at);
    if (at >= r->text.size || (unsigned char)r->text.at[at] < 0x80) return (fraction){0};
    double value = vulgar_fraction(decode_point(r->text, at, &size));
    return value > 0 ? (fraction){value, at + (uint32_t)size} : (fraction){0};
}

// "of a million", "a dozen", "million" behind a fraction: what it is a part of.
fraction read_part_of(const reader *r, uint32_t end) {
    piece p = next_piece(r, end);
    if (p.class == WORD_OF) p = next_piece(r, p.end);
    if (p.class == WORD_ARTICLE) p = next_piece(r, p.end);
    bool is_scale = p.class == WORD_SCALE || p.class == WORD_DOZEN;
    return is_scale ? (fraction){p.value, p.end} : (fraction){0};
}

// The fraction behind a whole number: "and a half", " 1/2", "½". None when "of" follows: "20 and
// a third of them" are two figures.
fraction read_tail(const reader *r, const running *run) {
    fraction vulgar = read_vulgar(r, run->end);
    if (vulgar.end > 0) return vulgar;
    piece p = next_piece(r, run->end);
    if (p.class == WORD_AND) {
        p = next_piece(r, p.end);
        fraction got = read_fraction(r, &p);
        if (got.end == 0) return got;
        return next_piece(r, got.end).class == WORD_OF ? (fraction){0} : got;
    }
    bool     is_proper = p.is_digits && run->began_with_digits;
    fraction got = is_proper ? read_slashed(r, &p) : (fraction){0};
    return got.value < 1 ? got : (fraction){0};
}
