/* Copies: whole, cut, with a new lead, swapped, with another number; and texts of
 * one event that are no copies.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "story/internal.h"

#include "unit.h"

#include <string.h>

#define WORDS 400

/* Words that look alike from text to text only where `seed` is the same. */
static void make_words(uint64_t *words, uint32_t n, uint64_t seed)
{
    uint64_t x = seed * 0x9E3779B97F4A7C15u + 1;

    for (uint32_t i = 0; i < n; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        words[i] = x % 3000 + 1;
    }
}

static hsy_story_article text_of(const char *id, int64_t published, const uint64_t *words,
                                 uint32_t n)
{
    return (hsy_story_article){.id = hsy_str_of(id), .published = published, .words = words,
                               .nwords = n};
}

/* The one pair found between two texts, or shared 0. */
static hsy_copy find_copy(const hsy_story_article *a, const hsy_story_article *b)
{
    const hsy_story_article *both[2] = {a, b};
    hsy_arena arena;
    hsy_copies copies;
    hsy_copy found = {0};

    hsy_arena_init(&arena, 0);
    ck_assert(hsy_copies_find(&arena, both, 2, &copies));
    ck_assert_uint_le(copies.pairs.count, 1);
    if (copies.pairs.count)
        found = copies.pairs.data[0];
    hsy_arena_clear(&arena);
    return found;
}

START_TEST(a_reprint_points_to_the_earlier_text)
{
    uint64_t words[WORDS];
    make_words(words, WORDS, 1);
    hsy_story_article a = text_of("a", 5000, words, WORDS), b = text_of("b", 4000, words, WORDS);
    hsy_copy copy = find_copy(&a, &b);
    ck_assert_uint_eq(copy.shared, 1000);
    ck_assert_uint_eq(copy.copy, 0);
    ck_assert_uint_eq(copy.from, 1);
}
END_TEST

START_TEST(a_cut_text_is_a_copy_of_the_long_one)
{
    uint64_t words[WORDS];
    make_words(words, WORDS, 2);
    hsy_story_article a = text_of("a", INT64_MIN, words, WORDS);
    hsy_story_article b = text_of("b", INT64_MIN, words, WORDS / 3);
    hsy_copy copy = find_copy(&a, &b);
    ck_assert_uint_eq(copy.shared, 1000);
    ck_assert_uint_eq(copy.copy, 1);
}
END_TEST

START_TEST(a_new_lead_does_not_hide_a_copy)
{
    uint64_t words[WORDS], other[WORDS];
    make_words(words, WORDS, 3);
    memcpy(other, words, sizeof words);
    make_words(other, WORDS / 3, 4);
    hsy_story_article a = text_of("a", 1, words, WORDS), b = text_of("b", 2, other, WORDS);
    ck_assert_uint_gt(find_copy(&a, &b).shared, 600);
}
END_TEST

START_TEST(swapped_paragraphs_and_another_number_do_not_hide_a_copy)
{
    uint64_t words[WORDS], other[WORDS];
    make_words(words, WORDS, 5);
    for (uint32_t i = 0; i < WORDS; i++) /* eight paragraphs, in another order */
        other[(i / 50 * 3 % 8) * 50 + i % 50] = words[i];
    other[20] = 77777;
    hsy_story_article a = text_of("a", 1, words, WORDS), b = text_of("b", 2, other, WORDS);
    ck_assert_uint_gt(find_copy(&a, &b).shared, 850);
}
END_TEST

START_TEST(a_common_quote_makes_no_copy)
{
    uint64_t words[WORDS], other[WORDS];
    make_words(words, WORDS, 6);
    make_words(other, WORDS, 7);
    memcpy(other + 100, words + 200, 60 * sizeof *words);
    hsy_story_article a = text_of("a", 1, words, WORDS), b = text_of("b", 2, other, WORDS);
    ck_assert_uint_eq(find_copy(&a, &b).shared, 0);
}
END_TEST

START_TEST(equal_headlines_are_found_though_short)
{
    uint64_t words[8];
    make_words(words, 8, 8);
    hsy_story_article a = text_of("a", 1, words, 8), b = text_of("b", 2, words, 8);
    ck_assert_uint_eq(find_copy(&a, &b).shared, 1000);
}
END_TEST

START_TEST(what_a_site_prints_under_everything_is_no_copying)
{
    uint64_t words[12][120];
    hsy_story_article articles[12];
    const hsy_story_article *all[12];
    static const char ids[12][2] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
    hsy_arena arena;
    hsy_copies copies;

    for (uint32_t i = 0; i < 12; i++) {
        make_words(words[i], 120, 20 + i);
        make_words(words[i] + 50, 70, 9); /* the same seventy words under each */
        articles[i] = text_of(ids[i], i, words[i], 120);
        articles[i].publisher = HSY_STR("Coast Courier");
        all[i] = &articles[i];
    }
    hsy_arena_init(&arena, 0);
    ck_assert(hsy_copies_find(&arena, all, 12, &copies));
    ck_assert_uint_eq(copies.pairs.count, 0);
    hsy_arena_clear(&arena);
}
END_TEST

/* Words of `from` where they are copied, made by `seed` where not. */
static void make_text(uint64_t *words, const uint64_t *from, uint32_t copied, uint64_t seed)
{
    make_words(words, WORDS, seed);
    memcpy(words, from, copied * sizeof *words);
}

START_TEST(another_toll_marks_a_version)
{
    uint64_t words[3][WORDS];
    hsy_key keys[3] = {{.text = HSY_STR("killed:30"), .kind = HSY_KEY_NUMBER, .count = 1},
                       {.text = HSY_STR("killed:22"), .kind = HSY_KEY_NUMBER, .count = 1},
                       {.text = HSY_STR("killed:30"), .kind = HSY_KEY_NUMBER, .count = 1}};
    hsy_story_article articles[3];
    hsy_stories stories;
    hsy_arena arena;

    make_words(words[0], WORDS, 41);
    make_text(words[1], words[0], WORDS * 3 / 4, 42);
    make_text(words[2], words[0], WORDS * 3 / 4, 43);
    for (uint32_t i = 0; i < 3; i++) {
        articles[i] = text_of(i == 0 ? "a" : i == 1 ? "b" : "c", i + 1, words[i], WORDS);
        articles[i].keys = &keys[i];
        articles[i].nkeys = 1;
    }
    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(hsy_stories_make(&arena, articles, 3, NULL, &stories, NULL), HSY_OK);
    ck_assert(!stories.members[0].version);
    ck_assert_uint_eq(stories.members[1].copy_of, 0);
    ck_assert(stories.members[1].version);
    ck_assert_uint_eq(stories.members[2].copy_of, 0);
    ck_assert(!stories.members[2].version);
    ck_assert_uint_eq(stories.stories[0].norigins, 1);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(a_text_merged_of_two_leaves_them_two_origins)
{
    uint64_t words[3][WORDS];
    hsy_key key = {.text = HSY_STR("killed:30"), .kind = HSY_KEY_NUMBER, .count = 1};
    hsy_story_article articles[3];
    hsy_stories stories;
    hsy_arena arena;

    make_words(words[0], WORDS, 51);
    make_words(words[1], WORDS, 52);
    make_text(words[2], words[0], WORDS * 3 / 5, 53);
    memcpy(words[2] + WORDS * 3 / 5, words[1], WORDS * 2 / 5 * sizeof **words);
    for (uint32_t i = 0; i < 3; i++) {
        articles[i] = text_of(i == 0 ? "a" : i == 1 ? "b" : "c", i + 1, words[i], WORDS);
        articles[i].keys = &key;
        articles[i].nkeys = 1;
    }
    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(hsy_stories_make(&arena, articles, 3, NULL, &stories, NULL), HSY_OK);
    ck_assert_uint_eq(stories.members[2].copy_of, 0);
    ck_assert_uint_eq(stories.stories[0].norigins, 2);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(texts_of_no_words_are_no_copies)
{
    hsy_story_article a = text_of("a", 1, NULL, 0), b = text_of("b", 2, NULL, 0);
    ck_assert_uint_eq(find_copy(&a, &b).shared, 0);
}
END_TEST

UNIT_MAIN("copies", a_reprint_points_to_the_earlier_text, a_cut_text_is_a_copy_of_the_long_one,
          a_new_lead_does_not_hide_a_copy,
          swapped_paragraphs_and_another_number_do_not_hide_a_copy,
          a_common_quote_makes_no_copy, equal_headlines_are_found_though_short,
          what_a_site_prints_under_everything_is_no_copying, another_toll_marks_a_version,
          a_text_merged_of_two_leaves_them_two_origins, texts_of_no_words_are_no_copies)
