// buffer.h - bytes that grow on the heap: the output of writers.
#ifndef READOUT_BUFFER_H
#define READOUT_BUFFER_H

#include "base/str.h"

typedef struct {
    char  *at;
    size_t size, room;
} buffer;

void close_buffer(buffer *b);
void add_str(buffer *b, str text);
void add_char(buffer *b, char c);
void add_bytes(buffer *b, const void *bytes, size_t size);
void add_format(buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline str str_of_buffer(const buffer *b) {
    return (str){b->at, b->size};
}

#endif
