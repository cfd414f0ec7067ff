// unicode_test.c - claims about characters. The tables themselves are compared with their source by
// tools/make_unicode_tables.py --check; here stands what is read out of them.
#include "base/unicode.h"

#include "base/utf8.h"
#include "testing.h"

static void test_characters_have_the_properties_of_unicode_14(void **state) {
    enum { SPACE = 1, ALPHA = 2, UPPER = 4, DIGIT = 8, DECIMAL = 16, WORD = 32 };
    static const struct {
        uint32_t point;
        unsigned properties;
    } cases[] = {
        {'a', ALPHA | WORD},
        {'A', ALPHA | UPPER | WORD},
        {'7', DIGIT | DECIMAL | WORD},
        {'_', WORD},
        {'.', 0},
        {' ', SPACE},
        {0x1c, SPACE},
        {0x1b, 0},
        {0x85, SPACE},
        {0xa0, SPACE},
        {0x180e, 0}, // Mongolian vowel separator: no white space since Unicode 6.3
        {0x200b, 0},
        {0xfeff, 0},
        {0x3000, SPACE},
        {0xb2, DIGIT | WORD},   // superscript two: Numeric_Type Digit
        {0xbd, WORD},           // one half: Numeric_Type Numeric
        {0x2167, UPPER | WORD}, // Roman eight: Other_Uppercase, no letter
        {0x1c5, ALPHA | WORD},  // title case is not upper case
        {0x661, DIGIT | DECIMAL | WORD},
        {0x6771, ALPHA | WORD},
        {0x1f600, 0},
        {0x1dfff, 0},
        {0x10ffff, 0},
        {0x31350, 0}, // a letter from Unicode 15 on
        {0xd800, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t p = cases[i].point;
        unsigned got = (is_space_point(p) ? SPACE : 0) | (is_alpha_point(p) ? ALPHA : 0) |
                       (is_upper_point(p) ? UPPER : 0) | (is_digit_point(p) ? DIGIT : 0) |
                       (is_decimal_point(p) ? DECIMAL : 0) | (is_word_point(p) ? WORD : 0);
        if (got != cases[i].properties) {
            fail_msg("U+%04X: got %#x, wanted %#x", p, got, cases[i].properties);
        }
    }
}

static void test_lower_case_is_that_of_the_whole_text(void **state) {
    static const struct {
        const char *text, *lower;
    } cases[] = {
        {"", ""},
        {"The IAEA", "the iaea"},
        {"ÉCOLE", "école"},
        {"İzmir", "i̇zmir"},
        {"ΟΔΟΣ", "οδος"},   // final
        {"ΟΔΟΣ.", "οδος."}, // the full stop is looked through
        {"ΣΑΣ ΣΤΗ", "σας στη"},
        {"Σ", "σ"},       // nothing before it
        {"ΑΣ'Α", "ασ'α"}, // a letter behind the apostrophe
        {"1Σ", "1σ"},
        {"ǅ", "ǆ"},
        {"Ⅷ", "ⅷ"},
        {"ẞ", "ß"},
        {"𐐀", "𐐨"},
        {"東京", "東京"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out = {0};
        add_lower(&out, str_of(cases[i].text));
        if (!same(str_of_buffer(&out), str_of(cases[i].lower))) {
            fail_msg("%s: got %.*s, wanted %s", cases[i].text, (int)out.size, out.at,
                     cases[i].lower);
        }
        close_buffer(&out);
    }
}

static void test_every_lower_case_is_its_own_lower_case(void **state) {
    (void)state;
    for (uint32_t point = 0x80; point <= LAST_CODE_POINT; point++) {
        char bytes[4];
        if ((point >= 0xd800 && point < 0xe000) || point == 0x130) continue;
        buffer once = {0}, twice = {0};
        add_lower(&once, (str){bytes, (size_t)encode_point(point, bytes)});
        add_lower(&twice, str_of_buffer(&once));
        if (!same(str_of_buffer(&once), str_of_buffer(&twice))) fail_msg("U+%04X", point);
        close_buffer(&once);
        close_buffer(&twice);
    }
}

static void test_whole_texts_of_one_kind(void **state) {
    (void)state;
    assert_true(is_all_space(STR(" \t\xc2\xa0\xe3\x80\x80")));
    assert_false(is_all_space(STR(" x")));
    assert_false(is_all_space(STR("")));
    assert_true(is_all_alpha(STR("na\xc3\xafve")));
    assert_false(is_all_alpha(STR("e-mail")));
    assert_false(is_all_alpha(STR("")));
}

static void test_columns_of_a_terminal(void **state) {
    static const struct {
        const char *text;
        int         columns;
    } cases[] = {
        {"", 0},
        {"Varga", 5},
        {"caf\xc3\xa9", 4},
        {"cafe\xcc\x81", 4},
        {"東京", 4},
        {"ﾃｽﾄ", 3},
        {"한국", 4},
        {"👩", 2},
        {"שלום", 4},
        {"a\xe2\x80\x8b"
         "b",
         2},
        {"a\xc2\xad"
         "b",
         3},
        {"—“”", 3},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int got = columns_of_text(str_of(cases[i].text));
        if (got != cases[i].columns) {
            fail_msg("%s: got %d, wanted %d", cases[i].text, got, cases[i].columns);
        }
    }
}

static void test_bare_characters_have_lost_their_accents(void **state) {
    static const struct {
        uint32_t point;
        int      count;
        uint32_t bare[MOST_BARE_POINTS];
    } cases[] = {
        {'e', 1, {'e'}},
        {0xe9, 1, {'e'}},                      // é
        {0x1ec7, 1, {'e'}},                    // ệ, two accents
        {0x130, 1, {'I'}},                     // İ
        {0xdf, 1, {0xdf}},                     // ß has none
        {0xf8, 1, {0xf8}},                     // nor has ø
        {0x301, 0, {0}},                       // an accent alone
        {0xbca, 2, {0xbc6, 0xbbe}},            // marks that take space stay
        {0xac00, 2, {0x1100, 0x1161}},         // 가
        {0xd7a3, 3, {0x1112, 0x1175, 0x11c2}}, // 힣
        {0x1d160, 3, {0x1d158, 0x1d165, 0x1d16e}},
        {0xf900, 1, {0x8c48}}, // a compatibility ideograph
        {0x10ffff, 1, {0x10ffff}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t got[MOST_BARE_POINTS] = {0};
        int      count = bare_points_of(cases[i].point, got);
        if (count != cases[i].count ||
            memcmp(got, cases[i].bare, (size_t)count * sizeof *got) != 0) {
            fail_msg("U+%04X: got %d: U+%04X U+%04X U+%04X", cases[i].point, count, got[0], got[1],
                     got[2]);
        }
    }
}

static void test_control_and_punctuation_are_told_apart(void **state) {
    static const struct {
        uint32_t point;
        bool     is_control, is_punctuation;
    } cases[] = {
        {'\n', true, false},   {'a', false, false},   {'.', false, true},
        {'$', false, false},   {0xad, true, false},   {0x200b, true, false},
        {0x2014, false, true}, {0xe000, true, false}, {0x378, false, false}, // unassigned
        {0x3001, false, true}, {0x301, false, false}, {0x10ffff, false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (is_control_point(cases[i].point) != cases[i].is_control ||
            is_punctuation_point(cases[i].point) != cases[i].is_punctuation) {
            fail_msg("U+%04X: is it control %d, punctuation %d", cases[i].point,
                     is_control_point(cases[i].point), is_punctuation_point(cases[i].point));
        }
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_of_a_terminal),
        cmocka_unit_test(test_characters_have_the_properties_of_unicode_14),
        cmocka_unit_test(test_lower_case_is_that_of_the_whole_text),
        cmocka_unit_test(test_every_lower_case_is_its_own_lower_case),
        cmocka_unit_test(test_whole_texts_of_one_kind),
        cmocka_unit_test(test_bare_characters_have_lost_their_accents),
        cmocka_unit_test(test_control_and_punctuation_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
