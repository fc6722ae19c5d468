/*
 * forms.h - what is worked out of a word's form once, for all places where it stands.
 *
 * A news article says "the", "said" and "Kyiv" again and again: the sum of the form's
 * rows, its look, its phrases and its last lemma are kept in a table while the article
 * is read. The table has a largest size; when it is full it is emptied and filled anew,
 * so that memory is bounded. What is read does not depend on it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LING_FORMS_H
#define HSY_LING_FORMS_H

#include "ling/hints.h"
#include "ling/net.h"

typedef struct hsy_form {
    hsy_str form;
    int16_t *sums;
    hsy_str lemma; /* for lemma_tag; .ptr NULL: not asked yet */
    uint8_t lemma_tag;
    uint8_t look;    /* hsy_look */
    uint8_t longest; /* phrase that begins with it, in words */
    bool before_place;
} hsy_form;

typedef struct hsy_forms {
    const hsy_net *net;
    const hsy_hints *hints;
    hsy_form *forms; /* room of them */
    uint16_t *slots; /* 1 + form; a power of two, at least twice the room */
    uint32_t count, room, mask;
} hsy_forms;

/* A table for a text of `ntokens`, for batches of at most `batch`; false when out of
 * memory. */
bool hsy_forms_init(hsy_arena *arena, const hsy_net *net, const hsy_hints *hints,
                    uint32_t ntokens, uint32_t batch, hsy_forms *ret);

/* Make sure that the next `more` forms fit without any being dropped: forms got before
 * are gone. */
void hsy_forms_ready(hsy_forms *forms, uint32_t more);

/* The entry of a form; `form` and `lower` must live as long as the table. */
hsy_form *hsy_forms_get(hsy_forms *forms, hsy_str form, hsy_str lower);

#endif
