/*
 * place.h - what the files of the reader of places share, and what entity.c may ask.
 *
 *     place_tables.c   words of data/en/place, data/places
 *     place_cues.c     what the words around a name say of it: "in", "said", "County"
 *     place_words.c    the longest name of the gazetteer at a word
 *     place_find.c     first pass: which words are names of places at all
 *     place_choice.c   second: which of the places of one name is meant
 *     place.c          third: does it say where, or who, or is it part of another name
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_PLACE_H
#define HSY_FACT_PLACE_H

#include "fact/gazetteer.h"
#include "fact/internal.h"
#include "fact/terms.h"

typedef enum hsy_place_cue {
    HSY_P_LOCATIVE,   /* in, near: a place follows */
    HSY_P_MOTION,     /* arrived in, travelled to */
    HSY_P_TOWARD,     /* to, from, on, of: a place with a motion or a target before it */
    HSY_P_REGION,     /* region, oblast */
    HSY_P_REGIONS,    /* counties: of all names of a list before it */
    HSY_P_CITY,       /* city, town of */
    HSY_P_SIDE,       /* eastern, central: capital or not, belongs to a place's name */
    HSY_P_ROLE,       /* officials, chiefs: "from London" says whose */
    HSY_P_VERB,       /* said, agreed: a government does it */
    HSY_P_OBJECT,     /* urged, warned: done to a government */
    HSY_P_PARTNER,    /* between, relations with */
    HSY_P_NOT_AFTER,  /* Street, Post, University: the name of something else */
    HSY_P_NOT_BEFORE, /* Mr, President, Lake */
    HSY_P_PARTICLE,   /* al, ez: small words inside names */
    HSY_P_JOIN,       /* and, "," between places */
    HSY_P_AUX,        /* has, is: between a government and its verb */
    HSY_P_GENITIVE,   /* 's */
    HSY_P_BEARER,     /* administration, era: "the Clinton administration" is a person's */
    HSY_P_ELSEWHERE,  /* Mars, Empire: towns bear them, but hardly anybody means those */
    HSY_P_SITE,       /* Street, Bridge: a name and this are a spot */
    HSY_P_ORIGIN,     /* from: who comes from there, unless it is a message that does */
    HSY_P_HOME,       /* from, of: behind a person's name, where that person lives */
    HSY_P_WAY,        /* flights, road: "between" is then from place to place */
    HSY_P_GROUND,     /* hospitals, airspace: what lies in a land whose name stands before it */
    HSY_P_UNDERGO,    /* saw, suffered: what a land does in which something happens */
    HSY_P_A,          /* a: "a Keth district" is a part of Keth */
    HSY_P_INSIDE,     /* in, near: hardly anybody is in a person */
    HSY_P_TRUST,      /* confidence: in a person */
    HSY_P_TOWN_OF,    /* village of: a name follows, whether any gazetteer has it or not */
    HSY_P_LOCAL,      /* man, police: "a Keth man" */
    HSY_P_OFFICE,     /* Police, Mayor: only a town or county has them */
    HSY_P_SEAT,       /* Police, Hospital: "Keth General Hospital" stands in Keth */
    HSY_P_COUNT
} hsy_place_cue;

/* What speaks for one of the places of a name; each times its weight in
 * data/places/weights.tsv. */
#define HSY_PLACE_FEATURE_LIST(X)                                                               \
    X(PEOPLE, "people") X(COUNTRY, "country") X(REGION, "region") X(DISTRICT, "district")       \
    X(VILLAGE, "village") X(AREA, "area") X(WATER, "feature") X(ALIAS, "alias")                 \
    X(WORD, "word") X(PERSON, "person") X(SHORT, "short") X(NAMESAKE, "namesake")               \
    X(NOUN_REGION, "noun-region") X(NOUN_CITY, "noun-city") X(CAPITAL, "capital") X(SEAT, "seat") X(BESIDE, "beside")         \
    X(BESIDE_LAND, "beside-country") X(NAMED_REGION, "named-region")                            \
    X(NAMED_LAND, "named-country") X(NEAR, "near") X(NEARBY, "nearby") X(FAR, "far")            \
    X(SAME_REGION, "same-region") X(SAME_LAND, "same-country") X(HOME, "home")
typedef enum hsy_place_feature {
#define X(name, text) HSY_PF_##name,
    HSY_PLACE_FEATURE_LIST(X)
#undef X
    HSY_PF_COUNT
} hsy_place_feature;

#define HSY_PLACE_LAND_KEY 0x10000u

struct hsy_place_tables {
    const hsy_gazetteer *gazetteer;
    hsy_lexicon cues[HSY_P_COUNT];
    hsy_lexicon adjectives; /* "Syrian" -> number of its country, or HSY_PLACE_LAND_KEY and
                               the index of "europe" in keys */
    hsy_map short_forms;    /* "Ky." -> index in keys */
    HSY_VEC(hsy_str) keys;  /* names of the gazetteer that tables refer to */
    hsy_map homes; /* domain of an outlet -> number of its country */
    int32_t weights[HSY_PF_COUNT];
};

/* How a name of a place is used. */
typedef enum hsy_place_use_found {
    HSY_FOUND_NAME,   /* a name of its own */
    HSY_FOUND_PART,   /* inside another name: "Leeds University" */
    HSY_FOUND_PEOPLE, /* "Syrian" */
} hsy_place_use_found;

/* A name that the text has at terms first..last, and what is known of it. */
typedef struct hsy_place_site {
    uint32_t first, last; /* terms */
    uint32_t topic;       /* in the reader's topics, or HSY_NONE: known to ling alone */
    uint8_t found;        /* hsy_place_use_found */
    uint8_t country;      /* FOUND_PEOPLE: number of the country */
    bool located, region, city; /* words of place at it, a region noun, a town noun */
    bool named;           /* ling calls it a place */
    bool abbreviated;     /* "Ky." */
    bool weak;            /* part of a name, and as likely a word */
    bool surname;         /* of a person in the article */
    bool seat;            /* part of the name of a body that sits there */
    uint32_t within;      /* site of the town whose name begins this spot's, or HSY_NONE */
} hsy_place_site;

/* A name with a region noun or without: the same place in the whole article. */
typedef struct hsy_place_topic {
    hsy_gazetteer_names names;
    uint32_t mentions;
    uint32_t outer; /* topic that holds it, as somewhere said ("Paris, Texas"), or HSY_NONE */
    uint8_t outer_land; /* country, as somewhere said ("the Syrian town of"), or 0 */
    bool region_noun, city_noun, located;
    bool alone; /* found as a name of its own somewhere */
    bool sure; /* no other place of the name comes near in points */
    bool is_chosen;
    hsy_gazetteer_entry chosen; /* as the article now stands */
} hsy_place_topic;

typedef struct hsy_place_sentence {
    hsy_terms terms;
    uint32_t first_site, nsites;
    bool shouts; /* all in capitals */
} hsy_place_sentence;

typedef struct hsy_place_reader {
    hsy_fact_state *state;
    const hsy_place_tables *tables;
    hsy_place_sentence *sentences;
    HSY_VEC(hsy_place_site) sites;
    HSY_VEC(hsy_place_topic) topics;
    hsy_map topic_of;     /* folded name -> topic */
    hsy_map surnames;     /* last words of persons' names in the article */
    uint32_t *people;  /* a country each: times its adjective stands there */
    uint32_t *lands;   /* a country each: topics that lie there */
    uint32_t *regions; /* a region each: topics that lie there */
    uint32_t *named_lands, *named_regions; /* times named themselves */
    uint8_t home;      /* the outlet's country, or 0 */
} hsy_place_reader;

/* -- place_cues.c -------------------------------------------------------------- */

static inline bool hsy_place_at(const hsy_place_reader *reader, const hsy_terms *terms,
                                uint32_t i, hsy_place_cue cue)
{
    return hsy_lexicon_match(&reader->tables->cues[cue], terms, i);
}

static inline bool hsy_place_before(const hsy_place_reader *reader, const hsy_terms *terms,
                                    uint32_t i, hsy_place_cue cue)
{
    return hsy_lexicon_match_before(&reader->tables->cues[cue], terms, i);
}

/* Is the word "Syrian", "Ukrainian"? */
static inline bool hsy_place_adjective(const hsy_place_reader *reader, const hsy_terms *terms,
                                       uint32_t i)
{
    return hsy_lexicon_match(&reader->tables->adjectives, terms, i);
}

bool hsy_place_located(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first);
/* The same without "from", behind which a surname is as likely. */
bool hsy_place_located_firmly(const hsy_place_reader *reader, const hsy_terms *terms,
                              uint32_t first);
/* "The United States has seen two cases", "Russia's hospitals", "U.S. airspace": the land as
 * the place of something. */
bool hsy_place_is_ground(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t last);
/* "Keth General Hospital", "Keth Mayor Ana Ruiz": the town is where the body or office sits. */
bool hsy_place_is_seat(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t last);
bool hsy_place_governs(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                       uint32_t last);
/* "U.S. special envoy", "Russia's favour": the country says whose, not where. */
bool hsy_place_modifies(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t last,
                        bool located);
/* A region noun at the name, or before the list it stands in. */
bool hsy_place_region_noun(const hsy_place_reader *reader, const hsy_terms *terms,
                           uint32_t first, uint32_t last);

/* -- place_words.c --------------------------------------------------------------- */

/* The longest name of the gazetteer that begins at term `i`: its words, or 0. */
uint32_t hsy_place_longest(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i,
                           hsy_gazetteer_names *ret);
/* "Syrias capital": a land whose apostrophe the text has lost. */
uint32_t hsy_place_lost_genitive(const hsy_place_reader *reader, const hsy_terms *terms,
                                 uint32_t i, hsy_gazetteer_names *ret);

/* -- place_find.c ---------------------------------------------------------------- */

/* Does the word begin or lie in a time ("today", "last August")? */
bool hsy_place_in_time(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i);
/* Fills sites and topics of a sentence; false when out of memory. */
bool hsy_place_find(hsy_place_reader *reader, hsy_place_sentence *sentence);
/* Last words of the persons named in the article. */
bool hsy_place_note_persons(hsy_place_reader *reader);

/* -- place_choice.c ---------------------------------------------------------------- */

/* Chooses a place for every topic. */
bool hsy_place_choose_all(hsy_place_reader *reader);
/* The place meant by a topic where `outer` (a topic or HSY_NONE) is named right behind it;
 * false: none can be told. */
bool hsy_place_choose(const hsy_place_reader *reader, uint32_t topic, uint32_t outer,
                      hsy_gazetteer_entry *ret);
/* Does a place that topic `outer` can name contain `entry`? */
bool hsy_place_contained(const hsy_place_reader *reader, const hsy_gazetteer_entry *entry,
                         uint32_t outer);
/* Does one place of topic `inner` lie in one of topic `outer`? */
bool hsy_place_can_hold(const hsy_place_reader *reader, uint32_t outer, uint32_t inner);

/* -- place_tables.c ------------------------------------------------------------------ */

/* The country of an outlet by its domain, or 0. */
uint8_t hsy_place_home(const hsy_place_tables *tables, hsy_str domain);

/* -- place.c ----------------------------------------------------------------------- */

/* Does the name at these tokens stand for a government rather than for a place:
 * "Moscow said", "London and Paris agreed", "army chiefs from London and Paris",
 * "Moscow's demands"? Only countries and capitals can; false for other names. */
bool hsy_place_is_government(hsy_fact_state *state, uint32_t first_token, uint32_t ntokens);

#endif
