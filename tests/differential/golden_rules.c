// golden_rules.c - the rule-based parts of the language engine against spaCy: tokens and norms from
// the text; parts of speech, morphology, lemmas and noun chunks from spaCy's own tags and trees, so
// that a difference here is never the networks'.
//
// Reads golden lines from standard input. Tags and labels in them are those behind the attribute
// ruler, which takes them for what they were before: it changes them on white space only, and there
// to the same again.
#include "golden.h"
#include "parse/chunks.h"
#include "parse/lemma.h"
#include "parse/ruler.h"

typedef struct {
    ruler        *ruler;
    ruler_worker *rules;
    lemma_worker *lemmas;
} workshop;

static bool open_workshop(void *context, const pipeline *p, ro_error *error) {
    workshop *w = context;
    w->ruler = open_ruler(p, error);
    if (!w->ruler) return false;
    w->rules = open_ruler_worker(w->ruler);
    w->lemmas = open_lemma_worker(p, LEMMA_ORDER_NEWER);
    return true;
}

static void close_workshop(void *context) {
    workshop *w = context;
    close_lemma_worker(w->lemmas);
    close_ruler_worker(w->rules);
    close_ruler(w->ruler);
}

static void tell_difference(golden_texts *texts, const document *doc, str token_text,
                            const char *field, str got, str wanted) {
    if (!is_shown_difference(texts)) return;
    printf("%.*s: \"%.*s\": %s: got \"%.*s\", wanted \"%.*s\"\n", SHOWN(doc->meta.id),
           SHOWN(token_text), field, SHOWN(got), SHOWN(wanted));
}

static bool same_span(span a, span b) {
    return a.begin == b.begin && a.end == b.end;
}

static bool compare_tokens(golden_texts *texts, const document *got, const document *wanted) {
    for (int i = 0; i < got->tokens.count && i < wanted->tokens.count; i++) {
        const token *a = token_at(got, i), *b = token_at(wanted, i);
        if (!same_span(a->where, b->where)) {
            tell_difference(texts, wanted, token_text(wanted, i), "text", token_text(got, i),
                            token_text(wanted, i));
            return false;
        }
        if (a->space_after != b->space_after) {
            tell_difference(texts, wanted, token_text(wanted, i), "space", STR(""), STR(""));
        }
        if (!same(a->norm, b->norm)) {
            tell_difference(texts, wanted, token_text(wanted, i), "norm", a->norm, b->norm);
        }
    }
    if (got->tokens.count == wanted->tokens.count) return true;
    tell_difference(texts, wanted, STR(""), "number of tokens", STR(""), STR(""));
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

static void compare_rules(golden_texts *texts, const document *got, const document *wanted) {
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
            tell_difference(texts, wanted, token_text(wanted, i), fields[k].name, fields[k].got,
                            fields[k].wanted);
        }
        if (a->pos != b->pos || a->tag != b->tag || a->dep != b->dep) {
            tell_difference(texts, wanted, token_text(wanted, i), "number of a label", STR(""),
                            STR(""));
        }
    }
}

static void compare_chunks(golden_texts *texts, const document *got, const document *wanted) {
    int count = got->noun_chunks.count;
    if (count != wanted->noun_chunks.count) {
        tell_difference(texts, wanted, STR(""), "number of noun chunks", STR(""), STR(""));
        return;
    }
    for (int i = 0; i < count; i++) {
        token_range a = got->noun_chunks.at[i], b = wanted->noun_chunks.at[i];
        if (a.begin == b.begin && a.end == b.end) continue;
        tell_difference(texts, wanted, STR(""), "noun chunk",
                        text_of(got, span_of_tokens(got, a.begin, a.end)),
                        text_of(wanted, span_of_tokens(wanted, b.begin, b.end)));
    }
}

static void compare_text(void *context, golden_texts *texts, const document *wanted) {
    workshop *w = context;
    document *got = tokenize_again(texts, wanted);
    if (compare_tokens(texts, got, wanted)) {
        token_range all = {0, got->tokens.count};
        take_tree(got, wanted);
        apply_ruler(w->rules, got, all);
        add_lemmas(w->lemmas, got, all);
        add_noun_chunks(got, all);
        compare_rules(texts, got, wanted);
        compare_chunks(texts, got, wanted);
    }
    close_document(got);
}

int main(int count, char **arguments) {
    static const golden_check check = {open_workshop, compare_text, close_workshop};
    workshop                  w = {0};
    return compare_golden_texts(&check, &w, count, arguments);
}
