// record.c - the words of the record for the values of its enumerations.
#include "doc/record.h"

#define NAME_ONE(c, name) name,
#define NAMES_OF(type, function, ROWS)                                                             \
    const char *function(type value) {                                                             \
        static const char *const names[] = {ROWS(NAME_ONE)};                                       \
        return names[value];                                                                       \
    }

NAMES_OF(entity_type, name_of_entity_type, ENTITY_TYPES)
NAMES_OF(mention_kind, name_of_mention_kind, MENTION_KINDS)
NAMES_OF(statement_form, name_of_form, STATEMENT_FORMS)
NAMES_OF(source_class, name_of_class, SOURCE_CLASSES)
NAMES_OF(statement_act, name_of_act, ACTS)
NAMES_OF(figure_bound, name_of_bound, BOUNDS)
NAMES_OF(figure_measure, name_of_measure, MEASURES)
NAMES_OF(figure_kind, name_of_kind, FIGURE_KINDS)
NAMES_OF(figure_change, name_of_change, CHANGES)
NAMES_OF(figure_population, name_of_population, POPULATIONS)
NAMES_OF(time_type, name_of_time_type, TIME_TYPES)
NAMES_OF(time_precision, name_of_precision, PRECISIONS)
NAMES_OF(time_anchor, name_of_anchor, ANCHORS)

bool act_of_name(str name, statement_act *act) {
    for (int i = 0; i <= (int)ACT_DECLINE_COMMENT; i++) {
        if (!same(name, str_of(name_of_act((statement_act)i)))) continue;
        *act = (statement_act)i;
        return true;
    }
    return false;
}
