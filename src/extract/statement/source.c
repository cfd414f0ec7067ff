// source.c - whose words they are.
//
// The subject of the cue, or of what the cue hangs on: "X said A and added B", "X did A, saying B",
// "X went on to say", "X was quoted as saying". A relative pronoun stands for the noun before it.
// The extent: the noun phrase with title and restrictive modifiers, without comma appositions.
#include "extract/statement/reading.h"

enum { MOST_STEPS = 8 };

static bool is_relative(const document *doc, int i) {
    const tag_label tag = token_at(doc, i)->tag;
    return tag == TAG_WDT || (tag == TAG_WP && token_at(doc, i)->dep != DEP_DOBJ) ||
           (is_token(doc, i, "that") && token_at(doc, i)->pos == POS_PRON &&
            token_at(doc, i)->dep == DEP_NSUBJ &&
            token_at(doc, token_at(doc, i)->head)->dep == DEP_RELCL);
}

// The nearest one before the verb: of several, the others stand inside a quotation.
static int own_subject(const document *doc, int verb) {
    int i = find_child(doc, verb, DEP_NSUBJ);
    for (int c = i; c >= 0 && c < verb; c = next_child(doc, verb, c)) {
        if (token_at(doc, c)->dep == DEP_NSUBJ) i = c;
    }
    if (i < 0) i = find_child(doc, verb, DEP_NSUBJPASS);
    return i;
}

bool is_passive(const document *doc, int verb) {
    const token *t = token_at(doc, verb);
    bool         is_participle = t->tag == TAG_VBN;
    if (is_participle && (t->dep == DEP_ACL || find_child(doc, verb, DEP_AGENT) >= 0)) return true;
    // "Asked whether A, X said B": who is asked speaks later.
    bool leads_in = is_participle && t->dep == DEP_ADVCL && verb < t->head &&
                    t->left_edge == verb && own_subject(doc, verb) < 0;
    if (leads_in) return true;
    return find_child(doc, verb, DEP_AUXPASS) >= 0 || find_child(doc, verb, DEP_NSUBJPASS) >= 0;
}

// The noun that a relative clause hangs on, from a verb inside that clause.
static int relative_noun(const document *doc, int verb) {
    for (int steps = 0; steps < MOST_STEPS; steps++) {
        const token *t = token_at(doc, verb);
        if (t->dep == DEP_RELCL || t->dep == DEP_ACL) return t->head;
        if (t->head == verb || t->dep == DEP_ROOT) return -1;
        verb = t->head;
    }
    return -1;
}

// "Velia and Tarin were among those that A", "was one of those who": the subject.
static int one_among(const document *doc, int noun) {
    const token *t = token_at(doc, noun);
    const int    verb =
        t->dep == DEP_POBJ && is_one_of(doc, t->head, "among") ? token_at(doc, t->head)->head : -1;
    const int subject =
        verb >= 0 && has_lemma(doc, verb, "be") ? find_child(doc, verb, DEP_NSUBJ) : -1;
    return subject >= 0 ? subject : noun;
}

// Whom "who", "which" or "that" stands for: the noun of its clause; else the token itself.
int antecedent_of(const document *doc, int i) {
    const int noun = is_relative(doc, i) ? relative_noun(doc, token_at(doc, i)->head) : -1;
    return noun >= 0 && noun < i ? one_among(doc, noun) : i;
}

int find_subject(const document *doc, int verb) {
    for (int steps = 0; steps < MOST_STEPS && verb >= 0; steps++) {
        int          i = own_subject(doc, verb);
        const token *t = token_at(doc, verb);
        if (i >= 0) {
            if (!is_relative(doc, i)) return i;
            int noun = relative_noun(doc, verb);
            return noun >= 0 ? one_among(doc, noun) : i;
        }
        if (t->head == verb) return -1;
        const token *head = token_at(doc, t->head);
        if (t->dep == DEP_ACL || t->dep == DEP_RELCL) return t->head;
        bool is_carried = t->dep == DEP_CONJ || t->dep == DEP_XCOMP || t->dep == DEP_ADVCL ||
                          t->dep == DEP_PCOMP || t->dep == DEP_PREP || t->dep == DEP_DEP ||
                          t->dep == DEP_CCOMP || t->dep == DEP_PARATAXIS;
        if (!is_carried) return -1;
        if (t->dep == DEP_CONJ && !is_verb(doc, t->head) && head->dep != DEP_ROOT) return -1;
        verb = t->head;
    }
    return -1;
}

// ---- Extent ------------------------------------------------------------------------------

// A list says "and" before its last member; a mere chain of conjuncts is the parser's guess.
static bool is_closed_list(const document *doc, int head) {
    int last = head;
    for (int steps = 0; steps < 64; steps++) {
        int next = find_child(doc, last, DEP_CONJ);
        if (next <= last) break;
        if (token_at(doc, next)->pos == POS_VERB) return false;
        if (find_child(doc, last, DEP_CC) >= 0) return true;
        last = next;
    }
    return false;
}

// True when the comma at `i` only separates members of a list that `head` begins.
static bool is_list_comma(const document *doc, int head, int i) {
    int member = head;
    if (!is_closed_list(doc, head)) return false;
    for (int steps = 0; steps < 64; steps++) {
        int next = find_child(doc, member, DEP_CONJ);
        if (next < 0) return false;
        if (member < i && i < next) {
            const token *t = token_at(doc, next);
            int          first = t->left_edge;
            if (first == i + 1) return t->pos != POS_VERB;
            return first == i + 2 && token_at(doc, i + 1)->dep == DEP_CC && t->pos != POS_VERB;
        }
        if (next <= member) return false;
        member = next;
    }
    return false;
}

// "(SDF)", "(R-Ardo)" right behind a name belong to it.
static bool is_short_bracket(const document *doc, int i, int end) {
    if (!is_token(doc, i, "(") || token_at(doc, i - 1)->pos != POS_PROPN) return false;
    for (int at = i + 1; at < end && at < i + 6; at++) {
        if (is_token(doc, at, ")")) return at > i + 1;
        str text = token_text(doc, at);
        if (text.size > 0 && is_lower(text.at[0])) return false;
    }
    return false;
}

static bool ends_source(const document *doc, int head, int i, int end) {
    const token *t = token_at(doc, i);
    if (t->tag == TAG_COMMA) return !is_list_comma(doc, head, i);
    if (is_token(doc, i, "(")) return !is_short_bracket(doc, i, end);
    if (t->tag == TAG_HYPH || t->tag == TAG_RRB || t->tag == TAG_POS) return false;
    return t->pos == POS_PUNCT && t->tag != TAG_OPEN_QUOTE && t->tag != TAG_CLOSE_QUOTE &&
           !is_token(doc, i, ".");
}

// A modifier that tells when something was said hangs on the noun by mistake.
static bool is_stray(const reading *r, int head, int child) {
    const document *doc = r->doc;
    const token    *t = token_at(doc, child);
    if (t->dep == DEP_NPADVMOD || t->dep == DEP_CC || t->dep == DEP_PRECONJ) return true;
    if (t->dep == DEP_ADVMOD && child > head) return true;
    if (t->dep != DEP_PREP || child < head) return false;
    int object = find_child(doc, child, DEP_POBJ);
    if (object >= 0 && is_one_of(doc, child, "in") &&
        find_in_table(&r->rules->occasions, token_at(doc, object)->lemma) != NOT_IN_TABLE)
        return true;
    return object >= 0 &&
           (token_at(doc, object)->label == NAME_DATE || token_at(doc, object)->label == NAME_TIME);
}

static int source_end(const reading *r, int head, int cue) {
    const document *doc = r->doc;
    int             end = token_at(doc, head)->right_edge + 1;
    for (int c = next_child(doc, head, -1); c >= 0; c = next_child(doc, head, c)) {
        const token *t = token_at(doc, c);
        bool holds_cue = (cue >= 0 && is_in_range(cue, subtree_of(doc, c))) || t->dep == DEP_CCOMP;
        if (c > head && (holds_cue || is_stray(r, head, c)) && t->dep != DEP_CC &&
            t->left_edge < end) {
            end = t->left_edge;
        }
    }
    if (end > head + FAR) end = head + FAR;
    for (int i = head + 1; i < end; i++) {
        if (ends_source(doc, head, i, end)) return i;
    }
    return end;
}

static int source_begin(const reading *r, int head) {
    const document *doc = r->doc;
    int             begin = token_at(doc, head)->left_edge;
    if (begin < head - FAR) begin = head - FAR;
    for (int c = next_child(doc, head, -1); c >= 0 && c < head; c = next_child(doc, head, c)) {
        if (is_stray(r, head, c)) begin = token_at(doc, c)->right_edge + 1;
    }
    for (int i = head - 1; i >= begin; i--) {
        const token *t = token_at(doc, i);
        bool         is_break = t->tag == TAG_COLON || t->tag == TAG_OPEN_QUOTE ||
                        t->tag == TAG_CLOSE_QUOTE || t->pos == POS_SPACE || is_token(doc, i, "(");
        if (is_break) return i + 1;
    }
    while (begin < head &&
           (token_at(doc, begin)->pos == POS_PUNCT || token_at(doc, begin)->pos == POS_SCONJ)) {
        begin++;
    }
    return begin;
}

// "Hamas's demand": the possessor without its ending.
token_range source_range(const reading *r, int head, int cue) {
    const document *doc = r->doc;
    token_range     made = {source_begin(r, head), source_end(r, head, cue)};
    if (cue >= made.begin && cue < made.end) {
        if (cue < head)
            made.begin = cue + 1;
        else
            made.end = cue;
    }
    while (made.end > head + 1) {
        const token *last = token_at(doc, made.end - 1);
        bool         is_loose =
            last->tag == TAG_POS || last->tag == TAG_COMMA || last->pos == POS_CCONJ ||
            last->pos == POS_SPACE ||
            (last->pos == POS_PUNCT && last->tag != TAG_RRB && last->tag != TAG_CLOSE_QUOTE);
        if (!is_loose) break;
        made.end--;
    }
    return made;
}

// ---- Which noun --------------------------------------------------------------------------

static int object_of(const document *doc, int preposition) {
    int object = preposition < 0 ? -1 : find_child(doc, preposition, DEP_POBJ);
    return object;
}

static int agent_of(const document *doc, int verb) {
    return object_of(doc, find_child(doc, verb, DEP_AGENT));
}

static int child_with(const document *doc, int head, dep_label dep, const char *words) {
    for (int c = next_child(doc, head, -1); c >= 0; c = next_child(doc, head, c)) {
        if (token_at(doc, c)->dep == dep && is_one_of(doc, c, words)) return c;
    }
    return -1;
}

// "X issued a threat", "X made a new plea": the subject of the verb that carries the noun.
static int carrier_subject(const reading *r, int noun) {
    const document *doc = r->doc;
    const token    *t = token_at(doc, noun);
    if (t->dep == DEP_CONJ) t = token_at(doc, t->head);
    if (t->dep != DEP_DOBJ || !is_verb(doc, t->head)) return -1;
    bool carries =
        find_in_table(&r->rules->carriers, token_at(doc, t->head)->lemma) != NOT_IN_TABLE;
    return carries ? find_subject(doc, t->head) : -1;
}

static int source_of_noun(const reading *r, int noun) {
    const document *doc = r->doc;
    int             i = find_child(doc, noun, DEP_POSS);
    const int       from = object_of(doc, child_with(doc, noun, DEP_PREP, "from"));
    // "Tarin has a promise from Velia": Velia gave it.
    if (i < 0 && from >= 0 && has_lemma(doc, token_at(doc, noun)->head, "have")) i = from;
    if (i < 0) i = carrier_subject(r, noun);
    if (i < 0) i = object_of(doc, child_with(doc, noun, DEP_PREP, "by"));
    if (i < 0) i = from;
    if (i < 0) i = object_of(doc, find_child(doc, noun, DEP_AGENT));
    return i;
}

// "A," criticised Roe: a noun right behind the cue that the tree took for its object.
static int inverted_subject(const reading *r, const draft *made) {
    const document *doc = r->doc;
    int             object = find_child(doc, made->cue, DEP_DOBJ);
    if (object < made->cue || token_at(doc, object)->left_edge != made->cue + 1) return -1;
    bool is_behind_quote =
        made->cue > 0 && r->quote_of[made->cue - 1] >= 0 && r->quote_of[made->cue] < 0;
    return is_behind_quote ? object : -1;
}

const speaking_noun *find_speaking_noun(const reading *r, int i) {
    const token *t = token_at(r->doc, i);
    uint32_t     row = find_in_table(&r->rules->noun_rows, t->lemma);
    if (row == NOT_IN_TABLE && t->label == NAME_NONE)
        row = find_in_table(&r->rules->noun_rows, t->norm);
    if (row == NOT_IN_TABLE && t->label == NAME_NONE && ends_with(t->norm, STR("s"))) {
        row = find_in_table(&r->rules->noun_rows, slice(t->norm, 0, t->norm.size - 1));
    }
    return row == NOT_IN_TABLE ? NULL : &r->rules->nouns.at[row];
}

bool is_document(const reading *r, int head) {
    const speaking_noun *noun = find_speaking_noun(r, head);
    return noun && noun->one == SOURCE_DOCUMENT;
}

// "The resumption of aid": an act or a state, whatever the verb behind it says.
static bool is_abstract(const reading *r, int i) {
    const document *doc = r->doc;
    const token    *t = token_at(doc, i);
    if (t->pos != POS_NOUN || t->label != NAME_NONE || find_speaking_noun(r, i)) return false;
    if (doc->mention_heads[i] != NO_ID) return false;
    for (int e = 0; e < r->rules->abstract.count; e++) {
        if (ends_with(t->lemma, r->rules->abstract.at[e])) return true;
    }
    return false;
}

// "The talks ended with a statement condemning A": the noun right before that can speak, or -1.
static int speaker_between(const reading *r, int subject, int cue) {
    for (int i = cue - 1; i > subject && i > cue - FAR; i--) {
        if (token_at(r->doc, i)->pos == POS_NOUN && is_document(r, i)) return i;
    }
    return -1;
}

static int note(draft *made, source_way why, int head) {
    made->why.source = why;
    return head;
}

static int source_of_verb(const reading *r, draft *made) {
    const document *doc = r->doc;
    if (is_passive(doc, made->cue)) return note(made, SOURCE_BY_AGENT, agent_of(doc, made->cue));
    // "was quoted as saying", "was accused of threatening": the subject of the passive speaks.
    if (r->speaker_of[made->cue] >= 0) return note(made, SOURCE_BY_LENT, r->speaker_of[made->cue]);
    int inverted = inverted_subject(r, made);
    if (inverted >= 0) return note(made, SOURCE_BY_INVERTED, inverted);
    int  subject = find_subject(doc, made->cue);
    bool speaks = subject < 0 || (made->row->frames & TAKES_FINDING) || !is_abstract(r, subject);
    if (speaks) return note(made, SOURCE_BY_SUBJECT, subject);
    int between = speaker_between(r, subject, made->cue);
    return note(made, SOURCE_BY_BETWEEN, token_at(doc, made->cue)->tag == TAG_VBG ? between : -1);
}

// "was certain": who was; but "made sure that A" is a deed.
static int source_of_state(const reading *r, draft *made) {
    const document *doc = r->doc;
    int             verb = token_at(doc, made->cue)->head;
    if (has_lemma(doc, verb, "make")) return -1;
    int own = own_subject(doc, made->cue);
    return note(made, SOURCE_BY_STATE,
                own < 0 && is_verb(doc, verb) ? find_subject(doc, verb) : own);
}

void set_source(const reading *r, draft *made, int head, source_way why) {
    made->source = note(made, why, head);
    made->source_words = source_range(r, head, made->cue);
}

void find_source(const reading *r, draft *made) {
    const document *doc = r->doc;
    made->source = -1;
    switch (made->row->kind) {
    case CUE_NOUN:
        made->source = note(made, SOURCE_BY_POSSESSOR, source_of_noun(r, made->cue));
        break;
    case CUE_VERB:
        made->source = source_of_verb(r, made);
        break;
    case CUE_ADJECTIVE:
        made->source = source_of_state(r, made);
        break;
    case CUE_ADVERB:
    case CUE_PHRASE:
        break;
    }
    if (made->source < 0) return;
    const token *t = token_at(doc, made->source);
    bool         is_nobody = is_one_of(doc, made->source, "it|there|this|that|what|which") &&
                     (t->dep == DEP_EXPL || is_one_of(doc, made->source, "there|this|that|what"));
    if (is_nobody) {
        made->source = -1;
        return;
    }
    made->source_words = source_range(r, made->source, made->cue);
    // "No group has claimed the attack" tells that nobody did.
    if (is_one_of(doc, made->source_words.begin, "no|nobody|neither|none|nothing"))
        made->source = -1;
}
