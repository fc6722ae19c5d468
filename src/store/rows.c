/*
 * rows.c - the lists of an article and of its reading, a row an element.
 *
 * Each kind has one function that names its columns in the order of the schema;
 * it serves writing and reading alike (see internal.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "store/internal.h"

#include <string.h>

/* Parties and chains hang on facts; they are rows of their own. */
struct party {
    uint32_t event, entity;
    bool target;
};

struct said_by {
    uint32_t kind, fact; /* kind: 0 quantity, 1 event, 2 quote */
    hsy_said_by link;
};

#define NAMER(function, type, real)                                                             \
    static const char *function(int value)                                                     \
    {                                                                                          \
        return real((type)value);                                                              \
    }
NAMER(name_basis, hsy_basis, hsy_basis_name)
NAMER(name_precision, hsy_precision, hsy_precision_name)
NAMER(name_removed, hsy_removed_as, hsy_removed_name)
NAMER(name_entity_type, hsy_entity_type, hsy_entity_type_name)
NAMER(name_form, hsy_form, hsy_form_name)
NAMER(name_time_type, hsy_time_type, hsy_time_type_name)
NAMER(name_place_kind, hsy_place_kind, hsy_place_kind_name)
NAMER(name_what, hsy_what, hsy_what_name)
NAMER(name_comparator, hsy_comparator, hsy_comparator_name)
NAMER(name_scope, hsy_scope, hsy_scope_name)
NAMER(name_quote_kind, hsy_quote_kind, hsy_quote_kind_name)
NAMER(name_event_type, hsy_event_type, hsy_event_type_name)
NAMER(name_modality, hsy_modality, hsy_modality_name)

#define COUNT_ONE(name, text) +1
/* An enum member of `*x`, moved through an int so that its width is the codec's. */
#define ENUM(codec, member, type, name, count)                                                  \
    do {                                                                                       \
        int value_ = (int)(member);                                                            \
        hsy_codec_enum((codec), &value_, (name), (count));                                     \
        (member) = (type)value_;                                                               \
    } while (0)

static void byline_row(hsy_codec *c, void *row)
{
    hsy_byline *x = row;
    hsy_codec_str(c, &x->name);
    hsy_codec_span(c, &x->at);
}

static void date_row(hsy_codec *c, void *row)
{
    hsy_date *x = row;
    hsy_codec_str(c, &x->value);
    ENUM(c, x->precision, hsy_precision, name_precision, HSY_PRECISION_MINUTE + 1);
    ENUM(c, x->basis, hsy_basis, name_basis, HSY_BASIS_WARC + 1);
}

static void removed_row(hsy_codec *c, void *row)
{
    hsy_removed *x = row;
    hsy_codec_span(c, &x->at);
    ENUM(c, x->as, hsy_removed_as, name_removed, HSY_AS_OTHER + 1);
}

static void paragraph_row(hsy_codec *c, void *row)
{
    hsy_paragraph *x = row;
    hsy_codec_span(c, &x->span);
    hsy_codec_bool(c, &x->heading);
}

static void sentence_row(hsy_codec *c, void *row)
{
    hsy_sentence_info *x = row;
    hsy_codec_span(c, &x->span);
    hsy_codec_bool(c, &x->is_title);
    hsy_codec_bool(c, &x->is_heading);
}

static void entity_row(hsy_codec *c, void *row)
{
    hsy_entity *x = row;
    hsy_codec_str(c, &x->name);
    hsy_codec_str(c, &x->key);
    ENUM(c, x->type, hsy_entity_type, name_entity_type, 0 HSY_ENTITY_TYPE_LIST(COUNT_ONE));
    hsy_codec_code(c, x->country);
    hsy_codec_code(c, x->role);
    hsy_codec_str(c, &x->title);
    hsy_codec_bool(c, &x->plural);
    hsy_codec_u32(c, &x->first_mention);
    hsy_codec_rule(c, &x->rule);
}

static void mention_row(hsy_codec *c, void *row)
{
    hsy_mention *x = row;
    hsy_codec_u32(c, &x->entity);
    hsy_codec_span(c, &x->span);
    ENUM(c, x->form, hsy_form, name_form, 0 HSY_FORM_LIST(COUNT_ONE));
    hsy_codec_rule(c, &x->rule);
}

static void time_row(hsy_codec *c, void *row)
{
    hsy_time *x = row;
    int32_t anchor = (int32_t)x->anchor;
    hsy_codec_span(c, &x->span);
    hsy_codec_u32(c, &x->sentence);
    ENUM(c, x->type, hsy_time_type, name_time_type, 0 HSY_TIME_TYPE_LIST(COUNT_ONE));
    hsy_codec_str(c, &x->value);
    hsy_codec_i32(c, &anchor);
    x->anchor = anchor == HSY_ANCHOR_PUBLISHED   ? HSY_ANCHOR_PUBLISHED
                : anchor == HSY_ANCHOR_MENTIONED ? HSY_ANCHOR_MENTIONED
                                                 : HSY_ANCHOR_NONE;
    hsy_codec_i32(c, &x->day_from);
    hsy_codec_i32(c, &x->day_to);
    hsy_codec_rule(c, &x->rule);
}

static void place_row(hsy_codec *c, void *row)
{
    hsy_place *x = row;
    hsy_codec_span(c, &x->span);
    hsy_codec_u32(c, &x->sentence);
    hsy_codec_str(c, &x->name);
    hsy_codec_code(c, x->country);
    hsy_codec_str(c, &x->admin1);
    hsy_codec_bool(c, &x->has_point);
    hsy_codec_i32(c, &x->lat);
    hsy_codec_i32(c, &x->lon);
    hsy_codec_i64(c, &x->geonames);
    ENUM(c, x->kind, hsy_place_kind, name_place_kind, 0 HSY_PLACE_KIND_LIST(COUNT_ONE));
    hsy_codec_rule(c, &x->rule);
}

static void quantity_row(hsy_codec *c, void *row)
{
    hsy_quantity *x = row;
    uint32_t age = x->age;
    hsy_codec_span(c, &x->span);
    hsy_codec_span(c, &x->figure);
    hsy_codec_u32(c, &x->sentence);
    ENUM(c, x->what, hsy_what, name_what, 0 HSY_WHAT_LIST(COUNT_ONE));
    hsy_codec_str(c, &x->who);
    hsy_codec_str(c, &x->unit);
    hsy_codec_i64(c, &x->low);
    hsy_codec_i64(c, &x->high);
    ENUM(c, x->comparator, hsy_comparator, name_comparator, 0 HSY_COMPARATOR_LIST(COUNT_ONE));
    ENUM(c, x->scope, hsy_scope, name_scope, 0 HSY_SCOPE_LIST(COUNT_ONE));
    hsy_codec_u32(c, &x->part_of);
    hsy_codec_u32(c, &x->event);
    hsy_codec_u32(c, &x->place);
    hsy_codec_u32(c, &x->time);
    hsy_codec_bool(c, &x->retracted);
    hsy_codec_bool(c, &x->negated);
    hsy_codec_bool(c, &x->updates);
    hsy_codec_bool(c, &x->additional);
    hsy_codec_rule(c, &x->rule);
    hsy_codec_bool(c, &x->mishap);
    hsy_codec_bool(c, &x->definite);
    hsy_codec_bool(c, &x->named);
    hsy_codec_u32(c, &age);
    x->age = (uint8_t)age;
}

static void quote_row(hsy_codec *c, void *row)
{
    hsy_quote *x = row;
    hsy_codec_span(c, &x->span);
    hsy_codec_u32(c, &x->sentence);
    ENUM(c, x->kind, hsy_quote_kind, name_quote_kind, 0 HSY_QUOTE_KIND_LIST(COUNT_ONE));
    hsy_codec_u32(c, &x->speaker);
    hsy_codec_span(c, &x->speaker_span);
    hsy_codec_span(c, &x->cue);
    hsy_codec_u32(c, &x->continues);
    hsy_codec_rule(c, &x->rule);
}

static void event_row(hsy_codec *c, void *row)
{
    hsy_event *x = row;
    hsy_codec_span(c, &x->trigger);
    hsy_codec_span(c, &x->span);
    hsy_codec_u32(c, &x->sentence);
    ENUM(c, x->type, hsy_event_type, name_event_type, HSY_EVENT_TYPE_COUNT);
    hsy_codec_str(c, &x->mode);
    hsy_codec_str(c, &x->cameo);
    hsy_codec_u32(c, &x->place);
    hsy_codec_u32(c, &x->time);
    ENUM(c, x->modality, hsy_modality, name_modality, 0 HSY_MODALITY_LIST(COUNT_ONE));
    hsy_codec_bool(c, &x->negative);
    hsy_codec_u32(c, &x->same_as);
    hsy_codec_rule(c, &x->rule);
    hsy_codec_rule(c, &x->modality_rule);
    hsy_codec_span(c, &x->reason);
    hsy_codec_rule(c, &x->reason_rule);
}

static void party_row(hsy_codec *c, void *row)
{
    struct party *x = row;
    hsy_codec_u32(c, &x->event);
    hsy_codec_bool(c, &x->target);
    hsy_codec_u32(c, &x->entity);
}

static void said_by_row(hsy_codec *c, void *row)
{
    struct said_by *x = row;
    hsy_codec_u32(c, &x->kind);
    hsy_codec_u32(c, &x->fact);
    hsy_codec_u32(c, &x->link.entity);
    hsy_codec_span(c, &x->link.span);
}

/* In the order of `enum kind`. */
enum kind {
    BYLINE, DATE, REMOVED, PARAGRAPH, SENTENCE, ENTITY, MENTION, TIME, PLACE, QUANTITY, QUOTE,
    EVENT, PARTY, SAID_BY, NKINDS
};
static const struct kind_row {
    const char *table;
    int columns; /* beside article and n */
    size_t size;
    void (*row)(hsy_codec *codec, void *row);
} kinds[NKINDS] = {
    /* clang-format off */
    [BYLINE]    = {"byline", 3, sizeof(hsy_byline), byline_row},
    [DATE]      = {"other_date", 3, sizeof(hsy_date), date_row},
    [REMOVED]   = {"removed", 3, sizeof(hsy_removed), removed_row},
    [PARAGRAPH] = {"paragraph", 3, sizeof(hsy_paragraph), paragraph_row},
    [SENTENCE]  = {"sentence", 4, sizeof(hsy_sentence_info), sentence_row},
    [ENTITY]    = {"entity", 11, sizeof(hsy_entity), entity_row},
    [MENTION]   = {"mention", 7, sizeof(hsy_mention), mention_row},
    [TIME]      = {"time", 11, sizeof(hsy_time), time_row},
    [PLACE]     = {"place", 14, sizeof(hsy_place), place_row},
    [QUANTITY]  = {"quantity", 27, sizeof(hsy_quantity), quantity_row},
    [QUOTE]     = {"quote", 13, sizeof(hsy_quote), quote_row},
    [EVENT]     = {"event", 24, sizeof(hsy_event), event_row},
    [PARTY]     = {"party", 3, sizeof(struct party), party_row},
    [SAID_BY]   = {"said_by", 5, sizeof(struct said_by), said_by_row},
    /* clang-format on */
};

/* -- writing -------------------------------------------------------------------- */

static hsy_status insert_statement(hsy_store *store, enum kind kind, sqlite3_stmt **ret,
                                   hsy_error *err)
{
    char sql[256];
    int n = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?, ?", kinds[kind].table);

    for (int i = 0; i < kinds[kind].columns; i++)
        n += snprintf(sql + n, sizeof sql - (size_t)n, ", ?");
    snprintf(sql + n, sizeof sql - (size_t)n, ")");
    return hsy_store_prepare(store, HSY_SQL_KINDS + (int)kind, sql, ret, err);
}

static hsy_status write_list(hsy_store *store, int64_t no, enum kind kind, const void *list,
                             uint32_t count, hsy_error *err)
{
    const struct kind_row *of = &kinds[kind];
    union { /* room for a copy of any row: the codec's functions do not take const */
        hsy_quantity quantity;
        hsy_event event;
        char bytes[512];
    } row;
    sqlite3_stmt *stmt = NULL;

    hsy_status status = insert_statement(store, kind, &stmt, err);
    for (uint32_t i = 0; !status && i < count; i++) {
        hsy_codec codec = {.stmt = stmt, .column = 2};
        memcpy(&row, (const char *)list + i * of->size, of->size);
        sqlite3_bind_int64(stmt, 1, no);
        sqlite3_bind_int64(stmt, 2, i);
        of->row(&codec, &row);
        status = hsy_store_step(store, stmt, err);
    }
    return status;
}
_Static_assert(sizeof(hsy_event) <= 512 && sizeof(hsy_quantity) <= 512, "room for any row");

static hsy_status write_parties(hsy_store *store, int64_t no, hsy_arena *arena,
                                const hsy_reading *reading, hsy_error *err)
{
    HSY_VEC(struct party) parties = {0};

    for (uint32_t i = 0; i < reading->nevents; i++) {
        const hsy_event *event = &reading->events[i];
        for (uint32_t k = 0; k < event->nsources + event->ntargets; k++) {
            struct party *party = hsy_vec_push(arena, &parties);
            bool target = k >= event->nsources;
            if (!party)
                return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
            *party = (struct party){
                i, target ? event->targets[k - event->nsources] : event->sources[k], target};
        }
    }
    return write_list(store, no, PARTY, parties.data, parties.count, err);
}

typedef HSY_VEC(struct said_by) said_by_vec;

static bool add_chain(hsy_arena *arena, said_by_vec *links, uint32_t kind, uint32_t fact,
                      hsy_chain chain)
{
    for (uint32_t i = 0; i < chain.count; i++) {
        struct said_by *link = hsy_vec_push(arena, links);
        if (!link)
            return false;
        *link = (struct said_by){kind, fact, chain.links[i]};
    }
    return true;
}

static hsy_status write_chains(hsy_store *store, int64_t no, hsy_arena *arena,
                               const hsy_reading *reading, hsy_error *err)
{
    said_by_vec links = {0};
    bool ok = true;

    for (uint32_t i = 0; i < reading->nquantities; i++)
        ok &= add_chain(arena, &links, 0, i, reading->quantities[i].said_by);
    for (uint32_t i = 0; i < reading->nevents; i++)
        ok &= add_chain(arena, &links, 1, i, reading->events[i].said_by);
    for (uint32_t i = 0; i < reading->nquotes; i++)
        ok &= add_chain(arena, &links, 2, i, reading->quotes[i].said_by);
    if (!ok)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    return write_list(store, no, SAID_BY, links.data, links.count, err);
}

hsy_status hsy_rows_write(hsy_store *store, int64_t no, const hsy_article *a,
                          const hsy_reading *r, hsy_error *err)
{
    const struct {
        enum kind kind;
        const void *list;
        uint32_t count;
    } lists[] = {
        {BYLINE, a->bylines, a->nbylines},       {DATE, a->others, a->nothers},
        {REMOVED, a->removed, a->nremoved},      {PARAGRAPH, a->paragraphs, a->nparagraphs},
        {SENTENCE, r->sentences, r->nsentences}, {ENTITY, r->entities, r->nentities},
        {MENTION, r->mentions, r->nmentions},    {TIME, r->times, r->ntimes},
        {PLACE, r->places, r->nplaces},          {QUANTITY, r->quantities, r->nquantities},
        {QUOTE, r->quotes, r->nquotes},          {EVENT, r->events, r->nevents},
    };
    hsy_status status = HSY_OK;
    hsy_arena arena;

    for (size_t i = 0; !status && i < sizeof lists / sizeof *lists; i++)
        status = write_list(store, no, lists[i].kind, lists[i].list, lists[i].count, err);
    hsy_arena_init(&arena, 0);
    if (!status)
        status = write_parties(store, no, &arena, r, err);
    if (!status)
        status = write_chains(store, no, &arena, r, err);
    hsy_arena_clear(&arena);
    return status;
}

/* -- reading --------------------------------------------------------------------- */

/* Room for one more row than `n`, all zero; NULL when out of memory. How many there are is
 * known when all were read, so they are gathered in memory that the next list uses again. */
static char *next_row(hsy_store *store, uint32_t n, size_t size)
{
    if ((n + 1) * size > store->room) {
        size_t room = 2 * store->room > (n + 16) * size ? 2 * store->room : (n + 16) * size;
        char *more = sqlite3_realloc64(store->rows, room);
        if (!more)
            return NULL;
        store->rows = more;
        store->room = room;
    }
    return memset(store->rows + n * size, 0, size);
}

static hsy_status take_rows(hsy_store *store, sqlite3_stmt *stmt, const struct kind_row *of,
                            hsy_arena *arena, uint32_t *ret_count, hsy_error *err)
{
    uint32_t n = 0;
    int step;

    for (; (step = sqlite3_step(stmt)) == SQLITE_ROW; n++) {
        hsy_codec codec = {.stmt = stmt, .arena = arena, .column = 2};
        char *row = next_row(store, n, of->size);
        if (!row)
            return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
        of->row(&codec, row);
        if (codec.failed)
            return hsy_fail(err, HSY_STORE, store->path, 0, 0,
                            "a row of table \"%s\" makes no sense", of->table);
    }
    *ret_count = n;
    return step == SQLITE_DONE ? HSY_OK : hsy_store_fail(store, err);
}

static hsy_status read_list(hsy_store *store, int64_t no, enum kind kind, hsy_arena *arena,
                            void **ret, uint32_t *ret_count, hsy_error *err)
{
    const struct kind_row *of = &kinds[kind];
    sqlite3_stmt *stmt = NULL;
    char sql[128];

    snprintf(sql, sizeof sql, "SELECT * FROM %s WHERE article = ? ORDER BY n", of->table);
    hsy_status status = hsy_store_prepare(store, HSY_SQL_READ + (int)kind, sql, &stmt, err);
    if (status)
        return status;
    sqlite3_bind_int64(stmt, 1, no);
    status = take_rows(store, stmt, of, arena, ret_count, err);
    sqlite3_reset(stmt);
    if (status)
        return status;
    *ret = hsy_arena_array(arena, *ret_count, of->size);
    if (!*ret)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    if (*ret_count)
        memcpy(*ret, store->rows, *ret_count * of->size);
    return HSY_OK;
}

static hsy_status bad_reference(hsy_store *store, const char *table, hsy_error *err)
{
    return hsy_fail(err, HSY_STORE, store->path, 0, 0,
                    "a row of table \"%s\" names what is not there", table);
}

/* Rows are in the order of events and sides, so each event's are a run. */
static hsy_status hang_parties(hsy_store *store, hsy_arena *arena, hsy_reading *reading,
                               const struct party *rows, uint32_t count, hsy_error *err)
{
    uint32_t *entities = hsy_new_array(arena, count, uint32_t);

    if (!entities)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    for (uint32_t i = 0; i < count; i++) {
        if (rows[i].event >= reading->nevents || rows[i].entity >= reading->nentities)
            return bad_reference(store, "party", err);
        hsy_event *event = &reading->events[rows[i].event];
        entities[i] = rows[i].entity;
        const uint32_t **list = rows[i].target ? &event->targets : &event->sources;
        uint32_t *n = rows[i].target ? &event->ntargets : &event->nsources;
        if ((*n)++ == 0)
            *list = &entities[i];
    }
    return HSY_OK;
}

static hsy_chain *chain_of(hsy_reading *reading, const struct said_by *row)
{
    switch (row->kind) {
    case 0: return row->fact < reading->nquantities ? &reading->quantities[row->fact].said_by : NULL;
    case 1: return row->fact < reading->nevents ? &reading->events[row->fact].said_by : NULL;
    case 2: return row->fact < reading->nquotes ? &reading->quotes[row->fact].said_by : NULL;
    default: return NULL;
    }
}

static hsy_status hang_chains(hsy_store *store, hsy_arena *arena, hsy_reading *reading,
                              const struct said_by *rows, uint32_t count, hsy_error *err)
{
    hsy_said_by *links = hsy_new_array(arena, count, hsy_said_by);

    if (!links)
        return hsy_fail(err, HSY_NOMEM, NULL, 0, 0, "out of memory");
    for (uint32_t i = 0; i < count; i++) {
        hsy_chain *chain = chain_of(reading, &rows[i]);
        if (!chain)
            return bad_reference(store, "said_by", err);
        links[i] = rows[i].link;
        if (chain->count++ == 0)
            chain->links = &links[i];
    }
    return HSY_OK;
}

hsy_status hsy_rows_read(hsy_store *store, int64_t no, hsy_arena *arena, hsy_article *a,
                         hsy_reading *r, hsy_error *err)
{
    void *parties = NULL, *links = NULL;
    uint32_t nparties = 0, nlinks = 0;
    const struct {
        enum kind kind;
        void *list; /* of a pointer to the list */
        uint32_t *count;
    } lists[] = {
        {BYLINE, &a->bylines, &a->nbylines},       {DATE, &a->others, &a->nothers},
        {REMOVED, &a->removed, &a->nremoved},      {PARAGRAPH, &a->paragraphs, &a->nparagraphs},
        {SENTENCE, &r->sentences, &r->nsentences}, {ENTITY, &r->entities, &r->nentities},
        {MENTION, &r->mentions, &r->nmentions},    {TIME, &r->times, &r->ntimes},
        {PLACE, &r->places, &r->nplaces},          {QUANTITY, &r->quantities, &r->nquantities},
        {QUOTE, &r->quotes, &r->nquotes},          {EVENT, &r->events, &r->nevents},
        {PARTY, &parties, &nparties},              {SAID_BY, &links, &nlinks},
    };
    hsy_status status = HSY_OK;

    for (size_t i = 0; !status && i < sizeof lists / sizeof *lists; i++) {
        void *list = NULL;
        status = read_list(store, no, lists[i].kind, arena, &list, lists[i].count, err);
        memcpy(lists[i].list, &list, sizeof list);
    }
    if (!status)
        status = hang_parties(store, arena, r, parties, nparties, err);
    if (!status)
        status = hang_chains(store, arena, r, links, nlinks, err);
    return status;
}
