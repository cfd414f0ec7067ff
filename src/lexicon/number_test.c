// number_test.c - claims about the number reader: every form, and what a speller writes.
#include "lexicon/number.h"

#include <math.h>

#include "base/buffer.h"
#include "testing.h"

typedef struct {
    const char *text;
    double      value;
    const char *read; // what belongs to the number
    number_kind kind;
} number_case;

static void check_cases(const number_case *cases, size_t count) {
    arena               a = {0};
    const number_words *words = open_number_words(&a);
    for (size_t i = 0; i < count; i++) {
        str    text = str_of(cases[i].text);
        number got = read_number(words, text, 0, true);
        str    read = slice_span(text, got.where);
        bool   is_close = fabs(got.value - cases[i].value) <= 1e-12 * fabs(cases[i].value);
        if (!is_close || !same(read, str_of(cases[i].read)) || got.kind != cases[i].kind) {
            fail_msg(
                "\"%s\": got %.17g, kind %d, from \"%.*s\"; wanted %.17g, kind %d, from \"%s\"",
                cases[i].text, got.value, got.kind, (int)read.size, read.at, cases[i].value,
                cases[i].kind, cases[i].read);
        }
    }
    close_arena(&a);
}

static void test_reads_digits_with_their_separators(void **state) {
    static const number_case cases[] = {
        {"27,708 people", 27708, "27,708", NUMBER_DIGITS},
        {"1,234,567.89 tonnes", 1234567.89, "1,234,567.89", NUMBER_DIGITS},
        {"12,34,567 rupees", 1234567, "12,34,567", NUMBER_DIGITS},
        {"3.67%", 3.67, "3.67", NUMBER_DIGITS},
        {".25 of it", 0.25, ".25", NUMBER_DIGITS},
        {"4.800", 4.8, "4.800", NUMBER_DIGITS},
        {"22,24,26", 22, "22", NUMBER_DIGITS},
        {"1, 234", 1, "1", NUMBER_DIGITS},
        {"40 000 men", 40000, "40 000", NUMBER_DIGITS},
        {"1 414 021 100.", 1414021100, "1 414 021 100", NUMBER_DIGITS},
        {"40\xc2\xa0"
         "500 men",
         40500,
         "40\xc2\xa0"
         "500",
         NUMBER_DIGITS},
        {"2020 300 men", 2020, "2020", NUMBER_DIGITS},
        {"21 300 men", 21, "21", NUMBER_DIGITS},
        {"1.111,11", 1111.11, "1.111,11", NUMBER_DIGITS},
        {"192.168.1.2", 192, "192", NUMBER_DIGITS},
        {"5.", 5, "5", NUMBER_DIGITS},
        {".5.6", 0, "", NUMBER_NONE},
        {"-4.5 degrees", -4.5, "-4.5", NUMBER_DIGITS},
        {"200-300", 200, "200", NUMBER_DIGITS},
        {"20 and 5", 20, "20", NUMBER_DIGITS},
    };
    (void)state;
    check_cases(cases, sizeof cases / sizeof *cases);
}

static void test_reads_words(void **state) {
    static const number_case cases[] = {
        {"twelve dead", 12, "twelve", NUMBER_WORDS},
        {"Fifty-eight of them", 58, "Fifty-eight", NUMBER_WORDS},
        {"twenty five dead", 25, "twenty five", NUMBER_WORDS},
        {"five twenty", 5, "five", NUMBER_WORDS},
        {"three hundred and five people", 305, "three hundred and five", NUMBER_WORDS},
        {"two hundred and two thousand", 202000, "two hundred and two thousand", NUMBER_WORDS},
        {"two thousand and", 2000, "two thousand", NUMBER_WORDS},
        {"two hundred and three hundred", 200, "two hundred", NUMBER_WORDS},
        {"two thousand three million", 2000, "two thousand", NUMBER_WORDS},
        {"three lakh crore", 3e12, "three lakh crore", NUMBER_WORDS},
        // Scales without end are no number; it ends before it is none any more.
        {"one million million million million million million", 1e30,
         "one million million million million million", NUMBER_WORDS},
        {"a hundred and ten", 110, "a hundred and ten", NUMBER_WORDS},
        {"a million men", 1e6, "a million", NUMBER_WORDS},
        {"a dozen men", 12, "a dozen", NUMBER_WORDS},
        {"three dozen", 36, "three dozen", NUMBER_WORDS},
        {"minus five", -5, "minus five", NUMBER_WORDS},
        {"five point two million", 5.2e6, "five point two million", NUMBER_WORDS},
        {"zero point zero eight", 0.08, "zero point zero eight", NUMBER_WORDS},
        {"twelvish", 0, "", NUMBER_NONE},
        {"a man", 0, "", NUMBER_NONE},
        {"million", 0, "", NUMBER_NONE},
        {"several men", 0, "", NUMBER_NONE},
    };
    (void)state;
    check_cases(cases, sizeof cases / sizeof *cases);
}

static void test_reads_mixed_forms(void **state) {
    static const number_case cases[] = {
        {"2.4 million people", 2.4e6, "2.4 million", NUMBER_MIXED},
        {"200-million", 2e8, "200-million", NUMBER_MIXED},
        {"3bn", 3e9, "3bn", NUMBER_MIXED},
        {"1.5m", 1.5e6, "1.5m", NUMBER_MIXED},
        {"10k", 1e4, "10k", NUMBER_MIXED},
        {"275kg", 275, "275", NUMBER_DIGITS},
        {"4 thousand 3 hundred and 21", 4321, "4 thousand 3 hundred and 21", NUMBER_MIXED},
        {"3 dozens", 36, "3 dozens", NUMBER_MIXED},
        {"2 million 9 litre cases", 2e6, "2 million", NUMBER_MIXED},
        {"1.3e6", 1.3e6, "1.3e6", NUMBER_MIXED},
        {"6.25x10^-4", 0.000625, "6.25x10^-4", NUMBER_MIXED},
        {"2 dozen", 24, "2 dozen", NUMBER_MIXED},
        {"4.35 hundred", 435, "4.35 hundred", NUMBER_MIXED},
        {"13 lakh", 1.3e6, "13 lakh", NUMBER_MIXED},
        {"8 B people", 8e9, "8 B", NUMBER_MIXED},
        {"2.5 M", 2.5e6, "2.5 M", NUMBER_MIXED},
        {"10 k.", 1e4, "10 k", NUMBER_MIXED},
        {"12 B-52s", 12, "12", NUMBER_DIGITS},
        {"20 M16s", 20, "20", NUMBER_DIGITS},
        {"5 B.C. Lane", 5, "5", NUMBER_DIGITS},
    };
    (void)state;
    check_cases(cases, sizeof cases / sizeof *cases);
}

static void test_reads_fractions(void **state) {
    static const number_case cases[] = {
        {"half the men", 0.5, "half", NUMBER_FRACTION},
        {"a third of them", 1.0 / 3, "a third", NUMBER_FRACTION},
        {"two-thirds majority", 2.0 / 3, "two-thirds", NUMBER_FRACTION},
        {"three quarters", 0.75, "three quarters", NUMBER_FRACTION},
        {"one fifth", 0.2, "one fifth", NUMBER_FRACTION},
        {"3/4", 0.75, "3/4", NUMBER_FRACTION},
        {"9/11", 9, "9", NUMBER_DIGITS},
        {"5/17/2018", 5, "5", NUMBER_DIGITS},
        {"\xc2\xbd of", 0.5, "\xc2\xbd", NUMBER_FRACTION},
        {"2\xc2\xbd years", 2.5, "2\xc2\xbd", NUMBER_DIGITS},
        {"2 1/2 months", 2.5, "2 1/2", NUMBER_DIGITS},
        {"two and a half million", 2.5e6, "two and a half million", NUMBER_WORDS},
        {"four-and-a-half-month", 4.5, "four-and-a-half", NUMBER_WORDS},
        {"3 million and a half", 3.5e6, "3 million and a half", NUMBER_MIXED},
        {"one hundred and three quarters", 100.75, "one hundred and three quarters", NUMBER_WORDS},
        {"two million and three fifths", 2.6e6, "two million and three fifths", NUMBER_WORDS},
        {"two and fifty-four hundredths", 2.54, "two and fifty-four hundredths", NUMBER_WORDS},
        {"one hundred and thirty fifths", 26, "one hundred and thirty fifths", NUMBER_FRACTION},
        {"one twenty-fifth", 0.04, "one twenty-fifth", NUMBER_FRACTION},
        {"20 and a third of them", 20, "20", NUMBER_DIGITS},
        {"half a million", 5e5, "half a million", NUMBER_WORDS},
        {"half a dozen", 6, "half a dozen", NUMBER_WORDS},
        {"a quarter of a million", 2.5e5, "a quarter of a million", NUMBER_WORDS},
        {"two thirds of a million", 2e6 / 3, "two thirds of a million", NUMBER_FRACTION},
    };
    (void)state;
    check_cases(cases, sizeof cases / sizeof *cases);
}

static void test_reads_vague_words_as_the_least_they_mean(void **state) {
    static const number_case cases[] = {
        {"dozens of", 24, "dozens", NUMBER_VAGUE},
        {"scores of", 40, "scores", NUMBER_VAGUE},
        {"hundreds more", 200, "hundreds", NUMBER_VAGUE},
        {"thousands", 2000, "thousands", NUMBER_VAGUE},
        {"tens of thousands of men", 20000, "tens of thousands", NUMBER_VAGUE},
        {"hundreds of thousands", 200000, "hundreds of thousands", NUMBER_VAGUE},
        {"several hundred", 300, "several hundred", NUMBER_VAGUE},
        {"several tens of thousands", 30000, "several tens of thousands", NUMBER_VAGUE},
        {"a few dozen", 36, "a few dozen", NUMBER_VAGUE},
        {"a couple of hundred", 200, "a couple of hundred", NUMBER_VAGUE},
        {"a few hundred thousand", 300000, "a few hundred thousand", NUMBER_VAGUE},
        {"hundreds and hundreds of", 200, "hundreds and hundreds", NUMBER_VAGUE},
    };
    (void)state;
    check_cases(cases, sizeof cases / sizeof *cases);
}

static void test_reads_ordinals_as_places(void **state) {
    static const number_case cases[] = {
        {"third round", 3, "third", NUMBER_ORDINAL},
        {"21st century", 21, "21st", NUMBER_ORDINAL},
        {"twenty-first day", 21, "twenty-first", NUMBER_ORDINAL},
        {"hundred and fifth", 105, "hundred and fifth", NUMBER_ORDINAL},
        {"two hundredth", 200, "two hundredth", NUMBER_ORDINAL},
    };
    (void)state;
    check_cases(cases, sizeof cases / sizeof *cases);
}

static void test_and_ends_the_number_where_it_must(void **state) {
    arena               a = {0};
    const number_words *words = open_number_words(&a);
    (void)state;
    assert_int_equal(205, read_number(words, STR("two hundred and five"), 0, true).value);
    assert_int_equal(200, read_number(words, STR("two hundred and five"), 0, false).value);
    close_arena(&a);
}

static void test_letters_that_may_be_units_are_told(void **state) {
    arena               a = {0};
    const number_words *words = open_number_words(&a);
    (void)state;
    number metres = read_number(words, STR("12m wide"), 0, true);
    assert_int_equal(2, metres.bare_end);
    assert_int_equal(12, metres.bare_value);
    assert_int_equal(3, read_number(words, STR("3bn"), 0, true).bare_end);
    close_arena(&a);
}

static void spell_below_thousand(buffer *out, uint64_t value, bool with_and) {
    static const char *const ones[] = {"zero",    "one",     "two",       "three",    "four",
                                       "five",    "six",     "seven",     "eight",    "nine",
                                       "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                       "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                       "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (value >= 100) {
        add_format(out, "%s hundred", ones[value / 100]);
        value %= 100;
        if (value > 0) add_str(out, with_and ? STR(" and ") : STR(" "));
        if (value == 0) return;
    }
    if (value < 20) {
        add_format(out, "%s", ones[value]);
    } else {
        add_format(out, value % 10 ? "%s-%s" : "%s", tens[value / 10], ones[value % 10]);
    }
}

static void spell(buffer *out, uint64_t value, bool with_and) {
    static const struct {
        uint64_t    value;
        const char *name;
    } scales[] = {{1000000000000, "trillion"},
                  {1000000000, "billion"},
                  {1000000, "million"},
                  {1000, "thousand"}};
    bool has_more = false;
    if (value == 0) spell_below_thousand(out, 0, false);
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (value < scales[i].value) continue;
        if (has_more) add_char(out, ' ');
        spell_below_thousand(out, value / scales[i].value, with_and);
        add_format(out, " %s", scales[i].name);
        value %= scales[i].value;
        has_more = true;
    }
    if (value == 0) return;
    if (has_more) add_str(out, with_and && value < 100 ? STR(" and ") : STR(" "));
    spell_below_thousand(out, value, with_and);
}

static void check_spelled(const number_words *words, uint64_t value, bool with_and) {
    buffer out = {0};
    spell(&out, value, with_and);
    number got = read_number(words, str_of_buffer(&out), 0, true);
    if (got.value != (double)value || got.where.end != out.size) {
        fail_msg("%llu is spelled \"%.*s\" and read as %.17g, %u bytes of it",
                 (unsigned long long)value, (int)out.size, out.at, got.value, got.where.end);
    }
    close_buffer(&out);
}

static void test_reads_back_every_spelled_number(void **state) {
    arena               a = {0};
    const number_words *words = open_number_words(&a);
    uint64_t            value = 0;
    (void)state;
    for (value = 0; value <= 12000; value++) {
        check_spelled(words, value, false);
        check_spelled(words, value, true);
    }
    for (int i = 0; i < 20000; i++) { // by growing steps up to 10^15
        value += value / 1500 + 7;
        if (value >= 1000000000000000) value = (uint64_t)i;
        check_spelled(words, value, i % 2);
    }
    close_arena(&a);
}

static void check_text(const number_words *words, const buffer *text, double value) {
    number got = read_number(words, str_of_buffer(text), 0, true);
    bool   is_close = fabs(got.value - value) <= 1e-12 * fabs(value);
    if (!is_close || got.where.end != text->size) {
        fail_msg("\"%.*s\": got %.17g, %u bytes of it, wanted %.17g", (int)text->size, text->at,
                 got.value, got.where.end, value);
    }
}

static void test_reads_back_decimals_with_every_scale(void **state) {
    static const struct {
        const char *behind;
        double      scale;
    } scales[] = {{"", 1},        {" thousand", 1e3}, {" million", 1e6}, {"-million", 1e6},
                  {"m", 1e6},     {"k", 1e3},         {" billion", 1e9}, {"bn", 1e9},
                  {" dozen", 12}, {" lakh", 1e5}};
    arena               a = {0};
    const number_words *words = open_number_words(&a);
    (void)state;
    for (int hundredths = 10; hundredths < 120000; hundredths += 1 + hundredths / 50) {
        for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
            buffer text = {0};
            int    tenths = hundredths / 10;
            if (i % 2) {
                add_format(&text, "%d.%02d%s", hundredths / 100, hundredths % 100,
                           scales[i].behind);
                check_text(words, &text, hundredths * scales[i].scale / 100);
            } else {
                add_format(&text, "%d.%d%s", tenths / 10, tenths % 10, scales[i].behind);
                check_text(words, &text, tenths * scales[i].scale / 10);
            }
            close_buffer(&text);
        }
    }
    close_arena(&a);
}

static const char *const DENOMINATORS[] = {
    "", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};
enum { LARGEST_DENOMINATOR = 10 };

// "three quarters", "a third", "5/8"
static void test_reads_back_every_fraction(void **state) {
    arena               a = {0};
    const number_words *words = open_number_words(&a);
    (void)state;
    for (int under = 3; under <= LARGEST_DENOMINATOR; under++) {
        for (int over = 1; over < under; over++) {
            buffer text = {0};
            spell(&text, (uint64_t)over, false);
            add_format(&text, over % 2 ? " %s%s" : "-%s%s", DENOMINATORS[under],
                       over > 1 ? "s" : "");
            check_text(words, &text, (double)over / under);
            close_buffer(&text);
            if (under == 7 || under == 9) continue; // nobody writes these with a slash
            add_format(&text, "%d/%d", over, under);
            check_text(words, &text, (double)over / under);
            close_buffer(&text);
        }
    }
    close_arena(&a);
}

// "forty-two and a half", "forty-two and three quarters million", "42 1/2"
static void test_reads_back_whole_numbers_with_fractions(void **state) {
    static const struct {
        const char *words, *slashed;
        double      value;
    } tails[] = {
        {"a half", "1/2", 0.5}, {"a quarter", "1/4", 0.25}, {"three quarters", "3/4", 0.75}};
    arena               a = {0};
    const number_words *words = open_number_words(&a);
    (void)state;
    for (uint64_t whole = 1; whole < 100; whole++) {
        for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
            double value = (double)whole + tails[i].value;
            buffer text = {0};
            spell(&text, whole, false);
            add_format(&text, " and %s", tails[i].words);
            check_text(words, &text, value);
            add_str(&text, STR(" million"));
            check_text(words, &text, value * 1e6);
            close_buffer(&text);
            add_format(&text, "%d %s", (int)whole, tails[i].slashed);
            check_text(words, &text, value);
            close_buffer(&text);
        }
    }
    close_arena(&a);
}

// The last word of a spelled number as a place: "forty-two" is "forty-second".
static void spell_place(buffer *out, uint64_t value) {
    static const struct {
        const char *plain, *place;
    } odd[] = {{"one", "first"},    {"two", "second"}, {"three", "third"},   {"five", "fifth"},
               {"eight", "eighth"}, {"nine", "ninth"}, {"twelve", "twelfth"}};
    spell(out, value, false);
    str written = str_of_buffer(out);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        if (!ends_with(written, str_of(odd[i].plain))) continue;
        out->size -= strlen(odd[i].plain);
        add_str(out, str_of(odd[i].place));
        return;
    }
    if (ends_with(written, STR("y"))) {
        out->size--;
        add_str(out, STR("ie"));
    }
    add_str(out, STR("th"));
}

static void test_reads_back_every_spelled_place(void **state) {
    arena               a = {0};
    const number_words *words = open_number_words(&a);
    (void)state;
    for (uint64_t value = 1; value < 1000;
         value += value % 100 == 99 ? 2 : 1) { // "one hundredth" is a part
        buffer text = {0};
        spell_place(&text, value);
        check_text(words, &text, (double)value);
        number got = read_number(words, str_of_buffer(&text), 0, true);
        if (got.kind != NUMBER_ORDINAL) {
            fail_msg("\"%.*s\" is read as kind %d", (int)text.size, text.at, got.kind);
        }
        close_buffer(&text);
    }
    close_arena(&a);
}

static void test_reads_back_every_number_in_digits(void **state) {
    arena               a = {0};
    const number_words *words = open_number_words(&a);
    (void)state;
    for (uint64_t value = 1; value < 1000000000000000; value += value / 300 + 1) {
        buffer out = {0};
        for (uint64_t scale = 1000000000000000; scale > 0; scale /= 1000) {
            bool is_first = out.size == 0;
            if (is_first && value < scale && scale > 1) continue;
            add_format(&out, is_first ? "%llu" : ",%03llu",
                       (unsigned long long)(value / scale % 1000));
        }
        number got = read_number(words, str_of_buffer(&out), 0, true);
        if (got.value != (double)value || got.where.end != out.size) {
            fail_msg("%.*s read as %.17g", (int)out.size, out.at, got.value);
        }
        close_buffer(&out);
    }
    close_arena(&a);
}

// As India groups them: "12,34,567"; and its words, "12 lakh", "3.5 crore".
static void test_reads_back_every_number_as_india_writes_it(void **state) {
    arena               a = {0};
    const number_words *words = open_number_words(&a);
    (void)state;
    for (uint64_t value = 100000; value < 1000000000; value += value / 300 + 1) {
        buffer out = {0};
        for (uint64_t scale = 10000000; scale >= 1000; scale /= 100) {
            bool is_first = out.size == 0;
            if (is_first && value < scale) continue;
            add_format(&out, is_first ? "%llu," : "%02llu,",
                       (unsigned long long)(is_first ? value / scale : value / scale % 100));
        }
        add_format(&out, "%03llu", (unsigned long long)(value % 1000));
        number got = read_number(words, str_of_buffer(&out), 0, true);
        if (got.value != (double)value || got.where.end != out.size) {
            fail_msg("%.*s read as %.17g, wanted %llu", (int)out.size, out.at, got.value,
                     (unsigned long long)value);
        }
        close_buffer(&out);
    }
    for (int tenths = 1; tenths < 3000; tenths++) {
        buffer out = {0};
        add_format(&out, "%d.%d %s", tenths / 10, tenths % 10, tenths % 2 ? "lakh" : "crore");
        number got = read_number(words, str_of_buffer(&out), 0, true);
        double wanted = tenths * (tenths % 2 ? 1e4 : 1e6);
        if (fabs(got.value - wanted) > 1e-6 * wanted || got.where.end != out.size) {
            fail_msg("%.*s read as %.17g, wanted %g", (int)out.size, out.at, got.value, wanted);
        }
        close_buffer(&out);
    }
    close_arena(&a);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_digits_with_their_separators),
        cmocka_unit_test(test_reads_words),
        cmocka_unit_test(test_reads_mixed_forms),
        cmocka_unit_test(test_reads_fractions),
        cmocka_unit_test(test_reads_vague_words_as_the_least_they_mean),
        cmocka_unit_test(test_reads_ordinals_as_places),
        cmocka_unit_test(test_and_ends_the_number_where_it_must),
        cmocka_unit_test(test_letters_that_may_be_units_are_told),
        cmocka_unit_test(test_reads_back_every_spelled_number),
        cmocka_unit_test(test_reads_back_every_number_in_digits),
        cmocka_unit_test(test_reads_back_every_number_as_india_writes_it),
        cmocka_unit_test(test_reads_back_decimals_with_every_scale),
        cmocka_unit_test(test_reads_back_every_fraction),
        cmocka_unit_test(test_reads_back_whole_numbers_with_fractions),
        cmocka_unit_test(test_reads_back_every_spelled_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
