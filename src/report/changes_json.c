/*
 * changes_json.c - what changed, as one JSON object.
 *
 *     {"kind": "diff", "schema": 1, "since": "2031-05-07", "before": 7, "now": 10,
 *      "undated": 1, "stories": [{"story", "title", "articles": [doc...], "new": false,
 *      "changes": [{"how": ["verdict", "best"], "direction": "rose", "before": {...},
 *      "fresh": 1, "claim": {...}}]}]}
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/ndjson.h"
#include "report/report.h"

static void put_how(hsy_json *json, unsigned how)
{
    const char *name;

    hsy_json_key(json, "how");
    hsy_json_open(json, '[');
    for (unsigned one = 1; (name = hsy_change_name(one)); one <<= 1)
        if (how & one)
            hsy_json_str(json, hsy_str_of(name));
    hsy_json_close(json, ']');
}

static void put_before(hsy_json *json, const hsy_claim *old)
{
    hsy_json_key(json, "before");
    if (!old) {
        hsy_json_null(json);
        return;
    }
    hsy_json_open(json, '{');
    hsy_json_put_str(json, "id", old->id);
    hsy_json_claim_state(json, old);
    hsy_json_put_str(json, "why", old->why);
    hsy_json_close(json, '}');
}

/* Which way the best number went; null where one of the two times had none. */
static void put_direction(hsy_json *json, const hsy_claim *old, const hsy_claim *claim)
{
    const char *word = NULL;

    if (old && old->best_low >= 0 && claim->best_low >= 0 && old->best_low != claim->best_low)
        word = old->best_low < claim->best_low ? "rose" : "fell";
    hsy_json_put_text(json, "direction", word);
}

static void put_change(hsy_json *json, const hsy_changes_input *in, const hsy_change *change)
{
    const hsy_claim *claim = &in->now.ledger->claims[change->claim];
    const hsy_claim *old =
        change->before == HSY_NONE ? NULL : &in->before.ledger->claims[change->before];

    hsy_json_open(json, '{');
    put_how(json, change->how);
    put_direction(json, old, claim);
    put_before(json, old);
    hsy_json_put_int(json, "fresh", change->fresh);
    hsy_json_key(json, "claim");
    hsy_json_claim_object(json, in->now.stories, in->now.sources, claim);
    hsy_json_close(json, '}');
}

/* The new articles of a story. Gives how many. */
static uint32_t put_docs(hsy_json *json, const hsy_changes_input *in, const hsy_story *story)
{
    uint32_t count = 0;

    hsy_json_key(json, "articles");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < story->ndocs; i++) {
        uint32_t doc = story->docs[i];
        if (in->changes->is_new[doc])
            hsy_json_str(json, in->now.stories->members[doc].doc);
        count += in->changes->is_new[doc];
    }
    hsy_json_close(json, ']');
    return count;
}

static bool has_new(const hsy_changes_input *in, const hsy_story *story)
{
    for (uint32_t i = 0; i < story->ndocs; i++)
        if (in->changes->is_new[story->docs[i]])
            return true;
    return false;
}

/* The changes of story `s` from *at on, which is moved behind them. */
static void put_story(hsy_json *json, const hsy_changes_input *in, uint32_t s, uint32_t *at)
{
    const hsy_story *story = &in->now.stories->stories[s];
    const hsy_changes *changes = in->changes;

    hsy_json_open(json, '{');
    hsy_json_put_str(json, "story", story->id);
    hsy_json_put_str(json, "title", story->title);
    uint32_t fresh = put_docs(json, in, story);
    hsy_json_put_bool(json, "new", fresh == story->ndocs);
    hsy_json_key(json, "changes");
    hsy_json_open(json, '[');
    for (; *at < changes->count; ++*at) {
        if (in->now.ledger->claims[changes->list[*at].claim].story != s)
            break;
        put_change(json, in, &changes->list[*at]);
    }
    hsy_json_close(json, ']');
    hsy_json_close(json, '}');
}

static void skip_story(const hsy_changes_input *in, uint32_t s, uint32_t *at)
{
    const hsy_changes *changes = in->changes;

    while (*at < changes->count &&
           in->now.ledger->claims[changes->list[*at].claim].story == s)
        ++*at;
}

static void put_stories(hsy_json *json, const hsy_changes_input *in, hsy_str only)
{
    uint32_t at = 0;

    hsy_json_key(json, "stories");
    hsy_json_open(json, '[');
    for (uint32_t s = 0; s < in->now.stories->nstories; s++) {
        const hsy_story *story = &in->now.stories->stories[s];
        uint32_t end = at;
        skip_story(in, s, &end);
        if ((!only.ptr || hsy_str_eq(only, story->id)) && (at < end || has_new(in, story)))
            put_story(json, in, s, &at);
        at = end;
    }
    hsy_json_close(json, ']');
}

hsy_status hsy_changes_json(hsy_buf *buf, const hsy_changes_input *in,
                            const hsy_report_options *options, hsy_error *err)
{
    hsy_json json = {.buf = buf};

    hsy_json_open(&json, '{');
    hsy_json_put_text(&json, "kind", "diff");
    hsy_json_put_int(&json, "schema", 1);
    hsy_json_put_str(&json, "since", in->since);
    hsy_json_put_int(&json, "before", in->before.nsources);
    hsy_json_put_int(&json, "now", in->now.nsources);
    hsy_json_put_int(&json, "undated", in->undated);
    put_stories(&json, in, options->story);
    hsy_json_close(&json, '}');
    hsy_buf_putc(buf, '\n');
    return buf->failed ? hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory") : HSY_OK;
}
