/*
 * tie.c - are two figures of one thing? It takes positive evidence.
 *
 * That nothing speaks against it is not enough: a war has many tolls. Figures of two
 * articles are of one thing when
 *   - they are the same number, of the same victims of one incident; or
 *   - both are what their article is about (title or lead), and place, day and dates
 *     of publication allow it; or
 *   - both name one town or site and one day (or say no day and are published
 *     together), and neither is one of several that its article gives; or
 *   - one text is a copy of the other and the words around the number are the same.
 * A figure many times the other is of something else unless place and day say so.
 *
 * Within one article two different figures of one kind are of different things,
 * unless its own words tie them: one replaces the other, or two sources give them
 * for one and the same event.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#define NEAR_DAYS 2 /* between reports of a toll that say no day and no town */
#define NEXT_DAY 1  /* between reports of one town that say no day */
#define APART (-1)

bool hsy_same_voice(const hsy_reading *reading, hsy_chain a, hsy_chain b)
{
    const hsy_said_by *x = &a.links[a.count - 1], *y = &b.links[b.count - 1];

    if (x->entity != HSY_NONE && x->entity == y->entity)
        return true;
    return hsy_str_eq(hsy_article_str(reading->article, x->span),
                      hsy_article_str(reading->article, y->span));
}

static bool can_both_be(const hsy_quantity *a, const hsy_quantity *b)
{
    return a->low <= b->high && b->low <= a->high;
}

/* Is one more than `times` the other? Small numbers lie close together anyway. */
static bool is_more_than(const hsy_quantity *a, const hsy_quantity *b, int64_t times)
{
    int64_t less = a->low < b->low ? a->low : b->low, more = a->low < b->low ? b->low : a->low;

    return more >= 10 && more / times > less;
}

/* A number that words name, not "dozens" or "at least one". */
static bool is_one_number(const hsy_quantity *a, const hsy_quantity *b)
{
    return a->low == b->low &&
           (a->high == b->high || a->high == HSY_OPEN || b->high == HSY_OPEN);
}

/* "dozens", "20 to 30" */
static bool is_vague(const hsy_quantity *quantity)
{
    return quantity->high != HSY_OPEN && quantity->low != quantity->high;
}

/* -- within one article ----------------------------------------------------------- */

/* "Rose to 43" replaces a figure, but not one that is many times as high; what is taken
 * back was about as much, or of the same act. */
static bool are_tied_by_words(const hsy_story_work *work, const hsy_figure *f,
                              const hsy_figure *g)
{
    const hsy_quantity *a = hsy_quantity_of(work, f), *b = hsy_quantity_of(work, g);

    if (a->retracted || b->retracted)
        return (f->node != HSY_NONE && f->node == g->node) || !is_more_than(a, b, 3);
    if (!a->updates && !b->updates)
        return false;
    return !is_more_than(a, b, 3) || (a->low > b->low ? a->updates : b->updates);
}

/* A count in words or digits, not "Ruiz and Orlan died", "a man and his wife". */
static bool is_count(const hsy_quantity *quantity)
{
    return !quantity->named && !quantity->additional && quantity->low > 2;
}

/* "The source": who was told of before, and so nobody else. */
static bool is_anaphor(const hsy_story_work *work, const hsy_backing *by)
{
    hsy_str rest = by->words, first = hsy_str_cut(&rest, ' ');

    return !by->name.ptr && first.ptr && rest.ptr &&
           hsy_str_find(rest, HSY_STR(" "), 0) == SIZE_MAX &&
           hsy_map_find(&work->tables->determiners, first) != HSY_NONE;
}

/* Known by a name everywhere, or an outlet: not "police", which all of them cite. */
static bool is_known(const hsy_backing *by)
{
    return by->name.ptr && (by->entity || by->media);
}

/* Two sources on one incident, not far apart: who is named differs, and both tell of one
 * act, or both are known by a name. An outlet passes on, but it is known too. `alone`: no
 * act need be told, but both must be known. */
static bool are_rivals(const hsy_story_work *work, const hsy_figure *a, const hsy_figure *b,
                       bool alone)
{
    const hsy_quantity *x = hsy_quantity_of(work, a), *y = hsy_quantity_of(work, b);
    hsy_account p = {.source = work->docs[a->doc], .said_by = x->said_by};
    hsy_account q = {.source = work->docs[b->doc], .said_by = y->said_by};
    hsy_backing by_a, by_b;

    if (a->additional || is_more_than(x, y, 3) || !x->said_by.count || !y->said_by.count ||
        (!alone && (a->node == HSY_NONE || b->node == HSY_NONE)))
        return false;
    if (!hsy_backing_find(work, &p, &by_a) || !hsy_backing_find(work, &q, &by_b))
        return false;
    if (alone && (!is_count(x) || !is_count(y) || !is_known(&by_a) || !is_known(&by_b)))
        return false;
    if ((a->node != b->node && (!by_a.name.ptr || !by_b.name.ptr)) ||
        is_anaphor(work, &by_a) || is_anaphor(work, &by_b))
        return false;
    if (by_a.name.ptr && by_b.name.ptr)
        return hsy_backings_distinct(&by_a, &by_b);
    return by_a.name.ptr || by_b.name.ptr;
}

bool hsy_figures_dispute(const hsy_story_work *work, const hsy_figure *a, const hsy_figure *b)
{
    return a->doc == b->doc && are_rivals(work, a, b, true);
}

static int tie_within(const hsy_story_work *work, const hsy_figure *a, const hsy_figure *b)
{
    const hsy_quantity *x = hsy_quantity_of(work, a), *y = hsy_quantity_of(work, b);
    bool both = can_both_be(x, y);

    if (is_one_number(x, y))
        return 3;
    if (x->negated && x->low > 0 && y->low == x->low)
        return 3; /* denied */
    if (are_tied_by_words(work, a, b) || are_rivals(work, a, b, false) ||
        are_rivals(work, a, b, true))
        return both ? 2 : 1;
    /* "dozens" in the title, "32" below. */
    return both && (is_vague(x) || is_vague(y)) && a->node == b->node && !is_more_than(x, y, 3)
               ? 2 : APART;
}

/* -- between two articles ------------------------------------------------------------ */

static int64_t days_between(const hsy_story_work *work, const hsy_figure *a,
                            const hsy_figure *b)
{
    int64_t x = hsy_source_at(work, a->doc)->published;
    int64_t y = hsy_source_at(work, b->doc)->published;

    if (x == INT64_MIN || y == INT64_MIN)
        return 0;
    return (x > y ? x - y : y - x) / (24 * 60);
}

static bool is_specific(const hsy_place *place)
{
    return place->kind == HSY_PLACE_CITY || place->kind == HSY_PLACE_SITE;
}

/* The same words around the number: one sentence, whose number was changed. */
static bool are_versions(const hsy_story_work *work, const hsy_figure *a, const hsy_figure *b)
{
    const size_t enough = 28; /* bytes */
    const hsy_stories *stories = work->stories;
    const hsy_account_source *x = hsy_source_at(work, a->doc), *y = hsy_source_at(work, b->doc);

    if (stories->members[x->member].origin != stories->members[y->member].origin)
        return false;
    hsy_str s = hsy_text_str(&x->article->text), t = hsy_text_str(&y->article->text);
    hsy_span p = hsy_quantity_of(work, a)->figure, q = hsy_quantity_of(work, b)->figure;
    size_t same = 0, i = 0;
    while (same < enough && same < p.off && same < q.off &&
           s.ptr[p.off - same - 1] == t.ptr[q.off - same - 1])
        same++;
    while (i < enough && hsy_span_end(p) + i < s.len && hsy_span_end(q) + i < t.len &&
           s.ptr[hsy_span_end(p) + i] == t.ptr[hsy_span_end(q) + i])
        i++;
    return same + i >= enough;
}

/* Does a place stand in title or lead? */
static bool is_in_lead(const hsy_reading *reading, const hsy_place *place)
{
    const uint32_t lead = 2;
    uint32_t titles = 0;

    while (titles < reading->nsentences && reading->sentences[titles].is_title)
        titles++;
    return place->kind != HSY_PLACE_COUNTRY && place->sentence < titles + lead;
}

/* Two articles that begin with places none of which can be the other's. */
static bool begin_elsewhere(const hsy_story_work *work, uint32_t a, uint32_t b)
{
    const uint32_t looked = 8; /* places of each */
    const hsy_reading *x = hsy_source_at(work, a)->reading;
    const hsy_reading *y = hsy_source_at(work, b)->reading;
    bool any = false;

    for (uint32_t i = 0; i < x->nplaces && i < looked; i++)
        for (uint32_t j = 0; j < y->nplaces && j < looked; j++) {
            if (!is_in_lead(x, &x->places[i]) || !is_in_lead(y, &y->places[j]))
                continue;
            if (hsy_match_places(&x->places[i], &y->places[j]) != HSY_CLASH)
                return false;
            any = true;
        }
    return any;
}

static bool has_evidence(const hsy_story_work *work, const hsy_figure *a, const hsy_figure *b)
{
    const hsy_quantity *x = hsy_quantity_of(work, a), *y = hsy_quantity_of(work, b);
    hsy_match where = a->place && b->place ? hsy_match_places(a->place, b->place) : HSY_UNKNOWN;
    hsy_match when = hsy_match_days(hsy_days_of(a->time), hsy_days_of(b->time));
    bool town = where >= HSY_PART && is_specific(a->place) && is_specific(b->place);
    bool day = when >= HSY_PART;

    if (where == HSY_CLASH || when == HSY_CLASH)
        return false;
    if (are_versions(work, a, b))
        return !is_more_than(x, y, 10);
    if (a->rank == HSY_RANK_MAIN && b->rank == HSY_RANK_MAIN) {
        if (is_more_than(x, y, town && day ? 5 : 2))
            return false;
        if (!town && begin_elsewhere(work, a->doc, b->doc))
            return false;
        return town || day || days_between(work, a, b) <= NEAR_DAYS;
    }
    return town && (day || days_between(work, a, b) <= NEXT_DAY) && a->rank >= HSY_RANK_SOLE &&
           b->rank >= HSY_RANK_SOLE && !is_more_than(x, y, 3);
}

int hsy_figures_tie(const hsy_story_work *work, const hsy_figure *a, const hsy_figure *b)
{
    const hsy_quantity *x = hsy_quantity_of(work, a), *y = hsy_quantity_of(work, b);

    if (a->doc == b->doc)
        return tie_within(work, a, b);
    if (is_one_number(x, y))
        return 3;
    /* Sums are named by what they run over, and that is the same here. */
    if (a->incident != HSY_NONE && !has_evidence(work, a, b))
        return 0;
    return can_both_be(x, y) ? 2 : 1;
}
