// tier.c - which trained reader goes with a pipeline.
//
// The fast reader takes the tagger's vectors, so it only understands the very pipeline that it was
// trained on.
#include "engine/tier.h"

#include "attribution/embedded.h"

static const ro_tier USUAL_TIER = RO_TIER_RULES;

static const reader_file *find_reader(const char *name) {
    for (int i = 0; i < EMBEDDED_READER_COUNT; i++) {
        if (strcmp(EMBEDDED_READERS[i].name, name) == 0) return &EMBEDDED_READERS[i];
    }
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
    const pipeline *p = pipeline_of(model->loaded);
    model->attributor = open_attributor(find_reader("statements.fast.safetensors"), NULL, k, error);
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

bool open_tier(ro_model *model, ro_tier tier, const kernels *k, ro_error *error) {
    const bool is_usual = tier == RO_TIER_USUAL;
    switch (is_usual ? USUAL_TIER : tier) {
    case RO_TIER_USUAL:
    case RO_TIER_RULES:
        label_model(model, "by rules");
        return true;
    case RO_TIER_FAST:
        return open_fast(model, !is_usual, k, error);
    case RO_TIER_DEEP:
        break;
    }
    return refuse(error, RO_NOT_FOUND, "the deep reader of statements is not there");
}
