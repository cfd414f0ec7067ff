// figure_test.c - claims about figures that hold without a tree: bounds, units, what is no figure, and
// the time that hostile texts take. What needs a tree is in tests/corpus/figures.
#include "extract/figure/figure.h"

#include "base/buffer.h"
#include "doc/tree.h"
#include "lexicon/lexicon.h"
#include "testing.h"

static bool is_word_byte(char c) {
    return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80;
}

// Words and marks as tokens, each line a sentence, each token hanging on the one before.
static document *make_document(str text) {
    document *doc = new_document();
    doc->text = copy_str(&doc->memory, text);
    bool starts = true;
    for (size_t at = 0; at < text.size;) {
        size_t end = at + 1;
        if (is_blank(text.at[at])) {
            starts |= text.at[at++] == '\n';
            continue;
        }
        while (is_word_byte(text.at[at]) && end < text.size && is_word_byte(text.at[end])) {
            end++;
        }
        int         head = starts ? doc->tokens.count : doc->tokens.count - 1;
        const token made = {.where = {(uint32_t)at, (uint32_t)end},
                            .lemma = slice(doc->text, at, end),
                            .head = head,
                            .pos = is_word_byte(text.at[at]) ? POS_OTHER : POS_PUNCT,
                            .starts_sentence = starts};
        PUSH_IN(&doc->memory, &doc->tokens, made);
        starts = false;
        at = end;
    }
    const paragraph all = {.where = {0, (uint32_t)text.size}, .end_token = doc->tokens.count};
    PUSH_IN(&doc->memory, &doc->paragraphs, all);
    finish_tree(doc);
    return doc;
}

typedef struct {
    figure_rules *rules;
    arena         memory, scratch;
} reader;

static document *read_text(reader *r, str text) {
    document *doc = make_document(text);
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

static void test_every_phrase_of_the_bounds_table_bounds(void **state) {
    reader    r = {0};
    data_rows rows = open_rows("bounds.tsv");
    data_row  row;
    (void)state;
    while (next_row(&rows, &row)) {
        str  phrases = row.fields[0], place = row.fields[2];
        bool is_after = same(place, STR("after"));
        if (same(place, STR("verb")) || same(place, STR("modifier"))) continue;
        while (phrases.at) {
            str    phrase = cut_at(&phrases, '|');
            buffer text = {0};
            add_str(&text, is_after ? STR("54 ") : phrase);
            add_str(&text, is_after ? phrase : STR(" 54"));
            document *doc = read_text(&r, str_of_buffer(&text));
            str       wanted = row.fields[1];
            str got = doc->figures.count == 1 ? str_of(name_of_bound(doc->figures.at[0].bound))
                                              : STR("no figure");
            if (!same(got, wanted)) {
                fail_msg("bounds.tsv:%d: \"%.*s\": got %.*s, wanted %.*s", row.line, (int)text.size,
                         text.at, (int)got.size, got.at, (int)wanted.size, wanted.at);
            }
            close_document(doc);
            close_buffer(&text);
        }
    }
    close_reader(&r);
}

static void test_bounds_do_not_match_their_counterexamples(void **state) {
    reader    r = {0};
    data_rows rows = open_rows("bounds.tsv");
    data_row  row;
    (void)state;
    while (next_row(&rows, &row)) {
        if (same(row.fields[2], STR("loose")) || same(row.fields[2], STR("verb"))) continue;
        document *doc = read_text(&r, row.fields[4]);
        for (int i = 0; i < doc->figures.count; i++) {
            bool is_exact_row = same(row.fields[1], STR("exact"));
            str  got = str_of(name_of_bound(doc->figures.at[i].bound));
            if (same(got, row.fields[1]) && !is_exact_row) {
                fail_msg("bounds.tsv:%d: bounds \"%.*s\"", row.line, (int)row.fields[4].size,
                         row.fields[4].at);
            }
        }
        close_document(doc);
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
        cmocka_unit_test(test_every_phrase_of_the_bounds_table_bounds),
        cmocka_unit_test(test_bounds_do_not_match_their_counterexamples),
        cmocka_unit_test(test_units_are_read),
        cmocka_unit_test(test_what_counts_nothing_is_no_figure),
        cmocka_unit_test(test_hostile_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
