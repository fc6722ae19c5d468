/*
 * nominal.c - actors without a name: "the Russian leader", "Ukrainian troops",
 * "officials familiar with the talks", "the two leaders".
 *
 * A role noun comes with its phrase (nominal_phrase.c). A definite head of state is the
 * person of that country in the article, or, when the article is dated, whoever the
 * tables know in office; a definite office is the latest person who bore it; forces
 * of a country are one actor (RUSMIL) all over the article; all else is an actor of
 * its own, the same one when the same words come again. "The two leaders" is one plural
 * entity: its name lists both, its key joins their keys with "+".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>

#include "fact/entity.h"

enum { MOST_BACK = 24 };

static const hsy_role *role_of(const hsy_actor_work *work, const hsy_piece *piece)
{
    return &work->tables->roles.data[piece->row];
}

/* -- which entity ----------------------------------------------------------------- */

static const hsy_entity *entity_at(const hsy_actor_work *work, uint32_t entity)
{
    return &work->state->entities.data[entity];
}

static bool title_fits(const hsy_role *said, const hsy_role *borne)
{
    if (said == borne)
        return true;
    if (!borne)
        return false;
    if (said->class == HSY_ROLE_EPITHET || hsy_str_eq(said->noun, HSY_STR("")))
        return borne->class == HSY_ROLE_LEADER;
    /* "the minister" for a foreign minister, "the envoy" for a special envoy */
    return borne->noun.len > said->noun.len && hsy_str_ends(borne->noun, said->noun) &&
           borne->noun.ptr[borne->noun.len - said->noun.len - 1] == ' ';
}

/* A head of state or government by any of the words for one. */
static bool is_head(const hsy_actor_work *work, uint32_t entity, const hsy_person *person)
{
    hsy_str title = entity_at(work, entity)->title;

    if (person->title)
        return person->title->class == HSY_ROLE_LEADER;
    for (uint32_t i = 0; title.ptr && i < work->tables->roles.count; i++)
        if (work->tables->roles.data[i].class == HSY_ROLE_LEADER &&
            hsy_str_eq(work->tables->roles.data[i].noun, title))
            return true;
    return false;
}

static bool person_fits(const hsy_actor_work *work, const hsy_piece *noun, uint32_t entity)
{
    const hsy_role *role = role_of(work, noun);
    const hsy_person *person = hsy_actor_as_person(work, entity);
    const char *country = entity_at(work, entity)->country;

    if (!person)
        return false;
    if (noun->country[0] && strcmp(noun->country, country) != 0)
        return false;
    if (role->gender && person->gender && role->gender != person->gender)
        return false;
    if (title_fits(role, person->title))
        return true;
    return role->class <= HSY_ROLE_EPITHET && is_head(work, entity, person) &&
           (noun->country[0] || (person->title == NULL &&
                                 hsy_str_eq(role->noun, entity_at(work, entity)->title)));
}

/* The latest person that a definite "the minister" can mean. */
static uint32_t antecedent(const hsy_actor_work *work, const hsy_piece *noun)
{
    const bool quoted = work->tokens[noun->first].quoted;
    uint32_t best = HSY_NONE, seen = 0, from;

    from = work->persons.count > 256 ? work->persons.count - 256 : 0;
    for (uint32_t i = from; i < work->persons.count; i++) {
        const hsy_person *person = &work->persons.data[i];
        const uint32_t when = quoted ? person->seen : person->seen_outside;
        if (when > seen && person_fits(work, noun, person->entity))
            best = person->entity, seen = when;
    }
    for (uint32_t i = from; i < work->persons.count && best == HSY_NONE; i++)
        if (person_fits(work, noun, work->persons.data[i].entity))
            best = work->persons.data[i].entity; /* somebody quoted has named him */
    return best;
}

static bool same_head(const hsy_actor_work *work, const hsy_mention *mention,
                      const hsy_piece *noun)
{
    return hsy_str_eq(work->tokens[mention->first + mention->ntokens - 1].norm,
                      work->tokens[noun->last].norm);
}

/* "The rebel army" and, later, "the army" are two. */
static bool same_role(const hsy_entity *entity, const hsy_role *role)
{
    return !entity->role[0] || !role->role[0] || strcmp(entity->role, role->role) == 0;
}

/* "the group", "the ministry": a body that can be one, in the nearest sentence that has
 * any; there the first, which is what the sentence is about. */
static uint32_t latest_body(const hsy_actor_work *work, const hsy_piece *noun, bool any)
{
    uint32_t here = work->tokens[noun->first].sentence, found = HSY_NONE, from = HSY_NONE;

    for (uint32_t i = 0; i < work->recent.count && i < MOST_BACK; i++) {
        const hsy_mention *mention =
            &work->state->mentions.data[work->recent.data[work->recent.count - 1 - i]];
        const hsy_entity *entity = entity_at(work, mention->entity);
        uint32_t there = work->tokens[mention->first].sentence;
        if (there > here || here - there > 3 || (from != HSY_NONE && there != from))
            break;
        if (entity->type != HSY_ENTITY_ORGANIZATION && entity->type != HSY_ENTITY_GROUP)
            continue;
        if ((same_head(work, mention, noun) && same_role(entity, role_of(work, noun))) ||
            (any && !entity->plural &&
             (mention->form == HSY_FORM_NAME || mention->form == HSY_FORM_PRONOUN)))
            found = mention->entity, from = there;
    }
    return found;
}

void hsy_actor_note_body(hsy_actor_work *work, const hsy_piece *piece, uint32_t entity)
{
    for (uint32_t i = piece->first; entity != HSY_NONE && i <= piece->last; i++)
        if (work->tokens[i].norm.len > 3)
            hsy_map_set(&work->by_body_word, work->tokens[i].norm, entity);
}

uint32_t hsy_actor_metonym(hsy_actor_work *work, const char *country, hsy_str name,
                           hsy_rule rule)
{
    char *key = hsy_arena_copy(work->state->arena, "---GOV", 6);

    if (!key)
        return HSY_NONE;
    memcpy(key, country, 3);
    return hsy_actor_entity(work, name, (hsy_str){key, 6}, HSY_ENTITY_ORGANIZATION, country,
                            "GOV", rule);
}

/* The words of the noun phrase from its country or the noun on, without what varies. */
static hsy_str phrase_norm(hsy_actor_work *work, const hsy_piece *noun)
{
    char buffer[160];
    size_t len = 0;

    memcpy(buffer, noun->country, strlen(noun->country));
    len = strlen(noun->country);
    for (uint32_t i = noun->np_first; i <= noun->last; i++) {
        hsy_str norm = work->tokens[i].norm;
        if (!norm.len || hsy_actor_in(work, i, HSY_LIST_DETERMINER) ||
            (work->doc->tokens[i].shape & HSY_SHAPE_DIGIT) || len + norm.len + 1 > 150)
            continue;
        buffer[len++] = ' ';
        memcpy(buffer + len, norm.ptr, norm.len);
        len += norm.len;
    }
    return hsy_str_copy(work->scratch, (hsy_str){buffer, len});
}

static hsy_entity_type type_of(const hsy_role *role, bool plural)
{
    if (role->class == HSY_ROLE_BODY)
        return plural ? HSY_ENTITY_GROUP : HSY_ENTITY_ORGANIZATION;
    if (role->class == HSY_ROLE_COLLECTIVE || plural)
        return HSY_ENTITY_GROUP;
    return HSY_ENTITY_PERSON;
}

/* Keys that hold across articles: a country's forces, police, government. */
static hsy_str nominal_key(hsy_actor_work *work, const hsy_piece *noun, const char *code)
{
    const hsy_role *role = role_of(work, noun);
    bool forces = role->class == HSY_ROLE_COLLECTIVE &&
                  (strcmp(code, "MIL") == 0 || strcmp(code, "COP") == 0);
    bool soldiers = role->class == HSY_ROLE_PERSON && strcmp(code, "MIL") == 0 &&
                    noun->plural && !noun->indefinite;
    bool government = role->class == HSY_ROLE_BODY && strcmp(code, "GOV") == 0 &&
                      noun->first == noun->last &&
                      hsy_actor_in(work, noun->last, HSY_LIST_GOVERNMENT);

    if (!noun->country[0] || noun->former || (!forces && !soldiers && !government))
        return (hsy_str){"", 0};
    char *key = hsy_arena_alloc(work->state->arena, 7);
    if (!key)
        return (hsy_str){"", 0};
    snprintf(key, 7, "%s%s", noun->country, code);
    return (hsy_str){key, 6};
}

/* "An army spokesman ... The spokesman": the same noun, a few sentences on. */
static uint32_t nominal_again(const hsy_actor_work *work, const hsy_piece *noun)
{
    uint32_t here = work->tokens[noun->first].sentence;

    for (uint32_t i = 0; i < work->recent.count && i < MOST_BACK; i++) {
        const hsy_mention *mention =
            &work->state->mentions.data[work->recent.data[work->recent.count - 1 - i]];
        uint32_t there = work->tokens[mention->first].sentence;
        if (there > here || here - there > 3)
            break;
        if (mention->form == HSY_FORM_NOMINAL && same_head(work, mention, noun) &&
            (role_of(work, noun)->class < HSY_ROLE_COLLECTIVE ||
             same_role(entity_at(work, mention->entity), role_of(work, noun))) &&
            !entity_at(work, mention->entity)->plural)
            return mention->entity;
    }
    return HSY_NONE;
}

/* "nine people", "dozens of people": a count of some, who are not those counted before. */
static bool is_count(const hsy_actor_work *work, const hsy_piece *noun)
{
    return noun->plural && !noun->definite && work->doc->has_tags &&
           noun->np_first < noun->first &&
           (work->doc->tokens[noun->np_first].upos == HSY_UPOS_NUM ||
            (work->doc->tokens[noun->np_first].shape & HSY_SHAPE_NUMBER) ||
            hsy_actor_in(work, noun->np_first + 1, HSY_LIST_OF));
}

static hsy_str without_number(const hsy_actor_work *work, const hsy_piece *noun, hsy_str text)
{
    uint32_t first = noun->np_first;

    while (first < noun->first && work->doc->has_tags &&
           (work->doc->tokens[first].upos == HSY_UPOS_NUM ||
            (work->doc->tokens[first].shape & HSY_SHAPE_NUMBER)))
        first++;
    return first == noun->np_first
               ? text
               : hsy_doc_str(work->doc, hsy_tokens_span(work->doc, first, noun->last));
}

static uint32_t new_nominal(hsy_actor_work *work, const hsy_piece *noun)
{
    const hsy_role *role = role_of(work, noun);
    const char *code = noun->former ? "ELI" : noun->role[0] ? noun->role : role->role;
    hsy_str text =
        hsy_doc_str(work->doc, hsy_tokens_span(work->doc, noun->np_first, noun->last));
    hsy_str key = nominal_key(work, noun, code), norm;
    uint32_t entity;
    bool same_again = !noun->indefinite && !is_count(work, noun) && (noun->plural || noun->definite ||
                                            role->class >= HSY_ROLE_COLLECTIVE);

    if (key.len) /* "1,000 Norlander troops" are Norland's troops */
        text = without_number(work, noun, text);
    norm = phrase_norm(work, noun);
    if (!norm.ptr)
        return HSY_NONE;
    if (!key.len && noun->definite && !noun->plural && noun->np_first + 1 == noun->first) {
        entity = nominal_again(work, noun);
        if (entity != HSY_NONE)
            return entity;
    }
    if (!key.len && same_again) {
        entity = hsy_map_find(&work->by_phrase, norm);
        if (entity != HSY_NONE)
            return entity;
    }
    entity = hsy_actor_entity(work, text, key, type_of(role, noun->plural), noun->country, code,
                              role->rule);
    if (entity == HSY_NONE)
        return entity;
    hsy_entity *made = &work->state->entities.data[entity];
    made->plural |= noun->plural;
    if (role->class == HSY_ROLE_OFFICE && !noun->plural && !made->title.ptr)
        made->title = role->noun;
    if (!key.len)
        hsy_map_set(&work->by_phrase, norm, entity);
    return entity;
}

/* "Trump's administration", "the Trump administration": the country of the man. */
static void country_of_possessor(hsy_actor_work *work, hsy_piece *noun)
{
    bool alias;

    if (noun->possessor == HSY_NONE || noun->country[0])
        return;
    const hsy_piece *name = &work->pieces.data[noun->possessor];
    uint32_t owner = hsy_actor_person(work, name, false, "", &alias);
    if (owner != HSY_NONE)
        memcpy(noun->country, entity_at(work, owner)->country, 4);
}

static uint32_t definite_person(hsy_actor_work *work, const hsy_piece *noun)
{
    const hsy_role *role = role_of(work, noun);
    uint32_t entity, leader;

    if (noun->plural || noun->indefinite || noun->former ||
        (!noun->definite && !noun->country[0]))
        return HSY_NONE;
    if (role->class != HSY_ROLE_LEADER && role->class != HSY_ROLE_EPITHET &&
        role->class != HSY_ROLE_OFFICE)
        return HSY_NONE;
    if (noun->owned && role->class == HSY_ROLE_OFFICE)
        return HSY_NONE;
    entity = antecedent(work, noun);
    if (entity != HSY_NONE || role->class == HSY_ROLE_OFFICE || !noun->country[0] ||
        !noun->definite)
        return entity;
    leader = hsy_actor_leader_of(work, noun->country, role);
    return leader == HSY_NONE ? HSY_NONE : hsy_actor_leader_entity(work, leader);
}

/* "the army" where one country's army alone is spoken of. */
static uint32_t only_forces(const hsy_actor_work *work, const hsy_piece *noun)
{
    const hsy_role *role = role_of(work, noun);
    uint32_t found = HSY_NONE;

    if (noun->country[0] || noun->role[0] || noun->indefinite || !noun->definite ||
        !hsy_actor_in(work, noun->last, HSY_LIST_FORCES) ||
        noun->np_first + 1 < noun->first ||
        (strcmp(role->role, "MIL") != 0 && strcmp(role->role, "COP") != 0))
        return HSY_NONE;
    for (uint32_t i = 0; i < work->recent.count && i < 2 * MOST_BACK; i++) {
        uint32_t entity =
            work->state->mentions.data[work->recent.data[work->recent.count - 1 - i]].entity;
        const hsy_entity *e = entity_at(work, entity);
        if (!e->country[0] || strcmp(e->role, role->role) != 0 || e->key.len != 6)
            continue;
        if (found != HSY_NONE && found != entity)
            return HSY_NONE;
        found = entity;
    }
    return found;
}

static bool group_noun_alone(const hsy_actor_work *work, const hsy_piece *noun)
{
    return role_of(work, noun)->class == HSY_ROLE_BODY && noun->definite && !noun->plural &&
           !noun->country[0] && !noun->role[0] && noun->possessor == HSY_NONE &&
           noun->np_first + 1 == noun->first;
}

/* "school year", "state television", "military operations": the noun only says what kind
 * of thing the next word is. Forces and governments keep their mention before a noun
 * ("army helicopters"), because what belongs to them acts for them. */
static bool is_mere_modifier(const hsy_actor_work *work, const hsy_piece *noun)
{
    const hsy_role *role = role_of(work, noun);
    uint32_t next = noun->last + 1;
    const hsy_doc *doc = work->doc;

    if (!doc->has_tags || noun->plural || role->class < HSY_ROLE_PERSON)
        return false;
    if (next >= doc->ntokens ||
        work->tokens[next].sentence != work->tokens[noun->last].sentence)
        return false;
    if (doc->tokens[noun->last].upos == HSY_UPOS_ADJ && !noun->country[0])
        return true;
    bool acts = role->class == HSY_ROLE_COLLECTIVE || strcmp(role->role, "GOV") == 0;
    return !acts && doc->tokens[next].upos == HSY_UPOS_NOUN &&
           doc->tokens[noun->last].space_after;
}

/* "Islamic State group", "Interfax news agency", "Hamas militants": the body itself. */
static uint32_t named_body(hsy_actor_work *work, hsy_piece *noun)
{
    const hsy_role *role = role_of(work, noun);
    bool fighters = noun->plural && strcmp(role->role, "REB") == 0 &&
                    strcmp(noun->role, "REB") == 0 && !noun->indefinite;
    bool group = !noun->plural && role->class == HSY_ROLE_BODY &&
                 (strcmp(role->role, "MED") == 0 ||
                  hsy_actor_in(work, noun->last, HSY_LIST_GROUP_NOUN));

    if (noun->body == HSY_NONE || (!fighters && !group))
        return HSY_NONE;
    work->pieces.data[noun->body].used = true;
    return hsy_actor_body(work, &work->pieces.data[noun->body]);
}

/* "Source: ...", "Chairman": one person without an article, a country or a name is a
 * label more often than an actor; headlines drop their articles. */
static bool is_bare(const hsy_actor_work *work, const hsy_piece *noun)
{
    const hsy_role *role = role_of(work, noun);
    const hsy_sentence *s = &work->doc->sentences[work->tokens[noun->first].sentence];

    return !noun->plural && role->class <= HSY_ROLE_PERSON && noun->np_first == noun->first &&
           !noun->country[0] && !noun->role[0] && !s->is_title && work->doc->has_tags;
}

/* "a couple of tries": of things. */
static bool counts_things(const hsy_actor_work *work, const hsy_piece *noun)
{
    const hsy_piece *whom;

    if (!noun->indefinite || noun->plural ||
        role_of(work, noun)->class != HSY_ROLE_COLLECTIVE ||
        !hsy_actor_in(work, noun->last + 1, HSY_LIST_OF) || !work->doc->has_tags ||
        strcmp(role_of(work, noun)->role, "CVL") != 0)
        return false;
    for (uint32_t i = noun->last + 2; i < noun->last + 6 && i < work->doc->ntokens; i++) {
        whom = hsy_actor_piece(work, i);
        if (whom)
            return false;
        if (work->doc->tokens[i].upos == HSY_UPOS_NOUN)
            return true;
    }
    return false;
}

/* "the eastern bank": of a river. */
static bool is_side_of_thing(const hsy_actor_work *work, const hsy_piece *noun)
{
    return role_of(work, noun)->class == HSY_ROLE_BODY && !noun->plural && noun->first &&
           hsy_actor_in(work, noun->last, HSY_LIST_SHORE) &&
           hsy_actor_in(work, noun->first - 1, HSY_LIST_SIDE);
}

bool hsy_actor_nominal(hsy_actor_work *work, uint32_t index)
{
    hsy_piece *noun = &work->pieces.data[index];
    const hsy_role *role = role_of(work, noun);
    uint32_t entity;

    if (role->class == HSY_ROLE_HONOR || is_side_of_thing(work, noun) ||
        counts_things(work, noun) || is_mere_modifier(work, noun) || is_bare(work, noun))
        return true;
    /* An epithet alone ("the boss") names nobody we could know. */
    country_of_possessor(work, noun);
    entity = named_body(work, noun);
    if (entity == HSY_NONE)
        entity = definite_person(work, noun);
    if (entity == HSY_NONE && role->class == HSY_ROLE_EPITHET)
        return true;
    if (entity == HSY_NONE && group_noun_alone(work, noun)) {
        entity = hsy_map_find(&work->by_body_word, work->tokens[noun->last].norm);
        /* In small letters it may be any: only a body of the tables, of the same kind. */
        if (entity != HSY_NONE &&
            !(work->doc->tokens[noun->last].shape & HSY_SHAPE_CAPITAL) &&
            (!hsy_actor_in(work, noun->last, HSY_LIST_GROUP_NOUN) || !role->role[0] ||
             strcmp(entity_at(work, entity)->role, role->role) != 0))
            entity = HSY_NONE;
    }
    if (entity == HSY_NONE && group_noun_alone(work, noun))
        entity = latest_body(work, noun,
                             hsy_actor_in(work, noun->last, HSY_LIST_GROUP_NOUN) &&
                                 role->role[0] == 0);
    if (entity == HSY_NONE)
        entity = only_forces(work, noun);
    if (entity == HSY_NONE)
        entity = new_nominal(work, noun);
    return hsy_actor_mention(work, entity, noun->np_first, noun->last, noun->last,
                             HSY_FORM_NOMINAL, role->rule);
}

/* -- pairs ---------------------------------------------------------------------------- */

static bool can_be_half(const hsy_actor_work *work, const hsy_mention *mention, bool sides)
{
    const hsy_entity *entity = entity_at(work, mention->entity);

    if (entity->plural)
        return false;
    if (!sides)
        return entity->type == HSY_ENTITY_PERSON && entity->key.len;
    return entity->key.len == 3 || (entity->key.len == 6 && strcmp(entity->role, "GOV") == 0);
}

/* The last two different persons (or countries) before the piece; in the order named. */
static bool last_two(const hsy_actor_work *work, const hsy_piece *piece, bool sides,
                     uint32_t out[2])
{
    uint32_t found = 0, sentence = work->tokens[piece->first].sentence;

    for (uint32_t i = 0; i < work->recent.count && i < MOST_BACK && found < 2; i++) {
        const hsy_mention *mention =
            &work->state->mentions.data[work->recent.data[work->recent.count - 1 - i]];
        if (sentence - work->tokens[mention->first].sentence > 3 && sentence)
            break;
        if (!can_be_half(work, mention, sides) || (found && out[1] == mention->entity))
            continue;
        /* Moscow and Russia are one side. */
        if (found && sides && strcmp(entity_at(work, out[1])->country,
                                     entity_at(work, mention->entity)->country) == 0)
            continue;
        out[1 - found++] = mention->entity;
    }
    return found == 2;
}

static hsy_str joined(hsy_arena *arena, hsy_str a, const char *between, hsy_str b)
{
    size_t middle = strlen(between);
    char *out = hsy_arena_alloc(arena, a.len + b.len + middle + 1);

    if (!out)
        return (hsy_str){NULL, 0};
    memcpy(out, a.ptr, a.len);
    memcpy(out + a.len, between, middle);
    memcpy(out + a.len + middle, b.ptr, b.len);
    return (hsy_str){out, a.len + middle + b.len};
}

bool hsy_actor_pair(hsy_actor_work *work, uint32_t index)
{
    const hsy_piece *piece = &work->pieces.data[index];
    bool sides = piece->kind == HSY_ACTOR_SIDES;
    uint32_t half[2], entity, first = piece->first;
    hsy_arena *arena = work->state->arena;

    /* "two leaders were jailed": two that nobody has spoken of. */
    if (work->doc->tokens[first].upos == HSY_UPOS_NUM &&
        !work->doc->sentences[work->tokens[first].sentence].is_title &&
        (!first || !hsy_actor_in(work, first - 1, HSY_LIST_DEFINITE)))
        return true;
    if (!last_two(work, piece, sides, half))
        return true;
    const hsy_entity *a = entity_at(work, half[0]), *b = entity_at(work, half[1]);
    bool swap = hsy_str_cmp(a->key, b->key) > 0;
    hsy_str key = swap ? joined(arena, b->key, "+", a->key)
                       : joined(arena, a->key, "+", b->key);
    hsy_str name = joined(arena, a->name, " + ", b->name);
    if (!key.ptr || !name.ptr)
        return false;
    bool same = strcmp(a->country, b->country) == 0;
    entity = hsy_actor_entity(work, name, key, HSY_ENTITY_GROUP, same ? a->country : "",
                              strcmp(a->role, b->role) == 0 ? a->role : "",
                              (hsy_rule){NULL, 0, "pair"});
    if (entity == HSY_NONE)
        return false;
    work->state->entities.data[entity].plural = true;
    if (first && hsy_actor_in(work, first - 1, HSY_LIST_DEFINITE))
        first--;
    return hsy_actor_mention(work, entity, first, piece->last, piece->last, HSY_FORM_NOMINAL,
                             (hsy_rule){NULL, 0, "pair"});
}
