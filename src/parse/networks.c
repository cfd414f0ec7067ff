// networks.c - from the weights of a pipeline to packed matrices.
#include "parse/networks.h"

enum { ROOM_STEP = 16, WINDOW_ROWS = 3 };

static loose_matrix loose_linear(const linear_layer *layer) {
    return (loose_matrix){.outputs = layer->outputs,
                          .pieces = 1,
                          .inputs = layer->inputs,
                          .weights = layer->weights,
                          .output_step = (size_t)layer->inputs,
                          .piece_step = (size_t)layer->inputs,
                          .bias = layer->bias};
}

static loose_matrix loose_maxout(const maxout_layer *layer) {
    size_t inputs = (size_t)layer->inputs;
    return (loose_matrix){.outputs = layer->outputs,
                          .pieces = layer->pieces,
                          .inputs = layer->inputs,
                          .weights = layer->weights,
                          .output_step = (size_t)layer->pieces * inputs,
                          .piece_step = inputs,
                          .bias = layer->bias,
                          .gain = layer->gain,
                          .shift = layer->shift};
}

// The part of a window layer that one row of the window is multiplied with.
static packed_matrix pack_window_row(arena *a, const kernels *k, const maxout_layer *layer,
                                     int row) {
    loose_matrix loose = loose_maxout(layer);
    loose.inputs = layer->inputs / WINDOW_ROWS;
    loose.weights += (size_t)row * (size_t)loose.inputs;
    if (row != 1) loose.bias = NULL;
    return pack_maxout(a, k, &loose);
}

static bool check_encoder(const encoder *e, ro_error *error) {
    if (e->window != 1 || e->depth < 1 || e->depth > MOST_LAYERS) {
        return refuse(error, RO_BAD_MODEL,
                      "encoder: expected a window of 1 and 1 to %d layers, found %d and %d",
                      MOST_LAYERS, e->window, e->depth);
    }
    if (e->mixer.pieces < 1 || e->mixer.pieces > LARGEST_MAXOUT || e->layers[0].pieces < 1 ||
        e->layers[0].pieces > LARGEST_MAXOUT) {
        return refuse(error, RO_BAD_MODEL, "encoder: expected 1 to %d pieces, found %d and %d",
                      LARGEST_MAXOUT, e->mixer.pieces, e->layers[0].pieces);
    }
    return true;
}

static bool pack_encoder(arena *a, const kernels *k, const pipeline *p, const encoder *e,
                         packed_encoder *packed, ro_error *error) {
    if (!check_encoder(e, error)) return false;
    *packed = (packed_encoder){.source = e, .width = e->width, .depth = e->depth};
    packed->joined = e->width * (e->column_count + (e->static_weights ? 1 : 0));
    if (e->static_weights) {
        linear_layer layer = {e->width, p->vectors.width, e->static_weights, NULL};
        loose_matrix loose = loose_linear(&layer);
        packed->projection = pack_linear(a, k, &loose);
    }
    loose_matrix mixer = loose_maxout(&e->mixer);
    packed->mixer = pack_maxout(a, k, &mixer);
    packed->left = pack_window_row(a, k, &e->layers[0], 0);
    packed->middle = pack_window_row(a, k, &e->layers[0], 1);
    packed->right = pack_window_row(a, k, &e->layers[0], 2);
    for (int l = 1; l < e->depth; l++) {
        loose_matrix loose = loose_maxout(&e->layers[l]);
        packed->layers[l] = pack_maxout(a, k, &loose);
    }
    return true;
}

// Rows (hidden, pieces) of a file as (pieces, room).
static void spread_pieces(const float *from, int hidden, int pieces, int room, float *to) {
    for (int o = 0; o < hidden; o++) {
        for (int p = 0; p < pieces; p++) {
            to[p * room + o] = from[o * pieces + p];
        }
    }
}

// lower (slots, hidden, pieces, inputs) as a matrix whose products are (slots, pieces, room).
static packed_matrix pack_lower(arena *a, const kernels *k, const transition_network *net,
                                int room) {
    int    inputs = net->input.outputs;
    size_t width = (size_t)inputs, outputs = (size_t)(net->slots * net->pieces * room);
    arena  own = {0};
    float *weights = NEW_IN(&own, float, outputs *width);
    for (int s = 0; s < net->slots; s++) {
        for (int o = 0; o < net->hidden; o++) {
            for (int p = 0; p < net->pieces; p++) {
                size_t from = (size_t)((s * net->hidden + o) * net->pieces + p);
                size_t to = (size_t)((s * net->pieces + p) * room + o);
                memcpy(weights + to * width, net->lower + from * width, width * sizeof *weights);
            }
        }
    }
    linear_layer  layer = {(int)outputs, inputs, weights, NULL};
    loose_matrix  loose = loose_linear(&layer);
    packed_matrix packed = pack_linear(a, k, &loose);
    close_arena(&own);
    return packed;
}

static bool pack_transitions(arena *a, const kernels *k, const transition_network *net,
                             packed_transitions *packed, ro_error *error) {
    *packed = (packed_transitions){.encoder = net->encoder};
    if (net->encoder == NO_ENCODER) return true;
    if (net->slots < 1 || net->slots > MOST_SLOTS) {
        return refuse(error, RO_BAD_MODEL, "transitions: expected 1 to %d features, found %d",
                      MOST_SLOTS, net->slots);
    }
    int room = (net->hidden + ROOM_STEP - 1) / ROOM_STEP * ROOM_STEP;
    packed->slots = net->slots;
    packed->pieces = net->pieces;
    packed->room = room;

    loose_matrix input = loose_linear(&net->input), upper = loose_linear(&net->upper);
    packed->input = pack_linear(a, k, &input);
    packed->lower = pack_lower(a, k, net, room);
    packed->upper = pack_linear_for_one(a, k, &upper);

    size_t slot_room = (size_t)(net->pieces * room),
           slot_size = (size_t)(net->pieces * net->hidden);
    float *bias = NEW_IN(a, float, slot_room);
    float *pads = NEW_IN(a, float, slot_room *(size_t)net->slots);
    spread_pieces(net->lower_bias, net->hidden, net->pieces, room, bias);
    for (size_t s = 0; s < (size_t)net->slots; s++) {
        spread_pieces(net->lower_pad + s * slot_size, net->hidden, net->pieces, room,
                      pads + s * slot_room);
    }
    packed->bias = bias;
    packed->pads = pads;
    return true;
}

bool pack_networks(arena *a, const kernels *k, const pipeline *p, networks *packed,
                   ro_error *error) {
    *packed = (networks){.kernels = k, .pipeline = p, .encoder_count = p->encoder_count};
    for (int e = 0; e < p->encoder_count; e++) {
        if (!pack_encoder(a, k, p, &p->encoders[e], &packed->encoders[e], error)) return false;
    }
    if (p->tagger_encoder != NO_ENCODER) {
        loose_matrix tagger = loose_linear(&p->tagger);
        packed->tagger = pack_linear(a, k, &tagger);
    }
    if (p->senter_encoder != NO_ENCODER) {
        loose_matrix senter = loose_linear(&p->senter);
        packed->senter = pack_linear(a, k, &senter);
    }
    return pack_transitions(a, k, &p->parser, &packed->parser, error) &&
           pack_transitions(a, k, &p->ner, &packed->ner, error);
}
