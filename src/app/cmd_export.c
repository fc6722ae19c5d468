/* cmd_export.c - hearsay export: everything in a database, as NDJSON.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/commands.h"
#include "app/run.h"
#include "report/ndjson.h"

/* One kind of object after another, each in its own order. */
static hsy_status write_all(hsy_run_state *run, const hsy_corpus *corpus, hsy_error *err)
{
    const hsy_stories *stories = &corpus->stories;
    hsy_status status = HSY_OK;

    for (uint32_t i = 0; !status && i < corpus->sources.count; i++) {
        hsy_ndjson_article(&run->line, corpus->sources.data[i].article);
        status = hsy_run_write(run, err);
    }
    for (uint32_t i = 0; !status && i < corpus->sources.count; i++) {
        hsy_ndjson_reading(&run->line, corpus->sources.data[i].reading);
        status = hsy_run_write(run, err);
    }
    for (uint32_t i = 0; !status && i < stories->nmembers; i++) {
        hsy_ndjson_membership(&run->line, stories, i);
        status = hsy_run_write(run, err);
    }
    for (uint32_t i = 0; !status && i < stories->nstories; i++) {
        hsy_ndjson_story(&run->line, stories, i);
        status = hsy_run_write(run, err);
    }
    for (uint32_t i = 0; !status && i < corpus->ledger.nclaims; i++) {
        hsy_ndjson_claim(&run->line, stories, corpus->sources.data, &corpus->ledger.claims[i]);
        status = hsy_run_write(run, err);
    }
    return status;
}

int hsy_cmd_export(const hsy_options *options)
{
    if (!options->database || options->nargs) {
        fputs("hearsay: export needs -d DB and no INPUT\n", stderr);
        return HSY_EXIT_USAGE;
    }
    return hsy_run_on_corpus(options, true, write_all);
}
