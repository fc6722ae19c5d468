/*
 * retold.c - figures that only tell again of people another figure of the incident counts.
 *
 * An article on one victim tells of him many times: "a boy was shot", "the teen was taken to
 * hospital", "he died". Each is a claim of the ledger, since each could have been of another
 * victim; once the toll is known it says nothing more. Told again is, where no account
 * disagrees,
 *
 *     a part           of a toll that counts no more than the part
 *     who was hit      "was shot", as long as the dead and hurt are as many
 *     the hurt         all of whom are among the dead by a later account
 *
 * The report says how many figures it left out so; `hearsay claims` has them all.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report/words.h"

static bool is_toll(const hsy_report_input *in, const hsy_claim *claim, const char *what)
{
    return hsy_str_eq(claim->what, hsy_str_of(what)) && claim->best_low > 0 &&
           claim->scope == HSY_SCOPE_EVENT && !hsy_words_is_part(in, claim) &&
           (!claim->who.len || hsy_str_eq(claim->who, HSY_STR("people")));
}

/* The best value of the incident's toll; 0: it has none. */
static int64_t toll_of(const hsy_report_input *in, const hsy_claim *claims, uint32_t nclaims,
                       const char *what)
{
    for (uint32_t i = 0; i < nclaims; i++)
        if (is_toll(in, &claims[i], what))
            return claims[i].best_low;
    return 0;
}

static bool is_of(const hsy_claim *claim, const char *what)
{
    return hsy_str_eq(claim->what, hsy_str_of(what));
}

/* "was shot", a part of those the same article counts as dead. */
static bool are_of_dead(const hsy_report_input *in, const hsy_claim *claim)
{
    for (uint32_t i = 0; i < claim->naccounts; i++) {
        const hsy_reading *reading = in->sources[claim->accounts[i].source].reading;
        const uint32_t whole = reading->quantities[claim->accounts[i].fact].part_of;
        if (whole >= reading->nquantities || reading->quantities[whole].what != HSY_WHAT_KILLED)
            return false;
    }
    return true;
}

bool hsy_is_retold(const hsy_report_input *in, const hsy_claim *claims, uint32_t nclaims,
                   const hsy_claim *claim)
{
    if (!hsy_words_is_figure(claim) || claim->verdict == HSY_VERDICT_CONFLICT ||
        claim->verdict == HSY_VERDICT_RETRACTED || claim->high == HSY_OPEN)
        return false;
    const int64_t killed = toll_of(in, claims, nclaims, "killed");
    const int64_t injured = toll_of(in, claims, nclaims, "injured");
    if (claim->scope == HSY_SCOPE_COMBINED)
        return killed && claim->high <= killed + injured;
    if (is_of(claim, "injured") && claim->best_low == 0 && claim->verdict == HSY_VERDICT_UPDATE)
        return killed > 0;
    if (!hsy_words_is_part(in, claim))
        return false;
    if (is_of(claim, "injured") && killed && claim->high <= killed && are_of_dead(in, claim))
        return true;
    return (is_of(claim, "killed") && killed && claim->high <= killed &&
            (killed == claim->high || !claim->who.len)) ||
           (is_of(claim, "injured") && injured && claim->high <= injured &&
            (injured == claim->high || !claim->who.len));
}
