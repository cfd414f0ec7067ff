// open.c - a pipeline by its path.
#include "model/loading.h"

#include <stdlib.h>

struct loaded_pipeline {
    arena    memory;
    package *files;
    pipeline opened;
};

loaded_pipeline *open_pipeline(const char *name_or_path, ro_error *error) {
    const char *path = name_or_path ? name_or_path : getenv("READOUT_MODEL");
    if (!path) {
        refuse(error, RO_NOT_FOUND, "expected READOUT_MODEL to name a model, found it unset");
        return NULL;
    }
    loaded_pipeline *loaded = calloc(1, sizeof *loaded);
    if (!loaded) die_of_no_memory(sizeof *loaded);
    loaded->files = open_package(path, error);
    if (loaded->files && load_pipeline(loaded->files, &loaded->memory, &loaded->opened, error)) {
        return loaded;
    }
    close_pipeline(loaded);
    return NULL;
}

void close_pipeline(loaded_pipeline *loaded) {
    if (!loaded) return;
    close_package(loaded->files);
    close_arena(&loaded->memory);
    free(loaded);
}

const pipeline *pipeline_of(const loaded_pipeline *loaded) {
    return &loaded->opened;
}
