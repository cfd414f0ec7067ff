// atlas.c - `readout atlas`: installing and describing the atlas of places.
#include <string.h>

#include "cli.h"

int run_atlas(settings *given) {
    const char *what = given->inputs[0];
    ro_error    error = {0};
    if (strcmp(what, "install") == 0) {
        if (given->input_count != 3) {
            return complain_of_usage("atlas install: expected two wheels, found %d",
                                     given->input_count - 1);
        }
        if (!ro_install_atlas(given->inputs[1], given->inputs[2], &error)) return complain(&error);
        if (!given->quiet) printf("installed the atlas\n");
        return end_output(EXIT_WELL);
    }
    if (strcmp(what, "show") != 0 || given->input_count != 1) {
        return complain_of_usage("atlas: expected install REGIONS NAMES or show, found \"%s\"",
                                 what);
    }
    return show_answer(given, ro_describe_atlas(&error), &error,
                       "no atlas; `readout atlas install REGIONS NAMES` installs one");
}
