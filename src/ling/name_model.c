/*
 * name_model.c - labels of names, word by word; see names.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/names.h"

#define FILE_NAME "en/names.bin"
#define SECTION_MODEL 10
#define RUN_MAX 6 /* words looked at for a run of capitals */
/* A lead of so much in score is a margin of 255. */
#define SURE 600

#define PLACE_HINTS                                                                            \
    (HSY_HINT_COUNTRY | HSY_HINT_CAPITAL | HSY_HINT_TOWN | HSY_HINT_SMALL_TOWN |               \
     HSY_HINT_INSIDE)
#define BODY_HINTS (HSY_HINT_BODY | HSY_HINT_GROUP | HSY_HINT_ORG_WORD | HSY_HINT_INSIDE)
#define PERSON_HINTS (HSY_HINT_FIRST | HSY_HINT_TITLE | HSY_HINT_PARTICLE)

struct out {
    uint64_t *features;
    uint32_t n;
};

static void add(struct out *out, uint64_t value)
{
    out->features[out->n] = hsy_feature_mix(out->n + 1, value);
    out->n++;
}

static void add2(struct out *out, uint64_t a, uint64_t b)
{
    add(out, hsy_feature_mix(a, b));
}

static const hsy_word *word_at(const hsy_words *words, uint32_t i, int by)
{
    static const hsy_word none = {.hash = 1, .look = HSY_LOOK_COUNT, .tag = UINT8_MAX};

    if ((by < 0 && i < (uint32_t)-by) || i + by >= words->count)
        return &none;
    return &words->at[i + by];
}

static uint64_t look_of(const hsy_words *words, uint32_t i, const hsy_word *word)
{
    return word->look | (uint64_t)words->casing << 4 | (uint64_t)(i == 0) << 6;
}

static void own_features(const hsy_words *words, uint32_t i, struct out *out)
{
    const hsy_word *w = &words->at[i];
    uint64_t look = look_of(words, i, w), before = i ? words->at[i - 1].label : 255,
             before2 = i > 1 ? words->at[i - 2].label : 255;

    add2(out, w->hash, look);
    add2(out, look, w->tag);
    add2(out, w->ends[2], look);
    add2(out, w->ends[3], look);
    add2(out, w->ends[1], look);
    add2(out, w->starts[2], look);
    add2(out, w->starts[1], look);
    add2(out, w->cluster, look);
    add2(out, w->coarse, look);
    add2(out, w->hints, look);
    add(out, before);
    add(out, before << 8 | before2);
    add2(out, before, w->hash);
    add2(out, before, look);
    add2(out, before << 8 | w->tag, look);
    add2(out, before, w->cluster);
    add2(out, before, w->coarse);
    add2(out, before << 8 | before2, look << 8 | w->tag);
    add2(out, before, w->hints);
    add2(out, before << 8 | w->tag, word_at(words, i, -1)->hash);
    add2(out, (uint64_t)w->hyphen, look);
    add2(out, w->hints & PLACE_HINTS, look);
    add2(out, w->hints & PLACE_HINTS, w->coarse);
    add2(out, w->hints & PLACE_HINTS, word_at(words, i, -1)->hash);
    add2(out, w->hints & BODY_HINTS, look);
    add2(out, w->hints & PERSON_HINTS, look);
}

static void near_features(const hsy_words *words, uint32_t i, struct out *out)
{
    const hsy_word *w = &words->at[i];
    uint64_t look = look_of(words, i, w), before = i ? words->at[i - 1].label : 255;

    for (int by = -2; by <= 2; by++) {
        const hsy_word *other = word_at(words, i, by);
        if (by == 0)
            continue;
        add(out, other->hash);
        add2(out, other->hash, look);
        add(out, other->look);
        add2(out, other->look, look);
        add2(out, other->tag, look);
        add2(out, other->cluster, look);
        add2(out, other->coarse, (uint64_t)w->coarse << 8 | w->look);
        add2(out, other->hints, w->hints);
        add2(out, other->cluster, before);
    }
    const hsy_word *a = word_at(words, i, -1), *b = word_at(words, i, 1);
    add2(out, a->tag | (uint64_t)w->tag << 8 | (uint64_t)b->tag << 16, look);
    add2(out, a->look | (uint64_t)w->look << 8 | (uint64_t)b->look << 16, before);
    add2(out, a->coarse | (uint64_t)w->coarse << 8 | (uint64_t)b->coarse << 16, look);
    add2(out, a->hints | (uint64_t)w->hints << 16 | (uint64_t)b->hints << 32, look);
    add2(out, a->hash, w->cluster);
    add2(out, b->hash, w->cluster);
    add2(out, a->hash, w->hash);
    add2(out, w->hash, b->hash);
    add2(out, a->cluster | (uint64_t)b->cluster << 16, look);
    add2(out, b->hash | 1, word_at(words, i, 2)->hash);
    add2(out, a->hash | 1, word_at(words, i, -2)->hash);
}

static bool in_run(const hsy_word *word)
{
    return word->look >= HSY_LOOK_CAPITAL && word->look <= HSY_LOOK_MIXED;
}

/* The run of capitals that the word stands in: what its ends and middle say. */
static void run_features(const hsy_words *words, uint32_t i, struct out *out)
{
    const hsy_word *w = &words->at[i], *last = w;
    uint64_t look = look_of(words, i, w), ahead = 0, length = 0, before = 0;
    uint32_t end = i + 1, start = i;

    if (!in_run(w))
        return;
    while (end < words->count && end - i < RUN_MAX && in_run(&words->at[end])) {
        ahead |= words->at[end].hints;
        last = &words->at[end++];
    }
    while (start > 0 && i - start < RUN_MAX && in_run(&words->at[start - 1]))
        before |= words->at[--start].hints;
    length = end - start;
    add2(out, length, i - start);
    add2(out, ahead, w->hints);
    add2(out, before, w->hints);
    add2(out, ahead | before | w->hints, length);
    add2(out, last->cluster, look);
    add2(out, last->hash, look);
    add2(out, last->coarse, (uint64_t)w->coarse << 8 | w->look);
    add2(out, word_at(words, start, -1)->hash, w->look);
    add2(out, word_at(words, start, -1)->cluster, w->look);
    add2(out, word_at(words, end - 1, 1)->hash, w->look);
    add2(out, word_at(words, end - 1, 1)->cluster, w->look);
    add2(out, word_at(words, end - 1, 1)->coarse | (uint64_t)words->at[start].coarse << 8,
         length);
}

uint32_t hsy_name_features(const hsy_words *words, uint32_t i, uint64_t *out)
{
    struct out to = {out, 0};

    own_features(words, i, &to);
    near_features(words, i, &to);
    run_features(words, i, &to);
    return to.n;
}

bool hsy_name_follows(uint8_t label, uint8_t before)
{
    bool inside = label != HSY_NAME_OUTSIDE && label % 2 == 0;

    return !inside || before == label || before == label - 1;
}

bool hsy_name_is_plain(const hsy_words *words, uint32_t i)
{
    const hsy_word *word = &words->at[i];

    if (i > 0 && words->at[i - 1].label != HSY_NAME_OUTSIDE)
        return false;
    if (words->casing == HSY_CASING_LOWER)
        return false;
    return (word->look == HSY_LOOK_LOWER && !word->hints && !word->hyphen) ||
           word->look == HSY_LOOK_PUNCT || word->look == HSY_LOOK_NUMBER;
}

void hsy_namer_run(const hsy_namer *namer, hsy_words *words, uint8_t *margins)
{
    uint64_t features[HSY_NAME_FEATURES];

    for (uint32_t i = 0; i < words->count; i++) {
        int32_t scores[HSY_LABELS_MAX] = {0}, next = INT32_MIN / 2;
        uint8_t before = i ? words->at[i - 1].label : HSY_NAME_OUTSIDE, best = 0;
        words->at[i].label = HSY_NAME_OUTSIDE;
        margins[i] = 255;
        if (hsy_name_is_plain(words, i))
            continue;
        hsy_linear_add(&namer->model, features, hsy_name_features(words, i, features), scores);
        for (uint8_t label = 1; label < HSY_NAME_LABELS; label++)
            if (hsy_name_follows(label, before) && scores[label] > scores[best])
                best = label;
        for (uint8_t label = 0; label < HSY_NAME_LABELS; label++)
            if (label != best && hsy_name_follows(label, before) && scores[label] > next)
                next = scores[label];
        int32_t lead = scores[best] - next;
        words->at[i].label = best;
        margins[i] = (uint8_t)(lead >= SURE ? 255 : lead * 255 / SURE);
    }
}

hsy_status hsy_namer_load(hsy_arena *arena, const char *home, hsy_namer *ret, hsy_error *err)
{
    hsy_weights weights;
    hsy_namer namer = {0};
    hsy_status status = hsy_weights_load(arena, home, FILE_NAME, HSY_KIND_NAMES, &weights, err);

    if (!status)
        status = hsy_linear_load(arena, &weights, SECTION_MODEL, &namer.model, err);
    if (!status && namer.model.nlabels != HSY_NAME_LABELS)
        status = hsy_fail(err, HSY_FORMAT, weights.path, 0, 0,
                          "the names were trained for other labels");
    if (!status)
        status = hsy_hints_load(arena, home, &namer, err);
    if (!status)
        *ret = namer;
    return status;
}
