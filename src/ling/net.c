/*
 * net.c - the network is read from its file and laid out; see net.h.
 *
 * The file says how large everything is; nothing of that is believed until it fits
 * together. Large tables stay where they are mapped, the products' weights are packed
 * for the processor (matrix.h), small numbers are copied.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/net.h"

#include <stdio.h>
#include <string.h>

#define MAX_SHIFT 24
#define MAX_PRE 6
#define MAX_BIAS (1 << 23)
#define MAX_SUM (1 << 24)
#define MAX_MOVE (1 << 28)
#define MAX_KEY 32

struct opener {
    hsy_arena *arena;
    hsy_error *err;
    hsy_net *net;
    hsy_str config;
};

static hsy_status no_memory(const struct opener *opener)
{
    return hsy_fail(opener->err, HSY_NOMEM, opener->net->file.path, 0, 0, "out of memory");
}

static hsy_status bad(const struct opener *opener, const char *section, const char *what)
{
    return hsy_net_file_fail(&opener->net->file, section, what, opener->err);
}

/* --- config ------------------------------------------------------------------------ */

static hsy_str config_text(const struct opener *opener, const char *key)
{
    for (hsy_str rest = opener->config; rest.ptr;) {
        hsy_str value = hsy_str_cut(&rest, '\n'), name = hsy_str_cut(&value, '\t');
        if (value.ptr && hsy_str_eq(name, hsy_str_of(key)))
            return value;
    }
    return (hsy_str){0};
}

static hsy_status config_number(const struct opener *opener, const char *key, uint32_t least,
                                uint32_t most, uint32_t *ret)
{
    hsy_str text = config_text(opener, key);
    uint64_t value = 0;

    for (size_t i = 0; i < text.len && value <= most; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return bad(opener, key, "is no number");
        value = 10 * value + (uint64_t)(text.ptr[i] - '0');
    }
    if (text.len == 0 || value < least || value > most)
        return bad(opener, key, "is missing or out of range");
    *ret = (uint32_t)value;
    return HSY_OK;
}

/* --- numbers ----------------------------------------------------------------------- */

static hsy_status find(const struct opener *opener, const char *name, enum hsy_net_type type,
                       uint32_t rank, uint32_t d0, uint32_t d1, uint32_t d2,
                       const hsy_net_section **ret)
{
    const uint32_t dims[4] = {d0, d1, d2, 0};

    return hsy_net_file_find(&opener->net->file, name, type, rank, dims, ret, opener->err);
}

static hsy_status numbers(const struct opener *opener, const char *name, enum hsy_net_type type,
                          uint32_t count, int32_t least, int32_t most, int32_t **ret)
{
    const hsy_net_section *section;
    hsy_status status = find(opener, name, type, 1, count, 0, 0, &section);

    if (status)
        return status;
    *ret = hsy_net_numbers(opener->arena, section);
    if (!*ret)
        return no_memory(opener);
    for (uint32_t i = 0; i < count; i++)
        if ((*ret)[i] < least || (*ret)[i] > most)
            return bad(opener, name, "has a number out of range");
    return HSY_OK;
}

/* Weights must be -63..63, and no input may make a sum that overflows. */
static bool are_sound(const int8_t *weights, uint32_t outputs, uint32_t inputs,
                      const int32_t *bias)
{
    for (uint32_t n = 0; n < outputs; n++) {
        int64_t sum = 0;
        for (uint32_t k = 0; k < inputs; k++) {
            int weight = weights[(size_t)n * inputs + k];
            if (weight < -HSY_WEIGHT_TOP || weight > HSY_WEIGHT_TOP)
                return false;
            sum += weight < 0 ? -weight : weight;
        }
        if (sum * 255 + (bias[n] < 0 ? -bias[n] : bias[n]) >= MAX_SUM)
            return false;
    }
    return true;
}

struct part {
    const int8_t *weights;
    uint32_t outputs;
};

/* NAME.w, NAME.b and, where `scaled`, NAME.m and the shift. `taps` > 1: a convolution. */
static hsy_status read_part(const struct opener *opener, const char *name, uint32_t outputs,
                            uint32_t taps, uint32_t inputs, bool scaled, struct part *ret,
                            hsy_scale *ret_scale)
{
    char key[MAX_KEY];
    const hsy_net_section *section;
    int32_t *bias = NULL, *mult = NULL;
    hsy_scale scale = {.count = outputs};

    snprintf(key, sizeof key, "%s.w", name);
    hsy_status status = taps > 1
                            ? find(opener, key, HSY_NET_I8, 3, outputs, taps, inputs, &section)
                            : find(opener, key, HSY_NET_I8, 2, outputs, inputs, 0, &section);
    if (status)
        return status;
    snprintf(key, sizeof key, "%s.b", name);
    status = numbers(opener, key, HSY_NET_I32, outputs, -MAX_BIAS, MAX_BIAS, &bias);
    if (!status && scaled) {
        snprintf(key, sizeof key, "%s.m", name);
        status = numbers(opener, key, HSY_NET_I32, outputs, 0, HSY_MULT_MAX, &mult);
    }
    if (!status && scaled) {
        snprintf(key, sizeof key, "%s.shift", name);
        status = config_number(opener, key, 1, MAX_SHIFT, &scale.shift);
    }
    if (!status && scaled) {
        snprintf(key, sizeof key, "%s.pre", name);
        status = config_number(opener, key, 0, MAX_PRE, &scale.pre);
    }
    if (status)
        return status;
    const int8_t *weights = (const int8_t *)section->bytes.ptr;
    if (!are_sound(weights, outputs, taps * inputs, bias))
        return bad(opener, name, "has weights out of range");
    scale.bias = bias;
    scale.mult = mult;
    *ret_scale = scale;
    *ret = (struct part){weights, outputs};
    return HSY_OK;
}

static hsy_status read_map(const struct opener *opener, const char *name, uint32_t outputs,
                           uint32_t taps, uint32_t inputs, bool scaled, hsy_linear_map *ret)
{
    struct part part;
    hsy_status status =
        read_part(opener, name, outputs, taps, inputs, scaled, &part, &ret->scale);

    if (!status && !hsy_matrix_make(opener->arena, opener->net->simd, part.weights, outputs,
                                    taps * inputs, &ret->matrix))
        status = no_memory(opener);
    return status;
}

/* --- parts of the network ---------------------------------------------------------- */

static hsy_status read_config(struct opener *opener)
{
    static const uint32_t any[4] = {0};
    const hsy_net_section *section;
    hsy_net *net = opener->net;
    uint32_t format, buckets, arc_unit, name_unit;
    hsy_status status = hsy_net_file_find(&net->file, "config", HSY_NET_TEXT, 1, any, &section,
                                          opener->err);

    if (status)
        return status;
    opener->config = section->bytes;
    const struct {
        const char *key;
        uint32_t least, most, *to;
    } wanted[] = {
        {"format", 1, 1, &format},
        {"dim", 64, HSY_NET_DIM, &net->dim},
        {"layers", 0, HSY_NET_LAYERS, &net->nlayers},
        {"tags.layer", 0, HSY_NET_LAYERS, &net->tags_layer},
        {"names.layer", 0, HSY_NET_LAYERS, &net->names_layer},
        {"arc.dim", 4, HSY_NET_DIM, &net->arc_dim},
        {"lab.dim", 4, HSY_NET_DIM, &net->label_dim},
        {"arc.buckets", HSY_ARC_BUCKETS, HSY_ARC_BUCKETS, &buckets},
        {"arc.unit", 1, 1 << 24, &arc_unit},
        {"names.unit", 1, 1 << 24, &name_unit},
        {"emb.shift", 1, MAX_SHIFT, &net->embed_shift},
    };
    for (size_t i = 0; !status && i < sizeof wanted / sizeof *wanted; i++)
        status = config_number(opener, wanted[i].key, wanted[i].least, wanted[i].most,
                               wanted[i].to);
    if (status)
        return status;
    net->arc_unit = (int32_t)arc_unit;
    net->name_unit = (int32_t)name_unit;
    if (net->dim % 64 || net->arc_dim % 4 || net->label_dim % 4 ||
        net->tags_layer > net->nlayers || net->names_layer > net->nlayers)
        return bad(opener, "config", "has sizes that do not fit together");
    return HSY_OK;
}

static hsy_status read_table(struct opener *opener, const char *name, int which)
{
    const hsy_net_section *section;
    hsy_status status =
        find(opener, name, HSY_NET_I8, 2, 0, opener->net->dim, 0, &section);

    if (status)
        return status;
    if (section->dims[0] == 0)
        return bad(opener, name, "is empty");
    opener->net->tables[which] = (const int8_t *)section->bytes.ptr;
    opener->net->nrows[which] = section->dims[0];
    return HSY_OK;
}

static void number_rows(hsy_net *net)
{
    uint32_t rows = net->nrows[HSY_ROW_PART];

    for (uint32_t bit = 0; bit < HSY_HINT_BITS; bit++)
        net->hint_rows[bit] = (uint32_t)(hsy_row_of_hint(bit) % rows);
    for (uint32_t look = 0; look < HSY_LOOK_COUNT; look++)
        for (uint32_t casing = 0; casing < HSY_CASING_COUNT; casing++)
            for (uint32_t first = 0; first < 2; first++)
                net->look_rows[look][casing][first] = (uint32_t)(
                    hsy_row_of_look((enum hsy_look)look, (enum hsy_casing)casing, first) %
                    rows);
}

static hsy_status read_embedding(struct opener *opener)
{
    hsy_net *net = opener->net;
    int32_t *bias = NULL;
    uint32_t mult;
    hsy_status status = read_table(opener, "emb.word", HSY_ROW_WORD);

    if (!status)
        status = read_table(opener, "emb.part", HSY_ROW_PART);
    if (!status)
        status = numbers(opener, "emb.bias", HSY_NET_I16, net->dim, -8192, 8191, &bias);
    if (!status)
        status = config_number(opener, "emb.mult", 1, HSY_MULT_MAX, &mult);
    if (status)
        return status;
    net->embed_mult = (int32_t)mult;
    net->embed_bias = hsy_new_array(opener->arena, net->dim, int16_t);
    if (!net->embed_bias)
        return no_memory(opener);
    number_rows(net);
    for (uint32_t i = 0; i < net->dim; i++)
        net->embed_bias[i] = (int16_t)bias[i];
    return HSY_OK;
}

static hsy_status read_layers(struct opener *opener)
{
    hsy_net *net = opener->net;
    hsy_status status = HSY_OK;

    for (uint32_t i = 0; !status && i < net->nlayers; i++) {
        char name[MAX_KEY], key[MAX_KEY];
        snprintf(name, sizeof name, "L%u", i);
        snprintf(key, sizeof key, "L%u.kind", i);
        hsy_str kind = config_text(opener, key);
        if (hsy_str_eq(kind, HSY_STR("conv"))) {
            net->kinds[i] = HSY_LAYER_CONV;
            status = read_map(opener, name, net->dim, 3, net->dim, true, &net->layers[i]);
        } else if (hsy_str_eq(kind, HSY_STR("rec"))) {
            net->kinds[i] = HSY_LAYER_AVERAGE;
            status = read_map(opener, name, 2 * net->dim, 1, net->dim, true, &net->layers[i]);
        } else {
            status = bad(opener, key, "names no kind of layer");
        }
    }
    return status;
}

/* One matrix of all that is asked of the last state. */
static hsy_status read_last(struct opener *opener)
{
    hsy_net *net = opener->net;
    const struct {
        const char *name;
        uint32_t outputs;
    } parts[HSY_LAST_COUNT] = {
        [HSY_LAST_DEP] = {"arc.dep", net->arc_dim},
        [HSY_LAST_HEAD] = {"arc.head", net->arc_dim},
        [HSY_LAST_DDIST] = {"arc.ddist", HSY_ARC_BUCKETS + 1},
        [HSY_LAST_HDIST] = {"arc.hdist", HSY_ARC_BUCKETS + 1},
        [HSY_LAST_LDEP] = {"lab.dep", net->label_dim},
        [HSY_LAST_LHEAD] = {"lab.head", net->label_dim},
    };
    uint32_t outputs = 0;
    for (int i = 0; i < HSY_LAST_COUNT; i++) {
        net->last_at[i] = outputs;
        outputs += parts[i].outputs;
    }
    int8_t *all = hsy_new_array(opener->arena, (size_t)outputs * net->dim, int8_t);
    if (!all)
        return no_memory(opener);
    for (int i = 0; i < HSY_LAST_COUNT; i++) {
        struct part part;
        hsy_status status = read_part(opener, parts[i].name, parts[i].outputs, 1, net->dim,
                                      true, &part, &net->last_scale[i]);
        if (status)
            return status;
        memcpy(all + (size_t)net->last_at[i] * net->dim, part.weights,
               (size_t)part.outputs * net->dim);
    }
    if (!hsy_matrix_make(opener->arena, net->simd, all, outputs, net->dim, &net->last))
        return no_memory(opener);
    return HSY_OK;
}

static hsy_status read_labels(struct opener *opener, const char *name, uint32_t most,
                              hsy_str **ret, uint32_t *ret_count)
{
    const hsy_net_section *section;
    hsy_status status = find(opener, name, HSY_NET_TEXT, 1, 0, 0, 0, &section);
    uint32_t count = 0;

    if (status)
        return status;
    *ret = hsy_new_array(opener->arena, most, hsy_str);
    if (!*ret)
        return no_memory(opener);
    for (hsy_str rest = section->bytes; rest.ptr && rest.len;) {
        if (count == most)
            return bad(opener, name, "has too many lines");
        (*ret)[count++] = hsy_str_cut(&rest, '\n');
    }
    if (count == 0)
        return bad(opener, name, "is empty");
    *ret_count = count;
    return HSY_OK;
}

static hsy_status read_names(struct opener *opener)
{
    hsy_net *net = opener->net;
    uint32_t n = net->nnames;
    const hsy_net_section *section;
    hsy_status status = read_map(opener, "names", n, 1, net->dim, false, &net->names);

    if (!status)
        status = find(opener, "names.trans", HSY_NET_I32, 2, n, n, 0, &section);
    if (!status)
        status = numbers(opener, "names.start", HSY_NET_I32, n, -MAX_MOVE, MAX_MOVE,
                         &net->starts);
    if (!status)
        status =
            numbers(opener, "names.end", HSY_NET_I32, n, -MAX_MOVE, MAX_MOVE, &net->ends);
    if (status)
        return status;
    int32_t *moves = hsy_net_numbers(opener->arena, section);
    net->moves = hsy_arena_array(opener->arena, n, sizeof *net->moves);
    if (!moves || !net->moves)
        return no_memory(opener);
    for (uint32_t from = 0; from < n; from++)
        for (uint32_t to = 0; to < n; to++)
            net->moves[from][to] = moves[from * n + to];
    return HSY_OK;
}

static hsy_status read_heads(struct opener *opener)
{
    hsy_net *net = opener->net;
    const hsy_net_section *root;
    hsy_status status = read_labels(opener, "labels.tags", HSY_NET_LABELS, &net->tag_names,
                                    &net->ntags);

    if (!status)
        status = read_labels(opener, "labels.deprels", HSY_NET_LABELS, &net->relation_names,
                             &net->nrelations);
    if (!status)
        status = read_labels(opener, "labels.names", HSY_PATH_WIDTH, &net->name_names,
                             &net->nnames);
    if (!status)
        status = read_map(opener, "tags", net->ntags, 1, net->dim, false, &net->tags);
    if (!status)
        status = read_names(opener);
    if (!status)
        status = read_last(opener);
    if (!status)
        status = find(opener, "arc.root", HSY_NET_I8, 1, net->arc_dim, 0, 0, &root);
    if (!status)
        status = numbers(opener, "lab.root", HSY_NET_I32, net->label_dim, -8191, 8191,
                         &net->label_root);
    if (!status)
        status = read_map(opener, "lab.out", net->nrelations, 1, net->label_dim, false,
                          &net->label_out);
    if (status)
        return status;
    static const int32_t none[1] = {0};
    net->arc_root = (const int8_t *)root->bytes.ptr;
    if (!are_sound(net->arc_root, 1, net->arc_dim, none))
        return bad(opener, "arc.root", "has weights out of range");
    net->root_relation = net->nrelations;
    for (uint32_t i = 0; i < net->nrelations; i++)
        if (hsy_str_eq(net->relation_names[i], HSY_STR("root")))
            net->root_relation = i;
    if (net->root_relation == net->nrelations || net->nrelations < 2)
        return bad(opener, "labels.deprels", "has no root");
    return HSY_OK;
}

static hsy_status read_all(struct opener *opener)
{
    hsy_status status = read_config(opener);

    if (!status)
        status = read_embedding(opener);
    if (!status)
        status = read_layers(opener);
    if (!status)
        status = read_heads(opener);
    return status;
}

hsy_status hsy_net_read(hsy_arena *arena, const char *path, hsy_str bytes, hsy_simd simd,
                        hsy_net *ret, hsy_error *err)
{
    hsy_net net = {.simd = simd, .steps = hsy_steps_for(simd)};
    struct opener opener = {.arena = arena, .err = err, .net = &net};
    hsy_status status = hsy_net_file_read(arena, path, bytes, &net.file, err);

    if (!status)
        status = read_all(&opener);
    if (!status)
        *ret = net;
    return status;
}

hsy_status hsy_net_open(hsy_arena *arena, const char *path, hsy_simd simd, hsy_net *ret,
                        hsy_error *err)
{
    hsy_str bytes;
    hsy_status status = hsy_net_file_map(path, &bytes, err);

    if (status)
        return status;
    status = hsy_net_read(arena, path, bytes, simd, ret, err);
    if (status)
        hsy_net_file_unmap(bytes);
    return status;
}

void hsy_net_close(hsy_net *net)
{
    hsy_net_file_unmap(net->file.bytes);
    net->file.bytes = (hsy_str){0};
}
