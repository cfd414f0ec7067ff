// tree_test.c - claims about trees and about looking around in documents, against slow oracles.
#include "doc/tree.h"
#include "testing.h"

enum { TOKENS = 40, TREES = 300 };

// A small generator of its own, so that every run tries the same trees.
static uint32_t next_number(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

// `count` tokens of one letter with a space between, all in one paragraph.
static document *make_letters(int count) {
    document *doc = new_document();
    char     *text = NEW_IN(&doc->memory, char, 2 * count + 1);
    for (int i = 0; i < count; i++) {
        text[2 * i] = 'a';
        text[2 * i + 1] = ' ';
        const token made = {.where = {(uint32_t)(2 * i), (uint32_t)(2 * i + 1)},
                            .head = i,
                            .pos = POS_NOUN,
                            .starts_sentence = i == 0};
        PUSH_IN(&doc->memory, &doc->tokens, made);
    }
    doc->text = (str){text, (size_t)(2 * count)};
    const paragraph all = {.where = {0, (uint32_t)(2 * count)}, .end_token = count};
    PUSH_IN(&doc->memory, &doc->paragraphs, all);
    return doc;
}

// Every token hangs on one that was drawn before it, so there is no circle.
static void hang_at_random(document *doc, uint32_t *seed) {
    int order[TOKENS];
    for (int i = 0; i < doc->tokens.count; i++) {
        int at = (int)(next_number(seed) % (uint32_t)(i + 1));
        order[i] = order[at];
        order[at] = i;
    }
    for (int i = 0; i < doc->tokens.count; i++) {
        int above = i == 0 ? 0 : (int)(next_number(seed) % (uint32_t)i);
        doc->tokens.at[order[i]].head = order[above];
    }
}

static void test_edges_are_the_ends_of_the_subtree(void **state) {
    uint32_t seed = 1;
    (void)state;
    for (int n = 0; n < TREES; n++) {
        document *doc = make_letters(1 + (int)(next_number(&seed) % TOKENS));
        hang_at_random(doc, &seed);
        finish_tree(doc);
        for (int i = 0; i < doc->tokens.count; i++) {
            int left = i, right = i;
            for (int below = 0; below < doc->tokens.count; below++) {
                if (!is_below(doc, below, i)) continue;
                if (below < left) left = below;
                if (below > right) right = below;
            }
            if (left != token_at(doc, i)->left_edge || right != token_at(doc, i)->right_edge) {
                fail_msg("tree %d, token %d: got %d-%d, wanted %d-%d", n, i,
                         token_at(doc, i)->left_edge, token_at(doc, i)->right_edge, left, right);
            }
        }
        close_document(doc);
    }
}

static void test_children_come_in_text_order(void **state) {
    uint32_t seed = 7;
    (void)state;
    for (int n = 0; n < TREES; n++) {
        document *doc = make_letters(TOKENS);
        hang_at_random(doc, &seed);
        finish_tree(doc);
        for (int i = 0; i < TOKENS; i++) {
            int child = next_child(doc, i, -1);
            for (int other = 0; other < TOKENS; other++) {
                if (token_at(doc, other)->head != i || other == i) continue;
                assert_int_equal(other, child);
                child = next_child(doc, i, child);
            }
            assert_int_equal(-1, child);
        }
        close_document(doc);
    }
}

// The tree that is slow to widen by sweeping: each token hangs on the one at the other end.
//     a b c d e f      heads: f a e b d (root)  ->  a-f, f-b, b-e, e-c, c-d
static void test_a_tree_that_winds_inwards_takes_no_longer(void **state) {
    enum { LONG = 200000 };
    document *doc = make_letters(LONG);
    (void)state;
    for (int low = 0, high = LONG - 1; low < high; low++, high--) {
        doc->tokens.at[high].head = low;
        if (low + 1 < high) doc->tokens.at[low + 1].head = high;
    }
    finish_tree(doc);
    for (int i = 0; i < LONG / 2; i++) {
        assert_int_equal(i, token_at(doc, i)->left_edge);
        assert_int_equal(LONG - 1 - i, token_at(doc, i)->right_edge);
    }
    close_document(doc);
}

static void test_heads_in_a_circle_do_not_hang(void **state) {
    document *doc = make_letters(4);
    (void)state;
    doc->tokens.at[0].head = 1;
    doc->tokens.at[1].head = 0;
    doc->tokens.at[2].head = 1;
    finish_tree(doc);
    assert_int_equal(2, token_at(doc, 1)->right_edge);
    close_document(doc);
}

static void test_sentences_begin_where_tokens_say_so(void **state) {
    document *doc = make_letters(5);
    (void)state;
    doc->tokens.at[2].starts_sentence = true;
    doc->tokens.at[2].pos = doc->tokens.at[4].pos = POS_SPACE;
    doc->tokens.at[3].head = 3;
    finish_tree(doc);
    assert_int_equal(2, doc->sentences.count);
    assert_int_equal(2, doc->sentences.at[1].tokens.begin);
    assert_int_equal(6, doc->sentences.at[1].where.begin); // without the white space
    assert_int_equal(7, doc->sentences.at[1].where.end);
    assert_int_equal(3, doc->sentences.at[1].root);
    assert_int_equal(1, token_at(doc, 4)->sentence);
    close_document(doc);
}

static void test_bytes_lead_to_tokens(void **state) {
    static const struct {
        span        where;
        token_range tokens;
    } cases[] = {
        {{0, 1}, {0, 1}}, {{1, 2}, {1, 1}}, {{0, 10}, {0, 5}},
        {{4, 7}, {2, 4}}, {{8, 9}, {4, 5}}, {{9, 10}, {5, 5}},
    };
    document *doc = make_letters(5);
    (void)state;
    finish_tree(doc);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        token_range got = tokens_in_span(doc, cases[i].where);
        assert_int_equal(cases[i].tokens.begin, got.begin);
        assert_int_equal(cases[i].tokens.end, got.end);
    }
    assert_int_equal(0, sentence_of_byte(doc, 3));
    assert_int_equal(-1, sentence_of_byte(doc, 9));
    close_document(doc);
}

static void test_two_side_by_side_are_nobody(void **state) {
    document *doc = make_letters(4); // "a a and-like a": 0 <- 1 <- 3 by conj
    (void)state;
    doc->tokens.at[1].head = 0;
    doc->tokens.at[3].head = 0;
    doc->tokens.at[3].dep = DEP_CONJ;
    finish_tree(doc);
    int heads[] = {0, NO_ID, NO_ID, 1};
    doc->mention_heads = heads;
    assert_int_equal(0, entity_of_span(doc, (span){0, 3}));
    assert_int_equal(NO_ID, entity_of_span(doc, (span){0, 7}));
    assert_int_equal(1, entity_of_span(doc, (span){6, 7}));
    assert_int_equal(NO_ID, entity_of_span(doc, (span){2, 3}));
    heads[3] = 0; // the same again is one
    assert_int_equal(0, entity_of_span(doc, (span){0, 7}));
    close_document(doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edges_are_the_ends_of_the_subtree),
        cmocka_unit_test(test_children_come_in_text_order),
        cmocka_unit_test(test_a_tree_that_winds_inwards_takes_no_longer),
        cmocka_unit_test(test_heads_in_a_circle_do_not_hang),
        cmocka_unit_test(test_sentences_begin_where_tokens_say_so),
        cmocka_unit_test(test_bytes_lead_to_tokens),
        cmocka_unit_test(test_two_side_by_side_are_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
