// cut.c - where the content of a cue ends, when the tree hangs too much on the clause that is said.
//
//     X said [A is off], adding B          "adding" is X's, not A's
//     X said [A is off] and accused Y      a new cue in the tense of "said", not of "is"
//     X said [A is off], which ...         a remark of the report
//
// The cue that is cut off gets X as its source. Then the second-hand sources: "X reported [A],
// citing Y" lays A to Y, in the words of X.
#include "extract/statement/reading.h"

enum { MOST_STEPS = 8 };

static bool is_past(const document *doc, int verb) {
    const tag_label tag = token_at(doc, verb)->tag;
    if (tag == TAG_VBD) return true;
    if (tag != TAG_VBN && tag != TAG_VBG && tag != TAG_VB) return false;
    for (int c = next_child(doc, verb, -1); c >= 0; c = next_child(doc, verb, c)) {
        const dep_label dep = token_at(doc, c)->dep;
        if (dep == DEP_AUX || dep == DEP_AUXPASS)
            return token_at(doc, c)->tag == TAG_VBD || has_lemma(doc, c, "have");
    }
    return tag == TAG_VBN;
}

static bool is_cue_of(const reading *r, int i, cue_kind kind) {
    token_range    words;
    const cue_row *row = find_cue(r, i, &words);
    return row && row->kind == kind && row->act != ACT_BELIEVE;
}

static bool is_added_participle(const reading *r, int i, int begin) {
    const document *doc = r->doc;
    if (token_at(doc, i)->tag != TAG_VBG || i - 1 <= begin) return false;
    int comma = token_at(doc, i - 1)->pos == POS_ADV || token_at(doc, i - 1)->pos == POS_CCONJ
                    ? i - 2
                    : i - 1;
    return comma > begin && token_at(doc, comma)->tag == TAG_COMMA && is_cue_of(r, i, CUE_VERB);
}

static bool is_new_telling(const reading *r, const draft *made, int i) {
    const document *doc = r->doc;
    const token    *t = token_at(doc, i);
    if (t->dep != DEP_CONJ || !is_past(doc, i) || !is_verb(doc, t->head)) return false;
    if (find_child(doc, i, DEP_NSUBJ) >= 0 || find_child(doc, i, DEP_NSUBJPASS) >= 0) return false;
    return is_past(doc, made->cue) && !is_past(doc, t->head) && is_cue_of(r, i, CUE_VERB);
}

// "..., and Ostrand warned that B": another teller's sentence, joined by a comma. Where it begins,
// or -1.
static int other_telling(const reading *r, int i, int begin) {
    const document *doc = r->doc;
    const token    *t = token_at(doc, i);
    if (t->dep != DEP_CONJ && t->dep != DEP_ADVCL) return -1;
    if (find_child(doc, i, DEP_NSUBJ) < 0 || find_child(doc, i, DEP_CCOMP) < i) return -1;
    int at = t->left_edge;
    if (at > begin && token_at(doc, at - 1)->pos == POS_CCONJ) at--;
    bool is_joined =
        token_at(doc, at)->pos == POS_CCONJ || is_one_of(doc, at, "while|although|though");
    bool is_apart = at - 1 > begin && token_at(doc, at - 1)->tag == TAG_COMMA;
    return is_joined && is_apart && is_cue_of(r, i, CUE_VERB) ? at - 1 : -1;
}

// One that goes on to the end; "the road, which is old, is open" is said as a whole.
static bool is_remark(const reading *r, int i, token_range piece) {
    const document *doc = r->doc;
    if (i - 1 <= piece.begin || token_at(doc, i - 1)->tag != TAG_COMMA ||
        !is_one_of(doc, i, "which|who|whose|where|whom"))
        return false;
    int clause = i;
    for (int steps = 0; steps < MOST_STEPS && token_at(doc, clause)->dep != DEP_RELCL; steps++) {
        clause = token_at(doc, clause)->head;
    }
    const token *t = token_at(doc, clause);
    bool         goes_on = t->dep == DEP_RELCL && t->right_edge + 2 < piece.end &&
                   token_at(doc, t->right_edge + 1)->tag == TAG_COMMA &&
                   is_verb(doc, t->right_edge + 2);
    return !goes_on;
}

// The token at which a piece is cut, or its end. What opens inside a quotation stays.
static int find_cut(reading *r, const draft *made, token_range piece) {
    for (int i = piece.begin + 1; i < piece.end && i < piece.begin + FAR; i++) {
        if (r->quote_of[i] >= 0 && r->quote_of[i] != r->quote_of[made->cue]) continue;
        if (is_added_participle(r, i, piece.begin) || is_new_telling(r, made, i)) {
            r->speaker_of[i] = made->source;
            int at = i;
            while (at - 1 > piece.begin && (token_at(r->doc, at - 1)->pos == POS_CCONJ ||
                                            token_at(r->doc, at - 1)->pos == POS_ADV ||
                                            token_at(r->doc, at - 1)->tag == TAG_COMMA)) {
                at--;
            }
            return at;
        }
        int other = other_telling(r, i, piece.begin);
        if (other >= 0) return other;
        if (is_token(r->doc, i, ";")) return i;
        if (is_remark(r, i, piece)) return i - 1;
    }
    return piece.end;
}

void cut_content(reading *r, draft *made) {
    if (made->row->kind != CUE_VERB) return;
    for (int p = 0; p < made->content.count; p++) {
        token_range *piece = &made->content.at[p];
        if (piece->begin < made->cue || piece->end - piece->begin < 4) continue;
        if (p > 0 && is_remark(r, piece->begin, (token_range){piece->begin - 3, piece->end}))
            piece->end = piece->begin;
        *piece = trim_range(r->doc, (token_range){piece->begin, find_cut(r, made, *piece)});
    }
}

// ---- "X reported A, citing Y" ------------------------------------------------------------

static int draft_of(const reading *r, int cue_or_source) {
    for (int d = r->drafts.count - 1; d >= 0; d--) {
        const draft *made = &r->drafts.at[d];
        if (made->cue == cue_or_source || made->source == cue_or_source) return d;
    }
    return -1;
}

static int draft_above(const reading *r, int cue) {
    const document *doc = r->doc;
    for (int steps = 0, i = cue; steps < MOST_STEPS; steps++) {
        int head = token_at(doc, i)->head;
        if (head == i) return -1;
        int d = draft_of(r, head);
        if (d >= 0) return d;
        i = head;
    }
    return -1;
}

void settle_citations(reading *r) {
    for (int c = 0; c < r->citations.count; c++) {
        draft made = r->citations.at[c];
        int   outer = draft_above(r, made.cue);
        if (outer < 0) continue;
        made.content = (range_list){0};
        for (int p = 0; p < r->drafts.at[outer].content.count; p++) {
            const token_range piece = r->drafts.at[outer].content.at[p];
            PUSH_IN(r->scratch, &made.content, piece);
        }
        PUSH_IN(r->scratch, &r->drafts, made);
    }
}
