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
#define WAY_REACH    4 /* words between "flights" and "between" */
#define ROLE_REACH   3 /* words between "pressure" and "from" */
#define OWNED_REACH  4 /* words behind a genitive */
#define SEAT_REACH   4 /* words between "Keth" and "Hospital" */

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

/* What a land or town has behind its genitive: a place ("Norland's northern Keth region",
 * "its overcrowded camps"), and not a deed ("Norland's answer in Keth"). */
static bool owns_a_place(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i)
{
    hsy_gazetteer_names names;

    for (uint32_t n = 0; n < OWNED_REACH && i + n < terms->count; n++) {
        if (hsy_term_punct(terms, i + n) ||
            hsy_place_at(reader, terms, i + n, HSY_P_LOCATIVE) ||
            hsy_place_at(reader, terms, i + n, HSY_P_TOWARD) ||
            hsy_place_at(reader, terms, i + n, HSY_P_JOIN))
            return false;
        if (hsy_place_at(reader, terms, i + n, HSY_P_CITY) ||
            hsy_place_at(reader, terms, i + n, HSY_P_REGION) ||
            hsy_place_at(reader, terms, i + n, HSY_P_GROUND) ||
            (n == 0 && hsy_place_at(reader, terms, i, HSY_P_SIDE)) ||
            hsy_place_longest(reader, terms, i + n, &names) > 0)
            return true;
    }
    return false;
}

/* A word of the class in the `reach` words before `i`, in the same part of the sentence? */
static bool shortly_before(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i,
                           uint32_t reach, hsy_place_cue cue)
{
    for (uint32_t n = 1; n <= reach && n <= i; n++) {
        if (hsy_term_punct(terms, i - n))
            return false;
        if (hsy_place_at(reader, terms, i - n, cue))
            return true;
    }
    return false;
}

bool hsy_place_located_firmly(const hsy_place_reader *reader, const hsy_terms *terms,
                              uint32_t first)
{
    uint32_t start = phrase_start(reader, terms, first);

    /* "direct flights between Keth and Ardel", but "talks between" the two. */
    if (hsy_place_before(reader, terms, start, HSY_P_PARTNER))
        return shortly_before(reader, terms, start - 1, WAY_REACH, HSY_P_WAY);
    if (hsy_place_before(reader, terms, start, HSY_P_LOCATIVE)) /* "confidence in Ruiz" */
        return start < 2 || !hsy_place_at(reader, terms, start - 2, HSY_P_TRUST);
    if (hsy_place_before(reader, terms, start, HSY_P_MOTION))
        return true;
    if (hsy_place_before(reader, terms, start, HSY_P_TOWARD))
        return !hsy_place_before(reader, terms, start - 1, HSY_P_ROLE) &&
               shortly_before(reader, terms, start - 1, MOTION_REACH, HSY_P_MOTION);
    return false;
}

bool hsy_place_located(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first)
{
    const uint32_t start = phrase_start(reader, terms, first);

    return hsy_place_located_firmly(reader, terms, first) ||
           (hsy_place_before(reader, terms, start, HSY_P_ORIGIN) &&
            !shortly_before(reader, terms, start - 1, ROLE_REACH, HSY_P_ROLE));
}

bool hsy_place_is_ground(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t last)
{
    uint32_t next = last + 1;

    if (next < terms->count && hsy_place_at(reader, terms, next, HSY_P_GENITIVE))
        return owns_a_place(reader, terms, next + 1);
    if (hsy_term_is(terms, next, HSY_STR(",")) && next + 1 < terms->count)
        next++; /* "Norland, where" */
    if (next < terms->count && !hsy_term_capital(terms, next) &&
        hsy_place_at(reader, terms, next, HSY_P_GROUND))
        return true;
    if (next < terms->count && hsy_place_at(reader, terms, next, HSY_P_UNDERGO))
        return true;
    while (next < terms->count && hsy_place_at(reader, terms, next, HSY_P_AUX))
        next++;
    return next < terms->count && hsy_place_at(reader, terms, next, HSY_P_UNDERGO);
}

bool hsy_place_is_seat(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t last)
{
    for (uint32_t i = last + 1; i < terms->count && i <= last + SEAT_REACH; i++) {
        if (hsy_term_punct(terms, i) || !hsy_term_capital(terms, i))
            return false;
        if (hsy_place_at(reader, terms, i, HSY_P_SEAT) ||
            hsy_place_at(reader, terms, i, HSY_P_OFFICE))
            return true;
    }
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

    if ((hsy_place_before(reader, terms, start, HSY_P_PARTNER) &&
         !hsy_place_located_firmly(reader, terms, first)) ||
        (hsy_place_before(reader, terms, start, HSY_P_OBJECT) &&
         !hsy_place_before(reader, terms, start, HSY_P_LOCATIVE)))
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
           !hsy_term_capital(terms, last + 2) && !owns_a_place(reader, terms, last + 2);
}

/* By the tree the name stands for itself behind its preposition: "the war in Georgia last
 * August". */
static bool is_alone(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t last)
{
    const hsy_token *token = &reader->state->doc->tokens[terms->data[last].token];

    return reader->state->doc->has_trees &&
           (token->deprel == HSY_DEP_nmod || token->deprel == HSY_DEP_obl);
}

bool hsy_place_modifies(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t last,
                        bool located)
{
    uint32_t next = last + 1;
    const bool genitive = hsy_place_at(reader, terms, next, HSY_P_GENITIVE);

    next += genitive;
    /* "Russia's Interfax agency", but "Syria's Homs". */
    if (genitive && next < terms->count)
        return !owns_a_place(reader, terms, next);
    if (next >= terms->count || hsy_term_punct(terms, next) || hsy_term_capital(terms, next) ||
        hsy_place_at(reader, terms, next, HSY_P_CITY) ||
        hsy_place_at(reader, terms, next, HSY_P_REGION) ||
        hsy_place_at(reader, terms, next, HSY_P_SIDE))
        return false;
    if (genitive || !reader->state->doc->has_tags)
        return genitive;
    if (located && (hsy_place_in_time(reader, terms, next) || is_alone(reader, terms, last)))
        return false;
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

/* "in a Keth district", but "a Keth district official". */
static bool is_a_part(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                      uint32_t last)
{
    const hsy_doc *doc = reader->state->doc;

    if (first == 0 || !hsy_place_at(reader, terms, first - 1, HSY_P_A) || !doc->has_tags)
        return false;
    if (last + 2 >= terms->count)
        return true;
    const uint8_t upos = doc->tokens[terms->data[last + 2].token].upos;
    return upos != HSY_UPOS_NOUN && upos != HSY_UPOS_PROPN && upos != HSY_UPOS_ADJ;
}

bool hsy_place_region_noun(const hsy_place_reader *reader, const hsy_terms *terms,
                           uint32_t first, uint32_t last)
{
    const hsy_lexeme *of =
        hsy_lexicon_match_before(&reader->tables->cues[HSY_P_LOCATIVE], terms, first);

    if (is_a_part(reader, terms, first, last))
        return false;
    if (hsy_place_at(reader, terms, last + 1, HSY_P_REGION) ||
        region_noun_after_list(reader, terms, last + 1))
        return true;
    return of && of->nwords == 2 && first >= 2 &&
           hsy_place_at(reader, terms, first - 2, HSY_P_REGION) &&
           /* "the Zahra district of Keth" is a part of Keth */
           !(first >= 3 && hsy_term_capital(terms, first - 3) &&
             !hsy_place_adjective(reader, terms, first - 3));
}
