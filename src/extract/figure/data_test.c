// data_test.c - every row of the language data of figures: its examples hold, and what it lists is read.
// Rows that need a tree have their examples run in tests/corpus.
#include "extract/figure/figure.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/table.h"
#include "lexicon/lexicon.h"
#include "plain_tokens.h"
#include "testing.h"

typedef struct {
    figure_rules *rules;
    arena         memory;
} fixture;

static int open_fixture(void **state) {
    fixture *f = calloc(1, sizeof *f);
    f->rules = open_figure_rules(&f->memory);
    *state = f;
    return 0;
}

static int close_fixture(void **state) {
    fixture *f = *state;
    close_arena(&f->memory);
    free(f);
    return 0;
}

static document *read_text(const fixture *f, str text) {
    document *doc = document_of_words(text, NULL);
    find_figures(f->rules, doc);
    return doc;
}

static void fail_row(const char *file, const data_row *row, str text, const char *why) {
    fail_msg("%s:%d: \"%.*s\": %s", file, row->line, (int)text.size, text.at, why);
}

static bool is_of_tree(const data_row *row) {
    return is_in_list(STR("loose|verb|modifier"), '|', row->fields[2]);
}

static void test_bounds_match_their_examples_only(void **state) {
    const fixture *f = *state;
    data_rows      rows = open_rows("bounds.tsv");
    data_row       row;
    while (next_row(&rows, &row)) {
        if (row.field_count != 5) fail_row("bounds.tsv", &row, row.fields[0], "not five fields");
        for (int field = 3; field < 5 && !is_of_tree(&row); field++) {
            document *doc = read_text(f, row.fields[field]);
            bool      is_exact = same(row.fields[1], STR("exact")), is_found = false;
            for (int i = 0; i < doc->figures.count; i++) {
                str got = str_of(name_of_bound(doc->figures.at[i].bound));
                is_found |= same(got, row.fields[1]);
            }
            if (field == 3 && !is_found) fail_row("bounds.tsv", &row, row.fields[3], "not bounded");
            if (field == 4 && is_found && !is_exact) {
                fail_row("bounds.tsv", &row, row.fields[4], "bounded");
            }
            close_document(doc);
        }
    }
}

static void test_every_phrase_of_the_bounds_table_bounds(void **state) {
    const fixture *f = *state;
    data_rows      rows = open_rows("bounds.tsv");
    data_row       row;
    while (next_row(&rows, &row)) {
        str  phrases = row.fields[0];
        bool is_after = same(row.fields[2], STR("after"));
        while (phrases.at && !is_in_list(STR("verb|modifier"), '|', row.fields[2])) {
            str    phrase = cut_at(&phrases, '|');
            buffer text = {0};
            add_str(&text, is_after ? STR("54 ") : phrase);
            add_str(&text, is_after ? phrase : STR(" 54"));
            document *doc = read_text(f, str_of_buffer(&text));
            str got = doc->figures.count == 1 ? str_of(name_of_bound(doc->figures.at[0].bound))
                                              : STR("no figure");
            if (!same(got, row.fields[1])) {
                fail_row("bounds.tsv", &row, str_of_buffer(&text), got.at);
            }
            close_document(doc);
            close_buffer(&text);
        }
    }
}

// A form with a digit and its unit, as it would stand in a text.
static void write_unit(buffer *text, const data_row *row, str shape) {
    str  place = row->fields[3];
    bool is_before = same(place, STR("before"));
    bool is_code = same(place, STR("both")) && is_lower(shape.at[0]);
    bool is_short = same(place, STR("short"));
    if (!is_before) add_str(text, is_short ? STR("7.5") : STR("5,000")); // "75s" are years
    if (!is_before && !is_short) add_char(text, ' ');
    for (size_t i = 0; i < shape.size; i++) {
        bool is_capital = is_before || is_code;
        add_char(text,
                 is_capital && is_lower(shape.at[i]) ? (char)(shape.at[i] - 32) : shape.at[i]);
    }
    if (is_before) add_str(text, STR("5,000"));
}

static void check_unit(const fixture *f, const data_row *row, str shape) {
    buffer text = {0};
    write_unit(&text, row, shape);
    document     *doc = read_text(f, str_of_buffer(&text));
    const figure *got = doc->figures.count == 1 ? &doc->figures.at[0] : NULL;
    str           wanted = same(row->fields[1], STR("-")) ? STR("item") : row->fields[1];
    str           measure = got ? str_of(name_of_measure(got->measure)) : (str){0};
    bool          is_pound = starts_with(shape, STR("pound")) && same(wanted, STR("GBP"));
    if (!got || !same(str_of(got->unit), wanted) || !same(measure, row->fields[2]) ||
        !same(str_of(got->per), row->fields[4])) {
        if (!is_pound) {
            fail_row("units.tsv", row, str_of_buffer(&text),
                     got && got->unit ? got->unit : "nothing read");
        }
    }
    close_document(doc);
    close_buffer(&text);
}

static void test_every_unit_is_read_behind_or_before_a_number(void **state) {
    data_rows rows = open_rows("units.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        str forms = row.fields[0];
        while (forms.at) {
            check_unit(*state, &row, cut_at(&forms, '|'));
        }
    }
}

static void test_what_counts_nothing_is_no_figure_in_its_example(void **state) {
    const fixture *f = *state;
    data_rows      rows = open_rows("not_counting.tsv");
    data_row       row;
    while (next_row(&rows, &row)) {
        if (row.field_count != 4) fail_row("not_counting.tsv", &row, row.fields[0], "no example");
        document *doc = read_text(f, row.fields[3]);
        for (int i = 0; i < doc->figures.count; i++) {
            const figure *got = &doc->figures.at[i];
            bool          is_meant = !same(row.fields[0], STR("one")) || got->value == 1;
            if (is_meant) fail_row("not_counting.tsv", &row, row.fields[3], "a figure");
        }
        close_document(doc);
    }
}

static void test_labels_make_names_of_numbers(void **state) {
    const fixture *f = *state;
    data_rows      rows = open_rows("number_labels.tsv");
    data_row       row;
    while (next_row(&rows, &row)) {
        if (!same(row.fields[1], STR("front"))) continue;
        buffer text = {0};
        add_format(&text, "see %.*s 12.", (int)row.fields[0].size, row.fields[0].at);
        document *doc = read_text(f, str_of_buffer(&text));
        if (doc->figures.count > 0) {
            fail_row("number_labels.tsv", &row, str_of_buffer(&text), "a figure");
        }
        close_document(doc);
        close_buffer(&text);
    }
}

// No lemma stands twice in a table whose first row would win, and its values are those of the record.
static void test_lemmas_stand_once_with_known_values(void **state) {
    static const struct {
        const char *file, *values;
        int         field;
    } tables[] = {
        {"changes.tsv", "up|down", 1}, {"counted.tsv", "person|item|none", 1},
        {"figure_cues.tsv", NULL, 0},  {"measures.tsv", "subject|object|both|noun", 2},
        {"tallies.tsv", NULL, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        arena     a = {0};
        str_table seen = {0}, nouns = {0};
        data_rows rows = open_rows(tables[i].file);
        data_row  row;
        while (next_row(&rows, &row)) {
            str  value = row.fields[tables[i].field];
            bool is_known = !tables[i].values || is_in_list(str_of(tables[i].values), '|', value);
            str_table *table = same(value, STR("noun")) ? &nouns : &seen;
            if (!is_known) fail_row(tables[i].file, &row, row.fields[0], "unknown value");
            if (!add_to_table(&a, table, row.fields[0], 1)) {
                fail_row(tables[i].file, &row, row.fields[0], "stands there twice");
            }
        }
        close_arena(&a);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bounds_match_their_examples_only),
        cmocka_unit_test(test_every_phrase_of_the_bounds_table_bounds),
        cmocka_unit_test(test_every_unit_is_read_behind_or_before_a_number),
        cmocka_unit_test(test_what_counts_nothing_is_no_figure_in_its_example),
        cmocka_unit_test(test_labels_make_names_of_numbers),
        cmocka_unit_test(test_lemmas_stand_once_with_known_values),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
