// cli.h - what the subcommands of the `readout` program share. The program sees only readout.h.
#ifndef READOUT_CLI_H
#define READOUT_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "readout/readout.h"

// What the options came to. Every option of every command has its place here.
typedef struct {
    const char *from, *to, *model, *colour, *store;
    const char *published, *outlet, *by, *about, *since, *until, *of, *in, *near, *format, *act,
        *kind, *group;
    const char *threads, *width, *most, *number, *largest,
        *within; // numbers, checked by read_count
    bool   json, csv, text, quiet, help, fast, deep, rules;
    char **inputs; // what is no option
    int    input_count;
} settings;

enum { EXIT_WELL = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

// ---- Options (options.c) -----------------------------------------------------------------

typedef enum { OPTION_TEXT, OPTION_FLAG } option_kind;

typedef struct {
    const char *name;
    char        letter; // 0: none
    option_kind kind;
    size_t      place; // offset of a const char * or a bool in settings
    const char *value; // "FILE"
    const char *help;
    const char *words; // what the value may be, "text|jsonl|html", or NULL
} option;

typedef struct command {
    const char *name;
    const char *arguments;   // "[INPUT...]"
    const char *summary;     // one line
    const char *about;       // what `readout help NAME` says below it
    const char *options;     // names between spaces, in the order of the help
    int         least, most; // arguments; most < 0: any number
    int (*run)(settings *given);
} command;

extern const command COMMANDS[];
extern const int     COMMAND_COUNT;
extern const option  OPTIONS[];
extern const int     OPTION_COUNT;

const command *find_command(const char *name);
bool           has_option(const command *of, const option *which);

// Reads the options of a command. False after one line on stderr.
bool read_options(const command *of, int count, char **arguments, settings *given);

// ---- Talking (talk.c) --------------------------------------------------------------------

// "readout: ..." on stderr; returns EXIT_USAGE for RO_BAD_INPUT, which is what an option or question
// was, else EXIT_FAILED.
int complain(const ro_error *error);
int complain_of_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

// A number given by an option, between least and most; `missing` when it is not given.
bool read_count(const char *option_name, const char *value, int64_t least, int64_t most,
                int64_t missing, int64_t *count);

bool wants_colour(const settings *given, FILE *out);
int  columns_of_output(const settings *given);

bool put(ro_text text);      // to stdout; false when it cannot be written
int  end_output(int status); // flushes; EXIT_FAILED with a line when stdout is broken

// An answer on stdout, as --json, --csv or a table. Closes it. NULL with an error complains.
int show_answer(const settings *given, ro_answer *answer, const ro_error *error,
                const char *when_empty);

// ---- Progress (progress.c) ---------------------------------------------------------------

typedef struct {
    bool    is_shown; // only on a terminal
    double  began, drawn;
    int64_t reports, words;
} progress;

progress begin_progress(const settings *given);
void     count_report(progress *p, const ro_input *input, ro_text text);
void     clear_progress(progress *p); // takes the line away, until the next report is counted

// ---- Inputs (inputs.c) -------------------------------------------------------------------

// `with_empty`: texts of nothing but white space are texts too. Complains by itself; EXIT_WELL when
// the input is open.
int open_inputs(const settings *given, bool with_empty, ro_input **input);

// The store for a question, which makes none: a mistyped name is told of (store.c).
ro_store *open_kept_store(const settings *given, int *status);

// Complains of more than one of --deep, --fast and --rules.
bool check_tier(const settings *given);
// The model that --model, --deep, --fast and --rules name; rules alone for RO_PARSE. NULL with an error.
ro_model *open_model(const settings *given, ro_task task, ro_error *error);

// ---- Commands ----------------------------------------------------------------------------

int run_read(settings *given);
int run_explain(settings *given);
int run_parse(settings *given);
int run_add(settings *given);
int run_list(settings *given);
int run_show(settings *given);
int run_statements(settings *given);
int run_figures(settings *given);
int run_deadlines(settings *given);
int run_timeline(settings *given);
int run_search(settings *given);
int run_export(settings *given);
int run_info(settings *given);
int run_model(settings *given);
int run_atlas(settings *given);
int run_completion(settings *given);
int run_help(settings *given);

void print_usage(FILE *out);
void print_help(FILE *out, const command *of);

#endif
