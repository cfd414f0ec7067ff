// known.c - opening the tables. Names become keys once, here, so that reports are only looked up.
#include "extract/place/work.h"

#include <assert.h>
#include <stdlib.h>

#include "base/fold.h"
#include "lexicon/lexicon.h"

str key_of_words(arena *a, str words) {
    char   key[LONGEST_PLACE_KEY];
    size_t size = make_place_key(words, key, sizeof key);
    return size > 0 ? copy_str(a, (str){key, size}) : (str){NULL, 0};
}

bool has_key(const str_table *table, str key) {
    return find_in_table(table, key) != NOT_IN_TABLE;
}

static uint32_t find_lower(const str_table *table, str word) {
    char lower[32];
    if (word.size == 0 || word.size > sizeof lower) return NOT_IN_TABLE;
    for (size_t i = 0; i < word.size; i++) {
        lower[i] = to_lower(word.at[i]);
    }
    return find_in_table(table, (str){lower, word.size});
}

place_hint hint_of_word(const str_table *table, str word) {
    uint32_t hint = find_lower(table, word);
    return hint == NOT_IN_TABLE ? HINT_NONE : (place_hint)hint;
}

bool has_word_of(const str_table *table, str word) {
    return find_lower(table, word) != NOT_IN_TABLE;
}

static double number_of_column(str text) {
    double number = 0;
    bool   is_number = read_decimal(text, &number);
    assert(is_number && "the column holds decimals");
    (void)is_number;
    return number;
}

static void add_keys(arena *a, str_table *table, str names, uint32_t value) {
    while (names.at) {
        str name = cut_at(&names, '|');
        if (starts_with(name, STR("*"))) continue; // a building that stands for a government
        str key = key_of_words(a, name);
        if (key.size > 0) add_to_table(a, table, key, value);
    }
}

// ---- Countries and regions ---------------------------------------------------------------

static int find_atlas_country(const atlas *world, str code) {
    for (int i = 0; world && i < count_atlas_places(world); i++) {
        atlas_place place = atlas_place_at(world, i);
        if (place.kind != ATLAS_COUNTRY) break; // countries come first
        if (same(str_of(place.country), code)) return i;
    }
    return NOT_IN_ATLAS;
}

static void open_countries(arena *a, place_rules *rules) {
    data_rows rows = open_rows("countries.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        uint32_t      number = (uint32_t)rules->countries.count;
        known_country made = {.code = row.fields[0],
                              .name = row.fields[1],
                              .place = find_atlas_country(rules->world, row.fields[0])};
        PUSH_IN(a, &rules->countries, made);
        add_to_table(a, &rules->country_codes, made.code, number);
        add_keys(a, &rules->country_keys, row.fields[1], number);
        add_keys(a, &rules->country_keys, row.fields[2], number);
        add_keys(a, &rules->people_keys, row.fields[3], number);
        add_keys(a, &rules->people_keys, row.fields[4], number);
        add_keys(a, &rules->seat_keys, row.fields[5], number);
    }
}

// The region of a country with a name, in the atlas.
static int find_region(const place_rules *rules, str country, str name) {
    char   key[LONGEST_PLACE_KEY];
    size_t size = make_place_key(name, key, sizeof key);
    int    first = 0, count = 0;
    if (rules->world) count = find_in_atlas(rules->world, (str){key, size}, &first);
    for (int i = 0; i < count; i++) {
        int         number = atlas_match_at(rules->world, first + i).place;
        atlas_place place = atlas_place_at(rules->world, number);
        if (place.kind == ATLAS_REGION && same(str_of(place.country), country)) return number;
    }
    return NOT_IN_ATLAS;
}

static int by_place(const void *a, const void *b) {
    const area_centre *left = a, *right = b;
    return (left->place > right->place) - (left->place < right->place);
}

static void open_centres(arena *a, place_rules *rules) {
    data_rows rows = open_rows("centres.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        uint32_t country = find_in_table(&rules->country_codes, row.fields[0]);
        double   lat = number_of_column(row.fields[2]), lon = number_of_column(row.fields[3]);
        int      place = NOT_IN_ATLAS;
        if (row.fields[1].size > 0) {
            place = find_region(rules, row.fields[0], row.fields[1]);
        } else if (country != NOT_IN_TABLE) {
            known_country *known = &rules->countries.at[country];
            place = known->place;
            known->has_point = true;
            known->lat = lat;
            known->lon = lon;
        }
        if (place != NOT_IN_ATLAS) PUSH_IN(a, &rules->centres, ((area_centre){place, lat, lon}));
    }
    if (rules->centres.count > 1) {
        qsort(rules->centres.at, (size_t)rules->centres.count, sizeof *rules->centres.at, by_place);
    }
}

static void open_short_forms(arena *a, place_rules *rules) {
    data_rows rows = open_rows("place_abbreviations.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        uint32_t number = (uint32_t)rules->shorts.count;
        PUSH_IN(a, &rules->shorts,
                ((short_form){.country = row.fields[0],
                              .region = row.fields[1],
                              .place = find_region(rules, row.fields[0], row.fields[1]),
                              .is_alone = row.fields[3].size > 0}));
        for (str forms = row.fields[2]; forms.at;) {
            add_to_table(a, &rules->short_words, cut_at(&forms, '|'), number);
        }
    }
}

// ---- Our own list ------------------------------------------------------------------------

static void open_listed(arena *a, place_rules *rules) {
    data_rows rows = open_rows("places.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        uint32_t     number = (uint32_t)rules->listed.count;
        uint64_t     geonames = 0;
        listed_place made = {.name = row.fields[1],
                             .country = row.fields[3],
                             .inside = row.fields[6],
                             .lat = number_of_column(row.fields[4]),
                             .lon = number_of_column(row.fields[5])};
        bool         is_kind = place_kind_of_word(row.fields[0], &made.kind);
        assert(is_kind);
        (void)is_kind;
        if (read_uint64(row.fields[7], &geonames)) made.geonames = (uint32_t)geonames;
        PUSH_IN(a, &rules->listed, made);
        add_keys(a, &rules->listed_keys, row.fields[1], number);
        add_keys(a, &rules->listed_keys, row.fields[2], number);
    }
}

// ---- Words -------------------------------------------------------------------------------

static place_hint hint_of_name(str name) {
    static const char *const names[HINT_COUNT] = {
        [HINT_REGION] = "region",     [HINT_DISTRICT] = "district",
        [HINT_CITY] = "city",         [HINT_NEIGHBOURHOOD] = "neighbourhood",
        [HINT_CAMP] = "camp",         [HINT_CROSSING] = "crossing",
        [HINT_FACILITY] = "facility", [HINT_STREET] = "street",
        [HINT_WATER] = "water",       [HINT_OTHER] = "other",
    };
    for (int i = 1; i < HINT_COUNT; i++) {
        if (same(name, str_of(names[i]))) return (place_hint)i;
    }
    return HINT_NONE;
}

static void open_words(arena *a, place_rules *rules) {
    const struct {
        const char *use;
        str_table  *table;
    } uses[] = {{"kind", &rules->kind_words},
                {"before", &rules->before_words},
                {"body", &rules->body_words},
                {"direction", &rules->direction_words},
                {"never", &rules->never_words},
                {"acting", &rules->acting_verbs},
                {"actors", &rules->actor_nouns},
                {"deeds", &rules->deed_nouns},
                {"dealings", &rules->dealing_words},
                {"addressed", &rules->addressed_verbs},
                {"of", &rules->of_nouns}};
    data_rows rows = open_rows("place_words.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
            if (!same(row.fields[0], str_of(uses[i].use))) continue;
            for (str words = row.fields[2]; words.at;) {
                str word = cut_at(&words, '|');
                add_to_table(a, uses[i].table, word, hint_of_name(row.fields[1]));
            }
        }
    }
}

// ---- Areas in English --------------------------------------------------------------------

static void open_area_names(arena *a, place_rules *rules) {
    data_rows rows = open_rows("area_names.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        str code = join_str(a, row.fields[0], STR("/"));
        add_to_table(a, &rules->area_names, join_str(a, code, row.fields[1]),
                     (uint32_t)rules->english_names.count);
        PUSH_IN(a, &rules->english_names, row.fields[2]);
    }
}

str name_of_area(const place_rules *rules, arena *a, const atlas_place *area) {
    if (area->kind != ATLAS_REGION) return area->name;
    str      code = join_str(a, str_of(area->country), STR("/"));
    uint32_t row = find_in_table(&rules->area_names, join_str(a, code, area->name));
    return row == NOT_IN_TABLE ? area->name : rules->english_names.at[row];
}

// ---- Where reports play ------------------------------------------------------------------

// "GB|IE", "US/Texas": codes, and regions behind theirs.
static telling_row read_told(const place_rules *rules, str places) {
    telling_row row = {0};
    while (places.at && row.count < MOST_TOLD) {
        str      region = cut_at(&places, '|');
        str      code = cut_at(&region, '/');
        uint32_t country = find_in_table(&rules->country_codes, code);
        bool     is_region = region.size > 0;
        assert(country != NOT_IN_TABLE && "the row has codes of countries.tsv");
        row.countries[row.count] = (int)country;
        row.regions[row.count++] = is_region ? find_region(rules, code, region) : NOT_IN_ATLAS;
    }
    return row;
}

static void open_telling(arena *a, place_rules *rules) {
    data_rows rows = open_rows("telling_words.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        uint32_t    number = (uint32_t)rules->telling.count;
        telling_row made = read_told(rules, row.fields[0]);
        PUSH_IN(a, &rules->telling, made);
        for (str words = row.fields[1]; words.at;) {
            add_to_table(a, &rules->telling_words, cut_at(&words, '|'), number);
        }
    }
}

uint32_t row_of_telling(const place_rules *rules, str word) {
    return find_lower(&rules->telling_words, word);
}

const char *const PLACE_CLUE_WORDS[CLUES] = {
#define WORDS_OF_CLUE(name, words) [CLUE_##name] = words,
    PLACE_CLUES(WORDS_OF_CLUE)
#undef WORDS_OF_CLUE
};

static int clue_of_words(str words) {
    for (int i = 0; i < CLUES; i++) {
        if (same(words, str_of(PLACE_CLUE_WORDS[i]))) return i;
    }
    return CLUES;
}

static void open_weights(place_rules *rules) {
    data_rows rows = open_rows("place_weights.tsv");
    data_row  row;
    while (next_row(&rows, &row)) {
        int clue = clue_of_words(row.fields[0]);
        assert(clue < CLUES && "place_weights.tsv has clues of work.h");
        for (int how = ALONE; how < WEIGHINGS; how++) {
            rules->weights[how][clue] = number_of_column(row.fields[1 + how]);
        }
    }
}

place_rules *open_place_rules(arena *a, const atlas *world) {
    place_rules *rules = NEW_IN(a, place_rules, 1);
    rules->world = world;
    open_countries(a, rules);
    open_centres(a, rules);
    open_short_forms(a, rules);
    open_listed(a, rules);
    open_words(a, rules);
    open_area_names(a, rules);
    open_telling(a, rules);
    open_weights(rules);
    return rules;
}
