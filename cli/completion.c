// completion.c - completion for shells, made from the tables of options.c, so that it cannot fall
// behind them.
#include <string.h>

#include "cli.h"

static void list_commands(const char *between) {
    for (int i = 0; i < COMMAND_COUNT; i++) {
        printf("%s%s", i ? between : "", COMMANDS[i].name);
    }
}

static void print_bash(void) {
    puts("# bash completion for readout\n_readout() {\n    local current previous command words\n"
         "    current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
         "    command=${COMP_WORDS[1]}\n    COMPREPLY=()\n    if [ \"$COMP_CWORD\" = 1 ]; then");
    printf("        COMPREPLY=($(compgen -W \"");
    list_commands(" ");
    puts("\" -- \"$current\"))\n        return\n    fi\n"
         "    # --from=js comes as three words\n"
         "    [ \"$current\" = \"=\" ] && current=\n"
         "    [ \"$previous\" = \"=\" ] && previous=${COMP_WORDS[COMP_CWORD-2]}\n"
         "    case $previous in");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!OPTIONS[i].words) continue;
        printf("        --%s", OPTIONS[i].name);
        if (OPTIONS[i].letter) printf("|-%c", OPTIONS[i].letter);
        printf(") COMPREPLY=($(compgen -W \"");
        for (const char *c = OPTIONS[i].words; *c; c++) {
            putchar(*c == '|' ? ' ' : *c);
        }
        puts("\" -- \"$current\")); return ;;");
    }
    puts("    esac\n    case $command in");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        printf("        %s) words=\"", COMMANDS[i].name);
        for (int o = 0; o < OPTION_COUNT; o++) {
            if (has_option(&COMMANDS[i], &OPTIONS[o])) printf("--%s ", OPTIONS[o].name);
        }
        if (strcmp(COMMANDS[i].name, "model") == 0) printf("install list");
        if (strcmp(COMMANDS[i].name, "completion") == 0) printf("bash zsh fish");
        puts("\" ;;");
    }
    puts(
        "    esac\n    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "    [ \"${current#-}\" = \"$current\" ] && COMPREPLY+=($(compgen -f -- \"$current\"))\n}\n"
        "complete -o filenames -F _readout readout");
}

// Single quotes end a string of zsh and fish; our help has none but may get one.
static void print_quoted(const char *text) {
    putchar('\'');
    for (; *text; text++) {
        if (*text == '\'') {
            fputs("'\\''", stdout);
        } else {
            putchar(*text);
        }
    }
    putchar('\'');
}

static void print_zsh_option(const option *o) {
    char spec[256];
    char words[256] = "";
    if (o->words) {
        snprintf(words, sizeof words, "(%s)", o->words);
        for (char *c = words; *c; c++) {
            if (*c == '|') *c = ' ';
        }
    }
    snprintf(spec, sizeof spec, "--%s%s[%s]%s%s%s%s", o->name, o->value ? "=" : "", o->help,
             o->value ? ":" : "", o->value ? o->value : "", o->value ? ":" : "",
             o->words   ? words
             : o->value ? "_files"
                        : "");
    printf("                ");
    print_quoted(spec);
    puts(" \\");
}

static void print_zsh(void) {
    puts("#compdef readout\n# zsh completion for readout\n_readout() {\n    local -a commands\n"
         "    commands=(");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        char both[160];
        snprintf(both, sizeof both, "%s:%s", COMMANDS[i].name, COMMANDS[i].summary);
        printf("        ");
        print_quoted(both);
        putchar('\n');
    }
    puts("    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        "
         "return\n"
         "    fi\n    case $words[2] in");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        printf("        %s)\n            _arguments \\\n", COMMANDS[i].name);
        for (int o = 0; o < OPTION_COUNT; o++) {
            if (has_option(&COMMANDS[i], &OPTIONS[o])) print_zsh_option(&OPTIONS[o]);
        }
        puts("                '*:input:_files' ;;");
    }
    puts("    esac\n}\n_readout \"$@\"");
}

static void print_fish(void) {
    puts("# fish completion for readout");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        printf("complete -c readout -n __fish_use_subcommand -f -a %s -d ", COMMANDS[i].name);
        print_quoted(COMMANDS[i].summary);
        putchar('\n');
        for (int o = 0; o < OPTION_COUNT; o++) {
            const option *which = &OPTIONS[o];
            if (!has_option(&COMMANDS[i], which)) continue;
            printf("complete -c readout -n '__fish_seen_subcommand_from %s' -l %s",
                   COMMANDS[i].name, which->name);
            if (which->letter) printf(" -s %c", which->letter);
            if (which->value) printf(" -r");
            if (which->words) {
                printf(" -f -a '");
                for (const char *c = which->words; *c; c++) {
                    putchar(*c == '|' ? ' ' : *c);
                }
                putchar('\'');
            }
            printf(" -d ");
            print_quoted(which->help);
            putchar('\n');
        }
    }
}

int run_completion(settings *given) {
    static const struct {
        const char *shell;
        void (*print)(void);
    } shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(given->inputs[0], shells[i].shell) != 0) continue;
        shells[i].print();
        return end_output(EXIT_WELL);
    }
    return complain_of_usage("completion: expected bash, zsh or fish, found \"%s\"",
                             given->inputs[0]);
}
