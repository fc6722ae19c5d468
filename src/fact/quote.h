/*
 * quote.h - the tables and the work of reading who says what; for quote*.c,
 * attribution.c.
 *
 * Three steps. Marks (quote_marks.c): which tokens stand between quotation marks, over
 * paragraphs where a speech runs on. Cues (quote_cues.c): "said", "according to", each
 * with its speaker, and the hearer who passes it on ("told AFP"). Contents (quote.c):
 * direct and mixed quotations find their cue, cues find their clause (indirect). The turns
 * of transcripts (quote_turns.c) have neither.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_QUOTE_H
#define HSY_FACT_QUOTE_H

#include "fact/internal.h"
#include "ling/tree.h"

typedef enum hsy_cue_kind {
    HSY_CUE_SAY,
    HSY_CUE_TELL,
    HSY_CUE_WRITE,
    HSY_CUE_INFORM,
    HSY_CUE_ASK,
    HSY_CUE_THINK,
    HSY_CUE_FIND,
    HSY_CUE_READ,
    HSY_CUE_CALL,
    HSY_CUE_SHARE,
    HSY_CUE_FIGURE, /* "put the toll at three" */
    HSY_CUE_CITE,
    HSY_CUE_PREP, /* "according to" */
    HSY_CUE_BY,   /* "quoted by" */
    HSY_CUE_NOUN, /* "the claim that" */
} hsy_cue_kind;

enum { /* frames */
    HSY_FRAME_QUOTE = 1,
    HSY_FRAME_THAT = 2,
    HSY_FRAME_HEARER = 4,
    HSY_FRAME_FRAGMENT = 8,
    HSY_FRAME_CITE = 16,
    HSY_FRAME_BARE = 32, /* a clause without "that" */
};

typedef struct hsy_cue_row {
    hsy_cue_kind kind;
    uint8_t frames;
    bool factive;
    hsy_rule rule;
} hsy_cue_row;

typedef enum hsy_quote_list {
    HSY_QLIST_THAT,
    HSY_QLIST_SKIP,        /* may stand between subject and cue */
    HSY_QLIST_HEARER_STOP,
    HSY_QLIST_TO,
    HSY_QLIST_CLAUSE,      /* may open a clause without "that" */
    HSY_QLIST_FINITE,
    HSY_QLIST_SOURCE,      /* "the statement" can say something */
    HSY_QLIST_WHO,
    HSY_QLIST_BY,
    HSY_QLIST_AS,
    HSY_QLIST_WHICH,
    HSY_QLIST_NOT_CONTENT,
    HSY_QLIST_AND,
    HSY_QLIST_AFTER,       /* may follow a cue that ends its sentence */
    HSY_QLIST_FIGURE_AT,   /* "put the toll at three" */
    HSY_QLIST_STAFF,       /* who speaks for the outlet in a transcript */
    HSY_QLIST_COUNT
} hsy_quote_list;

struct hsy_quote_tables {
    HSY_VEC(hsy_cue_row) cues;
    hsy_map form;   /* words joined by blanks -> cue */
    hsy_map starts; /* first words of forms of several words */
    hsy_map noun;   /* forms of nouns -> cue */
    hsy_map list;
    HSY_VEC(uint32_t) list_bits;
};

/* A run between quotation marks. */
typedef struct hsy_quoted {
    uint32_t open, close; /* the marks; close HSY_NONE when it runs on */
    uint32_t first, last; /* tokens inside */
    uint32_t sentence, end_sentence;
    uint32_t continues; /* index of the run it carries on, or HSY_NONE */
} hsy_quoted;

enum { HSY_MORE_SPEAKERS = 2 };

/* A cue with what stands around it. */
typedef struct hsy_cue {
    uint32_t first, last;
    const hsy_cue_row *row;
    uint32_t sentence;
    uint32_t speaker;                 /* entity or HSY_NONE */
    uint32_t speaker_first, speaker_last; /* tokens; HSY_NONE when none */
    uint32_t hearer;                  /* entity that passes it on, or HSY_NONE */
    uint32_t hearer_last;             /* last token of the hearer, or HSY_NONE */
    uint32_t outlet;                  /* "quoted by SANA": entity, or HSY_NONE */
    hsy_span outlet_span, hearer_span;
    uint32_t origin;                  /* "citing officials": entity, or HSY_NONE */
    hsy_span origin_span;
    bool inverted;                    /* "said Ruiz" */
    uint32_t nalso;                   /* "according to NBC and officials": the officials */
    uint32_t also[HSY_MORE_SPEAKERS]; /* mentions */
} hsy_cue;

typedef struct hsy_quote_work {
    hsy_fact_state *state;
    const struct hsy_quote_tables *tables;
    const hsy_doc *doc;
    hsy_arena *scratch;
    uint32_t *lists;       /* a token */
    uint32_t *quoted_at;   /* a token: index of the run it is in, or HSY_NONE */
    uint32_t *sentence_at; /* a token */
    HSY_VEC(hsy_quoted) runs;
    HSY_VEC(hsy_cue) cues;       /* in order of place */
    uint32_t *cues_from;         /* a sentence: first of its cues; one more at the end */
    bool no_commas;              /* the text has lost them */
    bool pairs;                  /* it opens quotations with "``" and ends them with "''" */
} hsy_quote_work;

static inline bool hsy_quote_in(const hsy_quote_work *work, uint32_t token,
                                hsy_quote_list list)
{
    return token < work->doc->ntokens && (work->lists[token] & (1u << list));
}
/* "``" and "''": the marks of old wires. */
static inline bool hsy_quote_is_pair(hsy_str lower, char c)
{
    return lower.len == 2 && lower.ptr[0] == c && lower.ptr[1] == c;
}
static inline bool hsy_quote_is(const hsy_quote_work *work, uint32_t token, char c)
{
    if (token >= work->doc->ntokens)
        return false;
    hsy_str lower = work->doc->tokens[token].lower;
    if (c == '"' && work->pairs)
        return (lower.len == 1 && lower.ptr[0] == c) || hsy_quote_is_pair(lower, '`') ||
               hsy_quote_is_pair(lower, '\'');
    return lower.len == 1 && lower.ptr[0] == c;
}
static inline uint32_t hsy_quote_end(const hsy_quote_work *work, uint32_t sentence)
{
    return work->doc->sentences[sentence].first + work->doc->sentences[sentence].ntokens;
}

/* Each false when out of memory. */
/* quote_turns.c: the turns of a transcript; false when out of memory. */
bool hsy_quote_turns(hsy_quote_work *work);
bool hsy_quote_marks(hsy_quote_work *work);
bool hsy_quote_cues(hsy_quote_work *work);
/* A new quote over tokens first..last with what the cue (may be NULL) tells of its speaker;
 * NULL when out of memory. */
hsy_quote *hsy_quote_add(hsy_quote_work *work, uint32_t first, uint32_t last,
                         hsy_quote_kind kind, const hsy_cue *cue);
/* quote_clause.c: the clause that the cue says, when it says one. */
bool hsy_quote_indirect(hsy_quote_work *work, const hsy_cue *cue);
/* Is this token a verb that tells a clause: by its tag, else by its look? */
bool hsy_quote_is_finite(const hsy_quote_work *work, uint32_t token);

#endif
