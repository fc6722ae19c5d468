/*
 * time_tense.c - do the words around a time look back or ahead?
 *
 * "The army will withdraw on Friday", "withdrew on Friday": the verb nearest to the
 * time, in its own clause and to its left first, says on which side of the day of
 * publication a weekday or a month lies. Words that plan ("scheduled for", "due on",
 * "until") count as verbs that look ahead. Without tags only those words are seen.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/time.h"

#define LEFT  14 /* words in which a verb is sought */
#define RIGHT 8

enum side { BACK = -1, NEITHER, AHEAD, UNSURE };

static bool ends(const hsy_time_finder *finder, uint32_t at)
{
    return hsy_term_is(finder->terms, at, HSY_STR(";")) ||
           hsy_term_is(finder->terms, at, HSY_STR(":")) ||
           hsy_term_is(finder->terms, at, HSY_STR(".")) ||
           hsy_tw_is(finder, HSY_T_BOUND, at, NULL);
}

/* Left of a participle, over its adverbs and "be": a word that looks ahead ("will be
 * held") or nothing of the kind ("was held", "the talks held"). */
static enum side of_participle(const hsy_time_finder *finder, uint32_t at)
{
    for (uint32_t i = at; i > 0 && at - i < 4; i--) {
        const hsy_token *token = hsy_tw_token(finder, i - 1);
        if (hsy_tw_is(finder, HSY_T_FUTURE, i - 1, NULL))
            return AHEAD;
        if (token->upos == HSY_UPOS_AUX && token->deprel == HSY_DEP_aux_pass &&
            !(token->feats & (HSY_FEAT_PAST | HSY_FEAT_PASTPART)))
            return NEITHER; /* "when the case is heard in May" */
        if (token->upos != HSY_UPOS_AUX && token->upos != HSY_UPOS_ADV &&
            token->upos != HSY_UPOS_PART)
            break;
    }
    return BACK;
}

static enum side of_word(const hsy_time_finder *finder, uint32_t at)
{
    if (hsy_tw_is(finder, HSY_T_FUTURE, at, NULL))
        return AHEAD;
    if (!finder->state->doc->has_tags)
        return NEITHER;
    const hsy_token *token = hsy_tw_token(finder, at);
    if (token->upos != HSY_UPOS_VERB && token->upos != HSY_UPOS_AUX)
        return NEITHER;
    if (token->feats & HSY_FEAT_PAST)
        return BACK;
    if ((token->feats & HSY_FEAT_INF) && at > 0 &&
        hsy_tw_token(finder, at - 1)->upos == HSY_UPOS_PART)
        return UNSURE; /* "to admit them in March": after "is expected", or "managed"? */
    return token->feats & HSY_FEAT_PASTPART ? of_participle(finder, at) : NEITHER;
}

static bool is_past_verb(const hsy_time_finder *finder, uint32_t at)
{
    if (!finder->state->doc->has_tags || at >= finder->terms->count)
        return false;
    const hsy_token *token = hsy_tw_token(finder, at);
    return token->upos == HSY_UPOS_VERB && (token->feats & HSY_FEAT_PAST);
}

static enum side side_of(const hsy_time_finder *finder, uint32_t at, uint32_t len)
{
    const uint32_t low = at > LEFT ? at - LEFT : 0;
    uint32_t high = at + len + RIGHT;
    bool unsure = false;

    /* "Ahead of the trip, the ministry on Sunday issued a warning". */
    if (is_past_verb(finder, at + len))
        return BACK;
    /* "Wednesday's ruling", "Until Friday, they had not called him": what stands before has
     * nothing to do with the side. */
    const bool owns = hsy_term_is(finder->terms, at + len, HSY_STR("'s")) ||
                      (at == 1 && hsy_term_is(finder->terms, at + len, HSY_STR(",")));
    for (uint32_t i = at; !owns && i > low && !ends(finder, i - 1); i--) {
        enum side side = of_word(finder, i - 1);
        unsure |= side == UNSURE;
        if (side == AHEAD || side == BACK)
            return unsure && side == BACK ? NEITHER : side;
    }
    if (unsure)
        return NEITHER;
    if (high > finder->terms->count)
        high = finder->terms->count;
    for (uint32_t i = at + len; i < high && !ends(finder, i); i++) {
        enum side side = of_word(finder, i);
        if (side != NEITHER)
            return side;
    }
    return NEITHER;
}

bool hsy_time_looks_ahead(const hsy_time_finder *finder, uint32_t at, uint32_t len)
{
    return side_of(finder, at, len) == AHEAD;
}

bool hsy_time_looks_back(const hsy_time_finder *finder, uint32_t at, uint32_t len)
{
    return side_of(finder, at, len) == BACK;
}
