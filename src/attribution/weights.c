// weights.c - from a reader's safetensors file to packed matrices.
//
// The first layer's matrix stands for the row of a token and the embeddings of its labels side by
// side. What a label's embedding adds to the layer's sum depends on the label alone, so it is
// multiplied out here, once:
//
//     W * [row, pos, tag, ...] = W[row] * row + (W[pos] * pos) + (W[tag] * tag) + ...
#include "attribution/weights.h"

#include <assert.h>

#include "doc/labels.h"
#include "model/safetensors.h"

// A table has at least so many rows: what can be asked of it.
static const struct {
    const char *name;
    int         least;
} FEATURES[LABEL_FEATURES] = {
    [FEATURE_POS] = {"reader.embed.pos.weight", POS_OTHER + 1},
    [FEATURE_TAG] = {"reader.embed.tag.weight", TAG_OTHER + 1},
    [FEATURE_DEP] = {"reader.embed.dep.weight", PATH_DEPS},
    [FEATURE_LABEL] = {"reader.embed.label.weight", NAME_OTHER + 1},
    [FEATURE_QUOTED] = {"reader.embed.quoted.weight", 2},
    [FEATURE_HEAD_TAG] = {"reader.embed.head_tag.weight", TAG_OTHER + 1},
    [FEATURE_FIRST] = {"reader.embed.first.weight", 2},
    [FEATURE_EDGE] = {"reader.embed.edge.weight", 4},
};

static_assert((int)DEP_OTHER < (int)PATH_DEPS, "every dependency label has a number");

typedef struct {
    safetensors     file;
    const char     *name;
    arena          *memory, *scratch;
    reader_weights *weights;
    ro_error       *error;
} loader;

enum { ANY = -1 };

typedef struct {
    int size[3]; // 0: no such dimension; ANY
} shape;

static bool fits(const stored_tensor *t, shape expected) {
    int dimensions = 0;
    for (; dimensions < 3 && expected.size[dimensions] != 0; dimensions++) {
        const int size = expected.size[dimensions];
        if (dimensions >= t->dimensions || t->shape[dimensions] < 1) return false;
        if (size != ANY && t->shape[dimensions] != size) return false;
    }
    return t->dimensions == dimensions && t->type != STORED_OTHER;
}

static const stored_tensor *find_shaped(const loader *l, const char *name, shape expected) {
    const stored_tensor *t = find_tensor(&l->file, str_of(name));
    if (t && fits(t, expected)) return t;
    const int *size = expected.size;
    refuse(l->error, RO_BAD_MODEL,
           "%s: expected a tensor \"%s\" of %d x %d x %d numbers (-1: any, 0: none), found %s",
           l->name, name, size[0], size[1], size[2], t ? "another shape" : "no such tensor");
    return NULL;
}

// The numbers of a tensor as floats, or NULL.
static float *widen(arena *a, const stored_tensor *t) {
    if (!t) return NULL;
    float *made = alloc_raw_in_arena(a, sizeof *made, t->count);
    widen_tensor(t, 0, t->count, made);
    return made;
}

static float *load_numbers(const loader *l, arena *a, const char *name, shape expected) {
    return widen(a, find_shaped(l, name, expected));
}

// ---- Layers ------------------------------------------------------------------------------

static bool load_linear(const loader *l, const char *name, int outputs, int inputs,
                        packed_matrix *packed) {
    char weight[64], bias[64];
    snprintf(weight, sizeof weight, "%s.weight", name);
    snprintf(bias, sizeof bias, "%s.bias", name);
    loose_matrix loose = {.outputs = outputs,
                          .pieces = 1,
                          .inputs = inputs,
                          .output_step = (size_t)inputs,
                          .weights =
                              load_numbers(l, l->scratch, weight, (shape){{outputs, inputs}})};
    if (!loose.weights) return false;
    if (find_tensor(&l->file, str_of(bias))) {
        loose.bias = load_numbers(l, l->scratch, bias, (shape){{outputs}});
        if (!loose.bias) return false;
    }
    *packed = pack_linear(l->memory, l->weights->kernels, &loose);
    return true;
}

// A convolution over three tokens, (outputs, inputs, 3), as a product with their rows side by side.
static bool load_round(const loader *l, str name, int width, packed_matrix *packed) {
    char weight[64], bias[64];
    snprintf(weight, sizeof weight, "%.*s.weight", SHOWN(name));
    snprintf(bias, sizeof bias, "%.*s.bias", SHOWN(name));
    const float *from = load_numbers(l, l->scratch, weight, (shape){{width, width, 3}});
    const float *add = load_numbers(l, l->scratch, bias, (shape){{width}});
    if (!from || !add) return false;
    const size_t inputs = (size_t)width * 3;
    float       *to = NEW_IN(l->scratch, float, (size_t)width *inputs);
    for (size_t o = 0; o < (size_t)width; o++) {
        for (size_t i = 0; i < inputs; i++) {
            to[o * inputs + i % 3 * (size_t)width + i / 3] = from[o * inputs + i];
        }
    }
    const loose_matrix loose = {.outputs = width,
                                .pieces = 1,
                                .inputs = (int)inputs,
                                .weights = to,
                                .output_step = inputs,
                                .bias = add};
    *packed = pack_linear(l->memory, l->weights->kernels, &loose);
    return true;
}

static bool load_mixer(const loader *l, const char *name, int width, mixer *m) {
    for (; m->count < MOST_ROUNDS; m->count++) {
        char one[64], weight[80];
        snprintf(one, sizeof one, "%s.%d", name, m->count);
        snprintf(weight, sizeof weight, "%s.weight", one);
        if (!find_tensor(&l->file, str_of(weight))) break;
        if (!load_round(l, str_of(one), width, &m->rounds[m->count])) return false;
    }
    return true;
}

static bool load_chain(const loader *l, const char *name, int labels, label_chain *chain) {
    char start[64], steps[64];
    snprintf(start, sizeof start, "%s.start", name);
    snprintf(steps, sizeof steps, "%s.steps", name);
    const float *starts = load_numbers(l, l->scratch, start, (shape){{labels}});
    const float *moves = load_numbers(l, l->scratch, steps, (shape){{labels, labels}});
    if (!starts || !moves) return false;
    chain->count = labels;
    for (int a = 0; a < labels; a++) {
        chain->start[a] = starts[a];
        memcpy(chain->steps[a], moves + a * labels, (size_t)labels * sizeof *moves);
    }
    return true;
}

// ---- The first layer ---------------------------------------------------------------------

typedef struct {
    const float *weights; // (width, inputs)
    int          inputs, column;
} layer_part;

// A few rows at a time, so that little memory is touched.
static const float *multiply_out(const loader *l, const stored_tensor *embedding, layer_part part) {
    enum { ROWS_AT_ONCE = 64 };
    const kernels      *k = l->weights->kernels;
    const size_t        width = (size_t)l->weights->width, count = (size_t)embedding->shape[0];
    const size_t        size = (size_t)embedding->shape[1];
    const loose_matrix  loose = {.outputs = (int)width,
                                 .pieces = 1,
                                 .inputs = (int)size,
                                 .weights = part.weights + part.column,
                                 .output_step = (size_t)part.inputs};
    const packed_matrix packed = pack_linear(l->scratch, k, &loose);
    const size_t        room = product_room(&packed);
    float              *from = NEW_IN(l->scratch, float, ROWS_AT_ONCE *size);
    float              *products = NEW_IN(l->scratch, float, ROWS_AT_ONCE *room);
    float              *made = alloc_raw_in_arena(l->memory, sizeof *made, count * width);
    const float        *rows[ROWS_AT_ONCE];
    for (size_t n = 0; n < ROWS_AT_ONCE; n++) {
        rows[n] = from + n * size;
    }
    for (size_t first = 0; first < count; first += ROWS_AT_ONCE) {
        const size_t some = count - first < ROWS_AT_ONCE ? count - first : ROWS_AT_ONCE;
        widen_tensor(embedding, first * size, some * size, from);
        k->multiply(&packed, rows, (int)some, products);
        for (size_t n = 0; n < some; n++) {
            memcpy(made + (first + n) * width, products + n * room, width * sizeof *made);
        }
    }
    return made;
}

// The lemmas that the reader knows stand in the header, one a line; its two tables of them, for a
// token and for its head, have a row more, for all others.
static bool load_lemmas(const loader *l, const stored_tensor *found[FEATURE_COUNT]) {
    static const char *const names[] = {"reader.lemmas.0.weight", "reader.lemmas.1.weight"};
    reader_weights          *w = l->weights;
    str                      rest = copy_str(l->memory, find_fact(&l->file, STR("lemmas")));
    w->feature_count = LABEL_FEATURES;
    while (rest.size > 0) {
        const str lemma = cut_at(&rest, '\n');
        if (!add_to_table(l->memory, &w->lemmas, lemma, w->lemmas.count + 1)) {
            return refuse(l->error, RO_BAD_MODEL,
                          "%s: expected each lemma once, found \"%.*s\" again", l->name,
                          SHOWN(lemma));
        }
    }
    for (int n = 0; n < 2 && w->lemmas.count > 0; n++) {
        found[w->feature_count] =
            find_shaped(l, names[n], (shape){{(int)w->lemmas.count + 1, ANY}});
        if (!found[w->feature_count++]) return false;
    }
    return true;
}

static bool find_features(const loader *l, const stored_tensor *found[FEATURE_COUNT], int *size) {
    for (int f = 0; f < LABEL_FEATURES; f++) {
        found[f] = find_shaped(l, FEATURES[f].name, (shape){{ANY, ANY}});
        if (!found[f]) return false;
        if (found[f]->shape[0] < FEATURES[f].least) {
            return refuse(l->error, RO_BAD_MODEL,
                          "%s: expected \"%s\" to have at least %d rows, found %d", l->name,
                          FEATURES[f].name, FEATURES[f].least, found[f]->shape[0]);
        }
    }
    if (!load_lemmas(l, found)) return false;
    *size = 0;
    for (int f = 0; f < l->weights->feature_count; f++) {
        *size += found[f]->shape[1];
    }
    return true;
}

static bool load_tokens(const loader *l) {
    reader_weights      *w = l->weights;
    const stored_tensor *features[FEATURE_COUNT];
    int                  size = 0;
    const stored_tensor *layer = find_shaped(l, "reader.token.weight", (shape){{ANY, ANY}});
    if (!layer || !find_features(l, features, &size)) return false;
    w->width = layer->shape[0];
    w->row_width = layer->shape[1] - size;
    const float *bias = load_numbers(l, l->scratch, "reader.token.bias", (shape){{w->width}});
    if (!bias) return false;
    if (w->row_width < 1) {
        return refuse(l->error, RO_BAD_MODEL, "%s: expected more than %d inputs, found %d", l->name,
                      size, layer->shape[1]);
    }
    layer_part part = {widen(l->scratch, layer), layer->shape[1], w->row_width};
    for (int f = 0; f < w->feature_count; f++) {
        w->features[f] = multiply_out(l, features[f], part);
        part.column += features[f]->shape[1];
    }
    const loose_matrix loose = {.outputs = w->width,
                                .pieces = 1,
                                .inputs = w->row_width,
                                .weights = part.weights,
                                .output_step = (size_t)part.inputs,
                                .bias = bias};
    w->token = pack_linear(l->memory, w->kernels, &loose);
    return load_mixer(l, "reader.contexts", w->width, &w->contexts);
}

// ---- The whole ---------------------------------------------------------------------------

static bool load_pairs(const loader *l) {
    reader_weights      *w = l->weights;
    const stored_tensor *left = find_shaped(l, "reader.left.weight", (shape){{ANY, w->width}});
    if (!left) return false;
    const int pair = w->pair_width = left->shape[0];
    const struct {
        const char   *name;
        int           rows;
        const float **to;
    } tables[] = {
        {"reader.path.weight", PATH_COUNT, &w->paths},
        {"reader.distance.weight", DISTANCE_COUNT, &w->distances},
        {"reader.sentence.weight", SENTENCE_COUNT, &w->sentences},
        {"reader.is_cue.weight", 2, &w->cue_marks},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        *tables[i].to = load_numbers(l, l->memory, tables[i].name, (shape){{tables[i].rows, pair}});
        if (!*tables[i].to) return false;
    }
    return load_linear(l, "reader.left", pair, w->width, &w->left) &&
           load_linear(l, "reader.right", pair, w->width, &w->right) &&
           load_mixer(l, "reader.rounds", pair, &w->rounds) &&
           load_linear(l, "reader.role", ROLE_LABELS, pair, &w->role);
}

static bool load_facts(const loader *l) {
    const str version = find_fact(&l->file, STR("version"));
    const str pipeline = find_fact(&l->file, STR("pipeline"));
    if (!version.at || !pipeline.at) {
        return refuse(l->error, RO_BAD_MODEL,
                      "%s: expected \"version\" and \"pipeline\" in its header, found none",
                      l->name);
    }
    l->weights->version = copy_str(l->memory, version);
    l->weights->pipeline = copy_str(l->memory, pipeline);
    return true;
}

bool read_weights(str file, const char *name, arena *a, reader_weights *weights, ro_error *error) {
    arena  scratch = {0};
    loader l = {.name = name, .memory = a, .scratch = &scratch, .weights = weights, .error = error};
    const bool is_read = read_safetensors(file, name, &scratch, &l.file, error) && load_facts(&l) &&
                         load_tokens(&l) &&
                         load_linear(&l, "reader.cue", CUE_LABELS, weights->width, &weights->cue) &&
                         load_chain(&l, "reader.cue_chain", CUE_LABELS, &weights->cue_chain) &&
                         load_pairs(&l) &&
                         load_chain(&l, "reader.role_chain", ROLE_LABELS, &weights->role_chain);
    close_arena(&scratch);
    return is_read;
}
