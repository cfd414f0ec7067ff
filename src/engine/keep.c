// keep.c - the store behind the public header.
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "engine/worker.h"
#include "output/answer_out.h"
#include "output/record_json.h"
#include "output/record_read.h"
#include "store/ask.h"
#include "store/save.h"

struct ro_store {
    database *db;
};

// ro_answer is an answer under its public name.
static answer *answer_of(ro_answer *public) {
    return (answer *)(void *)public;
}
static ro_answer *public_of(answer *inside) {
    return (ro_answer *)(void *)inside;
}

static bool find_default_store(arena *a, const char **path, ro_error *error) {
    const char *named = getenv("READOUT_STORE");
    str         folder;
    if (named && named[0]) {
        *path = named;
        return true;
    }
    if (!find_data_folder(a, &folder, error) || !make_folder(folder.at, error)) return false;
    *path = join_path(a, folder, STR("readout.db")).at;
    return true;
}

ro_store *ro_open_store(const char *path, ro_error *error) {
    arena     scratch = {0};
    ro_store *store = calloc(1, sizeof *store);
    if (!store) die_of_no_memory(sizeof *store);
    if (path || find_default_store(&scratch, &path, error)) store->db = open_database(path, error);
    close_arena(&scratch);
    if (store->db) return store;
    free(store);
    return NULL;
}

void ro_close_store(ro_store *store) {
    if (!store) return;
    close_database(store->db);
    free(store);
}

const char *ro_store_path(const ro_store *store) {
    return database_path(store->db);
}

bool ro_has_report(ro_store *store, const ro_report *report) {
    const report_meta meta = meta_of_report(report);
    return has_report(store->db, &meta, str_of_text(report->text));
}

bool ro_add_document(ro_store *store, const ro_document *read, ro_added *added, ro_error *error) {
    const record_options options = {false, ENGINE_LABEL, read->model_label, read->atlas_label};
    buffer               record = {0};
    write_record_json(&record, read->doc, &options);
    str  line = trim(str_of_buffer(&record)); // the newline ends a line of output, not a record
    bool is_saved = save_document(store->db, read->doc, line, added, error);
    close_buffer(&record);
    return is_saved;
}

ro_answer *ro_list_reports(ro_store *store, const ro_question *question, ro_error *error) {
    return public_of(ask_reports(store->db, question, error));
}
ro_answer *ro_find_statements(ro_store *store, const ro_question *question, ro_error *error) {
    return public_of(ask_statements(store->db, question, error));
}
ro_answer *ro_find_figures(ro_store *store, const ro_question *question, ro_error *error) {
    return public_of(ask_figures(store->db, question, error));
}
ro_answer *ro_find_deadlines(ro_store *store, const ro_question *question, ro_error *error) {
    return public_of(ask_deadlines(store->db, question, error));
}
ro_answer *ro_make_timeline(ro_store *store, const ro_question *question, ro_error *error) {
    return public_of(ask_timeline(store->db, question, error));
}
ro_answer *ro_search_reports(ro_store *store, const ro_question *question, ro_error *error) {
    return public_of(ask_words(store->db, question, error));
}
ro_answer *ro_describe_store(ro_store *store, ro_error *error) {
    return public_of(ask_store(store->db, error));
}

// A kept record is shown as it was written; the text joins it as its last key.
static void add_kept_record(buffer *out, str record, str text, bool with_text) {
    bool is_object = record.size > 1 && record.at[record.size - 1] == '}';
    add_str(out, with_text && is_object ? slice(record, 0, record.size - 1) : record);
    if (with_text && is_object) {
        json_writer w = {.out = out, .needs_comma = true};
        write_key(&w, "text");
        write_string(&w, text);
        add_char(out, '}');
    }
    add_char(out, '\n');
}

ro_document *ro_load_document(ro_store *store, const char *report, int number,
                              const ro_read_options *options, ro_error *error) {
    arena        scratch = {0};
    str          record, text;
    ro_document *made = NULL;
    document    *doc = NULL;
    if (load_record(store->db, &scratch, report, number, &record, &text, error)) {
        doc = read_record(record, text, report, error);
    }
    if (doc) {
        made = calloc(1, sizeof *made);
        if (!made) die_of_no_memory(sizeof *made);
        made->doc = doc;
        if (options->form == RO_AS_JSON) {
            add_kept_record(&made->rendered, record, text, options->with_text);
        } else {
            render(made, options);
        }
    }
    close_arena(&scratch);
    return made;
}

static bool is_same_span(span a, span b) {
    return a.begin == b.begin && a.end == b.end;
}

// Whether ids mean the same records in both.
static bool are_same_records(const document *a, const document *b) {
    bool is_same = a->entities.count == b->entities.count;
#define COMPARE(list)                                                                              \
    is_same = is_same && a->list.count == b->list.count;                                           \
    for (int i = 0; is_same && i < a->list.count; i++) {                                           \
        is_same = is_same_span(a->list.at[i].where, b->list.at[i].where);                          \
    }
    COMPARE(statements)
    COMPARE(figures)
    COMPARE(deadlines)
    COMPARE(times)
#undef COMPARE
    return is_same;
}

static ro_document *read_again(const ro_model *model, const document *kept,
                               const ro_read_options *options, ro_error *error) {
    const report_meta *meta = &kept->meta;
    const ro_report    report = {.id = text_of_str(meta->id),
                                 .text = text_of_str(kept->text),
                                 .title = text_of_str(meta->title),
                                 .url = text_of_str(meta->url),
                                 .outlet = text_of_str(meta->outlet),
                                 .published = text_of_str(meta->published),
                                 .byline = text_of_str(meta->byline),
                                 .place = text_of_str(meta->id)};
    ro_document       *made = ro_read_report(model, &report, options, error);
    if (made && !are_same_records(made->doc, kept)) {
        refuse(
            error, RO_NOT_FOUND,
            "%.*s was kept with another model or version of Readout; %s finds other records in it",
            SHOWN(meta->id), made->model_label);
        ro_close_document(made);
        return NULL;
    }
    return made;
}

ro_document *ro_read_kept_report(const ro_model *model, ro_store *store, const char *report,
                                 int number, const ro_read_options *options, ro_error *error) {
    arena        scratch = {0};
    str          record, text;
    ro_document *made = NULL;
    document    *kept = NULL;
    if (load_record(store->db, &scratch, report, number, &record, &text, error)) {
        kept = read_record(record, text, report, error);
    }
    if (kept) made = read_again(model, kept, options, error);
    close_document(kept);
    close_arena(&scratch);
    return made;
}

typedef struct {
    bool       with_text;
    ro_on_line on_line;
    void      *context;
} exporting;

static bool export_one(void *context, str record, str text) {
    const exporting *e = context;
    buffer           line = {0};
    add_kept_record(&line, record, text, e->with_text);
    bool goes_on = e->on_line(e->context, text_of_str(str_of_buffer(&line)));
    close_buffer(&line);
    return goes_on;
}

bool ro_export_records(ro_store *store, bool with_text, ro_on_line on_line, void *context,
                       ro_error *error) {
    exporting e = {with_text, on_line, context};
    return each_record(store->db, export_one, &e, error);
}

size_t ro_answer_rows(const ro_answer *given) {
    return (size_t)row_count((const answer *)(const void *)given);
}

ro_text ro_render_answer(ro_answer *given, ro_answer_form as, int width, bool colour) {
    answer *a = answer_of(given);
    a->rendered.size = 0;
    switch (as) {
    case RO_ANSWER_TABLE:
        write_answer_table(&a->rendered, a, width, colour);
        break;
    case RO_ANSWER_JSON:
        write_answer_json(&a->rendered, a);
        break;
    case RO_ANSWER_CSV:
        write_answer_csv(&a->rendered, a);
        break;
    }
    return text_of_str(str_of_buffer(&a->rendered));
}

void ro_close_answer(ro_answer *given) {
    close_answer(answer_of(given));
}
