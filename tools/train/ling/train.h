/*
 * train.h - what the trainers share: treebanks, averaged perceptrons, weight files.
 *
 * Nothing here is linked into the program. The features come from src/ling itself,
 * so that training and running see the same. All arithmetic is in whole numbers
 * and the only randomness is a generator with a fixed seed: the same data gives
 * the same file, byte for byte. Trainers are programs of one run: they stop with a
 * message when something is wrong, and leave memory to the system.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TRAIN_H
#define HSY_TRAIN_H

#include "base/buf.h"
#include "base/map.h"
#include "ling/weights.h"
#include "ling/words.h"
#include "text/doc.h"

typedef struct train_token {
    hsy_str form, lower;
    uint8_t tag;    /* gold label */
    uint8_t deprel; /* gold hsy_deprel */
    uint8_t name;   /* gold BIO label */
    uint32_t head;  /* from 0; itself for the root */
} train_token;

typedef struct train_sentence {
    train_token *tokens;
    uint32_t ntokens;
} train_sentence;

typedef struct train_corpus {
    HSY_VEC(train_sentence) sentences;
    uint32_t ntokens;
} train_corpus;

typedef struct train_labels {
    hsy_str names[HSY_LABELS_MAX];
    uint32_t count;
} train_labels;

_Noreturn void train_die(const char *format, ...) __attribute__((format(printf, 1, 2)));
void *train_alloc(size_t count, size_t size); /* zeroed */

/* Append the sentences of a CoNLL-U file. Labels are added to `tags`. */
void train_read_conllu(const char *path, hsy_arena *arena, train_labels *tags,
                       train_corpus *corpus);
uint8_t train_label(train_labels *labels, hsy_str name, bool add);

/* Plain lower-case form, as the scanner of text/ makes it. */
hsy_str train_lower(hsy_arena *arena, hsy_str form);

/* A sentence as the models see it; `words->at` has room for all tokens. */
void train_words(const hsy_clusters *clusters, const train_sentence *sentence,
                 hsy_words *words);

/* xorshift64*, state > 0. */
uint64_t train_random(uint64_t *state);
/* A shuffled list of 0..count-1. */
void train_shuffle(uint32_t *order, uint32_t count, uint64_t *state);

/* --- averaged perceptron over hashed features --- */
typedef struct train_model train_model;

/* Features of fewer than `least_updates` updates are not used. */
train_model *train_model_new(uint32_t nlabels, uint32_t least_updates);
void train_model_free(train_model *model);
void train_score(const train_model *model, const uint64_t *features, uint32_t n,
                 int32_t *scores);
/* Add `by` to the weight of `label` for each feature. */
void train_update(train_model *model, const uint64_t *features, uint32_t n, uint32_t label,
                  int32_t by);
void train_tick(train_model *model); /* one more example was seen */

/* The averaged model as the sections id, id + 1, id + 2 of a file. Weights are
 * multiplied by `scale`; those then below `least` are dropped. */
typedef struct train_file {
    hsy_buf bytes[HSY_WEIGHTS_SECTIONS];
    uint32_t ids[HSY_WEIGHTS_SECTIONS];
    uint32_t count;
} train_file;

void train_export(const train_model *model, int32_t scale, int32_t least, train_file *file,
                  uint32_t id);
/* A table from features to one label, as a linear model. */
void train_export_table(const uint64_t *features, const uint8_t *labels, uint32_t count,
                        uint32_t nlabels, train_file *file, uint32_t id);
hsy_buf *train_section(train_file *file, uint32_t id);
void train_put_u32(hsy_buf *buf, uint32_t value);
void train_write(const train_file *file, uint32_t kind, const char *path);

#endif
