// transitions.h - the dependency parser: arc-eager transitions, greedily (spec 6).
#ifndef READOUT_TRANSITIONS_H
#define READOUT_TRANSITIONS_H

#include "doc/labels.h"
#include "parse/score.h"

// ---- What the classes mean ---------------------------------------------------------------

typedef enum { MOVE_SHIFT, MOVE_REDUCE, MOVE_LEFT, MOVE_RIGHT, MOVE_BREAK } parser_move;
enum { MOVE_COUNT = MOVE_BREAK + 1, MOVE_SETS = 1 << MOVE_COUNT, NO_LABEL = -1, NO_CLASS = -1 };

// A dependency label. A label "X||Y" marks an arc that was lifted to make the tree projective:
// it becomes X, at the nearest token below the head whose label is Y (spec 6.6).
typedef struct {
    str       name;
    dep_label dep;
    int       lifted; // X as an index into labels; NO_LABEL: an ordinary label
    int       head;   // Y
} dependency_label;

typedef struct {
    int               class_count;
    int              *moves;  // of each class
    int              *labels; // of each class, indexes into `names`; NO_LABEL for moves without
    unsigned          known;  // bits 1 << MOVE_X that some class has
    size_t            mask_room;
    float            *masks;           // (MOVE_SETS, mask_room): for each set of valid moves
    int               only[MOVE_SETS]; // the one valid class, or NO_CLASS when there are several
    int               root;            // label of roots
    int               label_count;
    dependency_label *names;
} parser_classes;

bool make_parser_classes(arena *a, const pipeline *p, const packed_transitions *net,
                         parser_classes *classes, ro_error *error) MUST_CHECK;

// ---- Parsing -----------------------------------------------------------------------------

typedef enum { START_UNKNOWN = 0, STARTS = 1, STARTS_NOT = -1 } sentence_start;

// One window's tree. Token i of the window is row `first_row + i` of the scorer's inputs.
typedef struct {
    int         count, first_row;
    int        *head;   // of each token; a root's is itself
    int        *label;  // index into the classes' labels
    int8_t     *starts; // sentence_start: what is known before, and what the tree says after
    const bool *is_space;
} parse_tree;

// Fills in head and label; the other members are the caller's. Scratch memory is taken from the
// arena.
void parse_window(const parser_classes *classes, scorer *s, arena *scratch, parse_tree *tree);

// Settles what follows from heads: lifted arcs go where they belong, sentences start at the left
// edges of roots (spec 6.6, 6.7). `left_edge` (count) is filled in with the first token below each.
void settle_tree(const parser_classes *classes, arena *scratch, parse_tree *tree, int *left_edge);

#endif
