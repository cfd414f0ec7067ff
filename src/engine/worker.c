// worker.c - one report from text to record: the whole engine in one function, read_on_worker.
//
//     text --> structure --> tokens --> tree and names --> records --> rendered
#include "engine/worker.h"

#include <assert.h>
#include <stdlib.h>

#include "output/conllu.h"
#include "output/page.h"
#include "output/record_json.h"
#include "output/rows_json.h"

struct worker {
    const ro_model    *model;
    vocabulary        *vocabulary;
    tokenizer_worker  *tokenizer;
    annotator_worker  *annotator;
    attributor_worker *attributor; // NULL: the model has none, or nothing is to be read
    vector_taker       watcher;
    part_watcher       parts;
    ro_task            task;
    arena              scratch;
};

static void tell_done(void *context, const char *part) {
    const worker *w = context;
    if (w->parts.done) w->parts.done(w->parts.context, part);
}

static void take_vectors(void *context, document *doc, const token_vectors *vectors) {
    worker *w = context;
    if (w->attributor) read_attributions(w->attributor, doc, vectors);
    tell_done(w, "reader");
    if (w->watcher.take) w->watcher.take(w->watcher.context, doc, vectors);
}

// The trees are the same either way; for reading, the older order of the lemmatizer's rules is the
// better English ("hoped" is "hope", not "hop").
static annotate_options options_of_task(worker *w) {
    annotate_options options = {.lemmas = LEMMA_ORDER_NEWER, .watcher = {tell_done, w}};
    if (w->task == RO_READ) {
        options.lemmas = LEMMA_ORDER_OLDER;
        options.vectors = (vector_taker){take_vectors, w};
    }
    return options;
}

worker *open_worker(const ro_model *model, ro_task task) {
    worker *made = calloc(1, sizeof *made);
    if (!made) die_of_no_memory(sizeof *made);
    made->task = task;
    made->model = model;
    made->vocabulary = open_vocabulary(pipeline_of(model->loaded));
    made->tokenizer = open_tokenizer_worker(model->tokenizer, made->vocabulary);
    made->annotator = open_annotator_worker(model->annotator, options_of_task(made));
    if (task == RO_READ && model->attributor) {
        made->attributor = open_attributor_worker(model->attributor);
    }
    return made;
}

void watch_vectors(worker *w, vector_taker taker) {
    w->watcher = taker;
}

void watch_parts(worker *w, part_watcher watcher) {
    w->parts = watcher;
}

void close_worker(worker *w) {
    if (!w) return;
    close_attributor_worker(w->attributor);
    close_annotator_worker(w->annotator);
    close_tokenizer_worker(w->tokenizer);
    close_vocabulary(w->vocabulary);
    close_arena(&w->scratch);
    free(w);
}

report_meta meta_of_report(const ro_report *report) {
    return (report_meta){.id = str_of_text(report->id),
                         .title = str_of_text(report->title),
                         .url = str_of_text(report->url),
                         .outlet = str_of_text(report->outlet),
                         .published = str_of_text(report->published),
                         .updated = str_of_text(report->updated),
                         .byline = str_of_text(report->byline)};
}

static str keep(document *doc, ro_text text) {
    return text.at ? copy_str(&doc->memory, str_of_text(text)) : (str){NULL, 0};
}

static document *copy_report(const ro_report *report) {
    document *doc = new_document();
    doc->text = keep(doc, report->text);
    doc->points = index_points(&doc->memory, doc->text);
    doc->meta = (report_meta){.id = keep(doc, report->id),
                              .title = keep(doc, report->title),
                              .url = keep(doc, report->url),
                              .outlet = keep(doc, report->outlet),
                              .published = keep(doc, report->published),
                              .updated = keep(doc, report->updated),
                              .byline = keep(doc, report->byline)};
    return doc;
}

// The text as a whole, as the language engine's models were made to read it.
static void parse_whole(worker *w, document *doc) {
    tokenize(w->tokenizer, doc, (span){0, (uint32_t)doc->text.size});
    tell_done(w, "tokenizer");
    const token_range all = {0, doc->tokens.count};
    annotate(w->annotator, doc, &all, 1, WINDOW_IS_TEXT);
}

// No sentence runs across the end of a paragraph, and none looks across it: each is a window of its
// own.
static void parse_paragraphs(worker *w, document *doc) {
    read_structure(w->model->text_rules, doc);
    tell_done(w, "structure");
    token_range *windows = NEW_IN(&w->scratch, token_range, doc->paragraphs.count + 1);
    for (int i = 0; i < doc->paragraphs.count; i++) {
        paragraph *p = &doc->paragraphs.at[i];
        p->first_token = doc->tokens.count;
        tokenize(w->tokenizer, doc, p->where);
        p->end_token = doc->tokens.count;
        windows[i] = (token_range){p->first_token, p->end_token};
    }
    tell_done(w, "tokenizer");
    annotate(w->annotator, doc, windows, doc->paragraphs.count, WINDOW_IS_TEXT);
}

int page_width(const ro_read_options *options) {
    enum { USUAL_WIDTH = 80 };
    return options->width ? options->width : USUAL_WIDTH;
}

void render(ro_document *made, const ro_read_options *options) {
    switch (options->form) {
    case RO_AS_NOTHING:
        return;
    case RO_AS_CONLLU:
        write_conllu(&made->rendered, made->doc);
        return;
    case RO_AS_PAGE:
        write_page(&made->rendered, made->doc,
                   &(page_options){options->colour, page_width(options)});
        return;
    case RO_AS_JSON:
        if (options->task == RO_PARSE) {
            write_rows_json(&made->rendered, made->doc, options->with_text);
            return;
        }
        write_record_json(&made->rendered, made->doc,
                          &(record_options){options->with_text, ENGINE_LABEL, made->model_label,
                                            made->atlas_label});
        return;
    }
}

// Positions in a text are counted in 31 bits.
static bool check_report(const ro_report *report, ro_error *error) {
    if (report->text.size > INT32_MAX) {
        return refuse(error, RO_TOO_LARGE, "%.*s: expected at most %d bytes of text, found %zu",
                      SHOWN(report->place), INT32_MAX, report->text.size);
    }
    const ro_text all[] = {report->text,   report->id,        report->title,   report->url,
                           report->outlet, report->published, report->updated, report->byline};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        int64_t invalid = find_invalid_utf8(str_of_text(all[i]));
        if (invalid < 0) continue;
        return refuse_at(error, RO_BAD_INPUT, i == 0 ? invalid : -1,
                         "%.*s: expected UTF-8, found another byte at %lld of the %s",
                         SHOWN(report->place), (long long)invalid,
                         i == 0 ? "text" : "report's facts");
    }
    return true;
}

ro_document *read_on_worker(worker *w, const ro_report *report, const ro_read_options *options,
                            ro_error *error) {
    assert(options->task == w->task);
    if (!check_report(report, error)) return NULL;
    ro_document *made = calloc(1, sizeof *made);
    if (!made) die_of_no_memory(sizeof *made);
    made->doc = copy_report(report);
    snprintf(made->model_label, sizeof made->model_label, "%s", w->model->label);
    if (w->model->world) {
        made->atlas_label = copy_str(&made->doc->memory, atlas_source(w->model->world));
    }

    arena_mark before = mark_arena(&w->scratch);
    if (options->task == RO_PARSE) {
        parse_whole(w, made->doc);
    } else {
        parse_paragraphs(w, made->doc);
        find_records(w->model->rules, &w->scratch, made->doc, &w->parts);
    }
    render(made, options);
    tell_done(w, "output");
    rewind_arena(&w->scratch, before);
    renew_vocabulary(w->vocabulary);
    return made;
}
