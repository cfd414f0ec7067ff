// choose.c - which place of a name it is, by what else the report names.
//
// Every candidate has a score of its own (its size, what kind it is) and a share: how likely it is
// among those of its name. Shares vote for the country, the region and the neighbourhood (a square
// of a few degrees) that a candidate lies in; votes of the other names add to its score; and so
// round again. Then the best of each name is taken.
//
// Only additions, products and quotients, in one order: the same bits on every machine.
#include "extract/place/work.h"

enum { ROUNDS = 3, MOST_COMPARED = 12, SQUARE = 2 }; // degrees

// ---- Votes -------------------------------------------------------------------------------

typedef struct {
    int64_t key; // 0: empty
    double  value;
} vote;

typedef struct {
    vote    *slots;
    uint32_t mask;
    double   all; // sum of the weights of all names
} ballot;

typedef enum { VOTE_COUNTRY = 1, VOTE_REGION, VOTE_SQUARE } vote_kind;

static double *votes_for(ballot *b, vote_kind kind, int64_t number) {
    int64_t  key = number * 4 + kind;
    uint64_t mixed = (uint64_t)key * 0x9e3779b97f4a7c15u;
    uint32_t slot = (uint32_t)(mixed >> 32) & b->mask;
    while (b->slots[slot].key != 0 && b->slots[slot].key != key) {
        slot = (slot + 1) & b->mask;
    }
    b->slots[slot].key = key;
    return &b->slots[slot].value;
}

static int64_t square_at(int row, int column) {
    enum { COLUMNS = 512 };
    return (int64_t)row * COLUMNS + column + 1;
}

static int squares_from(double degrees, double least) {
    return (int)((degrees - least) / SQUARE) + 1;
}

// Votes for the squares around count in full, so that a border between squares is none.
static void vote_for(ballot *b, const candidate *c, double weight) {
    if (c->country >= 0) *votes_for(b, VOTE_COUNTRY, c->country + 1) += weight;
    if (c->kind == PLACE_COUNTRY) return;
    if (c->region != NOT_IN_ATLAS) *votes_for(b, VOTE_REGION, c->region + 1) += weight;
    int row = squares_from(c->lat, -90), column = squares_from(c->lon, -180);
    for (int i = -1; i <= 1; i++) {
        for (int k = -1; k <= 1; k++) {
            *votes_for(b, VOTE_SQUARE, square_at(row + i, column + k)) += weight;
        }
    }
}

static double weight_of(const sense *s) {
    return s->spots > 3 ? 2 : 1 + (s->spots - 1) * 0.4;
}

static void vote_by_sense(ballot *b, const sense *s, double sign) {
    double weight = sign * weight_of(s);
    for (int i = 0; i < s->candidates.count; i++) {
        const candidate *c = &s->candidates.at[i];
        if (c->share > 0.01) vote_for(b, c, weight * c->share);
    }
    if (s->candidates.count > 0) b->all += weight;
}

// ---- Scores ------------------------------------------------------------------------------

// The binary logarithm, with straight lines between powers of two.
static double logarithm(uint32_t number) {
    int power = 0;
    if (number < 2) return 0;
    while (number >> (power + 1)) {
        power++;
    }
    return power + (double)number / (double)(1u << power) - 1;
}

// What speaks for a candidate, each with its weight.
typedef enum {
    IS_COUNTRY,
    IS_LISTED,
    IS_REGION,
    IS_DISTRICT,
    SIZE_OF_TOWN, // logarithm of inhabitants
    SIZE_OF_AREA,
    IS_SEAT,
    IS_OTHER_NAME,
    FITS_REGION, // what the words around the name say that it is
    FITS_DISTRICT,
    FITS_CITY,
    HOLDS_OTHERS, // what stands before it may lie in it
    IS_HELD,      // it lies in what stands behind it
    IN_COUNTRY,   // with other names of the report
    IN_REGION,
    IN_SQUARE,
    IN_AMERICA,
    BACKED_REGION, // one other name there says much, ten not much more
    BACKED_SQUARE,
    CLUES
} clue;

// By logistic regression over the candidates of 2,800 names of two labelled sets (LGL, GeoWebNews);
// on fifths of the reports that were left out, 86 % of the names get a place within 161 km, as on
// those fitted on. Set by hand: countries stand higher, as news of the world needs it, and so do
// capitals and regions that the words around them call so, of which local news has few.
static const double WEIGHTS[CLUES] = {
    [IS_COUNTRY] = 11,    [IS_LISTED] = 8,       [IS_REGION] = 2.4,     [IS_DISTRICT] = 1.7,
    [SIZE_OF_TOWN] = 0.4, [SIZE_OF_AREA] = 0.2,  [IS_SEAT] = 1.0,       [IS_OTHER_NAME] = -2.8,
    [FITS_REGION] = 3,    [FITS_DISTRICT] = 3.5, [FITS_CITY] = 1,       [HOLDS_OTHERS] = 1.5,
    [IS_HELD] = 2.5,      [IN_COUNTRY] = 1.5,    [IN_REGION] = 0,       [IN_SQUARE] = 0.4,
    [IN_AMERICA] = 0.7,   [BACKED_REGION] = 3.9, [BACKED_SQUARE] = 0.8,
};

static void find_clues(const place_work *w, const candidate *c, const sense *of, double *clues) {
    bool is_country = c->kind == PLACE_COUNTRY, is_area = c->kind == PLACE_REGION;
    clues[IS_COUNTRY] = is_country;
    clues[IS_LISTED] = c->listed >= 0;
    if (is_country || c->listed >= 0) return;
    clues[IS_REGION] = is_area && !c->is_district;
    clues[IS_DISTRICT] = c->is_district;
    clues[is_area ? SIZE_OF_AREA : SIZE_OF_TOWN] = logarithm(c->population);
    clues[IN_AMERICA] = c->country >= 0 && same(w->rules->countries.at[c->country].code, STR("US"));
    clues[IS_SEAT] = c->is_seat;
    clues[IS_OTHER_NAME] = c->is_other_name;
    clues[FITS_REGION] = of->hint == HINT_REGION && is_area && !c->is_district;
    clues[FITS_DISTRICT] = of->hint == HINT_DISTRICT && c->is_district;
    clues[FITS_CITY] = of->hint == HINT_CITY && !is_area;
}

static bool is_near(const candidate *a, const candidate *b) {
    double down = a->lat - b->lat, across = a->lon - b->lon;
    return down < 3 && down > -3 && across < 4 && across > -4;
}

// Whether `area` holds `c`.
static bool holds(const place_work *w, const candidate *area, const candidate *c) {
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
            area->holds_others = holds(w, area, &s->candidates.at[k]);
        }
    }
}

static double share_around(const place_work *w, const sense *s, const candidate *c) {
    double       share = 0;
    const sense *around = s->around < 0 ? NULL : &w->senses.at[s->around];
    for (int i = 0; around && i < compared(around); i++) {
        if (holds(w, &around->candidates.at[i], c)) share += around->candidates.at[i].share;
    }
    return share;
}

static double saturate(double votes) {
    return votes <= 0 ? 0 : votes / (votes + 1);
}

static void count_votes(ballot *b, const candidate *c, double *clues) {
    if (b->all < 0.5) return;
    if (c->country >= 0) clues[IN_COUNTRY] = *votes_for(b, VOTE_COUNTRY, c->country + 1) / b->all;
    if (c->kind == PLACE_COUNTRY) return;
    int    row = squares_from(c->lat, -90), column = squares_from(c->lon, -180);
    double square = *votes_for(b, VOTE_SQUARE, square_at(row, column));
    clues[IN_SQUARE] = square / b->all;
    clues[BACKED_SQUARE] = saturate(square);
    if (c->region == NOT_IN_ATLAS) return;
    double region = *votes_for(b, VOTE_REGION, c->region + 1);
    clues[IN_REGION] = region / b->all;
    clues[BACKED_REGION] = saturate(region);
}

static double score_candidate(const place_work *w, ballot *b, const sense *s, const candidate *c) {
    double clues[CLUES] = {0}, score = 0;
    find_clues(w, c, s, clues);
    clues[HOLDS_OTHERS] = c->holds_others;
    if (b) {
        count_votes(b, c, clues);
        clues[IS_HELD] = share_around(w, s, c);
    }
    for (int i = 0; i < CLUES; i++) {
        score += WEIGHTS[i] * clues[i];
    }
    return score;
}

// Shares from scores: the best has the most, and what is far behind next to nothing.
static void share_out(sense *s, const double *scores) {
    double best = 0, all = 0;
    for (int i = 0; i < s->candidates.count; i++) {
        if (i == 0 || scores[i] > best) best = scores[i];
    }
    for (int i = 0; i < s->candidates.count; i++) {
        double behind = 1 + best - scores[i], square = behind * behind;
        s->candidates.at[i].share = 1 / (square * square);
        all += s->candidates.at[i].share;
    }
    for (int i = 0; i < s->candidates.count; i++) {
        s->candidates.at[i].share /= all;
    }
}

static void score_sense(place_work *w, ballot *b, sense *s) {
    arena_mark before = mark_arena(w->scratch);
    double    *scores = NEW_IN(w->scratch, double, s->candidates.count + 1);
    double     best = 0;
    for (int i = 0; i < s->candidates.count; i++) {
        scores[i] = score_candidate(w, b, s, &s->candidates.at[i]);
        if (i > 0 && scores[i] <= best) continue;
        best = scores[i];
        s->chosen = i;
    }
    share_out(s, scores);
    rewind_arena(w->scratch, before);
}

// ---- All names ---------------------------------------------------------------------------

// Peoples tell of their countries too.
static void vote_by_peoples(place_work *w, ballot *b) {
    const document *doc = w->doc;
    for (int i = 0; i < doc->names.count; i++) {
        const named_entity *name = &doc->names.at[i];
        if (name->label != NAME_NORP) continue;
        str      words = text_of(doc, span_of_tokens(doc, name->tokens.begin, name->tokens.end));
        str      key = key_of_words(w->scratch, words);
        uint32_t country = find_in_table(&w->rules->people_keys, key);
        if (key.size == 0 || country == NOT_IN_TABLE) continue;
        *votes_for(b, VOTE_COUNTRY, (int64_t)country + 1) += 0.4;
        b->all += 0.4;
    }
}

static ballot open_ballot(place_work *w) {
    enum { VOTES_OF_ONE = 12 };
    uint32_t most = (uint32_t)w->doc->names.count + 8, room = 64;
    for (int i = 0; i < w->senses.count; i++) {
        most += (uint32_t)w->senses.at[i].candidates.count * VOTES_OF_ONE;
    }
    while (room < most * 2) {
        room *= 2;
    }
    return (ballot){.slots = NEW_IN(w->scratch, vote, room), .mask = room - 1};
}

void choose_meanings(place_work *w) {
    ballot b = open_ballot(w);
    for (int i = 0; i < w->senses.count; i++) {
        expect_holding(w, &w->senses.at[i]);
    }
    for (int i = 0; i < w->senses.count; i++) {
        score_sense(w, NULL, &w->senses.at[i]);
        vote_by_sense(&b, &w->senses.at[i], 1);
    }
    vote_by_peoples(w, &b);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < w->senses.count; i++) {
            sense *s = &w->senses.at[i];
            vote_by_sense(&b, s, -1);
            score_sense(w, &b, s);
            vote_by_sense(&b, s, 1);
        }
    }
}
