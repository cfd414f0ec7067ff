// layers.c - embeddings, then layer after layer:
//
//     states = norm(states + mix(attend(query(states), key(states), value(states))))
//     states = norm(states + outer(gelu(inner(states))))
//
// Windows are taken together until they come to ROWS_TOGETHER rows, so that weights that were
// fetched serve many rows. Every product is of one row, and attention looks at the rows of its own
// window only: what stands beside a window cannot be seen in its numbers.
//
// The rows of a product stand `linear_room` floats apart. A few rows at a time go through what is
// wide (inner) or square (attention), so that it stays in the cache.
#include <assert.h>
#include <math.h>

#include "encoder/encoder_internal.h"

enum { ROWS_TOGETHER = 256, INNER_ROWS = 64, QUERY_ROWS = 32 };

typedef struct {
    const text_encoder *e;
    int                 rows;                        // of all windows that are taken together
    float              *states;                      // (rows, width)
    float              *query, *key, *value, *mixed; // (rows, room)
    float              *inner;                       // (INNER_ROWS, room)
    float              *scores, *context;            // (QUERY_ROWS, room)

    changing_matrix keys, values;
    const float   **pointers;    // (most rows of a product)
    byte_row       *byte_rows;   // as many
    uint8_t        *row_bytes;   // (rows, byte_row_room of width)
    uint8_t        *inner_bytes; // (INNER_ROWS, byte_row_room of inner)
} encoding;

// Rows of floats, `step` apart.
typedef struct {
    const float *at;
    size_t       step;
    int          count, width;
} float_rows;

// ---- Products ----------------------------------------------------------------------------

// Makes rows ready for any number of products. `bytes` has room for them as bytes.
static void take_rows(encoding *now, float_rows rows, uint8_t *bytes) {
    size_t room = byte_row_room(rows.width);
    for (int r = 0; r < rows.count; r++) {
        const float *row = rows.at + (size_t)r * rows.step;
        if (now->e->byte_k) {
            uint8_t *to = bytes + (size_t)r * room;
            now->byte_rows[r] = (byte_row){to, now->e->k->to_bytes(row, rows.width, to)};
        } else {
            now->pointers[r] = row;
        }
    }
}

// out (count, linear_room) = the rows that were taken, times the layer.
static void multiply_taken(const encoding *now, const linear_layer *layer, int count, float *out) {
    if (layer->is_bytes) {
        now->e->byte_k->multiply(&layer->bytes, now->byte_rows, count, out);
    } else {
        now->e->k->multiply(&layer->floats, now->pointers, count, out);
    }
}

// states[begin...] = norm(states + made)
static void add_made(encoding *now, const layer_norm *norm, int begin, const float_rows *made,
                     float *rows) {
    size_t width = (size_t)made->width;
    for (int r = 0; r < made->count; r++) {
        float *state = now->states + (size_t)(begin + r) * width;
        float *row = rows + (size_t)r * made->step;
        now->e->k->add_and_norm(norm, state, row);
        memcpy(state, row, width * sizeof *state);
    }
}

// ---- Attention ---------------------------------------------------------------------------

typedef struct {
    int begin, end; // rows of a window
} row_range;

// A few rows' queries against all keys of the window, and the values by the shares that come out.
static void attend_some(encoding *now, const packed_matrix *keys, const packed_matrix *values,
                        float_rows queries, float *out) {
    const kernels *k = now->e->k;
    size_t         key_room = product_room(keys), value_room = product_room(values);
    float          scale = 1.0F / sqrtf((float)queries.width);
    for (int r = 0; r < queries.count; r++) {
        now->pointers[r] = queries.at + (size_t)r * queries.step;
    }
    k->multiply(keys, now->pointers, queries.count, now->scores);
    for (int r = 0; r < queries.count; r++) {
        now->pointers[r] = now->scores + (size_t)r * key_room;
        k->soften(now->scores + (size_t)r * key_room, keys->outputs, scale);
    }
    k->multiply(values, now->pointers, queries.count, now->context);
    for (int r = 0; r < queries.count; r++) {
        memcpy(out + (size_t)r * (size_t)now->e->is.width, now->context + (size_t)r * value_room,
               (size_t)queries.width * sizeof *out);
    }
}

// The part of `mixed` that one head makes for one window.
static void attend(encoding *now, size_t step, row_range window, int head) {
    int           size = now->e->is.width / now->e->is.heads, count = window.end - window.begin;
    size_t        first = (size_t)window.begin * step + (size_t)head * (size_t)size;
    packed_matrix keys = fill_outputs(&now->keys, count, size, now->key + first, step);
    packed_matrix values = fill_inputs(&now->values, size, count, now->value + first, step);
    float        *out =
        now->mixed + (size_t)window.begin * (size_t)now->e->is.width + (size_t)head * (size_t)size;
    for (int r = 0; r < count; r += QUERY_ROWS) {
        int        some = count - r < QUERY_ROWS ? count - r : QUERY_ROWS;
        float_rows queries = {now->query + first + (size_t)r * step, step, some, size};
        attend_some(now, &keys, &values, queries, out + (size_t)r * (size_t)now->e->is.width);
    }
}

static void run_attention(encoding *now, const encoder_layer *layer, const piece_window *windows,
                          int count) {
    int    width = now->e->is.width;
    size_t step = linear_room(&layer->query);
    take_rows(now, (float_rows){now->states, (size_t)width, now->rows, width}, now->row_bytes);
    multiply_taken(now, &layer->query, now->rows, now->query);
    multiply_taken(now, &layer->key, now->rows, now->key);
    multiply_taken(now, &layer->value, now->rows, now->value);
    row_range window = {0, 0};
    for (int w = 0; w < count; w++) {
        window = (row_range){window.end, window.end + windows[w].count + 2};
        for (int head = 0; head < now->e->is.heads; head++) {
            attend(now, step, window, head);
        }
    }
    take_rows(now, (float_rows){now->mixed, (size_t)width, now->rows, width}, now->row_bytes);
    multiply_taken(now, &layer->mixed, now->rows, now->query);
    const float_rows made = {now->query, linear_room(&layer->mixed), now->rows, width};
    add_made(now, &layer->mixed_norm, 0, &made, now->query);
}

// ---- The other half of a layer -----------------------------------------------------------

static void run_inner(encoding *now, const encoder_layer *layer, int begin, int count) {
    int    width = now->e->is.width, inner = now->e->is.inner;
    size_t room = linear_room(&layer->inner);
    float *states = now->states + (size_t)begin * (size_t)width;
    take_rows(now, (float_rows){states, (size_t)width, count, width}, now->row_bytes);
    multiply_taken(now, &layer->inner, count, now->inner);
    for (int r = 0; r < count; r++) {
        now->e->k->gelu(now->inner + (size_t)r * room, inner);
    }
    take_rows(now, (float_rows){now->inner, room, count, inner}, now->inner_bytes);
    multiply_taken(now, &layer->outer, count, now->query);
    const float_rows made = {now->query, linear_room(&layer->outer), count, width};
    add_made(now, &layer->outer_norm, begin, &made, now->query);
}

static void run_layer(encoding *now, const encoder_layer *layer, const piece_window *windows,
                      int count) {
    run_attention(now, layer, windows, count);
    for (int r = 0; r < now->rows; r += INNER_ROWS) {
        run_inner(now, layer, r, now->rows - r < INNER_ROWS ? now->rows - r : INNER_ROWS);
    }
}

// ---- Embeddings --------------------------------------------------------------------------

static void embed(encoding *now, const piece_window *window, float *states) {
    const text_encoder *e = now->e;
    size_t              width = (size_t)e->is.width;
    for (int i = 0; i < window->count + 2; i++, states += width) {
        int32_t id = i == 0                   ? piece_of_begin(e->pieces)
                     : i == window->count + 1 ? piece_of_end(e->pieces)
                                              : window->pieces[i - 1];
        assert(id >= 0 && id < e->is.words);
        widen_row(&e->words, (size_t)id, states);
        widen_row(&e->positions, (size_t)i, now->context);
        for (size_t d = 0; d < width; d++) {
            states[d] = (states[d] + e->type[d]) + now->context[d];
        }
        e->k->add_and_norm(&e->word_norm, NULL, states);
    }
}

// ---- Windows -----------------------------------------------------------------------------

static size_t larger_of(size_t a, size_t b) {
    return a > b ? a : b;
}

// Room for windows of together `rows` rows, the longest of `longest`.
static encoding make_room(const text_encoder *e, arena *a, int rows, int longest) {
    encoding now = {.e = e};
    size_t   width = (size_t)e->is.width, most = (size_t)rows;
    size_t   room = linear_room(&e->layers->query), inner = linear_room(&e->layers->inner);
    int      size = e->is.width / e->is.heads;
    size_t   padding = (size_t)LARGEST_MAXOUT * (size_t)e->k->lanes;
    now.states = NEW_IN(a, float, most *width);
    now.query = NEW_IN(a, float, larger_of(most, INNER_ROWS) * room);
    now.key = NEW_IN(a, float, most *room);
    now.value = NEW_IN(a, float, most *room);
    now.mixed = NEW_IN(a, float, most *width);
    now.inner = NEW_IN(a, float, INNER_ROWS *inner);
    now.scores = NEW_IN(a, float, QUERY_ROWS *((size_t)longest + padding));
    now.context = NEW_IN(a, float, larger_of(QUERY_ROWS * ((size_t)size + padding), width));
    now.keys = make_changing(a, e->k, longest, size);
    now.values = make_changing(a, e->k, size, longest);
    now.pointers = NEW_IN(a, const float *, larger_of(most, INNER_ROWS));
    now.byte_rows = NEW_IN(a, byte_row, larger_of(most, INNER_ROWS));
    now.row_bytes = NEW_IN(a, uint8_t, larger_of(most, INNER_ROWS) * byte_row_room(e->is.width));
    now.inner_bytes = NEW_IN(a, uint8_t, INNER_ROWS * byte_row_room(e->is.inner));
    return now;
}

static void encode_together(const text_encoder *e, arena *scratch, const piece_window *windows,
                            int count, float *out) {
    arena_mark before = mark_arena(scratch);
    int        rows = (int)count_encoded_rows(windows, count), longest = 0;
    for (int w = 0; w < count; w++) {
        longest = windows[w].count + 2 > longest ? windows[w].count + 2 : longest;
    }
    encoding now = make_room(e, scratch, rows, longest);
    now.rows = rows;
    float *states = now.states;
    for (int w = 0; w < count; w++) {
        embed(&now, &windows[w], states);
        states += (size_t)(windows[w].count + 2) * (size_t)e->is.width;
    }
    for (int n = 0; n < e->is.layers; n++) {
        run_layer(&now, &e->layers[n], windows, count);
    }
    memcpy(out, now.states, (size_t)rows * (size_t)e->is.width * sizeof *out);
    rewind_arena(scratch, before);
}

size_t count_encoded_rows(const piece_window *windows, int count) {
    size_t rows = 0;
    for (int w = 0; w < count; w++) {
        rows += (size_t)windows[w].count + 2;
    }
    return rows;
}

void encode_pieces(const text_encoder *e, arena *scratch, const piece_window *windows, int count,
                   float *out) {
    for (int w = 0, end; w < count; w = end) {
        size_t rows = 0;
        for (end = w; end < count; end++) {
            assert(windows[end].count >= 0 && windows[end].count <= longest_window(e));
            size_t more = (size_t)windows[end].count + 2;
            if (end > w && rows + more > ROWS_TOGETHER) break;
            rows += more;
        }
        encode_together(e, scratch, windows + w, end - w, out);
        out += rows * (size_t)e->is.width;
    }
}
