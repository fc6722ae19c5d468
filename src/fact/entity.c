/*
 * entity.c - one entity for each actor of an article.
 *
 * The article is read twice: first the pieces of all sentences of the body, and who is
 * named in full, then sentence by sentence from left to right what each piece means
 * there. The title and headings are read last, because they are short for what the
 * body says ("Trump" before anybody is introduced), and because their capitals say
 * nothing; at the end mentions are put in the order of the text and entities in the
 * order of their first mention.
 *
 *     Ardel Governor Ana Ruiz       title and name: one mention of a person
 *     Ruiz, the governor of Ardel,  name and apposition: two mentions, one person
 *     Ruiz's envoy, Luc Ban,        the same the other way round
 *     army chiefs from London       a capital that speaks: its government (metonym)
 *     in London                     a place, no actor
 *
 * What is not clear is left out: a missing actor does less harm than a wrong one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/entity.h"

#include <string.h>

#include "fact/place.h"

static const hsy_role *role_of(const hsy_actor_work *work, const hsy_piece *piece)
{
    return &work->tables->roles.data[piece->row];
}

static bool is_person_role(const hsy_actor_work *work, const hsy_piece *piece)
{
    return piece && piece->kind == HSY_ACTOR_ROLE &&
           role_of(work, piece)->class <= HSY_ROLE_PERSON;
}

/* -- names --------------------------------------------------------------------------------- */

static bool speaks_next(const hsy_actor_work *work, uint32_t last)
{
    return hsy_one_sentence(work, last, last + 1) &&
           hsy_actor_in(work, last + 1, HSY_LIST_SPEECH);
}

static bool speaks_before(const hsy_actor_work *work, uint32_t first)
{
    return first && hsy_one_sentence(work, first, first - 1) &&
           hsy_actor_in(work, first - 1, HSY_LIST_SPEECH) &&
           first >= 2 && (work->doc->tokens[first - 2].shape & HSY_SHAPE_PUNCT);
}

/* A town that everybody knows by its name, and nobody of the article bears. */
static bool is_large_town(const hsy_actor_work *work, const hsy_piece *name)
{
    const struct hsy_place_tables *tables = work->state->tables->place;
    hsy_str norm = work->tokens[name->first].norm;

    if (!tables || name->first != name->last ||
        hsy_map_find(&work->known_word, norm) != HSY_NONE)
        return false;
    if (hsy_actor_place_at(work, name->first) != HSY_NONE)
        return true;
    hsy_gazetteer_entry entry;
    /* 160: ten times the binary logarithm of 65,000 people */
    return hsy_gazetteer_largest(tables->gazetteer, work->scratch, norm, &entry) &&
           entry.weight >= 160;
}

static bool is_place(const hsy_actor_work *work, const hsy_piece *name)
{
    return is_large_town(work, name) || hsy_actor_place_at(work, name->first) != HSY_NONE ||
           name->name_type == HSY_NAME_PLACE;
}

static bool is_org_name(const hsy_actor_work *work, const hsy_piece *name)
{
    const hsy_token *last = &work->doc->tokens[name->last];

    if (name->name_type == HSY_NAME_ORGANIZATION)
        return true;
    if (hsy_actor_in(work, name->last, HSY_LIST_ORG_HEAD))
        return name->last > name->first;
    return name->first == name->last && (last->shape & HSY_SHAPE_ALL_CAPS) &&
           last->span.len >= 3 && last->span.len <= 6 && !(last->shape & HSY_SHAPE_STARTS) &&
           hsy_map_find(&work->lower_seen, work->tokens[name->last].norm) == HSY_NONE;
}

/* "org:" and the plain form. */
static hsy_str org_key(hsy_actor_work *work, hsy_str name)
{
    hsy_str norm = hsy_actor_norm(work->scratch, name);
    char *key = hsy_arena_alloc(work->state->arena, norm.len + 5);

    if (!key || !norm.ptr)
        return (hsy_str){"", 0};
    memcpy(key, "org:", 4);
    memcpy(key + 4, norm.ptr, norm.len);
    return (hsy_str){key, norm.len + 4};
}

/* "Slavic brotherhood", "Western sanctions": a name that only describes. */
static bool is_adjectival(const hsy_actor_work *work, const hsy_piece *name)
{
    uint32_t next = name->last + 1;

    if (name->name_type != HSY_NAME_GROUP && name->name_type != HSY_NAME_OTHER)
        return false;
    if (work->doc->has_tags && work->doc->tokens[name->last].upos == HSY_UPOS_ADJ)
        return true;
    return hsy_one_sentence(work, name->last, next) && work->doc->has_tags &&
           (work->doc->tokens[next].upos == HSY_UPOS_NOUN || hsy_actor_is(work, next, '-'));
}

/* "the Norlander Chess Federation": whose it is stands before its name. */
static void set_land_before(hsy_actor_work *work, const hsy_piece *name, uint32_t entity)
{
    hsy_entity *made = &work->state->entities.data[entity];
    const hsy_piece *before;

    if (made->country[0] || !name->first || !hsy_one_sentence(work, name->first, name->first - 1))
        return;
    before = hsy_actor_piece(work, name->first - 1);
    if (before && before->kind == HSY_ACTOR_ADJECTIVE && before->last + 1 == name->first &&
        work->doc->tokens[before->last].space_after)
        memcpy(made->country, work->tables->countries.data[before->row].code, 4);
}

/* "Keth Police Bureau (KPB)": the letters stand for the name from here on. */
static void note_acronym(hsy_actor_work *work, const hsy_piece *name, uint32_t entity)
{
    const uint32_t at = name->last + 2;
    const hsy_piece *land = name->first && hsy_one_sentence(work, name->first, name->first - 1)
                                ? hsy_actor_piece(work, name->first - 1)
                                : NULL;
    const uint32_t first =
        land && land->kind == HSY_ACTOR_ADJECTIVE ? land->first : name->first;
    hsy_str letters, key;
    size_t n = 0;

    if (first == name->last || !hsy_one_sentence(work, name->last, at + 1) ||
        !hsy_actor_is(work, at - 1, '(') || !hsy_actor_is(work, at + 1, ')') ||
        !(work->doc->tokens[at].shape & HSY_SHAPE_ALL_CAPS))
        return;
    letters = work->tokens[at].norm;
    for (uint32_t i = first; i <= name->last && n < letters.len; i++)
        n += (work->doc->tokens[i].shape & HSY_SHAPE_CAPITAL) && work->tokens[i].norm.len &&
             work->tokens[i].norm.ptr[0] == letters.ptr[n];
    if (letters.len < 2 || n < letters.len)
        return;
    key = org_key(work, letters);
    if (key.len && hsy_map_find(&work->by_key, key) == HSY_NONE)
        hsy_map_set(&work->by_key, key, entity);
}

static bool read_org(hsy_actor_work *work, const hsy_piece *name)
{
    static const hsy_rule rule = {NULL, 0, "capitals"};
    if (is_adjectival(work, name))
        return true;
    hsy_str text = hsy_doc_str(work->doc, hsy_tokens_span(work->doc, name->first, name->last));
    hsy_str key = org_key(work, text);
    hsy_entity_type type = name->name_type == HSY_NAME_GROUP ? HSY_ENTITY_GROUP
                                                             : HSY_ENTITY_ORGANIZATION;
    uint32_t entity = hsy_actor_entity(work, text, key, type, "", "", rule);

    if (entity == HSY_NONE)
        return false;
    set_land_before(work, name, entity);
    note_acronym(work, name, entity);
    hsy_actor_drop_spots(work, name->first, name->last);
    hsy_actor_note_body(work, name, entity);
    return hsy_actor_mention(work, entity, name->first, name->last, name->last, HSY_FORM_NAME,
                             rule);
}

/* What a title or apposition tells: country, role, title. */
static void learn(hsy_actor_work *work, uint32_t entity, hsy_piece *noun)
{
    char country[4] = "";
    const hsy_role *role = role_of(work, noun);

    memcpy(country, noun->country, 4);
    if (!country[0] && noun->possessor != HSY_NONE) {
        bool alias;
        uint32_t owner = hsy_actor_person(work, &work->pieces.data[noun->possessor], false, "",
                                          &alias);
        if (owner != HSY_NONE)
            memcpy(country, work->state->entities.data[owner].country, 4);
    }
    hsy_entity *made = &work->state->entities.data[entity];
    if (noun->role[0] && !made->role[0] && !noun->former)
        memcpy(made->role, noun->role, 4);
    hsy_actor_set_role(work, entity, role, country, noun->former);
}

static bool has_evidence(const hsy_actor_work *work, const hsy_piece *name)
{
    if (hsy_actor_fits_person(work, name))
        return true;
    if (is_place(work, name) || is_org_name(work, name) ||
        hsy_actor_in(work, name->last, HSY_LIST_THING_HEAD) ||
        hsy_actor_in(work, name->last, HSY_LIST_PLACE_HEAD))
        return false;
    if (name->name_type != 0xff)
        return false;
    if (hsy_actor_is(work, name->last + 1, '-') && !work->doc->tokens[name->last].space_after)
        return false; /* "Ardel-based" */
    return name->last - name->first < 5 &&
           (speaks_next(work, name->last) || speaks_before(work, name->first));
}

static bool add_title_mention(hsy_actor_work *work, hsy_piece *name, hsy_piece *title,
                              uint32_t entity, bool alias)
{
    uint32_t first = name->first;

    if (title && title->last + 1 == name->first) {
        title->used = true;
        hsy_piece *outer = hsy_actor_outer_title(work, title);
        if (outer) {
            learn(work, entity, outer);
            outer->used = true;
            title = outer;
        }
        /* A possessor is an actor of its own: "Ruiz's envoy Luc Ban" is two. */
        first = title->possessor == HSY_NONE && !title->owned ? title->np_first : title->first;
    }
    return hsy_actor_mention(work, entity, first, name->last, name->last,
                             alias ? HSY_FORM_ALIAS : HSY_FORM_NAME,
                             (hsy_rule){NULL, 0, title ? "title and name" : "name"});
}

static bool read_person(hsy_actor_work *work, hsy_piece *name, hsy_piece *title,
                        hsy_piece *noun)
{
    bool alias, sure = title || noun || has_evidence(work, name);
    const char *country = title ? title->country : noun ? noun->country : "";
    uint32_t entity = hsy_actor_person(work, name, sure, country, &alias);

    if (entity == HSY_NONE)
        return true;
    if (title)
        learn(work, entity, title);
    if (noun)
        learn(work, entity, noun);
    if (!add_title_mention(work, name, title, entity, alias))
        return false;
    if (!noun)
        return true;
    noun->used = true;
    return hsy_actor_mention(work, entity, noun->np_first, noun->last, noun->last,
                             HSY_FORM_NOMINAL, role_of(work, noun)->rule);
}

/* "the mayor of Keth": a town that no gazetteer has, whatever ling takes it for. */
static bool is_of_office(const hsy_actor_work *work, const hsy_piece *name)
{
    const hsy_piece *office;

    if (name->first != name->last || name->first < 2 ||
        !hsy_actor_in(work, name->first - 1, HSY_LIST_OF) ||
        !hsy_one_sentence(work, name->first, name->first - 2) ||
        hsy_map_find(&work->by_last, work->tokens[name->first].norm) != HSY_NONE ||
        hsy_map_find(&work->by_first, work->tokens[name->first].norm) != HSY_NONE)
        return false;
    office = hsy_actor_piece(work, name->first - 2);
    return is_person_role(work, office) && !office->plural &&
           role_of(work, office)->class <= HSY_ROLE_OFFICE;
}

/* "R-Keth", "D-Norland": of which party and state. */
static bool is_party_tag(const hsy_actor_work *work, const hsy_piece *name)
{
    const hsy_token *first = &work->doc->tokens[name->first];

    return first->lower.len == 1 && hsy_actor_is(work, name->first + 1, '-') &&
           !first->space_after && !work->doc->tokens[name->first + 1].space_after;
}

static hsy_str plain_text(hsy_actor_work *work, uint32_t first, uint32_t last)
{
    return hsy_actor_norm(work->scratch,
                          hsy_doc_str(work->doc, hsy_tokens_span(work->doc, first, last)));
}

/* "They fought around Al Keth": a place there is a place in the next sentence, too ("Al Keth
 * fell"), and nobody's name. */
static bool note_spots(hsy_actor_work *work)
{
    for (uint32_t i = 0; i < work->state->places.count; i++) {
        const hsy_place *place = &work->state->places.data[i];
        if (!place->located || place->kind == HSY_PLACE_COUNTRY)
            continue;
        const hsy_str text = plain_text(work, place->first, place->first + place->ntokens - 1);
        if (text.len && !hsy_map_set(&work->spots, text, 1))
            return false;
    }
    return true;
}

static bool is_spot(hsy_actor_work *work, const hsy_piece *name)
{
    const hsy_str text = plain_text(work, name->first, name->last);

    return text.len && hsy_map_find(&work->spots, text) != HSY_NONE &&
           hsy_map_find(&work->by_last, work->tokens[name->last].norm) == HSY_NONE;
}

static bool read_name(hsy_actor_work *work, hsy_piece *name)
{
    hsy_piece *title = hsy_actor_title_before(work, name);
    hsy_piece *noun = hsy_actor_apposition(work, name);

    if (name->used || (!title && (is_party_tag(work, name) || is_of_office(work, name) ||
                                  is_spot(work, name))))
        return true;
    if (!title && name->first == name->last && work->doc->has_tags &&
        work->doc->tokens[name->first].upos == HSY_UPOS_ADJ &&
        hsy_map_find(&work->known_word, work->tokens[name->first].norm) == HSY_NONE)
        return true;
    if (!title && !hsy_actor_fits_person(work, name) && hsy_actor_is_party(work, name))
        return hsy_actor_read_party(work, name);
    if (!title && is_large_town(work, name))
        return true;
    if (!title && !hsy_actor_fits_person(work, name) && is_place(work, name))
        return true;
    if (!title && !hsy_actor_fits_person(work, name) &&
        (hsy_actor_in(work, name->last, HSY_LIST_PLACE_HEAD) ||
         hsy_actor_in(work, name->last, HSY_LIST_THING_HEAD)))
        return true;
    if (!title && !hsy_actor_fits_person(work, name) && is_org_name(work, name))
        return read_org(work, name);
    if (title && is_org_name(work, name) && !hsy_actor_fits_person(work, name) &&
        role_of(work, title)->class == HSY_ROLE_PERSON)
        return read_org(work, name);
    if (noun && !title && !has_evidence(work, name) && name->name_type != 0xff)
        noun = NULL;
    if (!read_person(work, name, title, noun))
        return false;
    if (work->tokens[name->first].piece != HSY_NONE && name->name_type == HSY_NAME_GROUP &&
        !hsy_actor_fits_person(work, name))
        return read_org(work, name);
    return true;
}

/* "President of Norland" right before her name. */
static bool is_title_of_next(const hsy_actor_work *work, const hsy_piece *noun)
{
    const hsy_piece *of = hsy_actor_piece(work, noun->last + 2), *name;

    if (!is_person_role(work, noun) || !of || of->first != noun->last + 2 ||
        hsy_actor_title_of(work, of) != noun)
        return false;
    name = hsy_actor_piece(work, of->last + 1);
    return name && name->kind == HSY_ACTOR_NAME && name->first == of->last + 1 &&
           (!is_place(work, name) || hsy_actor_fits_person(work, name)) &&
           !is_org_name(work, name);
}

/* "Ruiz's special envoy, Luc Ban": the noun first, then the man; the name is read when
 * its turn comes. */
static bool read_role(hsy_actor_work *work, uint32_t index)
{
    hsy_piece *noun = &work->pieces.data[index];
    const hsy_piece *next = hsy_actor_piece(work, noun->last + 1);
    bool alias;

    if (noun->used || is_title_of_next(work, noun))
        return true;
    /* "the rebel-held town" */
    if (hsy_actor_is(work, noun->last + 1, '-') && !work->doc->tokens[noun->last].space_after &&
        !work->doc->tokens[noun->last + 1].space_after)
        return true;
    if (is_person_role(work, noun) && next && next->kind == HSY_ACTOR_NAME &&
        next->first == noun->last + 1 && hsy_one_sentence(work, noun->last, next->first) &&
        !next->used && hsy_actor_title_before(work, next) == noun &&
        (!is_place(work, next) || hsy_actor_fits_person(work, next)) &&
        (!is_org_name(work, next) || role_of(work, noun)->class != HSY_ROLE_PERSON))
        return true;
    /* "ministry spokesman General Luc Ban": read with the name */
    if (is_person_role(work, noun) && is_person_role(work, next) && !noun->plural &&
        next->first == noun->last + 1 && hsy_one_sentence(work, noun->last, next->first)) {
        const hsy_piece *name = hsy_actor_piece(work, next->last + 1);
        if (name && name->kind == HSY_ACTOR_NAME && name->first == next->last + 1 &&
            hsy_actor_title_before(work, name) == next &&
            hsy_actor_outer_title(work, next) == noun &&
            (!is_place(work, name) || hsy_actor_fits_person(work, name)))
            return true;
    }
    /* "state news agency SANA", "the militant group Hamas" */
    if (next && (next->kind == HSY_ACTOR_BODY || next->kind == HSY_ACTOR_OUTLET) &&
        next->first == noun->last + 1 && hsy_one_sentence(work, noun->last, next->first) &&
        role_of(work, noun)->class == HSY_ROLE_BODY && !noun->plural)
        return hsy_actor_mention(work, hsy_actor_body(work, next), noun->np_first, noun->last,
                                 noun->last, HSY_FORM_NOMINAL, role_of(work, noun)->rule);
    hsy_piece *name = hsy_actor_name_after(work, noun);
    if (name && !is_place(work, name) && !is_org_name(work, name)) {
        uint32_t entity = hsy_actor_person(work, name, true, noun->country, &alias);
        if (entity != HSY_NONE) {
            learn(work, entity, noun);
            return hsy_actor_mention(work, entity, noun->np_first, noun->last, noun->last,
                                     HSY_FORM_NOMINAL, role_of(work, noun)->rule);
        }
    }
    return hsy_actor_nominal(work, index);
}

static bool read_piece(hsy_actor_work *work, uint32_t index)
{
    hsy_piece *piece = &work->pieces.data[index];

    if (piece->used && piece->kind != HSY_ACTOR_ROLE)
        return true;
    switch (piece->kind) {
    case HSY_ACTOR_COUNTRY:
        return hsy_actor_read_country(work, piece, HSY_FORM_NAME);
    case HSY_ACTOR_ADJECTIVE:
        return hsy_actor_read_country(work, piece, HSY_FORM_ALIAS);
    case HSY_ACTOR_PEOPLE:
        return hsy_actor_read_people(work, piece);
    case HSY_ACTOR_CAPITAL:
        return !hsy_actor_is_government(work, piece) || hsy_actor_read_government(work, piece);
    case HSY_ACTOR_SEAT:
        return hsy_actor_read_government(work, piece);
    case HSY_ACTOR_BODY:
    case HSY_ACTOR_OUTLET:
        return hsy_actor_read_body(work, piece);
    case HSY_ACTOR_ROLE:
        return read_role(work, index);
    case HSY_ACTOR_PAIR:
    case HSY_ACTOR_SIDES:
        return hsy_actor_pair(work, index);
    case HSY_ACTOR_PRONOUN:
        return hsy_actor_pronoun(work, index);
    case HSY_ACTOR_NAME:
        return read_name(work, piece);
    default:
        return true;
    }
}

/* -- the article ----------------------------------------------------------------------- */

static bool is_apart(const hsy_sentence *sentence)
{
    return sentence->is_title || sentence->is_heading;
}

static bool each_piece(hsy_actor_work *work, uint32_t sentence,
                       bool (*visit)(hsy_actor_work *, uint32_t))
{
    const hsy_sentence *s = &work->doc->sentences[sentence];
    uint32_t last = HSY_NONE;

    for (uint32_t i = s->first; i < s->first + s->ntokens; i++) {
        uint32_t piece = work->tokens[i].piece;
        if (piece == HSY_NONE || piece == last)
            continue;
        last = piece;
        if (!visit(work, piece))
            return false;
    }
    return true;
}

static bool shape_role(hsy_actor_work *work, uint32_t piece)
{
    if (work->pieces.data[piece].kind == HSY_ACTOR_ROLE)
        hsy_actor_phrase(work, piece);
    return true;
}

/* Who is named in full anywhere is known from the start. */
static bool introduce(hsy_actor_work *work, uint32_t index)
{
    hsy_piece *piece = &work->pieces.data[index];
    hsy_piece *title;
    bool alias;

    if (piece->kind != HSY_ACTOR_NAME || piece->first == piece->last)
        return true;
    title = hsy_actor_title_before(work, piece);
    if (!title && (!has_evidence(work, piece) || is_party_tag(work, piece) ||
                   is_spot(work, piece)))
        return true;
    if (title && is_org_name(work, piece) && !hsy_actor_fits_person(work, piece))
        return true;
    uint32_t entity = hsy_actor_person(work, piece, true, title ? title->country : "", &alias);
    if (entity != HSY_NONE && title)
        learn(work, entity, title);
    return true;
}

static bool each_sentence(hsy_actor_work *work, bool apart,
                          bool (*visit)(hsy_actor_work *, uint32_t))
{
    for (uint32_t s = 0; s < work->doc->nsentences; s++)
        if (is_apart(&work->doc->sentences[s]) == apart && !each_piece(work, s, visit))
            return false;
    return true;
}

static bool all_pieces(hsy_actor_work *work, bool apart)
{
    for (uint32_t s = 0; s < work->doc->nsentences; s++)
        if (is_apart(&work->doc->sentences[s]) == apart && !hsy_actor_pieces(work, s))
            return false;
    return true;
}

static int year_of(const hsy_article *article)
{
    hsy_str value = article->published.value;
    int year = 0;

    if (!value.ptr || value.len < 4)
        return 0;
    for (size_t i = 0; i < 4; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return 0;
        year = year * 10 + (value.ptr[i] - '0');
    }
    return year;
}

hsy_status hsy_read_entities(hsy_fact_state *state)
{
    hsy_actor_work work = {.state = state, .tables = state->tables->entity, .doc = state->doc,
                           .scratch = state->scratch};
    hsy_map *maps[] = {&work.by_key,     &work.by_phrase, &work.mid_capital, &work.lower_seen,
                       &work.known_word, &work.by_last,   &work.by_first,
                       &work.by_body_word, &work.spots};

    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        hsy_map_init(maps[i], state->scratch);
    if (state->doc->article)
        work.year = year_of(state->doc->article);
    work.place_gone = hsy_new_array(state->scratch, state->places.count + 1, bool);
    if (!work.place_gone || !hsy_actor_tokens(&work) || !note_spots(&work) ||
        !all_pieces(&work, false) ||
        !each_sentence(&work, false, shape_role) || !each_sentence(&work, false, introduce) ||
        !each_sentence(&work, false, read_piece) || !all_pieces(&work, true) ||
        !each_sentence(&work, true, shape_role) || !each_sentence(&work, true, read_piece))
        return HSY_NOMEM;
    hsy_actor_close_places(&work);
    hsy_status status = hsy_entities_index(state);
    if (!status && !hsy_entities_renumber(state, state->scratch))
        status = HSY_NOMEM;
    return status ? status : hsy_entities_index(state);
}
