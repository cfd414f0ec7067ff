// stream.c - a window of bytes that slides over a file: what is taken leaves at the front, what is
// read comes in at the back, and the window grows only while one line does not fit.
#include "base/stream.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

static bool refuse_stream(ro_error *error, const char *path, const char *what) {
    int       problem = errno;
    ro_status status = problem == ENOENT ? RO_NOT_FOUND : RO_IO;
    return refuse(error, status, "%s: cannot be %s: %s", path, what, strerror(problem));
}

bool open_stream(const char *path, stream *s, ro_error *error) {
    struct stat facts;
    bool        is_standard = strcmp(path, "-") == 0;
    const char *name = is_standard ? "standard input" : path;
    int         file = is_standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return refuse_stream(error, name, "opened");
    if (fstat(file, &facts) == 0 && S_ISDIR(facts.st_mode)) {
        close(file);
        return refuse(error, RO_BAD_INPUT, "%s: expected a file, found a folder", name);
    }
    *s = (stream){.name = name, .file = file};
    return true;
}

void close_stream(stream *s) {
    if (!s->name) return;
    close(s->file);
    free(s->at);
    *s = (stream){0};
}

static void make_room(stream *s) {
    size_t waiting = s->end - s->begin;
    if (waiting > 0 && s->begin > 0) memmove(s->at, s->at + s->begin, waiting);
    s->begin = 0;
    s->end = waiting;
    if (s->room - s->end >= PIECE) return;
    s->room = s->room * 2 > s->end + PIECE ? s->room * 2 : s->end + PIECE;
    s->at = realloc(s->at, s->room);
    if (!s->at) die_of_no_memory(s->room);
}

static bool read_piece(stream *s, ro_error *error) {
    make_room(s);
    for (;;) {
        ssize_t got = read(s->file, s->at + s->end, s->room - s->end);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return refuse_stream(error, s->name, "read");
        s->is_at_end = got == 0;
        s->end += (size_t)got;
        return true;
    }
}

static bool fill_to(stream *s, size_t size, ro_error *error) {
    while (!s->is_at_end && s->end - s->begin < size) {
        if (!read_piece(s, error)) return false;
    }
    return true;
}

static str take(stream *s, size_t size) {
    str taken = {s->at + s->begin, size};
    s->begin += size;
    s->taken += size;
    return taken;
}

bool peek_stream(stream *s, size_t size, str *start, ro_error *error) {
    if (!fill_to(s, size, error)) return false;
    size_t waiting = s->end - s->begin;
    *start = waiting ? (str){s->at + s->begin, waiting < size ? waiting : size} : STR("");
    return true;
}

line_status read_line(stream *s, size_t largest, str *line, ro_error *error) {
    size_t looked_at = 0; // bytes known to hold no newline, so that none is looked at twice
    bool   is_too_long = false;
    for (;;) {
        size_t      waiting = s->end - s->begin;
        const char *newline = waiting > looked_at
                                  ? memchr(s->at + s->begin + looked_at, '\n', waiting - looked_at)
                                  : NULL;
        size_t      size = newline ? (size_t)(newline - s->at) - s->begin : waiting;
        if (newline || (s->is_at_end && (waiting > 0 || is_too_long))) {
            is_too_long = is_too_long || size > largest;
            str whole = take(s, size + (newline != NULL));
            if (is_too_long) return LINE_TOO_LONG;
            *line = slice(whole, 0, size);
            return LINE_READ;
        }
        if (s->is_at_end) return LINE_END;
        if (size > largest) {
            is_too_long = true;
            take(s, size);
        }
        looked_at = s->end - s->begin;
        if (!read_piece(s, error)) return LINE_FAILED;
    }
}

bool read_rest(stream *s, size_t largest, str *rest, ro_error *error) {
    if (!fill_to(s, largest + 1, error)) return false;
    size_t waiting = s->end - s->begin;
    if (waiting > largest) {
        return refuse(error, RO_TOO_LARGE, "%s: expected at most %zu bytes, found more", s->name,
                      largest);
    }
    *rest = waiting ? take(s, waiting) : STR("");
    return true;
}
