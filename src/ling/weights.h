/*
 * weights.h - weight files, and linear models in them.
 *
 * A weight file (models/en/NAME.bin) is little-endian and holds
 *
 *     "HSYW"  version  kind  sections  checksum(64)  size(64)      a head of 32 bytes
 *     id  bytes                                                   once a section
 *     sections, each begun at a multiple of 16
 *
 * The checksum is XXH3-64 of all that follows the head. A file with another
 * magic, version, kind, size or checksum is refused, so that a damaged model
 * never reads news.
 *
 * A linear model gives each label the sum of the weights of the features that
 * hold. A feature is a 64-bit hash. Features are kept in buckets by their upper
 * bits; a bucket is a run of 16-bit words in `rows`:
 *
 *     print  n  entry * n   print  n  entry * n ...
 *
 * where `print` is the lower 16 bits of the feature, and an entry is a label (6
 * bits) under a weight (10 bits, signed). One look-up touches two lines of cache,
 * a feature never seen adds nothing, and a million weights take 3 MB.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_WEIGHTS_H
#define HSY_LING_WEIGHTS_H

#include "base/error.h"
#include "base/str.h"

#define HSY_WEIGHTS_MAGIC "HSYW"
#define HSY_WEIGHTS_VERSION 1u
#define HSY_WEIGHTS_HEAD 32u
#define HSY_WEIGHTS_SECTIONS 32u /* at most */

#define HSY_LABEL_BITS 6
#define HSY_LABELS_MAX (1 << HSY_LABEL_BITS)
#define HSY_WEIGHT_MAX 511

enum { HSY_KIND_TAGGER = 1, HSY_KIND_PARSER = 2, HSY_KIND_NAMES = 3, HSY_KIND_CLUSTERS = 4 };

typedef struct hsy_weights {
    const char *path;
    uint32_t nsections;
    struct {
        uint32_t id;
        hsy_str bytes;
    } sections[HSY_WEIGHTS_SECTIONS];
} hsy_weights;

typedef struct hsy_linear {
    uint32_t nlabels, bits;
    const uint32_t *index; /* (1 << bits) + 1 */
    const uint16_t *rows;
} hsy_linear;

/* Read and check home/models/NAME. */
hsy_status hsy_weights_load(hsy_arena *arena, const char *home, const char *name, uint32_t kind,
                            hsy_weights *ret, hsy_error *err);

uint64_t hsy_u64_at(const char *bytes); /* little-endian */

/* Section `id`, or HSY_FORMAT. */
hsy_status hsy_weights_section(const hsy_weights *weights, uint32_t id, hsy_str *ret,
                               hsy_error *err);

/* The linear model of sections id (sizes), id + 1 (index), id + 2 (rows). Every
 * row is walked once, so that look-ups need no checks. */
hsy_status hsy_linear_load(hsy_arena *arena, const hsy_weights *weights, uint32_t id,
                           hsy_linear *ret, hsy_error *err);

/* Lines of section `id`, one string each; `*ret_count` of them. */
hsy_status hsy_weights_lines(hsy_arena *arena, const hsy_weights *weights, uint32_t id,
                             hsy_str **ret, uint32_t *ret_count, hsy_error *err);

static inline uint32_t hsy_entry_label(uint16_t entry)
{
    return entry & (HSY_LABELS_MAX - 1);
}
static inline int32_t hsy_entry_weight(uint16_t entry)
{
    return (int16_t)entry >> HSY_LABEL_BITS;
}

/* The entries of `feature`; `*ret_n` is 0 when it was never seen. */
static inline const uint16_t *hsy_linear_find(const hsy_linear *model, uint64_t feature,
                                              uint32_t *ret_n)
{
    uint64_t bucket = feature >> (64 - model->bits);
    const uint16_t *row = model->rows + model->index[bucket];
    const uint16_t *end = model->rows + model->index[bucket + 1];

    for (; row < end; row += 2 + row[1])
        if (row[0] == (uint16_t)feature) {
            *ret_n = row[1];
            return row + 2;
        }
    *ret_n = 0;
    return row;
}

/* Add the weights of `features` to `scores` (of model->nlabels). The rows of a
 * block of features are asked for before the first is read. */
static inline void hsy_linear_add(const hsy_linear *model, const uint64_t *features, uint32_t n,
                                  int32_t *scores)
{
    uint32_t shift = 64 - model->bits;

    for (uint32_t i = 0; i < n; i++)
        __builtin_prefetch(&model->index[features[i] >> shift]);
    for (uint32_t i = 0; i < n; i++)
        __builtin_prefetch(&model->rows[model->index[features[i] >> shift]]);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t count;
        const uint16_t *entry = hsy_linear_find(model, features[i], &count);
        for (uint32_t e = 0; e < count; e++)
            scores[hsy_entry_label(entry[e])] += hsy_entry_weight(entry[e]);
    }
}

/*
 * A linear model of at most three labels, laid out for speed: open addressing, one
 * slot of 8 bytes a feature, so that a look-up touches one line of cache. It is made
 * when the model is loaded; a slot without weights is free.
 */
#define HSY_DENSE_LABELS 3

typedef struct hsy_dense {
    struct hsy_dense_slot {
        uint16_t print;
        int16_t weights[HSY_DENSE_LABELS];
    } *slots;
    uint32_t bits, more; /* of the bucket, of the print: their sum numbers the slots */
} hsy_dense;

/* HSY_FORMAT when the model has more labels. */
hsy_status hsy_dense_make(hsy_arena *arena, const hsy_linear *model, hsy_dense *ret,
                          hsy_error *err);

static inline bool hsy_dense_is_free(const struct hsy_dense_slot *slot)
{
    return !(slot->weights[0] | slot->weights[1] | slot->weights[2]);
}

static inline uint32_t hsy_dense_place(const hsy_dense *model, uint64_t feature)
{
    return (uint32_t)(feature >> (64 - model->bits)) << model->more |
           (uint32_t)(uint16_t)feature >> (16 - model->more);
}

static inline void hsy_dense_add(const hsy_dense *model, const uint64_t *features, uint32_t n,
                                 int32_t scores[HSY_DENSE_LABELS])
{
    uint32_t mask = (1u << (model->bits + model->more)) - 1;

    for (uint32_t i = 0; i < n; i++)
        __builtin_prefetch(&model->slots[hsy_dense_place(model, features[i])]);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = hsy_dense_place(model, features[i]);
        while (!hsy_dense_is_free(&model->slots[at]) &&
               model->slots[at].print != (uint16_t)features[i])
            at = (at + 1) & mask;
        for (int label = 0; label < HSY_DENSE_LABELS; label++)
            scores[label] += model->slots[at].weights[label];
    }
}

/* One hash of two; the start of a feature is its template's number. */
static inline uint64_t hsy_feature_mix(uint64_t a, uint64_t b)
{
    a = (a * UINT64_C(0x9E3779B97F4A7C15)) ^ b;
    a *= UINT64_C(0xD6E8FEB86659FD93);
    a ^= a >> 29;
    a *= UINT64_C(0xBF58476D1CE4E5B9);
    return a ^ a >> 32;
}

#endif
