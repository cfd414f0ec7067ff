// lemmas.c - the tables of the English rule lemmatizer (spec 10).
//
// The file's tables are keyed by the id of the part of speech; names are found by going through
// all there are. Tables for anything else are never asked for and are left out.
#include "base/hash.h"
#include "model/loading.h"

#include <stdlib.h>

static const char *const POS_NAMES[] = {
    "adj", "adp",  "adv",  "aux",   "conj",  "cconj", "det", "intj", "noun",
    "num", "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x",
};
enum {
    POS_COUNT = sizeof POS_NAMES / sizeof *POS_NAMES,
    MOST_RULES = 10000,
    MOST_EXCEPTIONS = 1 << 20,
    MOST_LEMMAS = 100, // of one word
    MOST_WORDS = 1 << 22,
};

typedef void (*table_reader)(pack_reader *r, arena *a, lemma_tables *tables);

static lemma_tables *find_tables(lemma_tables all[POS_COUNT], const pack_value *key) {
    bool is_text = key->kind == PACK_TEXT || key->kind == PACK_BYTES;
    for (int i = 0; i < POS_COUNT; i++) {
        str name = str_of(POS_NAMES[i]);
        if (is_text ? same(key->bytes, name)
                    : key->kind == PACK_UNSIGNED && key->number == string_id(name)) {
            return &all[i];
        }
    }
    return NULL;
}

// ---- The three kinds of table ------------------------------------------------------------

static void read_rules(pack_reader *r, arena *a, lemma_tables *tables) {
    uint32_t    count = read_array_up_to(r, MOST_RULES);
    lemma_rule *rules = NEW_IN(a, lemma_rule, count + 1);
    for (uint32_t i = 0; i < count && !r->is_broken; i++) {
        if (read_array(r) != 2) refuse_pack(r, "expected a lemma rule of two texts");
        rules[i].ending = read_text(r);
        rules[i].instead = read_text(r);
    }
    tables->rule_count = (int)count;
    tables->rules = rules;
}

static int by_word(const void *a, const void *b) {
    return compare_str(((const lemma_exception *)a)->word, ((const lemma_exception *)b)->word);
}

static void read_exceptions(pack_reader *r, arena *a, lemma_tables *tables) {
    uint32_t         count = read_map_up_to(r, MOST_EXCEPTIONS);
    lemma_exception *exceptions = NEW_IN(a, lemma_exception, count + 1);
    for (uint32_t i = 0; i < count && !r->is_broken; i++) {
        exceptions[i].word = read_text(r);
        uint32_t lemma_count = read_array_up_to(r, MOST_LEMMAS);
        str     *lemmas = NEW_IN(a, str, lemma_count + 1);
        for (uint32_t j = 0; j < lemma_count; j++) {
            lemmas[j] = read_text(r);
        }
        exceptions[i].lemma_count = (int)lemma_count;
        exceptions[i].lemmas = lemmas;
    }
    if (r->is_broken) return;
    qsort(exceptions, count, sizeof *exceptions, by_word);
    tables->exception_count = (int)count;
    tables->exceptions = exceptions;
}

static int by_text(const void *a, const void *b) {
    return compare_str(*(const str *)a, *(const str *)b);
}

static void read_index(pack_reader *r, arena *a, lemma_tables *tables) {
    uint32_t count = read_array_up_to(r, MOST_WORDS);
    str     *words = NEW_IN(a, str, count + 1);
    for (uint32_t i = 0; i < count && !r->is_broken; i++) {
        words[i] = read_text(r);
    }
    if (r->is_broken) return;
    qsort(words, count, sizeof *words, by_text);
    tables->index_count = (int)count;
    tables->index = words;
}

// ---- The file ----------------------------------------------------------------------------

static const struct {
    const char  *name;
    table_reader read;
} TABLES[] = {
    {"lemma_rules", read_rules}, {"lemma_exc", read_exceptions}, {"lemma_index", read_index}};

static void read_table(pack_reader *r, arena *a, table_reader read, lemma_tables all[POS_COUNT]) {
    for (uint32_t n = read_map(r); n > 0 && !r->is_broken; n--) {
        pack_value    key = read_pack(r);
        lemma_tables *tables = find_tables(all, &key);
        if (tables) {
            read(r, a, tables);
        } else {
            skip_pack(r);
        }
    }
}

static void read_tables(pack_reader *r, arena *a, lemma_tables all[POS_COUNT]) {
    for (uint32_t n = read_map(r); n > 0 && !r->is_broken; n--) {
        str    name = read_text(r);
        size_t i = 0;
        while (i < sizeof TABLES / sizeof *TABLES && !same(name, str_of(TABLES[i].name))) {
            i++;
        }
        if (i < sizeof TABLES / sizeof *TABLES) {
            read_table(r, a, TABLES[i].read, all);
        } else {
            skip_pack(r);
        }
    }
}

static void keep_used(loading *l, lemma_tables all[POS_COUNT]) {
    lemma_tables *kept = NEW_IN(l->a, lemma_tables, POS_COUNT);
    for (int i = 0; i < POS_COUNT; i++) {
        if (all[i].rule_count + all[i].exception_count + all[i].index_count == 0) continue;
        all[i].pos = str_of(POS_NAMES[i]);
        kept[l->out->lemma_table_count++] = all[i];
    }
    l->out->lemma_tables = kept;
}

bool load_lemmatizer(loading *l, str name) {
    const char  *file = format_in(l->a, "%.*s/lookups/lookups.bin", SHOWN(name));
    const char  *path = format_in(l->a, "components.%.*s.mode", SHOWN(name));
    lemma_tables all[POS_COUNT] = {0};
    str          mode, content;
    if (!text_setting(l->settings, path, &mode, l->error)) return false;
    if (!same(mode, STR("rule"))) {
        return refuse(l->error, RO_BAD_MODEL,
                      "%s: %s: the lemmatizer mode \"%.*s\" is not supported",
                      config_place(l->settings), path, SHOWN(mode));
    }
    if (!read_needed(l, file, &content)) return false;
    pack_reader r = {.content = content, .place = place_of(l, file), .error = l->error};
    read_tables(&r, l->a, all);
    if (!end_pack(&r)) return false;
    keep_used(l, all);
    return true;
}
