/* test_conllu.c - documents as CoNLL-U, out and in.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "text/conllu.h"

#include "text_cut.h"

static const char file[] = "# newdoc id = a\n"
                           "# text = She can't go.\n"
                           "1\tShe\tx\tx\tx\tx\t9\tx\t_\tA=b\n"
                           "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                           "2\tca\t_\t_\t_\t_\t_\t_\t_\t_\n"
                           "3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                           "3.1\tempty\t_\t_\t_\t_\t_\t_\t_\t_\n"
                           "4\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                           "5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n"
                           "\n"
                           "# newpar\n"
                           "1\tYes\t_\t_\t_\t_\t_\t_\t_\t_\n"
                           "\n";

START_TEST(a_document_is_written)
{
    hsy_arena arena;
    hsy_doc doc;
    hsy_buf buf;

    hsy_arena_init(&arena, 0);
    hsy_buf_init(&buf, 0);
    test_doc(&arena, NULL, "He left.", &doc);
    doc.has_tags = doc.has_trees = true;
    doc.tokens[0].upos = HSY_UPOS_PRON;
    doc.tokens[1].upos = HSY_UPOS_VERB;
    doc.tokens[1].xpos = (uint8_t)hsy_xpos_find(HSY_STR("VBD"));
    doc.tokens[1].feats = HSY_FEAT_PAST;
    doc.tokens[1].head = 1;
    doc.tokens[1].deprel = HSY_DEP_root;
    doc.tokens[0].head = 1;
    doc.tokens[0].deprel = HSY_DEP_nsubj;
    doc.tokens[0].margin = 97;
    hsy_conllu_write(&buf, &doc);
    hsy_buf_putc(&buf, '\0');
    ck_assert_str_eq(buf.data,
                     "# newdoc id = 00000000000000000000000000000000\n"
                     "# newpar\n"
                     "# sent_id = 00000000000000000000000000000000-1\n"
                     "# text = He left.\n"
                     "1\tHe\the\tPRON\t_\t_\t2\tnsubj\t_\tMargin=97|Range=0:2\n"
                     "2\tleft\tleft\tVERB\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t"
                     "Margin=0|Range=3:7|SpaceAfter=No\n"
                     "3\t.\t.\tX\t_\t_\t_\t_\t_\tRange=7:8\n\n");
    hsy_buf_clear(&buf);
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(a_file_is_read_and_filled_again)
{
    hsy_arena arena;
    hsy_conllu conllu;
    hsy_error err;
    hsy_buf buf;

    hsy_arena_init(&arena, 0);
    hsy_buf_init(&buf, 0);
    ck_assert_int_eq(hsy_conllu_read(&arena, "a", hsy_str_of(file), &conllu, &err), HSY_OK);
    ck_assert_uint_eq(conllu.doc.ntokens, 6);
    ck_assert_uint_eq(conllu.doc.nsentences, 2);
    ck_assert_uint_eq(conllu.article.nparagraphs, 2);
    ck_assert(hsy_str_eq(conllu.doc.text, HSY_STR("She can't go.\n\nYes")));
    ck_assert(hsy_str_eq(conllu.doc.tokens[5].lower, HSY_STR("yes")));
    conllu.doc.has_tags = true;
    conllu.doc.tokens[0].upos = HSY_UPOS_PRON;
    hsy_conllu_refill(&buf, &conllu);
    hsy_str out = hsy_buf_str(&buf);
    ck_assert(hsy_str_starts(out, HSY_STR("# newdoc id = a\n# text = She can't go.\n"
                                          "1\tShe\tshe\tPRON\t_\t_\t_\t_\t_\tA=b\n"
                                          "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n")));
    ck_assert(hsy_str_find(out, HSY_STR("\n3.1\tempty\t"), 0) != SIZE_MAX);
    ck_assert(hsy_str_ends(out, HSY_STR("\n# newpar\n1\tYes\tyes\tX\t_\t_\t_\t_\t_\t_\n\n")));
    hsy_buf_clear(&buf);
    hsy_arena_clear(&arena);
}
END_TEST

static void refused(const char *bytes, uint32_t line, const char *message)
{
    hsy_arena arena;
    hsy_conllu conllu;
    hsy_error err;

    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(hsy_conllu_read(&arena, "a", hsy_str_of(bytes), &conllu, &err),
                     HSY_FORMAT);
    ck_assert_uint_eq(err.line, line);
    ck_assert_str_eq(err.message, message);
    hsy_arena_clear(&arena);
}

START_TEST(what_is_no_conllu_is_refused_with_its_line)
{
    refused("# a\n1\tShe\n", 2, "a token line must have ten columns");
    refused("2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "the IDs of a sentence must count from 1");
    refused("x\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "the ID is no number");
    refused("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "the form is empty");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("conllu");
    TCase *tests = tcase_create("conllu");

    tcase_add_test(tests, a_document_is_written);
    tcase_add_test(tests, a_file_is_read_and_filled_again);
    tcase_add_test(tests, what_is_no_conllu_is_refused_with_its_line);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
