/*
 * reading.h - everything said in one article: the result of this stage.
 *
 * Facts are plain structs that name each other by index (HSY_NONE: none) and
 * point at the article by spans of its text (title and body, see
 * page/article.h). Each carries the rule that made it, so that `explain` can
 * lead from a wrong figure to the line of a table. Arrays are in order of place
 * in the text; an index is also the fact's id in output ("e3" is entities[3]).
 *
 * A reading lives in the arena it was made in and needs only the article beside
 * it: tokens and trees can be dropped.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_READING_H
#define HSY_FACT_READING_H

#include "text/doc.h"

/* Which rule: a row of a table ("en/quantity/harm.tsv", 12), or a rule in code
 * (line 0 and a short name in `name`). Strings live as long as the tables. */
typedef struct hsy_rule {
    const char *table; /* NULL for a rule in code */
    uint32_t line;
    const char *name;
} hsy_rule;

/* Who says so, one link of a chain. The first link stands nearest to the outlet,
 * the last one is the origin: "the ministry told AFP" is [AFP, the ministry]. An
 * empty chain is the outlet's own voice. */
typedef struct hsy_said_by {
    uint32_t entity; /* HSY_NONE: words only ("officials familiar with ...") */
    hsy_span span;
} hsy_said_by;

typedef struct hsy_chain {
    const hsy_said_by *links;
    uint32_t count;
} hsy_chain;

/* -- entities ------------------------------------------------------------- */

#define HSY_ENTITY_TYPE_LIST(X)                                                                 \
    X(PERSON, "person") X(ORGANIZATION, "organization") X(GROUP, "group") X(PLACE, "place")     \
    X(OTHER, "other")
typedef enum hsy_entity_type {
#define X(name, text) HSY_ENTITY_##name,
    HSY_ENTITY_TYPE_LIST(X)
#undef X
} hsy_entity_type;

#define HSY_FORM_LIST(X)                                                                        \
    X(NAME, "name") X(ALIAS, "alias") X(TITLE, "title") X(NOMINAL, "nominal")                   \
    X(PRONOUN, "pronoun") X(METONYM, "metonym")
typedef enum hsy_form {
#define X(name, text) HSY_FORM_##name,
    HSY_FORM_LIST(X)
#undef X
} hsy_form;

typedef struct hsy_mention {
    hsy_span span;
    uint32_t entity;
    uint32_t first, ntokens; /* tokens of the doc; meaningless once it is dropped */
    uint32_t head;           /* head token */
    hsy_form form;
    hsy_rule rule;
} hsy_mention;

typedef struct hsy_entity {
    hsy_str name; /* canonical: the fullest form in the text, or the table's name */
    hsy_str key;  /* the same in every article: "person:volodymyr zelensky", "RUS",
                     "RUSMIL", "org:united nations"; empty for passing nominals */
    hsy_entity_type type;
    char country[4]; /* ISO 3166 alpha-3 or "" */
    char role[4];    /* GOV MIL REB OPP IGO NGO MED CVL ... or "" */
    hsy_str title;   /* "foreign minister"; .ptr NULL */
    bool plural;     /* "officials", "the pair" */
    uint32_t first_mention; /* in mentions */
    hsy_rule rule;
} hsy_entity;

/* -- times and places ------------------------------------------------------ */

#define HSY_TIME_TYPE_LIST(X)                                                                   \
    X(DATE, "DATE") X(TIME, "TIME") X(DURATION, "DURATION") X(SET, "SET")
typedef enum hsy_time_type {
#define X(name, text) HSY_TIME_##name,
    HSY_TIME_TYPE_LIST(X)
#undef X
} hsy_time_type;

typedef struct hsy_time {
    hsy_span span;
    uint32_t first, ntokens, sentence;
    hsy_time_type type;
    hsy_str value; /* TIMEX3: "2031-05-06", "XXXX-WXX-5", "PT3H", "P3Y" */
    enum { HSY_ANCHOR_NONE, HSY_ANCHOR_PUBLISHED, HSY_ANCHOR_MENTIONED } anchor;
    /* Days the value can lie on, as days since 1970-01-01, closed; INT32_MIN and
     * INT32_MAX where open. For matching in the ledger. */
    int32_t day_from, day_to;
    hsy_rule rule;
} hsy_time;

#define HSY_PLACE_KIND_LIST(X)                                                                  \
    X(COUNTRY, "country") X(REGION, "region") X(CITY, "city") X(SITE, "site") X(OTHER, "other")
typedef enum hsy_place_kind {
#define X(name, text) HSY_PLACE_##name,
    HSY_PLACE_KIND_LIST(X)
#undef X
} hsy_place_kind;

#define HSY_PLACE_USE_LIST(X)                                                                   \
    X(HERE, "here") X(ACTOR, "actor") X(WHOSE, "whose") X(PART, "part") X(PEOPLE, "people") \
    X(SEAT, "seat")
typedef enum hsy_place_use {
#define X(name, text) HSY_USE_##name,
    HSY_PLACE_USE_LIST(X)
#undef X
} hsy_place_use;

/* A name that says where. What names a place and does not say where is listed apart, in
 * `place_names`: a government ("London and Paris agreed"), whose something is ("the U.S.
 * envoy"), part of another name ("Leeds University"), a people ("Syrian"). */
typedef struct hsy_place {
    hsy_span span;
    uint32_t first, ntokens, sentence;
    hsy_str name;    /* the gazetteer's, else the words */
    char country[4]; /* ISO alpha-3 or "" */
    hsy_str admin1;  /* .ptr NULL */
    bool located; /* words of place stand at it: "in Keth" */
    bool has_point;
    int32_t lat, lon;   /* 1e-5 degrees */
    int64_t geonames;   /* 0: none */
    hsy_place_kind kind;
    hsy_rule rule;
    hsy_place_use use; /* in `places` HERE, or SEAT: "Keth General Hospital" */
} hsy_place;

/* -- quantities ------------------------------------------------------------ */

#define HSY_WHAT_LIST(X)                                                                        \
    X(KILLED, "killed") X(INJURED, "injured") X(MISSING, "missing") X(DETAINED, "detained")     \
    X(DISPLACED, "displaced") X(CAPTURED, "captured") X(TROOPS, "troops") X(MONEY, "money")     \
    X(PERCENT, "percent") X(DURATION, "duration") X(AGE, "age") X(OTHER, "other")
typedef enum hsy_what {
#define X(name, text) HSY_WHAT_##name,
    HSY_WHAT_LIST(X)
#undef X
} hsy_what;

#define HSY_COMPARATOR_LIST(X)                                                                  \
    X(EXACT, "exact") X(AT_LEAST, "at_least") X(AT_MOST, "at_most")                             \
    X(MORE_THAN, "more_than") X(LESS_THAN, "less_than") X(ABOUT, "about") X(RANGE, "range")     \
    X(VAGUE, "vague")
typedef enum hsy_comparator {
#define X(name, text) HSY_COMPARE_##name,
    HSY_COMPARATOR_LIST(X)
#undef X
} hsy_comparator;

#define HSY_SCOPE_LIST(X)                                                                       \
    X(EVENT, "event") X(SUBSET, "subset") X(COMBINED, "combined") X(CUMULATIVE, "cumulative")   \
    X(POTENTIAL, "potential")
typedef enum hsy_scope {
#define X(name, text) HSY_SCOPE_##name,
    HSY_SCOPE_LIST(X)
#undef X
} hsy_scope;

#define HSY_OPEN INT64_MAX /* no upper bound: null in output */

enum { HSY_SEX_UNKNOWN, HSY_SEX_MALE, HSY_SEX_FEMALE };

typedef struct hsy_quantity {
    hsy_span span;    /* the words of the figure with what is counted and done:
                         "killed at least five people" */
    hsy_span figure;  /* the number words alone: "at least five" */
    uint32_t first, ntokens; /* of `span` */
    uint32_t sentence;
    hsy_what what;
    hsy_str who; /* class from a table: "people" "civilians" "soldiers" "police"
                    "children" ...; .ptr NULL for money and the like */
    hsy_str unit; /* "USD", "year", ".ptr NULL" */
    int64_t low, high; /* closed; HSY_OPEN */
    hsy_comparator comparator;
    hsy_scope scope;
    uint32_t part_of;            /* the quantity this is a subset of, or HSY_NONE */
    uint32_t event, place, time; /* or HSY_NONE */
    hsy_chain said_by;
    bool retracted;   /* taken back in the text itself ("initially put at 12") */
    bool negated;     /* "no one was killed": low 0 high 0, and "denied that 5 died" */
    bool updates;     /* the text's own words say it replaces another: "rose to 43" */
    bool additional;  /* "another six", "a further 32": not in a figure before it */
    bool definite;    /* one known person: a name, "he", "the driver" */
    bool named;       /* of these, a name */
    bool mishap;      /* harm by accident, as its sentence tells: of no act told of elsewhere */
    uint8_t age;      /* of one person, in years; 0 not said */
    struct {          /* of one person, while the article is read: which of them it is */
        uint8_t sex;     /* HSY_SEX_* */
        uint8_t ordinal; /* "a third man": 3; 0 */
        bool pronoun;    /* "he" */
        bool anyone;     /* "the victim", "a person" */
        bool kin;        /* "his wife": somebody else than who "he" is */
        bool other;      /* "another man", "a second man": nobody told of before */
        bool also;       /* "was also shot" */
        bool self;       /* "killed himself" */
        bool counted;    /* "one person": a number */
        bool several;    /* "Ana Ruiz and her son": a list */
        bool nominal;    /* "the murder of a nurse": of an act known before */
        bool fate_open;  /* "was taken to hospital": he may die there */
    } one;
    hsy_rule rule;
} hsy_quantity;

/* -- quotes ----------------------------------------------------------------- */

#define HSY_QUOTE_KIND_LIST(X) X(DIRECT, "direct") X(MIXED, "mixed") X(INDIRECT, "indirect")
typedef enum hsy_quote_kind {
#define X(name, text) HSY_QUOTE_##name,
    HSY_QUOTE_KIND_LIST(X)
#undef X
} hsy_quote_kind;

typedef struct hsy_quote {
    hsy_span span; /* the words said, quotation marks left out */
    uint32_t first, ntokens, sentence;
    hsy_quote_kind kind;
    uint32_t speaker; /* entity or HSY_NONE */
    hsy_span speaker_span; /* off HSY_NONE when none */
    hsy_span cue;          /* off HSY_NONE when none */
    uint32_t continues;    /* an earlier quote, or HSY_NONE */
    hsy_chain said_by;     /* the chain that ends in the speaker */
    hsy_rule rule;
} hsy_quote;

/* -- events ------------------------------------------------------------------ */

/* PLOVER 2.0. */
#define HSY_EVENT_TYPE_LIST(X)                                                                  \
    X(AGREE) X(CONSULT) X(SUPPORT) X(CONCEDE) X(COOPERATE) X(AID) X(RETREAT) X(REQUEST)         \
    X(ACCUSE) X(REJECT) X(THREATEN) X(PROTEST) X(SANCTION) X(MOBILIZE) X(COERCE) X(ASSAULT)
typedef enum hsy_event_type {
#define X(name) HSY_EVENT_##name,
    HSY_EVENT_TYPE_LIST(X)
#undef X
    HSY_EVENT_TYPE_COUNT
} hsy_event_type;

#define HSY_MODALITY_LIST(X)                                                                    \
    X(ACTUAL, "actual") X(PLANNED, "planned") X(POSSIBLE, "possible")                           \
    X(CONDITIONAL, "conditional") X(REQUESTED, "requested") X(THREATENED, "threatened")         \
    X(DENIED, "denied")
typedef enum hsy_modality {
#define X(name, text) HSY_MODALITY_##name,
    HSY_MODALITY_LIST(X)
#undef X
} hsy_modality;

typedef struct hsy_event {
    hsy_span trigger; /* "launched a drone attack" */
    hsy_span span;    /* the clause it was read from, for people */
    uint32_t head;    /* token; meaningless once the doc is dropped */
    uint32_t sentence;
    hsy_event_type type;
    hsy_str mode;  /* PLOVER mode, or .ptr NULL */
    hsy_str cameo; /* CAMEO code, or .ptr NULL */
    const uint32_t *sources, *targets; /* entities */
    uint32_t nsources, ntargets;
    uint32_t place, time; /* or HSY_NONE */
    hsy_modality modality;
    bool negative;
    bool bare; /* its words name neither a party nor what was hit */
    uint32_t claimant; /* token of who says that he did it, or HSY_NONE */
    hsy_chain said_by;
    uint32_t same_as; /* an earlier event, or HSY_NONE */
    hsy_rule rule;
    hsy_rule modality_rule; /* .name NULL when simply actual */
    hsy_span reason; /* why, in the text's words, without the cue; .off HSY_NONE: not said */
    hsy_rule reason_rule; /* .name NULL without a reason */
} hsy_event;

/* -- all of it --------------------------------------------------------------- */

typedef struct hsy_sentence_info {
    hsy_span span;
    bool is_title, is_heading;
} hsy_sentence_info;

typedef struct hsy_reading {
    const hsy_article *article;
    hsy_sentence_info *sentences;
    uint32_t nsentences;
    hsy_entity *entities;
    uint32_t nentities;
    hsy_mention *mentions; /* in order of place */
    uint32_t nmentions;
    hsy_time *times;
    uint32_t ntimes;
    hsy_place *places;
    uint32_t nplaces;
    hsy_place *place_names; /* for `explain`; not kept in a database */
    uint32_t nplace_names;
    hsy_quantity *quantities;
    uint32_t nquantities;
    hsy_quote *quotes;
    uint32_t nquotes;
    hsy_event *events;
    uint32_t nevents;
} hsy_reading;

const char *hsy_entity_type_name(hsy_entity_type type);
const char *hsy_form_name(hsy_form form);
const char *hsy_time_type_name(hsy_time_type type);
const char *hsy_place_kind_name(hsy_place_kind kind);
const char *hsy_place_use_name(hsy_place_use use);
const char *hsy_what_name(hsy_what what);
const char *hsy_comparator_name(hsy_comparator comparator);
const char *hsy_scope_name(hsy_scope scope);
const char *hsy_quote_kind_name(hsy_quote_kind kind);
const char *hsy_event_type_name(hsy_event_type type);
const char *hsy_modality_name(hsy_modality modality);

/* "en/quantity/harm.tsv:12 name" or "rule name", NUL-ended, into `out`. */
void hsy_rule_print(hsy_rule rule, char *out, size_t room);

#endif
