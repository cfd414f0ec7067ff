// phrases.c - cues that are no verb and no noun: "according to X", "in the words of X",
// "reportedly", and names that stand before or behind what they said.
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

// ---- Turns and signatures ----------------------------------------------------------------
//
//     Roe: “We will not sign.”            a name, a colon, a quotation
//     ROE: We will not sign.              a turn of an interview
//     We will not sign. — Jane Roe (@roe)  a post with its signature

static bool is_short_name(const document *doc, token_range words) {
    if (is_empty_range(words) || words.end - words.begin > 5) return false;
    for (int i = words.begin; i < words.end; i++) {
        const pos_label pos = token_at(doc, i)->pos;
        if (pos != POS_PROPN && pos != POS_ADP && pos != POS_NOUN && pos != POS_DET) return false;
    }
    return token_at(doc, words.end - 1)->pos == POS_PROPN;
}

// A name in capitals before a colon is a speaker when it is a person's; "BREAKING:" is none.
static bool is_speaker(const reading *r, token_range name) {
    const document *doc = r->doc;
    const int       last = name.end - 1;
    if (token_at(doc, last)->label == NAME_PERSON) return true;
    return find_in_table(&r->capitals, token_text(doc, last)) != NOT_IN_TABLE;
}

static void push_turn(reading *r, token_range name, token_range said, int number) {
    const bool is_signed = name.begin >= said.end;
    draft      made = {.cue = -1,
                       .why = {.found_by = FOUND_BY_LAYOUT,
                               .source = is_signed ? SOURCE_BY_SIGNATURE : SOURCE_BY_NAME,
                               .content = content_bit(is_signed ? CONTENT_SIGNED : CONTENT_TURN)},
                       .source = head_of_range(r->doc, name),
                       .source_words = name,
                       .paragraph = number};
    PUSH_IN(r->scratch, &made.content, said);
    PUSH_IN(r->scratch, &r->drafts, made);
}

static void find_turn(reading *r, int number) {
    const document  *doc = r->doc;
    const paragraph *at = &doc->paragraphs.at[number];
    int              first = at->first_token, colon = first;
    if (first < at->end_token && (token_at(doc, first)->tag == TAG_OPEN_QUOTE ||
                                  token_at(doc, first)->tag == TAG_CLOSE_QUOTE))
        first++;
    while (colon < at->end_token && colon < first + 6 && !is_token(doc, colon, ":")) {
        colon++;
    }
    const token_range name = {first, colon};
    if (colon + 1 >= at->end_token || !is_token(doc, colon, ":") || !is_short_name(doc, name))
        return;
    int quote = r->quote_of[colon + 1];
    if (quote >= 0 && r->owner[quote] < 0 && r->quote_of[first] < 0) {
        r->owner[quote] = r->drafts.count;
        push_turn(r, name, tokens_in_span(doc, r->quotes.at[quote].where), number);
    } else if (is_speaker(r, name)) {
        if (quote >= 0 && r->owner[quote] < 0) r->owner[quote] = r->drafts.count;
        push_turn(r, name, (token_range){colon + 1, at->end_token}, number);
    }
}

static bool is_dash(const document *doc, int i) {
    return is_token(doc, i, "—") || is_token(doc, i, "–") || is_token(doc, i, "―") ||
           is_token(doc, i, "--");
}

// The handle of an account in brackets behind a name behind a dash.
static void find_signature(reading *r, int number) {
    const document  *doc = r->doc;
    const paragraph *at = &doc->paragraphs.at[number];
    for (int i = at->first_token; i + 3 < at->end_token; i++) {
        if (!is_dash(doc, i)) continue;
        int bracket = i + 1;
        while (bracket < at->end_token && bracket < i + 8 && !is_token(doc, bracket, "(")) {
            bracket++;
        }
        bool is_handle = bracket + 1 < at->end_token && bracket > i + 1 &&
                         is_token(doc, bracket, "(") && token_text(doc, bracket + 1).at[0] == '@';
        if (!is_handle) continue;
        token_range said = {at->first_token, i};
        bool        is_alone = i == at->first_token;
        if (is_alone && number == 0) return;
        if (is_alone)
            said = (token_range){doc->paragraphs.at[number - 1].first_token,
                                 doc->paragraphs.at[number - 1].end_token};
        push_turn(r, (token_range){i + 1, bracket}, said, number);
        return;
    }
}

void find_turns(reading *r) {
    for (int p = 0; p < r->doc->paragraphs.count; p++) {
        find_turn(r, p);
        find_signature(r, p);
    }
}
