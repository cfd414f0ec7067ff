// types.c - what an actor is: what the gazetteer says, else the head noun of its name, else what the
// model has called it most often.
#include "entity/entity_internal.h"
#include "entity/spelling.h"

static entity_type type_of_label(name_label label) {
    switch ((int)label) {
    case NAME_PERSON:
        return ENTITY_PERSON;
    case NAME_NORP:
        return ENTITY_POPULATION;
    case NAME_GPE:
    case NAME_LOC:
        return ENTITY_PLACE;
    case NAME_FAC:
        return ENTITY_FACILITY;
    case NAME_ORG:
        return ENTITY_OTHER;
    case NAME_WORK_OF_ART:
    case NAME_LAW:
        return ENTITY_DOCUMENT;
    default:
        return ENTITY_OTHER;
    }
}

static name_label most_frequent_label(const actor *it) {
    name_label best = NAME_NONE;
    for (int label = 1; label <= (int)NAME_CARDINAL; label++) {
        if (it->votes[label] > it->votes[best] || (best == NAME_NONE && it->votes[label] > 0)) {
            best = (name_label)label;
        }
    }
    return best;
}

// "BBC Sport", "Fox News Digital": a part of an outlet.
static bool begins_with_outlet(const entity_work *w, str name) {
    const gazetteer *names = &w->rules->names;
    for (int64_t at = find_char(name, ' ', 0); at > 0; at = find_char(name, ' ', (size_t)at + 1)) {
        int like = find_known_form(names, slice(name, 0, (size_t)at));
        if (like >= 0 && names->known.at[names->forms.at[like].entry].type == ENTITY_MEDIA)
            return true;
    }
    return false;
}

static bool type_by_last_word(const entity_work *w, actor *it) {
    str      last = last_word(fold_name(w->scratch, it->name));
    uint32_t type = find_in_table(&w->rules->name_types, last);
    if (type == NOT_IN_TABLE || count_words(it->name) < 2) return false;
    it->type = (entity_type)type;
    return true;
}

static entity_type type_of_body(str body) {
    static const struct {
        const char *start;
        entity_type type;
    } types[] = {
        {"military", ENTITY_MILITARY},  {"navy", ENTITY_MILITARY},
        {"air force", ENTITY_MILITARY}, {"government", ENTITY_GOVERNMENT},
        {"country", ENTITY_GOVERNMENT},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (starts_with(body, str_of(types[i].start))) return types[i].type;
    }
    return ENTITY_MINISTRY;
}

static void type_actor(const entity_work *w, actor *it) {
    if (it->known >= 0) {
        const known_name *entry = &w->rules->names.known.at[it->known];
        it->type = entry->type;
        if (it->is_plural && entry->is_country) it->type = ENTITY_POPULATION;
        if (!it->is_plural && entry->is_country && !it->acts) it->type = ENTITY_PLACE;
        return;
    }
    if (it->body.size > 0) {
        it->type = type_of_body(it->body);
        return;
    }
    if (it->is_person) {
        it->type = ENTITY_PERSON;
        return;
    }
    if (it->is_plural) {
        it->type = ENTITY_POPULATION;
        return;
    }
    name_label label = most_frequent_label(it);
    if (label != NAME_PERSON && label != NAME_GPE && type_by_last_word(w, it)) return;
    if (label == NAME_ORG && begins_with_outlet(w, it->name)) {
        it->type = ENTITY_MEDIA;
        return;
    }
    it->type = type_of_label(label);
}

static char gender_of_name(const entity_work *w, str name) {
    str      first = first_word(fold_name(w->scratch, name));
    uint32_t gender = find_in_table(&w->rules->first_names, first);
    if (gender == NOT_IN_TABLE) {
        // "Jean-Luc" goes by "Jean".
        int64_t hyphen = find_char(first, '-', 0);
        if (hyphen > 0) {
            gender = find_in_table(&w->rules->first_names, slice(first, 0, (size_t)hyphen));
        }
    }
    return gender == NOT_IN_TABLE || count_words(name) < 2 ? 0 : (char)gender;
}

void type_actors(entity_work *w) {
    for (int i = 0; i < w->actors.count; i++) {
        actor *it = &w->actors.at[i];
        if (it->parent != i) continue;
        type_actor(w, it);
        it->is_person = it->type == ENTITY_PERSON;
        if (!it->is_person) it->noun = last_word(fold_name(w->scratch, it->name));
        if (it->is_person && !it->gender) it->gender = gender_of_name(w, it->name);
    }
}
