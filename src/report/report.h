/*
 * report.h - the situation report: one interface, one file a format.
 *
 * The report is read by a person in a hurry who must be able to trust it. Every
 * format shows the same things in the same order; what they share (what is
 * weightiest, what is grouped, what only one source has) is decided in outline.c
 * and only drawn by the formats.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_REPORT_REPORT_H
#define HSY_REPORT_REPORT_H

#include "base/buf.h"
#include "ledger/changes.h"

/* All that a report is made of. `sources` are in the order of stories->members. */
typedef struct hsy_report_input {
    const hsy_stories *stories;
    const hsy_account_source *sources;
    uint32_t nsources;
    const hsy_ledger *ledger;
    const char *const *refused; /* "file: reason", in order; for the last section */
    uint32_t nrefused;
} hsy_report_input;

typedef struct hsy_report_options {
    int columns;      /* width of the terminal; 0: 100 */
    bool colour;      /* ANSI colours; verdicts are readable without */
    hsy_str story;    /* only the story with this id; .ptr NULL: all */
} hsy_report_options;

hsy_status hsy_report_text(hsy_buf *buf, const hsy_report_input *input,
                           const hsy_report_options *options, hsy_error *err);
hsy_status hsy_report_markdown(hsy_buf *buf, const hsy_report_input *input,
                               const hsy_report_options *options, hsy_error *err);
hsy_status hsy_report_json(hsy_buf *buf, const hsy_report_input *input,
                           const hsy_report_options *options, hsy_error *err);
/* One self-contained file: no network, no script. */
hsy_status hsy_report_html(hsy_buf *buf, const hsy_report_input *input,
                           const hsy_report_options *options, hsy_error *err);

/* What changed: the report's input as it is now, and as it was. */
typedef struct hsy_changes_input {
    hsy_report_input now, before;
    const hsy_changes *changes;
    hsy_str since;    /* as the user gave it */
    uint32_t undated; /* articles without a date that are taken as known before */
} hsy_changes_input;

hsy_status hsy_changes_text(hsy_buf *buf, const hsy_changes_input *input,
                            const hsy_report_options *options, hsy_error *err);
hsy_status hsy_changes_markdown(hsy_buf *buf, const hsy_changes_input *input,
                                const hsy_report_options *options, hsy_error *err);
hsy_status hsy_changes_json(hsy_buf *buf, const hsy_changes_input *input,
                            const hsy_report_options *options, hsy_error *err);

#endif
