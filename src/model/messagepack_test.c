// messagepack_test.c - claims about reading MessagePack.
#include "model/messagepack.h"

#include "base/arena.h"
#include "testing.h"

#define BYTES(literal)                                                                             \
    { literal, sizeof(literal) - 1 }

static void test_every_form_is_read(void **state) {
    static const struct {
        str       bytes;
        pack_kind kind;
        uint64_t  number; // or the count, or the size of bytes
    } cases[] = {
        {BYTES("\x00"), PACK_UNSIGNED, 0},
        {BYTES("\x7f"), PACK_UNSIGNED, 127},
        {BYTES("\xff"), PACK_NEGATIVE, (uint64_t)-1},
        {BYTES("\xe0"), PACK_NEGATIVE, (uint64_t)-32},
        {BYTES("\xcc\xff"), PACK_UNSIGNED, 255},
        {BYTES("\xcd\x01\x02"), PACK_UNSIGNED, 258},
        {BYTES("\xce\xff\x00\x00\x01"), PACK_UNSIGNED, 0xff000001},
        {BYTES("\xcf\xff\x00\x00\x00\x00\x00\x00\x02"), PACK_UNSIGNED, 0xff00000000000002},
        {BYTES("\xd0\x80"), PACK_NEGATIVE, (uint64_t)-128},
        {BYTES("\xd1\x7f\xff"), PACK_UNSIGNED, 32767},
        {BYTES("\xd2\xff\xff\xff\xfe"), PACK_NEGATIVE, (uint64_t)-2},
        {BYTES("\xd3\x80\x00\x00\x00\x00\x00\x00\x00"), PACK_NEGATIVE, (uint64_t)1 << 63},
        {BYTES("\xc0"), PACK_NIL, 0},
        {BYTES("\xc2"), PACK_BOOL, 0},
        {BYTES("\xc3"), PACK_BOOL, 1},
        {BYTES("\xa2no"), PACK_TEXT, 2},
        {BYTES("\xd9\x01x"), PACK_TEXT, 1},
        {BYTES("\xda\x00\x01x"), PACK_TEXT, 1},
        {BYTES("\xdb\x00\x00\x00\x01x"), PACK_TEXT, 1},
        {BYTES("\xc4\x01x"), PACK_BYTES, 1},
        {BYTES("\xc5\x00\x00"), PACK_BYTES, 0},
        {BYTES("\xc6\x00\x00\x00\x02xy"), PACK_BYTES, 2},
        {BYTES("\x92\x01\x02"), PACK_ARRAY, 2},
        {BYTES("\xdc\x00\x01\x02"), PACK_ARRAY, 1},
        {BYTES("\xdd\x00\x00\x00\x01\x02"), PACK_ARRAY, 1},
        {BYTES("\x81\x01\x02"), PACK_MAP, 1},
        {BYTES("\xde\x00\x01\x01\x02"), PACK_MAP, 1},
        {BYTES("\xdf\x00\x00\x00\x01\x01\x02"), PACK_MAP, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pack_reader r = {.content = cases[i].bytes, .place = "test"};
        pack_value  got = read_pack(&r);
        uint64_t    number = got.number + got.count + got.bytes.size;
        if (r.is_broken || got.kind != cases[i].kind || number != cases[i].number) {
            fail_msg("case %zu: got kind %d, %llu; wanted kind %d, %llu", i, (int)got.kind,
                     (unsigned long long)number, (int)cases[i].kind,
                     (unsigned long long)cases[i].number);
        }
        r.at = 0;
        skip_pack(&r);
        assert_true(end_pack(&r));
    }
}

static void test_reals_are_read_in_both_widths(void **state) {
    (void)state;
    pack_reader r = {.content = STR("\xca\x3f\xc0\x00\x00\xcb\xc0\x04\x00\x00\x00\x00\x00\x00")};
    assert_true(read_pack(&r).real == 1.5);
    assert_true(read_pack(&r).real == -2.5);
    assert_true(end_pack(&r));
}

static void test_every_cut_is_refused(void **state) {
    static const str whole = BYTES("\x84\xa1"
                                   "a\x92\x01\xc4\x03xyz\xa1"
                                   "b\xcf\x01\x02\x03\x04\x05\x06\x07\x08\xa1"
                                   "c\xda\x00\x02hi\xa1"
                                   "d\xcb\x00\x00\x00\x00\x00\x00\x00\x00");
    (void)state;
    for (size_t size = 0; size <= whole.size; size++) {
        ro_error    error = {0};
        pack_reader r = {.content = slice(whole, 0, size), .place = "cut", .error = &error};
        skip_pack(&r);
        bool is_read = end_pack(&r);
        if (is_read != (size == whole.size)) fail_msg("cut at %zu: got %d", size, is_read);
        if (!is_read) assert_non_null(strstr(error.message, "cut: byte "));
    }
}

static void test_what_cannot_be_is_refused_where_it_stands(void **state) {
    static const struct {
        str         bytes;
        const char *message;
    } cases[] = {
        {BYTES("\xdd\xff\xff\xff\xff\x01"), "expected 4294967295 elements"},
        {BYTES("\xdf\x00\x00\x00\x02\x01\x02\x03"), "expected 2 elements"},
        {BYTES("\xc6\xff\xff\xff\xff"), "expected 4294967295 bytes"},
        {BYTES("\xc1"), "type 0xc1 is not supported"},
        {BYTES("\xc7\x01\x02\x03"), "type 0xc7 is not supported"},
        {BYTES("\x01\x02"), "found 1 more bytes"},
        {BYTES(""), "found the file's end"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_error    error = {0};
        pack_reader r = {.content = cases[i].bytes, .place = "test", .error = &error};
        skip_pack(&r);
        if (end_pack(&r) || !strstr(error.message, cases[i].message)) {
            fail_msg("case %zu: got \"%s\", wanted \"%s\"", i, error.message, cases[i].message);
        }
    }
}

static void test_counts_over_a_limit_are_refused(void **state) {
    ro_error error = {0};
    (void)state;
    pack_reader r = {.content = STR("\x93\x01\x02\x03"), .place = "p", .error = &error};
    assert_int_equal(0, read_array_up_to(&r, 2));
    assert_string_equal("p: byte 0: expected at most 2 elements, found 3", error.message);
    r = (pack_reader){.content = STR("\x92\x01\x02")};
    assert_int_equal(2, read_array_up_to(&r, 2));
}

static void test_depth_costs_nothing(void **state) {
    enum { DEPTH = 1000000 };
    arena a = {0};
    (void)state;
    char *deep = alloc_raw_in_arena(&a, 1, DEPTH);
    memset(deep, 0x91, DEPTH - 1);
    deep[DEPTH - 1] = 7;
    pack_reader r = {.content = {deep, DEPTH}};
    skip_pack(&r);
    assert_true(end_pack(&r));
    close_arena(&a);
}

static void test_after_a_problem_all_is_zero_and_the_first_message_stays(void **state) {
    ro_error error = {0};
    (void)state;
    pack_reader r = {.content = STR("\xa1x\x05\x06"), .place = "p", .error = &error};
    assert_int_equal(0, read_unsigned(&r));
    assert_int_equal(0, read_map(&r));
    assert_int_equal(0, read_text(&r).size);
    skip_pack(&r);
    assert_false(end_pack(&r));
    assert_string_equal("p: byte 0: expected a number, found a text", error.message);
    assert_int_equal(RO_BAD_MODEL, error.status);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_form_is_read),
        cmocka_unit_test(test_reals_are_read_in_both_widths),
        cmocka_unit_test(test_every_cut_is_refused),
        cmocka_unit_test(test_what_cannot_be_is_refused_where_it_stands),
        cmocka_unit_test(test_counts_over_a_limit_are_refused),
        cmocka_unit_test(test_depth_costs_nothing),
        cmocka_unit_test(test_after_a_problem_all_is_zero_and_the_first_message_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
