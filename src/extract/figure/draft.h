// draft.h - a figure on its way from digits to a record, and the tables that all steps read.
//
//     read.c, unit.c, range.c   number, currency and unit, two numbers as one figure
//     implied.c                 figures without a number word
//     bound.c                   "at least", "or more"
//     refuse.c                  what is no figure after all
//     counted.c                 what is counted, person or item
//     measure.c, population.c   killed, held, money ...; who they are
//     change.c                  up or down by so much
//     event.c, period.c         whether it is of something that happened; the time that it covers
//     kind.c                    total or increment, rate, share, target
#ifndef READOUT_DRAFT_H
#define READOUT_DRAFT_H

#include "extract/figure/figure.h"
#include "extract/figure/phrase.h"
#include "lexicon/number.h"

// A row of units.tsv.
typedef struct {
    const char    *code; // NULL: a unit that the record has no code for
    figure_measure measure;
    bool           is_prefix;     // may stand before the number: "$"
    bool           is_suffix;     // may stand behind it
    bool           is_short;      // only right behind digits: "m", "h", "g"
    bool           takes_counted; // "275 kg of uranium"
    bool           is_time;
    const char    *per; // of a unit that is a rate: "mph"; NULL: none
} unit_row;

// A row of bounds.tsv.
typedef struct {
    figure_bound bound;
    bool         is_after;    // stands behind the number
    bool         is_modifier; // belongs to the phrase, says no bound: "well" over
    bool         is_verb;     // "exceeded": the figure must be its object
    bool         needs_tree;  // "about": may be a plain preposition
} bound_row;

// A row of counted.tsv, by lemma.
typedef struct {
    bool           is_person, is_empty, has_measure; // is_empty: "the 14,000 mark" counts no marks
    figure_measure measure;
    unsigned       population;
} counted_row;

// What a verb, adjective or noun does to what it counts: measures.tsv.
typedef struct {
    figure_measure measure;
    bool           of_subject, of_object; // "12 died"; "killed 12", "12 were killed"
} measure_row;

// A row of changes.tsv.
typedef struct {
    figure_change way;
    bool          is_verb, is_noun; // which of the two may be meant
} change_row;

// Words around a lone "one" that counts nothing: not_counting.tsv. Empty: any.
typedef struct {
    str  before, after;
    bool is_few;    // for one to twelve, not only for "one"
    bool is_joined; // `after` is tied by a hyphen
} lone_row;

// Cues of figure_cues.tsv, as bits.
enum {
    CUE_TARGET = 1,
    CUE_MODAL = 2,
    CUE_TOTAL = 4,
    CUE_PAUSE = 8,
    CUE_TOPIC = 16,
    CUE_LASTING = 32,
    CUE_EXCHANGE = 64,
    CUE_STATE = 128,
    CUE_TALLY = 256,
    CUE_BLOW = 512,
    CUE_PAYMENT = 1024
};

struct figure_rules {
    const number_words *numbers;
    str_table        unit_words, bound_words, after_words, counted_words, measure_words, deed_words;
    str_table        change_words, label_words, street_words, tally_words, cue_words;
    const unit_row  *units;
    const bound_row *bounds;
    const counted_row *counted;
    const measure_row *measures;
    const change_row  *changes;
    const unsigned    *cues;
    const lone_row    *lones;
    int                lone_count;
};

typedef struct {
    figure          made;
    number          first;  // the number, or the first of a range
    span            number; // all numbers of the figure, without bound and unit
    const unit_row *unit;
    span            unit_word;
    bool            is_range, is_joined; // is_joined: "six-week", a hyphen before the unit
    bool            is_age;              // "34-year-old"
    bool            is_exchange;         // "1,000 for 1,000"
    int             shared;              // figure that tells what this one counts, or NO_ID
    int             whole; // figure that counts all of those that this one counts some of, or NO_ID
    bool            is_deed_of_noun; // "the 12 who died", "12 injured people"
    bool            is_member;       // told as a part of what the figure before counts
    bool            is_part;         // its noun is that of the figure before: "11 over Ardo"
    int             carrier;         // token that the figure hangs on in the tree
    int             noun;            // token that heads what is counted, or -1
    int             top;             // of carrier and noun, the one that heads the other
} draft;

static const draft EMPTY_DRAFT = {
    .shared = NO_ID, .whole = NO_ID, .carrier = -1, .noun = -1, .top = -1};

// Reads the number, currency and unit that begin at byte `at`. False: no figure does; d->number then
// holds what was read all the same and need not be looked at again.
bool read_draft(const figure_rules *rules, const document *doc, uint32_t at, draft *d);
// Figures without a number word: "week-old", "[well over] a year", "not a single".
bool read_implied(const figure_rules *rules, const document *doc, uint32_t at, draft *d);
// The unit behind byte `at`, added to the draft.
bool read_unit(const figure_rules *rules, const document *doc, draft *d, uint32_t at);
// Looks for bounds on both sides, widens the span and sets made.bound.
void read_bounds(const figure_rules *rules, const document *doc, draft *d);
// Whether the words around a byte tell of people held, or given for people.
bool is_about_exchange(const figure_rules *rules, const document *doc, uint32_t at);
bool is_refused(const figure_rules *rules, const document *doc, const draft *d);
// Sentences so long that they are no sentences: their tree is not asked, so that a text of them is
// read in linear time.
bool is_endless(const document *doc, int token);
// event.c
// Whether the figure counts what something that happened was done to, or done with: "launched 108
// drones", "hit with 12 shells". What was only counted or said is none.
bool is_of_event(const figure_rules *rules, const document *doc, const draft *d);
bool is_verb_of_tally(const figure_rules *rules, const document *doc,
                      int verb); // "recorded 611 aftershocks"
// The token whose part in the clause is the figure's.
int           place_in_clause(const document *doc, const draft *d);
void          place_in_tree(const figure_rules *rules, const document *doc,
                            draft *d); // sets carrier, noun, top
void          find_counted(const figure_rules *rules, const document *doc, draft *d);
void          find_measure(const figure_rules *rules, const document *doc, draft *d);
unsigned      find_population(const figure_rules *rules, const document *doc, const draft *d);
bool          is_restated(const document *doc, const draft *d, const figure *before);
void          find_period(document *doc, draft *d);
void          find_stated_period(document *doc, draft *d); // of a count that tells no event
figure_change find_change(const figure_rules *rules, const document *doc, const draft *d);
bool is_step(const figure_rules *rules, const document *doc, const draft *d);       // "a 12% rise"
figure_change change_of(const figure_rules *rules, const document *doc, int token); // as a word
void          find_kind(const figure_rules *rules, document *doc, draft *d);

void open_unit_rules(arena *a, figure_rules *rules);
void open_bound_rules(arena *a, figure_rules *rules);
void open_refusal_rules(arena *a, figure_rules *rules);
void open_counted_rules(arena *a, figure_rules *rules);
void open_measure_rules(arena *a, figure_rules *rules);
void open_kind_rules(arena *a, figure_rules *rules);

// The row of a token in counted.tsv, by its lemma and the word before; NULL: none.
const counted_row *counted_of(const figure_rules *rules, const document *doc, int token);
// The number of a token's lemma (lower-cased) in a table, or NOT_IN_TABLE.
// The verb of the clause that a token is in, or the token at the top.
int  verb_or_top(const document *doc, int token);
bool has_present_perfect(const document *doc, int verb);
bool is_any_lemma(const document *doc, int token, const char *list); // "a|b"
// The figure before this one when it stands in the same sentence, or NULL.
const figure *figure_before(const document *doc, const draft *d);
// What was done to those that a number counts, told right behind it: "10 [wounded]"; NULL: nothing.
const measure_row *deed_behind(const figure_rules *rules, const document *doc, int counting);
// The same, told by a verb with its object: "262 [sustained wounds]".
const measure_row *deed_told_behind(const figure_rules *rules, const document *doc, int counting);
uint32_t           find_lemma(const str_table *table, const document *doc, int token);
figure_measure     measure_of_name(str name);
unsigned           cues_of(const figure_rules *rules, const document *doc, int token); // CUE_ bits
bool               is_strength(const unit_row *unit);                                  // of a quake
bool               is_share(const draft *d);
bool               is_lone_one(const draft *d);
// The first time expression that ends behind a byte; times.count when there is none.
int first_time_after(const document *doc, uint32_t byte);

#endif
