// fuzz_times.c - the readers of times on any words. Held here: times lie in the text, in order, do not
// overlap, and end behind where they begin.
#include <stdio.h>
#include <stdlib.h>

#include "extract/time/time.h"
#include "fuzz.h"
#include "plain_tokens.h"

#define CLAIM(holds) ((holds) ? (void)0 : (fprintf(stderr, "does not hold: %s\n", #holds), abort()))

static void check_times(const document *doc) {
    uint32_t at = 0;
    for (int i = 0; i < doc->times.count; i++) {
        const time_expression *t = &doc->times.at[i];
        CLAIM(t->where.begin >= at && t->where.begin < t->where.end);
        CLAIM(t->where.end <= doc->text.size);
        CLAIM(t->value.at && t->value.size > 0);
        CLAIM(!t->from.at == !t->to.at);
        CLAIM(!t->from.at || compare_str(t->from, t->to) < 0);
        at = t->where.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static const char *const DATES[] = {"2024-02-29T23:59:59Z", "1900-01-01", NULL};
    static arena             kept; // the rules take longer to open than an input to read
    static time_rules       *rules;
    arena                    memory = {0};
    if (!rules) rules = open_time_rules(&kept);
    for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) {
        str text = {(const char *)bytes, size};
        if (find_invalid_utf8(text) >= 0) break;
        document *doc = document_of_words(text, DATES[i]);
        find_times(rules, &memory, doc);
        check_times(doc);
        close_document(doc);
    }
    close_arena(&memory);
    return 0;
}
