// tiny_package.c - the files of a tiny pipeline, from tables of layers and texts.
#include "tiny_package.h"

#include "base/hash.h"
#include "model/flat.h"
#include "testing.h"

// ---- MessagePack -------------------------------------------------------------------------

static void pack_head(buffer *b, char head, uint64_t number, int width) {
    add_char(b, head);
    for (int i = width - 1; i >= 0; i--) {
        add_char(b, (char)(number >> (8 * i)));
    }
}

void pack_map(buffer *b, int count) {
    if (count < 16) {
        add_char(b, (char)(0x80 | count));
    } else {
        pack_head(b, (char)0xde, (uint64_t)count, 2);
    }
}

void pack_array(buffer *b, int count) {
    if (count < 16) {
        add_char(b, (char)(0x90 | count));
    } else {
        pack_head(b, (char)0xdc, (uint64_t)count, 2);
    }
}

void pack_text(buffer *b, const char *text) {
    str whole = str_of(text);
    if (whole.size < 32) {
        add_char(b, (char)(0xa0 | whole.size));
    } else {
        pack_head(b, (char)0xda, whole.size, 2);
    }
    add_str(b, whole);
}

void pack_bytes(buffer *b, str bytes) {
    pack_head(b, (char)0xc5, bytes.size, 2);
    add_str(b, bytes);
}

void pack_number(buffer *b, uint64_t number) {
    if (number < 128) {
        add_char(b, (char)number);
    } else {
        pack_head(b, (char)0xcf, number, 8);
    }
}

static void pack_id(buffer *b, const char *text) {
    pack_number(b, string_id(str_of(text)));
}

// ---- Model files -------------------------------------------------------------------------

enum { MOST_DIMS = 4, MOST_ARRAYS = 3, MOST_TINY_LAYERS = 16 };

typedef struct {
    const char *name;
    int         dims[MOST_DIMS]; // ended by 0
} tiny_array;

typedef struct {
    const char *name;
    const char *attribute; // or NULL
    str         value;     // of the attribute, MessagePack
    int         has_refs;  // lower is layer 1, upper is layer 2
    tiny_array  arrays[MOST_ARRAYS];
} tiny_layer;

#define VALUE(literal)                                                                             \
    { literal, sizeof(literal) - 1 }

#define ENCODER(mixed)                                                                             \
    {.name = "extract_features",                                                                   \
     .attribute = "columns",                                                                       \
     .value = VALUE("\x92\xa4NORM\xa6PREFIX")},                                                    \
        {.name = "hashembed",                                                                      \
         .attribute = "seed",                                                                      \
         .value = VALUE("\x08"),                                                                   \
         .arrays = {{"E", {5, 4}}}},                                                               \
        {.name = "hashembed",                                                                      \
         .attribute = "seed",                                                                      \
         .value = VALUE("\x09"),                                                                   \
         .arrays = {{"E", {6, 4}}}},                                                               \
        {.name = "maxout", .arrays = {{"W", {4, 3, mixed}}, {"b", {4, 3}}}},                       \
        {.name = "layernorm", .arrays = {{"G", {4}}, {"b", {4}}}},                                 \
        {.name = "expand_window", .attribute = "window_size", .value = VALUE("\x01")},             \
        {.name = "maxout", .arrays = {{"W", {4, 2, 12}}, {"b", {4, 2}}}}, {                        \
        .name = "layernorm", .arrays = { {"G", {4}}, {"b", {4}} }                                  \
    }

#define NETWORK(slots, classes)                                                                    \
    {.name = "parser_model", .attribute = "has_upper", .value = VALUE("\xc3"), .has_refs = 1},     \
        {.name = "precomputable_affine",                                                           \
         .arrays = {{"W", {slots, 3, 2, 3}}, {"b", {3, 2}}, {"pad", {1, slots, 3, 2}}}},           \
        {.name = "linear", .arrays = {{"W", {classes, 3}}, {"b", {classes}}}}, {                   \
        .name = "linear", .arrays = { {"W", {3, 4}}, {"b", {3}} }                                  \
    }

static const tiny_layer TOK2VEC[] = {ENCODER(8), {0}};
static const tiny_layer TOK2VEC_WITH_VECTORS[] = {{.name = "static_vectors",
                                                   .attribute = "key_attr",
                                                   .value = VALUE("\xa4ORTH"),
                                                   .arrays = {{"W", {4, 3}}}},
                                                  ENCODER(12),
                                                  {0}};
static const tiny_layer TAGGER[] = {
    {.name = "tok2vec-listener"}, {.name = "softmax", .arrays = {{"W", {3, 4}}, {"b", {3}}}}, {0}};
static const tiny_layer SENTER[] = {
    ENCODER(8), {.name = "softmax", .arrays = {{"W", {2, 4}}, {"b", {2}}}}, {0}};
static const tiny_layer PARSER[] = {NETWORK(8, 6), {.name = "tok2vec-listener"}, {0}};
static const tiny_layer NER[] = {NETWORK(3, 10), ENCODER(8), {0}};

static void pack_floats(buffer *b, const tiny_array *array, int *seed) {
    int count = 1, dims = 0;
    for (; dims < MOST_DIMS && array->dims[dims]; dims++) {
        count *= array->dims[dims];
    }
    pack_map(b, 5);
    pack_bytes(b, STR("nd"));
    add_char(b, (char)0xc3);
    pack_bytes(b, STR("type"));
    pack_text(b, "<f4");
    pack_bytes(b, STR("kind"));
    pack_bytes(b, STR(""));
    pack_bytes(b, STR("shape"));
    pack_array(b, dims);
    for (int i = 0; i < dims; i++) {
        pack_number(b, (uint64_t)array->dims[i]);
    }
    pack_bytes(b, STR("data"));
    pack_head(b, (char)0xc5, (uint64_t)count * sizeof(float), 2);
    for (int i = 0; i < count; i++) {
        float value = (float)((*seed)++ % 61 - 30) / 16.0f;
        add_bytes(b, &value, sizeof value);
    }
}

static void pack_nodes(buffer *b, const tiny_layer *layers, int count) {
    pack_text(b, "nodes");
    pack_array(b, count);
    for (int i = 0; i < count; i++) {
        pack_map(b, 4);
        pack_text(b, "index");
        pack_number(b, (uint64_t)i);
        pack_text(b, "name");
        pack_text(b, layers[i].name);
        pack_text(b, "dims");
        pack_map(b, 1);
        pack_text(b, "nO");
        add_char(b, (char)0xc0);
        pack_text(b, "refs");
        pack_map(b, layers[i].has_refs ? 3 : 0);
        for (int j = 0; layers[i].has_refs && j < 3; j++) {
            pack_text(b, j == 0 ? "lower" : j == 1 ? "upper" : "tok2vec");
            pack_number(b, (uint64_t)(j == 2 ? 3 : j + 1));
        }
    }
}

static void pack_attributes(buffer *b, const tiny_layer *layers, int count) {
    pack_text(b, "attrs");
    pack_array(b, count);
    for (int i = 0; i < count; i++) {
        pack_map(b, layers[i].attribute ? 2 : 0);
        if (!layers[i].attribute) continue;
        pack_text(b, layers[i].attribute);
        pack_bytes(b, layers[i].value);
        pack_text(b, "other");
        pack_bytes(b, STR("\xc0"));
    }
}

static str write_model(arena *a, const tiny_layer *layers) {
    buffer b = {0};
    int    count = 0, seed = 1;
    while (layers[count].name) {
        count++;
    }
    pack_map(&b, 4);
    pack_nodes(&b, layers, count);
    pack_attributes(&b, layers, count);
    pack_text(&b, "params");
    pack_array(&b, count);
    for (int i = 0; i < count; i++) {
        int arrays = 0;
        while (arrays < MOST_ARRAYS && layers[i].arrays[arrays].name) {
            arrays++;
        }
        pack_map(&b, arrays);
        for (int j = 0; j < arrays; j++) {
            pack_text(&b, layers[i].arrays[j].name);
            pack_floats(&b, &layers[i].arrays[j], &seed);
        }
    }
    pack_text(&b, "shims");
    pack_array(&b, 0);
    str written = copy_str(a, str_of_buffer(&b));
    close_buffer(&b);
    return written;
}

// ---- Tables ------------------------------------------------------------------------------

static void pack_exceptions(buffer *b) {
    pack_map(b, 2);
    pack_text(b, "won't");
    pack_array(b, 2);
    pack_map(b, 2);
    pack_number(b, 65);
    pack_text(b, "wo");
    pack_number(b, 67);
    pack_text(b, "will");
    pack_map(b, 1);
    pack_number(b, 65);
    pack_text(b, "n't");
    pack_text(b, "Gen.");
    pack_array(b, 1);
    pack_map(b, 1);
    pack_text(b, "ORTH");
    pack_text(b, "Gen.");
}

static void write_tokenizer(buffer *b) {
    static const char *const EXPRESSIONS[][2] = {
        {"prefix_search", "^\\("}, {"suffix_search", "\\)$"}, {"infix_finditer", "--"}};
    pack_map(b, 7);
    for (int i = 0; i < 3; i++) {
        pack_text(b, EXPRESSIONS[i][0]);
        pack_text(b, EXPRESSIONS[i][1]);
    }
    pack_text(b, "token_match");
    add_char(b, (char)0xc0);
    pack_text(b, "url_match");
    pack_text(b, "^[a-z]+://\\S+$");
    pack_text(b, "faster_heuristics");
    add_char(b, (char)0xc2);
    pack_text(b, "exceptions");
    pack_exceptions(b);
}

static void write_norms(buffer *b) {
    pack_map(b, 1);
    pack_text(b, "lexeme_norm");
    pack_map(b, 2);
    pack_id(b, "colour");
    pack_text(b, "color");
    pack_id(b, "number"); // a symbol, whose id is small
    pack_text(b, "no.");
}

static void pack_words(buffer *b, const char *first, const char *second) {
    pack_array(b, 2);
    pack_text(b, first);
    pack_text(b, second);
}

static void write_lemmas(buffer *b) {
    pack_map(b, 3);
    pack_text(b, "lemma_rules");
    pack_map(b, 2);
    pack_id(b, "noun");
    pack_array(b, 2);
    pack_words(b, "s", "");
    pack_words(b, "ies", "y");
    pack_id(b, "punct");
    pack_array(b, 1);
    pack_words(b, "\xe2\x80\x9c", "\"");
    pack_text(b, "lemma_exc");
    pack_map(b, 1);
    pack_id(b, "verb");
    pack_map(b, 2);
    pack_text(b, "went");
    pack_array(b, 1);
    pack_text(b, "go");
    pack_text(b, "bit");
    pack_words(b, "bite", "bit");
    pack_text(b, "lemma_index");
    pack_map(b, 1);
    pack_id(b, "noun");
    pack_array(b, 3);
    pack_text(b, "treaty");
    pack_text(b, "army");
    pack_text(b, "truce");
}

// {patterns: [[{TAG: {IN: [NN, NNS]}, LOWER: us}]], attrs: {POS: PRON, MORPH: ...}, index: 0} and
// a rule for the second token of two.
static void write_ruler(buffer *b) {
    pack_array(b, 2);
    pack_map(b, 3);
    pack_text(b, "patterns");
    pack_array(b, 1);
    pack_array(b, 1);
    pack_map(b, 2);
    pack_text(b, "TAG");
    pack_map(b, 2);
    pack_text(b, "IN");
    pack_words(b, "NN", "NNS");
    pack_text(b, "REGEX");
    pack_text(b, "^N");
    pack_text(b, "LOWER");
    pack_text(b, "us");
    pack_text(b, "attrs");
    pack_map(b, 2);
    pack_text(b, "POS");
    pack_text(b, "PRON");
    pack_text(b, "MORPH");
    pack_text(b, "Number=Plur|Case=Nom,Acc");
    pack_text(b, "index");
    pack_number(b, 0);
    pack_map(b, 3);
    pack_text(b, "patterns");
    pack_array(b, 1);
    pack_array(b, 2);
    pack_map(b, 1);
    pack_text(b, "IS_SPACE");
    add_char(b, (char)0xc3);
    pack_map(b, 1);
    pack_text(b, "DEP");
    pack_map(b, 1);
    pack_text(b, "NOT_IN");
    pack_array(b, 1);
    pack_text(b, "");
    pack_text(b, "attrs");
    pack_map(b, 2);
    pack_text(b, "LEMMA");
    pack_text(b, "x");
    pack_text(b, "MORPH");
    pack_text(b, "_");
    pack_text(b, "index");
    add_char(b, (char)0xff); // -1
}

static void write_key2row(buffer *b) {
    pack_map(b, 3);
    pack_id(b, "truce");
    pack_number(b, 1);
    pack_id(b, "number");
    pack_number(b, 0);
    pack_id(b, "treaty");
    pack_number(b, 1);
}

static void write_moves(buffer *b, const char *json) {
    pack_map(b, 2);
    pack_text(b, "moves");
    pack_text(b, json);
    pack_text(b, "cfg");
    pack_map(b, 1);
    pack_text(b, "neg_key");
    add_char(b, (char)0xc0);
}

static void write_vectors(buffer *b) {
    add_str(b, STR("\x93NUMPY\x01\x00\x46\x00"));
    size_t begin = b->size;
    add_str(b, STR("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"));
    while (b->size < begin + 0x45) {
        add_char(b, ' ');
    }
    add_char(b, '\n');
    for (int i = 0; i < 6; i++) {
        float value = (float)i;
        add_bytes(b, &value, sizeof value);
    }
}

// ---- The config --------------------------------------------------------------------------

#define PIPELINE_LINES                                                                             \
    "[nlp]\nlang = \"en\"\n"                                                                       \
    "pipeline = [\"tok2vec\",\"tagger\",\"parser\",\"senter\",\"attribute_ruler\","                \
    "\"lemmatizer\",\"ner\"]\ndisabled = [\"senter\"]\nbatch_size = 256\n"

#define EMBED(path, width, attributes, vectors)                                                    \
    "[" path ".embed]\n@architectures = \"spacy.MultiHashEmbed.v2\"\nwidth = " width               \
    "\nattrs = " attributes "\nrows = [5,6]\ninclude_static_vectors = " vectors "\n"

#define ENCODE(path)                                                                               \
    "[" path ".encode]\n@architectures = \"spacy.MaxoutWindowEncoder.v2\"\nwidth = 4\n"            \
    "depth = 1\nwindow_size = 1\nmaxout_pieces = 2\n"

#define TOK2VEC_LINES(path, width, vectors)                                                        \
    "[" path "]\n@architectures = \"spacy.Tok2Vec.v2\"\n" EMBED(                                   \
        path, width, "[\"NORM\",\"PREFIX\"]", vectors) ENCODE(path)

#define LISTENER(path)                                                                             \
    "[" path "]\n@architectures = \"spacy.Tok2VecListener.v1\"\n"                                  \
    "width = ${components.tok2vec.model.encode:width}\nupstream = \"tok2vec\"\n"

#define TAGGER_MODEL(name)                                                                         \
    "[components." name ".model]\n@architectures = \"spacy.Tagger.v2\"\nnO = null\n"               \
    "normalize = false\n"

#define PARSER_MODEL(name)                                                                         \
    "[components." name ".model]\n@architectures = \"spacy.TransitionBasedParser.v2\"\n"           \
    "state_type = \"" name "\"\nextra_state_tokens = false\nhidden_width = 3\n"                    \
    "maxout_pieces = 2\nuse_upper = true\nnO = null\n"

#define COMPONENTS(vectors)                                                                         \
    "# the components\n[components]\n"                                                              \
    "[components.tok2vec]\nfactory = \"tok2vec\"\n" TOK2VEC_LINES(                                  \
        "components.tok2vec.model", "${components.tok2vec.model.encode:width}",                     \
        vectors) "[components.tagger]\nfactory = \"tagger\"\noverwrite = false\n" TAGGER_MODEL("t"  \
                                                                                               "a"  \
                                                                                               "g"  \
                                                                                               "g"  \
                                                                                               "e"  \
                                                                                               "r") \
        LISTENER(                                                                                   \
            "components.tagger.model.tok2vec") "[components.parser]\nfactory = "                    \
                                               "\"parser\"\nlearn_tokens = false\nmoves = "         \
                                               "null\n" PARSER_MODEL("parser") LISTENER(            \
                                                   "com"                                            \
                                                   "pon"                                            \
                                                   "ent"                                            \
                                                   "s."                                             \
                                                   "par"                                            \
                                                   "ser"                                            \
                                                   ".mo"                                            \
                                                   "del"                                            \
                                                   ".to"                                            \
                                                   "k2v"                                            \
                                                   "ec") "[components.senter]\nfactory = "          \
                                                         "\"senter\"\n" TAGGER_MODEL("senter")      \
                                                             TOK2VEC_LINES(                         \
                                                                 "components.senter.model."         \
                                                                 "tok2vec",                         \
                                                                 "4",                               \
                                                                 "false") "[components.ner]"        \
                                                                          "\nfactory = "            \
                                                                          "\"ner\""                 \
                                                                          "\n" PARSER_MODEL("ner")  \
                                                                              TOK2VEC_LINES(        \
                                                                                  "components."     \
                                                                                  "ner.model."      \
                                                                                  "tok2vec",        \
                                                                                  "4", "false")

static const char SECTIONS[] =
    PIPELINE_LINES "[nlp.tokenizer]\n@tokenizers = \"spacy.Tokenizer.v1\"\n"
                   "[components.attribute_ruler]\nfactory = \"attribute_ruler\"\nvalidate = false\n"
                   "[components.lemmatizer]\nfactory = \"lemmatizer\"\nmode = \"rule\"\noverwrite "
                   "= false\n" COMPONENTS("false");

static const char SECTIONS_WITH_VECTORS[] = PIPELINE_LINES
    "[nlp.tokenizer]\n@tokenizers = \"spacy.Tokenizer.v1\"\n"
    "[components.attribute_ruler]\nfactory = \"attribute_ruler\"\n"
    "[components.lemmatizer]\nfactory = \"lemmatizer\"\nmode = \"rule\"\n" COMPONENTS("true");

static const char INLINE[] = PIPELINE_LINES
    "tokenizer = {\"@tokenizers\":\"spacy.Tokenizer.v1\"}\n"
    "[paths]\nmode = \"rule\"\n\n"
    "[components.attribute_ruler]\nfactory = \"attribute_ruler\"\n"
    "scorer = {\"@scorers\":\"spacy.attribute_ruler_scorer.v1\"}\n"
    "[components.lemmatizer]\nfactory = \"lemmatizer\"\nmode = ${paths.mode}\n" COMPONENTS("false");

// ---- The package -------------------------------------------------------------------------

static void add_file(arena *a, tiny_package *tiny, const char *name, buffer *content) {
    assert_true(tiny->count < MOST_TINY_FILES);
    str whole = join_str(a, STR("tiny/inner-1.0/"), str_of(name));
    tiny->files[tiny->count++] = (packed_file){whole, copy_str(a, str_of_buffer(content))};
    close_buffer(content);
    *content = (buffer){0};
}

static void add_text_file(arena *a, tiny_package *tiny, const char *name, str content) {
    buffer b = {0};
    add_str(&b, content);
    add_file(a, tiny, name, &b);
}

static void add_tables(arena *a, tiny_package *tiny) {
    static const struct {
        const char *name;
        void (*write)(buffer *b);
    } tables[] = {
        {"tokenizer", write_tokenizer},
        {"vocab/lookups.bin", write_norms},
        {"lemmatizer/lookups/lookups.bin", write_lemmas},
        {"attribute_ruler/patterns", write_ruler},
    };
    buffer b = {0};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        tables[i].write(&b);
        add_file(a, tiny, tables[i].name, &b);
    }
    write_moves(&b, "{\"0\":{\"\":9},\"1\":{\"\":8},\"2\":{\"nsubj\":4,\"det\":4},"
                    "\"3\":{\"obj\":2},\"4\":{\"ROOT\":1}}");
    add_file(a, tiny, "parser/moves", &b);
    write_moves(&b,
                "{\"4\":{\"GPE\":2,\"ORG\":5,\"\":1},\"0\":{},\"1\":{\"GPE\":2,\"ORG\":5},"
                "\"2\":{\"GPE\":2,\"ORG\":5},\"3\":{\"GPE\":2,\"ORG\":5},\"5\":{\"\":1,\"X\":2}}");
    add_file(a, tiny, "ner/moves", &b);
}

static void add_vectors(arena *a, tiny_package *tiny) {
    buffer b = {0};
    write_vectors(&b);
    add_file(a, tiny, "vocab/vectors", &b);
    write_key2row(&b);
    add_file(a, tiny, "vocab/key2row", &b);
    add_text_file(a, tiny, "vocab/vectors.cfg", STR("{\n  \"mode\":\"default\"\n}"));
}

tiny_package make_tiny_package(arena *a, bool has_vectors, bool is_inline) {
    tiny_package tiny = {.count = 0};
    const char  *settings = is_inline ? INLINE : has_vectors ? SECTIONS_WITH_VECTORS : SECTIONS;
    add_text_file(a, &tiny, "config.cfg", str_of(settings));
    add_text_file(a, &tiny, "meta.json",
                  STR("{\"lang\":\"en\",\"name\":\"core_tiny_sm_again\",\"version\":\"1.0.2\"}"));
    add_text_file(a, &tiny, "LICENSE", STR("Do as you like.\n"));
    add_text_file(a, &tiny, "tagger/cfg", STR("{\"labels\":[\"NN\",\"VB\",\"_SP\"]}"));
    add_text_file(a, &tiny, "parser/cfg", STR("{\"beam_width\":1,\"learn_tokens\":false}"));
    add_text_file(a, &tiny, "ner/cfg", STR("{\"beam_width\":1}"));
    add_text_file(a, &tiny, "tok2vec/model",
                  write_model(a, has_vectors ? TOK2VEC_WITH_VECTORS : TOK2VEC));
    add_text_file(a, &tiny, "tagger/model", write_model(a, TAGGER));
    add_text_file(a, &tiny, "senter/model", write_model(a, SENTER));
    add_text_file(a, &tiny, "parser/model", write_model(a, PARSER));
    add_text_file(a, &tiny, "ner/model", write_model(a, NER));
    add_tables(a, &tiny);
    if (has_vectors) add_vectors(a, &tiny);
    return tiny;
}

packed_file *tiny_file(tiny_package *tiny, const char *name) {
    for (int i = 0; i < tiny->count; i++) {
        if (ends_with(tiny->files[i].name, str_of(name))) return &tiny->files[i];
    }
    fail_msg("the tiny package has no file \"%s\"", name);
    return NULL;
}

void replace_in_tiny(arena *a, tiny_package *tiny, const char *name, str old, str by) {
    packed_file *file = tiny_file(tiny, name);
    buffer       changed = {0};
    size_t       from = 0;
    for (int64_t at; (at = find_str(file->content, old, from)) >= 0;) {
        add_str(&changed, slice(file->content, from, (size_t)at));
        add_str(&changed, by);
        from = (size_t)at + old.size;
    }
    if (from == 0) fail_msg("%s holds no \"%.*s\"", name, SHOWN(old));
    add_str(&changed, slice(file->content, from, file->content.size));
    file->content = copy_str(a, str_of_buffer(&changed));
    close_buffer(&changed);
}

str flatten_in_test(arena *a, const pipeline *p) {
    char     identity[FLAT_IDENTITY_SIZE] = "made by a test";
    ro_error error = {0};
    str      flat;
    if (!flatten_pipeline(a, p, (str){identity, sizeof identity}, "tiny", &flat, &error)) {
        fail_msg("%s", error.message);
    }
    return flat;
}
