/*
 * html_timeline.c - the events of a story by time.
 *
 * One drawing for the eye, one list that says the same in words; a number joins them.
 * What has a day stands on the axis, what is planned is hollow, and what has no day (or
 * one that cannot be told: "Friday" in an undated page) stands apart on the right. Days
 * far from those of publication would squeeze the axis to nothing: they stand at its
 * ends, in a column for earlier and one for later.
 *
 *     earlier | 2 May  3 May  4 May  5 May | later | no day
 *        1    |          2           3 4   |   5   |  6 7
 *
 * All is in whole pixels of a drawing 720 wide; marks of one place are stacked.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/html.h"

#include "base/day.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 720
#define SIDE 16        /* left and right of everything */
#define COLUMN 92      /* of earlier, later, no day */
#define STEP 22        /* of stacked marks */
#define BEFORE_DAYS 14 /* of the first publication still on the axis */
#define AFTER_DAYS 30
#define MAX_EVENTS 30
#define MAX_STACK 8
#define UNKNOWN INT32_MIN

enum zone { EARLIER, AXIS, LATER, OPEN, NZONES };

struct event {
    const hsy_claim *claim;
    hsy_part part;
    int32_t from, to; /* days; UNKNOWN */
    enum zone zone;
    int x, row;
    uint32_t order; /* of the outline */
};

struct timeline {
    hsy_html *html;
    struct event events[MAX_EVENTS];
    uint32_t count, left_out;
    int32_t first, last; /* days of the axis */
    bool has[NZONES];
    int axis_from, axis_to, open_at, height;
};

/* -- when ------------------------------------------------------------------------- */

static uint32_t time_of(const hsy_reading *r, const hsy_account *account)
{
    switch (account->kind) {
    case HSY_FACT_EVENT: return r->events[account->fact].time;
    case HSY_FACT_TIME: return account->fact;
    case HSY_FACT_QUANTITY: {
        const hsy_quantity *q = &r->quantities[account->fact];
        return q->time != HSY_NONE || q->event >= r->nevents ? q->time
                                                             : r->events[q->event].time;
    }
    default: return HSY_NONE;
    }
}

/* The days of a claim: of the time it is told under, else of the first account that has
 * any. A month or more is no day. */
static void find_days(const hsy_html *html, const hsy_claim *claim, struct event *event)
{
    event->from = event->to = UNKNOWN;
    for (uint32_t i = 0; i < claim->naccounts; i++) {
        const hsy_reading *r = html->in->sources[claim->accounts[i].source].reading;
        uint32_t at = time_of(r, &claim->accounts[i]);
        if (at >= r->ntimes || r->times[at].day_from == INT32_MIN ||
            r->times[at].day_to == INT32_MAX || r->times[at].day_to - r->times[at].day_from > 31)
            continue;
        bool told = claim->about.time.len && hsy_str_eq(r->times[at].value, claim->about.time);
        if (event->from == UNKNOWN || told) {
            event->from = r->times[at].day_from;
            event->to = r->times[at].day_to;
        }
        if (told)
            return;
    }
}

static int32_t day_of_minutes(int64_t minutes)
{
    int64_t day = minutes / 1440 - (minutes % 1440 < 0);

    return (int32_t)day;
}

static int compare_days(const void *left, const void *right)
{
    const int32_t *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

/* The axis covers the days of publication and what lies near them; with no date at all,
 * the days near the middle event. */
static bool find_axis(struct timeline *t)
{
    const hsy_story *story = hsy_html_story(t->html);
    int32_t from, to, days[MAX_EVENTS];
    int n = 0;

    for (uint32_t i = 0; i < t->count; i++)
        if (t->events[i].from != UNKNOWN)
            days[n++] = t->events[i].from;
    if (!n)
        return false;
    if (story->first != INT64_MIN) {
        from = day_of_minutes(story->first);
        to = day_of_minutes(story->last);
        t->first = from, t->last = to;
    } else {
        qsort(days, (size_t)n, sizeof *days, compare_days);
        from = to = days[n / 2];
        t->first = t->last = from;
    }
    for (int i = 0; i < n; i++) {
        if (days[i] < from - BEFORE_DAYS || days[i] > to + AFTER_DAYS)
            continue;
        t->first = days[i] < t->first ? days[i] : t->first;
        t->last = days[i] > t->last ? days[i] : t->last;
    }
    while (t->last - t->first < 4)
        t->first--, t->last++;
    return true;
}

/* -- where on the drawing ------------------------------------------------------------ */

static int x_of_day(const struct timeline *t, int32_t day)
{
    int room = t->axis_to - t->axis_from, span = (int)(t->last - t->first + 1);

    return t->axis_from + (int)((2 * (int64_t)(day - t->first) + 1) * room / (2 * span));
}

static void find_zones(struct timeline *t, bool axis)
{
    for (uint32_t i = 0; i < t->count; i++) {
        struct event *e = &t->events[i];
        e->zone = e->from == UNKNOWN || !axis ? OPEN
                  : e->from < t->first        ? EARLIER
                  : e->from > t->last         ? LATER
                                              : AXIS;
        t->has[e->zone] = true;
    }
    t->axis_from = SIDE + (t->has[EARLIER] ? COLUMN : 0);
    t->axis_to = WIDTH - SIDE - (t->has[LATER] ? COLUMN : 0) - (t->has[OPEN] ? COLUMN : 0);
    t->open_at = WIDTH - SIDE - COLUMN / 2;
}

static int x_of_event(const struct timeline *t, const struct event *e)
{
    switch (e->zone) {
    case EARLIER: return SIDE + COLUMN / 2;
    case LATER: return t->axis_to + COLUMN / 2;
    case OPEN: return t->open_at;
    default: return x_of_day(t, e->from);
    }
}

static bool is_near(const struct event *a, const struct event *b)
{
    return a->x - b->x < STEP - 2 && b->x - a->x < STEP - 2 && a->row == b->row;
}

/* Stack what would stand on another; a full stack goes on beside itself. */
static void place_marks(struct timeline *t)
{
    int rows = 1;

    for (uint32_t i = 0; i < t->count; i++) {
        struct event *e = &t->events[i];
        e->x = x_of_event(t, e);
        e->row = 0;
        for (uint32_t k = 0; k < i; k++)
            if (is_near(e, &t->events[k])) {
                e->row++;
                k = UINT32_MAX; /* from the start */
                if (e->row == MAX_STACK && e->x + STEP < WIDTH - SIDE / 2) {
                    e->row = 0;
                    e->x += STEP;
                }
            }
        rows = e->row >= rows ? e->row + 1 : rows;
    }
    t->height = rows * STEP + 8;
}

static int compare_events(const void *left, const void *right)
{
    const struct event *a = left, *b = right;

    if ((a->from == UNKNOWN) != (b->from == UNKNOWN))
        return a->from == UNKNOWN ? 1 : -1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* What happened and what is planned, the weightiest of them, by day. */
static void gather(struct timeline *t)
{
    static const hsy_part parts[] = {HSY_PART_HAPPENED, HSY_PART_PLANNED, HSY_PART_ALONE};

    for (size_t p = 0; p < 3; p++)
        for (uint32_t i = 0; i < t->html->entries.count; i++) {
            const hsy_html_entry *entry = &t->html->entries.data[i];
            if (entry->part != parts[p])
                continue;
            if (t->count == MAX_EVENTS) {
                t->left_out++;
                continue;
            }
            struct event *e = &t->events[t->count++];
            *e = (struct event){.claim = entry->claim, .part = entry->part, .order = i};
            find_days(t->html, entry->claim, e);
        }
    if (t->count)
        qsort(t->events, t->count, sizeof *t->events, compare_events);
}

/* -- the drawing ------------------------------------------------------------------------ */

static const char *month_name(int month)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return names[month - 1];
}

static void put_day(hsy_buf *out, int32_t day, bool year)
{
    int32_t y;
    int m, d;

    hsy_day_split(day, &y, &m, &d);
    hsy_buf_printf(out, "%d %s", d, month_name(m));
    if (year)
        hsy_buf_printf(out, " %" PRId32, y);
}

static void put_label(hsy_buf *out, int x, int y, const char *class, const char *text)
{
    hsy_buf_printf(out, "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>", x, y, class, text);
}

static void put_axis(const struct timeline *t, hsy_buf *out)
{
    int32_t days = t->last - t->first + 1;
    int32_t step = days <= 9 ? 1 : days <= 18 ? 2 : days <= 63 ? 7 : days / 8;
    int y = t->height;

    hsy_buf_printf(out, "<path class=\"ax\" d=\"M%d %dH%d\"/>", t->axis_from, y, t->axis_to);
    for (int32_t day = t->first; day <= t->last; day += step) {
        int x = x_of_day(t, day);
        hsy_buf_printf(out, "<path class=\"ax\" d=\"M%d %dv5\"/><text x=\"%d\" y=\"%d\">", x, y, x,
                       y + 18);
        put_day(out, day, day == t->first);
        hsy_buf_puts(out, "</text>");
    }
    if (t->has[EARLIER])
        put_label(out, SIDE + COLUMN / 2, y + 18, "zn", "earlier");
    if (t->has[LATER])
        put_label(out, t->axis_to + COLUMN / 2, y + 18, "zn", "later");
}

/* Small bars below the axis: when the articles came out. */
static void put_articles(const struct timeline *t, hsy_buf *out)
{
    const hsy_story *story = hsy_html_story(t->html);
    int y = t->height + 27, last = -1, stacked = 0;

    for (uint32_t d = 0; d < story->ndocs; d++) {
        int64_t minutes = t->html->in->sources[story->docs[d]].published;
        if (minutes == INT64_MIN)
            continue;
        int x = x_of_day(t, day_of_minutes(minutes));
        stacked = x == last ? stacked + 1 : 0;
        last = x;
        if (stacked < 12)
            hsy_buf_printf(out, "<path class=\"pb\" d=\"M%d %dh12\"/>", x - 6, y + stacked * 4);
    }
}

static void put_mark(const struct timeline *t, hsy_buf *out, const struct event *e,
                     uint32_t number)
{
    int x = e->x, y = t->height - 4 - STEP / 2 - e->row * STEP;
    const char *class = e->part == HSY_PART_PLANNED ? "pl" : e->zone == OPEN ? "op" : "hp";

    if (e->zone == AXIS && e->to > e->from) {
        int32_t to = e->to < t->last ? e->to : t->last;
        hsy_buf_printf(out, "<path class=\"sp\" d=\"M%d %dH%d\"/>", x, y, x_of_day(t, to));
    }
    hsy_buf_printf(out, "<g class=\"%s\">", class);
    if (e->part == HSY_PART_PLANNED)
        hsy_buf_printf(out, "<path d=\"M%d %dl11 11-11 11-11-11z\"/>", x, y - 11);
    else
        hsy_buf_printf(out, "<circle cx=\"%d\" cy=\"%d\" r=\"9\"/>", x, y);
    hsy_buf_printf(out, "<text x=\"%d\" y=\"%d\">%" PRIu32 "</text></g>\n", x, y + 4, number);
}

static void put_drawing(const struct timeline *t, hsy_buf *out, bool axis)
{
    uint32_t story = t->html->drawn[t->html->story];
    int bottom = t->height + (axis ? 42 : 24);

    hsy_buf_printf(out, "<div class=\"scroll\"><svg class=\"tl\" viewBox=\"0 0 %d %d\" width=\"%d\" "
                   "height=\"%d\" role=\"img\" aria-labelledby=\"s%" PRIu32 "tt\"><title id=\"s%" PRIu32
                   "tt\">Timeline of %" PRIu32 " events; the list below says the same</title>\n",
                   WIDTH, bottom, WIDTH, bottom, story, story, t->count);
    if (axis) {
        put_axis(t, out);
        put_articles(t, out);
    }
    if (t->has[OPEN]) {
        hsy_buf_printf(out, "<path class=\"br\" d=\"M%d 4V%d\"/>", t->open_at - COLUMN / 2,
                       t->height + 22);
        put_label(out, t->open_at, t->height + 18, "zn", "no day");
    }
    for (uint32_t i = 0; i < t->count; i++)
        put_mark(t, out, &t->events[i], i + 1);
    hsy_buf_puts(out, "</svg></div>\n");
}

/* -- the list --------------------------------------------------------------------------- */

static void put_days(hsy_buf *out, const struct event *e)
{
    put_day(out, e->from, e->to == e->from);
    if (e->to > e->from) {
        hsy_buf_puts(out, " – ");
        put_day(out, e->to, true);
    }
}

static void put_line(const struct timeline *t, hsy_buf *out, const struct event *e)
{
    const hsy_about *about = &e->claim->about;
    bool linked = t->html->placed[e->claim - t->html->in->ledger->claims];
    hsy_buf words;

    hsy_buf_init(&words, 0);
    hsy_words_what(&words, about);
    hsy_buf_puts(out, "<li><span class=\"dy\">");
    if (e->from != UNKNOWN)
        put_days(out, e);
    else
        hsy_html_text(out, about->time_text.len ? about->time_text : HSY_STR("no day"));
    hsy_buf_puts(out, "</span> ");
    if (e->part == HSY_PART_PLANNED)
        hsy_buf_puts(out, "<em class=\"md\">planned</em> ");
    if (linked) {
        hsy_buf_puts(out, "<a href=\"#");
        hsy_html_claim_id(out, t->html, e->claim);
        hsy_buf_puts(out, "\">");
    }
    hsy_html_text(out, hsy_buf_str(&words));
    hsy_buf_puts(out, linked ? "</a>" : "");
    if (about->place.len) {
        hsy_buf_puts(out, ", ");
        hsy_html_text(out, about->place);
    }
    hsy_buf_putc(out, ' ');
    hsy_html_claim_refs(out, t->html, e->claim);
    hsy_buf_puts(out, "</li>\n");
    t->html->failed |= words.failed;
    hsy_buf_clear(&words);
}

void hsy_html_timeline(hsy_html *html, hsy_buf *out)
{
    struct timeline t = {.html = html};

    gather(&t);
    hsy_buf_puts(out, "<section class=\"time\"><h3>Timeline</h3>\n");
    if (!t.count) {
        hsy_buf_puts(out, "<p class=\"none\">No events.</p></section>\n");
        return;
    }
    bool axis = find_axis(&t);
    find_zones(&t, axis);
    place_marks(&t);
    if (axis)
        put_drawing(&t, out, axis);
    else
        hsy_buf_puts(out, "<p class=\"none\">No event has a day.</p>\n");
    hsy_buf_puts(out, axis ? "<p class=\"legend\"><b>●</b> happened · <b>◇</b> planned · dashed: no "
                             "day is told · bars below: articles</p>\n<ol class=\"evs\">\n"
                           : "<ol class=\"evs\">\n");
    for (uint32_t i = 0; i < t.count; i++)
        put_line(&t, out, &t.events[i]);
    hsy_buf_puts(out, "</ol>\n");
    if (t.left_out)
        hsy_buf_printf(out, "<p class=\"none\">%" PRIu32 " more of less weight are not drawn.</p>\n",
                       t.left_out);
    hsy_buf_puts(out, "</section>\n");
}
