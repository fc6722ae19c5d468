/*
 * time.h - what the files that read times share.
 *
 *     time_tables.c   the words of data/en/time, and looking at the words of a sentence
 *     time_tense.c    do the words around a time look back or ahead?
 *     time_dates.c    calendar dates, months, years, holidays
 *     time_days.c     weekdays, days and their parts, clock times
 *     time_spans.c    periods, distances, durations, sets, references, quarters
 *     time_values.c   from the words to the TIMEX3 value and the days
 *     time_holidays.c on which day a holiday falls
 *     time.c          the longest time at each word; one sentence after the other
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
    HSY_T_NTH,      /* first 1 .. thirty-first 31 */
    HSY_T_WEEKDAYS, /* Mondays: 1-7, a set */
    HSY_T_HENCE,    /* from now */
    HSY_T_IN,       /* in, within: "in two weeks" lies ahead when the words do */
    HSY_T_OCLOCK,
    HSY_T_PAST_HOUR, /* half past 30, quarter past 15, quarter to -15; past 0 */
    HSY_T_WHOLE,     /* another, all, the whole: one of the unit */
    HSY_T_AND,
    HSY_T_HALF,
    HSY_T_AT,        /* between a day and its clock time */
    HSY_T_ZONE,      /* GMT, EST, local time */
    HSY_T_TERM,      /* quarter, period: of a business year */
    HSY_T_TERM_BACK, /* the year-ago, the year-earlier (quarter): -1; the latest: 0 */
    HSY_T_HALF_YEAR, /* first half 1, second half 2 */
    HSY_T_ONCE,      /* once, twice: "once a year" is a set */
    HSY_T_OTHER,     /* other: "every other day" */
    HSY_T_FROM,      /* from, after 1; before -1: "two days before Christmas" */
    HSY_T_HOLIDAY,   /* a row of holidays.tsv */
    HSY_T_DATELINE,  /* what closes a dateline: ( [ */
    HSY_T_EDGE,      /* the end of the, later in the: of this month, this year */
    HSY_T_TOLD,      /* that: "later that year" is of the day told of */
    HSY_T_BOUND,     /* according: behind it another clause begins */
    HSY_T_MORE,      /* more: "two more weeks" */
    HSY_T_CALENDAR,  /* another calendar than ours: "Lunar New Year" */
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
    HSY_UNIT_FORTNIGHT, /* read as two weeks */
    HSY_UNIT_QUARTER,   /* read as three months */
    HSY_UNIT_COUNT
};

/* What the words of a time say, before it is put on the calendar. */
typedef struct hsy_time_words {
    uint32_t first, last;          /* terms */
    hsy_time_class kind;           /* what it is chiefly: MONTH for any calendar date */
    int year, month, day, day_end; /* 0: not said */
    int weekday;
    int shift;                         /* with has_shift */
    bool has_shift, future, past, ago; /* future, past: where the words around look */
    int64_t count;                     /* of `unit` */
    int64_t more;                      /* of `more_unit`: "two hours and 30 minutes" */
    int unit, more_unit, part, season;
    int64_t offset; /* of `offset_unit` from the day said: "two days after Christmas" */
    int offset_unit;
    bool half;        /* and a half of `unit` */
    bool plural;      /* Friday nights: a set */
    int hour, minute; /* -1: not said */
    int quarter, half_year;
    int holiday;   /* index of hsy_time_holiday */
    bool back;     /* a year before what was spoken of: the year-ago quarter */
    uint32_t line; /* of the table */
} hsy_time_words;

#define HSY_TIME_WORDS_NONE                                                                    \
    ((hsy_time_words){                                                                         \
        .part = -1, .season = -1, .unit = -1, .more_unit = -1, .hour = -1, .minute = -1})

/* A day that has a name: fixed (month and day), the nth weekday of a month (nth -1: the
 * last), or so many days from Easter. */
typedef struct hsy_time_holiday {
    enum { HSY_HOLIDAY_FIXED, HSY_HOLIDAY_WEEKDAY, HSY_HOLIDAY_EASTER } kind;
    int month, day, weekday, nth, offset;
} hsy_time_holiday;

/* The day an article speaks from, the last day it named, the last quarter ("the year-ago
 * quarter" is that of the year before) and the last year it told of by number. A history
 * speaks from the year that it tells of, not from the day it was published. */
typedef struct hsy_time_context {
    bool has_published, has_mentioned, has_quarter, is_history;
    int32_t published, mentioned;
    int told_year, told_month; /* 0: none yet */
    bool has_told;
    int32_t told_day;          /* where the last date of any grain begins */
    int year, quarter;         /* of the last quarter named */
    uint32_t quarter_sentence; /* where it was named */
    uint32_t sentence;         /* the one at hand */
    const hsy_time_holiday *holidays;
} hsy_time_context;

/* Fill type, value, anchor, day_from, day_to of `ret`; false when the words name
 * no time after all (30 February). The value is made in `arena`; *ret_nomem. */
bool hsy_time_resolve(hsy_arena *arena, const hsy_time_words *words,
                      const hsy_time_context *context, hsy_time *ret, bool *ret_nomem);

/* time_holidays.c: the day of a holiday in a year; the year of one named without it. */
int32_t hsy_holiday_day(int year, const hsy_time_holiday *holiday);
int hsy_holiday_year(const hsy_time_words *w, const hsy_time_holiday *holiday,
                     int32_t published);

/* -- finding ------------------------------------------------------------------------- */

typedef struct hsy_time_row {
    hsy_time_class class;
    int value;
    bool ambiguous; /* "may", "march", "second": needs help from its neighbours */
} hsy_time_row;

struct hsy_time_tables {
    hsy_lexicon words[HSY_T_COUNT];
    hsy_map starts; /* first words of all phrases: where a time can begin */
    HSY_VEC(hsy_time_row) rows;
    HSY_VEC(hsy_time_holiday) holidays;
    const char *name;
};

typedef struct hsy_time_finder {
    hsy_fact_state *state;
    const hsy_time_tables *tables;
    const hsy_terms *terms;
    hsy_time_context context;
    uint32_t noldyears, ndeictic; /* times of years long past; days told from today */
} hsy_time_finder;

const char *hsy_time_class_name(hsy_time_class kind);
/* Is a word of `kind` at `at`? Its row and how many words it takes. */
const hsy_time_row *hsy_tw_is(const hsy_time_finder *finder, hsy_time_class kind, uint32_t at,
                              uint32_t *ret_len);
bool hsy_tw_before(const hsy_time_finder *finder, hsy_time_class kind, uint32_t at);
bool hsy_tw_comma(const hsy_time_finder *finder, uint32_t at);
bool hsy_tw_glued(const hsy_time_finder *finder, uint32_t at);
const hsy_token *hsy_tw_token(const hsy_time_finder *finder, uint32_t at);
/* Plain digits at `at` of at most `len` figures between low and high, else 0. */
int hsy_tw_digits(const hsy_time_finder *finder, uint32_t at, size_t len, int low, int high);
int hsy_tw_year(const hsy_time_finder *finder, uint32_t at);
bool hsy_tw_closes_dateline(const hsy_time_finder *finder, uint32_t at);
/* Can a time begin here? A word of the tables, or a number. Saves asking all readers. */
bool hsy_tw_can_begin(const hsy_time_finder *finder, uint32_t at);
/* A plain numeral; words taken. */
uint32_t hsy_tw_number(const hsy_time_finder *finder, uint32_t at, int64_t *ret);
/* "nineteen ninety-six", "two thousand and five"; words taken. */
uint32_t hsy_tw_spelled_year(const hsy_time_finder *finder, uint32_t at, int *ret);
/* A plural noun of people at or right behind `at`: "2000 young people" is no year. */
bool hsy_tw_counts_people(const hsy_time_finder *finder, uint32_t at);

/* Do the words around [at, at + len) look ahead, or back? */
bool hsy_time_looks_ahead(const hsy_time_finder *finder, uint32_t at, uint32_t len);
bool hsy_time_looks_back(const hsy_time_finder *finder, uint32_t at, uint32_t len);

/* What is at `at`: words taken, 0 for none. `w` comes as HSY_TIME_WORDS_NONE. */
typedef uint32_t hsy_time_reader(const hsy_time_finder *finder, uint32_t at, hsy_time_words *w);
extern hsy_time_reader hsy_tw_date, hsy_tw_month, hsy_tw_iso, hsy_tw_dotted, hsy_tw_hyphened,
    hsy_tw_bare_year, hsy_tw_holiday; /* time_dates.c */
extern hsy_time_reader hsy_tw_weekday, hsy_tw_day, hsy_tw_clock, hsy_tw_clock_day,
    hsy_tw_day_clock, hsy_tw_part_day, hsy_tw_part_clock, hsy_tw_from_day; /* time_days.c */
extern hsy_time_reader hsy_tw_period, hsy_tw_ref, hsy_tw_quarter, hsy_tw_some, hsy_tw_distance,
    hsy_tw_set, hsy_tw_term, hsy_tw_half_year; /* time_spans.c */

#endif
