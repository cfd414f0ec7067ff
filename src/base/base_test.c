// base_test.c - claims about the ground floor: texts, arenas, tables, UTF-8, JSON.
#include <math.h>

#include "base/fold.h"
#include "base/json.h"
#include "base/list.h"
#include "base/sha256.h"
#include "base/table.h"
#include "base/utf8.h"
#include "testing.h"

static void test_table_finds_every_key_it_was_given(void **state) {
    arena     a = {0};
    str_table table = {0};
    (void)state;
    assert_int_equal(NOT_IN_TABLE, find_in_table(&table, STR("nothing yet")));
    for (uint32_t i = 0; i < 5000; i++) {
        buffer word = {0};
        add_format(&word, "word%u", i * 7);
        assert_true(add_to_table(&a, &table, copy_str(&a, str_of_buffer(&word)), i));
        close_buffer(&word);
    }
    assert_false(add_to_table(&a, &table, STR("word7"), 99));
    assert_int_equal(1, find_in_table(&table, STR("word7")));
    assert_int_equal(4999, find_in_table(&table, STR("word34993")));
    assert_int_equal(NOT_IN_TABLE, find_in_table(&table, STR("word8")));
    assert_true(add_to_table(&a, &table, (str){NULL, 0}, 5));
    assert_int_equal(5, find_in_table(&table, STR("")));
    reserve_in_table(&a, &table, 100000);
    assert_true(table.room >= 200000);
    assert_int_equal(1, find_in_table(&table, STR("word7")));
    assert_int_equal(5, find_in_table(&table, STR("")));
    close_arena(&a);
}

static void test_rewinding_gives_the_same_place_again(void **state) {
    arena a = {0};
    (void)state;
    arena_mark before = mark_arena(&a);
    for (int i = 0; i < 1000; i++) {
        memset(alloc_raw_in_arena(&a, 1, 3000), i, 3000);
    }
    rewind_arena(&a, before);
    assert_int_equal(0, arena_size(&a));
    before = mark_arena(&a);
    char *first = NEW_IN(&a, char, 10);
    assert_int_equal(0, first[9]);
    close_arena(&a);
}

static void
test_the_largest_block_of_an_arena_is_kept_unless_it_is_out_of_the_ordinary(void **state) {
    arena a = {0};
    (void)state;
    NEW_IN(&a, char, 10);
    const arena_mark before = mark_arena(&a);
    for (int i = 0; i < 1000; i++) {
        memset(alloc_raw_in_arena(&a, 1, 3000), i, 3000);
    }
    rewind_arena(&a, before);
    for (int n = 0; n < 2; n++) {
        memset(alloc_raw_in_arena(&a, 1, 20000), 1,
               20000); // more than the first block has room for
        assert_in_range(arena_size(&a), 1 << 20, 1 << 22);
        alloc_raw_in_arena(&a, 1, 100 << 20);
        rewind_arena(&a, before);
    }
    close_arena(&a);
    assert_int_equal(0, arena_size(&a));
}

static void test_lists_keep_what_was_pushed(void **state) {
    arena a = {0};
    LIST(int) numbers = {0};
    (void)state;
    for (int i = 0; i < 1000; i++) {
        PUSH_IN(&a, &numbers, i);
    }
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(i, numbers.at[i]);
    }
    close_arena(&a);
}

static void test_utf8_is_checked_and_counted(void **state) {
    static const struct {
        str     text;
        int64_t invalid;
    } cases[] = {
        {{"plain", 5}, -1},
        {{"caf\xc3\xa9", 5}, -1},
        {{"\xf0\x9f\x98\x80", 4}, -1},
        {{"\xed\xa0\x80", 3}, 0},     // a surrogate
        {{"a\xc0\x80", 3}, 1},        // overlong
        {{"ab\xe2\x82", 4}, 2},       // cut off
        {{"\xf4\x90\x80\x80", 4}, 0}, // beyond U+10FFFF
        {{"a\0b", 3}, -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(cases[i].invalid, find_invalid_utf8(cases[i].text));
    }
}

static void test_code_points_before_every_byte(void **state) {
    arena  a = {0};
    buffer text = {0};
    (void)state;
    for (uint32_t point = 1; point < LAST_CODE_POINT; point += 997) {
        char bytes[4];
        if (point >= 0xd800 && point < 0xe000) continue;
        add_bytes(&text, bytes, (size_t)encode_point(point, bytes));
    }
    point_index index = index_points(&a, str_of_buffer(&text));
    uint32_t    count = 0;
    for (size_t i = 0; i < text.size; count++) {
        int      size = 0;
        uint32_t point = decode_point(str_of_buffer(&text), i, &size);
        assert_int_not_equal(REPLACEMENT, point);
        assert_int_equal(count, point_at_byte(&index, (uint32_t)i));
        i += (size_t)size;
    }
    assert_int_equal(count, point_at_byte(&index, (uint32_t)text.size));
    close_buffer(&text);
    close_arena(&a);
}

static void test_json_is_read_strictly(void **state) {
    static const struct {
        const char *text;
        bool        is_good;
    } cases[] = {
        {"{\"a\":[1,2.5,\"x\"]}", true},
        {" 12 ", true},
        {"\"text\"", true},
        {"{\"a\":1} x", false},
        {"{a:1}", false},
        {"", false},
        {"[1,]", false},
        {"\"\xff\"", false},
        {"\"\xe0\x80\x90\"", false},     // overlong
        {"\"\xed\xa0\x80\"", false},     // a surrogate
        {"\"\xf4\x90\x80\x80\"", false}, // behind the last code point
        {"{\"a\":", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_error    error = {0};
        json_value *root = read_json(str_of(cases[i].text), "case", &error);
        if ((root != NULL) != cases[i].is_good) fail_msg("%s", cases[i].text);
        if (!cases[i].is_good) assert_true(starts_with(str_of(error.message), STR("case: ")));
        close_json(root);
    }
}

static void test_json_strings_survive_the_way_out_and_in(void **state) {
    static const str texts[] = {
        {"quote \" backslash \\ tab \t", 24},
        {"nul \0 inside", 12},
        {"\xe2\x80\x9cquoted\xe2\x80\x9d", 12},
        {"", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        buffer      out = {0};
        json_writer w = {.out = &out};
        write_string(&w, texts[i]);
        json_value *back = read_json(str_of_buffer(&out), "written", NULL);
        assert_true(same(texts[i], json_str(back)));
        close_json(back);
        close_buffer(&out);
    }
}

static void test_numbers_are_written_as_short_as_they_read_back(void **state) {
    static const struct {
        double      number;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-3, "-3"},
        {2.4e6, "2400000"},
        {0.1, "0.1"},
        {1.0 / 3, "0.3333333333333333"},
        {1e21, "1e+21"},
        {NAN, "null"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer      out = {0};
        json_writer w = {.out = &out};
        write_number(&w, cases[i].number);
        add_char(&out, '\0');
        assert_string_equal(cases[i].text, out.at);
        close_buffer(&out);
    }
}

static void test_sha256_of_a_known_text(void **state) {
    arena a = {0};
    (void)state;
    // FIPS 180-4, example "abc".
    assert_string_equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        sha256_of(&a, STR("abc")).at);
    close_arena(&a);
}

static void test_an_area_is_known_without_the_word_that_says_what_it_is(void **state) {
    static const struct {
        const char *key, *rest;
    } cases[] = {{"orlava oblast", "orlava"},
                 {"velm strip", "velm"},
                 {"new tarn state", "new tarn"},
                 {"orlava", ""},
                 {"province", ""},
                 {"velm oblasts", ""},
                 {"", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str rest = place_key_without_kind(str_of(cases[i].key));
        if (!same(rest, str_of(cases[i].rest))) {
            fail_msg("%s: got %.*s, wanted %s", cases[i].key, SHOWN(rest), cases[i].rest);
        }
    }
}

static void test_spellings_of_a_place_have_one_key(void **state) {
    static const struct {
        const char *name, *key;
    } cases[] = {
        {"Saint-Étienne", "saint etienne"},
        {"St. Etienne", "saint etienne"},
        {"Khān Yūnis", "khan yunis"},
        {"Ta‘izz", "taizz"},
        {"Velm  (old)", "velm old"},
        {"Mt. Orl", "mount orl"},
        {"Đà Nẵng", "da nang"},
        {"St", "saint"},
        {"Київ", "Київ"},
        {"-- ' --", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char   key[32];
        size_t size = make_place_key(str_of(cases[i].name), key, sizeof key);
        if (!same((str){key, size}, str_of(cases[i].key))) {
            fail_msg("%s: got %.*s, wanted %s", cases[i].name, (int)size, key, cases[i].key);
        }
    }
    char small[5];
    assert_int_equal(0, make_place_key(STR("Velmen"), small, sizeof small));
    assert_int_equal(4, make_place_key(STR("Velm"), small, sizeof small));
}

static void test_decimals_are_read_or_refused_whole(void **state) {
    static const struct {
        const char *text;
        bool        is_number;
        double      value;
    } cases[] = {
        {"12", true, 12},   {"-12.25", true, -12.25},
        {"0.5", true, 0.5}, {"3.72", true, 3.72}, // the nearest that a double holds
        {"-0", true, 0},    {"", false, 0},
        {"-", false, 0},    {".5", false, 0},
        {"5.", false, 0},   {"1.2.3", false, 0},
        {"1e5", false, 0},  {"+1", false, 0},
        {" 1", false, 0},   {"1234567890123456", false, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = 0;
        bool   is_number = read_decimal(str_of(cases[i].text), &value);
        if (is_number != cases[i].is_number || value != cases[i].value) {
            fail_msg("\"%s\": got %d %g", cases[i].text, is_number, value);
        }
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings_of_a_place_have_one_key),
        cmocka_unit_test(test_an_area_is_known_without_the_word_that_says_what_it_is),
        cmocka_unit_test(test_decimals_are_read_or_refused_whole),
        cmocka_unit_test(test_table_finds_every_key_it_was_given),
        cmocka_unit_test(test_rewinding_gives_the_same_place_again),
        cmocka_unit_test(
            test_the_largest_block_of_an_arena_is_kept_unless_it_is_out_of_the_ordinary),
        cmocka_unit_test(test_lists_keep_what_was_pushed),
        cmocka_unit_test(test_utf8_is_checked_and_counted),
        cmocka_unit_test(test_code_points_before_every_byte),
        cmocka_unit_test(test_json_is_read_strictly),
        cmocka_unit_test(test_json_strings_survive_the_way_out_and_in),
        cmocka_unit_test(test_numbers_are_written_as_short_as_they_read_back),
        cmocka_unit_test(test_sha256_of_a_known_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
