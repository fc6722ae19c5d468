/*
 * cmd_report.c - hearsay report: the main job.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/add.h"
#include "app/commands.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PIPE_COLUMNS 100 /* width where there is no terminal to ask */
#define MIN_COLUMNS 40

typedef hsy_status format_fn(hsy_buf *buf, const hsy_report_input *input,
                             const hsy_report_options *options, hsy_error *err);

static format_fn *find_format(const char *name)
{
    static const struct {
        const char *name;
        format_fn *write;
    } formats[] = {
        {"text", hsy_report_text},
        {"md", hsy_report_markdown},
        {"html", hsy_report_html},
        {"json", hsy_report_json},
    };

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!name || strcmp(name, formats[i].name) == 0)
            return formats[i].write;
    return NULL;
}

/* Width and colour follow the terminal; NO_COLOR (no-color.org) and pipes give
 * plain text. */
static hsy_report_options look(const hsy_run_state *run)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    hsy_report_options to = {.columns = PIPE_COLUMNS};
    struct winsize size;

    if (run->out == stdout && isatty(STDOUT_FILENO)) {
        to.colour = !(no_color && *no_color) && !(term && strcmp(term, "dumb") == 0);
        if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
            to.columns = size.ws_col;
    }
    if (run->options->width)
        to.columns = (int)run->options->width;
    if (to.columns < MIN_COLUMNS)
        to.columns = MIN_COLUMNS;
    if (run->options->story)
        to.story = hsy_str_of(run->options->story);
    return to;
}

static int write_report(hsy_run_state *run, const hsy_corpus *corpus, format_fn *write)
{
    hsy_report_options options = look(run);
    hsy_report_input input = {
        .stories = &corpus->stories,
        .sources = corpus->sources.data,
        .nsources = corpus->sources.count,
        .ledger = &corpus->ledger,
        .refused = run->refused.data,
        .nrefused = run->refused.count,
    };
    hsy_error err = {0};

    hsy_status status = write(&run->line, &input, &options, &err);
    if (!status)
        status = hsy_run_write(run, &err);
    return status ? hsy_run_fail(&err) : HSY_EXIT_DONE;
}

/* With -d the pages go into the database first, and the report is on all of it. */
static int add_first(hsy_run_state *run, hsy_options *of_database)
{
    uint32_t added;
    int status = hsy_add_pages(run, &added);

    *of_database = *run->options;
    of_database->nargs = 0;
    run->options = of_database;
    run->refused.count = 0; /* they come back from the database */
    return status;
}

int hsy_cmd_report(const hsy_options *options)
{
    format_fn *write = find_format(options->format);
    hsy_run_state run;
    hsy_options of_database;
    hsy_corpus corpus;

    if (!write) {
        fprintf(stderr, "hearsay: no such format: %s (text, md, html, json)\n", options->format);
        return HSY_EXIT_USAGE;
    }
    int status = hsy_run_start(&run, options, HSY_DEPTH_FACT);
    if (status)
        return status;
    if (options->database && options->nargs)
        status = add_first(&run, &of_database);
    hsy_corpus_init(&corpus);
    if (!status)
        status = hsy_run_corpus(&run, &corpus, true);
    if (!status)
        status = write_report(&run, &corpus, write);
    bool found = corpus.sources.count > 0;
    hsy_corpus_clear(&corpus);
    return hsy_run_end(&run, status, found);
}
