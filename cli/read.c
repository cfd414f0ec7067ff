// read.c - `readout read` and `readout parse`: reports in, records or trees out.
#include <string.h>

#include "cli.h"

typedef struct {
    bool warns_of_empty;
    bool has_failed;    // a report could not be read
    bool is_output_bad; // stdout cannot be written
} outcome;

static bool is_empty(ro_text text) {
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] != ' ' && (text.at[i] < '\t' || text.at[i] > '\r')) return false;
    }
    return true;
}

static bool print_result(void *context, const ro_result *result) {
    outcome *so_far = context;
    if (so_far->warns_of_empty && result->document && is_empty(result->report->text)) {
        fprintf(stderr, "readout: %.*s: the text is empty, and so is its record\n",
                (int)result->report->place.size, result->report->place.at);
    }
    if (result->problem) {
        fflush(stdout);
        complain(result->problem);
        so_far->has_failed = so_far->has_failed || result->problem->status != RO_OK;
    }
    so_far->is_output_bad = !put(result->rendered);
    return !so_far->is_output_bad;
}

static int read_with(settings *given, const ro_read_options *options) {
    ro_error  error = {0};
    ro_input *input = NULL;
    // As a pipeline every line in has its line out, so there an empty text is no failure.
    bool is_pipeline =
        given->from && strcmp(given->from, "jsonl") == 0 && options->form == RO_AS_JSON;
    bool      with_empty = is_pipeline || options->task == RO_PARSE;
    outcome   so_far = {.warns_of_empty = options->task == RO_READ && is_pipeline};
    int       status = open_inputs(given, with_empty, &input);
    ro_model *model = input ? open_model(given, options->task, &error) : NULL;
    if (input && !model) status = complain(&error);
    if (model) {
        bool is_done = ro_read_all(model, input, options, print_result, &so_far, &error);
        if (!is_done && !so_far.is_output_bad) complain(&error);
        status = is_done && !so_far.has_failed ? EXIT_WELL : EXIT_FAILED;
    }
    ro_close_input(input);
    ro_close_model(model);
    return end_output(status);
}

// The form that --to or --json asks for, or the usual one of the command.
static ro_form choose_form(const settings *given, ro_form usual) {
    const char *to = given->json ? "jsonl" : given->to;
    if (!to) return usual;
    if (strcmp(to, "page") == 0) return RO_AS_PAGE;
    return strcmp(to, "jsonl") == 0 ? RO_AS_JSON : RO_AS_CONLLU;
}

static int run_task(settings *given, ro_task task, ro_form usual) {
    int64_t threads, width;
    ro_form form = choose_form(given, usual);
    if (!read_count("threads", given->threads, 1, 256, 1, &threads)) return EXIT_USAGE;
    if (!read_count("width", given->width, 40, 1000, 0, &width)) return EXIT_USAGE;
    if (!check_tier(given)) return EXIT_USAGE;
    if (task == RO_PARSE && form == RO_AS_PAGE) {
        return complain_of_usage("parse: expected --to jsonl or conllu, found page");
    }
    return read_with(given, &(ro_read_options){.task = task,
                                               .form = form,
                                               .threads = (int)threads,
                                               .with_text = given->text,
                                               .colour = wants_colour(given, stdout),
                                               .width = columns_of_output(given)});
}

int run_read(settings *given) {
    return run_task(given, RO_READ, RO_AS_PAGE);
}
int run_parse(settings *given) {
    return run_task(given, RO_PARSE, RO_AS_CONLLU);
}
