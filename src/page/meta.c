/* meta.c - see meta.h. The keys are names of vocabularies (schema.org, Open Graph,
 * Dublin Core), not words of a language.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/meta.h"

#include "base/utf8.h"
#include "page/byline.h"
#include "page/date.h"
#include "page/publisher.h"
#include "page/wire.h"

static bool same(hsy_str a, const char *b)
{
    hsy_str s = hsy_str_of(b);

    if (a.len != s.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        char c = a.ptr[i] >= 'A' && a.ptr[i] <= 'Z' ? (char)(a.ptr[i] + 32) : a.ptr[i];
        if (c != s.ptr[i])
            return false;
    }
    return true;
}

static bool is_one_of(hsy_str key, const char *const *list)
{
    for (; *list; list++)
        if (same(key, *list))
            return true;
    return false;
}

/* The key of a <meta>: property, name or itemprop. */
static hsy_str meta_key(const hsy_dom *dom, uint32_t node)
{
    static const unsigned attrs[] = {HSY_ATTR_PROPERTY, HSY_ATTR_NAME, HSY_ATTR_ITEMPROP};

    for (int i = 0; i < 3; i++) {
        hsy_str key = hsy_str_trim(hsy_dom_attr(dom, node, attrs[i]));
        if (key.len)
            return key;
    }
    return (hsy_str){"", 0};
}

/* A one-run text of bytes that stand at `at` (UTF-8 form), folded. */
static hsy_text text_of(hsy_arena *arena, hsy_str s, hsy_span at)
{
    hsy_text text = {0};
    hsy_run *run = hsy_new(arena, hsy_run);

    if (!run || !s.len)
        return text;
    *run = (hsy_run){0, at.off, hsy_span_end(at)};
    return (hsy_text){s.ptr, (uint32_t)s.len, 1, run};
}

static void set_said(hsy_arena *arena, hsy_said *said, hsy_str value, hsy_span at)
{
    if (!said->text.len && hsy_str_trim(value).len)
        said->text = text_of(arena, value, at);
}

static void read_meta(hsy_build *build, const hsy_dom *dom, uint32_t node, hsy_meta *ret)
{
    static const char *const titles[] = {"og:title",      "twitter:title",  "dc.title",
                                         "dcterms.title", "sailthru.title", NULL};
    static const char *const sites[] = {"og:site_name", "application-name", NULL};
    const hsy_attr *content = hsy_dom_find_attr(dom, node, HSY_ATTR_CONTENT);
    hsy_str key = meta_key(dom, node);

    if (!content || !key.len)
        return;
    if (is_one_of(key, titles))
        set_said(build->arena, &ret->og_title, content->value, content->at);
    else if (is_one_of(key, sites) && !ret->site.len)
        ret->site = hsy_str_trim(content->value);
    else if (same(key, "og:url") && !ret->canonical.len)
        ret->canonical = hsy_str_trim(content->value);
}

static void read_link(const hsy_dom *dom, uint32_t node, hsy_meta *ret)
{
    hsy_str href = hsy_str_trim(hsy_dom_attr(dom, node, HSY_ATTR_HREF));

    if (same(hsy_str_trim(hsy_dom_attr(dom, node, HSY_ATTR_REL)), "canonical") &&
        (hsy_str_starts(href, HSY_STR("http://")) || hsy_str_starts(href, HSY_STR("https://"))))
        ret->canonical = href;
}

static bool read_script(hsy_arena *arena, const hsy_dom *dom, uint32_t node, hsy_meta *ret)
{
    uint32_t child = dom->nodes[node].first_child;

    if (!same(hsy_str_trim(hsy_dom_attr(dom, node, HSY_ATTR_TYPE)), "application/ld+json"))
        return true;
    for (; child != HSY_NONE; child = dom->nodes[child].next)
        if (!hsy_ld_read(arena, hsy_text_str(&dom->nodes[child].text), &ret->ld))
            return false;
    return true;
}

static void read_ld(hsy_build *build, hsy_meta *ret)
{
    const hsy_ld_value *value;
    const hsy_span none = {HSY_NONE, 0};

    ret->article = hsy_ld_article(&ret->ld);
    if ((value = hsy_ld_find(&ret->ld, ret->article, "headline")) != NULL)
        set_said(build->arena, &ret->ld_title, value->value, none);
    if ((value = hsy_ld_find(&ret->ld, ret->article, "articleBody")) != NULL)
        ret->body = value->value;
    if ((value = hsy_ld_find(&ret->ld, ret->article, "inLanguage")) != NULL &&
        !ret->language.len)
        ret->language = value->value;
    for (uint32_t i = 0; i < ret->ld.objects.count && !ret->site.len; i++) {
        const hsy_ld_object *object = &ret->ld.objects.data[i];
        if (object->parent == ret->article && hsy_str_eq(object->key, HSY_STR("publisher")) &&
            (value = hsy_ld_find(&ret->ld, i, "name")) != NULL)
            ret->site = hsy_str_trim(value->value);
    }
}

static void read_element(hsy_build *build, const hsy_dom *dom, uint32_t node, hsy_meta *ret)
{
    uint32_t child = dom->nodes[node].first_child;

    switch (dom->nodes[node].tag) {
    case HSY_TAG_META: read_meta(build, dom, node, ret); break;
    case HSY_TAG_LINK: read_link(dom, node, ret); break;
    case HSY_TAG_TITLE:
        if (child != HSY_NONE && !ret->page_title.text.len &&
            dom->nodes[node].ns == HSY_NS_HTML)
            ret->page_title.text = dom->nodes[child].text;
        break;
    case HSY_TAG_HTML:
        if (!ret->language.len)
            ret->language = hsy_dom_attr(dom, node, HSY_ATTR_LANG);
        if (!ret->language.len)
            ret->language = hsy_dom_attr(dom, node, HSY_ATTR_XML_LANG);
        break;
    default: break;
    }
}

hsy_status hsy_meta_read(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                         hsy_meta *ret, hsy_error *err)
{
    hsy_article *article = build->article;

    *ret = (hsy_meta){.article = HSY_NONE};
    for (uint32_t node = 0; node != HSY_NONE; node = hsy_dom_next(dom, 0, node, false)) {
        if (dom->nodes[node].kind != HSY_NODE_ELEMENT)
            continue;
        read_element(build, dom, node, ret);
        if (dom->nodes[node].tag == HSY_TAG_SCRIPT &&
            !read_script(build->arena, dom, node, ret))
            return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    }
    read_ld(build, ret);
    if (!article->url.ptr && hsy_str_find(ret->canonical, HSY_STR("://"), 0) != SIZE_MAX)
        article->url = ret->canonical;
    if (!article->language.ptr)
        article->language = hsy_language_tag(build->arena, ret->language);
    hsy_str domain = hsy_domain_of(build->arena, article->url);
    if (ret->site.len)
        hsy_publisher_set(tables, build, ret->site, domain, HSY_BASIS_META);
    return HSY_OK;
}

/* --- authors --------------------------------------------------------------- */

/* A name said beside the text. Addresses and names of the site are none. */
static void add_author(const hsy_page_tables *tables, hsy_build *build, const hsy_meta *meta,
                       hsy_str value, hsy_span at)
{
    hsy_str whole = value;
    value = hsy_str_trim(value);
    if (value.len && at.off != HSY_NONE)
        at = (hsy_span){at.off + (uint32_t)(value.ptr - whole.ptr), (uint32_t)value.len};
    if (!value.len || hsy_str_find(value, HSY_STR("://"), 0) != SIZE_MAX ||
        hsy_str_eq(value, meta->site))
        return;
    if (!hsy_byline_add(tables, build, value, at.off))
        hsy_wire_credit(tables, build, value, at);
}

static uint32_t with_id(const hsy_ld *ld, hsy_str id)
{
    for (uint32_t i = 0; i < ld->objects.count && id.len; i++)
        if (hsy_str_eq(ld->objects.data[i].id, id) && hsy_ld_find(ld, i, "name"))
            return i;
    return HSY_NONE;
}

/* Said to be a person, by two words or more: taken also where it looks like none. */
static bool is_person(const hsy_ld *ld, uint32_t object, hsy_str name)
{
    hsy_look look = hsy_look_at(hsy_str_trim(name));

    return hsy_str_eq(ld->objects.data[object].type, HSY_STR("Person")) && look.words >= 2 &&
           look.words <= 5 && look.digits == 0 && look.capitals == 0;
}

static void ld_authors(const hsy_page_tables *tables, hsy_build *build, const hsy_meta *meta)
{
    const hsy_ld *ld = &meta->ld;
    const hsy_span none = {HSY_NONE, 0};

    for (uint32_t i = 0; i < ld->values.count && meta->article != HSY_NONE; i++) {
        const hsy_ld_value *value = &ld->values.data[i];
        if (value->object == meta->article && hsy_str_eq(value->key, HSY_STR("author")))
            add_author(tables, build, meta, value->value, none);
    }
    for (uint32_t i = 0; i < ld->objects.count && meta->article != HSY_NONE; i++) {
        if (build->bylines.count >= 32)
            break;
        const hsy_ld_object *object = &ld->objects.data[i];
        if (object->parent != meta->article || !hsy_str_eq(object->key, HSY_STR("author")))
            continue;
        uint32_t named = hsy_ld_find(ld, i, "name") ? i : with_id(ld, object->id);
        const hsy_ld_value *name = hsy_ld_find(ld, named, "name");
        if (name && !hsy_str_eq(object->type, HSY_STR("Organization"))) {
            uint32_t before = build->bylines.count;
            add_author(tables, build, meta, name->value, none);
            if (build->bylines.count == before && is_person(ld, named, name->value))
                hsy_build_byline(build, hsy_str_trim(name->value), none);
        } else if (name)
            hsy_wire_credit(tables, build, name->value, none);
    }
}

static void meta_authors(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                         const hsy_meta *meta)
{
    static const char *const keys[] = {"author",
                                       "article:author",
                                       "dc.creator",
                                       "dcterms.creator",
                                       "sailthru.author",
                                       "parsely-author",
                                       "byl",
                                       "cxenseparse:author",
                                       NULL};

    for (uint32_t node = 0; node < dom->nnodes && !build->bylines.count; node++) {
        if (dom->nodes[node].kind != HSY_NODE_ELEMENT || dom->nodes[node].tag != HSY_TAG_META ||
            !is_one_of(meta_key(dom, node), keys))
            continue;
        const hsy_attr *content = hsy_dom_find_attr(dom, node, HSY_ATTR_CONTENT);
        hsy_span at = {HSY_NONE, 0};
        if (content && content->at.len == content->value.len)
            at = content->at;
        if (content)
            add_author(tables, build, meta, content->value, at);
    }
}

static bool says_author(const hsy_blocks *blocks, uint32_t node)
{
    const hsy_dom *dom = blocks->dom;

    for (int up = 0; up < 3 && node != HSY_NONE; up++, node = dom->nodes[node].parent) {
        if (blocks->places[node].hint == HSY_HINT_BYLINE ||
            same(hsy_dom_attr(dom, node, HSY_ATTR_REL), "author"))
            return true;
    }
    return false;
}

/* Text nodes of a block are not kept apart, so the place of a visible name is found
 * through the runs of its block. */
static void visible_authors(const hsy_page_tables *tables, hsy_build *build,
                            const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                            uint32_t body)
{
    uint32_t end = body + 3 < blocks->list.count ? body + 3 : blocks->list.count;

    for (uint32_t i = first; i < end && !build->bylines.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        hsy_str text = hsy_text_str(&block->text);
        if (block->look.words > 14 || block->prose)
            continue;
        if (!hsy_byline_is(tables, build->arena, text) && !says_author(blocks, block->node))
            continue;
        uint32_t before = build->bylines.count;
        add_author(tables, build, meta, text, (hsy_span){HSY_NONE, 0});
        for (uint32_t k = before; k < build->bylines.count; k++) {
            size_t at = hsy_str_find(text, build->bylines.data[k].name, 0);
            if (at == SIZE_MAX)
                continue;
            hsy_span span = {(uint32_t)at, (uint32_t)build->bylines.data[k].name.len};
            build->bylines.data[k].at =
                hsy_decoded_source(build->decoded, hsy_text_source(&block->text, span));
        }
    }
}

void hsy_meta_bylines(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                      const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                      uint32_t body)
{
    ld_authors(tables, build, meta);
    if (!build->bylines.count)
        meta_authors(tables, build, dom, meta);
    if (!build->bylines.count)
        visible_authors(tables, build, meta, blocks, first, body);
}

/* --- dates ----------------------------------------------------------------- */

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
                                         NULL};

static void add_date(const hsy_page_tables *tables, hsy_build *build, hsy_str value,
                     hsy_basis basis)
{
    hsy_article *article = build->article;
    hsy_date date;

    if (!hsy_date_find(tables, build->arena, value, HSY_ORDER_OPEN, true, &date, NULL))
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

static void dates_of_meta(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom)
{
    for (int rank = 0; meta_dates[rank]; rank++)
        for (uint32_t node = 0; node < dom->nnodes && node < 4000; node++)
            if (dom->nodes[node].kind == HSY_NODE_ELEMENT &&
                dom->nodes[node].tag == HSY_TAG_META &&
                same(meta_key(dom, node), meta_dates[rank]))
                add_date(tables, build, hsy_dom_attr(dom, node, HSY_ATTR_CONTENT),
                         HSY_BASIS_META);
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

/* Elements marked as the date of publication, then a <time> by title or body. */
static void dates_of_elements(const hsy_page_tables *tables, hsy_build *build,
                              const hsy_blocks *blocks, uint32_t from, uint32_t to)
{
    const hsy_dom *dom = blocks->dom;

    for (int pass = 0; pass < 2 && !build->article->published.value.ptr; pass++) {
        for (uint32_t i = 0; i < blocks->norder; i++) {
            uint32_t node = blocks->order[i];
            if (dom->nodes[node].kind != HSY_NODE_ELEMENT)
                continue;
            bool marked = same(hsy_dom_attr(dom, node, HSY_ATTR_ITEMPROP), "datepublished") ||
                          hsy_dom_find_attr(dom, node, HSY_ATTR_PUBDATE) != NULL;
            bool near = dom->nodes[node].tag == HSY_TAG_TIME && i >= from && i <= to;
            if (pass == 0 ? marked : near)
                add_date(tables, build, content_of(dom, node), HSY_BASIS_TIME_ELEMENT);
            if (pass == 1 && build->article->published.value.ptr)
                return; /* the first <time> by the title; later ones may be updates */
        }
    }
}

static void dates_of_text(const hsy_page_tables *tables, hsy_build *build,
                          const hsy_blocks *blocks, uint32_t first, uint32_t body)
{
    uint32_t end = body + 2 < blocks->list.count ? body + 2 : blocks->list.count;

    for (uint32_t i = first; i < end; i++) {
        const hsy_block *block = &blocks->list.data[i];
        bool hinted = blocks->places[block->node].hint == HSY_HINT_DATE;
        if (block->look.digits >= 5 && (block->look.words <= 16 || hinted) && !block->prose)
            add_date(tables, build, hsy_text_str(&block->text), HSY_BASIS_TEXT);
        if (build->article->published.value.ptr)
            return;
    }
    /* Some pages put the day above the title. */
    for (uint32_t i = first; i-- > 0 && first - i <= 6;) {
        const hsy_block *block = &blocks->list.data[i];
        if (blocks->places[block->node].hint == HSY_HINT_DATE && block->look.digits >= 5 &&
            block->look.words <= 12)
            add_date(tables, build, hsy_text_str(&block->text), HSY_BASIS_TEXT);
        if (build->article->published.value.ptr)
            return;
    }
}

void hsy_meta_dates(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                    const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                    uint32_t body)
{
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
        add_date(tables, build, value->value, HSY_BASIS_JSON_LD);
    dates_of_meta(tables, build, dom);
    if (!build->article->published.value.ptr)
        dates_of_elements(tables, build, blocks, from, to);
    if (!build->article->published.value.ptr)
        dates_of_text(tables, build, blocks, first, body);
}
