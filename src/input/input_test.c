// input_test.c - claims about the way in, each shown on files in a folder of its own: what comes
// out is written one line a report or problem and held against what was expected.
#include <ftw.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "testing.h"

typedef struct {
    arena memory;
    str   folder; // terminated
} place;

static int open_place(void **state) {
    place *p = calloc(1, sizeof *p);
    char   name[] = "/tmp/readout-input-XXXXXX";
    if (!p || !mkdtemp(name)) return -1;
    p->folder = copy_str(&p->memory, str_of(name));
    *state = p;
    return 0;
}

static int remove_one(const char *path, const struct stat *facts, int kind, struct FTW *position) {
    (void)facts, (void)kind, (void)position;
    return remove(path);
}

static int close_place(void **state) {
    enum { OPEN_FOLDERS = 8 };
    place *p = *state;
    int    status = nftw(p->folder.at, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    close_arena(&p->memory);
    free(p);
    return status;
}

static const char *path_in(place *p, const char *name) {
    return join_path(&p->memory, p->folder, str_of(name)).at;
}

static const char *write_in(place *p, const char *name, str content) {
    const char *path = path_in(p, name);
    assert_true(write_file(path, content, NULL));
    return path;
}

// Every report as "id|text|published|outlet", every problem as its message, the folder left out.
static str read_paths(place *p, const char *const *paths, size_t count,
                      const ro_input_options *options) {
    ro_error  error = {0};
    buffer    out = {0};
    ro_input *input = ro_open_input(paths, count, options, &error);
    if (!input) fail_msg("%s", error.message);
    ro_report report;
    for (ro_next next; (next = ro_next_report(input, &report, &error)) != RO_END;) {
        if (next == RO_REPORT) {
            add_format(&out, "%.*s|%.*s|%.*s|%.*s\n", (int)report.id.size, report.id.at,
                       (int)report.text.size, report.text.at, (int)report.published.size,
                       report.published.at, (int)report.outlet.size, report.outlet.at);
        } else {
            str message = str_of(error.message);
            if (starts_with(message, p->folder)) {
                message = slice(message, p->folder.size + 1, message.size);
            }
            add_format(&out, "%s %.*s\n", error.status == RO_OK ? "?" : "!", (int)message.size,
                       message.at);
        }
    }
    ro_close_input(input);
    str shown = copy_str(&p->memory, str_of_buffer(&out));
    close_buffer(&out);
    return shown;
}

static str read_one(place *p, const char *name, str content, const ro_input_options *options) {
    const char *path = write_in(p, name, content);
    return read_paths(p, &path, 1, options);
}

typedef struct {
    const char *name;
    str         content;
    const char *wanted;
} file_case;

static void check_cases(void **state, const file_case *cases, size_t count,
                        const ro_input_options *options) {
    for (size_t i = 0; i < count; i++) {
        str got = read_one(*state, cases[i].name, cases[i].content, options);
        if (!same(got, str_of(cases[i].wanted))) {
            fail_msg("case %zu, %s:\n  got    %s  wanted %s", i, cases[i].name, got.at,
                     cases[i].wanted);
        }
    }
}
#define CHECK(cases, options) check_cases(state, (cases), sizeof(cases) / sizeof *(cases), options)
#define BYTES(literal)                                                                             \
    { (literal), sizeof(literal) - 1 }

static void test_plain_text_comes_as_utf8_with_one_kind_of_line_end(void **state) {
    static const file_case cases[] = {
        {"a.txt", BYTES("One\nline.\n"), "|One\nline.\n||\n"},
        {"a.txt", BYTES("\xef\xbb\xbfOne\r\ntwo\rthree"), "|One\ntwo\nthree||\n"},
        {"a.txt", BYTES("Caf\xc3\xa9"), "|Caf\xc3\xa9||\n"},
        {"a.txt", BYTES("Caf\xe9 \x93quoted\x94"),
         "|Caf\xc3\xa9 \xe2\x80\x9cquoted\xe2\x80\x9d||\n"},
        {"a.txt", BYTES("\xff\xfeH\0i\0\x3d\xd8\x00\xde"), "|Hi\xf0\x9f\x98\x80||\n"},
        {"a.txt", BYTES("\xfe\xff\0H\0i"), "|Hi||\n"},
        {"a.txt", BYTES("N\0o\0 \0m\0a\0r\0k\0"), "|No mark||\n"},
        {"a.txt", BYTES("\0N\0o\0 \0m\0a\0r\0k"), "|No mark||\n"},
        {"no_ending", BYTES("Words."), "|Words.||\n"},
    };
    CHECK(cases, NULL);
}

static void test_what_is_no_text_is_refused_with_its_reason(void **state) {
    static const file_case cases[] = {
        {"a.txt", BYTES(""), "! a.txt: expected a text, found an empty file\n"},
        {"a.txt", BYTES(" \r\n"), "! a.txt: expected a text, found an empty file\n"},
        {"a.txt", BYTES("%PDF-1.4 and so on"), "! a.txt: expected text, found a PDF document\n"},
        {"a.bin", BYTES("PK\3\4zip"),
         "! a.bin: expected text, found a ZIP archive or an office document\n"},
        {"a.txt", BYTES("abc\0def"), "! a.txt: expected text, found a zero byte: a binary file?\n"},
        {"a.txt", BYTES("\1\2\3 abc"),
         "! a.txt: expected text, found 3 control characters in 7 bytes: a binary file?\n"},
        {"a.txt", BYTES("Caf\xc3\xa9 caf\xc3\xa9 caf\xe9"),
         "! a.txt: expected UTF-8, found byte 0xe9 at 15, which is none\n"},
        {"a.txt",
         BYTES("\xef\xbb\xbf"
               "Caf\xe9"),
         "! a.txt: expected UTF-8, found byte 0xe9 at 6, which is none\n"},
        {"a.html", BYTES("<html><meta charset=shift_jis><body>\x83\x65\x83\x58"),
         "! a.html: expected UTF-8, UTF-16 or Windows-1252, found \"shift_jis\"\n"},
        {"a.html", BYTES("%PDF-1.4"), "! a.html: expected an HTML page, found a PDF document\n"},
        {"a.html", BYTES("<html><body>Too little"),
         "! a.html: expected a report, found a page without main text\n"},
        {"a.txt", BYTES("undefined \x81"),
         "! a.txt: expected UTF-8, found byte 0x81 at 10, which is none\n"},
    };
    CHECK(cases, NULL);
}

static void test_json_lines_are_taken_exactly(void **state) {
    static const file_case cases[] = {
        {"a.jsonl",
         BYTES("{\"id\":\"a\",\"text\":\"One\\r\\n\\ttwo\\u00e9 \"}\n\n"
               "{\"id\":7,\"text\":\"T\",\"published\":\"2024-02-08\",\"outlet\":\"O\",\"x\":[1]}"),
         "a|One\r\n\ttwo\xc3\xa9 ||\n7|T|2024-02-08|O\n"},
        {"a.jsonl", BYTES("\xef\xbb\xbf{\"text\":\"marked\"}\r\n"), "|marked||\n"},
        {"guessed", BYTES("{\"text\":\"guessed\"}\n"), "|guessed||\n"},
        {"a.jsonl", BYTES("{\"id\":null,\"text\":\"T\",\"title\":null}\n"), "|T||\n"},
        {"a.jsonl", BYTES("{\"id\":18446744073709551614,\"text\":\"T\"}\n"),
         "18446744073709551614|T||\n"},
        {"a.jsonl", BYTES("{\"id\":1.50,\"text\":\"T\"}\n"), "1.50|T||\n"},
        {"a.jsonl", BYTES("{\"text\":\"T\",\"published\":\"Thu, 8 Feb 2024 14:05:00 GMT\"}\n"),
         "|T|2024-02-08T14:05:00Z|\n"},
    };
    CHECK(cases, NULL);
}

static void test_one_bad_line_costs_one_line(void **state) {
    static const file_case cases[] = {
        {"a.jsonl", BYTES("{\"text\":\"1\"}\n{\"text\":\n{\"text\":\"3\"}\n"),
         "|1||\n! a.jsonl:2: expected JSON, found an error at byte 8: it ends too early\n|3||\n"},
        {"a.jsonl", BYTES("{\"id\":\"a\"}\n"), "! a.jsonl:1: expected a \"text\", found none\n"},
        {"a.jsonl", BYTES("{\"text\":\" \"}\n"),
         "! a.jsonl:1: expected a text, found an empty one\n"},
        {"a.jsonl", BYTES("{\"text\":5}\n"),
         "! a.jsonl:1: expected a string as \"text\", found a number\n"},
        {"a.jsonl", BYTES("{\"text\":\"T\",\"title\":{}}\n"),
         "! a.jsonl:1: expected a string as \"title\", found an object\n"},
        {"a.jsonl", BYTES("{\"id\":[1],\"text\":\"T\"}\n"),
         "! a.jsonl:1: expected a string as \"id\", found an array\n"},
        {"a.jsonl", BYTES("{\"id\":99999999999999999999,\"text\":\"T\"}\n"),
         "! a.jsonl:1: expected an \"id\" of at most 64 bits, found more\n"},
        {"a.jsonl", BYTES("\"T\"\n"), "! a.jsonl:1: expected an object, found a string\n"},
        {"a.jsonl", BYTES("{\"text\":\"\xff\"}\n"),
         "! a.jsonl:1: expected JSON in UTF-8, found byte 0xff at 9, which is none\n"},
        {"a.jsonl", BYTES("{\n\"text\":\"T\"\n}\n"),
         "! a.jsonl: expected one JSON object a line, found JSON over several lines or an array\n"},
        {"a.jsonl", BYTES("{\"text\":\"T\",\"published\":\"soon\"}\n"),
         "? a.jsonl:1: \"soon\" as \"published\" is no date that can be read; it stays unknown\n"
         "|T||\n"},
    };
    CHECK(cases, NULL);
}

static void test_limits_hold_at_the_edge(void **state) {
    static const ro_input_options small = {.largest = 10};
    static const file_case        cases[] = {
               {"a.txt", BYTES("0123456789"), "|0123456789||\n"},
               {"a.txt", BYTES("01234567890"), "! a.txt: expected at most 10 bytes, found more\n"},
               {"a.jsonl",
                BYTES("{\"text\":\"0123456789\"}\n{\"text\":\"01234567890\"}\n{\"text\":\"1\"}\n"),
                "|0123456789||\n"
                       "! a.jsonl:2: expected a text of at most 10 bytes, found 11\n|1||\n"},
    };
    CHECK(cases, &small);
    buffer long_line = {0};
    for (int i = 0; i < 2000000; i++) {
        add_char(&long_line, ' ');
    }
    add_str(&long_line, STR("x\n{\"text\":\"1\"}"));
    str got = read_one(*state, "long.jsonl", str_of_buffer(&long_line), &small);
    assert_string_equal("! long.jsonl:1: expected a line of at most 1048596 bytes, found more\n"
                        "|1||\n",
                        got.at);
    close_buffer(&long_line);
}

static void test_what_the_user_gives_wins(void **state) {
    static const ro_input_options given = {.published = "8 February 2024", .outlet = "Given"};
    static const file_case        cases[] = {
               {"a.txt", BYTES("T"), "|T|2024-02-08|Given\n"},
               {"a.jsonl",
                BYTES("{\"text\":\"T\",\"published\":\"2020-01-01\",\"outlet\":\"Own\"}\n"
                             "{\"text\":\"U\",\"published\":\"soon\"}\n"),
                "|T|2024-02-08|Given\n|U|2024-02-08|Given\n"},
    };
    CHECK(cases, &given);
    ro_error         error = {0};
    ro_input_options bad = {.published = "yesterday"};
    assert_null(ro_open_input(NULL, 0, &bad, &error));
    assert_string_equal("expected a date such as 2024-02-08, found \"yesterday\"", error.message);
}

static void test_empty_texts_come_when_asked_for(void **state) {
    static const ro_input_options empty = {.with_empty = true};
    static const file_case        cases[] = {
               {"a.jsonl", BYTES("{\"id\":\"e\",\"text\":\"\"}\n"), "e|||\n"},
               {"a.txt", BYTES(""), "|||\n"},
    };
    CHECK(cases, &empty);
}

static void test_folders_are_read_in_byte_order_without_hidden_files(void **state) {
    place *p = *state;
    assert_true(make_folder(path_in(p, "f/b"), NULL));
    assert_true(make_folder(path_in(p, "f/.git"), NULL));
    write_in(p, "f/c.txt", STR("c"));
    write_in(p, "f/b/z.jsonl", STR("{\"text\":\"z\"}\n"));
    write_in(p, "f/b/Z.txt", STR("Z"));
    write_in(p, "f/a.txt", STR("a"));
    write_in(p, "f/B.bin",
             STR("\x7f"
                 "ELF"));
    write_in(p, "f/.hidden.txt", STR("hidden"));
    write_in(p, "f/.git/config.txt", STR("hidden"));
    assert_int_equal(0, symlink("..", path_in(p, "f/b/loop")));
    assert_int_equal(0, symlink("nowhere", path_in(p, "f/dangling.txt")));
    assert_int_equal(0, mkfifo(path_in(p, "f/pipe"), 0600));
    const char *paths[] = {path_in(p, "f"), path_in(p, "absent.txt")};
    assert_string_equal("! f/B.bin: expected text, found a program\n"
                        "|a||\n|Z||\n"
                        "? f/b/loop: passed over: this folder was read before\n"
                        "|z||\n|c||\n"
                        "! f/dangling.txt: cannot be opened: No such file or directory\n"
                        "! f/pipe: expected a file or a folder, found a device or a pipe\n"
                        "! absent.txt: cannot be opened: No such file or directory\n",
                        read_paths(p, paths, 2, NULL).at);
}

static void test_standard_input_is_read_and_guessed(void **state) {
    place      *p = *state;
    const char *path = write_in(p, "in", STR("{\"text\":\"piped\"}\n{\"text\":\n"));
    const char *dash = "-";
    assert_non_null(freopen(path, "r", stdin));
    assert_string_equal("|piped||\n! standard input:2: expected JSON, found an error at byte 8: it "
                        "ends too early\n",
                        read_paths(p, &dash, 1, NULL).at);
}

static void test_progress_ends_at_the_size_of_everything(void **state) {
    place      *p = *state;
    const char *paths[] = {write_in(p, "a.txt", STR("12345")),
                           write_in(p, "b.jsonl", STR("{\"text\":\"T\"}\n"))};
    ro_input   *input = ro_open_input(paths, 2, NULL, NULL);
    ro_report   report;
    uint64_t    done = 1, all = 0;
    ro_input_progress(input, &done, &all);
    assert_int_equal(0, done);
    assert_int_equal(18, all);
    assert_int_equal(RO_REPORT, ro_next_report(input, &report, NULL));
    ro_input_progress(input, &done, &all);
    assert_int_equal(5, done);
    while (ro_next_report(input, &report, NULL) != RO_END) {
    }
    ro_input_progress(input, &done, &all);
    assert_int_equal(18, done);
    ro_close_input(input);
}

static long memory_peak(void) { // KiB
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void test_a_hundred_thousand_lines_stream_in_little_memory(void **state) {
    // AddressSanitizer keeps what was freed for a while, up to 256 MiB.
#ifdef __SANITIZE_ADDRESS__
    enum { LINES = 100000, ALLOWED = 300 * 1024 };
#else
    enum { LINES = 100000, ALLOWED = 4 * 1024 };
#endif
    place      *p = *state;
    const char *path = path_in(p, "many.jsonl");
    FILE       *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < LINES; i++) {
        fprintf(file, "{\"id\":%d,\"text\":\"%0400d\"}\n", i, i);
    }
    fclose(file);
    ro_input *input = ro_open_input(&path, 1, NULL, NULL);
    ro_report report;
    int       count = 0;
    long      before = memory_peak();
    while (ro_next_report(input, &report, NULL) == RO_REPORT) {
        count++;
    }
    ro_close_input(input);
    assert_int_equal(LINES, count);
    if (memory_peak() - before > ALLOWED) {
        fail_msg("40 MB of lines took %ld KiB, wanted at most %d", memory_peak() - before, ALLOWED);
    }
}

#define CLAIM(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)

int main(void) {
    static const struct CMUnitTest tests[] = {
        CLAIM(test_plain_text_comes_as_utf8_with_one_kind_of_line_end),
        CLAIM(test_what_is_no_text_is_refused_with_its_reason),
        CLAIM(test_json_lines_are_taken_exactly),
        CLAIM(test_one_bad_line_costs_one_line),
        CLAIM(test_limits_hold_at_the_edge),
        CLAIM(test_what_the_user_gives_wins),
        CLAIM(test_empty_texts_come_when_asked_for),
        CLAIM(test_folders_are_read_in_byte_order_without_hidden_files),
        CLAIM(test_standard_input_is_read_and_guessed),
        CLAIM(test_progress_ends_at_the_size_of_everything),
        CLAIM(test_a_hundred_thousand_lines_stream_in_little_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
