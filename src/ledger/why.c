/*
 * why.c - the verdict in words: phrases of data/en/ledger/phrases.tsv, filled in.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "internal.h"

#include <string.h>

static void put_number(hsy_buf *out, int64_t low, int64_t high)
{
    if (low < 0 || low == HSY_OPEN)
        hsy_buf_puts(out, "?");
    else if (high == HSY_OPEN)
        hsy_buf_printf(out, "%lld+", (long long)low);
    else if (low == high)
        hsy_buf_printf(out, "%lld", (long long)low);
    else
        hsy_buf_printf(out, "%lld-%lld", (long long)low, (long long)high);
}

/* The upper end of all accounts: "87+" where it is open. */
static void put_highest(hsy_buf *out, const hsy_weighing *weighing)
{
    int64_t low = weighing->high;

    if (weighing->high == HSY_OPEN) {
        low = 0;
        for (uint32_t i = 0; i < weighing->draft->accounts.count; i++)
            if (weighing->draft->accounts.data[i].low > low)
                low = weighing->draft->accounts.data[i].low;
    }
    put_number(out, low, weighing->high);
}

static uint32_t articles_of(const hsy_draft *draft)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < draft->accounts.count; i++)
        n += i == 0 || draft->accounts.data[i].source != draft->accounts.data[i - 1].source;
    return n;
}

static void put_source(const hsy_story_work *work, const hsy_weighing *weighing, hsy_buf *out)
{
    if (weighing->best_account == HSY_NONE)
        return;
    for (uint32_t i = weighing->best_account; i < weighing->draft->accounts.count; i++) {
        const hsy_account *account = &weighing->draft->accounts.data[i];
        const hsy_account_source *source = &work->sources[account->source];
        if (account->low < weighing->best_low || account->low > weighing->best_high ||
            !weighing->backings[i].name.ptr || !account->said_by.count)
            continue;
        const hsy_said_by *link = &account->said_by.links[account->said_by.count - 1];
        hsy_buf_add(out, link->entity < source->reading->nentities
                             ? source->reading->entities[link->entity].name
                             : hsy_article_str(source->article, link->span));
        return;
    }
}

static void put_value(const hsy_story_work *work, const hsy_weighing *weighing, hsy_str name,
                      hsy_buf *out)
{
    bool number = weighing->draft->kind == HSY_DRAFT_NUMBER;

    if (hsy_str_eq(name, HSY_STR("best")) && number)
        put_number(out, weighing->best_low, weighing->best_high);
    else if (hsy_str_eq(name, HSY_STR("best")))
        hsy_buf_add(out, weighing->best);
    else if (hsy_str_eq(name, HSY_STR("other")) && number)
        put_number(out, weighing->other_low, weighing->other_high);
    else if (hsy_str_eq(name, HSY_STR("other")))
        hsy_buf_add(out, weighing->other);
    else if (hsy_str_eq(name, HSY_STR("one")))
        put_number(out, weighing->clash[0][0], weighing->clash[0][1]);
    else if (hsy_str_eq(name, HSY_STR("two")))
        put_number(out, weighing->clash[1][0], weighing->clash[1][1]);
    else if (hsy_str_eq(name, HSY_STR("n")))
        hsy_buf_printf(out, "%u", weighing->draft->accounts.count);
    else if (hsy_str_eq(name, HSY_STR("articles")))
        hsy_buf_printf(out, "%u", articles_of(weighing->draft));
    else if (hsy_str_eq(name, HSY_STR("low")))
        put_number(out, weighing->low, weighing->low);
    else if (hsy_str_eq(name, HSY_STR("high")))
        put_highest(out, weighing);
    else if (hsy_str_eq(name, HSY_STR("whole")))
        put_number(out, weighing->whole_high, weighing->whole_high);
    else if (hsy_str_eq(name, HSY_STR("sources")))
        put_source(work, weighing, out);
}

/* Add a phrase; sentences after the first are joined by a semicolon. */
static void say(const hsy_story_work *work, const hsy_weighing *weighing, const char *name,
                hsy_buf *out)
{
    uint32_t found = hsy_map_find(&work->tables->phrases, hsy_str_of(name));

    if (found == HSY_NONE)
        return;
    hsy_str phrase = work->tables->phrase[found];
    if (phrase.len && phrase.ptr[phrase.len - 1] == '.')
        phrase.len--;
    size_t begin = out->len ? 2 : 0;
    if (begin)
        hsy_buf_add(out, HSY_STR("; "));
    begin = out->len;
    while (phrase.len) {
        size_t open = hsy_str_find(phrase, HSY_STR("{"), 0);
        size_t close = open == SIZE_MAX ? SIZE_MAX : hsy_str_find(phrase, HSY_STR("}"), open);
        if (close == SIZE_MAX) {
            hsy_buf_add(out, phrase);
            break;
        }
        hsy_buf_add(out, hsy_str_sub(phrase, 0, open));
        put_value(work, weighing, hsy_str_sub(phrase, open + 1, close), out);
        phrase = hsy_str_sub(phrase, close + 1, phrase.len);
    }
    bool capital = begin && begin < out->len && out->data[begin] >= 'A' &&
                   out->data[begin] <= 'Z' && begin + 1 < out->len &&
                   (out->data[begin + 1] >= 'a' || out->data[begin + 1] == ' ');
    if (capital && found != HSY_NONE && work->tables->phrase[found].ptr[0] != '{')
        out->data[begin] = (char)(out->data[begin] + 'a' - 'A');
}

/* Of a figure that some give, others only say that it is not so. */
static bool has_denial(const hsy_draft *draft)
{
    for (uint32_t i = 0; i < draft->accounts.count; i++)
        if (draft->accounts.data[i].negative && draft->accounts.data[i].low > 0)
            return true;
    return false;
}

/* "They did it"; "they deny it". */
static bool is_denied(const hsy_draft *draft)
{
    for (uint32_t i = 0; i < draft->accounts.count; i++)
        if (draft->accounts.data[i].negative ||
            draft->accounts.data[i].modality == HSY_MODALITY_DENIED)
            return true;
    return false;
}

static const char *verdict_phrase(const hsy_weighing *weighing)
{
    bool number = weighing->draft->kind == HSY_DRAFT_NUMBER;
    bool two = weighing->draft->accounts.count == 2;

    if (number && weighing->low < 0 && weighing->verdict != HSY_VERDICT_RETRACTED)
        return "denied";
    switch (weighing->verdict) {
    case HSY_VERDICT_SINGLE:
        if (articles_of(weighing->draft) < 2)
            return "single";
        return two ? "single_text_two" : "single_text";
    case HSY_VERDICT_AGREE:
        if (!number)
            return "agree_said";
        return two ? "agree_two" : "agree";
    case HSY_VERDICT_COMPATIBLE:
        if (weighing->draft->kind == HSY_DRAFT_REASON)
            return "compatible_reasons";
        return weighing->reason == HSY_REASON_DOER ? "compatible_doer" : "compatible";
    case HSY_VERDICT_UPDATE:
        return weighing->reason == HSY_REASON_WORDS    ? "update_words"
               : weighing->reason == HSY_REASON_DIED   ? "update_died"
               : weighing->reason == HSY_REASON_RISING ? "update_rising" : "update";
    case HSY_VERDICT_CONFLICT:
        if (weighing->whole_high >= 0)
            return "part";
        if (number && weighing->clash[0][0] < 0 && has_denial(weighing->draft))
            return "conflict_denied";
        if (number)
            return weighing->clash[0][0] >= 0 ? "conflict" : "conflict_open";
        if (weighing->draft->kind == HSY_DRAFT_ACT ||
            (!weighing->other.len && is_denied(weighing->draft)))
            return "conflict_said";
        return weighing->best.len && weighing->other.len ? "conflict_values" : "conflict_names";
    case HSY_VERDICT_RETRACTED: return "retracted";
    }
    return "single";
}

static bool has_version(const hsy_draft *draft)
{
    for (uint32_t i = 0; i < draft->accounts.count; i++)
        if (draft->accounts.data[i].version)
            return true;
    return false;
}

/* Does one text stand behind accounts of several articles? */
static bool has_copies(const hsy_story_work *work, const hsy_draft *draft)
{
    for (uint32_t i = 0; i < draft->accounts.count; i++) {
        uint32_t member = work->sources[draft->accounts.data[i].source].member;
        if (work->stories->members[member].copy_of != HSY_NONE)
            return true;
    }
    return false;
}

hsy_str hsy_why(hsy_story_work *work, const hsy_weighing *weighing)
{
    bool number = weighing->draft->kind == HSY_DRAFT_NUMBER;
    hsy_buf out;

    hsy_buf_init(&out, 0);
    say(work, weighing, verdict_phrase(weighing), &out);
    if (number && weighing->best_why && weighing->verdict >= HSY_VERDICT_UPDATE &&
        weighing->other_low >= 0)
        say(work, weighing, weighing->best_why, &out);
    if (has_version(weighing->draft))
        say(work, weighing, "version", &out);
    else if (weighing->verdict == HSY_VERDICT_AGREE && has_copies(work, weighing->draft))
        say(work, weighing, "copies", &out);
    if (weighing->verdict == HSY_VERDICT_AGREE && weighing->least < weighing->most)
        say(work, weighing, "unnamed", &out);
    hsy_buf_putc(&out, '.');
    hsy_str why = out.failed ? (hsy_str){NULL, 0} : hsy_str_copy(work->arena, hsy_buf_str(&out));
    hsy_buf_clear(&out);
    return why;
}
