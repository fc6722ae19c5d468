/* meta.c - see meta.h. The keys are names of vocabularies (schema.org, Open Graph,
 * Dublin Core), not words of a language.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/meta.h"

#include "base/utf8.h"
#include "page/publisher.h"
#include "page/wire.h"

bool hsy_key_is(hsy_str a, const char *b)
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

bool hsy_key_in(hsy_str key, const char *const *list)
{
    for (; *list; list++)
        if (hsy_key_is(key, *list))
            return true;
    return false;
}

/* The key of a <meta>: property, name or itemprop. */
hsy_str hsy_meta_key(const hsy_dom *dom, uint32_t node)
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
    hsy_str key = hsy_meta_key(dom, node);

    if (!content || !key.len)
        return;
    if (hsy_key_in(key, titles))
        set_said(build->arena, &ret->og_title, content->value, content->at);
    else if (hsy_key_in(key, sites) && !ret->site.len)
        ret->site = hsy_str_trim(content->value);
    else if (hsy_key_is(key, "og:url") && !ret->canonical.len)
        ret->canonical = hsy_str_trim(content->value);
}

static void read_link(const hsy_dom *dom, uint32_t node, hsy_meta *ret)
{
    hsy_str href = hsy_str_trim(hsy_dom_attr(dom, node, HSY_ATTR_HREF));

    if (hsy_key_is(hsy_str_trim(hsy_dom_attr(dom, node, HSY_ATTR_REL)), "canonical") &&
        (hsy_str_starts(href, HSY_STR("http://")) || hsy_str_starts(href, HSY_STR("https://"))))
        ret->canonical = href;
}

static bool read_script(hsy_arena *arena, const hsy_dom *dom, uint32_t node, hsy_meta *ret)
{
    uint32_t child = dom->nodes[node].first_child;

    if (!hsy_key_is(hsy_str_trim(hsy_dom_attr(dom, node, HSY_ATTR_TYPE)),
                    "application/ld+json"))
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
