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

/* -- titles and appositions -------------------------------------------------------------- */

static bool token_is(const hsy_actor_work *work, uint32_t i, char c)
{
    const hsy_doc *doc = work->doc;
    return i < doc->ntokens && doc->tokens[i].lower.len == 1 &&
           doc->tokens[i].lower.ptr[0] == c;
}

static bool same_sentence(const hsy_actor_work *work, uint32_t a, uint32_t b)
{
    return a < work->doc->ntokens && b < work->doc->ntokens &&
           work->tokens[a].sentence == work->tokens[b].sentence;
}

static hsy_piece *piece_of(const hsy_actor_work *work, uint32_t token)
{
    return (hsy_piece *)hsy_actor_piece(work, token);
}

static const hsy_role *role_of(const hsy_actor_work *work, const hsy_piece *piece)
{
    return &work->tables->roles.data[piece->row];
}

static bool is_person_role(const hsy_actor_work *work, const hsy_piece *piece)
{
    return piece && piece->kind == HSY_ACTOR_ROLE &&
           role_of(work, piece)->class <= HSY_ROLE_PERSON;
}

/* The title right before a name: "President X", "activist X"; and for the second of two
 * the title of the first: "Senators X and Y". */
static hsy_piece *title_before(const hsy_actor_work *work, const hsy_piece *name)
{
    const hsy_doc *doc = work->doc;
    uint32_t first = name->first;

    if (!first || !same_sentence(work, first, first - 1))
        return NULL;
    hsy_piece *before = piece_of(work, first - 1);
    if (is_person_role(work, before))
        return before;
    if (!hsy_actor_in(work, first - 1, HSY_LIST_AND) || first < 3)
        return NULL;
    uint32_t end = first - 2;
    if (token_is(work, end, ',') && end)
        end--;
    const hsy_piece *other = hsy_actor_piece(work, end);
    if (!other || other->kind != HSY_ACTOR_NAME || !other->first ||
        !same_sentence(work, first, other->first - 1))
        return NULL;
    before = piece_of(work, other->first - 1);
    (void)doc;
    return is_person_role(work, before) && before->plural ? before : NULL;
}

/* "X, the mayor of Ardel," or "X, a monitor, said": the noun, or NULL. */
static hsy_piece *apposition_after(const hsy_actor_work *work, const hsy_piece *name)
{
    uint32_t comma = name->last + 1;

    if (!same_sentence(work, name->last, comma) || !token_is(work, comma, ','))
        return NULL;
    for (uint32_t i = comma + 1; i < comma + 10 && same_sentence(work, comma, i); i++) {
        hsy_piece *piece = piece_of(work, i);
        if (token_is(work, i, ','))
            return NULL;
        if (!piece || piece->kind != HSY_ACTOR_ROLE)
            continue;
        /* What opens the phrase stands right behind the comma; what follows the noun is
         * no name of its own ("X, President Y"). */
        if (piece->np_first != comma + 1 || piece->plural || !is_person_role(work, piece))
            continue;
        const hsy_piece *next = hsy_actor_piece(work, piece->last + 1);
        return next && next->kind == HSY_ACTOR_NAME ? NULL : piece;
    }
    return NULL;
}

/* "Ruiz's special envoy to Ardel, Luc Ban, said": the name that a role noun introduces. */
static hsy_piece *name_after(const hsy_actor_work *work, const hsy_piece *noun)
{
    uint32_t i = noun->last + 1, most = noun->last + 6;
    const hsy_role *role = role_of(work, noun);

    if (noun->plural || role->class > HSY_ROLE_OFFICE || role->class == HSY_ROLE_HONOR)
        return NULL;
    for (; i < most && same_sentence(work, noun->last, i) && !token_is(work, i, ','); i++)
        if (i == noun->last + 1 && !hsy_actor_in(work, i, HSY_LIST_RELATIONAL))
            return NULL;
    if (!token_is(work, i, ',') || !same_sentence(work, noun->last, i + 1))
        return NULL;
    hsy_piece *name = piece_of(work, i + 1);
    /* "the chief of staff, General Luc Ban": his title between them. */
    if (is_person_role(work, name) && !name->plural && name->first == i + 1 &&
        same_sentence(work, i, name->last + 1)) {
        hsy_piece *titled = piece_of(work, name->last + 1);
        name = titled && titled->first == name->last + 1 ? titled : NULL;
    } else if (name && name->first != i + 1) {
        name = NULL;
    }
    if (!name || name->kind != HSY_ACTOR_NAME)
        return NULL;
    uint32_t after = name->last + 1;
    bool closed = !same_sentence(work, name->last, after) ||
                  (work->doc->tokens[after].shape & HSY_SHAPE_PUNCT);
    return closed && (noun->definite || noun->country[0] || noun->owned) ? name
                                                                                         : NULL;
}

/* -- names --------------------------------------------------------------------------------- */

static bool speaks_next(const hsy_actor_work *work, uint32_t last)
{
    return same_sentence(work, last, last + 1) && hsy_actor_in(work, last + 1, HSY_LIST_SPEECH);
}

static bool speaks_before(const hsy_actor_work *work, uint32_t first)
{
    return first && same_sentence(work, first, first - 1) &&
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
    return same_sentence(work, name->last, next) && work->doc->has_tags &&
           (work->doc->tokens[next].upos == HSY_UPOS_NOUN || token_is(work, next, '-'));
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
    if (token_is(work, name->last + 1, '-') && !work->doc->tokens[name->last].space_after)
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

static bool read_name(hsy_actor_work *work, hsy_piece *name)
{
    hsy_piece *title = title_before(work, name);
    hsy_piece *noun = apposition_after(work, name);

    if (name->used)
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

/* "Ruiz's special envoy, Luc Ban": the noun first, then the man; the name is read when
 * its turn comes. */
static bool read_role(hsy_actor_work *work, uint32_t index)
{
    hsy_piece *noun = &work->pieces.data[index];
    const hsy_piece *next = hsy_actor_piece(work, noun->last + 1);
    bool alias;

    if (noun->used)
        return true;
    /* "the rebel-held town" */
    if (token_is(work, noun->last + 1, '-') && !work->doc->tokens[noun->last].space_after &&
        !work->doc->tokens[noun->last + 1].space_after)
        return true;
    if (is_person_role(work, noun) && next && next->kind == HSY_ACTOR_NAME &&
        next->first == noun->last + 1 && same_sentence(work, noun->last, next->first) &&
        !next->used && title_before(work, next) == noun &&
        (!is_place(work, next) || hsy_actor_fits_person(work, next)) &&
        (!is_org_name(work, next) || role_of(work, noun)->class != HSY_ROLE_PERSON))
        return true;
    /* "state news agency SANA", "the militant group Hamas" */
    if (next && (next->kind == HSY_ACTOR_BODY || next->kind == HSY_ACTOR_OUTLET) &&
        next->first == noun->last + 1 && same_sentence(work, noun->last, next->first) &&
        role_of(work, noun)->class == HSY_ROLE_BODY && !noun->plural)
        return hsy_actor_mention(work, hsy_actor_body(work, next), noun->np_first, noun->last,
                                 noun->last, HSY_FORM_NOMINAL, role_of(work, noun)->rule);
    hsy_piece *name = name_after(work, noun);
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
    title = title_before(work, piece);
    if (!title && !has_evidence(work, piece))
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
                       &work.by_body_word};

    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        hsy_map_init(maps[i], state->scratch);
    if (state->doc->article)
        work.year = year_of(state->doc->article);
    work.place_gone = hsy_new_array(state->scratch, state->places.count + 1, bool);
    if (!work.place_gone || !hsy_actor_tokens(&work) || !all_pieces(&work, false) ||
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
