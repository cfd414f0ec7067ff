// figure_test.c - claims about figures that hold without a tree: bounds, units, what is no figure, and
// the time that hostile texts take. What needs a tree is in tests/corpus/figures.
#include "extract/figure/figure.h"

#include <math.h>

#include "base/buffer.h"
#include "lexicon/lexicon.h"
#include "plain_tokens.h"
#include "testing.h"

typedef struct {
    figure_rules *rules;
    arena         memory, scratch;
} reader;

static document *read_text(reader *r, str text) {
    document *doc = document_of_words(text, NULL);
    if (!r->rules) r->rules = open_figure_rules(&r->memory);
    find_figures(r->rules, doc);
    return doc;
}

static void close_reader(reader *r) {
    close_arena(&r->memory);
    close_arena(&r->scratch);
}

static void test_bounds_say_value_low_and_high(void **state) {
    enum { NONE = -1 };
    static const struct {
        const char  *text, *read;
        figure_bound bound;
        double       value, low, high;
    } cases[] = {
        {"at least 123 boats", "at least 123", BOUND_AT_LEAST, 123, 123, NONE},
        {"more than one million boats", "more than one million", BOUND_MORE_THAN, 1e6, 1e6, NONE},
        {"nearly 300 boats", "nearly 300", BOUND_NEARLY, 300, NONE, 300},
        {"up to 23 boats", "up to 23", BOUND_AT_MOST, 23, NONE, 23},
        {"around 1,500 boats", "around 1,500", BOUND_ABOUT, 1500, NONE, NONE},
        {"dozens of boats", "dozens", BOUND_VAGUE, NONE, 24, NONE},
        {"hundreds of thousands of boats", "hundreds of thousands", BOUND_VAGUE, NONE, 2e5, NONE},
        {"200-300 boats", "200-300", BOUND_RANGE, NONE, 200, 300},
        {"between 50 and 70 boats", "between 50 and 70", BOUND_RANGE, NONE, 50, 70},
        {"two to three million boats", "two to three million", BOUND_RANGE, NONE, 2e6, 3e6},
        {"54 or more boats", "54 or more", BOUND_AT_LEAST, 54, 54, NONE},
        {"well over 20 boats", "well over 20", BOUND_MORE_THAN, 20, 20, NONE},
        {"at least about 20 boats", "at least about 20", BOUND_AT_LEAST, 20, 20, NONE},
        {"5000 or less than that", "5000", BOUND_EXACT, 5000, NONE, NONE},
        {"between seven to 10 boats", "between seven to 10", BOUND_RANGE, NONE, 7, 10},
        {"two-to-three-day trip", "two-to-three-day", BOUND_RANGE, NONE, 2, 3},
        {"at most 100 and at least 20", "at most 100 and at least 20", BOUND_RANGE, NONE, 20, 100},
        {"more than 2,000-plus", "more than 2,000-plus", BOUND_MORE_THAN, 2000, 2000, NONE},
        {"the low hundreds", "low hundreds", BOUND_VAGUE, NONE, 200, NONE},
    };
    reader r = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        document *doc = read_text(&r, str_of(cases[i].text));
        if (doc->figures.count != 1) {
            fail_msg("\"%s\": %d figures", cases[i].text, doc->figures.count);
        }
        const figure *got = &doc->figures.at[0];
        double        value = got->has_value ? got->value : NONE;
        double        low = got->has_low ? got->low : NONE, high = got->has_high ? got->high : NONE;
        str           read = text_of(doc, got->where);
        if (got->bound != cases[i].bound || value != cases[i].value || low != cases[i].low ||
            high != cases[i].high || !same(read, str_of(cases[i].read))) {
            fail_msg("\"%s\": got %s %g %g %g from \"%.*s\"", cases[i].text,
                     name_of_bound(got->bound), value, low, high, (int)read.size, read.at);
        }
        close_document(doc);
    }
    close_reader(&r);
}

// Every phrase that bounds by itself, with numbers in every form: the bound is the phrase's, the
// value the number's, and low and high follow from both.
static void test_bounds_hold_for_numbers_in_every_form(void **state) {
    static const struct {
        const char *text;
        double      value;
    } numbers[] = {{"7", 7},           {"1,250", 1250},        {"2.4 million", 2.4e6},
                   {"3bn", 3e9},       {"twelve", 12},         {"forty-two", 42},
                   {"a hundred", 100}, {"two thousand", 2e3},  {"half a million", 5e5},
                   {"0.5", 0.5},       {"two thirds", 2.0 / 3}};
    reader    r = {0};
    data_rows rows = open_rows("bounds.tsv");
    data_row  row;
    (void)state;
    while (next_row(&rows, &row)) {
        bool is_before = same(row.fields[2], STR("before"));
        str  phrases = row.fields[0], wanted = row.fields[1];
        while (is_before && phrases.at) {
            str phrase = cut_at(&phrases, '|');
            for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
                buffer text = {0};
                add_format(&text, "%.*s %s", (int)phrase.size, phrase.at, numbers[i].text);
                document     *doc = read_text(&r, str_of_buffer(&text));
                const figure *got = doc->figures.count == 1 ? &doc->figures.at[0] : NULL;
                bool          is_low = is_in_list(STR("at_least|more_than"), '|', wanted);
                bool          is_high = is_in_list(STR("at_most|less_than|nearly"), '|', wanted);
                double        value = numbers[i].value;
                if (!got || !same(str_of(name_of_bound(got->bound)), wanted) ||
                    got->value != value || got->has_low != is_low || got->has_high != is_high ||
                    (is_low && got->low != value) || (is_high && got->high != value)) {
                    fail_msg("bounds.tsv:%d: \"%.*s\": got %s %g of %d figures", row.line,
                             (int)text.size, text.at, got ? name_of_bound(got->bound) : "none",
                             got ? got->value : 0, doc->figures.count);
                }
                close_document(doc);
                close_buffer(&text);
            }
        }
    }
    close_reader(&r);
}

// Two numbers in every form, joined in every way: low is the one, high the other.
static void test_ranges_hold_for_numbers_in_every_form(void **state) {
    static const struct {
        const char *text;
        double      value;
    } numbers[] = {{"7", 7},        {"twelve", 12},        {"forty-two", 42},
                   {"1,250", 1250}, {"two thousand", 2e3}, {"2.4 million", 2.4e6},
                   {"3bn", 3e9}};
    static const char *const shapes[] = {"between %s and %s", "%s to %s", "%s up to %s"};
    enum { COUNT = sizeof numbers / sizeof *numbers, SHAPES = sizeof shapes / sizeof *shapes };
    reader r = {0};
    (void)state;
    for (int i = 0; i < COUNT * COUNT * SHAPES; i++) {
        int low = i % COUNT, high = i / COUNT % COUNT;
        if (low >= high || (numbers[low].value < 1000 && numbers[high].value >= 5e5)) continue;
        buffer text = {0};
        str    shape = str_of(shapes[i / (COUNT * COUNT)]);
        while (shape.size > 0) { // the first "%s" is the low one
            bool is_low = find_str(shape, STR("%s"), 2) >= 0;
            if (!starts_with(shape, STR("%s"))) {
                add_char(&text, shape.at[0]);
                shape = slice(shape, 1, shape.size);
                continue;
            }
            add_str(&text, str_of(numbers[is_low ? low : high].text));
            shape = slice(shape, 2, shape.size);
        }
        document     *doc = read_text(&r, str_of_buffer(&text));
        const figure *got = doc->figures.count == 1 ? &doc->figures.at[0] : NULL;
        if (!got || got->bound != BOUND_RANGE || got->low != numbers[low].value ||
            got->high != numbers[high].value) {
            fail_msg("\"%.*s\": got %g to %g of %d figures", (int)text.size, text.at,
                     got ? got->low : 0, got ? got->high : 0, doc->figures.count);
        }
        close_document(doc);
        close_buffer(&text);
    }
    close_reader(&r);
}

typedef struct {
    const char *text;
    double      value;
} spelled_number;

static void check_figure(reader *r, const buffer *text, double value, const char *unit) {
    document     *doc = read_text(r, str_of_buffer(text));
    const figure *got = doc->figures.count == 1 ? &doc->figures.at[0] : NULL;
    bool is_same = got && got->has_value && got->value > value - 1e-9 * fabs(value) - 1e-12 &&
                   got->value < value + 1e-9 * fabs(value) + 1e-12;
    bool has_unit = got && (unit ? same(str_of(got->unit), str_of(unit)) : true);
    bool is_whole = got && got->where.begin == 0 && got->where.end == text->size;
    if (!is_same || !has_unit || !is_whole) {
        fail_msg("\"%.*s\": got %g %s of %d figures, wanted %g %s", (int)text->size, text->at,
                 got ? got->value : 0, got && got->unit ? got->unit : "-", doc->figures.count,
                 value, unit ? unit : "-");
    }
    close_document(doc);
}

// Signs and codes in front, words behind, with numbers in every form: sum and currency are kept.
static void test_money_holds_for_numbers_in_every_form(void **state) {
    static const spelled_number digits[] = {
        {"7", 7},     {"1,250", 1250}, {"0.5", 0.5},           {"2.4 million", 2.4e6},
        {"3bn", 3e9}, {"1.5m", 1.5e6}, {"12,34,567", 1234567}, {"2.5 crore", 2.5e7}};
    static const spelled_number words[] = {{"twelve", 12},
                                           {"forty-two", 42},
                                           {"two thousand", 2e3},
                                           {"half a million", 5e5},
                                           {"2.4 million", 2.4e6},
                                           {"15 lakh", 1.5e6},
                                           {"2.5 lakh crore", 2.5e12}};
    static const char *const    marks[][2] = {{"$", "USD"},   {"US$", "USD"}, {"€", "EUR"},
                                              {"£", "GBP"},   {"₹", "INR"},   {"₪", "ILS"},
                                              {"Rs ", "INR"}, {"USD ", "USD"}};
    static const char *const    names[][2] = {{"dollars", "USD"},
                                              {"euros", "EUR"},
                                              {"shekels", "ILS"},
                                              {"rupees", "INR"},
                                              {"yen", "JPY"}};
    reader                      r = {0};
    (void)state;
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
            buffer text = {0};
            add_format(&text, "%s%s", marks[m][0], digits[i].text);
            check_figure(&r, &text, digits[i].value, marks[m][1]);
            close_buffer(&text);
        }
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
            buffer text = {0};
            add_format(&text, "%s %s", words[i].text, names[n][0]);
            check_figure(&r, &text, words[i].value, names[n][1]);
            close_buffer(&text);
        }
    }
    close_reader(&r);
}

// "minus" and every dash that papers set for it, also in front of a currency.
static void test_minus_turns_numbers_in_every_form(void **state) {
    static const spelled_number numbers[] = {
        {"7", 7}, {"1,250", 1250}, {"0.5", 0.5}, {"2.4 million", 2.4e6}};
    static const char *const signs[] = {"minus ", "-", "\xe2\x88\x92"};
    reader                   r = {0};
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        for (size_t s = 0; s < sizeof signs / sizeof *signs; s++) {
            buffer text = {0};
            add_format(&text, "%s%s degrees", signs[s], numbers[i].text);
            check_figure(&r, &text, -numbers[i].value, "degree");
            close_buffer(&text);
            add_format(&text, "%s$%s", signs[s], numbers[i].text);
            check_figure(&r, &text, -numbers[i].value, "USD");
            close_buffer(&text);
        }
    }
    close_reader(&r);
}

// "three in ten" and "3 out of 10" are the same share, for all that people reckon in.
static void test_ratios_are_shares(void **state) {
    static const char *const words[] = {"",    "one",   "two",   "three", "four", "five",
                                        "six", "seven", "eight", "nine",  "ten"};
    static const int         under[] = {3, 4, 5, 6, 8, 10};
    reader                   r = {0};
    (void)state;
    for (size_t u = 0; u < sizeof under / sizeof *under; u++) {
        for (int over = 1; over < under[u] * 4; over++) {
            int    number = over % under[u], shape = over / under[u];
            buffer text = {0};
            if (number == 0) continue;
            const char *const joint = shape % 2 ? "out of" : "in";
            if (shape < 2) add_format(&text, "%s %s %s", words[number], joint, words[under[u]]);
            if (shape >= 2) add_format(&text, "%d %s %d", number, joint, under[u]);
            document     *doc = read_text(&r, str_of_buffer(&text));
            const figure *got = doc->figures.count == 1 ? &doc->figures.at[0] : NULL;
            double        wanted = (double)number / under[u];
            bool is_same = got && got->value > wanted - 1e-12 && got->value < wanted + 1e-12;
            if (!is_same || got->measure != MEASURE_SHARE) {
                fail_msg("\"%.*s\": got %g of %d figures, wanted %g", (int)text.size, text.at,
                         got ? got->value : 0, doc->figures.count, wanted);
            }
            close_document(doc);
            close_buffer(&text);
        }
    }
    close_reader(&r);
}

static void test_units_are_read(void **state) {
    static const struct {
        const char    *text, *read, *unit, *per;
        figure_measure measure;
        double         value;
    } cases[] = {
        {"$3bn", "$3bn", "USD", NULL, MEASURE_MONEY, 3e9},
        {"US$ 3 billion", "US$ 3 billion", "USD", NULL, MEASURE_MONEY, 3e9},
        {"RM23.50", "RM23.50", "MYR", NULL, MEASURE_MONEY, 23.5},
        {"a $1m prize", "$1m", "USD", NULL, MEASURE_MONEY, 1e6},
        {"C $6", "C $6", "CAD", NULL, MEASURE_MONEY, 6},
        {"5 million euros", "5 million euros", "EUR", NULL, MEASURE_MONEY, 5e6},
        {"hundreds of dollars", "hundreds of dollars", "USD", NULL, MEASURE_MONEY, 0},
        {"20 pounds of flour", "20 pounds", "lb", NULL, MEASURE_COUNT, 20},
        {"5 million pounds", "5 million pounds", "GBP", NULL, MEASURE_MONEY, 5e6},
        {"12 percentage points", "12 percentage points", "percent", NULL, MEASURE_SHARE, 12},
        {"six-week", "six-week", "week", NULL, MEASURE_DURATION, 6},
        {"34-year-old", "34-year-old", "year", NULL, MEASURE_AGE, 34},
        {"half an hour", "half an hour", "hour", NULL, MEASURE_DURATION, 0.5},
        {"a year and a half", "a year and a half", "year", NULL, MEASURE_DURATION, 1.5},
        {"12m", "12m", "m", NULL, MEASURE_DISTANCE, 12},
        {"60 km per hour", "60 km", "km", "hour", MEASURE_DISTANCE, 60},
        {"$5 a barrel", "$5", "USD", "barrel", MEASURE_MONEY, 5},
        {"300 sq km", "300 sq km", "km2", NULL, MEASURE_COUNT, 300},
        {"-4.5 degrees", "-4.5 degrees", "degree", NULL, MEASURE_COUNT, -4.5},
        {"5 try", "5", NULL, NULL, MEASURE_COUNT, 5},
        {"600 mph", "600 mph", "mile", "hour", MEASURE_DISTANCE, 600},
        {"90 km/h", "90 km", "km", "hour", MEASURE_DISTANCE, 90},
        {"40 litres daily", "40 litres", "litre", "day", MEASURE_COUNT, 40},
        {"30 C", "30 C", "degree", NULL, MEASURE_COUNT, 30},
        {"30 c", "30", NULL, NULL, MEASURE_COUNT, 30},
        {"450 Nm", "450 Nm", "newton metre", NULL, MEASURE_COUNT, 450},
        {"450 nm", "450 nm", "nanometre", NULL, MEASURE_DISTANCE, 450},
        {"PS6m", "PS6m", "GBP", NULL, MEASURE_MONEY, 6e6},
        {"Y=5,182", "Y=5,182", "JPY", NULL, MEASURE_MONEY, 5182},
        {"18 sen", "18 sen", "item", NULL, MEASURE_MONEY, 18},
    };
    reader r = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        document *doc = read_text(&r, str_of(cases[i].text));
        if (doc->figures.count != 1) {
            fail_msg("\"%s\": %d figures", cases[i].text, doc->figures.count);
        }
        const figure *got = &doc->figures.at[0];
        str           read = text_of(doc, got->where);
        bool          is_same = same(str_of(got->unit), str_of(cases[i].unit)) &&
                       same(str_of(got->per), str_of(cases[i].per));
        if (!is_same || got->measure != cases[i].measure || got->value != cases[i].value ||
            !same(read, str_of(cases[i].read))) {
            fail_msg("\"%s\": got %g %s per %s, %s from \"%.*s\"", cases[i].text, got->value,
                     got->unit ? got->unit : "-", got->per ? got->per : "-",
                     name_of_measure(got->measure), (int)read.size, read.at);
        }
        close_document(doc);
    }
    close_reader(&r);
}

static void test_what_counts_nothing_is_no_figure(void **state) {
    static const char *const cases[] = {
        "the 1990s",     "Flight 370",
        "Section 4",     "COVID-19",
        "a second time", "the fifth round",
        "555-0100-22",   "10:30",
        "24/7",          "3-1",
        "no one came",   "one another",
        "two years ago", "a year",
        "several boats", "www.example.org/12",
        "decades-old",   "a two-state solution",
        "first quarter", "12345678901234567890123",
        "pages 12-14",   "M21 9AB8",
    };
    reader r = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        document *doc = read_text(&r, str_of(cases[i]));
        if (doc->figures.count > 0) {
            str read = text_of(doc, doc->figures.at[0].where);
            fail_msg("\"%s\": reads \"%.*s\"", cases[i], (int)read.size, read.at);
        }
        close_document(doc);
    }
    close_reader(&r);
}

static void check_order(const document *doc) {
    uint32_t end = 0;
    for (int i = 0; i < doc->figures.count; i++) {
        const figure *got = &doc->figures.at[i];
        assert_true(got->where.begin >= end && got->where.begin < got->where.end);
        assert_true(got->where.end <= doc->text.size);
        assert_true(got->counted.where.end <= doc->text.size);
        end = got->where.end;
    }
}

// A reader that takes quadratic time does not end within the test's time limit.
static void test_hostile_texts_take_linear_time(void **state) {
    enum { SIZE = 1 << 18 };
    static const char *const pieces[] = {
        "7",
        "7 ",
        "1,",
        "11,11,",
        "123 ",
        "1.1.",
        "1-",
        "one ",
        "one and ",
        "million ",
        "hundred and ",
        "a million ",
        "at least ",
        "between 1 and ",
        "5 to ",
        "$ ",
        "$5 ",
        "5 % ",
        "5-",
        "- ",
        "half of a ",
        "tens of ",
        "1 for ",
        "two in ",
        "1/2 ",
        "3e",
        "one point ",
        "5\n",
        "minus ",
        "12 people and ",
    };
    reader r = {0};
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        buffer text = {0};
        while (text.size < SIZE) {
            add_str(&text, str_of(pieces[i]));
        }
        document *doc = read_text(&r, str_of_buffer(&text));
        check_order(doc);
        close_document(doc);
        close_buffer(&text);
    }
    close_reader(&r);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bounds_say_value_low_and_high),
        cmocka_unit_test(test_bounds_hold_for_numbers_in_every_form),
        cmocka_unit_test(test_ranges_hold_for_numbers_in_every_form),
        cmocka_unit_test(test_money_holds_for_numbers_in_every_form),
        cmocka_unit_test(test_minus_turns_numbers_in_every_form),
        cmocka_unit_test(test_ratios_are_shares),
        cmocka_unit_test(test_units_are_read),
        cmocka_unit_test(test_what_counts_nothing_is_no_figure),
        cmocka_unit_test(test_hostile_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
