// counted.c - what a figure counts: the noun that the number hangs on, or the one behind "of".
//
//     at least [27] Hamas fighters         the number modifies the noun
//     [hundreds] of Palestinians           the noun stands behind "of"
//     [60%] purity                         the unit modifies the noun
//     [12] were killed                     nothing is named; what is counted stays unknown
//
// Money, stretches of time and distances measure by themselves; for them the noun is looked up
// (a truce, a bounty) but not written down.
#include "extract/figure/draft.h"

#include "base/search.h"

void open_counted_rules(arena *a, figure_rules *rules) {
    LIST(counted_row) list = {0};
    data_rows rows = open_rows("counted.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        counted_row made = {.is_person = same(row.fields[1], STR("person")),
                            .is_empty = same(row.fields[1], STR("none")),
                            .has_measure = row.fields[2].size > 0};
        if (made.has_measure) made.measure = measure_of_name(row.fields[2]);
        for (int p = 0; p <= (int)POPULATION_FOREIGNERS; p++) {
            str name = str_of(name_of_population((figure_population)p));
            if (is_in_list(row.fields[3], '|', name)) made.population |= 1u << p;
        }
        add_to_table(a, &rules->counted_words, row.fields[0], (uint32_t)list.count);
        PUSH_IN(a, &list, made);
    }
    rules->counted = list.at;
}

bool is_any_lemma(const document *doc, int i, const char *list) {
    return is_in_list(str_of(list), '|', token_at(doc, i)->lemma);
}

const figure *figure_before(const document *doc, const draft *d) {
    if (doc->figures.count == 0) return NULL;
    const figure *before = &doc->figures.at[doc->figures.count - 1];
    int           own = token_at(doc, d->carrier)->sentence;
    return sentence_of_byte(doc, before->where.begin) == own ? before : NULL;
}

static size_t add_lower(char *key, size_t size, str word) {
    if (size + word.size > LONGEST_PHRASE) return 0;
    for (size_t i = 0; i < word.size; i++) {
        key[size + i] = to_lower(word.at[i]);
    }
    return size + word.size;
}

uint32_t find_lemma(const str_table *table, const document *doc, int i) {
    char   key[LONGEST_PHRASE];
    size_t size = add_lower(key, 0, token_at(doc, i)->lemma);
    return size ? find_in_table(table, (str){key, size}) : NOT_IN_TABLE;
}

// "prisoner of war"
static uint32_t find_with_of(const figure_rules *rules, const document *doc, int i) {
    char   key[LONGEST_PHRASE];
    size_t size = 0;
    if (i + 2 >= doc->tokens.count || !is_token(doc, i + 1, "of")) return NOT_IN_TABLE;
    for (int word = i; word <= i + 2; word++) {
        size_t longer = add_lower(key, size, token_at(doc, word)->lemma);
        if (longer == 0 || longer == LONGEST_PHRASE) return NOT_IN_TABLE;
        size = longer;
        if (word < i + 2) key[size++] = ' ';
    }
    return find_in_table(&rules->counted_words, (str){key, size});
}

const counted_row *counted_of(const figure_rules *rules, const document *doc, int i) {
    char     key[LONGEST_PHRASE];
    uint32_t row = NOT_IN_TABLE;
    if (i > 0) {
        size_t size = add_lower(key, 0, token_at(doc, i - 1)->lemma);
        if (size > 0 && size < LONGEST_PHRASE) key[size++] = ' ';
        size = size ? add_lower(key, size, token_at(doc, i)->lemma) : 0;
        if (size) row = find_in_table(&rules->counted_words, (str){key, size});
    }
    if (row == NOT_IN_TABLE) row = find_with_of(rules, doc, i);
    if (row == NOT_IN_TABLE) row = find_lemma(&rules->counted_words, doc, i);
    return row == NOT_IN_TABLE ? NULL : &rules->counted[row];
}

static bool is_label_of_date(const token *t) {
    return t->label == NAME_DATE || t->label == NAME_TIME;
}

static bool is_noun(const token *t) {
    return t->pos == POS_NOUN || t->pos == POS_PROPN;
}

// The object of "of" right below a token, or -1.
static int noun_behind_of(const document *doc, int head) {
    for (int i = next_child(doc, head, -1); i >= 0; i = next_child(doc, head, i)) {
        if (i < head || token_at(doc, i)->dep != DEP_PREP || !has_lemma(doc, i, "of")) continue;
        int noun = find_child(doc, i, DEP_POBJ);
        if (noun >= 0) return noun;
    }
    return -1;
}

static bool modifies(const token *t) {
    switch (t->dep) {
    case DEP_NUMMOD:
    case DEP_AMOD:
    case DEP_COMPOUND:
    case DEP_NMOD:
    case DEP_QUANTMOD:
    case DEP_NPADVMOD:
    case DEP_POSS:
    case DEP_PREDET:
    case DEP_ADVMOD:
        return true;
    default:
        return false;
    }
}

// The noun that the carrier modifies, across other modifiers ("a 60%-level").
static int noun_above(const document *doc, int carrier) {
    int i = carrier;
    for (int steps = 0; steps < 4; steps++) {
        const token *t = token_at(doc, i);
        if (!modifies(t) || t->head == i) return -1;
        i = t->head;
        if (is_noun(token_at(doc, i)) && i > carrier) return i;
    }
    return -1;
}

// The head of the noun chunk that the number is in, when the tree has it elsewhere.
static int noun_of_chunk(const document *doc, int carrier) {
    int first;
    FIND_FIRST(first, 0, doc->noun_chunks.count, doc->noun_chunks.at[first].end > carrier);
    if (first == doc->noun_chunks.count || doc->noun_chunks.at[first].begin > carrier) return -1;
    int head = head_of_range(doc, doc->noun_chunks.at[first]);
    return head > carrier && is_noun(token_at(doc, head)) ? head : -1;
}

static bool is_more(const document *doc, int i) {
    static const char *const words[] = {"more",       "other", "further", "as",
                                        "additional", "or",    "many",    "much"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        if (is_token(doc, i, words[w])) return true;
    }
    return token_at(doc, i)->pos == POS_PUNCT || token_at(doc, i)->pos == POS_SYM;
}

static span span_of_noun(const document *doc, const draft *d) {
    int begin = first_token_after(doc, d->made.where.end - 1) + 1, end = d->noun + 1;
    int of = noun_behind_of(doc, d->noun);
    if (d->noun < begin || begin < token_at(doc, d->noun)->left_edge) {
        begin = token_at(doc, d->noun)->left_edge;
    }
    if (begin > d->noun) begin = d->noun;
    while (begin < d->noun && is_more(doc, begin)) {
        begin++;
    }
    bool is_before = token_at(doc, d->noun)->where.end <= d->made.where.begin; // "a crowd of 300"
    if (of >= 0 && !is_before && token_at(doc, of)->right_edge >= end) {
        end = token_at(doc, of)->right_edge + 1;
    }
    return span_of_tokens(doc, begin, end);
}

static bool takes_counted(const draft *d) {
    return !d->unit || d->unit->takes_counted || d->unit->measure == MEASURE_SHARE;
}

// "2.8 million who voted", "the two said": people, though not named.
static bool is_unnamed_person(const document *doc, const draft *d) {
    if (is_endless(doc, d->carrier)) return false;
    int clause = find_child(doc, d->carrier, DEP_RELCL);
    if (clause >= 0) {
        int subject = find_child(doc, clause, DEP_NSUBJ);
        return subject >= 0 && is_any_lemma(doc, subject, "who");
    }
    const token *t = token_at(doc, d->carrier);
    int          before = first_token_after(doc, d->made.where.begin) - 1;
    int          behind = first_token_after(doc, d->made.where.end);
    if (behind < doc->tokens.count && is_token(doc, behind, "who")) return true;
    bool is_subject = t->dep == DEP_NSUBJ || t->dep == DEP_NSUBJPASS;
    return is_subject && before >= 0 && is_any_lemma(doc, before, "the|those|these");
}

static bool is_body_of_people(entity_type type) {
    return type == ENTITY_PERSON || type == ENTITY_POPULATION || type == ENTITY_ARMED_GROUP ||
           type == ENTITY_MILITARY;
}

// "a [20,000]-strong mission", "they turned out [2.9 million] strong"
static bool is_strong(const document *doc, const draft *d) {
    near_words behind = words_after(doc->text, d->number.end);
    return !d->unit && behind.count > 0 &&
           same_ignoring_case(slice_span(doc->text, behind.words[0]), STR("strong"));
}

static bool is_person(const figure_rules *rules, const document *doc, const draft *d) {
    const counted_row *row = counted_of(rules, doc, d->noun);
    const token       *t = token_at(doc, d->noun);
    if (is_strong(doc, d)) return true;
    if (row) return row->is_person;
    if (t->tag == TAG_CD)
        return deed_behind(rules, doc, d->noun) != NULL; // "six of the 10 wounded"
    if (t->label == NAME_NORP || t->label == NAME_PERSON || t->tag == TAG_NNPS) return true;
    if (t->pos == POS_PRON)
        return !has_lemma(doc, d->noun, "which") && !has_lemma(doc, d->noun, "that");
    int found = d->made.counted.entity;
    if (found == NO_ID) return false;
    entity_type type = doc->entities.at[found].type; // "five militias" are things, "five Hamas" not
    bool        is_name = is_upper(doc->text.at[t->where.begin]) || type == ENTITY_PERSON ||
                   type == ENTITY_POPULATION;
    return is_name && is_body_of_people(type);
}

bool is_share(const draft *d) {
    bool is_percent = d->unit && d->unit->measure == MEASURE_SHARE;
    return is_percent || (!d->unit && d->first.kind == NUMBER_FRACTION);
}

// "251 taken hostage": the noun is what became of them.
static bool is_taken(const document *doc, const draft *d) {
    int next = first_token_after(doc, d->made.where.end);
    return next < doc->tokens.count && has_lemma(doc, next, "take");
}

// The first plural noun behind the number, with only adjectives and names between: "hundreds more
// prisoners".
static int noun_nearby(const document *doc, const draft *d) {
    enum { REACH = 4 };
    int begin = first_token_after(doc, d->made.where.end);
    for (int i = begin; i < begin + REACH && i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        if (t->tag == TAG_NNS || t->tag == TAG_NNPS) return is_label_of_date(t) ? -1 : i;
        bool may_stand = t->pos == POS_ADJ || t->pos == POS_PROPN || t->pos == POS_NOUN;
        if (!may_stand) return -1;
    }
    return -1;
}

// "a population", "a crowd": people who are one body.
static bool is_body(const figure_rules *rules, const document *doc, int i) {
    const counted_row *row = counted_of(rules, doc, i);
    return row && row->is_person && token_at(doc, i)->tag == TAG_NN;
}

// "a population of [300]", "a crowd of [40]"; -1: it is of something else.
static int noun_of_body(const figure_rules *rules, const document *doc, int carrier) {
    const token *t = token_at(doc, carrier);
    if (t->dep != DEP_POBJ || !has_lemma(doc, t->head, "of")) return -1;
    int body = token_at(doc, t->head)->head;
    return body < t->head && is_body(rules, doc, body) ? body : -1;
}

static bool is_number_word(const document *doc, int i) {
    return i >= 0 && is_any_lemma(doc, i, "number|total|count|tally");
}

// What a verb says is counted: "the number of casualties rose to 1,035", "casualties rose to 1,035",
// "put the number of dead at 12"; -1: nothing.
static int noun_of_verb(const figure_rules *rules, const document *doc, int verb, bool is_level) {
    int subject = find_child(doc, verb, DEP_NSUBJ), object = find_child(doc, verb, DEP_DOBJ);
    if (is_number_word(doc, subject)) return noun_behind_of(doc, subject);
    if (is_level && is_number_word(doc, object)) return noun_behind_of(doc, object);
    bool is_counted =
        subject >= 0 && token_at(doc, subject)->tag == TAG_NNS && counted_of(rules, doc, subject);
    if (subject >= 0 && is_body(rules, doc, subject)) is_counted = true;
    return is_level && is_counted && change_of(rules, doc, verb) ? subject : -1;
}

// What the clause says is counted; -1: nothing.
static int noun_of_clause(const figure_rules *rules, const document *doc, int carrier) {
    int          i = carrier;
    const token *own = token_at(doc, carrier);
    bool         is_level = own->dep == DEP_POBJ && is_any_lemma(doc, own->head, "to|at|from");
    for (int steps = 0; steps < 6; steps++) {
        const token *t = token_at(doc, i);
        if (t->pos == POS_VERB || t->pos == POS_AUX) return noun_of_verb(rules, doc, i, is_level);
        if (i != carrier && is_level && is_number_word(doc, i)) return noun_behind_of(doc, i);
        bool climbs = t->dep == DEP_POBJ || t->dep == DEP_PREP || t->dep == DEP_CONJ ||
                      t->dep == DEP_DOBJ || t->dep == DEP_ATTR;
        if (!climbs) return -1;
        i = t->head;
    }
    return -1;
}

// "two gas-only options": the tree may stop at the first part of a word that hyphens tie together.
static int past_hyphens(const document *doc, int noun) {
    int i = noun;
    for (int steps = 0; steps < 3 && i + 2 < doc->tokens.count; steps++) {
        uint32_t end = token_at(doc, i)->where.end;
        bool     is_tied = is_token(doc, i + 1, "-") && token_at(doc, i + 1)->where.begin == end &&
                       token_at(doc, i + 2)->where.begin == end + 1;
        int head = token_at(doc, i)->head;
        if (!is_tied || head <= i) break;
        i = head;
    }
    if (i + 2 < doc->tokens.count && is_any_lemma(doc, i + 1, "relate|related") &&
        token_at(doc, i + 2)->tag == TAG_NNS) {
        return i + 2; // "12 measles related deaths"
    }
    return is_noun(token_at(doc, i)) ? i : noun;
}

// "The casualties were 100", "the population is 7.5 million": what the subject names; -1: nothing.
static int noun_of_subject(const figure_rules *rules, const document *doc, int carrier) {
    const token *t = token_at(doc, carrier);
    if (t->dep != DEP_ATTR || !has_lemma(doc, t->head, "be")) return -1;
    int subject = find_child(doc, t->head, DEP_NSUBJ);
    if (subject < 0) return -1;
    return token_at(doc, subject)->tag == TAG_NNS || is_body(rules, doc, subject) ? subject : -1;
}

// "[seven] more sustained injuries": the verb of the clause, whatever the tree makes of it.
static bool is_clause_behind(const figure_rules *rules, const document *doc, const draft *d) {
    int i = first_token_after(doc, d->made.where.end);
    if (!d->unit && deed_told_behind(rules, doc, i - 1)) return true;
    if (d->unit || i + 2 >= doc->tokens.count || !is_token(doc, i, "more")) return false;
    tag_label tag = token_at(doc, i + 1)->tag;
    return (tag == TAG_VBD || tag == TAG_VBN) && token_at(doc, i + 2)->pos != POS_NOUN;
}

// "[53,000] dead, a majority of them women": the adjective stands for the people.
static bool is_toll_behind(const figure_rules *rules, const document *doc, const draft *d) {
    int                last = first_token_after(doc, d->made.where.end - 1);
    const measure_row *deed = d->unit ? NULL : deed_behind(rules, doc, last);
    if (!deed || !deed->of_subject || last + 2 >= doc->tokens.count) return false;
    return token_at(doc, last + 2)->pos == POS_PUNCT || token_at(doc, last + 2)->pos == POS_CCONJ;
}

static int choose_noun(const figure_rules *rules, const document *doc, const draft *d) {
    int  of = noun_behind_of(doc, d->carrier);
    bool has_own_unit =
        d->unit && !is_empty_span(d->unit_word); // not so the 48 of "from 48 to 36 %"
    if (of < 0 && is_share(d) && has_own_unit) { // "40 per cent of wheat"
        of = noun_behind_of(doc, first_token_after(doc, d->unit_word.end - 1));
    }
    if (of >= 0) return of;
    if (is_toll_behind(rules, doc, d) || is_clause_behind(rules, doc, d)) return -1;
    int above = noun_above(doc, d->carrier);
    if (above >= 0 && d->unit && is_any_lemma(doc, above, "year|month|week|quarter|day")) return -1;
    if (above >= 0 && !is_taken(doc, d)) return above;
    if (d->unit) return -1;
    int in_chunk = noun_of_chunk(doc, d->carrier);
    if (in_chunk >= 0) return in_chunk;
    int nearby = noun_nearby(doc, d);
    if (nearby < 0) nearby = noun_of_body(rules, doc, d->carrier);
    if (nearby < 0) nearby = noun_of_clause(rules, doc, d->carrier);
    return nearby >= 0 ? nearby : noun_of_subject(rules, doc, d->carrier);
}

// "[12], 15 and 20 boats": the noun is the last one's.
static bool is_of_later_number(const document *doc, const draft *d, int noun) {
    int begin = first_token_after(doc, d->made.where.end);
    if (begin >= noun || !is_any_lemma(doc, begin, ",|and|or")) return false; // "two 20-litre cans"
    for (int i = begin + 1; i < noun; i++) {
        if (token_at(doc, i)->tag == TAG_CD) return true;
    }
    return false;
}

static int find_noun(const figure_rules *rules, const document *doc, const draft *d) {
    int  noun = choose_noun(rules, doc, d);
    bool is_of = !d->unit && noun_behind_of(doc, d->carrier) == noun;
    if (noun >= 0 && !is_of && is_of_later_number(doc, d, noun)) return -1;
    return noun >= 0 ? past_hyphens(doc, noun) : noun;
}

// The part that a figure has in its clause, with its preposition if it has one.
typedef struct {
    dep_label dep;
    int       preposition; // token, or -1
} clause_part;

static clause_part part_of(const document *doc, int i) {
    for (int steps = 0; steps < 3 && modifies(token_at(doc, i)); steps++) {
        if (token_at(doc, i)->dep == DEP_NPADVMOD) break;
        i = token_at(doc, i)->head;
    }
    const token *t = token_at(doc, i);
    return (clause_part){t->dep, t->dep == DEP_POBJ ? t->head : -1};
}

static bool is_change_step(const document *doc, int preposition) {
    return is_any_lemma(doc, preposition, "from|to|at");
}

// "the one rose to 1,463 points, the other to 1,333": what is counted is said once.
static bool is_parallel(const document *doc, const draft *d, const figure *before) {
    const token *own = token_at(doc, d->carrier);
    bool         is_listed = own->dep == DEP_CONJ && own->head != d->carrier &&
                     is_inside(token_at(doc, own->head)->where, before->where);
    if (is_listed) return true; // "2.2 billion shekels ($590 million) and 71 million"
    clause_part mine = part_of(doc, d->carrier);
    clause_part other = part_of(doc, head_of_range(doc, tokens_in_span(doc, before->where)));
    if (mine.preposition >= 0 && other.preposition >= 0) {
        bool is_same =
            same(token_at(doc, mine.preposition)->lemma, token_at(doc, other.preposition)->lemma);
        return is_same ||
               (is_change_step(doc, mine.preposition) && is_change_step(doc, other.preposition));
    }
    bool is_step = mine.preposition >= 0 && is_change_step(doc, mine.preposition) &&
                   (other.dep == DEP_DOBJ || other.dep == DEP_NSUBJ || other.dep == DEP_ATTR);
    bool is_passive =
        mine.dep == DEP_NSUBJPASS && other.dep == DEP_NSUBJ; // "12 died, 35 were saved"
    bool is_same = mine.preposition < 0 && (mine.dep == other.dep || is_passive);
    switch (mine.dep) {
    case DEP_NSUBJ:
    case DEP_NSUBJPASS:
    case DEP_DOBJ:
    case DEP_ATTR:
        return is_same;
    case DEP_POBJ:
        return is_step;
    default:
        return false;
    }
}

// A share is shared by its like only: "gained 2 percent to 45" has no 45 percent.
static bool may_be_shared(const document *doc, const draft *d, const figure *before) {
    bool is_own = before->measure == MEASURE_DURATION || before->measure == MEASURE_AGE;
    if (!before->unit || is_own) return false;
    if (before->measure != MEASURE_SHARE) return true;
    clause_part mine = part_of(doc, d->carrier);
    return mine.preposition >= 0 && is_any_lemma(doc, mine.preposition, "by");
}

// "[13 million were driven out,] with 4 million fleeing abroad"
static bool is_told_beside(const document *doc, const draft *d) {
    const token *t = token_at(doc, d->carrier), *head = token_at(doc, t->head);
    return t->dep == DEP_NSUBJ && head->dep == DEP_PCOMP && has_lemma(doc, head->head, "with");
}

// A bare figure that goes on counting what one of those before in its sentence counts.
static void share_before(const document *doc, draft *d) {
    enum { REACH = 3 };
    bool is_bare = !d->unit && d->noun < 0 && !d->made.unit && !d->is_exchange;
    int  own = token_at(doc, d->carrier)->sentence;
    int  behind = first_token_after(doc, d->made.where.end);
    bool is_more = behind < doc->tokens.count && is_token(doc, behind, "more");
    if (!is_bare || is_share(d) || is_lone_one(d) || is_endless(doc, d->carrier)) return;
    bool is_beside = is_told_beside(doc, d);
    for (int i = doc->figures.count - 1, looked = 0; i >= 0 && looked < REACH; i--, looked++) {
        const figure *before = &doc->figures.at[i];
        if (sentence_of_byte(doc, before->where.begin) != own) return;
        bool is_of_people = before->unit && strcmp(before->unit, "person") == 0;
        if (is_beside && is_of_people) {
            d->made.unit = before->unit;
            d->made.counted = before->counted;
            d->shared = i;
            return;
        }
        bool is_own = before->measure == MEASURE_SHARE || before->measure == MEASURE_MONEY;
        bool goes_on = is_more && !is_own;
        if (!may_be_shared(doc, d, before) || !(goes_on || is_parallel(doc, d, before))) continue;
        d->made.unit = before->unit;
        d->made.counted = before->counted;
        d->shared = i;
        return;
    }
}

// "[Of the 300 people] held, 120 were freed"
static bool is_whole_of(const document *doc, const figure *before) {
    int i = first_token_after(doc, before->where.begin) - 1;
    if (i >= 0 && is_any_lemma(doc, i, "the|these|those")) i--;
    if (i < 0 || !is_any_lemma(doc, i, "of")) return false;
    return token_at(doc, i)->starts_sentence || token_at(doc, i - 1)->pos == POS_PUNCT ||
           is_any_lemma(doc, i - 1, "out");
}

// Whether this figure may be some of those that one before counts.
static bool may_be_of(const document *doc, const draft *d, const figure *before, int own,
                      bool is_there) {
    bool is_counted = before->unit && !is_empty_span(before->counted.where) &&
                      (strcmp(before->unit, "person") == 0 || strcmp(before->unit, "item") == 0);
    bool is_smaller = is_there || !before->has_value || before->value >= d->first.value;
    bool is_here = sentence_of_byte(doc, before->where.begin) == own;
    return is_counted && is_smaller && (!is_here || is_whole_of(doc, before));
}

// "Raiders took 24 people. [Three] of them ...", "Velia launched 90 drones. [Sixty] were shot down."
static void share_with_sentence_before(const document *doc, draft *d) {
    enum { REACH = 4 };
    const token *t = token_at(doc, d->carrier);
    bool         is_there = t->dep == DEP_ATTR && find_child(doc, t->head, DEP_EXPL) >= 0;
    bool         is_subject = t->dep == DEP_NSUBJ || t->dep == DEP_NSUBJPASS || is_there;
    bool is_bare = d->noun < 0 && !d->made.unit && d->shared == NO_ID && is_subject && !d->unit;
    bool is_of_them = d->noun >= 0 && is_any_lemma(doc, d->noun, "they|them|these|those");
    int  own = t->sentence;
    if (d->is_exchange || d->is_range || is_share(d) || is_lone_one(d)) return;
    if ((!is_bare && !is_of_them) || is_endless(doc, d->carrier)) return;
    for (int i = doc->figures.count - 1, looked = 0; i >= 0 && looked < REACH; i--, looked++) {
        const figure *before = &doc->figures.at[i];
        if (sentence_of_byte(doc, before->where.begin) < own - 1) return;
        if (!may_be_of(doc, d, before, own, is_there)) continue;
        d->made.unit = before->unit;
        d->whole = i;
        if (is_bare) d->made.counted = before->counted;
        return;
    }
}

// What a step changes, not the step: "a 12% rise in [prices]"; -1: nothing is said.
static int noun_of_change(const document *doc, int change) {
    for (int i = next_child(doc, change, -1); i >= 0; i = next_child(doc, change, i)) {
        if (i > change && is_any_lemma(doc, i, "in|of")) return find_child(doc, i, DEP_POBJ);
    }
    return -1;
}

static void name_counted(const figure_rules *rules, const document *doc, draft *d) {
    draft named = *d;
    if (is_step(rules, doc, d)) named.noun = noun_of_change(doc, d->noun);
    if (named.noun < 0) return;
    d->made.counted.where = span_of_noun(doc, &named);
    d->made.counted.entity = entity_of_span(doc, d->made.counted.where);
}

// "the 14,000 mark" counts no marks, "a 5.2 quake" no quakes.
static bool counts_no_noun(const figure_rules *rules, const document *doc, const draft *d) {
    if (d->noun < 0 || token_at(doc, d->noun)->tag != TAG_NN) return false;
    const counted_row *row = counted_of(rules, doc, d->noun);
    bool               is_quake = !d->unit && d->first.decimals > 0 &&
                    is_any_lemma(doc, d->noun, "quake|earthquake|aftershock|tremor|temblor");
    return (row && row->is_empty) || is_strength(d->unit) || is_quake;
}

// "the four", "the 14,000 figure": those counted before, if the number is the same.
static const char *unit_of_same(const document *doc, const draft *d) {
    enum { REACH = 30 };
    int last = doc->figures.count - 1, own = first_token_after(doc, d->made.where.begin);
    if (own == 0 || !is_any_lemma(doc, own - 1, "the|all")) return NULL;
    for (int i = last; i >= 0 && i > last - REACH; i--) {
        const figure *before = &doc->figures.at[i];
        bool is_same = before->has_value && before->value == d->first.value && before->unit;
        bool is_counted =
            is_same && (strcmp(before->unit, "person") == 0 || strcmp(before->unit, "item") == 0);
        if (is_counted) return before->unit;
    }
    return NULL;
}

void find_counted(const figure_rules *rules, const document *doc, draft *d) {
    if (counts_no_noun(rules, doc, d)) d->noun = -1;
    bool is_named = d->noun >= 0 && takes_counted(d) && !d->is_exchange;
    d->made.counted = (reference){.entity = NO_ID};
    if (is_named) name_counted(rules, doc, d);
    if (d->unit) {
        d->made.unit = d->unit->code ? d->unit->code : "item";
    } else if (d->first.kind == NUMBER_FRACTION) {
        d->made.unit = NULL;
    } else if (d->noun >= 0) {
        d->made.unit = is_person(rules, doc, d) ? "person" : "item";
    } else {
        d->made.unit = unit_of_same(doc, d);
        if (!d->made.unit && (is_unnamed_person(doc, d) || is_strong(doc, d)))
            d->made.unit = "person";
    }
    if (d->unit && !d->unit->code) d->made.counted.where = d->unit_word; // "18 sen"
    share_before(doc, d);
    share_with_sentence_before(doc, d);
}

bool is_endless(const document *doc, int i) {
    enum { LONGEST_SENTENCE = 1000 };
    token_range range = doc->sentences.at[token_at(doc, i)->sentence].tokens;
    return range.end - range.begin > LONGEST_SENTENCE;
}

// True when `noun` is at most a few steps above `carrier`.
static bool heads(const document *doc, int noun, int carrier) {
    int i = carrier;
    for (int steps = 0; steps < 6 && i != noun; steps++) {
        i = token_at(doc, i)->head;
    }
    return i == noun;
}

// Where the figure hangs in the tree, needed before anything else is asked of it.
void place_in_tree(const figure_rules *rules, const document *doc, draft *d) {
    span core = d->number;
    if (d->unit && !d->unit->is_prefix && d->made.where.end > core.end)
        core.end = d->made.where.end;
    d->carrier = head_of_range(doc, tokens_in_span(doc, core));
    d->top = d->carrier;
    if (is_endless(doc, d->carrier)) return;
    d->noun = find_noun(rules, doc, d);
    bool is_above = d->noun >= 0 && heads(doc, d->noun, d->carrier);
    d->top = is_above ? d->noun : d->carrier;
}
