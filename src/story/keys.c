/*
 * keys.c - what an article is about, as a vector.
 *
 * Each key weighs by how often it is used, whether it stands in the lead, how
 * rare it is in the batch, and of what kind it is: names, places, days and
 * figures tell one event from the next of its kind, words do not. Rarity is
 * inverse document frequency, damped as if a few more articles without the key
 * had been seen, so that a batch of three gives sense too. Vectors have length
 * HSY_ONE; all is in whole numbers.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#define OFTEN_ENOUGH 512 /* 256 for once, 256 more for each doubling: a name told twenty
                            times says no more of the story than one told twice */
#define UNSEEN 12u /* articles added to the batch for rarity */
#define MAX_WEIGHT (1 << 26) /* keeps the sum of squares in 64 bits */

/* Of a key of each kind, in 1/16; tuned with tools/eval/stories.py on four sets
 * at once. */
static const int32_t kind_weight[HSY_KEY_KINDS] = {
    [HSY_KEY_TERM] = 16, [HSY_KEY_NAME] = 16,   [HSY_KEY_PLACE] = 8,
    [HSY_KEY_DATE] = 16, [HSY_KEY_NUMBER] = 28, [HSY_KEY_EVENT] = 28,
};

uint32_t hsy_root(uint64_t value)
{
    uint64_t root = 0, bit = (uint64_t)1 << 62;

    while (bit > value)
        bit >>= 2;
    for (; bit; bit >>= 2) {
        if (value >= root + bit) {
            value -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
    }
    return (uint32_t)root;
}

/* Binary logarithm of value (> 0), in 1/256. */
static uint32_t log2_of(uint64_t value)
{
    uint32_t whole = 63 - (uint32_t)__builtin_clzll(value), part = 0;
    uint64_t x = whole >= 31 ? value >> (whole - 31) : value << (31 - whole);

    for (uint32_t bit = 128; bit; bit >>= 1) {
        x = x * x >> 31;
        if (x >> 32) {
            part |= bit;
            x >>= 1;
        }
    }
    return whole << 8 | part;
}

bool hsy_keys_number(hsy_arena *arena, const hsy_story_article *const *articles,
                     uint32_t count, hsy_key_table *ret)
{
    hsy_map maps[HSY_KEY_KINDS];

    *ret = (hsy_key_table){.ids = hsy_new_array(arena, count, const uint32_t *)};
    if (!ret->ids)
        return false;
    for (int kind = 0; kind < HSY_KEY_KINDS; kind++)
        hsy_map_init(&maps[kind], arena);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *ids = hsy_new_array(arena, articles[i]->nkeys, uint32_t);
        if (!ids)
            return false;
        for (uint32_t k = 0; k < articles[i]->nkeys; k++) {
            const hsy_key *key = &articles[i]->keys[k];
            ids[k] = hsy_map_put(&maps[key->kind], key->text, ret->keys.count);
            if (ids[k] == HSY_NONE)
                return false;
            if (ids[k] == ret->keys.count) {
                hsy_key_entry *entry = hsy_vec_push(arena, &ret->keys);
                if (!entry)
                    return false;
                entry->kind = key->kind;
            }
        }
        ret->ids[i] = ids;
    }
    return true;
}

void hsy_keys_count(hsy_key_table *table, const hsy_story_article *article, uint32_t i)
{
    table->total++;
    for (uint32_t k = 0; k < article->nkeys; k++)
        table->keys.data[table->ids[i][k]].articles++;
}

static int64_t weight_of(const hsy_key_table *table, const hsy_key *key, uint32_t id)
{
    const hsy_key_entry *entry = &table->keys.data[id];
    uint64_t seen = entry->articles ? entry->articles : 1;
    uint64_t all = (table->total > seen ? table->total : seen) + UNSEEN;
    int64_t rarity = log2_of(all * 256 / seen) - 8 * 256;
    int64_t often = 256 + log2_of(key->count ? key->count : 1);

    if (often > OFTEN_ENOUGH)
        often = OFTEN_ENOUGH;
    if (key->in_lead)
        often = often * 3 / 2;
    return rarity * often * kind_weight[key->kind] >> 8;
}

static int by_weight(const void *a, const void *b)
{
    const hsy_weighted *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

static int by_key(const void *a, const void *b)
{
    const hsy_weighted *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static void make_length_one(hsy_vector *vector)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < vector->count; i++)
        sum += (uint64_t)((int64_t)vector->items[i].weight * vector->items[i].weight);
    int64_t length = hsy_root(sum);
    for (uint32_t i = 0; i < vector->count && length; i++)
        vector->items[i].weight =
            (int32_t)((int64_t)vector->items[i].weight * HSY_ONE / length);
}

bool hsy_vector_make(hsy_arena *arena, const hsy_key_table *table,
                     const hsy_story_article *article, uint32_t i, hsy_vector *ret)
{
    *ret = (hsy_vector){.items = hsy_new_array(arena, article->nkeys, hsy_weighted)};
    if (!ret->items)
        return false;
    for (uint32_t k = 0; k < article->nkeys; k++) {
        int64_t weight = weight_of(table, &article->keys[k], table->ids[i][k]);
        if (weight <= 0)
            continue;
        if (weight > MAX_WEIGHT)
            weight = MAX_WEIGHT;
        ret->items[ret->count++] = (hsy_weighted){table->ids[i][k], (int32_t)weight};
        ret->has[article->keys[k].kind] = true;
    }
    if (ret->count)
        qsort(ret->items, ret->count, sizeof *ret->items, by_weight);
    if (ret->count > HSY_MAX_KEYS)
        ret->count = HSY_MAX_KEYS;
    make_length_one(ret);
    if (ret->count)
        qsort(ret->items, ret->count, sizeof *ret->items, by_key);
    return true;
}

int32_t hsy_vector_cosine(const hsy_vector *a, const hsy_vector *b)
{
    int64_t sum = 0;

    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->items[i].key == b->items[j].key)
            sum += (int64_t)a->items[i++].weight * b->items[j++].weight;
        else if (a->items[i].key < b->items[j].key)
            i++;
        else
            j++;
    }
    return (int32_t)(sum / HSY_ONE);
}
