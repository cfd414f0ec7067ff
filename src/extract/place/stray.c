// stray.c - where a report plays by its names, and names that no list has there: a village that is
// known only as another one, far away.
//
//     Velm, Orlava               no Velm of the lists lies in Orlava: some place in Orlava
//     Karsa ... Tarn ... Velm    Karsa and Tarn are neighbours, the one small Velm known is far from
//                                both and from all else: some place near Karsa
//
// Such a name loses its candidate; point.c then says where it is by what the report names beside it.
#include "extract/place/work.h"

// ---- Where the report plays --------------------------------------------------------------

const candidate *chosen_of(const place_work *w, const spot *s) {
    const sense *means = &w->senses.at[s->sense];
    return means->chosen < 0 ? NULL : &means->candidates.at[means->chosen];
}

static bool is_settled(const candidate *c) {
    return c && (c->kind == PLACE_CITY || c->is_district || c->kind == PLACE_NEIGHBOURHOOD);
}

bool says_town(const place_work *w, const spot *s) {
    return s->sense >= 0 && !w->senses.at[s->sense].is_within && is_settled(chosen_of(w, s));
}

// The town, else the region, that many names of the report lie in or near. Where its names are
// scattered it plays nowhere, and what no list has stays without a point.
static int find_main_spot(const place_work *w) {
    double most = 0;
    int    found = -1;
    bool   is_town = false;
    for (int i = 0; i < w->spots.count; i++) {
        const spot      *s = &w->spots.at[i];
        const candidate *c = s->sense < 0 ? NULL : chosen_of(w, s);
        bool             says = says_town(w, s);
        if (!c || (!says && (is_town || c->kind != PLACE_REGION))) continue;
        double votes = votes_in(w->votes, says ? VOTE_SMALL_SQUARE : VOTE_REGION, c);
        if (votes <= most && says == is_town) continue;
        most = votes;
        found = i;
        is_town = says;
    }
    bool is_plain = most * 4 > votes_of_all(w->votes);
    return is_plain ? found : -1;
}

// The town that much of the report lies around, with at least one other name there; or NULL.
static const candidate *find_main_town(place_work *w) {
    const spot *s = w->main_spot < 0 ? NULL : &w->spots.at[w->main_spot];
    if (!s || !says_town(w, s)) return NULL;
    const candidate *town = chosen_of(w, s);
    const sense     *means = &w->senses.at[s->sense];
    double           all = votes_of_all(w->votes);
    double           votes = votes_in(w->votes, VOTE_SMALL_SQUARE, town);
    vote_by_sense(w->votes, means, -1);
    double others = votes_in(w->votes, VOTE_SMALL_SQUARE, town);
    vote_by_sense(w->votes, means, 1);
    return others > 0.8 && votes * 3 > all ? town : NULL;
}

// ---- Strays ------------------------------------------------------------------------------

static bool is_of_lists(const candidate *c) {
    return c->kind == PLACE_COUNTRY || c->listed >= 0;
}

// What stands behind its comma holds none of its candidates.
static bool is_outside_area(const place_work *w, const sense *s) {
    const sense     *around = s->around < 0 ? NULL : &w->senses.at[s->around];
    const candidate *area =
        !around || around->chosen < 0 ? NULL : &around->candidates.at[around->chosen];
    if (!area || (area->kind != PLACE_REGION && area->kind != PLACE_COUNTRY)) return false;
    for (int i = 0; i < s->candidates.count; i++) {
        const candidate *c = &s->candidates.at[i];
        bool             is_it = c->place != NOT_IN_ATLAS && c->place == area->place;
        if (is_of_lists(c) || is_it || holds_place(w, area, c)) return false;
    }
    return true;
}

static bool is_far(const candidate *a, const candidate *b) {
    double down = a->lat - b->lat, across = a->lon - b->lon;
    return down > 1.5 || down < -1.5 || across > 2 || across < -2;
}

// A small place in a region that nothing else of the report lies in, or a larger one in such a
// country.
static bool is_apart(const sense *s, uint32_t small) {
    enum { LARGE = 1000000 };
    const candidate *c = &s->candidates.at[s->chosen];
    const double    *clues = &s->clues[s->chosen * CLUES];
    if (is_of_lists(c) || (c->kind == PLACE_REGION && !c->is_district)) return false;
    if (clues[CLUE_HELD] > 0.1 || c->is_seat) return false;
    return (c->population < small && clues[CLUE_IN_REGION] < 0.05) ||
           (c->population < LARGE && clues[CLUE_IN_COUNTRY] < 0.02);
}

// What a site's name begins with may be a person's, or a word: "Oden Airport", "Drum Tower".
static bool is_no_beginning(const place_work *w, const sense *s) {
    enum { VILLAGE = 5000 };
    return s->is_within && votes_of_all(w->votes) > 2 && is_apart(s, VILLAGE);
}

void drop_strays(place_work *w) {
    enum { SMALL_TOWN = 30000 };
    for (int i = 0; i < w->senses.count; i++) {
        sense *s = &w->senses.at[i];
        if (s->chosen >= 0 && (is_outside_area(w, s) || is_no_beginning(w, s))) s->chosen = -1;
    }
    w->main_spot = find_main_spot(w);
    const candidate *town = find_main_town(w);
    for (int i = 0; i < w->senses.count && town; i++) {
        sense *s = &w->senses.at[i];
        bool   is_stray = s->chosen >= 0 && is_apart(s, SMALL_TOWN);
        if (is_stray && is_far(&s->candidates.at[s->chosen], town)) s->chosen = -1;
    }
}
