// content.c - what the tree gives to a cue, frame by frame.
//
//     clause             said (that) A; A, he said; A, he said, B; said A and that B
//     object-clause      told X that A
//     infinitive         promised to A                    content without "to"
//     object-infinitive  urged X to A                     content with "to": X is the addressee
//     gerund             accused X of A, ruled out A-ing
//     as, small          described X as Y, called X Y     two pieces
//     topic, noun        warned of A, announced A
//
// A clause frame is tried before the looser ones, so that "announced the deal was dead" is no
// announcement of a deal.
#include "extract/statement/content.h"

enum { LONGEST_INSERTION = 16 };

// A closing bracket whose opening one stands before the range.
static bool is_lone_bracket(const document *doc, token_range range) {
    if (!is_token(doc, range.end - 1, ")")) return false;
    for (int i = range.end - 2; i >= range.begin && i > range.end - 40; i--) {
        if (is_token(doc, i, "(")) return false;
    }
    return true;
}

token_range trim_range(const document *doc, token_range range) {
    while (range.begin < range.end) {
        const token *t = token_at(doc, range.begin);
        bool is_mark = t->tag == TAG_OPEN_QUOTE || t->tag == TAG_CLOSE_QUOTE || t->tag == TAG_LRB ||
                       t->tag == TAG_DOLLAR || t->pos == POS_SYM;
        if (is_mark || (t->pos != POS_PUNCT && t->pos != POS_SPACE)) break;
        range.begin++;
    }
    while (range.end > range.begin) {
        const token *t = token_at(doc, range.end - 1);
        bool         is_loose = t->tag == TAG_COMMA || t->pos == POS_SPACE || t->tag == TAG_COLON ||
                        t->tag == TAG_HYPH || is_token(doc, range.end - 1, ".") ||
                        is_lone_bracket(doc, range);
        if (!is_loose) break;
        range.end--;
    }
    return range;
}

void add_range(const reading *r, draft *made, int begin, int end) {
    token_range piece = trim_range(r->doc, (token_range){begin, end});
    if (!is_empty_range(piece)) PUSH_IN(r->scratch, &made->content, piece);
}

static bool is_that(const document *doc, int i) {
    return is_one_of(doc, i, "that") &&
           (token_at(doc, i)->dep == DEP_MARK || token_at(doc, i)->pos == POS_SCONJ);
}

// "said Wednesday, May 21, A", "said on Friday that A": the day is no part of A.
static int skip_day(const document *doc, int begin, int end) {
    int at = begin;
    while (at < end && at < begin + 8) {
        const token *t = token_at(doc, at);
        bool         is_day = t->label == NAME_DATE || t->label == NAME_TIME;
        bool         leads_to_day =
            at + 1 < end && t->pos == POS_ADP && token_at(doc, at + 1)->label == NAME_DATE;
        if (!is_day && !leads_to_day && !(at > begin && t->tag == TAG_COMMA)) break;
        at++;
    }
    if (at == begin || at >= end) return begin;
    bool is_that_next = is_that(doc, at);
    bool is_behind_cue = token_at(doc, at)->pos == POS_PRON ||
                         token_at(doc, at)->pos == POS_PROPN || token_at(doc, at)->pos == POS_DET;
    return is_that_next || (is_behind_cue && token_at(doc, begin)->pos == POS_PROPN) ? at : begin;
}

// A clause with "and that B" in it becomes two pieces; the word "that" belongs to none.
static void add_clause(const reading *r, draft *made, int begin, int end) {
    const document *doc = r->doc;
    if (begin > made->cue) begin = skip_day(doc, begin, end);
    const int first = begin;
    while (begin < end && (is_that(doc, begin) || token_at(doc, begin)->pos == POS_SPACE)) {
        begin++;
    }
    for (int i = begin + 1; i < end && i < first + FAR; i++) {
        if (!is_that(doc, i) || r->quote_of[i] != r->quote_of[made->cue]) continue;
        if (token_at(doc, token_at(doc, i)->head)->dep != DEP_CONJ ||
            token_at(doc, i - 1)->pos != POS_CCONJ)
            continue;
        int behind = i - 1;
        if (behind > begin && token_at(doc, behind - 1)->tag == TAG_COMMA) behind--;
        add_range(r, made, begin, behind);
        begin = i + 1;
    }
    add_range(r, made, begin, end);
}

// ---- Clauses -----------------------------------------------------------------------------

static bool has_to(const document *doc, int verb) {
    for (int c = next_child(doc, verb, -1); c >= 0; c = next_child(doc, verb, c)) {
        if (token_at(doc, c)->tag == TAG_TO) return true;
    }
    return false;
}

static bool is_finite_content(const document *doc, const draft *made, int child) {
    const token *t = token_at(doc, child);
    if (t->dep == DEP_CCOMP)
        return !(has_to(doc, child) && child > made->cue && find_child(doc, child, DEP_NSUBJ) >= 0);
    if (t->dep == DEP_PARATAXIS) return child < made->cue;
    return false;
}

// Begin of a clause before the cue: back to the start of the sentence where only openings stand.
static int reach_back(const document *doc, int begin) {
    const int first = sentence_tokens(doc, begin).begin;
    int       at = begin;
    while (at > first) {
        const token *t = token_at(doc, at - 1);
        bool is_opening = t->pos == POS_CCONJ || t->pos == POS_ADV || t->tag == TAG_OPEN_QUOTE ||
                          t->tag == TAG_COMMA || t->pos == POS_SPACE || t->pos == POS_INTJ;
        if (!is_opening) return begin;
        at--;
    }
    return at;
}

static int cut_end(const draft *made, int begin, int end) {
    if (made->source >= 0 && made->source_words.begin > begin && made->source_words.begin < end) {
        end = made->source_words.begin;
    }
    return made->cue > begin && made->cue < end ? made->cue : end;
}

// "In Geneva, which they left, Roe said A": with A right behind the cue, nothing before it is said.
static bool is_told_at_once(const reading *r, const draft *made) {
    const document *doc = r->doc;
    int             behind = made->cue_words.end;
    if (made->source >= behind) behind = made->source_words.end;
    for (int c = next_child(doc, made->cue, -1); c >= 0; c = next_child(doc, made->cue, c)) {
        if (c > made->cue && is_finite_content(doc, made, c)) {
            return token_at(doc, behind)->tag != TAG_COMMA;
        }
    }
    return false;
}

// "reported on Sunday, citing the army, that A": the comma behind which "that" goes on, or -1.
static int skip_insertion(const reading *r, int comma, int last) {
    const document *doc = r->doc;
    for (int i = comma + 1; i + 1 < last && i < comma + LONGEST_INSERTION; i++) {
        const token *t = token_at(doc, i);
        if (r->quote_of[i] >= 0 || (is_verb(doc, i) && t->tag != TAG_VBG)) return -1;
        if (t->tag == TAG_COMMA) return is_one_of(doc, i + 1, "that") ? i : -1;
    }
    return -1;
}

// "said at a rally in Ardo that A": the clause may hang on a noun between.
static bool find_displaced(const reading *r, draft *made) {
    const document *doc = r->doc;
    const int       last = sentence_tokens(doc, made->cue).end;
    for (int i = made->cue_words.end; i < last && i < made->cue + 24; i++) {
        const token *t = token_at(doc, i);
        if (r->quote_of[i] != r->quote_of[made->cue]) return false;
        if (t->tag == TAG_COMMA) {
            i = skip_insertion(r, i, last);
            if (i < 0) return false;
            continue;
        }
        if (!is_one_of(doc, i, "that") || t->dep == DEP_DET || t->dep == DEP_NSUBJ ||
            t->dep == DEP_DOBJ)
            continue;
        const token *clause = token_at(doc, t->head);
        // Behind an insertion the tree may have it the wrong way round: the cue below the clause.
        bool is_own = clause->left_edge == i || is_below(doc, made->cue, t->head);
        if (!is_own || t->head <= i || !is_verb(doc, t->head)) continue;
        add_clause(r, made, i, clause->right_edge + 1);
        return made->content.count > 0;
    }
    return false;
}

// "Our aim is clear: work will continue": a verb that needs a quotation tells nothing within one.
static bool is_led_on(const reading *r, const draft *made) {
    return r->quote_of[made->cue] >= 0 && !(made->row->frames & TAKES_CLAUSE);
}

// "I think the people and I think": a noun that no verb goes with says nothing.
static bool is_fragment(const reading *r, const draft *made, int head, token_range clause) {
    const document *doc = r->doc;
    const pos_label pos = token_at(doc, head)->pos;
    bool breaks_off = clause.end < doc->tokens.count && token_at(doc, clause.end)->pos == POS_CCONJ;
    if (head < made->cue || !breaks_off || (pos != POS_NOUN && pos != POS_PROPN && pos != POS_PRON))
        return false;
    for (int i = clause.begin; i < clause.end && i < clause.begin + FAR; i++) {
        if (is_verb(doc, i) || r->quote_of[i] != r->quote_of[made->cue]) return false;
    }
    return true;
}

// "stated repairs will cost millions": a subject that the tree took for the object of the cue.
static int begin_of_clause(const document *doc, const draft *made, token_range clause) {
    int object = find_child(doc, made->cue, DEP_DOBJ);
    if (object < made->cue || token_at(doc, clause.begin)->pos != POS_AUX) return clause.begin;
    token_range before = subtree_of(doc, object);
    bool        is_bare = before.begin == made->cue_words.end && before.end == clause.begin;
    return is_bare ? before.begin : clause.begin;
}

static bool find_clauses(const reading *r, draft *made) {
    const document *doc = r->doc;
    const bool      is_at_once = is_told_at_once(r, made);
    for (int c = next_child(doc, made->cue, -1); c >= 0; c = next_child(doc, made->cue, c)) {
        if (!is_finite_content(doc, made, c)) continue;
        token_range clause = subtree_of(doc, c);
        if (c < made->cue && (is_at_once || is_led_on(r, made))) continue;
        if (is_fragment(r, made, c, clause)) continue;
        if (c < made->cue) {
            int begin = reach_back(doc, clause.begin);
            add_clause(r, made, begin, cut_end(made, begin, clause.end));
        } else {
            add_clause(r, made, begin_of_clause(doc, made, clause), clause.end);
        }
    }
    return made->content.count > 0;
}

// ---- Parentheses -------------------------------------------------------------------------

static bool is_comma(const document *doc, int i) {
    return token_at(doc, i)->tag == TAG_COMMA;
}

// What follows "..., he said," up to the end of the sentence, unless another thought begins.
static bool is_new_thought(const reading *r, int i) {
    const document *doc = r->doc;
    const token    *t = token_at(doc, i);
    return t->pos == POS_CCONJ || t->tag == TAG_VBG || t->tag == TAG_WP || t->tag == TAG_WDT ||
           is_one_of(doc, i, "while|although|though|as|after|when|because|where|who|which");
}

// "The deal, he said on Friday, is dead": between two commas, source first, and the parser need
// not see that the halves belong together.
static bool find_halves(const reading *r, draft *made) {
    const document   *doc = r->doc;
    const token_range all = sentence_tokens(doc, made->cue), own = made->source_words;
    if (made->source < 0 || own.end > made->cue || made->cue - own.end > 3 ||
        own.begin <= all.begin + 1)
        return false;
    if (!is_comma(doc, own.begin - 1)) return false;
    int behind = made->cue_words.end;
    while (behind < all.end && behind < made->cue_words.end + 8 && !is_comma(doc, behind)) {
        if (is_verb(doc, behind) || token_at(doc, behind)->tag == TAG_IN) {
            if (token_at(doc, behind)->dep != DEP_PREP) return false;
        }
        behind++;
    }
    if (behind >= all.end - 2 || !is_comma(doc, behind) || is_new_thought(r, behind + 1))
        return false;
    if (r->quote_of[own.begin - 2] >= 0 || r->quote_of[behind + 1] >= 0) return false;
    for (int c = next_child(doc, made->cue, -1); c >= 0; c = next_child(doc, made->cue, c)) {
        if (c > behind && token_at(doc, c)->dep == DEP_CCOMP) break;
        if (c > made->cue && c < behind && token_at(doc, c)->dep == DEP_CCOMP) return false;
    }
    add_range(r, made, all.begin, own.begin - 1);
    add_range(r, made, behind + 1, all.end);
    return made->content.count == 2;
}

static bool is_comma_or_dash(const document *doc, int i) {
    const token *t = token_at(doc, i);
    return t->tag == TAG_COMMA || t->tag == TAG_COLON || t->tag == TAG_HYPH ||
           t->tag == TAG_CLOSE_QUOTE;
}

static bool ends_sentence(const document *doc, token_range own, token_range all) {
    while (own.end < all.end && token_at(doc, own.end)->pos == POS_PUNCT) {
        own.end++;
    }
    return own.end == all.end;
}

// "A has offered B if C frees D, he said": the parser hangs the teller behind the last comma on the
// clause next to it, but what stands at the end of a sentence tells all of it.
static int clause_told(const document *doc, int head) {
    for (;;) {
        const token *t = token_at(doc, head);
        bool         is_part = t->dep == DEP_ADVCL || t->dep == DEP_RELCL || t->dep == DEP_ACL;
        if (!is_part || t->head >= head) return head;
        head = t->head;
    }
}

// "The deal, he said, is dead", "as he said": the cue hangs on what is said.
static bool find_clause_around(const reading *r, draft *made) {
    const document *doc = r->doc;
    const token    *t = token_at(doc, made->cue);
    token_range     own = subtree_of(doc, made->cue), all = sentence_tokens(doc, made->cue);
    bool            hangs =
        t->dep == DEP_PARATAXIS || t->dep == DEP_CCOMP || t->dep == DEP_DEP || t->dep == DEP_ADVCL;
    if (!hangs || t->head == made->cue || own.begin == all.begin) return false;
    bool is_as = is_one_of(doc, own.begin, "as");
    if (t->dep == DEP_ADVCL && !is_as) return false;
    if (own.end - own.begin > 14 || made->source < own.begin || made->source >= own.end)
        return false;
    if (!is_as && !is_comma_or_dash(doc, own.begin) && !is_comma_or_dash(doc, own.begin - 1))
        return false;
    bool        is_last = !is_as && ends_sentence(doc, own, all);
    token_range outer = subtree_of(doc, is_last ? clause_told(doc, t->head) : t->head);
    add_range(r, made, outer.begin, own.begin);
    if (outer.end > own.end) add_range(r, made, own.end, outer.end);
    return made->content.count > 0;
}

// ---- Nouns and adjectives ----------------------------------------------------------------

// "the claim that A", "hopes A will", "certain that A".
static bool find_noun_clause(const reading *r, draft *made) {
    const document *doc = r->doc;
    for (int c = next_child(doc, made->cue, -1); c >= 0; c = next_child(doc, made->cue, c)) {
        const token *t = token_at(doc, c);
        if (c < made->cue || (t->dep != DEP_ACL && t->dep != DEP_CCOMP && t->dep != DEP_RELCL))
            continue;
        bool is_content = t->dep == DEP_ACL || find_child(doc, c, DEP_MARK) >= 0;
        if (!is_one_of(doc, t->left_edge, "that|whether") || !is_content) continue;
        add_clause(r, made, t->left_edge, t->right_edge + 1);
        return made->content.count > 0;
    }
    return false;
}

static bool find_noun_infinitive(const reading *r, draft *made) {
    const document *doc = r->doc;
    for (int c = next_child(doc, made->cue, -1); c >= 0; c = next_child(doc, made->cue, c)) {
        if (c < made->cue || !is_infinitive_child(doc, c)) continue;
        add_range(r, made, to_of(doc, c), subtree_of(doc, c).end);
        return made->content.count > 0;
    }
    return false;
}

// "Her only hope is that A".
static bool find_predicate_clause(const reading *r, draft *made) {
    const document *doc = r->doc;
    const token    *t = token_at(doc, made->cue);
    if (t->dep != DEP_NSUBJ || !has_lemma(doc, t->head, "be")) return false;
    int c = find_child(doc, t->head, DEP_CCOMP);
    if (c < t->head || made->source < 0) return false;
    add_clause(r, made, token_at(doc, c)->left_edge, token_at(doc, c)->right_edge + 1);
    return made->content.count > 0;
}

static bool note(draft *made, content_way way, bool is_found) {
    if (is_found) made->why.content |= content_bit(way);
    return is_found;
}

static bool find_noun_content(const reading *r, draft *made) {
    const unsigned frames = made->row->frames;
    if (frames & TAKES_NOTHING) return note(made, CONTENT_SILENCE, made->source >= 0);
    if ((frames & TAKES_CLAUSE) && note(made, CONTENT_NOUN_CLAUSE, find_predicate_clause(r, made)))
        return true;
    if ((frames & TAKES_CLAUSE) && note(made, CONTENT_NOUN_CLAUSE, find_noun_clause(r, made)))
        return true;
    if ((frames & TAKES_INFINITIVE) && note(made, CONTENT_NOUN_DEED, find_noun_infinitive(r, made)))
        return true;
    if ((frames & TAKES_TOPIC) && made->source >= 0 &&
        note(made, CONTENT_TOPIC, find_topic(r, made)))
        return true;
    return (frames & TAKES_CLAUSE) && note(made, CONTENT_PHRASE, find_around_view(r, made));
}

static bool add_clause_below(const reading *r, draft *made, int head) {
    const document *doc = r->doc;
    for (int c = next_child(doc, head, -1); c >= 0; c = next_child(doc, head, c)) {
        if (c < made->cue || token_at(doc, c)->dep != DEP_CCOMP) continue;
        add_clause(r, made, token_at(doc, c)->left_edge, token_at(doc, c)->right_edge + 1);
        return made->content.count > 0;
    }
    return false;
}

// "was certain that A": the clause hangs on the adjective or on its verb.
static bool find_adjective_content(const reading *r, draft *made) {
    const token *t = token_at(r->doc, made->cue);
    if (add_clause_below(r, made, made->cue)) return true;
    return t->dep == DEP_ACOMP && has_lemma(r->doc, t->head, "be") &&
           add_clause_below(r, made, t->head);
}

// ---- All ---------------------------------------------------------------------------------

// "is expected to A" tells of the subject; "was told to A" orders it.
static bool is_attitude(const cue_row *row) {
    const statement_act act = row->act;
    if (row->frames & TAKES_OBJECT_CLAUSE) return false;
    return act == ACT_SAY || act == ACT_BELIEVE || act == ACT_PREDICT || act == ACT_CLAIM ||
           act == ACT_CONFIRM;
}

// "did not elaborate on A", "would not say whether A"; nothing else needs to be told.
static bool find_subject_of_silence(const reading *r, draft *made) {
    const document *doc = r->doc;
    token_range     all = subtree_of(doc, made->cue);
    int             last = made->cue_words.end;
    if (!has_wanted_object(made, doc)) return false;
    if (ends_with(made->row->key, STR("comment"))) return true;
    while (last < all.end &&
           !is_one_of(doc, last, "on|about|if|whether|what|how|why|who|when|where")) {
        const token *t = token_at(doc, last);
        if (t->tag == TAG_COMMA || t->pos == POS_CCONJ || t->pos == POS_VERB) return true;
        last++;
    }
    if (last < all.end && is_one_of(doc, last, "on|about")) {
        last++;
    }
    if (last < all.end) add_range(r, made, last, all.end);
    return true;
}

// A bare object is weak evidence: "the bell announced the hour". Somebody must be there who speaks.
static bool may_speak(const reading *r, const draft *made) {
    if (made->source < 0) return true;
    const token *t = token_at(r->doc, made->source);
    int          given = find_child(r->doc, made->cue, DEP_DATIVE); // "denied him water"
    if (given >= 0 && token_at(r->doc, given)->pos != POS_ADP) return false;
    return t->pos != POS_NOUN || t->label != NAME_NONE || find_speaking_noun(r, made->source);
}

static bool find_verb_content(const reading *r, draft *made) {
    const unsigned frames = made->row->frames;
    const unsigned any_infinitive = TAKES_OBJECT_INFINITIVE | TAKES_CLAUSE | TAKES_INFINITIVE;
    bool           passive = is_passive(r->doc, made->cue) || is_reduced_passive(r->doc, made->cue);
    if (frames & TAKES_NOTHING)
        return note(made, CONTENT_SILENCE, find_subject_of_silence(r, made));
    if (passive && (frames & any_infinitive) &&
        note(made, CONTENT_PASSIVE, find_passive_infinitive(r, made, is_attitude(made->row))))
        return true;
    if ((frames & TAKES_OBJECT_INFINITIVE) &&
        note(made, CONTENT_OTHERS_DEED, find_infinitive(r, made, true)))
        return true;
    if ((frames & TAKES_INFINITIVE) &&
        note(made, CONTENT_INFINITIVE, find_infinitive(r, made, false)))
        return true;
    if ((frames & TAKES_SMALL) && note(made, CONTENT_SMALL, find_small_clause(r, made)))
        return true;
    if ((frames & TAKES_AS) && note(made, CONTENT_AS, find_as(r, made))) return true;
    if ((frames & TAKES_GERUND) && note(made, CONTENT_GERUND, find_gerund(r, made))) return true;
    if ((frames & TAKES_CLAUSE) && !passive && note(made, CONTENT_HALVES, find_halves(r, made)))
        return true;
    if ((frames & (TAKES_CLAUSE | TAKES_QUOTE)) &&
        note(made, CONTENT_CLAUSE, find_clauses(r, made)))
        return true;
    if ((frames & (TAKES_CLAUSE | TAKES_QUOTE)) &&
        note(made, CONTENT_AROUND, find_clause_around(r, made)))
        return true;
    if ((frames & TAKES_CLAUSE) && note(made, CONTENT_DISPLACED, find_displaced(r, made)))
        return true;
    if ((frames & TAKES_TOPIC) && note(made, CONTENT_TOPIC, find_topic(r, made))) return true;
    if ((frames & TAKES_FINDING) && made->source >= 0 && is_document(r, made->source))
        return note(made, CONTENT_FINDING, find_object(r, made));
    return (frames & TAKES_NOUN) && may_speak(r, made) &&
           note(made, CONTENT_OBJECT, find_object(r, made));
}

bool find_content(const reading *r, draft *made) {
    switch (made->row->kind) {
    case CUE_VERB:
        return find_verb_content(r, made);
    case CUE_NOUN:
        return find_noun_content(r, made);
    case CUE_ADJECTIVE:
        return note(made, CONTENT_STATE, find_adjective_content(r, made));
    case CUE_ADVERB:
    case CUE_PHRASE:
        return note(made, CONTENT_PHRASE, find_phrase_content(r, made));
    }
    return false;
}
