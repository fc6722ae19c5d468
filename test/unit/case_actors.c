/* case_actors.c - see case_actors.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "case_actors.h"

static hsy_str words(const hsy_reading *reading, hsy_span span)
{
    return hsy_article_str(reading->article, span);
}

static void put(hsy_buf *out, hsy_str s)
{
    if (s.len)
        hsy_buf_add(out, s);
    else
        hsy_buf_putc(out, '-');
}

static void print_mentions(const hsy_reading *reading, uint32_t entity, hsy_buf *out)
{
    const char *between = "";

    for (uint32_t i = 0; i < reading->nmentions; i++) {
        const hsy_mention *mention = &reading->mentions[i];
        if (mention->entity != entity)
            continue;
        hsy_buf_puts(out, between);
        hsy_buf_add(out, words(reading, mention->span));
        hsy_buf_printf(out, "=%s", hsy_form_name(mention->form));
        between = ", ";
    }
}

void case_print_entities(const hsy_reading *reading, hsy_buf *out)
{
    for (uint32_t i = 0; i < reading->nentities; i++) {
        const hsy_entity *entity = &reading->entities[i];
        hsy_buf_add(out, entity->name);
        hsy_buf_printf(out, " | %s%s | %s%s%s | ", hsy_entity_type_name(entity->type),
                       entity->plural ? "*" : "", entity->country,
                       entity->country[0] && entity->role[0] ? " " : "",
                       entity->country[0] || entity->role[0] ? entity->role : "-");
        put(out, entity->title);
        hsy_buf_puts(out, " | ");
        print_mentions(reading, i, out);
        hsy_buf_putc(out, '\n');
    }
}

void case_print_quotes(const hsy_reading *reading, hsy_buf *out)
{
    for (uint32_t i = 0; i < reading->nquotes; i++) {
        const hsy_quote *quote = &reading->quotes[i];
        hsy_buf_printf(out, "%s | ", hsy_quote_kind_name(quote->kind));
        hsy_buf_add(out, words(reading, quote->span));
        hsy_buf_puts(out, " | ");
        if (quote->speaker != HSY_NONE)
            hsy_buf_add(out, reading->entities[quote->speaker].name);
        else if (quote->speaker_span.off != HSY_NONE)
            hsy_buf_printf(out, "(%.*s)", HSY_STR_ARG(words(reading, quote->speaker_span)));
        else
            hsy_buf_putc(out, '-');
        hsy_buf_puts(out, " | ");
        put(out, quote->cue.off == HSY_NONE ? (hsy_str){"", 0} : words(reading, quote->cue));
        hsy_buf_puts(out, quote->continues == HSY_NONE ? "\n" : " | goes on\n");
    }
}

static void print_chain(const hsy_reading *reading, const hsy_chain *chain, hsy_buf *out)
{
    if (!chain->count)
        hsy_buf_puts(out, " -");
    for (uint32_t i = 0; i < chain->count; i++) {
        const hsy_said_by *link = &chain->links[i];
        hsy_buf_puts(out, " < ");
        if (link->entity != HSY_NONE)
            hsy_buf_add(out, reading->entities[link->entity].name);
        else
            hsy_buf_add(out, words(reading, link->span));
    }
    hsy_buf_putc(out, '\n');
}

void case_print_attributions(const hsy_reading *reading, hsy_buf *out)
{
    for (uint32_t i = 0; i < reading->nquantities; i++) {
        const hsy_quantity *quantity = &reading->quantities[i];
        hsy_buf_puts(out, "figure: ");
        hsy_buf_add(out, words(reading, quantity->figure));
        print_chain(reading, &quantity->said_by, out);
    }
    for (uint32_t i = 0; i < reading->nevents; i++) {
        const hsy_event *event = &reading->events[i];
        hsy_buf_puts(out, "event: ");
        hsy_buf_add(out, words(reading, event->trigger));
        hsy_buf_printf(out, " %s", hsy_event_type_name(event->type));
        print_chain(reading, &event->said_by, out);
    }
}
