// model.c - `readout model`: installing and listing models.
#include <string.h>

#include "cli.h"

static int install(const settings *given, const char *package) {
    ro_error error = {0};
    char     name[128];
    if (!ro_install_model(package, name, sizeof name, &error)) return complain(&error);
    printf(given->quiet ? "%s\n" : "installed %s\n", name);
    return end_output(EXIT_WELL);
}

int run_model(settings *given) {
    const char *what = given->inputs[0];
    if (strcmp(what, "install") == 0) {
        if (given->input_count != 2) {
            return complain_of_usage("model install: expected a wheel or a folder, found nothing");
        }
        return install(given, given->inputs[1]);
    }
    if (strcmp(what, "list") != 0 || given->input_count != 1) {
        return complain_of_usage("model: expected install PACKAGE or list, found \"%s\"", what);
    }
    ro_error error = {0};
    return show_answer(given, ro_list_models(&error), &error,
                       "no model; `readout model install WHEEL_OR_FOLDER` installs one");
}
