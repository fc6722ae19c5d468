/*
 * date.h - dates as pages write them.
 *
 * "2031-05-06T07:30:00+03:00", "Tue, 06 May 2031 07:30:00 GMT", "6 May 2031",
 * "May 6th, 2031", "06.05.2031", "/2031/05/06/". What is not certain is not read:
 * "05/06/2031" could be two days, and is none unless the caller knows the order.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_DATE_H
#define HSY_PAGE_DATE_H

#include "page/tables.h"

typedef enum hsy_date_order {
    HSY_ORDER_OPEN,
    HSY_ORDER_DAY_FIRST,
    HSY_ORDER_MONTH_FIRST
} hsy_date_order;

/* The first date in `s`; where it stands goes to `*ret_at` (may be NULL). The
 * value is made in `arena`; basis is left to the caller. A time of day after the
 * date is read when `with_time`. */
bool hsy_date_find(const hsy_page_tables *tables, hsy_arena *arena, hsy_str s,
                   hsy_date_order order, bool with_time, hsy_date *ret, hsy_span *ret_at);

/* "/2031/05/06/", "/2031/may/06/", "-20310506-" in the path of an address. */
bool hsy_date_in_url(const hsy_page_tables *tables, hsy_arena *arena, hsy_str url,
                     hsy_date *ret);

/* Are two dates of one day (or month, year), as far as both go? */
bool hsy_date_agrees(const hsy_date *a, const hsy_date *b);

#endif
