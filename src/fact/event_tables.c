/*
 * event_tables.c - verbs, nouns, light verbs, modes and classes of data/en/events.
 *
 * A frame's cells have a small grammar (data/en/events/README.md):
 *
 *     source, target   "subj" "obj" "iobj" "comp" "poss" "mod" or a preposition;
 *                      "on/against" the first that is there, "subj+with" all of them,
 *                      "-" none, empty: subj and obj
 *     if               conditions parted by blanks, all of which must hold:
 *                      "obj" it is there, "!obj" it is not, "obj=talks" its head is of
 *                      that class, "obj=place/people" of one of them
 *
 * Classes are small sets of words; a word's classes are one bit set, so that a
 * condition is one look-up.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

#include <string.h>

struct loader {
    hsy_arena *arena;
    const char *home;
    struct hsy_event_tables *tables;
    hsy_error *err;
};

static const char *const fixed_classes[] = {
    "actor", "place", "people", "official", "troops", "measure", "definite", "harm",
    "weapon", "aircraft", "agent", "be", "occur", "of", "that", "to", "leaving", "clausal",
    "control", "oblique", "say", "toward", "partner", "perfect", "undergo", "perform",
    "speaker", "mishap", "blaze", "founder", "locative", "statement", "introducer",
    "teller", "gathering", "home", "other", "bygone", "onset", "adverse", "they", "caller",
    "carrier", "blamer", "blamed", "device", "craft", "fixture", "tumble", "ram", "catcher",
    "burst", "fuel", "workplace", "spell", "weather", "bane", "claimer", "behind", "kin",
    "side", "plotter", "period", "universal", "whoever", "campaign", "driver", "when", "ailment",
    "custody", "die", "injury", NULL};

static const char *const type_names[] = {
#define X(name) #name,
    HSY_EVENT_TYPE_LIST(X)
#undef X
    NULL};

/* -- classes ------------------------------------------------------------------- */

static uint32_t class_of(struct loader *loader, hsy_str name)
{
    uint32_t known = hsy_map_find(&loader->tables->class_name, name);

    if (known != HSY_NONE)
        return known;
    known = loader->tables->class_name.count;
    return known < HSY_MAX_CLASSES && hsy_map_set(&loader->tables->class_name, name, known)
               ? known
               : HSY_NONE;
}

bool hsy_class_has(const struct hsy_event_tables *tables, uint32_t class, hsy_str word)
{
    uint32_t set = hsy_map_find(&tables->class_word, word);

    return set != HSY_NONE &&
           (tables->class_sets.data[set].bits[class / 64] >> (class % 64) & 1);
}

static bool add_word(struct loader *loader, uint32_t class, hsy_str word)
{
    struct hsy_event_tables *tables = loader->tables;
    uint32_t set = hsy_map_put(&tables->class_word, word, tables->class_sets.count);

    if (set == HSY_NONE)
        return false;
    if (set == tables->class_sets.count) {
        hsy_class_set *made = hsy_vec_push(loader->arena, &tables->class_sets);
        if (!made)
            return false;
    }
    tables->class_sets.data[set].bits[class / 64] |= UINT64_C(1) << (class % 64);
    return true;
}

/* All words of class `from` get class `to` as well. */
static void include_class(struct loader *loader, uint32_t to, uint32_t from)
{
    for (uint32_t i = 0; i < loader->tables->class_sets.count; i++) {
        uint64_t *bits = loader->tables->class_sets.data[i].bits;
        if (bits[from / 64] >> (from % 64) & 1)
            bits[to / 64] |= UINT64_C(1) << (to % 64);
    }
}

static hsy_status read_class_row(struct loader *loader, const hsy_table *table,
                                 const hsy_row *row, bool includes)
{
    uint32_t class = class_of(loader, row->cells[0]);
    hsy_str rest = row->cells[1];

    if (class == HSY_NONE)
        return hsy_table_fail(table, row, loader->err, "too many classes");
    while (rest.ptr) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        if (!word.len)
            continue;
        if (word.ptr[0] == '@') {
            uint32_t from = class_of(loader, hsy_str_sub(word, 1, word.len));
            if (from == HSY_NONE)
                return hsy_table_fail(table, row, loader->err, "too many classes");
            if (includes)
                include_class(loader, class, from);
        } else if (!includes && !add_word(loader, class, word)) {
            return HSY_NOMEM;
        }
    }
    return HSY_OK;
}

static hsy_status read_classes(struct loader *loader)
{
    static const char *const columns[] = {"class", "words", NULL};
    hsy_table table;
    hsy_status status;

    for (size_t i = 0; fixed_classes[i]; i++)
        if (class_of(loader, hsy_str_of(fixed_classes[i])) != i)
            return HSY_NOMEM;
    status = hsy_table_load(loader->arena, loader->home, "en/events/classes.tsv", columns,
                            &table, loader->err);
    /* Words first, then inclusions, twice: one class may take in another that does. */
    for (int pass = 0; pass < 3 && !status; pass++)
        for (uint32_t i = 0; i < table.nrows && !status; i++)
            status = read_class_row(loader, &table, &table.rows[i], pass > 0);
    return status;
}

/* -- the grammar of cells --------------------------------------------------------- */

static hsy_slot parse_slot(hsy_str word)
{
    static const struct {
        const char *name;
        hsy_slot_kind kind;
    } known[] = {{"subj", HSY_SLOT_SUBJ},   {"obj", HSY_SLOT_OBJ},    {"iobj", HSY_SLOT_IOBJ},
                 {"comp", HSY_SLOT_COMP},   {"poss", HSY_SLOT_POSS},  {"mod", HSY_SLOT_MOD},
                 {"xcomp", HSY_SLOT_XCOMP}, {"ccomp", HSY_SLOT_CCOMP}, {"ger", HSY_SLOT_GERUND}, {"pass", HSY_SLOT_PASS},
                 {"plural", HSY_SLOT_PLURAL}, {"verb", HSY_SLOT_VERB}, {"case", HSY_SLOT_CASE},
                 {"cadv", HSY_SLOT_CADV},     {"pred", HSY_SLOT_PRED}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (hsy_str_eq(word, hsy_str_of(known[i].name)))
            return (hsy_slot){known[i].kind, {0}};
    return (hsy_slot){HSY_SLOT_PREP, word};
}

bool hsy_slots_parse(hsy_str cell, hsy_slots *ret)
{
    const size_t plus = hsy_str_find(cell, HSY_STR("+"), 0);
    const char mark = plus == SIZE_MAX ? '/' : '+';
    hsy_str rest = cell;

    *ret = (hsy_slots){.all = mark == '+'};
    if (hsy_str_eq(cell, HSY_STR("-")))
        return true;
    while (rest.ptr) {
        hsy_str word = hsy_str_cut(&rest, mark);
        if (!word.len || ret->count == HSY_MAX_SLOTS)
            return false;
        ret->slot[ret->count++] = parse_slot(word);
    }
    return ret->count > 0;
}

static bool parse_test(struct loader *loader, hsy_str word, hsy_frame_test *ret)
{
    size_t equals = hsy_str_find(word, HSY_STR("="), 0);
    hsy_str rest = {NULL, 0};

    *ret = (hsy_frame_test){.negated = word.ptr[0] == '!'};
    if (equals != SIZE_MAX)
        rest = hsy_str_sub(word, equals + 1, word.len);
    ret->slot = parse_slot(hsy_str_sub(word, ret->negated, equals == SIZE_MAX ? word.len : equals));
    /* "case=on" names the preposition itself. */
    if (ret->slot.kind == HSY_SLOT_CASE) {
        ret->slot.prep = rest;
        return rest.len > 0;
    }
    while (rest.ptr) {
        hsy_str name = hsy_str_cut(&rest, '/');
        uint32_t class = hsy_map_find(&loader->tables->class_name, name);
        if (class == HSY_NONE || ret->nclasses == HSY_MAX_TEST_CLASSES)
            return false;
        ret->classes[ret->nclasses++] = (uint8_t)class;
    }
    return true;
}

static bool parse_tests(struct loader *loader, hsy_str cell, hsy_frame *frame)
{
    hsy_str rest = cell;

    while (rest.ptr) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        if (!word.len)
            continue;
        if (frame->ntests == HSY_MAX_TESTS ||
            !parse_test(loader, word, &frame->tests[frame->ntests++]))
            return false;
    }
    return true;
}

/* -- frames ---------------------------------------------------------------------- */

enum { COL_WORD, COL_TYPE, COL_MODE, COL_CAMEO, COL_SOURCE, COL_TARGET, COL_IF, COL_BARE };

static hsy_str or_null(hsy_str cell)
{
    return cell.len ? cell : (hsy_str){NULL, 0};
}

static hsy_status fill_frame(struct loader *loader, const hsy_table *table,
                             const hsy_row *row, bool noun, hsy_frame *frame)
{
    static const char *const bare[] = {"yes", "args", "light", NULL};
    const hsy_str *cells = row->cells;
    bool none = hsy_str_eq(cells[COL_TYPE], HSY_STR("-"));
    int type = none ? 0 : hsy_cell_enum(cells[COL_TYPE], type_names);
    hsy_str source = cells[COL_SOURCE].len ? cells[COL_SOURCE] : HSY_STR("subj");
    hsy_str target = cells[COL_TARGET].len ? cells[COL_TARGET] : HSY_STR("obj");

    if (type < 0)
        return hsy_table_fail(table, row, loader->err, "\"%.*s\" is no type of event",
                              HSY_STR_ARG(cells[COL_TYPE]));
    frame->type = (hsy_event_type)type;
    frame->none = none;
    frame->mode = or_null(cells[COL_MODE]);
    frame->cameo = or_null(cells[COL_CAMEO]);
    frame->rule = (hsy_rule){table->name, row->line,
                             hsy_arena_copy(loader->arena, cells[COL_WORD].ptr,
                                            cells[COL_WORD].len)};
    if (!hsy_slots_parse(source, &frame->source) || !hsy_slots_parse(target, &frame->target))
        return hsy_table_fail(table, row, loader->err, "source or target cannot be read");
    if (!parse_tests(loader, cells[COL_IF], frame))
        return hsy_table_fail(table, row, loader->err, "condition \"%.*s\" cannot be read",
                              HSY_STR_ARG(cells[COL_IF]));
    if (noun) {
        int value = hsy_cell_enum(cells[COL_BARE], bare);
        if (value < 0)
            return hsy_table_fail(table, row, loader->err, "bare is neither yes, args nor light");
        frame->bare = (hsy_bare)value;
    }
    return HSY_OK;
}

/* Frames of a word are a list in the order of the file. */
static bool chain_frame(struct loader *loader, hsy_map *map, uint32_t index)
{
    hsy_frame *frames = loader->tables->frames.data;
    uint32_t at = hsy_map_put(map, frames[index].word, index);

    if (at == HSY_NONE)
        return false;
    if (at == index)
        return true;
    while (frames[at].next != HSY_NONE)
        at = frames[at].next;
    frames[at].next = index;
    return true;
}

/* "carry out": word and particle; "drone strike": what stands before, and the word. */
static void cut_word(hsy_str cell, bool noun, hsy_frame *frame)
{
    hsy_str rest = cell, first;

    if (!noun) {
        frame->word = hsy_str_cut(&rest, ' ');
        frame->particle = rest.ptr ? rest : (hsy_str){"", 0};
        return;
    }
    first = hsy_str_cut(&rest, ' ');
    frame->word = rest.ptr ? rest : first;
    frame->before = rest.ptr ? first : (hsy_str){"", 0};
}

static hsy_status read_frames(struct loader *loader, const char *name, bool noun)
{
    static const char *const verb_columns[] = {"word", "type", "mode", "cameo",
                                               "source", "target", "if", NULL};
    static const char *const noun_columns[] = {"word", "type", "mode", "cameo", "source",
                                               "target", "if", "bare", NULL};
    hsy_map *map = noun ? &loader->tables->noun : &loader->tables->verb;
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, name,
                                       noun ? noun_columns : verb_columns, &table, loader->err);

    /* Two rounds: rows of several words come before those of one. */
    for (int pass = 0; pass < 2 && !status; pass++)
        for (uint32_t i = 0; i < table.nrows && !status; i++) {
            hsy_str word = table.rows[i].cells[COL_WORD];
            bool several = hsy_str_find(word, HSY_STR(" "), 0) != SIZE_MAX;
            hsy_frame *frame;
            if (several != (pass == 0))
                continue;
            frame = hsy_vec_push(loader->arena, &loader->tables->frames);
            if (!frame)
                return HSY_NOMEM;
            frame->next = HSY_NONE;
            cut_word(word, noun, frame);
            status = fill_frame(loader, &table, &table.rows[i], noun, frame);
            if (!status && !chain_frame(loader, map, loader->tables->frames.count - 1))
                status = HSY_NOMEM;
        }
    return status;
}

/* -- light verbs and modes --------------------------------------------------------- */

static bool parse_types(hsy_str cell, uint32_t *ret)
{
    hsy_str rest = cell;

    *ret = 0;
    if (hsy_str_eq(cell, HSY_STR("*")))
        *ret = UINT32_MAX;
    while (*ret != UINT32_MAX && rest.ptr) {
        int type = hsy_cell_enum(hsy_str_cut(&rest, '/'), type_names);
        if (type < 0)
            return false;
        *ret |= 1u << type;
    }
    return true;
}

static hsy_status read_lights(struct loader *loader)
{
    static const char *const columns[] = {"verb", "types", NULL};
    struct hsy_event_tables *tables = loader->tables;
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/events/light.tsv",
                                       columns, &table, loader->err);

    for (uint32_t i = 0; i < table.nrows && !status; i++) {
        hsy_light *light = hsy_vec_push(loader->arena, &tables->lights);
        hsy_str rest = table.rows[i].cells[0], word = hsy_str_cut(&rest, ' ');
        uint32_t at;
        if (!light)
            return HSY_NOMEM;
        light->particle = rest.ptr ? rest : (hsy_str){"", 0};
        light->next = HSY_NONE;
        if (!parse_types(table.rows[i].cells[1], &light->types))
            return hsy_table_fail(&table, &table.rows[i], loader->err, "unknown type of event");
        at = hsy_map_put(&tables->light, word, tables->lights.count - 1);
        if (at == HSY_NONE)
            return HSY_NOMEM;
        while (tables->lights.data[at].next != HSY_NONE)
            at = tables->lights.data[at].next;
        if (at != tables->lights.count - 1)
            tables->lights.data[at].next = tables->lights.count - 1;
    }
    return status;
}

static hsy_status read_modes(struct loader *loader)
{
    static const char *const columns[] = {"type", "words", "mode", "cameo", NULL};
    struct hsy_event_tables *tables = loader->tables;
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/events/modes.tsv",
                                       columns, &table, loader->err);

    for (uint32_t i = 0; i < table.nrows && !status; i++) {
        const hsy_str *cells = table.rows[i].cells;
        hsy_mode_row *row = hsy_vec_push(loader->arena, &tables->modes);
        int type = hsy_cell_enum(cells[0], type_names);
        hsy_str rest = cells[1];
        if (!row)
            return HSY_NOMEM;
        if (type < 0)
            return hsy_table_fail(&table, &table.rows[i], loader->err, "unknown type of event");
        *row = (hsy_mode_row){(hsy_event_type)type, cells[2], or_null(cells[3])};
        while (rest.ptr) {
            hsy_str word = hsy_str_cut(&rest, ' ');
            if (word.len && hsy_map_put(&tables->mode, word, tables->modes.count - 1) == HSY_NONE)
                return HSY_NOMEM;
        }
    }
    return status;
}

static hsy_status read_intents(struct loader *loader)
{
    static const char *const columns[] = {"word", "acts", "polarity", "spoken",
                                          "type", "cameo", NULL};
    static const char *const acts[] = {"cooperation", "conflict", "any", NULL};
    static const char *const polarity[] = {"positive", "negative", NULL};
    static const char *const spoken[] = {"no", "yes", NULL};
    hsy_table table;
    hsy_status status = hsy_table_load(loader->arena, loader->home, "en/events/intents.tsv",
                                       columns, &table, loader->err);

    for (uint32_t i = 0; i < table.nrows && !status; i++) {
        const hsy_row *row = &table.rows[i];
        hsy_intent *intent = hsy_vec_push(loader->arena, &loader->tables->intents);
        int a = hsy_cell_enum(row->cells[1], acts), p = hsy_cell_enum(row->cells[2], polarity);
        int s = hsy_cell_enum(row->cells[3], spoken), t = hsy_cell_enum(row->cells[4], type_names);
        if (!intent)
            return HSY_NOMEM;
        if (a < 0 || p < 0 || s < 0 || t < 0)
            return hsy_table_fail(&table, row, loader->err, "a cell is none of its words");
        *intent = (hsy_intent){row->cells[0], (hsy_acts)a, p == 1, s == 1, (hsy_event_type)t,
                               or_null(row->cells[5]), {table.name, row->line, NULL}};
        intent->rule.name = hsy_arena_copy(loader->arena, row->cells[0].ptr, row->cells[0].len);
    }
    return status;
}

hsy_status hsy_event_tables_load(hsy_arena *arena, const char *home,
                                 const hsy_event_tables **ret, hsy_error *err)
{
    struct hsy_event_tables *tables = hsy_new(arena, struct hsy_event_tables);
    struct loader loader = {arena, home, tables, err};
    hsy_status status;

    if (!tables)
        return hsy_fail(err, HSY_NOMEM, "", 0, 0, "out of memory");
    hsy_map_init(&tables->verb, arena);
    hsy_map_init(&tables->noun, arena);
    hsy_map_init(&tables->light, arena);
    hsy_map_init(&tables->mode, arena);
    hsy_map_init(&tables->class_name, arena);
    hsy_map_init(&tables->class_word, arena);
    status = read_classes(&loader);
    if (!status)
        status = read_frames(&loader, "en/events/verbs.tsv", false);
    if (!status)
        status = read_frames(&loader, "en/events/nouns.tsv", true);
    if (!status)
        status = read_lights(&loader);
    if (!status)
        status = read_modes(&loader);
    if (!status)
        status = read_intents(&loader);
    if (!status)
        *ret = tables;
    return status;
}
