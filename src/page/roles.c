/*
 * roles.c - what each line of a plain page is: title, body, or furniture.
 *
 * The idea: prose is what articles are made of and furniture is not. Lines that
 * read as prose are found first; the stretch from the first to the last of them is
 * the article, once stray prose that stands far off among furniture is cut away.
 * Within it everything that is no furniture is kept, also what is no sentence
 * (sub-headings, items of a list, a line of dialogue); outside it only what
 * continues it. A heading such as "Related Posts" opens a region whose lines are
 * left out until prose begins again in earnest: a single teaser sentence is no
 * beginning. The title is the headline-like line that stands nearest before the
 * body.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/plain.h"

#define ABOVE 10 /* lines above a candidate in which byline and title are looked for */
#define FAR   4  /* lines of furniture that part stray prose from the article */

static uint32_t count(const hsy_lines *lines)
{
    return lines->list.count;
}

static hsy_line *line_of(const hsy_lines *lines, uint32_t i)
{
    return &lines->list.data[i];
}

static void leave_out(hsy_line *line, hsy_removed_as as)
{
    line->role = HSY_ROLE_REMOVED;
    line->as = as;
}

static bool is_prose(const hsy_line *line)
{
    return line->role == HSY_ROLE_OPEN && line->repeats < 3 && hsy_look_is_prose(&line->look);
}

/* The next line after `i` that is not furniture already; HSY_NONE: none. */
static uint32_t next_open(const hsy_lines *lines, uint32_t i)
{
    for (i++; i < count(lines); i++)
        if (line_of(lines, i)->role == HSY_ROLE_OPEN)
            return i;
    return HSY_NONE;
}

/* --- regions --------------------------------------------------------------- */

struct region {
    bool open, bulleted, to_the_end;
    hsy_removed_as as;
    uint32_t items; /* lines so far */
};

/* Does the article go on with this line of prose? */
static bool resumes(const hsy_lines *lines, uint32_t i, const struct region *region)
{
    const hsy_line *line = line_of(lines, i);
    uint32_t next = next_open(lines, i);

    if (region->to_the_end || !is_prose(line) || line->look.bullet)
        return false;
    if (line->look.words >= 45 || region->items == 0)
        return true;
    if (next != HSY_NONE && is_prose(line_of(lines, next)))
        return true;
    return (region->items <= 1 && line->look.words >= 20) || line->look.inner_stops >= 2;
}

static struct region begin(const hsy_line *line, uint32_t nprose)
{
    hsy_removed_as as = line->phrase->as;
    return (struct region){
        .open = true, .as = as, .to_the_end = as == HSY_AS_COMMENTS && nprose >= 3};
}

/* A list with bullets ends with its bullets. */
static bool ends_list(const struct region *region, const hsy_line *line)
{
    return region->bulleted && !line->look.bullet;
}

static void mark_regions(hsy_lines *lines)
{
    struct region region = {0};
    uint32_t nprose = 0;

    for (uint32_t i = 0; i < count(lines); i++) {
        hsy_line *line = line_of(lines, i);
        if (line->role == HSY_ROLE_REMOVED && line->phrase &&
            line->phrase->effect == HSY_EFFECT_OPEN) {
            if (!region.to_the_end)
                region = begin(line, nprose);
            continue;
        }
        if (line->role != HSY_ROLE_OPEN)
            continue;
        if (region.open && (ends_list(&region, line) || resumes(lines, i, &region)))
            region.open = false;
        if (!region.open) {
            nprose += is_prose(line);
            continue;
        }
        if (region.items == 0)
            region.bulleted = line->look.bullet;
        region.items++;
        line->in_region = true;
        leave_out(line, region.as);
    }
}

/* --- the stretch of the article -------------------------------------------- */

struct stretch {
    uint32_t first, last; /* lines; first HSY_NONE: no prose */
    uint32_t words;
};

static uint32_t next_prose(const hsy_lines *lines, uint32_t i, bool forward)
{
    while (forward ? ++i < count(lines) : i-- > 0)
        if (is_prose(line_of(lines, i)))
            return i;
    return HSY_NONE;
}

static struct stretch whole(const hsy_lines *lines)
{
    struct stretch s = {HSY_NONE, 0, 0};

    for (uint32_t i = 0; i < count(lines); i++) {
        if (!is_prose(line_of(lines, i)))
            continue;
        s.first = s.first == HSY_NONE ? i : s.first;
        s.last = i;
        s.words += line_of(lines, i)->look.words;
    }
    return s;
}

/* Furniture lines between two lines of prose. */
static uint32_t furniture_between(const hsy_lines *lines, uint32_t from, uint32_t to)
{
    uint32_t n = 0;

    for (uint32_t i = from + 1; i < to; i++) {
        const hsy_line *line = line_of(lines, i);
        n += line->role != HSY_ROLE_OPEN || !line->look.stop;
    }
    return n;
}

/* Cut off prose at the ends that stands far from the rest and is little of it. */
static struct stretch without_strays(const hsy_lines *lines)
{
    struct stretch s = whole(lines);
    uint32_t left = 0, right = 0, next;

    while (s.first != s.last && s.first != HSY_NONE) {
        next = next_prose(lines, s.first, true);
        left += line_of(lines, s.first)->look.words;
        if (left * 5 > s.words || furniture_between(lines, s.first, next) < FAR)
            break;
        s.first = next;
    }
    while (s.first != s.last && s.first != HSY_NONE) {
        next = next_prose(lines, s.last, false);
        right += line_of(lines, s.last)->look.words;
        if (right * 5 > s.words || furniture_between(lines, next, s.last) < FAR)
            break;
        s.last = next;
    }
    return s;
}

/* Lines of a sentence or two that stand right before or after the stretch. */
static void widen(const hsy_lines *lines, struct stretch *s)
{
    const hsy_line *line;

    while (s->last + 1 < count(lines)) {
        line = line_of(lines, s->last + 1);
        if (line->role != HSY_ROLE_OPEN || !line->look.stop || line->look.letters < 2 ||
            line->look.cut)
            break;
        s->last++;
    }
    while (s->first > 0) {
        line = line_of(lines, s->first - 1);
        if (line->role != HSY_ROLE_OPEN || !line->look.stop || line->look.question ||
            line->look.words < 3 || line->look.cut)
            break;
        s->first--;
    }
}

/* --- inside ---------------------------------------------------------------- */

/* How many lines from `i` on, up to `last`, are short and end without a stop? */
static uint32_t short_run(const hsy_lines *lines, uint32_t i, uint32_t last)
{
    uint32_t n = 0;

    for (; i + n <= last; n++) {
        const hsy_line *line = line_of(lines, i + n);
        if (line->role != HSY_ROLE_OPEN || hsy_look_is_prose(&line->look) || line->look.stop ||
            line->look.colon || line->look.bullet || line->look.words >= 16)
            break;
    }
    return n;
}

static bool is_shouted(const hsy_look *look)
{
    return look->words >= 4 && look->shouted * 10 >= look->words * 8;
}

static bool is_headlines(const hsy_lines *lines, uint32_t i, uint32_t n)
{
    uint32_t headlines = 0;

    for (uint32_t k = 0; k < n; k++)
        headlines += hsy_look_is_headline(&line_of(lines, i + k)->look);
    return headlines * 4 >= n * 3;
}

/* `n` short lines in the midst of prose. */
static void decide_short(const hsy_lines *lines, uint32_t i, uint32_t n)
{
    bool introduced = i > 0 && line_of(lines, i - 1)->look.colon;
    bool links = n >= 4 && !introduced && is_headlines(lines, i, n);

    for (uint32_t k = i; k < i + n; k++) {
        hsy_line *line = line_of(lines, k);
        if (links || line->repeats > 1 || (n > 1 && is_shouted(&line->look)))
            leave_out(line, HSY_AS_RELATED);
        else
            line->role = n <= 3 && !introduced ? HSY_ROLE_HEADING : HSY_ROLE_BODY;
    }
}

/* "6 May 2031" above each of several pieces of the text: entries of a chronicle. */
static bool is_chronicle(const hsy_lines *lines, const struct stretch *s)
{
    uint32_t dates = 0;

    for (uint32_t i = s->first + 1; i <= s->last; i++)
        dates += line_of(lines, i)->role == HSY_ROLE_DATE &&
                 hsy_look_is_prose(&line_of(lines, i - 1)->look);
    return dates >= 2;
}

static void decide_inside(const hsy_lines *lines, const struct stretch *s)
{
    const uint32_t far = is_chronicle(lines, s) ? 0 : FAR;

    for (uint32_t i = s->first; i <= s->last; i++) {
        hsy_line *line = line_of(lines, i);
        uint32_t n = short_run(lines, i, s->last);
        if (n) {
            decide_short(lines, i, n);
            i += n - 1;
        } else if (line->role == HSY_ROLE_OPEN) {
            line->role = HSY_ROLE_BODY;
        } else if (line->role == HSY_ROLE_DATE && i > s->first + far) {
            line->role = HSY_ROLE_HEADING; /* an entry of a chronicle */
        }
    }
}

/* --- the title ------------------------------------------------------------- */

/* Could the line be the title, by its look and place? */
static bool can_be_title(const hsy_line *line)
{
    bool free = line->role == HSY_ROLE_OPEN || line->in_region;
    bool long_enough = line->look.words >= 4 || line->look.letters >= 18;

    return free && long_enough && line->look.letters >= 10 && line->look.words <= 30 &&
           hsy_look_is_headline(&line->look) && !line->look.bullet &&
           line->look.digits * 3 < line->look.letters;
}

/* The title stands above the byline: when a byline or dateline stands a few lines
 * above the candidate, and another candidate right above that, the first was a
 * caption or a button. */
static uint32_t above_byline(const hsy_lines *lines, uint32_t candidate)
{
    bool byline = false;

    for (uint32_t i = candidate; i-- > 0 && candidate - i <= ABOVE;) {
        const hsy_line *line = line_of(lines, i);
        if (byline && can_be_title(line) && !line->in_region)
            return i;
        byline = byline || line->role == HSY_ROLE_BYLINE || line->role == HSY_ROLE_DATE;
    }
    return candidate;
}

/* "War in the north" above "Ceasefire talks: three questions that stay open": a few
 * words that name the topic, and stand above a title of more words. */
static bool is_kicker(const hsy_line *line, const hsy_line *below)
{
    return line->look.words <= 5 && below->look.words >= line->look.words + 1 &&
           below->look.letters * 2 >= line->look.letters * 3;
}

/* The nearest candidate before the body; of two that follow each other the first,
 * because the second is the line below the title, unless the first is a kicker. In a list of
 * other headlines the last is nearest. */
static uint32_t find_title(const hsy_lines *lines, uint32_t body)
{
    uint32_t best = HSY_NONE;

    for (uint32_t i = body; i-- > 0;) {
        const hsy_line *line = line_of(lines, i);
        if (can_be_title(line)) {
            if (best == HSY_NONE) {
                best = i;
                if (line->in_region)
                    return best;
                continue;
            }
            bool two = best - i == 1 && !line->in_region && line->repeats < 3;
            bool more = two && i > 0 && can_be_title(line_of(lines, i - 1));
            return two && !more && !is_kicker(line, line_of(lines, best)) ? i : best;
        }
        if (best != HSY_NONE)
            return best;
    }
    return best;
}

static void decide_before(const hsy_lines *lines, uint32_t body)
{
    uint32_t title = find_title(lines, body);

    if (title != HSY_NONE)
        title = above_byline(lines, title);

    for (uint32_t i = 0; i < body; i++) {
        hsy_line *line = line_of(lines, i);
        if (i == title)
            line->role = HSY_ROLE_TITLE;
        else if (line->role != HSY_ROLE_OPEN)
            continue;
        else if (title != HSY_NONE && i > title && hsy_look_is_headline(&line->look) &&
                 line->look.words >= 5 && line->repeats == 1)
            line->role = HSY_ROLE_HEADING; /* the line below the title */
        else
            leave_out(line,
                      line->look.words <= 4 || line->repeats > 1 ? HSY_AS_MENU : HSY_AS_OTHER);
    }
}

static void decide_after(const hsy_lines *lines, uint32_t from)
{
    for (uint32_t i = from; i < count(lines); i++) {
        hsy_line *line = line_of(lines, i);
        if (line->role == HSY_ROLE_OPEN)
            leave_out(line, line->look.words >= 5 ? HSY_AS_RELATED : HSY_AS_OTHER);
    }
}

/* A page without a line of prose: what has a stop, or follows the first headline. */
static void decide_without_prose(const hsy_lines *lines)
{
    bool titled = false;

    for (uint32_t i = 0; i < count(lines); i++) {
        hsy_line *line = line_of(lines, i);
        if (line->role != HSY_ROLE_OPEN)
            continue;
        if (!titled && can_be_title(line)) {
            line->role = HSY_ROLE_TITLE;
            titled = true;
        } else if (line->look.stop && line->look.words >= 2) {
            line->role = HSY_ROLE_BODY;
        } else {
            leave_out(line, line->look.words <= 4 ? HSY_AS_MENU : HSY_AS_OTHER);
        }
    }
}

/* A title may read as prose, "Are we too soft on smugglers, and who pays for it?".
 * Where the stretch begins with such a line, the article begins after it. */
static void spare_title(const hsy_lines *lines, struct stretch *s)
{
    uint32_t next = next_prose(lines, s->first, true);
    const hsy_line *line = line_of(lines, s->first);

    if (next != HSY_NONE && next <= s->last && can_be_title(line) && !line->look.quote &&
        line->look.words <= 20 && line_of(lines, next)->look.words > line->look.words)
        s->first = next;
}

void hsy_lines_decide(hsy_lines *lines)
{
    mark_regions(lines);
    struct stretch s = without_strays(lines);
    if (s.first == HSY_NONE) {
        decide_without_prose(lines);
        return;
    }
    widen(lines, &s);
    spare_title(lines, &s);
    decide_before(lines, s.first);
    decide_inside(lines, &s);
    decide_after(lines, s.last + 1);
}
