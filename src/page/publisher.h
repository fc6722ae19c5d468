/*
 * publisher.h - who published a page.
 *
 * In order of choice: what was given; what the page says of itself (JSON-LD, meta);
 * the domain of its own address; on a plain page the name in a copyright line, or
 * the handle of "Share this @outlet.example". An address alone gives a domain, and
 * a name only where a table knows it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_PAGE_PUBLISHER_H
#define HSY_PAGE_PUBLISHER_H

#include "page/build.h"
#include "page/tables.h"

/* Each fills in what is still missing and leaves the rest. */
void hsy_publisher_set(const hsy_page_tables *tables, hsy_build *build, hsy_str name,
                       hsy_str domain, hsy_basis basis);
void hsy_publisher_of_copyright(const hsy_page_tables *tables, hsy_build *build, hsy_str line);
void hsy_publisher_of_handle(const hsy_page_tables *tables, hsy_build *build, hsy_str line);
void hsy_publisher_of_masthead(const hsy_page_tables *tables, hsy_build *build, hsy_str line);

/* "The Associated Press", of "(c) 2031 The Associated Press. All rights reserved." with the
 * sign of copyright; empty when the line is none. */
hsy_str hsy_copyright_name(const hsy_page_tables *tables, hsy_build *build, hsy_str line);

#endif
