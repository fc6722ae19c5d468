/*
 * place.h - what gazetteer.c and place.c share, and what entity.c may ask.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_PLACE_H
#define HSY_FACT_PLACE_H

#include "fact/internal.h"
#include "fact/terms.h"

typedef enum hsy_place_cue {
    HSY_P_LOCATIVE,   /* in, near: a place follows */
    HSY_P_MOTION,     /* arrived in, travelled to */
    HSY_P_TOWARD,     /* to, from, on, of: a place with a motion or a target before it */
    HSY_P_REGION,     /* region, oblast */
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
    HSY_P_SITE,       /* Street, Bridge: a name and this are a spot */
    HSY_P_COUNT
} hsy_place_cue;

typedef struct hsy_gazetteer_entry {
    hsy_str name, admin1;
    char country[4];
    int32_t lat, lon;
    int64_t geonames;
    uint32_t weight; /* ten times the binary logarithm of the population */
    hsy_place_kind kind;
    bool capital, weak, has_point;
    uint32_t line;
} hsy_gazetteer_entry;

typedef struct hsy_gazetteer {
    hsy_map keys; /* folded name -> first link */
    HSY_VEC(hsy_gazetteer_entry) entries;
    struct hsy_gazetteer_link {
        uint32_t entry, next;
    } * links;
    uint32_t nlinks;
    HSY_VEC(hsy_str) countries; /* ISO alpha-3, for counting */
    hsy_map country_of;         /* -> index in countries */
    const char *name;
} hsy_gazetteer;

struct hsy_place_tables {
    hsy_gazetteer gazetteer;
    hsy_lexicon cues[HSY_P_COUNT];
    hsy_lexicon adjectives; /* -> index in gazetteer.countries */
};

/* A name that the text has at terms first..last, and what is known of it. */
typedef struct hsy_place_site {
    uint32_t first, last; /* terms */
    uint32_t link;        /* in the gazetteer, or HSY_NONE: known to ling alone */
    bool located, region;
} hsy_place_site;

typedef struct hsy_place_sentence {
    hsy_terms terms;
    uint32_t first_site, nsites;
} hsy_place_sentence;

typedef struct hsy_place_reader {
    hsy_fact_state *state;
    const hsy_place_tables *tables;
    hsy_place_sentence *sentences;
    HSY_VEC(hsy_place_site) sites;
    uint32_t *votes; /* a country each */
    hsy_map regions; /* "USA Texas" -> times it is named */
} hsy_place_reader;

static inline const hsy_gazetteer_entry *hsy_place_entry(const hsy_place_reader *reader,
                                                         uint32_t link)
{
    const hsy_gazetteer *gazetteer = &reader->tables->gazetteer;

    return &gazetteer->entries.data[gazetteer->links[link].entry];
}

/* place_choice.c. The name `said` at `link` speaks for its country and region; false when out
 * of memory. */
bool hsy_place_vote(hsy_place_reader *reader, uint32_t link, hsy_str said);
/* The place meant at `site`; `next` (may be NULL) is named right behind it. */
const hsy_gazetteer_entry *hsy_place_choose(const hsy_place_reader *reader,
                                            const hsy_place_site *site,
                                            const hsy_place_site *next);
/* Does a place that `next` can name contain `entry`? */
bool hsy_place_contained(const hsy_place_reader *reader, const hsy_gazetteer_entry *entry,
                         const hsy_place_site *next);
/* A name that stands alone, with no word of place at it, is kept when it can hardly
 * be anything else. */
bool hsy_place_is_plain(const hsy_place_reader *reader, const hsy_place_site *site,
                        const hsy_gazetteer_entry *entry);

hsy_status hsy_gazetteer_load(hsy_arena *arena, const char *home, hsy_gazetteer *ret,
                              hsy_error *err);
/* First link of the places that `key` (folded) can name, or HSY_NONE. */
static inline uint32_t hsy_gazetteer_find(const hsy_gazetteer *gazetteer, hsy_str key)
{
    return hsy_map_find(&gazetteer->keys, key);
}

/* Does the name at these tokens stand for a government rather than for a place:
 * "Moscow said", "London and Paris agreed", "army chiefs from London and Paris",
 * "Moscow's demands"? Only countries and capitals can; false for other names. */
bool hsy_place_is_government(hsy_fact_state *state, uint32_t first_token, uint32_t ntokens);

#endif
