// pieces_test.c - a tokenizer's vocabulary, and the list that stands for it.
#include "model/pieces.h"

#include <stdio.h>

#include "testing.h"
#include "tiny_tensors.h"

static str settings_with(arena *a, const char *vocabulary) {
    static const char before[] =
        "{\"model\": {\"type\": \"WordPiece\", \"unk_token\": \"[UNK]\","
        "  \"continuing_subword_prefix\": \"##\", \"max_input_chars_per_word\": 100,"
        "  \"vocab\": ",
                      behind[] =
                          "}, \"normalizer\": {\"type\": \"BertNormalizer\", \"clean_text\": true,"
                          "  \"handle_chinese_chars\": true, \"lowercase\": true},"
                          " \"pre_tokenizer\": {\"type\": \"BertPreTokenizer\"}}";
    return join_str(a, join_str(a, str_of(before), str_of(vocabulary)), str_of(behind));
}

static void test_a_list_reads_back_as_the_vocabulary_it_was_made_of(void **state) {
    static const char *const vocabularies[] = {
        "{\"a\": 0}",
        "{\"##b\": 7, \"a\": 0, \"\xc3\xa9\": 3}", // numbers without a piece
        "{\"[CLS]\": 1, \"[UNK]\": 0, \" \": 2}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++) {
        arena       a = {0};
        ro_error    error = {0};
        piece_names want, got;
        if (!read_tokenizer_json(settings_with(&a, vocabularies[i]), "t", &a, &want, &error) ||
            !read_piece_list(make_piece_list(&a, &want), "l", &a, &got, &error)) {
            fail_msg("%s: %s", vocabularies[i], error.message);
        }
        assert_int_equal(want.count, got.count);
        for (int n = 0; n < want.count; n++) {
            if (!same(want.at[n], got.at[n])) {
                fail_msg("%s: piece %d is \"%.*s\", wanted \"%.*s\"", vocabularies[i], n,
                         SHOWN(got.at[n]), SHOWN(want.at[n]));
            }
        }
        close_arena(&a);
    }
}

static void test_numbers_and_names_that_a_list_could_not_hold_are_refused(void **state) {
    static const struct {
        const char *vocabulary, *message;
    } cases[] = {
        {"{}", "found none"},
        {"{\"a\": 0, \"b\": 0}", "the piece \"b\" has the number of another"},
        {"{\"a\": 0, \"b\\n\": 1}", "has no characters of a piece"},
        {"{\"\": 0}", "has no characters of a piece"},
        {"{\"a\": 0.5}", "has no number"},
        {"{\"a\": 1048576}", "has no number"},
        {"{\"a\": \"1\"}", "has no number"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena       a = {0};
        ro_error    error = {0};
        piece_names pieces;
        str         settings = settings_with(&a, cases[i].vocabulary);
        if (read_tokenizer_json(settings, "t", &a, &pieces, &error) ||
            !strstr(error.message, cases[i].message)) {
            fail_msg("%s: got \"%s\", wanted \"%s\"", cases[i].vocabulary, error.message,
                     cases[i].message);
        }
        close_arena(&a);
    }
}

static void test_what_is_no_such_list_is_refused(void **state) {
    static const char *const lists[] = {
        "", "readout pieces 1\n", "readout pieces 1\na", "readout pieces 2\na\n", "a\nb\n", "\n\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        arena       a = {0};
        ro_error    error = {0};
        piece_names pieces;
        if (read_piece_list(str_of(lists[i]), "l", &a, &pieces, &error)) {
            fail_msg("\"%s\" was read", lists[i]);
        }
        assert_non_null(strstr(error.message, "l: expected \"readout pieces 1\""));
        close_arena(&a);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_reads_back_as_the_vocabulary_it_was_made_of),
        cmocka_unit_test(test_numbers_and_names_that_a_list_could_not_hold_are_refused),
        cmocka_unit_test(test_what_is_no_such_list_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
