// work.h - what the files of this folder share: the tables, and one report at work.
//
//     known.c    opens the tables              choose.c  which of them it is, by all the others
//     find.c     finds names: spots            point.c   where it is, and how exactly
//     trust.c    names taken for others         place.c   writes the places down
//     sense.c    whether a spot is a location   meant.c   what each may mean
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
};

str        key_of_words(arena *a, str words); // base/fold.h; empty: none
bool       has_key(const str_table *table, str key);
place_hint hint_of_word(const str_table *table, str word);
bool       has_word_of(const str_table *table, str word); // whatever its case

// ---- One report --------------------------------------------------------------------------

typedef struct {
    int        place;   // in the atlas, or NOT_IN_ATLAS
    int        listed;  // in our list, or -1
    int        country; // in countries, or -1
    int        region;  // of the first level, in the atlas, or NOT_IN_ATLAS
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
    place_hint     hint;
    bool           has_article;
    int            spots;     // how many
    bool           is_within; // the candidates are what it lies in: "Velm Airport"
    int            around;    // sense that may hold it, or -1
    candidate_list candidates;
    int            chosen; // candidate, or -1
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
    bool       is_around;  // stands behind the comma of another
    bool       is_of_body; // the place in "Velm Police Department"
    int        short_row;  // in shorts, or -1
    int        around;     // spot behind the comma, or -1
    int        sense;      // or -1: not taken
} spot;

typedef LIST(spot) spot_list;

typedef struct {
    const place_rules *rules;
    arena             *scratch;
    document          *doc;
    spot_list          spots; // in text order
    sense_list         senses;
    str_table          sense_keys;
    str_table          person_names; // first and last words of names of two words and more
} place_work;

void find_spots(place_work *w);
void trust_spots(place_work *w);
bool is_no_place(const place_work *w, const spot *s, str key); // by its words alone
bool is_location(const place_work *w, const spot *s);     // by grammar; what it may mean is known
bool stands_as_place(const place_work *w, const spot *s); // where its name says nothing
bool is_government(const place_work *w, const spot *s);
void list_meanings(place_work *w, sense *of, int short_row); // -1: no short form
void choose_meanings(place_work *w);
void write_places(place_work *w);

#endif
