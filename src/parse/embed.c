// embed.c - hash embeddings, static vectors, mixer and first-layer products, and their places.
//
//     form number, space?  ->  place_of[2 * number + space]  ->  place  ->  | mixed | left | middle | right |
//
// Place 0 is the padding row. A place is given up in the order of a clock's hand: it passes over
// places used since it last came by, and over those of the current batch.
#include "parse/embed.h"

#include <stdlib.h>

#include "base/search.h"

enum { PADDING = 0, HASH_ROWS = 4, ROWS_AT_ONCE = 32 };

typedef struct {
    uint32_t key;     // of place_of
    uint32_t batch;   // that used it last
    bool     is_used; // since the hand came by
} place;

typedef struct {
    uint32_t     place;
    const token *of;
} missing_row;

struct embedder {
    arena                 memory;
    const networks       *nets;
    const packed_encoder *encoder;
    uint32_t              generation;
    uint32_t              batch;

    size_t    entry_size; // floats
    uint32_t  place_count, taken, hand;
    place    *places;
    float    *entries;  // (place_count, entry_size)
    uint32_t *place_of; // by key; 0: none
    size_t    key_room;

    // While rows are computed, at most ROWS_AT_ONCE of them.
    float       *joined, *mixed, *products;
    missing_row *missing;
    int          missing_count;
};

// ---- One row -----------------------------------------------------------------------------

static uint64_t rotate(uint64_t x, int bits) {
    return x << bits | x >> (64 - bits);
}

static uint64_t mix_bits(uint64_t k) {
    k ^= k >> 33;
    k *= 0xff51afd7ed558ccdu;
    k ^= k >> 33;
    k *= 0xc4ceb9fe1a85ec53u;
    return k ^ k >> 33;
}

// The 128-bit MurmurHash3 of one 8-byte key, as four numbers (spec 2.3).
static void hash_row(uint64_t value, uint32_t seed, uint32_t out[HASH_ROWS]) {
    uint64_t low = rotate(value * 0x87c37b91114253d5u, 31) * 0x4cf5ad432745937fu;
    uint64_t high = seed ^ 8u;
    low = (low ^ seed ^ 8u) + high;
    high += low;
    low = mix_bits(low);
    high = mix_bits(high);
    low += high;
    high += low;
    out[0] = (uint32_t)low;
    out[1] = (uint32_t)(low >> 32);
    out[2] = (uint32_t)high;
    out[3] = (uint32_t)(high >> 32);
}

static uint64_t attribute_of(const token *t, token_attribute attribute) {
    const form *f = t->form;
    switch (attribute) {
    case ATTRIBUTE_NORM:
        return f->norm;
    case ATTRIBUTE_PREFIX:
        return f->prefix;
    case ATTRIBUTE_SUFFIX:
        return f->suffix;
    case ATTRIBUTE_SHAPE:
        return f->shape;
    case ATTRIBUTE_SPACY:
        return t->space_after;
    case ATTRIBUTE_IS_SPACE:
        return f->is_space;
    case ATTRIBUTE_ORTH:
        return f->orth;
    case ATTRIBUTE_LOWER:
        return f->lower;
    }
    return 0;
}

static void add_column(const embedder *e, const hash_embedding *column, const token *t,
                       float *out) {
    uint32_t     hashes[HASH_ROWS];
    const float *rows[HASH_ROWS];
    hash_row(attribute_of(t, column->attribute), column->seed, hashes);
    for (int i = 0; i < HASH_ROWS; i++) {
        size_t row = hashes[i] % (uint32_t)column->rows;
        rows[i] = column->table + row * (size_t)e->encoder->width;
    }
    e->nets->kernels->add_rows(rows, HASH_ROWS, 1, e->encoder->width, out);
}

// The row of a static vector, or NULL.
static const float *find_vector(const static_vectors *vectors, uint64_t key) {
    int first;
    FIND_FIRST(first, 0, vectors->key_count, vectors->keys[first] >= key);
    if (first == vectors->key_count || vectors->keys[first] != key) return NULL;
    return vectors->table + (size_t)vectors->key_rows[first] * (size_t)vectors->width;
}

static void join_columns(const embedder *e, const token *t, float *out) {
    const encoder *source = e->encoder->source;
    for (int c = 0; c < source->column_count; c++, out += e->encoder->width) {
        add_column(e, &source->columns[c], t, out);
    }
}

// The projected static vectors of all missing rows, behind their columns; zeros where a form has
// none.
static void project_vectors(embedder *e) {
    const packed_matrix *projection = &e->encoder->projection;
    size_t               width = (size_t)e->encoder->width, room = product_room(projection);
    const float         *vectors[ROWS_AT_ONCE];
    float               *places[ROWS_AT_ONCE];
    int                  count = 0;
    for (int r = 0; r < e->missing_count; r++) {
        const float *vector =
            find_vector(&e->nets->pipeline->vectors, e->missing[r].of->form->orth);
        float *behind = e->joined + (size_t)(r + 1) * (size_t)e->encoder->joined - width;
        memset(behind, 0, width * sizeof *behind);
        if (!vector) continue;
        vectors[count] = vector;
        places[count++] = behind;
    }
    e->nets->kernels->multiply(projection, vectors, count, e->products);
    for (int i = 0; i < count; i++) {
        memcpy(places[i], e->products + (size_t)i * room, width * sizeof(float));
    }
}

// ---- Entries -----------------------------------------------------------------------------

static float *entry_at(const embedder *e, uint32_t at) {
    return e->entries + at * e->entry_size;
}

// From rows of `mixed` to whole entries.
static void fill_entries(embedder *e, const uint32_t *places, int count) {
    const packed_encoder *net = e->encoder;
    const packed_matrix  *parts[] = {&net->left, &net->middle, &net->right};
    const float          *rows[ROWS_AT_ONCE];
    size_t                width = (size_t)net->width, room = product_room(&net->left);
    for (int r = 0; r < count; r++) {
        rows[r] = e->mixed + (size_t)r * width;
        memcpy(entry_at(e, places[r]), rows[r], width * sizeof(float));
    }
    for (size_t part = 0; part < 3; part++) {
        e->nets->kernels->multiply(parts[part], rows, count, e->products);
        for (int r = 0; r < count; r++) {
            float *to = entry_at(e, places[r]) + (e->entry_size - (3 - part) * room);
            memcpy(to, e->products + (size_t)r * room, room * sizeof(float));
        }
    }
}

static void compute_missing(embedder *e) {
    const float *rows[ROWS_AT_ONCE];
    uint32_t     places[ROWS_AT_ONCE];
    for (int r = 0; r < e->missing_count; r++) {
        float *joined = e->joined + (size_t)r * (size_t)e->encoder->joined;
        join_columns(e, e->missing[r].of, joined);
        rows[r] = joined;
        places[r] = e->missing[r].place;
    }
    if (e->encoder->projection.outputs > 0) project_vectors(e);
    e->nets->kernels->maxout(&e->encoder->mixer, rows, NULL, e->missing_count, e->mixed);
    fill_entries(e, places, e->missing_count);
    e->missing_count = 0;
}

// ---- Places ------------------------------------------------------------------------------

static void forget_all(embedder *e, uint32_t generation) {
    memset(e->place_of, 0, e->key_room * sizeof *e->place_of);
    e->generation = generation;
    e->taken = 1;
    e->hand = PADDING;
}

static uint32_t take_place(embedder *e) {
    if (e->taken < e->place_count) return e->taken++;
    for (;;) {
        e->hand = e->hand + 1 < e->place_count ? e->hand + 1 : PADDING + 1;
        place *p = &e->places[e->hand];
        if (p->batch == e->batch) continue;
        if (!p->is_used) {
            e->place_of[p->key] = 0;
            return e->hand;
        }
        p->is_used = false;
    }
}

static size_t key_of(const token *t) {
    return (size_t)t->form->number * 2 + t->space_after;
}

static void widen_keys(embedder *e, size_t least) {
    size_t    room = e->key_room;
    uint32_t *wider = NULL;
    while (room <= least) {
        room *= 2;
    }
    wider = NEW_IN(&e->memory, uint32_t, room);
    memcpy(wider, e->place_of, e->key_room * sizeof *wider);
    e->place_of = wider;
    e->key_room = room;
}

static void embed_token(embedder *e, const token *t) {
    size_t key = key_of(t);
    if (key >= e->key_room) widen_keys(e, key);
    uint32_t at = e->place_of[key];
    if (at != 0) {
        e->places[at].is_used = true;
        e->places[at].batch = e->batch;
        return;
    }
    at = take_place(e);
    e->place_of[key] = at;
    e->places[at] = (place){.key = (uint32_t)key, .batch = e->batch};
    e->missing[e->missing_count++] = (missing_row){at, t};
    if (e->missing_count == ROWS_AT_ONCE) compute_missing(e);
}

void begin_batch(embedder *e) {
    e->batch++;
}

void embed_tokens(embedder *e, const document *doc, int begin, int end) {
    for (int i = begin; i < end; i++) {
        const token *t = token_at(doc, i);
        if (t->form->generation != e->generation) forget_all(e, t->form->generation);
        embed_token(e, t);
    }
    if (e->missing_count > 0) compute_missing(e);
}

static embedded entry_of(const embedder *e, uint32_t at) {
    size_t       room = product_room(&e->encoder->left);
    const float *entry = entry_at(e, at), *products = entry + (e->entry_size - 3 * room);
    return (embedded){entry, products, products + room, products + 2 * room};
}

embedded embedding_of(const embedder *e, const token *t) {
    return entry_of(e, e->place_of[key_of(t)]);
}

embedded padding_of(const embedder *e) {
    return entry_of(e, PADDING);
}

// ---- Opening -----------------------------------------------------------------------------

static size_t largest(size_t a, size_t b) {
    return a > b ? a : b;
}

embedder *open_embedder(const networks *nets, int number, size_t budget) {
    enum { FIRST_KEYS = 1 << 12, LINE = 16 };
    embedder *e = calloc(1, sizeof *e);
    if (!e) die_of_no_memory(sizeof *e);
    const packed_encoder *packed = &nets->encoders[number];
    size_t                width = (size_t)packed->width, room = product_room(&packed->left);
    e->nets = nets;
    e->encoder = packed;
    e->entry_size = (width + LINE - 1) / LINE * LINE + 3 * room;
    e->place_count = (uint32_t)largest(budget / (e->entry_size * sizeof(float)), MOST_IN_BATCH + 2);
    e->places = NEW_IN(&e->memory, place, e->place_count);
    e->entries = alloc_raw_in_arena(&e->memory, e->entry_size * sizeof(float), e->place_count);
    e->key_room = FIRST_KEYS;
    e->place_of = NEW_IN(&e->memory, uint32_t, e->key_room);

    size_t products = ROWS_AT_ONCE * largest(room, product_room(&packed->projection));
    e->joined = NEW_IN(&e->memory, float, ROWS_AT_ONCE *(size_t)packed->joined);
    e->mixed = NEW_IN(&e->memory, float, ROWS_AT_ONCE *width);
    e->products = NEW_IN(&e->memory, float, products);
    e->missing = NEW_IN(&e->memory, missing_row, ROWS_AT_ONCE);

    const uint32_t padding = PADDING;
    fill_entries(e, &padding, 1); // of the zeros in e->mixed
    forget_all(e, 0);
    return e;
}

void close_embedder(embedder *e) {
    if (!e) return;
    close_arena(&e->memory);
    free(e);
}
