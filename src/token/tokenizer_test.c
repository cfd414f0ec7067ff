// tokenizer_test.c - claims about cutting text into tokens, with a small set of rules of our own.
// What real pipelines make of real text is compared in tests/differential.
#include "token/tokenizer.h"

#include "base/buffer.h"
#include "small_rules.h"
#include "testing.h"

#define TEXT(literal)                                                                              \
    { literal, sizeof(literal) - 1 }

typedef struct {
    tokenizer        *tokenizer;
    vocabulary       *vocabulary;
    tokenizer_worker *worker;
} workshop;

static workshop open_workshop(void) {
    workshop shop = {0};
    ro_error error = {0};
    shop.tokenizer = open_tokenizer(&SMALL_RULES, &error);
    if (!shop.tokenizer) fail_msg("%s", error.message);
    shop.vocabulary = open_vocabulary(&SMALL_RULES);
    shop.worker = open_tokenizer_worker(shop.tokenizer, shop.vocabulary);
    return shop;
}

static void close_workshop(workshop *shop) {
    close_tokenizer_worker(shop->worker);
    close_vocabulary(shop->vocabulary);
    close_tokenizer(shop->tokenizer);
}

static document *cut(workshop *shop, str text) {
    document *doc = new_document();
    doc->text = text;
    tokenize(shop->worker, doc, (span){0, (uint32_t)text.size});
    return doc;
}

// "a|b_|c" for the tokens a, b followed by its space, and c.
static void show_tokens(const document *doc, buffer *out) {
    for (int i = 0; i < doc->tokens.count; i++) {
        if (i > 0) add_char(out, '|');
        add_str(out, token_text(doc, i));
        if (doc->tokens.at[i].space_after) add_char(out, '_');
    }
}

static void expect_tokens(workshop *shop, const char *text, const char *wanted) {
    document *doc = cut(shop, str_of(text));
    buffer    got = {0};
    show_tokens(doc, &got);
    if (!same(str_of_buffer(&got), str_of(wanted))) {
        fail_msg("\"%s\": got %.*s, wanted %s", text, (int)got.size, got.at, wanted);
    }
    close_buffer(&got);
    close_document(doc);
}

static void test_texts_fall_into_tokens(void **state) {
    static const struct {
        const char *text, *tokens;
    } cases[] = {
        {"", ""},
        {"word", "word"},
        {"two words", "two_|words"},
        // White space: one U+0020 behind a token is none, all else is.
        {"a  b", "a_| |b"},
        {" a", " |a"},
        {"a ", "a_"},
        {"   ", "   "},
        {"a\nb", "a|\n|b"},
        {"a \n b", "a_|\n |b"},
        {"a\xe3\x80\x80z", "a|\xe3\x80\x80|z"},
        {"a\xe2\x80\x8bz", "a\xe2\x80\x8bz"}, // zero width space is no white space
        // Affixes.
        {"(word)", "(|word|)"},
        {"(\"word,\")", "(|\"|word|,|\"|)"},
        {"word...", "word|..."},
        {"......", "......"},
        {"word.", "word|."},
        {"WORD.", "WORD."},
        {"10km", "10|km"},
        {"10km)", "10|km|)"},
        {"((", "(|("},
        {")", ")"},
        // Exceptions, alone and behind affixes.
        {"can't", "ca|n't"},
        {"(can't)", "(|ca|n't|)"},
        {"U.S.", "U.S."},
        {"(U.S.,", "(|U.S.|,"},
        {"U.S.)", "U.S.|)"},
        {"Can't", "Can't"},
        {"(x", "(x"},
        {"(x)", "(|x)"}, // the prefix comes off first, and what is left is an exception
        {"(x,", "(x|,"}, // the suffix comes off, and the prefix stays
        {"(x),", "(|x)|,"},
        // Infixes.
        {"one-two", "one|-|two"},
        {"end.Next", "end|.|Next"},
        {"a..b", "a|..|b"},
        {"--", "-|-"},
        {"-.-", "-|.|-"},
        {"http://a-b", "http://a-b"},
        {"(http://a-b)", "(|http://a-b|)"},
        // Exceptions that fall apart are put together again.
        {"a-b", "a-b"},
        {"end.Mr.Lee", "end|.|Mr.|Lee"},
        {"z-a-b", "z|-|a-b"},
        {"z-a-b-c", "z|-|a-b-c"},
        {"a-b-a-b", "a-b|-|a-b"},
        {"a-b-c-b", "a-b-c|-|b"},
        {"a - b", "a_|-_|b"},
        {"z-a - b-c", "z|-|a_|-_|b|-|c"},
        {"\xc2\xa0", "\xc2\xa0"},
    };
    (void)state;
    workshop shop = open_workshop();
    for (int round = 0; round < 2; round++) { // the second time, chunks are remembered
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            expect_tokens(&shop, cases[i].text, cases[i].tokens);
        }
    }
    close_workshop(&shop);
}

static void test_norms_come_from_exceptions_or_from_the_word(void **state) {
    (void)state;
    workshop                 shop = open_workshop();
    document                *doc = cut(&shop, STR("We can't\xc2\xa0pay \xe2\x82\xac ca"));
    static const char *const norms[] = {"we", "can", "not", "  ", "pay", "$", "ca"};
    assert_int_equal(7, doc->tokens.count);
    renew_vocabulary(shop.vocabulary); // norms must not need the forms
    for (int i = 0; i < doc->tokens.count; i++) {
        str norm = doc->tokens.at[i].norm;
        if (!same(norm, str_of(norms[i]))) {
            fail_msg("token %d: got %.*s, wanted %s", i, (int)norm.size, norm.at, norms[i]);
        }
    }
    close_document(doc);
    close_workshop(&shop);
}

static void test_a_stretch_is_read_as_a_text_of_its_own(void **state) {
    (void)state;
    workshop  shop = open_workshop();
    document *doc = new_document();
    doc->text = STR("(one two) three");
    tokenize(shop.worker, doc, (span){5, 8});
    tokenize(shop.worker, doc, (span){10, 15});
    tokenize(shop.worker, doc, (span){15, 15});
    assert_int_equal(2, doc->tokens.count);
    assert_true(is_token(doc, 0, "two") && is_token(doc, 1, "three"));
    assert_int_equal(10, doc->tokens.at[1].where.begin);
    assert_false(doc->tokens.at[0].space_after);
    assert_true(doc->tokens.at[0].starts_sentence && doc->tokens.at[1].starts_sentence);
    close_document(doc);
    close_workshop(&shop);
}

static void test_a_first_token_that_was_put_together_starts_no_sentence(void **state) {
    (void)state;
    workshop  shop = open_workshop();
    document *doc = cut(&shop, STR("a-b-a"));
    assert_true(is_token(doc, 0, "a-b"));
    assert_false(doc->tokens.at[0].starts_sentence);
    close_document(doc);
    close_workshop(&shop);
}

// Texts that a careless tokenizer reads once for every character it takes off.
static void test_long_chunks_take_linear_time(void **state) {
    enum { SIZE = 1 << 18 };
    static const struct {
        const char *pattern;
        int         tokens;
    } cases[] = {
        {"(", SIZE}, {")", SIZE}, {",", SIZE}, {".", 1},     {"x", 1},
        {"(!", 3},   {"-", SIZE}, {"a.", 2},   {"a-", SIZE}, {":@", 1},
    };
    (void)state;
    workshop shop = open_workshop();
    char    *text = test_malloc(SIZE);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t size = strlen(cases[i].pattern);
        for (size_t k = 0; k < SIZE; k++) {
            text[k] = cases[i].pattern[k % size];
        }
        document *doc = cut(&shop, (str){text, SIZE});
        uint32_t  at = 0;
        for (int t = 0; t < doc->tokens.count; t++) {
            assert_int_equal(at, doc->tokens.at[t].where.begin);
            at = doc->tokens.at[t].where.end;
        }
        assert_int_equal(SIZE, at);
        if (doc->tokens.count != cases[i].tokens) {
            fail_msg("%s: got %d tokens", cases[i].pattern, doc->tokens.count);
        }
        close_document(doc);
    }
    test_free(text);
    close_workshop(&shop);
}

// More chunks than a worker remembers, more forms than a generation keeps.
static void test_forgetting_changes_no_result(void **state) {
    enum { CHUNKS = 70000 };
    (void)state;
    workshop shop = open_workshop();
    buffer   text = {0};
    for (int i = 0; i < CHUNKS; i++) {
        add_format(&text, "(w%d-x ", i);
    }
    for (int round = 0; round < 2; round++) {
        document *doc = cut(&shop, str_of_buffer(&text));
        assert_int_equal(4 * CHUNKS, doc->tokens.count);
        for (int i = 0; i < doc->tokens.count; i += 4) {
            assert_true(is_token(doc, i, "(") && is_token(doc, i + 2, "-"));
            assert_true(same(doc->tokens.at[i + 1].form->text, token_text(doc, i + 1)));
            assert_int_equal(round, doc->tokens.at[i].form->generation);
        }
        close_document(doc);
        renew_vocabulary(shop.vocabulary);
    }
    close_buffer(&text);
    close_workshop(&shop);
}

static void test_damaged_rules_are_refused(void **state) {
    static const exception_part      wrong[] = {{.orth = TEXT("ca")}, {.orth = TEXT("not")}};
    static const tokenizer_exception exception = {TEXT("can't"), 2, wrong};
    (void)state;
    pipeline p = {.tokenizer = {.exception_count = 1, .exceptions = &exception}};
    ro_error error = {0};
    assert_null(open_tokenizer(&p, &error));
    assert_int_equal(RO_BAD_MODEL, error.status);
    p = (pipeline){.tokenizer = {.prefix = TEXT("^(")}};
    assert_null(open_tokenizer(&p, &error));
    assert_true(starts_with(str_of(error.message), STR("tokenizer: prefix: ")));
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_fall_into_tokens),
        cmocka_unit_test(test_norms_come_from_exceptions_or_from_the_word),
        cmocka_unit_test(test_a_stretch_is_read_as_a_text_of_its_own),
        cmocka_unit_test(test_a_first_token_that_was_put_together_starts_no_sentence),
        cmocka_unit_test(test_long_chunks_take_linear_time),
        cmocka_unit_test(test_forgetting_changes_no_result),
        cmocka_unit_test(test_damaged_rules_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
