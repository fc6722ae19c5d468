/*
 * event_accident.c - does a word in its sentence name an accident?
 *
 *     "the flood", "a crash"                 always
 *     "in a fire", "the roof collapsed"      with an article; without an object
 *     "the bus fell into a ravine"           what moves and falls
 *     "a van rammed into a parked bus"       what moves and hits what stands or moves
 *     "the aircraft caught fire"
 *     "a gas explosion", "a boiler burst"    what bursts by itself
 *     "a cold wave"                          weather
 *
 * People who fall or ram are not meant, nor what is said to carry explosives: a car that is
 * packed with them does not crash by accident. All words are classes of events/classes.tsv.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/event.h"

struct look {
    const struct hsy_event_tables *tables;
    const hsy_doc *doc;
    const hsy_tree *tree;
};

static hsy_str word_of(const struct look *look, uint32_t token)
{
    const hsy_token *t = &look->doc->tokens[token];

    return t->lemma.ptr && t->upos != HSY_UPOS_PROPN ? t->lemma : t->lower;
}

static bool is_class(const struct look *look, uint32_t token, hsy_class class)
{
    return token != HSY_NONE && (hsy_class_has(look->tables, class, word_of(look, token)) ||
                                 hsy_class_has(look->tables, class,
                                               look->doc->tokens[token].lower));
}

/* Some word of the phrase that ends with `noun`: "gasoline tank truck". */
static bool phrase_has(const struct look *look, uint32_t noun, hsy_class class)
{
    for (uint32_t i = noun; hsy_tree_holds(look->tree, i); i--) {
        const hsy_token *t = &look->doc->tokens[i];
        if (i < noun && t->upos != HSY_UPOS_NOUN && t->upos != HSY_UPOS_PROPN &&
            t->upos != HSY_UPOS_ADJ && t->upos != HSY_UPOS_PUNCT)
            return false;
        if (is_class(look, i, class))
            return true;
        if (!i)
            break;
    }
    return false;
}

static bool has_device(const struct look *look)
{
    for (uint32_t i = 0; i < look->tree->ntokens; i++)
        if (is_class(look, look->tree->first + i, HSY_CLASS_DEVICE))
            return true;
    return false;
}

/* Who or what moves: the subject, or the noun that the clause hangs on ("a tree to fall"). */
static uint32_t mover_of(const struct look *look, uint32_t verb)
{
    bool passive = false;
    uint32_t subject = hsy_tree_subject(look->tree, verb, &passive);

    if (passive)
        return HSY_NONE;
    if (subject == HSY_NONE && look->doc->tokens[verb].deprel == HSY_DEP_acl)
        subject = hsy_tree_head(look->tree, verb);
    return subject;
}

/* "into a tree", "a parked bus". */
static bool meets_thing(const struct look *look, uint32_t verb)
{
    for (uint32_t i = 0; i < hsy_tree_nchildren(look->tree, verb); i++) {
        uint32_t child = hsy_tree_child_at(look->tree, verb, i);
        uint8_t deprel = look->doc->tokens[child].deprel;
        if ((deprel != HSY_DEP_obj && deprel != HSY_DEP_obl) || child < verb)
            continue;
        const uint32_t part = hsy_tree_child(look->tree, child, HSY_DEP_nmod);
        if (is_class(look, child, HSY_CLASS_CRAFT) ||
            is_class(look, child, HSY_CLASS_FIXTURE) ||
            is_class(look, part, HSY_CLASS_CRAFT)) /* "the back of a bus" */
            return true;
    }
    return false;
}

/* "hit by a car", "struck by a train". */
static bool is_run_over(const struct look *look, uint32_t verb)
{
    return is_class(look, verb, HSY_CLASS_RAM) && !has_device(look) &&
           is_class(look, hsy_tree_agent(look->tree, verb), HSY_CLASS_CRAFT);
}

static bool is_accident_verb(const struct look *look, uint32_t verb)
{
    uint32_t mover = mover_of(look, verb);

    if (is_class(look, verb, HSY_CLASS_CATCH))
        return is_class(look, hsy_tree_child(look->tree, verb, HSY_DEP_obj), HSY_CLASS_BLAZE);
    if (mover == HSY_NONE)
        return is_run_over(look, verb);
    if (is_class(look, verb, HSY_CLASS_BURST))
        return phrase_has(look, mover, HSY_CLASS_FUEL) &&
               !phrase_has(look, mover, HSY_CLASS_DEVICE);
    if (!is_class(look, mover, HSY_CLASS_CRAFT) || has_device(look))
        return false;
    return is_class(look, verb, HSY_CLASS_TUMBLE) ||
           (is_class(look, verb, HSY_CLASS_RAM) && meets_thing(look, verb));
}

/* "an explosion at a gas station", "in a fireworks factory". */
static bool is_at_fuel(const struct look *look, uint32_t noun)
{
    for (uint32_t child = hsy_tree_child(look->tree, noun, HSY_DEP_nmod); child != HSY_NONE;
         child = hsy_tree_next(look->tree, child)) {
        uint32_t mark = hsy_tree_child(look->tree, child, HSY_DEP_case_);
        bool of = is_class(look, mark, HSY_CLASS_OF);
        bool where = is_class(look, mark, HSY_CLASS_LOCATIVE) &&
                     is_class(look, child, HSY_CLASS_WORKPLACE);
        if ((of || where) && phrase_has(look, child, HSY_CLASS_FUEL) &&
            !phrase_has(look, child, HSY_CLASS_DEVICE))
            return true;
    }
    return false;
}

static bool is_accident_noun(const struct look *look, uint32_t noun)
{
    if (is_class(look, noun, HSY_CLASS_BURST))
        return !phrase_has(look, noun, HSY_CLASS_DEVICE) &&
               (phrase_has(look, noun, HSY_CLASS_FUEL) || is_at_fuel(look, noun));
    return is_class(look, noun, HSY_CLASS_SPELL) && phrase_has(look, noun, HSY_CLASS_WEATHER);
}

/* "the roof collapsed", not "collapsed the tunnel". */
static bool founders(const struct look *look, uint32_t verb)
{
    return is_class(look, verb, HSY_CLASS_FOUNDER) &&
           hsy_tree_child(look->tree, verb, HSY_DEP_obj) == HSY_NONE &&
           hsy_tree_child(look->tree, verb, HSY_DEP_aux_pass) == HSY_NONE;
}

bool hsy_token_mishap(const struct hsy_event_tables *tables, const hsy_doc *doc,
                      const hsy_tree *tree, uint32_t token)
{
    const struct look look = {tables, doc, tree};
    const hsy_token *t = &doc->tokens[token];
    const bool verb = t->upos == HSY_UPOS_VERB;
    const bool noun = t->upos == HSY_UPOS_NOUN || t->upos == HSY_UPOS_PROPN;

    if (!verb && !noun)
        return false;
    if (hsy_class_has(tables, HSY_CLASS_MISHAP, word_of(&look, token)))
        return true;
    if (verb)
        return founders(&look, token) || is_accident_verb(&look, token);
    return (hsy_class_has(tables, HSY_CLASS_BLAZE, word_of(&look, token)) &&
            hsy_tree_child(tree, token, HSY_DEP_det) != HSY_NONE) ||
           is_accident_noun(&look, token);
}
