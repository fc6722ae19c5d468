/*
 * net_run.c - the network reads sentences; see net.h.
 *
 * Several sentences are laid side by side in one table of states, a row of zeros
 * between them, so that products are made of many rows at once and a convolution at
 * the edge of a sentence sees nothing. Layers go from one such table to another.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/net.h"

#include <string.h>

#define CHUNK 32 /* rows whose sums are kept at a time: they stay in the nearest cache */
#define LEAD_UNIT 32

struct hsy_net_work {
    uint32_t nrows;
    uint32_t *word_of; /* row -> word, HSY_NONE for a gap */
    uint8_t *states, *next; /* nrows * dim */
    int32_t *sums;          /* CHUNK * the widest product */
    int16_t *gates;         /* nrows * 2 dim */
    int16_t *embedding;     /* dim */
    int32_t *emissions;     /* nrows * HSY_PATH_WIDTH, of names */
    int32_t *last;          /* nrows * last.width */
    uint8_t *dependents;    /* HSY_NET_WORDS * arc_dim */
    int8_t *heads;          /* (1 + HSY_NET_WORDS) * arc_dim */
    hsy_matrix head_matrix;
    int32_t *arcs;     /* HSY_NET_WORDS * the width of head_matrix */
    uint8_t *hidden;   /* CHUNK * label_dim */
    uint8_t (*back)[HSY_PATH_WIDTH]; /* HSY_NET_WORDS */
    uint8_t bucket[HSY_NET_WORDS + 1];
};

static void set_buckets(hsy_net_work *work)
{
    static const uint32_t edges[HSY_ARC_BUCKETS / 2 - 1] = {1, 2, 3, 4, 6, 9, 14, 22, 35};

    for (uint32_t d = 0; d <= HSY_NET_WORDS; d++)
        while (work->bucket[d] < HSY_ARC_BUCKETS / 2 - 1 && d > edges[work->bucket[d]])
            work->bucket[d]++;
}

static uint32_t widest(const hsy_net *net)
{
    uint32_t width = net->tags.matrix.width;

    for (uint32_t i = 0; i < net->nlayers; i++)
        if (net->layers[i].matrix.width > width)
            width = net->layers[i].matrix.width;
    if (net->names.matrix.width > width)
        width = net->names.matrix.width;
    if (net->label_out.matrix.width > width)
        width = net->label_out.matrix.width;
    return net->last.width > width ? net->last.width : width;
}

hsy_net_work *hsy_net_begin(hsy_arena *arena, const hsy_net *net, uint32_t longest)
{
    hsy_net_work *work = hsy_new(arena, hsy_net_work);
    size_t dim = net->dim, words = longest < HSY_NET_WORDS ? longest : HSY_NET_WORDS;
    /* One batch may lack a word when the longest sentence comes; gaps are rows too. */
    size_t rows = HSY_NET_BATCH + words + HSY_NET_SENTENCES + 1;

    if (!work || !hsy_matrix_room(arena, net->simd, (uint32_t)words + 1, net->arc_dim,
                                  &work->head_matrix))
        return NULL;
    work->word_of = hsy_new_array(arena, rows, uint32_t);
    work->states = hsy_new_array(arena, rows * dim, uint8_t);
    work->next = hsy_new_array(arena, rows * dim, uint8_t);
    work->sums = hsy_new_array(arena, CHUNK * (size_t)widest(net), int32_t);
    work->gates = hsy_new_array(arena, rows * 2 * dim, int16_t);
    work->embedding = hsy_new_array(arena, dim, int16_t);
    work->emissions = hsy_new_array(arena, rows * HSY_PATH_WIDTH, int32_t);
    work->last = hsy_new_array(arena, rows * net->last.width, int32_t);
    work->dependents = hsy_new_array(arena, words * net->arc_dim, uint8_t);
    work->heads = hsy_new_array(arena, (words + 1) * net->arc_dim, int8_t);
    work->arcs = hsy_new_array(arena, words * work->head_matrix.width, int32_t);
    work->hidden = hsy_new_array(arena, (size_t)CHUNK * net->label_dim, uint8_t);
    work->back = hsy_arena_array(arena, words, sizeof *work->back);
    if (!work->word_of || !work->states || !work->next || !work->sums || !work->gates ||
        !work->embedding || !work->emissions || !work->last || !work->dependents ||
        !work->heads || !work->arcs || !work->hidden || !work->back)
        return NULL;
    set_buckets(work);
    return work;
}

/* --- words to vectors -------------------------------------------------------------- */

static void add_table_row(const hsy_net *net, int16_t *sums, enum hsy_row_table table,
                          uint64_t row)
{
    net->steps->add_row(sums, net->tables[table] + row * net->dim, net->dim);
}

void hsy_net_sum_form(const hsy_net *net, hsy_str form, hsy_str lower, int16_t *sums)
{
    hsy_row_hash rows[HSY_FORM_ROWS];
    uint32_t count = hsy_rows_of_form(form, lower, rows);

    for (uint32_t i = 0; i < count; i++) {
        rows[i].hash %= net->nrows[rows[i].table];
        for (uint32_t at = 0; at < net->dim; at += 64)
            __builtin_prefetch(net->tables[rows[i].table] + rows[i].hash * net->dim + at);
    }
    memset(sums, 0, net->dim * sizeof *sums);
    for (uint32_t i = 0; i < count; i++)
        add_table_row(net, sums, rows[i].table, rows[i].hash);
}

static void embed_word(const hsy_net *net, hsy_net_work *work, const hsy_net_word *word,
                       bool first, uint8_t *out)
{
    int16_t *sums = work->embedding;

    memcpy(sums, word->sums, net->dim * sizeof *sums);
    add_table_row(net, sums, HSY_ROW_PART, net->look_rows[word->look][word->casing][first]);
    for (uint32_t bits = word->hints, bit = 0; bits; bits >>= 1, bit++)
        if (bits & 1)
            add_table_row(net, sums, HSY_ROW_PART, net->hint_rows[bit]);
    net->steps->embed(sums, net->embed_bias, net->embed_mult, net->embed_shift, out, net->dim);
}

static void embed_sentences(const hsy_net *net, hsy_net_work *work, const uint32_t *lengths,
                            uint32_t count, const hsy_net_word *words)
{
    uint32_t row = 1, word = 0;

    work->word_of[0] = HSY_NONE;
    for (uint32_t s = 0; s < count; s++) {
        for (uint32_t i = 0; i < lengths[s]; i++, row++, word++) {
            work->word_of[row] = word;
            embed_word(net, work, &words[word], i == 0, work->states + (size_t)row * net->dim);
        }
        work->word_of[row++] = HSY_NONE;
    }
    work->nrows = row;
}

/* --- layers ------------------------------------------------------------------------ */

static void clear_gaps(const hsy_net *net, hsy_net_work *work, uint8_t *states)
{
    for (uint32_t row = 0; row < work->nrows; row++)
        if (work->word_of[row] == HSY_NONE)
            memset(states + (size_t)row * net->dim, 0, net->dim);
}

static void convolve(const hsy_net *net, hsy_net_work *work, const hsy_linear_map *map)
{
    size_t dim = net->dim;

    for (uint32_t at = 1; at + 1 < work->nrows; at += CHUNK) {
        uint32_t left = work->nrows - 1 - at, rows = left < CHUNK ? left : CHUNK;
        hsy_matrix_times(&map->matrix, work->states + (at - 1) * dim, dim, rows, work->sums);
        for (uint32_t r = 0; r < rows; r++)
            net->steps->add_scaled(&map->scale, work->sums + (size_t)r * map->matrix.width,
                                   work->states + (at + r) * dim, work->next + (at + r) * dim);
    }
}

/* The scale of the gates and candidates of one direction. */
static hsy_scale direction(const hsy_net *net, const hsy_scale *scale, int side)
{
    return (hsy_scale){.bias = scale->bias + side * (int)net->dim,
                       .mult = scale->mult + side * (int)net->dim,
                       .count = net->dim,
                       .pre = scale->pre,
                       .shift = scale->shift};
}

static void find_gates(const hsy_net *net, hsy_net_work *work, const hsy_linear_map *map)
{
    const hsy_scale sides[] = {direction(net, &map->scale, 0), direction(net, &map->scale, 1)};
    size_t dim = net->dim;

    for (uint32_t at = 1; at + 1 < work->nrows; at += CHUNK) {
        uint32_t left = work->nrows - 1 - at, rows = left < CHUNK ? left : CHUNK;
        hsy_matrix_times(&map->matrix, work->states + at * dim, dim, rows, work->sums);
        for (uint32_t r = 0; r < rows; r++) {
            const int32_t *sums = work->sums + (size_t)r * map->matrix.width;
            int16_t *gates = work->gates + (at + r) * 2 * dim;
            net->steps->gate(&sides[0], sums, gates);
            net->steps->gate(&sides[1], sums + dim, gates + dim);
        }
    }
}

/* One row of the running average of one side (0: from the left). */
static void step_average(const hsy_net *net, hsy_net_work *work, uint32_t row, int side,
                         int16_t *state)
{
    size_t dim = net->dim, half = dim / 2, at = row * dim + (side ? half : 0);
    const int16_t *gates = work->gates + row * 2 * dim + (side ? dim : 0);

    if (work->word_of[row] == HSY_NONE)
        memset(state, 0, half * sizeof *state);
    else
        net->steps->average(state, gates, gates + half, work->states + at, work->next + at,
                            (uint32_t)half);
}

static void average(const hsy_net *net, hsy_net_work *work, const hsy_linear_map *map)
{
    int16_t state[HSY_NET_DIM / 2] = {0};

    find_gates(net, work, map);
    for (uint32_t row = 0; row < work->nrows; row++)
        step_average(net, work, row, 0, state);
    for (uint32_t row = work->nrows; row-- > 0;)
        step_average(net, work, row, 1, state);
}

/* --- heads of single words --------------------------------------------------------- */

static void find_tags(const hsy_net *net, hsy_net_work *work, hsy_net_word *words)
{
    const hsy_matrix *matrix = &net->tags.matrix;
    int32_t scores[HSY_NET_LABELS];

    for (uint32_t at = 1; at + 1 < work->nrows; at += CHUNK) {
        uint32_t left = work->nrows - 1 - at, rows = left < CHUNK ? left : CHUNK;
        hsy_matrix_times(matrix, work->states + (size_t)at * net->dim, net->dim, rows,
                         work->sums);
        for (uint32_t r = 0; r < rows; r++) {
            uint32_t word = work->word_of[at + r];
            if (word == HSY_NONE)
                continue;
            net->steps->add_bias(&net->tags.scale, work->sums + (size_t)r * matrix->width,
                                 scores);
            words[word].tag = (uint8_t)net->steps->largest(scores, net->ntags);
        }
    }
}

static void find_emissions(const hsy_net *net, hsy_net_work *work)
{
    const hsy_matrix *matrix = &net->names.matrix;

    for (uint32_t at = 1; at + 1 < work->nrows; at += CHUNK) {
        uint32_t left = work->nrows - 1 - at, rows = left < CHUNK ? left : CHUNK;
        hsy_matrix_times(matrix, work->states + (size_t)at * net->dim, net->dim, rows,
                         work->sums);
        for (uint32_t r = 0; r < rows; r++)
            net->steps->add_bias(&net->names.scale, work->sums + (size_t)r * matrix->width,
                                 work->emissions + (size_t)(at + r) * HSY_PATH_WIDTH);
    }
}

static void read_state(const hsy_net *net, hsy_net_work *work, uint32_t layer,
                       hsy_net_word *words)
{
    if (layer == net->tags_layer)
        find_tags(net, work, words);
    if (layer == net->names_layer)
        find_emissions(net, work);
}

static void run_layers(const hsy_net *net, hsy_net_work *work, hsy_net_word *words)
{
    read_state(net, work, 0, words);
    for (uint32_t i = 0; i < net->nlayers; i++) {
        if (net->kinds[i] == HSY_LAYER_CONV)
            convolve(net, work, &net->layers[i]);
        else
            average(net, work, &net->layers[i]);
        clear_gaps(net, work, work->next);
        uint8_t *done = work->next;
        work->next = work->states;
        work->states = done;
        read_state(net, work, i + 1, words);
    }
}

static uint8_t margin_of(int64_t lead, int32_t unit)
{
    int64_t margin = lead * LEAD_UNIT / unit;

    return margin < 0 ? 0 : margin > 255 ? 255 : (uint8_t)margin;
}

/* The lead of the best label of a word's own scores over the next best. */
static int64_t name_lead(const hsy_net *net, const int32_t *scores)
{
    int64_t best = INT32_MIN, next = INT32_MIN;

    for (uint32_t i = 0; i < net->nnames; i++) {
        if (scores[i] > best) {
            next = best;
            best = scores[i];
        } else if (scores[i] > next) {
            next = scores[i];
        }
    }
    return best - next;
}

/* The best path of name labels through a sentence (Viterbi 1967). */
static void find_names(const hsy_net *net, hsy_net_work *work, uint32_t row, uint32_t count,
                       hsy_net_word *words)
{
    const int32_t *scores = work->emissions + (size_t)row * HSY_PATH_WIDTH;
    int32_t best[2][HSY_PATH_WIDTH] = {{0}}, *now = best[0], *then = best[1];

    for (uint32_t i = 0; i < net->nnames; i++)
        now[i] = scores[i] + net->starts[i];
    for (uint32_t w = 1; w < count; w++) {
        net->steps->path(now, (const int32_t(*)[HSY_PATH_WIDTH])net->moves, net->nnames,
                         scores + (size_t)w * HSY_PATH_WIDTH, then, work->back[w]);
        int32_t *swap = now;
        now = then;
        then = swap;
    }
    for (uint32_t i = 0; i < net->nnames; i++)
        then[i] = (int32_t)((uint32_t)now[i] + (uint32_t)net->ends[i]);
    uint32_t label = net->steps->largest(then, net->nnames);
    for (uint32_t w = count; w-- > 0;) {
        words[w].name = (uint8_t)label;
        words[w].name_margin =
            margin_of(name_lead(net, scores + (size_t)w * HSY_PATH_WIDTH), net->name_unit);
        label = work->back[w][label];
    }
}

/* --- trees ------------------------------------------------------------------------- */

static void find_last(const hsy_net *net, hsy_net_work *work)
{
    static const int32_t top[HSY_LAST_COUNT][2] = {
        [HSY_LAST_DEP] = {0, 255},
        [HSY_LAST_HEAD] = {-HSY_WEIGHT_TOP, HSY_WEIGHT_TOP},
        [HSY_LAST_DDIST] = {-(1 << 20), 1 << 20},
        [HSY_LAST_HDIST] = {-(1 << 20), 1 << 20},
        [HSY_LAST_LDEP] = {-8191, 8191},
        [HSY_LAST_LHEAD] = {-8191, 8191},
    };
    size_t width = net->last.width;

    for (uint32_t at = 1; at + 1 < work->nrows; at += CHUNK) {
        uint32_t left = work->nrows - 1 - at, rows = left < CHUNK ? left : CHUNK;
        hsy_matrix_times(&net->last, work->states + (size_t)at * net->dim, net->dim, rows,
                         work->sums);
        for (uint32_t r = 0; r < rows; r++)
            for (int i = 0; i < HSY_LAST_COUNT; i++)
                net->steps->scale(&net->last_scale[i],
                                  work->sums + r * width + net->last_at[i], top[i][0],
                                  top[i][1], work->last + (at + r) * width + net->last_at[i]);
    }
}

static const int32_t *last_of(const hsy_net *net, const hsy_net_work *work, uint32_t row,
                              enum hsy_last part)
{
    return work->last + (size_t)row * net->last.width + net->last_at[part];
}

/* What the product gave, with the distance of the words added. */
static void add_distances(const hsy_net *net, const hsy_net_work *work, uint32_t row,
                          uint32_t count, uint32_t word)
{
    int32_t *scores = work->arcs + (size_t)word * work->head_matrix.width;
    const int32_t *own = last_of(net, work, row + word, HSY_LAST_DDIST);
    const int32_t *other = last_of(net, work, row, HSY_LAST_HDIST);

    scores[0] += own[0];
    for (uint32_t head = 0; head < count; head++, other += net->last.width) {
        uint32_t bucket = head < word ? 1u + work->bucket[word - head]
                                      : 1u + HSY_ARC_BUCKETS / 2 + work->bucket[head - word];
        scores[1 + head] += other[0] + own[bucket] + other[bucket];
    }
    scores[1 + word] = HSY_ARC_LEAST;
}

/* Scores of all arcs of a sentence that begins at `row`. */
static void score_arcs(const hsy_net *net, hsy_net_work *work, uint32_t row, uint32_t count)
{
    uint32_t dim = net->arc_dim;

    memcpy(work->heads, net->arc_root, dim);
    for (uint32_t w = 0; w < count; w++) {
        const int32_t *dep = last_of(net, work, row + w, HSY_LAST_DEP);
        const int32_t *head = last_of(net, work, row + w, HSY_LAST_HEAD);
        for (uint32_t i = 0; i < dim; i++) {
            work->dependents[(size_t)w * dim + i] = (uint8_t)dep[i];
            work->heads[(size_t)(w + 1) * dim + i] = (int8_t)head[i];
        }
    }
    hsy_matrix_fill(&work->head_matrix, work->heads, dim, count + 1);
    hsy_matrix_times(&work->head_matrix, work->dependents, dim, count, work->arcs);
    for (uint32_t w = 0; w < count; w++)
        add_distances(net, work, row, count, w);
}

static bool find_heads(const hsy_net *net, hsy_net_work *work, hsy_arena *scratch, uint32_t row,
                       uint32_t count, hsy_net_word *words)
{
    uint16_t heads[HSY_NET_WORDS];
    uint32_t step;

    score_arcs(net, work, row, count);
    step = work->head_matrix.width;
    for (uint32_t w = 0; w < count; w++)
        heads[w] = (uint16_t)net->steps->largest(work->arcs + (size_t)w * step, count + 1);
    if (!hsy_arcs_are_tree(heads, count) &&
        !hsy_arcs_best(scratch, work->arcs, step, count, heads))
        return false;
    for (uint32_t w = 0; w < count; w++) {
        int32_t lead = hsy_arc_lead(work->arcs + (size_t)w * step, w, count, heads[w]);
        words[w].head = heads[w];
        words[w].margin = margin_of(lead, net->arc_unit);
    }
    return true;
}

/* The labels of up to CHUNK arcs of a sentence that begins at `row`, from `from` on. */
static void find_labels(const hsy_net *net, hsy_net_work *work, uint32_t row, uint32_t from,
                        uint32_t count, hsy_net_word *words)
{
    const hsy_matrix *matrix = &net->label_out.matrix;
    int32_t scores[HSY_NET_LABELS];

    for (uint32_t i = 0; i < count; i++) {
        uint16_t head = words[from + i].head;
        net->steps->join(last_of(net, work, row + from + i, HSY_LAST_LDEP),
                         head ? last_of(net, work, row + head - 1u, HSY_LAST_LHEAD)
                              : net->label_root,
                         work->hidden + (size_t)i * net->label_dim, net->label_dim);
    }
    hsy_matrix_times(matrix, work->hidden, net->label_dim, count, work->sums);
    for (uint32_t i = 0; i < count; i++) {
        hsy_net_word *word = &words[from + i];
        net->steps->add_bias(&net->label_out.scale, work->sums + (size_t)i * matrix->width,
                             scores);
        scores[net->root_relation] = INT32_MIN;
        word->relation = word->head ? (uint8_t)net->steps->largest(scores, net->nrelations)
                                    : (uint8_t)net->root_relation;
    }
}

static bool run_batch(const hsy_net *net, hsy_net_work *work, hsy_arena *scratch,
                      const uint32_t *lengths, uint32_t count, hsy_net_word *words)
{
    uint32_t row = 1;

    embed_sentences(net, work, lengths, count, words);
    clear_gaps(net, work, work->states);
    run_layers(net, work, words);
    find_last(net, work);
    for (uint32_t s = 0; s < count; s++) {
        find_names(net, work, row, lengths[s], words);
        if (!find_heads(net, work, scratch, row, lengths[s], words))
            return false;
        for (uint32_t at = 0; at < lengths[s]; at += CHUNK)
            find_labels(net, work, row, at,
                        lengths[s] - at < CHUNK ? lengths[s] - at : CHUNK, words);
        row += lengths[s] + 1;
        words += lengths[s];
    }
    return true;
}

bool hsy_net_run(const hsy_net *net, hsy_net_work *work, hsy_arena *scratch,
                 const uint32_t *lengths, uint32_t count, hsy_net_word *words)
{
    for (uint32_t s = 0; s < count;) {
        uint32_t first = s, total = 0;
        while (s < count && total < HSY_NET_BATCH && s - first < HSY_NET_SENTENCES)
            total += lengths[s++];
        if (!run_batch(net, work, scratch, lengths + first, s - first, words))
            return false;
        words += total;
    }
    return true;
}
