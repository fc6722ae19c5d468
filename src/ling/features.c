/*
 * features.c - what the parser looks at.
 *
 * Templates after Zhang and Nivre (2011): words and tags of the top of the stack
 * (s0, s1, s2) and of the words to come (b0, b1, b2), alone, in pairs and in
 * threes, with their outermost children, how many children they have and which
 * relations those are, and how far apart they stand. `w` is a word, `t` its tag,
 * `l` a relation; in names, s0l is the leftmost child of s0, s0r the rightmost.
 *
 * Every template has a number of its own (the running count), so the order of the
 * lines below is part of the weights: new lines go to the end, and the model is
 * trained again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/parse.h"

struct item {
    /* Word, tag, cluster, coarse cluster; of no word: values that no word has. */
    uint64_t w, t, c, k;
};

struct out {
    uint64_t *features;
    uint32_t n;
};

static void add(struct out *out, uint64_t value)
{
    out->features[out->n] = hsy_feature_mix(out->n + 1, value);
    out->n++;
}

static void add2(struct out *out, uint64_t a, uint64_t b)
{
    add(out, hsy_feature_mix(a, b));
}

static void add3(struct out *out, uint64_t a, uint64_t b, uint64_t c)
{
    add(out, hsy_feature_mix(hsy_feature_mix(a, b), c));
}

static struct item item_at(const hsy_parse *parse, uint32_t i)
{
    const hsy_word *word;

    if (i >= parse->words->count)
        return (struct item){1, 0xFF, 0xFFFF, 0xFF};
    word = &parse->words->at[i];
    return (struct item){word->hash, word->tag, word->cluster, word->coarse};
}

static const hsy_node *node_at(const hsy_parse *parse, uint32_t i)
{
    static const hsy_node none = {.head = HSY_NO_NODE,
                                  .left = {HSY_NO_NODE, HSY_NO_NODE},
                                  .right = {HSY_NO_NODE, HSY_NO_NODE}};

    return i < parse->words->count ? &parse->nodes[i] : &none;
}

static uint64_t deprel_at(const hsy_parse *parse, uint32_t i)
{
    return i < parse->words->count ? parse->nodes[i].deprel : 0xFF;
}

static uint32_t stack_at(const hsy_parse *parse, uint32_t back)
{
    return back < parse->depth ? parse->stack[parse->depth - 1 - back] : HSY_NO_NODE;
}

/* 1, 2, 3, 4, 5-6, 7-10, more. */
static uint64_t distance(uint32_t a, uint32_t b)
{
    uint32_t d = a < b ? b - a : a - b;

    if (a == HSY_NO_NODE || b == HSY_NO_NODE)
        return 0;
    return d <= 4 ? d : d <= 6 ? 5 : d <= 10 ? 6 : 7;
}

struct view {
    uint32_t s0i, s1i, b0i;
    struct item s0, s1, s2, b0, b1, b2;
    const hsy_node *n0, *n1, *nb;
};

static void single_words(const struct view *v, struct out *out)
{
    const struct item *items[] = {&v->s0, &v->s1, &v->b0, &v->b1, &v->s2, &v->b2};

    for (int i = 0; i < 6; i++) {
        add(out, items[i]->w);
        add(out, items[i]->t);
        add2(out, items[i]->w, items[i]->t);
        add(out, items[i]->c);
    }
}

static void pair(const struct item *a, const struct item *b, struct out *out)
{
    uint64_t at = hsy_feature_mix(a->w, a->t), bt = hsy_feature_mix(b->w, b->t);

    add2(out, at, bt);
    add2(out, a->w, b->w);
    add2(out, at, b->t);
    add2(out, a->t, bt);
    add2(out, a->t, b->t);
    add2(out, a->c, b->c);
}

static void pairs(const struct view *v, struct out *out)
{
    pair(&v->s0, &v->b0, out);
    pair(&v->s1, &v->s0, out);
    pair(&v->b0, &v->b1, out);
    add2(out, v->s1.t, v->b0.t);
    add2(out, v->s1.w, v->b0.w);
    add2(out, v->s0.t, v->b1.t);
    add2(out, v->s0.w, v->b1.t);
    add2(out, v->s0.t, v->b1.w);
}

static void triples(const struct view *v, struct out *out)
{
    uint64_t s0b0 = v->s0.t << 8 | v->b0.t;

    add2(out, s0b0, v->b1.t);
    add2(out, s0b0, v->b1.t << 8 | v->b2.t);
    add2(out, s0b0, v->s1.t);
    add2(out, s0b0, v->s1.t << 8 | v->s2.t);
    add2(out, s0b0, v->s1.t << 8 | v->b1.t);
    add3(out, v->s0.w, v->b0.t, v->s1.t);
    add3(out, v->s0.t, v->b0.w, v->s1.t);
    add3(out, v->s0.t, v->b0.t, v->s1.w);
    add3(out, v->s0.w, v->b0.t, v->b1.t);
    add3(out, v->s0.t, v->b0.w, v->b1.t);
    add3(out, v->b0.t, v->b1.t, v->b2.t);
    add3(out, v->s0.w, v->b0.w, v->s1.w);
    add3(out, v->s0.c, v->b0.c, v->s1.c);
    add3(out, v->s0.k << 8 | v->s0.t, v->b0.k << 8 | v->b0.t, v->s1.k);
    add3(out, v->s0.k << 8 | v->s0.t, v->b0.k << 8 | v->b0.t, v->b1.k);
    add2(out, v->s0.c << 8 | v->s0.t, v->b0.t);
    add2(out, v->s0.t, v->b0.c << 8 | v->b0.t);
    add2(out, v->s1.c << 8 | v->s1.t, v->s0.t);
    add2(out, v->s1.t, v->s0.c << 8 | v->s0.t);
}

/* One child of an item: its word, tag and relation, and with the tags around. */
static void child(const hsy_parse *parse, uint32_t i, const struct item *of, uint64_t tags,
                  struct out *out)
{
    struct item item = item_at(parse, i);
    uint64_t deprel = deprel_at(parse, i);

    add(out, item.w);
    add(out, item.t);
    add2(out, item.t, of->t);
    add2(out, deprel, of->t);
    add2(out, deprel, of->w);
    add2(out, item.t, tags);
    add2(out, item.w, tags);
    add2(out, deprel, tags);
}

static void children(const hsy_parse *parse, const struct view *v, struct out *out)
{
    uint64_t s0b0 = v->s0.t << 8 | v->b0.t, s1s0 = v->s1.t << 16 | v->s0.t;

    child(parse, v->n0->left[0], &v->s0, s0b0, out);
    child(parse, v->n0->right[0], &v->s0, s0b0, out);
    child(parse, v->nb->left[0], &v->b0, s0b0, out);
    child(parse, v->n1->right[0], &v->s1, s1s0, out);
    child(parse, v->n1->left[0], &v->s1, s1s0, out);
    add3(out, v->s0.t, item_at(parse, v->n0->left[0]).t, item_at(parse, v->n0->left[1]).t);
    add3(out, v->s0.t, item_at(parse, v->n0->right[0]).t, item_at(parse, v->n0->right[1]).t);
    add3(out, v->b0.t, item_at(parse, v->nb->left[0]).t, item_at(parse, v->nb->left[1]).t);
    add3(out, v->s1.t, item_at(parse, v->n1->right[0]).t, item_at(parse, v->n1->right[1]).t);
    add3(out, item_at(parse, v->n0->left[0]).w, v->s0.w, v->b0.w);
    add3(out, item_at(parse, v->n0->left[0]).w, v->s1.w, v->b0.t);
    add3(out, item_at(parse, v->n0->left[0]).w, v->s1.w, v->s0.t);
    add3(out, item_at(parse, v->n0->left[0]).w, v->s1.t, v->s0.w);
}

static void counts(const struct view *v, struct out *out)
{
    uint64_t near = distance(v->s0i, v->b0i), far = distance(v->s1i, v->s0i) + 8;

    add2(out, near, v->s0.w);
    add2(out, near, v->s0.t);
    add2(out, near, v->b0.w);
    add2(out, near, v->b0.t);
    add3(out, near, v->s0.t, v->b0.t);
    add3(out, far, v->s1.t, v->s0.t);
    add3(out, far | near << 8, v->s1.t << 8 | v->s0.t, v->b0.t);
    add2(out, v->n0->nright, v->s0.w);
    add2(out, v->n0->nright, v->s0.t);
    add2(out, v->n0->nleft, v->s0.w);
    add2(out, v->n0->nleft, v->s0.t);
    add2(out, v->nb->nleft, v->b0.w);
    add2(out, v->nb->nleft, v->b0.t);
    add2(out, v->n1->nright, v->s1.w);
    add2(out, v->n1->nright, v->s1.t);
    add2(out, v->n0->left_set, v->s0.t);
    add2(out, v->n0->left_set, v->s0.w);
    add2(out, v->n0->right_set, v->s0.t);
    add2(out, v->n0->right_set, v->s0.w);
    add2(out, v->nb->left_set, v->b0.t);
    add2(out, v->nb->left_set, v->b0.w);
    add2(out, v->n1->right_set, v->s1.t);
    add2(out, v->n1->left_set, v->s1.t);
    add3(out, v->n1->left_set | v->n1->right_set, v->s1.t << 8 | v->s0.t, v->n0->left_set);
    add3(out, v->n0->left_set | v->n0->right_set, v->s0.t << 8 | v->b0.t, v->nb->left_set);
}

uint32_t hsy_move_features(const hsy_parse *parse, uint64_t *out)
{
    struct out to = {out, 0};
    struct view v = {.s0i = stack_at(parse, 0), .s1i = stack_at(parse, 1), .b0i = parse->next};

    if (v.b0i >= parse->words->count)
        v.b0i = HSY_NO_NODE;
    v.s0 = item_at(parse, v.s0i);
    v.s1 = item_at(parse, v.s1i);
    v.s2 = item_at(parse, stack_at(parse, 2));
    v.b0 = item_at(parse, parse->next);
    v.b1 = item_at(parse, parse->next + 1);
    v.b2 = item_at(parse, parse->next + 2);
    v.n0 = node_at(parse, v.s0i);
    v.n1 = node_at(parse, v.s1i);
    v.nb = node_at(parse, v.b0i);
    single_words(&v, &to);
    pairs(&v, &to);
    triples(&v, &to);
    children(parse, &v, &to);
    counts(&v, &to);
    return to.n;
}

/* --- labels --- */

static uint64_t ends_at(const hsy_parse *parse, uint32_t i)
{
    return i < parse->words->count ? parse->words->at[i].ends[2] : 1;
}

static void arc_words(const hsy_parse *parse, uint32_t c, uint32_t h, struct out *out)
{
    struct item child = item_at(parse, c), head = item_at(parse, h);
    uint64_t way = (c < h) | distance(c, h) << 1, side = c < h;

    pair(&head, &child, out);
    add2(out, child.w, side);
    add2(out, child.t, way);
    add3(out, child.w, child.t, side);
    add2(out, head.w, side);
    add2(out, head.t, way);
    add3(out, head.w, head.t, side);
    add3(out, head.t, child.t, way);
    add3(out, head.w, child.t, side);
    add3(out, head.t, child.w, side);
    add3(out, head.t, ends_at(parse, c), side);
    add3(out, ends_at(parse, h), child.t, side);
    add3(out, head.c, child.t, side);
    add3(out, head.t, child.c, side);
    add3(out, head.k << 8 | head.t, child.k << 8 | child.t, side);
}

static void arc_neighbours(const hsy_parse *parse, uint32_t c, uint32_t h, struct out *out)
{
    uint64_t side = c < h, ct = item_at(parse, c).t, ht = item_at(parse, h).t;
    struct item before = item_at(parse, c - 1), after = item_at(parse, c + 1);

    add3(out, before.t, ct, side);
    add3(out, after.t, ct, side);
    add3(out, before.w, ct, side);
    add3(out, after.w, ct, side);
    add3(out, before.t << 16 | after.t, ct << 8 | ht, side);
    add3(out, item_at(parse, h - 1).t, ct << 8 | ht, side);
    add3(out, item_at(parse, h + 1).t, ct << 8 | ht, side);
    add3(out, item_at(parse, h + 1).w, ct << 8 | ht, side);
    add3(out, c == 0, ct << 8 | ht, side);
}

static void arc_children(const hsy_parse *parse, uint32_t c, uint32_t h, struct out *out)
{
    const hsy_node *child = node_at(parse, c), *head = node_at(parse, h);
    struct item ci = item_at(parse, c), hi = item_at(parse, h);
    struct item first = item_at(parse, child->left[0]), second = item_at(parse, child->left[1]),
                last = item_at(parse, child->right[0]);
    uint64_t side = c < h, tags = ci.t << 8 | hi.t;

    add3(out, first.w, tags, side);
    add3(out, first.w, hi.w, side);
    add3(out, first.w, ci.w, side);
    add3(out, first.t, tags, side);
    add3(out, second.w, tags, side);
    add3(out, last.w, tags, side);
    add3(out, last.t, tags, side);
    add3(out, deprel_at(parse, child->left[0]), tags, side);
    add3(out, deprel_at(parse, child->right[0]), tags, side);
    add3(out, child->left_set, tags, side);
    add3(out, child->left_set | child->right_set, tags, side);
    add3(out, child->left_set, hi.w, side);
    add3(out, head->left_set, tags, side);
    add3(out, head->right_set, tags, side);
    add3(out, head->left_set | head->right_set, tags, side);
    add3(out, head->left_set, hi.w, side << 8 | ci.t);
    add3(out, head->right_set, hi.w, side << 8 | ci.t);
    add3(out, side ? head->nleft : head->nright, tags, side);
    add3(out, item_at(parse, head->left[0]).w, tags, side);
    add3(out, item_at(parse, head->right[0]).w, tags, side);
    add3(out, item_at(parse, head->left[0]).t, tags, side);
    add3(out, item_at(parse, head->right[0]).t, tags, side);
}

uint32_t hsy_arc_features(const hsy_parse *parse, uint16_t child, uint16_t head, uint64_t *out)
{
    struct out to = {out, 0};

    arc_words(parse, child, head, &to);
    arc_neighbours(parse, child, head, &to);
    arc_children(parse, child, head, &to);
    return to.n;
}
