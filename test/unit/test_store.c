/* The store: what is added comes back whole, once; bad files are refused.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store.h"

#include "helpers.h"
#include "unit.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/hsy-store-XXXXXX";

static const char *fresh(void)
{
    memcpy(path + strlen(path) - 6, "XXXXXX", 6);
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
    unlink(path);
    return path;
}

static void drop(void)
{
    char beside[64];
    unlink(path);
    snprintf(beside, sizeof beside, "%s-wal", path);
    unlink(beside);
    snprintf(beside, sizeof beside, "%s-shm", path);
    unlink(beside);
}

/* A small reading with something of every list. */
static hsy_reading sample(hsy_arena *arena, const hsy_article *article)
{
    static hsy_said_by links[] = {{0, {5, 3}}, {HSY_NONE, {9, 4}}};
    static const uint32_t parties[] = {0, 1};
    hsy_reading r = {.article = article};

    r.nsentences = 1;
    r.sentences = hsy_new_array(arena, 1, hsy_sentence_info);
    r.sentences[0] = (hsy_sentence_info){{article->body, 10}, false, true};
    r.nentities = 2;
    r.entities = hsy_new_array(arena, 2, hsy_entity);
    r.entities[0] = (hsy_entity){.name = HSY_STR("Edda Varn"), .key = HSY_STR("person:edda varn"),
                                 .country = "FRA", .role = "GOV", .title = HSY_STR("mayor"),
                                 .rule = {"en/x.tsv", 7, "title"}};
    r.entities[1] = (hsy_entity){.name = HSY_STR("the pair"), .key = HSY_STR(""),
                                 .type = HSY_ENTITY_GROUP, .plural = true,
                                 .rule = {NULL, 0, "pair"}};
    r.nquantities = 1;
    r.quantities = hsy_new_array(arena, 1, hsy_quantity);
    r.quantities[0] = (hsy_quantity){
        .span = {article->body, 9}, .figure = {article->body + 2, 4}, .what = HSY_WHAT_INJURED,
        .who = HSY_STR("people"), .low = 5, .high = HSY_OPEN, .comparator = HSY_COMPARE_AT_LEAST,
        .scope = HSY_SCOPE_SUBSET, .part_of = HSY_NONE, .event = 0, .place = HSY_NONE,
        .time = HSY_NONE, .said_by = {links, 2}, .updates = true, .rule = {"en/h.tsv", 3, NULL}};
    r.nevents = 1;
    r.events = hsy_new_array(arena, 1, hsy_event);
    r.events[0] = (hsy_event){.trigger = {article->body, 3}, .type = HSY_EVENT_CONSULT,
                              .mode = HSY_STR("meet"), .sources = parties, .nsources = 2,
                              .targets = parties + 1, .ntargets = 1, .place = HSY_NONE,
                              .time = HSY_NONE, .modality = HSY_MODALITY_PLANNED,
                              .negative = true, .same_as = HSY_NONE, .rule = {NULL, 0, "v"}};
    return r;
}

static hsy_article *article_named(hsy_arena *arena, const char *id, const char *hash)
{
    hsy_article *article = hsy_test_article(arena, "A title", "The first words.\n\nMore of them.");
    article->given_id = hsy_str_of(id);
    article->input = HSY_STR("a.html");
    memcpy(article->hash, hash, strlen(hash) + 1);
    return article;
}

START_TEST(what_is_added_comes_back)
{
    hsy_arena arena;
    hsy_store *store = NULL;
    hsy_stored *stored;
    hsy_error err = {0};
    uint32_t count;
    bool added;

    hsy_arena_init(&arena, 0);
    hsy_article *article = article_named(&arena, "doc-1", "aa");
    hsy_reading reading = sample(&arena, article);
    ck_assert_int_eq(hsy_store_open(fresh(), HSY_STORE_WRITE, &store, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_begin(store, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_add(store, article, &reading, &added, &err), HSY_OK);
    ck_assert(added);
    ck_assert_int_eq(hsy_store_add(store, article, &reading, &added, &err), HSY_OK);
    ck_assert(!added);
    ck_assert_int_eq(hsy_store_commit(store, &err), HSY_OK);
    hsy_store_close(store);

    ck_assert_int_eq(hsy_store_open(path, HSY_STORE_READ, &store, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_load(store, &arena, &stored, &count, &err), HSY_OK);
    ck_assert_uint_eq(count, 1);
    const hsy_article *a = stored[0].article;
    const hsy_reading *r = stored[0].reading;
    ck_assert(hsy_str_eq(hsy_article_id(a), HSY_STR("doc-1")));
    ck_assert(hsy_str_eq(hsy_text_str(&a->text), hsy_text_str(&article->text)));
    ck_assert_uint_eq(a->nparagraphs, 2);
    ck_assert_uint_eq(hsy_text_source(&a->text, (hsy_span){3, 4}).off,
                      hsy_text_source(&article->text, (hsy_span){3, 4}).off);
    ck_assert_uint_eq(r->nentities, 2);
    ck_assert_str_eq(r->entities[0].country, "FRA");
    ck_assert_str_eq(r->entities[0].rule.table, "en/x.tsv");
    ck_assert_ptr_null(r->entities[1].rule.table);
    ck_assert(r->entities[1].plural && r->entities[1].type == HSY_ENTITY_GROUP);
    const hsy_quantity *q = &r->quantities[0];
    ck_assert(q->low == 5 && q->high == HSY_OPEN && q->scope == HSY_SCOPE_SUBSET && q->updates);
    ck_assert_uint_eq(q->said_by.count, 2);
    ck_assert_uint_eq(q->said_by.links[1].entity, HSY_NONE);
    ck_assert_uint_eq(q->part_of, HSY_NONE);
    const hsy_event *e = &r->events[0];
    ck_assert(e->type == HSY_EVENT_CONSULT && e->negative && e->nsources == 2);
    ck_assert_uint_eq(e->ntargets, 1);
    ck_assert_uint_eq(e->targets[0], 1);
    ck_assert(e->modality == HSY_MODALITY_PLANNED);
    hsy_store_close(store);
    hsy_arena_clear(&arena);
    drop();
}
END_TEST

/* A store with one article, whose id is "doc-1". */
static hsy_store *with_article(hsy_arena *arena)
{
    hsy_store *store = NULL;
    hsy_error err = {0};
    bool added;

    hsy_article *article = article_named(arena, "doc-1", "aa");
    hsy_reading reading = sample(arena, article);
    ck_assert_int_eq(hsy_store_open(fresh(), HSY_STORE_WRITE, &store, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_add(store, article, &reading, &added, &err), HSY_OK);
    return store;
}

START_TEST(what_stories_are_told_apart_by_comes_back)
{
    const uint64_t words[] = {7, UINT64_MAX, 7};
    const hsy_key keys[] = {
        {HSY_STR("harbour"), HSY_KEY_TERM, 300, 10000, false},
        {HSY_STR("killed:5"), HSY_KEY_NUMBER, 1, 0, true},
        {HSY_STR(""), HSY_KEY_AGE, 127, 128, true},
    };
    hsy_story_article input = {.id = HSY_STR("doc-1"), .publisher = HSY_STR("Paper 1"),
                               .published = INT64_MIN, .words = words, .nwords = 3,
                               .keys = keys, .nkeys = 3};
    hsy_story_article *back;
    hsy_stored *without;
    hsy_error err = {0};
    hsy_arena arena;
    uint32_t count;

    hsy_arena_init(&arena, 0);
    hsy_store *store = with_article(&arena);
    ck_assert_int_eq(hsy_store_without_input(store, &arena, 9, &without, &count, &err), HSY_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(hsy_store_put_input(store, &input, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_without_input(store, &arena, 9, &without, &count, &err), HSY_OK);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(hsy_store_inputs(store, &arena, &back, &count, &err), HSY_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert(hsy_str_eq(back->id, input.id) && hsy_str_eq(back->publisher, input.publisher));
    ck_assert(!back->title.ptr && !back->wire.ptr && back->published == INT64_MIN);
    ck_assert_uint_eq(back->nwords, 3);
    ck_assert_mem_eq(back->words, words, sizeof words);
    ck_assert_uint_eq(back->nkeys, 3);
    for (uint32_t k = 0; k < 3; k++) {
        const hsy_key *key = &back->keys[k];
        ck_assert(hsy_str_eq(key->text, keys[k].text) && key->kind == keys[k].kind);
        ck_assert(key->count == keys[k].count && key->usual == keys[k].usual);
        ck_assert(key->in_lead == keys[k].in_lead);
    }
    hsy_store_close(store);
    hsy_arena_clear(&arena);
    drop();
}
END_TEST

START_TEST(keys_that_make_no_sense_are_refused)
{
    static const char *const broken[] = {
        "x'0001'",               /* ends within a key */
        "x'07010000'",           /* no such kind */
        "x'0001000561'",         /* longer than the row */
        "x'00ffffffffff0f0000'", /* a number too large */
    };
    hsy_story_article *back;
    hsy_error err = {0};
    hsy_arena arena;
    uint32_t count;
    char sql[200];

    hsy_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        hsy_store *store = NULL;
        sqlite3 *db;
        hsy_store_close(with_article(&arena));
        snprintf(sql, sizeof sql,
                 "INSERT INTO story_input VALUES (1, 'doc-1', NULL, NULL, NULL, NULL, x'', %s)",
                 broken[i]);
        ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
        ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        ck_assert_int_eq(hsy_store_open(path, HSY_STORE_READ, &store, &err), HSY_OK);
        ck_assert_int_eq(hsy_store_inputs(store, &arena, &back, &count, &err), HSY_STORE);
        hsy_store_close(store);
        drop();
    }
    hsy_arena_clear(&arena);
}
END_TEST

START_TEST(an_id_with_another_text_is_refused)
{
    hsy_arena arena;
    hsy_store *store = NULL;
    hsy_error err = {0};
    bool added;

    hsy_arena_init(&arena, 0);
    hsy_article *one = article_named(&arena, "doc-1", "aa");
    hsy_article *two = article_named(&arena, "doc-1", "bb");
    hsy_reading r1 = sample(&arena, one), r2 = sample(&arena, two);
    ck_assert_int_eq(hsy_store_open(fresh(), HSY_STORE_WRITE, &store, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_add(store, one, &r1, &added, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_add(store, two, &r2, &added, &err), HSY_FORMAT);
    ck_assert_str_eq(err.file, "a.html");
    ck_assert_str_eq(err.message, "the id \"doc-1\" is in the database with another text");
    hsy_store_close(store);
    hsy_arena_clear(&arena);
    drop();
}
END_TEST

START_TEST(what_is_not_committed_is_not_there)
{
    hsy_arena arena;
    hsy_store *store = NULL;
    hsy_stored *stored;
    hsy_error err = {0};
    uint32_t count = 9;
    bool added;

    hsy_arena_init(&arena, 0);
    hsy_article *article = article_named(&arena, "doc-1", "aa");
    hsy_reading reading = sample(&arena, article);
    ck_assert_int_eq(hsy_store_open(fresh(), HSY_STORE_WRITE, &store, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_begin(store, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_add(store, article, &reading, &added, &err), HSY_OK);
    hsy_store_close(store);
    ck_assert_int_eq(hsy_store_open(path, HSY_STORE_READ, &store, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_load(store, &arena, &stored, &count, &err), HSY_OK);
    ck_assert_uint_eq(count, 0);
    hsy_store_close(store);
    hsy_arena_clear(&arena);
    drop();
}
END_TEST

START_TEST(sentences_are_found)
{
    hsy_arena arena;
    hsy_store *store = NULL;
    hsy_hit *hits;
    hsy_error err = {0};
    uint32_t count;
    bool added;

    hsy_arena_init(&arena, 0);
    hsy_article *article = article_named(&arena, "doc-1", "aa");
    hsy_reading reading = sample(&arena, article);
    reading.sentences[0].span = (hsy_span){article->body, 16};
    ck_assert_int_eq(hsy_store_open(fresh(), HSY_STORE_WRITE, &store, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_add(store, article, &reading, &added, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_search(store, &arena, HSY_STR("first AND words"), 5, &hits, &count,
                                      &err),
                     HSY_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert(hsy_str_eq(hits[0].sentence, HSY_STR("The first words.")));
    ck_assert_uint_eq(hits[0].in.off, 0);
    ck_assert_int_eq(hsy_store_search(store, &arena, HSY_STR("nowhere"), 5, &hits, &count, &err),
                     HSY_OK);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(hsy_store_search(store, &arena, HSY_STR("AND ("), 5, &hits, &count, &err),
                     HSY_FORMAT);
    hsy_store_close(store);
    hsy_arena_clear(&arena);
    drop();
}
END_TEST

START_TEST(other_files_are_refused)
{
    hsy_store *store = NULL;
    hsy_error err = {0};

    FILE *file = fopen(fresh(), "wb");
    fputs("this is no database, but long enough to be taken for one by its size alone", file);
    fclose(file);
    ck_assert_int_eq(hsy_store_open(path, HSY_STORE_WRITE, &store, &err), HSY_STORE);
    ck_assert_ptr_null(store);
    drop();
    ck_assert_int_eq(hsy_store_open("/nowhere/x.db", HSY_STORE_READ, &store, &err), HSY_STORE);
    ck_assert_str_eq(err.file, "/nowhere/x.db");
}
END_TEST

START_TEST(refusals_are_kept_once)
{
    hsy_arena arena;
    hsy_store *store = NULL;
    const char *const *list;
    hsy_error err = {0}, why = {.file = "b.txt", .line = 3, .message = "empty"};
    uint32_t count;

    hsy_arena_init(&arena, 0);
    ck_assert_int_eq(hsy_store_open(fresh(), HSY_STORE_WRITE, &store, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_refuse(store, &why, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_refuse(store, &why, &err), HSY_OK);
    ck_assert_int_eq(hsy_store_refusals(store, &arena, &list, &count, &err), HSY_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(list[0], "b.txt:3: empty");
    hsy_store_close(store);
    hsy_arena_clear(&arena);
    drop();
}
END_TEST

UNIT_MAIN("store", what_is_added_comes_back, what_stories_are_told_apart_by_comes_back,
          keys_that_make_no_sense_are_refused, an_id_with_another_text_is_refused,
          what_is_not_committed_is_not_there, sentences_are_found, other_files_are_refused,
          refusals_are_kept_once)
