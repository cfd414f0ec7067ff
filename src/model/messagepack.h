// messagepack.h - reading MessagePack: a cursor over bytes that stay where they are.
//
// The reader remembers the first problem and answers with zeros and empty texts after it, so that
// a caller reads a whole structure straight down and asks once, at the end, whether all was well:
//
//     pack_reader r = {.content = bytes, .place = "tokenizer", .error = error};
//     for (uint32_t n = read_map(&r); n > 0; n--) { str key = read_text(&r); ... }
//     if (!end_pack(&r)) return false;
//
// Counts are bounded by the bytes that are left, so a loop over one ends.
#ifndef READOUT_MODEL_MESSAGEPACK_H
#define READOUT_MODEL_MESSAGEPACK_H

#include "base/error.h"

typedef enum {
    PACK_NIL,
    PACK_BOOL,
    PACK_UNSIGNED,
    PACK_NEGATIVE,
    PACK_REAL,
    PACK_TEXT,
    PACK_BYTES,
    PACK_ARRAY,
    PACK_MAP,
} pack_kind;

typedef struct {
    pack_kind kind;
    uint64_t  number; // of PACK_UNSIGNED and PACK_BOOL; of PACK_NEGATIVE as two's complement
    double    real;
    str       bytes; // of PACK_TEXT and PACK_BYTES
    uint32_t  count; // elements of an array, pairs of a map: they follow
} pack_value;

typedef struct {
    str         content;
    size_t      at;
    const char *place; // names the file in messages
    ro_error   *error;
    bool        is_broken;
} pack_reader;

// The next value; of an array or a map only its head.
pack_value read_pack(pack_reader *r);
// Passes over a whole value.
void skip_pack(pack_reader *r);

// The next value when it is of this kind; anything else is a problem.
uint32_t read_map(pack_reader *r);
uint32_t read_array(pack_reader *r);
uint32_t read_map_up_to(pack_reader *r, uint32_t most);
uint32_t read_array_up_to(pack_reader *r, uint32_t most);
str      read_text(pack_reader *r); // text or bytes: writers use both for keys
uint64_t read_unsigned(pack_reader *r);
bool     read_bool(pack_reader *r);
str      read_text_or_nil(pack_reader *r); // at == NULL for nil

// Records a problem at the current byte, if it is the first; returns false.
bool refuse_pack(pack_reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

// True when there was no problem and nothing is left.
bool end_pack(pack_reader *r) MUST_CHECK;

#endif
