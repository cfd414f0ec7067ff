// document.h - one report on its way from text to record. Each stage reads what the ones before
// have left here and adds its own part; nothing is taken away.
//
//     input  -> meta, text            parse  -> tokens, sentences, noun_chunks, names
//     text   -> paragraphs, dateline, entity -> entities
//               credits, boilerplate  extract -> times, figures, statements
//     token  -> tokens (where, norm)  attribution -> readings
//
// Invariants after the last stage (tests/support/invariants.c holds every test document to them):
// spans lie in the text and on code point borders; tokens ascend without overlap; every token's
// head is in its own sentence; every index is in range; lists of records are in text order.
#ifndef READOUT_DOCUMENT_H
#define READOUT_DOCUMENT_H

#include "base/utf8.h"
#include "doc/form.h"
#include "doc/record.h"

// ---- What the report brings along --------------------------------------------------------

typedef struct {
    str id, title, url, outlet, published, updated, byline; // at == NULL: unknown
} report_meta;

// A stretch of text that no sentence runs across: a paragraph, a heading, a line of a list.
typedef struct {
    span where;       // without the white space around it
    int  first_token; // tokens [first_token, end_token)
    int  end_token;
    bool is_boilerplate; // "This story has been updated...", a share link, a dateline alone
} paragraph;

typedef struct {
    span where;       // "CAIRO, Feb 7 (Reuters) -"; empty: none
    span place, date; // "CAIRO", "Feb 7"; empty: none
    int  place_id;    // index into places, or NO_ID
} dateline;

// ---- What the language engine sees -------------------------------------------------------

typedef struct {
    span        where;
    const form *form; // only until the parse is done
    str         norm, lemma;
    str         tag_name, dep_name, label_name, morph, pos_name; // as the model calls them
    int         head;                      // token in the document; a root's head is itself
    int         left_edge, right_edge;     // first and last token of its subtree, both inside
    int         first_child, next_sibling; // in text order; -1: none
    int         sentence;                  // index into sentences
    // Of the labels above, as numbers:
    pos_label  pos;
    tag_label  tag;
    dep_label  dep;
    name_label label; // of the named entity it is part of
    bool       starts_name;
    bool       space_after; // one U+0020, which is no token
    bool       starts_sentence;
} token;

// Tokens [begin, end).
typedef struct {
    int begin, end;
} token_range;

typedef struct {
    span        where; // from the first to the last token that is not white space
    token_range tokens;
    int         paragraph;
    int         root; // the first token that heads itself, not white space
} sentence;

typedef struct {
    token_range tokens;
    name_label  label;
} named_entity;

// What the tagger saw of each token of a range.
typedef struct {
    token_range  tokens;
    int          width;
    const float *rows; // (tokens, width)
} token_vectors;

// A cue as the trained reader found it, with the words that it gives to it. The scores say how much
// less the best labelling comes to that has another label there: where the cue begins; at any token
// of the source and the contents or right behind one, the least of them.
typedef struct {
    token_range cue;
    int         head;   // the token of the cue that heads the others
    token_range source; // empty: none
    LIST(token_range) content;
    float cue_score, role_score; // role_score is 0 without source and content
} cue_reading;

typedef LIST(token) token_list;
typedef LIST(paragraph) paragraph_list;
typedef LIST(sentence) sentence_list;
typedef LIST(token_range) chunk_list;
typedef LIST(named_entity) name_list;
typedef LIST(cue_reading) cue_reading_list;

typedef struct {
    arena       memory; // owns everything below
    report_meta meta;
    str         text;
    point_index points;

    paragraph_list paragraphs;
    dateline       dateline;
    span_list      bylines, contributors, credits, boilerplate;
    bool           is_updated;

    token_list       tokens;
    sentence_list    sentences;
    chunk_list       noun_chunks;
    name_list        names;
    cue_reading_list readings;
    bool             silence_counts; // the reader misses little: what it passes over says nothing

    entity_list    entities;
    int           *mention_heads; // by token: the entity whose mention it heads, or NO_ID
    statement_list statements;
    figure_list    figures;
    time_list      times;
    place_list     places;
    deadline_list  deadlines;
} document;

document *new_document(void);
void      close_document(document *doc); // takes NULL

// ---- Looking around ----------------------------------------------------------------------

static inline const token *token_at(const document *doc, int i) {
    return &doc->tokens.at[i];
}
static inline str token_text(const document *doc, int i) {
    return slice_span(doc->text, doc->tokens.at[i].where);
}
static inline str text_of(const document *doc, span where) {
    return slice_span(doc->text, where);
}

bool is_token(const document *doc, int i, const char *text); // exactly this text
bool has_lemma(const document *doc, int i, const char *lemma);
// One of the pieces of "a|b|c": the token's text in small letters, its lemma.
bool is_one_of(const document *doc, int i, const char *words);
bool has_one_lemma(const document *doc, int i, const char *lemmas);

static inline bool is_verb(const document *doc, int i) {
    return doc->tokens.at[i].pos == POS_VERB || doc->tokens.at[i].pos == POS_AUX;
}
// The token itself or the first verb above it, at most so many steps up; -1: none.
int nearest_verb(const document *doc, int i, int most_steps);

// A head lists its first MOST_CHILDREN children and no more, so that a rule that looks at all of them
// takes no longer than that: a page of text without a full stop is one head's.
enum { MOST_CHILDREN = 256 };

// The child of `head` with a dependency label, from the left; -1: none.
int find_child(const document *doc, int head, dep_label dep);
// Walks children: child = next_child(doc, head, -1), then next_child(doc, head, child), ...
int next_child(const document *doc, int head, int after);
// True when `i` is `ancestor` or hangs below it.
bool is_below(const document *doc, int i, int ancestor);

// Bytes of tokens [begin, end).
span span_of_tokens(const document *doc, int begin, int end);
// Bytes of a token's whole subtree (from its left to its right edge).
span span_of_subtree(const document *doc, int head);
// First token that ends behind `byte`; tokens.count when there is none.
int first_token_after(const document *doc, uint32_t byte);
// First paragraph that begins at or behind a token; paragraphs.count when there is none.
int first_paragraph_from(const document *doc, int first_token);
// Tokens that lie at least in part in a span.
token_range tokens_in_span(const document *doc, span where);
// The token in a range that heads the others: its head is outside. -1 for an empty range.
int head_of_range(const document *doc, token_range range);
int sentence_of_byte(const document *doc, uint32_t byte); // -1: none

// The entity whose mention the span's head carries, or NO_ID: the way from a source or counted
// phrase to who it is. A span that puts several side by side ("Israel and Hamas") is none of them.
int entity_of_span(const document *doc, span where);

#endif
