/*
 * event_repair.c - errors of tags and trees that syntax itself gives away.
 *
 * Verbs of news are often taken for nouns or adjectives, mostly in headlines and short
 * sentences, and then subject and object hang where no noun has them (event_repair_words.c).
 * Parties hang on the wrong word (event_repair_parties.c), and who was killed reads as who
 * killed (event_repair_harm.c).
 *
 * Only words that name acts or lend them their grammar are touched, in a copy of the doc
 * that the readers of events alone see.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event_repair.h"

bool hsy_repair_names_act(const hsy_repair *repair, hsy_str lemma)
{
    return hsy_map_find(&repair->tables->verb, lemma) != HSY_NONE ||
           hsy_map_find(&repair->tables->light, lemma) != HSY_NONE;
}

void hsy_repair_hang(hsy_repair *repair, uint32_t token, uint32_t head, hsy_deprel deprel)
{
    hsy_at(repair, token)->head = head;
    hsy_at(repair, token)->deprel = (uint8_t)deprel;
}

bool hsy_repair_has_subject(hsy_repair *repair, uint32_t verb)
{
    return hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj) != HSY_NONE ||
           hsy_tree_child(&repair->tree, verb, HSY_DEP_nsubj_pass) != HSY_NONE ||
           hsy_tree_child(&repair->tree, verb, HSY_DEP_csubj) != HSY_NONE;
}

/* The participle that hangs on `noun` and follows it, adverbs apart. */
uint32_t hsy_repair_participle(hsy_repair *repair, uint32_t noun)
{
    uint32_t verb = hsy_tree_child(&repair->tree, noun, HSY_DEP_acl);
    const hsy_token *token;

    if (verb == HSY_NONE || verb < noun || verb - noun > 3)
        return HSY_NONE;
    token = hsy_at(repair, verb);
    if (token->upos != HSY_UPOS_VERB || !(token->feats & HSY_FEAT_PASTPART) ||
        !hsy_repair_names_act(repair, token->lemma) ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_obl_agent) != HSY_NONE ||
        hsy_tree_child(&repair->tree, verb, HSY_DEP_aux_pass) != HSY_NONE)
        return HSY_NONE;
    for (uint32_t i = noun + 1; i < verb; i++)
        if (hsy_at(repair, i)->upos != HSY_UPOS_ADV)
            return HSY_NONE;
    return verb;
}

void hsy_repair_finite(hsy_repair *repair, uint32_t verb, uint32_t subject)
{
    hsy_token *token = hsy_at(repair, verb);

    token->feats = (uint16_t)((token->feats & ~HSY_FEAT_PASTPART) | HSY_FEAT_PAST);
    hsy_repair_hang(repair, subject, verb, HSY_DEP_nsubj);
}

hsy_doc *hsy_repaired_doc(hsy_arena *scratch, const struct hsy_event_tables *tables,
                          const hsy_doc *doc)
{
    hsy_doc *copy = hsy_new(scratch, hsy_doc);
    hsy_repair repair = {.tables = tables, .doc = copy};

    if (!copy)
        return NULL;
    *copy = *doc;
    copy->tokens = hsy_new_array(scratch, doc->ntokens, hsy_token);
    for (uint32_t i = 0; copy->tokens && i < doc->ntokens; i++)
        copy->tokens[i] = doc->tokens[i];
    for (uint32_t s = 0; copy->tokens && s < doc->nsentences; s++) {
        hsy_arena_mark mark = hsy_arena_here(scratch);
        if (!hsy_tree_make(scratch, doc, s, &repair.tree))
            return NULL;
        repair.title = doc->sentences[s].is_title;
        for (uint32_t i = 0; i < repair.tree.ntokens; i++) {
            hsy_repair_word(&repair, repair.tree.first + i);
            hsy_repair_party(&repair, repair.tree.first + i);
            hsy_repair_harm(&repair, repair.tree.first + i);
        }
        if (repair.tree.ntokens)
            hsy_repair_root(&repair);
        hsy_arena_rewind(scratch, mark);
    }
    return copy->tokens ? copy : NULL;
}
