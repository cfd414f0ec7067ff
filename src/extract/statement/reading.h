// reading.h - what the files of this folder share: the compiled lexicon, and one report in work.
//
//     cues.c          lexicon; which tokens are cues
//     source.c        whose words they are: subject, agent, possessor; extent of the phrase
//     content.c       what the tree gives to the cue: clauses, nouns, adjectives
//     objects.c       the same: infinitives, gerunds, predicates, objects
//     tellers.c       quotations with their teller right behind them
//     adopt.c         drafts from what the trained reader found
//     border.c        where these run into what is another's
//     cut.c           where such a content ends; second-hand sources
//     phrases.c       "according to X", "reportedly"
//     turns.c         words without a cue: "X: '...'", signatures
//     interview.c     who asks and who answers
//     attach.c        what the quotation marks give to it; broken quotes
//     continuation.c  quotes without a cue of their own
//     settle.c        which drafts stand, once all are known
//     voice.c         class, count and access of the source
//     fields.c        addressee, via, targets, time, form
//     statement.c     the order of all this, and the record
#ifndef READOUT_STATEMENT_READING_H
#define READOUT_STATEMENT_READING_H

#include "base/table.h"
#include "doc/document.h"
#include "doc/quotes.h"
#include "extract/statement/statement.h"

typedef enum { CUE_VERB, CUE_NOUN, CUE_ADJECTIVE, CUE_ADVERB, CUE_PHRASE } cue_kind;

enum {
    TAKES_CLAUSE = 1 << 0,
    TAKES_QUOTE = 1 << 1,
    TAKES_INFINITIVE = 1 << 2,
    TAKES_OBJECT_INFINITIVE = 1 << 3,
    TAKES_OBJECT_CLAUSE = 1 << 4,
    TAKES_NOUN = 1 << 5,
    TAKES_SMALL = 1 << 6,  // call X Y
    TAKES_AS = 1 << 7,     // describe X as Y
    TAKES_GERUND = 1 << 8, // accuse X of Y
    TAKES_TOPIC = 1 << 9,  // talk about X
    TAKES_NOTHING = 1 << 10,
    TAKES_FINDING = 1 << 11,  // a document shows X
    TAKES_CITATION = 1 << 12, // citing X: X is the source of what is reported
    TAKES_AGENT = 1 << 13,    // a passive without "by X" says nothing
    TAKES_WORDS = 1 << 14,    // nothing is said where neither words nor a clause follow
};

typedef struct {
    str            key; // "point out"
    cue_kind       kind;
    statement_act  act;
    statement_form form;
    str            root, mode; // PLOVER; at == NULL: none
    unsigned       frames;
    int            line;          // of cues.tsv; 0: not from there
    bool           is_deed;       // of deeds.tsv
    int            variant;       // the next row of this key, for its objects; 0: none
    str            gerund, topic; // prepositions, "of|for"
    str            object; // lemmas of which its object must be one, with "!" none; at == NULL: any
} cue_row;

typedef LIST(cue_row) cue_row_list;

// What a word says that is a cue only where the trained reader takes it for one.
typedef struct {
    statement_act act;
    str           root, mode; // PLOVER; at == NULL: none
} deed;

// What kind of source a noun is, and several of it.
typedef struct {
    source_class one, several;
    int          line; // of actor_nouns.tsv
} speaking_noun;

struct statement_rules {
    cue_row_list rows;
    str_table    by_kind[CUE_PHRASE + 1]; // key -> row
    str_table    longer;                  // first words of keys of more than one word
    str_table    noun_rows;               // noun that speaks -> row of nouns
    LIST(speaking_noun) nouns;
    str_table deed_rows; // word -> row of deeds
    LIST(deed) deeds;
    str_table carriers;  // verbs that carry a cue noun: "issue a threat"
    str_list  abstract;  // endings of nouns that name no speaker
    str_table verdicts;  // words that condemn or praise what is called so -> act
    str_table occasions; // "a statement", "an interview": in which something was said
    str_list  access;    // "familiar with"
};

typedef LIST(token_range) range_list;

// A statement while it is made; positions are tokens.
typedef struct {
    const cue_row *row;
    int            cue;       // head token, or -1
    token_range    cue_words; // empty: none
    int            source;    // head token, or -1
    token_range    source_words;
    range_list     content;
    token_range    addressee, target;
    int            paragraph;
    bool           is_order;       // "told X to do Y"
    bool           is_null_source; // "it was reported", "is expected to"
    bool           wants_next;     // ends with a colon: what follows is the content
    bool           is_dropped;     // found to be no statement after all
    bool           is_turn;        // of an interview: its label stands for somebody
    bool           is_question;    // a turn that asks
    int            meant;          // of a turn: the entity that its label stands for, or NO_ID
    reasons        why;
} draft;

typedef LIST(draft) draft_list;

typedef struct {
    const statement_rules *rules;
    arena                 *scratch;
    document              *doc;
    quotation_list         quotes;
    int                   *quote_of;   // token -> quotation, or -1
    int *words_before, *quoted_before; // words before a token, and those of them in quotation marks
    int *owner;                        // quotation -> draft, or -1
    int *teller_of;                    // quotation -> cue right behind it that tells it, or -1
    int *led_quote;                    // cue -> quotation that it tells so, or -1
    bool      *is_noise;               // words about the page, in doc->boilerplate
    int       *next_noise;             // the first of them at or behind a token, or tokens.count
    int       *speaker_of;             // cue -> source head that an outer cue lends it, or -1
    draft_list drafts;
    str_table  surnames;   // last words of the report's names of people
    str_table  capitals;   // the same in capitals
    draft_list citations;  // "citing X": settled when all cues are known
    int       *reading_of; // token of a cue -> number in doc->readings, or -1
    bool      *is_said;    // token in the content of one of them
    bool      *is_source;  // token in the source of one of them
} reading;

// No look into a content or a sentence goes further than this, so that a sentence of a hundred
// thousand words with a cue in each costs no more than many short ones.
enum { FAR = 300 };

static const token_range NO_TOKENS = {0, 0};

static inline bool is_empty_range(token_range range) {
    return range.begin >= range.end;
}
static inline bool is_in_range(int i, token_range range) {
    return i >= range.begin && i < range.end;
}
static inline bool is_paragraph_of(const document *doc, int i, int number) {
    return doc->sentences.at[doc->tokens.at[i].sentence].paragraph == number;
}
static inline token_range subtree_of(const document *doc, int head) {
    return (token_range){doc->tokens.at[head].left_edge, doc->tokens.at[head].right_edge + 1};
}
static inline token_range sentence_tokens(const document *doc, int i) {
    return doc->sentences.at[doc->tokens.at[i].sentence].tokens;
}

static inline bool is_in_content(const draft *made, int i) {
    for (int p = 0; p < made->content.count; p++) {
        if (is_in_range(i, made->content.at[p])) return true;
    }
    return false;
}

// cues.c: the cue headed by a token (its own words in *words), or NULL.
const cue_row *find_cue(const reading *r, int i, token_range *words);

// statement.c
bool leads_to_another(const reading *r, const draft *made);
bool is_nobody_speaking(const reading *r, const draft *made);
bool is_passive_of_nobody(const reading *r, const draft *made);

// source.c
int         find_subject(const document *doc, int verb); // head token of the source, or -1
int         antecedent_of(const document *doc, int i);   // of a relative pronoun
bool        is_passive(const document *doc, int verb);
token_range source_range(const reading *r, int head,
                         int cue); // its phrase without the clause of the cue
void        find_source(const reading *r, draft *made);
void        set_source(const reading *r, draft *made, int head, source_way why);
// A noun that speaks ("official", "report"), or NULL.
const speaking_noun *find_speaking_noun(const reading *r, int i);
bool                 is_document(const reading *r, int head);

// tellers.c
void find_tellers(reading *r);
bool is_told_by_another(const reading *r, const draft *made, token_range piece);
bool is_beside_thought(const reading *r, const draft *made, token_range piece);
bool ended_before(const reading *r, const draft *made, token_range piece, token_range next);

// adopt.c: what the trained reader found, as drafts; then which drafts of the rules stand beside.
void index_readings(reading *r);
void adopt_readings(reading *r);
bool is_mere_deed(const reading *r, const draft *made);
bool is_wanted_beside_readings(const reading *r, const draft *made);

// content.c: fills in content (and addressee, target). False when the cue has none in the tree.
bool find_content(const reading *r, draft *made);
void add_range(const reading *r, draft *made, int begin, int end);
// The range without marks, commas and conjunctions at its ends.
token_range trim_range(const document *doc, token_range range);

// border.c
token_range cut_at_border(const reading *r, const draft *made, token_range piece);
bool        is_behind_border(const reading *r, const draft *made, token_range piece);
void        leave_out_last_teller(reading *r, int number);

// cut.c: takes off the end of a content what belongs to the cue's own sentence.
void cut_content(reading *r, draft *made);
void settle_citations(reading *r);

// phrases.c: "according to", "reportedly".
bool find_phrase_content(const reading *r, draft *made);
bool find_around_view(const reading *r, draft *made); // "in her view"

// turns.c, interview.c
void        find_turns(reading *r);
void        push_turn(reading *r, token_range name, token_range said, int number);
const bool *find_interview(reading *r); // by paragraph: whether it begins a turn

// attach.c, continuation.c
int  quote_before(const reading *r, int at); // the quotation right before a token, or -1
bool ends_in(const reading *r, int closing, const char *mark); // “A.”, by its last token
bool attach_quotes(reading *r, draft *made);
void grow_over_quotes(const reading *r, draft *made);
void carry_on_quotes(reading *r);

// settle.c: gives quotations to one draft each, and drops what is the page's own voice.
void settle_drafts(reading *r);

// voice.c: what kind of source it is, how many, and why it knows or is not named.
bool is_outlet(const reading *r, token_range words);       // "the Reuters news agency"
bool holds_outlet(const document *doc, token_range words); // "a report in the Courier"
void list_surnames(reading *r);
void fill_voice(const reading *r, const draft *made, statement *said);

// when.c: the time in doc->times when something was said, or NO_ID.
int find_time_said(const document *doc, const draft *made);

// fields.c
void fill_fields(const reading *r, const draft *made, statement *said);

#endif
