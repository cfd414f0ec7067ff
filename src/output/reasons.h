// reasons.h - what can be told of why a record stands as it does: one row a fact, in the order in
// which people ask.
#ifndef READOUT_REASONS_H
#define READOUT_REASONS_H

#include "doc/document.h"

// How words of the record are marked below the sentence.
enum { MARK_CUE = '^', MARK_SOURCE = '=', MARK_CONTENT = '-', MARK_OTHER = '~', MARK_NONE = ' ' };

typedef struct {
    char        mark;
    const char *what;  // "source"
    str         words; // of the report or the record
    span        where; // of these words in the report; empty: they are not from there
    str         why;
    const char *file; // of the language data that decided, or NULL
    int         line;
} reason;

typedef LIST(reason) reason_list;

// Everything lies in the arena or the document.
void list_statement_reasons(arena *a, const document *doc, int i, reason_list *list);
void list_figure_reasons(arena *a, const document *doc, int i, reason_list *list);
void list_deadline_reasons(arena *a, const document *doc, int i, reason_list *list);
void list_time_reasons(arena *a, const document *doc, int i, reason_list *list);
void list_entity_reasons(arena *a, const document *doc, int i, reason_list *list);

#endif
