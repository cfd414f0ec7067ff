// embedded.h - the files of data/ as the build put them into the library.
#ifndef READOUT_EMBEDDED_H
#define READOUT_EMBEDDED_H

#include "base/str.h"

typedef struct {
    const char *name; // "cues.tsv"
    str         content;
} embedded_file;

extern const embedded_file EMBEDDED_FILES[]; // by name
extern const int           EMBEDDED_FILE_COUNT;

#endif
