/*
 * pronoun.c - whom "he" means, by rules alone, and silence where they do not decide.
 *
 * Candidates are the persons mentioned before in this sentence and in the two before
 * it, of fitting gender and number, outside quotations when the pronoun is outside.
 * Subjects come before other words, the nearer sentence before the farther (Hobbs,
 * Lappin and Leass in small). Where two candidates of the same rank remain the pronoun
 * is left unresolved: a wrong speaker is worse than none.
 *
 * "I" and "we" inside a quotation are the speaker's and are read in quote.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "fact/entity.h"

enum { MOST_BACK = 40, SENTENCES_BACK = 2, WORDS_REACH = 16 };

static bool is_verb_like(const hsy_actor_work *work, uint32_t i)
{
    const hsy_token *token = &work->doc->tokens[i];

    if (work->doc->has_tags)
        return token->upos == HSY_UPOS_VERB || token->upos == HSY_UPOS_AUX;
    if (hsy_actor_in(work, i, HSY_LIST_AUX))
        return true;
    hsy_str lower = token->lower;
    return lower.len > 3 && !(token->shape & HSY_SHAPE_CAPITAL) &&
           lower.ptr[lower.len - 1] == 'd' && lower.ptr[lower.len - 2] == 'e';
}

/* By the tree where there is one; else a verb follows at once, with an adverb or an
 * apposition between at most. */
bool hsy_actor_is_subject(const hsy_actor_work *work, const hsy_mention *mention)
{
    const hsy_doc *doc = work->doc;
    uint32_t next = mention->first + mention->ntokens;

    if (doc->has_trees) {
        uint8_t deprel = doc->tokens[mention->head].deprel;
        return deprel == HSY_DEP_nsubj || deprel == HSY_DEP_nsubj_pass;
    }
    if (next >= doc->ntokens ||
        work->tokens[next].sentence != work->tokens[mention->first].sentence)
        return false;
    if (is_verb_like(work, next))
        return true;
    return next + 1 < doc->ntokens && !(doc->tokens[next].shape & HSY_SHAPE_PUNCT) &&
           !work->tokens[next].lists && work->tokens[next].piece == HSY_NONE &&
           is_verb_like(work, next + 1);
}

static bool gender_fits(const hsy_actor_work *work, const hsy_pronoun *pronoun,
                        const hsy_entity *entity, uint32_t index)
{
    const hsy_person *person = hsy_actor_as_person(work, index);

    switch (pronoun->kind) {
    case 'm':
    case 'f':
        if (entity->type != HSY_ENTITY_PERSON || entity->plural)
            return false;
        return !person || !person->gender || person->gender == pronoun->kind;
    case 'n':
        return !entity->plural && (entity->type == HSY_ENTITY_ORGANIZATION ||
                                   entity->type == HSY_ENTITY_GROUP ||
                                   entity->type == HSY_ENTITY_PLACE);
    case '-':
        return entity->plural || entity->type == HSY_ENTITY_GROUP;
    default:
        return false;
    }
}

/* "A man ... she": what the noun itself says of its bearer. */
static bool noun_fits(const hsy_actor_work *work, const hsy_pronoun *pronoun,
                      const hsy_mention *mention)
{
    const hsy_piece *piece = hsy_actor_piece(work, mention->head);

    if (mention->form != HSY_FORM_NOMINAL || !piece || piece->kind != HSY_ACTOR_ROLE ||
        (pronoun->kind != 'm' && pronoun->kind != 'f'))
        return true;
    const char gender = work->tables->roles.data[piece->row].gender;
    return !gender || gender == pronoun->kind;
}

static bool is_genitive(const hsy_actor_work *work, const hsy_mention *mention)
{
    uint32_t next = mention->first + mention->ntokens;
    hsy_str lower = {"", 0};

    if (next < work->doc->ntokens)
        lower = work->doc->tokens[next].lower;
    return lower.len && lower.ptr[0] == '\'';
}

/* "A European official": seldom taken up by a pronoun in the same sentence. */
static bool is_indefinite(const hsy_actor_work *work, const hsy_mention *mention)
{
    return mention->form == HSY_FORM_NOMINAL &&
           hsy_actor_in(work, mention->first, HSY_LIST_INDEFINITE);
}

typedef struct choice {
    uint32_t entity;
    int score;
    bool tie;
} choice;

static void offer(choice *best, uint32_t entity, int score)
{
    if (entity == best->entity) {
        if (score > best->score)
            best->score = score;
        return;
    }
    if (score > best->score)
        *best = (choice){entity, score, false};
    else if (score == best->score)
        best->tie = true;
}

/* Is there a verb between the mention and the pronoun? Without one they are arguments
 * of one verb at most by a list, and "Ruiz and him" are two. */
static bool verb_between(const hsy_actor_work *work, const hsy_mention *mention, uint32_t at)
{
    for (uint32_t i = mention->first + mention->ntokens; i < at; i++)
        if (is_verb_like(work, i))
            return true;
    return false;
}

/* "..., Ruiz said", "while Ruiz wrote that ...": it tells what somebody says; "after Ruiz called
 * for peace" does not. */
static bool tells_words(const hsy_actor_work *work, uint32_t verb)
{
    const hsy_doc *doc = work->doc;

    if (!doc->has_trees || verb >= doc->ntokens || doc->tokens[verb].head == verb)
        return doc->has_trees && verb < doc->ntokens;
    for (uint32_t i = verb + 1; i < doc->ntokens && i - verb <= WORDS_REACH; i++)
        if (doc->tokens[i].head == verb && doc->tokens[i].deprel == HSY_DEP_ccomp)
            return true;
    return false;
}

static int score_of(const hsy_actor_work *work, const hsy_mention *mention,
                    const hsy_piece *piece, const hsy_pronoun *pronoun)
{
    uint32_t here = work->tokens[piece->first].sentence;
    uint32_t there = work->tokens[mention->first].sentence;
    bool subject = hsy_actor_is_subject(work, mention);
    bool opens = mention->first <= work->doc->sentences[there].first + 1;
    int score = there == here ? 40 : there + 1 == here ? 30 : 12;

    if (subject)
        score += 8;
    if (opens && !is_genitive(work, mention))
        score += 4;
    if (is_indefinite(work, mention))
        score -= 5;
    /* "It added": who spoke last speaks on. */
    if (there < here && hsy_actor_in(work, piece->first + 1, HSY_LIST_SPEECH) &&
        hsy_actor_in(work, mention->first + mention->ntokens, HSY_LIST_SPEECH))
        score += pronoun->kind == 'n' ? 16
                 : opens              ? 6
                 : tells_words(work, mention->first + mention->ntokens) ? 10 : 0;
    /* Who speaks seldom says "he" of himself. */
    if (work->tokens[piece->first].quoted && !work->tokens[mention->first].quoted)
        score -= 14;
    if (mention->form == HSY_FORM_PRONOUN && subject)
        score += 3;
    /* An object pronoun is not the subject of its own clause: "Ruiz warned him". */
    if (there == here && pronoun->kase == HSY_CASE_OBJ && subject) {
        uint32_t between = 0;
        for (uint32_t i = mention->first + mention->ntokens; i < piece->first; i++)
            between += is_verb_like(work, i);
        if (between < 2)
            return -1;
    }
    if (there == here && pronoun->kase == HSY_CASE_SUBJ &&
        !verb_between(work, mention, piece->first))
        return -1;
    return score;
}

/* "It was late", "It is feared that": nobody. */
static bool is_expletive(const hsy_actor_work *work, const hsy_piece *piece)
{
    uint32_t next = piece->first + 1;

    if (work->doc->has_trees && work->doc->tokens[piece->first].deprel == HSY_DEP_expl)
        return true;
    return hsy_actor_in(work, next, HSY_LIST_BE);
}

/* "The army said that it had shelled the town": right behind a word of speaking, "it" and
 * "they" with a verb of their own are who speaks. The entity, or HSY_NONE. */
static uint32_t speaker_itself(const hsy_actor_work *work, const hsy_piece *piece,
                               const hsy_pronoun *pronoun)
{
    const hsy_doc *doc = work->doc;
    const uint32_t here = work->tokens[piece->first].sentence;
    uint32_t verb = piece->first;

    if (!doc->has_trees || pronoun->kase != HSY_CASE_SUBJ || is_expletive(work, piece) ||
        (doc->tokens[piece->first].deprel != HSY_DEP_nsubj &&
         doc->tokens[piece->first].deprel != HSY_DEP_nsubj_pass) ||
        doc->tokens[doc->tokens[piece->first].head].upos != HSY_UPOS_VERB)
        return HSY_NONE;
    if (verb > doc->sentences[here].first && doc->tokens[verb - 1].upos == HSY_UPOS_SCONJ)
        verb--;
    if (verb == doc->sentences[here].first || !hsy_actor_in(work, --verb, HSY_LIST_SPEECH))
        return HSY_NONE;
    for (uint32_t i = 0; i < work->recent.count && i < MOST_BACK; i++) {
        const hsy_mention *mention =
            &work->state->mentions.data[work->recent.data[work->recent.count - 1 - i]];
        if (work->tokens[mention->first].sentence != here)
            return HSY_NONE;
        if (doc->tokens[mention->head].head == verb && hsy_actor_is_subject(work, mention))
            return gender_fits(work, pronoun, &work->state->entities.data[mention->entity],
                               mention->entity)
                       ? mention->entity
                       : HSY_NONE;
    }
    return HSY_NONE;
}

bool hsy_actor_pronoun(hsy_actor_work *work, uint32_t index)
{
    const hsy_piece *piece = &work->pieces.data[index];
    const hsy_pronoun *pronoun = &work->tables->pronouns.data[piece->row];
    const hsy_fact_state *state = work->state;
    uint32_t here = work->tokens[piece->first].sentence;
    choice best = {HSY_NONE, 0, false};
    bool near = false;

    if (pronoun->kind == '1')
        return true;
    if (pronoun->kind == 'n' || pronoun->kind == '-')
        best.entity = speaker_itself(work, piece, pronoun);
    if (best.entity != HSY_NONE)
        return hsy_actor_mention(work, best.entity, piece->first, piece->first, piece->first,
                                 HSY_FORM_PRONOUN, pronoun->rule);
    /* "It" is often nobody; only right at a sentence's start before a verb. */
    if ((pronoun->kind == 'n' || pronoun->kind == '-') && pronoun->kase == HSY_CASE_SUBJ &&
        piece->first > work->doc->sentences[here].first + 1 &&
        !hsy_actor_in(work, piece->first + 1, HSY_LIST_SPEECH))
        return true;
    if (pronoun->kind == 'n' && pronoun->kase == HSY_CASE_SUBJ && is_expletive(work, piece))
        return true;
    for (uint32_t i = 0; i < work->recent.count && i < MOST_BACK; i++) {
        const hsy_mention *mention =
            &state->mentions.data[work->recent.data[work->recent.count - 1 - i]];
        uint32_t there = work->tokens[mention->first].sentence;
        if (there > here || here - there > SENTENCES_BACK)
            break;
        if (work->tokens[mention->first].quoted && !work->tokens[piece->first].quoted)
            continue;
        if (!gender_fits(work, pronoun, &state->entities.data[mention->entity],
                         mention->entity) ||
            !noun_fits(work, pronoun, mention))
            continue;
        int score = score_of(work, mention, piece, pronoun);
        /* The nearest subject of the same sentence weighs as much as its first. */
        if (score > 0 && there == here && !near && hsy_actor_is_subject(work, mention))
            near = true, score += 4;
        if (score > 0)
            offer(&best, mention->entity, score);
    }
    if (best.entity == HSY_NONE || best.tie)
        return true;
    return hsy_actor_mention(work, best.entity, piece->first, piece->first, piece->first,
                             HSY_FORM_PRONOUN, pronoun->rule);
}
