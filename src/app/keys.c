/*
 * keys.c - see keys.h.
 *
 *     words   hashes of the body's words in order: for copies
 *     TERM    words of four letters and more, lower case, plural s cut
 *     NAME    keys of persons, organizations and groups
 *     PLACE   gazetteer numbers, else folded names
 *     DATE    days that times resolve to
 *     NUMBER  casualty figures of the event itself: "killed:5"
 *     AGE     how old people in it are: "13"
 *     EVENT   what happened where, who did it to whom, and how: "ASSAULT@706483",
 *             "CONSULT:USA>RUS", "ASSAULT/aerial:RUS"; a party stands for its country
 *
 * Small words ("after", "would") are left out by a table, and another says how usual a
 * word is in ordinary news: in a batch of three articles story/ cannot see it by itself.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/keys.h"

#include "base/day.h"
#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MIN_TERM 4
#define MAX_TERM 40
#define LEAD_PARAGRAPHS 2

struct hsy_key_tables {
    hsy_map small_words;
    hsy_map usual_words; /* word -> of 10,000 ordinary articles so many have it */
};

struct gatherer {
    const hsy_key_tables *tables; /* NULL: no word is left out */
    const hsy_reading *reading;
    hsy_arena *arena;  /* keys and words */
    hsy_arena scratch; /* forms of words while they are looked at */
    hsy_arena index;   /* of `seen`, which grows while scratch is in use */
    hsy_map seen; /* kind + text -> index in keys */
    HSY_VEC(hsy_key) keys;
    HSY_VEC(uint64_t) words;
    uint32_t lead_end; /* text before this is title or lead */
    bool failed;
};

static hsy_status load_usual_words(hsy_arena *arena, const char *home, hsy_map *words,
                                   hsy_error *err)
{
    static const char *const columns[] = {"word", "per_10000", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, "en/story/usual-words.tsv", columns, &table,
                                       err);

    if (status)
        return status;
    hsy_map_init(words, arena);
    for (uint32_t i = 0; i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        int64_t share;
        if (!hsy_cell_int(row->cells[1], &share) || share < 1 || share > 10000)
            return hsy_table_fail(&table, row, err, "not a share of 10,000");
        if (!hsy_map_set(words, row->cells[0], (uint32_t)share))
            return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    }
    return HSY_OK;
}

hsy_status hsy_key_tables_load(hsy_arena *arena, const char *home, const hsy_key_tables **ret,
                               hsy_error *err)
{
    static const char *const columns[] = {"word", "language", NULL};
    hsy_key_tables *tables = hsy_new(arena, hsy_key_tables);
    hsy_table table;

    if (!tables)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_status status = hsy_table_load(arena, home, "en/page/stop-words.tsv", columns, &table, err);
    if (status)
        return status;
    hsy_map_init(&tables->small_words, arena);
    for (uint32_t i = 0; i < table.nrows; i++)
        if (!hsy_map_set(&tables->small_words, table.rows[i].cells[0], i))
            return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    status = load_usual_words(arena, home, &tables->usual_words, err);
    if (status)
        return status;
    *ret = tables;
    return HSY_OK;
}

static uint16_t usual_share(const struct gatherer *g, hsy_str word)
{
    uint32_t share = g->tables ? hsy_map_find(&g->tables->usual_words, word) : HSY_NONE;

    return share == HSY_NONE ? 0 : (uint16_t)share;
}

/* The key with its kind before it, found or new; HSY_NONE when out of memory. */
static uint32_t find_key(struct gatherer *g, hsy_key_kind kind, hsy_str text)
{
    char *name = hsy_arena_alloc(&g->scratch, text.len + 1);

    if (!name)
        return HSY_NONE;
    name[0] = (char)('0' + kind);
    memcpy(name + 1, text.ptr, text.len);
    uint32_t i = hsy_map_find(&g->seen, (hsy_str){name, text.len + 1});
    if (i != HSY_NONE)
        return i;
    hsy_str kept = hsy_str_copy(g->arena, (hsy_str){name, text.len + 1});
    hsy_key *key = hsy_vec_push(g->arena, &g->keys);
    if (!kept.ptr || !key || !hsy_map_set(&g->seen, kept, g->keys.count - 1))
        return HSY_NONE;
    *key = (hsy_key){.text = hsy_str_sub(kept, 1, kept.len), .kind = kind};
    if (kind == HSY_KEY_TERM)
        key->usual = usual_share(g, key->text);
    return g->keys.count - 1;
}

static void add_key(struct gatherer *g, hsy_key_kind kind, hsy_str text, uint32_t at)
{
    hsy_arena_mark mark = hsy_arena_here(&g->scratch);
    uint32_t i = find_key(g, kind, text);

    hsy_arena_rewind(&g->scratch, mark);
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
    hsy_str lower = hsy_utf8_lower(&g->scratch, word);

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
    if (lower.len < MIN_TERM || lower.len > MAX_TERM ||
        (g->tables && hsy_map_find(&g->tables->small_words, lower) != HSY_NONE))
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
        hsy_arena_mark mark = hsy_arena_here(&g->scratch);
        add_word(g, hsy_str_sub(text, from, at), (uint32_t)from, from >= article->body);
        hsy_arena_rewind(&g->scratch, mark);
    }
}

static void gather_names(struct gatherer *g, const hsy_reading *reading)
{
    for (uint32_t i = 0; i < reading->nmentions; i++) {
        const hsy_mention *mention = &reading->mentions[i];
        const hsy_entity *entity = &reading->entities[mention->entity];
        /* "a+b" is a pair, whose two are there by themselves. */
        bool pair = entity->key.len && memchr(entity->key.ptr, '+', entity->key.len);
        if (entity->key.len && !pair && mention->form != HSY_FORM_PRONOUN)
            add_key(g, HSY_KEY_NAME, entity->key, mention->span.off);
    }
}

/* What a place is called across articles. */
static hsy_str place_key(struct gatherer *g, const hsy_place *place)
{
    char number[24];

    if (place->geonames == 0)
        return hsy_utf8_fold(&g->scratch, place->name);
    snprintf(number, sizeof number, "%" PRId64, place->geonames);
    return hsy_str_copy(&g->scratch, hsy_str_of(number));
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
        if (q->what == HSY_WHAT_AGE && q->low == q->high) {
            snprintf(text, sizeof text, "%" PRId64, q->low);
            add_printed(g, HSY_KEY_AGE, q->span.off, text);
            continue;
        }
        if (q->what > HSY_WHAT_CAPTURED || q->scope != HSY_SCOPE_EVENT || q->low != q->high)
            continue;
        snprintf(text, sizeof text, "%s:%" PRId64, hsy_what_name(q->what), q->low);
        add_printed(g, HSY_KEY_NUMBER, q->span.off, text);
    }
}

/* A party as stories know it: its country, else its own key. */
static hsy_str party_key(const struct gatherer *g, const uint32_t *parties, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const hsy_entity *entity = &g->reading->entities[parties[i]];
        if (entity->country[0])
            return hsy_str_of(entity->country);
        if (entity->key.len)
            return entity->key;
    }
    return HSY_STR("");
}

static void add_parties(struct gatherer *g, const hsy_event *event)
{
    const char *type = hsy_event_type_name(event->type);
    hsy_str source = party_key(g, event->sources, event->nsources);
    hsy_str target = party_key(g, event->targets, event->ntargets);
    char text[300];

    if (!target.len && event->nsources > 1) /* a joint act */
        target = party_key(g, event->sources + 1, event->nsources - 1);
    if (!source.len && !target.len)
        return;
    snprintf(text, sizeof text, "%s:%.*s>%.*s", type, HSY_STR_ARG(source), HSY_STR_ARG(target));
    add_printed(g, HSY_KEY_EVENT, event->trigger.off, text);
    if (!event->mode.len)
        return;
    snprintf(text, sizeof text, "%s/%.*s:%.*s", type, HSY_STR_ARG(event->mode),
             HSY_STR_ARG(source));
    add_printed(g, HSY_KEY_EVENT, event->trigger.off, text);
}

static void gather_events(struct gatherer *g, const hsy_reading *reading)
{
    for (uint32_t i = 0; i < reading->nevents; i++) {
        const hsy_event *event = &reading->events[i];
        char text[160];
        add_parties(g, event);
        if (event->place == HSY_NONE)
            continue;
        hsy_str where = place_key(g, &reading->places[event->place]);
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

int64_t hsy_keys_published(const hsy_article *article)
{
    if (!article->published.value.ptr || article->published.precision < HSY_PRECISION_DAY)
        return HSY_NO_TIME;
    return hsy_minutes_of(article->published.value);
}

hsy_status hsy_keys_gather(const hsy_key_tables *tables, hsy_arena *arena,
                           const hsy_article *article, const hsy_reading *reading,
                           hsy_story_article *ret, hsy_error *err)
{
    struct gatherer g = {.tables = tables, .reading = reading, .arena = arena,
                         .lead_end = lead_end(article)};

    hsy_arena_init(&g.scratch, 0);
    hsy_arena_init(&g.index, 0);
    hsy_map_init(&g.seen, &g.index);
    gather_words(&g, article);
    gather_names(&g, reading);
    gather_places(&g, reading);
    gather_dates(&g, reading);
    gather_numbers(&g, reading);
    gather_events(&g, reading);
    hsy_arena_clear(&g.scratch);
    hsy_arena_clear(&g.index);
    if (g.failed)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");

    *ret = (hsy_story_article){
        .id = hsy_article_id(article),
        .title = hsy_article_title(article),
        .publisher = article->publisher.name.ptr ? article->publisher.name
                                                 : article->publisher.domain,
        .wire = article->wire.agency,
        .published = hsy_keys_published(article),
        .words = g.words.data,
        .nwords = g.words.count,
        .keys = g.keys.data,
        .nkeys = g.keys.count,
    };
    return HSY_OK;
}
