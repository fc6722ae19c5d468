/*
 * engine.h - everything that is loaded once: tables and weights of all stages.
 *
 * Const once loaded and shared by threads. A command loads only the stages it
 * needs: `extract` starts without a model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_APP_ENGINE_H
#define HSY_APP_ENGINE_H

#include "app/keys.h"
#include "fact/fact.h"
#include "ledger/ledger.h"
#include "ling/ling.h"
#include "page/page.h"
#include "text/doc.h"

/* How far an article is read. */
typedef enum hsy_depth {
    HSY_DEPTH_PAGE, /* the article */
    HSY_DEPTH_LING, /* sentences, tags, trees, names */
    HSY_DEPTH_FACT, /* facts */
    HSY_DEPTH_LEDGER, /* nothing is read: stories and claims of a database */
} hsy_depth;

typedef struct hsy_engine {
    hsy_arena arena;
    hsy_depth depth;
    const hsy_page_tables *page;
    const hsy_text_tables *text;
    const hsy_ling *ling;
    const hsy_fact_tables *fact;
    const hsy_key_tables *keys;
    const hsy_ledger_tables *ledger;
} hsy_engine;

/* Load from `home`, or from where hsy_home_find() finds it when NULL. On failure
 * nothing is left behind. */
hsy_status hsy_engine_load(hsy_engine *engine, const char *home, hsy_depth depth,
                           hsy_error *err);
void hsy_engine_clear(hsy_engine *engine);

/* Memory of one article while it is read. */
typedef struct hsy_desk {
    hsy_arena work;    /* source, tree, tokens: given back after each article */
    hsy_arena scratch; /* inside functions */
} hsy_desk;

void hsy_desk_init(hsy_desk *desk);
void hsy_desk_clear(hsy_desk *desk);

/* Read one source to the engine's depth. The article and its reading (NULL below
 * HSY_DEPTH_FACT) are made in `keep` and stand alone; what lies in desk->work,
 * `*ret_doc` with it, lives until the desk is used again. `ret_doc` may be NULL. */
hsy_status hsy_engine_read(const hsy_engine *engine, hsy_desk *desk, hsy_arena *keep,
                           const hsy_source *source, const hsy_log *log,
                           const hsy_article **ret_article, const hsy_reading **ret_reading,
                           const hsy_doc **ret_doc, hsy_error *err);

#endif
