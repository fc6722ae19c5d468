/*
 * story.h - who copied whom, and which articles are of one story.
 *
 * The stage knows no linguistics: app/ gathers for each article the words of its
 * body (hashed, in order) and its weighted keys (names, places, dates, numbers,
 * terms). Articles can be given in any order; the result does not depend on it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_STORY_STORY_H
#define HSY_STORY_STORY_H

#include "base/error.h"
#include "base/str.h"

typedef enum hsy_key_kind {
    HSY_KEY_TERM,   /* a content lemma */
    HSY_KEY_NAME,   /* a person, organization or group (its key) */
    HSY_KEY_PLACE,  /* a place: gazetteer id or folded name */
    HSY_KEY_DATE,   /* a day an event is said to lie on, resolved: "2031-05-06" */
    HSY_KEY_NUMBER, /* a casualty figure: "killed:5" */
    HSY_KEY_EVENT,  /* an event's type with its main party or place: "ASSAULT@kharkiv" */
    HSY_KEY_AGE,    /* how old somebody in it is: "13" */
} hsy_key_kind;

typedef struct hsy_key {
    hsy_str text;
    hsy_key_kind kind;
    uint32_t count;  /* how often in the article; a key is given once */
    uint16_t usual;  /* of 10,000 articles of ordinary news so many have it; 0: not known */
    bool in_lead;    /* in the title or the first paragraphs */
} hsy_key;

typedef struct hsy_story_article {
    hsy_str id;        /* of the article; unique */
    hsy_str title;     /* .ptr NULL when none */
    hsy_str publisher; /* name or domain; .ptr NULL */
    hsy_str wire;      /* agency; .ptr NULL */
    int64_t published; /* minutes since 1970-01-01 UTC; INT64_MIN: undated */
    const uint64_t *words; /* hashes of the body's words in order, lower case, no
                              punctuation */
    uint32_t nwords;
    const hsy_key *keys;
    uint32_t nkeys;
} hsy_story_article;

typedef struct hsy_membership {
    hsy_str doc;
    uint32_t story;   /* in hsy_stories.stories */
    uint32_t origin;  /* in that story's origins */
    uint32_t copy_of; /* index of a membership, or HSY_NONE */
    uint32_t shared;  /* of the smaller text, in 1/1000: containment with copy_of, or with
                         the nearest article of the story when none */
    bool version;     /* a copy with another casualty figure than what it copies */
    bool undated;     /* joined its story by content alone */
    uint32_t story_at_arrival; /* with in_order: the membership that had opened the story it
                                  was put into when it came; else HSY_NONE */
} hsy_membership;

typedef struct hsy_origin {
    hsy_str id;          /* "o" + the first article's id */
    uint32_t first;      /* membership of the earliest known form */
    const uint32_t *docs; /* memberships */
    uint32_t ndocs;
    hsy_str wire;        /* .ptr NULL */
} hsy_origin;

typedef struct hsy_story {
    hsy_str id;        /* made from its first article's id; stable under any order */
    hsy_str title;     /* of the most central article that has one; .ptr NULL */
    hsy_str storyline; /* id shared by stories that follow each other */
    int64_t first, last; /* published, minutes; INT64_MIN when all are undated */
    const uint32_t *docs; /* memberships: by date, then id; undated last */
    uint32_t ndocs;
    const hsy_origin *origins;
    uint32_t norigins;
} hsy_story;

typedef struct hsy_stories {
    hsy_membership *members; /* sorted by doc id */
    uint32_t nmembers;
    hsy_story *stories; /* by weight: articles, then first, then id */
    uint32_t nstories;
} hsy_stories;

typedef struct hsy_story_options {
    bool in_order; /* also say the decision at arrival, in the order given */
} hsy_story_options;

/* Group `articles`. Results are made in `arena`; strings point at the articles'
 * own. HSY_NOMEM. Time about linear in the number of articles. */
hsy_status hsy_stories_make(hsy_arena *arena, const hsy_story_article *articles, uint32_t count,
                            const hsy_story_options *options, hsy_stories *ret, hsy_error *err);

/* The id of a story that begins with this article: for `story_at_arrival`. */
hsy_str hsy_story_id(hsy_arena *arena, hsy_str first_doc);

#endif
