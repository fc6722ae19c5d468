/*
 * sides.c - can two parties, two places, two times be the same?
 *
 * Accounts of one act seldom use the same words: one says Kharkiv, one Kharkiv
 * Oblast; one says Russia, one Russian forces, one names the minister. Containment
 * counts as agreement; what is unknown agrees with anything, but weakly; only two
 * known things that exclude each other clash.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_LAT 13500 /* 1e-5 degrees: about 15 km, a town and its suburbs */
#define NEAR_LON 22000
#define FAR_LAT 400000 /* a region's middle and a town this far off are apart */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool begins_alike(hsy_str a, hsy_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;

    for (size_t i = 0; i < len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    return len > 0;
}

static bool same_words(hsy_str a, hsy_str b)
{
    return a.len == b.len && begins_alike(a, b);
}

/* One is the other with words after it: "Kharkiv" and "Kharkiv Oblast". */
static bool extends(hsy_str a, hsy_str b)
{
    hsy_str more = a.len < b.len ? b : a, less = a.len < b.len ? a : b;

    return less.len && begins_alike(a, b) &&
           (more.len == less.len || more.ptr[less.len] == ' ');
}

/* One is the last word of the other: "Orlan" and "Vera Orlan". */
static bool is_surname_of(hsy_str a, hsy_str b)
{
    hsy_str more = a.len < b.len ? b : a, less = a.len < b.len ? a : b;

    return less.len && more.len > less.len && more.ptr[more.len - less.len - 1] == ' ' &&
           same_words(less, hsy_str_sub(more, more.len - less.len, more.len));
}

/* -- parties ---------------------------------------------------------------- */

static bool is_country(const hsy_entity *e)
{
    return e->country[0] && hsy_str_eq(e->key, hsy_str_of(e->country));
}

static bool is_government(const hsy_entity *e)
{
    return strcmp(e->role, "GOV") == 0;
}

static hsy_match match_compatriots(const hsy_entity *a, const hsy_entity *b)
{
    bool persons = a->type == HSY_ENTITY_PERSON && b->type == HSY_ENTITY_PERSON;

    if (persons && a->key.len && b->key.len)
        return HSY_CLASH;
    if (is_country(a) || is_country(b))
        return HSY_PART;
    if (is_government(a) && is_government(b))
        return persons ? HSY_UNKNOWN : HSY_PART;
    if (a->role[0] && strcmp(a->role, b->role) == 0)
        return HSY_PART;
    return HSY_UNKNOWN;
}

hsy_match hsy_match_entities(const hsy_entity *a, const hsy_entity *b)
{
    if (a->key.len && hsy_str_eq(a->key, b->key))
        return HSY_SAME;
    if (a->country[0] && b->country[0])
        return strcmp(a->country, b->country) ? HSY_CLASH : match_compatriots(a, b);
    if (!a->key.len || !b->key.len)
        return same_words(a->name, b->name) ? HSY_PART : HSY_UNKNOWN;
    if (extends(a->name, b->name))
        return HSY_SAME;
    if (a->type == HSY_ENTITY_PERSON && b->type == HSY_ENTITY_PERSON &&
        is_surname_of(a->name, b->name))
        return HSY_PART;
    return a->type == b->type ? HSY_CLASH : HSY_UNKNOWN;
}

/* -- places ----------------------------------------------------------------- */

static bool within(const hsy_place *a, const hsy_place *b, int32_t lat, int32_t lon)
{
    return abs(a->lat - b->lat) <= lat && abs(a->lon - b->lon) <= lon;
}

static hsy_match match_in_region(const hsy_place *region, const hsy_place *other)
{
    if (other->admin1.ptr && extends(region->name, other->admin1))
        return HSY_PART;
    if (extends(region->name, other->name))
        return HSY_PART;
    if (other->kind == HSY_PLACE_REGION)
        return HSY_CLASH;
    if (region->has_point && other->has_point && !within(region, other, FAR_LAT, FAR_LAT * 2))
        return HSY_CLASH;
    /* Both regions are known by the gazetteer and are not the same one. */
    return region->geonames && other->geonames && other->admin1.len ? HSY_CLASH : HSY_UNKNOWN;
}

hsy_match hsy_match_places(const hsy_place *a, const hsy_place *b)
{
    if (a->geonames && a->geonames == b->geonames)
        return HSY_SAME;
    if (a->country[0] && b->country[0] && strcmp(a->country, b->country))
        return HSY_CLASH;
    if (a->kind == b->kind && same_words(a->name, b->name))
        return HSY_SAME;
    if (a->kind == HSY_PLACE_COUNTRY || b->kind == HSY_PLACE_COUNTRY)
        return a->kind != b->kind && a->country[0] && b->country[0] ? HSY_PART : HSY_UNKNOWN;
    if (a->kind == HSY_PLACE_REGION)
        return match_in_region(a, b);
    if (b->kind == HSY_PLACE_REGION)
        return match_in_region(b, a);
    if (extends(a->name, b->name))
        return HSY_SAME;
    if (a->has_point && b->has_point)
        return within(a, b, NEAR_LAT, NEAR_LON) ? HSY_PART : HSY_CLASH;
    if (a->kind == HSY_PLACE_CITY && b->kind == HSY_PLACE_CITY)
        return HSY_CLASH;
    return HSY_UNKNOWN;
}

/* -- days ------------------------------------------------------------------- */

hsy_days hsy_days_of(const hsy_time *time)
{
    return time ? (hsy_days){time->day_from, time->day_to} : (hsy_days){INT32_MIN, INT32_MAX};
}

bool hsy_days_known(hsy_days days)
{
    return days.from != INT32_MIN && days.to != INT32_MAX;
}

static int64_t length_of(hsy_days days)
{
    return (int64_t)days.to - days.from + 1;
}

hsy_match hsy_match_days(hsy_days a, hsy_days b)
{
    int64_t gap = a.from > b.to ? (int64_t)a.from - b.to : (int64_t)b.from - a.to;

    if (gap > 0) {
        bool spans = length_of(a) > 1 || length_of(b) > 1;
        return gap == 1 && spans ? HSY_UNKNOWN : HSY_CLASH;
    }
    if (!hsy_days_known(a) || !hsy_days_known(b))
        return HSY_UNKNOWN;
    if (length_of(a) > 4 || length_of(b) > 4)
        return HSY_UNKNOWN;
    return length_of(a) == 1 && length_of(b) == 1 ? HSY_SAME : HSY_PART;
}
