/*
 * options.h - the command line, read.
 *
 * One table lists the commands, one the options; --help, the checks and the man
 * page's test all come from them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_APP_OPTIONS_H
#define HSY_APP_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* Exit status of the program (FORMATS.md §1). */
enum {
    HSY_EXIT_DONE = 0,
    HSY_EXIT_NOTHING = 1,
    HSY_EXIT_USAGE = 2,
    HSY_EXIT_REFUSED = 3,
    HSY_EXIT_STORE = 4,
    HSY_EXIT_NETWORK = 5,
};

typedef struct hsy_options {
    const char *command;
    const char *const *args; /* INPUTs, or the query */
    uint32_t nargs;
    const char *database; /* -d */
    const char *output;   /* -o */
    const char *format;   /* --format */
    const char *story;    /* --story */
    const char *since;    /* --since */
    const char *home;     /* --home */
    uint32_t threads;     /* --threads; at least 1 */
    uint32_t limit;       /* --limit */
    uint32_t width;       /* --width; 0: not given */
    int64_t at;           /* --at; -1: not given */
    bool in_order;        /* --stream */
    bool text;            /* --text */
    bool conllu;          /* --conllu */
} hsy_options;

typedef int hsy_command_fn(const hsy_options *options);

typedef struct hsy_command {
    const char *name;
    const char *usage;   /* after "hearsay NAME" */
    const char *summary; /* one line */
    const char *options; /* letters of the options it takes, see options.c */
    hsy_command_fn *run;
    const char *help; /* the rest of --help */
} hsy_command;

/* The commands, ended by a row without a name. In commands.c. */
extern const hsy_command hsy_commands[];

/* Read the command line and run the command. Gives the exit status. */
int hsy_main(int argc, const char *const *argv);

#endif
