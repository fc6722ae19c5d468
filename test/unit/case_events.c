/* case_events.c - see case_events.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "case_events.h"

static hsy_str words(const hsy_reading *reading, hsy_span span)
{
    return hsy_article_str(reading->article, span);
}

static void put_parties(const hsy_reading *reading, const uint32_t *ids, uint32_t n,
                        hsy_buf *out)
{
    if (!n)
        hsy_buf_putc(out, '-');
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            hsy_buf_puts(out, " + ");
        hsy_buf_add(out, reading->entities[ids[i]].name);
    }
}

static void put_modality(const hsy_event *event, hsy_buf *out)
{
    hsy_buf_puts(out, hsy_modality_name(event->modality));
    if (event->negative)
        hsy_buf_puts(out, " not");
}

static void print_event(const hsy_reading *reading, const hsy_event *event, hsy_buf *out)
{
    hsy_buf_puts(out, hsy_event_type_name(event->type));
    if (event->mode.ptr)
        hsy_buf_printf(out, " %.*s", HSY_STR_ARG(event->mode));
    hsy_buf_printf(out, " | %.*s | ", HSY_STR_ARG(words(reading, event->trigger)));
    put_parties(reading, event->sources, event->nsources, out);
    hsy_buf_puts(out, " > ");
    put_parties(reading, event->targets, event->ntargets, out);
    hsy_buf_puts(out, " | ");
    put_modality(event, out);
    hsy_buf_puts(out, " | ");
    hsy_buf_add(out, event->place == HSY_NONE
                         ? HSY_STR("-")
                         : words(reading, reading->places[event->place].span));
    hsy_buf_puts(out, " | ");
    hsy_buf_add(out, event->time == HSY_NONE
                         ? HSY_STR("-")
                         : words(reading, reading->times[event->time].span));
    if (event->same_as != HSY_NONE) {
        hsy_buf_puts(out, " | = ");
        hsy_buf_add(out, words(reading, reading->events[event->same_as].trigger));
    }
    hsy_buf_putc(out, '\n');
}

void case_print_events(const hsy_reading *reading, hsy_buf *out)
{
    for (uint32_t i = 0; i < reading->nevents; i++)
        print_event(reading, &reading->events[i], out);
}

void case_print_modality(const hsy_reading *reading, hsy_buf *out)
{
    for (uint32_t i = 0; i < reading->nevents; i++) {
        hsy_buf_printf(out, "%.*s: ", HSY_STR_ARG(words(reading, reading->events[i].trigger)));
        put_modality(&reading->events[i], out);
        hsy_buf_putc(out, '\n');
    }
}

void case_print_reasons(const hsy_reading *reading, hsy_buf *out)
{
    for (uint32_t i = 0; i < reading->nevents; i++) {
        const hsy_event *event = &reading->events[i];
        if (!event->reason.len)
            continue;
        hsy_str trigger = words(reading, event->trigger), why = words(reading, event->reason);
        hsy_buf_printf(out, "%.*s: %.*s\n", HSY_STR_ARG(trigger), HSY_STR_ARG(why));
    }
}
