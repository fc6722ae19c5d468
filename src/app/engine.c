/* engine.c - see engine.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/engine.h"

#include "base/file.h"
#include "page/copy.h"
#include "page/wire.h"

#include <stdio.h>

#define TABLES_LIMIT ((size_t)512 << 20)
#define PACK_LANGUAGE "en" /* of data/en, models/en */
#define TOO_SHORT_TO_TELL 400 /* bytes of text; a headline can have no small words */
#define TOO_LONG_TO_READ ((uint32_t)1 << 20) /* bytes of text; 100,000 words are 600,000 */
#define WORK_LIMIT ((size_t)1 << 30) /* of one page: 15 MiB of source, its tree, its tokens */

static hsy_status load_ledger(hsy_engine *engine, const char *home, hsy_error *err)
{
    hsy_status status = hsy_key_tables_load(&engine->arena, home, &engine->keys, err);

    return status ? status
                  : hsy_ledger_tables_load(&engine->arena, home, &engine->ledger, err);
}

static hsy_status load_stages(hsy_engine *engine, const char *home, hsy_error *err)
{
    hsy_arena *arena = &engine->arena;

    if (engine->depth == HSY_DEPTH_LEDGER)
        return load_ledger(engine, home, err);
    hsy_status status = hsy_page_tables_load(arena, home, &engine->page, err);
    if (status || engine->depth == HSY_DEPTH_PAGE)
        return status;
    status = hsy_text_tables_load(arena, home, &engine->text, err);
    if (!status)
        status = hsy_ling_load(arena, home, &engine->ling, err);
    if (status || engine->depth == HSY_DEPTH_LING)
        return status;
    status = hsy_fact_tables_load(arena, home, &engine->fact, err);
    return status ? status : load_ledger(engine, home, err);
}

hsy_status hsy_engine_load(hsy_engine *engine, const char *home, hsy_depth depth,
                           hsy_error *err)
{
    *engine = (hsy_engine){.depth = depth};
    hsy_arena_init(&engine->arena, TABLES_LIMIT);
    if (!home)
        home = hsy_home_find(&engine->arena, err);
    hsy_status status = home ? load_stages(engine, home, err) : HSY_MISSING;
    if (status)
        hsy_engine_clear(engine);
    return status;
}

void hsy_engine_clear(hsy_engine *engine)
{
    hsy_ling_unload(engine->ling);
    engine->ling = NULL;
    hsy_arena_clear(&engine->arena);
}

void hsy_desk_init(hsy_desk *desk)
{
    hsy_arena_init(&desk->work, WORK_LIMIT);
    hsy_arena_init(&desk->scratch, WORK_LIMIT);
}

void hsy_desk_clear(hsy_desk *desk)
{
    hsy_arena_clear(&desk->work);
    hsy_arena_clear(&desk->scratch);
}

/* Is the article in the language of the pack? What the page says of itself can be
 * wrong, so a text that is plainly English is; one whose language nobody says has to
 * show it, if it is long enough to. */
static bool speaks(const hsy_engine *engine, hsy_desk *desk, const hsy_article *article)
{
    hsy_str text = hsy_text_str(&article->text), ours = HSY_STR(PACK_LANGUAGE);

    if (article->language.ptr && hsy_str_eq(article->language, ours))
        return true;
    hsy_str guessed = hsy_language_guess(engine->page, &desk->scratch, text);
    if (guessed.ptr)
        return hsy_str_eq(guessed, ours);
    return !article->language.ptr && text.len < TOO_SHORT_TO_TELL;
}

static void say_unread(const hsy_article *article, const hsy_log *log)
{
    hsy_error note = {0};
    char name[sizeof note.file];

    snprintf(name, sizeof name, "%.*s", HSY_STR_ARG(article->input));
    hsy_fail(&note, HSY_FORMAT, name, 0, 0, "in a language that is not read (%.*s): no facts",
             HSY_STR_ARG(article->language.ptr ? article->language : HSY_STR("unknown")));
    hsy_say(log, HSY_NOTE, &note);
}

static void say_too_long(const hsy_article *article, const hsy_log *log)
{
    hsy_error note = {0};
    char name[sizeof note.file];

    snprintf(name, sizeof name, "%.*s", HSY_STR_ARG(article->input));
    hsy_fail(&note, HSY_LIMIT, name, 0, 0, "its text has %u bytes, more than %u: no facts",
             article->text.len, TOO_LONG_TO_READ);
    hsy_say(log, HSY_WARNING, &note);
}

static hsy_status read_facts(const hsy_engine *engine, hsy_desk *desk, hsy_arena *keep,
                             const hsy_doc *doc, const hsy_reading **ret, hsy_error *err)
{
    hsy_reading *reading = hsy_new(keep, hsy_reading);

    if (!reading)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_status status = hsy_fact_read(engine->fact, keep, &desk->scratch, doc, reading, err);
    if (!status)
        *ret = reading;
    return status;
}

static hsy_status read_nothing(hsy_arena *keep, const hsy_doc *doc, const hsy_reading **ret,
                               hsy_error *err)
{
    hsy_reading *reading = hsy_new(keep, hsy_reading);

    if (!reading)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    *ret = reading;
    return hsy_fact_read_nothing(keep, doc, reading, err);
}

static hsy_status read_text(const hsy_engine *engine, hsy_desk *desk, hsy_arena *keep,
                            const hsy_article *article, const hsy_log *log,
                            const hsy_reading **ret_reading, const hsy_doc **ret_doc,
                            hsy_error *err)
{
    bool too_long = article->text.len > TOO_LONG_TO_READ;
    bool silent =
        engine->depth == HSY_DEPTH_FACT && (too_long || !speaks(engine, desk, article));

    hsy_doc *doc = hsy_new(&desk->work, hsy_doc);

    if (!doc)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_status status = hsy_doc_make(engine->text, &desk->work, article, doc, err);
    if (!status && !silent)
        status = hsy_ling_run(engine->ling, &desk->work, &desk->scratch, doc, err);
    if (!status && silent) {
        if (too_long)
            say_too_long(article, log);
        else
            say_unread(article, log);
        status = read_nothing(keep, doc, ret_reading, err);
    } else if (!status && engine->depth == HSY_DEPTH_FACT)
        status = read_facts(engine, desk, keep, doc, ret_reading, err);
    if (!status && ret_doc)
        *ret_doc = doc;
    return status;
}

hsy_status hsy_engine_read(const hsy_engine *engine, hsy_desk *desk, hsy_arena *keep,
                           const hsy_source *source, const hsy_log *log,
                           const hsy_article **ret_article, const hsy_reading **ret_reading,
                           const hsy_doc **ret_doc, hsy_error *err)
{
    hsy_article page;
    hsy_arena_mark before = hsy_arena_here(&desk->work);
    hsy_status status = hsy_page_read(engine->page, &desk->work, source, log, &page, err);

    if (status)
        return status;
    const hsy_article *article = hsy_article_copy(keep, &page);
    hsy_arena_rewind(&desk->work, before); /* the tree of the page is no longer needed */
    if (!article)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    *ret_article = article;
    *ret_reading = NULL;
    if (engine->depth == HSY_DEPTH_PAGE)
        return HSY_OK;
    return read_text(engine, desk, keep, article, log, ret_reading, ret_doc, err);
}
