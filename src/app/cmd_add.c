/* cmd_add.c - hearsay add: read pages into a database.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/add.h"
#include "app/commands.h"

#include <inttypes.h>

int hsy_cmd_add(const hsy_options *options)
{
    hsy_run_state run;
    uint32_t added = 0;

    if (!options->database || options->nargs == 0) {
        fputs("hearsay: add needs -d DB and at least one INPUT\n", stderr);
        return HSY_EXIT_USAGE;
    }
    int status = hsy_run_start(&run, options, HSY_DEPTH_FACT);
    if (status)
        return status;
    status = hsy_add_pages(&run, &added);
    if (!status)
        fprintf(stderr, "hearsay: %" PRIu32 " added, %" PRIu32 " there already, %" PRIu32
                        " refused\n",
                added, run.totals.read - added, run.totals.refused);
    return hsy_run_end(&run, status, run.totals.read > 0);
}
