/* cmd_stories.c - hearsay stories: who copied whom, what belongs together.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/commands.h"
#include "app/run.h"
#include "report/ndjson.h"

static hsy_status write_stories(hsy_run_state *run, const hsy_corpus *corpus, hsy_error *err)
{
    const hsy_stories *stories = &corpus->stories;
    hsy_status status = HSY_OK;

    for (uint32_t i = 0; !status && i < stories->nmembers; i++) {
        hsy_ndjson_membership(&run->line, stories, i);
        status = hsy_run_write(run, err);
    }
    for (uint32_t i = 0; !status && i < stories->nstories; i++) {
        hsy_ndjson_story(&run->line, stories, i);
        status = hsy_run_write(run, err);
    }
    return status;
}

int hsy_cmd_stories(const hsy_options *options)
{
    return hsy_run_on_corpus(options, false, write_stories);
}
