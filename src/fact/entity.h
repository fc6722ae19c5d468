/*
 * entity.h - the tables and the work of reading actors; for entity*.c, quote*.c.
 *
 * Reading actors goes in three steps. Pieces (entity_pieces.c): what the tables and
 * the capitals say of single words and phrases: a country, an adjective of one, a
 * role noun, a name, a pronoun. Mentions (entity.c): pieces put together: a title with
 * its name, a name with its apposition, a role noun with its modifiers. Resolution
 * (alias.c, nominal.c, pronoun.c): which mentions are one actor.
 *
 * Words are compared in a plain form ("norm"): lower case, marks and full stops
 * dropped, hyphens as blanks, so that "U.N.", "UN", "al-Nusra", "Al Nusra" meet.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_ENTITY_H
#define HSY_FACT_ENTITY_H

#include "fact/internal.h"
#include "fact/terms.h"

/* What a phrase of the tables is; also what a piece of a sentence is. */
typedef enum hsy_actor_kind {
    HSY_ACTOR_NOTHING,
    HSY_ACTOR_COUNTRY,
    HSY_ACTOR_ADJECTIVE, /* "Russian" */
    HSY_ACTOR_PEOPLE,    /* "Russians", "a Briton" */
    HSY_ACTOR_CAPITAL,   /* "Moscow" */
    HSY_ACTOR_SEAT,      /* "the Kremlin" */
    HSY_ACTOR_BODY,      /* "the United Nations", "Hamas" */
    HSY_ACTOR_OUTLET,    /* "Reuters" */
    HSY_ACTOR_ROLE,      /* "foreign minister", "troops" */
    HSY_ACTOR_PAIR,      /* "the two leaders" */
    HSY_ACTOR_SIDES,     /* "both sides" */
    HSY_ACTOR_PRONOUN,
    HSY_ACTOR_NAME, /* capitals that no table knows */
} hsy_actor_kind;

typedef enum hsy_role_class {
    HSY_ROLE_LEADER,
    HSY_ROLE_EPITHET,
    HSY_ROLE_OFFICE,
    HSY_ROLE_HONOR,
    HSY_ROLE_PERSON,
    HSY_ROLE_COLLECTIVE,
    HSY_ROLE_BODY,
} hsy_role_class;

typedef struct hsy_country {
    char code[4];
    hsy_str name;
    hsy_rule rule;
} hsy_country;

typedef struct hsy_role {
    hsy_str noun;
    hsy_role_class class;
    char role[4];
    bool title;
    char gender; /* 'm', 'f' or 0 */
    hsy_rule rule;
} hsy_role;

typedef struct hsy_body {
    hsy_str key, name;
    hsy_entity_type type;
    char role[4], country[4];
    bool weak; /* from the long list of outlets: a name that may be a plain word */
    hsy_rule rule;
} hsy_body;

typedef struct hsy_leader {
    hsy_str name, key; /* "person:vladimir putin" */
    hsy_str first, last; /* norms */
    char country[4];
    hsy_str office;
    enum { HSY_LEADER_STATE, HSY_LEADER_GOVERNMENT, HSY_LEADER_OTHER } class;
    int from, to;  /* years; to 0: still in office when the table was made */
    uint32_t next; /* same last name */
    hsy_rule rule;
} hsy_leader;

typedef struct hsy_phrase {
    hsy_actor_kind kind;
    uint32_t row;  /* in the array of its kind */
    bool plural;   /* "presidents", "Russians" */
    bool capital;  /* must begin with a capital in the text */
    bool all_caps; /* must stand in capitals: "US", "WHO" */
    uint32_t next; /* another meaning of the same words */
} hsy_phrase;

typedef struct hsy_pronoun {
    char kind;   /* 'm' 'f' 'n' '-' people, '1' the speaker */
    bool plural;
    enum { HSY_CASE_SUBJ, HSY_CASE_OBJ, HSY_CASE_POSS, HSY_CASE_REFL } kase;
    hsy_rule rule;
} hsy_pronoun;

/* The lists of words.tsv; the order is that of the names in entity_tables.c. */
typedef enum hsy_actor_list {
    HSY_LIST_PARTICLE,
    HSY_LIST_NAME_TAIL,
    HSY_LIST_DETERMINER,
    HSY_LIST_DEFINITE,
    HSY_LIST_INDEFINITE,
    HSY_LIST_MODIFIER,
    HSY_LIST_PLACE_BEFORE,
    HSY_LIST_FROM,
    HSY_LIST_PRESSURE,
    HSY_LIST_PLACE_AFTER,
    HSY_LIST_MONTH,
    HSY_LIST_NOT_NAME,
    HSY_LIST_ORG_HEAD,
    HSY_LIST_PLACE_HEAD,
    HSY_LIST_THING_HEAD,
    HSY_LIST_AUX,
    HSY_LIST_GROUP_NOUN,
    HSY_LIST_OF,
    HSY_LIST_IN,
    HSY_LIST_TO,
    HSY_LIST_AND,
    HSY_LIST_RELATIONAL,
    HSY_LIST_FORMER,
    HSY_LIST_AGE,
    HSY_LIST_GOVERNMENT,
    HSY_LIST_STATE_WORD,
    HSY_LIST_SPEECH,
    HSY_LIST_FORCES,
    HSY_LIST_BE,
    HSY_LIST_WATER,    /* a sea is named after a country and is none */
    HSY_LIST_OWN_BODY, /* ends the name of a body that begins with a country's */
    HSY_LIST_SHORE,    /* bank: of a river behind SIDE */
    HSY_LIST_SIDE,
    HSY_LIST_BODY_END, /* ends the name of an office that has "and" in it */
    HSY_LIST_COUNT
} hsy_actor_list;

struct hsy_entity_tables {
    HSY_VEC(hsy_country) countries;
    HSY_VEC(hsy_role) roles;
    HSY_VEC(hsy_body) bodies; /* outlets too */
    HSY_VEC(hsy_leader) leaders;
    HSY_VEC(hsy_phrase) phrases;
    HSY_VEC(hsy_pronoun) pronouns;
    hsy_map phrase;      /* norm -> first of phrases */
    hsy_map prefix;      /* beginnings of norms that go on */
    hsy_map list;        /* norm -> index in list_bits */
    HSY_VEC(uint64_t) list_bits;
    hsy_map first_name;  /* norm -> 'm', 'f' or 1 */
    hsy_map nickname;    /* "short full" -> 1 */
    hsy_map is_nickname; /* short -> 1 */
    hsy_map pronoun;     /* lower -> index */
    hsy_map surname;     /* norm -> first of leaders */
    hsy_map country;     /* code -> index */
};

/* The plain form; .ptr NULL when out of memory. Ends of Slavic surnames are made
 * alike ("Zelenskiy", "Zelenskyy" -> "zelensky"). */
hsy_str hsy_actor_norm(hsy_arena *arena, hsy_str s);
hsy_str hsy_actor_surname(hsy_arena *arena, hsy_str norm);
/* "person:ana ruiz" of a name. */
hsy_str hsy_actor_person_key(hsy_arena *arena, hsy_str name);

/* -- the work on one article -------------------------------------------------- */

typedef struct hsy_actor_token {
    hsy_str norm;       /* "" for punctuation */
    uint64_t lists;     /* bits of hsy_actor_list */
    uint32_t piece;     /* index, or HSY_NONE */
    uint32_t sentence;
    bool quoted;        /* between quotation marks */
    bool shouted;       /* of a sentence all in capitals: they say nothing */
} hsy_actor_token;

typedef struct hsy_piece {
    hsy_actor_kind kind;
    uint32_t first, last; /* tokens, both included */
    uint32_t row;         /* in the array of its kind */
    bool plural;
    bool used;            /* part of another mention */
    uint8_t name_type;    /* HSY_ACTOR_NAME: hsy_name_type, or 0xff unknown */
    /* HSY_ACTOR_ROLE: the phrase around the noun. */
    uint32_t np_first;  /* its first token */
    uint32_t possessor; /* piece of a name: "Trump's envoy"; or HSY_NONE */
    char country[4];    /* said by its modifiers */
    char role[4];       /* said by its modifiers: "rebel commander" */
    bool former, definite, indefinite;
    uint32_t body;  /* piece of a named body before it: "Islamic State group"; or HSY_NONE */
    bool owned; /* by somebody: "Trump's envoy" */
} hsy_piece;

typedef struct hsy_person {
    uint32_t entity;
    hsy_str first, last; /* norms; first is "" when only the last name is known */
    char gender;
    const hsy_role *title; /* or NULL */
    hsy_str full;          /* norm of the whole name */
    hsy_str tail;          /* "jr", or empty */
    uint32_t next_last, next_first; /* others of the same word, older ones later */
    uint32_t seen;         /* number of the latest mention */
    uint32_t seen_outside; /* the same outside quotations */
} hsy_person;

typedef struct hsy_actor_work {
    hsy_fact_state *state;
    const struct hsy_entity_tables *tables;
    const hsy_doc *doc;
    hsy_arena *scratch;
    hsy_actor_token *tokens;
    HSY_VEC(hsy_piece) pieces;
    HSY_VEC(hsy_person) persons;
    HSY_VEC(uint32_t) recent; /* mentions in the order read */
    HSY_VEC(uint32_t) person_of; /* entity -> person or HSY_NONE */
    hsy_map by_key, by_phrase; /* -> entity */
    hsy_map mid_capital; /* words with a capital inside a sentence */
    hsy_map spots;       /* names of places that no gazetteer has, as the reader of places saw */
    hsy_map lower_seen;  /* words seen in lower case */
    hsy_map known_word;  /* words of persons' names */
    hsy_map by_body_word; /* words of bodies' names -> entity: "the Observatory" */
    hsy_map by_last, by_first; /* -> newest of persons */
    uint32_t clock; /* counts mentions, for recency */
    bool *place_gone; /* of state->places: speaks for a government here */
    bool no_apostrophes; /* the text has lost them */
    int year;            /* of publication, 0 unknown */
    hsy_terms terms;     /* of the sentence that party.c looked at last */
} hsy_actor_work;

static inline bool hsy_actor_in(const hsy_actor_work *work, uint32_t token,
                                hsy_actor_list list)
{
    return token < work->doc->ntokens && ((work->tokens[token].lists >> list) & 1);
}
/* Is the token this one sign? */
static inline bool hsy_actor_is(const hsy_actor_work *work, uint32_t token, char sign)
{
    const hsy_doc *doc = work->doc;

    return token < doc->ntokens && doc->tokens[token].lower.len == 1 &&
           doc->tokens[token].lower.ptr[0] == sign;
}

static inline bool hsy_one_sentence(const hsy_actor_work *work, uint32_t a, uint32_t b)
{
    return a < work->doc->ntokens && b < work->doc->ntokens &&
           work->tokens[a].sentence == work->tokens[b].sentence;
}

static inline const hsy_piece *hsy_actor_piece(const hsy_actor_work *work, uint32_t token)
{
    uint32_t piece = token < work->doc->ntokens ? work->tokens[token].piece : HSY_NONE;
    return piece == HSY_NONE ? NULL : &work->pieces.data[piece];
}

/* Fill tokens and pieces; false when out of memory. */
/* entity_phrases.c: the longest phrase of the tables that begins at `first`; its last token. */
const hsy_phrase *hsy_actor_match(const hsy_actor_work *work, uint32_t first, uint32_t end,
                                  bool headline, uint32_t *ret_last);
/* entity_titles.c: the piece that is meant, or NULL. */
hsy_piece *hsy_actor_title_of(const hsy_actor_work *work, const hsy_piece *of);
hsy_piece *hsy_actor_title_before(const hsy_actor_work *work, const hsy_piece *name);
hsy_piece *hsy_actor_apposition(const hsy_actor_work *work, const hsy_piece *name);
hsy_piece *hsy_actor_name_after(const hsy_actor_work *work, const hsy_piece *noun);
hsy_piece *hsy_actor_outer_title(const hsy_actor_work *work, const hsy_piece *title);
/* entity_tokens.c: does the sentence capitalise its words as a headline does? */
bool hsy_actor_is_headline(const hsy_actor_work *work, uint32_t sentence);
bool hsy_actor_tokens(hsy_actor_work *work);
bool hsy_actor_pieces(hsy_actor_work *work, uint32_t sentence);

/* Entities: found by key, else made; HSY_NONE when out of memory. */
uint32_t hsy_actor_entity(hsy_actor_work *work, hsy_str name, hsy_str key,
                          hsy_entity_type type, const char *country, const char *role,
                          hsy_rule rule);
bool hsy_actor_mention(hsy_actor_work *work, uint32_t entity, uint32_t first, uint32_t last,
                       uint32_t head, hsy_form form, hsy_rule rule);
void hsy_actor_set_role(hsy_actor_work *work, uint32_t entity, const hsy_role *role,
                        const char *country, bool former);

/* alias.c: the person a name in the text means, made when new; HSY_NONE when it cannot
 * be said (or out of memory). `country` may be "". */
uint32_t hsy_actor_person(hsy_actor_work *work, const hsy_piece *name, bool sure,
                          const char *country, bool *ret_alias);
/* Is the name one of a person, by what is known before its place is looked at? */
bool hsy_actor_fits_person(const hsy_actor_work *work, const hsy_piece *name);
uint32_t hsy_actor_leader_of(const hsy_actor_work *work, const char *country,
                             const hsy_role *role);
uint32_t hsy_actor_leader_entity(hsy_actor_work *work, uint32_t leader);
/* The entity's person, or NULL. */
hsy_person *hsy_actor_as_person(const hsy_actor_work *work, uint32_t entity);

/* nominal.c: "the Russian leader", "Ukrainian troops", "the two leaders". */
void hsy_actor_phrase(hsy_actor_work *work, uint32_t piece); /* fills np_first ... */
bool hsy_actor_nominal(hsy_actor_work *work, uint32_t piece);
bool hsy_actor_pair(hsy_actor_work *work, uint32_t piece);
/* The place that token belongs to, or HSY_NONE. */
uint32_t hsy_actor_place_at(const hsy_actor_work *work, uint32_t token);
/* Country of the place that token belongs to, or "". */
const char *hsy_actor_place_country(const hsy_actor_work *work, uint32_t token);
/* Remember the words of a body's name for "the Observatory". */
void hsy_actor_note_body(hsy_actor_work *work, const hsy_piece *piece, uint32_t entity);
/* The entity of a body or outlet of the tables. */
uint32_t hsy_actor_body(hsy_actor_work *work, const hsy_piece *piece);
uint32_t hsy_actor_metonym(hsy_actor_work *work, const char *country, hsy_str name,
                           hsy_rule rule);

/* metonym.c: countries, capitals, peoples, bodies. */
bool hsy_actor_read_country(hsy_actor_work *work, const hsy_piece *piece, hsy_form form);
bool hsy_actor_is_government(const hsy_actor_work *work, const hsy_piece *piece);
bool hsy_actor_read_government(hsy_actor_work *work, const hsy_piece *piece);
bool hsy_actor_read_people(hsy_actor_work *work, const hsy_piece *piece);
bool hsy_actor_read_body(hsy_actor_work *work, const hsy_piece *piece);
/* A body's name is no spot, whatever ling took it for ("the Taliban", "Center" in a name). */
void hsy_actor_drop_spots(hsy_actor_work *work, uint32_t first, uint32_t last);
void hsy_actor_close_places(hsy_actor_work *work); /* without the capitals that speak */

/* party.c: places that no table of countries knows, and that act. */
bool hsy_actor_is_party(hsy_actor_work *work, const hsy_piece *name);
bool hsy_actor_read_party(hsy_actor_work *work, const hsy_piece *name);

/* pronoun.c */
bool hsy_actor_pronoun(hsy_actor_work *work, uint32_t piece);
bool hsy_actor_is_subject(const hsy_actor_work *work, const hsy_mention *mention);

/* Sort mentions, fill first_mention, mention_of_head, mention_over anew; for entity.c and
 * quote.c after it has added mentions. */
hsy_status hsy_entities_index(hsy_fact_state *state);
/* Entities in the order of their first mention, without those that have none. */
bool hsy_entities_renumber(hsy_fact_state *state, hsy_arena *scratch);

#endif
