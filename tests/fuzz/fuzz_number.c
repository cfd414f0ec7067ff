// fuzz_number.c - the number reader: any bytes as text, read from every byte that may begin a number.
//
// Held here: a number lies in the text and begins where it was asked for, its bare part lies in it,
// and asking again gives the same.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"
#include "lexicon/number.h"

#define CLAIM(holds) ((holds) ? (void)0 : (fprintf(stderr, "does not hold: %s\n", #holds), abort()))

static void check_number(str text, uint32_t at, number got) {
    CLAIM(got.where.begin == at && got.where.end > at && got.where.end <= text.size);
    CLAIM(got.bare_end > at && got.bare_end <= got.where.end);
    CLAIM(!isnan(got.value) && !isnan(got.bare_value));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static arena               kept; // the words take longer to open than an input to read
    static const number_words *words;
    if (size > 1 << 14) return 0;
    if (!words) words = open_number_words(&kept);
    str text = {(const char *)bytes, size};
    for (uint32_t at = 0; at < size; at++) {
        number got = read_number(words, text, at, true);
        number again = read_number(words, text, at, true);
        CLAIM(got.kind == again.kind && got.where.end == again.where.end);
        if (got.kind != NUMBER_NONE) check_number(text, at, got);
    }
    return 0;
}
