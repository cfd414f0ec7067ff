// content.h - what content.c and objects.c share. Each finder fills in the draft's content and says
// whether there was any.
#ifndef READOUT_STATEMENT_CONTENT_H
#define READOUT_STATEMENT_CONTENT_H

#include "extract/statement/reading.h"

int  to_of(const document *doc, int verb); // the infinitive's "to", or -1
bool is_infinitive_child(const document *doc, int child);
bool is_reduced_passive(const document *doc, int verb); // "36 people believed to ..."

bool find_infinitive(const reading *r, draft *made, bool needs_object);
bool find_passive_infinitive(const reading *r, draft *made, bool with_subject);
bool find_gerund(const reading *r, draft *made);
bool find_as(const reading *r, draft *made);
bool find_small_clause(const reading *r, draft *made);
bool has_wanted_object(const draft *made, const document *doc);
bool find_object(const reading *r, draft *made);
bool find_topic(const reading *r, draft *made);

#endif
