// lexicon.c - what the package knows about words: tokenizer rules, norms, word vectors.
#include "model/loading.h"

#include <stdlib.h>

enum {
    ORTH_ID = 65,
    NORM_ID = 67,
    MOST_EXCEPTIONS = 1 << 20,
    MOST_PARTS = 100,
    MOST_NORMS = 1 << 20,
    MOST_KEYS = 1 << 26,
    MOST_VECTOR_WIDTH = 4096,
};

// ---- Tokenizer ---------------------------------------------------------------------------

// ORTH and NORM are written as numbers by the library and as names by some hands.
static bool read_part_key(pack_reader *r, bool *is_orth) {
    pack_value key = read_pack(r);
    bool       is_number = key.kind == PACK_UNSIGNED;
    bool       is_text = key.kind == PACK_TEXT || key.kind == PACK_BYTES;
    *is_orth = is_number ? key.number == ORTH_ID
                         : is_text && (same(key.bytes, STR("ORTH")) || same(key.bytes, STR("F")));
    bool is_norm = is_number ? key.number == NORM_ID : is_text && same(key.bytes, STR("NORM"));
    return *is_orth || is_norm ||
           refuse_pack(r, "expected ORTH or NORM of a tokenizer exception, found something else");
}

static exception_part read_exception_part(pack_reader *r) {
    exception_part part = {{NULL, 0}, {NULL, 0}};
    for (uint32_t n = read_map(r); n > 0 && !r->is_broken; n--) {
        bool is_orth;
        if (!read_part_key(r, &is_orth)) break;
        str value = read_text(r);
        if (is_orth) part.orth = value;
        if (!is_orth) part.norm = value;
    }
    if (part.orth.size == 0) refuse_pack(r, "expected a part of a tokenizer exception with a text");
    return part;
}

// The parts must make up the text: every token is a piece of the report.
static tokenizer_exception read_exception(pack_reader *r, arena *a) {
    tokenizer_exception exception = {.text = read_text(r)};
    uint32_t            count = read_array_up_to(r, MOST_PARTS);
    exception_part     *parts = NEW_IN(a, exception_part, count + 1);
    size_t              at = 0;
    for (uint32_t i = 0; i < count && !r->is_broken; i++) {
        parts[i] = read_exception_part(r);
        str left = slice(exception.text, at, exception.text.size);
        if (!r->is_broken && !starts_with(left, parts[i].orth)) break;
        at += parts[i].orth.size;
    }
    if (!r->is_broken && (count == 0 || at != exception.text.size)) {
        refuse_pack(r, "the parts of the tokenizer exception \"%.*s\" do not make it up",
                    SHOWN(exception.text));
    }
    exception.part_count = (int)count;
    exception.parts = parts;
    return exception;
}

static int by_exception_text(const void *a, const void *b) {
    return compare_str(((const tokenizer_exception *)a)->text,
                       ((const tokenizer_exception *)b)->text);
}

static void read_exceptions(pack_reader *r, arena *a, tokenizer_rules *rules) {
    uint32_t             count = read_map_up_to(r, MOST_EXCEPTIONS);
    tokenizer_exception *at = NEW_IN(a, tokenizer_exception, count + 1);
    for (uint32_t i = 0; i < count && !r->is_broken; i++) {
        at[i] = read_exception(r, a);
    }
    if (r->is_broken) return;
    qsort(at, count, sizeof *at, by_exception_text);
    rules->exception_count = (int)count;
    rules->exceptions = at;
}

static void read_tokenizer_entry(pack_reader *r, arena *a, tokenizer_rules *rules) {
    const struct {
        str  key;
        str *value;
    } expressions[] = {
        {STR("prefix_search"), &rules->prefix}, {STR("suffix_search"), &rules->suffix},
        {STR("infix_finditer"), &rules->infix}, {STR("token_match"), &rules->token_match},
        {STR("url_match"), &rules->url_match},
    };
    str key = read_text(r);
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        if (!same(key, expressions[i].key)) continue;
        *expressions[i].value = read_text_or_nil(r);
        return;
    }
    if (same(key, STR("exceptions"))) {
        read_exceptions(r, a, rules);
    } else if (same(key, STR("faster_heuristics"))) {
        rules->faster_heuristics = read_bool(r);
    } else {
        refuse_pack(r, "the tokenizer setting \"%.*s\" is not supported", SHOWN(key));
    }
}

bool load_tokenizer(loading *l) {
    tokenizer_rules *rules = &l->out->tokenizer;
    str              content;
    if (!read_needed(l, "tokenizer", &content)) return false;
    pack_reader r = {.content = content, .place = place_of(l, "tokenizer"), .error = l->error};
    rules->faster_heuristics = true;
    for (uint32_t n = read_map(&r); n > 0 && !r.is_broken; n--) {
        read_tokenizer_entry(&r, l->a, rules);
    }
    return end_pack(&r);
}

// ---- Norms -------------------------------------------------------------------------------

static int by_norm_id(const void *a, const void *b) {
    uint64_t left = ((const norm_entry *)a)->id, right = ((const norm_entry *)b)->id;
    return (left > right) - (left < right);
}

static void read_norms(pack_reader *r, loading *l) {
    uint32_t    count = read_map_up_to(r, MOST_NORMS);
    norm_entry *at = NEW_IN(l->a, norm_entry, count + 1);
    for (uint32_t i = 0; i < count && !r->is_broken; i++) {
        at[i].id = read_unsigned(r);
        at[i].norm = read_text(r);
    }
    qsort(at, count, sizeof *at, by_norm_id);
    l->out->norm_count = (int)count;
    l->out->norms = at;
}

bool load_norms(loading *l) {
    str content;
    if (!read_packaged_if_any(l->files, "vocab/lookups.bin", &content, l->error)) return false;
    if (!content.at) return true;
    pack_reader r = {
        .content = content, .place = place_of(l, "vocab/lookups.bin"), .error = l->error};
    for (uint32_t n = read_map(&r); n > 0 && !r.is_broken; n--) {
        if (same(read_text(&r), STR("lexeme_norm"))) {
            read_norms(&r, l);
        } else {
            skip_pack(&r);
        }
    }
    return end_pack(&r);
}

// ---- Word vectors ------------------------------------------------------------------------

typedef struct {
    uint64_t key;
    uint32_t row;
} keyed_row;

static int by_key(const void *a, const void *b) {
    uint64_t left = ((const keyed_row *)a)->key, right = ((const keyed_row *)b)->key;
    return (left > right) - (left < right);
}

static bool read_keys(pack_reader *r, arena *scratch, int rows, uint32_t *count,
                      keyed_row **pairs) {
    *count = read_map_up_to(r, MOST_KEYS);
    *pairs = NEW_IN(scratch, keyed_row, *count + 1);
    for (uint32_t i = 0; i < *count && !r->is_broken; i++) {
        uint64_t key = read_unsigned(r);
        uint64_t row = read_unsigned(r);
        if (row >= (uint64_t)rows) refuse_pack(r, "expected a row below %d", rows);
        (*pairs)[i] = (keyed_row){key, (uint32_t)row};
    }
    return end_pack(r);
}

static bool split_pairs(loading *l, const keyed_row *pairs, uint32_t count) {
    uint64_t *keys = alloc_raw_in_arena(l->a, sizeof *keys, (size_t)count + 1);
    uint32_t *rows = alloc_raw_in_arena(l->a, sizeof *rows, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = pairs[i].key;
        rows[i] = pairs[i].row;
        if (i > 0 && keys[i] == keys[i - 1]) {
            return refuse(l->error, RO_BAD_MODEL, "%s: the key %llu is there twice",
                          place_of(l, "vocab/key2row"), (unsigned long long)keys[i]);
        }
    }
    l->out->vectors.key_count = (int)count;
    l->out->vectors.keys = keys;
    l->out->vectors.key_rows = rows;
    return true;
}

static bool load_keys(loading *l) {
    arena      scratch = {0};
    str        content;
    uint32_t   count = 0;
    keyed_row *pairs = NULL;
    if (!read_needed(l, "vocab/key2row", &content)) return false;
    pack_reader r = {.content = content, .place = place_of(l, "vocab/key2row"), .error = l->error};
    bool        is_read = read_keys(&r, &scratch, l->out->vectors.rows, &count, &pairs);
    if (is_read) {
        qsort(pairs, count, sizeof *pairs, by_key);
        is_read = split_pairs(l, pairs, count);
    }
    close_arena(&scratch);
    return is_read;
}

static bool check_vector_settings(loading *l) {
    const char *file = "vocab/vectors.cfg", *place = place_of(l, file);
    str         content;
    if (!read_packaged_if_any(l->files, file, &content, l->error)) return false;
    if (!content.at) return true;
    json_value *root = read_package_json(l, file, content);
    if (!root) return false;
    const json_value *mode = json_get(root, "mode"), *attribute = json_get(root, "attr");
    bool              is_fine = true;
    if (mode && !same(json_str(mode), STR("default"))) {
        is_fine =
            refuse(l->error, RO_BAD_MODEL, "%s: word vectors of mode \"%.*s\" are not supported",
                   place, SHOWN(json_str(mode)));
    } else if (attribute && json_number(attribute) != ORTH_ID) {
        is_fine =
            refuse(l->error, RO_BAD_MODEL, "%s: word vectors by attribute %g are not supported",
                   place, json_number(attribute));
    }
    close_json(root);
    return is_fine;
}

bool load_vectors(loading *l) {
    const char     *file = "vocab/vectors";
    static_vectors *vectors = &l->out->vectors;
    tensor          t;
    str             content;
    if (!read_packaged_if_any(l->files, file, &content, l->error)) return false;
    if (!content.at) return true;
    if (!read_npy(content, place_of(l, file), l->a, &t, l->error)) return false;
    if (t.count == 0) return true;
    if (t.dimensions != 2 || t.shape[1] > MOST_VECTOR_WIDTH) {
        return refuse(l->error, RO_BAD_MODEL, "%s: expected rows of at most %d numbers",
                      place_of(l, file), MOST_VECTOR_WIDTH);
    }
    vectors->rows = t.shape[0];
    vectors->width = t.shape[1];
    vectors->table = t.at;
    return check_vector_settings(l) && load_keys(l);
}
