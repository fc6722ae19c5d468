/*
 * keys.c - see keys.h.
 *
 *     words   hashes of the body's words in order: for copies
 *     TERM    words of four letters and more, lower case, plural s cut
 *     NAME    keys of persons, organizations and groups
 *     PLACE   gazetteer numbers, else folded names
 *     DATE    days that times resolve to
 *     NUMBER  casualty figures of the event itself: "killed:5"
 *     EVENT   type with place or target: "ASSAULT@706483"
 *
 * A word list to leave out ("the", "said") is not needed: story/ weighs a term by
 * how rare it is among the articles.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/keys.h"

#include "base/day.h"
#include "base/map.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MIN_TERM 4
#define MAX_TERM 40
#define LEAD_PARAGRAPHS 2

struct gatherer {
    hsy_arena *arena;
    hsy_map seen; /* kind + text -> index in keys */
    HSY_VEC(hsy_key) keys;
    HSY_VEC(uint64_t) words;
    uint32_t lead_end; /* text before this is title or lead */
    bool failed;
};

static void add_key(struct gatherer *g, hsy_key_kind kind, hsy_str text, uint32_t at)
{
    char *name = hsy_arena_alloc(g->arena, text.len + 2);

    if (!name) {
        g->failed = true;
        return;
    }
    name[0] = (char)('0' + kind);
    memcpy(name + 1, text.ptr, text.len);
    uint32_t i = hsy_map_put(&g->seen, (hsy_str){name, text.len + 1}, g->keys.count);
    if (i == g->keys.count) {
        hsy_key *key = hsy_vec_push(g->arena, &g->keys);
        if (!key) {
            g->failed = true;
            return;
        }
        *key = (hsy_key){.text = {name + 1, text.len}, .kind = kind};
    }
    if (i == HSY_NONE) {
        g->failed = true;
        return;
    }
    g->keys.data[i].count++;
    g->keys.data[i].in_lead |= at < g->lead_end;
}

/* Dates and the like that have to be written first. */
static void add_printed(struct gatherer *g, hsy_key_kind kind, uint32_t at, const char *text)
{
    add_key(g, kind, hsy_str_of(text), at);
}

static bool is_word_part(uint32_t code)
{
    return hsy_utf8_is_letter(code) || hsy_utf8_is_digit(code);
}

static void add_word(struct gatherer *g, hsy_str word, uint32_t at, bool in_body)
{
    hsy_str lower = hsy_utf8_lower(g->arena, word);

    if (!lower.ptr) {
        g->failed = true;
        return;
    }
    if (in_body) {
        uint64_t *hash = hsy_vec_push(g->arena, &g->words);
        if (!hash)
            g->failed = true;
        else
            *hash = hsy_str_hash(lower);
    }
    if (lower.len < MIN_TERM || lower.len > MAX_TERM)
        return;
    if (lower.ptr[lower.len - 1] == 's' && lower.ptr[lower.len - 2] != 's')
        lower.len--;
    add_key(g, HSY_KEY_TERM, lower, at);
}

static void gather_words(struct gatherer *g, const hsy_article *article)
{
    hsy_str text = hsy_text_str(&article->text);

    for (size_t at = 0; at < text.len && !g->failed;) {
        uint32_t len, code = hsy_utf8_at(text, at, &len);
        if (!is_word_part(code)) {
            at += len;
            continue;
        }
        size_t from = at;
        while (at < text.len && (code = hsy_utf8_at(text, at, &len), is_word_part(code)))
            at += len;
        add_word(g, hsy_str_sub(text, from, at), (uint32_t)from, from >= article->body);
    }
}

static void gather_names(struct gatherer *g, const hsy_reading *reading)
{
    for (uint32_t i = 0; i < reading->nmentions; i++) {
        const hsy_mention *mention = &reading->mentions[i];
        const hsy_entity *entity = &reading->entities[mention->entity];
        if (entity->key.len && mention->form != HSY_FORM_PRONOUN)
            add_key(g, HSY_KEY_NAME, entity->key, mention->span.off);
    }
}

/* What a place is called across articles. */
static hsy_str place_key(struct gatherer *g, const hsy_place *place)
{
    char number[24];

    if (place->geonames == 0)
        return hsy_utf8_fold(g->arena, place->name);
    snprintf(number, sizeof number, "%" PRId64, place->geonames);
    return hsy_str_copy(g->arena, hsy_str_of(number));
}

static void gather_places(struct gatherer *g, const hsy_reading *reading)
{
    for (uint32_t i = 0; i < reading->nplaces; i++) {
        hsy_str key = place_key(g, &reading->places[i]);
        if (key.len)
            add_key(g, HSY_KEY_PLACE, key, reading->places[i].span.off);
    }
}

static void gather_dates(struct gatherer *g, const hsy_reading *reading)
{
    for (uint32_t i = 0; i < reading->ntimes; i++) {
        const hsy_time *time = &reading->times[i];
        char text[32];
        if (time->day_from == INT32_MIN || time->day_from != time->day_to)
            continue;
        if (hsy_minutes_print((int64_t)time->day_from * 1440, text, sizeof text))
            add_printed(g, HSY_KEY_DATE, time->span.off, text);
    }
}

static void gather_numbers(struct gatherer *g, const hsy_reading *reading)
{
    for (uint32_t i = 0; i < reading->nquantities; i++) {
        const hsy_quantity *q = &reading->quantities[i];
        char text[64];
        if (q->what > HSY_WHAT_CAPTURED || q->scope != HSY_SCOPE_EVENT || q->low != q->high)
            continue;
        snprintf(text, sizeof text, "%s:%" PRId64, hsy_what_name(q->what), q->low);
        add_printed(g, HSY_KEY_NUMBER, q->span.off, text);
    }
}

static void gather_events(struct gatherer *g, const hsy_reading *reading)
{
    for (uint32_t i = 0; i < reading->nevents; i++) {
        const hsy_event *event = &reading->events[i];
        char text[160];
        hsy_str where = {NULL, 0};
        if (event->place != HSY_NONE)
            where = place_key(g, &reading->places[event->place]);
        else if (event->ntargets)
            where = reading->entities[event->targets[0]].key;
        else if (event->nsources)
            where = reading->entities[event->sources[0]].key;
        if (where.len == 0)
            continue;
        snprintf(text, sizeof text, "%s@%.*s", hsy_event_type_name(event->type),
                 HSY_STR_ARG(where));
        add_printed(g, HSY_KEY_EVENT, event->trigger.off, text);
    }
}

static uint32_t lead_end(const hsy_article *article)
{
    uint32_t last = article->nparagraphs < LEAD_PARAGRAPHS ? article->nparagraphs
                                                           : LEAD_PARAGRAPHS;
    return last ? hsy_span_end(article->paragraphs[last - 1].span) : article->text.len;
}

hsy_status hsy_keys_gather(hsy_arena *arena, const hsy_article *article,
                           const hsy_reading *reading, hsy_story_article *ret, hsy_error *err)
{
    struct gatherer g = {.arena = arena, .lead_end = lead_end(article)};

    hsy_map_init(&g.seen, arena);
    gather_words(&g, article);
    gather_names(&g, reading);
    gather_places(&g, reading);
    gather_dates(&g, reading);
    gather_numbers(&g, reading);
    gather_events(&g, reading);
    if (g.failed)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");

    *ret = (hsy_story_article){
        .id = hsy_article_id(article),
        .title = hsy_article_title(article),
        .publisher = article->publisher.name.ptr ? article->publisher.name
                                                 : article->publisher.domain,
        .wire = article->wire.agency,
        .published = article->published.value.ptr ? hsy_minutes_of(article->published.value)
                                                  : HSY_NO_TIME,
        .words = g.words.data,
        .nwords = g.words.count,
        .keys = g.keys.data,
        .nkeys = g.keys.count,
    };
    return HSY_OK;
}
