/*
 * arcs.c - see arcs.h.
 *
 * While loops are drawn together a node lives in a place of the table of scores: 0 the
 * root, then the words; a loop takes over the lowest place of its nodes. Each entry of
 * the table remembers which two words its arc joins in truth. In the end the way into
 * each node is followed down to the word it reaches; the other nodes of the loops on
 * that way keep the arcs they had in them.
 *
 * Which word hangs on the root is settled first; the others' ways to the root, and that
 * word's to the others, cost more than all else can make up for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/arcs.h"

#include "base/str.h"

#define PLACES (HSY_ARCS_MAX + 1)
#define NODES (2 * PLACES)
#define ROOT_COST (INT64_C(1) << 40)

struct arc {
    uint16_t head, word; /* from 1; 0 is the root */
};

struct maker {
    uint32_t places, nodes;
    struct entry {
        int64_t score;
        struct arc arc;
    } *table; /* into * places + from */
    bool gone[PLACES];
    uint16_t from[PLACES];   /* the best way in */
    uint16_t walk[PLACES];   /* the walk that came by, 0 none */
    uint16_t node[PLACES];   /* that lives in a place */
    struct arc in[NODES];    /* the arc by which a node is entered */
    uint16_t up[NODES];      /* the loop that a node is in */
    uint16_t next[NODES];    /* the next node of that loop, round */
};

static struct entry *entry_at(const struct maker *maker, uint32_t into, uint32_t from)
{
    return &maker->table[(size_t)into * maker->places + from];
}

static uint16_t best_head(const int32_t *row, uint32_t word, uint32_t count)
{
    uint32_t best = word == 0 && count > 1 && row[2] > row[0] ? 2 : 0;

    for (uint32_t head = 1; head <= count; head++)
        if (head != word + 1 && row[head] > row[best])
            best = head;
    return (uint16_t)best;
}

bool hsy_arcs_are_tree(const uint16_t *heads, uint32_t count)
{
    uint16_t walk[PLACES] = {0};
    uint32_t roots = 0;

    for (uint32_t w = 0; w < count; w++) {
        uint32_t at = w + 1;
        roots += heads[w] == 0;
        while (at && !walk[at]) {
            walk[at] = (uint16_t)(w + 1);
            at = heads[at - 1];
        }
        if (at && walk[at] == w + 1)
            return false;
    }
    return roots == 1;
}

static void enter(struct maker *maker, uint32_t place)
{
    uint32_t best = HSY_NONE;

    for (uint32_t p = 0; p < maker->places; p++)
        if (p != place && !maker->gone[p] &&
            (best == HSY_NONE ||
             entry_at(maker, place, p)->score > entry_at(maker, place, best)->score))
            best = p;
    maker->from[place] = (uint16_t)best;
    maker->in[maker->node[place]] = entry_at(maker, place, best)->arc;
}

static uint32_t choose_root(const int32_t *scores, uint32_t step, uint32_t count)
{
    uint32_t root = 0;
    int64_t top = INT64_MIN;

    for (uint32_t w = 0; w < count; w++) {
        const int32_t *row = scores + (size_t)w * step;
        int32_t other = HSY_ARC_LEAST;
        for (uint32_t h = 1; h <= count; h++)
            if (h != w + 1 && row[h] > other)
                other = row[h];
        if ((int64_t)row[0] - other > top) {
            top = (int64_t)row[0] - other;
            root = w;
        }
    }
    return root;
}

static void begin(struct maker *maker, const int32_t *scores, uint32_t step)
{
    uint32_t root = choose_root(scores, step, maker->places - 1) + 1;

    maker->nodes = maker->places;
    for (uint32_t p = 0; p < maker->places; p++)
        maker->node[p] = (uint16_t)p;
    for (uint32_t w = 1; w < maker->places; w++) {
        for (uint32_t h = 0; h < maker->places; h++)
            *entry_at(maker, w, h) = (struct entry){
                .score = scores[(size_t)(w - 1) * step + h] -
                         ((h == 0) == (w == root) ? 0 : ROOT_COST),
                .arc = {(uint16_t)h, (uint16_t)w}};
        enter(maker, w);
    }
}

/* What place `p`, outside of the loop through `member`, is to the loop laid down at
 * `rep`: the best way from it into the loop, and out of the loop to it. */
static void join_place(struct maker *maker, uint32_t member, uint32_t rep, uint32_t p)
{
    struct entry in = {.score = INT64_MIN}, out = {.score = INT64_MIN};
    uint32_t m = member;

    do {
        const struct entry *into = entry_at(maker, m, p), *out_of = entry_at(maker, p, m);
        int64_t gain = into->score - entry_at(maker, m, maker->from[m])->score;
        if (gain > in.score)
            in = (struct entry){gain, into->arc};
        if (out_of->score > out.score)
            out = *out_of;
        m = maker->from[m];
    } while (m != member);
    *entry_at(maker, rep, p) = in;
    *entry_at(maker, p, rep) = out;
}

/* Draw the loop through `member` together; the place where it lives now. */
static uint32_t contract(struct maker *maker, uint32_t member)
{
    uint32_t rep = member, m = member;
    bool inside[PLACES] = {false};

    do {
        inside[m] = true;
        rep = m < rep ? m : rep;
        maker->up[maker->node[m]] = (uint16_t)maker->nodes;
        maker->next[maker->node[m]] = maker->node[maker->from[m]];
        m = maker->from[m];
    } while (m != member);
    for (uint32_t p = 0; p < maker->places; p++)
        if (!maker->gone[p] && !inside[p])
            join_place(maker, member, rep, p);
    for (uint32_t p = 0; p < maker->places; p++) {
        if (inside[p])
            maker->gone[p] = p != rep;
        else if (p && !maker->gone[p] && inside[maker->from[p]])
            maker->from[p] = (uint16_t)rep;
    }
    maker->node[rep] = (uint16_t)maker->nodes++;
    enter(maker, rep);
    return rep;
}

/* Walk from every place towards the root; a walk that meets itself has found a loop. */
static void draw_together(struct maker *maker)
{
    for (uint32_t start = 1; start < maker->places; start++) {
        uint32_t at = start;
        if (maker->gone[start])
            continue;
        while (at && (!maker->walk[at] || maker->walk[at] == start)) {
            if (maker->walk[at] == start) {
                at = contract(maker, at);
                maker->walk[at] = (uint16_t)start;
            } else {
                maker->walk[at] = (uint16_t)start;
            }
            at = maker->from[at];
        }
    }
}

static void expand(const struct maker *maker, uint16_t *heads)
{
    uint16_t stack[NODES];
    uint32_t depth = 0;

    for (uint32_t p = 1; p < maker->places; p++)
        if (!maker->gone[p])
            stack[depth++] = maker->node[p];
    while (depth) {
        uint16_t top = stack[--depth];
        struct arc arc = maker->in[top];
        heads[arc.word - 1] = arc.head;
        for (uint16_t x = arc.word; x != top; x = maker->up[x])
            for (uint16_t other = maker->next[x]; other != x; other = maker->next[other])
                stack[depth++] = other;
    }
}

bool hsy_arcs_best(hsy_arena *scratch, const int32_t *scores, uint32_t step, uint32_t count,
                   uint16_t *heads)
{
    for (uint32_t w = 0; w < count; w++)
        heads[w] = best_head(scores + (size_t)w * step, w, count);
    if (count == 0 || hsy_arcs_are_tree(heads, count))
        return true;
    hsy_arena_mark mark = hsy_arena_here(scratch);
    struct maker *maker = hsy_new(scratch, struct maker);
    if (!maker)
        return false;
    maker->places = count + 1;
    maker->table = hsy_new_array(scratch, (size_t)maker->places * maker->places, struct entry);
    if (!maker->table)
        return false;
    begin(maker, scores, step);
    draw_together(maker);
    expand(maker, heads);
    hsy_arena_rewind(scratch, mark);
    return true;
}

int32_t hsy_arc_lead(const int32_t *row, uint32_t word, uint32_t count, uint32_t head)
{
    int32_t best = HSY_ARC_LEAST;

    for (uint32_t h = 0; h <= count; h++)
        if (h != head && h != word + 1 && row[h] > best)
            best = row[h];
    return row[head] > best ? row[head] - best : 0;
}
