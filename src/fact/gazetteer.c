/*
 * gazetteer.c - the places of the world: data/places/places.tsv.
 *
 * Names are folded when the table is built (lower case, no marks, hyphens as
 * blanks), so loading only points into the file: 30,000 places in a few
 * milliseconds. One key can name many places ("Tripoli"): they are linked in the
 * order of the file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/place.h"

#include <string.h>

enum { KIND, NAME, KEYS, COUNTRY, ADMIN1, LAT, LON, GEONAMES, POPULATION, FLAGS };

static bool flag(hsy_str cell, const char *name)
{
    for (hsy_str rest = cell; rest.ptr;)
        if (hsy_str_eq(hsy_str_cut(&rest, ' '), hsy_str_of(name)))
            return true;
    return false;
}

static uint32_t weight(int64_t population)
{
    uint32_t bits = 0;

    while (population > 0) {
        population >>= 1;
        bits++;
    }
    return 10 * bits;
}

static hsy_status read_row(const hsy_table *table, const hsy_row *row,
                           hsy_gazetteer_entry *entry, hsy_error *err)
{
    static const char *const kinds[] = {"country", "region", "city", "site", "other", NULL};
    const int kind = hsy_cell_enum(row->cells[KIND], kinds);
    int64_t lat = 0, lon = 0, population = 0;

    if (kind < 0 || row->cells[COUNTRY].len != 3)
        return hsy_table_fail(table, row, err, "no such kind, or no country of three letters");
    entry->has_point = row->cells[LAT].len > 0;
    if ((entry->has_point &&
         (!hsy_cell_int(row->cells[LAT], &lat) || !hsy_cell_int(row->cells[LON], &lon) ||
          lat < -9000000 || lat > 9000000 || lon < -18000000 || lon > 18000000)) ||
        !hsy_cell_int(row->cells[GEONAMES], &entry->geonames) ||
        !hsy_cell_int(row->cells[POPULATION], &population))
        return hsy_table_fail(table, row, err, "a number is wrong");
    entry->kind = (hsy_place_kind)kind;
    entry->name = row->cells[NAME];
    if (row->cells[ADMIN1].len)
        entry->admin1 = row->cells[ADMIN1];
    memcpy(entry->country, row->cells[COUNTRY].ptr, 3);
    entry->lat = (int32_t)lat;
    entry->lon = (int32_t)lon;
    entry->weight = weight(population);
    entry->capital = flag(row->cells[FLAGS], "capital");
    entry->weak = flag(row->cells[FLAGS], "weak");
    entry->line = row->line;
    return HSY_OK;
}

static uint32_t count_keys(const hsy_table *table)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < table->nrows; i++) {
        hsy_str keys = table->rows[i].cells[KEYS];
        count++;
        for (size_t k = 0; k < keys.len; k++)
            count += keys.ptr[k] == '|';
    }
    return count;
}

/* Links are pushed at the front, so rows are taken from the last to the first. */
static bool link_keys(hsy_gazetteer *gazetteer, hsy_str keys, uint32_t entry)
{
    for (hsy_str rest = keys; rest.ptr;) {
        hsy_str key = hsy_str_cut(&rest, '|');
        if (key.len == 0)
            continue;
        gazetteer->links[gazetteer->nlinks] =
            (struct hsy_gazetteer_link){entry, hsy_map_find(&gazetteer->keys, key)};
        if (!hsy_map_set(&gazetteer->keys, key, gazetteer->nlinks++))
            return false;
    }
    return true;
}

static bool note_country(hsy_arena *arena, hsy_gazetteer *gazetteer, hsy_str code)
{
    if (hsy_map_find(&gazetteer->country_of, code) != HSY_NONE)
        return true;
    hsy_str *slot = hsy_vec_push(arena, &gazetteer->countries);
    if (!slot)
        return false;
    *slot = code;
    return hsy_map_set(&gazetteer->country_of, code, gazetteer->countries.count - 1);
}

hsy_status hsy_gazetteer_load(hsy_arena *arena, const char *home, hsy_gazetteer *ret,
                              hsy_error *err)
{
    static const char *const columns[] = {"kind",       "name",  "keys", "country",
                                          "admin1",     "lat",   "lon",  "geonames",
                                          "population", "flags", NULL};
    hsy_gazetteer gazetteer = {0};
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, "places/places.tsv", columns, &table, err);

    if (status)
        return status;
    hsy_map_init(&gazetteer.keys, arena);
    hsy_map_init(&gazetteer.country_of, arena);
    gazetteer.name = table.name;
    gazetteer.links = hsy_new_array(arena, count_keys(&table), struct hsy_gazetteer_link);
    if (!gazetteer.links)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    for (uint32_t i = 0; i < table.nrows; i++) {
        hsy_gazetteer_entry *entry = hsy_vec_push(arena, &gazetteer.entries);
        status = entry ? read_row(&table, &table.rows[i], entry, err) : HSY_NOMEM;
        if (status)
            return status;
        if (!note_country(arena, &gazetteer, table.rows[i].cells[COUNTRY]))
            return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    }
    for (uint32_t i = table.nrows; i-- > 0;)
        if (!link_keys(&gazetteer, table.rows[i].cells[KEYS], i))
            return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    *ret = gazetteer;
    return HSY_OK;
}
