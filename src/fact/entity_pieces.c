/*
 * entity_pieces.c - what the tables and the capitals say of words and phrases.
 *
 * Each sentence is tiled from left to right. At each token the longest phrase of
 * the tables that fits the look of the text wins; else a run of capitals is a name
 * that no table knows ("Oleg Synegubov"); else the token is no piece. A capital says
 * little at the start of a sentence and nothing in a headline that capitalises
 * every word: there a word must be known from elsewhere in the article, by the name
 * layer, or by a table.
 *
 *     Ardel     Governor  Ana Ruiz  told  reporters  that  Russian    forces ...
 *     (place)   ROLE      NAME            ROLE             ADJECTIVE  ROLE
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "base/utf8.h"
#include "fact/entity.h"

#define STOPPED_HEADLINE 6 /* words, all capital, of a headline that ends in a stop */

enum { NAME_UNKNOWN = 0xff };

static const hsy_token *token_at(const hsy_actor_work *work, uint32_t i)
{
    return &work->doc->tokens[i];
}

static bool is_verb(const hsy_actor_work *work, uint32_t i)
{
    return work->doc->has_tags && (token_at(work, i)->upos == HSY_UPOS_VERB ||
                                   token_at(work, i)->upos == HSY_UPOS_AUX);
}

static hsy_piece *push(hsy_actor_work *work, hsy_actor_kind kind, uint32_t first,
                       uint32_t last)
{
    hsy_piece *piece = hsy_vec_push(work->scratch, &work->pieces);

    if (!piece)
        return NULL;
    *piece = (hsy_piece){.kind = kind, .first = first, .last = last,
                         .name_type = NAME_UNKNOWN, .np_first = first,
                         .possessor = HSY_NONE, .body = HSY_NONE};
    for (uint32_t i = first; i <= last; i++)
        work->tokens[i].piece = work->pieces.count - 1;
    return piece;
}

/* -- names that no table knows ------------------------------------------------- */

static const hsy_name *layer_name(const hsy_actor_work *work, uint32_t i)
{
    const hsy_token *token = token_at(work, i);
    if (!work->doc->has_names || token->name == HSY_NONE || token->name >= work->doc->nnames)
        return NULL;
    return &work->doc->names[token->name];
}

static bool has_digit_or_mark(const hsy_token *token)
{
    return (token->shape & (HSY_SHAPE_DIGIT | HSY_SHAPE_PUNCT)) != 0;
}

static bool is_first_name(const hsy_actor_work *work, uint32_t i)
{
    return hsy_map_find(&work->tables->first_name, work->tokens[i].norm) != HSY_NONE;
}

static bool plain_capital(const hsy_actor_work *work, uint32_t i)
{
    return i < work->doc->ntokens && (token_at(work, i)->shape & HSY_SHAPE_CAPITAL) &&
           !has_digit_or_mark(token_at(work, i));
}

/* "Jan Zielny", "Theresa May". */
static bool month_is_name(const hsy_actor_work *work, uint32_t i)
{
    return (is_first_name(work, i) && plain_capital(work, i + 1)) ||
           (i && is_first_name(work, i - 1) && plain_capital(work, i - 1));
}

/* May this word, by its look and its place, be part of a name? */
static bool name_word(const hsy_actor_work *work, uint32_t i, bool headline)
{
    const hsy_token *token = token_at(work, i);
    const hsy_actor_token *mine = &work->tokens[i];
    bool starts = (token->shape & HSY_SHAPE_STARTS) != 0;

    if (!(token->shape & HSY_SHAPE_CAPITAL) || has_digit_or_mark(token) || !mine->norm.len)
        return false;
    if (token->lower.len > 2 && token->lower.ptr[1] == '-')
        return false; /* "R-Keth": of which party and state */
    if ((mine->lists & (UINT64_C(1) << HSY_LIST_MONTH)) && !month_is_name(work, i))
        return false;
    bool known = hsy_map_find(&work->known_word, mine->norm) != HSY_NONE ||
                 layer_name(work, i) != NULL;
    if (hsy_actor_in(work, i, HSY_LIST_NOT_NAME) || hsy_actor_in(work, i, HSY_LIST_DETERMINER))
        return known && !starts && !headline;
    /* "30 Rebels Killed in Blast": the body has the word in small letters. */
    if (headline && work->doc->has_tags && token->upos == HSY_UPOS_VERB &&
        hsy_map_find(&work->lower_seen, mine->norm) != HSY_NONE &&
        hsy_map_find(&work->mid_capital, mine->norm) == HSY_NONE)
        return false;
    if (headline)
        return known || hsy_map_find(&work->mid_capital, mine->norm) != HSY_NONE ||
               (hsy_map_find(&work->tables->first_name, mine->norm) != HSY_NONE &&
                hsy_map_find(&work->lower_seen, mine->norm) == HSY_NONE);
    if (starts && hsy_map_find(&work->lower_seen, mine->norm) != HSY_NONE)
        return known;
    return true;
}

/* Particles between the parts of a name: "van der Velde", "al-Khatib", and the hyphen of
 * "Jean-Noel". The token of the next part, or HSY_NONE. */
static uint32_t next_part(const hsy_actor_work *work, uint32_t i, uint32_t end, bool headline)
{
    uint32_t particles = 0;

    for (uint32_t j = i; j < end && j < i + 5; j++) {
        const hsy_token *token = token_at(work, j);
        bool hyphen = token->lower.len == 1 && token->lower.ptr[0] == '-' &&
                      !token->space_after && !token_at(work, j - 1)->space_after;
        bool particle = hsy_actor_in(work, j, HSY_LIST_PARTICLE) &&
                        !(token->shape & HSY_SHAPE_CAPITAL);
        if (j > i && name_word(work, j, headline))
            return j;
        if (!hyphen && !particle)
            return HSY_NONE;
        particles += particle;
        if (particles > 3)
            return HSY_NONE;
    }
    return HSY_NONE;
}

/* A sentence-initial word alone is a name only when something vouches for it. */
static bool vouched(const hsy_actor_work *work, uint32_t first, uint32_t last)
{
    hsy_str norm = work->tokens[first].norm;

    if (first < last || !(token_at(work, first)->shape & HSY_SHAPE_STARTS))
        return true;
    return layer_name(work, first) || hsy_map_find(&work->mid_capital, norm) != HSY_NONE ||
           hsy_map_find(&work->known_word, norm) != HSY_NONE ||
           hsy_map_find(&work->tables->surname, norm) != HSY_NONE ||
           hsy_map_find(&work->tables->first_name, norm) != HSY_NONE;
}

static uint8_t type_of_name(const hsy_actor_work *work, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        const hsy_name *name = layer_name(work, i);
        if (name)
            return name->type;
    }
    return NAME_UNKNOWN;
}

static bool is_tail(const hsy_actor_work *work, uint32_t i, uint32_t end)
{
    return i < end && hsy_actor_in(work, i, HSY_LIST_NAME_TAIL);
}

/* Is there a table phrase of its own at `i` that ends a run of capitals? A surname
 * that is also a role or an adjective ("General Pole") keeps its run. */
static bool breaks(const hsy_actor_work *work, uint32_t first, uint32_t i, uint32_t end,
                   bool headline, bool in_layer)
{
    uint32_t last;
    const hsy_phrase *phrase = hsy_actor_match(work, i, end, headline, &last);
    if (!phrase || phrase->kind == HSY_ACTOR_OUTLET)
        return false;
    /* "Ruiz Administration", all of it a person for the layer */
    const hsy_name *layer = layer_name(work, first);
    if (phrase->kind == HSY_ACTOR_ROLE && i == first + 1 && layer &&
        layer->type == HSY_NAME_PERSON && hsy_actor_in(work, i, HSY_LIST_GOVERNMENT))
        return true;
    /* Inside a name of the layer only a title parts: "Ardel Governor Ana Ruiz". */
    if (in_layer)
        return phrase->kind == HSY_ACTOR_ROLE && last + 1 < end &&
               work->tables->roles.data[phrase->row].title && plain_capital(work, last + 1) &&
               !hsy_actor_in(work, last, HSY_LIST_ORG_HEAD);
    /* "Chuck Jordan", "Jack London": behind a first name they are last names. */
    if (i == first + 1 && last == i && phrase->capital &&
        hsy_map_find(&work->tables->first_name, work->tokens[first].norm) != HSY_NONE)
        return false;
    if (phrase->kind == HSY_ACTOR_ROLE) {
        /* "Ruiz Administration" is a person and a noun, "Health Ministry" one name. */
        bool person = i == first + 1 &&
                      (hsy_map_find(&work->known_word, work->tokens[first].norm) != HSY_NONE ||
                       hsy_map_find(&work->tables->surname, work->tokens[first].norm) !=
                           HSY_NONE);
        return person || !hsy_actor_in(work, i, HSY_LIST_ORG_HEAD);
    }
    return true;
}

/* "Seamen's Union", "Doctors Without Borders", "Court of Appeal": a possessive or a
 * preposition inside the name of a body. A plural owner and a head noun of bodies right
 * behind it make one name; so do a head noun and what "of" or a capital "Without" brings.
 * The last token of it, or HSY_NONE. */
static uint32_t owned_body(const hsy_actor_work *work, uint32_t first, uint32_t last,
                           uint32_t end, bool headline)
{
    hsy_str mark = last + 1 < end ? token_at(work, last + 1)->lower : (hsy_str){"", 0};
    uint32_t head = last + 2;

    if (!mark.len || mark.ptr[0] != '\'' || mark.len > 2)
        return HSY_NONE;
    /* One person's "Ruiz's Ministry" is two. */
    const hsy_name *layer = layer_name(work, first);
    if (first != last ||
        (layer && (layer->type == HSY_NAME_PERSON || layer->type == HSY_NAME_PLACE)) ||
        hsy_map_find(&work->tables->surname, work->tokens[first].norm) != HSY_NONE ||
        hsy_map_find(&work->known_word, work->tokens[first].norm) != HSY_NONE)
        return HSY_NONE;
    while (head < end && head < last + 4 && plain_capital(work, head) &&
           !hsy_actor_in(work, head, HSY_LIST_ORG_HEAD) && name_word(work, head, headline))
        head++;
    return head < end && plain_capital(work, head) &&
                   hsy_actor_in(work, head, HSY_LIST_ORG_HEAD)
               ? head
               : HSY_NONE;
}

/* "Office of Management and Budget", "Food and Drug Administration": two matters of one
 * office. The last token of what "and" adds, or HSY_NONE. */
static uint32_t second_matter(const hsy_actor_work *work, uint32_t first, uint32_t last,
                              uint32_t end, bool headline, bool of)
{
    uint32_t i = last + 2, after;

    if (i >= end || headline || !hsy_actor_in(work, last + 1, HSY_LIST_AND) ||
        !plain_capital(work, i) || hsy_actor_match(work, i, end, headline, &after) ||
        is_first_name(work, i) || hsy_actor_in(work, i, HSY_LIST_BODY_END) ||
        type_of_name(work, i, i) == HSY_NAME_PERSON ||
        type_of_name(work, i, i) == HSY_NAME_PLACE ||
        hsy_map_find(&work->tables->surname, work->tokens[i].norm) != HSY_NONE)
        return HSY_NONE;
    for (after = i; after + 1 < end && after < i + 3 && plain_capital(work, after + 1);)
        after++;
    if (of)
        return hsy_actor_in(work, after, HSY_LIST_BODY_END) ? HSY_NONE : after;
    /* "Ardel and Interior Ministry" are two: one word that is no name of its own. */
    return first == last && hsy_actor_in(work, after, HSY_LIST_BODY_END) && after > i &&
                   !is_first_name(work, first) && first &&
                   !(token_at(work, first)->shape & HSY_SHAPE_STARTS) &&
                   hsy_map_find(&work->tables->surname, work->tokens[first].norm) == HSY_NONE
               ? after
               : HSY_NONE;
}

/* "Mayor of Keth": what an office is of, not yet who holds it. */
static bool behind_office(const hsy_actor_work *work, uint32_t first)
{
    const hsy_piece *office;

    if (first < 2 || !hsy_actor_in(work, first - 1, HSY_LIST_OF) ||
        is_first_name(work, first))
        return false;
    office = hsy_actor_piece(work, first - 2);
    return office && office->kind == HSY_ACTOR_ROLE && !office->plural &&
           work->tokens[office->last].sentence == work->tokens[first].sentence &&
           work->tables->roles.data[office->row].class <= HSY_ROLE_OFFICE;
}

static bool add_name(hsy_actor_work *work, uint32_t first, uint32_t end, bool headline,
                     uint32_t *ret_last)
{
    bool of = false;
    uint32_t last = first;
    const hsy_name *layer = layer_name(work, first);
    uint32_t layer_end = layer ? layer->first + layer->ntokens : 0, part;

    const bool office = behind_office(work, first);

    for (uint32_t i = first + 1; i < end; i++) {
        if (office && is_first_name(work, i) && plain_capital(work, i + 1))
            break; /* "Minister of Economy Ana Ruiz" */
        if (breaks(work, first, i, end, headline, i < layer_end))
            break;
        if (name_word(work, i, headline) || is_tail(work, i, end))
            last = i;
        else if (i == last + 1 && hsy_actor_in(work, i, HSY_LIST_OF) && i + 1 < end &&
                 hsy_actor_in(work, last, HSY_LIST_ORG_HEAD) &&
                 name_word(work, i + 1, headline))
            last = ++i, of = true; /* "Center for Policy Research" */
        else if ((part = next_part(work, i, end, headline)) != HSY_NONE)
            last = i = part;
        else
            break;
    }
    const uint32_t body = owned_body(work, first, last, end, headline);
    const uint32_t second = second_matter(work, first, last, end, headline, of);
    if (body != HSY_NONE)
        last = body;
    else if (second != HSY_NONE)
        last = second;
    *ret_last = last;
    if (!vouched(work, first, last))
        return true;
    hsy_piece *piece = push(work, HSY_ACTOR_NAME, first, last);
    if (!piece)
        return false;
    piece->name_type = type_of_name(work, first, last);
    return true;
}

/* "said a US", "let us": a pronoun unless its look says otherwise. */
static const hsy_pronoun *pronoun_at(const hsy_actor_work *work, uint32_t i, uint32_t *ret)
{
    const hsy_token *token = token_at(work, i);
    uint32_t at = hsy_map_find(&work->tables->pronoun, token->lower);

    if (at == HSY_NONE || ((token->shape & HSY_SHAPE_ALL_CAPS) && token->lower.len > 1))
        return NULL;
    *ret = at;
    return &work->tables->pronouns.data[at];
}

/* A capitalised table phrase inside a longer name ("Moscow Times", "Georgia Maloney",
 * "Israel Katz") is part of that name, when what follows is a name's word. */
static bool part_of_name(const hsy_actor_work *work, const hsy_phrase *phrase, uint32_t first,
                         uint32_t last, uint32_t end)
{
    uint32_t next = last + 1, after;
    const hsy_name *layer = layer_name(work, first);

    if (phrase->kind == HSY_ACTOR_ROLE || phrase->kind == HSY_ACTOR_ADJECTIVE || next >= end)
        return false;
    if (layer && layer->type == HSY_NAME_PERSON && layer->first == first &&
        layer->ntokens > last - first + 1)
        return true;
    if (phrase->kind != HSY_ACTOR_COUNTRY && phrase->kind != HSY_ACTOR_CAPITAL &&
        phrase->kind != HSY_ACTOR_OUTLET)
        return false;
    if (!(token_at(work, next)->shape & HSY_SHAPE_CAPITAL) || first != last)
        return false;
    if (hsy_actor_match(work, next, end, false, &after))
        return false;
    return hsy_map_find(&work->tables->first_name, work->tokens[first].norm) != HSY_NONE &&
           name_word(work, next, false);
}

/* "The general retired": what is a subject or an object is a noun, whatever its tag. */
static bool heads_phrase(const hsy_actor_work *work, uint32_t i)
{
    const uint8_t deprel = token_at(work, i)->deprel;

    return work->doc->has_trees && i && hsy_actor_in(work, i - 1, HSY_LIST_DETERMINER) &&
           (deprel == HSY_DEP_nsubj || deprel == HSY_DEP_nsubj_pass || deprel == HSY_DEP_obj ||
            deprel == HSY_DEP_iobj || deprel == HSY_DEP_obl || deprel == HSY_DEP_nmod);
}

static bool is_describing(const hsy_actor_work *work, const hsy_phrase *phrase, uint32_t i)
{
    return work->doc->has_tags && token_at(work, i)->upos == HSY_UPOS_ADJ &&
           !heads_phrase(work, i) &&
           work->tables->roles.data[phrase->row].class <= HSY_ROLE_PERSON &&
           !(token_at(work, i)->shape & HSY_SHAPE_CAPITAL);
}

static bool add_phrase_piece(hsy_actor_work *work, const hsy_phrase *phrase, uint32_t first,
                             uint32_t last)
{
    hsy_piece *piece = push(work, phrase->kind, first, last);
    if (!piece)
        return false;
    piece->row = phrase->row;
    piece->plural = phrase->plural;
    return true;
}

/* "Court of Appeal", "Council of Elders": a body's noun with a capital, and what it is of.
 * Ministries and forces keep their noun, which says whose they are. */
static bool opens_body(const hsy_actor_work *work, const hsy_phrase *phrase, uint32_t first,
                       uint32_t last, uint32_t end)
{
    uint32_t after, head = last + 1;

    /* "Doctors Association", "Teachers' Union": its members and the noun. */
    if (head < end && token_at(work, head)->lower.len &&
        token_at(work, head)->lower.ptr[0] == '\'')
        head++;
    if (phrase->kind == HSY_ACTOR_ROLE && first == last && phrase->plural && head < end &&
        plain_capital(work, first) && plain_capital(work, head) &&
        hsy_actor_in(work, head, HSY_LIST_ORG_HEAD) &&
        work->tables->roles.data[phrase->row].class <= HSY_ROLE_PERSON)
        return true;

    if (phrase->kind != HSY_ACTOR_ROLE || first != last || phrase->plural || last + 2 >= end ||
        !plain_capital(work, first) || !hsy_actor_in(work, first, HSY_LIST_ORG_HEAD) ||
        !hsy_actor_in(work, last + 1, HSY_LIST_OF) || !plain_capital(work, last + 2))
        return false;
    const hsy_role *role = &work->tables->roles.data[phrase->row];
    return role->class == HSY_ROLE_BODY && (!role->role[0] || strcmp(role->role, "JUD") == 0) &&
           !hsy_actor_match(work, last + 2, end, false, &after) &&
           name_word(work, last + 2, false);
}

/* "Congo River Alliance": a country and capitals that end in what is no part of a state. */
static bool opens_own_body(const hsy_actor_work *work, const hsy_phrase *phrase, uint32_t last,
                           uint32_t end)
{
    uint32_t i = last + 1, after;

    if (phrase->kind != HSY_ACTOR_COUNTRY || i + 1 >= end || !plain_capital(work, i) ||
        hsy_actor_match(work, i, end, false, &after) ||
        hsy_actor_in(work, i, HSY_LIST_OWN_BODY))
        return false;
    while (i < end && i < last + 4 && plain_capital(work, i) &&
           !hsy_actor_in(work, i, HSY_LIST_OWN_BODY))
        i++;
    return i < end && i > last + 1 && plain_capital(work, i) &&
           hsy_actor_in(work, i, HSY_LIST_OWN_BODY);
}

/* "the Norlander Ocean", "the Gulf of Norland": waters that are named after a country. */
static bool names_water(const hsy_actor_work *work, const hsy_phrase *phrase, uint32_t first,
                        uint32_t last, uint32_t end)
{
    if (phrase->kind != HSY_ACTOR_COUNTRY && phrase->kind != HSY_ACTOR_ADJECTIVE)
        return false;
    if (last + 1 < end && plain_capital(work, last + 1) &&
        hsy_actor_in(work, last + 1, HSY_LIST_WATER))
        return !(last + 2 < end && plain_capital(work, last + 2));
    return first >= 2 && hsy_actor_in(work, first - 1, HSY_LIST_OF) &&
           plain_capital(work, first - 2) && hsy_actor_in(work, first - 2, HSY_LIST_WATER);
}

static bool piece_at(hsy_actor_work *work, uint32_t first, uint32_t end, bool headline,
                     uint32_t *ret_last)
{
    uint32_t row;
    const hsy_phrase *phrase;

    *ret_last = first;
    if (token_at(work, first)->shape & HSY_SHAPE_PUNCT)
        return true;
    if (pronoun_at(work, first, &row)) {
        hsy_piece *piece = push(work, HSY_ACTOR_PRONOUN, first, first);
        if (piece)
            piece->row = row;
        return piece != NULL;
    }
    phrase = hsy_actor_match(work, first, end, headline, ret_last);
    if (phrase && phrase->kind == HSY_ACTOR_ROLE &&
        (is_verb(work, *ret_last) || is_describing(work, phrase, *ret_last) ||
         hsy_in_time(work->state, first)))
        phrase = NULL; /* "suspect", "guard", "head"; "major"; "4 p.m." */
    if (phrase && names_water(work, phrase, first, *ret_last, end))
        return true;
    if (phrase && (opens_body(work, phrase, first, *ret_last, end) ||
                   opens_own_body(work, phrase, *ret_last, end)))
        return add_name(work, first, end, headline, ret_last);
    if (phrase && !part_of_name(work, phrase, first, *ret_last, end))
        return add_phrase_piece(work, phrase, first, *ret_last);
    *ret_last = first;
    if (name_word(work, first, headline))
        return add_name(work, first, end, headline, ret_last);
    return true;
}

bool hsy_actor_pieces(hsy_actor_work *work, uint32_t sentence)
{
    const hsy_sentence *s = &work->doc->sentences[sentence];
    bool headline = hsy_actor_is_headline(work, sentence);
    uint32_t end = s->first + s->ntokens;

    for (uint32_t i = s->first; i < end; i++) {
        uint32_t last;
        if (!piece_at(work, i, end, headline, &last))
            return false;
        i = last;
    }
    return true;
}
