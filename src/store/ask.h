// ask.h - questions to a store.
#ifndef READOUT_ASK_H
#define READOUT_ASK_H

#include "doc/answer.h"
#include "store/database.h"

answer *ask_reports(database *db, const ro_question *question, ro_error *error) MUST_CHECK;
answer *ask_statements(database *db, const ro_question *question, ro_error *error) MUST_CHECK;
answer *ask_figures(database *db, const ro_question *question, ro_error *error) MUST_CHECK;
answer *ask_deadlines(database *db, const ro_question *question, ro_error *error) MUST_CHECK;
answer *ask_timeline(database *db, const ro_question *question, ro_error *error) MUST_CHECK;
answer *ask_words(database *db, const ro_question *question, ro_error *error) MUST_CHECK;
answer *ask_store(database *db, ro_error *error) MUST_CHECK;

// The record (JSON) and text of one report: by its id, or a beginning of it that only one has; the
// newest version, or version `number`. In the arena.
bool load_record(database *db, arena *a, const char *report, int number, str *record, str *text,
                 ro_error *error) MUST_CHECK;

// Every newest record and its text, in order of report. `each` returns false to stop.
typedef bool (*on_record)(void *context, str record, str text);
bool each_record(database *db, on_record each, void *context, ro_error *error) MUST_CHECK;

#endif
