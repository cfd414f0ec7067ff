// voice.c - what kind of source speaks, how many there are, and why it knows or is not named.
#include "extract/statement/reading.h"

// ---- Class -------------------------------------------------------------------------------

static bool is_plural(const document *doc, int i) {
    const tag_label tag = token_at(doc, i)->tag;
    return tag == TAG_NNS || tag == TAG_NNPS;
}

static bool names_outlet(const document *doc, int i) {
    int e = doc->mention_heads[i];
    return e != NO_ID && token_at(doc, i)->pos == POS_PROPN &&
           doc->entities.at[e].type == ENTITY_MEDIA;
}

bool holds_outlet(const document *doc, token_range words) {
    for (int i = words.begin; i < words.end; i++) {
        if (names_outlet(doc, i)) return true;
    }
    return false;
}

static bool is_media_noun(const reading *r, int i) {
    const speaking_noun *noun = find_speaking_noun(r, i);
    return noun && noun->one == SOURCE_MEDIA;
}

bool is_outlet(const reading *r, token_range words) {
    const document *doc = r->doc;
    int             head = is_empty_range(words) ? -1 : head_of_range(doc, words);
    if (head < 0) return false;
    bool is_agency =
        head > words.begin &&
        is_one_of(doc, head, "agency|company|channel|station|network|service|site|website|show") &&
        is_one_of(doc, head - 1, "news|press|broadcast|broadcasting|media|tv|television|radio");
    return is_agency || is_media_noun(r, head) || names_outlet(doc, head);
}

// A proper name in the phrase that is not only the body that a noun belongs to.
static bool has_person_name(const document *doc, token_range words) {
    for (int i = words.begin; i < words.end; i++) {
        if (token_at(doc, i)->label == NAME_PERSON) return true;
    }
    return false;
}

static source_class class_of_entity(const document *doc, int e, source_class otherwise) {
    switch (doc->entities.at[e].type) {
    case ENTITY_PERSON:
        return SOURCE_PERSON;
    case ENTITY_MEDIA:
        return SOURCE_MEDIA;
    case ENTITY_DOCUMENT:
        return SOURCE_DOCUMENT;
    case ENTITY_POPULATION:
        return SOURCE_GROUP;
    case ENTITY_GOVERNMENT:
    case ENTITY_MINISTRY:
    case ENTITY_ARMED_GROUP:
    case ENTITY_POLITICAL_GROUP:
    case ENTITY_MILITARY:
    case ENTITY_INTERNATIONAL:
    case ENTITY_COMPANY:
        return SOURCE_ORGANIZATION;
    case ENTITY_PLACE:
    case ENTITY_FACILITY:
    case ENTITY_OTHER:
        return otherwise;
    }
    return otherwise;
}

static source_class class_of_name(const document *doc, int head, source_class otherwise) {
    switch ((int)token_at(doc, head)->label) {
    case NAME_PERSON:
        return SOURCE_PERSON;
    case NAME_ORG:
    case NAME_GPE:
    case NAME_FAC:
    case NAME_LOC:
        return SOURCE_ORGANIZATION;
    case NAME_NORP:
        return SOURCE_GROUP;
    case NAME_LAW:
    case NAME_WORK_OF_ART:
        return SOURCE_DOCUMENT;
    default:
        return otherwise;
    }
}

enum { MOST_MENTIONS = 256 }; // of one entity that are looked at

static bool is_named_person(const document *doc, int e) {
    if (e == NO_ID || doc->entities.at[e].type != ENTITY_PERSON) return false;
    const entity *who = &doc->entities.at[e];
    for (int m = 0; m < who->mentions.count && m < MOST_MENTIONS; m++) {
        if (who->mentions.at[m].kind == MENTION_NAME) return true;
    }
    return false;
}

static bool is_person_class(source_class class) {
    return class == SOURCE_PERSON || class == SOURCE_UNNAMED_OFFICIAL ||
           class == SOURCE_UNNAMED_MEMBER || class == SOURCE_UNNAMED_OTHER;
}

// The holder of an office is a person when the report names him anywhere, else an official.
static source_class class_of_noun(const reading *r, int head, int e) {
    const document      *doc = r->doc;
    const speaking_noun *noun = find_speaking_noun(r, head);
    bool                 is_several = is_plural(doc, head);
    if (!noun) return is_several ? SOURCE_GROUP : SOURCE_PERSON;
    if (is_several) return noun->several;
    if (is_person_class(noun->one) && is_named_person(doc, e)) return SOURCE_PERSON;
    bool is_office = noun->one == SOURCE_PERSON && noun->several == SOURCE_UNNAMED_OFFICIAL;
    return is_office ? SOURCE_UNNAMED_OFFICIAL : noun->one;
}

// Of somebody who is never named, what the first description says.
static source_class class_of_unnamed(const reading *r, int e, source_class otherwise) {
    const entity *who = &r->doc->entities.at[e];
    for (int m = 0; m < who->mentions.count && m < MOST_MENTIONS; m++) {
        if (who->mentions.at[m].kind == MENTION_NAME) return otherwise;
        if (who->mentions.at[m].kind == MENTION_NOMINAL)
            return class_of_noun(r, who->mentions.at[m].head, e);
    }
    return otherwise;
}

// "Some of the sources", "one of the ministers", "a number of countries"
static int partitive_noun(const document *doc, int part) {
    int of = find_child(doc, part, DEP_PREP);
    int object = of == part + 1 && is_one_of(doc, of, "of") ? find_child(doc, of, DEP_POBJ) : -1;
    return object >= 0 && token_at(doc, object)->pos == POS_NOUN ? object : -1;
}

static bool is_part_of_many(const document *doc, int i) {
    static const char PARTS[] =
        "number|handful|series|host|range|string|couple|pair|majority|minority|"
        "half|third|quarter|dozens|scores|hundreds|thousands";
    return token_at(doc, i)->pos != POS_PRON && is_one_of(doc, i, PARTS) &&
           partitive_noun(doc, i) >= 0;
}

// "Some political figures" are people, "new figures" are not.
static bool is_counted_figure(const document *doc, int i) {
    if (!is_one_of(doc, i, "figures")) return false;
    for (int c = next_child(doc, i, -1); c >= 0 && c < i; c = next_child(doc, i, c)) {
        const token *t = token_at(doc, c);
        if (t->dep == DEP_NUMMOD || is_one_of(doc, c, "some|several|many|few|other|both"))
            return true;
    }
    return false;
}

static source_class class_of_pronoun(const reading *r, int pronoun, int e) {
    const document *doc = r->doc;
    int             whole = partitive_noun(doc, pronoun);
    if (whole >= 0) return class_of_noun(r, whole, NO_ID);
    bool is_one = is_one_of(doc, pronoun, "he|she|i|who|his|her|my|me|him");
    if (e != NO_ID && doc->entities.at[e].type == ENTITY_PERSON)
        return class_of_unnamed(r, e, SOURCE_PERSON);
    if (is_one) return SOURCE_PERSON;
    if (e != NO_ID) return class_of_entity(doc, e, SOURCE_ORGANIZATION);
    return is_one_of(doc, pronoun, "it|its|we|our")                 ? SOURCE_ORGANIZATION
           : is_one_of(doc, pronoun, "some|many|others|most|those") ? SOURCE_GROUP
                                                                    : SOURCE_PERSON;
}

// "media reports", "a report in the Courier"
static bool is_outlet_report(const reading *r, const draft *made) {
    bool has_medium = made->source > made->source_words.begin && is_media_noun(r, made->source - 1);
    return is_one_of(r->doc, made->source, "report|reports") &&
           (has_medium || holds_outlet(r->doc, made->source_words));
}

static source_class because(reasons *why, class_way way, source_class class) {
    why->class = way;
    return class;
}

static source_class class_of_source(const reading *r, const draft *made, reasons *why) {
    const document *doc = r->doc;
    const token    *head = token_at(doc, made->source);
    if (is_outlet(r, made->source_words) || is_outlet_report(r, made))
        return because(why, CLASS_BY_OUTLET, SOURCE_MEDIA);
    if (find_in_table(&r->surnames, token_text(doc, made->source)) != NOT_IN_TABLE)
        return because(why, CLASS_BY_SURNAME, SOURCE_PERSON);
    const speaking_noun *noun = find_speaking_noun(r, made->source);
    if (is_part_of_many(doc, made->source))
        return because(why, CLASS_BY_NOUN,
                       class_of_noun(r, partitive_noun(doc, made->source), NO_ID));
    if (is_counted_figure(doc, made->source)) return because(why, CLASS_BY_NUMBER, SOURCE_GROUP);
    bool is_name = head->pos == POS_PROPN && (head->label != NAME_NONE || !noun); // "the President"
    int  e = entity_of_span(doc, span_of_tokens(doc, made->source, made->source + 1));
    if (noun) why->class_line = noun->line;
    if (noun && e != NO_ID && doc->entities.at[e].type == ENTITY_MEDIA) // "the website"
        return because(why, CLASS_BY_ENTITY, SOURCE_MEDIA);
    if (head->pos == POS_PRON)
        return because(why, CLASS_BY_PRONOUN, class_of_pronoun(r, made->source, e));
    if (!is_name && noun) {
        int who = entity_of_span(
            doc, span_of_tokens(doc, made->source_words.begin, made->source_words.end));
        return because(why, CLASS_BY_NOUN, class_of_noun(r, made->source, who));
    }
    why->class = e != NO_ID ? CLASS_BY_ENTITY : is_name ? CLASS_BY_NAME : CLASS_BY_NUMBER;
    if (e != NO_ID)
        return class_of_entity(doc, e, class_of_name(doc, made->source, SOURCE_ORGANIZATION));
    return is_name ? class_of_name(doc, made->source, SOURCE_PERSON)
                   : class_of_noun(r, made->source, NO_ID);
}

// "sources within the movement": what stands behind a preposition of place right behind the noun.
static bool stands_inside(const document *doc, int noun, int i) {
    return noun + 1 < doc->tokens.count && i <= noun + 5 &&
           is_one_of(doc, noun + 1, "within|inside|in|from") &&
           token_at(doc, noun + 1)->head == noun;
}

// "foreign ministry sources" are officials, a "Hamas source" is one of the group.
static source_class class_by_body(const reading *r, const draft *made, source_class found) {
    const document *doc = r->doc;
    if (found != SOURCE_UNNAMED_OTHER && found != SOURCE_UNNAMED_OFFICIAL) return found;
    for (int i = made->source_words.begin; i < made->source_words.end; i++) {
        if (i > made->source && !stands_inside(doc, made->source, i)) break;
        int e = entity_of_span(doc, span_of_tokens(doc, i, i + 1));
        if (e != NO_ID && (doc->entities.at[e].type == ENTITY_ARMED_GROUP ||
                           doc->entities.at[e].type == ENTITY_POLITICAL_GROUP))
            return SOURCE_UNNAMED_MEMBER;
        if (is_one_of(doc, i, "ministry|government|military|army|police") &&
            is_one_of(doc, made->source, "source|sources"))
            return SOURCE_UNNAMED_OFFICIAL;
    }
    return found;
}

// ---- Number ------------------------------------------------------------------------------

static int small_number(const document *doc, int i) {
    static const char *const WORDS[] = {"one",   "two",   "three", "four", "five",   "six",
                                        "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
    uint64_t                 value = 0;
    if (read_uint64(token_text(doc, i), &value) && value < 1000) return (int)value;
    for (int n = 0; n < 12; n++) {
        if (is_one_of(doc, i, WORDS[n])) return n + 1;
    }
    return is_one_of(doc, i, "both") ? 2 : 0;
}

static int stated_number(const document *doc, int head) {
    for (int c = next_child(doc, head, -1); c >= 0 && c < head; c = next_child(doc, head, c)) {
        const token *t = token_at(doc, c);
        if (t->dep == DEP_NUMMOD || t->dep == DEP_PREDET || t->dep == DEP_DET) {
            int number = small_number(doc, c);
            if (number > 0) return number;
        }
    }
    return 0;
}

// "Three officials ... they": as many as any description of them says.
static int told_number(const document *doc, int e) {
    if (e == NO_ID) return 0;
    const entity *who = &doc->entities.at[e];
    for (int m = 0; m < who->mentions.count && m < MOST_MENTIONS; m++) {
        int number = stated_number(doc, who->mentions.at[m].head);
        if (number > 0) return number;
    }
    return 0;
}

static bool is_crowd(const document *doc, int i) {
    const token *t = token_at(doc, i);
    bool is_state_media = i > 0 && is_one_of(doc, i, "media") && is_one_of(doc, i - 1, "state");
    bool is_description = t->pos == POS_NOUN || t->label == NAME_NORP || t->label == NAME_NONE;
    return is_plural(doc, i) && is_description && !is_state_media && !has_lemma(doc, i, "datum") &&
           !has_lemma(doc, i, "data");
}

static int count_crowd(const document *doc, int i, source_class class) {
    if (class == SOURCE_ORGANIZATION) {
        int  e = doc->mention_heads[i];
        bool is_body = token_at(doc, i)->label == NAME_NORP ||
                       (e != NO_ID && doc->entities.at[e].type == ENTITY_MILITARY);
        if (is_body) return 1;
    }
    return class == SOURCE_GROUP ? 0 : told_number(doc, doc->mention_heads[i]);
}

// "Oden and Brandt said A. They added B": as many as the last list of people that were a subject.
static int count_list_before(const document *doc, int they) {
    for (int i = they - 1; i >= 0 && i > they - FAR; i--) {
        const token *t = token_at(doc, i);
        const bool   is_one = t->dep == DEP_NSUBJ && (t->pos == POS_PROPN || t->pos == POS_NOUN);
        if (!is_one) continue;
        int voices = 1, member = i;
        while (voices < FAR && (member = find_child(doc, member, DEP_CONJ)) >= 0) {
            voices++;
        }
        if (is_plural(doc, i)) return 0;
        if (voices > 1) return voices;
    }
    return 0;
}

static int count_voices(const reading *r, const draft *made, source_class class) {
    const document *doc = r->doc;
    int             voices = 0, member = made->source;
    if (is_part_of_many(doc, member)) return 0;
    for (; member >= 0 && is_in_range(member, made->source_words);
         member = find_child(doc, member, DEP_CONJ)) {
        int own = stated_number(doc, member);
        if (own == 0 && is_crowd(doc, member)) return count_crowd(doc, member, class);
        voices += own > 0 ? own : 1;
    }
    if (is_one_of(doc, made->source, "they|we|their|our|some|many|others|most|those")) {
        bool is_one = class == SOURCE_ORGANIZATION || class == SOURCE_DOCUMENT;
        if (is_one) return 1;
        const int  e = doc->mention_heads[made->source];
        const bool is_they = e == NO_ID && is_one_of(doc, made->source, "they|their");
        return is_they ? count_list_before(doc, made->source) : told_number(doc, e);
    }
    return voices;
}

// ---- Access ------------------------------------------------------------------------------

enum { ACCESS_BYTES = 600 }; // how far behind the source its reason is looked for

static bool names_person(const reading *r, int i) {
    const speaking_noun *noun =
        token_at(r->doc, i)->pos == POS_NOUN ? find_speaking_noun(r, i) : NULL;
    return noun && is_person_class(noun->one);
}

static int first_of_list(const document *doc, int i) {
    for (int steps = 0; steps < 16 && token_at(doc, i)->dep == DEP_CONJ; steps++) {
        i = token_at(doc, i)->head;
    }
    return i;
}

// Not in what is said, and not told of another source in the sentence.
static bool is_about_source(const reading *r, const draft *made, int i) {
    enum { MOST_STEPS = 12 };
    const document *doc = r->doc;
    for (int p = 0; p < made->content.count; p++) {
        if (is_in_range(i, made->content.at[p])) return false;
    }
    if (is_in_range(i, made->source_words)) return true;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
        if (i == made->source || i == made->cue || token_at(doc, i)->head == i) break;
        if (names_person(r, i)) return first_of_list(doc, i) == made->source;
        i = token_at(doc, i)->head;
    }
    return true;
}

// "A hospital, which received the bodies": of bodies and of people with a name only what tells how they
// know, in a clause of its own.
static bool may_give_reason(source_class class, str phrase) {
    bool is_unnamed = is_person_class(class) || class == SOURCE_GROUP;
    return is_unnamed || (class == SOURCE_ORGANIZATION && starts_with(phrase, STR("which ")));
}

static span find_access(const reading *r, const draft *made, source_class class) {
    const document *doc = r->doc;
    span            where = doc->sentences.at[token_at(doc, made->source)->sentence].where;
    str             text = text_of(doc, where);
    uint32_t        from = doc->tokens.at[made->source_words.begin].where.begin - where.begin;
    if (text.size > from + ACCESS_BYTES) text.size = from + ACCESS_BYTES;
    for (int i = 0; i < r->rules->access.count; i++) {
        int64_t at = find_str(text, r->rules->access.at[i], from);
        if (at < 0 || !may_give_reason(class, r->rules->access.at[i])) continue;
        int begin = first_token_after(doc, where.begin + (uint32_t)at);
        if (!is_about_source(r, made, begin)) continue;
        int end = begin;
        while (end < doc->tokens.count && token_at(doc, end)->where.end <= where.end) {
            const token *t = token_at(doc, end);
            bool is_end = t->tag == TAG_COMMA || t->tag == TAG_PERIOD || t->tag == TAG_COLON ||
                          r->quote_of[end] >= 0 || end == made->cue;
            if (is_end) break;
            end++;
        }
        return span_of_tokens(doc, begin, end);
    }
    return (span){0, 0};
}

static str in_capitals(arena *scratch, str text) {
    char *made = alloc_raw_in_arena(scratch, 1, text.size + 1);
    for (size_t i = 0; i < text.size; i++) {
        made[i] = is_lower(text.at[i]) ? (char)(text.at[i] - 'a' + 'A') : text.at[i];
    }
    return (str){made, text.size};
}

// Last words of names of people, so that "Roe" is known after "Jane Roe" whatever the name finder
// makes of it there.
void list_surnames(reading *r) {
    const document *doc = r->doc;
    for (int i = 0; i < doc->names.count; i++) {
        const named_entity *name = &doc->names.at[i];
        int                 last = name->tokens.end - 1;
        bool has_ending = last > name->tokens.begin && token_at(doc, last)->tag == TAG_POS;
        if (has_ending) last--;
        if (name->label != NAME_PERSON || last == name->tokens.begin) continue;
        if (!add_to_table(r->scratch, &r->surnames, token_text(doc, last), 1)) continue;
        add_to_table(r->scratch, &r->capitals, in_capitals(r->scratch, token_text(doc, last)), 1);
    }
}

void fill_voice(const reading *r, const draft *made, statement *said) {
    source_class own = class_of_source(r, made, &said->why);
    said->class = class_by_body(r, made, own);
    if (said->class != own) said->why.class = CLASS_BY_BODY;
    said->count = count_voices(r, made, said->class);
    said->access = find_access(r, made, said->class);
    bool is_nameless =
        said->class == SOURCE_GROUP ||
        (said->class == SOURCE_PERSON && token_at(r->doc, made->source)->pos == POS_NOUN);
    if (!is_empty_span(said->access) && is_nameless && !has_person_name(r->doc, made->source_words))
        said->class = because(&said->why, CLASS_BY_ACCESS, SOURCE_UNNAMED_OTHER);
    if (said->why.class != CLASS_BY_NOUN) said->why.class_line = 0;
}
