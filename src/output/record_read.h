// record_read.h - the way back: from a record's JSON and its text to a document, for showing what a
// store has kept as a page. Reads what the page shows: the head, the records, not the tokens.
#ifndef READOUT_RECORD_READ_H
#define READOUT_RECORD_READ_H

#include "base/error.h"
#include "doc/document.h"

// A document without tokens. NULL when the record is no record of this text; `place` names it.
document *read_record(str record, str text, const char *place, ro_error *error) MUST_CHECK;

#endif
