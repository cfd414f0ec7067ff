// hash.h - the string ids that trained pipelines are keyed by (spec 2.1, 2.2).
//
// For tables in memory use base/table.h; these numbers are part of a file format.
#ifndef READOUT_HASH_H
#define READOUT_HASH_H

#include "base/str.h"

// MurmurHash64A; words are read little-endian on every machine.
uint64_t hash64(str bytes, uint64_t seed);

// The id of a string: 0 for "", the number of a reserved symbol, else hash64 with seed 1.
uint64_t string_id(str text);

#endif
