/*
 * ledger.h - what the accounts of a story add up to.
 *
 * Takes the readings of the articles of one story with their origins; gives
 * claims: for each attribute of each event all accounts of it, a verdict, the
 * range, the best value, how many independent origins each rests on, and why.
 * FORMATS.md §3 (claim) is the definition. It never reads text again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LEDGER_LEDGER_H
#define HSY_LEDGER_LEDGER_H

#include "base/error.h"
#include "fact/reading.h"
#include "story/story.h"

#define HSY_VERDICT_LIST(X)                                                                     \
    X(SINGLE, "single") X(AGREE, "agree") X(COMPATIBLE, "compatible") X(UPDATE, "update")       \
    X(CONFLICT, "conflict") X(RETRACTED, "retracted")
typedef enum hsy_verdict {
#define X(name, text) HSY_VERDICT_##name,
    HSY_VERDICT_LIST(X)
#undef X
} hsy_verdict;

/* One article with all that was read in it, as the ledger wants it. */
typedef struct hsy_account_source {
    const hsy_article *article;
    const hsy_reading *reading;
    int64_t published;  /* minutes since 1970-01-01 UTC; INT64_MIN: undated */
    uint32_t member;    /* index in hsy_stories.members */
} hsy_account_source;

/* Which fact of which article an account stands for. */
typedef enum hsy_fact_kind {
    HSY_FACT_QUANTITY,
    HSY_FACT_EVENT,
    HSY_FACT_QUOTE,
    HSY_FACT_TIME,
    HSY_FACT_PLACE,
} hsy_fact_kind;

typedef struct hsy_account {
    uint32_t source;    /* index of the hsy_account_source */
    hsy_fact_kind kind;
    uint32_t fact;      /* index in the reading */
    hsy_span span;      /* evidence, in the article's text */
    int64_t low, high;  /* of quantities; low < 0: no value */
    bool has_value;
    hsy_comparator comparator;
    hsy_str who;        /* .ptr NULL */
    hsy_str value;      /* for claims that are no number; .ptr NULL */
    hsy_chain said_by;
    hsy_str origin;     /* id of the independent origin it is counted under */
    hsy_modality modality;
    bool negative;
    bool retracted;
    bool died;          /* of one person told as hurt: a later report tells the death */
    int64_t doers;      /* of a toll: how many of the counted did it, as its article says */
    bool version;       /* a copy that carries another value than what it copies */
} hsy_account;

typedef struct hsy_about {
    hsy_event_type type;
    bool has_type;
    hsy_str mode;      /* .ptr NULL */
    hsy_str source;    /* names, joined by ", "; .ptr NULL */
    hsy_str target;
    hsy_str place;     /* gazetteer name or words */
    hsy_str time;      /* TIMEX3 value; .ptr NULL */
    hsy_str time_text; /* its words */
} hsy_about;

typedef struct hsy_claim {
    hsy_str id; /* stable: hash of story, about and what */
    uint32_t story;
    uint32_t incident; /* claims of one event share it; order of weight within the story */
    hsy_about about;
    hsy_str what;  /* "killed", "happened", "scheduled", "said", ... */
    hsy_str who;   /* .ptr NULL */
    hsy_scope scope; /* of quantities */
    hsy_verdict verdict;
    int64_t low, high; /* high HSY_OPEN: null; low < 0: no number */
    int64_t best_low, best_high; /* best_low < 0: null */
    hsy_str best;      /* for claims that are no number: the value; .ptr NULL */
    uint32_t articles;
    uint32_t origins_least, origins_most; /* of the best value (of the claim where null) */
    hsy_str why;       /* one sentence */
    const hsy_account *accounts; /* by source order, then place in the text */
    uint32_t naccounts;
    uint32_t weight;   /* for sorting: heaviest first */
} hsy_claim;

typedef struct hsy_ledger {
    hsy_claim *claims; /* by story, then incident, then weight */
    uint32_t nclaims;
} hsy_ledger;

/* Words that outlets use for sources, agencies and weights; const once loaded. */
typedef struct hsy_ledger_tables hsy_ledger_tables;
hsy_status hsy_ledger_tables_load(hsy_arena *arena, const char *home,
                                  const hsy_ledger_tables **ret, hsy_error *err);

/* `sources` are in the order of stories->members. The ledger is made in `arena`
 * and points into the readings. HSY_NOMEM. */
hsy_status hsy_ledger_make(const hsy_ledger_tables *tables, hsy_arena *arena,
                           const hsy_stories *stories, const hsy_account_source *sources,
                           uint32_t nsources, hsy_ledger *ret, hsy_error *err);

const char *hsy_verdict_name(hsy_verdict verdict);

#endif
