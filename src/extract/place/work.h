// work.h - what the files of this folder share: the tables, and one report at work.
//
//     known.c    opens the tables               backing.c  where the report plays, by its other words
//     find.c     finds names: spots             votes.c    where its names lie, by their candidates
//     trust.c    names taken for others         choose.c   which candidate it is, by all of these
//     sense.c    whether a spot is a location   stray.c    names that no list has where they stand
//     meant.c    what each may mean             point.c    where it is, and how exactly
//                                               place.c    the steps in order
//
// A `spot` is words of the text that may name a place. Spots of one name share a `sense`: inside a
// report a name means one place, unless the text tells two apart ("Paris, Texas").
#ifndef READOUT_PLACE_WORK_H
#define READOUT_PLACE_WORK_H

#include "base/table.h"
#include "extract/place/place.h"

// ---- Tables ------------------------------------------------------------------------------

// What words around a name say that it is.
typedef enum {
    HINT_NONE,
    HINT_REGION,
    HINT_DISTRICT,
    HINT_CITY,
    HINT_NEIGHBOURHOOD,
    HINT_CAMP,
    HINT_CROSSING,
    HINT_FACILITY,
    HINT_STREET,
    HINT_WATER,
    HINT_OTHER,
    HINT_COUNT
} place_hint;

typedef struct {
    str        name, country, inside;
    place_kind kind;
    double     lat, lon;
    uint32_t   geonames;
} listed_place;

typedef struct {
    str    code, name;
    int    place; // in the atlas, or NOT_IN_ATLAS
    bool   has_point;
    double lat, lon;
} known_country;

typedef struct {
    int    place; // in the atlas
    double lat, lon;
} area_centre;

typedef struct {
    str  country, region;
    int  place; // in the atlas, or NOT_IN_ATLAS
    bool is_alone;
} short_form;

// Words that reports of a few countries or regions use and others do not. A region's country stands
// beside it.
enum { MOST_TOLD = 8 };
typedef struct {
    int count;
    int countries[MOST_TOLD]; // in countries
    int regions[MOST_TOLD];   // in the atlas, or NOT_IN_ATLAS
} telling_row;

// What speaks for a candidate, each with its weight: first what it is by itself, from HELD on what
// the rest of the report adds. data/en/place_weights.tsv has a row for each.
#define PLACE_CLUES(X)                                                                             \
    X(COUNTRY, "country")                                                                          \
    X(LISTED, "listed")                                                                            \
    X(LISTED_PART, "listed_part") /* of a city */                                                  \
    X(DISTRICT, "district")                                                                        \
    X(SIZE_OF_TOWN, "size_of_town") /* logarithm of inhabitants */                                 \
    X(SIZE_OF_AREA, "size_of_area")                                                                \
    X(LARGEST_REGION, "largest_region") /* of the candidates */                                    \
    X(LARGEST_CITY, "largest_city")     /* of a million and more */                                \
    X(SEAT, "seat")                                                                                \
    X(OTHER_NAME, "other_name")                                                                    \
    X(AFTER_CITY, "after_city")   /* an area called after a city in it, or its country */          \
    X(FITS_REGION, "fits_region") /* what the words around the name say that it is */              \
    X(FITS_DISTRICT, "fits_district")                                                              \
    X(NO_DISTRICT, "no_district")                                                                  \
    X(NO_CITY, "no_city")                                                                          \
    X(HOLDS_OTHERS, "holds_others")         /* what stands before it may lie in it */              \
    X(WORDS_OF_COUNTRY, "words_of_country") /* words that its reports use */                       \
    X(HELD, "held")                         /* it lies in what stands behind it */                 \
    X(IN_SERIES, "in_series")   /* it and its neighbours in a list are of one kind and area */     \
    X(IN_COUNTRY, "in_country") /* with other names of the report */                               \
    X(WORLDLY, "worldly")       /* a capital or very large city, in a report of many countries */  \
    X(SAME_NAME, "same_name")   /* what the name means elsewhere in the report */                  \
    X(SAME_PLACE, "same_place") /* what another name of it means */                                \
    X(IN_REGION, "in_region")   /* with other names of the report */                               \
    X(IN_SQUARE, "in_square")                                                                      \
    X(IN_SMALL_SQUARE, "in_small_square")                                                          \
    X(IN_DISTRICT, "in_district")                                                                  \
    X(PAIR_IN_DISTRICT, "pair_in_district") /* others may lie there, how likely ever */            \
    X(PAIR_IN_SQUARE, "pair_in_square")                                                            \
    X(BODIES_OF_REGION, "bodies_of_region") /* "Orlava State Police" */

#define NUMBER_CLUE(name, words) CLUE_##name,
typedef enum { PLACE_CLUES(NUMBER_CLUE) CLUES } place_clue;
#undef NUMBER_CLUE

// How a candidate is weighed before anything is known of the others, and then.
typedef enum { ALONE, AMONG_OTHERS, WEIGHINGS } weighing;

typedef LIST(telling_row) telling_list;
typedef LIST(listed_place) listed_list;
typedef LIST(known_country) country_list;
typedef LIST(area_centre) centre_list;
typedef LIST(short_form) short_list;

struct place_rules {
    const atlas *world;
    listed_list  listed;
    country_list countries;
    centre_list  centres; // by place
    short_list   shorts;
    str_table    listed_keys;                   // key to listed
    str_table    country_keys;                  // key to countries
    str_table    country_codes;                 // to countries
    str_table    people_keys;                   // "syrian", "syrians": key to countries
    str_table    seat_keys;                     // capitals: key to countries
    str_table    short_words;                   // "Ill.": to shorts
    str_table    kind_words, before_words;      // folded, to place_hint
    str_table    body_words;                    // folded
    str_table    direction_words;               // folded
    str_table    never_words;                   // folded
    str_table    acting_verbs, addressed_verbs; // lemmas
    str_table    actor_nouns, deed_nouns, dealing_words, of_nouns; // lemmas
    telling_list telling;
    str_table    telling_words; // to telling
    str_table    area_names;    // "RU/Kurskaya oblast'": to english_names
    str_list     english_names;
    double       weights[WEIGHINGS][CLUES];
};

str        key_of_words(arena *a, str words); // base/fold.h; empty: none
bool       has_key(const str_table *table, str key);
place_hint hint_of_word(const str_table *table, str word);
bool       has_word_of(const str_table *table, str word); // whatever its case
str        name_of_area(const place_rules *rules, arena *a, const atlas_place *area); // in English
uint32_t   row_of_telling(const place_rules *rules, str word); // NOT_IN_TABLE: it tells nothing

extern const char *const PLACE_CLUE_WORDS[CLUES]; // as in place_weights.tsv

// ---- One report --------------------------------------------------------------------------

typedef struct {
    int        place;        // in the atlas, or NOT_IN_ATLAS
    int        listed;       // in our list, or -1
    int        country;      // in countries, or -1
    int        region;       // of the first level, in the atlas, or NOT_IN_ATLAS
    int        districts[2]; // that hold it or are it, the smallest first, or NOT_IN_ATLAS
    place_kind kind;
    bool       is_district, is_other_name, is_seat;
    double     lat, lon;
    uint32_t   population;
    bool       holds_others; // what stands before it in the report may lie in it
    double     share;        // 0 to 1: how likely it is among the candidates of its sense
} candidate;

typedef LIST(candidate) candidate_list;

typedef struct {
    str            key, around_key; // of the name, and of what is named around it; empty: none
    str            found_by;        // the key that the candidates have: "velm" of "velm airport"
    place_hint     hint;
    bool           has_article;
    bool           is_dateline;         // where it was written, and no more than the name
    int            spots;               // how many
    bool           is_within;           // the candidates are what it lies in: "Velm Airport"
    int            beside[2];           // senses in a list with it ("Velm and Tarn"), or -1
    int            around, around_spot; // sense that may hold it, and where it stands; or -1
    candidate_list candidates;
    int            next_of_name; // sense whose candidates have the same key; the last leads back
    int            chosen;       // candidate, or -1
    str_list       inside;       // of the chosen one, once it is written down
    double        *clues;        // (candidates, CLUES) as weighed last; NULL: none
} sense;

typedef LIST(sense) sense_list;

typedef struct {
    span       where;
    str        key;   // empty: no letters
    int        head;  // token that carries it, or -1 in a dateline
    name_label label; // NAME_NONE where the model sees no name
    place_hint hint;
    bool       is_told;     // the hint stands beside the name: "the Velm crossing"
    bool       is_part;     // "northern", "near"
    bool       has_article; // "the Orl": no town
    bool       is_unsure;   // taken only where it is known and stands where places stand
    bool       is_dateline;
    bool       is_opening; // as a dateline does: "VELM (AP) --"
    bool       is_around;  // stands behind the comma of another
    bool       is_of_body; // the place in "Velm Police Department"
    int        short_row;  // in shorts, or -1
    int        around;     // spot behind the comma, or -1
    int        sense;      // or -1: not taken
} spot;

typedef LIST(spot) spot_list;

typedef struct ballot ballot;

typedef struct {
    const place_rules *rules;
    arena             *scratch;
    document          *doc;
    spot_list          spots; // in text order
    sense_list         senses;
    str_table          sense_keys;
    str_table          person_names; // first and last words of names of two words and more
    double            *words_of;     // by country: how much the words of the report tell of it
    ballot            *votes;
    ballot            *pairs;     // where any of the names' candidates lies, each name once
    ballot            *bodies;    // the regions that bodies are named after
    int                main_spot; // where the report plays, by its names; or -1
} place_work;

void weigh_places(place_work *w); // all but the writing down
void find_spots(place_work *w);
void trust_spots(place_work *w);
bool is_no_place(const place_work *w, const spot *s, str key); // by its words alone
bool is_location(const place_work *w, const spot *s);     // by grammar; what it may mean is known
bool stands_as_place(const place_work *w, const spot *s); // where its name says nothing
bool is_said_to_be_place(const place_work *w, const spot *s);
bool is_government(const place_work *w, const spot *s);
void list_meanings(place_work *w, sense *of, int short_row); // -1: no short form
void find_backing(place_work *w);
void choose_meanings(place_work *w);
bool holds_place(const place_work *w, const candidate *area, const candidate *c);
void drop_strays(place_work *w);                                // and finds where the report plays
const candidate *chosen_of(const place_work *w, const spot *s); // NULL: none
bool             says_town(const place_work *w, const spot *s);
void             write_places(place_work *w);

// ---- Votes -------------------------------------------------------------------------------

// Places that candidates vote for. Squares are of degrees, and a candidate votes for those around
// its own in full, so that a border between squares is none.
typedef enum {
    VOTE_PLACE = 1,
    VOTE_COUNTRY,
    VOTE_REGION,
    VOTE_DISTRICT,
    VOTE_SQUARE,
    VOTE_SMALL_SQUARE
} vote_kind;

ballot *open_ballot(arena *memory);
void    add_vote(ballot *b, vote_kind kind, int number, double weight);
void    vote_by_sense(ballot *b, const sense *s, double sign);

// Each name votes once for each district and square that one of its candidates lies in, however
// likely: "Velm" and "Tarn County" are many places each, but few Velms lie in a Tarn County.
void   vote_for_pairs(ballot *b, const sense *s, int name);
double pairs_in(const ballot *b, vote_kind kind, const sense *s, const candidate *c);

// The votes for what a candidate is or lies in; `votes_of_all` is the sum of all names' weights.
double votes_in(const ballot *b, vote_kind kind, const candidate *c);
double votes_of_all(const ballot *b);

// From 0, where all votes are for one country, to nearly 1, where each is for another.
double spread_over_countries(const ballot *b);

#endif
