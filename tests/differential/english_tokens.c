// english_tokens.c - what the released English pipelines make of single expressions: one line for
// each habit of their tokenizer. The wanted tokens are those of spaCy 3.8.
#include <stdlib.h>

#include "base/buffer.h"
#include "models.h"
#include "testing.h"
#include "token/tokenizer.h"

enum { SKIPPED = 77 };

typedef struct {
    const char *text, *tokens; // "_" behind a token: its space
} example;

static const example EXAMPLES[] = {
    {"I can't.", "I_|ca|n't|."},
    {"(can't)", "(|ca|n't|)"},
    {"don’t", "do|n’t"},
    {"e.g., Adm. Smith (U.S.)", "e.g.|,_|Adm._|Smith_|(|U.S.|)"},
    {"e-mail:joe@x.com", "e-mail:joe@x.com"},
    {"http://www.a.com/b?c=d,", "http://www.a.com/b?c=d|,"},
    {"http://a.b/c)", "http://a.b|/|c|)"},
    {"user@example.com,", "user@example.com|,"},
    {"$5.00/km", "$|5.00|/|km"},
    {"10km", "10|km"},
    {"5km²", "5|km²"},
    {"km²", "km²"},
    {"5-6", "5|-|6"},
    {"2+2=4", "2|+|2=4"},
    {"C++", "C++"},
    {"C#", "C|#"},
    {":-)", ":-)"},
    {"3a.m.", "3|a.m."},
    {"10:30pm", "10:30pm"},
    {"10am-11pm", "10am-11pm"},
    {"a.m.-p.m.", "a.m.-p.m|."},
    {"it's/we're", "it's|/|we're"},
    {"don't.Stop", "don't|.|Stop"},
    {"foo.Bar", "foo|.|Bar"},
    {"foo.bar", "foo.bar"},
    {"A.B", "A.B"},
    {"U.S.A.'s", "U.S.A.|'s"},
    {"rock'n'roll", "rock'n'roll"},
    {"'tis", "'|tis"},
    {"s'", "s|'"},
    {"’cause", "’cause"},
    {"a,b", "a|,|b"},
    {"1,a", "1,a"},
    {"1,000", "1,000"},
    {"a--b", "a|--|b"},
    {"—x—", "—|x|—"},
    {"“Quote”—dash", "“|Quote”—dash"},
    {"<b>x</b>", "<|b|>|x</b|>"},
    {"(a)(b)", "(|a)(b|)"},
    {"#hash", "#|hash"},
    {"@user", "@user"},
    {"&amp;", "&|amp|;"},
    {"co-op.", "co|-|op|."},
    {"IT.", "IT|."},
    {"°C.", "°|C|."},
    {"U.K.,", "U.K.|,"},
    {"Mr.Smith", "Mr.|Smith"},
    {"  two  spaces ", "  |two_| |spaces_"},
    {"a\u3000b", "a|\u3000|b"},
    {"x\u200by", "x\u200by"},
    {"\ufeffBOM", "\ufeffBOM"},
    {"👨\u200d👩", "👨|\u200d|👩"},
    {"ab\u00a0cd", "ab|\u00a0|cd"},
};

static const struct {
    const char *text, *norms;
} NORMS[] = {
    {"I can't.", "i|can|not|."}, {"don’t", "do|not"},    {"’cause", "because"},
    {"ab\u00a0cd", "ab|  |cd"},  {"“5 €”", "\"|5|$|\""},
};

typedef struct {
    tokenizer_worker *tokens;
    buffer            shown;
} workshop;

static document *cut(const workshop *w, const char *text) {
    document *doc = new_document();
    doc->text = str_of(text);
    tokenize(w->tokens, doc, (span){0, (uint32_t)doc->text.size});
    return doc;
}

static void expect(const char *text, const buffer *got, const char *wanted) {
    if (same(str_of_buffer(got), str_of(wanted))) return;
    fail_msg("\"%s\": got %.*s, wanted %s", text, (int)got->size, got->at, wanted);
}

static void test_each_example_falls_into_its_tokens(void **state) {
    workshop *w = *state;
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        document *doc = cut(w, EXAMPLES[i].text);
        w->shown.size = 0;
        for (int k = 0; k < doc->tokens.count; k++) {
            if (k > 0) add_char(&w->shown, '|');
            add_str(&w->shown, token_text(doc, k));
            if (doc->tokens.at[k].space_after) add_char(&w->shown, '_');
        }
        expect(EXAMPLES[i].text, &w->shown, EXAMPLES[i].tokens);
        close_document(doc);
    }
}

static void test_norms_undo_spelling(void **state) {
    workshop *w = *state;
    for (size_t i = 0; i < sizeof NORMS / sizeof *NORMS; i++) {
        document *doc = cut(w, NORMS[i].text);
        w->shown.size = 0;
        for (int k = 0; k < doc->tokens.count; k++) {
            if (k > 0) add_char(&w->shown, '|');
            add_str(&w->shown, doc->tokens.at[k].norm);
        }
        expect(NORMS[i].text, &w->shown, NORMS[i].norms);
        close_document(doc);
    }
}

static int run_claims(tokenizer_worker *tokens) {
    workshop                w = {.tokens = tokens};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_each_example_falls_into_its_tokens, &w),
        cmocka_unit_test_prestate(test_norms_undo_spelling, &w),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    close_buffer(&w.shown);
    return failed;
}

int main(void) {
    ro_error         error = {0};
    loaded_pipeline *model = open_test_model(MODEL_SM);
    if (!model) return SKIPPED;
    tokenizer *t = open_tokenizer(pipeline_of(model), &error);
    if (!t) {
        printf("%s\n", error.message);
        close_pipeline(model);
        return EXIT_FAILURE;
    }
    vocabulary       *v = open_vocabulary(pipeline_of(model));
    tokenizer_worker *tokens = open_tokenizer_worker(t, v);
    int               failed = run_claims(tokens);
    close_tokenizer_worker(tokens);
    close_vocabulary(v);
    close_tokenizer(t);
    close_pipeline(model);
    return failed;
}
