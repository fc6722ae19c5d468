/*
 * origins.c - on how many independent feet a value stands.
 *
 * Each account names who says so, as a chain; the last link that is named is its
 * primary source. Two accounts with one primary source are one origin, however
 * many outlets carry them, and so are copies of one text. Words such as "officials"
 * or "a security source" name no one: such accounts may rest on each other or on
 * a named one. A body or an office that a place has one of, told as known ("the
 * harbour fire service", "the army"), is one source under these words, whoever cites
 * it. An agency or broadcaster passes on what others said: it is known by name, but
 * proves nothing by itself.
 *
 *   least   named primary sources that are positively distinct; at least one
 *   most    all names, and every unnamed account whose text is no copy
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define COMPARED 48u /* named sources of one value compared in pairs */
#define CHAINS 200u /* facts of a kind whose sources are looked through for a full name */

static bool next_word(hsy_str text, size_t *at, hsy_str *ret)
{
    uint32_t len;

    while (*at < text.len) {
        uint32_t code = hsy_utf8_at(text, *at, &len);
        if (hsy_utf8_is_letter(code) || hsy_utf8_is_digit(code))
            break;
        *at += len;
    }
    size_t from = *at;
    while (*at < text.len) {
        uint32_t code = hsy_utf8_at(text, *at, &len);
        if (!hsy_utf8_is_letter(code) && !hsy_utf8_is_digit(code) && code != '-')
            break;
        *at += len;
    }
    *ret = hsy_str_sub(text, from, *at);
    return ret->len > 0;
}

/* The words that name somebody, folded and joined: "the Syrian Observatory for
 * Human Rights monitor" and "Syrian Observatory for Human Rights" give the same. */
static hsy_str telling_words(const hsy_story_work *work, hsy_str text)
{
    hsy_str folded = hsy_utf8_fold(work->scratch, text), word, telling;
    hsy_buf buf;

    if (!folded.ptr)
        return folded;
    hsy_buf_init(&buf, 0);
    for (size_t at = 0; next_word(folded, &at, &word);) {
        if (hsy_map_find(&work->tables->generic, word) != HSY_NONE || word.len < 2)
            continue;
        if (buf.len)
            hsy_buf_putc(&buf, ' ');
        hsy_buf_add(&buf, word);
    }
    telling = hsy_str_copy(work->scratch, hsy_buf_str(&buf));
    hsy_buf_clear(&buf);
    return telling;
}

/* "Norland-based", "US-led": they describe somebody who is named elsewhere. */
static bool is_epithet(hsy_str word)
{
    uint32_t len;
    size_t dash = hsy_str_find(word, HSY_STR("-"), 0);

    return dash != SIZE_MAX && dash + 1 < word.len &&
           !hsy_utf8_is_upper(hsy_utf8_at(word, dash + 1, &len));
}

/* Does a telling word begin with a capital? A name does, "a tribal elder" not. */
static bool has_name(const hsy_story_work *work, hsy_str text)
{
    hsy_str word;

    for (size_t at = 0; next_word(text, &at, &word);) {
        uint32_t len;
        if (!hsy_utf8_is_upper(hsy_utf8_at(word, 0, &len)) || is_epithet(word))
            continue;
        hsy_str folded = hsy_utf8_fold(work->scratch, word);
        if (folded.len > 1 && hsy_map_find(&work->tables->generic, folded) == HSY_NONE)
            return true;
    }
    return false;
}

static uint32_t agency_of(const hsy_story_work *work, hsy_str name)
{
    hsy_str folded = hsy_utf8_fold(work->scratch, name);

    return folded.ptr ? hsy_map_find(&work->tables->agencies, folded) : HSY_NONE;
}

static void set_media(const hsy_story_work *work, hsy_str name, hsy_backing *ret)
{
    uint32_t agency = agency_of(work, name);

    ret->media = true;
    ret->name = agency != HSY_NONE ? work->tables->agency[agency] : telling_words(work, name);
}

/* Persons and countries are known by their key. What else has a name is known by its
 * words, because one article's table entry is another's plain words. */
static bool is_coded(const hsy_entity *entity)
{
    return entity->key.len && (entity->type == HSY_ENTITY_PERSON ||
                               (entity->country[0] && entity->key.len <= 6));
}

/* "the harbour fire service" -> "harbour fire service"; .ptr NULL for what is no
 * institution, is one of many ("a ministry") or comes in numbers. */
static hsy_str institution_in(const hsy_story_work *work, hsy_str text)
{
    hsy_str folded = hsy_utf8_fold(work->scratch, text), word, last = {NULL, 0};
    size_t at = 0, begin = 0;

    if (!folded.ptr)
        return folded;
    for (uint32_t n = 0; next_word(folded, &at, &word); n++) {
        if (n == 0 && hsy_map_find(&work->tables->determiners, word) != HSY_NONE)
            begin = at;
        else if (n == 0 && hsy_map_find(&work->tables->generic, word) != HSY_NONE &&
                 hsy_map_find(&work->tables->institutions, word) == HSY_NONE)
            return (hsy_str){NULL, 0};
        if (hsy_map_find(&work->tables->connectives, word) != HSY_NONE)
            break;
        last = word;
    }
    if (!last.ptr || hsy_map_find(&work->tables->institutions, last) == HSY_NONE)
        return (hsy_str){NULL, 0};
    while (begin < folded.len && folded.ptr[begin] == ' ')
        begin++;
    return hsy_str_sub(folded, begin, (size_t)(last.ptr + last.len - folded.ptr));
}

/* Looks for the one longer name that a short one stands for. */
struct fuller {
    hsy_str word, name;
    bool several;
};

static void look_at_chain(const hsy_story_work *work, const hsy_account_source *source,
                          hsy_chain chain, struct fuller *ret)
{
    for (uint32_t i = 0; i < chain.count; i++) {
        hsy_str name =
            institution_in(work, hsy_article_str(source->article, chain.links[i].span));
        size_t cut = name.len > ret->word.len ? name.len - ret->word.len : 0;
        if (!name.ptr || cut < 2 || name.ptr[cut - 1] != ' ' ||
            !hsy_str_eq(hsy_str_sub(name, cut, name.len), ret->word))
            continue;
        ret->several |= ret->name.ptr && !hsy_str_eq(ret->name, name);
        ret->name = name;
    }
}

/* "The service" in an article that has called one, and only one, "the harbour fire
 * service": the same body. */
static hsy_str full_name(const hsy_story_work *work, const hsy_account_source *source,
                         hsy_str institution)
{
    const hsy_reading *reading = source->reading;
    struct fuller found = {.word = institution};

    if (hsy_str_find(institution, HSY_STR(" "), 0) != SIZE_MAX)
        return institution;
    for (uint32_t i = 0; i < reading->nquantities && i < CHAINS; i++)
        look_at_chain(work, source, reading->quantities[i].said_by, &found);
    for (uint32_t i = 0; i < reading->nquotes && i < CHAINS; i++)
        look_at_chain(work, source, reading->quotes[i].said_by, &found);
    for (uint32_t i = 0; i < reading->nevents && i < CHAINS; i++)
        look_at_chain(work, source, reading->events[i].said_by, &found);
    return found.name.ptr && !found.several ? found.name : institution;
}

/* True when the link names somebody; a primary source ends the search. */
static bool read_link(const hsy_story_work *work, const hsy_account_source *source,
                      const hsy_said_by *link, hsy_backing *ret)
{
    const hsy_reading *reading = source->reading;
    hsy_str words = hsy_article_str(source->article, link->span);
    const hsy_entity *entity =
        link->entity < reading->nentities ? &reading->entities[link->entity] : NULL;
    hsy_str name = entity ? entity->name : words;

    if (agency_of(work, name) != HSY_NONE || agency_of(work, words) != HSY_NONE ||
        (entity && strcmp(entity->role, "MED") == 0 && has_name(work, name))) {
        if (!ret->name.ptr)
            set_media(work, agency_of(work, name) != HSY_NONE ? name : words, ret);
        return false;
    }
    bool named = entity && is_coded(entity) ? telling_words(work, entity->name).len > 0
                                            : has_name(work, name);
    if (!named) {
        hsy_str institution = institution_in(work, words);
        if (!institution.ptr && entity)
            institution = institution_in(work, entity->name);
        if (!institution.ptr)
            return false;
        ret->media = false;
        ret->entity = NULL;
        ret->name = full_name(work, source, institution);
        ret->told = telling_words(work, ret->name);
        return true;
    }
    ret->media = false;
    ret->entity = entity;
    ret->told = telling_words(work, words);
    ret->name = entity && is_coded(entity) ? entity->key : telling_words(work, name);
    return true;
}

bool hsy_backing_find(const hsy_story_work *work, const hsy_account *account, hsy_backing *ret)
{
    const hsy_account_source *source = &work->sources[account->source];
    hsy_chain chain = account->said_by;

    *ret = (hsy_backing){.attributed = chain.count > 0, .tables = work->tables,
                         .text = work->stories->members[source->member].origin};
    for (uint32_t i = chain.count; i-- > 0;)
        if (read_link(work, source, &chain.links[i], ret))
            return true;
    if (ret->name.ptr)
        return true;
    if (chain.count) {
        hsy_str words = hsy_article_str(source->article, chain.links[chain.count - 1].span);
        ret->words = hsy_utf8_fold(work->scratch, words);
        return ret->words.ptr != NULL;
    }
    if (source->article->wire.agency.len)
        set_media(work, source->article->wire.agency, ret);
    return true;
}

/* -- counting ------------------------------------------------------------------ */

/* A telling word of five letters or more of `name` stands in `title`: "Observatory
 * director" speaks for the Observatory. */
static bool speaks_for(const hsy_entity *person, const hsy_entity *other)
{
    hsy_str word;

    if (!person->title.len)
        return false;
    for (size_t at = 0; next_word(other->name, &at, &word);)
        if (word.len >= 5 && hsy_str_find(person->title, word, 0) != SIZE_MAX)
            return true;
    return false;
}

/* "interior ministry" and "ardelian interior ministry" */
static bool is_within(hsy_str a, hsy_str b)
{
    return a.len && b.len && (hsy_str_find(a, b, 0) != SIZE_MAX ||
                              hsy_str_find(b, a, 0) != SIZE_MAX);
}

bool hsy_backings_distinct(const hsy_backing *a, const hsy_backing *b)
{
    if (hsy_str_eq(a->name, b->name))
        return false;
    if (!a->entity || !b->entity)
        return !is_within(a->name, b->name) && !is_within(a->told, b->told);
    if (hsy_match_entities(a->entity, b->entity) >= HSY_PART)
        return false;
    return !speaks_for(a->entity, b->entity) && !speaks_for(b->entity, a->entity);
}

static uint32_t count_least(const hsy_backing *backings, const bool *use, uint32_t n)
{
    const hsy_backing *kept[COMPARED];
    uint32_t nkept = 0;

    for (uint32_t i = 0; i < n && nkept < COMPARED; i++) {
        if (!use[i] || !backings[i].name.ptr || backings[i].media)
            continue;
        uint32_t k = 0;
        while (k < nkept && hsy_backings_distinct(kept[k], &backings[i]))
            k++;
        if (k == nkept)
            kept[nkept++] = &backings[i];
    }
    return nkept;
}

struct foot { /* what may be an origin: a name, or unnamed words in a text */
    hsy_str name;
    uint32_t text;
    int rank; /* 0 named, 1 unnamed source, 2 nobody */
};

static int by_foot(const void *a, const void *b)
{
    const struct foot *x = a, *y = b;
    int order = x->rank - y->rank;

    if (!order)
        order = hsy_str_cmp(x->name, y->name);
    return order ? order : (x->text > y->text) - (x->text < y->text);
}

static int by_text(const void *a, const void *b)
{
    const struct foot *x = a, *y = b;

    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    return by_foot(a, b);
}

static uint32_t count_feet(struct foot *feet, uint32_t n)
{
    uint32_t kept = 0, most = 0;

    qsort(feet, n, sizeof *feet, by_foot);
    for (uint32_t i = 0; i < n; i++)
        if (!kept || by_foot(&feet[i], &feet[kept - 1]))
            feet[kept++] = feet[i];
    /* Nobody named: counts for a text of which nothing else is counted. */
    qsort(feet, kept, sizeof *feet, by_text);
    for (uint32_t i = 0; i < kept; i++)
        most += feet[i].rank == 1 ||
                (feet[i].rank == 2 && (i == 0 || feet[i - 1].text != feet[i].text));
    qsort(feet, kept, sizeof *feet, by_foot);
    for (uint32_t i = 0; i < kept && feet[i].rank == 0; i++)
        most += i == 0 || !hsy_str_eq(feet[i].name, feet[i - 1].name);
    return most;
}

void hsy_origins_count(const hsy_backing *backings, const bool *use, uint32_t n,
                       uint32_t *ret_least, uint32_t *ret_most)
{
    struct foot *feet = calloc(n ? n : 1, sizeof *feet);
    uint32_t nfeet = 0, any = 0;

    *ret_least = count_least(backings, use, n);
    for (uint32_t i = 0; i < n; i++) {
        any |= use[i];
        if (!feet || !use[i])
            continue;
        const hsy_backing *b = &backings[i];
        feet[nfeet++] = (struct foot){b->name.ptr ? b->name : b->words, b->text,
                                      b->name.ptr ? 0 : b->attributed ? 1 : 2};
    }
    *ret_most = feet ? count_feet(feet, nfeet) : 0;
    free(feet);
    if (*ret_least == 0 && any)
        *ret_least = 1;
    if (*ret_most < *ret_least)
        *ret_most = *ret_least;
}
