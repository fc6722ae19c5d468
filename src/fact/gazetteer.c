/*
 * gazetteer.c - the packed gazetteer, mapped and searched; see gazetteer.h.
 *
 * The header says how many of everything there are; the parts follow each other
 * without gaps, so their places are sums and the file's length must be the last of
 * them. A checksum over the rest finds damage. Numbers inside are still compared with
 * the counts where they are used: a comparison costs less than trust.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/gazetteer.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define BYTE_ORDER_MARK 0x01020304u
#define LARGEST_FILE    (256u << 20)
#define NAMESAKES       200 /* as many as the file lists of one name */

struct header {
    char magic[8];
    uint32_t order;
    uint32_t edges, names, postings, places, admin1, countries, pool, root, spare;
    uint64_t checksum, spare2;
};

struct place {
    int32_t lat, lon;
    uint32_t geonames, name;
    uint16_t admin1, admin2;
    uint8_t country, kind, weight, flags;
};

enum { FLAG_CAPITAL = 1, FLAG_SEAT = 2, FLAG_POINT = 4 };

struct hsy_gazetteer {
    const struct header *head;
    const uint32_t *edges, *skips, *firsts, *postings;
    const struct place *places;
    const uint32_t *admin1;
    const char (*countries)[4];
    const char *pool;
};

/* -- opening ------------------------------------------------------------------------- */

static uint64_t mix(uint64_t lane, uint64_t word)
{
    lane = (lane ^ word) * 0x9E3779B97F4A7C15u;
    return lane ^ (lane >> 32);
}

/* Four lanes, so that the processor need not wait for each product. */
uint64_t hsy_gazetteer_checksum(hsy_str bytes)
{
    uint64_t lanes[4] = {1, 2, 3, 4}, total = 0;

    for (size_t at = 0; at < bytes.len; at += 32) {
        uint64_t words[4] = {0};
        memcpy(words, bytes.ptr + at, bytes.len - at < 32 ? bytes.len - at : 32);
        for (int i = 0; i < 4; i++)
            lanes[i] = mix(lanes[i], words[i]);
    }
    for (int i = 0; i < 4; i++) {
        total = (total ^ lanes[i]) * 0x9E3779B97F4A7C15u;
        total ^= total >> 29;
    }
    return total;
}

/* Where the parts lie; the length the file must have. */
static uint64_t lay_out(hsy_gazetteer *g, const char *bytes)
{
    const struct header *head = g->head;
    uint64_t at = sizeof *head;

    g->edges = (const uint32_t *)(const void *)(bytes + at);
    at += 4ull * head->edges;
    g->skips = (const uint32_t *)(const void *)(bytes + at);
    at += 4ull * head->edges;
    g->firsts = (const uint32_t *)(const void *)(bytes + at);
    at += 4ull * (head->names + 1ull);
    g->postings = (const uint32_t *)(const void *)(bytes + at);
    at += 4ull * head->postings;
    g->places = (const struct place *)(const void *)(bytes + at);
    at += sizeof(struct place) * (uint64_t)head->places;
    g->admin1 = (const uint32_t *)(const void *)(bytes + at);
    at += 4ull * head->admin1;
    g->countries = (const char(*)[4])(const void *)(bytes + at);
    at += 4ull * head->countries;
    g->pool = bytes + at;
    return at + head->pool;
}

static const char *wrong_head(const struct header *head, size_t len)
{
    if (len < sizeof *head || memcmp(head->magic, "HSYGAZ1\n", 8) != 0)
        return "not a gazetteer, or one of another version";
    if (head->order != BYTE_ORDER_MARK)
        return "made for machines of the other byte order";
    /* Each count is below the file's length, so no sum of parts can wrap. */
    if (head->edges > len || head->names > len || head->postings > len || head->places > len ||
        head->admin1 > len || head->countries > len || head->pool > len || head->pool == 0)
        return "a count in its head is beyond its length";
    return head->root < head->edges ? NULL : "its automaton has no beginning";
}

hsy_status hsy_gazetteer_open(hsy_arena *arena, hsy_str bytes, const char *path,
                              const hsy_gazetteer **ret, hsy_error *err)
{
    hsy_gazetteer *g = hsy_new(arena, hsy_gazetteer);

    if (!g)
        return hsy_fail(err, HSY_NOMEM, path, 0, 0, "out of memory");
    g->head = (const struct header *)(const void *)bytes.ptr;
    const char *wrong = wrong_head(g->head, bytes.len);
    if (wrong)
        return hsy_fail(err, HSY_FORMAT, path, 0, 0, "%s", wrong);
    /* As 64-bit sums of 32-bit counts: no overflow. */
    const uint64_t len = lay_out(g, bytes.ptr);
    if (len != bytes.len)
        return hsy_fail(err, HSY_FORMAT, path, 0, 0, "%zu bytes long, its head says %llu",
                        bytes.len, (unsigned long long)len);
    if (hsy_gazetteer_checksum(hsy_str_sub(bytes, sizeof *g->head, bytes.len)) != g->head->checksum)
        return hsy_fail(err, HSY_FORMAT, path, 0, 0, "damaged: its checksum is wrong");
    *ret = g;
    return HSY_OK;
}

/* Maps the file; it stays mapped until the process ends, as the tables stay loaded. */
static hsy_status map_file(const char *path, hsy_str *ret, hsy_error *err)
{
    struct stat info;
    void *bytes = MAP_FAILED;
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0)
        return hsy_fail(err, HSY_MISSING, path, 0, 0, "could not open: %s", strerror(errno));
    const bool good = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0 &&
                      info.st_size <= LARGEST_FILE;
    if (good)
        bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED)
        return hsy_fail(err, good ? HSY_IO : HSY_FORMAT, path, 0, 0,
                        good ? "could not be mapped" : "empty, too long or no regular file");
    *ret = (hsy_str){bytes, (size_t)info.st_size};
    return HSY_OK;
}

hsy_status hsy_gazetteer_load(hsy_arena *arena, const char *home, const hsy_gazetteer **ret,
                              hsy_error *err)
{
    const char *path = hsy_path_join(arena, home, "data/places/gazetteer.bin");
    hsy_str bytes = {0};

    if (!path)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    hsy_status status = map_file(path, &bytes, err);
    if (status)
        return status;
    status = hsy_gazetteer_open(arena, bytes, path, ret, err);
    if (status)
        munmap((void *)(uintptr_t)bytes.ptr, bytes.len);
    return status;
}

/* -- names ----------------------------------------------------------------------------- */

hsy_gazetteer_walk hsy_gazetteer_start(const hsy_gazetteer *g)
{
    return (hsy_gazetteer_walk){.node = g->head->root};
}

static bool step_letter(const hsy_gazetteer *g, hsy_gazetteer_walk *walk, unsigned char letter)
{
    /* Node 0 has no edges; a node's edges end with one that is marked as the last. */
    for (uint32_t edge = walk->node; edge > 0 && edge < g->head->edges; edge++) {
        const uint32_t bits = g->edges[edge];
        if ((bits & 255) == letter) {
            walk->number += walk->ends + g->skips[edge];
            walk->ends = (bits & 512) != 0;
            walk->node = bits >> 10;
            return true;
        }
        if (bits & 256)
            break;
    }
    return false;
}

bool hsy_gazetteer_step(const hsy_gazetteer *g, hsy_gazetteer_walk *walk, hsy_str letters)
{
    for (size_t i = 0; i < letters.len; i++)
        if (!step_letter(g, walk, (unsigned char)letters.ptr[i])) {
            *walk = (hsy_gazetteer_walk){0};
            return false;
        }
    return true;
}

hsy_gazetteer_names hsy_gazetteer_at(const hsy_gazetteer *g, const hsy_gazetteer_walk *walk)
{
    if (!walk->ends || walk->number >= g->head->names)
        return (hsy_gazetteer_names){0, 0};
    const uint32_t first = g->firsts[walk->number], end = g->firsts[walk->number + 1];
    if (first > end || end > g->head->postings)
        return (hsy_gazetteer_names){0, 0};
    return (hsy_gazetteer_names){first, end - first < NAMESAKES ? end - first : NAMESAKES};
}

hsy_gazetteer_names hsy_gazetteer_find(const hsy_gazetteer *g, hsy_str key)
{
    hsy_gazetteer_walk walk = hsy_gazetteer_start(g);

    if (!hsy_gazetteer_step(g, &walk, key))
        return (hsy_gazetteer_names){0, 0};
    return hsy_gazetteer_at(g, &walk);
}

/* -- places ------------------------------------------------------------------------------ */

static hsy_str pooled(const hsy_gazetteer *g, uint32_t at)
{
    if (at >= g->head->pool || at + 1ull + (unsigned char)g->pool[at] > g->head->pool)
        return (hsy_str){"", 0};
    return (hsy_str){g->pool + at + 1, (unsigned char)g->pool[at]};
}

static hsy_gazetteer_entry place_at(const hsy_gazetteer *g, uint32_t id)
{
    hsy_gazetteer_entry entry = {.name = {"", 0}, .kind = HSY_GAZ_FEATURE};

    if (id >= g->head->places)
        return entry;
    const struct place *place = &g->places[id];
    entry.id = id;
    entry.name = pooled(g, place->name);
    if (place->admin1 > 0 && place->admin1 < g->head->admin1)
        entry.admin1 = pooled(g, g->admin1[place->admin1]);
    if (place->country < g->head->countries) {
        memcpy(entry.country, g->countries[place->country], 3);
        entry.country_id = place->country;
    }
    entry.lat = place->lat;
    entry.lon = place->lon;
    entry.geonames = place->geonames;
    entry.region = place->admin1;
    entry.district = place->admin2;
    entry.kind = place->kind < HSY_GAZ_KINDS ? place->kind : HSY_GAZ_FEATURE;
    entry.weight = place->weight;
    entry.capital = place->flags & FLAG_CAPITAL;
    entry.seat = place->flags & FLAG_SEAT;
    entry.has_point = (place->flags & FLAG_POINT) && place->lat >= -9000000 &&
                      place->lat <= 9000000 && place->lon >= -18000000 &&
                      place->lon <= 18000000;
    return entry;
}

hsy_gazetteer_entry hsy_gazetteer_get(const hsy_gazetteer *g, uint32_t i)
{
    if (i >= g->head->postings)
        return place_at(g, UINT32_MAX);
    hsy_gazetteer_entry entry = place_at(g, g->postings[i] & 0xFFFFFF);
    entry.how = (uint8_t)(g->postings[i] >> 24);
    return entry;
}

/* Countries come first among the places, in the order of their numbers. */
bool hsy_gazetteer_land(const hsy_gazetteer *g, uint8_t country, hsy_gazetteer_entry *ret)
{
    if (country == 0)
        return false;
    *ret = place_at(g, country - 1u);
    return ret->kind == HSY_GAZ_COUNTRY && ret->country_id == country;
}

bool hsy_gazetteer_largest(const hsy_gazetteer *g, hsy_arena *scratch, hsy_str name,
                           hsy_gazetteer_entry *ret)
{
    char key[96];
    const size_t len = hsy_gazetteer_key(scratch, name, key, sizeof key);
    const hsy_gazetteer_names names = hsy_gazetteer_find(g, (hsy_str){key, len});

    for (uint32_t i = 0; i < names.count; i++) {
        *ret = hsy_gazetteer_get(g, names.first + i);
        if (!(ret->how & (HSY_GAZ_WORD | HSY_GAZ_PERSON)))
            return true;
    }
    return false;
}

uint32_t hsy_gazetteer_ncountries(const hsy_gazetteer *g)
{
    return g->head->countries;
}

uint32_t hsy_gazetteer_nregions(const hsy_gazetteer *g)
{
    return g->head->admin1;
}

uint8_t hsy_gazetteer_country(const hsy_gazetteer *g, hsy_str code)
{
    for (uint32_t i = 1; i < g->head->countries && i < 256 && code.len == 3; i++)
        if (memcmp(g->countries[i], code.ptr, 3) == 0)
            return (uint8_t)i;
    return 0;
}

hsy_place_kind hsy_gazetteer_kind_of(hsy_gazetteer_kind kind)
{
    static const hsy_place_kind kinds[] = {HSY_PLACE_COUNTRY, HSY_PLACE_REGION,
                                           HSY_PLACE_REGION,  HSY_PLACE_CITY,
                                           HSY_PLACE_CITY,    HSY_PLACE_REGION,
                                           HSY_PLACE_OTHER};

    return kind < HSY_GAZ_KINDS ? kinds[kind] : HSY_PLACE_OTHER;
}
