// statement.c - from tokens to statements: the order of the steps, and the record.
//
//     quotations by their marks -> for each cue: source, tree content, quotations beside it
//     -> colon styles -> quotations left over -> pieces by sentence -> records in text order
#include "extract/statement/statement.h"

#include <stdlib.h>

#include "extract/statement/reading.h"

static void scan_quotes(reading *r) {
    const document *doc = r->doc;
    span           *where = NEW_IN(r->scratch, span, doc->paragraphs.count + 1);
    for (int p = 0; p < doc->paragraphs.count; p++) {
        where[p] = doc->paragraphs.at[p].where;
    }
    r->quotes = find_quotations(r->scratch, doc->text, where, doc->paragraphs.count);
    r->quote_of = NEW_IN(r->scratch, int, doc->tokens.count + 1);
    r->speaker_of = NEW_IN(r->scratch, int, doc->tokens.count + 1);
    r->owner = NEW_IN(r->scratch, int, r->quotes.count + 1);
    for (int q = 0, i = 0; i < doc->tokens.count; i++) {
        const span at = token_at(doc, i)->where;
        r->speaker_of[i] = -1;
        while (q < r->quotes.count && r->quotes.at[q].where.end <= at.begin) {
            q++;
        }
        r->quote_of[i] = q < r->quotes.count && at.end > r->quotes.at[q].where.begin ? q : -1;
    }
    for (int q = 0; q < r->quotes.count; q++) {
        r->owner[q] = -1;
    }
    r->words_before = NEW_IN(r->scratch, int, doc->tokens.count + 1);
    r->quoted_before = NEW_IN(r->scratch, int, doc->tokens.count + 1);
    for (int i = 0; i < doc->tokens.count; i++) {
        const pos_label pos = token_at(doc, i)->pos;
        const bool      is_word = pos != POS_PUNCT && pos != POS_SPACE;
        r->words_before[i + 1] = r->words_before[i] + is_word;
        r->quoted_before[i + 1] = r->quoted_before[i] + (is_word && r->quote_of[i] >= 0);
    }
}

static bool is_speakerless(const reading *r, const draft *made) {
    if (made->source >= 0 || made->is_null_source) return false;
    return made->row->kind != CUE_VERB || !is_passive(r->doc, made->cue);
}

// "We warn them", "I welcome this" inside a quotation is what the quotation's own cue already says.
// A thought ("we think") is more than that.
static bool is_own_act(const reading *r, const draft *made) {
    if (made->source < 0 || r->quote_of[made->cue] < 0 || made->row->act == ACT_BELIEVE)
        return false;
    const tag_label tag = token_at(r->doc, made->cue)->tag;
    bool            is_present = tag == TAG_VBP || tag == TAG_VB || tag == TAG_NN;
    return is_present && is_one_of(r->doc, made->source, "i|we|my|our");
}

// "citing the army": somebody who can speak, as no "citing differences" has it.
static bool take_citation(reading *r, draft *made) {
    const document *doc = r->doc;
    int             object = find_child(doc, made->cue, DEP_DOBJ);
    if (!(made->row->frames & TAKES_CITATION) || object < made->cue) return false;
    const name_label label = token_at(doc, object)->label;
    bool             is_name =
        label == NAME_PERSON || label == NAME_ORG || label == NAME_GPE || label == NAME_NORP;
    bool can_speak = find_in_table(&r->rules->nouns, token_at(doc, object)->lemma) != NOT_IN_TABLE;
    if (!is_name && !can_speak) return false;
    made->source = object;
    made->source_words = source_range(r, object, made->cue);
    PUSH_IN(r->scratch, &r->citations, *made);
    return true;
}

// "was quoted as saying A": "saying" is the cue.
static bool is_quoted_as(const document *doc, const draft *made) {
    int as = find_child(doc, made->cue, DEP_PREP);
    return made->row->kind == CUE_VERB && is_passive(doc, made->cue) &&
           (made->row->frames & TAKES_CITATION) && as >= 0 && find_child(doc, as, DEP_PCOMP) >= 0;
}

static void try_cue(reading *r, int i) {
    draft           made = {.cue = i, .source = -1};
    const document *doc = r->doc;
    made.row = find_cue(r, i, &made.cue_words);
    if (!made.row) return;
    made.paragraph = doc->sentences.at[token_at(doc, i)->sentence].paragraph;
    if (take_citation(r, &made) || is_quoted_as(doc, &made)) return;
    find_source(r, &made);
    bool has_content = find_content(r, &made);
    cut_content(r, &made);
    if (made.row->kind == CUE_VERB && is_passive(doc, i) && made.source < 0)
        made.is_null_source = true;
    if (is_speakerless(r, &made) || is_own_act(r, &made)) return;
    bool has_quote = attach_quotes(r, &made);
    if (!has_content && !has_quote && !made.wants_next) return;
    grow_over_quotes(r, &made);
    PUSH_IN(r->scratch, &r->drafts, made);
}

// ---- Pieces ------------------------------------------------------------------------------

static int compare_ranges(const void *a, const void *b) {
    const token_range *first = a, *second = b;
    if (first->begin != second->begin) return first->begin < second->begin ? -1 : 1;
    return (first->end > second->end) - (first->end < second->end);
}

// Overlapping pieces become one; what belongs to source or cue is no content.
static void settle_content(draft *made) {
    range_list *all = &made->content;
    if (all->count == 0) return;
    qsort(all->at, (size_t)all->count, sizeof *all->at, compare_ranges);
    int kept = 0;
    for (int i = 1; i < all->count; i++) {
        if (all->at[i].begin < all->at[kept].end) {
            if (all->at[i].end > all->at[kept].end) all->at[kept].end = all->at[i].end;
        } else {
            all->at[++kept] = all->at[i];
        }
    }
    all->count = kept + 1;
}

// What belongs to the cue or the source is no content, even where the tree wraps around them.
static void take_out(const reading *r, draft *made, token_range words) {
    range_list kept = {0};
    for (int i = 0; !is_empty_range(words) && i < made->content.count; i++) {
        const token_range piece = made->content.at[i];
        const token_range left = {piece.begin, words.begin < piece.end ? words.begin : piece.end};
        const token_range right = {words.end > piece.begin ? words.end : piece.begin, piece.end};
        if (!is_empty_range(left)) PUSH_IN(r->scratch, &kept, left);
        if (!is_empty_range(right) && right.begin >= left.end) PUSH_IN(r->scratch, &kept, right);
    }
    if (!is_empty_range(words)) made->content = kept;
}

static bool holds_word(const reading *r, token_range piece) {
    return !is_empty_range(piece) && r->words_before[piece.end] > r->words_before[piece.begin];
}

// A piece that holds an opening mark holds its closing one too.
static int closing_mark(const document *doc, token_range piece) {
    int open = 0;
    for (int i = piece.begin; i < piece.end && i < piece.begin + FAR; i++) {
        open += is_token(doc, i, "“") - is_token(doc, i, "”");
    }
    return open > 0 && piece.end < doc->tokens.count && is_token(doc, piece.end, "”");
}

static void push_piece(const reading *r, statement *said, int begin, int end) {
    token_range     piece = {begin, end};
    const document *doc = r->doc;
    bool            is_quoted = end > begin && r->quote_of[end - 1] >= 0;
    if (!is_quoted) piece = trim_range(doc, piece);
    while (piece.begin < piece.end && token_at(doc, piece.begin)->pos == POS_SPACE) {
        piece.begin++;
    }
    while (piece.end > piece.begin && token_at(doc, piece.end - 1)->pos == POS_SPACE) {
        piece.end--;
    }
    if (!holds_word(r, piece)) return;
    piece.end += closing_mark(doc, piece);
    span where = span_of_tokens(doc, piece.begin, piece.end);
    PUSH_IN(&r->doc->memory, &said->content, where);
}

// One span a sentence.
static void push_pieces(const reading *r, const draft *made, statement *said) {
    for (int p = 0; p < made->content.count; p++) {
        const token_range piece = made->content.at[p];
        for (int begin = piece.begin; begin < piece.end;) {
            int end = sentence_tokens(r->doc, begin).end;
            if (end > piece.end) end = piece.end;
            push_piece(r, said, begin, end);
            begin = end;
        }
    }
}

static span hull(span a, span b) {
    if (is_empty_span(a)) return b;
    if (is_empty_span(b)) return a;
    return (span){a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

static void push_statement(reading *r, draft *made) {
    document *doc = r->doc;
    settle_content(made);
    if (made->cue >= 0) take_out(r, made, made->cue_words);
    if (made->source >= 0) take_out(r, made, made->source_words);
    statement said = {.cue_token = made->cue,
                      .said_in = NO_ID,
                      .source = {.entity = NO_ID},
                      .addressee = {.entity = NO_ID},
                      .via = {.entity = NO_ID}};
    push_pieces(r, made, &said);
    bool needs_content = !made->row || !(made->row->frames & TAKES_NOTHING);
    if (needs_content && said.content.count == 0) return;
    if (made->row) {
        said.cue = span_of_tokens(doc, made->cue_words.begin, made->cue_words.end);
        said.cue_lemma = made->row->key;
        said.act = made->is_order && made->row->act == ACT_SAY ? ACT_ORDER : made->row->act;
        said.plover_root = made->row->root;
        said.plover_mode = made->row->mode;
    }
    fill_fields(r, made, &said);
    said.where = hull(said.source.where, said.cue);
    for (int i = 0; i < said.content.count; i++) {
        said.where = hull(said.where, said.content.at[i]);
    }
    PUSH_IN(&doc->memory, &doc->statements, said);
}

// The outer one of two that begin together comes first, then the one whose cue comes first.
static int compare_statements(const void *a, const void *b) {
    const statement *first = a, *second = b;
    if (first->where.begin != second->where.begin)
        return first->where.begin < second->where.begin ? -1 : 1;
    if (first->where.end != second->where.end) return first->where.end > second->where.end ? -1 : 1;
    return (first->cue_token > second->cue_token) - (first->cue_token < second->cue_token);
}

void find_statements(const statement_rules *rules, arena *scratch, document *doc) {
    reading r = {.rules = rules, .scratch = scratch, .doc = doc};
    scan_quotes(&r);
    list_surnames(&r);
    for (int i = 0; i < doc->tokens.count; i++) {
        try_cue(&r, i);
    }
    settle_citations(&r);
    find_turns(&r);
    carry_on_quotes(&r);
    for (int d = 0; d < r.drafts.count; d++) {
        push_statement(&r, &r.drafts.at[d]);
    }
    if (doc->statements.count > 1) {
        qsort(doc->statements.at, (size_t)doc->statements.count, sizeof *doc->statements.at,
              compare_statements);
    }
}
