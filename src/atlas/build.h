// build.h - making the atlas and putting it where it is found.
#ifndef READOUT_ATLAS_BUILD_H
#define READOUT_ATLAS_BUILD_H

#include "atlas/gather.h"

// Packs what was gathered. The same places in the same order give the same bytes.
str pack_atlas(arena *a, const gathered *all);

// Reads the two wheels (gather.h), packs them, and puts the atlas into the user's data folder.
bool install_atlas(const char *regions, const char *names, ro_error *error) MUST_CHECK;

// Where the atlas is: READOUT_ATLAS, else .../readout/atlas/places.bin in the data folder.
bool find_atlas(arena *a, str *path, ro_error *error) MUST_CHECK;

#endif
