/*
 * time_values.c - from the words of a time to its TIMEX3 value and its days.
 *
 * Values follow TIMEX3 (ISO-TimeML): 2031-05-06, 2031-W19, 2031-05, XXXX-WXX-5,
 * P3Y, 2031-05-06TAF. What is not known is X; nothing is taken from a clock. With
 * the day of publication known, a weekday is the last one before it (news looks
 * back) unless the words around it look forward.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/time_out.h"

#include <stdio.h>
#include <string.h>

#define MIDWEEK   2   /* until then "this weekend" can be the last one */
#define HALF_YEAR 183 /* days */

/* -- weekdays ------------------------------------------------------------------ */

static int32_t weekday_day(const hsy_time_words *w, int32_t published)
{
    int back = (hsy_day_weekday(published) - w->weekday + 7) % 7;

    if (w->unit == HSY_UNIT_WEEK) /* "Tuesday of next week" */
        return published - hsy_day_weekday(published) + 7 * w->shift + w->weekday;

    if (w->has_shift && w->shift < 0)
        return published - (back ? back : 7);
    if (w->future || (w->has_shift && w->shift > 0)) {
        int ahead = (7 - back) % 7;
        return published + (ahead == 0 && w->has_shift ? 7 : ahead);
    }
    if (w->has_shift) /* this Friday: of this week */
        return published - hsy_day_weekday(published) + w->weekday;
    return published - back;
}

/* "Friday the 6th": the nearest month in which they fit, before publication or, when the words
 * look ahead, behind it. */
static bool resolve_weekday_nth(struct hsy_time_out *out, const hsy_time_words *w,
                                const hsy_time_context *context)
{
    if (!context->has_published) {
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-WXX-%d", w->weekday);
        return true;
    }
    hsy_ymd month = hsy_ymd_of(context->published);
    month.day = 1;
    for (int i = 0; i < 2 * 14; i++) { /* within 14 months each weekday meets each day */
        const int way = (i + 1) / 2 * (i % 2 ? -1 : 1);
        const hsy_ymd at = hsy_ymd_of(hsy_add_months(hsy_ymd_day(month), way));
        if (w->day > hsy_month_days(at.year, at.month))
            continue;
        const int32_t day = hsy_ymd_day((hsy_ymd){at.year, at.month, w->day});
        if (hsy_day_weekday(day) != w->weekday)
            continue;
        hsy_time_set_day(out, day);
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
        return true;
    }
    return false;
}

static void resolve_weekday(struct hsy_time_out *out, const hsy_time_words *w,
                            const hsy_time_context *context)
{
    if (context->has_published) {
        hsy_time_set_day(out, weekday_day(w, context->published));
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
    } else {
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-WXX-%d", w->weekday);
    }
    hsy_time_add_part(out, w);
}

/* -- calendar dates --------------------------------------------------------------- */

/* The year of a month named without one: the nearest that fits the tense. */
static int month_year(const hsy_time_words *w, int32_t published)
{
    hsy_ymd now = hsy_ymd_of(published);
    int day = w->day ? w->day : 1;
    const bool after =
        w->month > now.month || (w->month == now.month && w->day && day > now.day);

    const bool same = w->month == now.month && w->day; /* "next January 20", said on the 1st */
    if (w->has_shift && w->shift < 0)
        return (same ? day >= now.day : w->month >= now.month) ? now.year - 1 : now.year;
    if (w->has_shift && w->shift > 0)
        return (same ? day <= now.day : w->month <= now.month) ? now.year + 1 : now.year;
    if (w->has_shift)
        return now.year;
    if (w->future) /* what was a while ago will hardly be told of as eleven months ahead */
        return after || w->month == now.month || (w->day && now.month - w->month < 4)
                   ? now.year
                   : now.year + 1;
    /* A date a few days ahead of publication is a coming one, not last year's. */
    if (after && w->day) {
        int32_t ahead = hsy_ymd_day((hsy_ymd){now.year, w->month, 1}) + day - 1 - published;
        return ahead <= (w->past ? 45 : HALF_YEAR) ? now.year : now.year - 1;
    }
    return after && (w->past || w->month > now.month + 6) ? now.year - 1 : now.year;
}

#define LATE_MONTH 10 /* "In November 1939 ... In January": of the next year */
#define EARLY_MONTH 3

/* The year that a history tells of, for a month without one; 0: none. In news a year before
 * it says too little: "joined in 1989 and was named chief on May 5". */
static int year_told(const hsy_time_words *w, const hsy_time_context *context)
{
    if (!context->is_history || !context->told_year || w->has_shift)
        return 0;
    return context->told_year +
           (context->told_month >= LATE_MONTH && w->month && w->month <= EARLY_MONTH);
}

static bool resolve_date(struct hsy_time_out *out, const hsy_time_words *w,
                         const hsy_time_context *context)
{
    int year = w->year;

    if (w->plural) { /* "each July" */
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-%02d", w->month);
        out->time->type = HSY_TIME_SET;
        return true;
    }
    if (year == 0 && (year = year_told(w, context)) != 0) {
        out->time->anchor = HSY_ANCHOR_MENTIONED;
    } else if (year == 0 && context->has_published) {
        year = month_year(w, context->published);
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
    }
    if (w->day && !hsy_ymd_valid((hsy_ymd){year ? year : 2000, w->month, w->day}))
        return false;
    if (year && w->day) {
        hsy_time_set_day(out, hsy_ymd_day((hsy_ymd){year, w->month, w->day}));
        if (w->day_end > w->day && w->day_end <= hsy_month_days(year, w->month))
            out->time->day_to += w->day_end - w->day;
    } else if (year) {
        hsy_time_set_month(out, year, w->month);
    } else if (w->day) {
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-%02d-%02d", w->month, w->day);
    } else {
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-%02d", w->month);
    }
    hsy_time_add_part(out, w);
    return true;
}

static const char *const seasons[] = {"SP", "SU", "FA", "WI"};

static void resolve_season(struct hsy_time_out *out, const hsy_time_words *w,
                           const hsy_time_context *context)
{
    int year = w->year, month = 3 * w->season + 3;

    if (year == 0 && (year = year_told(w, context)) != 0) {
        out->time->anchor = HSY_ANCHOR_MENTIONED;
    } else if (year == 0 && context->has_published) {
        hsy_ymd now = hsy_ymd_of(context->published);
        year = now.year + (w->has_shift && w->shift > 0) -
               ((!w->has_shift || w->shift < 0) && month > now.month) -
               (w->has_shift && w->shift < 0 && month <= now.month && now.month < month + 3);
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
    }
    if (year == 0) {
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-%s", seasons[w->season]);
        return;
    }
    snprintf(out->value, HSY_TIME_ROOM, "%04d-%s", year, seasons[w->season]);
    int32_t from = hsy_ymd_day((hsy_ymd){year, month, 1});
    hsy_time_set_days(out->time, from, hsy_add_months(from, 3) - 1);
}

/* -- relative days, weeks, months ---------------------------------------------------- */

static void resolve_relday(struct hsy_time_out *out, const hsy_time_words *w,
                           const hsy_time_context *context)
{
    if (context->has_published) {
        hsy_time_set_day(out, hsy_time_clip_day((int64_t)context->published + w->shift));
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
        if (w->kind == HSY_T_OVERNIGHT)
            out->time->day_from--;
    } else {
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-XX-XX");
    }
    hsy_time_add_part(out, w);
}

static void resolve_same_day(struct hsy_time_out *out, const hsy_time_words *w,
                             const hsy_time_context *context)
{
    if (context->has_mentioned) {
        hsy_time_set_day(out, hsy_time_clip_day((int64_t)context->mentioned + w->shift));
        out->time->anchor = HSY_ANCHOR_MENTIONED;
    } else if (context->has_published && w->shift > 0 && w->future) {
        hsy_time_set_day(out, hsy_time_clip_day((int64_t)context->published + w->shift));
        out->time->anchor = HSY_ANCHOR_PUBLISHED; /* "I will leave the next day" */
    } else {
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-XX-XX");
    }
    hsy_time_add_part(out, w);
}

static void resolve_weekend(struct hsy_time_out *out, const hsy_time_words *w,
                            const hsy_time_context *context)
{
    if (!context->has_published) {
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-WXX-WE");
        return;
    }
    int today = hsy_day_weekday(context->published);
    int32_t saturday = context->published - today + 6;
    if (w->has_shift ? w->shift < 0 : today < 6 && !w->future)
        saturday -= 7;
    else if (w->has_shift && w->shift == 0 && w->past && today <= MIDWEEK)
        saturday -= 7; /* "a march was held this weekend", told on Monday */
    else if (w->has_shift && w->shift > 0 && today >= 6)
        saturday += 7;
    hsy_time_set_week(out, saturday);
    hsy_time_add(out, "-WE");
    hsy_time_set_days(out->time, saturday, saturday + 1);
    out->time->anchor = HSY_ANCHOR_PUBLISHED;
}

/* "last week", "this year", "next month". */
static void resolve_shift(struct hsy_time_out *out, const hsy_time_words *w,
                          const hsy_time_context *context)
{
    if (w->back && (context->has_told || !w->shift)) { /* "later that year" */
        if (context->has_told)
            hsy_time_set_unit(out, context->told_day, w->unit, w->shift);
        else
            hsy_time_set_open(out, w->unit);
        out->time->anchor = context->has_told ? HSY_ANCHOR_MENTIONED : HSY_ANCHOR_NONE;
    } else if (context->has_published) {
        hsy_time_set_unit(out, context->published, w->unit, w->shift);
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
    } else {
        hsy_time_set_open(out, w->unit);
    }
}

/* -- days with a name ---------------------------------------------------------------- */

static void resolve_holiday(struct hsy_time_out *out, const hsy_time_words *w,
                            const hsy_time_context *context)
{
    const hsy_time_holiday *holiday = &context->holidays[w->holiday];
    int year = w->year;

    if (year == 0 && (year = year_told(w, context)) != 0) {
        out->time->anchor = HSY_ANCHOR_MENTIONED;
    } else if (year == 0 && context->has_published) {
        year = hsy_holiday_year(w, holiday, context->published);
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
    }
    if (year)
        hsy_time_set_day(out, hsy_holiday_day(year, holiday));
    else if (holiday->kind == HSY_HOLIDAY_FIXED)
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-%02d-%02d", holiday->month, holiday->day);
    else
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-XX-XX");
}

/* -- distances ---------------------------------------------------------------------------- */

/* "a year earlier" among figures of a quarter is that quarter of the year before. */
static bool is_of_quarter(const hsy_time_words *w, const hsy_time_context *context)
{
    return w->unit == HSY_UNIT_YEAR && w->count == 1 && (w->ago || w->shift < 0) && !w->half &&
           !w->more && context->has_quarter &&
           context->sentence - context->quarter_sentence <= 2;
}

/* "three days ago" counts from publication, "two weeks later" from the last day
 * named; a span with nothing to count from stays a duration. */
static void resolve_distance(struct hsy_time_out *out, const hsy_time_words *w,
                             const hsy_time_context *context)
{
    const bool ago = w->ago;
    const bool known = ago ? context->has_published : context->has_mentioned;

    if (is_of_quarter(w, context)) {
        hsy_time_set_quarter(out, context->year - 1, context->quarter);
        out->time->anchor = HSY_ANCHOR_MENTIONED;
        return;
    }
    if (w->unit == HSY_UNIT_YEAR && !ago && w->shift < 0 && context->has_published &&
        !w->half && !w->more) { /* "a year earlier": compared with now */
        hsy_time_set_unit(out, context->published, w->unit, -w->count);
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
        return;
    }
    if (w->unit < HSY_UNIT_DAY || w->half || w->more || (!known && !ago)) {
        hsy_time_set_duration(out, w, w->count, w->unit);
        return;
    }
    if (!known) {
        hsy_time_set_open(out, w->unit == HSY_UNIT_WEEK ? HSY_UNIT_DAY : w->unit);
        return;
    }
    int64_t count = ago || w->shift < 0 ? -w->count : w->count;
    int unit = w->unit;
    if (unit == HSY_UNIT_WEEK) { /* "two weeks ago" is about a day, not a calendar week */
        unit = HSY_UNIT_DAY;
        count *= 7;
    }
    hsy_time_set_unit(out, ago ? context->published : context->mentioned, unit, count);
    out->time->anchor = ago ? HSY_ANCHOR_PUBLISHED : HSY_ANCHOR_MENTIONED;
}

/* "in two weeks", "three days from now": from publication on. */
static void resolve_hence(struct hsy_time_out *out, const hsy_time_words *w,
                          const hsy_time_context *context)
{
    int64_t count = w->count;
    int unit = w->unit;

    if (unit < HSY_UNIT_DAY || w->half || w->more || !context->has_published) {
        hsy_time_set_duration(out, w, count, unit);
        return;
    }
    if (unit == HSY_UNIT_WEEK) {
        unit = HSY_UNIT_DAY;
        count *= 7;
    }
    hsy_time_set_unit(out, context->published, unit, count);
    out->time->anchor = HSY_ANCHOR_PUBLISHED;
}

static void resolve_clock(struct hsy_time_out *out, const hsy_time_words *w)
{
    snprintf(out->value, HSY_TIME_ROOM, "T%02d:%02d", w->hour, w->minute < 0 ? 0 : w->minute);
    out->time->type = HSY_TIME_TIME;
}

static void resolve_set(struct hsy_time_out *out, const hsy_time_words *w)
{
    if (w->weekday)
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-WXX-%d", w->weekday);
    else
        hsy_time_set_duration(out, w, w->count ? w->count : 1,
                              w->unit < 0 ? HSY_UNIT_DAY : w->unit);
    hsy_time_add_part(out, w);
    out->time->type = HSY_TIME_SET;
}

/* The quarter nearest behind publication, or before it when the words look ahead. */
static void resolve_quarter(struct hsy_time_out *out, const hsy_time_words *w,
                            const hsy_time_context *context)
{
    int year = w->year;

    if (year == 0 && context->has_published) {
        hsy_ymd now = hsy_ymd_of(context->published);
        const int quarter = (now.month + 2) / 3;
        /* Figures of the quarter just past are still "expected". */
        year = now.year - (w->quarter > quarter && !w->future) +
               (w->quarter + 1 < quarter && w->future);
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
    }
    if (year == 0) {
        snprintf(out->value, HSY_TIME_ROOM, "XXXX-Q%d", w->quarter);
        return;
    }
    hsy_time_set_quarter(out, year, w->quarter);
}

/* "the quarter" is the last one spoken of; "the next quarter" counts from it, the year-ago one
 * lies a year before. */
static void resolve_term(struct hsy_time_out *out, const hsy_time_words *w,
                         const hsy_time_context *context)
{
    int quarter = context->quarter + (w->has_shift ? w->shift : 0);
    int year = context->year - w->back;

    if (quarter < 1 || quarter > 4) {
        year += quarter < 1 ? -1 : 1;
        quarter += quarter < 1 ? 4 : -4;
    }
    hsy_time_set_quarter(out, year, quarter);
    out->time->anchor = HSY_ANCHOR_MENTIONED;
}

static void resolve_half_year(struct hsy_time_out *out, const hsy_time_words *w)
{
    snprintf(out->value, HSY_TIME_ROOM, "%04d-H%d", w->year, w->half_year);
    int32_t from = hsy_ymd_day((hsy_ymd){w->year, 6 * w->half_year - 5, 1});
    hsy_time_set_days(out->time, from, hsy_add_months(from, 6) - 1);
}

static void resolve_ref(struct hsy_time_out *out, const hsy_time_words *w)
{
    snprintf(out->value, HSY_TIME_ROOM, "%s",
             w->shift < 0   ? "PAST_REF"
             : w->shift > 0 ? "FUTURE_REF"
                            : "PRESENT_REF");
}

bool hsy_time_resolve(hsy_arena *arena, const hsy_time_words *w,
                      const hsy_time_context *context, hsy_time *ret, bool *ret_nomem)
{
    struct hsy_time_out out = {.time = ret, .value = ""};

    ret->type = HSY_TIME_DATE;
    ret->anchor = HSY_ANCHOR_NONE;
    hsy_time_set_days(ret, INT32_MIN, INT32_MAX);
    switch (w->kind) {
    case HSY_T_MONTH:
        if (!resolve_date(&out, w, context))
            return false;
        break;
    case HSY_T_WEEKDAY: resolve_weekday(&out, w, context); break;
    case HSY_T_SEASON: resolve_season(&out, w, context); break;
    case HSY_T_OVERNIGHT:
    case HSY_T_RELDAY: resolve_relday(&out, w, context); break;
    case HSY_T_SAME_DAY: resolve_same_day(&out, w, context); break;
    case HSY_T_WEEKEND: resolve_weekend(&out, w, context); break;
    case HSY_T_SHIFT: resolve_shift(&out, w, context); break;
    case HSY_T_AGO: resolve_distance(&out, w, context); break;
    case HSY_T_REF: resolve_ref(&out, w); break;
    case HSY_T_QUARTER: resolve_quarter(&out, w, context); break;
    case HSY_T_SOME: hsy_time_set_some(&out, w->unit); break;
    case HSY_T_UNIT: hsy_time_set_duration(&out, w, w->count, w->unit); break;
    case HSY_T_HENCE: resolve_hence(&out, w, context); break;
    case HSY_T_HOLIDAY: resolve_holiday(&out, w, context); break;
    case HSY_T_TERM: resolve_term(&out, w, context); break;
    case HSY_T_HALF_YEAR: resolve_half_year(&out, w); break;
    case HSY_T_NTH:
        if (!resolve_weekday_nth(&out, w, context))
            return false;
        hsy_time_add_part(&out, w);
        break;
    case HSY_T_BEFORE_YEAR: hsy_time_set_year(&out, w->year); break;
    case HSY_T_DECADE:
        hsy_time_set_year(&out, w->year);
        snprintf(out.value, HSY_TIME_ROOM, "%03d", w->year / 10);
        ret->day_to = hsy_ymd_day((hsy_ymd){w->year + 9, 12, 31});
        break;
    case HSY_T_AM: resolve_clock(&out, w); break;
    case HSY_T_EVERY: resolve_set(&out, w); break;
    default: return false;
    }
    if (w->offset) {
        if (ret->day_from != ret->day_to)
            return false;
        hsy_time_set_unit(&out, ret->day_from, w->offset_unit, w->offset);
    }
    ret->value = hsy_str_copy(arena, hsy_str_of(out.value));
    *ret_nomem = !ret->value.ptr;
    return ret->value.ptr;
}
