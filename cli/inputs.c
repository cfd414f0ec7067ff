// inputs.c - opening what the user named.
#include <string.h>
#include <unistd.h>

#include "cli.h"

static ro_input_format format_of(const char *name) {
    if (!name) return RO_FROM_GUESS;
    if (strcmp(name, "text") == 0) return RO_FROM_TEXT;
    return strcmp(name, "html") == 0 ? RO_FROM_HTML : RO_FROM_JSONL;
}

int open_inputs(const settings *given, bool with_empty, ro_input **input) {
    static const char *const standard[] = {"-"};
    const char *const       *paths = (const char *const *)given->inputs;
    size_t                   count = (size_t)given->input_count;
    ro_error                 error = {0};
    int64_t                  largest;
    if (!read_count("largest", given->largest, 1, 1024, 0, &largest)) return EXIT_USAGE;
    if (count == 0) {
        if (isatty(STDIN_FILENO)) {
            fputs("readout: reading from the terminal; end with Ctrl-D\n", stderr);
        }
        paths = standard;
        count = 1;
    }
    const ro_input_options options = {.format = format_of(given->from),
                                      .largest = (size_t)largest << 20,
                                      .published = given->published,
                                      .outlet = given->outlet,
                                      .with_empty = with_empty};
    *input = ro_open_input(paths, count, &options, &error);
    return *input ? EXIT_WELL : complain(&error);
}

bool check_tier(const settings *given) {
    const bool is_one = given->fast + given->deep + given->rules <= 1;
    if (!is_one) complain_of_usage("expected one of --deep, --fast and --rules, found more");
    return is_one;
}

ro_model *open_model(const settings *given, ro_task task, ro_error *error) {
    ro_model_options options = {.name_or_path = given->model};
    if (given->fast) options.tier = RO_TIER_FAST;
    if (given->deep) options.tier = RO_TIER_DEEP;
    if (given->rules || task == RO_PARSE) options.tier = RO_TIER_RULES;
    return ro_open_model_with(&options, error);
}
