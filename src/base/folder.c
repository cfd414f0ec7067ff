// folder.c - walks folders with a list of what is still to do instead of calling itself, so that
// depth costs memory in the arena and not stack.
#include "base/folder.h"

#include "base/buffer.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

typedef LIST(str) path_list;

static void add_problem(arena *a, str path, ro_status status, const char *what, file_list *files) {
    ro_error *problem = NEW_IN(a, ro_error, 1);
    refuse(problem, status, "%s: %s", path.at, what);
    PUSH_IN(a, files, ((file_entry){.path = path, .problem = problem}));
}

static void add_refusal(arena *a, str path, const char *what, file_list *files) {
    ro_error *problem = NEW_IN(a, ro_error, 1);
    int       reason = errno;
    refuse(problem, reason == ENOENT ? RO_NOT_FOUND : RO_IO, "%s: cannot be %s: %s", path.at, what,
           strerror(reason));
    PUSH_IN(a, files, ((file_entry){.path = path, .problem = problem}));
}

static bool is_met_before(arena *a, const struct stat *facts, str_table *seen) {
    buffer key = {0};
    add_format(&key, "%ju:%ju", (uintmax_t)facts->st_dev, (uintmax_t)facts->st_ino);
    bool is_first = add_to_table(a, seen, copy_str(a, str_of_buffer(&key)), 0);
    close_buffer(&key);
    return !is_first;
}

// By bytes, backwards: the list of what is to do is taken from its end.
static int compare_names_backwards(const void *left, const void *right) {
    return compare_str(*(const str *)right, *(const str *)left);
}

// Puts what is in a folder on top of what is to do.
static void open_up(arena *a, str path, path_list *to_do, file_list *files) {
    DIR *folder = opendir(path.at);
    if (!folder) {
        add_refusal(a, path, "opened", files);
        return;
    }
    int before = to_do->count;
    errno = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL; errno = 0) {
        if (entry->d_name[0] == '.') continue;
        PUSH_IN(a, to_do, join_path(a, path, str_of(entry->d_name)));
    }
    if (errno != 0) add_refusal(a, path, "read", files);
    closedir(folder);
    int count = to_do->count - before;
    if (count > 1) {
        qsort(to_do->at + before, (size_t)count, sizeof *to_do->at, compare_names_backwards);
    }
}

static void add_path(arena *a, str path, bool is_named, path_list *to_do, str_table *seen,
                     file_list *files) {
    struct stat facts;
    if (stat(path.at, &facts) != 0) {
        add_refusal(a, path, "opened", files);
    } else if (S_ISDIR(facts.st_mode)) {
        if (is_met_before(a, &facts, seen)) {
            add_problem(a, path, RO_OK, "passed over: this folder was read before", files);
        } else {
            open_up(a, path, to_do, files);
        }
    } else if (is_named || S_ISREG(facts.st_mode)) {
        uint64_t size = S_ISREG(facts.st_mode) ? (uint64_t)facts.st_size : 0;
        uint64_t seconds = (uint64_t)facts.st_mtim.tv_sec;
        uint64_t changed = seconds * 1000000000u + (uint64_t)facts.st_mtim.tv_nsec;
        PUSH_IN(a, files, ((file_entry){.path = path, .size = size, .changed = changed}));
    } else {
        add_problem(a, path, RO_BAD_INPUT, "expected a file or a folder, found a device or a pipe",
                    files);
    }
}

void list_files(arena *a, const char *path, str_table *seen, file_list *files) {
    path_list to_do = {0};
    bool      is_named = true; // a pipe that was named is read, one found in a folder is not
    PUSH_IN(a, &to_do, copy_str(a, str_of(path)));
    while (to_do.count > 0) {
        str next = to_do.at[--to_do.count];
        add_path(a, next, is_named, &to_do, seen, files);
        is_named = false;
    }
}

// ---- Putting a folder in its place -------------------------------------------------------

static bool refuse_folder(ro_error *error, const char *path, const char *what) {
    int reason = errno;
    return refuse(error, RO_IO, "%s: cannot be %s: %s", path, what, strerror(reason));
}

bool make_folder_beside(arena *a, const char *path, str *made, ro_error *error) {
    *made = join_str(a, str_of(path), STR(".XXXXXX"));
    if (!mkdtemp((char *)(uintptr_t)made->at)) return refuse_folder(error, made->at, "made");
    return chmod(made->at, 0755) == 0 || refuse_folder(error, made->at, "opened to readers");
}

bool put_folder(const char *folder, const char *path, ro_error *error) {
    if (renameat2(AT_FDCWD, folder, AT_FDCWD, path, RENAME_EXCHANGE) == 0) {
        remove_folder(folder);
        return true;
    }
    if (errno == EINVAL || errno == ENOSYS) remove_folder(path); // this file system cannot exchange
    return rename(folder, path) == 0 || refuse_folder(error, path, "put in place");
}

void remove_folder(const char *path) {
    DIR *folder = opendir(path);
    if (!folder) return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        unlinkat(dirfd(folder), entry->d_name, 0); // fails for ".", ".." and folders
    }
    closedir(folder);
    rmdir(path);
}
