// fuzz_atlas.c - any bytes as an atlas, asked for the words of their own end.
#include <stdlib.h>

#include "atlas/atlas.h"
#include "base/arena.h"
#include "fuzz.h"

static void ask(const atlas *world, str key) {
    int first = 0, count = find_in_atlas(world, key, &first);
    for (int i = 0; i < count && i < 1000; i++) {
        atlas_place place = atlas_place_at(world, atlas_match_at(world, first + i).place);
        if (place.inside >= 0 && !is_in_area(world, place.inside, place.inside)) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    arena a = {0};
    char *copy = alloc_raw_in_arena(&a, 1, size + 1); // aligned, as a mapped file is
    memcpy(copy, bytes, size);
    atlas *world = open_atlas_bytes((str){copy, size}, "fuzzed", NULL);
    for (size_t length = 0; world && length < 32 && length <= size; length++) {
        ask(world, (str){copy + size - length, length});
    }
    close_atlas(world);
    close_arena(&a);
    return 0;
}
