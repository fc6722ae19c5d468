/* reading.c - the names of things, as FORMATS.md writes them.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "fact/reading.h"

#include <stdio.h>

#define NAME(name, text) text,
#define NAME_ALONE(name) #name,
#define DEFINE_NAMES(function, type, LIST)                                                      \
    const char *function(type value)                                                           \
    {                                                                                          \
        static const char *const names[] = {LIST(NAME)};                                       \
        return (size_t)value < sizeof names / sizeof *names ? names[value] : "?";              \
    }

DEFINE_NAMES(hsy_entity_type_name, hsy_entity_type, HSY_ENTITY_TYPE_LIST)
DEFINE_NAMES(hsy_form_name, hsy_form, HSY_FORM_LIST)
DEFINE_NAMES(hsy_time_type_name, hsy_time_type, HSY_TIME_TYPE_LIST)
DEFINE_NAMES(hsy_place_kind_name, hsy_place_kind, HSY_PLACE_KIND_LIST)
DEFINE_NAMES(hsy_place_use_name, hsy_place_use, HSY_PLACE_USE_LIST)
DEFINE_NAMES(hsy_what_name, hsy_what, HSY_WHAT_LIST)
DEFINE_NAMES(hsy_comparator_name, hsy_comparator, HSY_COMPARATOR_LIST)
DEFINE_NAMES(hsy_scope_name, hsy_scope, HSY_SCOPE_LIST)
DEFINE_NAMES(hsy_quote_kind_name, hsy_quote_kind, HSY_QUOTE_KIND_LIST)
DEFINE_NAMES(hsy_modality_name, hsy_modality, HSY_MODALITY_LIST)

const char *hsy_event_type_name(hsy_event_type type)
{
    static const char *const names[] = {HSY_EVENT_TYPE_LIST(NAME_ALONE)};
    return (size_t)type < sizeof names / sizeof *names ? names[type] : "?";
}

void hsy_rule_print(hsy_rule rule, char *out, size_t room)
{
    if (rule.table && rule.name)
        snprintf(out, room, "%s:%u %s", rule.table, rule.line, rule.name);
    else if (rule.table)
        snprintf(out, room, "%s:%u", rule.table, rule.line);
    else
        snprintf(out, room, "rule %s", rule.name ? rule.name : "unnamed");
}
