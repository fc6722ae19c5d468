/*
 * time.c - finding the words that say when.
 *
 * From left to right, at each word the longest of these that fits:
 *
 *     6 May 2031 | Tuesday, May 6 | 2031-05-06 | May 2031 | in May      a date
 *     Friday afternoon | last Friday                                    a weekday
 *     today | overnight | this morning | last night | the next day      a day
 *     last week | over the weekend | this year | last summer            a period
 *     three days ago | two weeks later                                  a distance
 *     30-day | three-year-long | for two hours                          a duration
 *     in 2011 | the 1990s                                               a year
 *     4:45 p.m. | noon                                                  a clock time
 *     every Friday | daily                                              a set
 *     the third quarter of 2011                                         a quarter
 *     now | recently | soon                                             a reference
 *
 * The words are in data/en/time/words.tsv; the order of the readers below is the
 * order above. What the words mean on the calendar is for time_values.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/time.h"

#define FUTURE_REACH 8 /* words before a weekday in which "will" makes it a coming one */

static const char *const class_names[] = {
    "none",         "month",    "weekday", "unit",    "relday",  "part",      "season",
    "shift",        "ago",      "later",   "earlier", "weekend", "overnight", "tonight",
    "noon",         "midnight", "am",      "pm",      "every",   "adverb",    "before_year",
    "before_month", "ordinal",  "of",      "the",     "a",       "future",    "same_day",
    "long",         "decade",   "fine",    "ref",     "quarter", "before_span",
    "some",         NULL};

struct row {
    hsy_time_class class;
    int value;
    bool ambiguous; /* "may", "march", "second": needs help from its neighbours */
};

struct hsy_time_tables {
    hsy_lexicon words[HSY_T_COUNT];
    HSY_VEC(struct row) rows;
    const char *name;
};

hsy_status hsy_time_tables_load(hsy_arena *arena, const char *home, const hsy_time_tables **ret,
                                hsy_error *err)
{
    static const char *const columns[] = {"class", "value", "words", "flags", NULL};
    hsy_time_tables *tables = hsy_new(arena, hsy_time_tables);
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, "en/time/words.tsv", columns, &table, err);

    if (status || !tables)
        return status ? status : hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    tables->name = table.name;
    for (int i = 0; i < HSY_T_COUNT; i++)
        hsy_lexicon_init(&tables->words[i], arena);
    for (uint32_t i = 0; i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        struct row *entry = hsy_vec_push(arena, &tables->rows);
        int class = hsy_cell_enum(row->cells[0], class_names);
        int64_t value = 0;
        if (!entry)
            return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
        if (class <= 0)
            return hsy_table_fail(&table, row, err, "no such class");
        if (row->cells[1].len &&
            (!hsy_cell_int(row->cells[1], &value) || value < -9 || value > 99))
            return hsy_table_fail(&table, row, err, "value is no small number");
        *entry = (struct row){(hsy_time_class) class, (int)value, row->cells[3].len > 0};
        for (hsy_str rest = row->cells[2]; rest.ptr;)
            if (!hsy_lexicon_add(&tables->words[class], hsy_str_cut(&rest, '|'), i, row->line))
                return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    }
    *ret = tables;
    return HSY_OK;
}

/* -- looking at words ------------------------------------------------------------ */

struct finder {
    hsy_fact_state *state;
    const hsy_time_tables *tables;
    const hsy_terms *terms;
    hsy_time_context context;
};

/* Is a word of `class` at `at`? Its value and how many words it takes. */
static const struct row *is(const struct finder *finder, hsy_time_class class, uint32_t at,
                            uint32_t *ret_len)
{
    const hsy_lexeme *match =
        hsy_lexicon_match(&finder->tables->words[class], finder->terms, at);

    if (!match)
        return NULL;
    if (ret_len)
        *ret_len = match->nwords;
    return &finder->tables->rows.data[match->value];
}

static bool before(const struct finder *finder, hsy_time_class class, uint32_t at)
{
    return at > 0 && hsy_lexicon_match_before(&finder->tables->words[class], finder->terms, at);
}

static bool comma(const struct finder *finder, uint32_t at)
{
    return hsy_term_is(finder->terms, at, HSY_STR(","));
}

/* Plain digits at `at` between low and high, else 0. */
static int digits(const struct finder *finder, uint32_t at, size_t len, int low, int high)
{
    int value = 0;

    if (at >= finder->terms->count)
        return 0;
    hsy_str s = finder->terms->data[at].lower;
    if (s.len == 0 || s.len > len)
        return 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return 0;
        value = 10 * value + (s.ptr[i] - '0');
    }
    return value >= low && value <= high ? value : 0;
}

static int year_at(const struct finder *finder, uint32_t at)
{
    return at < finder->terms->count && finder->terms->data[at].lower.len == 4
               ? digits(finder, at, 4, 1000, 2199)
               : 0;
}

static bool capital(const struct finder *finder, uint32_t at)
{
    return hsy_term_capital(finder->terms, at);
}

/* "said (on) Friday": the verb right before the time is in the past tense. */
static bool told_as_past(const struct finder *finder, uint32_t at)
{
    const hsy_doc *doc = finder->state->doc;

    if (at > 0 && before(finder, HSY_T_SPAN, at))
        at--;
    return at > 0 && doc->has_tags &&
           (doc->tokens[finder->terms->data[at - 1].token].feats & HSY_FEAT_PAST);
}

static bool looks_ahead(const struct finder *finder, uint32_t at)
{
    uint32_t from = at > FUTURE_REACH ? at - FUTURE_REACH : 0;

    if (told_as_past(finder, at))
        return false;

    for (uint32_t i = from; i < at; i++)
        if (is(finder, HSY_T_FUTURE, i, NULL))
            return true;
    return false;
}

/* -- dates ------------------------------------------------------------------------- */

static const struct row *month_at(const struct finder *finder, uint32_t at, uint32_t *ret_len)
{
    const struct row *row = is(finder, HSY_T_MONTH, at, ret_len);

    return row && capital(finder, at) ? row : NULL;
}

/* A day of the month, "6" or "6th"; words taken. */
static uint32_t day_at(const struct finder *finder, uint32_t at, int *ret)
{
    *ret = digits(finder, at, 2, 1, 31);
    if (!*ret)
        return 0;
    if (is(finder, HSY_T_ORDINAL, at + 1, NULL) &&
        finder->terms->data[at + 1].join == HSY_JOIN_GLUED)
        return 2;
    /* "May 12:30", "6 per cent": a glued rest is no day. */
    return at + 1 < finder->terms->count &&
                   finder->terms->data[at + 1].join == HSY_JOIN_GLUED &&
                   !hsy_term_punct(finder->terms, at + 1)
               ? 0
               : 1;
}

/* ", 2031" or " 2031" after a day or month; words taken. */
static uint32_t year_after(const struct finder *finder, uint32_t at, int *ret)
{
    uint32_t skip = comma(finder, at) || is(finder, HSY_T_OF, at, NULL);

    *ret = year_at(finder, at + skip);
    return *ret ? skip + 1 : 0;
}

/* "6 May", "6th of May". */
static uint32_t day_month(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, i = at + day_at(finder, at, &w->day);

    if (i == at)
        return 0;
    i += is(finder, HSY_T_OF, i, NULL) != NULL;
    const struct row *month = month_at(finder, i, &len);
    if (!month)
        return 0;
    w->month = month->value;
    return i + len - at;
}

/* "May 6", "May 6-8". */
static uint32_t month_day(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, day, end;
    const struct row *month = month_at(finder, at, &len);

    if (!month)
        return 0;
    w->month = month->value;
    day = day_at(finder, at + len, &w->day);
    if (!day)
        return 0;
    uint32_t i = at + len + day;
    if (i < finder->terms->count && finder->terms->data[i].join == HSY_JOIN_HYPHEN &&
        (end = day_at(finder, i, &w->day_end)) > 0)
        i += end;
    return i - at;
}

static uint32_t read_date(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len = 0, i = at;
    const struct row *weekday = is(finder, HSY_T_WEEKDAY, at, &len);

    if (weekday) {
        i += len;
        i += comma(finder, i);
        i += is(finder, HSY_T_THE, i, NULL) != NULL;
    }
    uint32_t date = day_month(finder, i, w);
    if (!date) {
        w->day = w->month = 0;
        date = month_day(finder, i, w);
    }
    if (!date)
        return 0;
    i += date;
    i += year_after(finder, i, &w->year);
    w->kind = HSY_T_MONTH;
    w->future = looks_ahead(finder, at);
    return i - at;
}

/* "May 2031", "in May", "last May". */
static uint32_t read_month(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, shift_len = 0;
    const struct row *shift = is(finder, HSY_T_SHIFT, at, &shift_len);
    uint32_t i = at + (shift ? shift_len : 0);
    const struct row *month = month_at(finder, i, &len);

    if (!month)
        return 0;
    w->kind = HSY_T_MONTH;
    w->month = month->value;
    i += len;
    uint32_t year = year_after(finder, i, &w->year);
    if (!shift && !year && month->ambiguous && !before(finder, HSY_T_BEFORE_MONTH, at))
        return 0;
    w->has_shift = shift;
    w->shift = shift ? shift->value : 0;
    w->future = looks_ahead(finder, at);
    return i + year - at;
}

/* "2031-05-06". */
static uint32_t read_iso(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    const hsy_terms *t = finder->terms;

    if (at + 2 >= t->count || t->data[at + 1].join != HSY_JOIN_HYPHEN ||
        t->data[at + 2].join != HSY_JOIN_HYPHEN || t->data[at + 1].lower.len != 2)
        return 0;
    w->year = year_at(finder, at);
    w->month = digits(finder, at + 1, 2, 1, 12);
    w->day = digits(finder, at + 2, 2, 1, 31);
    w->kind = HSY_T_MONTH;
    return w->year && w->month && w->day ? 3 : 0;
}

/* "01-02-2015": written with hyphens the day comes first. */
static uint32_t read_hyphened(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    const hsy_terms *t = finder->terms;

    if (at + 2 >= t->count || t->data[at + 1].join != HSY_JOIN_HYPHEN ||
        t->data[at + 2].join != HSY_JOIN_HYPHEN)
        return 0;
    w->day = digits(finder, at, 2, 1, 31);
    w->month = digits(finder, at + 1, 2, 1, 12);
    w->year = year_at(finder, at + 2);
    w->kind = HSY_T_MONTH;
    return w->day && w->month && w->year ? 3 : 0;
}

/* "01.02.2015" (day first), "13/02/2015"; "01/02/2015" says too little. */
static uint32_t read_dotted(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    hsy_str s = finder->terms->data[at].lower;
    int part[3] = {0}, n = 0;
    char sep = 0;

    if (s.len < 8 || s.len > 10)
        return 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9' && part[n] < 1000) {
            part[n] = 10 * part[n] + (s.ptr[i] - '0');
        } else if ((s.ptr[i] == '.' || s.ptr[i] == '/') && n < 2 && (!sep || sep == s.ptr[i])) {
            sep = s.ptr[i];
            n++;
        } else {
            return 0;
        }
    }
    if (n != 2 || part[2] < 1900 || part[2] > 2199)
        return 0;
    const bool day_first = sep == '.' || part[0] > 12 || part[0] == part[1];
    if (!day_first && part[1] <= 12)
        return 0;
    *w = HSY_TIME_WORDS_NONE;
    w->kind = HSY_T_MONTH;
    w->year = part[2];
    w->month = part[!day_first ? 0 : 1];
    w->day = part[!day_first ? 1 : 0];
    return w->month >= 1 && w->month <= 12 ? 1 : 0;
}

/* -- days ------------------------------------------------------------------------------ */

static uint32_t part_after(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const struct row *part = is(finder, HSY_T_PART, at, &len);

    if (!part)
        return 0;
    w->part = part->value;
    return len;
}

static uint32_t read_weekday(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, shift_len = 0;
    const struct row *shift = is(finder, HSY_T_SHIFT, at, &shift_len);
    uint32_t i = at + (shift ? shift_len : 0);
    const struct row *weekday = is(finder, HSY_T_WEEKDAY, i, &len);

    if (!weekday || (weekday->ambiguous && !capital(finder, i)))
        return 0;
    w->kind = HSY_T_WEEKDAY;
    w->weekday = weekday->value;
    w->has_shift = shift;
    w->shift = shift ? shift->value : 0;
    w->future = looks_ahead(finder, at);
    i += len;
    return i + part_after(finder, i, w) - at;
}

/* today, yesterday evening, tonight, overnight, this morning, last night. */
static uint32_t read_day(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const struct row *row = is(finder, HSY_T_RELDAY, at, &len);

    w->kind = HSY_T_RELDAY;
    if (row) {
        w->shift = row->value;
        return len + part_after(finder, at + len, w);
    }
    if ((row = is(finder, HSY_T_TONIGHT, at, &len)) ||
        (row = is(finder, HSY_T_OVERNIGHT, at, &len))) {
        w->kind = row->class == HSY_T_OVERNIGHT ? HSY_T_OVERNIGHT : HSY_T_RELDAY;
        w->part = row->value;
        return len;
    }
    if ((row = is(finder, HSY_T_SAME_DAY, at, &len))) {
        w->kind = HSY_T_SAME_DAY;
        w->shift = row->value;
        return len;
    }
    row = is(finder, HSY_T_SHIFT, at, &len);
    if (!row || !is(finder, HSY_T_PART, at + len, NULL) || row->ambiguous)
        return 0;
    w->shift = row->value;
    return len + part_after(finder, at + len, w);
}

/* -- periods and distances ------------------------------------------------------------------
 */

static uint32_t read_period(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len = 0, next;
    const struct row *shift = is(finder, HSY_T_SHIFT, at, &len);
    const struct row *row;

    w->has_shift = shift;
    w->shift = shift ? shift->value : 0;
    if ((row = is(finder, HSY_T_WEEKEND, at + len, &next))) {
        w->kind = HSY_T_WEEKEND;
        w->future = looks_ahead(finder, at);
        return len + next;
    }
    if ((row = is(finder, HSY_T_SEASON, at + len, &next))) {
        w->kind = HSY_T_SEASON;
        w->season = row->value;
        uint32_t year = year_after(finder, at + len + next, &w->year);
        return shift || year || before(finder, HSY_T_BEFORE_MONTH, at) ? len + next + year : 0;
    }
    if (!shift || !(row = is(finder, HSY_T_UNIT, at + len, &next)) ||
        row->value < HSY_UNIT_DAY || row->ambiguous)
        return 0;
    w->kind = HSY_T_SHIFT;
    w->unit = row->value;
    return len + next;
}

/* "now", "recently", "in the future": no day, only which side of now. */
static uint32_t read_ref(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const struct row *row = is(finder, HSY_T_REF, at, &len);

    if (!row || (row->ambiguous && !is(finder, HSY_T_THE, at > 0 ? at - 1 : at, NULL)))
        return 0;
    w->kind = HSY_T_REF;
    w->shift = row->value;
    return len;
}

/* "the third quarter", "second-quarter", "the first quarter of 2011". */
static uint32_t read_quarter(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, the = is(finder, HSY_T_THE, at, NULL) != NULL;
    const struct row *row = is(finder, HSY_T_QUARTER, at + the, &len);

    if (!row)
        return 0;
    w->kind = HSY_T_QUARTER;
    w->quarter = row->value;
    w->future = looks_ahead(finder, at);
    return the + len + year_after(finder, at + the + len, &w->year);
}

/* "several years", "a few days"; "for weeks": how many is not said. */
static uint32_t read_some(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t some = 0, len, end;

    if (!is(finder, HSY_T_SOME, at, &some) && !before(finder, HSY_T_SPAN, at))
        return 0;
    const struct row *unit = is(finder, HSY_T_UNIT, at + some, &len);
    if (!unit || unit->ambiguous || !finder->state->doc->has_tags ||
        !(finder->state->doc->tokens[finder->terms->data[at + some].token].feats &
          HSY_FEAT_PLURAL) ||
        is(finder, HSY_T_AGO, at + some + len, &end) ||
        is(finder, HSY_T_LATER, at + some + len, &end))
        return 0;
    w->kind = HSY_T_SOME;
    w->unit = unit->value;
    return some + len;
}

/* "three days ago", "a week later", "30-day", "three-year-long", "the past two weeks". */
static uint32_t read_distance(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t shift_len = 0, len, i, end;
    const struct row *shift = is(finder, HSY_T_SHIFT, at, &shift_len);
    const bool a = is(finder, HSY_T_A, at, NULL);

    i = at + (shift ? shift_len : 0);
    len = a ? 1 : hsy_number_plain(finder->state->tables->number, finder->terms, i, &w->count);
    if (a)
        w->count = 1;
    if (len == 0 || w->count <= 0 || w->count > 100000)
        return 0;
    i += len;
    const struct row *unit = is(finder, HSY_T_UNIT, i, &len);
    if (!unit)
        return 0;
    w->unit = unit->value;
    i += len;
    if (is(finder, HSY_T_AGO, i, &end)) {
        w->kind = HSY_T_AGO;
        w->ago = true;
        return i + end - at;
    }
    const struct row *side = is(finder, HSY_T_LATER, i, &end);
    if (!side)
        side = is(finder, HSY_T_EARLIER, i, &end);
    if (side) {
        w->kind = HSY_T_AGO;
        w->shift = side->value;
        return i + end - at;
    }
    if (a && !unit->ambiguous && before(finder, HSY_T_SPAN, at) && !shift) {
        w->kind = HSY_T_UNIT; /* "within a week", "for a year" */
        return i - at;
    }
    if (a || (unit->ambiguous && !shift && i < finder->terms->count &&
              finder->terms->data[i].join == HSY_JOIN_SPACE && w->count == 1))
        return 0;
    w->kind = HSY_T_UNIT;
    if (is(finder, HSY_T_LONG, i, &end)) {
        const struct row *suffix = is(finder, HSY_T_LONG, i, &end);
        if (suffix->value) /* "88-year-old" is an age */
            return 0;
        i += end;
    }
    return i - at;
}

/* -- years, clocks, sets
 * ------------------------------------------------------------------------ */

static uint32_t read_year(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;

    w->year = year_at(finder, at);
    if (!w->year || w->year < 1800)
        return 0;
    if (is(finder, HSY_T_DECADE, at + 1, &len) && w->year % 10 == 0 &&
        finder->terms->data[at + 1].join != HSY_JOIN_SPACE) {
        w->kind = HSY_T_DECADE;
        return 1 + len;
    }
    w->kind = HSY_T_BEFORE_YEAR;
    if (at + 1 < finder->terms->count && finder->terms->data[at + 1].join == HSY_JOIN_GLUED &&
        !hsy_term_punct(finder->terms, at + 1))
        return 0;
    return before(finder, HSY_T_BEFORE_YEAR, at) ? 1 : 0;
}

/* "4:45" in one token or as "9" before a.m. or p.m. */
static bool clock_digits(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    hsy_str s = finder->terms->data[at].lower;
    int value[2] = {0, 0}, n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            value[n] = 10 * value[n] + (s.ptr[i] - '0');
        else if ((s.ptr[i] == ':' || s.ptr[i] == '.') && n == 0 && i > 0 && i + 3 == s.len)
            n = 1;
        else
            return false;
        if (value[n] > 59)
            return false;
    }
    w->hour = value[0];
    w->minute = n ? value[1] : -1;
    return s.len > 0 && s.len <= 5 && w->hour <= 24 && (n == 0 || s.ptr[s.len - 3] == ':');
}

static uint32_t read_clock(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len;
    const bool noon = is(finder, HSY_T_NOON, at, &len);

    w->kind = HSY_T_AM;
    if (noon || is(finder, HSY_T_MIDNIGHT, at, &len)) {
        w->hour = noon ? 12 : 0;
        w->minute = 0;
        return len;
    }
    if (!clock_digits(finder, at, w))
        return 0;
    const bool pm = is(finder, HSY_T_PM, at + 1, &len);
    if (pm || is(finder, HSY_T_AM, at + 1, &len)) {
        if (w->hour > 12)
            return 0;
        w->hour = w->hour % 12 + (pm ? 12 : 0);
        return 1 + len;
    }
    return w->minute >= 0 && w->hour < 24 ? 1 : 0;
}

/* "10 p.m. on Wednesday": the clock time of a day that is named behind it. */
static uint32_t read_clock_day(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    static uint32_t (*const days[])(const struct finder *, uint32_t, hsy_time_words *) = {
        read_date, read_weekday, read_day};
    hsy_time_words clock = HSY_TIME_WORDS_NONE;
    uint32_t len = read_clock(finder, at, &clock), next = at + len;

    if (!len || next >= finder->terms->count)
        return 0;
    next += before(finder, HSY_T_SPAN, next + 1) ? 1 : 0;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        hsy_time_words day = HSY_TIME_WORDS_NONE;
        uint32_t more = next < finder->terms->count ? days[i](finder, next, &day) : 0;
        if (!more || day.part >= 0 || day.kind == HSY_T_SAME_DAY)
            continue;
        *w = day;
        w->hour = clock.hour;
        w->minute = clock.minute;
        return next + more - at;
    }
    return 0;
}

static uint32_t read_set(const struct finder *finder, uint32_t at, hsy_time_words *w)
{
    uint32_t len, next, counted;
    const struct row *row = is(finder, HSY_T_ADVERB, at, &len);

    w->kind = HSY_T_EVERY;
    if (row && !capital(finder, at)) {
        w->unit = row->value;
        return len;
    }
    if (!is(finder, HSY_T_EVERY, at, &len))
        return 0;
    if ((row = is(finder, HSY_T_WEEKDAY, at + len, &next))) {
        w->weekday = row->value;
        return len + next + part_after(finder, at + len + next, w);
    }
    if ((row = is(finder, HSY_T_PART, at + len, &next))) {
        w->part = row->value;
        return len + next;
    }
    counted =
        hsy_number_plain(finder->state->tables->number, finder->terms, at + len, &w->count);
    row = is(finder, HSY_T_UNIT, at + len + counted, &next);
    if (!row || w->count > 1000)
        return 0;
    w->unit = row->value;
    return len + counted + next;
}

/* -- a sentence
 * ------------------------------------------------------------------------------------- */

typedef uint32_t reader(const struct finder *finder, uint32_t at, hsy_time_words *w);

/* The longest time at `at`; among equals the first reader. */
static uint32_t read_at(const struct finder *finder, uint32_t at, hsy_time_words *ret)
{
    static reader *const readers[] = {read_date,     read_month,   read_iso,   read_dotted,
                                      read_hyphened, read_weekday, read_day,   read_period,
                                      read_distance, read_year,    read_clock, read_set,
                                      read_ref,      read_quarter, read_some,  read_clock_day};
    uint32_t best = 0;

    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        hsy_time_words w = HSY_TIME_WORDS_NONE;
        uint32_t len = readers[i](finder, at, &w);
        if (len > best && at + len <= finder->terms->count) {
            best = len;
            *ret = w;
            ret->first = at;
            ret->last = at + len - 1;
        }
    }
    return best;
}

/* "early Friday", "late last week": a word before that belongs to the time. */
static void take_fine(const struct finder *finder, uint32_t low, hsy_time_words *w)
{
    const hsy_lexeme *fine =
        hsy_lexicon_match_before(&finder->tables->words[HSY_T_FINE], finder->terms, w->first);

    if (fine && w->first - fine->nwords >= low)
        w->first -= fine->nwords;
}

static bool emit(struct finder *finder, const hsy_time_words *w)
{
    hsy_time time = {.sentence = finder->terms->sentence};
    bool nomem = false;

    if (!hsy_time_resolve(finder->state->arena, w, &finder->context, &time, &nomem))
        return !nomem;
    hsy_time *slot = hsy_vec_push(finder->state->arena, &finder->state->times);
    if (!slot)
        return false;
    time.span = hsy_terms_span(finder->terms, w->first, w->last);
    time.first = finder->terms->data[w->first].token;
    time.ntokens = finder->terms->data[w->last].token - time.first + 1;
    time.rule = (hsy_rule){NULL, 0, class_names[w->kind]};
    *slot = time;
    if (time.day_from == time.day_to) {
        finder->context.mentioned = time.day_from;
        finder->context.has_mentioned = true;
    }
    return true;
}

static bool read_sentence(struct finder *finder)
{
    uint32_t low = 0;

    for (uint32_t at = 0; at < finder->terms->count; at++) {
        hsy_time_words w;
        uint32_t len = read_at(finder, at, &w);
        if (!len)
            continue;
        take_fine(finder, low, &w);
        if (!emit(finder, &w))
            return false;
        low = at + len;
        at = low - 1;
    }
    return true;
}

static int two(hsy_str s, size_t at)
{
    return (s.ptr[at] - '0') * 10 + (s.ptr[at + 1] - '0');
}

/* The day of publication, when it is known to the day. */
static void set_published(struct finder *finder, const hsy_date *date)
{
    if (date->precision < HSY_PRECISION_DAY || date->value.len < 10)
        return;
    for (size_t i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (date->value.ptr[i] < '0' || date->value.ptr[i] > '9'))
            return;
    hsy_ymd ymd = {100 * two(date->value, 0) + two(date->value, 2), two(date->value, 5),
                   two(date->value, 8)};
    if (!hsy_ymd_valid(ymd))
        return;
    finder->context.published = hsy_ymd_day(ymd);
    finder->context.has_published = true;
}

hsy_status hsy_read_times(hsy_fact_state *state)
{
    hsy_terms terms;
    struct finder finder = {.state = state, .tables = state->tables->time, .terms = &terms};
    bool ok = true;

    set_published(&finder, &state->doc->article->published);
    for (uint32_t i = 0; i < state->doc->nsentences && ok; i++) {
        hsy_arena_mark mark = hsy_arena_here(state->scratch);
        ok = hsy_terms_make(state->scratch, state->doc, i, &terms) && read_sentence(&finder);
        hsy_arena_rewind(state->scratch, mark);
    }
    return ok ? HSY_OK : HSY_NOMEM;
}
