// arena.h - memory that is taken piece by piece and given back all at once.
//
// One arena holds everything that dies together: all that is made for one report, or all that
// one batch needs while it is parsed. Nothing in an arena is freed alone, so nothing in it can
// leak or be freed twice. An arena is never copied: it has blocks of its own.
//
//     arena a = {0};
//     arena_mark before = mark_arena(&a);
//     edge *edges = NEW_IN(&a, edge, count);     // zeroed
//     ...
//     rewind_arena(&a, before);                  // edges is gone
//     close_arena(&a);
//
// Allocation never returns NULL: when the system has no memory the process ends. Input that
// could ask for too much is refused earlier, by the limits at the edge.
#ifndef READOUT_ARENA_H
#define READOUT_ARENA_H

#include "base/str.h"

typedef struct arena_block arena_block;

typedef struct {
    arena_block *last;  // newest block; older ones hang behind it
    size_t       used;  // bytes handed out from the newest block
    arena_block *spare; // one that was given back, for the next that is needed; NULL: none
    // What is made stays until the arena is closed, and is large: asks for huge pages, which are
    // there sooner (packing an encoder of 11 MB: 3 ms).
    bool is_lasting;
} arena;

typedef struct {
    arena_block *last;
    size_t       used;
} arena_mark;

// `count` zeroed pieces of `size` bytes, aligned for any type (and for 64-byte vectors).
void *alloc_in_arena(arena *a, size_t size, size_t count);
#define NEW_IN(a, type, count) ((type *)alloc_in_arena((a), sizeof(type), (size_t)(count)))

// The same without zeroing, for large pieces that are written at once.
void *alloc_raw_in_arena(arena *a, size_t size, size_t count);

// What a large piece held is not needed any more: the system may have its pages. The piece stays
// where it is until the arena is rewound.
void give_back_pages(const void *piece, size_t size);

// Copies, with a terminator behind the bytes that is not counted.
str copy_str(arena *a, str text);
str join_str(arena *a, str first, str second);

arena_mark mark_arena(const arena *a);
void       rewind_arena(arena *a, arena_mark to);
void       close_arena(arena *a);

// Bytes of the blocks that are in use.
size_t arena_size(const arena *a);

// The one way out when the system has no memory.
_Noreturn void die_of_no_memory(size_t size);

#endif
