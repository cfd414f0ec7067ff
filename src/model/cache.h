// cache.h - packages by path: converted once, mapped from then on.
#ifndef READOUT_MODEL_CACHE_H
#define READOUT_MODEL_CACHE_H

#include "base/file.h"
#include "model/package.h"
#include "model/pipeline.h"

// A pipeline with what it points into.
struct loaded_pipeline {
    arena       memory;
    mapped_file file; // empty when all is in memory
    pipeline    opened;
};

// Opens the package at a path, from the cache where it holds what the package is now. A cache that
// cannot be written costs time, not success.
bool open_cached(const char *path, loaded_pipeline *loaded, ro_error *error) MUST_CHECK;

// Maps a flat file and opens it.
bool open_flat_file(const char *path, loaded_pipeline *loaded, ro_error *error) MUST_CHECK;

// Converts a package to a flat file's bytes, checked, in the arena. `identity` as in flat.h.
bool convert_package(package *files, str identity, arena *a, str *flat, ro_error *error) MUST_CHECK;

#endif
