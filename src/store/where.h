// where.h - the places that a question asks about, as parameters of its query.
#ifndef READOUT_WHERE_H
#define READOUT_WHERE_H

#include "store/database.h"

// Parameters ?10 to ?16: keys of names that must all hold (?16, ?10, ?11), and a point (?12 to ?14)
// with how near to it is near enough (?15). Null where nothing is asked.
#define IS_THERE                                                                                   \
    "((?16 IS NULL OR instr(p.keys, ?16)) AND (?10 IS NULL OR instr(p.keys, ?10))"                 \
    " AND (?11 IS NULL OR instr(p.keys, ?11))"                                                     \
    " AND (?15 IS NULL OR (p.x * ?12 + p.y * ?13 + p.z * ?14 >= ?15"                               \
    "      AND p.kind NOT IN ('country', 'region', 'water'))))"

// `is_named`: SQL that is true when the record names the place p. The dateline counts for records
// that name no other place.
#define IN_PLACE(is_named)                                                                         \
    "((?16 IS NULL AND ?15 IS NULL) OR EXISTS (SELECT 1 FROM place AS p"                           \
    " WHERE p.version = v.version AND " IS_THERE " AND ((NOT p.is_dateline AND " is_named ")"      \
    "  OR (p.is_dateline AND NOT EXISTS (SELECT 1 FROM place AS p WHERE p.version = v.version"     \
    "      AND NOT p.is_dateline AND " is_named ")))))"

// Binds them. Refuses what names no place, and a place to be near that no kept report names.
bool bind_where(database *db, query *q, arena *a, const ro_question *asked,
                ro_error *error) MUST_CHECK;

// Refuses names of which a kept report names no place: asked when nothing was found.
bool check_where(database *db, arena *a, const ro_question *asked, ro_error *error) MUST_CHECK;

#endif
