// explain.c - `readout explain`: finds the report, reads it, and asks why a record stands as it does.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

// What "ID/s3" names: ID (NULL where not given) and s3.
typedef struct {
    const char *report, *record;
    char       *memory;
} wanted;

static wanted read_wanted(const char *given) {
    const char *slash = strrchr(given, '/');
    if (!slash) return (wanted){NULL, given, NULL};
    char *copy = strdup(given);
    if (!copy) abort();
    copy[slash - given] = '\0';
    return (wanted){copy, copy + (slash - given) + 1, copy};
}

static bool is_wanted(const ro_report *report, const char *id) {
    return !id ||
           (report->id.size == strlen(id) && memcmp(report->id.at, id, report->id.size) == 0);
}

static ro_document *complain_of_report(const char *id, ro_error *error) {
    error->status = RO_NOT_FOUND;
    if (id) {
        snprintf(error->message, sizeof error->message,
                 "no report of the input has the id \"%.200s\"", id);
    } else {
        snprintf(error->message, sizeof error->message, "the input has no report");
    }
    return NULL;
}

// The one report that is wanted, read. NULL with an error when there is none, or more than one.
static ro_document *read_wanted_report(const ro_model *model, ro_input *input, const wanted *what,
                                       const ro_read_options *options, ro_error *error) {
    ro_report    report;
    ro_document *found = NULL;
    for (;;) {
        ro_next next = ro_next_report(input, &report, error);
        if (next == RO_END) break;
        if (next == RO_PROBLEM) {
            complain(error);
            continue;
        }
        if (!is_wanted(&report, what->report)) continue;
        if (found) {
            ro_close_document(found);
            error->status = RO_BAD_INPUT;
            snprintf(error->message, sizeof error->message,
                     "the input has more than one such report; name it as ID/%.100s", what->record);
            return NULL;
        }
        found = ro_read_report(model, &report, options, error);
        if (!found) return NULL;
    }
    return found ? found : complain_of_report(what->report, error);
}

static ro_document *find_document(settings *given, const ro_model *model, const wanted *what,
                                  const ro_read_options *options, ro_error *error) {
    const char  *place = given->inputs[0];
    ro_document *found = NULL;
    if (strcmp(place, "-") == 0 || access(place, F_OK) == 0) {
        ro_input *input = NULL;
        given->input_count = 1;
        if (open_inputs(given, false, &input) != EXIT_WELL) return NULL;
        found = read_wanted_report(model, input, what, options, error);
        ro_close_input(input);
        return found;
    }
    int64_t   number = 0;
    int       status;
    ro_store *store = NULL;
    if (read_count("version", given->number, 1, INT32_MAX, 0, &number))
        store = open_kept_store(given, &status);
    if (store) found = ro_read_kept_report(model, store, place, (int)number, options, error);
    ro_close_store(store);
    return found;
}

int run_explain(settings *given) {
    ro_error error = {0};
    int64_t  width;
    if (!read_count("width", given->width, 40, 1000, 0, &width) || !check_tier(given)) {
        return EXIT_USAGE;
    }
    const ro_read_options options = {.task = RO_READ,
                                     .form = given->json ? RO_AS_JSON : RO_AS_PAGE,
                                     .colour = wants_colour(given, stdout),
                                     .width = columns_of_output(given)};
    ro_model             *model = open_model(given, RO_READ, &error);
    if (!model) return complain(&error);
    const ro_read_options reading = {.task = RO_READ, .form = RO_AS_NOTHING};
    const wanted          what = read_wanted(given->inputs[1]);
    ro_document          *document = find_document(given, model, &what, &reading, &error);
    bool is_done = document && ro_explain_record(document, what.record, &options, &error);
    int  status = EXIT_WELL;
    if (is_done) {
        put(ro_rendered(document));
    } else {
        status = error.status == RO_OK ? EXIT_FAILED : complain(&error);
    }
    ro_close_document(document);
    ro_close_model(model);
    free(what.memory);
    return end_output(status);
}
