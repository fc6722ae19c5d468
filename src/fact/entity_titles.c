/*
 * entity_titles.c - titles before names and nouns beside them.
 *
 *     President X | Senators X and Y            the title right before, or before the first
 *     President of Norland X | Mayor of Keth X  over what the office is of
 *     ministry spokesman General X              the office before the rank
 *     X, the mayor of Keth,                     the noun behind a comma
 *     Ruiz's envoy to Keth, X,                  the name behind one
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact/entity.h"

#include <string.h>

static hsy_piece *piece_of(const hsy_actor_work *work, uint32_t token)
{
    return (hsy_piece *)hsy_actor_piece(work, token);
}

static const hsy_role *role_of(const hsy_actor_work *work, const hsy_piece *piece)
{
    return &work->tables->roles.data[piece->row];
}

static bool is_person_role(const hsy_actor_work *work, const hsy_piece *piece)
{
    return piece && piece->kind == HSY_ACTOR_ROLE &&
           role_of(work, piece)->class <= HSY_ROLE_PERSON;
}

/* "President of Norland Ana Ruiz", "Mayor of Keth Luc Ban": the office before what it is of. */
hsy_piece *hsy_actor_title_of(const hsy_actor_work *work, const hsy_piece *of)
{
    hsy_piece *office;

    if ((of->kind != HSY_ACTOR_COUNTRY && of->kind != HSY_ACTOR_NAME &&
         of->kind != HSY_ACTOR_CAPITAL) ||
        of->first < 2 || !hsy_actor_in(work, of->first - 1, HSY_LIST_OF) ||
        !hsy_one_sentence(work, of->first, of->first - 2))
        return NULL;
    office = piece_of(work, of->first - 2);
    return is_person_role(work, office) && !office->plural &&
                   role_of(work, office)->title
               ? office
               : NULL;
}

/* The title right before a name: "President X", "activist X"; and for the second of two
 * the title of the first: "Senators X and Y". */
hsy_piece *hsy_actor_title_before(const hsy_actor_work *work, const hsy_piece *name)
{
    const hsy_doc *doc = work->doc;
    uint32_t first = name->first;

    if (!first || !hsy_one_sentence(work, first, first - 1))
        return NULL;
    hsy_piece *before = piece_of(work, first - 1);
    if (is_person_role(work, before))
        return before;
    if (before && before->last + 1 == first && hsy_actor_title_of(work, before))
        return hsy_actor_title_of(work, before);
    if (!hsy_actor_in(work, first - 1, HSY_LIST_AND) || first < 3)
        return NULL;
    uint32_t end = first - 2;
    if (hsy_actor_is(work, end, ',') && end)
        end--;
    const hsy_piece *other = hsy_actor_piece(work, end);
    if (!other || other->kind != HSY_ACTOR_NAME || !other->first ||
        !hsy_one_sentence(work, first, other->first - 1))
        return NULL;
    before = piece_of(work, other->first - 1);
    (void)doc;
    return is_person_role(work, before) && before->plural ? before : NULL;
}

/* "X, the mayor of Ardel," or "X, a monitor, said": the noun, or NULL. */
hsy_piece *hsy_actor_apposition(const hsy_actor_work *work, const hsy_piece *name)
{
    uint32_t comma = name->last + 1;

    if (!hsy_one_sentence(work, name->last, comma) || !hsy_actor_is(work, comma, ','))
        return NULL;
    for (uint32_t i = comma + 1; i < comma + 10 && hsy_one_sentence(work, comma, i); i++) {
        hsy_piece *piece = piece_of(work, i);
        if (hsy_actor_is(work, i, ','))
            return NULL;
        if (!piece || piece->kind != HSY_ACTOR_ROLE)
            continue;
        /* What opens the phrase stands right behind the comma; what follows the noun is
         * no name of its own ("X, President Y"). */
        if (piece->np_first != comma + 1 || piece->plural || !is_person_role(work, piece))
            continue;
        const hsy_piece *next = hsy_actor_piece(work, piece->last + 1);
        return next && next->kind == HSY_ACTOR_NAME ? NULL : piece;
    }
    return NULL;
}

/* "Ruiz's special envoy to Ardel, Luc Ban, said": the name that a role noun introduces. */
hsy_piece *hsy_actor_name_after(const hsy_actor_work *work, const hsy_piece *noun)
{
    uint32_t i = noun->last + 1, most = noun->last + 6;
    const hsy_role *role = role_of(work, noun);

    if (noun->plural || role->class > HSY_ROLE_OFFICE || role->class == HSY_ROLE_HONOR)
        return NULL;
    for (; i < most && hsy_one_sentence(work, noun->last, i) && !hsy_actor_is(work, i, ','); i++)
        if (i == noun->last + 1 && !hsy_actor_in(work, i, HSY_LIST_RELATIONAL))
            return NULL;
    if (!hsy_actor_is(work, i, ',') || !hsy_one_sentence(work, noun->last, i + 1))
        return NULL;
    hsy_piece *name = piece_of(work, i + 1);
    /* "the chief of staff, General Luc Ban": his title between them. */
    if (is_person_role(work, name) && !name->plural && name->first == i + 1 &&
        (role_of(work, name)->class == HSY_ROLE_HONOR ||
         strcmp(role_of(work, name)->role, "MIL") == 0) &&
        hsy_one_sentence(work, i, name->last + 1)) {
        hsy_piece *titled = piece_of(work, name->last + 1);
        name = titled && titled->first == name->last + 1 ? titled : NULL;
    } else if (name && name->first != i + 1) {
        name = NULL;
    }
    if (!name || name->kind != HSY_ACTOR_NAME)
        return NULL;
    uint32_t after = name->last + 1;
    bool closed = !hsy_one_sentence(work, name->last, after) ||
                  (work->doc->tokens[after].shape & HSY_SHAPE_PUNCT);
    return closed && (noun->definite || noun->country[0] || noun->owned) ? name
                                                                                         : NULL;
}

/* "Defence Ministry spokesman Maj. Gen. Luc Ban": the office before the rank. */
hsy_piece *hsy_actor_outer_title(const hsy_actor_work *work, const hsy_piece *title)
{
    hsy_piece *outer = title->np_first == title->first && title->first
                           ? piece_of(work, title->first - 1)
                           : NULL;

    return is_person_role(work, outer) && !outer->plural && outer->last + 1 == title->first &&
                   hsy_one_sentence(work, outer->last, title->first)
               ? outer
               : NULL;
}
