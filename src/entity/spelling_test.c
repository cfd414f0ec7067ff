// spelling_test.c - claims about names as keys.
#include "entity/spelling.h"

#include "testing.h"

typedef struct {
    const char *text, *wanted;
} spelling_case;

typedef str spelling(arena *, str);

static void check(const char *what, spelling *spell, const spelling_case *cases, size_t count) {
    arena a = {0};
    for (size_t i = 0; i < count; i++) {
        str got = spell(&a, str_of(cases[i].text));
        if (!same(got, str_of(cases[i].wanted))) {
            fail_msg("%s of \"%s\": got \"%.*s\", wanted \"%s\"", what, cases[i].text,
                     (int)got.size, got.at, cases[i].wanted);
        }
    }
    close_arena(&a);
}

static void test_marks_case_and_apostrophes_make_no_difference(void **state) {
    static const spelling_case cases[] = {
        {"Erdoğan", "erdogan"},
        {"Ştefan Łódź", "stefan lodz"},
        {"Ta’ang Army", "ta'ang army"},
        {"  Mara\n Oden ", "mara oden"},
        {"Åse Ünal Ñuñez", "ase unal nunez"},
        {"", ""},
        {"Київ", "Київ"},
        {"a\xff", "a?"},
    };
    (void)state;
    check("fold", fold_name, cases, sizeof cases / sizeof *cases);
}

static void test_articles_are_no_part_of_a_surname(void **state) {
    static const spelling_case cases[] = {
        {"al-Hadad", "hadad"}, {"Al Hadad", "hadad"}, {"el-Sisi", "sisi"},
        {"Alba", "alba"},      {"al-X", "al-x"},      {"Ash-Sharif", "sharif"},
    };
    (void)state;
    check("surname", fold_surname, cases, sizeof cases / sizeof *cases);
}

static void test_transcriptions_share_their_consonants(void **state) {
    static const spelling_case cases[] = {
        {"khamanei", "khmn"},    {"khamenei", "khmn"},
        {"zelenskyy", "zlnsk"},  {"zelensky", "zlnsk"},
        {"filippenko", "flpnk"}, {"oden", ""},
        {"aioeu", ""},           {"", ""},
    };
    (void)state;
    check("skeleton", skeleton_of, cases, sizeof cases / sizeof *cases);
}

static void test_acronyms_follow_the_capitals(void **state) {
    static const struct {
        const char *acronym, *name;
        bool        wanted;
    } cases[] = {
        {"NRC", "Northern Relief Council", true},
        {"TTP", "Tehrik-e-Taliban Pakistan", true},
        {"SDF", "Syrian Democratic Forces", true},
        {"RC", "Northern Relief Council", false},
        {"NRX", "Northern Relief Council", false},
        {"N", "Northern Relief Council", false},
        {"NC", "", false},
    };
    arena a = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool got = is_acronym_of(&a, str_of(cases[i].acronym), str_of(cases[i].name));
        if (got != cases[i].wanted) {
            fail_msg("%s of \"%s\": got %d, wanted %d", cases[i].acronym, cases[i].name, got,
                     cases[i].wanted);
        }
    }
    close_arena(&a);
}

static void test_capitals_are_known_beyond_ascii(void **state) {
    static const struct {
        const char *word;
        bool        wanted;
    } cases[] = {{"Oslo", true},  {"Élysée", true}, {"élan", false},
                 {"Żabka", true}, {"Ştefan", true}, {"Київ", true},
                 {"київ", false}, {"7", false},     {"", false}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool got = is_capitalised(str_of(cases[i].word));
        if (got != cases[i].wanted) fail_msg("\"%s\": got %d", cases[i].word, got);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_case_and_apostrophes_make_no_difference),
        cmocka_unit_test(test_articles_are_no_part_of_a_surname),
        cmocka_unit_test(test_transcriptions_share_their_consonants),
        cmocka_unit_test(test_acronyms_follow_the_capitals),
        cmocka_unit_test(test_capitals_are_known_beyond_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
