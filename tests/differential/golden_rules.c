// golden_rules.c - the rule-based parts of the language engine against spaCy: tokens and norms from
// the text; parts of speech, morphology, lemmas and noun chunks from spaCy's own tags and trees, so
// that a difference here is never the networks'.
//
// Reads golden lines from standard input. Tags and labels in them are those behind the attribute
// ruler, which takes them for what they were before: it changes them on white space only, and there
// to the same again.
#include "models.h"
#include "parse/chunks.h"
#include "parse/lemma.h"
#include "parse/ruler.h"
#include "rows.h"
#include "token/tokenizer.h"

#include <stdlib.h>

enum { SKIPPED = 77, MOST_SHOWN = 20 };

typedef struct {
    loaded_pipeline  *model;
    tokenizer        *tokenizer;
    vocabulary       *vocabulary;
    tokenizer_worker *tokens;
    ruler            *ruler;
    ruler_worker     *rules;
    lemma_worker     *lemmas;
    int               text_count, token_count, chunk_count, difference_count;
} workshop;

static bool open_workshop(workshop *w, ro_error *error) {
    const pipeline *p = pipeline_of(w->model);
    w->tokenizer = open_tokenizer(p, error);
    w->ruler = open_ruler(p, error);
    if (!w->tokenizer || !w->ruler) return false;
    w->vocabulary = open_vocabulary(p);
    w->tokens = open_tokenizer_worker(w->tokenizer, w->vocabulary);
    w->rules = open_ruler_worker(w->ruler);
    w->lemmas = open_lemma_worker(p, LEMMA_ORDER_NEWER);
    return true;
}

static void close_workshop(workshop *w) {
    close_lemma_worker(w->lemmas);
    close_ruler_worker(w->rules);
    close_ruler(w->ruler);
    close_tokenizer_worker(w->tokens);
    close_vocabulary(w->vocabulary);
    close_tokenizer(w->tokenizer);
    close_pipeline(w->model);
}

static void tell_difference(workshop *w, const document *doc, str token_text, const char *field,
                            str got, str wanted) {
    if (w->difference_count++ >= MOST_SHOWN) return;
    printf("%.*s: \"%.*s\": %s: got \"%.*s\", wanted \"%.*s\"\n", SHOWN(doc->meta.id),
           SHOWN(token_text), field, SHOWN(got), SHOWN(wanted));
}

static bool same_span(span a, span b) {
    return a.begin == b.begin && a.end == b.end;
}

static bool compare_tokens(workshop *w, const document *got, const document *wanted) {
    for (int i = 0; i < got->tokens.count && i < wanted->tokens.count; i++) {
        const token *a = token_at(got, i), *b = token_at(wanted, i);
        if (!same_span(a->where, b->where)) {
            tell_difference(w, wanted, token_text(wanted, i), "text", token_text(got, i),
                            token_text(wanted, i));
            return false;
        }
        if (a->space_after != b->space_after) {
            tell_difference(w, wanted, token_text(wanted, i), "space", STR(""), STR(""));
        }
        if (!same(a->norm, b->norm)) {
            tell_difference(w, wanted, token_text(wanted, i), "norm", a->norm, b->norm);
        }
    }
    if (got->tokens.count == wanted->tokens.count) return true;
    tell_difference(w, wanted, STR(""), "number of tokens", STR(""), STR(""));
    return false;
}

static void take_tree(document *doc, const document *from) {
    for (int i = 0; i < doc->tokens.count; i++) {
        token       *t = &doc->tokens.at[i];
        const token *f = token_at(from, i);
        t->tag_name = f->tag_name;
        t->tag = f->tag;
        t->dep_name = f->dep_name;
        t->dep = f->dep;
        t->head = f->head;
        t->left_edge = f->left_edge;
    }
}

static void compare_rules(workshop *w, const document *got, const document *wanted) {
    for (int i = 0; i < got->tokens.count; i++) {
        const token *a = token_at(got, i), *b = token_at(wanted, i);
        const struct {
            const char *name;
            str         got, wanted;
        } fields[] = {
            {"tag", a->tag_name, b->tag_name}, {"pos", a->pos_name, b->pos_name},
            {"dep", a->dep_name, b->dep_name}, {"morph", a->morph, b->morph},
            {"lemma", a->lemma, b->lemma},
        };
        for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
            if (same(fields[k].got, fields[k].wanted)) continue;
            tell_difference(w, wanted, token_text(wanted, i), fields[k].name, fields[k].got,
                            fields[k].wanted);
        }
        if (a->pos != b->pos || a->tag != b->tag || a->dep != b->dep) {
            tell_difference(w, wanted, token_text(wanted, i), "number of a label", STR(""),
                            STR(""));
        }
    }
}

static void compare_chunks(workshop *w, const document *got, const document *wanted) {
    int count = got->noun_chunks.count;
    if (count != wanted->noun_chunks.count) {
        tell_difference(w, wanted, STR(""), "number of noun chunks", STR(""), STR(""));
        return;
    }
    for (int i = 0; i < count; i++) {
        token_range a = got->noun_chunks.at[i], b = wanted->noun_chunks.at[i];
        if (a.begin == b.begin && a.end == b.end) continue;
        tell_difference(w, wanted, STR(""), "noun chunk",
                        text_of(got, span_of_tokens(got, a.begin, a.end)),
                        text_of(wanted, span_of_tokens(wanted, b.begin, b.end)));
    }
}

static void compare_line(workshop *w, str line) {
    json_value *row = read_json(line, "golden", NULL);
    document   *wanted = document_of_rows(row), *got = new_document();
    got->text = wanted->text;
    tokenize(w->tokens, got, (span){0, (uint32_t)got->text.size});
    if (compare_tokens(w, got, wanted)) {
        token_range all = {0, got->tokens.count};
        take_tree(got, wanted);
        apply_ruler(w->rules, got, all);
        add_lemmas(w->lemmas, got, all);
        add_noun_chunks(got, all);
        compare_rules(w, got, wanted);
        compare_chunks(w, got, wanted);
    }
    w->text_count++;
    w->token_count += wanted->tokens.count;
    w->chunk_count += wanted->noun_chunks.count;
    close_document(got);
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
    printf("%d texts, %d tokens, %d noun chunks: %d differences\n", w.text_count, w.token_count,
           w.chunk_count, w.difference_count);
    free(line);
    close_workshop(&w);
    return w.difference_count == 0 && w.text_count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
