// regex_test.c - claims about regular expressions: the wanted hits are those of Python's re.
#include "base/regex.h"

#include "base/buffer.h"
#include "testing.h"

static regex *compiled(const char *source, regex_kind kind) {
    ro_error error = {0};
    regex   *r = compile_regex(str_of(source), kind, "test", &error);
    if (!r) fail_msg("%s: %s", source, error.message);
    return r;
}

static void test_hits_are_those_of_python(void **state) {
    static const struct {
        const char *source, *text, *hits; // "begin-end " each, in bytes
    } cases[] = {
        {"b+", "abbab", "1-3 4-5 "},
        {"a|ab", "ab", "0-1 "}, // the first alternative, not the longest
        {"(a)(?:b)", "abab", "0-2 2-4 "},
        {"x*", "axx", "0-0 1-3 3-3 "}, // empty hits, as since Python 3.7
        {"\\u00e9[\\u00C0-\\u00ff]", "\xc3\xa9\xc3\xa8", "0-4 "},
        {"\\U0001F600", "\xf0\x9f\x98\x80", "0-4 "},
        {"(?u)\\w+", "caf\xc3\xa9 \xd9\xa3_-", "0-5 6-9 "},
        {"[\\w\\-]+", "a-b.c", "0-3 4-5 "},
        {"\\d", "\xc2\xb2\xd9\xa3", "2-4 "},              // superscript two is no decimal digit
        {"\\s", "a\x1c\xc2\x85\xe2\x80\x8b", "1-2 2-4 "}, // zero width space is none
        {"[^\\S]", "a b", "1-2 "},
        {"[\\S]+", "a b", "0-1 2-3 "},
        {"[[:a]+", "[:a", "0-3 "},
        {"[]a]", "]a", "0-1 1-2 "},
        {"[a-]", "-", "0-1 "},
        {"a{,2}b", "aaab", "1-4 "},
        {"a{2}", "aaa", "0-2 "},
        {"a{,b", "a{,b", "0-4 "},
        {"(?<=[0-9])[+\\-](?=[0-9-])", "1+2-a", "1-2 "},
        {"a(?!b)", "abac", "2-3 "},
        {"a$", "a\n", "0-1 "}, // before a last line feed
        {".", "\n\r", "1-2 "},
        {"^a", "aa\na", "0-1 "},
    };
    (void)state;
    matcher *m = open_matcher();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        regex *r = compiled(cases[i].source, REGEX_SEARCH);
        buffer got = {0};
        span   hit = NO_HIT;
        while (find_hit(m, r, str_of(cases[i].text), &hit)) {
            add_format(&got, "%u-%u ", hit.begin, hit.end);
        }
        assert_int_equal(got.size > 0, has_hit(m, r, str_of(cases[i].text)));
        if (!same(str_of_buffer(&got), str_of(cases[i].hits))) {
            fail_msg("%s in \"%s\": got %.*s, wanted %s", cases[i].source, cases[i].text,
                     (int)got.size, got.at, cases[i].hits);
        }
        close_buffer(&got);
        close_regex(r);
    }
    close_matcher(m);
}

static void test_what_is_not_known_is_refused(void **state) {
    static const char *const cases[] = {"\\bword", "(a)\\1", "(?i)a", "(?P<n>a)", "a\\",   "[a",
                                        "(a",      "a)",     "*a",    "\\u12",    "[b-a]", "\xff"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_error error = {0};
        if (compile_regex(str_of(cases[i]), REGEX_SEARCH, "rules: infix", &error)) {
            fail_msg("%s is taken", cases[i]);
        }
        assert_int_equal(RO_BAD_MODEL, error.status);
        assert_true(starts_with(str_of(error.message), STR("rules: infix: expression ")));
    }
}

// Every text of a few letters: whatever find_hit_at_end leaves out, a whole search must not find.
static void test_the_end_alone_gives_the_same_hit_as_the_whole_text(void **state) {
    static const char *const sources[] = {
        "\\.\\.+$|b$|(?<=b)a$",
        "(?<=[ab])\\.$|a\\.b$",
        "b+$|aa$",
        "a?b$|\\.+$",
        "ab|\\.$",
        "(?:ab)+$",
        "a\\.*$",
    };
    enum { LONGEST = 8 };
    static const char letters[] = "ab.";
    (void)state;
    matcher *m = open_matcher();
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        regex *r = compiled(sources[i], REGEX_SEARCH);
        for (int number = 0; number < 6561; number++) {
            char text[LONGEST];
            for (int k = 0, rest = number; k < LONGEST; k++, rest /= 3) {
                text[k] = letters[rest % 3];
            }
            for (size_t size = 1; size <= LONGEST; size++) {
                str  end = {text, size};
                span whole = NO_HIT, tail = NO_HIT;
                bool in_whole = find_hit(m, r, end, &whole);
                bool in_tail = find_hit_at_end(m, r, end, &tail);
                if (in_whole != in_tail || whole.begin != tail.begin || whole.end != tail.end) {
                    fail_msg("%s in \"%.*s\": got %u-%u, wanted %u-%u", sources[i], (int)size, text,
                             tail.begin, tail.end, whole.begin, whole.end);
                }
            }
        }
        close_regex(r);
    }
    close_matcher(m);
}

static void test_long_texts_need_no_stack(void **state) {
    enum { SIZE = 4 << 20 };
    (void)state;
    matcher *m = open_matcher();
    regex   *r = compiled("^(?:\\S+(?::\\S*)?@)?(?:(?:[a-z][a-z_-]{0,62})?[a-z]\\.)+[a-z]{2,63}$",
                          REGEX_MATCH);
    buffer   text = {0};
    for (int i = 0; i < SIZE / 2; i++) {
        add_str(&text, STR("a."));
    }
    assert_false(has_hit(m, r, str_of_buffer(&text)));
    add_str(&text, STR("com"));
    assert_true(has_hit(m, r, str_of_buffer(&text)));
    memset(text.at, ':', text.size);
    assert_false(has_hit(m, r, str_of_buffer(&text)));
    close_buffer(&text);
    close_regex(r);
    close_matcher(m);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hits_are_those_of_python),
        cmocka_unit_test(test_what_is_not_known_is_refused),
        cmocka_unit_test(test_the_end_alone_gives_the_same_hit_as_the_whole_text),
        cmocka_unit_test(test_long_texts_need_no_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
