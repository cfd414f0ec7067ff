// save.h - putting a document into a store.
#ifndef READOUT_SAVE_H
#define READOUT_SAVE_H

#include "doc/document.h"
#include "store/database.h"

// What a store knows a report by: its URL, else its id (within its outlet), else its text.
str key_of_report(arena *a, const report_meta *meta, str text);

// True when the newest version of this report has this text and these facts.
bool has_report(database *db, const report_meta *meta, str text);

// Keeps a document with its record (JSON), in one transaction.
bool save_document(database *db, const document *doc, str record, ro_added *added,
                   ro_error *error) MUST_CHECK;

#endif
