// nominal.c - who "the minister", "the group" and "a diplomat" are.
//
// With an article that points back ("the", "this"), the last actor that the noun can stand for: one
// who was called so before, whose name or role ends in the noun, or whose type it covers; what the
// description adds ("the Egyptian", "prime") must not contradict. Otherwise somebody new, so that
// "the diplomat" further down finds him. Plurals without article ("US officials") are one crowd.
#include "entity/entity_internal.h"
#include "entity/spelling.h"
#include "lexicon/lexicon.h"

typedef struct {
    int               head;
    const actor_noun *noun;
    str               lemma;     // folded
    str               words;     // qualifiers
    int               owner;     // actor, or -1
    bool              is_joined; // "US and UN officials"
    bool              is_none;   // "no fighters"
    bool              is_past;   // "the former minister"
    bool              is_definite, is_indefinite, is_counted, is_possessed, is_plural;
} description;

static bool is_idle(str word) {
    static const char *const idle[] = {"senior", "top", "same",   "unnamed", "former", "late",
                                       "other",  "new", "second", "second",  "first",  "said",
                                       "two",    "own", "three",  "another", "western"};
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++) {
        if (same(word, str_of(idle[i]))) return true;
    }
    return false;
}

str qualifiers_of(const entity_work *w, int head) {
    const document *doc = w->doc;
    str             words = {"", 0};
    int             begin = doc->tokens.at[head].left_edge;
    if (head - begin > 12) begin = head - 12;
    for (int i = begin; i < head; i++) {
        const token *t = token_at(doc, i);
        bool         is_word = t->pos == POS_ADJ || t->pos == POS_NOUN || t->pos == POS_PROPN;
        if (!is_word || w->covering[i] >= 0 || w->headed[i] >= 0 || t->head != head) continue;
        str word = fold_name(w->scratch, token_text(doc, i));
        if (is_idle(word)) continue;
        words =
            words.size ? join_str(w->scratch, join_str(w->scratch, words, STR(" ")), word) : word;
    }
    return words;
}

static void read_determiner(const entity_work *w, description *it) {
    const document *doc = w->doc;
    bool            is_other = false;
    for (int i = next_child(doc, it->head, -1); i >= 0 && i < it->head;
         i = next_child(doc, it->head, i)) {
        const token *t = token_at(doc, i);
        str          text = token_text(doc, i);
        if (t->dep == DEP_DET) {
            it->is_indefinite =
                same_ignoring_case(text, STR("a")) || same_ignoring_case(text, STR("an")) ||
                same_ignoring_case(text, STR("another")) || same_ignoring_case(text, STR("some"));
            it->is_none = same_ignoring_case(text, STR("no"));
            it->is_definite = !it->is_indefinite && (to_lower(text.at[0]) == 't');
        }
        if (same_ignoring_case(text, STR("other"))) is_other = true;
        if (same_ignoring_case(text, STR("former"))) it->is_past = true;
        if (t->dep == DEP_NUMMOD) it->is_counted = true;
        if (t->dep == DEP_POSS) it->is_possessed = true;
    }
    if (is_other) it->is_definite = false; // not the one before
}

static description read_description(const entity_work *w, int head, const actor_noun *noun) {
    description made = {.head = head,
                        .noun = noun,
                        .lemma = noun->lemma,
                        .words = qualifiers_of(w, head),
                        .owner = owner_of_phrase(w, head),
                        .is_plural = is_plural_token(w->doc, head)};
    read_determiner(w, &made);
    for (int i = w->doc->tokens.at[head].left_edge; i < head; i++) {
        if (w->doc->tokens.at[i].pos == POS_CCONJ) made.is_joined = true;
    }
    return made;
}

str country_of_actor(const entity_work *w, int at) {
    for (int steps = 0; at >= 0 && steps < 4; steps++) {
        const actor *who = actor_at(w, at);
        if (who->known >= 0) {
            const known_name *entry = &w->rules->names.known.at[who->known];
            if (entry->code.size > 0) return entry->code;
        }
        at = who->of;
    }
    return (str){"", 0};
}

// ---- Whether an actor can be meant -------------------------------------------------------

static bool fits_owner(const entity_work *w, const description *it, int at) {
    if (it->owner < 0) return true;
    const actor *who = actor_at(w, at);
    if (who->of >= 0 && root_actor(w, who->of) == root_actor(w, it->owner)) return true;
    str wanted = country_of_actor(w, it->owner), has = country_of_actor(w, at);
    // "President Oden's hostage envoy": the hostages tell who it is, not the president.
    if (wanted.size == 0 && actor_at(w, it->owner)->is_person && who->is_person)
        return it->words.size > 0;
    return wanted.size > 0 && same(wanted, has);
}

static bool fits_words(str words, str description_words) {
    while (words.at && words.size > 0) {
        str word = cut_at(&words, ' ');
        if (!has_word(description_words, word)) return false;
    }
    return true;
}

// "*", the head of a role, or the words that it has in it ("foreign minister").
static bool stands_for(str list, const role *one) {
    if (same(list, STR("*")) || is_in_list(list, '|', one->head)) return true;
    while (list.at && list.size > 0) {
        str  piece = cut_at(&list, '|');
        bool is_phrase = find_char(piece, ' ', 0) >= 0;
        if (is_phrase && find_str(one->folded, piece, 0) >= 0) return true;
    }
    return false;
}

// Whether one of the roles is what the noun says, or (`is_broad`) something it can stand for.
static bool has_role(const description *it, const actor *who, bool is_broad) {
    for (int r = 0; r < who->roles.count; r++) {
        const role *one = &who->roles.at[r];
        bool        is_same = same(one->head, it->lemma);
        bool        is_stood_for = is_broad && stands_for(it->noun->stands, one);
        if (!is_same && !is_stood_for) continue;
        if (is_same && !fits_words(it->words, one->folded)) continue;
        // "The prime minister" is the one in office, where there is one.
        if (!is_broad && !it->is_past && has_word(one->folded, STR("former"))) continue;
        return true;
    }
    return false;
}

static bool agrees_as_person(const description *it, const actor *who) {
    if (!who->is_person || who->is_plural != it->is_plural) return false;
    return !it->noun->mark.size || !who->gender || who->gender == it->noun->mark.at[0];
}

// "The person": somebody whose name is not told.
static bool wants_unnamed(const description *it) {
    return same(it->noun->stands, STR("unnamed"));
}

static bool fits_role(const entity_work *w, const description *it, int at, bool is_broad) {
    const actor *who = actor_at(w, at);
    if (!agrees_as_person(it, who) || !who->is_named || wants_unnamed(it)) return false;
    bool is_anyones = country_of_actor(w, at).size == 0 && who->of < 0;
    return has_role(it, who, is_broad) && (is_anyones || fits_owner(w, it, at));
}

// "Mara Oden of the Ardo Institute said ... the expert added": nothing was told of her that speaks
// against it.
static bool fits_untold(const entity_work *w, const description *it, int at) {
    const actor *who = actor_at(w, at);
    return who->is_named && who->roles.count == 0 && agrees_as_person(it, who) &&
           !wants_unnamed(it);
}

// Called so before: "a diplomat", then "the diplomat"; or of that very office.
static bool fits_person(const entity_work *w, const description *it, int at) {
    const actor *who = actor_at(w, at);
    if (who->is_named) return fits_role(w, it, at, false);
    if (!agrees_as_person(it, who) || !same(who->noun, it->lemma)) return false;
    // "The prime minister" is not the minister of industry.
    bool is_other_office = has_word(it->words, STR("prime")) || has_word(it->words, STR("vice")) ||
                           has_word(it->words, STR("deputy"));
    if (is_other_office && !fits_words(it->words, who->words)) return false;
    return it->owner < 0 || who->of < 0 || fits_owner(w, it, at);
}

// "the top Velian official": of Velia for all that is told, not just of nobody else.
static bool fits_person_broadly(const entity_work *w, const description *it, int at) {
    const actor *who = actor_at(w, at);
    if (wants_unnamed(it))
        return !who->is_named && agrees_as_person(it, who) && it->words.size == 0;
    bool is_told = it->owner < 0 || who->of >= 0 || who->known >= 0;
    return is_told && fits_role(w, it, at, true);
}

static bool is_of(const description *it, const char *mark) {
    return same(it->noun->mark, str_of(mark));
}

static bool is_country(const entity_work *w, const actor *who) {
    return who->known >= 0 && w->rules->names.known.at[who->known].is_country && !who->is_plural;
}

// What it is called ends in the noun, or it is that body of somebody.
static bool is_called(const entity_work *w, const description *it, const actor *who) {
    if (is_of(it, "country") || is_of(it, "government")) return is_country(w, who);
    if (who->body.size > 0 && starts_with(who->body, it->noun->mark) && !is_of(it, "agency")) {
        return fits_words(it->words, who->body);
    }
    return same(who->noun, it->lemma);
}

// "The agency" may be any of several kinds; "the council" is one only by name.
static bool is_of_kind(const description *it, const actor *who) {
    if (who->is_person || who->is_plural || !who->is_named || who->body.size > 0) return false;
    bool is_wide = is_of(it, "group") || is_of(it, "company") || is_of(it, "media") ||
                   is_of(it, "military") || same(it->lemma, STR("agency"));
    return is_wide && is_in_list(it->noun->stands, '|', str_of(name_of_entity_type(who->type)));
}

static bool fits_body(const entity_work *w, const description *it, int at) {
    return is_called(w, it, actor_at(w, at)) && fits_owner(w, it, at);
}

static bool fits_body_broadly(const entity_work *w, const description *it, int at) {
    return is_of_kind(it, actor_at(w, at)) && fits_owner(w, it, at);
}

// ---- The best of the last mentions -------------------------------------------------------

typedef bool fitting(const entity_work *, const description *, int);

static int find_last(const entity_work *w, const description *it, fitting *fits, bool by_score) {
    enum { MOST_EVENTS = 300, WORST = -100000 };
    int best = -1, best_score = WORST;
    for (int n = 0; n < MOST_EVENTS && n < w->history.count; n++) {
        const mention_event *event = &w->history.at[w->history.count - 1 - n];
        if (event->actor < 0) continue;
        int score = by_score ? score_mention(w, event, it->head) : -n;
        if (score <= best_score || !fits(w, it, event->actor)) continue;
        best = root_actor(w, event->actor);
        best_score = score;
        if (!by_score) break;
    }
    return best;
}

// Named only behind: "The army said ... the Israeli army".
static int find_next(const entity_work *w, const description *it, fitting *fits) {
    enum { MOST_ACTORS = 300 };
    int best = -1;
    for (int i = 0; i < w->actors.count && i < MOST_ACTORS; i++) {
        const actor *who = &w->actors.at[i];
        if (who->parent != i || !fits(w, it, i)) continue;
        if (best < 0 || who->mention_count > w->actors.at[best].mention_count) best = i;
    }
    // "The government" is not that of a country that is named once, in passing.
    bool is_passing = best >= 0 && is_of(it, "government") && w->actors.at[best].mention_count < 2;
    return is_passing ? -1 : best;
}

// ---- By class ----------------------------------------------------------------------------

static entity_type type_of_description(const actor_noun *noun, bool is_plural) {
    if (noun->class == NOUN_PERSON) return ENTITY_PERSON;
    if (noun->class == NOUN_POPULATION) return ENTITY_POPULATION;
    if (noun->class == NOUN_DOCUMENT) return ENTITY_DOCUMENT;
    if (is_plural && same(noun->mark, STR("group"))) return ENTITY_OTHER;
    for (int type = 0; type <= (int)ENTITY_OTHER; type++) {
        str rest = noun->stands;
        if (same(cut_at(&rest, '|'), str_of(name_of_entity_type((entity_type)type)))) {
            return (entity_type)type;
        }
    }
    return ENTITY_OTHER;
}

static int add_unnamed(entity_work *w, const description *it) {
    const document *doc = w->doc;
    token_range     tokens = w->chunk[it->head] >= 0 ? doc->noun_chunks.at[w->chunk[it->head]]
                                                     : (token_range){it->head, it->head + 1};
    while (tokens.begin < it->head && (doc->tokens.at[tokens.begin].pos == POS_DET ||
                                       doc->tokens.at[tokens.begin].pos == POS_PUNCT)) {
        tokens.begin++;
    }
    str text = text_of(doc, span_of_tokens(doc, tokens.begin, it->head + 1));
    return add_actor(w, (actor){.is_joined = it->is_joined,
                                .type = type_of_description(it->noun, it->is_plural),
                                .is_person = it->noun->class == NOUN_PERSON,
                                .is_plural = it->is_plural || it->noun->class == NOUN_POPULATION,
                                .gender = it->noun->class == NOUN_PERSON && it->noun->mark.size
                                              ? it->noun->mark.at[0]
                                              : 0,
                                .known = -1,
                                .of = it->owner,
                                .name = text,
                                .noun = it->lemma,
                                .words = fold_name(w->scratch, text),
                                .last = -1});
}

static bool is_same_crowd(const entity_work *w, const description *it, int at) {
    const actor *who = actor_at(w, at);
    bool         is_part =
        it->noun->class == NOUN_DOCUMENT && it->is_definite && has_word(who->words, it->lemma);
    bool is_bare = it->is_definite && it->words.size == 0 && it->owner < 0;
    // "US and UN officials" are the officials further down, but not the US officials.
    if (who->is_joined && !is_bare) return false;
    if (who->is_named || (!same(who->noun, it->lemma) && !is_part)) return false;
    if (is_bare) return true;
    return fits_owner(w, it, at) && fits_words(it->words, who->words) &&
           (it->owner >= 0 || who->of < 0) &&
           (it->words.size > 0 || it->owner >= 0 || it->is_definite);
}

// A holder of the office who is named further down.
static bool fits_office(const entity_work *w, const description *it, int at) {
    return (it->words.size > 0 || it->owner >= 0) && fits_role(w, it, at, false) &&
           fits_owner(w, it, at);
}

// "the minister", "Egypt's minister", and at the head of a report "Egyptian foreign minister".
static bool points_to_one(const description *it) {
    bool is_bare = !it->is_indefinite && !it->is_counted && !it->is_possessed && it->words.size > 0;
    return it->is_definite || (it->is_possessed && it->owner >= 0) || (is_bare && it->owner >= 0);
}

static bool speaks_or_is_asked(const entity_work *w, int head) {
    const document *doc = w->doc;
    const token    *t = token_at(doc, head);
    if (t->dep == DEP_POBJ) return has_lemma(doc, doc->tokens.at[t->head].head, "accord");
    return (t->dep == DEP_NSUBJ || t->dep == DEP_DOBJ) && is_speaking_verb(w, t->head);
}

// “A,” the expert said.
static bool is_behind_quotation(const entity_work *w, int head) {
    const int first = w->doc->tokens.at[head].left_edge;
    for (int i = first - 1; i >= 0 && i > first - 4; i--) {
        if (w->quote[i]) return true;
    }
    return false;
}

static int resolve_person(entity_work *w, const description *it) {
    int who = -1;
    if (it->is_plural) {
        bool is_new = it->is_indefinite || it->is_counted || it->is_joined;
        if (!is_new) who = find_last(w, it, is_same_crowd, false);
    } else if (points_to_one(it)) {
        who = find_last(w, it, fits_person, false);
        if (who < 0) who = find_last(w, it, fits_person_broadly, false);
        if (who < 0) who = find_next(w, it, fits_office);
        const bool is_bare = it->is_definite && it->words.size == 0 && it->owner < 0;
        if (who < 0 && is_bare && speaks_or_is_asked(w, it->head) &&
            is_behind_quotation(w, it->head))
            who = find_last(w, it, fits_untold, false);
        if (who >= 0 && actor_at(w, who)->of < 0 && it->owner != who)
            actor_at(w, who)->of = it->owner;
    }
    return who >= 0 ? who : add_unnamed(w, it);
}

static int resolve_body(entity_work *w, const description *it) {
    int  who = -1;
    bool points_back = it->is_definite && !it->is_plural;
    bool is_told_apart = it->words.size > 0 || find_child(w->doc, it->head, DEP_RELCL) >= 0;
    bool narrows = (is_of(it, "government") || is_of(it, "country")) && is_told_apart;
    if (points_back && !narrows) {
        bool by_score = is_of(it, "group") || is_of(it, "country") || is_of(it, "government");
        who = find_last(w, it, fits_body, by_score);
        if (who < 0) who = find_last(w, it, fits_body_broadly, by_score);
        bool looks_on = is_of(it, "military") || is_of(it, "ministry") || is_of(it, "government");
        if (who < 0 && looks_on) who = find_next(w, it, fits_body);
    }
    if (who >= 0) return who;
    if (it->is_plural && !it->is_counted) who = find_last(w, it, is_same_crowd, false);
    if (who >= 0) return who;
    bool is_land = is_of(it, "country") || is_of(it, "government");
    bool is_force = is_of(it, "military") || is_of(it, "police");
    if ((is_land && !it->is_plural) || (!is_force && !speaks_or_is_asked(w, it->head))) return -1;
    return add_unnamed(w, it);
}

// "the Syrian people" are the Syrians.
static int people_of_owner(const entity_work *w, const description *it) {
    if (it->owner < 0 || it->is_counted || it->words.size > 0) return -1;
    const actor *owner = actor_at(w, it->owner);
    if (owner->known < 0 || !same(it->lemma, STR("people"))) return -1;
    for (int n = 0; n < w->history.count && n < 200; n++) {
        int at = w->history.at[w->history.count - 1 - n].actor;
        if (at >= 0 && actor_at(w, at)->is_plural && actor_at(w, at)->known == owner->known)
            return at;
    }
    return -1;
}

// "27,708 people" are a figure, and somebody only when they speak.
static int resolve_thing(entity_work *w, const description *it) {
    bool is_figure = it->is_counted && it->noun->class == NOUN_POPULATION;
    if (is_figure && !speaks_or_is_asked(w, it->head)) return -1;
    int who = people_of_owner(w, it);
    if (who < 0 && !it->is_indefinite && !it->is_counted)
        who = find_last(w, it, is_same_crowd, false);
    return who >= 0 ? who : add_unnamed(w, it);
}

// "He is a minister", "as president": said of somebody, nobody by itself.
static bool is_predicate(const entity_work *w, int head) {
    const token *t = token_at(w->doc, head);
    if (t->dep == DEP_ATTR || t->dep == DEP_OPRD) return true;
    if (t->dep == DEP_ROOT && t->left_edge == head) return true; // "Tough guy. Fighter."
    return t->dep == DEP_POBJ && is_token(w->doc, t->head, "as");
}

// "Mr. President, ..."
static bool is_addressed(const entity_work *w, int head) {
    int first = w->doc->tokens.at[head].left_edge;
    return find_in_table(&w->rules->honorifics, token_text(w->doc, first)) != NOT_IN_TABLE &&
           first < head;
}

int resolve_nominal(entity_work *w, int head, const actor_noun *noun) {
    if (is_predicate(w, head) || is_addressed(w, head)) return -1;
    description it = read_description(w, head, noun);
    if (it.is_none) return -1;
    switch (noun->class) {
    case NOUN_PERSON:
        return resolve_person(w, &it);
    case NOUN_BODY:
        return resolve_body(w, &it);
    case NOUN_POPULATION:
    case NOUN_DOCUMENT:
        return resolve_thing(w, &it);
    }
    return -1;
}

int guess_nominal(const entity_work *w, int head) {
    const actor_noun *noun = find_noun(w, head);
    if (!noun) return -1;
    description it = read_description(w, head, noun);
    if (!it.is_definite || it.is_plural) return -1;
    if (noun->class == NOUN_PERSON) return find_last(w, &it, fits_person, false);
    if (noun->class != NOUN_BODY) return -1;
    int who = find_last(w, &it, fits_body, false);
    return who >= 0 ? who : find_last(w, &it, fits_body_broadly, false);
}
