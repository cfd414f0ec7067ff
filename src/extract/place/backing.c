// backing.c - where a report plays, by what are no names of places: words that only some
// countries' reports use ("sheriff", "garda"), peoples, and bodies named after a region ("Orlava
// State Police").
#include "extract/place/work.h"

// ---- Words -------------------------------------------------------------------------------

// A word of several countries tells of each in part; one of a region is its country's as well, and
// speaks for the region once.
static double count_words(const place_work *w, double *counts) {
    const place_rules *rules = w->rules;
    str_table          seen = {0};
    double             all = 0;
    for (int i = 0; i < w->doc->tokens.count; i++) {
        str      word = token_text(w->doc, i);
        uint32_t row = row_of_telling(rules, word);
        if (row == NOT_IN_TABLE) continue;
        const telling_row *told = &rules->telling.at[row];
        for (int k = 0; k < told->count; k++) {
            counts[told->countries[k]] += 1.0 / told->count;
        }
        all += 1;
        if (told->regions[0] == NOT_IN_ATLAS || !add_to_table(w->scratch, &seen, word, 1)) continue;
        for (int k = 0; k < told->count; k++) {
            double weight = told->count > 1 ? 0.5 : 1;
            if (told->regions[k] != NOT_IN_ATLAS)
                add_vote(w->bodies, VOTE_REGION, told->regions[k], weight);
        }
    }
    return all;
}

// Of all such words the part that is a country's; less while there are few.
static void weigh_words(place_work *w) {
    int     count = w->rules->countries.count;
    double *counts = NEW_IN(w->scratch, double, count + 1);
    double  all = count_words(w, counts);
    for (int i = 0; i < count && all > 0; i++) {
        counts[i] = counts[i] / all * (counts[i] / (counts[i] + 2));
    }
    w->words_of = counts;
}

// ---- Peoples -----------------------------------------------------------------------------

static str words_of_name(const document *doc, const named_entity *name) {
    return text_of(doc, span_of_tokens(doc, name->tokens.begin, name->tokens.end));
}

static void add_votes_of_peoples(place_work *w) {
    const document *doc = w->doc;
    for (int i = 0; i < doc->names.count; i++) {
        if (doc->names.at[i].label != NAME_NORP) continue;
        str      key = key_of_words(w->scratch, words_of_name(doc, &doc->names.at[i]));
        uint32_t country = find_in_table(&w->rules->people_keys, key);
        if (key.size == 0 || country == NOT_IN_TABLE) continue;
        add_vote(w->votes, VOTE_COUNTRY, (int)country, 0.4);
    }
}

// ---- Bodies ------------------------------------------------------------------------------

static bool is_body(name_label label) {
    return label == NAME_ORG || label == NAME_FAC || label == NAME_EVENT ||
           label == NAME_WORK_OF_ART || label == NAME_LAW;
}

// The large region that mostly goes by this name.
static int region_of_key(const place_work *w, str key) {
    enum { LARGE = 200000 };
    const atlas *world = w->rules->world;
    int          first = 0, count = 0;
    if (key.size > 0) count = find_in_atlas(world, key, &first);
    for (int i = 0; i < count; i++) {
        atlas_match match = atlas_match_at(world, first + i);
        atlas_place place = atlas_place_at(world, match.place);
        if (place.population < LARGE) return NOT_IN_ATLAS; // the larger ones come first
        if (place.kind == ATLAS_REGION && !match.is_other_name) return match.place;
    }
    return NOT_IN_ATLAS;
}

// The regions in a body's name; one that is the whole name is no body's.
static void add_regions_of_body(place_work *w, token_range range) {
    enum { LONGEST_REGION = 3, MOST_REGIONS = 4 };
    int regions = 0;
    for (int i = range.begin; i < range.end && regions < MOST_REGIONS; i++) {
        for (int size = LONGEST_REGION; size > 0; size--) {
            bool fits = i + size <= range.end && size < range.end - range.begin;
            if (!fits) continue;
            str words = text_of(w->doc, span_of_tokens(w->doc, i, i + size));
            int region = region_of_key(w, key_of_words(w->scratch, words));
            if (region == NOT_IN_ATLAS) continue;
            add_vote(w->bodies, VOTE_REGION, region, 1);
            regions++;
            i += size - 1;
            break;
        }
    }
}

// Each body votes once, however often it is named.
static void add_votes_of_bodies(place_work *w) {
    const document *doc = w->doc;
    str_table       seen = {0};
    for (int i = 0; i < doc->names.count && w->rules->world; i++) {
        const named_entity *name = &doc->names.at[i];
        str                 words = words_of_name(doc, name);
        token_range         range = name->tokens;
        if (!is_body(name->label) || !add_to_table(w->scratch, &seen, words, 1)) continue;
        if (is_token(doc, range.begin, "the") || is_token(doc, range.begin, "The")) range.begin++;
        add_regions_of_body(w, range);
    }
}

void find_backing(place_work *w) {
    w->votes = open_ballot(w->scratch);
    w->bodies = open_ballot(w->scratch);
    weigh_words(w);
    add_votes_of_peoples(w);
    add_votes_of_bodies(w);
}
