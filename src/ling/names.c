/*
 * names.c - names of an article from the labels of its words; see names.h.
 *
 * Labels come from one sentence at a time. Here the article is read as a whole:
 *
 *  1. Runs of labels become names; titles are cut off the front of persons, marks and
 *     clitics off both ends. Days and months are times, not names.
 *     What a dateline opens with is a place ("KYIV, Ukraine (AP) —").
 *  2. Each name votes, by how sure it is, for the kind of its words as written.
 *     A person's last word votes for persons too: "Ana Ruiz" speaks for "Ruiz". The
 *     gazetteer votes for places, and so does "near" before it; a title for persons.
 *  3. Every name takes the kind with the most votes for its words. Peoples are
 *     left out: "Russian" may be a people here and part of a body there.
 *  4. Capital words outside names that are written like a name voted for become
 *     names too.
 *
 * A name that a table knows as an armed group is a group.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/names.h"

#include <string.h>

#define MAX_SURFACE 128
#define MAX_OTHER 6 /* words */
#define MAX_DATELINE 14 /* tokens */
/* Of a name found only because it was read elsewhere. */
#define ECHO_MARGIN 64
/* A person's surname alone: weight of that vote, in parts of 4 of the full name. */
#define SURNAME_SHARE 3

/* What a table's word counts beside the model's margins of up to 255. */
#define COUNTRY_VOTE 300
#define TOWN_VOTE 280
#define BEFORE_VOTE 200 /* "near X" */
#define TITLE_VOTE 300  /* "Mr. X" */

struct surface {
    uint32_t votes[HSY_NAME_TYPES];
};

struct collector {
    hsy_arena *arena;
    hsy_doc *doc;
    const uint8_t *labels, *margins;
    const uint16_t *hints;
    hsy_map surfaces; /* words as written -> index in votes */
    hsy_arena *scratch;
    HSY_VEC(struct surface) votes;
    HSY_VEC(hsy_name) names;
};

/* Marks, clitics and articles at the ends are not part of a name: "Maryland 's". */
static bool is_edge(const struct collector *c, uint32_t token)
{
    const hsy_token *t = &c->doc->tokens[token];

    return t->upos == HSY_UPOS_PUNCT || t->upos == HSY_UPOS_DET ||
           (t->upos == HSY_UPOS_PART && (t->feats & HSY_FEAT_POSSESSIVE));
}

static void cut_edges(const struct collector *c, uint32_t *first, uint32_t *n)
{
    while (*n > 0 && is_edge(c, *first + *n - 1))
        (*n)--;
    while (*n > 0 && is_edge(c, *first)) {
        (*first)++;
        (*n)--;
    }
}

/* A "name" this long of no certain kind is a headline or the title of a list. */
static bool is_title_line(uint32_t n, uint8_t type)
{
    return type == HSY_NAME_OTHER && n > MAX_OTHER;
}

static void cut_title(const struct collector *c, uint32_t *first, uint32_t *n)
{
    while (*n > 1 && (c->hints[*first] & HSY_HINT_TITLE) &&
           !(c->hints[*first] & HSY_HINT_FIRST)) {
        (*first)++;
        (*n)--;
    }
}

/* "Monday", "May 6" are times; a person called May or June stays one. */
static bool is_time(const struct collector *c, uint32_t first, uint32_t n, uint8_t type)
{
    if (type == HSY_NAME_PERSON)
        return false;
    for (uint32_t i = first; i < first + n; i++)
        if (!(c->hints[i] & HSY_HINT_CALENDAR) && c->doc->tokens[i].upos != HSY_UPOS_NUM)
            return false;
    return true;
}

static bool push_name(struct collector *c, uint32_t first, uint32_t n, uint8_t type,
                      uint8_t margin)
{
    hsy_name *name = hsy_vec_push(c->arena, &c->names);

    if (!name)
        return false;
    *name = (hsy_name){.span = hsy_tokens_span(c->doc, first, first + n - 1),
                       .first = first,
                       .ntokens = n,
                       .type = type,
                       .margin = margin};
    return true;
}

static bool collect_runs(struct collector *c)
{
    for (uint32_t s = 0; s < c->doc->nsentences; s++) {
        uint32_t at = c->doc->sentences[s].first, end = at + c->doc->sentences[s].ntokens;
        while (at < end) {
            uint8_t label = c->labels[at], margin = c->margins[at];
            uint8_t type = (uint8_t)((label - 1) / 2);
            uint32_t first = at++, n;
            if (label == HSY_NAME_OUTSIDE)
                continue;
            uint8_t inside = (uint8_t)(2 * type + 2);
            for (; at < end && c->labels[at] == inside; at++)
                margin = c->margins[at] < margin ? c->margins[at] : margin;
            n = at - first;
            if (type == HSY_NAME_PERSON)
                cut_title(c, &first, &n);
            cut_edges(c, &first, &n);
            if (n == 0 || is_time(c, first, n, type) || is_title_line(n, type))
                continue;
            if (!push_name(c, first, n, type, margin))
                return false;
        }
    }
    return true;
}

/* -- datelines ------------------------------------------------------------------ */

static bool is_one_of(hsy_str word, const char *const *list)
{
    for (; *list; list++)
        if (hsy_str_eq(word, hsy_str_of(*list)))
            return true;
    return false;
}

/* "KYIV, Ukraine (AP) —", "LONDON -": capitals, dates and marks up to a dash, the first
 * word in capitals or a bracket closed before the dash. */
static bool opens_dateline(const hsy_doc *doc, const hsy_sentence *sentence)
{
    static const char *const dashes[] = {"-", "--", "\u2013", "\u2014", NULL};
    static const char *const close[] = {")", NULL};
    const hsy_token *first = &doc->tokens[sentence->first];
    const uint32_t n = sentence->ntokens < MAX_DATELINE ? sentence->ntokens : MAX_DATELINE;
    const bool loud = (first->shape & HSY_SHAPE_ALL_CAPS) && first->lower.len > 2;

    for (uint32_t i = 1; i < n; i++) {
        const hsy_token *token = first + i;
        if (is_one_of(token->lower, dashes))
            return loud || is_one_of(token[-1].lower, close);
        if (!(token->shape & (HSY_SHAPE_CAPITAL | HSY_SHAPE_ALL_CAPS | HSY_SHAPE_DIGIT |
                              HSY_SHAPE_PUNCT)))
            return false;
    }
    return false;
}

/* What a dateline opens with is a place. Names and sentences are in the order of the text. */
static void place_datelines(struct collector *c)
{
    uint32_t at = 0;

    for (uint32_t s = 0; s < c->doc->nsentences; s++) {
        const hsy_sentence *sentence = &c->doc->sentences[s];
        while (at < c->names.count && c->names.data[at].first < sentence->first)
            at++;
        if (at < c->names.count && c->names.data[at].first == sentence->first &&
            opens_dateline(c->doc, sentence)) {
            c->names.data[at].type = HSY_NAME_PLACE;
            c->names.data[at].margin = UINT8_MAX;
        }
    }
}

/* The words of a name as written, one blank between. Empty when too long. */
static hsy_str surface_of(const struct collector *c, uint32_t first, uint32_t n,
                          char room[MAX_SURFACE])
{
    size_t len = 0;

    for (uint32_t i = first; i < first + n; i++) {
        hsy_str form = hsy_token_str(c->doc, i);
        if (len + form.len + 1 > MAX_SURFACE)
            return (hsy_str){room, 0};
        if (len)
            room[len++] = ' ';
        memcpy(room + len, form.ptr, form.len);
        len += form.len;
    }
    return (hsy_str){room, len};
}

static bool vote(struct collector *c, uint32_t first, uint32_t n, uint8_t type, uint32_t weight)
{
    char room[MAX_SURFACE];
    hsy_str surface = surface_of(c, first, n, room);

    if (surface.len == 0)
        return true;
    uint32_t at = hsy_map_find(&c->surfaces, surface);
    if (at == HSY_NONE) {
        hsy_str key = hsy_str_copy(c->scratch, surface);
        struct surface *fresh = hsy_vec_push(c->scratch, &c->votes);
        at = c->votes.count - 1;
        if (!key.ptr || !fresh || !hsy_map_set(&c->surfaces, key, at))
            return false;
    }
    c->votes.data[at].votes[type] += weight;
    return true;
}

/* The gazetteer votes too, unless the word is a first name as well. */
static uint32_t place_vote(const struct collector *c, const hsy_name *name)
{
    uint16_t hints = c->hints[name->first];

    for (uint32_t i = 1; i < name->ntokens; i++)
        if (!(c->hints[name->first + i] & HSY_HINT_INSIDE))
            return 0;
    if (name->type == HSY_NAME_GROUP || (hints & (HSY_HINT_FIRST | HSY_HINT_INSIDE)))
        return 0;
    if (hints & (HSY_HINT_COUNTRY | HSY_HINT_CAPITAL))
        return COUNTRY_VOTE;
    return hints & HSY_HINT_TOWN ? TOWN_VOTE : 0;
}

/* "in X", "near the X": the small word right before the name, but for an article, hangs on
 * it. Bodies are left alone: "in Congress". */
static uint32_t before_vote(const struct collector *c, const hsy_name *name)
{
    uint32_t at = name->first;

    if (name->type != HSY_NAME_PERSON && name->type != HSY_NAME_PLACE)
        return 0;
    if (at > 1 && c->doc->tokens[at - 1].upos == HSY_UPOS_DET)
        at--;
    if (at == 0 || !(c->hints[at - 1] & HSY_HINT_BEFORE_PLACE))
        return 0;
    const hsy_token *small = &c->doc->tokens[at - 1];
    return small->deprel == HSY_DEP_case_ && small->head >= name->first &&
                   small->head < name->first + name->ntokens
               ? BEFORE_VOTE
               : 0;
}

static uint32_t title_vote(const struct collector *c, const hsy_name *name)
{
    bool titled = name->first > 0 && (c->hints[name->first - 1] & HSY_HINT_TITLE);

    return titled && name->type == HSY_NAME_PERSON ? TITLE_VOTE : 0;
}

static bool vote_all(struct collector *c)
{
    for (uint32_t i = 0; i < c->names.count; i++) {
        const hsy_name *name = &c->names.data[i];
        uint32_t weight = name->margin + 1u + title_vote(c, name);
        if (!vote(c, name->first, name->ntokens, name->type, weight) ||
            !vote(c, name->first, name->ntokens, HSY_NAME_PLACE,
                  place_vote(c, name) + before_vote(c, name)))
            return false;
        if (name->type == HSY_NAME_PERSON && name->ntokens > 1 &&
            !vote(c, name->first + name->ntokens - 1, 1, HSY_NAME_PERSON,
                  weight * SURNAME_SHARE / 4))
            return false;
    }
    return true;
}

/* The kind with most votes; HSY_NAME_TYPES when nobody voted. */
static uint8_t voted(const struct collector *c, uint32_t first, uint32_t n)
{
    char room[MAX_SURFACE];
    hsy_str surface = surface_of(c, first, n, room);
    uint32_t at = surface.len ? hsy_map_find(&c->surfaces, surface) : HSY_NONE;
    uint8_t best = 0;

    if (at == HSY_NONE)
        return HSY_NAME_TYPES;
    for (uint8_t type = 1; type < HSY_NAME_TYPES; type++)
        if (c->votes.data[at].votes[type] > c->votes.data[at].votes[best])
            best = type;
    return best;
}

static bool all_hint(const struct collector *c, const hsy_name *name, uint16_t hint)
{
    for (uint32_t i = 0; i < name->ntokens; i++)
        if (!(c->hints[name->first + i] & hint))
            return false;
    return true;
}

static void agree(struct collector *c)
{
    for (uint32_t i = 0; i < c->names.count; i++) {
        hsy_name *name = &c->names.data[i];
        uint8_t type = voted(c, name->first, name->ntokens);
        if (name->type != HSY_NAME_GROUP && type < HSY_NAME_TYPES && type != HSY_NAME_GROUP)
            name->type = type;
        if (all_hint(c, name, HSY_HINT_GROUP))
            name->type = HSY_NAME_GROUP;
    }
}

static bool is_capital(const hsy_doc *doc, uint32_t token)
{
    return doc->tokens[token].shape & HSY_SHAPE_CAPITAL;
}

/* The longest name voted for that begins at `first`, up to four words, none of
 * them in a name yet. */
static uint32_t echo_at(const struct collector *c, const bool *taken, uint32_t first,
                        uint32_t end, uint8_t *ret_type)
{
    uint32_t n = end - first < 4 ? end - first : 4;

    for (uint32_t i = 1; i < n; i++)
        if (taken[first + i])
            n = i;
    for (; n > 0; n--) {
        if (!is_capital(c->doc, first + n - 1))
            continue;
        *ret_type = voted(c, first, n);
        if (*ret_type < HSY_NAME_TYPES)
            return n;
    }
    return 0;
}

static bool may_echo(const hsy_doc *doc, const bool *taken, uint32_t token)
{
    const hsy_token *t = &doc->tokens[token];

    return !taken[token] && is_capital(doc, token) &&
           (t->upos == HSY_UPOS_PROPN || t->upos == HSY_UPOS_NOUN || t->upos == HSY_UPOS_ADJ);
}

static bool echo(struct collector *c)
{
    bool *taken = hsy_new_array(c->scratch, c->doc->ntokens, bool);

    if (!taken)
        return false;
    for (uint32_t i = 0; i < c->names.count; i++)
        for (uint32_t k = 0; k < c->names.data[i].ntokens; k++)
            taken[c->names.data[i].first + k] = true;
    for (uint32_t s = 0; s < c->doc->nsentences; s++) {
        uint32_t at = c->doc->sentences[s].first, end = at + c->doc->sentences[s].ntokens;
        while (at < end) {
            uint8_t type;
            uint32_t n = may_echo(c->doc, taken, at) ? echo_at(c, taken, at, end, &type) : 0;
            if (n && !push_name(c, at, n, type, ECHO_MARGIN))
                return false;
            at += n ? n : 1;
        }
    }
    return true;
}

/* Names made by echo stand after the others: merge the two ordered runs. */
static bool put_in_order(struct collector *c, uint32_t nfirst)
{
    hsy_name *out = hsy_new_array(c->arena, c->names.count, hsy_name);
    uint32_t a = 0, b = nfirst;

    if (!out)
        return false;
    for (uint32_t i = 0; i < c->names.count; i++) {
        bool left = b == c->names.count ||
                    (a < nfirst && c->names.data[a].first < c->names.data[b].first);
        out[i] = c->names.data[left ? a++ : b++];
    }
    c->doc->names = out;
    c->doc->nnames = c->names.count;
    for (uint32_t i = 0; i < c->names.count; i++)
        for (uint32_t k = 0; k < out[i].ntokens; k++)
            c->doc->tokens[out[i].first + k].name = i;
    return true;
}

bool hsy_names_collect(hsy_arena *arena, hsy_arena *scratch, hsy_doc *doc,
                       const uint8_t *labels, const uint8_t *margins, const uint16_t *hints)
{
    struct collector c = {.arena = arena,
                          .doc = doc,
                          .labels = labels,
                          .margins = margins,
                          .hints = hints,
                          .scratch = scratch};

    hsy_map_init(&c.surfaces, scratch);
    for (uint32_t i = 0; i < doc->ntokens; i++)
        doc->tokens[i].name = HSY_NONE;
    if (!collect_runs(&c))
        return false;
    place_datelines(&c);
    uint32_t nfirst = c.names.count;
    if (!vote_all(&c))
        return false;
    agree(&c);
    return echo(&c) && put_in_order(&c, nfirst);
}
