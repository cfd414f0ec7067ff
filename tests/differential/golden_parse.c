// golden_parse.c - the whole language engine against spaCy: every field of every token and every
// noun chunk of the golden texts, with every table of kernels that this processor runs.
//
//     golden_parse sm|md < golden lines
//
// A difference is a bug: no decision in these texts is near enough to a tie to be noise.
#include "golden.h"
#include "parse/annotate.h"

enum { MOST_TABLES = 4 };

// The reference is slow; it takes one text in so many.
enum { REFERENCE_STEP = 16 };

typedef struct {
    const kernels    *kernels;
    annotator        *shared;
    annotator_worker *worker;
} annotating;

typedef struct {
    int        table_count;
    annotating tables[MOST_TABLES];
} workshop;

static bool open_workshop(void *context, const pipeline *p, ro_error *error) {
    static const char *const names[MOST_TABLES] = {"avx512", "avx2", "neon", "reference"};
    workshop                *w = context;
    for (int i = 0; i < MOST_TABLES; i++) {
        const kernels *k = find_kernels(names[i]);
        if (!k) continue;
        annotator *shared = open_annotator(p, k, error);
        if (!shared) return false;
        w->tables[w->table_count++] =
            (annotating){k, shared, open_annotator_worker(shared, (annotate_options){0})};
        printf("kernels: %s\n", k->name);
    }
    return true;
}

static void close_workshop(void *context) {
    workshop *w = context;
    for (int i = 0; i < w->table_count; i++) {
        close_annotator_worker(w->tables[i].worker);
        close_annotator(w->tables[i].shared);
    }
}

// ---- Comparing ---------------------------------------------------------------------------

static void tell_difference(golden_texts *texts, const annotating *a, const document *doc, int i,
                            const char *field) {
    str text = i < doc->tokens.count ? token_text(doc, i) : STR("");
    if (!is_shown_difference(texts)) return;
    printf("%s, %.*s, token %d \"%.*s\": %s differs\n", a->kernels->name, SHOWN(doc->meta.id), i,
           SHOWN(text), field);
}

static void compare_token(golden_texts *texts, const annotating *with, const document *got,
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
        if (!checks[k].is_same) tell_difference(texts, with, wanted, i, checks[k].field);
    }
}

static void compare_documents(golden_texts *texts, const annotating *with, const document *got,
                              const document *wanted) {
    if (got->tokens.count != wanted->tokens.count) {
        tell_difference(texts, with, wanted, got->tokens.count, "number of tokens");
        return;
    }
    for (int i = 0; i < got->tokens.count; i++) {
        compare_token(texts, with, got, wanted, i);
    }
    if (got->noun_chunks.count != wanted->noun_chunks.count) {
        tell_difference(texts, with, wanted, 0, "number of noun chunks");
        return;
    }
    for (int i = 0; i < got->noun_chunks.count; i++) {
        token_range a = got->noun_chunks.at[i], b = wanted->noun_chunks.at[i];
        if (a.begin != b.begin || a.end != b.end) {
            tell_difference(texts, with, wanted, b.begin, "noun chunk");
        }
    }
    if (got->names.count != wanted->names.count) {
        tell_difference(texts, with, wanted, 0, "number of names");
    }
}

// ---- Running -----------------------------------------------------------------------------

static bool takes_text(const golden_texts *texts, const annotating *a) {
    return strcmp(a->kernels->name, "reference") != 0 || texts->text_count % REFERENCE_STEP == 0;
}

static void compare_text(void *context, golden_texts *texts, const document *wanted) {
    workshop *w = context;
    for (int i = 0; i < w->table_count; i++) {
        if (!takes_text(texts, &w->tables[i])) continue;
        document         *got = tokenize_again(texts, wanted);
        const token_range all = {0, got->tokens.count};
        annotate(w->tables[i].worker, got, &all, 1, WINDOW_IS_TEXT);
        compare_documents(texts, &w->tables[i], got, wanted);
        close_document(got);
    }
}

int main(int count, char **arguments) {
    static const golden_check check = {open_workshop, compare_text, close_workshop};
    workshop                  w = {0};
    return compare_golden_texts(&check, &w, count, arguments);
}
