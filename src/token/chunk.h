// chunk.h - one stretch without white space (or of white space only) to the pieces it is made of.
#ifndef READOUT_CHUNK_H
#define READOUT_CHUNK_H

#include "base/list.h"
#include "base/regex.h"
#include "base/table.h"
#include "model/pipeline.h"

typedef struct {
    const tokenizer_rules *rules;
    regex                 *prefix, *suffix, *infix, *token_match, *url_match; // NULL: none
    str_table              exceptions; // text -> index into rules->exceptions
    size_t                 longest_exception;
} chunk_rules;

// A token's text, and its norm where an exception gives one (else norm.at == NULL).
typedef exception_part chunk_piece;
typedef LIST(chunk_piece) piece_list;

bool open_chunk_rules(arena *a, const tokenizer_rules *rules, chunk_rules *compiled,
                      ro_error *error) MUST_CHECK;
void close_chunk_rules(chunk_rules *compiled);

// The exception for exactly this text, or NULL.
const tokenizer_exception *find_exception(const chunk_rules *c, str text);

// Appends the pieces of a chunk (spec 4.2), which is not empty.
void split_chunk(const chunk_rules *c, matcher *m, arena *a, str chunk, piece_list *pieces);

// The same as if there were no exceptions, for a text that may hold white space (spec 4.1).
void split_plainly(const chunk_rules *c, matcher *m, arena *a, str text, piece_list *pieces);

// Whether an exception is one that split_plainly may take apart.
bool has_affixes(const chunk_rules *c, matcher *m, str text);

// ---- Chunks of a text (spec 4.1) ---------------------------------------------------------

typedef struct {
    str  text;
    bool space_after; // one U+0020, which belongs to no chunk
} chunk;

// Takes the next chunk off *rest. False at the end.
bool take_chunk(str *rest, chunk *taken);

#endif
