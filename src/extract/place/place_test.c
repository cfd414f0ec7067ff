// place_test.c - the tables of places have the shape that their files promise.
#include "base/error.h"
#include "base/fold.h"
#include "doc/record.h"
#include "extract/place/work.h"
#include "lexicon/lexicon.h"
#include "testing.h"

#define FAIL_ROW(file, row, what, words)                                                           \
    fail_msg("%s line %d: %s: %.*s", (file), (row)->line, (what), SHOWN(words))

static bool is_degree(str text, double most) {
    double value;
    return read_decimal(text, &value) && value >= -most && value <= most;
}

static bool is_code(str code) {
    return code.size == 0 || (code.size == 2 && is_upper(code.at[0]) && is_upper(code.at[1]));
}

// No name without letters, none twice: each means one place.
static void check_names(arena *a, str_table *seen, const data_row *row, str names) {
    while (names.at && names.size > 0) {
        char   key[96];
        size_t size = make_place_key(cut_at(&names, '|'), key, sizeof key);
        if (size == 0) FAIL_ROW("places.tsv", row, "a name without letters", row->fields[1]);
        str      kept = copy_str(a, (str){key, size});
        uint32_t before = find_in_table(seen, kept);
        if (before != NOT_IN_TABLE && before != (uint32_t)row->line) {
            FAIL_ROW("places.tsv", row, "stands in another line too", kept);
        }
        add_to_table(a, seen, kept, (uint32_t)row->line);
    }
}

static void test_listed_places_lie_on_the_globe_and_have_names_of_their_own(void **state) {
    arena      a = {0};
    str_table  seen = {0};
    data_rows  rows = open_rows("places.tsv");
    data_row   row;
    int        count = 0;
    place_kind kind;
    (void)state;
    for (; next_row(&rows, &row); count++) {
        uint64_t number;
        if (!place_kind_of_word(row.fields[0], &kind))
            FAIL_ROW("places.tsv", &row, "no kind", row.fields[0]);
        check_names(&a, &seen, &row, row.fields[1]);
        check_names(&a, &seen, &row, row.fields[2]);
        if (!is_code(row.fields[3])) FAIL_ROW("places.tsv", &row, "no code", row.fields[3]);
        if (!is_degree(row.fields[4], 90) || !is_degree(row.fields[5], 180)) {
            FAIL_ROW("places.tsv", &row, "no degrees", row.fields[1]);
        }
        if (row.fields[7].size > 0 && !read_uint64(row.fields[7], &number)) {
            FAIL_ROW("places.tsv", &row, "no number of GeoNames", row.fields[7]);
        }
    }
    assert_true(count > 900);
    close_arena(&a);
}

static void test_every_country_has_one_middle(void **state) {
    arena     a = {0};
    str_table seen = {0};
    data_rows rows = open_rows("centres.tsv");
    data_row  row;
    (void)state;
    while (next_row(&rows, &row)) {
        str key = join_str(&a, join_str(&a, row.fields[0], STR("/")), row.fields[1]);
        if (!add_to_table(&a, &seen, key, 1)) FAIL_ROW("centres.tsv", &row, "twice", key);
        if (!is_degree(row.fields[2], 90) || !is_degree(row.fields[3], 180)) {
            FAIL_ROW("centres.tsv", &row, "no degrees", key);
        }
    }
    rows = open_rows("countries.tsv");
    while (next_row(&rows, &row)) {
        bool is_state =
            row.fields[0].at[0] != 'X' && !is_in_list(STR("SU|YU|DD"), '|', row.fields[0]);
        str key = join_str(&a, row.fields[0], STR("/"));
        if (is_state && find_in_table(&seen, key) == NOT_IN_TABLE) {
            FAIL_ROW("centres.tsv", &row, "no middle", key);
        }
    }
    close_arena(&a);
}

// The smallest area that a row says its place lies in, as a row of its own; empty: none.
static str area_of(const str_table *lines, data_rows rows, str name) {
    data_row row;
    uint32_t line = find_in_table(lines, name);
    while (line != NOT_IN_TABLE && next_row(&rows, &row)) {
        str inside = row.fields[6];
        if (row.line == (int)line) return cut_at(&inside, '|');
    }
    return (str){NULL, 0};
}

static void test_no_listed_place_lies_in_itself(void **state) {
    enum { DEEPEST = 8 };
    arena     a = {0};
    str_table lines = {0};
    data_rows rows = open_rows("places.tsv");
    data_row  row;
    (void)state;
    while (next_row(&rows, &row)) {
        add_to_table(&a, &lines, row.fields[1], (uint32_t)row.line);
    }
    rows = open_rows("places.tsv");
    while (next_row(&rows, &row)) {
        str area = row.fields[1];
        int depth = 0;
        while (area.size > 0 && depth <= DEEPEST) {
            area = area_of(&lines, open_rows("places.tsv"), area);
            depth++;
        }
        if (depth > DEEPEST) FAIL_ROW("places.tsv", &row, "lies in itself", row.fields[1]);
    }
    close_arena(&a);
}

static void test_short_forms_mean_one_region_each(void **state) {
    arena     a = {0};
    str_table seen = {0};
    data_rows rows = open_rows("place_abbreviations.tsv");
    data_row  row;
    (void)state;
    while (next_row(&rows, &row)) {
        for (str forms = row.fields[2]; forms.at;) {
            str brief = cut_at(&forms, '|');
            if (brief.size < 2 || !add_to_table(&a, &seen, brief, 1)) {
                FAIL_ROW("place_abbreviations.tsv", &row, "twice or empty", brief);
            }
        }
    }
    close_arena(&a);
}

static void test_every_clue_has_one_row_of_weights(void **state) {
    arena     a = {0};
    str_table seen = {0};
    data_rows rows = open_rows("place_weights.tsv");
    data_row  row;
    int       count = 0;
    (void)state;
    for (; next_row(&rows, &row); count++) {
        double alone, among;
        if (!add_to_table(&a, &seen, row.fields[0], 1)) {
            FAIL_ROW("place_weights.tsv", &row, "twice", row.fields[0]);
        }
        if (!read_decimal(row.fields[1], &alone) || !read_decimal(row.fields[2], &among)) {
            FAIL_ROW("place_weights.tsv", &row, "no weights", row.fields[0]);
        }
    }
    assert_int_equal(count, CLUES);
    for (int i = 0; i < CLUES; i++) {
        if (find_in_table(&seen, str_of(PLACE_CLUE_WORDS[i])) == NOT_IN_TABLE) {
            fail_msg("place_weights.tsv: no row for %s", PLACE_CLUE_WORDS[i]);
        }
    }
    close_arena(&a);
}

static void test_areas_have_one_english_name(void **state) {
    arena     a = {0};
    str_table seen = {0}, codes = table_of_column(&a, "countries.tsv", 0);
    data_rows rows = open_rows("area_names.tsv");
    data_row  row;
    (void)state;
    while (next_row(&rows, &row)) {
        str area = join_str(&a, join_str(&a, row.fields[0], STR("/")), row.fields[1]);
        if (find_in_table(&codes, row.fields[0]) == NOT_IN_TABLE) {
            FAIL_ROW("area_names.tsv", &row, "no country", row.fields[0]);
        }
        if (!add_to_table(&a, &seen, area, 1)) FAIL_ROW("area_names.tsv", &row, "twice", area);
        if (row.fields[2].size == 0 || same(row.fields[1], row.fields[2])) {
            FAIL_ROW("area_names.tsv", &row, "no other name", row.fields[1]);
        }
    }
    close_arena(&a);
}

static void test_telling_words_stand_in_one_row_of_known_places(void **state) {
    arena     a = {0};
    str_table seen = {0}, codes = table_of_column(&a, "countries.tsv", 0);
    data_rows rows = open_rows("telling_words.tsv");
    data_row  row;
    (void)state;
    while (next_row(&rows, &row)) {
        for (str places = row.fields[0]; places.at;) {
            str region = cut_at(&places, '|');
            str code = cut_at(&region, '/');
            if (find_in_table(&codes, code) == NOT_IN_TABLE) {
                FAIL_ROW("telling_words.tsv", &row, "no country", code);
            }
        }
        for (str words = row.fields[1]; words.at;) {
            str word = cut_at(&words, '|');
            if (word.size == 0 || !add_to_table(&a, &seen, word, 1)) {
                FAIL_ROW("telling_words.tsv", &row, "twice or empty", word);
            }
        }
    }
    close_arena(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_listed_places_lie_on_the_globe_and_have_names_of_their_own),
        cmocka_unit_test(test_every_country_has_one_middle),
        cmocka_unit_test(test_no_listed_place_lies_in_itself),
        cmocka_unit_test(test_short_forms_mean_one_region_each),
        cmocka_unit_test(test_areas_have_one_english_name),
        cmocka_unit_test(test_every_clue_has_one_row_of_weights),
        cmocka_unit_test(test_telling_words_stand_in_one_row_of_known_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
