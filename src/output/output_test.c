// output_test.c - claims about records as JSON and back, pages and answers, on a report made by
// hand.
#include <string.h>

#include "base/sha256.h"
#include "output/answer_out.h"
#include "output/page.h"
#include "output/record_json.h"
#include "output/record_read.h"
#include "testing.h"

static const char TEXT[] =
    "KÖRSA, April 7 — “Nous… 14 morts,” said\nÉlodie Marsh, who denied the café’s claim. She left "
    "on Monday.";

static span find_words(const document *doc, const char *words) {
    int64_t at = find_str(doc->text, str_of(words), 0);
    if (at < 0) fail_msg("no \"%s\" in the text", words);
    return (span){(uint32_t)at, (uint32_t)((size_t)at + strlen(words))};
}

static void add_statements(document *doc) {
    statement said = {.where = find_words(doc, "“Nous… 14 morts,” said\nÉlodie Marsh"),
                      .form = FORM_DIRECT,
                      .source = {find_words(doc, "Élodie Marsh"), 0},
                      .class = SOURCE_PERSON,
                      .count = 1,
                      .cue = find_words(doc, "said"),
                      .cue_lemma = STR("say"),
                      .act = ACT_SAY,
                      .plover_root = STR("consult"),
                      .addressee = {.entity = NO_ID},
                      .via = {.entity = NO_ID},
                      .time = 0,
                      .said_in = NO_ID};
    PUSH_IN(&doc->memory, &said.content, find_words(doc, "“Nous… 14 morts,”"));
    PUSH_IN(&doc->memory, &doc->statements, said);
    statement       claim = {.where = find_words(doc, "the café’s claim"),
                             .form = FORM_INDIRECT,
                             .source = {find_words(doc, "the café"), 1},
                             .class = SOURCE_ORGANIZATION,
                             .access = find_words(doc, "who denied"),
                             .cue = find_words(doc, "claim"),
                             .cue_lemma = STR("claim"),
                             .act = ACT_CLAIM,
                             .addressee = {find_words(doc, "She"), 0},
                             .via = {find_words(doc, "KÖRSA"), NO_ID},
                             .time = NO_ID,
                             .place = NO_ID,
                             .said_in = 0};
    const reference target = {find_words(doc, "She"), 0};
    PUSH_IN(&doc->memory, &claim.targets, target);
    PUSH_IN(&doc->memory, &claim.content, find_words(doc, "denied"));
    PUSH_IN(&doc->memory, &doc->statements, claim);
}

static void add_entities(document *doc) {
    entity        she = {.type = ENTITY_PERSON, .name = STR("Élodie Marsh"), .of = 1};
    const mention name = {find_words(doc, "Élodie Marsh"), MENTION_NAME, 0};
    const mention pronoun = {find_words(doc, "She"), MENTION_PRONOUN, 0};
    PUSH_IN(&doc->memory, &she.aliases, STR("Marsh"));
    PUSH_IN(&doc->memory, &she.roles, STR("\"chef\""));
    PUSH_IN(&doc->memory, &she.mentions, name);
    PUSH_IN(&doc->memory, &she.mentions, pronoun);
    PUSH_IN(&doc->memory, &doc->entities, she);
    entity        house = {.type = ENTITY_COMPANY, .name = STR("the café"), .of = NO_ID};
    const mention nominal = {find_words(doc, "the café"), MENTION_NOMINAL, 0};
    PUSH_IN(&doc->memory, &house.mentions, nominal);
    PUSH_IN(&doc->memory, &doc->entities, house);
}

static document *make_report(void) {
    document *doc = new_document();
    doc->text = str_of(TEXT);
    doc->points = index_points(&doc->memory, doc->text);
    doc->meta = (report_meta){.id = STR("r1"),
                              .title = STR("Deux\tmots \"d’abord\""),
                              .outlet = STR("Harbour Wire"),
                              .published = STR("2031-04-07"),
                              .byline = STR("Ana Ruiz")};
    doc->dateline = (dateline){find_words(doc, "KÖRSA, April 7 —"), find_words(doc, "KÖRSA"),
                               find_words(doc, "April 7"), 0};
    doc->is_updated = true;
    const sentence first = {.where = find_words(doc, "She left on Monday.")};
    PUSH_IN(&doc->memory, &doc->sentences, first);
    PUSH_IN(&doc->memory, &doc->boilerplate, doc->dateline.where);
    add_entities(doc);
    add_statements(doc);
    const figure dead = {.where = find_words(doc, "14 morts"),
                         .value = 14,
                         .has_value = true,
                         .high = 14.5,
                         .has_high = true,
                         .bound = BOUND_AT_MOST,
                         .unit = "person",
                         .counted = {find_words(doc, "morts"), NO_ID},
                         .measure = MEASURE_KILLED,
                         .kind = KIND_TOTAL,
                         .change = CHANGE_UP,
                         .period = find_words(doc, "on Monday"),
                         .period_from = STR("2031-04-07"),
                         .period_to = STR("2031-04-08"),
                         .population = 1u << POPULATION_WOMEN | 1u << POPULATION_FOREIGNERS,
                         .said_in = 0};
    PUSH_IN(&doc->memory, &doc->figures, dead);
    const time_expression monday = {.where = find_words(doc, "Monday"),
                                    .type = TIME_DATE,
                                    .value = STR("2031-04-07"),
                                    .from = STR("2031-04-07"),
                                    .to = STR("2031-04-08"),
                                    .has_precision = true,
                                    .precision = PRECISION_DAY,
                                    .has_anchor = true,
                                    .anchor = ANCHOR_PUBLISHED};
    PUSH_IN(&doc->memory, &doc->times, monday);
    place_record town = {.where = find_words(doc, "KÖRSA"),
                         .name = STR("Körsa"),
                         .kind = PLACE_CITY,
                         .country = STR("XK"),
                         .has_point = true,
                         .lat = 44.25,
                         .lon = -20.5,
                         .precision = POINT_AREA,
                         .geonames = 7};
    PUSH_IN(&doc->memory, &town.inside, STR("Orla"));
    PUSH_IN(&doc->memory, &doc->places, town);
    return doc;
}

// ---- Records -----------------------------------------------------------------------------

static const record_options OPTIONS = {false, "readout 0", "tiny 1", {NULL, 0}};

static const char RECORD_HEAD[] = "{\"schema\":\"readout/1\",\"id\":\"r1\",\"text_sha256\":\"";
static const char RECORD_TAIL[] =
    "\",\"engine\":\"readout 0\",\"model\":\"tiny 1\",\"atlas\":null,\"title\":\"Deux\\tmots "
    "\\\"d’abord\\\"\","
    "\"url\":null,\"outlet\":\"Harbour Wire\",\"published\":\"2031-04-07\",\"updated\":true,"
    "\"dateline\":{\"place\":\"KÖRSA\",\"date\":\"April 7\",\"place_id\":\"p1\",\"span\":[0,16]},"
    "\"bylines\":[\"Ana Ruiz\"],\"contributors\":[],\"credits\":[],\"boilerplate\":[[0,16]],"
    "\"sentences\":[[83,102]],\"language\":\"en\","
    "\"entities\":[{\"id\":\"e1\",\"type\":\"person\",\"name\":\"Élodie Marsh\","
    "\"aliases\":[\"Marsh\"],\"roles\":[\"\\\"chef\\\"\"],\"of\":\"e2\",\"mentions\":["
    "{\"span\":[40,52],\"kind\":\"name\"},{\"span\":[83,86],\"kind\":\"pronoun\"}],"
    "\"links\":null},{\"id\":\"e2\",\"type\":\"company\",\"name\":\"the café\",\"aliases\":[],"
    "\"roles\":[],\"of\":null,\"mentions\":[{\"span\":[65,73],\"kind\":\"nominal\"}],"
    "\"links\":null}],"
    "\"statements\":[{\"id\":\"s1\",\"span\":[17,52],\"form\":\"direct\",\"source\":{\"span\":[40,"
    "52],\"text\":\"Élodie Marsh\",\"entity\":\"e1\"},\"class\":\"person\",\"count\":1,\"access\":"
    "null,\"cue\":{\"span\":[35,39],\"text\":\"said\",\"lemma\":\"say\"},\"act\":\"say\","
    "\"content\":[[17,34]],\"plover\":{\"root\":\"consult\",\"mode\":null},\"addressee\":null,"
    "\"via\":null,\"targets\":[],\"time\":\"t1\",\"place\":\"p1\",\"said_in\":null},"
    "{\"id\":\"s2\",\"span\":[65,81],\"form\":\"indirect\",\"source\":{\"span\":[65,73],\"text\":"
    "\"the café\",\"entity\":\"e2\"},\"class\":\"organization\",\"count\":null,\"access\":[54,64],"
    "\"cue\":{\"span\":[76,81],\"text\":\"claim\",\"lemma\":\"claim\"},\"act\":\"claim\","
    "\"content\":[[58,64]],\"plover\":null,\"addressee\":{\"span\":[83,86],\"text\":\"She\","
    "\"entity\":\"e1\"},\"via\":{\"span\":[0,5],\"text\":\"KÖRSA\",\"entity\":null},\"targets\":["
    "{\"span\":[83,86],\"text\":\"She\",\"entity\":\"e1\"}],\"time\":null,\"place\":null,"
    "\"said_in\":\"s1\"}],"
    "\"figures\":[{\"id\":\"f1\",\"span\":[24,32],\"text\":\"14 morts\",\"value\":14,\"low\":null,"
    "\"high\":14.5,\"approximate\":false,\"bound\":\"at_most\",\"unit\":\"person\",\"per\":null,"
    "\"counted\":{\"span\":[27,32],\"text\":\"morts\",\"entity\":null},\"change\":\"up\","
    "\"measure\":\"killed\",\"kind\":\"total\",\"period\":{\"span\":[92,101],\"from\":"
    "\"2031-04-07\",\"to\":\"2031-04-08\"},\"population\":[\"women\",\"foreigners\"],\"event\":"
    "null,\"said_in\":\"s1\"}],"
    "\"times\":[{\"id\":\"t1\",\"span\":[95,101],\"text\":\"Monday\",\"type\":\"date\",\"value\":"
    "\"2031-04-07\",\"from\":\"2031-04-07\",\"to\":\"2031-04-08\",\"precision\":\"day\","
    "\"anchor\":\"published\"}],"
    "\"places\":[{\"id\":\"p1\",\"span\":[0,5],\"text\":\"KÖRSA\",\"name\":\"Körsa\",\"kind\":"
    "\"city\",\"country\":\"XK\",\"lat\":44.25,\"lon\":-20.5,\"precision\":\"area\","
    "\"geonames\":7,\"inside\":[\"Orla\"]}],"
    "\"events\":[],\"proposals\":[],\"terms\":[],\"positions\":[],"
    "\"conditions\":[],\"deadlines\":[],\"rounds\":[]}\n";

static str record_of(const document *doc, buffer *out) {
    write_record_json(out, doc, &OPTIONS);
    return str_of_buffer(out);
}

static void assert_same(str wanted, str got) {
    if (same(wanted, got)) return;
    size_t at = 0;
    while (at < wanted.size && at < got.size && wanted.at[at] == got.at[at]) {
        at++;
    }
    size_t from = at < 40 ? 0 : at - 40;
    fail_msg("they differ at byte %zu:\nwanted ...%.*s\ngot    ...%.*s\nall: %.*s", at,
             SHOWN(slice(wanted, from, wanted.size)), SHOWN(slice(got, from, got.size)),
             (int)got.size, got.at);
}

static void test_spans_of_a_record_count_code_points(void **state) {
    document *doc = make_report();
    buffer    out = {0};
    arena     a = {0};
    (void)state;
    str wanted = join_str(&a, str_of(RECORD_HEAD), sha256_of(&a, doc->text));
    wanted = join_str(&a, wanted, str_of(RECORD_TAIL));
    assert_same(wanted, record_of(doc, &out));
    close_buffer(&out);
    close_arena(&a);
    close_document(doc);
}

static void test_text_is_the_last_key_and_the_hash_stands_for_an_id(void **state) {
    document *doc = new_document();
    buffer    out = {0};
    (void)state;
    doc->text = STR("a\x01 \xf0\x9f\x98\x80");
    doc->points = index_points(&doc->memory, doc->text);
    write_record_json(&out, doc, &(record_options){.with_text = true, .engine = "e", .model = "m"});
    str made = str_of_buffer(&out), hash = sha256_of(&doc->memory, doc->text);
    assert_true(ends_with(made, STR("\"text\":\"a\\u0001 \xf0\x9f\x98\x80\"}\n")));
    str head = join_str(&doc->memory, STR("{\"schema\":\"readout/1\",\"id\":\""), hash);
    assert_true(starts_with(made, head));
    close_buffer(&out);
    close_document(doc);
}

static str page_of(const document *doc, buffer *out) {
    write_page(out, doc, &(page_options){.width = 60});
    return str_of_buffer(out);
}

static void test_a_record_reads_back_as_it_was_written(void **state) {
    document *doc = make_report();
    buffer    record = {0}, again = {0}, page = {0}, page_again = {0};
    ro_error  error = {0};
    (void)state;
    document *read = read_record(record_of(doc, &record), doc->text, "r1", &error);
    if (!read) fail_msg("%s", error.message);
    assert_same(str_of_buffer(&record), record_of(read, &again));
    assert_same(page_of(doc, &page), page_of(read, &page_again));
    close_document(read);
    close_document(doc);
    close_buffer(&record);
    close_buffer(&again);
    close_buffer(&page);
    close_buffer(&page_again);
}

// A record with one piece replaced. Fails the test where the piece is not there.
static str replace(arena *a, str record, const char *old, const char *by) {
    int64_t at = find_str(record, str_of(old), 0);
    if (at < 0) fail_msg("no %s in the record", old);
    str head = join_str(a, slice(record, 0, (size_t)at), str_of(by));
    return join_str(a, head, slice(record, (size_t)at + strlen(old), record.size));
}

static void test_records_that_cannot_be_are_refused(void **state) {
    static const struct {
        const char *old, *by;
    } cases[] = {
        {"readout/1", "readout/2"},
        {"\"text_sha256\":\"", "\"text_sha256\":\"0"},
        {"[17,52]", "[17,5200]"},
        {"[17,52]", "[52,17]"},
        {"[17,52]", "[17,17]"},
        {"[17,52]", "[-1,52]"},
        {"[17,52]", "[17.5,52]"},
        {"[17,52]", "[17]"},
        {"[17,52]", "[17,52,53]"},
        {"[17,52]", "[\"17\",52]"},
        {"[17,52]", "null"},
        {"[17,52]", "[17,1e300]"},
        {"\"count\":1", "\"count\":1e300"},
        {"\"count\":1", "\"count\":-1"},
        {"\"form\":\"direct\"", "\"form\":\"spoken\""},
        {"\"form\":\"direct\"", "\"form\":1"},
        {"\"class\":\"person\"", "\"class\":null"},
        {"\"act\":\"say\"", "\"act\":\"sing\""},
        {"\"entity\":\"e1\"", "\"entity\":\"e3\""},
        {"\"entity\":\"e1\"", "\"entity\":\"s1\""},
        {"\"entity\":\"e1\"", "\"entity\":\"e0\""},
        {"\"entity\":\"e1\"", "\"entity\":\"e99999999999\""},
        {"\"targets\":[{\"span\":[83,86],\"text\":\"She\",\"entity\":\"e1\"",
         "\"targets\":[{\"span\":[83,86],\"text\":\"She\",\"entity\":\"e9\""},
        {"\"of\":\"e2\"", "\"of\":\"e7\""},
        {"\"time\":\"t1\"", "\"time\":\"t2\""},
        {"\"said_in\":\"s1\"", "\"said_in\":\"s3\""},
        {"\"said_in\":\"s1\"", "\"said_in\":1"},
        {"\"population\":[\"women\"", "\"population\":[\"cats\""},
        {"\"kind\":\"nominal\"", "\"kind\":\"verbal\""},
        {"\"measure\":\"killed\"", "\"measure\":\"\""},
        {"\"type\":\"date\"", "\"type\":\"day\""},
        {"\"change\":\"up\"", "\"change\":\"sideways\""},
    };
    document *doc = make_report();
    buffer    record = {0};
    arena     a = {0};
    (void)state;
    record_of(doc, &record);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_error  error = {0};
        str       bad = replace(&a, str_of_buffer(&record), cases[i].old, cases[i].by);
        document *read = read_record(bad, doc->text, "r1", &error);
        if (read) fail_msg("%s for %s: read, wanted a refusal", cases[i].by, cases[i].old);
        assert_int_equal(RO_BAD_STORE, error.status);
    }
    close_arena(&a);
    close_buffer(&record);
    close_document(doc);
}

// Whatever a byte becomes, what is read can be shown; the sanitizers look on.
static void test_no_changed_byte_of_a_record_does_harm(void **state) {
    static const char bytes[] = "\0\"9[{,e\xff-";
    document         *doc = make_report();
    buffer            record = {0};
    (void)state;
    record_of(doc, &record);
    for (size_t at = 0; at < record.size; at++) {
        char before = record.at[at];
        for (size_t b = 0; b < sizeof bytes - 1; b++) {
            buffer page = {0};
            record.at[at] = bytes[b];
            document *read = read_record(str_of_buffer(&record), doc->text, "r1", NULL);
            if (read) page_of(read, &page);
            close_document(read);
            close_buffer(&page);
        }
        record.at[at] = before;
        if (at + 1 == record.size) continue; // the newline
        assert_null(read_record(slice(str_of_buffer(&record), 0, at), doc->text, "r1", NULL));
    }
    close_buffer(&record);
    close_document(doc);
}

// ---- Pages -------------------------------------------------------------------------------

static void test_a_page_tells_who_said_what(void **state) {
    static const char wanted[] = "Deux mots \"d’abord\"\n"
                                 "Harbour Wire · 2031-04-07 · KÖRSA · Ana Ruiz · updated\n"
                                 "\n"
                                 "WHO SAID WHAT\n"
                                 " s1   Élodie Marsh  say  (Monday)\n"
                                 "          “Nous… 14 morts,”\n"
                                 " s2     the café  claim  (to She, told KÖRSA, who denied)\n"
                                 "            denied\n"
                                 "\n"
                                 "FIGURES\n"
                                 " f1   14 morts                          killed · morts · on\n"
                                 "                                        Monday · s1, "
                                 "Élodie\n"
                                 "                                        Marsh\n"
                                 "\n"
                                 "DATES\n"
                                 " t1   Monday                            2031-04-07\n"
                                 "\n"
                                 "PLACES\n"
                                 " p1   KÖRSA                             Körsa · city · Orla · "
                                 "44.25, -20.5\n"
                                 "\n";
    document         *doc = make_report();
    buffer            out = {0};
    (void)state;
    assert_same(str_of(wanted), page_of(doc, &out));
    close_buffer(&out);
    close_document(doc);
}

static void test_a_page_obeys_its_width_and_no_report(void **state) {
    document *doc = new_document();
    buffer    out = {0};
    (void)state;
    doc->text = STR("\x1b]0;owned\x07 said\r\n  one two three four five six seven eight nine ten");
    doc->points = index_points(&doc->memory, doc->text);
    statement  said = {.where = {0, (uint32_t)doc->text.size},
                       .source = {{0, 10}, NO_ID},
                       .addressee = {.entity = NO_ID},
                       .via = {.entity = NO_ID},
                       .time = NO_ID,
                       .place = NO_ID,
                       .said_in = NO_ID};
    const span content = {11, (uint32_t)doc->text.size};
    PUSH_IN(&doc->memory, &said.content, content);
    PUSH_IN(&doc->memory, &doc->statements, said);
    write_page(&out, doc, &(page_options){.width = 10}); // the least is 40
    assert_same(STR("\nWHO SAID WHAT\n s1   \xef\xbf\xbd]0;owned\xef\xbf\xbd  say\n"
                    "          said one two three four five\n"
                    "          six seven eight nine ten\n\n"),
                str_of_buffer(&out));
    close_buffer(&out);
    close_document(doc);
}

// ---- Answers -----------------------------------------------------------------------------

static const answer_column COLUMNS[] = {
    {"id", COLUMN_CUT, 4},      {"who", COLUMN_PLAIN, 6},    {"n", COLUMN_PLAIN, 0},
    {"words", COLUMN_PROSE, 0}, {"place", COLUMN_HIDDEN, 0},
};

static answer *make_answer(void) {
    answer *a = new_answer(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    add_text_cell(a, STR("r12345"));
    add_text_cell(a, STR("Ilse \n Varga"));
    add_number_cell(a, 14);
    add_text_cell(a, STR("“We, \"all\" of us, will not sign under\tfire”"));
    add_text_cell(a, STR("x"));
    add_text_cell(a, STR("r2"));
    add_text_cell(a, STR("東京 新聞社"));
    add_number_cell(a, 0.25);
    add_text_cell(a, (str){NULL, 0});
    add_text_cell(a, STR("\x1b[2J"));
    return a;
}

static void test_tables_keep_their_columns(void **state) {
    static const char wanted[] = "id    who     n     words\n"
                                 "r123  Ilse    14    “We, \"all\" of us, will\n"
                                 "      Varga         not sign under fire”\n"
                                 "r2    東京    0.25\n"
                                 "      新聞社\n";
    answer           *a = make_answer();
    buffer            out = {0};
    (void)state;
    write_answer_table(&out, a, 44, false);
    assert_same(str_of(wanted), str_of_buffer(&out));
    close_buffer(&out);
    close_answer(a);
}

static void test_json_and_csv_hold_every_column_as_it_is(void **state) {
    static const char json[] =
        "{\"id\":\"r12345\",\"who\":\"Ilse \\n Varga\",\"n\":14,\"words\":\"“We, \\\"all\\\" of "
        "us, will not sign under\\tfire”\",\"place\":\"x\"}\n"
        "{\"id\":\"r2\",\"who\":\"東京 新聞社\",\"n\":0.25,\"words\":null,\"place\":"
        "\"\\u001b[2J\"}\n";
    static const char csv[] = "id,who,n,words,place\n"
                              "r12345,\"Ilse \n Varga\",14,\"“We, \"\"all\"\" of us, will not "
                              "sign under\tfire”\",x\n"
                              "r2,東京 新聞社,0.25,,\x1b[2J\n";
    answer           *a = make_answer();
    buffer            out = {0};
    (void)state;
    write_answer_json(&out, a);
    assert_same(str_of(json), str_of_buffer(&out));
    out.size = 0;
    write_answer_csv(&out, a);
    assert_same(str_of(csv), str_of_buffer(&out));
    close_buffer(&out);
    close_answer(a);
}

static void test_groups_are_headings_where_they_change(void **state) {
    static const answer_column columns[] = {{"day", COLUMN_GROUP, 0}, {"words", COLUMN_PROSE, 0}};
    answer                    *a = new_answer(columns, 2);
    buffer                     out = {0};
    (void)state;
    write_answer_table(&out, a, 80, false);
    assert_int_equal(0, out.size);
    for (int i = 0; i < 3; i++) {
        add_text_cell(a, i < 2 ? STR("2031-04-07") : (str){NULL, 0});
        add_text_cell(a, STR("averyveryverylongwordwithoutaspace"));
    }
    write_answer_table(&out, a, 1, false); // prose has 24 columns at least
    assert_same(STR("2031-04-07\naveryveryverylongwordwit\nhoutaspace\naveryveryverylongwordwit\n"
                    "houtaspace\n\nnot told\naveryveryverylongwordwit\nhoutaspace\n"),
                str_of_buffer(&out));
    close_buffer(&out);
    close_answer(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans_of_a_record_count_code_points),
        cmocka_unit_test(test_text_is_the_last_key_and_the_hash_stands_for_an_id),
        cmocka_unit_test(test_a_record_reads_back_as_it_was_written),
        cmocka_unit_test(test_records_that_cannot_be_are_refused),
        cmocka_unit_test(test_no_changed_byte_of_a_record_does_harm),
        cmocka_unit_test(test_a_page_tells_who_said_what),
        cmocka_unit_test(test_a_page_obeys_its_width_and_no_report),
        cmocka_unit_test(test_tables_keep_their_columns),
        cmocka_unit_test(test_json_and_csv_hold_every_column_as_it_is),
        cmocka_unit_test(test_groups_are_headings_where_they_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
