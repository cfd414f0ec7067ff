// embedded.h - the files of models/ as the build put them into the library.
#ifndef READOUT_ATTRIBUTION_EMBEDDED_H
#define READOUT_ATTRIBUTION_EMBEDDED_H

#include "attribution/attribution.h"

extern const reader_file EMBEDDED_READERS[]; // "statements.fast.safetensors"
extern const int         EMBEDDED_READER_COUNT;

#endif
