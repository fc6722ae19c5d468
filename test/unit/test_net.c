/*
 * test_net.c - the network: its products and steps on every processor, its trees, its
 * file, and a whole network of random weights beside the reference.
 *
 * What tiny_answers holds was printed by tools/train/ling/reference.py for the network
 * of tiny_net.h, so that the program and its training compute the same to the bit.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE /* memmem */
#include <check.h>

#include "base/utf8.h"
#include "ling/net.h"
#include "text/tables.h"
#include "tiny_net.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static uint64_t chance;

static uint32_t draw(uint32_t below)
{
    chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(chance >> 33) % below;
}

/* --- products and steps ------------------------------------------------------------ */

enum filling { RANDOM, LARGEST, SMALL };

static void fill(enum filling how, uint8_t *in, size_t nin, int8_t *weights, size_t nweights)
{
    for (size_t i = 0; i < nin; i++)
        in[i] = (uint8_t)(how == LARGEST ? 255 : draw(256));
    for (size_t i = 0; i < nweights; i++)
        weights[i] = (int8_t)(how == LARGEST  ? (draw(2) ? HSY_WEIGHT_TOP : -HSY_WEIGHT_TOP)
                              : how == RANDOM ? (int)draw(127) - 63
                                              : (int)draw(21) - 10);
}

/* What the product must be, added up one by one. */
static void check_product(const hsy_matrix *matrix, const uint8_t *in, size_t step,
                          const int8_t *weights, uint32_t outputs, uint32_t rows,
                          const int32_t *sums)
{
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t n = 0; n < outputs; n++) {
            int32_t sum = 0;
            for (uint32_t k = 0; k < matrix->inputs; k++)
                sum += in[r * step + k] * weights[(size_t)n * matrix->inputs + k];
            ck_assert_int_eq(sums[(size_t)r * matrix->width + n], sum);
        }
}

static void check_size(uint32_t rows, uint32_t outputs, uint32_t inputs, enum filling how)
{
    hsy_arena arena;
    size_t step = inputs + 4;

    hsy_arena_init(&arena, 0);
    uint8_t *in = hsy_arena_alloc(&arena, rows * step);
    int8_t *weights = hsy_arena_alloc(&arena, (size_t)outputs * inputs);
    fill(how, in, rows * step, weights, (size_t)outputs * inputs);
    for (int simd = 0; simd <= (int)hsy_simd_best(); simd++) {
        hsy_matrix fixed, filled;
        ck_assert(hsy_matrix_make(&arena, (hsy_simd)simd, weights, outputs, inputs, &fixed));
        int32_t *sums = hsy_new_array(&arena, (size_t)rows * fixed.width, int32_t);
        hsy_matrix_times(&fixed, in, step, rows, sums);
        check_product(&fixed, in, step, weights, outputs, rows, sums);
        ck_assert(hsy_matrix_room(&arena, (hsy_simd)simd, outputs + 40, inputs, &filled));
        hsy_matrix_fill(&filled, weights, inputs, outputs);
        hsy_matrix_times(&filled, in, step, rows, sums);
        check_product(&filled, in, step, weights, outputs, rows, sums);
    }
    hsy_arena_clear(&arena);
}

START_TEST(products_are_the_same_on_every_path)
{
    static const uint32_t sizes[][3] = {{1, 1, 4},    {1, 16, 64},   {3, 17, 8},  {4, 32, 64},
                                        {9, 33, 100}, {13, 47, 192}, {32, 63, 96}};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (enum filling how = RANDOM; how <= SMALL; how++)
            check_size(sizes[i][0], sizes[i][1], sizes[i][2], how);
}
END_TEST

#define WIDE 80

/* All results of all steps for one drawing of numbers, in `out`. */
static uint32_t run_steps(const hsy_steps *steps, bool extreme, int32_t *out)
{
    int32_t sums[WIDE], bias[WIDE], mult[WIDE], moves[21][HSY_PATH_WIDTH], best[HSY_PATH_WIDTH];
    int32_t before[HSY_PATH_WIDTH], result[WIDE];
    int16_t state[WIDE], gates[WIDE], small[WIDE];
    int8_t row[WIDE];
    uint8_t in[WIDE], bytes[WIDE], back[HSY_PATH_WIDTH];
    uint32_t n = 0;
    hsy_scale scale = {.bias = bias, .mult = mult, .count = WIDE};

    scale.pre = draw(7);
    scale.shift = 1 + draw(19);

    for (uint32_t i = 0; i < WIDE; i++) {
        sums[i] = extreme ? (draw(2) ? (1 << 24) - 1 : 1 - (1 << 24))
                          : (int32_t)draw(80000) - 40000;
        bias[i] = (int32_t)draw(20001) - 10000;
        mult[i] = (int32_t)(extreme ? HSY_MULT_MAX : draw(HSY_MULT_MAX + 1));
        state[i] = (int16_t)(extreme ? (draw(2) ? 16383 : -16383) : (int)draw(32767) - 16383);
        in[i] = (uint8_t)draw(256);
        row[i] = (int8_t)((int)draw(255) - 127);
        small[i] = (int16_t)((int)draw(6000) - 3000);
    }
    for (uint32_t f = 0; f < 21; f++)
        for (uint32_t t = 0; t < HSY_PATH_WIDTH; t++)
            moves[f][t] = (int32_t)draw(9) - 4; /* many are equal */
    for (uint32_t t = 0; t < HSY_PATH_WIDTH; t++)
        before[t] = (int32_t)draw(5);
    steps->add_row(small, row, WIDE);
    steps->embed(small, state, 37, 6, bytes, WIDE);
    for (uint32_t i = 0; i < WIDE; i++)
        out[n++] = bytes[i];
    steps->add_scaled(&scale, sums, in, bytes);
    for (uint32_t i = 0; i < WIDE; i++)
        out[n++] = bytes[i];
    steps->scale(&scale, sums, -8191, 8191, result);
    for (uint32_t i = 0; i < WIDE; i++)
        out[n++] = result[i];
    steps->gate(&scale, sums, gates);
    steps->average(state, gates, gates + WIDE / 2, in, bytes, WIDE / 2);
    for (uint32_t i = 0; i < WIDE / 2; i++) {
        out[n++] = bytes[i];
        out[n++] = state[i];
    }
    steps->join(sums, bias, bytes, WIDE);
    steps->add_bias(&scale, sums, result);
    out[n++] = (int32_t)steps->largest(result, WIDE);
    steps->path(before, (const int32_t(*)[HSY_PATH_WIDTH])moves, 21, sums, best, back);
    for (uint32_t i = 0; i < HSY_PATH_WIDTH; i++) {
        out[n++] = best[i];
        out[n++] = back[i];
        out[n++] = bytes[i];
    }
    return n;
}

START_TEST(steps_are_the_same_on_every_path)
{
    int32_t first[1024], other[1024];

    for (uint64_t seed = 1; seed <= 200; seed++) {
        chance = seed;
        uint32_t n = run_steps(hsy_steps_for(HSY_SIMD_PLAIN), seed % 4 == 0, first);
        for (int simd = 1; simd <= (int)hsy_simd_best(); simd++) {
            chance = seed;
            ck_assert_uint_eq(
                run_steps(hsy_steps_for((hsy_simd)simd), seed % 4 == 0, other), n);
            ck_assert_mem_eq(first, other, n * sizeof *first);
        }
    }
}
END_TEST

/* A gate half open moves the average half way; the numbers are worked out by hand. */
START_TEST(an_average_moves_as_far_as_its_gate_is_open)
{
    int16_t state[3] = {0, 100, -16383}, gates[3] = {-128 * 128, 0, -128 * 256},
            candidates[3] = {1000, 9999, 16383};
    const uint8_t in[3] = {10, 20, 30};
    uint8_t out[3];

    hsy_steps_for(HSY_SIMD_PLAIN)->average(state, gates, candidates, in, out, 3);
    ck_assert_int_eq(state[0], 500);
    ck_assert_int_eq(state[1], 100);
    ck_assert_int_eq(state[2], 16383);
    ck_assert_uint_eq(out[0], 18); /* (500 + 32) / 64 */
    ck_assert_uint_eq(out[1], 22);
    ck_assert_uint_eq(out[2], 255);
}
END_TEST

START_TEST(hashes_are_those_of_xxh64)
{
    /* Printed by Python's xxhash. */
    ck_assert(hsy_rows_hash("", 0, 0) == UINT64_C(0xEF46DB3751D8E999));
    ck_assert(hsy_rows_hash("a", 1, 0) == UINT64_C(0xD24EC4F1A98C6E5B));
    ck_assert(hsy_rows_hash("abc", 3, 0) == UINT64_C(0x44BC2CF5AD770999));
}
END_TEST

/* --- trees -------------------------------------------------------------------------- */

#define SMALL_TREE 5

/* The value of a tree; INT64_MIN where heads are none. */
static int64_t value_of(int32_t scores[][SMALL_TREE + 1], const uint16_t *heads, uint32_t n)
{
    int64_t value = 0;

    if (!hsy_arcs_are_tree(heads, n))
        return INT64_MIN;
    for (uint32_t w = 0; w < n; w++)
        value += scores[w][heads[w]];
    return value;
}

/* The best tree in which `root` is the root, by trying all. */
static int64_t best_by_trial(int32_t scores[][SMALL_TREE + 1], uint32_t n, uint32_t root)
{
    uint16_t heads[SMALL_TREE] = {0};
    int64_t best = INT64_MIN;
    uint32_t w;

    do {
        int64_t value = heads[root] == 0 ? value_of(scores, heads, n) : INT64_MIN;
        best = value > best ? value : best;
        for (w = 0; w < n && ++heads[w] > n; w++)
            heads[w] = 0;
    } while (w < n);
    return best;
}

START_TEST(trees_are_the_best_of_all)
{
    hsy_arena scratch;
    int32_t scores[SMALL_TREE][SMALL_TREE + 1];

    hsy_arena_init(&scratch, 0);
    chance = 11;
    for (int round = 0; round < 400; round++) {
        uint32_t n = 1 + draw(SMALL_TREE), range = round % 2 ? 4 : 100000, root = 0;
        uint16_t heads[SMALL_TREE];
        for (uint32_t w = 0; w < n; w++)
            for (uint32_t h = 0; h <= n; h++)
                scores[w][h] = h == w + 1 ? HSY_ARC_LEAST : (int32_t)draw(range);
        ck_assert(hsy_arcs_best(&scratch, &scores[0][0], SMALL_TREE + 1, n, heads));
        ck_assert(hsy_arcs_are_tree(heads, n));
        while (heads[root])
            root++;
        ck_assert(value_of(scores, heads, n) == best_by_trial(scores, n, root));
    }
    hsy_arena_clear(&scratch);
}
END_TEST

START_TEST(loops_within_loops_are_undone)
{
    hsy_arena scratch;
    uint16_t heads[HSY_ARCS_MAX];
    uint32_t step = HSY_ARCS_MAX + 1;

    hsy_arena_init(&scratch, 0);
    int32_t *scores = hsy_new_array(&scratch, (size_t)HSY_ARCS_MAX * step, int32_t);
    for (uint32_t w = 0; w < HSY_ARCS_MAX; w++)
        for (uint32_t h = 0; h < step; h++)
            scores[w * step + h] = -100 * abs((int)w + 1 - (int)h) + (h == w + 2 ? 50 : 0);
    ck_assert(hsy_arcs_best(&scratch, scores, step, HSY_ARCS_MAX, heads));
    ck_assert(hsy_arcs_are_tree(heads, HSY_ARCS_MAX));
    ck_assert_int_eq(hsy_arc_lead(scores, 0, HSY_ARCS_MAX, 2), 50);
    ck_assert_int_eq(hsy_arc_lead(scores, 0, HSY_ARCS_MAX, 0), 0);
    hsy_arena_clear(&scratch);
}
END_TEST

/* --- a whole network ---------------------------------------------------------------- */

static hsy_arena run;
static char path[64];
static hsy_buf bytes;

static void setup(void)
{
    hsy_arena_init(&run, 0);
    hsy_buf_init(&bytes, 0);
    tiny_net(&bytes);
    snprintf(path, sizeof path, "/tmp/hsy-net-XXXXXX");
    close(mkstemp(path));
}

static void teardown(void)
{
    unlink(path);
    hsy_buf_clear(&bytes);
    hsy_arena_clear(&run);
}

static hsy_status open_bytes(size_t len, hsy_simd simd, hsy_net *net, hsy_error *err)
{
    FILE *file = fopen(path, "wb");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes.data, 1, len, file), len);
    fclose(file);
    return hsy_net_open(&run, path, simd, net, err);
}

/* The words of four sentences, with the hints that the tables gave. */
static const struct {
    const char *form;
    uint16_t hints;
} tiny_words[] = {
    /* clang-format off */
    {"HASK", 0}, {",", 0}, {"Ukraine", 1}, {"—", 0}, {"Shells", 0}, {"killed", 0},
    {"1,250", 0}, {"people", 0}, {"in", 0}, {"the", 0}, {"U.S.", 1}, {"-", 0}, {"led", 0},
    {"zone", 0}, {"near", 0}, {"Çankaya", 4096}, {".", 0},
    {"counterrevolutionary-antidisestablishmentarianism-over-and-over-agaín", 0}, {"’s", 0},
    {"Stop", 0},
    {"The", 0}, {"mayor", 0}, {",", 0}, {"Ana", 4}, {"Ruiz", 0}, {",", 0}, {"fled", 0},
    {"to", 0}, {"St.", 128}, {"Ardel", 0}, {"at", 0}, {"5", 0}, {"p.m.", 0}, {"on", 0},
    {"Monday", 256}, {".", 0},
    /* clang-format on */
};
static const uint32_t tiny_lengths[] = {17, 2, 1, 16};

#define TINY_WORDS (sizeof tiny_words / sizeof *tiny_words)
#define TINY_SENTENCES (sizeof tiny_lengths / sizeof *tiny_lengths)

/* Tag, head, relation and name label of each word, as reference.py has them. */
static const uint16_t tiny_answers[TINY_WORDS][4] = {
    /* clang-format off */
    {0, 9, 2, 3}, {0, 1, 3, 0}, {3, 11, 2, 2}, {0, 11, 3, 0}, {3, 6, 3, 1}, {0, 7, 5, 0},
    {0, 14, 3, 1}, {3, 17, 2, 0}, {4, 0, 0, 1}, {3, 11, 3, 1}, {2, 12, 4, 0}, {3, 14, 3, 1},
    {0, 14, 3, 0}, {3, 1, 5, 1}, {0, 1, 5, 1}, {3, 6, 5, 3}, {1, 11, 1, 4}, {3, 2, 1, 3},
    {0, 0, 0, 4}, {3, 0, 0, 3}, {3, 2, 5, 3}, {3, 6, 3, 4}, {1, 4, 5, 0}, {0, 1, 5, 1},
    {3, 6, 3, 3}, {3, 7, 5, 3}, {0, 8, 3, 4}, {3, 9, 5, 1}, {0, 10, 3, 1}, {3, 11, 5, 1},
    {3, 12, 5, 1}, {3, 13, 3, 1}, {3, 14, 3, 0}, {4, 0, 0, 1}, {3, 4, 5, 0}, {4, 2, 1, 1},
    /* clang-format on */
};

/* Lower case as text/doc.c makes it. */
static hsy_str lower_of(hsy_str form)
{
    hsy_buf buf;

    hsy_buf_init(&buf, 0);
    for (size_t at = 0; at < form.len;) {
        uint32_t len, code = hsy_utf8_at(form, at, &len);
        hsy_buf_put_utf8(&buf, hsy_utf8_to_lower(hsy_text_plain(code)));
        at += len;
    }
    hsy_str lower = hsy_str_copy(&run, hsy_buf_str(&buf));
    hsy_buf_clear(&buf);
    return lower;
}

static void give_words(const hsy_net *net, hsy_net_word *words)
{
    uint32_t at = 0;

    for (uint32_t s = 0; s < TINY_SENTENCES; s++) {
        uint32_t first = at;
        for (; at < first + tiny_lengths[s]; at++) {
            hsy_str form = hsy_str_of(tiny_words[at].form);
            int16_t *sums = hsy_new_array(&run, net->dim, int16_t);
            hsy_net_sum_form(net, form, lower_of(form), sums);
            words[at] = (hsy_net_word){.sums = sums,
                                       .hints = tiny_words[at].hints,
                                       .look = (uint8_t)hsy_look_of(form)};
        }
        enum hsy_casing casing =
            hsy_casing_of(&words[first].look, sizeof *words, tiny_lengths[s]);
        for (uint32_t i = first; i < at; i++)
            words[i].casing = (uint8_t)casing;
    }
}

START_TEST(a_network_answers_as_the_reference_does)
{
    for (int simd = 0; simd <= (int)hsy_simd_best(); simd++) {
        hsy_net net;
        hsy_error err;
        hsy_net_word words[TINY_WORDS];
        ck_assert_msg(open_bytes(bytes.len, (hsy_simd)simd, &net, &err) == HSY_OK, "%s",
                      err.message);
        give_words(&net, words);
        hsy_net_work *work = hsy_net_begin(&run, &net, HSY_NET_WORDS);
        ck_assert_ptr_nonnull(work);
        ck_assert(hsy_net_run(&net, work, &run, tiny_lengths, TINY_SENTENCES, words));
        for (uint32_t i = 0; i < TINY_WORDS; i++) {
            ck_assert_uint_eq(words[i].tag, tiny_answers[i][0]);
            ck_assert_uint_eq(words[i].head, tiny_answers[i][1]);
            ck_assert_uint_eq(words[i].relation, tiny_answers[i][2]);
            ck_assert_uint_eq(words[i].name, tiny_answers[i][3]);
        }
        hsy_net_close(&net);
    }
}
END_TEST

/* --- damaged files ------------------------------------------------------------------ */

static void check_refused(size_t len, const char *message)
{
    hsy_net net;
    hsy_error err = {0};

    ck_assert_int_eq(open_bytes(len, HSY_SIMD_PLAIN, &net, &err), HSY_FORMAT);
    ck_assert_str_eq(err.message, message);
    ck_assert_str_eq(err.file, path);
}

START_TEST(a_file_that_is_cut_or_foreign_is_refused)
{
    char want[128];

    check_refused(0, "not a file of network weights");
    check_refused(55, "not a file of network weights");
    snprintf(want, sizeof want, "40000 bytes where the head says %zu", bytes.len);
    check_refused(40000, want);
    bytes.data[30000] ^= 1;
    check_refused(bytes.len, "the checksum does not fit the weights");
    bytes.data[30000] ^= 1;
    bytes.data[8] = 2;
    check_refused(bytes.len, "weights of version 2 where 1 is read");
    bytes.data[0] = 'X';
    check_refused(bytes.len, "not a file of network weights");
}
END_TEST

/* Change a number of the table of sections and sign anew. */
static void check_section(uint32_t section, size_t field, uint64_t value, int size,
                          const char *message)
{
    hsy_buf sound = bytes;

    hsy_buf_init(&bytes, 0);
    hsy_buf_add(&bytes, hsy_buf_str(&sound));
    tiny_overwrite(&bytes, 56 + 64 * (size_t)section + field, value, size);
    tiny_sign(&bytes);
    check_refused(bytes.len, message);
    hsy_buf_clear(&bytes);
    bytes = sound;
}

START_TEST(sections_that_do_not_fit_are_refused)
{
    check_section(0, 0, 'x', 1, "section \"config\" is missing");
    check_section(1, 24, 9, 4, "a section of unknown type");
    check_section(1, 28, 0, 4, "a section of unknown type");
    check_section(1, 32, 98, 4, "a section's size is not that of its numbers");
    check_section(1, 48, 65, 8, "a section is not aligned");
    check_section(1, 48, UINT64_C(1) << 40, 8, "a section reaches past the end");
    check_section(1, 56, UINT64_MAX, 8, "a section reaches past the end");
    check_section(4, 36, 64, 4, "a section's size is not that of its numbers");
    check_section(4, 0, 'x', 1, "section \"L0.w\" is missing");
}
END_TEST

static void check_config(const char *from, const char *to, const char *message)
{
    hsy_buf sound = bytes;

    hsy_buf_init(&bytes, 0);
    hsy_buf_add(&bytes, hsy_buf_str(&sound));
    char *at = memmem(bytes.data, bytes.len, from, strlen(from));
    ck_assert_ptr_nonnull(at);
    memcpy(at, to, strlen(to));
    tiny_sign(&bytes);
    check_refused(bytes.len, message);
    hsy_buf_clear(&bytes);
    bytes = sound;
}

START_TEST(sizes_that_do_not_fit_are_refused)
{
    check_config("dim\t64", "dim\t65", "section \"config\" has sizes that do not fit together");
    check_config("dim\t64", "dim\t6x", "section \"dim\" is no number");
    check_config("layers\t3", "layers\t4", "section \"L3.kind\" names no kind of layer");
    check_config("tags.layer\t1", "tags.layer\t9",
                 "section \"config\" has sizes that do not fit together");
    check_config("rec\nL2", "xec\nL2", "section \"L1.kind\" names no kind of layer");
    check_config("conv", "rec\t", "section \"L0.kind\" names no kind of layer");
    check_config("arc.dim\t16", "arc.dim\t15",
                 "section \"config\" has sizes that do not fit together");
    check_config("arc.dim\t16", "arc.dim\t12", "section \"arc.dep.w\" is of another size");
    check_config("root\n", "toor\n", "section \"labels.deprels\" has no root");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("net");
    TCase *parts = tcase_create("parts"), *whole = tcase_create("whole");
    SRunner *runner = srunner_create(suite);

    tcase_add_test(parts, products_are_the_same_on_every_path);
    tcase_add_test(parts, steps_are_the_same_on_every_path);
    tcase_add_test(parts, an_average_moves_as_far_as_its_gate_is_open);
    tcase_add_test(parts, hashes_are_those_of_xxh64);
    tcase_add_test(parts, trees_are_the_best_of_all);
    tcase_add_test(parts, loops_within_loops_are_undone);
    tcase_set_timeout(parts, 60);
    tcase_add_checked_fixture(whole, setup, teardown);
    tcase_add_test(whole, a_network_answers_as_the_reference_does);
    tcase_add_test(whole, a_file_that_is_cut_or_foreign_is_refused);
    tcase_add_test(whole, sections_that_do_not_fit_are_refused);
    tcase_add_test(whole, sizes_that_do_not_fit_are_refused);
    tcase_set_timeout(whole, 60);
    suite_add_tcase(suite, parts);
    suite_add_tcase(suite, whole);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
