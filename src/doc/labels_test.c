// labels_test.c - every label of the models has its number, and no other name has it.
#include "doc/labels.h"

#include "testing.h"

static void test_names_find_their_numbers(void **state) {
    (void)state;
    assert_int_equal(POS_ADJ, pos_of_name(STR("ADJ")));
    assert_int_equal(POS_X, pos_of_name(STR("X")));
    assert_int_equal(POS_VERB, pos_of_name(STR("VERB")));
    assert_int_equal(TAG_PRPS, tag_of_name(STR("PRP$")));
    assert_int_equal(TAG_SPACE, tag_of_name(STR("_SP")));
    assert_int_equal(DEP_ROOT, dep_of_name(STR("ROOT")));
    assert_int_equal(DEP_XCOMP, dep_of_name(STR("xcomp")));
    assert_int_equal(NAME_CARDINAL, name_label_of_name(STR("CARDINAL")));
}

static void test_absent_and_unknown_names_are_told_apart(void **state) {
    (void)state;
    assert_int_equal(POS_NONE, pos_of_name(STR("")));
    assert_int_equal(POS_OTHER, pos_of_name(STR("NUMBER_ONE")));
    assert_int_equal(TAG_OTHER, tag_of_name(STR("NNX")));
    assert_int_equal(DEP_NONE, dep_of_name(STR("")));
    assert_int_equal(NAME_OTHER, name_label_of_name(STR("person")));
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_find_their_numbers),
        cmocka_unit_test(test_absent_and_unknown_names_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
