/* block_features.c - see block_features.h.
 *
 * Everything is worked out in passes along the list of blocks, so the cost is a
 * constant a block. Blocks are kin when their elements and the elements around those
 * have the same tags and classes: the paragraphs of an article are, and so are the
 * teasers of a list, wherever they stand.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/block_features.h"

#include "page/feature_units.h"
#include "page/title.h"

const char *const hsy_block_feature_names[] = {
#define X(name) #name,
    HSY_BLOCK_FEATURES(X)
#undef X
        NULL};

struct maker {
    const hsy_blocks *blocks;
    const hsy_body *body;
    int32_t *rows;
    uint32_t n;
    uint32_t *kin_of; /* block -> first block of its kind */
    struct kin {
        uint32_t mass, bytes, linked, blocks;
    } *kin; /* by that first block */
};

static const hsy_block *block_at(const struct maker *m, uint32_t i)
{
    return &m->blocks->list.data[i];
}

static int32_t *row_at(const struct maker *m, uint32_t i)
{
    return m->rows + (size_t)i * HSY_BLOCK_NFEATURES;
}

/* --- kin ------------------------------------------------------------------- */

static uint64_t kind_of(const hsy_dom *dom, uint32_t node)
{
    uint64_t hash = 0;

    for (int up = 0; up < 2 && node != HSY_NONE; up++, node = dom->nodes[node].parent) {
        hsy_str name = hsy_dom_attr(dom, node, HSY_ATTR_CLASS);
        hash = (hash ^ (name.len ? hsy_str_hash(name) : 0)) * 0x9E3779B97F4A7C15u;
        hash = (hash ^ dom->nodes[node].tag) * 0x9E3779B97F4A7C15u;
    }
    return hash;
}

static bool find_kin(hsy_arena *arena, struct maker *m)
{
    hsy_map seen;
    uint64_t *kinds = hsy_new_array(arena, m->n + 1, uint64_t);

    m->kin_of = hsy_new_array(arena, m->n + 1, uint32_t);
    m->kin = hsy_arena_array(arena, m->n + 1, sizeof *m->kin);
    if (!kinds || !m->kin_of || !m->kin)
        return false;
    hsy_map_init(&seen, arena);
    for (uint32_t i = 0; i < m->n; i++) {
        const hsy_block *block = block_at(m, i);
        if (i && block->node == block_at(m, i - 1)->node) {
            m->kin_of[i] = m->kin_of[i - 1];
        } else {
            kinds[i] = kind_of(m->blocks->dom, block->node);
            m->kin_of[i] =
                hsy_map_put(&seen, (hsy_str){(const char *)&kinds[i], sizeof *kinds}, i);
            if (m->kin_of[i] == HSY_NONE)
                return false;
        }
        struct kin *kin = &m->kin[m->kin_of[i]];
        kin->mass += block->prose ? block->look.letters : 0;
        kin->bytes += block->text.len;
        kin->linked += block->linked;
        kin->blocks++;
    }
    return true;
}

/* --- one block ------------------------------------------------------------- */

static void put_text(const hsy_block *block, int32_t *row)
{
    const hsy_look *look = &block->look;

    row[HSY_BF_words] = within(look->words, 1000);
    row[HSY_BF_letters] = within(look->letters, 5000);
    row[HSY_BF_links] = share(block->linked, block->text.len);
    row[HSY_BF_digits] = share(look->digits, look->letters + look->digits);
    row[HSY_BF_capitals] = share(look->capitals, look->words);
    row[HSY_BF_shouted] = share(look->shouted, look->words);
    row[HSY_BF_stops] = within(look->inner_stops, 20);
    row[HSY_BF_stop] = look->stop;
    row[HSY_BF_colon] = look->colon;
    row[HSY_BF_cut] = look->cut;
    row[HSY_BF_question] = look->question;
    row[HSY_BF_bullet] = look->bullet;
    row[HSY_BF_quote] = look->quote;
    row[HSY_BF_prose] = block->prose;
    row[HSY_BF_commas] = within(look->commas, 20);
    row[HSY_BF_strong] = share(block->strong, block->text.len);
}

/* Tags in an order from text to what is seldom text. */
static int32_t class_of_tag(uint16_t tag)
{
    switch (tag) {
    case HSY_TAG_P: return 0;
    case HSY_TAG_BLOCKQUOTE: return 1;
    case HSY_TAG_PRE: return 2;
    case HSY_TAG_H1:
    case HSY_TAG_H2: return 3;
    case HSY_TAG_H3:
    case HSY_TAG_H4:
    case HSY_TAG_H5:
    case HSY_TAG_H6: return 4;
    case HSY_TAG_LI: return 5;
    case HSY_TAG_DD:
    case HSY_TAG_DT: return 6;
    case HSY_TAG_DIV: return 7;
    case HSY_TAG_SECTION:
    case HSY_TAG_ARTICLE:
    case HSY_TAG_MAIN: return 8;
    case HSY_TAG_TD:
    case HSY_TAG_TH: return 9;
    case HSY_TAG_FIGCAPTION:
    case HSY_TAG_FIGURE: return 10;
    default: return 11;
    }
}

static void put_inside(uint16_t inside, int32_t *row)
{
    row[HSY_BF_in_article] = (inside & HSY_IN_ARTICLE) != 0;
    row[HSY_BF_in_main] = (inside & HSY_IN_MAIN) != 0;
    row[HSY_BF_in_aside] = (inside & HSY_IN_ASIDE) != 0;
    row[HSY_BF_in_nav] = (inside & HSY_IN_NAV) != 0;
    row[HSY_BF_in_footer] = (inside & HSY_IN_FOOTER) != 0;
    row[HSY_BF_in_header] = (inside & HSY_IN_HEADER) != 0;
    row[HSY_BF_in_form] = (inside & HSY_IN_FORM) != 0;
    row[HSY_BF_in_figure] = (inside & HSY_IN_FIGURE) != 0;
    row[HSY_BF_in_table] = (inside & HSY_IN_TABLE) != 0;
    row[HSY_BF_in_list] = (inside & HSY_IN_LIST) != 0;
    row[HSY_BF_in_quote] = (inside & HSY_IN_QUOTE) != 0;
    row[HSY_BF_in_link] = (inside & HSY_IN_LINK) != 0;
}

/* What the elements around say of themselves, up to CLIMB of them. */
#define CLIMB 12

static void put_hints(const struct maker *m, uint32_t node, int32_t *row)
{
    const hsy_place *place = &m->blocks->places[node];

    row[HSY_BF_hint] = (int32_t)place->hint;
    row[HSY_BF_dropped] = place->dropped;
    row[HSY_BF_dropped_as] = place->dropped ? (int32_t)place->as + 1 : 0;
    for (int up = 0; up < CLIMB && node != HSY_NONE; up++) {
        hsy_hint hint = m->blocks->places[node].hint;
        row[HSY_BF_body_hints] += hint == HSY_HINT_BODY;
        row[HSY_BF_drop_hints] += hint == HSY_HINT_DROP;
        if (up && hint != HSY_HINT_NONE && !row[HSY_BF_hint_up])
            row[HSY_BF_hint_up] = (int32_t)hint;
        node = m->blocks->dom->nodes[node].parent;
    }
}

static void put_around(const struct maker *m, uint32_t node, int32_t *row)
{
    static const int mass[] = {HSY_BF_mass, HSY_BF_mass_up, HSY_BF_mass_up_2, HSY_BF_mass_up_3};
    static const int links[] = {-1, HSY_BF_links_up, HSY_BF_links_up_2, HSY_BF_links_up_3};
    static const int blocks[] = {-1, HSY_BF_blocks_up, HSY_BF_blocks_up_2, -1};
    uint32_t all = m->blocks->places[0].mass;

    for (int up = 0; up < 4; up++) {
        const hsy_place *place = &m->blocks->places[node];
        row[mass[up]] = share(place->mass, all);
        if (links[up] >= 0)
            row[links[up]] = share(place->linked, place->bytes);
        if (blocks[up] >= 0)
            row[blocks[up]] = within(place->blocks, FAR);
        if (m->blocks->dom->nodes[node].parent != HSY_NONE)
            node = m->blocks->dom->nodes[node].parent;
    }
}

static void put_rules(const struct maker *m, uint32_t i, int32_t *row)
{
    const hsy_block *block = block_at(m, i);
    const struct kin *kin = &m->kin[m->kin_of[i]];

    row[HSY_BF_kin] = within(kin->blocks, FAR);
    row[HSY_BF_kin_mass] = share(kin->mass, m->blocks->places[0].mass);
    row[HSY_BF_kin_links] = share(kin->linked, kin->bytes);
    row[HSY_BF_within] = block->within;
    row[HSY_BF_kept] = block->keep;
    row[HSY_BF_kept_as] = block->keep ? 0 : (int32_t)block->as + 1;
    row[HSY_BF_said] = block->said;
    row[HSY_BF_heard] = m->body->heard == HSY_NONE ? 0 : i >= m->body->heard ? 2 : 1;
    row[HSY_BF_phrase] = block->phrase ? (int32_t)block->phrase->as + 1 : 0;
    row[HSY_BF_head_line] = block->head_line;
    row[HSY_BF_repeats] = within(block->repeats, 20);
    row[HSY_BF_title] = i == m->body->title;
}

/* --- along the page -------------------------------------------------------- */

/* Places, and what lies before. */
static void put_before(const struct maker *m)
{
    uint64_t bytes = 0, mass = 0, lost = 0;
    uint32_t all = m->blocks->places[0].bytes, all_mass = m->blocks->places[0].mass;
    uint32_t from_kept = FAR;

    for (uint32_t i = 0; i < m->n; i++) {
        const hsy_block *block = block_at(m, i);
        int32_t *row = row_at(m, i);
        row[HSY_BF_index] = within(i, FAR);
        row[HSY_BF_index_back] = within(m->n - 1 - i, FAR);
        row[HSY_BF_place] = share(bytes, all);
        row[HSY_BF_mass_before] = share(mass, all_mass);
        row[HSY_BF_lost_before] = within(lost, 5000);
        row[HSY_BF_from_kept] = (int32_t)from_kept;
        row[HSY_BF_from_title] = m->body->title == HSY_NONE ? -FAR
                                 : i >= m->body->title
                                     ? within(i - m->body->title, FAR)
                                     : -within(m->body->title - i, FAR - 1);
        bytes += block->text.len;
        mass += block->prose ? block->look.letters : 0;
        lost = block->keep ? 0 : lost + block->text.len;
        from_kept = block->keep ? 1 : from_kept < FAR ? from_kept + 1 : FAR;
    }
}

static void put_after(const struct maker *m)
{
    uint64_t mass = 0, lost = 0;
    uint32_t all_mass = m->blocks->places[0].mass, to_kept = FAR;

    for (uint32_t i = m->n; i-- > 0;) {
        const hsy_block *block = block_at(m, i);
        int32_t *row = row_at(m, i);
        row[HSY_BF_mass_after] = share(mass, all_mass);
        row[HSY_BF_lost_after] = within(lost, 5000);
        row[HSY_BF_to_kept] = (int32_t)to_kept;
        mass += block->prose ? block->look.letters : 0;
        lost = block->keep ? 0 : lost + block->text.len;
        to_kept = block->keep ? 1 : to_kept < FAR ? to_kept + 1 : FAR;
    }
}

/* A number of the block `step` further on, -1 where there is none. */
static int32_t of_neighbour(const struct maker *m, uint32_t i, int step, int feature)
{
    int64_t at = (int64_t)i + step;
    return at < 0 || at >= m->n ? -1 : row_at(m, (uint32_t)at)[feature];
}

static void put_neighbours(const struct maker *m, uint32_t i, int32_t *row)
{
    static const struct {
        int to, step, from;
    } list[] = {
        {HSY_BF_words_1, -1, HSY_BF_words},     {HSY_BF_words_2, -2, HSY_BF_words},
        {HSY_BF_words_next, 1, HSY_BF_words},   {HSY_BF_words_next_2, 2, HSY_BF_words},
        {HSY_BF_links_1, -1, HSY_BF_links},     {HSY_BF_links_next, 1, HSY_BF_links},
        {HSY_BF_kept_1, -1, HSY_BF_kept},       {HSY_BF_kept_2, -2, HSY_BF_kept},
        {HSY_BF_kept_next, 1, HSY_BF_kept},     {HSY_BF_kept_next_2, 2, HSY_BF_kept},
        {HSY_BF_prose_1, -1, HSY_BF_prose},     {HSY_BF_prose_next, 1, HSY_BF_prose},
    };

    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        row[list[k].to] = of_neighbour(m, i, list[k].step, list[k].from);
    row[HSY_BF_kin_1] = i > 0 && m->kin_of[i] == m->kin_of[i - 1];
    row[HSY_BF_kin_next] = i + 1 < m->n && m->kin_of[i] == m->kin_of[i + 1];
}

static void put_page(const struct maker *m)
{
    const hsy_place *page = &m->blocks->places[0];
    const hsy_dom *dom = m->blocks->dom;
    uint64_t kept = 0;
    uint32_t articles = 0;

    for (uint32_t i = 0; i < m->n; i++)
        kept += block_at(m, i)->keep ? block_at(m, i)->look.letters : 0;
    for (uint32_t i = 0; i < m->blocks->norder; i++)
        articles += dom->nodes[m->blocks->order[i]].kind == HSY_NODE_ELEMENT &&
                    dom->nodes[m->blocks->order[i]].tag == HSY_TAG_ARTICLE;
    for (uint32_t i = 0; i < m->n; i++) {
        int32_t *row = row_at(m, i);
        row[HSY_BF_blocks] = within(m->n, 5000);
        row[HSY_BF_page_mass] = within(page->mass, 100000);
        row[HSY_BF_page_kept] = share(kept, page->mass);
        row[HSY_BF_articles] = within(articles, 20);
        row[HSY_BF_page_links] = share(page->linked, page->bytes);
    }
}

int32_t *hsy_block_features(hsy_arena *arena, const hsy_blocks *blocks, const hsy_body *body)
{
    struct maker m = {.blocks = blocks, .body = body, .n = blocks->list.count};

    m.rows = hsy_arena_array(arena, (size_t)m.n + 1, HSY_BLOCK_NFEATURES * sizeof(int32_t));
    if (!m.rows || !find_kin(arena, &m))
        return NULL;
    for (uint32_t i = 0; i < m.n; i++) {
        const hsy_block *block = block_at(&m, i);
        int32_t *row = row_at(&m, i);
        put_text(block, row);
        row[HSY_BF_tag] = class_of_tag(block->tag);
        row[HSY_BF_heading] = hsy_heading_level(blocks->dom, block->node);
        row[HSY_BF_level] = (int32_t)blocks->places[block->node].level;
        put_inside(blocks->places[block->node].inside, row);
        put_hints(&m, block->node, row);
        put_around(&m, block->node, row);
        put_rules(&m, i, row);
    }
    put_before(&m);
    put_after(&m);
    for (uint32_t i = 0; i < m.n; i++)
        put_neighbours(&m, i, row_at(&m, i));
    put_page(&m);
    return m.rows;
}
