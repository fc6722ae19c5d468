/*
 * fuzz_net.c - weights of the network that are not what they should be.
 *
 * Random bytes would never get past the checksum, so the input says how a sound file is
 * changed: where it is cut, then places and the bytes that are put there; the checksum
 * is made anew. Whatever comes of it is refused, or it reads a sentence without harm,
 * and the same one on every path of the processor.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>

#include "../unit/tiny_net.h"
#include "ling/net.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define WORDS 5
#define STEP 4 /* bytes of the input for one change: place(24), value(8) */

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void change(hsy_buf *buf, const uint8_t *data, size_t size)
{
    size_t cut = size >= 3 ? data[0] | (size_t)data[1] << 8 | (size_t)data[2] << 16 : 0;

    for (size_t i = 3; i + STEP <= size; i += STEP) {
        size_t place = data[i] | (size_t)data[i + 1] << 8 | (size_t)data[i + 2] << 16;
        buf->data[place % buf->len] = (char)data[i + 3];
    }
    if (cut >= 56 && cut < buf->len) {
        buf->len = cut;
        tiny_overwrite(buf, 16, cut, 8);
    }
    tiny_sign(buf);
}

static void read_words(hsy_arena *arena, const hsy_net *net, hsy_net_word words[WORDS])
{
    static const char *const forms[WORDS] = {"KYIV", "—", "shells", "hit", "."};
    static const uint32_t lengths[] = {WORDS - 1, 1};

    for (uint32_t i = 0; i < WORDS; i++) {
        hsy_str form = hsy_str_of(forms[i]);
        int16_t *sums = hsy_new_array(arena, net->dim, int16_t);
        must(sums != NULL);
        hsy_net_sum_form(net, form, form, sums);
        words[i] = (hsy_net_word){.sums = sums, .look = (uint8_t)hsy_look_of(form)};
    }
    hsy_net_work *work = hsy_net_begin(arena, net, WORDS);
    must(work && hsy_net_run(net, work, arena, lengths, 2, words));
    for (uint32_t i = 0; i < WORDS; i++)
        must(words[i].tag < net->ntags && words[i].name < net->nnames &&
             words[i].relation < net->nrelations && words[i].head < WORDS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hsy_net_word first[WORDS], other[WORDS];
    hsy_arena arena;
    hsy_buf buf;
    hsy_net net;

    hsy_arena_init(&arena, 0);
    hsy_buf_init(&buf, 0);
    tiny_net(&buf);
    change(&buf, data, size);
    for (int simd = 0; simd <= (int)hsy_simd_best(); simd++) {
        if (hsy_net_read(&arena, "fuzz", hsy_buf_str(&buf), (hsy_simd)simd, &net, NULL))
            break;
        read_words(&arena, &net, simd ? other : first);
        for (uint32_t i = 0; simd && i < WORDS; i++)
            must(first[i].tag == other[i].tag && first[i].head == other[i].head &&
                 first[i].relation == other[i].relation && first[i].name == other[i].name &&
                 first[i].margin == other[i].margin);
    }
    hsy_buf_clear(&buf);
    hsy_arena_clear(&arena);
    return 0;
}
