// interview.c - who asks and who answers, where the layout alone tells it.
//
//     Q: Were you afraid?        A: Yes.
//     MO: Yes.                   the initials of a name that the report told in full
//     ((Mara Oden))  Yes.        a name, or that of the outlet, in double brackets
//     Q: Were you afraid?        Yes.          whoever is asked answers, with a label or without
//     Were you afraid?           I was.        no labels at all: questions to "you", answers of "I"
//
// What stands between two turns goes on with the first of them, unless that one asks. Who answers is
// the one person that the report names before the interview, or names most; who asks its one outlet.
#include "extract/statement/reading.h"

enum {
    MOST_INITIALS = 4,
    MOST_NAMES = 200,
    LONGEST_LABEL = 60,
    LONGEST_QUESTION = 120,
    FEWEST = 3
};

typedef struct {
    token_range label;      // empty: none stands there
    int         said_begin; // token; < 0: no turn
    bool        is_question;
    int         meant; // entity, or NO_ID
    source_way  why;
} turn;

static const turn NO_TURN = {.said_begin = -1, .meant = NO_ID};

// ---- Labels ------------------------------------------------------------------------------

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

// Somebody by the name or the initials that a label gives.
static int entity_of_label(const document *doc, str label) {
    for (int e = 0; e < doc->entities.count && e < MOST_NAMES; e++) {
        if (same_ignoring_case(doc->entities.at[e].name, label)) return e;
    }
    return is_initials(label) ? entity_with_initials(doc, label) : NO_ID;
}

static bool ends_in_question(const document *doc, int number) {
    const str text = trim(text_of(doc, doc->paragraphs.at[number].where));
    return ends_with(text, STR("?"));
}

// "Q: ...", "A. ..."
static turn read_letter(const document *doc, int number) {
    const int  first = doc->paragraphs.at[number].first_token;
    const str  word = token_text(doc, first);
    const bool is_asked = is_label_word(word, "Q", "question");
    const bool is_label = is_asked || is_label_word(word, "A", "answer");
    const bool has_colon = is_token(doc, first + 1, ":");
    if (!is_label || !(has_colon || ends_with(word, STR(".")))) return NO_TURN;
    return (turn){.label = {first, first + 1},
                  .said_begin = first + 1 + has_colon,
                  .is_question = is_asked,
                  .meant = entity_before(doc, first, is_asked ? ENTITY_MEDIA : ENTITY_PERSON),
                  .why = SOURCE_BY_ANSWERS};
}

// "((Mara Oden))", "((WN))": what stands between the brackets.
static turn read_brackets(const document *doc, int number) {
    const paragraph *at = &doc->paragraphs.at[number];
    const str        text = text_of(doc, at->where);
    if (!starts_with(text, STR("(("))) return NO_TURN;
    const int64_t end = find_str(text, STR("))"), 2);
    if (end < 3 || end > LONGEST_LABEL) return NO_TURN;
    const uint32_t begin = at->where.begin + 2;
    const span     name = {begin, at->where.begin + (uint32_t)end};
    const int      said = first_token_after(doc, name.end + 2);
    if (said >= at->end_token) return NO_TURN;
    return (turn){.label = tokens_in_span(doc, name),
                  .said_begin = said,
                  .is_question = ends_in_question(doc, number),
                  .meant = entity_of_label(doc, text_of(doc, name)),
                  .why = SOURCE_BY_NAME};
}

static turn read_turn(const document *doc, int number) {
    const paragraph *at = &doc->paragraphs.at[number];
    const int        first = at->first_token;
    if (at->end_token - first < 2) return NO_TURN;
    turn made = read_letter(doc, number);
    if (made.said_begin < 0) made = read_brackets(doc, number);
    if (made.said_begin >= 0) return made;
    const str word = token_text(doc, first);
    if (!is_token(doc, first + 1, ":") || !is_initials(word)) return NO_TURN;
    const int meant = entity_with_initials(doc, word);
    if (meant == NO_ID) return NO_TURN;
    return (turn){.label = {first, first + 1},
                  .said_begin = first + 2,
                  .is_question = ends_in_question(doc, number),
                  .meant = meant,
                  .why = SOURCE_BY_NAME};
}

// ---- Without labels ----------------------------------------------------------------------

static bool has_word_of(const reading *r, int number, const char *words) {
    const paragraph *at = &r->doc->paragraphs.at[number];
    for (int i = at->first_token; i < at->end_token; i++) {
        if (r->quote_of[i] < 0 && is_one_of(r->doc, i, words)) return true;
    }
    return false;
}

static bool is_bare_question(const reading *r, int number) {
    const paragraph *at = &r->doc->paragraphs.at[number];
    return at->end_token - at->first_token < LONGEST_QUESTION && ends_in_question(r->doc, number) &&
           has_word_of(r, number, "you|your");
}

static bool is_bare_answer(const reading *r, int number) {
    return !ends_in_question(r->doc, number) && has_word_of(r, number, "i|we|my|our|me|us");
}

// The person whom the report names before the interview, or most often of several; NO_ID: nobody.
static int find_answerer(const document *doc, int before) {
    const int only = entity_before(doc, before, ENTITY_PERSON);
    int       best = NO_ID, most = 0;
    bool      is_shared = false;
    for (int e = 0; only == NO_ID && e < doc->entities.count && e < MOST_NAMES; e++) {
        const entity *one = &doc->entities.at[e];
        int           count = 0;
        while (count < one->mentions.count &&
               one->mentions.at[count].where.begin < token_at(doc, before)->where.begin) {
            count++;
        }
        if (one->type != ENTITY_PERSON || one->mentions.at[0].kind != MENTION_NAME) continue;
        is_shared = count == most || (count < most && is_shared);
        if (count > most) best = e;
        if (count > most) most = count;
    }
    return only != NO_ID ? only : is_shared ? NO_ID : best;
}

// Whoever answers without a label, under the name that the report first gives.
static turn unlabelled_answer(const document *doc, int number, int who) {
    const span name = doc->entities.at[who].mentions.at[0].where;
    return (turn){.label = tokens_in_span(doc, name),
                  .said_begin = doc->paragraphs.at[number].first_token,
                  .meant = who,
                  .why = SOURCE_BY_ANSWERS};
}

// ---- All ---------------------------------------------------------------------------------

static void forget_turns(turn *turns, int count) {
    for (int p = 0; p < count; p++) {
        turns[p] = NO_TURN;
    }
}

// Labelled turns by paragraph; false: it is no talk.
static bool read_labels(const reading *r, turn *turns) {
    int questions = 0, answers = 0;
    for (int p = 0; p < r->doc->paragraphs.count; p++) {
        turns[p] = read_turn(r->doc, p);
        questions += turns[p].said_begin >= 0 && turns[p].is_question;
        answers += turns[p].said_begin >= 0 && !turns[p].is_question;
    }
    const bool is_talk = questions > 0 && (answers > 0 || questions >= FEWEST);
    if (!is_talk) forget_turns(turns, r->doc->paragraphs.count);
    return is_talk;
}

static void answer_questions(const document *doc, turn *turns) {
    int who = NO_ID;
    for (int p = 0, seen = 0; p + 1 < doc->paragraphs.count; p++) {
        if (turns[p].said_begin < 0) continue;
        if (!seen++) who = find_answerer(doc, doc->paragraphs.at[p].first_token);
        const bool is_open = turns[p].is_question && turns[p + 1].said_begin < 0;
        if (is_open && who != NO_ID) turns[p + 1] = unlabelled_answer(doc, p + 1, who);
    }
}

// Questions to "you" that are followed by answers of "I", if there are enough of both.
static void read_bare_talk(const reading *r, turn *turns) {
    const document *doc = r->doc;
    int             pairs = 0, first = -1;
    for (int p = 0; p + 1 < doc->paragraphs.count; p++) {
        if (!is_bare_question(r, p) || !is_bare_answer(r, p + 1)) continue;
        if (first < 0) first = p;
        pairs++;
    }
    if (pairs < FEWEST) return;
    const int who = find_answerer(doc, doc->paragraphs.at[first].first_token);
    for (int p = first; who != NO_ID && p + 1 < doc->paragraphs.count; p++) {
        if (!is_bare_question(r, p)) continue;
        turns[p] = (turn){.said_begin = doc->paragraphs.at[p].first_token, .meant = NO_ID};
        if (is_bare_answer(r, p + 1)) turns[p + 1] = unlabelled_answer(doc, p + 1, who);
    }
}

static void push_told(reading *r, const turn *told, int number, int end) {
    if (is_empty_range(told->label) || told->said_begin >= end) return;
    push_turn(r, told->label, (token_range){told->said_begin, end}, number);
    draft *made = &r->drafts.at[r->drafts.count - 1];
    made->is_turn = true;
    made->is_question = told->is_question;
    made->meant = told->meant;
    made->why.source = told->why;
    made->why.content = content_bit(CONTENT_TURN);
}

const bool *find_interview(reading *r) {
    const document *doc = r->doc;
    const int       count = doc->paragraphs.count;
    turn           *turns = NEW_IN(r->scratch, turn, count + 1);
    bool           *is_turn = NEW_IN(r->scratch, bool, count + 1);
    if (read_labels(r, turns)) {
        answer_questions(doc, turns);
    } else {
        read_bare_talk(r, turns);
    }
    int last = -1; // paragraph of the turn that goes on
    for (int p = 0; p < count; p++) {
        is_turn[p] = turns[p].said_begin >= 0;
        if (!is_turn[p]) continue;
        if (last >= 0) push_told(r, &turns[last], last, doc->paragraphs.at[p - 1].end_token);
        last = p;
    }
    if (last >= 0) push_told(r, &turns[last], last, doc->paragraphs.at[last].end_token);
    return is_turn;
}
