/*
 * stories.c - how fast copies and stories are made, by themselves.
 *
 *     build/bench/bench_stories [articles...]   25,000, 50,000 and 100,000 where none is said
 *
 * Articles are made, the same in every run: 300 words each and some 110 keys, of common
 * and of rare words as language has them (the n-th most frequent word 1/n as often). Every
 * fourth article reports an event of its own; the rest are reports on one of the last days'
 * events, that share its names, place, day and toll; every tenth is a copy of one of them,
 * cut or with a new lead. A stream twice as long is twice as many days. Prints articles/s
 * of CPU time and the memory of results and scratch.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "story/story.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define WORDS 300u
#define TERMS 95u
#define EVENT_KEYS 15u
#define A_DAY 1000u      /* articles */
#define RECENT 750u      /* events that are still reported on */
#define VOCABULARY 200000u

static uint64_t state;

static uint32_t draw(uint32_t below)
{
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (uint32_t)((state >> 32) * below >> 32);
}

/* Ranks whose logarithm is spread evenly: Zipf's law. */
static uint32_t word(void)
{
    uint32_t bits = draw(18), low = 1u << bits;
    uint32_t rank = low + draw(low);
    return rank < VOCABULARY ? rank : rank % VOCABULARY;
}

static hsy_str text_of(hsy_arena *arena, const char *format, uint32_t number)
{
    char text[32];
    int len = snprintf(text, sizeof text, format, number);
    return (hsy_str){hsy_arena_copy(arena, text, (size_t)len), (size_t)len};
}

static void make_body(hsy_arena *arena, hsy_story_article *article,
                      const hsy_story_article *from)
{
    uint64_t *words = hsy_arena_raw(arena, WORDS * sizeof *words);

    for (uint32_t i = 0; i < WORDS; i++)
        words[i] = word() * 0x9E3779B97F4A7C15u;
    article->nwords = WORDS;
    if (from && draw(2)) { /* cut to a third */
        article->nwords = WORDS / 3;
        memcpy(words, from->words, article->nwords * sizeof *words);
    } else if (from) { /* a new lead */
        memcpy(words + WORDS / 5, from->words + WORDS / 5, WORDS * 4 / 5 * sizeof *words);
    }
    article->words = words;
}

static void add_key(hsy_story_article *article, hsy_key *keys, hsy_key_kind kind, hsy_str text)
{
    keys[article->nkeys] = (hsy_key){.text = text, .kind = kind, .count = 1 + draw(2),
                                     .in_lead = article->nkeys < 20};
    article->nkeys++;
}

static void make_keys(hsy_arena *arena, hsy_story_article *article, uint32_t event)
{
    hsy_key *keys = hsy_new_array(arena, TERMS + EVENT_KEYS, hsy_key);
    uint32_t day = event / 250;

    add_key(article, keys, HSY_KEY_NAME, text_of(arena, "person:%u", event));
    add_key(article, keys, HSY_KEY_PLACE, text_of(arena, "%u", event * 7919 % 5000));
    add_key(article, keys, HSY_KEY_DATE, text_of(arena, "day %u", day));
    add_key(article, keys, HSY_KEY_NUMBER, text_of(arena, "killed:%u", event % 9));
    add_key(article, keys, HSY_KEY_EVENT, text_of(arena, "ASSAULT@%u", event * 7919 % 5000));
    for (uint32_t i = 0; i < EVENT_KEYS - 5; i++)
        if (draw(4))
            add_key(article, keys, HSY_KEY_TERM, text_of(arena, "e%u", event * 16 + i));
    for (uint32_t i = 0; i < TERMS; i++)
        add_key(article, keys, HSY_KEY_TERM, text_of(arena, "w%u", word() * TERMS + i));
    article->keys = keys;
}

static void make_articles(hsy_arena *arena, hsy_story_article *articles, uint32_t count)
{
    uint32_t events = 0;

    state = 88172645463325252u;
    for (uint32_t i = 0; i < count; i++) {
        bool copy = i > A_DAY && draw(10) == 0;
        uint32_t back = events < RECENT ? events : RECENT;
        uint32_t event = back && draw(4) ? events - 1 - draw(back) : events++;
        hsy_str id = text_of(arena, "%08u", i);
        articles[i] = (hsy_story_article){.id = id, .title = id,
                                          .publisher = text_of(arena, "outlet %u", draw(400)),
                                          .published = (int64_t)i * 1440 / A_DAY};
        make_body(arena, &articles[i], copy ? &articles[i - 1 - draw(A_DAY)] : NULL);
        make_keys(arena, &articles[i], event);
    }
}

static double seconds(void)
{
    struct timespec at;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static long peak(void)
{
    struct rusage use;

    getrusage(RUSAGE_SELF, &use);
    return use.ru_maxrss;
}

static int measure(uint32_t count)
{
    hsy_arena input, output;
    hsy_stories stories;

    hsy_arena_init(&input, (size_t)16 << 30);
    hsy_arena_init(&output, (size_t)16 << 30);
    hsy_story_article *articles = hsy_new_array(&input, count, hsy_story_article);
    make_articles(&input, articles, count);
    long before = peak();
    double start = seconds();
    if (hsy_stories_make(&output, articles, count, NULL, &stories, NULL)) {
        fputs("out of memory\n", stderr);
        return 1;
    }
    double used = seconds() - start;
    printf("%7u articles  %6u stories  %6.2f s  %7.0f articles/s  %5ld bytes an article "
           "(results %zu)\n", count, stories.nstories, used, count / used,
           (peak() - before) * 1024 / (long)count, output.total / count);
    hsy_arena_clear(&input);
    hsy_arena_clear(&output);
    return 0;
}

int main(int argc, char **argv)
{
    static const uint32_t usual[] = {25000, 50000, 100000};

    if (argc < 2) {
        for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
            if (measure(usual[i]))
                return 1;
        return 0;
    }
    for (int i = 1; i < argc; i++)
        if (measure((uint32_t)strtoul(argv[i], NULL, 10)))
            return 1;
    return 0;
}
