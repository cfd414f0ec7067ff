// invariants_test.c - the invariants of documents over everything that is at hand to be read:
// examples, the corpora of tests, real reports where they are there, and texts that nobody wrote
// to be read. Needs the default model; without, the tests are skipped.
#include "invariants.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/json.h"
#include "engine/worker.h"
#include "testing.h"

typedef LIST(uint32_t) number_list;

typedef struct {
    ro_model   *model;
    worker     *worker;
    number_list geonames; // of all places of the atlas, in order
    arena       memory;
} bench;

static int by_number(const void *a, const void *b) {
    const uint32_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static void list_atlas_numbers(bench *b) {
    const atlas *world = b->model ? b->model->world : NULL;
    b->geonames = (number_list){0};
    for (int i = 0; world && i < count_atlas_places(world); i++) {
        PUSH_IN(&b->memory, &b->geonames, atlas_place_at(world, i).geonames);
    }
    if (b->geonames.count > 1) {
        qsort(b->geonames.at, (size_t)b->geonames.count, sizeof *b->geonames.at, by_number);
    }
}

// Places whose number the atlas does not have.
static int count_unknown_places(const bench *b, const document *doc, const char *name) {
    int unknown = 0;
    for (int i = 0; i < doc->places.count && b->geonames.count > 0; i++) {
        const place_record *p = &doc->places.at[i];
        if (p->geonames == 0 || bsearch(&p->geonames, b->geonames.at, (size_t)b->geonames.count,
                                        sizeof *b->geonames.at, by_number)) {
            continue;
        }
        printf("%s: place %d: the atlas has no place %u\n", name, i, p->geonames);
        unknown++;
    }
    return unknown;
}

static int set_up(void **state, ro_tier tier) {
    static bench           b;
    ro_error               error = {0};
    const ro_model_options options = {.tier = tier};
    b.model = ro_open_model_with(&options, &error);
    if (!b.model) printf("skipped: %s\n", error.message);
    b.worker = b.model ? open_worker(b.model, RO_READ) : NULL;
    list_atlas_numbers(&b);
    *state = &b;
    return 0;
}

static int set_up_rules(void **state) {
    return set_up(state, RO_TIER_RULES);
}
static int set_up_fast(void **state) {
    return set_up(state, RO_TIER_FAST);
}
static int set_up_deep(void **state) {
    return set_up(state, RO_TIER_DEEP);
}

static int tear_down(void **state) {
    bench *b = *state;
    close_worker(b->worker);
    ro_close_model(b->model);
    close_arena(&b->memory);
    return 0;
}

static int read_and_count(const bench *b, const ro_report *report, const char *name) {
    static const ro_read_options options = {.task = RO_READ};
    ro_error                     error = {0};
    ro_document                 *read = read_on_worker(b->worker, report, &options, &error);
    if (!read) {
        printf("%s: %s\n", name, error.message);
        return 1;
    }
    int breaches = count_breaches(read->doc, name) + count_unknown_places(b, read->doc, name);
    ro_close_document(read);
    return breaches;
}

// ---- Files -------------------------------------------------------------------------------

static const char *path_in(arena *a, const char *variable, const char *otherwise,
                           const char *path) {
    const char *root = getenv(variable);
    return join_path(a, str_of(root ? root : otherwise), str_of(path)).at;
}

static int count_in(const bench *b, const char *path, int most) {
    ro_error    error = {0};
    ro_report   report;
    struct stat facts;
    if (stat(path, &facts) != 0) {
        printf("passed over: no %s\n", path);
        return 0;
    }
    ro_input *input = ro_open_input(&path, 1, NULL, &error);
    int       breaches = 0, count = 0;
    for (ro_next next; count < most && (next = ro_next_report(input, &report, &error)) != RO_END;) {
        char name[160];
        if (next != RO_REPORT) continue;
        snprintf(name, sizeof name, "%.*s", SHOWN(str_of_text(report.place)));
        breaches += read_and_count(b, &report, name);
        count++;
    }
    printf("%s: %d reports, %d breaches\n", path, count, breaches);
    ro_close_input(input);
    assert_true(count > 0);
    return breaches;
}

static void test_invariants_hold_over_our_own_reports(void **state) {
    static const char *const paths[] = {"examples/reports", "tests/corpus/html",
                                        "tests/corpus/statements/forms.txt"};
    arena                    a = {0};
    int                      breaches = 0;
    const bench             *b = *state;
    if (!b->model) skip();
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        breaches += count_in(b, path_in(&a, "READOUT_SOURCE", ".", paths[i]), 10000);
    }
    close_arena(&a);
    assert_int_equal(0, breaches);
}

static void test_invariants_hold_over_real_reports(void **state) {
    enum { MOST = 150 };
    static const char *const paths[] = {"seeds", "data/news/multi_outlet_may2025.jsonl",
                                        "data/places/geowebnews.jsonl", "data/places/lgl.jsonl"};
    arena                    a = {0};
    int                      breaches = 0;
    const bench             *b = *state;
    if (!b->model) skip();
    const char *source = path_in(&a, "READOUT_SOURCE", ".", "../shared");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        breaches += count_in(b, path_in(&a, "READOUT_SHARED", source, paths[i]), MOST);
    }
    close_arena(&a);
    assert_int_equal(0, breaches);
}

static void test_invariants_hold_over_labelled_reports(void **state) {
    enum { LARGEST = 1 << 24, MOST = 100 };
    arena        a = {0};
    int          breaches = 0, count = 0;
    const bench *b = *state;
    if (!b->model) skip();
    const char *source = path_in(&a, "READOUT_SOURCE", ".", "../shared");
    for (int i = 0; i < MOST; i++) {
        char name[32];
        str  content;
        snprintf(name, sizeof name, "data/record/%c%02d.json", i % 2 ? 's' : 'd', i / 2);
        const char *path = path_in(&a, "READOUT_SHARED", source, name);
        if (!read_file(&a, path, LARGEST, &content, NULL)) continue;
        json_value *labelled = read_json(content, path, NULL);
        assert_non_null(labelled);
        const ro_report report = {
            .text = text_of_str(json_str(json_get(labelled, "text"))),
            .title = text_of_str(json_str(json_get(labelled, "title"))),
            .published = text_of_str(json_str(json_get(labelled, "published"))),
        };
        breaches += read_and_count(b, &report, name);
        close_json(labelled);
        count++;
    }
    printf("%d labelled reports, %d breaches\n", count, breaches);
    close_arena(&a);
    assert_int_equal(0, breaches);
}

// ---- Texts that nobody wrote to be read --------------------------------------------------

static str repeat(arena *a, str part, size_t times) {
    char *made = alloc_raw_in_arena(a, part.size + 1, times);
    for (size_t i = 0; i < times; i++) {
        memcpy(made + i * part.size, part.at, part.size);
    }
    return (str){made, part.size * times};
}

static void test_invariants_hold_over_hostile_texts(void **state) {
    static const struct {
        const char *name;
        str         piece;
        size_t      times;
    } cases[] = {
        {"nothing", {"", 0}, 1},
        {"one letter", {"a", 1}, 1},
        {"one quote", {"\"", 1}, 1},
        {"a newline", {"\n", 1}, 1},
        {"a NUL", {"\0", 1}, 1},
        {"quotes", {"\"", 1}, 3000},
        {"open quotes", {"\xe2\x80\x9c", 3}, 10000},
        {"close quotes", {"\xe2\x80\x9d", 3}, 3000},
        {"open quotes with words", {"\xe2\x80\x9cHe said ", 11}, 3000},
        {"apostrophes", {"' ", 2}, 3000},
        {"spaces", {" ", 1}, 20000},
        {"no-break spaces", {"\xc2\xa0", 2}, 5000},
        {"empty lines", {"\n \n\t\n", 5}, 5000},
        {"a line without a space", {"abcdefghij", 10}, 30000},
        {"digits", {"1234567890", 10}, 3000},
        {"numbers", {"14 ", 3}, 5000},
        {"numbers with commas", {"1,234,567.89 ", 13}, 2000},
        {"number words", {"twenty-five thousand million ", 29}, 1000},
        {"dates", {"7 April 2031, ", 14}, 1500},
        {"days", {"on Monday ", 10}, 2000},
        {"open parentheses", {"(", 1}, 10000},
        {"deep parentheses", {"((a) ", 5}, 3000},
        {"brackets", {"[x](y)", 6}, 2000},
        {"emoji", {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80", 11}, 1000},
        {"combining marks", {"e\xcc\x81\xcc\x82 ", 6}, 2000},
        {"right to left", {"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x80\x8f", 12}, 1000},
        {"control characters", {"a\x01\x02\x1b[2J\x7f\0b ", 12}, 1000},
        {"carriage returns", {"He said so.\r\n\r\n\"No,\" she said.\r", 30}, 300},
        {"bare carriage returns", {"\r", 1}, 3000},
        {"line separators", {"a\xe2\x80\xa8\xe2\x80\xa9 b", 10}, 1000},
        {"said said", {"said ", 5}, 5000},
        {"said that", {"He said that ", 13}, 2000},
        {"nested telling", {"Ilse Varga said that Benjamin Roe said that ", 45}, 400},
        {"according to", {"according to ", 13}, 2000},
        {"names", {"Ilse Varga ", 11}, 2000},
        {"joined names", {"Ilse Varga and ", 15}, 1500},
        {"of of", {"the minister of the army of ", 28}, 1000},
        {"citing", {"reported, citing Karsa, ", 24}, 1000},
        {"full stops", {".", 1}, 10000},
        {"dashes", {"- \xe2\x80\x94 ", 6}, 3000},
        {"list items", {"\n- a\n* b\n1. c", 13}, 1000},
        {"datelines", {"KARSA, April 7 (Harbour Wire) - \n", 33}, 500},
        {"telling quotes", {"\"We will not sign,\" he said. ", 29}, 1000},
        {"half quotes", {"He said: \"we ", 13}, 1500},
        {"broken quotes", {"\"a\" \"b 'c\" d' ", 14}, 1500},
        {"colons", {"Varga: no. Roe: yes.\n", 21}, 1000},
        {"percent",
         {"5% of $3bn, \xc2\xa3"
          "4m; ",
          18},
         1000},
        {"places", {"in Paris, Texas, and Paris; ", 28}, 1500},
        {"places in places", {"Velm, Tarn, Orlava, ", 20}, 2000},
        {"provinces of", {"the province of ", 16}, 2000},
        {"ranges", {"between 5 and 10 to 20-30 ", 26}, 1000},
    };
    arena        a = {0};
    int          breaches = 0;
    const bench *b = *state;
    if (!b->model) skip();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_report report = {.text = text_of_str(repeat(&a, cases[i].piece, cases[i].times))};
        breaches += read_and_count(b, &report, cases[i].name);
        report.published = text_of_str(STR("2031-04-07"));
        breaches += read_and_count(b, &report, cases[i].name);
    }
    close_arena(&a);
    assert_int_equal(0, breaches);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_invariants_hold_over_our_own_reports),
        cmocka_unit_test(test_invariants_hold_over_real_reports),
        cmocka_unit_test(test_invariants_hold_over_labelled_reports),
        cmocka_unit_test(test_invariants_hold_over_hostile_texts),
    };
    int failed = cmocka_run_group_tests_name("rules", tests, set_up_rules, tear_down);
    failed += cmocka_run_group_tests_name("fast", tests, set_up_fast, tear_down);
    return failed + cmocka_run_group_tests_name("deep", tests, set_up_deep, tear_down);
}
