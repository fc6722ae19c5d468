/*
 * test_punct.c - where punctuation hangs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ling/punct.h"

#include "text_cut.h"
#include "unit.h"

/* Hangs the marks of a sentence whose words have `heads` (counted from 1, 0 the root; -1 a
 * mark that hangs on its neighbour at first) and compares where they hang then. */
static void check(const char *text, const int *heads, const int *expected)
{
    hsy_arena arena;
    hsy_doc doc;

    hsy_arena_init(&arena, 0);
    test_doc(&arena, NULL, text, &doc);
    for (uint32_t i = 0; i < doc.ntokens; i++) {
        hsy_token *token = &doc.tokens[i];
        const bool mark = heads[i] < 0;
        token->head = mark ? (i ? i - 1 : 1) : heads[i] == 0 ? i : (uint32_t)heads[i] - 1;
        token->deprel = mark ? HSY_DEP_punct : heads[i] ? HSY_DEP_dep : HSY_DEP_root;
    }
    hsy_punct_hang(&doc, 0, doc.ntokens);
    for (uint32_t i = 0; i < doc.ntokens; i++)
        if (doc.tokens[i].deprel == HSY_DEP_punct)
            ck_assert_msg((int)doc.tokens[i].head + 1 == expected[i], "%s: mark %u hangs on %u",
                          text, i + 1, doc.tokens[i].head + 1);
    hsy_arena_clear(&arena);
}

START_TEST(a_comma_takes_the_lower_of_its_neighbours_tops)
{
    static const int heads[] = {2, 9, -1, 6, 6, 2, -1, 9, 0, -1};
    static const int expected[] = {0, 0, 6, 0, 0, 0, 2, 0, 0, 9};

    check("The man , whom you met , soon left .", heads, expected);
}
END_TEST

START_TEST(pairs_hang_on_what_they_enclose)
{
    static const int heads[] = {2, 6, -1, 2, -1, 0, -1, 6, -1, -1};
    static const int expected[] = {0, 0, 4, 0, 4, 0, 8, 0, 8, 6};

    check("The port ( Keth ) said \" no \" .", heads, expected);
}
END_TEST

START_TEST(who_hung_on_a_mark_hangs_on_its_head)
{
    static const int heads[] = {0, -1, 2, -1};
    static const int expected[] = {0, 3, 0, 1};

    check("Yes , sir .", heads, expected);
}
END_TEST

START_TEST(marks_alone_stay)
{
    static const int heads[] = {0, -1, -1};
    static const int expected[] = {0, 1, 1};

    check("! ? .", heads, expected);
}
END_TEST

UNIT_MAIN("punct", a_comma_takes_the_lower_of_its_neighbours_tops, pairs_hang_on_what_they_enclose,
          who_hung_on_a_mark_hangs_on_its_head, marks_alone_stay)
