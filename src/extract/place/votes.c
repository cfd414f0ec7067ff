// votes.c - where the names of a report lie, by all that they may mean.
//
// A name's candidates share its weight and give it to the country, the region, the district and
// the neighbourhood that each lies in. A hash table holds the sums; they are only looked up, so its
// order shows nowhere.
#include "extract/place/work.h"

typedef struct {
    int64_t key; // 0: empty
    double  value;
    int     voter; // the last, from 1; where each votes once
} vote;

struct ballot {
    arena   *memory;
    vote    *slots;
    uint32_t mask, used;
    double   all;                   // sum of the weights of all names
    double   of_countries, squares; // sums of the votes for countries, and of their squares
};

static ballot ballot_with_room(arena *memory, uint32_t room) {
    return (ballot){.memory = memory, .slots = NEW_IN(memory, vote, room), .mask = room - 1};
}

ballot *open_ballot(arena *memory) {
    enum { USUAL_ROOM = 512 };
    ballot *made = NEW_IN(memory, ballot, 1);
    *made = ballot_with_room(memory, USUAL_ROOM);
    return made;
}

// The slot of a key, or the empty one where it goes.
static vote *slot_of(const ballot *b, int64_t key) {
    uint64_t mixed = (uint64_t)key * 0x9e3779b97f4a7c15u;
    uint32_t slot = (uint32_t)(mixed >> 32) & b->mask;
    while (b->slots[slot].key != 0 && b->slots[slot].key != key) {
        slot = (slot + 1) & b->mask;
    }
    return &b->slots[slot];
}

static void double_room(ballot *b) {
    ballot larger = ballot_with_room(b->memory, (b->mask + 1) * 2);
    for (uint32_t i = 0; i <= b->mask; i++) {
        if (b->slots[i].key != 0) *slot_of(&larger, b->slots[i].key) = b->slots[i];
    }
    b->slots = larger.slots;
    b->mask = larger.mask;
}

static int64_t key_of(vote_kind kind, int64_t number) {
    return number * 8 + kind; // never 0: kinds count from 1
}

static vote *take_slot(ballot *b, vote_kind kind, int64_t number) {
    int64_t key = key_of(kind, number);
    vote   *slot = slot_of(b, key);
    if (slot->key == 0 && ++b->used * 2 > b->mask) {
        double_room(b);
        slot = slot_of(b, key);
    }
    slot->key = key;
    return slot;
}

static void vote_for(ballot *b, vote_kind kind, int64_t number, double weight) {
    vote *slot = take_slot(b, kind, number);
    if (kind == VOTE_COUNTRY) {
        b->of_countries += weight;
        b->squares += weight * (2 * slot->value + weight);
    }
    slot->value += weight;
}

static void vote_once(ballot *b, vote_kind kind, int64_t number, double weight, int voter) {
    vote *slot = take_slot(b, kind, number);
    if (slot->voter == voter) return;
    slot->voter = voter;
    slot->value += weight;
}

// ---- Squares -----------------------------------------------------------------------------

typedef struct {
    int row, column;
} square;

static square square_of(vote_kind kind, const candidate *c) {
    double size = kind == VOTE_SQUARE ? 2 : 0.5; // degrees
    return (square){(int)((c->lat + 90) / size) + 1, (int)((c->lon + 180) / size) + 1};
}

static int64_t number_of_square(int row, int column) {
    enum { COLUMNS = 1024 };
    return (int64_t)row * COLUMNS + column + 1;
}

static void vote_for_squares(ballot *b, vote_kind kind, const candidate *c, double weight) {
    square at = square_of(kind, c);
    for (int i = -1; i <= 1; i++) {
        for (int k = -1; k <= 1; k++) {
            vote_for(b, kind, number_of_square(at.row + i, at.column + k), weight);
        }
    }
}

// ---- Candidates --------------------------------------------------------------------------

// Of the atlas above zero, of our own list below.
static int64_t number_of_place(const candidate *c) {
    if (c->place != NOT_IN_ATLAS) return c->place + 1;
    return -1 - (int64_t)(c->listed >= 0 ? c->listed : 0);
}

static void vote_by_candidate(ballot *b, const candidate *c, double weight) {
    enum { MOST_DISTRICTS = sizeof c->districts / sizeof *c->districts };
    vote_for(b, VOTE_PLACE, number_of_place(c), weight);
    if (c->country >= 0) vote_for(b, VOTE_COUNTRY, c->country + 1, weight);
    if (c->kind == PLACE_COUNTRY) return;
    if (c->region != NOT_IN_ATLAS) vote_for(b, VOTE_REGION, c->region + 1, weight);
    for (int i = 0; i < MOST_DISTRICTS; i++) {
        if (c->districts[i] == NOT_IN_ATLAS) break;
        vote_for(b, VOTE_DISTRICT, c->districts[i] + 1, weight);
    }
    vote_for_squares(b, VOTE_SQUARE, c, weight);
    vote_for_squares(b, VOTE_SMALL_SQUARE, c, weight);
}

static double weight_of(const sense *s) {
    return s->spots > 3 ? 2 : 1 + (s->spots - 1) * 0.4;
}

void vote_by_sense(ballot *b, const sense *s, double sign) {
    double weight = sign * weight_of(s);
    if (s->spots == 0 || s->candidates.count == 0) return;
    for (int i = 0; i < s->candidates.count; i++) {
        const candidate *c = &s->candidates.at[i];
        if (c->share > 0.01) vote_by_candidate(b, c, weight * c->share);
    }
    b->all += weight;
}

// ---- Pairs -------------------------------------------------------------------------------

// What a name's vote says: of one that is many places, less.
static double weight_of_pairs(const sense *s) {
    double weight = 1;
    for (int most = 1; most < s->candidates.count; most *= 2) {
        weight -= 0.125;
    }
    return weight;
}

void vote_for_pairs(ballot *b, const sense *s, int name) {
    double weight = weight_of_pairs(s);
    for (int i = 0; i < s->candidates.count; i++) {
        const candidate *c = &s->candidates.at[i];
        if (c->kind == PLACE_COUNTRY) continue;
        for (size_t k = 0; k < sizeof c->districts / sizeof *c->districts; k++) {
            if (c->districts[k] == NOT_IN_ATLAS) break;
            vote_once(b, VOTE_DISTRICT, c->districts[k] + 1, weight, name + 1);
        }
        square at = square_of(VOTE_SMALL_SQUARE, c);
        for (int k = 0; k < 9; k++) {
            int64_t number = number_of_square(at.row + k / 3 - 1, at.column + k % 3 - 1);
            vote_once(b, VOTE_SMALL_SQUARE, number, weight, name + 1);
        }
    }
}

double pairs_in(const ballot *b, vote_kind kind, const sense *s, const candidate *c) {
    double votes = votes_in(b, kind, c) - weight_of_pairs(s);
    return votes < 0 ? 0 : votes;
}

// ------------------------------------------------------------------------------------------

void add_vote(ballot *b, vote_kind kind, int number, double weight) {
    vote_for(b, kind, number + 1, weight);
    b->all += weight;
}

// ---- Counting ----------------------------------------------------------------------------

static double count_for(const ballot *b, vote_kind kind, int64_t number) {
    return slot_of(b, key_of(kind, number))->value;
}

static double count_for_districts(const ballot *b, const candidate *c) {
    double most = 0;
    for (size_t i = 0; i < sizeof c->districts / sizeof *c->districts; i++) {
        if (c->districts[i] == NOT_IN_ATLAS) break;
        double votes = count_for(b, VOTE_DISTRICT, c->districts[i] + 1);
        if (votes > most) most = votes;
    }
    return most;
}

double votes_in(const ballot *b, vote_kind kind, const candidate *c) {
    switch (kind) {
    case VOTE_PLACE:
        return count_for(b, kind, number_of_place(c));
    case VOTE_COUNTRY:
        return c->country < 0 ? 0 : count_for(b, kind, c->country + 1);
    case VOTE_REGION:
        return c->region == NOT_IN_ATLAS ? 0 : count_for(b, kind, c->region + 1);
    case VOTE_DISTRICT:
        return count_for_districts(b, c);
    case VOTE_SQUARE:
    case VOTE_SMALL_SQUARE: {
        square at = square_of(kind, c);
        return count_for(b, kind, number_of_square(at.row, at.column));
    }
    }
    return 0;
}

double votes_of_all(const ballot *b) {
    return b->all;
}

double spread_over_countries(const ballot *b) {
    double all = b->of_countries * b->of_countries;
    return all < 0.25 ? 0 : 1 - b->squares / all;
}
