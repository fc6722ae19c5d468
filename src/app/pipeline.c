/*
 * pipeline.c - see pipeline.h.
 *
 *      input ──▶ slot 0 ─┐                       ┌─▶ take()   in the order of
 *      (locked)  slot 1 ─┼─ workers fill slots ──┤            the input
 *                ...    ─┘                       └─▶ log
 *
 * A slot is free, being filled, or ready. Workers take the next source into the
 * next slot of a ring under one lock; the main thread empties the ring from its
 * head. Messages said while a page was read wait in its slot.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/pipeline.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS_PER_THREAD 4
#define MAX_THREADS 256
#define KEEP_LIMIT ((size_t)1 << 30)

struct message {
    hsy_level level;
    hsy_error text;
};

struct slot {
    enum { FREE, FILLING, READY } state;
    hsy_desk desk;
    hsy_source source;
    hsy_item item;
    hsy_status status; /* of reading the page */
    hsy_error error;
    bool has_source;   /* false: only messages, at the end of the input */
    struct message *messages;
    uint32_t nmessages, room;
};

struct pipeline {
    const hsy_engine *engine;
    hsy_input *input;
    struct slot *slots;
    uint32_t nslots;
    uint64_t head, tail; /* next to empty, next to fill */
    bool input_done, stop;
    struct slot *filling; /* where what the input says goes; NULL: straight out */
    const hsy_log *log;
    hsy_run_totals totals;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

static void say_into_slot(void *user, hsy_level level, const hsy_error *text)
{
    struct slot *slot = user;

    if (slot->nmessages == slot->room) {
        uint32_t room = slot->room ? 2 * slot->room : 4;
        struct message *more = realloc(slot->messages, room * sizeof *more);
        if (!more)
            return;
        slot->messages = more;
        slot->room = room;
    }
    slot->messages[slot->nmessages++] = (struct message){level, *text};
}

static void say_into_filling(void *user, hsy_level level, const hsy_error *text)
{
    struct pipeline *pipeline = user;

    if (pipeline->filling) {
        say_into_slot(pipeline->filling, level, text);
        return;
    }
    pipeline->totals.refused += level == HSY_REFUSED;
    hsy_say(pipeline->log, level, text);
}

/* Under the lock: the next slot with the next source, or NULL at the end. */
static struct slot *take_source(struct pipeline *pipeline)
{
    while (!pipeline->stop && !pipeline->input_done &&
           pipeline->tail - pipeline->head == pipeline->nslots)
        pthread_cond_wait(&pipeline->changed, &pipeline->lock);
    if (pipeline->stop || pipeline->input_done)
        return NULL;

    struct slot *slot = &pipeline->slots[pipeline->tail++ % pipeline->nslots];
    slot->state = FILLING;
    pipeline->filling = slot;
    slot->has_source = hsy_input_next(pipeline->input, &slot->desk.work, &slot->source);
    pipeline->filling = NULL;
    if (!slot->has_source) {
        pipeline->input_done = true;
        slot->state = READY;
        pthread_cond_broadcast(&pipeline->changed);
        return NULL;
    }
    return slot;
}

static void read_slot(const hsy_engine *engine, struct slot *slot)
{
    hsy_log log = {say_into_slot, slot};
    hsy_item *item = &slot->item;

    hsy_arena_init(&item->keep, KEEP_LIMIT);
    item->source = &slot->source;
    item->doc = NULL;
    slot->error = (hsy_error){0};
    slot->status = hsy_engine_read(engine, &slot->desk, &item->keep, &slot->source, &log,
                                   &item->article, &item->reading, &item->doc, &slot->error);
}

static void *worker(void *user)
{
    struct pipeline *pipeline = user;

    pthread_mutex_lock(&pipeline->lock);
    for (struct slot *slot; (slot = take_source(pipeline)) != NULL;) {
        pthread_mutex_unlock(&pipeline->lock);
        read_slot(pipeline->engine, slot);
        pthread_mutex_lock(&pipeline->lock);
        slot->state = READY;
        pthread_cond_broadcast(&pipeline->changed);
    }
    pthread_mutex_unlock(&pipeline->lock);
    return NULL;
}

static void say_messages(struct slot *slot, const hsy_log *log, hsy_run_totals *totals)
{
    for (uint32_t i = 0; i < slot->nmessages; i++) {
        totals->refused += slot->messages[i].level == HSY_REFUSED;
        hsy_say(log, slot->messages[i].level, &slot->messages[i].text);
    }
    slot->nmessages = 0;
}

/* A page that could not be read is no error of the run: it is named, and the run
 * goes on. */
static void say_refused(struct slot *slot, const hsy_log *log, hsy_run_totals *totals)
{
    hsy_error *error = &slot->error;
    hsy_str name = slot->source.input;

    if (!error->file[0]) {
        size_t len = name.len < sizeof error->file - 1 ? name.len : sizeof error->file - 1;
        if (len)
            memcpy(error->file, name.ptr, len);
        error->file[len] = '\0';
    }
    totals->refused++;
    hsy_say(log, HSY_REFUSED, error);
}

static hsy_status empty_slot(struct slot *slot, const hsy_log *log, hsy_item_fn *take,
                             void *user, hsy_run_totals *totals, hsy_error *err)
{
    hsy_status status = HSY_OK;

    say_messages(slot, log, totals);
    if (!slot->has_source)
        return HSY_OK;
    if (slot->status) {
        say_refused(slot, log, totals);
    } else {
        totals->read++;
        status = take(user, &slot->item, err);
    }
    hsy_arena_clear(&slot->item.keep);
    hsy_desk_clear(&slot->desk);
    return status;
}

static hsy_status drain(struct pipeline *pipeline, hsy_item_fn *take, void *user,
                        hsy_error *err)
{
    hsy_status status = HSY_OK;

    pthread_mutex_lock(&pipeline->lock);
    while (!status) {
        struct slot *slot = &pipeline->slots[pipeline->head % pipeline->nslots];
        bool more = pipeline->head < pipeline->tail;
        if (!more && pipeline->input_done)
            break;
        if (!more || slot->state != READY) {
            pthread_cond_wait(&pipeline->changed, &pipeline->lock);
            continue;
        }
        pthread_mutex_unlock(&pipeline->lock);
        status = empty_slot(slot, pipeline->log, take, user, &pipeline->totals, err);
        pthread_mutex_lock(&pipeline->lock);
        slot->state = FREE;
        pipeline->head++;
        pthread_cond_broadcast(&pipeline->changed);
    }
    pipeline->stop = true;
    pthread_cond_broadcast(&pipeline->changed);
    pthread_mutex_unlock(&pipeline->lock);
    return status;
}

/* One thread: the pages one after another in this one. For small ones, the items of a
 * feed, waking another thread for each would be a good part of the work. */
static hsy_status run_alone(struct pipeline *pipeline, hsy_item_fn *take, void *user,
                            hsy_error *err)
{
    hsy_status status = HSY_OK;

    while (!status && !pipeline->input_done) {
        struct slot *slot = &pipeline->slots[0];
        pipeline->head = pipeline->tail = 0;
        if (take_source(pipeline))
            read_slot(pipeline->engine, slot);
        status = empty_slot(slot, pipeline->log, take, user, &pipeline->totals, err);
    }
    return status;
}

static void free_slots(struct pipeline *pipeline)
{
    for (uint32_t i = 0; pipeline->slots && i < pipeline->nslots; i++) {
        hsy_desk_clear(&pipeline->slots[i].desk);
        hsy_arena_clear(&pipeline->slots[i].item.keep);
        free(pipeline->slots[i].messages);
    }
    free(pipeline->slots);
}

static hsy_status run_threads(struct pipeline *pipeline, uint32_t threads, hsy_item_fn *take,
                              void *user, hsy_error *err)
{
    pthread_t ids[MAX_THREADS];
    uint32_t started = 0;
    hsy_status status;

    while (started < threads && pthread_create(&ids[started], NULL, worker, pipeline) == 0)
        started++;
    if (started == 0)
        status = hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "no thread could be started");
    else
        status = drain(pipeline, take, user, err);
    for (uint32_t i = 0; i < started; i++)
        pthread_join(ids[i], NULL);
    return status;
}

hsy_status hsy_pipeline_run(const hsy_engine *engine, const char *const *args, uint32_t nargs,
                            bool in_order, uint32_t threads, const hsy_log *log,
                            hsy_item_fn *take, void *user, hsy_run_totals *ret_totals,
                            hsy_error *err)
{
    struct pipeline pipeline = {.engine = engine, .log = log};
    hsy_log input_log = {say_into_filling, &pipeline};

    threads = threads < 1 ? 1 : threads > MAX_THREADS ? MAX_THREADS : threads;
    pipeline.nslots = threads * SLOTS_PER_THREAD;
    pipeline.slots = calloc(pipeline.nslots, sizeof *pipeline.slots);
    if (!pipeline.slots)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    for (uint32_t i = 0; i < pipeline.nslots; i++)
        hsy_desk_init(&pipeline.slots[i].desk);

    hsy_status status = hsy_input_open(args, nargs, in_order, &input_log, &pipeline.input, err);
    if (!status) {
        pthread_mutex_init(&pipeline.lock, NULL);
        pthread_cond_init(&pipeline.changed, NULL);
        status = threads == 1 ? run_alone(&pipeline, take, user, err)
                              : run_threads(&pipeline, threads, take, user, err);
        pthread_cond_destroy(&pipeline.changed);
        pthread_mutex_destroy(&pipeline.lock);
    }
    hsy_input_close(pipeline.input);
    free_slots(&pipeline);
    *ret_totals = pipeline.totals;
    return status;
}
