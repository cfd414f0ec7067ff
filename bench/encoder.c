// encoder.c - words a second of an encoder, on one thread: bench_encoder [--floats] FOLDER FILE.jsonl...
//
// Each text is cut into windows of WINDOW pieces. The time is that of the processor, which other
// programs disturb less. READOUT_KERNELS chooses the kernels.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/file.h"
#include "base/json.h"
#include "encoder/encoder.h"
#include "measure.h"

enum { WINDOW = 200, MOST_WORDS = 40000 };

typedef struct {
    arena         memory, scratch;
    text_encoder *e;
    double        split_seconds, encode_seconds;
    size_t        words, pieces;
} bench;

typedef LIST(piece_window) window_list;

static void run_text(bench *b, str text) {
    arena_mark  before = mark_arena(&b->memory);
    piece_list  pieces = {0};
    window_list windows = {0};
    double      begun = read_clock();
    split_text(wordpiece_of(b->e), text, &b->memory, &pieces);
    double   is_split = read_clock();
    int32_t *ids = NEW_IN(&b->memory, int32_t, pieces.count);
    for (int i = 0; i < pieces.count; i++) {
        ids[i] = pieces.at[i].id;
    }
    for (int i = 0; i < pieces.count; i += WINDOW) {
        int some = pieces.count - i < WINDOW ? pieces.count - i : WINDOW;
        PUSH_IN(&b->memory, &windows, ((piece_window){ids + i, some}));
    }
    size_t rows = count_encoded_rows(windows.at, windows.count);
    float *out = NEW_IN(&b->memory, float, rows *(size_t)encoder_width(b->e));
    encode_pieces(b->e, &b->scratch, windows.at, windows.count, out);
    b->split_seconds += is_split - begun;
    b->encode_seconds += read_clock() - is_split;
    b->words += count_words(text);
    b->pieces += (size_t)pieces.count;
    rewind_arena(&b->memory, before);
}

static bool run_file(bench *b, const char *path, ro_error *error) {
    mapped_file file;
    if (!map_file(path, &file, error)) return false;
    for (str rest = file.content; rest.size > 0 && b->words < MOST_WORDS;) {
        str line = cut_at(&rest, '\n');
        if (line.size == 0) continue;
        json_value *report = read_json(line, path, error);
        if (!report) break;
        run_text(b, json_str(json_get(report, "text")));
        close_json(report);
    }
    unmap_file(&file);
    return error->message[0] == '\0';
}

static bool run(bench *b, const char *folder, encoder_options options, char **paths,
                ro_error *error) {
    const char *name = getenv("READOUT_KERNELS");
    options.k = name ? find_kernels(name) : NULL;
    options.byte_k = name ? find_byte_kernels(name) : NULL;
    double begun = read_clock();
    b->e = open_encoder(folder, &options, error);
    double load_seconds = read_clock() - begun;
    bool   is_good = b->e != NULL;
    for (; is_good && *paths; paths++) {
        is_good = run_file(b, *paths, error);
    }
    if (!is_good) return false;
    double        seconds = b->split_seconds + b->encode_seconds;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%zu words, %zu pieces; %.0f words/s (pieces alone: %.0f); load %.3f s; "
           "weights %.1f MB, peak memory %.0f MB\n",
           b->words, b->pieces, (double)b->words / seconds, (double)b->words / b->split_seconds,
           load_seconds, (double)encoder_memory(b->e) / 1e6, (double)usage.ru_maxrss / 1024);
    return true;
}

int main(int count, char **arguments) {
    bench           b = {0};
    ro_error        error = {0};
    encoder_options options = {.arithmetic = ENCODE_IN_BYTES};
    int             at = 1;
    if (count > 1 && strcmp(arguments[1], "--floats") == 0) {
        options.arithmetic = ENCODE_IN_FLOATS;
        at++;
    }
    if (count < at + 2) {
        fprintf(stderr, "usage: bench_encoder [--floats] FOLDER FILE.jsonl...\n");
        return 2;
    }
    bool is_good = run(&b, arguments[at], options, arguments + at + 1, &error);
    if (!is_good) fprintf(stderr, "bench_encoder: %s\n", error.message);
    close_encoder(b.e);
    close_arena(&b.memory);
    close_arena(&b.scratch);
    return is_good ? 0 : 1;
}
