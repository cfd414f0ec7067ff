// worker.h - inside the engine: what one thread needs to read reports, and what a public handle
// holds. A worker belongs to one thread; the model is shared.
#ifndef READOUT_WORKER_H
#define READOUT_WORKER_H

#include "atlas/atlas.h"
#include "attribution/attribution.h"
#include "base/buffer.h"
#include "doc/document.h"
#include "engine/rules.h"
#include "model/pipeline.h"
#include "parse/annotate.h"
#include "text/text.h"
#include "token/tokenizer.h"

struct ro_model {
    loaded_pipeline *loaded;
    tokenizer       *tokenizer;
    annotator       *annotator;
    text_rules      *text_rules;
    rules           *rules;
    text_encoder    *encoder;    // NULL: the reader has none
    attributor      *attributor; // NULL: rules alone find statements
    atlas           *world;      // NULL: none is installed
    arena            memory;
    const char      *label; // "en_core_web_md 3.8.0, statements fast 1"
};

struct ro_document {
    document *doc;
    buffer    rendered;
    char      model_label[128];
    str       atlas_label; // in the document's arena; at == NULL: no atlas
};

// The installed atlas; NULL, and true, where there is none.
bool open_installed_atlas(atlas **opened, ro_error *error) MUST_CHECK;

extern const char ENGINE_LABEL[]; // "readout 0.1.0"

typedef struct worker worker;

// `task` is what the worker will be asked for, for as long as it lives.
worker *open_worker(const ro_model *model, ro_task task);
void    close_worker(worker *w); // takes NULL

// Reads one report. NULL with an error when its text cannot be read.
ro_document *read_on_worker(worker *w, const ro_report *report, const ro_read_options *options,
                            ro_error *error) MUST_CHECK;

// Also gives the tagger's vectors of everything that is read to `taker`.
void watch_vectors(worker *w, vector_taker taker);

// Tells what is done of each report, so that a benchmark can look at its clock.
void watch_parts(worker *w, part_watcher watcher);

// Renders a document as the options say, into its own buffer.
void render(ro_document *made, const ro_read_options *options);

int page_width(const ro_read_options *options);

static inline str str_of_text(ro_text text) {
    return (str){text.at, text.size};
}
static inline ro_text text_of_str(str text) {
    return (ro_text){text.at, text.size};
}
report_meta meta_of_report(const ro_report *report); // points into the report

#endif
