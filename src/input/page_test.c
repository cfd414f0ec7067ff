// page_test.c - claims about web pages: every NAME.html of tests/corpus/html gives NAME.expected,
// which was written by hand: title, outlet, dates, byline, address, "---", the text.
#include <time.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/folder.h"
#include "input/page_noise.h"
#include "input/page_tree.h"
#include "input/read.h"
#include "lexicon/lexicon.h"
#include "testing.h"

static void add_field(buffer *out, const char *name, ro_text value) {
    add_format(out, "%s:%s%.*s\n", name, value.size ? " " : "", (int)value.size, value.at);
}

static str read_one_page(arena *a, str path) {
    buffer    out = {0};
    ro_error  error = {0};
    ro_report report;
    ro_input *input = ro_open_input(&path.at, 1, NULL, NULL);
    if (ro_next_report(input, &report, &error) == RO_REPORT) {
        add_field(&out, "title", report.title);
        add_field(&out, "outlet", report.outlet);
        add_field(&out, "published", report.published);
        add_field(&out, "updated", report.updated);
        add_field(&out, "byline", report.byline);
        add_field(&out, "url", report.url);
        add_format(&out, "---\n%.*s\n", (int)report.text.size, report.text.at);
    } else {
        const char *name = strrchr(error.message, '/');
        add_format(&out, "problem: %s\n", name ? name + 1 : error.message);
    }
    ro_close_input(input);
    str shown = copy_str(a, str_of_buffer(&out));
    close_buffer(&out);
    return shown;
}

// Prints the first line that differs; true when there is none.
static bool is_as_expected(str path, str got, str wanted) {
    for (int line = 1; got.at || wanted.at; line++) {
        str left = got.at ? cut_at(&got, '\n') : STR("(nothing more)");
        str right = wanted.at ? cut_at(&wanted, '\n') : STR("(nothing more)");
        if (same(left, right)) continue;
        print_error("%.*s, line %d of what is expected:\n  got    %.*s\n  wanted %.*s\n",
                    (int)path.size, path.at, line, (int)left.size, left.at, (int)right.size,
                    right.at);
        return false;
    }
    return true;
}

static void test_pages_of_the_corpus_give_what_is_expected(void **state) {
    const char *root = getenv("READOUT_SOURCE");
    arena       a = {0};
    str_table   seen = {0};
    file_list   files = {0};
    int         pages = 0, bad = 0;
    (void)state;
    if (!root) root = "..";
    list_files(&a, join_path(&a, str_of(root), STR("tests/corpus/html")).at, &seen, &files);
    for (int i = 0; i < files.count; i++) {
        str path = files.at[i].path, wanted;
        if (!ends_with(path, STR(".html"))) continue;
        str      stem = slice(path, 0, path.size - 4);
        ro_error error = {0};
        if (!read_file(&a, join_str(&a, stem, STR("expected")).at, 1 << 20, &wanted, &error)) {
            fail_msg("%s", error.message);
        }
        bad += !is_as_expected(path, read_one_page(&a, path), wanted);
        pages++;
    }
    close_arena(&a);
    assert_true(pages >= 12);
    assert_int_equal(0, bad);
}

static bool is_matched(const page_noise *noise, str kind, str text) {
    if (same(kind, STR("tag"))) return is_noise_tag(noise, text);
    if (same(kind, STR("role"))) return is_noise_role(noise, text);
    if (same(kind, STR("class"))) return is_noise_class(noise, text);
    if (same(kind, STR("body"))) return is_body_class(noise, text);
    return same(kind, STR("line")) ? is_noise_line(noise, text) : is_end_line(noise, text);
}

static void test_every_noise_row_matches_its_example_and_not_the_other(void **state) {
    arena             a = {0};
    const page_noise *noise = read_page_noise(&a);
    data_rows         rows = open_rows("page_noise.tsv");
    data_row          row;
    int               bad = 0;
    (void)state;
    while (next_row(&rows, &row)) {
        assert_int_equal(4, row.field_count);
        for (int f = 2; f < 4; f++) {
            if (is_matched(noise, row.fields[0], row.fields[f]) == (f == 2)) continue;
            print_error("page_noise.tsv:%d: \"%.*s\" must %smatch\n", row.line,
                        (int)row.fields[f].size, row.fields[f].at, f == 2 ? "" : "not ");
            bad++;
        }
    }
    close_arena(&a);
    assert_int_equal(0, bad);
}

static void test_pages_that_would_cost_the_parser_too_much_are_refused(void **state) {
    static const struct {
        const char *before, *piece, *wanted; // the piece 5,000 times, each with a number behind it
    } cases[] = {
        {"", "<div><q>",
         "page: expected a page of a news site, found too many elements that are not "
         "closed"},
        {"", "<p></p><b id=1></p><p>",
         "page: expected a page of a news site, found too many unclosed "
         "marks of formatting"},
        {"", "<b><div></b></div>",
         "page: expected a page of a news site, found too many marks of formatting out of order"},
        {"<div", " a",
         "page: expected a page of a news site, found too many attributes in one tag"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena      a = {0};
        buffer     page = {0};
        ro_error   error = {0};
        page_node *root;
        add_str(&page, str_of(cases[i].before));
        for (int n = 0; n < 5000; n++) {
            add_format(&page, "%s%d", cases[i].piece, n);
        }
        assert_false(parse_page(&a, str_of_buffer(&page), "page", &root, &error));
        assert_string_equal(cases[i].wanted, error.message);
        close_buffer(&page);
        close_arena(&a);
    }
}

// Every page ends in a result or one line, far from the minutes that they take where work grows with
// the square of the size.
static void test_hostile_pages_end_in_time(void **state) {
    enum { SIZE = 2 << 20, MOST_SECONDS = 20 };
    static const struct {
        const char *before, *piece, *after;
    } cases[] = {
        {"<p>", "<div>", ""},
        {"<p ", "a=1 ", ">The guard spoke on Monday."},
        {"", "<p><b>The guard spoke on Monday.", ""},
        {"", "<b><div><div><div></b></div></div></div>", ""},
        {"", "<a href=x><p></a>The guard spoke on Monday.</p>", ""},
        {"<b><i><u><s><em><tt>", "<p>The guard spoke on Monday.</p>", ""},
        {"<table>", "x<b>", ""},
        {"<p>The guard spoke on Monday.</p><!--", "x - -", "-->"},
        {"<p>The guard spoke on Monday.</p>", "<!--", ""},
        {"<p>", "The guard spoke on Monday. ", ""},
        {"<p>", "x", ""},
        {"<p>", "<", ""},
        {"<p>The guard spoke on Monday.</p>", "<a href='/x'>Read on</a> ", ""},
        {"<p>", "a<br>", ""},
        {"", "<svg><desc>", ""},
        {"", "</p>", ""},
        {"<script type='application/ld+json'>", "[", "</script>"},
        {"<div class='", "aB-c_", "'><p>The guard spoke on Monday.</p></div>"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena     a = {0};
        buffer    page = {0};
        ro_error  error = {0};
        ro_report report = {.place = text_of_str(STR("page"))};
        clock_t   begin = clock();
        add_str(&page, str_of(cases[i].before));
        while (page.size < SIZE) {
            add_str(&page, str_of(cases[i].piece));
        }
        add_str(&page, str_of(cases[i].after));
        bool is_read = read_page(&a, str_of_buffer(&page), &report, &error);
        assert_true(is_read == (error.message[0] == '\0'));
        double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
        if (seconds > MOST_SECONDS) {
            fail_msg("2 MiB of \"%s\" took %.0f s, wanted %d", cases[i].piece, seconds,
                     MOST_SECONDS);
        }
        close_buffer(&page);
        close_arena(&a);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_of_the_corpus_give_what_is_expected),
        cmocka_unit_test(test_every_noise_row_matches_its_example_and_not_the_other),
        cmocka_unit_test(test_pages_that_would_cost_the_parser_too_much_are_refused),
        cmocka_unit_test(test_hostile_pages_end_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
