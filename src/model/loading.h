// loading.h - private to the files that read a package: what they share, and who reads what.
//
//     load.c       config.cfg, the components in their order
//     networks.c   the layers of model files: encoders, heads, transition networks
//     moves.c      labels and classes
//     lexicon.c    tokenizer rules, norms, word vectors
//     lemmas.c     the lemmatizer's tables
//     ruler.c      the attribute ruler's patterns
//
// What they make points into the arena and into the package's bytes.
#ifndef READOUT_MODEL_LOADING_H
#define READOUT_MODEL_LOADING_H

#include "base/json.h"
#include "model/config.h"
#include "model/layers.h"
#include "model/package.h"
#include "model/pipeline.h"

typedef struct {
    arena    *a;
    package  *files;
    config   *settings;
    pipeline *out;
    str       token_encoder; // name of the tok2vec component, or at == NULL
    int       token_encoder_number;
    ro_error *error;
} loading;

// Reads everything. On failure the message names the package's file.
bool load_pipeline(package *files, arena *a, pipeline *out, ro_error *error) MUST_CHECK;

// A text in the arena, terminated.
const char *format_in(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

// "PACKAGE: FILE", for messages; and the file itself.
const char *place_of(const loading *l, const char *file);
bool        read_needed(const loading *l, const char *file, str *content) MUST_CHECK;

// Parses a file's JSON; the caller closes it. NULL when it is refused.
json_value *read_package_json(const loading *l, const char *file, str content) MUST_CHECK;

// Each reads what its component needs. `name` is the component's, and its folder's.
bool load_token_encoder(loading *l, str name) MUST_CHECK;
bool load_tagger(loading *l, str name) MUST_CHECK;
bool load_senter(loading *l, str name) MUST_CHECK;
bool load_parser(loading *l, str name) MUST_CHECK;
bool load_ner(loading *l, str name) MUST_CHECK;
bool load_ruler(loading *l, str name) MUST_CHECK;
bool load_lemmatizer(loading *l, str name) MUST_CHECK;

bool load_tokenizer(loading *l) MUST_CHECK;
bool load_norms(loading *l) MUST_CHECK;
bool load_vectors(loading *l) MUST_CHECK; // before any encoder

// The labels of NAME/cfg, and the classes of NAME/moves (spec 1.9, 1.10).
bool load_labels(loading *l, str name, int *count, const str **labels) MUST_CHECK;
bool load_classes(loading *l, str name, bool is_parser, int *count,
                  const transition_class **classes) MUST_CHECK;
// Refuses what NAME/cfg asks of a parser or name finder that is not supported.
bool check_transition_settings(loading *l, str name) MUST_CHECK;

#endif
