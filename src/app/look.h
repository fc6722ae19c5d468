/*
 * look.h - how a report looks here: its width, its colours, which story.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_APP_LOOK_H
#define HSY_APP_LOOK_H

#include "app/run.h"
#include "report/report.h"

/* Width and colour follow the terminal; NO_COLOR (no-color.org) and pipes give
 * plain text. */
hsy_report_options hsy_look(const hsy_run_state *run);

/* The report's input of a corpus and the run's refusals. */
hsy_report_input hsy_look_input(const hsy_run_state *run, const hsy_corpus *corpus);

#endif
