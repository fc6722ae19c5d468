/*
 * place.c - names that say where.
 *
 * Names of places are found in the whole article (place_find.c), what lies in what is
 * noted ("Manbij, in Aleppo province", "the Syrian town of Manbij"), the places are
 * chosen together (place_choice.c); then each name is judged where it stands. What says
 * where is a place; a country or capital that acts, whose something is, a part of
 * another name, a people are kept apart in `place_names`: they name places and do not
 * say where. A name that ling calls a place and no gazetteer knows is kept as other,
 * without a point; a spot in a known town ("Oxford Street", "a mill in Keth, Ohio") has
 * that town's country and region.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/place.h"

#include <string.h>

#define SMALL_TOWN  170 /* weight of a town that hardly stands for itself */
#define SPOKEN_OF   3   /* times a land is named in an article about it */
#define GREAT_PLACE  170 /* 65,536 people or more; see hsy_gazetteer_entry.weight */
#define PEOPLE_REACH 5   /* words between "Syrian" and "Manbij" in "the Syrian town of Manbij" */

/* -- what is named beside it ---------------------------------------------------------- */

/* Is `next` named right behind `site` as what holds it: "Tripoli, Lebanon", "Manbij, in
 * Aleppo province", "Aleppo (Syria)"? */
static bool beside(const hsy_terms *terms, const hsy_place_site *site,
                   const hsy_place_site *next)
{
    uint32_t i = site->last + 1;

    if (next->first <= site->last)
        return false;
    if (i < next->first &&
        (hsy_term_is(terms, i, HSY_STR(",")) || hsy_term_is(terms, i, HSY_STR("("))))
        i++;
    return i == next->first;
}

/* The same over a word of place: "in", "near", "in the". */
static bool beside_in(const hsy_place_reader *reader, const hsy_terms *terms,
                      const hsy_place_site *site, const hsy_place_site *next)
{
    uint32_t i = site->last + 1;
    bool word = false;

    if (beside(terms, site, next))
        return true;
    for (uint32_t k = i; k < next->first && k < site->last + 5; k++)
        word |= hsy_place_at(reader, terms, k, HSY_P_LOCATIVE);
    while (word && i < next->first && i < site->last + 5 &&
           (hsy_place_at(reader, terms, i, HSY_P_LOCATIVE) ||
            hsy_place_at(reader, terms, i, HSY_P_SIDE) ||
            hsy_place_at(reader, terms, i, HSY_P_CITY) ||
            hsy_place_at(reader, terms, i, HSY_P_REGION) ||
            hsy_place_at(reader, terms, i, HSY_P_PARTICLE) ||
            hsy_place_adjective(reader, terms, i) || hsy_term_is(terms, i, HSY_STR(","))))
        i++;
    return i == next->first;
}

/* "Syria's Aleppo", "Ohio's Licking County". */
static bool owns(const hsy_place_reader *reader, const hsy_terms *terms,
                 const hsy_place_site *owner, const hsy_place_site *site)
{
    return owner->last + 2 == site->first &&
           hsy_place_at(reader, terms, owner->last + 1, HSY_P_GENITIVE);
}

/* "the Syrian border town of Manbij". */
static bool people_before(const hsy_place_reader *reader, const hsy_terms *terms,
                          const hsy_place_site *people, const hsy_place_site *site)
{
    bool noun = false;

    if (people->found != HSY_FOUND_PEOPLE || site->first - people->last > PEOPLE_REACH)
        return false;
    for (uint32_t i = people->last + 1; i < site->first; i++) {
        if (hsy_term_punct(terms, i))
            return false;
        noun |= hsy_place_at(reader, terms, i, HSY_P_CITY) ||
                hsy_place_at(reader, terms, i, HSY_P_REGION);
    }
    return noun;
}

static bool is_name(const hsy_place_site *site)
{
    return site->found == HSY_FOUND_NAME && site->topic != HSY_NONE;
}

static void note_outer(hsy_place_reader *reader, uint32_t inner, uint32_t outer)
{
    if (inner != outer && reader->topics.data[inner].outer == HSY_NONE &&
        hsy_place_can_hold(reader, outer, inner))
        reader->topics.data[inner].outer = outer;
}

/* The country of a people; of "Welsh" that in which their land lies. */
static uint8_t land_of(const hsy_place_reader *reader, const hsy_place_site *people)
{
    if (people->topic == HSY_NONE)
        return people->country;
    return hsy_gazetteer_get(reader->tables->gazetteer,
                             reader->topics.data[people->topic].names.first)
        .country_id;
}

/* What the article says lies in what. */
static void note_holders(hsy_place_reader *reader, const hsy_place_sentence *sentence)
{
    const hsy_terms *terms = &sentence->terms;
    hsy_place_site *sites = sentence->nsites ? &reader->sites.data[sentence->first_site] : NULL;

    for (uint32_t i = 0; i + 1 < sentence->nsites; i++) {
        if (is_name(&sites[i + 1]) && people_before(reader, terms, &sites[i], &sites[i + 1]))
            reader->topics.data[sites[i + 1].topic].outer_land = land_of(reader, &sites[i]);
        if (!is_name(&sites[i]) || !is_name(&sites[i + 1]))
            continue;
        if (beside_in(reader, terms, &sites[i], &sites[i + 1]))
            note_outer(reader, sites[i].topic, sites[i + 1].topic);
        else if (owns(reader, terms, &sites[i], &sites[i + 1]))
            note_outer(reader, sites[i + 1].topic, sites[i].topic);
    }
}

/* -- results ----------------------------------------------------------------------------- */

static void fill(const hsy_gazetteer_entry *entry, hsy_place *place)
{
    place->name = entry->name;
    memcpy(place->country, entry->country, 4);
    place->admin1 = entry->admin1;
    place->has_point = entry->has_point;
    place->lat = entry->lat;
    place->lon = entry->lon;
    place->geonames = entry->geonames;
    place->kind = hsy_gazetteer_kind_of((hsy_gazetteer_kind)entry->kind);
    place->rule = (hsy_rule){NULL, 0, "name in the gazetteer"};
}

static bool emit(hsy_place_reader *reader, const hsy_terms *terms, const hsy_place_site *site,
                 hsy_place_use use, const hsy_gazetteer_entry *entry)
{
    hsy_fact_state *state = reader->state;
    hsy_place *place = use == HSY_USE_HERE ? hsy_vec_push(state->arena, &state->places)
                                           : hsy_vec_push(state->arena, &state->place_names);

    if (!place)
        return false;
    *place = (hsy_place){.span = hsy_terms_span(terms, site->first, site->last),
                         .first = terms->data[site->first].token,
                         .sentence = terms->sentence,
                         .kind = HSY_PLACE_OTHER,
                         .use = use,
                         .located = site->located,
                         .rule = {NULL, 0, "name of a place"}};
    place->ntokens = terms->data[site->last].token - place->first + 1;
    place->name = hsy_doc_str(state->doc, place->span);
    if (entry)
        fill(entry, place);
    return true;
}

/* A spot no gazetteer knows. The town its name begins with or that stands right behind it
 * gives country, region and, being a town, its point. */
static bool emit_spot(hsy_place_reader *reader, const hsy_terms *terms,
                      const hsy_place_site *site, const hsy_place_site *next)
{
    hsy_fact_state *state = reader->state;
    hsy_gazetteer_entry town;
    uint32_t topic = site->within;

    if (topic == HSY_NONE && next && is_name(next) && beside_in(reader, terms, site, next))
        topic = next->topic;
    if (!site->located && topic == HSY_NONE)
        return true; /* ling alone, and no word of place at it */
    if (!emit(reader, terms, site, HSY_USE_HERE, NULL))
        return false;
    if (topic == HSY_NONE || !hsy_place_choose(reader, topic, HSY_NONE, &town) ||
        (site->within != HSY_NONE && reader->topics.data[topic].mentions == 0))
        return true;
    hsy_place *place = &state->places.data[state->places.count - 1];
    const bool point = town.kind == HSY_GAZ_CITY || town.kind == HSY_GAZ_DISTRICT;
    memcpy(place->country, town.country, 4);
    place->admin1 = town.kind == HSY_GAZ_COUNTRY ? (hsy_str){NULL, 0} : town.admin1;
    place->kind = HSY_PLACE_SITE;
    place->has_point = point && town.has_point;
    place->lat = place->has_point ? town.lat : 0;
    place->lon = place->has_point ? town.lon : 0;
    place->rule = (hsy_rule){NULL, 0, "spot in a place named with it"};
    return true;
}

/* -- judging ------------------------------------------------------------------------------ */

/* A name that stands alone, with no word of place at it, is kept when it can hardly be
 * anything else. */
static bool is_plain(const hsy_place_reader *reader, const hsy_place_sentence *sentence,
                     const hsy_place_site *site, const hsy_gazetteer_entry *entry)
{
    const hsy_place_topic *topic = &reader->topics.data[site->topic];

    if (entry->kind == HSY_GAZ_COUNTRY)
        return false;
    if (site->abbreviated || (topic->located && !sentence->shouts))
        return true;
    if (site->surname && !entry->capital && entry->kind != HSY_GAZ_REGION)
        return false;
    if (entry->how & HSY_GAZ_WORD)
        return false;
    if (site->named)
        return true;
    if (entry->how & HSY_GAZ_PERSON || entry->capital)
        return false;
    return entry->kind == HSY_GAZ_REGION || entry->weight >= GREAT_PLACE ||
           entry->kind == HSY_GAZ_AREA || entry->kind == HSY_GAZ_FEATURE ||
           (entry->country_id && reader->named_lands[entry->country_id] +
                                         reader->people[entry->country_id] >=
                                     3);
}

/* The use of a name of its own; false: it is no place after all. */
static bool use_of(const hsy_place_reader *reader, const hsy_place_sentence *sentence,
                   const hsy_place_site *site, bool inside, const hsy_gazetteer_entry *entry,
                   hsy_place_use *ret)
{
    const hsy_terms *terms = &sentence->terms;
    const bool land = entry->kind == HSY_GAZ_COUNTRY;

    *ret = HSY_USE_HERE;
    if ((land || entry->capital) && !site->region &&
        hsy_place_governs(reader, terms, site->first, site->last))
        *ret = HSY_USE_ACTOR;
    else if (land && hsy_place_is_ground(reader, terms, site->last))
        return true;
    else if (land && hsy_place_modifies(reader, terms, site->last, site->located))
        *ret = HSY_USE_WHOSE;
    else if (!site->located && !inside && !is_plain(reader, sentence, site, entry)) {
        *ret = HSY_USE_ACTOR;
        return land;
    }
    return true;
}

/* A land right before one of its places, with its mark or without one that the text lost. */
static bool is_owner(const hsy_place_reader *reader, const hsy_terms *terms,
                     const hsy_place_site *site, const hsy_place_site *next)
{
    const uint32_t behind = site->last + 1;

    return next->first == behind ||
           (next->first == behind + 1 && hsy_place_at(reader, terms, behind, HSY_P_GENITIVE));
}

/* A small place in a land that the article does not speak of, while it speaks much of another:
 * a namesake, and where the one meant lies no gazetteer knows. */
static bool is_namesake(const hsy_place_reader *reader, const hsy_gazetteer_entry *entry)
{
    const uint32_t land = entry->country_id;

    if (entry->kind == HSY_GAZ_COUNTRY || entry->kind == HSY_GAZ_REGION ||
        entry->kind == HSY_GAZ_AREA || entry->kind == HSY_GAZ_FEATURE || !land ||
        entry->weight >= SMALL_TOWN || land == reader->home || reader->lands[land] > 1 ||
        reader->people[land] || reader->named_lands[land])
        return false;
    for (uint32_t i = 0; i < hsy_gazetteer_ncountries(reader->tables->gazetteer); i++)
        if (reader->people[i] + reader->named_lands[i] >= SPOKEN_OF)
            return true;
    return false;
}

/* "the Zahra district of Homs", when the Zahra that is known lies in another land: a part of
 * Homs that no gazetteer has. */
static bool is_quarter(const hsy_place_reader *reader, const hsy_terms *terms,
                       const hsy_place_site *site, const hsy_place_site *next,
                       const hsy_gazetteer_entry *entry)
{
    const uint32_t noun = site->last + 1;
    hsy_gazetteer_entry town;

    return noun + 2 == next->first && hsy_place_at(reader, terms, noun, HSY_P_REGION) &&
           hsy_place_before(reader, terms, next->first, HSY_P_TOWARD) &&
           hsy_place_choose(reader, next->topic, HSY_NONE, &town) &&
           town.kind != HSY_GAZ_COUNTRY && town.country_id != entry->country_id;
}

static bool judge(hsy_place_reader *reader, const hsy_place_sentence *sentence,
                  hsy_place_site *site, const hsy_place_site *previous,
                  const hsy_place_site *next)
{
    const hsy_terms *terms = &sentence->terms;
    hsy_gazetteer_entry entry;
    hsy_place_use use = HSY_USE_PART;

    if (site->found == HSY_FOUND_PEOPLE && site->country)
        return !hsy_gazetteer_land(reader->tables->gazetteer, site->country, &entry) ||
               emit(reader, terms, site, HSY_USE_PEOPLE, &entry);
    if (site->topic == HSY_NONE)
        return emit_spot(reader, terms, site, next);
    if (site->weak && !reader->topics.data[site->topic].located)
        return true;
    if (site->found == HSY_FOUND_PEOPLE)
        use = HSY_USE_PEOPLE;
    const uint32_t outer = next && is_name(next) && beside_in(reader, terms, site, next) &&
                                   hsy_place_can_hold(reader, next->topic, site->topic)
                               ? next->topic
                               : HSY_NONE;
    if (!hsy_place_choose(reader, site->topic, outer, &entry))
        return true;
    if (site->found == HSY_FOUND_NAME && next && is_name(next) &&
        is_quarter(reader, terms, site, next, &entry)) {
        site->topic = HSY_NONE;
        site->within = next->topic;
        site->located = true;
        return emit_spot(reader, terms, site, next);
    }
    if (site->found == HSY_FOUND_NAME && outer == HSY_NONE &&
        reader->topics.data[site->topic].outer == HSY_NONE && is_namesake(reader, &entry))
        return !site->located || emit(reader, terms, site, HSY_USE_HERE, NULL);
    if (site->found == HSY_FOUND_NAME) {
        const bool inside = hsy_place_contained(reader, &entry, outer);
        if (previous && is_name(previous) && previous->located &&
            beside(terms, previous, site) && entry.kind != HSY_GAZ_CITY)
            site->located = true; /* "in Kharkiv, Ukraine" */
        if (!use_of(reader, sentence, site, inside, &entry, &use))
            return true;
        if (use == HSY_USE_HERE && entry.kind == HSY_GAZ_COUNTRY && next && is_name(next) &&
            is_owner(reader, terms, site, next))
            use = HSY_USE_WHOSE; /* "Syria's Homs", "Syrias Homs" */
        site->located |= inside;
    } else if (site->seat && entry.kind != HSY_GAZ_COUNTRY && entry.kind != HSY_GAZ_REGION &&
               entry.kind != HSY_GAZ_AREA) {
        use = HSY_USE_SEAT;
    }
    return emit(reader, terms, site, use, &entry);
}

static bool judge_sentence(hsy_place_reader *reader, const hsy_place_sentence *sentence)
{
    if (sentence->nsites == 0)
        return true;
    hsy_place_site *sites = reader->sites.data + sentence->first_site;

    for (uint32_t i = 0; i < sentence->nsites; i++)
        if (!judge(reader, sentence, &sites[i], i > 0 ? &sites[i - 1] : NULL,
                   i + 1 < sentence->nsites ? &sites[i + 1] : NULL))
            return false;
    return true;
}

/* -- the doors ---------------------------------------------------------------------------- */

static bool can_govern(const hsy_place_reader *reader, hsy_gazetteer_names names)
{
    for (uint32_t i = 0; i < names.count; i++) {
        const hsy_gazetteer_entry entry =
            hsy_gazetteer_get(reader->tables->gazetteer, names.first + i);
        if (entry.capital || entry.kind == HSY_GAZ_COUNTRY)
            return true;
    }
    return false;
}

bool hsy_place_is_government(hsy_fact_state *state, uint32_t first_token, uint32_t ntokens)
{
    hsy_place_reader reader = {.state = state, .tables = state->tables->place};
    hsy_terms terms;
    hsy_gazetteer_names names;
    uint32_t first = HSY_NONE, last = 0;
    const hsy_arena_mark mark = hsy_arena_here(state->scratch);
    bool is = false;

    if (hsy_terms_make(state->scratch, state->doc, hsy_doc_sentence_of(state->doc, first_token),
                       &terms)) {
        for (uint32_t i = 0; i < terms.count; i++)
            if (terms.data[i].token >= first_token &&
                terms.data[i].token < first_token + ntokens) {
                first = first == HSY_NONE ? i : first;
                last = i;
            }
        if (first != HSY_NONE && hsy_place_longest(&reader, &terms, first, &names) > 0 &&
            can_govern(&reader, names))
            is = hsy_place_governs(&reader, &terms, first, last);
    }
    hsy_arena_rewind(state->scratch, mark);
    return is;
}

static bool shouts(const hsy_terms *terms)
{
    uint32_t words = 0, capitals = 0;

    for (uint32_t i = 0; i < terms->count; i++) {
        words += !hsy_term_punct(terms, i) && terms->data[i].lower.len > 3;
        capitals += (terms->data[i].shape & HSY_SHAPE_ALL_CAPS) && terms->data[i].lower.len > 3;
    }
    return words > 2 && capitals * 4 >= words * 3;
}

static bool start(hsy_place_reader *reader)
{
    hsy_arena *scratch = reader->state->scratch;
    const hsy_gazetteer *gazetteer = reader->tables->gazetteer;
    const uint32_t ncountries = hsy_gazetteer_ncountries(gazetteer);
    const uint32_t nregions = hsy_gazetteer_nregions(gazetteer);

    hsy_map_init(&reader->topic_of, scratch);
    hsy_map_init(&reader->surnames, scratch);
    reader->sentences = hsy_new_array(scratch, reader->state->doc->nsentences, hsy_place_sentence);
    reader->people = hsy_new_array(scratch, ncountries, uint32_t);
    reader->lands = hsy_new_array(scratch, ncountries, uint32_t);
    reader->named_lands = hsy_new_array(scratch, ncountries, uint32_t);
    reader->regions = hsy_new_array(scratch, nregions, uint32_t);
    reader->named_regions = hsy_new_array(scratch, nregions, uint32_t);
    if (reader->state->doc->article)
        reader->home = hsy_place_home(reader->tables, reader->state->doc->article->publisher.domain);
    return reader->sentences && reader->people && reader->lands && reader->named_lands &&
           reader->regions && reader->named_regions && hsy_place_note_persons(reader);
}

hsy_status hsy_read_places(hsy_fact_state *state)
{
    hsy_place_reader reader = {.state = state, .tables = state->tables->place};
    const hsy_arena_mark mark = hsy_arena_here(state->scratch);
    const uint32_t count = state->doc->nsentences;
    bool ok = start(&reader);

    for (uint32_t i = 0; i < count && ok; i++) {
        ok = hsy_terms_make(state->scratch, state->doc, i, &reader.sentences[i].terms);
        if (ok) {
            reader.sentences[i].shouts = shouts(&reader.sentences[i].terms);
            ok = hsy_place_find(&reader, &reader.sentences[i]);
        }
    }
    for (uint32_t i = 0; i < count && ok; i++)
        note_holders(&reader, &reader.sentences[i]);
    ok = ok && hsy_place_choose_all(&reader);
    for (uint32_t i = 0; i < count && ok; i++)
        ok = judge_sentence(&reader, &reader.sentences[i]);
    hsy_arena_rewind(state->scratch, mark);
    return ok ? HSY_OK : HSY_NOMEM;
}
