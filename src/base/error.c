// error.c - filling in errors.
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

// A message is one line whatever a file name or a text holds.
static void flatten(char *message) {
    for (; *message; message++) {
        if ((unsigned char)*message < ' ' || *message == 0x7f) *message = '?';
    }
}

static void fill(ro_error *error, ro_status status, int64_t offset, const char *format,
                 va_list arguments) {
    if (!error) return;
    error->status = status;
    error->offset = offset;
    vsnprintf(error->message, sizeof error->message, format, arguments);
    flatten(error->message);
}

bool refuse(ro_error *error, ro_status status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fill(error, status, -1, format, arguments);
    va_end(arguments);
    return false;
}

bool refuse_at(ro_error *error, ro_status status, int64_t offset, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fill(error, status, offset, format, arguments);
    va_end(arguments);
    return false;
}
