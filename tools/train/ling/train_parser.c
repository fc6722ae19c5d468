/*
 * train_parser.c - weights of the parser: train_parser OUT HOME TAGGERS FOLDS FILE...
 *
 * Reads CoNLL-U made by prepare.py. Sentence i is tagged with the tagger of
 * TAGGERS<i modulo FOLDS>, which has not seen it, so that the parser learns to
 * live with wrong tags.
 *
 * The moves follow the parser's own choices from the second pass on; the dynamic
 * oracle of arc-hybrid (Goldberg, Nivre 2013) tells which moves lose no arc that
 * can still be had. The label model learns from the arcs that are right.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "train.h"

#include "ling/parse.h"
#include "ling/tag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PASSES 10
#define SEED UINT64_C(20260802)
#define SCALE 16
#define USED_MOVE 14
#define USED_LABEL 8
#define LEAST_MOVE 3
#define LEAST_LABEL 3
/* A lead of so many times SCALE is a margin of 255: nine of ten such arcs are right. */
#define SURE 240
#define MAX_FOLDS 10

struct trainer {
    hsy_arena arena;
    hsy_clusters clusters;
    train_labels tags;
    train_corpus corpus;
    hsy_tagger taggers[MAX_FOLDS];
    uint32_t folds;
    hsy_words *words; /* one a sentence, tagged */
    train_model *moves, *labels;
    uint64_t random;
    hsy_parse parse;
};

/* Does the move lose an arc of the gold tree that could still be made? */
static bool costs(const hsy_parse *p, const train_token *gold, enum hsy_move move)
{
    uint32_t n = p->words->count, s0 = p->depth ? p->stack[p->depth - 1] : n;

    if (move == HSY_MOVE_SHIFT) {
        for (uint32_t i = 0; i < p->depth; i++) {
            uint32_t s = p->stack[i];
            if (gold[s].head == p->next)
                return true;
            if (gold[p->next].head == s && i + 1 < p->depth)
                return true;
        }
        return false;
    }
    for (uint32_t i = p->next; i < n; i++)
        if (gold[i].head == s0)
            return true;
    if (move == HSY_MOVE_LEFT)
        return gold[s0].head == s0 || gold[s0].head > p->next ||
               (p->depth > 1 && gold[s0].head == p->stack[p->depth - 2]);
    return gold[s0].head == s0 || gold[s0].head >= p->next;
}

static int best_move(const hsy_parse *parse, const int32_t *scores, const train_token *gold)
{
    int best = -1;

    for (int move = 0; move < HSY_MOVES; move++) {
        if (!hsy_parse_legal(parse, (enum hsy_move)move))
            continue;
        if (gold && costs(parse, gold, (enum hsy_move)move))
            continue;
        if (best < 0 || scores[move] > scores[best])
            best = move;
    }
    return best;
}

/* The label for an arc; learnt from when the arc is right. */
static uint8_t learn_label(struct trainer *trainer, uint16_t child, uint16_t head,
                           const train_token *gold)
{
    uint64_t features[HSY_ARC_FEATURES];
    int32_t scores[HSY_LABELS_MAX];
    uint32_t n = hsy_arc_features(&trainer->parse, child, head, features);
    uint32_t best = 1;

    train_score(trainer->labels, features, n, scores);
    for (uint32_t i = 2; i < HSY_DEP_COUNT; i++)
        if (i != HSY_DEP_root && scores[i] > scores[best])
            best = i;
    if (gold[child].head == head && gold[child].head != child) {
        if (best != gold[child].deprel) {
            train_update(trainer->labels, features, n, gold[child].deprel, 1);
            train_update(trainer->labels, features, n, best, -1);
        }
        train_tick(trainer->labels);
    }
    return (uint8_t)best;
}

static uint32_t learn_sentence(struct trainer *trainer, uint32_t at, bool explore)
{
    const train_token *gold = trainer->corpus.sentences.data[at].tokens;
    uint64_t features[HSY_MOVE_FEATURES];
    int32_t scores[HSY_MOVES];
    uint16_t child, head;
    uint32_t wrong = 0;

    hsy_parse_begin(&trainer->parse, &trainer->words[at]);
    while (!hsy_parse_done(&trainer->parse)) {
        uint32_t n = hsy_move_features(&trainer->parse, features);
        train_score(trainer->moves, features, n, scores);
        int chosen = best_move(&trainer->parse, scores, NULL);
        int right = best_move(&trainer->parse, scores, gold);
        if (right >= 0 && costs(&trainer->parse, gold, (enum hsy_move)chosen)) {
            train_update(trainer->moves, features, n, (uint32_t)right, 1);
            train_update(trainer->moves, features, n, (uint32_t)chosen, -1);
            wrong++;
            if (!explore || train_random(&trainer->random) % 10 == 0)
                chosen = right;
        }
        train_tick(trainer->moves);
        uint8_t deprel = 0;
        if (chosen != HSY_MOVE_SHIFT) {
            hsy_parse_arc(&trainer->parse, (enum hsy_move)chosen, &child, &head);
            deprel = learn_label(trainer, child, head, gold);
        }
        hsy_parse_apply(&trainer->parse, (enum hsy_move)chosen, deprel);
    }
    return wrong;
}

static void tag_all(struct trainer *trainer)
{
    uint32_t count = trainer->corpus.sentences.count;

    trainer->words = train_alloc(count, sizeof *trainer->words);
    for (uint32_t i = 0; i < count; i++) {
        const train_sentence *sentence = &trainer->corpus.sentences.data[i];
        trainer->words[i].at = train_alloc(sentence->ntokens, sizeof(hsy_word));
        train_words(&trainer->clusters, sentence, &trainer->words[i]);
        hsy_tagger_run(&trainer->taggers[i % trainer->folds], &trainer->words[i]);
    }
}

static void save(struct trainer *trainer, const char *path)
{
    static train_file file;

    train_put_u32(train_section(&file, 1), SURE * SCALE);
    train_export(trainer->moves, SCALE, LEAST_MOVE, &file, 10);
    train_export(trainer->labels, SCALE, LEAST_LABEL, &file, 20);
    train_write(&file, HSY_KIND_PARSER, path);
}

static void learn(struct trainer *trainer)
{
    uint32_t count = trainer->corpus.sentences.count;
    uint32_t *order = train_alloc(count, sizeof *order);

    for (int pass = 0; pass < PASSES; pass++) {
        uint32_t wrong = 0;
        train_shuffle(order, count, &trainer->random);
        for (uint32_t i = 0; i < count; i++)
            if (trainer->words[order[i]].count <= HSY_PARSE_MAX)
                wrong += learn_sentence(trainer, order[i], pass > 0);
        fprintf(stderr, "  pass %d: %u wrong\n", pass + 1, wrong);
    }
    free(order);
}

int main(int argc, char **argv)
{
    static struct trainer trainer;
    hsy_error err;

    if (argc < 6)
        train_die("usage: train_parser OUT HOME TAGGERS FOLDS FILE...");
    hsy_arena_init(&trainer.arena, (size_t)4 << 30);
    trainer.random = SEED;
    if (hsy_clusters_load(&trainer.arena, argv[2], &trainer.clusters, &err))
        train_die("%s: %s", err.file, err.message);
    trainer.folds = (uint32_t)atoi(argv[4]);
    if (trainer.folds == 0 || trainer.folds > MAX_FOLDS)
        train_die("1 to %d folds", MAX_FOLDS);
    for (uint32_t i = 0; i < trainer.folds; i++) {
        char home[512];
        snprintf(home, sizeof home, "%s%u", argv[3], i);
        if (hsy_tagger_load(&trainer.arena, home, &trainer.taggers[i], &err))
            train_die("%s: %s", err.file, err.message);
    }
    for (int i = 5; i < argc; i++)
        train_read_conllu(argv[i], &trainer.arena, &trainer.tags, &trainer.corpus);
    tag_all(&trainer);
    trainer.moves = train_model_new(HSY_MOVES, USED_MOVE);
    trainer.labels = train_model_new(HSY_DEP_COUNT, USED_LABEL);
    learn(&trainer);
    save(&trainer, argv[1]);
    return 0;
}
