// meant.c - what a name may mean: our own list, countries, and every place of that name in the
// atlas. A name that is nowhere is tried without the words that say what it is ("Kursk region") or
// which part of it ("Northern Iraq").
#include "extract/place/work.h"

#include "base/fold.h"
#include "base/search.h"

enum { MOST_CANDIDATES = 40, MOST_MATCHES = 120 };

// ---- Making candidates -------------------------------------------------------------------

static int country_of_code(const place_rules *rules, str code) {
    uint32_t row = find_in_table(&rules->country_codes, code);
    return row == NOT_IN_TABLE ? -1 : (int)row;
}

static int region_of_place(const atlas *world, int place) {
    while (place != NOT_IN_ATLAS) {
        atlas_place at = atlas_place_at(world, place);
        if (at.kind == ATLAS_REGION) return place;
        place = at.inside;
    }
    return NOT_IN_ATLAS;
}

// The districts that a place lies in, or is.
static void find_districts(const atlas *world, candidate *c) {
    enum { MOST = sizeof c->districts / sizeof *c->districts };
    int count = 0;
    for (int i = 0; i < MOST; i++) {
        c->districts[i] = NOT_IN_ATLAS;
    }
    for (int at = c->place; at != NOT_IN_ATLAS && count < MOST;) {
        atlas_place area = atlas_place_at(world, at);
        if (area.kind == ATLAS_DISTRICT) c->districts[count++] = at;
        at = area.inside;
    }
}

static const area_centre *find_centre(const place_rules *rules, int place) {
    int first;
    FIND_FIRST(first, 0, rules->centres.count, rules->centres.at[first].place >= place);
    bool is_it = first < rules->centres.count && rules->centres.at[first].place == place;
    return is_it ? &rules->centres.at[first] : NULL;
}

static void add_listed(place_work *w, sense *of, int row) {
    const listed_place *listed = &w->rules->listed.at[row];
    candidate           made = {.place = NOT_IN_ATLAS,
                                .listed = row,
                                .country = country_of_code(w->rules, listed->country),
                                .region = NOT_IN_ATLAS,
                                .districts = {NOT_IN_ATLAS, NOT_IN_ATLAS},
                                .kind = listed->kind,
                                .lat = listed->lat,
                                .lon = listed->lon};
    PUSH_IN(w->scratch, &of->candidates, made);
}

static void add_country(place_work *w, sense *of, int row) {
    const known_country *country = &w->rules->countries.at[row];
    candidate            made = {.place = country->place,
                                 .listed = -1,
                                 .country = row,
                                 .region = NOT_IN_ATLAS,
                                 .districts = {NOT_IN_ATLAS, NOT_IN_ATLAS},
                                 .kind = PLACE_COUNTRY,
                                 .lat = country->lat,
                                 .lon = country->lon};
    PUSH_IN(w->scratch, &of->candidates, made);
}

// Of the cities that are called as a capital is, the largest comes first and is it.
static bool has_seat(const sense *of) {
    for (int i = 0; i < of->candidates.count; i++) {
        if (of->candidates.at[i].is_seat) return true;
    }
    return false;
}

static void add_from_atlas(place_work *w, sense *of, str key, atlas_match match) {
    const atlas       *world = w->rules->world;
    atlas_place        place = atlas_place_at(world, match.place);
    const area_centre *centre = find_centre(w->rules, match.place);
    int                country = country_of_code(w->rules, str_of(place.country));
    uint32_t           seat = find_in_table(&w->rules->seat_keys, key);
    candidate          made = {.place = match.place,
                               .listed = -1,
                               .country = country,
                               .region = region_of_place(world, match.place),
                               .kind = place.kind == ATLAS_TOWN ? PLACE_CITY : PLACE_REGION,
                               .is_district = place.kind == ATLAS_DISTRICT,
                               .is_other_name = match.is_other_name,
                               .lat = centre ? centre->lat : place.lat,
                               .lon = centre ? centre->lon : place.lon,
                               .population = place.population};
    find_districts(world, &made);
    made.is_seat =
        made.kind == PLACE_CITY && seat != NOT_IN_TABLE && (int)seat == country && !has_seat(of);
    PUSH_IN(w->scratch, &of->candidates, made);
}

// ---- Looking up --------------------------------------------------------------------------

// "Gaza" is the region of our list, not the town in it, unless it is called a city.
static bool is_region_around(const listed_place *listed, const sense *of, const atlas_place *town) {
    return listed->kind == PLACE_REGION && town->kind == ATLAS_TOWN && of->hint != HINT_CITY &&
           same(listed->country, str_of(town->country));
}

// The same place under one name in both: "Harlem", which the atlas has as a town.
static bool is_same_place(const listed_place *listed, const atlas_place *place) {
    double most =
        place->kind == ATLAS_TOWN ? 0.25 : 3; // degrees; the middle of areas is told apart
    double down = listed->lat - place->lat, across = listed->lon - place->lon;
    bool   is_kind = place->kind == ATLAS_TOWN || listed->kind == PLACE_REGION;
    bool   is_near = down < most && down > -most && across < most && across > -most;
    return is_kind && is_near;
}

// "the city of Gaza" is the town, whatever the region of that name.
static bool is_town_of(const listed_place *listed, const sense *of, const atlas_place *place) {
    return listed->kind == PLACE_REGION && place->kind == ATLAS_TOWN && of->hint == HINT_CITY;
}

// The row of our list and the country are there already where the atlas has them too.
static bool is_there(const place_work *w, const sense *of, const atlas_place *place) {
    if (place->kind == ATLAS_COUNTRY) return true;
    for (int i = 0; i < of->candidates.count; i++) {
        if (of->candidates.at[i].listed < 0) continue;
        const listed_place *listed = &w->rules->listed.at[of->candidates.at[i].listed];
        bool                is_it = listed->geonames > 0 && listed->geonames == place->geonames;
        bool is_one = is_it || (is_same_place(listed, place) && !is_town_of(listed, of, place));
        if (is_one || is_region_around(listed, of, place)) return true;
    }
    return false;
}

typedef enum { ANY_PLACE, AREAS_ONLY, TOWNS_ONLY, NO_PLACE } wanted_places;

static void look_in_atlas(place_work *w, sense *of, str key, wanted_places wanted) {
    int first = 0, count = 0;
    if (w->rules->world && key.size > 0) count = find_in_atlas(w->rules->world, key, &first);
    if (wanted == NO_PLACE) count = 0;
    if (count > MOST_MATCHES) count = MOST_MATCHES;
    for (int i = 0; i < count && of->candidates.count < MOST_CANDIDATES; i++) {
        atlas_match match = atlas_match_at(w->rules->world, first + i);
        atlas_place place = atlas_place_at(w->rules->world, match.place);
        bool        is_town = place.kind == ATLAS_TOWN;
        if (wanted == AREAS_ONLY && is_town) continue;
        if (wanted == TOWNS_ONLY && !is_town) continue;
        if (!is_there(w, of, &place)) add_from_atlas(w, of, key, match);
    }
}

static void look_up(place_work *w, sense *of, str key, wanted_places wanted) {
    uint32_t listed = find_in_table(&w->rules->listed_keys, key);
    uint32_t country = find_in_table(&w->rules->country_keys, key);
    if (key.size == 0) return;
    if (of->candidates.count == 0) of->found_by = key;
    if (listed != NOT_IN_TABLE) add_listed(w, of, (int)listed);
    if (country != NOT_IN_TABLE && listed == NOT_IN_TABLE) add_country(w, of, (int)country);
    look_in_atlas(w, of, key, wanted);
}

// ---- Names without their words -----------------------------------------------------------

static str first_of(str key) {
    int64_t space = find_char(key, ' ', 0);
    return space < 0 ? key : slice(key, 0, (size_t)space);
}

static str last_of(str key) {
    size_t at = key.size;
    while (at > 0 && key.at[at - 1] != ' ') {
        at--;
    }
    return slice(key, at, key.size);
}

static wanted_places wanted_by_hint(place_hint hint) {
    if (hint == HINT_REGION || hint == HINT_DISTRICT) return AREAS_ONLY;
    return hint == HINT_CITY ? TOWNS_ONLY : ANY_PLACE;
}

// Towns have no article, and what is called a river is no county of that name.
static wanted_places wanted_of_name(const sense *of) {
    if (of->hint == HINT_WATER || of->hint == HINT_OTHER) {
        return of->has_article ? NO_PLACE : TOWNS_ONLY;
    }
    return of->has_article ? AREAS_ONLY : ANY_PLACE;
}

static bool names_what_it_is(place_hint hint) {
    return hint == HINT_REGION || hint == HINT_DISTRICT || hint == HINT_CITY || hint == HINT_CAMP ||
           hint == HINT_CROSSING;
}

// "orlava province", "province of orlava", "northern orlava".
static str without_words(const place_work *w, str key) {
    str first = first_of(key), last = last_of(key);
    if (first.size == key.size) return (str){NULL, 0};
    if (names_what_it_is(hint_of_word(&w->rules->kind_words, last))) {
        return slice(key, 0, key.size - last.size - 1);
    }
    str  rest = slice(key, first.size + 1, key.size);
    bool is_before = names_what_it_is(hint_of_word(&w->rules->before_words, first));
    if (is_before && starts_with(rest, STR("of "))) return slice(rest, 3, rest.size);
    return has_key(&w->rules->direction_words, first) ? rest : (str){NULL, 0};
}

static void use_short_form(place_work *w, sense *of, int row) {
    const short_form *brief = &w->rules->shorts.at[row];
    if (brief->place == NOT_IN_ATLAS) return;
    of->found_by = of->key;
    add_from_atlas(w, of, of->key, (atlas_match){brief->place, false});
}

// "camp" of "camp lemonnier" says what it is and names no place.
static bool is_kind_word(const place_work *w, str key) {
    return hint_of_word(&w->rules->before_words, key) != HINT_NONE ||
           hint_of_word(&w->rules->kind_words, key) != HINT_NONE;
}

// "Velm International Airport": the longest beginning of the name that is a place.
static void look_within(place_work *w, sense *of) {
    str rest = of->key;
    while (of->candidates.count == 0 && rest.size > 0) {
        str last = last_of(rest);
        if (last.size == rest.size) return;
        rest = slice(rest, 0, rest.size - last.size - 1);
        if (!is_kind_word(w, rest)) look_up(w, of, rest, ANY_PLACE);
    }
    of->is_within = of->candidates.count > 0;
}

// "the Kursk region", which the atlas has under its own language's name, is the one around Kursk.
static void widen_to_regions(place_work *w, sense *of) {
    for (int i = 0; i < of->candidates.count; i++) {
        if (of->candidates.at[i].kind != PLACE_CITY) return;
    }
    for (int i = 0; i < of->candidates.count; i++) {
        candidate *c = &of->candidates.at[i];
        if (c->region == NOT_IN_ATLAS) continue;
        atlas_place        area = atlas_place_at(w->rules->world, c->region);
        const area_centre *centre = find_centre(w->rules, c->region);
        c->place = c->region;
        c->districts[0] = NOT_IN_ATLAS;
        c->kind = PLACE_REGION;
        c->is_seat = false;
        c->lat = centre ? centre->lat : area.lat;
        c->lon = centre ? centre->lon : area.lon;
    }
}

void list_meanings(place_work *w, sense *of, int short_row) {
    of->chosen = -1;
    if (short_row >= 0) {
        use_short_form(w, of, short_row);
        return;
    }
    if (of->hint == HINT_STREET) {
        uint32_t listed = find_in_table(&w->rules->listed_keys, of->key);
        of->found_by = of->key;
        if (listed != NOT_IN_TABLE) add_listed(w, of, (int)listed);
        return;
    }
    look_up(w, of, of->key, wanted_of_name(of));
    str rest = of->candidates.count == 0 ? without_words(w, of->key) : (str){NULL, 0};
    for (; rest.size > 0 && of->candidates.count == 0; rest = without_words(w, rest)) {
        look_up(w, of, rest, wanted_by_hint(of->hint));
        if (of->candidates.count == 0) look_up(w, of, rest, ANY_PLACE);
    }
    if (of->hint == HINT_REGION) widen_to_regions(w, of);
    if (of->candidates.count == 0 && of->hint == HINT_FACILITY) look_within(w, of);
}
