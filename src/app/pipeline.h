/*
 * pipeline.h - many pages at once, results in order.
 *
 * Threads take sources one after another (reading files is serial and cheap) and
 * read each to the engine's depth on a desk of their own. Results come out in the
 * order the sources came in, on the caller's thread, so that no output depends on
 * the number of threads. At most a window of results waits: memory is bounded by
 * the largest pages, not by the archive.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_APP_PIPELINE_H
#define HSY_APP_PIPELINE_H

#include "app/engine.h"
#include "input/input.h"

/* One page that was read. Take `keep` over by copying it and setting
 * item->keep.top to NULL; otherwise it is freed after the call. */
typedef struct hsy_item {
    hsy_arena keep;
    const hsy_source *source;   /* valid during the call only */
    const hsy_article *article; /* in keep */
    const hsy_reading *reading; /* in keep; NULL below HSY_DEPTH_FACT */
    const hsy_doc *doc;         /* valid during the call only; NULL at HSY_DEPTH_PAGE */
} hsy_item;

/* Called for each page in order. A status other than HSY_OK ends the run. */
typedef hsy_status hsy_item_fn(void *user, hsy_item *item, hsy_error *err);

typedef struct hsy_run_totals {
    uint32_t read, refused;
} hsy_run_totals;

/* Read all of `args`. Refused pages and inputs go to `log` in order, with level
 * HSY_REFUSED. `threads` at least 1. */
hsy_status hsy_pipeline_run(const hsy_engine *engine, const char *const *args, uint32_t nargs,
                            bool in_order, uint32_t threads, const hsy_log *log,
                            hsy_item_fn *take, void *user, hsy_run_totals *ret_totals,
                            hsy_error *err);

#endif
