/*
 * weights.c - reading weight files; see weights.h.
 *
 * Numbers are decoded byte by byte, so that any machine reads the same file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/weights.h"

#include "base/file.h"

#include <string.h>

#define MAX_FILE ((size_t)64 << 20)
#define MAX_BITS 24

static uint32_t u32_at(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;

    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

uint64_t hsy_u64_at(const char *bytes)
{
    return u32_at(bytes) | (uint64_t)u32_at(bytes + 4) << 32;
}

static hsy_status bad(const hsy_weights *weights, hsy_error *err, const char *what)
{
    return hsy_fail(err, HSY_FORMAT, weights->path, 0, 0, "%s", what);
}

static hsy_status check_head(const hsy_weights *weights, hsy_str bytes, uint32_t kind,
                             hsy_error *err)
{
    if (bytes.len < HSY_WEIGHTS_HEAD || memcmp(bytes.ptr, HSY_WEIGHTS_MAGIC, 4) != 0)
        return bad(weights, err, "not a weight file");
    if (u32_at(bytes.ptr + 4) != HSY_WEIGHTS_VERSION)
        return hsy_fail(err, HSY_FORMAT, weights->path, 0, 4,
                        "weights of version %u where %u is read", u32_at(bytes.ptr + 4),
                        HSY_WEIGHTS_VERSION);
    if (u32_at(bytes.ptr + 8) != kind)
        return hsy_fail(err, HSY_FORMAT, weights->path, 0, 8,
                        "weights of kind %u where %u is wanted", u32_at(bytes.ptr + 8), kind);
    if (hsy_u64_at(bytes.ptr + 24) != bytes.len)
        return hsy_fail(err, HSY_FORMAT, weights->path, 0, 24,
                        "%zu bytes where the head says %llu", bytes.len,
                        (unsigned long long)hsy_u64_at(bytes.ptr + 24));
    hsy_str body = hsy_str_sub(bytes, HSY_WEIGHTS_HEAD, bytes.len);
    if (hsy_u64_at(bytes.ptr + 16) != hsy_str_hash(body))
        return bad(weights, err, "the checksum does not fit the weights");
    return HSY_OK;
}

static hsy_status read_sections(hsy_weights *weights, hsy_str bytes, hsy_error *err)
{
    uint32_t n = u32_at(bytes.ptr + 12);
    size_t at = HSY_WEIGHTS_HEAD + (size_t)n * 8;

    if (n > HSY_WEIGHTS_SECTIONS || at > bytes.len)
        return bad(weights, err, "the list of sections is too long");
    for (uint32_t i = 0; i < n; i++) {
        const char *entry = bytes.ptr + HSY_WEIGHTS_HEAD + (size_t)i * 8;
        size_t size = u32_at(entry + 4);
        at = (at + 15) & ~(size_t)15;
        if (at > bytes.len || size > bytes.len - at)
            return bad(weights, err, "a section reaches past the end");
        weights->sections[i].id = u32_at(entry);
        weights->sections[i].bytes = hsy_str_sub(bytes, at, at + size);
        at += size;
    }
    weights->nsections = n;
    return HSY_OK;
}

hsy_status hsy_weights_load(hsy_arena *arena, const char *home, const char *name, uint32_t kind,
                            hsy_weights *ret, hsy_error *err)
{
    hsy_weights weights = {0};
    hsy_str bytes;
    const char *models = hsy_path_join(arena, home, "models");
    const char *path = models ? hsy_path_join(arena, models, name) : NULL;

    if (!path)
        return hsy_fail(err, HSY_NOMEM, name, 0, 0, "out of memory");
    weights.path = path;
    hsy_status status = hsy_file_read(arena, path, MAX_FILE, &bytes, err);
    if (!status)
        status = check_head(&weights, bytes, kind, err);
    if (!status)
        status = read_sections(&weights, bytes, err);
    if (!status)
        *ret = weights;
    return status;
}

hsy_status hsy_weights_section(const hsy_weights *weights, uint32_t id, hsy_str *ret,
                               hsy_error *err)
{
    for (uint32_t i = 0; i < weights->nsections; i++)
        if (weights->sections[i].id == id) {
            *ret = weights->sections[i].bytes;
            return HSY_OK;
        }
    return hsy_fail(err, HSY_FORMAT, weights->path, 0, 0, "section %u is missing", id);
}

static bool rows_are_sound(const hsy_linear *model, uint32_t nrows)
{
    uint32_t at = 0;

    for (uint32_t bucket = 0; bucket < 1u << model->bits; bucket++) {
        uint32_t end = model->index[bucket + 1];
        if (model->index[bucket] != at || end < at || end > nrows)
            return false;
        while (at < end) {
            if (end - at < 2 || model->rows[at + 1] > end - at - 2)
                return false;
            for (uint32_t e = 0; e < model->rows[at + 1]; e++)
                if (hsy_entry_label(model->rows[at + 2 + e]) >= model->nlabels)
                    return false;
            at += 2u + model->rows[at + 1];
        }
    }
    return at == nrows;
}

hsy_status hsy_linear_load(hsy_arena *arena, const hsy_weights *weights, uint32_t id,
                           hsy_linear *ret, hsy_error *err)
{
    hsy_str sizes = {0}, index = {0}, rows = {0};
    hsy_status status = hsy_weights_section(weights, id, &sizes, err);

    if (!status)
        status = hsy_weights_section(weights, id + 1, &index, err);
    if (!status)
        status = hsy_weights_section(weights, id + 2, &rows, err);
    if (status)
        return status;
    hsy_linear model = {0};
    if (sizes.len == 8)
        model = (hsy_linear){.nlabels = u32_at(sizes.ptr), .bits = u32_at(sizes.ptr + 4)};
    if (model.nlabels == 0 || model.nlabels > HSY_LABELS_MAX || model.bits == 0 ||
        model.bits > MAX_BITS || index.len != 4 * (((size_t)1 << model.bits) + 1))
        return bad(weights, err, "a linear model has impossible sizes");
    uint32_t *to_index = hsy_new_array(arena, index.len / 4, uint32_t);
    uint16_t *to_rows = hsy_new_array(arena, rows.len / 2, uint16_t);
    if (!to_index || !to_rows)
        return hsy_fail(err, HSY_NOMEM, weights->path, 0, 0, "out of memory");
    for (size_t i = 0; i < index.len / 4; i++)
        to_index[i] = u32_at(index.ptr + 4 * i);
    for (size_t i = 0; i < rows.len / 2; i++)
        to_rows[i] = (uint16_t)((unsigned char)rows.ptr[2 * i] |
                                (unsigned char)rows.ptr[2 * i + 1] << 8);
    model.index = to_index;
    model.rows = to_rows;
    if (!rows_are_sound(&model, (uint32_t)(rows.len / 2)))
        return bad(weights, err, "a linear model's rows are broken");
    *ret = model;
    return HSY_OK;
}

static uint32_t count_rows(const hsy_linear *model)
{
    uint32_t n = 0, end = model->index[1u << model->bits];

    for (uint32_t at = 0; at < end; at += 2u + model->rows[at + 1])
        n++;
    return n;
}

/* Rows are met in the order of the file, so the table is the same everywhere. */
static void fill_dense(const hsy_linear *model, hsy_dense *dense)
{
    uint32_t mask = (1u << (dense->bits + dense->more)) - 1;

    for (uint32_t bucket = 0; bucket < 1u << model->bits; bucket++)
        for (uint32_t row = model->index[bucket]; row < model->index[bucket + 1];
             row += 2u + model->rows[row + 1]) {
            uint64_t feature = (uint64_t)bucket << (64 - model->bits) | model->rows[row];
            uint32_t at = hsy_dense_place(dense, feature);
            while (!hsy_dense_is_free(&dense->slots[at]))
                at = (at + 1) & mask;
            dense->slots[at].print = model->rows[row];
            for (uint32_t e = 0; e < model->rows[row + 1]; e++) {
                uint16_t entry = model->rows[row + 2 + e];
                dense->slots[at].weights[hsy_entry_label(entry)] =
                    (int16_t)hsy_entry_weight(entry);
            }
        }
}

hsy_status hsy_dense_make(hsy_arena *arena, const hsy_linear *model, hsy_dense *ret,
                          hsy_error *err)
{
    hsy_dense dense = {.bits = model->bits, .more = 1};
    uint64_t rows = count_rows(model);

    while (((uint64_t)3 << (dense.bits + dense.more)) < 5 * rows)
        dense.more++;
    if (model->nlabels > HSY_DENSE_LABELS || dense.more > 8 || dense.bits + dense.more > 28)
        return hsy_fail(err, HSY_FORMAT, NULL, 0, 0, "a model of odd size");
    dense.slots = hsy_new_array(arena, (size_t)1 << (dense.bits + dense.more),
                                struct hsy_dense_slot);
    if (!dense.slots)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    fill_dense(model, &dense);
    *ret = dense;
    return HSY_OK;
}

hsy_status hsy_weights_lines(hsy_arena *arena, const hsy_weights *weights, uint32_t id,
                             hsy_str **ret, uint32_t *ret_count, hsy_error *err)
{
    HSY_VEC(hsy_str) lines = {0};
    hsy_str rest;
    hsy_status status = hsy_weights_section(weights, id, &rest, err);

    if (status)
        return status;
    while (rest.ptr && rest.len) {
        hsy_str *line = hsy_vec_push(arena, &lines);
        if (!line)
            return hsy_fail(err, HSY_NOMEM, weights->path, 0, 0, "out of memory");
        *line = hsy_str_cut(&rest, '\n');
    }
    *ret = lines.data;
    *ret_count = lines.count;
    return HSY_OK;
}
