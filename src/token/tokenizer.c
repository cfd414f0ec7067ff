// tokenizer.c - a text to tokens, in two passes.
//
//     text --take_chunk--> chunks --split_chunk--> pieces --find_form--> tokens
//                             \______ remembered ______/                   |
//                                                     apply_special_cases <-
//
// What a chunk falls into depends on the chunk alone, and news repeats itself: the forms of short
// chunks are remembered. What is remembered changes no result, only time; when there is too much
// of it, all of it is forgotten.
#include "token/tokenizer.h"

#include <assert.h>
#include <stdlib.h>

#include "base/table.h"
#include "token/chunk.h"
#include "token/special.h"

enum { MOST_CHUNKS = 64000, LONGEST_CHUNK = 48 };

struct tokenizer {
    arena         memory;
    chunk_rules   rules;
    special_cases specials;
};

typedef struct {
    const form *const *at;
    int                count;
} form_run;

typedef struct {
    arena     memory; // holds everything below
    str_table by_text;
    LIST(form_run) runs;
} chunk_memory;

struct tokenizer_worker {
    const tokenizer *tokenizer;
    vocabulary      *vocabulary;
    uint32_t         generation; // of the forms that are remembered
    matcher         *matcher;
    chunk_memory     known;
    arena            scratch;
};

tokenizer *open_tokenizer(const pipeline *p, ro_error *error) {
    tokenizer *t = calloc(1, sizeof *t);
    if (!t) die_of_no_memory(sizeof *t);
    if (!open_chunk_rules(&t->memory, &p->tokenizer, &t->rules, error)) {
        close_tokenizer(t);
        return NULL;
    }
    collect_special_cases(&t->memory, &t->rules, &t->specials);
    return t;
}

void close_tokenizer(tokenizer *t) {
    if (!t) return;
    close_chunk_rules(&t->rules);
    close_arena(&t->memory);
    free(t);
}

static void forget_chunks(chunk_memory *known) {
    close_arena(&known->memory);
    *known = (chunk_memory){0};
}

tokenizer_worker *open_tokenizer_worker(const tokenizer *t, vocabulary *v) {
    tokenizer_worker *w = calloc(1, sizeof *w);
    if (!w) die_of_no_memory(sizeof *w);
    w->tokenizer = t;
    w->vocabulary = v;
    w->generation = generation_of(v);
    w->matcher = open_matcher();
    return w;
}

void close_tokenizer_worker(tokenizer_worker *w) {
    if (!w) return;
    close_matcher(w->matcher);
    forget_chunks(&w->known);
    close_arena(&w->scratch);
    free(w);
}

// ---- Chunks to forms ---------------------------------------------------------------------

static form_run split_to_forms(tokenizer_worker *w, arena *a, str text) {
    piece_list pieces = {0};
    split_chunk(&w->tokenizer->rules, w->matcher, &w->scratch, text, &pieces);
    const form **forms = NEW_IN(a, const form *, pieces.count);
    for (int i = 0; i < pieces.count; i++) {
        forms[i] = find_form(w->vocabulary, pieces.at[i].orth, pieces.at[i].norm);
    }
    return (form_run){forms, pieces.count};
}

// The run lives until the next call.
static form_run forms_of_chunk(tokenizer_worker *w, str text) {
    if (text.size > LONGEST_CHUNK) return split_to_forms(w, &w->scratch, text);
    uint32_t found = find_in_table(&w->known.by_text, text);
    if (found != NOT_IN_TABLE) return w->known.runs.at[found];

    if (w->known.runs.count == MOST_CHUNKS) forget_chunks(&w->known);
    arena   *memory = &w->known.memory;
    form_run run = split_to_forms(w, memory, text);
    add_to_table(memory, &w->known.by_text, copy_str(memory, text), (uint32_t)w->known.runs.count);
    PUSH_IN(memory, &w->known.runs, run);
    return run;
}

static void add_tokens(document *doc, uint32_t at, form_run run, bool space_after) {
    for (int i = 0; i < run.count; i++) {
        uint32_t end = at + (uint32_t)run.at[i]->text.size;
        token    made = {.where = {at, end}, .form = run.at[i]};
        made.space_after = space_after && i == run.count - 1;
        PUSH_IN(&doc->memory, &doc->tokens, made);
        at = end;
    }
}

// Forms go, documents stay.
static void add_norms(document *doc, int first) {
    for (int i = first; i < doc->tokens.count; i++) {
        token      *t = &doc->tokens.at[i];
        const form *f = t->form;
        bool        is_in_text = same(f->norm_text, f->text);
        t->norm =
            is_in_text ? slice_span(doc->text, t->where) : copy_str(&doc->memory, f->norm_text);
    }
}

void tokenize(tokenizer_worker *w, document *doc, span where) {
    int first = doc->tokens.count;
    str rest = slice_span(doc->text, where);
    assert(find_invalid_utf8(rest) < 0);
    if (w->generation != generation_of(w->vocabulary)) forget_chunks(&w->known);
    w->generation = generation_of(w->vocabulary);

    chunk taken;
    while (take_chunk(&rest, &taken)) {
        uint32_t   begin = (uint32_t)(taken.text.at - doc->text.at);
        arena_mark before = mark_arena(&w->scratch);
        add_tokens(doc, begin, forms_of_chunk(w, taken.text), taken.space_after);
        rewind_arena(&w->scratch, before);
    }
    if (first == doc->tokens.count) return;
    doc->tokens.at[first].starts_sentence = true;
    apply_special_cases(&w->tokenizer->specials, &w->tokenizer->rules, w->vocabulary, doc, first);
    add_norms(doc, first);
}
