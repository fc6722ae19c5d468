/*
 * tiny_net.h - a network of random weights, small enough to be made in a test.
 *
 * Its answers mean nothing, but they hang on every number in it: two programs that give
 * the same answers compute the same network. Weights come from a generator of our own,
 * so that the file is the same everywhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_TINY_NET_H
#define HSY_TEST_TINY_NET_H

#include "base/buf.h"
#include "base/hash.h"

#include <string.h>

#define TINY_DIM 64
#define TINY_ALIGN 64

struct tiny_section {
    const char *name;
    uint32_t type, rank, dims[4];
    uint32_t low, high; /* of the numbers: -low .. high */
    const char *text;   /* type 3 */
    bool balanced;      /* every second number is the one before with its sign changed */
};

static const struct tiny_section tiny_sections[] = {
    /* clang-format off */
    {.name = "config", .type = 3, .text =
     "format\t1\ndim\t64\nlayers\t3\nL0.kind\tconv\nL1.kind\trec\nL2.kind\trec\n"
     "emb.mult\t40\nemb.shift\t7\ntags.layer\t1\nnames.layer\t2\n"
     "arc.unit\t900\nnames.unit\t1100\narc.buckets\t20\narc.dim\t16\nlab.dim\t32\n"
     "L0.pre\t4\nL0.shift\t12\nL1.pre\t1\nL1.shift\t10\nL2.pre\t0\nL2.shift\t10\n"
     "arc.dep.pre\t2\narc.dep.shift\t13\narc.head.pre\t3\narc.head.shift\t14\n"
     "arc.ddist.pre\t2\narc.ddist.shift\t8\narc.hdist.pre\t2\narc.hdist.shift\t8\n"
     "lab.dep.pre\t2\nlab.dep.shift\t12\nlab.head.pre\t2\nlab.head.shift\t12\n"},
    {"emb.word", 0, 2, {97, 64}, 127, 127, NULL},
    {"emb.part", 0, 2, {61, 64}, 127, 127, NULL},
    {"emb.bias", 1, 1, {64}, 90, 90, NULL},
    {"L0.w", 0, 3, {64, 3, 64}, 63, 63, NULL},
    {"L0.b", 2, 1, {64}, 20000, 20000, NULL},
    {"L0.m", 2, 1, {64}, 0, 600, NULL},
    {"L1.w", 0, 2, {128, 64}, 63, 63, NULL},
    {"L1.b", 2, 1, {128}, 9000, 9000, NULL},
    {"L1.m", 2, 1, {128}, 0, 900, NULL},
    {"L2.w", 0, 2, {128, 64}, 40, 40, NULL},
    {"L2.b", 2, 1, {128}, 9000, 9000, NULL},
    {"L2.m", 2, 1, {128}, 0, 900, NULL},
    {"tags.w", 0, 2, {5, 64}, 63, 63, NULL, true},
    {"tags.b", 2, 1, {5}, 900, 900, NULL},
    {"names.w", 0, 2, {5, 64}, 63, 63, NULL, true},
    {"names.b", 2, 1, {5}, 900, 900, NULL},
    {"names.trans", 2, 2, {5, 5}, 30000, 30000, NULL},
    {"names.start", 2, 1, {5}, 30000, 30000, NULL},
    {"names.end", 2, 1, {5}, 30000, 30000, NULL},
    {"arc.dep.w", 0, 2, {16, 64}, 63, 63, NULL},
    {"arc.dep.b", 2, 1, {16}, 9000, 9000, NULL},
    {"arc.dep.m", 2, 1, {16}, 0, 500, NULL},
    {"arc.head.w", 0, 2, {16, 64}, 63, 63, NULL},
    {"arc.head.b", 2, 1, {16}, 9000, 9000, NULL},
    {"arc.head.m", 2, 1, {16}, 0, 500, NULL},
    {"arc.ddist.w", 0, 2, {21, 64}, 63, 63, NULL},
    {"arc.ddist.b", 2, 1, {21}, 9000, 9000, NULL},
    {"arc.ddist.m", 2, 1, {21}, 0, 500, NULL},
    {"arc.hdist.w", 0, 2, {21, 64}, 63, 63, NULL},
    {"arc.hdist.b", 2, 1, {21}, 9000, 9000, NULL},
    {"arc.hdist.m", 2, 1, {21}, 0, 500, NULL},
    {"arc.root", 0, 1, {16}, 63, 63, NULL},
    {"lab.dep.w", 0, 2, {32, 64}, 63, 63, NULL},
    {"lab.dep.b", 2, 1, {32}, 9000, 9000, NULL},
    {"lab.dep.m", 2, 1, {32}, 0, 500, NULL},
    {"lab.head.w", 0, 2, {32, 64}, 63, 63, NULL},
    {"lab.head.b", 2, 1, {32}, 9000, 9000, NULL},
    {"lab.head.m", 2, 1, {32}, 0, 500, NULL},
    {"lab.root", 2, 1, {32}, 500, 500, NULL},
    {"lab.out.w", 0, 2, {6, 32}, 63, 63, NULL, true},
    {"lab.out.b", 2, 1, {6}, 900, 900, NULL},
    {.name = "labels.tags", .type = 3,
     .text = "NOUN\tNN\nVERB\tVBD\nPUNCT\t.\nADP\tIN\nPROPN\tNNP\n"},
    {.name = "labels.deprels", .type = 3, .text = "root\nnsubj\nobj\npunct\ncase\nobl\n"},
    {.name = "labels.names", .type = 3, .text = "O\nB-PER\nI-PER\nE-PER\nS-LOC\n"},
    /* clang-format on */
};

#define TINY_SECTIONS (sizeof tiny_sections / sizeof *tiny_sections)

static void tiny_put(hsy_buf *buf, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        hsy_buf_putc(buf, (char)(value >> 8 * i));
}

/* The low bits of such a generator are poor: the high ones are taken. */
static int32_t tiny_random(uint64_t *state, const struct tiny_section *section)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    uint64_t range = (uint64_t)section->low + section->high + 1;
    return (int32_t)((*state >> 33) % range) - (int32_t)section->low;
}

static void tiny_numbers(hsy_buf *buf, const struct tiny_section *section, uint64_t *state)
{
    uint32_t count = 1;

    if (section->text) {
        hsy_buf_puts(buf, section->text);
        return;
    }
    for (uint32_t d = 0; d < section->rank; d++)
        count *= section->dims[d];
    for (uint32_t i = 0, last = 0; i < count; i++) {
        last = section->balanced && i % 2 ? -last : (uint32_t)tiny_random(state, section);
        tiny_put(buf, last, 1 << section->type);
    }
}

/* The checksum goes to byte 24; hash.h gives it in hexadecimal, and only its first half,
 * which is what is compared. */
static void tiny_sign(hsy_buf *buf)
{
    char sum[HSY_HASH_DIGITS + 1];

    hsy_hash_hex((hsy_str){buf->data + 56, buf->len - 56}, sum);
    for (int i = 0; i < HSY_HASH_DIGITS / 2; i++) {
        const char digits[] = "0123456789abcdef";
        buf->data[24 + i] = (char)((strchr(digits, sum[2 * i]) - digits) * 16 +
                                   (strchr(digits, sum[2 * i + 1]) - digits));
    }
}

static void tiny_overwrite(hsy_buf *buf, size_t at, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf->data[at + (size_t)i] = (char)(value >> 8 * i);
}

/* The whole file, into `buf`. */
static void tiny_net(hsy_buf *buf)
{
    uint64_t state = 7;
    size_t entry = 56;

    hsy_buf_add(buf, (hsy_str){"HSYNET1\0", 8});
    tiny_put(buf, 1, 4);
    tiny_put(buf, TINY_SECTIONS, 4);
    hsy_buf_fill(buf, 0, 40 + TINY_SECTIONS * 64);
    for (size_t i = 0; i < TINY_SECTIONS; i++, entry += 64) {
        const struct tiny_section *section = &tiny_sections[i];
        hsy_buf_fill(buf, 0, (TINY_ALIGN - buf->len % TINY_ALIGN) % TINY_ALIGN);
        size_t from = buf->len;
        tiny_numbers(buf, section, &state);
        memcpy(buf->data + entry, section->name, strlen(section->name));
        tiny_overwrite(buf, entry + 24, section->type, 4);
        tiny_overwrite(buf, entry + 28, section->text ? 1 : section->rank, 4);
        for (uint32_t d = 0; d < 4; d++)
            tiny_overwrite(buf, entry + 32 + 4 * d, section->dims[d], 4);
        if (section->text)
            tiny_overwrite(buf, entry + 32, strlen(section->text), 4);
        tiny_overwrite(buf, entry + 48, from, 8);
        tiny_overwrite(buf, entry + 56, buf->len - from, 8);
    }
    tiny_overwrite(buf, 16, buf->len, 8);
    tiny_sign(buf);
}

#endif
