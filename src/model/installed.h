// installed.h - pipelines and encoders in the user's data folder, by name.
//
//     .../readout/models/en_core_web_md-3.8.0/pipeline.bin    the flat file
//                                             meta.json       as the package had it
//                                             LICENSE ...     the package's licence texts, if any
//     .../readout/models/all_minilm_l6_v2-0.1.2/model.safetensors  config.json  tokenizer.json
//                                               pieces.txt      made of tokenizer.json
#ifndef READOUT_MODEL_INSTALLED_H
#define READOUT_MODEL_INSTALLED_H

#include "base/error.h"
#include "base/list.h"
#include "model/package.h"

// The model that is opened when none is named.
static const char DEFAULT_MODEL[] = "en_core_web_md";

// The encoder that is opened when none is named.
static const char DEFAULT_ENCODER[] = "all_minilm_l6_v2";

typedef struct {
    package_kind kind;
    str          name, version, language; // an encoder says no language: empty
    str          path;                    // of its folder, terminated
    uint64_t     bytes;
    bool         is_default; // of its kind, opened when none is named
} installed_model;

typedef LIST(installed_model) model_list;

// Converts and checks a package wholly, then puts it in place in one step. The name with the
// version is written to `name` (terminated, cut at `room` bytes).
bool install_model(const char *package_path, char *name, size_t room, ro_error *error) MUST_CHECK;

// All installed models by name, then version. None is no failure.
bool list_models(arena *a, model_list *models, ro_error *error) MUST_CHECK;

// The flat file of an installed pipeline by its name (the highest version) or name-version.
bool find_model(arena *a, str name, str *flat_file, ro_error *error) MUST_CHECK;

// The folder of an installed encoder, likewise; the default one for an empty name.
bool find_encoder(arena *a, str name, str *folder, ro_error *error) MUST_CHECK;

// The name that a package is installed under, from what its meta.json calls itself: language and
// name, up to the size word of spaCy's convention TYPE_GENRE_SIZE. What re-packers add behind it
// ("core_web_sm_somebody") is no part of the model's name.
str model_name(arena *a, str language, str name);

#endif
