// adopt.c - drafts from what the trained reader found: its cues, sources and contents stand, the
// lexicon and the tree say the rest (act, addressee, target).
//
//     cue of the reader       in the lexicon or not: a draft of its spans
//     cue of the lexicon only a draft by the rules, where the reader cannot have seen it: inside
//                             another's content (it was taught outermost statements), or in a
//                             form that it was not taught ("reportedly", "X: '...'")
#include "extract/statement/reading.h"

static void index_readings(reading *r) {
    const document *doc = r->doc;
    r->reading_of = NEW_IN(r->scratch, int, doc->tokens.count + 1);
    for (int i = 0; i <= doc->tokens.count; i++) {
        r->reading_of[i] = -1;
    }
    for (int n = 0; n < doc->readings.count; n++) {
        const token_range cue = doc->readings.at[n].cue;
        for (int i = cue.begin; i < cue.end; i++) {
            r->reading_of[i] = n;
        }
    }
}

// A cue that the lexicon lacks says something all the same.
static const cue_row *row_of_unknown(const reading *r, int cue) {
    cue_row *row = NEW_IN(r->scratch, cue_row, 1);
    *row = (cue_row){.key = token_at(r->doc, cue)->lemma,
                     .kind = is_verb(r->doc, cue) ? CUE_VERB : CUE_NOUN,
                     .act = ACT_SAY,
                     .frames = TAKES_CLAUSE | TAKES_QUOTE};
    return row;
}

static bool is_in_lexicon(const cue_row *row) {
    return row->line > 0;
}

static const cue_row *row_of_reading(const reading *r, const cue_reading *found, int *cue) {
    token_range words;
    *cue = found->head;
    const cue_row *row = find_cue(r, found->head, &words);
    for (int i = found->cue.begin; !row && i < found->cue.end; i++) {
        row = find_cue(r, i, &words);
        if (row) *cue = i;
    }
    return row ? row : row_of_unknown(r, found->head);
}

static void own_quotes(reading *r, token_range piece) {
    for (int i = piece.begin; i < piece.end; i++) {
        const int quote = r->quote_of[i];
        if (quote >= 0 && r->owner[quote] < 0) r->owner[quote] = r->drafts.count;
    }
}

static void take_content(reading *r, draft *made, const cue_reading *found) {
    made->content = (range_list){0};
    made->why.content = content_bit(CONTENT_MARKED);
    for (int p = 0; p < found->content.count; p++) {
        const token_range piece = found->content.at[p];
        PUSH_IN(r->scratch, &made->content, piece);
        if (r->quote_of[made->cue] < 0) own_quotes(r, piece);
    }
}

// "Ardo's": the possessor without its ending.
static token_range trim_source(const document *doc, token_range words) {
    if (words.end > words.begin + 1 && token_at(doc, words.end - 1)->tag == TAG_POS) words.end--;
    return words;
}

static void take_source(const reading *r, draft *made, token_range words) {
    made->source = -1;
    if (!is_empty_range(words)) {
        made->source_words = trim_source(r->doc, words);
        made->source = head_of_range(r->doc, made->source_words);
        if (made->source < 0) made->source = made->source_words.end - 1;
    }
    made->is_null_source = made->source < 0;
    made->why.source = SOURCE_BY_MARKED;
}

// "urged [the envoys to stay]": the one spoken to is no part of what is to be done.
static void leave_out_addressee(const draft *made) {
    const token_range told = made->addressee;
    for (int p = 0; !is_empty_range(told) && p < made->content.count; p++) {
        token_range *piece = &made->content.at[p];
        if (piece->begin == told.begin && piece->end > told.end) piece->begin = told.end;
    }
}

static void adopt_reading(reading *r, int number) {
    const document    *doc = r->doc;
    const cue_reading *found = &doc->readings.at[number];
    draft made = {.source = -1, .cue_words = found->cue, .why.found_by = FOUND_BY_READER};
    made.row = row_of_reading(r, found, &made.cue);
    if (r->is_noise[made.cue]) return;
    made.paragraph = doc->sentences.at[token_at(doc, made.cue)->sentence].paragraph;
    find_source(r, &made);
    bool has_content = find_content(r, &made); // for what it tells of addressee and target
    made.why = (reasons){.found_by = FOUND_BY_READER, .margin = found->cue_score};
    take_source(r, &made, found->source);
    if (made.source < 0 && !is_in_lexicon(made.row)) return;
    if (found->content.count > 0) {
        take_content(r, &made, found);
    } else if (!attach_quotes(r, &made) && !has_content && !made.wants_next) {
        return;
    }
    leave_out_addressee(&made);
    grow_over_quotes(r, &made);
    PUSH_IN(r->scratch, &r->drafts, made);
}

// Tokens that some reading lays to somebody.
static void mark_said(reading *r) {
    r->is_said = NEW_IN(r->scratch, bool, r->doc->tokens.count + 1);
    for (int d = 0; d < r->drafts.count; d++) {
        for (int p = 0; p < r->drafts.at[d].content.count; p++) {
            const token_range piece = r->drafts.at[d].content.at[p];
            for (int i = piece.begin; i < piece.end; i++) {
                r->is_said[i] = true;
            }
        }
    }
}

void adopt_readings(reading *r) {
    index_readings(r);
    for (int n = 0; n < r->doc->readings.count; n++) {
        adopt_reading(r, n);
    }
    mark_said(r);
}

// The reader was taught what stands outside all contents and has a source of its own; there its
// silence counts.
bool is_wanted_beside_readings(const reading *r, const draft *made) {
    if (!r->doc->has_readings) return true;
    return r->is_said[made->cue] || made->row->kind == CUE_ADVERB || made->is_null_source;
}
