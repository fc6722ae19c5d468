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

#define LONGEST_TITLE 4096 /* bytes; more is no title */

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

static void set_attr(const hsy_build *build, hsy_said *said, const hsy_attr *attr)
{
    if (!said->text.len && attr->value.len <= LONGEST_TITLE && hsy_str_trim(attr->value).len)
        hsy_dom_attr_text(build->arena, build->decoded->text, attr, &said->text);
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
    hsy_meta_pair *pair = ret->pairs.count < HSY_META_PAIRS
                              ? hsy_vec_push(build->arena, &ret->pairs)
                              : NULL;
    if (pair)
        *pair = (hsy_meta_pair){key, content->value, content->at};
    if (hsy_key_in(key, titles))
        set_attr(build, &ret->og_title, content);
    else if (hsy_key_in(key, sites) && !ret->site.len)
        ret->site = hsy_str_trim(content->value);
    else if (hsy_key_is(key, "og:url") && !ret->canonical.len)
        ret->canonical = hsy_str_trim(content->value);
}

/* An address that may be printed and followed: http or https, no blanks, not endless. */
static bool is_web_address(hsy_str s)
{
    bool web = hsy_str_starts(s, HSY_STR("http://")) || hsy_str_starts(s, HSY_STR("https://"));

    for (size_t i = 0; i < s.len && web; i++)
        web = (unsigned char)s.ptr[i] > ' ' && s.ptr[i] != '"' && s.ptr[i] != '<';
    return web && s.len > 10 && s.len < 2000;
}

static void read_link(const hsy_dom *dom, uint32_t node, hsy_meta *ret)
{
    hsy_str href = hsy_str_trim(hsy_dom_attr(dom, node, HSY_ATTR_HREF));

    if (hsy_key_is(hsy_str_trim(hsy_dom_attr(dom, node, HSY_ATTR_REL)), "canonical") &&
        is_web_address(href))
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

/* The address that JSON-LD gives the article; empty when it gives none. */
static hsy_str address_of_ld(const hsy_meta *meta)
{
    static const char *const keys[] = {"mainEntityOfPage", "url", "@id"};
    const hsy_ld_value *value;

    for (int i = 0; i < 3; i++)
        if ((value = hsy_ld_find(&meta->ld, meta->article, keys[i])) != NULL &&
            is_web_address(hsy_str_trim(value->value)))
            return hsy_str_trim(value->value);
    return (hsy_str){NULL, 0};
}

/* Does the domain spell the name, blanks left out? */
static bool in_domain(hsy_str domain, hsy_str folded)
{
    char squeezed[64];
    size_t n = 0;

    for (size_t i = 0; i < folded.len && n < sizeof squeezed; i++)
        if (folded.ptr[i] != ' ')
            squeezed[n++] = folded.ptr[i];
    return n >= 3 && n * 2 >= domain.len && domain.len &&
           hsy_str_find(domain, (hsy_str){squeezed, n}, 0) != SIZE_MAX;
}

bool hsy_meta_is_site(const hsy_meta *meta, const hsy_article *article, hsy_arena *scratch,
                      hsy_str name)
{
    if (name.len > 200)
        return false;
    hsy_arena_mark mark = hsy_arena_here(scratch);
    hsy_str folded = hsy_utf8_fold(scratch, name);
    hsy_str publisher = hsy_utf8_fold(scratch, article->publisher.name);
    bool is = folded.len && (hsy_str_eq(folded, hsy_utf8_fold(scratch, meta->site)) ||
                             hsy_str_eq(folded, publisher) ||
                             in_domain(article->publisher.domain, folded));

    for (uint32_t i = 0; i < meta->ld.objects.count && folded.len && !is; i++) {
        const hsy_ld_object *object = &meta->ld.objects.data[i];
        bool names = hsy_str_eq(object->key, HSY_STR("publisher")) ||
                     hsy_str_eq(object->type, HSY_STR("WebSite")) ||
                     (hsy_ld_is_organization(object->type) &&
                      !hsy_str_eq(object->key, HSY_STR("author")));
        const hsy_ld_value *value = names ? hsy_ld_find(&meta->ld, i, "name") : NULL;
        is = value && value->value.len < 200 &&
             hsy_str_eq(folded, hsy_utf8_fold(scratch, value->value));
    }
    hsy_arena_rewind(scratch, mark);
    return is;
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
    if (!is_web_address(ret->canonical))
        ret->canonical = address_of_ld(ret);
    if (!article->url.ptr && ret->canonical.len)
        article->url = ret->canonical;
    if (!article->language.ptr)
        article->language = hsy_language_tag(build->arena, ret->language);
    hsy_str domain = hsy_domain_of(build->arena, article->url);
    if (ret->site.len)
        hsy_publisher_set(tables, build, ret->site, domain, HSY_BASIS_META);
    return HSY_OK;
}
