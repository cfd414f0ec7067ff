// link_test.c - said_in of statements and figures, from their spans alone.
#include "extract/link.h"

#include "testing.h"

enum { MOST = 6 };

typedef struct {
    span where, content[2];
} told;

static document *make_document(const told *all, int count) {
    document *doc = new_document();
    for (int i = 0; i < count; i++) {
        statement said = {.where = all[i].where, .cue_token = NO_ID, .said_in = NO_ID};
        for (int p = 0; p < 2 && !is_empty_span(all[i].content[p]); p++) {
            PUSH_IN(&doc->memory, &said.content, all[i].content[p]);
        }
        PUSH_IN(&doc->memory, &doc->statements, said);
    }
    return doc;
}

static void test_finds_the_innermost_statement_around_each(void **state) {
    static const struct {
        const char *title;
        int         count;
        told        all[MOST];
        int         outer[MOST];
    } cases[] = {
        {"alone", 1, {{{0, 20}, {{8, 20}}}}, {NO_ID}},
        {"side by side", 2, {{{0, 10}, {{5, 10}}}, {{12, 20}, {{15, 20}}}}, {NO_ID, NO_ID}},
        {"nested", 2, {{{0, 30}, {{8, 30}}}, {{10, 30}, {{20, 30}}}}, {NO_ID, 0}},
        {"three deep",
         3,
         {{{0, 40}, {{5, 40}}}, {{6, 40}, {{12, 40}}}, {{14, 40}, {{20, 40}}}},
         {NO_ID, 0, 1}},
        {"in the second piece",
         2,
         {{{0, 40}, {{0, 10}, {20, 40}}}, {{22, 38}, {{30, 38}}}},
         {NO_ID, 0}},
        {"between the pieces",
         2,
         {{{0, 40}, {{0, 10}, {30, 40}}}, {{12, 20}, {{15, 20}}}},
         {NO_ID, NO_ID}},
        {"the smaller of two that cross",
         3,
         {{{0, 30}, {{2, 22}}}, {{4, 60}, {{5, 60}}}, {{10, 20}, {{12, 20}}}},
         {NO_ID, NO_ID, 0}},
        {"each holds the other: the first is outer",
         2,
         {{{0, 20}, {{0, 20}}}, {{0, 20}, {{0, 20}}}},
         {NO_ID, 0}},
        {"no content", 2, {{{0, 20}, {{0, 0}}}, {{5, 15}, {{8, 15}}}}, {NO_ID, NO_ID}},
    };
    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        arena              scratch = {0};
        document          *doc = make_document(cases[c].all, cases[c].count);
        const content_list contents = list_contents(&scratch, doc);
        link_records(&contents, doc);
        for (int i = 0; i < cases[c].count; i++) {
            if (doc->statements.at[i].said_in != cases[c].outer[i]) {
                fail_msg("%s: statement %d is said in %d, wanted %d", cases[c].title, i,
                         doc->statements.at[i].said_in, cases[c].outer[i]);
            }
        }
        close_document(doc);
        close_arena(&scratch);
    }
}

static void test_links_figures(void **state) {
    static const told all[] = {{{0, 60}, {{5, 60}}}, {{10, 40}, {{20, 40}}}};
    static const struct {
        span where;
        int  outer;
    } cases[] = {{{25, 30}, 1}, {{20, 40}, 1},   {{45, 50}, 0},
                 {{12, 15}, 0}, {{2, 4}, NO_ID}, {{58, 62}, NO_ID}};
    (void)state;
    arena     scratch = {0};
    document *doc = make_document(all, 2);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const figure made = {.where = cases[i].where};
        PUSH_IN(&doc->memory, &doc->figures, made);
    }
    const content_list contents = list_contents(&scratch, doc);
    link_records(&contents, doc);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (doc->figures.at[i].said_in != cases[i].outer) {
            fail_msg("figure at [%u, %u): said in %d, wanted %d", cases[i].where.begin,
                     cases[i].where.end, doc->figures.at[i].said_in, cases[i].outer);
        }
    }
    close_document(doc);
    close_arena(&scratch);
}

// A slow look at every pair holds for any nest of spans.
static void test_agrees_with_a_look_at_every_pair(void **state) {
    enum { ROUNDS = 400, COUNT = 40 };
    uint32_t seed = 7;
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        told all[COUNT];
        for (int i = 0; i < COUNT; i++) {
            seed = seed * 1664525u + 1013904223u;
            uint32_t begin = (seed >> 8) % 200, size = 3 + (seed >> 20) % 60;
            all[i] = (told){{begin, begin + size}, {{begin + 2, begin + size}}};
        }
        arena        scratch = {0};
        document    *doc = make_document(all, COUNT);
        const figure made = {.where = {100, 104}};
        PUSH_IN(&doc->memory, &doc->figures, made);
        const content_list contents = list_contents(&scratch, doc);
        link_records(&contents, doc);
        uint32_t least = UINT32_MAX;
        for (int i = 0; i < COUNT; i++) {
            span content = all[i].content[0];
            if (is_inside(made.where, content) && content.end - content.begin < least)
                least = content.end - content.begin;
        }
        int      found = doc->figures.at[0].said_in;
        uint32_t size =
            found == NO_ID ? UINT32_MAX : all[found].content[0].end - all[found].content[0].begin;
        if (size != least)
            fail_msg("round %d: a content of %u bytes, wanted %u", round, size, least);
        close_document(doc);
        close_arena(&scratch);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_the_innermost_statement_around_each),
        cmocka_unit_test(test_links_figures),
        cmocka_unit_test(test_agrees_with_a_look_at_every_pair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
