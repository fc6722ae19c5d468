/* cmd_stories.c - hearsay stories: who copied whom, what belongs together.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/commands.h"
#include "app/run.h"
#include "report/ndjson.h"

static int write_stories(hsy_run_state *run, const hsy_corpus *corpus)
{
    const hsy_stories *stories = &corpus->stories;
    hsy_error err = {0};
    hsy_status status = HSY_OK;

    for (uint32_t i = 0; !status && i < stories->nmembers; i++) {
        hsy_ndjson_membership(&run->line, stories, i);
        status = hsy_run_write(run, &err);
    }
    for (uint32_t i = 0; !status && i < stories->nstories; i++) {
        hsy_ndjson_story(&run->line, stories, i);
        status = hsy_run_write(run, &err);
    }
    return status ? hsy_run_fail(&err) : HSY_EXIT_DONE;
}

int hsy_cmd_stories(const hsy_options *options)
{
    hsy_run_state run;
    hsy_corpus corpus;
    int status = hsy_run_start(&run, options, HSY_DEPTH_FACT);

    if (status)
        return status;
    hsy_corpus_init(&corpus);
    status = hsy_run_corpus(&run, &corpus, false);
    if (!status)
        status = write_stories(&run, &corpus);
    bool found = corpus.stories.nstories > 0;
    hsy_corpus_clear(&corpus);
    return hsy_run_end(&run, status, found);
}
