// networks.h - the networks of a pipeline, packed for one table of kernels: immutable, shared.
#ifndef READOUT_NETWORKS_H
#define READOUT_NETWORKS_H

#include "base/error.h"
#include "math/kernels.h"
#include "model/pipeline.h"

enum { MOST_SLOTS = 16 };

// The first layer of an encoder is kept in three parts, one for each row of the window: what a
// form contributes to it as left neighbour, as itself and as right neighbour depends on the form
// alone, so it is computed once (parse/embed.h).
typedef struct {
    const encoder *source;
    int            width, depth, joined; // joined: width of all columns side by side
    packed_matrix  projection;           // of static vectors; outputs == 0: none
    packed_matrix  mixer;                // joined -> width
    packed_matrix  left, middle, right;  // first layer: width -> width each, in pieces
    packed_matrix  layers[MOST_LAYERS];  // from the second on, at their index; 3 * width -> width
} packed_encoder;

// Scores of a state: the sum of one row of `lower` products for each slot, the largest piece,
// then `upper`. Hidden numbers stand in rows of `room`, padded with zeros.
typedef struct {
    int           encoder; // NO_ENCODER: the pipeline has no such network
    int           slots, pieces, room;
    packed_matrix input; // width of the encoder -> inputs of `lower`
    packed_matrix lower; // -> (slots, pieces, room)
    packed_matrix upper; // room -> classes
    const float  *bias;  // (pieces, room)
    const float  *pads;  // (slots, pieces, room): a slot without a token
} packed_transitions;

typedef struct {
    const kernels     *kernels;
    const pipeline    *pipeline;
    int                encoder_count;
    packed_encoder     encoders[MOST_ENCODERS];
    packed_matrix      tagger, senter; // outputs == 0: none
    packed_transitions parser, ner;
} networks;

// Packs all networks into the arena. Refuses shapes that the kernels do not run.
bool pack_networks(arena *a, const kernels *k, const pipeline *p, networks *packed,
                   ro_error *error) MUST_CHECK;

#endif
