/*
 * memberships.c - stories and memberships as tables, brought up to date row by row.
 *
 * What stands in the tables is walked beside what was made anew, both in order of id. Rows
 * that differ are written; the stories that they are of have other articles, origins or
 * copies than before, so their claims are removed and have to be made again. After a
 * day's articles these are few.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "store/internal.h"

#include "base/map.h"

#include <stdlib.h>

typedef HSY_VEC(uint32_t) number_list;
typedef HSY_VEC(hsy_str) id_list;

struct updater {
    hsy_store *store;
    hsy_arena *arena;
    const hsy_stories *stories;
    uint32_t *by_id;   /* stories in order of id */
    uint32_t *place;   /* of each membership in its story */
    bool *touched;     /* of each story */
    hsy_map number_of; /* id -> story */
    number_list members, heads; /* memberships and stories to write */
    id_list gone_docs, gone_stories; /* ids to remove */
};

static hsy_status no_memory(hsy_error *err)
{
    return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static bool note(struct updater *u, number_list *list, uint32_t number)
{
    uint32_t *slot = hsy_vec_push(u->arena, list);

    if (slot)
        *slot = number;
    return slot != NULL;
}

struct ranked {
    hsy_str id;
    uint32_t story;
};

static int by_id(const void *a, const void *b)
{
    return hsy_str_cmp(((const struct ranked *)a)->id, ((const struct ranked *)b)->id);
}

static bool make_ready(struct updater *u)
{
    const hsy_stories *stories = u->stories;
    struct ranked *ranked = hsy_new_array(u->arena, stories->nstories, struct ranked);

    hsy_map_init(&u->number_of, u->arena);
    u->by_id = hsy_new_array(u->arena, stories->nstories, uint32_t);
    u->place = hsy_new_array(u->arena, stories->nmembers, uint32_t);
    u->touched = hsy_new_array(u->arena, stories->nstories, bool);
    if (!ranked || !u->by_id || !u->place || !u->touched)
        return false;
    for (uint32_t s = 0; s < stories->nstories; s++) {
        ranked[s] = (struct ranked){stories->stories[s].id, s};
        if (!hsy_map_set(&u->number_of, ranked[s].id, s))
            return false;
        for (uint32_t d = 0; d < stories->stories[s].ndocs; d++)
            u->place[stories->stories[s].docs[d]] = d;
    }
    qsort(ranked, stories->nstories, sizeof *ranked, by_id);
    for (uint32_t s = 0; s < stories->nstories; s++)
        u->by_id[s] = ranked[s].story;
    return true;
}

/* -- a row as the tables have it ------------------------------------------------------- */

/* Valid until the statement's next step. */
static hsy_str text_at(sqlite3_stmt *stmt, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);

    return (hsy_str){text, (size_t)sqlite3_column_bytes(stmt, column)};
}

static bool is_same(sqlite3_stmt *stmt, int column, hsy_str value)
{
    hsy_str there = text_at(stmt, column);

    return !there.ptr == !value.ptr && hsy_str_eq(there, value);
}

static bool is_minute(sqlite3_stmt *stmt, int column, int64_t value)
{
    return sqlite3_column_type(stmt, column) == SQLITE_NULL
               ? value == INT64_MIN
               : sqlite3_column_int64(stmt, column) == value;
}

static hsy_str source_of(const hsy_stories *stories, const hsy_membership *member)
{
    return member->copy_of == HSY_NONE ? (hsy_str){NULL, 0}
                                       : stories->members[member->copy_of].doc;
}

static hsy_str origin_of(const hsy_stories *stories, const hsy_membership *member)
{
    return stories->stories[member->story].origins[member->origin].id;
}

/* -- what differs ---------------------------------------------------------------------- */

static bool touch(struct updater *u, uint32_t m)
{
    u->touched[u->stories->members[m].story] = true;
    return note(u, &u->members, m);
}

/* Columns: doc, story, origin, copy_of, shared_permille, place. */
static bool check_member(struct updater *u, sqlite3_stmt *stmt, uint32_t m)
{
    const hsy_stories *stories = u->stories;
    const hsy_membership *member = &stories->members[m];
    hsy_str story = stories->stories[member->story].id;

    if (!is_same(stmt, 1, story)) {
        uint32_t before = hsy_map_find(&u->number_of, text_at(stmt, 1));
        if (before != HSY_NONE)
            u->touched[before] = true;
        return touch(u, m);
    }
    if (!is_same(stmt, 2, origin_of(stories, member)) ||
        !is_same(stmt, 3, source_of(stories, member)) ||
        sqlite3_column_int64(stmt, 5) != u->place[m])
        return touch(u, m);
    /* How much is shared is told, but no claim rests on it. */
    return sqlite3_column_int64(stmt, 4) == member->shared || note(u, &u->members, m);
}

/* Columns: id, title, storyline, first, last, articles. */
static bool check_head(struct updater *u, sqlite3_stmt *stmt, uint32_t s)
{
    const hsy_story *story = &u->stories->stories[s];

    u->touched[s] |= sqlite3_column_int64(stmt, 5) != story->ndocs;
    return (is_same(stmt, 1, story->title) && is_same(stmt, 2, story->storyline) &&
            is_minute(stmt, 3, story->first) && is_minute(stmt, 4, story->last) &&
            sqlite3_column_int64(stmt, 5) == story->ndocs) ||
           note(u, &u->heads, s);
}

static bool new_head(struct updater *u, uint32_t s)
{
    u->touched[s] = true;
    return note(u, &u->heads, s);
}

static hsy_str id_of_member(const struct updater *u, uint32_t i)
{
    return u->stories->members[i].doc;
}

static hsy_str id_of_head(const struct updater *u, uint32_t i)
{
    return u->stories->stories[u->by_id[i]].id;
}

/* A table beside what was made anew. */
struct walk {
    const char *sql; /* its rows, their ids first and in order */
    uint32_t count;
    hsy_str (*id)(const struct updater *u, uint32_t i);
    bool (*check)(struct updater *u, sqlite3_stmt *stmt, uint32_t number);
    bool (*add)(struct updater *u, uint32_t number);
    const uint32_t *numbers; /* of the i-th; NULL: i */
    id_list *gone;
};

static bool add_until(struct updater *u, const struct walk *walk, uint32_t *i, hsy_str id)
{
    for (; *i < walk->count && (!id.ptr || hsy_str_cmp(walk->id(u, *i), id) < 0); ++*i)
        if (!walk->add(u, walk->numbers ? walk->numbers[*i] : *i))
            return false;
    return true;
}

static bool take_row(struct updater *u, const struct walk *walk, sqlite3_stmt *stmt, uint32_t *i)
{
    hsy_str id = text_at(stmt, 0);

    if (!id.ptr || !add_until(u, walk, i, id))
        return false;
    if (*i < walk->count && hsy_str_eq(walk->id(u, *i), id)) {
        uint32_t number = walk->numbers ? walk->numbers[*i] : *i;
        ++*i;
        return walk->check(u, stmt, number);
    }
    hsy_str *gone = hsy_vec_push(u->arena, walk->gone);
    if (gone)
        *gone = hsy_str_copy(u->arena, id);
    return gone && gone->ptr;
}

static hsy_status walk_table(struct updater *u, const struct walk *walk, hsy_error *err)
{
    hsy_status status = HSY_OK;
    sqlite3_stmt *stmt = NULL;
    int step = SQLITE_DONE;
    uint32_t i = 0;

    if (sqlite3_prepare_v2(u->store->db, walk->sql, -1, &stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(u->store, err);
    while (!status && (step = sqlite3_step(stmt)) == SQLITE_ROW)
        status = take_row(u, walk, stmt, &i) ? HSY_OK : no_memory(err);
    if (!status && step != SQLITE_DONE)
        status = hsy_store_fail(u->store, err);
    sqlite3_finalize(stmt);
    if (!status && !add_until(u, walk, &i, (hsy_str){NULL, 0}))
        status = no_memory(err);
    return status;
}

static hsy_status find_differences(struct updater *u, hsy_error *err)
{
    const struct walk members = {
        "SELECT doc, story, origin, copy_of, shared_permille, place FROM membership ORDER BY doc",
        u->stories->nmembers, id_of_member, check_member, touch, NULL, &u->gone_docs};
    const struct walk heads = {
        "SELECT id, title, storyline, first, last, articles FROM story ORDER BY id",
        u->stories->nstories, id_of_head, check_head, new_head, u->by_id, &u->gone_stories};
    hsy_status status = walk_table(u, &members, err);

    return status ? status : walk_table(u, &heads, err);
}

/* -- writing --------------------------------------------------------------------------- */

static void bind_str(sqlite3_stmt *stmt, int column, hsy_str s)
{
    if (s.ptr)
        sqlite3_bind_text64(stmt, column, s.ptr, s.len, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(stmt, column);
}

static void bind_minute(sqlite3_stmt *stmt, int column, int64_t minute)
{
    if (minute != INT64_MIN)
        sqlite3_bind_int64(stmt, column, minute);
    else
        sqlite3_bind_null(stmt, column);
}

static void bind_member(const struct updater *u, sqlite3_stmt *stmt, uint32_t m)
{
    const hsy_membership *member = &u->stories->members[m];

    bind_str(stmt, 1, member->doc);
    bind_str(stmt, 2, u->stories->stories[member->story].id);
    bind_str(stmt, 3, origin_of(u->stories, member));
    bind_str(stmt, 4, source_of(u->stories, member));
    sqlite3_bind_int64(stmt, 5, member->shared);
    sqlite3_bind_int64(stmt, 6, u->place[m]);
}

static void bind_head(const struct updater *u, sqlite3_stmt *stmt, uint32_t s)
{
    const hsy_story *story = &u->stories->stories[s];

    bind_str(stmt, 1, story->id);
    bind_str(stmt, 2, story->title);
    bind_str(stmt, 3, story->storyline);
    bind_minute(stmt, 4, story->first);
    bind_minute(stmt, 5, story->last);
    sqlite3_bind_int64(stmt, 6, story->ndocs);
}

typedef void bind_fn(const struct updater *u, sqlite3_stmt *stmt, uint32_t number);

static hsy_status write_rows(struct updater *u, const char *sql, bind_fn *bind,
                             const number_list *list, hsy_error *err)
{
    hsy_status status = HSY_OK;
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(u->store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(u->store, err);
    for (uint32_t i = 0; !status && i < list->count; i++) {
        bind(u, stmt, list->data[i]);
        status = hsy_store_step(u->store, stmt, err);
    }
    sqlite3_finalize(stmt);
    return status;
}

static hsy_status remove_rows(struct updater *u, const char *sql, const id_list *ids,
                              hsy_error *err)
{
    hsy_status status = HSY_OK;
    sqlite3_stmt *stmt = NULL;

    if (ids->count == 0)
        return HSY_OK;
    if (sqlite3_prepare_v2(u->store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(u->store, err);
    for (uint32_t i = 0; !status && i < ids->count; i++) {
        bind_str(stmt, 1, ids->data[i]);
        status = hsy_store_step(u->store, stmt, err);
    }
    sqlite3_finalize(stmt);
    return status;
}

/* Touched stories, into `ret` in order of id. */
static bool list_touched(struct updater *u, id_list *ret)
{
    for (uint32_t i = 0; i < u->stories->nstories; i++) {
        uint32_t s = u->by_id[i];
        hsy_str *id = u->touched[s] ? hsy_vec_push(u->arena, ret) : NULL;
        if (id)
            *id = u->stories->stories[s].id;
        if (u->touched[s] && !id)
            return false;
    }
    return true;
}

static hsy_status apply(struct updater *u, const id_list *touched, hsy_error *err)
{
    static const char *const claims[] = {"DELETE FROM claim WHERE story = ?",
                                         "DELETE FROM account WHERE story = ?"};
    hsy_status status = remove_rows(u, "DELETE FROM membership WHERE doc = ?", &u->gone_docs, err);

    if (!status)
        status = remove_rows(u, "DELETE FROM story WHERE id = ?", &u->gone_stories, err);
    for (int i = 0; !status && i < 2; i++) {
        status = remove_rows(u, claims[i], &u->gone_stories, err);
        if (!status)
            status = remove_rows(u, claims[i], touched, err);
    }
    if (!status)
        status = write_rows(u, "INSERT OR REPLACE INTO story VALUES (?, ?, ?, ?, ?, ?)",
                            bind_head, &u->heads, err);
    if (!status)
        status = write_rows(u, "INSERT OR REPLACE INTO membership VALUES (?, ?, ?, ?, ?, ?)",
                            bind_member, &u->members, err);
    return status;
}

hsy_status hsy_store_set_stories(hsy_store *store, hsy_arena *arena, const hsy_stories *stories,
                                 hsy_str **ret_touched, uint32_t *ret_count, hsy_error *err)
{
    struct updater u = {.store = store, .arena = arena, .stories = stories};
    id_list touched = {0};

    if (!make_ready(&u))
        return no_memory(err);
    hsy_status status = find_differences(&u, err);
    if (!status && !list_touched(&u, &touched))
        status = no_memory(err);
    if (!status)
        status = apply(&u, &touched, err);
    *ret_touched = touched.data;
    *ret_count = touched.count;
    return status;
}
