// sha256.h - SHA-256 (FIPS 180-4) of bytes, as 64 lower-case hexadecimal digits.
#ifndef READOUT_SHA256_H
#define READOUT_SHA256_H

#include "base/arena.h"

str sha256_of(arena *a, str bytes); // terminated

#endif
