/*
 * metonym.c - countries, capitals, seats of power, peoples, bodies: actors that a table
 * names.
 *
 * A country is an actor wherever it stands; its adjective names it too ("Russian
 * attacks"). A seat of power ("the Kremlin") is always its government. A capital is its
 * government when it speaks or is spoken to ("Moscow rejected", "pressure on Moscow",
 * "army chiefs from London and Paris"), and a place behind "in", before "airport" or in
 * a dateline; in doubt it is a place, and no actor. A capital that speaks is taken out of
 * the places of the text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "fact/entity.h"

static const hsy_role *role_of(const hsy_actor_work *work, const hsy_piece *piece)
{
    return &work->tables->roles.data[piece->row];
}

static bool is_possessive(const hsy_actor_work *work, uint32_t i)
{
    hsy_str lower = i < work->doc->ntokens ? work->doc->tokens[i].lower : (hsy_str){"", 0};
    return lower.len == 2 && lower.ptr[0] == '\'' && lower.ptr[1] == 's';
}

static bool verb_at(const hsy_actor_work *work, uint32_t i)
{
    const hsy_doc *doc = work->doc;

    if (i >= doc->ntokens)
        return false;
    if (doc->has_tags)
        return doc->tokens[i].upos == HSY_UPOS_VERB || doc->tokens[i].upos == HSY_UPOS_AUX;
    hsy_str lower = doc->tokens[i].lower;
    return hsy_actor_in(work, i, HSY_LIST_AUX) || hsy_actor_in(work, i, HSY_LIST_SPEECH) ||
           (lower.len > 3 && !(doc->tokens[i].shape & HSY_SHAPE_CAPITAL) &&
            hsy_str_ends(lower, HSY_STR("ed")));
}

static bool noun_at(const hsy_actor_work *work, uint32_t i)
{
    const hsy_token *token = i < work->doc->ntokens ? &work->doc->tokens[i] : NULL;
    if (!token || (token->shape & HSY_SHAPE_PUNCT))
        return false;
    if (work->doc->has_tags)
        return token->upos == HSY_UPOS_NOUN || token->upos == HSY_UPOS_PROPN;
    return (token->shape & HSY_SHAPE_CAPITAL) && !(token->shape & HSY_SHAPE_PUNCT);
}

static bool pressure_before(const hsy_actor_work *work, uint32_t preposition)
{
    for (uint32_t i = preposition; i > 0 && i + 4 > preposition; i--)
        if (hsy_one_sentence(work, i - 1, preposition) &&
            hsy_actor_in(work, i - 1, HSY_LIST_PRESSURE))
            return true;
    return false;
}

/* Does people-noun "from" make the capital a government: "army chiefs from London"? */
static bool officials_from(const hsy_actor_work *work, uint32_t from)
{
    const hsy_piece *piece = from ? hsy_actor_piece(work, from - 1) : NULL;
    return piece && piece->kind == HSY_ACTOR_ROLE &&
           role_of(work, piece)->class <= HSY_ROLE_OFFICE;
}

/* The first capital of "London and Paris". */
static const hsy_piece *first_of_list(const hsy_actor_work *work, const hsy_piece *piece)
{
    for (int i = 0; i < 4; i++) {
        uint32_t at = piece->first;
        if (at < 2 ||
            (!hsy_actor_in(work, at - 1, HSY_LIST_AND) && !hsy_actor_is(work, at - 1, ',')))
            break;
        const hsy_piece *before = hsy_actor_piece(work, at - 2);
        if (!before || before->kind != HSY_ACTOR_CAPITAL || before->last != at - 2 ||
            !hsy_one_sentence(work, at, at - 2))
            break;
        piece = before;
    }
    return piece;
}

static const hsy_piece *last_of_list(const hsy_actor_work *work, const hsy_piece *piece)
{
    for (int i = 0; i < 4; i++) {
        uint32_t at = piece->last + 1;
        if (!hsy_actor_in(work, at, HSY_LIST_AND) && !hsy_actor_is(work, at, ','))
            break;
        const hsy_piece *after = hsy_actor_piece(work, at + 1);
        if (!after || after->kind != HSY_ACTOR_CAPITAL || after->first != at + 1 ||
            !hsy_one_sentence(work, at, at + 1))
            break;
        piece = after;
    }
    return piece;
}

/* A dateline: "KYIV (Wire) -", "MOSCOW, 3 May -". */
static bool is_dateline(const hsy_actor_work *work, const hsy_piece *piece)
{
    const hsy_token *token = &work->doc->tokens[piece->first];
    return (token->shape & HSY_SHAPE_STARTS) &&
           ((token->shape & HSY_SHAPE_ALL_CAPS) || hsy_actor_is(work, piece->last + 1, '(') ||
            hsy_actor_is(work, piece->last + 1, '-'));
}

/* "Moscow rejected", "Kyiv's allies", "talks between Moscow and Kyiv", "pressure on
 * Moscow": the government speaks or is spoken to. "in Kyiv", "Kyiv airport": a place. */
bool hsy_actor_is_government(const hsy_actor_work *work, const hsy_piece *piece)
{
    const hsy_piece *first = first_of_list(work, piece), *last = last_of_list(work, piece);
    uint32_t next = last->last + 1, before = first->first - 1;
    bool starts = !first->first || !hsy_one_sentence(work, first->first, before);

    const uint32_t place = hsy_actor_place_at(work, first->first);
    if (is_dateline(work, first) ||
        (place != HSY_NONE && work->state->places.data[place].located))
        return false;
    if (!starts && hsy_actor_in(work, before, HSY_LIST_FROM))
        return officials_from(work, before);
    if (!starts && pressure_before(work, before + 1) &&
        !hsy_actor_in(work, before, HSY_LIST_IN))
        return true;
    if (!starts && hsy_actor_in(work, before, HSY_LIST_PLACE_BEFORE))
        return false;
    if (!starts && hsy_actor_in(work, before, HSY_LIST_OF) && before &&
        hsy_actor_in(work, before - 1, HSY_LIST_STATE_WORD))
        return false;
    if (!hsy_one_sentence(work, last->last, next))
        return !starts && !hsy_actor_in(work, before, HSY_LIST_TO) && verb_at(work, before);
    if (is_possessive(work, next))
        return !hsy_actor_in(work, next + 1, HSY_LIST_PLACE_AFTER);
    if (hsy_actor_in(work, next, HSY_LIST_PLACE_AFTER) || hsy_actor_is(work, next, ','))
        return last != first && !hsy_actor_in(work, next, HSY_LIST_PLACE_AFTER) &&
               (starts || verb_at(work, before));
    while (hsy_one_sentence(work, last->last, next) && work->doc->has_tags &&
           work->doc->tokens[next].upos == HSY_UPOS_ADV && next < last->last + 3)
        next++; /* "London already provides" */
    if (verb_at(work, next))
        return starts || !hsy_actor_in(work, before, HSY_LIST_TO);
    if (noun_at(work, next))
        return false;
    return !starts && (verb_at(work, before) || last != first) &&
           !hsy_actor_in(work, before, HSY_LIST_TO);
}

/* A capital that speaks is no place of the text; the list is closed up at the end. */
static void drop_place(hsy_actor_work *work, uint32_t token)
{
    uint32_t place = hsy_actor_place_at(work, token);
    if (place != HSY_NONE)
        work->place_gone[place] = true;
}

void hsy_actor_drop_spots(hsy_actor_work *work, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        const uint32_t at = hsy_actor_place_at(work, i);
        if (at == HSY_NONE)
            continue;
        const hsy_place *place = &work->state->places.data[at];
        if (place->kind == HSY_PLACE_OTHER && !place->has_point && place->first >= first &&
            place->first + place->ntokens <= last + 1)
            work->place_gone[at] = true;
    }
}

void hsy_actor_close_places(hsy_actor_work *work)
{
    hsy_fact_state *state = work->state;
    uint32_t kept = 0;

    for (uint32_t i = 0; i < state->places.count; i++)
        if (!work->place_gone[i])
            state->places.data[kept++] = state->places.data[i];
    state->places.count = kept;
}

bool hsy_actor_read_country(hsy_actor_work *work, const hsy_piece *piece, hsy_form form)
{
    const hsy_country *country = &work->tables->countries.data[piece->row];
    uint32_t entity = hsy_actor_entity(work, country->name, hsy_str_of(country->code),
                                       HSY_ENTITY_PLACE, country->code, "", country->rule);

    return hsy_actor_mention(work, entity, piece->first, piece->last, piece->last, form,
                             country->rule);
}

bool hsy_actor_read_government(hsy_actor_work *work, const hsy_piece *piece)
{
    const hsy_country *country = &work->tables->countries.data[piece->row];
    hsy_str text =
        hsy_doc_str(work->doc, hsy_tokens_span(work->doc, piece->first, piece->last));
    uint32_t entity = hsy_actor_metonym(work, country->code, text, country->rule);
    uint32_t first = piece->first;

    drop_place(work, piece->first);
    if (piece->kind == HSY_ACTOR_SEAT && first && hsy_one_sentence(work, first, first - 1) &&
        work->doc->tokens[first - 1].lower.len == 3 &&
        hsy_actor_in(work, first - 1, HSY_LIST_DEFINITE))
        first--;
    return hsy_actor_mention(work, entity, first, piece->last, piece->last, HSY_FORM_METONYM,
                             country->rule);
}

bool hsy_actor_read_people(hsy_actor_work *work, const hsy_piece *piece)
{
    const hsy_country *country = &work->tables->countries.data[piece->row];
    hsy_str text =
        hsy_doc_str(work->doc, hsy_tokens_span(work->doc, piece->first, piece->last));
    uint32_t entity = hsy_map_find(&work->by_phrase, work->tokens[piece->first].norm);

    if (entity == HSY_NONE)
        entity = hsy_actor_entity(work, text, (hsy_str){"", 0}, HSY_ENTITY_GROUP,
                                  country->code, "CVL", country->rule);
    if (entity == HSY_NONE)
        return false;
    work->state->entities.data[entity].plural |= piece->plural;
    hsy_map_set(&work->by_phrase, work->tokens[piece->first].norm, entity);
    return hsy_actor_mention(work, entity, piece->first, piece->last, piece->last,
                             HSY_FORM_NAME, country->rule);
}

/* The country whose adjective or name stands before a body that the table gives to another:
 * "the Norlander House of Representatives"; or NULL. */
static const hsy_country *other_country(const hsy_actor_work *work, const hsy_piece *piece,
                                        const hsy_body *body)
{
    const hsy_piece *before = NULL;
    const hsy_country *country;
    uint32_t end = piece->first;

    if (!body->country[0] || !end)
        return NULL;
    if (is_possessive(work, end - 1))
        end--;
    before = end ? hsy_actor_piece(work, end - 1) : NULL;
    if (!before || !hsy_one_sentence(work, before->last, piece->first) ||
        (before->kind != HSY_ACTOR_ADJECTIVE && before->kind != HSY_ACTOR_COUNTRY))
        return NULL;
    country = &work->tables->countries.data[before->row];
    return strcmp(country->code, body->country) == 0 ? NULL : country;
}

uint32_t hsy_actor_body(hsy_actor_work *work, const hsy_piece *piece)
{
    const hsy_body *body = &work->tables->bodies.data[piece->row];
    const hsy_country *other = other_country(work, piece, body);
    const hsy_piece *before = other ? hsy_actor_piece(work, piece->first - 1) : NULL;
    hsy_str text;

    if (!other)
        return hsy_actor_entity(work, body->name, body->key, body->type, body->country,
                                body->role, body->rule);
    text = hsy_doc_str(work->doc, hsy_tokens_span(work->doc, before ? before->first : piece->first,
                                                  piece->last));
    return hsy_actor_entity(work, text, (hsy_str){"", 0}, body->type, other->code, body->role,
                            body->rule);
}

bool hsy_actor_read_body(hsy_actor_work *work, const hsy_piece *piece)
{
    uint32_t entity = hsy_actor_body(work, piece);

    /* "Islamic State in Iraq": the land is part of the name. */
    for (uint32_t i = piece->first + 1; i <= piece->last; i++)
        drop_place(work, i);
    hsy_actor_drop_spots(work, piece->first, piece->last);
    const uint32_t place = hsy_actor_place_at(work, piece->first);
    if (place != HSY_NONE && work->state->places.data[place].first == piece->first &&
        work->state->places.data[place].ntokens == piece->last - piece->first + 1)
        work->place_gone[place] = true; /* a town is called Taliban, too */
    hsy_actor_note_body(work, piece, entity);
    return hsy_actor_mention(work, entity, piece->first, piece->last, piece->last,
                             HSY_FORM_NAME, work->tables->bodies.data[piece->row].rule);
}
