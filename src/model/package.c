// package.c - one view of both shapes a package comes in.
//
// Nothing is built from the package's name: published folders are called anything. The list of
// files is taken once; afterwards files are looked up in it, so that a name made from the
// package's own words can never reach a file outside.
#include "model/package.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/list.h"
#include "base/table.h"
#include "model/archive.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MOST_FILES = 10000, DEEPEST = 8 };
static const size_t LARGEST_FILE = (size_t)1 << 30;

typedef struct {
    str      name; // below the package's path
    uint64_t size, changed;
} listed_file;

typedef LIST(listed_file) file_list;
typedef LIST(mapped_file) mapping_list;

struct package {
    arena        memory;
    str          path;
    archive     *zip; // NULL: a folder
    file_list    files;
    str_table    numbers; // from a file's name below the root to its place in `files`
    mapping_list mappings;
};

// ---- Listing -----------------------------------------------------------------------------

static int by_name(const void *a, const void *b) {
    return compare_str(((const listed_file *)a)->name, ((const listed_file *)b)->name);
}

static listed_file list_one(str name, const struct stat *facts) {
    uint64_t seconds = (uint64_t)facts->st_mtim.tv_sec, rest = (uint64_t)facts->st_mtim.tv_nsec;
    return (listed_file){name, (uint64_t)facts->st_size, seconds * 1000000000u + rest};
}

static bool list_folder(arena *a, str path, str below, int depth, file_list *files,
                        ro_error *error);

static bool list_entry(arena *a, str path, str name, int depth, file_list *files, ro_error *error) {
    struct stat facts;
    str         full = join_path(a, path, name);
    if (stat(full.at, &facts) != 0) {
        return refuse(error, RO_IO, "%s: cannot be examined: %s", full.at, strerror(errno));
    }
    if (S_ISDIR(facts.st_mode)) return list_folder(a, path, name, depth + 1, files, error);
    if (!S_ISREG(facts.st_mode)) return true;
    if (files->count == MOST_FILES) {
        return refuse(error, RO_TOO_LARGE, "%s: expected a package, found over %d files", path.at,
                      MOST_FILES);
    }
    PUSH_IN(a, files, list_one(name, &facts));
    return true;
}

static bool list_folder(arena *a, str path, str below, int depth, file_list *files,
                        ro_error *error) {
    str full = below.size ? join_path(a, path, below) : path;
    if (depth > DEEPEST) {
        return refuse(error, RO_TOO_LARGE, "%s: expected a package, found folders %d deep", full.at,
                      depth);
    }
    DIR *folder = opendir(full.at);
    if (!folder) {
        return refuse(error, RO_IO, "%s: cannot be read: %s", full.at, strerror(errno));
    }
    bool           is_fine = true;
    struct dirent *entry;
    while (is_fine && (entry = readdir(folder))) {
        str name = str_of(entry->d_name);
        if (name.at[0] == '.') continue;
        str inner = below.size ? join_path(a, below, name) : copy_str(a, name);
        is_fine = list_entry(a, path, inner, depth, files, error);
    }
    closedir(folder);
    return is_fine;
}

static bool list_archive(package *p) {
    for (int i = 0; i < archive_count(p->zip); i++) {
        PUSH_IN(&p->memory, &p->files, ((listed_file){archive_name(p->zip, i), 0, 0}));
    }
    return true;
}

// ---- The root ----------------------------------------------------------------------------

// The part of a name before "config.cfg", or at == NULL.
static str root_of(str name) {
    str file = STR("config.cfg");
    if (!ends_with(name, file)) return (str){NULL, 0};
    str root = slice(name, 0, name.size - file.size);
    return root.size == 0 || ends_with(root, STR("/")) ? root : (str){NULL, 0};
}

static bool find_root(const package *p, str *root, ro_error *error) {
    str found = {NULL, 0};
    for (int i = 0; i < p->files.count; i++) {
        str here = root_of(p->files.at[i].name);
        if (!here.at) continue;
        if (found.at) {
            return refuse(error, RO_BAD_MODEL,
                          "%s: expected one config.cfg, found one in \"%.*s\" and one in \"%.*s\"",
                          p->path.at, SHOWN(found), SHOWN(here));
        }
        found = here;
    }
    *root = found;
    return found.at ||
           refuse(error, RO_BAD_MODEL,
                  "%s: expected a spaCy pipeline (a folder or wheel with config.cfg)", p->path.at);
}

static bool index_files(package *p, str root, ro_error *error) {
    for (int i = 0; i < p->files.count; i++) {
        str name = p->files.at[i].name;
        if (!starts_with(name, root)) continue;
        str below = slice(name, root.size, name.size);
        if (!add_to_table(&p->memory, &p->numbers, below, (uint32_t)i)) {
            return refuse(error, RO_BAD_MODEL, "%s: \"%.*s\" is there twice", p->path.at,
                          SHOWN(name));
        }
    }
    return true;
}

static bool list_files(package *p, ro_error *error) {
    struct stat facts;
    if (stat(p->path.at, &facts) != 0) {
        return refuse(error, errno == ENOENT ? RO_NOT_FOUND : RO_IO, "%s: cannot be opened: %s",
                      p->path.at, strerror(errno));
    }
    if (S_ISDIR(facts.st_mode)) {
        return list_folder(&p->memory, p->path, STR(""), 0, &p->files, error);
    }
    p->zip = open_archive(p->path.at, error);
    return p->zip && list_archive(p);
}

package *open_package(const char *path, ro_error *error) {
    package *p = calloc(1, sizeof *p);
    if (!p) die_of_no_memory(sizeof *p);
    p->path = copy_str(&p->memory, str_of(path));
    str root;
    if (list_files(p, error) && find_root(p, &root, error) && index_files(p, root, error)) {
        return p;
    }
    close_package(p);
    return NULL;
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

// ---- Files -------------------------------------------------------------------------------

static bool map_packaged(package *p, str name, str *content, ro_error *error) {
    mapped_file file = {{NULL, 0}};
    if (!map_file(join_path(&p->memory, p->path, name).at, &file, error)) return false;
    PUSH_IN(&p->memory, &p->mappings, file);
    if (file.content.size > LARGEST_FILE) {
        return refuse(error, RO_TOO_LARGE, "%s/%.*s: expected at most %zu bytes, found %zu",
                      p->path.at, SHOWN(name), LARGEST_FILE, file.content.size);
    }
    *content = file.content.size ? file.content : STR("");
    return true;
}

bool read_packaged_if_any(package *p, const char *name, str *content, ro_error *error) {
    *content = (str){NULL, 0};
    uint32_t i = find_in_table(&p->numbers, str_of(name));
    if (i == NOT_IN_TABLE) return true;
    if (p->zip) return read_archived(p->zip, (int)i, LARGEST_FILE, &p->memory, content, error);
    return map_packaged(p, p->files.at[i].name, content, error);
}

bool read_packaged(package *p, const char *name, str *content, ro_error *error) {
    if (!read_packaged_if_any(p, name, content, error)) return false;
    return content->at ||
           refuse(error, RO_BAD_MODEL, "%s: expected the file %s, found none", p->path.at, name);
}

bool describe_package(const char *path, arena *a, str *description, ro_error *error) {
    file_list   files = {0};
    arena       scratch = {0};
    struct stat facts;
    bool        is_fine = true;
    if (stat(path, &facts) != 0) {
        is_fine = refuse(error, errno == ENOENT ? RO_NOT_FOUND : RO_IO, "%s: cannot be opened: %s",
                         path, strerror(errno));
    } else if (S_ISDIR(facts.st_mode)) {
        is_fine = list_folder(&scratch, str_of(path), STR(""), 0, &files, error);
    } else {
        PUSH_IN(&scratch, &files, list_one(str_of(path), &facts));
    }
    if (files.count) qsort(files.at, (size_t)files.count, sizeof *files.at, by_name);
    buffer lines = {0};
    for (int i = 0; i < files.count; i++) {
        add_str(&lines, files.at[i].name);
        add_format(&lines, " %llu %llu\n", (unsigned long long)files.at[i].size,
                   (unsigned long long)files.at[i].changed);
    }
    *description = copy_str(a, str_of_buffer(&lines));
    close_buffer(&lines);
    close_arena(&scratch);
    return is_fine;
}
