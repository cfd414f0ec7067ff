// data_test.c - every row of the language data of this folder has the shape that its file promises.
#include "base/table.h"
#include "doc/record.h"
#include "entity/gazetteer.h"
#include "lexicon/lexicon.h"
#include "testing.h"

#define FAIL_ROW(file, row, ...)                                                                   \
    fail_msg("%s line %d (%.*s): " __VA_ARGS__, (file), (row)->line, (int)(row)->fields[0].size,   \
             (row)->fields[0].at)

static bool is_type(str name) {
    for (int type = 0; type <= (int)ENTITY_OTHER; type++) {
        if (same(name, str_of(name_of_entity_type((entity_type)type)))) return true;
    }
    return false;
}

// No alternative is empty, has white space around it, or stands twice in what `seen` holds.
static void check_phrases(arena *a, str_table *seen, const char *file, const data_row *row,
                          str list) {
    while (list.at && list.size > 0) {
        str phrase = cut_at(&list, '|');
        if (phrase.size == 0 || !same(phrase, trim(phrase))) FAIL_ROW(file, row, "an empty name");
        if (starts_with(phrase, STR("*"))) phrase = slice(phrase, 1, phrase.size);
        if (!seen) continue;
        if (!add_to_table(a, seen, phrase, 1)) {
            fail_msg("%s line %d: \"%.*s\" stands there twice", file, row->line, (int)phrase.size,
                     phrase.at);
        }
    }
}

static int check_bodies(arena *a, const char *file, const str_table *codes, str_table *seen) {
    data_rows rows = open_rows(file);
    data_row  row;
    int       count = 0;
    for (; next_row(&rows, &row); count++) {
        if (row.field_count < 2 || row.field_count > 6)
            FAIL_ROW(file, &row, "wrong number of fields");
        if (!is_type(row.fields[0])) FAIL_ROW(file, &row, "no type of the record");
        check_phrases(a, seen, file, &row, row.fields[1]);
        check_phrases(a, seen, file, &row, row.fields[2]);
        bool is_known =
            row.fields[3].size == 0 || find_in_table(codes, row.fields[3]) != NOT_IN_TABLE;
        if (!is_known) FAIL_ROW(file, &row, "no such country");
    }
    return count;
}

static void test_names_are_told_apart_and_belong_to_countries(void **state) {
    arena     a = {0};
    str_table codes = {0}, seen = {0};
    data_rows rows = open_rows("countries.tsv");
    data_row  row;
    int       count = 0;
    (void)state;
    for (; next_row(&rows, &row); count++) {
        bool is_code = row.fields[0].size == 2 && is_upper(row.fields[0].at[0]);
        if (!is_code || row.field_count > 6) FAIL_ROW("countries.tsv", &row, "wrong fields");
        if (!add_to_table(&a, &codes, row.fields[0], 1)) {
            FAIL_ROW("countries.tsv", &row, "its code stands there twice");
        }
        check_phrases(&a, &seen, "countries.tsv", &row, row.fields[1]);
        for (int field = 2; field < 6; field++) {
            check_phrases(&a, NULL, "countries.tsv", &row, row.fields[field]);
        }
    }
    assert_true(count >= 200);
    assert_true(check_bodies(&a, "groups.tsv", &codes, &seen) >= 200);
    assert_true(check_bodies(&a, "bodies.tsv", &codes, &seen) >= 250);
    assert_true(check_bodies(&a, "media.tsv", &codes, &seen) >= 200);
    close_arena(&a);
}

static void test_nouns_have_a_class_and_its_mark(void **state) {
    const str SOURCES = STR("person|organization|official|member|other|group|document|media");
    arena     a = {0};
    str_table seen = {0};
    data_rows rows = open_rows("actor_nouns.tsv");
    data_row  row;
    (void)state;
    while (next_row(&rows, &row)) {
        str class = row.fields[1], mark = row.fields[2];
        bool is_person = same(class, STR("person")), is_body = same(class, STR("body"));
        if (!is_in_list(STR("|person|body|population|document"), '|', class)) {
            FAIL_ROW("actor_nouns.tsv", &row, "no class");
        }
        if (is_person && !is_in_list(STR("|m|f"), '|', mark)) {
            FAIL_ROW("actor_nouns.tsv", &row, "a person's mark is m, f or nothing");
        }
        if (is_body && mark.size == 0) FAIL_ROW("actor_nouns.tsv", &row, "a body without a mark");
        str types = row.fields[3];
        while (is_body && types.at) {
            if (!is_type(cut_at(&types, '|'))) FAIL_ROW("actor_nouns.tsv", &row, "no type");
        }
        str sources = row.fields[4];
        while (sources.at && sources.size > 0) {
            if (!is_in_list(SOURCES, '|', cut_at(&sources, '/'))) {
                FAIL_ROW("actor_nouns.tsv", &row, "no class of a source");
            }
        }
        if (class.size == 0 && row.fields[4].size == 0) {
            FAIL_ROW("actor_nouns.tsv", &row, "it names nobody and does not speak");
        }
        if (!add_to_table(&a, &seen, row.fields[0], 1)) FAIL_ROW("actor_nouns.tsv", &row, "twice");
    }
    close_arena(&a);
}

static void test_words_with_one_value_have_one(void **state) {
    static const struct {
        const char *file, *values; // NULL: types of the record
        int         least;
    } cases[] = {
        {"first_names.tsv", "m|f", 3000},
        {"honorifics.tsv", "|m|f", 30},
        {"name_types.tsv", NULL, 100},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena     a = {0};
        str_table seen = {0};
        data_rows rows = open_rows(cases[i].file);
        data_row  row;
        while (next_row(&rows, &row)) {
            str  value = row.fields[1];
            bool is_listed =
                cases[i].values ? is_in_list(str_of(cases[i].values), '|', value) : is_type(value);
            if (value.at && !is_listed) FAIL_ROW(cases[i].file, &row, "unknown value");
            if (!add_to_table(&a, &seen, row.fields[0], 1)) FAIL_ROW(cases[i].file, &row, "twice");
        }
        if ((int)seen.count < cases[i].least) fail_msg("%s: %u rows", cases[i].file, seen.count);
        close_arena(&a);
    }
}

static void test_phrases_name_what_they_should(void **state) {
    static const struct {
        const char *phrase, *name;
        form_kind   kind;
    } cases[] = {
        {"U.S.", "United States", FORM_NAME},
        {"Egyptian", "Egypt", FORM_ADJECTIVE},
        {"Egyptians", "Egypt", FORM_PEOPLE},
        {"Moscow", "Russia", FORM_SEAT},
        {"White House", "United States", FORM_BUILDING},
        {"N’Djamena", "Chad", FORM_SEAT},
        {"Brussels", "European Union", FORM_SEAT},
        {"IDF", "Israel Defense Forces", FORM_NAME},
        {"Türkiye", "Turkey", FORM_NAME},
        {"us", NULL, FORM_NAME},
        {"Moscowx", NULL, FORM_NAME},
        {"", NULL, FORM_NAME},
    };
    arena     a = {0};
    gazetteer names = {0};
    (void)state;
    open_gazetteer(&a, &names);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int number = find_known_form(&names, str_of(cases[i].phrase));
        if (number < 0) {
            if (cases[i].name) fail_msg("\"%s\": unknown", cases[i].phrase);
            continue;
        }
        const known_form *like = &names.forms.at[number];
        str               name = names.known.at[like->entry].name;
        if (!cases[i].name || !same(name, str_of(cases[i].name)) || like->kind != cases[i].kind) {
            fail_msg("\"%s\": got %.*s (%d)", cases[i].phrase, (int)name.size, name.at, like->kind);
        }
    }
    close_arena(&a);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_told_apart_and_belong_to_countries),
        cmocka_unit_test(test_nouns_have_a_class_and_its_mark),
        cmocka_unit_test(test_words_with_one_value_have_one),
        cmocka_unit_test(test_phrases_name_what_they_should),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
