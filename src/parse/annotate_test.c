// annotate_test.c - a document is annotated alike alone or among others, once or again, with any
// kernels, by a fresh worker or one that has forgotten and learned; and windows are texts of their
// own.
#include <stdlib.h>

#include "base/buffer.h"
#include "models.h"
#include "parse/annotate.h"
#include "testing.h"
#include "token/tokenizer.h"

static const char *const TEXTS[] = {
    "The foreign minister of Vardania said on Tuesday that talks with the Oster Front would resume "
    "within 10 days, \"if the guns stay silent\".",
    "Aid groups counted 1,240 displaced families.\nNearly half of them were children, Mira "
    "Kessane of the Lakeside Relief Fund told reporters in Port Sulen.",
    "",
    " ",
    "Why?",
    "HARBOUR TALKS COLLAPSE; ENVOY LEAVES\n\nDelegates from both sides didn't comment.  A "
    "ceasefire that began at 6 a.m. was broken by noon, according to two officials who asked "
    "not to be named because they weren't authorised to speak.",
};
enum { TEXT_COUNT = sizeof TEXTS / sizeof *TEXTS };

typedef struct {
    tokenizer        *rules;
    vocabulary       *words;
    tokenizer_worker *tokens;
    annotator        *shared;
    annotator_worker *worker;
} engine;

static engine open_engine(const pipeline *p, const kernels *k, annotate_options options) {
    ro_error error = {0};
    engine   e = {.rules = open_tokenizer(p, &error), .shared = open_annotator(p, k, &error)};
    if (!e.rules || !e.shared) fail_msg("%s", error.message);
    e.words = open_vocabulary(p);
    e.tokens = open_tokenizer_worker(e.rules, e.words);
    e.worker = open_annotator_worker(e.shared, options);
    return e;
}

static void close_engine(engine *e) {
    close_annotator_worker(e->worker);
    close_tokenizer_worker(e->tokens);
    close_vocabulary(e->words);
    close_annotator(e->shared);
    close_tokenizer(e->rules);
}

// Every line is tokenized as a text of its own; as a window, too, when `by_line`.
static document *annotate_lines(engine *e, str text, bool by_line, window_kind kind) {
    typedef LIST(token_range) window_list;
    window_list windows = {0};
    document   *doc = new_document();
    doc->text = copy_str(&doc->memory, text);
    for (size_t begin = 0; begin < text.size;) {
        int64_t    newline = find_char(text, '\n', begin);
        size_t     end = newline < 0 ? text.size : (size_t)newline;
        const int  first = doc->tokens.count;
        const span where = {(uint32_t)begin, (uint32_t)end};
        if (end > begin) tokenize(e->tokens, doc, where);
        const token_range window = {first, doc->tokens.count};
        const paragraph   made = {.where = where, .first_token = first, .end_token = window.end};
        if (end > begin) {
            PUSH_IN(&doc->memory, &doc->paragraphs, made);
            PUSH_IN(&doc->memory, &windows, window);
        }
        begin = end + 1;
    }
    const token_range whole = {0, doc->tokens.count};
    annotate(e->worker, doc, by_line ? windows.at : &whole, by_line ? windows.count : 1, kind);
    return doc;
}

// All that was found, as text.
static void describe(const document *doc, buffer *out) {
    for (int i = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        add_format(out, "%d %u-%u %.*s %.*s %.*s %.*s %.*s %d %d %.*s %d %d\n", i, t->where.begin,
                   t->where.end, SHOWN(t->tag_name), SHOWN(t->pos_name), SHOWN(t->morph),
                   SHOWN(t->lemma), SHOWN(t->dep_name), t->head, t->starts_sentence,
                   SHOWN(t->label_name), t->starts_name, t->sentence);
    }
    for (int i = 0; i < doc->noun_chunks.count; i++) {
        add_format(out, "%d-%d ", doc->noun_chunks.at[i].begin, doc->noun_chunks.at[i].end);
    }
}

static void describe_text(engine *e, const char *text, buffer *out) {
    renew_vocabulary(e->words);
    document *doc = annotate_lines(e, str_of(text), true, WINDOW_IS_TEXT);
    describe(doc, out);
    close_document(doc);
}

static void hold_same(const buffer *want, const buffer *got, const char *when) {
    if (same(str_of_buffer(want), str_of_buffer(got))) return;
    fail_msg("%s, wanted\n%.*s\ngot\n%.*s", when, (int)want->size, want->at, (int)got->size,
             got->at);
}

// ---- Claims ------------------------------------------------------------------------------

// Each text by an engine that has seen nothing else.
static void describe_alone(const pipeline *p, const kernels *k, buffer *out) {
    for (int i = 0; i < TEXT_COUNT; i++) {
        engine e = open_engine(p, k, (annotate_options){0});
        describe_text(&e, TEXTS[i], out);
        close_engine(&e);
    }
}

static void company_changes_nothing(const pipeline *p) {
    buffer want = {0}, got = {0}, again = {0};
    engine e = open_engine(p, NULL, (annotate_options){0});
    describe_alone(p, NULL, &want);
    for (int i = 0; i < TEXT_COUNT; i++) {
        describe_text(&e, TEXTS[i], &got);
    }
    hold_same(&want, &got, "one after another");
    for (int i = 0; i < TEXT_COUNT; i++) {
        describe_text(&e, TEXTS[TEXT_COUNT - 1 - i], &again); // warms up in another order
    }
    again.size = 0;
    for (int i = 0; i < TEXT_COUNT; i++) {
        describe_text(&e, TEXTS[i], &again);
    }
    hold_same(&want, &again, "again");
    close_buffer(&want);
    close_buffer(&got);
    close_buffer(&again);
    close_engine(&e);
}

static void kernels_change_nothing(const pipeline *p) {
    static const char *const names[] = {"reference", "avx2", "avx512", "neon"};
    buffer                   want = {0};
    describe_alone(p, NULL, &want);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buffer got = {0};
        if (!find_kernels(names[i])) continue;
        describe_alone(p, find_kernels(names[i]), &got);
        hold_same(&want, &got, names[i]);
        close_buffer(&got);
    }
    close_buffer(&want);
}

static bool is_tree_sound(const document *doc) {
    for (int i = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        if (t->head < 0 || t->head >= doc->tokens.count) return false;
        if (token_at(doc, t->head)->sentence != t->sentence) return false;
    }
    return true;
}

static void paragraphs_end_sentences(const pipeline *p) {
    engine e = open_engine(p, NULL, (annotate_options){0});
    for (int i = 0; i < TEXT_COUNT; i++) {
        document *doc = annotate_lines(&e, str_of(TEXTS[i]), false, WINDOW_OF_PARAGRAPHS);
        for (int k = 0; k < doc->paragraphs.count; k++) {
            int first = doc->paragraphs.at[k].first_token;
            if (!token_at(doc, first)->starts_sentence) {
                fail_msg("text %d: paragraph %d does not start a sentence", i, k);
            }
        }
        assert_true(is_tree_sound(doc));
        for (int n = 0; n < doc->names.count; n++) {
            token_range name = doc->names.at[n].tokens;
            assert_int_equal(token_at(doc, name.begin)->sentence,
                             token_at(doc, name.end - 1)->sentence);
        }
        close_document(doc);
    }
    close_engine(&e);
}

static void windows_leave_the_rest_alone(const pipeline *p) {
    engine    e = open_engine(p, NULL, (annotate_options){0});
    document *doc = new_document();
    doc->text = copy_str(&doc->memory, str_of(TEXTS[0]));
    tokenize(e.tokens, doc, (span){0, (uint32_t)doc->text.size});
    const token_range windows[] = {{2, 6}, {9, 12}};
    annotate(e.worker, doc, windows, 2, WINDOW_IS_TEXT);
    for (int i = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        bool         is_inside = (i >= 2 && i < 6) || (i >= 9 && i < 12);
        assert_int_equal(is_inside, t->dep_name.size > 0);
        assert_int_equal(is_inside, t->tag_name.size > 0);
        if (!is_inside) assert_int_equal(i, t->head);
        bool is_border = i == 0 || i == 2 || i == 6 || i == 9 || i == 12;
        if (is_border) assert_true(t->starts_sentence);
    }
    assert_true(is_tree_sound(doc));
    close_document(doc);
    close_engine(&e);
}

// A report longer than what is annotated at a time: the same line again and again.
static void long_reports_are_read_alike_throughout(const pipeline *p) {
    enum { COPIES = 1500 };
    engine    e = open_engine(p, NULL, (annotate_options){0});
    document *one = annotate_lines(&e, str_of(TEXTS[0]), true, WINDOW_IS_TEXT);
    int       length = one->tokens.count;
    buffer    text = {0};
    for (int i = 0; i < COPIES; i++) {
        add_format(&text, "%s\n", TEXTS[0]);
    }
    document *many = annotate_lines(&e, str_of_buffer(&text), true, WINDOW_IS_TEXT);
    assert_int_equal(length * COPIES, many->tokens.count);
    assert_int_equal(one->names.count * COPIES, many->names.count);
    assert_int_equal(one->noun_chunks.count * COPIES, many->noun_chunks.count);
    assert_int_equal(one->sentences.count * COPIES, many->sentences.count);
    for (int i = 0; i < many->tokens.count; i++) {
        const token *got = token_at(many, i), *want = token_at(one, i % length);
        if (got->head - i != want->head - i % length || !same(got->tag_name, want->tag_name) ||
            !same(got->dep_name, want->dep_name) || !same(got->lemma, want->lemma) ||
            !same(got->label_name, want->label_name)) {
            fail_msg("token %d of copy %d differs", i % length, i / length);
        }
    }
    close_buffer(&text);
    close_document(one);
    close_document(many);
    close_engine(&e);
}

// Without the parser, sentences come from the sentence finder and nothing has a tree.
static void senter_takes_the_parsers_place(const pipeline *p) {
    engine e = open_engine(p, NULL, (annotate_options){.uses_senter = true, .skips_parser = true});
    document *doc = annotate_lines(&e, STR("The envoy left. Nobody knew why. He said so."), true,
                                   WINDOW_IS_TEXT);
    assert_int_equal(3, doc->sentences.count);
    for (int i = 0; i < doc->tokens.count; i++) {
        assert_int_equal(i, token_at(doc, i)->head);
        assert_true(token_at(doc, i)->tag_name.size > 0);
    }
    close_document(doc);
    close_engine(&e);
}

static void hold_for_models(void (*claim)(const pipeline *p)) {
    int held = 0;
    for (int m = 0; m < TEST_MODEL_COUNT; m++) {
        loaded_pipeline *loaded = open_test_model((test_model)m);
        if (!loaded) continue;
        claim(pipeline_of(loaded));
        close_pipeline(loaded);
        held++;
    }
    if (held == 0) skip();
}

static void test_company_changes_nothing(void **state) {
    (void)state;
    hold_for_models(company_changes_nothing);
}

static void test_kernels_change_nothing(void **state) {
    (void)state;
    hold_for_models(kernels_change_nothing);
}

static void test_paragraphs_end_sentences(void **state) {
    (void)state;
    hold_for_models(paragraphs_end_sentences);
}

static void test_windows_leave_the_rest_alone(void **state) {
    (void)state;
    hold_for_models(windows_leave_the_rest_alone);
}

static void test_long_reports_are_read_alike_throughout(void **state) {
    (void)state;
    hold_for_models(long_reports_are_read_alike_throughout);
}

static void test_senter_takes_the_parsers_place(void **state) {
    (void)state;
    hold_for_models(senter_takes_the_parsers_place);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_company_changes_nothing),
        cmocka_unit_test(test_kernels_change_nothing),
        cmocka_unit_test(test_paragraphs_end_sentences),
        cmocka_unit_test(test_windows_leave_the_rest_alone),
        cmocka_unit_test(test_long_reports_are_read_alike_throughout),
        cmocka_unit_test(test_senter_takes_the_parsers_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
