// kernels_test.c - every table of kernels gives the bits of the reference, in any shape and batch.
#include <math.h>

#include "math/kernels.h"
#include "testing.h"

typedef struct {
    int outputs, pieces, inputs, rows;
} shape;

static const shape SHAPES[] = {
    {1, 1, 1, 1},    {7, 3, 5, 3},    {16, 3, 80, 17},   {20, 2, 33, 9},   {48, 3, 17, 8},
    {64, 1, 96, 5},  {96, 3, 288, 1}, {96, 3, 288, 2},   {96, 3, 288, 31}, {96, 3, 576, 7},
    {96, 3, 96, 12}, {50, 1, 96, 33}, {106, 1, 64, 4},   {74, 1, 64, 1},   {1024, 1, 64, 6},
    {100, 2, 48, 6}, {33, 3, 19, 4},  {130, 1, 300, 11}, {16, 2, 48, 13},
};
enum { SHAPE_COUNT = sizeof SHAPES / sizeof *SHAPES };

// A small generator of its own, so that the numbers are the same everywhere.
static float draw(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    uint32_t bits = (uint32_t)(*state >> 33);
    if (bits % 61 == 0) return bits % 2 ? 0.0F : -0.0F;
    float small = (float)(int32_t)(bits % 200003) / 100001.0F - 1.0F;
    return bits % 53 == 0 ? small * 4096.0F : small;
}

static float *draw_many(arena *a, uint64_t *state, size_t count) {
    float *numbers = NEW_IN(a, float, count);
    for (size_t i = 0; i < count; i++) {
        numbers[i] = draw(state);
    }
    return numbers;
}

// One layer of a shape with its input, the same for every table.
typedef struct {
    arena         memory;
    shape         is;
    loose_matrix  loose;
    const float **rows, **residuals;
} layer_case;

static layer_case draw_case(shape is, bool has_norm) {
    layer_case c = {.is = is};
    uint64_t   state = (uint64_t)(is.outputs * 31 + is.pieces * 7 + is.inputs);
    size_t     outputs = (size_t)is.outputs, pieces = (size_t)is.pieces;
    size_t     inputs = (size_t)is.inputs, rows = (size_t)is.rows;
    c.loose = (loose_matrix){is.outputs, is.pieces, is.inputs, .output_step = pieces * inputs,
                             .piece_step = inputs};
    c.loose.weights = draw_many(&c.memory, &state, outputs * pieces * inputs);
    c.loose.bias = draw_many(&c.memory, &state, outputs * pieces);
    c.loose.gain = has_norm ? draw_many(&c.memory, &state, outputs) : NULL;
    c.loose.shift = draw_many(&c.memory, &state, outputs);
    c.rows = NEW_IN(&c.memory, const float *, rows);
    c.residuals = NEW_IN(&c.memory, const float *, rows);
    for (size_t r = 0; r < rows; r++) {
        c.rows[r] = draw_many(&c.memory, &state, inputs);
        c.residuals[r] = draw_many(&c.memory, &state, outputs);
    }
    return c;
}

static void hold_equal(const char *what, const char *name, shape is, int at, const float *want,
                       const float *got) {
    if (memcmp(want, got, sizeof *want) == 0) return;
    fail_msg("%s of %s, %d outputs of %d pieces, %d inputs, %d rows: number %d is %a, wanted %a",
             what, name, is.outputs, is.pieces, is.inputs, is.rows, at, (double)*got,
             (double)*want);
}

// Each test below is run for every table that this processor has.
typedef void (*table_claim)(const kernels *k, const kernels *reference);

static void hold_for_every_table(table_claim claim) {
    static const char *const names[] = {"reference", "avx2", "avx512", "neon"};
    const kernels           *reference = find_kernels("reference");
    assert_non_null(reference);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const kernels *k = find_kernels(names[i]);
        if (k) claim(k, reference);
    }
}

static float *run_linear(layer_case *c, const kernels *k, bool is_for_one) {
    packed_matrix m = is_for_one ? pack_linear_for_one(&c->memory, k, &c->loose)
                                 : pack_linear(&c->memory, k, &c->loose);
    size_t        room = product_room(&m), outputs = (size_t)c->is.outputs;
    float        *products = NEW_IN(&c->memory, float, room *(size_t)c->is.rows);
    float        *tight = NEW_IN(&c->memory, float, outputs *(size_t)c->is.rows);
    k->multiply(&m, c->rows, c->is.rows, products);
    for (size_t r = 0; r < (size_t)c->is.rows; r++) {
        memcpy(tight + r * outputs, products + r * room, outputs * sizeof *tight);
    }
    return tight;
}

static void products_equal(const kernels *k, const kernels *reference) {
    for (int i = 0; i < SHAPE_COUNT; i++) {
        if (SHAPES[i].pieces != 1) continue;
        layer_case c = draw_case(SHAPES[i], false);
        float     *want = run_linear(&c, reference, false);
        float     *got = run_linear(&c, k, false), *got_one = run_linear(&c, k, true);
        for (int at = 0; at < c.is.outputs * c.is.rows; at++) {
            hold_equal("product", k->name, c.is, at, &want[at], &got[at]);
            hold_equal("product for one", k->name, c.is, at, &want[at], &got_one[at]);
        }
        close_arena(&c.memory);
    }
}

static void test_products_have_the_bits_of_the_reference(void **state) {
    (void)state;
    hold_for_every_table(products_equal);
}

static float *run_maxout(layer_case *c, const kernels *k, bool has_residual, int step) {
    packed_matrix m = pack_maxout(&c->memory, k, &c->loose);
    float        *out = NEW_IN(&c->memory, float, (size_t)c->is.outputs *(size_t)c->is.rows);
    for (int r = 0; r < c->is.rows; r += step) {
        int some = c->is.rows - r < step ? c->is.rows - r : step;
        k->maxout(&m, c->rows + r, has_residual ? c->residuals + r : NULL, some,
                  out + (size_t)c->is.outputs * (size_t)r);
    }
    return out;
}

static void maxout_equals(const kernels *k, const kernels *reference) {
    for (int i = 0; i < SHAPE_COUNT * 4; i++) {
        bool       has_norm = i & 1, has_residual = i & 2;
        layer_case c = draw_case(SHAPES[i / 4], has_norm);
        float     *want = run_maxout(&c, reference, has_residual, c.is.rows);
        float     *got = run_maxout(&c, k, has_residual, c.is.rows);
        float     *in_pieces = run_maxout(&c, k, has_residual, 3);
        for (int at = 0; at < c.is.outputs * c.is.rows; at++) {
            hold_equal("maxout", k->name, c.is, at, &want[at], &got[at]);
            hold_equal("maxout by threes", k->name, c.is, at, &want[at], &in_pieces[at]);
        }
        close_arena(&c.memory);
    }
}

static void test_maxout_has_the_bits_of_the_reference_in_any_batch(void **state) {
    (void)state;
    hold_for_every_table(maxout_equals);
}

// Rows joined from products: the inputs of neighbours in a ring of rows.
static float *run_window(layer_case *c, const kernels *k) {
    packed_matrix m = pack_maxout(&c->memory, k, &c->loose);
    size_t        room = product_room(&m), rows = (size_t)c->is.rows;
    float        *products = NEW_IN(&c->memory, float, room *rows);
    float        *out = NEW_IN(&c->memory, float, (size_t)c->is.outputs *rows);
    window_row   *windows = NEW_IN(&c->memory, window_row, rows);
    k->multiply(&m, c->rows, c->is.rows, products);
    for (size_t r = 0; r < rows; r++) {
        windows[r] = (window_row){products + (r + rows - 1) % rows * room, products + r * room,
                                  products + (r + 1) % rows * room, c->residuals[r]};
    }
    k->maxout_window(&m, windows, c->is.rows, out);
    return out;
}

static void window_equals(const kernels *k, const kernels *reference) {
    for (int i = 0; i < SHAPE_COUNT; i++) {
        layer_case c = draw_case(SHAPES[i], true);
        float     *want = run_window(&c, reference), *got = run_window(&c, k);
        for (int at = 0; at < c.is.outputs * c.is.rows; at++) {
            hold_equal("window", k->name, c.is, at, &want[at], &got[at]);
        }
        close_arena(&c.memory);
    }
}

static void test_joined_products_have_the_bits_of_the_reference(void **state) {
    (void)state;
    hold_for_every_table(window_equals);
}

static void sums_equal(const kernels *k, const kernels *reference) {
    static const int widths[] = {1, 3, 16, 20, 64, 96, 100};
    uint64_t         state = 5;
    arena            a = {0};
    for (int i = 0; i < 7 * 9; i++) {
        int          width = widths[i % 7], pieces = 1 + i % 3, count = 1 + i / 7;
        const float *rows[9];
        float        want[100], got[100];
        for (int r = 0; r < count; r++) {
            rows[r] = draw_many(&a, &state, (size_t)(width * pieces));
        }
        reference->add_rows(rows, count, pieces, width, want);
        k->add_rows(rows, count, pieces, width, got);
        for (int at = 0; at < width; at++) {
            hold_equal("sum", k->name, (shape){width, pieces, 0, count}, at, &want[at], &got[at]);
        }
    }
    close_arena(&a);
}

static void test_sums_of_rows_have_the_bits_of_the_reference(void **state) {
    (void)state;
    hold_for_every_table(sums_equal);
}

static void best_equals(const kernels *k, const kernels *reference) {
    uint64_t state = 9;
    arena    a = {0};
    for (int i = 0; i < 2000; i++) {
        int    count = NORM_SUMS * (1 + i % 7);
        float *scores = draw_many(&a, &state, (size_t)count);
        float *mask = draw_many(&a, &state, (size_t)count);
        for (int at = 0; at < count; at++) {
            if (i % 3 == 0) scores[at] = (float)(int)(scores[at] * 4); // many ties
            mask[at] = mask[at] > 0.5F && at > 0 ? -INFINITY : 0;
        }
        int want = reference->find_best(scores, mask, count);
        int got = k->find_best(scores, mask, count);
        if (want != got) fail_msg("%s, case %d: best is %d, wanted %d", k->name, i, got, want);
    }
    close_arena(&a);
}

static void test_the_best_is_the_first_of_the_highest(void **state) {
    (void)state;
    hold_for_every_table(best_equals);
}

// The reference itself, held against the definition in double precision.
static void test_the_reference_computes_what_is_meant(void **state) {
    (void)state;
    layer_case c = draw_case((shape){5, 2, 3, 1}, false);
    float     *got = run_maxout(&c, find_kernels("reference"), false, 1);
    for (int o = 0; o < 5; o++) {
        double best = -1e30;
        for (int p = 0; p < 2; p++) {
            double sum = (double)c.loose.bias[o * 2 + p];
            for (int i = 0; i < 3; i++) {
                sum += (double)c.loose.weights[o * 6 + p * 3 + i] * (double)c.rows[0][i];
            }
            if (sum > best) best = sum;
        }
        double apart = best - (double)got[o];
        if (apart > 1e-2 || apart < -1e-2) {
            fail_msg("output %d: got %g, wanted %g", o, (double)got[o], best);
        }
    }
    close_arena(&c.memory);
}

static void test_layer_norm_has_mean_zero_and_variance_one(void **state) {
    (void)state;
    for (int i = 0; i < SHAPE_COUNT; i++) {
        if (SHAPES[i].outputs < 16) continue;
        layer_case c = draw_case(SHAPES[i], true);
        int        width = c.is.outputs;
        float     *ones = NEW_IN(&c.memory, float, width), *none = NEW_IN(&c.memory, float, width);
        for (int o = 0; o < width; o++) {
            ones[o] = 1;
        }
        c.loose.gain = ones;
        c.loose.shift = none;
        float *got = run_maxout(&c, best_kernels(), false, c.is.rows);
        double sum = 0, squares = 0;
        for (int o = 0; o < width; o++) {
            sum += (double)got[o];
            squares += (double)got[o] * (double)got[o];
        }
        if (sum > 1e-3 || sum < -1e-3 || squares / width > 1.001 || squares / width < 0.999) {
            fail_msg("%d outputs: mean %g, variance %g", width, sum / width, squares / width);
        }
        close_arena(&c.memory);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_products_have_the_bits_of_the_reference),
        cmocka_unit_test(test_maxout_has_the_bits_of_the_reference_in_any_batch),
        cmocka_unit_test(test_joined_products_have_the_bits_of_the_reference),
        cmocka_unit_test(test_sums_of_rows_have_the_bits_of_the_reference),
        cmocka_unit_test(test_the_best_is_the_first_of_the_highest),
        cmocka_unit_test(test_the_reference_computes_what_is_meant),
        cmocka_unit_test(test_layer_norm_has_mean_zero_and_variance_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
