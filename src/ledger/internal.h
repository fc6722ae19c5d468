/*
 * internal.h - what the files of this stage share.
 *
 * A story goes through four steps: its events become incidents (align.c); facts
 * become accounts, gathered in claims (figures.c, tie.c, claims.c, acts.c, said.c);
 * accounts are counted by origin (origins.c); a claim gets its verdict, range, best
 * value and reason (intervals.c, best.c, why.c).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LEDGER_INTERNAL_H
#define HSY_LEDGER_INTERNAL_H

#include "base/buf.h"
#include "base/map.h"
#include "ledger/ledger.h"

/* Can the figure of a class of victims be a whole toll? */
enum {
    HSY_PART_ALWAYS, /* never */
    HSY_PART_WHOLE,  /* where its article counts no one else */
    HSY_PART_ALONE,  /* where no article does */
};

struct hsy_ledger_tables {
    hsy_map generic;  /* word -> 1 */
    hsy_map agencies; /* folded name -> index in agency */
    hsy_str *agency;
    hsy_map victims; /* who -> HSY_PART_... */
    hsy_map doers;   /* who -> 1 when they can be those who did it */
    hsy_str everyone; /* the class that all others are parts of */
    hsy_map numerals; /* words for the number one -> 1 */
    hsy_map institutions; /* last word of a body's or office's name -> 1 */
    hsy_map determiners; /* words that make a body the one that is known: "the" */
    hsy_map connectives; /* words that end the name of a body: "of", "in" */
    hsy_map possessives; /* words that point back: "its" forces */
    hsy_map wholes;      /* and at everyone counted: "all" three */
    hsy_map phrases; /* name -> index in phrase */
    hsy_str *phrase;
};

/* -- sides.c: can two parties, places, days be the same? -------------------- */

typedef enum hsy_match {
    HSY_CLASH = -1,  /* they cannot */
    HSY_UNKNOWN = 0, /* nothing speaks against it */
    HSY_PART = 1,    /* one contains the other */
    HSY_SAME = 2,
} hsy_match;

typedef struct hsy_days {
    int32_t from, to; /* closed; INT32_MIN, INT32_MAX: open */
} hsy_days;

hsy_match hsy_match_entities(const hsy_entity *a, const hsy_entity *b);
hsy_match hsy_match_places(const hsy_place *a, const hsy_place *b);
/* CLASH when days apart; a lone day beside a span that begins or ends next to it
 * is UNKNOWN ("Friday" overnight, "over the weekend"). */
hsy_match hsy_match_days(hsy_days a, hsy_days b);
bool hsy_days_known(hsy_days days);
hsy_days hsy_days_of(const hsy_time *time); /* open both ways where time is NULL */

/* -- align.c ---------------------------------------------------------------- */

/* How real an act is said to be: acts of one incident are alike in this. */
typedef enum hsy_standing {
    HSY_STANDING_HAPPENED, /* actual or denied */
    HSY_STANDING_PLANNED,
    HSY_STANDING_SPOKEN, /* requested, threatened, possible, conditional */
} hsy_standing;

/* An act as one article tells it: an event with those that are the same as it. */
typedef struct hsy_node {
    uint32_t doc;      /* of the story */
    uint32_t event;    /* the first of them */
    uint32_t doer;     /* the one that names the sources */
    uint32_t incident; /* HSY_NONE until aligned */
    const hsy_place *place; /* or NULL */
    const hsy_time *time;   /* or NULL */
    const uint32_t *sources, *targets;
    uint32_t nsources, ntargets;
    hsy_standing standing;
    bool borrowed;     /* the place is another event's that is said to be the same */
    uint32_t figures;  /* quantities tied to it */
    int64_t low[2], high[2]; /* the first toll: killed, injured; low -1: none */
    bool general;      /* only sums over many acts are tied to it */
    bool lead;         /* in the title or the first sentences: what the article is about */
    bool definite;     /* "the blast": one that was told of before */
} hsy_node;

typedef struct hsy_incident {
    hsy_event_type type;
    bool has_type;
    hsy_standing standing;
    const hsy_place *place; /* the most precise one; or NULL */
    const hsy_time *time;   /* the shortest one; or NULL */
    HSY_VEC(uint32_t) nodes;
    uint32_t figures; /* quantities tied to it */
    bool general;
    bool mishap; /* harm that nobody did: it is of no type */
} hsy_incident;

/* What a figure is worth in its article. */
typedef enum hsy_rank {
    HSY_RANK_OTHER, /* one of several that the article gives of the kind */
    HSY_RANK_SOLE,  /* the only one of its kind and incident */
    HSY_RANK_MAIN,  /* title or lead say it */
} hsy_rank;

/* What the accounts of a claim are, and so how two of them are compared. */
typedef enum hsy_draft_kind {
    HSY_DRAFT_NUMBER,
    HSY_DRAFT_ACT, /* yes or no */
    HSY_DRAFT_PARTY,
    HSY_DRAFT_PLACE,
    HSY_DRAFT_TIME,
    HSY_DRAFT_WORDS,
    HSY_DRAFT_REASON, /* words that can all be true */
} hsy_draft_kind;

/* A claim before its verdict. */
typedef struct hsy_draft {
    hsy_draft_kind kind;
    hsy_str key;       /* tells it from all others of the story */
    uint32_t incident; /* HSY_NONE: of the story as a whole */
    hsy_str what, who;
    hsy_scope scope;
    const hsy_place *place; /* where not the incident's own */
    const hsy_time *time;
    const hsy_entity *speaker; /* whose words; or NULL */
    HSY_VEC(hsy_account) accounts;
    uint32_t whole; /* draft that this is a part of, or HSY_NONE */
    hsy_rank rank;  /* of numbers: the best of its figures */
} hsy_draft;

/* A figure of harm on its way into a draft. */
typedef struct hsy_figure {
    uint32_t doc;      /* of the story */
    uint32_t quantity; /* in its reading */
    uint32_t incident; /* HSY_NONE: of the story as a whole */
    uint32_t node;     /* of its event, or HSY_NONE */
    hsy_scope scope;
    hsy_str who;
    bool additional;   /* on top of another figure */
    bool lone;         /* one person where others count several */
    bool none;         /* "no deaths" in passing, "he was not hurt" */
    bool died;         /* told as hurt, as dead by a later report (since.c) */
    hsy_rank rank;
    const hsy_place *place; /* its own or its event's; or NULL */
    const hsy_time *time;
    const hsy_quantity *rest; /* what is left of it after the dead (rest.c); or NULL */
    uint32_t draft;    /* HSY_NONE until grouped */
} hsy_figure;

typedef struct hsy_story_work {
    const hsy_ledger_tables *tables;
    hsy_arena *arena;   /* results */
    hsy_arena *scratch; /* work, dropped after each story */
    const hsy_stories *stories;
    const hsy_account_source *sources;
    uint32_t story;
    const uint32_t *docs; /* hsy_account_source of each article, by date */
    uint32_t ndocs;
    HSY_VEC(hsy_node) nodes;
    HSY_VEC(hsy_incident) incidents;
    uint32_t **node_of; /* [doc][event] */
    bool *several;      /* [doc]: it tells of harm in two places or on two days */
    hsy_map clause_of;  /* origin and words of an act -> the node that tells it first */
    HSY_VEC(hsy_draft) drafts;
    hsy_map draft_of; /* key -> draft */
    HSY_VEC(hsy_figure) figures; /* by doc, then place in the text */
} hsy_story_work;

bool hsy_align_events(hsy_story_work *work);

/* -- alike.c ---------------------------------------------------------------- */

#define HSY_NOT_ALIKE (-100)
#define HSY_NEWS_DAYS 8 /* before the day of the report: what is older is background */


/* Does the article, whose nodes are those from `first` on, tell of harm in two places or
 * on two days? Then the day or the town alone make no two of its acts one. */
bool hsy_tells_of_several(const hsy_story_work *work, uint32_t first);
/* How much speaks for two acts of one type and standing being one. */
int hsy_acts_alike(const hsy_story_work *work, const hsy_node *a, const hsy_node *b);

/* -- belongs.c -------------------------------------------------------------- */

/* The incident that a figure of harm is about, whose .doc, .quantity, .node, .place and
 * .time are set; opens one when none fits. Where it is not that of the figure's own act,
 * .node and .place are set anew. The figures of its article that stand before it, from
 * `first` of the work on, are known. HSY_NONE when out of memory. */
uint32_t hsy_figure_belongs(hsy_story_work *work, hsy_figure *figure, uint32_t first);
/* The only town that the sentence names, else the one before it sets: "Ardel was the
 * latest target. Rockets killed three." NULL for none or several. */
const hsy_place *hsy_scene_of(const hsy_reading *reading, uint32_t sentence);

static inline const hsy_account_source *hsy_source_at(const hsy_story_work *work, uint32_t doc)
{
    return &work->sources[work->docs[doc]];
}

/* The last day that an article can tell of, somewhere on earth; INT32_MAX: not known. */
static inline int32_t hsy_last_day_told(const hsy_story_work *work, uint32_t doc)
{
    int64_t published = hsy_source_at(work, doc)->published;

    return published == INT64_MIN ? INT32_MAX : (int32_t)(published / (24 * 60)) + 1;
}

static inline const hsy_quantity *hsy_quantity_of(const hsy_story_work *work,
                                                  const hsy_figure *figure)
{
    return figure->rest ? figure->rest
                        : &hsy_source_at(work, figure->doc)->reading->quantities[figure->quantity];
}

/* -- rest.c: dead and injured counted together ----------------------------------- */

/* What those counted together come to as injured, among the figures of one article
 * from `first` on. False when out of memory. */
bool hsy_figures_rest(hsy_story_work *work, uint32_t first);

/* -- since.c: who has died since ------------------------------------------------- */

/* Takes who is told as dead by another report off the sums of people told one by one as hurt,
 * before figures are grouped. False when out of memory. */
bool hsy_figures_fewer(hsy_story_work *work);
/* Sets .died of figures that are in drafts. False when out of memory. */
bool hsy_figures_since(hsy_story_work *work);

/* -- figures.c, tie.c: which figures are of one thing -------------------------- */

/* Fills work->figures but for .draft. */
bool hsy_figures_survey(hsy_story_work *work);
/* How much says that two figures of one incident, kind and class are of one thing:
 * 0 nothing; 1 enough to set them against each other; 2 and both can be true;
 * 3 they are the same number. Negative: they are of two things. */
int hsy_figures_tie(const hsy_story_work *work, const hsy_figure *a, const hsy_figure *b);
/* Does one article set two figures against each other, as of two sources that are known? */
bool hsy_figures_dispute(const hsy_story_work *work, const hsy_figure *a, const hsy_figure *b);
/* Do two chains of one article end in the same source? Both have links. */
bool hsy_same_voice(const hsy_reading *reading, hsy_chain a, hsy_chain b);

/* -- claims.c, acts.c, said.c: they fill work->drafts ------------------------ */

bool hsy_claims_quantities(hsy_story_work *work);
bool hsy_claims_acts(hsy_story_work *work);
bool hsy_claims_said(hsy_story_work *work);
/* Can this source of an attack be told as who did it? Not a victim, not "its forces". */
bool hsy_is_culprit(const hsy_story_work *work, const hsy_incident *incident,
                    const hsy_node *node, uint32_t entity);

/* What a party of the event is called in its sentence, where it has no name of its own: "the
 * rebels" there can be "30 rebels" elsewhere. */
hsy_str hsy_party_name(const hsy_story_work *work, uint32_t doc, uint32_t event,
                       uint32_t entity);

/* The draft of `key`, new (and .what empty) when there is none; NULL when out of
 * memory. The key is copied. The pointer holds until the next call. */
hsy_draft *hsy_draft_get(hsy_story_work *work, hsy_str key);
/* Add `account`, unless the same article says the same already: then the better
 * told of the two stays (attributed before not, body before title). */
bool hsy_draft_add(hsy_story_work *work, hsy_draft *draft, const hsy_account *account);

/* -- origins.c --------------------------------------------------------------- */

/* Who stands behind an account. */
typedef struct hsy_backing {
    hsy_str name;   /* of the named source; .ptr NULL: none */
    const hsy_entity *entity; /* of the name, or NULL */
    bool media;     /* the name is an agency's or outlet's: it passes on */
    bool attributed; /* somebody is given as source, named or not */
    hsy_str words;  /* of the unnamed source, folded */
    hsy_str told;   /* the words that name it in its article, without "ministry" and the like */
    uint32_t text;  /* origin of the text, in the story */
    const hsy_ledger_tables *tables;
} hsy_backing;

bool hsy_backing_find(const hsy_story_work *work, const hsy_account *account,
                      hsy_backing *ret);
/* Are two named sources not the same, however differently their articles name them? */
bool hsy_backings_distinct(const hsy_backing *a, const hsy_backing *b);
/* Positively distinct named sources among those marked in `use`, at least 1; and
 * the most that there can be. */
void hsy_origins_count(const hsy_backing *backings, const bool *use, uint32_t n,
                       uint32_t *ret_least, uint32_t *ret_most);

/* -- intervals.c, best.c, why.c ----------------------------------------------- */

typedef enum hsy_reason {
    HSY_REASON_NONE,
    HSY_REASON_WORDS,  /* the text's own words replace a figure */
    HSY_REASON_SAME,   /* one source, later */
    HSY_REASON_RISING, /* dated, rising, attributed */
    HSY_REASON_DOER,   /* one figure counts those who did it, the other does not */
    HSY_REASON_DIED,   /* those counted as hurt have died since */
} hsy_reason;

typedef struct hsy_weighing {
    const hsy_draft *draft;
    const hsy_backing *backings; /* of the accounts */
    hsy_verdict verdict;
    hsy_reason reason;
    bool *superseded; /* accounts that a later one replaces */
    int64_t *ceiling; /* of each account: its high; open where the body says "at least" */
    int64_t low, high;
    int64_t best_low, best_high; /* best_low < 0: none */
    hsy_str best;
    uint32_t best_account; /* or HSY_NONE */
    const char *best_why;  /* name of a phrase, or NULL */
    uint32_t least, most;
    int64_t other_low, other_high; /* the strongest value beside the best */
    hsy_str other;
    int64_t clash[2][2]; /* two values that exclude each other; clash[0][0] < 0: none */
    int64_t whole_high; /* of a part that is larger than its whole; else -1 */
} hsy_weighing;

/* Verdict, range and reason of an interval claim. */
bool hsy_weigh_numbers(hsy_story_work *work, const hsy_draft *draft,
                       const hsy_backing *backings, hsy_weighing *ret);
/* The same of a claim that is yes or no, or a name. */
bool hsy_weigh_words(hsy_story_work *work, const hsy_draft *draft,
                     const hsy_backing *backings, hsy_weighing *ret);
/* Fills best..., least, most. */
bool hsy_choose_best(hsy_story_work *work, hsy_weighing *weighing);

hsy_str hsy_why(hsy_story_work *work, const hsy_weighing *weighing);

#endif
