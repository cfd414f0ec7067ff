// adopt.c - drafts from what the trained reader found: its cues, sources and contents stand, the
// lexicon and the tree say the rest (act, addressee, target).
//
//     cue of the reader       in the lexicon or not: a draft of its spans
//     cue of the lexicon only a draft by the rules, where the reader cannot have seen it: inside
//                             another's content (it was taught outermost statements), or in a
//                             form that it was not taught ("reportedly", "X: '...'")
#include "extract/statement/reading.h"

enum { LONGEST_LEAD = 12 }; // words between a cue and the colon that hands on

// Above this margin the deep reader is right about cues that no list knows more often than not
// (measured on PolNeAR's development part).
static const float SURE = 1.0f;

// The first word of a cue that deeds.tsv knows: "expressed support" tells of support.
static const deed *deed_of_cue(const reading *r, token_range cue) {
    for (int i = cue.begin; i < cue.end; i++) {
        const uint32_t row = find_in_table(&r->rules->deed_rows, token_at(r->doc, i)->lemma);
        if (row != NOT_IN_TABLE) return &r->rules->deeds.at[row];
    }
    return NULL;
}

// A cue that the lexicon lacks says something all the same.
static const cue_row *row_of_unknown(const reading *r, const cue_reading *found) {
    const deed *known = deed_of_cue(r, found->cue);
    cue_row    *row = NEW_IN(r->scratch, cue_row, 1);
    *row = (cue_row){.key = token_at(r->doc, found->head)->lemma,
                     .kind = is_verb(r->doc, found->head) ? CUE_VERB : CUE_NOUN,
                     .act = known ? known->act : ACT_SAY,
                     .root = known ? known->root : (str){NULL, 0},
                     .mode = known ? known->mode : (str){NULL, 0},
                     .is_deed = known != NULL,
                     .frames = TAKES_CLAUSE | TAKES_QUOTE};
    return row;
}

static bool is_in_lexicon(const cue_row *row) {
    return row->line > 0;
}

// The lexicon's row of a reading, and its token.
static const cue_row *row_of_reading(const reading *r, const cue_reading *found, int *cue) {
    token_range words;
    *cue = found->head;
    const cue_row *row = find_cue(r, found->head, &words);
    for (int i = found->cue.begin; !row && i < found->cue.end; i++) {
        row = find_cue(r, i, &words);
        if (row) *cue = i;
    }
    return row ? row : row_of_unknown(r, found);
}

// ---- Which readings stand ----------------------------------------------------------------

// "citing two officials": the words are theirs, which the reader was not taught.
static bool is_cited(const reading *r, const cue_reading *found) {
    if (found->content.count == 0) return true;
    const int head = head_of_range(r->doc, found->content.at[0]);
    if (head < 0) return false;
    const name_label label = token_at(r->doc, head)->label;
    return label == NAME_PERSON || label == NAME_ORG || label == NAME_GPE || label == NAME_NORP ||
           find_speaking_noun(r, head);
}

// What the reader was taught otherwise than the record has it: silence, and those who are cited.
static bool is_left_to_rules(const reading *r, const cue_reading *found) {
    const bool is_turn = token_at(r->doc, found->head)->pos == POS_PUNCT;
    if (is_turn) return is_empty_range(found->source) || found->content.count == 0;
    int            cue;
    const cue_row *row = row_of_reading(r, found, &cue);
    if (row->frames & TAKES_NOTHING) return true;
    // "was quoted as saying A": "saying" is the cue.
    return (row->frames & TAKES_CITATION) && (is_passive(r->doc, cue) || is_cited(r, found));
}

void index_readings(reading *r) {
    const document *doc = r->doc;
    r->reading_of = NEW_IN(r->scratch, int, doc->tokens.count + 1);
    for (int i = 0; i <= doc->tokens.count; i++) {
        r->reading_of[i] = -1;
    }
    for (int n = 0; n < doc->readings.count; n++) {
        const cue_reading *found = &doc->readings.at[n];
        if (is_left_to_rules(r, found)) continue;
        for (int i = found->cue.begin; i < found->cue.end; i++) {
            r->reading_of[i] = n;
        }
    }
}

// "No group claimed the attack" tells that nobody did; a cue that nobody knows needs a source.
static bool tells_nothing(const reading *r, const draft *made) {
    if (made->source < 0) return !is_in_lexicon(made->row);
    return is_one_of(r->doc, made->source_words.begin, "no|nobody|neither|none|nothing");
}

// ---- Source ------------------------------------------------------------------------------

static bool holds_and(const document *doc, token_range words) {
    for (int i = words.begin; i < words.end; i++) {
        if (token_at(doc, i)->tag == TAG_CC) return true;
    }
    return false;
}

// "Mara Oden, the mayor and chief of police": one person with two offices.
static bool is_office_behind(const document *doc, int head, token_range words) {
    return token_at(doc, head)->label == NAME_PERSON && head + 2 < words.end &&
           token_at(doc, head + 1)->tag == TAG_COMMA && token_at(doc, head + 2)->pos == POS_DET;
}

// "Mara Oden, the envoy of Velia,": an apposition is none of the source. "A medic, a guard and a
// driver" are three, whatever the tree says.
static int begin_of_apposition(const document *doc, token_range words) {
    const int  head = head_of_range(doc, words);
    const bool is_closed = token_at(doc, words.end - 1)->tag == TAG_COMMA ||
                           (head >= 0 && is_office_behind(doc, head, words));
    if (head < 0 || (!is_closed && holds_and(doc, words))) return words.end;
    for (int c = next_child(doc, head, -1); c >= 0; c = next_child(doc, head, c)) {
        const int comma = token_at(doc, c)->left_edge - 1;
        if (token_at(doc, c)->dep == DEP_APPOS && comma > head && comma < words.end &&
            token_at(doc, comma)->tag == TAG_COMMA)
            return comma;
    }
    return words.end;
}

// "a man at the port, which was closed": what only adds to it is none of it either.
static int begin_of_aside(const document *doc, token_range words) {
    for (int i = words.begin + 1; i + 1 < words.end; i++) {
        if (token_at(doc, i)->tag == TAG_COMMA && is_one_of(doc, i + 1, "which|where")) return i;
    }
    return words.end;
}

// "Ardo's": the possessor without its ending.
static token_range trim_source(const document *doc, token_range words) {
    words.end = begin_of_apposition(doc, words);
    words.end = begin_of_aside(doc, words);
    if (words.end > words.begin + 1 && token_at(doc, words.end - 1)->tag == TAG_POS) words.end--;
    return words;
}

// "Velia was among the nations to condemn the raid": Velia did.
static token_range skip_among(const reading *r, const draft *made, token_range words) {
    const document *doc = r->doc;
    const int       verb = token_at(doc, words.begin)->head;
    if (!is_one_of(doc, words.begin, "among") || !has_lemma(doc, verb, "be")) return words;
    const int subject = find_child(doc, verb, DEP_NSUBJ);
    return subject >= 0 ? source_range(r, subject, made->cue) : words;
}

// "X was told to leave": X is told, whoever tells. (In "X was quoted" X speaks: left to the rules.)
static bool is_subject_of_passive(const document *doc, const draft *made, int source) {
    return source >= 0 && token_at(doc, source)->dep == DEP_NSUBJPASS &&
           token_at(doc, source)->head == made->cue;
}

// What the reader left open, where the tree knows who speaks: "Oden, the head of the mission to
// Velia, announced".
static bool is_plain_subject(const reading *r, const draft *made) {
    const document *doc = r->doc;
    if (made->source < 0 || made->row->kind != CUE_VERB || !is_in_lexicon(made->row)) return false;
    return token_at(doc, made->source)->head == made->cue && made->source < made->cue &&
           token_at(doc, made->source)->dep == DEP_NSUBJ &&
           r->quote_of[made->source] == r->quote_of[made->cue];
}

static void take_source(const reading *r, draft *made, token_range words) {
    if (is_empty_range(words) && is_plain_subject(r, made)) return;
    made->source = -1;
    if (!is_empty_range(words)) {
        made->source_words = skip_among(r, made, trim_source(r->doc, words));
        made->source = head_of_range(r->doc, made->source_words);
        if (made->source < 0) made->source = made->source_words.end - 1;
        if (is_subject_of_passive(r->doc, made, made->source)) made->source = -1;
    }
    made->is_null_source = made->source < 0;
    made->why.source = made->source < 0 ? SOURCE_BY_NONE : SOURCE_BY_MARKED;
}

// ---- Content -----------------------------------------------------------------------------

static void own_quotes(reading *r, token_range piece) {
    for (int i = piece.begin; i < piece.end; i++) {
        const int quote = r->quote_of[i];
        if (quote >= 0 && r->owner[quote] < 0) r->owner[quote] = r->drafts.count;
    }
}

static bool begins_at(token_range piece, token_range words) {
    return !is_empty_range(words) && piece.begin == words.begin && piece.end > words.end;
}

// "ordered the troops [to leave]", "was told [not to leave]": with its "to", for whom it is meant.
static int begin_of_deed(const document *doc, const draft *made, int begin) {
    if (is_empty_range(made->addressee) || !made->is_order) return begin;
    if (begin > 0 && token_at(doc, begin - 1)->tag == TAG_TO) begin--;
    if (begin > 0 && token_at(doc, begin - 1)->dep == DEP_NEG) begin--;
    return begin;
}

// "said [A] and that [B]": two pieces.
static int and_that(const document *doc, token_range piece) {
    for (int i = piece.begin + 1; i + 2 < piece.end && i < piece.begin + FAR; i++) {
        if (token_at(doc, i)->tag == TAG_CC && token_at(doc, i + 1)->dep == DEP_MARK &&
            is_one_of(doc, i + 1, "that"))
            return i;
    }
    return -1;
}

// "called [the raid] [a disgrace]", "described [it] [as a trap]": what is judged, and how.
static token_range push_judged(reading *r, draft *made, token_range piece) {
    if (!(made->row->frames & (TAKES_SMALL | TAKES_AS)) || is_empty_range(made->target))
        return piece;
    const bool is_judging =
        (made->row->frames & TAKES_SMALL) || is_one_of(r->doc, piece.begin, "as");
    const bool is_left_out =
        is_judging && made->target.begin == made->cue_words.end && piece.begin == made->target.end;
    if (!is_left_out && !begins_at(piece, made->target)) return piece;
    PUSH_IN(r->scratch, &made->content, made->target);
    piece.begin = made->target.end;
    return piece;
}

// "claimed, [which] A": a word that only leads on to what is said.
static bool is_mere_relative(const document *doc, token_range piece) {
    return piece.end - piece.begin == 1 && is_one_of(doc, piece.begin, "which|who|whom");
}

// "calling [A] and threatening B": where a cue begins that goes on with this one, or the end.
static int begin_of_next_cue(const reading *r, const draft *made, token_range piece) {
    const document *doc = r->doc;
    for (int i = piece.begin + 1; i < piece.end && i < piece.begin + FAR; i++) {
        const token *t = token_at(doc, i);
        if (t->dep != DEP_CONJ || t->head != made->cue || t->pos != POS_VERB) continue;
        token_range words;
        const bool  is_cue = r->reading_of[i] >= 0 || find_cue(r, i, &words);
        if (is_cue && token_at(doc, i - 1)->tag == TAG_CC && find_child(doc, i, DEP_NSUBJ) < 0)
            return i - 1;
    }
    return piece.end;
}

static void push_content(reading *r, draft *made, token_range piece) {
    const document *doc = r->doc;
    if (piece.begin > made->cue) piece.end = begin_of_next_cue(r, made, piece);
    piece = cut_at_border(r, made, piece);
    if (begins_at(piece, made->addressee)) piece.begin = made->addressee.end;
    piece.begin = begin_of_deed(doc, made, piece.begin);
    piece = push_judged(r, made, piece);
    for (int i = and_that(doc, piece); i >= 0; i = and_that(doc, piece)) {
        const token_range first = {piece.begin, i};
        PUSH_IN(r->scratch, &made->content, first);
        piece.begin = i + 2;
    }
    PUSH_IN(r->scratch, &made->content, piece);
}

// “A,” Oden said: hers, whether the reader gave it to her or not.
static void take_led_quote(reading *r, draft *made) {
    for (int i = made->cue_words.begin; i < made->cue_words.end; i++) {
        const int quote = r->led_quote[i];
        if (quote < 0 || r->owner[quote] >= 0) continue;
        const token_range said = tokens_in_span(r->doc, r->quotes.at[quote].where);
        r->owner[quote] = r->drafts.count;
        PUSH_IN(r->scratch, &made->content, said);
    }
}

static void take_content(reading *r, draft *made, const cue_reading *found) {
    made->content = (range_list){0};
    made->why.content = content_bit(CONTENT_MARKED);
    for (int p = 0; p < found->content.count; p++) {
        const token_range piece = found->content.at[p];
        const token_range next =
            p + 1 < found->content.count ? found->content.at[p + 1] : NO_TOKENS;
        if (is_told_by_another(r, made, piece) || is_beside_thought(r, made, piece)) continue;
        if (found->content.count > 1 && is_mere_relative(r->doc, piece)) continue;
        if (p > 0 && is_behind_border(r, made, piece)) continue;
        if (!is_empty_range(next) && ended_before(r, made, piece, next)) continue;
        push_content(r, made, piece);
        if (r->quote_of[made->cue] < 0) own_quotes(r, piece);
    }
    take_led_quote(r, made);
}

// ---- Drafts ------------------------------------------------------------------------------

// "Roe: “A.”": the colon is no cue.
static void adopt_turn(reading *r, const cue_reading *found) {
    draft made = {.cue = -1, .why = {.found_by = FOUND_BY_READER, .margin = found->cue_score}};
    if (is_empty_range(found->source) || found->content.count == 0) return;
    made.paragraph = r->doc->sentences.at[token_at(r->doc, found->head)->sentence].paragraph;
    take_source(r, &made, found->source);
    made.why.content = content_bit(CONTENT_MARKED);
    for (int p = 0; p < found->content.count; p++) {
        own_quotes(r, found->content.at[p]);
        PUSH_IN(r->scratch, &made.content, found->content.at[p]);
    }
    PUSH_IN(r->scratch, &r->drafts, made);
}

// "used the word", "moved forward to discuss the port": a verb that no list knows tells what was said
// only where words or a clause follow.
bool is_mere_deed(const reading *r, const draft *made) {
    const document *doc = r->doc;
    const bool      is_sure = doc->silence_counts && made->why.margin > SURE;
    const bool      is_known = is_in_lexicon(made->row) || made->row->is_deed || is_sure;
    if (is_known && !(made->row->frames & TAKES_WORDS)) return false;
    for (int p = 0; p < made->content.count; p++) {
        const token_range piece = made->content.at[p];
        for (int i = piece.begin; i < piece.end && i < piece.begin + FAR; i++) {
            const bool is_subject =
                token_at(doc, i)->dep == DEP_NSUBJ || token_at(doc, i)->dep == DEP_NSUBJPASS;
            if (r->quote_of[i] >= 0 || is_subject) return false;
        }
    }
    return true;
}

static void adopt_cue(reading *r, const cue_reading *found) {
    const document *doc = r->doc;
    draft           made = {.source = -1, .cue_words = found->cue};
    made.row = row_of_reading(r, found, &made.cue);
    if (r->is_noise[made.cue]) return;
    made.paragraph = doc->sentences.at[token_at(doc, made.cue)->sentence].paragraph;
    if (leads_to_another(r, &made)) return;
    find_source(r, &made);
    const bool has_content = find_content(r, &made); // for what it tells of addressee and target
    made.why = (reasons){
        .found_by = FOUND_BY_READER, .margin = found->cue_score, .source = made.why.source};
    take_source(r, &made, found->source);
    if (tells_nothing(r, &made) || is_nobody_speaking(r, &made) || is_passive_of_nobody(r, &made))
        return;
    if (found->content.count > 0) {
        take_content(r, &made, found);
    } else if (!attach_quotes(r, &made) && !has_content && !made.wants_next) {
        return;
    }
    grow_over_quotes(r, &made);
    if (is_mere_deed(r, &made)) return;
    PUSH_IN(r->scratch, &r->drafts, made);
}

static void adopt_reading(reading *r, const cue_reading *found) {
    if (token_at(r->doc, found->head)->pos == POS_PUNCT) {
        adopt_turn(r, found);
    } else {
        adopt_cue(r, found);
    }
}

// Tokens that some reading lays to somebody, and those that say to whom.
static void mark_said(reading *r) {
    r->is_said = NEW_IN(r->scratch, bool, r->doc->tokens.count + 1);
    r->is_source = NEW_IN(r->scratch, bool, r->doc->tokens.count + 1);
    for (int d = 0; d < r->drafts.count; d++) {
        const token_range who =
            r->drafts.at[d].source < 0 ? NO_TOKENS : r->drafts.at[d].source_words;
        for (int i = who.begin; i < who.end; i++) {
            r->is_source[i] = true;
        }
        for (int p = 0; p < r->drafts.at[d].content.count; p++) {
            const token_range piece = r->drafts.at[d].content.at[p];
            for (int i = piece.begin; i < piece.end; i++) {
                r->is_said[i] = true;
            }
        }
    }
}

void adopt_readings(reading *r) {
    for (int n = 0; n < r->doc->readings.count; n++) {
        const cue_reading *found = &r->doc->readings.at[n];
        if (r->reading_of[found->head] == n) adopt_reading(r, found);
    }
    mark_said(r);
}

// "answered by saying A", of which the reader took the first verb.
static bool is_led_to(const reading *r, int cue) {
    const token *t = token_at(r->doc, cue);
    return t->dep == DEP_PCOMP && is_one_of(r->doc, t->head, "by") &&
           r->reading_of[token_at(r->doc, t->head)->head] >= 0;
}

// "Oden said:" at the end of a paragraph: what she said is the next one, which the reader saw apart.
static bool hands_on_paragraph(const reading *r, const draft *made) {
    const document *doc = r->doc;
    const int       end = sentence_tokens(doc, made->cue).end;
    const bool      is_teller = made->row->kind == CUE_VERB && (made->row->frames & TAKES_QUOTE) &&
                           r->quote_of[made->cue] < 0;
    const bool is_last = end == doc->paragraphs.at[made->paragraph].end_token;
    return is_teller && is_last && end > made->cue && is_token(doc, end - 1, ":") &&
           end - made->cue_words.end <= LONGEST_LEAD;
}

// "In her view, A", "its demand that A", "the call from Velia to do A"
static bool is_told_by_noun(const draft *made) {
    const unsigned clauses = content_bit(CONTENT_NOUN_CLAUSE) | content_bit(CONTENT_NOUN_DEED);
    return (made->why.content & content_bit(CONTENT_PHRASE)) ||
           (made->source >= 0 && (made->why.content & clauses));
}

// A reader was taught what stands outside all contents and has a source of its own. There the deep
// one's silence counts; beside the fast one the rules find more than they spoil.
bool is_wanted_beside_readings(const reading *r, const draft *made) {
    if (!r->doc->silence_counts) return true;
    return r->is_said[made->cue] || is_led_to(r, made->cue) || r->led_quote[made->cue] >= 0 ||
           hands_on_paragraph(r, made) || made->row->kind == CUE_ADVERB || made->is_null_source ||
           (made->row->frames & TAKES_NOTHING) ||
           (made->row->kind == CUE_NOUN && is_told_by_noun(made));
}
