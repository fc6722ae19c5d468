/*
 * case_events.h - readings of events as the lines of case files (test/cases/events.txt,
 * modality.txt, reasons.txt).
 *
 *     ASSAULT drone | launched a drone attack | Norland > Ardelia | Port Ardel | Friday
 *     attack: denied not
 *     shelled: rocket fire from the hills
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_TEST_CASE_EVENTS_H
#define HSY_TEST_CASE_EVENTS_H

#include "base/buf.h"
#include "fact/reading.h"

/* TYPE mode | trigger | sources > targets | modality | place | time; parties joined by " + ",
 * "-" for none; " | = trigger" names an earlier telling. One line an event. */
void case_print_events(const hsy_reading *reading, hsy_buf *out);
/* "trigger: modality", " not" behind it for a negative. One line an event. */
void case_print_modality(const hsy_reading *reading, hsy_buf *out);
/* "trigger: why", of the events that say why. */
void case_print_reasons(const hsy_reading *reading, hsy_buf *out);

#endif
