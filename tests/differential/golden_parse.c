// golden_parse.c - the whole language engine against spaCy: every field of every token and every
// noun chunk of the golden texts, with every table of kernels that this processor runs.
//
//     golden_parse sm|md < golden lines
//
// A difference is a bug: no decision in these texts is near enough to a tie to be noise.
#include <stdlib.h>

#include "models.h"
#include "parse/annotate.h"
#include "rows.h"
#include "token/tokenizer.h"

enum { SKIPPED = 77, MOST_SHOWN = 20, MOST_TABLES = 4 };

// The reference is slow; it takes one text in so many.
enum { REFERENCE_STEP = 16 };

typedef struct {
    const kernels    *kernels;
    annotator        *shared;
    annotator_worker *worker;
} annotating;

typedef struct {
    loaded_pipeline  *model;
    tokenizer        *tokenizer;
    vocabulary       *vocabulary;
    tokenizer_worker *tokens;
    int               table_count;
    annotating        tables[MOST_TABLES];
    int               text_count, token_count, difference_count;
} workshop;

static bool open_workshop(workshop *w, ro_error *error) {
    static const char *const names[MOST_TABLES] = {"avx512", "avx2", "neon", "reference"};
    const pipeline          *p = pipeline_of(w->model);
    w->tokenizer = open_tokenizer(p, error);
    if (!w->tokenizer) return false;
    w->vocabulary = open_vocabulary(p);
    w->tokens = open_tokenizer_worker(w->tokenizer, w->vocabulary);
    for (int i = 0; i < MOST_TABLES; i++) {
        const kernels *k = find_kernels(names[i]);
        if (!k) continue;
        annotator *shared = open_annotator(p, k, error);
        if (!shared) return false;
        w->tables[w->table_count++] =
            (annotating){k, shared, open_annotator_worker(shared, (annotate_options){0})};
    }
    return true;
}

static void close_workshop(workshop *w) {
    for (int i = 0; i < w->table_count; i++) {
        close_annotator_worker(w->tables[i].worker);
        close_annotator(w->tables[i].shared);
    }
    close_tokenizer_worker(w->tokens);
    close_vocabulary(w->vocabulary);
    close_tokenizer(w->tokenizer);
    close_pipeline(w->model);
}

// ---- Comparing ---------------------------------------------------------------------------

static void tell_difference(workshop *w, const annotating *a, const document *doc, int i,
                            const char *field) {
    str text = i < doc->tokens.count ? token_text(doc, i) : STR("");
    if (w->difference_count++ >= MOST_SHOWN) return;
    printf("%s, %.*s, token %d \"%.*s\": %s differs\n", a->kernels->name, SHOWN(doc->meta.id), i,
           SHOWN(text), field);
}

static void compare_token(workshop *w, const annotating *with, const document *got,
                          const document *wanted, int i) {
    const token *a = token_at(got, i), *b = token_at(wanted, i);
    const struct {
        const char *field;
        bool        is_same;
    } checks[] = {
        {"extent", a->where.begin == b->where.begin && a->where.end == b->where.end},
        {"space", a->space_after == b->space_after},
        {"norm", same(a->norm, b->norm)},
        {"tag", same(a->tag_name, b->tag_name) && a->tag == b->tag},
        {"pos", same(a->pos_name, b->pos_name) && a->pos == b->pos},
        {"morph", same(a->morph, b->morph)},
        {"lemma", same(a->lemma, b->lemma)},
        {"head", a->head == b->head},
        {"dep", same(a->dep_name, b->dep_name) && a->dep == b->dep},
        {"sentence start", a->starts_sentence == b->starts_sentence},
        {"sentence", a->sentence == b->sentence},
        {"name", a->starts_name == b->starts_name && a->label == b->label},
        {"name's label", same(a->label_name, b->label_name)},
    };
    for (size_t k = 0; k < sizeof checks / sizeof *checks; k++) {
        if (!checks[k].is_same) tell_difference(w, with, wanted, i, checks[k].field);
    }
}

static void compare_documents(workshop *w, const annotating *with, const document *got,
                              const document *wanted) {
    if (got->tokens.count != wanted->tokens.count) {
        tell_difference(w, with, wanted, got->tokens.count, "number of tokens");
        return;
    }
    for (int i = 0; i < got->tokens.count; i++) {
        compare_token(w, with, got, wanted, i);
    }
    if (got->noun_chunks.count != wanted->noun_chunks.count) {
        tell_difference(w, with, wanted, 0, "number of noun chunks");
        return;
    }
    for (int i = 0; i < got->noun_chunks.count; i++) {
        token_range a = got->noun_chunks.at[i], b = wanted->noun_chunks.at[i];
        if (a.begin != b.begin || a.end != b.end) {
            tell_difference(w, with, wanted, b.begin, "noun chunk");
        }
    }
    if (got->names.count != wanted->names.count) {
        tell_difference(w, with, wanted, 0, "number of names");
    }
}

// ---- Running -----------------------------------------------------------------------------

static bool takes_text(const workshop *w, const annotating *a) {
    return strcmp(a->kernels->name, "reference") != 0 || w->text_count % REFERENCE_STEP == 0;
}

static void compare_line(workshop *w, str line) {
    json_value *row = read_json(line, "golden", NULL);
    document   *wanted = document_of_rows(row);
    for (int i = 0; i < w->table_count; i++) {
        if (!takes_text(w, &w->tables[i])) continue;
        document *got = new_document();
        got->text = wanted->text;
        tokenize(w->tokens, got, (span){0, (uint32_t)got->text.size});
        const token_range all = {0, got->tokens.count};
        annotate(w->tables[i].worker, got, &all, 1, WINDOW_IS_TEXT);
        compare_documents(w, &w->tables[i], got, wanted);
        close_document(got);
    }
    w->text_count++;
    w->token_count += wanted->tokens.count;
    close_document(wanted);
    close_json(row);
    renew_vocabulary(w->vocabulary);
}

int main(int count, char **arguments) {
    bool     is_md = count > 1 && strcmp(arguments[1], "md") == 0;
    workshop w = {.model = open_test_model(is_md ? MODEL_MD : MODEL_SM)};
    ro_error error = {0};
    if (!w.model) return SKIPPED;
    if (!open_workshop(&w, &error)) {
        printf("%s\n", error.message);
        return EXIT_FAILURE;
    }
    char  *line = NULL;
    size_t room = 0;
    for (ssize_t size; (size = getline(&line, &room, stdin)) > 0;) {
        compare_line(&w, (str){line, (size_t)size});
    }
    printf("%d texts, %d tokens, %d tables of kernels: %d differences\n", w.text_count,
           w.token_count, w.table_count, w.difference_count);
    free(line);
    bool is_good = w.difference_count == 0 && w.text_count > 0;
    close_workshop(&w);
    return is_good ? EXIT_SUCCESS : EXIT_FAILURE;
}
