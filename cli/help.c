// help.c - `readout help`, made from the tables of options.c.
#include <string.h>

#include "cli.h"

enum { MOST_WORDS = 40 };

void print_usage(FILE *out) {
    fputs("usage: readout COMMAND [OPTIONS] [ARGUMENTS]\n\n"
          "Readout reads news reports of conflicts and negotiations and keeps the sourced record:\n"
          "who said what, to whom, how many, when - and according to whom.\n\n",
          out);
    for (int i = 0; i < COMMAND_COUNT; i++) {
        fprintf(out, "  %-12s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    }
    fputs("\n`readout help COMMAND` tells its options; readout(1) is the manual.\n"
          "Try: readout read REPORT.txt --published 2031-04-07\n",
          out);
}

void print_help(FILE *out, const command *of) {
    fprintf(out, "usage: readout %s%s%s%s\n\n%c%s.\n", of->name,
            strcmp(of->options, "help") == 0 ? "" : " [OPTIONS]", of->arguments[0] ? " " : "",
            of->arguments, of->summary[0] - ('a' - 'A'), of->summary + 1);
    if (of->about) fprintf(out, "%s\n", of->about);
    fputc('\n', out);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const option *o = &OPTIONS[i];
        char          left[48];
        if (!has_option(of, o)) continue;
        snprintf(left, sizeof left, "%s%c%s --%s%s%s", o->letter ? "-" : " ",
                 o->letter ? o->letter : ' ', o->letter ? "," : " ", o->name, o->value ? " " : "",
                 o->value ? o->value : "");
        // A long list of words is for completion and complaints.
        bool has_few = o->words && strlen(o->words) <= MOST_WORDS;
        fprintf(out, "  %-27s %s%s%s%s\n", left, o->help, has_few ? " (" : "",
                has_few ? o->words : "", has_few ? ")" : "");
    }
}

int run_help(settings *given) {
    if (given->input_count == 0) {
        print_usage(stdout);
        return end_output(EXIT_WELL);
    }
    const command *of = find_command(given->inputs[0]);
    if (!of)
        return complain_of_usage("there is no command \"%s\"; see `readout help`",
                                 given->inputs[0]);
    print_help(stdout, of);
    return end_output(EXIT_WELL);
}
