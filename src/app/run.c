/* run.c - see run.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/run.h"

#include "report/words.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define LINE_LIMIT ((size_t)1 << 30)

/* To stderr, without what would steer a terminal: names of files can hold anything. */
static void print_message(const char *before, const char *text)
{
    hsy_buf clean;

    hsy_buf_init(&clean, 0);
    hsy_words_clean(&clean, hsy_str_of(text));
    if (!clean.failed)
        fprintf(stderr, "hearsay: %s%.*s\n", before, (int)clean.len, clean.data);
    hsy_buf_clear(&clean);
}

int hsy_run_fail(const hsy_error *err)
{
    char text[640];

    hsy_error_print(err, text, sizeof text);
    print_message("", text);
    switch (err->status) {
    case HSY_STORE: return HSY_EXIT_STORE;
    case HSY_NETWORK: return HSY_EXIT_NETWORK;
    case HSY_OK: return HSY_EXIT_DONE;
    default: return HSY_EXIT_USAGE;
    }
}

static void say(void *user, hsy_level level, const hsy_error *message)
{
    hsy_run_state *run = user;
    char text[640];

    hsy_error_print(message, text, sizeof text);
    print_message(level == HSY_REFUSED ? "refused: " : "", text);
    if (level != HSY_REFUSED)
        return;
    const char **kept = hsy_vec_push(&run->arena, &run->refused);
    if (kept)
        *kept = hsy_arena_copy(&run->arena, text, strlen(text));
    if (kept && !*kept)
        run->refused.count--;
}

int hsy_run_start(hsy_run_state *run, const hsy_options *options, hsy_depth depth)
{
    hsy_error err = {0};

    *run = (hsy_run_state){.options = options, .out = stdout};
    run->log = (hsy_log){say, run};
    hsy_arena_init(&run->arena, 0);
    hsy_buf_init(&run->line, LINE_LIMIT);
    if (options->nargs == 0 && !options->database) {
        fprintf(stderr, "hearsay: no input given; `hearsay %s --help` tells more\n",
                options->command);
        return HSY_EXIT_USAGE;
    }
    if (hsy_engine_load(&run->engine, options->home, depth, &err))
        return hsy_run_fail(&err);
    if (!options->output)
        return HSY_EXIT_DONE;
    run->out = fopen(options->output, "wb");
    if (run->out)
        return HSY_EXIT_DONE;
    hsy_fail(&err, HSY_IO, options->output, 0, 0, "could not write: %s", strerror(errno));
    hsy_engine_clear(&run->engine);
    run->out = stdout;
    return hsy_run_fail(&err);
}

int hsy_run_pages(hsy_run_state *run, hsy_item_fn *take, void *user)
{
    const hsy_options *options = run->options;
    hsy_error err = {0};

    if (hsy_pipeline_run(&run->engine, options->args, options->nargs, options->in_order,
                         options->threads, &run->log, take, user, &run->totals, &err))
        return hsy_run_fail(&err);
    return HSY_EXIT_DONE;
}

static hsy_status take_into_corpus(void *user, hsy_item *item, hsy_error *err)
{
    return hsy_corpus_add(user, &item->keep, item->article, item->reading, err);
}

hsy_status hsy_run_load_refusals(hsy_run_state *run, hsy_store *store, hsy_error *err)
{
    const char *const *refused;
    uint32_t count;
    hsy_status status = hsy_store_refusals(store, &run->arena, &refused, &count, err);

    for (uint32_t i = 0; !status && i < count; i++) {
        const char **kept = hsy_vec_push(&run->arena, &run->refused);
        if (!kept)
            return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
        *kept = refused[i];
    }
    return status;
}

static hsy_status add_stored(hsy_corpus *corpus, const hsy_stored *stored, uint32_t count,
                             hsy_error *err)
{
    hsy_status status = HSY_OK;

    for (uint32_t i = 0; !status && i < count; i++)
        status = hsy_corpus_add(corpus, NULL, stored[i].article, stored[i].reading, err);
    return status;
}

/* Only the story that was asked for, where the database knows its stories. */
static hsy_status one_story(hsy_run_state *run, hsy_store *store, hsy_corpus *corpus,
                            bool *ret_done, hsy_error *err)
{
    hsy_stored *stored = NULL;
    hsy_stories stories;

    hsy_status status = hsy_store_is_current(store, ret_done, err);
    if (status || !*ret_done)
        return status;
    status = hsy_store_load_story(store, &corpus->arena, hsy_str_of(run->options->story),
                                  &stored, &stories, err);
    if (!status)
        status = add_stored(corpus, stored, stories.nmembers, err);
    if (!status)
        status = hsy_corpus_close_story(corpus, &run->engine, &stories, err);
    return status;
}

/* Stories without claims: no article has to be read. */
static hsy_status stories_alone(hsy_store *store, hsy_corpus *corpus, bool *ret_done,
                                hsy_error *err)
{
    hsy_story_article *inputs;
    uint32_t count;

    hsy_status status = hsy_store_is_current(store, ret_done, err);
    if (status || !*ret_done)
        return status;
    status = hsy_store_inputs(store, &corpus->arena, &inputs, &count, err);
    return status ? status
                  : hsy_stories_make(&corpus->arena, inputs, count, NULL, &corpus->stories, err);
}

static hsy_status all_stories(hsy_run_state *run, hsy_store *store, hsy_corpus *corpus,
                              bool with_ledger, hsy_error *err)
{
    hsy_stored *stored = NULL;
    uint32_t count = 0;

    hsy_status status = hsy_store_load(store, &corpus->arena, &stored, &count, err);
    if (!status)
        status = add_stored(corpus, stored, count, err);
    if (!status)
        status = hsy_corpus_close(corpus, &run->engine, with_ledger, run->options->in_order, err);
    return status;
}

static hsy_status corpus_from_store(hsy_run_state *run, hsy_corpus *corpus, bool with_ledger,
                                    hsy_error *err)
{
    hsy_store *store = NULL;
    bool one = run->options->story && with_ledger, done = false;

    hsy_status status = hsy_store_open(run->options->database, HSY_STORE_READ, &store, err);
    if (!status && one)
        status = one_story(run, store, corpus, &done, err);
    if (!status && !with_ledger && !run->options->in_order)
        status = stories_alone(store, corpus, &done, err);
    if (!status && !done)
        status = all_stories(run, store, corpus, with_ledger, err);
    if (!status)
        status = hsy_run_load_refusals(run, store, err);
    hsy_store_close(store);
    run->totals.read = corpus->stories.nmembers;
    return status;
}

int hsy_run_corpus(hsy_run_state *run, hsy_corpus *corpus, bool with_ledger)
{
    hsy_error err = {0};

    if (!run->options->nargs)
        return corpus_from_store(run, corpus, with_ledger, &err) ? hsy_run_fail(&err)
                                                                 : HSY_EXIT_DONE;
    int status = hsy_run_pages(run, take_into_corpus, corpus);
    if (status)
        return status;
    if (hsy_corpus_close(corpus, &run->engine, with_ledger, run->options->in_order, &err))
        return hsy_run_fail(&err);
    return HSY_EXIT_DONE;
}

hsy_status hsy_run_write(hsy_run_state *run, hsy_error *err)
{
    hsy_status status = HSY_OK;

    if (run->line.failed)
        status = hsy_fail(err, HSY_LIMIT, NULL, 0, 0, "the output is too long");
    else if (fwrite(run->line.data, 1, run->line.len, run->out) != run->line.len)
        status = hsy_fail(err, HSY_IO, run->options->output, 0, 0, "could not write: %s",
                          strerror(errno));
    run->wrote |= !status && run->line.len > 0;
    hsy_buf_reset(&run->line);
    return status;
}

hsy_status hsy_run_write_text(hsy_run_state *run, hsy_error *err)
{
    hsy_buf raw = run->line;

    hsy_buf_init(&run->line, LINE_LIMIT);
    hsy_words_clean(&run->line, hsy_buf_str(&raw));
    run->line.failed |= raw.failed;
    hsy_buf_clear(&raw);
    return hsy_run_write(run, err);
}

int hsy_run_on_corpus(const hsy_options *options, bool with_ledger, hsy_corpus_fn *write)
{
    hsy_run_state run;
    hsy_corpus corpus;
    hsy_error err = {0};
    int status = hsy_run_start(&run, options,
                               options->nargs ? HSY_DEPTH_FACT : HSY_DEPTH_LEDGER);

    if (status)
        return status;
    hsy_corpus_init(&corpus);
    status = hsy_run_corpus(&run, &corpus, with_ledger);
    if (!status && write(&run, &corpus, &err))
        status = hsy_run_fail(&err);
    hsy_corpus_clear(&corpus);
    return hsy_run_end(&run, status, run.wrote);
}

int hsy_run_end(hsy_run_state *run, int status, bool found)
{
    bool lost = fflush(run->out) != 0;

    if (run->out != stdout)
        lost |= fclose(run->out) != 0;
    if (lost && !status) {
        fprintf(stderr, "hearsay: could not write: %s\n", strerror(errno));
        status = HSY_EXIT_USAGE;
    }
    hsy_buf_clear(&run->line);
    hsy_engine_clear(&run->engine);
    uint32_t refused = run->totals.refused;
    hsy_arena_clear(&run->arena);
    if (status)
        return status;
    if (refused)
        return HSY_EXIT_REFUSED;
    return found ? HSY_EXIT_DONE : HSY_EXIT_NOTHING;
}
