// store.c - the commands that keep reports and ask about them.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

// ---- Keeping -----------------------------------------------------------------------------

typedef struct {
    ro_store *store;
    ro_input *input;
    progress  shown;
    int64_t   added, unchanged, versions, failed;
    bool      is_store_bad;
} keeping;

static bool wants_new_report(void *context, const ro_report *report) {
    keeping *k = context;
    if (!ro_has_report(k->store, report)) return true;
    k->unchanged++;
    count_report(&k->shown, k->input, report->text);
    return false;
}

static bool keep_result(void *context, const ro_result *result) {
    keeping *k = context;
    ro_error error = {0};
    ro_added added;
    if (result->problem) {
        clear_progress(&k->shown);
        complain(result->problem);
        k->failed += result->problem->status != RO_OK;
    }
    if (!result->document) return true;
    if (!ro_add_document(k->store, result->document, &added, &error)) {
        clear_progress(&k->shown);
        complain(&error);
        k->is_store_bad = true;
        return false;
    }
    k->added += added == RO_ADDED;
    k->unchanged += added == RO_UNCHANGED;
    k->versions += added == RO_NEW_VERSION;
    count_report(&k->shown, k->input, result->report->text);
    return true;
}

static void print_summary(const keeping *k) {
    printf("%lld added", (long long)k->added);
    if (k->versions) printf(", %lld changed", (long long)k->versions);
    if (k->unchanged) printf(", %lld already there", (long long)k->unchanged);
    if (k->failed) printf(", %lld not read", (long long)k->failed);
    printf("  (%s)\n", ro_store_path(k->store));
}

static int keep_all(settings *given, const ro_model *model, keeping *k, int threads) {
    ro_error              error = {0};
    const ro_read_options options = {.task = RO_READ,
                                     .form = RO_AS_NOTHING,
                                     .threads = threads,
                                     .wants_report = wants_new_report,
                                     .context = k};
    k->shown = begin_progress(given);
    bool is_done = ro_read_all(model, k->input, &options, keep_result, k, &error);
    clear_progress(&k->shown);
    if (!is_done && !k->is_store_bad) complain(&error);
    if (!given->quiet) print_summary(k);
    return is_done && k->failed == 0 ? EXIT_WELL : EXIT_FAILED;
}

int run_add(settings *given) {
    ro_error error = {0};
    keeping  k = {0};
    int64_t  threads;
    if (!read_count("threads", given->threads, 1, 256, 1, &threads)) return EXIT_USAGE;
    if (!check_tier(given)) return EXIT_USAGE;
    int status = open_inputs(given, false, &k.input);
    if (!k.input) return status;
    ro_model *model = open_model(given, RO_READ, &error);
    k.store = model ? ro_open_store(given->store, &error) : NULL;
    status = k.store ? keep_all(given, model, &k, (int)threads) : complain(&error);
    ro_close_input(k.input);
    ro_close_store(k.store);
    ro_close_model(model);
    return end_output(status);
}

// ---- Asking ------------------------------------------------------------------------------

// "20", "20km" and "20 km" are the same.
static bool read_kilometres(const char *value, int64_t *kilometres) {
    char        digits[24];
    size_t      size = value ? strspn(value, "0123456789") : 0;
    const char *unit = value ? value + size : "";
    bool        has_unit = strcmp(unit, "km") == 0 || strcmp(unit, " km") == 0;
    if (has_unit && size > 0 && size < sizeof digits) {
        memcpy(digits, value, size);
        digits[size] = '\0';
        value = digits;
    }
    return read_count("within", value, 1, 20000, 0, kilometres);
}

static bool make_question(const settings *given, ro_question *question) {
    *question = (ro_question){.by = given->by,
                              .about = given->about,
                              .since = given->since,
                              .until = given->until,
                              .outlet = given->outlet,
                              .of = given->of,
                              .act = given->act,
                              .by_speaker = given->group && strcmp(given->group, "speaker") == 0,
                              .in = given->in,
                              .near = given->near,
                              .kind = given->kind};
    int64_t width;
    return read_kilometres(given->within, &question->within) &&
           read_count("limit", given->most, 1, 1000000000, 0, &question->most) &&
           read_count("width", given->width, 40, 1000, 0, &width);
}

ro_store *open_kept_store(const settings *given, int *status) {
    ro_error error = {.status = RO_NOT_FOUND};
    if (given->store && given->store[0] && access(given->store, F_OK) != 0) {
        snprintf(error.message, sizeof error.message,
                 "there is no store %.200s; `readout add --store` makes one", given->store);
        *status = complain(&error);
        return NULL;
    }
    ro_store *store = ro_open_store(given->store, &error);
    if (!store) *status = complain(&error);
    return store;
}

typedef ro_answer *(*ask)(ro_store *store, const ro_question *question, ro_error *error);

static int ask_store(const settings *given, const ro_question *question, ask with,
                     const char *when_empty) {
    ro_error  error = {0};
    int       status = EXIT_WELL;
    ro_store *store = open_kept_store(given, &status);
    if (!store) return status;
    status = show_answer(given, with(store, question, &error), &error, when_empty);
    ro_close_store(store);
    return status;
}

static int run_question(const settings *given, ask with, const char *when_empty) {
    ro_question question;
    if (!make_question(given, &question)) return EXIT_USAGE;
    return ask_store(given, &question, with, when_empty);
}

int run_list(settings *given) {
    return run_question(given, ro_list_reports, "no such report; `readout add` keeps some");
}
int run_statements(settings *given) {
    return run_question(given, ro_find_statements, "no such statement");
}
int run_figures(settings *given) {
    return run_question(given, ro_find_figures, "no such figure");
}
int run_deadlines(settings *given) {
    return run_question(given, ro_find_deadlines, "no such deadline");
}
int run_timeline(settings *given) {
    return run_question(given, ro_make_timeline, "nothing with a date");
}

int run_search(settings *given) {
    ro_question question;
    if (!make_question(given, &question)) return EXIT_USAGE;
    size_t size = 1;
    for (int i = 0; i < given->input_count; i++) {
        size += strlen(given->inputs[i]) + 1;
    }
    char *words = calloc(size, 1);
    if (!words) abort();
    for (int i = 0, at = 0; i < given->input_count; i++) {
        at += snprintf(words + at, size - (size_t)at, "%s%s", i ? " " : "", given->inputs[i]);
    }
    question.about = words;
    int status = ask_store(given, &question, ro_search_reports, "nothing with these words");
    free(words);
    return status;
}

static ro_answer *describe(ro_store *store, const ro_question *question, ro_error *error) {
    (void)question;
    return ro_describe_store(store, error);
}

int run_info(settings *given) {
    return run_question(given, describe, "an empty store");
}

int run_show(settings *given) {
    ro_error error = {0};
    int64_t  number, width;
    if (!read_count("version", given->number, 1, INT32_MAX, 0, &number)) return EXIT_USAGE;
    if (!read_count("width", given->width, 40, 1000, 0, &width)) return EXIT_USAGE;
    int       status = EXIT_WELL;
    ro_store *store = open_kept_store(given, &status);
    if (!store) return status;
    const ro_read_options options = {.task = RO_READ,
                                     .form = given->json ? RO_AS_JSON : RO_AS_PAGE,
                                     .with_text = given->text,
                                     .colour = wants_colour(given, stdout),
                                     .width = columns_of_output(given)};
    ro_document          *document =
        ro_load_document(store, given->inputs[0], (int)number, &options, &error);
    if (document) {
        put(ro_rendered(document));
    } else {
        status = complain(&error);
    }
    ro_close_document(document);
    ro_close_store(store);
    return end_output(status);
}

// ---- Export ------------------------------------------------------------------------------

static bool put_line(void *context, ro_text line) {
    bool *is_output_bad = context;
    *is_output_bad = !put(line);
    return !*is_output_bad;
}

int run_export(settings *given) {
    ro_error error = {0};
    bool     is_output_bad = false;
    if (given->format && strcmp(given->format, "csv") == 0) {
        given->csv = true;
        return run_question(given, ro_find_statements, "no statements");
    }
    int       status = EXIT_WELL;
    ro_store *store = open_kept_store(given, &status);
    if (!store) return status;
    bool is_done = ro_export_records(store, given->text, put_line, &is_output_bad, &error);
    if (!is_done && !is_output_bad) complain(&error);
    ro_close_store(store);
    return end_output(is_done ? EXIT_WELL : EXIT_FAILED);
}
