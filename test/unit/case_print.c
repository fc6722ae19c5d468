/* case_print.c - see case_print.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "case_print.h"

static hsy_str words(const hsy_reading *reading, hsy_span span)
{
    return hsy_article_str(reading->article, span);
}

static void print_flags(const hsy_quantity *q, hsy_buf *out)
{
    const struct {
        bool is;
        const char *name;
    } flags[] = {{q->retracted, "retracted"},
                 {q->negated, "negated"},
                 {q->updates, "updates"},
                 {q->additional, "additional"}};

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (flags[i].is)
            hsy_buf_printf(out, " %s", flags[i].name);
    if (q->part_of != HSY_NONE)
        hsy_buf_printf(out, " part_of=%u", q->part_of + 1);
}

void case_print_quantities(const hsy_reading *reading, hsy_buf *out)
{
    for (uint32_t i = 0; i < reading->nquantities; i++) {
        const hsy_quantity *q = &reading->quantities[i];
        hsy_buf_printf(out, "%s %lld..", hsy_what_name(q->what), (long long)q->low);
        if (q->high != HSY_OPEN)
            hsy_buf_printf(out, "%lld", (long long)q->high);
        hsy_buf_printf(out, " %s %s", hsy_comparator_name(q->comparator),
                       hsy_scope_name(q->scope));
        if (q->who.len)
            hsy_buf_printf(out, " who=%.*s", HSY_STR_ARG(q->who));
        if (q->unit.len)
            hsy_buf_printf(out, " unit=%.*s", HSY_STR_ARG(q->unit));
        print_flags(q, out);
        hsy_buf_puts(out, " | \"");
        hsy_buf_add(out, words(reading, q->span));
        hsy_buf_puts(out, "\"\n");
    }
}

void case_print_times(const hsy_reading *reading, hsy_buf *out)
{
    static const char *const anchors[] = {"none", "published", "mentioned"};

    for (uint32_t i = 0; i < reading->ntimes; i++) {
        const hsy_time *time = &reading->times[i];
        hsy_buf_printf(out, "%s %.*s %s | \"", hsy_time_type_name(time->type),
                       HSY_STR_ARG(time->value), anchors[time->anchor]);
        hsy_buf_add(out, words(reading, time->span));
        hsy_buf_puts(out, "\"\n");
    }
}

void case_print_places(const hsy_reading *reading, hsy_buf *out)
{
    for (uint32_t i = 0; i < reading->nplaces; i++) {
        const hsy_place *place = &reading->places[i];
        hsy_buf_printf(out, "%s %s %.*s | \"", hsy_place_kind_name(place->kind),
                       place->country[0] ? place->country : "-", HSY_STR_ARG(place->name));
        hsy_buf_add(out, words(reading, place->span));
        hsy_buf_puts(out, "\"\n");
    }
}
