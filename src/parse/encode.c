// encode.c - layer after layer over a batch of pieces of windows.
//
// A piece is at most PIECE_TOKENS of one window. The last layer needs its n rows; each layer
// before needs one row more on either side, real tokens or padding beyond the window:
//
//     layer 1     . . . a b c d e . . .      n + 2 (depth - 1) rows
//     layer 2       . . a b c d e . .
//     layer 3         . a b c d e .
//     layer 4           a b c d e            n rows
//
// Only those are computed. The rows of all pieces of a batch stand one behind another, so a row
// and its neighbours are 3 * width floats in one stretch: a layer's input, without a copy.
#include "parse/encode.h"

#include <stdlib.h>

enum { PIECE_TOKENS = 256 };

typedef struct {
    token_range window;
    int         begin, end; // tokens of this piece
} piece;

struct encoder_run {
    arena                 memory;
    const networks       *nets;
    const packed_encoder *encoder;
    embedder             *embeddings;

    piece *pieces; // of the current batch
    int    piece_count, row_count, first_row;
    float *now, *before; // (ROWS_IN_BATCH, width): what the current layer writes and reads

    const float **rows, **residuals; // (ROWS_IN_BATCH)
    window_row   *windows;           // (ROWS_IN_BATCH)
};

static int halo_of(const encoder_run *run) {
    return run->encoder->depth - 1;
}

static int rows_of_piece(const piece *p, int halo) {
    return p->end - p->begin + 2 * halo;
}

static embedded embedding_at(const encoder_run *run, const document *doc, const piece *p, int i) {
    bool is_inside = i >= p->window.begin && i < p->window.end;
    return is_inside ? embedding_of(run->embeddings, token_at(doc, i))
                     : padding_of(run->embeddings);
}

static void embed_pieces(encoder_run *run, const document *doc) {
    int depth = run->encoder->depth;
    begin_batch(run->embeddings);
    for (int i = 0; i < run->piece_count; i++) {
        const piece *p = &run->pieces[i];
        int          begin = p->begin - depth, end = p->end + depth;
        embed_tokens(run->embeddings, doc, begin > p->window.begin ? begin : p->window.begin,
                     end < p->window.end ? end : p->window.end);
    }
}

// The first layer, joined from what is known of the forms.
static void run_first_layer(encoder_run *run, const document *doc) {
    int halo = halo_of(run), count = 0;
    embed_pieces(run, doc);
    for (int i = 0; i < run->piece_count; i++) {
        const piece *p = &run->pieces[i];
        embedded     left = embedding_at(run, doc, p, p->begin - halo - 1);
        embedded     middle = embedding_at(run, doc, p, p->begin - halo);
        for (int at = p->begin - halo; at < p->end + halo; at++) {
            embedded right = embedding_at(run, doc, p, at + 1);
            run->windows[count++] =
                (window_row){left.left, middle.middle, right.right, middle.mixed};
            left = middle;
            middle = right;
        }
    }
    run->nets->kernels->maxout_window(&run->encoder->middle, run->windows, count, run->now);
}

// A layer from the second on. Every piece loses a row at either end.
static void run_layer(encoder_run *run, int layer) {
    size_t width = (size_t)run->encoder->width;
    int    halo = halo_of(run) - layer, count = 0;
    float *written = run->now;
    run->now = run->before;
    run->before = written;
    const float *from = run->before;
    for (int i = 0; i < run->piece_count; i++) {
        int rows = rows_of_piece(&run->pieces[i], halo);
        for (int r = 0; r < rows; r++, count++, from += width) {
            run->rows[count] = from;
            run->residuals[count] = from + width;
        }
        from += 2 * width;
    }
    run->nets->kernels->maxout(&run->encoder->layers[layer], run->rows, run->residuals, count,
                               run->now);
}

static void run_batch(encoder_run *run, const document *doc, row_taker take, void *context) {
    int count = 0;
    if (run->piece_count == 0) return;
    run_first_layer(run, doc);
    for (int l = 1; l < run->encoder->depth; l++) {
        run_layer(run, l);
    }
    for (int i = 0; i < run->piece_count; i++) {
        count += run->pieces[i].end - run->pieces[i].begin;
    }
    for (int r = 0; r < count; r++) {
        run->rows[r] = run->now + (size_t)r * (size_t)run->encoder->width;
    }
    take(context, run->first_row, run->rows, count);
    run->first_row += count;
    run->piece_count = run->row_count = 0;
}

void encode_windows(encoder_run *run, const document *doc, const token_range *windows, int count,
                    row_taker take, void *context) {
    run->first_row = run->piece_count = run->row_count = 0;
    for (int w = 0; w < count; w++) {
        for (int begin = windows[w].begin; begin < windows[w].end; begin += PIECE_TOKENS) {
            bool  is_last = windows[w].end - begin <= PIECE_TOKENS;
            piece p = {windows[w], begin, is_last ? windows[w].end : begin + PIECE_TOKENS};
            int   rows = rows_of_piece(&p, halo_of(run));
            if (run->row_count + rows > ROWS_IN_BATCH) run_batch(run, doc, take, context);
            run->pieces[run->piece_count++] = p;
            run->row_count += rows;
        }
    }
    run_batch(run, doc, take, context);
}

encoder_run *open_encoder_run(const networks *nets, int number, size_t budget) {
    encoder_run *run = calloc(1, sizeof *run);
    if (!run) die_of_no_memory(sizeof *run);
    run->nets = nets;
    run->encoder = &nets->encoders[number];
    run->embeddings = open_embedder(nets, number, budget);
    size_t floats = ROWS_IN_BATCH * (size_t)run->encoder->width;
    run->pieces = NEW_IN(&run->memory, piece, ROWS_IN_BATCH);
    run->now = NEW_IN(&run->memory, float, floats);
    run->before = NEW_IN(&run->memory, float, floats);
    run->rows = NEW_IN(&run->memory, const float *, ROWS_IN_BATCH);
    run->residuals = NEW_IN(&run->memory, const float *, ROWS_IN_BATCH);
    run->windows = NEW_IN(&run->memory, window_row, ROWS_IN_BATCH);
    return run;
}

void close_encoder_run(encoder_run *run) {
    if (!run) return;
    close_embedder(run->embeddings);
    close_arena(&run->memory);
    free(run);
}
