/* cmd_extract.c - hearsay extract: article text and metadata.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/commands.h"
#include "app/run.h"
#include "report/ndjson.h"

static hsy_status take(void *user, hsy_item *item, hsy_error *err)
{
    hsy_run_state *run = user;

    hsy_ndjson_article(&run->line, item->article);
    return hsy_run_write(run, err);
}

int hsy_cmd_extract(const hsy_options *options)
{
    hsy_run_state run;
    int status = hsy_run_start(&run, options, HSY_DEPTH_PAGE);

    if (status)
        return status;
    status = hsy_run_pages(&run, take, &run);
    return hsy_run_end(&run, status, run.totals.read > 0);
}
