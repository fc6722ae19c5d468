/* line_features.c - see line_features.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "page/line_features.h"

#include "base/map.h"
#include "base/utf8.h"
#include "page/feature_units.h"

const char *const hsy_line_feature_names[] = {
#define X(name) #name,
    HSY_LINE_FEATURES(X)
#undef X
        NULL};

#define NEAR 5 /* lines each way that are near */

struct maker {
    hsy_arena *arena;
    const hsy_lines *lines;
    uint32_t n;
    int32_t *rows;
};

static const hsy_line *line_at(const struct maker *m, uint32_t i)
{
    return &m->lines->list.data[i];
}

static hsy_str str_at(const struct maker *m, uint32_t i)
{
    return hsy_span_str(m->lines->page, line_at(m, i)->at);
}

static int32_t *row_at(const struct maker *m, uint32_t i)
{
    return m->rows + (size_t)i * HSY_LINE_NFEATURES;
}

static bool is_kept(const hsy_line *line)
{
    return line->role == HSY_ROLE_BODY || line->role == HSY_ROLE_HEADING;
}

/* --- one line -------------------------------------------------------------- */

/* Blanks between the start of the line in the page and its first word. */
static uint32_t indent_of(hsy_str page, uint32_t off)
{
    uint32_t n = 0;

    while (n < off && n < 40 && (page.ptr[off - n - 1] == ' ' || page.ptr[off - n - 1] == '\t'))
        n++;
    return n;
}

static bool begins_low(hsy_str line)
{
    uint32_t len, code = line.len ? hsy_utf8_at(line, hsy_bullet_len(line) % line.len, &len) : 0;
    return hsy_utf8_is_letter(code) && !hsy_utf8_is_upper(code);
}

static void put_line(const struct maker *m, uint32_t i, int32_t *row)
{
    const hsy_line *line = line_at(m, i);
    const hsy_look *look = &line->look;

    row[HSY_LF_words] = within(look->words, 1000);
    row[HSY_LF_letters] = within(look->letters, 5000);
    row[HSY_LF_digits] = share(look->digits, look->letters + look->digits);
    row[HSY_LF_capitals] = share(look->capitals, look->words);
    row[HSY_LF_shouted] = share(look->shouted, look->words);
    row[HSY_LF_stops] = within(look->inner_stops, 20);
    row[HSY_LF_stop] = look->stop;
    row[HSY_LF_colon] = look->colon;
    row[HSY_LF_cut] = look->cut;
    row[HSY_LF_dash] = look->dash;
    row[HSY_LF_question] = look->question;
    row[HSY_LF_bullet] = look->bullet;
    row[HSY_LF_quote] = look->quote;
    row[HSY_LF_prose] = hsy_look_is_prose(look);
    row[HSY_LF_commas] = within(look->commas, 20);
    row[HSY_LF_headline] = hsy_look_is_headline(look);
    row[HSY_LF_phrase] = line->phrase ? (int32_t)line->phrase->as + 1 : 0;
    row[HSY_LF_opens] = line->phrase && line->phrase->effect == HSY_EFFECT_OPEN;
    row[HSY_LF_repeats] = within(line->repeats, 20);
    row[HSY_LF_blanks] = within(line->blanks, 20);
    row[HSY_LF_blanks_next] = i + 1 < m->n ? within(line_at(m, i + 1)->blanks, 20) : 20;
    row[HSY_LF_indent] = (int32_t)indent_of(m->lines->page, line->at.off);
    row[HSY_LF_lower] = begins_low(str_at(m, i));
    row[HSY_LF_role] = (int32_t)line->role;
    row[HSY_LF_role_as] = line->role == HSY_ROLE_REMOVED ? (int32_t)line->as + 1 : 0;
    row[HSY_LF_in_region] = line->in_region;
    row[HSY_LF_kept] = is_kept(line);
    row[HSY_LF_by_itself] = line->by_itself;
}

/* --- along the page -------------------------------------------------------- */

/* Lines since something was so, walking forward or back. */
struct since {
    uint32_t kept, prose;
    uint64_t lost, mass;
};

static void step(struct since *s, const hsy_line *line, bool prose)
{
    s->kept = is_kept(line) ? 1 : s->kept < FAR ? s->kept + 1 : FAR;
    s->prose = prose ? 1 : s->prose < FAR ? s->prose + 1 : FAR;
    s->lost = is_kept(line) ? 0 : s->lost + line->at.len;
    s->mass += prose ? line->look.letters : 0;
}

static void put_before(const struct maker *m, uint64_t all_prose)
{
    struct since s = {FAR, FAR, 0, 0};
    uint32_t title = HSY_NONE;

    for (uint32_t i = 0; i < m->n; i++) {
        const hsy_line *line = line_at(m, i);
        int32_t *row = row_at(m, i);
        if (line->role == HSY_ROLE_TITLE && title == HSY_NONE)
            title = i;
        row[HSY_LF_index] = within(i, FAR);
        row[HSY_LF_place] = share(line->at.off, m->lines->page.len);
        row[HSY_LF_prose_before] = share(s.mass, all_prose);
        row[HSY_LF_from_title] = title == HSY_NONE ? -1 : within(i - title, FAR);
        row[HSY_LF_from_kept] = (int32_t)s.kept;
        row[HSY_LF_from_prose] = (int32_t)s.prose;
        row[HSY_LF_lost_before] = within(s.lost, 5000);
        step(&s, line, row[HSY_LF_prose] != 0);
    }
}

static void put_after(const struct maker *m, uint64_t all_prose)
{
    struct since s = {FAR, FAR, 0, 0};

    for (uint32_t i = m->n; i-- > 0;) {
        int32_t *row = row_at(m, i);
        row[HSY_LF_index_back] = within(m->n - 1 - i, FAR);
        row[HSY_LF_prose_after] = share(s.mass, all_prose);
        row[HSY_LF_to_kept] = (int32_t)s.kept;
        row[HSY_LF_to_prose] = (int32_t)s.prose;
        row[HSY_LF_lost_after] = within(s.lost, 5000);
        step(&s, line_at(m, i), row[HSY_LF_prose] != 0);
    }
}

/* How many short lines without a stop stand together. */
static void put_runs(const struct maker *m)
{
    for (uint32_t i = 0, end; i < m->n; i = end) {
        for (end = i; end < m->n; end++)
            if (line_at(m, end)->look.stop || line_at(m, end)->look.words >= 16)
                break;
        for (uint32_t k = i; k < end; k++)
            row_at(m, k)[HSY_LF_run] = within(end - i, FAR);
        end += end == i;
    }
}

/* --- neighbours ------------------------------------------------------------ */

static int32_t of_neighbour(const struct maker *m, uint32_t i, int step, int feature)
{
    int64_t at = (int64_t)i + step;
    return at < 0 || at >= m->n ? -1 : row_at(m, (uint32_t)at)[feature];
}

static void put_near(const struct maker *m, uint32_t i, int32_t *row)
{
    int32_t words = 0, prose = 0, stops = 0;

    for (int64_t at = (int64_t)i - NEAR; at <= (int64_t)i + NEAR; at++) {
        if (at < 0 || at >= m->n || at == i)
            continue;
        const int32_t *other = row_at(m, (uint32_t)at);
        words += other[HSY_LF_words] < 100 ? other[HSY_LF_words] : 100;
        prose += other[HSY_LF_prose];
        stops += other[HSY_LF_stop];
    }
    row[HSY_LF_near_words] = words;
    row[HSY_LF_near_prose] = prose;
    row[HSY_LF_near_stops] = stops;
}

static void put_neighbours(const struct maker *m, uint32_t i, int32_t *row)
{
    static const struct {
        int to, step, from;
    } list[] = {
        {HSY_LF_words_1, -1, HSY_LF_words},     {HSY_LF_words_2, -2, HSY_LF_words},
        {HSY_LF_words_3, -3, HSY_LF_words},     {HSY_LF_words_next, 1, HSY_LF_words},
        {HSY_LF_words_next_2, 2, HSY_LF_words}, {HSY_LF_words_next_3, 3, HSY_LF_words},
        {HSY_LF_stop_1, -1, HSY_LF_stop},       {HSY_LF_stop_next, 1, HSY_LF_stop},
        {HSY_LF_prose_1, -1, HSY_LF_prose},     {HSY_LF_prose_2, -2, HSY_LF_prose},
        {HSY_LF_prose_next, 1, HSY_LF_prose},   {HSY_LF_prose_next_2, 2, HSY_LF_prose},
        {HSY_LF_bullet_1, -1, HSY_LF_bullet},   {HSY_LF_bullet_next, 1, HSY_LF_bullet},
        {HSY_LF_kept_1, -1, HSY_LF_kept},       {HSY_LF_kept_2, -2, HSY_LF_kept},
        {HSY_LF_kept_next, 1, HSY_LF_kept},     {HSY_LF_kept_next_2, 2, HSY_LF_kept},
        {HSY_LF_phrase_1, -1, HSY_LF_phrase},   {HSY_LF_phrase_next, 1, HSY_LF_phrase},
        {HSY_LF_role_1, -1, HSY_LF_role},       {HSY_LF_role_next, 1, HSY_LF_role},
        {HSY_LF_comma_1, -1, HSY_LF_commas},    {HSY_LF_lower_next, 1, HSY_LF_lower},
    };

    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        row[list[k].to] = of_neighbour(m, i, list[k].step, list[k].from);
    put_near(m, i, row);
}

/* --- as a title ------------------------------------------------------------ */

#define TITLE_WORDS 40  /* of a line that may be a title */
#define PROSE_LINES 400 /* whose words are looked up */
#define EARLY       4   /* lines of prose that tell what the page is about */
#define LEAST       4   /* letters of a word that says something */

/* word -> in how many-th line of prose it stands first, from 0 */
static bool gather_words(const struct maker *m, hsy_map *ret)
{
    hsy_str words[HSY_LINE_WORDS];
    uint32_t prose = 0;

    hsy_map_init(ret, m->arena);
    for (uint32_t i = 0; i < m->n && prose < PROSE_LINES; i++) {
        if (!line_at(m, i)->look.stop || !is_kept(line_at(m, i)))
            continue;
        uint32_t n = hsy_line_words(m->arena, str_at(m, i), words, HSY_LINE_WORDS);
        for (uint32_t k = 0; k < n; k++)
            if (words[k].len >= LEAST && hsy_map_put(ret, words[k], prose) == HSY_NONE)
                return false;
        prose++;
    }
    return true;
}

static void put_said_again(const struct maker *m, const hsy_map *said, uint32_t i, int32_t *row)
{
    hsy_str words[TITLE_WORDS];
    hsy_arena_mark mark = hsy_arena_here(m->arena);
    uint32_t n = hsy_line_words(m->arena, str_at(m, i), words, TITLE_WORDS);
    uint32_t all = 0, again = 0, early = 0;

    for (uint32_t k = 0; k < n; k++) {
        if (words[k].len < LEAST)
            continue;
        uint32_t first = hsy_map_find(said, words[k]);
        all++;
        again += first != HSY_NONE;
        early += first < EARLY;
    }
    row[HSY_LF_said_again] = all ? share(again, all) : -1;
    row[HSY_LF_said_early] = all ? share(early, all) : -1;
    hsy_arena_rewind(m->arena, mark);
}

/* The first ECHO bytes of a line, folded: what the title and the line that says it
 * once more, with the name of the site, have in common. */
#define ECHO 24

static bool put_echoes(const struct maker *m)
{
    hsy_map first;
    uint32_t *of = hsy_new_array(m->arena, m->n + 1, uint32_t);
    uint32_t *times = hsy_new_array(m->arena, m->n + 1, uint32_t);

    if (!of || !times)
        return false;
    hsy_map_init(&first, m->arena);
    for (uint32_t i = 0; i < m->n; i++) {
        hsy_str s = str_at(m, i);
        s = hsy_str_sub(s, hsy_bullet_len(s), s.len);
        of[i] = HSY_NONE;
        if (s.len < ECHO || s.len > 300)
            continue;
        of[i] = hsy_map_put(&first, hsy_utf8_fold(m->arena, hsy_str_sub(s, 0, ECHO)), i);
        if (of[i] == HSY_NONE)
            return false;
        times[of[i]]++;
    }
    for (uint32_t i = 0; i < m->n; i++) {
        row_at(m, i)[HSY_LF_echoes] = of[i] == HSY_NONE ? 0 : within(times[of[i]], 20);
        row_at(m, i)[HSY_LF_echo_of] =
            of[i] == HSY_NONE || of[i] == i
                ? 0
                : (line_at(m, of[i])->at.len > line_at(m, i)->at.len ? 2 : 1);
    }
    return true;
}

/* --- all ------------------------------------------------------------------- */

static void put_page(const struct maker *m, uint64_t prose, uint64_t kept, uint64_t letters,
                     uint64_t words)
{
    for (uint32_t i = 0; i < m->n; i++) {
        int32_t *row = row_at(m, i);
        row[HSY_LF_lines] = within(m->n, 5000);
        row[HSY_LF_page_prose] = share(prose, letters);
        row[HSY_LF_page_kept] = share(kept, letters);
        row[HSY_LF_mean_words] = within(words / m->n, 1000);
    }
}

int32_t *hsy_line_features(hsy_arena *arena, const hsy_lines *lines)
{
    struct maker m = {arena, lines, lines->list.count, NULL};
    uint64_t prose = 0, kept = 0, letters = 0, words = 0;
    hsy_map said;

    m.rows = hsy_arena_array(arena, (size_t)m.n + 1, HSY_LINE_NFEATURES * sizeof(int32_t));
    if (!m.rows || !gather_words(&m, &said))
        return NULL;
    for (uint32_t i = 0; i < m.n; i++) {
        const hsy_line *line = line_at(&m, i);
        put_line(&m, i, row_at(&m, i));
        if (line->look.words <= TITLE_WORDS)
            put_said_again(&m, &said, i, row_at(&m, i));
        prose += row_at(&m, i)[HSY_LF_prose] ? line->look.letters : 0;
        kept += is_kept(line) ? line->look.letters : 0;
        letters += line->look.letters;
        words += line->look.words;
    }
    put_before(&m, prose);
    put_after(&m, prose);
    put_runs(&m);
    for (uint32_t i = 0; i < m.n; i++)
        put_neighbours(&m, i, row_at(&m, i));
    put_page(&m, prose, kept, letters, words);
    return put_echoes(&m) && hsy_title_features(arena, lines, m.rows) ? m.rows : NULL;
}
