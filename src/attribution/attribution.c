// attribution.c - windows in batches: rows of all their tokens, then cues window by window, then the
// roles of each cue.
//
// Batches keep the products large and what is held small; no number depends on them.
#include "attribution/attribution.h"

#include <assert.h>
#include <stdlib.h>

#include "attribution/features.h"
#include "attribution/roles.h"
#include "attribution/windows.h"

enum { BATCH_TOKENS = 1024, MOST_PIECES_OF_TOKEN = 8 };

struct attributor {
    arena               memory;
    reader_weights      weights;
    const text_encoder *encoder; // NULL: the tagger's vectors
};

struct attributor_worker {
    arena             scratch;
    const attributor *shared;
};

// A range of whole paragraphs on its way.
typedef struct {
    const attributor    *shared;
    arena               *scratch;
    document            *doc;
    const token_vectors *vectors;
    const bool          *quoted; // of each token of the range
    const int           *lemmas; // numbers of each token's; NULL: the reader knows none
    int32_t             *pieces; // of all tokens, one behind another; NULL: no encoder
    uint8_t             *counts; // pieces of each token
} attribution;

// Windows that are computed together: tokens [begin, end) and, of these, the rows.
typedef struct {
    const token_range *windows;
    int                count;
    token_range        tokens;
    const float      **rows; // (tokens): row_width numbers each
    float             *seen; // (tokens, width)
} batch;

static int size_of(token_range range) {
    return range.end - range.begin;
}

// ---- Pieces of an encoder ----------------------------------------------------------------

static void split_tokens(attribution *of) {
    const token_range range = of->vectors->tokens;
    const wordpiece  *w = wordpiece_of(of->shared->encoder);
    const size_t      tokens = (size_t)size_of(range);
    of->pieces = alloc_raw_in_arena(of->scratch, sizeof(int32_t), tokens * MOST_PIECES_OF_TOKEN);
    of->counts = alloc_raw_in_arena(of->scratch, 1, tokens + 1);
    int32_t *next = of->pieces;
    for (int i = range.begin; i < range.end; i++) {
        int count = split_word(w, token_text(of->doc, i), next, MOST_PIECES_OF_TOKEN);
        if (count > MOST_PIECES_OF_TOKEN) count = MOST_PIECES_OF_TOKEN;
        if (count == 0) next[count++] = piece_of_unknown(w);
        of->counts[i - range.begin] = (uint8_t)count;
        next += count;
    }
}

// The rows of each token's first piece. `of->pieces` moves on behind the batch.
static void encode_batch(attribution *of, const batch *b) {
    const text_encoder *e = of->shared->encoder;
    const size_t        width = (size_t)encoder_width(e);
    piece_window       *windows = NEW_IN(of->scratch, piece_window, b->count);
    for (int n = 0; n < b->count; n++) {
        windows[n].pieces = of->pieces;
        for (int i = b->windows[n].begin; i < b->windows[n].end; i++) {
            windows[n].count += of->counts[i - of->vectors->tokens.begin];
        }
        of->pieces += windows[n].count;
    }
    const size_t rows = count_encoded_rows(windows, b->count);
    float       *next = alloc_raw_in_arena(of->scratch, sizeof *next, rows * width);
    encode_pieces(e, of->scratch, windows, b->count, next);
    for (int n = 0; n < b->count; n++) {
        next += width; // [CLS]
        for (int i = b->windows[n].begin; i < b->windows[n].end; i++) {
            b->rows[i - b->tokens.begin] = next;
            next += of->counts[i - of->vectors->tokens.begin] * width;
        }
        next += width; // [SEP]
    }
}

// ---- Tokens ------------------------------------------------------------------------------

static void take_vectors(const attribution *of, const batch *b) {
    const token_vectors *v = of->vectors;
    for (int i = b->tokens.begin; i < b->tokens.end; i++) {
        b->rows[i - b->tokens.begin] = v->rows + (size_t)(i - v->tokens.begin) * (size_t)v->width;
    }
}

static token_features features_at(const attribution *of, int i) {
    const int      first = of->vectors->tokens.begin;
    token_features made = features_of(of->doc, i, of->quoted[i - first]);
    if (of->lemmas) {
        made.number[FEATURE_LEMMA] = of->lemmas[i - first];
        made.number[FEATURE_HEAD_LEMMA] = of->lemmas[token_at(of->doc, i)->head - first];
    }
    return made;
}

static void see_tokens(const attribution *of, const batch *b) {
    const reader_weights *w = &of->shared->weights;
    const size_t          width = (size_t)w->width, room = product_room(&w->token);
    const size_t          count = (size_t)size_of(b->tokens);
    float *products = alloc_raw_in_arena(of->scratch, sizeof *products, count * room);
    w->kernels->multiply(&w->token, b->rows, (int)count, products);
    for (size_t n = 0; n < count; n++) {
        const token_features features = features_at(of, b->tokens.begin + (int)n);
        const float         *rows[1 + FEATURE_COUNT] = {products + n * room};
        for (int f = 0; f < w->feature_count; f++) {
            rows[1 + f] = w->features[f] + (size_t)features.number[f] * width;
        }
        w->kernels->add_rows(rows, 1 + w->feature_count, 1, w->width, b->seen + n * width);
    }
    w->kernels->gelu(b->seen, (int)(count * width));
}

// Tokens see their neighbours in the window.
static void see_context(const attribution *of, const batch *b, token_range window) {
    const reader_weights *w = &of->shared->weights;
    const arena_mark      before = mark_arena(of->scratch);
    const size_t          width = (size_t)w->width, count = (size_t)size_of(window);
    const padded_rows     rows = make_padded(of->scratch, count, width);
    float                *seen = b->seen + (size_t)(window.begin - b->tokens.begin) * width;
    memcpy(rows.rows, seen, count * width * sizeof *seen);
    mix_rows(w->kernels, &w->contexts, &rows, of->scratch);
    memcpy(seen, rows.rows, count * width * sizeof *seen);
    rewind_arena(of->scratch, before);
}

// (rows, product_room(m)) of rows that stand one behind another.
static float *multiply_all(const attribution *of, const packed_matrix *m, const float *rows,
                           int count) {
    const float **each = NEW_IN(of->scratch, const float *, count);
    float *out = alloc_raw_in_arena(of->scratch, sizeof *out, (size_t)count * product_room(m));
    for (int n = 0; n < count; n++) {
        each[n] = rows + (size_t)n * (size_t)m->inputs;
    }
    of->shared->weights.kernels->multiply(m, each, count, out);
    return out;
}

// ---- Cues --------------------------------------------------------------------------------

static void read_cues(const attribution *of, known_window *w, const chain_path *path) {
    const int count = size_of(w->window);
    for (int begin = 0, end; begin < count; begin = end) {
        end = begin + 1;
        if (path->labels[begin] != CUE_B) continue;
        while (end < count && path->labels[end] == CUE_I) {
            end++;
        }
        cue_reading found = {.cue = {w->window.begin + begin, w->window.begin + end},
                             .cue_score = path->margins[begin]};
        found.head = head_of_cue(of->doc, found.cue);
        if (!w->left) w->left = multiply_all(of, &w->weights->left, w->tokens, count);
        read_cue_roles(w, &found);
        PUSH_IN(&of->doc->memory, &of->doc->readings, found);
    }
}

static void read_window(const attribution *of, const batch *b, token_range window,
                        const float *scores) {
    const reader_weights *weights = &of->shared->weights;
    const arena_mark      before = mark_arena(of->scratch);
    const size_t          first = (size_t)(window.begin - b->tokens.begin);
    const size_t          step = product_room(&weights->cue);
    const chain_row       row = {scores + first * step, step, size_of(window)};
    const chain_path      path = find_best_path(&weights->cue_chain, &row, of->scratch);
    known_window          known = {.weights = weights,
                                   .doc = of->doc,
                                   .scratch = of->scratch,
                                   .window = window,
                                   .tokens = b->seen + first * (size_t)weights->width};
    read_cues(of, &known, &path);
    rewind_arena(of->scratch, before);
}

// ---- All of it ---------------------------------------------------------------------------

static void read_batch(attribution *of, const token_range *windows, int count) {
    const arena_mark before = mark_arena(of->scratch);
    batch            b = {
                   .windows = windows, .count = count, .tokens = {windows[0].begin, windows[count - 1].end}};
    const size_t tokens = (size_t)size_of(b.tokens);
    const size_t width = (size_t)of->shared->weights.width;
    b.rows = NEW_IN(of->scratch, const float *, tokens);
    b.seen = alloc_raw_in_arena(of->scratch, sizeof(float), tokens * width);
    if (of->shared->encoder) {
        encode_batch(of, &b);
    } else {
        take_vectors(of, &b);
    }
    see_tokens(of, &b);
    for (int n = 0; n < count && of->shared->weights.contexts.count > 0; n++) {
        see_context(of, &b, windows[n]);
    }
    const float *scores = multiply_all(of, &of->shared->weights.cue, b.seen, (int)tokens);
    for (int n = 0; n < count; n++) {
        read_window(of, &b, windows[n], scores);
    }
    rewind_arena(of->scratch, before);
}

void read_attributions(attributor_worker *w, document *doc, const token_vectors *vectors) {
    const arena_mark before = mark_arena(&w->scratch);
    attribution of = {.shared = w->shared, .scratch = &w->scratch, .doc = doc, .vectors = vectors};
    chunk_list  windows = {0};
    of.quoted = find_quoted(doc, vectors->tokens, &w->scratch);
    if (w->shared->weights.lemmas.count > 0) {
        of.lemmas = find_lemmas(doc, vectors->tokens, &w->shared->weights.lemmas, &w->scratch);
    }
    if (w->shared->encoder) {
        split_tokens(&of);
    } else {
        assert(vectors->width == w->shared->weights.row_width);
    }
    cut_windows(doc, vectors->tokens, of.counts, &w->scratch, &windows);
    for (int begin = 0, end; begin < windows.count; begin = end) {
        const int first = windows.at[begin].begin;
        for (end = begin + 1; end < windows.count;) {
            if (windows.at[end].end - first > BATCH_TOKENS) break;
            end++;
        }
        read_batch(&of, windows.at + begin, end - begin);
    }
    doc->silence_counts = w->shared->encoder != NULL;
    rewind_arena(&w->scratch, before);
}

// ---- Opening and closing -----------------------------------------------------------------

static bool fill_attributor(attributor *a, const reader_file *file, ro_error *error) {
    if (!read_weights(file->content, file->name, &a->memory, &a->weights, error)) return false;
    if (!a->encoder || encoder_width(a->encoder) == a->weights.row_width) return true;
    return refuse(error, RO_BAD_MODEL, "%s: expected an encoder of width %d, found %d", file->name,
                  a->weights.row_width, encoder_width(a->encoder));
}

attributor *open_attributor(const reader_file *file, const text_encoder *e, const kernels *k,
                            ro_error *error) {
    attributor *a = calloc(1, sizeof *a);
    if (!a) die_of_no_memory(sizeof *a);
    a->encoder = e;
    a->weights.kernels = k ? k : best_kernels();
    if (fill_attributor(a, file, error)) return a;
    close_attributor(a);
    return NULL;
}

void close_attributor(attributor *a) {
    if (!a) return;
    close_arena(&a->memory);
    free(a);
}

str attributor_version(const attributor *a) {
    return a->weights.version;
}

str attributor_pipeline(const attributor *a) {
    return a->weights.pipeline;
}

int attributor_row_width(const attributor *a) {
    return a->weights.row_width;
}

attributor_worker *open_attributor_worker(const attributor *a) {
    attributor_worker *w = calloc(1, sizeof *w);
    if (!w) die_of_no_memory(sizeof *w);
    w->shared = a;
    return w;
}

void close_attributor_worker(attributor_worker *w) {
    if (!w) return;
    close_arena(&w->scratch);
    free(w);
}
