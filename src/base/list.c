// list.c - growing arrays in an arena.
#include "base/list.h"

#include <limits.h>

void *grow_list(arena *a, const void *at, int count, size_t size, int *room) {
    if (*room > INT_MAX / 2) die_of_no_memory(SIZE_MAX);
    int   wider = *room ? *room * 2 : 8;
    void *copy = alloc_raw_in_arena(a, size, (size_t)wider);
    if (count) memcpy(copy, at, size * (size_t)count);
    if (count) give_back_pages(at, size * (size_t)*room);
    *room = wider;
    return copy;
}
