/*
 * story.c - one story out of many, as it was set.
 *
 * Three kinds of rows: the story's own, its memberships (there is an index of them), and
 * its articles by id. The rest of the database is not looked at, so the answer takes as
 * long as the story is large.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "store/internal.h"

#include "base/map.h"

struct loader {
    hsy_store *store;
    hsy_arena *arena;
    hsy_story *story;
    hsy_map members; /* doc -> membership */
    HSY_VEC(hsy_membership) list; /* in order of doc */
    HSY_VEC(hsy_str) origin;      /* id, of each membership */
    HSY_VEC(hsy_str) copy_of;     /* doc, of each membership; .ptr NULL */
    HSY_VEC(uint32_t) place;      /* in the story, of each membership */
    hsy_stored *articles;
};

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_status makes_no_sense(struct loader *l, hsy_error *err)
{
    return hsy_fail(err, HSY_STORE, l->store->path, 0, 0,
                    "the rows of table \"membership\" make no sense");
}

static hsy_status prepare(struct loader *l, int which, const char *sql, hsy_str id,
                          sqlite3_stmt **ret, hsy_error *err)
{
    hsy_status status = hsy_store_prepare(l->store, which, sql, ret, err);

    if (!status)
        sqlite3_bind_text64(*ret, 1, id.ptr, id.len, SQLITE_STATIC, SQLITE_UTF8);
    return status;
}

static int64_t minutes_at(sqlite3_stmt *stmt, int column)
{
    return sqlite3_column_type(stmt, column) == SQLITE_NULL ? INT64_MIN
                                                            : sqlite3_column_int64(stmt, column);
}

/* l->story stays NULL when there is none. */
static hsy_status load_head(struct loader *l, hsy_str id, hsy_error *err)
{
    sqlite3_stmt *stmt = NULL;
    hsy_status status = prepare(
        l, HSY_SQL_STORY, "SELECT id, title, storyline, first, last FROM story WHERE id = ?", id, &stmt, err);

    if (!status && sqlite3_step(stmt) == SQLITE_ROW) {
        hsy_codec codec = {.stmt = stmt, .arena = l->arena};
        l->story = hsy_new(l->arena, hsy_story);
        if (l->story) {
            hsy_codec_str(&codec, &l->story->id);
            hsy_codec_str(&codec, &l->story->title);
            hsy_codec_str(&codec, &l->story->storyline);
            l->story->first = minutes_at(stmt, 3);
            l->story->last = minutes_at(stmt, 4);
        }
        if (!l->story || codec.failed)
            status = no_memory(err);
    }
    sqlite3_reset(stmt);
    return status;
}

static bool take_member(struct loader *l, sqlite3_stmt *stmt)
{
    hsy_membership *m = hsy_vec_push(l->arena, &l->list);
    hsy_str *origin = hsy_vec_push(l->arena, &l->origin);
    hsy_str *copy_of = hsy_vec_push(l->arena, &l->copy_of);
    uint32_t *place = hsy_vec_push(l->arena, &l->place);
    hsy_codec codec = {.stmt = stmt, .arena = l->arena};

    if (!m || !origin || !copy_of || !place)
        return false;
    *m = (hsy_membership){.copy_of = HSY_NONE, .story_at_arrival = HSY_NONE};
    hsy_codec_str(&codec, &m->doc);
    hsy_codec_str(&codec, origin);
    hsy_codec_str(&codec, copy_of);
    hsy_codec_u32(&codec, &m->shared);
    hsy_codec_u32(&codec, place);
    return !codec.failed && hsy_map_set(&l->members, m->doc, l->list.count - 1);
}

static hsy_status load_members(struct loader *l, hsy_error *err)
{
    sqlite3_stmt *stmt = NULL;
    int step = SQLITE_DONE;
    hsy_status status =
        prepare(l, HSY_SQL_MEMBERS,
                "SELECT doc, origin, copy_of, shared_permille, place FROM membership"
                " WHERE story = ? ORDER BY doc",
                l->story->id, &stmt, err);

    while (!status && (step = sqlite3_step(stmt)) == SQLITE_ROW)
        if (!take_member(l, stmt))
            status = no_memory(err);
    if (!status && step != SQLITE_DONE)
        status = hsy_store_fail(l->store, err);
    sqlite3_reset(stmt);
    for (uint32_t m = 0; !status && m < l->list.count; m++)
        if (l->copy_of.data[m].ptr)
            l->list.data[m].copy_of = hsy_map_find(&l->members, l->copy_of.data[m]);
    return status;
}

/* The story's articles by their places in it. */
static hsy_status order_docs(struct loader *l, hsy_error *err)
{
    uint32_t n = l->list.count, *docs = hsy_new_array(l->arena, n, uint32_t);

    if (!docs)
        return no_memory(err);
    for (uint32_t m = 0; m < n; m++)
        docs[m] = HSY_NONE;
    for (uint32_t m = 0; m < n; m++) {
        uint32_t place = l->place.data[m];
        if (place >= n || docs[place] != HSY_NONE)
            return makes_no_sense(l, err);
        docs[place] = m;
    }
    l->story->docs = docs;
    l->story->ndocs = n;
    return HSY_OK;
}

/* Number the origins in the order in which the story's articles meet them. */
static hsy_status number_origins(struct loader *l, hsy_origin *origins, hsy_error *err)
{
    hsy_map numbers;

    hsy_map_init(&numbers, l->arena);
    for (uint32_t d = 0; d < l->story->ndocs; d++) {
        uint32_t m = l->story->docs[d], next = l->story->norigins;
        hsy_str id = l->origin.data[m];
        uint32_t number = hsy_map_put(&numbers, id, next);
        if (number == HSY_NONE)
            return no_memory(err);
        if (number == next) {
            uint32_t first = hsy_map_find(&l->members, hsy_str_sub(id, 1, id.len));
            origins[l->story->norigins++] =
                (hsy_origin){.id = id, .first = first == HSY_NONE ? m : first};
        }
        l->list.data[m].origin = number;
        origins[number].ndocs++;
    }
    return HSY_OK;
}

static hsy_status fill_origins(struct loader *l, hsy_error *err)
{
    hsy_story *story = l->story;
    hsy_origin *origins = hsy_new_array(l->arena, story->ndocs, hsy_origin);
    uint32_t *docs = hsy_new_array(l->arena, story->ndocs, uint32_t), at = 0;
    uint32_t *used = hsy_new_array(l->arena, story->ndocs, uint32_t);

    if (!origins || !docs || !used)
        return no_memory(err);
    hsy_status status = number_origins(l, origins, err);
    if (status)
        return status;
    for (uint32_t o = 0; o < story->norigins; o++) {
        origins[o].docs = docs + at;
        used[o] = at;
        at += origins[o].ndocs;
    }
    for (uint32_t d = 0; d < story->ndocs; d++) {
        uint32_t m = story->docs[d], o = l->list.data[m].origin;
        hsy_str agency = l->articles[m].article->wire.agency;
        docs[used[o]++] = m;
        if (!origins[o].wire.ptr && agency.len)
            origins[o].wire = agency;
    }
    story->origins = origins;
    return HSY_OK;
}

hsy_status hsy_store_load_article(hsy_store *store, hsy_arena *arena, hsy_str id, hsy_stored *ret,
                                  hsy_error *err)
{
    sqlite3_stmt *stmt = NULL;
    hsy_status status = hsy_store_prepare(store, HSY_SQL_ARTICLE_OF,
                                          "SELECT * FROM article WHERE id = ?", &stmt, err);

    if (status)
        return status;
    sqlite3_bind_text64(stmt, 1, id.ptr, id.len, SQLITE_STATIC, SQLITE_UTF8);
    status = sqlite3_step(stmt) == SQLITE_ROW
                 ? hsy_store_read_article(store, stmt, arena, ret, err)
                 : hsy_fail(err, HSY_STORE, store->path, 0, 0,
                            "the database lacks an article that it has a row of");
    sqlite3_reset(stmt);
    return status;
}

static hsy_status load_articles(struct loader *l, hsy_error *err)
{
    hsy_status status = HSY_OK;

    l->articles = hsy_new_array(l->arena, l->list.count, hsy_stored);
    if (!l->articles)
        return no_memory(err);
    for (uint32_t m = 0; !status && m < l->list.count; m++)
        status = hsy_store_load_article(l->store, l->arena, l->list.data[m].doc, &l->articles[m],
                                        err);
    return status;
}

hsy_status hsy_store_load_story(hsy_store *store, hsy_arena *arena, hsy_str id,
                                hsy_stored **ret, hsy_stories *ret_stories, hsy_error *err)
{
    struct loader l = {.store = store, .arena = arena};

    *ret_stories = (hsy_stories){0};
    hsy_map_init(&l.members, arena);
    hsy_status status = load_head(&l, id, err);
    if (status || !l.story)
        return status;
    status = load_members(&l, err);
    if (!status)
        status = order_docs(&l, err);
    if (!status)
        status = load_articles(&l, err);
    if (!status)
        status = fill_origins(&l, err);
    if (status)
        return status;
    *ret = l.articles;
    *ret_stories = (hsy_stories){l.list.data, l.list.count, l.story, 1};
    return HSY_OK;
}
