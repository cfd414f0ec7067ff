// reason.c - what people are told of the ways in which a record was found.
#include "doc/reason.h"

#define WORDS_ONE(c, words) words,
#define WORDS_OF(type, words_of_value, ROWS)                                                       \
    const char *words_of_value(type value) {                                                       \
        static const char *const words[] = {ROWS(WORDS_ONE)};                                      \
        return words[value];                                                                       \
    }

WORDS_OF(finding_way, words_of_finding_way, FINDERS)
WORDS_OF(content_way, words_of_content_way, CONTENT_WAYS)
WORDS_OF(source_way, words_of_source_way, SOURCE_WAYS)
WORDS_OF(act_way, words_of_act_way, ACT_WAYS)
WORDS_OF(class_way, words_of_class_way, CLASS_WAYS)
WORDS_OF(link_way, words_of_link_way, LINK_WAYS)
WORDS_OF(deadline_way, words_of_deadline_way, DEADLINE_WAYS)
