// measure.c - what a figure measures: the deed done to those counted, else what its unit measures.
//
// From the counted noun the search goes up the tree: participles and adjectives at the noun, the
// verb that it is subject or object of, the noun of a deed ("the release of 12"), and on through
// lists and parts ("46 people, including 31 in a school": the 31 were killed too). A noun that
// tells the deed by itself ("hostages", "refugees") decides where no verb does.
#include "extract/figure/draft.h"

#include <stdlib.h>

void open_measure_rules(arena *a, figure_rules *rules) {
    LIST(measure_row) list = {0};
    data_rows rows = open_rows("measures.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        str               whom = row.fields[2];
        bool              is_both = same(whom, STR("both"));
        const measure_row made = {.measure = measure_of_name(row.fields[1]),
                                  .of_subject = is_both || same(whom, STR("subject")),
                                  .of_object = is_both || same(whom, STR("object")),
                                  .is_noun = same(whom, STR("noun"))};
        add_to_table(a, &rules->measure_words, row.fields[0], (uint32_t)list.count);
        PUSH_IN(a, &list, made);
    }
    rules->measures = list.at;
}

figure_measure measure_of_name(str name) {
    for (int m = 0; m <= (int)MEASURE_COUNT; m++) {
        if (same(name, str_of(name_of_measure((figure_measure)m)))) return (figure_measure)m;
    }
    abort();
}

static const measure_row *row_of(const figure_rules *rules, const document *doc, int i) {
    uint32_t row = find_lemma(&rules->measure_words, doc, i);
    return row == NOT_IN_TABLE ? NULL : &rules->measures[row];
}

// A participle or adjective at the noun: "27 people killed", "12 dead", "missing men".
static const measure_row *row_at_noun(const figure_rules *rules, const document *doc, int noun) {
    for (int i = next_child(doc, noun, -1); i >= 0; i = next_child(doc, noun, i)) {
        const token       *t = token_at(doc, i);
        const measure_row *row = row_of(rules, doc, i);
        bool               is_passive = t->tag == TAG_VBN && row && row->of_object;
        bool               is_state = t->pos == POS_ADJ && row && row->of_object && row->of_subject;
        bool               hangs = t->dep == DEP_ACL || t->dep == DEP_AMOD || t->dep == DEP_RELCL;
        if (hangs && (is_passive || is_state)) return row;
    }
    return NULL;
}

// What the verb or noun above does to its dependent `i`.
static const measure_row *row_above(const figure_rules *rules, const document *doc, int i) {
    const token       *t = token_at(doc, i), *head = token_at(doc, t->head);
    const measure_row *row = row_of(rules, doc, t->head);
    switch (t->dep) {
    case DEP_DOBJ:
    case DEP_NSUBJPASS:
    case DEP_OPRD:
        return row && row->of_object ? row : NULL;
    case DEP_NSUBJ: {
        bool is_reduced = head->tag == TAG_VBN && find_child(doc, t->head, DEP_AUX) < 0;
        if (row && is_reduced && row->of_object) return row; // "left 15 people injured"
        if (row && row->of_subject) return row;
        int state = find_child(doc, t->head, DEP_ACOMP);
        row = state >= 0 ? row_of(rules, doc, state) : NULL;
        return row && row->of_subject ? row : NULL;
    }
    case DEP_COMPOUND:
    case DEP_NMOD:
        return row && row->is_noun ? row : NULL;
    default:
        return NULL;
    }
}

// Whether what holds for the head holds for this part of it, too.
static bool shares_with_head(const token *t) {
    switch (t->dep) {
    case DEP_CONJ:
    case DEP_APPOS:
    case DEP_POBJ:
    case DEP_PREP:
    case DEP_ATTR:
    case DEP_NUMMOD:
    case DEP_QUANTMOD:
    case DEP_NMOD:
    case DEP_DEP:
        return true;
    default:
        return false;
    }
}

static bool is_sharing_word(const document *doc, int preposition) {
    static const char *const words[] = {"of", "include", "including", "among", "to", "at", "in"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        if (has_lemma(doc, preposition, words[w])) return true;
    }
    return false;
}

// The deed of a noun such as "death" or "release", if the figure hangs below it on "of".
static const measure_row *row_of_deed(const figure_rules *rules, const document *doc, int i) {
    const measure_row *row = row_of(rules, doc, i);
    return row && row->is_noun ? row : NULL;
}

static const measure_row *find_deed(const figure_rules *rules, const document *doc, int top) {
    int i = top;
    for (int steps = 0; steps < 8; steps++) {
        const token       *t = token_at(doc, i);
        const measure_row *row = row_at_noun(rules, doc, i);
        if (!row) row = row_above(rules, doc, i);
        if (row) return row;
        if (t->head == i || !shares_with_head(t)) return NULL;
        if (t->dep == DEP_PREP && !is_sharing_word(doc, i)) return NULL;
        bool is_of = t->dep == DEP_PREP && (has_lemma(doc, i, "of") || has_lemma(doc, i, "in"));
        i = t->head;
        row = is_of ? row_of_deed(rules, doc, i) : NULL;
        if (row) return row;
    }
    return NULL;
}

// "The toll rose to 50", "the dead are 14 civilians": the subject tells the deed.
static const counted_row *row_of_subject(const figure_rules *rules, const document *doc, int top) {
    int i = top;
    for (int steps = 0; steps < 4; steps++) {
        const token *t = token_at(doc, i);
        if (t->pos == POS_VERB || t->pos == POS_AUX) {
            int subject = find_child(doc, i, DEP_NSUBJ);
            if (subject < 0 || subject == top) return NULL;
            const counted_row *row = counted_of(rules, doc, subject);
            return row && row->has_measure && row->measure == MEASURE_KILLED ? row : NULL;
        }
        bool climbs = t->dep == DEP_POBJ || t->dep == DEP_PREP || t->dep == DEP_ATTR ||
                      t->dep == DEP_CONJ || t->dep == DEP_DOBJ || t->dep == DEP_NUMMOD;
        if (!climbs || t->head == i) return NULL;
        i = t->head;
    }
    return NULL;
}

static bool is_aid(const document *doc, const draft *d) {
    static const str words[] = {{"aid", 3}, {"humanitarian", 12}, {"relief", 6}, {"food", 4}};
    str              counted = text_of(doc, d->made.counted.where);
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        if (find_str(counted, words[w], 0) >= 0) return true;
    }
    return false;
}

static figure_measure measure_of_unit(const draft *d) {
    if (d->is_age) return MEASURE_AGE;
    if (d->unit) return d->unit->measure;
    return is_share(d) ? MEASURE_SHARE : MEASURE_COUNT;
}

static bool measures_people(const draft *d) {
    return !d->unit || d->unit->measure == MEASURE_SHARE;
}

static figure_measure choose_measure(const figure_rules *rules, const document *doc, draft *d) {
    bool               is_item = d->made.unit && strcmp(d->made.unit, "item") == 0;
    const measure_row *deed = find_deed(rules, doc, d->top);
    const counted_row *noun = d->noun >= 0 ? counted_of(rules, doc, d->noun) : NULL;
    bool               fits = deed && (!is_item || deed->measure == MEASURE_AID ||
                         deed->measure == MEASURE_DEPLOYED || deed->measure == MEASURE_VOTE);
    if (fits) return deed->measure;
    if (noun && noun->has_measure) return noun->measure;
    if (is_item && is_aid(doc, d)) return MEASURE_AID;
    if (!is_item && !is_share(d)) {
        const counted_row *subject = row_of_subject(rules, doc, d->top);
        if (subject) return subject->measure;
    }
    return measure_of_unit(d);
}

static bool is_mostly(const document *doc, int i) {
    return has_lemma(doc, i, "mostly") || has_lemma(doc, i, "mainly") ||
           has_lemma(doc, i, "largely") || has_lemma(doc, i, "predominantly") ||
           has_lemma(doc, i, "primarily") || has_lemma(doc, i, "majority");
}

// ", mostly women and children" behind the noun.
static unsigned population_behind(const figure_rules *rules, const document *doc, int noun) {
    enum { REACH = 10 };
    unsigned population = 0;
    bool     is_told = false;
    int      end = noun + 1 + REACH < doc->tokens.count ? noun + 1 + REACH : doc->tokens.count;
    for (int i = noun + 1; i < end; i++) {
        const token *t = token_at(doc, i);
        if (t->sentence != token_at(doc, noun)->sentence || t->pos == POS_VERB) break;
        if (is_told && t->pos == POS_PUNCT) break;
        is_told |= is_mostly(doc, i);
        const counted_row *row = is_told ? counted_of(rules, doc, i) : NULL;
        if (row) population |= row->population;
    }
    return population;
}

static unsigned find_population(const figure_rules *rules, const document *doc, const draft *d) {
    if (d->noun < 0 || !measures_people(d)) return 0;
    const counted_row *row = counted_of(rules, doc, d->noun);
    unsigned           population = row ? row->population : 0;
    for (int i = next_child(doc, d->noun, -1); i >= 0; i = next_child(doc, d->noun, i)) {
        const token *t = token_at(doc, i);
        bool         modifies = t->dep == DEP_AMOD || t->dep == DEP_COMPOUND;
        row = modifies ? counted_of(rules, doc, i) : NULL;
        if (row) population |= row->population;
    }
    return population | population_behind(rules, doc, d->noun);
}

void find_measure(const figure_rules *rules, const document *doc, draft *d) {
    d->made.measure =
        measures_people(d) && !d->is_age ? choose_measure(rules, doc, d) : measure_of_unit(d);
    bool is_deed = d->made.measure <= MEASURE_DEPLOYED;
    if (!d->made.unit && !d->unit && is_deed && d->first.kind != NUMBER_FRACTION) {
        d->made.unit = "person";
    }
    d->made.population = find_population(rules, doc, d);
    const counted_row *aged = d->is_age && d->noun >= 0 ? counted_of(rules, doc, d->noun) : NULL;
    if (aged) d->made.population = aged->population;
    bool is_of_thing = d->is_age && d->noun >= 0 && (!aged || !aged->is_person);
    if (is_of_thing && token_at(doc, d->noun)->pos == POS_NOUN) d->made.measure = MEASURE_DURATION;
}
