/*
 * byline.h - who wrote it: names only, no offices, no outlets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_BYLINE_H
#define HSY_PAGE_BYLINE_H

#include "page/build.h"
#include "page/tables.h"

/* Is this line a byline, "By Jane Doe and John Smith"? A cue must stand first. */
bool hsy_byline_is(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str line);

/* Add the names in `s`, after a cue if there is one. `offset` is the place of `s` in
 * the UTF-8 form, or HSY_NONE. True when there was a name. */
bool hsy_byline_add(const hsy_page_tables *tables, hsy_build *build, hsy_str s,
                    uint32_t offset);

/* Is all of the line a cue, "Written by"? */
bool hsy_byline_is_cue(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str line);

/* What follows the cue; all of the line when there is none. */
hsy_str hsy_byline_rest(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str line);

/* What follows the first cue inside a line, "6 May 2031 by Jane Doe", where a name
 * does; empty when there is none. */
hsy_str hsy_byline_inside(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str line);

/* Does what stands before a name say that it is not the author's: "Reviewed by"? */
bool hsy_byline_is_task(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str before);

/* Could `s`, said outright to be the author, be a pen name? One word, or words that
 * begin with capitals, none of which cues, ends or parts bylines ("257 Articles"). */
bool hsy_byline_is_handle(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str s);

/* The first name in `s`, as hsy_byline_add would read it, were it one. */
hsy_str hsy_byline_first(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str s);

/* Could all of `s` be a name: capitalised words, none of them that of an office? */
bool hsy_byline_is_name(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str s);

/* A name of two words or more that begins with a known first name. */
bool hsy_byline_is_person(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str name);

/* "Doe, Jane" as libraries and databases write one name: "Jane Doe", made in `arena`;
 * empty when `s` is no such name. What follows the comma must begin with a known first
 * name, and what stands before it must not ("Jane Doe, John Smith" are two). */
hsy_str hsy_byline_turned(const hsy_page_tables *tables, hsy_arena *arena, hsy_str s);

/* Is every word of the name that of an office or a desk: "News Desk", "Staff"? */
bool hsy_byline_is_office(const hsy_page_tables *tables, hsy_arena *scratch, hsy_str name);

#endif
