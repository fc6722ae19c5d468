/* cmd_claims.c - hearsay claims: the reconciled ledger.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/commands.h"
#include "app/run.h"
#include "report/ndjson.h"

static int write_claims(hsy_run_state *run, const hsy_corpus *corpus)
{
    const hsy_ledger *ledger = &corpus->ledger;
    hsy_error err = {0};
    hsy_status status = HSY_OK;

    for (uint32_t i = 0; !status && i < ledger->nclaims; i++) {
        const hsy_claim *claim = &ledger->claims[i];
        hsy_str story = corpus->stories.stories[claim->story].id;
        if (run->options->story && !hsy_str_eq(story, hsy_str_of(run->options->story)))
            continue;
        hsy_ndjson_claim(&run->line, &corpus->stories, corpus->sources.data, claim);
        status = hsy_run_write(run, &err);
    }
    return status ? hsy_run_fail(&err) : HSY_EXIT_DONE;
}

int hsy_cmd_claims(const hsy_options *options)
{
    hsy_run_state run;
    hsy_corpus corpus;
    int status = hsy_run_start(&run, options, HSY_DEPTH_FACT);

    if (status)
        return status;
    hsy_corpus_init(&corpus);
    status = hsy_run_corpus(&run, &corpus, true);
    if (!status)
        status = write_claims(&run, &corpus);
    bool found = corpus.ledger.nclaims > 0;
    hsy_corpus_clear(&corpus);
    return hsy_run_end(&run, status, found);
}
