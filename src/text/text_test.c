// text_test.c - claims about paragraphs, datelines and the lines that are about a report.
#include "base/buffer.h"
#include "lexicon/lexicon.h"
#include "testing.h"
#include "text/text.h"

static int open_rules_once(void **state) {
    *state = open_text_rules();
    return *state ? 0 : -1;
}

static int close_rules_once(void **state) {
    close_text_rules(*state);
    return 0;
}

static document *read_text(const text_rules *rules, str text) {
    document *doc = new_document();
    doc->text = text;
    read_structure(rules, doc);
    return doc;
}

static void add_spans(buffer *out, const document *doc, const span_list *spans) {
    for (int i = 0; i < spans->count; i++) {
        add_str(out, text_of(doc, spans->at[i]));
        add_char(out, '|');
    }
}

// ---- Paragraphs --------------------------------------------------------------------------

static void test_paragraphs_end_where_the_text_says(void **state) {
    static const struct {
        const char *text, *wanted; // with "|" behind each paragraph, "~" before boilerplate
    } cases[] = {
        {"", ""},
        {" \n\n ", ""},
        {"One.", "One.|"},
        {"One.\nTwo.\r\nThree.", "One.|Two.|Three.|"},
        {"One\n\n \nTwo", "One|Two|"},
        {"\xc2\xa0One.\xc2\xa0\n", "One.|"},
        {"One.\r\t\tTwo.", "One.|Two.|"},
        {"One.\xe2\x80\xa8Two.", "One.|Two.|"},
        // One long line makes the short one before it a heading, not a wrapped line.
        {"What the envoys want\nThe envoys want a pause of six weeks, the return of all who were "
         "taken, "
         "and an end of the siege before winter comes to the hills, one of them said on Monday.",
         "What the envoys want|The envoys want a pause of six weeks, the return of all who were "
         "taken, "
         "and an end of the siege before winter comes to the hills, one of them said on Monday.|"},
        // Hard-wrapped, paragraphs by indentation and by a short line
        {"The envoys of both sides left the\ncapital on Monday without a word on\nwhat had been "
         "agreed.\n"
         "    Aid groups said that the roads to\nthe north were closed.\nNobody answered calls at "
         "the\n"
         "ministry, which had promised to\nspeak.",
         "The envoys of both sides left the\ncapital on Monday without a word on\nwhat had been "
         "agreed.|"
         "Aid groups said that the roads to\nthe north were closed.|Nobody answered calls at the\n"
         "ministry, which had promised to\nspeak.|"},
        {"The envoys of both sides named these\npoints when they had left the hall on\nMonday:\n"
         "- a pause of six weeks and the return\nof all who were taken\n- an end of the siege",
         "The envoys of both sides named these\npoints when they had left the hall on\nMonday:|"
         "- a pause of six weeks and the return\nof all who were taken|- an end of the siege|"},
        // Short lines that are not wrapped: a list of names
        {"Jane Roe of Kelmar\nJohn Doe\nAn envoy from the north\nHis aide",
         "Jane Roe of Kelmar|John Doe|An envoy from the north|His aide|"},
        {"KELMAR (Reuters) - The envoys left.", "~KELMAR (Reuters) -|The envoys left.|"},
        {"The envoys left. To view this video please enable JavaScript. They said so.",
         "The envoys left.|~To view this video please enable JavaScript.|They said so.|"},
        // Teasers in capitals between sentences
        {"Winter is near. ENVOYS LEAVE KELMAR AS TALKS FAIL The minister said so.",
         "Winter is near.|~ENVOYS LEAVE KELMAR AS TALKS FAIL|The minister said so.|"},
        {"ENVOY'S ‘FINAL WORD’ ON KELMAR, SAYS ROE U.S. envoys left. Jane Roe did not.",
         "~ENVOY'S ‘FINAL WORD’ ON KELMAR, SAYS ROE|U.S. envoys left. Jane Roe did not.|"},
        {"It ended. ROE SLAMS VELIA OVER KELMAR IDF said it was over.",
         "It ended.|~ROE SLAMS VELIA OVER KELMAR|IDF said it was over.|"},
        {"He wrote: “WE WILL NEVER LEAVE KELMAR AGAIN.” Nobody left.",
         "He wrote: “WE WILL NEVER LEAVE KELMAR AGAIN.” Nobody left.|"},
        {"He wrote that WE WILL NEVER LEAVE KELMAR AGAIN to all.",
         "He wrote that WE WILL NEVER LEAVE KELMAR AGAIN to all.|"},
        {"It ended. UN and NATO envoys left.", "It ended. UN and NATO envoys left.|"},
        {"WE WILL NEVER LEAVE KELMAR AGAIN", "WE WILL NEVER LEAVE KELMAR AGAIN|"},
        {"The envoys left.\nAdvertisement\nThey said so.",
         "The envoys left.|~Advertisement|They said so.|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        document *doc = read_text(*state, str_of(cases[i].text));
        buffer    got = {0};
        for (int p = 0; p < doc->paragraphs.count; p++) {
            if (doc->paragraphs.at[p].is_boilerplate) add_char(&got, '~');
            add_str(&got, text_of(doc, doc->paragraphs.at[p].where));
            add_char(&got, '|');
        }
        if (!same(str_of_buffer(&got), str_of(cases[i].wanted))) {
            fail_msg("%s\n  got    %.*s\n  wanted %s", cases[i].text, (int)got.size,
                     got.at ? got.at : "", cases[i].wanted);
        }
        close_buffer(&got);
        close_document(doc);
    }
}

// ---- Datelines ---------------------------------------------------------------------------

static void test_datelines_are_read_in_their_parts(void **state) {
    static const struct {
        const char *text, *wanted; // "whole|place|date|credits|"; "" when there is none
    } cases[] = {
        {"CAIRO (Reuters) \xe2\x80\x94 The envoys left.",
         "CAIRO (Reuters) \xe2\x80\x94|CAIRO||Reuters|"},
        {"CAIRO, Feb 7 (Reuters) - The envoys left.",
         "CAIRO, Feb 7 (Reuters) -|CAIRO|Feb 7|Reuters|"},
        {"CNN \xe2\x80\x93\nThe envoys left.", "CNN \xe2\x80\x93|||"},
        {"(CNN) \xe2\x80\x94 The envoys left.", "(CNN) \xe2\x80\x94|||"},
        {"WASHINGTON \xe2\x80\x94 The envoys left.", "WASHINGTON \xe2\x80\x94|WASHINGTON||"},
        {"JERUSALEM/CAIRO, Feb. 8 (AP) _ The envoys left.",
         "JERUSALEM/CAIRO, Feb. 8 (AP) _|JERUSALEM/CAIRO|Feb. 8|AP|"},
        {"Gaza City, Gaza Strip \xe2\x80\x93 The envoys left.",
         "Gaza City, Gaza Strip \xe2\x80\x93|Gaza City, Gaza Strip||"},
        {"(Reuters) - The envoys left.", "(Reuters) -|||Reuters|"},
        {"MOSCOW, May 21. /TASS/. The envoys left.", "MOSCOW, May 21. /TASS/.|MOSCOW|May 21|TASS|"},
        {"NAIROBI, Kenya (AP) _\n\nThe envoys left.", "NAIROBI, Kenya (AP) _|NAIROBI, Kenya||AP|"},
        {"MOSCOW (AP)_ The envoys left.", "MOSCOW (AP)_|MOSCOW||AP|"},
        {"HEMPSTEAD, N.Y., Sept. 26 (UPI) \xe2\x80\x94 The envoys left.",
         "HEMPSTEAD, N.Y., Sept. 26 (UPI) \xe2\x80\x94|HEMPSTEAD, N.Y.|Sept. 26|UPI|"},
        {"MEXICO CITY (AP) The envoys left.", "MEXICO CITY (AP)|MEXICO CITY||AP|"},
        {"Tunis \xe2\x80\x94 \xe2\x80\x9cWe left,\xe2\x80\x9d they said.",
         "Tunis \xe2\x80\x94|Tunis||"},
        {"By Jane Roe. BOSTON (Reuters) - The envoys left.", "BOSTON (Reuters) -|BOSTON||Reuters|"},
        {"Envoys leave.\n\nBy Jane Roe\n\nST. PETERSBURG, May 21. /TASS/. They left.",
         "ST. PETERSBURG, May 21. /TASS/.|ST. PETERSBURG|May 21|TASS|"},
        {"Thursday, February 8, 2024\n\nThe envoys left.",
         "Thursday, February 8, 2024||Thursday, February 8, 2024|"},
        {"Hamilton County, TN (WDEF) \xe2\x80\x93 The envoys left.",
         "Hamilton County, TN (WDEF) \xe2\x80\x93|Hamilton County, TN||"},
        {"Moscow - which has denied it - said no.", ""},
        {"Beirut \xe2\x80\x93 The Old Town \xe2\x80\x93 was quiet.", ""},
        {"The Palestinian Authority (PA) said so.", ""},
        {"Monday - The envoys left.", ""},
        {"EXCLUSIVE \xe2\x80\x93 The envoys left.", ""},
        {"A petite powerhouse - The envoys left.", ""},
        {"The envoys left. CNN saw it.", ""},
        {"KELMAR has denied it.", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        document *doc = read_text(*state, str_of(cases[i].text));
        buffer    got = {0};
        if (!is_empty_span(doc->dateline.where)) {
            add_str(&got, text_of(doc, doc->dateline.where));
            add_char(&got, '|');
            add_str(&got, text_of(doc, doc->dateline.place));
            add_char(&got, '|');
            add_str(&got, text_of(doc, doc->dateline.date));
            add_char(&got, '|');
            add_spans(&got, doc, &doc->credits);
        }
        if (!same(str_of_buffer(&got), str_of(cases[i].wanted))) {
            fail_msg("\"%s\"\n  got    %.*s\n  wanted %s", cases[i].text, (int)got.size,
                     got.at ? got.at : "", cases[i].wanted);
        }
        close_buffer(&got);
        close_document(doc);
    }
}

static void test_every_agency_matches_its_example_and_not_the_other(void **state) {
    data_rows rows = open_rows("agencies.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        assert_int_equal(4, row.field_count);
        for (int f = 2; f < 4; f++) {
            document *doc = read_text(*state, row.fields[f]);
            bool      is_found = !is_empty_span(doc->dateline.where);
            if (is_found != (f == 2)) {
                fail_msg("agencies.tsv:%d: \"%.*s\" %s", row.line, (int)row.fields[f].size,
                         row.fields[f].at,
                         is_found ? "must have no dateline" : "must have a dateline");
            }
            close_document(doc);
        }
    }
}

// ---- Notes -------------------------------------------------------------------------------

static bool has_note(const document *doc, str kind) {
    if (same(kind, STR("byline"))) return doc->bylines.count > 0;
    if (same(kind, STR("contributor"))) return doc->boilerplate.count > 0;
    if (same(kind, STR("updated"))) return doc->is_updated;
    return doc->boilerplate.count > 0;
}

static void test_every_note_rule_matches_its_example_and_not_the_other(void **state) {
    data_rows rows = open_rows("report_notes.tsv");
    data_row  row;
    int       bad = 0;
    while (next_row(&rows, &row)) {
        assert_int_equal(4, row.field_count);
        for (int f = 2; f < 4; f++) {
            document *doc = read_text(*state, row.fields[f]);
            bool      is_found = has_note(doc, row.fields[0]);
            if (is_found != (f == 2)) {
                print_error("report_notes.tsv:%d: \"%.*s\" must %smatch\n", row.line,
                            (int)row.fields[f].size, row.fields[f].at, f == 2 ? "" : "not ");
                bad++;
            }
            close_document(doc);
        }
    }
    assert_int_equal(0, bad);
}

static void test_names_and_wires_of_notes_are_spans_of_the_text(void **state) {
    static const struct {
        const char *text, *wanted; // "bylines; contributors; credits; boilerplate"
    } cases[] = {
        {"By Jane Roe\nThe envoys left.", "Jane Roe|;;;By Jane Roe|"},
        {"By Jane Roe and John Doe in Cairo\nThe envoys left.",
         "Jane Roe|John Doe|;;;By Jane Roe and John Doe in Cairo|"},
        {"Jane Roe | 7 Feb\nThe envoys left.", "Jane Roe|;;;Jane Roe | 7 Feb|"},
        {"The envoys left. CNN\xe2\x80\x99s Jane Roe contributed reporting.",
         ";Jane Roe|;;CNN\xe2\x80\x99s Jane Roe contributed reporting.|"},
        {"They left.\nAdditional reporting by Jane Roe; editing by John van der Doe",
         ";Jane Roe|John van der Doe|;;Additional reporting by Jane Roe; editing by John van der "
         "Doe|"},
        {"They left. (Reporting by Nidal al-Doe in Cairo and Jane Roe in New Kelmar; Editing by J. "
         "Poe)",
         ";Nidal al-Doe|Jane Roe|J. Poe|;;(Reporting by Nidal al-Doe in Cairo and Jane Roe in New "
         "Kelmar; Editing by J. Poe)|"},
        {"They left.\nThe Associated Press contributed to this report.",
         ";;Associated Press|;The Associated Press contributed to this report.|"},
        {"They left.\n\xc2\xa9 AFP", ";;AFP|;\xc2\xa9 AFP|"},
        {"Advertisement Supported by The envoys left.", ";;;Advertisement Supported by|"},
        {"They left. (credit: Jane Roe) They came.", ";;;(credit: Jane Roe)|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        document        *doc = read_text(*state, str_of(cases[i].text));
        const span_list *lists[] = {&doc->bylines, &doc->contributors, &doc->credits,
                                    &doc->boilerplate};
        buffer           got = {0};
        for (int l = 0; l < 4; l++) {
            if (l > 0) add_char(&got, ';');
            add_spans(&got, doc, lists[l]);
        }
        if (!same(str_of_buffer(&got), str_of(cases[i].wanted))) {
            fail_msg("\"%s\"\n  got    %.*s\n  wanted %s", cases[i].text, (int)got.size,
                     got.at ? got.at : "", cases[i].wanted);
        }
        close_buffer(&got);
        close_document(doc);
    }
}

// ---- Anything ----------------------------------------------------------------------------

static void check_invariants(const document *doc) {
    uint32_t at = 0;
    for (int i = 0; i < doc->paragraphs.count; i++) {
        span where = doc->paragraphs.at[i].where;
        assert_true(where.begin >= at && where.begin < where.end && where.end <= doc->text.size);
        at = where.end;
    }
    at = 0;
    for (int i = 0; i < doc->boilerplate.count; i++) {
        span where = doc->boilerplate.at[i];
        assert_true(where.begin >= at && where.begin < where.end && where.end <= doc->text.size);
        at = where.end;
    }
}

static void test_hostile_texts_take_linear_time(void **state) {
    static const char *const pieces[] = {
        "(",          "By A B ", "\n",         "A. ", " \xe2\x80\x94 ",          "[(",
        "Read more ", "a",       "© AFP and ", ". ",  "Aa Bb contributed in Cc "};
    enum { SIZE = 2 * 1024 * 1024, SECONDS = 5 };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        buffer text = {0};
        while (text.size < SIZE) {
            add_str(&text, str_of(pieces[i]));
        }
        clock_t   before = clock();
        document *doc = read_text(*state, str_of_buffer(&text));
        double    seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
        check_invariants(doc);
        if (seconds > SECONDS) fail_msg("2 MiB of \"%s\" took %.1f s", pieces[i], seconds);
        close_document(doc);
        close_buffer(&text);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paragraphs_end_where_the_text_says),
        cmocka_unit_test(test_datelines_are_read_in_their_parts),
        cmocka_unit_test(test_every_agency_matches_its_example_and_not_the_other),
        cmocka_unit_test(test_every_note_rule_matches_its_example_and_not_the_other),
        cmocka_unit_test(test_names_and_wires_of_notes_are_spans_of_the_text),
        cmocka_unit_test(test_hostile_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, open_rules_once, close_rules_once);
}
