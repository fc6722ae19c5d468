/*
 * nominal_phrase.c - the phrase around a role noun: "the Russian leader", "Ruiz's special
 * envoy", "thousands of Ukrainian troops", "the governor of Kharkiv".
 *
 * From the noun the words before it are taken one by one: adjectives of countries, other
 * role nouns, places, modifiers of a list (and adjectives and nouns by their tags), up
 * to an article, a second name, or a word that cannot belong to it. What they say of
 * country and role is kept with the noun; a name with "'s" is its possessor. Behind the
 * noun an "of" or "from" can give the country.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "base/utf8.h"
#include "fact/entity.h"
#include "fact/place.h"

enum {
    MOST_MODIFIERS = 8,
    WELL_KNOWN = 160,    /* 65,000 people; see hsy_gazetteer_entry.weight */
    MOST_WITNESSES = 256 /* places of an article that are asked for their country */
};

static const hsy_role *role_of(const hsy_actor_work *work, const hsy_piece *piece)
{
    return &work->tables->roles.data[piece->row];
}

uint32_t hsy_actor_place_at(const hsy_actor_work *work, uint32_t token)
{
    const hsy_fact_state *state = work->state;
    uint32_t low = 0, high = state->places.count;

    while (low < high) {
        uint32_t mid = (low + high) / 2;
        const hsy_place *place = &state->places.data[mid];
        if (token < place->first)
            high = mid;
        else if (token >= place->first + place->ntokens)
            low = mid + 1;
        else
            return mid;
    }
    return HSY_NONE;
}

const char *hsy_actor_place_country(const hsy_actor_work *work, uint32_t token)
{
    uint32_t place = hsy_actor_place_at(work, token);
    return place == HSY_NONE ? "" : work->state->places.data[place].country;
}

/* Is the country of the place at `token` more than that of some small town's namesake? A
 * region, a town that many know, a country that other places of the article lie in too. */
static bool is_sure_country(const hsy_actor_work *work, uint32_t token, hsy_str text)
{
    const hsy_fact_state *state = work->state;
    const hsy_place *place = &state->places.data[hsy_actor_place_at(work, token)];
    hsy_gazetteer_entry entry;

    if (place->kind == HSY_PLACE_COUNTRY || place->kind == HSY_PLACE_REGION)
        return true;
    if (hsy_gazetteer_largest(state->tables->place->gazetteer, work->scratch, text, &entry) &&
        entry.weight >= WELL_KNOWN && memcmp(entry.country, place->country, 4) == 0)
        return true;
    for (uint32_t i = 0; i < state->places.count && i < MOST_WITNESSES; i++)
        if (!hsy_str_eq(state->places.data[i].name, place->name) &&
            memcmp(state->places.data[i].country, place->country, 4) == 0)
            return true;
    for (uint32_t i = 0; i < state->place_names.count && i < MOST_WITNESSES; i++)
        if (!hsy_str_eq(state->place_names.data[i].name, place->name) &&
            memcmp(state->place_names.data[i].country, place->country, 4) == 0)
            return true;
    return false;
}

/* "Kharkiv Governor": the largest place of that name, where the text lists none there. */
static const char *named_place_country(const hsy_actor_work *work, const hsy_piece *name)
{
    const struct hsy_place_tables *tables = work->state->tables->place;
    const char *here = hsy_actor_place_country(work, name->first);
    hsy_gazetteer_entry entry;

    if (!tables)
        return here;
    hsy_str text = hsy_doc_str(work->doc, hsy_tokens_span(work->doc, name->first, name->last));
    if (here[0])
        return is_sure_country(work, name->first, text) ? here : "";
    if (!hsy_gazetteer_largest(tables->gazetteer, work->scratch, text, &entry) ||
        !entry.country[0] || (entry.weight < 180 && entry.how))
        return here;
    const char *code = hsy_arena_copy(work->state->arena, entry.country, 4);
    return code ? code : here;
}

static void take(char into[4], const char *code)
{
    if (!into[0] && code[0])
        memcpy(into, code, 4);
}

static bool is_possessive(const hsy_actor_work *work, uint32_t token)
{
    hsy_str lower = work->doc->tokens[token].lower;
    return lower.len && lower.ptr[0] == '\'' &&
           (lower.len == 1 || (lower.len == 2 && lower.ptr[1] == 's'));
}

/* "Ardel Governor Ana Ruiz": what stands before a title with its name is where, unless
 * it is somebody known ("Ruiz spokesman Luc Ban"). */
static bool names_a_post(const hsy_actor_work *work, const hsy_piece *noun,
                         const hsy_piece *by)
{
    const hsy_piece *next = hsy_actor_piece(work, noun->last + 1);

    return role_of(work, noun)->class == HSY_ROLE_OFFICE && next &&
           next->kind == HSY_ACTOR_NAME && by->first == by->last &&
           hsy_map_find(&work->known_word, work->tokens[by->first].norm) == HSY_NONE;
}

/* What a piece before the noun says of country and role; false: it ends the phrase. */
static bool modified_by(hsy_actor_work *work, hsy_piece *noun, hsy_piece *by, bool genitive)
{
    const struct hsy_entity_tables *tables = work->tables;
    const hsy_role *role = role_of(work, noun);
    const hsy_body *body;

    switch (by->kind) {
    case HSY_ACTOR_ADJECTIVE:
    case HSY_ACTOR_COUNTRY:
    case HSY_ACTOR_CAPITAL:
        take(noun->country, tables->countries.data[by->row].code);
        by->used = !genitive;
        return true;
    case HSY_ACTOR_SEAT:
        take(noun->country, tables->countries.data[by->row].code);
        by->used = !genitive && role->class <= HSY_ROLE_EPITHET;
        return true;
    case HSY_ACTOR_BODY:
    case HSY_ACTOR_OUTLET:
        body = &tables->bodies.data[by->row];
        take(noun->country, body->country);
        take(noun->role, body->role);
        if (!genitive && by->last + 1 == noun->first)
            noun->body = (uint32_t)(by - work->pieces.data);
        return true;
    case HSY_ACTOR_ROLE:
        if (genitive) {
            /* "the Russian leader's envoy" */
            take(noun->country, by->country);
            return true;
        }
        if (role_of(work, by)->class < HSY_ROLE_PERSON)
            return false;
        take(noun->role, role_of(work, by)->role);
        by->used = true;
        return true;
    case HSY_ACTOR_NAME:
        if (hsy_actor_fits_person(work, by) && (genitive || !names_a_post(work, noun, by))) {
            noun->possessor = (uint32_t)(by - work->pieces.data);
            return true;
        }
        take(noun->country, named_place_country(work, by));
        by->used = !genitive;
        return true;
    default:
        return false;
    }
}

static bool is_hyphen(const hsy_actor_work *work, uint32_t i)
{
    const hsy_doc *doc = work->doc;
    return i < doc->ntokens && doc->tokens[i].lower.len == 1 &&
           doc->tokens[i].lower.ptr[0] == '-' && !doc->tokens[i].space_after;
}

static bool is_modifier(const hsy_actor_work *work, uint32_t i)
{
    const hsy_token *token = &work->doc->tokens[i];

    /* "Rebels held activist Ana Ruiz": a verb of its own, and not "rebel-held". */
    if (hsy_actor_in(work, i, HSY_LIST_MODIFIER))
        return !(work->doc->has_tags && token->upos == HSY_UPOS_VERB &&
                 (token->feats & HSY_FEAT_PAST) && i && !is_hyphen(work, i - 1));
    if (hsy_actor_in(work, i, HSY_LIST_DETERMINER) ||
        hsy_actor_in(work, i, HSY_LIST_FORMER))
        return true;
    if (token->shape & HSY_SHAPE_NUMBER) /* a count, not a year */
        return token->lower.len != 4 || token->lower.ptr[0] > '2';
    if (token->lower.len == 1 && token->lower.ptr[0] == '-')
        return !token->space_after;
    if (!work->doc->has_tags || (token->shape & HSY_SHAPE_PUNCT) ||
        hsy_actor_in(work, i, HSY_LIST_NOT_NAME) || hsy_actor_in(work, i + 1, HSY_LIST_OF))
        return false;
    return token->upos == HSY_UPOS_ADJ || token->upos == HSY_UPOS_NUM ||
           token->upos == HSY_UPOS_NOUN;
}

/* "At least 70 regime and rebel fighters": the number is not of the singular behind it. */
static bool counts_other(const hsy_actor_work *work, const hsy_piece *noun, uint32_t i)
{
    return !noun->plural && (work->doc->tokens[i].shape & HSY_SHAPE_NUMBER) &&
           (work->doc->tokens[i].shape & HSY_SHAPE_DIGIT) && noun->first == i + 1 &&
           work->tables->roles.data[noun->row].class >= HSY_ROLE_COLLECTIVE;
}

/* What can only be the first word of its phrase. */
static bool is_article(const hsy_actor_work *work, uint32_t i)
{
    return hsy_actor_in(work, i, HSY_LIST_DEFINITE) ||
           (hsy_actor_in(work, i, HSY_LIST_INDEFINITE) && work->tokens[i].norm.len <= 2);
}

static void note_modifier(const hsy_actor_work *work, hsy_piece *noun, uint32_t i)
{
    noun->former |= hsy_actor_in(work, i, HSY_LIST_FORMER);
    noun->definite |= hsy_actor_in(work, i, HSY_LIST_DEFINITE);
    noun->indefinite |= hsy_actor_in(work, i, HSY_LIST_INDEFINITE) ||
                        (work->doc->tokens[i].shape & HSY_SHAPE_NUMBER);
}

/* "of Ukraine", "of the Nusra Front", "from Paris" behind the noun. */
static void read_complement(hsy_actor_work *work, hsy_piece *noun)
{
    uint32_t i = noun->last + 1;

    if (!hsy_actor_in(work, i, HSY_LIST_OF) && !hsy_actor_in(work, i, HSY_LIST_FROM) &&
        !hsy_actor_in(work, i, HSY_LIST_IN))
        return;
    bool of = hsy_actor_in(work, i, HSY_LIST_OF);
    i++;
    while (i < noun->last + 4 && hsy_actor_in(work, i, HSY_LIST_DEFINITE))
        i++;
    const hsy_piece *piece = hsy_actor_piece(work, i);
    if (!piece || noun->country[0])
        return;
    if (piece->kind == HSY_ACTOR_COUNTRY || piece->kind == HSY_ACTOR_CAPITAL) {
        /* "army chiefs from London and Paris" are of no one country. */
        if (!hsy_actor_in(work, piece->last + 1, HSY_LIST_AND))
            take(noun->country, work->tables->countries.data[piece->row].code);
    } else if (piece->kind == HSY_ACTOR_BODY && of) {
        take(noun->country, work->tables->bodies.data[piece->row].country);
        take(noun->role, work->tables->bodies.data[piece->row].role);
    } else if (piece->kind == HSY_ACTOR_NAME && of) {
        take(noun->country, named_place_country(work, piece));
    }
}

void hsy_actor_phrase(hsy_actor_work *work, uint32_t index)
{
    hsy_piece *noun = &work->pieces.data[index];
    uint32_t start = work->doc->sentences[work->tokens[noun->first].sentence].first;
    uint32_t good = noun->first, steps = 0;

    bool named = false; /* a country or a name has been passed: no second one joins */

    for (uint32_t i = noun->first; i > start && steps < MOST_MODIFIERS; steps++) {
        uint32_t before = i - 1;
        bool genitive = is_possessive(work, before) && before > start;
        uint32_t at = genitive ? before - 1 : before;
        uint32_t piece = work->tokens[at].piece;
        if (piece != HSY_NONE && work->pieces.data[piece].kind == HSY_ACTOR_PRONOUN) {
            if (work->tables->pronouns.data[work->pieces.data[piece].row].kase ==
                HSY_CASE_POSS)
                noun->definite = true, good = at;
            break;
        }
        if (piece != HSY_NONE && !work->pieces.data[piece].used) {
            hsy_piece *by = &work->pieces.data[piece];
            bool compound = !genitive && is_hyphen(work, by->last + 1);
            if ((named && by->kind != HSY_ACTOR_ROLE) ||
                (!compound && !modified_by(work, noun, by, genitive)))
                break;
            named |= by->kind != HSY_ACTOR_ROLE;
            good = i = work->pieces.data[piece].np_first;
            noun->definite |= genitive;
            noun->owned |= genitive;
            if (genitive)
                break;
        } else if (!genitive && piece == HSY_NONE && is_modifier(work, before) &&
                   !counts_other(work, noun, before)) {
            note_modifier(work, noun, before);
            i = before;
            if (!hsy_actor_in(work, i, HSY_LIST_OF) && work->tokens[i].norm.len)
                good = i;
            if (is_article(work, i))
                break;
        } else {
            break;
        }
    }
    noun->np_first = good;
    read_complement(work, noun);
}
