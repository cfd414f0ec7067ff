// lemma.c - a word to its dictionary form: by rules on its ending, corrected by exceptions.
//
//     "marches" VERB:  rule es -> e gives marche, a known word; rule es -> "" gives march, known
//                      too and found later, so that it stands first by the newer order
//     "went" VERB:     no rule's result is known; the exceptions say go, and they come first
//
// Besides the form, the result depends on no more than which tables are asked, if any: words that
// are base forms already, and parts of speech without tables, are only lowered, and names are left
// as they are. So a worker remembers one lemma for each form and set of tables.
#include "parse/lemma.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/search.h"
#include "base/unicode.h"

typedef LIST(str) word_list;

struct lemma_worker {
    const pipeline *pipeline;
    lemma_order     order;
    arena           scratch;
    uint32_t        generation;
    arena           memory;   // holds what is remembered
    word_list      *of_forms; // by tables, then by form; at == NULL: not known yet
};

lemma_worker *open_lemma_worker(const pipeline *p, lemma_order order) {
    lemma_worker *w = calloc(1, sizeof *w);
    if (!w) die_of_no_memory(sizeof *w);
    w->pipeline = p;
    w->order = order;
    return w;
}

void close_lemma_worker(lemma_worker *w) {
    if (!w) return;
    close_arena(&w->scratch);
    close_arena(&w->memory);
    free(w);
}

// ---- Tables ------------------------------------------------------------------------------

static bool is_known_word(const lemma_tables *tables, str word) {
    int first;
    FIND_FIRST(first, 0, tables->index_count, compare_str(tables->index[first], word) >= 0);
    return first < tables->index_count && same(tables->index[first], word);
}

static const lemma_exception *find_exception(const lemma_tables *tables, str word) {
    const lemma_exception *all = tables->exceptions;
    int                    first;
    FIND_FIRST(first, 0, tables->exception_count, compare_str(all[first].word, word) >= 0);
    bool is_it = first < tables->exception_count && same(all[first].word, word);
    return is_it ? &all[first] : NULL;
}

// ---- One word ----------------------------------------------------------------------------

static void put_first(arena *a, word_list *words, str word) {
    PUSH_IN(a, words, word);
    memmove(words->at + 1, words->at, (size_t)(words->count - 1) * sizeof *words->at);
    words->at[0] = word;
}

static bool is_among(const word_list *words, str word) {
    for (int i = 0; i < words->count; i++) {
        if (same(words->at[i], word)) return true;
    }
    return false;
}

static str find_lemma(lemma_worker *w, const lemma_tables *tables, const form *f) {
    arena    *a = &w->scratch;
    word_list found = {0}, unknown = {0};
    for (int i = 0; i < tables->rule_count; i++) {
        const lemma_rule *rule = &tables->rules[i];
        if (!ends_with(f->lower_text, rule->ending)) continue;
        str stem = slice(f->lower_text, 0, f->lower_text.size - rule->ending.size);
        str word = join_str(a, stem, rule->instead);
        if (word.size == 0) continue;
        bool is_known = is_known_word(tables, word);
        if (is_known && w->order == LEMMA_ORDER_NEWER) {
            put_first(a, &found, word);
        } else if (is_known || !is_all_alpha(word)) {
            PUSH_IN(a, &found, word);
        } else {
            PUSH_IN(a, &unknown, word);
        }
    }
    const lemma_exception *exception = find_exception(tables, f->lower_text);
    for (int i = 0; exception && i < exception->lemma_count; i++) {
        if (!is_among(&found, exception->lemmas[i])) put_first(a, &found, exception->lemmas[i]);
    }
    if (found.count > 0) return found.at[0];
    return unknown.count > 0 ? unknown.at[0] : f->text;
}

static str lemma_by_tables(lemma_worker *w, int number, const form *f) {
    if (!w->of_forms || w->generation != f->generation) {
        close_arena(&w->memory);
        w->of_forms = NEW_IN(&w->memory, word_list, w->pipeline->lemma_table_count);
        w->generation = f->generation;
    }
    word_list *known = &w->of_forms[number];
    while (known->count <= (int)f->number) {
        PUSH_IN(&w->memory, known, ((str){NULL, 0}));
    }
    str *lemma = &known->at[f->number];
    if (!lemma->at) {
        arena_mark before = mark_arena(&w->scratch);
        *lemma = copy_str(&w->memory, find_lemma(w, &w->pipeline->lemma_tables[number], f));
        rewind_arena(&w->scratch, before);
    }
    return *lemma;
}

// ---- Tokens ------------------------------------------------------------------------------

static bool has_feature(str morph, str feature) {
    while (morph.at) {
        if (same(cut_at(&morph, '|'), feature)) return true;
    }
    return false;
}

static bool has_number(str morph) {
    while (morph.at) {
        if (starts_with(cut_at(&morph, '|'), STR("Number="))) return true;
    }
    return false;
}

static bool is_base_form(str pos, str morph) {
    if (morph.size == 0) return false;
    if (has_feature(morph, STR("VerbForm=Inf")) || has_feature(morph, STR("VerbForm=None")) ||
        has_feature(morph, STR("Degree=Pos"))) {
        return true;
    }
    if (same(pos, STR("NOUN"))) return has_feature(morph, STR("Number=Sing"));
    if (!same(pos, STR("VERB"))) return false;
    return has_feature(morph, STR("VerbForm=Fin")) && has_feature(morph, STR("Tense=Pres")) &&
           !has_number(morph);
}

static str lemma_of_token(lemma_worker *w, const token *t) {
    str pos = t->pos_name;
    if (pos.size == 0 || same(pos, STR("SPACE")) || same(pos, STR("EOL")) ||
        is_base_form(pos, t->morph)) {
        return t->form->lower_text;
    }
    for (int i = 0; i < w->pipeline->lemma_table_count; i++) {
        if (same_ignoring_case(w->pipeline->lemma_tables[i].pos, pos)) {
            return lemma_by_tables(w, i, t->form);
        }
    }
    return same(pos, STR("PROPN")) ? t->form->text : t->form->lower_text;
}

void add_lemmas(lemma_worker *w, document *doc, token_range where) {
    for (int i = where.begin; i < where.end; i++) {
        token *t = &doc->tokens.at[i];
        if (t->lemma.size > 0) continue;
        str  lemma = lemma_of_token(w, t);
        bool is_in_text = same(lemma, t->form->text);
        t->lemma = is_in_text ? slice_span(doc->text, t->where) : copy_str(&doc->memory, lemma);
    }
}
