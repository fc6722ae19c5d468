/* meta.c - see meta.h. The keys are names of vocabularies (schema.org, Open Graph,
 * Dublin Core), not words of a language.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/meta.h"

#include "base/utf8.h"
#include "page/publisher.h"
#include "page/wire.h"

#include <string.h>

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
    if (hsy_key_in(key, titles)) {
        ret->long_title |= content->value.len > LONGEST_TITLE;
        set_attr(build, &ret->og_title, content);
    } else if (hsy_key_in(key, sites) && !ret->site.len)
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
        href.len && !ret->link.len)
        ret->link = href;
}

/* Bytes of "https://host" in a web address. */
static size_t origin_len(hsy_str address)
{
    size_t at = hsy_str_find(address, HSY_STR("//"), 0) + 2;

    while (at < address.len && !memchr("/?#", address.ptr[at], 3))
        at++;
    return at;
}

/* `href` as a reader at `base` would follow it: "//host/a", "/a" and "a" are completed.
 * Empty when what comes of it is no web address, or there is no base. */
static hsy_str resolved(hsy_arena *arena, hsy_str href, hsy_str base)
{
    size_t keep = 0;
    char *out;

    if (is_web_address(href))
        return href;
    size_t colon = hsy_str_find(href, HSY_STR(":"), 0);
    size_t slash = hsy_str_find(href, HSY_STR("/"), 0);
    if (!href.len || !is_web_address(base) || href.ptr[0] == '#' || href.len > 2000 ||
        (colon != SIZE_MAX && colon < slash) || hsy_str_starts(href, HSY_STR(".")))
        return (hsy_str){NULL, 0}; /* of another scheme, or with steps up */
    if (hsy_str_starts(href, HSY_STR("//")))
        keep = hsy_str_find(base, HSY_STR("//"), 0);
    else if (href.ptr[0] == '/')
        keep = origin_len(base);
    else {
        size_t stop = origin_len(base);
        keep = stop;
        for (size_t i = stop; i < base.len && base.ptr[i] != '?' && base.ptr[i] != '#'; i++)
            if (base.ptr[i] == '/')
                keep = i + 1;
    }
    bool blunt = keep && base.ptr[keep - 1] != '/' && href.ptr[0] != '/';
    if ((out = hsy_arena_alloc(arena, keep + blunt + href.len)) == NULL)
        return (hsy_str){NULL, 0};
    memcpy(out, base.ptr, keep);
    if (blunt)
        out[keep] = '/';
    memcpy(out + keep + blunt, href.ptr, href.len);
    hsy_str whole = {out, keep + blunt + href.len};
    return is_web_address(whole) ? whole : (hsy_str){NULL, 0};
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
    case HSY_TAG_BASE:
        if (!ret->base.len)
            ret->base = hsy_str_trim(hsy_dom_attr(dom, node, HSY_ATTR_HREF));
        break;
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

/* The address the page gives itself: its link, else Open Graph, else JSON-LD. A link may
 * be relative: to the page's base, to where it was read, to what the others say. */
static void settle_address(hsy_arena *arena, hsy_article *article, hsy_meta *meta)
{
    hsy_str said = is_web_address(meta->canonical) ? meta->canonical : address_of_ld(meta);
    hsy_str base = article->url.ptr ? article->url : said;

    if (meta->base.len)
        base = resolved(arena, meta->base, base);
    hsy_str link = resolved(arena, meta->link, base);
    meta->canonical = link.len ? link : said;
    if (meta->canonical.len)
        article->canonical = meta->canonical;
    if (!article->url.ptr && meta->canonical.len)
        article->url = meta->canonical;
}

/* --- the section ----------------------------------------------------------- */

/* May it be printed as the name of a section: short, and no address or markup? */
static bool is_section(hsy_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == '<' || s.ptr[i] == '{')
            return false;
    return s.len >= 2 && s.len <= 80 && hsy_str_find(s, HSY_STR("://"), 0) == SIZE_MAX &&
           hsy_look_at(s).letters >= 2;
}

/* The name of an entry of a breadcrumb trail, its own or of the page it leads to. */
static hsy_str crumb_name(const hsy_ld *ld, uint32_t crumb)
{
    const hsy_ld_value *name = hsy_ld_find(ld, crumb, "name");

    for (uint32_t i = crumb + 1; i < ld->objects.count && i < crumb + 4 && !name; i++)
        if (ld->objects.data[i].parent == crumb &&
            hsy_str_eq(ld->objects.data[i].key, HSY_STR("item")))
            name = hsy_ld_find(ld, i, "name");
    return name ? hsy_str_trim(name->value) : (hsy_str){"", 0};
}

/* Is it what the page calls itself? */
static bool is_title(hsy_arena *arena, const hsy_meta *meta, hsy_str s)
{
    const hsy_text *titles[] = {&meta->ld_title.text, &meta->og_title.text,
                                &meta->page_title.text};
    hsy_str folded = hsy_utf8_fold(arena, s);

    for (int i = 0; i < 3; i++)
        if (hsy_str_starts(hsy_utf8_fold(arena, hsy_str_sub(hsy_text_str(titles[i]), 0, 400)),
                           folded))
            return true;
    return false;
}

/* The last entry of the breadcrumb trail that is neither the page nor its first, the
 * front page of the site. */
static hsy_str section_of_trail(hsy_build *build, const hsy_meta *meta)
{
    const hsy_ld *ld = &meta->ld;
    hsy_str found = {"", 0};
    uint32_t trail = HSY_NONE, entries = 0;

    for (uint32_t i = 0; i < ld->objects.count; i++) {
        const hsy_ld_object *object = &ld->objects.data[i];
        if (trail == HSY_NONE && hsy_str_eq(object->type, HSY_STR("BreadcrumbList")))
            trail = i;
        if (trail == HSY_NONE || object->parent != trail ||
            !hsy_str_eq(object->key, HSY_STR("itemListElement")))
            continue;
        hsy_str name = crumb_name(ld, i);
        if (entries++ && is_section(name) && hsy_look_at(name).words <= 6 &&
            !is_title(build->arena, meta, name) &&
            !hsy_meta_is_site(meta, build->article, build->arena, name))
            found = name;
    }
    return found;
}

/* "Sports, Harbour League, Results, Videos" is a list of sections, the nearest first;
 * "Arts, Film & Books" has but one comma and may be a name. */
static hsy_str first_section(hsy_str s)
{
    s = hsy_str_trim(s);
    size_t one = hsy_str_find(s, HSY_STR(", "), 0);
    size_t two = one == SIZE_MAX ? SIZE_MAX : hsy_str_find(s, HSY_STR(", "), one + 1);

    return two == SIZE_MAX ? s : hsy_str_trim(hsy_str_sub(s, 0, one));
}

static hsy_str section_of(hsy_build *build, const hsy_meta *meta)
{
    static const char *const keys[] = {"article:section", "og:article:section", "section",
                                       "parsely-section", "articlesection"};
    const hsy_ld_value *value = hsy_ld_find(&meta->ld, meta->article, "articleSection");

    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        for (uint32_t i = 0; i < meta->pairs.count; i++)
            if (hsy_key_is(meta->pairs.data[i].key, keys[k]) &&
                is_section(first_section(meta->pairs.data[i].value)))
                return first_section(meta->pairs.data[i].value);
    if (value && is_section(first_section(value->value)))
        return first_section(value->value);
    hsy_str trail = section_of_trail(build, meta);
    return trail.len ? trail : (hsy_str){NULL, 0};
}

/* --- where the text comes from --------------------------------------------- */

/* A source is named, or given by the address of what was syndicated. */
static void credit(const hsy_page_tables *tables, hsy_build *build, hsy_str s)
{
    const hsy_span none = {HSY_NONE, 0};
    hsy_str domain = hsy_domain_of(build->arena, hsy_str_trim(s));

    hsy_wire_credit(tables, build, domain.len ? hsy_domain_name(tables, domain) : s, none);
}

static void source_of_meta(const hsy_page_tables *tables, hsy_build *build,
                           const hsy_meta *meta)
{
    static const char *const keys[] = {"syndication-source", "original-source", "dc.source",
                                       "dcterms.source", "source", "news_source", NULL};
    static const char *const ld_keys[] = {"sourceOrganization", "provider"};

    for (uint32_t i = 0; i < meta->pairs.count; i++)
        if (hsy_key_in(meta->pairs.data[i].key, keys))
            credit(tables, build, meta->pairs.data[i].value);
    for (uint32_t i = 0; i < meta->ld.objects.count && meta->article != HSY_NONE; i++)
        for (int k = 0; k < 2; k++) {
            const hsy_ld_object *object = &meta->ld.objects.data[i];
            const hsy_ld_value *value = hsy_ld_find(&meta->ld, i, ld_keys[k]);
            bool is = object->parent == meta->article &&
                      hsy_str_eq(object->key, hsy_str_of(ld_keys[k]));
            if (i != meta->article && !is)
                continue;
            value = is ? hsy_ld_find(&meta->ld, i, "name") : value;
            if (value)
                credit(tables, build, value->value);
        }
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
    settle_address(build->arena, article, ret);
    article->section = section_of(build, ret);
    source_of_meta(tables, build, ret);
    if (!article->language.ptr)
        article->language = hsy_language_tag(build->arena, ret->language);
    hsy_str domain = hsy_domain_of(build->arena, article->url);
    if (ret->site.len)
        hsy_publisher_set(tables, build, ret->site, domain, HSY_BASIS_META);
    return HSY_OK;
}
