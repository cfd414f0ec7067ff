// border.c - where what the trained reader gave to one cue runs into what is another's.
//
//     Oden said [A] but insisted [B]             the reader found both, and the same source for both
//     Oden said [A] after Roe told her [B]       B is Roe's alone
//     Oden called him “A”. “B,” Roe said.        B has its teller right behind it
//     “A,” Oden said. Roe came. “B.”             whoever told something in between goes on with B
//     Oden said [A], according to the Courier    the last one tells all of it
#include "extract/statement/reading.h"

static bool is_same_range(token_range a, token_range b) {
    return a.begin == b.begin && a.end == b.end;
}

// A verb outside quotations that the reader took for the cue of something else, or NULL.
static const cue_reading *other_cue(const reading *r, const draft *made, int i) {
    const int n = r->reading_of[i];
    if (n < 0 || r->quote_of[i] >= 0 || is_in_range(i, made->cue_words)) return NULL;
    const cue_reading *other = &r->doc->readings.at[n];
    const bool         is_own = is_same_range(other->cue, made->cue_words) || other->cue.begin != i;
    return is_own || !is_verb(r->doc, other->head) ? NULL : other;
}

// "said A but insisted B", "said A, adding B"; in "suggested looking at A and asking B" both belong to it.
static bool begins_anew(const reading *r, const cue_reading *other, int i) {
    token_range    words;
    const cue_row *row = find_cue(r, other->head, &words);
    if (!row || row->act == ACT_BELIEVE) return false;
    const token *t = token_at(r->doc, other->head);
    if (t->tag == TAG_VB) return false;
    const int before = token_at(r->doc, i - 1)->pos == POS_ADV ? i - 2 : i - 1;
    return t->tag != TAG_VBG || token_at(r->doc, before)->tag == TAG_COMMA;
}

// Back over what joins the second cue to the first: ", but also", ", while".
static int skip_joint(const document *doc, int begin, int at) {
    while (at - 1 > begin) {
        const token *t = token_at(doc, at - 1);
        const bool   is_joint = t->pos == POS_CCONJ || t->pos == POS_ADV || t->tag == TAG_COMMA ||
                              t->dep == DEP_AUX || t->dep == DEP_NEG;
        if (!is_joint) break;
        at--;
    }
    return at;
}

static int begin_of_second_cue(const reading *r, const draft *made, token_range piece) {
    if (is_empty_range(made->source_words) || r->quote_of[made->cue] >= 0) return piece.end;
    for (int i = piece.begin + 1; i < piece.end && i < piece.begin + FAR; i++) {
        const cue_reading *other = other_cue(r, made, i);
        if (!other || !is_same_range(other->source, made->source_words)) continue;
        if (!begins_anew(r, other, i)) continue;
        return skip_joint(r->doc, piece.begin, i);
    }
    return piece.end;
}

// A quotation inside the piece that somebody tells right behind it.
static int begin_of_told_quote(const reading *r, const draft *made, token_range piece) {
    for (int i = piece.begin + 1; i < piece.end && i < piece.begin + FAR; i++) {
        const int quote = r->quote_of[i];
        if (quote < 0 || quote == r->quote_of[i - 1]) continue;
        if (is_told_by_another(r, made, tokens_in_span(r->doc, r->quotes.at[quote].where)))
            return i;
    }
    return piece.end;
}

token_range cut_at_border(const reading *r, const draft *made, token_range piece) {
    if (piece.begin <= made->cue) return piece;
    piece.end = begin_of_second_cue(r, made, piece);
    piece.end = begin_of_told_quote(r, made, piece);
    return piece;
}

static bool holds_range(const cue_reading *found, token_range piece) {
    for (int p = 0; p < found->content.count; p++) {
        const token_range held = found->content.at[p];
        if (held.begin <= piece.begin && piece.end <= held.end) return true;
    }
    return false;
}

// Whoever tells something with a name of their own is somebody else, or speaks anew.
static bool names_speaker(const reading *r, const cue_reading *other) {
    return !is_empty_range(other->source) &&
           token_at(r->doc, other->source.begin)->pos != POS_PRON &&
           find_child(r->doc, other->head, DEP_NEG) < 0;
}

// A second piece that lies behind another cue, which told it or came in between.
bool is_behind_border(const reading *r, const draft *made, token_range piece) {
    if (piece.begin <= made->cue_words.end || r->quote_of[made->cue] >= 0) return false;
    const int end_of_sentence = sentence_tokens(r->doc, made->cue).end;
    for (int i = piece.begin - 1; i >= made->cue_words.end && i > piece.begin - FAR; i--) {
        const cue_reading *other = other_cue(r, made, i);
        if (!other || is_in_content(made, i)) continue;
        if (holds_range(other, piece)) return true;
        if (i >= end_of_sentence && names_speaker(r, other)) return true;
    }
    return false;
}

// "[Oden said A], according to the Courier": the comma before the phrase, or -1.
static int comma_of_phrase(const reading *r, const draft *made) {
    if (made->cue < 0 || made->row->kind != CUE_PHRASE || made->source < 0) return -1;
    const int  comma = made->cue_words.begin - 1;
    const bool is_behind = comma > 0 && token_at(r->doc, comma)->tag == TAG_COMMA &&
                           r->quote_of[made->cue] < 0 && made->content.count > 0 &&
                           made->content.at[0].begin < comma;
    return is_behind ? comma : -1;
}

void leave_out_last_teller(reading *r, int number) {
    enum { MOST_TELLERS = 16 };
    const draft *last = &r->drafts.at[number];
    const int    comma = comma_of_phrase(r, last);
    const int    first = number > MOST_TELLERS ? number - MOST_TELLERS : 0;
    for (int d = first; comma >= 0 && d < r->drafts.count && d < number + MOST_TELLERS; d++) {
        draft *other = &r->drafts.at[d];
        if (other->cue < last->content.at[0].begin || other->cue >= comma) continue;
        for (int p = 0; p < other->content.count; p++) {
            token_range *piece = &other->content.at[p];
            if (piece->begin < comma && is_in_range(last->cue, *piece)) piece->end = comma;
        }
    }
}
