/*
 * json.c - the report as one JSON object: stories with their articles and claims.
 *
 *     {"kind": "report", "schema": 1, "articles": [{id, input, publisher, ...}],
 *      "stories": [{..., "claims": [...]}], "refused": ["file: reason"]}
 *
 * The objects inside are those of docs/formats.md.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/ndjson.h"
#include "report/report.h"

static void put_article(hsy_json *json, const hsy_account_source *source,
                        const hsy_stories *stories)
{
    const hsy_article *article = source->article;
    const hsy_membership *member = &stories->members[source->member];

    hsy_json_open(json, '{');
    hsy_json_put_str(json, "doc", hsy_article_id(article));
    hsy_json_put_str(json, "input", article->input);
    hsy_json_put_str(json, "url", article->url);
    hsy_json_put_str(json, "publisher",
                     article->publisher.name.ptr ? article->publisher.name
                                                 : article->publisher.domain);
    hsy_json_put_str(json, "title", hsy_article_title(article));
    hsy_json_put_str(json, "published", article->published.value);
    hsy_json_put_str(json, "story", stories->stories[member->story].id);
    hsy_json_put_str(json, "copy_of",
                     member->copy_of == HSY_NONE ? (hsy_str){NULL, 0}
                                                 : stories->members[member->copy_of].doc);
    hsy_json_put_int(json, "removed", article->nremoved);
    hsy_json_close(json, '}');
}

static void put_story(hsy_json *json, const hsy_report_input *in, uint32_t story)
{
    hsy_json_open(json, '{');
    hsy_json_key(json, "story");
    hsy_json_story_object(json, in->stories, story);
    hsy_json_key(json, "claims");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < in->ledger->nclaims; i++)
        if (in->ledger->claims[i].story == story)
            hsy_json_claim_object(json, in->stories, in->sources, &in->ledger->claims[i]);
    hsy_json_close(json, ']');
    hsy_json_close(json, '}');
}

static bool is_wanted(const hsy_report_input *in, const hsy_report_options *options,
                      uint32_t story)
{
    return !options->story.ptr || hsy_str_eq(in->stories->stories[story].id, options->story);
}

hsy_status hsy_report_json(hsy_buf *buf, const hsy_report_input *input,
                           const hsy_report_options *options, hsy_error *err)
{
    hsy_json json = {.buf = buf};

    hsy_json_open(&json, '{');
    hsy_json_put_text(&json, "kind", "report");
    hsy_json_put_int(&json, "schema", 1);
    hsy_json_key(&json, "articles");
    hsy_json_open(&json, '[');
    for (uint32_t i = 0; i < input->nsources; i++)
        if (is_wanted(input, options, input->stories->members[i].story))
            put_article(&json, &input->sources[i], input->stories);
    hsy_json_close(&json, ']');
    hsy_json_key(&json, "stories");
    hsy_json_open(&json, '[');
    for (uint32_t i = 0; i < input->stories->nstories; i++)
        if (is_wanted(input, options, i))
            put_story(&json, input, i);
    hsy_json_close(&json, ']');
    hsy_json_key(&json, "refused");
    hsy_json_open(&json, '[');
    for (uint32_t i = 0; i < input->nrefused; i++)
        hsy_json_str(&json, hsy_str_of(input->refused[i]));
    hsy_json_close(&json, ']');
    hsy_json_close(&json, '}');
    hsy_buf_putc(buf, '\n');
    return buf->failed ? hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory") : HSY_OK;
}
