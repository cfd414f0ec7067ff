// rules.h - everything that turns a parsed report into records, opened once and shared.
#ifndef READOUT_RULES_H
#define READOUT_RULES_H

#include "doc/document.h"

typedef struct rules rules; // read-only after opening

rules *open_rules(void);
void   close_rules(rules *opened);

// Runs the stages behind the language engine, in order; each adds its part to the document.
void find_records(const rules *opened, arena *scratch, document *doc);

#endif
