/*
 * quote_cues.c - the words that say that somebody says something, and who.
 *
 * A cue is a verb of the table ("said"), or a preposition ("according to"). Its speaker
 * is the subject by the tree where there is one; else the mention right before it, over
 * adverbs, auxiliaries and an apposition between commas ("X, a monitor, said"), or
 * right after it when it is inverted ("said X"). A noun that can carry words but is no
 * actor ("the statement said") gives the words of its phrase and no entity.
 *
 *     Ruiz told AFP that ...        speaker Ruiz, hearer AFP
 *     Ruiz, quoted by SANA, said    speaker Ruiz, outlet SANA
 *     state TV said, citing police  speaker state TV, origin police
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "fact/quote.h"

/* No sentence that people write has 64 cues; the limit keeps hostile text linear. */
enum { MOST_FORM = 4, MOST_BACK = 40, MOST_CUES = 64, MOST_WORDS = 12 };

static const hsy_token *token_at(const hsy_quote_work *work, uint32_t i)
{
    return &work->doc->tokens[i];
}

bool hsy_quote_is_finite(const hsy_quote_work *work, uint32_t i)
{
    const hsy_token *token = token_at(work, i);

    if (hsy_quote_in(work, i, HSY_QLIST_FINITE))
        return true;
    if (work->doc->has_tags)
        return (token->upos == HSY_UPOS_VERB || token->upos == HSY_UPOS_AUX) &&
               (token->feats & (HSY_FEAT_PAST | HSY_FEAT_PRESENT | HSY_FEAT_MODAL));
    return token->lower.len > 3 && !(token->shape & HSY_SHAPE_CAPITAL) &&
           hsy_str_ends(token->lower, HSY_STR("ed"));
}

/* -- finding cues ---------------------------------------------------------------- */

static uint32_t form_at(const hsy_quote_work *work, uint32_t i, uint32_t end,
                        uint32_t *ret_last)
{
    char buffer[64];
    size_t len = 0;
    uint32_t best = hsy_map_find(&work->tables->form, token_at(work, i)->lower);

    *ret_last = i;
    if (hsy_map_find(&work->tables->starts, token_at(work, i)->lower) == HSY_NONE)
        return best;
    for (uint32_t j = i; j < end && j < i + MOST_FORM; j++) {
        hsy_str lower = token_at(work, j)->lower;
        if (len + lower.len + 1 > sizeof buffer)
            break;
        if (len)
            buffer[len++] = ' ';
        memcpy(buffer + len, lower.ptr, lower.len);
        len += lower.len;
        uint32_t found = j > i ? hsy_map_find(&work->tables->form, (hsy_str){buffer, len})
                               : HSY_NONE;
        if (found != HSY_NONE)
            best = found, *ret_last = j;
    }
    return best;
}

static uint32_t mention_ending(const hsy_quote_work *work, uint32_t token)
{
    return token < work->doc->ntokens ? work->state->mention_over[token] : HSY_NONE;
}

static bool follows_mention(const hsy_quote_work *work, uint32_t i)
{
    return i && mention_ending(work, i - 1) != HSY_NONE;
}

/* A form that can be a noun ("reports", "claims") is a verb by its tag; without tags, when
 * a subject stands before it and what it introduces behind it. */
static bool is_verb(const hsy_quote_work *work, uint32_t i)
{
    const hsy_token *token = token_at(work, i);

    if (token->shape & HSY_SHAPE_PUNCT)
        return false;
    if ((token->shape & HSY_SHAPE_CAPITAL) && mention_ending(work, i) != HSY_NONE)
        return false; /* "United States" */
    if (work->doc->has_tags)
        return token->upos == HSY_UPOS_VERB;
    if (hsy_map_find(&work->tables->noun, token->lower) == HSY_NONE)
        return !i || !(token_at(work, i - 1)->lower.len == 3 &&
                       hsy_str_eq(token_at(work, i - 1)->lower, HSY_STR("the")));
    return follows_mention(work, i) &&
           (hsy_quote_in(work, i + 1, HSY_QLIST_THAT) || hsy_quote_is(work, i + 1, '"') ||
            hsy_quote_in(work, i + 1, HSY_QLIST_CLAUSE));
}

/* -- speakers ----------------------------------------------------------------------- */

static bool can_speak(const hsy_quote_work *work, uint32_t mention)
{
    const hsy_mention *m = &work->state->mentions.data[mention];
    /* "Russian drones said" has no speaker; "Russia said" has. */
    return m->form != HSY_FORM_ALIAS ||
           work->state->entities.data[m->entity].type == HSY_ENTITY_PERSON;
}

static bool set_speaker(const hsy_quote_work *work, hsy_cue *cue, uint32_t mention)
{
    const hsy_mention *m;

    if (mention == HSY_NONE || !can_speak(work, mention))
        return false;
    m = &work->state->mentions.data[mention];
    cue->speaker = m->entity;
    cue->speaker_first = m->first;
    cue->speaker_last = m->first + m->ntokens - 1;
    return true;
}

/* "the statement", "a survey": words without an actor. */
static bool set_words(const hsy_quote_work *work, hsy_cue *cue, uint32_t last)
{
    uint32_t first = last, start = work->doc->sentences[cue->sentence].first;

    if (last >= work->doc->ntokens || !hsy_quote_in(work, last, HSY_QLIST_SOURCE))
        return false;
    while (first > start && last - first < 5 &&
           !(token_at(work, first - 1)->shape & HSY_SHAPE_PUNCT) &&
           !hsy_quote_is_finite(work, first - 1))
        first--;
    cue->speaker_first = first;
    cue->speaker_last = last;
    return true;
}

/* Over what may stand between subject and verb: where the subject should end. */
static uint32_t skip_back(const hsy_quote_work *work, uint32_t i, uint32_t start)
{
    while (i > start && mention_ending(work, i) == HSY_NONE) {
        const hsy_token *token = token_at(work, i);
        bool adverb = work->doc->has_tags
                          ? token->upos == HSY_UPOS_ADV || token->upos == HSY_UPOS_AUX
                          : hsy_str_ends(token->lower, HSY_STR("ly")) && token->lower.len > 4;
        if (!adverb && !hsy_quote_in(work, i, HSY_QLIST_SKIP) &&
            !(token->shape & HSY_SHAPE_NUMBER))
            break;
        i--;
    }
    return i;
}

/* "Ruiz, a monitor in Ardel, said" / "Ruiz, who runs the port, said": from the comma before
 * the verb back to the comma that opens the insertion. */
static uint32_t over_insertion(const hsy_quote_work *work, uint32_t comma, uint32_t start)
{
    for (uint32_t i = comma; i > start && comma - i < 25; i--) {
        if (hsy_quote_is(work, i - 1, '"'))
            return HSY_NONE;
        if (hsy_quote_is(work, i - 1, ',') || hsy_quote_is(work, i - 1, '('))
            return i >= 2 && i - 2 >= start ? i - 2 : HSY_NONE;
    }
    return HSY_NONE;
}

/* "Ruiz's envoy to Ardel, Luc Ban, said": what is inserted is the name. */
static bool set_inserted_name(const hsy_quote_work *work, hsy_cue *cue, uint32_t first,
                              uint32_t comma)
{
    uint32_t mention = mention_ending(work, comma - 1);
    const hsy_mention *m;

    if (mention == HSY_NONE)
        return false;
    m = &work->state->mentions.data[mention];
    return m->form == HSY_FORM_NAME && m->first == first && m->first + m->ntokens == comma &&
           work->state->entities.data[m->entity].type == HSY_ENTITY_PERSON &&
           set_speaker(work, cue, mention);
}

static bool subject_before(const hsy_quote_work *work, hsy_cue *cue)
{
    uint32_t start = work->doc->sentences[cue->sentence].first;
    uint32_t i = cue->first;

    if (i == start)
        return false;
    i = skip_back(work, i - 1, start);
    if (hsy_quote_in(work, i, HSY_QLIST_WHO) && i > start)
        return set_speaker(work, cue, mention_ending(work, i - 1));
    if (hsy_quote_is(work, i, ')') || hsy_quote_is(work, i, ',')) {
        uint32_t before = over_insertion(work, i, start);
        if (before == HSY_NONE)
            return false;
        if (set_inserted_name(work, cue, before + 2, i))
            return true;
        if (set_speaker(work, cue, mention_ending(work, before)))
            return true;
        return set_words(work, cue, before);
    }
    if (set_speaker(work, cue, mention_ending(work, i)))
        return true;
    return set_words(work, cue, i);
}

/* The mention that begins at `i`, or after an article there. */
static uint32_t mention_from(const hsy_quote_work *work, uint32_t i, uint32_t end)
{
    for (uint32_t j = i; j < end && j < i + 3; j++) {
        uint32_t mention = work->state->mention_over[j];
        if ((token_at(work, j)->shape & HSY_SHAPE_PUNCT) ||
            hsy_quote_in(work, j, HSY_QLIST_THAT))
            return HSY_NONE;
        if (mention == HSY_NONE)
            continue;
        /* The outermost that begins here: "Ruiz's office", not "Ruiz". */
        while (mention > 0 &&
               work->state->mentions.data[mention - 1].span.off ==
                   work->state->mentions.data[mention].span.off)
            mention--;
        /* "according to his agent": who owns whom is no actor that could be read */
        const hsy_mention *m = &work->state->mentions.data[mention];
        if (m->form == HSY_FORM_PRONOUN && work->doc->has_trees &&
            token_at(work, m->head)->deprel == HSY_DEP_nmod_poss)
            return HSY_NONE;
        return mention;
    }
    return HSY_NONE;
}

static bool subject_after(const hsy_quote_work *work, hsy_cue *cue)
{
    uint32_t end = hsy_quote_end(work, cue->sentence);
    uint32_t mention = mention_from(work, cue->last + 1, end);

    if (!set_speaker(work, cue, mention))
        return false;
    cue->inverted = true;
    return true;
}

/* Right behind a quotation or a comma, or at the sentence's start, a verb may be
 * inverted. */
static bool may_invert(const hsy_quote_work *work, const hsy_cue *cue)
{
    uint32_t start = work->doc->sentences[cue->sentence].first;
    return cue->first == start || hsy_quote_is(work, cue->first - 1, ',') ||
           hsy_quote_is(work, cue->first - 1, '"') || hsy_quote_is(work, cue->first - 1, '\'');
}

/* "Several dancers said the hall was full": a subject that is no actor to be read, of a verb
 * with a clause of its own, is named by its words. */
static bool set_phrase(const hsy_quote_work *work, hsy_cue *cue, const hsy_tree *tree,
                       uint32_t subject)
{
    const hsy_token *token = token_at(work, subject);
    uint32_t clause = hsy_tree_child(tree, cue->first, HSY_DEP_ccomp);

    if (subject > cue->first || token->head != cue->first || token->deprel != HSY_DEP_nsubj ||
        (token->upos != HSY_UPOS_NOUN && token->upos != HSY_UPOS_PROPN &&
         token->upos != HSY_UPOS_NUM) ||
        clause == HSY_NONE || clause < cue->last)
        return false;
    hsy_tree_phrase_ends(tree, subject, &cue->speaker_first, &cue->speaker_last);
    if (cue->speaker_last >= cue->first || cue->speaker_last - cue->speaker_first > MOST_WORDS)
        cue->speaker_first = cue->speaker_last = subject;
    return true;
}

/* "WHO director Luc Ban said": the mention that ends at the verb, when it holds the one that
 * the tree points at. */
static uint32_t whole_mention(const hsy_quote_work *work, const hsy_cue *cue, uint32_t mention)
{
    const hsy_mention *inner, *outer;
    uint32_t at;

    if (mention == HSY_NONE || cue->first == 0)
        return mention;
    at = work->state->mention_of_head[cue->first - 1];
    if (at == HSY_NONE)
        at = work->state->mention_over[cue->first - 1];
    if (at == HSY_NONE)
        return mention;
    /* Without commas the tree runs together what was said and who says it: "... used by the
     * army Keth Rights Watch said". */
    inner = &work->state->mentions.data[mention];
    const uint32_t before = work->state->mentions.data[at].first;
    const bool apart = before && (token_at(work, before - 1)->upos == HSY_UPOS_NOUN ||
                                  inner->first + inner->ntokens == before);
    if (work->no_commas && apart && work->state->mentions.data[at].form == HSY_FORM_NAME &&
        work->state->mentions.data[at].first + work->state->mentions.data[at].ntokens ==
            cue->first &&
        work->state->entities.data[work->state->mentions.data[at].entity].type !=
            HSY_ENTITY_PLACE)
        return at;
    outer = &work->state->mentions.data[at];
    return outer->ntokens > inner->ntokens && outer->first <= inner->first &&
                   outer->first + outer->ntokens >= inner->first + inner->ntokens
               ? at
               : mention;
}

static bool subject_by_tree(const hsy_quote_work *work, hsy_cue *cue, const hsy_tree *tree)
{
    uint32_t subject = hsy_tree_subject(tree, cue->first, NULL);

    if (subject == HSY_NONE || (subject > cue->first && !may_invert(work, cue)))
        return false;
    /* "Two dead, officials say": a verb has one subject; where the tree gives one more at the
     * sentence's end, the nearer one. */
    const uint32_t end = hsy_quote_end(work, cue->sentence);
    for (uint32_t i = subject + 1; i < cue->first && cue->last + 2 >= end; i++)
        if (token_at(work, i)->head == cue->first && token_at(work, i)->deprel == HSY_DEP_nsubj)
            subject = i;
    if (work->quoted_at[subject] != work->quoted_at[cue->first])
        return false;
    uint32_t mention = work->state->mention_of_head[subject];
    if (mention == HSY_NONE)
        mention = work->state->mention_over[subject];
    cue->inverted = subject > cue->first;
    if (!cue->inverted)
        mention = whole_mention(work, cue, mention);
    if (set_speaker(work, cue, mention))
        return true;
    cue->inverted = false;
    return subject < cue->first &&
           (set_words(work, cue, subject) || set_phrase(work, cue, tree, subject));
}

/* "..., claiming that": the participle shares the subject of its sentence. */
static bool is_participle(const hsy_quote_work *work, uint32_t i)
{
    return hsy_str_ends(token_at(work, i)->lower, HSY_STR("ing"));
}

static bool shared_subject(const hsy_quote_work *work, hsy_cue *cue)
{
    uint32_t start = work->doc->sentences[cue->sentence].first;

    for (uint32_t i = start; i < cue->first && i < start + MOST_BACK; i++) {
        if (hsy_quote_is(work, i, '"'))
            return false;
        if (hsy_quote_is_finite(work, i) && i > start) {
            uint32_t before = skip_back(work, i - 1, start);
            return set_speaker(work, cue, mention_ending(work, before));
        }
    }
    return false;
}

static bool ends_words(const hsy_quote_work *work, uint32_t i)
{
    return (token_at(work, i)->shape & HSY_SHAPE_PUNCT) &&
           !(token_at(work, i)->lower.len == 1 && token_at(work, i)->lower.ptr[0] == '-');
}

/* Right behind a quotation stand the speaker and the verb: who is no actor that could be
 * read is still named by words: `..." the announcer said`, `..." said one of them`. */
static bool words_at_quote(const hsy_quote_work *work, hsy_cue *cue)
{
    uint32_t start = work->doc->sentences[cue->sentence].first, first = cue->first, last;
    uint32_t end = hsy_quote_end(work, cue->sentence);

    while (first > start && cue->first - first < 10 && !ends_words(work, first - 1))
        first--;
    if (first < cue->first && first > start && hsy_quote_is(work, first - 1, '"')) {
        cue->speaker_first = first;
        cue->speaker_last = cue->first - 1;
        return true;
    }
    if (first != cue->first || first == start || !hsy_quote_is(work, first - 1, '"'))
        return false;
    for (last = cue->last; last + 1 < end && last - cue->last < 10; last++)
        if (ends_words(work, last + 1))
            break;
    if (last == cue->last)
        return false;
    cue->speaker_first = cue->last + 1;
    cue->speaker_last = last;
    cue->inverted = true;
    return true;
}

/* "according to the union": who is no actor that could be read is named by the words up to
 * the next mark. */
static void words_after(const hsy_quote_work *work, hsy_cue *cue)
{
    uint32_t end = hsy_quote_end(work, cue->sentence), last = cue->last;

    while (last + 1 < end && last - cue->last < 9 && !ends_words(work, last + 1) &&
           !hsy_quote_is_finite(work, last + 1))
        last++;
    if (last == cue->last || (last + 1 < end && !ends_words(work, last + 1)))
        return;
    cue->speaker_first = cue->last + 1;
    cue->speaker_last = last;
}

static void find_speaker(const hsy_quote_work *work, hsy_cue *cue, const hsy_tree *tree)
{
    uint32_t end = hsy_quote_end(work, cue->sentence);

    if (cue->row->kind == HSY_CUE_PREP) {
        uint32_t next = cue->last + 1;
        if (!set_speaker(work, cue, mention_from(work, next, end)))
            for (uint32_t i = next; i < end && i < next + 5; i++)
                if (hsy_quote_in(work, i, HSY_QLIST_SOURCE)) {
                    cue->speaker_first = next;
                    cue->speaker_last = i;
                    break;
                }
        if (cue->speaker_first == HSY_NONE)
            words_after(work, cue);
        return;
    }
    if (tree && subject_by_tree(work, cue, tree))
        return;
    if (may_invert(work, cue) && !is_participle(work, cue->first) && subject_after(work, cue))
        return;
    if (subject_before(work, cue))
        return;
    if (is_participle(work, cue->first))
        shared_subject(work, cue);
    else
        words_at_quote(work, cue);
}

/* -- hearers, outlets, origins --------------------------------------------------------- */

static bool is_medium(const hsy_quote_work *work, uint32_t mention)
{
    const hsy_entity *entity =
        &work->state->entities.data[work->state->mentions.data[mention].entity];
    return strcmp(entity->role, "MED") == 0 && !entity->plural;
}

/* "told AFP", "told the daily": who passes it on; "told reporters" passes nothing on but
 * stands in the way. */
static void find_hearer(const hsy_quote_work *work, hsy_cue *cue)
{
    uint32_t end = hsy_quote_end(work, cue->sentence), next = cue->last + 1;

    if (!(cue->row->frames & HSY_FRAME_HEARER) && !hsy_quote_in(work, next, HSY_QLIST_TO))
        return;
    if (hsy_quote_in(work, next, HSY_QLIST_TO))
        next++;
    uint32_t mention = mention_from(work, next, end);
    if (mention == HSY_NONE || cue->inverted)
        return;
    const hsy_mention *m = &work->state->mentions.data[mention];
    cue->hearer_last = m->first + m->ntokens - 1;
    /* "told the news network Keth24 the port was shut" */
    const uint32_t name = mention_from(work, cue->hearer_last + 1, end);
    if (name != HSY_NONE && work->state->mentions.data[name].entity == m->entity &&
        work->state->mentions.data[name].first == cue->hearer_last + 1 &&
        work->state->mentions.data[name].form == HSY_FORM_NAME)
        cue->hearer_last += work->state->mentions.data[name].ntokens;
    if (!is_medium(work, mention))
        return;
    cue->hearer = m->entity;
    cue->hearer_span = m->span;
}

/* "quoted by SANA", "cited by NBC"; "citing officials", anywhere in the sentence. */
static void find_links(const hsy_quote_work *work, hsy_cue *cue)
{
    uint32_t start = work->doc->sentences[cue->sentence].first;
    uint32_t end = hsy_quote_end(work, cue->sentence), last;

    for (uint32_t i = start; i < end; i++) {
        uint32_t form = form_at(work, i, end, &last);
        if (form == HSY_NONE || work->quoted_at[i] != HSY_NONE)
            continue;
        const hsy_cue_row *row = &work->tables->cues.data[form];
        uint32_t mention = mention_from(work, last + 1, end);
        if (mention == HSY_NONE)
            continue;
        const hsy_mention *m = &work->state->mentions.data[mention];
        if (row->kind == HSY_CUE_BY && m->entity != cue->speaker) {
            cue->outlet = m->entity;
            cue->outlet_span = m->span;
        } else if (row->kind == HSY_CUE_CITE && is_participle(work, i) &&
                   m->entity != cue->speaker && i > cue->first) {
            cue->origin = m->entity;
            cue->origin_span = m->span;
        }
        i = last;
    }
}

/* -- all of them ------------------------------------------------------------------------- */

/* "according to NBC and officials", "the army and monitors said": who else says it stands
 * behind the speaker and "and", and by the tree is one with him. */
static void find_more_speakers(const hsy_quote_work *work, hsy_cue *cue)
{
    const bool behind = cue->row->kind == HSY_CUE_PREP || cue->inverted;
    const uint32_t end = behind ? hsy_quote_end(work, cue->sentence) : cue->first;
    uint32_t last = cue->speaker_last;

    if (cue->speaker == HSY_NONE || !work->doc->has_trees)
        return;
    while (cue->nalso < HSY_MORE_SPEAKERS && last + 2 < end &&
           token_at(work, last + 1)->upos == HSY_UPOS_CCONJ) {
        const uint32_t mention = mention_from(work, last + 2, end);
        if (mention == HSY_NONE)
            return;
        const hsy_mention *m = &work->state->mentions.data[mention];
        const uint32_t above = token_at(work, m->head)->head;
        last = m->first + m->ntokens - 1;
        if (token_at(work, m->head)->deprel != HSY_DEP_conj || above < cue->speaker_first ||
            above > cue->speaker_last || m->entity == cue->speaker || last >= end ||
            (behind && hsy_quote_is_finite(work, last + 1)))
            return;
        cue->also[cue->nalso++] = mention;
    }
}

static bool add_cue(hsy_quote_work *work, uint32_t first, uint32_t last,
                    const hsy_cue_row *row, uint32_t sentence, const hsy_tree *tree)
{
    hsy_cue *cue = hsy_vec_push(work->scratch, &work->cues);

    if (!cue)
        return false;
    *cue = (hsy_cue){.first = first, .last = last, .row = row, .sentence = sentence,
                     .speaker = HSY_NONE, .speaker_first = HSY_NONE, .speaker_last = HSY_NONE,
                     .hearer = HSY_NONE, .hearer_last = HSY_NONE, .outlet = HSY_NONE,
                     .origin = HSY_NONE};
    find_speaker(work, cue, tree);
    find_more_speakers(work, cue);
    find_hearer(work, cue);
    return true;
}

static bool sentence_cues(hsy_quote_work *work, uint32_t s)
{
    uint32_t end = hsy_quote_end(work, s), last, before = work->cues.count;
    hsy_tree tree;
    bool tried = false, has_tree = false;

    for (uint32_t i = work->doc->sentences[s].first;
         i < end && work->cues.count - before < MOST_CUES; i++) {
        uint32_t form = form_at(work, i, end, &last);
        if (form == HSY_NONE)
            continue;
        const hsy_cue_row *row = &work->tables->cues.data[form];
        bool verb = row->kind < HSY_CUE_CITE;
        if (row->kind == HSY_CUE_BY || row->kind == HSY_CUE_CITE || (verb && !is_verb(work, i)))
            continue;
        if (!tried && work->doc->has_trees)
            has_tree = hsy_tree_make(work->scratch, work->doc, s, &tree);
        tried = true;
        if (!add_cue(work, i, last, row, s, has_tree ? &tree : NULL))
            return false;
        i = last;
    }
    /* At most a few cues share the links of their sentence. */
    for (uint32_t c = before; c < work->cues.count && c < before + 8; c++)
        find_links(work, &work->cues.data[c]);
    return true;
}

bool hsy_quote_cues(hsy_quote_work *work)
{
    work->cues_from = hsy_new_array(work->scratch, work->doc->nsentences + 1, uint32_t);
    if (!work->cues_from)
        return false;
    for (uint32_t s = 0; s < work->doc->nsentences; s++) {
        work->cues_from[s] = work->cues.count;
        if (!sentence_cues(work, s))
            return false;
    }
    work->cues_from[work->doc->nsentences] = work->cues.count;
    return true;
}
