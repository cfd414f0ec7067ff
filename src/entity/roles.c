// roles.c - what people are: the title in front of a name, the description beside it.
//
//     Israeli | Prime Minister | Benjamin Netanyahu     of Israel
//     US | Ambassador to the United Nations | Nikki Haley
//     Sergei Lavrov, | the foreign minister of Russia,
//
// The words right in front of the name are a title when the last of them names people; behind a
// preposition ("Ambassador to ...") they are one when the noun in front of it does.
#include "entity/entity_internal.h"
#include "entity/spelling.h"

enum { MOST_TITLE_WORDS = 10 };

// "attorney-general" has the words of "attorney general".
static str without_hyphens(arena *a, str text) {
    char *made = alloc_raw_in_arena(a, 1, text.size + 1);
    for (size_t i = 0; i < text.size; i++) {
        made[i] = text.at[i] == '-' ? ' ' : text.at[i];
    }
    return (str){made, text.size};
}

void add_role(entity_work *w, int to, str text, str head) {
    actor *who = actor_at(w, to);
    enum { MOST_ROLES = 8 };
    for (int r = 0; r < who->roles.count; r++) {
        if (same_ignoring_case(who->roles.at[r].text, text)) return;
    }
    if (who->roles.count == MOST_ROLES) return;
    str folded = without_hyphens(w->scratch, fold_name(w->scratch, text));
    PUSH_IN(w->scratch, &who->roles, ((role){text, folded, head}));
}

static str lower_text(const entity_work *w, int place) {
    return fold_name(w->scratch, token_text(w->doc, place));
}

// ---- Whose -------------------------------------------------------------------------------

static bool is_owner_actor(const entity_work *w, int at) {
    if (at < 0) return false;
    const actor *who = actor_at(w, at);
    return !who->is_person || who->is_named;
}

static int owner_in_front(const entity_work *w, int head) {
    const document *doc = w->doc;
    int             owner = -1;
    for (int i = doc->tokens.at[head].left_edge; i < head; i++) {
        dep_label dep = doc->tokens.at[i].dep;
        bool is_near = dep == DEP_POSS || dep == DEP_AMOD || dep == DEP_COMPOUND || dep == DEP_NMOD;
        int  at = is_near && w->headed[i] >= 0 ? actor_of_token(w, i) : -1;
        bool is_person_pronoun = doc->tokens.at[i].pos == POS_PRON &&
                                 !same_ignoring_case(token_text(doc, i), STR("its"));
        if (is_owner_actor(w, at) && !is_person_pronoun) owner = at;
    }
    return owner;
}

int owner_of_phrase(const entity_work *w, int head) {
    const document *doc = w->doc;
    int             owner = owner_in_front(w, head);
    for (int i = next_child(doc, head, -1); i >= 0 && owner < 0; i = next_child(doc, head, i)) {
        if (doc->tokens.at[i].dep != DEP_PREP || i < head) continue;
        str by = token_text(doc, i);
        if (!same(by, STR("of")) && !same(by, STR("for")) && !same(by, STR("from")) &&
            !same(by, STR("at")) && !same(by, STR("with"))) {
            continue;
        }
        int  object = find_child(doc, i, DEP_POBJ);
        int  at = object >= 0 ? actor_of_token(w, object) : -1;
        bool is_portfolio = same(by, STR("for")) && at >= 0 &&
                            actor_at(w, at)->type == ENTITY_PLACE; // "Minister for the Middle East"
        if (is_owner_actor(w, at) && !is_portfolio) owner = at;
        if (owner < 0 && object >= 0) owner = owner_in_front(w, object);
    }
    return owner;
}

// ---- In front of a name ------------------------------------------------------------------

static bool is_honorific(const entity_work *w, int i) {
    bool is_listed = find_in_table(&w->rules->honorifics, token_text(w->doc, i)) != NOT_IN_TABLE;
    return is_listed && !is_person_noun(w, i);
}

// A word that the model took for a name of its own: "Defense" in front of "Minister".
static bool is_piece(const found *it) {
    if (it->known >= 0 || it->body.size > 0 || it->tokens.end - it->tokens.begin > 1) return false;
    return it->label == NAME_ORG || it->label == NAME_GPE || it->label == NAME_NONE;
}

static bool is_role_word(const entity_work *w, int i) {
    const token *t = token_at(w->doc, i);
    int          at = w->covering[i] >= 0 ? w->covering[i] : w->headed[i];
    if (at >= 0 && (!is_piece(&w->found.at[at]) || w->found.at[at].label == NAME_GPE)) return false;
    if (t->pos == POS_PUNCT) return is_token(w->doc, i, "-");
    return t->pos == POS_PROPN || t->pos == POS_NOUN || t->pos == POS_ADJ;
}

static int extend_left(const entity_work *w, int begin, int limit) {
    while (begin > limit && is_role_word(w, begin - 1)) {
        begin--;
    }
    return begin;
}

static bool joins_title(const entity_work *w, int i) {
    const token *t = token_at(w->doc, i);
    if (t->pos == POS_ADP) {
        return is_token(w->doc, i, "of") || is_token(w->doc, i, "for") ||
               is_token(w->doc, i, "to") || is_token(w->doc, i, "at") || is_token(w->doc, i, "on");
    }
    if (t->pos == POS_PUNCT) return is_token(w->doc, i, "-");
    return t->pos == POS_PROPN || t->pos == POS_NOUN || t->pos == POS_ADJ || t->pos == POS_DET ||
           t->pos == POS_CCONJ || t->pos == POS_PART;
}

// "Secretary of State": the noun of people that a preposition hangs on, left of `at`; -1: none.
static int find_title_noun(const entity_work *w, int at, int limit) {
    for (int i = at; i >= limit && joins_title(w, i); i--) {
        int covering = w->covering[i];
        if (covering >= 0 && w->found.at[covering].label == NAME_PERSON) return -1;
        if (token_at(w->doc, i)->pos != POS_ADP || i == limit) continue;
        bool is_name_between = w->covering[at] >= 0;
        bool is_noun = is_person_noun(w, i - 1) && !is_plural_token(w->doc, i - 1);
        if (!is_noun) continue;
        if (is_capitalised(token_text(w->doc, i - 1)) || is_name_between) return i - 1;
    }
    return -1;
}

static int owner_left_of(const entity_work *w, int begin) {
    int i = begin - 1;
    if (i >= 0 && w->doc->tokens.at[i].tag == TAG_POS) i--;
    if (i < 0 || w->covering[i] < 0) return -1;
    int at = w->found.at[w->covering[i]].actor;
    return at < 0 ? -1 : root_actor(w, at);
}

// The first name between two tokens that is no person: what an ambassador is sent to.
static int owner_between(const entity_work *w, int begin, int end) {
    for (int i = begin; i < end; i++) {
        int  at = w->covering[i] >= 0 ? w->found.at[w->covering[i]].actor : -1;
        bool is_body = at >= 0 && !actor_at(w, at)->is_person && actor_at(w, at)->known >= 0;
        if (is_body) return root_actor(w, at);
    }
    return -1;
}

static void set_of(entity_work *w, int who, int of) {
    actor *is = actor_at(w, who);
    if (of >= 0 && is->of < 0 && root_actor(w, of) != root_actor(w, who))
        is->of = root_actor(w, of);
}

static void take_role(entity_work *w, int who, token_range words, int noun) {
    str text = text_of(w->doc, span_of_tokens(w->doc, words.begin, words.end));
    add_role(w, who, text, lower_text(w, noun));
    const actor_noun *is = find_noun(w, noun);
    actor            *person = actor_at(w, who);
    if (is && is->mark.size && !person->gender) person->gender = is->mark.at[0];
}

// "State" of "Secretary of State" is nobody.
static void drop_pieces(entity_work *w, int begin, int end) {
    for (int i = begin; i < end; i++) {
        found *it = w->covering[i] >= 0 ? &w->found.at[w->covering[i]] : NULL;
        if (!it || !is_piece(it)) continue;
        w->covering[i] = w->headed[i] = -1;
        it->tokens.end = it->tokens.begin;
        it->actor = -1;
    }
}

static void read_title(entity_work *w, int at) {
    const document *doc = w->doc;
    const found     it = w->found.at[at];
    int             limit = it.head - MOST_TITLE_WORDS;
    int             first = doc->sentences.at[doc->tokens.at[it.head].sentence].tokens.begin;
    if (limit < first) limit = first;
    int before = it.tokens.begin - 1;
    while (before >= limit && is_honorific(w, before)) {
        before--;
    }
    if (before < limit) return;
    if (is_person_noun(w, before) && w->covering[before] < 0) {
        int begin = extend_left(w, before, limit);
        take_role(w, it.actor, (token_range){begin, before + 1}, before);
        drop_pieces(w, begin, before);
        set_of(w, it.actor, owner_left_of(w, begin));
        return;
    }
    int noun = find_title_noun(w, before, limit);
    if (noun < 0) return;
    int begin = extend_left(w, noun, limit);
    take_role(w, it.actor, (token_range){begin, before + 1}, noun);
    set_of(w, it.actor, owner_left_of(w, begin));
    set_of(w, it.actor, owner_between(w, noun, before + 1));
    drop_pieces(w, noun, before + 1);
    if (w->headed[noun] < 0) w->headed[noun] = at;
}

// ---- Beside a name -----------------------------------------------------------------------

// The description without article and without what only adds to it: "foreign minister of Russia".
static token_range words_of_role(const entity_work *w, int head) {
    const document *doc = w->doc;
    token_range     chunk =
        w->chunk[head] >= 0 ? doc->noun_chunks.at[w->chunk[head]] : (token_range){head, head + 1};
    while (chunk.begin < head &&
           (doc->tokens.at[chunk.begin].pos == POS_DET ||
            doc->tokens.at[chunk.begin].tag == TAG_POS || w->covering[chunk.begin] >= 0)) {
        chunk.begin++;
    }
    int prep = find_child(doc, head, DEP_PREP);
    if (prep == head + 1) {
        int object = find_child(doc, prep, DEP_POBJ);
        if (object >= 0 && object - head < MOST_TITLE_WORDS) chunk.end = object + 1;
    }
    return chunk;
}

static void describe(entity_work *w, int who, int head) {
    if (w->headed[head] >= 0 || !is_person_noun(w, head) || is_plural_token(w->doc, head)) return;
    take_role(w, who, words_of_role(w, head), head);
    set_of(w, who, owner_of_phrase(w, head));
    add_description(w, head, MENTION_NOMINAL, who);
}

static void read_apposition(entity_work *w, int at) {
    const document *doc = w->doc;
    const found     it = w->found.at[at];
    for (int i = next_child(doc, it.head, -1); i >= 0; i = next_child(doc, it.head, i)) {
        if (doc->tokens.at[i].dep == DEP_APPOS) describe(w, it.actor, i);
    }
    if (doc->tokens.at[it.head].dep == DEP_APPOS)
        describe(w, it.actor, doc->tokens.at[it.head].head);
}

// "Minister for the Middle East, Tobias Ellwood said": the tree often hangs both on the verb.
static void read_office_in_front(entity_work *w, int at) {
    const document *doc = w->doc;
    const found     it = w->found.at[at];
    int             comma = it.tokens.begin - 1, head = comma - 1;
    if (head < 0 || !is_token(doc, comma, ",")) return;
    for (int steps = 0; steps < MOST_TITLE_WORDS; steps++) {
        int above = doc->tokens.at[head].head;
        if (above == head || above >= comma) break;
        head = above;
    }
    dep_label dep = doc->tokens.at[head].dep;
    bool      is_loose = dep == DEP_NPADVMOD || dep == DEP_NMOD || dep == DEP_DEP;
    if (is_loose && is_capitalised(token_text(doc, head))) describe(w, it.actor, head);
}

// "its spy agency Mossad": the body in front is the one that is named.
static void read_body_in_front(entity_work *w, int at) {
    const document *doc = w->doc;
    const found     it = w->found.at[at];
    int             head = doc->tokens.at[it.head].head;
    if (doc->tokens.at[it.head].dep != DEP_APPOS || head >= it.tokens.begin) return;
    const actor_noun *noun = find_noun(w, head);
    if (!noun || noun->class != NOUN_BODY || is_plural_token(doc, head)) return;
    int is = actor_of_token(w, head);
    if (is < 0) {
        add_description(w, head, MENTION_NOMINAL, it.actor);
    } else if (actor_at(w, is)->known < 0 && actor_at(w, is)->mention_count == 1) {
        join_actors(w, is, it.actor);
    }
}

// "President Tarin of Velia", "Representative Oden of Ohio"
static void read_home(entity_work *w, int at) {
    const document *doc = w->doc;
    const found    *it = &w->found.at[at];
    if (actor_at(w, it->actor)->roles.count == 0 || !is_token(doc, it->tokens.end, "of")) return;
    int home = w->headed[it->tokens.end + 1];
    if (home >= 0 && w->found.at[home].known >= 0 && w->found.at[home].actor >= 0)
        set_of(w, it->actor, w->found.at[home].actor);
}

void read_roles(entity_work *w) {
    int count = w->found.count;
    for (int at = 0; at < count; at++) {
        const found *it = &w->found.at[at];
        bool         is_name =
            it->actor >= 0 && it->kind == MENTION_NAME && it->tokens.end > it->tokens.begin;
        if (!is_name || !is_readable(w->doc, it->head)) continue;
        if (!actor_at(w, it->actor)->is_person) {
            read_body_in_front(w, at);
            continue;
        }
        read_title(w, at);
        read_home(w, at);
        read_apposition(w, at);
        read_office_in_front(w, at);
    }
}
