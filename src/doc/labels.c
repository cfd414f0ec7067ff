// labels.c - names of labels, in the order of the enumerations.
#include "doc/labels.h"

#define NAME_ONE(c) #c,
static const char *const POS_NAMES[] = {"", POS_LABELS(NAME_ONE)};
static const char *const NAME_NAMES[] = {"", NAME_LABELS(NAME_ONE)};
#undef NAME_ONE
#define NAME_ONE(c, name) name,
static const char *const TAG_NAMES[] = {"", TAG_LABELS(NAME_ONE)};
static const char *const DEP_NAMES[] = {"", DEP_LABELS(NAME_ONE)};
#undef NAME_ONE

// Used when a model is opened, never per token; so a plain search does.
static int find_name(const char *const *names, int count, str name) {
    for (int i = 0; i < count; i++) {
        if (same(str_of(names[i]), name)) return i;
    }
    return count; // X_OTHER stands behind the last
}

#define COUNT(names) (int)(sizeof(names) / sizeof *(names))

pos_label pos_of_name(str name) {
    return (pos_label)find_name(POS_NAMES, COUNT(POS_NAMES), name);
}
tag_label tag_of_name(str name) {
    return (tag_label)find_name(TAG_NAMES, COUNT(TAG_NAMES), name);
}
dep_label dep_of_name(str name) {
    return (dep_label)find_name(DEP_NAMES, COUNT(DEP_NAMES), name);
}
name_label name_label_of_name(str name) {
    return (name_label)find_name(NAME_NAMES, COUNT(NAME_NAMES), name);
}
