// record.c - the words of the record for the values of its enumerations.
#include "doc/record.h"

static bool find_word(const char *const *words, int count, str name, int *found) {
    for (int i = 0; i < count; i++) {
        if (!words[i] || !same(name, str_of(words[i]))) continue;
        *found = i;
        return true;
    }
    return false;
}

#define NAME_ONE(c, name) name,
#define WORDS_OF(type, name_of_value, value_of_name, ROWS)                                         \
    const char *name_of_value(type value) {                                                        \
        static const char *const words[] = {ROWS(NAME_ONE)};                                       \
        return words[value];                                                                       \
    }                                                                                              \
    bool value_of_name(str name, type *value) {                                                    \
        static const char *const words[] = {ROWS(NAME_ONE)};                                       \
        int                      found;                                                            \
        if (!find_word(words, sizeof words / sizeof *words, name, &found)) return false;           \
        *value = (type)found;                                                                      \
        return true;                                                                               \
    }

WORDS_OF(entity_type, name_of_entity_type, entity_type_of_word, ENTITY_TYPES)
WORDS_OF(mention_kind, name_of_mention_kind, mention_kind_of_word, MENTION_KINDS)
WORDS_OF(statement_form, name_of_form, form_of_word, STATEMENT_FORMS)
WORDS_OF(source_class, name_of_class, class_of_word, SOURCE_CLASSES)
WORDS_OF(statement_act, name_of_act, act_of_word, ACTS)
WORDS_OF(figure_bound, name_of_bound, bound_of_word, BOUNDS)
WORDS_OF(figure_measure, name_of_measure, measure_of_word, MEASURES)
WORDS_OF(figure_kind, name_of_kind, kind_of_word, FIGURE_KINDS)
WORDS_OF(figure_change, name_of_change, change_of_word, CHANGES)
WORDS_OF(figure_population, name_of_population, population_of_word, POPULATIONS)
WORDS_OF(time_type, name_of_time_type, time_type_of_word, TIME_TYPES)
WORDS_OF(time_precision, name_of_precision, precision_of_word, PRECISIONS)
WORDS_OF(time_anchor, name_of_anchor, anchor_of_word, ANCHORS)
WORDS_OF(place_kind, name_of_place_kind, place_kind_of_word, PLACE_KINDS)
WORDS_OF(point_precision, name_of_point_precision, point_precision_of_word, POINT_PRECISIONS)
WORDS_OF(deadline_kind, name_of_deadline_kind, deadline_kind_of_word, DEADLINE_KINDS)
