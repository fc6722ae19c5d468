/*
 * place_words.c - the longest name of the gazetteer that begins at a word.
 *
 * A walk through the gazetteer takes words as long as names go on, over small words inside
 * them ("Deir ez-Zor"). Short forms count with their dot ("Ky."), lands also where a text has
 * lost their apostrophe ("Syrias"). What is written in capitals alone is rather letters that
 * stand for words ("a SWAT team") than a town of that name.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/place.h"

#include <string.h>

#define LONGEST_NAME 6 /* words */
#define WORD_ROOM    64
#define SHORT_KEY    3 /* letters of a name that must be all capitals when it is a country's */
#define ACRONYM      5 /* letters of a word in capitals, rather a body than a small town */
#define LOST_GENITIVE 5 /* letters of "Syrias" at least */
#define GREAT_TOWN   190

/* Are the words beside it in capitals too? */
static bool shouting(const hsy_terms *terms, uint32_t i)
{
    return (i > 0 && (terms->data[i - 1].shape & HSY_SHAPE_ALL_CAPS)) ||
           (i + 1 < terms->count && (terms->data[i + 1].shape & HSY_SHAPE_ALL_CAPS));
}

/* "us", "Sur", "EST", "NATO": so short a name must look like what it is. */
static bool looks_short(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i,
                        hsy_gazetteer_names names)
{
    const hsy_gazetteer_entry entry = hsy_gazetteer_get(reader->tables->gazetteer, names.first);
    const bool capitals = terms->data[i].shape & HSY_SHAPE_ALL_CAPS;
    const bool dots = memchr(terms->data[i].lower.ptr, '.', terms->data[i].lower.len) != NULL;
    const bool great = entry.kind == HSY_GAZ_COUNTRY || entry.kind == HSY_GAZ_AREA;

    /* "a SWAT team", "Keth, SANA": letters that stand for words */
    if (capitals && !dots && i > 0 && terms->data[i].lower.len > SHORT_KEY &&
        entry.kind != HSY_GAZ_COUNTRY && !shouting(terms, i))
        return false;
    if (terms->data[i].lower.len <= SHORT_KEY + 1u && great && entry.weight >= 200 &&
        entry.name.len > SHORT_KEY + 1u)
        return capitals || dots;
    return !capitals || great || entry.weight >= GREAT_TOWN ||
           (terms->data[i].lower.len > SHORT_KEY && shouting(terms, i)) ||
           (terms->data[i].lower.len <= SHORT_KEY && entry.kind == HSY_GAZ_REGION &&
            (terms->data[i].lower.len == SHORT_KEY ||
             hsy_place_located_firmly(reader, terms, i)));
}

/* "Ky." after a comma or with its dot. */
static uint32_t short_form(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i,
                           hsy_gazetteer_names *ret)
{
    hsy_span span = terms->data[i].span;
    /* The dot may stand for itself: "Ore" "." */
    if (hsy_term_is(terms, i + 1, HSY_STR(".")) && i + 2 < terms->count &&
        terms->data[i + 1].span.off == hsy_span_end(span))
        span.len++;
    const hsy_str form = hsy_doc_str(terms->doc, span);
    const uint32_t at = hsy_map_find(&reader->tables->short_forms, form);
    const bool dot = form.len && form.ptr[form.len - 1] == '.';
    const bool comma = i > 1 && hsy_term_is(terms, i - 1, HSY_STR(",")) &&
                       hsy_term_capital(terms, i - 2);
    const bool party = i > 0 && terms->data[i].join == HSY_JOIN_HYPHEN &&
                       terms->data[i - 1].lower.len == 1;

    if (at == HSY_NONE || !(dot || comma || party))
        return 0;
    *ret = hsy_gazetteer_find(reader->tables->gazetteer, reader->tables->keys.data[at]);
    return ret->count > 0;
}

/* "Syrias capital": a country whose apostrophe the text has lost. */
uint32_t hsy_place_lost_genitive(const hsy_place_reader *reader, const hsy_terms *terms,
                                 uint32_t i, hsy_gazetteer_names *ret)
{
    const hsy_str word = terms->data[i].lower;
    char key[WORD_ROOM];
    hsy_gazetteer_names names;
    hsy_arena_mark mark;
    size_t len;

    if (word.len < LOST_GENITIVE || word.ptr[word.len - 1] != 's' ||
        !hsy_term_capital(terms, i))
        return 0;
    mark = hsy_arena_here(reader->state->scratch);
    len = hsy_gazetteer_key(reader->state->scratch, hsy_str_sub(word, 0, word.len - 1), key,
                            sizeof key);
    hsy_arena_rewind(reader->state->scratch, mark);
    if (!len)
        return 0;
    names = hsy_gazetteer_find(reader->tables->gazetteer, (hsy_str){key, len});
    if (!names.count ||
        hsy_gazetteer_get(reader->tables->gazetteer, names.first).kind != HSY_GAZ_COUNTRY)
        return 0;
    *ret = names;
    return 1;
}

uint32_t hsy_place_longest(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i,
                           hsy_gazetteer_names *ret)
{
    const hsy_gazetteer *gazetteer = reader->tables->gazetteer;
    hsy_gazetteer_walk walk = hsy_gazetteer_start(gazetteer);
    char key[WORD_ROOM];
    uint32_t best = i < terms->count ? short_form(reader, terms, i, ret) : 0;

    for (uint32_t n = 0; n < LONGEST_NAME && i + n < terms->count; n++) {
        const hsy_term *term = &terms->data[i + n];
        const bool capital = hsy_term_capital(terms, i + n);
        if (hsy_term_punct(terms, i + n) || (n == 0 && !capital) ||
            memchr(term->lower.ptr, '$', term->lower.len) ||
            (!capital && !hsy_place_at(reader, terms, i + n, HSY_P_PARTICLE) &&
             term->join != HSY_JOIN_HYPHEN))
            break;
        const hsy_arena_mark mark = hsy_arena_here(reader->state->scratch);
        const size_t len =
            hsy_gazetteer_key(reader->state->scratch, term->lower, key, sizeof key);
        hsy_arena_rewind(reader->state->scratch, mark);
        if (len == 0 || (n > 0 && !hsy_gazetteer_step(gazetteer, &walk, HSY_STR(" "))) ||
            !hsy_gazetteer_step(gazetteer, &walk, (hsy_str){key, len}))
            break;
        if (!capital && term->join != HSY_JOIN_HYPHEN)
            continue;
        const hsy_gazetteer_names names = hsy_gazetteer_at(gazetteer, &walk);
        if (names.count && n + 1 > best &&
            (n > 0 || len > ACRONYM || looks_short(reader, terms, i, names))) {
            *ret = names;
            best = n + 1;
        }
    }
    return best || i >= terms->count ? best : hsy_place_lost_genitive(reader, terms, i, ret);
}
