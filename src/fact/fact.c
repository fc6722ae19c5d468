/*
 * fact.c - all readers of facts, one after the other.
 *
 * The order matters: quantities ask for times (a day named ties a figure to it),
 * entities for places, attributions for quotes, links for everything.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/fact.h"

#include "fact/internal.h"
#include "fact/reason.h"

hsy_status hsy_fact_tables_load(hsy_arena *arena, const char *home, const hsy_fact_tables **ret,
                                hsy_error *err)
{
    struct hsy_fact_tables *tables = hsy_new(arena, struct hsy_fact_tables);
    hsy_status status;

    if (!tables)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    if ((status = hsy_number_tables_load(arena, home, &tables->number, err)) ||
        (status = hsy_time_tables_load(arena, home, &tables->time, err)) ||
        (status = hsy_place_tables_load(arena, home, &tables->place, err)) ||
        (status = hsy_quantity_tables_load(arena, home, &tables->quantity, err)) ||
        (status = hsy_entity_tables_load(arena, home, &tables->entity, err)) ||
        (status = hsy_quote_tables_load(arena, home, &tables->quote, err)) ||
        (status = hsy_event_tables_load(arena, home, &tables->event, err)) ||
        (status = hsy_modality_tables_load(arena, home, &tables->modality, err)) ||
        (status = hsy_reason_tables_load(arena, home, &tables->reason, err)) ||
        (status = hsy_domain_tables_load(arena, home, &tables->domain, err)))
        return status;
    *ret = tables;
    return HSY_OK;
}

static bool copy_sentences(hsy_arena *arena, const hsy_doc *doc, hsy_reading *reading)
{
    reading->sentences = hsy_new_array(arena, doc->nsentences, hsy_sentence_info);
    if (!reading->sentences)
        return false;
    reading->nsentences = doc->nsentences;
    for (uint32_t i = 0; i < doc->nsentences; i++)
        reading->sentences[i] = (hsy_sentence_info){
            doc->sentences[i].span, doc->sentences[i].is_title, doc->sentences[i].is_heading};
    return true;
}

static void hand_over(const hsy_fact_state *state, hsy_reading *ret)
{
    ret->article = state->doc->article;
    ret->entities = state->entities.data;
    ret->nentities = state->entities.count;
    ret->mentions = state->mentions.data;
    ret->nmentions = state->mentions.count;
    ret->times = state->times.data;
    ret->ntimes = state->times.count;
    ret->places = state->places.data;
    ret->nplaces = state->places.count;
    ret->place_names = state->place_names.data;
    ret->nplace_names = state->place_names.count;
    ret->quantities = state->quantities.data;
    ret->nquantities = state->quantities.count;
    ret->quotes = state->quotes.data;
    ret->nquotes = state->quotes.count;
    ret->events = state->events.data;
    ret->nevents = state->events.count;
}

hsy_status hsy_fact_read(const hsy_fact_tables *tables, hsy_arena *arena, hsy_arena *scratch,
                         const hsy_doc *doc, hsy_reading *ret, hsy_error *err)
{
    static hsy_status (*const readers[])(hsy_fact_state *) = {
        hsy_read_times,  hsy_find_entries, hsy_read_places, hsy_read_quantities, hsy_read_entities,
        hsy_read_quotes, hsy_read_events, hsy_read_reasons, hsy_read_attributions,
        hsy_read_links, hsy_read_seats};
    hsy_fact_state state = {.tables = tables, .doc = doc, .arena = arena, .scratch = scratch};
    hsy_reading reading = {0};
    const hsy_arena_mark mark = hsy_arena_here(scratch);
    hsy_status status = copy_sentences(arena, doc, &reading) ? HSY_OK : HSY_NOMEM;

    for (size_t i = 0; i < sizeof readers / sizeof *readers && !status; i++)
        status = readers[i](&state);
    hsy_arena_rewind(scratch, mark);
    if (status) {
        const hsy_str id = hsy_article_id(doc->article);
        return hsy_fail(err, status, NULL, 0, 0, "%.*s: reading its facts: %s", HSY_STR_ARG(id),
                        hsy_status_text(status));
    }
    hand_over(&state, &reading);
    *ret = reading;
    return HSY_OK;
}

hsy_status hsy_fact_read_nothing(hsy_arena *arena, const hsy_doc *doc, hsy_reading *ret,
                                 hsy_error *err)
{
    hsy_reading reading = {.article = doc->article};

    if (!copy_sentences(arena, doc, &reading))
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    *ret = reading;
    return HSY_OK;
}
