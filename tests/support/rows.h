// rows.h - a document made from token rows in the shape of the golden files, so that a stage can
// be tried on a tree that is known.
#ifndef READOUT_TEST_ROWS_H
#define READOUT_TEST_ROWS_H

#include "base/json.h"
#include "doc/document.h"

// {"id","text","title","published","outlet","tokens":[[13 fields]...],"noun_chunks":[[begin,end]...]}.
// Paragraphs are the lines of the text.
document *document_of_rows(const json_value *row);

#endif
