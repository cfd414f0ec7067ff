// record.h - what Readout writes down about one report: entities, statements, figures,
// times, places, deadlines.
//
// Names, meanings and enumerations are those of docs/record.md. Spans are bytes of
// the report's text while records are made; the writer turns them into code points. Text that is
// not a span (names, lemmas, ISO values) lies in the document's arena or in static memory.
//
// "Unknown" is an empty span, a str with at == NULL, NO_ID, or has_X == false - never a default.
#ifndef READOUT_RECORD_H
#define READOUT_RECORD_H

#include "base/list.h"
#include "doc/labels.h"
#include "doc/reason.h"

enum { NO_ID = -1 }; // no such record; ids are indexes into the lists, in text order when written

typedef LIST(span) span_list;

// Somebody or something mentioned: the words, and who that is in this report.
typedef struct {
    span where;  // empty: there is none (null)
    int  entity; // index into entities, or NO_ID
} reference;

typedef LIST(reference) reference_list;

// ---- Entities ----------------------------------------------------------------------------

// Left alone by clang-format, which sets such tables as stairs.
// clang-format off
#define ENTITY_TYPES(X)                                                                            \
    X(PERSON, "person") X(GOVERNMENT, "government") X(MINISTRY, "ministry_or_agency")              \
    X(ARMED_GROUP, "armed_group") X(POLITICAL_GROUP, "political_group") X(MILITARY, "military")    \
    X(INTERNATIONAL, "international_org") X(COMPANY, "company") X(MEDIA, "media")                  \
    X(POPULATION, "population") X(PLACE, "place") X(FACILITY, "facility")                          \
    X(DOCUMENT, "document") X(OTHER, "other")

#define MENTION_KINDS(X) X(NAME, "name") X(NOMINAL, "nominal") X(PRONOUN, "pronoun")

// ---- Statements --------------------------------------------------------------------------

#define STATEMENT_FORMS(X) X(DIRECT, "direct") X(INDIRECT, "indirect") X(MIXED, "mixed")

#define SOURCE_CLASSES(X)                                                                          \
    X(PERSON, "person") X(ORGANIZATION, "organization") X(UNNAMED_OFFICIAL, "unnamed_official")    \
    X(UNNAMED_MEMBER, "unnamed_member") X(UNNAMED_OTHER, "unnamed_other") X(GROUP, "group")        \
    X(DOCUMENT, "document") X(MEDIA, "media") X(NONE, "none")

#define ACTS(X)                                                                                    \
    X(SAY, "say") X(CLAIM, "claim") X(ANNOUNCE, "announce") X(CONFIRM, "confirm")                  \
    X(DENY, "deny") X(ACCUSE, "accuse") X(CRITICIZE, "criticize") X(PRAISE, "praise")              \
    X(DEMAND, "demand") X(URGE, "urge") X(ASK, "ask") X(OFFER, "offer") X(PROPOSE, "propose")      \
    X(ACCEPT, "accept") X(REJECT, "reject") X(PROMISE, "promise") X(WARN, "warn")                  \
    X(THREATEN, "threaten") X(PREDICT, "predict") X(BELIEVE, "believe") X(ORDER, "order")          \
    X(DECLINE_COMMENT, "decline_comment")

// ---- Figures -----------------------------------------------------------------------------

#define BOUNDS(X)                                                                                  \
    X(EXACT, "exact") X(AT_LEAST, "at_least") X(MORE_THAN, "more_than") X(AT_MOST, "at_most")      \
    X(LESS_THAN, "less_than") X(ABOUT, "about") X(NEARLY, "nearly") X(RANGE, "range")              \
    X(VAGUE, "vague")

#define MEASURES(X)                                                                                \
    X(KILLED, "killed") X(INJURED, "injured") X(MISSING, "missing") X(CAPTURED, "captured")        \
    X(HELD, "held") X(RELEASED, "released") X(DISPLACED, "displaced") X(DETAINED, "detained")      \
    X(DEPLOYED, "deployed") X(AID, "aid") X(VOTE, "vote") X(MONEY, "money")                        \
    X(DURATION, "duration") X(DISTANCE, "distance") X(AGE, "age") X(SHARE, "share")                \
    X(COUNT, "count")

#define FIGURE_KINDS(X)                                                                            \
    X(TOTAL, "total") X(INCREMENT, "increment") X(RATE, "rate") X(SHARE, "share")                  \
    X(TARGET, "target")

#define CHANGES(X) X(NONE, NULL) X(UP, "up") X(DOWN, "down")

#define POPULATIONS(X)                                                                             \
    X(WOMEN, "women") X(CHILDREN, "children") X(CIVILIANS, "civilians")                            \
    X(COMBATANTS, "combatants") X(JOURNALISTS, "journalists") X(AID_WORKERS, "aid_workers")        \
    X(STAFF, "staff") X(SECURITY_FORCES, "security_forces") X(FOREIGNERS, "foreigners")

// ---- Times -------------------------------------------------------------------------------

#define TIME_TYPES(X) X(DATE, "date") X(TIME, "time") X(DURATION, "duration") X(SET, "set")

#define PRECISIONS(X)                                                                              \
    X(MINUTE, "minute") X(HOUR, "hour") X(DAY, "day") X(WEEK, "week") X(MONTH, "month")            \
    X(QUARTER, "quarter") X(YEAR, "year") X(DECADE, "decade") X(CENTURY, "century")

#define ANCHORS(X) X(ABSOLUTE, "absolute") X(PUBLISHED, "published") X(TEXT, "text")

// ---- Places ------------------------------------------------------------------------------

#define PLACE_KINDS(X)                                                                             \
    X(COUNTRY, "country") X(REGION, "region") X(CITY, "city")                                      \
    X(NEIGHBOURHOOD, "neighbourhood") X(CAMP, "camp") X(CROSSING, "crossing")                      \
    X(FACILITY, "facility") X(WATER, "water") X(OTHER, "other")

#define POINT_PRECISIONS(X) X(EXACT, "exact") X(AREA, "area") X(COUNTRY, "country")

// ---- Deadlines ---------------------------------------------------------------------------

#define DEADLINE_KINDS(X)                                                                          \
    X(ULTIMATUM, "ultimatum") X(TARGET, "target") X(EXPIRY, "expiry") X(SCHEDULE, "schedule")
// clang-format on

#define NUMBER_ONE(prefix, c) prefix##_##c,
#define ENUM_OF(type, ROWS, ONE) typedef enum { ROWS(ONE) } type
#define ONE(c, name) NUMBER_ONE(ENTITY, c)
ENUM_OF(entity_type, ENTITY_TYPES, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(MENTION, c)
ENUM_OF(mention_kind, MENTION_KINDS, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(FORM, c)
ENUM_OF(statement_form, STATEMENT_FORMS, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(SOURCE, c)
ENUM_OF(source_class, SOURCE_CLASSES, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(ACT, c)
ENUM_OF(statement_act, ACTS, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(BOUND, c)
ENUM_OF(figure_bound, BOUNDS, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(MEASURE, c)
ENUM_OF(figure_measure, MEASURES, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(KIND, c)
ENUM_OF(figure_kind, FIGURE_KINDS, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(CHANGE, c)
ENUM_OF(figure_change, CHANGES, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(POPULATION, c)
ENUM_OF(figure_population, POPULATIONS, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(TIME, c)
ENUM_OF(time_type, TIME_TYPES, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(PRECISION, c)
ENUM_OF(time_precision, PRECISIONS, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(ANCHOR, c)
ENUM_OF(time_anchor, ANCHORS, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(PLACE, c)
ENUM_OF(place_kind, PLACE_KINDS, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(POINT, c)
ENUM_OF(point_precision, POINT_PRECISIONS, ONE);
#undef ONE
#define ONE(c, name) NUMBER_ONE(DEADLINE, c)
ENUM_OF(deadline_kind, DEADLINE_KINDS, ONE);
#undef ONE
#undef ENUM_OF
#undef NUMBER_ONE

// The word of the record for a value of an enumeration (terminated; NULL for CHANGE_NONE).
const char *name_of_entity_type(entity_type value);
const char *name_of_mention_kind(mention_kind value);
const char *name_of_form(statement_form value);
const char *name_of_class(source_class value);
const char *name_of_act(statement_act value);
const char *name_of_bound(figure_bound value);
const char *name_of_measure(figure_measure value);
const char *name_of_kind(figure_kind value);
const char *name_of_change(figure_change value);
const char *name_of_population(figure_population value);
const char *name_of_time_type(time_type value);
const char *name_of_precision(time_precision value);
const char *name_of_anchor(time_anchor value);
const char *name_of_place_kind(place_kind value);
const char *name_of_point_precision(point_precision value);
const char *name_of_deadline_kind(deadline_kind value);

// The value of a word of the record. False, and *value unchanged, when there is none.
bool entity_type_of_word(str name, entity_type *value);
bool mention_kind_of_word(str name, mention_kind *value);
bool form_of_word(str name, statement_form *value);
bool class_of_word(str name, source_class *value);
bool act_of_word(str name, statement_act *value);
bool bound_of_word(str name, figure_bound *value);
bool measure_of_word(str name, figure_measure *value);
bool kind_of_word(str name, figure_kind *value);
bool change_of_word(str name, figure_change *value);
bool population_of_word(str name, figure_population *value);
bool time_type_of_word(str name, time_type *value);
bool precision_of_word(str name, time_precision *value);
bool anchor_of_word(str name, time_anchor *value);
bool place_kind_of_word(str name, place_kind *value);
bool point_precision_of_word(str name, point_precision *value);
bool deadline_kind_of_word(str name, deadline_kind *value);

typedef struct {
    span         where;
    mention_kind kind;
    int          head; // token that carries the mention
} mention;

typedef LIST(mention) mention_list;
typedef LIST(str) str_list;

typedef struct {
    entity_type  type;
    str          name;     // fullest form in the report
    str_list     aliases;  // other names it goes by in the report, each once
    str_list     roles;    // "Prime Minister"
    int          of;       // entity it belongs to or speaks for, or NO_ID
    mention_list mentions; // in text order, never empty
} entity;

typedef struct {
    span           where; // whole extent
    statement_form form;
    reference      source; // where is empty: none is told
    source_class class;
    int            count; // voices; 0: not stated
    span           access;
    span           cue; // empty: none
    str            cue_lemma;
    int            cue_token; // head token of the cue, or NO_ID
    statement_act  act;
    span_list      content;
    str            plover_root, plover_mode; // at == NULL: none
    reference      addressee, via;
    reference_list targets;
    int            time;    // index into times, or NO_ID
    int            place;   // where it was said: index into places, or NO_ID
    int            said_in; // statement whose content holds this one, or NO_ID
    reasons        why;     // no part of the record
} statement;

typedef struct {
    span           where; // the number with its bound words and unit
    double         value, low, high;
    bool           has_value, has_low, has_high;
    bool           approximate;
    figure_bound   bound;
    const char    *unit, *per; // words of the record, or NULL
    reference      counted;
    figure_change  change;
    figure_measure measure;
    figure_kind    kind;
    span           period;
    str      period_from, period_to; // ISO, `to` exclusive; at == NULL where it is open or unknown
    unsigned population;             // bit 1 << POPULATION_X
    int      said_in;
} figure;

typedef struct {
    span           where;
    time_type      type;
    str            value;    // TIMEX3: "2024-02-21", "P6W"
    str            from, to; // ISO, `to` exclusive; at == NULL when not resolved
    bool           has_precision;
    time_precision precision;
    bool           has_anchor;
    time_anchor    anchor;
} time_expression;

typedef struct {
    span            where;
    str             name; // in the words of the report, or as the atlas spells it
    place_kind      kind;
    str             country;   // ISO 3166-1 alpha-2; at == NULL: unknown, or none
    bool            has_point; // what follows is known
    double          lat, lon;
    point_precision precision;
    uint32_t        geonames; // 0: not known there
    str_list        inside;   // areas that hold it, the smallest first
} place_record;

typedef struct {
    span          where; // the phrase of time: "by Ramadan"
    deadline_kind kind;
    reference     set_by;             // where is empty: nobody is told
    span          about, consequence; // empty: none
    int           time;               // index into times, or NO_ID
    int           said_in;
    deadline_way  found_by; // no part of the record
} deadline;

typedef LIST(entity) entity_list;
typedef LIST(statement) statement_list;
typedef LIST(figure) figure_list;
typedef LIST(time_expression) time_list;
typedef LIST(place_record) place_list;
typedef LIST(deadline) deadline_list;

#endif
