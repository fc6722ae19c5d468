/*
 * cmd_diff.c - hearsay diff: what changed in a database since a time.
 *
 * The ledger is made twice: of the articles that were published before, and of all. No
 * history has to be kept for this, and the answer is the same whenever it is asked.
 *
 * Which articles were known before: recent.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/commands.h"
#include "app/look.h"
#include "app/recent.h"
#include "base/day.h"

#include <string.h>

typedef hsy_status format_fn(hsy_buf *buf, const hsy_changes_input *input,
                             const hsy_report_options *options, hsy_error *err);

struct diff {
    hsy_run_state *run;
    int64_t since;
    hsy_corpus now, before;
    hsy_changes changes;
    uint32_t undated; /* taken as known before */
};

static format_fn *find_format(const char *name)
{
    static const struct {
        const char *name;
        format_fn *write;
    } formats[] = {
        {"text", hsy_changes_text},
        {"md", hsy_changes_markdown},
        {"json", hsy_changes_json},
    };

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!name || strcmp(name, formats[i].name) == 0)
            return formats[i].write;
    return NULL;
}

static hsy_status compare(struct diff *d, hsy_error *err)
{
    hsy_status status = hsy_recent_load(d->run, d->since, &d->now, &d->before, &d->undated, err);

    if (status)
        return status;
    return hsy_changes_make(
        &d->now.arena,
        (hsy_ledger_of){&d->before.ledger, d->before.sources.data, d->before.sources.count},
        (hsy_ledger_of){&d->now.ledger, d->now.sources.data, d->now.sources.count}, &d->changes,
        err);
}

static hsy_status write_changes(struct diff *d, format_fn *write, hsy_error *err)
{
    hsy_report_options options = hsy_look(d->run);
    hsy_changes_input input = {
        .now = hsy_look_input(d->run, &d->now),
        .before = hsy_look_input(d->run, &d->before),
        .changes = &d->changes,
        .since = hsy_str_of(d->run->options->since),
        .undated = d->undated,
    };
    hsy_status status = write(&d->run->line, &input, &options, err);

    return status ? status : hsy_run_write(d->run, err);
}

static int run_diff(struct diff *d, format_fn *write)
{
    hsy_error err = {0};

    hsy_corpus_init(&d->now);
    hsy_corpus_init(&d->before);
    int status = HSY_EXIT_DONE;
    if (compare(d, &err) || write_changes(d, write, &err))
        status = hsy_run_fail(&err);
    hsy_corpus_clear(&d->before);
    hsy_corpus_clear(&d->now);
    return status;
}

static int wrong_use(const char *what, const char *about)
{
    fprintf(stderr, "hearsay: %s%s\n", what, about);
    return HSY_EXIT_USAGE;
}

int hsy_cmd_diff(const hsy_options *options)
{
    format_fn *write = find_format(options->format);
    hsy_run_state run;

    if (!options->database || options->nargs || !options->since)
        return wrong_use("diff needs -d DB and --since TIME, and no INPUT", "");
    if (!write)
        return wrong_use("no such format (text, md, json): ", options->format);
    struct diff d = {.run = &run, .since = hsy_minutes_of(hsy_str_of(options->since))};
    if (d.since == HSY_NO_TIME)
        return wrong_use("not a time such as 2031-05-06 or 2031-05-06T07:30Z: ", options->since);
    int status = hsy_run_start(&run, options, HSY_DEPTH_LEDGER);
    if (status)
        return status;
    status = run_diff(&d, write);
    return hsy_run_end(&run, status, d.changes.count > 0);
}
