// trust.c - names that the model takes for a body or a person, or does not see, and that are places
// all the same: the report calls the place so elsewhere, they stand in one list with places, they
// open a paragraph as a dateline does, or everybody knows the name.
//
//     He left Velm ... Velm[ORG]'s bridge       named as a place elsewhere
//     Karsa and Velm[PERSON] were flooded       in a list with one
//     Velm[PERSON], in northern Orlava          in a country that has one
//     Orlava[ORG] has six seats                 a country, or a region of the first level
#include "base/fold.h"
#include "extract/place/work.h"

// ---- What is known of a name -------------------------------------------------------------

static bool is_in_atlas(const place_work *w, str key) {
    int first = 0;
    return w->rules->world && find_in_atlas(w->rules->world, key, &first) > 0;
}

static bool is_known(const place_work *w, str key) {
    return has_key(&w->rules->listed_keys, key) || has_key(&w->rules->country_keys, key) ||
           is_in_atlas(w, key);
}

static bool is_first_region(const place_work *w, str key) {
    int first = 0, count = w->rules->world ? find_in_atlas(w->rules->world, key, &first) : 0;
    for (int i = 0; i < count; i++) {
        atlas_match match = atlas_match_at(w->rules->world, first + i);
        bool        is_region = atlas_place_at(w->rules->world, match.place).kind == ATLAS_REGION;
        if (is_region && !match.is_other_name) return true;
    }
    return false;
}

static bool is_of_person(const place_work *w, const spot *s) {
    return has_key(&w->person_names, text_of(w->doc, s->where));
}

// ---- What the report calls it elsewhere --------------------------------------------------

typedef struct {
    int as_place, as_other; // spots
} readings;

typedef LIST(readings) readings_list;

typedef struct {
    str_table     numbers; // of keys
    readings_list counts;
} tally;

static tally count_readings(place_work *w) {
    tally t = {0};
    for (int i = 0; i < w->spots.count; i++) {
        const spot *s = &w->spots.at[i];
        if (s->key.size == 0) continue;
        if (add_to_table(w->scratch, &t.numbers, s->key, (uint32_t)t.counts.count)) {
            PUSH_IN(w->scratch, &t.counts, ((readings){0, 0}));
        }
        readings *r = &t.counts.at[find_in_table(&t.numbers, s->key)];
        r->as_place += !s->is_unsure;
        r->as_other += s->is_unsure;
    }
    return t;
}

// One slip of the model makes no place of a name that the report is full of.
static bool is_place_elsewhere(const place_work *w, const tally *t, const spot *s) {
    readings r = t->counts.at[find_in_table(&t->numbers, s->key)];
    return r.as_place > 0 && 2 * r.as_place >= r.as_other && is_known(w, s->key);
}

// ---- Lists -------------------------------------------------------------------------------

static bool is_place_token(const document *doc, int i) {
    name_label label = doc->tokens.at[i].label;
    return label == NAME_GPE || label == NAME_LOC;
}

// The one before or behind it in a list is a place.
static bool is_in_list_of_places(const place_work *w, const spot *s) {
    const document *doc = w->doc;
    const token    *t = &doc->tokens.at[s->head];
    if (t->dep == DEP_CONJ && is_place_token(doc, t->head)) return true;
    int next = find_child(doc, s->head, DEP_CONJ);
    return next >= 0 && is_place_token(doc, next);
}

// ---- Areas behind a comma -----------------------------------------------------------------

static str country_of_key(const place_work *w, str key) {
    uint32_t listed = find_in_table(&w->rules->listed_keys, key);
    uint32_t country = find_in_table(&w->rules->country_keys, key);
    if (listed != NOT_IN_TABLE) return w->rules->listed.at[listed].country;
    return country == NOT_IN_TABLE ? (str){NULL, 0} : w->rules->countries.at[country].code;
}

// "Velm, in eastern Orlava": some Velm lies there.
static bool is_in_next(const place_work *w, const spot *s) {
    int first = 0, count = 0;
    str country = s->around < 0 ? (str){NULL, 0} : country_of_key(w, w->spots.at[s->around].key);
    if (country.size > 0 && w->rules->world) count = find_in_atlas(w->rules->world, s->key, &first);
    for (int i = 0; i < count; i++) {
        int place = atlas_match_at(w->rules->world, first + i).place;
        if (same(country, str_of(atlas_place_at(w->rules->world, place).country))) return true;
    }
    return false;
}

// ---- Datelines that stand where no dateline is looked for ---------------------------------

static bool is_in_capitals(str words) {
    int capitals = 0;
    for (size_t i = 0; i < words.size; i++) {
        if (is_lower(words.at[i])) return false;
        capitals += is_upper(words.at[i]);
    }
    return capitals > 1;
}

// "By Mara Oden KARSA (AP)", "VELM: Two people"
static bool is_opening(const place_work *w, const spot *s) {
    static const str marks[] = {{":", 1}, {"--", 2}, {"(", 1}, {"\xe2\x80\x94", 3}, {"-", 1}};
    str              rest = slice(w->doc->text, s->where.end, w->doc->text.size);
    bool             is_apart = starts_with(rest, STR(" "));
    if (!is_in_capitals(text_of(w->doc, s->where))) return false;
    if (is_apart) rest = slice(rest, 1, rest.size);
    for (size_t i = is_apart ? 1 : 0; i < sizeof marks / sizeof *marks; i++) {
        if (starts_with(rest, marks[i])) return is_apart || i == 0;
    }
    return false;
}

// ------------------------------------------------------------------------------------------

// A title in quotes, or the beginning of a longer name ("Black Sea Fleet").
static bool is_of_something_else(const place_work *w, const spot *s) {
    const document *doc = w->doc;
    token_range     range = tokens_in_span(doc, s->where);
    bool is_quoted = range.begin > 0 && doc->tokens.at[range.begin - 1].tag == TAG_OPEN_QUOTE;
    const token *next = range.end < doc->tokens.count ? &doc->tokens.at[range.end] : NULL;
    bool         goes_on =
        next && next->pos == POS_PROPN && next->label != NAME_DATE && next->label != NAME_TIME;
    return goes_on || (is_quoted && next && next->tag == TAG_CLOSE_QUOTE);
}

// "Kerem Shalom": a site may be called after a man ("Nur Khan"), other places of our list are not.
static bool is_of_our_list(const place_work *w, const spot *s) {
    uint32_t row = find_in_table(&w->rules->listed_keys, s->key);
    if (row == NOT_IN_TABLE || w->rules->listed.at[row].kind == PLACE_FACILITY) return false;
    if (is_of_something_else(w, s)) return false;
    bool is_long = find_char(s->key, ' ', 0) >= 0;
    return s->label == NAME_ORG || s->label == NAME_NONE || is_long;
}

static bool is_well_known(const place_work *w, const spot *s) {
    if (is_of_our_list(w, s)) return true;
    if (s->label != NAME_ORG && s->label != NAME_NONE) return false;
    return has_key(&w->rules->country_keys, s->key) || is_first_region(w, s->key);
}

void trust_spots(place_work *w) {
    tally t = count_readings(w);
    for (int i = 0; i < w->spots.count; i++) {
        spot *s = &w->spots.at[i];
        s->is_opening = s->head >= 0 && is_opening(w, s);
        if (!s->is_unsure || s->head < 0 || s->key.size == 0 || s->short_row >= 0) continue;
        bool is_trusted = is_place_elsewhere(w, &t, s) || is_well_known(w, s) || is_in_next(w, s) ||
                          ((is_in_list_of_places(w, s) || s->is_opening) && is_in_atlas(w, s->key));
        if (is_trusted && !is_of_person(w, s)) s->is_unsure = false;
    }
}
