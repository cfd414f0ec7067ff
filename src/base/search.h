// search.h - looking into what is sorted.
#ifndef READOUT_SEARCH_H
#define READOUT_SEARCH_H

// Sets `i` to the first of [begin, end) for which a condition on `i` holds, or to `end`. The condition
// holds from some place on, as in what is sorted.
#define FIND_FIRST(i, begin, end, condition)                                                       \
    do {                                                                                           \
        __typeof__(i) low_ = (begin), high_ = (end);                                               \
        while (low_ < high_) {                                                                     \
            (i) = low_ + (high_ - low_) / 2;                                                       \
            if (condition) {                                                                       \
                high_ = (i);                                                                       \
            } else {                                                                               \
                low_ = (i) + 1;                                                                    \
            }                                                                                      \
        }                                                                                          \
        (i) = low_;                                                                                \
    } while (0)

#endif
