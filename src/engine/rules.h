// rules.h - everything that turns a parsed report into records, opened once and shared.
#ifndef READOUT_RULES_H
#define READOUT_RULES_H

#include "atlas/atlas.h"
#include "doc/document.h"
#include "parse/annotate.h"

typedef struct rules rules; // read-only after opening

// `world` may be NULL, and is the caller's.
rules *open_rules(const atlas *world);
void   close_rules(rules *opened);

// Runs the stages behind the language engine, in order; each adds its part to the document. The
// watcher may be NULL.
void find_records(const rules *opened, arena *scratch, document *doc, const part_watcher *watcher);

#endif
