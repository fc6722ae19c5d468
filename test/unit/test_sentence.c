/* test_sentence.c - where sentences end.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "text_cut.h"

#include <stdlib.h>
#include <string.h>

START_TEST(abbreviations_do_not_end)
{
    test_cut("Gen. Okoro met Lt. Col. Bello. They left.",
             "Gen. Okoro met Lt. Col. Bello . | They left .");
    test_cut("GEN. OKORO LEFT.", "GEN. OKORO LEFT .");
    test_cut("J. K. Okoro and A.B. Bello left.", "J. K. Okoro and A.B. Bello left .");
    test_cut("Resolution No. 2202 passed.", "Resolution No. 2202 passed .");
    test_cut("They said No. Then they left.", "They said No . | Then they left .");
    test_cut("In Dover, Del., a man died.", "In Dover , Del. , a man died .");
}
END_TEST

START_TEST(some_abbreviations_may_end)
{
    test_cut("the U.S. Army left", "the U.S. Army left");
    test_cut("He left the U.S. The army stayed.", "He left the U.S. | The army stayed .");
    test_cut("It was Ardel Grain Inc. He knew.", "It was Ardel Grain Inc. | He knew .");
    test_cut("at 4 p.m. Monday", "at 4 p.m. Monday");
    test_cut("at 4 p.m. GMT", "at 4 p.m. GMT");
    test_cut("at 4 p.m. Police came.", "at 4 p.m. | Police came .");
    test_cut("It was plan B. The army left.", "It was plan B . | The army left .");
}
END_TEST

START_TEST(quotes_close_with_their_sentence)
{
    test_cut("“It is quiet now.” He left.", "“ It is quiet now . ” | He left .");
    test_cut("\"It is quiet.\" He left.", "\" It is quiet . \" | He left .");
    test_cut("“Stop,” he said.", "“ Stop , ” he said .");
    test_cut("“It works.” said the man.", "“ It works . ” said the man .");
    test_cut("“Why now?” Okoro asked.", "“ Why now ? ” Okoro asked .");
    test_cut("“Go!” Soldiers left.", "“ Go ! ” | Soldiers left .");
    test_cut("“One. Two.” Three.", "“ One . | Two . ” | Three .");
    test_cut("(It went on.) He left.", "( It went on . ) | He left .");
    test_cut("It fell.[12] He left.", "It fell . [ 12 ] | He left .");
}
END_TEST

START_TEST(dots_end_before_a_capital)
{
    test_cut("in the hospital…Currently, five", "in the hospital … | Currently , five");
    test_cut("he waited ... and left", "he waited ... and left");
    test_cut("the ceasefire.The army left.", "the ceasefire . | The army left .");
    test_cut("he left. the army stayed", "he left . | the army stayed");
    test_cut("KYIV, Ukraine (AP) — He left.", "KYIV , Ukraine ( AP ) — He left .");
}
END_TEST

START_TEST(titles_and_headings_are_sentences_of_their_own)
{
    hsy_arena arena;
    hsy_doc doc;

    hsy_arena_init(&arena, 0);
    test_doc(&arena, "Blast. Again", "One. Two\n\n# A heading. Here\n\nThree", &doc);
    ck_assert_uint_eq(doc.nsentences, 5);
    ck_assert(doc.sentences[0].is_title);
    ck_assert_uint_eq(doc.sentences[0].paragraph, HSY_NONE);
    ck_assert_uint_eq(doc.sentences[0].ntokens, 3);
    ck_assert_uint_eq(doc.sentences[2].paragraph, 0);
    ck_assert(doc.sentences[3].is_heading);
    ck_assert_uint_eq(doc.sentences[4].paragraph, 2);
    ck_assert_uint_eq(hsy_doc_sentence_of(&doc, 0), 0);
    ck_assert_uint_eq(hsy_doc_sentence_of(&doc, doc.ntokens - 1), 4);
    ck_assert_uint_eq(hsy_doc_sentence_of(&doc, doc.ntokens), HSY_NONE);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(an_endless_sentence_is_cut)
{
    const size_t words = 100001;
    char *text = malloc(2 * words + 1);
    hsy_arena arena;
    hsy_doc doc;

    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < words; i++)
        memcpy(text + 2 * i, "a ", 2);
    text[2 * words] = '\0';
    hsy_arena_init(&arena, 0);
    test_doc(&arena, NULL, text, &doc);
    ck_assert_uint_eq(doc.nsentences, 101);
    ck_assert_uint_eq(doc.sentences[0].ntokens, 1000);
    ck_assert_uint_eq(doc.ncut, 100);
    hsy_arena_clear(&arena);
    free(text);
}
END_TEST

START_TEST(nothing_gives_nothing)
{
    test_cut("", "");
    test_cut("   ", "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sentence");
    TCase *tests = tcase_create("sentence");

    tcase_add_test(tests, abbreviations_do_not_end);
    tcase_add_test(tests, some_abbreviations_may_end);
    tcase_add_test(tests, quotes_close_with_their_sentence);
    tcase_add_test(tests, dots_end_before_a_capital);
    tcase_add_test(tests, titles_and_headings_are_sentences_of_their_own);
    tcase_add_test(tests, an_endless_sentence_is_cut);
    tcase_add_test(tests, nothing_gives_nothing);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
