/* recent.c - see recent.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/recent.h"

#include "base/map.h"

#define MINUTES_A_DAY 1440

struct recent {
    hsy_run_state *run;
    hsy_store *store;
    int64_t since;
    hsy_corpus *now, *before;
    hsy_story_article *inputs;  /* of all articles, in any order */
    hsy_story_article **member; /* of each membership of `now` */
    hsy_stored *stored;         /* likewise; .article NULL: not read */
    uint32_t count, undated;
};

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

/* -- articles ------------------------------------------------------------------------- */

/* Inputs of a database whose results are not current: from the articles themselves. */
static hsy_status gather_inputs(struct recent *r, hsy_stored *stored, hsy_error *err)
{
    hsy_status status = HSY_OK;

    r->inputs = hsy_new_array(&r->now->arena, r->count, hsy_story_article);
    if (!r->inputs)
        return no_memory(err);
    for (uint32_t i = 0; !status && i < r->count; i++)
        status = hsy_keys_gather(r->run->engine.keys, &r->now->arena, stored[i].article,
                                 stored[i].reading, &r->inputs[i], err);
    return status;
}

static hsy_status load_inputs(struct recent *r, hsy_error *err)
{
    hsy_stored *stored;
    bool current = false;
    hsy_status status = hsy_store_is_current(r->store, &current, err);

    if (status)
        return status;
    if (current)
        return hsy_store_inputs(r->store, &r->now->arena, &r->inputs, &r->count, err);
    status = hsy_store_load(r->store, &r->now->arena, &stored, &r->count, err);
    return status ? status : gather_inputs(r, stored, err);
}

/* Inputs in the order of memberships. */
static hsy_status order_inputs(struct recent *r, hsy_error *err)
{
    hsy_map places;

    hsy_map_init(&places, &r->now->arena);
    r->member = hsy_new_array(&r->now->arena, r->count, hsy_story_article *);
    r->stored = hsy_new_array(&r->now->arena, r->count, hsy_stored);
    if (!r->member || !r->stored)
        return no_memory(err);
    for (uint32_t m = 0; m < r->count; m++)
        if (!hsy_map_set(&places, r->now->stories.members[m].doc, m))
            return no_memory(err);
    for (uint32_t i = 0; i < r->count; i++)
        r->member[hsy_map_find(&places, r->inputs[i].id)] = &r->inputs[i];
    for (uint32_t m = 0; m < r->count; m++)
        if (!r->member[m])
            return hsy_fail(err, HSY_STORE, r->run->options->database, 0, 0,
                            "two rows of table \"story_input\" are of one article");
    return HSY_OK;
}

static hsy_status read_article(struct recent *r, uint32_t m, hsy_error *err)
{
    if (r->stored[m].article)
        return HSY_OK;
    return hsy_store_load_article(r->store, &r->now->arena, r->now->stories.members[m].doc,
                                  &r->stored[m], err);
}

/* -- what was known before ------------------------------------------------------------ */

/* Can it have been published at `since` or later? Of dated articles. */
static hsy_status is_late(struct recent *r, uint32_t m, bool *ret, hsy_error *err)
{
    int64_t published = r->member[m]->published;

    *ret = published >= r->since;
    if (*ret || published + MINUTES_A_DAY - 1 < r->since)
        return HSY_OK;
    hsy_status status = read_article(r, m, err); /* it hangs on the hour */
    if (!status)
        *ret = r->stored[m].article->published.precision < HSY_PRECISION_MINUTE;
    return status;
}

/* Has the story a dated article, and are all of them late? */
static hsy_status is_late_story(struct recent *r, const hsy_story *story, bool *ret,
                                hsy_error *err)
{
    hsy_status status = HSY_OK;
    bool dated = false, late = true;

    for (uint32_t d = 0; !status && late && d < story->ndocs; d++) {
        if (r->member[story->docs[d]]->published == INT64_MIN)
            continue;
        dated = true;
        status = is_late(r, story->docs[d], &late, err);
    }
    *ret = dated && late;
    return status;
}

static hsy_status make_before(struct recent *r, hsy_error *err)
{
    const hsy_stories *now = &r->now->stories;
    hsy_story_article *early = hsy_new_array(&r->before->arena, r->count, hsy_story_article);
    hsy_status status = HSY_OK;
    uint32_t n = 0;

    if (!early)
        return no_memory(err);
    for (uint32_t m = 0; !status && m < r->count; m++) {
        bool dated = r->member[m]->published != INT64_MIN, late = false;
        status = dated ? is_late(r, m, &late, err)
                       : is_late_story(r, &now->stories[now->members[m].story], &late, err);
        if (late)
            continue;
        r->undated += !dated;
        early[n++] = *r->member[m];
    }
    if (!status)
        status = hsy_stories_make(&r->before->arena, early, n, NULL, &r->before->stories, err);
    return status;
}

/* -- what differs --------------------------------------------------------------------- */

static bool is_same_member(const hsy_stories *a, uint32_t m, const hsy_stories *b, uint32_t n)
{
    const hsy_membership *x = &a->members[m], *y = &b->members[n];
    bool copy = x->copy_of != HSY_NONE;

    if (!hsy_str_eq(x->doc, y->doc) || copy != (y->copy_of != HSY_NONE) ||
        !hsy_str_eq(a->stories[x->story].origins[x->origin].id,
                    b->stories[y->story].origins[y->origin].id))
        return false;
    return !copy || hsy_str_eq(a->members[x->copy_of].doc, b->members[y->copy_of].doc);
}

static bool is_same_story(const hsy_stories *a, const hsy_story *x, const hsy_stories *b,
                          const hsy_story *y)
{
    if (x->ndocs != y->ndocs)
        return false;
    for (uint32_t d = 0; d < x->ndocs; d++)
        if (!is_same_member(a, x->docs[d], b, y->docs[d]))
            return false;
    return true;
}

/* Read the articles of those stories that were not the same before. */
static hsy_status read_changed(struct recent *r, hsy_error *err)
{
    const hsy_stories *now = &r->now->stories, *before = &r->before->stories;
    hsy_status status = HSY_OK;
    hsy_map number_of;

    hsy_map_init(&number_of, &r->before->arena);
    for (uint32_t s = 0; s < before->nstories; s++)
        if (!hsy_map_set(&number_of, before->stories[s].id, s))
            return no_memory(err);
    for (uint32_t s = 0; !status && s < now->nstories; s++) {
        const hsy_story *story = &now->stories[s];
        uint32_t of = hsy_map_find(&number_of, story->id);
        if (of != HSY_NONE && is_same_story(now, story, before, &before->stories[of]))
            continue;
        for (uint32_t d = 0; !status && d < story->ndocs; d++)
            status = read_article(r, story->docs[d], err);
    }
    return status;
}

/* An article that was not read has its id, and a reading without facts. */
static hsy_status stand_in(hsy_corpus *corpus, hsy_str id, hsy_stored *ret, hsy_error *err)
{
    hsy_article *article = hsy_new(&corpus->arena, hsy_article);
    hsy_reading *reading = hsy_new(&corpus->arena, hsy_reading);

    if (!article || !reading)
        return no_memory(err);
    article->given_id = id;
    reading->article = article;
    *ret = (hsy_stored){article, reading};
    return HSY_OK;
}

/* Put the articles of `corpus`, whose stories are made, behind its memberships. */
static hsy_status fill(struct recent *r, hsy_corpus *corpus, hsy_error *err)
{
    const hsy_stories *stories = &corpus->stories;
    hsy_status status = HSY_OK;

    for (uint32_t m = 0, i = 0; !status && m < stories->nmembers; m++, i++) {
        while (!hsy_str_eq(r->now->stories.members[i].doc, stories->members[m].doc))
            i++; /* both are in order of id, and `now` has all */
        hsy_stored stored = r->stored[i];
        if (!stored.article)
            status = stand_in(corpus, stories->members[m].doc, &stored, err);
        if (!status)
            status = hsy_corpus_add(corpus, NULL, stored.article, stored.reading, err);
        if (status)
            return status;
        corpus->sources.data[m].member = m;
        corpus->sources.data[m].published = r->member[i]->published;
    }
    return hsy_ledger_make(r->run->engine.ledger, &corpus->arena, stories, corpus->sources.data,
                           corpus->sources.count, &corpus->ledger, err);
}

static hsy_status load(struct recent *r, hsy_error *err)
{
    hsy_status status = load_inputs(r, err);

    if (!status)
        status = hsy_stories_make(&r->now->arena, r->inputs, r->count, NULL, &r->now->stories,
                                  err);
    if (!status)
        status = order_inputs(r, err);
    if (!status)
        status = make_before(r, err);
    if (!status)
        status = read_changed(r, err);
    if (!status)
        status = fill(r, r->before, err);
    if (!status)
        status = fill(r, r->now, err);
    return status ? status : hsy_run_load_refusals(r->run, r->store, err);
}

hsy_status hsy_recent_load(hsy_run_state *run, int64_t since, hsy_corpus *now,
                           hsy_corpus *before, uint32_t *ret_undated, hsy_error *err)
{
    struct recent r = {.run = run, .since = since, .now = now, .before = before};

    hsy_status status = hsy_store_open(run->options->database, HSY_STORE_READ, &r.store, err);
    if (!status)
        status = load(&r, err);
    hsy_store_close(r.store);
    run->totals.read = now->sources.count;
    *ret_undated = r.undated;
    return status;
}
