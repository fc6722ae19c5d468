/*
 * add.c - see add.h.
 *
 * Articles are written by this thread alone, a batch in one transaction: a run
 * that is killed loses at most its last batch, and nothing is half there.
 *
 * Then stories are made anew, of all articles, from what was kept to tell them apart by; no
 * article is read for it. Only of stories that are others than before the articles are
 * read back, one story at a time, and their claims made.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/add.h"

#define BATCH 256   /* articles in one transaction */
#define AT_ONCE 512 /* articles that are read back together */

struct adder {
    hsy_run_state *run;
    hsy_store *store;
    uint32_t in_batch, added, refused; /* refused by the database */
};

/* What stories are told apart by goes beside the article. */
static hsy_status put_input(hsy_run_state *run, hsy_store *store, hsy_arena *arena,
                            const hsy_article *article, const hsy_reading *reading,
                            hsy_error *err)
{
    hsy_story_article input;
    hsy_status status = hsy_keys_gather(run->engine.keys, arena, article, reading, &input, err);

    return status ? status : hsy_store_put_input(store, &input, err);
}

static hsy_status add_item(struct adder *adder, hsy_item *item, bool *added, hsy_error *err)
{
    hsy_status status = hsy_store_add(adder->store, item->article, item->reading, added, err);

    if (status || !*added)
        return status;
    return put_input(adder->run, adder->store, &item->keep, item->article, item->reading, err);
}

static hsy_status take(void *user, hsy_item *item, hsy_error *err)
{
    struct adder *adder = user;
    hsy_error refused = {0};
    bool added = false;

    hsy_status status = add_item(adder, item, &added, &refused);
    if (status == HSY_FORMAT) {
        adder->refused++;
        hsy_say(&adder->run->log, HSY_REFUSED, &refused);
        return HSY_OK;
    }
    if (status) {
        *err = refused;
        return status;
    }
    adder->added += added;
    if (++adder->in_batch < BATCH)
        return HSY_OK;
    adder->in_batch = 0;
    status = hsy_store_commit(adder->store, err);
    return status ? status : hsy_store_begin(adder->store, err);
}

/* Refusals go to the terminal and into the table. */
struct refusal_log {
    hsy_log log;
    hsy_store *store;
    hsy_status status;
    hsy_error error;
};

static void say(void *user, hsy_level level, const hsy_error *message)
{
    struct refusal_log *both = user;

    hsy_say(&both->log, level, message);
    if (level == HSY_REFUSED && !both->status)
        both->status = hsy_store_refuse(both->store, message, &both->error);
}

/* -- results --------------------------------------------------------------------------- */

/* Articles of a database of another version have no input yet. */
static hsy_status complete_inputs(hsy_run_state *run, hsy_store *store, hsy_error *err)
{
    hsy_status status = HSY_OK;
    uint32_t count = 1;

    while (!status && count) {
        hsy_stored *stored;
        hsy_arena arena;
        hsy_arena_init(&arena, 0);
        status = hsy_store_without_input(store, &arena, AT_ONCE, &stored, &count, err);
        for (uint32_t i = 0; !status && i < count; i++)
            status = put_input(run, store, &arena, stored[i].article, stored[i].reading, err);
        hsy_arena_clear(&arena);
    }
    return status;
}

static hsy_status set_claims_of(hsy_run_state *run, hsy_store *store, hsy_str id, hsy_error *err)
{
    hsy_stored *stored = NULL;
    hsy_stories stories;
    hsy_corpus corpus;

    hsy_corpus_init(&corpus);
    hsy_status status = hsy_store_load_story(store, &corpus.arena, id, &stored, &stories, err);
    for (uint32_t i = 0; !status && i < stories.nmembers; i++)
        status = hsy_corpus_add(&corpus, NULL, stored[i].article, stored[i].reading, err);
    if (!status)
        status = hsy_corpus_close_story(&corpus, &run->engine, &stories, err);
    if (!status)
        status = hsy_store_set_claims(store, &corpus.stories, corpus.sources.data,
                                      &corpus.ledger, err);
    hsy_corpus_clear(&corpus);
    return status;
}

static hsy_status set_stories(hsy_store *store, hsy_arena *arena, hsy_str **touched,
                              uint32_t *count, hsy_error *err)
{
    hsy_story_article *inputs = NULL;
    hsy_stories stories;
    uint32_t ninputs = 0;

    hsy_status status = hsy_store_inputs(store, arena, &inputs, &ninputs, err);
    if (!status)
        status = hsy_stories_make(arena, inputs, ninputs, NULL, &stories, err);
    if (!status)
        status = hsy_store_set_stories(store, arena, &stories, touched, count, err);
    return status;
}

static hsy_status set_results(hsy_run_state *run, hsy_store *store, hsy_error *err)
{
    hsy_str *touched = NULL;
    uint32_t count = 0;
    hsy_arena arena;

    hsy_arena_init(&arena, (size_t)16 << 30);
    hsy_status status = hsy_store_begin_results(store, err);
    if (!status)
        status = complete_inputs(run, store, err);
    if (!status)
        status = set_stories(store, &arena, &touched, &count, err);
    for (uint32_t i = 0; !status && i < count; i++)
        status = set_claims_of(run, store, touched[i], err);
    hsy_arena_clear(&arena);
    return status;
}

static hsy_status add_all(hsy_run_state *run, struct adder *adder, hsy_error *err)
{
    struct refusal_log both = {.log = run->log, .store = adder->store};
    int exit_status;

    hsy_status status = hsy_store_begin(adder->store, err);
    if (status)
        return status;
    run->log = (hsy_log){say, &both};
    exit_status = hsy_run_pages(run, take, adder);
    run->totals.refused += adder->refused;
    run->log = both.log;
    if (exit_status)
        return hsy_fail(err, HSY_STORE, run->options->database, 0, 0,
                        "the last batch was not added");
    if (both.status) {
        *err = both.error;
        return both.status;
    }
    bool current = false;
    status = hsy_store_commit(adder->store, err);
    if (!status)
        status = hsy_store_is_current(adder->store, &current, err);
    if (status || current)
        return status;
    status = hsy_store_begin(adder->store, err);
    if (!status)
        status = set_results(run, adder->store, err);
    return status ? status : hsy_store_commit(adder->store, err);
}

int hsy_add_pages(hsy_run_state *run, uint32_t *ret_added)
{
    struct adder adder = {.run = run};
    hsy_error err = {0};

    hsy_status status = hsy_store_open(run->options->database, HSY_STORE_WRITE, &adder.store,
                                       &err);
    if (!status)
        status = add_all(run, &adder, &err);
    hsy_store_close(adder.store);
    *ret_added = adder.added;
    return status ? hsy_run_fail(&err) : HSY_EXIT_DONE;
}
