// bodies.c - bodies that are named by what they are and whose: "the Israeli army", "Gaza's Health
// Ministry", "the Foreign Ministry of Iraq", "the Trump administration".
//
// Such a name has an owner (a country, a group, a person) and a body: the kind of the head noun, for
// ministries with what they deal with. Owner and body together tell who it is, however it is put:
// "Iraq's foreign ministry" and "the Ministry of Foreign Affairs of Iraq" are both "ministry foreign"
// of Iraq. The government of a country is the country.
#include "entity/entity_internal.h"
#include "entity/spelling.h"

enum { MOST_MODIFIERS = 8 };

typedef struct {
    int    owner;       // found, or -1
    bool   has_capital; // a word of its own name: "Liberation"
    char   words[96];
    size_t size;
    int    begin, end;
} body_phrase;

static bool is_listed(str word, const char *const *words) {
    for (; *words; words++) {
        if (same(word, str_of(*words))) return true;
    }
    return false;
}

// Ministries that go by several names. The first is the key.
static str plain_subject(str word) {
    static const char *const same_subject[][2] = {
        {"defence", "defense"},   {"state", "foreign"}, {"external", "foreign"},
        {"internal", "interior"}, {"home", "interior"}, {"war", "defense"},
        {"affairs", ""},          {"relations", ""},    {"national", ""},
    };
    for (size_t i = 0; i < sizeof same_subject / sizeof *same_subject; i++) {
        if (same(word, str_of(same_subject[i][0]))) return str_of(same_subject[i][1]);
    }
    return word;
}

// Words that say nothing about which body it is.
static bool is_idle_word(str word) {
    static const char *const idle[] = {"new",      "current", "former", "central", "federal", "own",
                                       "powerful", "whole",   "entire", "and",     "of",      "the",
                                       "for",      "main",    "-",      "run",     "led",     "'s",
                                       "military", "armed",   "de",     "facto",   NULL};
    return is_listed(word, idle);
}

static void add_word(entity_work *w, body_phrase *phrase, int place) {
    str word = plain_subject(fold_name(w->scratch, token_text(w->doc, place)));
    if (word.size == 0 || is_idle_word(word)) return;
    if (phrase->size + word.size + 1 > sizeof phrase->words) return;
    if (is_capitalised(token_text(w->doc, place))) phrase->has_capital = true;
    phrase->words[phrase->size++] = ' ';
    memcpy(phrase->words + phrase->size, word.at, word.size);
    phrase->size += word.size;
}

static bool is_owner(const found *it) {
    return it->known >= 0 || it->label == NAME_GPE || it->label == NAME_LOC ||
           it->label == NAME_PERSON || it->label == NAME_ORG;
}

static int owner_at(const entity_work *w, int place) {
    int at = w->headed[place];
    return at >= 0 && is_owner(&w->found.at[at]) ? at : -1;
}

static bool is_modifier_word(const entity_work *w, int i, int head) {
    const token *t = token_at(w->doc, i);
    if (t->pos == POS_DET || t->pos == POS_NUM || t->pos == POS_VERB || t->pos == POS_PRON ||
        t->pos == POS_ADP || t->pos == POS_CCONJ) {
        return false;
    }
    bool is_hyphen = t->pos == POS_PUNCT && is_token(w->doc, i, "-");
    if (t->pos == POS_PUNCT && !is_hyphen) return false;
    return i >= w->doc->tokens.at[head].left_edge;
}

// "Gaza's Hamas-run Health Ministry": the first name of a modifier is the owner.
static void read_left(entity_work *w, int head, body_phrase *phrase) {
    int begin = head;
    while (begin > 0 && head - begin < MOST_MODIFIERS && is_modifier_word(w, begin - 1, head)) {
        begin--;
    }
    phrase->begin = begin;
    for (int i = begin; i < head; i++) {
        int  owner = owner_at(w, i);
        bool is_run = i + 2 < head && is_token(w->doc, i + 1, "-");
        if (owner >= 0 && is_run) continue;
        if (owner >= 0) {
            if (phrase->owner < 0) phrase->owner = owner;
            continue;
        }
        if (w->doc->tokens.at[i].tag == TAG_POS && phrase->owner < 0) {
            phrase->begin = i + 1; // "the country's ministry": whose is not named
            phrase->size = 0;
            continue;
        }
        bool is_part = w->covering[i] >= 0 && owner_at(w, w->found.at[w->covering[i]].head) >= 0 &&
                       w->found.at[w->covering[i]].head != head && phrase->owner >= 0;
        if (!is_part) add_word(w, phrase, i);
    }
}

// "of Foreign Affairs of Iraq": names are owners, other words the subject of a ministry.
static void read_right(entity_work *w, int head, bool has_subject, body_phrase *phrase) {
    const document *doc = w->doc;
    int             of = find_child(doc, head, DEP_PREP);
    if (of >= 0 && is_token(doc, of, "in")) {
        int  seat = find_child(doc, of, DEP_POBJ); // "the government in Tripoli"
        int  owner = seat >= 0 ? owner_at(w, seat) : -1;
        bool is_seat = owner >= 0 && w->found.at[owner].form == FORM_SEAT;
        if (is_seat && phrase->owner < 0) phrase->owner = owner;
        return;
    }
    for (int depth = 0; of >= 0 && depth < 2; depth++) {
        if (!is_token(doc, of, "of") && !(has_subject && is_token(doc, of, "for"))) return;
        int object = find_child(doc, of, DEP_POBJ);
        if (object < 0) return;
        int owner = owner_at(w, object);
        if (owner >= 0 && phrase->owner < 0) {
            phrase->owner = owner;
            phrase->end = object + 1;
            return;
        }
        if (!has_subject || object - of > MOST_MODIFIERS) return;
        for (int i = of + 1; i <= object; i++) {
            if (owner_at(w, i) >= 0 && phrase->owner < 0) phrase->owner = owner_at(w, i);
            if (owner_at(w, i) < 0) add_word(w, phrase, i);
        }
        phrase->end = object + 1;
        of = find_child(doc, object, DEP_PREP);
    }
}

// Kinds of bodies that are named in this way, as data/en/actor_nouns.tsv marks them.
static bool is_owned_kind(str mark) {
    static const char *const kinds[] = {"ministry", "military",   "navy",    "air force",
                                        "police",   "parliament", "embassy", "government",
                                        "agency",   NULL};
    return is_listed(mark, kinds);
}

static bool has_subject_kind(str mark) {
    return same(mark, STR("ministry")) || same(mark, STR("agency"));
}

static str body_key(entity_work *w, const actor_noun *noun, const body_phrase *phrase) {
    str words = {phrase->words, phrase->size};
    if (same(noun->mark, STR("agency"))) words = join_str(w->scratch, STR(" "), noun->lemma);
    str key = join_str(w->scratch, noun->mark, words);
    if (same(noun->mark, STR("agency"))) {
        key = join_str(w->scratch, key, (str){phrase->words, phrase->size});
    }
    return key;
}

static bool is_country(const entity_work *w, int at) {
    const found *it = &w->found.at[at];
    return it->known >= 0 && w->rules->names.known.at[it->known].is_country;
}

// Of a government: the country itself, unless words narrow it ("regional", "shadow").
static void name_government(const entity_work *w, found *made, const body_phrase *phrase) {
    if (phrase->size > 0 || phrase->owner < 0 || !is_country(w, phrase->owner)) return;
    made->known = w->found.at[phrase->owner].known;
    made->form = FORM_BUILDING;
    made->kind = MENTION_NOMINAL;
    made->body = (str){NULL, 0};
}

// "the Reuters news agency" is Reuters, "SDF forces" are the SDF.
static void name_owner(const entity_work *w, found *made, const actor_noun *noun) {
    const found *owner = made->owner >= 0 ? &w->found.at[made->owner] : NULL;
    if (!owner || owner->known < 0) return;
    entity_type type = w->rules->names.known.at[owner->known].type;
    bool        is_same = same(noun->lemma, STR("agency")) ? type == ENTITY_MEDIA
                          : same(noun->lemma, STR("forces"))
                              ? type == ENTITY_MILITARY || type == ENTITY_ARMED_GROUP
                              : false;
    if (!is_same) return;
    made->known = owner->known;
    made->form = FORM_NAME;
    made->body = (str){NULL, 0};
    made->name = owner->name;
}

static bool names_body(const actor_noun *noun, const body_phrase *phrase) {
    if (phrase->owner >= 0) return true;
    return phrase->size > 0 && same(noun->mark, STR("ministry"));
}

static void drop_found(entity_work *w, int at) {
    found *it = &w->found.at[at];
    for (int i = it->tokens.begin; i < it->tokens.end; i++) {
        if (w->covering[i] == at) w->covering[i] = -1;
    }
    if (w->headed[it->head] == at) w->headed[it->head] = -1;
    it->tokens.end = it->tokens.begin; // empty: nobody looks at it again
}

static void read_body(entity_work *w, int head) {
    const actor_noun *noun = find_noun(w, head);
    if (!noun || noun->class != NOUN_BODY || !is_owned_kind(noun->mark)) return;
    bool is_compound = w->doc->tokens.at[head].dep == DEP_COMPOUND;
    bool is_forces = same(noun->lemma, STR("forces"));
    bool is_plural =
        is_plural_token(w->doc, head) && !ends_with(noun->lemma, STR("ies")) && !is_forces;
    if (is_plural || is_compound || !is_readable(w->doc, head)) return;
    int old = w->headed[head];
    if (old >= 0 && w->found.at[old].known >= 0) return;
    int around = w->covering[head];
    if (around >= 0 && around != old) return;
    body_phrase phrase = {.owner = -1, .begin = head, .end = head + 1};
    read_left(w, head, &phrase);
    read_right(w, head, has_subject_kind(noun->mark), &phrase);
    bool is_plain = same(noun->mark, STR("military")) || same(noun->mark, STR("parliament"));
    if (is_plain && phrase.has_capital) return; // "Sudan Liberation Army"
    // "Security forces" and "special forces" are not all of the army.
    if (is_forces && (phrase.size > 0 || phrase.owner < 0)) return;
    if (is_plain && phrase.owner >= 0) phrase.size = 0;
    if (!names_body(noun, &phrase)) return;
    if (old >= 0) {
        if (w->found.at[old].tokens.begin < phrase.begin)
            phrase.begin = w->found.at[old].tokens.begin;
        drop_found(w, old);
    }
    found made = {.tokens = {phrase.begin, phrase.end},
                  .head = head,
                  .label = NAME_ORG,
                  .known = -1,
                  .owner = phrase.owner,
                  .is_nested = true,
                  .body = body_key(w, noun, &phrase),
                  .name = text_of(w->doc, span_of_tokens(w->doc, phrase.begin, phrase.end))};
    if (same(noun->mark, STR("government"))) name_government(w, &made, &phrase);
    name_owner(w, &made, noun);
    add_found(w, made);
}

void collect_bodies(entity_work *w) {
    for (int i = 0; i < w->doc->tokens.count; i++) {
        read_body(w, i);
    }
}
