/*
 * days.h - collecting when a page was published; private to days.c and days_seen.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_DAYS_H
#define HSY_PAGE_DAYS_H

#include "page/date.h"
#include "page/meta.h"

typedef struct hsy_days {
    const hsy_page_tables *tables;
    hsy_build *build;
    const hsy_dom *dom;
    const hsy_meta *meta;
    const hsy_blocks *blocks;
    hsy_date_order order;
    uint32_t first, body, last; /* blocks: of the title; of the body */
} hsy_days;

/* The first date read is the date; those of other days are kept beside it. Returns
 * the date if it is a new one. */
hsy_date *hsy_days_add(const hsy_days *days, hsy_str value, hsy_basis basis);
bool hsy_days_found(const hsy_days *days);

/* The day that stands by the title, of which nothing says that it is of a change. */
struct hsy_shown {
    hsy_str value;
    hsy_basis basis;
};

/* What a reader sees: in days_seen.c. */
void hsy_days_seen(const hsy_days *days, struct hsy_shown *shown);

#endif
