/*
 * domain.c - counting words of domains; see domain.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/domain.h"

#define NEAR_MOST 4 /* what a sentence and its neighbours can say */
#define FEW 3       /* words of one side that say something of an article */

enum side { OTHERS, AFFAIRS, COURTS };

struct hsy_domain_tables {
    hsy_map words; /* lemma or form -> side */
};

static hsy_status add_words(struct hsy_domain_tables *tables, const hsy_table *table,
                            const hsy_row *row, hsy_error *err)
{
    static const char *const sides[] = {"n", "y", "court", NULL};
    const int side = hsy_cell_enum(row->cells[1], sides);
    hsy_str rest = row->cells[2];

    if (side < 0)
        return hsy_table_fail(table, row, err, "affairs is neither y nor n nor court");
    while (rest.ptr) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        if (!word.len)
            continue;
        if (hsy_map_find(&tables->words, word) != HSY_NONE)
            return hsy_table_fail(table, row, err, "\"%.*s\" is there twice", HSY_STR_ARG(word));
        if (!hsy_map_set(&tables->words, word, (uint32_t)side))
            return HSY_NOMEM;
    }
    return HSY_OK;
}

hsy_status hsy_domain_tables_load(hsy_arena *arena, const char *home,
                                  const hsy_domain_tables **ret, hsy_error *err)
{
    static const char *const columns[] = {"domain", "affairs", "words", NULL};
    struct hsy_domain_tables *tables = hsy_new(arena, struct hsy_domain_tables);
    hsy_table table;
    hsy_status status;

    if (!tables)
        return HSY_NOMEM;
    hsy_map_init(&tables->words, arena);
    status = hsy_table_load(arena, home, "en/events/domains.tsv", columns, &table, err);
    for (uint32_t i = 0; !status && i < table.nrows; i++)
        status = add_words(tables, &table, &table.rows[i], err);
    *ret = tables;
    return status;
}

static uint32_t side_of(const hsy_domain_tables *tables, const hsy_token *token)
{
    uint32_t side = token->lemma.len ? hsy_map_find(&tables->words, token->lemma) : HSY_NONE;

    return side != HSY_NONE ? side : hsy_map_find(&tables->words, token->lower);
}

static void count(hsy_domain_count *counts, uint32_t side)
{
    counts->affairs += side == AFFAIRS || side == COURTS;
    counts->courts += side == COURTS;
    counts->others += side == OTHERS;
}

bool hsy_domain_look(const hsy_domain_tables *tables, hsy_arena *arena, const hsy_doc *doc,
                     hsy_domain_view *ret)
{
    hsy_domain_count *sentences = hsy_new_array(arena, doc->nsentences, hsy_domain_count);

    if (!sentences)
        return false;
    *ret = (hsy_domain_view){.tables = tables, .doc = doc, .sentences = sentences};
    for (uint32_t s = 0; s < doc->nsentences; s++) {
        const hsy_sentence *sentence = &doc->sentences[s];
        sentences[s] = (hsy_domain_count){0};
        for (uint32_t i = sentence->first; i < sentence->first + sentence->ntokens; i++)
            count(&sentences[s], side_of(tables, &doc->tokens[i]));
        ret->all.affairs += sentences[s].affairs;
        ret->all.others += sentences[s].others;
        ret->all.courts += sentences[s].courts;
    }
    return true;
}

bool hsy_domain_is_court(const hsy_domain_view *view)
{
    return view->all.courts > FEW && 2 * (uint64_t)view->all.courts > view->all.affairs;
}

/* A sentence counts twice, its neighbours once; its `own` words do not. */
static int near_lean(const hsy_domain_view *view, uint32_t sentence, hsy_domain_count own)
{
    int64_t sum = 2 * ((int64_t)own.others - own.affairs);

    for (uint32_t s = sentence ? sentence - 1 : 0;
         s <= sentence + 1 && s < view->doc->nsentences; s++) {
        const hsy_domain_count *counts = &view->sentences[s];
        sum += ((int64_t)counts->affairs - counts->others) * (s == sentence ? 2 : 1);
    }
    return sum > NEAR_MOST ? NEAR_MOST : sum < -NEAR_MOST ? -NEAR_MOST : (int)sum;
}

static int article_lean(hsy_domain_count all)
{
    if (all.affairs >= 2 * (uint64_t)all.others)
        return all.affairs >= FEW ? 3 : 0;
    if (all.others >= 3 * (uint64_t)all.affairs)
        return all.others > FEW ? -4 : 0;
    return all.affairs > all.others ? 1 : -2;
}

int hsy_domain_lean(const hsy_domain_view *view, uint32_t sentence, uint32_t first,
                    uint32_t ntokens)
{
    hsy_domain_count all = view->all, own = {0};

    for (uint32_t i = first; i < first + ntokens; i++)
        count(&own, side_of(view->tables, &view->doc->tokens[i]));
    all.affairs -= own.affairs;
    all.others -= own.others;
    return near_lean(view, sentence, own) + article_lean(all);
}
