/*
 * html_map.c - where a story plays, drawn over free outlines.
 *
 * Places are those that the claims of the story are tied to, or, when there are none, all
 * that its articles name. A story can name a town at the front and three capitals far
 * away: the map shows the part of the world, at most 40 by 28 degrees, in which most of
 * the accounts lie, and says in words what lies outside it.
 *
 * The projection is equirectangular, true at the middle of the map. Everything is in
 * integers: hundredths of a degree in, tenths of a pixel out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/html.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outlines.inc"

#define NRINGS (sizeof outline_rings / sizeof *outline_rings)
#define WIDTH 640
#define MIN_HEIGHT 300
#define MAX_HEIGHT 420
#define WIDEST 4000   /* hundredths of a degree */
#define HIGHEST 2800
#define NARROWEST 500 /* between places of one country's part */
#define ALONE 1000    /* around one place: some border or coast is in sight */
#define OF_COUNTRY 2400
#define NEAR 150 /* hundredths of a degree: a region's middle and its town */
#define MAX_PLACES 48
#define MAX_CLIPPED 6000
#define FINEST 12     /* tenths of a pixel: nearer points are one */
#define OVER 60       /* tenths of a pixel drawn beyond the edge */
#define LETTER 62     /* tenths of a pixel: a letter of a label */
#define LINE 130

typedef struct box {
    int64_t west, south, east, north;
} box;

struct spot {
    hsy_str name;
    int64_t lon, lat; /* hundredths of a degree */
    uint32_t weight;
    bool country, shown;
};

typedef struct point {
    int64_t x, y;
} point;

struct map {
    hsy_html *html;
    struct spot spots[MAX_PLACES]; /* heaviest first */
    uint32_t count;
    box area;
    int64_t cosine; /* of the middle, in 1/1000 */
    int64_t scale;  /* tenths of a pixel for 1000 hundredths of a degree of latitude */
    int64_t height; /* tenths of a pixel */
    box labels[2 * MAX_PLACES + 64]; /* and dots, in tenths of a pixel */
    uint32_t nlabels;
};

/* -- places ------------------------------------------------------------------------ */

static int64_t hundredths(int32_t degrees)
{
    return (degrees < 0 ? degrees - 500 : degrees + 500) / 1000;
}

struct gather {
    hsy_html *html;
    hsy_map known;
    HSY_VEC(struct spot) spots;
    bool failed;
};

static void add_place(struct gather *g, const hsy_place *place)
{
    char key[48];

    /* A continent's middle is no place where something happened. */
    if (!place->has_point || (place->kind != HSY_PLACE_OTHER && !place->country[0]))
        return;
    int n = snprintf(key, sizeof key, "%" PRId32 " %" PRId32, place->lat, place->lon);
    hsy_str name = hsy_str_copy(&g->html->work, (hsy_str){key, (size_t)n});
    uint32_t at = name.ptr ? hsy_map_put(&g->known, name, g->spots.count) : HSY_NONE;
    if (at == HSY_NONE) {
        g->failed = true;
        return;
    }
    if (at == g->spots.count) {
        struct spot *spot = hsy_vec_push(&g->html->work, &g->spots);
        g->failed |= !spot;
        if (!spot)
            return;
        *spot = (struct spot){place->name, hundredths(place->lon), hundredths(place->lat), 0,
                              place->kind == HSY_PLACE_COUNTRY, false};
    }
    g->spots.data[at].weight++;
}

static uint32_t place_of(const hsy_reading *r, const hsy_account *account)
{
    switch (account->kind) {
    case HSY_FACT_EVENT: return r->events[account->fact].place;
    case HSY_FACT_PLACE: return account->fact;
    case HSY_FACT_QUANTITY: {
        const hsy_quantity *q = &r->quantities[account->fact];
        return q->place != HSY_NONE || q->event >= r->nevents ? q->place
                                                              : r->events[q->event].place;
    }
    default: return HSY_NONE;
    }
}

static void gather_tied(struct gather *g)
{
    const hsy_html *html = g->html;

    for (uint32_t c = html->first[html->story]; c < html->first[html->story + 1]; c++) {
        const hsy_claim *claim = &html->in->ledger->claims[c];
        for (uint32_t i = 0; i < claim->naccounts; i++) {
            const hsy_reading *r = html->in->sources[claim->accounts[i].source].reading;
            uint32_t place = place_of(r, &claim->accounts[i]);
            if (place < r->nplaces)
                add_place(g, &r->places[place]);
        }
    }
}

static void gather_named(struct gather *g)
{
    const hsy_story *story = hsy_html_story(g->html);

    for (uint32_t d = 0; d < story->ndocs; d++) {
        const hsy_reading *r = g->html->in->sources[story->docs[d]].reading;
        for (uint32_t i = 0; i < r->nplaces; i++)
            add_place(g, &r->places[i]);
    }
}

/* Towns and regions before countries, then by weight, then by place. */
static int compare_spots(const void *left, const void *right)
{
    const struct spot *a = left, *b = right;

    if (a->country != b->country)
        return a->country ? 1 : -1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    if (a->lon != b->lon)
        return a->lon < b->lon ? -1 : 1;
    if (a->lat != b->lat)
        return a->lat < b->lat ? -1 : 1;
    return hsy_str_cmp(a->name, b->name);
}

/* A region and the town that it is named after, not far from it, are one name on a map: the
 * heavier dot stands for both. */
static void fold_names(struct map *map)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < map->count; i++) {
        uint32_t k = 0;
        while (k < kept && (!hsy_str_eq(map->spots[k].name, map->spots[i].name) ||
                            labs(map->spots[k].lon - map->spots[i].lon) > NEAR ||
                            labs(map->spots[k].lat - map->spots[i].lat) > NEAR))
            k++;
        if (k < kept)
            map->spots[k].weight += map->spots[i].weight;
        else
            map->spots[kept++] = map->spots[i];
    }
    map->count = kept;
    qsort(map->spots, kept, sizeof *map->spots, compare_spots);
}

static bool find_places(struct map *map)
{
    struct gather g = {.html = map->html};

    hsy_map_init(&g.known, &map->html->work);
    gather_tied(&g);
    if (!g.spots.count)
        gather_named(&g);
    map->html->failed |= g.failed;
    if (!g.spots.count)
        return false;
    qsort(g.spots.data, g.spots.count, sizeof *g.spots.data, compare_spots);
    map->count = g.spots.count < MAX_PLACES ? g.spots.count : MAX_PLACES;
    memcpy(map->spots, g.spots.data, map->count * sizeof *map->spots);
    while (map->count > 1 && map->spots[map->count - 1].country && !map->spots[0].country)
        map->count--; /* a country's middle is no place where something happened */
    fold_names(map);
    return true;
}

/* -- the part of the world ------------------------------------------------------------ */

static box joined(box b, const struct spot *spot)
{
    b.west = spot->lon < b.west ? spot->lon : b.west;
    b.east = spot->lon > b.east ? spot->lon : b.east;
    b.south = spot->lat < b.south ? spot->lat : b.south;
    b.north = spot->lat > b.north ? spot->lat : b.north;
    return b;
}

/* Grow from one place by the others as they come, as far as a map goes. */
static uint64_t grow(struct map *map, uint32_t seed, box *ret)
{
    const struct spot *first = &map->spots[seed];
    box b = {first->lon, first->lat, first->lon, first->lat};
    uint64_t weight = 0;

    for (uint32_t i = 0; i < map->count; i++) {
        box more = joined(b, &map->spots[i]);
        map->spots[i].shown = more.east - more.west <= WIDEST &&
                              more.north - more.south <= HIGHEST;
        if (!map->spots[i].shown)
            continue;
        b = more;
        weight += map->spots[i].weight;
    }
    *ret = b;
    return weight;
}

static void find_area(struct map *map)
{
    uint64_t most = 0;
    uint32_t best = 0;
    box b;

    for (uint32_t i = 0; i < map->count; i++) {
        uint64_t weight = grow(map, i, &b);
        if (weight > most)
            most = weight, best = i;
    }
    grow(map, best, &map->area);
}

static void widen(int64_t *low, int64_t *high, int64_t size)
{
    int64_t lacks = size - (*high - *low);

    if (lacks <= 0)
        return;
    *low -= lacks / 2;
    *high += lacks - lacks / 2;
}

/* How much of the world is shown at the least, so that the reader knows where it is. */
static int64_t narrowest(const struct map *map)
{
    uint32_t shown = 0;

    for (uint32_t i = 0; i < map->count; i++) {
        if (map->spots[i].shown && map->spots[i].country)
            return OF_COUNTRY;
        shown += map->spots[i].shown;
    }
    return shown == 1 ? ALONE : NARROWEST;
}

/* A margin around the places, then the shape of the paper. */
static void find_frame(struct map *map)
{
    box *b = &map->area;
    int64_t middle = (b->south + b->north) / 200; /* degrees */
    int64_t least = narrowest(map);

    middle = middle < 0 ? -middle : middle;
    middle = middle > 80 ? 80 : middle;
    /* Bhaskara's cosine, within 2/1000. */
    map->cosine = 1000 * (32400 - 4 * middle * middle) / (32400 + middle * middle);
    widen(&b->west, &b->east, (b->east - b->west) * 14 / 10 + 60);
    widen(&b->south, &b->north, (b->north - b->south) * 14 / 10 + 60);
    widen(&b->south, &b->north, least * MIN_HEIGHT / WIDTH);
    widen(&b->west, &b->east, least * 1000 / map->cosine);
    widen(&b->south, &b->north,
          (b->east - b->west) * map->cosine / 1000 * MIN_HEIGHT / WIDTH);
    widen(&b->west, &b->east,
          (b->north - b->south) * 1000 / map->cosine * WIDTH / MAX_HEIGHT);
    map->scale = (int64_t)WIDTH * 10 * 1000 * 1000 / ((b->east - b->west) * map->cosine);
    map->height = (b->north - b->south) * map->scale / 1000;
}

static point project(const struct map *map, int64_t lon, int64_t lat)
{
    return (point){(lon - map->area.west) * map->cosine / 1000 * map->scale / 1000,
                   (map->area.north - lat) * map->scale / 1000};
}

/* -- outlines: clipped to the frame (Sutherland and Hodgman) ------------------------------ */

static bool is_inside(point p, int side, int64_t edge)
{
    switch (side) {
    case 0: return p.x >= -OVER;
    case 1: return p.x <= edge;
    case 2: return p.y >= -OVER;
    default: return p.y <= edge;
    }
}

static point crossing(point a, point b, int side, int64_t edge)
{
    int64_t at = side % 2 ? edge : -OVER;

    if (side < 2)
        return (point){at, a.y + (b.y - a.y) * (at - a.x) / (b.x - a.x)};
    return (point){a.x + (b.x - a.x) * (at - a.y) / (b.y - a.y), at};
}

static uint32_t clip(const point *from, uint32_t count, point *to, int side, int64_t edge)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < count && n + 2 < MAX_CLIPPED; i++) {
        point a = from[i ? i - 1 : count - 1], b = from[i];
        bool in_a = is_inside(a, side, edge), in_b = is_inside(b, side, edge);
        if (in_a != in_b)
            to[n++] = crossing(a, b, side, edge);
        if (in_b)
            to[n++] = b;
    }
    return n;
}

static uint32_t clipped_ring(const struct map *map, const struct outline_ring *ring, point *a,
                             point *b)
{
    int64_t edges[] = {0, WIDTH * 10 + OVER, 0, map->height + OVER};
    uint32_t n = 0;

    for (uint32_t i = 0; i < ring->count && n + 2 < MAX_CLIPPED; i++) {
        const int16_t *p = outline_points[ring->first + i];
        a[n++] = project(map, p[0], p[1]);
    }
    for (int side = 0; side < 4; side++) {
        n = clip(a, n, b, side, edges[side]);
        point *swap = a;
        a = b, b = swap;
    }
    return n; /* after four turns in `a` again */
}

static void put_path(hsy_buf *out, const point *points, uint32_t n)
{
    point last = points[0];

    hsy_buf_printf(out, "M%" PRId64 " %" PRId64 "l", last.x, last.y);
    for (uint32_t i = 1, put = 0; i < n; i++) {
        int64_t dx = points[i].x - last.x, dy = points[i].y - last.y;
        if (dx * dx + dy * dy < FINEST * FINEST)
            continue;
        hsy_buf_printf(out, put++ && dx >= 0 ? " %" PRId64 : "%" PRId64, dx);
        hsy_buf_printf(out, dy >= 0 ? " %" PRId64 : "%" PRId64, dy);
        last = points[i];
    }
    hsy_buf_putc(out, 'z');
}

/* Twice the area and the middle of a ring. */
static int64_t middle_of(const point *points, uint32_t n, point *ret)
{
    int64_t area = 0, x = 0, y = 0;

    for (uint32_t i = 0; i < n; i++) {
        point a = points[i ? i - 1 : n - 1], b = points[i];
        int64_t cross = a.x * b.y - b.x * a.y;
        area += cross;
        x += (a.x + b.x) * cross;
        y += (a.y + b.y) * cross;
    }
    if (area)
        *ret = (point){x / (3 * area), y / (3 * area)};
    return area < 0 ? -area : area;
}

/* -- labels --------------------------------------------------------------------------------- */

static bool is_free(const struct map *map, box b)
{
    if (b.west < 20 || b.east > WIDTH * 10 - 20 || b.south < 20 || b.north > map->height - 20)
        return false;
    for (uint32_t i = 0; i < map->nlabels; i++) {
        const box *o = &map->labels[i];
        if (b.west < o->east && o->west < b.east && b.south < o->north && o->south < b.north)
            return false;
    }
    return true;
}

static void take(struct map *map, box b)
{
    if (map->nlabels < sizeof map->labels / sizeof *map->labels)
        map->labels[map->nlabels++] = b;
}

static void put_label(hsy_buf *out, const char *class, int64_t x, int64_t y, hsy_str name)
{
    hsy_buf_printf(out, "<text class=\"%s\" x=\"%" PRId64 "\" y=\"%" PRId64 "\">", class, x / 10,
                   y / 10);
    hsy_html_text(out, name);
    hsy_buf_puts(out, "</text>\n");
}

static int64_t dot_size(const struct map *map, const struct spot *spot)
{
    uint32_t most = map->spots[0].weight;

    return 30 + (most ? (int64_t)(30u * spot->weight / most) : 0);
}

/* Right of the dot, left, above, below: the first that is free. */
static bool label_spot(struct map *map, hsy_buf *out, const struct spot *spot)
{
    static const char *const classes[] = {"ct ts", "ct te", "ct", "ct"};
    point p = project(map, spot->lon, spot->lat);
    int64_t width = LETTER * hsy_utf8_columns(spot->name), r = dot_size(map, spot) + 30;
    const box places[] = {
        {p.x + r, p.y - LINE / 2, p.x + r + width, p.y + LINE / 2},
        {p.x - r - width, p.y - LINE / 2, p.x - r, p.y + LINE / 2},
        {p.x - width / 2, p.y - r - LINE, p.x + width / 2, p.y - r},
        {p.x - width / 2, p.y + r, p.x + width / 2, p.y + r + LINE},
    };

    for (int i = 0; i < 4; i++) {
        if (!is_free(map, places[i]))
            continue;
        take(map, places[i]);
        put_label(out, classes[i], i == 0 ? places[i].west : i == 1 ? places[i].east : p.x,
                  places[i].north - 30, spot->name);
        return true;
    }
    return false;
}

/* -- the drawing ------------------------------------------------------------------------------- */

static bool is_outside(const struct map *map, const struct outline_ring *ring)
{
    return ring->east < map->area.west || ring->west > map->area.east ||
           ring->north < map->area.south || ring->south > map->area.north;
}

/* Land, and the names of countries that have room for them, into `names`. */
static void put_land(struct map *map, hsy_buf *out, hsy_buf *names)
{
    hsy_arena_mark mark = hsy_arena_here(&map->html->work);
    point *a = hsy_new_array(&map->html->work, MAX_CLIPPED, point);
    point *b = hsy_new_array(&map->html->work, MAX_CLIPPED, point);
    const char *named = "";

    map->html->failed |= !a || !b;
    for (size_t i = 0; a && b && i < NRINGS; i++) {
        const struct outline_ring *ring = &outline_rings[i];
        uint32_t n = is_outside(map, ring) ? 0 : clipped_ring(map, ring, a, b);
        point middle = {0, 0};
        if (n < 3)
            continue;
        put_path(out, a, n);
        hsy_str name = hsy_str_of(ring->country);
        int64_t half = LETTER * hsy_utf8_columns(name) * 6 / 10, area = middle_of(a, n, &middle);
        box room = {middle.x - half, middle.y - LINE / 2, middle.x + half, middle.y + LINE / 2};
        if (area < (int64_t)4 * half * 2 * LINE || strcmp(named, ring->country) == 0 ||
            !is_free(map, room))
            continue;
        named = ring->country;
        take(map, room);
        put_label(names, "cy", middle.x, middle.y + 40, name);
    }
    hsy_arena_rewind(&map->html->work, mark);
}

static void put_dots(struct map *map, hsy_buf *out)
{
    for (uint32_t i = 0; i < map->count; i++) {
        if (!map->spots[i].shown)
            continue;
        point p = project(map, map->spots[i].lon, map->spots[i].lat);
        int64_t r = dot_size(map, &map->spots[i]);
        take(map, (box){p.x - r, p.y - r, p.x + r, p.y + r});
        hsy_buf_printf(out, "<circle cx=\"%" PRId64 "\" cy=\"%" PRId64 "\" r=\"%" PRId64 ".%" PRId64
                       "\"/>", p.x / 10, p.y / 10, r / 10, r % 10);
    }
}

static void put_names(struct map *map, hsy_buf *out, bool shown)
{
    uint32_t put = 0;

    for (uint32_t i = 0; i < map->count; i++) {
        if (map->spots[i].shown != shown)
            continue;
        hsy_buf_puts(out, put++ ? ", " : shown ? "" : " Not on this map: ");
        hsy_buf_puts(out, "<bdi>");
        hsy_html_text(out, map->spots[i].name);
        hsy_buf_puts(out, "</bdi>");
        if (map->spots[i].weight > 1)
            hsy_buf_printf(out, " (%" PRIu32 ")", map->spots[i].weight);
    }
    hsy_buf_puts(out, put ? "." : "");
}

static void put_map(struct map *map, hsy_buf *out)
{
    uint32_t story = map->html->drawn[map->html->story];
    hsy_buf names;

    hsy_buf_init(&names, 0);
    hsy_buf_printf(out, "<figure><svg class=\"map\" viewBox=\"0 0 %d %" PRId64 "\" role=\"img\" "
                   "aria-labelledby=\"s%" PRIu32 "mt\"><title id=\"s%" PRIu32 "mt\">Map of the places "
                   "named below</title>\n<g class=\"land\" transform=\"scale(.1)\"><path d=\"",
                   WIDTH, map->height / 10, story, story);
    put_dots(map, &names); /* first, so that no name stands on a dot */
    hsy_buf_puts(&names, "</g>\n");
    for (uint32_t i = 0; i < map->count; i++)
        if (map->spots[i].shown)
            label_spot(map, &names, &map->spots[i]);
    hsy_buf countries;
    hsy_buf_init(&countries, 0);
    put_land(map, out, &countries);
    hsy_buf_puts(out, "\"/></g>\n");
    hsy_buf_add(out, hsy_buf_str(&countries));
    hsy_buf_puts(out, "<g class=\"dots\">");
    hsy_buf_add(out, hsy_buf_str(&names));
    hsy_buf_puts(out, "</svg>\n<figcaption>Places of the claims, with the number of accounts: ");
    put_names(map, out, true);
    put_names(map, out, false);
    hsy_buf_puts(out, "</figcaption></figure>\n");
    map->html->failed |= names.failed || countries.failed;
    hsy_buf_clear(&names);
    hsy_buf_clear(&countries);
}

void hsy_html_map(hsy_html *html, hsy_buf *out)
{
    struct map *map = hsy_new(&html->work, struct map);

    html->failed |= !map;
    if (!map)
        return;
    map->html = html;
    hsy_buf_puts(out, "<section class=\"where\"><h3>Places</h3>\n");
    if (find_places(map)) {
        find_area(map);
        find_frame(map);
        put_map(map, out);
    } else {
        hsy_buf_puts(out, "<p class=\"none\">No place of this story has coordinates.</p>\n");
    }
    hsy_buf_puts(out, "</section>\n");
}
