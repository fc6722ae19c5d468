/*
 * time.h - what time.c (finding the words) and time_values.c (what they mean) share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_TIME_H
#define HSY_FACT_TIME_H

#include "fact/calendar.h"
#include "fact/number.h"

typedef enum hsy_time_class {
    HSY_T_NONE,
    HSY_T_MONTH,   /* value 1-12 */
    HSY_T_WEEKDAY, /* 1-7 */
    HSY_T_UNIT,    /* index of hsy_time_units */
    HSY_T_RELDAY,  /* yesterday -1, today 0, tomorrow 1 */
    HSY_T_PART,    /* index of hsy_time_parts */
    HSY_T_SEASON,  /* 0 spring .. 3 winter */
    HSY_T_SHIFT,   /* last -1, this 0, next 1 */
    HSY_T_AGO,
    HSY_T_LATER,
    HSY_T_EARLIER,
    HSY_T_WEEKEND,
    HSY_T_OVERNIGHT,
    HSY_T_TONIGHT,
    HSY_T_NOON,
    HSY_T_MIDNIGHT,
    HSY_T_AM,
    HSY_T_PM,
    HSY_T_EVERY,
    HSY_T_ADVERB,       /* daily: unit index */
    HSY_T_BEFORE_YEAR,  /* in, since: a year may follow */
    HSY_T_BEFORE_MONTH, /* in, since, early, late */
    HSY_T_ORDINAL,      /* st nd rd th */
    HSY_T_OF,
    HSY_T_THE,
    HSY_T_A,
    HSY_T_FUTURE,
    HSY_T_SAME_DAY, /* the same day, that day: 0; the next day: 1; the previous: -1 */
    HSY_T_LONG,     /* long, old: "three-year-long" */
    HSY_T_DECADE,   /* the s of 1990s */
    HSY_T_FINE,     /* early, late, mid */
    HSY_T_REF,      /* now 0, recently -1, soon 1 */
    HSY_T_QUARTER,  /* first quarter 1 .. 4 */
    HSY_T_SPAN,     /* for, within: "a week" behind it lasts */
    HSY_T_SOME,     /* several, a few: a count that is not given */
    HSY_T_COUNT
} hsy_time_class;

enum {
    HSY_UNIT_SECOND,
    HSY_UNIT_MINUTE,
    HSY_UNIT_HOUR,
    HSY_UNIT_DAY,
    HSY_UNIT_WEEK,
    HSY_UNIT_MONTH,
    HSY_UNIT_YEAR,
    HSY_UNIT_DECADE,
    HSY_UNIT_CENTURY,
    HSY_UNIT_COUNT
};

/* What the words of a time say, before it is put on the calendar. */
typedef struct hsy_time_words {
    uint32_t first, last;          /* terms */
    hsy_time_class kind;           /* what it is chiefly: MONTH for any calendar date */
    int year, month, day, day_end; /* 0: not said */
    int weekday;
    int shift; /* with has_shift */
    bool has_shift, future, ago;
    int64_t count; /* of `unit` */
    int unit, part, season;
    int hour, minute; /* -1: not said */
    int quarter;
    uint32_t line;    /* of words.tsv */
} hsy_time_words;

#define HSY_TIME_WORDS_NONE                                                                    \
    ((hsy_time_words){.part = -1, .season = -1, .unit = -1, .hour = -1, .minute = -1})

/* The day an article speaks from, and the last day it named. */
typedef struct hsy_time_context {
    bool has_published, has_mentioned;
    int32_t published, mentioned;
} hsy_time_context;

/* Fill type, value, anchor, day_from, day_to of `ret`; false when the words name
 * no time after all (30 February). The value is made in `arena`; *ret_nomem. */
bool hsy_time_resolve(hsy_arena *arena, const hsy_time_words *words,
                      const hsy_time_context *context, hsy_time *ret, bool *ret_nomem);

#endif
