// flat.c - the file behind an opened pipeline.
//
//     header     magic, version, byte order, sizes of the three parts, checksum, identity
//     numbers    every count, size and flag, 4 or 8 bytes each, little-endian
//     arrays     float32 and integer arrays, each at a multiple of 64 bytes
//     texts      all texts, one behind the other
//
// One walk over the pipeline (code_pipeline) measures, writes and reads, so the three can never
// differ. Nothing in the file is an offset: the walk takes each array and each text from where the
// one before ended, so the only way to point outside is to run off the end, which is seen.
//
// A damaged file is found by its size and by the checksum over header, numbers and texts. Arrays
// have none, because it would cost reading all of them: a wrong weight gives wrong scores, but
// row numbers are held against their table. Every number is checked once more by check_pipeline.
//
// The arrays are used where they lie, so the machine must be little-endian.
#include "model/flat.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "model/check.h"

#include <assert.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "arrays are mapped as they are stored");
_Static_assert(sizeof(float) == 4, "arrays hold IEEE 754 single precision");

enum {
    FLAT_VERSION = 1,
    BYTE_ORDER_MARK = 0x01020304,
    ALIGNMENT = 64,
    HEADER_SIZE = 128,
    CHECKSUM_AT = 40,
    IDENTITY_AT = 48,
};
static const uint32_t NO_TEXT = UINT32_MAX;
static const char     MAGIC[8] = "Rdtpipe\n";

typedef enum { MEASURING, WRITING, READING } direction;

typedef struct {
    char  *at;
    size_t size, used;
} section;

typedef struct {
    direction way;
    section   numbers, arrays, texts;
    arena    *a;         // when reading: for the structs
    bool      is_broken; // ran off a section's end, or a number or text that cannot be
} coder;

// ---- Single things -----------------------------------------------------------------------

// The next `size` bytes of a section. NULL while measuring, and when there are no more.
static char *take(coder *c, section *from, size_t size) {
    if (c->way != MEASURING && size > from->size - from->used) c->is_broken = true;
    if (c->is_broken) return NULL;
    size_t begin = from->used;
    from->used += size;
    return c->way == MEASURING ? NULL : from->at + begin;
}

static void put_number(char *at, uint64_t number, size_t width) {
    for (size_t i = 0; i < width; i++) {
        at[i] = (char)(number >> (8 * i));
    }
}

static uint64_t get_number(const char *at, size_t width) {
    uint64_t number = 0;
    for (size_t i = 0; i < width; i++) {
        number |= (uint64_t)(uint8_t)at[i] << (8 * i);
    }
    return number;
}

static uint64_t code_number(coder *c, uint64_t number, size_t width) {
    char *at = take(c, &c->numbers, width);
    if (c->way == READING) return at ? get_number(at, width) : 0;
    if (at) put_number(at, number, width);
    return number;
}

static void code_uint32(coder *c, uint32_t *number) {
    *number = (uint32_t)code_number(c, *number, 4);
}

static void code_uint64(coder *c, uint64_t *number) {
    *number = code_number(c, *number, 8);
}

static void code_int(coder *c, int *number) {
    *number = (int)(int32_t)code_number(c, (uint32_t)*number, 4);
}

static void code_bool(coder *c, bool *value) {
    *value = code_number(c, *value, 4) != 0;
}

static void code_str(coder *c, str *text) {
    uint32_t size = text->at ? (uint32_t)text->size : NO_TEXT;
    if (c->way == MEASURING && (text->size >= NO_TEXT || find_invalid_utf8(*text) >= 0)) {
        c->is_broken = true;
    }
    code_uint32(c, &size);
    if (size == NO_TEXT) {
        *text = (str){NULL, 0};
        return;
    }
    char *at = take(c, &c->texts, size);
    if (c->way == READING) {
        *text = at ? (str){at, size} : (str){NULL, 0};
    } else if (at && size) {
        memcpy(at, text->at, size);
    }
}

// An array of `count` elements of `size` bytes. Its place, which is the same one when writing.
static const void *code_array(coder *c, const void *array, size_t count, size_t size) {
    size_t gap = (ALIGNMENT - c->arrays.used % ALIGNMENT) % ALIGNMENT;
    take(c, &c->arrays, gap);
    char *at = take(c, &c->arrays, count * size);
    if (c->way == READING) return at;
    if (at) memcpy(at, array, count * size);
    return array;
}

// How many elements a shape has. Dimensions that make no sense break the coder.
static size_t cells(coder *c, int a, int b, int d, int e) {
    const int dimensions[] = {a, b, d, e};
    size_t    count = 1;
    for (int i = 0; i < 4; i++) {
        if (dimensions[i] < 1 || __builtin_mul_overflow(count, (size_t)dimensions[i], &count) ||
            count > SIZE_MAX / sizeof(uint64_t)) {
            c->is_broken = true;
            return 0;
        }
    }
    return count;
}

static void code_floats(coder *c, const float **floats, size_t count) {
    if (!c->is_broken) *floats = code_array(c, *floats, count, sizeof **floats);
}

// The elements of a list: those there when writing, fresh ones when reading. Each element takes at
// least one number, so a count over what is left of them is wrong.
static void *code_list(coder *c, const void *list, int *count, size_t size) {
    code_int(c, count);
    size_t left = (c->numbers.size - c->numbers.used) / 4;
    if (*count < 0 || (c->way == READING && (size_t)*count > left)) c->is_broken = true;
    if (c->is_broken) *count = 0;
    return c->way == READING ? alloc_in_arena(c->a, size, (size_t)*count + 1)
                             : (void *)(uintptr_t)list;
}

static const str *code_strs(coder *c, const str *texts, int *count) {
    str *at = code_list(c, texts, count, sizeof *at);
    for (int i = 0; i < *count; i++) {
        code_str(c, &at[i]);
    }
    return at;
}

// ---- Networks ----------------------------------------------------------------------------

static void code_maxout(coder *c, maxout_layer *m) {
    code_int(c, &m->outputs);
    code_int(c, &m->pieces);
    code_int(c, &m->inputs);
    code_floats(c, &m->weights, cells(c, m->outputs, m->pieces, m->inputs, 1));
    code_floats(c, &m->bias, cells(c, m->outputs, m->pieces, 1, 1));
    code_floats(c, &m->gain, cells(c, m->outputs, 1, 1, 1));
    code_floats(c, &m->shift, cells(c, m->outputs, 1, 1, 1));
}

static void code_linear(coder *c, linear_layer *m) {
    code_int(c, &m->outputs);
    code_int(c, &m->inputs);
    code_floats(c, &m->weights, cells(c, m->outputs, m->inputs, 1, 1));
    code_floats(c, &m->bias, cells(c, m->outputs, 1, 1, 1));
}

static void code_column(coder *c, hash_embedding *column, int width) {
    uint32_t attribute = column->attribute;
    code_uint32(c, &attribute);
    column->attribute = (token_attribute)attribute;
    code_uint32(c, &column->seed);
    code_int(c, &column->rows);
    code_floats(c, &column->table, cells(c, column->rows, width, 1, 1));
}

// A number of elements in an array of fixed length.
static void code_fixed_count(coder *c, int *count, int most) {
    code_int(c, count);
    if (*count < 0 || *count > most) c->is_broken = true;
    if (c->is_broken) *count = 0;
}

static void code_encoder(coder *c, encoder *e, int vector_width) {
    bool has_vectors = e->static_weights != NULL;
    code_int(c, &e->width);
    code_int(c, &e->window);
    code_fixed_count(c, &e->column_count, MOST_COLUMNS);
    for (int i = 0; i < e->column_count; i++) {
        code_column(c, &e->columns[i], e->width);
    }
    code_bool(c, &has_vectors);
    if (has_vectors) code_floats(c, &e->static_weights, cells(c, e->width, vector_width, 1, 1));
    code_maxout(c, &e->mixer);
    code_fixed_count(c, &e->depth, MOST_LAYERS);
    for (int i = 0; i < e->depth; i++) {
        code_maxout(c, &e->layers[i]);
    }
}

static void code_network(coder *c, transition_network *n) {
    code_int(c, &n->encoder);
    if (n->encoder == NO_ENCODER) return;
    code_int(c, &n->slots);
    code_int(c, &n->hidden);
    code_int(c, &n->pieces);
    code_linear(c, &n->input);
    code_floats(c, &n->lower, cells(c, n->slots, n->hidden, n->pieces, n->input.outputs));
    code_floats(c, &n->lower_bias, cells(c, n->hidden, n->pieces, 1, 1));
    code_floats(c, &n->lower_pad, cells(c, n->slots, n->hidden, n->pieces, 1));
    code_linear(c, &n->upper);
}

static const transition_class *code_classes(coder *c, const transition_class *classes, int *count) {
    transition_class *at = code_list(c, classes, count, sizeof *at);
    for (int i = 0; i < *count; i++) {
        code_int(c, &at[i].move);
        code_str(c, &at[i].label);
    }
    return at;
}

static void code_heads(coder *c, pipeline *p) {
    code_int(c, &p->tagger_encoder);
    if (p->tagger_encoder != NO_ENCODER) code_linear(c, &p->tagger);
    p->tags = code_strs(c, p->tags, &p->tag_count);
    code_int(c, &p->senter_encoder);
    if (p->senter_encoder != NO_ENCODER) code_linear(c, &p->senter);
    code_network(c, &p->parser);
    p->parser_classes = code_classes(c, p->parser_classes, &p->parser_class_count);
    code_network(c, &p->ner);
    p->ner_classes = code_classes(c, p->ner_classes, &p->ner_class_count);
}

// ---- Words -------------------------------------------------------------------------------

static void code_vectors(coder *c, static_vectors *v) {
    code_int(c, &v->rows);
    code_int(c, &v->width);
    code_int(c, &v->key_count);
    if (v->rows == 0) return;
    code_floats(c, &v->table, cells(c, v->rows, v->width, 1, 1));
    if (v->key_count == 0) return;
    size_t count = cells(c, v->key_count, 1, 1, 1);
    v->keys = code_array(c, v->keys, count, sizeof *v->keys);
    v->key_rows = code_array(c, v->key_rows, count, sizeof *v->key_rows);
}

static void code_exceptions(coder *c, tokenizer_rules *rules) {
    tokenizer_exception *at = code_list(c, rules->exceptions, &rules->exception_count, sizeof *at);
    for (int i = 0; i < rules->exception_count; i++) {
        code_str(c, &at[i].text);
        exception_part *parts = code_list(c, at[i].parts, &at[i].part_count, sizeof *parts);
        for (int j = 0; j < at[i].part_count; j++) {
            code_str(c, &parts[j].orth);
            code_str(c, &parts[j].norm);
        }
        at[i].parts = parts;
    }
    rules->exceptions = at;
}

static void code_tokenizer(coder *c, tokenizer_rules *rules) {
    code_str(c, &rules->prefix);
    code_str(c, &rules->suffix);
    code_str(c, &rules->infix);
    code_str(c, &rules->token_match);
    code_str(c, &rules->url_match);
    code_bool(c, &rules->faster_heuristics);
    code_exceptions(c, rules);
}

static void code_norms(coder *c, pipeline *p) {
    norm_entry *at = code_list(c, p->norms, &p->norm_count, sizeof *at);
    for (int i = 0; i < p->norm_count; i++) {
        code_uint64(c, &at[i].id);
        code_str(c, &at[i].norm);
    }
    p->norms = at;
}

// ---- Lemmas and the attribute ruler ------------------------------------------------------

static void code_lemma_rules(coder *c, lemma_tables *tables) {
    lemma_rule *at = code_list(c, tables->rules, &tables->rule_count, sizeof *at);
    for (int i = 0; i < tables->rule_count; i++) {
        code_str(c, &at[i].ending);
        code_str(c, &at[i].instead);
    }
    tables->rules = at;
}

static void code_lemma_exceptions(coder *c, lemma_tables *tables) {
    lemma_exception *at = code_list(c, tables->exceptions, &tables->exception_count, sizeof *at);
    for (int i = 0; i < tables->exception_count; i++) {
        code_str(c, &at[i].word);
        at[i].lemmas = code_strs(c, at[i].lemmas, &at[i].lemma_count);
    }
    tables->exceptions = at;
}

static void code_lemmas(coder *c, pipeline *p) {
    lemma_tables *at = code_list(c, p->lemma_tables, &p->lemma_table_count, sizeof *at);
    for (int i = 0; i < p->lemma_table_count; i++) {
        code_str(c, &at[i].pos);
        code_lemma_rules(c, &at[i]);
        code_lemma_exceptions(c, &at[i]);
        at[i].index = code_strs(c, at[i].index, &at[i].index_count);
    }
    p->lemma_tables = at;
}

static void code_ruler_token(coder *c, ruler_token *token) {
    ruler_condition *at = code_list(c, token->conditions, &token->condition_count, sizeof *at);
    for (int i = 0; i < token->condition_count; i++) {
        uint32_t key = at[i].key, test = at[i].test;
        code_uint32(c, &key);
        code_uint32(c, &test);
        at[i].key = (ruler_key)key;
        at[i].test = (ruler_test)test;
        at[i].values = code_strs(c, at[i].values, &at[i].value_count);
    }
    token->conditions = at;
}

static void code_ruler_pattern(coder *c, ruler_pattern *pattern) {
    ruler_token *at = code_list(c, pattern->tokens, &pattern->token_count, sizeof *at);
    for (int i = 0; i < pattern->token_count; i++) {
        code_ruler_token(c, &at[i]);
    }
    pattern->tokens = at;
}

static void code_ruler_entry(coder *c, ruler_entry *entry) {
    ruler_pattern *at = code_list(c, entry->patterns, &entry->pattern_count, sizeof *at);
    for (int i = 0; i < entry->pattern_count; i++) {
        code_ruler_pattern(c, &at[i]);
    }
    entry->patterns = at;
    code_int(c, &entry->index);
    code_str(c, &entry->pos);
    code_str(c, &entry->tag);
    code_str(c, &entry->dep);
    code_str(c, &entry->lemma);
    code_str(c, &entry->morph);
}

static void code_ruler(coder *c, pipeline *p) {
    ruler_entry *at = code_list(c, p->ruler, &p->ruler_entry_count, sizeof *at);
    for (int i = 0; i < p->ruler_entry_count; i++) {
        code_ruler_entry(c, &at[i]);
    }
    p->ruler = at;
}

// ---- The whole ---------------------------------------------------------------------------

static void code_components(coder *c, pipeline *p) {
    code_fixed_count(c, &p->component_count, MOST_COMPONENTS);
    for (int i = 0; i < p->component_count; i++) {
        uint32_t kind = p->components[i].kind;
        code_uint32(c, &kind);
        p->components[i].kind = (component_kind)kind;
        code_str(c, &p->components[i].name);
        code_bool(c, &p->components[i].is_enabled);
    }
}

static void code_pipeline(coder *c, pipeline *p) {
    code_str(c, &p->language);
    code_str(c, &p->name);
    code_str(c, &p->version);
    code_components(c, p);
    code_vectors(c, &p->vectors);
    code_fixed_count(c, &p->encoder_count, MOST_ENCODERS);
    for (int i = 0; i < p->encoder_count; i++) {
        code_encoder(c, &p->encoders[i], p->vectors.width);
    }
    code_heads(c, p);
    code_tokenizer(c, &p->tokenizer);
    code_norms(c, p);
    code_lemmas(c, p);
    code_ruler(c, p);
}

static uint64_t checksum_of(str flat, const section *numbers, const section *texts) {
    uint64_t hash = hash64(slice(flat, 0, CHECKSUM_AT), FLAT_VERSION);
    hash = hash64(slice(flat, IDENTITY_AT, HEADER_SIZE), hash);
    hash = hash64((str){numbers->at, numbers->size}, hash);
    return hash64((str){texts->at, texts->size}, hash);
}

static size_t round_up(size_t size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

// Where everything ends: the size of the whole.
static size_t whole_size(const coder *c) {
    return HEADER_SIZE + round_up(c->numbers.size) + round_up(c->arrays.size) + c->texts.size;
}

static void place_sections(coder *c, char *flat) {
    c->numbers.at = flat + HEADER_SIZE;
    c->arrays.at = c->numbers.at + round_up(c->numbers.size);
    c->texts.at = c->arrays.at + round_up(c->arrays.size);
}

static void write_header(coder *c, str identity, char *at) {
    memcpy(at, MAGIC, sizeof MAGIC);
    put_number(at + 8, FLAT_VERSION, 4);
    put_number(at + 12, BYTE_ORDER_MARK, 4);
    put_number(at + 16, c->numbers.size, 8);
    put_number(at + 24, c->arrays.size, 8);
    put_number(at + 32, c->texts.size, 8);
    memcpy(at + IDENTITY_AT, identity.at, identity.size);
}

bool flatten_pipeline(arena *a, const pipeline *p, str identity, const char *place, str *flat,
                      ro_error *error) {
    pipeline walked = *p; // the walk stores what it finds, the same as before, in the struct
    coder    measure = {.way = MEASURING};
    code_pipeline(&measure, &walked);
    if (measure.is_broken) {
        return refuse(error, RO_BAD_MODEL, "%s: holds a text that is not UTF-8", place);
    }
    coder write = {.way = WRITING};
    write.numbers.size = measure.numbers.used;
    write.arrays.size = measure.arrays.used;
    write.texts.size = measure.texts.used;
    size_t size = whole_size(&write);
    char  *at = alloc_in_arena(a, 1, size);
    place_sections(&write, at);
    assert(identity.size == FLAT_IDENTITY_SIZE);
    write_header(&write, identity, at);
    code_pipeline(&write, &walked);
    assert(!write.is_broken);
    *flat = (str){at, size};
    put_number(at + CHECKSUM_AT, checksum_of(*flat, &write.numbers, &write.texts), 8);
    return true;
}

static bool has_header(str flat) {
    return flat.size >= HEADER_SIZE && memcmp(flat.at, MAGIC, sizeof MAGIC) == 0 &&
           get_number(flat.at + 8, 4) == FLAT_VERSION &&
           get_number(flat.at + 12, 4) == BYTE_ORDER_MARK;
}

static bool place_by_header(str flat, coder *c) {
    c->numbers.size = (size_t)get_number(flat.at + 16, 8);
    c->arrays.size = (size_t)get_number(flat.at + 24, 8);
    c->texts.size = (size_t)get_number(flat.at + 32, 8);
    if (c->numbers.size > flat.size || c->arrays.size > flat.size || c->texts.size > flat.size) {
        return false;
    }
    if (whole_size(c) != flat.size) return false;
    place_sections(c, (char *)(uintptr_t)flat.at);
    return true;
}

static bool find_sections(str flat, coder *c) {
    return place_by_header(flat, c) &&
           get_number(flat.at + CHECKSUM_AT, 8) == checksum_of(flat, &c->numbers, &c->texts);
}

bool seal_flat(str flat) {
    coder c = {.way = READING};
    if (!has_header(flat) || !place_by_header(flat, &c)) return false;
    char *at = (char *)(uintptr_t)flat.at + CHECKSUM_AT;
    put_number(at, checksum_of(flat, &c.numbers, &c.texts), 8);
    return true;
}

static bool is_used_up(const section *s) {
    return s->used == s->size;
}

bool read_flat(str flat, const char *place, arena *a, pipeline *p, ro_error *error) {
    coder c = {.way = READING, .a = a};
    assert((uintptr_t)flat.at % ALIGNMENT == 0);
    if (!has_header(flat)) {
        return refuse(error, RO_BAD_MODEL, "%s: made by another version of Readout", place);
    }
    *p = (pipeline){0};
    c.is_broken = !find_sections(flat, &c);
    if (!c.is_broken) code_pipeline(&c, p);
    if (c.is_broken || !is_used_up(&c.numbers) || !is_used_up(&c.arrays) || !is_used_up(&c.texts)) {
        return refuse(error, RO_BAD_MODEL, "%s: damaged", place);
    }
    return check_pipeline(p, place, error);
}

str flat_identity(str flat) {
    return has_header(flat) ? slice(flat, IDENTITY_AT, IDENTITY_AT + FLAT_IDENTITY_SIZE)
                            : (str){NULL, 0};
}
