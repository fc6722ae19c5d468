/*
 * run.h - what the commands share: one run from arguments to exit status.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_APP_RUN_H
#define HSY_APP_RUN_H

#include "app/corpus.h"
#include "app/options.h"
#include "app/pipeline.h"
#include "base/buf.h"
#include "store/store.h"

#include <stdio.h>

/* A run: the options, the loaded engine, where results go, what went wrong. */
typedef struct hsy_run_state {
    const hsy_options *options;
    hsy_engine engine;
    FILE *out;
    hsy_buf line; /* for one object at a time */
    hsy_log log;  /* messages to stderr; refusals kept in `refused` too */
    hsy_arena arena;
    HSY_VEC(const char *) refused;
    hsy_run_totals totals;
    bool wrote; /* a result was written */
} hsy_run_state;

/* Load the engine to `depth` and open the output. On failure the message is
 * printed and the exit status given; 0 to go on. */
int hsy_run_start(hsy_run_state *run, const hsy_options *options, hsy_depth depth);

/* Read all INPUTs, one call a page. Gives the exit status so far. */
int hsy_run_pages(hsy_run_state *run, hsy_item_fn *take, void *user);

/* Fill `corpus` from the INPUTs, or from the database of -d when there are no
 * INPUTs, and close it. Gives the exit status so far. */
int hsy_run_corpus(hsy_run_state *run, hsy_corpus *corpus, bool with_ledger);

/* Take up what the database says was refused. */
hsy_status hsy_run_load_refusals(hsy_run_state *run, hsy_store *store, hsy_error *err);

/* A whole command on a corpus: start, fill, `write`, end. Gives the exit status; "nothing
 * found" when nothing was written. */
typedef hsy_status hsy_corpus_fn(hsy_run_state *run, const hsy_corpus *corpus, hsy_error *err);
int hsy_run_on_corpus(const hsy_options *options, bool with_ledger, hsy_corpus_fn *write);

/* Write what `line` holds and empty it. HSY_IO with `err` when that fails. */
hsy_status hsy_run_write(hsy_run_state *run, hsy_error *err);

/* The same for people: without what would steer their terminal. */
hsy_status hsy_run_write_text(hsy_run_state *run, hsy_error *err);

/* Print the error and give the exit status that belongs to it. */
int hsy_run_fail(const hsy_error *err);

/* Close the output; the exit status in the end: `status`, else 3 when something
 * was refused, else 1 when `found` is false, else 0. */
int hsy_run_end(hsy_run_state *run, int status, bool found);

#endif
