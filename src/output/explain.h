// explain.h - why a record stands as it does, for people and for programs.
#ifndef READOUT_EXPLAIN_H
#define READOUT_EXPLAIN_H

#include "base/buffer.h"
#include "base/error.h"
#include "doc/document.h"
#include "output/page.h"

// The record whose id it is: "s3", "f1", "t2", "e4". False when the document has none; the error says
// what it has.
bool find_record(const document *doc, str id, char *kind, int *index, ro_error *error) MUST_CHECK;

// The sentences with their marks, then what each part is and why.
void write_explanation_page(buffer *out, const document *doc, char kind, int index,
                            const page_options *options);
// The same as one line of JSON.
void write_explanation_json(buffer *out, const document *doc, char kind, int index);

#endif
