// buffer.c - bytes that grow on the heap.
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

void close_buffer(buffer *b) {
    free(b->at);
    *b = (buffer){0};
}

static void make_room(buffer *b, size_t more) {
    if (b->room - b->size >= more) return;
    size_t room = b->room ? b->room : 1024;
    while (room - b->size < more) {
        if (room > SIZE_MAX / 2) die_of_no_memory(room);
        room *= 2;
    }
    char *wider = realloc(b->at, room);
    if (!wider) die_of_no_memory(room);
    b->at = wider;
    b->room = room;
}

void add_bytes(buffer *b, const void *bytes, size_t size) {
    if (size == 0) return;
    make_room(b, size);
    memcpy(b->at + b->size, bytes, size);
    b->size += size;
}

void add_str(buffer *b, str text) {
    add_bytes(b, text.at, text.size);
}

void add_char(buffer *b, char c) {
    add_bytes(b, &c, 1);
}

void add_format(buffer *b, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size > 0) {
        make_room(b, (size_t)size + 1);
        vsnprintf(b->at + b->size, (size_t)size + 1, format, again);
        b->size += (size_t)size;
    }
    va_end(again);
}
