// population.c - who the people are that a figure counts: women, children, soldiers.
//
//     12 [women], 12 [women and children]         the noun and what it lists
//     12 people, [mostly civilians]               what is told of them right behind
//     12 were [women], five of them [children]    what the clause says they are
//     12 members of [the coast guard]             the body that they are of
//     a [14-year-old] student                     an age
#include "extract/figure/draft.h"

static unsigned population_of(const figure_rules *rules, const document *doc, int i) {
    const counted_row *row = counted_of(rules, doc, i);
    return row ? row->population : 0;
}

// ", mostly women and children", ", all of them civilians", ", both journalists" behind the noun.
static bool tells_who(const document *doc, int i) {
    if (is_any_lemma(doc, i, "mostly|mainly|largely|predominantly|primarily|majority")) return true;
    bool is_apart = token_at(doc, i - 1)->pos == POS_PUNCT;
    return is_apart && is_any_lemma(doc, i, "all|both|most");
}

static unsigned population_behind(const figure_rules *rules, const document *doc, int noun) {
    enum { REACH = 10 };
    unsigned population = 0;
    bool     is_told = false;
    int      end = noun + 1 + REACH < doc->tokens.count ? noun + 1 + REACH : doc->tokens.count;
    for (int i = noun + 1; i < end; i++) {
        const token *t = token_at(doc, i);
        if (t->sentence != token_at(doc, noun)->sentence || t->pos == POS_VERB) break;
        if (is_told && t->pos == POS_PUNCT) break;
        is_told |= tells_who(doc, i);
        const counted_row *row = is_told ? counted_of(rules, doc, i) : NULL;
        if (row) population |= row->population;
    }
    return population;
}

// A noun and those that it lists: "women and children".
static unsigned population_of_list(const figure_rules *rules, const document *doc, int noun) {
    unsigned population = population_of(rules, doc, noun);
    int      other = find_child(doc, noun, DEP_CONJ);
    return other >= 0 ? population | population_of(rules, doc, other) : population;
}

// "12 were women", "more than half the dead are women and children", "three of them children".
static unsigned population_told(const figure_rules *rules, const document *doc, const draft *d) {
    const token *t = token_at(doc, d->top);
    bool         is_subject = t->dep == DEP_NSUBJ && has_lemma(doc, t->head, "be");
    int          attribute = is_subject ? find_child(doc, t->head, DEP_ATTR) : -1;
    if (attribute >= 0) return population_of_list(rules, doc, attribute);
    int  behind = first_token_after(doc, d->made.where.end);
    bool is_of = behind + 2 < doc->tokens.count && is_token(doc, behind, "of") &&
                 is_any_lemma(doc, behind + 1, "they|them|whom|which");
    if (!is_of) return 0;
    int noun = behind + 2;
    if (noun + 1 < doc->tokens.count && token_at(doc, noun)->dep == DEP_COMPOUND) noun++;
    return token_at(doc, noun)->tag == TAG_NNS ? population_of_list(rules, doc, noun) : 0;
}

// "members of the coast guard", "fighters of the militia".
static unsigned population_of_body(const figure_rules *rules, const document *doc, int noun) {
    if (!is_any_lemma(doc, noun, "member|personnel|man|people|person|employee")) return 0;
    for (int i = next_child(doc, noun, -1); i >= 0; i = next_child(doc, noun, i)) {
        if (!has_lemma(doc, i, "of") && !has_lemma(doc, i, "from")) continue;
        int body = find_child(doc, i, DEP_POBJ);
        if (body < 0) continue;
        int found = entity_of_span(doc, span_of_subtree(doc, body));
        if (found != NO_ID && doc->entities.at[found].type == ENTITY_ARMED_GROUP) {
            return 1u << POPULATION_COMBATANTS;
        }
        return population_of(rules, doc, body);
    }
    return 0;
}

// "a [14-year-old] student".
static unsigned population_of_age(const figure_rules *rules, const document *doc, const draft *d) {
    enum { COMING_OF_AGE = 18 };
    const unsigned     women = 1u << POPULATION_WOMEN;
    const counted_row *aged = d->noun >= 0 ? counted_of(rules, doc, d->noun) : NULL;
    bool               in_years = d->made.unit && strcmp(d->made.unit, "year") == 0;
    bool               is_young = !d->is_range && d->made.bound == BOUND_EXACT &&
                    (!in_years || d->first.value < COMING_OF_AGE); // "a five-month-old daughter"
    bool is_grown = aged && aged->population && !(is_young && aged->population == women);
    if (is_grown) return aged->population; // "an 8-year-old sister" is a child
    bool is_person =
        (aged && aged->is_person) || (d->noun >= 0 && token_at(doc, d->noun)->label == NAME_PERSON);
    return is_young && is_person ? 1u << POPULATION_CHILDREN : 0;
}

// "12 dead, mostly children": the word that stands for the noun.
static int past_deed(const document *doc, const draft *d) {
    int  i = first_token_after(doc, d->made.where.end - 1);
    bool is_deed =
        i + 1 < doc->tokens.count &&
        is_any_lemma(doc, i + 1, "dead|kill|killed|injured|injure|wounded|wound|missing");
    return is_deed ? i + 1 : i;
}

// "[17] from the coast guard", "[two] of its soldiers": what stands in for the noun.
static unsigned population_of_bare(const figure_rules *rules, const document *doc, const draft *d) {
    int behind = first_token_after(doc, d->made.where.end);
    if (behind >= doc->tokens.count || !is_token(doc, behind, "from")) return 0;
    int body = find_child(doc, behind, DEP_POBJ);
    return body >= 0 ? population_of(rules, doc, body) : 0;
}

// "two [Thai] nationals", "12 [foreign] students", but not "foreign ministers".
static bool is_from_abroad(const document *doc, const draft *d, int modifier) {
    const token *t = token_at(doc, modifier);
    bool         is_person = d->made.unit && strcmp(d->made.unit, "person") == 0;
    if (!is_person || (t->dep != DEP_AMOD && t->dep != DEP_COMPOUND)) return false;
    if (has_lemma(doc, d->noun, "national")) return t->label == NAME_NORP;
    return has_lemma(doc, modifier, "foreign") &&
           !is_any_lemma(doc, d->noun, "minister|secretary|official|leader|diplomat|correspondent");
}

unsigned find_population(const figure_rules *rules, const document *doc, const draft *d) {
    if (d->is_age) return population_of_age(rules, doc, d);
    if (d->unit && d->unit->measure != MEASURE_SHARE) return 0;
    unsigned told = population_told(rules, doc, d);
    if (told) return told;
    if (d->noun < 0) {
        unsigned bare = population_of_bare(rules, doc, d);
        return bare ? bare : population_behind(rules, doc, past_deed(doc, d));
    }
    const counted_row *row = counted_of(rules, doc, d->noun);
    unsigned           population = row ? row->population : 0;
    for (int i = next_child(doc, d->noun, -1); i >= 0; i = next_child(doc, d->noun, i)) {
        const token *t = token_at(doc, i);
        if (is_from_abroad(doc, d, i)) population |= 1u << POPULATION_FOREIGNERS;
        bool is_small = t->pos == POS_ADJ && has_lemma(doc, i, "minor"); // "minor injuries"
        bool modifies = (t->dep == DEP_AMOD || t->dep == DEP_COMPOUND) && !is_small;
        row = modifies ? counted_of(rules, doc, i) : NULL;
        if (row) population |= row->population;
    }
    int found = d->made.counted.entity;
    if (found != NO_ID && doc->entities.at[found].type == ENTITY_ARMED_GROUP && d->made.unit &&
        strcmp(d->made.unit, "person") == 0) {
        population |= 1u << POPULATION_COMBATANTS;
    }
    int  other = find_child(doc, d->noun, DEP_CONJ); // "15 paramedics and aid workers"
    bool is_list = other > d->noun && token_at(doc, other)->tag == TAG_NNS &&
                   find_child(doc, other, DEP_NUMMOD) < 0;
    unsigned others = is_list ? population_of(rules, doc, other) : 0;
    if (others != 1u << POPULATION_WOMEN || population)
        population |= others; // not of "brothers and sisters"
    return population | population_of_body(rules, doc, d->noun) |
           population_behind(rules, doc, d->noun);
}
