/*
 * fuzz_facts.c - any bytes as an article's body, read for numbers, times, quotes and events.
 *
 * Beside crashes it looks for what must always hold: every fact lies in the text, bounds
 * are in order, and indexes lead to what is there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "../unit/helpers.h"
#include "fact/fact.h"
#include "ling/ling.h"
#include "must.h"

static struct {
    hsy_arena arena;
    const hsy_text_tables *text;
    const hsy_ling *ling;
    const hsy_fact_tables *fact;
} tables;

static void load_tables(void)
{
    const char *home = hsy_test_home();

    if (tables.fact)
        return;
    hsy_arena_init(&tables.arena, 0);
    must(hsy_text_tables_load(&tables.arena, home, &tables.text, NULL) == HSY_OK);
    must(hsy_ling_load(&tables.arena, home, &tables.ling, NULL) == HSY_OK);
    must(hsy_fact_tables_load(&tables.arena, home, &tables.fact, NULL) == HSY_OK);
}

/* An article of `size` bytes; the helper takes a C string, so NULs become spaces. */
static hsy_article *make_article(hsy_arena *arena, const uint8_t *data, size_t size)
{
    char *body = hsy_arena_copy(arena, data, size);

    must(body != NULL);
    for (size_t i = 0; i < size; i++)
        if (body[i] == '\0')
            body[i] = ' ';
    return hsy_test_article(arena, "Nine dead in blast, officials say", body);
}

static void check_span(const hsy_doc *doc, hsy_span span)
{
    must(hsy_span_end(span) <= doc->article->text.len);
}

static void check_index(uint32_t index, uint32_t count)
{
    must(index == HSY_NONE || index < count);
}

static void check_quantities(const hsy_doc *doc, const hsy_reading *reading)
{
    for (uint32_t i = 0; i < reading->nquantities; i++) {
        const hsy_quantity *quantity = &reading->quantities[i];
        check_span(doc, quantity->span);
        must(quantity->low >= 0 && (quantity->high == HSY_OPEN || quantity->low <= quantity->high));
        check_index(quantity->part_of, reading->nquantities);
        check_index(quantity->event, reading->nevents);
        check_index(quantity->place, reading->nplaces);
        check_index(quantity->time, reading->ntimes);
    }
}

static void check_events(const hsy_doc *doc, const hsy_reading *reading)
{
    for (uint32_t i = 0; i < reading->nevents; i++) {
        const hsy_event *event = &reading->events[i];
        check_span(doc, event->trigger);
        check_span(doc, event->span);
        must(event->same_as == HSY_NONE || event->same_as < i);
        check_index(event->place, reading->nplaces);
        check_index(event->time, reading->ntimes);
        for (uint32_t k = 0; k < event->nsources; k++)
            must(event->sources[k] < reading->nentities);
        for (uint32_t k = 0; k < event->ntargets; k++)
            must(event->targets[k] < reading->nentities);
    }
}

static void check_quotes(const hsy_doc *doc, const hsy_reading *reading)
{
    for (uint32_t i = 0; i < reading->nquotes; i++) {
        check_span(doc, reading->quotes[i].span);
        check_index(reading->quotes[i].speaker, reading->nentities);
        must(reading->quotes[i].continues == HSY_NONE || reading->quotes[i].continues < i);
    }
    for (uint32_t i = 0; i < reading->ntimes; i++)
        check_span(doc, reading->times[i].span);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsy_arena arena, scratch;
    hsy_reading reading;
    hsy_doc doc;

    load_tables();
    hsy_arena_init(&arena, 0);
    hsy_arena_init(&scratch, 0);
    hsy_article *article = make_article(&arena, data, size);
    must(article != NULL);
    must(hsy_doc_make(tables.text, &arena, article, &doc, NULL) == HSY_OK);
    must(hsy_ling_run(tables.ling, &arena, &scratch, &doc, NULL) == HSY_OK);
    must(hsy_fact_read(tables.fact, &arena, &scratch, &doc, &reading, NULL) == HSY_OK);
    check_quantities(&doc, &reading);
    check_events(&doc, &reading);
    check_quotes(&doc, &reading);
    hsy_arena_clear(&scratch);
    hsy_arena_clear(&arena);
    return 0;
}
