/*
 * words.c - see words.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/words.h"

#include "base/utf8.h"
#include "ling/weights.h"

#define FILE_NAME "en/words.bin"
#define SECTION_CLUSTERS 1
#define MAX_CLUSTERED ((size_t)1 << 20)
/* Of a longer word only this much is hashed: no word is, but an address may be. */
#define MAX_WORD 64

struct count {
    uint32_t upper, lower, digit, other, dots, chars;
    bool first_upper;
};

static void count_char(struct count *count, uint32_t code)
{
    bool upper = hsy_utf8_is_upper(code);

    if (count->chars++ == 0)
        count->first_upper = upper;
    if (upper)
        count->upper++;
    else if (hsy_utf8_is_letter(code))
        count->lower++;
    else if (hsy_utf8_is_digit(code))
        count->digit++;
    else if (code == '.' || code == ',')
        count->dots++;
    else
        count->other++;
}

static enum hsy_look look_of(hsy_str form)
{
    struct count c = {0};

    for (size_t at = 0; at < form.len;) {
        uint32_t len;
        count_char(&c, hsy_utf8_at(form, at, &len));
        at += len;
    }
    if (c.digit)
        return c.upper + c.lower + c.other ? HSY_LOOK_WITH_DIGIT : HSY_LOOK_NUMBER;
    if (c.upper + c.lower == 0)
        return HSY_LOOK_PUNCT;
    if (c.upper == 0)
        return HSY_LOOK_LOWER;
    if (c.lower == 0 && c.upper == 1)
        return HSY_LOOK_INITIAL;
    if (c.lower == 0)
        return c.dots ? HSY_LOOK_DOTTED : HSY_LOOK_CAPS;
    if (c.first_upper && (c.upper == 1 || c.other))
        return HSY_LOOK_CAPITAL;
    return HSY_LOOK_MIXED;
}

static uint64_t hash_part(hsy_str plain, size_t from, size_t to)
{
    return hsy_str_hash(hsy_str_sub(plain, from, to));
}

static uint32_t print_of(uint64_t hash)
{
    return (uint32_t)hash ? (uint32_t)hash : 1;
}

static struct hsy_cluster_slot *slot_of(const hsy_clusters *clusters, uint64_t hash)
{
    uint32_t mask = (1u << clusters->bits) - 1, print = print_of(hash);
    uint32_t i = (uint32_t)(hash >> (64 - clusters->bits));

    while (clusters->slots[i].print && clusters->slots[i].print != print)
        i = (i + 1) & mask;
    return &clusters->slots[i];
}

/* A section of 16 bytes a word: its hash, fine cluster, coarse cluster, zeros. */
hsy_status hsy_clusters_load(hsy_arena *arena, const char *home, hsy_clusters *ret,
                             hsy_error *err)
{
    hsy_clusters clusters = {.bits = 4};
    hsy_weights weights;
    hsy_str bytes = {0};
    hsy_status status =
        hsy_weights_load(arena, home, FILE_NAME, HSY_KIND_CLUSTERS, &weights, err);

    if (!status)
        status = hsy_weights_section(&weights, SECTION_CLUSTERS, &bytes, err);
    if (status)
        return status;
    if (bytes.len % 16 || bytes.len / 16 > MAX_CLUSTERED)
        return hsy_fail(err, HSY_FORMAT, weights.path, 0, 0, "a list of words of odd size");
    while ((size_t)1 << clusters.bits < bytes.len / 8)
        clusters.bits++;
    clusters.slots =
        hsy_new_array(arena, (size_t)1 << clusters.bits, struct hsy_cluster_slot);
    if (!clusters.slots)
        return hsy_fail(err, HSY_NOMEM, weights.path, 0, 0, "out of memory");
    for (size_t at = 0; at < bytes.len; at += 16) {
        uint64_t hash = hsy_u64_at(bytes.ptr + at);
        uint32_t both = (uint32_t)hsy_u64_at(bytes.ptr + at + 8);
        *slot_of(&clusters, hash) = (struct hsy_cluster_slot){
            print_of(hash), (uint16_t)both, (uint16_t)(both >> 16)};
    }
    *ret = clusters;
    return HSY_OK;
}

void hsy_word_look(const hsy_clusters *clusters, hsy_str form, hsy_str lower, hsy_word *ret)
{
    char plain[MAX_WORD];
    size_t len = lower.len < MAX_WORD ? lower.len : MAX_WORD, at = len;
    hsy_str word = {plain, len};
    hsy_word out = {.look = (uint8_t)look_of(hsy_str_sub(form, 0, MAX_WORD))};

    for (size_t i = 0; i < len; i++) {
        plain[i] = lower.ptr[i] >= '0' && lower.ptr[i] <= '9' ? '0' : lower.ptr[i];
        if (plain[i] == '-' && i > 0 && i + 1 < len)
            out.hyphen = 1;
    }
    out.hash = hsy_str_hash(word);
    out.cluster = slot_of(clusters, out.hash)->cluster;
    out.coarse = slot_of(clusters, out.hash)->coarse;
    for (int i = 0; i < 4; i++) {
        at = at ? hsy_utf8_before(word, at) : 0;
        out.ends[i] = hash_part(word, at, len);
    }
    at = 0;
    for (int i = 0; i < 3; i++) {
        uint32_t step = 0;
        if (at < len)
            hsy_utf8_at(word, at, &step);
        at += step;
        out.starts[i] = hash_part(word, 0, at);
    }
    *ret = out;
}

void hsy_words_casing(hsy_words *words)
{
    uint32_t capital = 0, caps = 0, lower = 0;

    for (uint32_t i = 0; i < words->count; i++) {
        uint8_t look = words->at[i].look;
        caps += look == HSY_LOOK_CAPS;
        lower += look == HSY_LOOK_LOWER;
        capital += i > 0 && (look == HSY_LOOK_CAPITAL || look == HSY_LOOK_MIXED);
    }
    words->casing = HSY_CASING_USUAL;
    if (caps >= 2 && caps > 4 * (lower + capital))
        words->casing = HSY_CASING_UPPER;
    else if (capital >= 3 && capital + caps > 2 * lower)
        words->casing = HSY_CASING_TITLE;
    else if (lower >= 5 && capital + caps == 0 &&
             words->at[0].look == HSY_LOOK_LOWER)
        words->casing = HSY_CASING_LOWER;
}
