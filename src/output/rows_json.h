// rows_json.h - what the language engine saw, as token rows: the form of `readout parse`.
#ifndef READOUT_ROWS_JSON_H
#define READOUT_ROWS_JSON_H

#include "base/buffer.h"
#include "doc/document.h"

// Appends {"id","tokens":[[13 fields]...],"noun_chunks":[[begin,end]...]} and a newline. Fields of a
// token: start, end (code points), space after (0, 1), norm, tag, pos, morph, lemma, head, dep,
// sentence start (1, -1), iob, entity type.
void write_rows_json(buffer *out, const document *doc, bool with_text);

#endif
