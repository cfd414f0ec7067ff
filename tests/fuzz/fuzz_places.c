// fuzz_places.c - the finder of places on any words, every word that begins with a capital a name.
// Held here: places lie in the text, in order, do not overlap, and lie on the globe.
#include <stdio.h>
#include <stdlib.h>

#include "extract/place/place.h"
#include "fuzz.h"
#include "plain_tokens.h"

#define CLAIM(holds) ((holds) ? (void)0 : (fprintf(stderr, "does not hold: %s\n", #holds), abort()))

// Labels go round, so that each meets each.
static void name_capitals(document *doc) {
    static const name_label LABELS[] = {NAME_GPE, NAME_ORG, NAME_PERSON, NAME_LOC, NAME_FAC};
    for (int i = 0; i < doc->tokens.count; i++) {
        token *t = &doc->tokens.at[i];
        if (!is_upper(doc->text.at[t->where.begin])) continue;
        t->pos = POS_PROPN;
        t->label = LABELS[(size_t)i % (sizeof LABELS / sizeof *LABELS)];
        PUSH_IN(&doc->memory, &doc->names,
                ((named_entity){.tokens = {i, i + 1}, .label = t->label}));
    }
}

static void check_places(const document *doc) {
    uint32_t at = 0;
    for (int i = 0; i < doc->places.count; i++) {
        const place_record *p = &doc->places.at[i];
        CLAIM(p->where.begin >= at && p->where.begin < p->where.end);
        CLAIM(p->where.end <= doc->text.size);
        CLAIM(p->name.size > 0);
        CLAIM(p->lat >= -90 && p->lat <= 90 && p->lon >= -180 && p->lon <= 180);
        at = p->where.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static arena        kept; // the rules take longer to open than an input to read
    static place_rules *rules;
    arena               memory = {0};
    str                 text = {(const char *)bytes, size};
    if (!rules) rules = open_place_rules(&kept, NULL);
    if (find_invalid_utf8(text) >= 0) return 0;
    document *doc = document_of_words(text, NULL);
    name_capitals(doc);
    find_places(rules, &memory, doc);
    check_places(doc);
    close_document(doc);
    close_arena(&memory);
    return 0;
}
