// arena.c - a chain of blocks, each at least twice as large as a piece that did not fit.
//
//     last -> [ header | used ........ | free ]  -> [ header | full ]  -> NULL
//
// Rewinding gives back the newer blocks and forgets the end of the one that was current. The largest
// that was given back is kept for the next that is needed, until nothing is left: a step that is
// taken again and again across the end of a block would else ask the system for the same megabytes
// every time.
//
// Under AddressSanitizer the free part is poisoned and every piece is followed by a poisoned gap, so
// that a write past a piece, or to one that was rewound, is reported.
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif

#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
enum { GAP = 64 };
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
enum { GAP = 0 };
#endif

enum {
    ALIGNMENT = 64,
    WORD = 16,
    FIRST_BLOCK = 16 << 10,
    LARGEST_STEP = 4 << 20,
    HUGE_PAGE = 2 << 20
};

struct arena_block {
    arena_block *before;
    size_t       room; // bytes of `content`
    size_t       held; // room of this and all older blocks
    char        *content;
};

enum { HEADER = (sizeof(arena_block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT };

void die_of_no_memory(size_t size) {
    static const char message[] = "readout: out of memory\n";
    (void)size;
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    abort();
}

static void free_block(arena_block *block) {
    if (!block) return;
    ASAN_UNPOISON_MEMORY_REGION(block->content, block->room);
    free(block);
}

static void link_block(arena *a, arena_block *block) {
    block->before = a->last;
    block->held = block->room + (a->last ? a->last->held : 0);
    a->last = block;
    a->used = 0;
}

// The header stands before the content, which begins on a cache line.
static arena_block *make_block(size_t room, size_t unit) {
    size_t whole = (HEADER + room + unit - 1) / unit * unit;
    if (room > SIZE_MAX - 2 * unit) die_of_no_memory(room);
    arena_block *block = aligned_alloc(unit, whole);
    if (!block) die_of_no_memory(whole);
    if (unit == HUGE_PAGE) madvise(block, whole, MADV_HUGEPAGE); // a hint: the answer is the same
    *block = (arena_block){.room = whole - HEADER, .content = (char *)block + HEADER};
    ASAN_POISON_MEMORY_REGION(block->content, block->room);
    return block;
}

static void open_block(arena *a, size_t least) {
    if (a->spare && a->spare->room >= least) {
        link_block(a, a->spare);
        a->spare = NULL;
        return;
    }
    bool   is_large = a->is_lasting && a->last && a->last->held >= LARGEST_STEP;
    size_t room = a->last ? a->last->room * 2 : FIRST_BLOCK;
    if (room > LARGEST_STEP - HEADER) room = LARGEST_STEP - HEADER;
    link_block(a, make_block(room < least ? least : room, is_large ? HUGE_PAGE : ALIGNMENT));
}

void *alloc_raw_in_arena(arena *a, size_t size, size_t count) {
    if (size != 0 && count > (SIZE_MAX / 2 - GAP) / size) die_of_no_memory(SIZE_MAX);
    size_t bytes = size * count;
    size_t alignment = bytes >= ALIGNMENT ? ALIGNMENT : WORD;
    size_t begin = (a->used + alignment - 1) / alignment * alignment;
    if (!a->last || begin > a->last->room || a->last->room - begin < bytes + GAP) {
        open_block(a, bytes + GAP);
        begin = 0;
    }
    a->used = begin + bytes + GAP;
    char *piece = a->last->content + begin;
    ASAN_UNPOISON_MEMORY_REGION(piece, bytes);
    return piece;
}

void *alloc_in_arena(arena *a, size_t size, size_t count) {
    void *piece = alloc_raw_in_arena(a, size, count);
    if (size * count > 0) memset(piece, 0, size * count);
    return piece;
}

void give_back_pages(const void *piece, size_t size) {
    enum { LARGE = 1 << 20 };
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t       begin = ((uintptr_t)piece + page - 1) / page * page;
    uintptr_t       end = ((uintptr_t)piece + size) / page * page;
    ASAN_POISON_MEMORY_REGION(piece, size);
    if (size < LARGE || end <= begin) return;
    madvise((char *)piece + (begin - (uintptr_t)piece), end - begin, MADV_DONTNEED);
}

str copy_str(arena *a, str text) {
    return join_str(a, text, (str){NULL, 0});
}

str join_str(arena *a, str first, str second) {
    size_t size = first.size + second.size;
    char  *copy = alloc_raw_in_arena(a, 1, size + 1);
    if (first.size) memcpy(copy, first.at, first.size);
    if (second.size) memcpy(copy + first.size, second.at, second.size);
    copy[size] = '\0';
    return (str){copy, size};
}

arena_mark mark_arena(const arena *a) {
    return (arena_mark){a->last, a->used};
}

// Keeps the block or the spare one, whichever is larger; none that was made for one large piece.
static void set_aside(arena *a, arena_block *block) {
    ASAN_POISON_MEMORY_REGION(block->content, block->room);
    bool is_better = block->room <= LARGEST_STEP && (!a->spare || block->room > a->spare->room);
    free_block(is_better ? a->spare : block);
    if (is_better) a->spare = block;
}

void rewind_arena(arena *a, arena_mark to) {
    while (a->last != to.last) {
        arena_block *block = a->last;
        a->last = block->before;
        set_aside(a, block);
    }
    a->used = to.used;
    if (a->last) {
        ASAN_POISON_MEMORY_REGION(a->last->content + to.used, a->last->room - to.used);
    } else {
        free_block(a->spare);
        a->spare = NULL;
    }
}

void close_arena(arena *a) {
    rewind_arena(a, (arena_mark){NULL, 0});
    free_block(a->spare);
    a->spare = NULL;
}

size_t arena_size(const arena *a) {
    return a->last ? a->last->held : 0;
}
