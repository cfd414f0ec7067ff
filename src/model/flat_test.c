// flat_test.c - claims about flat pipelines: there and back is the same, and damage is seen.
#include "model/flat.h"

#include "model/loading.h"
#include "testing.h"
#include "tiny_package.h"

static str flatten_tiny(arena *a, bool has_vectors) {
    tiny_package tiny = make_tiny_package(a, has_vectors, false);
    ro_error     error = {0};
    pipeline     p;
    package     *files = open_packed_files(tiny.files, tiny.count, "tiny", &error);
    if (!files || !load_pipeline(files, a, &p, &error)) fail_msg("%s", error.message);
    str flat = flatten_in_test(a, &p);
    close_package(files);
    return flat;
}

static void test_there_and_back_is_the_same(void **state) {
    (void)state;
    for (int has_vectors = 0; has_vectors <= 1; has_vectors++) {
        arena    a = {0};
        str      flat = flatten_tiny(&a, has_vectors != 0);
        ro_error error = {0};
        pipeline p;
        if (!read_flat(flat, "flat", &a, &p, &error)) fail_msg("%s", error.message);
        assert_int_equal(7, p.component_count);
        assert_int_equal(has_vectors ? 3 : 0, p.vectors.key_count);
        assert_true(same(flat, flatten_in_test(&a, &p)));
        assert_memory_equal("made by a test", flat_identity(flat).at, 14);
        close_arena(&a);
    }
}

static void test_arrays_stand_at_multiples_of_64(void **state) {
    arena    a = {0};
    str      flat = flatten_tiny(&a, true);
    pipeline p;
    (void)state;
    assert_true(read_flat(flat, "flat", &a, &p, NULL));
    const void *arrays[] = {p.encoders[0].columns[1].table, p.encoders[2].layers[0].gain,
                            p.parser.lower_pad, p.vectors.keys, p.vectors.key_rows};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        assert_int_equal(0, (uintptr_t)arrays[i] % 64);
    }
    close_arena(&a);
}

static void test_every_cut_is_refused(void **state) {
    arena a = {0};
    str   flat = flatten_tiny(&a, true);
    (void)state;
    for (size_t size = 0; size < flat.size; size++) {
        arena    scratch = {0};
        ro_error error = {0};
        pipeline p;
        if (read_flat(slice(flat, 0, size), "cut", &scratch, &p, &error)) {
            fail_msg("cut at %zu of %zu was read", size, flat.size);
        }
        assert_non_null(strstr(error.message, "cut: "));
        close_arena(&scratch);
    }
    close_arena(&a);
}

// Arrays are not covered by the checksum: there a changed byte is a changed weight, or is seen as
// a row that is not there.
static void test_changed_bytes_outside_the_arrays_are_seen(void **state) {
    arena    a = {0};
    str      flat = flatten_tiny(&a, true);
    char    *bytes = (char *)(uintptr_t)flat.at;
    uint64_t numbers, arrays;
    (void)state;
    memcpy(&numbers, bytes + 16, sizeof numbers);
    memcpy(&arrays, bytes + 24, sizeof arrays);
    size_t first = 128 + (numbers + 63) / 64 * 64, last = first + (arrays + 63) / 64 * 64;
    assert_true(last < flat.size);
    for (size_t at = 0; at < flat.size; at++) {
        bool is_gap = at >= 128 + numbers && at < first;
        if (is_gap || (at >= first && at < last)) continue;
        arena    scratch = {0};
        pipeline p;
        bytes[at] ^= 0x10;
        if (read_flat(flat, "changed", &scratch, &p, NULL)) fail_msg("byte %zu was not seen", at);
        bytes[at] ^= 0x10;
        close_arena(&scratch);
    }
    close_arena(&a);
}

// With a checksum that fits, whatever is read can be walked from end to end.
static void test_wrong_numbers_under_a_right_checksum_are_harmless(void **state) {
    static const char masks[] = {0x01, 0x40, (char)0x80, (char)0xff};
    arena             a = {0};
    str               flat = flatten_tiny(&a, true);
    char             *bytes = (char *)(uintptr_t)flat.at;
    uint64_t          numbers;
    int               refused = 0;
    (void)state;
    memcpy(&numbers, bytes + 16, sizeof numbers);
    for (size_t at = 128; at < 128 + numbers; at++) {
        for (size_t m = 0; m < sizeof masks; m++) {
            arena    scratch = {0};
            pipeline p;
            bytes[at] = (char)(bytes[at] ^ masks[m]);
            assert_true(seal_flat(flat));
            if (read_flat(flat, "changed", &scratch, &p, NULL)) {
                flatten_in_test(&scratch, &p);
            } else {
                refused++;
            }
            bytes[at] = (char)(bytes[at] ^ masks[m]);
            close_arena(&scratch);
        }
    }
    assert_true(refused > (int)numbers);
    close_arena(&a);
}

static void test_rows_of_vectors_that_are_not_there_are_refused(void **state) {
    arena    a = {0};
    str      flat = flatten_tiny(&a, true);
    ro_error error = {0};
    pipeline p;
    (void)state;
    assert_true(read_flat(flat, "flat", &a, &p, NULL));
    uint32_t *rows = (uint32_t *)(uintptr_t)p.vectors.key_rows;
    rows[1] = 2;
    assert_false(read_flat(flat, "flat", &a, &p, &error));
    assert_string_equal("flat: the numbers of its word vectors do not agree", error.message);
    close_arena(&a);
}

static void test_texts_that_are_not_utf8_are_refused(void **state) {
    arena        a = {0};
    tiny_package tiny = make_tiny_package(&a, false, false);
    char         identity[FLAT_IDENTITY_SIZE] = {0};
    ro_error     error = {0};
    pipeline     p;
    str          flat;
    (void)state;
    replace_in_tiny(&a, &tiny, "vocab/lookups.bin", STR("color"), STR("col\xffr"));
    package *files = open_packed_files(tiny.files, tiny.count, "tiny", &error);
    assert_non_null(files);
    assert_true(load_pipeline(files, &a, &p, &error));
    assert_false(flatten_pipeline(&a, &p, (str){identity, sizeof identity}, "tiny", &flat, &error));
    assert_string_equal("tiny: holds a text that is not UTF-8", error.message);
    close_package(files);
    close_arena(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back_is_the_same),
        cmocka_unit_test(test_arrays_stand_at_multiples_of_64),
        cmocka_unit_test(test_every_cut_is_refused),
        cmocka_unit_test(test_changed_bytes_outside_the_arrays_are_seen),
        cmocka_unit_test(test_wrong_numbers_under_a_right_checksum_are_harmless),
        cmocka_unit_test(test_rows_of_vectors_that_are_not_there_are_refused),
        cmocka_unit_test(test_texts_that_are_not_utf8_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
