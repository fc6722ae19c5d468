/*
 * place_find.c - which words of a sentence are names of places.
 *
 * A walk through the gazetteer from each word with a capital finds the longest name
 * that begins there; the names of ling say whether it stands for itself, is a person,
 * or is part of another name ("Leeds University", "the Washington Post"). What ling
 * calls a place and no gazetteer knows is a site without a topic. Names that are
 * borne by several places are told apart later; here each gets a topic, one in the
 * whole article.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/place.h"

#define LONGEST_NAME 6 /* words */
#define GREAT_TOWN   190
#define SURE_NAME    64 /* margin of ling's name that is believed against the gazetteer */

/* -- ling's names ---------------------------------------------------------------------- */

static const hsy_name *name_at(const hsy_place_reader *reader, const hsy_terms *terms,
                               uint32_t i)
{
    const hsy_doc *doc = reader->state->doc;

    if (!doc->has_names || i >= terms->count)
        return NULL;
    uint32_t name = doc->tokens[terms->data[i].token].name;
    return name == HSY_NONE ? NULL : &doc->names[name];
}

static bool is_whole(const hsy_name *name, const hsy_terms *terms, uint32_t first,
                     uint32_t last)
{
    return name->first == terms->data[first].token &&
           name->first + name->ntokens == terms->data[last].token + 1;
}

/* A place by ling's word: the terms of the whole name that begins at `i`, or 0. */
static uint32_t named_place(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i)
{
    const hsy_name *name = name_at(reader, terms, i);
    uint32_t n = 0;

    if (!name || name->type != HSY_NAME_PLACE || name->first != terms->data[i].token)
        return 0;
    while (i + n < terms->count && terms->data[i + n].token < name->first + name->ntokens)
        n++;
    return n;
}

bool hsy_place_note_persons(hsy_place_reader *reader)
{
    const hsy_doc *doc = reader->state->doc;

    for (uint32_t i = 0; doc->has_names && i < doc->nnames; i++) {
        const hsy_name *name = &doc->names[i];
        if (name->type == HSY_NAME_PERSON && name->ntokens >= 2 &&
            !hsy_map_set(&reader->surnames,
                         doc->tokens[name->first + name->ntokens - 1].lower, 1))
            return false;
    }
    return true;
}

/* -- is it a name of its own? ----------------------------------------------------------- */

bool hsy_place_in_time(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i)
{
    return hsy_in_time(reader->state, terms->data[i].token);
}

static bool free_on_left(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first)
{
    hsy_gazetteer_names names;

    if (first == 0 || terms->data[first].join == HSY_JOIN_HYPHEN)
        return first == 0;
    if (hsy_place_before(reader, terms, first, HSY_P_NOT_BEFORE))
        return false;
    if (!hsy_term_capital(terms, first - 1) || hsy_term_punct(terms, first - 1))
        return true;
    return hsy_place_before(reader, terms, first, HSY_P_LOCATIVE) ||
           hsy_place_before(reader, terms, first, HSY_P_TOWARD) ||
           hsy_place_before(reader, terms, first, HSY_P_SIDE) ||
           hsy_place_before(reader, terms, first, HSY_P_JOIN) ||
           hsy_place_before(reader, terms, first, HSY_P_REGION) ||
           hsy_place_adjective(reader, terms, first - 1) ||
           hsy_place_lost_genitive(reader, terms, first - 1, &names);
}

static bool free_on_right(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t next)
{
    hsy_gazetteer_names names;

    if (next >= terms->count || hsy_term_punct(terms, next))
        return true;
    if (terms->data[next].join == HSY_JOIN_HYPHEN)
        return false; /* "Paris-based", "Kyiv-born" */
    const bool capital = hsy_term_capital(terms, next);
    if (hsy_place_at(reader, terms, next, HSY_P_BEARER))
        return false;
    if (capital && hsy_place_at(reader, terms, next, HSY_P_NOT_AFTER))
        return false;
    return !capital || hsy_place_at(reader, terms, next, HSY_P_REGION) ||
           hsy_place_at(reader, terms, next, HSY_P_CITY) ||
           hsy_place_in_time(reader, terms, next) ||
           hsy_place_at(reader, terms, next, HSY_P_JOIN) ||
           reader->state->doc->sentences[terms->sentence].is_title ||
           hsy_place_longest(reader, terms, next, &names) > 0;
}

/* "John Nale of Keth", "Ana Ruiz, 17, from Keth": where a person lives. */
static bool is_home(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first)
{
    uint32_t i = first;
    const hsy_name *name;

    if (i < 2 || !hsy_place_at(reader, terms, i - 1, HSY_P_HOME))
        return false;
    i -= 2;
    const bool aged = i >= 3 && hsy_term_is(terms, i, HSY_STR(",")) &&
                      (terms->data[i - 1].shape & HSY_SHAPE_DIGIT) &&
                      hsy_term_is(terms, i - 2, HSY_STR(","));
    if (aged)
        i -= 3;
    name = name_at(reader, terms, i);
    return name && name->type == HSY_NAME_PERSON && (aged || name->ntokens > 1);
}

/* A place by the words at it, whatever ling calls it. */
static bool has_cue(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                    uint32_t last)
{
    return hsy_place_located_firmly(reader, terms, first) || is_home(reader, terms, first) ||
           hsy_place_at(reader, terms, last + 1, HSY_P_REGION) ||
           hsy_place_at(reader, terms, last + 1, HSY_P_CITY);
}

/* "US-led", "Paris-based". */
static bool is_led(const hsy_terms *terms, uint32_t next)
{
    return next < terms->count && terms->data[next].join == HSY_JOIN_HYPHEN &&
           !hsy_term_capital(terms, next);
}

/* "the Southern District of Ohio", "life on Mars". */
static bool is_elsewhere(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                         uint32_t len)
{
    if (len == 1 && (hsy_place_at(reader, terms, first, HSY_P_ELSEWHERE) ||
                     hsy_place_at(reader, terms, first, HSY_P_CITY) ||
                     hsy_place_at(reader, terms, first, HSY_P_REGION)))
        return true;
    return len <= 2 && hsy_place_at(reader, terms, first, HSY_P_SIDE) &&
           hsy_place_at(reader, terms, first + 1, HSY_P_REGION) &&
           hsy_place_at(reader, terms, first + 2, HSY_P_TOWARD);
}

/* "Moody's Analytics", "a Martin's Supermarket": a firm, though towns are called so; but
 * "Keth's Ana Ruiz", "Keth's Mayor". */
static bool owns_firm(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t last,
                      hsy_gazetteer_names names)
{
    const hsy_gazetteer_entry entry = hsy_gazetteer_get(reader->tables->gazetteer, names.first);
    const hsy_name *next = name_at(reader, terms, last + 2);
    hsy_gazetteer_names other;

    return (entry.kind == HSY_GAZ_CITY || entry.kind == HSY_GAZ_VILLAGE) &&
           entry.weight < GREAT_TOWN && last + 2 < terms->count &&
           hsy_place_at(reader, terms, last + 1, HSY_P_GENITIVE) &&
           hsy_term_capital(terms, last + 2) && !(next && next->type == HSY_NAME_PERSON) &&
           !hsy_place_at(reader, terms, last + 2, HSY_P_NOT_BEFORE) &&
           !hsy_place_at(reader, terms, last + 2, HSY_P_SIDE) &&
           !hsy_place_longest(reader, terms, last + 2, &other) &&
           !reader->state->doc->sentences[terms->sentence].is_title &&
           !hsy_place_is_ground(reader, terms, last);
}

enum { NOT_A_PLACE = -1 };

/* "confidence in Ruiz": in a person rather than in a town of that name. */
static bool is_trusted(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                       hsy_gazetteer_names names)
{
    const hsy_gazetteer_entry entry = hsy_gazetteer_get(reader->tables->gazetteer, names.first);

    return first >= 2 && entry.kind != HSY_GAZ_COUNTRY && entry.kind != HSY_GAZ_AREA &&
           entry.weight < GREAT_TOWN &&
           hsy_place_before(reader, terms, first, HSY_P_INSIDE) &&
           hsy_place_at(reader, terms, first - 2, HSY_P_TRUST);
}

/* "the United States District Court": a country before more of a name. */
static bool begins_body(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                        uint32_t last, hsy_gazetteer_names names)
{
    const hsy_gazetteer_entry entry = hsy_gazetteer_get(reader->tables->gazetteer, names.first);
    const hsy_name *next = name_at(reader, terms, last + 1);

    return entry.kind == HSY_GAZ_COUNTRY && last + 1 < terms->count &&
           (!next || next->type == HSY_NAME_ORGANIZATION) &&
           hsy_term_capital(terms, last + 1) &&
           !reader->state->doc->sentences[terms->sentence].is_title &&
           !free_on_right(reader, terms, last + 1) && !hsy_place_located(reader, terms, first);
}

/* How a name of the gazetteer is found at first..last: hsy_place_use_found, or that it is
 * none. */
static int found_as(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                    uint32_t last, hsy_gazetteer_names names)
{
    const hsy_name *name = name_at(reader, terms, first);
    const bool known = name && name->margin >= SURE_NAME;

    if (owns_firm(reader, terms, last, names) || is_trusted(reader, terms, first, names))
        return NOT_A_PLACE;
    if (begins_body(reader, terms, first, last, names))
        return HSY_FOUND_PART;
    if (name && name->type == HSY_NAME_PLACE && is_whole(name, terms, first, last) &&
        terms->data[first].join != HSY_JOIN_HYPHEN && !is_led(terms, last + 1) &&
        !hsy_place_at(reader, terms, last + 1, HSY_P_BEARER) &&
        !hsy_place_before(reader, terms, first, HSY_P_NOT_BEFORE))
        return HSY_FOUND_NAME;
    if (known && name->type == HSY_NAME_PERSON)
        return is_whole(name, terms, first, last) && has_cue(reader, terms, first, last)
                   ? HSY_FOUND_NAME
                   : NOT_A_PLACE;
    if (known && name->type != HSY_NAME_PLACE &&
        !(is_whole(name, terms, first, last) && has_cue(reader, terms, first, last)))
        return HSY_FOUND_PART;
    if (!free_on_left(reader, terms, first))
        return first > 0 && terms->data[first].join == HSY_JOIN_HYPHEN &&
                       terms->data[first - 1].lower.len == 1
                   ? HSY_FOUND_PART /* "D-Maine" */
                   : NOT_A_PLACE;
    return free_on_right(reader, terms, last + 1) ? HSY_FOUND_NAME : HSY_FOUND_PART;
}

/* -- sites ------------------------------------------------------------------------------- */

/* The topic of a name, new or known. */
static uint32_t topic_of(hsy_place_reader *reader, hsy_gazetteer_names names, bool region)
{
    hsy_arena *scratch = reader->state->scratch;
    uint32_t id[2] = {names.first, region};
    const char *key = hsy_arena_copy(scratch, id, sizeof id);

    if (!key)
        return HSY_NONE;
    uint32_t at = hsy_map_put(&reader->topic_of, (hsy_str){key, sizeof id},
                              reader->topics.count);
    if (at == HSY_NONE || at < reader->topics.count)
        return at;
    hsy_place_topic *topic = hsy_vec_push(scratch, &reader->topics);
    if (!topic)
        return HSY_NONE;
    *topic = (hsy_place_topic){
        .names = names, .outer = HSY_NONE, .region_noun = region};
    return at;
}

static hsy_place_site *push_site(hsy_place_reader *reader, hsy_place_sentence *sentence,
                                 uint32_t first, uint32_t last)
{
    hsy_place_site *site = hsy_vec_push(reader->state->scratch, &reader->sites);

    if (site) {
        *site = (hsy_place_site){
            .first = first, .last = last, .topic = HSY_NONE, .within = HSY_NONE};
        sentence->nsites++;
    }
    return site;
}

/* Do the first two sites stand in a list: "Dnipro, Zaporizhzhia and Kyiv"? */
static bool in_list(const hsy_place_reader *reader, const hsy_terms *terms,
                    const hsy_place_site *before, const hsy_place_site *site)
{
    uint32_t i = before->last + 1;

    while (i < site->first && (hsy_place_at(reader, terms, i, HSY_P_JOIN) ||
                               hsy_term_is(terms, i, HSY_STR("the"))))
        i++;
    return i == site->first && site->first - before->last <= 4 &&
           site->first > before->last + 1;
}

/* A part of another name is a place only if it can hardly be a word or a person, or the
 * article has the place on its own. */
static bool is_weak_part(const hsy_place_reader *reader, hsy_gazetteer_names names)
{
    const hsy_gazetteer_entry entry = hsy_gazetteer_get(reader->tables->gazetteer, names.first);

    return entry.kind != HSY_GAZ_COUNTRY && entry.kind != HSY_GAZ_AREA &&
           ((entry.how & (HSY_GAZ_WORD | HSY_GAZ_PERSON)) ||
            ((entry.how & (HSY_GAZ_ALIAS | HSY_GAZ_SHORT)) && entry.weight < 170) ||
            entry.kind == HSY_GAZ_VILLAGE || entry.weight < 120);
}

/* "a Keth man", "Keth police". */
static bool is_local(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t last)
{
    return last + 1 < terms->count && !hsy_term_capital(terms, last + 1) &&
           hsy_place_at(reader, terms, last + 1, HSY_P_LOCAL);
}

static bool push_known(hsy_place_reader *reader, hsy_place_sentence *sentence, uint32_t first,
                       uint32_t last, hsy_gazetteer_names names, int found)
{
    const hsy_terms *terms = &sentence->terms;
    const hsy_name *name = name_at(reader, terms, first);
    hsy_place_site *site = push_site(reader, sentence, first, last);

    if (!site)
        return false;
    site->found = (uint8_t)found;
    site->weak = found == HSY_FOUND_PART && is_weak_part(reader, names) &&
                 !(last + 1 < terms->count &&
                   hsy_place_at(reader, terms, last + 1, HSY_P_OFFICE));
    site->seat = found == HSY_FOUND_PART && hsy_place_is_seat(reader, terms, last);
    site->named = name && name->type == HSY_NAME_PLACE;
    site->surname = first == last && hsy_map_find(&reader->surnames,
                                                  terms->data[first].lower) != HSY_NONE;
    site->abbreviated = hsy_doc_str(terms->doc, terms->data[last].span).len <= 5 &&
                        hsy_map_find(&reader->tables->short_forms,
                                     hsy_doc_str(terms->doc, terms->data[last].span)) !=
                            HSY_NONE;
    if (found == HSY_FOUND_NAME) {
        site->region = hsy_place_region_noun(reader, terms, first, last);
        site->city = hsy_place_at(reader, terms, last + 1, HSY_P_CITY) ||
                     (hsy_place_before(reader, terms, first, HSY_P_TOWN_OF) && !site->region);
        site->located = hsy_place_located(reader, terms, first) ||
                        is_home(reader, terms, first) || site->region || site->city ||
                        is_local(reader, terms, last);
        if (sentence->nsites > 1 && site[-1].found == HSY_FOUND_NAME &&
            in_list(reader, terms, &site[-1], site)) {
            site->located |= site[-1].located;
            site->region |= site[-1].region;
        }
    }
    const uint32_t topic = topic_of(reader, names, site->region);
    if (topic == HSY_NONE)
        return false;
    site->topic = topic;
    reader->topics.data[topic].mentions++;
    reader->topics.data[topic].located |= site->located;
    reader->topics.data[topic].alone |= found == HSY_FOUND_NAME;
    reader->topics.data[topic].city_noun |= site->city;
    return true;
}

/* Are words [from, to) more of a name ("Bab al-Nayrab"), or a list or a noun that ling
 * took along ("Rome and Athens", "Aleppo city")? */
static bool extends(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t from,
                    uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (!hsy_term_capital(terms, i) || hsy_place_at(reader, terms, i, HSY_P_JOIN) ||
            hsy_place_at(reader, terms, i, HSY_P_REGION) ||
            hsy_place_at(reader, terms, i, HSY_P_CITY))
            return false;
    /* Two names that lost the comma between them: "Damascus Aleppo". */
    hsy_gazetteer_names names;
    return from == to || hsy_place_longest(reader, terms, from, &names) != to - from;
}

/* A surname of the article, not at a word of place. */
static bool is_surname(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                       uint32_t len)
{
    const hsy_name *name = name_at(reader, terms, first);

    if (len != 1 || (name && name->type == HSY_NAME_PLACE) ||
        hsy_map_find(&reader->surnames, terms->data[first].lower) == HSY_NONE)
        return false;
    /* "in Keth", but "to Keth" as well as "at Keth's rally" may be the man. */
    return hsy_place_at(reader, terms, first + 1, HSY_P_GENITIVE) ||
           (!hsy_place_before(reader, terms, first, HSY_P_LOCATIVE) &&
            !is_home(reader, terms, first));
}

static bool push_people(hsy_place_reader *reader, hsy_place_sentence *sentence, uint32_t i,
                        const hsy_lexeme *people)
{
    const struct hsy_place_tables *tables = reader->tables;
    hsy_place_site *site = push_site(reader, sentence, i, i + people->nwords - 1);

    if (!site)
        return false;
    site->found = HSY_FOUND_PEOPLE;
    if (people->value < HSY_PLACE_LAND_KEY) {
        site->country = (uint8_t)people->value;
        reader->people[people->value]++;
        return true;
    }
    const hsy_str key = tables->keys.data[people->value - HSY_PLACE_LAND_KEY];
    const uint32_t topic = topic_of(reader, hsy_gazetteer_find(tables->gazetteer, key), false);
    site->topic = topic;
    return topic != HSY_NONE;
}

/* A country or a land by its own name, though its people may be called the same ("US",
 * "Hong Kong"). */
static bool is_land(const hsy_place_reader *reader, hsy_gazetteer_names names)
{
    const hsy_gazetteer_entry entry = hsy_gazetteer_get(reader->tables->gazetteer, names.first);

    return entry.kind == HSY_GAZ_COUNTRY ||
           (entry.kind == HSY_GAZ_AREA && !(entry.how & HSY_GAZ_ALIAS));
}

/* A spot of its own: "Oxford Street" by its noun, "Bab al-Nayrab" by ling's word. The town
 * its name begins with is remembered. */
static bool push_spot(hsy_place_reader *reader, hsy_place_sentence *sentence, uint32_t first,
                      uint32_t last, uint32_t town_words, hsy_gazetteer_names town)
{
    const hsy_terms *terms = &sentence->terms;
    hsy_place_site *site = push_site(reader, sentence, first, last);

    if (!site)
        return false;
    site->named = true;
    site->located = hsy_place_located(reader, terms, first) ||
                    (last + 1 < terms->count && !hsy_term_capital(terms, last + 1) &&
                     hsy_place_at(reader, terms, last + 1, HSY_P_CITY));
    if (town_words && first + town_words <= last &&
        hsy_place_at(reader, terms, first + town_words, HSY_P_SITE))
        site->within = topic_of(reader, town, false);
    return true;
}

/* Words of a name behind `i` that an article in it joins: "Ain al-Dananeer". */
static uint32_t joined_tail(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i)
{
    return i + 1 < terms->count && !hsy_term_capital(terms, i) &&
                   hsy_place_at(reader, terms, i, HSY_P_PARTICLE) &&
                   terms->data[i + 1].join == HSY_JOIN_HYPHEN && hsy_term_capital(terms, i + 1)
               ? 2
               : 0;
}

/* "Shells fell in Keth": one word that ling takes for a person and nobody bears. */
static bool is_spot_of_one_word(const hsy_place_reader *reader, const hsy_terms *terms,
                                uint32_t i)
{
    const hsy_name *name = name_at(reader, terms, i);

    return name && name->type == HSY_NAME_PERSON && is_whole(name, terms, i, i) && i >= 2 &&
           hsy_place_before(reader, terms, i, HSY_P_INSIDE) &&
           !hsy_place_at(reader, terms, i - 2, HSY_P_TRUST) &&
           !hsy_place_at(reader, terms, i + 1, HSY_P_GENITIVE) &&
           hsy_map_find(&reader->surnames, terms->data[i].lower) == HSY_NONE;
}

/* "the village of Deir Sharqi": the capitals behind it, whatever ling makes of them. */
static uint32_t settlement(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i)
{
    uint32_t n = 0;

    if (!hsy_place_before(reader, terms, i, HSY_P_TOWN_OF))
        return is_spot_of_one_word(reader, terms, i);
    while (i + n < terms->count && n < LONGEST_NAME && !hsy_term_punct(terms, i + n)) {
        const uint32_t tail = n ? joined_tail(reader, terms, i + n) : 0;
        if (tail)
            n += tail;
        else if (hsy_term_capital(terms, i + n) &&
                 !hsy_place_at(reader, terms, i + n, HSY_P_JOIN))
            n++;
        else
            break;
    }
    return n;
}

/* Reads the name that begins at `i`; its words, 0 for none, or HSY_NONE: out of memory. */
static uint32_t read_name(hsy_place_reader *reader, hsy_place_sentence *sentence, uint32_t i)
{
    const hsy_terms *terms = &sentence->terms;
    hsy_gazetteer_names names = {0, 0};
    const uint32_t known = hsy_place_longest(reader, terms, i, &names);
    const uint32_t whole = settlement(reader, terms, i);
    const uint32_t tail = known ? joined_tail(reader, terms, i + known) : 0;
    const uint32_t named = whole > known ? whole : tail ? known + tail
                                                        : named_place(reader, terms, i);
    const hsy_lexeme *people = hsy_lexicon_match(&reader->tables->adjectives, terms, i);

    if (people && people->nwords >= known && !(known && is_land(reader, names)))
        return push_people(reader, sentence, i, people) ? people->nwords : HSY_NONE;
    if ((!known && !named) || hsy_place_in_time(reader, terms, i))
        return known;
    if (named > known && (!known || tail || extends(reader, terms, i + known, i + named))) {
        if (hsy_place_at(reader, terms, i, HSY_P_SIDE) && named > 1 && !known)
            return 0; /* "Eastern Aleppo": the name begins later */
        return push_spot(reader, sentence, i, i + named - 1, known, names) ? named : HSY_NONE;
    }
    const int found = found_as(reader, terms, i, i + known - 1, names);
    if (found == HSY_FOUND_PART && hsy_term_capital(terms, i + known) &&
        hsy_place_at(reader, terms, i + known, HSY_P_SITE) && free_on_left(reader, terms, i))
        return push_spot(reader, sentence, i, i + known, known, names) ? known + 1 : HSY_NONE;
    /* "St. Peter's Square" */
    if (hsy_place_at(reader, terms, i + known, HSY_P_GENITIVE) &&
        hsy_term_capital(terms, i + known + 1) &&
        hsy_place_at(reader, terms, i + known + 1, HSY_P_SITE) && known > 0 &&
        !is_land(reader, names))
        return push_spot(reader, sentence, i, i + known + 1, 0, names) ? known + 2 : HSY_NONE;
    if (found == NOT_A_PLACE || is_surname(reader, terms, i, known) ||
        is_elsewhere(reader, terms, i, known))
        return known;
    /* "the West": a side of the world, unless it is some land's West Region */
    if (known == 1 && hsy_place_at(reader, terms, i, HSY_P_SIDE) &&
        !hsy_place_at(reader, terms, i + 1, HSY_P_REGION))
        return known;
    return push_known(reader, sentence, i, i + known - 1, names, found) ? known : HSY_NONE;
}

bool hsy_place_find(hsy_place_reader *reader, hsy_place_sentence *sentence)
{
    const hsy_terms *terms = &sentence->terms;

    sentence->first_site = reader->sites.count;
    for (uint32_t i = 0; i < terms->count; i++) {
        if (!hsy_term_capital(terms, i))
            continue;
        const uint32_t len = read_name(reader, sentence, i);
        if (len == HSY_NONE)
            return false;
        i += len > 0 ? len - 1 : 0;
    }
    return true;
}
