// stream.h - bytes that come in order from a file or from standard input, never all in memory.
//
// What peek_stream, read_line and read_rest show lies in the stream and lives until the next call.
#ifndef READOUT_STREAM_H
#define READOUT_STREAM_H

#include "base/error.h"

typedef struct {
    const char *name; // for messages; the caller's, outlives the stream
    int         file;
    char       *at; // bytes [begin, end) wait here
    size_t      begin, end, room;
    uint64_t    taken; // bytes handed out or passed over
    bool        is_at_end;
} stream;

// Opens a file or anything else that can be read from, but no folder; "-" is standard input.
bool open_stream(const char *path, stream *s, ro_error *error) MUST_CHECK;
void close_stream(stream *s);

// Shows the first `size` bytes to come, or fewer at the end, without taking them.
bool peek_stream(stream *s, size_t size, str *start, ro_error *error) MUST_CHECK;

typedef enum { LINE_READ, LINE_TOO_LONG, LINE_END, LINE_FAILED } line_status;

// Takes the next line and gives it without its newline. A line of more than `largest` bytes is
// passed over without being kept. The error is filled for LINE_FAILED only.
line_status read_line(stream *s, size_t largest, str *line, ro_error *error) MUST_CHECK;

// Takes everything that is left. Fails when it is more than `largest` bytes.
bool read_rest(stream *s, size_t largest, str *rest, ro_error *error) MUST_CHECK;

#endif
