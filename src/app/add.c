/*
 * add.c - see add.h.
 *
 * Articles are written by this thread alone, a batch in one transaction: a run
 * that is killed loses at most its last batch, and nothing is half there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/add.h"

#define BATCH 256 /* articles in one transaction */

struct adder {
    hsy_run_state *run;
    hsy_store *store;
    uint32_t in_batch, added, refused; /* refused by the database */
};

static hsy_status take(void *user, hsy_item *item, hsy_error *err)
{
    struct adder *adder = user;
    hsy_error refused = {0};
    bool added = false;

    hsy_status status = hsy_store_add(adder->store, item->article, item->reading, &added,
                                      &refused);
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

static hsy_status set_results(hsy_run_state *run, hsy_store *store, hsy_error *err)
{
    hsy_corpus corpus;
    hsy_stored *stored;
    uint32_t count = 0;

    hsy_corpus_init(&corpus);
    hsy_status status = hsy_store_load(store, &corpus.arena, &stored, &count, err);
    for (uint32_t i = 0; !status && i < count; i++)
        status = hsy_corpus_add(&corpus, NULL, stored[i].article, stored[i].reading, err);
    if (!status)
        status = hsy_corpus_close(&corpus, &run->engine, true, false, err);
    if (!status)
        status = hsy_store_set_results(store, &corpus.stories, corpus.sources.data,
                                       &corpus.ledger, err);
    hsy_corpus_clear(&corpus);
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
