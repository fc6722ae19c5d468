/* Stories: what belongs together, what stays apart, and that order is nothing.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "story/story.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

#define KEYS 12
#define DAY (24 * 60)

struct given {
    const char *id;
    int day; /* < 0: undated */
    const char *keys; /* "name:orlan place:ardel word" */
};

static const struct {
    const char *prefix;
    hsy_key_kind kind;
} prefixes[] = {{"name:", HSY_KEY_NAME},     {"place:", HSY_KEY_PLACE}, {"date:", HSY_KEY_DATE},
                {"number:", HSY_KEY_NUMBER}, {"event:", HSY_KEY_EVENT}};

static hsy_key key_of(hsy_str text)
{
    hsy_key key = {.text = text, .count = 1, .in_lead = true, .usual = 800};

    for (size_t p = 0; p < sizeof prefixes / sizeof *prefixes; p++) {
        hsy_str prefix = hsy_str_of(prefixes[p].prefix);
        if (hsy_str_starts(text, prefix)) {
            key.kind = prefixes[p].kind;
            key.text = hsy_str_sub(text, prefix.len, text.len);
            key.usual = 0; /* only of words it is known */
        }
    }
    return key;
}

static hsy_story_article article_of(hsy_arena *arena, const struct given *given)
{
    hsy_key *keys = hsy_new_array(arena, KEYS, hsy_key);
    uint64_t *words = hsy_new_array(arena, KEYS, uint64_t);
    uint32_t n = 0;

    for (hsy_str rest = hsy_str_of(given->keys); rest.ptr;) {
        keys[n] = key_of(hsy_str_cut(&rest, ' '));
        n++;
    }
    for (uint32_t i = 0; i < KEYS; i++) /* no two texts have words in common */
        words[i] = hsy_str_hash(hsy_str_of(given->id)) + i;
    return (hsy_story_article){.id = hsy_str_of(given->id), .title = hsy_str_of(given->id),
                               .published = given->day < 0 ? INT64_MIN : given->day * DAY,
                               .words = words, .nwords = KEYS, .keys = keys, .nkeys = n};
}

static hsy_stories make(hsy_arena *arena, const struct given *given, uint32_t n, uint32_t turn,
                        bool in_order)
{
    hsy_story_article *articles = hsy_new_array(arena, n, hsy_story_article);
    hsy_story_options options = {.in_order = in_order};
    hsy_stories stories;

    for (uint32_t i = 0; i < n; i++)
        articles[(i * 7 + turn) % n] = article_of(arena, &given[i]);
    ck_assert_int_eq(hsy_stories_make(arena, articles, n, &options, &stories, NULL), HSY_OK);
    return stories;
}

static uint32_t story_of(const hsy_stories *stories, const char *id)
{
    for (uint32_t m = 0; m < stories->nmembers; m++)
        if (hsy_str_eq(stories->members[m].doc, hsy_str_of(id)))
            return stories->members[m].story;
    return HSY_NONE;
}

static const struct given stream[] = {
    {"a1", 1, "name:orlan place:ardel date:0501 number:killed:5 attack drone city flames"},
    {"a2", 1, "name:orlan place:ardel date:0501 number:killed:5 strike drone hospital city"},
    {"a3", 2, "name:moroz place:ardel date:0501 number:killed:6 attack drone city mourning"},
    {"b1", 2, "place:velm date:0502 number:killed:3 attack drone city market"},
    {"b2", 3, "place:velm date:0502 number:killed:3 drone market stalls burnt"},
    {"c1", 2, "name:lenoir place:tallis tariff market trade minister"},
    {"c2", 2, "name:lenoir place:tallis tariff trade council"},
    {"d1", 40, "name:orlan place:ardel date:0610 number:injured:9 depot fire attack"},
};
#define STREAM (sizeof stream / sizeof *stream)

START_TEST(alike_events_in_two_towns_stay_apart)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    hsy_stories stories = make(&arena, stream, STREAM, 0, false);
    ck_assert_uint_eq(story_of(&stories, "a1"), story_of(&stories, "a2"));
    ck_assert_uint_eq(story_of(&stories, "a1"), story_of(&stories, "a3"));
    ck_assert_uint_eq(story_of(&stories, "b1"), story_of(&stories, "b2"));
    ck_assert_uint_eq(story_of(&stories, "c1"), story_of(&stories, "c2"));
    ck_assert_uint_ne(story_of(&stories, "a1"), story_of(&stories, "b1"));
    ck_assert_uint_ne(story_of(&stories, "a1"), story_of(&stories, "c1"));
    ck_assert_uint_ne(story_of(&stories, "a1"), story_of(&stories, "d1"));
    hsy_arena_clear(&arena);
}
END_TEST

static void check_same(const hsy_stories *a, const hsy_stories *b)
{
    ck_assert_uint_eq(a->nstories, b->nstories);
    for (uint32_t m = 0; m < a->nmembers; m++) {
        ck_assert(hsy_str_eq(a->members[m].doc, b->members[m].doc));
        ck_assert_uint_eq(a->members[m].story, b->members[m].story);
        ck_assert_uint_eq(a->members[m].origin, b->members[m].origin);
        ck_assert_uint_eq(a->members[m].shared, b->members[m].shared);
    }
    for (uint32_t s = 0; s < a->nstories; s++) {
        ck_assert(hsy_str_eq(a->stories[s].id, b->stories[s].id));
        ck_assert(hsy_str_eq(a->stories[s].title, b->stories[s].title));
        ck_assert(hsy_str_eq(a->stories[s].storyline, b->stories[s].storyline));
        ck_assert_int_eq(a->stories[s].first, b->stories[s].first);
    }
}

START_TEST(the_order_given_is_nothing)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    hsy_stories first = make(&arena, stream, STREAM, 0, false);
    for (uint32_t turn = 1; turn < STREAM; turn++) {
        hsy_stories other = make(&arena, stream, STREAM, turn, false);
        check_same(&first, &other);
    }
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(three_undated_pages_of_one_war_make_two_stories)
{
    static const struct given pages[] = {
        {"p0", -1, "name:denning name:orlan place:ardel event:assault@ardel number:killed:5 "
                   "drone call phone aides truce war"},
        {"p1", -1, "name:denning name:orlan place:ardel event:assault@ardel number:killed:3 "
                   "drone call phone caution truce war"},
        {"p2", -1, "name:denning name:orlan name:okell name:league event:request@velmora troops caught "
                   "mercy slaughter envoy answer truce"},
    };
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    hsy_stories stories = make(&arena, pages, 3, 0, false);
    ck_assert_uint_eq(stories.nstories, 2);
    ck_assert_uint_eq(story_of(&stories, "p0"), story_of(&stories, "p1"));
    ck_assert_int_eq(stories.stories[0].first, INT64_MIN);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(at_arrival_only_the_past_is_known)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    hsy_stories some = make(&arena, stream, 3, 0, true);
    for (uint32_t m = 0; m < some.nmembers; m++) {
        uint32_t opener = some.members[m].story_at_arrival;
        ck_assert_uint_lt(opener, some.nmembers);
        ck_assert_uint_eq(some.members[opener].story_at_arrival, opener);
    }
    hsy_arena_clear(&arena);
}
END_TEST

/* Two reports with little but the incident in common. */
static uint32_t stories_of_two(const char *shared)
{
    char keys[2][160];
    hsy_arena arena;
    struct given given[2] = {{"a", 3, keys[0]}, {"b", 3, keys[1]}};

    snprintf(keys[0], sizeof keys[0], "%s rockets market morning smoke sirens", shared);
    snprintf(keys[1], sizeof keys[1], "%s bodies carried hospital mourning street", shared);
    hsy_arena_init(&arena, 0);
    uint32_t n = make(&arena, given, 2, 0, false).nstories;
    hsy_arena_clear(&arena);
    return n;
}

START_TEST(in_a_small_batch_a_toll_and_its_place_are_one_story)
{
    ck_assert_uint_eq(stories_of_two("number:killed:7 place:ardel"), 1);
    ck_assert_uint_eq(stories_of_two("war"), 2);
}
END_TEST

START_TEST(a_late_report_that_names_the_victim_joins_its_incident)
{
    static const struct given reports[] = {
        {"a1", 1, "name:varn name:okell place:ardel number:killed:1 name:st_anne pecan girl shots"},
        {"a2", 30, "name:varn name:okell place:ardel number:killed:1 name:st_anne jury trial"},
        {"b1", 30, "name:stroud name:usk place:ardel number:killed:1 jury trial charged"},
    };
    hsy_arena arena;
    struct given given[300];
    char keys[300][64], ids[300][8];

    for (uint32_t i = 0; i < 300; i++) { /* other news, so that it shows what is rare */
        snprintf(keys[i], sizeof keys[i], "name:n%u place:ardel number:killed:1 t%u jury trial",
                 i, i);
        snprintf(ids[i], sizeof ids[i], "x%03u", i);
        given[i] = i < 3 ? reports[i] : (struct given){ids[i], (int)(i / 3), keys[i]};
    }
    hsy_arena_init(&arena, 0);
    hsy_stories stories = make(&arena, given, 300, 0, false);
    ck_assert_uint_eq(story_of(&stories, "a1"), story_of(&stories, "a2"));
    ck_assert_uint_ne(story_of(&stories, "a1"), story_of(&stories, "b1"));
    hsy_arena_clear(&arena);
}
END_TEST

/* Some forty incidents of six weeks, told by up to five reports each. */
static void make_stream(struct given *given, char keys[][128], char ids[][8], uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t event = i * 37 % 41, part = i / 41;
        snprintf(ids[i], sizeof ids[i], "r%03u", i);
        snprintf(keys[i], sizeof keys[i],
                 "name:v%u place:p%u number:killed:%u date:%u street%u report%u shots w%u",
                 event, event % 7, event % 4, event % 42, event, part, i % 23);
        given[i] = (struct given){ids[i], i % 19 ? (int)(event % 42 + part) : -1, keys[i]};
    }
}

START_TEST(a_stream_in_any_order_gives_the_same_stories)
{
    enum { N = 200 };
    struct given given[N];
    char keys[N][128], ids[N][8];
    hsy_arena arena;

    make_stream(given, keys, ids, N);
    hsy_arena_init(&arena, 0);
    hsy_stories first = make(&arena, given, N, 0, false);
    ck_assert_uint_lt(first.nstories, N / 2);
    for (uint32_t turn = 1; turn < N; turn += 13) {
        hsy_stories other = make(&arena, given, N, turn, false);
        check_same(&first, &other);
    }
    hsy_arena_clear(&arena);
}
END_TEST

static uint32_t largest(const hsy_stories *stories)
{
    uint32_t most = 0;

    for (uint32_t s = 0; s < stories->nstories; s++)
        most = stories->stories[s].ndocs > most ? stories->stories[s].ndocs : most;
    return most;
}

/* `n` articles over `days`, each with some of the words that all news of the kind uses. */
static uint32_t largest_of_chatter(uint32_t n, uint32_t days)
{
    enum { MOST = 600 };
    struct given given[MOST];
    char keys[MOST][128], ids[MOST][8];
    hsy_arena arena;

    for (uint32_t i = 0; i < n; i++) {
        snprintf(ids[i], sizeof ids[i], "c%03u", i);
        snprintf(keys[i], sizeof keys[i], "u%u u%u u%u u%u own%u own%u place:p%u name:n%u",
                 i % 29, (i * 7 + 3) % 29, (i * 5 + i / 29) % 29, (i * 11 + 1) % 29, 2 * i,
                 2 * i + 1, i % 97, i % 89);
        given[i] = (struct given){ids[i], (int)(i * days / n), keys[i]};
    }
    hsy_arena_init(&arena, 0);
    hsy_stories stories = make(&arena, given, n, 0, false);
    uint32_t most = largest(&stories);
    hsy_arena_clear(&arena);
    return most;
}

START_TEST(size_alone_does_not_hold_a_story_together_for_weeks)
{
    ck_assert_uint_lt(largest_of_chatter(600, 90), 200);
}
END_TEST

START_TEST(nothing_gives_nothing)
{
    hsy_arena arena;
    hsy_stories stories;
    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(hsy_stories_make(&arena, NULL, 0, NULL, &stories, NULL), HSY_OK);
    ck_assert_uint_eq(stories.nstories, 0);
    hsy_arena_clear(&arena);
}
END_TEST

UNIT_MAIN("cluster", alike_events_in_two_towns_stay_apart, the_order_given_is_nothing,
          three_undated_pages_of_one_war_make_two_stories, at_arrival_only_the_past_is_known,
          in_a_small_batch_a_toll_and_its_place_are_one_story,
          a_late_report_that_names_the_victim_joins_its_incident,
          a_stream_in_any_order_gives_the_same_stories,
          size_alone_does_not_hold_a_story_together_for_weeks, nothing_gives_nothing)
