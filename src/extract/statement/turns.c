// turns.c - words without a cue: the layout tells who speaks.
//
//     Roe: “We will not sign.”              a name, a colon, a quotation
//     Roe, in a post on X: “Lies.”          the same with the occasion between
//     ROE: We will not sign.                a turn of a talk
//     Q: Will you sign?  A: No.             a turn of an interview
//     We will not sign. — Jane Roe (@roe)   a post with its signature
#include "extract/statement/reading.h"

enum { FARTHEST_COLON = 16, MOST_INITIALS = 4, MOST_NAMES = 200 };

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

static void push_turn(reading *r, token_range name, token_range said, int number) {
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

static void find_turn(reading *r, int number) {
    const document  *doc = r->doc;
    const paragraph *at = &doc->paragraphs.at[number];
    int              first = at->first_token;
    if (first < at->end_token && (token_at(doc, first)->tag == TAG_OPEN_QUOTE ||
                                  token_at(doc, first)->tag == TAG_CLOSE_QUOTE))
        first++;
    const int         colon = find_colon(doc, first, at->end_token);
    const token_range name = name_before(doc, first, colon);
    if (colon < 0 || r->reading_of[colon] >= 0 || !is_short_name(doc, name)) return;
    const int  quote = r->quote_of[colon + 1];
    const bool is_free = quote >= 0 && r->owner[quote] < 0;
    if (is_free && r->quote_of[first] < 0 && is_occasion(doc, (token_range){name.end, colon})) {
        r->owner[quote] = r->drafts.count;
        push_turn(r, name, tokens_in_span(doc, r->quotes.at[quote].where), number);
    } else if (name.end == colon && is_speaker(r, name)) {
        if (is_free) r->owner[quote] = r->drafts.count;
        push_turn(r, name, (token_range){colon + 1, at->end_token}, number);
    }
}

static bool is_dash(const document *doc, int i) {
    return is_token(doc, i, "—") || is_token(doc, i, "–") || is_token(doc, i, "―") ||
           is_token(doc, i, "--");
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

// ---- Interviews --------------------------------------------------------------------------
//
//     Q: Were you afraid?        A: Yes.
//     MO: Yes.                   the initials of a name that the report told in full
//
// What stands between two turns goes on with the first of them. Who answers is the one person that
// the report names before the interview; who asks is its one outlet.

typedef struct {
    int        label_end, said_begin; // tokens; said_begin < 0: no turn
    bool       is_question;
    int        meant; // entity, or NO_ID
    source_way why;
} turn;

static bool is_label_word(str word, const char *letter, const char *whole) {
    if (ends_with(word, STR("."))) word = slice(word, 0, word.size - 1);
    return same(word, str_of(letter)) || same_ignoring_case(word, str_of(whole));
}

static int entity_before(const document *doc, int before, entity_type type) {
    int found = NO_ID;
    for (int e = 0; e < doc->entities.count; e++) {
        if (e == MOST_NAMES) return NO_ID; // that many before an interview: nobody is the one
        const entity *one = &doc->entities.at[e];
        bool          is_there = one->type == type && one->mentions.at[0].kind == MENTION_NAME &&
                        one->mentions.at[0].where.begin < token_at(doc, before)->where.begin;
        if (is_there && found != NO_ID) return NO_ID;
        if (is_there) found = e;
    }
    return found;
}

static bool has_initials(str name, str initials) {
    size_t at = 0;
    while (name.size > 0) {
        str word = cut_at(&name, ' ');
        if (word.size == 0 || !is_upper(word.at[0])) continue;
        if (at == initials.size || word.at[0] != initials.at[at]) return false;
        at++;
    }
    return at == initials.size;
}

// "MO" is the first one of the report with these initials who can ask or answer.
static int entity_with_initials(const document *doc, str initials) {
    for (int e = 0; e < doc->entities.count && e < MOST_NAMES; e++) {
        const entity *one = &doc->entities.at[e];
        bool          can_talk = one->type == ENTITY_PERSON || one->type == ENTITY_MEDIA;
        if (can_talk && has_initials(one->name, initials)) return e;
    }
    return NO_ID;
}

static bool is_initials(str word) {
    if (word.size < 2 || word.size > MOST_INITIALS) return false;
    for (size_t i = 0; i < word.size; i++) {
        if (!is_upper(word.at[i])) return false;
    }
    return true;
}

static turn read_turn(const document *doc, int number) {
    const paragraph *at = &doc->paragraphs.at[number];
    const int        first = at->first_token;
    turn             none = {.said_begin = -1, .meant = NO_ID};
    if (at->end_token - first < 2) return none;
    const str  word = token_text(doc, first);
    const bool is_asked = is_label_word(word, "Q", "question");
    const bool is_label = is_asked || is_label_word(word, "A", "answer");
    const bool has_colon = is_token(doc, first + 1, ":");
    if (is_label && (has_colon || ends_with(word, STR(".")))) {
        return (turn){.label_end = first + 1,
                      .said_begin = first + 1 + has_colon,
                      .is_question = is_asked,
                      .meant = entity_before(doc, first, is_asked ? ENTITY_MEDIA : ENTITY_PERSON),
                      .why = SOURCE_BY_ANSWERS};
    }
    int meant = has_colon && is_initials(word) ? entity_with_initials(doc, word) : NO_ID;
    if (meant == NO_ID) return none;
    return (turn){.label_end = first + 1,
                  .said_begin = first + 2,
                  .is_question = is_token(doc, at->end_token - 1, "?"),
                  .meant = meant,
                  .why = SOURCE_BY_NAME};
}

static void push_answer(reading *r, const turn *told, int number, int end) {
    const int         first = r->doc->paragraphs.at[number].first_token;
    const token_range name = {first, told->label_end};
    if (told->said_begin >= r->doc->paragraphs.at[number].end_token) return;
    push_turn(r, name, (token_range){told->said_begin, end}, number);
    draft *made = &r->drafts.at[r->drafts.count - 1];
    made->is_turn = true;
    made->is_question = told->is_question;
    made->meant = told->meant;
    made->why.source = told->why;
}

// True when the report is one: somebody asks and somebody answers.
static bool is_interview(const document *doc) {
    int questions = 0, answers = 0;
    for (int p = 0; p < doc->paragraphs.count; p++) {
        const turn told = read_turn(doc, p);
        if (told.said_begin < 0) continue;
        questions += told.is_question;
        answers += !told.is_question;
    }
    return questions > 0 && answers > 0;
}

static void find_interview(reading *r) {
    const document *doc = r->doc;
    int             last = -1; // paragraph of the turn that goes on
    turn            going_on = {.said_begin = -1};
    for (int p = 0; p < doc->paragraphs.count; p++) {
        const turn told = read_turn(doc, p);
        if (told.said_begin < 0) continue;
        if (last >= 0) push_answer(r, &going_on, last, doc->paragraphs.at[p - 1].end_token);
        last = p;
        going_on = told;
    }
    push_answer(r, &going_on, last, doc->paragraphs.at[last].end_token);
}

// ---- All ---------------------------------------------------------------------------------

void find_turns(reading *r) {
    const bool has_labels = is_interview(r->doc);
    for (int p = 0; p < r->doc->paragraphs.count; p++) {
        if (has_labels && read_turn(r->doc, p).said_begin >= 0) continue;
        find_turn(r, p);
        find_signature(r, p);
    }
    if (has_labels) find_interview(r);
}
