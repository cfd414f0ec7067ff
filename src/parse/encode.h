// encode.h - the encoders: from word forms to vectors that have seen their neighbours (spec 5.5).
//
// A window is a range of tokens that is encoded as a text of its own: beyond its ends stand
// padding rows. Windows never influence one another, and how they are batched changes no bit.
#ifndef READOUT_ENCODE_H
#define READOUT_ENCODE_H

#include "parse/embed.h"

enum { ROWS_IN_BATCH = 320 };

typedef struct encoder_run encoder_run; // an encoder with its memory, for one thread

encoder_run *open_encoder_run(const networks *nets, int number, size_t budget);
void         close_encoder_run(encoder_run *run); // takes NULL

// Takes encoded rows as they come, in the order of the tokens of the windows. `rows` are numbered
// through all windows from `first` on; each has the encoder's width. At most
// ROWS_IN_BATCH come at once.
typedef void (*row_taker)(void *context, int first, const float *const *rows, int count);

// Encodes all windows, a batch of tokens at a time.
void encode_windows(encoder_run *run, const document *doc, const token_range *windows, int count,
                    row_taker take, void *context);

#endif
