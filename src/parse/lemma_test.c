// lemma_test.c - claims about the lemmatizer, with small tables.
#include "parse/lemma.h"

#include "testing.h"

#define TEXT(literal)                                                                              \
    { literal, sizeof(literal) - 1 }

static const lemma_rule VERB_RULES[] = {
    {TEXT("s"), TEXT("")},    {TEXT("es"), TEXT("e")}, {TEXT("es"), TEXT("")},
    {TEXT("ing"), TEXT("e")}, {TEXT("ing"), TEXT("")}, {TEXT("0s"), TEXT("0")},
};
static const str             WENT[] = {TEXT("go"), TEXT("wend")};
static const str             SEES[] = {TEXT("see"), TEXT("saw")};
static const lemma_exception VERB_EXCEPTIONS[] = {
    {TEXT("sees"), 2, SEES},
    {TEXT("went"), 2, WENT},
};
static const str        VERB_INDEX[] = {TEXT("hop"), TEXT("hope"), TEXT("see")};
static const lemma_rule ADVERB_RULES[] = {{TEXT(""), TEXT("")}};

static const lemma_tables TABLES[] = {
    {TEXT("verb"), 6, 2, 3, VERB_RULES, VERB_EXCEPTIONS, VERB_INDEX},
    {TEXT("adv"), 1, 0, 0, ADVERB_RULES, NULL, NULL},
};
static const pipeline PIPELINE = {.lemma_table_count = 2, .lemma_tables = TABLES};

typedef struct {
    const char *text, *lower, *pos, *morph, *lemma;
} lemma_case;

static void expect_lemma(lemma_worker *w, const lemma_case *c, uint32_t number) {
    document  *doc = new_document();
    const form f = {.number = number, .text = str_of(c->text), .lower_text = str_of(c->lower)};
    doc->text = f.text;
    const token made = {.where = {0, (uint32_t)f.text.size},
                        .form = &f,
                        .pos_name = str_of(c->pos),
                        .morph = str_of(c->morph)};
    PUSH_IN(&doc->memory, &doc->tokens, made);
    add_lemmas(w, doc, (token_range){0, 1});
    str got = doc->tokens.at[0].lemma;
    if (!same(got, str_of(c->lemma))) {
        fail_msg("%s %s %s: got %.*s, wanted %s", c->text, c->pos, c->morph, SHOWN(got), c->lemma);
    }
    close_document(doc);
}

static void test_lemmas_by_part_of_speech_and_morphology(void **state) {
    static const lemma_case cases[] = {
        {"Hops", "hops", "VERB", "", "hop"},
        {"hoping", "hoping", "VERB", "VerbForm=Part", "hop"}, // found later, so first
        {"Zaxes", "zaxes", "VERB", "", "zaxe"},               // none is known: the first rule's
        {"Zaxed", "zaxed", "VERB", "", "Zaxed"},              // no rule: as written
        {"1990s", "1990s", "VERB", "", "1990"},           // not letters only: before the unknown
        {"s", "s", "VERB", "", "s"},                      // nothing would be left
        {"went", "went", "VERB", "", "wend"},             // the last exception comes first
        {"sees", "sees", "VERB", "", "saw"},              // see is there already
        {"Hops", "hops", "VERB", "VerbForm=Inf", "hops"}, // base forms are only lowered
        {"Hops", "hops", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin", "hops"},
        {"Hops", "hops", "VERB", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "hop"},
        {"Hops", "hops", "VERB", "Tense=Past|VerbForm=Fin", "hop"},
        {"Hops", "hops", "VERB", "VerbForm=Info", "hop"},
        {"Hops", "hops", "X", "Degree=Pos", "hops"},
        {"Soon", "soon", "ADV", "", "soon"},
        {"Hops", "hops", "NOUN", "Number=Plur", "hops"}, // no tables
        {"Hops", "hops", "PROPN", "Number=Sing", "Hops"},
        {"Hops", "hops", "", "", "hops"},
        {"\n", "\n", "SPACE", "", "\n"},
    };
    (void)state;
    lemma_worker *w = open_lemma_worker(&PIPELINE, LEMMA_ORDER_NEWER);
    for (int round = 0; round < 2; round++) { // the second time, lemmas are remembered
        for (uint32_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            expect_lemma(w, &cases[i], i);
        }
    }
    close_lemma_worker(w);
}

static void test_the_older_order_takes_the_first_known_word(void **state) {
    static const lemma_case cases[] = {
        {"hoping", "hoping", "VERB", "", "hope"},
        {"went", "went", "VERB", "", "wend"},
        {"Zaxes", "zaxes", "VERB", "", "zaxe"},
    };
    (void)state;
    lemma_worker *w = open_lemma_worker(&PIPELINE, LEMMA_ORDER_OLDER);
    for (uint32_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_lemma(w, &cases[i], i);
    }
    close_lemma_worker(w);
}

static void test_a_lemma_that_is_set_stays(void **state) {
    (void)state;
    document  *doc = new_document();
    const form f = {.text = STR("hops"), .lower_text = STR("hops")};
    doc->text = STR("hops");
    const token made = {.where = {0, 4}, .form = &f, .pos_name = STR("VERB"), .lemma = STR("jump")};
    PUSH_IN(&doc->memory, &doc->tokens, made);
    lemma_worker *w = open_lemma_worker(&PIPELINE, LEMMA_ORDER_NEWER);
    add_lemmas(w, doc, (token_range){0, 1});
    assert_true(same(doc->tokens.at[0].lemma, STR("jump")));
    close_lemma_worker(w);
    close_document(doc);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lemmas_by_part_of_speech_and_morphology),
        cmocka_unit_test(test_the_older_order_takes_the_first_known_word),
        cmocka_unit_test(test_a_lemma_that_is_set_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
