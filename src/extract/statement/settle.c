// settle.c - which drafts stand, now that all of them are known.
//
//     We will confirm your address.        the page speaks to its reader about a thing
//     X called it “A”. He added: “B”       a quotation that one cue owns is not another's as well
//     (credit: Roe)                        words about the page are nobody's content
#include <string.h>

#include "extract/statement/reading.h"

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

// ---- All ---------------------------------------------------------------------------------

void settle_drafts(reading *r) {
    const int *depth = count_contents(r);
    for (int d = 0; d < r->drafts.count; d++) {
        draft *made = &r->drafts.at[d];
        made->is_dropped = is_page_speaking(r, made, depth);
        if (made->cue >= 0 && !(made->row->frames & TAKES_CITATION)) give_up_taken(r, made, d);
    }
}
