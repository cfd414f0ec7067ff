// turns.c - words without a cue: the layout tells who speaks.
//
//     Roe: “We will not sign.”              a name, a colon, a quotation
//     Roe, in a post on X: “Lies.”          the same with the occasion between
//     ROE: We will not sign.                a turn of a talk
//     We will not sign. — Jane Roe (@roe)   a post with its signature
//     “We will not sign.” — Jane Roe        a quotation with its signature
#include "extract/statement/reading.h"

enum { FARTHEST_COLON = 16, LONGEST_SIGNATURE = 7, LONGEST_LABEL = 3, FEWEST_LABELS = 4 };

static bool is_short_name(const document *doc, token_range words) {
    if (is_empty_range(words) || words.end - words.begin > 5) return false;
    for (int i = words.begin; i < words.end; i++) {
        const pos_label pos = token_at(doc, i)->pos;
        if (pos != POS_PROPN && pos != POS_ADP && pos != POS_NOUN && pos != POS_DET) return false;
    }
    return token_at(doc, words.end - 1)->pos == POS_PROPN;
}

// A name in capitals before a colon is a speaker when it is a person's; "BREAKING:" is none.
static bool is_speaker(const reading *r, token_range name) {
    const document *doc = r->doc;
    const int       last = name.end - 1;
    if (token_at(doc, last)->label == NAME_PERSON) return true;
    return find_in_table(&r->capitals, token_text(doc, last)) != NOT_IN_TABLE;
}

void push_turn(reading *r, token_range name, token_range said, int number) {
    const bool is_signed = name.begin >= said.end;
    draft      made = {.cue = -1,
                       .why = {.found_by = FOUND_BY_LAYOUT,
                               .source = is_signed ? SOURCE_BY_SIGNATURE : SOURCE_BY_NAME,
                               .content = content_bit(is_signed ? CONTENT_SIGNED : CONTENT_TURN)},
                       .source = head_of_range(r->doc, name),
                       .source_words = name,
                       .paragraph = number};
    PUSH_IN(r->scratch, &made.content, said);
    PUSH_IN(r->scratch, &r->drafts, made);
}

// "Roe, in a post on X: “Lies.”": what stands between the name and the colon tells no more than where.
static bool is_occasion(const document *doc, token_range words) {
    if (is_empty_range(words)) return true;
    bool is_open = token_at(doc, words.begin)->tag == TAG_COMMA && words.end - words.begin > 1 &&
                   token_at(doc, words.begin + 1)->pos == POS_ADP;
    for (int i = words.begin; is_open && i < words.end; i++) {
        is_open = !is_verb(doc, i);
    }
    return is_open;
}

static int find_colon(const document *doc, int from, int end) {
    int colon = from;
    while (colon < end && colon < from + FARTHEST_COLON && !is_token(doc, colon, ":")) {
        colon++;
    }
    return colon + 1 < end && is_token(doc, colon, ":") ? colon : -1;
}

static token_range name_before(const document *doc, int first, int colon) {
    token_range name = {first, first};
    while (name.end < colon && token_at(doc, name.end)->tag != TAG_COMMA) {
        name.end++;
    }
    return name;
}

// The first token of a paragraph behind a mark that opens it.
static int first_word(const document *doc, int number) {
    const paragraph *at = &doc->paragraphs.at[number];
    const bool       is_marked =
        at->first_token < at->end_token && (token_at(doc, at->first_token)->tag == TAG_OPEN_QUOTE ||
                                            token_at(doc, at->first_token)->tag == TAG_CLOSE_QUOTE);
    return at->first_token + is_marked;
}

static bool is_in_capitals(const document *doc, token_range words) {
    bool has_letter = false;
    for (int i = words.begin; i < words.end; i++) {
        const str text = token_text(doc, i);
        for (size_t at = 0; at < text.size; at++) {
            if (is_lower(text.at[at])) return false;
            has_letter = has_letter || (is_upper(text.at[at]) && text.size > 1);
        }
    }
    return has_letter;
}

// "HALL: ...  ROE: ...  HALL: ...": where many paragraphs begin so, every label is a speaker's.
static bool is_transcript(const reading *r) {
    const document *doc = r->doc;
    int             labels = 0;
    for (int p = 0; p < doc->paragraphs.count; p++) {
        const int         first = first_word(doc, p);
        const int         colon = find_colon(doc, first, doc->paragraphs.at[p].end_token);
        const token_range name = {first, colon};
        labels += colon > first && colon <= first + LONGEST_LABEL && is_in_capitals(doc, name);
    }
    return labels >= FEWEST_LABELS;
}

static void find_turn(reading *r, int number, bool in_transcript) {
    const document   *doc = r->doc;
    const paragraph  *at = &doc->paragraphs.at[number];
    const int         first = first_word(doc, number);
    const int         colon = find_colon(doc, first, at->end_token);
    const token_range name = name_before(doc, first, colon);
    const bool        is_label = in_transcript && colon > 0 && is_in_capitals(doc, name);
    if (colon < 0 || r->reading_of[colon] >= 0) return;
    if (!is_label && !is_short_name(doc, name)) return;
    const int  quote = r->quote_of[colon + 1];
    const bool is_free = quote >= 0 && r->owner[quote] < 0;
    if (is_free && r->quote_of[first] < 0 && is_occasion(doc, (token_range){name.end, colon})) {
        r->owner[quote] = r->drafts.count;
        push_turn(r, name, tokens_in_span(doc, r->quotes.at[quote].where), number);
    } else if (name.end == colon && (is_label || is_speaker(r, name))) {
        if (is_free) r->owner[quote] = r->drafts.count;
        push_turn(r, name, (token_range){colon + 1, at->end_token}, number);
    }
}

static bool is_dash(const document *doc, int i) {
    return is_token(doc, i, "—") || is_token(doc, i, "–") || is_token(doc, i, "―") ||
           is_token(doc, i, "--");
}

// A name behind a dash behind a quotation that ends there, up to the end of the paragraph.
static bool find_signed_quote(reading *r, int number) {
    const document  *doc = r->doc;
    const paragraph *at = &doc->paragraphs.at[number];
    int              end = at->end_token;
    while (end > at->first_token &&
           (token_at(doc, end - 1)->pos == POS_SPACE || is_token(doc, end - 1, "."))) {
        end--;
    }
    int dash = end - 1;
    while (dash > at->first_token && dash > end - LONGEST_SIGNATURE && !is_dash(doc, dash)) {
        dash--;
    }
    if (dash <= at->first_token || !is_dash(doc, dash)) return false;
    int behind = dash - 1;
    while (behind > at->first_token && token_at(doc, behind)->pos == POS_SPACE) {
        behind--;
    }
    const token_range name = {dash + 1, end};
    const bool        is_closing =
        token_at(doc, behind)->tag == TAG_CLOSE_QUOTE || is_token(doc, behind, "”");
    if (!is_closing || !is_short_name(doc, name)) return false;
    const int quote = r->quote_of[behind];
    if (quote >= 0 && r->owner[quote] < 0) r->owner[quote] = r->drafts.count;
    push_turn(r, name, (token_range){at->first_token, behind + 1}, number);
    return true;
}

// The handle of an account in brackets behind a name behind a dash.
static void find_signature(reading *r, int number) {
    const document  *doc = r->doc;
    const paragraph *at = &doc->paragraphs.at[number];
    for (int i = at->first_token; i + 3 < at->end_token; i++) {
        if (!is_dash(doc, i)) continue;
        int bracket = i + 1;
        while (bracket < at->end_token && bracket < i + 8 && !is_token(doc, bracket, "(")) {
            bracket++;
        }
        bool is_handle = bracket + 1 < at->end_token && bracket > i + 1 &&
                         is_token(doc, bracket, "(") && token_text(doc, bracket + 1).at[0] == '@';
        if (!is_handle) continue;
        token_range said = {at->first_token, i};
        bool        is_alone = i == at->first_token;
        if (is_alone && number == 0) return;
        if (is_alone)
            said = (token_range){doc->paragraphs.at[number - 1].first_token,
                                 doc->paragraphs.at[number - 1].end_token};
        push_turn(r, (token_range){i + 1, bracket}, said, number);
        return;
    }
}

// ---- All ---------------------------------------------------------------------------------

void find_turns(reading *r) {
    const bool *is_answered = find_interview(r);
    const bool  in_transcript = is_transcript(r);
    for (int p = 0; p < r->doc->paragraphs.count; p++) {
        if (is_answered[p]) continue;
        find_turn(r, p, in_transcript);
        if (!find_signed_quote(r, p)) find_signature(r, p);
    }
}
