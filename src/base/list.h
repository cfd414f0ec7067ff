// list.h - a growing array in an arena. The only generic container; a macro, because C has no
// other way to keep the element type.
//
//     typedef LIST(token) token_list;
//     token_list tokens = {0};
//     PUSH_IN(a, &tokens, ((token){.where = {0, 3}}));
//     for (int i = 0; i < tokens.count; i++) use(&tokens.at[i]);
//
// Growth copies into a new piece twice as large and leaves the old one to the arena.
#ifndef READOUT_LIST_H
#define READOUT_LIST_H

#include "base/arena.h"

#define LIST(type)                                                                                 \
    struct {                                                                                       \
        type *at;                                                                                  \
        int   count, room;                                                                         \
    }

#define PUSH_IN(a, list, value)                                                                    \
    do {                                                                                           \
        if ((list)->count == (list)->room) {                                                       \
            (list)->at =                                                                           \
                grow_list((a), (list)->at, (list)->count, sizeof *(list)->at, &(list)->room);      \
        }                                                                                          \
        (list)->at[(list)->count++] = (value);                                                     \
    } while (0)

// Room for at least one more; returns the new place of the `count` elements.
void *grow_list(arena *a, const void *at, int count, size_t size, int *room);

#endif
