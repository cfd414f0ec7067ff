// curves_test.c - softmax, GELU, norm and bytes: close to what they mean, the same in every table.
#include <math.h>

#include "math/kernels.h"
#include "testing.h"

enum { LONGEST = 300 };

static float draw(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return ((float)(int32_t)((*state >> 33) % 2000003) / 1000001.0F - 1.0F) * 8.0F;
}

typedef enum { SOFTEN, GELU, NORM, NORM_ALONE, BYTES, WHAT_COUNT } what_is_done;

typedef struct {
    float      numbers[LONGEST];
    uint8_t    bytes[LONGEST];
    byte_scale scale;
} result;

static result work(const kernels *k, what_is_done what, const float *row, int count) {
    static const float epsilon = 1e-12F;
    float              gain[LONGEST], shift[LONGEST], residual[LONGEST];
    uint64_t           state = 3;
    result             made = {0};
    for (int i = 0; i < count; i++) {
        gain[i] = draw(&state);
        shift[i] = draw(&state);
        residual[i] = draw(&state);
    }
    const layer_norm norm = {count, epsilon, gain, shift};
    memcpy(made.numbers, row, (size_t)count * sizeof *row);
    if (what == SOFTEN) k->soften(made.numbers, count, 0.17F);
    if (what == GELU) k->gelu(made.numbers, count);
    if (what == NORM) k->add_and_norm(&norm, residual, made.numbers);
    if (what == NORM_ALONE) k->add_and_norm(&norm, NULL, made.numbers);
    if (what == BYTES) made.scale = k->to_bytes(row, count, made.bytes);
    return made;
}

static void test_every_table_gives_the_bits_of_the_reference(void **state) {
    static const char *const names[] = {"avx2", "avx512", "neon"};
    (void)state;
    uint64_t seed = 11;
    for (int n = 0; n < 3 * WHAT_COUNT * LONGEST; n++) {
        const kernels *k = find_kernels(names[n % 3]);
        what_is_done   what = (what_is_done)(n / 3 % WHAT_COUNT);
        int            count = 1 + n / (3 * WHAT_COUNT);
        float          row[LONGEST];
        for (int i = 0; i < count; i++) {
            row[i] = n % 7 == 0 ? draw(&seed) * 40 : draw(&seed);
        }
        if (!k || count >= LONGEST) continue;
        result want = work(find_kernels("reference"), what, row, count);
        result got = work(k, what, row, count);
        for (int i = 0; i < count; i++) {
            if (memcmp(&want.numbers[i], &got.numbers[i], sizeof(float)) != 0 ||
                want.bytes[i] != got.bytes[i]) {
                fail_msg("%s, work %d, %d numbers: number %d is %a or %d, wanted %a or %d", k->name,
                         what, count, i, (double)got.numbers[i], got.bytes[i],
                         (double)want.numbers[i], want.bytes[i]);
            }
        }
        assert_memory_equal(&want.scale, &got.scale, sizeof want.scale);
    }
}

static void test_gelu_is_the_one_of_the_error_function(void **state) {
    (void)state;
    for (int i = -200000; i <= 200000; i++) {
        float  x = (float)i / 10000.0F, got = x;
        double wide = (double)x, want = wide * 0.5 * erfc(-wide / sqrt(2));
        best_kernels()->gelu(&got, 1);
        if (fabs((double)got - want) > 1.5e-7 * fmax(1, fabs(wide))) {
            fail_msg("gelu(%g) is %.9g, wanted %.9g", wide, (double)got, want);
        }
    }
}

static void test_softmax_is_what_exp_makes_it(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int count = 1; count < LONGEST; count++) {
        float  row[LONGEST], got[LONGEST];
        double sum = 0, largest = -INFINITY;
        for (int i = 0; i < count; i++) {
            row[i] = got[i] = draw(&seed) * (count % 5 == 0 ? 30 : 1);
            largest = fmax(largest, (double)row[i]);
            sum += exp((double)row[i] * 0.25);
        }
        best_kernels()->soften(got, count, 0.25F);
        for (int i = 0; i < count; i++) {
            double want = exp((double)row[i] * 0.25) / sum;
            double depth = (largest - (double)row[i]) * 0.25; // rounded before exp sees it
            if (fabs((double)got[i] - want) > (1e-6 + 1.2e-7 * depth) * want + 1e-30) {
                fail_msg("%d numbers: share %d is %.9g, wanted %.9g", count, i, (double)got[i],
                         want);
            }
        }
    }
}

static void test_a_norm_has_mean_and_variance_of_gain_and_shift(void **state) {
    (void)state;
    float      row[96], residual[96], gain[96], shift[96];
    uint64_t   seed = 5;
    double     sum = 0, squares = 0;
    layer_norm norm = {96, 1e-12F, gain, shift};
    for (int i = 0; i < 96; i++) {
        row[i] = draw(&seed);
        residual[i] = draw(&seed);
        gain[i] = 2;
        shift[i] = 0.5F;
    }
    best_kernels()->add_and_norm(&norm, residual, row);
    for (int i = 0; i < 96; i++) {
        sum += (double)row[i];
        squares += ((double)row[i] - 0.5) * ((double)row[i] - 0.5);
    }
    assert_true(fabs(sum / 96 - 0.5) < 1e-5 && fabs(squares / 96 - 4) < 1e-4);
}

static void test_bytes_are_no_further_off_than_half_a_step(void **state) {
    (void)state;
    uint64_t seed = 13;
    for (int count = 1; count < LONGEST; count++) {
        float   row[LONGEST], low = 0, high = 0;
        uint8_t bytes[LONGEST];
        for (int i = 0; i < count; i++) {
            row[i] = count % 3 ? draw(&seed) : fabsf(draw(&seed));
            low = fminf(low, row[i]);
            high = fmaxf(high, row[i]);
        }
        byte_scale scale = best_kernels()->to_bytes(row, count, bytes);
        for (int i = 0; i < count; i++) {
            float back = (float)(bytes[i] - scale.zero) * scale.scale;
            if (fabsf(back - row[i]) > (high - low) / 255.0F * 1.001F) {
                fail_msg("%g of %g to %g came back as %g", (double)row[i], (double)low,
                         (double)high, (double)back);
            }
        }
    }
}

static void test_rows_without_finite_extent_are_zeros(void **state) {
    static const float rows[][3] = {{0, 0, 0}, {0, INFINITY, 1}, {-INFINITY, 0, 1}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t    bytes[3] = {9, 9, 9}, zeros[3] = {0};
        byte_scale scale = best_kernels()->to_bytes(rows[i], 3, bytes);
        assert_memory_equal(bytes, zeros, 3);
        assert_true(scale.scale == 0 && scale.zero == 0);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_table_gives_the_bits_of_the_reference),
        cmocka_unit_test(test_gelu_is_the_one_of_the_error_function),
        cmocka_unit_test(test_softmax_is_what_exp_makes_it),
        cmocka_unit_test(test_a_norm_has_mean_and_variance_of_gain_and_shift),
        cmocka_unit_test(test_bytes_are_no_further_off_than_half_a_step),
        cmocka_unit_test(test_rows_without_finite_extent_are_zeros),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
