// choose.c - which place of a name it is, by what else the report names.
//
// Every candidate has a score: clues of its own (its size, what kind it is), and what the rest of
// the report adds. Scores make shares: how likely it is among those of its name. Shares vote for
// the places that a candidate lies in (votes.c); votes of the other names are clues; and so round
// again. Then the best of each name is taken. The weights are fitted by tools/train/train_places.
//
// Only additions, products and quotients, in one order: the same bits on every machine.
#include "extract/place/work.h"

enum { ROUNDS = 3, MOST_COMPARED = 12 };

// ---- Clues of its own --------------------------------------------------------------------

// The binary logarithm, with straight lines between powers of two.
static double logarithm(uint32_t number) {
    int power = 0;
    if (number < 2) return 0;
    while (number >> (power + 1)) {
        power++;
    }
    return power + (double)number / (double)(1u << power) - 1;
}

static bool is_listed(const candidate *c) {
    return c->kind == PLACE_COUNTRY || c->listed >= 0;
}

static bool is_largest(const sense *s, const candidate *c) {
    for (int i = 0; i < s->candidates.count; i++) {
        const candidate *other = &s->candidates.at[i];
        if (is_listed(other) || (other->kind == PLACE_REGION) != (c->kind == PLACE_REGION))
            continue;
        if (other->population > c->population) return false;
    }
    return true;
}

// Whether a city that lies in the area and has much of its people goes by the same name.
static bool is_most_of(const place_work *w, const candidate *city, const candidate *area) {
    bool is_much = (uint64_t)city->population * 4 > area->population;
    return is_much && city->kind == PLACE_CITY && area->kind == PLACE_REGION &&
           city->place != NOT_IN_ATLAS && area->place != NOT_IN_ATLAS &&
           is_in_area(w->rules->world, city->place, area->place);
}

// The lists have a city in one area of a disputed one and its namesake in another.
static bool is_next_to(const candidate *a, const candidate *b) {
    double down = a->lat - b->lat, across = a->lon - b->lon;
    return down < 0.5 && down > -0.5 && across < 0.5 && across > -0.5;
}

// Whether the area is called as its country is, its capital, or a city in it, which its name then
// mostly means: "Mexico", "Washington", "Hama", and "New York", which is not the city's whole name
// but holds much of the region.
static bool is_after_city(const place_work *w, const sense *s, const candidate *area) {
    enum { LARGE = 20000 };
    for (int i = 0; i < s->candidates.count; i++) {
        const candidate *c = &s->candidates.at[i];
        bool             is_known = c->kind == PLACE_COUNTRY || c->is_seat;
        if (is_known && c->country == area->country) return true;
        if (c->kind != PLACE_CITY || c->population < LARGE || c->place == NOT_IN_ATLAS) continue;
        if (c->is_other_name && !is_most_of(w, c, area)) continue;
        if (is_in_area(w->rules->world, c->place, area->place) || is_next_to(c, area)) return true;
    }
    return false;
}

// A city's other name counts as its own where the area around it goes by it as well.
static bool goes_by_other_name(const place_work *w, const sense *s, const candidate *c) {
    for (int i = 0; i < s->candidates.count && c->is_other_name; i++) {
        const candidate *area = &s->candidates.at[i];
        if (!area->is_district && is_most_of(w, c, area)) return false;
    }
    return c->is_other_name;
}

// Reports name countries wherever they play: words of another speak little against one.
static double words_for(const place_work *w, const sense *of, const candidate *c) {
    double own = c->country < 0 ? 0 : w->words_of[c->country], most = own;
    for (int i = 0; i < of->candidates.count && c->kind == PLACE_COUNTRY; i++) {
        int other = of->candidates.at[i].country;
        if (other >= 0 && w->words_of[other] > most) most = w->words_of[other];
    }
    return own > 0.75 * most ? own : 0.75 * most;
}

static void find_own_clues(const place_work *w, const sense *of, const candidate *c,
                           double *clues) {
    enum { LARGE_CITY = 1000000 };
    bool is_area = c->kind == PLACE_REGION, is_region = is_area && !c->is_district;
    clues[CLUE_COUNTRY] = c->kind == PLACE_COUNTRY;
    clues[c->kind == PLACE_NEIGHBOURHOOD ? CLUE_LISTED_PART : CLUE_LISTED] = c->listed >= 0;
    clues[CLUE_HOLDS_OTHERS] = c->holds_others;
    clues[CLUE_WORDS_OF_COUNTRY] = words_for(w, of, c);
    bool is_city = of->hint == HINT_CITY || (of->is_dateline && c->listed < 0);
    clues[CLUE_NO_CITY] = is_city && c->kind == PLACE_REGION;
    if (is_listed(c)) return;
    clues[CLUE_DISTRICT] = c->is_district;
    clues[is_area ? CLUE_SIZE_OF_AREA : CLUE_SIZE_OF_TOWN] = logarithm(c->population);
    clues[CLUE_LARGEST_REGION] = is_region && is_largest(of, c);
    clues[CLUE_LARGEST_CITY] = !is_area && c->population >= LARGE_CITY && is_largest(of, c);
    bool may_be_city = is_area && of->hint == HINT_NONE && !c->holds_others;
    clues[CLUE_AFTER_CITY] = may_be_city && is_after_city(w, of, c);
    clues[CLUE_SEAT] = c->is_seat;
    clues[CLUE_OTHER_NAME] = goes_by_other_name(w, of, c);
    clues[CLUE_FITS_REGION] = of->hint == HINT_REGION && is_region;
    clues[CLUE_FITS_DISTRICT] = of->hint == HINT_DISTRICT && c->is_district;
    clues[CLUE_NO_DISTRICT] = of->hint == HINT_DISTRICT && !c->is_district;
}

// ---- What lies in what -------------------------------------------------------------------

static bool is_near(const candidate *a, const candidate *b) {
    double down = a->lat - b->lat, across = a->lon - b->lon;
    return down < 3 && down > -3 && across < 4 && across > -4;
}

// Whether `area` holds `c`.
bool holds_place(const place_work *w, const candidate *area, const candidate *c) {
    if (c->kind == PLACE_COUNTRY || area->kind == PLACE_CITY) return false;
    if (area->kind == PLACE_COUNTRY) return c->country == area->country;
    if (area->place != NOT_IN_ATLAS && c->place != NOT_IN_ATLAS) {
        return c->place != area->place && is_in_area(w->rules->world, c->place, area->place);
    }
    return c->country == area->country && c->listed != area->listed && is_near(c, area);
}

static int compared(const sense *s) {
    return s->candidates.count < MOST_COMPARED ? s->candidates.count : MOST_COMPARED;
}

// An area behind a comma is one that holds what stands before it.
static void expect_holding(place_work *w, const sense *s) {
    sense *around = s->around < 0 ? NULL : &w->senses.at[s->around];
    for (int i = 0; around && i < compared(around); i++) {
        candidate *area = &around->candidates.at[i];
        for (int k = 0; k < s->candidates.count && !area->holds_others; k++) {
            area->holds_others = holds_place(w, area, &s->candidates.at[k]);
        }
    }
}

static double share_around(const place_work *w, const sense *s, const candidate *c) {
    double       share = 0;
    const sense *around = s->around < 0 ? NULL : &w->senses.at[s->around];
    for (int i = 0; around && i < compared(around); i++) {
        if (holds_place(w, &around->candidates.at[i], c)) share += around->candidates.at[i].share;
    }
    return share;
}

// ---- Series ------------------------------------------------------------------------------

// Between two names of a list: a comma, "and", "or".
static bool is_list_link(str between) {
    static const char *const LINKS[] = {",", "and", ", and", "or", ", or", "&"};
    for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++) {
        if (same(trim(between), str_of(LINKS[i]))) return true;
    }
    return false;
}

static void note_beside(sense *s, int other) {
    int free = s->beside[0] < 0 ? 0 : 1;
    if (s->beside[free] < 0 && s->beside[0] != other) s->beside[free] = other;
}

// "Velm, Karsa and Tarn"; what stands behind the comma of another is none of a list.
static void find_series(place_work *w) {
    for (int i = 0; i < w->senses.count; i++) {
        w->senses.at[i].beside[0] = w->senses.at[i].beside[1] = -1;
    }
    for (int i = 0; i + 1 < w->spots.count; i++) {
        const spot *here = &w->spots.at[i], *next = &w->spots.at[i + 1];
        bool        is_pair = here->sense >= 0 && next->sense >= 0 && here->sense != next->sense;
        str         between = slice(w->doc->text, here->where.end, next->where.begin);
        if (!is_pair || here->around >= 0 || !is_list_link(between)) continue;
        note_beside(&w->senses.at[here->sense], next->sense);
        note_beside(&w->senses.at[next->sense], here->sense);
    }
}

// The area that a region or district is a part of; towns of a list need not be neighbours.
static int area_around(const place_work *w, const candidate *c) {
    return c->place == NOT_IN_ATLAS ? NOT_IN_ATLAS
                                    : atlas_place_at(w->rules->world, c->place).inside;
}

static bool are_siblings(const place_work *w, const candidate *a, const candidate *b) {
    if (a->kind != b->kind || a->is_district != b->is_district) return false;
    if (a->kind == PLACE_COUNTRY) return true;
    return a->kind == PLACE_REGION && a->place != b->place &&
           area_around(w, a) == area_around(w, b);
}

static double share_in_series(const place_work *w, const sense *s, const candidate *c) {
    double most = 0;
    for (int i = 0; i < 2 && s->beside[i] >= 0; i++) {
        const sense *other = &w->senses.at[s->beside[i]];
        double       share = 0;
        for (int k = 0; k < compared(other); k++) {
            if (are_siblings(w, c, &other->candidates.at[k]))
                share += other->candidates.at[k].share;
        }
        if (share > most) most = share;
    }
    return most;
}

// ---- Clues of the others -----------------------------------------------------------------

// One vote says much, ten not much more; and in a long report, which names something everywhere, one
// says less.
static double saturate(double votes, double all) {
    return votes <= 0 ? 0 : votes / (votes + 1 + all / 32);
}

static void find_votes(const place_work *w, const candidate *c, double *clues) {
    static const struct {
        place_clue clue;
        vote_kind  kind;
    } by_kind[] = {{CLUE_IN_REGION, VOTE_REGION},
                   {CLUE_IN_DISTRICT, VOTE_DISTRICT},
                   {CLUE_IN_SQUARE, VOTE_SQUARE},
                   {CLUE_IN_SMALL_SQUARE, VOTE_SMALL_SQUARE}};
    double all = votes_of_all(w->votes);
    clues[CLUE_BODIES_OF_REGION] =
        saturate(votes_in(w->bodies, VOTE_REGION, c), votes_of_all(w->bodies));
    if (all < 0.5) return;
    clues[CLUE_IN_COUNTRY] = votes_in(w->votes, VOTE_COUNTRY, c) / all;
    bool is_of_world = clues[CLUE_SEAT] > 0 || clues[CLUE_LARGEST_CITY] > 0;
    clues[CLUE_WORLDLY] = is_of_world ? spread_over_countries(w->votes) : 0;
    clues[CLUE_SAME_PLACE] = saturate(votes_in(w->votes, VOTE_PLACE, c), all);
    for (size_t i = 0; i < sizeof by_kind / sizeof *by_kind && c->kind != PLACE_COUNTRY; i++) {
        clues[by_kind[i].clue] = saturate(votes_in(w->votes, by_kind[i].kind, c), all);
    }
}

// ---- Scores ------------------------------------------------------------------------------

static double score_of(const double *weights, const double *clues) {
    double score = 0;
    for (int i = 0; i < CLUES; i++) {
        score += weights[i] * clues[i];
    }
    return score;
}

// Shares from scores: the best has the most, and what is far behind next to nothing. Near the
// exponential function, which no two machines compute alike.
static void share_out(sense *s, const double *scores) {
    double best = 0, all = 0;
    for (int i = 0; i < s->candidates.count; i++) {
        if (i == 0 || scores[i] > best) best = scores[i];
    }
    for (int i = 0; i < s->candidates.count; i++) {
        double share = 1 / (1 + (best - scores[i]) / 16);
        for (int k = 0; k < 4; k++) {
            share *= share; // the sixteenth power in the end
        }
        s->candidates.at[i].share = share;
        all += share;
    }
    for (int i = 0; i < s->candidates.count; i++) {
        s->candidates.at[i].share /= all;
    }
}

static void find_pairs(const place_work *w, const sense *s, const candidate *c, double *clues) {
    double in_district = pairs_in(w->pairs, VOTE_DISTRICT, s, c);
    double in_square = pairs_in(w->pairs, VOTE_SMALL_SQUARE, s, c);
    if (c->kind == PLACE_COUNTRY) return;
    clues[CLUE_PAIR_IN_DISTRICT] = c->districts[0] == NOT_IN_ATLAS ? 0 : saturate(in_district, 0);
    clues[CLUE_PAIR_IN_SQUARE] = saturate(in_square, 0);
}

static void score_sense(place_work *w, sense *s, weighing how) {
    arena_mark before = mark_arena(w->scratch);
    double    *scores = NEW_IN(w->scratch, double, s->candidates.count + 1);
    for (int i = 0; i < s->candidates.count; i++) {
        const candidate *c = &s->candidates.at[i];
        double          *clues = &s->clues[i * CLUES];
        if (how == ALONE) {
            find_own_clues(w, s, c, clues);
        } else {
            clues[CLUE_HELD] = share_around(w, s, c);
            clues[CLUE_IN_SERIES] = share_in_series(w, s, c);
            find_votes(w, c, clues);
            find_pairs(w, s, c, clues);
        }
        scores[i] = score_of(w->rules->weights[how], clues);
        if (i == 0 || scores[i] > scores[s->chosen]) s->chosen = i;
    }
    share_out(s, scores);
    rewind_arena(w->scratch, before);
}

// ---- Names -------------------------------------------------------------------------------

// Senses of one name ("Velm", "VELM", "Velm Airport") are no witnesses for each other.
enum { MOST_OF_NAME = 8 };

static void link_names(place_work *w) {
    str_table last_of_name = {0};
    for (int i = 0; i < w->senses.count; i++) {
        sense   *s = &w->senses.at[i];
        uint32_t last = find_in_table(&last_of_name, s->found_by);
        s->next_of_name = i;
        if (s->candidates.count == 0) continue;
        if (last != NOT_IN_TABLE) {
            s->next_of_name = w->senses.at[last].next_of_name;
            w->senses.at[last].next_of_name = i;
        } else {
            add_to_table(w->scratch, &last_of_name, s->found_by, (uint32_t)i);
        }
    }
}

static void vote_by_name(place_work *w, int number, double sign) {
    int at = w->senses.at[number].next_of_name;
    for (int i = 1; i < MOST_OF_NAME && at != number; i++, at = w->senses.at[at].next_of_name) {
        vote_by_sense(w->votes, &w->senses.at[at], sign);
    }
}

// What the other senses of the name take it for.
static void find_same_name(place_work *w, sense *s, double sign) {
    for (int i = 0; i < s->candidates.count; i++) {
        double *clue = &s->clues[i * CLUES + CLUE_SAME_NAME];
        *clue += sign * votes_in(w->votes, VOTE_PLACE, &s->candidates.at[i]);
    }
}

static void score_among_others(place_work *w, int number) {
    sense *s = &w->senses.at[number];
    bool   is_alone = s->next_of_name == number;
    vote_by_sense(w->votes, s, -1);
    if (!is_alone) {
        for (int i = 0; i < s->candidates.count; i++) {
            s->clues[i * CLUES + CLUE_SAME_NAME] = 0;
        }
        find_same_name(w, s, 1);
        vote_by_name(w, number, -1);
        find_same_name(w, s, -1);
        for (int i = 0; i < s->candidates.count; i++) {
            double *clue = &s->clues[i * CLUES + CLUE_SAME_NAME];
            *clue = saturate(*clue, 0);
        }
    }
    score_sense(w, s, AMONG_OTHERS);
    if (!is_alone) vote_by_name(w, number, 1);
    vote_by_sense(w->votes, s, 1);
}

static void count_pairs(place_work *w) {
    w->pairs = open_ballot(w->scratch);
    for (int i = 0; i < w->senses.count; i++) {
        sense *s = &w->senses.at[i];
        bool   is_first = s->spots > 0;
        int    at = s->next_of_name;
        for (int k = 1; k < MOST_OF_NAME && at != i && is_first; k++) {
            is_first = at > i || w->senses.at[at].spots == 0;
            at = w->senses.at[at].next_of_name;
        }
        if (is_first) vote_for_pairs(w->pairs, s, i);
    }
}

void choose_meanings(place_work *w) {
    find_series(w);
    link_names(w);
    count_pairs(w);
    for (int i = 0; i < w->senses.count; i++) {
        sense *s = &w->senses.at[i];
        s->clues = NEW_IN(w->scratch, double, s->candidates.count *CLUES + 1);
        expect_holding(w, s);
    }
    for (int i = 0; i < w->senses.count; i++) {
        score_sense(w, &w->senses.at[i], ALONE);
        vote_by_sense(w->votes, &w->senses.at[i], 1);
    }
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < w->senses.count; i++) {
            score_among_others(w, i);
        }
    }
}
