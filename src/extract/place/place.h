// place.h - where: names of places that are meant as locations, and which place of that name it is.
#ifndef READOUT_PLACE_H
#define READOUT_PLACE_H

#include "atlas/atlas.h"
#include "doc/document.h"

typedef struct place_rules place_rules;

// The tables that places are read with; alive as long as the arena. `world` may be NULL: then only
// countries and the places of our own lists are known. It stays the caller's.
place_rules *open_place_rules(arena *a, const atlas *world);

// Appends the report's places to doc->places in text order, and gives the dateline its own. Expects
// tree, names and entities.
void find_places(const place_rules *rules, arena *scratch, document *doc);

// Gives statements the place where they were said, where the report tells it. Expects statements.
void link_places(document *doc);

#endif
