// config_test.c - claims about config.cfg.
#include "model/config.h"

#include "testing.h"

static const char CONFIG[] = "[nlp]\n"
                             "lang = \"en\"\r\n"
                             "pipeline = [\"tok2vec\", \"ner\"]\n"
                             "tokenizer = {\"@tokenizers\":\"plain\",\"deep\":{\"er\":3}}\n"
                             "# a comment\n"
                             "; another\n"
                             "\n"
                             "[empty]\n"
                             "[sizes]\n"
                             "width = 96\n"
                             "same=${sizes:width}\n"
                             "rows = [5,${sizes.width},-7]\n"
                             "rate = 1e-08\n"
                             "is_on = true\n"
                             "nothing = null\n"
                             "folder = \"here\"\n"
                             "file = \"${sizes.folder}/x\\\"y\"\n"
                             "[other]\n"
                             "all = ${sizes}\n"
                             "object = {\"n\":${sizes.width}}\n"
                             "[loop]\n"
                             "a = ${loop.b}\n"
                             "b = ${loop.a}\n"
                             "grow = [${loop.grow},${loop.grow}]\n"
                             "lost = [${no.where}]\n"
                             "wrong = [1,\n"
                             "last = 7";

typedef struct {
    arena   a;
    config *c;
} opened;

static void open_text(opened *o, const char *text) {
    ro_error error = {0};
    o->c = open_config(&o->a, str_of(text), "config.cfg", &error);
    if (!o->c) fail_msg("%s", error.message);
}

static void close_opened(opened *o) {
    close_config(o->c);
    close_arena(&o->a);
}

static void test_numbers_stand_for_themselves_or_by_reference(void **state) {
    static const struct {
        const char *path;
        int64_t     value;
    } cases[] = {
        {"sizes.width", 96},    {"sizes.same", 96},           {"other.all.width", 96},
        {"other.object.n", 96}, {"nlp.tokenizer.deep.er", 3}, {"other.all.same", 96},
        {"loop.last", 7},       {"sizes.nothing", -1},        {"sizes.absent", -1},
        {"absent.width", -1},   {"nlp.lang.width", -1},
    };
    opened o = {0};
    (void)state;
    open_text(&o, CONFIG);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_error error = {0};
        int64_t  got = 0;
        if (!int_setting(o.c, cases[i].path, -1, &got, &error) || got != cases[i].value) {
            fail_msg("%s: got %lld (%s), wanted %lld", cases[i].path, (long long)got, error.message,
                     (long long)cases[i].value);
        }
    }
    close_opened(&o);
}

static void test_texts_and_lists_are_read(void **state) {
    opened   o = {0};
    str      text;
    str_list texts;
    int_list ints;
    bool     is_on;
    (void)state;
    open_text(&o, CONFIG);
    assert_true(text_setting(o.c, "nlp.tokenizer.@tokenizers", &text, NULL));
    assert_true(same(text, STR("plain")));
    assert_true(text_setting(o.c, "sizes.file", &text, NULL));
    assert_true(same(text, STR("here/x\"y")));
    assert_true(text_setting(o.c, "sizes.nothing", &text, NULL));
    assert_null(text.at);
    assert_true(texts_setting(o.c, "nlp.pipeline", &texts, NULL));
    assert_int_equal(2, texts.count);
    assert_true(same(texts.at[1], STR("ner")));
    assert_true(ints_setting(o.c, "sizes.rows", &ints, NULL));
    assert_int_equal(3, ints.count);
    assert_int_equal(96, ints.at[1]);
    assert_int_equal(-7, ints.at[2]);
    assert_true(bool_setting(o.c, "sizes.is_on", false, &is_on, NULL));
    assert_true(is_on);
    assert_true(bool_setting(o.c, "sizes.is_off", true, &is_on, NULL));
    assert_true(is_on);
    close_opened(&o);
}

static void test_settings_of_another_type_are_refused_by_name(void **state) {
    static const struct {
        const char *path, *message;
    } cases[] = {
        {"nlp.lang", "config.cfg: nlp.lang: expected a number, found a text"},
        {"sizes.rate", "config.cfg: sizes.rate: expected a whole number"},
        {"loop.a", "do not end"},
        {"loop.grow", "do not end"},
        {"loop.lost", "expected \"no.where\", which is referred to, found none"},
        {"loop.wrong", "config.cfg: loop.wrong: expected JSON"},
    };
    opened o = {0};
    (void)state;
    open_text(&o, CONFIG);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_error error = {0};
        int64_t  got;
        if (int_setting(o.c, cases[i].path, 0, &got, &error) ||
            !strstr(error.message, cases[i].message) || error.status != RO_BAD_MODEL) {
            fail_msg("%s: got \"%s\", wanted \"%s\"", cases[i].path, error.message,
                     cases[i].message);
        }
    }
    close_opened(&o);
}

static void test_lines_that_are_no_settings_are_refused_with_their_number(void **state) {
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"[a]\nb\n", "c:2: expected key = value, found \"b\""},
        {"[a\n", "c:1: expected [section], found \"[a\""},
        {"[]\n", "c:1: expected [section]"},
        {"[a]\nb = 1\n\n[a]\nb = 2\n", "c:5: \"a.b\" is there twice"},
        {"= 1", "c:1: expected key = value"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena    a = {0};
        ro_error error = {0};
        config  *c = open_config(&a, str_of(cases[i].text), "c", &error);
        if (c || !strstr(error.message, cases[i].message)) {
            fail_msg("\"%s\": got \"%s\", wanted \"%s\"", cases[i].text, error.message,
                     cases[i].message);
        }
        close_config(c);
        close_arena(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_stand_for_themselves_or_by_reference),
        cmocka_unit_test(test_texts_and_lists_are_read),
        cmocka_unit_test(test_settings_of_another_type_are_refused_by_name),
        cmocka_unit_test(test_lines_that_are_no_settings_are_refused_with_their_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
