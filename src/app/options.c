/* options.c - see options.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_THREADS 256

enum kind { FLAG, NUMBER, WORD };

/* The letter is how a command's row names the option; where it is also a short
 * form ("-d"), `has_short` says so. */
static const struct option {
    char letter;
    bool has_short;
    const char *name;
    enum kind kind;
    const char *value;
    const char *help;
} options[] = {
    /* clang-format off */
    {'d', true,  "database", WORD,   "DB",     "the database to work on"},
    {'o', true,  "output",   WORD,   "FILE",   "write to FILE instead of standard output"},
    {'f', false, "format",   WORD,   "FORMAT", "text, md, html or json (default: text)"},
    {'S', false, "story",    WORD,   "ID",     "only the story with this id"},
    {'n', false, "since",    WORD,   "TIME",   "what was published at TIME or later is new (2031-05-06, 2031-05-06T07:30Z)"},
    {'W', false, "width",    NUMBER, "COLUMNS","width of the text (default: the terminal's)"},
    {'l', false, "limit",    NUMBER, "N",      "at most N results (default: 20)"},
    {'a', false, "at",       NUMBER, "BYTE",   "only what was read at this byte of the source"},
    {'s', false, "stream",   FLAG,   NULL,     "take the articles in the order given; say each decision as it was at arrival"},
    {'t', false, "text",     FLAG,   NULL,     "plain text in, one document a file; an empty line ends a paragraph"},
    {'c', false, "conllu",   FLAG,   NULL,     "CoNLL-U in: keep its tokens and sentences, fill in the rest"},
    {'T', false, "threads",  NUMBER, "N",      "read N pages at once (default: the number of processors)"},
    {'H', false, "home",     WORD,   "DIR",    "the folder with the program's data/ and models/"},
    /* clang-format on */
};
#define NOPTIONS (sizeof options / sizeof *options)

static void print_commands(FILE *out)
{
    fputs("hearsay reads news pages and writes a sourced situation report.\n\n"
          "usage: hearsay COMMAND [OPTION...] [INPUT...]\n\ncommands:\n",
          out);
    for (const hsy_command *c = hsy_commands; c->name; c++)
        fprintf(out, "  %-9s %s\n", c->name, c->summary);
    fputs("\n`hearsay COMMAND --help` tells more. INPUT is a file, a folder, or \"-\" for standard\n"
          "input: pages in HTML, plain text as a crawler stored it, .jsonl of ready articles, web\n"
          "archives (WARC, ARC) or feeds (RSS, Atom, JSON Feed).\n\n"
          "exit status: 0 done; 1 nothing found; 2 wrong use; 3 some inputs were refused;\n"
          "4 database trouble; 5 network trouble\n",
          out);
}

static void print_help(const hsy_command *command)
{
    printf("usage: hearsay %s %s\n\n%s\n\noptions:\n", command->name, command->usage,
           command->help);
    for (size_t i = 0; i < NOPTIONS; i++) {
        const struct option *o = &options[i];
        char left[48];
        if (!strchr(command->options, o->letter))
            continue;
        int n = o->has_short ? snprintf(left, sizeof left, "-%c, --%s", o->letter, o->name)
                             : snprintf(left, sizeof left, "    --%s", o->name);
        if (o->value)
            snprintf(left + n, sizeof left - (size_t)n, " %s", o->value);
        printf("  %-22s %s\n", left, o->help);
    }
    printf("  %-22s %s\n", "-h, --help", "this text");
}

static int wrong_use(const hsy_command *command, const char *what, const char *about)
{
    fprintf(stderr, "hearsay: %s%s%s\n", what, about ? " " : "", about ? about : "");
    if (command)
        fprintf(stderr, "usage: hearsay %s %s\n", command->name, command->usage);
    else
        fputs("`hearsay --help` lists the commands\n", stderr);
    return HSY_EXIT_USAGE;
}

static const struct option *find_option(const hsy_command *command, const char *word,
                                        const char **ret_value)
{
    *ret_value = NULL;
    for (size_t i = 0; i < NOPTIONS; i++) {
        const struct option *o = &options[i];
        size_t len = strlen(o->name);
        if (!strchr(command->options, o->letter))
            continue;
        if (word[1] != '-') {
            if (!o->has_short || word[1] != o->letter)
                continue;
            *ret_value = word[2] ? word + 2 : NULL;
            return o;
        }
        if (strncmp(word + 2, o->name, len) != 0 || (word[2 + len] && word[2 + len] != '='))
            continue;
        *ret_value = word[2 + len] ? word + 3 + len : NULL;
        return o;
    }
    return NULL;
}

static bool read_number(const char *value, int64_t *ret)
{
    char *end;

    errno = 0;
    long long number = strtoll(value, &end, 10);
    *ret = number;
    return *value && !*end && errno == 0 && number >= 0;
}

static bool set_number(hsy_options *to, char letter, int64_t number)
{
    if (letter == 'a') {
        to->at = number;
        return true;
    }
    if (number < 1 || number > INT32_MAX)
        return false;
    if (letter == 'T')
        to->threads = number > MAX_THREADS ? MAX_THREADS : (uint32_t)number;
    else if (letter == 'l')
        to->limit = (uint32_t)number;
    else
        to->width = (uint32_t)number;
    return true;
}

static bool set_option(hsy_options *to, const struct option *o, const char *value)
{
    int64_t number;

    switch (o->letter) {
    case 'd': to->database = value; return true;
    case 'o': to->output = value; return true;
    case 'f': to->format = value; return true;
    case 'S': to->story = value; return true;
    case 'n': to->since = value; return true;
    case 'H': to->home = value; return true;
    case 's': to->in_order = true; return true;
    case 't': to->text = true; return true;
    case 'c': to->conllu = true; return true;
    default: return read_number(value, &number) && set_number(to, o->letter, number);
    }
}

static uint32_t processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > MAX_THREADS ? MAX_THREADS : (uint32_t)n;
}

/* Options may stand anywhere; after "--" everything is an argument. Gives -1 to
 * go on, else the exit status. */
static int read_words(const hsy_command *command, int argc, const char *const *argv,
                      const char **args, hsy_options *to)
{
    bool only_args = false;

    for (int i = 0; i < argc; i++) {
        const char *word = argv[i], *value;
        if (only_args || word[0] != '-' || !word[1]) {
            args[to->nargs++] = word;
            continue;
        }
        if (strcmp(word, "--") == 0) {
            only_args = true;
            continue;
        }
        if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0) {
            print_help(command);
            return HSY_EXIT_DONE;
        }
        const struct option *o = find_option(command, word, &value);
        if (!o)
            return wrong_use(command, "no such option:", word);
        if (o->kind == FLAG && value)
            return wrong_use(command, "this option takes no value:", word);
        if (o->kind != FLAG && !value && ++i < argc)
            value = argv[i];
        if (o->kind != FLAG && !value)
            return wrong_use(command, "a value is missing after", word);
        if (!set_option(to, o, value))
            return wrong_use(command, "not a number that makes sense:", value);
    }
    return -1;
}

static int run_command(const hsy_command *command, int argc, const char *const *argv)
{
    hsy_options to = {.command = command->name, .threads = processors(), .limit = 20, .at = -1};
    const char **args = calloc((size_t)argc + 1, sizeof *args);

    if (!args)
        return wrong_use(NULL, "out of memory", NULL);
    to.args = args;
    int status = read_words(command, argc, argv, args, &to);
    if (status < 0)
        status = command->run(&to);
    free(args);
    return status;
}

int hsy_main(int argc, const char *const *argv)
{
    if (argc < 2)
        return wrong_use(NULL, "no command given", NULL);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        print_commands(stdout);
        return HSY_EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("hearsay " HSY_VERSION);
        return HSY_EXIT_DONE;
    }
    for (const hsy_command *c = hsy_commands; c->name; c++)
        if (strcmp(argv[1], c->name) == 0)
            return run_command(c, argc - 2, argv + 2);
    return wrong_use(NULL, "no such command:", argv[1]);
}
