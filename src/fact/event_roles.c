/*
 * event_roles.c - who did it and to whom, as entities.
 *
 * An argument is an entity when its head is a mention. Where it is none, who is meant is
 * often named inside it: "Norland's reply", "Norlander drones", "the army of Norland".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

#include <string.h>

static uint32_t mention_of(const hsy_event_work *work, uint32_t token)
{
    const hsy_fact_state *state = work->state;
    uint32_t mention = state->mention_of_head ? state->mention_of_head[token] : HSY_NONE;

    if (mention == HSY_NONE && state->mention_over)
        mention = state->mention_over[token];
    return mention;
}

/* "its forces": whose they are says more than that they are forces. A person's people are
 * left as they are called: "her government" is not she. */
static uint32_t entity_of(const hsy_event_work *work, uint32_t mention, uint32_t token)
{
    const hsy_fact_state *state = work->state;
    uint32_t entity = state->mentions.data[mention].entity;
    uint32_t owner = hsy_tree_child(&work->tree, token, HSY_DEP_nmod_poss), whose;

    if (state->entities.data[entity].key.len || owner == HSY_NONE ||
        work->doc->tokens[owner].upos != HSY_UPOS_PRON ||
        hsy_class_has(work->tables, HSY_CLASS_ADVERSE, hsy_token_lemma(work, token)))
        return entity;
    owner = mention_of(work, owner);
    if (owner == HSY_NONE || owner == mention)
        return entity;
    whose = state->mentions.data[owner].entity;
    return state->entities.data[whose].key.len &&
                   state->entities.data[whose].type != HSY_ENTITY_PERSON
               ? whose
               : entity;
}

/* "Clashes Killed Fifty" read as a name: what covers the act's own word is no party of it. */
static bool names_itself(const hsy_event_work *work, const hsy_draft *draft, uint32_t token)
{
    const uint32_t *over = work->state->mention_over;

    return over && over[draft->head] != HSY_NONE && mention_of(work, token) == over[draft->head];
}

static bool add_entity(uint32_t entity, uint32_t *out, uint32_t *count, uint32_t room)
{
    for (uint32_t i = 0; i < *count; i++)
        if (out[i] == entity)
            return true;
    if (*count == room)
        return false;
    out[(*count)++] = entity;
    return true;
}

/* "the blast in northern Norland": where, not who. */
static bool is_locative(const hsy_event_work *work, uint32_t token)
{
    uint32_t mark = hsy_tree_child(&work->tree, token, HSY_DEP_case_);

    return mark != HSY_NONE && hsy_class_has(work->tables, HSY_CLASS_LOCATIVE,
                                             work->doc->tokens[mark].lower);
}

/* "in the Norlander town": a state or a place behind such a preposition is no party. */
static bool is_ground(const hsy_fact_state *state, uint32_t entity)
{
    return state->entities.data[entity].key.len == 3 ||
           state->entities.data[entity].type == HSY_ENTITY_PLACE;
}

/* A verb of saying or telling that the draft is not made of. */
static bool tells(const hsy_event_work *work, const hsy_draft *draft, uint32_t token,
                  uint32_t class)
{
    return hsy_tree_holds(&work->tree, token) && token != draft->head &&
           token != draft->verb && token != draft->extra &&
           work->doc->tokens[token].upos == HSY_UPOS_VERB &&
           hsy_class_has(work->tables, class, hsy_token_lemma(work, token));
}

/* "Troops shelled the town the mayor said": who speaks right behind is nobody's object; "two
 * officials told reporters that five had been killed": nor, in front, the victim. */
static bool is_speaker(const hsy_event_work *work, const hsy_draft *draft, uint32_t token)
{
    uint32_t verb = token + 1;

    while (hsy_tree_holds(&work->tree, verb) && work->doc->tokens[verb].upos == HSY_UPOS_PROPN)
        verb++;
    if (!tells(work, draft, verb, HSY_CLASS_SAY) && !tells(work, draft, verb, HSY_CLASS_TELLER))
        return false;
    if (!(work->doc->tokens[verb].feats & (HSY_FEAT_PAST | HSY_FEAT_PRESENT)) ||
        (hsy_tree_holds(&work->tree, verb + 1) &&
         hsy_class_has(work->tables, HSY_CLASS_TO, work->doc->tokens[verb + 1].lower)))
        return false;
    if (token > draft->head)
        return true;
    for (uint32_t i = verb + 1; i < draft->head; i++)
        if (work->doc->tokens[i].upos == HSY_UPOS_SCONJ &&
            hsy_class_has(work->tables, HSY_CLASS_THAT, work->doc->tokens[i].lower))
            return true;
    return false;
}

static bool is_conflict_noun(const hsy_event_work *work, uint32_t token)
{
    uint32_t at = work->draft_at[token - work->tree.first];
    const hsy_draft *draft = at == HSY_NONE ? NULL : &work->drafts.data[at];

    return draft && draft->noun && draft->head == token &&
           (draft->type == HSY_EVENT_ASSAULT || draft->type == HSY_EVENT_COERCE);
}

/* "his associates", "Ruiz's lawyer": they are not he, but "his troops" are. */
static bool is_persons_own(const hsy_event_work *work, uint32_t token, uint32_t owner)
{
    const uint32_t mention = mention_of(work, owner);
    const hsy_fact_state *state = work->state;
    const hsy_str word = hsy_token_lemma(work, token);

    return mention != HSY_NONE &&
           state->entities.data[state->mentions.data[mention].entity].type ==
               HSY_ENTITY_PERSON &&
           hsy_class_has(work->tables, HSY_CLASS_PEOPLE, word) &&
           !hsy_class_has(work->tables, HSY_CLASS_TROOPS, word);
}

/* "his counterpart, Ana Ruiz"; a possessor, a modifier, a complement with a preposition: in
 * this order. */
static uint32_t mention_inside(const hsy_event_work *work, const hsy_draft *draft,
                               uint32_t token)
{
    static const hsy_deprel relations[] = {HSY_DEP_appos,    HSY_DEP_nmod_poss, HSY_DEP_amod, HSY_DEP_compound,
                                           HSY_DEP_nmod};
    const hsy_tree *tree = &work->tree;
    const bool act = draft && is_conflict_noun(work, token);

    const size_t nrelations =
        /* "critics of the king", "the king's victims": not he; "his rival, Ana Ruiz". */
        hsy_class_has(work->tables, HSY_CLASS_ADVERSE, hsy_token_lemma(work, token))
            ? 1
            : sizeof relations / sizeof *relations;

    for (size_t r = 0; r < nrelations; r++)
        for (uint32_t child = hsy_tree_child(tree, token, relations[r]); child != HSY_NONE;
             child = hsy_tree_next(tree, child)) {
            uint32_t mention = mention_of(work, child);
            /* "supports the invasion of Ardel": not Ardel. */
            if (act && relations[r] == HSY_DEP_nmod)
                continue;
            if (relations[r] == HSY_DEP_nmod_poss && is_persons_own(work, token, child))
                continue;
            if (mention != HSY_NONE && !(draft && is_speaker(work, draft, child)) &&
                !(relations[r] == HSY_DEP_nmod && is_locative(work, child)))
                return mention;
        }
    return HSY_NONE;
}

/* "his son-in-law Luc Ban": the name behind the word. His son is not he: without a name nobody. */
static uint32_t named_kin(const hsy_event_work *work, uint32_t kin)
{
    for (uint32_t i = kin + 1; i <= kin + 6 && hsy_tree_holds(&work->tree, i); i++) {
        const hsy_token *token = &work->doc->tokens[i];
        bool joined = (token->shape & HSY_SHAPE_PUNCT) || (token[-1].shape & HSY_SHAPE_PUNCT);
        if (token->upos == HSY_UPOS_PROPN)
            return mention_of(work, i);
        if (!joined)
            break;
    }
    return HSY_NONE;
}

/* `draft`: the act they take part in, or NULL. */
static uint32_t entities_of(const hsy_event_work *work, const hsy_draft *draft, uint32_t token,
                            uint32_t *out, uint32_t room)
{
    uint32_t parts[HSY_MAX_ARGS], count = 0;
    uint32_t n = hsy_tree_conjuncts(&work->tree, token, parts, HSY_MAX_ARGS);

    for (uint32_t i = 0; i < n; i++) {
        uint32_t content = hsy_token_content(work, parts[i]);
        uint32_t mention = mention_of(work, content);
        if (draft && is_speaker(work, draft, parts[i]))
            continue;
        if (mention == HSY_NONE)
            mention = mention_of(work, parts[i]);
        if (mention == HSY_NONE &&
            hsy_class_has(work->tables, HSY_CLASS_KIN, hsy_token_lemma(work, content)))
            mention = named_kin(work, content);
        else if (mention == HSY_NONE && work->doc->tokens[content].upos != HSY_UPOS_VERB)
            mention = mention_inside(work, draft, content);
        if (mention != HSY_NONE)
            add_entity(entity_of(work, mention, content), out, &count, room);
    }
    return count;
}

uint32_t hsy_token_entities(const hsy_event_work *work, uint32_t token, uint32_t *out,
                            uint32_t room)
{
    return entities_of(work, NULL, token, out, room);
}

/* "told the agency a bomb exploded": who hears it does nothing; "told the rebels to leave". */
static bool is_hearer(const hsy_event_work *work, const hsy_draft *draft, uint32_t token)
{
    uint32_t first = token;

    if (draft->head < token || (work->doc->tokens[draft->head].feats & HSY_FEAT_INF))
        return false;
    while (first > work->tree.first && token - first < 5) {
        uint8_t upos = work->doc->tokens[first - 1].upos;
        if (upos != HSY_UPOS_DET && upos != HSY_UPOS_ADJ && upos != HSY_UPOS_NOUN &&
            upos != HSY_UPOS_PROPN)
            break;
        first--;
    }
    return first > work->tree.first && tells(work, draft, first - 1, HSY_CLASS_TELLER);
}

/* "The raids according to the source": a phrase is no subject, unless it is who a passive is
 * done by. */
static bool is_phrase(const hsy_event_work *work, uint32_t token, const hsy_slot *slot)
{
    uint32_t mark = hsy_tree_child(&work->tree, token, HSY_DEP_case_);

    /* "In the meantime troops shelled": the phrase before has lost its comma. */
    return slot->kind == HSY_SLOT_SUBJ && mark != HSY_NONE && mark < token &&
           mark > work->tree.first &&
           work->doc->tokens[token].deprel == HSY_DEP_nsubj &&
           !hsy_class_has(work->tables, HSY_CLASS_OF, work->doc->tokens[mark].lower);
}

/* "anti-Ruiz protests": whom it is for or against is not who does it. */
static bool is_stance(const hsy_event_work *work, uint32_t token)
{
    hsy_str rest = work->doc->tokens[token].lower, first = hsy_str_cut(&rest, '-');

    return rest.ptr && hsy_class_has(work->tables, HSY_CLASS_STANCE, first);
}

/* "AFP Government jets struck": an outlet tells of violence and does none. */
static bool is_outlet(const hsy_event_work *work, const hsy_draft *draft, uint32_t entity)
{
    const hsy_entity *e = &work->state->entities.data[entity];

    return e->type == HSY_ENTITY_ORGANIZATION && !strcmp(e->role, "MED") &&
           (draft->type == HSY_EVENT_ASSAULT || draft->type == HSY_EVENT_COERCE ||
            draft->type == HSY_EVENT_MOBILIZE);
}

/* "the Ruiz family killings": Ruiz is a word of the family's name. */
static bool is_part_of_mention(const hsy_event_work *work, uint32_t token)
{
    const hsy_fact_state *state = work->state;
    const uint32_t head = hsy_tree_head(&work->tree, token);

    if (head == HSY_NONE)
        return false;
    for (uint32_t child = hsy_tree_child(&work->tree, head, HSY_DEP_compound);
         child != HSY_NONE; child = hsy_tree_next(&work->tree, child)) {
        const uint32_t mention = child > token ? mention_of(work, child) : HSY_NONE;
        if (mention != HSY_NONE && state->mentions.data[mention].first <= token)
            return true;
    }
    return false;
}

/* "14 Civilians Killed" in a headline, read as a name: a word that is an act is no party. */
static bool is_act(const hsy_event_work *work, uint32_t token)
{
    const uint32_t at = work->draft_at[token - work->tree.first];

    return at != HSY_NONE && !work->drafts.data[at].noun &&
           work->drafts.data[at].head == token &&
           (work->doc->tokens[token].feats & (HSY_FEAT_PAST | HSY_FEAT_PASTPART));
}

/* "refused to waive his immunity": what is governed lies two verbs away, and whose it is says
 * nothing. */
static bool is_anothers(const hsy_event_work *work, uint32_t token, const hsy_slot *slot)
{
    const uint32_t owner = slot->kind == HSY_SLOT_COMP
                               ? hsy_tree_child(&work->tree, token, HSY_DEP_nmod_poss)
                               : HSY_NONE;

    return owner != HSY_NONE && work->doc->tokens[owner].upos == HSY_UPOS_PRON &&
           !hsy_token_is(work, token, HSY_CLASS_ACTOR);
}

static void add_role(hsy_event_work *work, const hsy_draft *draft, uint32_t token,
                     const hsy_slot *slot, uint32_t *entities, uint8_t *nentities, uint32_t *heads, uint8_t *nheads)
{
    uint32_t found[HSY_MAX_ARGS], n = 0, count = *nentities;
    const bool modifier = slot->kind == HSY_SLOT_MOD;
    const bool where = draft->noun && slot->kind == HSY_SLOT_PREP &&
                       hsy_class_has(work->tables, HSY_CLASS_LOCATIVE, slot->prep);

    if (is_act(work, token) || is_anothers(work, token, slot))
        return;
    if (names_itself(work, draft, token) || is_speaker(work, draft, token) ||
        is_hearer(work, draft, token) || is_phrase(work, token, slot))
        return;
    if (modifier && ((entities == draft->sources && is_stance(work, token)) ||
                     is_part_of_mention(work, token)))
        return;
    if (where && hsy_token_is(work, token, HSY_CLASS_FIXTURE))
        return; /* "at a police fence": where, not whom */
    if (modifier) {
        /* "drone attack": a modifier is a party only when it is a mention itself. */
        uint32_t mention = mention_of(work, token);
        if (mention != HSY_NONE)
            found[n++] = work->state->mentions.data[mention].entity;
        else
            return;
    } else {
        n = entities_of(work, draft, token, found, HSY_MAX_ARGS);
    }
    for (uint32_t i = 0; i < n; i++)
        if ((!where || !is_ground(work->state, found[i])) &&
            !(entities == draft->sources && is_outlet(work, draft, found[i])))
            add_entity(found[i], entities, &count, HSY_MAX_ARGS);
    *nentities = (uint8_t)count;
    token = hsy_token_content(work, token);
    if (*nheads < HSY_MAX_ARGS)
        heads[(*nheads)++] = token;
}

static void fill(hsy_event_work *work, hsy_draft *draft, const hsy_slots *slots, bool source)
{
    uint32_t *entities = source ? draft->sources : draft->targets;
    uint32_t *heads = source ? draft->source_heads : draft->target_heads;
    uint8_t *nentities = source ? &draft->nsources : &draft->ntargets;
    uint8_t *nheads = source ? &draft->nsource_heads : &draft->ntarget_heads;

    for (uint8_t i = 0; i < slots->count; i++) {
        uint32_t tokens[HSY_MAX_ARGS];
        uint32_t n = hsy_slot_find(work, draft, slots->slot[i], tokens, HSY_MAX_ARGS);
        for (uint32_t k = 0; k < n; k++)
            add_role(work, draft, tokens[k], &slots->slot[i], entities, nentities, heads, nheads);
        if (!slots->all && *nentities)
            return;
    }
}

/* Nobody attacks or praises himself: what is on both sides is a target by mistake. */
void hsy_draft_part(hsy_draft *draft)
{
    uint8_t kept = 0;

    for (uint8_t i = 0; i < draft->ntargets; i++) {
        bool both = false;
        for (uint8_t k = 0; k < draft->nsources; k++)
            both = both || draft->sources[k] == draft->targets[i];
        if (!both)
            draft->targets[kept++] = draft->targets[i];
    }
    draft->ntargets = kept;
}

void hsy_draft_roles(hsy_event_work *work, hsy_draft *draft)
{
    static const hsy_slots subject = {.slot = {{HSY_SLOT_SUBJ, {0}}}, .count = 1};

    draft->nsources = draft->ntargets = draft->nsource_heads = draft->ntarget_heads = 0;
    if (draft->noun && draft->light && !draft->occurs)
        fill(work, draft, &subject, true);
    if (!draft->nsources || draft->frame->source.all)
        fill(work, draft, &draft->frame->source, true);
    fill(work, draft, &draft->frame->target, false);
    hsy_draft_part(draft);
}
