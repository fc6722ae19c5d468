/*
 * words.h - how the report writes values, dates, parties and places in a line.
 *
 * Each function appends to `out`.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_REPORT_WORDS_H
#define HSY_REPORT_WORDS_H

#include "report/report.h"

/* "5", "24–99", "5 or more", "up to 200"; nothing when there is no value. */
void hsy_words_value(hsy_buf *out, int64_t low, int64_t high);

/* "low 3 · best 5 · high 5"; "high open" where no account bounds it. */
void hsy_words_range(hsy_buf *out, const hsy_claim *claim);

/* "1 origin", "1–2 origins" */
void hsy_words_origins(hsy_buf *out, uint32_t least, uint32_t most);

/* "Tue 6 May 2031", "May 2031", "undated" */
void hsy_words_date(hsy_buf *out, const hsy_date *date);

/* A TIMEX3 value for people: "Tue 6 May 2031, morning", "4:00", "a Friday"; what is none of
 * these as it stands. */
void hsy_words_time(hsy_buf *out, hsy_str timex);

/* The value of an account that is no number: of a time for people. */
void hsy_words_account(hsy_buf *out, const hsy_account *account);

/* The publisher's name, else its domain, else "publisher unknown". */
hsy_str hsy_words_publisher(const hsy_article *article);

/* Who is meant by a link of a chain, as the article calls them; by a pronoun the name of
 * whom it stands for. */
hsy_str hsy_words_link(const hsy_account_source *source, const hsy_said_by *link);

/* "local authorities", "AFP, citing the ministry"; "nobody named" for none. */
void hsy_words_chain(hsy_buf *out, const hsy_account_source *source, hsy_chain chain);

/* Is it a claim of how many? */
bool hsy_words_is_figure(const hsy_claim *claim);

/* Is it of some of those whom another figure counts ("two of them children"), as every
 * account has it? */
bool hsy_words_is_part(const hsy_report_input *in, const hsy_claim *claim);

/* "killed, children (a part)" */
void hsy_words_figure(hsy_buf *out, const hsy_report_input *in, const hsy_claim *claim);

/* "ASSAULT drone   Russia → Kharkiv" */
void hsy_words_what(hsy_buf *out, const hsy_about *about);

/* "Kharkiv, Friday": place and time, as far as known, with `before` in front of them. */
void hsy_words_when(hsy_buf *out, const char *before, const hsy_about *about);

/* What is not simply so: "planned: ", "not planned: ", "requested not: ". */
void hsy_words_modality(hsy_buf *out, const hsy_account *account);

/* The words that show an account: of an event its clause, not its verb alone. */
hsy_str hsy_words_evidence(const hsy_account_source *source, const hsy_account *account);

/* "a.html bytes 120–164": the file by its last name (its path stands in the list of
 * articles); a title's say so. */
void hsy_words_bytes(hsy_buf *out, const hsy_article *article, hsy_span span);

/* `s` without what would steer a terminal: control characters and marks of writing
 * direction become blanks, line feeds stay. */
void hsy_words_clean(hsy_buf *out, hsy_str s);

/* The title of an article, or the words that it begins with, in quotation marks. */
void hsy_words_title(hsy_buf *out, const hsy_article *article);

/* The title of a story, or of its first article. */
void hsy_words_story_title(hsy_buf *out, const hsy_report_input *in, const hsy_story *story);

/* The words of a span on one line, at most `columns` wide, cut with "…". */
void hsy_words_cut(hsy_buf *out, hsy_str words, int columns);

/* Does a figure, one of the `nclaims` of an incident, only tell again of people whom another
 * of them counts (retold.c)? */
bool hsy_is_retold(const hsy_report_input *in, const hsy_claim *claims, uint32_t nclaims,
                   const hsy_claim *claim);

#endif
