// tier.c - which trained reader goes with a pipeline.
//
// The fast reader takes the tagger's vectors, so it only understands the very pipeline that it was
// trained on.
#include "engine/tier.h"

#include <stdlib.h>

#include "attribution/embedded.h"
#include "model/installed.h"

// A build may leave a reader out.
static const reader_file *find_reader(const char *name, ro_error *error) {
    for (int i = 0; i < EMBEDDED_READER_COUNT; i++) {
        if (strcmp(EMBEDDED_READERS[i].name, name) == 0) return &EMBEDDED_READERS[i];
    }
    refuse(error, RO_NOT_FOUND, "this build carries no reader %s", name);
    return NULL;
}

static str name_pipeline(arena *a, const pipeline *p) {
    return join_str(a, join_str(a, p->name, STR(" ")), p->version);
}

static void label_model(ro_model *model, const char *tier) {
    arena *a = &model->memory;
    str    label = name_pipeline(a, pipeline_of(model->loaded));
    label = join_str(a, label, STR(", statements "));
    label = join_str(a, label, str_of(tier));
    if (model->attributor) {
        label = join_str(a, label, STR(" "));
        label = join_str(a, label, attributor_version(model->attributor));
    }
    model->label = label.at;
}

static bool fits_vectors(const ro_model *model) {
    const pipeline *p = pipeline_of(model->loaded);
    arena           scratch = {0};
    const bool is_same = same(attributor_pipeline(model->attributor), name_pipeline(&scratch, p));
    close_arena(&scratch);
    return is_same && p->tagger_encoder != NO_ENCODER &&
           p->encoders[p->tagger_encoder].width == attributor_row_width(model->attributor);
}

static bool open_fast(ro_model *model, bool is_asked_for, const kernels *k, ro_error *error) {
    const pipeline    *p = pipeline_of(model->loaded);
    const reader_file *file = find_reader("statements.fast.safetensors", error);
    model->attributor = file ? open_attributor(file, NULL, k, error) : NULL;
    if (!model->attributor) return false;
    if (!fits_vectors(model)) {
        const str expected = attributor_pipeline(model->attributor);
        if (is_asked_for) {
            return refuse(error, RO_BAD_MODEL,
                          "the fast reader of statements was trained on %.*s: expected that "
                          "model, found %.*s %.*s",
                          SHOWN(expected), SHOWN(p->name), SHOWN(p->version));
        }
        close_attributor(model->attributor);
        model->attributor = NULL;
    }
    label_model(model, model->attributor ? "fast" : "by rules");
    return true;
}

// READOUT_KERNELS names tables of floats; the one of bytes that is called the same goes with it.
static const byte_kernels *choose_byte_kernels(void) {
    const char         *name = getenv("READOUT_KERNELS");
    const byte_kernels *found = name ? find_byte_kernels(name) : NULL;
    return found ? found : best_byte_kernels();
}

static bool find_base(ro_model *model, str *folder, ro_error *error) {
    if (find_encoder(&model->memory, (str){NULL, 0}, folder, error)) return true;
    if (error && error->status == RO_NOT_FOUND) {
        refuse(
            error, RO_NOT_FOUND,
            "the deep reader of statements needs the encoder %s, which is not installed; install "
            "it with \"readout model install WHEEL_OR_FOLDER\", or read with --fast",
            DEFAULT_ENCODER);
    }
    return false;
}

static bool open_deep(ro_model *model, const kernels *k, ro_error *error) {
    str                folder;
    const reader_file *file = find_reader("statements.deep.safetensors", error);
    if (!file || !find_base(model, &folder, error)) return false;
    const encoder_options options = {.arithmetic = ENCODE_IN_BYTES,
                                     .overlay = file->content,
                                     .k = k,
                                     .byte_k = choose_byte_kernels()};
    model->encoder = open_encoder(folder.at, &options, error);
    model->attributor = model->encoder ? open_attributor(file, model->encoder, k, error) : NULL;
    if (!model->attributor) return false;
    label_model(model, "deep");
    return true;
}

// The deep reader where its encoder is installed, else the fast one where it fits the pipeline.
static bool open_usual(ro_model *model, const kernels *k, ro_error *error) {
    str      folder;
    ro_error missing = {0};
    if (find_encoder(&model->memory, (str){NULL, 0}, &folder, &missing)) {
        return open_deep(model, k, error);
    }
    return open_fast(model, false, k, error);
}

bool open_tier(ro_model *model, ro_tier tier, const kernels *k, ro_error *error) {
    switch (tier) {
    case RO_TIER_USUAL:
        return open_usual(model, k, error);
    case RO_TIER_FAST:
        return open_fast(model, true, k, error);
    case RO_TIER_DEEP:
        return open_deep(model, k, error);
    case RO_TIER_RULES:
        break;
    }
    label_model(model, "by rules");
    return true;
}
