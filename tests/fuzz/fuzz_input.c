// fuzz_input.c - the way in and the layout of reports: any bytes as a file of the format FORMAT.
//
// Held here: every text is valid UTF-8, a published date is a date, every problem has a message of
// one line, and the spans of the structure lie in the text, in order, on borders of characters.
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/error.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "text/text.h"

#define CLAIM(holds) ((holds) ? (void)0 : (fprintf(stderr, "does not hold: %s\n", #holds), abort()))

static void check_span(str text, span where) {
    CLAIM(where.begin <= where.end && where.end <= text.size);
    CLAIM(where.begin == text.size || ((unsigned char)text.at[where.begin] & 0xc0) != 0x80);
    CLAIM(where.end == text.size || ((unsigned char)text.at[where.end] & 0xc0) != 0x80);
}

static void check_structure(const text_rules *rules, ro_text given) {
    document *doc = new_document();
    doc->text = (str){given.at, given.size};
    read_structure(rules, doc);
    uint32_t at = 0;
    for (int i = 0; i < doc->paragraphs.count; i++) {
        span where = doc->paragraphs.at[i].where;
        check_span(doc->text, where);
        CLAIM(where.begin >= at && where.begin < where.end);
        at = where.end;
    }
    const span_list *lists[] = {&doc->bylines, &doc->contributors, &doc->credits,
                                &doc->boilerplate};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        for (int i = 0; i < lists[l]->count; i++) {
            check_span(doc->text, lists[l]->at[i]);
            CLAIM(i == 0 || lists[l]->at[i].begin >= lists[l]->at[i - 1].end);
        }
    }
    check_span(doc->text, doc->dateline.where);
    check_span(doc->text, doc->dateline.place);
    check_span(doc->text, doc->dateline.date);
    close_document(doc);
}

static void check_report(const text_rules *rules, const ro_report *report) {
    const ro_text texts[] = {report->id,     report->text,      report->title,   report->url,
                             report->outlet, report->published, report->updated, report->byline};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        CLAIM(find_invalid_utf8((str){texts[i].at, texts[i].size}) < 0);
    }
    CLAIM(report->text.size > 0 && report->place.size > 0);
    CLAIM(!report->published.at || report->published.size >= 10);
    check_structure(rules, report->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static text_rules *rules; // they take longer to open than an input to read
    if (!rules) rules = open_text_rules();
    int file = memfd_create("fuzzed", 0);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size) abort();
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);

    const char      *paths[] = {path};
    ro_input_options options = {.format = FORMAT};
    ro_input        *input = ro_open_input(paths, 1, &options, NULL);
    ro_report        report;
    ro_error         error = {0};
    CLAIM(input);
    for (ro_next next; (next = ro_next_report(input, &report, &error)) != RO_END;) {
        if (next == RO_REPORT) {
            check_report(rules, &report);
        } else {
            CLAIM(error.message[0] != '\0');
        }
    }
    ro_close_input(input);
    close(file);
    return 0;
}
