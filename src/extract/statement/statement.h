// statement.h - who said what, according to whom: the rule tier, by cue lexicon and dependency tree.
//
// Reads tokens, tree, sentences, paragraphs, entities and times; writes doc->statements in text
// order. A trained tier can stand beside it behind the same two functions, because everything
// that later stages need is in the statement record.
#ifndef READOUT_STATEMENT_H
#define READOUT_STATEMENT_H

#include "doc/document.h"

typedef struct statement_rules statement_rules; // read-only after opening

// Compiles the embedded lexicons into the arena, which owns the result.
statement_rules *open_statement_rules(arena *a);

// Adds the statements of a document. Expects its records of times and entities, where there are any.
void find_statements(const statement_rules *rules, arena *scratch, document *doc);

#endif
