/*
 * test_ling.c - looks of words, lemmas, trees, and the whole language core on sentences
 * written for this test. The network by itself is in test_net.c.
 *
 * Sentences are cut at blanks here, so that the test does not hang on the scanner.
 * What is asked of the models is what a reader of news may count on; scores are
 * measured by tools/eval/ling.py.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "ling/ling.h"
#include "ling/tree.h"
#include "ling/words.h"

#include <check.h>
#include <string.h>

static hsy_arena run, scratch;
static const hsy_ling *ling;
static const char *home;

static void setup(void)
{
    hsy_error err;

    hsy_arena_init(&run, 0);
    hsy_arena_init(&scratch, 0);
    home = hsy_home_find(&run, &err);
    ck_assert_ptr_nonnull(home);
    ck_assert_msg(hsy_ling_load(&run, home, &ling, &err) == HSY_OK, "%s: %s", err.file,
                  err.message);
}

static void teardown(void)
{
    hsy_arena_clear(&run);
    hsy_arena_clear(&scratch);
}

/* A doc of one line a sentence, words apart by one blank. */
static hsy_doc doc_of(const char *text)
{
    hsy_doc doc = {.text = hsy_str_of(text)};
    HSY_VEC(hsy_token) tokens = {0};
    HSY_VEC(hsy_sentence) sentences = {0};
    hsy_str rest = doc.text;

    while (rest.ptr) {
        hsy_str line = hsy_str_cut(&rest, '\n');
        hsy_sentence *sentence = hsy_vec_push(&run, &sentences);
        uint32_t off = (uint32_t)(line.ptr - text);
        *sentence = (hsy_sentence){.span = {off, (uint32_t)line.len}, .first = tokens.count};
        while (line.ptr) {
            hsy_str word = hsy_str_cut(&line, ' ');
            hsy_token *token = hsy_vec_push(&run, &tokens);
            *token = (hsy_token){.span = {(uint32_t)(word.ptr - text), (uint32_t)word.len},
                                 .lower = hsy_utf8_lower(&run, word),
                                 .head = HSY_NONE,
                                 .name = HSY_NONE};
            if (word.len && hsy_utf8_is_upper((unsigned char)word.ptr[0]))
                token->shape |= HSY_SHAPE_CAPITAL;
            sentence->ntokens++;
        }
    }
    doc.tokens = tokens.data;
    doc.ntokens = tokens.count;
    doc.sentences = sentences.data;
    doc.nsentences = sentences.count;
    return doc;
}

static hsy_doc read_text(const char *text)
{
    hsy_error err;
    hsy_doc doc = doc_of(text);

    ck_assert_int_eq(hsy_ling_run(ling, &run, &scratch, &doc, &err), HSY_OK);
    return doc;
}

static uint32_t find(const hsy_doc *doc, const char *word)
{
    for (uint32_t i = 0; i < doc->ntokens; i++)
        if (hsy_str_eq(hsy_token_str(doc, i), hsy_str_of(word)))
            return i;
    ck_abort_msg("no word \"%s\"", word);
    return 0;
}

static const char *tag_of(const hsy_doc *doc, const char *word)
{
    return hsy_xpos_name(doc->tokens[find(doc, word)].xpos);
}

static void check_name(const hsy_doc *doc, const char *words, hsy_name_type type)
{
    for (uint32_t i = 0; i < doc->nnames; i++)
        if (hsy_str_eq(hsy_doc_str(doc, doc->names[i].span), hsy_str_of(words))) {
            ck_assert_int_eq(doc->names[i].type, type);
            return;
        }
    ck_abort_msg("no name \"%s\"", words);
}

static void check_word(const hsy_doc *doc, uint32_t token, const char *word)
{
    ck_assert_uint_ne(token, HSY_NONE);
    hsy_str form = hsy_token_str(doc, token);
    ck_assert_msg(hsy_str_eq(form, hsy_str_of(word)), "\"%.*s\" is not \"%s\"",
                  HSY_STR_ARG(form), word);
}

START_TEST(words_of_a_plain_sentence_are_tagged)
{
    hsy_doc doc = read_text("Five soldiers were killed in the attack on Tuesday .");

    ck_assert(doc.has_tags);
    ck_assert_str_eq(tag_of(&doc, "Five"), "CD");
    ck_assert_str_eq(tag_of(&doc, "soldiers"), "NNS");
    ck_assert_str_eq(tag_of(&doc, "killed"), "VBN");
    ck_assert_str_eq(tag_of(&doc, "Tuesday"), "NNP");
    ck_assert_int_eq(doc.tokens[find(&doc, "killed")].feats,
                     HSY_FEAT_PASTPART | HSY_FEAT_PASSIVE);
    ck_assert_int_eq(doc.tokens[find(&doc, "attack")].feats, HSY_FEAT_SINGULAR);
    ck_assert_int_eq(doc.tokens[find(&doc, "were")].upos, HSY_UPOS_AUX);
}
END_TEST

START_TEST(capitals_and_headlines_are_tagged_as_words)
{
    hsy_doc doc = read_text("FIVE SOLDIERS WERE KILLED IN THE ATTACK\n"
                            "Army Says Two Soldiers Killed in Border Attack");

    ck_assert_str_eq(tag_of(&doc, "SOLDIERS"), "NNS");
    ck_assert_str_eq(tag_of(&doc, "KILLED"), "VBN");
    ck_assert_str_eq(tag_of(&doc, "Says"), "VBZ");
    ck_assert_str_eq(tag_of(&doc, "Killed"), "VBN");
}
END_TEST

START_TEST(lemmas_follow_tables_and_rules)
{
    static const char *const pairs[][2] = {
        {"were", "be"},      {"children", "child"}, {"shot", "shoot"},   {"n't", "not"},
        {"stopped", "stop"}, {"cities", "city"},    {"injured", "injure"}};
    hsy_doc doc = read_text("The children were shot and injured in two cities .\n"
                            "The army did n't say why it stopped the buses .");

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        hsy_str lemma = doc.tokens[find(&doc, pairs[i][0])].lemma;
        ck_assert_msg(hsy_str_eq(lemma, hsy_str_of(pairs[i][1])), "%s: %.*s", pairs[i][0],
                      HSY_STR_ARG(lemma));
    }
}
END_TEST

START_TEST(every_sentence_is_one_tree)
{
    hsy_doc doc = read_text("Officials said the rebels had shelled the town .\n"
                            ") ) , and the of of\n"
                            "Fire !");

    ck_assert(doc.has_trees);
    for (uint32_t s = 0; s < doc.nsentences; s++) {
        uint32_t first = doc.sentences[s].first, n = doc.sentences[s].ntokens, roots = 0;
        for (uint32_t i = first; i < first + n; i++) {
            uint32_t at = i, hops = 0;
            roots += doc.tokens[i].head == i;
            for (; doc.tokens[at].head != at && hops <= n; hops++) {
                at = doc.tokens[at].head;
                ck_assert(at >= first && at < first + n);
            }
            ck_assert_uint_le(hops, n);
        }
        ck_assert_uint_eq(roots, 1);
    }
}
END_TEST

/* Check that the sentences of a doc are trees, and how many arcs hang on later pieces. */
static uint32_t check_trees(const hsy_doc *doc)
{
    uint32_t pieces = 0;

    for (uint32_t s = 0; s < doc->nsentences; s++) {
        uint32_t first = doc->sentences[s].first, n = doc->sentences[s].ntokens, roots = 0;
        for (uint32_t i = first; i < first + n; i++) {
            ck_assert(doc->tokens[i].head >= first && doc->tokens[i].head < first + n);
            roots += doc->tokens[i].head == i;
            pieces += doc->tokens[i].deprel == HSY_DEP_parataxis && doc->tokens[i].margin == 0 &&
                      doc->tokens[doc->tokens[i].head].head == doc->tokens[i].head;
        }
        ck_assert_uint_eq(roots, 1);
    }
    return pieces;
}

START_TEST(a_sentence_too_long_is_read_in_pieces)
{
    hsy_buf text;
    hsy_buf_init(&text, 0);
    for (int i = 0; i < 2000; i++)
        hsy_buf_puts(&text, i == 0 ? "Shells" : i % 7 ? " hit" : " towns");
    hsy_buf_putc(&text, '\0');
    hsy_doc doc = read_text(text.data);

    ck_assert_uint_eq(doc.ntokens, 2000);
    ck_assert_uint_ge(check_trees(&doc), 2000 / 256);
    hsy_buf_clear(&text);
}
END_TEST

/* Every path of the processor, and sentences shared out, give the same layers. */
static void check_same(const hsy_doc *a, const hsy_doc *b)
{
    ck_assert_uint_eq(a->nnames, b->nnames);
    for (uint32_t i = 0; i < a->ntokens; i++) {
        ck_assert_uint_eq(a->tokens[i].head, b->tokens[i].head);
        ck_assert_uint_eq(a->tokens[i].deprel, b->tokens[i].deprel);
        ck_assert_uint_eq(a->tokens[i].xpos, b->tokens[i].xpos);
        ck_assert_uint_eq(a->tokens[i].margin, b->tokens[i].margin);
        ck_assert_uint_eq(a->tokens[i].name, b->tokens[i].name);
        ck_assert(hsy_str_eq(a->tokens[i].lemma, b->tokens[i].lemma));
    }
}

static const char *const many =
    "Officials said on Monday that rebels had shelled the town of Ardel for two days .\n"
    "Kofi Mensah of the United Nations flew to Accra , where he met Maria Novak .\n"
    "FIVE SOLDIERS WERE KILLED\n"
    "\" We will not leave , \" Mensah told Reuters .\n"
    "Stop";

START_TEST(every_path_gives_the_same_layers)
{
    hsy_doc best = read_text(many);

    for (int simd = 0; simd < (int)hsy_simd_best(); simd++) {
        hsy_error err;
        const hsy_ling *other;
        hsy_doc doc = doc_of(many);
        ck_assert_int_eq(hsy_ling_load_for((hsy_simd)simd, &run, home, &other, &err), HSY_OK);
        ck_assert_int_eq(hsy_ling_run(other, &run, &scratch, &doc, &err), HSY_OK);
        check_same(&best, &doc);
        hsy_ling_unload(other);
    }
}
END_TEST

START_TEST(sentences_can_be_shared_out)
{
    hsy_error err;
    hsy_ling_marks marks;
    hsy_doc whole = read_text(many), doc = doc_of(many);
    static const uint32_t cuts[] = {0, 2, 2, 5};

    ck_assert_int_eq(hsy_ling_begin(&run, &doc, &marks, &err), HSY_OK);
    for (int i = 2; i >= 0; i--)
        ck_assert_int_eq(hsy_ling_part(ling, &run, &scratch, &doc, cuts[i], cuts[i + 1], &marks,
                                       &err),
                         HSY_OK);
    ck_assert_int_eq(hsy_ling_end(&run, &scratch, &doc, &marks, &err), HSY_OK);
    check_same(&whole, &doc);
}
END_TEST

START_TEST(an_empty_doc_is_no_trouble)
{
    hsy_error err;
    hsy_doc doc = {.text = HSY_STR("")};

    ck_assert_int_eq(hsy_ling_run(ling, &run, &scratch, &doc, &err), HSY_OK);
    ck_assert_uint_eq(doc.nnames, 0);
}
END_TEST

START_TEST(trees_answer_who_did_what_to_whom)
{
    hsy_tree tree;
    hsy_doc doc = read_text("Gunmen stormed the camp and killed five people .");

    ck_assert(hsy_tree_make(&scratch, &doc, 0, &tree));
    uint32_t killed = find(&doc, "killed");
    check_word(&doc, hsy_tree_agent(&tree, killed), "Gunmen");
    check_word(&doc, hsy_tree_patient(&tree, killed), "people");
    ck_assert(!hsy_tree_is_passive(&tree, killed));
    check_word(&doc, tree.root, "stormed");
}
END_TEST

START_TEST(trees_turn_passives_round)
{
    hsy_tree tree;
    hsy_doc doc = read_text("Two men were arrested by the police on Monday .");

    ck_assert(hsy_tree_make(&scratch, &doc, 0, &tree));
    uint32_t arrested = find(&doc, "arrested");
    ck_assert(hsy_tree_is_passive(&tree, arrested));
    check_word(&doc, hsy_tree_agent(&tree, arrested), "police");
    check_word(&doc, hsy_tree_patient(&tree, arrested), "men");
    hsy_str phrase = hsy_doc_str(&doc, hsy_tree_phrase(&tree, find(&doc, "police")));
    ck_assert(hsy_str_eq(phrase, HSY_STR("the police")));
}
END_TEST

START_TEST(a_passive_is_shared_by_what_is_joined_to_it)
{
    hsy_tree tree;
    bool passive;
    hsy_doc doc = doc_of("14 were killed and 40 injured");
    static const uint32_t heads[] = {2, 2, 2, 5, 5, 2};
    static const uint8_t deprels[] = {HSY_DEP_nsubj_pass, HSY_DEP_aux_pass, HSY_DEP_root,
                                      HSY_DEP_cc,         HSY_DEP_nsubj,    HSY_DEP_conj};

    doc.has_trees = true;
    for (uint32_t i = 0; i < 6; i++) {
        doc.tokens[i].head = heads[i];
        doc.tokens[i].deprel = deprels[i];
    }
    doc.tokens[4].upos = HSY_UPOS_NUM;
    doc.tokens[2].feats = HSY_FEAT_PASTPART;
    doc.tokens[5].feats = HSY_FEAT_PAST;
    ck_assert(hsy_tree_make(&scratch, &doc, 0, &tree));
    check_word(&doc, hsy_tree_subject(&tree, 5, &passive), "40");
    ck_assert(passive);
    check_word(&doc, hsy_tree_patient(&tree, 5), "40");
    check_word(&doc, hsy_tree_patient(&tree, 2), "14");
}
END_TEST

/* Heads as numbers, so that the tree reader is tested apart from the parser. */
START_TEST(the_tree_reader_bears_circles_and_stray_heads)
{
    hsy_tree tree;
    hsy_doc doc = doc_of("a b c d");
    static const uint32_t heads[] = {1, 0, 2, 77};

    doc.has_trees = true;
    for (uint32_t i = 0; i < 4; i++)
        doc.tokens[i].head = heads[i];
    ck_assert(hsy_tree_make(&scratch, &doc, 0, &tree));
    ck_assert_uint_eq(tree.root, 2);
    ck_assert_uint_eq(hsy_tree_head(&tree, 3), HSY_NONE);
    ck_assert(!hsy_tree_below(&tree, 0, 2));
    ck_assert_uint_eq(hsy_tree_subject(&tree, 0, NULL), HSY_NONE);
}
END_TEST

START_TEST(names_have_kinds)
{
    hsy_doc doc =
        read_text("President Maria Novak met Russian officials in Geneva on Monday .\n"
                            "The Ministry of Defence of Ukraine said Novak would leave .");

    ck_assert(doc.has_names);
    check_name(&doc, "Maria Novak", HSY_NAME_PERSON);
    check_name(&doc, "Novak", HSY_NAME_PERSON);
    check_name(&doc, "Russian", HSY_NAME_GROUP);
    check_name(&doc, "Geneva", HSY_NAME_PLACE);
    ck_assert_uint_eq(doc.tokens[find(&doc, "President")].name, HSY_NONE);
    ck_assert_uint_eq(doc.tokens[find(&doc, "Monday")].name, HSY_NONE);
}
END_TEST

/* A town that no table knows is the subject of one sentence and stands behind small words of
 * place in others; a person is believed in. */
START_TEST(a_place_somewhere_is_a_place_everywhere)
{
    hsy_doc doc = read_text("Zarubnik said Friday that shelling hit a school .\n"
                            "Two people were killed in Zarubnik and three near Zarubnik .");
    check_name(&doc, "Zarubnik", HSY_NAME_PLACE);
    doc = read_text("Mr. Okoro left . Voters believe in Okoro , and Okoro said so .");
    check_name(&doc, "Okoro", HSY_NAME_PERSON);
}
END_TEST

START_TEST(names_never_overlap_and_stand_in_order)
{
    hsy_doc doc = read_text("Kofi Mensah of the United Nations flew to Accra .\n"
                            "Mensah told Reuters that Accra and Lagos agreed .");

    for (uint32_t i = 1; i < doc.nnames; i++)
        ck_assert_uint_ge(doc.names[i].first,
                          doc.names[i - 1].first + doc.names[i - 1].ntokens);
    for (uint32_t i = 0; i < doc.nnames; i++)
        ck_assert_uint_eq(doc.tokens[doc.names[i].first].name, i);
}
END_TEST

START_TEST(the_same_text_gives_the_same_layers)
{
    const char *text = "Rebels seized the port of Ardel , the governor told Gulf Wire .";
    hsy_doc a = read_text(text), b = read_text(text);

    for (uint32_t i = 0; i < a.ntokens; i++) {
        ck_assert_uint_eq(a.tokens[i].head, b.tokens[i].head);
        ck_assert_uint_eq(a.tokens[i].xpos, b.tokens[i].xpos);
        ck_assert_uint_eq(a.tokens[i].margin, b.tokens[i].margin);
    }
}
END_TEST

/* --- parts --- */

START_TEST(absent_weights_are_named)
{
    hsy_error err;
    const hsy_ling *none = NULL;

    ck_assert_int_eq(hsy_ling_load(&run, "/nowhere", &none, &err), HSY_MISSING);
    ck_assert_ptr_null(none);
    ck_assert_str_eq(err.file, "/nowhere/models/en/net.bin");
}
END_TEST

START_TEST(looks_of_words)
{
    static const struct {
        const char *form;
        enum hsy_look look;
    } cases[] = {{"said", HSY_LOOK_LOWER},    {"Kyiv", HSY_LOOK_CAPITAL},
                 {"NATO", HSY_LOOK_CAPS},     {"U.S.", HSY_LOOK_DOTTED},
                 {"iPhone", HSY_LOOK_MIXED},  {"1,300", HSY_LOOK_NUMBER},
                 {"T-72", HSY_LOOK_WITH_DIGIT}, {"...", HSY_LOOK_PUNCT},
                 {"J.", HSY_LOOK_INITIAL},    {"", HSY_LOOK_PUNCT}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum hsy_look look = hsy_look_of(hsy_str_of(cases[i].form));
        ck_assert_msg(look == cases[i].look, "%s: %d", cases[i].form, look);
    }
}
END_TEST

START_TEST(casing_of_sentences)
{
    static const uint8_t usual[] = {1, 0, 0, 1, 0, 0}, upper[] = {3, 3, 3},
                         title[] = {1, 1, 1, 1}, lower[] = {0, 0, 0, 0, 0};

    ck_assert_int_eq(hsy_casing_of(usual, 1, 6), HSY_CASING_USUAL);
    ck_assert_int_eq(hsy_casing_of(upper, 1, 3), HSY_CASING_UPPER);
    ck_assert_int_eq(hsy_casing_of(title, 1, 4), HSY_CASING_TITLE);
    ck_assert_int_eq(hsy_casing_of(lower, 1, 5), HSY_CASING_LOWER);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ling");
    TCase *core = tcase_create("core");
    SRunner *runner = srunner_create(suite);

    tcase_add_checked_fixture(core, setup, teardown);
    tcase_set_timeout(core, 60);
    tcase_add_test(core, words_of_a_plain_sentence_are_tagged);
    tcase_add_test(core, capitals_and_headlines_are_tagged_as_words);
    tcase_add_test(core, lemmas_follow_tables_and_rules);
    tcase_add_test(core, every_sentence_is_one_tree);
    tcase_add_test(core, a_sentence_too_long_is_read_in_pieces);
    tcase_add_test(core, every_path_gives_the_same_layers);
    tcase_add_test(core, sentences_can_be_shared_out);
    tcase_add_test(core, an_empty_doc_is_no_trouble);
    tcase_add_test(core, trees_answer_who_did_what_to_whom);
    tcase_add_test(core, trees_turn_passives_round);
    tcase_add_test(core, a_passive_is_shared_by_what_is_joined_to_it);
    tcase_add_test(core, the_tree_reader_bears_circles_and_stray_heads);
    tcase_add_test(core, names_have_kinds);
    tcase_add_test(core, a_place_somewhere_is_a_place_everywhere);
    tcase_add_test(core, names_never_overlap_and_stand_in_order);
    tcase_add_test(core, the_same_text_gives_the_same_layers);
    tcase_add_test(core, absent_weights_are_named);
    tcase_add_test(core, looks_of_words);
    tcase_add_test(core, casing_of_sentences);
    suite_add_tcase(suite, core);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
