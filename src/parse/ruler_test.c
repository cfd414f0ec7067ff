// ruler_test.c - claims about the attribute ruler, with rules of our own.
#include "parse/ruler.h"

#include "base/buffer.h"
#include "testing.h"

#define TEXT(literal)                                                                              \
    { literal, sizeof(literal) - 1 }
#define COUNT(array) (int)(sizeof(array) / sizeof *(array))
#define VALUES(...)                                                                                \
    COUNT(((const str[]){__VA_ARGS__})), (const str[]) {                                           \
        __VA_ARGS__                                                                                \
    }
#define CONDITIONS(...)                                                                            \
    {                                                                                              \
        COUNT(((const ruler_condition[]){__VA_ARGS__})), (const ruler_condition[]) {               \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define PATTERN(...)                                                                               \
    .pattern_count = 1, .patterns = &(const ruler_pattern) {                                       \
        COUNT(((const ruler_token[]){__VA_ARGS__})), (const ruler_token[]) {                       \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }

typedef struct {
    const char *text, *tag, *dep;
} row;

static form form_of(const char *text, uint32_t number, uint32_t generation) {
    form f = {.number = number, .generation = generation};
    f.text = f.lower_text = str_of(text); // rows are in lower case
    f.is_space = is_blank(text[0]);
    return f;
}

enum { MOST_WORDS = 8 };

// Tokens with the rows' tags and labels, behind the ruler. The text holds nothing.
static document *ruled(ruler_worker *w, const row *rows, form forms[MOST_WORDS]) {
    document *doc = new_document();
    for (uint32_t i = 0; rows[i].text; i++) {
        forms[i] = form_of(rows[i].text, i, 0);
        const token made = {
            .form = &forms[i], .tag_name = str_of(rows[i].tag), .dep_name = str_of(rows[i].dep)};
        PUSH_IN(&doc->memory, &doc->tokens, made);
    }
    apply_ruler(w, doc, (token_range){0, doc->tokens.count});
    return doc;
}

// "pos/tag/dep/lemma/morph" of every token, with nothing for what is not set.
static void expect_rows(const ruler_entry *entries, int count, const row *rows,
                        const char *wanted) {
    const pipeline p = {.ruler_entry_count = count, .ruler = entries};
    ro_error       error = {0};
    form           forms[MOST_WORDS];
    buffer         got = {0};
    ruler         *r = open_ruler(&p, &error);
    if (!r) fail_msg("%s", error.message);
    ruler_worker *w = open_ruler_worker(r);
    document     *doc = ruled(w, rows, forms);
    for (int i = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        add_format(&got, "%s%.*s/%.*s/%.*s/%.*s/%.*s", i ? " " : "", SHOWN(t->pos_name),
                   SHOWN(t->tag_name), SHOWN(t->dep_name), SHOWN(t->lemma), SHOWN(t->morph));
        assert_int_equal(pos_of_name(t->pos_name), t->pos);
    }
    if (!same(str_of_buffer(&got), str_of(wanted))) {
        fail_msg("got %.*s, wanted %s", (int)got.size, got.at, wanted);
    }
    close_buffer(&got);
    close_document(doc);
    close_ruler_worker(w);
    close_ruler(r);
}

static void test_conditions_of_every_kind(void **state) {
    const ruler_entry entries[] = {
        {PATTERN(CONDITIONS({RULER_TAG, RULER_IS, VALUES(TEXT("NN"))})), .pos = TEXT("NOUN")},
        {PATTERN(CONDITIONS({RULER_TAG, RULER_IN, VALUES(TEXT("VB"), TEXT("VBD"))},
                            {RULER_LOWER, RULER_NOT_IN, VALUES(TEXT("be"))})),
         .pos = TEXT("VERB")},
        {PATTERN(CONDITIONS({RULER_LOWER, RULER_IN, VALUES(TEXT("be"), TEXT("was"))})),
         .pos = TEXT("AUX"), .lemma = TEXT("be")},
        {PATTERN(CONDITIONS({RULER_LOWER, RULER_REGEX, VALUES(TEXT("^n[ou]thin'$"))})),
         .lemma = TEXT("nothing")},
        {PATTERN(CONDITIONS({RULER_DEP, RULER_NOT_IN, VALUES(TEXT("det"), TEXT(""))},
                            {RULER_TAG, RULER_IN, VALUES(TEXT("DT"))})),
         .pos = TEXT("PRON"), .morph = TEXT("")},
        {PATTERN(CONDITIONS({RULER_DEP, RULER_IS, VALUES(TEXT("mark"))})), .pos = TEXT("SCONJ")},
        {PATTERN(CONDITIONS({RULER_IS_SPACE, RULER_IS, VALUES(TEXT("true"))})),
         .pos = TEXT("SPACE"), .tag = TEXT("_SP"), .dep = TEXT("dep")},
        {PATTERN(CONDITIONS({RULER_TAG, RULER_IS, VALUES(TEXT("_SP"))},
                            {RULER_IS_SPACE, RULER_IS, VALUES(TEXT("false"))})),
         .pos = TEXT("X")},
        {PATTERN(CONDITIONS({RULER_ORTH, RULER_IS, VALUES(TEXT("dam"))})), .morph = TEXT("A=b")},
    };
    static const row rows[] = {
        {"dam", "NN", ""},  {"fell", "VBD", ""},     {"was", "VBD", ""},   {"nuthin'", "ZZ", ""},
        {"this", "DT", ""}, {"that", "DT", "nsubj"}, {"\n", "NN", "mark"}, {0}};
    static const row more[] = {
        {"the", "DT", "det"}, {"if", "IN", "mark"}, {"odd", "_SP", ""}, {"be", "VB", ""}, {0}};
    (void)state;
    expect_rows(entries, COUNT(entries), rows,
                "NOUN/NN///A=b VERB/VBD/// AUX/VBD//be/ /ZZ//nothing/ /DT/// PRON/DT/nsubj// "
                "SPACE/_SP/dep//");
    expect_rows(entries, COUNT(entries), more, "/DT/det// SCONJ/IN/mark// X/_SP/// AUX/VB//be/");
}

static void test_the_last_entry_wins_wherever_it_is_looked_up(void **state) {
    const ruler_entry entries[] = {
        {PATTERN(CONDITIONS({RULER_LOWER, RULER_IS, VALUES(TEXT("well"))})), .pos = TEXT("INTJ"),
         .lemma = TEXT("well")},
        {PATTERN(CONDITIONS({RULER_DEP, RULER_IS, VALUES(TEXT("advmod"))})), .pos = TEXT("ADV")},
        {PATTERN(CONDITIONS({RULER_TAG, RULER_IS, VALUES(TEXT("RB"))})), .pos = TEXT("PART")},
        {PATTERN(CONDITIONS({RULER_DEP, RULER_IS, VALUES(TEXT("intj"))})), .pos = TEXT("X")},
    };
    static const row rows[] = {
        {"well", "RB", "advmod"}, {"well", "UH", "advmod"}, {"well", "RB", "intj"}, {0}};
    (void)state;
    expect_rows(entries, COUNT(entries), rows,
                "PART/RB/advmod/well/ ADV/UH/advmod/well/ X/RB/intj/well/");
}

static void test_matches_over_several_tokens_set_one_of_them(void **state) {
    const ruler_entry entries[] = {
        {PATTERN(CONDITIONS({RULER_LOWER, RULER_IS, VALUES(TEXT("gon"))}),
                 CONDITIONS({RULER_LOWER, RULER_IS, VALUES(TEXT("na"))})),
         .lemma = TEXT("go")},
        {PATTERN(CONDITIONS({RULER_LOWER, RULER_IS, VALUES(TEXT("gon"))}),
                 CONDITIONS({RULER_LOWER, RULER_IS, VALUES(TEXT("na"))})),
         .index = 1, .lemma = TEXT("to")},
        // Hangs at its second token.
        {PATTERN(CONDITIONS({RULER_DEP, RULER_IS, VALUES(TEXT("expl"))}),
                 CONDITIONS({RULER_LOWER, RULER_IS, VALUES(TEXT("is"))})),
         .index = -2, .pos = TEXT("PRON")},
    };
    static const row rows[] = {
        {"gon", "", ""}, {"na", "", ""},        {"na", "", ""}, {"gon", "", ""},
        {"is", "", ""},  {"there", "", "expl"}, {"is", "", ""}, {0}};
    (void)state;
    expect_rows(entries, COUNT(entries), rows, "///go/ ///to/ //// //// //// PRON//expl// ////");
}

static void test_matches_are_found_before_anything_changes(void **state) {
    const ruler_entry entries[] = {
        {PATTERN(CONDITIONS({RULER_TAG, RULER_IS, VALUES(TEXT("A"))})), .tag = TEXT("B"),
         .dep = TEXT("d")},
        {PATTERN(CONDITIONS({RULER_TAG, RULER_IS, VALUES(TEXT("B"))})), .pos = TEXT("NOUN")},
        {PATTERN(CONDITIONS({RULER_DEP, RULER_IS, VALUES(TEXT("d"))}),
                 CONDITIONS({RULER_TAG, RULER_IS, VALUES(TEXT("A"))})),
         .index = 1, .pos = TEXT("VERB")},
    };
    static const row rows[] = {{"a", "A", ""}, {"b", "A", ""}, {0}};
    (void)state;
    expect_rows(entries, COUNT(entries), rows, "/B/d// /B/d//");
}

static void test_a_match_does_not_reach_beyond_its_range(void **state) {
    const ruler_entry entry = {PATTERN(CONDITIONS({RULER_LOWER, RULER_IS, VALUES(TEXT("let"))}),
                                       CONDITIONS({RULER_LOWER, RULER_IS, VALUES(TEXT("'s"))})),
                               .index = 1, .lemma = TEXT("us")};
    const pipeline    p = {.ruler_entry_count = 1, .ruler = &entry};
    form              forms[2] = {form_of("let", 0, 0), form_of("'s", 1, 0)};
    (void)state;
    ruler        *r = open_ruler(&p, NULL);
    ruler_worker *w = open_ruler_worker(r);
    document     *doc = new_document();
    for (int i = 0; i < 2; i++) {
        PUSH_IN(&doc->memory, &doc->tokens, ((token){.form = &forms[i]}));
    }
    apply_ruler(w, doc, (token_range){0, 1});
    apply_ruler(w, doc, (token_range){1, 2});
    assert_int_equal(0, doc->tokens.at[1].lemma.size);
    apply_ruler(w, doc, (token_range){0, 2});
    assert_true(same(doc->tokens.at[1].lemma, STR("us")));
    close_document(doc);
    close_ruler_worker(w);
    close_ruler(r);
}

static void test_another_generation_of_forms_is_looked_up_anew(void **state) {
    const ruler_entry entry = {PATTERN(CONDITIONS({RULER_LOWER, RULER_IS, VALUES(TEXT("ol'"))})),
                               .lemma = TEXT("old")};
    const pipeline    p = {.ruler_entry_count = 1, .ruler = &entry};
    form              forms[2] = {form_of("ol'", 0, 0), form_of("new", 0, 1)};
    (void)state;
    ruler        *r = open_ruler(&p, NULL);
    ruler_worker *w = open_ruler_worker(r);
    for (int i = 0; i < 2; i++) {
        document *doc = new_document();
        PUSH_IN(&doc->memory, &doc->tokens, ((token){.form = &forms[i]}));
        apply_ruler(w, doc, (token_range){0, 1});
        assert_int_equal(i == 0, doc->tokens.at[0].lemma.size > 0);
        close_document(doc);
    }
    close_ruler_worker(w);
    close_ruler(r);
}

static void test_a_damaged_expression_is_refused(void **state) {
    const ruler_entry entry = {PATTERN(CONDITIONS({RULER_LOWER, RULER_REGEX, VALUES(TEXT("(a"))})),
                               .lemma = TEXT("a")};
    const pipeline    p = {.ruler_entry_count = 1, .ruler = &entry};
    ro_error          error = {0};
    (void)state;
    assert_null(open_ruler(&p, &error));
    assert_int_equal(RO_BAD_MODEL, error.status);
    assert_true(starts_with(str_of(error.message), STR("attribute ruler: ")));
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conditions_of_every_kind),
        cmocka_unit_test(test_the_last_entry_wins_wherever_it_is_looked_up),
        cmocka_unit_test(test_matches_over_several_tokens_set_one_of_them),
        cmocka_unit_test(test_matches_are_found_before_anything_changes),
        cmocka_unit_test(test_a_match_does_not_reach_beyond_its_range),
        cmocka_unit_test(test_another_generation_of_forms_is_looked_up_anew),
        cmocka_unit_test(test_a_damaged_expression_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
