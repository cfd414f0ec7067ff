// hash_test.c - claims about string ids.
#include "base/hash.h"
#include "testing.h"

static void test_ids_are_those_that_pipelines_are_keyed_by(void **state) {
    static const struct {
        const char *text;
        uint64_t    id;
    } cases[] = {
        {"a", 11901859001352538922u},
        {"the", 7425985699627899538u},
        {"The", 5059648917813135842u},
        {"apple", 8566208034543834098u},
        {"Apple", 6418411030699964375u},
        {"coffee", 3197928453018144401u},
        {"hello world", 2758594965276909933u},
        {"n't", 2043519015752540944u},
        {"'s", 16428057658620181782u},
        {"NNP", 15794550382381185553u},
        {"1st", 17479173194742850528u},
        {"xxxx", 13110060611322374290u},
        {"Xxxxx", 16072095006890171862u},
        {"dddd", 16540303583526207617u},
        {"’s", 614914527630368944u},
        {"été", 416107850921971791u},
        {"abcdefg", 18200195881963043692u},
        {"abcdefgh", 17751780907874141760u},
        {"abcdefghi", 13885881106499164936u},
        {" ", 8532415787641010193u},
        {"\n", 962983613142996970u},
        {"ROOT", 8206900633647566924u},
        {"", 0},
        {"number", 432},
        {"agent", 401},
        {"root", 449},
        {"mark", 423},
        {"neg", 425},
        {"X", 101},
        {"det", 415},
        {"_", 456},
        {"IS_ALPHA", 1},
        {"IS_CURRENCY", 18},
        {"FLAG19", 19},
        {"FLAG63", 63},
        {"ID", 64},
        {"LANG", 83},
        {"ADJ", 84},
        {"SPACE", 103},
        {"DEPRECATED001", 104},
        {"DEPRECATED276", 379},
        {"PERSON", 380},
        {"CARDINAL", 397},
        {"acomp", 398},
        {"acl", 451},
        {"ENT_KB_ID", 452},
        {"IDX", 455},
        {"IS_OOV_DEPRECATED", 13},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t got = string_id(str_of(cases[i].text));
        if (got != cases[i].id) {
            fail_msg("\"%s\": got %llu, wanted %llu", cases[i].text, (unsigned long long)got,
                     (unsigned long long)cases[i].id);
        }
    }
}

static void test_only_exact_names_are_symbols(void **state) {
    static const char *const cases[] = {"FLAG18", "FLAG64",        "FLAG1x",        "FLAG019",
                                        "Number", "DEPRECATED000", "DEPRECATED277", "ROOT",
                                        "FAC",    "case"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str      text = str_of(cases[i]);
        uint64_t got = string_id(text);
        if (got != hash64(text, 1) || got < 457) {
            fail_msg("\"%s\": got %llu, wanted a hash", cases[i], (unsigned long long)got);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids_are_those_that_pipelines_are_keyed_by),
        cmocka_unit_test(test_only_exact_names_are_symbols),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
