// networks.c - from the layers of a model file to the arrays of the pipeline.
//
// The config says what the network is, the file says what it holds; both must agree in every
// number. Layers are told apart by name and order: columns come in the order of the config, the
// first maxout is the mixer, the others are the encoder from the bottom up. The one linear layer
// of a parser that is not its `upper` projects the encoder's output.
#include "model/loading.h"

typedef struct {
    int      count;
    uint64_t at[MOST_DIMENSIONS];
} shape;

// What the config says about an encoder.
typedef struct {
    int64_t  width, depth, window, pieces;
    str_list attributes;
    int_list rows;
    bool     has_vectors;
} encoder_settings;

// ---- Arrays ------------------------------------------------------------------------------

static const char *show_shape(arena *a, const shape *s) {
    const char *text = "";
    for (int i = 0; i < s->count; i++) {
        text = format_in(a, "%s%s%llu", text, i ? ", " : "", (unsigned long long)s->at[i]);
    }
    return text;
}

// The array of a layer, which must have this shape.
static bool take_array(const loading *l, const layer_list *layers, const layer *from,
                       parameter_kind kind, shape wanted, const float **at) {
    static const char *const NAMES[] = {"E", "W", "b", "G", "pad"};
    const tensor            *t = &from->parameters[kind];
    shape                    found = {.count = t->at ? t->dimensions : 0};
    bool                     is_same = found.count == wanted.count;
    for (int i = 0; i < found.count; i++) {
        found.at[i] = (uint64_t)t->shape[i];
        is_same = is_same && found.at[i] == wanted.at[i];
    }
    *at = t->at;
    return is_same ||
           refuse(l->error, RO_BAD_MODEL, "%s: layer %d, %.*s: %s: expected (%s), found (%s)",
                  layers->place, (int)(from - layers->at), SHOWN(from->name), NAMES[kind],
                  show_shape(l->a, &wanted), show_shape(l->a, &found));
}

static bool read_model(const loading *l, str name, layer_list *layers) {
    const char *file = format_in(l->a, "%.*s/model", SHOWN(name));
    str         content;
    return read_needed(l, file, &content) &&
           read_layers(content, place_of(l, file), l->a, layers, l->error);
}

// The `which`-th layer of a name, or NULL.
static const layer *find_layer(const layer_list *layers, const char *name, int which) {
    for (int i = 0; i < layers->count; i++) {
        if (same(layers->at[i].name, str_of(name)) && which-- == 0) return &layers->at[i];
    }
    return NULL;
}

static bool need_layer(const loading *l, const layer_list *layers, const char *name, int which,
                       const layer **found) {
    *found = find_layer(layers, name, which);
    return *found || refuse(l->error, RO_BAD_MODEL, "%s: expected %d layers \"%s\", found %d",
                            layers->place, which + 1, name, which);
}

static bool expect_count(const loading *l, const layer_list *layers, const char *name, int count) {
    return !find_layer(layers, name, count) ||
           refuse(l->error, RO_BAD_MODEL, "%s: expected %d layers \"%s\", found more",
                  layers->place, count, name);
}

// ---- Encoders ----------------------------------------------------------------------------

static bool refuse_architecture(const loading *l, const char *path, str found) {
    return refuse(l->error, RO_BAD_MODEL, "%s: %s: the architecture \"%.*s\" is not supported",
                  config_place(l->settings), path, SHOWN(found));
}

static bool read_architecture(const loading *l, const char *path, str *name) {
    return text_setting(l->settings, format_in(l->a, "%s.@architectures", path), name, l->error);
}

static bool expect_architecture(const loading *l, const char *path, str wanted) {
    str found;
    if (!read_architecture(l, path, &found)) return false;
    return same(found, wanted) || refuse_architecture(l, path, found);
}

// A number of the config from 1 to `most`.
static bool read_size(const loading *l, const char *path, const char *key, int64_t most,
                      int64_t *value) {
    const char *whole = format_in(l->a, "%s.%s", path, key);
    if (!int_setting(l->settings, whole, 0, value, l->error)) return false;
    return (*value >= 1 && *value <= most) ||
           refuse(l->error, RO_BAD_MODEL, "%s: %s: expected a number from 1 to %lld, found %lld",
                  config_place(l->settings), whole, (long long)most, (long long)*value);
}

static bool read_stack(const loading *l, const char *path, encoder_settings *s) {
    return read_size(l, path, "width", MOST_WIDTH, &s->width) &&
           read_size(l, path, "depth", MOST_LAYERS, &s->depth) &&
           read_size(l, path, "window_size", MOST_WINDOW, &s->window) &&
           read_size(l, path, "maxout_pieces", MOST_PIECES, &s->pieces);
}

static bool read_columns(const loading *l, const char *path, encoder_settings *s) {
    const char *attributes = format_in(l->a, "%s.attrs", path);
    return texts_setting(l->settings, attributes, &s->attributes, l->error) &&
           ints_setting(l->settings, format_in(l->a, "%s.rows", path), &s->rows, l->error) &&
           bool_setting(l->settings, format_in(l->a, "%s.include_static_vectors", path), false,
                        &s->has_vectors, l->error);
}

static bool read_parts(const loading *l, const char *path, encoder_settings *s) {
    const char *embed = format_in(l->a, "%s.embed", path);
    const char *encode = format_in(l->a, "%s.encode", path);
    int64_t     width;
    if (!expect_architecture(l, embed, STR("spacy.MultiHashEmbed.v2")) ||
        !expect_architecture(l, encode, STR("spacy.MaxoutWindowEncoder.v2")) ||
        !read_stack(l, encode, s) || !read_columns(l, embed, s) ||
        !read_size(l, embed, "width", MOST_WIDTH, &width)) {
        return false;
    }
    return width == s->width ||
           refuse(l->error, RO_BAD_MODEL, "%s: %s: the widths %lld and %lld of its parts differ",
                  config_place(l->settings), path, (long long)width, (long long)s->width);
}

// HashEmbedCNN is a short way to write the same network.
static bool read_short_form(const loading *l, const char *path, encoder_settings *s) {
    static const char *const ATTRIBUTES[] = {"NORM", "PREFIX", "SUFFIX", "SHAPE"};
    enum { ATTRIBUTE_COUNT = 4 };
    int64_t rows;
    bool    has_subwords;
    if (!read_stack(l, path, s) || !read_size(l, path, "embed_size", MOST_ROWS, &rows) ||
        !bool_setting(l->settings, format_in(l->a, "%s.subword_features", path), true,
                      &has_subwords, l->error) ||
        !bool_setting(l->settings, format_in(l->a, "%s.pretrained_vectors", path), false,
                      &s->has_vectors, l->error)) {
        return false;
    }
    int count = has_subwords ? ATTRIBUTE_COUNT : 1;
    s->attributes = (str_list){count, NEW_IN(l->a, str, ATTRIBUTE_COUNT)};
    s->rows = (int_list){count, NEW_IN(l->a, int64_t, ATTRIBUTE_COUNT)};
    for (int i = 0; i < count; i++) {
        s->attributes.at[i] = str_of(ATTRIBUTES[i]);
        s->rows.at[i] = i == 0 ? rows : rows / 2;
    }
    return true;
}

static bool read_encoder_settings(const loading *l, const char *path, encoder_settings *s) {
    str  name;
    bool is_read = read_architecture(l, path, &name);
    if (is_read && same(name, STR("spacy.Tok2Vec.v2"))) {
        is_read = read_parts(l, path, s);
    } else if (is_read && same(name, STR("spacy.HashEmbedCNN.v2"))) {
        is_read = read_short_form(l, path, s);
    } else if (is_read) {
        is_read = refuse_architecture(l, path, name);
    }
    if (!is_read) return false;
    int count = s->attributes.count;
    return (count >= 1 && count <= MOST_COLUMNS && count == s->rows.count) ||
           refuse(l->error, RO_BAD_MODEL,
                  "%s: %s: expected 1 to %d attributes with as many rows, found %d and %d",
                  config_place(l->settings), path, MOST_COLUMNS, count, s->rows.count);
}

static bool find_attribute(const loading *l, str name, token_attribute *attribute) {
    static const char *const NAMES[] = {
        [ATTRIBUTE_NORM] = "NORM",     [ATTRIBUTE_PREFIX] = "PREFIX",
        [ATTRIBUTE_SUFFIX] = "SUFFIX", [ATTRIBUTE_SHAPE] = "SHAPE",
        [ATTRIBUTE_SPACY] = "SPACY",   [ATTRIBUTE_IS_SPACE] = "IS_SPACE",
        [ATTRIBUTE_ORTH] = "ORTH",     [ATTRIBUTE_LOWER] = "LOWER",
    };
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (same(name, str_of(NAMES[i]))) {
            *attribute = (token_attribute)i;
            return true;
        }
    }
    return refuse(l->error, RO_BAD_MODEL, "%s: the token attribute \"%.*s\" is not supported",
                  config_place(l->settings), SHOWN(name));
}

// The file names its columns too; they must be those of the config, in the same order.
static bool check_columns(const loading *l, const layer_list *layers, const encoder_settings *s) {
    const layer *features;
    if (!need_layer(l, layers, "extract_features", 0, &features)) return false;
    pack_reader r = {.content = features->columns, .place = layers->place, .error = l->error};
    int         count = (int)read_array(&r);
    bool        is_same = count == s->attributes.count;
    for (int i = 0; i < count && is_same && !r.is_broken; i++) {
        is_same = same(read_text(&r), s->attributes.at[i]);
    }
    if (r.is_broken) return false;
    return is_same || refuse(l->error, RO_BAD_MODEL,
                             "%s: its columns are not the attributes of the config", layers->place);
}

static bool take_columns(const loading *l, const layer_list *layers, const encoder_settings *s,
                         encoder *e) {
    if (!check_columns(l, layers, s)) return false;
    e->column_count = s->attributes.count;
    for (int i = 0; i < e->column_count; i++) {
        hash_embedding *column = &e->columns[i];
        const layer    *from;
        int64_t         rows = s->rows.at[i];
        if (rows < 1 || rows > MOST_ROWS) {
            return refuse(l->error, RO_BAD_MODEL, "%s: expected 1 to %d rows, found %lld",
                          config_place(l->settings), MOST_ROWS, (long long)rows);
        }
        shape wanted = {2, {(uint64_t)rows, (uint64_t)e->width}};
        if (!find_attribute(l, s->attributes.at[i], &column->attribute) ||
            !need_layer(l, layers, "hashembed", i, &from) ||
            !take_array(l, layers, from, PARAMETER_E, wanted, &column->table)) {
            return false;
        }
        column->rows = (int)rows;
        column->seed = (uint32_t)from->seed;
    }
    return expect_count(l, layers, "hashembed", e->column_count);
}

static bool take_vectors(const loading *l, const layer_list *layers, const encoder_settings *s,
                         encoder *e) {
    const static_vectors *vectors = &l->out->vectors;
    const layer          *from;
    if (!s->has_vectors) return expect_count(l, layers, "static_vectors", 0);
    if (!vectors->table) {
        return refuse(l->error, RO_BAD_MODEL,
                      "%s: expected word vectors in the package, found none", layers->place);
    }
    if (!need_layer(l, layers, "static_vectors", 0, &from)) return false;
    if (from->key_attribute.at && !same(from->key_attribute, STR("ORTH"))) {
        return refuse(l->error, RO_BAD_MODEL, "%s: word vectors by \"%.*s\" are not supported",
                      layers->place, SHOWN(from->key_attribute));
    }
    shape wanted = {2, {(uint64_t)e->width, (uint64_t)vectors->width}};
    return take_array(l, layers, from, PARAMETER_W, wanted, &e->static_weights) &&
           expect_count(l, layers, "static_vectors", 1);
}

// The `which`-th maxout layer with its norm. `pieces` 0: as many as the file has.
static bool take_maxout(const loading *l, const layer_list *layers, int which, int pieces,
                        maxout_layer *m) {
    const layer *from, *norm;
    if (!need_layer(l, layers, "maxout", which, &from) ||
        !need_layer(l, layers, "layernorm", which, &norm)) {
        return false;
    }
    const tensor *weights = &from->parameters[PARAMETER_W];
    m->pieces = pieces || weights->dimensions != 3 ? pieces : weights->shape[1];
    if (pieces == 0 && (m->pieces < 1 || m->pieces > MOST_PIECES)) {
        return refuse(l->error, RO_BAD_MODEL, "%s: layer %d, maxout: expected 1 to %d pieces",
                      layers->place, (int)(from - layers->at), MOST_PIECES);
    }
    uint64_t outputs = (uint64_t)m->outputs, inputs = (uint64_t)m->inputs;
    uint64_t parts = (uint64_t)m->pieces;
    shape    whole = {3, {outputs, parts, inputs}}, biases = {2, {outputs, parts}};
    shape    row = {1, {outputs}};
    return take_array(l, layers, from, PARAMETER_W, whole, &m->weights) &&
           take_array(l, layers, from, PARAMETER_B, biases, &m->bias) &&
           take_array(l, layers, norm, PARAMETER_G, row, &m->gain) &&
           take_array(l, layers, norm, PARAMETER_B, row, &m->shift);
}

static bool take_stack(const loading *l, const layer_list *layers, const encoder_settings *s,
                       encoder *e) {
    int parts = e->column_count + (e->static_weights ? 1 : 0);
    e->mixer = (maxout_layer){.outputs = e->width, .inputs = e->width * parts};
    if (!take_maxout(l, layers, 0, 0, &e->mixer)) return false;
    for (int i = 0; i < e->depth; i++) {
        const layer *window;
        e->layers[i] =
            (maxout_layer){.outputs = e->width, .inputs = e->width * (2 * e->window + 1)};
        if (!take_maxout(l, layers, i + 1, (int)s->pieces, &e->layers[i]) ||
            !need_layer(l, layers, "expand_window", i, &window)) {
            return false;
        }
        if (window->window != e->window) {
            return refuse(l->error, RO_BAD_MODEL, "%s: expected a window of %d, found %d",
                          layers->place, e->window, window->window);
        }
    }
    return expect_count(l, layers, "maxout", e->depth + 1) &&
           expect_count(l, layers, "layernorm", e->depth + 1);
}

// Adds the encoder that a model file holds, as the config describes it at `path`.
static bool add_encoder(loading *l, const char *path, const layer_list *layers, int *number) {
    encoder_settings s = {0};
    if (!read_encoder_settings(l, path, &s)) return false;
    if (l->out->encoder_count == MOST_ENCODERS) {
        return refuse(l->error, RO_BAD_MODEL, "%s: expected at most %d encoders",
                      config_place(l->settings), MOST_ENCODERS);
    }
    encoder *e = &l->out->encoders[l->out->encoder_count];
    e->width = (int)s.width;
    e->depth = (int)s.depth;
    e->window = (int)s.window;
    if (!take_columns(l, layers, &s, e) || !take_vectors(l, layers, &s, e) ||
        !take_stack(l, layers, &s, e)) {
        return false;
    }
    *number = l->out->encoder_count++;
    return true;
}

bool load_token_encoder(loading *l, str name) {
    layer_list  layers;
    const char *path = format_in(l->a, "components.%.*s.model", SHOWN(name));
    if (!read_model(l, name, &layers) || !add_encoder(l, path, &layers, &l->token_encoder_number)) {
        return false;
    }
    l->token_encoder = name;
    return true;
}

// ---- What stands on an encoder -----------------------------------------------------------

// A component either listens to the shared encoder or has its own.
static bool find_encoder(loading *l, str name, const layer_list *layers, int *number) {
    const char *path = format_in(l->a, "components.%.*s.model.tok2vec", SHOWN(name));
    str         found, upstream;
    if (!read_architecture(l, path, &found)) return false;
    if (!same(found, STR("spacy.Tok2VecListener.v1"))) return add_encoder(l, path, layers, number);

    if (!text_setting(l->settings, format_in(l->a, "%s.upstream", path), &upstream, l->error)) {
        return false;
    }
    bool is_any = !upstream.at || same(upstream, STR("*"));
    *number = l->token_encoder_number;
    return (l->token_encoder.at && (is_any || same(upstream, l->token_encoder))) ||
           refuse(l->error, RO_BAD_MODEL,
                  "%s: %s: expected a tok2vec component \"%.*s\" before it, found none",
                  config_place(l->settings), path, SHOWN(upstream));
}

static bool take_linear(const loading *l, const layer_list *layers, const layer *from,
                        linear_layer *head) {
    shape whole = {2, {(uint64_t)head->outputs, (uint64_t)head->inputs}};
    shape row = {1, {(uint64_t)head->outputs}};
    return take_array(l, layers, from, PARAMETER_W, whole, &head->weights) &&
           take_array(l, layers, from, PARAMETER_B, row, &head->bias);
}

static bool load_head(loading *l, str name, int classes, int *number, linear_layer *head) {
    const char  *path = format_in(l->a, "components.%.*s.model", SHOWN(name));
    layer_list   layers;
    const layer *from;
    if (!expect_architecture(l, path, STR("spacy.Tagger.v2")) || !read_model(l, name, &layers) ||
        !find_encoder(l, name, &layers, number) || !need_layer(l, &layers, "softmax", 0, &from)) {
        return false;
    }
    *head = (linear_layer){.outputs = classes, .inputs = l->out->encoders[*number].width};
    return take_linear(l, &layers, from, head);
}

bool load_tagger(loading *l, str name) {
    pipeline *out = l->out;
    return load_labels(l, name, &out->tag_count, &out->tags) &&
           load_head(l, name, out->tag_count, &out->tagger_encoder, &out->tagger);
}

bool load_senter(loading *l, str name) {
    return load_head(l, name, 2, &l->out->senter_encoder, &l->out->senter);
}

// ---- Transition networks -----------------------------------------------------------------

static bool read_transition_settings(const loading *l, const char *path, const char *state,
                                     transition_network *n) {
    int64_t hidden, pieces;
    bool    has_more, has_upper;
    str     kind;
    if (!expect_architecture(l, path, STR("spacy.TransitionBasedParser.v2")) ||
        !text_setting(l->settings, format_in(l->a, "%s.state_type", path), &kind, l->error) ||
        !bool_setting(l->settings, format_in(l->a, "%s.extra_state_tokens", path), false, &has_more,
                      l->error) ||
        !bool_setting(l->settings, format_in(l->a, "%s.use_upper", path), true, &has_upper,
                      l->error) ||
        !read_size(l, path, "hidden_width", MOST_WIDTH, &hidden) ||
        !read_size(l, path, "maxout_pieces", MOST_PIECES, &pieces)) {
        return false;
    }
    const char *problem = !same(kind, str_of(state)) ? "another state_type"
                          : has_more                 ? "extra_state_tokens = true"
                          : !has_upper               ? "use_upper = false"
                                                     : NULL;
    n->hidden = (int)hidden;
    n->pieces = (int)pieces;
    return !problem || refuse(l->error, RO_BAD_MODEL, "%s: %s: %s is not supported",
                              config_place(l->settings), path, problem);
}

static bool take_lower(const loading *l, const layer_list *layers, const layer *from,
                       transition_network *n) {
    uint64_t slots = (uint64_t)n->slots, hidden = (uint64_t)n->hidden, pieces = (uint64_t)n->pieces;
    shape    whole = {4, {slots, hidden, pieces, (uint64_t)n->input.outputs}};
    shape    biases = {2, {hidden, pieces}}, pads = {4, {1, slots, hidden, pieces}};
    return take_array(l, layers, from, PARAMETER_W, whole, &n->lower) &&
           take_array(l, layers, from, PARAMETER_B, biases, &n->lower_bias) &&
           take_array(l, layers, from, PARAMETER_PAD, pads, &n->lower_pad);
}

static const layer *find_projection(const layer_list *layers, const layer *upper) {
    const layer *first = find_layer(layers, "linear", 0);
    return first == upper ? find_layer(layers, "linear", 1) : first;
}

static bool take_network(const loading *l, const layer_list *layers, int classes,
                         transition_network *n) {
    const layer *model;
    if (!need_layer(l, layers, "parser_model", 0, &model)) return false;
    if (model->lower == NO_LAYER || model->upper == NO_LAYER || !model->has_upper) {
        return refuse(l->error, RO_BAD_MODEL, "%s: expected a lower and an upper layer, found none",
                      layers->place);
    }
    const layer *upper = &layers->at[model->upper];
    const layer *projection = find_projection(layers, upper);
    if (!projection || !same(upper->name, STR("linear"))) {
        return refuse(l->error, RO_BAD_MODEL, "%s: expected 2 layers \"linear\", found fewer",
                      layers->place);
    }
    n->input = (linear_layer){.outputs = n->hidden, .inputs = l->out->encoders[n->encoder].width};
    n->upper = (linear_layer){.outputs = classes, .inputs = n->hidden};
    return take_linear(l, layers, projection, &n->input) &&
           take_lower(l, layers, &layers->at[model->lower], n) &&
           take_linear(l, layers, upper, &n->upper) && expect_count(l, layers, "linear", 2);
}

static bool load_network(loading *l, str name, const char *state, int classes,
                         transition_network *n) {
    const char *path = format_in(l->a, "components.%.*s.model", SHOWN(name));
    layer_list  layers;
    return read_transition_settings(l, path, state, n) && read_model(l, name, &layers) &&
           find_encoder(l, name, &layers, &n->encoder) && take_network(l, &layers, classes, n);
}

bool load_parser(loading *l, str name) {
    pipeline *out = l->out;
    out->parser.slots = PARSER_SLOTS;
    return check_transition_settings(l, name) &&
           load_classes(l, name, true, &out->parser_class_count, &out->parser_classes) &&
           load_network(l, name, "parser", out->parser_class_count, &out->parser);
}

bool load_ner(loading *l, str name) {
    pipeline *out = l->out;
    out->ner.slots = NER_SLOTS;
    return check_transition_settings(l, name) &&
           load_classes(l, name, false, &out->ner_class_count, &out->ner_classes) &&
           load_network(l, name, "ner", out->ner_class_count, &out->ner);
}
