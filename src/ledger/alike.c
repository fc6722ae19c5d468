/*
 * alike.c - how much speaks for two tellings being of one act.
 *
 * Place, day and parties are compared, and a clash in any of them is the end of it, but
 * for what people tell loosely. Agreement is summed up. Who did it says little by itself:
 * in a war one side does the same thing every day. Tolls say most where they are the same
 * and not small; tolls far apart speak against it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#define RARE 8 /* a toll seldom met twice in one story by chance */
#define LOOSE_DAYS 2
#define TRIGGER_WORDS 4u
#define STEM 4   /* letters that two forms of a word share at least */
#define ENDING 4 /* and that the longer may have more: "arrest", "arresting" */
#define COPIED 100
#define COPIED_LEAST 20u /* bytes of a sentence that says something */
#define COPIED_SHARE 4   /* of COPIED_OF parts two copies of a sentence have in common */
#define COPIED_OF 5
#define COPIED_TRIES 64u /* pairs of tellings */

static const hsy_event *event_of(const hsy_story_work *work, const hsy_node *node)
{
    return &hsy_source_at(work, node->doc)->reading->events[node->event];
}

/* The kind of toll that both give: the dead, else the hurt; 2 when there is none. */
static int compared(const hsy_node *a, const hsy_node *b)
{
    int what = 0;

    while (what < 2 && (a->low[what] < 0 || b->low[what] < 0))
        what++;
    return what;
}

/* "Dozens", "20 to 30": many tolls are that. */
static bool is_vague(const hsy_node *node, int what)
{
    return node->high[what] != HSY_OPEN && node->high[what] != node->low[what];
}

/* 2 for one toll that is seldom met by chance, or for the same dead and hurt. */
static int same_figures(const hsy_node *a, const hsy_node *b)
{
    int what = compared(a, b);

    if (what == 2 || a->low[what] != b->low[what] || is_vague(a, what) || is_vague(b, what))
        return 0;
    if (a->low[what] >= RARE)
        return 2;
    return what == 0 && a->low[1] >= 0 && a->low[1] == b->low[1] ? 2 : 1;
}

static bool is_undated(const hsy_story_work *work, const hsy_node *node)
{
    return hsy_source_at(work, node->doc)->published == INT64_MIN;
}

/* What tolls say: much when both count victims, for the story holds that its articles are
 * about one thing, but less where an article tells of several or has no date; against it
 * when one counts many times what the other does, or one article counts differently. */
static int weigh_figures(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    int what = compared(a, b);
    const int both = work->several[a->doc] || work->several[b->doc] ||
                     is_undated(work, a) || is_undated(work, b) ? 1 : 3;

    if (!a->figures || !b->figures || a->general || b->general)
        return 0;
    if (what == 2)
        return both;
    if (a->low[what] <= b->high[what] && b->low[what] <= a->high[what])
        return (same_figures(a, b) ? 3 : both) + same_figures(a, b);
    if (a->doc == b->doc)
        return -3;
    int64_t less = a->low[what], more = b->low[what];
    if (less > more)
        less = b->low[what], more = a->low[what];
    return more >= 10 && more / 4 > less ? -2 : both;
}

/* -- agreement -------------------------------------------------------------- */

static const hsy_entity *entity_of(const hsy_story_work *work, const hsy_node *node, uint32_t id)
{
    const hsy_reading *reading = hsy_source_at(work, node->doc)->reading;
    return id < reading->nentities ? &reading->entities[id] : NULL;
}

/* The best that any two of them give; CLASH only when all pairs clash. */
static hsy_match match_parties(const hsy_story_work *work, const hsy_node *a,
                               const uint32_t *x, uint32_t nx, const hsy_node *b,
                               const uint32_t *y, uint32_t ny)
{
    hsy_match best = nx && ny ? HSY_CLASH : HSY_UNKNOWN;

    for (uint32_t i = 0; i < nx && i < 4; i++)
        for (uint32_t j = 0; j < ny && j < 4; j++) {
            const hsy_entity *p = entity_of(work, a, x[i]), *q = entity_of(work, b, y[j]);
            hsy_match match = p && q ? hsy_match_entities(p, q) : HSY_UNKNOWN;
            if (match > best)
                best = match;
        }
    return best;
}

/* The sentence that tells of it; of one in the title, its clause. */
static hsy_str sentence_of(const hsy_account_source *source, const hsy_event *event)
{
    const hsy_reading *reading = source->reading;

    return hsy_article_str(source->article, event->sentence < reading->nsentences
                                                ? reading->sentences[event->sentence].span
                                                : event->span);
}

/* How many bytes two texts have in common at their beginning and their end. */
static size_t common_of(hsy_str s, hsy_str t)
{
    const size_t less = s.len < t.len ? s.len : t.len;
    size_t head = 0, tail = 0;

    while (head < less && s.ptr[head] == t.ptr[head])
        head++;
    while (tail < less - head && s.ptr[s.len - tail - 1] == t.ptr[t.len - tail - 1])
        tail++;
    return head + tail;
}

/* One sentence of two copies; a copy can give another figure in it. */
static bool is_copied_sentence(const hsy_account_source *x, const hsy_event *a,
                               const hsy_account_source *y, const hsy_event *b)
{
    hsy_str s = sentence_of(x, a), t = sentence_of(y, b);
    const size_t more = s.len > t.len ? s.len : t.len;

    return s.len >= COPIED_LEAST && t.len >= COPIED_LEAST &&
           hsy_str_eq(hsy_article_str(x->article, a->trigger),
                      hsy_article_str(y->article, b->trigger)) &&
           common_of(s, t) * COPIED_OF >= more * COPIED_SHARE;
}

/* The next telling of the act from event `k` on; nevents: none. */
static uint32_t telling(const hsy_reading *reading, uint32_t act, uint32_t k)
{
    while (k < reading->nevents && k != act && reading->events[k].same_as != act)
        k++;
    return k;
}

/* Do two copies of one text tell of the acts in one sentence? */
static bool is_copied(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    const hsy_account_source *x = hsy_source_at(work, a->doc), *y = hsy_source_at(work, b->doc);
    const hsy_membership *members = work->stories->members;
    uint32_t tries = 0;

    if (a->doc == b->doc || members[x->member].origin != members[y->member].origin)
        return false;
    for (uint32_t i = telling(x->reading, a->event, a->event); i < x->reading->nevents;
         i = telling(x->reading, a->event, i + 1))
        for (uint32_t k = telling(y->reading, b->event, b->event);
             k < y->reading->nevents && tries < COPIED_TRIES;
             k = telling(y->reading, b->event, k + 1), tries++)
            if (is_copied_sentence(x, &x->reading->events[i], y, &y->reading->events[k]))
                return true;
    return false;
}

/* Do two words begin alike for as long as a stem is? "arrested" and "arrest", not "strike"
 * and "street". */
static bool is_one_stem(hsy_str a, hsy_str b)
{
    size_t less = a.len < b.len ? a.len : b.len, more = a.len < b.len ? b.len : a.len, same = 0;

    while (same < less && (a.ptr[same] | 0x20) == (b.ptr[same] | 0x20))
        same++;
    return same >= STEM && same + ENDING >= more && same + 2 >= less;
}

/* Is the act told with the same word in both? */
static bool shares_word(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    const hsy_article *x = hsy_source_at(work, a->doc)->article;
    const hsy_article *y = hsy_source_at(work, b->doc)->article;
    hsy_str rest = hsy_article_str(x, event_of(work, a)->trigger);

    for (uint32_t i = 0; rest.ptr && i < TRIGGER_WORDS; i++) {
        hsy_str word = hsy_str_cut(&rest, ' ');
        hsy_str other = hsy_article_str(y, event_of(work, b)->trigger);
        for (uint32_t j = 0; other.ptr && j < TRIGGER_WORDS; j++)
            if (is_one_stem(word, hsy_str_cut(&other, ' ')))
                return true;
    }
    return false;
}

/* Did both befall one person, who is known by name? */
static bool share_victim(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    for (uint32_t i = 0; i < a->ntargets && i < 4; i++)
        for (uint32_t j = 0; j < b->ntargets && j < 4; j++) {
            const hsy_entity *p = entity_of(work, a, a->targets[i]);
            const hsy_entity *q = entity_of(work, b, b->targets[j]);
            if (p && q && p->type == HSY_ENTITY_PERSON && p->key.len &&
                hsy_match_entities(p, q) == HSY_SAME)
                return true;
        }
    return false;
}

/* When an act was. What an article tells without a day was no later than its publication. */
static hsy_days days_of(const hsy_story_work *work, const hsy_node *node)
{
    hsy_days days = hsy_days_of(node->time);

    if (!node->time && node->standing == HSY_STANDING_HAPPENED)
        days.to = hsy_last_day_told(work, node->doc);
    return days;
}

static bool in_title(const hsy_story_work *work, const hsy_node *node)
{
    return hsy_article_in_title(hsy_source_at(work, node->doc)->article,
                                event_of(work, node)->trigger);
}

static int64_t gap_of(hsy_days a, hsy_days b)
{
    return a.from > b.to ? (int64_t)a.from - b.to : (int64_t)b.from - a.to;
}

/* Are the days of two acts with one toll no further apart than the day of the act and that
 * of the report, which is easily taken for it? It takes a rare toll, but in a title. */
static bool is_loosely_dated(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    int same = same_figures(a, b);
    bool title = a->doc == b->doc && in_title(work, a) != in_title(work, b);

    return (same == 2 || (same == 1 && title)) &&
           gap_of(days_of(work, a), days_of(work, b)) <= LOOSE_DAYS;
}

/* Is the clash of two places of one article no more than loose words? One is taken over
 * from another mention, or a title names the next big town, and the tolls are the same. */
static bool is_loosely_placed(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    return a->doc == b->doc && same_figures(a, b) == 2 &&
           (a->borrowed || b->borrowed || in_title(work, a) != in_title(work, b));
}

/* Two people who are known by name, each alone: whom the police arrested were two. */
static bool are_two_people(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    if (a->ntargets != 1 || b->ntargets != 1)
        return false;
    const hsy_entity *p = entity_of(work, a, a->targets[0]);
    const hsy_entity *q = entity_of(work, b, b->targets[0]);
    return p && q && p->type == HSY_ENTITY_PERSON && q->type == HSY_ENTITY_PERSON &&
           p->key.len && q->key.len && hsy_match_entities(p, q) == HSY_CLASH;
}

static bool is_one_sentence(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    return a->doc == b->doc && event_of(work, a)->sentence == event_of(work, b)->sentence;
}

static bool are_far_apart(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    int64_t x = hsy_source_at(work, a->doc)->published;
    int64_t y = hsy_source_at(work, b->doc)->published;
    int64_t apart = x == INT64_MIN || y == INT64_MIN ? 0 : x > y ? x - y : y - x;

    return apart > HSY_NEWS_DAYS * 24 * 60;
}

/* Of two tellings of an attack: does anything but who did it, and how, speak for its being
 * one? In a war the same side does the same thing every day, and several times on a day
 * that has many attacks. Tolls do that lie near each other in articles of the same days. */
static bool is_only_who(const hsy_story_work *work, const hsy_node *a, const hsy_node *b,
                        hsy_match where, hsy_match when, hsy_match to)
{
    const bool several = work->several[a->doc] || work->several[b->doc];

    if (event_of(work, a)->type != HSY_EVENT_ASSAULT || where >= HSY_PART || to >= HSY_PART ||
        same_figures(a, b))
        return false;
    if (a->doc == b->doc)
        return several && !a->definite && !b->definite && !is_one_sentence(work, a, b);
    return (when < HSY_PART || several) &&
           (are_far_apart(work, a, b) || weigh_figures(work, a, b) < 3);
}

/* Are both what two articles are about, told with one word, and no attack? Of attacks a
 * story has many. */
static bool is_topic(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    return a->doc != b->doc && event_of(work, a)->type != HSY_EVENT_ASSAULT &&
           a->lead && b->lead && shares_word(work, a, b);
}

/* How much speaks for `a` and `b` being one, or NOT_ALIKE. */
int hsy_acts_alike(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    hsy_match where = a->place && b->place ? hsy_match_places(a->place, b->place) : HSY_UNKNOWN;
    hsy_match when = hsy_match_days(days_of(work, a), days_of(work, b));
    hsy_match by = match_parties(work, a, a->sources, a->nsources, b, b->sources, b->nsources);
    hsy_match to = match_parties(work, a, a->targets, a->ntargets, b, b->targets, b->ntargets);

    if (where == HSY_CLASH && is_loosely_placed(work, a, b))
        where = HSY_UNKNOWN;
    if (when == HSY_CLASH && where >= HSY_UNKNOWN &&
        is_loosely_dated(work, a, b))
        when = HSY_UNKNOWN;
    /* Who did it can be in dispute when place and day are not, and is told in many ways when
     * it befell one person: "police arrested Orlan", "Orlan was arrested by the patrol". */
    bool disputed = by == HSY_CLASH && where == HSY_SAME && when >= HSY_PART;
    if (by == HSY_CLASH && share_victim(work, a, b) && shares_word(work, a, b))
        by = HSY_UNKNOWN;
    if (where == HSY_CLASH || when == HSY_CLASH || (by == HSY_CLASH && !disputed))
        return HSY_NOT_ALIKE;
    if (is_copied(work, a, b))
        return COPIED;
    if (to == HSY_CLASH && event_of(work, a)->type != HSY_EVENT_ASSAULT &&
        are_two_people(work, a, b))
        return HSY_NOT_ALIKE;
    if (is_only_who(work, a, b, where, when, to))
        return by > HSY_UNKNOWN ? by : 0;
    /* A war has many attacks in one country. */
    if (where == HSY_SAME && a->place->kind == HSY_PLACE_COUNTRY)
        where = HSY_PART;
    int sum = where + (where == HSY_SAME) + when + by + (to == HSY_CLASH ? -2 : to);
    hsy_str mode_a = event_of(work, a)->mode, mode_b = event_of(work, b)->mode;
    if (mode_a.len && mode_b.len)
        sum += hsy_str_eq(mode_a, mode_b) ? 1 : -1;
    if ((by >= HSY_PART || to >= HSY_PART || where == HSY_SAME) && shares_word(work, a, b))
        sum += by == HSY_SAME || to == HSY_SAME ? 2 : 1;
    if ((by >= HSY_PART || to >= HSY_PART || where >= HSY_PART) && is_topic(work, a, b))
        sum += 2;
    if (a->doc == b->doc && (a->definite || b->definite))
        sum++;
    return sum + weigh_figures(work, a, b);
}

/* -- articles that tell of several acts ----------------------------------------- */

/* Of the last days: what an article tells of older acts is background. */
static bool is_news(const hsy_story_work *work, const hsy_node *node)
{
    int32_t last = hsy_last_day_told(work, node->doc);

    return !node->time || last == INT32_MAX || node->time->day_to >= last - HSY_NEWS_DAYS;
}

static bool is_harm(const hsy_story_work *work, const hsy_node *node)
{
    return event_of(work, node)->type == HSY_EVENT_ASSAULT &&
           node->standing == HSY_STANDING_HAPPENED && !node->general && is_news(work, node);
}

/* In two places that cannot be one, or that need not be and have tolls of their own. */
static bool is_elsewhere(const hsy_node *a, const hsy_node *b)
{
    hsy_match where = a->place && b->place ? hsy_match_places(a->place, b->place) : HSY_PART;

    return where == HSY_CLASH ||
           (where == HSY_UNKNOWN && compared(a, b) < 2 && !same_figures(a, b));
}

static bool is_another_day(const hsy_story_work *work, const hsy_node *a, const hsy_node *b)
{
    hsy_days x = hsy_days_of(a->time), y = hsy_days_of(b->time);

    return hsy_match_days(x, y) == HSY_CLASH &&
           (gap_of(x, y) > 1 || (!in_title(work, a) && !in_title(work, b)));
}

bool hsy_tells_of_several(const hsy_story_work *work, uint32_t first)
{
    const uint32_t looked = 24; /* acts of an article */
    uint32_t end = work->nodes.count - first > looked ? first + looked : work->nodes.count;

    for (uint32_t i = first; i < end; i++)
        for (uint32_t j = i + 1; j < end; j++) {
            const hsy_node *a = &work->nodes.data[i], *b = &work->nodes.data[j];
            if (is_harm(work, a) && is_harm(work, b) &&
                (is_elsewhere(a, b) || is_another_day(work, a, b)))
                return true;
        }
    return false;
}
