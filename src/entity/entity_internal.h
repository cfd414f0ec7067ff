// entity_internal.h - what the files of this folder share: the rules, and one report at work.
//
//     names.c    finds names            resolve.c    goes through the text once more, in order,
//     bodies.c   finds "Syrian army"                 and asks
//     merge.c    makes actors of them   nominal.c    who "the minister" is,
//     types.c    says what they are     pronoun.c    who "he" is,
//     roles.c    reads titles           quotation.c  and who is quoted: "I"
//                                       entity.c     writes the entities down
//
// A `found` is words of the text that name somebody; an `actor` is somebody, with all its founds.
#ifndef READOUT_ENTITY_INTERNAL_H
#define READOUT_ENTITY_INTERNAL_H

#include "entity/entity.h"
#include "entity/gazetteer.h"

typedef enum { NOUN_PERSON, NOUN_BODY, NOUN_POPULATION, NOUN_DOCUMENT } noun_class;

typedef struct {
    str lemma;
    noun_class class;
    str mark;   // a person's gender, a body's kind
    str stands; // roles or types that it may take up
} actor_noun;

typedef LIST(actor_noun) noun_list;

struct entity_rules {
    gazetteer names;
    noun_list nouns;
    str_table noun_rows;   // lemma to index into nouns
    str_table first_names; // folded, to 'm' or 'f'
    str_table name_types;  // last word of a name, to entity_type
    str_table honorifics;  // to 'm', 'f' or 0
    str_table speaking;    // lemmas of verbs
};

typedef struct {
    token_range  tokens;
    int          head;
    mention_kind kind;
    name_label   label;
    int          known; // index into the gazetteer, or -1
    form_kind    form;  // how it names what is known
    bool         is_nested;
    bool         is_people; // of a country, or of a label for groups of people
    bool         is_clear;  // what it is called says that it is a person
    str          body;      // "military", "ministry foreign"; empty: none
    int          owner;     // of a body: index into found, or -1
    char         gender;    // from a title: 'm', 'f', or 0
    str          name;
    int          actor; // -1: not merged yet
} found;

typedef LIST(found) found_list;

typedef struct {
    str text;   // "Deputy Foreign Minister"
    str folded; // "deputy foreign minister"
    str head;   // "minister"
} role;

typedef LIST(role) role_list;

typedef struct {
    entity_type type;
    bool        is_person, is_plural, is_named;
    char        gender; // 'm', 'f', or 0
    int         known;  // index into the gazetteer, or -1
    int         of;     // actor, or -1
    int         parent; // the actor that this one turned out to be, or itself
    str         name;
    str         noun;  // what it is called: lemma of the head, last word of a name
    str         words; // of the description without its article, folded
    str         body;
    role_list   roles;
    int         votes[NAME_CARDINAL + 2]; // of the model's labels
    int         mention_count;
    int         last;         // token of the last mention so far
    int         next_surname; // next actor of this surname, or -1
    bool        is_joined;    // "US and UN officials"
    bool        acts;         // a country named as a government, not as a place
} actor;

typedef LIST(actor) actor_list;

// Somebody was mentioned at a token. actor -1: a thing that this stage does not write down, but
// that a pronoun may well mean.
typedef struct {
    int  actor, token;
    bool is_plural;
} mention_event;

typedef LIST(mention_event) event_list;

typedef struct {
    const entity_rules *rules;
    arena              *scratch;
    document           *doc;
    found_list          found;
    actor_list          actors;
    int                *covering; // by token: the found that covers it, or -1
    int                *headed;   // by token: the found that it heads, or -1
    int                *chunk;    // by token: the noun chunk that it heads, or -1
    int                *quote;    // by token: number of the quotation that it is in, or 0
    int                *speakers; // by quotation: token of the subject that speaks it, or -1
    event_list          history;  // so far, in text order
} entity_work;

// ---- Words -------------------------------------------------------------------------------

const actor_noun *find_noun(const entity_work *w, int place); // NULL: no noun that names actors
bool              is_person_noun(const entity_work *w, int place);
bool              is_title(const entity_work *w, int place); // an honorific or a person noun
bool              is_speaking_verb(const entity_work *w, int place);
bool              is_plural_token(const document *doc, int place);
bool              is_pronoun(const token *t);
bool              is_told_by(const document *doc, int token); // "according to the ministry"
bool              is_date_word(str word);                     // weekdays and months

// False in a sentence so long that it is none (a list, a table, an attack): only names are read there,
// so that the walks through its tree cannot add up.
bool is_readable(const document *doc, int token);

// ---- Stages ------------------------------------------------------------------------------

int  add_found(entity_work *w, found made); // its index
void collect_names(entity_work *w);
void collect_bodies(entity_work *w);
void merge_names(entity_work *w);
void type_actors(entity_work *w);
void read_roles(entity_work *w);
void mark_quotations(entity_work *w);
void resolve_descriptions(entity_work *w);
void resolve_first_persons(entity_work *w);

// ---- Actors ------------------------------------------------------------------------------

int    root_actor(const entity_work *w, int at); // follows parents
int    add_actor(entity_work *w, actor made);    // its index
void   attach(entity_work *w, int at, int to);   // found to actor
void   join_actors(entity_work *w, int from, int into);
actor *actor_at(const entity_work *w, int at);
int    actor_of_token(const entity_work *w, int place); // whom it heads a mention of, or -1
str    country_of_actor(const entity_work *w, int at);  // its code, over `of`; empty: unknown
void   add_role(entity_work *w, int to, str text, str head);
void   add_description(entity_work *w, int head, mention_kind kind, int to);
int    owner_of_phrase(const entity_work *w, int head); // actor: "Hamas" of "a Hamas source"; -1

// Words of a description in front of its head, folded, without article, owner and idle words.
str qualifiers_of(const entity_work *w, int head);

// How likely a mention is to be taken up at a token, by distance, role and frequency.
enum { PER_SENTENCE = 20 };
int score_mention(const entity_work *w, const mention_event *event, int place);

// Whose words a quotation is, by its own sentences or by the quotation before; -1: nobody known yet.
int speaker_of_quote(const entity_work *w, int quote);

// True when a token speaks a quotation in which somebody else is mentioned.
bool is_spoken_of(const entity_work *w, const mention_event *event, int place);

// Who a description means. -1: somebody not met before, or nobody that this stage writes down.
int resolve_nominal(entity_work *w, int head, const actor_noun *noun);
int resolve_pronoun(entity_work *w, int place);

// The same ahead of its turn ("..., the group said" behind a quotation): nobody new. -1: unknown.
int guess_nominal(const entity_work *w, int head);

#endif
