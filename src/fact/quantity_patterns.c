/*
 * quantity_patterns.c - words of harm that come in many wordings.
 *
 *     {carried} {way}* to {det}? {word}* {hospital}
 *
 * "taken to hospital", "rushed by helicopter to the Keth General Hospital": a list of all the
 * wordings would never end. A row of harm.tsv with braces is a pattern: plain words stand for
 * themselves, {carried} for any phrase that parts.tsv gives under that name, {word} for one
 * word of a name or a title. "?" behind a part: it may be missing; "*": up to six of it.
 *
 * Of a part the longest phrase is taken; only {word}* stops where the next part begins.
 * Patterns have few parts and sentences are looked at word by word, so that the work is linear.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/quantity.h"

#define MOST_SLOTS 10
#define MOST_TIMES 6

/* -- loading ------------------------------------------------------------------------ */

static bool is_part(hsy_str word)
{
    return word.len > 2 && word.ptr[0] == '{';
}

bool hsy_pattern_is(hsy_str phrase)
{
    return hsy_str_find(phrase, HSY_STR("{"), 0) != SIZE_MAX;
}

/* "{way}*": the part's name and how often it may stand there. */
static bool read_slot(const hsy_quantity_tables *tables, hsy_str word, hsy_pattern_slot *ret)
{
    const char end = word.ptr[word.len - 1];
    const size_t close = word.len - (end == '}' ? 1 : 2);

    *ret = (hsy_pattern_slot){.word = word, .part = HSY_NONE, .times = HSY_TIMES_ONCE};
    if (!is_part(word))
        return true;
    if (end == '?')
        ret->times = HSY_TIMES_MAYBE;
    else if (end == '*')
        ret->times = HSY_TIMES_ANY;
    else if (end != '}')
        return false;
    if (word.ptr[close] != '}')
        return false;
    ret->word = hsy_str_sub(word, 1, close);
    ret->part = hsy_map_find(&tables->part_of_name, ret->word);
    return ret->part != HSY_NONE;
}

/* The pattern is found by the words it can begin with. */
static bool begins_with(hsy_quantity_tables *tables, hsy_arena *arena, hsy_str word,
                        uint32_t pattern)
{
    hsy_pattern_start *start = hsy_vec_push(arena, &tables->starts);

    if (!start)
        return false;
    *start = (hsy_pattern_start){pattern, hsy_map_find(&tables->start_of, word)};
    return hsy_map_set(&tables->start_of, word, tables->starts.count - 1);
}

static bool index_pattern(hsy_quantity_tables *tables, hsy_arena *arena, uint32_t index)
{
    const hsy_pattern_slot *slot = tables->patterns.data[index].slots;

    if (slot->part == HSY_NONE)
        return begins_with(tables, arena, slot->word, index);
    const hsy_lexicon *part = tables->parts.data[slot->part];
    for (uint32_t i = 0; i < part->entries.count; i++)
        if (!begins_with(tables, arena, part->entries.data[i].words[0], index))
            return false;
    return true;
}

bool hsy_pattern_add(hsy_quantity_tables *tables, hsy_arena *arena, hsy_str phrase,
                     uint32_t form, bool *ret_bad)
{
    hsy_pattern_slot slots[MOST_SLOTS];
    uint32_t count = 0;

    *ret_bad = false;
    for (hsy_str rest = phrase; rest.ptr;) {
        const hsy_str word = hsy_str_cut(&rest, ' ');
        if (count == MOST_SLOTS || word.len == 0 || !read_slot(tables, word, &slots[count])) {
            *ret_bad = true;
            return true;
        }
        count++;
    }
    /* A pattern that may begin with nothing, or with any word, would be tried everywhere. */
    *ret_bad = slots[0].times != HSY_TIMES_ONCE || slots[0].part == tables->any_word;
    if (*ret_bad && slots[0].part != HSY_NONE)
        return true;
    *ret_bad = false;
    hsy_pattern *pattern = hsy_vec_push(arena, &tables->patterns);
    if (!pattern)
        return false;
    const void *copy = hsy_arena_copy(arena, slots, count * sizeof *slots);
    *pattern = (hsy_pattern){copy, count, form};
    return copy && index_pattern(tables, arena, tables->patterns.count - 1);
}

/* -- matching ------------------------------------------------------------------------ */

/* A word of a name: "Keth", "general", "St", "of". */
static bool is_word(const hsy_figures *f, uint32_t at)
{
    if (at >= f->words->count || hsy_term_punct(f->words, at))
        return false;
    return hsy_glue_is(f, at, HSY_GLUE_OF | HSY_GLUE_GENITIVE) ||
           !hsy_glue_is(f, at,
                        HSY_GLUE_BE | HSY_GLUE_HAVE | HSY_GLUE_MODAL | HSY_GLUE_NEG |
                            HSY_GLUE_PREP | HSY_GLUE_CONJ | HSY_GLUE_RELATIVE |
                            HSY_GLUE_CLAUSE | HSY_GLUE_PRONOUN | HSY_GLUE_TO);
}

/* How many words one of `slot` takes at `at`; 0 when there is none. */
static uint32_t take(const hsy_figures *f, const hsy_pattern_slot *slot, uint32_t at)
{
    if (slot->part == HSY_NONE)
        return hsy_term_is(f->words, at, slot->word);
    if (slot->part == f->tables->any_word)
        return is_word(f, at);
    const hsy_lexeme *match =
        hsy_lexicon_match(f->tables->parts.data[slot->part], f->words, at);
    return match ? match->nwords : 0;
}

/* The word behind the pattern's end when it stands at `at`, or HSY_NONE. */
static uint32_t match(const hsy_figures *f, const hsy_pattern *pattern, uint32_t at)
{
    for (uint32_t i = 0; i < pattern->nslots; i++) {
        const hsy_pattern_slot *slot = &pattern->slots[i];
        const bool lazy = slot->part == f->tables->any_word && i + 1 < pattern->nslots;
        const uint32_t most = slot->times == HSY_TIMES_ANY ? MOST_TIMES : 1;
        uint32_t times = 0;
        for (; times < most; times++) {
            if (lazy && take(f, slot + 1, at))
                break;
            const uint32_t len = take(f, slot, at);
            if (len == 0)
                break;
            at += len;
        }
        if (times == 0 && slot->times == HSY_TIMES_ONCE)
            return HSY_NONE;
    }
    return at;
}

uint32_t hsy_pattern_match(const hsy_figures *f, uint32_t at, uint32_t *ret_form)
{
    uint32_t best = 0;
    uint32_t i = hsy_map_find(&f->tables->start_of, f->words->data[at].lower);

    for (; i != HSY_NONE; i = f->tables->starts.data[i].next) {
        const hsy_pattern *pattern =
            &f->tables->patterns.data[f->tables->starts.data[i].pattern];
        const uint32_t end = match(f, pattern, at);
        if (end != HSY_NONE && end - at > best) {
            best = end - at;
            *ret_form = pattern->form;
        }
    }
    return best;
}
