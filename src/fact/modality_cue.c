/*
 * modality_cue.c - the cue that a word is, and what it makes of an act.
 *
 * A cue of several words is looked for as it stands. The first cue that settles the
 * modality decides; a negation met on the way makes the act negative whatever settles it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/modality.h"

static bool rest_follows(const hsy_climb *climb, const hsy_cue *cue, uint32_t token)
{
    hsy_str rest = cue->rest;

    for (uint32_t i = token + 1; rest.len; i++) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        if (!hsy_tree_holds(climb->tree, i) ||
            !hsy_str_eq(hsy_climb_token(climb, i)->lower, word))
            return false;
        if (!rest.ptr)
            break;
    }
    return true;
}

static const hsy_cue *find_by(const hsy_climb *climb, hsy_str word, hsy_relation relation,
                              uint32_t token, uint32_t event)
{
    uint32_t at = hsy_map_find(&climb->cues->first, word);

    for (; at != HSY_NONE; at = climb->cues->cues.data[at].next) {
        const hsy_cue *cue = &climb->cues->cues.data[at];
        if (cue->relation != relation || !rest_follows(climb, cue, token))
            continue;
        if (relation == HSY_REL_PREP && !hsy_token_case(climb->work, event, cue->prep))
            continue;
        return cue;
    }
    return NULL;
}

/* The cue that `token` is in `relation`, by its form ("had to") or its lemma. */
const hsy_cue *hsy_climb_cue(const hsy_climb *climb, uint32_t token,
                               hsy_relation relation, uint32_t event)
{
    const hsy_cue *cue =
        find_by(climb, hsy_climb_token(climb, token)->lower, relation, token, event);

    return cue ? cue
               : find_by(climb, hsy_token_lemma(climb->work, token), relation, token, event);
}

/* What a cue says is taken over; true when it settles the modality. */
bool hsy_climb_apply(hsy_climb *climb, const hsy_cue *cue)
{
    hsy_factuality *result = &climb->result;

    if (!cue)
        return false;
    if (cue->silent)
        result->silent = true;
    if (cue->negative)
        result->negative = true;
    if ((!cue->transparent || !result->rule.name) && !climb->decided)
        result->rule = cue->rule;
    if (cue->known && !climb->decided)
        climb->known = climb->decided = true;
    if (cue->modality != HSY_MODALITY_ACTUAL && !climb->decided) {
        result->modality = cue->modality;
        climb->decided = true;
    }
    return !cue->transparent;
}

bool hsy_climb_negates(const hsy_climb *climb, uint32_t token)
{
    return hsy_climb_cue(climb, token, HSY_REL_NEG, token) != NULL;
}

static uint32_t words_in(hsy_str phrase)
{
    uint32_t n = phrase.len ? 1 : 0;

    for (size_t i = 0; i < phrase.len; i++)
        n += phrase.ptr[i] == ' ';
    return n;
}

/* A cue of one or more words that ends right before `end`: "in case of" an attack. */
void hsy_climb_edge(hsy_climb *climb, uint32_t end, hsy_relation relation,
                         uint32_t event)
{
    for (uint32_t k = 1; k <= 4 && end >= climb->tree->first + k; k++) {
        const hsy_cue *cue = hsy_climb_cue(climb, end - k, relation, event);
        if (cue && words_in(cue->rest) == k - 1) {
            hsy_climb_apply(climb, cue);
            return;
        }
    }
}

void hsy_climb_say(hsy_climb *climb, hsy_modality modality, const char *name)
{
    if (climb->decided)
        return;
    climb->result.modality = modality;
    climb->result.rule = (hsy_rule){NULL, 0, name};
    climb->decided = true;
}
