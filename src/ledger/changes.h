/*
 * changes.h - what a ledger says that an earlier one of fewer articles did not.
 *
 * A claim is followed by its evidence and not by its id: the claim of now that rests on
 * most accounts of an earlier one is that claim, whatever its parties, place or story
 * have become since.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef HSY_LEDGER_CHANGES_H
#define HSY_LEDGER_CHANGES_H

#include "ledger/ledger.h"

/* What is other than before; a change can be several. */
enum {
    HSY_CHANGE_NEW = 1,      /* nobody said it before */
    HSY_CHANGE_VERDICT = 2,
    HSY_CHANGE_BEST = 4,     /* the best value, a number or a name */
    HSY_CHANGE_RANGE = 8,    /* low or high */
    HSY_CHANGE_ORIGINS = 16, /* more origins at least than before */
    HSY_CHANGE_ACCOUNTS = 32, /* new accounts */
};

typedef struct hsy_change {
    uint32_t claim;  /* of the ledger now */
    uint32_t before; /* of the earlier one; HSY_NONE: new */
    unsigned how;    /* HSY_CHANGE_... */
    uint32_t fresh;  /* accounts of new articles */
} hsy_change;

typedef struct hsy_changes {
    hsy_change *list; /* in the order of the ledger now */
    uint32_t count;
    const bool *is_new; /* of each source now */
} hsy_changes;

/* A ledger and what it was made of. */
typedef struct hsy_ledger_of {
    const hsy_ledger *ledger;
    const hsy_account_source *sources;
    uint32_t nsources;
} hsy_ledger_of;

/* Compare `now` with `before`, which was made of some of its articles. HSY_NOMEM. */
hsy_status hsy_changes_make(hsy_arena *arena, hsy_ledger_of before, hsy_ledger_of now,
                            hsy_changes *ret, hsy_error *err);

/* "verdict", of one HSY_CHANGE_...; in the order of their bits: NULL after the last. */
const char *hsy_change_name(unsigned one);

#endif
