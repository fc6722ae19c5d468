/* add.h - reading pages into a database, for `add` and `report -d`.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HSY_APP_ADD_H
#define HSY_APP_ADD_H

#include "app/run.h"

/* Read all INPUTs of `run` into the database of -d, in batches of one transaction
 * each; then bring stories and claims up to date. `*ret_added` counts what was
 * new. Gives the exit status so far. */
int hsy_add_pages(hsy_run_state *run, uint32_t *ret_added);

#endif
