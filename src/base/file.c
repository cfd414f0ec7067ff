// file.c - files and folders.
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refuse_file(ro_error *error, const char *path, const char *what) {
    int       problem = errno;
    ro_status status = problem == ENOENT ? RO_NOT_FOUND : RO_IO;
    return refuse(error, status, "%s: cannot be %s: %s", path, what, strerror(problem));
}

static int open_for_reading(const char *path, struct stat *facts, ro_error *error) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        refuse_file(error, path, "opened");
        return -1;
    }
    if (fstat(file, facts) != 0) {
        refuse_file(error, path, "examined");
    } else if (S_ISDIR(facts->st_mode)) {
        refuse(error, RO_BAD_INPUT, "%s: expected a file, found a folder", path);
    } else {
        return file;
    }
    close(file);
    return -1;
}

// Reads until the end, whatever size was announced: a pipe announces none.
static bool read_to_end(int file, arena *a, size_t guess, size_t largest, str *content) {
    size_t room = (guess < largest ? guess : largest) + 1, size = 0;
    char  *at = alloc_raw_in_arena(a, 1, room);
    for (;;) {
        if (size == room) {
            char *wider = alloc_raw_in_arena(a, 2, room);
            memcpy(wider, at, size);
            at = wider;
            room *= 2;
        }
        ssize_t got = read(file, at + size, room - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        if (got == 0) break;
        size += (size_t)got;
        if (size > largest) break;
    }
    *content = (str){at, size};
    return true;
}

bool read_file(arena *a, const char *path, size_t largest, str *content, ro_error *error) {
    struct stat facts;
    int         file = open_for_reading(path, &facts, error);
    if (file < 0) return false;
    size_t guess = facts.st_size > 0 ? (size_t)facts.st_size : 4096;
    str    whole = {NULL, 0};
    bool   is_read = read_to_end(file, a, guess, largest, &whole);
    if (!is_read) refuse_file(error, path, "read");
    close(file);
    if (!is_read) return false;
    if (whole.size > largest) {
        return refuse(error, RO_TOO_LARGE, "%s: expected at most %zu bytes, found more", path,
                      largest);
    }
    *content = whole;
    return true;
}

bool map_file(const char *path, mapped_file *file, ro_error *error) {
    struct stat facts;
    int         descriptor = open_for_reading(path, &facts, error);
    if (descriptor < 0) return false;
    size_t size = (size_t)facts.st_size;
    void  *at = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : NULL;
    if (at == MAP_FAILED) refuse_file(error, path, "mapped");
    close(descriptor);
    if (at == MAP_FAILED) return false;
    file->content = (str){at, size};
    return true;
}

void unmap_file(mapped_file *file) {
    if (file->content.size) munmap((void *)(uintptr_t)file->content.at, file->content.size);
    file->content = (str){NULL, 0};
}

static bool write_all(int file, str content) {
    while (content.size > 0) {
        ssize_t put = write(file, content.at, content.size);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        content = slice(content, (size_t)put, content.size);
    }
    return fsync(file) == 0;
}

bool write_file(const char *path, str content, ro_error *error) {
    arena scratch = {0};
    char *beside = (char *)(uintptr_t)join_str(&scratch, str_of(path), STR(".XXXXXX")).at;
    int   file = mkostemp(beside, O_CLOEXEC);
    bool  is_written = false;
    if (file < 0) {
        refuse_file(error, path, "written");
    } else {
        is_written = write_all(file, content) && fchmod(file, 0644) == 0;
        if (close(file) != 0) is_written = false;
        is_written = is_written && rename(beside, path) == 0;
        if (!is_written) {
            refuse_file(error, path, "written");
            unlink(beside);
        }
    }
    close_arena(&scratch);
    return is_written;
}

bool make_folder(const char *path, ro_error *error) {
    if (mkdir(path, 0755) == 0) return true;
    struct stat facts;
    if (errno == EEXIST && stat(path, &facts) == 0 && S_ISDIR(facts.st_mode)) return true;
    if (errno != ENOENT) return refuse_file(error, path, "made");

    arena scratch = {0};
    str   above = str_of(path);
    while (above.size > 1 && above.at[above.size - 1] == '/') {
        above.size--;
    }
    while (above.size > 1 && above.at[above.size - 1] != '/') {
        above.size--;
    }
    bool is_made = above.size > 1 && above.size < strlen(path) &&
                   make_folder(copy_str(&scratch, slice(above, 0, above.size - 1)).at, error);
    close_arena(&scratch);
    if (!is_made) return false;
    return mkdir(path, 0755) == 0 || errno == EEXIST || refuse_file(error, path, "made");
}

static bool find_xdg_folder(arena *a, const char *variable, const char *under_home, str *path,
                            ro_error *error) {
    const char *base = getenv(variable);
    const char *home = getenv("HOME");
    if (base && base[0] == '/') {
        *path = join_path(a, str_of(base), STR("readout"));
        return true;
    }
    if (!home || home[0] != '/') {
        return refuse(error, RO_NOT_FOUND,
                      "expected HOME or %s to name a folder, found neither set", variable);
    }
    *path = join_path(a, join_path(a, str_of(home), str_of(under_home)), STR("readout"));
    return true;
}

bool find_data_folder(arena *a, str *path, ro_error *error) {
    return find_xdg_folder(a, "XDG_DATA_HOME", ".local/share", path, error);
}

bool find_cache_folder(arena *a, str *path, ro_error *error) {
    return find_xdg_folder(a, "XDG_CACHE_HOME", ".cache", path, error);
}

str join_path(arena *a, str folder, str name) {
    bool has_slash = folder.size > 0 && folder.at[folder.size - 1] == '/';
    return join_str(a, has_slash ? folder : join_str(a, folder, STR("/")), name);
}
