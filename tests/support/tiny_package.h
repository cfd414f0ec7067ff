// tiny_package.h - a whole trained pipeline with networks of a few numbers, made in memory: what
// the readers of packages are tested on. Every file is there and every kind of table.
#ifndef READOUT_TINY_PACKAGE_H
#define READOUT_TINY_PACKAGE_H

#include "base/buffer.h"
#include "model/package.h"
#include "model/pipeline.h"

enum { MOST_TINY_FILES = 20 };

typedef struct {
    packed_file files[MOST_TINY_FILES];
    int         count;
} tiny_package;

// With word vectors or without; the config with sections for everything, or with values inline.
tiny_package make_tiny_package(arena *a, bool has_vectors, bool is_inline);

// The file of a name, to be replaced; a name that is not there fails the test.
packed_file *tiny_file(tiny_package *tiny, const char *name);

// Replaces every occurrence of a text in a file by another. Fails the test where there is none.
void replace_in_tiny(arena *a, tiny_package *tiny, const char *name, str old, str by);

// A pipeline as a flat file, which says that it was "made by a test". Fails the test where it cannot.
str flatten_in_test(arena *a, const pipeline *p);

// ---- Writing MessagePack -----------------------------------------------------------------

void pack_map(buffer *b, int count);
void pack_array(buffer *b, int count);
void pack_text(buffer *b, const char *text);
void pack_bytes(buffer *b, str bytes);
void pack_number(buffer *b, uint64_t number);

#endif
