// read.h - from the bytes of one file or line to one report; inside src/input only.
//
// What these fill lies in the arena or in what they were given. On refusal the message names the
// place, which the caller has put into report->place.
#ifndef READOUT_INPUT_READ_H
#define READOUT_INPUT_READ_H

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"

typedef struct {
    size_t largest; // bytes of one report
    bool   with_empty;
} input_limits;

static inline ro_text text_of_str(str text) {
    return (ro_text){text.at, text.size};
}

// Plain text in any character set of charset.h; line ends become "\n".
bool read_plain(arena *a, str bytes, ro_report *report, ro_error *error) MUST_CHECK;

// One line of JSON Lines. Texts lie in *root, for close_json. A value of "published" that is no
// date leaves it unknown and fills `remark`.
bool read_json_line(arena *a, str line, const input_limits *limits, ro_report *report,
                    json_value **root, ro_error *remark, ro_error *error) MUST_CHECK;

// A web page: its main text and what it says about itself.
bool read_page(arena *a, str bytes, ro_report *report, ro_error *error) MUST_CHECK;

#endif
