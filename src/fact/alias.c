/*
 * alias.c - which person a name means.
 *
 * News gives a full name once and parts of it after: "Ana Ruiz ... Ruiz ... Ana".
 * Within an article the last name is a person's key; a first name or a short form
 * ("Vlad") is taken only when exactly one person fits. A last name alone that the
 * article never spells out is looked up among heads of state and government in
 * office, and taken when exactly one bears it.
 *
 * Persons are chained by last and by first word, newest first, and no walk is longer
 * than a fixed number of steps, so that a page of a thousand Smiths stays cheap.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "base/utf8.h"
#include "fact/entity.h"

enum { MOST_STEPS = 16, MOST_NAME_WORDS = 8 };

typedef struct words {
    hsy_str word[MOST_NAME_WORDS];
    uint32_t count;
    hsy_str full, last; /* last: in the plain form of surnames */
    hsy_str tail;       /* "jr": another man than he who is named without it */
} words;

static bool join_words(hsy_arena *arena, words *w)
{
    size_t len = 0;
    char *out;

    for (uint32_t i = 0; i < w->count; i++)
        len += w->word[i].len + 1;
    out = hsy_arena_alloc(arena, len + w->tail.len + 1);
    if (!out)
        return false;
    len = 0;
    for (uint32_t i = 0; i < w->count; i++) {
        if (i)
            out[len++] = ' ';
        memcpy(out + len, w->word[i].ptr, w->word[i].len);
        len += w->word[i].len;
    }
    if (w->tail.len && w->count > 1) {
        out[len++] = ' ';
        memcpy(out + len, w->tail.ptr, w->tail.len);
        len += w->tail.len;
    }
    w->full = (hsy_str){out, len};
    return true;
}

/* The words of a name, "Jr" apart; a lost apostrophe's "s" is taken off when the word
 * without it is known. */
static bool name_words(hsy_actor_work *work, const hsy_piece *name, words *w)
{
    memset(w, 0, sizeof *w);
    for (uint32_t i = name->first; i <= name->last && w->count < MOST_NAME_WORDS; i++) {
        hsy_str norm = work->tokens[i].norm;
        if (norm.len && i > name->first && hsy_actor_in(work, i, HSY_LIST_NAME_TAIL))
            w->tail = norm;
        else if (norm.len)
            w->word[w->count++] = norm;
    }
    if (!w->count)
        return false;
    hsy_str *last = &w->word[w->count - 1];
    if (work->no_apostrophes && last->len > 3 && last->ptr[last->len - 1] == 's') {
        hsy_str bare = hsy_str_sub(*last, 0, last->len - 1);
        if (hsy_map_find(&work->known_word, bare) != HSY_NONE ||
            hsy_map_find(&work->tables->surname, bare) != HSY_NONE)
            *last = bare;
    }
    /* "al-Assad" is found under "assad" as well as under "al assad". */
    w->last = *last;
    for (size_t i = last->len; i > 0; i--)
        if (last->ptr[i - 1] == ' ') {
            w->last = hsy_str_sub(*last, i, last->len);
            break;
        }
    w->last = hsy_actor_surname(work->scratch, w->last);
    return join_words(work->scratch, w);
}

static char gender_of(const hsy_actor_work *work, hsy_str first)
{
    uint32_t gender = hsy_map_find(&work->tables->first_name, first);
    return gender == 'm' || gender == 'f' ? (char)gender : 0;
}

static bool is_short_for(const hsy_actor_work *work, hsy_str brief, hsy_str full)
{
    char pair[96];
    if (brief.len + full.len + 1 > sizeof pair)
        return false;
    memcpy(pair, brief.ptr, brief.len);
    pair[brief.len] = ' ';
    memcpy(pair + brief.len + 1, full.ptr, full.len);
    return hsy_map_find(&work->tables->nickname, (hsy_str){pair, brief.len + full.len + 1}) !=
           HSY_NONE;
}

/* The consonants, "ks" as "x": what transcriptions of one name share. */
static size_t skeleton(hsy_str name, char *out, size_t room)
{
    size_t len = 0;

    for (size_t i = 0; i < name.len && len < room; i++) {
        char c = name.ptr[i];
        if (c == 'k' && i + 1 < name.len && name.ptr[i + 1] == 's')
            c = 'x', i++;
        if (c == 'w')
            c = 'v';
        bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
        if (!vowel && (!len || out[len - 1] != c))
            out[len++] = c;
    }
    return len;
}

static bool same_transcribed(hsy_str a, hsy_str b)
{
    char x[24], y[24];
    size_t m = skeleton(a, x, sizeof x), n = skeleton(b, y, sizeof y);
    return m == n && m >= 3 && memcmp(x, y, m) == 0;
}

/* "Vladimir" and "Vladimir", "V", "Vlad"; transcriptions ("Sergei", "Sergey";
 * "Aleksandr", "Alexander"). Only asked of names with the same last name. */
static bool same_first(const hsy_actor_work *work, hsy_str a, hsy_str b)
{
    if (hsy_str_eq(a, b) || is_short_for(work, a, b) || is_short_for(work, b, a))
        return true;
    if (a.len == 1 || b.len == 1)
        return a.len && b.len && a.ptr[0] == b.ptr[0];
    char one = gender_of(work, a), other = gender_of(work, b);
    if (one && other && one != other)
        return false;
    if (same_transcribed(a, b))
        return true;
    size_t shorter = a.len < b.len ? a.len : b.len;
    return shorter >= 4 && hsy_str_eq(hsy_str_sub(a, 0, shorter - 1),
                                      hsy_str_sub(b, 0, shorter - 1));
}

static bool ends_with_words(hsy_str full, hsy_str tail)
{
    return full.len > tail.len && hsy_str_ends(full, tail) &&
           full.ptr[full.len - tail.len - 1] == ' ';
}

hsy_person *hsy_actor_as_person(const hsy_actor_work *work, uint32_t entity)
{
    uint32_t at = entity < work->person_of.count ? work->person_of.data[entity] : HSY_NONE;
    return at == HSY_NONE ? NULL : &work->persons.data[at];
}

static bool chain(hsy_actor_work *work, hsy_map *map, hsy_str word, uint32_t person,
                  uint32_t *next)
{
    uint32_t older = hsy_map_find(map, word);
    *next = older == person ? HSY_NONE : older;
    return hsy_map_set(map, word, person) && hsy_map_set(&work->known_word, word, 1);
}

static bool set_words(hsy_actor_work *work, uint32_t index, const words *w)
{
    hsy_person *person = &work->persons.data[index];

    person->full = w->full;
    if (w->count > 1)
        person->tail = w->tail;
    if (w->count > 1) {
        person->first = w->word[0];
        if (!person->gender)
            person->gender = gender_of(work, w->word[0]);
        if (!chain(work, &work->by_first, person->first, index, &person->next_first))
            return false;
    }
    if (person->last.len)
        return true;
    person->last = w->last;
    /* A last name of several parts is also known by its last part as written. */
    return chain(work, &work->by_last, person->last, index, &person->next_last) &&
           hsy_map_set(&work->known_word, w->word[w->count - 1], 1);
}

static uint32_t new_person(hsy_actor_work *work, uint32_t entity, const words *w)
{
    hsy_person *person = hsy_vec_push(work->scratch, &work->persons);
    uint32_t index = work->persons.count - 1;

    if (!person || entity >= work->person_of.count)
        return HSY_NONE;
    person->entity = entity;
    person->next_last = person->next_first = HSY_NONE;
    work->person_of.data[entity] = index;
    return set_words(work, index, w) ? index : HSY_NONE;
}

/* A person known by last name alone has now been named in full. */
static uint32_t complete(hsy_actor_work *work, uint32_t index, const words *w, hsy_str text)
{
    hsy_entity *entity = &work->state->entities.data[work->persons.data[index].entity];
    hsy_str key = hsy_actor_person_key(work->state->arena, w->full);

    if (!set_words(work, index, w) || !key.ptr)
        return HSY_NONE;
    entity->name = text;
    entity->key = key;
    hsy_map_set(&work->by_key, key, work->persons.data[index].entity);
    return index;
}

static bool in_office(const hsy_actor_work *work, const hsy_leader *leader)
{
    if (!work->year)
        return leader->to == 0 || leader->to >= 2022;
    return leader->from <= work->year && (leader->to == 0 || leader->to >= work->year);
}

static bool country_fits(const hsy_leader *leader, const char *country)
{
    return !country[0] || strcmp(leader->country, country) == 0;
}

/* The leader of that name: with a first name by both, else the one head in office. */
static uint32_t leader_named(const hsy_actor_work *work, const words *w, const char *country)
{
    uint32_t at = hsy_map_find(&work->tables->surname, w->last), found = HSY_NONE;

    if (w->tail.len && w->count > 1)
        return HSY_NONE;
    for (int step = 0; at != HSY_NONE && step < 4 * MOST_STEPS; step++) {
        const hsy_leader *leader = &work->tables->leaders.data[at];
        if (w->count > 1) {
            if (same_first(work, w->word[0], leader->first) && country_fits(leader, country))
                return at;
        } else if (leader->class != HSY_LEADER_OTHER && in_office(work, leader) &&
                   country_fits(leader, country)) {
            if (found != HSY_NONE &&
                !hsy_str_eq(work->tables->leaders.data[found].key, leader->key))
                return HSY_NONE;
            found = found == HSY_NONE ? at : found;
        }
        at = leader->next;
    }
    return found;
}

/* "Donald Ruiz Jr." is not the Donald Ruiz whom everybody knows, nor is "Ruiz" he when
 * somebody known bears that name. */
static bool tails_part(const hsy_actor_work *work, const hsy_person *person, const words *w)
{
    if (w->count > 1 && w->tail.len)
        return person->first.len && !hsy_str_eq(person->tail, w->tail);
    return person->tail.len && leader_named(work, w, "") != HSY_NONE;
}

static uint32_t by_last_name(hsy_actor_work *work, const words *w, hsy_str text)
{
    uint32_t at = hsy_map_find(&work->by_last, w->last), best = HSY_NONE;

    for (int step = 0; at != HSY_NONE && step < MOST_STEPS; step++) {
        const hsy_person *person = &work->persons.data[at];
        if (hsy_str_eq(person->full, w->full) || ends_with_words(person->full, w->full))
            return at;
        if (tails_part(work, person, w)) {
            at = person->next_last;
            continue;
        }
        if (w->count == 1) {
            if (best == HSY_NONE || person->seen > work->persons.data[best].seen)
                best = at;
        } else if (!person->first.len) {
            return complete(work, at, w, text);
        } else if (same_first(work, w->word[0], person->first)) {
            return at;
        }
        at = person->next_last;
    }
    return best;
}

/* A first name or a short form of one, when exactly one person fits. */
static uint32_t by_first_name(const hsy_actor_work *work, const words *w)
{
    uint32_t found = HSY_NONE, from;

    if (w->count != 1)
        return HSY_NONE;
    found = hsy_map_find(&work->by_first, w->word[0]);
    if (found != HSY_NONE)
        return work->persons.data[found].next_first == HSY_NONE ? found : HSY_NONE;
    if (hsy_map_find(&work->tables->is_nickname, w->word[0]) == HSY_NONE)
        return HSY_NONE;
    from = work->persons.count > 64 ? work->persons.count - 64 : 0;
    for (uint32_t i = from; i < work->persons.count; i++) {
        const hsy_person *person = &work->persons.data[i];
        if (person->first.len && is_short_for(work, w->word[0], person->first)) {
            if (found != HSY_NONE)
                return HSY_NONE;
            found = i;
        }
    }
    return found;
}

uint32_t hsy_actor_leader_entity(hsy_actor_work *work, uint32_t index)
{
    const hsy_leader *leader = &work->tables->leaders.data[index];
    uint32_t entity = hsy_actor_entity(work, leader->name, leader->key, HSY_ENTITY_PERSON,
                                       leader->country, "GOV", leader->rule);
    words w = {0};

    if (entity == HSY_NONE || hsy_actor_as_person(work, entity))
        return entity;
    hsy_str norm = hsy_actor_norm(work->scratch, leader->name);
    while (norm.ptr && norm.len && w.count < MOST_NAME_WORDS)
        w.word[w.count++] = hsy_str_cut(&norm, ' ');
    w.last = leader->last;
    if (!join_words(work->scratch, &w) || new_person(work, entity, &w) == HSY_NONE)
        return HSY_NONE;
    if (!work->state->entities.data[entity].title.ptr)
        work->state->entities.data[entity].title = leader->office;
    return entity;
}

/* Head of state for "president", of government for "prime minister"; for a plain
 * "leader" whoever is president, else prime minister. */
uint32_t hsy_actor_leader_of(const hsy_actor_work *work, const char *country,
                             const hsy_role *role)
{
    uint32_t found = HSY_NONE;
    bool exact = false, is_office = false;

    if (!work->year)
        return HSY_NONE; /* without a date, whoever is president is a guess */
    for (uint32_t i = 0; i < work->tables->leaders.count; i++) {
        const hsy_leader *leader = &work->tables->leaders.data[i];
        is_office |= hsy_str_eq(leader->office, role->noun);
        if (leader->class == HSY_LEADER_OTHER || strcmp(leader->country, country) != 0 ||
            !in_office(work, leader))
            continue;
        bool same = hsy_str_eq(leader->office, role->noun);
        bool state = leader->class == HSY_LEADER_STATE;
        if (same && !exact)
            found = i, exact = true;
        else if (!exact && state && found == HSY_NONE)
            found = i;
    }
    if (exact)
        return found;
    /* A monarch is no "leader" or "tyrant" of a government; be silent. */
    if (found == HSY_NONE || is_office)
        return HSY_NONE;
    return hsy_str_find(work->tables->leaders.data[found].office, HSY_STR("president"), 0) !=
                   SIZE_MAX
               ? found
               : HSY_NONE;
}

/* A last or first name of somebody in the article. */
static bool known_alone(const hsy_actor_work *work, hsy_str word)
{
    return hsy_map_find(&work->by_last, hsy_actor_surname(work->scratch, word)) != HSY_NONE ||
           hsy_map_find(&work->by_first, word) != HSY_NONE;
}

bool hsy_actor_fits_person(const hsy_actor_work *work, const hsy_piece *name)
{
    uint32_t last = name->last;
    hsy_str first = work->tokens[name->first].norm;

    if (name->name_type == HSY_NAME_PERSON)
        return true;
    /* "Al-Khatib" after "Omar al-Khatib", whatever else it looks like. */
    if (last > name->first && hsy_actor_in(work, name->first, HSY_LIST_PARTICLE) &&
        hsy_map_find(&work->by_last, hsy_actor_surname(work->scratch,
                                                       work->tokens[last].norm)) != HSY_NONE)
        return true;
    if (hsy_actor_in(work, last, HSY_LIST_ORG_HEAD) ||
        hsy_actor_in(work, last, HSY_LIST_PLACE_HEAD) ||
        hsy_actor_in(work, last, HSY_LIST_THING_HEAD))
        return false;
    bool first_name = hsy_map_find(&work->tables->first_name, first) != HSY_NONE ||
                      hsy_map_find(&work->tables->is_nickname, first) != HSY_NONE;
    if (last == name->first && known_alone(work, first))
        return true;
    /* A first name weighs more than a guess that it is a place no gazetteer has. */
    bool guessed_place = name->name_type == HSY_NAME_PLACE && last > name->first &&
                         hsy_actor_place_at(work, name->first) == HSY_NONE;
    if (name->name_type != 0xff && name->name_type != HSY_NAME_OTHER && !guessed_place)
        return false;
    if (name->last > name->first)
        return first_name && last - name->first < 6;
    return hsy_map_find(&work->tables->is_nickname, first) != HSY_NONE;
}

/* "Divining Putin": a word that opens a line, no first name, before a last name that is
 * known by itself. */
static bool is_headline_word(const hsy_actor_work *work, const hsy_piece *name,
                             const words *w, const char *country)
{
    words alone = *w;

    if (w->count != 2 || !(work->doc->tokens[name->first].shape & HSY_SHAPE_STARTS) ||
        hsy_map_find(&work->tables->first_name, w->word[0]) != HSY_NONE ||
        hsy_map_find(&work->by_first, w->word[0]) != HSY_NONE ||
        hsy_map_find(&work->tables->is_nickname, w->word[0]) != HSY_NONE)
        return false;
    alone.count = 1;
    alone.word[0] = w->word[1];
    return leader_named(work, &alone, country) != HSY_NONE &&
           leader_named(work, w, country) == HSY_NONE;
}

uint32_t hsy_actor_person(hsy_actor_work *work, const hsy_piece *name, bool sure,
                          const char *country, bool *ret_alias)
{
    words w;
    hsy_str text = hsy_doc_str(work->doc, hsy_tokens_span(work->doc, name->first, name->last));
    uint32_t index, leader, entity;

    *ret_alias = false;
    if (!name_words(work, name, &w))
        return HSY_NONE;
    if (is_headline_word(work, name, &w, country)) {
        w.word[0] = w.word[1];
        w.count = 1;
        w.full = w.last;
    }
    index = by_last_name(work, &w, text);
    if (index == HSY_NONE) {
        index = by_first_name(work, &w);
        *ret_alias = index != HSY_NONE;
    }
    if (index != HSY_NONE)
        return work->persons.data[index].entity;
    leader = leader_named(work, &w, country);
    if (leader != HSY_NONE && (sure || w.count > 1 || w.last.len > 4))
        return hsy_actor_leader_entity(work, leader);
    if (!sure)
        return HSY_NONE;
    hsy_str key = {"", 0};
    if (w.count > 1)
        key = hsy_actor_person_key(work->state->arena, w.full);
    entity = hsy_actor_entity(work, text, key, HSY_ENTITY_PERSON, country, "",
                              (hsy_rule){NULL, 0, "name"});
    if (entity == HSY_NONE || hsy_actor_as_person(work, entity))
        return entity;
    return new_person(work, entity, &w) == HSY_NONE ? HSY_NONE : entity;
}
