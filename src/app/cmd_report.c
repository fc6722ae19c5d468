/*
 * cmd_report.c - hearsay report: the main job.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/add.h"
#include "app/commands.h"
#include "app/look.h"

#include <string.h>

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

static int write_report(hsy_run_state *run, const hsy_corpus *corpus, format_fn *write)
{
    hsy_report_options options = hsy_look(run);
    hsy_report_input input = hsy_look_input(run, corpus);
    hsy_error err = {0};

    hsy_status status = write(&run->line, &input, &options, &err);
    if (!status)
        status = hsy_run_write(run, &err);
    return status ? hsy_run_fail(&err) : HSY_EXIT_DONE;
}

static bool has_story(const hsy_corpus *corpus, hsy_str id)
{
    for (uint32_t s = 0; s < corpus->stories.nstories; s++)
        if (hsy_str_eq(corpus->stories.stories[s].id, id))
            return true;
    return false;
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
    int status = hsy_run_start(&run, options, options->nargs ? HSY_DEPTH_FACT : HSY_DEPTH_LEDGER);
    if (status)
        return status;
    if (options->database && options->nargs)
        status = add_first(&run, &of_database);
    hsy_corpus_init(&corpus);
    if (!status)
        status = hsy_run_corpus(&run, &corpus, true);
    if (!status)
        status = write_report(&run, &corpus, write);
    bool found = options->story ? has_story(&corpus, hsy_str_of(options->story))
                                : corpus.sources.count > 0;
    hsy_corpus_clear(&corpus);
    return hsy_run_end(&run, status, found);
}
