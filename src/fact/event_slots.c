/*
 * event_slots.c - the arguments of a verb or of a noun that names an act.
 *
 * The tree is asked first. Parsers err most in where a prepositional phrase hangs
 * ("attack on the city" on the noun or on "launched"), so a phrase is accepted wherever
 * it hangs as long as it follows the word with neither a verb nor a clause mark between.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

#define REACH 14 /* tokens behind a word in which its prepositional phrases stand */

hsy_str hsy_token_lemma(const hsy_event_work *work, uint32_t token)
{
    const hsy_token *t = &work->doc->tokens[token];
    bool plain = t->lemma.ptr && t->upos != HSY_UPOS_PROPN;

    return plain ? t->lemma : t->lower;
}

uint32_t hsy_token_content(const hsy_event_work *work, uint32_t token)
{
    for (int hops = 0; hops < 3; hops++) {
        uint32_t child;
        if (work->doc->tokens[token].upos != HSY_UPOS_NUM &&
            !hsy_class_has(work->tables, HSY_CLASS_MEASURE, hsy_token_lemma(work, token)))
            break;
        child = hsy_tree_child(&work->tree, token, HSY_DEP_nmod);
        if (child == HSY_NONE || child < token)
            break;
        token = child;
    }
    return token;
}

static const hsy_mention *mention_at(const hsy_event_work *work, uint32_t token)
{
    const hsy_fact_state *state = work->state;
    uint32_t mention = HSY_NONE;

    if (state->mention_of_head)
        mention = state->mention_of_head[token];
    if (mention == HSY_NONE && state->mention_over)
        mention = state->mention_over[token];
    return mention == HSY_NONE ? NULL : &state->mentions.data[mention];
}

static bool mention_is(const hsy_event_work *work, uint32_t token, uint32_t class)
{
    const hsy_mention *mention = mention_at(work, token);
    const hsy_entity *entity = mention ? &work->state->entities.data[mention->entity] : NULL;

    if (class == HSY_CLASS_PLACE && work->place_at[token] != HSY_NONE)
        return true;
    if (!entity)
        return false;
    switch (class) {
    case HSY_CLASS_ACTOR: return entity->type != HSY_ENTITY_OTHER;
    case HSY_CLASS_PLACE: return entity->type == HSY_ENTITY_PLACE;
    case HSY_CLASS_PEOPLE:
        return entity->type == HSY_ENTITY_PERSON ||
               (entity->type == HSY_ENTITY_GROUP && mention->form != HSY_FORM_METONYM);
    case HSY_CLASS_OFFICIAL: return entity->type == HSY_ENTITY_PERSON;
    case HSY_CLASS_TROOPS:
        return entity->role[0] == 'M' && entity->role[1] == 'I' && entity->role[2] == 'L';
    default: return false;
    }
}

bool hsy_token_is(const hsy_event_work *work, uint32_t token, uint32_t class)
{
    const hsy_token *t = &work->doc->tokens[token];

    if (hsy_class_has(work->tables, class, hsy_token_lemma(work, token)) ||
        hsy_class_has(work->tables, class, t->lower) || mention_is(work, token, class))
        return true;
    if (class == HSY_CLASS_ACTOR && !work->is_time[token])
        return t->upos == HSY_UPOS_PROPN || t->upos == HSY_UPOS_PRON ||
               hsy_class_has(work->tables, HSY_CLASS_PEOPLE, hsy_token_lemma(work, token));
    return false;
}

static bool child_case(const hsy_event_work *work, uint32_t token, hsy_str prep)
{
    const hsy_tree *tree = &work->tree;

    for (uint32_t i = 0; i < hsy_tree_nchildren(tree, token); i++) {
        uint32_t child = hsy_tree_child_at(tree, token, i);
        const hsy_token *t = &work->doc->tokens[child];
        if ((t->deprel == HSY_DEP_case_ || t->deprel == HSY_DEP_mark) && child < token &&
            hsy_str_eq(t->lower, prep))
            return true;
    }
    return false;
}

bool hsy_token_case(const hsy_event_work *work, uint32_t token, hsy_str prep)
{
    return child_case(work, token, prep);
}

struct found {
    const hsy_event_work *work; /* NULL: times are welcome */
    uint32_t *out;
    uint32_t count, room;
};

static void add(struct found *found, uint32_t token)
{
    if (token == HSY_NONE || found->count == found->room)
        return;
    /* "met on Friday": a day is no party. */
    if (found->work && found->work->is_time[token])
        return;
    for (uint32_t i = 0; i < found->count; i++)
        if (found->out[i] == token)
            return;
    found->out[found->count++] = token;
}

static void add_case_children(const hsy_event_work *work, uint32_t word, hsy_str prep,
                              struct found *found)
{
    const hsy_tree *tree = &work->tree;

    for (uint32_t i = 0; i < hsy_tree_nchildren(tree, word); i++) {
        uint32_t child = hsy_tree_child_at(tree, word, i);
        uint8_t deprel = work->doc->tokens[child].deprel;
        if ((deprel == HSY_DEP_obl || deprel == HSY_DEP_nmod || deprel == HSY_DEP_obl_agent) &&
            child_case(work, child, prep))
            add(found, child);
    }
}

/* "called for the minister to resign": behind "for", as the subject of the clause. */
static void add_introduced(const hsy_event_work *work, uint32_t word, hsy_str prep,
                           struct found *found)
{
    const hsy_tree *tree = &work->tree;

    for (uint32_t i = 0; i < hsy_tree_nchildren(tree, word); i++) {
        uint32_t child = hsy_tree_child_at(tree, word, i);
        if (work->doc->tokens[child].upos == HSY_UPOS_VERB && child > word &&
            child_case(work, child, prep)) {
            add(found, hsy_tree_child(tree, child, HSY_DEP_nsubj));
            add(found, hsy_tree_child(tree, child, HSY_DEP_nsubj_pass));
        }
    }
}

static bool stops_phrase(const hsy_token *token)
{
    return token->upos == HSY_UPOS_VERB || token->upos == HSY_UPOS_SCONJ ||
           token->upos == HSY_UPOS_AUX ||
           (token->upos == HSY_UPOS_PUNCT && token->span.len == 1);
}

static uint32_t phrase_head(const hsy_event_work *work, uint32_t prep, uint32_t end)
{
    const hsy_token *tokens = work->doc->tokens;
    uint32_t head = tokens[prep].head;

    if (tokens[prep].deprel == HSY_DEP_case_ && head > prep && head < end)
        return head;
    return HSY_NONE;
}

/* Behind the word, wherever it hangs. */
static void add_following(const hsy_event_work *work, uint32_t word, hsy_str prep,
                          struct found *found)
{
    const hsy_tree *tree = &work->tree;
    const uint32_t end = tree->first + tree->ntokens;

    for (uint32_t i = word + 1; i < end && i <= word + REACH; i++) {
        const hsy_token *token = &work->doc->tokens[i];
        if (stops_phrase(token))
            return;
        if (hsy_str_eq(token->lower, prep)) {
            /* "the annexation during a vote of the assembly": "of" follows its noun. */
            if (i == word + 1 || !hsy_class_has(work->tables, HSY_CLASS_OF, prep))
                add(found, phrase_head(work, i, end));
            return;
        }
    }
}

/* "No talks are scheduled between the kings", "talks planned between": what a passive has
 * between the noun and its phrase. */
static void add_behind_passive(const hsy_event_work *work, uint32_t noun, hsy_str prep,
                               struct found *found)
{
    const hsy_token *token = &work->doc->tokens[noun];
    uint32_t verb = token->deprel == HSY_DEP_nsubj_pass
                        ? hsy_tree_head(&work->tree, noun)
                        : hsy_tree_child(&work->tree, noun, HSY_DEP_acl);

    /* "areas held by rebels": the agent is the passive's own. */
    if (verb != HSY_NONE && (work->doc->tokens[verb].feats & HSY_FEAT_PASTPART) &&
        !hsy_class_has(work->tables, HSY_CLASS_AGENT, prep))
        add_case_children(work, verb, prep, found);
}

/* "was found guilty of murder by a court": the passive above tells of a verdict, and who
 * stands behind "by" gave it. */
static bool is_crime_of_verdict(const hsy_event_work *work, const hsy_draft *draft)
{
    uint32_t verb = draft->head;

    for (int hops = 0; hops < 3 && verb != HSY_NONE; hops++) {
        verb = hsy_tree_head(&work->tree, verb);
        const uint32_t at = verb == HSY_NONE ? HSY_NONE
                                             : work->draft_at[verb - work->tree.first];
        if (at != HSY_NONE && hsy_tree_is_passive(&work->tree, verb))
            return work->drafts.data[at].type == HSY_EVENT_SANCTION ||
                   work->drafts.data[at].type == HSY_EVENT_ACCUSE;
    }
    return false;
}

/* "was sentenced for murder by a court": the agent of a passive that the noun is no part of;
 * "blamed the raid on them": what the verb asks for. */
static bool is_of_verb(const hsy_event_work *work, const hsy_draft *draft, uint32_t token,
                       hsy_str prep)
{
    const hsy_tree *tree = &work->tree;
    const uint32_t verb = hsy_tree_head(tree, draft->head);
    uint32_t head = hsy_tree_head(tree, token);

    if (verb != HSY_NONE && work->doc->tokens[draft->head].deprel == HSY_DEP_obj &&
        hsy_class_has(work->tables, HSY_CLASS_BLAMER, hsy_token_lemma(work, verb)) &&
        hsy_class_has(work->tables, HSY_CLASS_BLAMED, prep))
        return true;
    if (hsy_class_has(work->tables, HSY_CLASS_AGENT, prep) && is_crime_of_verdict(work, draft))
        return true;
    return head != HSY_NONE && head != draft->head && head != draft->verb &&
           work->doc->tokens[token].deprel == HSY_DEP_obl_agent &&
           hsy_tree_head(tree, head) != draft->head;
}

static void find_phrase(const hsy_event_work *work, const hsy_draft *draft, hsy_str prep,
                        struct found *found);

static void find_preposition(const hsy_event_work *work, const hsy_draft *draft, hsy_str prep,
                             struct found *found)
{
    uint32_t kept = 0;

    find_phrase(work, draft, prep, found);
    for (uint32_t i = 0; i < found->count; i++)
        if (!draft->noun || !is_of_verb(work, draft, found->out[i], prep))
            found->out[kept++] = found->out[i];
    found->count = kept;
}

static void find_phrase(const hsy_event_work *work, const hsy_draft *draft, hsy_str prep,
                        struct found *found)
{
    add_case_children(work, draft->head, prep, found);
    if (!found->count)
        add_introduced(work, draft->head, prep, found);
    if (found->count)
        return;
    if (draft->noun && draft->light)
        add_case_children(work, draft->verb, prep, found);
    if (!draft->noun) {
        uint32_t object = hsy_tree_object(&work->tree, draft->head);
        if (object != HSY_NONE && object > draft->head)
            add_case_children(work, object, prep, found);
    }
    if (!found->count)
        add_following(work, draft->head, prep, found);
    if (!found->count && draft->noun && !draft->light)
        add_behind_passive(work, draft->head, prep, found);
    if (!found->count && draft->noun && draft->light && draft->verb > draft->head)
        add_following(work, draft->verb, prep, found);
}

/* "the town that rebels attacked": the noun is what the verb lacks. */
static uint32_t gap_of(const hsy_event_work *work, uint32_t verb)
{
    const hsy_tree *tree = &work->tree;
    uint32_t subject = hsy_tree_child(tree, verb, HSY_DEP_nsubj);

    if (work->doc->tokens[verb].deprel != HSY_DEP_acl_relcl || subject == HSY_NONE ||
        hsy_xpos_name(work->doc->tokens[subject].xpos)[0] == 'W')
        return HSY_NONE;
    return hsy_tree_head(tree, verb);
}

/* "called in the ambassador": an object behind a particle that the parser took for a
 * preposition. */
static uint32_t behind_particle(const hsy_event_work *work, const hsy_draft *draft)
{
    uint32_t next = draft->head + 1;

    if (!draft->frame || !draft->frame->particle.len || !hsy_tree_holds(&work->tree, next) ||
        !hsy_str_eq(work->doc->tokens[next].lower, draft->frame->particle))
        return HSY_NONE;
    return phrase_head(work, next, work->tree.first + work->tree.ntokens);
}

/* "called up 5,000 reservists" with the reservists as a measure. */
static uint32_t bare_oblique(const hsy_event_work *work, uint32_t verb)
{
    uint32_t child = hsy_tree_child(&work->tree, verb, HSY_DEP_obl_unmarked);

    if (child == HSY_NONE || child < verb || hsy_tree_is_passive(&work->tree, verb))
        return HSY_NONE;
    return hsy_token_is(work, child, HSY_CLASS_PEOPLE) ||
                   hsy_token_is(work, child, HSY_CLASS_TROOPS)
               ? child
               : HSY_NONE;
}

static uint32_t patient_of(const hsy_event_work *work, const hsy_draft *draft)
{
    uint32_t patient = hsy_tree_patient(&work->tree, draft->head);

    if (hsy_verb_has_agent(work, draft->head) || hsy_verb_undergone(work, draft->head))
        patient = hsy_tree_subject(&work->tree, draft->head, NULL);
    if (patient == HSY_NONE)
        patient = behind_particle(work, draft);
    if (patient == HSY_NONE)
        patient = bare_oblique(work, draft->head);
    return patient != HSY_NONE ? patient : gap_of(work, draft->head);
}

/* Infinitive governed by `verb`; on its object in "ordered the company to pay". */
static uint32_t infinitive_of(const hsy_event_work *work, uint32_t verb)
{
    const hsy_tree *tree = &work->tree;

    for (uint32_t i = 0; i < hsy_tree_nchildren(tree, verb); i++) {
        uint32_t child = hsy_tree_child_at(tree, verb, i);
        const hsy_token *t = &work->doc->tokens[child];
        if (child < verb)
            continue;
        /* "told them the same" is a phrase, no predicate. */
        if (t->deprel == HSY_DEP_xcomp &&
            hsy_tree_child(tree, child, HSY_DEP_det) == HSY_NONE)
            return child;
        /* "left 32 injured": a clause with neither mark, auxiliary nor subject. */
        if (t->deprel == HSY_DEP_ccomp && hsy_tree_child(tree, child, HSY_DEP_mark) == HSY_NONE &&
            hsy_tree_child(tree, child, HSY_DEP_aux) == HSY_NONE &&
            hsy_tree_child(tree, child, HSY_DEP_cop) == HSY_NONE &&
            hsy_tree_child(tree, child, HSY_DEP_nsubj_pass) == HSY_NONE &&
            hsy_tree_child(tree, child, HSY_DEP_nsubj) == HSY_NONE)
            return child;
        if ((t->deprel == HSY_DEP_advcl || t->deprel == HSY_DEP_ccomp ||
             (t->deprel == HSY_DEP_obl && t->upos == HSY_UPOS_VERB)) &&
            (t->feats & HSY_FEAT_INF) && !(t->feats & HSY_FEAT_MODAL) &&
            hsy_tree_child(tree, child, HSY_DEP_aux) == HSY_NONE)
            return child;
        if (t->deprel == HSY_DEP_obj)
            for (uint32_t k = 0; k < hsy_tree_nchildren(tree, child); k++) {
                uint32_t below = hsy_tree_child_at(tree, child, k);
                if (work->doc->tokens[below].deprel == HSY_DEP_acl &&
                    (work->doc->tokens[below].feats & HSY_FEAT_INF))
                    return below;
            }
    }
    return HSY_NONE;
}

/* "Mayor Pushes Rebels To Spare Town": capitals make taggers take the verb for a name. */
static uint32_t infinitive_of_title(const hsy_event_work *work, uint32_t verb)
{
    if (!work->doc->sentences[work->sentence].is_title)
        return HSY_NONE;
    for (uint32_t i = verb + 1; i <= verb + 6 && hsy_tree_holds(&work->tree, i + 1); i++) {
        const hsy_token *token = &work->doc->tokens[i];
        if (token->upos == HSY_UPOS_VERB || token->upos == HSY_UPOS_PUNCT)
            break;
        if (token->lower.len == 2 && token->upos != HSY_UPOS_PROPN &&
            hsy_class_has(work->tables, HSY_CLASS_TO, token->lower))
            return i + 1;
    }
    return HSY_NONE;
}

/* "to retaliate against Norland". */
static uint32_t aimed_at(const hsy_event_work *work, uint32_t verb)
{
    const hsy_tree *tree = &work->tree;

    for (uint32_t child = hsy_tree_child(tree, verb, HSY_DEP_obl); child != HSY_NONE;
         child = hsy_tree_next(tree, child)) {
        uint32_t mark = hsy_tree_child(tree, child, HSY_DEP_case_);
        if (mark != HSY_NONE && hsy_class_has(work->tables, HSY_CLASS_TOWARD,
                                              work->doc->tokens[mark].lower))
            return child;
    }
    return HSY_NONE;
}

static bool is_thing(const hsy_event_work *work, uint32_t token)
{
    const hsy_token *t = &work->doc->tokens[token];

    return t->upos == HSY_UPOS_NOUN &&
           hsy_class_has(work->tables, HSY_CLASS_PLACE, hsy_token_lemma(work, token)) &&
           hsy_tree_child(&work->tree, token, HSY_DEP_nmod_poss) == HSY_NONE;
}

static void find_complement(const hsy_event_work *work, uint32_t verb, struct found *found)
{
    const hsy_tree *tree = &work->tree;
    uint32_t clause = hsy_tree_child(tree, verb, HSY_DEP_ccomp);
    uint32_t inside;

    if (clause != HSY_NONE && hsy_tree_child(tree, clause, HSY_DEP_nsubj) != HSY_NONE &&
        work->doc->tokens[hsy_tree_child(tree, clause, HSY_DEP_nsubj)].upos != HSY_UPOS_PRON) {
        add(found, hsy_tree_child(tree, clause, HSY_DEP_nsubj));
        return;
    }
    if (clause == HSY_NONE)
        clause = infinitive_of(work, verb);
    if (clause == HSY_NONE)
        return;
    inside = hsy_tree_object(tree, clause);
    if (inside == HSY_NONE)
        inside = aimed_at(work, clause);
    /* "offered to send a field hospital": what is sent is no party. */
    if (inside != HSY_NONE && is_thing(work, inside))
        return;
    add(found, inside);
}

static void add_modifiers(const hsy_event_work *work, uint32_t noun, bool possessive,
                          struct found *found)
{
    const hsy_tree *tree = &work->tree;

    for (uint32_t i = 0; noun != HSY_NONE && i < hsy_tree_nchildren(tree, noun); i++) {
        uint32_t child = hsy_tree_child_at(tree, noun, i);
        uint8_t deprel = work->doc->tokens[child].deprel;
        bool mod = deprel == HSY_DEP_amod || deprel == HSY_DEP_compound ||
                   deprel == HSY_DEP_nmod_unmarked || deprel == HSY_DEP_nummod;
        if (possessive ? deprel == HSY_DEP_nmod_poss : mod && child < noun)
            add(found, child);
    }
}

static void find_plain(const hsy_event_work *work, const hsy_draft *draft, hsy_slot slot,
                       struct found *found)
{
    const hsy_tree *tree = &work->tree;

    switch (slot.kind) {
    case HSY_SLOT_SUBJ:
        if (!draft->noun || (draft->light && !draft->occurs))
            add(found, hsy_verb_agent(work, draft->verb));
        break;
    case HSY_SLOT_OBJ:
        if (!draft->noun)
            add(found, patient_of(work, draft));
        break;
    case HSY_SLOT_IOBJ:
        add(found, hsy_tree_child(tree, draft->noun && draft->light ? draft->verb : draft->head,
                                  HSY_DEP_iobj));
        break;
    case HSY_SLOT_COMP: find_complement(work, draft->head, found); break;
    case HSY_SLOT_POSS:
        add_modifiers(work, draft->noun ? draft->head : patient_of(work, draft), true, found);
        break;
    case HSY_SLOT_MOD:
        add_modifiers(work, draft->noun ? draft->head : patient_of(work, draft), false, found);
        break;
    default: break;
    }
}

/* "warned him against speaking": on the verb or on its object. */
static uint32_t gerund_of(const hsy_event_work *work, uint32_t verb)
{
    for (uint32_t i = verb + 1; i <= verb + 5 && hsy_tree_holds(&work->tree, i); i++) {
        const hsy_token *token = &work->doc->tokens[i];
        if (token->upos != HSY_UPOS_VERB)
            continue;
        return (token->feats & HSY_FEAT_GERUND) &&
                       hsy_class_has(work->tables, HSY_CLASS_CONTROL,
                                     work->doc->tokens[i - 1].lower)
                   ? i
                   : HSY_NONE;
    }
    return HSY_NONE;
}

uint32_t hsy_slot_find(const hsy_event_work *work, const hsy_draft *draft, hsy_slot slot,
                       uint32_t *out, uint32_t room)
{
    const hsy_tree *tree = &work->tree;
    struct found found = {work, out, 0, room};

    switch (slot.kind) {
    case HSY_SLOT_PREP:
        if (hsy_str_eq(slot.prep, HSY_STR("prt")))
            add(&found, hsy_tree_child(tree, draft->head, HSY_DEP_compound_prt));
        else
            find_preposition(work, draft, slot.prep, &found);
        break;
    case HSY_SLOT_XCOMP:
        add(&found, infinitive_of(work, draft->head));
        if (!found.count)
            add(&found, infinitive_of_title(work, draft->head));
        break;
    case HSY_SLOT_GERUND: add(&found, gerund_of(work, draft->head)); break;
    case HSY_SLOT_CCOMP: add(&found, hsy_tree_child(tree, draft->head, HSY_DEP_ccomp)); break;
    case HSY_SLOT_PRED: {
        const uint32_t named = hsy_tree_child(tree, draft->head, HSY_DEP_xcomp);
        if (named != HSY_NONE && named > draft->head &&
            work->doc->tokens[named].upos != HSY_UPOS_VERB)
            add(&found, named);
        break;
    }
    case HSY_SLOT_CADV: {
        const uint32_t clause = hsy_tree_child(tree, draft->head, HSY_DEP_ccomp);
        for (uint32_t child = clause == HSY_NONE || hsy_tree_is_passive(tree, clause) ? HSY_NONE
                                                 : hsy_tree_child(tree, clause, HSY_DEP_advmod);
             child != HSY_NONE; child = hsy_tree_next(tree, child))
            add(&found, child);
        break;
    }
    case HSY_SLOT_PASS:
        add(&found, hsy_tree_is_passive(tree, draft->head) ? draft->head : HSY_NONE);
        break;
    case HSY_SLOT_PLURAL:
        if (work->doc->tokens[draft->head].feats & HSY_FEAT_PLURAL)
            add(&found, draft->head);
        break;
    case HSY_SLOT_VERB: {
        uint32_t head = hsy_tree_head(tree, draft->head);
        if (draft->light)
            head = draft->verb;
        add(&found, head);
        break;
    }
    case HSY_SLOT_CASE:
        add(&found, child_case(work, draft->head, slot.prep) ? draft->head : HSY_NONE);
        break;
    default: find_plain(work, draft, slot, &found); break;
    }
    return found.count;
}
