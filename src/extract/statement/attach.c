// attach.c - quotation marks and cues.
//
// A quotation right before or right behind the group of source and cue is its content, whatever
// the tree says of the words inside; what the tree gave is then grown over the quotations that it
// touches, because no statement ends in the middle of one.
//
//     “A,” said Roe, “B.”      left and right
//     Roe told reporters on Monday: “A.”      right, over what hangs on the cue
#include "extract/statement/reading.h"

enum { MOST_BETWEEN = 24 };

// Source and cue with the words that hang on the cue between them.
static token_range group_of(const draft *made) {
    token_range group = made->cue_words;
    if (made->source >= 0) {
        if (made->source_words.begin < group.begin) group.begin = made->source_words.begin;
        if (made->source_words.end > group.end) group.end = made->source_words.end;
    }
    return group;
}

static bool is_close(const draft *made) {
    if (made->source < 0) return false;
    int gap = made->source_words.end <= made->cue ? made->cue - made->source_words.end
                                                  : made->source_words.begin - made->cue_words.end;
    return gap <= MOST_BETWEEN;
}

// "A." ends a sentence: what follows is another. "A," and "A?" go on to their cue.
bool ends_in(const reading *r, int closing, const char *mark) {
    const quotation *q = &r->quotes.at[r->quote_of[closing]];
    str              said = trim(slice_span(r->doc->text, q->where));
    while (said.size > 0) {
        const char last = said.at[said.size - 1];
        const bool is_closing = (unsigned char)last >= 0x80 || last == '"' || last == '\'' ||
                                last == ')' || last == ']';
        if (!is_closing) break;
        said.size--;
    }
    return ends_with(said, str_of(mark));
}

// The quotation that ends right before a token, over a comma and a few adverbs.
int quote_before(const reading *r, int at) {
    const int first =
        r->doc->paragraphs.at[r->doc->sentences.at[token_at(r->doc, at)->sentence].paragraph]
            .first_token;
    bool is_bare = true;
    // “A” is how Roe described it.
    if (at > first + 2 && is_one_of(r->doc, at - 1, "how") && is_one_of(r->doc, at - 2, "is|was"))
        at -= 2;
    for (int i = at - 1, steps = 0; i >= first && steps < 3; i--, steps++) {
        if (r->quote_of[i] >= 0) return is_bare && ends_in(r, i, ".") ? -1 : r->quote_of[i];
        const token *t = token_at(r->doc, i);
        if (t->tag != TAG_COMMA && t->pos != POS_ADV && t->pos != POS_SPACE && t->tag != TAG_HYPH)
            return -1;
        is_bare = is_bare && t->pos == POS_SPACE;
    }
    return -1;
}

static bool introduces(const document *doc, const draft *made, int before) {
    const token *t = token_at(doc, before);
    return t->tag == TAG_COMMA || t->tag == TAG_COLON || is_one_of(doc, before, "that") ||
           before == made->cue_words.end - 1 || before == made->cue;
}

// True when a verb between the cue and the quotation would own it.
static bool is_other_verb(const reading *r, const draft *made, int i) {
    const document *doc = r->doc;
    const token    *t = token_at(doc, i);
    token_range     words;
    if (t->pos != POS_VERB || i == made->cue) return false;
    if (t->tag == TAG_VBG && find_cue(r, i, &words)) return true;
    return t->tag != TAG_VBG && t->tag != TAG_VBN && !is_in_range(i, made->source_words);
}

// The quotation that begins behind the group, introduced by a comma, a colon or the cue itself.
static int quote_behind(const reading *r, draft *made, int from) {
    const document *doc = r->doc;
    const int       last = sentence_tokens(doc, made->cue).end;
    int             i = from;
    for (; i < last && i < from + MOST_BETWEEN; i++) {
        if (r->quote_of[i] >= 0) return introduces(doc, made, i - 1) ? r->quote_of[i] : -1;
        if (is_other_verb(r, made, i)) return -1;
    }
    if (i < last || i == from || !is_token(doc, i - 1, ":")) return -1;
    made->wants_next = true;
    bool is_next = i < doc->tokens.count && r->quote_of[i] >= 0;
    return is_next ? r->quote_of[i] : -1;
}

static bool take_quote(reading *r, draft *made, int quote, content_way why) {
    if (quote < 0 || r->owner[quote] >= 0) return false;
    r->owner[quote] = r->drafts.count;
    token_range said = tokens_in_span(r->doc, r->quotes.at[quote].where);
    PUSH_IN(r->scratch, &made->content, said);
    made->why.content |= content_bit(why);
    return true;
}

// What the tree put before the cue is not said when the sentence goes another way: the quotation
// there ended with a full stop, no comma leads over, or a colon hands on what is said behind.
static bool is_led_over(const reading *r, token_range piece) {
    if (r->quote_of[piece.end - 1] >= 0) return !ends_in(r, piece.end - 1, ".");
    const token *next = token_at(r->doc, piece.end);
    return next->tag == TAG_COMMA || next->tag == TAG_CLOSE_QUOTE || next->tag == TAG_HYPH ||
           next->tag == TAG_PERIOD || is_token(r->doc, piece.end, "—") ||
           is_token(r->doc, piece.end, "-") || is_token(r->doc, piece.end, "–");
}

static void drop_strangers(const reading *r, draft *made) {
    int kept = 0;
    for (int p = 0; p < made->content.count; p++) {
        token_range piece = made->content.at[p];
        bool        is_before = piece.end <= made->cue && made->row->kind == CUE_VERB &&
                         made->source >= 0 && made->source_words.begin >= piece.end &&
                         !is_passive(r->doc, made->cue);
        if (is_before && !is_led_over(r, piece)) continue;
        made->content.at[kept++] = piece;
    }
    made->content.count = kept;
}

// "In Ardo, he said, 'A'": what leads in is no part of A.
static void drop_lead(const reading *r, draft *made) {
    int kept = 0;
    for (int p = 0; p < made->content.count; p++) {
        token_range     piece = made->content.at[p];
        const pos_label first = token_at(r->doc, piece.begin)->pos;
        bool            is_lead =
            piece.end <= made->cue && r->quote_of[piece.begin] < 0 &&
            (first == POS_ADP || first == POS_SCONJ || first == POS_ADV || first == POS_VERB);
        if (!is_lead) made->content.at[kept++] = piece;
    }
    made->content.count = kept;
}

static bool is_noun_object(const draft *made) {
    return made->row->kind == CUE_VERB && !(made->row->frames & TAKES_CLAUSE);
}

bool attach_quotes(reading *r, draft *made) {
    if (made->row->kind != CUE_VERB || !(made->row->frames & (TAKES_QUOTE | TAKES_CLAUSE)))
        return false;
    if (r->quote_of[made->cue] >= 0 || (made->source < 0 && !is_passive(r->doc, made->cue)))
        return false;
    if (made->source >= 0 && r->quote_of[made->source] >= 0) return false;
    drop_strangers(r, made);
    token_range group = made->source >= 0 && is_close(made) ? group_of(made) : made->cue_words;
    int         before = quote_before(r, group.begin);
    bool        is_taken = take_quote(r, made, before, CONTENT_QUOTE_BEFORE);
    bool        goes_on = !is_noun_object(made) || made->content.count == (is_taken ? 1 : 0);
    if (!goes_on) return is_taken;
    int behind = quote_behind(r, made, group.end);
    if (!take_quote(r, made, behind, CONTENT_QUOTE_BEHIND)) return is_taken;
    drop_lead(r, made);
    return true;
}

void grow_over_quotes(const reading *r, draft *made) {
    const document *doc = r->doc;
    for (int i = 0; i < made->content.count; i++) {
        token_range *piece = &made->content.at[i];
        if (is_empty_range(*piece)) continue;
        int first = r->quote_of[piece->begin], last = r->quote_of[piece->end - 1];
        // A piece within a quotation that also holds the cue stays as it is: it is nested.
        int own = made->cue >= 0 ? r->quote_of[made->cue] : -1;
        if (first >= 0 && first != own) {
            token_range whole = tokens_in_span(doc, r->quotes.at[first].where);
            if (whole.begin < piece->begin) piece->begin = whole.begin;
        }
        if (last >= 0 && last != own) {
            token_range whole = tokens_in_span(doc, r->quotes.at[last].where);
            if (whole.end > piece->end) piece->end = whole.end;
        }
        if (own >= 0 && last == own) {
            token_range whole = tokens_in_span(doc, r->quotes.at[own].where);
            if (piece->end == whole.end && r->quotes.at[own].is_closed) piece->end--;
        } else if (own >= 0 && first == own) {
            piece->end = tokens_in_span(doc, r->quotes.at[own].where).end - 1;
        }
    }
}
