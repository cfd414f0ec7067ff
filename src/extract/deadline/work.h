// work.h - what the parts of the deadline stage share.
#ifndef READOUT_DEADLINE_WORK_H
#define READOUT_DEADLINE_WORK_H

#include "doc/document.h"
#include "extract/deadline/deadline.h"
#include "lexicon/lexicon.h"

enum { FAR = 12 }; // steps up the tree

// What a word is to a deadline; one word may be several.
typedef enum {
    WORD_LIMIT = 1 << 0,   // noun: deadline, ultimatum
    WORD_AIM = 1 << 1,     // verb or noun: aim, hope, plan, pledge
    WORD_PLAN = 1 << 2,    // verb or adjective: scheduled, due, expected
    WORD_STEP = 1 << 3,    // noun: talks, round, summit
    WORD_HOLD = 1 << 4,    // verb of steps: begin, resume, take place
    WORD_MOVE = 1 << 5,    // verb that is a step: meet, travel
    WORD_LAPSE = 1 << 6,   // verb: expire, run out
    WORD_TERM = 1 << 7,    // noun: what lapses: truce, mandate
    WORD_GRANT = 1 << 8,   // verb: give, set, issue
    WORD_STAND = 1 << 9,   // verb of limits: be, fall, remain
    WORD_DUTY = 1 << 10,   // verb: order, ask, task; what somebody is to do hangs on it
    WORD_PARLEY = 1 << 11, // verb that is a step with somebody or to a place: discuss, go
    WORD_LAST = 1 << 12,   // verb: last, remain; what is in force until a date
} word_role;

struct deadline_rules {
    str_table lemmas; // values: roles
};

// A time that may be one, with the words that lead to it.
typedef struct {
    const deadline_rules  *rules;
    document              *doc;
    int                    time; // NO_ID: a phrase that is none of the report's times
    const time_expression *t;
    time_expression        own;    // of such a phrase
    token_range            words;  // of the time
    int                    lead;   // the preposition before it, or words.begin
    int                    verb;   // the verb above it; -1: none
    const statement       *around; // whose content holds it; NULL: the report's own words
} candidate_time;

bool has_role(const deadline_rules *rules, const document *doc, int token, word_role role);

// ---- clause.c ----------------------------------------------------------------------------

typedef enum {
    TENSE_PAST,
    TENSE_MAYBE,   // can, may, could
    TENSE_PRESENT, // also participles and infinitives that nothing says more of
    TENSE_AIMED,   // an infinitive below an aim
    TENSE_PLANNED, // an infinitive or participle below a plan, "is to"
    TENSE_WILL,
    TENSE_DUE, // must, should, have to
} clause_tense;

clause_tense tense_of(const deadline_rules *rules, const document *doc, int verb);
int          condition_of(const document *doc, int verb); // its "if" or "unless"; -1: none

// Who does it: the subject of the verb or of the verbs above that lend theirs; -1: nobody is told.
int  actor_of(const deadline_rules *rules, const document *doc, int verb);
int  subject_of(const document *doc, int verb);
bool may_act(const document *doc, int noun);

// Bytes of tokens without blanks, marks and quotation marks at either end; empty where nothing stays.
span trim_tokens(const document *doc, int begin, int end);
// What a verb tells, from it to what the deadline begins with, or on behind that.
span deed_of(const candidate_time *c, int verb);
// A noun with what belongs to it, up to a relative clause or a comma.
span thing_of(const document *doc, int noun, int before);

reference reference_to(const document *doc, int noun); // none for -1

#endif
