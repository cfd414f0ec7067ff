// names.h - named entities: one move a token, greedily (spec 7).
#ifndef READOUT_NAMES_H
#define READOUT_NAMES_H

#include "doc/document.h"
#include "parse/score.h"

typedef enum { NAME_MISSING, NAME_BEGIN, NAME_IN, NAME_LAST, NAME_UNIT, NAME_OUT } name_move;

typedef struct {
    str        name;
    name_label label;
} name_type;

typedef struct {
    int    class_count;
    int   *moves, *types; // of each class; a type is an index into `names`
    size_t mask_room;
    // Masks by what is open and what may come: see names.c.
    float     *outside; // (OUTSIDE_SETS, mask_room)
    float     *inside;  // (type_count, mask_room)
    int       *last;    // of each type: its class for NAME_LAST
    int        type_count;
    name_type *names;
} name_classes;

bool make_name_classes(arena *a, const pipeline *p, const packed_transitions *net,
                       name_classes *classes, ro_error *error) MUST_CHECK;

// Finds the names of one window and adds them to the document; sets label_name, label and
// starts_name of its tokens. Token window.begin is row `first_row` of the scorer's inputs;
// `starts` (sentence_start, of each token of the window) says where sentences start.
void find_names(const name_classes *classes, scorer *s, document *doc, token_range window,
                int first_row, const int8_t *starts);

#endif
