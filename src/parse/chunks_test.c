// chunks_test.c - claims about noun chunks.
#include "parse/chunks.h"

#include "base/buffer.h"
#include "testing.h"

typedef struct {
    pos_label pos;
    dep_label dep;
    int       head, left_edge;
} row;

static void expect_chunks(const row *rows, int count, const char *wanted) {
    document *doc = new_document();
    buffer    got = {0};
    for (int i = 0; i < count; i++) {
        const token made = {.pos = rows[i].pos,
                            .dep = rows[i].dep,
                            .head = rows[i].head,
                            .left_edge = rows[i].left_edge};
        PUSH_IN(&doc->memory, &doc->tokens, made);
    }
    add_noun_chunks(doc, (token_range){0, count});
    for (int i = 0; i < doc->noun_chunks.count; i++) {
        add_format(&got, "%d-%d ", doc->noun_chunks.at[i].begin, doc->noun_chunks.at[i].end);
    }
    if (!same(str_of_buffer(&got), str_of(wanted))) {
        fail_msg("got %.*s, wanted %s", (int)got.size, got.at, wanted);
    }
    close_buffer(&got);
    close_document(doc);
}

#define EXPECT(rows, wanted) expect_chunks(rows, (int)(sizeof(rows) / sizeof *(rows)), wanted)

static void test_a_chunk_is_a_noun_with_what_hangs_on_its_left(void **state) {
    // The old mayor of Zadar met us
    static const row rows[] = {
        {POS_DET, DEP_DET, 2, 0},   {POS_ADJ, DEP_AMOD, 2, 1},   {POS_NOUN, DEP_NSUBJ, 5, 0},
        {POS_ADP, DEP_PREP, 2, 3},  {POS_PROPN, DEP_POBJ, 3, 4}, {POS_VERB, DEP_ROOT, 5, 0},
        {POS_PRON, DEP_DOBJ, 5, 6},
    };
    // the harbour master slept: harbour is a noun, but not in a place of its own
    static const row compound[] = {
        {POS_DET, DEP_DET, 2, 0},
        {POS_NOUN, DEP_COMPOUND, 2, 1},
        {POS_NOUN, DEP_NSUBJ, 3, 0},
        {POS_VERB, DEP_ROOT, 3, 0},
    };
    (void)state;
    EXPECT(rows, "0-3 4-5 6-7 ");
    EXPECT(compound, "0-3 ");
}

static void test_coordinated_nouns_count_as_what_they_are_joined_to(void **state) {
    // ships , trucks and trains came
    static const row rows[] = {
        {POS_NOUN, DEP_NSUBJ, 5, 0}, {POS_PUNCT, DEP_PUNCT, 0, 1}, {POS_NOUN, DEP_CONJ, 0, 2},
        {POS_CCONJ, DEP_CC, 2, 3},   {POS_NOUN, DEP_CONJ, 2, 4},   {POS_VERB, DEP_ROOT, 5, 0},
    };
    static const row joined_to_modifier[] = {
        {POS_NOUN, DEP_NMOD, 2, 0}, {POS_NOUN, DEP_CONJ, 0, 1}, {POS_VERB, DEP_ROOT, 2, 0}};
    // A noun that is joined to one on its right, which is joined to one on its right.
    static const row to_the_right[] = {{POS_NOUN, DEP_CONJ, 1, 0},
                                       {POS_NOUN, DEP_CONJ, 2, 1},
                                       {POS_NOUN, DEP_NSUBJ, 3, 2},
                                       {POS_VERB, DEP_ROOT, 3, 0}};
    (void)state;
    EXPECT(rows, "0-1 2-3 4-5 ");
    EXPECT(joined_to_modifier, "");
    EXPECT(to_the_right, "1-2 2-3 ");
}

static void test_chunks_do_not_overlap(void **state) {
    static const row rows[] = {
        {POS_NOUN, DEP_NSUBJ, 1, 0}, {POS_NOUN, DEP_ROOT, 1, 0}, {POS_NOUN, DEP_DOBJ, 1, 2}};
    (void)state;
    EXPECT(rows, "0-1 2-3 ");
}

static void test_a_long_chain_takes_linear_time(void **state) {
    enum { LENGTH = 400000 };
    (void)state;
    document *doc = new_document();
    for (int i = 0; i < LENGTH; i++) {
        const token made = {.pos = POS_NOUN,
                            .dep = i == 0 ? DEP_ROOT : DEP_CONJ,
                            .head = i == 0 ? 0 : i - 1,
                            .left_edge = i};
        PUSH_IN(&doc->memory, &doc->tokens, made);
    }
    add_noun_chunks(doc, (token_range){0, LENGTH});
    assert_int_equal(LENGTH, doc->noun_chunks.count);
    close_document(doc);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_chunk_is_a_noun_with_what_hangs_on_its_left),
        cmocka_unit_test(test_coordinated_nouns_count_as_what_they_are_joined_to),
        cmocka_unit_test(test_chunks_do_not_overlap),
        cmocka_unit_test(test_a_long_chain_takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
