// pieces.h - the vocabulary of a WordPiece tokenizer: which piece has which number.
//
// Packages have it in a tokenizer.json, which takes longer to read than a short report does.
// Installing makes a plain list of it:
//
//     readout pieces 1
//     [PAD]
//                         a number without a piece
//     ##fire              the number is that of the line, from 0
#ifndef READOUT_MODEL_PIECES_H
#define READOUT_MODEL_PIECES_H

#include "base/arena.h"
#include "base/error.h"

enum { LONGEST_PIECED_WORD = 100 }; // in characters: what a tokenizer.json must say

typedef struct {
    str *at;    // (count); empty where the number has none
    int  count; // at least one
} piece_names;

// From a tokenizer.json that splits as BERT's uncased tokenizer does; refuses any other.
bool read_tokenizer_json(str settings, const char *place, arena *a, piece_names *pieces,
                         ro_error *error) MUST_CHECK;

// From such a list, in which the names then lie.
bool read_piece_list(str list, const char *place, arena *a, piece_names *pieces,
                     ro_error *error) MUST_CHECK;

str make_piece_list(arena *a, const piece_names *pieces);

#endif
