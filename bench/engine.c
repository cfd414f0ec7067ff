// engine.c - how long each part of the language engine takes, on one thread.
//
//     engine MODEL FILE.jsonl...        paragraphs (lines) as windows of their own, as `read` does
//     engine --whole MODEL FILE.jsonl...    every text as one window, as `parse` does
//
// Times are processor time, so that other programs disturb less.
// --memory BYTES sets what a thread may use to remember word forms. READOUT_KERNELS chooses the
// kernels. Reading and parsing of the files is not counted.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/file.h"
#include "base/json.h"
#include "measure.h"
#include "parse/annotate.h"
#include "token/tokenizer.h"

enum { MOST_PARTS = 16 };

typedef struct {
    double      begun; // when the part that runs now began
    int         count;
    const char *names[MOST_PARTS];
    double      seconds[MOST_PARTS];
} stopwatch;

typedef struct {
    tokenizer        *tokenizer;
    vocabulary       *vocabulary;
    tokenizer_worker *tokens;
    annotator        *annotator;
    annotator_worker *worker;
    bool              is_whole;
    size_t            memory_budget;
    stopwatch         watch;
    size_t            texts, words, tokens_seen;
} bench;

static void note_part(void *context, const char *part) {
    stopwatch *watch = context;
    double     now = read_clock();
    int        i = 0;
    while (i < watch->count && strcmp(watch->names[i], part) != 0) {
        i++;
    }
    if (i == MOST_PARTS) return;
    if (i == watch->count) watch->names[watch->count++] = part;
    watch->seconds[i] += now - watch->begun;
    watch->begun = now;
}

typedef LIST(token_range) window_list;

static void tokenize_lines(bench *b, document *doc, window_list *windows) {
    for (size_t begin = 0; begin < doc->text.size;) {
        int64_t newline = b->is_whole ? -1 : find_char(doc->text, '\n', begin);
        size_t  end = newline < 0 ? doc->text.size : (size_t)newline;
        int     first = doc->tokens.count;
        if (end > begin) {
            tokenize(b->tokens, doc, (span){(uint32_t)begin, (uint32_t)end});
            const token_range window = {first, doc->tokens.count};
            PUSH_IN(&doc->memory, windows, window);
        }
        begin = end + 1;
    }
}

static void run_text(bench *b, str text) {
    window_list windows = {0};
    document   *doc = new_document();
    doc->text = copy_str(&doc->memory, text);
    b->watch.begun = read_clock();
    renew_vocabulary(b->vocabulary);
    tokenize_lines(b, doc, &windows);
    note_part(&b->watch, "tokenizer");
    annotate(b->worker, doc, windows.at, windows.count, WINDOW_IS_TEXT);
    b->texts++;
    b->words += count_words(text);
    b->tokens_seen += (size_t)doc->tokens.count;
    close_document(doc);
}

static bool run_file(bench *b, const char *path, ro_error *error) {
    mapped_file file;
    if (!map_file(path, &file, error)) return false;
    for (str rest = file.content; rest.size > 0;) {
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

static bool open_bench(bench *b, const pipeline *p, ro_error *error) {
    const char    *name = getenv("READOUT_KERNELS");
    const kernels *k = name ? find_kernels(name) : best_kernels();
    if (!k) return refuse(error, RO_NOT_FOUND, "READOUT_KERNELS: no %s here", name);
    b->annotator = open_annotator(p, k, error);
    b->tokenizer = open_tokenizer(p, error);
    if (!b->annotator || !b->tokenizer) return false;
    annotate_options options = {.lemmas = LEMMA_ORDER_NEWER,
                                .memory_budget = b->memory_budget,
                                .watcher = {.done = note_part, .context = &b->watch}};
    b->worker = open_annotator_worker(b->annotator, options);
    b->vocabulary = open_vocabulary(p);
    b->tokens = open_tokenizer_worker(b->tokenizer, b->vocabulary);
    printf("kernels: %s\n", k->name);
    return true;
}

static void close_bench(bench *b) {
    close_tokenizer_worker(b->tokens);
    close_vocabulary(b->vocabulary);
    close_annotator_worker(b->worker);
    close_tokenizer(b->tokenizer);
    close_annotator(b->annotator);
}

static void print_result(const bench *b, double load_seconds) {
    struct rusage usage;
    double        total = 0, tokens = (double)b->tokens_seen;
    for (int i = 0; i < b->watch.count; i++) {
        total += b->watch.seconds[i];
    }
    printf("%-16s %10s %12s %7s\n", "part", "us/token", "tokens/s", "share");
    for (int i = 0; i < b->watch.count; i++) {
        double seconds = b->watch.seconds[i];
        printf("%-16s %10.3f %12.0f %6.1f%%\n", b->watch.names[i], seconds / tokens * 1e6,
               tokens / seconds, seconds / total * 100);
    }
    getrusage(RUSAGE_SELF, &usage);
    printf("%-16s %10.3f %12.0f\n", "all", total / tokens * 1e6, tokens / total);
    printf("%zu texts, %zu words, %zu tokens; %.0f words/s; load %.3f s; peak memory %.0f MB\n",
           b->texts, b->words, b->tokens_seen, (double)b->words / total, load_seconds,
           (double)usage.ru_maxrss / 1024);
}

static bool run(bench *b, const char *model, char **paths, ro_error *error) {
    double           begun = read_clock();
    loaded_pipeline *loaded = open_pipeline(model, error);
    bool             is_good = loaded && open_bench(b, pipeline_of(loaded), error);
    double           load_seconds = read_clock() - begun;
    for (; is_good && *paths; paths++) {
        is_good = run_file(b, *paths, error);
    }
    if (is_good) print_result(b, load_seconds);
    close_bench(b);
    close_pipeline(loaded);
    return is_good;
}

int main(int count, char **arguments) {
    bench    b = {0};
    ro_error error = {0};
    int      at = 1;
    for (; at < count && arguments[at][0] == '-'; at++) {
        uint64_t bytes = 0;
        if (strcmp(arguments[at], "--whole") == 0) {
            b.is_whole = true;
        } else if (strcmp(arguments[at], "--memory") == 0 && at + 1 < count &&
                   read_uint64(str_of(arguments[at + 1]), &bytes)) {
            b.memory_budget = bytes;
            at++;
        } else {
            break;
        }
    }
    if (count < at + 2) {
        fprintf(stderr, "usage: engine [--whole] [--memory BYTES] MODEL FILE.jsonl...\n");
        return 2;
    }
    if (!run(&b, arguments[at], arguments + at + 1, &error)) {
        fprintf(stderr, "engine: %s\n", error.message);
        return 1;
    }
    return 0;
}
