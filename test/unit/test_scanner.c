/* test_scanner.c - words, numbers, marks: where tokens begin and end.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "text_cut.h"

#include <stdlib.h>
#include <string.h>

START_TEST(clitics_are_tokens)
{
    test_cut("She didn't go", "She did n't go");
    test_cut("She didn’t go", "She did n’t go");
    test_cut("I wouldn't've", "I would n't 've");
    test_cut("Russia's plan", "Russia 's plan");
    test_cut("the citizens’ vote", "the citizens ’ vote");
    test_cut("O'Neill came", "O'Neill came");
    test_cut("we cannot go", "we can not go");
    test_cut("we're gonna go", "we 're gon na go");
    test_cut("the U.S.'s army", "the U.S. 's army");
}
END_TEST

START_TEST(a_lost_apostrophe_is_borne)
{
    test_cut("they dont know", "they do nt know");
    test_cut("it wasnt them", "it was nt them");
    test_cut("its army", "its army");
}
END_TEST

START_TEST(hyphens_part_words_but_not_prefixes)
{
    test_cut("a three-year-old boy", "a three - year - old boy");
    test_cut("the U.S.-led force", "the U.S. - led force");
    test_cut("the UN-backed plan", "the UN - backed plan");
    test_cut("an anti-war co-founder", "an anti-war co-founder");
    test_cut("the phone—to hold", "the phone — to hold");
    test_cut("well -- no", "well -- no");
    test_cut("8–10 men", "8 – 10 men");
    test_cut("500-1000 men", "500 - 1000 men");
    test_cut("call 212-555-0147 now", "call 212-555-0147 now");
}
END_TEST

START_TEST(numbers_hold_together_and_units_do_not)
{
    test_cut("1,300 of 2.5 at 4:45", "1,300 of 2.5 at 4:45");
    test_cut("50% or $5m or £2.5bn", "50 % or $ 5 m or £ 2.5 bn");
    test_cut("US$5 or $5M", "US$ 5 or $ 5 M");
    test_cut("a T-72M at 7pm", "a T - 72M at 7 pm");
    test_cut("the 1990s on 9/11, the '90s", "the 1990s on 9/11 , the '90s");
    test_cut("the 22nd of .5", "the 22nd of .5");
}
END_TEST

START_TEST(addresses_are_one_token)
{
    test_cut("see https://a.example/b?c=d(e).", "see https://a.example/b?c=d(e) .");
    test_cut("(www.a.example)", "( www.a.example )");
    test_cut("ask desk@a.example, or @ardel_now", "ask desk@a.example , or @ardel_now");
    test_cut("#PeaceNow #1", "#PeaceNow # 1");
    test_cut("at a.example/news now", "at a.example/news now");
}
END_TEST

START_TEST(marks_are_told_apart)
{
    test_cut("“so ‘they’ say”", "“ so ‘ they ’ say ”");
    test_cut("p***ed off, f*** it*", "p***ed off , f*** it *");
    test_cut("what?! no...", "what ?! | no ...");
    test_cut("R&D and A & B", "R&D and A & B");
    test_cut("[...] he", "[ ... ] he");
    test_cut("* * * ***", "* * * ***");
}
END_TEST

START_TEST(a_long_word_is_one_token)
{
    const size_t len = 1000000;
    char *word = malloc(len + 1);
    hsy_arena arena;
    hsy_doc doc;

    ck_assert_ptr_nonnull(word);
    memset(word, 'a', len);
    word[len] = '\0';
    hsy_arena_init(&arena, 0);
    test_doc(&arena, NULL, word, &doc);
    ck_assert_uint_eq(doc.ntokens, 1);
    ck_assert_uint_eq(doc.tokens[0].span.len, len);
    hsy_arena_clear(&arena);
    free(word);
}
END_TEST

START_TEST(tokens_know_their_look)
{
    hsy_arena arena;
    hsy_doc doc;

    hsy_arena_init(&arena, 0);
    test_doc(&arena, NULL, "“NATO didn’t — 1,300 É x”", &doc);
    ck_assert_uint_eq(doc.ntokens, 9);
    ck_assert(hsy_str_eq(doc.tokens[0].lower, HSY_STR("\"")));
    ck_assert(hsy_str_eq(doc.tokens[1].lower, HSY_STR("nato")));
    ck_assert_uint_eq(doc.tokens[1].shape,
                      HSY_SHAPE_CAPITAL | HSY_SHAPE_ALL_CAPS | HSY_SHAPE_STARTS);
    ck_assert(doc.tokens[2].lower.ptr == doc.text.ptr + doc.tokens[2].span.off);
    ck_assert(!doc.tokens[2].space_after);
    ck_assert(hsy_str_eq(doc.tokens[3].lower, HSY_STR("n't")));
    ck_assert(hsy_str_eq(doc.tokens[4].lower, HSY_STR("-")));
    ck_assert_uint_eq(doc.tokens[4].shape, HSY_SHAPE_PUNCT);
    ck_assert_uint_eq(doc.tokens[5].shape, HSY_SHAPE_DIGIT | HSY_SHAPE_NUMBER);
    ck_assert(hsy_str_eq(doc.tokens[6].lower, HSY_STR("é")));
    ck_assert_uint_eq(doc.tokens[6].shape, HSY_SHAPE_CAPITAL);
    ck_assert_uint_eq(doc.tokens[0].name, HSY_NONE);
    ck_assert_uint_eq(doc.tokens[0].head, HSY_NONE);
    ck_assert_uint_eq(hsy_doc_token_at(&doc, 0), 0);
    ck_assert_uint_eq(hsy_doc_token_at(&doc, doc.tokens[5].span.off + 1), 5);
    ck_assert_uint_eq(hsy_doc_token_at(&doc, (uint32_t)doc.text.len), doc.ntokens);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(ill_formed_bytes_are_borne)
{
    test_cut("a \xFF\xC3 b\xE2\x80", "a \xFF \xC3 b \xE2\x80");
}
END_TEST

START_TEST(names_are_found_again)
{
    for (uint32_t i = 0; i < HSY_UPOS_COUNT; i++)
        ck_assert_uint_eq(hsy_upos_find(hsy_str_of(hsy_upos_name((hsy_upos)i))), i);
    for (uint32_t i = 0; i < HSY_DEP_COUNT; i++)
        ck_assert_uint_eq(hsy_deprel_find(hsy_str_of(hsy_deprel_name((hsy_deprel)i))), i);
    ck_assert_str_eq(hsy_xpos_name(0), "_");
    ck_assert_str_eq(hsy_xpos_name((uint8_t)hsy_xpos_find(HSY_STR("PRP$"))), "PRP$");
    ck_assert_uint_eq(hsy_xpos_find(HSY_STR("none")), HSY_NONE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scanner");
    TCase *tests = tcase_create("scanner");

    tcase_add_test(tests, clitics_are_tokens);
    tcase_add_test(tests, a_lost_apostrophe_is_borne);
    tcase_add_test(tests, hyphens_part_words_but_not_prefixes);
    tcase_add_test(tests, numbers_hold_together_and_units_do_not);
    tcase_add_test(tests, addresses_are_one_token);
    tcase_add_test(tests, marks_are_told_apart);
    tcase_add_test(tests, a_long_word_is_one_token);
    tcase_add_test(tests, tokens_know_their_look);
    tcase_add_test(tests, ill_formed_bytes_are_borne);
    tcase_add_test(tests, names_are_found_again);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
