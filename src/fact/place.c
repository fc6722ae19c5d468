/*
 * place.c - names that say where.
 *
 * First the names of the whole article are looked up and its countries counted;
 * then each name is judged where it stands:
 *
 *     is it a name of its own?   not "the Washington Post", not "Paris Hilton"
 *     is it a place here?        "in Kyiv", "an attack on Kharkiv", "visited Paris";
 *                                a country or capital that does or suffers something
 *                                ("Moscow said", "talks with Moscow") is a government,
 *                                an entity, and not listed
 *     which place is it?         what is named beside it ("Tripoli, Lebanon"), the
 *                                countries of the article, the number of people
 *                                (place_choice.c)
 *
 * Region nouns decide between a city and its region ("Kharkiv region", "the regions
 * of Dnipro and Kyiv"). A name that ling calls a place and no gazetteer knows is kept
 * as other. Words are in data/en/place/cues.tsv, places in data/places/places.tsv.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/place.h"

#include "base/utf8.h"

#include <string.h>

#define LONGEST_NAME 5 /* words of a name in the gazetteer */
#define KEY_ROOM     96
#define MOTION_REACH 7 /* words between "arrived", "attack" and "in", "on" */

static const char *const cue_names[] = {
    "locative", "motion", "toward", "region",   "city",      "side",
    "role",     "verb",   "object", "partner",  "not_after", "not_before",
    "particle", "join",   "aux",    "genitive", "site",      NULL};

/* -- tables ---------------------------------------------------------------------- */

static hsy_status load_cues(hsy_place_tables *tables, hsy_arena *arena, const char *home,
                            hsy_error *err)
{
    static const char *const columns[] = {"class", "words", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(arena, home, "en/place/cues.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        int cue = hsy_cell_enum(row->cells[0], cue_names);
        if (cue < 0)
            return hsy_table_fail(&table, row, err, "no such class");
        for (hsy_str rest = row->cells[1]; rest.ptr;)
            if (!hsy_lexicon_add(&tables->cues[cue], hsy_str_cut(&rest, '|'), 0, row->line))
                return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    }
    return status;
}

/* "Syrian", "Ukrainian": they tell the country an article is about. */
static hsy_status load_adjectives(hsy_place_tables *tables, hsy_arena *arena, const char *home,
                                  hsy_error *err)
{
    static const char *const columns[] = {"code", "adjectives", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(arena, home, "en/actors/countries.tsv", columns, &table, err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        uint32_t country = hsy_map_find(&tables->gazetteer.country_of, row->cells[0]);
        for (hsy_str rest = row->cells[1]; rest.ptr && country != HSY_NONE;) {
            hsy_str word = hsy_utf8_lower(arena, hsy_str_cut(&rest, ';'));
            if (word.len && !hsy_lexicon_add(&tables->adjectives, word, country, row->line))
                return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
        }
    }
    return status;
}

hsy_status hsy_place_tables_load(hsy_arena *arena, const char *home,
                                 const hsy_place_tables **ret, hsy_error *err)
{
    hsy_place_tables *tables = hsy_new(arena, hsy_place_tables);

    if (!tables)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    for (int i = 0; i < HSY_P_COUNT; i++)
        hsy_lexicon_init(&tables->cues[i], arena);
    hsy_lexicon_init(&tables->adjectives, arena);
    hsy_status status = load_cues(tables, arena, home, err);
    if (!status)
        status = hsy_gazetteer_load(arena, home, &tables->gazetteer, err);
    if (!status)
        status = load_adjectives(tables, arena, home, err);
    if (!status)
        *ret = tables;
    return status;
}

/* -- words ------------------------------------------------------------------------- */

static bool at(const hsy_place_tables *tables, const hsy_terms *terms, uint32_t i,
               hsy_place_cue cue)
{
    return hsy_lexicon_match(&tables->cues[cue], terms, i);
}

static bool before(const hsy_place_tables *tables, const hsy_terms *terms, uint32_t i,
                   hsy_place_cue cue)
{
    return hsy_lexicon_match_before(&tables->cues[cue], terms, i);
}

/* Append the folded form of a term to a key; false when it does not fit. */
static bool add_word(hsy_arena *scratch, char key[KEY_ROOM], size_t *len, hsy_str word)
{
    bool ascii = true;

    for (size_t i = 0; i < word.len; i++)
        ascii &= (unsigned char)word.ptr[i] < 128;
    if (!ascii)
        word = hsy_utf8_fold(scratch, word);
    if (*len)
        key[(*len)++] = ' ';
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == '\'' || word.ptr[i] == '.' || word.ptr[i] == '`')
            continue;
        if (*len + 2 >= KEY_ROOM)
            return false;
        key[(*len)++] = word.ptr[i];
    }
    return word.len > 0;
}

/* The longest name of the gazetteer that begins at `i`: its words, or 0. */
static uint32_t longest_name(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i,
                             uint32_t *ret_link)
{
    char key[KEY_ROOM];
    size_t len = 0;
    uint32_t best = 0;

    for (uint32_t n = 0; n < LONGEST_NAME && i + n < terms->count; n++) {
        const bool capital = hsy_term_capital(terms, i + n);
        if (hsy_term_punct(terms, i + n) || (n == 0 && !capital) ||
            (!capital && !at(reader->tables, terms, i + n, HSY_P_PARTICLE) &&
             terms->data[i + n].join != HSY_JOIN_HYPHEN))
            break;
        if (!add_word(reader->state->scratch, key, &len, terms->data[i + n].lower))
            break;
        if (!capital)
            continue;
        uint32_t link = hsy_gazetteer_find(&reader->tables->gazetteer, (hsy_str){key, len});
        if (link != HSY_NONE) {
            *ret_link = link;
            best = n + 1;
        }
    }
    return best;
}

static const hsy_name *name_at(const hsy_place_reader *reader, const hsy_terms *terms,
                               uint32_t i)
{
    const hsy_doc *doc = reader->state->doc;

    if (!doc->has_names || i >= terms->count)
        return NULL;
    uint32_t name = doc->tokens[terms->data[i].token].name;
    return name == HSY_NONE ? NULL : &doc->names[name];
}

static bool in_time(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i)
{
    const hsy_fact_state *state = reader->state;
    uint32_t token = terms->data[i].token, low = 0, high = state->times.count;

    while (low < high) { /* the last time that begins at or before the token */
        uint32_t mid = low + (high - low) / 2;
        if (state->times.data[mid].first <= token)
            low = mid + 1;
        else
            high = mid;
    }
    return low > 0 &&
           token < state->times.data[low - 1].first + state->times.data[low - 1].ntokens;
}

/* -- is it a name of its own? ---------------------------------------------------------- */

static bool adjective(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i)
{
    return hsy_lexicon_match(&reader->tables->adjectives, terms, i);
}

static bool free_on_left(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first)
{
    const hsy_place_tables *tables = reader->tables;

    if (first == 0 || terms->data[first].join == HSY_JOIN_HYPHEN)
        return first == 0;
    if (before(tables, terms, first, HSY_P_NOT_BEFORE))
        return false;
    if (!hsy_term_capital(terms, first - 1) || hsy_term_punct(terms, first - 1))
        return true;
    return before(tables, terms, first, HSY_P_LOCATIVE) ||
           before(tables, terms, first, HSY_P_TOWARD) ||
           before(tables, terms, first, HSY_P_SIDE) ||
           before(tables, terms, first, HSY_P_JOIN) ||
           before(tables, terms, first, HSY_P_REGION) || adjective(reader, terms, first - 1);
}

static bool free_on_right(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t next)
{
    const hsy_place_tables *tables = reader->tables;
    uint32_t link;

    if (next >= terms->count || hsy_term_punct(terms, next))
        return true;
    if (terms->data[next].join == HSY_JOIN_HYPHEN)
        return false; /* "Paris-based", "Kyiv-born" */
    const bool capital = hsy_term_capital(terms, next);
    if (capital && at(tables, terms, next, HSY_P_NOT_AFTER))
        return false;
    return !capital || at(tables, terms, next, HSY_P_REGION) ||
           at(tables, terms, next, HSY_P_CITY) || in_time(reader, terms, next) ||
           at(tables, terms, next, HSY_P_JOIN) ||
           reader->state->doc->sentences[terms->sentence].is_title ||
           longest_name(reader, terms, next, &link) > 0;
}

static bool own_name(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                     uint32_t last)
{
    const hsy_name *name = name_at(reader, terms, first);

    if (name && name->type != HSY_NAME_PLACE && name->margin >= 64) {
        const bool whole = name->first == terms->data[first].token &&
                           name->first + name->ntokens == terms->data[last].token + 1;
        if (!whole || !(before(reader->tables, terms, first, HSY_P_LOCATIVE) ||
                        at(reader->tables, terms, last + 1, HSY_P_REGION) ||
                        at(reader->tables, terms, last + 1, HSY_P_CITY)))
            return false;
    }
    return free_on_left(reader, terms, first) && free_on_right(reader, terms, last + 1);
}

/* -- does it say where? ------------------------------------------------------------------ */

/* Step back over "eastern", "the", "Syria's", "the city of": what a preposition
 * governs together with the name. */
static uint32_t phrase_start(const hsy_place_reader *reader, const hsy_terms *terms,
                             uint32_t first)
{
    for (int i = 0; i < 4 && first > 0; i++) {
        const hsy_lexeme *side =
            hsy_lexicon_match_before(&reader->tables->cues[HSY_P_SIDE], terms, first);
        if (side)
            first -= side->nwords;
        else if (adjective(reader, terms, first - 1))
            first--;
        else if (at(reader->tables, terms, first - 1, HSY_P_GENITIVE) && first > 1 &&
                 hsy_term_capital(terms, first - 2))
            first -= 2;
        else if (terms->data[first - 1].lower.len == 3 &&
                 at(reader->tables, terms, first - 1, HSY_P_PARTICLE) &&
                 !hsy_term_capital(terms, first - 1))
            first--;
        else
            break;
    }
    return first;
}

static bool motion_before(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i)
{
    for (uint32_t n = 1; n <= MOTION_REACH && n <= i; n++) {
        if (hsy_term_punct(terms, i - n))
            return false;
        if (at(reader->tables, terms, i - n, HSY_P_MOTION))
            return true;
    }
    return false;
}

static bool located(const hsy_place_reader *reader, const hsy_terms *terms,
                    const hsy_place_site *site)
{
    const hsy_place_tables *tables = reader->tables;
    uint32_t start = phrase_start(reader, terms, site->first);

    if (before(tables, terms, start, HSY_P_PARTNER))
        return false;
    if (before(tables, terms, start, HSY_P_LOCATIVE) ||
        before(tables, terms, start, HSY_P_MOTION))
        return true;
    if (before(tables, terms, start, HSY_P_TOWARD))
        return !before(tables, terms, start - 1, HSY_P_ROLE) &&
               motion_before(reader, terms, start - 1);
    return false;
}

/* The government's own deeds: a verb behind it, over "has", "also" and a second
 * capital ("London and Paris agreed"). */
static bool acts(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t next)
{
    uint32_t link;

    for (int i = 0; i < 4 && next < terms->count; i++) {
        if (at(reader->tables, terms, next, HSY_P_VERB))
            return true;
        uint32_t len = at(reader->tables, terms, next, HSY_P_JOIN)
                           ? longest_name(reader, terms, next + 1, &link)
                           : 0;
        if (len)
            next += 1 + len;
        else if (at(reader->tables, terms, next, HSY_P_AUX))
            next++;
        else
            return false;
    }
    return false;
}

static bool government(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t first,
                       uint32_t last)
{
    const hsy_place_tables *tables = reader->tables;
    const hsy_place_site site = {.first = first, .last = last};
    uint32_t start = phrase_start(reader, terms, first);

    if (before(tables, terms, start, HSY_P_PARTNER) ||
        before(tables, terms, start, HSY_P_OBJECT))
        return true;
    if (before(tables, terms, start, HSY_P_TOWARD) &&
        before(tables, terms, start - 1, HSY_P_ROLE))
        return true;
    if (located(reader, terms, &site))
        return false;
    if (acts(reader, terms, last + 1))
        return true;
    /* "Moscow's demands", but "Moscow's streets". */
    return at(reader->tables, terms, last + 1, HSY_P_GENITIVE) && last + 2 < terms->count &&
           !hsy_term_capital(terms, last + 2) && !at(tables, terms, last + 2, HSY_P_CITY) &&
           !at(tables, terms, last + 2, HSY_P_REGION) &&
           !at(tables, terms, last + 2, HSY_P_SIDE);
}

static bool can_govern(const hsy_place_reader *reader, uint32_t link)
{
    for (; link != HSY_NONE; link = reader->tables->gazetteer.links[link].next)
        if (hsy_place_entry(reader, link)->capital ||
            hsy_place_entry(reader, link)->kind == HSY_PLACE_COUNTRY)
            return true;
    return false;
}

bool hsy_place_is_government(hsy_fact_state *state, uint32_t first_token, uint32_t ntokens)
{
    hsy_place_reader reader = {.state = state, .tables = state->tables->place};
    hsy_terms terms;
    uint32_t link = HSY_NONE, first = HSY_NONE, last = 0;
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
        if (first != HSY_NONE && longest_name(&reader, &terms, first, &link) > 0 &&
            can_govern(&reader, link))
            is = government(&reader, &terms, first, last);
    }
    hsy_arena_rewind(state->scratch, mark);
    return is;
}

/* -- first pass: names and countries --------------------------------------------------------
 */

static hsy_place_site *push_site(hsy_place_reader *reader, hsy_place_sentence *sentence,
                                 uint32_t first, uint32_t last, uint32_t link)
{
    hsy_place_site *site = hsy_vec_push(reader->state->scratch, &reader->sites);

    if (site) {
        *site = (hsy_place_site){first, last, link, false, false};
        sentence->nsites++;
    }
    return site;
}

/* A place by ling's word alone: only the whole name counts. */
static uint32_t unknown_name(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t i)
{
    const hsy_name *name = name_at(reader, terms, i);
    uint32_t n = 0;

    if (!name || name->type != HSY_NAME_PLACE || name->first != terms->data[i].token)
        return 0;
    while (i + n < terms->count && terms->data[i + n].token < name->first + name->ntokens)
        n++;
    return n;
}

/* Are words [from, to) more of a name ("Bab al-Nayrab"), or a list or a noun that ling
 * took along ("Rome and Athens", "Aleppo city")? */
static bool extends(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t from,
                    uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (!hsy_term_capital(terms, i) || at(reader->tables, terms, i, HSY_P_JOIN) ||
            at(reader->tables, terms, i, HSY_P_REGION) ||
            at(reader->tables, terms, i, HSY_P_CITY))
            return false;
    return true;
}

static bool find_sites(hsy_place_reader *reader, hsy_place_sentence *sentence)
{
    const hsy_terms *terms = &sentence->terms;

    sentence->first_site = reader->sites.count;
    for (uint32_t i = 0; i < terms->count; i++) {
        uint32_t link = HSY_NONE;
        if (!hsy_term_capital(terms, i))
            continue;
        const hsy_lexeme *people = hsy_lexicon_match(&reader->tables->adjectives, terms, i);
        if (people) {
            uint32_t country = people->value;
            reader->votes[country]++;
        }
        uint32_t known = longest_name(reader, terms, i, &link);
        uint32_t len = unknown_name(reader, terms, i);
        if (len <= known || (known && !extends(reader, terms, i + known, i + len)))
            len = known;
        else
            link = HSY_NONE;
        if (!len || in_time(reader, terms, i))
            continue;
        if (own_name(reader, terms, i, i + len - 1)) {
            if (!push_site(reader, sentence, i, i + len - 1, link))
                return false;
            if (link != HSY_NONE &&
                !hsy_place_vote(
                    reader, link,
                    hsy_doc_str(reader->state->doc, hsy_terms_span(terms, i, i + len - 1))))
                return false;
        } else if (i + len < terms->count && hsy_term_capital(terms, i + len) &&
                   at(reader->tables, terms, i + len, HSY_P_SITE) &&
                   free_on_left(reader, terms, i)) {
            /* "in Oxford Street": a spot of its own, not the town */
            if (!push_site(reader, sentence, i, i + len, HSY_NONE))
                return false;
            len++;
        }
        i += len - 1;
    }
    return true;
}

/* -- second pass: which place, and is it one here --------------------------------------------
 */

/* Is `next` named right behind `site`: "Tripoli, Lebanon", "Aleppo Syria"? */
static bool beside(const hsy_terms *terms, const hsy_place_site *site,
                   const hsy_place_site *next)
{
    uint32_t gap = next->first - site->last - 1;

    return gap == 0 || (gap == 1 && hsy_term_is(terms, site->last + 1, HSY_STR(",")));
}

static bool emit(hsy_place_reader *reader, const hsy_terms *terms, const hsy_place_site *site,
                 const hsy_gazetteer_entry *entry)
{
    hsy_fact_state *state = reader->state;
    hsy_place *place = hsy_vec_push(state->arena, &state->places);

    if (!place)
        return false;
    *place = (hsy_place){.span = hsy_terms_span(terms, site->first, site->last),
                         .first = terms->data[site->first].token,
                         .sentence = terms->sentence,
                         .kind = HSY_PLACE_OTHER,
                         .rule = {NULL, 0, "name of a place"}};
    place->ntokens = terms->data[site->last].token - place->first + 1;
    place->name = hsy_doc_str(state->doc, place->span);
    if (!entry)
        return true;
    place->name = entry->name;
    memcpy(place->country, entry->country, 4);
    place->admin1 = entry->admin1;
    place->has_point = entry->has_point;
    place->lat = entry->lat;
    place->lon = entry->lon;
    place->geonames = entry->geonames;
    place->kind = entry->kind;
    place->rule = (hsy_rule){reader->tables->gazetteer.name, entry->line, NULL};
    return true;
}

/* "U.S. special envoy", "Russia's favour": the country says whose, not where. */
static bool is_modifier(const hsy_place_reader *reader, const hsy_terms *terms, uint32_t next)
{
    const hsy_place_tables *tables = reader->tables;
    const bool genitive = at(reader->tables, terms, next, HSY_P_GENITIVE);

    next += genitive;
    if (next >= terms->count || hsy_term_punct(terms, next) || hsy_term_capital(terms, next) ||
        at(tables, terms, next, HSY_P_CITY) || at(tables, terms, next, HSY_P_REGION) ||
        at(tables, terms, next, HSY_P_SIDE))
        return false;
    if (genitive || !reader->state->doc->has_tags)
        return genitive;
    const hsy_token *token = &reader->state->doc->tokens[terms->data[next].token];
    return token->upos == HSY_UPOS_NOUN || token->upos == HSY_UPOS_ADJ;
}

/* Region nouns at the name, or before the list it stands in. */
static bool region_noun(const hsy_place_reader *reader, const hsy_terms *terms,
                        const hsy_place_site *site)
{
    const hsy_lexeme *of =
        hsy_lexicon_match_before(&reader->tables->cues[HSY_P_LOCATIVE], terms, site->first);

    if (at(reader->tables, terms, site->last + 1, HSY_P_REGION))
        return true;
    return of && of->nwords == 2 && site->first >= 2 &&
           at(reader->tables, terms, site->first - 2, HSY_P_REGION);
}

/* "Dnipro, Zaporizhzhia and Kyiv": what holds of the first holds of the others. */
static bool continues(const hsy_place_reader *reader, const hsy_terms *terms,
                      const hsy_place_site *before_it, const hsy_place_site *site)
{
    uint32_t i = before_it->last + 1;

    while (i < site->first && at(reader->tables, terms, i, HSY_P_JOIN))
        i++;
    return i == site->first && site->first - before_it->last <= 3 &&
           site->first > before_it->last + 1;
}

static bool judge(hsy_place_reader *reader, const hsy_place_sentence *sentence,
                  hsy_place_site *site, const hsy_place_site *previous,
                  const hsy_place_site *next)
{
    const hsy_terms *terms = &sentence->terms;
    const hsy_gazetteer_entry *entry = NULL;

    site->region = region_noun(reader, terms, site);
    site->located = located(reader, terms, site) || site->region ||
                    at(reader->tables, terms, site->last + 1, HSY_P_CITY);
    if (previous && continues(reader, terms, previous, site)) {
        site->located |= previous->located;
        site->region |= previous->region;
    }
    const hsy_place_site *outer = next && beside(terms, site, next) ? next : NULL;
    if (site->link != HSY_NONE)
        entry = hsy_place_choose(reader, site, outer);
    if (!entry)
        return !site->located || emit(reader, terms, site, NULL);
    const bool inside = outer && hsy_place_contained(reader, entry, outer);
    if (previous && beside(terms, previous, site) && previous->located &&
        entry->kind != HSY_PLACE_CITY)
        site->located = true; /* "in Kharkiv, Ukraine" */
    if ((entry->kind == HSY_PLACE_COUNTRY || entry->capital) &&
        government(reader, terms, site->first, site->last) && !site->region)
        return true;
    if (entry->kind == HSY_PLACE_COUNTRY && is_modifier(reader, terms, site->last + 1))
        return true;
    if (!site->located && !inside && !hsy_place_is_plain(reader, site, entry))
        return true;
    if (inside)
        site->located = true;
    return emit(reader, terms, site, entry);
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

hsy_status hsy_read_places(hsy_fact_state *state)
{
    hsy_place_reader reader = {.state = state, .tables = state->tables->place};
    const hsy_arena_mark mark = hsy_arena_here(state->scratch);
    const uint32_t count = state->doc->nsentences;
    bool ok;

    reader.sentences = hsy_new_array(state->scratch, count, hsy_place_sentence);
    reader.votes =
        hsy_new_array(state->scratch, reader.tables->gazetteer.countries.count, uint32_t);
    hsy_map_init(&reader.regions, state->scratch);
    ok = reader.sentences && reader.votes;
    for (uint32_t i = 0; i < count && ok; i++)
        ok = hsy_terms_make(state->scratch, state->doc, i, &reader.sentences[i].terms) &&
             find_sites(&reader, &reader.sentences[i]);
    for (uint32_t i = 0; i < count && ok; i++)
        ok = judge_sentence(&reader, &reader.sentences[i]);
    hsy_arena_rewind(state->scratch, mark);
    return ok ? HSY_OK : HSY_NOMEM;
}
