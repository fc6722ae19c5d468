/*
 * results.c - claims and their accounts as tables, for those who ask with SQL.
 *
 * They follow from the articles of a story, so they are replaced with it.
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

static hsy_status begin(struct writer *w, hsy_store *store, int which, const char *sql,
                        hsy_error *err)
{
    *w = (struct writer){.store = store, .column = 1};
    return hsy_store_prepare(store, which, sql, &w->stmt, err);
}

static hsy_status end_row(struct writer *w, hsy_error *err)
{
    w->column = 1;
    return hsy_store_step(w->store, w->stmt, err);
}

static void bind_claim(struct writer *w, const hsy_stories *stories, const hsy_claim *claim,
                       uint32_t n)
{
    const hsy_about *about = &claim->about;

    bind_str(w, stories->stories[claim->story].id);
    bind_int(w, n);
    bind_str(w, claim->id);
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
    hsy_status status = begin(&w, store, HSY_SQL_CLAIM,
                              "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                              " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              err);

    for (uint32_t i = 0; !status && i < ledger->nclaims; i++) {
        bind_claim(&w, stories, &ledger->claims[i], i);
        status = end_row(&w, err);
    }
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

static hsy_status write_accounts(hsy_store *store, const hsy_stories *stories,
                                 const hsy_account_source *sources, const hsy_ledger *ledger,
                                 hsy_error *err)
{
    struct writer w;
    hsy_status status = begin(&w, store, HSY_SQL_ACCOUNT,
                              "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                              " ?, ?, ?, ?, ?)",
                              err);

    for (uint32_t i = 0; !status && i < ledger->nclaims; i++) {
        const hsy_claim *claim = &ledger->claims[i];
        for (uint32_t k = 0; !status && k < claim->naccounts; k++) {
            bind_str(&w, stories->stories[claim->story].id);
            bind_account(&w, sources, &claim->accounts[k], i, k);
            status = end_row(&w, err);
        }
    }
    return status;
}

hsy_status hsy_store_set_claims(hsy_store *store, const hsy_stories *stories,
                                const hsy_account_source *sources, const hsy_ledger *ledger,
                                hsy_error *err)
{
    hsy_status status = write_claims(store, stories, ledger, err);

    return status ? status : write_accounts(store, stories, sources, ledger, err);
}

/* Does the query, of one number, give one that is not 0? */
static hsy_status ask(hsy_store *store, const char *sql, bool *ret, hsy_error *err)
{
    sqlite3_stmt *stmt;

    if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return hsy_store_fail(store, err);
    hsy_status status = sqlite3_step(stmt) == SQLITE_ROW ? HSY_OK : hsy_store_fail(store, err);
    *ret = !status && sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return status;
}

#define MADE_HERE "EXISTS (SELECT 1 FROM results WHERE made_by = '" HSY_VERSION "')"

hsy_status hsy_store_begin_results(hsy_store *store, hsy_error *err)
{
    bool made_here = false;
    hsy_status status = ask(store, "SELECT " MADE_HERE, &made_here, err);

    if (status || made_here)
        return status;
    return hsy_store_exec(store,
                          "DELETE FROM story; DELETE FROM membership; DELETE FROM claim;"
                          "DELETE FROM account; DELETE FROM story_input; DELETE FROM results;"
                          "INSERT INTO results VALUES ('" HSY_VERSION "')",
                          err);
}

hsy_status hsy_store_is_current(hsy_store *store, bool *ret, hsy_error *err)
{
    return ask(store,
               "SELECT (SELECT count(*) FROM article) = (SELECT count(*) FROM membership) AND "
               MADE_HERE,
               ret, err);
}
