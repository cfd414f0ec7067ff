// point.c - the records: what is known of the place that was chosen, and where it is.
//
// A place that no list has (a street, a hospital) is where the town is that the report names beside
// it: its point is that town's, and its precision says that it is an area.
#include "extract/place/work.h"

#include "base/fold.h"

// ---- Facts -------------------------------------------------------------------------------

static place_kind kind_by_hint(const spot *s) {
    switch (s->hint) {
    case HINT_REGION:
    case HINT_DISTRICT:
        return PLACE_REGION;
    case HINT_CITY:
        return PLACE_CITY;
    case HINT_NEIGHBOURHOOD:
        return PLACE_NEIGHBOURHOOD;
    case HINT_CAMP:
        return PLACE_CAMP;
    case HINT_CROSSING:
        return PLACE_CROSSING;
    case HINT_FACILITY:
        return PLACE_FACILITY;
    case HINT_WATER:
        return PLACE_WATER;
    case HINT_NONE:
    case HINT_STREET:
    case HINT_OTHER:
    case HINT_COUNT:
        break;
    }
    return s->label == NAME_FAC && s->hint == HINT_NONE ? PLACE_FACILITY : PLACE_OTHER;
}

// Codes that begin with X are ours, but for Kosovo's, which everybody uses.
static str public_code(str code) {
    bool is_ours = starts_with(code, STR("X")) && !same(code, STR("XK"));
    return is_ours || code.size == 0 ? (str){NULL, 0} : code;
}

static void add_areas_of_atlas(place_work *w, place_record *p, int at) {
    const atlas *world = w->rules->world;
    while (at != NOT_IN_ATLAS) {
        atlas_place area = atlas_place_at(world, at);
        if (area.kind == ATLAS_COUNTRY) break;
        str name = copy_str(&w->doc->memory, name_of_area(w->rules, w->scratch, &area));
        PUSH_IN(&w->doc->memory, &p->inside, name);
        at = area.inside;
    }
}

static void add_country_name(place_work *w, place_record *p, const candidate *c) {
    if (c->country < 0 || c->kind == PLACE_COUNTRY) return;
    str  name = w->rules->countries.at[c->country].name;
    bool is_there = p->inside.count > 0 && same(p->inside.at[p->inside.count - 1], name);
    if (!is_there) PUSH_IN(&w->doc->memory, &p->inside, name);
}

static void add_areas(place_work *w, place_record *p, const candidate *c) {
    if (c->listed >= 0) {
        for (str inside = w->rules->listed.at[c->listed].inside; inside.size > 0;) {
            str name = cut_at(&inside, '|');
            PUSH_IN(&w->doc->memory, &p->inside, name);
        }
    } else if (c->place != NOT_IN_ATLAS && c->kind != PLACE_COUNTRY) {
        add_areas_of_atlas(w, p, atlas_place_at(w->rules->world, c->place).inside);
    }
    add_country_name(w, p, c);
}

static bool is_ascii(str name) {
    for (size_t i = 0; i < name.size; i++) {
        if ((unsigned char)name.at[i] > 127) return false;
    }
    return true;
}

// The names of its areas are held once for all that means it: a long list of towns names few areas.
static void share_areas(place_work *w, place_record *p, sense *means, const candidate *c) {
    if (means->inside.count == 0) {
        add_areas(w, p, c);
        means->inside = p->inside;
    }
    p->inside = means->inside;
    p->inside.room = p->inside.count;
}

// The words of the report where they are the place's name, or another one of what the list has in
// the language of the country ("Jenin", "Janīn"); else the name that the list has.
static str name_by_list(place_work *w, const spot *s, const sense *means, str listed) {
    str  words = text_of(w->doc, s->where);
    str  key = key_of_words(w->scratch, listed);
    bool is_abroad = !is_ascii(listed) && same(means->found_by, means->key);
    return same(key, means->key) || is_abroad ? words : copy_str(&w->doc->memory, listed);
}

static void name_place(place_work *w, place_record *p, const spot *s, const candidate *c) {
    const sense *means = &w->senses.at[s->sense];
    if (c->listed >= 0) {
        const listed_place *listed = &w->rules->listed.at[c->listed];
        p->name = name_by_list(w, s, means, listed->name);
        p->geonames = listed->geonames;
    } else if (c->kind == PLACE_COUNTRY) {
        p->name = name_by_list(w, s, means, w->rules->countries.at[c->country].name);
        if (c->place != NOT_IN_ATLAS) {
            p->geonames = atlas_place_at(w->rules->world, c->place).geonames;
        }
    } else {
        atlas_place at = atlas_place_at(w->rules->world, c->place);
        p->name = name_by_list(w, s, means, name_of_area(w->rules, w->scratch, &at));
        p->geonames = at.geonames;
    }
}

static point_precision precision_of(const spot *s, place_kind kind) {
    if (s->is_part) return POINT_AREA;
    switch (kind) {
    case PLACE_COUNTRY:
        return POINT_COUNTRY;
    case PLACE_REGION:
    case PLACE_NEIGHBOURHOOD:
    case PLACE_WATER:
    case PLACE_OTHER:
        return POINT_AREA;
    case PLACE_CITY:
    case PLACE_CAMP:
    case PLACE_CROSSING:
    case PLACE_FACILITY:
        break;
    }
    return POINT_EXACT;
}

static place_record describe_known(place_work *w, const spot *s, const candidate *c) {
    place_record p = {.where = s->where, .kind = c->kind, .lat = c->lat, .lon = c->lon};
    p.has_point = c->kind != PLACE_COUNTRY || w->rules->countries.at[c->country].has_point;
    p.precision = precision_of(s, c->kind);
    if (c->country >= 0) p.country = public_code(w->rules->countries.at[c->country].code);
    if (c->listed >= 0) p.country = public_code(w->rules->listed.at[c->listed].country);
    name_place(w, &p, s, c);
    share_areas(w, &p, &w->senses.at[s->sense], c);
    return p;
}

// ---- Places that no list has -------------------------------------------------------------

// What the text sets around it ("Karsa Lane, Velm"), or a town that its sentence names.
static int find_in_sentence(const place_work *w, int at) {
    enum { FARTHEST = 12 };
    const document *doc = w->doc;
    int             around = w->spots.at[at].around;
    int             here = sentence_of_byte(doc, w->spots.at[at].where.begin);
    if (around >= 0 && w->spots.at[around].sense >= 0 && chosen_of(w, &w->spots.at[around])) {
        return around;
    }
    for (int way = 1; way >= -1; way -= 2) {
        for (int far = 1; far <= FARTHEST; far++) {
            int i = at + way * far;
            if (i < 0 || i >= w->spots.count) break;
            const spot *s = &w->spots.at[i];
            if (sentence_of_byte(doc, s->where.begin) != here) break;
            if (says_town(w, s)) return i;
        }
    }
    return -1;
}

// What the text sets around the name elsewhere, else a town beside it, else where the report plays.
static int find_beside(const place_work *w, int at) {
    int around = w->senses.at[w->spots.at[at].sense].around_spot;
    if (around >= 0 && w->spots.at[around].sense >= 0 && chosen_of(w, &w->spots.at[around])) {
        return around;
    }
    int beside = find_in_sentence(w, at);
    return beside >= 0 ? beside : w->main_spot;
}

static bool is_beside(const candidate *a, const candidate *b) {
    double down = a->lat - b->lat, across = a->lon - b->lon;
    return down < 3 && down > -3 && across < 4 && across > -4;
}

// What an unlisted place lies in: the place that its name begins with ("Velm Airport"), unless
// another is named beside it that is far from there ("Lincoln Hospital in Velm").
static bool find_around(place_work *w, int at, place_record *around) {
    const spot      *s = &w->spots.at[at];
    const candidate *within = chosen_of(w, s);
    int              beside = find_beside(w, at);
    const candidate *town = beside < 0 ? NULL : chosen_of(w, &w->spots.at[beside]);
    bool is_writers = beside >= 0 && w->spots.at[beside].is_dateline; // and no more than that
    if (within && (!town || is_writers || is_beside(within, town))) {
        *around = describe_known(w, s, within);
    } else if (town) {
        *around = describe_known(w, &w->spots.at[beside], town);
    }
    return within || town;
}

static place_record describe_unknown(place_work *w, int at) {
    const spot  *s = &w->spots.at[at];
    place_record around = {0};
    place_record p = {
        .where = s->where, .kind = kind_by_hint(s), .name = text_of(w->doc, s->where)};
    if (!find_around(w, at, &around) || !around.has_point) return p;
    p.has_point = true;
    p.precision = around.precision == POINT_COUNTRY ? POINT_COUNTRY : POINT_AREA;
    p.lat = around.lat;
    p.lon = around.lon;
    p.country = around.country;
    PUSH_IN(&w->doc->memory, &p.inside, around.name);
    for (int i = 0; i < around.inside.count; i++) {
        PUSH_IN(&w->doc->memory, &p.inside, around.inside.at[i]);
    }
    return p;
}

void write_places(place_work *w) {
    document *doc = w->doc;
    for (int i = 0; i < w->spots.count; i++) {
        const spot *s = &w->spots.at[i];
        if (s->sense < 0) continue;
        const candidate *c = chosen_of(w, s);
        bool             may_act = c && (c->kind == PLACE_COUNTRY || c->is_seat);
        bool             is_listed = c && !w->senses.at[s->sense].is_within;
        if (may_act && is_government(w, s)) continue;
        bool is_site = c && c->listed >= 0 && c->kind == PLACE_FACILITY;
        if (is_site && s->label != NAME_FAC && !stands_as_place(w, s)) continue;
        place_record made = is_listed ? describe_known(w, s, c) : describe_unknown(w, i);
        if (s->is_dateline && doc->dateline.place_id == NO_ID) {
            doc->dateline.place_id = doc->places.count;
        }
        PUSH_IN(&doc->memory, &doc->places, made);
    }
}
