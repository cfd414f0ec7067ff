// merge.c - from names to actors: which of the report's names are one.
//
// Whole names come first, in text order, and are indexed by everything that a shorter form could
// keep of them: the surname, the first name, the first with the last, the initials. Then the short
// forms choose among those that they fit: the one named last before them, else the next behind.
// People of one surname and different first names stay apart. All ways go through tables, so the
// work is linear in the number of names.
#include "entity/entity_internal.h"
#include "entity/spelling.h"

// ---- Actors ------------------------------------------------------------------------------

int root_actor(const entity_work *w, int at) {
    while (at >= 0 && w->actors.at[at].parent != at) {
        at = w->actors.at[at].parent;
    }
    return at;
}

actor *actor_at(const entity_work *w, int at) {
    return &w->actors.at[root_actor(w, at)];
}

int add_actor(entity_work *w, actor made) {
    int at = w->actors.count;
    made.parent = at;
    made.next_surname = -1;
    PUSH_IN(w->scratch, &w->actors, made);
    return at;
}

void attach(entity_work *w, int at, int to) {
    found *it = &w->found.at[at];
    actor *who = actor_at(w, to);
    it->actor = root_actor(w, to);
    who->mention_count++;
    who->votes[it->label]++;
    if (it->head > who->last) who->last = it->head;
    if (it->gender) who->gender = it->gender;
}

void join_actors(entity_work *w, int from, int into) {
    from = root_actor(w, from);
    into = root_actor(w, into);
    if (from == into) return;
    actor *gone = &w->actors.at[from], *left = &w->actors.at[into];
    gone->parent = into;
    left->mention_count += gone->mention_count;
    left->acts = left->acts || gone->acts;
    if (gone->last > left->last) left->last = gone->last;
    if (!left->gender) left->gender = gone->gender;
    if (left->of < 0) left->of = gone->of;
    if (left->known < 0) left->known = gone->known;
    for (int label = 0; label <= (int)NAME_CARDINAL; label++) {
        left->votes[label] += gone->votes[label];
    }
    for (int r = 0; r < gone->roles.count; r++) {
        add_role(w, into, gone->roles.at[r].text, gone->roles.at[r].head);
    }
}

int actor_of_token(const entity_work *w, int place) {
    int at = w->headed[place];
    return at < 0 || w->found.at[at].actor < 0 ? -1 : root_actor(w, w->found.at[at].actor);
}

// ---- Indexes -----------------------------------------------------------------------------

typedef struct {
    entity_work *w;
    int         *of_known;  // actor of a gazetteer entry; -1
    int         *of_people; // actor of a country's people
    str_table    names;     // folded name to actor
    str_table    surnames;  // folded surname to the first of a chain of actors
    str_table    skeletons; // of surnames, likewise
    str_table    doubtful;  // last words of names that may be a person's or not
    str_table    firsts;    // first names and first words of bodies
    str_table    initials;
    str_table    bodies; // "ministry foreign|IQ" to actor; "ministry foreign" to the last such
} name_index;

static void put(name_index *x, str_table *table, str key, int value) {
    if (key.size > 0) add_to_table(x->w->scratch, table, key, (uint32_t)value);
}

static int get(const str_table *table, str key) {
    uint32_t value = key.size ? find_in_table(table, key) : NOT_IN_TABLE;
    return value == NOT_IN_TABLE ? -1 : (int)value;
}

static str glue(arena *a, str first, str second) {
    return join_str(a, join_str(a, first, STR(" ")), second);
}

static str surname_of(name_index *x, str name) {
    return fold_surname(x->w->scratch, last_word(name));
}

// Puts an actor at the end of the chain of its surname.
static void chain(name_index *x, str_table *table, str surname, int who) {
    int at = get(table, surname);
    if (at < 0) {
        put(x, table, surname, who);
        return;
    }
    // Only the newest few are looked at, so that a report full of one surname stays cheap.
    enum { MOST_NAMESAKES = 16 };
    for (int steps = 0; steps < MOST_NAMESAKES; steps++) {
        if (at == who) return;
        int next = x->w->actors.at[at].next_surname;
        if (next < 0) {
            x->w->actors.at[at].next_surname = who;
            return;
        }
        at = next;
    }
}

static void index_person(name_index *x, int who, str name) {
    arena *a = x->w->scratch;
    str    folded = fold_name(a, name);
    str    first = first_word(folded), last = surname_of(x, name);
    put(x, &x->names, folded, who);
    put(x, &x->names, glue(a, first, last), who);
    if (count_words(folded) > 2) {
        str rest = slice(folded, first.size + 1, folded.size); // "Saville Roberts"
        put(x, &x->names, rest, who);
    }
    put(x, &x->firsts, first, who);
    chain(x, &x->surnames, last, who);
    put(x, &x->skeletons, skeleton_of(a, last), who);
}

static void index_body(name_index *x, int who, str name) {
    arena *a = x->w->scratch;
    put(x, &x->names, fold_name(a, name), who);
    if (count_words(name) < 2) return;
    put(x, &x->initials, initials_of(a, name), who);
    put(x, &x->firsts, first_word(fold_name(a, name)), who);
}

// ---- Whole names -------------------------------------------------------------------------

static bool has_first_name(const entity_work *w, str name) {
    str first = first_word(fold_name(w->scratch, name));
    return find_in_table(&w->rules->first_names, first) != NOT_IN_TABLE;
}

static bool ends_as_body(const entity_work *w, str name) {
    str last = last_word(fold_name(w->scratch, name));
    return find_in_table(&w->rules->name_types, last) != NOT_IN_TABLE;
}

// "Mara Oden, a spokeswoman for the ministry,"
static bool is_described_as_person(const entity_work *w, const found *it) {
    int beside = find_child(w->doc, it->head, DEP_APPOS);
    return beside > it->head && is_person_noun(w, beside) && !is_plural_token(w->doc, beside) &&
           has_shape_of_person(it->name) && !ends_as_body(w, it->name);
}

// The model often takes a person for a body; the first name, a title in front or a description behind
// says better.
static bool is_person_name(const entity_work *w, const found *it) {
    if (it->is_clear || is_described_as_person(w, it)) return true;
    if (it->label == NAME_PERSON) return !ends_as_body(w, it->name) || has_first_name(w, it->name);
    if (it->label != NAME_ORG && it->label != NAME_NONE && it->label != NAME_PRODUCT) return false;
    int words = count_words(it->name);
    return words >= 2 && words <= 4 && has_first_name(w, it->name) && !ends_as_body(w, it->name);
}

static bool is_whole(const found *it) {
    return it->known < 0 && it->body.size == 0 && !it->is_people && count_words(it->name) > 1;
}

static actor named_actor(const found *it) {
    return (actor){.is_named = true, .known = -1, .of = -1, .last = -1, .name = it->name};
}

static void merge_whole(name_index *x, int at) {
    const found *it = &x->w->found.at[at];
    bool         is_person = is_person_name(x->w, it);
    str          folded = fold_name(x->w->scratch, it->name);
    int          who = get(&x->names, folded);
    if (who < 0 && is_person) {
        who = get(&x->names, glue(x->w->scratch, first_word(folded), surname_of(x, it->name)));
    }
    if (who < 0) {
        actor made = named_actor(it);
        made.is_person = is_person;
        who = add_actor(x->w, made);
    }
    attach(x->w, at, who);
    actor *is = actor_at(x->w, who);
    if (is_person) is->is_person = true;
    if (it->name.size > is->name.size) is->name = it->name;
    if (is->is_person) {
        index_person(x, who, it->name);
    } else {
        index_body(x, who, it->name);
        if (has_shape_of_person(it->name)) put(x, &x->doubtful, surname_of(x, it->name), who);
    }
}

// ---- Known names and bodies --------------------------------------------------------------

// A country acts as subject, owner, agent, or partner; it is a place behind "in", "to" and "of".
static bool acts_here(const entity_work *w, const found *it) {
    const document *doc = w->doc;
    const token    *t = token_at(doc, it->head);
    for (int steps = 0; t->dep == DEP_CONJ && steps < 8; steps++) {
        t = token_at(doc, t->head);
    }
    bool is_modifying = t->dep == DEP_COMPOUND || t->dep == DEP_NMOD || t->dep == DEP_AMOD;
    if (is_modifying) return it->form == FORM_NAME;
    if (t->dep == DEP_NSUBJ || t->dep == DEP_DATIVE || t->dep == DEP_AGENT) return true;
    if (t->dep == DEP_POSS || t->dep == DEP_DOBJ) return it->form == FORM_NAME;
    if (t->dep == DEP_NSUBJPASS) return it->form != FORM_SEAT;
    if (t->dep != DEP_POBJ) return false;
    str by = token_text(doc, t->head);
    return same(by, STR("by")) || same(by, STR("with")) || same(by, STR("between")) ||
           same(by, STR("against"));
}

static bool is_seat_of_place(const entity_work *w, const found *it) {
    if (it->form == FORM_BUILDING) {
        const token *t = token_at(w->doc, it->head);
        str          by = t->dep == DEP_POBJ ? token_text(w->doc, t->head) : (str){NULL, 0};
        return it->kind == MENTION_NAME && (same(by, STR("at")) || same(by, STR("in")) ||
                                            same(by, STR("outside")) || same(by, STR("near")));
    }
    return it->form == FORM_SEAT && !acts_here(w, it);
}

static int actor_for_known(name_index *x, const found *it) {
    bool is_people = it->is_people && x->w->rules->names.known.at[it->known].is_country;
    int *of = is_people ? x->of_people : x->of_known;
    if (of[it->known] < 0) {
        const known_name *entry = &x->w->rules->names.known.at[it->known];
        actor             made = named_actor(it);
        made.known = it->known;
        made.is_plural = is_people;
        made.body = entry->body;
        bool is_by_name = !entry->is_country && it->form == FORM_NAME;
        if (!is_by_name && !is_people) made.name = entry->name;
        of[it->known] = add_actor(x->w, made);
    }
    return of[it->known];
}

static str owner_key(const entity_work *w, const found *owner) {
    if (owner->known < 0) return fold_name(w->scratch, owner->name);
    const known_name *entry = &w->rules->names.known.at[owner->known];
    return entry->is_country ? entry->code : entry->name;
}

static str body_of_owner(entity_work *w, str body, str owner) {
    return join_str(w->scratch, join_str(w->scratch, body, STR("|")), owner);
}

static void merge_known(name_index *x, int at) {
    entity_work      *w = x->w;
    found            *it = &w->found.at[at];
    const known_name *entry = &w->rules->names.known.at[it->known];
    if (is_seat_of_place(w, it)) {
        int who = get(&x->names, fold_name(w->scratch, it->name));
        if (who < 0) {
            who = add_actor(w, named_actor(it));
            put(x, &x->names, fold_name(w->scratch, it->name), who);
        }
        if (it->label == NAME_NONE || it->label == NAME_PERSON) it->label = NAME_GPE;
        attach(w, at, who);
        return;
    }
    int who = actor_for_known(x, it);
    attach(w, at, who);
    actor *is = actor_at(w, who);
    if (entry->is_country &&
        (it->form == FORM_ADJECTIVE || it->form >= FORM_SEAT || acts_here(w, it))) {
        is->acts = true;
    }
    bool is_fuller = !entry->is_country && it->form == FORM_NAME && it->name.size > is->name.size;
    if (is_fuller) is->name = it->name;
    if (entry->body.size > 0 && entry->code.size > 0) {
        put(x, &x->bodies, body_of_owner(w, entry->body, entry->code), who);
        put(x, &x->bodies, entry->body, who);
    }
    if (!entry->is_country && !is->is_plural && it->form == FORM_NAME)
        put(x, &x->names, fold_name(w->scratch, it->name), who);
}

static void merge_body(name_index *x, int at) {
    entity_work *w = x->w;
    const found *it = &w->found.at[at];
    str          key = it->body;
    if (it->owner >= 0) {
        key = body_of_owner(w, it->body, owner_key(w, &w->found.at[it->owner]));
    }
    int who = get(&x->bodies, key);
    if (who < 0) {
        actor made = named_actor(it);
        made.body = it->body;
        who = add_actor(w, made);
        put(x, &x->bodies, key, who);
        put(x, &x->bodies, it->body, who);
    }
    attach(w, at, who);
    actor *is = actor_at(w, who);
    if (it->name.size > is->name.size) is->name = it->name;
    put(x, &x->names, fold_name(w->scratch, it->name), who);
    put(x, &x->initials, initials_of(w->scratch, it->name), who);
}

// ---- Short names -------------------------------------------------------------------------

static bool fits_gender(const actor *it, char gender) {
    return !gender || !it->gender || it->gender == gender;
}

// Of a chain, the one named last before a token, else the first that comes behind it.
static int nearest_namesake(const entity_work *w, int first, const found *it) {
    int before = -1, behind = -1;
    for (int at = first; at >= 0; at = w->actors.at[at].next_surname) {
        const actor *who = actor_at(w, at);
        if (!fits_gender(who, it->gender)) continue;
        if (who->last < it->head) {
            if (before < 0 || who->last > actor_at(w, before)->last) before = at;
        } else if (behind < 0) {
            behind = at;
        }
    }
    return before >= 0 ? before : behind;
}

static int find_person(name_index *x, const found *it) {
    str surname = fold_surname(x->w->scratch, it->name);
    int who = nearest_namesake(x->w, get(&x->surnames, surname), it);
    // "Mara Oden", taken for a body's name, is a person when "Ms. Oden" is.
    if (who < 0 && it->is_clear) who = get(&x->doubtful, surname);
    if (who < 0) who = get(&x->skeletons, skeleton_of(x->w->scratch, surname));
    return who;
}

// The model calls a surname a place now and then; a person of that name in the report says better.
static int find_short(name_index *x, const found *it) {
    arena *a = x->w->scratch;
    if (is_all_capitals(it->name)) {
        int who = get(&x->initials, it->name);
        if (who >= 0) return who;
    }
    str  folded = fold_name(a, it->name);
    int  who = get(&x->names, folded);
    bool is_place = it->label == NAME_GPE || it->label == NAME_LOC;
    if (who >= 0 && !actor_at(x->w, who)->is_person) return who;
    int person = is_place ? nearest_namesake(x->w, get(&x->surnames, fold_surname(a, it->name)), it)
                          : find_person(x, it);
    if (person >= 0) return person;
    if (who >= 0) return who;
    return is_place ? -1 : get(&x->firsts, folded);
}

static void merge_short(name_index *x, int at) {
    found *it = &x->w->found.at[at];
    int    who = find_short(x, it);
    if (who < 0) {
        actor made = named_actor(it);
        made.is_person = it->label == NAME_PERSON || it->is_clear;
        made.is_plural = it->is_people;
        who = add_actor(x->w, made);
        put(x, &x->names, fold_name(x->w->scratch, it->name), who);
        if (made.is_person) {
            str surname = surname_of(x, it->name);
            chain(x, &x->surnames, surname, who);
            put(x, &x->skeletons, skeleton_of(x->w->scratch, surname), who);
        }
    }
    attach(x->w, at, who);
    actor *is = actor_at(x->w, who);
    if (it->is_clear && has_shape_of_person(is->name) && same(last_word(is->name), it->name))
        is->is_person = true;
    bool is_shouted = is_all_capitals(is->name) && !is_all_capitals(it->name);
    if (is_shouted && same_ignoring_case(is->name, it->name)) is->name = it->name;
}

// A surname of the report that the tagger took for a common noun ("trump"). In front of a
// sentence any word has a capital, so there it must at least be a noun.
static void find_missed_surnames(name_index *x) {
    entity_work    *w = x->w;
    const document *doc = w->doc;
    for (int i = 0; i < doc->tokens.count; i++) {
        const token *t = token_at(doc, i);
        if (w->covering[i] >= 0 || w->headed[i] >= 0 || !is_capitalised(token_text(doc, i)))
            continue;
        if (t->pos != POS_NOUN && t->pos != POS_PROPN) continue;
        if (get(&x->surnames, fold_surname(w->scratch, token_text(doc, i))) < 0) continue;
        add_found(w, (found){.tokens = {i, i + 1},
                             .head = i,
                             .label = NAME_PERSON,
                             .known = -1,
                             .owner = -1,
                             .name = token_text(doc, i)});
    }
}

// ---- Abbreviations in parentheses --------------------------------------------------------

// Letters of another language: "the Velian Security Service (SBV)", right behind the name of a body.
static bool may_abbreviate(const found *whole, str letters) {
    enum { MOST_LETTERS = 6 };
    bool is_body = whole->label == NAME_ORG || whole->body.size > 0;
    return is_body && letters.size <= MOST_LETTERS && count_words(whole->name) > 1 &&
           find_char(letters, '.', 0) < 0 && find_char(letters, '-', 0) < 0;
}

// "the Northern Relief Council (NRC)": one actor, whatever else its letters stand for.
static void merge_abbreviations(name_index *x) {
    entity_work    *w = x->w;
    const document *doc = w->doc;
    for (int i = 1; i + 2 < doc->tokens.count; i++) {
        if (!is_token(doc, i, "(") || !is_token(doc, i + 2, ")")) continue;
        str short_name = token_text(doc, i + 1);
        int whole = w->covering[i - 1];
        if (whole < 0 && w->headed[i - 1] >= 0) whole = w->headed[i - 1];
        if (whole < 0 || w->found.at[whole].actor < 0 || !is_all_capitals(short_name)) continue;
        bool is_acronym = is_acronym_of(w->scratch, short_name, w->found.at[whole].name);
        if (!is_acronym && !may_abbreviate(&w->found.at[whole], short_name)) continue;
        int at = w->covering[i + 1];
        if (at < 0) {
            at = add_found(w, (found){.tokens = {i + 1, i + 2},
                                      .head = i + 1,
                                      .label = NAME_ORG,
                                      .known = -1,
                                      .owner = -1,
                                      .name = short_name});
        }
        int into = w->found.at[whole].actor;
        if (w->found.at[at].actor >= 0 && !is_acronym) {
            join_actors(w, into, w->found.at[at].actor); // "the UN labour agency (ILO)"
            str name = w->found.at[whole].name;
            if (is_capitalised(last_word(name))) actor_at(w, into)->name = name;
        } else if (w->found.at[at].actor >= 0) {
            // Its letters may be those of somebody known; here they are said to be another's.
            actor *gone = actor_at(w, w->found.at[at].actor);
            if (gone->known != actor_at(w, into)->known) gone->known = -1;
            join_actors(w, w->found.at[at].actor, into);
        } else {
            attach(w, at, into);
        }
        put(x, &x->initials, short_name, into);
    }
}

// ---- All together ------------------------------------------------------------------------

static int *list_of_none(arena *a, int count) {
    int *list = NEW_IN(a, int, count);
    for (int i = 0; i < count; i++) {
        list[i] = -1;
    }
    return list;
}

// In text order, whatever order they were found in.
static int *order_found(entity_work *w) {
    int *order = NEW_IN(w->scratch, int, w->found.count + 1);
    int  count = 0;
    for (int i = 0; i < w->doc->tokens.count; i++) {
        int at = w->headed[i];
        if (at >= 0 && w->found.at[at].tokens.end > w->found.at[at].tokens.begin) {
            order[count++] = at;
        }
    }
    order[count] = -1;
    return order;
}

static void set_owners(entity_work *w) {
    for (int i = 0; i < w->found.count; i++) {
        const found *it = &w->found.at[i];
        if (it->actor < 0 || it->owner < 0 || w->found.at[it->owner].actor < 0) continue;
        actor *who = actor_at(w, it->actor);
        int    of = root_actor(w, w->found.at[it->owner].actor);
        if (who->known >= 0 && w->rules->names.known.at[who->known].is_country) continue;
        if (who->of < 0 && of != root_actor(w, it->actor)) who->of = of;
    }
}

void merge_names(entity_work *w) {
    int        known_count = w->rules->names.known.count;
    name_index x = {.w = w,
                    .of_known = list_of_none(w->scratch, known_count),
                    .of_people = list_of_none(w->scratch, known_count)};
    const int *order = order_found(w);
    for (int i = 0; order[i] >= 0; i++) {
        const found *it = &w->found.at[order[i]];
        if (it->known >= 0) merge_known(&x, order[i]);
    }
    for (int i = 0; order[i] >= 0; i++) {
        const found *it = &w->found.at[order[i]];
        if (is_whole(it)) merge_whole(&x, order[i]);
    }
    for (int owned = 1; owned >= 0; owned--) {
        for (int i = 0; order[i] >= 0; i++) {
            const found *it = &w->found.at[order[i]];
            bool         is_turn = (it->owner >= 0) == (owned == 1);
            if (it->actor < 0 && it->body.size > 0 && is_turn) merge_body(&x, order[i]);
        }
    }
    merge_abbreviations(&x);
    find_missed_surnames(&x);
    order = order_found(w);
    for (int i = 0; i < w->actors.count; i++) {
        w->actors.at[i].last = -1;
    }
    for (int i = 0; order[i] >= 0; i++) {
        found *it = &w->found.at[order[i]];
        if (it->actor < 0) merge_short(&x, order[i]);
        actor *who = actor_at(w, it->actor);
        if (it->head > who->last) who->last = it->head;
    }
    set_owners(w);
}
