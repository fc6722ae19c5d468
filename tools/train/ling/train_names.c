/*
 * train_names.c - weights of the names: train_names OUT HOME FILE
 *
 * Reads what names_data.py wrote, the tagger and word clusters of HOME/models and
 * the tables of HOME/data. Words labelled ? are passed over: the model's own choice
 * stands there, and nothing is learnt.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "train.h"

#include "base/file.h"
#include "base/table.h"
#include "ling/names.h"
#include "ling/tag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PASSES 12
#define SEED UINT64_C(20260803)
#define SCALE 16
#define LEAST 3
#define USED 3
#define UNKNOWN 255
#define MAX_WORDS 1024

struct trainer {
    hsy_arena arena;
    hsy_clusters clusters;
    hsy_tagger tagger;
    hsy_namer namer;
    train_corpus corpus;
    hsy_words *words;
    train_model *model;
    uint64_t random;
};

static uint8_t label_of(hsy_str name)
{
    static const char *const kinds[] = {"PER", "ORG", "GRP", "LOC", "OTH", NULL};

    if (name.len == 1)
        return name.ptr[0] == '?' ? UNKNOWN : HSY_NAME_OUTSIDE;
    int kind = hsy_cell_enum(hsy_str_sub(name, 2, name.len), kinds);
    if (kind < 0)
        train_die("unknown label %.*s", HSY_STR_ARG(name));
    return (uint8_t)(1 + 2 * kind + (name.ptr[0] == 'I'));
}

static void add_sentence(struct trainer *trainer, const train_token *tokens, uint32_t n)
{
    train_sentence *sentence = hsy_vec_push(&trainer->arena, &trainer->corpus.sentences);
    train_token *copy = hsy_new_array(&trainer->arena, n, train_token);

    if (!sentence || !copy)
        train_die("out of memory");
    memcpy(copy, tokens, n * sizeof *tokens);
    *sentence = (train_sentence){copy, n};
}

static void read_names(struct trainer *trainer, const char *path)
{
    static train_token tokens[MAX_WORDS];
    uint32_t n = 0;
    hsy_str rest;
    hsy_error err;

    if (hsy_file_read(&trainer->arena, path, 1u << 30, &rest, &err))
        train_die("%s: %s", path, err.message);
    while (rest.ptr) {
        hsy_str line = hsy_str_cut(&rest, '\n');
        if (line.len == 0) {
            if (n)
                add_sentence(trainer, tokens, n);
            n = 0;
        } else if (n < MAX_WORDS) {
            hsy_str form = hsy_str_cut(&line, '\t');
            tokens[n++] = (train_token){.form = form,
                                        .lower = train_lower(&trainer->arena, form),
                                        .name = label_of(line)};
        }
    }
}

static void prepare(struct trainer *trainer)
{
    uint32_t count = trainer->corpus.sentences.count;

    trainer->words = train_alloc(count, sizeof *trainer->words);
    for (uint32_t i = 0; i < count; i++) {
        const train_sentence *sentence = &trainer->corpus.sentences.data[i];
        hsy_words *words = &trainer->words[i];
        hsy_str forms[MAX_WORDS];
        words->at = train_alloc(sentence->ntokens, sizeof(hsy_word));
        train_words(&trainer->clusters, sentence, words);
        for (uint32_t k = 0; k < sentence->ntokens; k++)
            forms[k] = sentence->tokens[k].form;
        hsy_hints_set(&trainer->namer, forms, words);
        hsy_tagger_run(&trainer->tagger, words);
    }
}

static uint8_t best_of(const int32_t *scores, uint8_t before)
{
    uint8_t best = 0;

    for (uint8_t label = 1; label < HSY_NAME_LABELS; label++)
        if (hsy_name_follows(label, before) && scores[label] > scores[best])
            best = label;
    return best;
}

static uint32_t learn_sentence(struct trainer *trainer, uint32_t at)
{
    const train_sentence *sentence = &trainer->corpus.sentences.data[at];
    hsy_words *words = &trainer->words[at];
    uint64_t features[HSY_NAME_FEATURES];
    int32_t scores[HSY_LABELS_MAX];
    uint32_t wrong = 0;

    for (uint32_t i = 0; i < words->count; i++) {
        uint8_t gold = sentence->tokens[i].name, before = i ? words->at[i - 1].label : 0;
        words->at[i].label = HSY_NAME_OUTSIDE;
        if (hsy_name_is_plain(words, i))
            continue;
        uint32_t n = hsy_name_features(words, i, features);
        train_score(trainer->model, features, n, scores);
        uint8_t best = best_of(scores, before);
        /* An inside that cannot follow the model's own mistake teaches nothing. */
        if (best != gold && gold != UNKNOWN && hsy_name_follows(gold, before)) {
            train_update(trainer->model, features, n, gold, 1);
            train_update(trainer->model, features, n, best, -1);
            wrong++;
        }
        words->at[i].label = best;
        train_tick(trainer->model);
    }
    return wrong;
}

static void learn(struct trainer *trainer)
{
    uint32_t count = trainer->corpus.sentences.count;
    uint32_t *order = train_alloc(count, sizeof *order);

    for (int pass = 0; pass < PASSES; pass++) {
        uint32_t wrong = 0;
        train_shuffle(order, count, &trainer->random);
        for (uint32_t i = 0; i < count; i++)
            wrong += learn_sentence(trainer, order[i]);
        fprintf(stderr, "  pass %d: %u wrong\n", pass + 1, wrong);
    }
    free(order);
}

int main(int argc, char **argv)
{
    static struct trainer trainer;
    static train_file file;
    hsy_error err;

    if (argc != 4)
        train_die("usage: train_names OUT HOME FILE");
    hsy_arena_init(&trainer.arena, (size_t)4 << 30);
    trainer.random = SEED;
    if (hsy_clusters_load(&trainer.arena, argv[2], &trainer.clusters, &err) ||
        hsy_tagger_load(&trainer.arena, argv[2], &trainer.tagger, &err) ||
        hsy_hints_load(&trainer.arena, argv[2], &trainer.namer, &err))
        train_die("%s:%u: %s", err.file, err.line, err.message);
    read_names(&trainer, argv[3]);
    prepare(&trainer);
    trainer.model = train_model_new(HSY_NAME_LABELS, USED);
    learn(&trainer);
    train_export(trainer.model, SCALE, LEAST, &file, 10);
    train_write(&file, HSY_KIND_NAMES, argv[1]);
    return 0;
}
