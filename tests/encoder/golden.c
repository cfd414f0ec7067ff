// golden.c - the encoder against the training framework: golden.json, which
// tools/train/dump_encoder.py makes. Skipped where the encoder is not there.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "encoder/encoder.h"
#include "models.h"
#include "testing.h"

enum { KEPT = 8 };

static const struct {
    encoder_arithmetic arithmetic;
    const char        *name;
    double             most, most_pooled; // how far off a number may be
} ARITHMETICS[] = {
    {ENCODE_IN_FLOATS, "floats", 1e-5, 1e-6},
    {ENCODE_IN_BYTES, "bytes", 0.2, 0.03},
};

// Fails where the pieces are not those of the framework.
static piece_window split(const text_encoder *e, const json_value *sentence, arena *a) {
    piece_list        pieces = {0};
    const json_value *ids = json_get(sentence, "ids");
    str               text = json_str(json_get(sentence, "text"));
    split_text(wordpiece_of(e), text, a, &pieces);
    int32_t *kept = NEW_IN(a, int32_t, pieces.count);
    for (int i = 0; i < pieces.count; i++) {
        double want = json_number(json_at(ids, i + 1));
        kept[i] = pieces.at[i].id;
        if (want != (double)kept[i]) {
            fail_msg("\"%.*s\": piece %d is %d, wanted %g", (int)text.size, text.at, i, kept[i],
                     want);
        }
    }
    assert_int_equal(json_count(ids), pieces.count + 2);
    return (piece_window){kept, pieces.count};
}

static double distance(const json_value *want, int i, float got) {
    return fabs(json_number(json_at(want, i)) - (double)got);
}

static double distance_of_rows(const json_value *rows, const float *got, int width) {
    double largest = 0;
    for (int r = 0; r < json_count(rows); r++, got += width) {
        for (int i = 0; i < 2 * KEPT; i++) {
            int at = i < KEPT ? i : width - 2 * KEPT + i;
            largest = fmax(largest, distance(json_at(rows, r), i, got[at]));
        }
    }
    return largest;
}

static void hold_sentence(int n, const text_encoder *e, const json_value *sentence) {
    arena        a = {0};
    int          width = encoder_width(e);
    piece_window window = split(e, sentence, &a);
    float       *rows = NEW_IN(&a, float, count_encoded_rows(&window, 1) * (size_t)width);
    float       *pooled = NEW_IN(&a, float, width);
    encode_pieces(e, &a, &window, 1, rows);
    pool_mean(rows, window.count + 2, width, pooled);
    double of_rows = distance_of_rows(json_get(sentence, "rows"), rows, width), of_pooled = 0;
    for (int i = 0; i < width; i++) {
        of_pooled = fmax(of_pooled, distance(json_get(sentence, "pooled"), i, pooled[i]));
    }
    printf("%s, %d pieces: rows %.2g, pooled %.2g from the framework\n", ARITHMETICS[n].name,
           window.count, of_rows, of_pooled);
    if (of_rows > ARITHMETICS[n].most || of_pooled > ARITHMETICS[n].most_pooled) {
        fail_msg("wanted at most %g and %g", ARITHMETICS[n].most, ARITHMETICS[n].most_pooled);
    }
    close_arena(&a);
}

static void test_rows_are_those_of_the_framework(void **state) {
    arena       a = {0};
    ro_error    error = {0};
    str         text;
    const char *folder = find_test_encoder(&a), *source = getenv("READOUT_SOURCE");
    (void)state;
    if (!folder) {
        close_arena(&a);
        skip();
    }
    assert_non_null(source);
    str path = join_path(&a, str_of(source), STR("tests/encoder/golden.json"));
    if (!read_file(&a, path.at, 1 << 20, &text, &error)) fail_msg("%s", error.message);
    json_value *sentences = read_json(text, path.at, &error);
    if (!sentences) fail_msg("%s", error.message);
    for (int n = 0; n < 2; n++) {
        encoder_options options = {.arithmetic = ARITHMETICS[n].arithmetic};
        text_encoder   *e = open_encoder(folder, &options, &error);
        if (!e) fail_msg("%s", error.message);
        for (int i = 0; i < json_count(sentences); i++) {
            hold_sentence(n, e, json_at(sentences, i));
        }
        close_encoder(e);
    }
    close_json(sentences);
    close_arena(&a);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_those_of_the_framework),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
