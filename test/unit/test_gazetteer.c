/* test_gazetteer.c - the packed gazetteer: what it finds, and files that are broken.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "fact/gazetteer.h"

#include "base/file.h"
#include "fact/place_distance.h"
#include "helpers.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#define HEAD        64
#define SUM_AT      48
#define FILE_LIMIT  (64u << 20)
#define DAMAGES     60
#define NAMES_AFTER 12

typedef struct fixture {
    hsy_arena arena;
    const hsy_gazetteer *gazetteer;
} fixture;

static void open_real(fixture *f)
{
    hsy_error err;

    hsy_arena_init(&f->arena, 0);
    ck_assert_int_eq(hsy_gazetteer_load(&f->arena, hsy_test_home(), &f->gazetteer, &err), HSY_OK);
}

/* A copy of the real file, to be damaged; its length in `ret_len`. */
static char *copy_real(hsy_arena *arena, size_t *ret_len)
{
    const char *path = hsy_path_join(arena, hsy_test_home(), "data/places/gazetteer.bin");
    hsy_str bytes;
    hsy_error err;

    ck_assert_int_eq(hsy_file_read(arena, path, FILE_LIMIT, &bytes, &err), HSY_OK);
    char *copy = malloc(bytes.len);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes.ptr, bytes.len);
    *ret_len = bytes.len;
    return copy;
}

static hsy_status open_bytes(hsy_arena *arena, const char *bytes, size_t len, hsy_error *err)
{
    const hsy_gazetteer *gazetteer;

    return hsy_gazetteer_open(arena, (hsy_str){bytes, len}, "damaged.bin", &gazetteer, err);
}

START_TEST(names_are_folded)
{
    hsy_arena arena;
    char key[64];

    hsy_arena_init(&arena, 0);
    size_t len = hsy_gazetteer_key(&arena, HSY_STR("Ma'arrat  al-Nu'man"), key, sizeof key);
    ck_assert(hsy_str_eq((hsy_str){key, len}, HSY_STR("maarrat al numan")));
    len = hsy_gazetteer_key(&arena, HSY_STR("\xC5\x81\xC3\xB3" "d\xC5\xBA"), key, sizeof key);
    ck_assert(hsy_str_eq((hsy_str){key, len}, HSY_STR("lodz")));
    ck_assert_uint_eq(hsy_gazetteer_key(&arena, HSY_STR("..."), key, sizeof key), 0);
    ck_assert_uint_eq(hsy_gazetteer_key(&arena, HSY_STR("too long"), key, 4), 0);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(names_are_found)
{
    fixture f;

    open_real(&f);
    hsy_gazetteer_names names = hsy_gazetteer_find(f.gazetteer, HSY_STR("tripoli"));
    ck_assert_uint_gt(names.count, 1);
    hsy_gazetteer_entry entry = hsy_gazetteer_get(f.gazetteer, names.first);
    ck_assert(entry.has_point);
    ck_assert_uint_eq(hsy_gazetteer_find(f.gazetteer, HSY_STR("tripolq")).count, 0);
    ck_assert_uint_eq(hsy_gazetteer_find(f.gazetteer, HSY_STR("tripolix")).count, 0);
    ck_assert_uint_eq(hsy_gazetteer_find(f.gazetteer, HSY_STR("")).count, 0);
    hsy_gazetteer_walk walk = hsy_gazetteer_start(f.gazetteer);
    ck_assert(hsy_gazetteer_step(f.gazetteer, &walk, HSY_STR("new")));
    ck_assert(hsy_gazetteer_step(f.gazetteer, &walk, HSY_STR(" york")));
    ck_assert_uint_gt(hsy_gazetteer_at(f.gazetteer, &walk).count, 0);
    ck_assert(!hsy_gazetteer_step(f.gazetteer, &walk, HSY_STR("zzz")));
    hsy_arena_clear(&f.arena);
}
END_TEST

START_TEST(countries_have_numbers)
{
    fixture f;
    hsy_gazetteer_entry entry;

    open_real(&f);
    const uint8_t syria = hsy_gazetteer_country(f.gazetteer, HSY_STR("SYR"));
    ck_assert(hsy_gazetteer_land(f.gazetteer, syria, &entry));
    ck_assert(hsy_str_eq(entry.name, HSY_STR("Syria")));
    ck_assert(!hsy_gazetteer_land(f.gazetteer, 0, &entry));
    ck_assert_uint_eq(hsy_gazetteer_country(f.gazetteer, HSY_STR("XXX")), 0);
    hsy_arena_clear(&f.arena);
}
END_TEST

START_TEST(broken_files_are_refused_with_a_reason)
{
    hsy_arena arena;
    hsy_error err;
    size_t len;

    hsy_arena_init(&arena, 0);
    char *bytes = copy_real(&arena, &len);
    ck_assert_int_eq(open_bytes(&arena, bytes, len, &err), HSY_OK);
    ck_assert_int_eq(open_bytes(&arena, bytes, 10, &err), HSY_FORMAT);
    ck_assert_int_eq(open_bytes(&arena, bytes, len - 1, &err), HSY_FORMAT);
    bytes[len / 2] ^= 1;
    ck_assert_int_eq(open_bytes(&arena, bytes, len, &err), HSY_FORMAT);
    ck_assert_ptr_nonnull(strstr(err.message, "checksum"));
    bytes[len / 2] ^= 1;
    bytes[8] ^= 1;
    ck_assert_int_eq(open_bytes(&arena, bytes, len, &err), HSY_FORMAT);
    bytes[0] = 'X';
    ck_assert_int_eq(open_bytes(&arena, bytes, len, &err), HSY_FORMAT);
    ck_assert_int_eq(hsy_gazetteer_load(&arena, "/nowhere", &(const hsy_gazetteer *){NULL}, &err),
                     HSY_MISSING);
    free(bytes);
    hsy_arena_clear(&arena);
}
END_TEST

/* A file with wrong numbers inside and a right sum leads nowhere outside of itself. */
START_TEST(wrong_numbers_stay_inside)
{
    static const char *const keys[NAMES_AFTER] = {
        "tripoli", "new york", "homs",   "a",     "san jose", "springfield",
        "kyiv",    "al bab",   "london", "paris", "zzz",      "santa maria"};
    hsy_arena arena;
    hsy_error err;
    size_t len;
    uint32_t seed = 1;

    hsy_arena_init(&arena, 0);
    char *bytes = copy_real(&arena, &len);
    for (int round = 0; round < DAMAGES; round++) {
        const hsy_gazetteer *gazetteer;
        for (int i = 0; i < 2000; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[HEAD + (size_t)(seed >> 4) % (len - HEAD)] ^= (char)(seed >> 8);
        }
        const uint64_t sum = hsy_gazetteer_checksum((hsy_str){bytes + HEAD, len - HEAD});
        memcpy(bytes + SUM_AT, &sum, sizeof sum);
        ck_assert_int_eq(
            hsy_gazetteer_open(&arena, (hsy_str){bytes, len}, "wrong.bin", &gazetteer, &err), HSY_OK);
        for (int k = 0; k < NAMES_AFTER; k++) {
            const hsy_gazetteer_names names =
                hsy_gazetteer_find(gazetteer, hsy_str_of(keys[k]));
            for (uint32_t i = 0; i < names.count; i++) {
                const hsy_gazetteer_entry entry = hsy_gazetteer_get(gazetteer, names.first + i);
                for (size_t c = 0; c < entry.name.len + entry.admin1.len; c++)
                    ck_assert(c < 512);
            }
        }
    }
    free(bytes);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(distances_are_near_enough)
{
    /* Kyiv to Lviv is 468 km, Suva to Apia 1,147 across the date line. */
    uint32_t km = hsy_place_distance(5045466, 3052380, 4983826, 2402324);
    ck_assert(km > 455 && km < 480);
    km = hsy_place_distance(-1814160, 17844149, -1383333, -17176667);
    ck_assert(km > 1110 && km < 1185);
    ck_assert_uint_eq(hsy_place_distance(100000, 100000, 100000, 100000), 0);
}
END_TEST

UNIT_MAIN("gazetteer", names_are_folded, names_are_found, countries_have_numbers,
          broken_files_are_refused_with_a_reason, wrong_numbers_stay_inside,
          distances_are_near_enough)
