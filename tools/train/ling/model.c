/*
 * model.c - averaged perceptron with sparse rows.
 *
 * A feature has a row of (label, weight) pairs, made when it is first updated:
 * most features ever speak for two or three labels of fifty. Averaging is done
 * lazily: each pair remembers when it was last touched. A feature that took part in
 * few updates is learnt but not used (Goldberg, Elhadad 2011): the models shrink
 * several times and are no worse.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "train.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    int32_t weight;
    uint32_t last;
    int64_t sum;
    uint8_t label;
};

struct row {
    uint64_t feature; /* 0: free */
    struct entry *entries;
    uint16_t updates;
    uint8_t count, room;
};

struct train_model {
    uint32_t nlabels, now, count, bits, least_updates;
    struct row *rows;
};

train_model *train_model_new(uint32_t nlabels, uint32_t least_updates)
{
    train_model *model = train_alloc(1, sizeof *model);

    model->nlabels = nlabels;
    model->least_updates = least_updates;
    model->bits = 16;
    model->rows = train_alloc((size_t)1 << model->bits, sizeof *model->rows);
    return model;
}

void train_model_free(train_model *model)
{
    for (size_t i = 0; i < (size_t)1 << model->bits; i++)
        free(model->rows[i].entries);
    free(model->rows);
    free(model);
}

static struct row *slot(struct row *rows, uint32_t bits, uint64_t feature)
{
    size_t mask = ((size_t)1 << bits) - 1, i = (size_t)(feature >> (64 - bits));

    while (rows[i].feature && rows[i].feature != feature)
        i = (i + 1) & mask;
    return &rows[i];
}

/* Each feature is two reads of far memory; asking for all of them before the first
 * is used makes training several times faster. */
void train_score(const train_model *model, const uint64_t *features, uint32_t n,
                 int32_t *scores)
{
    const struct row *rows[256];

    memset(scores, 0, model->nlabels * sizeof *scores);
    for (uint32_t i = 0; i < n; i++)
        __builtin_prefetch(&model->rows[features[i] >> (64 - model->bits)]);
    for (uint32_t i = 0; i < n; i++) {
        rows[i] = slot(model->rows, model->bits, features[i]);
        __builtin_prefetch(rows[i]->entries);
    }
    for (uint32_t i = 0; i < n; i++) {
        if (rows[i]->updates < model->least_updates)
            continue;
        for (uint32_t e = 0; e < rows[i]->count; e++)
            scores[rows[i]->entries[e].label] += rows[i]->entries[e].weight;
    }
}

static void grow(train_model *model)
{
    uint32_t bits = model->bits + 1;
    struct row *rows = train_alloc((size_t)1 << bits, sizeof *rows);

    for (size_t i = 0; i < (size_t)1 << model->bits; i++)
        if (model->rows[i].feature)
            *slot(rows, bits, model->rows[i].feature) = model->rows[i];
    free(model->rows);
    model->rows = rows;
    model->bits = bits;
}

static struct entry *entry_of(struct row *row, uint32_t label)
{
    for (uint32_t e = 0; e < row->count; e++)
        if (row->entries[e].label == label)
            return &row->entries[e];
    if (row->count == row->room) {
        row->room = (uint8_t)(row->room ? 2 * row->room : 2);
        row->entries = realloc(row->entries, row->room * sizeof *row->entries);
        if (!row->entries)
            train_die("out of memory");
    }
    struct entry *entry = &row->entries[row->count++];
    *entry = (struct entry){.label = (uint8_t)label};
    return entry;
}

void train_update(train_model *model, const uint64_t *features, uint32_t n, uint32_t label,
                  int32_t by)
{
    for (uint32_t i = 0; i < n; i++) {
        struct row *row = slot(model->rows, model->bits, features[i]);
        if (!row->feature) {
            if (++model->count > (uint32_t)1 << (model->bits - 1)) {
                grow(model);
                row = slot(model->rows, model->bits, features[i]);
            }
            row->feature = features[i];
        }
        if (row->updates < UINT16_MAX && by > 0)
            row->updates++;
        struct entry *entry = entry_of(row, label);
        entry->sum += (int64_t)entry->weight * (model->now - entry->last);
        entry->last = model->now;
        entry->weight += by;
    }
}

void train_tick(train_model *model)
{
    model->now++;
}

/* --- export --- */

struct packed {
    uint64_t feature;
    uint32_t count;
    uint16_t entries[HSY_LABELS_MAX];
};

static int by_feature(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

static int by_label(const void *a, const void *b)
{
    return ((const struct entry *)a)->label - ((const struct entry *)b)->label;
}

static int32_t averaged(const train_model *model, const struct entry *entry, int32_t scale)
{
    int64_t sum = entry->sum + (int64_t)entry->weight * (model->now - entry->last);
    int64_t now = model->now ? model->now : 1, value = 2 * sum * scale;

    value = (value + (value < 0 ? -now : now)) / (2 * now);
    if (value > HSY_WEIGHT_MAX)
        return HSY_WEIGHT_MAX;
    return value < -HSY_WEIGHT_MAX ? -HSY_WEIGHT_MAX : (int32_t)value;
}

static uint16_t entry_bits(int32_t weight, uint32_t label)
{
    return (uint16_t)((uint32_t)weight << HSY_LABEL_BITS | label);
}

static void put_u16(hsy_buf *buf, uint32_t value)
{
    hsy_buf_putc(buf, (char)(value & 0xFF));
    hsy_buf_putc(buf, (char)(value >> 8 & 0xFF));
}

static uint32_t bits_for(uint32_t count)
{
    uint32_t bits = 1;

    while (bits < 22 && (uint32_t)1 << bits < count / 2)
        bits++;
    return bits;
}

struct writer {
    hsy_buf *index, *rows;
    uint32_t bits, next; /* next bucket whose start is to be written */
};

static struct writer writer_begin(train_file *file, uint32_t id, uint32_t nlabels,
                                  uint32_t count)
{
    hsy_buf *sizes = train_section(file, id);
    struct writer writer = {.index = train_section(file, id + 1),
                            .rows = train_section(file, id + 2),
                            .bits = bits_for(count)};

    train_put_u32(sizes, nlabels);
    train_put_u32(sizes, writer.bits);
    return writer;
}

static void writer_reach(struct writer *writer, uint64_t bucket)
{
    for (; writer->next <= bucket; writer->next++)
        train_put_u32(writer->index, (uint32_t)(writer->rows->len / 2));
}

static void writer_put(struct writer *writer, const struct packed *row)
{
    writer_reach(writer, row->feature >> (64 - writer->bits));
    put_u16(writer->rows, (uint32_t)(row->feature & 0xFFFF));
    put_u16(writer->rows, row->count);
    for (uint32_t e = 0; e < row->count; e++)
        put_u16(writer->rows, row->entries[e]);
}

static bool pack(const train_model *model, const struct row *row, int32_t scale, int32_t least,
                 struct packed *ret)
{
    ret->feature = row->feature;
    ret->count = 0;
    for (uint32_t e = 0; e < row->count; e++) {
        int32_t weight = averaged(model, &row->entries[e], scale);
        if (weight >= least || weight <= -least)
            ret->entries[ret->count++] = entry_bits(weight, row->entries[e].label);
    }
    return ret->count > 0;
}

void train_export(const train_model *model, int32_t scale, int32_t least, train_file *file,
                  uint32_t id)
{
    size_t room = (size_t)1 << model->bits;
    uint64_t *kept = train_alloc(model->count + 1, sizeof *kept);
    uint32_t count = 0, entries = 0;
    struct packed packed;

    for (size_t i = 0; i < room; i++) {
        struct row *row = &model->rows[i];
        if (!row->feature || row->updates < model->least_updates)
            continue;
        qsort(row->entries, row->count, sizeof *row->entries, by_label);
        if (pack(model, row, scale, least, &packed))
            kept[count++] = row->feature;
    }
    qsort(kept, count, sizeof *kept, by_feature);
    struct writer writer = writer_begin(file, id, model->nlabels, count);
    for (uint32_t i = 0; i < count; i++) {
        pack(model, slot(model->rows, model->bits, kept[i]), scale, least, &packed);
        writer_put(&writer, &packed);
        entries += packed.count;
    }
    writer_reach(&writer, (uint64_t)1 << writer.bits);
    free(kept);
    fprintf(stderr, "  %u features seen, %u kept with %u weights, %zu bytes\n", model->count,
            count, entries, writer.rows->len + writer.index->len);
}

struct pair {
    uint64_t feature;
    uint8_t label;
};

void train_export_table(const uint64_t *features, const uint8_t *labels, uint32_t count,
                        uint32_t nlabels, train_file *file, uint32_t id)
{
    struct pair *pairs = train_alloc(count + 1, sizeof *pairs);
    struct writer writer = writer_begin(file, id, nlabels, count);

    for (uint32_t i = 0; i < count; i++)
        pairs[i] = (struct pair){features[i], labels[i]};
    qsort(pairs, count, sizeof *pairs, by_feature);
    for (uint32_t i = 0; i < count; i++) {
        struct packed packed = {.feature = pairs[i].feature, .count = 1};
        packed.entries[0] = entry_bits(1, pairs[i].label);
        writer_put(&writer, &packed);
    }
    writer_reach(&writer, (uint64_t)1 << writer.bits);
    free(pairs);
}
