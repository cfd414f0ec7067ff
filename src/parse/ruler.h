// ruler.h - the attribute ruler: parts of speech and morphology from tags, dependency labels and
// words, by the pipeline's own table of rules (spec 9).
#ifndef READOUT_RULER_H
#define READOUT_RULER_H

#include "doc/document.h"
#include "model/pipeline.h"

typedef struct ruler        ruler;        // compiled rules: shared by all threads
typedef struct ruler_worker ruler_worker; // what one thread remembers

// Compiles the rules of a pipeline, which must outlive the ruler. Fails when an expression holds
// something that is not understood.
ruler *open_ruler(const pipeline *p, ro_error *error) MUST_CHECK;
void   close_ruler(ruler *r); // takes NULL

ruler_worker *open_ruler_worker(const ruler *r);
void          close_ruler_worker(ruler_worker *w); // takes NULL

// Applies all rules to tokens that are a text of their own; reads form, tag_name, dep_name and
// pos_name. Sets pos, tag, dep (each with its name), morph and lemma as far as rules say; the
// strings belong to the ruler and its pipeline.
void apply_ruler(ruler_worker *w, document *doc, token_range where);

#endif
