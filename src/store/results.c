/*
 * results.c - stories and claims as tables, for those who ask with SQL.
 *
 * They follow from the articles, so they are replaced whole.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "store/internal.h"

#include "base/buf.h"

struct writer {
    hsy_store *store;
    sqlite3_stmt *stmt;
    int column;
};

static void bind_str(struct writer *w, hsy_str s)
{
    if (s.ptr)
        sqlite3_bind_text64(w->stmt, w->column, s.ptr, s.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    else
        sqlite3_bind_null(w->stmt, w->column);
    w->column++;
}

static void bind_name(struct writer *w, const char *name)
{
    sqlite3_bind_text(w->stmt, w->column++, name, -1, SQLITE_STATIC);
}

static void bind_int(struct writer *w, int64_t value)
{
    sqlite3_bind_int64(w->stmt, w->column++, value);
}

/* NULL when it is not known. */
static void bind_known(struct writer *w, int64_t value, bool known)
{
    if (known)
        bind_int(w, value);
    else
        sqlite3_bind_null(w->stmt, w->column++);
}

static hsy_status begin(struct writer *w, hsy_store *store, const char *sql, hsy_error *err)
{
    *w = (struct writer){.store = store, .column = 1};
    return sqlite3_prepare_v2(store->db, sql, -1, &w->stmt, NULL) == SQLITE_OK
               ? HSY_OK
               : hsy_store_fail(store, err);
}

static hsy_status end_row(struct writer *w, hsy_error *err)
{
    w->column = 1;
    return hsy_store_step(w->store, w->stmt, err);
}

static hsy_status write_stories(hsy_store *store, const hsy_stories *stories, hsy_error *err)
{
    struct writer w;
    hsy_status status = begin(&w, store, "INSERT INTO story VALUES (?, ?, ?, ?, ?, ?)", err);

    for (uint32_t i = 0; !status && i < stories->nstories; i++) {
        const hsy_story *story = &stories->stories[i];
        bind_str(&w, story->id);
        bind_str(&w, story->title);
        bind_str(&w, story->storyline);
        bind_known(&w, story->first, story->first != INT64_MIN);
        bind_known(&w, story->last, story->last != INT64_MIN);
        bind_int(&w, story->ndocs);
        status = end_row(&w, err);
    }
    sqlite3_finalize(w.stmt);
    return status;
}

static void bind_member(struct writer *w, const hsy_stories *stories, uint32_t member,
                        uint32_t place)
{
    const hsy_membership *m = &stories->members[member];
    const hsy_story *story = &stories->stories[m->story];

    bind_str(w, m->doc);
    bind_str(w, story->id);
    bind_str(w, story->origins[m->origin].id);
    bind_str(w, m->copy_of == HSY_NONE ? (hsy_str){NULL, 0} : stories->members[m->copy_of].doc);
    bind_int(w, m->shared);
    bind_int(w, place);
}

static hsy_status write_members(hsy_store *store, const hsy_stories *stories, hsy_error *err)
{
    struct writer w;
    hsy_status status = begin(&w, store, "INSERT INTO membership VALUES (?, ?, ?, ?, ?, ?)", err);

    for (uint32_t s = 0; !status && s < stories->nstories; s++)
        for (uint32_t d = 0; !status && d < stories->stories[s].ndocs; d++) {
            bind_member(&w, stories, stories->stories[s].docs[d], d);
            status = end_row(&w, err);
        }
    sqlite3_finalize(w.stmt);
    return status;
}

static void bind_claim(struct writer *w, const hsy_stories *stories, const hsy_claim *claim,
                       uint32_t n)
{
    const hsy_about *about = &claim->about;

    bind_str(w, claim->id);
    bind_int(w, n);
    bind_str(w, stories->stories[claim->story].id);
    bind_int(w, claim->incident);
    bind_name(w, about->has_type ? hsy_event_type_name(about->type) : NULL);
    bind_str(w, about->mode);
    bind_str(w, about->source);
    bind_str(w, about->target);
    bind_str(w, about->place);
    bind_str(w, about->time);
    bind_str(w, claim->what);
    bind_str(w, claim->who);
    bind_name(w, hsy_scope_name(claim->scope));
    bind_name(w, hsy_verdict_name(claim->verdict));
    bind_known(w, claim->low, claim->low >= 0);
    bind_known(w, claim->best_low, claim->best_low >= 0);
    bind_known(w, claim->best_high, claim->best_low >= 0 && claim->best_high != HSY_OPEN);
    bind_str(w, claim->best);
    bind_known(w, claim->high, claim->low >= 0 && claim->high != HSY_OPEN);
    bind_int(w, claim->articles);
    bind_int(w, claim->origins_least);
    bind_int(w, claim->origins_most);
    bind_str(w, claim->why);
}

static hsy_status write_claims(hsy_store *store, const hsy_stories *stories,
                               const hsy_ledger *ledger, hsy_error *err)
{
    struct writer w;
    hsy_status status = begin(&w, store,
                              "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                              " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              err);

    for (uint32_t i = 0; !status && i < ledger->nclaims; i++) {
        bind_claim(&w, stories, &ledger->claims[i], i);
        status = end_row(&w, err);
    }
    sqlite3_finalize(w.stmt);
    return status;
}

static void bind_chain(struct writer *w, const hsy_account_source *source, hsy_chain chain)
{
    hsy_buf names;

    hsy_buf_init(&names, 0);
    for (uint32_t i = 0; i < chain.count; i++) {
        hsy_buf_puts(&names, i ? " < " : "");
        hsy_buf_add(&names, hsy_article_str(source->article, chain.links[i].span));
    }
    bind_str(w, chain.count ? hsy_buf_str(&names) : (hsy_str){NULL, 0});
    hsy_buf_clear(&names);
}

static void bind_account(struct writer *w, const hsy_account_source *sources,
                         const hsy_account *account, uint32_t claim, uint32_t n)
{
    const hsy_account_source *source = &sources[account->source];
    hsy_span at = hsy_text_source(&source->article->text, account->span);
    bool placed = at.off != HSY_NONE, valued = account->has_value;

    bind_int(w, claim);
    bind_int(w, n);
    bind_str(w, hsy_article_id(source->article));
    bind_str(w, hsy_article_str(source->article, account->span));
    bind_known(w, at.off, placed);
    bind_known(w, at.len, placed);
    bind_known(w, account->low, valued);
    bind_known(w, account->high, valued && account->high != HSY_OPEN);
    bind_str(w, account->who);
    bind_str(w, account->value);
    bind_chain(w, source, account->said_by);
    bind_str(w, account->origin);
    bind_name(w, hsy_modality_name(account->modality));
    bind_int(w, account->negative);
    bind_int(w, account->retracted);
    bind_int(w, account->version);
}

static hsy_status write_accounts(hsy_store *store, const hsy_account_source *sources,
                                 const hsy_ledger *ledger, hsy_error *err)
{
    struct writer w;
    hsy_status status = begin(&w, store,
                              "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                              " ?, ?, ?, ?)",
                              err);

    for (uint32_t i = 0; !status && i < ledger->nclaims; i++) {
        const hsy_claim *claim = &ledger->claims[i];
        for (uint32_t k = 0; !status && k < claim->naccounts; k++) {
            bind_account(&w, sources, &claim->accounts[k], i, k);
            status = end_row(&w, err);
        }
    }
    sqlite3_finalize(w.stmt);
    return status;
}

hsy_status hsy_store_set_results(hsy_store *store, const hsy_stories *stories,
                                 const hsy_account_source *sources, const hsy_ledger *ledger,
                                 hsy_error *err)
{
    hsy_status status = hsy_store_exec(store,
                                       "DELETE FROM story; DELETE FROM membership;"
                                       "DELETE FROM claim; DELETE FROM account;"
                                       "DELETE FROM results;"
                                       "INSERT INTO results VALUES ('" HSY_VERSION "')",
                                       err);
    if (!status)
        status = write_stories(store, stories, err);
    if (!status)
        status = write_members(store, stories, err);
    if (!status)
        status = write_claims(store, stories, ledger, err);
    if (!status)
        status = write_accounts(store, sources, ledger, err);
    return status;
}

hsy_status hsy_store_is_current(hsy_store *store, bool *ret, hsy_error *err)
{
    static const char sql[] =
        "SELECT (SELECT count(*) FROM article) = (SELECT count(*) FROM membership) AND"
        " EXISTS (SELECT 1 FROM results WHERE made_by = '" HSY_VERSION "')";
    sqlite3_stmt *stmt;

    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(store, err);
    hsy_status status = sqlite3_step(stmt) == SQLITE_ROW ? HSY_OK : hsy_store_fail(store, err);
    *ret = !status && sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return status;
}
