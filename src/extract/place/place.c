// place.c - from the text to the list of places.
//
//     spots (find.c, trust.c) -> those that stand as places (sense.c) -> what their names mean (meant.c)
//       -> where the report plays (backing.c) -> which of it (choose.c, stray.c) -> records (point.c)
#include "extract/place/work.h"

#include "base/search.h"

// ---- Senses ------------------------------------------------------------------------------

static bool is_people(const place_work *w, str key) {
    return has_key(&w->rules->people_keys, key) && !has_key(&w->rules->country_keys, key) &&
           !has_key(&w->rules->seat_keys, key) && !has_key(&w->rules->listed_keys, key);
}

static bool is_bare_dateline(const spot *s) {
    return (s->is_dateline || s->is_opening) && s->around < 0;
}

// "New York" behind a comma is the state, whatever it is elsewhere; a dateline that says no more
// than "PARIS" means the one that everybody knows.
static str sense_key(const place_work *w, str key, const spot *s, str around) {
    bool is_bare = is_bare_dateline(s);
    char mark[2] = {(char)('A' + (int)s->hint), s->is_around ? '<' : is_bare ? '=' : '/'};
    str  first = join_str(w->scratch, copy_str(w->scratch, (str){mark, 2}), key);
    return around.size == 0 ? first
                            : join_str(w->scratch, join_str(w->scratch, first, STR("@")), around);
}

// The sense of a spot: that of its name, or another where the text sets two of that name apart.
static int sense_of(place_work *w, const spot *s, str key, str around) {
    str      names = sense_key(w, key, s, (str){NULL, 0});
    uint32_t found = find_in_table(&w->sense_keys, names);
    bool     is_other = found != NOT_IN_TABLE && around.size > 0 &&
                    w->senses.at[found].around_key.size > 0 &&
                    !same(w->senses.at[found].around_key, around);
    if (is_other) {
        names = sense_key(w, key, s, around);
        found = find_in_table(&w->sense_keys, names);
    }
    if (found != NOT_IN_TABLE) {
        sense *there = &w->senses.at[found];
        if (there->around_key.size == 0) there->around_key = around;
        return (int)found;
    }
    sense made = {.key = key,
                  .around_key = around,
                  .hint = s->hint,
                  .has_article = s->has_article,
                  .is_dateline = is_bare_dateline(s),
                  .around = -1,
                  .around_spot = -1,
                  .chosen = -1};
    add_to_table(w->scratch, &w->sense_keys, names, (uint32_t)w->senses.count);
    PUSH_IN(w->scratch, &w->senses, made);
    list_meanings(w, &w->senses.at[w->senses.count - 1], s->short_row);
    return w->senses.count - 1;
}

// "the Velm crossing": enough for a name that nobody knows. A person's camp is his party.
static bool says_what_it_is(const spot *s) {
    if (!s->is_told) return false;
    if (s->hint == HINT_CAMP) return s->label != NAME_PERSON;
    return s->hint == HINT_REGION || s->hint == HINT_DISTRICT || s->hint == HINT_CROSSING ||
           s->hint == HINT_NEIGHBOURHOOD;
}

static bool is_taken(const place_work *w, const spot *s, const sense *means, bool is_behind_comma) {
    if (s->short_row >= 0 && is_behind_comma) return true;
    if (!is_location(w, s)) return false;
    bool is_known = means->candidates.count > 0;
    bool is_told = says_what_it_is(s) || !s->is_unsure || is_said_to_be_place(w, s);
    return is_known || (is_told && stands_as_place(w, s));
}

static void read_senses(place_work *w) {
    for (int i = 0; i < w->spots.count; i++) {
        spot *s = &w->spots.at[i];
        str   key = s->key, around = {NULL, 0};
        bool  is_behind_comma = i > 0 && w->spots.at[i - 1].around == i;
        if (key.size == 0 || is_people(w, key) || is_no_place(w, s, key)) continue;
        if (s->is_unsure && !is_location(w, s) && !(s->short_row >= 0 && is_behind_comma)) continue;
        if (s->around >= 0) around = w->spots.at[s->around].key;
        int number = sense_of(w, s, key, around);
        if (is_taken(w, s, &w->senses.at[number], is_behind_comma)) {
            s->sense = number;
            w->senses.at[number].spots++;
        }
    }
    for (int i = 0; i < w->spots.count; i++) {
        const spot *s = &w->spots.at[i];
        int         around = s->around < 0 ? -1 : w->spots.at[s->around].sense;
        if (s->sense >= 0 && around >= 0 && around != s->sense &&
            w->senses.at[s->sense].around < 0) {
            w->senses.at[s->sense].around = around;
            w->senses.at[s->sense].around_spot = s->around;
        }
    }
}

void weigh_places(place_work *w) {
    find_spots(w);
    trust_spots(w);
    read_senses(w);
    find_backing(w);
    choose_meanings(w);
    drop_strays(w);
}

void find_places(const place_rules *rules, arena *scratch, document *doc) {
    place_work w = {.rules = rules, .scratch = scratch, .doc = doc};
    doc->dateline.place_id = NO_ID;
    weigh_places(&w);
    write_places(&w);
}

// ---- Where it was said -------------------------------------------------------------------

// The place that a token names; places stand in text order.
static int place_of_token(const document *doc, int i) {
    span where = doc->tokens.at[i].where;
    int  first; // the first that ends behind the token's beginning
    FIND_FIRST(first, 0, doc->places.count, doc->places.at[first].where.end > where.begin);
    bool is_it = first < doc->places.count && is_inside(where, doc->places.at[first].where);
    return is_it ? first : NO_ID;
}

// "said in Velm", "told reporters at the Velm airport".
static int place_of_cue(const document *doc, int cue) {
    static const char *const words[] = {"in", "at", "from", "near", "outside"};
    for (int i = next_child(doc, cue, -1); i >= 0; i = next_child(doc, cue, i)) {
        if (doc->tokens.at[i].dep != DEP_PREP) continue;
        int named = find_child(doc, i, DEP_POBJ);
        for (size_t k = 0; named >= 0 && k < sizeof words / sizeof *words; k++) {
            int place = is_token(doc, i, words[k]) ? place_of_token(doc, named) : NO_ID;
            if (place != NO_ID) return place;
        }
    }
    return NO_ID;
}

void link_places(document *doc) {
    for (int i = 0; i < doc->statements.count; i++) {
        statement *said = &doc->statements.at[i];
        bool       has_cue = said->cue_token >= 0 && said->cue_token < doc->tokens.count;
        said->place = has_cue ? place_of_cue(doc, said->cue_token) : NO_ID;
    }
}
