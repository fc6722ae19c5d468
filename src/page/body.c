/*
 * body.c - which blocks of a page are the article.
 *
 * First the element that holds it: one that says so (itemprop=articleBody, a class
 * such as "article-body"), if most of the prose lies in it; else <article>; else the
 * deepest element that still holds nearly all prose. Then the blocks in it, one by
 * one: prose is kept; furniture by tag, class, phrase, and lists of links are left
 * out; what is short stays only where prose stands around it.
 *
 * All thresholds were chosen on the development pages (tools/eval/page.py).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/body.h"

#include "base/utf8.h"
#include "page/byline.h"
#include "page/date.h"
#include "page/block_features.h"
#include "page/forest.h"
#include "page/title.h"
#include "page/vote.h"

#define LEAD 8 /* blocks below the title among which its lead is */
#define FEW 25 /* blocks; a page of fewer has hardly any furniture, unlike all the trees saw */
#define LONGEST_PHRASE 66 /* words of a line that may hold a phrase of furniture */
#define LONGEST_KEY 400 /* bytes by which a repeated text is known */

struct finder {
    const hsy_page_tables *tables;
    hsy_arena *arena;
    hsy_blocks *blocks;
    const hsy_dom *dom;
    const hsy_meta *meta;
    hsy_body *ret;
    uint32_t *mass; /* node -> letters of prose below it that is no furniture */
    hsy_str title_key;
    hsy_str *keys; /* of blocks, as far as they were asked for */
};

static hsy_block *block_of(const struct finder *f, uint32_t i)
{
    return &f->blocks->list.data[i];
}

static bool is_dropped(const struct finder *f, const hsy_block *block)
{
    return f->blocks->places[block->node].dropped;
}

/* --- the text said --------------------------------------------------------- */

/* Mark the prose that stands in articleBody. It is heard when the page has nearly
 * all of it, and it is most of what the page has: a text said in other words, one
 * that scripts will write, or one cut short says nothing of what is not in it. */
static void hear(struct finder *f)
{
    hsy_vote vote;
    uint64_t letters = 0, prose = 0;
    uint32_t first = HSY_NONE;

    if (!hsy_vote_read(f->arena, f->meta->body, &vote))
        return;
    for (uint32_t i = 0; i < f->blocks->list.count; i++) {
        hsy_block *block = block_of(f, i);
        if (block->look.words < 4 && block->look.letters < 20)
            continue;
        block->said = hsy_vote_share(&vote, f->arena, hsy_text_str(&block->text)) >= 50;
        if (block->said && block->prose && first == HSY_NONE)
            first = i;
        letters += block->said ? block->text.len : 0;
        prose += block->prose && !is_dropped(f, block) ? block->text.len : 0;
    }
    if (letters * 80 >= (uint64_t)vote.letters * 90 && letters * 100 >= prose * 50)
        f->ret->heard = first;
}

/* Prose that the page does not count to its article. What stands before the text
 * said may be its lead, which articleBody leaves out as a rule. */
static bool is_unsaid(const struct finder *f, uint32_t i)
{
    return i > f->ret->heard && block_of(f, i)->prose && !block_of(f, i)->said;
}

/* --- the element ----------------------------------------------------------- */

static void weigh(struct finder *f)
{
    for (uint32_t i = 0; i < f->blocks->list.count; i++) {
        const hsy_block *block = block_of(f, i);
        if (block->prose && !is_dropped(f, block) && !is_unsaid(f, i))
            f->mass[block->node] += block->look.letters;
    }
    for (uint32_t i = f->blocks->norder; i-- > 1;) {
        uint32_t node = f->blocks->order[i], parent = f->dom->nodes[node].parent;
        if (parent != HSY_NONE)
            f->mass[parent] += f->mass[node];
    }
}

static bool is_article(const struct finder *f, uint32_t node)
{
    return f->dom->nodes[node].tag == HSY_TAG_ARTICLE ||
           hsy_str_eq(hsy_dom_attr(f->dom, node, HSY_ATTR_ROLE), HSY_STR("article"));
}

/* The element of a kind with the most prose; of nested ones the inner, if it has
 * nearly all of the outer's. */
static uint32_t heaviest(const struct finder *f, bool by_hint)
{
    uint32_t best = HSY_NONE;

    for (uint32_t i = 1; i < f->blocks->norder; i++) {
        uint32_t node = f->blocks->order[i];
        const hsy_place *place = &f->blocks->places[node];
        if (f->dom->nodes[node].kind != HSY_NODE_ELEMENT || place->dropped || place->hidden)
            continue;
        if (by_hint ? place->hint != HSY_HINT_BODY : !is_article(f, node))
            continue;
        uint64_t have = best == HSY_NONE ? 0 : f->mass[best], mass = f->mass[node];
        bool inside = best != HSY_NONE && hsy_is_below(f->blocks, node, best);
        if (inside ? mass * 10 >= have * 9 : mass > have)
            best = node;
    }
    return best;
}

static uint32_t heaviest_child(const struct finder *f, uint32_t node)
{
    uint32_t best = HSY_NONE;

    for (uint32_t child = f->dom->nodes[node].first_child; child != HSY_NONE;
         child = f->dom->nodes[child].next)
        if (f->dom->nodes[child].kind == HSY_NODE_ELEMENT &&
            (best == HSY_NONE || f->mass[child] > f->mass[best]))
            best = child;
    return best;
}

/* Go down as long as one child holds nearly all. */
static uint32_t descend(const struct finder *f, uint32_t node)
{
    for (;;) {
        uint32_t child = heaviest_child(f, node);
        if (child == HSY_NONE || (uint64_t)f->mass[child] * 100 < (uint64_t)f->mass[node] * 90)
            return node;
        uint16_t tag = f->dom->nodes[child].tag;
        if (tag == HSY_TAG_P || tag == HSY_TAG_LI || tag == HSY_TAG_BLOCKQUOTE)
            return node;
        node = child;
    }
}

static bool holds(const struct finder *f, uint32_t node, uint32_t percent)
{
    return node != HSY_NONE && f->mass[node] > 0 &&
           (uint64_t)f->mass[node] * 100 >= (uint64_t)f->mass[0] * percent;
}

static uint32_t nearest_article(const struct finder *f, uint32_t node)
{
    while (node != HSY_NONE && !is_article(f, node))
        node = f->dom->nodes[node].parent;
    return node;
}

/* Articles that are cut into pieces by adverts and boxes have several elements of one
 * class: then the element around them all. Stories that follow each other on a page
 * have each an <article> or an <h1>, and are not joined. */
static uint32_t joined(const struct finder *f, uint32_t root)
{
    hsy_str name = hsy_dom_attr(f->dom, root, HSY_ATTR_CLASS);
    uint32_t article = nearest_article(f, root), all = root, near = root, headings = 0;

    for (int up = 0; up < 4 && near != HSY_NONE; up++)
        near = f->dom->nodes[near].parent;
    for (uint32_t i = 1; name.len && near != HSY_NONE && i < f->blocks->norder; i++) {
        uint32_t node = f->blocks->order[i];
        if (f->dom->nodes[node].kind != HSY_NODE_ELEMENT ||
            f->blocks->places[node].hint != HSY_HINT_BODY || f->blocks->places[node].dropped ||
            hsy_is_below(f->blocks, node, all) || !hsy_is_below(f->blocks, node, near) ||
            !hsy_str_eq(hsy_dom_attr(f->dom, node, HSY_ATTR_CLASS), name) ||
            f->mass[node] < 60 || nearest_article(f, node) != article)
            continue;
        while (!hsy_is_below(f->blocks, node, all))
            all = f->dom->nodes[all].parent;
    }
    for (uint32_t i = 1; all != root && i < f->blocks->norder; i++) {
        uint32_t node = f->blocks->order[i];
        headings += f->dom->nodes[node].kind == HSY_NODE_ELEMENT &&
                    f->dom->nodes[node].tag == HSY_TAG_H1 && hsy_is_below(f->blocks, node, all);
    }
    return headings > 1 ? root : all;
}

static uint32_t element_of_prose(const struct finder *f)
{
    uint32_t hinted = heaviest(f, true), article = heaviest(f, false);

    if (holds(f, hinted, 60))
        return hinted;
    if (holds(f, article, 40))
        return holds(f, hinted, 30) && hsy_is_below(f->blocks, hinted, article) &&
                       (uint64_t)f->mass[hinted] * 10 >= (uint64_t)f->mass[article] * 8
                   ? hinted
                   : article;
    if (holds(f, hinted, 35))
        return hinted;
    return descend(f, 0);
}

static hsy_str key_of(hsy_arena *arena, hsy_str s)
{
    return hsy_utf8_fold(arena, hsy_str_sub(s, 0, LONGEST_KEY));
}

static hsy_str key_of_block(const struct finder *f, uint32_t i)
{
    if (!f->keys[i].ptr)
        f->keys[i] = key_of(f->arena, hsy_text_str(&block_of(f, i)->text));
    return f->keys[i];
}

/* --- the blocks ------------------------------------------------------------ */

static void leave_out(hsy_block *block, hsy_removed_as as)
{
    block->keep = false;
    block->as = as;
}

static bool is_mostly_links(const hsy_block *block)
{
    uint32_t len = block->text.len;

    if (block->look.stop && block->look.words >= 12)
        return block->linked * 10 > len * 9;
    return block->linked * 10 > len * (block->look.words >= 8 ? 6u : 5u);
}

/* A line of the head: byline or dateline. */
static bool is_head_line(const struct finder *f, const hsy_block *block)
{
    hsy_arena_mark mark = hsy_arena_here(f->arena);
    hsy_str text = hsy_text_str(&block->text);
    hsy_hint hint = f->blocks->places[block->node].hint;
    hsy_date date;
    bool is = false;

    if (block->prose || block->look.words > LONGEST_PHRASE)
        return false;
    is = hsy_byline_is(f->tables, f->arena, text);
    if (!is && block->look.words <= 10 && block->look.digits >= 5 && !block->look.stop)
        is = hsy_date_find(f->tables, f->arena, text, HSY_ORDER_OPEN, false, &date, NULL);
    if (!is && block->look.words <= 12 && !block->look.stop)
        is = hint == HSY_HINT_BYLINE || hint == HSY_HINT_DATE;
    hsy_arena_rewind(f->arena, mark);
    return is;
}

/* Within the element of the article: what is this block? */
static void decide(const struct finder *f, uint32_t i)
{
    hsy_block *block = block_of(f, i);
    const hsy_place *place = &f->blocks->places[block->node];
    const hsy_phrase *phrase = block->phrase;
    bool short_one = block->look.words < 4 && !block->look.stop;

    if (place->dropped)
        leave_out(block, place->as);
    else if (is_unsaid(f, i))
        leave_out(block, HSY_AS_RELATED);
    else if (block->look.letters == 0)
        leave_out(block, HSY_AS_OTHER);
    else if (phrase && !(block->look.quote && block->prose))
        leave_out(block, phrase->as);
    else if (is_mostly_links(block))
        leave_out(block, HSY_AS_RELATED);
    else if (block->head_line)
        leave_out(block, HSY_AS_OTHER);
    else if (hsy_heading_level(f->dom, block->node))
        block->keep = block->heading = true;
    else if (block->prose || block->tag == HSY_TAG_P || block->tag == HSY_TAG_BLOCKQUOTE ||
             block->tag == HSY_TAG_LI || block->tag == HSY_TAG_DD || block->tag == HSY_TAG_PRE)
        block->keep = !(short_one && block->tag != HSY_TAG_LI && block->tag != HSY_TAG_P);
    else
        block->keep = block->look.stop || block->look.words >= 8 || block->look.colon;
    if (!block->keep && !block->as)
        block->as = HSY_AS_OTHER;
}

/* A block before the element that belongs to it: the lead below the title. */
static bool is_lead(const struct finder *f, const hsy_block *block)
{
    hsy_hint hint = f->blocks->places[block->node].hint;
    uint32_t parent = f->dom->nodes[block->node].parent;

    if (parent != HSY_NONE && f->blocks->places[parent].hint == HSY_HINT_LEAD)
        hint = HSY_HINT_LEAD;
    return !is_dropped(f, block) && !is_mostly_links(block) && block->look.words >= 6 &&
           (hint == HSY_HINT_LEAD || block->prose || block->tag == HSY_TAG_H2);
}

static void decide_all(const struct finder *f)
{
    bool inside = false, ended = false;

    for (uint32_t i = 0; i < f->blocks->list.count; i++) {
        hsy_block *block = block_of(f, i);
        bool within = block->within;
        ended = ended || (inside && !within);
        inside = inside || within;
        bool between = !inside && f->ret->title != HSY_NONE && i > f->ret->title;
        if (within || (between && is_lead(f, block)))
            decide(f, i);
        else
            leave_out(block, is_dropped(f, block)     ? f->blocks->places[block->node].as
                             : !inside                ? HSY_AS_MENU
                             : is_mostly_links(block) ? HSY_AS_RELATED
                                                      : HSY_AS_OTHER);
        if (i == f->ret->title)
            leave_out(block, HSY_AS_OTHER);
    }
}

/* Repeated text (pull quotes, the title once more), and headings over nothing. */
static void drop_repeated(const struct finder *f)
{
    hsy_map seen;

    hsy_map_init(&seen, f->arena);
    for (uint32_t i = 0; i < f->blocks->list.count; i++) {
        hsy_block *block = block_of(f, i);
        if (!block->keep)
            continue;
        hsy_str key = key_of_block(f, i);
        bool title = f->title_key.len && hsy_str_eq(key, f->title_key);
        if (title || (block->look.words >= 5 && hsy_map_find(&seen, key) != HSY_NONE))
            leave_out(block, HSY_AS_OTHER);
        hsy_map_set(&seen, key, i);
    }
}

static void drop_bare_headings(const struct finder *f)
{
    bool open = false; /* something kept follows */

    for (uint32_t i = f->blocks->list.count; i-- > 0;) {
        hsy_block *block = block_of(f, i);
        if (block->keep && block->heading && !open)
            leave_out(block, HSY_AS_RELATED);
        else if (block->keep && !block->heading)
            open = true;
        else if (!block->keep && (block->as == HSY_AS_RELATED || block->as == HSY_AS_TRENDING))
            open = false;
    }
}

/* A heading such as "Related Posts" takes what follows with it, as on a plain page,
 * up to the next prose that is no link. Where the element already says what it is,
 * the tags have parted it from the article, and nothing more is taken. */
static void drop_regions(const struct finder *f)
{
    const hsy_phrase *open = NULL;
    uint32_t kept = 0;

    for (uint32_t i = 0; i < f->blocks->list.count; i++) {
        hsy_block *block = block_of(f, i);
        const hsy_phrase *phrase = block->look.words > 12 ? NULL : block->phrase;
        if (phrase && phrase->effect == HSY_EFFECT_OPEN && !block->keep &&
            !is_dropped(f, block))
            open = kept >= 2 ? phrase : NULL;
        else if (block->keep && block->prose && block->look.words >= 12 &&
                 block->linked * 4 < block->text.len && (!open || open->as != HSY_AS_COMMENTS))
            open = NULL;
        else if (block->keep && open)
            leave_out(block, open->as);
        kept += block->keep && block->prose;
    }
}

/* --- what is known of each block before it is decided ------------------------ */

static void look_at_all(const struct finder *f)
{
    hsy_map seen;

    hsy_map_init(&seen, f->arena);
    for (uint32_t i = 0; i < f->blocks->list.count; i++) {
        hsy_block *block = block_of(f, i);
        hsy_str text = hsy_text_str(&block->text);
        uint32_t first = hsy_map_put(&seen, hsy_str_sub(text, 0, LONGEST_KEY), i);
        block->repeats = 0;
        if (first != HSY_NONE)
            block_of(f, first)->repeats++;
        block->within = hsy_is_below(f->blocks, block->node, f->ret->root);
        if (block->look.words <= LONGEST_PHRASE)
            block->phrase = hsy_phrases_match(&f->tables->phrases, f->arena, text);
        block->head_line = is_head_line(f, block);
    }
    for (uint32_t i = 0; i < f->blocks->list.count; i++) {
        hsy_block *block = block_of(f, i);
        if (block->repeats)
            continue;
        hsy_str key = hsy_str_sub(hsy_text_str(&block->text), 0, LONGEST_KEY);
        block->repeats = block_of(f, hsy_map_find(&seen, key))->repeats;
    }
}

/* --- the second opinion ------------------------------------------------------ */

/* What the trees make of the blocks, the rules' opinion among what they know. */
static void weigh_blocks(const struct finder *f)
{
    uint32_t n = f->blocks->list.count;
    int32_t *points = hsy_new_array(f->arena, n + 1, int32_t);
    const int32_t *rows = hsy_block_features(f->arena, f->blocks, f->ret);

    if (!points || !rows)
        return;
    for (uint32_t i = 0; i < n; i++)
        points[i] = hsy_forest_points(&f->tables->block_trees,
                                      rows + (size_t)i * HSY_BLOCK_NFEATURES);
    f->ret->features = rows;
    f->ret->points = points;
}

static hsy_removed_as class_of(const struct finder *f, const hsy_block *block)
{
    const hsy_place *place = &f->blocks->places[block->node];

    if (place->dropped)
        return place->as;
    return block->phrase           ? block->phrase->as
           : is_mostly_links(block) ? HSY_AS_RELATED
                                    : HSY_AS_OTHER;
}

static void decide_by_points(const struct finder *f)
{
    for (uint32_t i = 0; i < f->blocks->list.count; i++) {
        hsy_block *block = block_of(f, i);
        bool keep = f->ret->points[i] > 0 && block->look.letters + block->look.digits > 0;
        if (keep && i != f->ret->title) {
            block->keep = true;
            block->heading = hsy_heading_level(f->dom, block->node) > 0;
        } else if (block->keep) {
            leave_out(block, class_of(f, block));
        }
    }
}

/* Is it what the head of the page describes the page with? */
static bool is_description(const struct finder *f, hsy_str text)
{
    static const char *const keys[] = {"og:description", "description", "twitter:description",
                                       NULL};
    hsy_arena_mark mark = hsy_arena_here(f->arena);
    hsy_str key = key_of(f->arena, text);
    bool is = false;

    for (uint32_t i = 0; i < f->meta->pairs.count && !is; i++)
        if (hsy_key_in(f->meta->pairs.data[i].key, keys))
            is = hsy_str_eq(key, key_of(f->arena, hsy_str_trim(f->meta->pairs.data[i].value)));
    hsy_arena_rewind(f->arena, mark);
    return is;
}

/* The lead below the title: prose that stands there before any byline, and what describes
 * the page, is of the article, whatever its form. Below a byline prose may be about the
 * author. Gives the block, which byline and date may stand below. */
static uint32_t keep_lead(const struct finder *f)
{
    uint32_t title = f->ret->title, n = f->blocks->list.count;
    bool below = false; /* a byline */

    for (uint32_t i = title + 1; title != HSY_NONE && i < n && i <= title + LEAD; i++) {
        hsy_block *block = block_of(f, i);
        bool lead = block->prose && block->look.words >= 10 && !block->phrase && !below;
        if (block->keep && block->prose)
            return HSY_NONE;
        below = below || block->head_line ||
                f->blocks->places[block->node].hint == HSY_HINT_BYLINE;
        if (block->keep || block->linked || is_dropped(f, block) || block->head_line ||
            block->look.words < 6 ||
            !(lead || is_description(f, hsy_text_str(&block->text))))
            continue;
        block->keep = true;
        return i;
    }
    return HSY_NONE;
}

void hsy_body_find(const hsy_page_tables *tables, hsy_arena *arena, hsy_blocks *blocks,
                   const hsy_meta *meta, uint32_t title, bool fragment, hsy_body *ret)
{
    uint32_t lead = HSY_NONE;
    struct finder f = {tables, arena, blocks, blocks->dom, meta, ret, NULL, {NULL, 0}, NULL};

    *ret = (hsy_body){0, title, HSY_NONE, 0, HSY_NONE, NULL, NULL};
    f.mass = hsy_new_array(arena, blocks->dom->nnodes, uint32_t);
    f.keys = hsy_new_array(arena, blocks->list.count + 1, hsy_str);
    if (!f.mass || !f.keys)
        return;
    hear(&f);
    weigh(&f);
    if (title != HSY_NONE)
        f.title_key = key_of(arena, hsy_text_str(&block_of(&f, title)->text));
    ret->root = element_of_prose(&f);
    if (f.blocks->places[ret->root].hint == HSY_HINT_BODY)
        ret->root = joined(&f, ret->root);
    look_at_all(&f);
    decide_all(&f);
    drop_regions(&f);
    drop_repeated(&f);
    drop_bare_headings(&f);
    if (!fragment && blocks->list.count >= FEW)
        weigh_blocks(&f);
    if (ret->points && tables->block_trees.nroots) {
        decide_by_points(&f);
        lead = keep_lead(&f);
        drop_repeated(&f);
        drop_bare_headings(&f);
    }
    for (uint32_t i = 0; i < blocks->list.count; i++) {
        if (!block_of(&f, i)->keep)
            continue;
        ret->first = ret->first == HSY_NONE && i != lead ? i : ret->first;
        ret->last = i;
    }
    if (ret->first == HSY_NONE)
        ret->first = lead;
}
