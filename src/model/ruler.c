// ruler.c - the attribute ruler's patterns (spec 9).
//
// A pattern's token is a map from an attribute to what it must be: a plain value, or a map of
// tests. It is read into conditions, all of which must hold. Operators over several tokens are
// not supported; no released pipeline's ruler has any.
#include "base/buffer.h"
#include "model/loading.h"

#include <stdlib.h>

enum {
    MOST_ENTRIES = 100000,
    MOST_PATTERNS = 100000, // of one entry
    MOST_TOKENS = 100,
    MOST_CONDITIONS = 64,
    MOST_VALUES = 100000,
    MOST_FEATURES = 64,
    FARTHEST_INDEX = MOST_TOKENS,
};

typedef LIST(ruler_condition) condition_list;

typedef struct {
    const char *name;
    int         value;
} named_value;

static const named_value KEYS[] = {
    {"TAG", RULER_TAG},           {"LOWER", RULER_LOWER}, {"DEP", RULER_DEP},
    {"ORTH", RULER_ORTH},         {"TEXT", RULER_ORTH},   {"POS", RULER_POS},
    {"IS_SPACE", RULER_IS_SPACE}, {NULL, RULER_TAG},
};

static const named_value TESTS[] = {
    {"IN", RULER_IN}, {"NOT_IN", RULER_NOT_IN}, {"REGEX", RULER_REGEX}, {NULL, RULER_IS}};

// ---- Patterns ----------------------------------------------------------------------------

// The value of the name that comes next; that of the last row when no row has it.
static int read_name(pack_reader *r, const named_value *row, const char *what) {
    str name = read_text(r);
    while (row->name && !same(name, str_of(row->name))) {
        row++;
    }
    if (!row->name) refuse_pack(r, "the pattern %s \"%.*s\" is not supported", what, SHOWN(name));
    return row->value;
}

// A text, or true and false for a key that is one of them.
static str value_of(pack_reader *r, const pack_value *value, ruler_key key) {
    bool is_truth = value->kind == PACK_BOOL;
    if (is_truth && key == RULER_IS_SPACE) return value->number ? STR("true") : STR("false");
    if (value->kind == PACK_TEXT && key != RULER_IS_SPACE) return value->bytes;
    refuse_pack(r, "this value of a pattern is not supported");
    return STR("");
}

static ruler_condition read_test(pack_reader *r, arena *a, ruler_key key) {
    ruler_condition condition = {
        .key = key, .test = (ruler_test)read_name(r, TESTS, "test"), .value_count = 1};
    bool     is_list = condition.test == RULER_IN || condition.test == RULER_NOT_IN;
    uint32_t count = is_list ? read_array_up_to(r, MOST_VALUES) : 1;
    str     *values = NEW_IN(a, str, count + 1);
    for (uint32_t i = 0; i < count && !r->is_broken; i++) {
        pack_value value = read_pack(r);
        values[i] = value_of(r, &value, key);
    }
    condition.value_count = (int)count;
    condition.values = values;
    return condition;
}

static void read_conditions(pack_reader *r, arena *a, condition_list *conditions) {
    ruler_key  key = (ruler_key)read_name(r, KEYS, "key");
    pack_value value = read_pack(r);
    if (value.kind != PACK_MAP) {
        str *values = NEW_IN(a, str, 1);
        values[0] = value_of(r, &value, key);
        PUSH_IN(a, conditions, ((ruler_condition){key, RULER_IS, 1, values}));
        return;
    }
    for (uint32_t n = value.count; n > 0 && !r->is_broken; n--) {
        PUSH_IN(a, conditions, read_test(r, a, key));
    }
}

static ruler_token read_ruler_token(pack_reader *r, arena *a) {
    condition_list conditions = {0};
    for (uint32_t n = read_map(r); n > 0 && !r->is_broken; n--) {
        read_conditions(r, a, &conditions);
    }
    if (conditions.count > MOST_CONDITIONS) {
        refuse_pack(r, "expected at most %d conditions of a token", MOST_CONDITIONS);
    }
    return (ruler_token){conditions.count, conditions.at};
}

static ruler_pattern read_pattern(pack_reader *r, arena *a) {
    uint32_t     count = read_array_up_to(r, MOST_TOKENS);
    ruler_token *tokens = NEW_IN(a, ruler_token, count + 1);
    if (count == 0) refuse_pack(r, "expected a pattern of at least one token");
    for (uint32_t i = 0; i < count && !r->is_broken; i++) {
        tokens[i] = read_ruler_token(r, a);
    }
    return (ruler_pattern){(int)count, tokens};
}

// ---- What a match sets -------------------------------------------------------------------

static int by_text(const void *a, const void *b) {
    return compare_str(*(const str *)a, *(const str *)b);
}

// Splits at `separator`, sorts, joins again.
static str sort_pieces(pack_reader *r, arena *a, str text, char separator) {
    str    pieces[MOST_FEATURES];
    int    count = 0;
    buffer sorted = {0};
    while (text.at && count < MOST_FEATURES) {
        pieces[count++] = cut_at(&text, separator);
    }
    if (text.at) refuse_pack(r, "expected at most %d features", MOST_FEATURES);
    qsort(pieces, (size_t)count, sizeof *pieces, by_text);
    for (int i = 0; i < count; i++) {
        if (i > 0) add_char(&sorted, separator);
        add_str(&sorted, pieces[i]);
    }
    str result = copy_str(a, str_of_buffer(&sorted));
    close_buffer(&sorted);
    return result;
}

// Features in order of their text, values in order inside each; "_" stands for none.
static str normalise_features(pack_reader *r, arena *a, str features) {
    if (features.size == 0 || same(features, STR("_"))) return STR("");
    buffer joined = {0};
    while (features.at) {
        str     feature = cut_at(&features, '|');
        int64_t equals = find_char(feature, '=', 0);
        size_t  end = equals < 0 ? feature.size : (size_t)equals + 1;
        add_str(&joined, slice(feature, 0, end));
        if (equals >= 0) {
            add_str(&joined, sort_pieces(r, a, slice(feature, end, feature.size), ','));
        }
        if (features.at) add_char(&joined, '|');
    }
    str result = sort_pieces(r, a, str_of_buffer(&joined), '|');
    close_buffer(&joined);
    return result;
}

static void read_attribute(pack_reader *r, arena *a, ruler_entry *entry) {
    const struct {
        str  name;
        str *value;
    } attributes[] = {
        {STR("POS"), &entry->pos},     {STR("TAG"), &entry->tag},     {STR("DEP"), &entry->dep},
        {STR("LEMMA"), &entry->lemma}, {STR("MORPH"), &entry->morph},
    };
    str name = read_text(r);
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        if (!same(name, attributes[i].name)) continue;
        *attributes[i].value = read_text(r);
        if (same(name, STR("MORPH"))) entry->morph = normalise_features(r, a, entry->morph);
        return;
    }
    refuse_pack(r, "setting the attribute \"%.*s\" is not supported", SHOWN(name));
}

static int read_index_of_match(pack_reader *r) {
    pack_value value = read_pack(r);
    int64_t    index = (int64_t)value.number;
    bool       is_number = value.kind == PACK_UNSIGNED || value.kind == PACK_NEGATIVE;
    if (!r->is_broken && is_number && index >= -FARTHEST_INDEX && index <= FARTHEST_INDEX) {
        return (int)index;
    }
    refuse_pack(r, "expected the index of a token in the match");
    return 0;
}

static void read_patterns(pack_reader *r, arena *a, ruler_entry *entry) {
    uint32_t       count = read_array_up_to(r, MOST_PATTERNS);
    ruler_pattern *patterns = NEW_IN(a, ruler_pattern, count + 1);
    for (uint32_t i = 0; i < count && !r->is_broken; i++) {
        patterns[i] = read_pattern(r, a);
    }
    entry->pattern_count = (int)count;
    entry->patterns = patterns;
}

static void check_index(pack_reader *r, const ruler_entry *entry) {
    for (int i = 0; i < entry->pattern_count && !r->is_broken; i++) {
        int count = entry->patterns[i].token_count;
        if (entry->index >= count || entry->index < -count) {
            refuse_pack(r, "the index %d lies outside a match of %d tokens", entry->index, count);
        }
    }
}

static ruler_entry read_entry(pack_reader *r, arena *a) {
    ruler_entry entry = {0};
    for (uint32_t n = read_map(r); n > 0 && !r->is_broken; n--) {
        str key = read_text(r);
        if (same(key, STR("patterns"))) {
            read_patterns(r, a, &entry);
        } else if (same(key, STR("attrs"))) {
            for (uint32_t m = read_map(r); m > 0 && !r->is_broken; m--) {
                read_attribute(r, a, &entry);
            }
        } else if (same(key, STR("index"))) {
            entry.index = read_index_of_match(r);
        } else {
            refuse_pack(r, "the key \"%.*s\" of the attribute ruler is not supported", SHOWN(key));
        }
    }
    check_index(r, &entry);
    return entry;
}

bool load_ruler(loading *l, str name) {
    const char *file = format_in(l->a, "%.*s/patterns", SHOWN(name));
    str         content;
    if (!read_needed(l, file, &content)) return false;
    pack_reader  r = {.content = content, .place = place_of(l, file), .error = l->error};
    uint32_t     count = read_array_up_to(&r, MOST_ENTRIES);
    ruler_entry *entries = NEW_IN(l->a, ruler_entry, count + 1);
    for (uint32_t i = 0; i < count && !r.is_broken; i++) {
        entries[i] = read_entry(&r, l->a);
    }
    l->out->ruler_entry_count = (int)count;
    l->out->ruler = entries;
    return end_pack(&r);
}
