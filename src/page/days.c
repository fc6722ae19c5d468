/*
 * days.c - when the page was published.
 *
 * The order of choice: JSON-LD, <meta>, elements marked as the date, a <time> or a
 * short line with a date between title and text, the dateline of the first paragraph,
 * a line below the text that says that the page was published. Where none of these
 * speaks, the rest of the page may, if all the dates in it outside of lists, comments
 * and footer are of one day: of two days one is another story's. What days_seen.c
 * reads is what a reader sees.
 *
 * The day is the publisher's, not Greenwich's: "2031-05-07T02:25Z" on a page whose
 * address or dateline has 6 May is of the evening of the 6th.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/days.h"

#include "base/day.h"

#include <string.h>

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

hsy_date *hsy_days_add(const hsy_days *d, hsy_str value, hsy_basis basis)
{
    hsy_build *build = d->build;
    hsy_article *article = build->article;
    hsy_date date;

    if (!hsy_date_find(d->tables, build->arena, value, d->order, true, &date, NULL))
        return NULL;
    date.basis = basis;
    if (!article->published.value.ptr) {
        article->published = date;
        return &article->published;
    }
    bool known = hsy_date_agrees(&date, &article->published);
    for (uint32_t i = 0; i < build->others.count && !known; i++)
        known = hsy_date_agrees(&date, &build->others.data[i]);
    hsy_date *other =
        known || build->others.count >= 16 ? NULL : hsy_vec_push(build->arena, &build->others);
    if (other)
        *other = date;
    return other;
}

bool hsy_days_found(const hsy_days *d)
{
    return d->build->article->published.value.ptr != NULL;
}

/* --- what the head says ---------------------------------------------------- */

/* The value of `key` in the article; else in any object that is no part of a list. */
static const hsy_ld_value *ld_value(const hsy_ld *ld, uint32_t article, const char *key)
{
    const hsy_ld_value *value = hsy_ld_find(ld, article, key);

    for (uint32_t i = 0; i < ld->objects.count && !value && article == HSY_NONE; i++)
        if (ld->objects.data[i].parent == HSY_NONE ||
            hsy_str_eq(ld->objects.data[i].key, HSY_STR("@graph")))
            value = hsy_ld_find(ld, i, key);
    return value;
}

static void date_of_ld(const hsy_days *d, const char *key)
{
    const hsy_ld_value *value =
        hsy_days_found(d) ? NULL : ld_value(&d->meta->ld, d->meta->article, key);

    if (value)
        hsy_days_add(d, value->value, HSY_BASIS_JSON_LD);
}

/* What JSON-LD says of the page rather than of the article. */
static void date_of_page(const hsy_days *d)
{
    const hsy_ld *ld = &d->meta->ld;

    for (uint32_t i = 0; i < ld->objects.count && !hsy_days_found(d); i++) {
        const hsy_ld_value *value = NULL;
        if (hsy_str_eq(ld->objects.data[i].type, HSY_STR("WebPage")))
            value = hsy_ld_find(ld, i, "datePublished");
        if (value)
            hsy_days_add(d, value->value, HSY_BASIS_JSON_LD);
    }
}

/* Letters of a key, in lower case: "w-published-date" is "wpublisheddate". */
static hsy_str letters_of(hsy_str key, char *out, size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < key.len && n < room; i++) {
        char c = (char)(key.ptr[i] | 0x20);
        if (c >= 'a' && c <= 'z')
            out[n++] = c;
    }
    return (hsy_str){out, n};
}

/* A key of nobody's vocabulary that speaks of publication, and of nothing else. */
static bool speaks_of_publication(hsy_str key)
{
    char bytes[64];
    hsy_str s = letters_of(key, bytes, sizeof bytes);
    static const char *const says[] = {"publishdate",   "publisheddate", "publishtime",
                                       "publishedtime", "publishedat",   "publicationdate",
                                       "datepublish",   "pubdate",       "publishedon"};
    static const char *const unless[] = {"modif", "update", "expir", "image", "video"};

    for (size_t i = 0; i < sizeof unless / sizeof *unless; i++)
        if (hsy_str_find(s, hsy_str_of(unless[i]), 0) != SIZE_MAX)
            return false;
    for (size_t i = 0; i < sizeof says / sizeof *says; i++)
        if (hsy_str_find(s, hsy_str_of(says[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static void dates_of_meta(const hsy_days *d)
{
    for (int rank = 0; meta_dates[rank]; rank++)
        for (uint32_t i = 0; i < d->meta->pairs.count; i++)
            if (hsy_key_is(d->meta->pairs.data[i].key, meta_dates[rank]))
                hsy_days_add(d, d->meta->pairs.data[i].value, HSY_BASIS_META);
    for (uint32_t i = 0; i < d->meta->pairs.count && !hsy_days_found(d); i++)
        if (speaks_of_publication(d->meta->pairs.data[i].key))
            hsy_days_add(d, d->meta->pairs.data[i].value, HSY_BASIS_META);
}

/* --- the day where the publisher is ---------------------------------------- */

static bool has_clock(const hsy_date *date)
{
    return date->precision == HSY_PRECISION_MINUTE;
}

/* Minutes of Greenwich: a time said in no zone or in UTC. */
static bool is_of_greenwich(const hsy_date *date)
{
    hsy_str v = date->value;
    return has_clock(date) &&
           (hsy_str_ends(v, HSY_STR("Z")) || hsy_str_ends(v, HSY_STR("+00:00")));
}

/* Is `other` the day of the same moment, where the clock shows another one? */
static bool is_same_moment(const hsy_date *date, const hsy_date *other)
{
    int64_t at = hsy_minutes_of(date->value), then = hsy_minutes_of(other->value);

    if (at == HSY_NO_TIME || then == HSY_NO_TIME)
        return false;
    if (has_clock(other))
        return !is_of_greenwich(other) && other->value.len > 16 && at == then;
    /* West of Greenwich it is still the day before; east of it the next one. */
    bool seen = other->basis == HSY_BASIS_URL || other->basis == HSY_BASIS_TEXT ||
                other->basis == HSY_BASIS_TIME_ELEMENT;
    return seen && other->precision == HSY_PRECISION_DAY &&
           (at >= then ? at - then >= 24 * 60 && at - then < 33 * 60 : then - at <= 10 * 60);
}

/* A date of the page that tells the day of the moment said in Greenwich's time. */
static void settle_day(const hsy_days *d)
{
    hsy_article *article = d->build->article;
    hsy_date date;

    if (article->url.ptr && hsy_days_found(d) &&
        hsy_date_in_url(d->tables, d->build->arena, article->url, &date))
        hsy_days_add(d, date.value, HSY_BASIS_URL);
    if (!hsy_days_found(d) || !is_of_greenwich(&article->published))
        return;
    for (uint32_t i = 0; i < d->build->others.count; i++) {
        hsy_date *other = &d->build->others.data[i];
        if (!is_same_moment(&article->published, other))
            continue;
        hsy_date first = article->published;
        article->published = *other;
        *other = first;
        return;
    }
}

/* An earlier day by the title is that of the publication, too: what the head of the page
 * has is then of its move to another system, or of a new edition. */
static void settle_earlier(const hsy_days *d, const struct hsy_shown *shown)
{
    hsy_article *article = d->build->article;
    hsy_date date;

    if (!shown->value.len || !hsy_days_found(d) ||
        !hsy_date_find(d->tables, d->build->arena, shown->value, d->order, true, &date, NULL))
        return;
    int64_t at = hsy_minutes_of(article->published.value), then = hsy_minutes_of(date.value);
    if (at == HSY_NO_TIME || then == HSY_NO_TIME || then >= at ||
        hsy_date_agrees(&date, &article->published))
        return;
    for (uint32_t i = 0; i < d->build->others.count; i++) {
        hsy_date *other = &d->build->others.data[i];
        if (!hsy_date_agrees(other, &date))
            continue;
        hsy_date first = article->published;
        article->published = *other;
        *other = first;
        return;
    }
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

/* "13/6/2031" can only have the day first, "6/13/2031" only the month: what such a date
 * in the text of one block says; HSY_ORDER_OPEN: nothing. */
static hsy_date_order order_told(hsy_str s)
{
    for (size_t at = 0; at + 5 < s.len; at++) {
        uint32_t numbers[3] = {0, 0, 0}, n = 0, digits = 0;
        if (s.ptr[at] < '0' || s.ptr[at] > '9')
            continue;
        char sign = 0;
        for (; at < s.len && n < 3; at++) {
            char c = s.ptr[at];
            if (c >= '0' && c <= '9' && digits < 4) {
                numbers[n] = numbers[n] * 10 + (uint32_t)(c - '0');
                digits++;
            } else if ((c == '/' || c == '.' || c == '-') && digits && digits <= 2 && n < 2 &&
                       (!sign || sign == c)) {
                sign = c;
                n++;
                digits = 0;
            } else {
                break;
            }
        }
        bool date = n == 2 && digits == 4 && numbers[2] >= 1900 && numbers[2] < 2200;
        if (date && numbers[0] > 12 && numbers[0] <= 31 && numbers[1] - 1 < 12)
            return HSY_ORDER_DAY_FIRST;
        if (date && numbers[1] > 12 && numbers[1] <= 31 && numbers[0] - 1 < 12)
            return HSY_ORDER_MONTH_FIRST;
    }
    return HSY_ORDER_OPEN;
}

/* What the short lines of the page say together; nothing where they contradict. */
static hsy_date_order order_on_page(const hsy_blocks *blocks)
{
    hsy_date_order order = HSY_ORDER_OPEN;

    for (uint32_t i = 0; i < blocks->list.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        if (block->look.digits < 6 || block->look.words > 40)
            continue;
        hsy_date_order told = order_told(hsy_str_sub(hsy_text_str(&block->text), 0, 400));
        if (told != HSY_ORDER_OPEN && order != HSY_ORDER_OPEN && told != order)
            return HSY_ORDER_OPEN;
        order = told != HSY_ORDER_OPEN ? told : order;
    }
    return order;
}

void hsy_meta_dates(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                    const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                    uint32_t body, uint32_t last)
{
    struct hsy_shown shown = {{"", 0}, HSY_BASIS_NONE};
    hsy_days d = {tables, build, dom, meta, blocks, order_of(meta, build->article),
                  first,  body,  last};

    hsy_date_order told = order_on_page(blocks);
    if (told != HSY_ORDER_OPEN)
        d.order = told;
    date_of_ld(&d, "datePublished");
    dates_of_meta(&d);
    date_of_ld(&d, "dateCreated");
    date_of_page(&d);
    date_of_ld(&d, "uploadDate");
    hsy_days_seen(&d, &shown);
    settle_earlier(&d, &shown);
    settle_day(&d);
}
