// wordpiece_test.c - words into pieces, with a vocabulary of fourteen.
#include "encoder/wordpiece.h"

#include <stdio.h>

#include "testing.h"
#include "tiny_tensors.h"

static const char *const NAMES[] = {"[PAD]", "?", "[CLS]", "[SEP]", "cease", "##fire",       "##f",
                                    "talks", "e", ".",     "c",     "##s",   "\xe4\xba\xac", "$"};

static wordpiece *open_tiny(void) {
    ro_error   error = {0};
    wordpiece *w =
        open_wordpiece(&(wordpiece_file){"tiny", str_of(TINY_ENCODER_TOKENIZER), false}, &error);
    if (!w) fail_msg("%s", error.message);
    return w;
}

static wordpiece *open_tiny_list(void) {
    static const char list[] = "readout pieces 1\n[PAD]\n[UNK]\n[CLS]\n[SEP]\ncease\n##fire\n##f\n"
                               "talks\ne\n.\nc\n##s\n\xe4\xba\xac\n$\n";
    ro_error          error = {0};
    wordpiece        *w = open_wordpiece(&(wordpiece_file){"tiny", str_of(list), true}, &error);
    if (!w) fail_msg("%s", error.message);
    return w;
}

#define HUNDRED                                                                                    \
    "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"         \
    "cccccccccccccccc"

static void test_texts_become_the_pieces_of_the_vocabulary(void **state) {
    static const struct {
        const char *text, *pieces; // "?" is the unknown piece
    } cases[] = {
        {"Ceasefire talks.", "cease 0-5|##fire 5-9|talks 10-15|. 15-16|"},
        {"", ""},
        {" \t\r\n\xc2\xa0\xe2\x80\xa8", ""},
        {"\xc3\x89", "e 0-2|"},          // É
        {"E\xcc\x81 c", "e 0-1|c 4-5|"}, // E and a combining accent
        {"c\xcc\xa7\xcc\x81"
         "c",
         "? 0-6|"},       // marks go, the word goes on: "cc"
        {"\xcc\x81", ""}, // an accent alone
        {"cease\xc2\xad"
         "fire",
         "cease 0-5|##fire 7-11|"}, // a soft hyphen is looked through
        {"cease\xe2\x80\x8b"
         "fire",
         "cease 0-5|##fire 8-12|"},
        {"cease\x01"
         "fire\xef\xbf\xbd",
         "cease 0-5|##fire 6-10|"},
        {"cease\xff"
         "fire",
         "cease 0-5|##fire 6-10|"}, // a byte that is no UTF-8
        {"ceasefires", "cease 0-5|##fire 5-9|##s 9-10|"},
        {"ceasef", "cease 0-5|##f 5-6|"},
        {"ceasefx", "? 0-7|"}, // all of a word, or nothing
        {"$e.", "$ 0-1|e 1-2|. 2-3|"},
        {"e\xe2\x80\x94"
         "e",
         "e 0-1|? 1-4|e 4-5|"}, // a dash stands alone
        {"c\xe4\xba\xac"
         "e",
         "c 0-1|\xe4\xba\xac 1-4|e 4-5|"},
        {"[SEP]", "? 0-1|? 1-4|? 4-5|"}, // text, whatever it spells
        {"e" HUNDRED, "? 0-101|"},
        {HUNDRED, "? 0-100|"},
    };
    wordpiece *w = *state ? open_tiny_list() : open_tiny();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char       got[4096] = "";
        arena      a = {0};
        piece_list pieces = {0};
        int32_t    ids[3];
        split_text(w, str_of(cases[i].text), &a, &pieces);
        for (int p = 0; p < pieces.count; p++) {
            size_t used = strlen(got);
            snprintf(got + used, sizeof got - used, "%s %u-%u|", NAMES[pieces.at[p].id],
                     pieces.at[p].where.begin, pieces.at[p].where.end);
        }
        if (strcmp(got, cases[i].pieces) != 0) {
            fail_msg("\"%s\": got %s, wanted %s", cases[i].text, got, cases[i].pieces);
        }
        assert_int_equal(pieces.count, split_word(w, str_of(cases[i].text), ids, 3));
        for (int p = 0; p < pieces.count && p < 3; p++) {
            assert_int_equal(pieces.at[p].id, ids[p]);
        }
        close_arena(&a);
    }
    close_wordpiece(w);
}

static void test_the_longest_known_word_is_a_hundred_characters(void **state) {
    (void)state;
    char       text[204];
    wordpiece *w = open_tiny();
    for (int length = 98; length < 104; length++) {
        int32_t ids[128];
        memset(text, 's', (size_t)length);
        text[0] = 'c';
        int count = split_word(w, (str){text, (size_t)length}, ids, 128);
        assert_int_equal(length <= 100 ? length : 1, count);
        assert_int_equal(length <= 100 ? 10 : 1, ids[0]);
    }
    close_wordpiece(w);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_become_the_pieces_of_the_vocabulary),
        cmocka_unit_test_prestate(test_texts_become_the_pieces_of_the_vocabulary, (void *)"a list"),
        cmocka_unit_test(test_the_longest_known_word_is_a_hundred_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
