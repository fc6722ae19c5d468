/*
 * archive.h - the pages of a web archive: WARC 1.0 and 1.1, ARC 1; as they are,
 * or packed by gzip or zstd.
 *
 * Pages are the records (WARC: `response`, `resource` and `conversion`) of HTML, XHTML
 * or plain text with status 200. All others are passed over, counted, and said in one
 * note a file. What is broken is refused with its place, and reading goes on with the
 * next record that can be found; of a page that was cut off what there is is given,
 * with a warning.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_INPUT_ARCHIVE_H
#define HSY_INPUT_ARCHIVE_H

#include "base/log.h"
#include "input/flow.h"
#include "input/record.h"
#include "input/source.h"

typedef struct hsy_archive {
    hsy_flow flow;
    hsy_form form;
    const char *path;
    const hsy_log *log;
    bool gap_said; /* the gap ahead was named when its record was refused */
    struct {
        uint32_t records, pages, lost, mended, revisits, others, status, type, empty;
    } count;
} hsy_archive;

/* Is this the start of an archive? A name that says so counts only where the
 * content is not known as anything else, so that a file with a broken start can be
 * read from its next record on. `*ret_why` when it is compressed but no archive. */
bool hsy_archive_is(hsy_stream *stream, const char *path, const char **ret_why);

/* `stream` is at its start; `path` and `log` outlive the archive. */
void hsy_archive_open(hsy_archive *archive, hsy_stream *stream, const char *path,
                      const hsy_log *log);
void hsy_archive_close(hsy_archive *archive);

/* The next page, made in `arena`. False at the end. */
bool hsy_archive_next(hsy_archive *archive, hsy_arena *arena, hsy_source *ret);

#endif
