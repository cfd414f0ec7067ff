// pronoun.c - who "he", "she", "they" and "it" are.
//
// Every mention of the last few sentences that agrees in number, gender and kind is a candidate; the
// best score wins (resolve.c: near, subject, often named), shifted by what the sentence says: inside a
// quotation others than its speaker, next to a verb nobody twice, subjects rather like subjects.
// Things that are no actors compete too, so that "the deal ... it" is not given to a government.
// I and we are the speaker's (quotation.c); you is left alone.
#include "entity/entity_internal.h"
#include "entity/spelling.h"

typedef enum { NOT_READ, SHE_OR_HE, THEY, IT } pronoun_kind;

enum { ABOVE_ALL = 40 };

typedef struct {
    const char  *text;
    pronoun_kind kind;
    char         gender;
} pronoun_row;

static const pronoun_row PRONOUNS[] = {
    {"he", SHE_OR_HE, 'm'},   {"him", SHE_OR_HE, 'm'},
    {"his", SHE_OR_HE, 'm'},  {"himself", SHE_OR_HE, 'm'},
    {"she", SHE_OR_HE, 'f'},  {"her", SHE_OR_HE, 'f'},
    {"hers", SHE_OR_HE, 'f'}, {"herself", SHE_OR_HE, 'f'},
    {"they", THEY, 0},        {"them", THEY, 0},
    {"their", THEY, 0},       {"theirs", THEY, 0},
    {"themselves", THEY, 0},  {"it", IT, 0},
    {"its", IT, 0},           {"itself", IT, 0},
};

static const pronoun_row *find_row(str text) {
    for (size_t i = 0; i < sizeof PRONOUNS / sizeof *PRONOUNS; i++) {
        if (same_ignoring_case(text, str_of(PRONOUNS[i].text))) return &PRONOUNS[i];
    }
    return NULL;
}

static bool is_subject(const token *t) {
    return t->dep == DEP_NSUBJ || t->dep == DEP_NSUBJPASS;
}

static bool speaks(const entity_work *w, int i) {
    const token *t = token_at(w->doc, i);
    return (t->dep == DEP_NSUBJ && is_speaking_verb(w, t->head)) || is_told_by(w->doc, i);
}

// "It is clear that ...", "it was time to ...", "it seems": nothing is meant.
static bool is_empty_it(const entity_work *w, int i) {
    const document *doc = w->doc;
    const token    *t = token_at(doc, i);
    if (t->dep == DEP_EXPL) return true;
    if (!is_subject(t)) return false;
    int  verb = t->head;
    bool is_be = has_lemma(doc, verb, "be") || has_lemma(doc, verb, "become");
    bool is_seeming = has_lemma(doc, verb, "seem") || has_lemma(doc, verb, "appear");
    bool has_clause = find_child(doc, verb, DEP_CCOMP) >= 0 ||
                      find_child(doc, verb, DEP_XCOMP) >= 0 ||
                      find_child(doc, verb, DEP_ADVCL) > verb;
    int what = find_child(doc, verb, DEP_ACOMP);
    if (what < 0) what = find_child(doc, verb, DEP_ATTR);
    if (what >= 0 && has_lemma(doc, what, "time")) return true;
    if (what >= 0) {
        has_clause = has_clause || find_child(doc, what, DEP_CCOMP) >= 0 ||
                     find_child(doc, what, DEP_XCOMP) >= 0 || find_child(doc, what, DEP_RELCL) >= 0;
    }
    return (is_be && has_clause) || (is_seeming && has_clause);
}

static bool is_thing_type(entity_type type) {
    return type != ENTITY_PERSON && type != ENTITY_POPULATION;
}

// What the model took for a body may be a person, when nobody else can be meant: "Mara Oden ... she".
static bool may_be_person(const actor *who) {
    bool is_unknown = who->known < 0 && who->body.size == 0 && who->type == ENTITY_OTHER;
    return is_unknown && who->is_named && !who->is_plural && who->mention_count < 3 &&
           has_shape_of_person(who->name);
}

// How well a candidate agrees; below zero: not at all.
static int agree(const entity_work *w, const pronoun_row *row, const mention_event *event, int at) {
    if (event->actor < 0) {
        bool is_open =
            (row->kind == IT && !event->is_plural) || (row->kind == THEY && event->is_plural);
        return is_open && !speaks(w, at) ? 4 : -1;
    }
    const actor *who = actor_at(w, event->actor);
    switch (row->kind) {
    case SHE_OR_HE:
        if (!who->is_person) return may_be_person(who) ? 2 : -1;
        if (who->is_plural) return -1;
        if (who->gender && who->gender != row->gender) return -1;
        return who->gender ? 14 : who->is_named ? 10 : 8;
    case THEY:
        if (who->is_plural || event->is_plural) return 14;
        if (who->is_person) return who->is_named ? -1 : 0;
        return who->type == ENTITY_PLACE || who->type == ENTITY_FACILITY ? -1 : 6;
    case IT:
        if (who->is_plural || !is_thing_type(who->type)) return -1;
        if (who->type == ENTITY_PLACE || who->type == ENTITY_FACILITY)
            return speaks(w, at) ? -1 : 5;
        return 14;
    case NOT_READ:
        break;
    }
    return -1;
}

static int verb_of(const document *doc, int i) {
    return doc->tokens.at[i].head;
}

// The subject of a verb, its own or the one that it shares with the verb it hangs on.
static int subject_of_verb(const document *doc, int verb) {
    for (int steps = 0; steps < 3; steps++) {
        int subject = find_child(doc, verb, DEP_NSUBJ);
        if (subject >= 0) return subject;
        dep_label dep = doc->tokens.at[verb].dep;
        if (dep != DEP_CONJ && dep != DEP_XCOMP) return -1;
        verb = doc->tokens.at[verb].head;
    }
    return -1;
}

// Who an object cannot be: the subject of its verb.
static int excluded_actor(const entity_work *w, int at) {
    const document *doc = w->doc;
    const token    *t = token_at(doc, at);
    int             verb = t->dep == DEP_POBJ ? doc->tokens.at[t->head].head : t->head;
    bool            is_object = t->dep == DEP_DOBJ || t->dep == DEP_DATIVE || t->dep == DEP_POBJ;
    bool            is_reflexive = ends_with(token_text(doc, at), STR("self"));
    if (!is_object || is_reflexive || doc->tokens.at[verb].pos != POS_VERB) return -1;
    int subject = subject_of_verb(doc, verb);
    return subject >= 0 ? actor_of_token(w, subject) : -1;
}

// "He told him": two arguments of one verb are two, unless the pronoun is a possessive.
static bool is_bound(const entity_work *w, const mention_event *event, int at) {
    const document *doc = w->doc;
    const token    *pronoun = token_at(doc, at), *other = token_at(doc, event->token);
    if (pronoun->sentence != other->sentence) return false;
    if (pronoun->dep == DEP_POSS) {
        return verb_of(doc, at) == event->token; // "his government" is not his
    }
    if (pronoun->head == other->head && pronoun->dep != other->dep) return true;
    bool is_under_same_verb = other->dep == DEP_POBJ && pronoun->dep == DEP_POBJ &&
                              verb_of(doc, pronoun->head) == verb_of(doc, other->head);
    bool is_in_phrase =
        pronoun->dep == DEP_POBJ && is_subject(other) && verb_of(doc, pronoun->head) == other->head;
    return is_under_same_verb || is_in_phrase;
}

// "The news damped Oden's hopes, even as she warned that A": where no person is the subject above, the
// possessor in the same sentence.
static bool is_possessor_above(const entity_work *w, int possessor, int at) {
    const document *doc = w->doc;
    const token    *pronoun = token_at(doc, at), *other = token_at(doc, possessor);
    const int       verb = pronoun->head;
    const bool      is_below = token_at(doc, verb)->dep == DEP_ADVCL && !w->quote[at];
    if (!is_below || other->dep != DEP_POSS || possessor > verb) return false;
    if (pronoun->sentence != other->sentence) return false;
    const int subject = subject_of_verb(doc, token_at(doc, verb)->head);
    const int who = subject >= 0 ? actor_of_token(w, subject) : -1;
    return subject >= 0 && subject < possessor && (who < 0 || !actor_at(w, who)->is_person);
}

static int shift_by_sentence(const entity_work *w, const mention_event *event, int at) {
    const document *doc = w->doc;
    const token    *pronoun = token_at(doc, at), *other = token_at(doc, event->token);
    int             shift = 0;
    int             quote = w->quote[at];
    if (quote && event->actor >= 0 && speaker_of_quote(w, quote) == root_actor(w, event->actor)) {
        shift -= 60;
    }
    if (pronoun->dep == DEP_POSS && pronoun->sentence == other->sentence) shift += 10;
    if (is_subject(pronoun) && is_subject(other)) shift += 6;
    if (is_subject(pronoun) && is_possessor_above(w, event->token, at)) shift += ABOVE_ALL;
    if (speaks(w, at) && !quote) {
        if (speaks(w, event->token) && !w->quote[event->token])
            shift += pronoun->sentence - other->sentence < 2 ? 18 : 6;
        if (w->quote[event->token]) shift -= 40;
    }
    return shift;
}

// "Hadad, who said that his ...": the noun whose relative clause holds the pronoun; -1: none.
static int host_of_clause(const entity_work *w, int at) {
    const document *doc = w->doc;
    int             i = at;
    for (int steps = 0; steps < 12 && doc->tokens.at[i].head != i; steps++) {
        const token *t = token_at(doc, i);
        if (t->dep == DEP_RELCL && t->head < at) return actor_of_token(w, t->head);
        i = t->head;
    }
    return -1;
}

// "As he left, Blinken said": in a clause in front of its subject a pronoun means what follows.
static int find_behind(const entity_work *w, const pronoun_row *row, int at) {
    const document *doc = w->doc;
    int             i = at, steps = 0;
    while (doc->tokens.at[i].head != i && steps++ < 16) {
        const token *t = token_at(doc, i);
        int          head = t->head;
        int          subject = find_child(doc, head, DEP_NSUBJ);
        bool         is_clause = t->dep == DEP_ADVCL || t->dep == DEP_PREP;
        if (is_clause && subject > at) {
            int who = actor_of_token(w, subject);
            if (who < 0 || w->headed[subject] < 0) return -1;
            mention_event event = {who, subject, actor_at(w, who)->is_plural};
            return agree(w, row, &event, at) > 6 ? who : -1;
        }
        i = head;
    }
    return -1;
}

// What a pronoun says about whom it means, when nobody else comes near.
static void learn_person(entity_work *w, int at, char gender) {
    actor *who = actor_at(w, at);
    who->is_person = true;
    who->type = ENTITY_PERSON;
    if (!who->gender) who->gender = gender;
}

// The quotation that a run of them goes on, over nothing but marks and the break of a paragraph.
static int quoted_before(const entity_work *w, int first) {
    enum { MOST_MARKS = 3 };
    for (int i = first - 1; i >= 0 && i >= first - MOST_MARKS; i--) {
        if (w->quote[i]) return i;
        const token *t = token_at(w->doc, i);
        if (t->pos != POS_PUNCT && t->pos != POS_SPACE) return -1;
    }
    return -1;
}

// “A. B. C,” he said: the sentences of a quotation right in front of its speaker set nobody further
// from him, nor do those of the paragraphs that it goes on from. Its first token, or -1.
static int first_of_quotation(const entity_work *w, int at) {
    if (w->quote[at] || !speaks(w, at)) return -1;
    int i = quoted_before(w, at), first = -1;
    while (i >= 0) {
        first = i;
        while (first > 0 && w->quote[first - 1] == w->quote[i]) {
            first--;
        }
        i = quoted_before(w, first);
    }
    return first;
}

typedef struct {
    int actor, score, next_score; // of the best, and of the best of others
} choice;

static void weigh(const entity_work *w, choice *so_far, int who, int score) {
    bool is_same =
        who >= 0 && so_far->actor >= 0 && root_actor(w, who) == root_actor(w, so_far->actor);
    if (score > so_far->score) {
        if (!is_same) so_far->next_score = so_far->score;
        so_far->score = score;
        so_far->actor = who;
    } else if (!is_same && score > so_far->next_score) {
        so_far->next_score = score;
    }
}

int resolve_pronoun(entity_work *w, int at) {
    enum { MOST_EVENTS = 60, MOST_SENTENCES = 5, WORST = -1000, TOO_FAR = -40, CLEAR = 15 };
    const pronoun_row *row = find_row(token_text(w->doc, at));
    if (!row || (row->kind == IT && is_empty_it(w, at))) return -1;
    int ahead = find_behind(w, row, at);
    if (ahead >= 0) return ahead;
    int               excluded = excluded_actor(w, at), host = host_of_clause(w, at);
    choice            best = {-1, WORST, WORST};
    const token_list *tokens = &w->doc->tokens;
    const int         quotation = first_of_quotation(w, at);
    const int         between =
        quotation < 0 ? 0 : tokens->at[at].sentence - tokens->at[quotation].sentence;
    for (int n = 0; n < MOST_EVENTS && n < w->history.count; n++) {
        const mention_event *event = &w->history.at[w->history.count - 1 - n];
        const int            skipped = event->token < quotation ? between : 0;
        if (tokens->at[at].sentence - tokens->at[event->token].sentence - between > MOST_SENTENCES)
            break;
        if (event->actor >= 0 && root_actor(w, event->actor) == excluded) continue;
        int fit = agree(w, row, event, at);
        if (fit < 0 || is_bound(w, event, at) || is_spoken_of(w, event, at)) continue;
        int score = fit + score_mention(w, event, at) + shift_by_sentence(w, event, at) +
                    skipped * PER_SENTENCE;
        if (host >= 0 && event->actor >= 0 && root_actor(w, event->actor) == host) score += 25;
        weigh(w, &best, event->actor, score);
    }
    if (best.actor < 0 || best.score < TOO_FAR) return -1;
    bool is_clear = best.score - best.next_score >= CLEAR && is_subject(token_at(w->doc, at));
    if (row->kind == SHE_OR_HE && is_clear) learn_person(w, best.actor, row->gender);
    return root_actor(w, best.actor);
}
