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
#include "fact/time.h"

#include <stdio.h>
#include <string.h>

#define ROOM 48

static const char *const parts[] = {"MO", "MI", "AF", "EV", "NI", "DT"};
static const char *const seasons[] = {"SP", "SU", "FA", "WI"};

struct out {
    hsy_time *time;
    char value[ROOM];
};

static void set_days(hsy_time *time, int32_t from, int32_t to)
{
    time->day_from = from;
    time->day_to = to;
}

static void set_day(struct out *out, int32_t day)
{
    hsy_ymd date = hsy_ymd_of(day);

    snprintf(out->value, ROOM, "%04d-%02d-%02d", date.year, date.month, date.day);
    set_days(out->time, day, day);
}

static void set_week(struct out *out, int32_t day)
{
    int year, week;
    int32_t monday = day - hsy_day_weekday(day) + 1;

    hsy_iso_week(day, &year, &week);
    snprintf(out->value, ROOM, "%04d-W%02d", year, week);
    set_days(out->time, monday, monday + 6);
}

static void set_month(struct out *out, int year, int month)
{
    snprintf(out->value, ROOM, "%04d-%02d", year, month);
    set_days(out->time, hsy_ymd_day((hsy_ymd){year, month, 1}),
             hsy_ymd_day((hsy_ymd){year, month, hsy_month_days(year, month)}));
}

static void set_year(struct out *out, int year)
{
    snprintf(out->value, ROOM, "%04d", year);
    set_days(out->time, hsy_ymd_day((hsy_ymd){year, 1, 1}),
             hsy_ymd_day((hsy_ymd){year, 12, 31}));
}

static void add(struct out *out, const char *more)
{
    size_t len = strlen(out->value);

    snprintf(out->value + len, ROOM - len, "%s", more);
}

static void add_part(struct out *out, const hsy_time_words *w)
{
    if (w->part >= 0) {
        add(out, "T");
        add(out, parts[w->part]);
        out->time->type = HSY_TIME_TIME;
    } else if (w->hour >= 0) {
        char clock[ROOM];
        snprintf(clock, sizeof clock, "T%02d:%02d", w->hour, w->minute < 0 ? 0 : w->minute);
        add(out, clock);
        out->time->type = HSY_TIME_TIME;
    }
}

static int32_t clip_day(int64_t day)
{
    const int64_t low = hsy_ymd_day((hsy_ymd){1, 1, 1}),
                  high = hsy_ymd_day((hsy_ymd){9999, 12, 31});

    return (int32_t)(day < low ? low : day > high ? high : day);
}

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
static bool resolve_weekday_nth(struct out *out, const hsy_time_words *w,
                                const hsy_time_context *context)
{
    if (!context->has_published) {
        snprintf(out->value, ROOM, "XXXX-WXX-%d", w->weekday);
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
        set_day(out, day);
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
        return true;
    }
    return false;
}

static void resolve_weekday(struct out *out, const hsy_time_words *w,
                            const hsy_time_context *context)
{
    if (context->has_published) {
        set_day(out, weekday_day(w, context->published));
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
    } else {
        snprintf(out->value, ROOM, "XXXX-WXX-%d", w->weekday);
    }
    add_part(out, w);
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
        return ahead <= 45 ? now.year : now.year - 1;
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

static bool resolve_date(struct out *out, const hsy_time_words *w,
                         const hsy_time_context *context)
{
    int year = w->year;

    if (w->plural) { /* "each July" */
        snprintf(out->value, ROOM, "XXXX-%02d", w->month);
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
        set_day(out, hsy_ymd_day((hsy_ymd){year, w->month, w->day}));
        if (w->day_end > w->day && w->day_end <= hsy_month_days(year, w->month))
            out->time->day_to += w->day_end - w->day;
    } else if (year) {
        set_month(out, year, w->month);
    } else if (w->day) {
        snprintf(out->value, ROOM, "XXXX-%02d-%02d", w->month, w->day);
    } else {
        snprintf(out->value, ROOM, "XXXX-%02d", w->month);
    }
    add_part(out, w);
    return true;
}

static void resolve_season(struct out *out, const hsy_time_words *w,
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
        snprintf(out->value, ROOM, "XXXX-%s", seasons[w->season]);
        return;
    }
    snprintf(out->value, ROOM, "%04d-%s", year, seasons[w->season]);
    int32_t from = hsy_ymd_day((hsy_ymd){year, month, 1});
    set_days(out->time, from, hsy_add_months(from, 3) - 1);
}

/* -- relative days, weeks, months ---------------------------------------------------- */

static void resolve_relday(struct out *out, const hsy_time_words *w,
                           const hsy_time_context *context)
{
    if (context->has_published) {
        set_day(out, clip_day((int64_t)context->published + w->shift));
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
        if (w->kind == HSY_T_OVERNIGHT)
            out->time->day_from--;
    } else {
        snprintf(out->value, ROOM, "XXXX-XX-XX");
    }
    add_part(out, w);
}

static void resolve_same_day(struct out *out, const hsy_time_words *w,
                             const hsy_time_context *context)
{
    if (context->has_mentioned) {
        set_day(out, clip_day((int64_t)context->mentioned + w->shift));
        out->time->anchor = HSY_ANCHOR_MENTIONED;
    } else {
        snprintf(out->value, ROOM, "XXXX-XX-XX");
    }
    add_part(out, w);
}

static void resolve_weekend(struct out *out, const hsy_time_words *w,
                            const hsy_time_context *context)
{
    if (!context->has_published) {
        snprintf(out->value, ROOM, "XXXX-WXX-WE");
        return;
    }
    int today = hsy_day_weekday(context->published);
    int32_t saturday = context->published - today + 6;
    if (w->has_shift ? w->shift < 0 : today < 6 && !w->future)
        saturday -= 7;
    else if (w->has_shift && w->shift > 0 && today >= 6)
        saturday += 7;
    set_week(out, saturday);
    add(out, "-WE");
    set_days(out->time, saturday, saturday + 1);
    out->time->anchor = HSY_ANCHOR_PUBLISHED;
}

static void open_unit(struct out *out, int unit)
{
    static const char *const open[] = {"XXXX-XX-XX", "XXXX-XX-XX", "XXXX-XX-XX",
                                       "XXXX-XX-XX", "XXXX-WXX",   "XXXX-XX",
                                       "XXXX",       "XXX",        "XX"};
    snprintf(out->value, ROOM, "%s", open[unit]);
}

/* `count` units from `day`, at the unit's own grain. */
static void set_unit(struct out *out, int32_t day, int unit, int64_t count)
{
    hsy_ymd now = hsy_ymd_of(day);

    if (count > 100000 || count < -100000)
        count = 0;
    switch (unit) {
    case HSY_UNIT_DAY: set_day(out, clip_day(day + count)); break;
    case HSY_UNIT_WEEK: set_week(out, clip_day(day + 7 * count)); break;
    case HSY_UNIT_MONTH:
        now = hsy_ymd_of(hsy_add_months(day, count));
        set_month(out, now.year, now.month);
        break;
    case HSY_UNIT_YEAR:
    case HSY_UNIT_DECADE:
    case HSY_UNIT_CENTURY:
        count *= unit == HSY_UNIT_YEAR ? 1 : unit == HSY_UNIT_DECADE ? 10 : 100;
        now = hsy_ymd_of(hsy_add_months(day, 12 * count));
        set_year(out, now.year);
        if (unit == HSY_UNIT_DECADE)
            snprintf(out->value, ROOM, "%03d", now.year / 10);
        break;
    default: set_day(out, clip_day(day + count * (unit == HSY_UNIT_HOUR) / 24));
    }
}

/* "last week", "this year", "next month". */
static void resolve_shift(struct out *out, const hsy_time_words *w,
                          const hsy_time_context *context)
{
    if (context->has_published) {
        set_unit(out, context->published, w->unit, w->shift);
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
    } else {
        open_unit(out, w->unit);
    }
}

/* -- days with a name ---------------------------------------------------------------- */

static void resolve_holiday(struct out *out, const hsy_time_words *w,
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
        set_day(out, hsy_holiday_day(year, holiday));
    else if (holiday->kind == HSY_HOLIDAY_FIXED)
        snprintf(out->value, ROOM, "XXXX-%02d-%02d", holiday->month, holiday->day);
    else
        snprintf(out->value, ROOM, "XXXX-XX-XX");
}

/* -- durations ---------------------------------------------------------------------------- */

static char unit_letter(int unit)
{
    static const char letters[] = {'S', 'M', 'H', 'D', 'W', 'M', 'Y', 'Y', 'Y'};

    return letters[unit];
}

static int64_t in_years(int64_t count, int unit)
{
    return unit == HSY_UNIT_DECADE    ? count * 10
           : unit == HSY_UNIT_CENTURY ? count * 100
                                      : count;
}

/* A half in the next smaller unit: "PT2H30M", "P6M"; false for weeks and months. */
static bool add_half(struct out *out, int64_t count, int unit)
{
    static const char *const halves[] = {NULL, "30S", "30M", "T12H", NULL, NULL, "6M"};
    const bool clock = unit <= HSY_UNIT_HOUR;
    char whole[ROOM] = "";

    if (unit > HSY_UNIT_YEAR || !halves[unit])
        return false;
    if (count)
        snprintf(whole, ROOM, "%lld%c", (long long)count, unit_letter(unit));
    snprintf(out->value, ROOM, "P%s%s%s", clock ? "T" : "", whole, halves[unit]);
    return true;
}

/* "P2Y", "PT2H30M", "P1DT5H". */
static void set_duration(struct out *out, const hsy_time_words *w, int64_t count, int unit)
{
    const bool clock = unit <= HSY_UNIT_HOUR;
    char more[ROOM];

    out->time->type = HSY_TIME_DURATION;
    if (w->half && add_half(out, count, unit))
        return;
    snprintf(out->value, ROOM, "P%s%lld%s%c", clock ? "T" : "",
             (long long)in_years(count, unit) +
                 (w->half && unit >= HSY_UNIT_DECADE ? in_years(1, unit) / 2 : 0),
             w->half && unit < HSY_UNIT_DECADE ? ".5" : "", unit_letter(unit));
    if (w->more > 0 && w->more_unit >= 0) {
        snprintf(more, ROOM, "%s%lld%c", w->more_unit <= HSY_UNIT_HOUR && !clock ? "T" : "",
                 (long long)w->more, unit_letter(w->more_unit));
        add(out, more);
    }
}

/* A quarter of `year`. */
static void set_quarter(struct out *out, int year, int quarter)
{
    snprintf(out->value, ROOM, "%04d-Q%d", year, quarter);
    int32_t from = hsy_ymd_day((hsy_ymd){year, 3 * quarter - 2, 1});
    set_days(out->time, from, hsy_add_months(from, 3) - 1);
}

/* "a year earlier" among figures of a quarter is that quarter of the year before. */
static bool is_of_quarter(const hsy_time_words *w, const hsy_time_context *context)
{
    return w->unit == HSY_UNIT_YEAR && w->count == 1 && (w->ago || w->shift < 0) && !w->half &&
           !w->more && context->has_quarter &&
           context->sentence - context->quarter_sentence <= 2;
}

/* "three days ago" counts from publication, "two weeks later" from the last day
 * named; a span with nothing to count from stays a duration. */
static void resolve_distance(struct out *out, const hsy_time_words *w,
                             const hsy_time_context *context)
{
    const bool ago = w->ago;
    const bool known = ago ? context->has_published : context->has_mentioned;

    if (is_of_quarter(w, context)) {
        set_quarter(out, context->year - 1, context->quarter);
        out->time->anchor = HSY_ANCHOR_MENTIONED;
        return;
    }
    if (w->unit == HSY_UNIT_YEAR && !ago && w->shift < 0 && context->has_published &&
        !w->half && !w->more) { /* "a year earlier": compared with now */
        set_unit(out, context->published, w->unit, -w->count);
        out->time->anchor = HSY_ANCHOR_PUBLISHED;
        return;
    }
    if (w->unit < HSY_UNIT_DAY || w->half || w->more || (!known && !ago)) {
        set_duration(out, w, w->count, w->unit);
        return;
    }
    if (!known) {
        open_unit(out, w->unit == HSY_UNIT_WEEK ? HSY_UNIT_DAY : w->unit);
        return;
    }
    int64_t count = ago || w->shift < 0 ? -w->count : w->count;
    int unit = w->unit;
    if (unit == HSY_UNIT_WEEK) { /* "two weeks ago" is about a day, not a calendar week */
        unit = HSY_UNIT_DAY;
        count *= 7;
    }
    set_unit(out, ago ? context->published : context->mentioned, unit, count);
    out->time->anchor = ago ? HSY_ANCHOR_PUBLISHED : HSY_ANCHOR_MENTIONED;
}

/* "in two weeks", "three days from now": from publication on. */
static void resolve_hence(struct out *out, const hsy_time_words *w,
                          const hsy_time_context *context)
{
    int64_t count = w->count;
    int unit = w->unit;

    if (unit < HSY_UNIT_DAY || w->half || w->more || !context->has_published) {
        set_duration(out, w, count, unit);
        return;
    }
    if (unit == HSY_UNIT_WEEK) {
        unit = HSY_UNIT_DAY;
        count *= 7;
    }
    set_unit(out, context->published, unit, count);
    out->time->anchor = HSY_ANCHOR_PUBLISHED;
}

static void resolve_clock(struct out *out, const hsy_time_words *w)
{
    snprintf(out->value, ROOM, "T%02d:%02d", w->hour, w->minute < 0 ? 0 : w->minute);
    out->time->type = HSY_TIME_TIME;
}

static void resolve_set(struct out *out, const hsy_time_words *w)
{
    if (w->weekday)
        snprintf(out->value, ROOM, "XXXX-WXX-%d", w->weekday);
    else
        set_duration(out, w, w->count ? w->count : 1, w->unit < 0 ? HSY_UNIT_DAY : w->unit);
    add_part(out, w);
    out->time->type = HSY_TIME_SET;
}

/* The quarter nearest behind publication, or before it when the words look ahead. */
static void resolve_quarter(struct out *out, const hsy_time_words *w,
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
        snprintf(out->value, ROOM, "XXXX-Q%d", w->quarter);
        return;
    }
    set_quarter(out, year, w->quarter);
}

/* "the quarter" is the last one spoken of; "the next quarter" counts from it, the year-ago one
 * lies a year before. */
static void resolve_term(struct out *out, const hsy_time_words *w,
                         const hsy_time_context *context)
{
    int quarter = context->quarter + (w->has_shift ? w->shift : 0);
    int year = context->year - w->back;

    if (quarter < 1 || quarter > 4) {
        year += quarter < 1 ? -1 : 1;
        quarter += quarter < 1 ? 4 : -4;
    }
    set_quarter(out, year, quarter);
    out->time->anchor = HSY_ANCHOR_MENTIONED;
}

static void resolve_half_year(struct out *out, const hsy_time_words *w)
{
    snprintf(out->value, ROOM, "%04d-H%d", w->year, w->half_year);
    int32_t from = hsy_ymd_day((hsy_ymd){w->year, 6 * w->half_year - 5, 1});
    set_days(out->time, from, hsy_add_months(from, 6) - 1);
}

static void resolve_ref(struct out *out, const hsy_time_words *w)
{
    snprintf(out->value, ROOM, "%s",
             w->shift < 0   ? "PAST_REF"
             : w->shift > 0 ? "FUTURE_REF"
                            : "PRESENT_REF");
}

static void set_some(struct out *out, int unit)
{
    static const char *const open[] = {"PTXS", "PTXM", "PTXH", "PXD", "PXW",
                                       "PXM",  "PXY",  "PXE",  "PXC"};

    snprintf(out->value, ROOM, "%s", open[unit]);
    out->time->type = HSY_TIME_DURATION;
}

bool hsy_time_resolve(hsy_arena *arena, const hsy_time_words *w,
                      const hsy_time_context *context, hsy_time *ret, bool *ret_nomem)
{
    struct out out = {.time = ret, .value = ""};

    ret->type = HSY_TIME_DATE;
    ret->anchor = HSY_ANCHOR_NONE;
    set_days(ret, INT32_MIN, INT32_MAX);
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
    case HSY_T_SOME: set_some(&out, w->unit); break;
    case HSY_T_UNIT: set_duration(&out, w, w->count, w->unit); break;
    case HSY_T_HENCE: resolve_hence(&out, w, context); break;
    case HSY_T_HOLIDAY: resolve_holiday(&out, w, context); break;
    case HSY_T_TERM: resolve_term(&out, w, context); break;
    case HSY_T_HALF_YEAR: resolve_half_year(&out, w); break;
    case HSY_T_NTH:
        if (!resolve_weekday_nth(&out, w, context))
            return false;
        add_part(&out, w);
        break;
    case HSY_T_BEFORE_YEAR: set_year(&out, w->year); break;
    case HSY_T_DECADE:
        set_year(&out, w->year);
        snprintf(out.value, ROOM, "%03d", w->year / 10);
        ret->day_to = hsy_ymd_day((hsy_ymd){w->year + 9, 12, 31});
        break;
    case HSY_T_AM: resolve_clock(&out, w); break;
    case HSY_T_EVERY: resolve_set(&out, w); break;
    default: return false;
    }
    if (w->offset) {
        if (ret->day_from != ret->day_to)
            return false;
        set_unit(&out, ret->day_from, w->offset_unit, w->offset);
    }
    ret->value = hsy_str_copy(arena, hsy_str_of(out.value));
    *ret_nomem = !ret->value.ptr;
    return ret->value.ptr;
}
