// encoder.h - a transformer encoder of the BERT type: a row of numbers for every piece of a text,
// made from all pieces of its window.
//
//     text_encoder *e = open_encoder(folder, &(encoder_options){.arithmetic = ENCODE_IN_BYTES}, error);
//     piece_window window = {ids, count};
//     float *rows = NEW_IN(a, float, count_encoded_rows(&window, 1) * encoder_width(e));
//     encode_pieces(e, scratch, &window, 1, rows);   // [CLS], the pieces, [SEP]
//
// The same window gives the same bits whatever stands beside it, on every processor. What the rows
// are for is not known here: heads on them are others' business. An encoder never changes: threads
// share it, each with a scratch arena of its own.
//
//     settings.c   the shape, from config.json        wordpiece.c   text into pieces
//     weights.c    tensors, and the overlay's         encoder.c     opening
//     layers.c     the arithmetic                     pool.c        one row for a whole text
#ifndef READOUT_ENCODER_H
#define READOUT_ENCODER_H

#include "encoder/wordpiece.h"
#include "math/bytes.h"

typedef struct text_encoder text_encoder;

typedef enum {
    ENCODE_IN_FLOATS,
    ENCODE_IN_BYTES, // products of bytes: two to three times as fast; rows are 5 % off
} encoder_arithmetic;

typedef struct {
    encoder_arithmetic arithmetic;
    // A safetensors file in memory, which must outlive the encoder; empty: none. Tensors of it take
    // the place of the base's, and those of the base are then never read. Matrices may be I8 with
    // one F32 scale a row in "NAME.scale", F16 or F32.
    str                 overlay;
    const kernels      *k;      // NULL: the fastest
    const byte_kernels *byte_k; // NULL: the fastest
} encoder_options;

// A package's folder: config.json, tokenizer.json and model.safetensors, which is mapped; an
// installed one has a pieces.txt, which is read instead of tokenizer.json.
text_encoder *open_encoder(const char *folder, const encoder_options *options,
                           ro_error *error) MUST_CHECK;

// The same from the files' bytes; those of the weights must outlive the encoder.
typedef struct {
    const char *place; // for messages
    str         config, tokenizer, weights;
    str         pieces; // empty: those of the tokenizer
} encoder_files;

text_encoder *open_encoder_files(const encoder_files *files, const encoder_options *options,
                                 ro_error *error) MUST_CHECK;
void          close_encoder(text_encoder *e);

const wordpiece *wordpiece_of(const text_encoder *e);
int              encoder_width(const text_encoder *e);
int              longest_window(const text_encoder *e); // pieces, [CLS] and [SEP] not counted
size_t           encoder_memory(const text_encoder *e); // bytes of its own, mapped ones not counted

// ---- Encoding ----------------------------------------------------------------------------

typedef struct {
    const int32_t *pieces;
    int            count; // 0 to longest_window
} piece_window;

// Rows that the windows come to: two more than pieces for each.
size_t count_encoded_rows(const piece_window *windows, int count);

// out (count_encoded_rows, width): window after window, each [CLS], its pieces, [SEP].
void encode_pieces(const text_encoder *e, arena *scratch, const piece_window *windows, int count,
                   float *out);

// The embedding of a whole text: the mean of its window's rows, [CLS] and [SEP] with them, brought
// to length 1. out (width)
void pool_mean(const float *rows, int count, int width, float *out);

#endif
