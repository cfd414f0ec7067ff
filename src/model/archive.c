// archive.c - zip files; the only file that sees libzip.
//
// What a file claims to unpack to is believed only as far as deflate could do it: a zip bomb is
// refused by its numbers, before memory is taken for it. libzip checks the CRC at the end.
#include "model/archive.h"

#include <stdlib.h>
#include <zip.h>

enum { MOST_FILES = 10000, BEST_RATIO = 1032, RATIO_SLACK = 4096 };

struct archive {
    zip_t *zip;
    char  *path;
    int    count;
};

static bool is_safe_name(str name) {
    str rest = name;
    if (name.size == 0 || name.at[0] == '/' || find_char(name, '\\', 0) >= 0) return false;
    while (rest.at) {
        if (same(cut_at(&rest, '/'), STR(".."))) return false;
    }
    return true;
}

static bool check_names(const archive *zip, ro_error *error) {
    for (int i = 0; i < zip->count; i++) {
        str name = archive_name(zip, i);
        if (!is_safe_name(name)) {
            return refuse(error, RO_BAD_MODEL,
                          "%s: the file name \"%.*s\" leads out of the archive", zip->path,
                          SHOWN(name));
        }
    }
    return true;
}

static bool count_files(archive *zip, ro_error *error) {
    zip_int64_t count = zip_get_num_entries(zip->zip, 0);
    if (count < 0 || count > MOST_FILES) {
        return refuse(error, RO_TOO_LARGE, "%s: expected at most %d files, found %lld", zip->path,
                      MOST_FILES, (long long)count);
    }
    zip->count = (int)count;
    return check_names(zip, error);
}

static archive *refuse_zip(const char *path, zip_error_t *reason, ro_error *error) {
    bool is_absent = zip_error_code_zip(reason) == ZIP_ER_NOENT;
    refuse(error, is_absent ? RO_NOT_FOUND : RO_BAD_MODEL, "%s: cannot be opened as a zip file: %s",
           path, zip_error_strerror(reason));
    zip_error_fini(reason);
    return NULL;
}

static archive *start_archive(zip_t *opened, const char *path, ro_error *error) {
    archive *zip = calloc(1, sizeof *zip);
    char    *name = strdup(path);
    if (!zip || !name) die_of_no_memory(strlen(path));
    *zip = (archive){.zip = opened, .path = name};
    if (count_files(zip, error)) return zip;
    close_archive(zip);
    return NULL;
}

archive *open_archive(const char *path, ro_error *error) {
    int    problem = 0;
    zip_t *opened = zip_open(path, ZIP_RDONLY, &problem);
    if (opened) return start_archive(opened, path, error);
    zip_error_t reason;
    zip_error_init_with_code(&reason, problem);
    return refuse_zip(path, &reason, error);
}

archive *open_archive_bytes(str bytes, const char *name, ro_error *error) {
    zip_error_t reason;
    zip_error_init(&reason);
    zip_source_t *source = zip_source_buffer_create(bytes.at, bytes.size, 0, &reason);
    zip_t        *opened = source ? zip_open_from_source(source, ZIP_RDONLY, &reason) : NULL;
    if (opened) {
        zip_error_fini(&reason);
        return start_archive(opened, name, error);
    }
    zip_source_free(source);
    return refuse_zip(name, &reason, error);
}

void close_archive(archive *zip) {
    if (!zip) return;
    zip_discard(zip->zip);
    free(zip->path);
    free(zip);
}

int archive_count(const archive *zip) {
    return zip->count;
}

str archive_name(const archive *zip, int i) {
    return str_of(zip_get_name(zip->zip, (zip_uint64_t)i, ZIP_FL_ENC_GUESS));
}

static bool check_size(const archive *zip, const zip_stat_t *facts, size_t largest,
                       ro_error *error) {
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if ((facts->valid & needed) != needed) {
        return refuse(error, RO_BAD_MODEL, "%s: %s: its size is not given", zip->path, facts->name);
    }
    if (facts->size > largest) {
        return refuse(error, RO_TOO_LARGE, "%s: %s: expected at most %zu bytes, found %llu",
                      zip->path, facts->name, largest, (unsigned long long)facts->size);
    }
    if ((facts->size - RATIO_SLACK) / BEST_RATIO > facts->comp_size && facts->size > RATIO_SLACK) {
        return refuse(error, RO_BAD_MODEL, "%s: %s: %llu bytes cannot unpack to %llu", zip->path,
                      facts->name, (unsigned long long)facts->comp_size,
                      (unsigned long long)facts->size);
    }
    return true;
}

// One byte more is asked for, so that the end and with it the checksum is seen.
static bool unpack(const archive *zip, zip_file_t *file, const char *name, str room,
                   ro_error *error) {
    char       *at = (char *)(uintptr_t)room.at;
    zip_int64_t got = zip_fread(file, at, room.size);
    if (got == (zip_int64_t)(room.size - 1) && zip_fread(file, at + got, 1) == 0) return true;
    zip_error_t *reason = zip_file_get_error(file);
    return refuse(error, RO_BAD_MODEL, "%s: %s: cannot be unpacked: %s", zip->path, name,
                  zip_error_code_zip(reason) ? zip_error_strerror(reason) : "its size is wrong");
}

bool read_archived(archive *zip, int i, size_t largest, arena *a, str *content, ro_error *error) {
    zip_stat_t facts;
    zip_stat_init(&facts);
    if (zip_stat_index(zip->zip, (zip_uint64_t)i, 0, &facts) != 0) {
        return refuse(error, RO_BAD_MODEL, "%s: file %d of it cannot be found", zip->path, i);
    }
    if (!check_size(zip, &facts, largest, error)) return false;
    zip_file_t *file = zip_fopen_index(zip->zip, (zip_uint64_t)i, 0);
    if (!file) {
        return refuse(error, RO_BAD_MODEL, "%s: %s: cannot be unpacked: %s", zip->path, facts.name,
                      zip_strerror(zip->zip));
    }
    size_t size = (size_t)facts.size;
    str    room = {alloc_raw_in_arena(a, 1, size + 1), size + 1};
    bool   is_whole = unpack(zip, file, facts.name, room, error);
    zip_fclose(file);
    *content = slice(room, 0, size);
    return is_whole;
}
