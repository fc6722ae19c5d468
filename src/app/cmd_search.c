/* cmd_search.c - hearsay search: sentences of a database, with their source.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/commands.h"
#include "app/run.h"

#include <inttypes.h>

static void print_hit(hsy_buf *out, const hsy_hit *hit)
{
    hsy_str publisher = hit->publisher.ptr ? hit->publisher : HSY_STR("publisher unknown");
    hsy_str published = hit->published.ptr ? hit->published : HSY_STR("undated");

    hsy_buf_printf(out, "%.*s\n    %.*s, %.*s", HSY_STR_ARG(hit->sentence),
                   HSY_STR_ARG(publisher), HSY_STR_ARG(published));
    if (hit->title.ptr)
        hsy_buf_printf(out, ", “%.*s”", HSY_STR_ARG(hit->title));
    hsy_buf_printf(out, "\n    %.*s", HSY_STR_ARG(hit->input));
    if (hit->at.off != HSY_NONE)
        hsy_buf_printf(out, " bytes %" PRIu32 "-%" PRIu32, hit->at.off, hsy_span_end(hit->at));
    hsy_buf_printf(out, "  %.*s\n\n", HSY_STR_ARG(hit->doc));
}

static hsy_status search(hsy_run_state *run, uint32_t *ret_count, hsy_error *err)
{
    hsy_store *store = NULL;
    hsy_hit *hits = NULL;

    hsy_status status = hsy_store_open(run->options->database, HSY_STORE_READ, &store, err);
    if (!status)
        status = hsy_store_search(store, &run->arena, hsy_str_of(run->options->args[0]),
                                  run->options->limit, &hits, ret_count, err);
    for (uint32_t i = 0; !status && i < *ret_count; i++)
        print_hit(&run->line, &hits[i]);
    if (!status)
        status = hsy_run_write_text(run, err);
    hsy_store_close(store);
    return status;
}

int hsy_cmd_search(const hsy_options *options)
{
    hsy_run_state run;
    hsy_error err = {0};
    uint32_t count = 0;

    if (!options->database || options->nargs != 1) {
        fputs("hearsay: search needs -d DB and one QUERY\n", stderr);
        return HSY_EXIT_USAGE;
    }
    int status = hsy_run_start(&run, options, HSY_DEPTH_PAGE);
    if (status)
        return status;
    if (search(&run, &count, &err))
        status = hsy_run_fail(&err);
    return hsy_run_end(&run, status, count > 0);
}
