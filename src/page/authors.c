/*
 * authors.c - who wrote the page: JSON-LD, <meta>, elements marked as the author,
 * and lines that begin like a byline.
 *
 * The first of these that gives a full name is believed; a name of one word ("lars")
 * is kept only until the page shows a full one. Names must look like names, except
 * where the page says outright that what stands there is the author (a link with
 * rel=author, a Person of JSON-LD): then a pen name such as "harbourcat" is taken as
 * it stands. An organisation ("Coast Agency", "Harbour Desk") is the author only
 * where no person is. What is only visible is read by authors_seen.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/authors.h"

#include "base/utf8.h"
#include "page/byline.h"
#include "page/publisher.h"
#include "page/wire.h"

#define CREDITS 14 /* blocks below the text in which its agency may be named */

static const hsy_span none = {HSY_NONE, 0};

uint32_t hsy_authors_count(const hsy_authors *a)
{
    return a->build->bylines.count;
}

/* Addresses are no names. */
static bool is_address(hsy_str s)
{
    return hsy_str_find(s, HSY_STR("://"), 0) != SIZE_MAX ||
           hsy_str_find(s, HSY_STR("@"), 0) != SIZE_MAX ||
           hsy_str_find(s, HSY_STR("www."), 0) == 0;
}

/* Persons publish too: a site may have the name of its author. */
static bool is_site(const hsy_authors *a, hsy_str name)
{
    name = hsy_str_trim(name);
    return hsy_meta_is_site(a->meta, a->build->article, a->build->arena, name) &&
           !hsy_byline_is_person(a->tables, a->build->arena, name);
}

/* "More about Jane Doe" after "Jane Doe". */
static bool ends_with_known(const hsy_authors *a, hsy_str name, uint32_t known)
{
    for (uint32_t i = 0; i < known; i++)
        if (hsy_str_ends(name, a->build->bylines.data[i].name))
            return true;
    return false;
}

/* Take the names from `from` on away that are the site's, or known with a word before. */
static void drop_false(hsy_authors *a, uint32_t from)
{
    uint32_t to = from;

    for (uint32_t i = from; i < hsy_authors_count(a); i++) {
        hsy_byline *byline = &a->build->bylines.data[i];
        if (!is_site(a, byline->name) && !ends_with_known(a, byline->name, from))
            a->build->bylines.data[to++] = *byline;
    }
    a->build->bylines.count = to;
}

bool hsy_authors_take(hsy_authors *a, hsy_str value, hsy_span at)
{
    uint32_t before = hsy_authors_count(a);
    hsy_str whole = value;

    value = hsy_str_trim(value);
    if (value.len && at.off != HSY_NONE)
        at = (hsy_span){at.off + (uint32_t)(value.ptr - whole.ptr), (uint32_t)value.len};
    if (!value.len || is_address(value) || is_site(a, value))
        return false;
    hsy_str turned = hsy_byline_turned(a->tables, a->build->arena, value);
    if (turned.len) {
        hsy_build_byline(a->build, turned, at);
        return true;
    }
    if (hsy_byline_add(a->tables, a->build, value, at.off)) {
        drop_false(a, before);
        return true;
    }
    hsy_wire_credit(a->tables, a->build, value, at);
    return false;
}

/* Said outright to be the author, in a few words that are not only an office. */
static void take_as_is(hsy_authors *a, hsy_str value, hsy_span at)
{
    hsy_str name = hsy_byline_rest(a->tables, a->build->arena, value);
    hsy_look look = hsy_look_at(name);

    if (!name.len || name.len > 60 || look.words > 5 || look.letters < 2 || look.colon ||
        look.inner_stops || is_address(name) ||
        ends_with_known(a, name, hsy_authors_count(a)) ||
        hsy_byline_is_office(a->tables, a->build->arena, name))
        return;
    hsy_build_byline(a->build, hsy_str_copy(a->build->arena, name), at);
}

void hsy_authors_take_handle(hsy_authors *a, hsy_str value, hsy_span at)
{
    if (!is_site(a, value) && hsy_byline_is_handle(a->tables, a->build->arena, value))
        take_as_is(a, value, at);
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
static void take_object(hsy_authors *a, uint32_t i, bool any)
{
    const hsy_ld *ld = &a->meta->ld;
    uint32_t named = hsy_ld_find(ld, i, "name") ? i : with_id(ld, ld->objects.data[i].id);
    const hsy_ld_value *name = hsy_ld_find(ld, named, "name");

    if (!name)
        return;
    hsy_str type = ld->objects.data[named].type;
    uint32_t before = hsy_authors_count(a);
    if (any)
        take_as_is(a, name->value, none);
    else if (hsy_ld_is_organization(type))
        hsy_wire_credit(a->tables, a->build, name->value, none);
    else if (!hsy_authors_take(a, name->value, none) && hsy_authors_count(a) == before &&
             hsy_str_eq(type, HSY_STR("Person")) && !is_site(a, name->value))
        take_as_is(a, name->value, none);
}

/* The authors that one object names under `key`. */
static void take_key(hsy_authors *a, uint32_t object, const char *key, bool any)
{
    const hsy_ld *ld = &a->meta->ld;

    for (uint32_t i = ld->objects.data[object].first; i != HSY_NONE;
         i = ld->values.data[i].next) {
        const hsy_ld_value *value = &ld->values.data[i];
        if (hsy_str_eq(value->key, hsy_str_of(key)) && hsy_authors_count(a) < 32) {
            if (any)
                take_as_is(a, value->value, none);
            else
                hsy_authors_take(a, value->value, none);
        }
    }
    for (uint32_t i = object + 1; i < ld->objects.count && hsy_authors_count(a) < 32; i++)
        if (ld->objects.data[i].parent == object &&
            hsy_str_eq(ld->objects.data[i].key, hsy_str_of(key)))
            take_object(a, i, any);
}

/* With no article in JSON-LD, the page itself, a recipe or a film has authors. */
static uint32_t other_work(const hsy_ld *ld)
{
    for (uint32_t i = 0; i < ld->objects.count; i++) {
        uint32_t parent = ld->objects.data[i].parent;
        bool author = hsy_str_eq(ld->objects.data[i].key, HSY_STR("author"));
        if (author && parent != HSY_NONE && ld->objects.data[parent].parent == HSY_NONE &&
            !hsy_str_ends(ld->objects.data[parent].type, HSY_STR("Review")))
            return parent;
    }
    return HSY_NONE;
}

static void from_ld(hsy_authors *a, bool any)
{
    static const char *const keys[] = {"author", "creator"};
    uint32_t work = a->meta->article;

    if (work == HSY_NONE)
        work = other_work(&a->meta->ld);
    for (int i = 0; i < 2 && work != HSY_NONE && !hsy_authors_count(a); i++)
        take_key(a, work, keys[i], any);
}

/* --- <meta> ---------------------------------------------------------------- */

/* Plug-ins write the author as a label with its value, for previews: twitter:label1
 * "Written by", twitter:data1 the name. The key of the value; "" when there is none. */
static const char *labelled(const hsy_authors *a)
{
    static const char *const labels[][2] = {{"twitter:label1", "twitter:data1"},
                                            {"twitter:label2", "twitter:data2"}};

    for (uint32_t i = 0; i < a->meta->pairs.count; i++)
        for (int k = 0; k < 2; k++)
            if (hsy_key_is(a->meta->pairs.data[i].key, labels[k][0]) &&
                hsy_byline_is_cue(a->tables, a->build->arena, a->meta->pairs.data[i].value))
                return labels[k][1];
    return "";
}

static void from_key(hsy_authors *a, const char *key, bool any)
{
    for (uint32_t i = 0; i < a->meta->pairs.count && hsy_authors_count(a) < 32; i++) {
        const hsy_meta_pair *pair = &a->meta->pairs.data[i];
        if (!hsy_key_is(pair->key, key))
            continue;
        hsy_span at = pair->at.len == pair->value.len ? pair->at : none;
        if (any)
            take_as_is(a, pair->value, at);
        else
            hsy_authors_take(a, pair->value, at);
    }
}

/* In the order in which they are believed; all the names under one key. */
static void from_meta(hsy_authors *a, bool any)
{
    static const char *const keys[] = {
        "author",           "article:author",      "article:author_name",
        "parsely-author",   "sailthru.author",     "byl",
        "dc.creator",       "dcterms.creator",     "dc.creator.name",
        "citation_author",  "cxenseparse:author",  "shareaholic:article_author_name",
        "authors",          "article_author_name", "og:author",
        "og:article:author"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys && !hsy_authors_count(a); i++)
        from_key(a, keys[i], any);
    if (!hsy_authors_count(a))
        from_key(a, labelled(a), any);
}

/* --- choice ---------------------------------------------------------------- */

static void persons_of_ld(hsy_authors *a)
{
    from_ld(a, false);
}

static void persons_of_meta(hsy_authors *a)
{
    from_meta(a, false);
}

static void any_of_ld(hsy_authors *a)
{
    from_ld(a, true);
}

static void any_of_meta(hsy_authors *a)
{
    from_meta(a, true);
}

/* Content systems that describe a page without its author may describe one person beside
 * it: that is the author. */
static void lone_person(hsy_authors *a)
{
    const hsy_ld *ld = &a->meta->ld;
    const hsy_ld_value *lone = NULL;

    for (uint32_t i = 0; i < ld->objects.count; i++) {
        const hsy_ld_object *object = &ld->objects.data[i];
        const hsy_ld_value *name = hsy_ld_find(ld, i, "name");
        if (!name || !hsy_str_eq(object->type, HSY_STR("Person")) ||
            !(object->parent == HSY_NONE || hsy_str_eq(object->key, HSY_STR("@graph"))))
            continue;
        if (lone && !hsy_str_eq(lone->value, name->value))
            return;
        lone = name;
    }
    if (lone)
        hsy_authors_take(a, lone->value, none);
}

static bool any_full(const hsy_authors *a)
{
    for (uint32_t i = 0; i < hsy_authors_count(a); i++)
        if (hsy_str_find(a->build->bylines.data[i].name, HSY_STR(" "), 0) != SIZE_MAX)
            return true;
    return false;
}

/* A name whose first name is known. */
static bool any_person(const hsy_authors *a)
{
    for (uint32_t i = 0; i < hsy_authors_count(a); i++)
        if (hsy_byline_is_person(a->tables, a->build->arena, a->build->bylines.data[i].name))
            return true;
    return false;
}

/* Ask one source for names of its own; what was found before is kept unless these are
 * `better` ones. */
static void ask(hsy_authors *a, void (*source)(hsy_authors *),
                bool (*better)(const hsy_authors *now, const hsy_byline *kept, uint32_t count))
{
    hsy_build *build = a->build;
    hsy_byline *kept = build->bylines.data;
    uint32_t count = build->bylines.count, room = build->bylines.room;

    build->bylines.data = NULL;
    build->bylines.count = build->bylines.room = 0;
    source(a);
    if (!count || better(a, kept, count))
        return;
    build->bylines.data = kept;
    build->bylines.count = count;
    build->bylines.room = room;
}

/* Names of one word give way to full ones, others than persons' to persons'. */
static bool is_better(const hsy_authors *now, const hsy_byline *kept, uint32_t count)
{
    bool full = false;

    for (uint32_t i = 0; i < count; i++)
        full = full || hsy_str_find(kept[i].name, HSY_STR(" "), 0) != SIZE_MAX;
    return full ? any_person(now) : any_full(now);
}

/* All that was known, and more persons: "By Jane Doe and John Smith" on a page whose
 * data has only the first. */
static bool is_fuller(const hsy_authors *now, const hsy_byline *kept, uint32_t count)
{
    uint32_t n = hsy_authors_count(now), same = 0;

    for (uint32_t i = 0; i < n; i++) {
        hsy_str name = now->build->bylines.data[i].name;
        uint32_t k = 0;
        while (k < count && !hsy_str_eq(kept[k].name, name))
            k++;
        same += k < count;
        if (k == count && !hsy_byline_is_person(now->tables, now->build->arena, name))
            return false;
    }
    return n > count && same == count;
}

/* Below the text: "(c) 2031 The Associated Press", "Agence France-Presse" by itself. */
static void credits_below(hsy_authors *a)
{
    const hsy_blocks *blocks = a->blocks;

    for (uint32_t i = a->last; i < blocks->list.count && i < a->last + CREDITS; i++) {
        const hsy_block *block = &blocks->list.data[i];
        hsy_str s = hsy_text_str(&block->text);
        if (block->linked * 2 > block->text.len || block->look.words > 60)
            continue;
        hsy_str name = hsy_copyright_name(a->tables, a->build, s);
        if (name.len)
            hsy_wire_credit(a->tables, a->build, name, block->at);
    }
}

/* The first source that has a full name is believed; but what <meta> calls the author
 * may be the house, and gives way to a person whom the page shows. */
static void choose(hsy_authors *a)
{
    static void (*const sources[])(hsy_authors *) = {
        persons_of_ld,       persons_of_meta,  hsy_authors_outright, hsy_authors_marked,
        hsy_authors_written, hsy_authors_only, lone_person};
    static void (*const lists[])(hsy_authors *) = {persons_of_meta, hsy_authors_written};
    static void (*const last_ones[])(hsy_authors *) = {
        hsy_authors_beside, hsy_authors_below, hsy_authors_signature, any_of_ld, any_of_meta};
    size_t n = sizeof sources / sizeof *sources;

    for (size_t i = 0; i < n && !any_person(a) && !(i == 1 && any_full(a)); i++)
        ask(a, sources[i], is_better);
    for (size_t i = 0; i < sizeof lists / sizeof *lists && any_full(a); i++)
        ask(a, lists[i], is_fuller);
    for (size_t i = 0; i < sizeof last_ones / sizeof *last_ones && !hsy_authors_count(a); i++)
        last_ones[i](a);
}

void hsy_meta_bylines(const hsy_page_tables *tables, hsy_build *build, const hsy_dom *dom,
                      const hsy_meta *meta, const hsy_blocks *blocks, uint32_t first,
                      uint32_t body, uint32_t last)
{
    hsy_authors a = {tables, build, dom, meta, blocks, first, body, last};

    if (!hsy_authors_count(&a))
        choose(&a);
    credits_below(&a);
}
