/*
 * internal.h - what the readers of this stage share while one article is read.
 *
 * Each kind of fact has one file and one function `hsy_read_KIND(state)`; they
 * run in the order below, each seeing what those before it found:
 *
 *     times, places, quantities   from tokens, tags and names
 *     entities                    names, nominals, pronouns -> one man is one entity
 *     quotes                      who says what; then attributions: who says each fact
 *     events                      with roles and modality
 *     links                       quantities to events, places, times
 *     seats                       towns that name bodies join the places
 *
 * All results grow in `arena` and are handed to the reading at the end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_INTERNAL_H
#define HSY_FACT_INTERNAL_H

#include "base/map.h"
#include "base/table.h"
#include "fact/reading.h"

/* One private struct of tables a module: number.h, time.h, ... declare them. */
typedef struct hsy_number_tables hsy_number_tables;
typedef struct hsy_time_tables hsy_time_tables;
typedef struct hsy_place_tables hsy_place_tables;
typedef struct hsy_quantity_tables hsy_quantity_tables;
typedef struct hsy_entity_tables hsy_entity_tables;
typedef struct hsy_quote_tables hsy_quote_tables;
typedef struct hsy_event_tables hsy_event_tables;
typedef struct hsy_modality_tables hsy_modality_tables;
typedef struct hsy_reason_tables hsy_reason_tables;
typedef struct hsy_domain_tables hsy_domain_tables;

struct hsy_fact_tables {
    const hsy_number_tables *number;
    const hsy_time_tables *time;
    const hsy_place_tables *place;
    const hsy_quantity_tables *quantity;
    const hsy_entity_tables *entity;
    const hsy_quote_tables *quote;
    const hsy_event_tables *event;
    const hsy_modality_tables *modality;
    const hsy_reason_tables *reason;
    const hsy_domain_tables *domain;
};

typedef struct hsy_fact_state {
    const struct hsy_fact_tables *tables;
    const hsy_doc *doc;
    hsy_arena *arena;   /* results */
    hsy_arena *scratch; /* work */
    HSY_VEC(hsy_time) times;
    HSY_VEC(hsy_place) places;
    HSY_VEC(hsy_place) place_names;
    HSY_VEC(hsy_quantity) quantities;
    HSY_VEC(hsy_entity) entities;
    HSY_VEC(hsy_mention) mentions;
    HSY_VEC(hsy_quote) quotes;
    HSY_VEC(hsy_event) events;
    /* Filled by entity.c for those after it: the mention (index in mentions) whose
     * head is this token, or HSY_NONE; and the innermost mention that covers it. */
    uint32_t *mention_of_head; /* doc->ntokens of them */
    uint32_t *mention_over;    /* doc->ntokens of them */
    uint32_t *entry; /* by sentence: the time its entry is under (entry.c); NULL: no entries */
} hsy_fact_state;

/* Loaders: tables in `arena`, from home/data. */
hsy_status hsy_number_tables_load(hsy_arena *arena, const char *home,
                                  const hsy_number_tables **ret, hsy_error *err);
hsy_status hsy_time_tables_load(hsy_arena *arena, const char *home,
                                const hsy_time_tables **ret, hsy_error *err);
hsy_status hsy_place_tables_load(hsy_arena *arena, const char *home,
                                 const hsy_place_tables **ret, hsy_error *err);
hsy_status hsy_quantity_tables_load(hsy_arena *arena, const char *home,
                                    const hsy_quantity_tables **ret, hsy_error *err);
hsy_status hsy_entity_tables_load(hsy_arena *arena, const char *home,
                                  const hsy_entity_tables **ret, hsy_error *err);
hsy_status hsy_quote_tables_load(hsy_arena *arena, const char *home,
                                 const hsy_quote_tables **ret, hsy_error *err);
hsy_status hsy_event_tables_load(hsy_arena *arena, const char *home,
                                 const hsy_event_tables **ret, hsy_error *err);
hsy_status hsy_modality_tables_load(hsy_arena *arena, const char *home,
                                    const hsy_modality_tables **ret, hsy_error *err);
hsy_status hsy_domain_tables_load(hsy_arena *arena, const char *home,
                                  const hsy_domain_tables **ret, hsy_error *err);

/* Readers; HSY_OK or HSY_NOMEM. */
hsy_status hsy_read_times(hsy_fact_state *state);
/* Is the token a word of one of them? */
bool hsy_in_time(const hsy_fact_state *state, uint32_t token);
hsy_status hsy_find_entries(hsy_fact_state *state); /* entry.c; after the times */
hsy_status hsy_read_places(hsy_fact_state *state);
hsy_status hsy_read_quantities(hsy_fact_state *state);
hsy_status hsy_read_entities(hsy_fact_state *state);
hsy_status hsy_read_quotes(hsy_fact_state *state);
hsy_status hsy_read_events(hsy_fact_state *state);
/* Fills said_by of quantities and events (the chain of who says so). */
hsy_status hsy_read_attributions(hsy_fact_state *state);
/* Fills event, place and time of quantities, place and time of events. */
hsy_status hsy_read_links(hsy_fact_state *state);
hsy_status hsy_read_seats(hsy_fact_state *state); /* towns of bodies join the places */

/* Times, places and figures are in the order of the text: the index of the first of
 * `count` structs of `size` bytes whose sentence (a uint32_t at `member`) is `sentence` or
 * later. */
static inline uint32_t hsy_first_of_sentence(const void *list, uint32_t count, size_t size,
                                             size_t member, uint32_t sentence)
{
    uint32_t low = 0, high = count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *item = (const char *)list + middle * size;
        if (*(const uint32_t *)(const void *)(item + member) < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

#define HSY_FIRST_OF_SENTENCE(vec, type, sentence_)                                             \
    hsy_first_of_sentence((vec)->data, (vec)->count, sizeof(type), offsetof(type, sentence),    \
                          (sentence_))

#endif
