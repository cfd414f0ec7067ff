// settle.c - which drafts stand, now that all of them are known.
//
//     We will confirm your address.        the page speaks to its reader about a thing
//     X called it “A”. He added: “B”       a quotation that one cue owns is not another's as well
//     X said A, Y reported                what the last one tells is what the first one said
//     (credit: Roe)                        words about the page are nobody's content
#include <string.h>

#include "extract/statement/reading.h"

enum { LONGEST_TAIL = 10, MOST_TELLERS = 16 };

// ---- The page itself ---------------------------------------------------------------------

// Token -> how many pieces of contents it stands in.
static int *count_contents(const reading *r) {
    const int count = r->doc->tokens.count;
    int      *depth = NEW_IN(r->scratch, int, count + 1);
    for (int d = 0; d < r->drafts.count; d++) {
        for (int p = 0; p < r->drafts.at[d].content.count; p++) {
            const token_range piece = r->drafts.at[d].content.at[p];
            if (is_empty_range(piece)) continue;
            depth[piece.begin]++;
            depth[piece.end]--;
        }
    }
    for (int i = 1; i <= count; i++) {
        depth[i] += depth[i - 1];
    }
    return depth;
}

static bool holds_verb(const document *doc, token_range piece) {
    for (int i = piece.begin; i < piece.end && i < piece.begin + FAR; i++) {
        if (is_verb(doc, i)) return true;
    }
    return false;
}

static bool is_page_speaking(const reading *r, const draft *made, const int *depth) {
    if (made->source < 0 || made->cue < 0 || r->quote_of[made->source] >= 0) return false;
    if (!is_one_of(r->doc, made->source, "we") || depth[made->source] > 0) return false;
    bool is_bare = made->content.count == 1 && (made->row->frames & TAKES_NOUN);
    return is_bare && !holds_verb(r->doc, made->content.at[0]);
}

// ---- Owners of quotations ----------------------------------------------------------------

static bool holds_token(const draft *made, int i) {
    for (int p = 0; i >= 0 && p < made->content.count; p++) {
        if (is_in_range(i, made->content.at[p])) return true;
    }
    return false;
}

// A whole quotation before the cue that another draft owns; one around or inside the other is nested.
static bool is_taken(const reading *r, const draft *made, int number, token_range piece) {
    if (is_empty_range(piece) || made->cue < piece.end || r->quote_of[piece.begin] < 0)
        return false;
    const int quote = r->quote_of[piece.end - 1], owner = quote < 0 ? -1 : r->owner[quote];
    if (quote != r->quote_of[piece.begin] || owner < 0 || owner == number) return false;
    const draft *other = &r->drafts.at[owner];
    if (other->source < 0 && made->source >= 0) return false; // "it is told here: “A,” she said"
    return !holds_token(made, other->cue) && !holds_token(other, made->cue);
}

static void give_up_taken(const reading *r, draft *made, int number) {
    int kept = 0;
    for (int p = 0; p < made->content.count; p++) {
        const token_range piece = made->content.at[p];
        if (is_taken(r, made, number, piece)) continue;
        made->content.at[kept++] = piece;
    }
    made->content.count = kept;
}

// ---- Tellers of tellers --------------------------------------------------------------------
//
//     [[A], Oden said], Reuters reported on Monday.       the last one tells what the first one said

// Nothing but when and where stands between a teller and the end of its sentence.
static bool ends_the_sentence(const reading *r, int begin) {
    const document *doc = r->doc;
    const int       end = sentence_tokens(doc, begin - 1).end;
    if (end - begin > LONGEST_TAIL) return false;
    for (int i = begin; i < end; i++) {
        const token *t = token_at(doc, i);
        if (is_verb(doc, i) || t->tag == TAG_COMMA || t->tag == TAG_COLON || r->quote_of[i] >= 0)
            return false;
    }
    return true;
}

// The comma before a last teller (", Reuters reported", ", as reported by Reuters"), or -1.
static int comma_of_last_teller(const reading *r, const draft *made) {
    if (made->cue < 0 || made->source < 0 || made->why.found_by != FOUND_BY_LEXICON) return -1;
    const bool is_as = made->why.source == SOURCE_BY_AGENT && made->cue >= 2 &&
                       is_one_of(r->doc, made->cue - 1, "as");
    const bool is_plain =
        made->source_words.end <= made->cue && made->cue - made->source_words.end < 3;
    const bool is_teller = made->row->kind == CUE_VERB && (made->row->frames & TAKES_CLAUSE) &&
                           r->quote_of[made->cue] < 0 && (is_as || is_plain);
    if (!is_teller) return -1;
    const int  comma = is_as ? made->cue - 2 : made->source_words.begin - 1;
    const bool is_behind = comma > sentence_tokens(r->doc, made->cue).begin &&
                           token_at(r->doc, comma)->tag == TAG_COMMA && r->quote_of[comma] < 0;
    const int end = is_as ? made->source_words.end : made->cue_words.end;
    return is_behind && ends_the_sentence(r, end) ? comma : -1;
}

static bool is_telling(const reading *r, const draft *made, int begin, int end) {
    return made->cue >= begin && made->cue < end && r->quote_of[made->cue] < 0 &&
           made->source >= 0 && (made->row->kind == CUE_VERB || made->row->kind == CUE_PHRASE);
}

static void cut_at_comma(draft *made, int begin, int comma) {
    for (int p = 0; p < made->content.count; p++) {
        token_range *piece = &made->content.at[p];
        if (piece->begin >= begin && piece->begin < comma && piece->end > comma) piece->end = comma;
        if (piece->begin >= comma && made->cue < comma) piece->end = piece->begin;
    }
}

static void give_whole_to_last_teller(reading *r, int number) {
    draft    *made = &r->drafts.at[number];
    const int comma = comma_of_last_teller(r, made);
    if (comma < 0) return;
    const int begin = sentence_tokens(r->doc, made->cue).begin;
    bool      has_inner = false;
    for (int d = number - 1; d >= 0 && d > number - MOST_TELLERS; d--) {
        draft *other = &r->drafts.at[d];
        if (other->cue >= 0 && other->cue < begin) break;
        if (!is_telling(r, other, begin, comma)) continue;
        has_inner = true;
        cut_at_comma(other, begin, comma);
    }
    if (!has_inner) return;
    made->content = (range_list){0};
    const token_range whole = {begin, comma};
    PUSH_IN(r->scratch, &made->content, whole);
    made->why.content = content_bit(CONTENT_TOLD_WHOLE);
}

// ---- All ---------------------------------------------------------------------------------

void settle_drafts(reading *r) {
    const int *depth = count_contents(r);
    for (int d = 0; d < r->drafts.count; d++) {
        draft *made = &r->drafts.at[d];
        made->is_dropped = is_page_speaking(r, made, depth);
        if (made->cue >= 0 && !(made->row->frames & TAKES_CITATION)) give_up_taken(r, made, d);
    }
    for (int d = 0; d < r->drafts.count; d++) {
        give_whole_to_last_teller(r, d);
        leave_out_last_teller(r, d);
    }
}
