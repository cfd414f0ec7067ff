// engine.c - how long each part of the engine takes, on one thread.
//
//     bench_engine [--rules | --fast | --deep | --parse] FILE.jsonl...
//
// Each line is read as `readout read` reads it, or `readout parse`. Times are processor time, so that
// other programs disturb less; reading the files is not counted. READOUT_MODEL and READOUT_KERNELS
// choose. What figures, times and places cost together is held against the share that they may: the
// exit status is 1 where they cost more.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/file.h"
#include "base/json.h"
#include "engine/worker.h"
#include "measure.h"

enum { MOST_PARTS = 24 };

static const double      MOST_SHARE = 0.15;
static const char *const HELD[] = {"figures", "times", "places"};

typedef struct {
    double      begun; // when the part that runs now began
    int         count;
    const char *names[MOST_PARTS];
    double      seconds[MOST_PARTS];
} stopwatch;

typedef struct {
    ro_model       *model;
    worker         *worker;
    ro_read_options options;
    stopwatch       watch;
    size_t          texts, words, tokens;
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

static bool run_text(bench *b, const json_value *line, ro_error *error) {
    str       text = json_str(json_get(line, "text"));
    ro_report report = {.text = text_of_str(text),
                        .title = text_of_str(json_str(json_get(line, "title"))),
                        .place = text_of_str(STR("bench"))};
    b->watch.begun = read_clock();
    ro_document *made = read_on_worker(b->worker, &report, &b->options, error);
    if (!made) return false;
    note_part(&b->watch, "the rest");
    b->texts++;
    b->words += count_words(text);
    b->tokens += (size_t)made->doc->tokens.count;
    ro_close_document(made);
    return true;
}

static bool run_file(bench *b, const char *path, ro_error *error) {
    mapped_file file;
    if (!map_file(path, &file, error)) return false;
    bool is_good = true;
    for (str rest = file.content; is_good && rest.size > 0;) {
        str line = cut_at(&rest, '\n');
        if (line.size == 0) continue;
        json_value *report = read_json(line, path, error);
        is_good = report && run_text(b, report, error);
        close_json(report);
    }
    unmap_file(&file);
    return is_good;
}

static void print_row(const char *name, double seconds, double tokens, double total) {
    printf("| %s | %.3f | %.1f %% |\n", name, seconds / tokens * 1e6, seconds / total * 100);
}

// Returns the share of what is held to one.
static double print_result(const bench *b, double load_seconds) {
    const stopwatch *watch = &b->watch;
    struct rusage    usage;
    double           total = 0, held = 0, tokens = (double)b->tokens;
    for (int i = 0; i < watch->count; i++) {
        total += watch->seconds[i];
        for (size_t n = 0; n < sizeof HELD / sizeof *HELD; n++) {
            if (strcmp(watch->names[i], HELD[n]) == 0) held += watch->seconds[i];
        }
    }
    printf("| part | us a token | share |\n| --- | ---: | ---: |\n");
    for (int i = 0; i < watch->count; i++) {
        print_row(watch->names[i], watch->seconds[i], tokens, total);
    }
    print_row("all", total, tokens, total);
    print_row("figures, times, places", held, tokens, total);
    getrusage(RUSAGE_SELF, &usage);
    printf("\n%zu reports, %zu words, %zu tokens; %.0f words/s; opened in %.3f s; peak %.0f MiB\n",
           b->texts, b->words, b->tokens, (double)b->words / total, load_seconds,
           (double)usage.ru_maxrss / 1024);
    return held / total;
}

static bool run(bench *b, ro_tier tier, char **paths, ro_error *error) {
    double           begun = read_clock();
    ro_model_options opening = {.tier = tier};
    b->model = ro_open_model_with(&opening, error);
    if (!b->model) return false;
    b->worker = open_worker(b->model, b->options.task);
    watch_parts(b->worker, (part_watcher){note_part, &b->watch});
    double load_seconds = read_clock() - begun;
    for (; *paths; paths++) {
        if (!run_file(b, *paths, error)) return false;
    }
    double share = b->tokens > 0 ? print_result(b, load_seconds) : 0;
    return share <= MOST_SHARE ||
           refuse(error, RO_TOO_LARGE,
                  "figures, times and places: expected at most %.0f %% of the time, found %.1f %%",
                  MOST_SHARE * 100, share * 100);
}

static const struct {
    const char *option;
    ro_tier     tier;
    ro_task     task;
} KINDS[] = {
    {"--rules", RO_TIER_RULES, RO_READ},
    {"--fast", RO_TIER_FAST, RO_READ},
    {"--deep", RO_TIER_DEEP, RO_READ},
    {"--parse", RO_TIER_RULES, RO_PARSE},
};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

int main(int count, char **arguments) {
    bench    b = {.options = {.form = RO_AS_JSON}};
    ro_error error = {0};
    ro_tier  tier = RO_TIER_USUAL;
    int      at = 1;
    for (int i = 0; count > 1 && i < KIND_COUNT; i++) {
        if (strcmp(arguments[1], KINDS[i].option) != 0) continue;
        tier = KINDS[i].tier;
        b.options.task = KINDS[i].task;
        at = 2;
    }
    if (count <= at || arguments[at][0] == '-') {
        fprintf(stderr,
                "usage: bench_engine [--rules | --fast | --deep | --parse] FILE.jsonl...\n");
        return 2;
    }
    bool is_good = run(&b, tier, arguments + at, &error);
    if (!is_good) fprintf(stderr, "bench_engine: %s\n", error.message);
    close_worker(b.worker);
    ro_close_model(b.model);
    return is_good ? 0 : 1;
}
