/*
 * forms.c - see forms.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/forms.h"

#include <string.h>

#define LARGEST 4096 /* forms: some 2 MB, which the nearer caches hold */

bool hsy_forms_init(hsy_arena *arena, const hsy_net *net, const hsy_hints *hints,
                    uint32_t ntokens, uint32_t batch, hsy_forms *ret)
{
    hsy_forms table = {.net = net, .hints = hints, .mask = 15};
    int16_t *sums;

    table.room = ntokens < LARGEST ? ntokens : LARGEST;
    table.room = table.room < batch ? batch : table.room;
    while (table.mask < 2 * table.room)
        table.mask = 2 * table.mask + 1;
    table.forms = hsy_new_array(arena, table.room, hsy_form);
    table.slots = hsy_new_array(arena, (size_t)table.mask + 1, uint16_t);
    sums = hsy_new_array(arena, (size_t)table.room * net->dim, int16_t);
    if (!table.forms || !table.slots || !sums)
        return false;
    for (uint32_t i = 0; i < table.room; i++)
        table.forms[i].sums = sums + (size_t)i * net->dim;
    *ret = table;
    return true;
}

void hsy_forms_ready(hsy_forms *forms, uint32_t more)
{
    if (forms->room - forms->count >= more)
        return;
    memset(forms->slots, 0, ((size_t)forms->mask + 1) * sizeof *forms->slots);
    forms->count = 0;
}

static void fill(hsy_forms *forms, hsy_form *entry, hsy_str form, hsy_str lower)
{
    uint32_t longest;

    entry->form = form;
    entry->look = (uint8_t)hsy_look_of(form);
    entry->lemma.ptr = NULL;
    longest = entry->look == HSY_LOOK_PUNCT ? 0 : hsy_hints_longest(forms->hints, form);
    entry->longest = (uint8_t)longest;
    entry->before_place = hsy_hints_before_place(forms->hints, lower);
    hsy_net_sum_form(forms->net, form, lower, entry->sums);
}

hsy_form *hsy_forms_get(hsy_forms *forms, hsy_str form, hsy_str lower)
{
    uint32_t at = (uint32_t)hsy_str_hash(form) & forms->mask;

    for (; forms->slots[at]; at = (at + 1) & forms->mask) {
        hsy_form *entry = &forms->forms[forms->slots[at] - 1];
        if (hsy_str_eq(entry->form, form))
            return entry;
    }
    hsy_form *entry = &forms->forms[forms->count++];
    forms->slots[at] = (uint16_t)forms->count;
    fill(forms, entry, form, lower);
    return entry;
}
