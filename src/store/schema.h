// schema.h - the tables of a store and how an older store becomes one of today.
#ifndef READOUT_SCHEMA_H
#define READOUT_SCHEMA_H

// Step n (from 0) takes a store from PRAGMA user_version n to n + 1. A step never changes once a
// release has it; a change of the tables is a new step behind the last.
extern const char *const SCHEMA_STEPS[];
extern const int         SCHEMA_STEP_COUNT;

// PRAGMA application_id of a store: "RdOt".
enum { STORE_MARK = 0x52644f74 };

#endif
