// cues.c - the lexicon of cues, and which tokens of a report are one.
//
// A key is a lemma, alone or with what makes it a cue: "point out", "call for", "make clear",
// "not comment". The longest key wins. Its further words may stand behind the verb with adverbs
// and pronouns between ("made it very clear", "called again on"), or hang on it in the tree
// ("called on Tuesday for").
#include "extract/statement/reading.h"

#include <assert.h>

#include "lexicon/lexicon.h"

enum { MOST_KEY = 64, MOST_WORDS = 5 };

static const struct {
    const char *name;
    unsigned    frame;
} FRAMES[] = {
    {"clause", TAKES_CLAUSE},
    {"quote", TAKES_QUOTE},
    {"infinitive", TAKES_INFINITIVE},
    {"object-infinitive", TAKES_OBJECT_INFINITIVE},
    {"object-clause", TAKES_OBJECT_CLAUSE},
    {"noun", TAKES_NOUN},
    {"small", TAKES_SMALL},
    {"as", TAKES_AS},
    {"gerund", TAKES_GERUND},
    {"topic", TAKES_TOPIC},
    {"none", TAKES_NOTHING},
    {"finding", TAKES_FINDING},
    {"citation", TAKES_CITATION},
    {"agent", TAKES_AGENT},
    {"words", TAKES_WORDS},
};

static void read_frames(cue_row *row, str list) {
    while (list.at) {
        str      rest = cut_at(&list, ',');
        str      name = cut_at(&rest, '=');
        unsigned frame = 0;
        for (size_t i = 0; i < sizeof FRAMES / sizeof *FRAMES; i++) {
            if (same(name, str_of(FRAMES[i].name))) frame = FRAMES[i].frame;
        }
        assert(frame && "cues.tsv: unknown frame");
        row->frames |= frame;
        if (frame == TAKES_GERUND) row->gerund = rest;
        if (frame == TAKES_TOPIC) row->topic = rest;
        if (frame == TAKES_NOUN || frame == TAKES_NOTHING) row->object = rest;
    }
}

static cue_kind kind_of_name(str name) {
    static const char *const NAMES[] = {"verb", "noun", "adjective", "adverb", "phrase"};
    for (int i = 0; i < (int)(sizeof NAMES / sizeof *NAMES); i++) {
        if (same(name, str_of(NAMES[i]))) return (cue_kind)i;
    }
    assert(false && "cues.tsv: unknown kind");
    return CUE_VERB;
}

static statement_form form_of_name(str name) {
    return same(name, STR("direct"))  ? FORM_DIRECT
           : same(name, STR("mixed")) ? FORM_MIXED
                                      : FORM_INDIRECT;
}

static void read_plover(str field, str *root, str *mode) {
    if (same(field, STR("-"))) return;
    *root = cut_at(&field, '/');
    *mode = field;
}

static cue_row read_cue(const data_row *row) {
    cue_row made = {.key = row->fields[0],
                    .kind = kind_of_name(row->fields[1]),
                    .form = form_of_name(row->fields[4]),
                    .line = row->line};
    bool    is_known = act_of_word(row->fields[2], &made.act);
    assert(is_known && "cues.tsv: unknown act");
    (void)is_known;
    read_plover(row->fields[3], &made.root, &made.mode);
    read_frames(&made, row->fields[5]);
    return made;
}

// A key with several rows: those behind the first are for certain objects.
static void add_variant(statement_rules *rules, const cue_row *made, int number) {
    uint32_t first = find_in_table(&rules->by_kind[made->kind], made->key);
    cue_row *last = &rules->rows.at[first];
    assert(made->object.size > 0 && made->object.at[0] != '!' &&
           "cues.tsv: a second row of a cue must name its objects");
    while (last->variant > 0) {
        last = &rules->rows.at[last->variant];
    }
    last->variant = number;
}

static void read_cues(statement_rules *rules, arena *a) {
    data_rows rows = open_rows("cues.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        const cue_row  made = read_cue(&row);
        const uint32_t number = (uint32_t)rules->rows.count;
        PUSH_IN(a, &rules->rows, made);
        if (!add_to_table(a, &rules->by_kind[made.kind], made.key, number)) {
            add_variant(rules, &made, (int)number);
        }
        str rest = made.key;
        str first = cut_at(&rest, ' ');
        if (rest.at) add_to_table(a, &rules->longer, first, number);
    }
}

static void read_deeds(statement_rules *rules, arena *a) {
    data_rows rows = open_rows("deeds.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        deed made = {.act = ACT_SAY};
        bool is_known = act_of_word(row.fields[1], &made.act);
        assert(is_known && "deeds.tsv: unknown act");
        (void)is_known;
        read_plover(row.fields[2], &made.root, &made.mode);
        add_to_table(a, &rules->deed_rows, row.fields[0], (uint32_t)rules->deeds.count);
        PUSH_IN(a, &rules->deeds, made);
    }
}

static source_class source_of_name(str name) {
    static const struct {
        const char  *name;
        source_class value;
    } CLASSES[] = {
        {"person", SOURCE_PERSON},
        {"organization", SOURCE_ORGANIZATION},
        {"official", SOURCE_UNNAMED_OFFICIAL},
        {"member", SOURCE_UNNAMED_MEMBER},
        {"other", SOURCE_UNNAMED_OTHER},
        {"group", SOURCE_GROUP},
        {"document", SOURCE_DOCUMENT},
        {"media", SOURCE_MEDIA},
    };
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++) {
        if (same(name, str_of(CLASSES[i].name))) return CLASSES[i].value;
    }
    assert(false && "actor_nouns.tsv: unknown source");
    return SOURCE_NONE;
}

static void read_speaking_nouns(statement_rules *rules, arena *a) {
    data_rows rows = open_rows("actor_nouns.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        str several = row.fields[4], one = cut_at(&several, '/');
        if (one.size == 0) continue;
        speaking_noun made = {.one = source_of_name(one), .line = row.line};
        made.several = several.at ? source_of_name(several) : made.one;
        add_to_table(a, &rules->noun_rows, row.fields[0], (uint32_t)rules->nouns.count);
        PUSH_IN(a, &rules->nouns, made);
    }
}

statement_rules *open_statement_rules(arena *a) {
    statement_rules *rules = NEW_IN(a, statement_rules, 1);
    read_cues(rules, a);
    read_deeds(rules, a);
    read_speaking_nouns(rules, a);
    data_rows rows = open_rows("access.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        PUSH_IN(a, &rules->access, row.fields[0]);
    }
    rows = open_rows("abstract_endings.tsv");
    while (next_row(&rows, &row)) {
        PUSH_IN(a, &rules->abstract, row.fields[0]);
    }
    rows = open_rows("verdicts.tsv");
    while (next_row(&rows, &row)) {
        statement_act act = ACT_SAY;
        bool          is_known = act_of_word(row.fields[1], &act);
        assert(is_known && "verdicts.tsv: unknown act");
        (void)is_known;
        add_to_table(a, &rules->verdicts, row.fields[0], (uint32_t)act);
    }
    rules->occasions = table_of_column(a, "occasions.tsv", 0);
    rules->carriers = table_of_column(a, "carriers.tsv", 0);
    return rules;
}

// ---- Looking keys up ---------------------------------------------------------------------

typedef struct {
    char   text[MOST_KEY];
    size_t size;
} key;

static bool add_word(key *k, str word) {
    if (k->size + word.size + 1 > sizeof k->text) return false;
    if (k->size > 0) k->text[k->size++] = ' ';
    for (size_t i = 0; i < word.size; i++) {
        k->text[k->size++] = to_lower(word.at[i]);
    }
    return true;
}

static const cue_row *find_key(const reading *r, const key *k, cue_kind kind) {
    uint32_t number = find_in_table(&r->rules->by_kind[kind], (str){k->text, k->size});
    return number == NOT_IN_TABLE ? NULL : &r->rules->rows.at[number];
}

static bool may_stand_between(const document *doc, int i) {
    const token *t = token_at(doc, i);
    return t->pos == POS_ADV || t->pos == POS_PRON;
}

// Keys that go on over the words behind; *end is the token behind the longest that was found.
static const cue_row *find_longer(const reading *r, key k, int i, cue_kind kind, int *end) {
    const document *doc = r->doc;
    const cue_row  *found = NULL;
    int             skipped = 0;
    const int       last = sentence_tokens(doc, i).end;
    for (int at = i + 1, words = 1; at < last && words < MOST_WORDS && skipped < 3; at++) {
        key longer = k;
        if (!add_word(&longer, token_text(doc, at))) break;
        const cue_row *row = find_key(r, &longer, kind);
        if (row && token_at(doc, at)->dep == DEP_AUX)
            row = NULL; // "appealed to stop" is no "appeal to"
        if (row) {
            found = row;
            *end = at + 1;
        }
        if (may_stand_between(doc, at) && !row) {
            skipped++;
        } else {
            k = longer;
            words++;
        }
    }
    return found;
}

// Keys whose second word hangs on the verb in the tree.
static const cue_row *find_hanging(const reading *r, key k, int i, cue_kind kind) {
    for (int c = next_child(r->doc, i, -1); c >= 0; c = next_child(r->doc, i, c)) {
        const dep_label dep = token_at(r->doc, c)->dep;
        key             longer = k;
        bool            is_right =
            c > i && (dep == DEP_PRT || dep == DEP_PREP || dep == DEP_ADVMOD || dep == DEP_AGENT);
        // "called the plans for a port shameful" calls for nothing.
        const int  object = find_child(r->doc, i, DEP_DOBJ);
        const bool is_apart = dep == DEP_PREP && object > i && object < c;
        if (!is_right || is_apart || !add_word(&longer, token_text(r->doc, c))) continue;
        const cue_row *row = find_key(r, &longer, kind);
        if (row) return row;
    }
    return NULL;
}

static bool has_no(const document *doc, int noun) {
    int first = token_at(doc, noun)->left_edge;
    return first < noun && is_one_of(doc, first, "no");
}

static const cue_row *find_by_lemma(const reading *r, str lemma, int i, cue_kind kind, int *end) {
    key k = {.size = 0}, negated = {.size = 0};
    if (!add_word(&k, lemma)) return NULL;
    *end = i + 1;
    const cue_row *row = NULL;
    if (kind == CUE_VERB && find_child(r->doc, i, DEP_NEG) >= 0) {
        add_word(&negated, STR("not"));
        add_word(&negated, lemma);
        row = find_longer(r, negated, i, kind, end);
        if (!row) row = find_key(r, &negated, kind);
        if (row) return row;
    }
    if (kind == CUE_NOUN && has_no(r->doc, i)) {
        add_word(&negated, STR("no"));
        add_word(&negated, lemma);
        row = find_key(r, &negated, kind);
        if (row) return row;
    }
    if (find_in_table(&r->rules->longer, (str){k.text, k.size}) != NOT_IN_TABLE) {
        row = find_longer(r, k, i, kind, end);
        if (!row) row = find_hanging(r, k, i, kind);
    }
    return row ? row : find_key(r, &k, kind);
}

// "warning shots", "a show of": a verb form that only modifies a noun says nothing.
static bool is_modifier(const token *t) {
    return t->dep == DEP_AMOD || t->dep == DEP_COMPOUND || t->dep == DEP_AUX ||
           t->dep == DEP_AUXPASS;
}

// "in a bid to show", "its right to defend": an infinitive that tells a purpose or hangs on a noun.
static bool is_purpose(const document *doc, int i) {
    const token *t = token_at(doc, i);
    if (t->tag != TAG_VB || t->left_edge == i) return false;
    if (t->dep != DEP_ACL && t->dep != DEP_ADVCL && t->dep != DEP_RELCL) return false;
    if (has_lemma(doc, t->head, "go")) return false; // "went on to say"
    for (int c = next_child(doc, i, -1); c >= 0 && c < i; c = next_child(doc, i, c)) {
        if (token_at(doc, c)->tag == TAG_TO) return true;
    }
    return false;
}

// "was terrified that A": a participle that tells a state of mind, when nobody is named as its cause.
static bool is_state(const reading *r, int i) {
    const token *t = token_at(r->doc, i);
    bool         is_participle =
        t->tag == TAG_VBN && (t->dep == DEP_ACOMP || find_child(r->doc, i, DEP_AUXPASS) >= 0);
    return is_participle && find_child(r->doc, i, DEP_AGENT) < 0 &&
           find_in_table(&r->rules->by_kind[CUE_ADJECTIVE], t->norm) != NOT_IN_TABLE;
}

// "That said, A", "this being said, A": nobody says anything.
static bool is_transition(const document *doc, int i) {
    const int first = sentence_tokens(doc, i).begin;
    if (!is_one_of(doc, i, "said") || i == first || i > first + 2) return false;
    return is_one_of(doc, first, "that|this|having|all") && i + 1 < doc->tokens.count &&
           (token_at(doc, i + 1)->tag == TAG_COMMA || is_one_of(doc, i + 1, "that"));
}

static bool kind_of_token(const token *t, cue_kind *kind) {
    switch ((int)t->pos) {
    case POS_VERB:
    case POS_AUX:
        *kind = CUE_VERB;
        return true;
    case POS_NOUN:
        *kind = CUE_NOUN;
        return true;
    case POS_ADJ:
        *kind = CUE_ADJECTIVE;
        return true;
    case POS_ADV:
        *kind = CUE_ADVERB;
        return true;
    default:
        return false;
    }
}

static const cue_row *find_phrase(const reading *r, int i, int *end) {
    key k = {.size = 0};
    if (!add_word(&k, token_text(r->doc, i))) return NULL;
    if (find_in_table(&r->rules->longer, (str){k.text, k.size}) == NOT_IN_TABLE) return NULL;
    return find_longer(r, k, i, CUE_PHRASE, end);
}

// "rejected the claim" denies, "rejected the offer" does not.
static const cue_row *choose_variant(const reading *r, const cue_row *row, int i) {
    int object = row->variant > 0 ? find_child(r->doc, i, DEP_DOBJ) : -1;
    for (int v = row->variant; object >= 0 && v > 0; v = r->rules->rows.at[v].variant) {
        const cue_row *other = &r->rules->rows.at[v];
        if (is_in_list(other->object, '|', token_at(r->doc, object)->lemma)) return other;
    }
    return row;
}

const cue_row *find_cue(const reading *r, int i, token_range *words) {
    const token *t = token_at(r->doc, i);
    cue_kind     kind;
    int          end = i + 1;

    const cue_row *phrase = find_phrase(r, i, &end);
    if (phrase) {
        *words = (token_range){i, end};
        return phrase;
    }
    if (!kind_of_token(t, &kind)) return NULL;
    if (kind == CUE_VERB && (is_modifier(t) || is_purpose(r->doc, i) || is_transition(r->doc, i)))
        return NULL;
    if (is_state(r, i)) kind = CUE_ADJECTIVE;
    const cue_row *row =
        find_by_lemma(r, kind == CUE_ADJECTIVE ? t->norm : t->lemma, i, kind, &end);
    char with_e[MOST_KEY];
    if (!row && kind == CUE_VERB && t->lemma.size + 1 < sizeof with_e) {
        // Some pipelines take "hoped" for a form of "hop".
        memcpy(with_e, t->lemma.at, t->lemma.size);
        with_e[t->lemma.size] = 'e';
        row = find_by_lemma(r, (str){with_e, t->lemma.size + 1}, i, kind, &end);
    }
    *words = (token_range){i, end};
    return row ? choose_variant(r, row, i) : NULL;
}
