// sense.c - whether a name of a place is meant as a location.
//
//     in Velm, from Velm, Velm residents, the Velm road     a location
//     Orlava said, struck by Orlava, Orlava officials       who governs it
//
// Names that the model takes for something else are locations only behind a preposition that
// places follow.
#include "extract/place/work.h"

// ---- Who governs -------------------------------------------------------------------------

static bool has_lemma_in(const place_work *w, const str_table *table, int i) {
    return has_key(table, w->doc->tokens.at[i].lemma);
}

static bool is_inner_name(const document *doc, int i) {
    return doc->tokens.at[i].dep == DEP_COMPOUND && doc->tokens.at[i].pos == POS_PROPN;
}

// "Orlava officials", "Orlava's new Foreign Minister Ana Ruiz", "Orlava District Judge Ana Ruiz".
static bool is_before_actor(const place_work *w, const spot *s, int head) {
    enum { MOST_WORDS = 6, MOST_STEPS = 3 };
    const document *doc = w->doc;
    for (int step = 0; step < MOST_STEPS && is_inner_name(doc, head); step++) {
        head = doc->tokens.at[head].head;
    }
    if (doc->tokens.at[head].label == NAME_PERSON) return true;
    for (int i = s->head + 1; i <= head && i <= s->head + MOST_WORDS; i++) {
        if (has_word_of(&w->rules->actor_nouns, doc->tokens.at[i].lemma)) return true;
    }
    return false;
}

// "talks with Orlava", "pressure on Orlava", "called on Orlava", "the government of Orlava"
static bool is_dealt_with(const place_work *w, int preposition) {
    static const char *const words[] = {"with", "between", "on", "against", "for"};
    const document          *doc = w->doc;
    int                      head = doc->tokens.at[preposition].head;
    if (doc->tokens.at[preposition].dep == DEP_AGENT) return true;
    if (is_token(doc, preposition, "of")) return has_lemma_in(w, &w->rules->actor_nouns, head);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_token(doc, preposition, words[i])) {
            return has_lemma_in(w, &w->rules->dealing_words, head);
        }
    }
    return false;
}

// The token that stands for the whole of a list: "Orlava and Tarn".
static int first_of_list(const document *doc, int i) {
    enum { LONGEST_LIST = 8 };
    for (int steps = 0; steps < LONGEST_LIST && doc->tokens.at[i].dep == DEP_CONJ; steps++) {
        i = doc->tokens.at[i].head;
    }
    return i;
}

bool is_government(const place_work *w, const spot *s) {
    const document *doc = w->doc;
    if (s->head < 0 || s->is_part) return false;
    const token *t = &doc->tokens.at[first_of_list(doc, s->head)];
    switch (t->dep) {
    case DEP_NSUBJ:
        return has_lemma_in(w, &w->rules->acting_verbs, t->head);
    case DEP_DOBJ:
        return has_lemma_in(w, &w->rules->addressed_verbs, t->head);
    case DEP_POBJ:
        return is_dealt_with(w, t->head);
    case DEP_POSS:
        return is_before_actor(w, s, t->head) || has_lemma_in(w, &w->rules->deed_nouns, t->head);
    case DEP_COMPOUND:
    case DEP_NMOD:
        return is_before_actor(w, s, t->head);
    default:
        return false;
    }
}

// ---- Where places stand ------------------------------------------------------------------

static bool is_place_preposition(const document *doc, int i, bool is_strict) {
    static const char *const strict[] = {"in",     "near",    "outside",    "across",
                                         "around", "through", "throughout", "inside"};
    static const char *const loose[] = {"at",      "from",   "to",  "into",  "toward",
                                        "towards", "over",   "off", "along", "via",
                                        "within",  "beyond", "on",  "above", "between"};
    for (size_t k = 0; k < sizeof strict / sizeof *strict; k++) {
        if (same_ignoring_case(token_text(doc, i), str_of(strict[k]))) return true;
    }
    for (size_t k = 0; k < sizeof loose / sizeof *loose && !is_strict; k++) {
        if (same_ignoring_case(token_text(doc, i), str_of(loose[k]))) return true;
    }
    return false;
}

// Directly behind a preposition of place, an article and a direction in between allowed.
static bool follows_preposition(const place_work *w, int first, bool is_strict) {
    enum { MOST_BETWEEN = 3 };
    const document *doc = w->doc;
    for (int i = first - 1; i >= 0 && first - i <= MOST_BETWEEN + 1; i--) {
        const token *t = &doc->tokens.at[i];
        if (t->sentence != doc->tokens.at[first].sentence) return false;
        if (is_place_preposition(doc, i, is_strict)) return true;
        if (t->pos != POS_DET && !has_key(&w->rules->direction_words, t->norm)) return false;
    }
    return false;
}

// In "in Velm, Karsa and Tarn" all three.
static bool is_behind_preposition(const place_work *w, const spot *s) {
    const document *doc = w->doc;
    bool is_strict = (s->label == NAME_PERSON && !has_key(&w->rules->seat_keys, s->key)) ||
                     s->label == NAME_WORK_OF_ART;
    if (follows_preposition(w, tokens_in_span(doc, s->where).begin, is_strict)) return true;
    int first = first_of_list(doc, s->head);
    return first != s->head && doc->tokens.at[first].pos == POS_PROPN &&
           follows_preposition(w, doc->tokens.at[first].left_edge, is_strict);
}

// "People fled for Velm": where to.
static bool is_goal(const place_work *w, const spot *s) {
    static const char *const verbs[] = {"flee", "leave", "head", "depart", "bind", "sail"};
    const document          *doc = w->doc;
    int                      before = doc->tokens.at[s->head].head;
    bool is_for = doc->tokens.at[s->head].dep == DEP_POBJ && is_token(doc, before, "for");
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs && is_for; k++) {
        str lemma = doc->tokens.at[doc->tokens.at[before].head].lemma;
        if (same(lemma, str_of(verbs[k]))) return true;
    }
    return false;
}

static bool follows_place_noun(const place_work *w, int first) {
    return first > 1 && is_token(w->doc, first - 1, "of") &&
           has_lemma_in(w, &w->rules->of_nouns, first - 2);
}

// "the mayor of Velm", "the towns of Velm and Karsa"
static bool is_behind_place_noun(const place_work *w, const spot *s) {
    const document *doc = w->doc;
    int             first = first_of_list(doc, s->head);
    return follows_place_noun(w, tokens_in_span(doc, s->where).begin) ||
           (first != s->head && follows_place_noun(w, doc->tokens.at[first].left_edge));
}

// ---- What is no place --------------------------------------------------------------------

// Letters, and none of them small: "NATO". Names of two words are shouted, not short.
static bool is_acronym(str words) {
    enum { LONGEST_ACRONYM = 5 };
    if (words.size < 2 || words.size > LONGEST_ACRONYM) return false;
    for (size_t i = 0; i < words.size; i++) {
        if (!is_upper(words.at[i]) && words.at[i] != '.') return false;
    }
    return true;
}

static bool has_capital(str words) {
    for (size_t i = 0; i < words.size; i++) {
        // What is no ASCII is taken for a capital: names abroad begin with any letter.
        if (is_upper(words.at[i]) || is_digit(words.at[i]) || (unsigned char)words.at[i] > 127) {
            return true;
        }
    }
    return false;
}

// The report names somebody so: "Ana Fairfield ... Fairfield said", but not "near Fairfield".
static bool is_name_of_person(const place_work *w, const spot *s) {
    if (!has_key(&w->person_names, text_of(w->doc, s->where))) return false;
    bool is_place = s->label == NAME_GPE || s->label == NAME_LOC;
    return !is_place || !follows_preposition(w, tokens_in_span(w->doc, s->where).begin, true);
}

// "Ohad" of "Ohad Ben Ami", where the model saw a person in the first word and a place in the rest.
static bool is_behind_person(const place_work *w, const spot *s) {
    const document *doc = w->doc;
    int             before = s->head < 0 ? -1 : tokens_in_span(doc, s->where).begin - 1;
    if (before < 0 || doc->tokens.at[before].label != NAME_PERSON) return false;
    return doc->tokens.at[before].pos == POS_PROPN &&
           doc->tokens.at[before].sentence == doc->tokens.at[s->head].sentence;
}

// "(Orlava CDC)": the short name of a body.
static bool is_before_acronym(const place_work *w, const spot *s) {
    const document *doc = w->doc;
    int             next = s->head + 1;
    if (s->head < 0 || s->label == NAME_FAC || next >= doc->tokens.count) return false;
    const token *t = &doc->tokens.at[next];
    return doc->tokens.at[s->head].head == next && t->pos == POS_PROPN && t->label != NAME_GPE &&
           t->label != NAME_LOC && is_acronym(token_text(doc, next));
}

static bool is_other_entity(const place_work *w, const spot *s) {
    int who = s->head < 0 || !w->doc->mention_heads ? NO_ID : w->doc->mention_heads[s->head];
    if (who == NO_ID) return false;
    switch (w->doc->entities.at[who].type) {
    case ENTITY_ARMED_GROUP:
    case ENTITY_POLITICAL_GROUP:
    case ENTITY_INTERNATIONAL:
    case ENTITY_MEDIA:
    case ENTITY_DOCUMENT:
        return true;
    default:
        return false;
    }
}

// "Velm time": a clock's.
static bool is_before_time(const place_work *w, const spot *s) {
    int next = s->head + 1;
    return s->head >= 0 && next < w->doc->tokens.count && is_token(w->doc, next, "time") &&
           w->doc->tokens.at[s->head].head == next;
}

// "a racehorse called Velm", not "a village called Velm".
static bool is_called_so(const place_work *w, const spot *s) {
    static const char *const verbs[] = {"call", "name", "dub", "nickname"};
    const document          *doc = w->doc;
    int                      verb = tokens_in_span(doc, s->where).begin - 1;
    if (s->head < 0 || verb < 0 || doc->tokens.at[verb].dep != DEP_ACL) return false;
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++) {
        if (!same(doc->tokens.at[verb].lemma, str_of(verbs[k]))) continue;
        str what = doc->tokens.at[doc->tokens.at[verb].head].lemma;
        return hint_of_word(&w->rules->kind_words, what) == HINT_NONE &&
               !has_key(&w->rules->of_nouns, what);
    }
    return false;
}

bool is_no_place(const place_work *w, const spot *s, str key) {
    str words = text_of(w->doc, s->where);
    if (s->is_dateline || s->short_row >= 0) return false;
    if (!has_capital(words) || is_behind_person(w, s)) return true;
    if (is_before_acronym(w, s) || is_before_time(w, s) || is_called_so(w, s)) return true;
    bool is_country = has_key(&w->rules->country_keys, key);
    if (is_country || has_key(&w->rules->listed_keys, key)) return false;
    if (is_acronym(words) || is_other_entity(w, s)) return true;
    if (has_word_of(&w->rules->direction_words, words)) return true;
    if (s->around < 0 && has_word_of(&w->rules->never_words, words)) return true;
    if (hint_of_word(&w->rules->kind_words, words) != HINT_NONE) return true;
    return !s->is_of_body && s->around < 0 && is_name_of_person(w, s);
}

// "Velm residents": a name in front of a common noun.
static bool is_in_front_of_noun(const place_work *w, const spot *s) {
    const token *t = &w->doc->tokens.at[s->head];
    return s->label == NAME_ORG && t->dep == DEP_COMPOUND && t->head > s->head &&
           w->doc->tokens.at[t->head].pos == POS_NOUN;
}

bool is_location(const place_work *w, const spot *s) {
    if (s->is_dateline || s->is_of_body || !s->is_unsure) return true;
    if (s->short_row >= 0) return w->rules->shorts.at[s->short_row].is_alone;
    if (s->around >= 0 && w->spots.at[s->around].short_row >= 0) return true;
    return s->head >= 0 && (is_behind_preposition(w, s) || is_behind_place_noun(w, s) ||
                            is_goal(w, s) || is_in_front_of_noun(w, s));
}

// "an iPhone", "a Boeing": one of many. In "a Tarn Street shop" the article is the shop's.
static bool is_one_of_many(const place_work *w, const spot *s) {
    int before = tokens_in_span(w->doc, s->where).begin - 1;
    if (s->head >= 0 && w->doc->tokens.at[s->head].dep == DEP_COMPOUND) return false;
    return before >= 0 && (is_token(w->doc, before, "a") || is_token(w->doc, before, "an"));
}

bool stands_as_place(const place_work *w, const spot *s) {
    if (s->is_dateline) return true;
    if (is_one_of_many(w, s)) return false;
    if (s->hint != HINT_NONE || s->around >= 0) return true;
    return s->head >= 0 &&
           (is_behind_preposition(w, s) || is_behind_place_noun(w, s) || is_goal(w, s));
}

// "the villages of Velm, Karsa and Tarn", "at Velm Airport": enough for a name that the model takes
// for none of a place, and that nobody knows.
bool is_said_to_be_place(const place_work *w, const spot *s) {
    const document *doc = w->doc;
    if (s->head < 0) return false;
    int begin = tokens_in_span(doc, s->where).begin, first = first_of_list(doc, s->head);
    if (s->hint == HINT_FACILITY) return follows_preposition(w, begin, false);
    int of = (first == s->head ? begin : doc->tokens.at[first].left_edge) - 1;
    if (of < 1 || !is_token(doc, of, "of")) return false;
    return hint_of_word(&w->rules->before_words, token_text(doc, of - 1)) == HINT_CITY;
}
