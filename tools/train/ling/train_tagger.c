/*
 * train_tagger.c - weights of the tagger: train_tagger OUT HOME FOLD FOLDS FILE...
 *
 * Reads CoNLL-U made by prepare.py and HOME/models/en/words.bin. With FOLDS > 0 the
 * sentences whose number modulo FOLDS is FOLD are left out, so that the parser can be
 * trained on tags as wrong as those it will see.
 *
 * Each pass shows some sentences in another casing (lower case, capitals, headline
 * case), since news is full of headlines and treebanks are not.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "train.h"

#include "base/utf8.h"
#include "ling/tag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PASSES 10
#define SEED UINT64_C(20260801)
/* A word is in the dictionary when seen so often, all but 3 in 1,000 times with
 * one tag; the commonest tag of a word counts when the word was seen 3 times. */
#define SURE_COUNT 30
#define SURE_SHARE 997
#define USUAL_COUNT 3
#define SCALE 24
#define USED 3
#define LEAST 3

enum casing { AS_IT_IS, LOWER, UPPER, TITLE };

struct seen {
    uint64_t key;
    uint32_t total, lone; /* lone: only as a stand-in, not seen in this look */
    uint32_t counts[HSY_LABELS_MAX];
};

struct trainer {
    hsy_arena arena;
    hsy_clusters clusters;
    train_labels labels;
    train_corpus corpus;
    train_model *model;
    struct seen **slots; /* by key */
    struct seen *list[1 << 17];
    uint32_t nlist, fold, folds;
    uint64_t random;
};

#define SLOT_BITS 19

static struct seen *seen_of(struct trainer *trainer, uint64_t key, bool add)
{
    size_t i = (size_t)(key >> (64 - SLOT_BITS));

    while (trainer->slots[i] && trainer->slots[i]->key != key)
        i = (i + 1) & ((1u << SLOT_BITS) - 1);
    if (!trainer->slots[i] && add) {
        if (trainer->nlist == sizeof trainer->list / sizeof *trainer->list)
            train_die("too many words");
        trainer->slots[i] = train_alloc(1, sizeof **trainer->slots);
        trainer->slots[i]->key = key;
        trainer->list[trainer->nlist++] = trainer->slots[i];
    }
    return trainer->slots[i];
}

static bool left_out(const struct trainer *trainer, uint32_t sentence)
{
    return trainer->folds && sentence % trainer->folds == trainer->fold;
}

static void count_words(struct trainer *trainer, hsy_words *words, bool capitals)
{
    for (uint32_t s = 0; s < trainer->corpus.sentences.count; s++) {
        const train_sentence *sentence = &trainer->corpus.sentences.data[s];
        if (left_out(trainer, s))
            continue;
        train_words(&trainer->clusters, sentence, words);
        for (uint32_t i = 0; i < words->count; i++) {
            uint64_t key = hsy_tag_key(words, i), plain = words->at[i].hash;
            bool special = key != plain;
            if (special == capitals) {
                struct seen *seen = seen_of(trainer, key, true);
                seen->total++;
                seen->counts[sentence->tokens[i].tag]++;
            }
            /* A word never seen in lower case: what its capital form says. */
            struct seen *seen = capitals && special ? seen_of(trainer, plain, true) : NULL;
            if (seen && (seen->total == seen->lone)) {
                seen->total++;
                seen->lone++;
                seen->counts[sentence->tokens[i].tag]++;
            }
        }
    }
}

static uint8_t usual_label(const struct seen *seen)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < HSY_LABELS_MAX; i++)
        if (seen->counts[i] > seen->counts[best])
            best = i;
    return (uint8_t)best;
}

static bool is_sure(const struct seen *seen)
{
    return seen->lone == 0 && seen->total >= SURE_COUNT &&
           1000u * seen->counts[usual_label(seen)] >= SURE_SHARE * seen->total;
}

static hsy_str upper(hsy_arena *arena, hsy_str form, bool all)
{
    char *out = hsy_arena_alloc(arena, 3 * form.len + 4);
    size_t n = 0;

    for (size_t at = 0; at < form.len;) {
        uint32_t len, code = hsy_utf8_at(form, at, &len);
        n += hsy_utf8_encode(all || at == 0 ? hsy_utf8_to_upper(code) : code, out + n);
        at += len;
    }
    return (hsy_str){out, n};
}

/* A copy of the sentence in another casing. */
static train_sentence recased(hsy_arena *arena, const train_sentence *sentence,
                              enum casing casing)
{
    train_sentence copy = {hsy_new_array(arena, sentence->ntokens, train_token),
                           sentence->ntokens};

    for (uint32_t i = 0; i < copy.ntokens; i++) {
        train_token *token = &copy.tokens[i];
        *token = sentence->tokens[i];
        if (casing == LOWER)
            token->form = token->lower;
        else if (casing == UPPER || token->form.len >= 4 || i == 0)
            token->form = upper(arena, token->form, casing == UPPER);
    }
    return copy;
}

static enum casing draw_casing(struct trainer *trainer)
{
    uint64_t draw = train_random(&trainer->random) % 100;

    return draw < 4 ? LOWER : draw < 9 ? UPPER : draw < 17 ? TITLE : AS_IT_IS;
}

static uint32_t best_of(const int32_t *scores, uint32_t n)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < n; i++)
        if (scores[i] > scores[best])
            best = i;
    return best;
}

static uint32_t learn_sentence(struct trainer *trainer, const train_sentence *sentence,
                               hsy_words *words)
{
    static uint8_t usual[2048];
    uint64_t features[HSY_TAG_FEATURES];
    int32_t scores[HSY_LABELS_MAX];
    uint32_t wrong = 0;

    train_words(&trainer->clusters, sentence, words);
    for (uint32_t i = 0; i < words->count; i++) {
        const struct seen *seen = seen_of(trainer, hsy_tag_key(words, i), false);
        usual[i] = seen && seen->total >= USUAL_COUNT ? usual_label(seen) : HSY_LABELS_MAX;
    }
    for (uint32_t i = 0; i < words->count; i++) {
        const struct seen *seen = seen_of(trainer, hsy_tag_key(words, i), false);
        uint8_t gold = sentence->tokens[i].tag;
        if (seen && is_sure(seen)) {
            words->at[i].tag = usual_label(seen);
            continue;
        }
        uint32_t n = hsy_tag_features(words, usual, i, features);
        train_score(trainer->model, features, n, scores);
        uint32_t best = best_of(scores, trainer->labels.count);
        if (best != gold) {
            train_update(trainer->model, features, n, gold, 1);
            train_update(trainer->model, features, n, best, -1);
            wrong++;
        }
        train_tick(trainer->model);
        words->at[i].tag = (uint8_t)best;
    }
    return wrong;
}

static void learn(struct trainer *trainer, hsy_words *words)
{
    uint32_t count = trainer->corpus.sentences.count;
    uint32_t *order = train_alloc(count, sizeof *order);

    for (int pass = 0; pass < PASSES; pass++) {
        uint32_t wrong = 0;
        train_shuffle(order, count, &trainer->random);
        for (uint32_t i = 0; i < count; i++) {
            const train_sentence *sentence = &trainer->corpus.sentences.data[order[i]];
            hsy_arena_mark mark = hsy_arena_here(&trainer->arena);
            enum casing casing = draw_casing(trainer);
            train_sentence other = casing ? recased(&trainer->arena, sentence, casing)
                                          : *sentence;
            if (!left_out(trainer, order[i]))
                wrong += learn_sentence(trainer, &other, words);
            hsy_arena_rewind(&trainer->arena, mark);
        }
        fprintf(stderr, "  pass %d: %u wrong\n", pass + 1, wrong);
    }
    free(order);
}

static void export_words(struct trainer *trainer, train_file *file, uint32_t id, bool sure)
{
    uint64_t *keys = train_alloc(trainer->nlist, sizeof *keys);
    uint8_t *labels = train_alloc(trainer->nlist, 1);
    uint32_t n = 0;

    for (uint32_t i = 0; i < trainer->nlist; i++) {
        const struct seen *seen = trainer->list[i];
        if (sure ? !is_sure(seen) : seen->total < USUAL_COUNT)
            continue;
        keys[n] = seen->key;
        labels[n++] = usual_label(seen);
    }
    train_export_table(keys, labels, n, trainer->labels.count, file, id);
}

static void save(struct trainer *trainer, const char *path)
{
    static train_file file;
    hsy_buf *labels = train_section(&file, 1);

    for (uint32_t i = 0; i < trainer->labels.count; i++) {
        hsy_buf_add(labels, trainer->labels.names[i]);
        if (i + 1 < trainer->labels.count)
            hsy_buf_putc(labels, '\n');
    }
    train_export(trainer->model, SCALE, LEAST, &file, 10);
    export_words(trainer, &file, 20, true);
    export_words(trainer, &file, 30, false);
    train_write(&file, HSY_KIND_TAGGER, path);
}

int main(int argc, char **argv)
{
    static struct trainer trainer;
    static hsy_word room[2048];
    hsy_words words = {.at = room};
    hsy_error err;

    if (argc < 6)
        train_die("usage: train_tagger OUT HOME FOLD FOLDS FILE...");
    hsy_arena_init(&trainer.arena, (size_t)4 << 30);
    trainer.random = SEED;
    if (hsy_clusters_load(&trainer.arena, argv[2], &trainer.clusters, &err))
        train_die("%s: %s", err.file, err.message);
    trainer.fold = (uint32_t)atoi(argv[3]);
    trainer.folds = (uint32_t)atoi(argv[4]);
    trainer.slots = train_alloc((size_t)1 << SLOT_BITS, sizeof *trainer.slots);
    for (int i = 5; i < argc; i++)
        train_read_conllu(argv[i], &trainer.arena, &trainer.labels, &trainer.corpus);
    count_words(&trainer, &words, false);
    count_words(&trainer, &words, true);
    trainer.model = train_model_new(trainer.labels.count, USED);
    learn(&trainer, &words);
    save(&trainer, argv[1]);
    return 0;
}
