/* blocks.c - see blocks.h.
 *
 * Furniture is known by what elements say of themselves, but many say too much: a
 * class such as "has-comments" can stand on the whole page. So the letters of prose
 * below each element are counted first, and no element that holds a good part of
 * the page's prose is dropped for a word in its class.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/blocks.h"

#include "page/build.h"

#define SCANTY 600 /* letters of prose; an article has more */

static bool is_block_tag(uint16_t tag)
{
    switch (tag) {
    case HSY_TAG_A:
    case HSY_TAG_ABBR:
    case HSY_TAG_ACRONYM:
    case HSY_TAG_B:
    case HSY_TAG_BDI:
    case HSY_TAG_BDO:
    case HSY_TAG_BIG:
    case HSY_TAG_BLINK:
    case HSY_TAG_BR:
    case HSY_TAG_CITE:
    case HSY_TAG_CODE:
    case HSY_TAG_DATA:
    case HSY_TAG_DEL:
    case HSY_TAG_DFN:
    case HSY_TAG_EM:
    case HSY_TAG_FONT:
    case HSY_TAG_I:
    case HSY_TAG_IMG:
    case HSY_TAG_INS:
    case HSY_TAG_KBD:
    case HSY_TAG_LABEL:
    case HSY_TAG_MARK:
    case HSY_TAG_NOBR:
    case HSY_TAG_Q:
    case HSY_TAG_RB:
    case HSY_TAG_RP:
    case HSY_TAG_RT:
    case HSY_TAG_RUBY:
    case HSY_TAG_S:
    case HSY_TAG_SAMP:
    case HSY_TAG_SMALL:
    case HSY_TAG_SPAN:
    case HSY_TAG_STRIKE:
    case HSY_TAG_STRONG:
    case HSY_TAG_SUB:
    case HSY_TAG_SUP:
    case HSY_TAG_TIME:
    case HSY_TAG_TT:
    case HSY_TAG_U:
    case HSY_TAG_VAR:
    case HSY_TAG_WBR:
    case HSY_TAG_OTHER:
    case HSY_TAG_BUTTON: return false;
    default: return true;
    }
}

struct cutter {
    hsy_arena *arena;
    hsy_arena scratch; /* for the block at hand, whose length is not known before its end */
    hsy_arena_mark clean;
    hsy_blocks *ret;
    const hsy_dom *dom;
    hsy_build build; /* folds white space */
    hsy_article ignored;
    uint32_t node; /* of the block at hand; HSY_NONE: none */
    uint32_t linked, strong, breaks;
    hsy_span at;
    bool by_script; /* also what a script would show */
    bool failed;
};

static bool add_block(struct cutter *c, const hsy_text *text)
{
    hsy_block *block = hsy_vec_push(c->arena, &c->ret->list);
    const char *bytes = hsy_arena_copy(c->arena, text->bytes, text->len);
    const void *runs = hsy_arena_copy(c->arena, text->runs, text->nruns * sizeof *text->runs);

    if (!block || !bytes || !runs)
        return false;
    *block = (hsy_block){.node = c->node,
                         .text = {bytes, text->len, text->nruns, runs},
                         .at = c->at,
                         .look = hsy_look_at(hsy_text_str(text)),
                         .linked = c->linked,
                         .strong = c->strong,
                         .tag = c->dom->nodes[c->node].tag};
    return true;
}

static void flush(struct cutter *c)
{
    hsy_text text;

    c->breaks = 0;
    if (c->node == HSY_NONE)
        return;
    hsy_build_close(&c->build, false);
    if (hsy_text_done(&c->build.writer, &text) || (text.len && !add_block(c, &text)))
        c->failed = true;
    hsy_arena_rewind(&c->scratch, c->clean);
    c->node = HSY_NONE;
}

static void begin(struct cutter *c, uint32_t node, hsy_span at)
{
    hsy_build_init(&c->build, &c->scratch, NULL, &c->ignored);
    hsy_build_open(&c->build);
    c->node = node;
    c->linked = c->strong = 0;
    c->at = at;
}

static bool is_white(hsy_str s)
{
    return hsy_str_trim(s).len == 0;
}

static void take_text(struct cutter *c, uint32_t node)
{
    const hsy_node *text = &c->dom->nodes[node];
    const hsy_place *place = &c->ret->places[text->parent];
    uint32_t block = place->block;

    if (c->node != HSY_NONE && (block != c->node || c->breaks > 1))
        flush(c);
    if (is_white(hsy_text_str(&text->text))) {
        if (c->node != HSY_NONE)
            hsy_build_text(&c->build, &text->text);
        return;
    }
    if (c->node == HSY_NONE)
        begin(c, block, text->at);
    if (c->breaks == 1)
        hsy_build_piece(&c->build, HSY_STR(" "), text->at.off, text->at.off);
    c->breaks = 0;
    uint32_t before = c->build.writer.bytes.count;
    hsy_build_text(&c->build, &text->text);
    if (place->inside & HSY_IN_LINK)
        c->linked += c->build.writer.bytes.count - before;
    if (place->inside & HSY_IN_STRONG)
        c->strong += c->build.writer.bytes.count - before;
    c->at = hsy_span_join(c->at, text->at);
}

/* What a tag says of all that is in its element. */
static uint16_t inside_of(uint16_t tag)
{
    switch (tag) {
    case HSY_TAG_ARTICLE: return HSY_IN_ARTICLE;
    case HSY_TAG_MAIN: return HSY_IN_MAIN;
    case HSY_TAG_ASIDE: return HSY_IN_ASIDE;
    case HSY_TAG_NAV: return HSY_IN_NAV;
    case HSY_TAG_FOOTER: return HSY_IN_FOOTER;
    case HSY_TAG_HEADER: return HSY_IN_HEADER;
    case HSY_TAG_FORM: return HSY_IN_FORM;
    case HSY_TAG_FIGURE: return HSY_IN_FIGURE;
    case HSY_TAG_TABLE: return HSY_IN_TABLE;
    case HSY_TAG_UL:
    case HSY_TAG_OL: return HSY_IN_LIST;
    case HSY_TAG_BLOCKQUOTE: return HSY_IN_QUOTE;
    case HSY_TAG_A: return HSY_IN_LINK;
    case HSY_TAG_B:
    case HSY_TAG_STRONG:
    case HSY_TAG_EM:
    case HSY_TAG_I: return HSY_IN_STRONG;
    default: return 0;
    }
}

static void enter(struct cutter *c, uint32_t node)
{
    const hsy_node *element = &c->dom->nodes[node];
    hsy_place *place = &c->ret->places[node];
    const hsy_place *above =
        element->parent == HSY_NONE ? NULL : &c->ret->places[element->parent];
    bool block = is_block_tag(element->tag);

    place->block = block || !above ? node : above->block;
    place->inside = (uint16_t)(inside_of(element->tag) | (above ? above->inside : 0));
    place->level = above ? (uint16_t)(above->level + 1) : 0;
    if (block)
        flush(c);
    if (element->tag == HSY_TAG_BR)
        c->breaks++;
}

static void walk(struct cutter *c)
{
    hsy_blocks *blocks = c->ret;
    bool skip = false;

    for (uint32_t node = 0; node != HSY_NONE && !c->failed;
         node = hsy_dom_next(c->dom, 0, node, skip)) {
        skip = false;
        blocks->places[node].order = blocks->norder;
        blocks->order[blocks->norder++] = node;
        uint8_t kind = c->dom->nodes[node].kind;
        if (kind == HSY_NODE_TEXT) {
            take_text(c, node);
        } else if (kind == HSY_NODE_ELEMENT && hsy_is_hidden(c->dom, node, c->by_script)) {
            blocks->places[node].hidden = skip = true;
        } else if (kind == HSY_NODE_ELEMENT || kind == HSY_NODE_DOCUMENT) {
            enter(c, node);
        }
    }
    flush(c);
}

/* Letters of prose, summed up from the leaves: later nodes lie below or after. */
static void weigh(hsy_blocks *blocks)
{
    for (uint32_t i = 0; i < blocks->list.count; i++) {
        hsy_block *block = &blocks->list.data[i];
        block->prose = hsy_look_is_prose(&block->look) && block->linked * 2 < block->text.len;
        hsy_place *place = &blocks->places[block->node];
        place->mass += block->prose ? block->look.letters : 0;
        place->bytes += block->text.len;
        place->linked += block->linked;
        place->blocks++;
    }
    for (uint32_t i = blocks->norder; i-- > 1;) {
        uint32_t node = blocks->order[i], parent = blocks->dom->nodes[node].parent;
        hsy_place *place = &blocks->places[node];
        bool element = blocks->dom->nodes[node].kind == HSY_NODE_ELEMENT;
        if (place->end < place->order)
            place->end = place->order;
        place->links |= element && blocks->dom->nodes[node].tag == HSY_TAG_A;
        place->tables |= element && blocks->dom->nodes[node].tag == HSY_TAG_TABLE;
        if (parent == HSY_NONE)
            continue;
        hsy_place *above = &blocks->places[parent];
        above->end = above->end < place->end ? place->end : above->end;
        above->mass += place->mass;
        above->bytes += place->bytes;
        above->linked += place->linked;
        above->blocks += place->blocks;
        above->links |= place->links;
        above->tables |= place->tables;
    }
}

static hsy_status cut(hsy_arena *arena, const hsy_dom *dom, bool by_script, hsy_blocks *ret,
                      hsy_error *err)
{
    struct cutter c = {
        .arena = arena, .ret = ret, .dom = dom, .node = HSY_NONE, .by_script = by_script};

    *ret = (hsy_blocks){.dom = dom};
    ret->places = hsy_new_array(arena, dom->nnodes, hsy_place);
    ret->order = hsy_new_array(arena, dom->nnodes, uint32_t);
    if (!ret->places || !ret->order)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_arena_init(&c.scratch, 0);
    c.failed = !hsy_arena_alloc(&c.scratch, 1); /* so that rewinding keeps a block */
    c.clean = hsy_arena_here(&c.scratch);
    walk(&c);
    hsy_arena_clear(&c.scratch);
    if (c.failed)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    weigh(ret);
    return HSY_OK;
}

/* Some pages are sent in pieces, the article in a hidden one that a script puts in
 * its place. Where hardly any prose is shown and much is hidden, that is the page. */
hsy_status hsy_blocks_cut(hsy_arena *arena, const hsy_dom *dom, hsy_blocks *ret, hsy_error *err)
{
    hsy_blocks all;
    hsy_status status = cut(arena, dom, false, ret, err);

    if (status || ret->places[0].mass > SCANTY)
        return status;
    status = cut(arena, dom, true, &all, err);
    if (!status && all.places[0].mass / 4 > ret->places[0].mass && all.places[0].mass > SCANTY)
        *ret = all;
    return status;
}

/* --- furniture ------------------------------------------------------------- */

/* The share of the page's prose, in hundredths, from which on an element is not
 * dropped for what it says. Comments and lists of other stories can hold more than
 * the article itself; chosen on the development pages. */
static uint32_t spared_from(const hsy_dom *dom, uint32_t node, hsy_removed_as as)
{
    uint16_t tag = dom->nodes[node].tag;

    if (tag == HSY_TAG_HTML || tag == HSY_TAG_BODY || tag == HSY_TAG_MAIN)
        return 0;
    if (tag == HSY_TAG_ARTICLE)
        return 25;
    if (tag == HSY_TAG_NAV || tag == HSY_TAG_FIGCAPTION)
        return 101;
    return as == HSY_AS_COMMENTS ? 85 : as == HSY_AS_RELATED ? 60 : 40;
}

static bool is_spared(const hsy_blocks *blocks, uint32_t node, hsy_removed_as as)
{
    uint64_t mass = blocks->places[node].mass, all = blocks->places[0].mass;
    return mass * 100 >= all * spared_from(blocks->dom, node, as) && (mass || !all);
}

static void decide_place(hsy_blocks *blocks, hsy_hinter *hinter, uint32_t node, bool sure)
{
    hsy_place *place = &blocks->places[node];
    hsy_hinted by_tag = hsy_hint_of_tag(blocks->dom, node);
    hsy_hinted hinted = hsy_hint_of(hinter, node);
    uint16_t tag = blocks->dom->nodes[node].tag;

    place->hint = hinted.hint;
    if (sure && hinted.as != HSY_AS_COMMENTS && hinted.as != HSY_AS_RELATED)
        hinted.hint = HSY_HINT_NONE;
    if (by_tag.hint == HSY_HINT_DROP)
        hinted = hinted.hint == HSY_HINT_DROP ? hinted : by_tag;
    if (hinted.hint != HSY_HINT_DROP || tag == HSY_TAG_HTML || tag == HSY_TAG_BODY ||
        tag == HSY_TAG_H1)
        return;
    if (tag == HSY_TAG_P && hinted.as == HSY_AS_RELATED && place->mass && !place->links)
        return; /* "teaser" is what some call the lead; other stories have links */
    if (tag == HSY_TAG_FIGURE && place->tables)
        return; /* only its caption is one */
    if (blocks->places[0].mass > 0 && is_spared(blocks, node, hinted.as))
        return;
    place->dropped = true;
    place->as = hinted.as;
}

static void drop(hsy_blocks *blocks, hsy_hinter *hinter, bool sure)
{
    const hsy_dom *dom = blocks->dom;

    for (uint32_t i = 1; i < blocks->norder; i++) {
        uint32_t node = blocks->order[i];
        hsy_place *place = &blocks->places[node];
        const hsy_place *above = &blocks->places[dom->nodes[node].parent];
        if (dom->nodes[node].kind != HSY_NODE_ELEMENT)
            continue;
        place->dropped = above->dropped;
        place->as = above->as;
        if (above->dropped)
            place->hint = hsy_hint_of(hinter, node).hint;
        else
            decide_place(blocks, hinter, node, sure);
    }
}

void hsy_blocks_drop(hsy_blocks *blocks, hsy_hinter *hinter)
{
    uint64_t left = 0;

    drop(blocks, hinter, false);
    for (uint32_t i = 0; i < blocks->list.count; i++) {
        const hsy_block *block = &blocks->list.data[i];
        left += block->prose && !blocks->places[block->node].dropped ? block->look.letters : 0;
    }
    if (left * 3 < blocks->places[0].mass)
        drop(blocks, hinter, true);
}
