/* words.c - see words.h.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/words.h"

#include "base/table.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

void hsy_words_value(hsy_buf *out, int64_t low, int64_t high)
{
    if (low < 0)
        return;
    if (low == high)
        hsy_buf_printf(out, "%" PRId64, low);
    else if (high == HSY_OPEN)
        hsy_buf_printf(out, "%" PRId64 " or more", low);
    else if (low == 0)
        hsy_buf_printf(out, "up to %" PRId64, high);
    else
        hsy_buf_printf(out, "%" PRId64 "–%" PRId64, low, high);
}

void hsy_words_range(hsy_buf *out, const hsy_claim *claim)
{
    hsy_buf_printf(out, "low %" PRId64 " · best ", claim->low);
    if (claim->best_low < 0)
        hsy_buf_puts(out, "undecided");
    else
        hsy_words_value(out, claim->best_low, claim->best_high);
    if (claim->high == HSY_OPEN)
        hsy_buf_puts(out, " · high open");
    else
        hsy_buf_printf(out, " · high %" PRId64, claim->high);
}

void hsy_words_origins(hsy_buf *out, uint32_t least, uint32_t most)
{
    if (least == most)
        hsy_buf_printf(out, "%" PRIu32 " origin%s", most, most == 1 ? "" : "s");
    else
        hsy_buf_printf(out, "%" PRIu32 "–%" PRIu32 " origins", least, most);
}

void hsy_words_account(hsy_buf *out, const hsy_account *account)
{
    /* "denied that its forces had shelled the town": named as who did not. */
    if (account->kind == HSY_FACT_EVENT &&
        (account->negative || account->modality == HSY_MODALITY_DENIED))
        hsy_buf_puts(out, "not ");
    if (account->kind == HSY_FACT_TIME)
        hsy_words_time(out, account->value);
    else
        hsy_buf_add(out, account->value);
}

hsy_str hsy_words_publisher(const hsy_article *article)
{
    if (article->publisher.name.ptr)
        return article->publisher.name;
    if (article->publisher.domain.ptr)
        return article->publisher.domain;
    return HSY_STR("publisher unknown");
}

static bool is_pronoun(const hsy_reading *reading, hsy_span span)
{
    for (uint32_t i = 0; i < reading->nmentions; i++)
        if (reading->mentions[i].span.off == span.off)
            return reading->mentions[i].form == HSY_FORM_PRONOUN;
    return false;
}

hsy_str hsy_words_link(const hsy_account_source *source, const hsy_said_by *link)
{
    const hsy_reading *reading = source->reading;

    if (link->entity < reading->nentities && (reading->entities[link->entity].key.len ||
                                              is_pronoun(reading, link->span)))
        return reading->entities[link->entity].name;
    return hsy_article_str(source->article, link->span);
}

void hsy_words_chain(hsy_buf *out, const hsy_account_source *source, hsy_chain chain)
{
    if (chain.count == 0)
        hsy_buf_puts(out, "nobody named");
    for (uint32_t i = 0; i < chain.count; i++) {
        hsy_buf_puts(out, i ? ", citing " : "");
        hsy_words_cut(out, hsy_words_link(source, &chain.links[i]), 60);
    }
}

static void add_if(hsy_buf *out, const char *before, hsy_str what)
{
    if (!what.len)
        return;
    hsy_buf_puts(out, before);
    hsy_buf_add(out, what);
}

void hsy_words_what(hsy_buf *out, const hsy_about *about)
{
    hsy_buf_puts(out, about->has_type ? hsy_event_type_name(about->type) : "OTHER FIGURES");
    add_if(out, " ", about->mode);
    if (about->source.len || about->target.len) {
        hsy_buf_puts(out, "   ");
        hsy_buf_add(out, about->source.len ? about->source : HSY_STR("unknown"));
        add_if(out, " → ", about->target);
    }
}

/* Where, unless a party said so: "Norland → Ardelia", and not ", Ardelia" behind it. */
static hsy_str where(const hsy_about *about)
{
    bool said = hsy_str_eq(about->place, about->source) || hsy_str_eq(about->place, about->target);

    return said ? (hsy_str){NULL, 0} : about->place;
}

void hsy_words_when(hsy_buf *out, const char *before, const hsy_about *about)
{
    const hsy_str place = where(about);
    const hsy_str time = about->time_text.len ? about->time_text : about->time;

    add_if(out, before, place);
    add_if(out, place.len ? ", " : before, time);
}

void hsy_words_modality(hsy_buf *out, const hsy_account *account)
{
    const char *name = hsy_modality_name(account->modality);

    if (account->modality == HSY_MODALITY_ACTUAL)
        hsy_buf_puts(out, account->negative ? "not so: " : "");
    else if (!account->negative || account->modality == HSY_MODALITY_DENIED)
        hsy_buf_printf(out, "%s: ", name);
    else if (account->modality == HSY_MODALITY_PLANNED)
        hsy_buf_printf(out, "not %s: ", name);
    else
        hsy_buf_printf(out, "%s not: ", name);
}

hsy_str hsy_words_evidence(const hsy_account_source *source, const hsy_account *account)
{
    hsy_span span = account->span;

    if (account->kind == HSY_FACT_EVENT && source->reading->events[account->fact].span.len)
        span = source->reading->events[account->fact].span;
    return hsy_article_str(source->article, span);
}

bool hsy_words_is_figure(const hsy_claim *claim)
{
    return claim->low >= 0 || claim->best_low >= 0 ||
           (claim->naccounts && claim->accounts[0].kind == HSY_FACT_QUANTITY);
}

static const hsy_quantity *quantity_of(const hsy_report_input *in, const hsy_account *account)
{
    if (account->kind != HSY_FACT_QUANTITY)
        return NULL;
    return &in->sources[account->source].reading->quantities[account->fact];
}

bool hsy_words_is_part(const hsy_report_input *in, const hsy_claim *claim)
{
    for (uint32_t i = 0; i < claim->naccounts; i++) {
        const hsy_quantity *q = quantity_of(in, &claim->accounts[i]);
        if (!q || q->scope != HSY_SCOPE_SUBSET)
            return false;
    }
    return claim->naccounts > 0;
}

/* A figure of more victims than one before it ("another six"), as every account has it. */
static bool is_further(const hsy_report_input *in, const hsy_claim *claim)
{
    for (uint32_t i = 0; i < claim->naccounts; i++) {
        const hsy_quantity *q = quantity_of(in, &claim->accounts[i]);
        if (!q || !q->additional)
            return false;
    }
    return claim->naccounts > 0;
}

void hsy_words_figure(hsy_buf *out, const hsy_report_input *in, const hsy_claim *claim)
{
    hsy_buf_add(out, claim->what);
    if (claim->who.len && !hsy_str_eq(claim->who, HSY_STR("people")))
        hsy_buf_printf(out, ", %.*s", HSY_STR_ARG(claim->who));
    if (hsy_words_is_part(in, claim))
        hsy_buf_puts(out, " (a part)");
    else if (is_further(in, claim))
        hsy_buf_puts(out, " (further)");
    if (claim->scope != HSY_SCOPE_EVENT && claim->scope != HSY_SCOPE_SUBSET)
        hsy_buf_printf(out, " (%s)", hsy_scope_name(claim->scope));
}

void hsy_words_bytes(hsy_buf *out, const hsy_article *article, hsy_span span)
{
    hsy_span at = hsy_text_source(&article->text, span);
    hsy_str file = article->input;

    for (size_t i = file.len; i-- > 0;)
        if (file.ptr[i] == '/') {
            file = hsy_str_sub(file, i + 1, file.len);
            break;
        }
    hsy_buf_add(out, file);
    if (at.off == HSY_NONE)
        hsy_buf_puts(out, ", given title");
    else
        hsy_buf_printf(out, " bytes %" PRIu32 "–%" PRIu32 "%s", at.off, hsy_span_end(at),
                       hsy_article_in_title(article, span) ? " (title)" : "");
}

void hsy_words_clean(hsy_buf *out, hsy_str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t len, code = hsy_utf8_at(s, at, &len);
        bool control = (code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0) ||
                       (code >= 0x200E && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
                       (code >= 0x2066 && code <= 0x2069);
        if (control)
            hsy_buf_putc(out, ' ');
        else
            hsy_buf_put_utf8(out, code);
        at += len;
    }
}

/* A clause can begin with the comma or colon that parts it from what is before. */
static size_t clause_start(hsy_str words)
{
    size_t at = 0;

    while (at < words.len && memchr(",;: ", words.ptr[at], 4))
        at++;
    return at;
}

void hsy_words_cut(hsy_buf *out, hsy_str words, int columns)
{
    int used = 0;
    bool blank = false;

    for (size_t at = clause_start(words); at < words.len;) {
        uint32_t len, code = hsy_utf8_at(words, at, &len);
        if (hsy_utf8_is_space(code)) {
            blank = used > 0;
        } else {
            int width = hsy_utf8_columns(hsy_str_sub(words, at, at + len));
            if (used + blank + width > columns - 1 && at + len < words.len) {
                hsy_buf_puts(out, "…");
                return;
            }
            if (blank)
                hsy_buf_putc(out, ' ');
            hsy_buf_add(out, hsy_str_sub(words, at, at + len));
            used += width + blank;
            blank = false;
        }
        at += len;
    }
}

enum { OPENING = 72 }; /* columns */

void hsy_words_title(hsy_buf *out, const hsy_article *article)
{
    hsy_str body = {article->text.bytes + article->body, article->text.len - article->body};

    if (article->title_len) {
        hsy_buf_add(out, hsy_article_title(article));
        return;
    }
    hsy_buf_puts(out, "“");
    hsy_words_cut(out, body, OPENING);
    hsy_buf_puts(out, "”");
}

void hsy_words_story_title(hsy_buf *out, const hsy_report_input *in, const hsy_story *story)
{
    if (story->title.len)
        hsy_buf_add(out, story->title);
    else if (story->ndocs)
        hsy_words_title(out, in->sources[story->docs[0]].article);
}
