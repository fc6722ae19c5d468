/* cmd_claims.c - hearsay claims: the reconciled ledger.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/commands.h"
#include "app/run.h"
#include "report/ndjson.h"

static hsy_status write_claims(hsy_run_state *run, const hsy_corpus *corpus, hsy_error *err)
{
    const hsy_ledger *ledger = &corpus->ledger;
    hsy_status status = HSY_OK;

    for (uint32_t i = 0; !status && i < ledger->nclaims; i++) {
        const hsy_claim *claim = &ledger->claims[i];
        hsy_str story = corpus->stories.stories[claim->story].id;
        if (run->options->story && !hsy_str_eq(story, hsy_str_of(run->options->story)))
            continue;
        hsy_ndjson_claim(&run->line, &corpus->stories, corpus->sources.data, claim);
        status = hsy_run_write(run, err);
    }
    return status;
}

int hsy_cmd_claims(const hsy_options *options)
{
    return hsy_run_on_corpus(options, true, write_claims);
}
