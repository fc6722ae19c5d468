/*
 * event_intent.c - what is done by speaking of an act to come.
 *
 * Who says that he will release the prisoners promises it, who says that he will not
 * talk refuses, who says that another must leave demands it. PLOVER codes the promise, not
 * the act; both are read here: the act as planned, and beside it the promise, refusal,
 * threat or demand as what actually happened. data/en/events/intents.tsv says which.
 *
 * A promise is made by its speaker: "he will", or the same party as subject. That others
 * will do something is a forecast and nothing is added.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

#define SCHEDULE_REACH 12 /* words behind the verb in which a day stands */

static bool is_cooperation(hsy_event_type type)
{
    return type == HSY_EVENT_CONSULT || type == HSY_EVENT_SUPPORT ||
           type == HSY_EVENT_CONCEDE || type == HSY_EVENT_COOPERATE ||
           type == HSY_EVENT_AID || type == HSY_EVENT_RETREAT;
}

static bool is_conflict(hsy_event_type type)
{
    /* "said it would send troops" announces; to whom it is a threat it does not say. */
    return type >= HSY_EVENT_PROTEST && type <= HSY_EVENT_ASSAULT &&
           type != HSY_EVENT_MOBILIZE;
}

/* The verb of saying above the clause of `verb`, or HSY_NONE. */
static uint32_t saying_above(const hsy_event_work *work, uint32_t verb)
{
    const hsy_token *token = &work->doc->tokens[verb];
    uint32_t head = hsy_tree_head(&work->tree, verb);
    bool below = token->deprel == HSY_DEP_ccomp || token->deprel == HSY_DEP_parataxis;

    return below && head != HSY_NONE &&
                   hsy_class_has(work->tables, HSY_CLASS_SAY, hsy_token_lemma(work, head))
               ? head
               : HSY_NONE;
}

static bool shares(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    for (uint32_t i = 0; i < na; i++)
        for (uint32_t k = 0; k < nb; k++)
            if (a[i] == b[k])
                return true;
    return false;
}

static const hsy_intent *find_intent(const hsy_event_work *work, const hsy_draft *draft,
                                     hsy_str word, bool spoken)
{
    for (uint32_t i = 0; i < work->tables->intents.count; i++) {
        const hsy_intent *intent = &work->tables->intents.data[i];
        bool acts = intent->acts == HSY_ACTS_ANY ||
                    (intent->acts == HSY_ACTS_COOPERATION ? is_cooperation(draft->type)
                                                          : is_conflict(draft->type));
        if (acts && hsy_str_eq(intent->word, word) &&
            intent->negative == draft->fact.negative && (spoken || !intent->spoken))
            return intent;
    }
    return NULL;
}

/* The auxiliary that made the act one to come, or HSY_NONE. */
static uint32_t auxiliary_of(const hsy_event_work *work, const hsy_draft *draft)
{
    const char *name = draft->fact.rule.name;

    for (uint32_t i = 0; name && i < hsy_tree_nchildren(&work->tree, draft->verb); i++) {
        uint32_t child = hsy_tree_child_at(&work->tree, draft->verb, i);
        const hsy_token *token = &work->doc->tokens[child];
        if (token->deprel == HSY_DEP_aux && (hsy_str_eq(token->lower, hsy_str_of(name)) ||
                                             hsy_str_eq(token->lemma, hsy_str_of(name))))
            return child;
    }
    return HSY_NONE;
}

/* "the rebels said they will": a pronoun that can be who speaks, and not "critics said it
 * would". */
static bool subject_is_pronoun(const hsy_event_work *work, uint32_t verb, uint32_t speaker)
{
    bool passive;
    uint32_t subject = hsy_tree_subject(&work->tree, verb, &passive);
    const hsy_token *token = subject == HSY_NONE ? NULL : &work->doc->tokens[subject];

    return token && token->upos == HSY_UPOS_PRON &&
           (hsy_class_has(work->tables, HSY_CLASS_THEY, token->lower) || !work->state->entities.data[speaker].plural ||
            hsy_class_has(work->tables, HSY_CLASS_SPEAKER, token->lower));
}

/* "will meet in Keth on Monday": with a day set, it is a date and no promise. */
static bool is_scheduled(const hsy_event_work *work, const hsy_draft *draft)
{
    if (draft->type != HSY_EVENT_CONSULT)
        return false;
    for (uint32_t i = draft->verb + 1;
         i <= draft->verb + SCHEDULE_REACH && hsy_tree_holds(&work->tree, i); i++) {
        uint8_t upos = work->doc->tokens[i].upos;
        if (upos == HSY_UPOS_VERB || upos == HSY_UPOS_SCONJ)
            return false;
        if (work->is_time[i])
            return true;
    }
    return false;
}

bool hsy_draft_intent(const hsy_event_work *work, const hsy_draft *draft, hsy_draft *ret)
{
    uint32_t aux, saying, speakers[HSY_MAX_ARGS], n = 0;
    const hsy_intent *intent;

    if (draft->verb == HSY_NONE || draft->fact.modality == HSY_MODALITY_ACTUAL)
        return false;
    aux = auxiliary_of(work, draft);
    saying = saying_above(work, draft->verb);
    if (aux == HSY_NONE ||
        (saying == HSY_NONE && work->doc->tokens[draft->verb].deprel != HSY_DEP_root))
        return false;
    intent = find_intent(work, draft, work->doc->tokens[aux].lower, saying != HSY_NONE);
    if (!intent)
        return false;
    if (intent->type == HSY_EVENT_AGREE && is_scheduled(work, draft))
        return false;
    if (saying != HSY_NONE) {
        bool passive;
        uint32_t subject = hsy_tree_subject(&work->tree, saying, &passive);
        if (subject != HSY_NONE && !passive)
            n = hsy_token_entities(work, subject, speakers, HSY_MAX_ARGS);
    }
    *ret = *draft;
    ret->type = intent->type;
    ret->cameo = intent->cameo;
    ret->mode = (hsy_str){NULL, 0};
    ret->fact = (hsy_factuality){.modality = HSY_MODALITY_ACTUAL};
    ret->intent = intent;
    ret->aux = aux;
    if (intent->type == HSY_EVENT_REQUEST) {
        if (!n || shares(speakers, n, draft->sources, draft->nsources))
            return false;
        ret->ntargets = draft->nsources;
        for (uint8_t i = 0; i < draft->nsources; i++)
            ret->targets[i] = draft->sources[i];
        ret->nsources = (uint8_t)n;
        for (uint32_t i = 0; i < n; i++)
            ret->sources[i] = speakers[i];
        return true;
    }
    if (!draft->nsources && n && subject_is_pronoun(work, draft->verb, speakers[0])) {
        /* "the rebels said they will": they are the rebels. */
        ret->nsources = (uint8_t)n;
        for (uint32_t i = 0; i < n; i++)
            ret->sources[i] = speakers[i];
        return true;
    }
    return draft->nsources &&
           (saying == HSY_NONE || !n || shares(speakers, n, draft->sources, draft->nsources));
}
