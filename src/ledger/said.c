/*
 * said.c - who said what, once.
 *
 * The same words of the same speaker are one claim in however many articles they
 * stand, also where one article has cut them: a quote joins another when half of
 * the shorter one's runs of six words are in the longer one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include "base/utf8.h"

#define RUN 6u       /* words */
#define FEWEST 3u    /* words of a quote worth a claim */
#define MOST 400u    /* words looked at */

struct words {
    hsy_str word[MOST];
    uint32_t count;
};

struct talk {
    hsy_story_work *work;
    hsy_map runs;  /* six words -> draft */
    HSY_VEC(uint32_t) lengths; /* runs of each talk draft, by draft */
};

/* Letters and digits only, so that marks and capitals do not matter. */
static void split(hsy_str folded, struct words *ret)
{
    size_t from = 0;
    bool inside = false;

    ret->count = 0;
    for (size_t at = 0; at <= folded.len;) {
        uint32_t len = 1;
        uint32_t code = at < folded.len ? hsy_utf8_at(folded, at, &len) : ' ';
        bool part = hsy_utf8_is_letter(code) || hsy_utf8_is_digit(code);
        if (part && !inside)
            from = at;
        if (!part && inside && ret->count < MOST)
            ret->word[ret->count++] = hsy_str_sub(folded, from, at);
        inside = part;
        at += len;
    }
}

static bool join_words(hsy_arena *arena, const struct words *words, uint32_t from, uint32_t n,
                       hsy_str *ret)
{
    hsy_buf buf;

    hsy_buf_init(&buf, 0);
    for (uint32_t i = from; i < from + n; i++) {
        hsy_buf_add(&buf, words->word[i]);
        hsy_buf_putc(&buf, ' ');
    }
    *ret = hsy_str_copy(arena, hsy_buf_str(&buf));
    hsy_buf_clear(&buf);
    return ret->ptr != NULL;
}

static uint32_t runs_of(const struct words *words)
{
    return words->count < RUN ? 0 : words->count - RUN + 1;
}

static bool can_be_of(const hsy_draft *draft, const hsy_entity *speaker)
{
    return !draft->speaker || !speaker ||
           hsy_match_entities(draft->speaker, speaker) != HSY_CLASH;
}

/* The draft that has most of these words, or HSY_NONE. */
static bool find_like(struct talk *talk, const struct words *words, const hsy_entity *speaker,
                      uint32_t *ret)
{
    uint32_t n = runs_of(words), candidate = HSY_NONE, hits = 0;

    *ret = HSY_NONE;
    for (uint32_t i = 0; i < n; i++) {
        hsy_arena_mark mark = hsy_arena_here(talk->work->scratch);
        hsy_str run;
        if (!join_words(talk->work->scratch, words, i, RUN, &run))
            return false;
        uint32_t draft = hsy_map_find(&talk->runs, run);
        hsy_arena_rewind(talk->work->scratch, mark);
        if (draft == HSY_NONE)
            continue;
        if (candidate == HSY_NONE)
            candidate = draft;
        hits += draft == candidate;
    }
    if (candidate == HSY_NONE || !can_be_of(&talk->work->drafts.data[candidate], speaker))
        return true;
    uint32_t other = talk->lengths.data[candidate];
    if (2 * hits >= (n < other ? n : other))
        *ret = candidate;
    return true;
}

static bool remember_runs(struct talk *talk, const struct words *words, uint32_t draft)
{
    while (talk->lengths.count <= draft)
        if (hsy_vec_push(talk->work->scratch, &talk->lengths) == NULL)
            return false;
    if (talk->lengths.data[draft] == 0)
        talk->lengths.data[draft] = runs_of(words);
    for (uint32_t i = 0; i < runs_of(words); i++) {
        hsy_str run;
        if (!join_words(talk->work->scratch, words, i, RUN, &run) ||
            hsy_map_put(&talk->runs, run, draft) == HSY_NONE)
            return false;
    }
    return true;
}

static bool find_draft(struct talk *talk, const struct words *words, const hsy_entity *speaker,
                       uint32_t *ret)
{
    hsy_str all;

    if (!find_like(talk, words, speaker, ret))
        return false;
    if (*ret != HSY_NONE)
        return true;
    if (!join_words(talk->work->scratch, words, 0, words->count, &all))
        return false;
    hsy_str parts[] = {HSY_STR("said\t"), speaker ? speaker->key : HSY_STR(""), HSY_STR("\t"),
                       all};
    hsy_buf key;
    hsy_buf_init(&key, 0);
    for (int i = 0; i < 4; i++)
        hsy_buf_add(&key, parts[i]);
    hsy_draft *draft = key.failed ? NULL : hsy_draft_get(talk->work, hsy_buf_str(&key));
    hsy_buf_clear(&key);
    *ret = draft ? (uint32_t)(draft - talk->work->drafts.data) : HSY_NONE;
    return draft != NULL;
}

static bool add_quote(struct talk *talk, uint32_t doc, uint32_t q)
{
    hsy_story_work *work = talk->work;
    const hsy_account_source *source = hsy_source_at(work, doc);
    const hsy_quote *quote = &source->reading->quotes[q];
    const hsy_entity *speaker = quote->speaker < source->reading->nentities
                                    ? &source->reading->entities[quote->speaker] : NULL;
    hsy_str said = hsy_article_str(source->article, quote->span);
    hsy_str folded = hsy_utf8_fold(work->scratch, said);
    struct words words;
    uint32_t d;

    if (!folded.ptr)
        return false;
    split(folded, &words);
    if (quote->kind == HSY_QUOTE_INDIRECT || words.count < FEWEST)
        return true;
    if (!find_draft(talk, &words, speaker, &d) || !remember_runs(talk, &words, d))
        return false;
    hsy_draft *draft = &work->drafts.data[d];
    if (!draft->what.ptr) {
        draft->kind = HSY_DRAFT_WORDS;
        draft->what = HSY_STR("said");
    }
    if (!draft->speaker)
        draft->speaker = speaker;
    hsy_account account = {.source = work->docs[doc], .kind = HSY_FACT_QUOTE, .fact = q,
                           .span = quote->span, .low = -1, .high = HSY_OPEN, .value = said,
                           .said_by = quote->said_by};
    return hsy_draft_add(work, draft, &account);
}

bool hsy_claims_said(hsy_story_work *work)
{
    struct talk talk = {.work = work};

    hsy_map_init(&talk.runs, work->scratch);
    for (uint32_t doc = 0; doc < work->ndocs; doc++) {
        const hsy_reading *reading = hsy_source_at(work, doc)->reading;
        for (uint32_t q = 0; q < reading->nquotes; q++)
            if (!add_quote(&talk, doc, q))
                return false;
    }
    return true;
}
