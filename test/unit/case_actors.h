/*
 * case_actors.h - readings of entities, quotes and attributions as the lines of case
 * files (test/cases/entities.txt, quotes.txt, attributions.txt).
 *
 *     Ana Ruiz | person | ESP GOV | mayor | mayor Ana Ruiz=name, She=pronoun
 *     direct | we are leaving | Ana Ruiz | said
 *     figure: at least nine < Ardel Wire < the fire service
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_CASE_ACTORS_H
#define HSY_TEST_CASE_ACTORS_H

#include "base/buf.h"
#include "fact/reading.h"

/* name | type | country role | title | mention=form, ...; one line an entity. A plural
 * one has "*" behind its type. */
void case_print_entities(const hsy_reading *reading, hsy_buf *out);
/* kind | words | speaker | cue; " | goes on" when it continues another. The speaker is
 * the entity's name, else the words in brackets, else "-". */
void case_print_quotes(const hsy_reading *reading, hsy_buf *out);
/* "figure: WORDS" or "event: TRIGGER TYPE", then " < " and each link of the chain from
 * the outlet to the origin; "-" for the outlet's own voice. */
void case_print_attributions(const hsy_reading *reading, hsy_buf *out);

#endif
