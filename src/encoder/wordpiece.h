// wordpiece.h - text as an encoder of the BERT type reads it: words in lower case without accents,
// each cut into the longest pieces that the vocabulary has.
//
//     "Unmoved, she said."  ->  un ##mo ##ved , she said .
//
// The pieces are those of the `tokenizers` library for such a tokenizer.json, with two differences:
// a text that spells a special piece ("[SEP]") is text, and characters that came to Unicode between
// versions 8 and 14 are known.
#ifndef READOUT_ENCODER_WORDPIECE_H
#define READOUT_ENCODER_WORDPIECE_H

#include "base/error.h"
#include "base/list.h"

typedef struct wordpiece wordpiece;

typedef struct {
    int32_t id;
    span    where; // in the text that was given
} piece;

typedef LIST(piece) piece_list;

// A tokenizer.json, or the list of pieces that was made of it (model/pieces.h).
typedef struct {
    const char *place; // for messages
    str         content;
    bool        is_list;
} wordpiece_file;

// Refuses what is not of this type.
wordpiece *open_wordpiece(const wordpiece_file *file, ro_error *error) MUST_CHECK;
void       close_wordpiece(wordpiece *w);

int32_t piece_count(const wordpiece *w);    // every id is below
int32_t piece_of_begin(const wordpiece *w); // [CLS]
int32_t piece_of_end(const wordpiece *w);   // [SEP]
int32_t piece_of_unknown(const wordpiece *w);

// Appends the pieces of a text.
void split_text(const wordpiece *w, str text, arena *a, piece_list *pieces);

// The pieces of a short text, such as one token. Writes the first `room` of them and returns how
// many there are.
int split_word(const wordpiece *w, str word, int32_t *ids, int room);

#endif
