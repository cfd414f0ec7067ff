// store_test.c - claims about keeping reports and asking about them, on reports made by hand in
// stores that are files, as they always are.
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "store/ask.h"
#include "store/save.h"
#include "store/schema.h"
#include "store/words.h"
#include "testing.h"

// ---- A folder with a store ---------------------------------------------------------------

typedef struct {
    char  folder[64], path[96];
    arena memory;
} place;

static int make_place(void **state) {
    place *p = calloc(1, sizeof *p);
    assert_non_null(p);
    snprintf(p->folder, sizeof p->folder, "/tmp/readout-store-XXXXXX");
    assert_non_null(mkdtemp(p->folder));
    snprintf(p->path, sizeof p->path, "%s/store.db", p->folder);
    *state = p;
    return 0;
}

static int clear_place(void **state) {
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    place                   *p = *state;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s%s", p->path, endings[i]);
        unlink(path);
    }
    assert_int_equal(0, rmdir(p->folder));
    close_arena(&p->memory);
    free(p);
    return 0;
}

static database *open_or_fail(const char *path) {
    ro_error  error = {0};
    database *db = open_database(path, &error);
    if (!db) fail_msg("%s", error.message);
    return db;
}

// ---- Reports -----------------------------------------------------------------------------

typedef struct {
    const char *id, *url, *outlet, *published, *text;
    const char *source, *said, *number; // words of the text: a statement and a figure, or NULL
} story;

static span find_words(const document *doc, const char *words) {
    int64_t at = find_str(doc->text, str_of(words), 0);
    assert_true(at >= 0);
    return (span){(uint32_t)at, (uint32_t)at + (uint32_t)strlen(words)};
}

static void add_statement(document *doc, const story *told) {
    entity        who = {.type = ENTITY_PERSON, .name = str_of(told->source), .of = NO_ID};
    const mention name = {find_words(doc, told->source), MENTION_NAME, 0};
    statement     said = {.source = {find_words(doc, told->source), 0},
                          .class = SOURCE_PERSON,
                          .act = ACT_WARN,
                          .addressee = {.entity = NO_ID},
                          .via = {.entity = NO_ID},
                          .time = NO_ID,
                          .place = NO_ID,
                          .said_in = NO_ID};
    PUSH_IN(&doc->memory, &who.mentions, name);
    PUSH_IN(&doc->memory, &who.aliases, STR("the Envoy"));
    PUSH_IN(&doc->memory, &doc->entities, who);
    PUSH_IN(&doc->memory, &said.content, find_words(doc, told->said));
    said.where = said.content.at[0];
    PUSH_IN(&doc->memory, &doc->statements, said);
}

static document *tell(const story *told) {
    document *doc = new_document();
    doc->text = str_of(told->text);
    doc->points = index_points(&doc->memory, doc->text);
    doc->meta = (report_meta){.id = str_of(told->id),
                              .url = str_of(told->url),
                              .outlet = str_of(told->outlet),
                              .published = str_of(told->published)};
    if (told->said) add_statement(doc, told);
    if (!told->number) return doc;
    const figure f = {.where = find_words(doc, told->number),
                      .has_value = true,
                      .value = 14,
                      .measure = MEASURE_KILLED,
                      .counted = {.entity = NO_ID},
                      .said_in = told->said ? 0 : NO_ID};
    PUSH_IN(&doc->memory, &doc->figures, f);
    return doc;
}

static bool try_to_keep(database *db, const story *told, ro_added *added, ro_error *error) {
    document *doc = tell(told);
    bool      is_kept = save_document(db, doc, STR("{}"), added, error);
    close_document(doc);
    return is_kept;
}

static ro_added keep(database *db, const story *told) {
    ro_added added;
    ro_error error = {0};
    if (!try_to_keep(db, told, &added, &error)) fail_msg("%s", error.message);
    return added;
}

static bool is_kept(database *db, const story *told) {
    document *doc = tell(told);
    bool      is_there = has_report(db, &doc->meta, doc->text);
    close_document(doc);
    return is_there;
}

static const story HARBOUR = {"h1",
                              "http://a.example/1",
                              "Harbour Wire",
                              "2031-04-07",
                              "Ilse Varga warned that bells would ring in Karsa. 14 died.",
                              "Ilse Varga",
                              "bells would ring in Karsa",
                              "14 died"};
static const story MERIDIAN = {"h2",
                               NULL,
                               "Meridian Post",
                               "2031-04-09T10:00:00Z",
                               "Benjamin Roe, no hostage-taker, told of Karsa's cafés.",
                               "Benjamin Roe",
                               "Karsa's cafés",
                               NULL};

// ---- Identity ----------------------------------------------------------------------------

static void test_a_report_is_kept_once_and_again_when_it_changes(void **state) {
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    story        told = HARBOUR;
    assert_false(is_kept(db, &told));
    assert_int_equal(RO_ADDED, keep(db, &told));
    assert_true(is_kept(db, &told));
    assert_int_equal(RO_UNCHANGED, keep(db, &told));
    told.text = "Ilse Varga warned that bells would ring in Karsa. 14 died. Updated.";
    assert_false(is_kept(db, &told));
    assert_int_equal(RO_NEW_VERSION, keep(db, &told));
    told.published = "2031-04-08";
    assert_int_equal(RO_NEW_VERSION, keep(db, &told));
    assert_int_equal(RO_NEW_VERSION, keep(db, &HARBOUR)); // the first text again is the newest
    close_database(db);
}

static void test_a_report_is_known_by_url_then_id_then_text(void **state) {
    static const struct {
        story    told;
        ro_added added;
    } steps[] = {
        {{.id = "1", .url = "u", .text = "a"}, RO_ADDED},
        {{.id = "2", .url = "u", .text = "a"}, RO_UNCHANGED}, // the URL says which report it is
        {{.id = "1", .url = "v", .text = "a"}, RO_ADDED},
        {{.id = "1", .text = "a"}, RO_ADDED},
        {{.id = "1", .text = "b"}, RO_NEW_VERSION},
        {{.id = "1", .outlet = "o", .text = "b"}, RO_ADDED}, // ids are an outlet's own
        {{.text = "a"}, RO_ADDED},
        {{.text = "a"}, RO_UNCHANGED},
        {{.text = "b"}, RO_ADDED},
        {{.url = "", .id = "", .text = "b"}, RO_UNCHANGED},
    };
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        ro_added got = keep(db, &steps[i].told);
        if (got != steps[i].added) fail_msg("step %zu: got %d, wanted %d", i, got, steps[i].added);
    }
    close_database(db);
}

// ---- Questions ---------------------------------------------------------------------------

typedef answer *(*ask)(database *db, const ro_question *asked, ro_error *error);

static int count_rows(database *db, ask with, ro_question asked) {
    ro_error error = {0};
    answer  *a = with(db, &asked, &error);
    if (!a) fail_msg("%s", error.message);
    int rows = row_count(a);
    close_answer(a);
    return rows;
}

typedef struct {
    const char *name;
    ask         with;
    ro_question asked;
    int         rows; // -1: refused
} asking;

#define CHECK(db, cases) check_askings(db, cases, sizeof(cases) / sizeof *(cases))

static void check_askings(database *db, const asking *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        ro_error error = {0};
        answer  *a = cases[i].with(db, &cases[i].asked, &error);
        int      got = a ? row_count(a) : -1;
        close_answer(a);
        if (got != cases[i].rows) {
            fail_msg("%s: got %d, wanted %d %s", cases[i].name, got, cases[i].rows, error.message);
        }
    }
}

static void test_every_filter_keeps_what_it_says(void **state) {
    static const asking cases[] = {
        {"all reports", ask_reports, {0}, 2},
        {"since", ask_reports, {.since = "2031-04-08"}, 1},
        {"since is inclusive", ask_reports, {.since = "2031-04-09"}, 1},
        {"until is inclusive", ask_reports, {.until = "2031-04-07"}, 1},
        {"between", ask_reports, {.since = "2031-04-08", .until = "2031-04-08"}, 0},
        {"outlet, in part", ask_reports, {.outlet = "wire"}, 1},
        {"most", ask_reports, {.most = 1}, 1},
        {"empty words matter not", ask_reports, {.outlet = "", .since = ""}, 2},
        {"all statements", ask_statements, {0}, 2},
        {"by a part of the name", ask_statements, {.by = "varga"}, 1},
        {"by another name", ask_statements, {.by = "Envoy"}, 2},
        {"by nobody here", ask_statements, {.by = "Marsh"}, 0},
        {"about a word", ask_statements, {.about = "bell"}, 1},
        {"about words not together", ask_statements, {.about = "bells cafés"}, 0},
        {"about one or the other", ask_statements, {.about = "bells OR cafes"}, 2},
        {"about nothing", ask_statements, {.about = ""}, 0},
        {"by and about", ask_statements, {.by = "Roe", .about = "bells"}, 0},
        {"figures", ask_figures, {0}, 1},
        {"of a measure", ask_figures, {.of = "Killed"}, 1},
        {"of another", ask_figures, {.of = "injured"}, 0},
        {"in a place of the sentence", ask_figures, {.in = "nowhere"}, -1},
        {"figures by", ask_figures, {.by = "Varga"}, 1},
        {"figures by another", ask_figures, {.by = "Roe"}, 0},
        {"timeline", ask_timeline, {0}, 2},
        {"timeline by", ask_timeline, {.by = "Roe"}, 1},
        {"words", ask_words, {.about = "karsa"}, 2},
        {"words with a hyphen", ask_words, {.about = "hostage-taker"}, 1},
        {"words since", ask_words, {.about = "karsa", .since = "2031-04-08"}, 1},
        {"SQL is no question", ask_reports, {.outlet = "'; DROP TABLE report; --"}, 0},
    };
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    keep(db, &HARBOUR);
    keep(db, &MERIDIAN);
    CHECK(db, cases);
    close_database(db);
}

static place_record place_at(document *doc, const char *words, double lat, double lon) {
    place_record made = {.where = find_words(doc, words),
                         .name = str_of(words),
                         .kind = PLACE_CITY,
                         .country = STR("OX"),
                         .has_point = true,
                         .lat = lat,
                         .lon = lon};
    PUSH_IN(&doc->memory, &made.inside, STR("Côte d'Orl"));
    PUSH_IN(&doc->memory, &made.inside, STR("Orlava"));
    return made;
}

// Two figures: one in a sentence that names Velm, one in a sentence without a place.
static void keep_a_report_of_places(database *db) {
    document *doc = new_document();
    ro_added  added;
    ro_error  error = {0};
    doc->text = STR("KARSA - 14 died in Velm. Another 7 were hurt.");
    doc->points = index_points(&doc->memory, doc->text);
    doc->meta.id = STR("places");
    doc->dateline = (dateline){find_words(doc, "KARSA -"), find_words(doc, "KARSA"), {0, 0}, 0};
    static const char *const sentences[] = {"KARSA -", "14 died in Velm.", "Another 7 were hurt."};
    for (int i = 0; i < 3; i++) {
        span where = find_words(doc, sentences[i]);
        PUSH_IN(&doc->memory, &doc->tokens, ((token){.where = where, .sentence = i}));
        PUSH_IN(&doc->memory, &doc->sentences, ((sentence){.where = where}));
    }
    PUSH_IN(&doc->memory, &doc->places, place_at(doc, "KARSA", 10, 20));
    PUSH_IN(&doc->memory, &doc->places, place_at(doc, "Velm", 10, 20.25)); // 27 km from Karsa
    static const char *const numbers[] = {"14", "7"};
    for (int i = 0; i < 2; i++) {
        const figure f = {
            .where = find_words(doc, numbers[i]), .counted = {.entity = NO_ID}, .said_in = NO_ID};
        PUSH_IN(&doc->memory, &doc->figures, f);
    }
    if (!save_document(db, doc, STR("{}"), &added, &error)) fail_msg("%s", error.message);
    close_document(doc);
}

static void test_figures_are_found_by_where_they_are_told_of(void **state) {
    static const asking cases[] = {
        {"in the town", ask_figures, {.in = "VELM"}, 1},
        {"in what holds it", ask_figures, {.in = "Cote d’Orl"}, 2},
        {"in the country", ask_figures, {.in = "Orlava"}, 2},
        {"by its code", ask_figures, {.in = "OX"}, 2},
        {"in both", ask_figures, {.in = "Velm, Orlava"}, 1},
        {"in one and not the other", ask_figures, {.in = "Velm, Karsa"}, 0},
        {"in a place that nobody names", ask_figures, {.in = "Tarn"}, -1},
        {"the dateline stands in for a place", ask_figures, {.in = "Karsa"}, 1},
        {"a word of the sentence", ask_figures, {.in = "died"}, 1},
        {"no word of it", ask_figures, {.in = "lived"}, -1},
        {"no name", ask_figures, {.in = " , "}, -1},
        {"near, by name", ask_figures, {.near = "velm"}, 1},
        {"near, wider", ask_figures, {.near = "Velm", .within = 30}, 2},
        {"near, by degrees", ask_figures, {.near = "10, 20.2", .within = 6}, 1},
        {"near another", ask_figures, {.near = "-10,20"}, 0},
        {"near a place that nobody names", ask_figures, {.near = "Tarn"}, -1},
        {"near degrees that are none", ask_figures, {.near = "91,0"}, -1},
        {"near and in", ask_figures, {.near = "Velm", .in = "Karsa"}, 0},
    };
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    keep_a_report_of_places(db);
    CHECK(db, cases);
    close_database(db);
}

// Three deadlines of a report of 7 April: one set by Varga in Velm, one that she tells of, one without
// a date.
static void keep_a_report_of_deadlines(database *db) {
    story     told = HARBOUR;
    document *doc;
    ro_added  added;
    ro_error  error = {0};
    told.text = "Ilse Varga warned that bells would ring in Karsa by the end of April. "
                "14 died in Velm before Sunday. Within 10 days more.";
    told.said = "bells would ring in Karsa by the end of April";
    doc = tell(&told);
    static const char *const sentences[] = {
        "Ilse Varga warned that bells would ring in Karsa by the end of April.",
        "14 died in Velm before Sunday.", "Within 10 days more."};
    for (int i = 0; i < 3; i++) {
        span where = find_words(doc, sentences[i]);
        PUSH_IN(&doc->memory, &doc->tokens, ((token){.where = where, .sentence = i}));
        PUSH_IN(&doc->memory, &doc->sentences, ((sentence){.where = where}));
    }
    PUSH_IN(&doc->memory, &doc->places, place_at(doc, "Velm", 10, 20.25));
    static const struct {
        const char   *words, *from, *to;
        deadline_kind kind;
        int           said_in;
        bool          is_set;
    } rows[] = {
        {"by the end of April", "2031-04-01", "2031-05-01", DEADLINE_TARGET, 0, false},
        {"before Sunday", "2031-04-13", "2031-04-14", DEADLINE_ULTIMATUM, NO_ID, true},
        {"Within 10 days", NULL, NULL, DEADLINE_TARGET, NO_ID, false},
    };
    for (int i = 0; i < 3; i++) {
        const span            where = find_words(doc, rows[i].words);
        const time_expression t = {.where = where,
                                   .value = STR("P10D"),
                                   .from = str_of(rows[i].from),
                                   .to = str_of(rows[i].to)};
        deadline              d = {.where = where,
                                   .kind = rows[i].kind,
                                   .set_by = {.entity = NO_ID},
                                   .time = rows[i].from ? i : NO_ID,
                                   .said_in = rows[i].said_in};
        if (rows[i].is_set) d.set_by = (reference){find_words(doc, "Ilse Varga"), 0};
        PUSH_IN(&doc->memory, &doc->times, t);
        PUSH_IN(&doc->memory, &doc->deadlines, d);
    }
    if (!save_document(db, doc, STR("{}"), &added, &error)) fail_msg("%s", error.message);
    close_document(doc);
}

static void test_deadlines_are_found_by_their_day_and_by_who_set_or_told_them(void **state) {
    static const asking cases[] = {
        {"all", ask_deadlines, {0}, 3},
        {"of a kind", ask_deadlines, {.kind = "ultimatum"}, 1},
        {"of a kind that is none", ask_deadlines, {.kind = "threat"}, -1},
        {"the end of a month is its last day", ask_deadlines, {.since = "2031-04-30"}, 1},
        {"and no later", ask_deadlines, {.since = "2031-05-01"}, 0},
        {"without a date it is not known when", ask_deadlines, {.since = "2031-01-01"}, 2},
        {"until is inclusive", ask_deadlines, {.until = "2031-04-13"}, 1},
        {"set or told by", ask_deadlines, {.by = "Varga"}, 2},
        {"by another name", ask_deadlines, {.by = "envoy"}, 2},
        {"by another", ask_deadlines, {.by = "Roe"}, 0},
        {"in the place of its sentence", ask_deadlines, {.in = "Velm"}, 1},
        {"about", ask_deadlines, {.about = "bell"}, 1},
        {"outlet", ask_deadlines, {.outlet = "wire"}, 3},
        {"of another outlet", ask_deadlines, {.outlet = "post"}, 0},
        {"most", ask_deadlines, {.most = 2}, 2},
        {"on the timeline", ask_timeline, {.since = "2031-04-08"}, 2},
        {"on the timeline, by kind", ask_timeline, {.kind = "target"}, 1},
        {"an act is no deadline's", ask_timeline, {.act = "warn"}, 1},
    };
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    keep_a_report_of_deadlines(db);
    CHECK(db, cases);
    close_database(db);
}

static void test_questions_see_the_newest_version_only(void **state) {
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    story        told = HARBOUR;
    keep(db, &told);
    told.text = "Ilse Varga spoke of drums.";
    told.said = "drums";
    told.number = NULL;
    keep(db, &told);
    assert_int_equal(1, count_rows(db, ask_reports, (ro_question){0}));
    assert_int_equal(0, count_rows(db, ask_statements, (ro_question){.about = "bells"}));
    assert_int_equal(1, count_rows(db, ask_statements, (ro_question){.about = "drums"}));
    assert_int_equal(0, count_rows(db, ask_figures, (ro_question){0}));
    assert_int_equal(0, count_rows(db, ask_words, (ro_question){.about = "bells"}));
    close_database(db);
}

static void test_days_that_are_none_are_refused(void **state) {
    static const char *const days[] = {"yesterday", "2031-4-7",   "2031-02-30", "2031-04-07T10",
                                       "20310407",  "2031/04/07", "2031-04-0x"};
    const place             *p = *state;
    database                *db = open_or_fail(p->path);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        ro_error error = {0};
        answer  *a = ask_reports(db, &(ro_question){.since = days[i]}, &error);
        if (a || error.status != RO_BAD_INPUT) fail_msg("%s was taken for a day", days[i]);
    }
    close_database(db);
}

// ---- What people type --------------------------------------------------------------------

static void test_words_become_queries(void **state) {
    static const struct {
        const char *typed, *query;
    } cases[] = {
        {"", "\"\""},
        {"  ", "\"\""},
        {"bells", "\"bells\""},
        {"church bells", "\"church\" \"bells\""},
        {"\"church bells\"", "\"church bells\""},
        {"\"church bells", "\"church bells\""},
        {"hostage-taker", "\"hostage-taker\""},
        {"UN's 5:1 col:x ^a", "\"UN's\" \"5:1\" \"col:x\" \"^a\""},
        {"bell*", "\"bell\"*"},
        {"*", "\"*\""},
        {"a OR b AND NOT c", "\"a\" OR \"b\" AND NOT \"c\""},
        {"or and not near", "\"or\" \"and\" \"not\" \"near\""},
        {"a (b OR c)", "\"a\" AND (\"b\" OR \"c\" )"},
        {"(a)b(c)", "(\"a\" ) AND \"b\" AND (\"c\" )"},
        {"(a) (b)", "(\"a\" ) AND (\"b\" )"},
        {"(a) OR (b)", "(\"a\" ) OR (\"b\" )"},
        {"(a", "(\"a\" )"},
        {"((a) b", "((\"a\" ) AND \"b\" )"},
        {"a)", "\"a\""},
        {"a :)", "\"a\" \":\""},
        {"6\" nails", "\"6\" \" nails\""},
    };
    arena a = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str got = make_word_query(&a, str_of(cases[i].typed));
        if (!same(got, str_of(cases[i].query))) {
            fail_msg("%s: got %.*s, wanted %s", cases[i].typed, SHOWN(got), cases[i].query);
        }
    }
    close_arena(&a);
}

// Whatever is typed, the answer is rows or a refusal in our own words, never SQLite's.
static void test_nothing_that_is_typed_is_an_error_of_sql(void **state) {
    static const char *const typed[] = {
        "",     "\"",    "\"\"",    "(",         ")",          "()",        "(a",   "a)",
        "((((", "a AND", "OR",      "NOT",       "a NOT",      "*",         "a*b",  "a* b*",
        "-a",   "a:b",   "{a b}:c", "^a",        "a + b",      "NEAR(a b)", "'",    "''; --",
        "%",    "\\",    "a\tb\nc", "\x01",      "é—“”",       "AND AND",   "()()", "(a)(b)",
        "(OR)", "a ()",  "() a",    "(a OR ) b", "\"a\"\"b\"", "\"a\" *",   "???",
    };
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    keep(db, &HARBOUR);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        ro_error error = {0};
        answer  *a = ask_words(db, &(ro_question){.about = typed[i]}, &error);
        if (!a && (error.status != RO_BAD_INPUT ||
                   !starts_with(str_of(error.message), STR("expected words")))) {
            fail_msg("%s: %s", typed[i], error.message);
        }
        close_answer(a);
    }
    assert_int_equal(1, count_rows(db, ask_words, (ro_question){.about = "bells (karsa OR ardo)"}));
    assert_int_equal(1, count_rows(db, ask_words, (ro_question){.about = "(bells"}));
    close_database(db);
}

// ---- One report --------------------------------------------------------------------------

static ro_status find(database *db, const char *id, int number, const char *wanted) {
    arena    a = {0};
    str      record, text = {NULL, 0};
    ro_error error = {0};
    bool     is_found = load_record(db, &a, id, number, &record, &text, &error);
    if (is_found && !same(text, str_of(wanted))) {
        fail_msg("%s: got \"%.*s\", wanted \"%s\"", id, SHOWN(text), wanted);
    }
    close_arena(&a);
    return is_found ? RO_OK : error.status;
}

static void test_the_beginning_of_an_id_is_enough_when_only_one_has_it(void **state) {
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    keep(db, &(story){.id = "ab", .text = "whole id"});
    keep(db, &(story){.id = "abc", .text = "longer"});
    keep(db, &(story){.id = "abd_%", .text = "longest"});
    keep(db, &(story){.id = "twice", .outlet = "one", .text = "1"});
    keep(db, &(story){.id = "twice", .outlet = "two", .text = "2"});
    assert_int_equal(RO_OK, find(db, "ab", 0, "whole id")); // an id as a whole comes first
    assert_int_equal(RO_OK, find(db, "abc", 0, "longer"));
    assert_int_equal(RO_OK, find(db, "abd", 0, "longest"));
    assert_int_equal(RO_NOT_FOUND, find(db, "a", 0, ""));
    assert_int_equal(RO_NOT_FOUND, find(db, "", 0, ""));
    assert_int_equal(RO_NOT_FOUND, find(db, "%", 0, ""));
    assert_int_equal(RO_NOT_FOUND, find(db, "zz", 0, ""));
    assert_int_equal(RO_NOT_FOUND, find(db, "twice", 0, ""));
    keep(db, &(story){.id = "abc", .text = "changed"});
    assert_int_equal(RO_OK, find(db, "abc", 0, "changed"));
    assert_int_equal(RO_OK, find(db, "abc", 1, "longer"));
    assert_int_equal(RO_OK, find(db, "abc", 2, "changed"));
    assert_int_equal(RO_NOT_FOUND, find(db, "abc", 3, ""));
    close_database(db);
}

// ---- Files that are no store, and disks that are full ------------------------------------

static void assert_refused(const char *path, ro_status status, const char *words) {
    ro_error  error = {0};
    database *db = open_database(path, &error);
    if (db) fail_msg("%s was opened", path);
    if (error.status != status || find_str(str_of(error.message), str_of(words), 0) < 0) {
        fail_msg("%s: got %d, \"%s\"; wanted %d, \"%s\"", path, error.status, error.message, status,
                 words);
    }
}

static void test_what_is_no_store_is_left_alone(void **state) {
    place *p = *state;
    str    content;
    assert_refused("", RO_NOT_FOUND, "empty");
    assert_refused(p->folder, RO_IO, p->folder);
    assert_refused("/tmp/no/such/folder/store.db", RO_IO, "store.db");
    assert_true(write_file(p->path,
                           STR("These are notes, not a store, and long enough to be read."), NULL));
    assert_refused(p->path, RO_BAD_STORE, p->path);
    assert_true(read_file(&p->memory, p->path, 1000, &content, NULL));
    assert_true(starts_with(content, STR("These are notes")));
}

// A store of before places had no table of them; all else was as it is.
static void test_a_store_of_before_places_keeps_its_records_and_goes_on(void **state) {
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    keep(db, &HARBOUR);
    int statements = count_rows(db, ask_statements, (ro_question){0});
    int figures = count_rows(db, ask_figures, (ro_question){0});
    assert_true(statements > 0 && figures > 0);
    assert_true(run_sql(
        db,
        "DROP TABLE place; DROP TABLE deadline; DROP TABLE deadline_words; PRAGMA user_version = 1",
        NULL));
    close_database(db);
    db = open_or_fail(p->path);
    assert_int_equal(RO_UNCHANGED, keep(db, &HARBOUR));
    assert_int_equal(statements, count_rows(db, ask_statements, (ro_question){0}));
    assert_int_equal(figures, count_rows(db, ask_figures, (ro_question){0}));
    static const asking cases[] = {{"no places yet", ask_figures, {.in = "Velm"}, -1}};
    CHECK(db, cases);
    keep_a_report_of_places(db);
    assert_true(count_rows(db, ask_figures, (ro_question){.in = "Velm"}) > 0);
    close_database(db);
}

// Records of before may hold deadlines that no table had. Spans count code points: "é" is one.
static void test_a_store_of_before_deadlines_gets_those_of_its_records(void **state) {
    static const char record[] =
        "{\"sentences\":[[0,45],[46,60]],\"entities\":[{\"mentions\":[{\"kind\":\"name\"}]}],"
        "\"deadlines\":[{\"id\":\"d1\",\"span\":[34,44],\"text\":\"by Sunday.\",\"kind\":"
        "\"ultimatum\",\"set_by\":{\"span\":[0,5],\"text\":\"Varga\",\"entity\":\"e1\"},"
        "\"about\":[7,11],\"time\":\"t1\",\"consequence\":null,\"said_in\":\"s1\"}]}";
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    story        told = HARBOUR;
    ro_added     added;
    ro_error     error = {0};
    told.text = "Varga: café of Karsa shut for all by Sunday. Ilse Varga: 14 died.";
    told.said = "14 died";
    document             *doc = tell(&told);
    const time_expression sunday = {.where = find_words(doc, "Sunday"),
                                    .value = STR("2031-04-13"),
                                    .from = STR("2031-04-13"),
                                    .to = STR("2031-04-14")};
    PUSH_IN(&doc->memory, &doc->times, sunday);
    if (!save_document(db, doc, str_of(record), &added, &error)) fail_msg("%s", error.message);
    close_document(doc);
    keep(db, &MERIDIAN);
    assert_true(run_sql(db,
                        "DROP TABLE deadline; DROP TABLE deadline_words;"
                        "UPDATE version SET record = 'not JSON' WHERE version = 2;"
                        "PRAGMA user_version = 2",
                        NULL));
    close_database(db);
    db = open_or_fail(p->path);
    answer *a = ask_deadlines(db, &(ro_question){.by = "Varga", .about = "café"}, &error);
    if (!a) fail_msg("%s", error.message);
    assert_int_equal(1, row_count(a));
    static const struct {
        int         column;
        const char *wanted;
    } cells[] = {{0, "2031-04-13"},
                 {2, "d1"},
                 {5, "ultimatum"},
                 {7, "Ilse Varga"},
                 {8, "Varga"},
                 {9, "café"},
                 {10, NULL},
                 {11, "2031-04-13"},
                 {14, "Varga: café of Karsa shut for all by Sunday. "}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        str got = cell_at(a, 0, cells[i].column)->text;
        if (!same(got, str_of(cells[i].wanted))) {
            fail_msg("column %d: got \"%.*s\", wanted \"%s\"", cells[i].column, SHOWN(got),
                     cells[i].wanted);
        }
    }
    close_answer(a);
    close_database(db);
}

static void test_a_store_of_a_newer_readout_is_refused(void **state) {
    const place *p = *state;
    char         sql[64];
    database    *db = open_or_fail(p->path);
    keep(db, &HARBOUR);
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", SCHEMA_STEP_COUNT + 1);
    assert_true(run_sql(db, sql, NULL));
    close_database(db);
    assert_refused(p->path, RO_BAD_STORE, "newer");
    unlink(p->path);
    db = open_or_fail(p->path);
    assert_true(run_sql(db, "PRAGMA application_id = 1", NULL));
    close_database(db);
    assert_refused(p->path, RO_BAD_STORE, "another database");
}

static void test_a_store_that_may_not_be_written_says_so(void **state) {
    const place *p = *state;
    database    *db = open_or_fail(p->path);
    keep(db, &HARBOUR);
    close_database(db);
    assert_int_equal(0, chmod(p->path, 0444));
    assert_int_equal(0, chmod(p->folder, 0555));
    pid_t child = fork();
    if (child == 0) {
        ro_error error = {0};
        ro_added added;
        if (geteuid() == 0 && seteuid(65534) != 0) _exit(2);
        db = open_database(p->path, &error);
        bool is_added = db && try_to_keep(db, &MERIDIAN, &added, &error);
        bool names_it = find_str(str_of(error.message), STR("store.db"), 0) >= 0;
        _exit(!is_added && error.status == RO_IO && names_it ? 0 : 1);
    }
    int outcome;
    waitpid(child, &outcome, 0);
    chmod(p->folder, 0755);
    assert_int_equal(0, outcome);
}

// A disk without room, as a limit on the size of files: the child's writes fail in the middle of a
// report, and what was there before is all there is.
static void test_a_full_disk_loses_nothing_that_was_kept(void **state) {
    enum { ROOM = 400 * 1024, SIZE = 600 * 1024 };
    place    *p = *state;
    database *db = open_or_fail(p->path);
    keep(db, &HARBOUR);
    close_database(db);
    char *text = alloc_in_arena(&p->memory, 1, SIZE + 1);
    memset(text, 'a', SIZE);
    const story large = {.id = "large", .text = text};
    pid_t       child = fork();
    if (child == 0) {
        ro_error error = {0};
        ro_added added;
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){ROOM, ROOM});
        db = open_database(p->path, &error);
        bool is_refused = db && !try_to_keep(db, &large, &added, &error);
        bool names_it = find_str(str_of(error.message), STR("store.db"), 0) >= 0;
        bool goes_on = db && count_rows(db, ask_reports, (ro_question){0}) == 1;
        close_database(db);
        _exit(is_refused && error.status == RO_IO && names_it && goes_on ? 0 : 1);
    }
    int outcome;
    waitpid(child, &outcome, 0);
    assert_int_equal(0, outcome);
    db = open_or_fail(p->path);
    assert_int_equal(1, count_rows(db, ask_reports, (ro_question){0}));
    assert_false(is_kept(db, &large));
    assert_int_equal(RO_ADDED, keep(db, &large));
    close_database(db);
}

// ---- Two at once -------------------------------------------------------------------------

static int add_many(const char *path, const char *outlet, int count) {
    database *db = open_database(path, NULL);
    for (int i = 0; db && i < count; i++) {
        char     id[16];
        ro_added added;
        snprintf(id, sizeof id, "r%d", i);
        const story told = {.id = id,
                            .outlet = outlet,
                            .text = "Ilse Varga spoke.",
                            .source = "Ilse Varga",
                            .said = "spoke"};
        if (!try_to_keep(db, &told, &added, NULL) || added != RO_ADDED) return 1;
    }
    if (!db) return 2;
    close_database(db);
    return 0;
}

static void test_two_may_add_and_a_third_read_at_once(void **state) {
    enum { EACH = 60 };
    static const char *const outlets[] = {"one", "two"};
    const place             *p = *state;
    pid_t                    children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == 0) _exit(add_many(p->path, outlets[i], EACH)); // both make the store
    }
    int seen = 0, outcome;
    for (int ended = 0; ended < 2;) {
        database *db = open_or_fail(p->path);
        int       reports = count_rows(db, ask_reports, (ro_question){0});
        int       statements = count_rows(db, ask_statements, (ro_question){0});
        assert_true(reports >= seen && statements >= reports);
        seen = reports;
        close_database(db);
        for (int i = 0; i < 2; i++) {
            if (children[i] == 0 || waitpid(children[i], &outcome, WNOHANG) == 0) continue;
            assert_int_equal(0, outcome);
            children[i] = 0;
            ended++;
        }
    }
    database *db = open_or_fail(p->path);
    assert_int_equal(2 * EACH, count_rows(db, ask_reports, (ro_question){0}));
    close_database(db);
}

#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, make_place, clear_place)

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_a_report_is_kept_once_and_again_when_it_changes),
        STORE_TEST(test_a_report_is_known_by_url_then_id_then_text),
        STORE_TEST(test_every_filter_keeps_what_it_says),
        STORE_TEST(test_figures_are_found_by_where_they_are_told_of),
        STORE_TEST(test_deadlines_are_found_by_their_day_and_by_who_set_or_told_them),
        STORE_TEST(test_questions_see_the_newest_version_only),
        STORE_TEST(test_days_that_are_none_are_refused),
        cmocka_unit_test(test_words_become_queries),
        STORE_TEST(test_nothing_that_is_typed_is_an_error_of_sql),
        STORE_TEST(test_the_beginning_of_an_id_is_enough_when_only_one_has_it),
        STORE_TEST(test_what_is_no_store_is_left_alone),
        STORE_TEST(test_a_store_of_before_places_keeps_its_records_and_goes_on),
        STORE_TEST(test_a_store_of_before_deadlines_gets_those_of_its_records),
        STORE_TEST(test_a_store_of_a_newer_readout_is_refused),
        STORE_TEST(test_a_store_that_may_not_be_written_says_so),
        STORE_TEST(test_a_full_disk_loses_nothing_that_was_kept),
        STORE_TEST(test_two_may_add_and_a_third_read_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
