// roles.c - every token of the window as it stands to the cue, mixed with its neighbours, then
// the best chain of roles.
//
//     token + cue + path + distance + sentence + "is the cue" -> relu
//     row += relu(convolution over three rows)     mix.h
#include "attribution/roles.h"

#include "attribution/features.h"

// Number of the sentence of each token, counted from the cue's, within FARTHEST_SENTENCE.
static void number_sentences(const known_window *w, int cue_head, int *numbers) {
    const int first = w->window.begin;
    int       number = 0;
    for (int i = cue_head; i >= first; i--) {
        numbers[i - first] = FARTHEST_SENTENCE + number;
        if (token_at(w->doc, i)->starts_sentence && number > -FARTHEST_SENTENCE) number--;
    }
    number = 0;
    for (int i = cue_head + 1; i < w->window.end; i++) {
        if (token_at(w->doc, i)->starts_sentence && number < FARTHEST_SENTENCE) number++;
        numbers[i - first] = FARTHEST_SENTENCE + number;
    }
}

static void join_with_cue(const known_window *w, const cue_reading *found, const padded_rows *to) {
    const reader_weights *weights = w->weights;
    const int             first = w->window.begin;
    const size_t          width = to->width, left_room = product_room(&weights->left);
    const float *cue_row = w->tokens + (size_t)(found->head - first) * (size_t)weights->width;
    float *right = alloc_raw_in_arena(w->scratch, sizeof *right, product_room(&weights->right));
    int   *paths = NEW_IN(w->scratch, int, to->count);
    int   *sentences = NEW_IN(w->scratch, int, to->count);
    weights->kernels->multiply(&weights->right, &cue_row, 1, right);
    find_paths(w->doc, w->window, found->head, paths);
    number_sentences(w, found->head, sentences);
    for (size_t n = 0; n < to->count; n++) {
        const int    i = first + (int)n;
        const bool   is_cue = i >= found->cue.begin && i < found->cue.end;
        const float *rows[] = {
            w->left + n * left_room,
            right,
            weights->paths + (size_t)paths[n] * width,
            weights->distances + (size_t)distance_number(i - found->head) * width,
            weights->sentences + (size_t)sentences[n] * width,
            weights->cue_marks + (size_t)is_cue * width,
        };
        float *row = to->rows + n * width;
        weights->kernels->add_rows(rows, sizeof rows / sizeof *rows, 1, (int)width, row);
        for (size_t k = 0; k < width; k++) {
            row[k] = positive(row[k]);
        }
    }
}

static chain_path choose_roles(const known_window *w, const padded_rows *seen) {
    const packed_matrix *role = &w->weights->role;
    const size_t         room = product_room(role);
    const float        **rows = NEW_IN(w->scratch, const float *, seen->count);
    float *scores = alloc_raw_in_arena(w->scratch, sizeof *scores, seen->count * room);
    for (size_t n = 0; n < seen->count; n++) {
        rows[n] = seen->rows + n * seen->width;
    }
    w->weights->kernels->multiply(role, rows, (int)seen->count, scores);
    const chain_row row = {scores, room, (int)seen->count};
    return find_best_path(&w->weights->role_chain, &row, w->scratch);
}

// The least margin of a span's tokens and of the one behind it, which ends it.
static float margin_of_span(const chain_path *path, int begin, int end, int count) {
    float least = path->margins[begin];
    for (int i = begin + 1; i < count && i <= end; i++) {
        if (path->margins[i] < least) least = path->margins[i];
    }
    return least;
}

// Of several sources the first is kept.
static void take_spans(const known_window *w, const chain_path *path, cue_reading *found) {
    const int first = w->window.begin, count = w->window.end - first;
    bool      has_source = false, has_score = false;
    for (int begin = 0, end; begin < count; begin = end) {
        const uint8_t label = path->labels[begin];
        const bool    is_span = label == ROLE_B_SOURCE || label == ROLE_B_CONTENT;
        for (end = begin + 1; is_span && end < count && path->labels[end] == label + 1;) {
            end++;
        }
        const token_range words = {first + begin, first + end};
        if (!is_span || (label == ROLE_B_SOURCE && has_source)) continue;
        if (label == ROLE_B_SOURCE) {
            found->source = words;
            has_source = true;
        } else {
            PUSH_IN(&w->doc->memory, &found->content, words);
        }
        const float margin = margin_of_span(path, begin, end, count);
        if (!has_score || margin < found->role_score) found->role_score = margin;
        has_score = true;
    }
}

void read_cue_roles(const known_window *w, cue_reading *found) {
    const arena_mark  before = mark_arena(w->scratch);
    const size_t      count = (size_t)(w->window.end - w->window.begin);
    const padded_rows seen = make_padded(w->scratch, count, (size_t)w->weights->pair_width);
    join_with_cue(w, found, &seen);
    mix_rows(w->weights->kernels, &w->weights->rounds, &seen, w->scratch);
    const chain_path path = choose_roles(w, &seen);
    take_spans(w, &path, found);
    rewind_arena(w->scratch, before);
}
