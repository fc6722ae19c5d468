/*
 * cmd_explain.c - hearsay explain: what each stage made of one page.
 *
 * For the reader who doubts a fact: page, text, tags and facts in the order of
 * the source, each with its byte range and the rule (table and line) that made
 * it. With --at only what touches that byte.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app/commands.h"
#include "app/run.h"
#include "report/words.h"

#include <inttypes.h>

#define REMOVED_COLUMNS 70

struct explainer {
    hsy_run_state *run;
    hsy_buf *out;
    const hsy_article *article;
    const hsy_reading *reading;
    const hsy_doc *doc;
    int64_t at; /* source byte, or -1 for all */
    uint32_t shown;
};

/* The source range of `span`, and whether it is asked for. */
static bool wanted(struct explainer *x, hsy_span source)
{
    if (x->at < 0)
        return true;
    return source.off != HSY_NONE && x->at >= source.off && x->at < hsy_span_end(source);
}

static void put_range(struct explainer *x, hsy_span source)
{
    char text[32] = "no source";

    if (source.off != HSY_NONE)
        snprintf(text, sizeof text, "%" PRIu32 "-%" PRIu32, source.off, hsy_span_end(source));
    hsy_buf_printf(x->out, "%-13s", text);
}

/* One line: range, kind, what it was read as, the words, the rule. False when the
 * span is not asked for. */
static bool begin_fact(struct explainer *x, hsy_span span, const char *kind, char letter,
                       uint32_t index)
{
    hsy_span source = hsy_text_source(&x->article->text, span);

    if (!wanted(x, source))
        return false;
    x->shown++;
    hsy_buf_puts(x->out, "    ");
    put_range(x, source);
    hsy_buf_printf(x->out, " %-8s %c%-3" PRIu32 " ", kind, letter, index);
    return true;
}

static void end_fact(struct explainer *x, hsy_span span, hsy_rule rule)
{
    char text[200];

    hsy_rule_print(rule, text, sizeof text);
    hsy_buf_printf(x->out, "  “%.*s”  [%s]\n", HSY_STR_ARG(hsy_article_str(x->article, span)),
                   text);
}

static void put_line(struct explainer *x, const char *name, hsy_str value, const char *note)
{
    hsy_buf_printf(x->out, "%-10s %.*s", name, HSY_STR_ARG(value.ptr ? value : HSY_STR("none")));
    if (note)
        hsy_buf_printf(x->out, "  (%s)", note);
    hsy_buf_putc(x->out, '\n');
}

static void explain_metadata(struct explainer *x)
{
    const hsy_article *a = x->article;

    put_line(x, "PAGE", a->input, NULL);
    put_line(x, "id", hsy_article_id(a), NULL);
    put_line(x, "address", a->url, NULL);
    put_line(x, "title", hsy_article_title(a), NULL);
    put_line(x, "publisher", a->publisher.name.ptr ? a->publisher.name : a->publisher.domain,
             hsy_basis_name(a->publisher.basis));
    for (uint32_t i = 0; i < a->nbylines; i++)
        put_line(x, "byline", a->bylines[i].name, NULL);
    put_line(x, "published", a->published.value, hsy_basis_name(a->published.basis));
    for (uint32_t i = 0; i < a->nothers; i++)
        put_line(x, "  or", a->others[i].value, hsy_basis_name(a->others[i].basis));
    put_line(x, "language", a->language, NULL);
    put_line(x, "wire", a->wire.agency, NULL);
}

static void explain_removed(struct explainer *x, hsy_str source)
{
    hsy_buf_puts(x->out, "\nLEFT OUT\n");
    for (uint32_t i = 0; i < x->article->nremoved; i++) {
        const hsy_removed *removed = &x->article->removed[i];
        hsy_str words = hsy_str_trim(hsy_span_str(source, removed->at));
        if (!wanted(x, removed->at))
            continue;
        x->shown++;
        hsy_buf_puts(x->out, "    ");
        put_range(x, removed->at);
        hsy_buf_printf(x->out, " %-8s “", hsy_removed_name(removed->as));
        hsy_words_cut(x->out, words, REMOVED_COLUMNS);
        hsy_buf_puts(x->out, "”\n");
    }
}

static void explain_tags(struct explainer *x, const hsy_sentence *sentence)
{
    hsy_buf_puts(x->out, "    ");
    for (uint32_t i = 0; i < sentence->ntokens; i++) {
        uint32_t t = sentence->first + i;
        const hsy_token *token = &x->doc->tokens[t];
        hsy_buf_printf(x->out, "%s%.*s/%s", i ? " " : "",
                       HSY_STR_ARG(hsy_token_str(x->doc, t)), hsy_upos_name(token->upos));
        if (x->doc->has_trees && token->head != HSY_NONE)
            hsy_buf_printf(x->out, "/%s<%" PRIu32, hsy_deprel_name(token->deprel),
                           token->head == t ? 0 : token->head - sentence->first + 1);
    }
    hsy_buf_putc(x->out, '\n');
}

static void explain_entities(struct explainer *x, hsy_span within)
{
    for (uint32_t i = 0; i < x->reading->nmentions; i++) {
        const hsy_mention *m = &x->reading->mentions[i];
        const hsy_entity *e = &x->reading->entities[m->entity];
        if (!hsy_span_covers(within, m->span) ||
            !begin_fact(x, m->span, "entity", 'e', m->entity))
            continue;
        hsy_buf_printf(x->out, "%.*s, %s %s %s, as %s", HSY_STR_ARG(e->name),
                       hsy_entity_type_name(e->type), e->country, e->role,
                       hsy_form_name(m->form));
        end_fact(x, m->span, m->rule);
    }
}

/* A place, or a name of one that does not say where: "names w3 Moscow, ... as actor". */
static void explain_place(struct explainer *x, hsy_span within, const hsy_place *p, uint32_t i)
{
    const bool here = p->use == HSY_USE_HERE;

    if (!hsy_span_covers(within, p->span) ||
        !begin_fact(x, p->span, here ? "place" : "names", here ? 'p' : 'w', i))
        return;
    hsy_buf_printf(x->out, "%.*s, %s %s", HSY_STR_ARG(p->name), hsy_place_kind_name(p->kind),
                   p->country);
    if (p->has_point)
        hsy_buf_printf(x->out, " %.2f %.2f", p->lat / 1e5, p->lon / 1e5);
    if (!here)
        hsy_buf_printf(x->out, ", as %s", hsy_place_use_name(p->use));
    end_fact(x, p->span, p->rule);
}

static void explain_times_places(struct explainer *x, hsy_span within)
{
    for (uint32_t i = 0; i < x->reading->ntimes; i++) {
        const hsy_time *t = &x->reading->times[i];
        if (!hsy_span_covers(within, t->span) || !begin_fact(x, t->span, "time", 't', i))
            continue;
        hsy_buf_printf(x->out, "%s %.*s", hsy_time_type_name(t->type), HSY_STR_ARG(t->value));
        end_fact(x, t->span, t->rule);
    }
    for (uint32_t i = 0; i < x->reading->nplaces; i++)
        explain_place(x, within, &x->reading->places[i], i);
    for (uint32_t i = 0; i < x->reading->nplace_names; i++)
        explain_place(x, within, &x->reading->place_names[i], i);
}

static void put_chain(struct explainer *x, hsy_chain chain)
{
    for (uint32_t i = 0; i < chain.count; i++)
        hsy_buf_printf(x->out, "%s%.*s", i ? " ← " : ", said by ",
                       HSY_STR_ARG(hsy_article_str(x->article, chain.links[i].span)));
}

static void explain_quantities(struct explainer *x, hsy_span within)
{
    for (uint32_t i = 0; i < x->reading->nquantities; i++) {
        const hsy_quantity *q = &x->reading->quantities[i];
        if (!hsy_span_covers(within, q->span) || !begin_fact(x, q->span, "quantity", 'n', i))
            continue;
        hsy_buf_printf(x->out, "%s %" PRId64 "..", hsy_what_name(q->what), q->low);
        if (q->high != HSY_OPEN)
            hsy_buf_printf(x->out, "%" PRId64, q->high);
        hsy_buf_printf(x->out, " %.*s, %s", HSY_STR_ARG(q->who), hsy_scope_name(q->scope));
        if (q->event != HSY_NONE)
            hsy_buf_printf(x->out, ", of v%" PRIu32, q->event);
        if (q->place != HSY_NONE)
            hsy_buf_printf(x->out, ", at p%" PRIu32, q->place);
        hsy_buf_puts(x->out, q->retracted ? ", retracted" : "");
        put_chain(x, q->said_by);
        end_fact(x, q->span, q->rule);
    }
}

static void explain_quotes(struct explainer *x, hsy_span within)
{
    for (uint32_t i = 0; i < x->reading->nquotes; i++) {
        const hsy_quote *q = &x->reading->quotes[i];
        if (!hsy_span_touches(within, q->span) || q->span.off < within.off ||
            !begin_fact(x, q->span, "quote", 'q', i))
            continue;
        hsy_buf_printf(x->out, "%s by %.*s", hsy_quote_kind_name(q->kind),
                       HSY_STR_ARG(q->speaker == HSY_NONE
                                       ? HSY_STR("nobody named")
                                       : x->reading->entities[q->speaker].name));
        if (q->continues != HSY_NONE)
            hsy_buf_printf(x->out, ", continues q%" PRIu32, q->continues);
        end_fact(x, q->span, q->rule);
    }
}

static void put_parties(struct explainer *x, const uint32_t *entities, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        hsy_buf_printf(x->out, "%s%.*s", i ? ", " : "",
                       HSY_STR_ARG(x->reading->entities[entities[i]].name));
    if (count == 0)
        hsy_buf_puts(x->out, "–");
}

static void explain_events(struct explainer *x, hsy_span within)
{
    for (uint32_t i = 0; i < x->reading->nevents; i++) {
        const hsy_event *e = &x->reading->events[i];
        char rule[200];
        if (!hsy_span_covers(within, e->trigger) || !begin_fact(x, e->trigger, "event", 'v', i))
            continue;
        hsy_buf_printf(x->out, "%s %.*s ", hsy_event_type_name(e->type), HSY_STR_ARG(e->mode));
        put_parties(x, e->sources, e->nsources);
        hsy_buf_puts(x->out, " → ");
        put_parties(x, e->targets, e->ntargets);
        hsy_buf_printf(x->out, ", %s%s", hsy_modality_name(e->modality),
                       e->negative ? ", negative" : "");
        if (e->reason.len)
            hsy_buf_printf(x->out, ", because “%.*s”",
                           HSY_STR_ARG(hsy_article_str(x->article, e->reason)));
        if (e->modality_rule.name || e->modality_rule.table) {
            hsy_rule_print(e->modality_rule, rule, sizeof rule);
            hsy_buf_printf(x->out, " [%s]", rule);
        }
        if (e->place != HSY_NONE)
            hsy_buf_printf(x->out, ", at p%" PRIu32, e->place);
        if (e->time != HSY_NONE)
            hsy_buf_printf(x->out, ", on t%" PRIu32, e->time);
        if (e->same_as != HSY_NONE)
            hsy_buf_printf(x->out, ", same as v%" PRIu32, e->same_as);
        put_chain(x, e->said_by);
        end_fact(x, e->trigger, e->rule);
    }
}

static void explain_sentence(struct explainer *x, uint32_t index)
{
    const hsy_sentence *sentence = &x->doc->sentences[index];
    hsy_span source = hsy_text_source(&x->article->text, sentence->span);

    if (!wanted(x, source))
        return;
    x->shown++;
    hsy_buf_puts(x->out, "\n");
    put_range(x, source);
    hsy_buf_printf(x->out, " %s%.*s\n",
                   sentence->is_title     ? "(title) "
                   : sentence->is_heading ? "(sub-heading) "
                                          : "",
                   HSY_STR_ARG(hsy_article_str(x->article, sentence->span)));
    explain_tags(x, sentence);
    explain_entities(x, sentence->span);
    explain_times_places(x, sentence->span);
    explain_quantities(x, sentence->span);
    explain_quotes(x, sentence->span);
    explain_events(x, sentence->span);
}

static hsy_status take(void *user, hsy_item *item, hsy_error *err)
{
    struct explainer *x = user;

    x->article = item->article;
    x->reading = item->reading;
    x->doc = item->doc;
    explain_metadata(x);
    explain_removed(x, item->source->bytes);
    hsy_buf_puts(x->out, "\nTEXT\n");
    for (uint32_t i = 0; i < x->doc->nsentences; i++)
        explain_sentence(x, i);
    hsy_buf_putc(x->out, '\n');
    return hsy_run_write_text(x->run, err);
}

int hsy_cmd_explain(const hsy_options *options)
{
    hsy_run_state run;
    int status = hsy_run_start(&run, options, HSY_DEPTH_FACT);

    if (status)
        return status;
    struct explainer x = {.run = &run, .out = &run.line, .at = options->at};
    status = hsy_run_pages(&run, take, &x);
    if (!status && run.totals.read && x.shown == 0 && options->at >= 0)
        fprintf(stderr, "hearsay: nothing was read at byte %" PRId64 "\n", options->at);
    return hsy_run_end(&run, status, x.shown > 0);
}
