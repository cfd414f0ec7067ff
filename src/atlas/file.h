// file.h - the bytes of an atlas, which atlas.c reads and build.c writes.
//
//     header     magic, version, how many there are of each, source in words
//     places     stored_place, areas before what lies in them
//     keys       stored_key, in byte order of the key, and one more that ends the last
//     matches    uint32: number of the place, and the highest bit for "another name"
//     slots      uint32: a hash table of open addresses; number of the key + 1, 0 for none
//     texts      names and keys
//
// All numbers are little-endian, as they lie in memory.
#ifndef READOUT_ATLAS_FILE_H
#define READOUT_ATLAS_FILE_H

#include <stdint.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the file is mapped as it is stored");

enum { ATLAS_VERSION = 1, ATLAS_SOURCE_SIZE = 96, KEY_SEED = 7 };
static const char     ATLAS_MAGIC[8] = "Rdtatls\n";
static const uint32_t OTHER_NAME = 1u << 31, NO_AREA = UINT32_MAX;
static const double   DEGREE = 1e5; // coordinates are stored in its parts

typedef struct {
    char     magic[8];
    uint32_t version;
    uint32_t place_count, key_count, match_count, slot_count; // slots: a power of two
    uint32_t text_size;
    char     source[ATLAS_SOURCE_SIZE]; // filled up with zeros
} atlas_header;

typedef struct {
    uint32_t geonames, population, inside;
    int32_t  lat, lon;
    uint32_t name; // place in texts
    char     country[2];
    uint8_t  kind, name_size;
} stored_place;

typedef struct {
    uint32_t text, first_match; // both end where the next key's begin
} stored_key;

_Static_assert(sizeof(atlas_header) == 128 && sizeof(stored_place) == 28 && sizeof(stored_key) == 8,
               "no gaps");

#endif
