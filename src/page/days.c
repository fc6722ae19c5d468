/*
 * days.c - when the page was published.
 *
 * The order of choice: JSON-LD, <meta>, elements marked as the date, a <time> or a
 * short line with a date between title and text. Where none of these speaks, the
 * rest of the page may, if all the dates in it outside of lists, comments and footer
 * are of one day: of two days one is another story's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/date.h"
#include "page/meta.h"

struct days {
    const hsy_page_tables *tables;
    hsy_build *build;
    const hsy_dom *dom;
    const hsy_meta *meta;
    const hsy_blocks *blocks;
    hsy_date_order order;
};

/* The order of choice. The first date read is the date; those of other days are
 * kept beside it. */
static const char *const meta_dates[] = {"article:published_time",
                                         "og:article:published_time",
                                         "datepublished",
                                         "article:published",
                                         "og:published_time",
                                         "pubdate",
                                         "publishdate",
                                         "publish-date",
                                         "publish_date",
                                         "publication_date",
                                         "publicationdate",
                                         "parsely-pub-date",
                                         "sailthru.date",
                                         "dc.date.issued",
                                         "dcterms.created",
                                         "dc.date.created",
                                         "dcterms.date",
                                         "dc.date",
                                         "dcterms.issued",
                                         "date.issued",
                                         "cxenseparse:recs:publishtime",
                                         "bt:pubdate",
                                         "displaydate",
                                         "article_date_original",
                                         "originalpublicationdate",
                                         "date",
                                         "dc.created",
                                         "created",
                                         "cxenseparse:publishtime",
                                         "article.published",
                                         "article.created",
                                         "rnews:datepublished",
                                         "vr:published_time",
                                         "release_date",
                                         "og:publish_date",
                                         "published",
                                         NULL};

static void add_date(const struct days *d, hsy_str value, hsy_basis basis)
{
    hsy_build *build = d->build;
    hsy_article *article = build->article;
    hsy_date date;

    if (!hsy_date_find(d->tables, build->arena, value, d->order, true, &date, NULL))
        return;
    date.basis = basis;
    if (!article->published.value.ptr) {
        article->published = date;
        return;
    }
    bool known = hsy_date_agrees(&date, &article->published);
    for (uint32_t i = 0; i < build->others.count && !known; i++)
        known = hsy_date_agrees(&date, &build->others.data[i]);
    hsy_date *other =
        known || build->others.count >= 16 ? NULL : hsy_vec_push(build->arena, &build->others);
    if (other)
        *other = date;
}

static void dates_of_meta(const struct days *d)
{
    const hsy_dom *dom = d->dom;

    for (int rank = 0; meta_dates[rank]; rank++)
        for (uint32_t node = 0; node < dom->nnodes && node < 4000; node++)
            if (dom->nodes[node].kind == HSY_NODE_ELEMENT &&
                dom->nodes[node].tag == HSY_TAG_META &&
                hsy_key_is(hsy_meta_key(dom, node), meta_dates[rank]))
                add_date(d, hsy_dom_attr(dom, node, HSY_ATTR_CONTENT), HSY_BASIS_META);
}

static hsy_str content_of(const hsy_dom *dom, uint32_t node)
{
    hsy_str value = hsy_dom_attr(dom, node, HSY_ATTR_DATETIME);

    if (!value.len)
        value = hsy_dom_attr(dom, node, HSY_ATTR_CONTENT);
    uint32_t child = dom->nodes[node].first_child;
    if (!value.len && child != HSY_NONE && dom->nodes[child].kind == HSY_NODE_TEXT)
        value = hsy_text_str(&dom->nodes[child].text);
    return value;
}

static bool found(const struct days *d)
{
    return d->build->article->published.value.ptr != NULL;
}

/* Elements marked as the date of publication, then a <time> by title or body. */
static void dates_of_elements(const struct days *d, uint32_t from, uint32_t to)
{
    const hsy_dom *dom = d->dom;

    for (int pass = 0; pass < 2 && !found(d); pass++) {
        for (uint32_t i = 0; i < d->blocks->norder; i++) {
            uint32_t node = d->blocks->order[i];
            if (dom->nodes[node].kind != HSY_NODE_ELEMENT)
                continue;
            hsy_str prop = hsy_dom_attr(dom, node, HSY_ATTR_ITEMPROP);
            bool marked = hsy_key_is(prop, "datepublished") ||
                          hsy_dom_find_attr(dom, node, HSY_ATTR_PUBDATE) != NULL;
            bool near = dom->nodes[node].tag == HSY_TAG_TIME && i >= from && i <= to;
            if (pass == 0 ? marked : near)
                add_date(d, content_of(dom, node), HSY_BASIS_TIME_ELEMENT);
            if (pass == 1 && found(d))
                return; /* the first <time> by the title; later ones may be updates */
        }
    }
}

static void dates_of_text(const struct days *d, uint32_t first, uint32_t body)
{
    const hsy_blocks *blocks = d->blocks;
    uint32_t end = body + 2 < blocks->list.count ? body + 2 : blocks->list.count;

    for (uint32_t i = first; i < end && !found(d); i++) {
        const hsy_block *block = &blocks->list.data[i];
        bool hinted = blocks->places[block->node].hint == HSY_HINT_DATE;
        if (block->look.digits >= 5 && (block->look.words <= 16 || hinted) && !block->prose)
            add_date(d, hsy_text_str(&block->text), HSY_BASIS_TEXT);
    }
    /* Some pages put the day above the title. */
    for (uint32_t i = first; i-- > 0 && first - i <= 6 && !found(d);) {
        const hsy_block *block = &blocks->list.data[i];
        if (blocks->places[block->node].hint == HSY_HINT_DATE && block->look.digits >= 5 &&
            block->look.words <= 12)
            add_date(d, hsy_text_str(&block->text), HSY_BASIS_TEXT);
    }
}

/* Lists of other stories, comments, menus and the footer have days of their own. */
static bool is_of_others(const hsy_place *place)
{
    return place->hidden || (place->dropped && place->as != HSY_AS_OTHER &&
                             place->as != HSY_AS_SHARE && place->as != HSY_AS_PROMPT);
}

struct one_day {
    hsy_date date;
    bool any, several;
};

static void count_day(const struct days *d, hsy_str s, struct one_day *day)
{
    hsy_date date;

    if (!hsy_date_find(d->tables, d->build->arena, s, d->order, true, &date, NULL))
        return;
    day->several = day->several || (day->any && !hsy_date_agrees(&day->date, &date));
    if (!day->any)
        day->date = date;
    day->any = true;
}

/* The only day in short lines and <time> elements of the rest of the page. */
static void date_of_rest(const struct days *d, uint32_t first)
{
    struct one_day day = {.any = false};
    const hsy_blocks *blocks = d->blocks;

    for (uint32_t i = first > 6 ? first - 6 : 0; i < blocks->list.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        if (!block->keep && !block->prose && block->look.digits >= 5 &&
            block->look.words <= 16 && !is_of_others(&blocks->places[block->node]))
            count_day(d, hsy_text_str(&block->text), &day);
    }
    for (uint32_t i = 0; i < blocks->norder; i++) {
        uint32_t node = blocks->order[i];
        if (d->dom->nodes[node].kind == HSY_NODE_ELEMENT &&
            d->dom->nodes[node].tag == HSY_TAG_TIME && !is_of_others(&blocks->places[node]))
            count_day(d, content_of(d->dom, node), &day);
    }
    if (!day.any || day.several)
        return;
    day.date.basis = HSY_BASIS_TEXT;
    d->build->article->published = day.date;
}

/* --- 5/6 or 6/5 ------------------------------------------------------------ */

static bool ends_with_any(hsy_str s, const char *const *list)
{
    for (; *list; list++)
        if (hsy_str_ends(s, hsy_str_of(*list)))
            return true;
    return false;
}

/* Which of two numbers is the day? Only the United States and a few of their
 * neighbours write the month first, so a language other than English, or a British
 * or Commonwealth page, decides; English alone does not. */
static hsy_date_order order_of(const hsy_meta *meta, const hsy_article *article)
{
    static const char *const day_first[] = {".uk", ".au", ".nz", ".ie", ".in", ".za", ".ng",
                                            ".ke", ".gh", ".sg", ".my", ".pk", ".lk", ".bd",
                                            ".mt", ".tz", ".ug", ".zm", ".zw", ".eu", NULL};
    static const char *const month_first[] = {"-US", "-us", "_US", "_us", NULL};
    static const char *const none[] = {"ja", "zh", "ko", "hu", "lt", NULL}; /* year first */
    hsy_str language = hsy_str_trim(meta->language), domain = article->publisher.domain;

    if (ends_with_any(language, month_first))
        return HSY_ORDER_MONTH_FIRST;
    if (domain.len && ends_with_any(domain, day_first))
        return HSY_ORDER_DAY_FIRST;
    if (language.len < 2 || ends_with_any(hsy_str_sub(language, 0, 2), none))
        return HSY_ORDER_OPEN;
    if (!hsy_key_is(hsy_str_sub(language, 0, 2), "en"))
        return HSY_ORDER_DAY_FIRST;
    return language.len > 3 ? HSY_ORDER_DAY_FIRST : HSY_ORDER_OPEN;
}

void hsy_meta_dates(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                    const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                    uint32_t body)
{
    struct days d = {tables, build, dom, meta, blocks, order_of(meta, build->article)};
    const hsy_ld_value *value = hsy_ld_find(&meta->ld, meta->article, "datePublished");
    uint32_t nblocks = blocks->list.count;
    uint32_t from = first < nblocks ? blocks->places[blocks->list.data[first].node].order : 0;
    uint32_t to =
        body < nblocks ? blocks->places[blocks->list.data[body].node].order : blocks->norder;

    if (!value)
        value = hsy_ld_find(&meta->ld, meta->article, "dateCreated");
    for (uint32_t i = 0; i < meta->ld.objects.count && !value; i++)
        if (hsy_str_eq(meta->ld.objects.data[i].type, HSY_STR("WebPage")))
            value = hsy_ld_find(&meta->ld, i, "datePublished");
    if (value)
        add_date(&d, value->value, HSY_BASIS_JSON_LD);
    dates_of_meta(&d);
    if (!found(&d))
        dates_of_elements(&d, from, to);
    if (!found(&d))
        dates_of_text(&d, first, body);
    if (!found(&d))
        date_of_rest(&d, first);
}
