// flat.h - a pipeline as one flat run of bytes, and back without copying the large arrays.
#ifndef READOUT_MODEL_FLAT_H
#define READOUT_MODEL_FLAT_H

#include "model/pipeline.h"

enum { FLAT_IDENTITY_SIZE = 64 };

// Writes a pipeline into the arena. `identity` (FLAT_IDENTITY_SIZE bytes) says what it was made
// from. Fails for texts that are not UTF-8.
bool flatten_pipeline(arena *a, const pipeline *p, str identity, const char *place, str *flat,
                      ro_error *error) MUST_CHECK;

// The pipeline in a flat run of bytes that starts at a multiple of 64. Its small structs come into
// the arena; arrays and texts stay where they are. Bytes that are not a whole flat pipeline of this
// version are refused, and so is any number in them that check_pipeline would refuse.
bool read_flat(str flat, const char *place, arena *a, pipeline *p, ro_error *error) MUST_CHECK;

// What a flat pipeline says it was made from; empty when it is none.
str flat_identity(str flat);

// Makes the checksum fit the bytes again, as long as the sizes in the header fit. For tests, which
// damage numbers on purpose to see that they are checked too.
bool seal_flat(str flat) MUST_CHECK;

#endif
