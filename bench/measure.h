// measure.h - what the benchmarks share: their clock and their count of words.
#ifndef READOUT_MEASURE_H
#define READOUT_MEASURE_H

#include <time.h>

#include "base/str.h"

// Processor time in seconds.
static inline double read_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

// Words between white space.
static inline size_t count_words(str text) {
    size_t words = 0;
    for (size_t i = 0; i < text.size; i++) {
        words += !is_blank(text.at[i]) && (i + 1 == text.size || is_blank(text.at[i + 1]));
    }
    return words;
}

#endif
