// model.c - models and single reports behind the public header.
#include <stdlib.h>

#include "doc/answer.h"
#include "engine/tier.h"
#include "engine/worker.h"
#include "model/installed.h"
#include "output/explain.h"

#define VERSION "0.1.0"
const char ENGINE_LABEL[] = "readout " VERSION;

const char *ro_version(void) {
    return VERSION;
}

// READOUT_KERNELS chooses the arithmetic, for tests and benchmarks: the results are the same.
static bool choose_kernels(const kernels **k, ro_error *error) {
    const char *name = getenv("READOUT_KERNELS");
    *k = name ? find_kernels(name) : best_kernels();
    return *k || refuse(error, RO_NOT_FOUND, "READOUT_KERNELS: there is no %.40s here", name);
}

static bool open_stages(ro_model *model, ro_tier tier, ro_error *error) {
    const pipeline *p = pipeline_of(model->loaded);
    const kernels  *k;
    model->tokenizer = open_tokenizer(p, error);
    if (!model->tokenizer) return false;
    if (!choose_kernels(&k, error)) return false;
    model->annotator = open_annotator(p, k, error);
    if (!model->annotator) return false;
    model->text_rules = open_text_rules();
    if (!open_installed_atlas(&model->world, error)) return false;
    model->rules = open_rules(model->world);
    return open_tier(model, tier, k, error);
}

ro_model *ro_open_model(const char *name_or_path, ro_error *error) {
    return ro_open_model_with(&(ro_model_options){.name_or_path = name_or_path}, error);
}

ro_model *ro_open_model_with(const ro_model_options *options, ro_error *error) {
    ro_model *model = calloc(1, sizeof *model);
    if (!model) die_of_no_memory(sizeof *model);
    model->loaded = open_pipeline(options->name_or_path, error);
    if (model->loaded && open_stages(model, options->tier, error)) return model;
    ro_close_model(model);
    return NULL;
}

void ro_close_model(ro_model *model) {
    if (!model) return;
    close_attributor(model->attributor);
    close_encoder(model->encoder);
    close_rules(model->rules);
    close_atlas(model->world);
    close_text_rules(model->text_rules);
    close_annotator(model->annotator);
    close_tokenizer(model->tokenizer);
    close_pipeline(model->loaded);
    close_arena(&model->memory);
    free(model);
}

bool ro_install_model(const char *path, char *name, size_t room, ro_error *error) {
    return install_model(path, name, room, error);
}

ro_answer *ro_list_models(ro_error *error) {
    static const answer_column columns[] = {
        {"name", COLUMN_PLAIN, 0},     {"version", COLUMN_PLAIN, 0}, {"kind", COLUMN_PLAIN, 0},
        {"language", COLUMN_PLAIN, 0}, {"bytes", COLUMN_PLAIN, 0},   {"default", COLUMN_PLAIN, 0},
        {"path", COLUMN_PROSE, 0},
    };
    answer    *made = new_answer(columns, sizeof columns / sizeof *columns);
    model_list models = {0};
    if (!list_models(&made->memory, &models, error)) {
        close_answer(made);
        return NULL;
    }
    for (int i = 0; i < models.count; i++) {
        const installed_model *one = &models.at[i];
        add_text_cell(made, one->name);
        add_text_cell(made, one->version);
        add_text_cell(made, one->kind == PACKAGE_ENCODER ? STR("encoder") : STR("pipeline"));
        add_text_cell(made, one->language);
        add_number_cell(made, (double)one->bytes);
        add_text_cell(made, one->is_default ? STR("yes") : STR("no"));
        add_text_cell(made, one->path);
    }
    return (ro_answer *)made;
}

ro_document *ro_read_report(const ro_model *model, const ro_report *report,
                            const ro_read_options *options, ro_error *error) {
    worker      *w = open_worker(model, options->task);
    ro_document *made = read_on_worker(w, report, options, error);
    close_worker(w);
    return made;
}

ro_text ro_rendered(const ro_document *made) {
    return text_of_str(str_of_buffer(&made->rendered));
}

bool ro_explain_record(ro_document *made, const char *record, const ro_read_options *options,
                       ro_error *error) {
    char kind;
    int  index;
    if (!find_record(made->doc, str_of(record), &kind, &index, error)) return false;
    made->rendered.size = 0;
    if (options->form == RO_AS_JSON) {
        write_explanation_json(&made->rendered, made->doc, kind, index);
    } else {
        write_explanation_page(&made->rendered, made->doc, kind, index,
                               &(page_options){options->colour, page_width(options)});
    }
    return true;
}

void ro_close_document(ro_document *made) {
    if (!made) return;
    close_buffer(&made->rendered);
    close_document(made->doc);
    free(made);
}
