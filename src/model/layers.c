// layers.c - a thinc model file.
//
// The file is four arrays of equal length, {nodes, attrs, params, shims}, one entry a layer. Four
// cursors walk it side by side. The layers come in the order of a breadth-first walk over the
// network, which is why "the first maxout" is enough to know the mixer (model/networks.c).
#include "model/layers.h"

#include "base/list.h"

enum { MOST_LAYERS_IN_FILE = 1000, LARGEST_SEED = 1 << 30, LARGEST_WINDOW = 16 };

typedef struct {
    pack_reader nodes, attributes, parameters;
    uint32_t    count; // of each
} model_file;

// The names of layers that may have arrays.
static const char *const KNOWN[] = {"hashembed",           "static_vectors", "maxout",
                                    "layernorm",           "softmax",        "linear",
                                    "precomputable_affine"};

static bool is_known(str name) {
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        if (same(name, str_of(KNOWN[i]))) return true;
    }
    return false;
}

// ---- The four arrays ---------------------------------------------------------------------

static void read_part(pack_reader *r, pack_reader *part, uint32_t *count) {
    *part = *r;
    *count = read_array(part);
    skip_pack(r);
}

static bool split_model(pack_reader *r, model_file *file) {
    uint32_t nodes = 0, attributes = 0, parameters = 0;
    for (uint32_t n = read_map(r); n > 0; n--) {
        str key = read_text(r);
        if (same(key, STR("nodes"))) {
            read_part(r, &file->nodes, &nodes);
        } else if (same(key, STR("attrs"))) {
            read_part(r, &file->attributes, &attributes);
        } else if (same(key, STR("params"))) {
            read_part(r, &file->parameters, &parameters);
        } else {
            skip_pack(r);
        }
    }
    if (r->is_broken) return false;
    if (nodes == 0 || nodes > MOST_LAYERS_IN_FILE || attributes != nodes || parameters != nodes) {
        return refuse_pack(r,
                           "expected the same number of nodes, attrs and params, found %u, %u "
                           "and %u",
                           nodes, attributes, parameters);
    }
    file->count = nodes;
    return end_pack(r);
}

// ---- One layer ---------------------------------------------------------------------------

static int read_reference(pack_reader *r, uint32_t count) {
    pack_value value = read_pack(r);
    if (value.kind == PACK_NIL) return NO_LAYER;
    if (value.kind == PACK_UNSIGNED && value.number < count) return (int)value.number;
    refuse_pack(r, "expected the number of a layer");
    return NO_LAYER;
}

static void read_references(pack_reader *r, uint32_t layer_count, layer *l) {
    for (uint32_t n = read_map(r); n > 0; n--) {
        str key = read_text(r);
        int target = read_reference(r, layer_count);
        if (same(key, STR("lower"))) l->lower = target;
        if (same(key, STR("upper"))) l->upper = target;
    }
}

static void read_node(pack_reader *r, uint32_t layer_count, layer *l) {
    for (uint32_t n = read_map(r); n > 0; n--) {
        str key = read_text(r);
        if (same(key, STR("name"))) {
            l->name = read_text(r);
        } else if (same(key, STR("refs"))) {
            read_references(r, layer_count, l);
        } else {
            skip_pack(r);
        }
    }
}

static int read_small(pack_reader *r, int largest) {
    uint64_t number = read_unsigned(r);
    if (number > (uint64_t)largest) refuse_pack(r, "expected a number up to %d", largest);
    return r->is_broken ? 0 : (int)number;
}

// An attribute's value is itself a MessagePack value inside bytes.
static void read_attribute(pack_reader *r, layer *l) {
    str         key = read_text(r);
    str         value = read_text(r);
    pack_reader inner = {.content = value, .place = r->place, .error = r->error};
    if (r->is_broken) return;
    if (same(key, STR("seed"))) {
        l->seed = read_small(&inner, LARGEST_SEED);
    } else if (same(key, STR("window_size"))) {
        l->window = read_small(&inner, LARGEST_WINDOW);
    } else if (same(key, STR("key_attr"))) {
        l->key_attribute = read_text(&inner);
    } else if (same(key, STR("columns"))) {
        l->columns = value;
    } else if (same(key, STR("has_upper"))) {
        l->has_upper = read_bool(&inner);
    }
    r->is_broken = inner.is_broken;
}

static parameter_kind find_parameter(str name) {
    static const char *const NAMES[PARAMETER_KINDS] = {"E", "W", "b", "G", "pad"};
    int                      i = 0;
    while (i < PARAMETER_KINDS && !same(name, str_of(NAMES[i]))) {
        i++;
    }
    return (parameter_kind)i;
}

static void read_parameters(pack_reader *r, arena *a, layer *l) {
    for (uint32_t n = read_map(r); n > 0; n--) {
        parameter_kind kind = find_parameter(read_text(r));
        if (!r->is_broken && !is_known(l->name)) {
            refuse_pack(r, "the layer \"%.*s\" is not supported", SHOWN(l->name));
        } else if (kind == PARAMETER_KINDS) {
            skip_pack(r);
        } else {
            l->parameters[kind] = read_tensor(r, a);
        }
    }
}

bool read_layers(str content, const char *place, arena *a, layer_list *layers, ro_error *error) {
    pack_reader r = {.content = content, .place = place, .error = error};
    model_file  file = {0};
    if (!split_model(&r, &file)) return false;
    layer *at = NEW_IN(a, layer, file.count);
    for (uint32_t i = 0; i < file.count; i++) {
        at[i] = (layer){.lower = NO_LAYER, .upper = NO_LAYER, .has_upper = true};
        read_node(&file.nodes, file.count, &at[i]);
        for (uint32_t n = read_map(&file.attributes); n > 0; n--) {
            read_attribute(&file.attributes, &at[i]);
        }
        read_parameters(&file.parameters, a, &at[i]);
        if (file.nodes.is_broken || file.attributes.is_broken || file.parameters.is_broken) {
            return false;
        }
    }
    *layers = (layer_list){(int)file.count, at, place};
    return true;
}
