/*
 * recent.h - a database as it is, and as it was before a time.
 *
 * Stories are made twice, of all articles and of those that were known before, from what
 * is kept to tell them apart by. Only articles of stories that differ are read back, and
 * only these stories get their claims: of the others there is nothing to tell. Both corpora
 * have all articles all the same, so that they can be counted.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_APP_RECENT_H
#define HSY_APP_RECENT_H

#include "app/run.h"

/* Fill both, which are empty, from the database of the run. An article whose day alone is
 * known counts for the whole of that day: it can have come after `since`. One without a date
 * is known before, unless all dated articles of its story are new: then so is it.
 * `*ret_undated`: how many without a date are taken as known before. */
hsy_status hsy_recent_load(hsy_run_state *run, int64_t since, hsy_corpus *now,
                           hsy_corpus *before, uint32_t *ret_undated, hsy_error *err);

#endif
