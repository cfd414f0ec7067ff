// digits.h - numbers in digits, with their separators: "1,234,567.89", "12,34,567", "40 000", ".5".
#ifndef READOUT_DIGITS_H
#define READOUT_DIGITS_H

#include "base/str.h"

typedef struct {
    uint32_t end;     // behind the last character that belongs to it
    double   digits;  // without the point: 2.5 is 25 over 10
    double   divisor; // a power of ten
    int      decimals;
    bool     is_long; // more digits than any count or measure has; the value means nothing
} digit_number;

// Reads from byte `at`, which holds a digit, or a point with a digit behind it. Ends where it began
// when that is no number, as in ".5.6".
digit_number read_digits(str text, uint32_t at);

// Bytes of a blank that may stand inside a number (space, no-break and narrow spaces), or 0.
uint32_t blank_size(str text, uint32_t at);

#endif
