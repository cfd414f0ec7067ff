// fuzz_figures.c - the readers of figures on any words. Held here: figures lie in the text, in order, do
// not overlap; their values, bounds and periods fit each other; reading again gives the same.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "extract/figure/figure.h"
#include "fuzz.h"
#include "plain_tokens.h"

#define CLAIM(holds) ((holds) ? (void)0 : (fprintf(stderr, "does not hold: %s\n", #holds), abort()))

static void check_figures(const document *doc) {
    uint32_t at = 0;
    for (int i = 0; i < doc->figures.count; i++) {
        const figure *f = &doc->figures.at[i];
        CLAIM(f->where.begin >= at && f->where.begin < f->where.end);
        CLAIM(f->where.end <= doc->text.size);
        CLAIM(f->has_value || f->has_low || f->has_high);
        CLAIM(!f->has_value || !isnan(f->value));
        CLAIM(!f->has_low || !f->has_high || f->low <= f->high);
        CLAIM(f->counted.where.begin <= f->counted.where.end);
        CLAIM(f->counted.where.end <= doc->text.size);
        CLAIM(!f->period_from.at || !f->period_to.at ||
              compare_str(f->period_from, f->period_to) < 0);
        at = f->where.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static arena         kept; // the rules take longer to open than an input to read
    static figure_rules *rules;
    str                  text = {(const char *)bytes, size};
    if (!rules) rules = open_figure_rules(&kept);
    if (find_invalid_utf8(text) >= 0) return 0;
    document *doc = document_of_words(text, "2024-02-29"), *again = document_of_words(text, NULL);
    find_figures(rules, doc);
    find_figures(rules, again);
    check_figures(doc);
    CLAIM(doc->figures.count == again->figures.count);
    close_document(doc);
    close_document(again);
    return 0;
}
