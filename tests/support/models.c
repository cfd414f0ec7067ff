// models.c - where tests find trained pipelines.
#include "models.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/installed.h"

static const struct {
    const char *variable, *name;
} MODELS[TEST_MODEL_COUNT] = {
    [MODEL_SM] = {"READOUT_TEST_SM", "en_core_web_sm"},
    [MODEL_MD] = {"READOUT_TEST_MD", "en_core_web_md"},
};

const char *test_model_name(test_model model) {
    return MODELS[model].name;
}

loaded_pipeline *open_test_model(test_model model) {
    ro_error         error = {0};
    const char      *chosen = getenv(MODELS[model].variable);
    loaded_pipeline *opened = open_pipeline(chosen ? chosen : MODELS[model].name, &error);
    if (!opened) {
        printf("skipped: no %s: %s\n", MODELS[model].name, error.message);
        return NULL;
    }
    if (!same(pipeline_of(opened)->version, STR("3.8.0"))) {
        printf("skipped: expected %s 3.8.0, found %.*s\n", MODELS[model].name,
               SHOWN(pipeline_of(opened)->version));
        close_pipeline(opened);
        return NULL;
    }
    return opened;
}

const char *find_test_encoder(arena *a) {
    ro_error    error = {0};
    str         folder;
    const char *chosen = getenv("READOUT_TEST_ENCODER");
    if (chosen) return chosen;
    if (find_encoder(a, STR(""), &folder, &error)) return folder.at;
    printf("skipped: no encoder: %s\n", error.message);
    return NULL;
}
