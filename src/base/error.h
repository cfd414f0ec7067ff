// error.h - how a failure of the world (files, input, models) is told to the caller.
#ifndef READOUT_ERROR_H
#define READOUT_ERROR_H

#include "base/str.h"
#include "readout/readout.h"

#define MUST_CHECK __attribute__((warn_unused_result))

// Fills the error, which may be NULL, and returns false. The message is one line without a full
// stop that says what was expected and what was found, and names the file or place.
//
//     return refuse(error, RO_IO, "%s: cannot be opened: %s", path, strerror(errno));
bool refuse(ro_error *error, ro_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// The same with the byte of the input that caused it.
bool refuse_at(ro_error *error, ro_status status, int64_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// Arguments for "%.*s", cut so that a hostile name cannot fill the message.
#define SHOWN(text) (int)((text).size < 80 ? (text).size : 80), (text).size ? (text).at : ""

#endif
