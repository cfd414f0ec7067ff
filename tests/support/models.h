// models.h - trained pipelines for tests that need them.
#ifndef READOUT_TEST_MODELS_H
#define READOUT_TEST_MODELS_H

#include "base/arena.h"
#include "model/pipeline.h"

typedef enum { MODEL_SM, MODEL_MD, TEST_MODEL_COUNT } test_model;

// Version 3.8.0 of the small or the medium English pipeline: what READOUT_TEST_SM or
// READOUT_TEST_MD names (a path or an installed model), else the installed "en_core_web_sm" or
// "en_core_web_md". NULL when it is not there; a line then says so. Close it with close_pipeline.
loaded_pipeline *open_test_model(test_model model);
const char      *test_model_name(test_model model);

// The folder of the default encoder: what READOUT_TEST_ENCODER names, else the installed one. NULL
// when it is not there; a line then says so.
const char *find_test_encoder(arena *a);

#endif
