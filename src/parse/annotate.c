// annotate.c - the components of a pipeline in their order, over the windows of a document.
//
// Rows number the tokens of a group of windows through. When the first component that reads an
// encoder is reached, the windows are encoded a batch at a time and every reader's part of the rows
// is taken at once, so that encoded rows themselves are never kept:
//
//     encoder -> batch of rows -> tagger: class of each row
//                              -> parser, names: input of each row (64 floats)
#include "parse/annotate.h"

#include <stdlib.h>
#include <string.h>

#include "doc/tree.h"
#include "parse/chunks.h"
#include "parse/encode.h"
#include "parse/names.h"
#include "parse/ruler.h"
#include "parse/transitions.h"

enum { DEFAULT_BUDGET = 48 << 20, GROUP_TOKENS = 1 << 14 };

struct annotator {
    arena          memory;
    networks       nets;
    parser_classes parser_classes;
    name_classes   name_classes;
    tag_label     *tag_labels; // of the tagger's classes
    ruler         *ruler;
};

struct annotator_worker {
    arena            memory; // of this worker
    arena            scratch;
    const annotator *shared;
    annotate_options options;
    encoder_run     *encoders[MOST_ENCODERS]; // NULL: nothing reads it
    scorer          *parser, *names;
    ruler_worker    *ruler;
    lemma_worker    *lemmas;
    float           *scores; // of the tagger or sentence finder, for a batch
};

// A group of windows on its way through the components.
typedef struct {
    annotator_worker  *worker;
    document          *doc;
    const token_range *windows;
    int                window_count, row_count;

    bool    is_encoded[MOST_ENCODERS];
    int8_t *starts;     // sentence_start of each row
    bool   *is_space;   // of each row
    int    *left_edges; // of each row
    int    *token_of_row;
    int    *tags;         // class of each row
    int8_t *opens;        // of each row: the sentence finder's class
    float  *parser_input; // (rows, input_room); NULL: not wanted
    float  *name_input;

    float        *kept; // the rows of `vectors`; NULL: nobody takes them
    token_vectors vectors;
} annotation;

// ---- What is taken from encoded rows -----------------------------------------------------

static int first_of_largest(const float *scores, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
        if (scores[i] > scores[best]) best = i;
    }
    return best;
}

static void take_tags(const annotation *of, int first, const float *const *rows, int count) {
    const networks *nets = &of->worker->shared->nets;
    float          *scores = of->worker->scores;
    nets->kernels->multiply(&nets->tagger, rows, count, scores);
    for (int r = 0; r < count; r++, scores += product_room(&nets->tagger)) {
        of->tags[first + r] = first_of_largest(scores, nets->tagger.outputs);
    }
}

static void take_starts(const annotation *of, int first, const float *const *rows, int count) {
    const networks *nets = &of->worker->shared->nets;
    float          *scores = of->worker->scores;
    nets->kernels->multiply(&nets->senter, rows, count, scores);
    for (int r = 0; r < count; r++, scores += product_room(&nets->senter)) {
        of->opens[first + r] = scores[1] > scores[0] ? STARTS : STARTS_NOT;
    }
}

static void take_input(const networks *nets, const packed_transitions *net, float *input, int first,
                       const float *const *rows, int count) {
    nets->kernels->multiply(&net->input, rows, count, input + (size_t)first * input_room(net));
}

static void keep_vectors(const annotation *of, int first, const float *const *rows, int count) {
    const size_t width = (size_t)of->vectors.width;
    for (int r = 0; r < count; r++) {
        const int place = of->token_of_row[first + r] - of->vectors.tokens.begin;
        memcpy(of->kept + (size_t)place * width, rows[r], width * sizeof *of->kept);
    }
}

typedef struct {
    const annotation *of;
    int               encoder;
} row_reader;

static void take_rows(void *context, int first, const float *const *rows, int count) {
    const row_reader *reader = context;
    const annotation *of = reader->of;
    const networks   *nets = &of->worker->shared->nets;
    const pipeline   *p = nets->pipeline;
    if (p->tagger_encoder == reader->encoder) {
        take_tags(of, first, rows, count);
        if (of->kept) keep_vectors(of, first, rows, count);
    }
    if (p->senter_encoder == reader->encoder) take_starts(of, first, rows, count);
    if (of->parser_input && p->parser.encoder == reader->encoder) {
        take_input(nets, &nets->parser, of->parser_input, first, rows, count);
    }
    if (of->name_input && p->ner.encoder == reader->encoder) {
        take_input(nets, &nets->ner, of->name_input, first, rows, count);
    }
}

static void tell_done(const annotator_worker *w, const char *part) {
    if (w->options.watcher.done) w->options.watcher.done(w->options.watcher.context, part);
}

static void encode_for(annotation *of, int number) {
    if (of->is_encoded[number]) return;
    of->is_encoded[number] = true;
    row_reader reader = {of, number};
    encode_windows(of->worker->encoders[number], of->doc, of->windows, of->window_count, take_rows,
                   &reader);
    tell_done(of->worker, "encoders");
}

// ---- Components --------------------------------------------------------------------------

static void run_tagger(annotation *of) {
    const annotator *shared = of->worker->shared;
    const pipeline  *p = shared->nets.pipeline;
    int              row = 0;
    encode_for(of, p->tagger_encoder);
    for (int w = 0; w < of->window_count; w++) {
        for (int i = of->windows[w].begin; i < of->windows[w].end; i++, row++) {
            token *t = &of->doc->tokens.at[i];
            t->tag_name = p->tags[of->tags[row]];
            t->tag = shared->tag_labels[of->tags[row]];
        }
    }
}

static void keep_tree(annotation *of, token_range window, const parse_tree *tree) {
    const dependency_label *names = of->worker->shared->parser_classes.names;
    for (int i = 0; i < tree->count; i++) {
        token *t = &of->doc->tokens.at[window.begin + i];
        t->head = window.begin + tree->head[i];
        t->dep_name = names[tree->label[i]].name;
        t->dep = names[tree->label[i]].dep;
        t->left_edge = window.begin + of->left_edges[tree->first_row + i];
    }
}

static void run_parser(annotation *of) {
    annotator_worker     *w = of->worker;
    const parser_classes *classes = &w->shared->parser_classes;
    int                   row = 0;
    encode_for(of, w->shared->nets.parser.encoder);
    begin_scores(w->parser, of->parser_input, of->row_count);
    for (int i = 0; i < of->window_count; i++) {
        arena_mark  before = mark_arena(&w->scratch);
        token_range window = of->windows[i];
        parse_tree  tree = {.count = window.end - window.begin,
                            .first_row = row,
                            .starts = of->starts + row,
                            .is_space = of->is_space + row};
        tree.head = NEW_IN(&w->scratch, int, tree.count);
        tree.label = NEW_IN(&w->scratch, int, tree.count);
        parse_window(classes, w->parser, &w->scratch, &tree);
        settle_tree(classes, &w->scratch, &tree, of->left_edges + row);
        keep_tree(of, window, &tree);
        rewind_arena(&w->scratch, before);
        row += tree.count;
    }
}

// Only tokens of which nothing is known (spec 8).
static void run_senter(annotation *of) {
    encode_for(of, of->worker->shared->nets.pipeline->senter_encoder);
    for (int row = 0; row < of->row_count; row++) {
        if (of->starts[row] == START_UNKNOWN) of->starts[row] = of->opens[row];
    }
}

static void run_names(annotation *of) {
    annotator_worker *w = of->worker;
    int               row = 0;
    encode_for(of, w->shared->nets.ner.encoder);
    begin_scores(w->names, of->name_input, of->row_count);
    for (int i = 0; i < of->window_count; i++) {
        find_names(&w->shared->name_classes, w->names, of->doc, of->windows[i], row,
                   of->starts + row);
        row += of->windows[i].end - of->windows[i].begin;
    }
}

static void run_ruler(annotation *of) {
    for (int i = 0; i < of->window_count; i++) {
        apply_ruler(of->worker->ruler, of->doc, of->windows[i]);
    }
}

static void run_lemmatizer(annotation *of) {
    for (int i = 0; i < of->window_count; i++) {
        add_lemmas(of->worker->lemmas, of->doc, of->windows[i]);
    }
}

static bool is_wanted(const annotator_worker *w, const component *c) {
    if (c->kind == COMPONENT_SENTER) return c->is_enabled || w->options.uses_senter;
    if (c->kind == COMPONENT_PARSER) return c->is_enabled && !w->options.skips_parser;
    return c->is_enabled;
}

static bool has_wanted(const annotator_worker *w, component_kind kind) {
    const pipeline *p = w->shared->nets.pipeline;
    for (int i = 0; i < p->component_count; i++) {
        if (p->components[i].kind == kind && is_wanted(w, &p->components[i])) return true;
    }
    return false;
}

static const char *const PART_NAMES[] = {
    [COMPONENT_TOK2VEC] = "tok2vec",
    [COMPONENT_TAGGER] = "tagger",
    [COMPONENT_PARSER] = "parser",
    [COMPONENT_SENTER] = "senter",
    [COMPONENT_ATTRIBUTE_RULER] = "attribute ruler",
    [COMPONENT_LEMMATIZER] = "lemmatizer",
    [COMPONENT_NER] = "names",
};

static void run_component(annotation *of, component_kind kind) {
    switch (kind) {
    case COMPONENT_TOK2VEC:
        break; // encoded when first read
    case COMPONENT_TAGGER:
        run_tagger(of);
        break;
    case COMPONENT_PARSER:
        run_parser(of);
        break;
    case COMPONENT_SENTER:
        run_senter(of);
        break;
    case COMPONENT_ATTRIBUTE_RULER:
        run_ruler(of);
        break;
    case COMPONENT_LEMMATIZER:
        run_lemmatizer(of);
        break;
    case COMPONENT_NER:
        run_names(of);
        break;
    }
}

// ---- A group of windows ------------------------------------------------------------------

static void mark_paragraphs(annotation *of) {
    const paragraph_list *paragraphs = &of->doc->paragraphs;
    int                   row = 0;
    for (int w = 0; w < of->window_count; w++) {
        token_range window = of->windows[w];
        int         next = first_paragraph_from(of->doc, window.begin);
        for (; next < paragraphs->count && paragraphs->at[next].first_token < window.end; next++) {
            of->starts[row + paragraphs->at[next].first_token - window.begin] = STARTS;
        }
        row += window.end - window.begin;
    }
}

static void note_tokens(annotation *of) {
    int row = 0;
    for (int w = 0; w < of->window_count; w++) {
        for (int i = of->windows[w].begin; i < of->windows[w].end; i++, row++) {
            const token *t = token_at(of->doc, i);
            of->token_of_row[row] = i;
            of->is_space[row] = t->form->is_space;
            of->starts[row] = t->starts_sentence ? STARTS : START_UNKNOWN;
        }
    }
}

static void keep_starts(annotation *of) {
    int row = 0;
    for (int w = 0; w < of->window_count; w++) {
        for (int i = of->windows[w].begin; i < of->windows[w].end; i++, row++) {
            bool is_first = i == of->windows[w].begin;
            of->doc->tokens.at[i].starts_sentence = is_first || of->starts[row] == STARTS;
        }
    }
}

static annotation begin_annotation(annotator_worker *w, document *doc, const token_range *windows,
                                   int count) {
    const networks *nets = &w->shared->nets;
    annotation      of = {.worker = w, .doc = doc, .windows = windows, .window_count = count};
    for (int i = 0; i < count; i++) {
        of.row_count += windows[i].end - windows[i].begin;
    }
    size_t rows = (size_t)of.row_count;
    of.starts = NEW_IN(&w->scratch, int8_t, rows);
    of.opens = NEW_IN(&w->scratch, int8_t, rows);
    of.is_space = NEW_IN(&w->scratch, bool, rows);
    of.left_edges = NEW_IN(&w->scratch, int, rows);
    of.token_of_row = NEW_IN(&w->scratch, int, rows);
    of.tags = NEW_IN(&w->scratch, int, rows);
    if (w->parser) {
        of.parser_input =
            alloc_raw_in_arena(&w->scratch, sizeof(float), rows * input_room(&nets->parser));
    }
    if (w->names) {
        of.name_input =
            alloc_raw_in_arena(&w->scratch, sizeof(float), rows * input_room(&nets->ner));
    }
    return of;
}

static void begin_vectors(annotation *of) {
    annotator_worker *w = of->worker;
    const networks   *nets = &w->shared->nets;
    if (!w->options.vectors.take || of->window_count == 0) return;
    const token_range all = {of->windows[0].begin, of->windows[of->window_count - 1].end};
    const int         width = nets->encoders[nets->pipeline->tagger_encoder].width;
    const size_t      floats = (size_t)(all.end - all.begin) * (size_t)width;
    of->kept = NEW_IN(&w->scratch, float, floats);
    of->vectors = (token_vectors){all, width, of->kept};
}

static void annotate_group(annotator_worker *w, document *doc, const token_range *windows,
                           int count, window_kind kind) {
    const pipeline *p = w->shared->nets.pipeline;
    arena_mark      before = mark_arena(&w->scratch);
    annotation      of = begin_annotation(w, doc, windows, count);
    note_tokens(&of);
    begin_vectors(&of);
    if (kind == WINDOW_OF_PARAGRAPHS) mark_paragraphs(&of);
    for (int i = 0; i < p->component_count; i++) {
        if (!is_wanted(w, &p->components[i])) continue;
        run_component(&of, p->components[i].kind);
        tell_done(w, PART_NAMES[p->components[i].kind]);
    }
    keep_starts(&of);
    for (int i = 0; i < count && has_wanted(w, COMPONENT_PARSER); i++) {
        add_noun_chunks(doc, windows[i]);
    }
    if (of.kept) w->options.vectors.take(w->options.vectors.context, doc, &of.vectors);
    rewind_arena(&w->scratch, before);
}

// ---- The document ------------------------------------------------------------------------

// Every token as a root of its own, until the parser says more; a gap between windows begins a
// sentence.
static void begin_tokens(document *doc, const token_range *windows, int count) {
    int behind = 0;
    for (int i = 0; i < doc->tokens.count; i++) {
        doc->tokens.at[i].head = doc->tokens.at[i].left_edge = i;
    }
    for (int w = 0; w < count; w++) {
        if (behind < windows[w].begin) doc->tokens.at[behind].starts_sentence = true;
        behind = windows[w].end;
    }
    if (behind < doc->tokens.count) doc->tokens.at[behind].starts_sentence = true;
}

// Windows go through all components a group at a time, so that what is kept for each row is kept
// for a group only.
void annotate(annotator_worker *w, document *doc, const token_range *windows, int count,
              window_kind kind) {
    begin_tokens(doc, windows, count);
    for (int begin = 0, end = 0; begin < count; begin = end) {
        int tokens = windows[end].end - windows[end].begin;
        for (end++; end < count && tokens < GROUP_TOKENS; end++) {
            tokens += windows[end].end - windows[end].begin;
        }
        annotate_group(w, doc, windows + begin, end - begin, kind);
    }
    finish_tree(doc);
    tell_done(w, "tree");
}

// ---- Opening and closing -----------------------------------------------------------------

static bool fill_annotator(annotator *a, const pipeline *p, const kernels *k, ro_error *error) {
    if (!pack_networks(&a->memory, k, p, &a->nets, error)) return false;
    if (p->parser.encoder != NO_ENCODER &&
        !make_parser_classes(&a->memory, p, &a->nets.parser, &a->parser_classes, error)) {
        return false;
    }
    if (p->ner.encoder != NO_ENCODER &&
        !make_name_classes(&a->memory, p, &a->nets.ner, &a->name_classes, error)) {
        return false;
    }
    a->tag_labels = NEW_IN(&a->memory, tag_label, p->tag_count);
    for (int i = 0; i < p->tag_count; i++) {
        a->tag_labels[i] = tag_of_name(p->tags[i]);
    }
    a->ruler = open_ruler(p, error);
    return a->ruler != NULL;
}

annotator *open_annotator(const pipeline *p, const kernels *k, ro_error *error) {
    annotator *a = calloc(1, sizeof *a);
    if (!a) die_of_no_memory(sizeof *a);
    if (!fill_annotator(a, p, k ? k : best_kernels(), error)) {
        close_annotator(a);
        return NULL;
    }
    return a;
}

void close_annotator(annotator *a) {
    if (!a) return;
    close_ruler(a->ruler);
    close_arena(&a->memory);
    free(a);
}

static size_t largest(size_t a, size_t b) {
    return a > b ? a : b;
}

static void open_encoder_for(annotator_worker *w, int number, size_t budget) {
    if (number == NO_ENCODER || w->encoders[number]) return;
    w->encoders[number] = open_encoder_run(&w->shared->nets, number, budget);
}

static void open_networks(annotator_worker *w) {
    const networks *nets = &w->shared->nets;
    const pipeline *p = nets->pipeline;
    size_t budget = (w->options.memory_budget ? w->options.memory_budget : DEFAULT_BUDGET) / 2;
    if (has_wanted(w, COMPONENT_TAGGER)) open_encoder_for(w, p->tagger_encoder, budget);
    if (has_wanted(w, COMPONENT_PARSER)) {
        open_encoder_for(w, p->parser.encoder, budget);
        w->parser = open_scorer(nets->kernels, &nets->parser);
    }
    if (has_wanted(w, COMPONENT_SENTER)) open_encoder_for(w, p->senter_encoder, budget);
    if (has_wanted(w, COMPONENT_NER)) {
        open_encoder_for(w, p->ner.encoder, budget);
        w->names = open_scorer(nets->kernels, &nets->ner);
    }
    size_t room = largest(product_room(&nets->tagger), product_room(&nets->senter));
    w->scores = NEW_IN(&w->memory, float, room *ROWS_IN_BATCH);
}

annotator_worker *open_annotator_worker(const annotator *a, annotate_options options) {
    annotator_worker *w = calloc(1, sizeof *w);
    if (!w) die_of_no_memory(sizeof *w);
    w->shared = a;
    w->options = options;
    open_networks(w);
    w->ruler = open_ruler_worker(a->ruler);
    w->lemmas = open_lemma_worker(a->nets.pipeline, options.lemmas);
    return w;
}

void close_annotator_worker(annotator_worker *w) {
    if (!w) return;
    for (int i = 0; i < MOST_ENCODERS; i++) {
        close_encoder_run(w->encoders[i]);
    }
    close_scorer(w->parser);
    close_scorer(w->names);
    close_ruler_worker(w->ruler);
    close_lemma_worker(w->lemmas);
    close_arena(&w->scratch);
    close_arena(&w->memory);
    free(w);
}
