/*
 * days_seen.c - dates where a reader sees them, and in elements marked as dates.
 *
 * Near the title a date is the page's own unless a word beside it says that it is
 * that of a change ("Updated"); such a day is taken only when there is no other.
 * Far from the title a date must be said to be that of the publication.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/utf8.h"
#include "page/byline.h"
#include "page/days.h"
#include "page/title.h"

#include <string.h>

#define AFTER  14                  /* blocks below the text in which the day may be said */
#define ABOVE  6                   /* blocks above the title */
#define SCRIPT ((size_t)256 << 10) /* bytes of scripts that are looked through */

/* --- what words say of a date ---------------------------------------------- */

enum saying { NOTHING, PUBLISHED, MODIFIED, OTHER };

static enum saying says_of(const hsy_days *d, hsy_str word)
{
    const hsy_row *row = hsy_row_find(&d->tables->date_word_map, &d->tables->date_words, word);

    if (!row)
        return NOTHING;
    return row->cells[1].ptr[0] == 'p'   ? PUBLISHED
           : row->cells[1].ptr[0] == 'm' ? MODIFIED
                                         : OTHER;
}

/* What the words of a line say; the first word that says something counts. */
static enum saying says_line(const hsy_days *d, hsy_str s)
{
    hsy_arena *arena = d->build->arena;
    hsy_arena_mark mark = hsy_arena_here(arena);
    hsy_str words[HSY_LINE_WORDS];
    uint32_t n = hsy_line_words(arena, hsy_str_sub(s, 0, 300), words, HSY_LINE_WORDS);
    enum saying says = NOTHING;

    for (uint32_t i = 0; i < n && says == NOTHING; i++)
        says = says_of(d, words[i]);
    hsy_arena_rewind(arena, mark);
    return says;
}

#define DATES 4 /* of a line */

/* A date of a line from `off` on, and what the words before it say of it. */
struct said {
    hsy_str from; /* the line from this date on, up to the words of the next one */
    enum saying says;
};

/* The dates of a line. What is said after a lone date ("6 May 2031: published") counts
 * where nothing is said before it. */
static int dates_of_line(const hsy_days *d, hsy_str s, struct said *ret)
{
    hsy_arena_mark mark = hsy_arena_here(d->build->arena);
    size_t at = 0;
    int n = 0;
    hsy_date date;
    hsy_span place;

    s = hsy_str_sub(s, 0, 400);
    while (n < DATES && hsy_date_find(d->tables, d->build->arena, hsy_str_sub(s, at, s.len),
                                      d->order, false, &date, &place)) {
        ret[n].says = says_line(d, hsy_str_sub(s, at, at + place.off));
        ret[n].from = hsy_str_sub(s, at + place.off, s.len);
        if (n)
            ret[n - 1].from.len = (size_t)(s.ptr + at - ret[n - 1].from.ptr);
        at += hsy_span_end(place);
        n++;
    }
    if (n == 1 && ret[0].says == NOTHING)
        ret[0].says = says_line(d, s);
    hsy_arena_rewind(d->build->arena, mark);
    return n;
}

/* The date of a line that is meant: the one said to be of the publication, else the
 * first of which nothing is said, else that of a change. */
static struct said date_of_line(const hsy_days *d, hsy_str s)
{
    static const enum saying order[] = {PUBLISHED, NOTHING, MODIFIED};
    struct said dates[DATES];
    int n = dates_of_line(d, s, dates);

    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (int i = 0; i < n; i++)
            if (dates[i].says == order[k])
                return dates[i];
    return (struct said){{"", 0}, OTHER};
}

/* Lists of other stories, comments, menus and the footer have days of their own. */
static bool is_of_others(const hsy_place *place)
{
    return place->hidden || (place->dropped && place->as != HSY_AS_OTHER &&
                             place->as != HSY_AS_SHARE && place->as != HSY_AS_PROMPT);
}

/* --- elements -------------------------------------------------------------- */

static bool has_word(hsy_str list, const char *word)
{
    hsy_str w = hsy_str_of(word);

    for (size_t at = 0; (at = hsy_str_find(list, w, at)) != SIZE_MAX; at++) {
        bool begins = at == 0 || list.ptr[at - 1] == ' ' || list.ptr[at - 1] == ':';
        size_t end = at + w.len;
        if (begins && (end == list.len || list.ptr[end] == ' '))
            return true;
    }
    return false;
}

static hsy_str attr(const hsy_days *d, uint32_t node, unsigned id)
{
    return hsy_str_sub(hsy_dom_attr(d->dom, node, id), 0, 400);
}

/* The first text below an element. */
static hsy_str text_in(const hsy_days *d, uint32_t node)
{
    for (int depth = 0; depth < 4; depth++) {
        node = d->dom->nodes[node].first_child;
        if (node == HSY_NONE)
            break;
        if (d->dom->nodes[node].kind == HSY_NODE_TEXT)
            return hsy_str_sub(hsy_text_str(&d->dom->nodes[node].text), 0, 400);
    }
    return (hsy_str){"", 0};
}

/* Does the text of an element say that it is of another day than its attribute has? */
static bool shows_other_day(const hsy_days *d, hsy_str shown, hsy_str value)
{
    hsy_date a, b;

    return says_line(d, shown) == PUBLISHED &&
           hsy_date_find(d->tables, d->build->arena, shown, d->order, false, &a, NULL) &&
           hsy_date_find(d->tables, d->build->arena, value, d->order, false, &b, NULL) &&
           !hsy_date_agrees(&a, &b);
}

/* The value of an element that is a date: in an attribute, or its first text. An
 * attribute may be of a change where the text says "Published". */
static hsy_str value_of(const hsy_days *d, uint32_t node, bool marked)
{
    hsy_str value = attr(d, node, HSY_ATTR_DATETIME), shown = text_in(d, node);

    if (!value.len)
        value = attr(d, node, HSY_ATTR_CONTENT);
    if (!value.len && marked)
        value = attr(d, node, HSY_ATTR_TITLE);
    return !value.len || shows_other_day(d, shown, value) ? shown : value;
}

/* Marked as the day of publication: microdata, RDFa, or the class "published". */
static bool is_marked(const hsy_days *d, uint32_t node)
{
    static const char *const names[] = {"datePublished", "dateCreated", "datepublished"};
    hsy_str prop = attr(d, node, HSY_ATTR_ITEMPROP), rdfa = attr(d, node, HSY_ATTR_PROPERTY);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((prop.len && has_word(prop, names[i])) || (rdfa.len && has_word(rdfa, names[i])))
            return true;
    if (hsy_dom_find_attr(d->dom, node, HSY_ATTR_PUBDATE))
        return true;
    uint16_t tag = d->dom->nodes[node].tag;
    return (tag == HSY_TAG_ABBR || tag == HSY_TAG_TIME) &&
           has_word(attr(d, node, HSY_ATTR_CLASS), "published") &&
           !is_of_others(&d->blocks->places[node]);
}

static bool is_modified(const hsy_days *d, uint32_t node)
{
    return has_word(attr(d, node, HSY_ATTR_ITEMPROP), "dateModified") ||
           has_word(attr(d, node, HSY_ATTR_CLASS), "updated") ||
           has_word(attr(d, node, HSY_ATTR_CLASS), "modified");
}

static uint32_t order_of_block(const hsy_days *d, uint32_t i)
{
    const hsy_blocks *b = d->blocks;
    return i < b->list.count ? b->places[b->list.data[i].node].order : b->norder;
}

/* Marked elements between title and text, else anywhere: lists of other stories have
 * such, too. */
static void dates_of_marked(const hsy_days *d, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to && i < d->blocks->norder && d->build->others.count < 16;
         i++) {
        uint32_t node = d->blocks->order[i];
        if (d->dom->nodes[node].kind == HSY_NODE_ELEMENT && d->dom->nodes[node].nattrs &&
            is_marked(d, node))
            hsy_days_add(d, value_of(d, node, true), HSY_BASIS_TIME_ELEMENT);
    }
}

/* Elements marked as the date of publication; else the first <time> by title or body. */
static void dates_of_elements(const hsy_days *d, struct hsy_shown *shown)
{
    uint32_t from = order_of_block(d, d->first), to = order_of_block(d, d->body);
    uint32_t near = HSY_NONE, changed = HSY_NONE;

    dates_of_marked(d, from, to);
    for (uint32_t i = 0; i < d->blocks->norder; i++) {
        uint32_t node = d->blocks->order[i];
        const hsy_node *element = &d->dom->nodes[node];
        if (element->kind != HSY_NODE_ELEMENT || element->tag != HSY_TAG_TIME || i < from ||
            i > to)
            continue;
        if (is_modified(d, node))
            changed = changed == HSY_NONE ? node : changed;
        else
            near = near == HSY_NONE ? node : near;
    }
    if (near != HSY_NONE) {
        shown->value = value_of(d, near, false);
        shown->basis = HSY_BASIS_TIME_ELEMENT;
        hsy_days_add(d, shown->value, HSY_BASIS_TIME_ELEMENT);
    }
    dates_of_marked(d, 0, d->blocks->norder);
    if (changed != HSY_NONE && !hsy_days_found(d))
        hsy_days_add(d, value_of(d, changed, false), HSY_BASIS_TIME_ELEMENT);
}

/* --- lines ----------------------------------------------------------------- */

static bool may_hold_date(const hsy_days *d, const hsy_block *block)
{
    bool hinted = d->blocks->places[block->node].hint == HSY_HINT_DATE;

    return block->look.digits >= 4 && (block->look.words <= 16 || hinted) && !block->prose;
}

static void add_text(const hsy_days *d, const hsy_block *block)
{
    hsy_days_add(d, date_of_line(d, hsy_text_str(&block->text)).from, HSY_BASIS_TEXT);
}

/* A label by itself in the block before: "Published", and below it the day. */
static enum saying label_of(const hsy_days *d, uint32_t i)
{
    const hsy_block *before = i ? &d->blocks->list.data[i - 1] : NULL;

    return before && before->look.words <= 3 && !before->look.digits
               ? says_line(d, hsy_text_str(&before->text))
               : NOTHING;
}

/* What is said of the date of a block, in it or by its label. */
static enum saying says_block(const hsy_days *d, uint32_t i)
{
    enum saying says = date_of_line(d, hsy_text_str(&d->blocks->list.data[i].text)).says;

    return says == NOTHING ? label_of(d, i) : says;
}

/* Between title and text: the first line with a date that is not that of a change. */
static void dates_by_title(const hsy_days *d, struct hsy_shown *shown)
{
    const hsy_blocks *blocks = d->blocks;
    uint32_t end = d->body + 3 < blocks->list.count ? d->body + 3 : blocks->list.count;
    uint32_t changed = HSY_NONE;
    bool found = hsy_days_found(d);

    for (uint32_t i = d->first; i < end; i++) {
        const hsy_block *block = &blocks->list.data[i];
        if (!may_hold_date(d, block) || (found && i >= d->body) ||
            hsy_heading_level(d->dom, block->node) == 1)
            continue; /* a day in the title is that of what it tells */
        enum saying says = says_block(d, i);
        if (says == MODIFIED)
            changed = changed == HSY_NONE ? i : changed;
        if (says == MODIFIED || says == OTHER)
            continue;
        if (!shown->value.len && i < d->body) {
            shown->value = date_of_line(d, hsy_text_str(&block->text)).from;
            shown->basis = HSY_BASIS_TEXT;
        }
        add_text(d, block);
        if (hsy_days_found(d))
            return;
    }
    /* Some pages put the day above the title. */
    for (uint32_t i = d->first; i-- > 0 && d->first - i <= ABOVE && !hsy_days_found(d);) {
        const hsy_block *block = &blocks->list.data[i];
        bool hinted = blocks->places[block->node].hint == HSY_HINT_DATE;
        hsy_str text = hsy_text_str(&block->text);
        bool byline = hsy_byline_inside(d->tables, d->build->arena, text).len > 0;
        bool near = d->first - i <= 4 && (block->look.words <= 12 || byline);
        if ((hinted || near) && block->look.digits >= 4 && block->look.words <= 12 &&
            says_block(d, i) <= PUBLISHED)
            add_text(d, block);
    }
    if (changed != HSY_NONE && !hsy_days_found(d))
        add_text(d, &blocks->list.data[changed]);
}

/* "(6 May 2031) The harbour", "PORT ARDEL, 6 May 2031 -": the paragraph's first words. */
static void dateline_of(const hsy_days *d, hsy_str s, bool first)
{
    hsy_date date;
    hsy_span at;

    hsy_str begin = hsy_str_sub(s, 0, 80);
    if (!hsy_date_find(d->tables, d->build->arena, begin, d->order, false, &date, &at))
        return;
    hsy_str rest = hsy_str_trim(hsy_str_sub(s, hsy_span_end(at), s.len));
    bool closed = rest.len && (memchr(")-:|/", rest.ptr[0], 5) ||
                               hsy_str_starts(rest, HSY_STR("\xe2\x80\x93")) ||
                               hsy_str_starts(rest, HSY_STR("\xe2\x80\x94")));
    if ((at.off <= 1 && first) || (at.off <= 45 && closed))
        hsy_days_add(d, hsy_span_str(s, at), HSY_BASIS_TEXT);
}

/* It may follow a lead and a heading. */
static void date_of_dateline(const hsy_days *d)
{
    uint32_t n = d->blocks->list.count, kept = 0;

    for (uint32_t i = d->body; i < n && kept < 4 && !hsy_days_found(d); i++) {
        if (!d->blocks->list.data[i].keep)
            continue;
        dateline_of(d, hsy_text_str(&d->blocks->list.data[i].text), kept == 0);
        kept++;
    }
}

/* Below the text: lines that say that it was published that day. */
static void dates_below(const hsy_days *d)
{
    uint32_t n = d->blocks->list.count;

    for (uint32_t i = d->last; i < n && i < d->last + AFTER && !hsy_days_found(d); i++) {
        const hsy_block *block = &d->blocks->list.data[i];
        const hsy_place *place = &d->blocks->places[block->node];
        hsy_str s = hsy_text_str(&block->text);
        if (block->look.digits >= 4 && block->look.words <= 60 &&
            !(place->dropped && place->as == HSY_AS_COMMENTS) &&
            (date_of_line(d, s).says == PUBLISHED ||
             (hsy_byline_is(d->tables, d->build->arena, s) && says_block(d, i) == NOTHING)))
            add_text(d, block);
    }
}

static bool is_of_comments(const hsy_place *place)
{
    return place->hidden || (place->dropped && place->as == HSY_AS_COMMENTS);
}

/* --- the rest of the page -------------------------------------------------- */

struct one_day {
    hsy_date date;
    bool any, several;
};

static void count_day(const hsy_days *d, hsy_str s, struct one_day *day)
{
    hsy_date date;

    if (!hsy_date_find(d->tables, d->build->arena, s, d->order, true, &date, NULL))
        return;
    day->several = day->several || (day->any && !hsy_date_agrees(&day->date, &date));
    if (!day->any)
        day->date = date;
    day->any = true;
}

/* The only day of which short lines say that it is that of the publication, in the line
 * or in a label before it, wherever they stand but among comments. */
static void date_said(const hsy_days *d)
{
    struct one_day day = {.any = false};

    for (uint32_t i = 0; i < d->blocks->list.count && !day.several; i++) {
        const hsy_block *block = &d->blocks->list.data[i];
        if (block->look.digits < 4 || block->look.words > 24 ||
            is_of_comments(&d->blocks->places[block->node]) || says_block(d, i) != PUBLISHED)
            continue;
        count_day(d, date_of_line(d, hsy_text_str(&block->text)).from, &day);
    }
    if (!day.any || day.several)
        return;
    day.date.basis = HSY_BASIS_TEXT;
    d->build->article->published = day.date;
}

/* The only day in short lines and <time> elements of the rest of the page; with
 * `hinted`, only of those that say of themselves that they are dates. */
static void date_of_rest(const hsy_days *d, bool hinted)
{
    struct one_day day = {.any = false};
    const hsy_blocks *blocks = d->blocks;

    for (uint32_t i = d->first > ABOVE ? d->first - ABOVE : 0; i < blocks->list.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        const hsy_place *place = &blocks->places[block->node];
        if (!block->keep && may_hold_date(d, block) && !is_of_others(place) &&
            (!hinted || place->hint == HSY_HINT_DATE))
            count_day(d, hsy_text_str(&block->text), &day);
    }
    for (uint32_t i = 0; i < blocks->norder && !hinted; i++) {
        uint32_t node = blocks->order[i];
        if (d->dom->nodes[node].kind == HSY_NODE_ELEMENT &&
            d->dom->nodes[node].tag == HSY_TAG_TIME && !is_of_others(&blocks->places[node]))
            count_day(d, value_of(d, node, false), &day);
    }
    if (!day.any || day.several)
        return;
    day.date.basis = HSY_BASIS_TEXT;
    d->build->article->published = day.date;
}

/* --- data of scripts ------------------------------------------------------- */

/* Pages made by scripts carry their data as JSON: the one day under these keys. */
static void count_script(const hsy_days *d, hsy_str s, struct one_day *day)
{
    static const char *const keys[] = {
        "\"datePublished\"", "\"publishedAt\"",   "\"publishDate\"", "\"publicationDate\"",
        "\"published_at\"",  "\"publishedDate\"", "\"pubDate\"",     "\"published_time\""};

    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        hsy_str key = hsy_str_of(keys[k]);
        for (size_t at = 0, n = 0; n < 50 && (at = hsy_str_find(s, key, at)) != SIZE_MAX; n++) {
            at += key.len;
            count_day(d, hsy_str_sub(s, at, at + 40), day);
        }
    }
}

static void date_of_scripts(const hsy_days *d)
{
    struct one_day day = {.any = false};
    size_t left = SCRIPT;

    for (uint32_t i = 0; i < d->blocks->norder && left; i++) {
        uint32_t node = d->blocks->order[i];
        const hsy_node *parent = d->dom->nodes[node].parent == HSY_NONE
                                     ? NULL
                                     : &d->dom->nodes[d->dom->nodes[node].parent];
        if (d->dom->nodes[node].kind != HSY_NODE_TEXT || !parent ||
            parent->tag != HSY_TAG_SCRIPT)
            continue;
        hsy_str s = hsy_str_sub(hsy_text_str(&d->dom->nodes[node].text), 0, left);
        left -= s.len;
        count_script(d, s, &day);
    }
    if (!day.any || day.several)
        return;
    day.date.basis = HSY_BASIS_META;
    d->build->article->published = day.date;
}

/* A day in the title, where nothing else tells one. */
static void date_of_title(const hsy_days *d)
{
    if (d->first < d->blocks->list.count)
        add_text(d, &d->blocks->list.data[d->first]);
}

void hsy_days_seen(const hsy_days *d, struct hsy_shown *shown)
{
    dates_of_elements(d, shown);
    dates_by_title(d, shown);
    if (!hsy_days_found(d))
        date_of_dateline(d);
    if (!hsy_days_found(d))
        dates_below(d);
    if (!hsy_days_found(d))
        date_said(d);
    if (!hsy_days_found(d))
        date_of_rest(d, false);
    if (!hsy_days_found(d))
        date_of_rest(d, true);
    if (!hsy_days_found(d))
        date_of_scripts(d);
    if (!hsy_days_found(d))
        date_of_title(d);
}
