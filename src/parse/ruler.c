// ruler.c - which rules match at a token, without asking each of them.
//
// A pattern holds one set of conditions for each of its tokens. When rules are opened, every
// pattern is hung up at the condition that fewest tokens meet:
//
//     LOWER or ORTH is (one of) some words     in a table, by word
//     IS_SPACE, LOWER like an expression       in a list that is tried once for each form
//     DEP or TAG is (one of) some labels       in a table, by label
//     anything else                            in a list that is tried at each token
//
// Nothing in the first two depends on more than the form, so a worker remembers for each form
// which patterns hang there. A token thus meets one to five patterns, of some 180.
//
// All matches count as found before anything is changed, and of rules that set the same attribute
// of a token the last one wins. So it is enough to note, for each attribute of each token, the
// highest rule that sets it, and to write at the end; no match is kept and none is sorted.
#include "parse/ruler.h"

#include <stdlib.h>

#include "base/regex.h"
#include "base/table.h"

typedef enum { SETS_POS, SETS_TAG, SETS_DEP, SETS_LEMMA, SETS_MORPH, ATTRIBUTE_COUNT } attribute;

enum { NO_RULE = -1, NO_CONDITION = -1 };

typedef struct {
    const ruler_condition *what;
    regex                 *expression; // of RULER_REGEX
} condition;

// A pattern at the place where it hangs: at one condition of one of its tokens.
typedef struct {
    const ruler_token *tokens;
    int                token_count;
    const condition   *conditions; // of all its tokens, one behind the other
    int                entry;
    int                token;     // of the pattern
    int                condition; // of that token, or NO_CONDITION
} hung_pattern;

typedef LIST(hung_pattern) pattern_list;

typedef struct {
    str_table numbers;
    LIST(pattern_list) lists;
} pattern_table;

typedef struct {
    pos_label pos;
    tag_label tag;
    dep_label dep;
} entry_labels;

struct ruler {
    arena           memory;
    const pipeline *pipeline;
    entry_labels   *labels; // of each entry
    LIST(regex *) expressions;
    pattern_table by_lower, by_orth, by_dep, by_tag;
    pattern_list  by_form, everywhere;
};

typedef struct {
    bool         is_known;
    pattern_list patterns;
} form_patterns;

struct ruler_worker {
    const ruler *ruler;
    matcher     *matcher;
    arena        scratch;
    uint32_t     generation;
    arena        memory; // holds what is remembered
    LIST(form_patterns) of_forms;
};

// ---- Opening -----------------------------------------------------------------------------

static bool names_values(const ruler_condition *c) {
    return c->test == RULER_IS || c->test == RULER_IN;
}

// How few tokens a condition lets through; 0: it cannot be hung up at.
static int rank(const ruler_condition *c) {
    switch (c->key) {
    case RULER_LOWER:
    case RULER_ORTH:
        return names_values(c) ? 4 : c->test == RULER_REGEX ? 3 : 0;
    case RULER_IS_SPACE:
        return names_values(c) && c->value_count == 1 && same(c->values[0], STR("true")) ? 3 : 0;
    case RULER_DEP:
        return names_values(c) ? 2 : 0;
    case RULER_TAG:
        return names_values(c) ? 1 : 0;
    case RULER_POS:
        return 0;
    }
    return 0;
}

static void choose_hook(hung_pattern *p) {
    int best = 0;
    p->token = 0;
    p->condition = NO_CONDITION;
    for (int t = 0; t < p->token_count; t++) {
        for (int c = 0; c < p->tokens[t].condition_count; c++) {
            int rank_here = rank(&p->tokens[t].conditions[c]);
            if (rank_here <= best) continue;
            best = rank_here;
            p->token = t;
            p->condition = c;
        }
    }
}

static void hang_in_table(arena *a, pattern_table *table, str value, hung_pattern p) {
    uint32_t number = find_in_table(&table->numbers, value);
    if (number == NOT_IN_TABLE) {
        number = (uint32_t)table->lists.count;
        add_to_table(a, &table->numbers, value, number);
        PUSH_IN(a, &table->lists, ((pattern_list){0}));
    }
    PUSH_IN(a, &table->lists.at[number], p);
}

static void hang_up(ruler *r, hung_pattern p) {
    choose_hook(&p);
    if (p.condition == NO_CONDITION) {
        PUSH_IN(&r->memory, &r->everywhere, p);
        return;
    }
    const ruler_condition *hook = &p.tokens[p.token].conditions[p.condition];
    if (!names_values(hook) || hook->key == RULER_IS_SPACE) {
        PUSH_IN(&r->memory, &r->by_form, p);
        return;
    }
    pattern_table *table = hook->key == RULER_LOWER  ? &r->by_lower
                           : hook->key == RULER_ORTH ? &r->by_orth
                           : hook->key == RULER_DEP  ? &r->by_dep
                                                     : &r->by_tag;
    for (int i = 0; i < hook->value_count; i++) {
        hang_in_table(&r->memory, table, hook->values[i], p);
    }
}

static bool compile_condition(ruler *r, const ruler_condition *what, condition *compiled,
                              ro_error *error) {
    *compiled = (condition){.what = what};
    if (what->test != RULER_REGEX) return true;
    compiled->expression = compile_regex(what->values[0], REGEX_SEARCH, "attribute ruler", error);
    if (compiled->expression) PUSH_IN(&r->memory, &r->expressions, compiled->expression);
    return compiled->expression != NULL;
}

static bool add_pattern(ruler *r, const ruler_pattern *pattern, int entry, ro_error *error) {
    int count = 0;
    for (int t = 0; t < pattern->token_count; t++) {
        count += pattern->tokens[t].condition_count;
    }
    condition *conditions = NEW_IN(&r->memory, condition, count);
    for (int t = 0, at = 0; t < pattern->token_count; t++) {
        const ruler_token *tests = &pattern->tokens[t];
        for (int c = 0; c < tests->condition_count; c++) {
            if (!compile_condition(r, &tests->conditions[c], &conditions[at++], error))
                return false;
        }
    }
    hang_up(r, (hung_pattern){.tokens = pattern->tokens,
                              .token_count = pattern->token_count,
                              .conditions = conditions,
                              .entry = entry});
    return true;
}

static bool add_entries(ruler *r, ro_error *error) {
    const pipeline *p = r->pipeline;
    r->labels = NEW_IN(&r->memory, entry_labels, p->ruler_entry_count);
    for (int i = 0; i < p->ruler_entry_count; i++) {
        const ruler_entry *entry = &p->ruler[i];
        r->labels[i] = (entry_labels){.pos = pos_of_name(entry->pos),
                                      .tag = tag_of_name(entry->tag),
                                      .dep = dep_of_name(entry->dep)};
        for (int k = 0; k < entry->pattern_count; k++) {
            if (!add_pattern(r, &entry->patterns[k], i, error)) return false;
        }
    }
    return true;
}

ruler *open_ruler(const pipeline *p, ro_error *error) {
    ruler *r = calloc(1, sizeof *r);
    if (!r) die_of_no_memory(sizeof *r);
    r->pipeline = p;
    if (add_entries(r, error)) return r;
    close_ruler(r);
    return NULL;
}

void close_ruler(ruler *r) {
    if (!r) return;
    for (int i = 0; i < r->expressions.count; i++) {
        close_regex(r->expressions.at[i]);
    }
    close_arena(&r->memory);
    free(r);
}

ruler_worker *open_ruler_worker(const ruler *r) {
    ruler_worker *w = calloc(1, sizeof *w);
    if (!w) die_of_no_memory(sizeof *w);
    w->ruler = r;
    w->matcher = open_matcher();
    return w;
}

void close_ruler_worker(ruler_worker *w) {
    if (!w) return;
    close_matcher(w->matcher);
    close_arena(&w->scratch);
    close_arena(&w->memory);
    free(w);
}

// ---- Conditions --------------------------------------------------------------------------

static str value_of_token(const token *t, ruler_key key) {
    switch (key) {
    case RULER_TAG:
        return t->tag_name;
    case RULER_LOWER:
        return t->form->lower_text;
    case RULER_DEP:
        return t->dep_name;
    case RULER_IS_SPACE:
        return t->form->is_space ? STR("true") : STR("false");
    case RULER_ORTH:
        return t->form->text;
    case RULER_POS:
        break;
    }
    return t->pos_name;
}

static bool holds(matcher *m, const condition *c, const token *t) {
    str value = value_of_token(t, c->what->key);
    if (c->what->test == RULER_REGEX) return has_hit(m, c->expression, value);
    bool is_named = false;
    for (int i = 0; i < c->what->value_count && !is_named; i++) {
        is_named = same(value, c->what->values[i]);
    }
    return is_named == (c->what->test != RULER_NOT_IN);
}

static bool matches(matcher *m, const hung_pattern *p, const token *first) {
    const condition *conditions = p->conditions;
    for (int t = 0; t < p->token_count; t++) {
        for (int c = 0; c < p->tokens[t].condition_count; c++, conditions++) {
            bool is_hook = t == p->token && c == p->condition;
            if (!is_hook && !holds(m, conditions, &first[t])) return false;
        }
    }
    return true;
}

// ---- What hangs at a form ----------------------------------------------------------------

static void copy_list(arena *a, const pattern_table *table, str value, pattern_list *to) {
    uint32_t number = find_in_table(&table->numbers, value);
    if (number == NOT_IN_TABLE) return;
    const pattern_list *list = &table->lists.at[number];
    for (int i = 0; i < list->count; i++) {
        PUSH_IN(a, to, list->at[i]);
    }
}

static pattern_list list_for_form(ruler_worker *w, const form *f) {
    const ruler *r = w->ruler;
    pattern_list list = {0};
    copy_list(&w->memory, &r->by_lower, f->lower_text, &list);
    copy_list(&w->memory, &r->by_orth, f->text, &list);
    const token bare = {.form = f};
    for (int i = 0; i < r->by_form.count; i++) {
        const hung_pattern *p = &r->by_form.at[i];
        int                 hook = p->condition;
        for (int t = 0; t < p->token; t++) {
            hook += p->tokens[t].condition_count;
        }
        if (holds(w->matcher, &p->conditions[hook], &bare)) PUSH_IN(&w->memory, &list, *p);
    }
    return list;
}

static const pattern_list *patterns_of_form(ruler_worker *w, const form *f) {
    if (f->generation != w->generation) {
        close_arena(&w->memory);
        memset(&w->of_forms, 0, sizeof w->of_forms);
        w->generation = f->generation;
    }
    while (w->of_forms.count <= (int)f->number) {
        PUSH_IN(&w->memory, &w->of_forms, ((form_patterns){0}));
    }
    form_patterns *known = &w->of_forms.at[f->number];
    if (!known->is_known) *known = (form_patterns){true, list_for_form(w, f)};
    return &known->patterns;
}

// ---- Matching ----------------------------------------------------------------------------

typedef struct {
    int rule[ATTRIBUTE_COUNT]; // the highest that sets it, or NO_RULE
} token_rules;

static void note_entry(const ruler_entry *entry, int number, token_rules *at) {
    const str values[ATTRIBUTE_COUNT] = {
        [SETS_POS] = entry->pos,     [SETS_TAG] = entry->tag,     [SETS_DEP] = entry->dep,
        [SETS_LEMMA] = entry->lemma, [SETS_MORPH] = entry->morph,
    };
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        if (values[i].at && at->rule[i] < number) at->rule[i] = number;
    }
}

static void try_patterns(ruler_worker *w, const pattern_list *list, const document *doc, int i,
                         token_range where, token_rules *rules) {
    for (int k = 0; list && k < list->count; k++) {
        const hung_pattern *p = &list->at[k];
        int                 first = i - p->token;
        if (first < where.begin || first + p->token_count > where.end) continue;
        if (!matches(w->matcher, p, &doc->tokens.at[first])) continue;
        const ruler_entry *entry = &w->ruler->pipeline->ruler[p->entry];
        int                target = first + entry->index + (entry->index < 0 ? p->token_count : 0);
        note_entry(entry, p->entry, &rules[target - where.begin]);
    }
}

static const pattern_list *patterns_of_label(const pattern_table *table, str label) {
    uint32_t number = find_in_table(&table->numbers, label);
    return number == NOT_IN_TABLE ? NULL : &table->lists.at[number];
}

static void write_rules(const ruler *r, token *t, const token_rules *rules) {
    const ruler_entry *entries = r->pipeline->ruler;
    const int         *rule = rules->rule;
    if (rule[SETS_POS] != NO_RULE) {
        t->pos_name = entries[rule[SETS_POS]].pos;
        t->pos = r->labels[rule[SETS_POS]].pos;
    }
    if (rule[SETS_TAG] != NO_RULE) {
        t->tag_name = entries[rule[SETS_TAG]].tag;
        t->tag = r->labels[rule[SETS_TAG]].tag;
    }
    if (rule[SETS_DEP] != NO_RULE) {
        t->dep_name = entries[rule[SETS_DEP]].dep;
        t->dep = r->labels[rule[SETS_DEP]].dep;
    }
    if (rule[SETS_LEMMA] != NO_RULE) t->lemma = entries[rule[SETS_LEMMA]].lemma;
    if (rule[SETS_MORPH] != NO_RULE) t->morph = entries[rule[SETS_MORPH]].morph;
}

void apply_ruler(ruler_worker *w, document *doc, token_range where) {
    const ruler *r = w->ruler;
    arena_mark   before = mark_arena(&w->scratch);
    size_t       count = (size_t)(where.end - where.begin);
    token_rules *rules = alloc_raw_in_arena(&w->scratch, sizeof *rules, count);
    for (size_t i = 0; i < count; i++) {
        for (int k = 0; k < ATTRIBUTE_COUNT; k++) {
            rules[i].rule[k] = NO_RULE;
        }
    }
    for (int i = where.begin; i < where.end; i++) {
        const token *t = &doc->tokens.at[i];
        try_patterns(w, patterns_of_form(w, t->form), doc, i, where, rules);
        try_patterns(w, patterns_of_label(&r->by_tag, t->tag_name), doc, i, where, rules);
        try_patterns(w, patterns_of_label(&r->by_dep, t->dep_name), doc, i, where, rules);
        try_patterns(w, &r->everywhere, doc, i, where, rules);
    }
    for (int i = where.begin; i < where.end; i++) {
        write_rules(r, &doc->tokens.at[i], &rules[i - where.begin]);
    }
    rewind_arena(&w->scratch, before);
}
