/* corpus.c - see corpus.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/corpus.h"

#include "base/map.h"

#include <stdlib.h>

void hsy_corpus_init(hsy_corpus *corpus)
{
    *corpus = (hsy_corpus){0};
    hsy_arena_init(&corpus->arena, (size_t)8 << 30);
}

void hsy_corpus_clear(hsy_corpus *corpus)
{
    for (uint32_t i = 0; i < corpus->kept.count; i++)
        hsy_arena_clear(&corpus->kept.data[i]);
    hsy_arena_clear(&corpus->arena);
    hsy_corpus_init(corpus);
}

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

hsy_status hsy_corpus_add(hsy_corpus *corpus, hsy_arena *keep, const hsy_article *article,
                          const hsy_reading *reading, hsy_error *err)
{
    hsy_account_source *source = hsy_vec_push(&corpus->arena, &corpus->sources);

    if (!source)
        return no_memory(err);
    *source = (hsy_account_source){.article = article, .reading = reading};
    if (!keep)
        return HSY_OK;
    hsy_arena *kept = hsy_vec_push(&corpus->arena, &corpus->kept);
    if (!kept) {
        corpus->sources.count--;
        return no_memory(err);
    }
    *kept = *keep;
    keep->top = NULL; /* handed over */
    keep->total = 0;
    return HSY_OK;
}

/* Keep the first of those with one id. */
static bool drop_doubles(hsy_corpus *corpus)
{
    hsy_map ids;
    uint32_t to = 0;

    hsy_map_init(&ids, &corpus->arena);
    for (uint32_t i = 0; i < corpus->sources.count; i++) {
        hsy_str id = hsy_article_id(corpus->sources.data[i].article);
        uint32_t first = hsy_map_put(&ids, id, i);
        if (first == HSY_NONE)
            return false;
        if (first == i)
            corpus->sources.data[to++] = corpus->sources.data[i];
    }
    corpus->sources.count = to;
    return true;
}

/* Members are sorted by id; bring the sources into their order. */
static bool order_as_members(hsy_corpus *corpus, const hsy_story_article *articles)
{
    uint32_t count = corpus->sources.count;
    hsy_account_source *ordered = hsy_new_array(&corpus->arena, count, hsy_account_source);
    hsy_map places;

    hsy_map_init(&places, &corpus->arena);
    for (uint32_t i = 0; i < corpus->stories.nmembers; i++)
        if (!hsy_map_set(&places, corpus->stories.members[i].doc, i))
            return false;
    if (!ordered)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t place = hsy_map_find(&places, articles[i].id);
        if (place == HSY_NONE)
            return false;
        ordered[place] = corpus->sources.data[i];
        ordered[place].published = articles[i].published;
        ordered[place].member = place;
    }
    corpus->sources.data = ordered;
    return true;
}

hsy_status hsy_corpus_close(hsy_corpus *corpus, const hsy_engine *engine, bool with_ledger,
                            bool in_order, hsy_error *err)
{
    hsy_story_options options = {.in_order = in_order};
    hsy_status status;

    if (!drop_doubles(corpus))
        return no_memory(err);
    uint32_t count = corpus->sources.count;
    hsy_story_article *articles = hsy_new_array(&corpus->arena, count, hsy_story_article);
    if (!articles)
        return no_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        const hsy_account_source *source = &corpus->sources.data[i];
        status = hsy_keys_gather(engine->keys, &corpus->arena, source->article, source->reading,
                                 &articles[i], err);
        if (status)
            return status;
    }
    status = hsy_stories_make(&corpus->arena, articles, count, &options, &corpus->stories, err);
    if (status)
        return status;
    if (!order_as_members(corpus, articles))
        return no_memory(err);
    if (!with_ledger)
        return HSY_OK;
    return hsy_ledger_make(engine->ledger, &corpus->arena, &corpus->stories, corpus->sources.data, count,
                           &corpus->ledger, err);
}

hsy_status hsy_corpus_close_story(hsy_corpus *corpus, const hsy_engine *engine,
                                  const hsy_stories *stories, hsy_error *err)
{
    corpus->stories = *stories;
    for (uint32_t i = 0; i < corpus->sources.count; i++) {
        corpus->sources.data[i].member = i;
        corpus->sources.data[i].published = hsy_keys_published(corpus->sources.data[i].article);
    }
    return hsy_ledger_make(engine->ledger, &corpus->arena, &corpus->stories,
                           corpus->sources.data, corpus->sources.count, &corpus->ledger, err);
}
