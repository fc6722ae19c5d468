/*
 * entity_tables.c - loading the tables of actors.
 *
 * Every name of every table becomes a phrase in one map, from its plain form to what
 * it means; a second map holds the beginnings of longer phrases, so that matching a
 * text walks on only while something can still come. A phrase can mean several
 * things ("Georgian"): meanings are chained in the order the tables are read, and the
 * reader takes the first whose look fits: "US" must stand in capitals, "us" is a
 * pronoun.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/entity.h"

#include <string.h>

#include "base/utf8.h"

static const char *const list_names[] = {
    "particle", "name-tail", "determiner", "definite", "indefinite", "modifier",
    "place-before", "from-word", "pressure", "place-after", "month", "not-name", "org-head",
    "place-head", "thing-head", "aux", "group-noun", "of", "in", "to", "and", "relational",
    "former", "age-after", "government", "of-place", "speech", "forces", "be",
    "water", "own-body", "shore", "side", "body-end", NULL};

typedef struct loader {
    hsy_arena *arena;
    const char *home;
    struct hsy_entity_tables *tables;
    hsy_error *err;
} loader;

static bool dropped(uint32_t code)
{
    return code == '.' || code == '\'' || code == 0x2019 || code == 0x02bc || code == 0x02bf ||
           code == '`' || code == '"' || code == ',';
}

/* Blanks for hyphens, nothing for full stops and apostrophes. */
hsy_str hsy_actor_norm(hsy_arena *arena, hsy_str s)
{
    hsy_str folded = hsy_utf8_fold(arena, s);
    char *out = folded.ptr ? hsy_arena_alloc(arena, folded.len + 1) : NULL;
    size_t len = 0;

    if (!out)
        return (hsy_str){NULL, 0};
    for (size_t i = 0; i < folded.len;) {
        uint32_t width;
        uint32_t code = hsy_utf8_at(folded, i, &width);
        if (code == '-' || code == ' ') {
            if (len && out[len - 1] != ' ')
                out[len++] = ' ';
        } else if (!dropped(code)) {
            memcpy(out + len, folded.ptr + i, width);
            len += width;
        }
        i += width;
    }
    while (len && out[len - 1] == ' ')
        len--;
    return (hsy_str){out, len};
}

/* "zelenskiy", "zelenskyy", "zelenskyi" -> "zelensky"; "yanukovich" -> "yanukovych" is
 * left alone: only ends that transcription alone explains are made alike. */
hsy_str hsy_actor_surname(hsy_arena *arena, hsy_str norm)
{
    static const char *const ends[] = {"skyy", "skiy", "skyi", "skii", "skij", "skyj", "ski"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        hsy_str end = hsy_str_of(ends[i]);
        if (!hsy_str_ends(norm, end) || norm.len <= end.len)
            continue;
        char *out = hsy_arena_copy(arena, norm.ptr, norm.len);
        if (!out)
            return norm;
        out[norm.len - end.len + 2] = 'y';
        return (hsy_str){out, norm.len - end.len + 3};
    }
    return norm;
}

static hsy_str last_word(hsy_str norm)
{
    size_t at = norm.len;
    while (at && norm.ptr[at - 1] != ' ')
        at--;
    return hsy_str_sub(norm, at, norm.len);
}

static hsy_str first_word(hsy_str norm)
{
    size_t at = hsy_str_find(norm, HSY_STR(" "), 0);
    return at == SIZE_MAX ? norm : hsy_str_sub(norm, 0, at);
}

hsy_str hsy_actor_person_key(hsy_arena *arena, hsy_str name)
{
    hsy_str norm = hsy_actor_norm(arena, name);
    hsy_str last = norm.ptr ? last_word(norm) : norm;
    hsy_str plain = last.ptr ? hsy_actor_surname(arena, last) : last;
    size_t before = norm.len - last.len;
    char *out = norm.ptr ? hsy_arena_alloc(arena, 7 + before + plain.len + 1) : NULL;

    if (!out)
        return (hsy_str){NULL, 0};
    memcpy(out, "person:", 7);
    memcpy(out + 7, norm.ptr, before);
    memcpy(out + 7 + before, plain.ptr, plain.len);
    return (hsy_str){out, 7 + before + plain.len};
}

static bool is_all_caps(hsy_str s)
{
    bool letter = false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z')
            return false;
        letter |= s.ptr[i] >= 'A' && s.ptr[i] <= 'Z';
    }
    return letter;
}

/* All beginnings of `norm` that end before a blank. */
static bool add_prefixes(struct hsy_entity_tables *tables, hsy_str norm)
{
    for (size_t i = 0; i < norm.len; i++)
        if (norm.ptr[i] == ' ' && !hsy_map_set(&tables->prefix, hsy_str_sub(norm, 0, i), 1))
            return false;
    return true;
}

static bool add_phrase(loader *load, hsy_str words, hsy_actor_kind kind, uint32_t row,
                       bool plural)
{
    struct hsy_entity_tables *tables = load->tables;
    hsy_str norm = hsy_actor_norm(load->arena, words);
    hsy_phrase *phrase = norm.ptr ? hsy_vec_push(load->arena, &tables->phrases) : NULL;
    uint32_t index = tables->phrases.count - 1, at;

    if (!phrase)
        return false;
    *phrase = (hsy_phrase){.kind = kind, .row = row, .plural = plural, .next = HSY_NONE};
    phrase->capital = kind != HSY_ACTOR_ROLE && kind != HSY_ACTOR_PAIR &&
                      kind != HSY_ACTOR_SIDES;
    phrase->all_caps = phrase->capital && is_all_caps(words);
    at = hsy_map_put(&tables->phrase, norm, index);
    if (at == HSY_NONE)
        return false;
    if (at != index) {
        while (tables->phrases.data[at].next != HSY_NONE)
            at = tables->phrases.data[at].next;
        tables->phrases.data[at].next = index;
    }
    return add_prefixes(tables, norm);
}

static bool add_phrases(loader *load, hsy_str cell, hsy_actor_kind kind, uint32_t row,
                        bool plural)
{
    while (cell.ptr && cell.len) {
        hsy_str words = hsy_str_trim(hsy_str_cut(&cell, ';'));
        if (words.len && !add_phrase(load, words, kind, row, plural))
            return false;
    }
    return true;
}

static bool set_code(char out[4], hsy_str cell)
{
    if (cell.len == 1 && cell.ptr[0] == '-')
        cell.len = 0;
    if (cell.len && cell.len != 3)
        return false;
    memcpy(out, cell.ptr, cell.len);
    out[cell.len] = 0;
    return true;
}

static hsy_status no_memory(loader *load)
{
    return hsy_fail(load->err, HSY_NOMEM, NULL, 0, 0, "out of memory");
}

static hsy_rule rule_of(const hsy_table *table, const hsy_row *row, hsy_str name)
{
    /* Cells are not NUL-ended: the line alone names the rule. */
    (void)name;
    return (hsy_rule){table->name, row->line, NULL};
}

static hsy_str first_of(hsy_str cell)
{
    return hsy_str_trim(hsy_str_cut(&cell, ';'));
}

static hsy_status load_countries(loader *load)
{
    static const char *const columns[] = {"code", "names", "adjectives", "person", "people",
                                          "capitals", "seats", NULL};
    struct hsy_entity_tables *tables = load->tables;
    hsy_table table;
    hsy_status status =
        hsy_table_load(load->arena, load->home, "en/actors/countries.tsv", columns, &table,
                       load->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_country *country = hsy_vec_push(load->arena, &tables->countries);
        uint32_t at = tables->countries.count - 1;
        if (!country)
            return no_memory(load);
        if (!set_code(country->code, row->cells[0]) || !row->cells[0].len)
            return hsy_table_fail(&table, row, load->err, "a country code has three letters");
        country->name = first_of(row->cells[1]);
        country->rule = rule_of(&table, row, row->cells[0]);
        if (!hsy_map_set(&tables->country, row->cells[0], at) ||
            !add_phrases(load, row->cells[1], HSY_ACTOR_COUNTRY, at, false) ||
            !add_phrases(load, row->cells[2], HSY_ACTOR_ADJECTIVE, at, false) ||
            !add_phrases(load, row->cells[3], HSY_ACTOR_PEOPLE, at, false) ||
            !add_phrases(load, row->cells[4], HSY_ACTOR_PEOPLE, at, true) ||
            !add_phrases(load, row->cells[6], HSY_ACTOR_SEAT, at, false) ||
            !add_phrases(load, row->cells[5], HSY_ACTOR_CAPITAL, at, false))
            return no_memory(load);
    }
    return status;
}

static hsy_status load_roles(loader *load)
{
    static const char *const columns[] = {"noun", "plural", "class", "role", "title", "gender",
                                          NULL};
    static const char *const classes[] = {"leader", "epithet", "office", "honor", "person",
                                          "collective", "body", NULL};
    struct hsy_entity_tables *tables = load->tables;
    hsy_table table;
    hsy_status status = hsy_table_load(load->arena, load->home, "en/actors/roles.tsv", columns,
                                       &table, load->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_role *role = hsy_vec_push(load->arena, &tables->roles);
        uint32_t at = tables->roles.count - 1;
        int class = hsy_cell_enum(row->cells[2], classes);
        if (!role)
            return no_memory(load);
        if (class < 0)
            return hsy_table_fail(&table, row, load->err, "unknown class \"%.*s\"",
                                  HSY_STR_ARG(row->cells[2]));
        if (!set_code(role->role, row->cells[3]))
            return hsy_table_fail(&table, row, load->err, "a role code has three letters");
        role->noun = first_of(row->cells[0]);
        role->class = (hsy_role_class)class;
        role->title = row->cells[4].len && row->cells[4].ptr[0] == 'y';
        role->gender = row->cells[5].len ? row->cells[5].ptr[0] : 0;
        role->rule = rule_of(&table, row, row->cells[0]);
        bool same = hsy_str_eq(row->cells[0], row->cells[1]);
        if ((!same && !add_phrases(load, row->cells[0], HSY_ACTOR_ROLE, at, false)) ||
            !add_phrases(load, row->cells[1], HSY_ACTOR_ROLE, at, true))
            return no_memory(load);
    }
    return status;
}

static hsy_body *new_body(loader *load, const hsy_table *table, const hsy_row *row)
{
    hsy_body *body = hsy_vec_push(load->arena, &load->tables->bodies);
    if (body)
        body->rule = rule_of(table, row, row->cells[0]);
    return body;
}

static hsy_status load_bodies(loader *load)
{
    static const char *const columns[] = {"key", "names", "type", "role", "country", NULL};
    static const char *const types[] = {"organization", "group", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(load->arena, load->home, "en/actors/bodies.tsv",
                                       columns, &table, load->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_body *body = new_body(load, &table, row);
        int type = hsy_cell_enum(row->cells[2], types);
        if (!body)
            return no_memory(load);
        if (type < 0 || !set_code(body->role, row->cells[3]) ||
            !set_code(body->country, row->cells[4]))
            return hsy_table_fail(&table, row, load->err, "wrong type, role or country");
        body->key = row->cells[0];
        body->name = first_of(row->cells[1]);
        body->type = type ? HSY_ENTITY_GROUP : HSY_ENTITY_ORGANIZATION;
        if (!add_phrases(load, row->cells[1], HSY_ACTOR_BODY, load->tables->bodies.count - 1,
                         false))
            return no_memory(load);
    }
    return status;
}

/* "org:" and the norm of a name. */
static hsy_str org_key(hsy_arena *arena, hsy_str name)
{
    hsy_str norm = hsy_actor_norm(arena, name);
    char *out = norm.ptr ? hsy_arena_alloc(arena, norm.len + 4) : NULL;
    if (!out)
        return (hsy_str){NULL, 0};
    memcpy(out, "org:", 4);
    memcpy(out + 4, norm.ptr, norm.len);
    return (hsy_str){out, norm.len + 4};
}

/* Names that a table before this one has already keep their meaning. */
static bool is_known(loader *load, hsy_str name)
{
    hsy_str norm = hsy_actor_norm(load->arena, name);
    return norm.ptr && hsy_map_find(&load->tables->phrase, norm) != HSY_NONE;
}

static hsy_status load_more_bodies(loader *load, const char *name, bool outlets)
{
    static const char *const outlet_columns[] = {"name", NULL};
    static const char *const agency_columns[] = {"names", "role", "country", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(load->arena, load->home, name,
                                       outlets ? outlet_columns : agency_columns, &table,
                                       load->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_str first = first_of(row->cells[0]);
        if (is_known(load, first))
            continue;
        hsy_body *body = new_body(load, &table, row);
        if (!body)
            return no_memory(load);
        body->weak = outlets;
        if (outlets)
            memcpy(body->role, "MED", 4);
        else if (!set_code(body->role, row->cells[1]) ||
                 !set_code(body->country, row->cells[2]))
            return hsy_table_fail(&table, row, load->err, "wrong role or country");
        body->key = org_key(load->arena, first);
        body->name = first;
        bool media = memcmp(body->role, "MED", 4) == 0;
        body->type = media ? HSY_ENTITY_ORGANIZATION : HSY_ENTITY_GROUP;
        if (!body->key.ptr ||
            !add_phrases(load, row->cells[0], media ? HSY_ACTOR_OUTLET : HSY_ACTOR_BODY,
                         load->tables->bodies.count - 1, false))
            return no_memory(load);
    }
    return status;
}

static bool add_leader(loader *load, const hsy_leader *made)
{
    struct hsy_entity_tables *tables = load->tables;
    uint32_t index = tables->leaders.count, at;
    hsy_leader *leader = hsy_vec_push(load->arena, &tables->leaders);

    if (!leader)
        return false;
    *leader = *made;
    leader->next = HSY_NONE;
    at = hsy_map_put(&tables->surname, leader->last, index);
    if (at == HSY_NONE)
        return false;
    if (at != index) {
        while (tables->leaders.data[at].next != HSY_NONE)
            at = tables->leaders.data[at].next;
        tables->leaders.data[at].next = index;
    }
    return true;
}

static bool is_number_name(hsy_str last)
{
    return last.len == 0 || strspn(last.ptr, "ivx") >= last.len;
}

static hsy_status load_leaders(loader *load, const char *name)
{
    static const char *const columns[] = {"name", "country", "office", "class", "from", "to",
                                          NULL};
    static const char *const classes[] = {"state", "government", "other", NULL};
    hsy_table table;
    hsy_status status =
        hsy_table_load(load->arena, load->home, name, columns, &table, load->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_leader leader = {.name = row->cells[0], .office = row->cells[2]};
        int64_t from = 0, to = 0;
        int class = hsy_cell_enum(row->cells[3], classes);
        if (class < 0 || !set_code(leader.country, row->cells[1]) ||
            (row->cells[4].len && !hsy_cell_int(row->cells[4], &from)) ||
            (row->cells[5].len && !hsy_cell_int(row->cells[5], &to)))
            return hsy_table_fail(&table, row, load->err, "wrong class, country or year");
        hsy_str norm = hsy_actor_norm(load->arena, leader.name);
        leader.key = hsy_actor_person_key(load->arena, leader.name);
        if (!norm.ptr || !leader.key.ptr)
            return no_memory(load);
        leader.first = first_word(norm);
        leader.last = hsy_actor_surname(load->arena, last_word(norm));
        leader.class = class;
        leader.from = (int)from;
        leader.to = (int)to;
        leader.rule = rule_of(&table, row, row->cells[0]);
        if (!is_number_name(leader.last) && !add_leader(load, &leader))
            return no_memory(load);
    }
    return status;
}

static hsy_status load_first_names(loader *load)
{
    static const char *const columns[] = {"name", "gender", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(load->arena, load->home, "en/actors/first-names.tsv",
                                       columns, &table, load->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        hsy_str norm = hsy_actor_norm(load->arena, table.rows[i].cells[0]);
        hsy_str gender = table.rows[i].cells[1];
        if (!norm.ptr || !hsy_map_set(&load->tables->first_name, norm,
                                      gender.len ? (uint32_t)gender.ptr[0] : 1))
            return no_memory(load);
    }
    return status;
}

static hsy_status load_nicknames(loader *load)
{
    static const char *const columns[] = {"short", "full", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(load->arena, load->home, "en/actors/nicknames.tsv",
                                       columns, &table, load->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        hsy_str brief = hsy_actor_norm(load->arena, table.rows[i].cells[0]);
        hsy_str cell = table.rows[i].cells[1];
        if (!brief.ptr || !hsy_map_set(&load->tables->is_nickname, brief, 1))
            return no_memory(load);
        while (cell.ptr && cell.len) {
            hsy_str full = hsy_actor_norm(load->arena, hsy_str_cut(&cell, ';'));
            char *pair = full.ptr ? hsy_arena_alloc(load->arena, brief.len + full.len + 1)
                                  : NULL;
            if (!pair)
                return no_memory(load);
            memcpy(pair, brief.ptr, brief.len);
            pair[brief.len] = ' ';
            memcpy(pair + brief.len + 1, full.ptr, full.len);
            if (!hsy_map_set(&load->tables->nickname,
                             (hsy_str){pair, brief.len + full.len + 1}, 1))
                return no_memory(load);
        }
    }
    return status;
}

static hsy_status load_pronouns(loader *load)
{
    static const char *const columns[] = {"word", "kind", "number", "case", NULL};
    static const char *const cases[] = {"subj", "obj", "poss", "refl", NULL};
    struct hsy_entity_tables *tables = load->tables;
    hsy_table table;
    hsy_status status = hsy_table_load(load->arena, load->home, "en/actors/pronouns.tsv",
                                       columns, &table, load->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_pronoun *pronoun = hsy_vec_push(load->arena, &tables->pronouns);
        int kase = hsy_cell_enum(row->cells[3], cases);
        if (!pronoun)
            return no_memory(load);
        if (kase < 0 || row->cells[1].len != 1 || row->cells[2].len != 1)
            return hsy_table_fail(&table, row, load->err, "wrong kind, number or case");
        pronoun->kind = row->cells[1].ptr[0];
        pronoun->plural = row->cells[2].ptr[0] == 'p';
        pronoun->kase = kase;
        pronoun->rule = rule_of(&table, row, row->cells[0]);
        if (!hsy_map_set(&tables->pronoun, row->cells[0], tables->pronouns.count - 1))
            return no_memory(load);
    }
    return status;
}

static bool add_to_list(loader *load, hsy_str word, uint32_t list)
{
    struct hsy_entity_tables *tables = load->tables;
    hsy_str norm = hsy_actor_norm(load->arena, word);
    uint32_t at;

    if (!norm.ptr)
        return false;
    at = hsy_map_put(&tables->list, norm, tables->list_bits.count);
    if (at == HSY_NONE)
        return false;
    if (at == tables->list_bits.count) {
        uint64_t *bits = hsy_vec_push(load->arena, &tables->list_bits);
        if (!bits)
            return false;
    }
    tables->list_bits.data[at] |= UINT64_C(1) << list;
    return true;
}

/* "two_leaders" in the list of pairs is a phrase. */
static bool add_pair(loader *load, hsy_str words, hsy_actor_kind kind)
{
    char *copy = hsy_arena_copy(load->arena, words.ptr, words.len);
    if (!copy)
        return false;
    for (size_t i = 0; i < words.len; i++)
        copy[i] = copy[i] == '_' ? ' ' : copy[i];
    return add_phrase(load, (hsy_str){copy, words.len}, kind, 0, true);
}

static hsy_status load_words(loader *load)
{
    static const char *const columns[] = {"list", "words", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(load->arena, load->home, "en/actors/words.tsv", columns,
                                       &table, load->err);

    for (uint32_t i = 0; !status && i < table.nrows; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_str words = row->cells[1];
        int list = hsy_cell_enum(row->cells[0], list_names);
        bool pair = hsy_str_eq(row->cells[0], HSY_STR("pair"));
        bool sides = hsy_str_eq(row->cells[0], HSY_STR("pair-sides"));
        if (list < 0 && !pair && !sides)
            return hsy_table_fail(&table, row, load->err, "unknown list \"%.*s\"",
                                  HSY_STR_ARG(row->cells[0]));
        while (words.ptr && words.len) {
            hsy_str word = hsy_str_cut(&words, ' ');
            bool ok = !word.len ? true
                      : list >= 0
                          ? add_to_list(load, word, (uint32_t)list)
                          : add_pair(load, word, pair ? HSY_ACTOR_PAIR : HSY_ACTOR_SIDES);
            if (!ok)
                return no_memory(load);
        }
    }
    return status;
}

static void init_maps(loader *load)
{
    struct hsy_entity_tables *tables = load->tables;
    hsy_map *maps[] = {&tables->phrase,     &tables->prefix,   &tables->list,
                       &tables->first_name, &tables->nickname, &tables->is_nickname,
                       &tables->pronoun,    &tables->surname,  &tables->country};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        hsy_map_init(maps[i], load->arena);
}

hsy_status hsy_entity_tables_load(hsy_arena *arena, const char *home,
                                  const hsy_entity_tables **ret, hsy_error *err)
{
    loader load = {arena, home, hsy_new(arena, struct hsy_entity_tables), err};
    hsy_status status;

    if (!load.tables)
        return no_memory(&load);
    init_maps(&load);
    if ((status = load_words(&load)) || (status = load_countries(&load)) ||
        (status = load_bodies(&load)) || (status = load_roles(&load)) ||
        (status = load_more_bodies(&load, "en/actors/agencies.tsv", false)) ||
        (status = load_more_bodies(&load, "en/actors/groups-phoenix.tsv", false)) ||
        (status = load_more_bodies(&load, "actors/outlets.tsv", true)) ||
        (status = load_leaders(&load, "actors/leaders-2026.tsv")) ||
        (status = load_leaders(&load, "actors/leaders-2022.tsv")) ||
        (status = load_leaders(&load, "actors/offices-2019.tsv")) ||
        (status = load_first_names(&load)) || (status = load_nicknames(&load)) ||
        (status = load_pronouns(&load)))
        return status;
    *ret = load.tables;
    return HSY_OK;
}
