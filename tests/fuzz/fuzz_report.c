// fuzz_report.c - any text through the whole engine, with a trained model, to records, page and rows.
//
// Held here: the document keeps the invariants of all documents, its JSON is JSON and leads back to a
// document whose page is the same, and a worker that has read all that came before writes the same
// bytes as one that has read nothing. Without a model there is nothing to do: status 77 says so.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/json.h"
#include "engine/worker.h"
#include "fuzz.h"
#include "invariants.h"
#include "output/record_read.h"

#define CLAIM(holds) ((holds) ? (void)0 : (fprintf(stderr, "does not hold: %s\n", #holds), abort()))

// Loading takes longer than reading a thousand reports, so it is done once for all inputs.
static const ro_model *open_once(void) {
    static ro_model *model;
    ro_error         error = {0};
    const char      *chosen = getenv("READOUT_TEST_SM");
    if (model) return model;
    model = ro_open_model(chosen ? chosen : "en_core_web_sm", &error);
    if (model) return model;
    fprintf(stderr, "skipped: %s\n", error.message);
    _exit(77);
}

static ro_document *read_by(worker *w, const ro_report *report) {
    static const ro_read_options options = {.task = RO_READ};
    ro_document                 *read = read_on_worker(w, report, &options, NULL);
    CLAIM(read);
    return read;
}

static str render_as(ro_document *made, ro_form as) {
    close_buffer(&made->rendered);
    made->rendered = (buffer){0};
    render(made, &(ro_read_options){.task = RO_READ, .form = as});
    return str_of_buffer(&made->rendered);
}

static void check_way_back(str record, ro_document *read) {
    document *doc = read_record(record, read->doc->text, "the record", NULL);
    CLAIM(doc);
    ro_document again = {.doc = doc};
    str         wanted = render_as(read, RO_AS_PAGE), got = render_as(&again, RO_AS_PAGE);
    if (!same(wanted, got)) {
        fprintf(stderr, "does not hold: the page\n%.*s\nis the page of the record\n%.*s\n",
                (int)wanted.size, wanted.at, (int)got.size, got.at);
        abort();
    }
    CLAIM(find_invalid_utf8(got) < 0);
    close_buffer(&again.rendered);
    close_document(doc);
}

static void check_report(worker *kept, worker *fresh, const ro_report *report) {
    ro_document *first = read_by(kept, report), *second = read_by(fresh, report);
    str          record = render_as(first, RO_AS_JSON);
    CLAIM(count_breaches(first->doc, "fuzzed") == 0);
    CLAIM(same(record, render_as(second, RO_AS_JSON)));
    check_way_back(record, second);
    render_as(second, RO_AS_CONLLU);
    ro_close_document(first);
    ro_close_document(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static worker *kept;
    const ro_text  text = {(const char *)bytes, size};
    if (find_invalid_utf8(str_of_text(text)) >= 0) return 0;
    const ro_report report = {
        .id = text_of_str(STR("fuzzed")),
        .text = text,
        .published = size % 2 ? text_of_str(STR("2024-02-29")) : (ro_text){NULL, 0},
        .place = text_of_str(STR("fuzzed")),
    };
    if (!kept) kept = open_worker(open_once(), RO_READ);
    worker *fresh = open_worker(open_once(), RO_READ);
    check_report(kept, fresh, &report);
    close_worker(fresh);
    return 0;
}
