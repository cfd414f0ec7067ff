// cache.c - converting a package takes a tenth of a second and reads all of it; a converted one is
// mapped in milliseconds, and threads and processes share its pages.
//
// The cache file is named after the package's path and says what it was made from: the names,
// sizes and times of the package's files. One that says otherwise is made again in its place.
#include "model/cache.h"

#include "base/sha256.h"
#include "model/flat.h"
#include "model/loading.h"

#include <stdlib.h>

// The cache file of a package, or at == NULL where there is no cache folder.
static str find_cache_file(arena *a, const char *path) {
    str   folder;
    char *real = realpath(path, NULL);
    if (!real || !find_cache_folder(a, &folder, NULL)) {
        free(real);
        return (str){NULL, 0};
    }
    str name = join_str(a, sha256_of(a, str_of(real)), STR(".pipeline"));
    free(real);
    return join_path(a, join_path(a, folder, STR("models")), name);
}

bool convert_package(package *files, str identity, arena *a, str *flat, ro_error *error) {
    arena       scratch = {0};
    pipeline    loaded, again;
    const char *place = package_path(files);
    if (kind_of_package(files) == PACKAGE_ENCODER) {
        return refuse(error, RO_BAD_MODEL, "%s: expected a spaCy pipeline, found an encoder",
                      place);
    }
    bool is_converted = load_pipeline(files, &scratch, &loaded, error) &&
                        flatten_pipeline(a, &loaded, identity, place, flat, error) &&
                        read_flat(*flat, place, &scratch, &again, error);
    close_arena(&scratch);
    return is_converted;
}

bool open_flat_file(const char *path, loaded_pipeline *loaded, ro_error *error) {
    if (!map_file(path, &loaded->file, error)) return false;
    return read_flat(loaded->file.content, path, &loaded->memory, &loaded->opened, error);
}

static void start_again(loaded_pipeline *loaded) {
    unmap_file(&loaded->file);
    close_arena(&loaded->memory);
    *loaded = (loaded_pipeline){0};
}

static bool open_current(str cache_file, str identity, loaded_pipeline *loaded) {
    if (!cache_file.at) return false;
    if (open_flat_file(cache_file.at, loaded, NULL) &&
        same(flat_identity(loaded->file.content), identity)) {
        return true;
    }
    start_again(loaded);
    return false;
}

static bool keep_in_cache(arena *scratch, str cache_file, str flat) {
    if (!cache_file.at) return false;
    int64_t slash = (int64_t)cache_file.size;
    while (cache_file.at[slash - 1] != '/') {
        slash--;
    }
    str folder = copy_str(scratch, slice(cache_file, 0, (size_t)slash));
    return make_folder(folder.at, NULL) && write_file(cache_file.at, flat, NULL);
}

static bool open_converted(const char *path, str cache_file, str identity, loaded_pipeline *loaded,
                           ro_error *error) {
    arena    scratch = {0};
    str      flat;
    package *files = open_package(path, error);
    bool     is_open = files && convert_package(files, identity, &scratch, &flat, error);
    close_package(files);
    if (is_open && !(keep_in_cache(&scratch, cache_file, flat) &&
                     open_current(cache_file, identity, loaded))) {
        loaded->memory = scratch;
        return read_flat(flat, path, &loaded->memory, &loaded->opened, error);
    }
    close_arena(&scratch);
    return is_open;
}

bool open_cached(const char *path, loaded_pipeline *loaded, ro_error *error) {
    arena scratch = {0};
    str   description;
    bool  is_open = describe_package(path, &scratch, &description, error);
    if (is_open) {
        str identity = sha256_of(&scratch, description);
        str cache_file = find_cache_file(&scratch, path);
        is_open = open_current(cache_file, identity, loaded) ||
                  open_converted(path, cache_file, identity, loaded, error);
    }
    close_arena(&scratch);
    return is_open;
}
