/*
 * place_choice.c - which of the places of one name is meant.
 *
 * One name is one place in an article. Each of its places gets points: for its people,
 * its kind, for what stands beside it ("Tripoli, Lebanon"), for the countries and
 * regions the article names, for lying near the other places of the article, and last
 * for the country of the outlet. The weights are those of data/places/weights.tsv.
 * What lies near depends on what the others are, so the choice is made three times:
 * with what stands beside names alone, then with the sure ones of the others, then
 * with all. Places compared with each other are few and fixed in number, so the work
 * is linear in the names.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/place.h"
#include "fact/place_distance.h"

#define CANDIDATES 64  /* places of a name that are looked at, the largest first */
#define ANCHORS    24  /* other places of the article that distances are taken to */
#define SURE       150 /* points between the best and the next */
#define GREAT      220 /* ten times the binary logarithm of four million people */
#define NEAR_KM    60
#define NEARBY_KM  300
#define FAR_KM     1500
#define OWNERS      4 /* first places of a name, the largest */
#define GREAT_OWNER 200 /* a million people */
#define SAME_KM    50 /* two rows of the gazetteer so near each other are no doubt */

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* -- what holds what ---------------------------------------------------------------- */

static bool contains(const hsy_gazetteer_entry *outer, const hsy_gazetteer_entry *inner)
{
    if (outer->id == inner->id)
        return false;
    switch (outer->kind) {
    case HSY_GAZ_COUNTRY:
        return outer->country_id == inner->country_id;
    case HSY_GAZ_REGION:
        return inner->kind != HSY_GAZ_REGION && inner->kind != HSY_GAZ_COUNTRY &&
               outer->region && outer->region == inner->region;
    case HSY_GAZ_DISTRICT:
        return (inner->kind == HSY_GAZ_CITY || inner->kind == HSY_GAZ_VILLAGE) &&
               outer->district && outer->district == inner->district;
    case HSY_GAZ_CITY: /* "Crown Heights, Brooklyn": a quarter of the town */
    case HSY_GAZ_AREA:
        return inner->kind >= HSY_GAZ_CITY && outer->weight > inner->weight &&
               outer->country_id == inner->country_id && outer->has_point &&
               inner->has_point &&
               hsy_place_distance(outer->lat, outer->lon, inner->lat, inner->lon) < SAME_KM;
    default:
        return false;
    }
}

/* The kind of the largest place of `outer` that contains `entry`, or -1. */
static int holder(const hsy_place_reader *reader, const hsy_gazetteer_entry *entry,
                  uint32_t outer)
{
    if (outer == HSY_NONE)
        return -1;
    const hsy_gazetteer_names names = reader->topics.data[outer].names;
    for (uint32_t i = 0; i < names.count && i < CANDIDATES; i++) {
        const hsy_gazetteer_entry other =
            hsy_gazetteer_get(reader->tables->gazetteer, names.first + i);
        if (contains(&other, entry))
            return other.kind;
    }
    return -1;
}

bool hsy_place_contained(const hsy_place_reader *reader, const hsy_gazetteer_entry *entry,
                         uint32_t outer)
{
    return holder(reader, entry, outer) >= 0;
}

bool hsy_place_can_hold(const hsy_place_reader *reader, uint32_t outer, uint32_t inner)
{
    const hsy_gazetteer_names names = reader->topics.data[inner].names;

    for (uint32_t i = 0; i < names.count && i < CANDIDATES; i++) {
        const hsy_gazetteer_entry entry =
            hsy_gazetteer_get(reader->tables->gazetteer, names.first + i);
        if (holder(reader, &entry, outer) >= 0)
            return true;
    }
    return false;
}

/* -- points ------------------------------------------------------------------------- */

/* The other places of the article, those named most often first. */
struct anchors {
    const hsy_place_topic *list[ANCHORS];
    uint32_t count;
};

typedef int32_t features[HSY_PF_COUNT];

/* Does a town of this very name lie in the region ("Kharkiv")? Then the name alone is the
 * town's. Unless the article names more of the region, so it is for a town so great that it
 * needs no "City" ("New York"), and for a capital elsewhere in the country ("Washington"). */
static bool has_namesake(const hsy_place_reader *reader, const hsy_place_topic *topic,
                         const hsy_gazetteer_entry *region)
{
    for (uint32_t i = 0; i < topic->names.count && i < CANDIDATES; i++) {
        const hsy_gazetteer_entry entry =
            hsy_gazetteer_get(reader->tables->gazetteer, topic->names.first + i);
        if (entry.kind != HSY_GAZ_CITY || entry.country_id != region->country_id)
            continue;
        const bool there = entry.region == region->region;
        const bool alone = reader->regions[region->region] <= 1;
        if (there && (entry.seat || entry.capital || !(entry.how & HSY_GAZ_ALIAS)))
            return true;
        if (alone && (entry.capital || (there && entry.weight >= GREAT)))
            return true;
    }
    return false;
}

/* "Rome" is another name of towns elsewhere as well; who means those says more. */
static bool has_great_owner(const hsy_place_reader *reader, const hsy_place_topic *topic)
{
    for (uint32_t i = 0; i < topic->names.count && i < OWNERS; i++) {
        const hsy_gazetteer_entry entry =
            hsy_gazetteer_get(reader->tables->gazetteer, topic->names.first + i);
        if (!(entry.how & HSY_GAZ_ALIAS) && entry.kind == HSY_GAZ_CITY &&
            (entry.capital || entry.weight >= GREAT_OWNER))
            return true;
    }
    return false;
}

static void set_kind(features f, const hsy_place_reader *reader, const hsy_place_topic *topic,
                     const hsy_gazetteer_entry *entry)
{
    const bool region = entry->kind == HSY_GAZ_REGION || entry->kind == HSY_GAZ_DISTRICT ||
                        entry->kind == HSY_GAZ_AREA;

    f[HSY_PF_PEOPLE] = entry->weight;
    f[HSY_PF_COUNTRY] = entry->kind == HSY_GAZ_COUNTRY;
    f[HSY_PF_REGION] = entry->kind == HSY_GAZ_REGION;
    f[HSY_PF_DISTRICT] = entry->kind == HSY_GAZ_DISTRICT;
    f[HSY_PF_VILLAGE] = entry->kind == HSY_GAZ_VILLAGE;
    f[HSY_PF_AREA] = entry->kind == HSY_GAZ_AREA;
    f[HSY_PF_WATER] = entry->kind == HSY_GAZ_FEATURE;
    f[HSY_PF_CAPITAL] = entry->capital;
    f[HSY_PF_SEAT] = entry->seat;
    f[HSY_PF_ALIAS] = (entry->how & HSY_GAZ_ALIAS) != 0;
    if ((f[HSY_PF_ALIAS] && has_great_owner(reader, topic)) ||
        (region && topic->city_noun && !topic->region_noun))
        f[HSY_PF_NAMESAKE] = 1;
    f[HSY_PF_WORD] = (entry->how & HSY_GAZ_WORD) != 0;
    f[HSY_PF_PERSON] = (entry->how & HSY_GAZ_PERSON) != 0;
    f[HSY_PF_SHORT] = (entry->how & HSY_GAZ_SHORT) && !topic->region_noun;
    f[HSY_PF_NAMESAKE] |=
        (entry->kind == HSY_GAZ_REGION || entry->kind == HSY_GAZ_DISTRICT) &&
        !topic->region_noun && has_namesake(reader, topic, entry);
    f[HSY_PF_NOUN_REGION] = region && topic->region_noun;
    f[HSY_PF_NOUN_CITY] =
        topic->city_noun && (entry->kind == HSY_GAZ_CITY || entry->kind == HSY_GAZ_VILLAGE);
}

static void set_beside(features f, const hsy_place_reader *reader,
                       const hsy_place_topic *topic, uint32_t outer,
                       const hsy_gazetteer_entry *entry)
{
    const int by = holder(reader, entry, outer);

    f[HSY_PF_BESIDE] = by >= 0 && by != HSY_GAZ_COUNTRY;
    f[HSY_PF_BESIDE_LAND] = by == HSY_GAZ_COUNTRY ||
                            (topic->outer_land && topic->outer_land == entry->country_id);
}

/* Countries and regions that the article names, without this name's own part. */
static void set_named(features f, const hsy_place_reader *reader, const hsy_place_topic *topic,
                      const hsy_gazetteer_entry *entry)
{
    const bool mine = topic->is_chosen;
    const uint32_t own = mine && topic->chosen.kind == HSY_GAZ_REGION &&
                                 topic->chosen.region == entry->region
                             ? topic->mentions
                             : 0;
    const uint32_t own_land = mine &&
                                      (topic->chosen.kind == HSY_GAZ_COUNTRY ||
                                       topic->chosen.kind == HSY_GAZ_REGION) &&
                                      topic->chosen.country_id == entry->country_id
                                  ? topic->mentions
                                  : 0;

    if (entry->region)
        f[HSY_PF_NAMED_REGION] =
            (int32_t)least(3, reader->named_regions[entry->region] - own);
    if (entry->country_id) {
        f[HSY_PF_NAMED_LAND] = (int32_t)least(3, reader->named_lands[entry->country_id] -
                                                     own_land +
                                                     reader->people[entry->country_id]);
        f[HSY_PF_SAME_LAND] = (int32_t)least(
            6, reader->lands[entry->country_id] -
                   (mine && topic->chosen.kind != HSY_GAZ_COUNTRY &&
                    topic->chosen.country_id == entry->country_id));
    }
    if (entry->region)
        f[HSY_PF_SAME_REGION] =
            (int32_t)least(6, reader->regions[entry->region] -
                                  (mine && topic->chosen.region == entry->region));
    f[HSY_PF_HOME] = reader->home && reader->home == entry->country_id;
}

static void set_near(features f, const struct anchors *anchors, const hsy_place_topic *topic,
                     const hsy_gazetteer_entry *entry)
{
    uint32_t near = 0, nearby = 0, within = 0, others = 0;

    if (!entry->has_point || entry->kind == HSY_GAZ_COUNTRY)
        return;
    for (uint32_t i = 0; i < anchors->count; i++) {
        const hsy_place_topic *other = anchors->list[i];
        if (other == topic || other->chosen.id == entry->id)
            continue;
        const uint32_t km = hsy_place_distance(entry->lat, entry->lon, other->chosen.lat,
                                               other->chosen.lon);
        near += km <= NEAR_KM;
        nearby += km <= NEARBY_KM;
        within += km <= FAR_KM;
        others++;
    }
    f[HSY_PF_NEAR] = (int32_t)least(4, near);
    f[HSY_PF_NEARBY] = (int32_t)least(6, nearby);
    f[HSY_PF_FAR] = others > 0 && within == 0;
}

static int32_t points(const hsy_place_reader *reader, const struct anchors *anchors,
                      const hsy_place_topic *topic, uint32_t outer,
                      const hsy_gazetteer_entry *entry)
{
    features f = {0};
    int32_t sum = 0;

    set_kind(f, reader, topic, entry);
    set_beside(f, reader, topic, outer, entry);
    set_named(f, reader, topic, entry);
    set_near(f, anchors, topic, entry);
    for (int i = 0; i < HSY_PF_COUNT; i++)
        sum += f[i] * reader->tables->weights[i];
    return sum;
}

/* -- choosing ------------------------------------------------------------------------ */

static bool same_spot(const hsy_gazetteer_entry *a, const hsy_gazetteer_entry *b)
{
    return a->has_point && b->has_point &&
           hsy_place_distance(a->lat, a->lon, b->lat, b->lon) <= SAME_KM;
}

/* The best place of a topic; `ret_sure` when no other one comes near it. */
static bool best_of(const hsy_place_reader *reader, const struct anchors *anchors,
                    const hsy_place_topic *topic, uint32_t outer, hsy_gazetteer_entry *ret,
                    bool *ret_sure)
{
    int32_t most = INT32_MIN, next = INT32_MIN;

    for (uint32_t i = 0; i < topic->names.count && i < CANDIDATES; i++) {
        const hsy_gazetteer_entry entry =
            hsy_gazetteer_get(reader->tables->gazetteer, topic->names.first + i);
        const int32_t sum = points(reader, anchors, topic, outer, &entry);
        if (sum > most) {
            if (most > next && !same_spot(&entry, ret))
                next = most;
            most = sum;
            *ret = entry;
        } else if (sum > next && !same_spot(&entry, ret)) {
            next = sum;
        }
    }
    *ret_sure = next == INT32_MIN || most - next >= SURE;
    return most > INT32_MIN;
}

static void find_anchors(const hsy_place_reader *reader, bool all, struct anchors *anchors)
{
    anchors->count = 0;
    for (uint32_t i = 0; i < reader->topics.count; i++) {
        const hsy_place_topic *topic = &reader->topics.data[i];
        if (!topic->is_chosen || !(topic->sure || all) || !topic->chosen.has_point ||
            topic->chosen.kind == HSY_GAZ_COUNTRY || topic->chosen.weight >= 220)
            continue;
        if (anchors->count == ANCHORS &&
            anchors->list[ANCHORS - 1]->mentions >= topic->mentions)
            continue;
        uint32_t at = anchors->count < ANCHORS ? anchors->count++ : ANCHORS - 1;
        while (at > 0 && anchors->list[at - 1]->mentions < topic->mentions) {
            anchors->list[at] = anchors->list[at - 1];
            at--;
        }
        anchors->list[at] = topic;
    }
}

/* Count what the places chosen so far say of countries and regions. */
static void count_votes(hsy_place_reader *reader, bool all)
{
    const uint32_t ncountries = hsy_gazetteer_ncountries(reader->tables->gazetteer);
    const uint32_t nregions = hsy_gazetteer_nregions(reader->tables->gazetteer);

    for (uint32_t i = 0; i < ncountries; i++)
        reader->lands[i] = reader->named_lands[i] = 0;
    for (uint32_t i = 0; i < nregions; i++)
        reader->regions[i] = reader->named_regions[i] = 0;
    for (uint32_t i = 0; i < reader->topics.count; i++) {
        hsy_place_topic *topic = &reader->topics.data[i];
        topic->is_chosen &= topic->sure || all;
        if (!topic->is_chosen)
            continue;
        reader->lands[topic->chosen.country_id] += topic->chosen.kind != HSY_GAZ_COUNTRY;
        reader->regions[topic->chosen.region]++;
        /* A region named tells its country as well: "Kentucky". */
        if (topic->chosen.kind == HSY_GAZ_COUNTRY || topic->chosen.kind == HSY_GAZ_REGION)
            reader->named_lands[topic->chosen.country_id] += topic->mentions;
        if (topic->chosen.kind == HSY_GAZ_REGION)
            reader->named_regions[topic->chosen.region] += topic->mentions;
    }
}

bool hsy_place_choose_all(hsy_place_reader *reader)
{
    hsy_arena *scratch = reader->state->scratch;
    struct anchors anchors = {.count = 0};
    hsy_gazetteer_entry *chosen =
        hsy_new_array(scratch, reader->topics.count, hsy_gazetteer_entry);

    if (!chosen)
        return false;
    for (int round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < reader->topics.count; i++) {
            hsy_place_topic *topic = &reader->topics.data[i];
            if (!best_of(reader, &anchors, topic, topic->outer, &chosen[i], &topic->sure))
                chosen[i] = (hsy_gazetteer_entry){.kind = HSY_GAZ_KINDS};
        }
        for (uint32_t i = 0; i < reader->topics.count; i++) {
            reader->topics.data[i].chosen = chosen[i];
            reader->topics.data[i].is_chosen = chosen[i].kind < HSY_GAZ_KINDS;
        }
        if (round == 2)
            break;
        count_votes(reader, round > 0);
        find_anchors(reader, round > 0, &anchors);
    }
    return true;
}

bool hsy_place_choose(const hsy_place_reader *reader, uint32_t topic, uint32_t outer,
                      hsy_gazetteer_entry *ret)
{
    const hsy_place_topic *known = &reader->topics.data[topic];
    const struct anchors none = {.count = 0};
    bool sure;

    if (outer == HSY_NONE || outer == known->outer) {
        *ret = known->chosen;
        return known->is_chosen;
    }
    return best_of(reader, &none, known, outer, ret, &sure);
}
