// roles.h - which words of a window are the source and the content of a cue.
#ifndef READOUT_ATTRIBUTION_ROLES_H
#define READOUT_ATTRIBUTION_ROLES_H

#include "attribution/weights.h"
#include "doc/document.h"

// A window whose tokens are known to the reader.
typedef struct {
    const reader_weights *weights;
    document             *doc;
    arena                *scratch;
    token_range           window;
    const float          *tokens; // (tokens, weights->width)
    const float          *left;   // (tokens, product_room(&weights->left))
} known_window;

// Fills in source, content and role_score of a reading whose cue and head are known.
void read_cue_roles(const known_window *w, cue_reading *found);

#endif
