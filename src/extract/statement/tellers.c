// tellers.c - which quotations have their teller right behind them: “A,” Roe said.
//
// Such a quotation is Roe's, whoever spoke before. It is settled ahead of everything else, because
// where reports come as one long paragraph, a row of quotations looks like one that goes on:
//
//     “A,” Roe said. “B,” Oden said. “C.” Brandt went on, “D.”
//      Roe's          Oden's          Oden's, it ends before Brandt's sentence begins
#include "extract/statement/reading.h"

enum { MOST_STEPS = 3, LONGEST_GROUP = 12 };

// A title and a name, or "the expert"; of a cue and a source with no more than that between them.
static bool is_group(const document *doc, token_range source, token_range cue) {
    const int gap = source.end <= cue.begin ? cue.begin - source.end : source.begin - cue.end;
    if (is_empty_range(source) || gap > LONGEST_GROUP) return false;
    return token_at(doc, source.begin)->sentence == token_at(doc, cue.begin)->sentence;
}

static bool holds_object(const document *doc, int cue) {
    return find_child(doc, cue, DEP_DOBJ) > cue || find_child(doc, cue, DEP_CCOMP) > cue;
}

static bool is_read_behind(const cue_reading *found) {
    for (int p = 0; p < found->content.count; p++) {
        if (found->content.at[p].begin >= found->cue.end) return true;
    }
    return false;
}

// A cue and its source, as the reader or the tree has them.
typedef struct {
    token_range words;
    bool        tells_more; // something else is told behind
} group;

static bool read_group(const reading *r, int i, group *made) {
    const document *doc = r->doc;
    draft           told = {.cue = i, .source = -1};
    told.row = find_cue(r, i, &told.cue_words);
    if (is_passive(doc, i)) return false;
    if (r->reading_of[i] >= 0) {
        const cue_reading *found = &doc->readings.at[r->reading_of[i]];
        told.cue_words = found->cue;
        told.source_words = found->source;
        made->tells_more = is_read_behind(found);
    } else {
        if (!told.row || told.row->kind != CUE_VERB || !(told.row->frames & TAKES_QUOTE))
            return false;
        find_source(r, &told);
        made->tells_more = holds_object(doc, i);
    }
    if (!is_group(doc, told.source_words, told.cue_words)) return false;
    made->words = told.cue_words;
    if (told.source_words.begin < made->words.begin) made->words.begin = told.source_words.begin;
    return true;
}

// “Why?” Roe said the road was closed: her words begin behind the cue.
static bool is_told_by(const reading *r, const group *behind, int quote) {
    const int last = tokens_in_span(r->doc, r->quotes.at[quote].where).end - 1;
    if (behind->words.begin <= last || quote_before(r, behind->words.begin) != quote) return false;
    return !behind->tells_more || ends_in(r, last, ",") ||
           token_at(r->doc, last + 1)->tag == TAG_COMMA;
}

// The first cue behind a quotation, if its group of source and cue begins right there.
static void find_teller(reading *r, int quote) {
    const document *doc = r->doc;
    const int       behind = tokens_in_span(doc, r->quotes.at[quote].where).end;
    for (int i = behind; i < doc->tokens.count && i < behind + MOST_STEPS + LONGEST_GROUP; i++) {
        group found;
        if (r->quote_of[i] >= 0 || !is_paragraph_of(doc, i, r->quotes.at[quote].paragraph)) return;
        if (token_at(doc, i)->tag == TAG_PERIOD && i > behind) return;
        if (token_at(doc, i)->pos != POS_VERB || !read_group(r, i, &found)) continue;
        if (!is_told_by(r, &found, quote)) return;
        r->teller_of[quote] = i;
        r->led_quote[i] = quote;
        return;
    }
}

void find_tellers(reading *r) {
    r->teller_of = NEW_IN(r->scratch, int, r->quotes.count + 1);
    r->led_quote = NEW_IN(r->scratch, int, r->doc->tokens.count + 1);
    for (int i = 0; i <= r->doc->tokens.count; i++) {
        r->led_quote[i] = -1;
    }
    for (int q = 0; q < r->quotes.count; q++) {
        r->teller_of[q] = -1;
        find_teller(r, q);
    }
}

static int whole_quote(const reading *r, token_range piece) {
    const int quote = is_empty_range(piece) ? -1 : r->quote_of[piece.begin];
    return quote >= 0 && r->quote_of[piece.end - 1] == quote ? quote : -1;
}

// “A,” Roe said. Oden stated: “B.” The cue of another sentence that hands on a quotation behind a colon.
static bool is_handed_on(const reading *r, const draft *made, int colon) {
    const int first = sentence_tokens(r->doc, colon).begin;
    if (!is_token(r->doc, colon, ":") || made->cue >= first) return false;
    for (int i = colon - 1; i >= first && i > colon - 2 * LONGEST_GROUP; i--) {
        if (r->reading_of[i] >= 0 && !is_in_range(i, made->cue_words)) return true;
    }
    return false;
}

// A quotation behind the end of the cue's sentence that another cue tells.
bool is_told_by_another(const reading *r, const draft *made, token_range piece) {
    const int quote = whole_quote(r, piece), first = piece.begin - 1;
    if (quote < 0 || made->cue >= piece.begin || quote == r->quote_of[made->cue]) return false;
    if (is_handed_on(r, made, first)) return true;
    const int teller = r->teller_of[quote];
    if (teller < 0 || is_in_range(teller, made->cue_words)) return false;
    return token_at(r->doc, first)->tag == TAG_PERIOD || r->quote_of[first] >= 0;
}

static bool is_introduced_behind(const reading *r, const draft *made, token_range piece) {
    const int mark = piece.begin - 1;
    return piece.begin > made->cue && whole_quote(r, piece) >= 0 && mark < made->cue + FAR &&
           (token_at(r->doc, mark)->tag == TAG_COMMA || is_token(r->doc, mark, ":"));
}

// "He thought that A. “B.”": B was not thought.
bool is_beside_thought(const reading *r, const draft *made, token_range piece) {
    if (made->row->act != ACT_BELIEVE || made->row->kind != CUE_VERB) return false;
    return whole_quote(r, piece) >= 0 && piece.begin >= sentence_tokens(r->doc, made->cue).end;
}

// “C.” Brandt went on, “D.”: the first one ended before the sentence that hands on the second.
bool ended_before(const reading *r, const draft *made, token_range piece, token_range next) {
    const int quote = whole_quote(r, piece);
    return quote >= 0 && piece.end <= made->cue && r->teller_of[quote] < 0 &&
           ends_in(r, piece.end - 1, ".") && is_introduced_behind(r, made, next);
}
