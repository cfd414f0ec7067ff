// change.c - which way a figure went: "up 3%", "rose by 12 percent", "an increase of 300".
//
// Only a step has a direction. A level that something rose or fell to ("rose to 50", "down from 40 to
// 30") has none, and its kind is that of any other figure. "a 12% rise" is a step, too, and of one
// event; but there the noun says which way, not the figure, and people who label figures leave it
// without (all five such figures of NewsQuant's open half).
#include "extract/figure/draft.h"

// A row of changes.tsv holds for a verb, a noun or any word: "prices contracted" and no "contract of".
figure_change change_of(const figure_rules *rules, const document *doc, int i) {
    bool     is_compared = token_at(doc, i)->tag == TAG_JJR || token_at(doc, i)->tag == TAG_RBR;
    uint32_t row = is_compared ? find_in_table(&rules->change_words, token_text(doc, i))
                               : find_lemma(&rules->change_words, doc, i); // "higher", not "high"
    if (row == NOT_IN_TABLE) return CHANGE_NONE;
    const change_row *change = &rules->changes[row];
    pos_label         pos = token_at(doc, i)->pos;
    if (pos == POS_VERB) return change->is_verb ? change->way : CHANGE_NONE;
    if (pos == POS_NOUN || pos == POS_PROPN) return change->is_noun ? change->way : CHANGE_NONE;
    return change->way;
}

// "gunned down 12 villagers", "woke up 12 guests": of the verb, where the figure counts by itself.
static bool is_done_to(const document *doc, const draft *d, int particle) {
    if (d->unit || particle == 0 || token_at(doc, particle - 1)->pos != POS_VERB) return false;
    return d->noun >= 0 && !has_lemma(doc, d->noun, "point");
}

// "up 3%", "+3%", "3% higher": a word of direction right beside the figure.
static figure_change change_beside(const figure_rules *rules, const document *doc, const draft *d) {
    str      text = doc->text;
    uint32_t begin = d->number.begin;
    if (begin < text.size && text.at[begin] == '+') return CHANGE_UP;
    int before = first_token_after(doc, d->made.where.begin) - 1;
    int behind = first_token_after(doc, d->made.where.end - 1) + 1;
    if (before >= 0) {
        const token *t = token_at(doc, before);
        bool         is_word = t->pos == POS_ADV || t->pos == POS_ADP || t->tag == TAG_RB;
        bool         is_of_verb = t->dep == DEP_PRT && t->head == before - 1 && // "handed over 390"
                          token_at(doc, t->head)->pos == POS_VERB;
        if (is_word && !is_of_verb && !is_done_to(doc, d, before) && change_of(rules, doc, before))
            return change_of(rules, doc, before);
    }
    bool is_measured = d->unit && d->unit->measure != MEASURE_DURATION;
    if (behind < doc->tokens.count && is_measured) {
        const token *t = token_at(doc, behind);
        bool         is_word = t->tag == TAG_JJR || t->tag == TAG_RBR;
        if (is_word) return change_of(rules, doc, behind);
    }
    return CHANGE_NONE;
}

// "added 500 dollars to the price": to what something else costs, and to no level of its own.
static bool adds_to(const document *doc, int verb) {
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        int object = has_lemma(doc, i, "to") ? find_child(doc, i, DEP_POBJ) : -1;
        if (object >= 0 && token_at(doc, object)->pos == POS_NOUN) return true;
    }
    return false;
}

// The word of change that "by" or "of" hangs on: "fell [by] 300", "was down [by] 2%", "a rise in
// prices [of] 12%"; -1: none may.
static int word_above(const document *doc, int preposition) {
    int          above = token_at(doc, preposition)->head;
    const token *t = token_at(doc, above);
    if (has_lemma(doc, preposition, "by")) {
        int beside = has_lemma(doc, above, "be") ? find_child(doc, above, DEP_ADVMOD) : -1;
        return beside >= 0 ? beside : above;
    }
    if (!has_lemma(doc, preposition, "of") || t->pos != POS_NOUN) return -1;
    bool is_inner = t->dep == DEP_POBJ && has_lemma(doc, t->head, "in");
    return is_inner ? token_at(doc, t->head)->head : above;
}

// A "two-week slide" is as long as that, no step of two weeks.
bool is_step(const figure_rules *rules, const document *doc, const draft *d) {
    bool is_amount = d->unit && !d->unit->is_time;
    if (!is_amount || d->noun < 0 || token_at(doc, d->noun)->pos != POS_NOUN) return false;
    return d->noun > d->carrier && change_of(rules, doc, d->noun);
}

// "rose (by) 12 percent", "an increase of 300": the figure says by how much.
static figure_change change_above(const figure_rules *rules, const document *doc, const draft *d) {
    const token *t = token_at(doc, d->top);
    if (t->dep == DEP_POBJ) {
        int word = word_above(doc, t->head);
        return word >= 0 ? change_of(rules, doc, word) : CHANGE_NONE;
    }
    bool is_extent = t->dep == DEP_DOBJ || t->dep == DEP_NPADVMOD || t->dep == DEP_ADVMOD ||
                     t->dep == DEP_ATTR || t->dep == DEP_DEP;
    bool is_amount = d->unit && d->unit->measure != MEASURE_DURATION;
    bool is_verb = token_at(doc, t->head)->pos == POS_VERB;
    if (has_lemma(doc, t->head, "add") && adds_to(doc, t->head)) return CHANGE_NONE;
    bool is_points = d->noun >= 0 && has_lemma(doc, d->noun, "point");
    if (!is_extent || !is_verb || !(is_amount || is_points)) return CHANGE_NONE;
    return change_of(rules, doc, t->head);
}

// "lost 190 points, or 0.6%", "fell 5 km (3 miles)": the same said in another unit.
bool is_restated(const document *doc, const draft *d, const figure *before) {
    if (!before || !d->unit || d->unit->is_time || d->is_age) return false;
    uint32_t from = before->where.end, to = d->made.where.begin;
    if (before->counted.where.end > from && before->counted.where.end <= to) {
        from = before->counted.where.end;
    }
    if (to < from || !before->unit) return false;
    str  between = slice(doc->text, from, to);
    bool is_or =
        same(between, STR(", or ")) || same(between, STR(" or ")) || same(between, STR(" (or "));
    bool is_aside = same(between, STR(" (")) || same(between, STR(" / ")) ||
                    same(between, STR("; "));                               // "(£5; $6)"
    bool is_degree = d->unit->code && strcmp(d->unit->code, "degree") == 0; // C and F
    bool is_other_unit = is_degree || !d->unit->code || strcmp(before->unit, d->unit->code) != 0;
    if (!is_other_unit) return false;
    return is_or || (is_aside && before->measure == d->unit->measure);
}

// "a threefold rise", "fell tenfold"
static figure_change change_of_multiple(const figure_rules *rules, const document *doc,
                                        const draft *d) {
    if (d->first.kind != NUMBER_FRACTION || d->first.value <= 1) return CHANGE_NONE;
    if (!ends_with(slice_span(doc->text, d->number), STR("fold"))) return CHANGE_NONE;
    int           before = first_token_after(doc, d->number.begin) - 1;
    int           behind = first_token_after(doc, d->number.end);
    figure_change found = before >= 0 ? change_of(rules, doc, before) : CHANGE_NONE;
    return found || behind >= doc->tokens.count ? found : change_of(rules, doc, behind);
}

figure_change find_change(const figure_rules *rules, const document *doc, const draft *d) {
    figure_change beside = change_beside(rules, doc, d);
    if (!beside) beside = change_above(rules, doc, d);
    if (!beside) beside = change_of_multiple(rules, doc, d);
    const figure *before = figure_before(doc, d);
    return beside || !is_restated(doc, d, before) ? beside : before->change;
}
