/*
 * net.h - the network: tags, trees and names of sentences from their words.
 *
 *     rows of tables --sum--> vectors --layers--> states --heads--> tags, names, arcs
 *
 * A word's vector is the sum of its rows (rows.h). Layers let words know of each other:
 * a convolution reads a word and its neighbours, an average runs along the sentence in
 * both directions and is moved by each word as far as that word opens its gates. From
 * the states, single products give the scores of tags and of name labels; arcs are
 * scored for all pairs of words, and the best tree is taken (arcs.h); the arc's label
 * is read from its two words.
 *
 * Everything is whole numbers: bytes for states, 7-bit weights, 32-bit sums (matrix.h,
 * steps.h). The same text gives the same bits on every machine.
 * tools/train/ling/reference.py is the same network in a hundred lines.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_NET_H
#define HSY_LING_NET_H

#include "ling/arcs.h"
#include "ling/netfile.h"
#include "ling/rows.h"
#include "ling/steps.h"

#define HSY_NET_LAYERS 16
#define HSY_NET_DIM 512
#define HSY_NET_LABELS 64 /* tags or relations; names HSY_PATH_WIDTH */
#define HSY_ARC_BUCKETS 20
/* Words run together: sentences are taken until so many words, or so many sentences, are
 * there. */
#define HSY_NET_BATCH 128
#define HSY_NET_SENTENCES 48
/* Words of a sentence; a longer one is cut by the caller. */
#define HSY_NET_WORDS HSY_ARCS_MAX

typedef struct hsy_linear_map {
    hsy_matrix matrix;
    hsy_scale scale; /* .mult NULL where sums are the result */
} hsy_linear_map;

enum hsy_layer_kind { HSY_LAYER_CONV, HSY_LAYER_AVERAGE };

/* The products of the last state, done as one. */
enum hsy_last { HSY_LAST_DEP, HSY_LAST_HEAD, HSY_LAST_DDIST, HSY_LAST_HDIST, HSY_LAST_LDEP,
                HSY_LAST_LHEAD, HSY_LAST_COUNT };

typedef struct hsy_net {
    hsy_net_file file;
    hsy_simd simd;
    const hsy_steps *steps;
    uint32_t dim, nlayers, tags_layer, names_layer, arc_dim, label_dim;
    int32_t arc_unit, name_unit; /* score points to a nat */

    const int8_t *tables[2];
    uint32_t nrows[2];
    int16_t *embed_bias;
    int32_t embed_mult;
    uint32_t embed_shift;
    uint32_t hint_rows[HSY_HINT_BITS]; /* in the part table */
    uint32_t look_rows[HSY_LOOK_COUNT][HSY_CASING_COUNT][2];

    enum hsy_layer_kind kinds[HSY_NET_LAYERS];
    hsy_linear_map layers[HSY_NET_LAYERS];
    hsy_linear_map tags, names, label_out;
    hsy_matrix last; /* of all enum hsy_last */
    hsy_scale last_scale[HSY_LAST_COUNT];
    uint32_t last_at[HSY_LAST_COUNT]; /* first output in `last` */
    const int8_t *arc_root;
    int32_t *label_root;

    int32_t (*moves)[HSY_PATH_WIDTH]; /* of names */
    int32_t *starts, *ends;
    uint32_t ntags, nnames, nrelations;
    hsy_str *tag_names;      /* "UPOS<TAB>XPOS" */
    hsy_str *name_names;     /* "B-PER" */
    hsy_str *relation_names; /* "nsubj:pass" */
    uint32_t root_relation;
} hsy_net;

/* A word of a sentence. */
typedef struct hsy_net_word {
    const int16_t *sums; /* given: of the rows of its form; as are the next three */
    uint16_t hints;
    uint8_t look, casing;
    uint8_t tag, name, relation; /* found: numbers in the lists above */
    uint8_t margin, name_margin; /* how sure: 32 to a nat, at most 255 */
    uint16_t head;               /* 0 the root, else 1 + word of the sentence */
} hsy_net_word;

typedef struct hsy_net_work hsy_net_work;

/* Open `path`. What is made lives in `arena`; the file stays mapped until `close`. */
hsy_status hsy_net_open(hsy_arena *arena, const char *path, hsy_simd simd, hsy_net *ret,
                        hsy_error *err);
void hsy_net_close(hsy_net *net);
/* The same from bytes in memory, which must live as long; it is not to be closed. */
hsy_status hsy_net_read(hsy_arena *arena, const char *path, hsy_str bytes, hsy_simd simd,
                        hsy_net *ret, hsy_error *err);

/* Work memory for one thread, for sentences of at most `longest` words; NULL when out of
 * memory. */
hsy_net_work *hsy_net_begin(hsy_arena *arena, const hsy_net *net, uint32_t longest);

/* Add up the rows of a form, net->dim numbers. */
void hsy_net_sum_form(const hsy_net *net, hsy_str form, hsy_str lower, int16_t *sums);

/* Read `count` sentences of at most HSY_NET_WORDS words each, `words` being those of
 * all, one sentence after the other. False when out of memory. */
bool hsy_net_run(const hsy_net *net, hsy_net_work *work, hsy_arena *scratch,
                 const uint32_t *lengths, uint32_t count, hsy_net_word *words);

#endif
