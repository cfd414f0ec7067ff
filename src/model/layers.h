// layers.h - a thinc model file: its layers, in the file's order, with their arrays (spec 1.11).
#ifndef READOUT_MODEL_LAYERS_H
#define READOUT_MODEL_LAYERS_H

#include "model/tensor.h"

enum { NO_LAYER = -1 };

typedef enum {
    PARAMETER_E,
    PARAMETER_W,
    PARAMETER_B,
    PARAMETER_G,
    PARAMETER_PAD,
    PARAMETER_KINDS,
} parameter_kind;

typedef struct {
    str    name; // e.g. "maxout"
    tensor parameters[PARAMETER_KINDS];
    int    lower, upper;  // references of a parser_model, or NO_LAYER
    str    columns;       // MessagePack, of extract_features; else at == NULL
    str    key_attribute; // of static_vectors; else at == NULL
    int    seed, window;  // of hashembed, of expand_window; else 0
    bool   has_upper;     // of a parser_model; true where the file does not say
} layer;

typedef struct {
    int          count;
    const layer *at;
    const char  *place; // names the file
} layer_list;

// Reads all layers. A layer that has arrays and that this engine does not know is refused.
bool read_layers(str content, const char *place, arena *a, layer_list *layers,
                 ro_error *error) MUST_CHECK;

#endif
