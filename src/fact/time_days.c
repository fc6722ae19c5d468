/*
 * time_days.c - weekdays, days and their parts, clock times.
 *
 *     Friday | last Friday | Friday afternoon | Tuesday of next week | Mondays
 *     today | overnight | this morning | last night | the next day
 *     the morning of 6 May | mid-afternoon yesterday | dawn on Friday
 *     4:45 p.m. | half past seven | noon | ten a.m.
 *     10 p.m. on Wednesday | today at 8:30 p.m.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/time.h"

static uint32_t part_after(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const hsy_time_row *part = hsy_tw_is(finder, HSY_T_PART, at, &len);

    if (!part)
        return 0;
    w->part = part->value;
    return len;
}

/* "next week Sunday", "next week on Tuesday". */
static uint32_t week_before(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, unit, day;
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, at, &len);
    const hsy_time_row *week = shift ? hsy_tw_is(finder, HSY_T_UNIT, at + len, &unit) : NULL;

    if (!week || week->value != HSY_UNIT_WEEK)
        return 0;
    uint32_t i = at + len + unit;
    i += i < finder->terms->count && hsy_tw_before(finder, HSY_T_SPAN, i + 1);
    const hsy_time_row *weekday = hsy_tw_is(finder, HSY_T_WEEKDAY, i, &day);
    if (!weekday || weekday->ambiguous)
        return 0;
    w->kind = HSY_T_WEEKDAY;
    w->weekday = weekday->value;
    w->unit = HSY_UNIT_WEEK;
    w->shift = shift->value;
    return i + day + part_after(finder, i + day, w) - at;
}

/* "of next week", "last week" behind a weekday: whose week it is. */
static uint32_t week_after(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, unit;
    const uint32_t of = hsy_tw_is(finder, HSY_T_OF, at, NULL) != NULL;
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, at + of, &len);
    const hsy_time_row *week =
        shift ? hsy_tw_is(finder, HSY_T_UNIT, at + of + len, &unit) : NULL;

    if (!week || week->value != HSY_UNIT_WEEK)
        return 0;
    w->unit = HSY_UNIT_WEEK;
    w->shift = shift->value;
    return of + len + unit;
}

/* "Mondays", "Tuesday nights": again and again. */
static uint32_t read_weekdays(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const hsy_time_row *row = hsy_tw_is(finder, HSY_T_WEEKDAYS, at, &len);

    if (!row)
        return 0;
    w->kind = HSY_T_EVERY;
    w->weekday = row->value;
    return len + part_after(finder, at + len, w);
}

uint32_t hsy_tw_weekday(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, shift_len = 0;
    const hsy_time_row *shift = hsy_tw_is(finder, HSY_T_SHIFT, at, &shift_len);
    uint32_t i = at + (shift ? shift_len : 0);
    const hsy_time_row *weekday = hsy_tw_is(finder, HSY_T_WEEKDAY, i, &len);

    if (!weekday || (weekday->ambiguous && !hsy_term_capital(finder->terms, i)))
        return shift ? week_before(finder, at, w) : read_weekdays(finder, at, w);
    w->kind = HSY_T_WEEKDAY;
    w->weekday = weekday->value;
    w->has_shift = shift;
    w->shift = shift ? shift->value : 0;
    i += len;
    const uint32_t part = part_after(finder, i, w);
    if (part && finder->state->doc->has_tags &&
        (hsy_tw_token(finder, i + part - 1)->feats & HSY_FEAT_PLURAL)) {
        w->kind = HSY_T_EVERY;
        return i + part - at;
    }
    if (!shift)
        i += week_after(finder, i + part, w);
    w->future = hsy_time_looks_ahead(finder, at, i + part - at);
    return i + part - at;
}

/* "the day before the vote", "the day before leaving", "the day before police came": what
 * follows says before what, and no day is told. */
static bool takes_more(const hsy_time_finder *finder, uint32_t next)
{
    if (next >= finder->terms->count || hsy_term_punct(finder->terms, next))
        return false;
    if (!finder->state->doc->has_tags)
        return true;
    const hsy_token *token = hsy_tw_token(finder, next);
    return token->upos != HSY_UPOS_ADP && token->upos != HSY_UPOS_ADV &&
           token->upos != HSY_UPOS_CCONJ && token->upos != HSY_UPOS_AUX &&
           token->upos != HSY_UPOS_SCONJ &&
           !(token->upos == HSY_UPOS_VERB && (token->feats & HSY_FEAT_PAST));
}

/* today, yesterday evening, tonight, overnight, this morning, last night. */
uint32_t hsy_tw_day(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const hsy_time_row *row = hsy_tw_is(finder, HSY_T_RELDAY, at, &len);

    w->kind = HSY_T_RELDAY;
    if (row) {
        w->shift = row->value;
        return len + part_after(finder, at + len, w);
    }
    if ((row = hsy_tw_is(finder, HSY_T_TONIGHT, at, &len)) ||
        (row = hsy_tw_is(finder, HSY_T_OVERNIGHT, at, &len))) {
        w->kind = row->class == HSY_T_OVERNIGHT ? HSY_T_OVERNIGHT : HSY_T_RELDAY;
        w->part = row->value;
        return len;
    }
    if ((row = hsy_tw_is(finder, HSY_T_SAME_DAY, at, &len))) {
        if (row->ambiguous && takes_more(finder, at + len))
            return 0;
        w->kind = HSY_T_SAME_DAY;
        w->shift = row->value;
        w->future = hsy_time_looks_ahead(finder, at, len);
        return len + part_after(finder, at + len, w);
    }
    row = hsy_tw_is(finder, HSY_T_SHIFT, at, &len);
    if (!row || !hsy_tw_is(finder, HSY_T_PART, at + len, NULL) || row->ambiguous)
        return 0;
    w->shift = row->value;
    /* "The next morning he was gone": of the day told of. */
    if (row->value > 0 && hsy_tw_is(finder, HSY_T_THE, at, NULL) &&
        hsy_time_looks_back(finder, at, len + 1))
        w->kind = HSY_T_SAME_DAY;
    return len + part_after(finder, at + len, w);
}

/* -- clocks --------------------------------------------------------------------------- */

/* "4:45" in one token or as "9" before a.m. or p.m. */
static bool clock_digits(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    hsy_str s = finder->terms->data[at].lower;
    int value[2] = {0, 0}, n = 0;
    bool colon = false;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            value[n] = 10 * value[n] + (s.ptr[i] - '0');
        else if ((s.ptr[i] == ':' || s.ptr[i] == '.') && n == 0 && i > 0 && i + 3 == s.len) {
            colon = s.ptr[i] == ':';
            n = 1;
        } else
            return false;
        if (value[n] > 59)
            return false;
    }
    w->hour = value[0];
    w->minute = n ? value[1] : -1;
    return s.len > 0 && s.len <= 5 && w->hour <= 24 &&
           (n == 0 || colon || hsy_tw_is(finder, HSY_T_AM, at + 1, NULL) ||
            hsy_tw_is(finder, HSY_T_PM, at + 1, NULL));
}

/* "8:00|am", which some tokens part at the colon: words taken. */
static uint32_t clock_apart(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    const hsy_terms *t = finder->terms;

    if (at + 2 >= t->count || !hsy_term_is(t, at + 1, HSY_STR(":")) ||
        t->data[at + 1].join != HSY_JOIN_GLUED || t->data[at + 2].lower.len != 2 ||
        !(t->data[at].shape & HSY_SHAPE_DIGIT) || !(t->data[at + 2].shape & HSY_SHAPE_DIGIT))
        return 0;
    w->hour = hsy_tw_digits(finder, at, 2, 0, 23);
    w->minute = hsy_tw_digits(finder, at + 2, 2, 0, 59);
    return 3;
}

/* "ten", "seven": an hour in words. */
static uint32_t hour_word(const hsy_time_finder *finder, uint32_t at, int *ret)
{
    int64_t value;
    const uint32_t len = hsy_tw_number(finder, at, &value);

    if (len != 1 || value < 1 || value > 12)
        return 0;
    *ret = (int)value;
    return 1;
}

/* "ten past nine". */
static uint32_t minutes_past(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    int64_t minutes;
    uint32_t past, len = hsy_tw_number(finder, at, &minutes);
    const hsy_time_row *row = len ? hsy_tw_is(finder, HSY_T_PAST_HOUR, at + len, &past) : NULL;

    if (!row || row->value != 0 || minutes < 1 || minutes > 30 ||
        !hour_word(finder, at + len + past, &w->hour))
        return 0;
    w->minute = (int)minutes;
    return len + past + 1;
}

/* "half past seven", "a quarter to six". */
static uint32_t past_hour(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const hsy_time_row *row = hsy_tw_is(finder, HSY_T_PAST_HOUR, at, &len);

    if (!row || row->value == 0)
        return minutes_past(finder, at, w);

    if (!hour_word(finder, at + len, &w->hour))
        return 0;
    w->minute = row->value < 0 ? 60 + row->value : row->value;
    w->hour = (w->hour - (row->value < 0) + 12) % 12;
    w->hour = w->hour == 0 ? 12 : w->hour;
    return len + 1;
}

/* "in the evening"; words taken. */
static uint32_t in_the_part(const hsy_time_finder *finder, uint32_t at, int *ret_part)
{
    uint32_t len;

    if (at >= finder->terms->count || !hsy_tw_before(finder, HSY_T_IN, at + 1))
        return 0;
    const uint32_t the = hsy_tw_is(finder, HSY_T_THE, at + 1, NULL) != NULL;
    const hsy_time_row *part = hsy_tw_is(finder, HSY_T_PART, at + 1 + the, &len);
    *ret_part = part ? part->value : -1;
    return part ? 1 + the + len : 0;
}

/* The hour of the day of "seven" in a part of it. */
static int hour_in_part(int hour, int part)
{
    const bool late = part == 2 || part == 3 || (part == 4 && hour >= 6 && hour < 12);

    return hour % 12 + (late ? 12 : 0);
}

/* "It is 8 in the morning", but "shot 8 in the morning". */
static bool is_told_as_hour(const hsy_time_finder *finder, uint32_t hour)
{
    return hsy_tw_before(finder, HSY_T_AT, hour) ||
           (hour > 0 && finder->state->doc->has_tags &&
            hsy_tw_token(finder, hour - 1)->upos == HSY_UPOS_AUX);
}

/* "a.m.", "in the afternoon", "o'clock" behind the hour; words taken, 0 for none. */
static uint32_t half_of_day(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, oclock = 0, next = at;

    if (hsy_tw_is(finder, HSY_T_OCLOCK, at, &oclock))
        next += oclock;
    bool pm = hsy_tw_is(finder, HSY_T_PM, next, &len) != NULL;
    int part;
    if (pm || hsy_tw_is(finder, HSY_T_AM, next, &len)) {
        if (w->hour > 12)
            return 0;
        w->hour = w->hour % 12 + (pm ? 12 : 0);
        return next + len + in_the_part(finder, next + len, &part) - at;
    }
    const uint32_t in = in_the_part(finder, next, &part);
    if (in && part != 1 && w->hour <= 12 &&
        (oclock || w->minute >= 0 || is_told_as_hour(finder, at - 1))) {
        w->hour = hour_in_part(w->hour, part); /* "9 o'clock in the morning" */
        return next + in - at;
    }
    return oclock;
}

uint32_t hsy_tw_clock(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len = 1;
    const bool noon = hsy_tw_is(finder, HSY_T_NOON, at, &len);
    int64_t minutes;

    w->kind = HSY_T_AM;
    if (noon || hsy_tw_is(finder, HSY_T_MIDNIGHT, at, &len)) {
        w->hour = noon ? 12 : 0;
        w->minute = 0;
        return len;
    }
    const uint32_t past = past_hour(finder, at, w);
    const uint32_t apart = past ? 0 : clock_apart(finder, at, w);
    const bool figures = !past && (apart || clock_digits(finder, at, w));
    const uint32_t word = past || figures ? 0 : hour_word(finder, at, &w->hour);
    if (!past && !figures && !word)
        return 0;
    if (word && (w->minute = 0, len = hsy_tw_number(finder, at + 1, &minutes)) &&
        minutes >= 10 && minutes < 60 &&
        !(finder->terms->data[at + 1].shape & HSY_SHAPE_DIGIT)) {
        w->minute = (int)minutes; /* "eight forty a.m." */
        len = 1 + len;
    } else {
        len = past ? past : apart ? apart : 1;
    }
    const uint32_t half = half_of_day(finder, at + len, w);
    if (half)
        return len + half;
    return past || (figures && w->minute >= 0 && w->hour < 24) ? len : 0;
}

/* -- parts put together -------------------------------------------------------------------- */

static uint32_t read_a_day(const hsy_time_finder *finder, uint32_t at, hsy_time_words *ret)
{
    static hsy_time_reader *const days[] = {hsy_tw_date, hsy_tw_iso, hsy_tw_weekday,
                                            hsy_tw_day};
    uint32_t best = 0;

    for (size_t i = 0; i < sizeof days / sizeof *days && at < finder->terms->count; i++) {
        hsy_time_words day = HSY_TIME_WORDS_NONE;
        const uint32_t len = days[i](finder, at, &day);
        if (len > best && day.kind != HSY_T_EVERY) {
            best = len;
            *ret = day;
        }
    }
    return best;
}

/* "10 p.m. EST on Wednesday": the clock time of a day that is named behind it. */
uint32_t hsy_tw_clock_day(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    hsy_time_words clock = HSY_TIME_WORDS_NONE, day;
    uint32_t len = hsy_tw_clock(finder, at, &clock), next = at + len, zone;

    if (!len || next >= finder->terms->count)
        return 0;
    if (hsy_tw_is(finder, HSY_T_ZONE, next, &zone))
        next += zone;
    next += hsy_tw_comma(finder, next);
    next += hsy_tw_before(finder, HSY_T_SPAN, next + 1) ? 1 : 0;
    const uint32_t more = read_a_day(finder, next, &day);
    if (!more || day.hour >= 0)
        return 0;
    *w = day;
    w->part = -1;
    w->hour = clock.hour;
    w->minute = clock.minute;
    return next + more - at;
}

/* "a.m." behind a day, without an hour. */
static bool half_only(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w,
                      uint32_t *ret_len)
{
    const bool pm = hsy_tw_is(finder, HSY_T_PM, at, ret_len) != NULL;

    if (!pm && !hsy_tw_is(finder, HSY_T_AM, at, ret_len))
        return false;
    w->part = pm ? 2 : 0;
    return true;
}

/* "today at 8:30 p.m.", "Friday night at 11 p.m.". */
uint32_t hsy_tw_day_clock(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    hsy_time_words clock = HSY_TIME_WORDS_NONE;
    uint32_t len = read_a_day(finder, at, w), to = 0;
    bool tied = len && hsy_tw_is(finder, HSY_T_AT, at + len, &to);

    if (!len)
        return 0;
    if (!tied) /* "tomorrow 10 a.m.", "14 October, 8 p.m." */
        to = hsy_tw_comma(finder, at + len);
    const uint32_t from = at + len + to;
    if (from >= finder->terms->count)
        return 0;
    if (!tied) {
        uint32_t last = hsy_tw_clock(finder, from, &clock);
        const bool marked = hsy_tw_before(finder, HSY_T_AM, from + last) ||
                            hsy_tw_before(finder, HSY_T_PM, from + last) ||
                            hsy_tw_before(finder, HSY_T_OCLOCK, from + last);
        if (!last && !to && w->part < 0 && half_only(finder, from, w, &last))
            return len + last; /* "Friday a.m." */
        if (!last || !(marked || (clock.minute >= 0 && !to)))
            return 0;
        clock = HSY_TIME_WORDS_NONE;
    }
    uint32_t more = hsy_tw_clock(finder, from, &clock);
    if (!more && w->part >= 0 && w->part <= 4 && !hsy_tw_counts_people(finder, from + 1) &&
        (hour_word(finder, from, &clock.hour) ||
         (clock.hour = hsy_tw_digits(finder, from, 2, 1, 11)) > 0))
        more = 1; /* "tonight at seven" */
    if (more && w->part >= 2 && w->part <= 4 && clock.hour >= 5 && clock.hour < 12)
        clock.hour += 12;
    if (!more) { /* "Friday at dawn" */
        more = part_after(finder, from, &clock);
        if (!more || w->part >= 0)
            return 0;
        w->part = clock.part;
        return len + to + more;
    }
    w->part = -1;
    w->hour = clock.hour;
    w->minute = clock.minute;
    return len + to + more;
}

/* "in the afternoon at seven". */
uint32_t hsy_tw_part_clock(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    hsy_time_words part = HSY_TIME_WORDS_NONE;
    const uint32_t the = hsy_tw_is(finder, HSY_T_THE, at, NULL) != NULL;
    const uint32_t len = part_after(finder, at + the, &part);
    uint32_t to, hour;

    if (!len || part.part == 1 || !hsy_tw_is(finder, HSY_T_AT, at + the + len, &to))
        return 0;
    hour = at + the + len + to;
    if (hour >= finder->terms->count || hsy_tw_counts_people(finder, hour + 1) ||
        hsy_tw_clock(finder, hour, &part) ||
        !(hour_word(finder, hour, &w->hour) ||
          (w->hour = hsy_tw_digits(finder, hour, 2, 1, 12)) > 0))
        return 0;
    w->kind = HSY_T_AM;
    w->hour = hour_in_part(w->hour, part.part);
    w->minute = 0;
    return hour + 1 - at;
}

/* "two days after Christmas", "a week before 6 May", "three weeks from tomorrow". */
uint32_t hsy_tw_from_day(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    hsy_time_words span = HSY_TIME_WORDS_NONE;
    uint32_t len, unit, from, i = at;
    int64_t count = 1;

    len = hsy_tw_is(finder, HSY_T_A, at, NULL) ? 1 : hsy_tw_number(finder, at, &count);
    const hsy_time_row *row = len ? hsy_tw_is(finder, HSY_T_UNIT, at + len, &unit) : NULL;
    if (!row || row->value < HSY_UNIT_DAY || row->value > HSY_UNIT_YEAR || count > 10000)
        return 0;
    i += len + unit;
    const hsy_time_row *way = hsy_tw_is(finder, HSY_T_FROM, i, &from);
    if (!way || i + from >= finder->terms->count)
        return 0;
    uint32_t more = read_a_day(finder, i + from, w);
    if (!more) {
        *w = span;
        more = hsy_tw_holiday(finder, i + from, w);
    }
    if (!more || w->part >= 0 || (!finder->context.has_published && !w->year))
        return 0;
    w->offset_unit = row->value == HSY_UNIT_WEEK ? HSY_UNIT_DAY : row->value;
    w->offset = way->value * count * (row->value == HSY_UNIT_WEEK ? 7 : 1);
    return i + from + more - at;
}

/* "the morning of 6 May", "mid-afternoon yesterday", "dawn on Friday". */
uint32_t hsy_tw_part_day(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w)
{
    hsy_time_words part = HSY_TIME_WORDS_NONE;
    uint32_t i = at + (hsy_tw_is(finder, HSY_T_THE, at, NULL) != NULL);
    uint32_t len = part_after(finder, i, &part), fine = 0;

    if (!len && hsy_tw_is(finder, HSY_T_FINE, i, &fine))
        len = part_after(finder, i + fine, &part);
    i += fine + len;
    if (!len || i >= finder->terms->count)
        return 0;
    i += hsy_tw_is(finder, HSY_T_OF, i, NULL) || hsy_tw_before(finder, HSY_T_SPAN, i + 1);
    const uint32_t more = read_a_day(finder, i, w);
    if (!more || w->part >= 0)
        return 0;
    w->part = part.part;
    return i + more - at;
}
