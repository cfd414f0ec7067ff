// encoder_test.c - a tiny encoder against plain loops in double precision, and what never changes.
#include "encoder/encoder.h"

#include <math.h>
#include <stdio.h>

#include "testing.h"
#include "tiny_tensors.h"

enum { LONGEST = TINY_POSITIONS, HEAD = TINY_WIDTH / TINY_HEADS };

typedef struct {
    arena            a;
    tiny_tensor_list tensors;
} weights;

static weights draw_weights(void) {
    weights w = {0};
    draw_tiny_weights(&w.a, &w.tensors);
    return w;
}

// ---- The oracle --------------------------------------------------------------------------

typedef double wide_row[TINY_INNER];

static const float *part(const weights *w, int layer, const char *name) {
    char whole[80];
    snprintf(whole, sizeof whole, "encoder.layer.%d.%s", layer, name);
    return tiny_numbers(&w->tensors, whole);
}

static void multiply_wide(const float *weight, const float *bias, int outputs, int inputs,
                          const double *row, double *out) {
    for (int o = 0; o < outputs; o++) {
        out[o] = (double)bias[o];
        for (int i = 0; i < inputs; i++) {
            out[o] += (double)weight[o * inputs + i] * row[i];
        }
    }
}

static void norm_wide(double *row, const float *gain, const float *shift) {
    double mean = 0, squares = 0;
    for (int i = 0; i < TINY_WIDTH; i++) {
        mean += row[i] / TINY_WIDTH;
    }
    for (int i = 0; i < TINY_WIDTH; i++) {
        squares += (row[i] - mean) * (row[i] - mean) / TINY_WIDTH;
    }
    for (int i = 0; i < TINY_WIDTH; i++) {
        row[i] = (row[i] - mean) / sqrt(squares + 1e-12) * (double)gain[i] + (double)shift[i];
    }
}

static void mix_head(int head, int row, int count, wide_row *query, wide_row *key, wide_row *value,
                     double *mixed) {
    double shares[LONGEST], sum = 0;
    for (int k = 0; k < count; k++) {
        double score = 0;
        for (int d = head * HEAD; d < (head + 1) * HEAD; d++) {
            score += query[row][d] * key[k][d];
        }
        shares[k] = exp(score / sqrt(HEAD));
        sum += shares[k];
    }
    for (int d = head * HEAD; d < (head + 1) * HEAD; d++) {
        mixed[d] = 0;
        for (int k = 0; k < count; k++) {
            mixed[d] += shares[k] / sum * value[k][d];
        }
    }
}

static void run_layer_wide(const weights *w, int n, wide_row *states, int count) {
    wide_row query[LONGEST], key[LONGEST], value[LONGEST], mixed, made, inner;
    for (int r = 0; r < count; r++) {
        multiply_wide(part(w, n, "attention.self.query.weight"),
                      part(w, n, "attention.self.query.bias"), TINY_WIDTH, TINY_WIDTH, states[r],
                      query[r]);
        multiply_wide(part(w, n, "attention.self.key.weight"),
                      part(w, n, "attention.self.key.bias"), TINY_WIDTH, TINY_WIDTH, states[r],
                      key[r]);
        multiply_wide(part(w, n, "attention.self.value.weight"),
                      part(w, n, "attention.self.value.bias"), TINY_WIDTH, TINY_WIDTH, states[r],
                      value[r]);
    }
    for (int r = 0; r < count; r++) {
        for (int head = 0; head < TINY_HEADS; head++) {
            mix_head(head, r, count, query, key, value, mixed);
        }
        multiply_wide(part(w, n, "attention.output.dense.weight"),
                      part(w, n, "attention.output.dense.bias"), TINY_WIDTH, TINY_WIDTH, mixed,
                      made);
        for (int i = 0; i < TINY_WIDTH; i++) {
            states[r][i] += made[i];
        }
        norm_wide(states[r], part(w, n, "attention.output.LayerNorm.weight"),
                  part(w, n, "attention.output.LayerNorm.bias"));
        multiply_wide(part(w, n, "intermediate.dense.weight"),
                      part(w, n, "intermediate.dense.bias"), TINY_INNER, TINY_WIDTH, states[r],
                      inner);
        for (int i = 0; i < TINY_INNER; i++) {
            inner[i] = inner[i] * 0.5 * (1 + erf(inner[i] / sqrt(2)));
        }
        multiply_wide(part(w, n, "output.dense.weight"), part(w, n, "output.dense.bias"),
                      TINY_WIDTH, TINY_INNER, inner, made);
        for (int i = 0; i < TINY_WIDTH; i++) {
            states[r][i] += made[i];
        }
        norm_wide(states[r], part(w, n, "output.LayerNorm.weight"),
                  part(w, n, "output.LayerNorm.bias"));
    }
}

static void encode_wide(const weights *w, piece_window window, wide_row *states) {
    const float *words = tiny_numbers(&w->tensors, "embeddings.word_embeddings.weight");
    const float *places = tiny_numbers(&w->tensors, "embeddings.position_embeddings.weight");
    const float *types = tiny_numbers(&w->tensors, "embeddings.token_type_embeddings.weight");
    int          count = window.count + 2;
    for (int r = 0; r < count; r++) {
        int id = r == 0 ? 2 : r == count - 1 ? 3 : window.pieces[r - 1];
        for (int i = 0; i < TINY_WIDTH; i++) {
            states[r][i] = (double)words[id * TINY_WIDTH + i] + (double)types[i] +
                           (double)places[r * TINY_WIDTH + i];
        }
        norm_wide(states[r], tiny_numbers(&w->tensors, "embeddings.LayerNorm.weight"),
                  tiny_numbers(&w->tensors, "embeddings.LayerNorm.bias"));
    }
    for (int n = 0; n < TINY_LAYERS; n++) {
        run_layer_wide(w, n, states, count);
    }
}

// ---- The encoder -------------------------------------------------------------------------

static const int32_t PIECES[LONGEST] = {4,  5, 7, 9, 1, 10, 11, 12, 8, 8, 13, 6, 4,
                                        7,  9, 0, 5, 5, 5,  10, 9,  4, 7, 1,  1, 13,
                                        12, 6, 6, 8, 4, 5,  4,  5,  7, 9, 9,  4};

static text_encoder *open_tiny(weights *w, encoder_options options) {
    ro_error            error = {0};
    const encoder_files files = {"tiny",
                                 str_of(TINY_ENCODER_CONFIG),
                                 str_of(TINY_ENCODER_TOKENIZER),
                                 make_safetensors(&w->a, &w->tensors),
                                 {NULL, 0}};
    text_encoder       *e = open_encoder_files(&files, &options, &error);
    if (!e) fail_msg("%s", error.message);
    return e;
}

static float *encode(weights *w, const text_encoder *e, const piece_window *windows, int count) {
    size_t rows = count_encoded_rows(windows, count);
    float *out = NEW_IN(&w->a, float, rows *TINY_WIDTH);
    encode_pieces(e, &w->a, windows, count, out);
    return out;
}

// The largest distance from the oracle over windows of every length.
static double distance_from_oracle(weights *w, const text_encoder *e) {
    double largest = 0;
    for (int count = 0; count <= longest_window(e); count++) {
        wide_row     want[LONGEST];
        piece_window window = {PIECES, count};
        float       *got = encode(w, e, &window, 1);
        encode_wide(w, window, want);
        for (int r = 0; r < count + 2; r++) {
            for (int i = 0; i < TINY_WIDTH; i++) {
                largest = fmax(largest, fabs(want[r][i] - (double)got[r * TINY_WIDTH + i]));
            }
        }
    }
    return largest;
}

static void test_floats_are_those_of_plain_loops(void **state) {
    (void)state;
    weights       w = draw_weights();
    text_encoder *e = open_tiny(&w, (encoder_options){.arithmetic = ENCODE_IN_FLOATS});
    double        apart = distance_from_oracle(&w, e);
    if (apart > 5e-6) fail_msg("%g from the plain loops", apart);
    close_encoder(e);
    close_arena(&w.a);
}

static void test_bytes_are_near_those_of_plain_loops(void **state) {
    (void)state;
    weights       w = draw_weights();
    text_encoder *e = open_tiny(&w, (encoder_options){.arithmetic = ENCODE_IN_BYTES});
    double        apart = distance_from_oracle(&w, e);
    if (apart > 0.1 || apart < 1e-4) fail_msg("%g from the plain loops", apart);
    close_encoder(e);
    close_arena(&w.a);
}

static const encoder_arithmetic BOTH[] = {ENCODE_IN_FLOATS, ENCODE_IN_BYTES};

static void test_a_window_is_the_same_whatever_stands_beside_it(void **state) {
    (void)state;
    for (int n = 0; n < 2; n++) {
        weights       w = draw_weights();
        text_encoder *e = open_tiny(&w, (encoder_options){.arithmetic = BOTH[n]});
        piece_window  windows[37];
        for (int i = 0; i < 37; i++) { // more rows than are taken together
            windows[i] = (piece_window){PIECES + i % 5, i % 3 == 0 ? i % 30 : 30 - i % 7};
        }
        float *together = encode(&w, e, windows, 37);
        for (int i = 0; i < 37; i++) {
            size_t size = count_encoded_rows(&windows[i], 1) * TINY_WIDTH;
            float *alone = encode(&w, e, &windows[i], 1);
            if (memcmp(alone, together, size * sizeof *alone) != 0) {
                fail_msg("window %d of %d pieces differs", i, windows[i].count);
            }
            together += size;
        }
        close_encoder(e);
        close_arena(&w.a);
    }
}

static void test_every_processor_gives_the_same_bits(void **state) {
    static const char *const names[] = {"reference", "avx2",       "avxvnni",
                                        "avx512",    "avx512vnni", "neon"};
    (void)state;
    for (size_t n = 0; n < 2 * sizeof names / sizeof *names; n++) {
        weights         w = draw_weights();
        piece_window    window = {PIECES, 29};
        encoder_options options = {.arithmetic = BOTH[n % 2],
                                   .k = find_kernels("reference"),
                                   .byte_k = find_byte_kernels("reference")};
        text_encoder   *plain = open_tiny(&w, options);
        options.k = find_kernels(names[n / 2]);
        options.byte_k = find_byte_kernels(names[n / 2]);
        text_encoder *fast = open_tiny(&w, options);
        float        *want = encode(&w, plain, &window, 1), *got = encode(&w, fast, &window, 1);
        if (memcmp(want, got, 31 * TINY_WIDTH * sizeof *want) != 0) {
            fail_msg("%s gives other bits", names[n / 2]);
        }
        close_encoder(plain);
        close_encoder(fast);
        close_arena(&w.a);
    }
}

// ---- The overlay -------------------------------------------------------------------------

// Splits an F32 matrix into bytes and scales, which go into the overlay; the tensor becomes what
// they stand for.
static void move_as_bytes(weights *w, tiny_tensor *t, tiny_tensor_list *overlay) {
    size_t  width = (size_t)t->columns, rows = (size_t)t->rows;
    float  *numbers = NEW_IN(&w->a, float, rows *width), *scales = NEW_IN(&w->a, float, rows);
    int8_t *bytes = NEW_IN(&w->a, int8_t, rows * width);
    memcpy(numbers, t->bytes.at, t->bytes.size);
    for (size_t r = 0; r < rows; r++) {
        scales[r] = round_weights(numbers + r * width, t->columns, bytes + r * width);
        for (size_t i = 0; i < width; i++) {
            numbers[r * width + i] = (float)bytes[r * width + i] * scales[r];
        }
    }
    t->bytes.at = (const char *)numbers;
    const tiny_tensor scale = {join_str(&w->a, t->name, STR(".scale")),
                               "F32",
                               t->rows,
                               0,
                               {(const char *)scales, rows * sizeof *scales}};
    const tiny_tensor whole = {
        t->name, "I8", t->rows, t->columns, {(const char *)bytes, rows * width}};
    PUSH_IN(&w->a, overlay, scale); // floats first: the bytes behind them need no alignment
    PUSH_IN(&w->a, overlay, whole);
}

// With every layer in the overlay the base's are nonsense, and nobody sees it.
static void test_an_overlay_of_bytes_takes_the_place_of_the_base(void **state) {
    (void)state;
    for (int n = 0; n < 2; n++) {
        weights          w = draw_weights(), spoiled = draw_weights();
        tiny_tensor_list overlay = {0};
        piece_window     window = {PIECES, 21};
        for (int i = 0; i < w.tensors.count; i++) {
            tiny_tensor *t = &w.tensors.at[i];
            if (!starts_with(t->name, STR("encoder.layer."))) continue;
            if (t->columns) {
                move_as_bytes(&w, t, &overlay);
            } else {
                PUSH_IN(&w.a, &overlay, *t);
            }
            memset((char *)(uintptr_t)spoiled.tensors.at[i].bytes.at, 0xff, t->bytes.size);
        }
        for (int i = 0; i < overlay.count; i++) { // behind the floats, as writers sort them
            for (int j = i; j > 0 && strcmp(overlay.at[j].type, "F32") == 0 &&
                            strcmp(overlay.at[j - 1].type, "I8") == 0;
                 j--) {
                tiny_tensor held = overlay.at[j];
                overlay.at[j] = overlay.at[j - 1];
                overlay.at[j - 1] = held;
            }
        }
        encoder_options options = {.arithmetic = BOTH[n]};
        text_encoder   *base = open_tiny(&w, options);
        options.overlay = make_safetensors(&w.a, &overlay);
        text_encoder *laid_over = open_tiny(&spoiled, options);
        float        *want = encode(&w, base, &window, 1), *got = encode(&w, laid_over, &window, 1);
        for (int i = 0; i < 23 * TINY_WIDTH; i++) {
            // The scale of a row that was rounded before may differ in its last bit.
            if (!(fabsf(want[i] - got[i]) <= (n == 0 ? 0 : 1e-5F))) {
                fail_msg("number %d is %.9g, wanted %.9g", i, (double)got[i], (double)want[i]);
            }
        }
        close_encoder(base);
        close_encoder(laid_over);
        close_arena(&w.a);
        close_arena(&spoiled.a);
    }
}

// ---- Refusals ----------------------------------------------------------------------------

static void hold_refused(str config, str tokenizer, str weight_bytes, const char *part_of_message) {
    ro_error            error = {0};
    const encoder_files files = {"tiny", config, tokenizer, weight_bytes, {NULL, 0}};
    text_encoder       *e = open_encoder_files(&files, &(encoder_options){0}, &error);
    if (e || !strstr(error.message, part_of_message)) {
        fail_msg("wanted a refusal with \"%s\", got \"%s\"", part_of_message, error.message);
    }
}

static str replace(arena *a, const char *text, const char *from, const char *to) {
    str     whole = str_of(text);
    int64_t at = find_str(whole, str_of(from), 0);
    assert_true(at >= 0);
    str head = join_str(a, slice(whole, 0, (size_t)at), str_of(to));
    return join_str(a, head, slice(whole, (size_t)at + strlen(from), whole.size));
}

static void test_what_cannot_be_run_is_refused(void **state) {
    static const struct {
        bool        is_tokenizer;
        const char *from, *to, *message;
    } cases[] = {
        {false, "\"gelu\"", "\"relu\"", "hidden_act: expected \"gelu\", found \"relu\""},
        {false, "\"vocab_size\"", "\"position_embedding_type\": \"relative_key\", \"vocab_size\"",
         "position_embedding_type"},
        {false, "\"bert\"", "\"roberta\"", "model_type"},
        {false, "_heads\": 2", "_heads\": 3", "3 heads do not divide"},
        {false, "_size\": 16", "_size\": 0", "hidden_size"},
        {false, "_size\": 16", "_size\": 18", "18 numbers"},
        {false, "_size\": 16", "_size\": 1e9", "hidden_size"},
        {false, "_layers\": 2", "_layers\": 3", "encoder.layer.2"},
        {false, "1e-12", "0", "layer_norm_eps"},
        {false, "_size\": 14", "_size\": 13", "at most 13 pieces"},
        {false, "{\"model", "[\"model", "config.json"},
        {true, "WordPiece", "BPE", "only WordPiece"},
        {true, "\"lowercase\": true", "\"lowercase\": false", "lowercase"},
        {true, "\"strip_accents\": null", "\"strip_accents\": false", "accents"},
        {true, "[SEP]", "[END]", "[SEP]"},
        {true, "\"[SEP]\": 3", "\"[SEP]\": -3", "has no number"},
        {true, "_word\": 100", "_word\": 50", "at most 100 characters"},
    };
    (void)state;
    weights w = draw_weights();
    str     tensors = make_safetensors(&w.a, &w.tensors);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str config = str_of(TINY_ENCODER_CONFIG), tokenizer = str_of(TINY_ENCODER_TOKENIZER);
        str changed = replace(&w.a, cases[i].is_tokenizer ? tokenizer.at : config.at, cases[i].from,
                              cases[i].to);
        hold_refused(cases[i].is_tokenizer ? config : changed,
                     cases[i].is_tokenizer ? changed : tokenizer, tensors, cases[i].message);
    }
    hold_refused(str_of(TINY_ENCODER_CONFIG), str_of(TINY_ENCODER_TOKENIZER),
                 slice(tensors, 0, tensors.size - 4), "model.safetensors");
    close_arena(&w.a);
}

// ---- Pooling -----------------------------------------------------------------------------

static void test_a_pooled_row_is_the_mean_at_length_one(void **state) {
    static const float rows[] = {1, 2, 0, 5, 6, 0}, zeros[3];
    float              out[3];
    (void)state;
    pool_mean(rows, 2, 3, out);
    assert_true(out[0] == 0.6F && out[1] == 0.8F && out[2] == 0);
    pool_mean(zeros, 1, 3, out);
    assert_true(out[0] == 0 && out[1] == 0 && out[2] == 0);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_floats_are_those_of_plain_loops),
        cmocka_unit_test(test_bytes_are_near_those_of_plain_loops),
        cmocka_unit_test(test_a_window_is_the_same_whatever_stands_beside_it),
        cmocka_unit_test(test_every_processor_gives_the_same_bits),
        cmocka_unit_test(test_an_overlay_of_bytes_takes_the_place_of_the_base),
        cmocka_unit_test(test_what_cannot_be_run_is_refused),
        cmocka_unit_test(test_a_pooled_row_is_the_mean_at_length_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
