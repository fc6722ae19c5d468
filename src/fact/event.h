/*
 * event.h - the tables and the work of reading events; for event*.c, modality.c, link.c.
 *
 * An event is read in four steps. Frames (event_tables.c): what verbs and nouns mean,
 * under which conditions, and which arguments are source and target. Slots
 * (event_slots.c): the arguments of a word in a dependency tree. Triggers (event.c):
 * words whose frame fits; a noun takes the grammar of its light verb ("launched an
 * attack on"), a verb of harm joins the noun that did it ("the blast killed nine").
 * Modality (modality.c): whether it happened. A sentence without a tree gets a shallow
 * one (event_shallow.c), so that there is one way to read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_EVENT_H
#define HSY_FACT_EVENT_H

#include "fact/internal.h"
#include "ling/tree.h"

/* Where an argument stands. */
typedef enum hsy_slot_kind {
    HSY_SLOT_SUBJ, /* who does it; "by" in a passive */
    HSY_SLOT_OBJ,  /* whom it is done to; the subject of a passive */
    HSY_SLOT_IOBJ,
    HSY_SLOT_COMP, /* in the clause governed: its subject, else its object */
    HSY_SLOT_POSS, /* "Norland's attack", "its attack" */
    HSY_SLOT_MOD,  /* "the Norlander attack", "a drone attack" */
    HSY_SLOT_PREP, /* behind a preposition */
    /* In conditions only: */
    HSY_SLOT_XCOMP,  /* an infinitive */
    HSY_SLOT_GERUND, /* a gerund behind a preposition: "against speaking" */
    HSY_SLOT_CCOMP,  /* a finite clause */
    HSY_SLOT_PASS,   /* the verb is passive */
    HSY_SLOT_PLURAL, /* the noun is plural */
    HSY_SLOT_VERB,   /* the verb that governs the noun */
    HSY_SLOT_CASE,   /* the noun's own preposition */
    HSY_SLOT_PRED,   /* what the object is called: "called him a thief" */
    HSY_SLOT_CADV,   /* an adverb of the clause governed: "that he deliberately lied" */
} hsy_slot_kind;

typedef struct hsy_slot {
    hsy_slot_kind kind;
    hsy_str prep; /* HSY_SLOT_PREP: the preposition */
} hsy_slot;

#define HSY_MAX_SLOTS 8
typedef struct hsy_slots {
    hsy_slot slot[HSY_MAX_SLOTS];
    uint8_t count;
    bool all; /* every one of them ("+"), not the first that is there ("/") */
} hsy_slots;

#define HSY_MAX_TEST_CLASSES 4
typedef struct hsy_frame_test {
    hsy_slot slot;
    bool negated;
    uint8_t nclasses; /* 0: it only has to be there */
    uint8_t classes[HSY_MAX_TEST_CLASSES];
} hsy_frame_test;

#define HSY_MAX_TESTS 4
typedef enum hsy_bare { HSY_BARE_YES, HSY_BARE_ARGS, HSY_BARE_LIGHT } hsy_bare;

typedef struct hsy_frame {
    hsy_str word;     /* without its particle or first words */
    hsy_str particle; /* "out" of "carry out"; .len 0 */
    hsy_str before;   /* "drone" of "drone strike"; .len 0 */
    hsy_event_type type;
    bool none;           /* type "-": the word names no act here, whatever rows follow */
    hsy_str mode, cameo; /* .ptr NULL */
    hsy_slots source, target;
    hsy_bare bare;
    hsy_frame_test tests[HSY_MAX_TESTS];
    uint8_t ntests;
    uint32_t next; /* frame of the same word, or HSY_NONE */
    hsy_rule rule;
} hsy_frame;

typedef struct hsy_light {
    hsy_str particle;
    uint32_t types; /* bits of hsy_event_type */
    uint32_t next;
} hsy_light;

typedef struct hsy_mode_row {
    hsy_event_type type;
    hsy_str mode, cameo;
} hsy_mode_row;

/* See event_intent.c. */
typedef enum hsy_acts { HSY_ACTS_COOPERATION, HSY_ACTS_CONFLICT, HSY_ACTS_ANY } hsy_acts;
typedef struct hsy_intent {
    hsy_str word;
    hsy_acts acts;
    bool negative, spoken;
    hsy_event_type type;
    hsy_str cameo;
    hsy_rule rule;
} hsy_intent;

#define HSY_MAX_CLASSES 256
typedef struct hsy_class_set {
    uint64_t bits[HSY_MAX_CLASSES / 64];
} hsy_class_set;

/* Classes that the code itself asks for; names in event_tables.c. */
typedef enum hsy_class {
    HSY_CLASS_ACTOR, /* a party: of the words' classes, or by its mention */
    HSY_CLASS_PLACE,
    HSY_CLASS_PEOPLE,
    HSY_CLASS_OFFICIAL,
    HSY_CLASS_TROOPS,
    HSY_CLASS_MEASURE,  /* "dozens of", "a group of" */
    HSY_CLASS_DEFINITE, /* "the", "this" */
    HSY_CLASS_HARM,
    HSY_CLASS_WEAPON,
    HSY_CLASS_AIRCRAFT,
    HSY_CLASS_AGENT, /* the preposition of who does it in a passive */
    HSY_CLASS_BE,    /* auxiliaries of the passive */
    HSY_CLASS_OCCUR, /* verbs whose subject is the event */
    HSY_CLASS_OF,
    HSY_CLASS_THAT,    /* what begins a clause that is said */
    HSY_CLASS_TO,
    HSY_CLASS_LEAVING, /* "left 32 injured" */
    HSY_CLASS_CLAUSAL, /* "after": preposition or the begin of a clause */
    HSY_CLASS_CONTROL, /* "accused X of lying": the object is who lies */
    HSY_CLASS_OBLIQUE, /* light verbs with a preposition: "engage in talks" */
    HSY_CLASS_SAY,     /* verbs of saying */
    HSY_CLASS_TOWARD,  /* prepositions of whom an act is aimed at */
    HSY_CLASS_PARTNER, /* prepositions of events as circumstances: "killed in a raid" */
    HSY_CLASS_PERFECT, /* auxiliary of the perfect */
    HSY_CLASS_UNDERGO, /* verbs that need an object: "killed" without one is passive */
    HSY_CLASS_PERFORM, /* done by saying so: "I want to thank" */
    HSY_CLASS_SPEAKER, /* who speaks: "I", "we" */
    HSY_CLASS_MISHAP,   /* what harms people without a doer: "a crash", "the flood" */
    HSY_CLASS_BLAZE,    /* the same, only with an article: "in a fire" */
    HSY_CLASS_FOUNDER,  /* verbs of accident, only without an object: "the roof collapsed" */
    HSY_CLASS_LOCATIVE, /* prepositions of where: what stands behind them is no party */
    HSY_CLASS_STATEMENT, /* what is issued to say something */
    HSY_CLASS_INTRODUCER, /* before the subject of an infinitive: "for them to resign" */
    HSY_CLASS_TELLER,     /* verbs whose object is who hears it: "told the agency" */
    HSY_CLASS_GATHERING,  /* meetings: where they are is where their talks are */
    HSY_CLASS_HOME,       /* "of", "from": where somebody comes from */
    HSY_CLASS_OTHER,      /* "previous", "another": not the one told of */
    HSY_CLASS_BYGONE,     /* of these, what the article does not go on to tell of */
    HSY_CLASS_ONSET,      /* "since": not when it was but when something began */
    HSY_CLASS_ADVERSE,    /* "critics of", "victims of": those against or under somebody */
    HSY_CLASS_THEY,       /* pronouns of many */
    HSY_CLASS_CALLER,     /* "called on them to leave", "appealed to him to stay" */
    HSY_CLASS_CARRIER,    /* "weapon systems": of the class of what stands before */
    HSY_CLASS_BLAMER,     /* "blamed the raid on them" */
    HSY_CLASS_BLAMED,     /* "on" of it */
    HSY_CLASS_DEVICE,  /* what explodes by design: "bomb" */
    HSY_CLASS_CRAFT,   /* what moves or hangs and may fall: "bus", "crane", "tree" */
    HSY_CLASS_FIXTURE, /* what it runs into: "barrier" */
    HSY_CLASS_TUMBLE,  /* verbs of falling */
    HSY_CLASS_RAM,     /* verbs of hitting */
    HSY_CLASS_CATCH,   /* "caught" of "caught fire" */
    HSY_CLASS_BURST,   /* "explosion", "explode" */
    HSY_CLASS_FUEL,    /* what explodes by accident: "gas", "boiler" */
    HSY_CLASS_WORKPLACE, /* where it does: "a gas station" */
    HSY_CLASS_SPELL,   /* with a word of weather: "a cold wave" */
    HSY_CLASS_WEATHER,
    HSY_CLASS_BANE,    /* what kills as a subject without anybody doing it: "alcohol" */
    HSY_CLASS_CLAIMER, /* verbs of saying that one did it: "claimed" */
    HSY_CLASS_BEHIND,  /* "was behind the attack" */
    HSY_CLASS_KIN,     /* whose possessor is another: "his son" */
    HSY_CLASS_STANCE,  /* "anti", "pro" before a hyphen */
    HSY_CLASS_PLOTTER, /* verbs of having an act in mind: "plot" */
    HSY_CLASS_PERIOD,  /* "a month of raids" */
    HSY_CLASS_UNIVERSAL, /* determiners of whoever it may be: "every", "any" */
    HSY_CLASS_WHOEVER,   /* "those who attack", "anyone who does" */
    HSY_CLASS_CAMPAIGN,  /* acts of weeks, which no single strike is: "invasion" */
    HSY_CLASS_DRIVER,    /* who kills by accident: "a driver killed two" */
    HSY_CLASS_WHEN,      /* before a present that is to come: "when he is sentenced" */
    HSY_CLASS_AILMENT, /* what people die of in bed: "cancer" */
    HSY_CLASS_CUSTODY, /* where people are held */
    HSY_CLASS_DIE,     /* words of dying, not of killing */
    HSY_CLASS_INJURY,  /* what people die of who were harmed: "wounds" */
    HSY_CLASS_FIXED_COUNT
} hsy_class;

struct hsy_event_tables {
    HSY_VEC(hsy_frame) frames;
    hsy_map verb, noun; /* lemma -> first frame */
    HSY_VEC(hsy_light) lights;
    hsy_map light; /* lemma -> first of lights */
    HSY_VEC(hsy_mode_row) modes;
    hsy_map mode; /* word -> first row in modes */
    HSY_VEC(hsy_intent) intents;
    hsy_map class_name;
    hsy_map class_word; /* lemma -> class_sets */
    HSY_VEC(hsy_class_set) class_sets;
};

/* -- modality ------------------------------------------------------------------ */

typedef struct hsy_factuality {
    hsy_modality modality;
    bool negative;
    bool silent; /* no single act: habit, history, comparison */
    hsy_rule rule; /* .name NULL when simply actual */
} hsy_factuality;

/* -- the work on one sentence ---------------------------------------------------- */

#define HSY_MAX_ARGS 8

typedef struct hsy_draft {
    uint32_t head;  /* the word that names the act */
    uint32_t verb;  /* its clause: the word itself, or the light verb; HSY_NONE: bare noun */
    uint32_t extra; /* verb of harm that joined it, or HSY_NONE */
    const hsy_intent *intent; /* NULL but for what event_intent.c made */
    uint32_t aux;             /* its auxiliary */
    bool noun, light, occurs;
    bool claimed; /* its first source says himself that he did it */
    const hsy_frame *frame;
    hsy_event_type type;
    hsy_str mode, cameo;
    uint32_t sources[HSY_MAX_ARGS], targets[HSY_MAX_ARGS]; /* entities */
    uint32_t source_heads[HSY_MAX_ARGS], target_heads[HSY_MAX_ARGS]; /* tokens */
    uint8_t nsources, ntargets, nsource_heads, ntarget_heads;
    hsy_factuality fact;
    bool dropped;
} hsy_draft;

/* What harm in the text so far came from; see event_mishap.c. */
typedef enum hsy_telling { HSY_TELLING_OPEN, HSY_TELLING_MISHAP, HSY_TELLING_VIOLENCE } hsy_telling;

typedef struct hsy_event_work {
    hsy_fact_state *state;
    const struct hsy_event_tables *tables;
    const hsy_doc *doc; /* the article's, or its shadow with shallow trees */
    hsy_tree tree;
    uint32_t sentence;
    uint32_t *place_at; /* token -> place whose name covers it, or HSY_NONE */
    uint8_t *is_time;   /* token -> part of an expression of time */
    uint32_t *draft_at; /* token of the sentence -> draft, or HSY_NONE */
    HSY_VEC(hsy_draft) drafts;
    HSY_VEC(uint32_t) heads; /* event -> token, for links */
    hsy_telling telling;
    bool told_in_past; /* the text: its main verbs are past far more often than present */
} hsy_event_work;

/* event_tables.c */
bool hsy_class_has(const struct hsy_event_tables *tables, uint32_t class, hsy_str word);
bool hsy_slots_parse(hsy_str cell, hsy_slots *ret);

/* event_slots.c: tokens that stand in a slot of `word`; how many. `draft` may be a
 * noun with its light verb: its arguments may hang on either. */
uint32_t hsy_slot_find(const hsy_event_work *work, const hsy_draft *draft, hsy_slot slot,
                       uint32_t *out, uint32_t room);
bool hsy_frame_fits(const hsy_event_work *work, const hsy_draft *draft,
                    const hsy_frame *frame);
/* Is the argument `token` of `class`, by its word or by its mention? */
bool hsy_token_is(const hsy_event_work *work, uint32_t token, uint32_t class);
/* "dozens of rebels" -> rebels. */
uint32_t hsy_token_content(const hsy_event_work *work, uint32_t token);
hsy_str hsy_token_lemma(const hsy_event_work *work, uint32_t token);
/* Does preposition `prep` stand before the phrase of `token`? */
bool hsy_token_case(const hsy_event_work *work, uint32_t token, hsy_str prep);

/* event_agent.c: who does it, or HSY_NONE; is the participle one with an agent ("trapped by
 * troops"); did its subject undergo it ("six people reported killed")? */
uint32_t hsy_verb_agent(const hsy_event_work *work, uint32_t verb);
bool hsy_verb_has_agent(const hsy_event_work *work, uint32_t verb);
bool hsy_verb_undergone(const hsy_event_work *work, uint32_t verb);

/* event_roles.c */
void hsy_draft_roles(hsy_event_work *work, hsy_draft *draft);
/* Who is on both sides is a source alone. */
void hsy_draft_part(hsy_draft *draft);
uint32_t hsy_token_entities(const hsy_event_work *work, uint32_t token, uint32_t *out,
                            uint32_t room);

/* event_join.c: the draft that a word of the sentence belongs to, or NULL. */
hsy_draft *hsy_draft_of(hsy_event_work *work, uint32_t token);
/* Those of `from` that are not in `into` yet. */
void hsy_take_entities(uint32_t *into, uint8_t *count, const uint32_t *from, uint8_t n);
void hsy_drafts_join(hsy_event_work *work);

/* event_claim.c: acts that somebody claims: who, and did they happen? */
void hsy_draft_claim(hsy_event_work *work, hsy_draft *draft);

/* event_mishap.c: drops harm by accident. */
void hsy_drafts_mishap(hsy_event_work *work);
/* event_accident.c: does the word name an accident? */
bool hsy_token_mishap(const struct hsy_event_tables *tables, const hsy_doc *doc,
                      const hsy_tree *tree, uint32_t token);

/* event_intent.c: the promise, refusal, threat or demand that speaking of the act is; false
 * when it is none. */
bool hsy_draft_intent(const hsy_event_work *work, const hsy_draft *draft, hsy_draft *ret);

/* event_shallow.c: a copy of the doc whose sentences have shallow trees; NULL when out
 * of memory. */
hsy_doc *hsy_shallow_doc(hsy_arena *scratch, const struct hsy_event_tables *tables,
                         const hsy_doc *doc);

/* event_repair.c: a copy of a doc with trees in which plain errors are mended. */
hsy_doc *hsy_repaired_doc(hsy_arena *scratch, const struct hsy_event_tables *tables,
                          const hsy_doc *doc);

/* The doc that events are read from: mended, or with shallow trees; NULL when out of
 * memory. */
static inline hsy_doc *hsy_event_doc(hsy_arena *scratch, const struct hsy_event_tables *tables,
                                     const hsy_doc *doc)
{
    return doc->has_trees ? hsy_repaired_doc(scratch, tables, doc)
                          : hsy_shallow_doc(scratch, tables, doc);
}

/* link_natural.c: does the figure (index in quantities) count somebody who died of illness or
 * of age? */
bool hsy_is_natural_death(const hsy_fact_state *state, uint32_t index);

/* event_same.c: fills same_as. */
void hsy_events_same(hsy_fact_state *state);

/* entry.c: of a live blog or a chronology. Do two sentences stand in entries that tell of
 * different things? */
bool hsy_entries_part(const hsy_fact_state *state, uint32_t a, uint32_t b);
/* The time (index in times) whose day the sentence stands under; HSY_NONE: none. */
uint32_t hsy_entry_day(const hsy_fact_state *state, uint32_t sentence);

/* link_scene.c: places and times that an act takes from the first telling of it, or from the
 * sentences before it in its paragraph. */
void hsy_events_scene(hsy_fact_state *state);

/* link_prune.c: takes out what tells of no single act or of nothing that could be used. */
hsy_status hsy_events_prune(hsy_fact_state *state);

/* modality.c */
hsy_factuality hsy_modality_of(const hsy_event_work *work, const hsy_draft *draft);

#endif
