// package.h - the files of a trained pipeline or encoder as it is published: a folder or a wheel
// (spec 1.1), the encoder's perhaps in a model.zip inside it.
#ifndef READOUT_MODEL_PACKAGE_H
#define READOUT_MODEL_PACKAGE_H

#include "base/arena.h"
#include "base/error.h"

typedef struct package package;

typedef enum {
    PACKAGE_PIPELINE, // config.cfg
    PACKAGE_ENCODER,  // model.safetensors, with config.json and tokenizer.json
} package_kind;

// Finds the folder that holds the file of a kind, anywhere below `path`; there must be exactly one.
package *open_package(const char *path, ro_error *error) MUST_CHECK;
void     close_package(package *p);

// A package of files that are in memory already and stay there; `path` is for messages only.
typedef struct {
    str name, content;
} packed_file;

package *open_packed_files(const packed_file *files, int count, const char *path,
                           ro_error *error) MUST_CHECK;

// The path as it was given.
const char  *package_path(const package *p);
package_kind kind_of_package(const package *p);

// What an encoder's package calls itself, which no file in it says: the folder that holds it, and
// the version of the wheel ("0" where there is none).
str encoder_name(const package *p);
str encoder_version(const package *p);

// A file by its name below that folder, e.g. "tok2vec/model". The bytes live as long as the
// package. One that is not there is refused...
bool read_packaged(package *p, const char *name, str *content, ro_error *error) MUST_CHECK;
// ... or, here, found to be absent: content->at == NULL.
bool read_packaged_if_any(package *p, const char *name, str *content, ro_error *error) MUST_CHECK;

// One line a file: name, size, time of its last change. Changes when the package does.
bool describe_package(const char *path, arena *a, str *description, ro_error *error) MUST_CHECK;

#endif
