// bound.c - the words that make a number a bound: "at least 54", "54 or more", "well over 20".
//
// Phrases are matched outward from the number, nearest first. One that only hedges ("about") gives
// way to a real bound outside of it ("at least about 20").
#include <stdlib.h>

#include "extract/figure/draft.h"

static figure_bound bound_of_name(str name) {
    for (int b = 0; b <= (int)BOUND_VAGUE; b++) {
        if (same(name, str_of(name_of_bound((figure_bound)b)))) return (figure_bound)b;
    }
    abort();
}

void open_bound_rules(arena *a, figure_rules *rules) {
    LIST(bound_row) bounds = {0};
    data_rows rows = open_rows("bounds.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        str             place = row.fields[2];
        const bound_row made = {.bound = bound_of_name(row.fields[1]),
                                .is_after = same(place, STR("after")),
                                .is_modifier = same(place, STR("modifier")),
                                .is_verb = same(place, STR("verb")),
                                .needs_tree = same(place, STR("loose"))};
        str_table      *table = made.is_after ? &rules->after_words : &rules->bound_words;
        add_phrases(a, table, row.fields[0], (uint32_t)bounds.count);
        PUSH_IN(a, &bounds, made);
    }
    rules->bounds = bounds.at;
}

static bool is_tally(const figure_rules *rules, const document *doc, int verb) {
    int subject = is_endless(doc, verb) ? -1 : find_child(doc, verb, DEP_NSUBJ);
    for (int steps = 0; steps < 3 && subject < 0 && token_at(doc, verb)->dep == DEP_CONJ; steps++) {
        verb = token_at(doc, verb)->head; // "the toll exceeded 100 and topped 200"
        subject = find_child(doc, verb, DEP_NSUBJ);
    }
    if (subject < 0) return false;
    return find_in_table(&rules->tally_words, token_at(doc, subject)->lemma) != NOT_IN_TABLE;
}

// "handed over 390", and neither "sent up to 12" nor "took over 400,000 lives".
static bool is_particle(const document *doc, span where, const draft *d) {
    bool is_phrase = find_char(text_of(doc, where), ' ', 0) >= 0;
    bool is_round = d->first.value >= 1000 && (int64_t)d->first.value % 100 == 0;
    bool is_stretch = d->unit && d->unit->is_time; // "took under four hours"
    return !is_phrase && !is_round && !is_stretch;
}

// Whether the tree agrees that the phrase bounds the number rather than governing it.
static bool agrees(const figure_rules *rules, const document *doc, const bound_row *bound,
                   span where, const draft *d) {
    int          i = first_token_after(doc, where.begin);
    const token *t = token_at(doc, i);
    if (t->dep == DEP_PRT && is_particle(doc, where, d)) return false; // "handed over 390"
    bool is_plain = t->dep == DEP_PREP && is_token(doc, i, "under") && !d->unit &&
                    d->first.kind == NUMBER_WORDS && d->first.is_one_word;
    if (is_plain) return false; // "under four laws"
    if (bound->needs_tree && t->dep == DEP_PREP && t->tag == TAG_IN) {
        return !(cues_of(rules, doc, t->head) & CUE_TOPIC);
    }
    bool is_loose_verb = same(t->lemma, STR("pass")) || same(t->lemma, STR("top"));
    if (bound->is_verb && is_loose_verb) return is_tally(rules, doc, i);
    return true;
}

static bool is_article(str text, const near_words *near) {
    if (near->count == 0) return false;
    str word = slice_span(text, near->words[0]);
    return same_ignoring_case(word, STR("a")) || same_ignoring_case(word, STR("an"));
}

static bool is_hedge(figure_bound bound) {
    return bound == BOUND_EXACT || bound == BOUND_ABOUT;
}

// One phrase in front of the draft's span. False: there is none.
static bool read_before(const figure_rules *rules, const document *doc, draft *d, bool *has_bound) {
    near_words   near = words_before(doc->text, d->made.where.begin);
    phrase_match found = match_before(&rules->bound_words, doc->text, &near);
    if (found.row == NOT_IN_TABLE && is_article(doc->text, &near) && !*has_bound) {
        near = words_before(doc->text, near.words[0].begin);
        found = match_before(&rules->bound_words, doc->text, &near);
    }
    if (found.row == NOT_IN_TABLE) return false;
    const bound_row *bound = &rules->bounds[found.row];
    if (bound->is_modifier != *has_bound && !(*has_bound && is_hedge(d->made.bound))) return false;
    if (!agrees(rules, doc, bound, found.where, d)) return false;
    const figure *last = doc->figures.count ? &doc->figures.at[doc->figures.count - 1] : NULL;
    if (last && found.where.begin < last->where.end) return false; // "54 upwards of 60"
    if (!bound->is_modifier) {
        d->made.bound = bound->bound;
        *has_bound = true;
    }
    d->made.where.begin = found.where.begin;
    return true;
}

static bool read_after(const figure_rules *rules, const document *doc, draft *d, bool has_bound) {
    near_words   near = words_after(doc->text, d->made.where.end);
    phrase_match found = match_after(&rules->after_words, doc->text, &near);
    if (found.row == NOT_IN_TABLE) return false;
    near_words behind = words_after(doc->text, found.where.end); // "5000 or less than 6000"
    bool       is_compared =
        behind.count > 0 && same_ignoring_case(slice_span(doc->text, behind.words[0]), STR("than"));
    if (is_compared) return false;
    if (has_bound && !near.is_hyphened[0]) return false; // "more than 2,000-plus"
    if (!has_bound) d->made.bound = rules->bounds[found.row].bound;
    d->made.where.end = found.where.end;
    return true;
}

void read_bounds(const figure_rules *rules, const document *doc, draft *d) {
    bool has_bound = false;
    d->made.bound = BOUND_EXACT;
    for (int phrases = 0; phrases < 3; phrases++) {
        if (!read_before(rules, doc, d, &has_bound)) break;
    }
    has_bound = has_bound && !is_hedge(d->made.bound);
    if (read_after(rules, doc, d, has_bound) && !d->unit)
        read_unit(rules, doc, d, d->made.where.end);
}
