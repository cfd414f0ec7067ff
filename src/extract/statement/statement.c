// statement.c - from tokens to statements: the order of the steps, and the record.
//
//     quotations by their marks -> for each cue: source, tree content, quotations beside it
//     -> colon styles -> quotations left over -> pieces by sentence -> records in text order
#include "extract/statement/statement.h"

#include <stdlib.h>

#include "extract/statement/reading.h"

enum { MOST_VERDICT = 12 }; // words behind "called it" that are looked at

static void scan_quotes(reading *r) {
    const document *doc = r->doc;
    span           *where = NEW_IN(r->scratch, span, doc->paragraphs.count + 1);
    int            *number = NEW_IN(r->scratch, int, doc->paragraphs.count + 1), count = 0;
    for (int p = 0; p < doc->paragraphs.count; p++) {
        if (doc->paragraphs.at[p].is_boilerplate) continue;
        where[count] = doc->paragraphs.at[p].where;
        number[count++] = p;
    }
    r->quotes = find_quotations(r->scratch, doc->text, where, count);
    for (int q = 0; q < r->quotes.count; q++) {
        r->quotes.at[q].paragraph = number[r->quotes.at[q].paragraph];
    }
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

static void mark_noise(reading *r) {
    const document *doc = r->doc;
    r->is_noise = NEW_IN(r->scratch, bool, doc->tokens.count + 1);
    for (int b = 0, i = 0; b < doc->boilerplate.count; b++) {
        const span noise = doc->boilerplate.at[b];
        while (i < doc->tokens.count && token_at(doc, i)->where.end <= noise.begin) {
            i++;
        }
        for (; i < doc->tokens.count && token_at(doc, i)->where.begin < noise.end; i++) {
            r->is_noise[i] = true;
        }
    }
    r->next_noise = NEW_IN(r->scratch, int, doc->tokens.count + 1);
    for (int i = doc->tokens.count, next = i; i >= 0; i--) {
        if (r->is_noise[i]) next = i;
        r->next_noise[i] = next;
    }
}

static bool is_speakerless(const reading *r, const draft *made) {
    if (made->source >= 0 || made->is_null_source) return false;
    return made->row->kind != CUE_VERB || !is_passive(r->doc, made->cue);
}

static bool has_word_before(const document *doc, int verb, dep_label dep, const char *words) {
    for (int c = next_child(doc, verb, -1); c >= 0 && c < verb; c = next_child(doc, verb, c)) {
        if (token_at(doc, c)->dep == dep && is_one_of(doc, c, words)) return true;
    }
    return false;
}

// "We warn them", "we are asking for it", "I welcome this" inside a quotation is what the quotation's own cue already says.
// A thought ("we think") is more than that.
static bool is_own_act(const reading *r, const draft *made) {
    if (made->source < 0 || r->quote_of[made->cue] < 0 || made->row->act == ACT_BELIEVE)
        return false;
    const tag_label tag = token_at(r->doc, made->cue)->tag;
    bool            is_present =
        tag == TAG_VBP || tag == TAG_VB || tag == TAG_NN ||
        (tag == TAG_VBG && has_word_before(r->doc, made->cue, DEP_AUX, "am|are|'m|’m|'re|’re"));
    return is_present && is_one_of(r->doc, made->source, "i|we|my|our");
}

// "answered by saying A": one telling, and "saying" is its cue.
bool leads_to_another(const reading *r, const draft *made) {
    const document *doc = r->doc;
    if (made->row->kind != CUE_VERB) return false;
    for (int c = next_child(doc, made->cue, -1); c >= 0; c = next_child(doc, made->cue, c)) {
        const int   inner = is_one_of(doc, c, "by") ? find_child(doc, c, DEP_PCOMP) : -1;
        token_range words;
        if (inner != c + 1 || token_at(doc, inner)->tag != TAG_VBG) continue;
        if (is_in_range(inner, made->cue_words)) return false;
        if (r->reading_of[inner] >= 0 || find_cue(r, inner, &words)) return true;
    }
    return false;
}

// "was found dead": seen, not said, as "was found to be empty" would be.
static bool is_mere_finding(const document *doc, const draft *made) {
    if (made->row->kind != CUE_VERB || !same(made->row->key, STR("find"))) return false;
    if (!is_passive(doc, made->cue)) return false;
    const int infinitive = find_child(doc, made->cue, DEP_XCOMP);
    return find_child(doc, made->cue, DEP_CCOMP) < 0 &&
           (infinitive < 0 || token_at(doc, token_at(doc, infinitive)->left_edge)->tag != TAG_TO);
}

// “You know what”, “you can call it that”: whoever is spoken to says nothing. "It shows that A": a thing that is no document.
bool is_nobody_speaking(const reading *r, const draft *made) {
    const document *doc = r->doc;
    if (is_mere_finding(doc, made)) return true;
    if (made->source < 0) return false;
    const bool is_told = token_at(doc, made->cue)->tag == TAG_VBD; // "You said so on Monday"
    const bool is_you = r->quote_of[made->cue] >= 0 && is_one_of(doc, made->source, "you") &&
                        (made->row->act == ACT_BELIEVE || !is_told);
    const int  e = doc->mention_heads[made->source];
    const bool is_thing = (made->row->frames & TAKES_FINDING) &&
                          is_one_of(doc, made->source, "it|this|that|these|those|what") &&
                          !(e != NO_ID && doc->entities.at[e].type == ENTITY_DOCUMENT);
    return is_you || is_thing;
}

// "what needs to be said is that A", "the raid must be condemned": nobody has said it.
static bool is_yet_to_be_told(const document *doc, const draft *made) {
    for (int c = next_child(doc, made->cue, -1); c >= 0 && c < made->cue;
         c = next_child(doc, made->cue, c)) {
        if (token_at(doc, c)->tag == TAG_TO || token_at(doc, c)->tag == TAG_MD) return true;
    }
    return false;
}

// A passive that lays nothing to anybody: "they were allowed to go", "the raid was condemned".
bool is_passive_of_nobody(const reading *r, const draft *made) {
    if (made->row->kind != CUE_VERB || made->source >= 0 || !is_passive(r->doc, made->cue))
        return false;
    const statement_act act = made->row->act;
    const bool needs_somebody = (made->row->frames & TAKES_AGENT) || act == ACT_CRITICIZE ||
                                act == ACT_PRAISE || act == ACT_THREATEN;
    return needs_somebody || is_yet_to_be_told(r->doc, made);
}

// "Amid fears that A": several have them, nobody is named.
static bool is_common_talk(const reading *r, const draft *made) {
    const statement_act act = made->row->act;
    const bool          is_talk = act == ACT_BELIEVE || act == ACT_SAY || act == ACT_CLAIM ||
                         act == ACT_ACCUSE || act == ACT_WARN;
    return made->row->kind == CUE_NOUN && made->source < 0 && is_talk &&
           token_at(r->doc, made->cue)->tag == TAG_NNS &&
           (made->why.content & content_bit(CONTENT_NOUN_CLAUSE));
}

// "citing the army": somebody who can speak, as no "citing differences" has it.
static bool take_citation(reading *r, draft *made) {
    const document *doc = r->doc;
    int             object = find_child(doc, made->cue, DEP_DOBJ);
    if (!(made->row->frames & TAKES_CITATION) || object < made->cue) return false;
    const name_label label = token_at(doc, object)->label;
    bool             is_name =
        label == NAME_PERSON || label == NAME_ORG || label == NAME_GPE || label == NAME_NORP;
    bool can_speak =
        find_in_table(&r->rules->noun_rows, token_at(doc, object)->lemma) != NOT_IN_TABLE;
    if (!is_name && !can_speak) return false;
    set_source(r, made, object, SOURCE_BY_CITED);
    made->why.found_by = FOUND_BY_CITATION;
    made->why.content = content_bit(CONTENT_SHARED);
    PUSH_IN(r->scratch, &r->citations, *made);
    return true;
}

// The verb of "quoted as saying A", or -1.
static int quoted_saying(const document *doc, const draft *made) {
    if (made->row->kind != CUE_VERB || !(made->row->frames & TAKES_CITATION)) return -1;
    int as = find_child(doc, made->cue, DEP_PREP);
    int saying = as < 0 || !is_one_of(doc, as, "as") ? -1 : find_child(doc, as, DEP_PCOMP);
    return saying >= 0 && token_at(doc, saying)->tag == TAG_VBG ? saying : -1;
}

// "the paper quoted her as saying A", "“A,” the paper quoted her as saying": the words are hers.
static void give_to_quoted(reading *r, draft *made, int saying, bool has_quote) {
    int object = find_child(r->doc, made->cue, DEP_DOBJ);
    if (object < made->cue) return;
    r->speaker_of[saying] = object;
    if (!has_quote) return;
    set_source(r, made, object, SOURCE_BY_QUOTED);
}

static void try_cue(reading *r, int i) {
    draft           made = {.cue = i, .source = -1, .why.found_by = FOUND_BY_LEXICON};
    const document *doc = r->doc;
    made.row = find_cue(r, i, &made.cue_words);
    if (!made.row || r->is_noise[i] || r->is_source[i] || leads_to_another(r, &made)) return;
    made.paragraph = doc->sentences.at[token_at(doc, i)->sentence].paragraph;
    const int saying = quoted_saying(doc, &made);
    if (saying >= 0 && is_passive(doc, i)) return;
    if (saying < 0 && take_citation(r, &made)) return;
    find_source(r, &made);
    bool has_content = saying < 0 && find_content(r, &made);
    cut_content(r, &made);
    if (made.row->kind == CUE_VERB && is_passive(doc, i) && made.source < 0)
        made.is_null_source = true;
    if (is_common_talk(r, &made)) made.is_null_source = true;
    if (is_speakerless(r, &made) || is_own_act(r, &made) || is_nobody_speaking(r, &made) ||
        is_passive_of_nobody(r, &made))
        return;
    if (!is_wanted_beside_readings(r, &made)) return;
    bool has_quote = attach_quotes(r, &made);
    if (saying >= 0) give_to_quoted(r, &made, saying, has_quote);
    if (!has_content && !has_quote && !made.wants_next) return;
    grow_over_quotes(r, &made);
    if (is_mere_deed(r, &made)) return;
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
    if (piece.end > piece.begin + 1 && token_at(doc, piece.end - 1)->tag == TAG_CC) {
        piece = trim_range(doc, (token_range){piece.begin, piece.end - 1});
    }
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

// What stands between words about the page ("(credit: ...)").
static void push_quiet_pieces(const reading *r, statement *said, int begin, int end) {
    for (int i = r->next_noise[begin]; i < end; i = r->next_noise[begin]) {
        push_piece(r, said, begin, i);
        begin = i + 1;
    }
    push_piece(r, said, begin, end);
}

// One span a sentence.
static void push_pieces(const reading *r, const draft *made, statement *said) {
    for (int p = 0; p < made->content.count; p++) {
        const token_range piece = made->content.at[p];
        for (int begin = piece.begin; begin < piece.end;) {
            int end = sentence_tokens(r->doc, begin).end;
            if (end > piece.end) end = piece.end;
            push_quiet_pieces(r, said, begin, end);
            begin = end;
        }
    }
}

static span hull(span a, span b) {
    if (is_empty_span(a)) return b;
    if (is_empty_span(b)) return a;
    return (span){a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

static bool is_quoted_whole(const reading *r, token_range piece) {
    const int quote = is_empty_range(piece) ? -1 : r->quote_of[piece.begin];
    return quote >= 0 && r->quote_of[piece.end - 1] == quote &&
           tokens_in_span(r->doc, r->quotes.at[quote].where).begin == piece.begin;
}

// "“It is over,” he concluded": what stands in marks was said aloud.
static bool is_aloud(const reading *r, const draft *made) {
    return made->row->act == ACT_BELIEVE && made->row->kind == CUE_VERB &&
           made->content.count > 0 && made->content.at[0].end <= made->cue &&
           r->quote_of[made->cue] < 0 && is_quoted_whole(r, made->content.at[0]);
}

// "called the raid a disgrace" is more than a name for it: the last word that judges.
static bool find_verdict(const reading *r, const draft *made, statement_act *act) {
    const int last = made->content.count - 1;
    bool is_named = made->row->act == ACT_SAY && (made->row->frames & (TAKES_SMALL | TAKES_AS));
    // "a raid that Oden called shameful": what is judged stands outside.
    const bool has_judged = is_empty_range(made->target) ? last >= 0 : last >= 1;
    if (!is_named || !has_judged) return false;
    const token_range judged = made->content.at[last];
    for (int i = judged.begin; i < judged.end && i < judged.begin + MOST_VERDICT; i++) {
        uint32_t verdict = find_in_table(&r->rules->verdicts, token_at(r->doc, i)->norm);
        if (verdict == NOT_IN_TABLE) continue;
        *act = (statement_act)verdict;
        return true;
    }
    return false;
}

static statement_act act_of_draft(const reading *r, const draft *made, act_way *why) {
    statement_act act = made->row->act;
    if (made->is_order && act == ACT_SAY) {
        *why = ACT_BY_ORDER;
        return ACT_ORDER;
    }
    if (is_aloud(r, made)) {
        *why = ACT_BY_ALOUD;
        return ACT_SAY;
    }
    *why = find_verdict(r, made, &act) ? ACT_BY_VERDICT
           : made->row->line > 0       ? ACT_BY_ROW
           : made->row->is_deed        ? ACT_BY_DEED
                                       : ACT_BY_PLAIN;
    return act;
}

static void push_statement(reading *r, draft *made) {
    document *doc = r->doc;
    if (made->is_dropped) return;
    settle_content(made);
    if (made->cue >= 0) take_out(r, made, made->cue_words);
    if (made->source >= 0) take_out(r, made, made->source_words);
    statement said = {.cue_token = made->cue,
                      .said_in = NO_ID,
                      .source = {.entity = NO_ID},
                      .addressee = {.entity = NO_ID},
                      .via = {.entity = NO_ID},
                      .why = made->why};
    said.why.act = made->is_question ? ACT_BY_QUESTION : ACT_BY_PLAIN;
    if (made->is_question) said.act = ACT_ASK;
    push_pieces(r, made, &said);
    bool needs_content = !made->row || !(made->row->frames & TAKES_NOTHING);
    if (needs_content && said.content.count == 0) return;
    if (made->row) {
        said.cue = span_of_tokens(doc, made->cue_words.begin, made->cue_words.end);
        said.cue_lemma = made->row->key;
        said.act = act_of_draft(r, made, &said.why.act);
        said.why.cue_line = made->row->line;
        said.plover_root = made->row->root;
        said.plover_mode = made->row->mode;
    }
    fill_fields(r, made, &said);
    // Of an answer without a label, the name that it is laid to stands far above.
    const bool is_beside = !made->is_turn || is_paragraph_of(doc, made->source, made->paragraph);
    said.where = hull(is_beside ? said.source.where : (span){0, 0}, said.cue);
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
    mark_noise(&r);
    list_surnames(&r);
    index_readings(&r);
    find_tellers(&r);
    adopt_readings(&r);
    for (int i = 0; i < doc->tokens.count; i++) {
        if (r.reading_of[i] < 0) try_cue(&r, i);
    }
    settle_citations(&r);
    find_turns(&r);
    carry_on_quotes(&r);
    settle_drafts(&r);
    for (int d = 0; d < r.drafts.count; d++) {
        push_statement(&r, &r.drafts.at[d]);
    }
    if (doc->statements.count > 1) {
        qsort(doc->statements.at, (size_t)doc->statements.count, sizeof *doc->statements.at,
              compare_statements);
    }
}
