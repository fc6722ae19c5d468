/*
 * place_choice.c - which of the places of one name is meant.
 *
 * The countries and regions that the article names vote; a place named right behind
 * ("Tripoli, Lebanon") decides; else the number of people does. A region whose seat has its
 * name ("Kharkiv") yields to the town unless a region noun stands by.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/place.h"

#include <string.h>

#define KEY_ROOM   96
#define MOST_VOTES 10 /* mentions of a country that still count */

static void vote(hsy_place_reader *reader, hsy_str country, uint32_t count)
{
    uint32_t i = hsy_map_find(&reader->tables->gazetteer.country_of, country);

    if (i != HSY_NONE)
        reader->votes[i] += count;
}

/* "USA Texas" in `buffer`: a region as a key. */
static hsy_str region_key(char buffer[KEY_ROOM], const hsy_gazetteer_entry *entry)
{
    size_t len = entry->admin1.len < KEY_ROOM - 5 ? entry->admin1.len : 0;

    memcpy(buffer, entry->country, 3);
    buffer[3] = ' ';
    if (len)
        memcpy(buffer + 4, entry->admin1.ptr, len);
    return (hsy_str){buffer, 4 + len};
}

static uint32_t region_votes(const hsy_place_reader *reader, const hsy_gazetteer_entry *entry)
{
    char buffer[KEY_ROOM];

    if (!entry->admin1.len)
        return 0;
    uint32_t votes = hsy_map_find(&reader->regions, region_key(buffer, entry));
    return votes == HSY_NONE ? 0 : votes;
}

/* A region named by its own name speaks for its towns. */
static bool vote_region(hsy_place_reader *reader, const hsy_gazetteer_entry *entry,
                        hsy_str said)
{
    char buffer[KEY_ROOM];

    if (entry->kind != HSY_PLACE_REGION || !hsy_str_eq(entry->name, said))
        return true;
    uint32_t votes = region_votes(reader, entry) + 1;
    hsy_str key = region_key(buffer, entry);
    const char *kept = hsy_arena_copy(reader->state->scratch, key.ptr, key.len);
    return kept && hsy_map_set(&reader->regions, (hsy_str){kept, key.len}, votes);
}

/* Is there a region of another country of the same name ("Georgia")? Then the name tells
 * no country. */
static bool is_shared(const hsy_place_reader *reader, uint32_t link)
{
    const hsy_gazetteer *gazetteer = &reader->tables->gazetteer;
    const hsy_gazetteer_entry *first = hsy_place_entry(reader, link);

    for (uint32_t i = gazetteer->links[link].next; i != HSY_NONE; i = gazetteer->links[i].next)
        if (hsy_place_entry(reader, i)->kind == HSY_PLACE_REGION &&
            memcmp(hsy_place_entry(reader, i)->country, first->country, 3) != 0 &&
            hsy_str_eq(hsy_place_entry(reader, i)->name, first->name))
            return true;
    return false;
}

static void vote_country(hsy_place_reader *reader, uint32_t link)
{
    const hsy_gazetteer *gazetteer = &reader->tables->gazetteer;
    const hsy_gazetteer_entry *first = hsy_place_entry(reader, link);

    if (first->kind == HSY_PLACE_COUNTRY) {
        if (!is_shared(reader, link))
            vote(reader, hsy_str_of(first->country), 2);
        return;
    }
    for (uint32_t i = gazetteer->links[link].next; i != HSY_NONE; i = gazetteer->links[i].next)
        if (memcmp(hsy_place_entry(reader, i)->country, first->country, 3) != 0)
            return;
    if (!first->weak)
        vote(reader, hsy_str_of(first->country), 1);
}

bool hsy_place_vote(hsy_place_reader *reader, uint32_t link, hsy_str said)
{
    vote_country(reader, link);
    for (uint32_t k = link; k != HSY_NONE; k = reader->tables->gazetteer.links[k].next)
        if (!vote_region(reader, hsy_place_entry(reader, k), said))
            return false;
    return true;
}

/* -- which place --------------------------------------------------------------- */

static bool contains(const hsy_gazetteer_entry *outer, const hsy_gazetteer_entry *inner)
{
    if (memcmp(outer->country, inner->country, 3) != 0)
        return false;
    return outer->kind == HSY_PLACE_COUNTRY ||
           (outer->kind == HSY_PLACE_REGION && inner->kind == HSY_PLACE_CITY &&
            hsy_str_eq(outer->admin1, inner->admin1));
}

bool hsy_place_contained(const hsy_place_reader *reader, const hsy_gazetteer_entry *entry,
                         const hsy_place_site *next)
{
    const hsy_gazetteer *gazetteer = &reader->tables->gazetteer;

    if (!next || next->link == HSY_NONE)
        return false;
    for (uint32_t i = next->link; i != HSY_NONE; i = gazetteer->links[i].next)
        if (contains(hsy_place_entry(reader, i), entry))
            return true;
    return false;
}

/* Does a town of this very name lie in the region ("Kharkiv")? Then the name alone is the
 * town's. */
static bool has_namesake(const hsy_place_reader *reader, const hsy_gazetteer_entry *region,
                         const hsy_place_site *site)
{
    const hsy_gazetteer *gazetteer = &reader->tables->gazetteer;

    for (uint32_t i = site->link; i != HSY_NONE; i = gazetteer->links[i].next) {
        const hsy_gazetteer_entry *entry = hsy_place_entry(reader, i);
        if (entry->kind == HSY_PLACE_CITY && contains(region, entry))
            return true;
    }
    return false;
}

static uint32_t score(const hsy_place_reader *reader, const hsy_gazetteer_entry *entry,
                      const hsy_place_site *site, const hsy_place_site *next)
{
    uint32_t country =
        hsy_map_find(&reader->tables->gazetteer.country_of, hsy_str_of(entry->country));
    uint32_t votes = country == HSY_NONE ? 0 : reader->votes[country];
    uint32_t points = 200 + entry->weight + 15 * (votes < MOST_VOTES ? votes : MOST_VOTES);

    const uint32_t near = region_votes(reader, entry);

    if (entry->kind == HSY_PLACE_COUNTRY && (votes > 0 || !is_shared(reader, site->link)))
        points += 300;
    if (entry->kind == HSY_PLACE_REGION)
        points = site->region                                  ? points + 300
                 : votes && !has_namesake(reader, entry, site) ? points + 60
                                                               : points - 60;
    else
        points += 40 * (near < 3 ? near : 3);
    if (hsy_place_contained(reader, entry, next))
        points += 400;
    return points;
}

const hsy_gazetteer_entry *hsy_place_choose(const hsy_place_reader *reader,
                                            const hsy_place_site *site,
                                            const hsy_place_site *next)
{
    const hsy_gazetteer *gazetteer = &reader->tables->gazetteer;
    const hsy_gazetteer_entry *best = NULL;
    uint32_t most = 0;

    for (uint32_t i = site->link; i != HSY_NONE; i = gazetteer->links[i].next) {
        const hsy_gazetteer_entry *entry = hsy_place_entry(reader, i);
        uint32_t points = score(reader, entry, site, next);
        if (points > most) {
            most = points;
            best = entry;
        }
    }
    return best;
}

/* A name that stands alone, with no word of place at it, is kept when it can hardly
 * be anything else. */
bool hsy_place_is_plain(const hsy_place_reader *reader, const hsy_place_site *site,
                        const hsy_gazetteer_entry *entry)
{
    uint32_t country =
        hsy_map_find(&reader->tables->gazetteer.country_of, hsy_str_of(entry->country));

    if (entry->kind == HSY_PLACE_COUNTRY || entry->capital || entry->weak)
        return false;
    if (entry->kind == HSY_PLACE_REGION && !has_namesake(reader, entry, site))
        return true;
    return site->region || entry->weight >= 170 ||
           (country != HSY_NONE && reader->votes[country] >= 3);
}
