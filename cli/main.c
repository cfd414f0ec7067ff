// main.c - the `readout` program: finds the command, reads its options, runs it.
//
// Exit status: 0 done; 1 something failed (one line each on stderr, the rest was done); 2 the
// command line was not understood.
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

// A file that is opened while standard output is closed must not take its place.
static void keep_standard_places(void) {
    for (int place = STDIN_FILENO; place <= STDERR_FILENO; place++) {
        if (fcntl(place, F_GETFD) >= 0) continue;
        // Open the wrong way round, so that using it still fails.
        int opened = open("/dev/null", place == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        if (opened != place) return;
    }
}

int main(int count, char **arguments) {
    keep_standard_places();
    // A closed pipe shows up as a failed write, which end_output knows how to take.
    signal(SIGPIPE, SIG_IGN);
    if (count < 2) {
        print_usage(stderr);
        return EXIT_USAGE;
    }
    const char *name = arguments[1];
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        printf("readout %s\n", ro_version());
        return end_output(EXIT_WELL);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) name = "help";
    const command *of = find_command(name);
    if (!of) return complain_of_usage("there is no command \"%s\"; see `readout help`", name);
    settings given = {0};
    if (!read_options(of, count - 2, arguments + 2, &given)) return EXIT_USAGE;
    if (given.help) {
        print_help(stdout, of);
        return end_output(EXIT_WELL);
    }
    return of->run(&given);
}
