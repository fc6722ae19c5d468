/* engine.c - see engine.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/engine.h"

#include "base/file.h"
#include "page/copy.h"

#define TABLES_LIMIT ((size_t)512 << 20)
#define WORK_LIMIT ((size_t)1 << 30) /* of one page: 15 MiB of source, its tree, its tokens */

static hsy_status load_stages(hsy_engine *engine, const char *home, hsy_error *err)
{
    hsy_arena *arena = &engine->arena;
    hsy_status status = hsy_page_tables_load(arena, home, &engine->page, err);

    if (status || engine->depth == HSY_DEPTH_PAGE)
        return status;
    status = hsy_text_tables_load(arena, home, &engine->text, err);
    if (!status)
        status = hsy_ling_load(arena, home, &engine->ling, err);
    if (status || engine->depth == HSY_DEPTH_LING)
        return status;
    status = hsy_fact_tables_load(arena, home, &engine->fact, err);
    if (!status)
        status = hsy_key_tables_load(arena, home, &engine->keys, err);
    if (!status)
        status = hsy_ledger_tables_load(arena, home, &engine->ledger, err);
    return status;
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

static hsy_status read_text(const hsy_engine *engine, hsy_desk *desk, hsy_arena *keep,
                            const hsy_article *article, const hsy_reading **ret_reading,
                            const hsy_doc **ret_doc, hsy_error *err)
{
    hsy_doc *doc = hsy_new(&desk->work, hsy_doc);

    if (!doc)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_status status = hsy_doc_make(engine->text, &desk->work, article, doc, err);
    if (!status)
        status = hsy_ling_run(engine->ling, &desk->work, &desk->scratch, doc, err);
    if (!status && engine->depth == HSY_DEPTH_FACT)
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
    hsy_status status = hsy_page_read(engine->page, &desk->work, source, log, &page, err);

    if (status)
        return status;
    const hsy_article *article = hsy_article_copy(keep, &page);
    if (!article)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    *ret_article = article;
    *ret_reading = NULL;
    if (engine->depth == HSY_DEPTH_PAGE)
        return HSY_OK;
    return read_text(engine, desk, keep, article, ret_reading, ret_doc, err);
}
