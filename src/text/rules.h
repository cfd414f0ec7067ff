// rules.h - the tables behind src/text, compiled once; inside src/text only.
#ifndef READOUT_TEXT_RULES_H
#define READOUT_TEXT_RULES_H

#include "base/table.h"
#include "text/text.h"
#include "text/words.h"

// ---- Who sends reports (data/en/agencies.tsv) ----------------------------------------------

typedef enum { AGENCY_NONE, AGENCY_WIRE, AGENCY_OUTLET, AGENCY_NEVER } agency_kind;

// AGENCY_NEVER: a word that stands where a dateline does but opens none ("EXCLUSIVE").
agency_kind find_agency(const text_rules *rules, str name);

// The agency that the words from `first` on name; `end` is set behind its last word.
agency_kind agency_at(const text_rules *rules, str text, const word_list *words, int first,
                      int *end);

// ---- Lines about the report (data/en/report_notes.tsv) -------------------------------------

typedef enum {
    NOTE_NONE,
    NOTE_BYLINE,
    NOTE_CONTRIBUTOR,
    NOTE_UPDATED,
    NOTE_CREDIT,
    NOTE_BOILERPLATE
} note_kind;

// A sentence, or what stands in brackets in one.
typedef struct {
    span      where; // with its brackets
    word_list words; // the first MOST_UNIT_WORDS of it
    bool      is_bracketed;
    bool      is_cut; // it has more words
} unit;

// Notes are short: a sentence with more words is taken for one of the report that a site's line has
// run into, and only rules that cover just their own words touch it.
enum { MOST_UNIT_WORDS = 48 };

// The kind of the first rule that a unit follows; `end` is set to the end of what the rule covers.
note_kind match_notes(const text_rules *rules, str text, const unit *u, uint32_t *end);

// A word that can be part of a person's name: it starts with a capital or binds two that do.
bool is_name_word(str text, const word *w);
bool is_name_link(str core); // "al", "de", "bin"

#endif
