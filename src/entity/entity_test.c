// entity_test.c - claims about the stage that need no model: documents are made token by token.
//
// What the stage finds in real trees stands in tests/corpus/entities; here are the invariants, on
// any tree at all, and the time that hostile ones take.
#include "entity/entity.h"

#include <time.h>

#include "base/buffer.h"
#include "doc/tree.h"
#include "testing.h"

typedef struct {
    const char *text;
    pos_label   pos;
    tag_label   tag;
    dep_label   dep;
    int         head; // from the token: -1 is the one before
    name_label  label;
    bool        starts_sentence;
} made_token;

static document *make_document(const made_token *made, int count) {
    document *doc = new_document();
    buffer    text = {0};
    for (int i = 0; i < count; i++) {
        uint32_t begin = (uint32_t)text.size;
        add_str(&text, str_of(made[i].text));
        const token t = {.where = {begin, (uint32_t)text.size},
                         .lemma = str_of(made[i].text),
                         .head = i + made[i].head,
                         .pos = made[i].pos,
                         .tag = made[i].tag,
                         .dep = made[i].dep,
                         .label = made[i].label,
                         .starts_name = made[i].label != NAME_NONE &&
                                        (i == 0 || made[i - 1].label != made[i].label),
                         .starts_sentence = made[i].starts_sentence || i == 0,
                         .space_after = true};
        PUSH_IN(&doc->memory, &doc->tokens, t);
        add_char(&text, ' ');
    }
    doc->text = copy_str(&doc->memory, str_of_buffer(&text));
    close_buffer(&text);
    for (int i = 0; i < count; i++) {
        if (!doc->tokens.at[i].starts_name) continue;
        int end = i + 1;
        while (end < count && doc->tokens.at[end].label != NAME_NONE &&
               !doc->tokens.at[end].starts_name) {
            end++;
        }
        PUSH_IN(&doc->memory, &doc->names, ((named_entity){{i, end}, doc->tokens.at[i].label}));
    }
    PUSH_IN(&doc->memory, &doc->paragraphs,
            ((paragraph){.where = {0, (uint32_t)doc->text.size}, .end_token = count}));
    finish_tree(doc);
    return doc;
}

static void run(const entity_rules *rules, document *doc) {
    arena scratch = {0};
    find_entities(rules, &scratch, doc);
    close_arena(&scratch);
}

// ---- Spans -------------------------------------------------------------------------------

// Mara Oden and Lars Brekke met Hamas .
static const made_token MEETING[] = {
    {"Mara", POS_PROPN, TAG_NNP, DEP_COMPOUND, 1, NAME_PERSON, true},
    {"Oden", POS_PROPN, TAG_NNP, DEP_NSUBJ, 4, NAME_PERSON, false},
    {"and", POS_CCONJ, TAG_CC, DEP_CC, -1, NAME_NONE, false},
    {"Lars", POS_PROPN, TAG_NNP, DEP_COMPOUND, 1, NAME_PERSON, false},
    {"Brekke", POS_PROPN, TAG_NNP, DEP_CONJ, -3, NAME_PERSON, false},
    {"met", POS_VERB, TAG_VBD, DEP_ROOT, 0, NAME_NONE, false},
    {"Hamas", POS_PROPN, TAG_NNP, DEP_DOBJ, -1, NAME_ORG, false},
    {".", POS_PUNCT, TAG_PERIOD, DEP_PUNCT, -2, NAME_NONE, false},
};

static void test_a_span_is_who_its_head_is_and_two_are_nobody(void **state) {
    static const struct {
        int         begin, end;
        const char *wanted;
    } cases[] = {{0, 2, "Mara Oden"}, {1, 2, "Mara Oden"}, {3, 5, "Lars Brekke"}, {0, 5, NULL},
                 {6, 7, "Hamas"},     {5, 6, NULL},        {7, 8, NULL}};
    arena         a = {0};
    entity_rules *rules = open_entity_rules(&a);
    document     *doc = make_document(MEETING, sizeof MEETING / sizeof *MEETING);
    (void)state;
    assert_int_equal(NO_ID, entity_of_span(doc, (span){0, 4})); // before the stage has run
    run(rules, doc);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int who = entity_of_span(doc, span_of_tokens(doc, cases[i].begin, cases[i].end));
        str got = who == NO_ID ? (str){NULL, 0} : doc->entities.at[who].name;
        if (!same(got, str_of(cases[i].wanted))) {
            fail_msg("tokens %d to %d: got \"%.*s\", wanted \"%s\"", cases[i].begin, cases[i].end,
                     (int)got.size, got.size ? got.at : "",
                     cases[i].wanted ? cases[i].wanted : "nobody");
        }
    }
    close_document(doc);
    close_arena(&a);
}

// ---- Any tree ----------------------------------------------------------------------------

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static made_token random_token(uint32_t *seed, int i, int from) {
    static const char *const words[] = {
        "the",  "Israeli", "army",  "minister", "Oden",         "Mara",
        "he",   "it",      "their", "\"",       "said",         "of",
        "(",    "NRC",     ")",     "group",    "'s",           "US",
        "-",    "Moscow",  "a",     "report",   "who",          "officials",
        "Gaza", "State",   "and",   "2",        "\xe2\x80\x9c", "Secretary"};
    static const name_label labels[] = {NAME_NONE, NAME_NONE, NAME_PERSON, NAME_ORG,
                                        NAME_GPE,  NAME_NORP, NAME_DATE};
    made_token made = {.text = words[next_random(seed) % (sizeof words / sizeof *words)]};
    made.pos = (pos_label)(next_random(seed) % (POS_OTHER + 1));
    if (next_random(seed) % 2) made.pos = POS_PROPN;
    made.tag = (tag_label)(next_random(seed) % (TAG_OTHER + 1));
    made.dep = (dep_label)(next_random(seed) % (DEP_OTHER + 1));
    made.label = labels[next_random(seed) % (sizeof labels / sizeof *labels)];
    // Heads point to the left, so that there are no circles; some are roots.
    made.head = i > from && next_random(seed) % 8
                    ? -(int)(1 + next_random(seed) % (uint32_t)(i - from))
                    : 0;
    made.starts_sentence = i == from;
    return made;
}

static document *random_document(uint32_t seed) {
    enum { SENTENCE = 24, COUNT = 240 };
    made_token made[COUNT];
    for (int i = 0; i < COUNT; i++) {
        int from = i - i % SENTENCE;
        made[i] = random_token(&seed, i, from);
    }
    return make_document(made, COUNT);
}

static void check_mentions(const document *doc, uint32_t seed, int e, bool *is_headed) {
    const mention_list *mentions = &doc->entities.at[e].mentions;
    if (mentions->count == 0) fail_msg("seed %u: entity %d has no mention", seed, e);
    for (int m = 0; m < mentions->count; m++) {
        const mention *it = &mentions->at[m];
        bool is_inside_text = it->where.begin < it->where.end && it->where.end <= doc->text.size;
        if (!is_inside_text) fail_msg("seed %u: entity %d, mention %d: no text", seed, e, m);
        if (m > 0 && it->where.begin < mentions->at[m - 1].where.begin) {
            fail_msg("seed %u: entity %d: mentions out of order", seed, e);
        }
        if (it->head < 0 || it->head >= doc->tokens.count || is_headed[it->head]) {
            fail_msg("seed %u: entity %d: token %d heads two mentions", seed, e, it->head);
        }
        is_headed[it->head] = true;
        if (doc->mention_heads[it->head] != e)
            fail_msg("seed %u: head of %d is another's", seed, e);
    }
}

static void check_entities(const document *doc, uint32_t seed) {
    bool is_headed[512] = {0};
    assert_true(doc->tokens.count <= 512);
    for (int e = 0; e < doc->entities.count; e++) {
        const entity *it = &doc->entities.at[e];
        check_mentions(doc, seed, e, is_headed);
        if (it->name.size == 0) fail_msg("seed %u: entity %d has no name", seed, e);
        if (it->of == e || it->of < NO_ID || it->of >= doc->entities.count) {
            fail_msg("seed %u: entity %d is of %d", seed, e, it->of);
        }
        if (e > 0 &&
            it->mentions.at[0].where.begin < doc->entities.at[e - 1].mentions.at[0].where.begin) {
            fail_msg("seed %u: entities out of order at %d", seed, e);
        }
    }
}

static bool is_same_result(const document *one, const document *other) {
    if (one->entities.count != other->entities.count) return false;
    for (int i = 0; i < one->tokens.count; i++) {
        if (one->mention_heads[i] != other->mention_heads[i]) return false;
    }
    for (int e = 0; e < one->entities.count; e++) {
        const entity *a = &one->entities.at[e], *b = &other->entities.at[e];
        if (!same(a->name, b->name) || a->type != b->type || a->of != b->of) return false;
    }
    return true;
}

static void test_any_tree_gives_chains_in_order_and_the_same_ones_again(void **state) {
    arena         a = {0};
    entity_rules *rules = open_entity_rules(&a);
    (void)state;
    for (uint32_t seed = 1; seed <= 400; seed++) {
        document *doc = random_document(seed), *again = random_document(seed);
        run(rules, doc);
        run(rules, again);
        check_entities(doc, seed);
        if (!is_same_result(doc, again)) fail_msg("seed %u: another result", seed);
        close_document(doc);
        close_document(again);
    }
    close_arena(&a);
}

// ---- Time --------------------------------------------------------------------------------

static double seconds_for(const entity_rules *rules, const made_token *unit, int size, int times) {
    arena       a = {0};
    made_token *made = NEW_IN(&a, made_token, size * times);
    for (int n = 0; n < times; n++) {
        memcpy(made + n * size, unit, (size_t)size * sizeof *unit);
        buffer name = {0}; // another surname each time
        add_format(&name, "Oden%dx", n);
        made[n * size + 1].text = copy_str(&a, str_of_buffer(&name)).at;
        close_buffer(&name);
    }
    document *doc = make_document(made, size * times);
    clock_t   before = clock();
    run(rules, doc);
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
    close_document(doc);
    close_arena(&a);
    return seconds;
}

static void test_eight_times_the_text_takes_no_thirty_times_the_time(void **state) {
    // The minister Oden1x said she met the officials . The group ...
    static const made_token unit[] = {
        {"Minister", POS_PROPN, TAG_NNP, DEP_COMPOUND, 1, NAME_NONE, true},
        {"Oden", POS_PROPN, TAG_NNP, DEP_NSUBJ, 1, NAME_PERSON, false},
        {"say", POS_VERB, TAG_VBD, DEP_ROOT, 0, NAME_NONE, false},
        {"the", POS_DET, TAG_DT, DEP_DET, 1, NAME_NONE, false},
        {"diplomat", POS_NOUN, TAG_NN, DEP_NSUBJ, 2, NAME_NONE, false},
        {"she", POS_PRON, TAG_PRP, DEP_NSUBJ, 1, NAME_NONE, false},
        {"meet", POS_VERB, TAG_VBD, DEP_CCOMP, -4, NAME_NONE, false},
        {"officials", POS_NOUN, TAG_NNS, DEP_DOBJ, -1, NAME_NONE, false},
    };
    enum { SIZE = sizeof unit / sizeof *unit, FEW = 500 };
    arena         a = {0};
    entity_rules *rules = open_entity_rules(&a);
    (void)state;
    double few = seconds_for(rules, unit, SIZE, FEW),
           many = seconds_for(rules, unit, SIZE, 8 * FEW);
    if (many > 30 * few && many > 0.5)
        fail_msg("%g s for %d, %g s for %d", few, FEW, many, 8 * FEW);
    close_arena(&a);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_span_is_who_its_head_is_and_two_are_nobody),
        cmocka_unit_test(test_any_tree_gives_chains_in_order_and_the_same_ones_again),
        cmocka_unit_test(test_eight_times_the_text_takes_no_thirty_times_the_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
