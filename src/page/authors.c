/*
 * authors.c - who wrote the page: JSON-LD, <meta>, elements marked as the author,
 * and lines that begin like a byline.
 *
 * The first of these that gives a name is believed. Names must look like names,
 * except where the page says outright that what stands there is the author (a link
 * with rel=author, a Person of JSON-LD): then a pen name such as "harbourcat" is
 * taken as it stands. An organisation ("Coast Agency", "Harbour Desk") is the author
 * only where no person is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/utf8.h"
#include "page/byline.h"
#include "page/meta.h"
#include "page/wire.h"

#define LONGEST 120 /* bytes of the text of a marked element */
#define NEAR    120 /* nodes within which further authors of one byline stand */

struct authors {
    const hsy_page_tables *tables;
    hsy_build *build;
    const hsy_dom *dom;
    const hsy_meta *meta;
};

static bool found(const struct authors *a)
{
    return a->build->bylines.count > 0;
}

/* Addresses are no names. */
static bool is_address(hsy_str s)
{
    return hsy_str_find(s, HSY_STR("://"), 0) != SIZE_MAX ||
           hsy_str_find(s, HSY_STR("@"), 0) != SIZE_MAX ||
           hsy_str_find(s, HSY_STR("www."), 0) == 0;
}

/* Does the domain spell the name, blanks left out? */
static bool in_domain(const struct authors *a, hsy_str folded)
{
    hsy_str domain = a->build->article->publisher.domain;
    char squeezed[64];
    size_t n = 0;

    for (size_t i = 0; i < folded.len && n < sizeof squeezed; i++)
        if (folded.ptr[i] != ' ')
            squeezed[n++] = folded.ptr[i];
    return n >= 3 && n * 2 >= domain.len && domain.len &&
           hsy_str_find(domain, (hsy_str){squeezed, n}, 0) != SIZE_MAX;
}

static bool is_site(const struct authors *a, hsy_str s)
{
    hsy_arena *arena = a->build->arena;
    hsy_str name = hsy_utf8_fold(arena, s);

    return name.len &&
           (hsy_str_eq(name, hsy_utf8_fold(arena, a->meta->site)) ||
            hsy_str_eq(name, hsy_utf8_fold(arena, a->build->article->publisher.name)) ||
            in_domain(a, name));
}

/* A name said beside the text. */
static bool add(struct authors *a, hsy_str value, hsy_span at)
{
    hsy_str whole = value;

    value = hsy_str_trim(value);
    if (value.len && at.off != HSY_NONE)
        at = (hsy_span){at.off + (uint32_t)(value.ptr - whole.ptr), (uint32_t)value.len};
    if (!value.len || is_address(value) || is_site(a, value))
        return false;
    if (hsy_byline_add(a->tables, a->build, value, at.off))
        return true;
    hsy_wire_credit(a->tables, a->build, value, at);
    return false;
}

/* "More about Jane Doe" after "Jane Doe". */
static bool ends_with_known(const struct authors *a, hsy_str name)
{
    for (uint32_t i = 0; i < a->build->bylines.count; i++)
        if (hsy_str_ends(name, a->build->bylines.data[i].name))
            return true;
    return false;
}

/* Said outright to be the author, in a few words that are not only an office. */
static void add_as_is(struct authors *a, hsy_str value, hsy_span at)
{
    hsy_str name = hsy_byline_rest(a->tables, a->build->arena, value);
    hsy_look look = hsy_look_at(name);

    if (!name.len || name.len > 60 || look.words > 5 || look.letters < 2 || look.colon ||
        look.inner_stops || is_address(name) || ends_with_known(a, name) ||
        hsy_byline_is_office(a->tables, a->build->arena, name))
        return;
    hsy_build_byline(a->build, hsy_str_copy(a->build->arena, name), at);
}

static void add_handle(struct authors *a, hsy_str value, hsy_span at)
{
    if (!is_site(a, hsy_str_trim(value)))
        add_as_is(a, value, at);
}

/* --- JSON-LD --------------------------------------------------------------- */

static uint32_t with_id(const hsy_ld *ld, hsy_str id)
{
    for (uint32_t i = 0; i < ld->objects.count && id.len; i++)
        if (hsy_str_eq(ld->objects.data[i].id, id) && hsy_ld_find(ld, i, "name"))
            return i;
    return HSY_NONE;
}

/* An author given as an object: by name, or by the id of one that has it. */
static void ld_object(struct authors *a, uint32_t i, bool any)
{
    const hsy_ld *ld = &a->meta->ld;
    const hsy_span none = {HSY_NONE, 0};
    uint32_t named = hsy_ld_find(ld, i, "name") ? i : with_id(ld, ld->objects.data[i].id);
    const hsy_ld_value *name = hsy_ld_find(ld, named, "name");

    if (!name)
        return;
    hsy_str type = ld->objects.data[named].type;
    uint32_t before = a->build->bylines.count;
    if (any)
        add_as_is(a, name->value, none);
    else if (hsy_str_eq(type, HSY_STR("Organization")))
        hsy_wire_credit(a->tables, a->build, name->value, none);
    else
        add(a, name->value, none);
    if (a->build->bylines.count == before && hsy_str_eq(type, HSY_STR("Person")))
        add_handle(a, name->value, none);
}

/* With `any`, organisations too. */
static void ld_authors(struct authors *a, bool any)
{
    const hsy_ld *ld = &a->meta->ld;
    const hsy_span none = {HSY_NONE, 0};

    if (a->meta->article == HSY_NONE)
        return;
    for (uint32_t i = 0; i < ld->values.count && a->build->bylines.count < 32; i++) {
        const hsy_ld_value *value = &ld->values.data[i];
        if (value->object != a->meta->article || !hsy_str_eq(value->key, HSY_STR("author")))
            continue;
        if (any)
            add_as_is(a, value->value, none);
        else
            add(a, value->value, none);
    }
    for (uint32_t i = 0; i < ld->objects.count && a->build->bylines.count < 32; i++)
        if (ld->objects.data[i].parent == a->meta->article &&
            hsy_str_eq(ld->objects.data[i].key, HSY_STR("author")))
            ld_object(a, i, any);
}

/* --- <meta> ---------------------------------------------------------------- */

/* Plug-ins write the author as a label with its value, for previews:
 * twitter:label1 "Written by", twitter:data1 the name. */
static bool has_label(const struct authors *a)
{
    for (uint32_t node = 0; node < a->dom->nnodes; node++)
        if (a->dom->nodes[node].kind == HSY_NODE_ELEMENT &&
            a->dom->nodes[node].tag == HSY_TAG_META &&
            hsy_key_is(hsy_meta_key(a->dom, node), "twitter:label1"))
            return hsy_byline_is_cue(a->tables, a->build->arena,
                                     hsy_dom_attr(a->dom, node, HSY_ATTR_CONTENT));
    return false;
}

static void meta_authors(struct authors *a, bool any)
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

    bool label = has_label(a);

    for (uint32_t node = 0; node < a->dom->nnodes && !found(a); node++) {
        if (a->dom->nodes[node].kind != HSY_NODE_ELEMENT ||
            a->dom->nodes[node].tag != HSY_TAG_META)
            continue;
        hsy_str key = hsy_meta_key(a->dom, node);
        if (!hsy_key_in(key, keys) && !(label && hsy_key_is(key, "twitter:data1")))
            continue;
        const hsy_attr *content = hsy_dom_find_attr(a->dom, node, HSY_ATTR_CONTENT);
        hsy_span at = {HSY_NONE, 0};
        if (content && content->at.len == content->value.len)
            at = content->at;
        if (content && any)
            add_as_is(a, content->value, at);
        else if (content)
            add(a, content->value, at);
    }
}

/* --- what is visible ------------------------------------------------------- */

/* The address of a page on an author: ".../author/jane-doe". */
static bool links_author(hsy_str href)
{
    static const char *const paths[] = {"/author/", "/authors/",     "/autor/",
                                        "/auteur/", "/contributor/", NULL};

    for (int i = 0; paths[i]; i++) {
        size_t at = hsy_str_find(href, hsy_str_of(paths[i]), 0);
        if (at != SIZE_MAX && at + hsy_str_of(paths[i]).len < href.len)
            return true;
    }
    return false;
}

/* Does the element itself say that its text is the author's name? */
static bool is_outright(const hsy_dom *dom, uint32_t node)
{
    hsy_str rel = hsy_dom_attr(dom, node, HSY_ATTR_REL);

    return hsy_key_is(rel, "author") || hsy_str_ends(rel, HSY_STR(" author")) ||
           (dom->nodes[node].tag == HSY_TAG_A &&
            links_author(hsy_dom_attr(dom, node, HSY_ATTR_HREF)));
}

/* The text of an element; empty when it is longer than LONGEST. */
static hsy_str text_of(const struct authors *a, uint32_t root)
{
    char out[2 * LONGEST];
    size_t len = 0;

    for (uint32_t node = root; node != HSY_NONE;
         node = hsy_dom_next(a->dom, root, node, false)) {
        if (a->dom->nodes[node].kind != HSY_NODE_TEXT)
            continue;
        hsy_str s = hsy_str_trim(hsy_text_str(&a->dom->nodes[node].text));
        if (len + s.len + 1 > LONGEST)
            return (hsy_str){"", 0};
        if (len && s.len)
            out[len++] = ' ';
        for (size_t i = 0; i < s.len; i++)
            out[len++] = s.ptr[i] == '\n' || s.ptr[i] == '\t' ? ' ' : s.ptr[i];
    }
    hsy_str copy = hsy_str_copy(a->build->arena, (hsy_str){out, len});
    return copy.ptr ? copy : (hsy_str){"", 0};
}

/* Authors of other stories and of comments are none. */
static bool is_of_others(const hsy_blocks *blocks, uint32_t node)
{
    const hsy_place *place = &blocks->places[node];

    return place->hidden ||
           (place->dropped && (place->as == HSY_AS_COMMENTS || place->as == HSY_AS_RELATED ||
                               place->as == HSY_AS_TRENDING || place->as == HSY_AS_MENU));
}

/* The place of the name: the first text node below that has it. */
static hsy_span place_of(const struct authors *a, uint32_t root, hsy_str name)
{
    for (uint32_t node = root; node != HSY_NONE;
         node = hsy_dom_next(a->dom, root, node, false)) {
        const hsy_text *text = &a->dom->nodes[node].text;
        if (a->dom->nodes[node].kind != HSY_NODE_TEXT)
            continue;
        size_t at = hsy_str_find(hsy_text_str(text), name, 0);
        if (at == SIZE_MAX)
            continue;
        hsy_span span = {(uint32_t)at, (uint32_t)name.len};
        return hsy_decoded_source(a->build->decoded, hsy_text_source(text, span));
    }
    return (hsy_span){HSY_NONE, 0};
}

static void place_names(struct authors *a, uint32_t from, uint32_t node)
{
    for (uint32_t k = from; k < a->build->bylines.count; k++)
        a->build->bylines.data[k].at = place_of(a, node, a->build->bylines.data[k].name);
}

/* Elements marked as the author, from `from` on; of one byline all. What is marked
 * by its class alone may be a label, "Author" or "Photo", so one word is no name. */
static void marked_authors(struct authors *a, const hsy_blocks *blocks, uint32_t from,
                           bool outright)
{
    const hsy_span none = {HSY_NONE, 0};
    uint32_t first = HSY_NONE;

    for (uint32_t i = from; i < blocks->norder; i++) {
        uint32_t node = blocks->order[i];
        if (a->dom->nodes[node].kind != HSY_NODE_ELEMENT || is_of_others(blocks, node) ||
            a->build->bylines.count >= 16 ||
            (outright ? !is_outright(a->dom, node)
                      : blocks->places[node].hint != HSY_HINT_BYLINE))
            continue;
        if (first != HSY_NONE && i - first > NEAR)
            break;
        uint32_t before = a->build->bylines.count;
        hsy_str text = text_of(a, node);
        bool several = hsy_look_at(text).words > 1;
        bool name = text.len && (outright || several) && !ends_with_known(a, text) &&
                    add(a, text, none);
        if (!name && text.len && outright)
            add_handle(a, text, none);
        place_names(a, before, node);
        if (a->build->bylines.count > before && first == HSY_NONE)
            first = i;
    }
}

/* Lines that begin like a byline. Text nodes of a block are not kept apart, so the
 * place of a name is found through the runs of its block. */
static void written_authors(struct authors *a, const hsy_blocks *blocks, uint32_t first,
                            uint32_t body)
{
    uint32_t end = body + 3 < blocks->list.count ? body + 3 : blocks->list.count;

    for (uint32_t i = first; i < end && !found(a); i++) {
        const hsy_block *block = &blocks->list.data[i];
        hsy_str text = hsy_text_str(&block->text);
        if (block->look.words > 14 || block->prose ||
            !hsy_byline_is(a->tables, a->build->arena, text))
            continue;
        uint32_t before = a->build->bylines.count;
        add(a, text, (hsy_span){HSY_NONE, 0});
        for (uint32_t k = before; k < a->build->bylines.count; k++) {
            size_t at = hsy_str_find(text, a->build->bylines.data[k].name, 0);
            if (at == SIZE_MAX)
                continue;
            hsy_span span = {(uint32_t)at, (uint32_t)a->build->bylines.data[k].name.len};
            a->build->bylines.data[k].at =
                hsy_decoded_source(a->build->decoded, hsy_text_source(&block->text, span));
        }
    }
}

void hsy_meta_bylines(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                      const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                      uint32_t body)
{
    struct authors a = {tables, build, dom, meta};
    uint32_t above = first > 8 ? first - 8 : 0, nblocks = blocks->list.count;
    uint32_t from = above < nblocks ? blocks->places[blocks->list.data[above].node].order : 0;

    ld_authors(&a, false);
    if (!found(&a))
        meta_authors(&a, false);
    if (!found(&a))
        marked_authors(&a, blocks, from, true);
    if (!found(&a))
        marked_authors(&a, blocks, from, false);
    if (!found(&a))
        written_authors(&a, blocks, first, body);
    if (!found(&a))
        ld_authors(&a, true);
    if (!found(&a))
        meta_authors(&a, true);
}
