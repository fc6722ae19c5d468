/*
 * event_join.c - words that tell of one act become one event.
 *
 *     "announced the release of"      the verb's and the noun's frames are one act
 *     "the blast killed nine"         harm is what the blast did
 *     "nine were killed in a raid"    the same, turned round
 *     "killed two and wounded three"  one act with two verbs
 *     "two were killed and a third    what one phrase says of both: wherever the tree
 *      injured in a shooting"         hangs it, the harm before it is its harm too
 *     "four were killed after the     harm that a clause tells the cause of
 *      rebels shelled the camp"
 *     "and left 32 injured"           the act that the clause before tells of
 *     "raided it in a dawn raid"      the noun says the verb again
 *     "assaulted him by kicking him"  the means is the act
 *
 * Only what has the same modality and polarity is joined: a blast that "could kill
 * thousands" happened, its dead did not. A draft that was joined leaves its word to the
 * one that took it in, so that later words find that.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

hsy_draft *hsy_draft_of(hsy_event_work *work, uint32_t token)
{
    uint32_t at = HSY_NONE;

    if (token != HSY_NONE && hsy_tree_holds(&work->tree, token))
        at = work->draft_at[token - work->tree.first];
    return at == HSY_NONE || work->drafts.data[at].dropped ? NULL : &work->drafts.data[at];
}

void hsy_take_entities(uint32_t *into, uint8_t *count, const uint32_t *from, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++) {
        bool known = false;
        for (uint8_t k = 0; k < *count; k++)
            known = known || into[k] == from[i];
        if (!known && *count < HSY_MAX_ARGS)
            into[(*count)++] = from[i];
    }
}

static void join(hsy_event_work *work, hsy_draft *keep, hsy_draft *drop, bool sources)
{
    if (sources && !keep->nsources)
        hsy_take_entities(keep->sources, &keep->nsources, drop->sources, drop->nsources);
    hsy_take_entities(keep->targets, &keep->ntargets, drop->targets, drop->ntargets);
    hsy_draft_part(keep);
    if (!keep->mode.ptr)
        keep->mode = drop->mode;
    keep->extra = drop->head;
    drop->dropped = true;
    work->draft_at[drop->head - work->tree.first] = (uint32_t)(keep - work->drafts.data);
}

/* The verb and the noun it lends its grammar to say one thing. */
static void join_light(hsy_event_work *work, hsy_draft *noun)
{
    hsy_draft *verb = noun->light ? hsy_draft_of(work, noun->verb) : NULL;

    if (!verb || verb->noun || verb == noun)
        return;
    if (verb->type == noun->type) {
        uint32_t extra = noun->extra;
        join(work, noun, verb, true);
        noun->extra = extra;
    } else if (verb->frame->ntests && !noun->occurs) {
        noun->dropped = true; /* the verb's frame asked for this noun and knows better */
    }
}

static bool same_standing(const hsy_draft *a, const hsy_draft *b)
{
    return a->type == b->type && a->fact.modality == b->fact.modality &&
           a->fact.negative == b->fact.negative;
}

static bool is_harm(const hsy_event_work *work, uint32_t token)
{
    return hsy_class_has(work->tables, HSY_CLASS_HARM, hsy_token_lemma(work, token));
}

/* "the blast killed nine", "a raid that killed nine": the noun as subject. */
static hsy_draft *harming_noun(hsy_event_work *work, const hsy_draft *verb)
{
    const hsy_tree *tree = &work->tree;
    bool passive;
    uint32_t subject = hsy_tree_subject(tree, verb->head, &passive);
    hsy_draft *noun = subject == HSY_NONE || passive ? NULL : hsy_draft_of(work, subject);

    /* "an airstrike on a hospital killed four": the verb hung on the hospital. */
    if (!noun && subject != HSY_NONE && !passive &&
        work->doc->tokens[subject].deprel == HSY_DEP_nmod &&
        !hsy_token_is(work, subject, HSY_CLASS_PEOPLE))
        noun = hsy_draft_of(work, hsy_tree_head(tree, subject));
    if (noun && noun->noun)
        return noun;
    for (uint32_t i = 0; i < hsy_tree_nchildren(tree, verb->head); i++) {
        uint32_t child = hsy_tree_child_at(tree, verb->head, i);
        uint8_t deprel = work->doc->tokens[child].deprel;
        if (deprel != HSY_DEP_obl && deprel != HSY_DEP_obl_agent)
            continue;
        for (uint32_t k = 0; k < hsy_tree_nchildren(tree, child); k++) {
            uint32_t mark = hsy_tree_child_at(tree, child, k);
            noun = hsy_draft_of(work, hsy_token_content(work, child));
            if (noun && noun->noun &&
                hsy_class_has(work->tables, HSY_CLASS_PARTNER, work->doc->tokens[mark].lower))
                return noun;
        }
    }
    return NULL;
}

static bool after_comma(const hsy_event_work *work, uint32_t token)
{
    return token > work->tree.first && work->doc->tokens[token - 1].upos == HSY_UPOS_PUNCT;
}

/* ", killing two": the act told of last, wherever the tree hangs it. */
static hsy_draft *act_before(hsy_event_work *work, uint32_t token)
{
    for (uint32_t i = token; i-- > work->tree.first;) {
        hsy_draft *draft = hsy_draft_of(work, i);
        if (draft && draft->type == HSY_EVENT_ASSAULT)
            return draft;
    }
    return NULL;
}

/* "and left 32 injured": "left" tells of the act that its first conjunct tells of. */
static hsy_draft *act_that_left(hsy_event_work *work, uint32_t token)
{
    for (uint32_t i = token; i-- > work->tree.first && token - i <= 6;) {
        const hsy_token *t = &work->doc->tokens[i];
        if (t->upos == HSY_UPOS_PUNCT)
            return NULL;
        if (t->upos == HSY_UPOS_VERB &&
            hsy_class_has(work->tables, HSY_CLASS_LEAVING, hsy_token_lemma(work, i))) {
            hsy_draft *draft = hsy_draft_of(work, i);
            return draft ? draft : hsy_draft_of(work, hsy_tree_conjunct_head(&work->tree, i));
        }
    }
    return NULL;
}

/* "said nine were killed; twelve were injured": two clauses of what one says. */
static hsy_draft *harm_beside(hsy_event_work *work, uint32_t head, uint32_t token)
{
    hsy_draft *best = NULL;

    for (uint32_t i = 0; i < hsy_tree_nchildren(&work->tree, head); i++) {
        const uint32_t child = hsy_tree_child_at(&work->tree, head, i);
        if (child < token && work->doc->tokens[child].deprel == HSY_DEP_ccomp &&
            is_harm(work, child) && hsy_draft_of(work, child))
            best = hsy_draft_of(work, child);
    }
    return best;
}

/* "shelled the town, killing two", "killed two and wounded three". */
static hsy_draft *harming_verb(hsy_event_work *work, const hsy_draft *verb)
{
    const hsy_token *token = &work->doc->tokens[verb->head];
    uint32_t head = hsy_tree_head(&work->tree, verb->head);
    bool linked = token->deprel == HSY_DEP_conj ||
                  (token->deprel == HSY_DEP_advcl && (token->feats & HSY_FEAT_GERUND)) ||
                  token->deprel == HSY_DEP_xcomp || token->deprel == HSY_DEP_ccomp;

    if ((token->feats & HSY_FEAT_GERUND) && after_comma(work, verb->head))
        return act_before(work, verb->head);
    if (hsy_tree_child(&work->tree, verb->head, HSY_DEP_aux_pass) == HSY_NONE &&
        act_that_left(work, verb->head))
        return act_that_left(work, verb->head);
    if (!linked || head == HSY_NONE)
        return NULL;
    if (token->deprel != HSY_DEP_advcl &&
        hsy_tree_child(&work->tree, verb->head, HSY_DEP_nsubj) != HSY_NONE)
        return NULL;
    for (uint32_t i = 0; i < work->drafts.count; i++) {
        hsy_draft *other = &work->drafts.data[i];
        if (!other->dropped && other != verb && (other->verb == head || other->extra == head))
            return other;
    }
    if (token->deprel == HSY_DEP_ccomp && !hsy_draft_of(work, head))
        return harm_beside(work, head, verb->head);
    return hsy_draft_of(work, head);
}

static bool has_partner_case(const hsy_event_work *work, uint32_t noun)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(&work->tree, noun); i++) {
        const hsy_token *mark = &work->doc->tokens[hsy_tree_child_at(&work->tree, noun, i)];
        if (mark->deprel == HSY_DEP_case_ &&
            hsy_class_has(work->tables, HSY_CLASS_PARTNER, mark->lower))
            return true;
    }
    return false;
}

/* A word that begins another matter: neither harm nor an auxiliary nor "including". */
static bool is_other_verb(const hsy_event_work *work, uint32_t token)
{
    const hsy_token *t = &work->doc->tokens[token];

    return t->upos == HSY_UPOS_VERB && t->deprel != HSY_DEP_case_ &&
           t->deprel != HSY_DEP_amod && !is_harm(work, token);
}

/* "Two are killed and a third injured, one of them badly, in a shooting": the phrase at the
 * end is of all harm told before it. */
static hsy_draft *act_behind(hsy_event_work *work, const hsy_draft *verb)
{
    const uint32_t end = work->tree.first + work->tree.ntokens;

    if (!hsy_tree_is_passive(&work->tree, verb->head) &&
        hsy_tree_child(&work->tree, verb->head, HSY_DEP_obj) == HSY_NONE)
        return NULL;
    for (uint32_t i = verb->head + 1; i < end && !is_other_verb(work, i); i++) {
        hsy_draft *draft = hsy_draft_of(work, i);
        if (draft && draft->noun && draft->type == HSY_EVENT_ASSAULT && draft->head == i &&
            (!draft->nsources || !verb->nsources) && has_partner_case(work, i))
            return draft;
    }
    return NULL;
}

static bool shares_entity(const hsy_draft *a, const hsy_draft *b)
{
    for (uint8_t i = 0; i < a->nsources; i++)
        for (uint8_t k = 0; k < b->ntargets; k++)
            if (a->sources[i] == b->targets[k])
                return true;
    return false;
}

/* "killed after the rebels shelled the camp", not "after they attacked the camp": who did
 * that is not who died of it. */
static hsy_draft *act_of_cause(hsy_event_work *work, const hsy_draft *verb)
{
    const hsy_tree *tree = &work->tree;

    if (!hsy_tree_is_passive(tree, verb->head) || verb->nsources)
        return NULL;
    for (uint32_t clause = hsy_tree_child(tree, verb->head, HSY_DEP_advcl); clause != HSY_NONE;
         clause = hsy_tree_next(tree, clause)) {
        uint32_t mark = hsy_tree_child(tree, clause, HSY_DEP_mark);
        if (clause < verb->head || mark == HSY_NONE ||
            !hsy_class_has(work->tables, HSY_CLASS_PARTNER, work->doc->tokens[mark].lower))
            continue;
        for (uint32_t i = 0; i < work->drafts.count; i++) {
            hsy_draft *act = &work->drafts.data[i];
            if (!act->dropped && act->verb == clause && act->type == HSY_EVENT_ASSAULT &&
                act->nsources && !shares_entity(act, verb) &&
                work->doc->tokens[act->source_heads[0]].upos != HSY_UPOS_PRON)
                return act;
        }
    }
    return NULL;
}

/* "were killed in the shelling of the army": when others were harmed, who stands behind "of"
 * is who did it, if he has arms. */
static void turn_round(hsy_event_work *work, hsy_draft *noun, const hsy_draft *harm)
{
    const uint32_t of = noun->ntarget_heads ? noun->target_heads[0] : HSY_NONE;
    const uint32_t mark =
        of == HSY_NONE ? HSY_NONE : hsy_tree_child(&work->tree, of, HSY_DEP_case_);

    if (!noun->noun || noun->nsources || !noun->ntargets || !harm->ntargets ||
        mark == HSY_NONE || hsy_tree_head(&work->tree, of) != noun->head ||
        !hsy_class_has(work->tables, HSY_CLASS_OF, work->doc->tokens[mark].lower) ||
        !hsy_class_has(work->tables, HSY_CLASS_TROOPS, hsy_token_lemma(work, of)))
        return;
    hsy_take_entities(noun->sources, &noun->nsources, noun->targets, noun->ntargets);
    noun->ntargets = 0;
}

/* "An airstrike struck the town": the act as the doer of itself. */
static hsy_draft *striking_noun(hsy_event_work *work, const hsy_draft *verb)
{
    bool passive;
    const uint32_t subject = hsy_tree_subject(&work->tree, verb->head, &passive);
    hsy_draft *noun = subject == HSY_NONE || passive || verb->type != HSY_EVENT_ASSAULT
                          ? NULL
                          : hsy_draft_of(work, subject);

    return noun && noun->noun && noun->type == HSY_EVENT_ASSAULT ? noun : NULL;
}

/* "assaulted him by kicking him": the means is the act. */
static void join_means(hsy_event_work *work, hsy_draft *means)
{
    const hsy_token *token = &work->doc->tokens[means->head];
    const uint32_t mark = hsy_tree_child(&work->tree, means->head, HSY_DEP_mark);
    hsy_draft *act;

    if (means->dropped || means->noun || !(token->feats & HSY_FEAT_GERUND) ||
        token->deprel != HSY_DEP_advcl || mark == HSY_NONE ||
        !hsy_class_has(work->tables, HSY_CLASS_AGENT, work->doc->tokens[mark].lower))
        return;
    act = hsy_draft_of(work, hsy_tree_head(&work->tree, means->head));
    /* "broke the truce by shelling": a breach is an act of its own. */
    if (act && act != means && !act->noun && act->type == HSY_EVENT_ASSAULT &&
        same_standing(act, means) && !hsy_str_eq(act->cameo, HSY_STR("196")))
        join(work, act, means, true);
}

typedef hsy_draft *(*find_act)(hsy_event_work *work, const hsy_draft *verb);

static void join_harm(hsy_event_work *work, hsy_draft *verb)
{
    static const find_act finders[] = {harming_noun, harming_verb, act_behind, act_of_cause};
    const bool harm = is_harm(work, verb->head);

    if (verb->dropped || verb->noun)
        return;
    for (size_t i = 0; i < (harm ? sizeof finders / sizeof *finders : 1); i++) {
        hsy_draft *other = harm ? finders[i](work, verb) : striking_noun(work, verb);
        if (!other || other == verb || !same_standing(other, verb))
            continue;
        turn_round(work, other, verb);
        join(work, other, verb, harm);
        return;
    }
}

/* "raided the house in a dawn raid": the noun says the verb again. */
static void join_cognate(hsy_event_work *work, hsy_draft *noun)
{
    const uint32_t head = hsy_tree_head(&work->tree, noun->head);
    const hsy_draft *verb = noun->noun && !noun->light && !noun->dropped && head != HSY_NONE
                                ? hsy_draft_of(work, head)
                                : NULL;

    if (verb && !verb->noun && verb->head == head && has_partner_case(work, noun->head) &&
        hsy_str_eq(hsy_token_lemma(work, head), hsy_token_lemma(work, noun->head)))
        noun->dropped = true;
}

void hsy_drafts_join(hsy_event_work *work)
{
    for (uint32_t i = 0; i < work->drafts.count; i++) {
        join_cognate(work, &work->drafts.data[i]);
        join_means(work, &work->drafts.data[i]);
    }
    for (uint32_t i = 0; i < work->drafts.count; i++)
        join_light(work, &work->drafts.data[i]);
    for (uint32_t i = 0; i < work->drafts.count; i++)
        join_harm(work, &work->drafts.data[i]);
}
