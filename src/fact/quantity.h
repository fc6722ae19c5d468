/*
 * quantity.h - what the files that read quantities share.
 *
 *     quantity_tables.c   the tables of data/en/quantity
 *     quantity_patterns.c harm told in many wordings: "taken to the Keth hospital"
 *     quantity_head.c     the noun that a phrase of people ends with
 *     quantity_phrase.c   "at least five Kurdish fighters", "both", "peasants"
 *     quantity_single.c   "an 88-year-old man", "Ana Ruiz", "he"
 *     quantity_lists.c    phrases in one list, one figure in place of another
 *     quantity_plain.c    money, per cent, spans of time, ages, troops, the rest
 *     quantity_frames.c   who was killed, injured ...: verbs of harm and their victims
 *     quantity_subject.c  victims before the word of harm
 *     quantity_nouns.c    nouns of harm, tolls, rows of labelled figures
 *     quantity_emit.c     a harm word and its victims become a figure
 *     quantity_scope.c    event, cumulative, potential, part; taken back or renewed
 *     quantity_persons.c  which of the single persons are the same, and how many they are
 *     quantity_ties.c     figures of an article that speak of the same people
 *     quantity.c          one sentence after the other; the order of the text
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_QUANTITY_H
#define HSY_FACT_QUANTITY_H

#include "fact/number.h"

/* -- tables ------------------------------------------------------------------ */

/* Closed classes that steer the reading; one word can be in several. */
enum {
    HSY_GLUE_BE = 1 << 0, /* is, were, been; get */
    HSY_GLUE_HAVE = 1 << 1,
    HSY_GLUE_MODAL = 1 << 2,  /* could, will */
    HSY_GLUE_NEG = 1 << 3,    /* not, never */
    HSY_GLUE_ADVERB = 1 << 4, /* may stand inside a verb group */
    HSY_GLUE_PREP = 1 << 5,
    HSY_GLUE_CONJ = 1 << 6, /* and, or */
    HSY_GLUE_RELATIVE = 1 << 7,
    HSY_GLUE_DET = 1 << 8,    /* opens a noun phrase of one: a, the, his */
    HSY_GLUE_CLAUSE = 1 << 9, /* when, after, because: a clause begins */
    HSY_GLUE_PRONOUN = 1 << 10,
    HSY_GLUE_VERB = 1 << 11, /* common finite verbs: a clause ends or begins here */
    HSY_GLUE_TO = 1 << 12,
    HSY_GLUE_OF = 1 << 13,
    HSY_GLUE_OTHERS = 1 << 14, /* stands for people: others */
    HSY_GLUE_MORE = 1 << 15,
    HSY_GLUE_GENITIVE = 1 << 16,   /* 's */
    HSY_GLUE_LIST = 1 << 17,       /* as well as, along with */
    HSY_GLUE_PASSABLE = 1 << 18,   /* between verb and object: also, about */
    HSY_GLUE_HE = 1 << 19,         /* one person: he, she, him */
    HSY_GLUE_AIM = 1 << 20,        /* at: whom it was aimed at may be unharmed */
    HSY_GLUE_NOMINATIVE = 1 << 21, /* he, they: never an object */
    HSY_GLUE_POSSESSIVE = 1 << 22, /* his, their */
    HSY_GLUE_PAST = 1 << 27,       /* were: told of, no habit */
    HSY_GLUE_SINGULAR = 1 << 24,   /* was, has: no subject of many */
    HSY_GLUE_BOTH = 1 << 25,       /* both */
    HSY_GLUE_THEY = 1 << 26,       /* they */
    HSY_GLUE_OUTWARD = 1 << 23,    /* into: "shot into a house" hits nobody */
};

typedef enum hsy_cue {
    HSY_CUE_SUBSET,     /* including, among them, of whom */
    HSY_CUE_PART_OF,    /* (five) of them, of whom */
    HSY_CUE_CUMULATIVE, /* since the war began, so far this year */
    HSY_CUE_LONG,       /* nouns that last: war, conflict, uprising */
    HSY_CUE_RECORD,     /* deadliest, first: a "since" after it bounds no count */
    HSY_CUE_POTENTIAL,  /* feared, could, if, threat of */
    HSY_CUE_ACTUAL,     /* went on to, managed to */
    HSY_CUE_RISE,       /* rose to, bringing, revised to */
    HSY_CUE_EARLIER,    /* initially, up from, revised from */
    HSY_CUE_DENY,       /* denied */
    HSY_CUE_TOLL_LINK,  /* between a toll and its number: stood, now, at */
    HSY_CUE_TOLL_ABOVE, /* topped, surpassed */
    HSY_CUE_TOLL_BY,    /* by: how much it rose */
    HSY_CUE_TROOPS,     /* deployed, trapped, stationed */
    HSY_CUE_REFLEXIVE,  /* himself */
    HSY_CUE_LABEL,      /* number, page, route: what follows counts nothing */
    HSY_CUE_GROUP,      /* a family of, a group of */
    HSY_CUE_AGED,       /* aged */
    HSY_CUE_NOT,        /* not, rather than: the figure behind it is put aside */
    HSY_CUE_BUT,        /* but: after "not three", the figure that stands */
    HSY_CUE_AMONG,      /* two children are among 11 dead */
    HSY_CUE_NUMBER_OF,  /* the number of (soldiers killed) */
    HSY_CUE_WAR,        /* war, conflict: what it kills is its whole toll */
    HSY_CUE_DEGREE,     /* "not seriously hurt", "no other injuries": not nobody */
    HSY_CUE_STILL,      /* "remain in hospital": those who are left of more */
    HSY_CUE_SURVIVE,    /* "shot ... and is expected to recover": hurt, not dead */
    HSY_CUE_MALE,       /* he, male */
    HSY_CUE_FEMALE,     /* she, female */
    HSY_CUE_ALSO,       /* "was also hurt": somebody else */
    HSY_CUE_WEIGHT,     /* weighed: the pounds are no money */
    HSY_CUE_RATE,       /* per 100,000: of no act */
    HSY_CUE_SINGULAR,   /* was: what stands before it is no number of several */
    HSY_CUE_COUNT
} hsy_cue;

/* Forms of a harm word. */
enum {
    HSY_INFLECT_BASE = 1,
    HSY_INFLECT_PRESENT = 2,
    HSY_INFLECT_PAST = 4,
    HSY_INFLECT_PART = 8,
    HSY_INFLECT_GERUND = 16
};

typedef enum hsy_harm_class {
    HSY_HARM_VERB,     /* killed NP; NP was killed; NP killed */
    HSY_HARM_INTRANS,  /* NP died */
    HSY_HARM_STATE,    /* NP dead; NP is missing */
    HSY_HARM_COUNT,    /* 12 deaths */
    HSY_HARM_OF,       /* the deaths of NP */
    HSY_HARM_TOLL,     /* death toll ... 12 */
    HSY_HARM_MULTIPLE, /* double murder */
    HSY_HARM_OWNED,    /* the teen's murder */
    HSY_HARM_NOTHING,  /* taken to hospital for observation */
    HSY_HARM_MODIFIER  /* gunshot (victims) */
} hsy_harm_class;

typedef struct hsy_harm {
    hsy_what what;
    hsy_harm_class kind;
    bool combined; /* dead and injured counted together */
    bool strict;   /* needs a human noun: "captured 12" may be villages */
    uint8_t times; /* of a multiple: how many */
    bool many;     /* never one victim: "the massacres of Assad" are his doing */
    bool self;     /* of oneself alone: "turned the gun on himself" */
    bool sum;      /* counts over many acts: "305 homicides" */
    bool open;     /* of a multiple: so many at least */
    bool fate;     /* does not say who lives: "taken to hospital" */
    uint32_t near; /* in hsy_quantity_tables.nears: one of these words must be near;
                      HSY_NONE */
    uint32_t line;
} hsy_harm;

typedef struct hsy_harm_form {
    uint32_t harm;
    uint8_t forms;
} hsy_harm_form;

typedef struct hsy_who {
    hsy_str who;
    bool is_group; /* one of it is several people: a family */
    bool is_mass;  /* same form for one and many: police, personnel */
    uint8_t count; /* of the singular: couple 2 */
    bool troops;
    bool displaced; /* are away from home by what they are called */
    uint8_t sex;    /* HSY_SEX_* */
    bool anyone;    /* says nothing but that it is a person */
    bool victim;    /* of what the word before it says */
    uint32_t line;
} hsy_who;

typedef struct hsy_unit {
    hsy_str unit;
    int kind; /* hsy_what: MONEY, PERCENT, DURATION */
    uint32_t line;
} hsy_unit;

/* -- patterns of harm (quantity_patterns.c) ---------------------------------------- */

enum { HSY_TIMES_ONCE, HSY_TIMES_MAYBE, HSY_TIMES_ANY };

typedef struct hsy_pattern_slot {
    hsy_str word;  /* itself, or the name of the part */
    uint32_t part; /* in hsy_quantity_tables.parts, or HSY_NONE: the word itself */
    uint8_t times; /* HSY_TIMES_* */
} hsy_pattern_slot;

typedef struct hsy_pattern {
    const hsy_pattern_slot *slots;
    uint32_t nslots;
    uint32_t form; /* in hsy_quantity_tables.forms */
} hsy_pattern;

typedef struct hsy_pattern_start { /* patterns that can begin with one word */
    uint32_t pattern, next;
} hsy_pattern_start;

struct hsy_quantity_tables {
    hsy_lexicon singular, plural; /* -> who rows */
    hsy_lexicon harm;             /* -> forms */
    hsy_map part_of_name;         /* "carried" -> parts */
    HSY_VEC(hsy_lexicon *) parts;
    uint32_t any_word; /* of parts: {word} */
    HSY_VEC(hsy_pattern) patterns;
    HSY_VEC(hsy_pattern_start) starts;
    hsy_map start_of; /* first word -> starts */
    hsy_lexicon glue; /* -> bits */
    hsy_lexicon cues[HSY_CUE_COUNT];
    hsy_lexicon unit, sign, old; /* behind and before the number; "years old" */
    HSY_VEC(hsy_who) whos;
    HSY_VEC(hsy_harm) harms;
    HSY_VEC(hsy_harm_form) forms;
    HSY_VEC(hsy_lexicon *) nears;
    HSY_VEC(hsy_unit) units;
    hsy_lexicon ordinal; /* "third" -> 3 */
    hsy_str people;      /* who of a bare number */
    uint32_t young;      /* row of who: what "a 5-year-old" is */
    const char *harm_name, *who_name, *unit_name;
};

/* -- one sentence ------------------------------------------------------------- */

/* A noun phrase that can be the victim: counted, one person, or a name. */
typedef struct hsy_counted {
    uint32_t first, last; /* words; `last` is the head noun, or the number */
    uint32_t number;      /* in the sentence's numbers; HSY_NONE: one person */
    uint32_t who;         /* row, or HSY_NONE */
    uint32_t noun;        /* head word, or HSY_NONE for a bare number */
    uint32_t group;       /* first phrase of the list it stands in */
    int64_t low, high;
    hsy_comparator comparator;
    bool human; /* a noun of people, a demonym, a name */
    bool bare;  /* number alone: "killed five" */
    bool named;
    bool definite; /* one known person: a name, "he", "the driver" */
    bool other;    /* "the other man", "a second man" */
    bool part;     /* "five of them", "two of the victims" */
    bool subset;   /* behind "including" */
    bool additional;
    bool reserved;    /* spoken for: an age, a sum of money */
    bool object;      /* stands behind a harm verb that took it */
    uint32_t harm;    /* among its words: "five wounded soldiers"; else HSY_NONE */
    uint32_t instead; /* "two, not three": of the three, the phrase that stands;
                         else HSY_NONE */
    uint8_t emitted;  /* bits of killed, injured ... */
} hsy_counted;

typedef struct hsy_hit { /* a harm word in the sentence */
    uint32_t first, last;
    uint32_t harm;
    uint8_t forms;
    bool combined; /* "killed and wounded" */
} hsy_hit;

typedef struct hsy_figures {
    hsy_fact_state *state;
    const hsy_quantity_tables *tables;
    const hsy_terms *words;
    const hsy_sentence *sentence;
    const hsy_number *numbers;
    uint32_t nnumbers;
    bool *taken; /* numbers that are money, ages, times */
    HSY_VEC(hsy_counted) phrases;
    HSY_VEC(hsy_hit) hits;
    uint32_t *number_at;     /* word -> number that covers it, or HSY_NONE */
    uint32_t *phrase_at;     /* word -> phrase that covers it, or HSY_NONE */
    uint32_t *hit_at;        /* word -> hit that covers it, or HSY_NONE */
    bool *in_time;           /* word -> part of a date ("May 24": no "may") */
    uint32_t *glue;          /* word -> HSY_GLUE_* */
    uint32_t first_quantity; /* in state->quantities, of this sentence */
    struct {                 /* victims of the last harm word that had a subject */
        uint32_t from, to, hit_last;
        bool any;
    } subject;
    bool failed; /* out of memory */
} hsy_figures;

/* Has `phrase` of a table parts in braces? */
bool hsy_pattern_is(hsy_str phrase);
/* False when out of memory; *ret_bad: an unknown part, or a pattern that begins with anything.
 */
bool hsy_pattern_add(hsy_quantity_tables *tables, hsy_arena *arena, hsy_str phrase,
                     uint32_t form, bool *ret_bad);
/* Words that the longest pattern at word `at` takes, or 0; *ret_form in the tables' forms. */
uint32_t hsy_pattern_match(const hsy_figures *f, uint32_t at, uint32_t *ret_form);

static inline bool hsy_glue_is(const hsy_figures *f, uint32_t at, uint32_t bits)
{
    return at < f->words->count && (f->glue[at] & bits);
}
bool hsy_figures_cue_at(const hsy_figures *f, hsy_cue cue, uint32_t at, uint32_t *ret_len);
bool hsy_figures_cue_before(const hsy_figures *f, hsy_cue cue, uint32_t end, uint32_t *ret_len);
/* Is `cue` among words [from, to)? */
bool hsy_figures_cue_within(const hsy_figures *f, hsy_cue cue, uint32_t from, uint32_t to);

/* The noun of people that a phrase ends with (quantity_head.c). */
typedef struct hsy_head {
    uint32_t first, last; /* the noun's words */
    uint32_t who;         /* row, or HSY_NONE */
    uint32_t harm;        /* a state among the modifiers */
    bool plural;
} hsy_head;

/* The head at or after `from`, over a few modifiers. */
bool hsy_head_find(const hsy_figures *f, uint32_t from, hsy_head *ret);
/* A noun of people right at `at`. */
bool hsy_head_at(const hsy_figures *f, uint32_t at, hsy_head *ret);
/* Is it the first half of a compound ("police station")? */
bool hsy_head_goes_on(const hsy_figures *f, const hsy_head *head);
/* May no phrase go on at `at`? */
bool hsy_head_stops(const hsy_figures *f, uint32_t at);
/* "five Iraqis": the last word. */
bool hsy_head_demonym(const hsy_figures *f, uint32_t from, uint32_t *ret);

void hsy_quantity_phrases(hsy_figures *f); /* fills phrases, phrase_at */
/* A phrase over words first..last, one person until told otherwise; NULL when out of memory. */
hsy_counted *hsy_phrase_push(hsy_figures *f, uint32_t first, uint32_t last);
/* "a", "another", "one" at `at`: somebody not named before. */
bool hsy_opens_anew(const hsy_figures *f, uint32_t at);
bool hsy_quantity_read_single(hsy_figures *f, uint32_t at); /* one person at `at` */
void hsy_quantity_lists(hsy_figures *f);   /* groups them; called by the former */
void hsy_quantity_plain(hsy_figures *f);   /* money ...; marks `taken` */
void hsy_quantity_counts(hsy_figures *f);  /* troops and others, after all else */
void hsy_quantity_frames(hsy_figures *f);  /* casualties */
void hsy_quantity_subsets(hsy_figures *f); /* parts of what the frames found */

static inline const hsy_harm *hsy_harm_of(const hsy_figures *f, const hsy_hit *hit)
{
    return &f->tables->harms.data[hit->harm];
}
static inline hsy_harm_class hsy_harm_class_of(const hsy_figures *f, uint32_t hit)
{
    return hsy_harm_of(f, &f->hits.data[hit])->kind;
}
static inline const hsy_token *hsy_word_token(const hsy_figures *f, uint32_t at)
{
    return &f->words->doc->tokens[f->words->data[at].token];
}
static inline bool hsy_figures_comma(const hsy_figures *f, uint32_t at)
{
    return hsy_term_is(f->words, at, HSY_STR(","));
}

/* Can it be a victim: people, not spoken for, no part, not put aside? */
static inline bool hsy_is_victim(const hsy_counted *phrase)
{
    return (phrase->human || phrase->bare) && !phrase->reserved && !phrase->subset &&
           phrase->instead == HSY_NONE;
}

/* Victims before the word of harm (quantity_subject.c); phrases or HSY_NONE. */
uint32_t hsy_subject_ending(const hsy_figures *f, uint32_t at); /* right before `at` */
uint32_t hsy_subject_leftmost(const hsy_figures *f, uint32_t end);
/* The subject whose verb group begins at `start`. Insertions between commas are stepped over:
 * "Five people, including two children, were ...". */
uint32_t hsy_subject_find(const hsy_figures *f, uint32_t start);
/* The start of the verb group whose head is `at`; *ret_glue tells what is in it. */
uint32_t hsy_subject_group(const hsy_figures *f, uint32_t at, uint32_t *ret_glue);
/* False when there is none to emit. */
bool hsy_subject_emit(hsy_figures *f, const hsy_hit *hit, uint32_t phrase);
bool hsy_subject_emit_they(hsy_figures *f, const hsy_hit *hit, uint32_t start);
bool hsy_subject_emit_shared(hsy_figures *f, const hsy_hit *hit, uint32_t start);
bool hsy_subject_emit_joined(hsy_figures *f, const hsy_hit *hit);

/* Phrases [from, to] are the victims of `hit`: one figure, their sum. */
void hsy_quantity_emit(hsy_figures *f, const hsy_hit *hit, uint32_t from, uint32_t to);
/* Does a word stand near that the harm asks for ("12 lives" were lost)? */
bool hsy_harm_near(const hsy_figures *f, const hsy_hit *hit);
void hsy_quantity_read_count(hsy_figures *f, const hsy_hit *hit);
bool hsy_quantity_read_owner(hsy_figures *f, const hsy_hit *hit);
/* "The dead are nine miners": false when no count follows. */
bool hsy_quantity_read_identity(hsy_figures *f, const hsy_hit *hit);
void hsy_quantity_read_toll(hsy_figures *f, const hsy_hit *hit);
bool hsy_quantity_read_number_of(hsy_figures *f, const hsy_hit *hit);
void hsy_quantity_read_multiple(hsy_figures *f, const hsy_hit *hit);
/* One person in words first..last, in a frame of his own beside the phrases of the sentence;
 * NULL when out of memory (then f->failed). */
hsy_counted *hsy_quantity_one(hsy_figures *f, uint32_t first, uint32_t last);
bool hsy_quantity_read_labels(hsy_figures *f); /* false: the sentence is no row of labels */

/* Figures of the article that speak of the same people; after all sentences. False when out
 * of memory. Sums that it adds stand behind all others. */
bool hsy_quantity_ties(hsy_fact_state *state);
/* Single persons: who is told of twice, who died of his wounds, and how many they are. */
bool hsy_quantity_persons(hsy_fact_state *state);

/* Room for a quantity over words [first, last], all links HSY_NONE; NULL when out
 * of memory (then f->failed). */
hsy_quantity *hsy_quantity_push(hsy_figures *f, uint32_t first, uint32_t last);
void hsy_quantity_take_number(const hsy_figures *f, hsy_quantity *q, uint32_t number);
/* Sets scope, retracted, updates, negated of a casualty found by `hit`. */
void hsy_quantity_scope(const hsy_figures *f, hsy_quantity *q, const hsy_hit *hit,
                        const hsy_counted *phrase);

#endif
