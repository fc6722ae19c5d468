/*
 * ndjson_claim.c - claims with their accounts, as FORMATS.md defines them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/ndjson.h"

static void put_bound(hsy_json *json, const char *key, int64_t value, bool known)
{
    if (!known || value == HSY_OPEN || value < 0)
        hsy_json_put_null(json, key);
    else
        hsy_json_put_int(json, key, value);
}

static void put_about(hsy_json *json, const hsy_about *about)
{
    hsy_json_key(json, "about");
    hsy_json_open(json, '{');
    hsy_json_put_text(json, "type", about->has_type ? hsy_event_type_name(about->type) : NULL);
    hsy_json_put_str(json, "mode", about->mode);
    hsy_json_put_str(json, "source", about->source);
    hsy_json_put_str(json, "target", about->target);
    hsy_json_put_str(json, "place", about->place);
    hsy_json_put_str(json, "time", about->time);
    hsy_json_put_str(json, "time_text", about->time_text);
    hsy_json_close(json, '}');
}

static void put_said_by(hsy_json *json, const hsy_account_source *source, hsy_chain chain)
{
    hsy_json_key(json, "attributed_to");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < chain.count; i++) {
        const hsy_said_by *link = &chain.links[i];
        hsy_json_open(json, '{');
        hsy_json_put_str(json, "name",
                         link->entity == HSY_NONE
                             ? (hsy_str){NULL, 0}
                             : source->reading->entities[link->entity].name);
        hsy_json_evidence(json, source->article, link->span);
        hsy_json_close(json, '}');
    }
    hsy_json_close(json, ']');
}

static void put_account(hsy_json *json, const hsy_account_source *sources,
                        const hsy_account *account)
{
    const hsy_account_source *source = &sources[account->source];
    const hsy_article *article = source->article;
    hsy_str publisher = article->publisher.name.ptr ? article->publisher.name
                                                    : article->publisher.domain;

    hsy_json_open(json, '{');
    hsy_json_put_str(json, "doc", hsy_article_id(article));
    hsy_json_put_str(json, "publisher", publisher);
    hsy_json_put_str(json, "published", article->published.value);
    hsy_json_evidence(json, article, account->span);
    put_bound(json, "low", account->low, account->has_value);
    put_bound(json, "high", account->high, account->has_value);
    hsy_json_put_text(json, "comparator",
                      account->has_value ? hsy_comparator_name(account->comparator) : NULL);
    hsy_json_put_str(json, "who", account->who);
    hsy_json_put_str(json, "value", account->value);
    put_said_by(json, source, account->said_by);
    hsy_json_put_str(json, "origin", account->origin);
    hsy_json_put_text(json, "modality", hsy_modality_name(account->modality));
    hsy_json_put_text(json, "polarity", account->negative ? "negative" : "positive");
    hsy_json_put_bool(json, "retracted", account->retracted);
    hsy_json_put_bool(json, "died", account->died);
    hsy_json_put_bool(json, "version", account->version);
    hsy_json_close(json, '}');
}

/* `best` is a number, a pair when its words give a range, a text, or null. */
static void put_best(hsy_json *json, const hsy_claim *claim)
{
    hsy_json_key(json, "best");
    if (claim->best.ptr)
        hsy_json_str(json, claim->best);
    else if (claim->best_low < 0)
        hsy_json_null(json);
    else
        hsy_json_int(json, claim->best_low);
    hsy_json_key(json, "best_range");
    if (claim->best_low < 0) {
        hsy_json_null(json);
        return;
    }
    hsy_json_open(json, '[');
    hsy_json_int(json, claim->best_low);
    if (claim->best_high == HSY_OPEN)
        hsy_json_null(json);
    else
        hsy_json_int(json, claim->best_high);
    hsy_json_close(json, ']');
}

void hsy_json_claim_state(hsy_json *json, const hsy_claim *claim)
{
    hsy_json_put_text(json, "verdict", hsy_verdict_name(claim->verdict));
    put_bound(json, "low", claim->low, true);
    put_bound(json, "high", claim->high, claim->low >= 0);
    put_best(json, claim);
    hsy_json_put_int(json, "articles", claim->articles);
    hsy_json_key(json, "origins");
    hsy_json_open(json, '{');
    hsy_json_put_int(json, "least", claim->origins_least);
    hsy_json_put_int(json, "most", claim->origins_most);
    hsy_json_close(json, '}');
}

void hsy_json_claim_object(hsy_json *json, const hsy_stories *stories,
                           const hsy_account_source *sources, const hsy_claim *claim)
{
    hsy_json_open(json, '{');
    hsy_json_put_text(json, "kind", "claim");
    hsy_json_put_int(json, "schema", 1);
    hsy_json_put_str(json, "id", claim->id);
    hsy_json_put_str(json, "story", stories->stories[claim->story].id);
    hsy_json_put_int(json, "incident", claim->incident);
    put_about(json, &claim->about);
    hsy_json_put_str(json, "what", claim->what);
    hsy_json_put_str(json, "who", claim->who);
    hsy_json_put_text(json, "scope", hsy_scope_name(claim->scope));
    hsy_json_claim_state(json, claim);
    hsy_json_put_str(json, "why", claim->why);
    hsy_json_key(json, "accounts");
    hsy_json_open(json, '[');
    for (uint32_t i = 0; i < claim->naccounts; i++)
        put_account(json, sources, &claim->accounts[i]);
    hsy_json_close(json, ']');
    hsy_json_close(json, '}');
}

void hsy_ndjson_claim(hsy_buf *buf, const hsy_stories *stories,
                      const hsy_account_source *sources, const hsy_claim *claim)
{
    hsy_json json = {.buf = buf};

    hsy_json_claim_object(&json, stories, sources, claim);
    hsy_buf_putc(buf, '\n');
}
