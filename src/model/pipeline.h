// pipeline.h - a trained spaCy v3 pipeline as the engine uses it: read-only arrays and tables.
//
// Everything points into one memory-mapped file (model/flat.c), so opening costs milliseconds and
// threads share it. All numbers agree with one another (model/check.h): nobody need look again. Arrays are row-major float32, little-endian; shapes stand in parentheses.
// Names follow "../shared/spec/spacy_inference.md", whose sections are quoted as (spec N.N).
#ifndef READOUT_PIPELINE_H
#define READOUT_PIPELINE_H

#include "base/error.h"
#include "base/list.h"

// Limits that every opened pipeline keeps.
enum {
    MOST_COLUMNS = 8,
    MOST_LAYERS = 8,
    MOST_COMPONENTS = 16,
    MOST_ENCODERS = 5,
    MOST_WINDOW = 4,
    MOST_PIECES = 8,
    MOST_WIDTH = 1024,
    MOST_ROWS = 1 << 20, // of a hash embedding
    PARSER_SLOTS = 8,
    NER_SLOTS = 3,
    NO_ENCODER = -1,
};

// ---- Networks (spec 5) -------------------------------------------------------------------

typedef enum {
    ATTRIBUTE_NORM,
    ATTRIBUTE_PREFIX,
    ATTRIBUTE_SUFFIX,
    ATTRIBUTE_SHAPE,
    ATTRIBUTE_SPACY,
    ATTRIBUTE_IS_SPACE,
    ATTRIBUTE_ORTH,
    ATTRIBUTE_LOWER,
} token_attribute;

typedef struct {
    token_attribute attribute;
    uint32_t        seed;
    int             rows;
    const float    *table; // (rows, width)
} hash_embedding;

typedef struct {
    int          outputs, pieces, inputs;
    const float *weights;      // (outputs, pieces, inputs)
    const float *bias;         // (outputs, pieces)
    const float *gain, *shift; // of the layer norm behind it, (outputs)
} maxout_layer;

typedef struct {
    int          outputs, inputs;
    const float *weights; // (outputs, inputs)
    const float *bias;    // (outputs)
} linear_layer;

typedef struct {
    int            width, depth, window;
    int            column_count;
    hash_embedding columns[MOST_COLUMNS]; // in the order they are joined
    const float   *static_weights;        // (width, vector_width); NULL: no static vectors
    maxout_layer   mixer;                 // joined columns -> width
    maxout_layer   layers[MOST_LAYERS];   // (2 * window + 1) * width -> width, residual
} encoder;

typedef struct {
    int          encoder; // index into encoders
    linear_layer input;   // width -> hidden
    int          slots;   // state features: PARSER_SLOTS or NER_SLOTS
    int          hidden, pieces;
    const float *lower;      // (slots, hidden, pieces, input.outputs)
    const float *lower_bias; // (hidden, pieces)
    const float *lower_pad;  // (slots, hidden, pieces): a missing feature
    linear_layer upper;      // hidden -> classes
} transition_network;

// A class of the parser or the name finder (spec 1.10). `move` is 0 SHIFT 1 REDUCE 2 LEFT 3 RIGHT
// 4 BREAK, or 1 BEGIN 2 IN 3 LAST 4 UNIT 5 OUT.
typedef struct {
    int move;
    str label;
} transition_class;

// ---- Components --------------------------------------------------------------------------

typedef enum {
    COMPONENT_TOK2VEC,
    COMPONENT_TAGGER,
    COMPONENT_PARSER,
    COMPONENT_SENTER,
    COMPONENT_ATTRIBUTE_RULER,
    COMPONENT_LEMMATIZER,
    COMPONENT_NER,
} component_kind;

typedef struct {
    component_kind kind;
    str            name;
    bool           is_enabled;
} component;

// ---- Tables ------------------------------------------------------------------------------

// One part of a tokenizer exception; norm.at == NULL when the entry has none (spec 4.3).
typedef struct {
    str orth, norm;
} exception_part;

typedef struct {
    str                   text;
    int                   part_count;
    const exception_part *parts;
} tokenizer_exception;

typedef struct {
    str                        prefix, suffix, infix;  // Python regular expressions
    str                        token_match, url_match; // at == NULL: none
    bool                       faster_heuristics;
    int                        exception_count;
    const tokenizer_exception *exceptions;
} tokenizer_rules;

typedef struct {
    uint64_t id; // of the string (spec 2.2)
    str      norm;
} norm_entry;

typedef struct {
    str ending, instead;
} lemma_rule;

typedef struct {
    str        word;
    int        lemma_count;
    const str *lemmas;
} lemma_exception;

// The lemmatizer's tables of one part of speech (spec 10), e.g. "noun".
typedef struct {
    str                    pos;
    int                    rule_count, exception_count, index_count;
    const lemma_rule      *rules;
    const lemma_exception *exceptions; // ascending by word
    const str             *index;      // ascending
} lemma_tables;

// Attribute ruler (spec 9). A condition holds for one token; a pattern is one for each token.
typedef enum { RULER_TAG, RULER_LOWER, RULER_DEP, RULER_IS_SPACE, RULER_ORTH, RULER_POS } ruler_key;
typedef enum { RULER_IS, RULER_IN, RULER_NOT_IN, RULER_REGEX } ruler_test;

typedef struct {
    ruler_key  key;
    ruler_test test;
    int        value_count;
    const str *values; // "true" or "false" for IS_SPACE
} ruler_condition;

typedef struct {
    int                    condition_count;
    const ruler_condition *conditions;
} ruler_token;

typedef struct {
    int                token_count;
    const ruler_token *tokens;
} ruler_pattern;

typedef struct {
    int                  pattern_count;
    const ruler_pattern *patterns;
    int                  index; // token of the match to set; negative counts from its end
    str                  pos, tag, dep, lemma, morph; // at == NULL: not set
} ruler_entry;

typedef struct {
    int             rows, width; // 0, 0: none
    const float    *table;       // (rows, width)
    int             key_count;
    const uint64_t *keys; // ascending string ids (of ORTH)
    const uint32_t *key_rows;
} static_vectors;

// ---- The pipeline ------------------------------------------------------------------------

typedef struct {
    str language, name, version; // "en", "en_core_web_md", "3.8.0"
    int component_count;
    // In the order in which they run; the order matters (spec 1.2).
    component components[MOST_COMPONENTS];

    int                     encoder_count;
    encoder                 encoders[MOST_ENCODERS];
    int                     tagger_encoder, senter_encoder; // NO_ENCODER: no such component
    linear_layer            tagger, senter;
    int                     tag_count;
    const str              *tags;        // of the tagger's classes
    transition_network      parser, ner; // .encoder == NO_ENCODER: no such component
    int                     parser_class_count, ner_class_count;
    const transition_class *parser_classes, *ner_classes;

    static_vectors      vectors;
    tokenizer_rules     tokenizer;
    int                 norm_count;
    const norm_entry   *norms; // ascending by id
    int                 lemma_table_count;
    const lemma_tables *lemma_tables;
    int                 ruler_entry_count;
    const ruler_entry  *ruler;
} pipeline;

typedef struct loaded_pipeline loaded_pipeline; // owns the mapping and the tables

// Opens an installed model by name, or a package (folder or wheel) by path; NULL: the default.
loaded_pipeline *open_pipeline(const char *name_or_path, ro_error *error) MUST_CHECK;
void             close_pipeline(loaded_pipeline *loaded);
const pipeline  *pipeline_of(const loaded_pipeline *loaded);

#endif
