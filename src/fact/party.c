/*
 * party.c - places that no table of countries knows and that act.
 *
 * A name that ling calls a place ("Norland", "Puntland") is a party, as a country is,
 * where it does or suffers what only parties do: it is the subject of a verb of an act or
 * of saying, the owner of an act ("Norland's attack"), the object of an accusation, a
 * warning, a demand, a partner of talks. Where a word of place stands at it ("in", "the
 * town of", an attack "on") it is none, and a town that many people know is a town. Names
 * in a list are what the first of them is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/entity.h"
#include "fact/event.h"
#include "fact/place.h"

#include <string.h>

#define LARGE_TOWN 160 /* 65,000 people; see hsy_gazetteer_entry.weight */
#define MUCH_LARGER 50 /* thirty times as many people */
#define LONGEST_LIST 6
#define CLAUSE 32 /* words around a verb in which its objects are looked for */

static bool is_verb(const hsy_token *token)
{
    return token->upos == HSY_UPOS_VERB;
}

static bool names_act(const hsy_actor_work *work, uint32_t token, bool noun)
{
    const struct hsy_event_tables *tables = work->state->tables->event;
    const hsy_token *t = &work->doc->tokens[token];
    const hsy_map *acts = noun ? &tables->noun : &tables->verb;

    return (t->lemma.ptr && hsy_map_find(acts, t->lemma) != HSY_NONE) ||
           hsy_map_find(acts, t->lower) != HSY_NONE;
}

static bool same_sentence(const hsy_actor_work *work, uint32_t a, uint32_t b)
{
    return a < work->doc->ntokens && b < work->doc->ntokens &&
           work->tokens[a].sentence == work->tokens[b].sentence;
}

/* Does ling call the name a place, or is it a land of the gazetteer here? */
static bool names_place(const hsy_actor_work *work, const hsy_piece *name)
{
    const uint32_t at = hsy_actor_place_at(work, name->first);

    if (name->name_type == HSY_NAME_PLACE)
        return true;
    if (at == HSY_NONE)
        return false;
    const hsy_place *place = &work->state->places.data[at];
    return (place->kind == HSY_PLACE_COUNTRY || place->kind == HSY_PLACE_REGION) &&
           place->first == name->first && place->first + place->ntokens == name->last + 1;
}

/* The word of the name that the rest of the sentence sees. */
static uint32_t head_of(const hsy_actor_work *work, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        const uint32_t head = work->doc->tokens[i].head;
        if (head < first || head > last || head == i)
            return i;
    }
    return first;
}

/* The first of "Norland, Ardelia and Teland". */
static uint32_t top_of_list(const hsy_actor_work *work, uint32_t token)
{
    for (int i = 0; i < LONGEST_LIST; i++) {
        const hsy_token *t = &work->doc->tokens[token];
        if (t->deprel != HSY_DEP_conj || t->head >= token ||
            !same_sentence(work, token, t->head))
            break;
        token = t->head;
    }
    return token;
}

/* Is the name borne by a town that many know? A land of the same name that is far larger
 * is what is meant. */
static bool names_town(const hsy_actor_work *work, const hsy_piece *name)
{
    const hsy_gazetteer *gazetteer = work->state->tables->place->gazetteer;
    const hsy_str text =
        hsy_doc_str(work->doc, hsy_tokens_span(work->doc, name->first, name->last));
    const hsy_arena_mark mark = hsy_arena_here(work->scratch);
    char key[96];
    const size_t len = hsy_gazetteer_key(work->scratch, text, key, sizeof key);
    const hsy_gazetteer_names names = hsy_gazetteer_find(gazetteer, (hsy_str){key, len});
    uint32_t town = 0, land = 0;

    for (uint32_t i = 0; i < names.count; i++) {
        const hsy_gazetteer_entry entry = hsy_gazetteer_get(gazetteer, names.first + i);
        const bool is_town = entry.kind == HSY_GAZ_CITY || entry.kind == HSY_GAZ_DISTRICT;
        uint32_t *of = is_town ? &town : &land;
        if (entry.weight > *of)
            *of = entry.weight;
    }
    hsy_arena_rewind(work->scratch, mark);
    return town >= LARGE_TOWN && land < town + MUCH_LARGER;
}

/* The term that begins at `token` or behind it. */
static uint32_t term_of(const hsy_terms *terms, uint32_t token)
{
    uint32_t low = 0, high = terms->count;

    while (low < high) {
        const uint32_t mid = low + (high - low) / 2;
        if (terms->data[mid].token < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* -- what it does ---------------------------------------------------------------------- */

/* "shelled the port", "agreed to meet", "said that": something is done, not only so. */
static bool takes_something(const hsy_actor_work *work, uint32_t verb)
{
    const hsy_doc *doc = work->doc;
    uint32_t i = verb > CLAUSE ? verb - CLAUSE : 0;

    for (; i < doc->ntokens && i < verb + CLAUSE; i++) {
        const uint8_t deprel = doc->tokens[i].deprel;
        if (doc->tokens[i].head == verb && i != verb && same_sentence(work, i, verb) &&
            (deprel == HSY_DEP_obj || deprel == HSY_DEP_xcomp || deprel == HSY_DEP_ccomp ||
             deprel == HSY_DEP_iobj))
            return true;
    }
    return false;
}

/* "PORT KETH, Norland (Wire) - A blast left nine dead": a dateline does nothing, whatever
 * the tree says. */
static bool is_cut_off(const hsy_actor_work *work, uint32_t token, uint32_t verb)
{
    static const char *const marks[] = {"(", "\u2014", "\u2013", "-", "--"};

    for (uint32_t i = token + 1; i < verb; i++)
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
            if (hsy_str_eq(work->doc->tokens[i].lower, hsy_str_of(marks[m])))
                return true;
    return false;
}

static bool does(const hsy_actor_work *work, const hsy_place_reader *reader,
                 const hsy_terms *terms, uint32_t token)
{
    const hsy_token *t = &work->doc->tokens[token];
    const uint32_t verb = t->head, term = term_of(terms, verb);

    if (t->deprel != HSY_DEP_nsubj || !same_sentence(work, token, verb) ||
        !is_verb(&work->doc->tokens[verb]) || is_cut_off(work, token, verb))
        return false;
    if (verb > token && hsy_place_at(reader, terms, term, HSY_P_VERB))
        return true;
    return hsy_actor_in(work, verb, HSY_LIST_SPEECH) ||
           (names_act(work, verb, false) && takes_something(work, verb));
}

/* "Norland's attack", "praised Ardelia's decision"; "Keth's market" is in Keth. */
static bool owns(const hsy_actor_work *work, const hsy_place_reader *reader,
                 const hsy_terms *terms, uint32_t token, uint32_t last)
{
    const hsy_token *t = &work->doc->tokens[token];
    const uint32_t noun = t->head;

    if (t->deprel != HSY_DEP_nmod_poss || noun <= token || !same_sentence(work, token, noun) ||
        !hsy_place_at(reader, terms, last + 1, HSY_P_GENITIVE))
        return false;
    return !hsy_actor_piece(work, noun) &&
           (names_act(work, noun, true) ||
            hsy_place_at(reader, terms, term_of(terms, noun), HSY_P_ROLE));
}

/* A single preposition is of a party only where the act it hangs on has parties. */
static bool hangs_on_act(const hsy_actor_work *work, uint32_t token)
{
    const uint32_t head = work->doc->tokens[token].head;

    return same_sentence(work, token, head) && head != token &&
           (names_act(work, head, !is_verb(&work->doc->tokens[head])) ||
            (work->doc->tokens[head].deprel == HSY_DEP_obj &&
             names_act(work, work->doc->tokens[head].head, false)));
}

/* "accused Norland", "talks with Norland", "support for Norland", "envoys of Norland". */
static bool suffers(const hsy_actor_work *work, const hsy_place_reader *reader,
                    const hsy_terms *terms, uint32_t token, uint32_t term)
{
    const hsy_token *t = &work->doc->tokens[token];

    if (t->deprel == HSY_DEP_obj || t->deprel == HSY_DEP_iobj)
        return hsy_place_before(reader, terms, term, HSY_P_OBJECT);
    if (t->deprel != HSY_DEP_obl && t->deprel != HSY_DEP_nmod &&
        t->deprel != HSY_DEP_obl_agent)
        return false;
    const hsy_lexeme *partner =
        hsy_lexicon_match_before(&reader->tables->cues[HSY_P_PARTNER], terms, term);
    if (partner && partner->nwords > 1)
        return true;
    if (partner || hsy_place_before(reader, terms, term, HSY_P_OBJECT))
        return hangs_on_act(work, token);
    return hsy_place_before(reader, terms, term, HSY_P_TOWARD) &&
           hsy_place_before(reader, terms, term - 1, HSY_P_ROLE);
}

/* -- the door -------------------------------------------------------------------------- */

/* The words of the sentence, made once for all its names. */
static const hsy_terms *terms_at(hsy_actor_work *work, uint32_t token)
{
    const uint32_t sentence = work->tokens[token].sentence;

    if (work->terms.data && work->terms.sentence == sentence)
        return &work->terms;
    work->terms = (hsy_terms){0};
    return hsy_terms_make(work->scratch, work->doc, sentence, &work->terms) ? &work->terms
                                                                            : NULL;
}

bool hsy_actor_is_party(hsy_actor_work *work, const hsy_piece *name)
{
    const hsy_place_reader reader = {.state = work->state,
                                     .tables = work->state->tables->place};
    uint32_t first = name->first, last = name->last;

    if (!work->doc->has_trees || !reader.tables || !work->state->tables->event ||
        !names_place(work, name) || names_town(work, name))
        return false;
    const uint32_t own = head_of(work, first, last), token = top_of_list(work, own);
    const hsy_piece *top = token == own ? NULL : hsy_actor_piece(work, token);
    if (token != own) {
        first = top ? top->first : token;
        last = top ? top->last : token;
    }
    const hsy_terms *terms = terms_at(work, first);
    if (!terms)
        return false;
    const uint32_t term = term_of(terms, first), end = term_of(terms, last + 1);
    if (term >= terms->count || end <= term || hsy_place_located(&reader, terms, term) ||
        hsy_place_region_noun(&reader, terms, term, end - 1))
        return false;
    return does(work, &reader, terms, token) ||
           owns(work, &reader, terms, token, end - 1) ||
           suffers(work, &reader, terms, token, term);
}

/* One entity of the article for all that bear the name; it says no longer where. */
bool hsy_actor_read_party(hsy_actor_work *work, const hsy_piece *name)
{
    static const hsy_rule rule = {NULL, 0, "place that acts"};
    const hsy_str text =
        hsy_doc_str(work->doc, hsy_tokens_span(work->doc, name->first, name->last));
    const hsy_str norm = hsy_actor_norm(work->scratch, text);
    const uint32_t place = hsy_actor_place_at(work, name->first);
    char *key = norm.ptr ? hsy_arena_alloc(work->state->arena, norm.len + 6) : NULL;

    if (!key)
        return false;
    const hsy_str name_key = {key, norm.len + 6};
    memcpy(key, "place:", 6);
    memcpy(key + 6, norm.ptr, norm.len);
    const char *country = "";
    if (place != HSY_NONE) {
        work->place_gone[place] = true;
        if (work->state->places.data[place].kind == HSY_PLACE_REGION)
            country = work->state->places.data[place].country;
    }
    return hsy_actor_mention(work,
                             hsy_actor_entity(work, text, name_key,
                                              HSY_ENTITY_PLACE, country, "", rule),
                             name->first, name->last, name->last, HSY_FORM_NAME, rule);
}
