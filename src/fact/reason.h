/*
 * reason.h - why an act was done or came about, as the text says.
 *
 * An act and its reason are tied by a cue ("because of", "in retaliation for", "X
 * triggered Y") through the tree: the cue hangs on the act, and what the cue governs is
 * the reason. The words of the reason are kept; what they mean is not asked. Words that
 * can as well tell a time ("after", "since", "as") are no cues: prefer silence.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_FACT_REASON_H
#define HSY_FACT_REASON_H

#include "fact/internal.h"

hsy_status hsy_reason_tables_load(hsy_arena *arena, const char *home,
                                  const hsy_reason_tables **ret, hsy_error *err);

/* Fills the reasons of events; after hsy_read_events(). HSY_OK or HSY_NOMEM. */
hsy_status hsy_read_reasons(hsy_fact_state *state);

#endif
