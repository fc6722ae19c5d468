/*
 * keys.c - what an article is about, as a vector.
 *
 * Each key weighs by how often it is used, whether it stands in the lead, how
 * rare it is, and of what kind it is. Rarity is inverse document frequency over
 * the articles of the batch and ORDINARY articles more of ordinary news, in which
 * a word is as usual as a table says: so that a batch of three gives sense too,
 * and "said" weighs as little in it as in one of a million. What one publisher
 * prints under a good part of its articles and hardly anybody else does ("copyright
 * KXYZ, all rights reserved") is left out. Vectors have length HSY_ONE; all is in
 * whole numbers.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <string.h>

#define OFTEN_ENOUGH 512 /* 256 for once, 256 more for each doubling: a name told twenty
                            times says no more of the story than one told twice */
#define MAX_WEIGHT (1 << 26) /* keeps the sum of squares in 64 bits */
#define LEAD 40 /* of 16: more for what stands in the title or the first paragraphs */

/* All of these and those of cluster.c: tuned with tools/eval/stories.py on four sets
 * at once, and on batches of five and forty of their stories. */
#define FEW_EVENT_WEIGHT 28 /* of 16, of an event in a small batch */
#define ORDINARY 300u
#define FETCHED 128u /* keys that are looked up at once, so that memory is waited for once */
#define HOUSE_ARTICLES 6u /* of a publisher, before it can be said what it always prints */
#define HOUSE_TIMES 4u
#define HOUSE_SHARE 25u /* percent of the publisher's articles that have the key */
#define HOUSE_OWN 70u   /* percent of all articles with the key that are the publisher's */

/* Of a key of each kind, in 1/16. */
static const int32_t kind_weight[HSY_KEY_KINDS] = {
    [HSY_KEY_TERM] = 16, [HSY_KEY_NAME] = 12, [HSY_KEY_PLACE] = 12, [HSY_KEY_DATE] = 8,
    [HSY_KEY_NUMBER] = 20, [HSY_KEY_EVENT] = 8, [HSY_KEY_AGE] = 8,
};

/* How many of 10,000 ordinary articles have one particular key, where no table says. */
static const uint16_t kind_usual[HSY_KEY_KINDS] = {
    [HSY_KEY_TERM] = 3, [HSY_KEY_NAME] = 40, [HSY_KEY_PLACE] = 20, [HSY_KEY_DATE] = 50,
    [HSY_KEY_NUMBER] = 50, [HSY_KEY_EVENT] = 50, [HSY_KEY_AGE] = 200,
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

uint32_t hsy_log2(uint64_t value)
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

static bool add_entry(hsy_arena *arena, hsy_key_table *table, const hsy_key *key, uint32_t id)
{
    if (id < table->keys.count)
        return true;
    hsy_key_entry *entry = hsy_vec_push(arena, &table->keys);
    if (entry)
        *entry = (hsy_key_entry){.kind = (uint8_t)key->kind, .shared = id,
                                 .usual = key->usual ? key->usual : kind_usual[key->kind]};
    return entry != NULL;
}

/* -- numbers -------------------------------------------------------------- */

/* A key by the hash of its words and its kind. Two that meet in all 64 bits would count as
 * one key; no word is compared, as each would have to be fetched from afar. */
struct slot {
    uint64_t hash; /* 0: free */
    uint32_t id;
};

struct numbers {
    hsy_arena *arena, *result; /* of the table, which is dropped; of what stays */
    struct slot *slots;
    uint32_t room, count; /* room: a power of two */
};

static uint64_t hash_of(const hsy_key *key)
{
    uint64_t hash = hsy_str_hash(key->text) + ((uint64_t)key->kind + 1) * 0x9E3779B97F4A7C15u;

    return hash ? hash : 1;
}

static struct slot *slot_of(const struct numbers *numbers, uint64_t hash)
{
    uint32_t mask = numbers->room - 1, i = (uint32_t)(hash >> 32) & mask;

    while (numbers->slots[i].hash && numbers->slots[i].hash != hash)
        i = (i + 1) & mask;
    return &numbers->slots[i];
}

/* Room for `more` keys at most half full. */
static bool make_room(struct numbers *numbers, uint32_t more)
{
    struct numbers bigger = *numbers;

    while (bigger.room < 2 * ((uint64_t)numbers->count + more))
        bigger.room = bigger.room ? 2 * bigger.room : 1024;
    if (bigger.room == numbers->room)
        return true;
    bigger.slots = hsy_new_array(numbers->arena, bigger.room, struct slot);
    if (!bigger.slots)
        return false;
    for (uint32_t i = 0; i < numbers->room; i++)
        if (numbers->slots[i].hash)
            *slot_of(&bigger, numbers->slots[i].hash) = numbers->slots[i];
    *numbers = bigger;
    return true;
}

static bool number_article(struct numbers *numbers, const hsy_story_article *article,
                           hsy_key_table *table, uint32_t *ids)
{
    uint64_t hashes[FETCHED];

    for (uint32_t from = 0; from < article->nkeys; from += FETCHED) {
        uint32_t n = article->nkeys - from < FETCHED ? article->nkeys - from : FETCHED;
        if (!make_room(numbers, n))
            return false;
        for (uint32_t k = 0; k < n; k++) {
            hashes[k] = hash_of(&article->keys[from + k]);
            __builtin_prefetch(&numbers->slots[(hashes[k] >> 32) & (numbers->room - 1)]);
        }
        for (uint32_t k = 0; k < n; k++) {
            struct slot *slot = slot_of(numbers, hashes[k]);
            if (!slot->hash) {
                *slot = (struct slot){hashes[k], table->keys.count};
                numbers->count++;
                if (!add_entry(numbers->arena, table, &article->keys[from + k], slot->id))
                    return false;
            }
            ids[from + k] = slot->id;
        }
    }
    return true;
}

static bool number_all(struct numbers *numbers, const hsy_story_article *const *articles,
                       uint32_t count, hsy_key_table *table)
{
    for (uint32_t i = 0; i < count; i++) {
        table->ids[i] = hsy_new_array(numbers->result, articles[i]->nkeys, uint32_t);
        if (!table->ids[i] || !number_article(numbers, articles[i], table, table->ids[i]))
            return false;
    }
    return true;
}

/* The entries grew in memory that is dropped. */
static bool keep_entries(hsy_arena *arena, hsy_key_table *table)
{
    uint32_t n = table->keys.count;
    hsy_key_entry *entries = hsy_arena_raw(arena, n * sizeof *entries);

    table->shared = hsy_new_array(arena, n, hsy_shared_key);
    if (!entries || !table->shared)
        return false;
    if (n)
        memcpy(entries, table->keys.data, n * sizeof *entries);
    table->keys.data = entries;
    table->keys.room = table->nshared = n;
    for (uint32_t i = 0; i < n; i++)
        table->shared[i].kind = entries[i].kind;
    return true;
}

bool hsy_keys_number(hsy_arena *arena, const hsy_story_article *const *articles,
                     uint32_t count, hsy_key_table *ret)
{
    hsy_arena scratch;

    *ret = (hsy_key_table){.ids = hsy_new_array(arena, count, uint32_t *)};
    if (!ret->ids)
        return false;
    hsy_arena_init(&scratch, arena->limit);
    struct numbers numbers = {.arena = &scratch, .result = arena};
    bool done = number_all(&numbers, articles, count, ret) && keep_entries(arena, ret);
    hsy_arena_clear(&scratch);
    return done;
}

/* -- what a publisher prints under everything ----------------------------- */

struct house {
    hsy_arena arena; /* dropped afterwards */
    hsy_key_table *table;
    const hsy_story_article *const *articles;
    uint32_t *times; /* of each key, in one publisher's articles; 0 between publishers */
    HSY_VEC(uint32_t) met; /* keys whose times are not 0 */
};

static bool is_house(const struct house *house, uint32_t id, uint64_t articles)
{
    uint64_t times = house->times[id];

    return times >= HOUSE_TIMES && times * 100 >= HOUSE_SHARE * articles &&
           times * 100 >= (uint64_t)HOUSE_OWN * house->table->keys.data[id].articles;
}

static bool count_times(struct house *house, uint32_t article)
{
    const uint32_t *ids = house->table->ids[article];

    for (uint32_t k = 0; k < house->articles[article]->nkeys; k++)
        __builtin_prefetch(&house->times[ids[k]]);
    for (uint32_t k = 0; k < house->articles[article]->nkeys; k++)
        if (house->times[ids[k]]++ == 0) {
            uint32_t *slot = hsy_vec_push(&house->arena, &house->met);
            if (!slot)
                return false;
            *slot = ids[k];
        }
    return true;
}

static bool leave_out(struct house *house, const uint32_t *group, uint32_t n)
{
    house->met.count = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!count_times(house, group[i]))
            return false;
    for (uint32_t m = 0; m < house->met.count; m++) {
        uint32_t id = house->met.data[m];
        house->times[id] = is_house(house, id, n) ? HSY_NONE : 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t *ids = house->table->ids[group[i]];
        for (uint32_t k = 0; k < house->articles[group[i]]->nkeys; k++)
            if (house->times[ids[k]] == HSY_NONE)
                ids[k] = HSY_NONE;
    }
    for (uint32_t m = 0; m < house->met.count; m++)
        house->times[house->met.data[m]] = 0;
    return true;
}

/* One publisher's articles after another's. */
static bool each_group(struct house *house, const hsy_copies *copies, uint32_t count)
{
    uint32_t *end = hsy_new_array(&house->arena, (size_t)copies->npublishers + 1, uint32_t);
    uint32_t *sorted = hsy_new_array(&house->arena, count, uint32_t);

    if (!end || !sorted)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (copies->publishers[i] != HSY_NONE)
            end[copies->publishers[i] + 1]++;
    for (uint32_t p = 0; p < copies->npublishers; p++)
        end[p + 1] += end[p];
    for (uint32_t i = 0; i < count; i++)
        if (copies->publishers[i] != HSY_NONE)
            sorted[end[copies->publishers[i]]++] = i;
    for (uint32_t p = 0, from = 0; p < copies->npublishers; from = end[p++])
        if (end[p] - from >= HOUSE_ARTICLES && !leave_out(house, sorted + from, end[p] - from))
            return false;
    return true;
}

bool hsy_keys_leave_out_house(const hsy_copies *copies, uint32_t count, hsy_key_table *table)
{
    struct house house = {.table = table, .articles = copies->articles};

    hsy_arena_init(&house.arena, copies->arena->limit);
    house.times = hsy_new_array(&house.arena, table->keys.count, uint32_t);
    bool done = house.times && each_group(&house, copies, count);
    hsy_arena_clear(&house.arena);
    return done;
}

/* -- rarity --------------------------------------------------------------- */

void hsy_keys_count(hsy_key_table *table, const hsy_story_article *article, uint32_t i)
{
    table->total++;
    for (uint32_t k = 0; k < article->nkeys; k++)
        if (table->ids[i][k] != HSY_NONE)
            table->keys.data[table->ids[i][k]].articles++;
}

/* Bits: how surprising the key is in an article, by the batch and by ordinary news. */
static int32_t rarity_of(const hsy_key_table *table, const hsy_key_entry *entry)
{
    uint64_t with = (uint64_t)entry->articles * 10000 + (uint64_t)ORDINARY * entry->usual;
    uint64_t all = ((uint64_t)table->total + ORDINARY) * 10000;

    return (int32_t)hsy_log2((all > with ? all : with) * 256 / with) - 8 * 256;
}

void hsy_keys_weigh(hsy_key_table *table, const hsy_story_article *article, uint32_t i)
{
    for (uint32_t k = 0; k < article->nkeys; k++)
        if (table->ids[i][k] != HSY_NONE) {
            hsy_key_entry *entry = &table->keys.data[table->ids[i][k]];
            entry->rarity = rarity_of(table, entry);
            table->shared[entry->shared].evidence = hsy_key_evidence(entry->rarity, entry->kind);
        }
}

void hsy_keys_weigh_all(hsy_key_table *table)
{
    table->nshared = 0;
    for (uint32_t i = 0; i < table->keys.count; i++) {
        hsy_key_entry *entry = &table->keys.data[i];
        entry->rarity = rarity_of(table, entry);
        entry->shared = entry->articles < 2 ? HSY_NONE : table->nshared;
        if (entry->articles >= 2)
            table->shared[table->nshared++] =
                (hsy_shared_key){hsy_key_evidence(entry->rarity, entry->kind), entry->kind};
    }
}

/* Of a few pages on one war the acts and their places tell which event each is on. */
static int32_t weight_in(const hsy_key_table *table, hsy_key_kind kind)
{
    bool few = table->total <= HSY_SMALL_BATCH;

    return few && kind == HSY_KEY_EVENT ? FEW_EVENT_WEIGHT : kind_weight[kind];
}

static int64_t weight_of(const hsy_key_table *table, const hsy_key *key, uint32_t id)
{
    int64_t often = 256 + (key->count > 1 ? hsy_log2(key->count) : 0);

    if (often > OFTEN_ENOUGH)
        often = OFTEN_ENOUGH;
    if (key->in_lead)
        often = often * LEAD / 16;
    return table->keys.data[id].rarity * often * weight_in(table, key->kind) >> 8;
}

static int by_weight(const void *a, const void *b)
{
    const hsy_weighted *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

/* Runs of `width` are merged, from `items` to `other` and back; `other` has as much room. */
static void sort_by_key(hsy_weighted *items, hsy_weighted *other, uint32_t n)
{
    hsy_weighted *from = items, *to = other;

    for (uint32_t width = 1; width < n; width *= 2) {
        for (uint32_t start = 0; start < n; start += 2 * width) {
            uint32_t middle = start + width < n ? start + width : n;
            uint32_t end = middle + width < n ? middle + width : n;
            uint32_t i = start, j = middle;
            for (uint32_t at = start; at < end; at++)
                to[at] = i < middle && (j == end || from[i].key <= from[j].key) ? from[i++]
                                                                              : from[j++];
        }
        hsy_weighted *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, n * sizeof *items);
}

static void make_length_one(hsy_vector *vector)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < vector->count; i++)
        sum += (uint64_t)((int64_t)vector->items[i].weight * vector->items[i].weight);
    uint64_t length = hsy_root(sum);
    if (length == 0)
        return;
    /* One division for all of them: the product in its place is too small by one at most. */
    uint64_t part = UINT64_MAX / length;
    for (uint32_t i = 0; i < vector->count; i++) {
        uint64_t weight = (uint64_t)vector->items[i].weight * HSY_ONE;
        uint64_t share = (uint64_t)((unsigned __int128)weight * part >> 64);
        share += (share + 1) * length <= weight;
        vector->items[i].weight = (int32_t)share;
    }
}

/* Bring the `wanted` heaviest to the front, in no order: the pivot's side that
 * holds the border is cut again. */
static void heaviest_first(hsy_weighted *items, uint32_t n, uint32_t wanted)
{
    uint32_t from = 0, to = n;

    while (to - from > 1) {
        hsy_weighted pivot = items[from + (to - from - 1) / 2];
        uint32_t i = from, j = to - 1;
        for (;; i++, j--) {
            while (by_weight(&items[i], &pivot) < 0)
                i++;
            while (by_weight(&items[j], &pivot) > 0)
                j--;
            if (i >= j)
                break;
            hsy_weighted other = items[i];
            items[i] = items[j];
            items[j] = other;
        }
        if (j + 1 > wanted)
            to = j + 1;
        else
            from = j + 1;
    }
}

static bool is_named(uint8_t kind)
{
    return kind == HSY_KEY_NAME || kind == HSY_KEY_PLACE || kind == HSY_KEY_EVENT;
}

/* From keys to shared keys; what no other article has is dropped. */
static void leave_shared(const hsy_key_table *table, hsy_vector *vector)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < vector->count; i++) {
        hsy_weighted item = vector->items[i];
        const hsy_key_entry *entry = &table->keys.data[item.key];
        vector->items[kept] = (hsy_weighted){entry->shared, item.weight};
        kept += entry->shared != HSY_NONE;
        if (entry->shared == HSY_NONE && is_named(entry->kind))
            vector->alone += (uint64_t)((int64_t)item.weight * item.weight);
    }
    vector->count = kept;
}

bool hsy_vector_make(hsy_arena *arena, const hsy_key_table *table,
                     const hsy_story_article *article, uint32_t i, hsy_vector *ret)
{
    hsy_weighted *all = hsy_arena_raw(arena, article->nkeys * sizeof *all), other[HSY_MAX_KEYS];
    uint32_t most = table->total > HSY_SMALL_BATCH ? HSY_USUAL_KEYS : HSY_MAX_KEYS, n = 0;

    *ret = (hsy_vector){.items = all};
    if (!all)
        return false;
    for (uint32_t k = 0; k < article->nkeys; k++)
        if (table->ids[i][k] != HSY_NONE)
            __builtin_prefetch(&table->keys.data[table->ids[i][k]]);
    for (uint32_t k = 0; k < article->nkeys; k++) {
        uint32_t id = table->ids[i][k];
        int64_t weight = id == HSY_NONE ? 0 : weight_of(table, &article->keys[k], id);
        if (weight <= 0)
            continue;
        all[n++] = (hsy_weighted){id, (int32_t)(weight > MAX_WEIGHT ? MAX_WEIGHT : weight)};
        ret->has[article->keys[k].kind] = true;
    }
    if (n > most)
        heaviest_first(all, n, most);
    ret->count = n < most ? n : most;
    make_length_one(ret);
    leave_shared(table, ret);
    sort_by_key(ret->items, other, ret->count);
    hsy_arena_shrink(arena, all, article->nkeys * sizeof *all, ret->count * sizeof *all);
    return true;
}

int32_t hsy_vector_cosine(const hsy_vector *a, const hsy_vector *b)
{
    int64_t sum = 0;

    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        hsy_weighted x = a->items[i], y = b->items[j];
        sum += x.key == y.key ? (int64_t)x.weight * y.weight : 0;
        i += x.key <= y.key;
        j += y.key <= x.key;
    }
    return (int32_t)(sum / HSY_ONE);
}
