/*
 * event.c - political acts: the words that name them, sentence by sentence.
 *
 * Verbs are drafted first, then nouns. A noun counts as an act by itself ("the raid"),
 * with parties of its own ("talks between"), or with a light verb that lends it subject
 * and object ("launched a raid on"). Each gets its parties and its modality; drafts that
 * tell of one act are joined (event_join.c). What is left is handed over; acts that no single
 * occasion is told of ("police often arrest smugglers") are passed over.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

#define TOLD 3 /* main verbs in the past that make a text one told in the past */

/* -- verbs ------------------------------------------------------------------------------ */

static const hsy_frame *first_fitting(const hsy_event_work *work, hsy_draft *draft,
                                      const hsy_map *map, hsy_str word)
{
    uint32_t at = hsy_map_find(map, word);

    for (; at != HSY_NONE; at = work->tables->frames.data[at].next) {
        draft->frame = &work->tables->frames.data[at];
        if (hsy_frame_fits(work, draft, draft->frame))
            return draft->frame->none ? NULL : draft->frame;
    }
    draft->frame = NULL;
    return NULL;
}

static hsy_draft *add_draft(hsy_event_work *work, const hsy_draft *draft)
{
    hsy_draft *made = hsy_vec_push(work->state->scratch, &work->drafts);

    if (!made)
        return NULL;
    *made = *draft;
    made->type = draft->frame->type;
    made->mode = draft->frame->mode;
    made->cameo = draft->frame->cameo;
    work->draft_at[draft->head - work->tree.first] = work->drafts.count - 1;
    return made;
}

static bool modifies_noun(const hsy_token *token)
{
    return token->deprel == HSY_DEP_amod || token->deprel == HSY_DEP_compound;
}

/* "the number of wounded": a participle with a preposition and nothing else is people. */
static bool stands_for_people(const hsy_event_work *work, uint32_t token)
{
    const hsy_token *t = &work->doc->tokens[token];

    return (t->feats & HSY_FEAT_PASTPART) &&
           (t->deprel == HSY_DEP_nmod || t->deprel == HSY_DEP_obl || t->deprel == HSY_DEP_acl) &&
           hsy_tree_child(&work->tree, token, HSY_DEP_case_) != HSY_NONE &&
           hsy_tree_child(&work->tree, token, HSY_DEP_nsubj) == HSY_NONE &&
           hsy_tree_child(&work->tree, token, HSY_DEP_nsubj_pass) == HSY_NONE &&
           hsy_tree_child(&work->tree, token, HSY_DEP_aux_pass) == HSY_NONE &&
           hsy_tree_child(&work->tree, token, HSY_DEP_obj) == HSY_NONE;
}

/* "a brain-attacking organism": the gerund of a compound says of what kind a thing is. */
static bool is_compound(const hsy_event_work *work, uint32_t token)
{
    const hsy_token *t = &work->doc->tokens[token];

    return (t->feats & HSY_FEAT_GERUND) && token >= work->tree.first + 2 &&
           (t[-1].shape & HSY_SHAPE_PUNCT) && t[-1].lower.len == 1 &&
           t[-1].lower.ptr[0] == '-' && !t[-1].space_after && !t[-2].space_after;
}

static bool draft_verb(hsy_event_work *work, uint32_t token)
{
    const hsy_token *t = &work->doc->tokens[token];
    hsy_draft draft = {.head = token, .verb = token, .extra = HSY_NONE};

    if (modifies_noun(t) || stands_for_people(work, token) || is_compound(work, token) ||
        !first_fitting(work, &draft, &work->tables->verb, hsy_token_lemma(work, token)))
        return true;
    return add_draft(work, &draft) != NULL;
}

/* -- nouns -------------------------------------------------------------------------------- */

static const hsy_light *light_verb(const hsy_event_work *work, uint32_t verb,
                                   hsy_event_type type)
{
    uint32_t at = hsy_map_find(&work->tables->light, hsy_token_lemma(work, verb));

    for (; at != HSY_NONE; at = work->tables->lights.data[at].next) {
        const hsy_light *light = &work->tables->lights.data[at];
        bool particle = !light->particle.len;
        for (uint32_t i = verb + 1;
             !particle && i <= verb + 5 && hsy_tree_holds(&work->tree, i); i++)
            particle = hsy_str_eq(work->doc->tokens[i].lower, light->particle);
        if (particle && (light->types >> type & 1))
            return light;
    }
    return NULL;
}

/* "a wave of attacks", "attacks and raids": the word that stands for the noun above. */
static uint32_t top_of_noun(const hsy_event_work *work, uint32_t noun)
{
    for (int hops = 0; hops < 4; hops++) {
        const hsy_token *token = &work->doc->tokens[noun];
        uint32_t head = hsy_tree_head(&work->tree, noun);
        bool measure = token->deprel == HSY_DEP_nmod && head != HSY_NONE &&
                       hsy_class_has(work->tables, HSY_CLASS_MEASURE,
                                     hsy_token_lemma(work, head));
        if (head == HSY_NONE || (token->deprel != HSY_DEP_conj && !measure))
            break;
        noun = head;
    }
    return noun;
}

/* "an attack carried out by", "the sanctions imposed on". */
static uint32_t participle_below(const hsy_event_work *work, uint32_t noun,
                                 hsy_event_type type)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(&work->tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(&work->tree, noun, i);
        const hsy_token *token = &work->doc->tokens[child];
        if ((token->deprel == HSY_DEP_acl || token->deprel == HSY_DEP_acl_relcl) &&
            (token->feats & HSY_FEAT_PASTPART) && light_verb(work, child, type))
            return child;
    }
    return HSY_NONE;
}

/* "took place" is one word in two; other verbs of happening have no object. */
static bool has_no_object(const hsy_event_work *work, uint32_t verb)
{
    uint32_t object = hsy_tree_child(&work->tree, verb, HSY_DEP_obj);

    return object == HSY_NONE || object == verb + 1;
}

/* "The talks began", "the talks are due to begin": the verb that says that it happens. */
static uint32_t happening(const hsy_event_work *work, uint32_t top)
{
    const uint8_t deprel = work->doc->tokens[top].deprel;
    uint32_t verb = hsy_tree_head(&work->tree, top);

    for (int hops = 0; hops < 2 && verb != HSY_NONE; hops++) {
        if ((deprel == HSY_DEP_nsubj || hops) &&
            hsy_class_has(work->tables, HSY_CLASS_OCCUR, hsy_token_lemma(work, verb)) &&
            has_no_object(work, verb))
            return verb;
        if (deprel != HSY_DEP_nsubj && deprel != HSY_DEP_nsubj_pass)
            return HSY_NONE;
        verb = hsy_tree_child(&work->tree, verb, HSY_DEP_xcomp);
    }
    return HSY_NONE;
}

static void find_light(const hsy_event_work *work, hsy_draft *draft, hsy_event_type type)
{
    uint32_t top = top_of_noun(work, draft->head), head = hsy_tree_head(&work->tree, top);
    uint32_t below = participle_below(work, draft->head, type);
    uint8_t deprel = work->doc->tokens[top].deprel;
    const uint32_t occurs = happening(work, top);

    draft->verb = HSY_NONE;
    draft->light = draft->occurs = false;
    if (occurs != HSY_NONE) {
        draft->verb = occurs;
        draft->light = draft->occurs = true;
    } else if (head != HSY_NONE &&
               (deprel == HSY_DEP_obj || deprel == HSY_DEP_nsubj_pass ||
                deprel == HSY_DEP_xcomp || deprel == HSY_DEP_obl_unmarked ||
                (deprel == HSY_DEP_obl && hsy_class_has(work->tables, HSY_CLASS_OBLIQUE,
                                                        hsy_token_lemma(work, head)))) &&
               light_verb(work, head, type)) {
        draft->verb = head;
        draft->light = true;
    } else if (below != HSY_NONE) {
        draft->verb = below;
        draft->light = true;
    }
}

static bool frame_serves(hsy_event_work *work, hsy_draft *draft, const hsy_frame *frame)
{
    draft->frame = frame;
    find_light(work, draft, frame->type);
    if (!hsy_frame_fits(work, draft, frame))
        return false;
    switch (frame->bare) {
    case HSY_BARE_YES: return true;
    case HSY_BARE_LIGHT: return draft->light;
    case HSY_BARE_ARGS:
        if (draft->light)
            return true;
        hsy_draft_roles(work, draft);
        return draft->nsource_heads || draft->ntarget_heads;
    default: return false;
    }
}

static bool draft_noun(hsy_event_work *work, uint32_t token)
{
    hsy_draft draft = {.head = token, .noun = true, .extra = HSY_NONE};
    uint32_t at = hsy_map_find(&work->tables->noun, hsy_token_lemma(work, token));

    if (at == HSY_NONE)
        at = hsy_map_find(&work->tables->noun, work->doc->tokens[token].lower);
    if (modifies_noun(&work->doc->tokens[token]))
        return true;
    for (; at != HSY_NONE; at = work->tables->frames.data[at].next)
        if (frame_serves(work, &draft, &work->tables->frames.data[at]))
            return draft.frame->none || add_draft(work, &draft) != NULL;
    return true;
}

/* -- how ---------------------------------------------------------------------------------------- */

static uint32_t mode_row(const hsy_event_work *work, uint32_t token, hsy_event_type type)
{
    uint32_t row = hsy_map_find(&work->tables->mode, hsy_token_lemma(work, token));

    if (row == HSY_NONE)
        row = hsy_map_find(&work->tables->mode, work->doc->tokens[token].lower);
    return row != HSY_NONE && work->tables->modes.data[row].type == type ? row : HSY_NONE;
}

static void try_mode(const hsy_event_work *work, const hsy_draft *draft, uint32_t token,
                     uint32_t *best)
{
    uint32_t row = mode_row(work, token, draft->type);

    if (row < *best)
        *best = row;
}

/* Words of the act itself and of its arguments but no deeper: "drone", "with mortars". */
static void fill_mode(hsy_event_work *work, hsy_draft *draft)
{
    const hsy_tree *tree = &work->tree;
    uint32_t best = HSY_NONE, own = HSY_NONE;
    uint32_t tops[3] = {draft->head, draft->verb, draft->extra};

    for (uint32_t i = 0; i < work->tables->modes.count && draft->mode.ptr; i++)
        if (hsy_str_eq(work->tables->modes.data[i].mode, draft->mode))
            own = i;
    if (draft->mode.ptr && own == HSY_NONE)
        return; /* "kidnapped at gunpoint" stays an abduction */
    for (int t = 0; t < 3; t++) {
        if (tops[t] == HSY_NONE)
            continue;
        try_mode(work, draft, tops[t], &best);
        for (uint32_t i = 0; i < hsy_tree_nchildren(tree, tops[t]); i++) {
            uint32_t child = hsy_tree_child_at(tree, tops[t], i);
            uint8_t deprel = work->doc->tokens[child].deprel;
            if (deprel == HSY_DEP_conj || deprel == HSY_DEP_advcl || deprel == HSY_DEP_ccomp)
                continue;
            if (deprel == HSY_DEP_nmod && draft->noun)
                continue; /* "strike on a bomb factory" */
            try_mode(work, draft, child, &best);
            for (uint32_t k = 0; deprel == HSY_DEP_nsubj && k < hsy_tree_nchildren(tree, child);
                 k++)
                try_mode(work, draft, hsy_tree_child_at(tree, child, k), &best);
        }
    }
    if (best < own) {
        draft->mode = work->tables->modes.data[best].mode;
        if (work->tables->modes.data[best].cameo.ptr)
            draft->cameo = work->tables->modes.data[best].cameo;
    }
}

/* -- handing over ---------------------------------------------------------------------------------- */

static void widen(uint32_t token, uint32_t *first, uint32_t *last)
{
    if (token == HSY_NONE)
        return;
    if (token < *first)
        *first = token;
    if (token > *last)
        *last = token;
}

static bool is_mention(const hsy_event_work *work, uint32_t token)
{
    return work->doc->tokens[token].name != HSY_NONE ||
           (work->state->mention_over && work->state->mention_over[token] != HSY_NONE);
}

/* "launched a drone attack", "carried out", "air strikes". */
static hsy_span trigger_of(const hsy_event_work *work, const hsy_draft *draft)
{
    uint32_t first = draft->head, last = draft->head;
    const hsy_tree *tree = &work->tree;

    if (draft->light && !draft->occurs)
        widen(draft->verb, &first, &last);
    if (draft->intent)
        widen(draft->aux, &first, &last);
    for (uint32_t i = 0; i < hsy_tree_nchildren(tree, draft->head); i++) {
        uint32_t child = hsy_tree_child_at(tree, draft->head, i);
        const hsy_token *token = &work->doc->tokens[child];
        if (token->deprel == HSY_DEP_compound_prt ||
            (draft->noun && child < draft->head && modifies_noun(token) &&
             token->upos != HSY_UPOS_PROPN && !is_mention(work, child)))
            widen(child, &first, &last);
    }
    if (!draft->noun && draft->frame->particle.len && hsy_tree_holds(tree, last + 1) &&
        hsy_str_eq(work->doc->tokens[last + 1].lower, draft->frame->particle))
        last++;
    if (last - first > 12) /* a light verb far off says nothing as a trigger */
        first = last = draft->head;
    return hsy_tokens_span(work->doc, first, last);
}

static const uint32_t *copy_ids(hsy_arena *arena, const uint32_t *ids, uint8_t n)
{
    uint32_t *copy = hsy_new_array(arena, n, uint32_t);

    for (uint8_t i = 0; copy && i < n; i++)
        copy[i] = ids[i];
    return copy;
}

/* "its offensive" tagged as an adjective: a determiner makes a noun. */
static bool has_determiner(const hsy_event_work *work, uint32_t token)
{
    return hsy_tree_child(&work->tree, token, HSY_DEP_det) != HSY_NONE ||
           hsy_tree_child(&work->tree, token, HSY_DEP_nmod_poss) != HSY_NONE;
}

/* A name, a place, "the junta", "thousands" say whom or what the act was about although no
 * reader knows them; "artillery" and "they" do not. */
static bool says_something(const hsy_event_work *work, const uint32_t *heads, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++) {
        const hsy_token *token = &work->doc->tokens[heads[i]];
        bool counted =
            (token->feats & HSY_FEAT_PLURAL) || hsy_tree_nchildren(&work->tree, heads[i]);
        bool named = token->upos != HSY_UPOS_PRON && token->upos != HSY_UPOS_VERB;
        if (token->upos == HSY_UPOS_NOUN ? counted : named)
            return true;
    }
    return false;
}

/* "a second blast", "the strike": one occasion, whoever did it; "aggressive attacks" is a
 * way of speaking. */
static bool is_one_occasion(const hsy_event_work *work, const hsy_draft *draft)
{
    return draft->noun && !(work->doc->tokens[draft->head].feats & HSY_FEAT_PLURAL) &&
           has_determiner(work, draft->head);
}

static bool is_bare(const hsy_event_work *work, const hsy_draft *draft)
{
    return !draft->nsources && !draft->ntargets && !is_one_occasion(work, draft) &&
           !says_something(work, draft->source_heads, draft->nsource_heads) &&
           !says_something(work, draft->target_heads, draft->ntarget_heads);
}

/* "Shelling killed three": the clause of the verb that was joined to the noun. */
static hsy_span clause_of(const hsy_event_work *work, const hsy_draft *draft)
{
    uint32_t head = draft->light ? draft->verb : draft->head;

    /* "The talks are due to begin": from the talks on. */
    if (draft->light && draft->occurs && !hsy_tree_below(&work->tree, draft->head, head) &&
        hsy_tree_head(&work->tree, head) != HSY_NONE)
        head = hsy_tree_head(&work->tree, head);
    const bool joined = draft->extra != HSY_NONE && draft->extra != head &&
                        hsy_tree_holds(&work->tree, draft->extra) &&
                        hsy_tree_below(&work->tree, head, draft->extra);

    return hsy_tree_span(&work->tree, joined ? draft->extra : head);
}

static hsy_status hand_over(hsy_event_work *work, const hsy_draft *draft)
{
    hsy_fact_state *state = work->state;
    hsy_event *event = hsy_vec_push(state->arena, &state->events);

    if (!event)
        return HSY_NOMEM;
    *event = (hsy_event){
        .trigger = trigger_of(work, draft),
        .span = clause_of(work, draft),
        .head = draft->head,
        .sentence = work->sentence,
        .type = draft->type,
        .mode = draft->mode,
        .cameo = draft->cameo,
        .sources = copy_ids(state->arena, draft->sources, draft->nsources),
        .targets = copy_ids(state->arena, draft->targets, draft->ntargets),
        .nsources = draft->nsources,
        .ntargets = draft->ntargets,
        .place = HSY_NONE,
        .time = HSY_NONE,
        .modality = draft->fact.modality,
        .negative = draft->fact.negative,
        .claimant = draft->claimed && !draft->intent ? draft->source_heads[0] : HSY_NONE,
        .bare = is_bare(work, draft),
        .same_as = HSY_NONE,
        .rule = draft->intent ? draft->intent->rule : draft->frame->rule,
        .modality_rule = draft->fact.rule,
    };
    event->span = hsy_span_join(event->span, event->trigger);
    return event->sources && event->targets ? HSY_OK : HSY_NOMEM;
}

/* A pronoun that nobody could resolve is nobody: "Thank you for being with us". */
static bool is_somebody(const hsy_event_work *work, uint32_t token)
{
    return work->doc->tokens[token].upos != HSY_UPOS_PRON &&
           hsy_token_is(work, token, HSY_CLASS_ACTOR);
}

/* Praise, refusals, demands are acts between parties; with none known there is nothing to
 * tell. Violence and protest are told of for themselves. */
static bool lacks_party(const hsy_event_work *work, const hsy_draft *draft)
{
    for (uint8_t i = 0; i < draft->nsource_heads; i++)
        if (is_somebody(work, draft->source_heads[i]))
            return false;
    for (uint8_t i = 0; i < draft->ntarget_heads; i++)
        if (is_somebody(work, draft->target_heads[i]))
            return false;
    switch (draft->type) {
    case HSY_EVENT_ASSAULT:
    case HSY_EVENT_COERCE:
    case HSY_EVENT_PROTEST:
    case HSY_EVENT_MOBILIZE:
    case HSY_EVENT_RETREAT:
    case HSY_EVENT_CONSULT: return false;
    default: return !draft->nsources && !draft->ntargets;
    }
}

/* Drafts in the order of their words: nouns were drafted after verbs. */
static hsy_status hand_over_all(hsy_event_work *work)
{
    hsy_status status = HSY_OK;
    hsy_draft intent;

    for (uint32_t i = 0; i < work->tree.ntokens && !status; i++) {
        hsy_draft *draft = hsy_draft_of(work, work->tree.first + i);
        if (!draft || draft->head != work->tree.first + i || draft->fact.silent ||
            lacks_party(work, draft))
            continue;
        bool intends = hsy_draft_intent(work, draft, &intent);
        /* "France said it will": who promises is who will. */
        if (intends && !draft->nsources && intent.type != HSY_EVENT_REQUEST)
            hsy_take_entities(draft->sources, &draft->nsources, intent.sources, intent.nsources);
        fill_mode(work, draft);
        status = hand_over(work, draft);
        if (!status && intends)
            status = hand_over(work, &intent);
    }
    return status;
}

/* -- sentences ------------------------------------------------------------------------------------------ */

static bool draft_all(hsy_event_work *work)
{
    bool good = true;

    for (uint32_t i = 0; i < work->tree.ntokens && good; i++) {
        uint32_t token = work->tree.first + i;
        uint8_t upos = work->doc->tokens[token].upos;
        if (upos == HSY_UPOS_VERB || upos == HSY_UPOS_ADJ)
            good = draft_verb(work, token);
    }
    for (uint32_t i = 0; i < work->tree.ntokens && good; i++) {
        uint32_t token = work->tree.first + i;
        uint8_t upos = work->doc->tokens[token].upos;
        bool noun = upos == HSY_UPOS_NOUN || upos == HSY_UPOS_PROPN ||
                    (upos == HSY_UPOS_ADJ && has_determiner(work, token));
        if (noun && work->draft_at[i] == HSY_NONE)
            good = draft_noun(work, token);
    }
    return good;
}

/* "is willing to withdraw from Keth", "threatened to impose sanctions on Norland": who is
 * promised or threatened is whom the act is aimed at. */
static void aim_promises(hsy_event_work *work)
{
    const hsy_slot infinitive = {.kind = HSY_SLOT_XCOMP};

    for (uint32_t i = 0; i < work->drafts.count; i++) {
        hsy_draft *draft = &work->drafts.data[i], *act;
        uint32_t token;
        if ((draft->type != HSY_EVENT_AGREE && draft->type != HSY_EVENT_THREATEN) ||
            draft->ntargets || draft->noun ||
            !hsy_slot_find(work, draft, infinitive, &token, 1))
            continue;
        act = hsy_draft_of(work, token);
        if (act && act != draft)
            hsy_take_entities(draft->targets, &draft->ntargets, act->targets, act->ntargets);
    }
}

static hsy_status read_sentence(hsy_event_work *work)
{
    hsy_arena *scratch = work->state->scratch;

    work->drafts.data = NULL;
    work->drafts.count = work->drafts.room = 0;
    work->draft_at = hsy_new_array(scratch, work->tree.ntokens, uint32_t);
    if (!work->draft_at)
        return HSY_NOMEM;
    for (uint32_t i = 0; i < work->tree.ntokens; i++)
        work->draft_at[i] = HSY_NONE;
    if (!draft_all(work))
        return HSY_NOMEM;
    for (uint32_t i = 0; i < work->drafts.count; i++) {
        hsy_draft_roles(work, &work->drafts.data[i]);
        work->drafts.data[i].fact = hsy_modality_of(work, &work->drafts.data[i]);
        hsy_draft_claim(work, &work->drafts.data[i]);
    }
    aim_promises(work);
    hsy_drafts_join(work);
    hsy_drafts_mishap(work);
    return hand_over_all(work);
}

static bool index_places(hsy_event_work *work)
{
    const hsy_fact_state *state = work->state;
    uint32_t n = work->doc->ntokens;

    work->place_at = hsy_new_array(state->scratch, n, uint32_t);
    work->is_time = hsy_new_array(state->scratch, n, uint8_t);
    if (!work->place_at || !work->is_time)
        return false;
    for (uint32_t i = 0; i < n; i++)
        work->place_at[i] = HSY_NONE;
    for (uint32_t i = 0; i < state->times.count; i++) {
        const hsy_time *time = &state->times.data[i];
        for (uint32_t t = time->first; t < time->first + time->ntokens && t < n; t++)
            work->is_time[t] = 1;
    }
    for (uint32_t i = 0; i < state->places.count; i++) {
        const hsy_place *place = &state->places.data[i];
        for (uint32_t t = place->first; t < place->first + place->ntokens && t < n; t++)
            work->place_at[t] = i;
    }
    return true;
}

/* Are the main verbs of the text past, twice as often as present? */
static bool is_told_in_past(const hsy_doc *doc)
{
    uint32_t past = 0, present = 0;

    for (uint32_t s = 0; s < doc->nsentences; s++) {
        const hsy_sentence *sentence = &doc->sentences[s];
        uint32_t feats = 0;
        for (uint32_t i = sentence->first; i < sentence->first + sentence->ntokens; i++) {
            const hsy_token *token = &doc->tokens[i];
            const bool helps = token->deprel == HSY_DEP_aux ||
                               token->deprel == HSY_DEP_aux_pass ||
                               token->deprel == HSY_DEP_cop;
            if (token->deprel == HSY_DEP_root ||
                (helps && token->head < doc->ntokens &&
                 doc->tokens[token->head].deprel == HSY_DEP_root))
                feats |= token->feats;
        }
        past += !sentence->is_title && (feats & HSY_FEAT_PAST);
        present += !sentence->is_title && (feats & HSY_FEAT_PRESENT);
    }
    return past >= TOLD && past >= 2 * present;
}

hsy_status hsy_read_events(hsy_fact_state *state)
{
    hsy_arena_mark start = hsy_arena_here(state->scratch);
    hsy_event_work work = {.state = state, .tables = state->tables->event};
    hsy_status status = HSY_OK;

    if (!state->doc->has_tags)
        return HSY_OK;
    work.doc = hsy_event_doc(state->scratch, work.tables, state->doc);
    if (!work.doc || !index_places(&work))
        status = HSY_NOMEM;
    work.told_in_past = work.doc && is_told_in_past(work.doc);
    for (uint32_t i = 0; i < state->doc->nsentences && !status; i++) {
        hsy_arena_mark mark = hsy_arena_here(state->scratch);
        work.sentence = i;
        if (!hsy_tree_make(state->scratch, work.doc, i, &work.tree))
            status = HSY_NOMEM;
        else if (work.tree.ntokens)
            status = read_sentence(&work);
        hsy_arena_rewind(state->scratch, mark);
    }
    if (!status)
        hsy_events_same(state);
    hsy_arena_rewind(state->scratch, start);
    return status;
}
