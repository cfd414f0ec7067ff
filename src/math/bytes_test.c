// bytes_test.c - products of bytes: exact, and the same bits in every table.
#include "math/bytes.h"

#include <math.h>

#include "testing.h"

typedef struct {
    int outputs, inputs, rows;
} shape;

static const shape SHAPES[] = {{1, 1, 1},   {7, 5, 3},    {16, 80, 17},  {20, 33, 9},
                               {48, 17, 8}, {64, 96, 5},  {96, 288, 1},  {96, 288, 31},
                               {33, 19, 4}, {130, 3, 11}, {1, 32768, 1}, {384, 1536, 6},
                               {200, 2, 7}, {1000, 6, 2}, {384, 384, 20}};
enum { SHAPE_COUNT = sizeof SHAPES / sizeof *SHAPES };

static uint32_t draw(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

typedef struct {
    arena       a;
    shape       is;
    loose_bytes loose;
    byte_row   *rows;
} bytes_case;

// Every fourth case has the largest numbers only.
static bytes_case draw_case(int n) {
    bytes_case c = {.is = SHAPES[n % SHAPE_COUNT]};
    bool       is_extreme = n / SHAPE_COUNT % 4 == 3;
    uint64_t   state = (uint64_t)n;
    size_t     outputs = (size_t)c.is.outputs, inputs = (size_t)c.is.inputs;
    int8_t    *weights = NEW_IN(&c.a, int8_t, outputs * inputs);
    float     *scales = NEW_IN(&c.a, float, outputs), *bias = NEW_IN(&c.a, float, outputs);
    for (size_t i = 0; i < outputs * inputs; i++) {
        weights[i] = is_extreme ? (int8_t)-128 : (int8_t)((int)(draw(&state) % 255) - 127);
    }
    for (size_t o = 0; o < outputs; o++) {
        scales[o] = (float)(draw(&state) % 1000) / 7919.0F;
        bias[o] = (float)(draw(&state) % 1000) / 311.0F - 1.0F;
    }
    c.loose = (loose_bytes){c.is.outputs, c.is.inputs, weights, scales, bias};
    c.rows = NEW_IN(&c.a, byte_row, c.is.rows);
    for (int r = 0; r < c.is.rows; r++) {
        uint8_t *bytes = NEW_IN(&c.a, uint8_t, byte_row_room(c.is.inputs));
        for (size_t i = 0; i < byte_row_room(c.is.inputs); i++) { // filling must count nothing
            bytes[i] = is_extreme ? 255 : (uint8_t)draw(&state);
        }
        float scale = (float)(1 + draw(&state) % 100) / 1009.0F;
        c.rows[r] = (byte_row){bytes, {scale, is_extreme ? 0 : (int32_t)(draw(&state) % 256)}};
    }
    return c;
}

static float want_output(const bytes_case *c, int row, int output) {
    const byte_row *r = &c->rows[row];
    int64_t         sum = 0;
    for (int i = 0; i < c->is.inputs; i++) {
        sum += (int64_t)c->loose.weights[(size_t)output * (size_t)c->is.inputs + (size_t)i] *
               (r->bytes[i] - r->scale.zero);
    }
    return fmaf((float)sum, r->scale.scale * c->loose.scales[output], c->loose.bias[output]);
}

static void hold_case(bytes_case *c, const byte_kernels *k) {
    byte_matrix m = pack_byte_matrix(&c->a, k, &c->loose);
    size_t      room = byte_product_room(&m);
    float      *out = NEW_IN(&c->a, float, room *(size_t)c->is.rows);
    k->multiply(&m, c->rows, c->is.rows, out);
    for (int r = 0; r < c->is.rows; r++) {
        for (int o = 0; o < c->is.outputs; o++) {
            float want = want_output(c, r, o), got = out[(size_t)r * room + (size_t)o];
            if (memcmp(&want, &got, sizeof want) == 0) continue;
            fail_msg("%s, %d outputs, %d inputs, %d rows: row %d, output %d is %a, wanted %a",
                     k->name, c->is.outputs, c->is.inputs, c->is.rows, r, o, (double)got,
                     (double)want);
        }
    }
}

static void test_every_table_is_exact_to_the_last_bit(void **state) {
    static const char *const names[] = {"reference", "avx2", "avxvnni", "avx512vnni", "neon"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const byte_kernels *k = find_byte_kernels(names[i]);
        for (int n = 0; k && n < SHAPE_COUNT * 4; n++) {
            bytes_case c = draw_case(n);
            hold_case(&c, k);
            close_arena(&c.a);
        }
    }
}

static void test_rounded_weights_are_near_and_keep_their_sign(void **state) {
    static const struct {
        float  row[3];
        int8_t bytes[3];
        float  scale;
    } cases[] = {
        {{127, -127, 1}, {127, -127, 1}, 1},
        {{0.5F, 1, -0.25F}, {64, 127, -32}, 1.0F / 127}, // 63.5 and 31.75
        {{0, 0, 0}, {0, 0, 0}, 0},
        {{INFINITY, 1, 2}, {0, 0, 0}, 0},
        {{NAN, 2, -2}, {0, 127, -127}, 2.0F / 127},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int8_t got[3];
        float  scale = round_weights(cases[i].row, 3, got);
        if (memcmp(got, cases[i].bytes, 3) != 0 || !(scale == cases[i].scale)) {
            fail_msg("case %zu: got %d %d %d times %g", i, got[0], got[1], got[2], (double)scale);
        }
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_table_is_exact_to_the_last_bit),
        cmocka_unit_test(test_rounded_weights_are_near_and_keep_their_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
