/*
 * place_cues.c - what the words around a name of a place say of it.
 *
 * "in Kyiv", "an attack on Kharkiv", "visited Paris" say where; a country or a capital
 * that does or suffers something ("Moscow said", "talks with Moscow") is a government;
 * region nouns decide between a town and its region. Words are those of
 * data/en/place/cues.tsv, the trees help where there are any.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/place.h"

#define LONGEST_LIST 4 /* names before "counties" */
#define MOTION_REACH 7 /* words between "arrived", "attack" and "in", "on" */

/* Step back over "eastern", "the", "Syria's", "the city of": what a preposition
 * governs together with the name. */
static uint32_t phrase_start(const hsy_place_reader *reader, const hsy_terms *terms,
                             uint32_t first)
{
    for (int i = 0; i < 4 && first > 0; i++) {
        const hsy_lexeme *side =
            hsy_lexicon_match_before(&reader->tables->cues[HSY_P_SIDE], terms, first);
        if (side)
            first -= side->nwords;
        else if (hsy_place_adjective(reader, terms, first - 1))
            first--;
        else if (hsy_place_at(reader, terms, first - 1, HSY_P_GENITIVE) && first > 1 &&
                 hsy_term_capital(terms, first - 2))
            first -= 2;
        else if (terms->data[first - 1].lower.len == 3 &&
                 hsy_place_at(reader, terms, first - 1, HSY_P_PARTICLE) &&
                 !hsy_term_capital(terms, first - 1))
            first--;
        else
            break;
    }
    return first;
}

static bool motion_before(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i)
{
    for (uint32_t n = 1; n <= MOTION_REACH && n <= i; n++) {
        if (hsy_term_punct(terms, i - n))
            return false;
        if (hsy_place_at(reader, terms, i - n, HSY_P_MOTION))
            return true;
    }
    return false;
}

bool hsy_place_located(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first)
{
    uint32_t start = phrase_start(reader, terms, first);

    if (hsy_place_before(reader, terms, start, HSY_P_PARTNER))
        return false;
    if (hsy_place_before(reader, terms, start, HSY_P_LOCATIVE) ||
        hsy_place_before(reader, terms, start, HSY_P_MOTION))
        return true;
    if (hsy_place_before(reader, terms, start, HSY_P_TOWARD))
        return !hsy_place_before(reader, terms, start - 1, HSY_P_ROLE) &&
               motion_before(reader, terms, start - 1);
    return false;
}

/* The government's own deeds: a verb behind it, over "has", "also" and a second
 * capital ("London and Paris agreed"). */
static bool acts(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t next)
{
    hsy_gazetteer_names names;

    for (int i = 0; i < 4 && next < terms->count; i++) {
        if (hsy_place_at(reader, terms, next, HSY_P_VERB))
            return true;
        uint32_t len = hsy_place_at(reader, terms, next, HSY_P_JOIN)
                           ? hsy_place_longest(reader, terms, next + 1, &names)
                           : 0;
        if (len)
            next += 1 + len;
        else if (hsy_place_at(reader, terms, next, HSY_P_AUX))
            next++;
        else
            return false;
    }
    return false;
}

bool hsy_place_governs(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                       uint32_t last)
{
    uint32_t start = phrase_start(reader, terms, first);

    if (hsy_place_before(reader, terms, start, HSY_P_PARTNER) ||
        hsy_place_before(reader, terms, start, HSY_P_OBJECT))
        return true;
    if (hsy_place_before(reader, terms, start, HSY_P_TOWARD) &&
        hsy_place_before(reader, terms, start - 1, HSY_P_ROLE))
        return true;
    if (hsy_place_located(reader, terms, first))
        return false;
    if (acts(reader, terms, last + 1))
        return true;
    /* "Moscow's demands", but "Moscow's streets". */
    return hsy_place_at(reader, terms, last + 1, HSY_P_GENITIVE) && last + 2 < terms->count &&
           !hsy_term_capital(terms, last + 2) &&
           !hsy_place_at(reader, terms, last + 2, HSY_P_CITY) &&
           !hsy_place_at(reader, terms, last + 2, HSY_P_REGION) &&
           !hsy_place_at(reader, terms, last + 2, HSY_P_SIDE);
}

bool hsy_place_modifies(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t last)
{
    uint32_t next = last + 1;
    const bool genitive = hsy_place_at(reader, terms, next, HSY_P_GENITIVE);

    next += genitive;
    /* "Russia's Interfax agency", but "Syria's Homs". */
    if (genitive && next < terms->count && hsy_term_capital(terms, next)) {
        hsy_gazetteer_names names;
        return !hsy_place_longest(reader, terms, next, &names);
    }
    if (next >= terms->count || hsy_term_punct(terms, next) || hsy_term_capital(terms, next) ||
        hsy_place_at(reader, terms, next, HSY_P_CITY) ||
        hsy_place_at(reader, terms, next, HSY_P_REGION) ||
        hsy_place_at(reader, terms, next, HSY_P_SIDE))
        return false;
    if (genitive || !reader->state->doc->has_tags)
        return genitive;
    const hsy_token *token = &reader->state->doc->tokens[terms->data[next].token];
    return token->upos == HSY_UPOS_NOUN || token->upos == HSY_UPOS_ADJ;
}

/* "Boone and Kenton counties": the noun comes after the last of a list. */
static bool region_noun_after_list(const hsy_place_reader *reader, const hsy_terms *terms,
                                   uint32_t next)
{
    for (int n = 0; n < LONGEST_LIST; n++) {
        hsy_gazetteer_names names;
        const uint32_t from = next;
        while (next - from < 2 && hsy_place_at(reader, terms, next, HSY_P_JOIN))
            next++;
        const uint32_t len =
            next > from ? hsy_place_longest(reader, terms, next, &names) : 0;
        if (len == 0)
            return false;
        next += len;
        /* In the singular it is the last name's own: "Paris and Kharkiv region". */
        if (hsy_place_at(reader, terms, next, HSY_P_REGIONS))
            return true;
    }
    return false;
}

bool hsy_place_region_noun(const hsy_place_reader *reader, const hsy_terms *terms,
                           uint32_t first, uint32_t last)
{
    const hsy_lexeme *of =
        hsy_lexicon_match_before(&reader->tables->cues[HSY_P_LOCATIVE], terms, first);

    if (hsy_place_at(reader, terms, last + 1, HSY_P_REGION) ||
        region_noun_after_list(reader, terms, last + 1))
        return true;
    return of && of->nwords == 2 && first >= 2 &&
           hsy_place_at(reader, terms, first - 2, HSY_P_REGION);
}
