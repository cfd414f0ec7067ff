// continuation.c - quotations without a cue of their own.
//
//     “A,” he said. “B.”                  the same paragraph: B is his
//     “A,” he said.  ¶ “B.”               a paragraph of quotation after one that ended with his
//     He wrote: ¶ B                       a colon hands the next paragraph over, marks or not
//     “A ... ¶ “B ...” he said            carried on: one quotation in two paragraphs
#include "extract/statement/reading.h"

enum { MOST_BLOCKS = 12 };

// The paragraph before one, over what is about the page; -1: none.
static int paragraph_before(const reading *r, int number) {
    do {
        number--;
    } while (number >= 0 && r->doc->paragraphs.at[number].is_boilerplate);
    return number;
}

static bool is_same_or_next(const reading *r, int quote) {
    const int last = r->quotes.at[quote - 1].paragraph, own = r->quotes.at[quote].paragraph;
    return last == own || last == paragraph_before(r, own);
}

static int first_token(const reading *r, int quote) {
    return first_token_after(r->doc, r->quotes.at[quote].where.begin);
}

// A quotation that stands as a sentence, not as a few words inside one.
static bool is_sentence_quote(const reading *r, int quote) {
    const document *doc = r->doc;
    int             begin = first_token(r, quote);
    int             paragraph_begin = doc->paragraphs.at[r->quotes.at[quote].paragraph].first_token;
    if (begin <= paragraph_begin) return true;
    for (int i = begin - 1; i >= paragraph_begin; i--) {
        const token *t = token_at(doc, i);
        if (t->pos == POS_SPACE) continue;
        return t->tag == TAG_PERIOD || t->tag == TAG_CLOSE_QUOTE || r->quote_of[i] >= 0 ||
               is_token(doc, i, ":") || is_token(doc, i, "…");
    }
    return true;
}

// The quotation takes up its paragraph, but for a few words.
static bool fills_paragraph(const reading *r, int quote) {
    span paragraph_span = r->doc->paragraphs.at[r->quotes.at[quote].paragraph].where;
    span where = r->quotes.at[quote].where;
    return where.begin <= paragraph_span.begin + 2 && where.end + 3 >= paragraph_span.end;
}

static bool is_outermost(const reading *r, const draft *made) {
    return made->cue < 0 || r->quote_of[made->cue] < 0;
}

// The last draft before a token whose cue stands in a paragraph and outside quotations.
static int last_draft(const reading *r, int paragraph_number, int before) {
    int found = -1, at = -1;
    for (int d = 0; d < r->drafts.count; d++) {
        const draft *made = &r->drafts.at[d];
        int          where = made->cue >= 0 ? made->cue : made->source_words.begin;
        if (made->paragraph != paragraph_number || where >= before || where <= at) continue;
        if (!is_outermost(r, made) || made->source < 0) continue;
        if (made->row && made->row->kind != CUE_VERB && made->row->kind != CUE_PHRASE) continue;
        found = d;
        at = where;
    }
    return found;
}

static void hand_over(reading *r, int quote, int to, content_way why) {
    if (to < 0) return;
    r->owner[quote] = to;
    draft      *made = &r->drafts.at[to];
    token_range said = tokens_in_span(r->doc, r->quotes.at[quote].where);
    PUSH_IN(r->scratch, &made->content, said);
    made->why.content |= content_bit(why);
}

static int owner_before(const reading *r, int quote) {
    const quotation *q = &r->quotes.at[quote];
    if (quote > 0) {
        const quotation *last = &r->quotes.at[quote - 1];
        bool             is_same = last->paragraph == q->paragraph;
        bool             is_next = last->paragraph == paragraph_before(r, q->paragraph);
        if ((is_next || is_same) && last->is_carried_on) return r->owner[quote - 1];
        if (is_same && r->owner[quote - 1] >= 0 && is_sentence_quote(r, quote)) {
            int made = last_draft(r, q->paragraph, first_token(r, quote));
            return made >= 0 ? made : r->owner[quote - 1];
        }
    }
    if (!is_sentence_quote(r, quote)) return -1;
    int made = last_draft(r, q->paragraph, first_token(r, quote));
    if (made >= 0 || !fills_paragraph(r, quote) || q->paragraph == 0) return made;
    // A paragraph of nothing but quotation: whoever spoke last in the one before.
    const int before = paragraph_before(r, q->paragraph);
    if (quote > 0 && r->quotes.at[quote - 1].paragraph == before && r->owner[quote - 1] >= 0) {
        return r->owner[quote - 1];
    }
    return last_draft(r, before, r->doc->tokens.count);
}

// What goes on in the next paragraphs is the first one's, whoever speaks behind them.
static void hand_on(reading *r) {
    for (int q = 1; q < r->quotes.count; q++) {
        const bool goes_on = r->quotes.at[q - 1].is_carried_on && is_same_or_next(r, q);
        if (r->owner[q] < 0 && goes_on) hand_over(r, q, r->owner[q - 1], CONTENT_CARRIED_ON);
    }
}

// A carried-on quotation whose cue comes in a later paragraph.
static void hand_back(reading *r) {
    for (int q = r->quotes.count - 2; q >= 0; q--) {
        bool is_open = r->owner[q] < 0 && r->quotes.at[q].is_carried_on;
        if (is_open && is_same_or_next(r, q + 1)) {
            hand_over(r, q, r->owner[q + 1], CONTENT_CARRIED_ON);
        }
    }
}

static void hand_next_paragraph(reading *r) {
    const document *doc = r->doc;
    for (int d = 0; d < r->drafts.count; d++) {
        draft *made = &r->drafts.at[d];
        int    next = made->paragraph + 1;
        while (next < doc->paragraphs.count && doc->paragraphs.at[next].is_boilerplate) {
            next++;
        }
        if (!made->wants_next || made->content.count > 0 || next >= doc->paragraphs.count) continue;
        const paragraph *block = &doc->paragraphs.at[next];
        int quote = block->first_token < block->end_token ? r->quote_of[block->first_token] : -1;
        if (quote >= 0) {
            if (r->owner[quote] < 0) hand_over(r, quote, d, CONTENT_BLOCK);
        } else {
            const token_range said = {block->first_token, block->end_token};
            PUSH_IN(r->scratch, &made->content, said);
            made->why.content |= content_bit(CONTENT_BLOCK);
        }
    }
}

// Sentence -> the draft that tells there that somebody was asked something, or -1.
static int *list_questions(const reading *r) {
    int *asked_in = NEW_IN(r->scratch, int, r->doc->sentences.count + 1);
    for (int i = 0; i < r->doc->sentences.count; i++) {
        asked_in[i] = -1;
    }
    for (int d = 0; d < r->drafts.count; d++) {
        const draft *made = &r->drafts.at[d];
        if (made->cue < 0 || made->row->act != ACT_ASK || made->source >= 0) continue;
        if (find_child(r->doc, made->cue, DEP_NSUBJPASS) < 0) continue;
        asked_in[token_at(r->doc, made->cue)->sentence] = d;
    }
    return asked_in;
}

// "Brandt was asked whether A. “B.”": whoever is asked in the sentence before a quotation answers.
static void answer_question(reading *r, const int *asked_in, int quote) {
    const document *doc = r->doc;
    const int       first = first_token(r, quote);
    if (r->owner[quote] >= 0 || first == 0 || !is_sentence_quote(r, quote)) return;
    const int question = asked_in[token_at(doc, first - 1)->sentence];
    if (question < 0 || r->drafts.at[question].cue >= first) return;
    const draft *made = &r->drafts.at[question];
    if (made->paragraph != r->quotes.at[quote].paragraph) return;
    const int         who = find_child(doc, made->cue, DEP_NSUBJPASS);
    const token_range name = source_range(r, who, made->cue);
    r->owner[quote] = r->drafts.count;
    push_turn(r, name, tokens_in_span(doc, r->quotes.at[quote].where), made->paragraph);
    r->drafts.at[r->drafts.count - 1].why.source = SOURCE_BY_ANSWERS;
}

void carry_on_quotes(reading *r) {
    const int *asked_in = list_questions(r);
    hand_next_paragraph(r);
    hand_on(r);
    hand_back(r);
    for (int q = 0; q < r->quotes.count; q++) {
        answer_question(r, asked_in, q);
        if (r->owner[q] < 0) hand_over(r, q, owner_before(r, q), CONTENT_CARRIED_ON);
    }
}
