// talk.c - what the program says: complaints on stderr, results on stdout.
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"

int complain(const ro_error *error) {
    fprintf(stderr, "readout: %s\n", error->message);
    return error->status == RO_BAD_INPUT ? EXIT_USAGE : EXIT_FAILED;
}

int complain_of_usage(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("readout: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return EXIT_USAGE;
}

bool read_count(const char *option_name, const char *value, int64_t least, int64_t most,
                int64_t missing, int64_t *count) {
    char *end = NULL;
    if (!value) {
        *count = missing;
        return true;
    }
    errno = 0;
    long long number = strtoll(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || number < least || number > most) {
        complain_of_usage("--%s: expected a number from %lld to %lld, found \"%s\"", option_name,
                          (long long)least, (long long)most, value);
        return false;
    }
    *count = number;
    return true;
}

bool wants_colour(const settings *given, FILE *out) {
    const char *forbidden = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (given->colour && strcmp(given->colour, "always") == 0) return true;
    if (given->colour && strcmp(given->colour, "never") == 0) return false;
    if (forbidden && forbidden[0]) return false;
    return isatty(fileno(out)) && terminal && strcmp(terminal, "dumb") != 0;
}

int columns_of_output(const settings *given) {
    enum { USUAL = 80, WIDEST = 120 };
    struct winsize window;
    if (given->width) return (int)strtol(given->width, NULL, 10);
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0) return USUAL;
    if (window.ws_col == 0) return USUAL;
    return window.ws_col < WIDEST ? window.ws_col : WIDEST;
}

// A reader that has seen enough (`readout list | head`) is no failure worth a line.
static void complain_of_output(int problem) {
    if (problem == EPIPE) return;
    fprintf(stderr, "readout: standard output cannot be written: %s\n", strerror(problem));
}

bool put(ro_text text) {
    if (text.size == 0 || fwrite(text.at, 1, text.size, stdout) == text.size) return true;
    complain_of_output(errno);
    return false;
}

int end_output(int status) {
    if (ferror(stdout)) return EXIT_FAILED; // put has said so
    if (fflush(stdout) == 0) return status;
    complain_of_output(errno);
    return EXIT_FAILED;
}

int show_answer(const settings *given, ro_answer *answer, const ro_error *error,
                const char *when_empty) {
    ro_answer_form form = given->json  ? RO_ANSWER_JSON
                          : given->csv ? RO_ANSWER_CSV
                                       : RO_ANSWER_TABLE;
    if (!answer) return complain(error);
    if (form == RO_ANSWER_TABLE && ro_answer_rows(answer) == 0) {
        fprintf(stderr, "%s\n", when_empty);
    } else {
        put(ro_render_answer(answer, form, columns_of_output(given), wants_colour(given, stdout)));
    }
    ro_close_answer(answer);
    return end_output(EXIT_WELL);
}
