/*
 * tag.c - see tag.h.
 *
 * Features after Ratnaparkhi (1996) and Collins (2002), with the commonest tag of
 * the words to the right as a glance ahead, and the look of a word taken together
 * with the casing of its sentence, so that "KILLED" in an all-capitals lede and
 * "Killed" in a headline are read as verbs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/tag.h"

#include <string.h>

#define FILE_NAME "en/tagger.bin"
#define NO_WORD UINT64_C(0x6E6F776F7264)
/* Longer sentences are tagged in pieces, so that work memory has one size. */
#define PIECE 1024

enum { SECTION_LABELS = 1, SECTION_MODEL = 10, SECTION_DICTIONARY = 20, SECTION_USUAL = 30 };

struct out {
    uint64_t *features;
    uint32_t n;
};

static void add(struct out *out, uint64_t template, uint64_t value)
{
    out->features[out->n++] = hsy_feature_mix(template, value);
}

static void add2(struct out *out, uint64_t template, uint64_t a, uint64_t b)
{
    add(out, template, hsy_feature_mix(a, b));
}

static const hsy_word *word_at(const hsy_words *words, uint32_t i, int by)
{
    static const hsy_word none = {.hash = NO_WORD, .look = HSY_LOOK_COUNT};

    if ((by < 0 && i < (uint32_t)-by) || i + by >= words->count)
        return &none;
    return &words->at[i + by];
}

static uint64_t tag_at(const hsy_words *words, uint32_t i, uint32_t back)
{
    return i < back ? HSY_LABELS_MAX : words->at[i - back].tag;
}

static uint64_t usual_at(const hsy_words *words, const uint8_t *usual, uint32_t i)
{
    return i < words->count ? usual[i] : HSY_LABELS_MAX + 1;
}

static void form_features(const hsy_words *words, uint32_t i, struct out *out)
{
    const hsy_word *w = &words->at[i], *before = word_at(words, i, -1),
                   *after = word_at(words, i, 1);
    uint64_t casing = words->casing, first = i == 0;
    uint64_t look = w->look | casing << 4 | first << 6 | (uint64_t)w->hyphen << 7;

    add(out, 1, w->hash);
    add2(out, 2, w->hash, look);
    add(out, 3, w->ends[0]);
    add(out, 4, w->ends[1]);
    add2(out, 5, w->ends[2], look);
    add(out, 6, w->ends[3]);
    add(out, 7, w->starts[0]);
    add(out, 8, w->starts[1]);
    add(out, 9, w->starts[2]);
    add(out, 10, look);
    add2(out, 11, look, before->look | (uint64_t)after->look << 8);
    add(out, 12, w->cluster | casing << 16);
    add2(out, 13, w->ends[1], w->starts[1]);
}

static void context_features(const hsy_words *words, uint32_t i, struct out *out)
{
    const hsy_word *w = &words->at[i], *before = word_at(words, i, -1),
                   *after = word_at(words, i, 1);
    uint64_t t1 = tag_at(words, i, 1), t2 = tag_at(words, i, 2);

    add(out, 14, before->hash);
    add(out, 15, after->hash);
    add(out, 16, word_at(words, i, -2)->hash);
    add(out, 17, word_at(words, i, 2)->hash);
    add2(out, 18, before->hash, w->hash);
    add2(out, 19, w->hash, after->hash);
    add(out, 20, before->ends[2]);
    add(out, 21, after->ends[2]);
    add(out, 22, t1);
    add(out, 23, t1 | t2 << 8);
    add2(out, 24, t1, w->hash);
    add2(out, 25, t1, w->ends[2]);
    add2(out, 26, t1 | t2 << 8, w->hash);
    add2(out, 27, t1, after->hash);
    add2(out, 28, t1, w->cluster);
    add(out, 29, before->cluster);
    add(out, 30, after->cluster);
    add2(out, 31, t1, (uint64_t)after->cluster << 16 | w->cluster);
    add2(out, 32, before->hash, after->hash);
    add2(out, 40, (uint64_t)before->coarse << 8 | w->coarse, after->coarse);
    add2(out, 41, t1, (uint64_t)w->coarse << 8 | after->coarse);
    add2(out, 42, w->coarse, w->ends[1]);
}

static void ahead_features(const hsy_words *words, const uint8_t *usual, uint32_t i,
                           struct out *out)
{
    const hsy_word *w = &words->at[i];
    uint64_t t1 = tag_at(words, i, 1), u0 = usual[i], u1 = usual_at(words, usual, i + 1),
             u2 = usual_at(words, usual, i + 2);

    add(out, 33, u0);
    add(out, 34, u1);
    add(out, 35, u1 | u2 << 8);
    add(out, 36, t1 | u0 << 8 | u1 << 16);
    add2(out, 37, w->hash, u1);
    add(out, 38, t1 | tag_at(words, i, 2) << 8 | u0 << 16 | u1 << 24 | u2 << 32);
    add2(out, 39, w->ends[2], t1 | u1 << 8);
}

uint32_t hsy_tag_features(const hsy_words *words, const uint8_t *usual, uint32_t i,
                          uint64_t *out)
{
    struct out to = {out, 0};

    form_features(words, i, &to);
    context_features(words, i, &to);
    ahead_features(words, usual, i, &to);
    return to.n;
}

uint64_t hsy_tag_key(const hsy_words *words, uint32_t i)
{
    const hsy_word *w = &words->at[i];

    if (words->casing == HSY_CASING_USUAL && i > 0 && w->look != HSY_LOOK_LOWER &&
        w->look != HSY_LOOK_PUNCT)
        return hsy_feature_mix(w->hash, w->look);
    return w->hash;
}

static uint8_t best_label(const int32_t *scores, uint32_t n)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < n; i++)
        if (scores[i] > scores[best])
            best = i;
    return (uint8_t)best;
}

static uint8_t look_up(const hsy_linear *table, uint64_t key)
{
    uint32_t n;
    const uint16_t *entry = hsy_linear_find(table, key, &n);

    return n ? (uint8_t)hsy_entry_label(entry[0]) : HSY_LABELS_MAX;
}

static void tag_piece(const hsy_tagger *tagger, hsy_words *words)
{
    uint8_t usual[PIECE];
    uint64_t features[HSY_TAG_FEATURES];

    for (uint32_t i = 0; i < words->count; i++)
        usual[i] = look_up(&tagger->usual, hsy_tag_key(words, i));
    for (uint32_t i = 0; i < words->count; i++) {
        int32_t scores[HSY_LABELS_MAX] = {0};
        uint8_t fixed = look_up(&tagger->dictionary, hsy_tag_key(words, i));
        if (fixed < tagger->nlabels) {
            words->at[i].tag = fixed;
            continue;
        }
        uint32_t n = hsy_tag_features(words, usual, i, features);
        hsy_linear_add(&tagger->model, features, n, scores);
        words->at[i].tag = best_label(scores, tagger->nlabels);
    }
}

void hsy_tagger_run(const hsy_tagger *tagger, hsy_words *words)
{
    for (uint32_t at = 0; at < words->count; at += PIECE) {
        uint32_t left = words->count - at;
        hsy_words piece = {words->at + at, left < PIECE ? left : PIECE, words->casing};
        tag_piece(tagger, &piece);
    }
}

hsy_status hsy_tagger_load(hsy_arena *arena, const char *home, hsy_tagger *ret, hsy_error *err)
{
    hsy_weights weights;
    hsy_tagger tagger = {0};
    hsy_status status =
        hsy_weights_load(arena, home, FILE_NAME, HSY_KIND_TAGGER, &weights, err);

    if (!status)
        status = hsy_weights_lines(arena, &weights, SECTION_LABELS, &tagger.labels,
                                   &tagger.nlabels, err);
    if (!status)
        status = hsy_linear_load(arena, &weights, SECTION_MODEL, &tagger.model, err);
    if (!status)
        status = hsy_linear_load(arena, &weights, SECTION_DICTIONARY, &tagger.dictionary, err);
    if (!status)
        status = hsy_linear_load(arena, &weights, SECTION_USUAL, &tagger.usual, err);
    if (status)
        return status;
    if (tagger.nlabels == 0 || tagger.nlabels != tagger.model.nlabels ||
        tagger.nlabels != tagger.dictionary.nlabels || tagger.nlabels != tagger.usual.nlabels)
        return hsy_fail(err, HSY_FORMAT, weights.path, 0, 0,
                        "the models in the file have not the same labels");
    *ret = tagger;
    return HSY_OK;
}
