/*
 * entity_phrases.c - the longest phrase of the tables at a word, if it looks like one.
 *
 * "US" is a land and "us" is not; "Today" is an outlet, but seldom when it opens a sentence;
 * "al-Nusra" has its capital behind the article; "Syrias" has lost an apostrophe. "Let us go"
 * names no body, because the tagger calls it a verb.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "fact/entity.h"

enum { MOST_WORDS = 8 };

static const hsy_token *token_at(const hsy_actor_work *work, uint32_t i)
{
    return &work->doc->tokens[i];
}

static bool is_verb(const hsy_actor_work *work, uint32_t i)
{
    return work->doc->has_tags && (token_at(work, i)->upos == HSY_UPOS_VERB ||
                                   token_at(work, i)->upos == HSY_UPOS_AUX);
}

/* Does the look of tokens first..last fit what the table asks? */
static bool looks_right(const hsy_actor_work *work, const hsy_phrase *phrase, uint32_t first,
                        uint32_t last, bool headline)
{
    uint8_t shape = token_at(work, first)->shape;

    if (phrase->kind == HSY_ACTOR_ROLE && (shape & HSY_SHAPE_ALL_CAPS) &&
        !work->tokens[first].shouted &&
        work->tables->roles.data[phrase->row].noun.len > 3 && first == last)
        return false; /* a shout or a name in capitals */
    /* "Let us go", "JOIN US": no body and no country by their tags. */
    if (first == last && work->doc->has_tags && phrase->kind != HSY_ACTOR_ROLE &&
        ((token_at(work, first)->upos == HSY_UPOS_PRON && (shape & HSY_SHAPE_ALL_CAPS) &&
          first &&
          (token_at(work, first - 1)->shape & HSY_SHAPE_ALL_CAPS)) ||
         (is_verb(work, first) && (shape & HSY_SHAPE_STARTS) &&
          !(shape & HSY_SHAPE_ALL_CAPS))))
        return false;
    if (!phrase->capital)
        return true;
    /* "Today" is an outlet, but seldom when it opens a sentence or is a plain word. */
    if (phrase->kind == HSY_ACTOR_OUTLET && work->tables->bodies.data[phrase->row].weak &&
        first == last && !(shape & HSY_SHAPE_ALL_CAPS)) {
        hsy_str norm = work->tokens[first].norm;
        if (hsy_actor_in(work, first, HSY_LIST_NOT_NAME) ||
            hsy_map_find(&work->lower_seen, norm) != HSY_NONE ||
            (((shape & HSY_SHAPE_STARTS) || headline) &&
             hsy_map_find(&work->mid_capital, norm) == HSY_NONE))
            return false;
    }
    if (phrase->all_caps && first == last) {
        hsy_str raw = hsy_token_str(work->doc, first);
        bool dots = raw.len > 2 && raw.ptr[1] == '.';
        return (shape & HSY_SHAPE_ALL_CAPS) || dots || (shape & HSY_SHAPE_DIGIT);
    }
    if (shape & HSY_SHAPE_CAPITAL)
        return true;
    /* "al-Nusra": the article is small, the name is not; "the" may be left out. */
    hsy_str raw = hsy_token_str(work->doc, first);
    for (size_t i = 1; i < raw.len; i++)
        if (raw.ptr[i - 1] == '-' && raw.ptr[i] >= 'A' && raw.ptr[i] <= 'Z')
            return true;
    return last > first && (token_at(work, last)->shape & HSY_SHAPE_CAPITAL) &&
           (work->tokens[first].lists & (UINT64_C(1) << HSY_LIST_PARTICLE));
}

static const hsy_phrase *fitting(const hsy_actor_work *work, hsy_str norm, uint32_t first,
                                 uint32_t last, bool headline)
{
    uint32_t at = hsy_map_find(&work->tables->phrase, norm);

    for (; at != HSY_NONE; at = work->tables->phrases.data[at].next) {
        const hsy_phrase *phrase = &work->tables->phrases.data[at];
        if (looks_right(work, phrase, first, last, headline))
            return phrase;
    }
    return NULL;
}

/* "Syrias" in a text that has lost its apostrophes. */
static const hsy_phrase *without_s(const hsy_actor_work *work, hsy_str norm, uint32_t first,
                                   uint32_t last, bool headline)
{
    const hsy_phrase *phrase;

    if (!work->no_apostrophes || norm.len < 5 || norm.ptr[norm.len - 1] != 's')
        return NULL;
    phrase = fitting(work, hsy_str_sub(norm, 0, norm.len - 1), first, last, headline);
    return phrase && phrase->capital && phrase->kind != HSY_ACTOR_ADJECTIVE ? phrase : NULL;
}

/* The longest phrase that begins at `first`; `*ret_last` is its last token. */
const hsy_phrase *hsy_actor_match(const hsy_actor_work *work, uint32_t first, uint32_t end,
                                  bool headline, uint32_t *ret_last)
{
    char buffer[128];
    size_t len = 0;
    const hsy_phrase *best = NULL;

    for (uint32_t i = first; i < end && i < first + MOST_WORDS; i++) {
        hsy_str norm = work->tokens[i].norm;
        const hsy_token *token = token_at(work, i);
        bool clitic = i > first && token->lower.len && token->lower.ptr[0] == '\'';
        if (!norm.len) {
            /* A hyphen or a comma inside a phrase is passed over, nothing else. */
            if (i > first && token->lower.len == 1 && token->lower.ptr[0] == '-')
                continue;
            break;
        }
        if (len + norm.len + 2 > sizeof buffer)
            break;
        if (len && !clitic)
            buffer[len++] = ' ';
        memcpy(buffer + len, norm.ptr, norm.len);
        len += norm.len;
        hsy_str so_far = {buffer, len};
        const hsy_phrase *phrase = fitting(work, so_far, first, i, headline);
        if (!phrase)
            phrase = without_s(work, so_far, first, i, headline);
        /* "president" "'s" is not the plural. */
        if (phrase && !clitic)
            best = phrase, *ret_last = i;
        /* A clitic may still follow a word that begins nothing: "People" "'s". */
        bool more = i + 1 < end && token_at(work, i + 1)->lower.len &&
                    token_at(work, i + 1)->lower.ptr[0] == '\'';
        if (!more && hsy_map_find(&work->tables->prefix, so_far) == HSY_NONE)
            break;
    }
    return best;
}
