// fields.c - who was told, who is spoken of, and the form of the words.
#include "extract/statement/reading.h"

enum { LONGEST_AUDIENCE = 10 };

// ---- Who was told ------------------------------------------------------------------------

static reference make_reference(const document *doc, span where) {
    return (reference){where, is_empty_span(where) ? NO_ID : entity_of_span(doc, where)};
}

static int child_of(const document *doc, int head, dep_label dep, const char *words) {
    for (int c = next_child(doc, head, -1); c >= 0; c = next_child(doc, head, c)) {
        if (token_at(doc, c)->dep == dep && c > head && is_one_of(doc, c, words)) return c;
    }
    return -1;
}

// "said to the council", "explained to reporters".
static bool takes_person_by_to(const draft *made) {
    return (made->row->frames & TAKES_CLAUSE) && made->row->act != ACT_BELIEVE;
}

// Somebody, and not "the deadline" of "agreed to an extension to the deadline".
static bool can_be_told(const reading *r, int i) {
    const token *t = token_at(r->doc, i);
    return t->pos == POS_PRON || t->pos == POS_PROPN || r->doc->mention_heads[i] != NO_ID ||
           find_speaking_noun(r, i);
}

// "promised Tarin that A": an object that stands between a verb and its clause.
static int object_in_front(const reading *r, const draft *made) {
    const document *doc = r->doc;
    int             object = find_child(doc, made->cue, DEP_DOBJ);
    bool            is_in_front = object > made->cue && made->content.count > 0 &&
                       object < made->content.at[0].begin && can_be_told(r, object);
    const statement_act act = made->row->act;
    bool is_to_somebody = act == ACT_PROMISE || act == ACT_THREATEN || act == ACT_WARN;
    return is_to_somebody && is_in_front ? object : -1;
}

// "told reporters", "warned Iran that", "said to the council".
static int told_head(const reading *r, const draft *made) {
    const document *doc = r->doc;
    int             told = find_child(doc, made->cue, DEP_DATIVE);
    if (told >= 0 && token_at(doc, told)->pos == POS_ADP) told = find_child(doc, told, DEP_POBJ);
    bool takes_person = (made->row->frames & (TAKES_OBJECT_CLAUSE | TAKES_OBJECT_INFINITIVE)) != 0;
    if (told < 0 && takes_person) told = find_child(doc, made->cue, DEP_DOBJ);
    if (told < 0 && takes_person && is_passive(doc, made->cue))
        told = find_child(doc, made->cue, DEP_NSUBJPASS);
    if (told < 0 && takes_person_by_to(made)) {
        int to = child_of(doc, made->cue, DEP_PREP, "to");
        told = to < 0 ? -1 : find_child(doc, to, DEP_POBJ);
        if (told >= 0 && !can_be_told(r, told)) told = -1;
    }
    if (told < 0) told = object_in_front(r, made);
    return told >= 0 && !is_in_content(made, told) ? told : -1;
}

// "told X that A", "warned X: 'A'": a noun phrase is all that stands between cue and content.
static token_range phrase_between(const document *doc, const draft *made) {
    token_range between = {made->cue_words.end, made->cue_words.end};
    for (int p = 0; p < made->content.count; p++) {
        int begin = made->content.at[p].begin;
        if (begin >= between.begin && (between.end == between.begin || begin < between.end))
            between.end = begin;
    }
    while (between.end > between.begin && (is_one_of(doc, between.end - 1, "that|:|,") ||
                                           token_at(doc, between.end - 1)->pos == POS_PUNCT)) {
        between.end--;
    }
    if (between.end - between.begin > 8) return NO_TOKENS;
    for (int i = between.begin; i < between.end; i++) {
        const pos_label pos = token_at(doc, i)->pos;
        bool is_phrase = pos == POS_NOUN || pos == POS_PROPN || pos == POS_PRON || pos == POS_DET ||
                         pos == POS_ADJ || pos == POS_PART;
        if (!is_phrase || token_at(doc, i)->label == NAME_DATE || token_at(doc, i)->tag == TAG_TO) {
            return NO_TOKENS;
        }
    }
    return between;
}

static int follower(const document *doc, int i, int end, const char *words) {
    return i + 1 < end && is_one_of(doc, i + 1, words) ? i + 2 : -1;
}

// "Speaking to X, she said that he demanded A": the demand is part of what "said" has below it.
static bool is_clause_below(const document *doc, int cue, int verb) {
    enum { MOST_STEPS = 8 };
    bool is_clause = false;
    for (int i = cue, steps = 0; steps < MOST_STEPS; steps++) {
        if (i == verb) return is_clause;
        is_clause = is_clause || token_at(doc, i)->dep == DEP_CCOMP;
        i = token_at(doc, i)->head;
    }
    return false;
}

// "in an interview with X", "speaking to X", "addressing X" beside the cue.
static token_range audience_beside(const reading *r, const draft *made) {
    const document *doc = r->doc;
    token_range     all = sentence_tokens(doc, made->cue);
    int             from = all.begin > made->cue - 40 ? all.begin : made->cue - 40;
    int             to = all.end < made->cue + 40 ? all.end : made->cue + 40;
    for (int i = from; i < to; i++) {
        int at = -1;
        // Of a telling inside what somebody says, the audience stands inside too.
        const bool is_outer = (r->is_said[made->cue] && !r->is_said[i]) ||
                              is_clause_below(doc, made->cue, token_at(doc, i)->head);
        if (is_in_content(made, i) || is_outer) continue;
        if (is_one_of(doc, i, "interview")) at = follower(doc, i, to, "with|to");
        // "After speaking with the president" tells of another talk.
        bool is_other = i > 0 && is_one_of(doc, i - 1, "after|before");
        if (is_one_of(doc, i, "speaking") && i != made->cue && !is_other)
            at = follower(doc, i, to, "to|with|on");
        if (is_one_of(doc, i, "addressing") && i > made->cue) at = i + 1;
        if (at < 0 || at >= to || is_in_content(made, at)) continue;
        for (int head = at; head < to && head < at + LONGEST_AUDIENCE; head++) {
            if (token_at(doc, head)->left_edge <= at &&
                (token_at(doc, head)->pos == POS_NOUN || token_at(doc, head)->pos == POS_PROPN) &&
                (token_at(doc, head)->dep == DEP_POBJ || token_at(doc, head)->dep == DEP_DOBJ)) {
                return (token_range){source_range(r, head, -1).begin, head + 1};
            }
        }
    }
    return NO_TOKENS;
}

static bool has_audience(const draft *made) {
    const statement_act act = made->row->act;
    return made->row->kind == CUE_VERB && !(made->row->frames & TAKES_NOTHING) &&
           act != ACT_BELIEVE && act != ACT_PREDICT && act != ACT_CLAIM;
}

// "told a briefing that A": the parser may hang A on the briefing.
static token_range before_content(const document *doc, const draft *made, token_range words) {
    for (int p = 0; p < made->content.count; p++) {
        const int begin = made->content.at[p].begin;
        if (begin > words.begin && begin < words.end) words.end = begin;
    }
    while (words.end > words.begin + 1 && is_one_of(doc, words.end - 1, "that|,|:")) {
        words.end--;
    }
    return words;
}

// "in an interview with Radio Ardo": a body of no known kind that interviews is an outlet.
static bool is_interviewer(const document *doc, token_range words) {
    const int head = head_of_range(doc, words);
    if (words.begin < 2 || head < 0 || token_at(doc, head)->label != NAME_ORG) return false;
    if (!is_one_of(doc, words.begin - 1, "with|to") ||
        !is_one_of(doc, words.begin - 2, "interview"))
        return false;
    const int e = doc->mention_heads[head];
    return e == NO_ID || doc->entities.at[e].type == ENTITY_OTHER ||
           doc->entities.at[e].type == ENTITY_COMPANY;
}

static void fill_told(const reading *r, const draft *made, statement *said) {
    const document *doc = r->doc;
    token_range     words = has_audience(made) ? made->addressee : NO_TOKENS;
    bool takes_person = (made->row->frames & (TAKES_OBJECT_CLAUSE | TAKES_OBJECT_INFINITIVE)) != 0;
    if (!has_audience(made)) return;
    if (is_empty_range(words) && takes_person) words = phrase_between(doc, made);
    if (is_empty_range(words)) {
        int told = told_head(r, made);
        if (told >= 0) words = before_content(doc, made, source_range(r, told, -1));
    }
    if (is_empty_range(words)) words = audience_beside(r, made);
    if (is_empty_range(words)) return;
    reference told = make_reference(doc, span_of_tokens(doc, words.begin, words.end));
    bool is_media = is_outlet(r, words) || holds_outlet(doc, words) || is_interviewer(doc, words) ||
                    (told.entity != NO_ID && doc->entities.at[told.entity].type == ENTITY_MEDIA);
    if (is_media)
        said->via = told;
    else
        said->addressee = told;
}

// ---- Form --------------------------------------------------------------------------------

static int quoted_in(const reading *r, token_range piece) {
    return is_empty_range(piece) ? 0 : r->quoted_before[piece.end] - r->quoted_before[piece.begin];
}

// Inside a quotation, its marks say nothing about what stands there.
static int own_marks_in(const reading *r, const draft *made, token_range piece) {
    int own = r->quote_of[made->cue];
    if (own < 0) return 0;
    token_range whole = tokens_in_span(r->doc, r->quotes.at[own].where);
    if (whole.begin < piece.begin) whole.begin = piece.begin;
    if (whole.end > piece.end) whole.end = piece.end;
    return quoted_in(r, whole);
}

static statement_form form_of(const reading *r, const draft *made, reasons *why) {
    if (made->cue < 0) return FORM_DIRECT; // a turn or a post: the speaker's own words
    int quoted = 0, words = 0;
    for (int p = 0; p < made->content.count; p++) {
        const token_range piece = made->content.at[p];
        words += r->words_before[piece.end] - r->words_before[piece.begin];
        quoted += quoted_in(r, piece) - own_marks_in(r, made, piece);
    }
    why->words = words;
    why->quoted = quoted;
    if (words == 0) return made->row->form;
    return quoted == words ? FORM_DIRECT : quoted > 0 ? FORM_MIXED : FORM_INDIRECT;
}

// Whoever the label of a turn stands for: one person who answers, or the outlet that asks.
static void fill_turn(const document *doc, const draft *made, statement *said) {
    said->source.entity = made->meant;
    said->class = made->is_question ? SOURCE_MEDIA : SOURCE_PERSON;
    said->why.class = CLASS_BY_TURN;
    if (made->meant != NO_ID && doc->entities.at[made->meant].type == ENTITY_PERSON)
        said->class = SOURCE_PERSON;
    said->count = 1;
}

// "the envoy, who said A": the words are "who", the voice is the envoy's.
static void fill_source(const reading *r, const draft *made, statement *said) {
    const document *doc = r->doc;
    draft           voice = *made;
    said->source =
        make_reference(doc, span_of_tokens(doc, made->source_words.begin, made->source_words.end));
    voice.source = antecedent_of(doc, made->source);
    if (voice.source != made->source) {
        voice.source_words = source_range(r, voice.source, made->source);
        said->source.entity = entity_of_span(
            doc, span_of_tokens(doc, voice.source_words.begin, voice.source_words.end));
    }
    fill_voice(r, &voice, said);
    if (made->is_turn) fill_turn(doc, made, said);
}

void fill_fields(const reading *r, const draft *made, statement *said) {
    document *doc = r->doc;
    said->form = form_of(r, made, &said->why);
    said->class = SOURCE_NONE;
    said->why.class = CLASS_BY_NONE;
    if (made->source < 0) said->why.source = SOURCE_BY_NONE;
    said->time = NO_ID;
    if (made->source >= 0) fill_source(r, made, said);
    if (made->cue < 0) return;
    fill_told(r, made, said);
    if (!is_empty_range(made->target)) {
        reference target =
            make_reference(doc, span_of_tokens(doc, made->target.begin, made->target.end));
        PUSH_IN(&doc->memory, &said->targets, target);
    }
    said->time = find_time_said(doc, made);
}
