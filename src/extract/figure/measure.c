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
                                  .of_object = is_both || same(whom, STR("object"))};
        bool              is_noun = same(whom, STR("noun"));
        add_to_table(a, is_noun ? &rules->deed_words : &rules->measure_words, row.fields[0],
                     (uint32_t)list.count);
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
    uint32_t row = find_in_table(&rules->measure_words, token_text(doc, i)); // "missing"
    if (row == NOT_IN_TABLE) row = find_lemma(&rules->measure_words, doc, i);
    return row == NOT_IN_TABLE ? NULL : &rules->measures[row];
}

const measure_row *deed_behind(const figure_rules *rules, const document *doc, int counting) {
    if (counting + 1 >= doc->tokens.count) return NULL;
    const measure_row *row = row_of(rules, doc, counting + 1);
    return row && row->of_object ? row : NULL;
}

static const measure_row *row_of_pair(const figure_rules *rules, const document *doc, int verb,
                                      int object) {
    char key[LONGEST_PHRASE];
    bool is_state = token_at(doc, object)->tag == TAG_VBG; // "reported missing"
    str  first = token_at(doc, verb)->lemma;
    bool is_adjective = token_at(doc, verb)->tag == TAG_JJ && ends_with(first, STR("ed"));
    if (is_adjective) first = slice(first, 0, first.size - 2); // "sustained"
    str second = is_state ? token_text(doc, object) : token_at(doc, object)->lemma;
    if (first.size + second.size + 1 > sizeof key) return NULL;
    memcpy(key, first.at, first.size);
    key[first.size] = ' ';
    memcpy(key + first.size + 1, second.at, second.size);
    uint32_t row = find_in_table(&rules->measure_words, (str){key, first.size + second.size + 1});
    return row == NOT_IN_TABLE ? NULL : &rules->measures[row];
}

// The row of a verb in the past and the noun right behind it or behind its adjective: "[262]
// sustained wounds", "[seven] more suffered minor burns".
static const measure_row *row_of_words(const figure_rules *rules, const document *doc, int verb) {
    tag_label tag = token_at(doc, verb)->tag;
    if (tag != TAG_VBD && tag != TAG_VBN && tag != TAG_JJ) return NULL;
    int noun = verb + 1;
    while (noun < doc->tokens.count && noun < verb + 3 && token_at(doc, noun)->pos == POS_ADJ) {
        noun++;
    }
    if (noun >= doc->tokens.count) return NULL;
    const measure_row *row = row_of_pair(rules, doc, verb, noun);
    return row && row->of_subject ? row : NULL;
}

const measure_row *deed_told_behind(const figure_rules *rules, const document *doc, int counting) {
    int i = counting + 1;
    if (i < doc->tokens.count && is_token(doc, i, "more")) i++;
    if (i + 1 >= doc->tokens.count) return NULL;
    if (!has_lemma(doc, i, "be")) return row_of_words(rules, doc, i);
    int participle = i + 1 + (token_at(doc, i + 1)->pos == POS_ADV);
    if (participle >= doc->tokens.count || token_at(doc, participle)->tag != TAG_VBN) return NULL;
    const measure_row *row = row_of(rules, doc, participle); // "scores more were injured"
    return row && row->of_object ? row : NULL;
}

// The row of a verb with one of its complements, or of the complement's object: "take hostage",
// "force [from their] home".
static const measure_row *row_of_phrase(const figure_rules *rules, const document *doc, int verb) {
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        const token *t = token_at(doc, i);
        int          object = t->dep == DEP_PREP ? find_child(doc, i, DEP_POBJ) : i;
        if (object < 0 || t->dep == DEP_PUNCT || t->dep == DEP_AUX) continue;
        const measure_row *row = row_of_pair(rules, doc, verb, object);
        if (row) return row;
    }
    return NULL;
}

static const measure_row *row_of_verb(const figure_rules *rules, const document *doc, int verb) {
    const measure_row *row = row_of_phrase(rules, doc, verb);
    return row ? row : row_of(rules, doc, verb);
}

// The deed of a noun such as "death" or "release", if the figure hangs below it on "of".
static const measure_row *row_of_deed(const figure_rules *rules, const document *doc, int i) {
    uint32_t row = find_lemma(&rules->deed_words, doc, i);
    return row == NOT_IN_TABLE ? NULL : &rules->measures[row];
}

// A participle, adjective or relative clause at the noun: "27 people killed", "12 dead", "[41 were
// killed and] 60 injured", "the 12 who died".
static const measure_row *row_at_noun(const figure_rules *rules, const document *doc, int noun) {
    for (int i = next_child(doc, noun, -1); i >= 0; i = next_child(doc, noun, i)) {
        const token *t = token_at(doc, i);
        if (t->dep == DEP_PREP && has_lemma(doc, i, "with")) { // "two more with burns"
            int                state = find_child(doc, i, DEP_POBJ);
            const measure_row *hurt = state >= 0 ? row_of_deed(rules, doc, state) : NULL;
            if (hurt && hurt->measure == MEASURE_INJURED) return hurt;
        }
        bool hangs = t->dep == DEP_ACL || t->dep == DEP_AMOD || t->dep == DEP_RELCL ||
                     (t->dep == DEP_OPRD && token_at(doc, noun)->pos == POS_NUM);
        if (!hangs) continue;
        const measure_row *row = row_of_verb(rules, doc, i);
        bool               is_active = find_child(doc, i, DEP_NSUBJ) >= 0;
        bool               is_passive = t->tag == TAG_VBN && !is_active;
        if (row && row->of_object && (is_passive || (row->of_subject && t->pos == POS_ADJ))) {
            return row;
        }
        bool is_doing = t->tag == TAG_VBG || (t->dep == DEP_RELCL && !is_passive);
        if (row && row->of_subject && is_doing) return row;
    }
    return NULL;
}

// "five children were among [the injured]"; -1: among nobody.
static int company_of(const document *doc, int verb) {
    for (int i = next_child(doc, verb, -1); i >= 0; i = next_child(doc, verb, i)) {
        bool is_among = token_at(doc, i)->dep == DEP_PREP && is_any_lemma(doc, i, "among|amongst");
        if (is_among) return find_child(doc, i, DEP_POBJ);
    }
    return -1;
}

static const measure_row *row_for_subject(const figure_rules *rules, const document *doc,
                                          int verb) {
    const token       *head = token_at(doc, verb);
    const measure_row *row = row_of_verb(rules, doc, verb);
    bool               is_reduced = head->tag == TAG_VBN && find_child(doc, verb, DEP_AUX) < 0;
    if (row && is_reduced && row->of_object) return row; // "left 15 people injured"
    if (row && row->of_subject) return row;
    int state = find_child(doc, verb, DEP_ACOMP);
    if (state < 0) state = company_of(doc, verb);
    row = state >= 0 ? row_of(rules, doc, state) : NULL;
    return row && row->of_subject ? row : NULL;
}

// What the verb or noun above does to its dependent `i`.
static const measure_row *row_above(const figure_rules *rules, const document *doc, int i) {
    const token *t = token_at(doc, i);
    if (t->head == i) return row_at_noun(rules, doc, i);
    const measure_row *row;
    switch (t->dep) {
    case DEP_DOBJ:
    case DEP_NSUBJPASS:
    case DEP_OPRD:
        row = row_of_verb(rules, doc, t->head);
        return row && row->of_object ? row : NULL;
    case DEP_NSUBJ:
        return row_for_subject(rules, doc, t->head);
    case DEP_NPADVMOD: // "gunned down 12 villagers"
        if (!is_any_lemma(doc, t->head, "down|up|out")) return NULL;
        row = row_of_verb(rules, doc, token_at(doc, t->head)->head);
        return row && row->of_object ? row : NULL;
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

// "killed twelve and [injured] twelve more": what is done stands right in front, whatever the tree
// makes of it.
static const measure_row *row_in_front(const figure_rules *rules, const document *doc,
                                       const draft *d) {
    int i = first_token_after(doc, d->made.where.begin) - 1;
    if (i < 0 || token_at(doc, i)->pos != POS_VERB ||
        is_any_lemma(doc, i, "hold|leave|return|hand")) {
        return NULL;
    }
    const measure_row *row = row_of(rules, doc, i);
    return row && row->of_object ? row : NULL;
}

// "freed 12 in exchange for [three soldiers]": those were freed, too.
static bool is_in_exchange(const figure_rules *rules, const document *doc, int preposition) {
    int above = token_at(doc, preposition)->head;
    if (!is_any_lemma(doc, above, "exchange|return|swap")) return false;
    const measure_row *row = row_of_verb(rules, doc, verb_or_top(doc, above));
    return row && row->measure == MEASURE_RELEASED;
}

// "arrested four men, along with [eight others]": what was done to those in whose company they are.
static const measure_row *row_of_companions(const figure_rules *rules, const document *doc, int i) {
    const token *t = token_at(doc, i);
    if (t->dep != DEP_POBJ) return NULL;
    if (has_lemma(doc, t->head, "for") && is_in_exchange(rules, doc, t->head)) {
        return row_of_verb(rules, doc, verb_or_top(doc, t->head));
    }
    int preposition = t->head, above = token_at(doc, preposition)->head;
    if (has_lemma(doc, preposition, "with") && is_any_lemma(doc, above, "along|together")) {
        preposition = above;
        above = token_at(doc, preposition)->head;
    } else if (!has_lemma(doc, preposition, "alongside")) {
        return NULL;
    }
    for (int steps = 0; steps < 3 && token_at(doc, above)->pos != POS_VERB; steps++) {
        above = token_at(doc, above)->head;
    }
    const measure_row *row = row_of_verb(rules, doc, above);
    bool is_done = find_child(doc, above, DEP_DOBJ) >= 0 || token_at(doc, above)->tag == TAG_VBN;
    return row && (is_done ? row->of_object : row->of_subject) ? row : NULL;
}

static const measure_row *find_deed(const figure_rules *rules, const document *doc,
                                    const draft *d) {
    int                i = d->top;
    const measure_row *front = row_in_front(rules, doc, d);
    if (front) return front;
    if (d->noun < 0 && !d->unit) {
        int                last = first_token_after(doc, d->made.where.end - 1);
        const measure_row *told = deed_told_behind(rules, doc, last);
        if (told) return told;
    }
    for (int steps = 0; steps < 8; steps++) {
        const token       *t = token_at(doc, i);
        const measure_row *row = row_at_noun(rules, doc, i);
        if (!row) row = row_above(rules, doc, i);
        if (!row) row = row_of_companions(rules, doc, i);
        if (row) return row;
        if (t->head == i || !shares_with_head(t)) return NULL;
        if (t->dep == DEP_PREP && !is_any_lemma(doc, i, "of|include|including|among|to")) {
            return NULL;
        }
        bool is_of = t->dep == DEP_PREP && is_any_lemma(doc, i, "of|in");
        i = t->head;
        row = is_of ? row_of_deed(rules, doc, i) : NULL;
        if (row) return row;
    }
    return NULL;
}

// "five children were among the dead": what they are among.
static const counted_row *row_of_company(const figure_rules *rules, const document *doc, int verb) {
    int company = company_of(doc, verb);
    return company >= 0 ? counted_of(rules, doc, company) : NULL;
}

static const counted_row *row_of_toll(const figure_rules *rules, const document *doc, int noun,
                                      int top) {
    const counted_row *row = noun >= 0 && noun != top ? counted_of(rules, doc, noun) : NULL;
    return row && row->has_measure && row->measure == MEASURE_KILLED ? row : NULL;
}

// "the toll passed 100 and [reached] 200": the subject of the clause before.
static int subject_of(const document *doc, int verb) {
    int subject = find_child(doc, verb, DEP_NSUBJ);
    for (int steps = 0; steps < 3 && subject < 0 && token_at(doc, verb)->dep == DEP_CONJ; steps++) {
        verb = token_at(doc, verb)->head;
        subject = find_child(doc, verb, DEP_NSUBJ);
    }
    return subject;
}

// "The toll rose to 50", "the deaths are 14 civilians", "raised the toll to six": what the clause is
// about tells the deed.
static const counted_row *row_of_subject(const figure_rules *rules, const document *doc, int top) {
    int          i = top;
    const token *own = token_at(doc, top);
    for (int steps = 0; steps < 6; steps++) {
        const token *t = token_at(doc, i);
        if (t->pos == POS_VERB || t->pos == POS_AUX) {
            const counted_row *row = row_of_company(rules, doc, i);
            if (row && row->has_measure) return row;
            row = row_of_toll(rules, doc, subject_of(doc, i), top);
            bool is_level = own->dep == DEP_POBJ && is_any_lemma(doc, own->head, "to|from|at|by");
            if (row || !is_level) return row;
            return row_of_toll(rules, doc, find_child(doc, i, DEP_DOBJ), top);
        }
        bool climbs = shares_with_head(t) || t->dep == DEP_DOBJ || t->dep == DEP_NSUBJ ||
                      is_any_lemma(doc, i, "up|down"); // "the toll is down from 40"
        if (!climbs || t->head == i) return NULL;
        i = t->head;
    }
    return NULL;
}

// "[Five] trucks entered": in a report that has just told of aid.
static bool is_load_of_aid(const document *doc, const draft *d) {
    enum { REACH = 60 }; // tokens
    if (!is_any_lemma(doc, d->noun, "truck|lorry|truckload|convoy|shipment")) return false;
    int end = d->noun + REACH / 2 < doc->tokens.count ? d->noun + REACH / 2 : doc->tokens.count;
    for (int i = d->noun > REACH ? d->noun - REACH : 0; i < end; i++) {
        if (is_any_lemma(doc, i, "aid|humanitarian|relief")) return true;
    }
    return false;
}

// Whether a word of aid stands at the counted noun: "trucks with aid", "humanitarian convoys".
static bool is_aid(const document *doc, const draft *d) {
    enum { REACH = 8 };
    if (is_load_of_aid(doc, d)) return true;
    int own = token_at(doc, d->noun)->sentence;
    int begin = first_token_after(doc, d->made.where.begin);
    for (int i = begin; i < d->noun + REACH && i < doc->tokens.count; i++) {
        if (token_at(doc, i)->sentence != own) break;
        if (i > d->noun && token_at(doc, i)->pos == POS_VERB) break;
        if (is_any_lemma(doc, i, "aid|humanitarian|relief|food")) return true;
    }
    return false;
}

// "including[, the police said,] 54 children": in front of the words that commas set apart.
static int before_aside(const document *doc, int i) {
    enum { LONGEST_ASIDE = 7 };
    if (i < 0 || !is_token(doc, i, ",")) return i;
    for (int begin = i - 1; begin > 0 && begin >= i - LONGEST_ASIDE; begin--) {
        if (is_token(doc, begin, ",")) return begin - 1;
    }
    return i;
}

// "31 more", ", five of them women", ", including 31 in a school": a part of the figure before.
static bool is_part_of_before(const document *doc, const draft *d, const figure *before) {
    if (!before) return false;
    int i = before_aside(doc, first_token_after(doc, d->made.where.begin) - 1);
    if (i >= 0 && is_any_lemma(doc, i, "include|including")) return true;
    bool is_among = i > 0 && is_any_lemma(doc, i, "they|them|whom|which") &&
                    is_any_lemma(doc, i - 1, "among|amongst|of");
    if (is_among) return true;
    if (d->noun >= 0 && is_any_lemma(doc, d->noun, "they|whom|which|those|them")) return true;
    span counted = is_empty_span(before->counted.where) ? before->where : before->counted.where;
    if (counted.end >= d->made.where.begin || counted.end < before->where.begin) return false;
    str between = trim(slice(doc->text, counted.end, d->made.where.begin));
    return same(between, STR(",")) || same(between, STR("and")) || same(between, STR(", and"));
}

// "30 drones: 11 over Ardo, five over Belm": parts, each with its place. The second one is known by
// the first, whose noun was not its own.
static bool is_listed_part(const document *doc, const draft *d, const figure *before) {
    int  i = first_token_after(doc, d->made.where.begin) - 1;
    int  behind = first_token_after(doc, d->made.where.end);
    bool has_place = behind < doc->tokens.count && token_at(doc, behind)->dep == DEP_PREP;
    if (!has_place || i < 0) return false;
    bool goes_on = before->counted.where.end <= before->where.begin;
    if (is_token(doc, i, ":")) return !goes_on;
    return goes_on && (is_token(doc, i, ",") || is_token(doc, i, "and") || is_token(doc, i, ";"));
}

// "21 in Ardo, 36 in Belm and seven in Coro": the same preposition behind each.
static bool is_parallel_part(const document *doc, const draft *d, const figure *before) {
    int i = first_token_after(doc, d->made.where.begin) - 1;
    int behind = first_token_after(doc, d->made.where.end);
    int other = first_token_after(doc, before->counted.where.end > before->where.end
                                           ? before->counted.where.end
                                           : before->where.end);
    if (i <= other || behind >= doc->tokens.count) return false;
    bool is_listed = is_any_lemma(doc, i, ",|;|and");
    bool is_led = token_at(doc, behind)->pos == POS_ADP && !has_lemma(doc, behind, "of");
    return is_listed && is_led && same(token_at(doc, behind)->lemma, token_at(doc, other)->lemma);
}

// "[the toll stands at 212,] up from 198"
static bool is_compared(const document *doc, int carrier) {
    const token *t = token_at(doc, carrier);
    return t->dep == DEP_POBJ && is_any_lemma(doc, t->head, "from");
}

// "460 cars, compared with 63 a year before", "435 homes by sale and 187 by tender": the head of the
// figure before is not said again.
static bool is_elided(const document *doc, const draft *d, const figure *before) {
    const token *t = token_at(doc, d->carrier);
    bool         is_bare = d->noun < 0 && !d->unit && d->first.kind != NUMBER_FRACTION;
    if (!before || !is_bare) return false;
    bool is_toll = before->unit && before->measure == MEASURE_KILLED;
    if (is_empty_span(before->counted.where)) return is_toll && is_compared(doc, d->carrier);
    if (t->dep == DEP_CONJ || is_listed_part(doc, d, before) || is_parallel_part(doc, d, before)) {
        return true;
    }
    if (t->dep != DEP_POBJ) return false;
    int above =
        token_at(doc, t->head)->head; // "compared with an average of 20", "from a peak of 9"
    bool is_of = has_lemma(doc, t->head, "of") && token_at(doc, above)->dep == DEP_POBJ &&
                 is_any_lemma(doc, above, "average|peak|high|low|record|maximum|minimum|total");
    int preposition = is_of ? token_at(doc, above)->head : t->head;
    return is_any_lemma(doc, preposition, "with|from|to|against|follow|following|than");
}

// "11% of voters said yes and [4%] said no": of the same voters.
static bool is_elided_share(const document *doc, const draft *d, const figure *before) {
    bool is_bare = d->unit && d->unit->measure == MEASURE_SHARE && d->noun < 0 &&
                   token_at(doc, d->top)->dep == DEP_NSUBJ;
    if (!before || !is_bare || before->measure != MEASURE_SHARE) return false;
    int other = head_of_range(doc, tokens_in_span(doc, before->where));
    return !is_empty_span(before->counted.where) && token_at(doc, other)->dep == DEP_NSUBJ;
}

static bool is_deed(figure_measure measure) {
    return measure <= MEASURE_DEPLOYED;
}

static figure_measure measure_of_unit(const document *doc, const draft *d) {
    if (d->is_age) return MEASURE_AGE;
    if (d->unit) return d->unit->measure;
    if (d->shared != NO_ID && !is_deed(doc->figures.at[d->shared].measure)) {
        return doc->figures.at[d->shared].measure;
    }
    return is_share(d) ? MEASURE_SHARE : MEASURE_COUNT;
}

static bool measures_people(const draft *d) {
    return !d->unit || d->unit->measure == MEASURE_SHARE;
}

static bool is_remaining(const document *doc, int noun) {
    for (int i = next_child(doc, noun, -1); i >= 0; i = next_child(doc, noun, i)) {
        if (is_any_lemma(doc, i, "remain|remaining")) return true;
    }
    return false;
}

static bool fits_item(figure_measure measure) {
    return measure == MEASURE_AID || measure == MEASURE_DEPLOYED || measure == MEASURE_VOTE;
}

// "took 25 villagers hostage", "251 taken hostage": the singular noun is what became of them.
static bool is_taken_hostage(const document *doc, const draft *d) {
    int i = d->carrier;
    for (int steps = 0; steps < 2; steps++) {
        i = token_at(doc, i)->head;
        const token *t = token_at(doc, i);
        if (t->tag != TAG_NN || !is_any_lemma(doc, i, "hostage|captive|prisoner")) continue;
        int  participle = find_child(doc, i, DEP_AMOD);
        bool is_taken = participle >= 0 && is_any_lemma(doc, participle, "take");
        return d->first.value != 1 && (is_taken || is_any_lemma(doc, t->head, "take"));
    }
    return false;
}

// Deeds that are done to people only, so that an unknown noun ("Varlanders") must be people.
static bool is_of_people_only(figure_measure measure) {
    return measure == MEASURE_KILLED || measure == MEASURE_INJURED ||
           measure == MEASURE_DISPLACED || measure == MEASURE_DETAINED;
}

// "[the number of] wounded [rose to 86]": an adjective stands for the people.
static const measure_row *row_of_adjective(const figure_rules *rules, const document *doc,
                                           const draft *d) {
    if (d->noun < 0 || token_at(doc, d->noun)->pos == POS_NOUN) return NULL;
    const measure_row *row = row_of(rules, doc, d->noun);
    return row && row->of_subject && row->of_object ? row : NULL;
}

// "the vote was 120 to 85", "14 in favour and one against".
static bool is_of_vote(const document *doc, const draft *d) {
    if (d->noun >= 0 || d->unit) return false;
    int i = first_token_after(doc, d->made.where.end), verb = verb_or_top(doc, d->top);
    if (is_any_lemma(doc, verb, "vote|abstain")) return true;
    if (i + 1 >= doc->tokens.count) return false;
    bool          is_in_favour = is_token(doc, i, "in") && is_any_lemma(doc, i + 1, "favour|favor");
    const figure *before = figure_before(doc, d);
    bool          goes_on = before && before->measure == MEASURE_VOTE;
    return is_in_favour || (goes_on && is_any_lemma(doc, i, "against|for|abstaining|opposed"));
}

// "killed 12 and wounded 30, including four children": the part may be of either.
static bool is_part_of_two(const document *doc, const draft *d) {
    int count = doc->figures.count, i = first_token_after(doc, d->made.where.begin) - 1;
    if (count < 2 || i < 0 || !is_any_lemma(doc, i, "include|including")) return false;
    const figure *one = &doc->figures.at[count - 2], *other = &doc->figures.at[count - 1];
    int           own = token_at(doc, d->carrier)->sentence;
    bool          is_toll = one->measure == MEASURE_KILLED && other->measure == MEASURE_INJURED;
    return is_toll && sentence_of_byte(doc, one->where.begin) == own &&
           is_empty_span(other->counted.where);
}

// "[The raid killed 12.] Five were women", "The fate of [three] of them is unknown": no deed of their
// own.
static bool is_told_of_whole(const document *doc, const draft *d) {
    const token *t = token_at(doc, d->top);
    if (t->dep == DEP_POBJ) return true;
    return t->dep == DEP_NSUBJ && has_lemma(doc, t->head, "be");
}

// "[The fire killed nine.] Two of the victims were from Ardo": what the toll before was of.
static figure_measure measure_of_victims(const document *doc, const draft *d) {
    enum { REACH = 6, MOST_SENTENCES = 4 };
    int own = token_at(doc, d->carrier)->sentence;
    for (int i = doc->figures.count - 1, looked = 0; i >= 0 && looked < REACH; i--, looked++) {
        const figure *before = &doc->figures.at[i];
        if (sentence_of_byte(doc, before->where.begin) < own - MOST_SENTENCES) break;
        if (before->measure == MEASURE_KILLED) return MEASURE_KILLED;
    }
    return MEASURE_COUNT;
}

// "[20] bodies had been recovered": found dead, and not given back alive.
static bool is_of_found_dead(const document *doc, const draft *d, const counted_row *noun) {
    const figure *before = figure_before(doc, d);
    bool          is_dead = (noun && noun->has_measure && noun->measure == MEASURE_KILLED) ||
                   (before && before->measure == MEASURE_KILLED);
    return is_dead && is_any_lemma(doc, verb_or_top(doc, d->top), "recover|find|retrieve");
}

// "[Five] people were rescued from the fire": nobody held them.
static bool is_out_of_danger(const figure_rules *rules, const document *doc, const draft *d,
                             const counted_row *noun) {
    bool is_held = noun && noun->has_measure && noun->measure == MEASURE_HELD;
    return !is_held && is_any_lemma(doc, verb_or_top(doc, d->top), "rescue") &&
           !is_about_exchange(rules, doc, d->made.where.begin);
}

static figure_measure choose_measure(const figure_rules *rules, const document *doc, draft *d) {
    d->is_deed_of_noun = row_at_noun(rules, doc, d->top) != NULL;
    bool               is_item = d->made.unit && strcmp(d->made.unit, "item") == 0;
    const measure_row *deed = find_deed(rules, doc, d);
    const counted_row *noun = d->noun >= 0 ? counted_of(rules, doc, d->noun) : NULL;
    if (!deed && d->noun >= 0 && token_at(doc, d->noun)->tag == TAG_CD) {
        deed = deed_behind(rules, doc, d->noun);
    }
    const measure_row *state = deed || noun ? NULL : row_of_adjective(rules, doc, d);
    const figure      *before = figure_before(doc, d);
    if (deed && deed->measure == MEASURE_RELEASED) {
        if (is_of_found_dead(doc, d, noun)) return MEASURE_KILLED;
        if (is_out_of_danger(rules, doc, d, noun)) return MEASURE_COUNT;
    }
    if (state) {
        d->made.unit = "person";
        return state->measure;
    }
    if (is_part_of_two(doc, d)) {
        d->is_part = d->is_member = true;
        return MEASURE_COUNT;
    }
    if (is_of_vote(doc, d)) {
        d->made.unit = "item";
        return MEASURE_VOTE;
    }
    bool is_held = noun && noun->has_measure && noun->measure == MEASURE_HELD;
    if (d->is_exchange) return MEASURE_RELEASED;
    if (!is_item && is_taken_hostage(doc, d)) return MEASURE_CAPTURED;
    bool is_direct = deed && (row_at_noun(rules, doc, d->top) || row_above(rules, doc, d->top));
    if (is_item && !noun && is_direct && is_of_people_only(deed->measure)) {
        d->made.unit = "person";
        is_item = false;
    }
    if (is_held && is_remaining(doc, d->noun)) return MEASURE_HELD;
    bool is_of_thing = is_item || (is_share(d) && d->noun >= 0 && !noun &&
                                   token_at(doc, d->noun)->pos != POS_PRON);
    if (deed && (!is_of_thing || fits_item(deed->measure))) return deed->measure;
    if (noun && noun->has_measure) return noun->measure;
    if (is_item && d->noun >= 0 && is_aid(doc, d)) return MEASURE_AID;
    bool is_same = is_elided(doc, d, before) || (!is_item && is_part_of_before(doc, d, before));
    if (is_same && (is_deed(before->measure) || before->measure == MEASURE_AID)) {
        return before->measure;
    }
    if (d->whole != NO_ID && is_told_of_whole(doc, d)) return doc->figures.at[d->whole].measure;
    if (d->noun >= 0 && has_lemma(doc, d->noun, "victim")) return measure_of_victims(doc, d);
    if (!is_item && !is_share(d)) {
        const counted_row *subject = row_of_subject(rules, doc, d->top);
        if (subject) return subject->measure;
    }
    return measure_of_unit(doc, d);
}

static void settle_age(const figure_rules *rules, const document *doc, draft *d) {
    const counted_row *aged = d->noun >= 0 ? counted_of(rules, doc, d->noun) : NULL;
    bool               is_lasting = d->noun >= 0 && !(aged && aged->is_person) &&
                      cues_of(rules, doc, d->noun) & (CUE_LASTING | CUE_PAUSE);
    if (is_lasting && d->unit) d->made.measure = MEASURE_DURATION;
}

// "Life expectancy is 73", "her age was 40": years of age without the word.
static bool is_told_age(const document *doc, const draft *d) {
    bool is_bare = !d->unit && d->noun < 0 && d->first.kind != NUMBER_FRACTION;
    int  verb = is_bare ? verb_or_top(doc, d->top) : -1;
    if (verb < 0 || !has_lemma(doc, verb, "be")) return false;
    int subject = find_child(doc, verb, DEP_NSUBJ);
    return subject >= 0 && subject != d->top && is_any_lemma(doc, subject, "age|expectancy");
}

void find_measure(const figure_rules *rules, const document *doc, draft *d) {
    if (is_endless(doc, d->carrier)) {
        d->made.measure = measure_of_unit(doc, d);
        if (d->is_age && !d->unit) d->made.unit = "year";
        return;
    }
    d->is_age |= is_told_age(doc, d);
    bool          is_of_people = measures_people(d) && !d->is_age;
    const figure *before = figure_before(doc, d);
    d->made.measure = is_of_people ? choose_measure(rules, doc, d) : measure_of_unit(doc, d);
    bool is_bare = !d->made.unit && !d->unit && d->first.kind != NUMBER_FRACTION;
    if (is_elided(doc, d, before)) {
        d->made.unit = before->unit;
        d->is_part = token_at(doc, d->carrier)->dep != DEP_POBJ;
    }
    int  other = d->shared != NO_ID ? d->shared : d->whole;
    bool is_of_things = d->noun < 0 && other != NO_ID && doc->figures.at[other].unit &&
                        strcmp(doc->figures.at[other].unit, "item") == 0;
    if (is_of_things &&
        is_of_people_only(d->made.measure)) { // "after two blasts, [20] were killed"
        d->made.unit = "person";
        d->made.counted = (reference){.entity = NO_ID};
    }
    if (is_bare && !d->made.unit && is_deed(d->made.measure)) d->made.unit = "person";
    if (d->is_exchange) d->made.unit = "person";
    if (is_elided_share(doc, d, before)) d->made.counted = before->counted;
    bool is_same = is_elided(doc, d, before) || is_part_of_before(doc, d, before);
    d->is_member |= is_of_people && before && is_part_of_before(doc, d, before) &&
                    d->made.measure == before->measure;
    bool is_after_things = is_same && before->unit && strcmp(before->unit, "item") == 0 &&
                           is_of_people_only(d->made.measure);
    if (is_bare && d->noun < 0 && is_same && !is_after_things) {
        d->made.counted = before->counted;
        if (!d->made.unit) d->made.unit = before->unit;
    }
    if (d->is_age && !d->unit) d->made.unit = "year";
    d->made.population = find_population(rules, doc, d);
    if (d->shared != NO_ID && !d->made.population) {
        d->made.population = doc->figures.at[d->shared].population;
    }
    bool is_more = is_bare && d->noun < 0 && is_elided(doc, d, before);
    if (is_more && !d->made.population) d->made.population = before->population;
    if (d->is_age) settle_age(rules, doc, d);
}
