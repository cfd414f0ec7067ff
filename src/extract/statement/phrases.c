// phrases.c - cues that are no verb and no noun: "according to X", "in the words of X", "reportedly".
#include "extract/statement/reading.h"

// The verb whose clause a word stands in, or -1.
static int clause_verb(const document *doc, int i) {
    for (int head = token_at(doc, i)->head; head != i; i = head, head = token_at(doc, i)->head) {
        if (is_verb(doc, head)) return head;
    }
    return is_verb(doc, i) ? i : -1;
}

static int phrase_object(const document *doc, int cue) {
    int preposition = cue;
    for (int steps = 0; steps < 4; steps++) {
        int object = find_child(doc, preposition, DEP_POBJ);
        int next = find_child(doc, preposition, DEP_PREP);
        if (next < 0 && object >= 0) next = find_child(doc, object, DEP_PREP);
        if (object >= 0 && (next < 0 || !is_one_of(doc, next, "of") ||
                            !is_one_of(doc, object, "words|view|opinion|eyes")))
            return object;
        if (next < 0) return -1;
        preposition = next;
    }
    return -1;
}

static bool is_parenthesis(const document *doc, token_range phrase) {
    token_range all = sentence_tokens(doc, phrase.begin);
    return phrase.begin > all.begin && token_at(doc, phrase.begin - 1)->tag == TAG_COMMA;
}

// Where a full stop ends what the sentence finder took for one sentence: before white space of more
// than one character, or before a quotation that opens.
static int stop_within(const reading *r, int begin, int end) {
    const document *doc = r->doc;
    for (int i = begin; i + 1 < end && i < begin + FAR; i++) {
        bool is_stop = is_token(doc, i, ".") && r->quote_of[i] < 0;
        bool is_new = token_at(doc, i + 1)->pos == POS_SPACE || r->quote_of[i + 1] >= 0;
        if (is_stop && is_new) return i + 1;
    }
    return end;
}

// The clause around a phrase, without the phrase. At the start or the end of a sentence the phrase
// speaks for all of it; inside it speaks for the clause it hangs on.
static void add_around(const reading *r, draft *made, token_range phrase) {
    const document *doc = r->doc;
    token_range     clause = sentence_tokens(doc, phrase.begin);
    int             verb = clause_verb(doc, phrase.begin);
    bool            is_inside = phrase.begin > clause.begin + 1 && phrase.end < clause.end - 1;
    bool            is_aside =
        is_inside && verb >= 0 && phrase.begin < verb && token_at(doc, verb)->dep == DEP_RELCL;
    if (is_inside && verb >= 0 && (is_aside || !is_parenthesis(doc, phrase)))
        clause = subtree_of(doc, verb);
    clause.end = stop_within(r, phrase.end, clause.end);
    if (clause.begin < phrase.begin) add_range(r, made, clause.begin, phrase.begin);
    if (phrase.end < clause.end) add_range(r, made, phrase.end, clause.end);
}

// "sorted according to size", "went according to plan": a bare noun that does not speak.
static bool is_measure(const reading *r, int object) {
    const token *t = token_at(r->doc, object);
    return t->tag == TAG_NN && t->left_edge == object && t->label == NAME_NONE &&
           !find_speaking_noun(r, object);
}

static bool find_according(const reading *r, draft *made) {
    const document *doc = r->doc;
    int             object = phrase_object(doc, made->cue);
    if (object < 0 || is_measure(r, object)) return false;
    set_source(r, made, object, SOURCE_BY_PHRASE);
    token_range phrase = {made->cue_words.begin, made->source_words.end};
    token_range own = subtree_of(doc, object);
    // An apposition of the source up to the next comma or the end goes with the phrase.
    if (own.end > phrase.end && own.end <= sentence_tokens(doc, made->cue).end)
        phrase.end = own.end;
    add_around(r, made, phrase);
    return made->content.count > 0;
}

// "In her view, A": the noun of a phrase that tells whose words or thoughts A is.
bool find_around_view(const reading *r, draft *made) {
    const document *doc = r->doc;
    const token    *t = token_at(doc, made->cue);
    const bool      is_phrase = t->dep == DEP_POBJ && is_one_of(doc, t->head, "in") &&
                           is_one_of(doc, made->cue, "view|opinion|mind|eyes|estimation");
    if (!is_phrase || r->quote_of[made->cue] >= 0 || made->source < 0 ||
        find_child(doc, made->cue, DEP_POSS) < 0)
        return false;
    add_around(r, made, (token_range){t->head, made->cue + 1});
    return made->content.count > 0;
}

static bool find_around_adverb(const reading *r, draft *made) {
    const document *doc = r->doc;
    int             verb = clause_verb(doc, made->cue);
    if (verb < 0) return false;
    token_range clause = subtree_of(doc, verb);
    made->is_null_source = true;
    if (clause.begin < made->cue) add_range(r, made, clause.begin, made->cue);
    if (made->cue + 1 < clause.end) add_range(r, made, made->cue + 1, clause.end);
    return made->content.count > 0;
}

bool find_phrase_content(const reading *r, draft *made) {
    return made->row->kind == CUE_ADVERB ? find_around_adverb(r, made) : find_according(r, made);
}
