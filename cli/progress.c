// progress.c - one line on the terminal while long work goes on: share, rate, time left.
#include <time.h>
#include <unistd.h>

#include "cli.h"

static double now(void) {
    struct timespec clock;
    clock_gettime(CLOCK_MONOTONIC, &clock);
    return (double)clock.tv_sec + (double)clock.tv_nsec * 1e-9;
}

progress begin_progress(const settings *given) {
    return (progress){.is_shown = !given->quiet && isatty(STDERR_FILENO), .began = now()};
}

static int64_t count_words(ro_text text) {
    int64_t words = 0;
    bool    is_in_word = false;
    for (size_t i = 0; i < text.size; i++) {
        bool is_space = text.at[i] == ' ' || text.at[i] == '\n';
        words += !is_space && !is_in_word;
        is_in_word = !is_space;
    }
    return words;
}

static void draw(const progress *p, const ro_input *input, double elapsed) {
    enum { BAR = 24 };
    static const char full[] = "########################", none[] = "........................";
    uint64_t          done = 0, all = 0;
    ro_input_progress(input, &done, &all);
    double share = all > 0 ? (double)done / (double)all : 0;
    int    filled = share >= 1 ? BAR : (int)(share * BAR);
    double rate = elapsed > 0 ? (double)p->words / elapsed : 0;
    fprintf(stderr, "\r\x1b[K");
    if (all > 0) {
        fprintf(stderr, "[%.*s%.*s] %3.0f %%  ", filled, full, BAR - filled, none, share * 100);
    }
    fprintf(stderr, "%lld reports, %.0f words/s", (long long)p->reports, rate);
    if (share > 0.02 && share < 1) {
        int left = (int)(elapsed * (1 - share) / share + 0.5);
        fprintf(stderr, ", %d:%02d left", left / 60, left % 60);
    }
    fflush(stderr);
}

void count_report(progress *p, const ro_input *input, ro_text text) {
    p->reports++;
    p->words += count_words(text);
    double elapsed = now() - p->began;
    if (!p->is_shown || elapsed - p->drawn < 0.1) return;
    p->drawn = elapsed;
    draw(p, input, elapsed);
}

void clear_progress(progress *p) {
    if (p->is_shown) fprintf(stderr, "\r\x1b[K");
    p->drawn = 0;
}
