// stream_test.c - claims about reading many reports: order, problems in their places, stopping, and
// the same whatever the number of threads. Needs the default model; without, they are skipped.
// ThreadSanitizer runs them too.
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "readout/readout.h"
#include "testing.h"

enum { REPORTS = 12 };

typedef struct {
    ro_model *model;
    char      path[64]; // a file of JSON Lines
} bench;

static int open_bench(void **state) {
    static bench b;
    ro_error     error = {0};
    b.model = ro_open_model(NULL, &error);
    if (!b.model) printf("skipped: %s\n", error.message);
    snprintf(b.path, sizeof b.path, "/tmp/readout-stream-XXXXXX");
    int file = mkstemp(b.path);
    if (file >= 0) close(file);
    *state = &b;
    return file >= 0 ? 0 : -1;
}

static int close_bench(void **state) {
    bench *b = *state;
    unlink(b->path);
    ro_close_model(b->model);
    return 0;
}

// What came out, one letter a result: "." a record, "!" a problem; and the records themselves.
typedef struct {
    buffer order, records;
    int    most; // results until the callback stops; 0: never
} outcome;

static bool note_result(void *context, const ro_result *result) {
    outcome *so_far = context;
    add_char(&so_far->order, result->problem ? '!' : '.');
    assert_int_equal(result->problem == NULL, result->document != NULL);
    add_bytes(&so_far->records, result->rendered.at, result->rendered.size);
    return (int)so_far->order.size != so_far->most;
}

// Reads what `broken` tells: each letter a line, "!" one that is no report.
static ro_status read_lines(const bench *b, const char *lines, int threads, outcome *got) {
    buffer content = {0};
    for (int i = 0; lines[i]; i++) {
        if (lines[i] == '!') {
            add_str(&content, STR("{\"id\": 1, no JSON\n"));
            continue;
        }
        add_format(&content, "{\"id\":\"r%d\",\"text\":\"", i);
        for (int n = 0; n < 1 + (i * 7) % 5; n++) { // of several lengths, so that some overtake
            add_format(&content, "Ilse Varga said on Monday that %d people had left Karsa. ",
                       i + n);
        }
        add_str(&content, STR("\"}\n"));
    }
    assert_true(write_file(b->path, str_of_buffer(&content), NULL));
    close_buffer(&content);
    const char            *path = b->path;
    const ro_input_options from = {.format = RO_FROM_JSONL};
    const ro_read_options  options = {.form = RO_AS_JSON, .threads = threads};
    ro_error               error = {0};
    ro_input              *input = ro_open_input(&path, 1, &from, &error);
    assert_non_null(input);
    bool is_done = ro_read_all(b->model, input, &options, note_result, got, &error);
    ro_close_input(input);
    return is_done ? RO_OK : error.status;
}

static void close_outcome(outcome *got) {
    close_buffer(&got->order);
    close_buffer(&got->records);
    *got = (outcome){0};
}

static const int THREADS[] = {0, 1, 2, 3, 8, 40};
enum { THREAD_CASES = sizeof THREADS / sizeof *THREADS };

static void test_results_come_in_order_with_problems_in_their_places(void **state) {
    static const char *const lines[] = {"",    ".",    "!",        "!.",          ".!",
                                        "!!!", "...!", "!..!..!.", "............"};
    const bench             *b = *state;
    if (!b->model) skip();
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        outcome alone = {0};
        assert_int_equal(RO_OK, read_lines(b, lines[i], 1, &alone));
        assert_int_equal(strlen(lines[i]), alone.order.size);
        assert_true(same(str_of_buffer(&alone.order), str_of(lines[i])));
        for (int t = 0; t < THREAD_CASES; t++) {
            outcome together = {0};
            assert_int_equal(RO_OK, read_lines(b, lines[i], THREADS[t], &together));
            if (!same(str_of_buffer(&alone.order), str_of_buffer(&together.order)) ||
                !same(str_of_buffer(&alone.records), str_of_buffer(&together.records))) {
                fail_msg("\"%s\" on %d threads: got %.*s", lines[i], THREADS[t],
                         (int)together.order.size, together.order.at);
            }
            close_outcome(&together);
        }
        close_outcome(&alone);
    }
}

static void test_a_callback_may_stop_anywhere(void **state) {
    const bench *b = *state;
    if (!b->model) skip();
    for (int t = 0; t < THREAD_CASES; t++) {
        for (int most = 1; most <= REPORTS; most += 5) {
            outcome got = {.most = most};
            assert_int_equal(RO_STOPPED, read_lines(b, "..!.........", THREADS[t], &got));
            assert_int_equal(most, got.order.size);
            close_outcome(&got);
        }
    }
}

static bool wants_none(void *context, const ro_report *report) {
    (void)report;
    ++*(int *)context;
    return false;
}

static void test_reports_that_nobody_wants_are_not_read(void **state) {
    const bench *b = *state;
    if (!b->model) skip();
    outcome got = {0};
    assert_int_equal(RO_OK, read_lines(b, "....", 1, &got)); // leaves its file behind
    close_outcome(&got);
    for (int t = 0; t < THREAD_CASES; t++) {
        int                   asked = 0;
        const char           *path = b->path;
        const ro_read_options options = {
            .threads = THREADS[t], .wants_report = wants_none, .context = &asked};
        ro_input *input = ro_open_input(&path, 1, NULL, NULL);
        assert_true(ro_read_all(b->model, input, &options, note_result, &got, NULL));
        ro_close_input(input);
        assert_int_equal(4, asked);
        assert_int_equal(0, got.order.size);
    }
}

static void test_every_tier_gives_the_same_on_any_number_of_threads(void **state) {
    static const ro_tier tiers[] = {RO_TIER_RULES, RO_TIER_FAST, RO_TIER_DEEP};
    const bench         *b = *state;
    if (!b->model) skip();
    for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++) {
        ro_error               error = {0};
        const ro_model_options options = {.tier = tiers[i]};
        bench                  with = *b;
        outcome                alone = {0};
        with.model = ro_open_model_with(&options, &error);
        if (!with.model) {
            printf("skipped: %s\n", error.message);
            continue;
        }
        assert_int_equal(RO_OK, read_lines(&with, "......", 1, &alone));
        for (int threads = 2; threads <= 5; threads += 3) {
            outcome together = {0};
            assert_int_equal(RO_OK, read_lines(&with, "......", threads, &together));
            assert_true(same(str_of_buffer(&alone.records), str_of_buffer(&together.records)));
            close_outcome(&together);
        }
        close_outcome(&alone);
        ro_close_model(with.model);
    }
}

// ---- Single reports ----------------------------------------------------------------------

static void test_what_is_no_utf8_is_refused(void **state) {
    const bench          *b = *state;
    const ro_read_options options = {.form = RO_AS_JSON};
    ro_error              error = {0};
    if (!b->model) skip();
    const ro_report bad_text = {.text = {"caf\xe9 au lait", 12}};
    assert_null(ro_read_report(b->model, &bad_text, &options, &error));
    assert_int_equal(RO_BAD_INPUT, error.status);
    assert_int_equal(3, error.offset);
    const ro_report bad_title = {.text = {"ok", 2}, .title = {"caf\xe9", 4}};
    assert_null(ro_read_report(b->model, &bad_title, &options, &error));
    assert_int_equal(RO_BAD_INPUT, error.status);
    const ro_report too_large = {.text = {"", (size_t)1 << 31}};
    assert_null(ro_read_report(b->model, &too_large, &options, &error));
    assert_int_equal(RO_TOO_LARGE, error.status);
    const ro_report empty = {.text = {NULL, 0}};
    ro_document    *made = ro_read_report(b->model, &empty, &options, &error);
    assert_non_null(made);
    assert_true(ro_rendered(made).size > 0);
    ro_close_document(made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_results_come_in_order_with_problems_in_their_places),
        cmocka_unit_test(test_a_callback_may_stop_anywhere),
        cmocka_unit_test(test_reports_that_nobody_wants_are_not_read),
        cmocka_unit_test(test_every_tier_gives_the_same_on_any_number_of_threads),
        cmocka_unit_test(test_what_is_no_utf8_is_refused),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
