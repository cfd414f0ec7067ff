// open.c - a pipeline by name or path.
//
// What has a slash or ends in .whl is a path; anything else is the name of an installed model, or
// where there is none, of a file or folder here.
#include "model/cache.h"
#include "model/installed.h"

#include <stdlib.h>
#include <unistd.h>

static bool is_path(str name) {
    return find_char(name, '/', 0) >= 0 || ends_with(name, STR(".whl"));
}

static bool open_installed(arena *scratch, const char *name, loaded_pipeline *loaded,
                           ro_error *error) {
    str      flat_file;
    ro_error problem = {0};
    if (!find_model(scratch, str_of(name), &flat_file, error)) {
        return access(name, R_OK) == 0 && open_cached(name, loaded, error);
    }
    if (open_flat_file(flat_file.at, loaded, &problem)) return true;
    return refuse(error, problem.status, "%s; install the model again", problem.message);
}

loaded_pipeline *open_pipeline(const char *name_or_path, ro_error *error) {
    arena            scratch = {0};
    loaded_pipeline *loaded = calloc(1, sizeof *loaded);
    if (!loaded) die_of_no_memory(sizeof *loaded);
    const char *name = name_or_path ? name_or_path : getenv("READOUT_MODEL");
    if (!name || !name[0]) name = DEFAULT_MODEL;
    bool is_open = is_path(str_of(name)) ? open_cached(name, loaded, error)
                                         : open_installed(&scratch, name, loaded, error);
    close_arena(&scratch);
    if (is_open) return loaded;
    close_pipeline(loaded);
    return NULL;
}

void close_pipeline(loaded_pipeline *loaded) {
    if (!loaded) return;
    unmap_file(&loaded->file);
    close_arena(&loaded->memory);
    free(loaded);
}

const pipeline *pipeline_of(const loaded_pipeline *loaded) {
    return &loaded->opened;
}
